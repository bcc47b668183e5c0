"""The prototypes of `gongwen` after the points: charts and source tables, the closing, the two hidden appendices."""

from gongwen_design import CELL, CELL_HEAD, DETAIL, HEAD, LINE, SCOPE
from gongwen_opening import close
from pack_closing import CLOSING_NOTES, SERIES_OF_SECTION, TABLE_NOTES
from pack_design import INK, INK2, RULE
from pack_shapes import Box, Canvas, Paragraph, Style, paragraph
from pack_tables import Column, table_frame
from pack_tags import (
    BYLINE,
    FOOTER_SECTION,
    SECTION_LINE,
    Slide,
)

APPENDIX = Box(0.667, 1.86, 12.00, 4.36)
ROWS = Box(0.667, 1.86, 12.00, 1.04)


def chart(kind: str, condition: str, *, opens: bool = False, closes: bool = False) -> Slide:
    """A native chart of a series: bars sorted by value, or columns in the order of time."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ series.title }}", anchor="b")
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
    close(canvas, FOOTER_SECTION)
    before = (SERIES_OF_SECTION,) if opens else ()
    after = ("{%slide endfor %}",) if closes else ()
    return Slide(
        "Chart",
        canvas.shapes(),
        (*before, f"{{%slide if {condition} %}}", "{{ series.title }}{{ series | mark }}", "{%slide endif %}", *after),
        chart=kind,
    )


def source_table() -> Slide:
    """A table of the source, with as many columns as it has; more than five are set smaller."""
    canvas = Canvas()
    title = "{{ table.caption or labels.table ~ labels.colon ~ section.title }}{{ page.continuation }}"
    canvas.placeholder("Title", "title", None, title, anchor="b")
    columns = (
        Column(0.50, paragraph(("{%tc for cell in table.header %}", HEAD)), (_tag("{%tc for cell in row.cells %}"),)),
        Column(
            11.00,
            paragraph(("{{ cell }}", HEAD)),
            (
                _tag("{%p if table.header|length <= 5 %}"),
                _cell(DETAIL),
                _tag("{%p else %}"),
                _cell(Style(16, 22, INK2)),
                _tag("{%p endif %}"),
            ),
        ),
        Column(0.50, paragraph(("{%tc endfor %}", HEAD)), (_tag("{%tc endfor %}"),)),
    )
    canvas.rectangle("SourceTable-area", Box(0.667, 2.00, 12.00, 4.64), "")
    table_frame(
        canvas,
        "SourceTable",
        Box(0.667, 2.00, 12.00, 1.20),
        columns,
        alternative="{{ table.caption or section.title }}",
        loop="row in page",
        row_height=0.60,
        header_height=0.46,
    )
    close(canvas, FOOTER_SECTION)
    return Slide("Table", canvas.shapes(), tuple(line.replace("most=7", "most=6") for line in TABLE_NOTES))


def _tag(text: str) -> Paragraph:
    return paragraph((text, CELL))


def _cell(style: Style) -> Paragraph:
    """A cell's text; that of the first column names the row."""
    name = Style(style.size, style.line, INK, bold=True)
    return paragraph(
        ("{% if loop.first %}{{ cell }}{% endif %}", name), ("{% if not loop.first %}{{ cell }}{% endif %}", style)
    )


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


def figure_appendix() -> Slide:
    """Hidden: every figure of the deck with its scope, its place and its sentence."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.annex_title }}{{ page.continuation }}", anchor="b")
    strong = Style(14, 19, INK, bold=True)
    place = '(sources | selectattr("sentence", "equalto", card.sentence) | first).place'
    columns = (
        _column(1.50, "number", paragraph(("{{ card.prefix }}{{ card.number }}{{ card.unit }}", strong))),
        _column(
            2.70,
            "number_scope",
            paragraph(("{{ card.what }}", CELL)),
            paragraph(("{{ card.time }}", CELL)),
        ),
        _column(1.60, "place", paragraph((f"{{{{ {place} }}}}", CELL))),
        _column(6.20, "sentence", paragraph(("{{ card.sentence }}", CELL))),
    )
    canvas.rectangle("CitedFigures-area", APPENDIX, "")
    table_frame(
        canvas,
        "CitedFigures",
        ROWS,
        columns,
        alternative="{{ labels.annex_title }}{{ labels.colon }}{% for card in page %}{{ card | mark }}{% endfor %}",
        loop="card in page",
        row_height=0.50,
    )
    _note(canvas)
    close(canvas, "{{ labels.appendix }}")
    return Slide(
        "Appendix",
        canvas.shapes(),
        (
            '{%slide set known = figures | map(attribute="id") | list %}',
            '{%slide set cited = sources | sum(attribute="figures", start=()) | selectattr("id", "in", known) %}',
            '{%slide for page in cited | unique(attribute="id") | list | fit("CitedFigures") %}',
            "{%p for card in page %}",
            "{{ card.sentence }}",
            "{%p endfor %}",
            "{%slide endfor %}",
        ),
        hidden=True,
    )


def source_appendix() -> Slide:
    """Hidden: the source sentences that the notes point at, with their places."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.sources_title }}{{ page.continuation }}", anchor="b")
    columns = (
        _column(1.00, "mark", paragraph(("{{ source.mark }}", CELL))),
        _column(1.70, "place", paragraph(("{{ source.place }}", CELL))),
        _column(9.30, "sentence", paragraph(("{{ source.sentence }}", CELL))),
    )
    canvas.rectangle("Sources-area", APPENDIX, "")
    table_frame(
        canvas,
        "Sources",
        ROWS,
        columns,
        alternative="{{ labels.sources_title }} {% for source in page %}{{ source.mark }}{% endfor %}",
        loop="source in page",
        row_height=0.50,
    )
    _note(canvas)
    close(canvas, "{{ labels.appendix }}")
    return Slide(
        "Appendix",
        canvas.shapes(),
        (
            '{%slide for page in sources | fit("Sources") %}',
            "{%p for source in page %}",
            "{{ source.mark }}{{ source.place }}",
            "{%p endfor %}",
            "{%slide endfor %}",
        ),
        hidden=True,
    )


def _column(width: float, label: str, *cell: Paragraph) -> Column:
    return Column(width, paragraph((f"{{{{ labels.{label} }}}}", CELL_HEAD)), cell)


def _note(canvas: Canvas) -> None:
    """What a place means, below the table."""
    words = paragraph(("{{ labels.place_note }}" + BYLINE, Style(14, 19, SCOPE.color)))
    canvas.text("Note", Box(0.667, 6.50, 12.00, 0.30), words)
