"""The filters of the engine that need no measuring: numbering, marks, pages, links, objects and parts of texts.

They work on what one rendering remembers. Knows no XML.
"""

from collections.abc import Callable
from typing import Any

from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup

from briefgen.storyboard import Role
from briefgen.templating.clauses import up_to
from briefgen.templating.numerals import number_by
from briefgen.templating.state import CHART_CLOSE, CHART_OPEN, IMAGE_CLOSE, IMAGE_OPEN, Rendering, state_of
from briefgen.templating.text import Text, iter_marked

_CLOSES = {"（": "）", "“": "”", "《": "》", "「": "」", "『": "』", "(": ")", "〔": "〕", "【": "】"}
_ENDS_CLAUSE = frozenset("，。；：！？")
_ENDS_WITH_SPACE = frozenset(",.;:!?")
SHORTEST_CLAUSE = 4
"""Characters that a clause has at least."""


@pass_context
def numbering(context: Context, item: Any, pattern: str = "1.") -> Text | str:
    """`section | numbering("一、")`: the item's place among its siblings, written as the pattern shows."""
    number = item if isinstance(item, int) else getattr(item, "index", None)
    if not isinstance(number, int):
        raise TypeError("numbering needs an item of a list, or a whole number")
    return state_of(context).registry.text(number_by(pattern, number), Role.NUMBERING) if number > 0 else ""


@pass_context
def mark(context: Context, item: Any) -> Text | str:
    """`point | mark`: the numbers of the source sentences behind the item; empty in a pack without marks."""
    state = state_of(context)
    pattern = state.mark_pattern()
    if not pattern or not item:
        return ""
    written = "".join(pattern.format(state.mark_of(span)) for span in state.views.sentences_of(item))
    return state.registry.text(written, Role.MARK)


@pass_context
def page(context: Context, item: Any) -> Text:
    """`section | page`: the page on which the item is first shown, filled in when all pages are known."""
    return state_of(context).registry.deferred(item)


@pass_context
def here(context: Context, item: Any) -> str:
    """`section | here`: writes nothing; this page counts as the item's, unless one repeated for it does."""
    state = state_of(context)
    if not state.measuring:
        state.shown.append((len(state.frames), item))
    return ""


@pass_context
def link(context: Context, text: Any, item: Any) -> Any:
    """`section.title | link(section)`: the text as a link to the page or heading of the item."""
    return state_of(context).registry.linked(text, item) if isinstance(text, Text) and text else text


@pass_context
def chart(context: Context, series: Any, *, sort: bool = False, rest: str = "") -> Markup:
    """`series | chart` in the alternative text of a native chart: the data to draw.

    A share is drawn as its part and the rest of its whole, which the chart's sheet calls `rest`.
    """
    state = state_of(context)
    if getattr(series, "kind_name", "") not in ("series", "share"):
        raise TypeError("chart needs a series or a share, such as one of section.series")
    state.charts.append((series, sort, str(rest)))
    return Markup(f"{CHART_OPEN}{len(state.charts) - 1}{CHART_CLOSE}")


@pass_context
def without_stop(context: Context, text: Any) -> Any:
    """`point.detail | without_stop`: a Chinese sentence up to its last stop, before which a source mark stands."""
    return state_of(context).registry.up_to(text, -1) if _ends_with_stop(text) else text


@pass_context
def stop(context: Context, text: Any) -> Any:
    """`point.detail | stop`: the stop that `without_stop` leaves out, empty for English."""
    return state_of(context).registry.text(str.__str__(text)[-1], Role.LABEL) if _ends_with_stop(text) else ""


def _ends_with_stop(text: Any) -> bool:
    return isinstance(text, Text) and len(text) > 1 and text[-1] in "。！？；"


@pass_context
def image(context: Context, picture: Any) -> Markup:
    """`picture | image` in the alternative text of a picture: the one to show in its place."""
    state = state_of(context)
    if getattr(picture, "kind_name", "") != "picture":
        raise TypeError("image needs a picture, such as one of section.pictures")
    state.images.append(picture)
    return Markup(f"{IMAGE_OPEN}{len(state.images) - 1}{IMAGE_CLOSE}")


@pass_context
def first_clause(context: Context, text: Any) -> Any:
    """`section.title | first_clause`: a text of the source up to its first clause's end, whole where it has only one.

    What stands in brackets or quotation marks is not cut; labels and numbers before the text stay.
    """
    state = state_of(context)
    if isinstance(text, Text):
        return _cut(text, state) or text
    if not isinstance(text, Markup):
        return text
    kept = Markup("")
    for part, origin in iter_marked(str.__str__(text), state.registry):
        if origin is not None and (beginning := _cut(origin, state)):
            return kept + beginning
        kept += Markup(part) if origin is None else origin
    return kept


def _cut(text: Text, state: Rendering) -> Text | None:
    """The first clause of a text of the source, None where that is the whole."""
    end = _clause_end(str.__str__(text))
    if not end or text._line is None or len(text) != len(text._line.text):
        return None
    return state.registry.line(up_to(text._line, end, state.content.document.text))


def _clause_end(text: str) -> int:
    """Where the first clause of a text ends, 0 where it is the only one."""
    waiting: list[str] = []
    for at, sign in enumerate(text[:-1]):
        if sign in _CLOSES:
            waiting.append(_CLOSES[sign])
        elif waiting and sign == waiting[-1]:
            waiting.pop()
        elif at >= SHORTEST_CLAUSE and not waiting and _ends_clause(sign, text[at + 1]):
            return at
    return 0


def _ends_clause(sign: str, after: str) -> bool:
    return sign in _ENDS_CLAUSE or (sign in _ENDS_WITH_SPACE and after == " ")


FILTERS: dict[str, Callable[..., Any]] = {
    "numbering": numbering, "mark": mark, "page": page, "here": here, "link": link, "chart": chart,
    "image": image, "without_stop": without_stop, "stop": stop, "first_clause": first_clause,
}  # fmt: skip
