"""What a PowerPoint template offers: its layouts with their placeholders, as resolved, and its own slides.

Knows masters, layouts and placeholders; knows nothing of what briefgen will put into them. Lengths are EMU.
"""

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from briefgen.errors import TemplateError
from briefgen.package import (
    OFFICE,
    Element,
    Parts,
    Relationship,
    main_part,
    parse_xml,
    read_package,
    read_relationships,
    relationships_name,
    write_relationships,
)
from briefgen.templating.styles import A, P, Rectangle, StyleBook, TextStyle, rectangle_of

TITLES = frozenset({"title", "ctrTitle"})
TEXTS = frozenset({"body", "obj", "subTitle"})
"""Placeholders that hold the text of a slide."""

_PROBE = "ppt/slides/probe.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """A placeholder of a layout: what it is for, where it stands, and how its text is set."""

    kind: str
    index: str | None
    name: str
    rectangle: Rectangle
    style: TextStyle

    @property
    def area(self) -> int:
        """Its size in square EMU."""
        return self.rectangle.width * self.rectangle.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A layout of a template: `uses` counts the template's own slides that stand on it."""

    part: str
    master: str
    name: str
    kind: str
    placeholders: tuple[Placeholder, ...]
    uses: int
    opens: bool

    @property
    def title(self) -> Placeholder | None:
        """The title's placeholder."""
        return next((item for item in self.placeholders if item.kind in TITLES), None)

    @property
    def texts(self) -> tuple[Placeholder, ...]:
        """The placeholders for horizontal text, the largest first."""
        found = [item for item in self.placeholders if item.kind in TEXTS and item.style.body.upright]
        return tuple(sorted(found, key=lambda item: -item.area))

    def find(self, kind: str) -> Placeholder | None:
        """The first placeholder of a kind, such as `sldNum`."""
        return next((item for item in self.placeholders if item.kind == kind), None)

    def count(self, *kinds: str) -> int:
        """How many placeholders are of these kinds."""
        return sum(item.kind in kinds for item in self.placeholders)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSlide:
    """A slide that stands in the template itself: `number` from 1, its texts, and how its placeholders are filled."""

    number: int
    part: str
    layout: str
    texts: tuple[str, ...]
    has_empty_placeholder: bool
    hidden: bool


@dataclass(slots=True)
class Source:
    """A PowerPoint template as read."""

    file: str
    parts: Parts
    main: str
    presentation: Element
    width: int
    height: int
    layouts: tuple[Layout, ...] = ()
    slides: tuple[OwnSlide, ...] = ()

    def related(self, part: str, tail: str) -> Relationship | None:
        """The first relationship of a part of that kind."""
        return next((item for item in read_relationships(self.parts, part) if item.tail == tail), None)


def read_source(data: bytes, file: str) -> Source:
    """Read a .pptx or .potx. Raises TemplateError for any other file, or one without slide size or layouts."""
    parts = read_package(data, name=file)
    main = main_part(parts, name=file)
    presentation = parse_xml(parts[main], where=file)
    size = presentation.find(f"{P}sldSz")
    if presentation.tag != f"{P}presentation" or size is None:
        raise TemplateError("this is not a PowerPoint file", where=file, remedy="give a .potx or .pptx")
    source = Source(file, parts, main, presentation, int(size.get("cx", 0)), int(size.get("cy", 0)))
    slides = _slide_parts(source)
    own = {part: source.related(part, "slideLayout") for part in slides}
    on = [item.target for item in own.values() if item is not None]
    masters = [item.target for item in read_relationships(parts, main) if item.tail == "slideMaster"]
    found: list[Layout] = []
    for master in masters:
        for layout in _layout_parts(source, master):
            found.append(_read_layout(source, layout, master, on.count(layout), on[:1] == [layout]))
    if not found:
        raise TemplateError("the template has no slide layouts", where=file, remedy="save it again in PowerPoint")
    source.layouts = tuple(found)
    source.slides = tuple(_read_slide(source, number, part) for number, part in enumerate(slides, 1))
    return source


def _slide_parts(source: Source) -> list[str]:
    targets = {item.id: item.target for item in read_relationships(source.parts, source.main)}
    listed = source.presentation.findall(f"{P}sldIdLst/{P}sldId")
    return [part for node in listed if (part := targets.get(node.get(f"{{{OFFICE}}}id", ""), "")) in source.parts]


def _layout_parts(source: Source, master: str) -> list[str]:
    """A master's layouts in the order in which it lists them."""
    if master not in source.parts:
        return []
    targets = {item.id: item.target for item in read_relationships(source.parts, master)}
    root = parse_xml(source.parts[master], where=f"{source.file}, {master}")
    listed = [targets.get(node.get(f"{{{OFFICE}}}id", ""), "") for node in root.iter(f"{P}sldLayoutId")]
    return [part for part in listed if part in source.parts]


def _read_layout(source: Source, part: str, master: str, uses: int, opens: bool) -> Layout:
    root = parse_xml(source.parts[part], where=f"{source.file}, {part}")
    common = root.find(f"{P}cSld")
    probe = {
        **source.parts,
        relationships_name(_PROBE): write_relationships(
            _PROBE, [Relationship(id="rId1", kind=f"{OFFICE}/slideLayout", target=part)]
        ),
    }
    book = StyleBook(probe, source.presentation)
    placeholders = []
    for mark in root.iter(f"{P}ph"):
        shape = next((node for node in mark.iterancestors() if node.tag == f"{P}sp"), None)
        if shape is None:
            continue
        found = _read_placeholder(shape, mark, book)
        if found is not None:
            placeholders.append(found)
    return Layout(
        part=part, master=master, name=common.get("name", "") if common is not None else "",
        kind=root.get("type", ""), placeholders=tuple(placeholders), uses=uses, opens=opens,
    )  # fmt: skip


def _read_placeholder(shape: Element, mark: Element, book: StyleBook) -> Placeholder | None:
    kind = mark.get("type") or "obj"
    # What a layout says is inherited: an empty shape on a slide of the layout looks the same.
    empty = etree.Element(f"{P}sp")
    etree.SubElement(etree.SubElement(empty, f"{P}nvSpPr"), f"{P}nvPr").append(deepcopy(mark))
    etree.SubElement(etree.SubElement(empty, f"{P}txBody"), f"{A}bodyPr")
    style = book.of_shape(empty, _PROBE)
    rectangle = rectangle_of(shape) or style.rectangle
    properties = shape.find(f"{P}nvSpPr/{P}cNvPr")
    name = properties.get("name", "") if properties is not None else ""
    if rectangle is None:
        return None
    return Placeholder(kind=kind, index=mark.get("idx"), name=name, rectangle=rectangle, style=style)


def _read_slide(source: Source, number: int, part: str) -> OwnSlide:
    root = parse_xml(source.parts[part], where=f"{source.file}, slide {number}")
    texts, empty = [], False
    for shape in root.iter(f"{P}sp"):
        text = "".join(node.text or "" for node in shape.iter(f"{A}t")).strip()
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = None if mark is None else mark.get("type") or "obj"
        if kind in ("dt", "ftr", "sldNum", "hdr"):
            continue
        if text:
            texts.append(text)
        elif kind is not None:
            empty = True
    layout = source.related(part, "slideLayout")
    return OwnSlide(
        number=number, part=part, layout=layout.target if layout is not None else "", texts=tuple(texts),
        has_empty_placeholder=empty, hidden=root.get("show") in ("0", "false"),
    )  # fmt: skip
