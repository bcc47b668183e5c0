"""When and where a figure holds: the nearest statement to its left, lent no further than the author lends it.

A scope holds in its own clause and in those after it, up to a semicolon or to a clause with a new subject. What no
clause states stays unknown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefgen.analysis.figure_items import FIGURE, Clause
from briefgen.analysis.language_data import language_data
from briefgen.document import Language, Span


@dataclass(frozen=True, slots=True)
class _Patterns:
    time: tuple[re.Pattern[str], ...]
    place: tuple[re.Pattern[str], ...]
    not_after: re.Pattern[str]
    strip_before: re.Pattern[str]


@cache
def _patterns(language: Language) -> _Patterns:
    data: dict[str, Any] = language_data(language, "scopes")
    flags = re.IGNORECASE if language is Language.ENGLISH else 0
    return _Patterns(
        time=tuple(re.compile(pattern, flags) for pattern in data["time"]["patterns"]),
        place=tuple(re.compile(pattern, flags) for pattern in data["place"]["patterns"]),
        not_after=re.compile(data["time"]["not_after"], flags),
        strip_before=re.compile(data["time"]["strip_before"], flags),
    )


def time_scopes(text: str, sentence: Span, language: Language, clauses: Sequence[Clause]) -> tuple[Span, ...]:
    """Every statement of time in the sentence that begins where a word begins, the longest of several, in order."""
    starts = {item.span.start for clause in clauses for item in clause.items}
    patterns = _patterns(language)
    found = []
    for pattern in patterns.time:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if patterns.not_after.search(text[max(sentence.start, match.start() - 4) : match.start()]):
                continue
            if match.start() not in starts:
                continue
            stripped = patterns.strip_before.match(match.group())
            start = match.start() + (stripped.end() if stripped else 0)
            if text[match.end() : match.end() + 1] == "的" and text[start] in "从自到至":  # 从2007年的3亿元上升到…
                start += 1
            found.append(Span(start, match.end()))
    return _longest(found)


def place_scopes(text: str, sentence: Span, language: Language) -> tuple[Span, ...]:
    """Every statement of a place or whole in the sentence, in order."""
    return _longest(
        [
            Span(*m.span())
            for pattern in _patterns(language).place
            for m in pattern.finditer(text, sentence.start, sentence.end)
        ]
    )


def _longest(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def dealt_scopes(text: str, figures: Sequence[Span], scopes: Sequence[Span]) -> dict[Span, Span]:
    """2021年、2022年分别为3亿元和4亿元: each figure of a row with the period of its place; empty where rows differ."""
    mark = _RESPECTIVELY.search(text, figures[0].start - _NEAR if figures else 0, figures[0].start if figures else 0)
    if mark is None:
        return {}
    before: list[Span] = []
    for scope in reversed([scope for scope in scopes if scope.end <= mark.start()]):
        if before and text[scope.end : before[0].start] not in _ROW:
            break
        before.insert(0, scope)
    if len(before) < 2 or len(before) != len(figures):
        return {}
    return dict(zip(figures, before, strict=True))


_RESPECTIVELY = re.compile("分别")
_NEAR = 40  # characters that may stand between 分别 with its verb and the first number
_ROW = ("、", "和", "与", "及", "，")


def scope_of(figure: Span, clauses: Sequence[Clause], scopes: Sequence[Span]) -> Span | None:
    """The nearest scope to the left of the figure that reaches it, None where none does."""
    before = [scope for scope in scopes if scope.end <= figure.start]
    return before[-1] if before and reaches(before[-1], figure, clauses) else None


def scope_behind(figure: Span, clauses: Sequence[Clause], scopes: Sequence[Span]) -> Span | None:
    """The first scope behind the figure in its own clause: where English states a time."""
    clause = clauses[_index(clauses, figure)].span
    return next((scope for scope in scopes if figure.end <= scope.start and scope.end <= clause.end), None)


def reaches(statement: Span, figure: Span, clauses: Sequence[Clause]) -> bool:
    """Whether what stands at `statement` still governs the figure: no semicolon and no new subject between them."""
    first = _index(clauses, statement)
    last = _index(clauses, figure)
    opens = clauses[first].span.end <= statement.end + 1  # the statement is a clause of its own
    for index in range(first, last):
        if clauses[index].end_mark in "；;。！？!?\n":
            return False
    checked = range(first + (2 if opens else 1), last + 1)
    return not any(_has_new_subject(clauses[index]) for index in checked)


def _index(clauses: Sequence[Clause], span: Span) -> int:
    return next((index for index, clause in enumerate(clauses) if clause.span.end >= span.end), len(clauses) - 1)


def _has_new_subject(clause: Clause) -> bool:
    first = clause.items[0]
    if first.text == "其中":
        return False
    if first.tag == FIGURE:
        return len(clause.items) > 1 and clause.items[1].is_noun()
    following = clause.items[1] if len(clause.items) > 1 else None
    if (
        first.tag in ("d", "ad", "p", "c", "vn")
        or first.is_verb()
        or (following is not None and following.tag == FIGURE and not first.is_noun())
    ):
        return False
    return first.is_noun() and first.tag not in ("t", "f", "r", "a", "l", "i")
