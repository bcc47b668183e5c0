"""From quantities to headline figures: what each counts, when and where it holds, and how much it matters.

Every line is made of exact fragments of the source. The binding of a language (`binding_zh`, `_en`)
says which words belong to a number; scopes, relations, duplicates and salience have modules of their own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha1
from typing import Any

from briefgen.analysis.figures.duplicates import Merged, merge_duplicates
from briefgen.analysis.figures.items import Clause, Item, read_clauses
from briefgen.analysis.figures.plans import Tense, reports
from briefgen.analysis.figures.relations import find_relations
from briefgen.analysis.figures.salience import QUIET, salience
from briefgen.analysis.figures.scopes import (
    continues,
    dealt_scopes,
    is_base,
    place_scopes,
    scope_behind,
    scope_of,
    time_scopes,
)
from briefgen.analysis.figures.words import figure_patterns
from briefgen.analysis.text.simplified import simplified, with_full_marks
from briefgen.content import Change, FigureSource, HeadlineFigure, Line, Quantity, Status
from briefgen.document import Document, Language, Span

__all__ = ["Merged", "find_headline_figures", "find_relations", "merge_duplicates"]


def find_headline_figures(
    document: Document,
    sentences: Sequence[Span],
    quantities: Sequence[Quantity],
    *,
    source_of: Callable[[Span], FigureSource],
    tense_of: Callable[[Span], Tense] = lambda _: Tense.OPEN,
) -> tuple[HeadlineFigure, ...]:
    """The headline figures of the sentences, in order.

    `source_of` says in what kind of text a sentence stands, `tense_of` which way its part of the document looks.
    """
    found: list[HeadlineFigure] = []
    is_chinese = document.language is Language.CHINESE
    view = with_full_marks(simplified(document.text)) if is_chinese else document.text
    position = 0
    lent: Line | None = None
    told: dict[str, int] = {}  # how often a sentence was met: a repeated one has ids of its own
    for sentence in sentences:
        while position < len(quantities) and quantities[position].span.end <= sentence.start:
            position += 1
        last = position
        while last < len(quantities) and quantities[last].span.start < sentence.end:
            last += 1
        inside = [q for q in quantities[position:last] if q.headline and sentence.contains(q.span)]
        if inside:
            text = sentence.slice(document.text)
            told[text] = told.get(text, 0) + 1
            name = _digest(f"{text}\n{told[text]}")
            seen: dict[str, int] = {}
            for window, group in _windows(sentence, inside):
                reader = _SentenceReader(document, view, sentence, window, source_of(sentence), tense_of(sentence))
                read = list(reader.figures(group))
                if found and lent and continues(view, sentence, document.language, since=found[-1].sentence.end):
                    read = _with_time(read, lent, view)
                lent = read[-1].time_scope
                for figure in read:
                    surface = figure.quantity.surface
                    seen[surface] = seen.get(surface, 0) + 1
                    figure_id = "f" + _digest(f"{name}\n{surface}\n{seen[surface]}")[:6]
                    found.append(replace(figure, id=figure_id))
        position = max(position, last - 1)
    return tuple(found)


def _with_time(figures: Sequence[HeadlineFigure], time: Line, view: str) -> list[HeadlineFigure]:
    """The figures of a sentence that goes on (其中, 分产业看), with the period of the one before, up to a semicolon."""
    start = figures[0].sentence.start
    return [
        figure
        if figure.time_scope or "；" in view[start : figure.quantity.span.start]
        else replace(figure, time_scope=time)
        for figure in figures
    ]


def _windows(sentence: Span, figures: Sequence[Quantity]) -> Iterator[tuple[Span, Sequence[Quantity]]]:
    """The sentence in stretches of at most `_MOST_FIGURES`: no author writes more, and the binding is then linear."""
    start = sentence.start
    for first in range(0, len(figures), _MOST_FIGURES):
        group = figures[first : first + _MOST_FIGURES]
        following = figures[first + _MOST_FIGURES : first + _MOST_FIGURES + 1]
        end = following[0].span.start if following else sentence.end
        yield Span(start, end), group
        start = group[-1].span.end


_MOST_FIGURES = 40
_NEAR_BEHIND = 160  # characters behind a number in which an aim may stand
_ESTIMATES = ("预计", "预估")  # of a year that is all but over when a report looks back on it
_BASE_REACH = 32  # characters from where a base is stated to its number, another one of its row between them
_RESTATED = 0.4  # what is left of the weight of an amount that only says another one again
_SIGN = re.compile(r"(?:(?:[A-Z]{1,3} ?)?[$£€¥￥₹]|[-−－]) ?[-−]?$")
_GAP = re.compile(r"[,;:]? ")  # what parts two fragments of a line, as the source has it
_ROW = re.compile(r"(?:[-\d.,]+(?:%|个百分点|[万亿]*元|倍)[、和与及])+$")  # the numbers of a row before this one
_SCALE = re.compile(r"(?<=\d)[ -][A-Za-z]+$")


class _SentenceReader:
    """The figures of one sentence."""

    def __init__(  # noqa: PLR0913, PLR0917  (a sentence with all that says how it is read)
        self,
        document: Document,
        view: str,
        sentence: Span,
        window: Span,
        source: FigureSource,
        tense: Tense,
    ) -> None:
        self._document = document
        self._text = document.text
        self._view = view
        self._sentence = sentence
        self._window = window
        self._source = source
        self._tense = tense
        self._patterns = figure_patterns(document.language)

    def figures(self, quantities: Sequence[Quantity]) -> Iterable[HeadlineFigure]:
        """The headline figures of the sentence, in order; their ids are for the caller to give."""
        clauses = read_clauses(self._view, self._window, quantities)
        language = self._document.language
        times = time_scopes(self._view, self._window, language, clauses)
        places = place_scopes(self._view, self._window, language, clauses, times)
        bindings = _binder(language)(clauses, [time for time in times if not self._period_of(time, clauses, times)])
        dealt = self._dealt_times(clauses, quantities, times)
        times = tuple(time for time in times if not is_base(self._view, time))
        for quantity in quantities:
            binding = bindings[quantity.span]
            what = self._line(binding.what)
            base = self._base_time(quantity.span)
            time = base or dealt.get(quantity.span) or self._time(quantity.span, clauses, times)
            place = scope_of(quantity.span, clauses, places)
            clause = _clause_of(clauses, quantity.span)
            if place is not None and what is not None:
                shared = any(
                    place.end <= other.span.start < other.span.end <= quantity.span.start for other in quantities
                )
                if shared and clause.contains(place) and place.end <= what.evidence[0].span.start:
                    what = self._line((Item(place, place.slice(self._view), "n"), *binding.what))
                if what is not None and any(e.span.contains(place) for e in what.evidence):
                    place = None
            is_record = bool(self._patterns["record"].search(clause.slice(self._view)))
            number = _digits(self._text, quantity)
            prefix, unit = Span(quantity.span.start, number.start), Span(number.end, quantity.span.end)
            weight = salience(
                quantity,
                self._source,
                what=what,
                is_dated=time is not None,
                is_record=is_record,
                is_leading=self._is_leading(what),
                is_behind=self._is_behind(quantity),
            )
            if quantity.rule == "shared unit" and unit.end == unit.start:  # on a card 2.16 would stand without its unit
                weight = min(weight, QUIET)
            yield HeadlineFigure(
                id="",
                quantity=quantity,
                prefix=self._quote(prefix) if prefix.end > prefix.start else None,
                number=self._quote(number),
                unit_text=self._quote(unit) if unit.end > unit.start else None,
                subject=self._line(binding.subject),
                action=self._line(binding.action),
                what=what,
                time_scope=self._quote(time) if time else None,
                place_scope=self._quote(place) if place else None,
                status=self._status(quantity),
                source=self._source,
                change=self._change(quantity, clause, binding.action),
                salience=round(weight * _RESTATED, 4) if binding.restates else weight,
                sensitive=self._is_sensitive(clauses, clause) or self._names_sensitive(what),
                sentence=self._sentence,
                evidence=(self._document.evidence(quantity.span),),
            )

    def _dealt_times(
        self, clauses: Sequence[Clause], quantities: Sequence[Quantity], times: Sequence[Span]
    ) -> dict[Span, Span]:
        if self._document.language is not Language.CHINESE or not times:
            return {}
        rows = ([q.span for q in quantities if clause.span.contains(q.span)] for clause in clauses)
        return {figure: time for row in rows if row for figure, time in dealt_scopes(self._view, row, times).items()}

    def _time(self, figure: Span, clauses: Sequence[Clause], times: Sequence[Span]) -> Span | None:
        behind = scope_behind if self._document.language is Language.ENGLISH else lambda *_: None
        time = behind(figure, clauses, times) or scope_of(figure, clauses, times)
        if time is None or not self._patterns["rate of time"].fullmatch(time.slice(self._view)):
            return time
        lent = _clause_of(clauses, figure).contains(time) or self._view[time.start] not in "年月日"
        return self._period_of(time, clauses, times) or (time if lent else None)

    def _period_of(self, time: Span, clauses: Sequence[Clause], times: Sequence[Span]) -> Span | None:
        """The years over which a mean is taken: 今后五年…年均增长5%. They are its time; the mean stays in its line."""
        if not self._patterns["rate of time"].fullmatch(time.slice(self._view)):
            return None
        years = self._patterns.get("years")
        periods = [span for span in times if span.end <= time.start]
        if years is not None:
            periods = [span for span in periods if years.search(span.slice(self._view))]
        return scope_of(time, clauses, periods)

    def _base_time(self, figure: Span) -> Span | None:
        """The time that only the number has which a change starts from: 从2020年的7%, 比上年的3亿元."""
        pattern = self._patterns.get("base time")
        if figure.slice(self._view).endswith(("番", "倍")):  # 比2020年翻一番
            return None
        match = (
            pattern.search(self._view, max(self._window.start, figure.start - _BASE_REACH), figure.start)
            if pattern
            else None
        )
        return Span(*match.span(1)) if match else None

    def _quote(self, span: Span) -> Line:
        return Line(text=span.slice(self._text), evidence=(self._document.evidence(span),))

    def _line(self, items: Sequence[Item]) -> Line | None:
        """A line of items: neighbours in the source become one fragment, which keeps the space before the next."""
        spans: list[Span] = []
        for item in sorted(items):
            if (
                spans
                and not self._text[spans[-1].end : item.span.start].strip()
                and "\n" not in self._text[spans[-1].end : item.span.start]
            ):
                spans[-1] = Span(spans[-1].start, item.span.end)
            else:
                if (
                    spans
                    and not self._text[item.span.start].isspace()
                    and (gap := _GAP.match(self._text, spans[-1].end))
                ):
                    spans[-1] = Span(spans[-1].start, gap.end())
                spans.append(item.span)
        text = "".join(span.slice(self._text) for span in spans)
        return Line(text=text, evidence=tuple(map(self._document.evidence, spans))) if text else None

    def _status(self, quantity: Quantity) -> Status:
        """A target where the source states an aim before the number: rather one too many than an aim shown as reached.

        An aim that is announced (目标是：…) holds to the end of the sentence, any other up to a semicolon; both up to a
        clause that reports what was reached. In a part that plans every number is one that nothing reports.
        """
        text, start, end = self._view, self._window.start, quantity.span.start
        if self._tense is Tense.PLAN and not reports(text, start, end):
            return Status.TARGET
        if aim := self._patterns["aim"].search(text, start, end):
            between = text[aim.end() : end]
            reached = "，" in between and self._patterns["reached"].search(between[between.rfind("，") :])
            return Status.RESULT if reached else Status.TARGET
        for match in self._patterns["target"].finditer(text, start, quantity.span.end):
            between = text[match.end() : end]
            if self._tense is Tense.REVIEW and match.group() in _ESTIMATES:
                continue  # 工作回顾：预计全年生产总值增长6%
            if match.start() < end and "；" not in between and ";" not in between:
                last_clause = between[max(between.rfind("，"), between.rfind(",")) + 1 :]
                if not ("，" in between and self._patterns["reached"].search(last_clause)):
                    return Status.TARGET
        behind = self._patterns.get("target behind")
        end = min(self._window.end, quantity.span.end + _NEAR_BEHIND)
        if behind is not None and behind.search(text[quantity.span.end : end]):
            return Status.TARGET
        return Status.RESULT

    def _is_behind(self, quantity: Quantity) -> bool:
        """Whether others come first: before a part its whole, before only so much (仅1.3人) what was reached."""
        before = self._view[self._sentence.start : quantity.number.start]
        return "其中" in before or bool(self._patterns["only"].search(before))

    def _is_leading(self, what: Line | None) -> bool:
        """Whether the line names an indicator that stands for the whole (生产总值, 营业收入), not one of its parts."""
        pattern = self._patterns.get("leading")
        return pattern is not None and what is not None and bool(pattern.search(simplified(what.text)))

    def _is_sensitive(self, clauses: Sequence[Clause], own: Span) -> bool:
        """A matter of deaths, discipline or deficits: in the clause, or in one before that its list continues."""
        pattern = self._patterns["sensitive"]
        if pattern.search(own.slice(self._view)):
            return True
        before = [clause for clause in clauses if clause.span.end <= own.start]
        here = next((clause for clause in clauses if clause.span == own), None)
        while before and here is not None and self._goes_on(before[-1]) and not any(map(_is_verb, here.items)):
            here = before.pop()
            if pattern.search(here.span.slice(self._view)):
                return True
        return False

    def _names_sensitive(self, what: Line | None) -> bool:
        """Of what was told before: 死亡21人，分别下降…."""
        return what is not None and bool(self._patterns["sensitive"].search(simplified(what.text)))

    def _goes_on(self, clause: Clause) -> bool:
        """Whether the next clause is of the same matter: a comma, or a base in brackets (2024年：3亿元)."""
        return clause.end_mark in "，," or (clause.end_mark in "：:" and clause.items[0].text in "（(")

    def _change(self, quantity: Quantity, clause: Span, action: Sequence[Item]) -> Change:
        before = _ROW.sub("", self._view[max(clause.start, quantity.span.start - 24) : quantity.number.start])
        for said in (
            before[-8:],
            "".join(item.text for item in action),
        ):  # 分别增长5%和6%: the verb stands before the row
            if self._patterns["up"].search(said):
                return Change.UP
            if self._patterns["down"].search(said):
                return Change.DOWN
        return Change.NONE


def _binder(language: Language) -> Any:
    if language is Language.CHINESE:
        from briefgen.analysis.figures.binding_zh import bind  # noqa: PLC0415  (one language is enough to start)

        return bind
    from briefgen.analysis.figures.binding_en import bind as bind_english  # noqa: PLC0415

    return bind_english


def _digits(text: str, quantity: Quantity) -> Span:
    """What is set large: the digits with their sign ($1.6, -3), without a scale that is a word of its own (billion)."""
    start, end = quantity.number
    sign = _SIGN.search(text, quantity.span.start, start)
    scale = _SCALE.search(text, start, end)
    return Span(sign.start() if sign else start, scale.start() if scale else end)


def _is_verb(item: Item) -> bool:
    return item.is_verb() or item.tag in ("V", "AUX")


def _clause_of(clauses: Sequence[Clause], span: Span) -> Span:
    return next((clause.span for clause in clauses if clause.span.contains(span)), span)


def _digest(text: str) -> str:
    """An id that is stable while the sentence stays: other parts of the document do not enter."""
    return sha1(text.encode(errors="replace"), usedforsecurity=False).hexdigest()
