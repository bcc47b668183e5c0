"""Setting the copies of a repeated shape along its area, on the rendered XML of a slide. Lengths are EMU.

Knows shapes and where they stand; knows nothing of text.
"""

from collections.abc import Callable
from dataclasses import dataclass

from briefgen.package import Element
from briefgen.templating.styles import A, P, Rectangle, rectangle_of, transform_of

LOOP, COPY = "bg-loop", "bg-copy"
"""Wrappers around a repeated shape and around each of its copies, until geometry is done."""

AREA = "bg-area"
"""Attribute of the empty shape that a loop's copies are set along."""

SHAPES = frozenset(f"{P}{name}" for name in ("sp", "grpSp", "graphicFrame", "pic", "cxnSp"))
TOLERANCE = 2_000
"""EMU by which a copy may be larger than its share of the area and still count as fitting (0.16 pt)."""


@dataclass(frozen=True, slots=True)
class Pitch:
    """Where the copies of a loop start along their direction, and by how much each is scaled there."""

    across: bool
    start: int
    step: float
    scale: float


def pitch_of(own: Rectangle, area: Rectangle, count: int, stretch: float = 1.0) -> Pitch:
    """How `count` copies are set in an area: down they close up, across they keep the columns of a full row.

    `stretch` lets copies grow beyond their own size down the area, for a text that needs it.
    """
    across = area.width > area.height
    size, room, start = (own.width, area.width, area.x) if across else (own.height, area.height, area.y)
    count = max(1, count)
    if not across:
        step = min(max(size, size * stretch), room / count)
        return Pitch(False, start, step, step / size if size else 1.0)
    columns = columns_of(own, area)
    step = room / columns if count <= columns else room / count
    return Pitch(True, start, step, min(1.0, step / size) if size else 1.0)


def columns_of(own: Rectangle, area: Rectangle) -> int:
    """How many copies at their own size stand across the area."""
    return max(1, int((area.width + TOLERANCE) // own.width)) if own.width else 1


def flatten_groups(root: Element) -> None:
    """Give the pieces of scaled or moved groups the slide's own coordinates, so that all lengths are one kind."""
    for group in root.iter(f"{P}grpSp"):
        form = transform_of(group)
        if form is None:
            continue
        offset, extent = form.find(f"{A}off"), form.find(f"{A}ext")
        child_offset, child_extent = form.find(f"{A}chOff"), form.find(f"{A}chExt")
        if offset is None or extent is None or child_offset is None or child_extent is None:
            continue
        scale_x = _ratio(extent.get("cx"), child_extent.get("cx"))
        scale_y = _ratio(extent.get("cy"), child_extent.get("cy"))
        x, y = int(offset.get("x", 0)), int(offset.get("y", 0))
        from_x, from_y = int(child_offset.get("x", 0)), int(child_offset.get("y", 0))
        if (x, y, scale_x, scale_y) != (from_x, from_y, 1.0, 1.0):
            for child in _children(group):
                _map(child, lambda left, from_x=from_x, scale_x=scale_x, x=x: x + (left - from_x) * scale_x, scale_x,
                     lambda top, from_y=from_y, scale_y=scale_y, y=y: y + (top - from_y) * scale_y, scale_y)  # fmt: skip
            child_offset.set("x", str(x))
            child_offset.set("y", str(y))
            child_extent.set("cx", extent.get("cx", "0"))
            child_extent.set("cy", extent.get("cy", "0"))


def _ratio(size: str | None, inner: str | None) -> float:
    return int(size or 0) / int(inner or 0) if int(inner or 0) and int(size or 0) else 1.0


def _children(group: Element) -> list[Element]:
    return [child for child in group if child.tag in SHAPES]


def _map(shape: Element, place_x, scale_x: float, place_y, scale_y: float) -> None:  # type: ignore[no-untyped-def]
    """Move and scale a shape's own box (a group's inner box is mapped with its own group)."""
    form = transform_of(shape)
    if form is None:
        return
    offset, extent = form.find(f"{A}off"), form.find(f"{A}ext")
    if offset is None or extent is None:
        return
    offset.set("x", str(round(place_x(int(offset.get("x", 0))))))
    offset.set("y", str(round(place_y(int(offset.get("y", 0))))))
    extent.set("cx", str(round(int(extent.get("cx", 0)) * scale_x)))
    extent.set("cy", str(round(int(extent.get("cy", 0)) * scale_y)))


def move(shape: Element, *, across: bool, origin: float, target: float, scale: float) -> None:
    """Put a shape with all its pieces at `target` along one direction, scaled about `origin`."""
    along, size = ("x", "cx") if across else ("y", "cy")
    for piece in [shape, *(item for item in shape.iter() if item.tag in SHAPES and item is not shape)]:
        form = transform_of(piece)
        if form is None:
            continue
        for name, measure in (("off", along), ("chOff", along), ("ext", size), ("chExt", size)):
            node = form.find(f"{A}{name}")
            if node is None:
                continue
            value = int(node.get(measure, 0))
            moved = target + (value - origin) * scale if measure == along else value * scale
            node.set(measure, str(round(moved)))


def arrange(root: Element, stretch_of: Callable[[str, str], float]) -> None:
    """Set all copies in their areas, outer loops first; the wrappers and the areas are gone afterwards.

    `stretch_of` gives the stretch that a copy of a loop asks for. Each copied shape keeps the number of its binding
    as the attribute `bg-copy` and its place in the loop, from 1, as `bg-n`.
    """
    while (loop := next(root.iter(LOOP), None)) is not None:
        key = loop.get("k", "")
        copies = [copy for copy in loop if copy.tag == COPY]
        area = _find_area(loop, key) if copies else None
        if area is not None:
            stretch = max((stretch_of(key, copy.get("c", "")) for copy in copies), default=1.0)
            _set_along(copies, area, stretch)
        _unwrap(loop, copies)
    for shape in [item for item in root.iter(f"{P}sp") if item.get(AREA)]:
        parent = shape.getparent()
        if parent is not None:
            parent.remove(shape)


def _find_area(loop: Element, key: str) -> Rectangle | None:
    scope = loop.getparent()
    while scope is not None and key:
        found = next((item for item in scope.iter(f"{P}sp") if item.get(AREA) == key), None)
        if found is not None:
            return rectangle_of(found)
        scope = scope.getparent()
    return None


def _set_along(copies: list[Element], area: Rectangle, stretch: float) -> None:
    shapes = [next((item for item in copy.iter() if item.tag in SHAPES), None) for copy in copies]
    # A copy that a condition leaves out takes no place.
    present = [shape for shape in shapes if shape is not None]
    own = next((found for shape in present if (found := rectangle_of(shape)) is not None), None)
    if own is None:
        return
    pitch = pitch_of(own, area, len(present), stretch)
    for number, shape in enumerate(present):
        origin = own.x if pitch.across else own.y
        move(shape, across=pitch.across, origin=origin, target=pitch.start + number * pitch.step, scale=pitch.scale)


def _unwrap(loop: Element, copies: list[Element]) -> None:
    parent = loop.getparent()
    assert parent is not None
    at = parent.index(loop)
    parent.remove(loop)
    number = 0
    for copy in copies:
        for shape in list(copy):
            if shape.tag in SHAPES and not shape.get(COPY):
                number += 1
                shape.set(COPY, copy.get("c", ""))
                shape.set("bg-n", str(number))
            parent.insert(at, shape)
            at += 1
