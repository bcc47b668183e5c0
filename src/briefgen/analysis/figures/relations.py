"""Figures that the text itself relates: 其中, 占, from–to, growth with its base, ranks, aims. Nothing is inferred."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from briefgen.analysis.figures.derived import derive
from briefgen.analysis.figures.sums import parts_of, sum_of
from briefgen.analysis.language_data import language_data
from briefgen.analysis.text.sentences import split_clauses, without_final_mark
from briefgen.analysis.text.simplified import simplified
from briefgen.content import Change, FigureSource, HeadlineFigure, Line, QuantityKind, Relation, RelationKind
from briefgen.document import Document, Language, Span


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    patterns: dict[str, str] = language_data(language, "figures")["relations"]
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in patterns.items()}


def find_relations(document: Document, figures: Sequence[HeadlineFigure]) -> tuple[Relation, ...]:
    """The relations that sentences state between their figures; the line is the whole of the clauses that do so."""
    relations = list(_series(document, figures))
    for _, group in groupby(figures, key=lambda figure: figure.sentence):
        told = [figure for figure in group if figure.source is not FigureSource.TABLE]
        relations += _pairs(document, told)
        relations += _parts(document, told)
        relations += _ranks(document, told)
    return tuple(relations)


def _related(
    document: Document, kind: RelationKind, figures: Sequence[HeadlineFigure], start: int, end: int
) -> Relation:
    """A relation told by the clauses of its sentence between two places."""
    clauses = split_clauses(document.text, figures[0].sentence, document.language)
    spans = [span for span in clauses if span.end > start and span.start < end]
    whole = without_final_mark(document.text, Span(spans[0].start, spans[-1].end))
    line = Line(text=whole.slice(document.text), evidence=(document.evidence(whole),))
    return _relation(kind, figures, line)


def _relation(kind: RelationKind, figures: Sequence[HeadlineFigure], line: Line) -> Relation:
    ids = tuple(figure.id for figure in figures)
    return Relation(kind=kind, figures=ids, line=line, derived=derive(kind, figures))


def _pairs(document: Document, told: Sequence[HeadlineFigure]) -> Iterator[Relation]:
    """Neighbours that the words between them relate."""
    for first, second in pairwise(told):
        start, end = first.quantity.span.start, second.quantity.span.end
        clauses = split_clauses(document.text, first.sentence, document.language)
        told_in = sum(1 for clause in clauses if clause.end > start and clause.start < second.quantity.span.start)
        kind = _kind(document, first, second, told_in)
        if kind is not None:
            yield _related(document, kind, (first, second), start, end)


def _parts(document: Document, told: Sequence[HeadlineFigure]) -> Iterator[Relation]:
    """The whole with each of several parts that are called so; a breakdown where they come to it exactly."""
    found = parts_of(document, told)
    if found is None:
        return
    whole, parts = found
    start = whole.quantity.span.start
    # The first part stands next to the whole: it is one of the pairs.
    for part in parts[1:]:
        yield _related(document, RelationKind.PART_OF_WHOLE, (whole, part), start, part.quantity.span.end)
    if sum_of(parts) == whole.quantity.value:
        yield _related(document, RelationKind.BREAKDOWN, (whole, *parts), start, parts[-1].quantity.span.end)


def _ranks(document: Document, told: Sequence[HeadlineFigure]) -> Iterator[Relation]:
    """Figures whose place among others is told right behind them."""
    if not told:
        return
    sentence = told[0].sentence
    words = simplified(sentence.slice(document.text))
    for match in _patterns(document.language)["rank"].finditer(words):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        before = [figure for figure in told if figure.quantity.span.end <= start]
        if before and _NEAR.fullmatch(document.text, before[-1].quantity.span.end, start):
            yield _related(document, RelationKind.RANKING, before[-1:], before[-1].quantity.span.start, end)


def _series(document: Document, figures: Sequence[HeadlineFigure]) -> Iterator[Relation]:
    """Three or more numbers of one thing in one sentence or row of a table, each with a year of its own."""
    for sentence, group in groupby(figures, key=lambda figure: figure.sentence):
        rows = groupby(group, key=lambda figure: (figure.what and figure.what.text, figure.quantity.unit))
        for (what, _), members in rows:
            row = tuple(members)
            times = [figure.time_scope.text for figure in row if figure.time_scope]
            if not what or len(times) < len(row) or len(set(times)) < _FEWEST:
                continue
            if len(set(times)) == len(row) and all(_YEAR.search(time) for time in times):
                whole = without_final_mark(document.text, sentence)
                line = Line(text=whole.slice(document.text), evidence=(document.evidence(whole),))
                yield _relation(RelationKind.SERIES, row, line)


_NEAR = re.compile(r"(?:(?!\band\b)[^；;]){0,16}")  # between a figure and the rank that is its own
_FEWEST = 3
_RATES = ("%", "％", "percent", "per cent")
_SHARE = "\N{WHITE SQUARE}"  # stands for the number in the pattern of a share
_BEFORE = 14  # characters before the first of two, in which 从 or from may stand
_BEHIND = 40  # characters behind a share in which its target may stand
_YEAR = re.compile(r"(?:19|20)\d\d")


def _kind(document: Document, first: HeadlineFigure, second: HeadlineFigure, clauses: int) -> RelationKind | None:
    """How the words between two neighbours, which touch so many clauses, relate them: the first that holds."""
    patterns = _patterns(document.language)
    start, end = first.quantity.span, second.quantity.span
    between = simplified(document.text[start.end : end.start])
    before = simplified(document.text[max(first.sentence.start, start.start - _BEFORE) : start.start])
    after = simplified(document.text[end.end : second.sentence.end][:_BEHIND])
    grown, grown_to = patterns["growth"].search(between), patterns["grown to"].search(between)
    share_of = second.quantity.kind is QuantityKind.SHARE and patterns["share of"].search(between)
    made_of = clauses == 1 and patterns["made of"].search(between) and not patterns["row"].search(between)
    stated = {
        RelationKind.CHANGE: clauses == 1 and patterns["change"].search(between) and patterns["from"].search(before),
        RelationKind.GROWTH: (grown and _is_growth(first, second)) or (grown_to and _is_growth(second, first)),
        RelationKind.TARGET: _meets_target(patterns, first, second, between, after),
        RelationKind.PART_OF_WHOLE: not _is_rate_of_change(first)
        and (made_of or share_of or patterns["part"].search(between)),
    }
    return next((kind for kind, holds in stated.items() if holds), None)


def _is_growth(base: HeadlineFigure, rate: HeadlineFigure) -> bool:
    return _is_rate_of_change(rate) and base.quantity.unit not in _RATES


def _is_rate_of_change(figure: HeadlineFigure) -> bool:
    """出口30亿元，增长14%，占7%: what grew has parts, not its growth."""
    return figure.change is not Change.NONE and figure.quantity.unit in _RATES


def _meets_target(
    patterns: dict[str, re.Pattern[str]], first: HeadlineFigure, second: HeadlineFigure, between: str, after: str
) -> bool:
    """Whether one number is what was aimed at and the other what was reached of it, or the share that was."""
    if second.quantity.unit in _RATES:
        return bool(patterns["share of target"].search(f"{between}{_SHARE}{after}"))
    same = first.quantity.unit == second.quantity.unit
    return same and first.status is not second.status and bool(patterns["reached"].search(between))
