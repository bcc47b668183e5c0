"""The text of a slide's shapes: read with its provenance and laid out in its box.

Works on rendered DrawingML whose texts still hold their marks. Knows how text is set; knows nothing of
loops, frames or the package.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lxml import etree

from briefgen.content import Author
from briefgen.package import Element
from briefgen.storyboard import Piece, Role
from briefgen.templating.alignment import breaking_of
from briefgen.templating.breaking import Layout, lay_out
from briefgen.templating.lifting import ALTERNATIVE, TAGGED
from briefgen.templating.measuring import Run
from briefgen.templating.state import Rendering
from briefgen.templating.styles import EMU, A, Level, Rectangle, TextStyle, read_level, read_run
from briefgen.templating.text import CELL_GAP, LINE_FEED, Text, iter_marked, piece_of

PLAIN_LINE = 1.2
"""Multiple of the size that a line takes at single spacing where no exact spacing is set."""

TALL_LINES = 1.1
"""Lines are measured a tenth higher than set: some programs and faces, such as 微软雅黑, draw them so."""

TITLES = frozenset({"title", "ctrTitle"})

ROUNDING = 0.75
"""Points by which a text may seem higher than its box."""


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

    def measured_lines(self) -> tuple[str, ...]:
        """The text of each line as laid out; nothing where the paragraph was not laid out."""
        return tuple(
            stretch.text[start:end]
            for stretch in self.stretches
            if stretch.layout
            for start, end in stretch.layout.lines
        )

    @property
    def overfull(self) -> bool:
        """Whether a line is wider than the box."""
        return any(stretch.layout.overfull for stretch in self.stretches if stretch.layout)

    @property
    def torn(self) -> bool:
        """Whether a line ends inside a word."""
        return any(stretch.layout.torn for stretch in self.stretches if stretch.layout)


@dataclass(slots=True)
class Box:
    """The text of one shape or cell with the room that it has; `needed` is the height it takes, in points."""

    paragraphs: list[Paragraph]
    width: float
    height: float
    needed: float = 0.0
    overfull: bool = False
    is_empty: bool = False

    @property
    def text(self) -> str:
        """The text, paragraphs joined by line feeds."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def overflows(self, style: TextStyle) -> bool:
        """Whether the text leaves its box."""
        if style.body.grows or not style.body.wraps:
            return False
        return self.overfull or self.needed > self.height + ROUNDING


def read_box(body: Element, style: TextStyle, rectangle: Rectangle | None, state: Rendering) -> Box:
    """Read the paragraphs of a text body and lay them out in the rectangle less the insets.

    Paragraphs whose tags gave nothing are taken out. Of alternatives the first one with words that fits and breaks no
    word is kept, else the first that fits, else the last, which may be empty; a rectangle without a height, such as a
    table cell's, asks for the width alone. While measuring, the height is still open: then the one that needs the least
    is kept.
    """
    alternatives = _alternatives_of(body)
    if len(alternatives) == 1:
        return _read_paragraphs(body, style, rectangle, state)
    read: list[tuple[Box, list[Element]]] = []
    fitting: list[tuple[Box, list[Element]]] = []
    for paragraphs in alternatives:
        _put_paragraphs(body, paragraphs)
        box = _read_paragraphs(body, style, rectangle, state)
        read.append((box, body.findall(f"{A}p")))
        if not (state.measuring or box.is_empty or (rectangle and _is_too_much(box, style, rectangle))):
            fitting.append(read[-1])
            if not any(paragraph.torn for paragraph in box.paragraphs):
                break
    if state.measuring:
        said = [item for item in read if not item[0].is_empty or item is read[-1]]
        kept = min(said, key=lambda item: (item[0].overfull, item[0].needed))
    else:
        whole = [item for item in fitting if not any(paragraph.torn for paragraph in item[0].paragraphs)]
        kept = next(iter(whole or fitting), read[-1])
    _put_paragraphs(body, kept[1])
    return kept[0]


def _alternatives_of(body: Element) -> list[list[Element]]:
    """The paragraphs of a text, parted where its template says `or`."""
    parted: list[list[Element]] = [[]]
    for node in body.findall(f"{A}p"):
        if node.get(ALTERNATIVE):
            parted.append([])
        else:
            parted[-1].append(node)
    return parted


def _put_paragraphs(body: Element, paragraphs: Sequence[Element]) -> None:
    for node in body.findall(f"{A}p"):
        body.remove(node)
    body.extend(paragraphs)


def _is_too_much(box: Box, style: TextStyle, rectangle: Rectangle) -> bool:
    return box.overflows(style) if rectangle.height else box.overfull


def _read_paragraphs(body: Element, style: TextStyle, rectangle: Rectangle | None, state: Rendering) -> Box:
    is_empty = _drop_empty(body)
    paragraphs = [read_paragraph(node, style, state) for node in body.findall(f"{A}p")]
    inner = style.body
    width = ((rectangle.width if rectangle else 0) - inner.left - inner.right) / EMU
    height = ((rectangle.height if rectangle else 0) - inner.top - inner.bottom) / EMU
    box = Box(paragraphs, width, height, is_empty=is_empty)
    if rectangle is not None and inner.upright:
        _lay_out_box(box, style, state)
    return box


def _drop_empty(body: Element) -> bool:
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
    item = next((origin._item for _, origin in collected if origin is not None and origin._item is not None), None)
    return item if item is not None and element.find(f"{A}rPr/{A}hlinkClick") is not None else None


def joined_typography(
    collected: Sequence[tuple[str, Text | None]], state: Rendering
) -> tuple[str, tuple[int, ...] | None, tuple[tuple[int, int], ...]]:
    """The text of some stretches joined, where its words end (None when nobody knows), and what may not be cut."""
    text, boundaries, unbreakable, known = "", [], [], False
    for part, origin in collected:
        start = len(text)
        text += part if origin is None else part.replace("\t", CELL_GAP)
        if start:
            boundaries.append(start)
        line = origin._line if origin is not None else None
        if line is None or line.author is not Author.SOURCE or not line.evidence or len(line.text) != len(part):
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
    needed = 0.0
    for number, paragraph in enumerate(box.paragraphs):
        # A title that fits one line is set in two even ones only where two have room.
        balance = style.placeholder in TITLES and box.height >= 2 * line_height(paragraph) * TALL_LINES
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
