"""What it costs to end a line at each place of a text, and where it is forbidden.

The costs and words are data in `breaking.toml`. Knows nothing of boxes but the room that a line has, which decides
whether a quotation can be kept whole.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, groupby
from math import inf
from typing import Any

from briefgen.templating.kinsoku import NOT_AT_END, NOT_AT_START, can_break
from briefgen.templating.measuring import Paragraph, Run
from briefgen.templating.typography import OPENING

FORBIDDEN = inf
ALWAYS_TOGETHER = frozenset(("——", "……"))
CLAUSE_ENDS = "，；：。！？"


@dataclass(frozen=True, slots=True)
class Rules:
    """The data of `breaking.toml`, ready for use; the words of `before` by their first character, longest first."""

    numbers: dict[str, float]
    after: dict[str, float]
    before: dict[str, tuple[tuple[str, float], ...]]
    pairs: dict[str, str]
    patterns: tuple[re.Pattern[str], ...]
    marks_at_end: re.Pattern[str]


@cache
def load_rules() -> Rules:
    """Read `breaking.toml` once."""
    source = files("briefgen.templating") / "breaking.toml"
    data: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    words = ((word, float(cost)) for cost, group in data["before"].items() for word in group)
    ordered = sorted(words, key=lambda entry: (entry[0][0], -len(entry[0])))
    return Rules(
        numbers={name: float(value) for name, value in data.items() if not isinstance(value, dict)},
        after={mark: float(cost) for mark, cost in data["after"].items()},
        before={first: tuple(group) for first, group in groupby(ordered, key=lambda entry: entry[0][0])},
        pairs={pair[0]: pair[1] for pair in data["spans"]["pairs"]},
        patterns=tuple(re.compile(pattern) for pattern in data["spans"]["patterns"]),
        marks_at_end=re.compile(data["spans"]["marks_at_end"]),
    )


class BreakCosts:
    """The cost of a line end at each offset of one measured text; `FORBIDDEN` where there must be none."""

    def __init__(self, runs: tuple[Run, ...], paragraph: Paragraph, room: float) -> None:
        self._rules = load_rules()
        self._text = paragraph.text
        self._latin = paragraph.latin
        self._word_ends = _word_ends(runs)
        self._costs: dict[int, float] = {}
        self._inside = self._cover(runs, paragraph, room)

    def at(self, offset: int) -> float:
        """The cost of ending a line in front of the character at `offset`."""
        cost = self._costs.get(offset)
        if cost is None:
            cost = self._costs[offset] = self._cost(offset)
        return cost

    def is_good(self, offset: int) -> bool:
        """Whether a line that wraps by itself may end here: not inside a word, nor before an opening mark."""
        return self.at(offset) < self._rules.numbers["inside_word"] and self._text[offset] not in OPENING

    def _cost(self, offset: int) -> float:
        left, right = self._text[offset - 1], self._text[offset]
        numbers = self._rules.numbers
        if offset in self._inside or right in " …" or left + right in ALWAYS_TOGETHER:
            return FORBIDDEN
        if left == " ":
            return self._after(offset - 2, numbers["space"])
        if self._latin[offset - 1] and self._latin[offset]:
            return numbers["latin_hyphen"] if can_break(self._text, offset) else FORBIDDEN
        if right in NOT_AT_START or left in NOT_AT_END:
            return FORBIDDEN
        if right in OPENING or right == "—":
            return numbers["before_opening" if right in OPENING else "before_dash"] + self._doubt(offset)
        return self._after(offset - 1, self._between_words(offset))

    def _after(self, offset: int, otherwise: float) -> float:
        """The cost behind a punctuation mark, else what it costs otherwise."""
        mark = self._text[offset] if offset >= 0 else ""
        return self._rules.after[mark] if mark in self._rules.after and not mark.isalpha() else otherwise

    def _between_words(self, offset: int) -> float:
        numbers = self._rules.numbers
        known = self._word_ends.get(offset)
        if known is False and not _is_edge(self._text, self._latin, offset):
            return numbers["inside_word"]
        if offset > 1 and self._text[offset - 2] in CLAUSE_ENDS:
            return numbers["inside_word"]  # a lone character behind a comma belongs to the next line
        if self._text[offset + 1 : offset + 2] in NOT_AT_START:
            return numbers["inside_word"]  # and one in front of a comma to this line
        cost = self._before_word(offset)
        if cost is None:
            cost = self._rules.after.get(self._text[offset - 1], numbers["boundary"])
        return cost + self._doubt(offset)

    def _doubt(self, offset: int) -> float:
        """What is added where nobody knows whether a word ends."""
        return 0.0 if offset in self._word_ends else self._rules.numbers["unknown_boundary"]

    def _before_word(self, offset: int) -> float | None:
        """What it costs to break in front of the word that begins here, where the data has a cost for it."""
        words = (
            cost
            for word, cost in self._rules.before.get(self._text[offset], ())
            if self._text.startswith(word, offset) and self._word_ends.get(offset + len(word)) is not False
        )
        return next(words, None)

    def _cover(self, runs: tuple[Run, ...], paragraph: Paragraph, room: float) -> set[int]:
        """The offsets inside something that stays whole; what is longer than a line breaks behind a mark or a space."""
        inside: set[int] = set()
        fixed = set(chain(_given_spans(runs), self._pattern_spans()))
        for start, end in fixed | set(self._pair_spans()):
            offsets = range(start + 1, end)
            if paragraph.width(start, end) <= room:
                inside.update(offsets)
            elif (start, end) in fixed:
                inside.update(offset for offset in offsets if self._text[offset - 1] not in "，；：。！？、 ")
        return inside

    def _pattern_spans(self) -> Iterator[tuple[int, int]]:
        for pattern in self._rules.patterns:
            for match in pattern.finditer(self._text):
                yield match.span()

    def _pair_spans(self) -> Iterator[tuple[int, int]]:
        waiting: list[tuple[str, int]] = []
        for offset, character in enumerate(self._text):
            if character in self._rules.pairs:
                waiting.append((self._rules.pairs[character], offset))
            elif waiting and character == waiting[-1][0]:
                yield waiting.pop()[1], offset + 1


def _given_spans(runs: tuple[Run, ...]) -> Iterator[tuple[int, int]]:
    first = 0
    for run in runs:
        yield from ((first + start, first + end) for start, end in run.unbreakable)
        first += len(run.text)


def _word_ends(runs: tuple[Run, ...]) -> dict[int, bool]:
    """Whether a word ends at an offset; offsets of runs that know nothing are missing, joints of runs are ends."""
    ends: dict[int, bool] = {}
    first = 0
    for run in runs:
        length = len(run.text)
        if run.boundaries is not None:
            ends.update(dict.fromkeys(range(first + 1, first + length), False))
            ends.update(dict.fromkeys((first + offset for offset in run.boundaries), True))
        first += length
        ends[first] = True
    return ends


def _is_edge(text: str, latin: tuple[bool, ...], offset: int) -> bool:
    """Whether punctuation or a change of script makes a word end here, whatever the word list says."""
    left, right = text[offset - 1], text[offset]
    return latin[offset - 1] != latin[offset] or not (left.isalnum() and right.isalnum())
