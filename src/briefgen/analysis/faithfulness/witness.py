"""A document read anew: what stands in each sentence, found once and believed of nobody else.

The analysis makes its content of what a witness of its own found; the gate calls another one. A witness knows the text
and the rules that read it, and nothing of the lines that were made from it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefgen.analysis.figures.headline import find_headline_figures
from briefgen.analysis.figures.plans import read_tenses
from briefgen.analysis.figures.tables import find_table_figures, sentences_of_cells, table_parts
from briefgen.analysis.lines.paragraphs import without_number
from briefgen.analysis.quantities.engine import find_quantities
from briefgen.analysis.text.clauses import Clause, describe_clauses
from briefgen.analysis.text.expressions import find_closed_lists, find_expressions
from briefgen.analysis.text.sentences import split_sentences
from briefgen.content import FigureSource, HeadlineFigure, Quantity
from briefgen.document import Block, BlockKind, Document, Span

_CELL = re.compile(r"[^\t\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One sentence: its clauses, its numbers, those that count something, and the spans that are whole or gone."""

    sentence: Span
    clauses: tuple[Clause, ...]
    numbers: tuple[Span, ...]
    counts: tuple[Span, ...]
    whole: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """The whole document; sentences are read when they are first asked for.

    `told` are the figures of sentences, `tabulated` those of tables, `figures` both by the place of their number.
    """

    document: Document
    sentences: tuple[Span, ...]
    expressions: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    told: tuple[HeadlineFigure, ...]
    tabulated: tuple[HeadlineFigure, ...]
    figures: dict[Span, HeadlineFigure]
    table_parts: frozenset[Span] = frozenset()
    _readings: dict[Span, Reading] = field(default_factory=dict)

    def readings_of(self, spans: Sequence[Span]) -> list[Reading]:
        """The sentences that the spans touch, in order."""
        touched = {
            sentence
            for span in spans
            for sentence in self.sentences[_first(self.sentences, span) : _last(self.sentences, span)]
            if sentence.overlaps(span)
        }
        return [self._reading(sentence) for sentence in sorted(touched)]

    def _reading(self, sentence: Span) -> Reading:
        reading = self._readings.get(sentence)
        if reading is None:
            reading = self._readings[sentence] = self._read(sentence)
        return reading

    def _read(self, sentence: Span) -> Reading:
        starts = self.quantities
        first = bisect_left(starts, sentence.start, key=lambda quantity: quantity.span.start)
        last = bisect_left(starts, sentence.end, key=lambda quantity: quantity.span.start)
        quantities = starts[first:last]
        expressions = self.expressions[_first(self.expressions, sentence) : _last(self.expressions, sentence)]
        # A number ends with its cell or sentence, whatever unit the next cell begins with.
        numbers = tuple(Span(span.start, min(span.end, sentence.end)) for span in (q.span for q in quantities))
        lists = find_closed_lists(self.document.text, sentence, self.document.language, quantities)
        return Reading(
            sentence=sentence,
            clauses=describe_clauses(self.document, sentence),
            numbers=numbers,
            counts=tuple(quantity.span for quantity in quantities if quantity.headline),
            whole=(*(span for span in expressions if span.overlaps(sentence)), *numbers, *lists),
        )


def call_witness(document: Document, protected: Sequence[str] = ()) -> Witness:
    """Reads the document's text anew."""
    sentences = tuple(
        sentence
        for block in document.blocks
        if block.kind is not BlockKind.FURNITURE
        for unit in _units(document, block)
        for sentence in split_sentences(document.text, unit, document.language)
    )
    quantities = find_quantities(document.text, document.language)
    tabulated = tuple(find_table_figures(document))
    told = find_headline_figures(
        document,
        _told(document, sentences),
        quantities,
        source_of=lambda span: _source_of(document, span),
        tense_of=read_tenses(document),
    )
    return Witness(
        document=document,
        sentences=sentences,
        expressions=find_expressions(document.text, document.language, protected),
        quantities=quantities,
        told=told,
        tabulated=tabulated,
        figures={figure.quantity.span: figure for figure in (*told, *tabulated)},
        table_parts=table_parts(tabulated),
    )


def block_at(document: Document, span: Span) -> Block | None:
    """The block in which a span stands."""
    place = bisect_right(document.blocks, span.start, key=lambda block: block.span.start) - 1
    return document.blocks[place] if place >= 0 and document.blocks[place].span.contains(span) else None


def _source_of(document: Document, span: Span) -> FigureSource:
    block = block_at(document, span)
    return _SOURCES.get(block.kind, FigureSource.BODY) if block else FigureSource.BODY


_SOURCES = {
    BlockKind.CAPTION: FigureSource.CAPTION,
    BlockKind.TABLE: FigureSource.TABLE,
    BlockKind.QUOTATION: FigureSource.QUOTATION,
}


def _units(document: Document, block: Block) -> list[Span]:
    """What a sentence can't leave: the block, or each cell of a table."""
    if block.kind is not BlockKind.TABLE:
        return [without_number(document, block.span)]
    cells = _CELL.finditer(document.text, block.span.start, block.span.end)
    return [Span(*cell.span()) for cell in cells]


def _told(document: Document, sentences: Sequence[Span]) -> list[Span]:
    """The sentences outside tables, whose numbers are read cell by cell, and those of cells that hold prose."""
    tables = [block.span for block in document.blocks if block.kind is BlockKind.TABLE]
    outside = [
        sentence
        for sentence in sentences
        if not any(table.contains(sentence) for table in tables[_first(tables, sentence) : _last(tables, sentence)])
    ]
    blocks = [block for block in document.blocks if block.kind is BlockKind.TABLE]
    return sorted([*outside, *(sentence for block in blocks for sentence in sentences_of_cells(document, block))])


def _first(spans: Sequence[Span], span: Span) -> int:
    """Index from which on disjoint, ordered spans may touch the span."""
    return max(0, bisect_right(spans, span.start, key=lambda one: one.start) - 1)


def _last(spans: Sequence[Span], span: Span) -> int:
    """Index from which on they begin behind it."""
    return bisect_left(spans, span.end, key=lambda one: one.start)
