"""The grid of cards: one number with its words a card, or one sentence with two numbers."""

from dataclasses import dataclass, replace

from pack_design import DETAIL, INK, MARK, RAIL_WORDS, RULE, SCOPE, SIGNAL
from pack_shapes import Box, Canvas, Style, paragraph
from pack_tags import OR, TIME, number_line

# The width in points of a letter of a unit at 18 pt, to tell numbers that are too wide for their size. While cards
# are measured none is the hero.
LETTER = '{%slide set letter = 10 if language == "en" else 18 %}'
NO_HERO = '{%slide set hero = "" %}'
UNEVEN = "{%slide set even = namespace(wide=false) %}"

# One figure of the list is the hero.
HERO = '{%slide set hero = listed[0].id if listed else "" %}'

# The six main figures: those that rank highest and fit a card.
MAIN = (
    LETTER,
    NO_HERO,
    UNEVEN,
    '{%slide set fitted = (figures[:24] if sections else figures) | fitting("Card") %}',
    "{%slide set main = (fitted[:6] if sections else fitted) if fitted|length >= 4 else [] %}",
    "{%slide set listed = main %}",
    "{%slide if main %}",
    HERO,
    '{%slide for page in main | fit("Card", most=6) %}',
)

# Digits in Chinese characters are nearly twice as wide.
NUMBER_LENGTH = 'card.number|length * (1.8 if card.number[:1] in "零〇一二三四五六七八九十百千万亿两几数" else 1)'


# The place, unless the words above name it already.
PLACE = "{% if card.place not in card.what %}{% if card.time %}{{ labels.comma }}{% endif %}{{ card.place }}{% endif %}"


CARD_NOTES = ("{%p for card in page %}", "{{ card.sentence }}{{ card | mark }}", "{%p endfor %}")


# The width of a clause with its numbers set large, in points; one too long for three lines gives way to its first
# number with its words.
_DIGITS = 'card.clause|list|select("in", "0123456789.%")|list|length'


def clause_width(words: float, number: float) -> str:
    """About how many points a clause takes, its words and its numbers in these sizes."""
    letters = f"(card.clause|length - {_DIGITS}) * (0.52 if language == 'en' else 1)"
    return f"{letters} * {words} + {_DIGITS} * {number * 0.56:.1f}"


RELATED = f"card.clause and {clause_width(16, 28)} <= 730"


WIDE = f"({NUMBER_LENGTH} * 30 + (card.prefix|length + card.unit|length) * letter > 222)"
"""A number that is too wide for the largest size; then none on its slide has that."""


def even_numbers(wide: str, related: str) -> str:
    """For a slide's title: tells whether one of its cards bears a wide number. While cards are measured, none does."""
    found = f"{{% if not ({related}) and {wide} %}}{{% set even.wide = true %}}{{% endif %}}"
    return f"{{% set even.wide = false %}}{{% for card in page %}}{found}{{% endfor %}}"


EVEN = even_numbers(WIDE, RELATED)
FIGURES_OF = "{{ labels.figures }}{{ labels.colon }}"


def draw_cards(canvas: Canvas, prefix: str, cards: str = "page") -> None:
    """A grid of cards, three across; a card holds one number with its words, or one sentence with two numbers."""
    canvas.rectangle(f"{prefix}CardRow-area", Box(0.667, 2.00, 0.20, 4.68), "")
    row = canvas.inner()
    row.rectangle(f"{prefix}Card-area", Box(0.667, 2.00, 12.24, 2.34), "")
    card = row.inner()
    hero = "card.id == hero"
    card.rule("HeroRule", Box(0.667, 2.00, 3.84, 0), SIGNAL, 2.25, tag="{%shape if " + hero + " %}")
    card.rule("Rule", Box(0.667, 2.00, 3.84, 0), INK, tag="{%shape if not " + hero + " %}")
    place, units = Box(0.667, 2.14, 3.84, 0.90), "(card.prefix|length + card.unit|length) * letter"
    wider, widest = (f"{NUMBER_LENGTH} * {digit} + {units} > {room}" for digit, room in ((24.6, 224), (18, 244)))
    alone = "{%shape if not (" + RELATED + ") and "
    for name, size, when in (
        ("Number", 54, f"not ({WIDE} or even.wide)"),
        ("MiddleNumber", 44, f"({WIDE} or even.wide) and not {wider}"),
        ("LongNumber", 32, f"{wider} and not {widest}"),
    ):
        for first, color, which in (("Hero", SIGNAL, ""), ("", INK, "not ")):
            line = number_line("card", Style(size, 58, color), 18)
            card.text(f"{first}{name}", place, line, tag=f"{alone}{which}{hero} and {when} %}}")
    card.text("LongestNumber", place, number_line("card", Style(18, 58, INK), 14), tag=f"{alone}{widest} %}}")
    long = 'card.what|length > (54 if language == "en" else 29)'
    for name, words, which in (("What", DETAIL.tinted(INK), "not "), ("LongWhat", RAIL_WORDS, "")):
        card.text(
            name,
            Box(0.667, 3.04, 3.84, 1.30),
            paragraph(("{{ card.what }}", words), ("{{ card | mark }}", MARK)),
            paragraph((TIME + PLACE, SCOPE)),
            tag=f"{alone}{which}({long}) %}}",
        )
    plain, large = DETAIL.tinted(INK), Style(40, 46, INK)
    time = paragraph((TIME, SCOPE))
    card.text(
        "Sentence",
        Box(0.667, 2.30, 3.84, 1.98),
        paragraph(*sentence_runs(plain, large), line=46),
        time,
        paragraph((OR, plain)),
        paragraph(*sentence_runs(RAIL_WORDS, Style(28, 36, INK)), line=36),
        time,
        tag=f"{{%shape if {RELATED} %}}",
    )
    row.group(f"{prefix}Card", Box(0.667, 2.00, 3.84, 2.34), "{%shape for card in row %}", card)
    canvas.group(f"{prefix}CardRow", Box(0.667, 2.00, 12.24, 2.34), f"{{%shape for row in {cards} | batch(3) %}}", row)


@dataclass(frozen=True)
class FigureLook:
    """How a few figures stand in rows: sizes of the number, its styles, its words, and the rules between the rows."""

    number: Style
    hero: str
    sizes: tuple[int, ...]
    unit: float
    what: Style
    sentence: Style
    scope: Style
    mark: Style | None
    top: float


def draw_figures(canvas: Canvas, look: FigureLook) -> None:
    """Up to three figures in rows: the number, and beside it what it counts and the sentence that says it."""
    height = (6.64 - look.top) / 2
    canvas.rectangle("SectionFigure-area", Box(0.667, look.top, 0.20, 6.64 - look.top), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, look.top, 12.00, 0), RULE, tag="{%shape if not loop.first %}")
    for name, color, which in (("HeroNumber", look.hero, "=="), ("Number", look.number.color, "!=")):
        lines = [number_line("card", replace(look.number, size=size, color=color), look.unit) for size in look.sizes]
        parted = [part for line in lines for part in (line, paragraph((OR, look.scope)))][:-1]
        place = Box(0.667, look.top, 3.84, height)
        row.text(name, place, *parted, anchor="ctr", tag=f"{{%shape if card.id {which} hero %}}")
    what = paragraph(("{{ card.clause or card.what }}", look.what), *_marked(look))
    time = paragraph((TIME + PLACE, look.scope))
    words = paragraph(("{{ card.sentence }}", look.sentence))
    parted = (what, words, time, paragraph((OR, look.scope)), what, time)
    row.text("What", Box(4.747, look.top, 7.92, height), *parted, anchor="ctr")
    loop = "{%shape for card in (page if rowed else []) %}"
    canvas.group("SectionFigure", Box(0.667, look.top, 12.00, height), loop, row)


def _marked(look: FigureLook) -> tuple[tuple[str, Style], ...]:
    return (("{{ card | mark }}", look.mark),) if look.mark else ()


def sentence_runs(words: Style, number: Style, mark: Style | None = MARK) -> tuple[tuple[str, Style], ...]:
    """A sentence with two numbers: its words at one size, its numbers at another."""
    return (
        ("{%r for part in card.parts %}", words),
        ("{%r if part.is_number %}", words),
        ("{{ part }}", number),
        ("{%r else %}", words),
        ("{{ part }}", words),
        ("{%r endif %}", words),
        ("{%r endfor %}", words),
        *((("{{ card | mark }}", mark),) if mark else ()),
    )
