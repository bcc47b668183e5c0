"""The body of a Word file as a row of items in reading order: paragraphs, tables, pictures, charts.

Text boxes follow the paragraph that they are anchored in; content controls are opened; tables that only lay out text
give their paragraphs. What an item is to the document, `docx` decides when it has seen them all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from briefgen.readers.charts import Chart
from briefgen.readers.docx_formats import Formats, Look
from briefgen.readers.docx_numbering import Number, Numbering
from briefgen.readers.docx_styles import VALUE, WORD, Role, Style, Styles, child_value, is_on
from briefgen.readers.docx_text import ALTERNATE, CHOICE, FALLBACK, InlineReader
from briefgen.readers.drawings import DrawingReader, Picture
from briefgen.readers.tables import cell_line, count_header_rows

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BODY_TAGS = (ALTERNATE, *(WORD + name for name in ("p", "tbl", "sdt", "ins", "moveTo", "customXml")))
_OPENED = {WORD + name for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent")}
_PARAGRAPH = f"{WORD}p"
_PROPERTIES = f"{WORD}pPr"
_TABLE = f"{WORD}tbl"
_CONTROL = f"{WORD}sdt"
_LOOKED_AT = 120  # characters up to which a paragraph may be a heading, so that its look matters
_LONGEST_CELL = 800  # characters; a table with more in one cell lays out a page rather than holds data
_LOWEST_PICTURE = 360_000  # EMU; a lower one without words is an icon
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_DEEPEST = 40  # tables in tables and boxes in boxes, beyond which only the text is taken


class Inside(Enum):
    """What a paragraph stands in."""

    BODY = auto()
    CELL = auto()
    BOX = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph with text. `number` is what Word counts before it; `place` its number in the body, from 1.

    `look` is None for what can be no heading: long paragraphs, cells, boxes.
    """

    text: str
    style: Style
    place: int
    look: Look | None = None
    number: Number | None = None
    in_contents: bool = False
    inside: Inside = Inside.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class TableItem:
    """A table; `place` is the number of the paragraph before it."""

    rows: list[list[str]]
    header_rows: int
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A picture or a chart, after the paragraph `place`."""

    what: Picture | Chart
    place: int


Item = Paragraph | TableItem | Placed


@dataclass(slots=True)
class _Tally:
    place: int = 0
    depth: int = 0
    carried: str = ""


class BodyReader:
    """Walks through the body once; `notes` collects the footnotes and endnotes referred to, in order."""

    def __init__(self, styles: Styles, numbering: Numbering, drawings: DrawingReader) -> None:
        self._formats = Formats(styles)
        self._numbering = numbering
        self._drawings = drawings
        self._inline = InlineReader()
        self._tally = _Tally()
        self.notes: list[tuple[str, str]] = []

    def items(self, nodes: "Iterable[Element]", part: str, *, inside: Inside = Inside.BODY) -> Iterator[Item]:
        """The items of block-level elements of a part."""
        for node in nodes:
            tag = node.tag
            if tag == _PARAGRAPH:
                yield from self._paragraph(node, part, inside)
            elif tag == _TABLE:
                yield from self._table(node, part)
            elif tag == _CONTROL:
                yield from self._content_control(node, part, inside)
            elif tag in _OPENED:
                yield from self.items(node, part, inside=inside)
            elif tag == ALTERNATE:
                form = node.find(CHOICE)
                form = node.find(FALLBACK) if form is None else form
                yield from self.items(() if form is None else form, part, inside=inside)

    def _content_control(self, node: "Element", part: str, inside: Inside) -> Iterator[Item]:
        content = node.find(f"{WORD}sdtContent")
        gallery = node.find(f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery")
        contents = gallery is not None and gallery.get(VALUE) == "Table of Contents"
        placeholder = node.find(f"{WORD}sdtPr/{WORD}showingPlcHdr")
        if content is None or (placeholder is not None and is_on(placeholder.get(VALUE, "1"))):
            return
        for item in self.items(content, part, inside=inside):
            yield replace(item, in_contents=True) if contents and isinstance(item, Paragraph) else item

    def _paragraph(self, node: "Element", part: str, inside: Inside) -> Iterator[Item]:
        inline = self._inline.read(node)
        text, self._tally.carried = self._tally.carried + inline.text, ""
        form = self._formats.of(node.find(_PROPERTIES))
        if form.runs_into_next and not inline.drawings:
            self._tally.carried = text
            return
        style = form.style
        is_short = len(text) <= _LOOKED_AT
        number = None  # counted for empty paragraphs too, as Word does, but not for one that is only a section break
        is_break = not text.strip() and node.find(f"{_PROPERTIES}/{WORD}sectPr") is not None
        if style.number is not None and style.number != "0" and not is_break:
            number = self._numbering.next(style.number, style.number_level, form.style_id)
        if text.strip() or (inside is Inside.CELL and number is not None and number.text):
            self._tally.place += 1
            yield Paragraph(
                text=text,
                style=style,
                look=self._formats.look(style, inline.looks) if is_short and inside is Inside.BODY else None,
                place=self._tally.place,
                number=number,
                in_contents=inline.in_contents,
                inside=inside,
            )
        self.notes += inline.notes
        for drawing in inline.drawings:
            yield from self._drawing(drawing, part)

    def _drawing(self, node: "Element", part: str) -> Iterator[Item]:
        place = self._tally.place
        for picture in self._drawings.pictures(node, part):
            if picture.text or not _is_icon(node):
                yield Placed(what=picture, place=place)
        for chart in self._drawings.charts(node, part):
            yield Placed(what=chart, place=place)
        for line in self._drawings.diagram_lines(node, part):
            self._tally.place += 1
            yield Paragraph(text=line, style=Style(role=Role.LIST), place=self._tally.place, inside=Inside.BOX)
        if self._tally.depth < _DEEPEST:
            self._tally.depth += 1
            for box in _outermost_boxes(node):
                yield from self.items(box, part, inside=Inside.BOX)
            self._tally.depth -= 1

    def _table(self, table: "Element", part: str) -> Iterator[Item]:
        """A table's rows as shown; a merged cell has its text at its first place only, the others are empty."""
        if self._tally.depth >= _DEEPEST:
            self._tally.place += 1
            text = " ".join(node.text or "" for node in table.iter(f"{WORD}t"))
            yield Paragraph(text=text, style=Style(), place=self._tally.place, inside=Inside.CELL)
            return
        self._tally.depth += 1
        before = self._tally.place
        rows, headers, held = [], 0, list[Item]()
        for row in _rows(table):
            cells = list(self._cells(row, part, held))
            rows.append(cells)
            if headers == len(rows) - 1 and _is_on(row, "trPr/tblHeader"):
                headers += 1
        self._tally.depth -= 1
        longest = max((len(cell) for cells in rows for cell in cells), default=0)
        columns = max((len(cells) for cells in rows), default=0)
        has_heading = any(isinstance(item, Paragraph) and item.style.role is Role.HEADING for item in held)
        if columns <= 1 or longest > _LONGEST_CELL or (has_heading and longest > _LONGEST_CELL // 4):
            yield from held
            return
        self._tally.place = before  # a person counts the paragraphs around a table
        rows = [cells + [""] * (columns - len(cells)) for cells in rows if any(cells)]
        headers = headers if headers < len(rows) else 0
        yield TableItem(rows=rows, header_rows=headers or count_header_rows(rows), place=before)
        yield from (item for item in held if isinstance(item, Placed))

    def _cells(self, row: "Element", part: str, held: list[Item]) -> Iterator[str]:
        skipped = child_value(row, f"trPr/{WORD}gridBefore")
        yield from [""] * min(int(skipped), 60) if skipped and skipped.isdecimal() else ()
        for cell in _cells(row):
            span = child_value(cell, f"tcPr/{WORD}gridSpan")
            merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            items = list(self.items(cell, part, inside=Inside.CELL))
            continues = merged is not None and merged.get(VALUE, "continue") == "continue"
            text = cell_line(" ".join(_item_texts(items)))
            held += items
            yield "" if continues and not text else text
            yield from [""] * (min(int(span), 60) - 1) if span and span.isdecimal() else ()


def _is_icon(drawing: "Element") -> bool:
    """Whether a drawing is lower than a centimetre: a bullet, a logo in the line, a rule."""
    extent = next(drawing.iter(_EXTENT), None)
    height = "" if extent is None else extent.get("cy", "")
    return height.isdecimal() and int(height) < _LOWEST_PICTURE


def _is_on(node: "Element", path: str) -> bool:
    parts = path.split("/")
    found = node.find("/".join(WORD + part for part in parts))
    return found is not None and is_on(found.get(VALUE, "1"))


def _rows(table: "Element") -> Iterator["Element"]:
    return (row for row in _unwrapped(table, f"{WORD}tr") if not _is_deleted(row))


def _is_deleted(row: "Element") -> bool:
    return row.find(f"{WORD}trPr/{WORD}del") is not None


def _cells(row: "Element") -> Iterator["Element"]:
    return _unwrapped(row, f"{WORD}tc")


def _unwrapped(parent: "Element", tag: str) -> Iterator["Element"]:
    """The rows or cells of a table, also those inside content controls."""
    for node in parent:
        if node.tag == tag:
            yield node
        elif node.tag in _OPENED or node.tag == _CONTROL:
            yield from _unwrapped(node, tag)


def _item_texts(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Paragraph):
            yield (item.number.text if item.number else "") + item.text
        elif isinstance(item, TableItem):
            yield from (cell for row in item.rows for cell in row if cell)


def _outermost_boxes(node: "Element") -> Iterator["Element"]:
    tag = f"{WORD}txbxContent"
    stack = list(reversed(list(node)))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif element.tag == ALTERNATE:
            forms = [*element.iterchildren(CHOICE), *element.iterchildren(FALLBACK)]
            stack += [form for form in forms if next(form.iter(tag), None) is not None][:1]
        else:
            stack += reversed(list(element))
