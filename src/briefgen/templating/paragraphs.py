"""The text of a slide's shapes: read with its provenance, laid out in its box, and written as runs.

Works on rendered DrawingML whose texts still hold their marks. Knows how text is set; knows nothing of
loops, frames or the package.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lxml import etree

from briefgen.package import OFFICE, Element
from briefgen.storyboard import Piece, Role
from briefgen.templating.alignment import breaking_of
from briefgen.templating.breaking import Layout, lay_out
from briefgen.templating.lifting import TAGGED, drop_attribute
from briefgen.templating.measuring import Run, measure
from briefgen.templating.state import Rendering
from briefgen.templating.styles import EMU, A, Level, Rectangle, TextStyle, read_level, read_run
from briefgen.templating.text import LINE_FEED, Text, iter_marked, piece_of
from briefgen.templating.typography import OPENING, SHARED_MARKS, full_width_marks, typeset

PLAIN_LINE = 1.2
"""Multiple of the size that a line takes at single spacing where no exact spacing is set."""

TALL_LINES = 1.1
"""Lines are measured a tenth higher than set: some programs and faces, such as 微软雅黑, draw them so."""

TITLES = frozenset({"title", "ctrTitle"})


@dataclass(slots=True)
class Stretch:
    """Text between two forced breaks: runs to measure, and for each its element, East Asian face and link.

    `faces` are names as written, such as `+mj-ea`; the runs hold the fonts that these mean.
    """

    runs: list[Run] = field(default_factory=list)
    faces: list[str] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    layout: Layout | None = None

    @property
    def text(self) -> str:
        """The text of the runs, joined."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class Paragraph:
    """A paragraph as read: its level's settings, its stretches and its pieces."""

    element: Element
    level: Level
    stretches: list[Stretch]
    pieces: list[Piece]
    has_field: bool = False

    @property
    def text(self) -> str:
        """The paragraph's text without breaks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def size(self) -> float:
        """The largest type size in points."""
        sizes = [run.size for stretch in self.stretches for run in stretch.runs if run.text]
        return max(sizes, default=self.level.size or 18.0)

    @property
    def lines(self) -> int:
        """Lines as laid out; a paragraph without text still has one."""
        return max(1, sum(len(stretch.layout.lines) or 1 for stretch in self.stretches if stretch.layout))

    @property
    def overfull(self) -> bool:
        """Whether a line is wider than the box."""
        return any(stretch.layout.overfull for stretch in self.stretches if stretch.layout)


@dataclass(slots=True)
class Box:
    """The text of one shape or cell with the room that it has; `needed` is the height it takes, in points."""

    paragraphs: list[Paragraph]
    width: float
    height: float
    needed: float = 0.0
    overfull: bool = False

    @property
    def text(self) -> str:
        """The text, paragraphs joined by line feeds."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def read_box(body: Element, style: TextStyle, rectangle: Rectangle | None, state: Rendering) -> Box:
    """Read the paragraphs of a text body and lay them out in the rectangle less the insets."""
    paragraphs = [read_paragraph(node, style, state) for node in body.findall(f"{A}p")]
    inner = style.body
    width = ((rectangle.width if rectangle else 0) - inner.left - inner.right) / EMU
    height = ((rectangle.height if rectangle else 0) - inner.top - inner.bottom) / EMU
    box = Box(paragraphs, width, height)
    if rectangle is not None and inner.upright:
        _lay_out_box(box, style, state)
    return box


def drop_empty(body: Element) -> bool:
    """Remove the paragraphs whose tags gave nothing, all but one; tells whether the whole text is empty."""
    paragraphs = body.findall(f"{A}p")
    if not paragraphs:
        etree.SubElement(body, f"{A}p")
    empty = [node for node in paragraphs if node.get(TAGGED) and not _has_text(node)]
    if len(empty) == len(paragraphs):
        empty = empty[1:]
    for node in empty:
        body.remove(node)
    return not any(_has_text(node) for node in body.findall(f"{A}p"))


def _has_text(paragraph: Element) -> bool:
    if paragraph.find(f"{A}fld") is not None:
        return True
    return any((node.text or "").strip() for node in paragraph.iter(f"{A}t"))


def read_paragraph(node: Element, style: TextStyle, state: Rendering) -> Paragraph:
    """The runs of a paragraph with their resolved settings and what vouches for them."""
    return _ParagraphReader(node, style, state).read()


class _ParagraphReader:
    """Reads one paragraph."""

    def __init__(self, node: Element, style: TextStyle, state: Rendering) -> None:
        properties = node.find(f"{A}pPr")
        depth = int(properties.get("lvl", 0)) if properties is not None else 0
        level = read_level(properties).over(style.levels[depth])
        self._style, self._state = style, state
        self._paragraph = Paragraph(node, level, [Stretch()], [], node.find(f"{A}fld") is not None)

    def read(self) -> Paragraph:
        paragraph = self._paragraph
        for child in paragraph.element:
            if child.tag == f"{A}br":
                paragraph.stretches.append(Stretch())
            elif child.tag == f"{A}r":
                self._read_run(child)
            elif child.tag == f"{A}fld":
                paragraph.pieces.append(Piece(text=child.findtext(f"{A}t") or "", role=Role.PAGE))
        return paragraph

    def _read_run(self, element: Element) -> None:
        settings = read_run(element.find(f"{A}rPr")).over(self._paragraph.level)
        marked = element.findtext(f"{A}t") or ""
        for number, line in enumerate(marked.split(LINE_FEED)):
            if number:
                self._paragraph.stretches.append(Stretch())
            resolved = [
                (found, origin)
                for text, origin in iter_marked(line, self._state.registry)
                if (found := self._state.resolve(text, origin))
            ]
            self._paragraph.pieces += [piece_of(text, origin) for text, origin in resolved]
            for _, group in groupby(resolved, key=lambda item: id(_link_of(item[1]))):
                self._add_run(element, list(group), settings)

    def _add_run(self, element: Element, collected: Sequence[tuple[str, Text | None]], settings: Level) -> None:
        text, boundaries, unbreakable = joined_typography(collected, self._state)
        east_asian = settings.east_asian or "+mn-ea"
        stretch, face = self._paragraph.stretches[-1], self._style.face
        stretch.runs.append(
            Run(
                text=text,
                size=settings.size or 18.0,
                latin=face(settings.latin or "+mn-lt") or "Arial",
                east_asian=face(east_asian) or "Microsoft YaHei",
                bold=bool(settings.bold),
                unbreakable=unbreakable,
                boundaries=boundaries,
            )
        )
        stretch.elements.append(element)
        stretch.faces.append(east_asian)
        stretch.links.append(_link_of(collected[0][1]) or _linked_page(element, collected))


def _link_of(origin: Text | None) -> Any:
    return origin._link if origin is not None else None


def _linked_page(element: Element, collected: Sequence[tuple[str, Text | None]]) -> Any:
    """The item whose page number stands in a run that links somewhere: the link leads to that page."""
    if element.find(f"{A}rPr/{A}hlinkClick") is None:
        return None
    return next((origin._item for _, origin in collected if origin is not None and origin._item is not None), None)


def joined_typography(
    collected: Sequence[tuple[str, Text | None]], state: Rendering
) -> tuple[str, tuple[int, ...] | None, tuple[tuple[int, int], ...]]:
    """The text of some stretches joined, where its words end (None when nobody knows), and what may not be cut."""
    text, boundaries, unbreakable, known = "", [], [], False
    for part, origin in collected:
        start = len(text)
        text += part
        if start:
            boundaries.append(start)
        line = origin._line if origin is not None else None
        if line is None or not line.evidence or len(line.text) != len(part):
            boundaries += range(start + 1, len(text))
            continue
        found = state.breaking.get(id(line))
        if found is None:
            document = state.content.document
            found = state.breaking[id(line)] = breaking_of(line, state.content.typography, document.text)
        known = known or bool(found[0])
        boundaries += [start + offset for offset in found[0]]
        unbreakable += [(start + first, start + last) for first, last in found[1]]
    return text, tuple(boundaries) if known else None, tuple(unbreakable)


def _lay_out_box(box: Box, style: TextStyle, state: Rendering) -> None:
    balance = style.placeholder in TITLES
    needed = 0.0
    for number, paragraph in enumerate(box.paragraphs):
        width = box.width - max(0, paragraph.level.margin or 0) / EMU
        for stretch in paragraph.stretches:
            if stretch.runs and width > 0:
                wide = width if style.body.wraps else 10_000.0
                stretch.layout = lay_out(stretch.runs, wide, reserve=state.pack.reserve_em, balance=balance)
        needed += paragraph.lines * line_height(paragraph) + _space_around(paragraph, first=number == 0)
        box.overfull = box.overfull or paragraph.overfull
    box.needed = needed * TALL_LINES


def line_height(paragraph: Paragraph) -> float:
    """Points that one line of the paragraph takes."""
    level = paragraph.level
    if level.line_points is not None:
        return level.line_points
    return (level.line_ratio or 1.0) * PLAIN_LINE * paragraph.size


def _space_around(paragraph: Paragraph, *, first: bool) -> float:
    level, size = paragraph.level, paragraph.size * PLAIN_LINE
    before = level.before_points or (level.before_ratio or 0.0) * size
    after = level.after_points or (level.after_ratio or 0.0) * size
    return after + (0.0 if first else before)


def write_box(box: Box, language: str, frame_of: Any) -> None:
    """Write the paragraphs as laid out; `frame_of` gives the frame id that a linked item is shown on."""
    for paragraph in box.paragraphs:
        if paragraph.has_field:
            _strip_marks(paragraph)
        else:
            _write_paragraph(paragraph, frame_of)
        set_language(paragraph.element, language)
        drop_attribute(paragraph.element, TAGGED)


def _strip_marks(paragraph: Paragraph) -> None:
    runs = iter([run for stretch in paragraph.stretches for run in stretch.runs])
    elements = [element for stretch in paragraph.stretches for element in stretch.elements]
    for element in paragraph.element.findall(f"{A}r"):
        text = "".join(next(runs).text for owner in elements if owner is element)
        node = element.find(f"{A}t")
        if node is not None:
            node.text = text


def _write_paragraph(paragraph: Paragraph, frame_of: Any) -> None:
    node = paragraph.element
    properties, end = node.find(f"{A}pPr"), node.find(f"{A}endParaRPr")
    breaks = node.findall(f"{A}br")
    last = paragraph.stretches[-1].elements or [item for s in paragraph.stretches for item in s.elements]
    for child in list(node):
        if child is not properties and child is not end:
            node.remove(child)
    written: list[Element] = []
    for number, stretch in enumerate(paragraph.stretches):
        if number:
            written.append(breaks[number - 1] if number <= len(breaks) else _break(stretch, last))
        written += _write_stretch(stretch, frame_of)
    at = 1 if properties is not None else 0
    for offset, child in enumerate(written):
        node.insert(at + offset, child)
    if paragraph.text:
        if properties is None:
            properties = etree.Element(f"{A}pPr")
            node.insert(0, properties)
        properties.set("eaLnBrk", "1")
        properties.set("hangingPunct", "1")
    elif end is None and last:
        # An emptied paragraph keeps the height of the text that stood there.
        _add_end(node, last[-1].find(f"{A}rPr"))


def _add_end(node: Element, properties: Element | None) -> None:
    end = etree.SubElement(node, f"{A}endParaRPr")
    if properties is not None:
        for name, value in properties.attrib.items():
            end.set(name, value)


def _break(stretch: Stretch, fallback: Sequence[Element]) -> Element:
    node = etree.Element(f"{A}br")
    owner = next(iter(stretch.elements or fallback), None)
    properties = owner.find(f"{A}rPr") if owner is not None else None
    if properties is not None:
        node.append(copy.deepcopy(properties))
    return node


def _write_stretch(stretch: Stretch, frame_of: Any) -> list[Element]:
    if not stretch.runs:
        return []
    layout = stretch.layout or Layout(lines=((0, len(stretch.text)),), breaks=(), widths=(0.0,), overfull=False)
    written = []
    for segment in typeset(stretch.runs, layout):
        source = stretch.elements[segment.run].find(f"{A}rPr")
        properties = copy.deepcopy(source) if source is not None else etree.Element(f"{A}rPr")
        if segment.break_before:
            written.append(etree.Element(f"{A}br"))
            written[-1].append(copy.deepcopy(properties))
        if segment.full_width_quotes:
            _set_latin(properties, stretch.faces[segment.run])
        if segment.spacing is not None:
            properties.set("spc", str(segment.spacing))
        if stretch.links[segment.run] is not None:
            _set_link(properties, frame_of(stretch.links[segment.run]))
        run = etree.Element(f"{A}r")
        run.append(properties)
        etree.SubElement(run, f"{A}t").text = segment.text
        written.append(run)
    return written


_BEFORE_LATIN = frozenset(
    f"{A}{name}"
    for name in [
        "ln",
        "noFill",
        "solidFill",
        "gradFill",
        "blipFill",
        "pattFill",
        "grpFill",
        "effectLst",
        "effectDag",
        "highlight",
        "uLnTx",
        "uLn",
        "uFillTx",
        "uFill",
    ]
)


def _set_latin(properties: Element, face: str) -> None:
    """Let the shared marks of a run take the East Asian face."""
    latin = properties.find(f"{A}latin")
    if latin is None:
        latin = etree.Element(f"{A}latin")
        at = sum(1 for child in properties if child.tag in _BEFORE_LATIN)
        properties.insert(at, latin)
    for name in list(latin.attrib):
        del latin.attrib[name]
    latin.set("typeface", face)


def _set_link(properties: Element, frame: str | None) -> None:
    """Make a run jump to a frame; the renderer turns the frame's id into a relationship."""
    old = properties.find(f"{A}hlinkClick")
    if frame is None:
        if old is not None:
            properties.remove(old)
        return
    node = old if old is not None else etree.Element(f"{A}hlinkClick")
    node.set(f"{{{OFFICE}}}id", f"frame:{frame}")
    node.set("action", "ppaction://hlinksldjump")
    if old is None:
        later = [child for child in properties if child.tag in (f"{A}hlinkMouseOver", f"{A}rtl", f"{A}extLst")]
        if later:
            later[0].addprevious(node)
        else:
            properties.append(node)


def set_language(paragraph: Element, language: str) -> None:
    """State the language of all runs of a paragraph."""
    for run in paragraph:
        if run.tag in (f"{A}r", f"{A}fld", f"{A}br"):
            properties = run.find(f"{A}rPr")
            if properties is None:
                properties = etree.Element(f"{A}rPr")
                run.insert(0, properties)
        elif run.tag == f"{A}endParaRPr":
            properties = run
        else:
            continue
        if language == "zh":
            properties.set("lang", "zh-CN")
            properties.set("altLang", "en-US")
        else:
            properties.set("lang", "en-US")
            drop_attribute(properties, "altLang")


def hang_opening_marks(box: Box) -> int:
    """Let an opening “ 《 （ at the start of a paragraph hang out by half an em, so that it looks like no indent.

    Gives the EMU by which the box must begin further left; 0 where nothing hangs.
    """
    hanging = [paragraph for paragraph in box.paragraphs if _begins_with_mark(paragraph)]
    if not hanging or any(paragraph.level.margin or paragraph.level.indent for paragraph in box.paragraphs):
        return 0
    half = round(max(paragraph.stretches[0].runs[0].size for paragraph in hanging) / 2 * EMU)
    for paragraph in box.paragraphs:
        properties = paragraph.element.find(f"{A}pPr")
        if properties is None:
            properties = etree.Element(f"{A}pPr")
            paragraph.element.insert(0, properties)
        properties.set("marL", str(half))
        properties.set("indent", str(-half) if paragraph in hanging else "0")
    for paragraph in hanging:
        _keep_first_line(paragraph.stretches[0], box.width + half / EMU)
    return half


def _begins_with_mark(paragraph: Paragraph) -> bool:
    stretch = paragraph.stretches[0]
    text = stretch.text
    if not text or text[0] not in OPENING or paragraph.has_field or paragraph.level.align not in (None, "l", "just"):
        return False
    return text[0] not in SHARED_MARKS or 0 in full_width_marks(text)


def _keep_first_line(stretch: Stretch, width: float) -> None:
    """Write the first line's end as a break where the room gained by hanging would move it."""
    layout = stretch.layout
    if layout is None or len(layout.lines) < 2:
        return
    end = layout.lines[0][1]
    if end not in layout.breaks and measure(tuple(stretch.runs)).wrap(width)[0] != end:
        breaks = tuple(sorted({*layout.breaks, end}))
        stretch.layout = Layout(lines=layout.lines, breaks=breaks, widths=layout.widths, overfull=layout.overfull)
