"""A clause with numbers in pieces: its words and its numbers, each with its own evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from unicodedata import category

from briefgen.content import HeadlineFigure, Line
from briefgen.document import Span
from briefgen.templating.alignment import align
from briefgen.templating.text import Registry, Text


def split_numbers(clause: Line, figures: Iterable[HeadlineFigure], registry: Registry, text: str) -> Iterator[Text]:
    """The clause cut around the numbers of its figures, each part with its own evidence."""
    names = {figure.quantity.number: figure.id for figure in figures}
    for part, span in _cut(clause, align(clause, text), names):
        yield registry.line(part, figure=names[span] if span else None, number=span is not None)


def split_surfaces(sentence: Line, figures: Iterable[HeadlineFigure], registry: Registry, text: str) -> Iterator[Text]:
    """The sentence cut around the numbers of its figures with their units; all parts are the sentence's own words."""
    surfaces = (figure.quantity.span for figure in figures)
    for part, span in _cut(sentence, align(sentence, text), surfaces):
        yield registry.line(part, number=span is not None)


def up_to(line: Line, end: int, text: str) -> Line:
    """The beginning of a line, with the evidence of just its words; `text` is the document's."""
    return _part(line, align(line, text), 0, end) if line.evidence else replace(line, text=line.text[:end])


def split_currency(unit: Line | None, text: str) -> tuple[Line | None, Line | None]:
    """The currency sign that opens a unit and stands before a number, and what is left of it to stand behind it."""
    if unit is None or category(unit.text[0]) != "Sc":
        return None, unit
    offsets = align(unit, text)
    rest = _part(unit, offsets, 1, len(offsets)) if len(offsets) > 1 else None
    return _part(unit, offsets, 0, 1), rest


def _cut(line: Line, offsets: tuple[int, ...], spans: Iterable[Span]) -> Iterator[tuple[Line, Span | None]]:
    """The line in pieces, those at the spans with their span."""
    places = {}
    for span in spans:
        inside = [at for at, offset in enumerate(offsets) if span.start <= offset < span.end]
        if inside:
            places[inside[0]] = (inside[-1] + 1, span)
    start, at = 0, 0
    while at < len(offsets):
        if at in places:
            end, span = places[at]
            if at > start:
                yield _part(line, offsets, start, at), None
            yield _part(line, offsets, at, end), span
            start = at = end
        else:
            at += 1
    if start < len(offsets):
        yield _part(line, offsets, start, len(offsets)), None


def _part(clause: Line, offsets: tuple[int, ...], start: int, end: int) -> Line:
    """A part of a line, with the evidence of just its characters."""
    document = clause.evidence[0].document
    evidence = []
    first = at = start
    while at < end:
        at += 1
        if at == end or offsets[at] != offsets[at - 1] + 1:
            evidence.append(type(clause.evidence[0])(document, Span(offsets[first], offsets[at - 1] + 1)))
            first = at
    return Line(text=clause.text[start:end], evidence=tuple(evidence))
