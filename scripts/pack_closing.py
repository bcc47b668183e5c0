"""The prototypes of charts and source tables, the closing, and the look of the appendix."""

from pack_appendix import Appendix
from pack_design import CELL, DARK_RULE, HEAD, INK, INK2, LINE, MARK, PALE, SCOPE, WHITE
from pack_shapes import Box, Canvas, Style, paragraph
from pack_tables import Column, by_kind, table_frame
from pack_tags import (
    CONTINUED,
    FOOTER_SECTION,
    SECTION_LINE,
    Slide,
    furniture,
    slide_title,
)

PARTS = "([section] + section.children|list)"
SERIES_OF_SECTION = f"{{%slide for series in {PARTS} | sum(attribute='series', start=()) %}}"


def chart(kind: str, condition: str, *, opens: bool = False, closes: bool = False) -> Slide:
    """A native chart of a series: bars sorted by value, or columns in the order of time."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=slide_title("series.title"))
    unit = "{{ series.measure }}"
    # Text boxes, not placeholders: with one body placeholder a slide all programs tell them apart.
    canvas.text("ChartUnit", Box(0.667, 1.92, 12.00, 0.34), paragraph((unit, SCOPE.tinted(INK2))))
    canvas.frame(
        kind,
        Box(0.667, 2.46, 12.00, 3.40),
        "{{ series | chart(sort=true) }}" if kind == "Bars" else "{{ series | chart }}",
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId3"/>',
    )
    note = paragraph(("{{ labels.source }}{{ series | mark }}", SCOPE))
    canvas.text("Note", Box(0.667, 6.08, 12.00, 0.53), note)
    furniture(canvas, FOOTER_SECTION)
    before = (SERIES_OF_SECTION,) if opens else ()
    after = ("{%slide endfor %}",) if closes else ()
    return Slide(
        "Chart",
        canvas.shapes(),
        (*before, f"{{%slide if {condition} %}}", "{{ series.title }}{{ series | mark }}", "{%slide endif %}", *after),
        chart=kind,
    )


# Closes the loops over sections and over their runs.
TABLE_NOTES = (
    f"{{%slide for table in {PARTS} | sum(attribute='tables', start=()) %}}",
    '{%slide for page in table.rows | fit("SourceTable", most=7) %}',
    SECTION_LINE,
    "{{ table.caption }}{{ table | mark }}",
    "{%slide endfor %}",
    "{%slide endfor %}",
    "{%slide endfor %}",
    "{%slide endfor %}",
)


def source_table() -> Slide:
    """A table of the source, with as many columns as it has."""
    canvas = Canvas()
    title = slide_title("(table.caption or labels.table ~ labels.colon ~ section.title)", "page.continuation")
    canvas.placeholder("Title", "title", None, body=title)
    cell, each_cell = Style(16, 22, INK2), "{%tc for cell in row.cells %}"
    columns = (
        Column(0.50, (paragraph(("{%tc for cell in table.header %}", HEAD)),), (paragraph((each_cell, cell)),)),
        Column(11.00, by_kind("{{ cell }}", HEAD), by_kind("{{ cell }}", cell)),
        Column(0.50, (paragraph(("{%tc endfor %}", HEAD)),), (paragraph(("{%tc endfor %}", cell)),)),
    )
    canvas.rectangle("SourceTable-area", Box(0.667, 2.00, 12.00, 4.40), "")
    table_frame(
        canvas,
        "SourceTable",
        Box(0.667, 2.00, 12.00, 1.02),
        columns,
        alternative="{{ table.caption or section.title }}",
        loop="row in page",
        row_height=0.56,
    )
    furniture(canvas, FOOTER_SECTION)
    return Slide(
        "Table",
        canvas.shapes(),
        TABLE_NOTES,
    )


# When there is an outlook.
CLOSING_NOTES = (
    "{%slide if outlook %}",
    '{%slide for page in outlook.key_points | fit("ClosingRow", most=4) or [[]] %}',
    CONTINUED,
    "{{ outlook.message }}{{ outlook.message | mark }}",
    "{%p for point in page %}",
    "{{ point.detail }}{{ point.detail | mark }}",
    "{%p endfor %}",
    "{%slide endfor %}",
    "{%slide endif %}",
)


def closing() -> Slide:
    """The outlook, one clause a line."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ outlook.kicker or labels.outlook }}{{ continued }}")
    canvas.placeholder("Message", "subTitle", 13, "{{ outlook.headline or outlook.message or labels.next }}")
    canvas.rectangle("ClosingRow-area", Box(0.667, 3.36, 0.20, 3.12), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 3.36, 12.00, 0), DARK_RULE)
    row.text(
        "Line",
        Box(0.667, 3.36, 12.00, 0.78),
        paragraph(("{{ point.text }}", LINE.tinted(WHITE)), ("{{ point.text | mark }}", MARK.tinted(PALE))),
        anchor="ctr",
    )
    canvas.group("ClosingRow", Box(0.667, 3.36, 12.00, 0.78), "{%shape for point in page %}", row)
    furniture(canvas, "{{ outlook.kicker or labels.outlook }}")
    return Slide(
        "Closing",
        canvas.shapes(),
        CLOSING_NOTES,
    )


SOURCES = Appendix(
    box=Box(0.667, 1.40, 12.00, 5.04),
    head=HEAD,
    cell=CELL,
    strong=Style(14, 19, INK, bold=True),
    mark=MARK,
    scope=SCOPE,
    close=furniture,
)
