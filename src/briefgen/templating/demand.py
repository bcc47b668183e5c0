"""How much room one copy of a repeated shape, or one round of table rows, needs for the texts in it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.package import Element
from briefgen.templating.cells import span_of
from briefgen.templating.geometry import SHAPES, arrange
from briefgen.templating.paragraphs import PLAIN_LINE, TALL_LINES, Box, read_box
from briefgen.templating.state import Rendering
from briefgen.templating.styles import EMU, A, P, Rectangle, rectangle_of

if TYPE_CHECKING:
    from briefgen.templating.deck_template import DeckTemplate
    from briefgen.templating.loops import Loop

EDGES = 720
"""EMU that a cell may lose where a program rounds both its edges to hundredths of a millimetre."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a copy needs: a multiple of its own height, or EMU for table rows.

    `text`, `slot` and `capacity` describe the text that asks for the most.
    """

    height: float
    overfull: bool
    text: str = ""
    slot: str = ""
    capacity: str = ""


def measure_copy(root: Element, deck: "DeckTemplate", state: Rendering, scale_x: float) -> Demand:
    """The multiple of its own height that the copy needs so that every text in it fits its box."""
    arrange(root, lambda _loop, _copy: None)
    whole = next((found for item in root.iter() if item.tag in SHAPES and (found := rectangle_of(item))), None)
    worst = Demand(0.0, False)
    overfull = False
    for shape in root.iter(f"{P}sp"):
        body, key = shape.find(f"{P}txBody"), shape.get("bg-k", "")
        if body is None or key not in deck.styles:
            continue
        style = deck.styles[key]
        place = rectangle_of(shape) or style.rectangle
        if place is None:
            continue
        if style.body.grows and whole is not None:
            # A shape that grows with its text may grow to the end of the copy.
            place = Rectangle(place.x, place.y, place.width, whole.y + whole.height - place.y)
        box = read_box(body, style, Rectangle(0, 0, round(place.width * scale_x), place.height), state)
        if box.is_empty:
            continue
        insets = (style.body.top + style.body.bottom) / EMU
        height = (box.needed + insets) / (place.height / EMU) if place.height else 0.0
        overfull = overfull or box.overfull
        if height > worst.height or box.overfull:
            worst = Demand(max(height, worst.height), overfull, box.text, deck.names[key], capacity_of(box))
    return worst


def measure_rows(root: Element, deck: "DeckTemplate", loop: "Loop", state: Rendering) -> Demand:
    """The EMU that a round of rows takes."""
    total, overfull, worst, text, slot, capacity = 0.0, False, 0.0, "", loop.name, ""
    columns = share_columns(tuple(root.iter(f"{A}tr")), loop.columns)
    for row in root.iter(f"{A}tr"):
        height = float(row.get("h", 0))
        covered = 0
        for cell in row.findall(f"{A}tc"):
            if covered:
                covered -= 1
                continue
            covered = span_of(cell) - 1
            box, needed = measure_cell(cell, deck, columns, state)
            overfull = overfull or box.overfull
            if needed > worst:
                worst, text, capacity = needed, box.text, capacity_of(box)
            height = max(height, needed)
        total += height
    return Demand(total, overfull, text, slot, capacity)


def measure_paragraphs(root: Element, loop: "Loop", state: Rendering) -> Demand:
    """The EMU that a round of paragraphs takes in the text that they stand in."""
    style = loop.style
    assert style is not None
    box = read_box(root, style, Rectangle(0, 0, loop.own.width, loop.own.height), state)
    if box.is_empty:
        return Demand(0.0, False)
    # `read_box` takes the first paragraph for the text's first, without the space above it.
    above = box.paragraphs[0].level
    before = above.before_points or (above.before_ratio or 0.0) * box.paragraphs[0].size * PLAIN_LINE
    height = (box.needed + before) * EMU
    return Demand(height, box.overfull, box.text, loop.name, capacity_of(box))


def share_columns(rows: Sequence[Element], widths: tuple[int, ...]) -> tuple[int, ...]:
    """Widths by the template's columns, where the copies of a repeated cell share the width of its column."""
    shared = list(widths)
    for column, times in count_repeats(rows).items():
        if column < len(shared):
            shared[column] //= times
    return tuple(shared)


def count_repeats(rows: Sequence[Element]) -> dict[int, int]:
    """How often each of the template's columns stands in the row that repeats it most."""
    most: dict[int, int] = {}
    for row in rows:
        for column, times in Counter(int(cell.get("bg-col", 0)) for cell in row.findall(f"{A}tc")).items():
            most[column] = max(most.get(column, 1), times)
    return most


def measure_cell(cell: Element, deck: "DeckTemplate", columns: tuple[int, ...], state: Rendering) -> tuple[Box, float]:
    """The text of a cell as laid out in its columns, and the EMU of height that it needs."""
    column, span = int(cell.get("bg-col", 0)), span_of(cell)
    width = sum(columns[column : column + span]) - EDGES
    body = cell.find(f"{A}txBody")
    assert body is not None
    style = deck.styles[cell.get("bg-k", "")]
    box = read_box(body, style, Rectangle(0, 0, width, 0), state)
    # The room for taller lines is kept once, below the whole table.
    return box, box.needed / TALL_LINES * EMU + style.body.top + style.body.bottom


def capacity_of(box: Box) -> str:
    """What a box holds, said for a person."""
    size = max((paragraph.size for paragraph in box.paragraphs), default=18.0)
    room = f" of {box.height:.0f} pt" if box.height > 0 else ""
    return (
        f"needs {box.needed:.0f} pt{room}, with about {max(0, int(box.width // size))} characters a line at {size:g} pt"
    )
