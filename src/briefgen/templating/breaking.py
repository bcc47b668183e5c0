"""Where the lines of a text end, and which of these ends have to be written as breaks.

A text wraps by itself as long as that is good in LibreOffice, in a box one reserve narrower (the faces of PowerPoint
and WPS may measure a little wider) and at the narrowest width that any program gives it; and takes the same number of
lines in all three. Otherwise breaks are written, few and at the cheapest places. Knows nothing of slots and slides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefgen.templating.break_costs import FORBIDDEN, BreakCosts, load_rules
from briefgen.templating.kinsoku import HANGING
from briefgen.templating.measuring import Paragraph, Run, Wrapping, measure

SHORTEST_LINE = 0.4  # of the room: an explicit break leaves no shorter line
BAD_END = 500.0  # a forbidden line end that could not be helped
PLACES_TRIED = 5  # on one line, the cheapest ones
LINES_TRIED = 2
HANGING_SLACK = 0.25  # em that a line before an explicit break leaves free, its last mark counted
MOST_LINES = 50  # more than a slide holds: such a text is only measured, and wraps by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The lines of a text in one box.

    `lines` and `breaks` are offsets in the joined text, `widths` points. `breaks` is empty where the text wraps well by
    itself. `overfull`: something that must not be broken is longer than a line; `torn`: a line ends inside a word.
    """

    lines: tuple[tuple[int, int], ...]
    breaks: tuple[int, ...]
    widths: tuple[float, ...]
    overfull: bool
    torn: bool = False


@dataclass(frozen=True, slots=True)
class _Plan:
    """The rest of a text with its explicit breaks; compared by cost."""

    cost: float
    breaks: tuple[int, ...]


def lay_out(runs: Sequence[Run], width: float, *, reserve: float = 1.0, balance: bool = False) -> Layout:
    """Lay the runs out in a box of `width` points, leaving `reserve` em free in every line.

    `balance` is for titles: a text that is long or takes more than one line gets explicit breaks into even lines.
    """
    return _lay_out(tuple(runs), width, reserve, balance)


@lru_cache(maxsize=16384)
def _lay_out(runs: tuple[Run, ...], width: float, reserve: float, balance: bool) -> Layout:
    paragraph = measure(runs)
    room = max(width - reserve * paragraph.em, min(width, 2 * paragraph.em))
    box = _Box(paragraph, BreakCosts(runs, paragraph, room), width, room)
    if balance:
        return box.layout(box.balanced_breaks())
    return box.layout(box.needed_breaks())


class _Box:
    """One paragraph in one box: the search for the best line ends."""

    def __init__(self, paragraph: Paragraph, costs: BreakCosts, width: float, room: float) -> None:
        self._paragraph = paragraph
        self._costs = costs
        self._numbers = load_rules().numbers
        self._end = len(paragraph.text)
        self._words_end = len(load_rules().marks_at_end.sub("", paragraph.text))
        self._width = width
        self._room = room
        self._drawn = Wrapping(paragraph, width)
        self._tight = Wrapping(paragraph, room)
        self._narrow = Wrapping(paragraph, width, narrow=True)
        self._plans: dict[int, _Plan] = {}

    def layout(self, breaks: tuple[int, ...]) -> Layout:
        """The lines that these explicit breaks give in LibreOffice."""
        lines: list[tuple[int, int]] = []
        for start, end in pairwise((0, *breaks, self._end)):
            lines += pairwise((start, *self._drawn.stops(start, end)))
        return Layout(
            lines=tuple(lines),
            breaks=breaks,
            widths=tuple(self._paragraph.width(start, end) for start, end in lines),
            overfull=any(map(self._is_overfull, lines)),
            torn=any(self._costs.at(end) >= self._numbers["inside_word"] for _, end in lines[:-1]),
        )

    def needed_breaks(self) -> tuple[int, ...]:
        """The explicit breaks of running text; none when it wraps well by itself, or is longer than any box."""
        return () if len(self._tight.stops()) > MOST_LINES else self._plan(0).breaks

    def balanced_breaks(self) -> tuple[int, ...]:
        """The cheapest even lines of a title, in as few lines as can be."""
        total = self._paragraph.width(0, self._end)
        fewest = len(self._tight.stops())
        if fewest <= 1 and total <= self._numbers["balance_over"] * self._paragraph.em:
            return ()
        for count in range(max(2, fewest), fewest + 3) if fewest <= MOST_LINES else ():
            plan = self._even_lines(0, count, total / count, {})
            if plan is not None:
                return plan.breaks
        return self.needed_breaks()

    def _plan(self, start: int) -> _Plan:
        """The cheapest way to set the text from `start` on."""
        plan = self._plans.get(start)
        if plan is None:
            plan = self._plans[start] = self._find_plan(start)
        return plan

    def _find_plan(self, start: int) -> _Plan:
        stops = self._drawn.stops(start)
        lines_cost = self._numbers["line"] * len(stops)
        bad_line = self._first_bad_line(start, self._end)
        if bad_line is None:
            return _Plan(lines_cost, ())
        # A short line is better than one that ends inside a name.
        plans = list(self._broken_plans(start, bad_line)) or list(self._broken_plans(start, bad_line, shortest=0.0))
        if plans:
            return min(plans, key=lambda plan: plan.cost)
        bad = sum(not self._costs.is_good(stop) for stop in stops[:-1])
        return _Plan(lines_cost + BAD_END * bad + BAD_END / 2, ())

    def _broken_plans(self, start: int, bad_line: int, shortest: float = SHORTEST_LINE) -> Iterator[_Plan]:
        """Plans with the next explicit break on the bad line or, where that has no place for one, before it."""
        edges = (start, *self._tight.stops(start))
        tried = 0
        for line in range(min(bad_line, len(edges) - 2), -1, -1):
            found = 0
            for cost, offset in self._places(edges[line], edges[line + 1], shortest):
                if self._first_bad_line(start, offset) is None:
                    rest = self._plan(offset)
                    lines_cost = self._numbers["line"] * (line + 1)
                    yield _Plan(lines_cost + cost + rest.cost, (offset, *rest.breaks))
                    found += 1
                    if found == PLACES_TRIED:
                        break
            tried += found > 0
            if tried == LINES_TRIED:
                return

    def _places(self, line_start: int, stop: int, shortest: float) -> list[tuple[float, int]]:
        """The places for an explicit break on a line, cheapest first; none that leaves less than that of the room."""
        found = []
        latest = self._words_end - int(self._numbers["minimum_last_line"])
        for offset in range(min(stop, latest), line_start, -1):
            width = self._paragraph.width(line_start, offset)
            if width < shortest * self._room:
                break
            if width > self._width - HANGING_SLACK * self._paragraph.em:
                continue  # where the mark at its end hangs over the edge, the break behind it begins an empty line
            cost = self._costs.at(offset)
            if cost != FORBIDDEN:
                found.append((cost + self._numbers["explicit"] + self._ragged(self._room - width), offset))
        return sorted(found)

    def _first_bad_line(self, start: int, end: int) -> int | None:
        """The first line that must end elsewhere so that this stretch wraps well in every program, None if it does."""
        wraps = [wrapping.stops(start, end) for wrapping in (self._drawn, self._tight, self._narrow)]
        found = [line for line in map(self._first_bad_end, wraps) if line is not None]
        counts = [len(stops) for stops in wraps]
        if min(counts) != max(counts):
            found.append(min(counts) - 1)
        return min(found, default=None)

    def _first_bad_end(self, stops: tuple[int, ...]) -> int | None:
        for line, stop in enumerate(stops[:-1]):
            if not self._costs.is_good(stop):
                return line
        if len(stops) > 1:
            last = self._paragraph.text[stops[-2] : min(stops[-1], self._words_end)].strip()
            if len(last) < self._numbers["minimum_last_line"]:
                return len(stops) - 2
        return None

    def _even_lines(
        self, start: int, count: int, mean: float, known: dict[tuple[int, int], _Plan | None]
    ) -> _Plan | None:
        """The cheapest `count` lines for the text from `start` on, or None."""
        if (start, count) not in known:
            known[start, count] = min(
                self._even_plans(start, count, mean, known), key=lambda plan: plan.cost, default=None
            )
        return known[start, count]

    def _even_plans(
        self, start: int, count: int, mean: float, known: dict[tuple[int, int], _Plan | None]
    ) -> Iterator[_Plan]:
        if count == 1:
            width = self._paragraph.width(start, self._end)
            if width <= self._room:
                yield _Plan(self._ragged(width - mean), ())
            return
        for offset in range(start + 1, self._end):
            width = self._paragraph.width(start, offset)
            if width > self._room:
                return
            cost = self._costs.at(offset)
            rest = self._even_lines(offset, count - 1, mean, known) if cost != FORBIDDEN else None
            if rest is not None:
                yield _Plan(cost + self._ragged(width - mean) + rest.cost, (offset, *rest.breaks))

    def _ragged(self, difference: float) -> float:
        return float(self._numbers["ragged"] * (difference / self._paragraph.em) ** 2)

    def _is_overfull(self, line: tuple[int, int]) -> bool:
        start, end = line
        if end < self._end and self._costs.at(end) == FORBIDDEN:
            return True
        if self._paragraph.text[end - 1] in HANGING:
            end -= 1
        return self._paragraph.width(start, end) > self._width + 0.1
