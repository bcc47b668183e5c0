"""Series that a table of several columns holds and that may be charted: a measure year by year, or one thing by thing.

Only like with like, as the design's test for charts asks: exact numbers of one measure with its unit, no total among
its parts, and bars only where the corner of the table says of what kind its rows are (县区), no list of indicators.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import sha1
from itertools import groupby, islice, pairwise

from briefgen.analysis.figures.table_grid import Cell, table_words
from briefgen.analysis.figures.words import figure_patterns
from briefgen.content import Approximation, Line, Quantity, Series
from briefgen.document import Document, Span

_FEWEST = 3
MOST_BARS = 8  # of more the labels touch
_MOST_OF_TABLE = 2  # series of one table: the first say what it is about
_YEAR = re.compile(r"(?:19|20)\d\d")
_RATES = ("%", "‰", "％")

_Numbers = Sequence[tuple[Cell, Quantity]]


def series_of_table(document: Document, corner: Span | None, numbers: _Numbers) -> tuple[Series, ...]:
    """The first series of a table, of which `numbers` are the cells; `corner` names the kind of its rows, if at all."""
    numbers = [(cell, quantity) for cell, quantity in numbers if cell.unit is not None and not cell.is_total]
    found = [*_by_year(document, numbers)]
    if not found and corner is not None:
        found = [*_by_thing(document, numbers)]
    return tuple(islice(found, _MOST_OF_TABLE))


def latest_of_rows(document: Document, numbers: _Numbers) -> frozenset[Span]:
    """The cells with the latest year of each row that goes through years."""
    rows = (list(group) for _, group in groupby(numbers, key=lambda pair: pair[0].row))
    return frozenset(row[-1][0].text for row in rows if _ascends(document, row) and not _is_part(row))


def _by_year(document: Document, numbers: _Numbers) -> Iterator[Series]:
    for _, group in groupby(numbers, key=lambda pair: pair[0].row):
        row = list(group)
        if _ascends(document, row) and not _is_part(row) and row[0][0].rows:
            yield from _series(document, row[0][0].rows[-1], row, over_time=True)
    for names, column in _columns(numbers):
        if names and _ascends(document, column):
            yield from _series(document, names[-1], column, over_time=True)


def _by_thing(document: Document, numbers: _Numbers) -> Iterator[Series]:
    for names, column in _columns([pair for pair in numbers if len(pair[0].rows) == 1]):
        things = [cell.rows for cell, _ in column]
        kinds = {cell.period for cell, _ in column}
        single = len(set(things)) == len(things)
        rate = column[0][1].unit in _RATES
        if names and single and len(kinds) == 1 and not rate and _FEWEST <= len(column) <= MOST_BARS:
            yield from _series(document, names[-1], column, over_time=False)


def _columns(numbers: _Numbers) -> Iterator[tuple[tuple[Span, ...], list[tuple[Cell, Quantity]]]]:
    told: dict[tuple[Span, ...], list[tuple[Cell, Quantity]]] = {}
    for cell, quantity in numbers:
        told.setdefault(cell.columns, []).append((cell, quantity))
    yield from told.items()


def _is_part(row: _Numbers) -> bool:
    return any(len(cell.rows) > 1 for cell, _ in row)


def _ascends(document: Document, numbers: _Numbers) -> bool:
    """Whether each number has a year of its own, in their order."""
    texts = [cell.period.slice(document.text) if cell.period else "" for cell, _ in numbers]
    years = [int(match.group()) for text in texts if (match := _YEAR.search(text)) and "-" not in text]
    return len(years) == len(texts) >= _FEWEST and all(first < second for first, second in pairwise(years))


def _series(document: Document, name: Span, numbers: _Numbers, *, over_time: bool) -> Iterator[Series]:
    text = name.slice(document.text)
    cells = [cell for cell, _ in numbers]
    values = [_decimal(cell.text.slice(document.text)) for cell in cells]
    units = {(quantity.unit, quantity.scale) for _, quantity in numbers}
    exact = all(quantity.approximation is Approximation.EXACT for _, quantity in numbers)
    categories = [cell.period if over_time else cell.rows[0] for cell in cells]
    told = [category for category in categories if category is not None]
    sensitive = figure_patterns(document.language)["sensitive"].search(text)
    if len(units) > 1 or not exact or sensitive or len(told) < len(cells):
        return
    if table_words(document.language)["bare rate"].search(text):  # the growth of what, a title can't say
        return
    numerals = [value for value in values if value is not None]
    if len(numerals) < len(values) or min(numerals) < 0:  # bars begin at nought: below it there is none to see
        return
    unit = cells[0].unit
    if brackets := _BRACKETS.match(document.text, name.end):
        name = Span(name.start, brackets.end())
    around = document.text[cells[0].row.start : cells[-1].row.end]
    yield Series(
        id="c" + sha1(f"{around}\n{text}".encode(errors="replace")).hexdigest()[:6],
        title=_line(document, name),
        measure=_line(document, name),
        unit=_line(document, unit.span) if unit else None,
        categories=tuple(_line(document, category) for category in told),
        values=tuple(_line(document, cell.text) for cell in cells),
        numbers=tuple(numerals),
        over_time=over_time,
    )


_BRACKETS = re.compile(r" ?[（(][^（）()\n]{1,24}[）)]")
_DECIMAL = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def _decimal(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if _DECIMAL.fullmatch(text) else None


def _line(document: Document, span: Span) -> Line:
    return Line(text=span.slice(document.text), evidence=(document.evidence(span),))
