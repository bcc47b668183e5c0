"""When and where a figure holds: the nearest statement to its left, lent no further than the author lends it.

A scope holds in its own clause and in those after it, up to a semicolon or to a clause with a new subject. What no
clause states stays unknown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefgen.analysis.figures.items import FIGURE, Clause
from briefgen.analysis.language_data import language_data
from briefgen.content import QuantityKind
from briefgen.document import Language, Span


@dataclass(frozen=True, slots=True)
class _Patterns:
    time: tuple[re.Pattern[str], ...]
    place: tuple[re.Pattern[str], ...]
    not_after: re.Pattern[str]
    strip_before: re.Pattern[str]
    continues: re.Pattern[str] | None
    place_before: re.Pattern[str] | None
    place_not_before: re.Pattern[str] | None


@cache
def _patterns(language: Language) -> _Patterns:
    data: dict[str, Any] = language_data(language, "scopes")
    flags = re.IGNORECASE if language is Language.ENGLISH else 0
    return _Patterns(
        time=tuple(re.compile(pattern, flags) for pattern in data["time"]["patterns"]),
        place=tuple(re.compile(pattern, flags) for pattern in data["place"]["patterns"]),
        not_after=re.compile(data["time"]["not_after"], flags),
        strip_before=re.compile(data["time"]["strip_before"], flags),
        continues=_optional(data["time"].get("continues"), flags),
        place_before=_optional(data["place"].get("before"), flags),
        place_not_before=_optional(data["place"].get("not_before"), flags),
    )


_SINCE = re.compile("开始|起(?!来|诉|草)")
_CLAUSE_END = re.compile("[，,、；。]|$")


def _optional(pattern: str | None, flags: int) -> re.Pattern[str] | None:
    return re.compile(pattern, flags) if pattern else None


def time_scopes(text: str, sentence: Span, language: Language, clauses: Sequence[Clause]) -> tuple[Span, ...]:
    """Every statement of time in the sentence that begins where a word begins, the longest of several, in order."""
    starts = {item.span.start for clause in clauses for item in clause.items}
    patterns = _patterns(language)
    found = []
    for pattern in patterns.time:
        for match in pattern.finditer(text, sentence.start, sentence.end):
            if patterns.not_after.search(text[max(sentence.start, match.start() - 6) : match.start()]):
                continue
            if match.start() not in starts:
                continue
            since = _SINCE.match(text, match.end())
            if since and not _CLAUSE_END.match(text, since.end()):
                continue  # 从2011年开始投资办厂，年出口…: when it began is no time of what follows
            stripped = patterns.strip_before.match(match.group())
            start = match.start() + (stripped.end() if stripped else 0)
            if text[match.end() : match.end() + 1] == "的" and text[start] in "从自到至":  # 从2007年的3亿元上升到…
                start += 1
            found.append(Span(start, match.end()))
    return _longest(found)


def is_base(text: str, scope: Span) -> bool:
    """Whether a time is that of the one number which a change starts from: 由2020年的7%提高到8%."""
    return bool(_BASE.search(text, max(0, scope.start - 1), scope.start) and _OF_NUMBER.match(text, scope.end))


def continues(text: str, sentence: Span, language: Language, *, since: int) -> bool:
    """Whether a sentence tells parts of what the one before, which ended at `since`, told of: 其中, 分产业看."""
    pattern = _patterns(language).continues
    if pattern is None or not (match := pattern.match(text, sentence.start, sentence.end)):
        return False
    return match.group() == "其中" or "\n" not in text[since : sentence.start]


def place_scopes(
    text: str, sentence: Span, language: Language, clauses: Sequence[Clause], times: Sequence[Span]
) -> tuple[Span, ...]:
    """Every statement of a place or whole that opens a clause, in order; 居全国前列 and 全国首个 state none."""
    patterns = _patterns(language)
    found = [
        Span(*m.span()) for pattern in patterns.place for m in pattern.finditer(text, sentence.start, sentence.end)
    ]
    if patterns.place_before is None or patterns.place_not_before is None:
        return _longest(found)
    kept = []
    for span in found:
        start = next((clause.span.start for clause in clauses if clause.span.contains(span)), span.start)
        if span.start - start > _LONGEST_OPENING:
            continue
        opening = "".join(
            text[at] for at in range(start, span.start) if not any(time.start <= at < time.end for time in times)
        )
        if patterns.place_before.fullmatch(opening) and not patterns.place_not_before.match(text, span.end):
            kept.append(span)
    return _longest(kept)


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
    if len(before) == 1 and len(figures) > 1 and (ends := _ends_of_years(text, before[0], len(figures))):
        return {figures[0]: ends[0], figures[-1]: ends[1]}
    if len(before) < 2 or len(before) != len(figures):
        return {}
    return dict(zip(figures, before, strict=True))


def years_in(words: str) -> int:
    """How many years a range of them has (2016年—2018年: 3), 0 where the words are no such range."""
    match = _YEARS.fullmatch(words)
    return int(match[2]) - int(match[1]) + 1 if match and int(match[2]) > int(match[1]) else 0


def _ends_of_years(text: str, scope: Span, count: int) -> tuple[Span, Span] | None:
    """The first and the last year of 2016年—2018年, where it has as many years as there are numbers."""
    words = scope.slice(text)
    match = _YEARS.fullmatch(words)
    if match is None or years_in(words) != count:
        return None
    first, last = match.span(1), match.span(2)
    year = words[first[1] : first[1] + 1] == "年"
    return Span(scope.start + first[0], scope.start + first[1] + year), Span(scope.start + last[0], scope.end)


_YEARS = re.compile(r"((?:19|20)\d\d)年?(?:[-—–~～至到]|——)((?:19|20)\d\d)年")
_LONGEST_OPENING = 40  # characters, times among them, before a place that opens its clause
_BASE = re.compile("[由从自]$")
_OF_NUMBER = re.compile(r"[的之]?(?=[\d约近])")
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
    opens = opens or _only_sets(clauses[first], statement)
    for index in range(first, last):
        if clauses[index].end_mark in "；;。！？!?\n":
            return False
    checked = range(first + (2 if opens else 1), last + 1)
    row = range(first + (1 if opens else 0), last + 1)
    if last > first and any(item.tag == FIGURE and item.span.end <= statement.start for item in clauses[first].items):
        return False  # 从3亿元增长到2025年的4亿元，收入…: the year of that one number
    if all(_states_measure(clauses[index]) for index in row):
        return True  # 2023年，生产总值达8万亿元，进出口总额达3万亿元
    return not any(_has_new_subject(clauses[index]) for index in checked)


def _only_sets(clause: Clause, statement: Span) -> bool:
    """Whether a clause only says with what a time is compared or of what the next tells: 今年8月与去年同月比较."""
    rest = [item for item in clause.items if item.span.start >= statement.end]
    opens = clause.items[0].span.start >= statement.start
    if rest and opens and rest[-1].text in ("中", "当中", "之中"):
        return not any(item.tag == FIGURE or item.is_verb() for item in rest)
    return bool(rest) and opens and rest[0].text[:1] in "与同和较比" and rest[-1].text in ("相比", "比较", "相比较")


def _states_measure(clause: Clause) -> bool:
    """A measure and its number, as rows of statistics have them, with what says how it changed."""
    place = next((place for place, item in enumerate(clause.items) if item.tag == FIGURE), None)
    if place is None:
        return False
    words = _measure_words()
    before = [
        item
        for item in clause.items[:place]
        if item.is_noun() and item.tag not in ("t", "f") and item.text not in words
    ]
    aspects = any(item.text in _attributes() for item in clause.items[:place])
    quantity = clause.items[place].quantity
    moved = quantity is not None and quantity.kind in (QuantityKind.SHARE, QuantityKind.CHANGE)
    named = before if moved else before[-1:]  # 收入扣除一次性因素同比增长2.6%
    return not before or aspects or any(_MEASURE.search(item.text) for item in named) or _only_measures(clause)


def _only_measures(clause: Clause) -> bool:
    """Words that say how the number before moved, or an aspect of what it counts: 同比增长, 价值, 增速."""
    words = _measure_words()
    place = next((place for place, item in enumerate(clause.items) if item.tag == FIGURE), None)
    return bool(place) and all(item.text in words or item.tag in ("p", "d") for item in clause.items[:place])


@cache
def _attributes() -> frozenset[str]:
    return frozenset(language_data(Language.CHINESE, "figures")["words"]["attributes"])


@cache
def _measure_words() -> frozenset[str]:
    words: dict[str, list[str]] = language_data(Language.CHINESE, "figures")["words"]
    return frozenset(words["measure_verbs"] + words["attributes"] + words["comparisons"])


_MEASURE = re.compile(
    "[率额量数值入出速积产度款价支]$|出口|进口|GDP|比重|占比|投资|消费|人口|规模|余额|利润|贸易|就业|里程"
)


def _index(clauses: Sequence[Clause], span: Span) -> int:
    return next((index for index, clause in enumerate(clauses) if clause.span.end >= span.end), len(clauses) - 1)


def _has_new_subject(clause: Clause) -> bool:
    first = clause.items[0]
    if first.text in ("其中", "增速", "增幅", "降幅", "涨幅") or _only_measures(clause):
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
