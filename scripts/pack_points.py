"""The prototypes of a section: opener, points beside a rail of figures, points in rows, cards for the rest."""

from pack_cards import (
    CARD_NOTES,
    EVEN,
    FIGURES_OF,
    HERO,
    LETTER,
    NO_HERO,
    NUMBER_LENGTH,
    UNEVEN,
    FigureLook,
    draw_cards,
    draw_figures,
    sentence_runs,
)
from pack_changes import Changes
from pack_design import (
    ACCENT,
    DETAIL,
    HEAD,
    IDLE,
    INK,
    INK2,
    LEAD,
    LINE,
    MARK,
    MUTE,
    PANEL_RULE,
    RAIL_WORDS,
    RULE,
    SCOPE,
    SIGNAL,
)
from pack_shapes import Box, Canvas, Style, paragraph
from pack_stories import Stories
from pack_tags import (
    COUNTED,
    FOOTER_PART,
    NUMBERED,
    OPENER_MESSAGE,
    POINT_NUMBER,
    SECTION_LINE,
    SECTION_NUMBER,
    SHORT_NUMBER,
    SPOKEN,
    TIME,
    TITLE_OF_PART,
    Slide,
    display_title,
    furniture,
    number_line,
    sized,
    slide_title,
)

STORIES = Stories(
    date=Style(24, 32, INK),
    words=DETAIL.tinted(INK),
    name=LEAD,
    caption=SCOPE.tinted(INK2),
    mark=MARK,
    rule=RULE,
    line=MUTE,
    dot=ACCENT,
    anchor="",
    close=furniture,
)

CHANGES = Changes(
    head=HEAD,
    words=DETAIL.tinted(INK),
    scope=SCOPE,
    old=DETAIL,
    new=Style(28, 32, INK),
    unit_size=16,
    change=Style(18, 25, INK, bold=True),
    mark=MARK,
    most=5,
    row_height=0.735,
    anchor="",
    difference=True,
    close=furniture,
)

ROW = 2.30
"""Height of a row where a page has few: two fill it, more close up."""

PAGES_OF_PART = (
    'points | fit("RailPoint", rail="RailFigure", rail_most=3, rail_least=2, most=3,'
    ' spare=part.other_figures, otherwise="PointRow", otherwise_most=4)'
    ' if part.figures|length >= 2 else points | fit("PointRow", most=4)'
)


# A message of a title's length that no title has said before; else the heading, with the section's where it recurs.
_SAYS = (
    'part.headline and part.headline|length <= (70 if language == "en" else 37) and part.headline not in used.headings'
)
HEADING_OF_PART = (
    f"part.headline if {_SAYS} else named if key not in used.headings or not section.title"
    " else section.title ~ labels.colon ~ named"
)


POINT_NOTES = (
    "{%p for point in page %}",
    "{% if point.heading or point.lead %}" + NUMBERED + "{{ point.heading or point.lead }}{% endif %}",
    "{% if not (point.heading or point.lead) %}" + NUMBERED + "{% endif %}{{ point.detail }}{{ point.detail | mark }}",
    # Which figures of the part this slide has said, in words or on its rail: the others get cards, and pinned ones.
    "{%p for card in part.figures %}",
    "{%p if card.surface in point.text and card.sentence in point.detail and not card.is_pinned %}",
    "{%p set said.ids = said.ids + [card.id] %}",
    "{%p endif %}",
    "{%p endfor %}",
    "{%p endfor %}",
    "{%p for card in page.figures %}",
    "{{ card.sentence }}{{ card | mark }}",
    "{%p set said.ids = said.ids + [card.id] %}",
    "{%p endfor %}",
    # A figure that would stand alone on a slide of its own is told here.
    '{%p set unsaid = part.figures | selectattr("what") | rejectattr("id", "in", said.ids) | list %}',
    '{%p set pinned = unsaid | selectattr("is_pinned") | list %}',
    '{%p set shown_alone = not pinned and unsaid | fitting("SectionCard") | length < 2 %}',
    "{%p for card in unsaid if shown_alone and page.number == page.count %}",
    "{{ card.sentence }}{{ card | mark }}",
    "{%p endfor %}",
)


# Opens the loop over sections.
OPENER_NOTES = (
    "{%slide for section in ([] if shared else run) %}",
    # About how many slides the section will have: an opener goes before two or more.
    '{%slide set short = section.children | selectattr("is_brief") | list | length %}',
    "{%slide set own = (section.key_points|length + 3) // 4 + (1 if section.other_figures|length > 1 else 0) %}",
    "{%slide set shown = section.tables|length + section.series|length + (1 if section.timeline else 0)"
    " + (1 if section.cases else 0) + (1 if section.pictures else 0) %}",
    "{%slide set likely = own + shown + section.children|length - short + (short + 3) // 4 %}",
    "{%slide set opened = sections|length >= 3 and likely >= 2 %}",
    SPOKEN,
    "{%slide if opened %}",
    SECTION_LINE,
    "{{ section.message }}{{ section.message | mark }}",
    "{% if spoken %}{{ section.key_points[0].detail }}{{ section.key_points[0].detail | mark }}{% endif %}",
    "{%slide endif %}",
)


def section_opener() -> Slide:
    """Opens the loop over sections; shown before a section of several slides."""
    canvas = Canvas()
    number = sized((SHORT_NUMBER, 96), (SECTION_NUMBER, 64), (SECTION_NUMBER, 44), line=110)
    canvas.placeholder("SectionNo", "body", 13, body=number)
    canvas.placeholder("Title", "title", None, body=display_title("section.title", 40, 32, 24, 18), anchor="ctr")
    canvas.placeholder("Message", "subTitle", 14, *OPENER_MESSAGE)
    canvas.rectangle("Progress-area", Box(4.747, 5.50, 8.06, 0.06), "")
    step = canvas.inner()
    bar = Box(4.747, 5.50, 7.58, 0.06)
    step.rectangle("Current", bar, ACCENT, tag="{%shape if part.id == section.id %}")
    step.rectangle("Other", bar, IDLE, tag="{%shape if part.id != section.id %}")
    canvas.group("Progress", Box(4.747, 5.50, 8.06, 0.06), "{%shape for part in sections %}", step)
    furniture(canvas, None)
    return Slide(
        "Section",
        canvas.shapes(),
        OPENER_NOTES,
    )


# Opens the loops over the parts of a section and over the pages of a part.
RAIL_NOTES = (
    "{%slide for part in ([] if together else parts) %}",
    '{%slide set shown = main | map(attribute="id") | list %}',
    "{%slide set said = namespace(ids=shown) %}",
    "{%slide set own = part.id == section.id %}",
    "{%slide set number = part | numbering(labels.part if own else labels.point)"
    ' if not own or sections|length > 1 else "" %}',
    f"{{%slide set named = number ~ labels.gap ~ part.title if number and part.title else {TITLE_OF_PART} %}}",
    "{%slide set key = [own, part.index, part.title] %}",
    f"{{%slide set heading = {HEADING_OF_PART} %}}",
    "{%slide set used.headings = used.headings + [part.headline, key] %}",
    "{%slide set pattern = labels.point if own else labels.item %}",
    # What a timeline or a case tells in full is said there.
    '{%slide set points = [] if own and spoken else part.key_points | rejectattr("told") | list %}',
    '{%slide set headed = points | selectattr("counted") | list %}',
    '{%slide set counted = (headed or points) | map(attribute="id") | list %}',
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
)


def points_rail() -> Slide:
    """Opens the loops over the parts and pages of a section; points with two or three of their figures beside."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=slide_title("heading", "page.continuation"))
    canvas.rectangle("RailPoint-area", Box(0.667, 2.00, 0.20, 4.60), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 2.00, 7.92, 0), RULE)
    row.text(
        "Lead",
        Box(0.667, 2.27, 7.92, 0.66),
        paragraph((NUMBERED, LINE.tinted(ACCENT)), ("{{ point.lead }}", LEAD)),
        anchor="b",
        tag="{%shape if point.lead %}",
    )
    row.text(
        "Detail",
        Box(0.667, 2.945, 7.92, 1.20),
        paragraph(("{{ point.text }}", DETAIL), ("{{ point.text | mark }}", MARK)),
        tag="{%shape if point.lead %}",
    )
    row.text(
        "Line",
        Box(0.667, 2.15, 7.92, 2.00),
        paragraph((NUMBERED, LINE.tinted(ACCENT)), ("{{ point.text }}", LINE), ("{{ point.text | mark }}", MARK)),
        anchor="ctr",
        tag="{%shape if not point.lead %}",
    )
    canvas.group("RailPoint", Box(0.667, 2.00, 7.92, ROW), "{%shape for point in page %}", row)
    _draw_rail(canvas)
    furniture(canvas, FOOTER_PART)
    return Slide(
        "PointsRail",
        canvas.shapes(),
        RAIL_NOTES,
    )


def _draw_rail(canvas: Canvas) -> None:
    """The figures beside the points: a number with its words, or one sentence with two numbers."""
    canvas.rectangle("RailFigure-area", Box(9.487, 0.36, 0.20, 6.40), "")
    rail = canvas.inner()
    rail.rule("Rule", Box(9.487, 0.36, 3.18, 0), PANEL_RULE, tag="{%shape if not loop.first %}")
    place, style, smaller = Box(9.487, 0.50, 3.18, 0.69), Style(40, 44, INK), Style(26, 44, INK)
    wide = NUMBER_LENGTH + " * 22.4 + (card.prefix|length + card.unit|length) * letter > 189"
    widest = NUMBER_LENGTH + " * 14.4 + (card.prefix|length + card.unit|length) * letter > 203"
    alone = "{%shape if not card.clause and "
    for name, look, condition in (
        ("HeroNumber", style.tinted(SIGNAL), f"card.id == hero and not {wide}"),
        ("Number", style, f"card.id != hero and not {wide}"),
        ("LongNumber", smaller, f"{wide} and not {widest}"),
        ("LongestNumber", Style(16, 44, INK), widest),
    ):
        unit_size = 14 if name == "LongestNumber" else 18
        rail.text(name, place, number_line("card", look, unit_size), tag=f"{alone}{condition} %}}")
    rail.text(
        "What",
        Box(9.487, 1.19, 3.18, 1.30),
        paragraph(("{{ card.what }}", RAIL_WORDS), ("{{ card | mark }}", MARK)),
        paragraph((TIME, SCOPE)),
        tag="{%shape if not card.clause %}",
    )
    rail.text(
        "Sentence",
        Box(9.487, 0.52, 3.18, 1.92),
        paragraph(*sentence_runs(RAIL_WORDS, Style(28, 38, INK)), line=38),
        paragraph((TIME, SCOPE)),
        tag="{%shape if card.clause %}",
    )
    canvas.group("RailFigure", Box(9.487, 0.36, 3.18, 2.13), "{%shape for card in page.figures %}", rail)


# Closes the loop over the pages of a part.
ROWS_NOTES = (
    "{%slide if not page.figures %}",
    *POINT_NOTES,
    "{%slide endif %}",
    "{%slide endfor %}",
)


def points() -> Slide:
    """Pages without a rail: lead and text side by side, one above the other, or a full line."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=slide_title("heading", "page.continuation"))
    canvas.rectangle("PointRow-area", Box(0.667, 1.86, 0.20, 4.84), "")
    row, height = canvas.inner(), ROW
    row.rule("Rule", Box(0.667, 1.86, 12.00, 0), RULE)
    # （十一） is as wide at 15 pt as （一） at 20; that of （二十一） hangs into the margin by half its bracket.
    for name, style, box, which in (
        ("No", LINE, Box(0.667, 1.86, 0.86, height), "< 10"),
        ("LongNo", Style(15, 28, ACCENT), Box(0.667, 1.86, 0.86, height), "in range(10, 20)"),
        ("LongestNo", Style(14, 28, ACCENT), Box(0.545, 1.86, 1.19, height), "> 19"),
    ):
        number, shown = paragraph((POINT_NUMBER, style.tinted(ACCENT))), f"{COUNTED} and counted.index(point.id)"
        row.text(name, box, number, anchor="ctr", tag=f"{{%shape if {shown} {which} %}}")
    short = 'point.lead|length <= (30 if language == "en" else 16)'
    beside, above = (f"{{%shape if point.lead and {which}({short})" for which in ("", "not "))
    lead, mark = paragraph(("{{ point.lead }}", LEAD)), ("{{ point.text | mark }}", MARK)
    words, line = (paragraph(("{{ point.text }}", style), mark) for style in (DETAIL, LINE))
    row.text("Detail", Box(4.747, 1.86, 7.92, height), words, anchor="ctr", tag=f"{beside} %}}")
    # Without numbers the words begin at the margin.
    for prefix, x, which in (("", 1.547, ""), ("Plain", 0.667, "not ")):
        tail = f" and {which}({COUNTED}) %}}"
        row.text(f"{prefix}Lead", Box(x, 1.86, 4.507 - x, height), lead, anchor="ctr", tag=beside + tail)
        wide = Box(x, 1.86, 12.667 - x, height)
        row.text(f"{prefix}LeadAbove", wide, lead, words, anchor="ctr", tag=above + tail)
        row.text(f"{prefix}Line", wide, line, anchor="ctr", tag=f"{{%shape if not point.lead{tail}")
    canvas.group("PointRow", Box(0.667, 1.86, 12.00, height), "{%shape for point in page %}", row)
    furniture(canvas, FOOTER_PART)
    return Slide(
        "Points",
        canvas.shapes(),
        ROWS_NOTES,
    )


MOST_CARDS = 12
"""Cards of a part: further figures, which matter less, are told in the notes."""

# Closes the loops over the parts of a section and over their runs.
UNSAID_NOTES = (
    # What neither the points of this part nor the slide of main figures has said; one alone is told in the notes.
    NO_HERO,
    UNEVEN,
    '{%slide set unsaid = part.figures | selectattr("what") | rejectattr("id", "in", said.ids) | list %}',
    f"{{%slide set filled = unsaid[:{MOST_CARDS}] %}}",
    '{%slide set listed = filled | fitting("SectionCard") %}',
    HERO,
    '{%slide set wanted = listed|length > 1 or listed | selectattr("is_pinned") | list %}',
    "{%slide set worth = wanted or not (part.key_points or part.message or part.tables) %}",
    # A few fill the slide in rows, with their sentences.
    "{%slide set rowed = worth and listed|length <= 3 %}",
    '{%slide for page in (filled | fit("SectionFigure", most=3) if rowed'
    ' else (filled if worth else []) | fit("SectionCard", most=6)) %}',
    *CARD_NOTES,
    f"{{%p for card in unsaid[{MOST_CARDS}:] if page.number == page.count %}}",
    "{{ card.sentence }}",
    "{%p endfor %}",
    "{%slide endfor %}",
    "{%slide endfor %}",
    "{%slide endfor %}",
)


CARDS = "([] if rowed else page)"
FIGURES = FigureLook(
    number=Style(54, 58, INK),
    hero=SIGNAL,
    sizes=(54, 40, 28, 20),
    unit=18,
    what=LEAD,
    sentence=DETAIL,
    scope=SCOPE,
    mark=MARK,
    top=2.00,
)


def section_figures() -> Slide:
    """Cards for the figures that no other slide of the part has said; closes the loop over parts."""
    canvas = Canvas()
    title = slide_title(TITLE_OF_PART, "page.continuation", before=EVEN + FIGURES_OF)
    canvas.placeholder("Title", "title", None, body=title)
    draw_cards(canvas, "Section", CARDS)
    draw_figures(canvas, FIGURES)
    furniture(canvas, FOOTER_PART)
    return Slide(
        "Figures",
        canvas.shapes(),
        UNSAID_NOTES,
    )
