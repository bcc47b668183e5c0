"""The prototype slides of the pack `briefing`, one a kind, with their tags and speaker notes.

The order here is the order of the deck. What a slide shows, how often and when, is said by the tags alone.
"""

from dataclasses import dataclass

from pack_design import (
    ACCENT,
    CELL,
    CLASS_INDEX,
    DARK_RULE,
    DETAIL,
    FOOTER,
    FOOTER_INDEX,
    GAP,
    HEAD,
    IDLE,
    INK,
    INK2,
    LEAD,
    LINE,
    MARK,
    MESSAGE,
    PAGE_INDEX,
    PALE,
    PANEL_RULE,
    RAIL_WORDS,
    RULE,
    SCOPE,
    SECTION_FOOTER_INDEX,
    SIGNAL,
    WHITE,
)
from pack_shapes import LANGUAGE, Box, Canvas, Paragraph, Style, line_xml, page_field, paragraph
from pack_tables import Column, table_frame

CLASSIFICATION = "{{ options.classification }}"
SECTION_NUMBER = "{{ section | numbering(labels.part) }}"
IF_PARTS = "{%shape if sections|length > 1 %}"
# Points with a heading of the source are numbered; where none has one, all are. A lone number is none.
COUNTED = "point.id in counted and counted|length > 1"
POINT_NUMBER = "{{ (counted.index(point.id) + 1) | numbering(pattern) }}"
NUMBERED = "{% if " + COUNTED + " %}" + POINT_NUMBER + "{{ labels.gap }}{% endif %}"
FOOTER_DOCUMENT = (
    "{% set short = document.subtitle or options.title or document.title %}"
    '{% if short|length <= (46 if language == "en" else 24) %}{{ short }}{% endif %}'
)
SECTION_NUMBERED = "{% if sections|length > 1 %}" + SECTION_NUMBER + "{{ labels.gap }}{% endif %}"
FOOTER_SECTION = SECTION_NUMBERED + "{{ section.title }}"
FOOTER_NARROW = (
    SECTION_NUMBERED + '{% if section.title|length <= (40 if language == "en" else 21) %}{{ section.title }}{% endif %}'
)
# A page without rows is an empty list, which knows no continuation.
CONTINUED = '{%slide set continued = page.continuation if page.continuation is defined else "" %}'
PAGES_OF_PART = (
    'part.key_points | fit("RailPoint", rail="RailFigure", rail_most=3, rail_least=2, most=3)'
    ' if part.figures|length >= 2 else part.key_points | fit("PointRow", most=4)'
)
HEADING_OF_PART = (
    'part.message if part.message and part.message|length <= (68 if language == "en" else 36)'
    " else number ~ labels.gap ~ part.title if number else part.title"
)


@dataclass(frozen=True)
class Slide:
    """One prototype: its layout, its shapes and the paragraphs of its notes (tags first, then words)."""

    layout: str
    shapes: str
    notes: tuple[str, ...]
    chart: str = ""


def slides() -> tuple[Slide, ...]:
    """All prototypes in the order of the deck."""
    return (
        _cover(),
        _agenda(),
        _guide(),
        _summary(),
        _figures(),
        _section(),
        _points_rail(),
        _points(),
        _section_figures(),
        _chart("Bars", "not series.over_time", opens=True),
        _chart("Columns", "series.over_time", closes=True),
        _table(),
        _closing(),
        _appendix(),
    )


def _furniture(canvas: Canvas, section: str | None) -> None:
    """Class line and footers, last in reading order."""
    canvas.placeholder("Class", "body", CLASS_INDEX, CLASSIFICATION)
    canvas.placeholder("FooterDoc", "ftr", FOOTER_INDEX, body=line_xml(FOOTER_DOCUMENT, FOOTER.line))
    if section is not None:
        canvas.placeholder("FooterSection", "body", SECTION_FOOTER_INDEX, section)
    canvas.placeholder("PageNo", "sldNum", PAGE_INDEX, body=page_field())


def _number(card: str, style: Style, unit_size: float, *, align: str = "l") -> Paragraph:
    """Number, a narrow space and the unit."""
    unit = Style(unit_size, style.line, style.color)
    return paragraph((f"{{{{ {card}.number }}}}", style), (" ", GAP), (f"{{{{ {card}.unit }}}}", unit), align=align)


def _cover() -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "ctrTitle", None, body=_sized_runs("{{ heading }}", 52, 44))
    canvas.placeholder("Subtitle", "subTitle", 1, "{% if series %}——{{ series }}{% endif %}")
    canvas.rule("CoverRule", Box(0.667, 6.10, 12.00, 0), DARK_RULE)
    canvas.placeholder("Unit", "body", 13, "{% if options.unit %}{{ labels.unit }}{{ options.unit }}{% endif %}")
    presenter = "{% if options.presenter %}{{ labels.presenter }}{{ options.presenter }}{% endif %}"
    canvas.placeholder("Presenter", "body", 14, presenter)
    canvas.placeholder("Meeting", "body", 15, "{{ options.meeting }}")
    canvas.placeholder("Date", "body", 16, "{{ options.date or document.date }}")
    canvas.placeholder("Class", "body", CLASS_INDEX, CLASSIFICATION)
    return Slide(
        "Title",
        canvas.shapes(),
        (
            "{%slide set heading = options.title or document.title %}",
            "{%slide set series = options.subtitle or document.subtitle %}",
            '{%slide set long = heading|length > (44 if language == "en" else 30) %}',
            "{{ message }}{{ message | mark }}",
            "{% if document.byline %}{{ labels.byline }}{{ document.byline }}{% endif %}",
        ),
    )


def _sized_runs(tag: str, size: float, smaller: float) -> str:
    """A placeholder's paragraph that takes the smaller size when the slide's notes have set `long`."""
    runs = (("{% if not long %}" + tag + "{% endif %}", size), ("{% if long %}" + tag + "{% endif %}", smaller))
    body = "".join(
        f'<a:r><a:rPr {LANGUAGE} sz="{round(points * 100)}" dirty="0"/><a:t>{text}</a:t></a:r>' for text, points in runs
    )
    return f"<a:p>{body}</a:p>"


def _agenda() -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.agenda }}{{ page.continuation }}")
    canvas.rectangle("AgendaRow-area", Box(3.727, 0.60, 0.20, 5.90), "")
    row = canvas.inner()
    entry = Style(24, 32, INK, bold=True)
    row.text("No", Box(3.727, 0.60, 0.94, 0.53), paragraph((SECTION_NUMBER, Style(24, 32, ACCENT))))
    row.text("Item", Box(4.747, 0.60, 6.90, 0.53), paragraph(("{{ section.title }}", entry)))
    row.text("Page", Box(11.887, 0.64, 0.78, 0.45), paragraph(("{{ section | page }}", DETAIL), align="r"))
    row.rule("Rule", Box(3.727, 1.44, 8.94, 0), RULE, tag="{%shape if not loop.last %}")
    canvas.group("AgendaRow", Box(3.727, 0.60, 8.94, 1.16), "{%shape for section in page %}", row)
    _furniture(canvas, None)
    return Slide(
        "Agenda",
        canvas.shapes(),
        (
            "{%slide if sections|length >= 3 %}",
            '{%slide for page in sections | fit("AgendaRow", most=7) %}',
            "{%p for section in page %}",
            FOOTER_SECTION,
            "{%p endfor %}",
            "{%slide endfor %}",
            "{%slide endif %}",
        ),
    )


def _guide() -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.overview }}{{ continued }}")
    first = "{%shape if introduction.guide and loop.first %}"
    guide = canvas.inner()
    guide.rectangle("Bar", Box(0.667, 1.98, 0.05, 1.36), ACCENT)
    guide.text(
        "Guide",
        Box(0.967, 1.98, 11.70, 1.36),
        paragraph(("{{ introduction.guide }}", LINE), ("{{ introduction.guide | mark }}", MARK)),
        anchor="ctr",
    )
    canvas.group("GuideBlock", Box(0.667, 1.98, 12.00, 1.36), first, guide)
    canvas.rectangle("GuideRow-area", Box(0.667, 3.54, 0.20, 3.24), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 3.54, 12.00, 0), RULE)
    row.text(
        "Line",
        Box(0.967, 3.54, 11.70, 1.08),
        paragraph(("{{ point.text }}", LINE.tinted(INK2)), ("{{ point.text | mark }}", MARK)),
        anchor="ctr",
    )
    canvas.group("GuideRow", Box(0.667, 3.54, 12.00, 1.08), "{%shape for point in page %}", row)
    _furniture(canvas, "{{ labels.overview }}")
    return Slide(
        "Guide",
        canvas.shapes(),
        (
            "{%slide if introduction and (introduction.guide or introduction.key_points) %}",
            '{%slide for page in introduction.key_points | fit("GuideRow", most=3) or [[]] %}',
            CONTINUED,
            "{{ introduction.guide }}{{ introduction.guide | mark }}",
            "{%p for point in page %}",
            "{{ point.detail }}{{ point.detail | mark }}",
            "{%p endfor %}",
            "{%slide endfor %}",
            "{%slide endif %}",
        ),
    )


def _short(name: str, letters: int) -> str:
    """A test that a text of a card fits one line; Latin letters take about half the width."""
    return f'card.{name}|length <= ({letters * 19 // 10} if language == "en" else {letters})'


def _summary() -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ heading }}{{ page.continuation }}")
    canvas.rectangle("SummaryRow-area", Box(0.667, 1.82, 0.20, 4.92), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 1.82, 12.00, 0), RULE)
    row.text("No", Box(0.667, 1.90, 0.96, 1.15), paragraph((SECTION_NUMBER, LINE.tinted(ACCENT))), tag=IF_PARTS)
    row.text(
        "Item",
        Box(1.687, 1.90, 7.92, 1.15),
        paragraph(("{{ section.title }}", LEAD)),
        paragraph(("{{ section.message }}", MESSAGE), ("{{ section.message | mark }}", MARK)),
    )
    row.text(
        "Figure",
        Box(9.847, 1.92, 2.82, 1.13),
        paragraph(
            ("{%p for card in section.figures if " + _short("what", 13) + " and " + _short("time", 15) + " %}", SCOPE)
        ),
        paragraph(("{%p if loop.first %}", SCOPE)),
        _number("card", Style(32, 36, INK), 16, align="r"),
        paragraph(("{{ card.what }}", Style(14, 18, INK2)), ("{{ card | mark }}", MARK), align="r"),
        paragraph(("{{ card.time }}", Style(14, 18, SCOPE.color)), align="r"),
        paragraph(("{%p endif %}", SCOPE)),
        paragraph(("{%p endfor %}", SCOPE)),
    )
    canvas.group("SummaryRow", Box(0.667, 1.82, 12.00, 1.23), "{%shape for section in page %}", row)
    _furniture(canvas, "{{ labels.overview }}")
    return Slide(
        "Summary",
        canvas.shapes(),
        (
            '{%slide set fits = message and message|length <= (104 if language == "en" else 56) %}',
            "{%slide set heading = message if fits else labels.summary %}",
            '{%slide for page in sections | fit("SummaryRow", most=5) %}',
            "{%p for section in page %}",
            FOOTER_SECTION,
            "{{ section.message }}{{ section.message | mark }}",
            "{%p for card in section.figures[:1] %}",
            "{{ card.sentence }}{{ card | mark }}",
            "{%p endfor %}",
            "{%p endfor %}",
            "{%slide endfor %}",
        ),
    )


def _cards(canvas: Canvas, prefix: str) -> None:
    """A grid of cards, three across; a card holds one number with its words, or one sentence with two numbers."""
    canvas.rectangle(f"{prefix}CardRow-area", Box(0.667, 2.00, 0.20, 4.68), "")
    row = canvas.inner()
    row.rectangle(f"{prefix}Card-area", Box(0.667, 2.00, 12.24, 2.34), "")
    card = row.inner()
    hero = "card.id == hero"
    card.rule("HeroRule", Box(0.667, 2.00, 3.84, 0), SIGNAL, 2.25, tag="{%shape if " + hero + " %}")
    card.rule("Rule", Box(0.667, 2.00, 3.84, 0), INK, tag="{%shape if not " + hero + " %}")
    place, style, smaller = Box(0.667, 2.20, 3.84, 0.92), Style(54, 58, INK), Style(32, 58, INK)
    wide = "card.number|length * 30 + card.unit|length * letter > 266"
    alone = "{%shape if not card.clause and "
    card.text("HeroNumber", place, _number("card", style.tinted(SIGNAL), 18), tag=f"{alone}{hero} and not {wide} %}}")
    card.text("Number", place, _number("card", style, 18), tag=f"{alone}not {hero} and not {wide} %}}")
    card.text("LongNumber", place, _number("card", smaller, 18), tag=f"{alone}{wide} %}}")
    long = 'card.what|length > (54 if language == "en" else 29)'
    for name, words, which in (("What", DETAIL.tinted(INK), "not "), ("LongWhat", RAIL_WORDS, "")):
        card.text(
            name,
            Box(0.667, 3.12, 3.84, 1.17),
            paragraph(("{{ card.what }}", words), ("{{ card | mark }}", MARK)),
            paragraph(("{{ card.time }}" + PLACE, SCOPE)),
            tag=f"{alone}{which}({long}) %}}",
        )
    plain, large = DETAIL.tinted(INK), Style(40, 46, INK)
    much = '{%shape if card.clause and card.clause|length {} (44 if language == "en" else 23) %}'
    for name, runs, line, sign in (
        ("Sentence", _sentence_runs(plain, large), 46, "<="),
        ("LongSentence", _sentence_runs(RAIL_WORDS, Style(28, 36, INK)), 36, ">"),
    ):
        card.text(
            name,
            Box(0.667, 2.30, 3.84, 1.98),
            paragraph(*runs, line=line),
            paragraph(("{{ card.time }}", SCOPE)),
            tag=much.replace("{}", sign),
        )
    row.group(f"{prefix}Card", Box(0.667, 2.00, 3.84, 2.34), "{%shape for card in row %}", card)
    canvas.group(f"{prefix}CardRow", Box(0.667, 2.00, 12.24, 2.34), "{%shape for row in page | batch(3) %}", row)


def _sentence_runs(words: Style, number: Style) -> tuple[tuple[str, Style], ...]:
    """A sentence with two numbers: its words at one size, its numbers at another."""
    return (
        ("{%r for part in card.parts %}", words),
        ("{%r if part.is_number %}", words),
        ("{{ part }}", number),
        ("{%r else %}", words),
        ("{{ part }}", words),
        ("{%r endif %}", words),
        ("{%r endfor %}", words),
        ("{{ card | mark }}", MARK),
    )


# The place, unless the words above name it already.
PLACE = "{% if card.place not in card.what %}{% if card.time %}{{ labels.comma }}{% endif %}{{ card.place }}{% endif %}"
# One figure of the list is the hero; while a card is measured there is no page yet, so it is chosen before.
HERO = '{%slide set hero = listed[0].id if listed else "" %}'
# The width in points of a letter of a unit at 18 pt, to tell numbers that are too wide for their size.
LETTER = '{%slide set letter = 10 if language == "en" else 18 %}'
CARD_NOTES = ("{%p for card in page %}", "{{ card.sentence }}{{ card | mark }}", "{%p endfor %}")


def _figures() -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.figures }}{{ page.continuation }}")
    _cards(canvas, "")
    _furniture(canvas, "{{ labels.figures }}")
    return Slide(
        "Figures",
        canvas.shapes(),
        (
            "{%slide if figures|length >= 4 %}",
            "{%slide set listed = figures[:6] if sections else figures %}",
            HERO,
            LETTER,
            '{%slide for page in listed | fit("Card", most=6) %}',
            *CARD_NOTES,
            "{%slide endfor %}",
            "{%slide endif %}",
        ),
    )


def _section() -> Slide:
    canvas = Canvas()
    canvas.placeholder("SectionNo", "body", 13, SECTION_NUMBER)
    canvas.placeholder("Title", "title", None, body=_sized_runs("{{ section.title }}", 40, 32))
    canvas.placeholder("Message", "body", 14, "{{ section.message }}")
    canvas.rectangle("Progress-area", Box(4.747, 5.50, 8.06, 0.06), "")
    step = canvas.inner()
    bar = Box(4.747, 5.50, 7.58, 0.06)
    step.rectangle("Current", bar, ACCENT, tag="{%shape if part.id == section.id %}")
    step.rectangle("Other", bar, IDLE, tag="{%shape if part.id != section.id %}")
    canvas.group("Progress", Box(4.747, 5.50, 8.06, 0.06), "{%shape for part in sections %}", step)
    _furniture(canvas, None)
    return Slide(
        "Section",
        canvas.shapes(),
        (
            "{%slide for section in sections %}",
            '{%slide set long = section.title|length > (52 if language == "en" else 28) %}',
            "{%slide set several = section.key_points|length > 3 or section.children or section.other_figures %}",
            "{%slide set opened = sections|length >= 3 and several %}",
            "{%slide if opened %}",
            FOOTER_SECTION,
            "{{ section.message }}{{ section.message | mark }}",
            "{%slide endif %}",
        ),
    )


def _points_rail() -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ heading }}{{ page.continuation }}")
    canvas.rectangle("RailPoint-area", Box(0.667, 2.00, 0.20, 4.60), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 2.00, 7.92, 0), RULE)
    row.text(
        "Lead",
        Box(0.667, 2.18, 7.92, 0.44),
        paragraph((NUMBERED, LINE.tinted(ACCENT)), ("{{ point.lead }}", LEAD)),
        tag="{%shape if point.lead %}",
    )
    row.text(
        "Detail",
        Box(0.667, 2.63, 7.92, 0.80),
        paragraph(("{{ point.text }}", DETAIL), ("{{ point.text | mark }}", MARK)),
        tag="{%shape if point.lead %}",
    )
    row.text(
        "Line",
        Box(0.667, 2.15, 7.92, 1.31),
        paragraph((NUMBERED, LINE.tinted(ACCENT)), ("{{ point.text }}", LINE), ("{{ point.text | mark }}", MARK)),
        tag="{%shape if not point.lead %}",
    )
    canvas.group("RailPoint", Box(0.667, 2.00, 7.92, 1.533), "{%shape for point in page %}", row)
    canvas.rectangle("RailFigure-area", Box(9.487, 0.36, 0.20, 6.40), "")
    rail = canvas.inner()
    rail.rule("Rule", Box(9.487, 0.36, 3.18, 0), PANEL_RULE, tag="{%shape if not loop.first %}")
    place, style, smaller = Box(9.487, 0.52, 3.18, 0.69), Style(40, 44, INK), Style(26, 44, INK)
    wide = "card.number|length * 22.4 + card.unit|length * letter > 220"
    alone = "{%shape if not card.clause and "
    is_hero = "card.id == hero"
    rail.text(
        "HeroNumber", place, _number("card", style.tinted(SIGNAL), 18), tag=f"{alone}{is_hero} and not {wide} %}}"
    )
    rail.text("Number", place, _number("card", style, 18), tag=f"{alone}not {is_hero} and not {wide} %}}")
    rail.text("LongNumber", place, _number("card", smaller, 18), tag=f"{alone}{wide} %}}")
    rail.text(
        "What",
        Box(9.487, 1.21, 3.18, 1.28),
        paragraph(("{{ card.what }}", RAIL_WORDS), ("{{ card | mark }}", MARK)),
        paragraph(("{{ card.time }}", SCOPE)),
        tag="{%shape if not card.clause %}",
    )
    rail.text(
        "Sentence",
        Box(9.487, 0.52, 3.18, 1.92),
        paragraph(*_sentence_runs(RAIL_WORDS, Style(28, 38, INK)), line=38),
        paragraph(("{{ card.time }}", SCOPE)),
        tag="{%shape if card.clause %}",
    )
    canvas.group("RailFigure", Box(9.487, 0.36, 3.18, 2.13), "{%shape for card in page.figures %}", rail)
    _furniture(canvas, FOOTER_NARROW)
    return Slide(
        "PointsRail",
        canvas.shapes(),
        (
            "{%slide for part in [section] + section.children|list %}",
            '{%slide set shown = figures[:6] | map(attribute="id") | list if figures|length >= 4 else [] %}',
            "{%slide set said = namespace(ids=shown) %}",
            "{%slide set own = part.id == section.id %}",
            "{%slide set number = part | numbering(labels.part if own else labels.point)"
            ' if not own or sections|length > 1 else "" %}',
            f"{{%slide set heading = {HEADING_OF_PART} %}}",
            "{%slide set pattern = labels.point if own else labels.item %}",
            '{%slide set headed = part.key_points | selectattr("heading") | list %}',
            '{%slide set counted = (headed or part.key_points) | map(attribute="id") | list %}',
            '{%slide set hero = "" %}',
            LETTER,
            f"{{%slide set pages = {PAGES_OF_PART} %}}",
            "{%slide for page in pages %}",
            "{%slide if page.figures %}",
            # The hero of a rail is its figure that ranks highest in the part.
            '{%slide set beside = page.figures | map(attribute="id") | list %}',
            '{%slide set ranked = part.figures | selectattr("id", "in", beside) | list %}',
            '{%slide set hero = ranked[0].id if ranked else "" %}',
            *POINT_NOTES,
            "{%slide endif %}",
        ),
    )


POINT_NOTES = (
    "{%p for point in page %}",
    NUMBERED + "{{ point.heading or point.lead }}",
    "{{ point.detail }}{{ point.detail | mark }}",
    # Which figures of the part this slide has said, in words or on its rail: the others get cards.
    "{%p for card in part.figures %}",
    "{%p if card.surface in point.text and card.sentence in point.detail %}",
    "{%p set said.ids = said.ids + [card.id] %}",
    "{%p endif %}",
    "{%p endfor %}",
    "{%p endfor %}",
    "{%p for card in page.figures %}",
    "{{ card.sentence }}{{ card | mark }}",
    "{%p set said.ids = said.ids + [card.id] %}",
    "{%p endfor %}",
)


def _points() -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ heading }}{{ page.continuation }}")
    canvas.rectangle("PointRow-area", Box(0.667, 1.86, 0.20, 4.84), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 1.86, 12.00, 0), RULE)
    number = paragraph((POINT_NUMBER, LINE.tinted(ACCENT)))
    row.text("No", Box(0.667, 1.86, 0.86, 1.30), number, anchor="ctr", tag="{%shape if " + COUNTED + " %}")
    short = 'point.lead|length <= (30 if language == "en" else 16)'
    row.text(
        "Lead",
        Box(1.547, 1.86, 2.96, 1.30),
        paragraph(("{{ point.lead }}", LEAD)),
        anchor="ctr",
        tag="{%shape if point.lead and " + short + " %}",
    )
    row.text(
        "Detail",
        Box(4.747, 1.86, 7.92, 1.30),
        paragraph(("{{ point.text }}", DETAIL), ("{{ point.text | mark }}", MARK)),
        anchor="ctr",
        tag="{%shape if point.lead and " + short + " %}",
    )
    row.text(
        "LeadAbove",
        Box(1.547, 1.86, 11.12, 1.30),
        paragraph(("{{ point.lead }}", LEAD)),
        paragraph(("{{ point.text }}", DETAIL), ("{{ point.text | mark }}", MARK)),
        anchor="ctr",
        tag="{%shape if point.lead and not " + short + " %}",
    )
    line = paragraph(("{{ point.text }}", LINE), ("{{ point.text | mark }}", MARK))
    numbered, plain = (f"{{%shape if not point.lead and {which}({COUNTED}) %}}" for which in ("", "not "))
    row.text("Line", Box(1.547, 1.86, 11.12, 1.30), line, anchor="ctr", tag=numbered)
    row.text("PlainLine", Box(0.667, 1.86, 12.00, 1.30), line, anchor="ctr", tag=plain)
    canvas.group("PointRow", Box(0.667, 1.86, 12.00, 1.30), "{%shape for point in page %}", row)
    _furniture(canvas, FOOTER_SECTION)
    return Slide(
        "Points",
        canvas.shapes(),
        (
            "{%slide if not page.figures %}",
            *POINT_NOTES,
            "{%slide endif %}",
            "{%slide endfor %}",
        ),
    )


def _section_figures() -> Slide:
    canvas = Canvas()
    title = "{{ labels.figures }}{{ labels.colon }}{{ part.title }}{{ page.continuation }}"
    canvas.placeholder("Title", "title", None, title)
    _cards(canvas, "Section")
    _furniture(canvas, FOOTER_SECTION)
    return Slide(
        "Figures",
        canvas.shapes(),
        (
            # What neither the points of this part nor the slide of main figures has said; one alone gets company.
            '{%slide set known = part.figures | selectattr("what") | list %}',
            '{%slide set unsaid = known | rejectattr("id", "in", said.ids) | list %}',
            '{%slide set filled = (unsaid + known) | unique(attribute="id") | list %}',
            "{%slide set listed = filled[:3] if unsaid|length == 1 else unsaid %}",
            HERO,
            LETTER,
            '{%slide for page in listed | fit("SectionCard", most=6) %}',
            *CARD_NOTES,
            "{%slide endfor %}",
            "{%slide endfor %}",
        ),
    )


def _chart(kind: str, condition: str, *, opens: bool = False, closes: bool = False) -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ series.title }}")
    unit = "{% if series.unit %}{{ labels.unit_of_measure }}{{ series.unit }}{% endif %}"
    canvas.placeholder("ChartUnit", "body", 13, unit)
    canvas.frame(
        kind,
        Box(0.667, 2.46, 12.00, 3.40),
        "{{ series | chart(sort=true) }}" if kind == "Bars" else "{{ series | chart }}",
        "http://schemas.openxmlformats.org/drawingml/2006/chart",
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId3"/>',
    )
    canvas.placeholder("Note", "body", 14, "{{ labels.source }}{{ series | mark }}")
    _furniture(canvas, FOOTER_SECTION)
    before = ("{%slide for series in section.series %}",) if opens else ()
    after = ("{%slide endfor %}",) if closes else ()
    return Slide(
        "Chart",
        canvas.shapes(),
        (*before, f"{{%slide if {condition} %}}", "{{ series.title }}{{ series | mark }}", "{%slide endif %}", *after),
        chart=kind,
    )


def _table() -> Slide:
    canvas = Canvas()
    title = "{{ table.caption or labels.table ~ labels.colon ~ section.title }}{{ page.continuation }}"
    canvas.placeholder("Title", "title", None, title)
    cell, each_cell = Style(16, 22, INK2), "{%tc for cell in row.cells %}"
    columns = (
        Column(0.50, paragraph(("{%tc for cell in table.header %}", HEAD)), (paragraph((each_cell, cell)),)),
        Column(11.00, paragraph(("{{ cell }}", HEAD)), (paragraph(("{{ cell }}", cell)),)),
        Column(0.50, paragraph(("{%tc endfor %}", HEAD)), (paragraph(("{%tc endfor %}", cell)),)),
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
    _furniture(canvas, FOOTER_SECTION)
    return Slide(
        "Table",
        canvas.shapes(),
        (
            "{%slide for table in section.tables %}",
            '{%slide for page in table.rows | fit("SourceTable", most=7) %}',
            FOOTER_SECTION,
            "{{ table.caption }}{{ table | mark }}",
            "{%slide endfor %}",
            "{%slide endfor %}",
            "{%slide endfor %}",
        ),
    )


def _closing() -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.outlook }}{{ continued }}")
    canvas.placeholder("Message", "body", 13, "{{ outlook.message or labels.next }}")
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
    _furniture(canvas, "{{ labels.outlook }}")
    return Slide(
        "Closing",
        canvas.shapes(),
        (
            "{%slide if outlook %}",
            '{%slide for page in outlook.key_points | fit("ClosingRow", most=4) or [[]] %}',
            CONTINUED,
            "{{ outlook.message }}{{ outlook.message | mark }}",
            "{%p for point in page %}",
            "{{ point.detail }}{{ point.detail | mark }}",
            "{%p endfor %}",
            "{%slide endfor %}",
            "{%slide endif %}",
        ),
    )


def _appendix() -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.appendix_title }}{{ page.continuation }}")
    strong = Style(14, 19, INK)
    columns = (
        Column(0.75, paragraph(("{{ labels.mark }}", HEAD)), (paragraph(("{{ source.mark }}", MARK)),)),
        Column(
            3.60,
            paragraph(("{{ labels.number_and_scope }}", HEAD)),
            (
                paragraph(("{%p for card in source.figures %}", CELL)),
                paragraph(
                    ("{{ card.number }}{{ card.unit }}", strong),
                    ("{% if card.what %} {{ card.what }}{% endif %}", CELL),
                    ("{% if card.time %}{{ labels.comma }}{{ card.time }}{% endif %}", CELL),
                ),
                paragraph(("{%p endfor %}", CELL)),
            ),
        ),
        Column(1.35, paragraph(("{{ labels.place }}", HEAD)), (paragraph(("{{ source.place }}", CELL)),)),
        Column(6.30, paragraph(("{{ labels.sentence }}", HEAD)), (paragraph(("{{ source.sentence }}", CELL)),)),
    )
    canvas.rectangle("Sources-area", Box(0.667, 1.82, 12.00, 4.30), "")
    table_frame(
        canvas,
        "Sources",
        Box(0.667, 1.82, 12.00, 1.04),
        columns,
        alternative="{{ labels.appendix_title }} {% for source in page %}{{ source.mark }}{% endfor %}",
        loop="source in page",
        row_height=0.48,
    )
    byline = "{% if document.byline %}{{ labels.byline }}{{ document.byline }}{{ labels.stop }}{% endif %}"
    note = "{{ labels.place_note }}" + byline
    canvas.text("Note", Box(0.667, 6.50, 12.00, 0.30), paragraph((note, SCOPE)))
    _furniture(canvas, "{{ labels.appendix }}")
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
    )
