"""Put the Word summary together: its text with tags, header and footers, and the package around them."""

from functools import partial

from pack_chart import chart_xml
from pack_design import BRIEFING, INK, theme_xml
from pack_package import Package, add_properties
from pack_pictures import placeholder_png
from pack_shapes import Style
from pack_styles import fonts_xml, settings_xml, styles_xml
from pack_tags import TIME, WORD_EXCERPT, WORD_ROWS
from pack_word_charts import add_charts, charts
from pack_words import (
    NAMESPACES,
    cell,
    cells,
    field,
    line,
    paragraph,
    pictures,
    row,
    run,
    tab,
    table,
    tag,
    tag_row,
    twips,
)

OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml"
CHART_LABEL, CHART_VALUE = Style(10.5, 15, INK), Style(12, 17, INK, bold=True)
PICTURE = "word/media/picture.png"
TEXT_WIDTH = 158.0  # A4 less margins of 26 mm
FIGURE_WIDTHS = (36.0, 68.0, 54.0)
SOURCE_WIDTHS = (13.0, 33.0, 112.0)
STOP = "{{ labels.stop }}"
TITLE = "{{ options.title or document.title or document.name }}"
SECTION_NUMBER = "{% if sections|length > 1 %}{{ section | numbering(labels.part) }}{{ labels.gap }}{% endif %}"


def build_document() -> bytes:
    """The template document as the bytes of a .docx file."""
    package = Package()
    main = "word/document.xml"
    package.link("", main, "officeDocument")
    package.add(PICTURE, "image/png", placeholder_png())
    package.link(main, PICTURE, "image")
    drawn = add_charts(package, main, partial(chart_xml, label=CHART_LABEL, value=CHART_VALUE))
    add_properties(package, title="summary", application="Microsoft Office Word")
    for name, kind, body in (
        ("styles", "styles", styles_xml()),
        ("settings", "settings", settings_xml()),
        ("fontTable", "fontTable", fonts_xml()),
    ):
        package.add(f"word/{name}.xml", f"{WORD}.{kind}+xml", body)
        package.link(main, f"word/{name}.xml", kind)
    package.add("word/theme/theme1.xml", f"{OFFICE}.theme+xml", theme_xml(BRIEFING))
    package.link(main, "word/theme/theme1.xml", "theme")
    references = ""
    for name, kind, when, body in (
        ("header1", "header", "default", _header()),
        ("footer1", "footer", "default", _footer()),
        ("footer2", "footer", "first", _footer()),
    ):
        root = "hdr" if kind == "header" else "ftr"
        package.add(f"word/{name}.xml", f"{WORD}.{kind}+xml", f"<w:{root} {NAMESPACES}>{body}</w:{root}>")
        identifier = package.link(main, f"word/{name}.xml", kind)
        references += f'<w:{kind}Reference w:type="{when}" r:id="{identifier}"/>'
    package.add(main, f"{WORD}.document.main+xml", _document(references, drawn))
    return package.to_bytes()


def _document(references: str, drawn: dict[str, str]) -> str:
    section = (
        f'<w:sectPr>{references}<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/>'
        f'<w:pgMar w:top="{twips(25)}" w:right="{twips(26)}" w:bottom="{twips(22)}" w:left="{twips(26)}"'
        f' w:header="{twips(14)}" w:footer="{twips(12)}" w:gutter="0"/><w:cols w:space="425"/><w:titlePg/></w:sectPr>'
    )
    parts = (*_opening(), *_summary(), *_figures(), *_sections(drawn), *_outlook(), *_appendix())
    return f"<w:document {NAMESPACES}><w:body>{''.join(parts)}{section}</w:body></w:document>"


def _header() -> str:
    return paragraph("Header", run(TITLE), tab(), run("{{ labels.summary_kind }}"))


def _footer() -> str:
    return paragraph("Footer", run("{{ labels.legend }}"), tab(), field("PAGE", "1"))


def _marked(text: str, item: str) -> tuple[str, ...]:
    """A sentence without its stop, its source mark, and the stop; in English the mark stands behind the stop."""
    english, other = (f"{{% if language {sign} 'en' %}}{STOP}{{% endif %}}" for sign in ("==", "!="))
    return run(f"{{{{ {text} }}}}{english}"), run(f"{{{{ {item} | mark }}}}", "Mark"), run(other)


def _sentence(text: str, item: str) -> tuple[str, ...]:
    """Whole sentences with their own stops, the source mark before the last one."""
    return (
        run(f"{{{{ {text} | without_stop }}}}"),
        run(f"{{{{ {item} | mark }}}}", "Mark"),
        run(f"{{{{ {text} | stop }}}}"),
    )


def _opening() -> tuple[str, ...]:
    between = "{% if options.unit and options.date %}{{ labels.space }}{% endif %}"
    given = "{{ options.unit }}" + between + "{{ options.date or document.date }}"
    return (
        line("Classification", "{{ options.classification }}"),
        line("Title", TITLE),
        tag("{%p set series = options.subtitle or document.subtitle %}"),
        tag("{%p if series %}"),
        line("Subtitle", '{% if language != "en" %}——{% endif %}{{ series }}'),
        tag("{%p endif %}"),
        line("Scope", "{{ labels.summary_line }}"),
        line("Scope", given),
    )


def _summary() -> tuple[str, ...]:
    body = (
        line("SummaryHead", "{{ labels.summary }}"),
        tag("{%p if introduction %}"),
        tag("{%p set first = introduction.key_points | first if introduction.key_points else none %}"),
        # The guiding clause stands whole: in its own sentence where a point gives it, else as a clause.
        tag("{%p if first and introduction.guide and introduction.guide in first.detail %}"),
        paragraph("SummaryText", *_sentence("first.detail", "first.detail")),
        tag("{%p else %}"),
        tag("{%p if introduction.guide %}"),
        paragraph("SummaryText", *_marked("introduction.guide", "introduction.guide")),
        tag("{%p endif %}"),
        tag("{%p for point in introduction.key_points %}"),
        paragraph("SummaryText", *_marked("point.text", "point.text")),
        tag("{%p endfor %}"),
        tag("{%p endif %}"),
        tag("{%p endif %}"),
        tag("{%p for section in sections %}"),
        tag("{%p if section.message %}"),
        paragraph("SummaryText", *_heading(), *_marked("section.message", "section.message")),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
    )
    panel = table("Panel", (TEXT_WIDTH,), row(cell(TEXT_WIDTH, "".join(body))))
    said = 'introduction or sections | selectattr("message") | list'
    return tag(f"{{%p if {said} %}}"), panel, tag("{%p endif %}")


def _heading() -> tuple[str, ...]:
    """A section's heading at the beginning of its line in the summary."""
    return run(SECTION_NUMBER, "Strong"), run("{{ section.title }}" + STOP + "{{ labels.gap }}", "Strong")


def _caption(words: str) -> str:
    number = "{{ tables.count }}"
    return paragraph(
        "Caption",
        run("{{ labels.table }}{{ labels.gap }}", "Strong"),
        field("SEQ Table \\* ARABIC", number, "Strong"),
        run('{% if language == "en" %} – {% else %}　{% endif %}' + words),
    )


COUNT_TABLE = "{%p set tables.count = tables.count + 1 %}"


def _figures() -> tuple[str, ...]:
    head = tuple(line("TableHead", f"{{{{ labels.{name} }}}}") for name in ("number", "what", "time"))
    body = (
        paragraph(
            "TableText",
            run("{{ card.prefix }}{% if card.prefix %} {% endif %}", "Unit"),
            run("{{ card.number }}", "Number"),
            run(" "),
            run("{{ card.unit }}", "Unit"),
        ),
        paragraph("TableText", run("{{ card.clause or card.what }}"), run("{{ card | mark }}", "Mark")),
        line("TableText", TIME),
    )
    rows = (
        row(cells(FIGURE_WIDTHS, head), header=True),
        tag_row("{%tr for card in figures[:8] %}", FIGURE_WIDTHS),
        row(cells(FIGURE_WIDTHS, body)),
        tag_row("{%tr endfor %}", FIGURE_WIDTHS),
    )
    return (
        tag("{%p set tables = namespace(count=0) %}"),
        tag("{%p if figures %}"),
        tag(COUNT_TABLE),
        _caption("{{ labels.figures }}"),
        table("Lines", FIGURE_WIDTHS, "".join(rows), alternative="{{ labels.figures }}"),
        line("Scope", "{{ labels.time_note }}"),
        tag("{%p endif %}"),
    )


def _points(owner: str, pattern: str, style: str) -> tuple[str, ...]:
    """The key points of a section: those with a heading of the source get that heading, others are plain text.

    Points of one sentence share it as their detail; it is said once.
    """
    ordinal = f"{{{{ (counted.index(point.id) + 1) | numbering({pattern}) }}}}"
    number = "{% if counted|length > 1 and point.counted %}" + ordinal + "{{ labels.gap }}{% endif %}"
    return (
        tag(f'{{%p set counted = {owner}.key_points | selectattr("counted") | map(attribute="id") | list %}}'),
        tag(f"{{%p for point in {owner}.key_points %}}"),
        tag("{%p if point.heading %}"),
        paragraph(style, run(number + "{{ point.heading }}")),
        tag("{%p endif %}"),
        tag("{%p if point.heading or loop.first or point.detail != loop.previtem.detail %}"),
        paragraph("Body", *_sentence("point.detail", "point.detail")),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
    )


def _sections(drawn: dict[str, str]) -> tuple[str, ...]:
    return (
        tag("{%p for section in sections %}"),
        paragraph("Heading1", run(SECTION_NUMBER, "SectionNumber"), run("{{ section.title }}")),
        *_points("section", "labels.point", "Heading2"),
        tag("{%p for child in section.children %}"),
        paragraph("Heading2", run("{{ child | numbering(labels.point) }}{{ labels.gap }}{{ child.title }}")),
        *_points("child", "labels.item", "Heading3"),
        *charts("child", TEXT_WIDTH, drawn, "Scope", run("{{ series | mark }}", "Mark")),
        *_tables("child"),
        *pictures("child", TEXT_WIDTH, "Scope", run("{{ picture | mark }}", "Mark")),
        tag("{%p endfor %}"),
        *charts("section", TEXT_WIDTH, drawn, "Scope", run("{{ series | mark }}", "Mark")),
        *_tables("section"),
        *pictures("section", TEXT_WIDTH, "Scope", run("{{ picture | mark }}", "Mark")),
        tag("{%p endfor %}"),
    )


def _tables(owner: str) -> tuple[str, ...]:
    """The source's own tables, as it gives them."""
    widths = (TEXT_WIDTH / 3,) * 3
    rows = (
        row(_repeated_cell(widths, "TableHead", "table.header"), header=True),
        tag_row(WORD_ROWS, widths),
        row(_repeated_cell(widths, "TableText", "row.cells")),
        tag_row("{%tr endfor %}", widths),
    )
    return (
        tag(f"{{%p for table in {owner}.tables %}}"),
        tag(COUNT_TABLE),
        _caption("{{ table.caption or " + owner + ".title }}" + WORD_EXCERPT),
        tag("{%p if table.unit %}"),
        line("TableUnit", "{{ table.unit }}"),
        tag("{%p endif %}"),
        table("Lines", widths, "".join(rows), alternative="{{ table.caption or " + owner + ".title }}"),
        tag("{%p endfor %}"),
    )


def _repeated_cell(widths: tuple[float, ...], style: str, items: str) -> str:
    """A cell for each column, to the right in a column of numbers."""
    words = (
        tag("{%p if cell.is_number %}"),
        line(f"{style}Right", "{{ cell }}"),
        tag("{%p else %}"),
        line(style, "{{ cell }}"),
        tag("{%p endif %}"),
    )
    return cells(widths, (line(style, f"{{%tc for cell in {items} %}}"), "".join(words), line(style, "{%tc endfor %}")))


def _outlook() -> tuple[str, ...]:
    return (
        tag("{%p if outlook and outlook.key_points %}"),
        line("Heading1", "{{ outlook.kicker or labels.outlook }}"),
        tag("{%p for point in outlook.key_points %}"),
        tag("{%p if loop.first or point.detail != loop.previtem.detail %}"),
        paragraph("Body", *_sentence("point.detail", "point.detail")),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
        tag("{%p endif %}"),
    )


def _appendix() -> tuple[str, ...]:
    head = tuple(line("TableHead", f"{{{{ labels.{name} }}}}") for name in ("mark", "place", "sentence"))
    body = tuple(line("AppendixText", f"{{{{ source.{name} }}}}") for name in ("mark", "place", "sentence"))
    rows = (
        row(cells(SOURCE_WIDTHS, head), header=True),
        tag_row("{%tr for source in sources %}", SOURCE_WIDTHS),
        row(cells(SOURCE_WIDTHS, body)),
        tag_row("{%tr endfor %}", SOURCE_WIDTHS),
    )
    byline = "{% if document.byline %}{{ labels.byline }}{{ document.byline }}{{ labels.stop }}{% endif %}"
    return (
        tag("{%p if sources %}"),
        line("Heading1", "{{ labels.appendix_title }}"),
        # Above the table: below it, it may have a page to itself.
        line("Scope", "{{ labels.place_note }}" + byline, keep=True),
        table("Lines", SOURCE_WIDTHS, "".join(rows), alternative="{{ labels.appendix_title }}"),
        tag("{%p endif %}"),
    )
