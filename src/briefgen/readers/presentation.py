"""PowerPoint files (.pptx, .pptm, .ppsx): a slide's title is a heading, its texts come in the order of the file.

That order is the one which screen readers follow. Hidden slides, notes, comments, dates, footers and slide numbers
are left out: notes are what a presenter means to say, not what the slide tells. Macros are never looked at.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.document import BlockKind, Document, Language, Locator
from briefgen.readers.draft import Draft
from briefgen.readers.drawings import DrawingReader, Picture
from briefgen.readers.office_lines import one_line, rejoined
from briefgen.readers.package import DRAWING, OFFICE, Package
from briefgen.readers.slide_text import Line, shape_lines
from briefgen.readers.tables import cell_line, count_header_rows

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TITLES = ("title", "ctrTitle")
_BODIES = ("body", "obj", "subTitle", "")
_LEFT_OUT = ("dt", "ftr", "sldNum", "hdr")
_SMALLEST_PICTURE = 0.04  # of a slide's area; smaller ones without words are icons
_REPEATED = 3  # slides from which on a picture belongs to the design
_LONGEST_TITLE = 60  # characters of a text box that serves as title
_TOP = 0.3  # of a slide's height, where such a box stands


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slide:
    number: int
    part: str
    tree: "Element"
    layout: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    width: int
    height: int


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """A document of the titles, texts, tables, charts and pictures of the slides that are shown."""
    package = Package(data, path=path)
    main = package.main_part()
    root = package.xml(main)
    slides = list(_iter_slides(package, main, root))
    writer = _Writer(Draft(path), DrawingReader(package), _size(root), slides)
    for slide in slides:
        writer.write(slide)
    return writer.draft.finish(language=language)


def _iter_slides(package: Package, main: str, root: "Element") -> Iterator[_Slide]:
    """The slides that are shown, in order; numbers count the hidden ones too, as PowerPoint does."""
    relationships = package.relationships(main)
    listed = root.iterfind(f"{PRESENTATION}sldIdLst/{PRESENTATION}sldId")
    for number, node in enumerate(listed, start=1):
        target = relationships.get(node.get(f"{OFFICE}id", ""))
        if target is None or target.target not in package:
            continue
        slide = package.xml(target.target)
        tree = slide.find(f"{PRESENTATION}cSld/{PRESENTATION}spTree")
        if tree is None or slide.get("show") in ("0", "false"):
            continue
        layout = package.related(target.target, "slideLayout")
        kind = package.xml(layout).get("type", "") if layout else ""
        yield _Slide(number=number, part=target.target, tree=tree, layout=kind)


def _size(root: "Element") -> _Size:
    node = root.find(f"{PRESENTATION}sldSz")
    width, height = ("", "") if node is None else (node.get("cx", ""), node.get("cy", ""))
    return _Size(
        width=int(width) if width.isdecimal() else 9_144_000, height=int(height) if height.isdecimal() else 6_858_000
    )


class _Writer:
    """Writes slides into a draft; knows the deck's section slides and the pictures of its design."""

    def __init__(self, draft: Draft, drawings: DrawingReader, size: _Size, slides: list[_Slide]) -> None:
        self.draft = draft
        self._drawings = drawings
        self._size = size
        self._first = slides[0].number if slides else 0
        self._has_sections = any(slide.layout == "secHead" for slide in slides)
        self._last_title = ""
        self._seen: Counter[bytes] = Counter()
        for slide in slides:
            pictures = (node for node in _iter_shapes(slide.tree) if node.tag == f"{PRESENTATION}pic")
            shown = {picture.data for node in pictures for picture in drawings.pictures(node, slide.part)}
            self._seen.update(shown)

    def write(self, slide: _Slide) -> None:
        at = Locator(page=slide.number)
        shapes = list(_iter_shapes(slide.tree))
        title = next((node for node in shapes if _placeholder(node) in _TITLES and shape_lines(node)), None)
        if title is None:
            title = self._box_as_title(shapes)
        if title is not None:
            self._title(slide, one_line("\n".join(line.text for line in shape_lines(title))), at)
        for node in shapes:
            if node is not title and _placeholder(node) not in _LEFT_OUT:
                self._shape(node, slide, at)

    def _title(self, slide: _Slide, text: str, at: Locator) -> None:
        is_cover = slide.number == self._first and slide.layout == "title"
        if is_cover:
            self.draft.title = self.draft.add(BlockKind.FURNITURE, text, at=at, marked_up=True)
        elif text != self._last_title:  # a topic that runs over several slides has one heading
            level = 2 if self._has_sections and slide.layout != "secHead" else 1
            self.draft.add(BlockKind.HEADING, text, at=at, level=level, marked_up=True)
        self._last_title = text

    def _box_as_title(self, shapes: "list[Element]") -> "Element | None":
        """The one short text at the top that is larger than all others, where a slide has no title of its own."""
        sized = [(_largest_size(node), node) for node in shapes if shape_lines(node)]
        if len(sized) < 2:
            return None
        sized.sort(key=lambda pair: -pair[0])
        (size, node), (next_size, _) = sized[:2]
        text = one_line("\n".join(line.text for line in shape_lines(node)))
        top = _attribute(node, "off", "y")
        at_top = top is not None and top < _TOP * self._size.height
        return node if size > next_size and at_top and 1 < len(text) <= _LONGEST_TITLE else None

    def _shape(self, node: "Element", slide: _Slide, at: Locator) -> None:
        if node.tag == f"{PRESENTATION}pic":
            for picture in self._drawings.pictures(node, slide.part):
                self._picture(picture, node, at)
        elif node.tag == f"{PRESENTATION}graphicFrame":
            self._graphic(node, slide, at)
        else:
            role = _placeholder(node)
            is_subtitle = role == "subTitle" and slide.number == self._first
            for line in shape_lines(node):
                self._line(line, at, is_list=role in _BODIES and role != "subTitle", is_subtitle=is_subtitle)

    def _line(self, line: Line, at: Locator, *, is_list: bool, is_subtitle: bool) -> None:
        kind = BlockKind.LIST_ITEM if line.is_item or (is_list and not line.is_plain) else BlockKind.PARAGRAPH
        if is_subtitle and self.draft.subtitle is None and self.draft.title is not None:
            self.draft.subtitle = self.draft.add(BlockKind.FURNITURE, one_line(line.text), at=at, marked_up=True)
            return
        for text in rejoined(line.text):
            level = line.level if kind is BlockKind.LIST_ITEM else None
            self.draft.add(kind, text.replace("\t", " "), at=at, level=level, marked_up=True)

    def _picture(self, picture: Picture, node: "Element", at: Locator) -> None:
        width, height = _attribute(node, "ext", "cx"), _attribute(node, "ext", "cy")
        area = (width or 0) * (height or 0) / (self._size.width * self._size.height)
        is_icon = width is not None and area < _SMALLEST_PICTURE
        if picture.text or not (is_icon or self._seen[picture.data] >= _REPEATED):
            self.draft.add_picture(picture.text, at=at, content_type=picture.content_type, data=picture.data)

    def _graphic(self, node: "Element", slide: _Slide, at: Locator) -> None:
        for table in node.iter(f"{DRAWING}tbl"):
            rows = _table_rows(table)
            properties = table.find(f"{DRAWING}tblPr")
            stated = properties is not None and properties.get("firstRow") in ("1", "true") and len(rows) > 1
            self.draft.add_table(rows, at=at, header_rows=max(int(stated), count_header_rows(rows)))
        for chart in self._drawings.charts(node, slide.part):
            self.draft.add(BlockKind.CAPTION, chart.title, at=at, marked_up=True)
            self.draft.add_table(chart.rows, at=at, header_rows=1)
        for text in self._drawings.diagram_lines(node, slide.part):
            self.draft.add(BlockKind.LIST_ITEM, text, at=at, marked_up=True)


def _iter_shapes(tree: "Element") -> "Iterator[Element]":
    """The shapes, pictures and graphics of a slide, groups opened, of alternatives the one for newer programs."""
    for node in tree:
        if node.tag in (f"{PRESENTATION}sp", f"{PRESENTATION}pic", f"{PRESENTATION}graphicFrame"):
            yield node
        elif node.tag == f"{PRESENTATION}grpSp":
            yield from _iter_shapes(node)
        elif node.tag == f"{_COMPATIBILITY}AlternateContent":
            for form in (f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"):
                shapes = [shape for part in node.iterchildren(form) for shape in _iter_shapes(part)]
                if shapes:
                    yield from shapes
                    break


def _placeholder(node: "Element") -> str | None:
    """The type of a placeholder (empty for the general one), None for any other shape."""
    found = next(node.iterfind(f"*/{PRESENTATION}nvPr/{PRESENTATION}ph"), None)
    return None if found is None else found.get("type", "")


def _table_rows(table: "Element") -> list[list[str]]:
    rows = []
    for row in table.iterchildren(f"{DRAWING}tr"):
        cells = row.iterchildren(f"{DRAWING}tc")
        rows.append([cell_line(" ".join(line.text for line in shape_lines(cell))) for cell in cells])
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows if any(row)]


def _largest_size(node: "Element") -> int:
    sizes = (run.get("sz", "") for run in node.iter(f"{DRAWING}rPr"))
    return max((int(size) for size in sizes if size.isdecimal()), default=0)


def _attribute(node: "Element", element: str, name: str) -> int | None:
    found = next(node.iter(DRAWING + element), None)
    value = "" if found is None else found.get(name, "")
    return int(value) if value.lstrip("-").isdecimal() else None
