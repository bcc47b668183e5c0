"""The prototypes of `gongwen` after the points: charts, source tables, the closing; the look of the hidden appendix."""

from collections.abc import Callable
from dataclasses import replace

from gongwen_design import CELL, CELL_HEAD, DETAIL, HEAD, LINE, SCOPE
from gongwen_opening import close
from pack_appendix import Appendix
from pack_closing import CHART_TITLE, CLOSING_NOTES, OVER_SERIES, OVER_SERIES_ENDS, TABLE_TITLE, table_notes
from pack_design import INK, INK2, RULE
from pack_shapes import Box, Canvas, Paragraph, Style, paragraph
from pack_tables import Column, by_kind, table_frame, unit_line
from pack_tags import (
    FOOTER_PART,
    FOOTER_SECTION,
    SECTION_LINE,
    Slide,
)


def chart(kind: str, condition: str, *, opens: bool = False, closes: bool = False) -> Slide:
    """A native chart of a series: bars sorted by value, or columns in the order of time."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=CHART_TITLE, anchor="b")
    canvas.text("ChartUnit", Box(0.667, 1.90, 12.00, 0.36), paragraph(("{{ series.measure }}", SCOPE.tinted(INK2))))
    canvas.frame(
        kind,
        Box(0.667, 2.42, 12.00, 3.40),
        "{{ series | chart(sort=true) }}" if kind == "Bars" else "{{ series | chart }}",
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId3"/>',
    )
    canvas.rule("NoteRule", Box(0.667, 5.92, 12.00, 0), RULE)
    note = paragraph(("{{ labels.source }}" + SECTION_LINE, SCOPE))
    canvas.text("Note", Box(0.667, 6.04, 12.00, 0.70), note)
    close(canvas, FOOTER_PART)
    before = OVER_SERIES if opens else ()
    after = OVER_SERIES_ENDS if closes else ()
    return Slide(
        "Chart",
        canvas.shapes(),
        (*before, f"{{%slide if {condition} %}}", "{{ series.title }}{{ series | mark }}", "{%slide endif %}", *after),
        chart=kind,
    )


def source_table() -> Slide:
    """A table of the source, with as many columns as it has; more than five are set smaller."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=TABLE_TITLE, anchor="b")
    columns = (
        Column(
            0.50, (paragraph(("{%tc for cell in table.header %}", HEAD)),), (_tag("{%tc for cell in row.cells %}"),)
        ),
        Column(
            11.00,
            by_kind("{{ cell }}", HEAD),
            (
                _tag("{%p if loop.first %}"),
                *_sized(lambda style: (paragraph(("{{ cell }}", replace(style, color=INK, bold=True))),)),
                _tag("{%p else %}"),
                *_sized(lambda style: by_kind("{{ cell }}", style)),
                _tag("{%p endif %}"),
            ),
        ),
        Column(0.50, (paragraph(("{%tc endfor %}", HEAD)),), (_tag("{%tc endfor %}"),)),
    )
    unit_line(canvas, Box(0.667, 1.71, 12.00, 0.35), SCOPE)
    canvas.rectangle("SourceTable-area", Box(0.667, 2.06, 12.00, 4.58), "")
    table_frame(
        canvas,
        "SourceTable",
        Box(0.667, 2.06, 12.00, 1.20),
        columns,
        alternative="{{ table.caption or section.title }}",
        loop="row in page",
        row_height=0.60,
        header_height=0.46,
    )
    close(canvas, FOOTER_SECTION)
    return Slide("Table", canvas.shapes(), table_notes(6))


def _tag(text: str) -> Paragraph:
    return paragraph((text, CELL))


def _sized(cell: Callable[[Style], tuple[Paragraph, ...]]) -> tuple[Paragraph, ...]:
    """A cell in the size for up to five columns, and in that for more."""
    few, many = cell(DETAIL), cell(Style(16, 22, INK2))
    return (_tag("{%p if table.header|length <= 5 %}"), *few, _tag("{%p else %}"), *many, _tag("{%p endif %}"))


def closing() -> Slide:
    """The outlook, one clause a line."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ outlook.kicker or labels.outlook }}{{ continued }}")
    canvas.placeholder("Message", "subTitle", 13, "{{ outlook.headline or outlook.message or labels.next }}")
    canvas.rectangle("ClosingRow-area", Box(0.667, 3.46, 0.20, 3.14), "")
    row = canvas.inner()
    words = paragraph(("{{ point.text }}", LINE), align="ctr")
    row.text("Line", Box(0.667, 3.46, 12.00, 0.74), words, anchor="ctr")
    canvas.group("ClosingRow", Box(0.667, 3.46, 12.00, 0.74), "{%shape for point in page %}", row)
    close(canvas, "{{ outlook.kicker or labels.outlook }}")
    return Slide("Closing", canvas.shapes(), CLOSING_NOTES)


SOURCES = Appendix(
    box=Box(0.667, 1.82, 12.00, 4.62),
    head=CELL_HEAD,
    cell=CELL,
    strong=Style(14, 19, INK, bold=True),
    mark=CELL,
    scope=Style(14, 19, SCOPE.color),
    close=close,
    anchor="b",
    hidden=True,
)
