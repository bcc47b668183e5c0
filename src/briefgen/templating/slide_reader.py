"""One slide of a .pptx template, read: groups flattened, tags lifted, repeated shapes and rows wrapped.

Knows slides, shapes and notes as a template has them; knows nothing of content.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from briefgen.errors import TemplateError
from briefgen.package import Element, Parts, parse_xml, read_relationships
from briefgen.templating.geometry import AREA, COPY, LOOP, SHAPES, flatten_groups
from briefgen.templating.lifting import DRAWINGML, TAGGED, Lifter, drop_attribute, join_paragraphs, paragraph_text
from briefgen.templating.loops import FOR, Loop, paragraph_loop, row_loops
from briefgen.templating.source import Fragment, Fragments
from briefgen.templating.styles import A, P, Rectangle, StyleBook, TextStyle, rectangle_of, transform_of
from briefgen.templating.tags import Tag, has_tags, split_tags

KEY = "bg-k"
"""Attribute that leads from a rendered shape or cell back to its style in the template."""

COLUMN = "bg-col"
"""Attribute of a cell: its column in the template's table."""

DESCRIBED = "bg-d"
"""Attribute of a shape whose alternative text holds tags."""

FIXED = re.compile(r"\{%[-+]?\s*slide\s+fixed\s*[-+]?%\}")
"""In the notes: the slide is the organisation's own and goes into every deck as it is."""

_CREATION_IDS = ("{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}", "{BB962C8B-B14F-4D97-AF65-F5344CB8AC3E}")


@dataclass(slots=True)
class Prototype:
    """One slide of the template."""

    number: int
    part: str
    name: str
    notes_part: str | None
    tree: Element
    notes: Element | None
    before: list[Fragment] = field(default_factory=list)
    after: list[Fragment] = field(default_factory=list)
    fixed: bool = False


@dataclass(slots=True)
class SlideReader:
    """Reads slide after slide; keys run through the whole deck."""

    parts: Parts
    fragments: Fragments
    book: StyleBook
    styles: dict[str, TextStyle]
    names: dict[str, str]
    loops: dict[str, Loop]

    def read(self, number: int, part: str) -> Prototype:
        """The slide of that part; `number` is its place in the template, from 1."""
        tree = parse_xml(self.parts[part], where=f"{self.fragments.file}, slide {number}")
        related = read_relationships(self.parts, part)
        notes_part = next((item.target for item in related if item.tail == "notesSlide"), None)
        common = tree.find(f"{P}cSld")
        name = (common.get("name", "") if common is not None else "") or self.book.layout_name(part) or f"slide{number}"
        notes = None
        if notes_part in self.parts and notes_part is not None:
            notes = parse_xml(self.parts[notes_part], where=f"{self.fragments.file}, notes of slide {number}")
        fixed = notes is not None and take_fixed(notes)
        if not fixed:
            self._read_slide(tree, number, part, f"slide {number}")
        prototype = Prototype(number, part, name, notes_part if notes is not None else None, tree, notes, fixed=fixed)
        if notes is not None and notes_part is not None:
            for tag in self._read_slide(notes, number, notes_part, f"notes of slide {number}", in_notes=True):
                fragment = self.fragments.make(tag.text, f"notes of slide {number}", number)
                (prototype.before if tag.opens else prototype.after).append(fragment)
        return prototype

    def _read_slide(self, tree: Element, number: int, part: str, where: str, *, in_notes: bool = False) -> list[Tag]:
        _drop_creation_ids(tree)
        join_paragraphs(tree, DRAWINGML)
        flatten_groups(tree)
        shapes = [item for item in tree.iter() if item.tag in SHAPES]
        kept: list[Tag] = []
        repeated: list[tuple[Element, list[Tag], str]] = []
        for shape in shapes:
            properties = _properties(shape)
            name = properties.get("name", "") if properties is not None else ""
            place = f"{where}, '{name}'"
            tags = self._read_shape(shape, number, part, place, in_notes=in_notes)
            if in_notes:
                kept += tags
            elif tags:
                repeated.append((shape, tags, place))
        self._mark_areas(repeated)
        for shape, tags, place in reversed(repeated):
            self._wrap(shape, tags, number, place)
        self._link_outer_loops(number)
        return kept

    def _read_shape(self, shape: Element, number: int, part: str, place: str, *, in_notes: bool) -> list[Tag]:
        key = str(len(self.names))
        shape.set(KEY, key)
        properties = _properties(shape)
        self.names[key] = properties.get("name", "") if properties is not None else ""
        lifter = Lifter(
            dialect=DRAWINGML, fragments=self.fragments, slide=number, kinds=("slide",) if in_notes else ("shape",)
        )
        tags = self._read_description(properties, shape, place, lifter)
        body = shape.find(f"{P}txBody")
        if body is not None:
            self.styles[key] = self.book.of_shape(shape, part)
            tags += self._read_body(body, place, lifter)
            if not in_notes:
                loop = paragraph_loop(body, self.fragments, self.styles[key], rectangle_of(shape))
                if loop is not None:
                    loop.key, loop.name, loop.slide, loop.where = (
                        f"text{len(self.loops)}",
                        self.names[key],
                        number,
                        place,
                    )
                    self.loops[loop.key] = loop
        elif (table := shape.find(f".//{A}tbl")) is not None and shape.tag != f"{P}grpSp":
            self._read_table(shape, table, part, place, lifter)
        return tags

    def _read_description(self, properties: Element | None, shape: Element, place: str, lifter: Lifter) -> list[Tag]:
        text = properties.get("descr", "") if properties is not None else ""
        if properties is None or not has_tags(text):
            return []
        where = f"{place}, alternative text"
        tags: list[Tag] = []
        written = ""
        for item in split_tags(text, f"{self.fragments.file}, {where}"):
            if isinstance(item, str):
                written += item
            elif item.kind in lifter.kinds:
                tags.append(item)
            elif item.kind:
                raise TemplateError(f"{{%{item.kind} can't stand in an alternative text", where=where)
            else:
                written += self.fragments.token(item.text, where, lifter.slide)
        if written.strip():
            properties.set("descr", written.strip())
        else:
            drop_attribute(properties, "descr")
        shape.set(DESCRIBED, "1")
        return tags

    def _read_body(self, body: Element, place: str, lifter: Lifter) -> list[Tag]:
        tags: list[Tag] = []
        for count, paragraph in enumerate(body.findall(f"{A}p"), 1):
            where = f"{place}, paragraph {count}"
            found = lifter.lift(paragraph, where)
            tags += found
            if found and not paragraph_text(paragraph, DRAWINGML).strip():
                drop_attribute(paragraph, TAGGED)
                if len(body.findall(f"{A}p")) > 1:
                    body.remove(paragraph)
        return tags

    def _read_table(self, shape: Element, table: Element, part: str, place: str, lifter: Lifter) -> None:
        for row_number, row in enumerate(table.findall(f"{A}tr"), 1):
            for column, cell in enumerate(row.findall(f"{A}tc")):
                key = str(len(self.names))
                self.names[key] = f"{self.names[shape.get(KEY, '')]} row {row_number}"
                cell.set(KEY, key)
                cell.set(COLUMN, str(column))
                self.styles[key] = self.book.of_cell(cell, part)
        for row_number, row in enumerate(table.findall(f"{A}tr"), 1):
            for column, cell in enumerate(row.findall(f"{A}tc"), 1):
                for paragraph in list(cell.iter(f"{A}p")):
                    where = f"{place}, row {row_number}, cell {column}"
                    lifter.lift(paragraph, where)
            if row.getparent() is not None and any(item.get(TAGGED) for item in row.iter(f"{A}p")):
                row.set(COPY, self.fragments.token(f"{{{{ bg_copy({row_number}) }}}}", place, lifter.slide))
        own = rectangle_of(shape) or Rectangle(0, 0, 0, 0)
        for loop in row_loops(table, self.fragments, own):
            loop.key, loop.name = f"table{len(self.loops)}", self.names[shape.get(KEY, "")]
            loop.slide, loop.where, loop.area = lifter.slide, place, self._table_area(shape, own)
            self.loops[loop.key] = loop

    def _table_area(self, shape: Element, own: Rectangle) -> Rectangle:
        area = _find_named(shape, f"{self.names[shape.get(KEY, '')]}-area")
        found = rectangle_of(area) if area is not None else None
        if area is not None:
            area.set(AREA, "table")
        return found or Rectangle(own.x, own.y, own.width, 0)

    def _mark_areas(self, repeated: list[tuple[Element, list[Tag], str]]) -> None:
        for shape, tags, place in repeated:
            if not any(tag.word == "for" for tag in tags):
                continue
            key = shape.get(KEY, "")
            area = _find_named(shape, f"{self.names[key]}-area")
            if area is None or rectangle_of(area) is None:
                raise TemplateError(
                    f"the repeated shape has no area '{self.names[key]}-area'",
                    where=f"{self.fragments.file}, {place}",
                    remedy=f"draw an empty shape named '{self.names[key]}-area' where the copies may stand",
                )
            area.set(AREA, key)

    def _wrap(self, shape: Element, tags: list[Tag], number: int, place: str) -> None:
        parent = shape.getparent()
        assert parent is not None
        at = parent.index(shape)
        parent.remove(shape)
        nodes: list[Element] = [shape]
        key = shape.get(KEY, "")
        for tag in reversed(tags):
            opening = self.fragments.node(tag.text, place, number)
            if tag.word == "set":
                nodes = [opening, *nodes]
                continue
            if tag.word not in ("for", "if", "with"):
                remedy = "a shape takes for, if, set and with; their ends are implied"
                raise TemplateError(f"'{tag.word}' can't stand in {{%shape", where=place, remedy=remedy)
            closing = self.fragments.node(f"{{% end{tag.word} %}}", place, number)
            if tag.word != "for":
                nodes = [opening, *nodes, closing]
                continue
            self._make_explicit(shape, key)
            copy = etree.Element(COPY, c=self.fragments.token(f"{{{{ bg_copy({key}) }}}}", place, number))
            copy.extend(nodes)
            loop = etree.Element(LOOP, k=key)
            loop.extend([opening, copy, closing])
            nodes = [loop]
            self._add_loop(shape, copy, tag, number, place)
        for offset, node in enumerate(nodes):
            parent.insert(at + offset, node)

    def _add_loop(self, shape: Element, copy: Element, tag: Tag, number: int, place: str) -> None:
        key = shape.get(KEY, "")
        match = FOR.match(tag.text)
        own = rectangle_of(shape)
        if match is None or own is None:
            raise TemplateError("this loop can't be read", where=place, remedy="write {%shape for item in items %}")
        self.loops[key] = Loop(
            key=key, name=self.names[key], slide=number, where=place, target=match[1], elements=[copy],
            own=own, area=own,
        )  # fmt: skip

    def _make_explicit(self, shape: Element, key: str) -> None:
        """A repeated placeholder must say itself where it stands."""
        inherited = self.styles[key].rectangle if key in self.styles else None
        if rectangle_of(shape) is None and inherited is not None:
            place_shape(shape, inherited)

    def _link_outer_loops(self, number: int) -> None:
        for loop in self.loops.values():
            if loop.slide != number or loop.is_table or loop.style is not None or loop.outer is not None:
                continue
            wrapper = loop.elements[0].getparent()
            assert wrapper is not None
            root = wrapper.getroottree().getroot()
            area = next((item for item in root.iter(f"{P}sp") if item.get(AREA) == loop.key), None)
            loop.area = (rectangle_of(area) if area is not None else None) or loop.area
            above = wrapper.getparent()
            while above is not None and above.tag != LOOP:
                above = above.getparent()
            loop.outer = self.loops.get(above.get("k", "")) if above is not None else None


def take_fixed(notes: Element) -> bool:
    """Whether the notes say that the slide is fixed; the paragraph that says so is emptied."""
    for paragraph in notes.iter(f"{A}p"):
        if FIXED.fullmatch(paragraph_text(paragraph, DRAWINGML).strip()):
            for run in paragraph.findall(f"{A}r"):
                paragraph.remove(run)
            return True
    return False


def place_shape(shape: Element, rectangle: Rectangle) -> None:
    """State a shape's rectangle in the shape itself."""
    form = transform_of(shape)
    if form is None:
        properties = shape.find(f"{P}spPr")
        if properties is None:
            return
        form = etree.Element(f"{A}xfrm")
        properties.insert(0, form)
    for name in ("off", "ext"):
        if form.find(f"{A}{name}") is None:
            node = etree.Element(f"{A}{name}")
            form.insert(0 if name == "off" else 1, node)
    offset, extent = form.find(f"{A}off"), form.find(f"{A}ext")
    assert offset is not None and extent is not None
    offset.set("x", str(rectangle.x))
    offset.set("y", str(rectangle.y))
    extent.set("cx", str(rectangle.width))
    extent.set("cy", str(rectangle.height))


def _properties(shape: Element) -> Element | None:
    return shape[0].find(f"{P}cNvPr") if len(shape) else None


def _find_named(shape: Element, name: str) -> Element | None:
    """The shape of that name nearest to this one: in its own group first, then outwards."""
    scope = shape.getparent()
    while scope is not None:
        for item in scope.iter(f"{P}sp"):
            properties = _properties(item)
            if properties is not None and properties.get("name") == name:
                return item
        scope = scope.getparent()
    return None


def _drop_creation_ids(tree: Element) -> None:
    """Ids that editors give to slides and shapes once must not occur twice."""
    for extension in [item for item in tree.iter(f"{A}ext", f"{P}ext") if item.get("uri") in _CREATION_IDS]:
        parent = extension.getparent()
        if parent is None:
            continue
        parent.remove(extension)
        grandparent = parent.getparent()
        if len(parent) == 0 and grandparent is not None:
            grandparent.remove(parent)
