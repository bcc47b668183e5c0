"""Put the Word file of `gongwen` together: an official document after GB/T 9704-2012 with its annex."""

from functools import partial

from gongwen_design import THEME
from gongwen_styles import fonts_xml, settings_xml, styles_xml
from pack_chart import chart_xml
from pack_design import INK, theme_xml
from pack_package import Package, add_properties
from pack_pictures import placeholder_png
from pack_shapes import Style
from pack_tags import TIME, WORD_EXCERPT, WORD_ROWS
from pack_word_charts import add_charts, charts
from pack_words import NAMESPACES, cells, field, line, paragraph, pictures, row, run, table, tag, tag_row, twips

OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{OFFICE}.wordprocessingml"
CHART_LABEL, CHART_VALUE = Style(10.5, 15, INK), Style(12, 17, INK, bold=True)
PICTURE = "word/media/picture.png"
TEXT_WIDTH = 156.0  # A4 less 28 mm on the left and 26 mm on the right
WIDTHS = (12.0, 31.0, 51.0, 32.0, 30.0)
MOST_FIGURES = 40  # the annex lists those that the text says, and of the others so many that matter most
STOP = "{{ labels.stop }}"
ENDED = '{% if point.heading|last not in "。！？；：.!?;:" %}{{ labels.stop }}{% endif %}{{ labels.gap }}'
SHORT = 'card.clause and card.clause|length <= (84 if language == "en" else 44)'
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
    for name, body in (("styles", styles_xml()), ("settings", settings_xml()), ("fontTable", fonts_xml())):
        package.add(f"word/{name}.xml", f"{WORD}.{name}+xml", body)
        package.link(main, f"word/{name}.xml", name)
    package.add("word/theme/theme1.xml", f"{OFFICE}.theme+xml", theme_xml(THEME))
    package.link(main, "word/theme/theme1.xml", "theme")
    references = ""
    for name, when, style in (("footer1", "default", "PageOdd"), ("footer2", "even", "PageEven")):
        body = paragraph(style, run("— "), field("PAGE", "1"), run(" —"))
        package.add(f"word/{name}.xml", f"{WORD}.footer+xml", f"<w:ftr {NAMESPACES}>{body}</w:ftr>")
        identifier = package.link(main, f"word/{name}.xml", "footer")
        references += f'<w:footerReference w:type="{when}" r:id="{identifier}"/>'
    package.add(main, f"{WORD}.document.main+xml", _document(references, drawn))
    return package.to_bytes()


def _document(references: str, drawn: dict[str, str]) -> str:
    # 22 lines in 225 mm, 28 characters of 16 pt in 156 mm; the page number's line ends 7 mm below the text.
    section = (
        f'<w:sectPr>{references}<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/>'
        f'<w:pgMar w:top="{twips(37)}" w:right="{twips(26)}" w:bottom="{twips(35)}" w:left="{twips(28)}"'
        f' w:header="{twips(15)}" w:footer="{twips(35 - 7 - 5.6)}" w:gutter="0"/><w:cols w:space="425"/>'
        '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-848"/></w:sectPr>'
    )
    parts = (*_opening(), *_introduction(), *_sections(drawn), *_outlook(), *_ending(), *_annex())
    return f"<w:document {NAMESPACES}><w:body>{''.join(parts)}{section}</w:body></w:document>"


def _opening() -> tuple[str, ...]:
    return (
        line("Classification", "{{ options.classification }}"),
        tag("{%p set text = namespace(ids=[]) %}"),
        paragraph("Title", *_title("{{ options.title or document.title or document.name }}")),
        tag("{%p set series = options.subtitle or document.subtitle %}"),
        line("Subtitle", '{% if series %}{% if language != "en" %}——{% endif %}{{ series }}{% endif %}'),
        line("Kind", "{{ labels.summary_line }}"),
        tag("{%p if options.addressee %}"),
        line("Addressee", "{{ options.addressee }}{{ labels.colon }}"),
        tag("{%p endif %}"),
    )


def _title(text: str) -> tuple[str, ...]:
    """A heading's runs: Chinese headings differ in their face, Latin ones, which have but one, in weight."""
    chinese, latin = (f'{{% if language {sign} "en" %}}{text}{{% endif %}}' for sign in ("!=", "=="))
    return run(chinese), run(latin, "Strong")


def _run_in(style: str, text: str) -> str:
    """A heading that opens the line of the text below it: its paragraph mark is a style separator.

    Word sets such a heading and the next paragraph on one line; programs that do not know it set two paragraphs.
    """
    mark = "<w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>"
    return paragraph(style, *_title(text)).replace("</w:pPr>", mark, 1)


def _said(item: str) -> str:
    """A tag that writes nothing and notes the source sentence of an item for the annex."""
    return tag(f"{{%p set cited = {item} | mark %}}")


def _introduction() -> tuple[str, ...]:
    return (
        tag("{%p if introduction %}"),
        tag("{%p set first = introduction.key_points | first if introduction.key_points else none %}"),
        # The guiding clause stands whole: in its own sentence where a point gives it, else as a clause.
        tag("{%p if introduction.guide and not (first and introduction.guide in first.detail) %}"),
        _said("introduction.guide"),
        line("Body", "{{ introduction.guide }}" + STOP),
        tag("{%p endif %}"),
        *_details("introduction"),
        tag("{%p endif %}"),
    )


def _details(owner: str, style: str = "Body") -> tuple[str, ...]:
    """The full sentences of a part's points; points of one sentence share it, and it is said once."""
    return (
        tag(f"{{%p for point in {owner}.key_points %}}"),
        tag("{%p if loop.first or point.detail != loop.previtem.detail %}"),
        _said("point.detail"),
        line(style, "{{ point.detail }}"),
        tag("{%p endif %}"),
        tag("{%p for card in point.figures %}"),
        _said("card"),
        tag("{%p set text.ids = text.ids + [card.id] %}"),
        tag("{%p endfor %}"),
        tag("{%p endfor %}"),
    )


def _all_said(cards: str) -> tuple[str, ...]:
    """The same for some figures."""
    return (tag(f"{{%p for card in {cards} %}}"), _said("card"), tag("{%p endfor %}"))


def _sections(drawn: dict[str, str]) -> tuple[str, ...]:
    return (
        tag("{%p for section in sections %}"),
        paragraph("Heading1", *_title(SECTION_NUMBER + "{{ section.title }}")),
        # What the part says as a whole, unless one of its points says it in the same words.
        tag('{%p set details = section.key_points | map(attribute="detail") | join("") %}'),
        tag("{%p if section.message and section.message not in details %}"),
        _said("section.message"),
        line("Body", "{{ section.message }}" + STOP),
        tag("{%p endif %}"),
        *_points("section", "labels.point", "Heading2"),
        tag("{%p for child in section.children %}"),
        paragraph("Heading2", *_title("{{ child | numbering(labels.point) }}{{ labels.gap }}{{ child.title }}")),
        *_points("child", "labels.item", "Heading3"),
        *charts("child", TEXT_WIDTH, drawn, "TableCenter"),
        *_tables("child"),
        *pictures("child", TEXT_WIDTH, "TableCenter"),
        tag("{%p endfor %}"),
        *charts("section", TEXT_WIDTH, drawn, "TableCenter"),
        *_tables("section"),
        *pictures("section", TEXT_WIDTH, "TableCenter"),
        tag("{%p endfor %}"),
    )


def _points(owner: str, pattern: str, style: str) -> tuple[str, ...]:
    """The key points of a part: those with a heading of the source get that heading, others are plain text."""
    ordinal = f"{{{{ (counted.index(point.id) + 1) | numbering({pattern}) }}}}"
    number = "{% if counted|length > 1 and point.counted %}" + ordinal + "{{ labels.gap }}{% endif %}"
    return (
        tag(f'{{%p set counted = {owner}.key_points | selectattr("counted") | map(attribute="id") | list %}}'),
        tag(f"{{%p for point in {owner}.key_points %}}"),
        tag("{%p if point.heading %}"),
        _run_in(style, number + "{{ point.heading }}" + ENDED),
        tag("{%p endif %}"),
        tag("{%p if point.heading or loop.first or point.detail != loop.previtem.detail %}"),
        _said("point.detail"),
        line("Body", "{{ point.detail }}"),
        tag("{%p endif %}"),
        *_all_said("point.figures"),
        tag("{%p endfor %}"),
        # Those of the part that no point says, in its turn.
        *_all_said(f"{owner}.figures"),
    )


def _tables(owner: str) -> tuple[str, ...]:
    """The source's own tables, as it gives them."""
    widths = (TEXT_WIDTH / 3,) * 3
    rows = (
        row(_repeated_cell(widths, "TableHead", "table.header"), header=True),
        tag_row(WORD_ROWS, widths),
        row(_repeated_cell(widths, "TableCenter", "row.cells")),
        tag_row("{%tr endfor %}", widths),
    )
    return (
        tag(f"{{%p for table in {owner}.tables %}}"),
        line("Caption", "{{ table.caption }}" + WORD_EXCERPT),
        tag("{%p if table.unit %}"),
        line("TableUnit", "{{ table.unit }}"),
        tag("{%p endif %}"),
        table("Grid", widths, "".join(rows), alternative="{{ table.caption or " + owner + ".title }}"),
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
    """The outlook follows without a heading of its own, as an official text does."""
    return (tag("{%p if outlook %}"), *_details("outlook", "BodyEnd"), tag("{%p endif %}"))


def _ending() -> tuple[str, ...]:
    """The note of the annex, who signs, and the date; only what is given."""
    return (
        # The figures that no part has said.
        *_all_said(f"figures[:{MOST_FIGURES}]"),
        tag("{%p if figures %}"),
        line("AnnexNote", "{{ labels.annex }}{{ labels.colon }}{{ labels.annex_name }}"),
        tag("{%p endif %}"),
        line("Signature", "{{ options.unit }}"),
        line("Date", "{{ options.date }}"),
    )


def _annex() -> tuple[str, ...]:
    names = ("index", "number", "what", "time", "place")
    head = tuple(line("TableHead", f"{{{{ labels.{name} }}}}") for name in names)
    body = (
        line("TableCenter", "{{ counter.rows }}"),
        line("TableCenter", "{{ card.prefix }}{{ card.number }}{{ card.unit }}"),
        line("TableText", "{{ card.clause if " + SHORT + " else card.what }}"),
        line("TableCenter", TIME),
        line("TableCenter", "{{ source.place }}"),
    )
    rows = (
        row(cells(WIDTHS, head), header=True),
        tag_row("{%tr for source in sources %}", WIDTHS),
        tag_row("{%tr for card in source.figures if card.id in listed and card.id not in counter.told %}", WIDTHS),
        tag_row("{%tr set counter.rows = counter.rows + 1 %}", WIDTHS),
        tag_row("{%tr set counter.told = counter.told + [card.id] %}", WIDTHS),
        row(cells(WIDTHS, body)),
        tag_row("{%tr endfor %}", WIDTHS),
        tag_row("{%tr endfor %}", WIDTHS),
    )
    byline = "{% if document.byline %}{{ labels.byline }}{{ document.byline }}" + STOP + "{% endif %}"
    return (
        tag("{%p if figures %}"),
        tag("{%p set counter = namespace(rows=0, told=[]) %}"),
        tag(f'{{%p set listed = text.ids + (figures[:{MOST_FIGURES}] | map(attribute="id") | list) %}}'),
        line("Annex", "{{ labels.annex }}"),
        paragraph("AnnexTitle", *_title("{{ labels.annex_name }}")),
        table("Grid", WIDTHS, "".join(rows), alternative="{{ labels.annex_name }}"),
        line("TableNote", "{{ labels.time_note }}{{ labels.place_note }}" + byline),
        tag("{%p endif %}"),
    )
