"""The prototypes before the sections: cover, agenda, guiding clause, summary, main figures."""

from pack_cards import CARD_NOTES, EVEN, MAIN, draw_cards
from pack_design import ACCENT, CLASS_INDEX, DARK_RULE, DETAIL, INK, INK2, LEAD, LINE, MARK, MESSAGE, RULE, SCOPE
from pack_shapes import Box, Canvas, Paragraph, Style, paragraph
from pack_tags import (
    CLASSIFICATION,
    CONTINUED,
    DETAILS,
    HEADING_ALONE,
    IF_PARTS,
    OR,
    SECTION_LINE,
    SECTION_NUMBER,
    SHORT_MESSAGE,
    SUMMARY_NOTES,
    SUMMARY_ROWS,
    Slide,
    display_title,
    furniture,
    number_line,
    sized,
    slide_title,
)

# What the cover's slots need to know, and what its speaker may want to.
COVER_NOTES = (
    "{%slide set heading = options.title or document.title or document.name %}",
    "{%slide set series = options.subtitle or document.subtitle %}",
    "{{ message }}{{ message | mark }}",
    "{% if document.byline %}{{ labels.byline }}{{ document.byline }}{% endif %}",
    "{{ labels.source }}{{ document.title or document.name }}"
    "{% if document.date %}{{ labels.comma }}{{ document.date }}{% endif %}",
)
COVER_TITLE = display_title("heading", 52, 44, 33, 24)
DASH = '{% if language != "en" %}——{% endif %}'


def cover() -> Slide:
    """The title slide; slots that nobody filled vanish."""
    canvas = Canvas()
    canvas.placeholder("Title", "ctrTitle", None, body=COVER_TITLE, anchor="ctr")
    canvas.placeholder("Subtitle", "subTitle", 1, "{% if series %}" + DASH + "{{ series }}{% endif %}")
    slots = "options.unit or options.presenter or options.meeting or options.date or document.date"
    canvas.rule("CoverRule", Box(0.667, 6.10, 12.00, 0), DARK_RULE, tag="{%shape if " + slots + " %}")
    canvas.placeholder("Unit", "body", 13, "{% if options.unit %}{{ labels.unit }}{{ options.unit }}{% endif %}")
    presenter = "{% if options.presenter %}{{ labels.presenter }}{{ options.presenter }}{% endif %}"
    canvas.placeholder("Presenter", "body", 14, presenter)
    canvas.placeholder("Meeting", "body", 15, "{{ options.meeting }}")
    canvas.placeholder("Date", "body", 16, "{{ options.date or document.date }}")
    canvas.placeholder("Class", "body", CLASS_INDEX, CLASSIFICATION)
    return Slide(
        "Title",
        canvas.shapes(),
        COVER_NOTES,
    )


# From three sections on.
ENTRY, SMALL_ENTRY = Style(24, 32, INK, bold=True), Style(20, 28, INK, bold=True)


def entry(style: Style, smaller: Style) -> tuple[Paragraph, ...]:
    """A heading of the agenda: on one line, else smaller on two, else its first clause."""
    whole, bar = "{{ section.title }}", paragraph((OR, style))
    first = paragraph(("{{ section.title | first_clause }}", smaller))
    return paragraph((whole, style)), bar, paragraph((whole, smaller)), bar, first


AGENDA_NOTES = (
    "{%slide if sections|length >= 3 %}",
    '{%slide for page in sections | fit("AgendaRow", most=7) %}',
    "{%p for section in page %}",
    SECTION_LINE,
    "{%p endfor %}",
    "{%slide endfor %}",
    "{%slide endif %}",
)


def agenda() -> Slide:
    """The section headings with their pages, from three sections on."""
    canvas = Canvas()
    title = "{{ labels.agenda }}{{ page.continuation }}"
    canvas.placeholder("Title", "title", None, body=sized((title, 28), (title, 20)))
    canvas.rectangle("AgendaRow-area", Box(3.727, 0.60, 0.20, 5.90), "")
    row = canvas.inner()
    row.text("No", Box(3.727, 0.60, 0.94, 1.00), paragraph((SECTION_NUMBER, Style(24, 32, ACCENT))))
    row.text("Item", Box(4.747, 0.60, 6.90, 1.00), *entry(ENTRY, SMALL_ENTRY))
    row.text("Page", Box(11.887, 0.64, 0.78, 0.96), paragraph(("{{ section | page }}", DETAIL), align="r"))
    row.rule("Rule", Box(3.727, 1.44, 8.94, 0), RULE, tag="{%shape if not loop.last %}")
    canvas.group("AgendaRow", Box(3.727, 0.60, 8.94, 1.16), "{%shape for section in page %}", row)
    furniture(canvas, None)
    return Slide(
        "Agenda",
        canvas.shapes(),
        AGENDA_NOTES,
    )


def guide() -> Slide:
    """The introduction's guiding clause whole, and its other points."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.overview }}{{ continued }}")
    guide = canvas.inner()
    guide.rectangle("Bar", Box(0.667, 1.98, 0.05, 1.36), ACCENT)
    guide.text(
        "Guide",
        Box(0.967, 1.98, 11.70, 1.36),
        paragraph(("{{ introduction.guide }}", LINE), ("{{ introduction.guide | mark }}", MARK)),
        anchor="ctr",
    )
    canvas.group("GuideBlock", Box(0.667, 1.98, 12.00, 1.36), "{%shape if loop.first %}", guide)
    _overview_rows(canvas, "GuideRow", Box(0.667, 3.54, 12.00, 1.08), 3.24)
    return Slide(
        "Guide",
        canvas.shapes(),
        (
            "{%slide if introduction and introduction.guide %}",
            '{%slide for page in introduction.key_points | fit("GuideRow", most=3) or [[]] %}',
            CONTINUED,
            *DETAILS,
            "{%p if not page %}",
            "{{ introduction.guide }}{{ introduction.guide | mark }}",
            "{%p endif %}",
            "{%slide endfor %}",
            "{%slide endif %}",
        ),
    )


def overview() -> Slide:
    """The introduction's points where it has no guiding clause."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.overview }}{{ continued }}")
    _overview_rows(canvas, "OverviewRow", Box(0.667, 1.98, 12.00, 1.16), 4.70)
    return Slide(
        "Guide",
        canvas.shapes(),
        (
            "{%slide if introduction and introduction.key_points and not introduction.guide %}",
            '{%slide for page in introduction.key_points | fit("OverviewRow", most=5) %}',
            CONTINUED,
            *DETAILS,
            "{%slide endfor %}",
            "{%slide endif %}",
        ),
    )


def _overview_rows(canvas: Canvas, name: str, box: Box, height: float) -> None:
    canvas.rectangle(f"{name}-area", Box(box.x, box.y, 0.20, height), "")
    row = canvas.inner()
    row.rule("Rule", Box(box.x, box.y, box.w, 0), RULE)
    row.text(
        "Line",
        Box(0.967, box.y, 11.70, box.h),
        paragraph(("{{ point.text }}", LINE.tinted(INK2)), ("{{ point.text | mark }}", MARK)),
        anchor="ctr",
    )
    canvas.group(name, box, "{%shape for point in page %}", row)
    furniture(canvas, "{{ labels.overview }}")


def _short(name: str, letters: int) -> str:
    """A test that a text of a card fits one line; Latin letters take about half the width."""
    return f'card.{name}|length <= ({letters * 19 // 10} if language == "en" else {letters})'


def summary() -> Slide:
    """The message of the document over one row a section."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=slide_title("heading", "page.continuation"))
    _summary_rows(canvas, "SummaryRow", "page if page|length > 2", 1.64, 0.04)
    _summary_rows(canvas, "HighSummaryRow", "page if page|length <= 2", 2.40, 0.40)
    furniture(canvas, "{{ labels.overview }}")
    return Slide(
        "Summary",
        canvas.shapes(),
        (
            '{%slide set fits = message and message|length <= (104 if language == "en" else 56) %}',
            "{%slide set heading = message if fits else labels.summary %}",
            *SUMMARY_ROWS,
            '{%slide for page in saying | fit("SummaryRow", most=5) %}',
            *SUMMARY_NOTES,
        ),
    )


def _summary_rows(canvas: Canvas, name: str, which: str, height: float, above: float) -> None:
    """Rows of a height, with so much room between the rule and the words: few stand in higher ones."""
    top, room = 1.82 + above, height - above
    canvas.rectangle(f"{name}-area", Box(0.667, 1.82, 0.20, 4.92), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 1.82, 12.00, 0), RULE)
    row.text("No", Box(0.667, top, 0.96, room), paragraph((SECTION_NUMBER, LINE.tinted(ACCENT))), tag=IF_PARTS)
    row.text(
        "Item",
        Box(1.687, top, 7.92, room),
        paragraph(("{{ section.title }}", LEAD)),
        paragraph((SHORT_MESSAGE, MESSAGE), (SHORT_MESSAGE.replace("}}", " | mark }}"), MARK)),
        *(item for words in HEADING_ALONE for item in (paragraph((OR, LEAD)), paragraph((words, LEAD)))),
    )
    row.text(
        "Figure",
        Box(9.847, top + 0.02, 2.82, room - 0.04),
        paragraph(
            ("{%p for card in section.figures if " + _short("what", 13) + " and " + _short("time", 16) + " %}", SCOPE)
        ),
        paragraph(("{%p if loop.first %}", SCOPE)),
        number_line("card", Style(32, 36, INK), 16, align="r"),
        paragraph(("{{ card.what }}", Style(14, 18, INK2)), ("{{ card | mark }}", MARK), align="r"),
        paragraph(("{{ card.time }}", Style(14, 18, SCOPE.color)), align="r"),
        paragraph(("{%p endif %}", SCOPE)),
        paragraph(("{%p endfor %}", SCOPE)),
    )
    section = "section in (" + which + " else [])"
    canvas.group(name, Box(0.667, 1.82, 12.00, height), f"{{%shape for {section} %}}", row)


def main_figures() -> Slide:
    """The six figures that rank highest."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, EVEN + "{{ labels.figures }}{{ page.continuation }}")
    draw_cards(canvas, "")
    furniture(canvas, "{{ labels.figures }}")
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
