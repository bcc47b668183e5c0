"""Which layout of a template serves which kind of slide: found by the types, places and sizes of its placeholders.

A layout's name decides nothing but between layouts that are alike otherwise.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefgen.errors import TemplateError
from briefgen.packs.layouts import Layout, Placeholder, Source

WIDE, HIGH = 0.5, 0.35
"""Shares of the slide that the text of a content layout takes at least."""

_SECTION = re.compile(
    r"section|divider|chapter|break|kapitel|abschnitt|trenn|secci|se[cç][ãa]o|节|章|过渡", re.IGNORECASE
)
_CLOSING = re.compile(r"clos|end|thank|schluss|fin\b|结束|封底|致谢|感谢", re.IGNORECASE)
_FILLED = ("pic", "tbl", "chart", "dgm", "media", "clipArt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The layouts chosen; `section` is None where the template has none for it."""

    cover: Layout
    content: Layout
    section: Layout | None

    def listed(self) -> tuple[tuple[str, Layout], ...]:
        """The roles with their layouts."""
        pairs = (("cover", self.cover), ("section", self.section), ("content", self.content))
        return tuple((name, layout) for name, layout in pairs if layout is not None)


def choose_roles(source: Source) -> Roles:
    """The layouts for a deck, of one master. Raises TemplateError where no layout has a title and room for text."""
    contents = [(score, layout) for layout in source.layouts if (score := _content_score(layout, source)) is not None]
    if not contents:
        raise TemplateError(
            "no layout of the template has a title and a text area",
            where=source.file,
            remedy=f"give one layout a title and a text placeholder at least {WIDE:.0%} of the slide wide and "
            f"{HIGH:.0%} high",
        )
    content = max(contents, key=lambda pair: pair[0])[1]
    same = [layout for layout in source.layouts if layout.master == content.master]
    others = [layout for layout in same if layout is not content and _usable_title(layout, source)]
    section = _best(others, lambda layout: _section_score(layout, source))
    covers = [layout for layout in others if layout is not section]
    cover = _best(covers, lambda layout: _cover_score(layout, source))
    if cover is None:
        elsewhere = [layout for layout in source.layouts if layout not in same and _usable_title(layout, source)]
        cover = _best(elsewhere, lambda layout: _cover_score(layout, source)) or section or content
    return Roles(cover=cover, content=content, section=section)


def body_of(layout: Layout) -> Placeholder:
    """The placeholder of a content layout that holds the text."""
    return layout.texts[0]


def _best(layouts: list[Layout], score_of: Callable[[Layout], float | None]) -> Layout | None:
    scored = [(score, -at, layout) for at, layout in enumerate(layouts) if (score := score_of(layout)) is not None]
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _usable_title(layout: Layout, source: Source) -> bool:
    title = layout.title
    return (
        title is not None
        and title.style.body.upright
        and title.rectangle.width >= 0.2 * source.width
        and _inside(title, source)
    )


def _inside(item: Placeholder, source: Source) -> bool:
    place = item.rectangle
    return (
        place.x >= -0.01 * source.width
        and place.y >= -0.01 * source.height
        and place.x + place.width <= 1.01 * source.width
        and place.y + place.height <= 1.01 * source.height
    )


def _content_score(layout: Layout, source: Source) -> float | None:
    """How well a layout holds running text: one large text below a title, nothing else that would stay empty."""
    if not _usable_title(layout, source) or not layout.texts:
        return None
    body, title = layout.texts[0], layout.title
    assert title is not None
    place = body.rectangle
    if place.width < WIDE * source.width or place.height < HIGH * source.height or not _inside(body, source):
        return None
    if title.rectangle.y > place.y:
        return None
    score = 2.0 * (layout.kind == "obj") + (body.kind == "obj") + (title.kind == "title")
    score += min(layout.uses, 5) * 0.5 + place.width * place.height / (source.width * source.height)
    large = [item for item in layout.texts if item.area > 0.2 * body.area]
    score -= 1.5 * (len(large) - 1) + 1.5 * layout.count(*_FILLED)
    score -= 3.0 * (title.rectangle.height > 0.22 * source.height)
    score += 0.5 * (layout.find("sldNum") is not None) - 2.0 * _overlap(title, body)
    return score - 3.0 * bool(_CLOSING.search(layout.name))


def _overlap(title: Placeholder, body: Placeholder) -> bool:
    return title.rectangle.y + title.rectangle.height > body.rectangle.y + body.rectangle.height // 8


def _cover_score(layout: Layout, source: Source) -> float | None:
    """How well a layout opens a deck: a title of its own kind, a subtitle, the first slide of the template."""
    title = layout.title
    assert title is not None
    if layout.texts and layout.texts[0].rectangle.height > 0.6 * source.height:
        return None
    score = 4.0 * (layout.kind == "title") + 3.0 * (title.kind == "ctrTitle") + bool(layout.texts)
    score += 4.0 * layout.opens + 1.0 * (layout.find("subTitle") is not None)
    score -= (
        1.0 * layout.count(*_FILLED) + 3.0 * max(0, layout.count("obj") - 1) + 4.0 * bool(_CLOSING.search(layout.name))
    )
    return score if score > 0 else None


def _section_score(layout: Layout, source: Source) -> float | None:
    """How well a layout opens a part: the type for it, or a title without room for running text."""
    if layout.opens and layout.kind != "secHead":
        return None
    named = bool(_SECTION.search(layout.name))
    if layout.kind != "secHead" and not named:
        return None
    if any(item.rectangle.height > 0.5 * source.height for item in layout.texts if item.kind == "obj"):
        return None
    return 3.0 * (layout.kind == "secHead") + named - layout.count(*_FILLED) + 0.5 * min(layout.uses, 4)
