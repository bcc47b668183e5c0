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
from briefgen.templating.measuring import Paragraph, Run, measure

SHORTEST_LINE = 0.4  # of the room: an explicit break leaves no shorter line
BAD_END = 500.0  # a forbidden line end that could not be helped


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The lines of a text in one box.

    `lines` and `breaks` are offsets in the joined text, `widths` points. `breaks` is empty where the text wraps well by
    itself. `overfull`: something that must not be broken is longer than a line.
    """

    lines: tuple[tuple[int, int], ...]
    breaks: tuple[int, ...]
    widths: tuple[float, ...]
    overfull: bool


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
        self._width = width
        self._room = room
        self._plans: dict[int, _Plan] = {}

    def layout(self, breaks: tuple[int, ...]) -> Layout:
        """The lines that these explicit breaks give in LibreOffice."""
        lines: list[tuple[int, int]] = []
        for start, end in pairwise((0, *breaks, self._end)):
            stops = self._paragraph.wrap(self._width, start=start, end=end)
            lines += pairwise((start, *stops))
        return Layout(
            lines=tuple(lines),
            breaks=breaks,
            widths=tuple(self._paragraph.width(start, end) for start, end in lines),
            overfull=any(map(self._is_overfull, lines)),
        )

    def needed_breaks(self) -> tuple[int, ...]:
        """The explicit breaks of running text; none when it wraps well by itself."""
        return self._plan(0).breaks

    def balanced_breaks(self) -> tuple[int, ...]:
        """The cheapest even lines of a title, in as few lines as can be."""
        total = self._paragraph.width(0, self._end)
        fewest = len(self._paragraph.wrap(self._room))
        if fewest <= 1 and total <= self._numbers["balance_over"] * self._paragraph.em:
            return ()
        for count in range(max(2, fewest), fewest + 3):
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
        stops = self._paragraph.wrap(self._width, start=start)
        lines_cost = self._numbers["line"] * len(stops)
        if self._wraps_well(start, self._end):
            return _Plan(lines_cost, ())
        plans = list(self._broken_plans(start))
        if plans:
            return min(plans, key=lambda plan: plan.cost)
        bad = sum(not self._costs.is_good(stop) for stop in stops[:-1])
        return _Plan(lines_cost + BAD_END * bad + BAD_END / 2, ())

    def _broken_plans(self, start: int) -> Iterator[_Plan]:
        """Plans with the next explicit break at each place that leaves good lines in front of it."""
        line_start = start
        for number, stop in enumerate(self._paragraph.wrap(self._room, start=start), 1):
            for offset in range(line_start + 1, min(stop, self._end - 1) + 1):
                cost = self._break_cost(line_start, offset)
                if cost != FORBIDDEN and self._wraps_well(start, offset):
                    rest = self._plan(offset)
                    lines_cost = self._numbers["line"] * number
                    yield _Plan(lines_cost + cost + rest.cost, (offset, *rest.breaks))
            if stop >= self._end or not self._costs.is_good(stop):
                return
            line_start = stop

    def _break_cost(self, line_start: int, offset: int) -> float:
        cost = self._costs.at(offset)
        if cost == FORBIDDEN:
            return FORBIDDEN
        missing = self._room - self._paragraph.width(line_start, offset)
        if missing > (1 - SHORTEST_LINE) * self._room:
            return FORBIDDEN
        return cost + self._numbers["explicit"] + self._ragged(missing)

    def _wraps_well(self, start: int, end: int) -> bool:
        """Whether this stretch wraps by itself into good lines, as many in every program."""
        wraps = {
            self._paragraph.wrap(self._width, start=start, end=end),
            self._paragraph.wrap(self._room, start=start, end=end),
            self._paragraph.wrap(self._width, start=start, end=end, narrow=True),
        }
        if len({len(stops) for stops in wraps}) > 1:
            return False
        return all(self._is_good_wrap(start, stops) for stops in wraps)

    def _is_good_wrap(self, start: int, stops: tuple[int, ...]) -> bool:
        if len(stops) < 2:
            return True
        last = self._paragraph.text[stops[-2] : stops[-1]].strip()
        return len(last) >= self._numbers["minimum_last_line"] and all(map(self._costs.is_good, stops[:-1]))

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
