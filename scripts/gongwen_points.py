"""The prototypes of a section in `gongwen`: opener, points beside a rail of figures, points in rows, cards."""

from dataclasses import replace

from gongwen_cards import EVEN, draw_cards
from gongwen_design import DARK, DETAIL, GOLD, HEAD, LEAD, LINE, RAIL_WORDS, SCOPE
from gongwen_opening import close
from pack_cards import FIGURES_OF, NUMBER_LENGTH, FigureLook, draw_figures, sentence_runs
from pack_changes import Changes
from pack_design import ACCENT, INK, INK2, RULE
from pack_points import CARDS, OPENER_NOTES, RAIL_NOTES, ROW, ROWS_NOTES, UNSAID_NOTES
from pack_shapes import Box, Canvas, Style, paragraph
from pack_stories import Stories
from pack_tags import (
    COUNTED,
    FOOTER_PART,
    NUMBERED,
    OPENER_MESSAGE,
    POINT_NUMBER,
    SECTION_NUMBER,
    SHORT_NUMBER,
    TIME,
    TITLE_OF_PART,
    Slide,
    display_title,
    number_line,
    sized,
    slide_title,
)

STORIES = Stories(
    date=Style(24, 32, INK, bold=True),
    words=DETAIL.tinted(INK),
    name=LEAD,
    caption=SCOPE.tinted(INK2),
    mark=None,
    rule=RULE,
    line=GOLD,
    dot=ACCENT,
    anchor="b",
    close=close,
)
CHANGES = Changes(
    head=HEAD,
    words=DETAIL.tinted(INK),
    scope=SCOPE,
    old=DETAIL,
    new=Style(28, 32, INK, bold=True),
    unit_size=16,
    change=Style(20, 28, INK, bold=True),
    mark=None,
    most=4,
    row_height=0.86,
    anchor="b",
    difference=False,
    close=close,
)
NUMBER = Style(22, 30, ACCENT, bold=True)


def section_opener() -> Slide:
    """Opens the loop over sections; shown before a section of several slides."""
    canvas = Canvas()
    number = sized((SHORT_NUMBER, 60), (SECTION_NUMBER, 40), (SECTION_NUMBER, 28), line=76)
    canvas.placeholder("SectionNo", "body", 13, body=number, fill=DARK)
    canvas.placeholder("Title", "title", None, body=display_title("section.title", 40, 32, 24, 18), anchor="ctr")
    canvas.placeholder("Message", "subTitle", 14, *OPENER_MESSAGE)
    close(canvas, None)
    return Slide("Section", canvas.shapes(), OPENER_NOTES)


def points_rail() -> Slide:
    """Opens the loops over the parts and pages of a section; points with two or three of their figures beside."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=slide_title("heading", "page.continuation"), anchor="b")
    canvas.rectangle("RailPoint-area", Box(0.667, 1.98, 0.20, 4.66), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 1.98, 7.92, 0), RULE, tag="{%shape if not loop.first %}")
    lead = paragraph((NUMBERED, NUMBER), ("{{ point.lead }}", LEAD))
    row.text("Lead", Box(0.667, 2.20, 7.92, 0.70), lead, anchor="b", tag="{%shape if point.lead %}")
    words = paragraph(("{{ point.text }}", DETAIL))
    row.text("Detail", Box(0.667, 2.92, 7.92, 1.30), words, tag="{%shape if point.lead %}")
    line = paragraph((NUMBERED, NUMBER), ("{{ point.text }}", LINE))
    row.text("Line", Box(0.667, 2.06, 7.92, 2.14), line, anchor="ctr", tag="{%shape if not point.lead %}")
    canvas.group("RailPoint", Box(0.667, 1.98, 7.92, ROW), "{%shape for point in page %}", row)
    _draw_rail(canvas)
    close(canvas, FOOTER_PART)
    return Slide("PointsRail", canvas.shapes(), RAIL_NOTES)


def _draw_rail(canvas: Canvas) -> None:
    """The figures beside the points: a number with its words, or one sentence with two numbers."""
    canvas.rectangle("RailFigure-area", Box(9.487, 0.40, 0.20, 6.39), "")
    rail = canvas.inner()
    rail.rule("Rule", Box(9.487, 0.40, 3.18, 0), GOLD, tag="{%shape if not loop.first %}")
    place, style, smaller = Box(9.487, 0.54, 3.18, 0.69), Style(40, 44, INK, bold=True), Style(32, 44, INK, bold=True)
    wide = NUMBER_LENGTH + " * 20 + (card.prefix|length + card.unit|length) * letter > 205"
    alone = "{%shape if not card.clause and "
    for name, look, condition in (
        ("HeroNumber", style.tinted(ACCENT), f"card.id == hero and not {wide}"),
        ("Number", style, f"card.id != hero and not {wide}"),
        ("LongNumber", smaller, wide),
    ):
        rail.text(name, place, number_line("card", look, 18), tag=f"{alone}{condition} %}}")
    rail.text(
        "What",
        Box(9.487, 1.23, 3.18, 1.28),
        paragraph(("{{ card.what }}", RAIL_WORDS)),
        paragraph((TIME, SCOPE)),
        tag="{%shape if not card.clause %}",
    )
    rail.text(
        "Sentence",
        Box(9.487, 0.54, 3.18, 1.96),
        paragraph(*sentence_runs(RAIL_WORDS, Style(32, 38, INK, bold=True), mark=None), line=38),
        paragraph((TIME, SCOPE)),
        tag="{%shape if card.clause %}",
    )
    canvas.group("RailFigure", Box(9.487, 0.40, 3.18, 2.13), "{%shape for card in page.figures %}", rail)


def points() -> Slide:
    """Pages without a rail: lead and text side by side, one above the other, or a full line."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=slide_title("heading", "page.continuation"), anchor="b")
    canvas.rectangle("PointRow-area", Box(0.667, 1.86, 0.20, 4.84), "")
    row = canvas.inner()
    height = ROW
    row.rule("Rule", Box(0.667, 1.86, 12.00, 0), RULE, tag="{%shape if not loop.first %}")
    # （十一） is as wide at 18 pt as （一） at 22; that of （二十一） hangs into the margin by half its bracket.
    for name, size, box, which in (
        ("No", 22, Box(0.667, 1.86, 1.02, height), "< 10"),
        ("LongNo", 18, Box(0.667, 1.86, 1.02, height), "in range(10, 20)"),
        ("LongestNo", 16, Box(0.545, 1.86, 1.35, height), "> 19"),
    ):
        number, shown = paragraph((POINT_NUMBER, replace(NUMBER, size=size))), f"{COUNTED} and counted.index(point.id)"
        row.text(name, box, number, anchor="ctr", tag=f"{{%shape if {shown} {which} %}}")
    short = 'point.lead|length <= (30 if language == "en" else 16)'
    lead, words = paragraph(("{{ point.lead }}", LEAD)), paragraph(("{{ point.text }}", DETAIL))
    beside, above = (f"{{%shape if point.lead and {which}({short})" for which in ("", "not "))
    line = paragraph(("{{ point.text }}", LINE))
    row.text("Detail", Box(4.747, 1.86, 7.92, height), words, anchor="ctr", tag=f"{beside} %}}")
    # Without numbers the words begin at the margin.
    for prefix, x, which in (("", 1.70, ""), ("Plain", 0.667, "not ")):
        tail = f" and {which}({COUNTED}) %}}"
        row.text(f"{prefix}Lead", Box(x, 1.86, 4.60 - x, height), lead, anchor="ctr", tag=beside + tail)
        wide = Box(x, 1.86, 12.667 - x, height)
        row.text(f"{prefix}LeadAbove", wide, lead, words, anchor="ctr", tag=above + tail)
        row.text(f"{prefix}Line", wide, line, anchor="ctr", tag=f"{{%shape if not point.lead{tail}")
    canvas.group("PointRow", Box(0.667, 1.86, 12.00, height), "{%shape for point in page %}", row)
    close(canvas, FOOTER_PART)
    return Slide("Points", canvas.shapes(), ROWS_NOTES)


FIGURES = FigureLook(
    number=Style(54, 58, INK, bold=True),
    hero=ACCENT,
    sizes=(54, 40, 28, 20),
    unit=20,
    what=LEAD,
    sentence=DETAIL,
    scope=SCOPE,
    mark=None,
    top=1.90,
)


def section_figures() -> Slide:
    """Cards for the figures that no other slide of the part has said; closes the loop over parts."""
    canvas = Canvas()
    title = slide_title(TITLE_OF_PART, "page.continuation", before=EVEN + FIGURES_OF)
    canvas.placeholder("Title", "title", None, body=title, anchor="b")
    draw_cards(canvas, "Section", CARDS)
    draw_figures(canvas, FIGURES)
    close(canvas, FOOTER_PART)
    return Slide("Figures", canvas.shapes(), UNSAID_NOTES)
