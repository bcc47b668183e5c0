"""The prototypes of `gongwen` before the sections: cover, agenda, guiding clause, summary, main figures."""

from gongwen_cards import EVEN, draw_cards
from gongwen_design import DETAIL, ENTRY, FOOTER, LEAD, LINE, MESSAGE, SCOPE
from pack_cards import CARD_NOTES, MAIN
from pack_design import ACCENT, CLASS_INDEX, INK, INK2, INK3, RULE
from pack_opening import AGENDA_NOTES, COVER_NOTES, COVER_TITLE, DASH, entry
from pack_shapes import Box, Canvas, Style, paragraph
from pack_tags import (
    CLASSIFICATION,
    DETAILS,
    HEADING_ALONE,
    IF_PARTS,
    OR,
    SECTION_NUMBER,
    SHORT_MESSAGE,
    SUMMARY_NOTES,
    SUMMARY_ROWS,
    Slide,
    furniture,
    number_line,
    sized,
)

# The guiding clause and the rows of the summary share a title, which counts its slides from the second on.
HEADING = (
    "{%slide set heading = message if message and message|length <= "
    '(104 if language == "en" else 56) else labels.summary %}'
)
CONTINUED = (
    "{% if told.slides == 2 %}{{ labels.continued }}{% endif %}"
    "{% if told.slides > 2 %}{{ labels.continued_before }}"
    "{{ (told.slides - 1) | numbering(labels.continued_number) }}{% endif %}"
)
TITLE = sized(*((f"{{{{ heading }}}}{CONTINUED}", size) for size in (28, 24, 18)))
COUNT_SLIDE = "{%slide set told.slides = told.slides + 1 %}"


def close(canvas: Canvas, section: str | tuple[str, ...] | None) -> None:
    """Class line and footers."""
    furniture(canvas, section, line=FOOTER.line)


def cover() -> Slide:
    """The title slide; slots that nobody filled vanish."""
    canvas = Canvas()
    canvas.placeholder("Title", "ctrTitle", None, body=COVER_TITLE, anchor="ctr")
    canvas.placeholder("Subtitle", "subTitle", 1, "{% if series %}" + DASH + "{{ series }}{% endif %}")
    canvas.placeholder("Unit", "body", 13, "{% if options.unit %}{{ labels.unit }}{{ options.unit }}{% endif %}")
    presenter = "{% if options.presenter %}{{ labels.presenter }}{{ options.presenter }}{% endif %}"
    canvas.placeholder("Presenter", "body", 14, presenter)
    canvas.placeholder("Meeting", "body", 15, "{{ options.meeting }}")
    canvas.placeholder("Date", "body", 16, "{{ options.date or document.date }}")
    canvas.placeholder("Class", "body", CLASS_INDEX, CLASSIFICATION)
    return Slide("Title", canvas.shapes(), COVER_NOTES)


def agenda() -> Slide:
    """The section headings with their pages, from three sections on."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.agenda }}{{ page.continuation }}", anchor="b")
    canvas.rectangle("AgendaRow-area", Box(2.707, 2.16, 0.20, 4.40), "")
    row = canvas.inner()
    height = 1.04
    row.text("No", Box(2.707, 2.16, 1.02, height), paragraph((SECTION_NUMBER, ENTRY.tinted(ACCENT))), anchor="ctr")
    title = entry(ENTRY, Style(20, 28, INK, faces="mj"))
    row.text("Item", Box(3.727, 2.16, 6.00, height), *title, anchor="ctr")
    number = paragraph(("{{ section | page }}", DETAIL.tinted(INK3)), align="r")
    row.text("Page", Box(9.847, 2.16, 0.78, height), number, anchor="ctr")
    row.rule("Rule", Box(2.707, 3.20, 7.92, 0), RULE, tag="{%shape if not loop.last %}")
    canvas.group("AgendaRow", Box(2.707, 2.16, 7.92, height), "{%shape for section in page %}", row)
    close(canvas, None)
    return Slide("Agenda", canvas.shapes(), AGENDA_NOTES)


def guide() -> Slide:
    """The introduction's guiding clause whole, and its other points."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=TITLE, anchor="b")
    block = canvas.inner()
    place = Box(0.967, 1.90, 11.70, 1.86)
    block.rectangle("Bar", Box(0.667, 1.94, 0.05, 1.78), ACCENT)
    # Four lines, or five of the smallest size.
    long = 'introduction.guide|length > (230 if language == "en" else 120)'
    for name, style, which in (("Guide", LINE, "not "), ("LongGuide", Style(20, 24, INK), "")):
        words = paragraph(("{{ introduction.guide }}", style))
        block.text(name, place, words, anchor="ctr", tag=f"{{%shape if {which}({long}) %}}")
    first = "{%shape if introduction.guide and told.slides == 1 %}"
    canvas.group("GuideBlock", Box(0.667, 1.90, 12.00, 1.86), first, block)
    canvas.rectangle("GuideRow-area", Box(0.667, 3.86, 0.20, 2.88), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 3.86, 12.00, 0), RULE)
    words = paragraph(("{{ point.text }}", LINE.tinted(INK2)))
    row.text("Line", Box(0.967, 3.86, 11.70, 0.96), words, anchor="ctr")
    canvas.group("GuideRow", Box(0.667, 3.86, 12.00, 0.96), "{%shape for point in page %}", row)
    close(canvas, "{{ labels.overview }}")
    return Slide(
        "Guide",
        canvas.shapes(),
        (
            HEADING,
            "{%slide set told = namespace(slides=0) %}",
            "{%slide if introduction and introduction.guide %}",
            '{%slide for page in introduction.key_points | fit("GuideRow", most=3) or [[]] %}',
            COUNT_SLIDE,
            *DETAILS,
            "{%p if not page %}",
            "{{ introduction.guide }}{{ introduction.guide | mark }}",
            "{%p endif %}",
            "{%slide endfor %}",
            "{%slide endif %}",
        ),
    )


def overview() -> Slide:
    """The points of an introduction that has no guiding clause."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=TITLE, anchor="b")
    canvas.rectangle("OverviewRow-area", Box(0.667, 1.86, 0.20, 4.84), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 1.86, 12.00, 0), RULE, tag="{%shape if not loop.first %}")
    row.text("Line", Box(0.667, 1.86, 12.00, 1.34), paragraph(("{{ point.text }}", LINE)), anchor="ctr")
    canvas.group("OverviewRow", Box(0.667, 1.86, 12.00, 1.34), "{%shape for point in page %}", row)
    close(canvas, "{{ labels.overview }}")
    return Slide(
        "Guide",
        canvas.shapes(),
        (
            "{%slide if introduction and introduction.key_points and not introduction.guide %}",
            '{%slide for page in introduction.key_points | fit("OverviewRow", most=5) %}',
            COUNT_SLIDE,
            *DETAILS,
            "{%slide endfor %}",
            "{%slide endif %}",
        ),
    )


def summary() -> Slide:
    """The message of the document over one row a section."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=TITLE, anchor="b")
    _summary_rows(canvas, "SummaryRow", "page if page|length > 2", 1.64, 0.0)
    _summary_rows(canvas, "HighSummaryRow", "page if page|length <= 2", 2.40, 0.40)
    close(canvas, "{{ labels.overview }}")
    return Slide(
        "Summary",
        canvas.shapes(),
        (
            *SUMMARY_ROWS,
            '{%slide for page in saying | fit("SummaryRow", most=4) %}',
            COUNT_SLIDE,
            *SUMMARY_NOTES,
        ),
    )


def _summary_rows(canvas: Canvas, name: str, which: str, height: float, above: float) -> None:
    """Rows of a height, with so much room between the rule and the words: few stand in higher ones."""
    canvas.rectangle(f"{name}-area", Box(0.667, 1.82, 0.20, 4.92), "")
    row = canvas.inner()
    top, room = 1.82 + above, height - above
    row.rule("Rule", Box(0.667, 1.82, 12.00, 0), RULE, tag="{%shape if not loop.first %}")
    # 十一、 is as wide at 16 pt as 一、 at 22, and a little more.
    for label, size, sign in (("No", 22, "<="), ("LongNo", 16, ">")):
        number = paragraph((SECTION_NUMBER, Style(size, 28, ACCENT, faces="mj")))
        shown = IF_PARTS.replace(" %}", f" and section.index {sign} 10 %}}")
        row.text(label, Box(0.667, top, 0.72, room), number, tag=shown)
    row.text(
        "Item",
        Box(1.40, top, 8.10, room),
        paragraph(("{{ section.title }}", LEAD), line=28),
        paragraph((SHORT_MESSAGE, MESSAGE)),
        *(item for words in HEADING_ALONE for item in (paragraph((OR, LEAD)), paragraph((words, LEAD), line=28))),
    )
    # What and when stand on one line each; digits are half as wide as characters.
    digits = 'card.time|list|select("in", "0123456789")|list|length'
    short = (
        'card.what|length <= (26 if language == "en" else 13) and '
        f'card.time|length - {digits} * 0.3 <= (26 if language == "en" else 13)'
    )
    row.text(
        "Figure",
        Box(9.60, top, 3.067, room),
        paragraph((f"{{%p for card in section.figures if {short} %}}", SCOPE)),
        paragraph(("{%p if loop.first %}", SCOPE)),
        number_line("card", Style(32, 36, INK, bold=True), 16, align="r"),
        paragraph(("{{ card.what }}", Style(16, 20, INK2)), align="r"),
        paragraph(("{{ card.time }}", Style(16, 20, SCOPE.color)), align="r"),
        paragraph(("{%p endif %}", SCOPE)),
        paragraph(("{%p endfor %}", SCOPE)),
    )
    section = "section in (" + which + " else [])"
    canvas.group(name, Box(0.667, 1.82, 12.00, height), f"{{%shape for {section} %}}", row)


def main_figures() -> Slide:
    """The six figures that rank highest."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, EVEN + "{{ labels.figures }}{{ page.continuation }}", anchor="b")
    draw_cards(canvas, "")
    close(canvas, "{{ labels.figures }}")
    return Slide(
        "Figures",
        canvas.shapes(),
        (
            *MAIN,
            *CARD_NOTES,
            "{%slide endfor %}",
            "{%slide endif %}",
        ),
    )
