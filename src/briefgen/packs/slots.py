"""The slots of a pack's deck: which shape of which slide holds what, where it stands, and how much text it takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.package import Element
from briefgen.templating.deck_template import DeckTemplate
from briefgen.templating.geometry import SHAPES
from briefgen.templating.lifting import TAGGED
from briefgen.templating.paragraphs import PLAIN_LINE, TALL_LINES
from briefgen.templating.slide_reader import KEY, Prototype
from briefgen.templating.styles import EMU, A, Level, P, Rectangle, TextStyle, read_level, read_run, rectangle_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckSlot:
    """One shape with tags: `number` runs through the deck; sizes in points, `lines` of `characters` full-width ones.

    `filled` is False for a placeholder that holds neither tag nor text.
    """

    number: int
    slide: int
    name: str
    rectangle: Rectangle | None
    size: float
    lines: int
    characters: int
    filled: bool
    placeholder: str | None


def iter_slots(deck: DeckTemplate) -> Iterator[DeckSlot]:
    """The slots of all prototypes in order; fixed slides have none."""
    number = 0
    for prototype in deck.prototypes:
        for shape in _shapes(prototype):
            slot = _read(deck, prototype, shape, number + 1)
            if slot is not None:
                number += 1
                yield slot


def _shapes(prototype: Prototype) -> list[Element]:
    return [] if prototype.fixed else [node for node in prototype.tree.iter() if node.tag in SHAPES]


def _read(deck: DeckTemplate, prototype: Prototype, shape: Element, number: int) -> DeckSlot | None:
    key = shape.get(KEY, "")
    body, style = shape.find(f"{P}txBody"), deck.styles.get(key)
    if body is None or style is None:
        return None
    tagged = [node for node in body.iter(f"{A}p") if node.get(TAGGED)]
    holds_text = any((node.text or "").strip() for node in body.iter(f"{A}t"))
    is_loop = any(deck.fragments.of_node(node) is not None for node in body)
    if not tagged and not is_loop and (holds_text or style.placeholder is None or _is_field(body)):
        return None
    rectangle = rectangle_of(shape) or style.rectangle
    first = next(iter(tagged or body.findall(f"{A}p")), None)
    lines, characters, size = _capacity(first, style, rectangle)
    return DeckSlot(
        number=number, slide=prototype.number, name=deck.names[key], rectangle=rectangle, size=size, lines=lines,
        characters=characters, filled=bool(tagged or is_loop or holds_text), placeholder=style.placeholder,
    )  # fmt: skip


def _is_field(body: Element) -> bool:
    return next(body.iter(f"{A}fld"), None) is not None


def _capacity(first: Element | None, style: TextStyle, rectangle: Rectangle | None) -> tuple[int, int, float]:
    properties = first.find(f"{A}pPr") if first is not None else None
    depth = int(properties.get("lvl", 0)) if properties is not None else 0
    run = first.find(f"{A}r/{A}rPr") if first is not None else None
    level = read_run(run).over(read_level(properties).over(style.levels[depth]))
    size = level.size or 18.0
    if rectangle is None:
        return 0, 0, size
    width = (rectangle.width - style.body.left - style.body.right - max(0, level.margin or 0)) / EMU
    height = (rectangle.height - style.body.top - style.body.bottom) / EMU
    line = _line(level, size)
    lines = int(height / (line * TALL_LINES)) or int(height >= line)
    return lines, max(0, int(width / size)), size


def _line(level: Level, size: float) -> float:
    return level.line_points or (level.line_ratio or 1.0) * PLAIN_LINE * size
