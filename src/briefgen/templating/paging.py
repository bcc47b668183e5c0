"""Items measured in the shape, table row or paragraph that shows them, and the pages that they need.

For each item the texts of one copy are rendered in a wording and measured in their boxes. Fewest pages first,
then the longest wordings; items are spread evenly and keep their order. Nothing is cut or shrunk.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefgen.package import parse_xml
from briefgen.storyboard import Role
from briefgen.templating.demand import Demand, measure_copy, measure_paragraphs, measure_rows
from briefgen.templating.geometry import columns_of, pitch_of
from briefgen.templating.pages import Page
from briefgen.templating.paragraphs import PLAIN_LINE, TALL_LINES
from briefgen.templating.spreading import balanced_sizes, even_sizes, fewest_pages, flow, row_heights, shortened
from briefgen.templating.state import Rendering, ids_of
from briefgen.templating.styles import EMU, TextStyle
from briefgen.templating.text import Text
from briefgen.templating.views import EventView, PointView

if TYPE_CHECKING:
    from briefgen.templating.deck_template import DeckTemplate
    from briefgen.templating.loops import Loop

SLACK = 1.0005
"""Ratio by which a text may seem too high through rounding."""


@dataclass(slots=True)
class Choice:
    """An item at one of its wordings, with the room that it needs."""

    item: Any
    wording: Text | None
    demands: dict[float, Demand] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Group:
    """The items of a page, and the heights of their copies where these are not all the same."""

    items: Sequence[Any]
    heights: tuple[float, ...] = ()


@dataclass(slots=True)
class Measurer:
    """Measures items in one loop of the deck; a page of it holds `most` at most."""

    state: Rendering
    deck: "DeckTemplate"
    loop: "Loop"
    names: dict[str, Any]
    most: int | None = None
    _listed: dict[Any, list[Choice]] = field(default_factory=dict)

    def pages(self, items: Sequence[Any]) -> list[Page]:
        """The fewest pages on which every item fits in some wording, no more than `most` on each."""
        if self.loop.is_table:
            return self._table_pages(items)
        if self.loop.style is not None:
            return self._text_pages(items, self.loop.style)
        kept, lost = self._sort_out([self.choices(item) for item in items])
        fewest = max(1, -(-len(kept) // self.most) if self.most else 1)
        for count in range(fewest, len(kept) + 1):
            for sizes in self._spreads(kept, count):
                groups = self._groups(kept, sizes)
                if groups is not None:
                    return self._make_pages(groups, lost)
        return self._no_pages(lost)

    def _spreads(self, kept: Sequence[Sequence[Choice]], count: int) -> Iterator[list[int]]:
        """Ways to spread the items over so many pages: evenly by number, else evenly by the room that they need."""
        even = even_sizes(len(kept), count)
        yield even
        if self.is_down:
            heights = [self.demand(choices[-1], 1.0).height for choices in kept]
            balanced = balanced_sizes(heights, count, self.most or len(kept), self.room(1)[2])
            if balanced != even:
                yield balanced

    @property
    def is_down(self) -> bool:
        """Whether the copies stand below each other, where each may have a height of its own."""
        return not pitch_of(self.loop.own, self.loop.area, 1).across

    def choices(self, item: Any) -> list[Choice]:
        """The wordings of an item, longest first; the same ones when asked again, so that each is measured once."""
        if item not in self._listed:
            self._listed[item] = (
                [Choice(item._at(wording), wording) for wording in item._wordings]
                if isinstance(item, PointView | EventView)
                else [Choice(item, None)]
            )
        return self._listed[item]

    def demand(self, choice: Choice, scale_x: float) -> Demand:
        """The room that a choice needs when the copy is scaled in width."""
        found = choice.demands.get(scale_x)
        if found is None:
            found = choice.demands[scale_x] = self._measure(choice.item, scale_x)
        return found

    def _measure(self, item: Any, scale_x: float) -> Demand:
        compiled = self.deck.row_template(self.loop)
        was, self.state.measuring = self.state.measuring, True
        try:
            xml = compiled.render({**self.names, "bg_items": [item]})
            root = parse_xml(xml, where=f"{self.deck.file}, {self.loop.where}")
            if self.loop.is_table:
                return measure_rows(root, self.deck, self.loop, self.state)
            if self.loop.style is not None:
                return measure_paragraphs(root, self.loop, self.state)
            return measure_copy(root, self.deck, self.state, scale_x)
        finally:
            self.state.measuring = was

    def room(self, count: int) -> tuple[float, float, float]:
        """Scale in width, scale in height, and the largest stretch in height, when `count` copies share the area."""
        loop = self.loop
        pitch = pitch_of(loop.own, loop.area, count)
        if not pitch.across:
            return 1.0, min(1.0, pitch.scale), loop.area.height / count / loop.own.height
        outer = loop.outer
        if outer is None:
            return pitch.scale, 1.0, 1.0
        # The rows of a grid keep their height: a card that needs a higher one fits on no page.
        rows = -(-count // columns_of(loop.own, loop.area))
        scale = min(1.0, pitch_of(outer.own, outer.area, rows).scale)
        return 1.0, scale, scale

    def _sort_out(self, listed: Sequence[Sequence[Choice]]) -> tuple[list[Sequence[Choice]], tuple[Any, ...]]:
        """Of each item its wordings from the longest that fits a page of its own on, and the items that have none."""
        scale_x, scale_y, stretch = self.room(1)
        kept: list[Sequence[Choice]] = []
        lost = []
        for choices in listed:
            at = self._first(choices, scale_x, max(scale_y, stretch))
            if at is not None:
                kept.append(choices[at:])
            else:
                lost.append(choices[-1].item)
                self._report(choices[-1], scale_x)
        return kept, tuple(lost)

    def _first(self, choices: Sequence[Choice], scale_x: float, scale_y: float) -> int | None:
        """The number of the longest wording that a copy scaled so holds; the shorter ones are not measured."""
        return next((at for at, choice in enumerate(choices) if self.fits(choice, scale_x, scale_y)), None)

    def fits(self, choice: Choice, scale_x: float, scale_y: float) -> bool:
        """Whether a copy scaled so holds the choice."""
        demand = self.demand(choice, scale_x)
        return not demand.overfull and demand.height <= scale_y * SLACK

    def can_show(self, item: Any) -> bool:
        """Whether a page of its own would hold the item."""
        scale_x, scale_y, stretch = self.room(1)
        return any(self.fits(choice, scale_x, max(scale_y, stretch)) for choice in self.choices(item))

    def _report(self, choice: Choice, scale_x: float) -> None:
        demand = self.demand(choice, scale_x)
        self.state.left_out.append(demand.text)
        self.state.note(
            "left-to-notes",
            f"a text fits in no wording and is left to the notes: {demand.text!r}; {demand.capacity}",
            f"{self.deck.file}, {self.loop.where}, {demand.slot}",
        )

    def _groups(self, kept: Sequence[Sequence[Choice]], sizes: Sequence[int]) -> list[_Group] | None:
        groups, start = [], 0
        for size in sizes:
            group = self._group(kept[start : start + size])
            if group is None:
                return None
            groups.append(group)
            start += size
        return groups

    def _group(self, listed: Sequence[Sequence[Choice]]) -> _Group | None:
        """The items of one page, each in the longest wording that its copy holds.

        All copies are equally high where that will do; below each other, one that needs more takes it from the others.
        """
        scale_x, scale_y, stretch = self.room(len(listed))
        first = [self._first(choices, scale_x, scale_y) for choices in listed]
        if None not in first:
            return _Group([choices[at or 0].item for choices, at in zip(listed, first, strict=True)])
        if not self.is_down:
            return None
        room = stretch * len(listed)
        open_ones = [
            [choice for choice in choices[at or 0 :] if self.fits(choice, scale_x, room)]
            for choices, at in zip(listed, first, strict=True)
        ]
        needs = [[self.demand(choice, scale_x).height for choice in choices] for choices in open_ones]
        chosen = shortened(needs, room * SLACK)
        if chosen is None:
            return None
        heights = row_heights([listed[at] for listed, at in zip(needs, chosen, strict=True)], room)
        return _Group([choices[at].item for choices, at in zip(open_ones, chosen, strict=True)], tuple(heights))

    def _table_pages(self, items: Sequence[Any]) -> list[Page]:
        loop = self.loop
        bottom = loop.area.height or self.deck.height - loop.own.y - loop.own.x
        room = bottom / TALL_LINES - loop.fixed
        rows, lost = [], []
        for item in items:
            choices = self.choices(item)
            choice = next((c for c in choices if self.demand(c, 1.0).height <= room), None)
            if choice is None:
                lost.append(item)
                self._report(choices[-1], 1.0)
            else:
                rows.append((choice.item, self.demand(choice, 1.0).height))
        if not rows:
            return self._no_pages(tuple(lost))
        heights = [height for _, height in rows]
        count = fewest_pages(heights, room, self.most or len(rows))
        groups, start = [], 0
        for size in balanced_sizes(heights, count, self.most or len(rows), room):
            groups.append(_Group([item for item, _ in rows[start : start + size]]))
            start += size
        return self._make_pages(groups, tuple(lost))

    def _text_pages(self, items: Sequence[Any], style: TextStyle) -> list[Page]:
        """Pages of items that stand below each other as paragraphs of one text."""
        line = style.levels[0].line_points or (style.levels[0].size or 18.0) * PLAIN_LINE
        room = self.loop.own.height - style.body.top - style.body.bottom - self.loop.fixed * line * TALL_LINES * EMU
        kept: list[list[Choice]] = []
        lost: list[Any] = []
        for item in items:
            choices = self.choices(item)
            fitting = [choice for choice in choices if self._flows(choice, room)]
            if fitting:
                kept.append(fitting)
            else:
                lost.append(item)
                self._report(choices[-1], 1.0)
        heights = [[self.demand(choice, 1.0).height for choice in choices] for choices in kept]
        chosen = flow(heights, room, self.most or len(kept))
        groups = [_Group([kept[at][choice].item for at, choice in page]) for page in chosen]
        return self._make_pages(groups, tuple(lost)) if groups else self._no_pages(tuple(lost))

    def _flows(self, choice: Choice, room: float) -> bool:
        demand = self.demand(choice, 1.0)
        return not demand.overfull and demand.height <= room

    def _make_pages(self, groups: Sequence[_Group], lost: tuple[Any, ...]) -> list[Page]:
        pages = []
        for number, group in enumerate(groups, 1):
            pages.append(
                Page(
                    id=next(iter(ids_of(group.items)), str(number)),
                    number=number,
                    count=len(groups),
                    items=tuple(group.items),
                    continuation=self.continuation(number),
                    _loop=self.loop.key,
                    _heights=group.heights,
                    _left_out=lost if number == len(groups) else (),
                )
            )
        return pages

    def _no_pages(self, lost: tuple[Any, ...]) -> list[Page]:
        """What was lost with no page of its own goes to the notes of the slide that comes next."""
        self.state.homeless += [(len(self.state.frames), item) for item in lost]
        return []

    def continuation(self, number: int) -> Text:
        """What the title of the n-th page takes: nothing, （续）, （续2）."""
        second, later = self.state.pack.continued.get(self.state.language, ("", ""))
        text = "" if number == 1 else second if number == 2 else later.format(number - 1)
        return self.state.registry.text(text, Role.LABEL if number <= 2 else Role.NUMBERING)
