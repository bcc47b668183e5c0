"""The grid of cards of `gongwen`: large numbers without boxes, gold rules between the columns."""

from gongwen_design import DETAIL, GOLD, SCOPE
from pack_cards import NUMBER_LENGTH, PLACE, clause_width, even_numbers, sentence_runs
from pack_design import ACCENT, INK, RULE
from pack_shapes import Box, Canvas, Style, paragraph
from pack_tags import OR, TIME, number_line

TOP, HEIGHT = 2.06, 2.34
WIDTH = 3.68


def draw_cards(canvas: Canvas, prefix: str, cards: str = "page") -> None:
    """A grid of cards, three across; a card holds one number with its words, or one sentence with two numbers."""
    canvas.rectangle(f"{prefix}CardRow-area", Box(0.507, TOP, 0.20, 2 * HEIGHT), "")
    row = canvas.inner()
    row.rule("RowRule", Box(0.667, TOP - 0.06, 12.00, 0), RULE, tag="{%shape if not loop.first %}")
    row.rectangle(f"{prefix}Card-area", Box(0.507, TOP, 12.24, HEIGHT), "")
    card = row.inner()
    card.rule("Between", Box(0.507, TOP + 0.20, 0, 1.84), GOLD, tag="{%shape if not loop.first %}")
    card.rule("HeroRule", Box(0.667, TOP, 0.78, 0), ACCENT, 2.25, tag="{%shape if card.id == hero %}")
    _draw_number(card)
    _draw_sentence(card)
    row.group(f"{prefix}Card", Box(0.507, TOP, 4.08, HEIGHT), "{%shape for card in row %}", card)
    canvas.group(f"{prefix}CardRow", Box(0.507, TOP, 12.24, HEIGHT), f"{{%shape for row in {cards} | batch(3) %}}", row)


# A clause too long for the card gives way to its first number with its words.
RELATED = f"(card.clause and {clause_width(20, 32)} <= 690)"


WIDTH_OF_NUMBER = NUMBER_LENGTH + " * {} + (card.prefix|length + card.unit|length) * letter * 1.12"
LONG = '(card.what|length > (46 if language == "en" else 23))'
WIDE = f"({WIDTH_OF_NUMBER.format(27)} > 246)"
EVEN = even_numbers(f"({LONG} or {WIDE})", RELATED)


def _draw_number(card: Canvas) -> None:
    """One number over what it counts; three lines of words make it a size smaller."""
    large, middle, small = Style(54, 58, INK, bold=True), Style(44, 46, INK, bold=True), Style(36, 46, INK, bold=True)
    wider, widest = (f"({WIDTH_OF_NUMBER.format(digit)} > {room})" for digit, room in ((22, 246), (18, 262)))
    upper, lower = Box(0.667, TOP + 0.08, WIDTH, 0.90), Box(0.667, TOP + 0.08, WIDTH, 0.72)
    for name, place, style, when in (
        ("Number", upper, large, f"not ({LONG} or {WIDE} or even.wide)"),
        ("MiddleNumber", lower, middle, f"({LONG} or {WIDE} or even.wide) and not {wider}"),
        ("LongNumber", lower, small, f"{wider} and not {widest}"),
        ("LongestNumber", lower, Style(22, 25, INK, bold=True), widest),
    ):
        for hero, color, which in (("Hero", ACCENT, "=="), ("", INK, "!=")):
            condition = f"not {RELATED} and card.id {which} hero and {when}"
            line = number_line("card", style.tinted(color), 20)
            card.text(f"{hero}{name}", place, line, tag=f"{{%shape if {condition} %}}")
    words, tight = DETAIL.tinted(INK), Style(20, 25, INK)
    for name, place, style, which in (
        ("What", Box(0.667, TOP + 0.98, WIDTH, 1.30), words, "not "),
        ("LongWhat", Box(0.667, TOP + 0.80, WIDTH, 1.50), tight, ""),
    ):
        card.text(
            name,
            place,
            paragraph(("{{ card.what }}", style)),
            paragraph((TIME + PLACE, SCOPE)),
            tag=f"{{%shape if not {RELATED} and {which}{LONG} %}}",
        )


def _draw_sentence(card: Canvas) -> None:
    """One sentence with two numbers."""
    words, time = DETAIL.tinted(INK), paragraph((TIME, SCOPE))
    card.text(
        "Sentence",
        Box(0.667, TOP + 0.10, WIDTH, 2.18),
        paragraph(*sentence_runs(words, Style(40, 46, INK, bold=True), mark=None), line=46),
        time,
        paragraph((OR, words)),
        paragraph(*sentence_runs(words, Style(32, 36, INK, bold=True), mark=None), line=36),
        time,
        tag=f"{{%shape if {RELATED} %}}",
    )
