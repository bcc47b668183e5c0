"""Shapes of a slide as a merge sees them: name, kind, place on the slide, text by paragraphs. Lengths are EMU."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from briefgen.package import CHART, DRAWING, OFFICE, PRESENTATION, Element

A, C, P, R = f"{{{DRAWING}}}", f"{{{CHART}}}", f"{{{PRESENTATION}}}", f"{{{OFFICE}}}"
SHAPES = frozenset(f"{P}{name}" for name in ("sp", "grpSp", "graphicFrame", "pic", "cxnSp", "contentPart"))
OWN = "bg_"
BREAK = "\v"
FIELD = "\ufffc"
"""Stands in a text for a field that an Office program fills, such as the page number."""
TOLERANCE = 2_500
"""EMU within which two places are one: LibreOffice counts in hundredths of a millimetre (360 EMU), groups add up."""

_COPY_NUMBERS = re.compile(r"(?:_\d+)+$")
_BLANKS = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)

Box = tuple[float, float, float, float]


@dataclass(slots=True, kw_only=True)
class Shape:
    """A shape, group or frame. `box` is x, y, width, height on the slide; None where a layout says it."""

    node: Element
    name: str
    placeholder: tuple[str, str] | None
    box: Box | None
    texts: tuple[str, ...]
    parent: "Shape | None" = None
    children: "list[Shape]" = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Whether it only holds others."""
        return self.node.tag == f"{P}grpSp"

    @property
    def stem(self) -> str:
        """The name without the numbers of copies."""
        return _COPY_NUMBERS.sub("", self.name)

    @property
    def text(self) -> str:
        """All text in it and in what it holds."""
        if self.is_group:
            return "\n".join(filter(None, (child.text for child in self.children)))
        return "\n".join(self.texts)

    @property
    def table(self) -> Element | None:
        """The table in it."""
        return self.node.find(f"{A}graphic/{A}graphicData/{A}tbl")

    @property
    def chart_reference(self) -> str | None:
        """The relationship id of the chart in it."""
        found = self.node.find(f"{A}graphic/{A}graphicData/{C}chart")
        return found.get(f"{R}id") if found is not None else None

    def leaves(self) -> "Iterator[Shape]":
        """What is no group, in the order of the tree."""
        if not self.is_group:
            yield self
        for child in self.children:
            yield from child.leaves()

    def all(self) -> "Iterator[Shape]":
        """This and all below."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass(frozen=True, slots=True)
class Transform:
    """From the coordinates of a group to those of the slide."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def apply(self, box: Box) -> Box:
        """A box of the group, on the slide."""
        x, y, width, height = box
        return (x * self.scale_x + self.x, y * self.scale_y + self.y, width * self.scale_x, height * self.scale_y)

    def undo(self, box: Box) -> Box:
        """A box of the slide, in the group."""
        x, y, width, height = box
        return (
            (x - self.x) / (self.scale_x or 1),
            (y - self.y) / (self.scale_y or 1),
            width / (self.scale_x or 1),
            height / (self.scale_y or 1),
        )


def read_shapes(root: Element) -> list[Shape]:
    """The shapes at the top of a slide or a notes page, each with what it holds."""
    tree = root.find(f"{P}cSld/{P}spTree")
    return _read_children(tree, Transform(), None) if tree is not None else []


def _read_children(tree: Element, transform: Transform, parent: Shape | None) -> list[Shape]:
    shapes = []
    for node in tree:
        if node.tag not in SHAPES:
            continue
        raw = raw_box(node)
        shape = Shape(
            node=node,
            name=properties_of(node).get("name", ""),
            placeholder=_placeholder(node),
            box=transform.apply(raw) if raw is not None else None,
            texts=texts_of(node),
            parent=parent,
        )
        if shape.is_group:
            shape.children = _read_children(node, inner_transform(node, transform), shape)
        shapes.append(shape)
    return shapes


def properties_of(node: Element) -> Element:
    """The element with a shape's id and name."""
    found = node.find(f"./*/{P}cNvPr")
    return found if found is not None else etree.Element(f"{P}cNvPr")


def _placeholder(node: Element) -> tuple[str, str] | None:
    found = node.find(f"./*/{P}nvPr/{P}ph")
    return (found.get("type", "obj"), found.get("idx", "0")) if found is not None else None


def form_of(node: Element) -> Element | None:
    """The xfrm of a shape."""
    for path in (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm"):
        if (found := node.find(path)) is not None:
            return found
    return None


def raw_box(node: Element) -> Box | None:
    """Place and size in the coordinates of the shape's own group."""
    form = form_of(node)
    return _pair(form, "off", "ext") if form is not None else None


def inner_transform(node: Element, outer: Transform) -> Transform:
    """What maps the pieces of a group to the slide."""
    form = form_of(node)
    if form is None:
        return outer
    own, inner = _pair(form, "off", "ext"), _pair(form, "chOff", "chExt")
    if own is None or inner is None:
        return outer
    scale_x = own[2] / inner[2] if inner[2] else 1.0
    scale_y = own[3] / inner[3] if inner[3] else 1.0
    return Transform(
        outer.scale_x * scale_x,
        outer.scale_y * scale_y,
        outer.x + outer.scale_x * (own[0] - inner[0] * scale_x),
        outer.y + outer.scale_y * (own[1] - inner[1] * scale_y),
    )


def _pair(form: Element, place: str, size: str) -> Box | None:
    first, second = form.find(f"{A}{place}"), form.find(f"{A}{size}")
    if first is None or second is None:
        return None
    return (
        float(first.get("x", 0)),
        float(first.get("y", 0)),
        float(second.get("cx", 0)),
        float(second.get("cy", 0)),
    )


def same_place(left: Box | None, right: Box | None) -> bool:
    """Whether two boxes are one, as far as other editors' rounding lets us see."""
    if left is None or right is None:
        return left is right
    return all(abs(one - other) <= TOLERANCE for one, other in zip(left, right, strict=True))


def texts_of(node: Element) -> tuple[str, ...]:
    """The text of a shape by paragraphs; of a table, of its cells."""
    return tuple(paragraph_text(paragraph) for paragraph in node.iter(f"{A}p")) if node.tag != f"{P}grpSp" else ()


def paragraph_text(paragraph: Element) -> str:
    """The text of a paragraph, a break as a vertical tab, a field that fills itself as one sign."""
    pieces = []
    for child in paragraph:
        if child.tag == f"{A}br":
            pieces.append(BREAK)
        elif child.tag == f"{A}fld" and child.get("type", "").startswith(("slidenum", "datetime")):
            pieces.append(FIELD)
        elif child.tag in (f"{A}r", f"{A}fld"):
            pieces.append(child.findtext(f"{A}t") or "")
    return "".join(pieces)


def canonical(node: Element) -> bytes:
    """An element's content in one spelling, so that equal bytes mean that nothing was changed."""
    return etree.tostring(node, method="c14n", exclusive=True)


def is_same(left: Element, right: Element) -> bool:
    """Whether two elements say the same but for their shape ids."""
    if canonical(left) == canonical(right):
        return True
    first, second = _without_ids(left), _without_ids(right)
    return canonical(first) == canonical(second)


def _without_ids(node: Element) -> Element:
    copy = etree.fromstring(etree.tostring(node), _BLANKS)
    for properties in copy.iter(f"{P}cNvPr"):
        properties.set("id", "")
    return copy
