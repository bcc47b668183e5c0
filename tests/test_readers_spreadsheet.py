import pytest

from briefgen import readers
from briefgen.document import BlockKind, Document
from briefgen.errors import ReadError
from briefgen.readers import spreadsheet
from briefgen.readers.number_formats import shown
from office_sources import package, root

HEADING, PARAGRAPH, TABLE, CAPTION, FURNITURE = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.TABLE,
    BlockKind.CAPTION,
    BlockKind.FURNITURE,
)
STYLES = (
    '<s:numFmts><s:numFmt numFmtId="164" formatCode="0.0%"/></s:numFmts><s:cellXfs><s:xf numFmtId="0"/>'
    '<s:xf numFmtId="164"/><s:xf numFmtId="31"/><s:xf numFmtId="4"/></s:cellXfs>'
)


def cell(place: str, value: str | float) -> str:
    if isinstance(value, str):
        return f'<s:c r="{place}" t="inlineStr"><s:is><s:t>{value}</s:t></s:is></s:c>'
    return f'<s:c r="{place}"><s:v>{value}</s:v></s:c>'


def sheet(*rows: tuple[str | float, ...], before: str = "") -> str:
    content = ""
    for number, row in enumerate(rows, start=1):
        cells = "".join(cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row) if value != "")
        content += f'<s:row r="{number}">{cells}</s:row>' if cells else ""
    return f"{before}<s:sheetData>{content}</s:sheetData>"


def book(states: dict[str, str] | None = None, **sheets: str) -> bytes:
    listed, links, parts = "", {}, {"xl/styles.xml": root("s:styleSheet", STYLES)}
    links["st"] = ("styles", "styles.xml")
    for number, (name, content) in enumerate(sheets.items(), start=1):
        state = (states or {}).get(name, "visible")
        listed += f'<s:sheet name="{name}" sheetId="{number}" state="{state}" r:id="r{number}"/>'
        links[f"r{number}"] = ("worksheet", f"worksheets/sheet{number}.xml")
        parts[f"xl/worksheets/sheet{number}.xml"] = root("s:worksheet", content)
    parts["xl/workbook.xml"] = root("s:workbook", f"<s:sheets>{listed}</s:sheets>")
    return package("xl/workbook.xml", parts, links)


def read(data: bytes) -> Document:
    return readers.read_bytes(data, path="a.xlsx")


def blocks(data: bytes) -> list[tuple[BlockKind, str]]:
    document = read(data)
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


TABLE_ROWS: tuple[tuple[str | float, ...], ...] = (("地区", "里程"), ("城东", 12.5), ("城西", 8))


def test_each_sheet_is_a_heading_and_its_table():
    assert blocks(book(供水=sheet(*TABLE_ROWS), 管网=sheet(*TABLE_ROWS))) == [
        (HEADING, "供水"),
        (TABLE, "地区\t里程\n城东\t12.5\n城西\t8"),
        (HEADING, "管网"),
        (TABLE, "地区\t里程\n城东\t12.5\n城西\t8"),
    ]


def test_a_line_above_the_only_table_is_the_title_and_one_below_a_note():
    rows = sheet(("供水情况表",), ("单位：公里",), *TABLE_ROWS, ("注：数据截至年底。",))
    document = read(book(Sheet1=rows))
    assert document.quote(document.title) == "供水情况表"
    assert [block.kind for block in document.blocks] == [FURNITURE, CAPTION, TABLE, PARAGRAPH]
    assert [block.locator.line for block in document.blocks] == [1, 2, 3, 6]


def test_of_several_sheets_the_line_above_the_first_table_is_the_title_where_no_other_has_one():
    named = sheet(("2024年供水情况表",), ("单位：公里",), *TABLE_ROWS)
    document = read(book(供水=named, 管网=sheet(*TABLE_ROWS)))
    assert document.quote(document.title) == "2024年供水情况表"
    assert [block.kind for block in document.blocks] == [HEADING, CAPTION, CAPTION, TABLE, HEADING, TABLE]
    assert read(book(供水=named, 管网=named)).title is None


def test_rows_without_content_part_tables():
    assert [kind for kind, _ in blocks(book(供水=sheet(*TABLE_ROWS, (), *TABLE_ROWS)))] == [HEADING, TABLE, TABLE]


def test_several_header_rows_are_seen():
    rows = sheet(("地区", "里程", ""), ("", "新建", "改造"), ("城东", 1, 2))
    found = read(book(供水=rows)).blocks[-1].table
    assert found is not None
    assert found.header_rows == 2


def test_hidden_sheets_rows_and_columns_are_left_out():
    content = sheet(*TABLE_ROWS, before='<s:cols><s:col min="2" max="2" hidden="1"/></s:cols>')
    content = content.replace('<s:row r="2">', '<s:row r="2" hidden="1">')
    assert blocks(book({"藏": "hidden"}, 供水=content, 藏=sheet(*TABLE_ROWS))) == [
        (HEADING, "供水"),
        (PARAGRAPH, "地区"),
        (PARAGRAPH, "城西"),
    ]


def test_cells_show_what_their_formats_show():
    formats = "".join(
        f'<s:c r="{place}" s="{style}"><s:v>{value}</s:v></s:c>'
        for place, style, value in (
            ("A1", 1, 0.0872),
            ("B1", 2, 45000),
            ("C1", 3, 12345.678),
            ("D1", 0, 0.30000000000000004),
        )
    )
    others = '<s:c r="E1" t="e"><s:v>#REF!</s:v></s:c><s:c r="F1" t="str"><s:f>A1</s:f><s:v>甲</s:v></s:c>'
    content = f'<s:sheetData><s:row r="1">{formats}{others}</s:row></s:sheetData>'
    assert blocks(book(Sheet1=content)) == [(TABLE, "8.7%\t2023年3月15日\t12,345.68\t0.3\t甲")]


SHOWN = {
    "percent": (0.1234, "0.0%", "12.3%"),
    "halves go up as in Excel": (0.125, "0.00", "0.13"),
    "negative numbers in brackets": (-5, "#,##0_);(#,##0)", "(5)"),
    "a negative share": (-0.05, "0%", "-5%"),
    "a unit of its own": (12.5, '0.0"万元"', "12.5万元"),
    "scaled to thousands": (1234567, "0.0,,", "1.2"),
    "optional decimals": (5, "0.##", "5"),
    "leading zeros": (7, "000", "007"),
    "zero has its section": (0, '0;-0;"—"', "—"),
    "a currency": (5, "[$¥-804]#,##0.00", "¥5.00"),
    "a date": (45000, "yyyy/m/d", "2023/3/15"),
    "a day before the leap day that never was": (59, "yyyy-mm-dd", "1900-02-28"),
    "minutes and months": (45000.5, "m/d h:mm", "3/15 12:00"),
    "elapsed hours": (1.5, "[h]:mm", "36:00"),
    "a fraction is written plainly": (0.5, "# ?/?", "0.5"),
    "a small number has no exponent": (0.00001234, "General", "0.00001234"),
}


@pytest.mark.parametrize(("value", "code", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_number_formats(value: float, code: str, expected: str):
    assert shown(value, code) == expected


def test_dates_of_books_that_count_from_1904():
    assert shown(0, "yyyy-mm-dd", since_1904=True) == "1904-01-01"


def test_a_workbook_of_data_is_refused(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 5)
    with pytest.raises(ReadError, match="more than 5 cells"):
        read(book(供水=sheet(*TABLE_ROWS)))


def test_a_workbook_whose_cells_swell_is_refused(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_CHARACTERS", 5)
    with pytest.raises(ReadError, match="more than 5 characters"):
        read(book(供水=sheet(*TABLE_ROWS)))


def test_an_empty_workbook_is_refused():
    with pytest.raises(ReadError, match="no text"):
        read(book(供水=sheet()))
