"""Figures beside the points of a page: which pages have some, and which figures go there.

A number never stands twice on a slide: a point whose figures move to the rail says the rest without them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from briefgen.templating.pages import Page
from briefgen.templating.paging import Choice, Measurer
from briefgen.templating.views import CardView, PointView


@dataclass(slots=True)
class Rail:
    """The shape beside the points, the fewest figures that it shows, and those that stand in no point."""

    measurer: Measurer
    least: int
    spare: tuple[CardView, ...]

    @property
    def most(self) -> int:
        """The most figures that it shows."""
        return self.measurer.most or 1

    def takes(self, card: CardView) -> bool:
        """Whether the figure fits when the rail is full."""
        scale_x, scale_y, _ = self.measurer.room(self.most)
        return self.measurer.fits(self.measurer.choices(card)[0], scale_x, scale_y)


def pages_with_rail(measurer: Measurer, items: Sequence[Any], rail: Rail, other: Measurer | None) -> list[Page]:
    """The pages of points, figures beside those that have enough; the others are fitted to another shape, if any.

    That one holds more: where it makes fewer slides, with one for the figures that then stand nowhere, the last points
    stand there, and the first beside a rail. Where a point would stand alone on a page, and all together without a rail
    take no more slides, they do.
    """
    spreads = [measurer.pages(items)]
    if other is not None and (mixed := _mixed_pages(len(spreads[0]), measurer, items, other)):
        spreads.append(mixed)
    found = []
    for pages in spreads:
        spare = list(rail.spare)
        shown = [_with_rail(page, measurer, rail, spare) for page in pages]
        shown = shown if other is None else _refitted(shown, items, other)
        found.append((len(shown) + (len(spare) >= rail.least), _lone(shown), shown))
    if other is not None and len(items) > 1 and min(found, key=lambda item: item[:2])[1]:
        plain = other.pages(items)
        found.append((len(plain) + (len(rail.spare) >= rail.least), _lone(plain), plain))
    return min(found, key=lambda item: item[:2])[2]


def _lone(pages: Sequence[Page]) -> int:
    """The pages that hold one point and nothing beside it."""
    return sum(len(page) == 1 and not page.figures for page in pages)


def _mixed_pages(count: int, measurer: Measurer, items: Sequence[Any], other: Measurer) -> list[Page]:
    """Fewer pages than `count`, with the last points on pages of the other shape; none where that can't be."""
    small, large, total = measurer.most or len(items), other.most or len(items), len(items)
    if large <= small:
        return []
    fewest = 1 + max(0, -(-(total - small) // large))
    beside = min(fewest, (large * fewest - total) // (large - small))
    head = total - large * (fewest - beside)
    if fewest >= count or not 0 < head < total:
        return []
    return [*measurer.pages(items[:head]), *other.pages(items[head:])]


def _with_rail(page: Page, measurer: Measurer, rail: Rail, spare: list[CardView]) -> Page:
    """The page with figures beside it, moved there from its points; spare ones fill up, and are spent."""
    if page._loop != measurer.loop.key:
        return page
    items = list(page.items)
    moved: dict[str, CardView] = {}
    for at, point in enumerate(page.items):
        own = point.figures if isinstance(point, PointView) else ()
        height = page._height_of(point) or measurer.room(len(page))[1]
        plain = _without_figures(point, measurer, height) if own else None
        if plain and len(moved) + len(own) <= rail.most and all(map(rail.takes, own)):
            moved.update((card.id, card) for card in own)
            items[at] = plain
    fill = [card for card in spare if card.id not in moved and rail.takes(card)][: rail.most - len(moved)]
    if len(moved) + len(fill) < rail.least:
        return page
    for card in fill:
        spare.remove(card)
    return replace(page, items=tuple(items), figures=(*moved.values(), *fill))


def _without_figures(point: PointView, measurer: Measurer, height: float) -> PointView | None:
    """The point in the wording that holds none of its figures; None where it has none that fits."""
    if not point._plain:
        return None
    choice = Choice(point._at(point._plain), point._plain)
    return choice.item if measurer.fits(choice, 1.0, height) else None


def _refitted(pages: Sequence[Page], items: Sequence[Any], other: Measurer) -> list[Page]:
    """The pages with those that have no rail made anew for another shape, and all numbered again."""
    done: list[Page] = []
    originals = {_id(item): item for item in items}
    for has_rail, group in groupby(pages, key=lambda page: bool(page.figures)):
        if has_rail:
            done += group
        else:
            members = list(group)
            lost = tuple(item for page in members for item in page._left_out)
            made = other.pages([originals[_id(item)] for page in members for item in page])
            done += [*made[:-1], *(replace(page, _left_out=(*page._left_out, *lost)) for page in made[-1:])]
    return [
        replace(page, number=number, count=len(done), continuation=other.continuation(number))
        for number, page in enumerate(done, 1)
    ]


def _id(item: Any) -> str:
    return str(getattr(item, "id", ""))
