"""The prototypes of charts and source tables, the closing, and the look of the appendix."""

from pack_appendix import Appendix
from pack_design import CELL, DARK_RULE, HEAD, INK, INK2, LINE, MARK, PALE, SCOPE, WHITE
from pack_shapes import Box, Canvas, Style, paragraph
from pack_tables import Column, by_kind, table_frame, unit_line
from pack_tags import (
    CONTINUED,
    FOOTER_PART,
    FOOTER_SECTION,
    SECTION_LINE,
    Slide,
    furniture,
    slide_title,
)

PARTS = "([section] + section.children|list)"
OVER_SERIES = (f"{{%slide for part in {PARTS} %}}", "{%slide for series in part.series %}")
OVER_SERIES_ENDS = ("{%slide endfor %}", "{%slide endfor %}")
# A heading below which nothing stands but its chart says what the chart shows.
CHART_TITLE = slide_title(
    "(part.title if part.title and part.id != section.id and part.series|length == 1 and not part.key_points"
    " and not part.tables else series.title)"
)


def chart(kind: str, condition: str, *, opens: bool = False, closes: bool = False) -> Slide:
    """A native chart of a series: bars sorted by value, or columns in the order of time."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=CHART_TITLE)
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
    furniture(canvas, FOOTER_PART)
    before = OVER_SERIES if opens else ()
    after = OVER_SERIES_ENDS if closes else ()
    return Slide(
        "Chart",
        canvas.shapes(),
        (*before, f"{{%slide if {condition} %}}", "{{ series.title }}{{ series | mark }}", "{%slide endif %}", *after),
        chart=kind,
    )


# A table of more slides than that is shown by its first, and the notes say so.
MOST_TABLE_SLIDES = 2
TABLE_TITLE = slide_title(
    "(table.caption or labels.table ~ labels.colon ~ (part.title or section.title or document.title or document.name))",
    "(labels.excerpt if excerpt else page.continuation)",
)
# What a cell counts, and the cell.
_HEADED = (
    "{% if table.header|length > loop.index %}{{ table.header[loop.index] }}{{ labels.space }}{% endif %}{{ cell }}"
)
_READ_ALOUD = (
    "{{ row.cells[0] }}{{ labels.colon }}{% for cell in row.cells[1:] %}"
    + _HEADED
    + "{% if not loop.last %}{{ labels.semicolon }}{% endif %}{% endfor %}"
)


def table_notes(most: int) -> tuple[str, ...]:
    """The loops over tables and their pages of so many rows; closes those over sections and over their runs."""
    return (
        f"{{%slide for part in {PARTS} %}}",
        # What charts show in full is no table again; the Word file has it.
        '{%slide for table in part.tables | rejectattr("is_charted") %}',
        f'{{%slide set pages = table.rows[:{most * MOST_TABLE_SLIDES + 1}] | fit("SourceTable", most={most}) %}}',
        f"{{%slide set excerpt = pages|length > {MOST_TABLE_SLIDES} %}}",
        "{%slide for page in (pages[:1] if excerpt else pages) %}",
        SECTION_LINE,
        "{% if part.id != section.id %}{{ part | numbering(labels.point) }}{{ labels.gap }}{{ part.title }}{% endif %}",
        "{{ table.caption }}{{ table | mark }}",
        "{%p for row in page %}",
        _READ_ALOUD,
        "{%p endfor %}",
        "{% if excerpt %}{{ labels.excerpt_note }}{% endif %}",
        "{%slide endfor %}",
        "{%slide endfor %}",
        "{%slide endfor %}",
        "{%slide endfor %}",
        "{%slide endfor %}",
    )


def source_table() -> Slide:
    """A table of the source, with as many columns as it has."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=TABLE_TITLE)
    cell, each_cell = Style(16, 22, INK2), "{%tc for cell in row.cells %}"
    columns = (
        Column(0.50, (paragraph(("{%tc for cell in table.header %}", HEAD)),), (paragraph((each_cell, cell)),)),
        Column(11.00, by_kind("{{ cell }}", HEAD), by_kind("{{ cell }}", cell)),
        Column(0.50, (paragraph(("{%tc endfor %}", HEAD)),), (paragraph(("{%tc endfor %}", cell)),)),
    )
    unit_line(canvas, Box(0.667, 1.68, 12.00, 0.32), SCOPE)
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
        table_notes(7),
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
