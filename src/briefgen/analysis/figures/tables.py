"""Headline figures of tables: the number of a cell with the names of its row and column, its unit and its period.

A card of a table is made of whole cells (without the brackets of their unit), of what stands in such brackets, and of a
unit or period that the line above the table names; the row's names stand before the column's, as people say them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from hashlib import sha1
from itertools import takewhile

from briefgen.analysis.figures.salience import QUIET, salience
from briefgen.analysis.figures.table_grid import Cell, Grid, corner_of, holds_prose
from briefgen.analysis.figures.table_series import latest_of_rows
from briefgen.analysis.figures.words import figure_patterns
from briefgen.analysis.quantities.engine import find_quantities
from briefgen.analysis.quantities.numerals import EXACT
from briefgen.analysis.quantities.reading import plain
from briefgen.analysis.text.sentences import split_sentences
from briefgen.content import Change, FigureSource, HeadlineFigure, Line, Quantity, QuantityKind, Status
from briefgen.document import Block, BlockKind, Document, Language, Span, Table

SMALL_TABLE = 6
"""Up to so many numbers a table's figures may be shown as cards; of a larger one only the totals."""
_FEWEST_COMPARED = 3
_MODEST = 0.25  # what a table's figure gives way to the same in a sentence
_LINES_ABOVE = 2
_TOTAL_ROW = re.compile(r"[合总總小共]\s*[计計]")
_DIGITS = frozenset("0123456789")
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_table_figures(document: Document) -> tuple[HeadlineFigure, ...]:
    """The figures of every table of the document, in order."""
    return tuple(
        figure
        for block in document.blocks
        if block.table is not None
        for figure in _figures_of(document, block.table, numbers_of_table(document, block))
    )


def numbers_of_tables(document: Document) -> Iterator[Sequence[tuple[Cell, Quantity]]]:
    """Of each table the cells that hold a named number, with the number."""
    for block in document.blocks:
        if block.kind is BlockKind.TABLE and block.table is not None:
            yield numbers_of_table(document, block)


def numbers_of_table(document: Document, block: Block) -> Sequence[tuple[Cell, Quantity]]:
    """The cells of one table that hold a named number, with the number."""
    index = bisect_left(document.blocks, block.span.start, key=lambda other: other.span.start)
    above = _lines_above(document.blocks[max(0, index - _LINES_ABOVE) : index])
    return [
        (cell, quantity)
        for cell in Grid(document, block, above).cells()
        if (quantity := _quantity(document, cell)) is not None and (cell.rows or cell.columns)
    ]


def sentences_of_cells(document: Document, block: Block) -> Iterator[Span]:
    """The sentences of the cells that hold prose, in order: their numbers are read as those of paragraphs are."""
    cells = dict.fromkeys(cell for row in (block.table.rows if block.table else ()) for cell in row)
    for cell in sorted(cells):
        if holds_prose(cell.slice(document.text), document.language):
            yield from split_sentences(document.text, cell, document.language)


def table_parts(figures: Sequence[HeadlineFigure]) -> frozenset[Span]:
    """Every part of a cell or of a line above a table that the cards of these figures are made of."""
    return frozenset(
        evidence.span
        for figure in figures
        for line in (figure.prefix, figure.number, figure.unit_text, figure.what, figure.time_scope)
        if line is not None
        for evidence in line.evidence
    )


def _lines_above(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks since the table before, nearest first."""
    return tuple(takewhile(lambda block: block.kind is not BlockKind.TABLE, reversed(blocks)))


def _figures_of(document: Document, table: Table, pairs: Sequence[tuple[Cell, Quantity]]) -> Iterator[HeadlineFigure]:
    numbers = sum(cell.text.end > cell.text.start for cell, _ in pairs)
    latest = latest_of_rows(document, pairs)
    # Of things set side by side none is a headline: the chart or the table compares them.
    compares = len({cell.row for cell, _ in pairs}) >= _FEWEST_COMPARED and corner_of(document, table) is not None
    for order, (cell, quantity) in enumerate(pairs):
        is_shown = cell.says_what and (cell.is_total or (numbers <= SMALL_TABLE and not compares))
        is_shown |= cell.text in latest and bool(quantity.unit) and len(latest) <= SMALL_TABLE
        yield _figure(document, cell, quantity, order, is_shown=is_shown)


def _figure(document: Document, cell: Cell, quantity: Quantity, order: int, *, is_shown: bool) -> HeadlineFigure:
    patterns = figure_patterns(document.language)
    what = _joined(document, _names(document, cell))
    words = what.text if what else ""
    number, unit = _number_and_unit(cell, quantity)
    sign, unit = _sign_apart(document, unit) if unit else (None, None)
    prefix = _quote(document, Span(quantity.span.start, number.start))
    if prefix is None and sign is not None and not _SIGNED.match(number.slice(document.text)):
        prefix = _quote(document, sign)
    weight = salience(quantity, FigureSource.TABLE, what=what, is_dated=cell.period is not None, is_record=False)
    is_target = bool(patterns["aim"].search(words + "：") or patterns["table target"].search(words))
    parts = {*cell.rows, *cell.columns, quantity.span, *filter(None, (sign, unit, cell.period))}
    return HeadlineFigure(
        id="f" + sha1(f"{cell.row.slice(document.text)}\n{order}\n{words}".encode()).hexdigest()[:6],
        quantity=quantity,
        prefix=prefix,
        number=_line(document, number),
        unit_text=_quote(document, unit) if unit else None,
        subject=what,
        action=None,
        what=what,
        time_scope=_quote(document, cell.period) if cell.period else None,
        status=Status.TARGET if is_target else Status.RESULT,
        source=FigureSource.TABLE,
        change=_change(document.language, words, quantity),
        salience=round(max(0.0, weight - _MODEST), 4) if is_shown else min(QUIET, weight),
        sensitive=bool(patterns["sensitive"].search(words)),
        sentence=cell.row,
        evidence=tuple(document.evidence(span) for span in sorted(parts)),
    )


def _quantity(document: Document, cell: Cell) -> Quantity | None:
    """The number of a cell in its unit, None where the cell holds more than one number or anything but it."""
    words = cell.text.slice(document.text)
    if len(words) > 40 or _DIGITS.isdisjoint(words):
        return None
    quantity = _only_number(document, cell.text)
    if quantity is None:
        return None
    if quantity.headline and quantity.unit:
        return _scaled(quantity, cell)
    if quantity.value is None or quantity.unit or (cell.unit is None and _YEAR.fullmatch(words)):
        return None
    one = cell.unit.one if cell.unit else None
    factor = (one.value if one else None) or Decimal(1)
    return replace(
        quantity,
        value=plain(EXACT.multiply(quantity.value, factor)),
        unit=one.unit if one else "",
        scale=one.scale if one else "",
        kind=one.kind if one else QuantityKind.COUNT,
        rule="table cell",
        headline=True,
        reason="",
    )


def _scaled(quantity: Quantity, cell: Cell) -> Quantity:
    """$ 231.5 in a column in millions: the sign in the cell, the scale above it."""
    one = cell.unit.one if cell.unit else None
    if (
        one is None
        or quantity.kind is not QuantityKind.MONEY
        or quantity.scale
        or quantity.value is None
        or not one.scale
    ):
        return quantity
    value = plain(EXACT.multiply(quantity.value, one.value or Decimal(1)))
    return replace(quantity, value=value, scale=one.scale, rule="scaled table cell")


def _only_number(document: Document, cell: Span) -> Quantity | None:
    """The number that is all of a cell, with a plus before it or in the brackets that accounts write for a minus."""
    words = cell.slice(document.text)
    brackets = _NEGATIVE.fullmatch(words)
    inside = Span(cell.start + 1, cell.end - 1) if brackets else Span(cell.start + words.startswith("+"), cell.end)
    found = find_quantities(document.text, document.language, span=inside)
    if len(found) != 1 or found[0].span != inside:
        return None
    quantity = found[0]
    if inside == cell:
        return quantity
    value = -quantity.value if brackets and quantity.value is not None else quantity.value
    number = cell if brackets else Span(cell.start, quantity.number.end)
    return replace(quantity, value=value, span=cell, number=number, surface=words)


_NEGATIVE = re.compile(r"\([\d,.]+\)")


def _number_and_unit(cell: Cell, quantity: Quantity) -> tuple[Span, Span | None]:
    if quantity.rule == "table cell":
        return quantity.span, cell.unit.span if cell.unit else None
    if quantity.rule == "scaled table cell" and cell.unit:
        return quantity.number, cell.unit.span
    number = quantity.number
    rest = Span(number.end, quantity.span.end)
    return number, rest if rest.end > rest.start else None


def _sign_apart(document: Document, unit: Span) -> tuple[Span | None, Span | None]:
    """The sign of a currency in a unit ($ million), which stands before the number, and what stands behind it."""
    match = _SIGN_IN_UNIT.fullmatch(unit.slice(document.text))
    if match is None:
        return None, unit
    rest = Span(unit.start + match.start("rest"), unit.end)
    return Span(unit.start, unit.start + match.end("sign")), rest if rest.end > rest.start else None


_SIGN_IN_UNIT = re.compile(r"(?P<sign>(?:[A-Z]{1,3})?[$£€¥]) ?(?P<rest>.*)")
_SIGNED = re.compile(r"\D{0,3}[$£€¥]")


def _change(language: Language, words: str, quantity: Quantity) -> Change:
    patterns = figure_patterns(language)
    falls = quantity.value is not None and quantity.value < 0
    if patterns["up"].search(words):
        return Change.DOWN if falls else Change.UP
    return Change.DOWN if patterns["down"].search(words) else Change.NONE


def _names(document: Document, cell: Cell) -> Sequence[Span]:
    """The names that lead to a cell as people say them: 东城区工业增加值, but 工业增加值合计."""
    if len(cell.rows) == 1 and _TOTAL_ROW.fullmatch(cell.rows[0].slice(document.text)):
        return (*cell.columns, *cell.rows)
    return (*cell.rows, *cell.columns)


def _joined(document: Document, spans: Sequence[Span]) -> Line | None:
    """The names of a row and a column as one line, with a space between them in English."""
    gap = " " if document.language is Language.ENGLISH else ""
    text = gap.join(span.slice(document.text) for span in spans)
    return Line(text=text, evidence=tuple(map(document.evidence, spans))) if text else None


def _line(document: Document, span: Span) -> Line:
    return Line(text=span.slice(document.text), evidence=(document.evidence(span),))


def _quote(document: Document, span: Span) -> Line | None:
    return _line(document, span) if span.end > span.start else None
