"""Tables of the source as material: the cells as they stand, and series that may be charted.

A column may be charted only where it compares like with like: at least three exact numbers of one head noun and unit,
no total among its parts, no qualifier such as 余, 多, 近 or 约 (the design's test for charts).
"""

import hashlib
import re
from collections.abc import Sequence
from decimal import Decimal

from briefgen.analysis.compression import make_line
from briefgen.analysis.sentences import without_final_mark
from briefgen.content import Line, Row, Series, Tabulation
from briefgen.document import Block, BlockKind, Document, Span, Table

_FEWEST_VALUES = 3
_NUMBER = re.compile(r"^-?\d{1,3}(?:,\d{3})*(?:\.\d+)?$|^-?\d+(?:\.\d+)?$")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|总数|共计|全部|Total|Sum|All|Subtotal)", re.IGNORECASE)
_YEAR = re.compile(r"^(?:19|20)\d{2}\s*年?(?:底|末)?$")
_CAPTION = re.compile(r"^(?:表\s*[\d一二三四五六七八九十]*|Table\s*\d*)")
_LONGEST_CAPTION = 60  # code points


def find_tables(document: Document, blocks: Sequence[Block]) -> tuple[Tabulation, ...]:
    """The tables among the blocks, each with the short line above it as caption where that speaks of it."""
    return tuple(
        _tabulation(document, block.table, blocks[index - 1] if index else None)
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.TABLE and block.table is not None
    )


def find_series(document: Document, blocks: Sequence[Block]) -> tuple[Series, ...]:
    """The columns of tables that may be charted, in order."""
    series = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE and block.table is not None and block.table.header_rows == 1:
            caption = _caption(document, blocks[index - 1] if index else None)
            width = len(block.table.rows[0])
            found = (_series(document, block.table, column, caption) for column in range(1, width))
            series += [one for one in found if one is not None]
    return tuple(series)


def _tabulation(document: Document, table: Table, before: Block | None) -> Tabulation:
    header = table.rows[table.header_rows - 1] if table.header_rows else ()
    return Tabulation(
        id=_id("t", document, table.rows[0][0] if table.rows and table.rows[0] else Span(0, 0)),
        header=tuple(make_line(document, (cell,)) for cell in header),
        rows=tuple(
            Row(cells=tuple(make_line(document, (cell,)) for cell in row)) for row in table.rows[table.header_rows :]
        ),
        caption=_caption(document, before),
    )


def _caption(document: Document, before: Block | None) -> Line | None:
    if before is None or before.kind not in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
        return None
    text = before.span.slice(document.text)
    speaks = bool(_CAPTION.match(text)) or text.endswith(("：", ":")) or text[-1:] not in "。！？.!?"
    line = make_line(document, (without_final_mark(document.text, before.span),))
    return line if speaks and len(text) <= _LONGEST_CAPTION else None


def _series(document: Document, table: Table, column: int, caption: Line | None) -> Series | None:
    rows = [
        row for row in table.rows[1:] if column < len(row) and not _TOTAL.match(row[0].slice(document.text).strip())
    ]
    values = [row[column].slice(document.text).strip() for row in rows]
    if len(values) < _FEWEST_VALUES or not all(_NUMBER.match(value) for value in values):
        return None
    header = make_line(document, (table.rows[0][column],))
    categories = [row[0].slice(document.text).strip() for row in rows]
    if not header.text or not all(categories) or _YEAR.match(header.text):
        return None
    return Series(
        id=_id("c", document, table.rows[0][column]),
        title=caption or header,
        unit=header,
        categories=tuple(make_line(document, (row[0],)) for row in rows),
        values=tuple(make_line(document, (row[column],)) for row in rows),
        numbers=tuple(Decimal(value.replace(",", "")) for value in values),
        over_time=all(_YEAR.match(category) for category in categories),
    )


def _id(prefix: str, document: Document, span: Span) -> str:
    around = document.text[max(0, span.start - 40) : span.end + 40]
    return prefix + hashlib.sha1(around.encode()).hexdigest()[:6]
