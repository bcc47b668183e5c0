"""Excel files (.xlsx, .xlsm): each sheet that is shown gives its tables, cells as their formats show them.

Formulas give the value that was stored with them; nothing is computed. Hidden sheets, rows and columns are left out,
so are error values. Rows without content part tables; a line alone above or below a table is its title or note.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.document import BlockKind, Document, Language, Locator, Span
from briefgen.errors import ReadError
from briefgen.readers.draft import Draft
from briefgen.readers.drawings import DrawingReader
from briefgen.readers.number_formats import BUILT_IN, shown
from briefgen.readers.office_lines import one_line
from briefgen.readers.package import OFFICE, Package
from briefgen.readers.slide_text import shape_lines
from briefgen.readers.tables import cell_line, count_header_rows, without_empty_edges

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOST_CELLS = 300_000
"""Cells with content beyond which a workbook is data to be analysed, not a document to be reported."""
MOST_CHARACTERS = 20_000_000
"""Characters of all cells together: one shared string may stand in thousands of them."""
_SMALLER = "save what is to be reported in a smaller workbook"
_MOST_COLUMNS = 400
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表|chart|图表)\s*\d*", re.IGNORECASE)
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")
_LONGEST_TITLE = 60  # characters of a line above a table that is its title rather than a text

_Row = dict[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What all sheets share: texts by index, format codes by style, and the zero day of dates."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    since_1904: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    name: str
    part: str


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """A document with a heading for each sheet, its tables and charts; ReadError above the limits on cells."""
    package = Package(data, path=path)
    main = package.main_part()
    root = package.xml(main)
    book = _read_book(package, main, root)
    sheets = list(_iter_sheets(package, main, root))
    draft = Draft(path)
    cells = characters = 0
    above = []
    for sheet in sheets:
        rows = []
        for row in _iter_rows(package, sheet.part, book):
            cells += len(row[1])
            characters += sum(map(len, row[1].values()))
            if cells > MOST_CELLS:
                raise _too_many_cells(path)
            if characters > MOST_CHARACTERS:
                raise ReadError(
                    f"the cells of the workbook hold more than {MOST_CHARACTERS} characters",
                    where=path,
                    remedy=_SMALLER,
                )
            rows.append(row)
        above.append(_write_sheet(draft, sheet, rows, is_alone=len(sheets) == 1))
        _write_drawing(draft, package, sheet, has_cells=bool(rows))
    if draft.title is None and above and not any(above[1:]):
        draft.title = above[0]  # only the first sheet says what the workbook is about
    return draft.finish(language=language)


def _read_book(package: Package, main: str, root: "Element") -> _Book:
    strings = package.related(main, "sharedStrings")
    styles = package.related(main, "styles")
    properties = root.find(f"{SHEET}workbookPr")
    return _Book(
        strings=_read_strings(package, strings) if strings else (),
        formats=_format_codes(package.xml(styles)) if styles else (),
        since_1904=properties is not None and properties.get("date1904") in ("1", "true"),
    )


def _read_strings(package: Package, part: str) -> tuple[str, ...]:
    strings: list[str] = []
    for node in package.children(part, (f"{SHEET}sst",), (f"{SHEET}si",)):
        if len(strings) >= MOST_CELLS:
            raise _too_many_cells(package.path)
        strings.append(_string(node))
    return tuple(strings)


def _too_many_cells(path: str) -> ReadError:
    return ReadError(
        f"the workbook holds more than {MOST_CELLS} cells",
        where=path,
        remedy=_SMALLER,
    )


def _string(node: "Element") -> str:
    """The text of a rich string, without the reading aids of East Asian text."""
    runs = (child for child in node if child.tag in (f"{SHEET}t", f"{SHEET}r"))
    return "".join(
        (child.text or "") if child.tag == f"{SHEET}t" else (child.findtext(f"{SHEET}t") or "") for child in runs
    )


def _format_codes(styles: "Element") -> tuple[str, ...]:
    own = {node.get("numFmtId", ""): node.get("formatCode", "") for node in styles.iter(f"{SHEET}numFmt")}
    codes = []
    for style in styles.iterfind(f"{SHEET}cellXfs/{SHEET}xf"):
        number = style.get("numFmtId", "0")
        known = BUILT_IN.get(int(number), "General") if number.isdecimal() else "General"
        codes.append(own.get(number, known))
    return tuple(codes)


def _iter_sheets(package: Package, main: str, root: "Element") -> Iterator[_Sheet]:
    relationships = package.relationships(main)
    for node in root.iterfind(f"{SHEET}sheets/{SHEET}sheet"):
        target = relationships.get(node.get(f"{OFFICE}id", ""))
        is_shown = node.get("state", "visible") == "visible"
        if is_shown and target and target.target in package:
            yield _Sheet(name=node.get("name", ""), part=target.target)


def _iter_rows(package: Package, part: str, book: _Book) -> Iterator[tuple[int, _Row]]:
    """The rows that are shown and have content, with their numbers; cells by column from 0."""
    hidden: set[int] = set()
    number = 0
    for node in package.children(part, (f"{SHEET}cols", f"{SHEET}sheetData"), (f"{SHEET}col", f"{SHEET}row")):
        if node.tag == f"{SHEET}col":
            if node.get("hidden") in ("1", "true"):
                first, last = (int(node.get(name, "1")) for name in ("min", "max"))
                hidden.update(range(first - 1, min(last, _MOST_COLUMNS)))
            continue
        stated = node.get("r", "")
        number = int(stated) if stated.isdecimal() else number + 1
        if node.get("hidden") not in ("1", "true"):
            row = {column: text for column, text in _iter_cells(node, book) if column not in hidden and text}
            if row:
                yield number, row


def _iter_cells(row: "Element", book: _Book) -> Iterator[tuple[int, str]]:
    column = -1
    for cell in row.iterchildren(f"{SHEET}c"):
        place = _PLACE.fullmatch(cell.get("r", ""))
        column = _column(place[1]) if place else column + 1
        if column < _MOST_COLUMNS:
            yield column, cell_line(_value(cell, book))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: "Element", book: _Book) -> str:
    kind = cell.get("t", "n")
    value = cell.findtext(f"{SHEET}v") or ""
    if kind == "s":
        return book.strings[int(value)] if value.isdecimal() and int(value) < len(book.strings) else ""
    if kind == "inlineStr":
        inline = cell.find(f"{SHEET}is")
        return "" if inline is None else _string(inline)
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "n" and value:
        return _number(value, cell.get("s", "0"), book)
    return value if kind in ("str", "d") else ""


def _number(value: str, style: str, book: _Book) -> str:
    index = int(style) if style.isdecimal() else 0
    code = book.formats[index] if index < len(book.formats) else "General"
    try:
        return shown(float(value), code, since_1904=book.since_1904)
    except (ValueError, OverflowError):
        return value


def _write_sheet(draft: Draft, sheet: _Sheet, rows: list[tuple[int, _Row]], *, is_alone: bool) -> Span | None:
    """Write a sheet; gives the line above its first table where that is the table's caption."""
    regions = list(_iter_regions(rows))
    if not regions:
        return None
    lines, table, _ = _parted(regions[0])
    title = lines[0][1] if lines and table and len(lines[0][1]) <= _LONGEST_TITLE else ""
    at = Locator(line=regions[0][0][0])
    has_name = not _DEFAULT_NAME.fullmatch(sheet.name.strip())
    taken = bool(title) and (is_alone or not has_name)
    if is_alone and title:
        draft.title = draft.add(BlockKind.FURNITURE, title, at=at, marked_up=True)
    elif has_name or title:
        draft.add(BlockKind.HEADING, sheet.name if has_name else title, at=at, level=1, marked_up=True)
    captions = [_write_region(draft, region, skip=int(taken and index == 0)) for index, region in enumerate(regions)]
    return None if taken else captions[0]


def _iter_regions(rows: Iterable[tuple[int, _Row]]) -> Iterator[list[tuple[int, _Row]]]:
    """Rows that follow each other without a gap."""
    region: list[tuple[int, _Row]] = []
    for number, row in rows:
        if region and number > region[-1][0] + 1:
            yield region
            region = []
        region.append((number, row))
    if region:
        yield region


def _parted(region: list[tuple[int, _Row]]) -> tuple[list[tuple[int, str]], list[_Row], list[tuple[int, str]]]:
    """The lines above a table, the table's rows, and the lines below it."""
    full = [at for at, (_, row) in enumerate(region) if len(row) > 1]
    if not full:
        return [(number, text) for number, row in region for text in row.values()], [], []
    first, last = full[0], full[-1]
    above = [(number, text) for number, row in region[:first] for text in row.values()]
    below = [(number, text) for number, row in region[last + 1 :] for text in row.values()]
    return above, [row for _, row in region[first : last + 1]], below


def _write_region(draft: Draft, region: list[tuple[int, _Row]], *, skip: int) -> Span | None:
    """Write a table with the lines around it; gives the first of those above where it is the table's caption."""
    above, rows, below = _parted(region)
    captions = []
    for number, text in above[skip:]:
        kind = BlockKind.CAPTION if rows and len(text) <= _LONGEST_TITLE else BlockKind.PARAGRAPH
        span = draft.add(kind, text, at=Locator(line=number), marked_up=True)
        captions += [span] if kind is BlockKind.CAPTION else []
    if rows:
        table = without_empty_edges([_in_columns(row) for row in rows])
        at = Locator(line=region[0][0] + len(above))
        draft.add_table(table, at=at, header_rows=count_header_rows(table))
    for number, text in below:
        draft.add(BlockKind.PARAGRAPH, text, at=Locator(line=number), marked_up=True)
    return captions[0] if captions else None


def _in_columns(row: Mapping[int, str]) -> list[str]:
    return [row.get(column, "") for column in range(max(row) + 1)]


def _write_drawing(draft: Draft, package: Package, sheet: _Sheet, *, has_cells: bool) -> None:
    """The boxes drawn on a sheet, and its charts where it holds nothing else: beside cells they show the same again."""
    drawing = package.related(sheet.part, "drawing")
    if drawing is None:
        return
    root = package.xml(drawing)
    reader = DrawingReader(package)
    texts = [one_line(line.text) for box in root.iter("{*}sp") for line in shape_lines(box)]
    for text in (*texts, *reader.diagram_lines(root, drawing)):
        draft.add(BlockKind.PARAGRAPH, text, at=Locator(), marked_up=True)
    for chart in () if has_cells else reader.charts(root, drawing):
        draft.add(BlockKind.CAPTION, chart.title, at=Locator(), marked_up=True)
        draft.add_table(chart.rows, at=Locator(), header_rows=1)
