"""Tables of the source as material: the cells as they stand, and series that may be charted.

A column may be charted only where it compares like with like: at least three exact numbers of one head noun and unit,
no total among its parts, no qualifier such as 余, 多, 近 or 约 (the design's test for charts).
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefgen.analysis.figures.table_grid import corner_of
from briefgen.analysis.figures.table_series import MOST_BARS, series_of_table
from briefgen.analysis.figures.tables import numbers_of_table
from briefgen.analysis.lines.compression import make_line
from briefgen.analysis.structure.lines import rules_of
from briefgen.analysis.text.sentences import without_final_mark
from briefgen.content import Line, Row, Series, Tabulation
from briefgen.document import Block, BlockKind, Document, Span, Table

_FEWEST_VALUES = 3
_TWO_COLUMNS = 2
_NUMBER = re.compile(r"^-?\d{1,3}(?:,\d{3})*(?:\.\d+)?$|^-?\d+(?:\.\d+)?$")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|总数|共计|全部|Total|Sum|All|Subtotal)", re.IGNORECASE)
_YEAR = re.compile(r"^(?:19|20)\d{2}\s*年?(?:底|末)?$")
_PART = re.compile(r"[#＃]|其中|在[总合]计中|of which", re.IGNORECASE)  # of the row above: no bar of its own beside it
_NUMBERED = re.compile(  # 表1 , 附表2-1：, Table 3.
    r"(?:附?表\s*(?:\d{1,2}(?:[-—–－.．]\d{1,2})*(?![\d年月])\s*[:：.．、]?|[一二三四五六七八九十]{1,3}(?:[:：.．、]|(?=\s))|[:：])"
    r"|Table\s+\d{1,3}(?:[-–.]\d{1,2})*\s*[:.]?)\s*"
)
_BRACKETED = re.compile(r"[（(]\s*(?:单位[:：]\s*)?([^（）()]{1,12}?)\s*[）)]\s*$")
_LONGEST_CAPTION = 60  # code points


def find_tables(document: Document, blocks: Sequence[Block]) -> tuple[Tabulation, ...]:
    """The tables that are no series, each with the short line above it as caption where that speaks of it."""
    return tuple(
        _tabulation(document, block.table, before, unit)
        for block, before, unit in _table_blocks(document, blocks)
        if block.table is not None and _series(document, block.table, _caption(document, before)) is None
    )


def find_series(document: Document, blocks: Sequence[Block]) -> tuple[Series, ...]:
    """The columns and rows of tables that may be charted, in order: all of a table of two columns, names and values."""
    found: list[Series] = []
    for block, before, _ in _table_blocks(document, blocks):
        if block.table is None:
            continue
        whole = _series(document, block.table, _caption(document, before))
        if whole is not None:
            found.append(whole)
        elif block.table.header_rows and len(block.table.rows[0]) > _TWO_COLUMNS:
            numbers = numbers_of_table(document, block)
            found.extend(series_of_table(document, corner_of(document, block.table), numbers))
    return tuple(found)


def _table_blocks(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None, Block | None]]:
    """Each table with the block before it, and with the line that only states its unit where that stands between."""
    states_unit = rules_of(document.language).patterns["unit_line"]
    for above, before, block in zip([None, None, *blocks], [None, *blocks], blocks, strict=False):
        if block.kind is BlockKind.TABLE:
            if before is not None and states_unit.match(before.span.slice(document.text)):
                yield block, above, before
            else:
                yield block, before, None


def _tabulation(document: Document, table: Table, before: Block | None, unit: Block | None) -> Tabulation:
    header = table.rows[table.header_rows - 1] if table.header_rows else ()
    return Tabulation(
        id=_id("t", document, table.rows[0][0] if table.rows and table.rows[0] else Span(0, 0)),
        header=tuple(make_line(document, (cell,)) for cell in header),
        rows=tuple(
            Row(cells=tuple(make_line(document, (cell,)) for cell in row)) for row in table.rows[table.header_rows :]
        ),
        caption=_caption(document, before),
        unit=make_line(document, (unit.span,)) if unit else None,
    )


def _caption(document: Document, before: Block | None) -> Line | None:
    if before is None or before.kind not in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
        return None
    text = before.span.slice(document.text)
    number = _NUMBERED.match(text)
    speaks = number is not None or text.startswith(("表", "Table")) or text[-1:] not in "。！？.!?"
    if not speaks or len(text) > _LONGEST_CAPTION:
        return None
    span = without_final_mark(document.text, before.span)
    if number is not None and before.span.start + number.end() < span.end:  # outputs number their tables themselves
        span = Span(before.span.start + number.end(), span.end)
    return make_line(document, (span,))


def _series(document: Document, table: Table, caption: Line | None) -> Series | None:
    if table.header_rows != 1 or len(table.rows[0]) != 2:
        return None
    rows = [row for row in table.rows[1:] if len(row) == 2 and not _TOTAL.match(row[0].slice(document.text).strip())]
    values = [row[1].slice(document.text).strip() for row in rows]
    if len(values) < _FEWEST_VALUES or not all(_NUMBER.match(value) for value in values):
        return None
    numbers = tuple(Decimal(value.replace(",", "")) for value in values)
    if min(numbers) < 0:  # bars begin at nought: below it there is none to see
        return None
    header = make_line(document, (table.rows[0][1],))
    categories = [row[0].slice(document.text).strip() for row in rows]
    over_time = all(_YEAR.match(category) for category in categories)
    if not header.text or not all(categories) or _YEAR.match(header.text):
        return None
    if not over_time and (len(rows) > MOST_BARS or any(map(_PART.match, categories))):
        return None
    return Series(
        id=_id("c", document, table.rows[0][1]),
        title=caption or header,
        measure=header,
        unit=_unit(document, table.rows[0][1]),
        categories=tuple(make_line(document, (row[0],)) for row in rows),
        values=tuple(make_line(document, (row[1],)) for row in rows),
        numbers=numbers,
        over_time=over_time,
    )


def _unit(document: Document, cell: Span) -> Line | None:
    """The unit in the brackets that end a header cell."""
    match = _BRACKETED.search(cell.slice(document.text))
    return make_line(document, (Span(cell.start + match.start(1), cell.start + match.end(1)),)) if match else None


def _id(prefix: str, document: Document, span: Span) -> str:
    around = document.text[max(0, span.start - 40) : span.end + 40]
    return prefix + hashlib.sha1(around.encode()).hexdigest()[:6]
