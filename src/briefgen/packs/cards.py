"""The cards of headline figures: a grid of number, unit and what is counted, in the place of a layout's text."""

from briefgen.packs import shapes
from briefgen.packs.shapes import Line
from briefgen.packs.sizing import SMALLEST_TEXT
from briefgen.templating.styles import EMU, Rectangle

GAP = 0.06
"""Space between columns and rows, as a share of the grid's width and height."""

PAD = 60_000
"""EMU between a card's rule and its number."""

_NUMBER = "{{ card.prefix }}{% if card.prefix %} {% endif %}{{ card.number }} {{ card.unit }}"
_WIDTH = "card.number|length * 0.6 + card.prefix|length + card.unit|length"
"""Full-width characters that a number takes: its digits are little more than half as wide."""


def card_grid(place: Rectangle, color: str, accent: str) -> tuple[int, str]:
    """The columns of the grid and its shapes: two rows of repeated cards. `color` and `accent` are fills."""
    columns, gap = 3 if place.width > 1.6 * place.height else 2, round(place.width * GAP)
    width = (place.width - gap * (columns - 1)) // columns
    row = Rectangle(place.x, place.y, place.width, round(place.height * (1 - GAP)) // 2)
    card = Rectangle(place.x, row.y, width + gap, row.height)
    grid = shapes.area("Card", Rectangle(row.x, row.y, columns * card.width, row.height)) + shapes.group(
        "Card", card, "{%shape for card in row %}", _card(card, width, color, accent)
    )
    # A high area sets its rows below each other.
    down = Rectangle(place.x, place.y, min(place.width, place.height // 2), place.height)
    loop = f"{{%shape for row in page | batch({columns}) %}}"
    return columns, shapes.area("CardRow", down) + shapes.group("CardRow", row, loop, grid)


def _card(card: Rectangle, width: int, color: str, accent: str) -> str:
    points = width / EMU
    big, small = max(20.0, min(32.0, round(points / 7))), max(SMALLEST_TEXT, min(16.0, round(points / 15)))
    height = round(big * 1.6 * EMU)
    below = card.y + PAD + height
    what = (
        Line(text="{{ card.what }}{{ card | mark }}", size=small, color=color, exact=True),
        Line(text="{{ card.time }}", size=max(SMALLEST_TEXT, small - 2), color=color, exact=True),
    )
    return (
        shapes.rule("Rule", Rectangle(card.x, card.y, width, 0), accent)
        + shapes.text_box("Number", Rectangle(card.x, card.y + PAD, width, height), _number(points, big, small, color))
        + shapes.text_box("What", Rectangle(card.x, below, width, card.y + card.height - below - PAD // 2), what)
    )


def _number(points: float, big: float, small: float, color: str) -> tuple[Line, ...]:
    """The number at the largest of three sizes that holds it in one line; the other two vanish."""
    held, fewer = round(points / big) - 1, round(points / small) - 1
    sizes = (
        (f"{_WIDTH} <= {held}", big),
        (f"{_WIDTH} > {held} and {_WIDTH} <= {fewer}", small),
        (f"{_WIDTH} > {fewer}", SMALLEST_TEXT),
    )
    return tuple(
        Line(text=f"{{% if {condition} %}}{_NUMBER}{{% endif %}}", size=size, bold=True, color=color, exact=True)
        for condition, size in sizes
    )
