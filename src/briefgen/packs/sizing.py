"""How much text a placeholder holds at a size, and at which sizes a title or a text is set in it.

Counts in full-width characters (1 em each); the build measures the real text. Knows places and styles only.
"""

from dataclasses import dataclass

from briefgen.packs.layouts import Placeholder
from briefgen.templating.paragraphs import PLAIN_LINE, TALL_LINES
from briefgen.templating.styles import EMU, Level

LATIN = 1.8
"""Latin characters that take the room of one full-width character."""

RAGGED = 0.9
"""Share of a line that text fills on average, since words and figures are not cut."""

SAFE = 0.98
"""Share of a height that is counted on."""

SMALLEST_TITLE, SMALLEST_TEXT = 16.0, 12.0
_STEPS = (1.0, 0.85, 0.7, 0.58, 0.48)
TITLE_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A size in points, None for the template's own, and the characters that the place holds at it."""

    size: float | None
    chinese: int
    english: int


def capacity(place: Placeholder, size: float, *, depth: int = 0, most_lines: int | None = None) -> int:
    """Full-width characters that a place holds at a size."""
    return int(lines_of(place, size, depth=depth, most=most_lines) * per_line(place, size, depth=depth) * RAGGED)


def per_line(place: Placeholder, size: float, *, depth: int = 0) -> int:
    """Full-width characters of one line, one em kept free."""
    body, level = place.style.body, place.style.levels[depth]
    width = place.rectangle.width - body.left - body.right - max(0, level.margin or 0)
    return max(0, int(width / EMU / size) - 1)


def lines_of(place: Placeholder, size: float, *, depth: int = 0, most: int | None = None) -> int:
    """Lines that a place holds at a size."""
    body = place.style.body
    height = (place.rectangle.height - body.top - body.bottom) / EMU
    lines = max(0, int(height * SAFE / (line_height(place.style.levels[depth], size) * TALL_LINES)))
    return lines if most is None else min(lines, most)


def line_height(level: Level, size: float) -> float:
    """Points of one line at a size: exact spacing shrinks with the type."""
    if level.line_points is not None and level.size:
        return level.line_points * size / level.size
    return max(1.0, level.line_ratio or 1.0) * PLAIN_LINE * size


def title_steps(place: Placeholder) -> tuple[Step, ...]:
    """The sizes of a title, the template's own first, each where it holds more than the one before."""
    own = place.style.levels[0].size or 18.0
    steps: list[Step] = []
    for factor in _STEPS:
        size = float(round(own * factor))
        if factor < 1.0 and size < min(SMALLEST_TITLE, own):
            break
        held = capacity(place, size, most_lines=TITLE_LINES)
        if held > (steps[-1].chinese if steps else 0):
            steps.append(Step(size=None if factor == 1.0 else size, chinese=held, english=int(held * LATIN)))
    if not steps:
        size = max(10.0, float(round(own * _STEPS[-1])))
        held = max(1, per_line(place, size))
        steps.append(Step(size=size, chinese=held, english=int(held * LATIN)))
    return tuple(steps)


def text_size(
    place: Placeholder, *, lines: int, characters: int, depth: int = 0, least: float = SMALLEST_TEXT
) -> float | None:
    """The size at which a text holds so many lines of so many characters; None where the template's own does."""
    own = place.style.levels[depth].size or 18.0
    size = own
    while size > least and (
        lines_of(place, size, depth=depth) < lines or per_line(place, size, depth=depth) < characters
    ):
        size -= 1
    return None if size == own else size
