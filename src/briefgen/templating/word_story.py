"""From the rendered XML of a Word part to its finished form: empty paragraphs gone, bookmarks set, text clean.

Knows WordprocessingML as rendered; decides nothing about content. Lines wrap in Word by themselves.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from lxml import etree

from briefgen.package import WORD, Element
from briefgen.storyboard import Piece, Role, Slot
from briefgen.templating.cells import finish_cells
from briefgen.templating.lifting import TAGGED, WORDML, drop_attribute, own_texts
from briefgen.templating.state import Rendering
from briefgen.templating.text import CELL_GAP, LINE_FEED, Text, iter_marked, piece_of
from briefgen.templating.typography import SHARED_MARKS, is_wide
from briefgen.templating.word_template import BLOCK, SPOKEN, spoken_attributes

W = f"{{{WORD}}}"
NAME = "bg-name"
"""Attribute of a generated paragraph: its bookmark, until the bookmark is set."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROL = re.compile(f"([{LINE_FEED}\t])")
_PARA_IDS = ("{http://schemas.microsoft.com/office/word/2010/wordml}paraId",
             "{http://schemas.microsoft.com/office/word/2010/wordml}textId")  # fmt: skip
_KEEPS_PARAGRAPH = frozenset(
    f"{W}{name}"
    for name in ["drawing", "pict", "object", "fldChar", "fldSimple", "sectPr", "footnoteReference", "endnoteReference"]
)
_AFTER_LANGUAGE = frozenset(f"{W}{name}" for name in ("eastAsianLayout", "specVanish", "oMath", "rPrChange"))


class AddBlock(Protocol):
    """Told of each generated paragraph once it has a name."""

    def __call__(self, number: int, name: str, *, is_heading: bool, has_link: bool) -> None:
        """Note the paragraph's binding and name."""


def name_blocks(root: Element, headings: frozenset[str], name_of: Callable[[int], str], add: AddBlock) -> None:
    """Drop paragraphs that rendered empty and name the generated ones that stay."""
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.get(TAGGED) and _is_empty(paragraph) and _is_spare(paragraph):
            parent = paragraph.getparent()
            assert parent is not None
            parent.remove(paragraph)
            continue
        number = paragraph.get(BLOCK)
        if number is None:
            continue
        name = name_of(int(number))
        paragraph.set(NAME, name)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        is_heading = style is not None and style.get(f"{W}val", "") in headings
        add(int(number), name, is_heading=is_heading, has_link=False)
    for cell in root.iter(f"{W}tc"):
        if cell.find(f"{W}p") is None:
            etree.SubElement(cell, f"{W}p")


def _is_empty(paragraph: Element) -> bool:
    if any(node.tag in _KEEPS_PARAGRAPH for node in paragraph.iter()):
        return False
    if any(node.get(f"{W}type") == "page" for node in paragraph.iter(f"{W}br")):
        return False
    return not any((node.text or "").strip() for node in own_texts(paragraph, WORDML))


def _is_spare(paragraph: Element) -> bool:
    """Whether its container stays legal without it: a cell, a header and a text box end in a paragraph."""
    parent = paragraph.getparent()
    if parent is None:
        return False
    if parent.tag == f"{W}body":
        return True
    others = [node for node in parent if node.tag == f"{W}p" and node is not paragraph]
    return bool(others) and (parent[-1] is not paragraph or parent[parent.index(paragraph) - 1].tag == f"{W}p")


def finish_story(
    root: Element, name: str, state: Rendering, bookmark_of: Callable[[Any], str | None]
) -> tuple[Slot, ...]:
    """Clean the texts, set bookmarks and languages, and collect the slots."""
    slots = []
    marks = _BookmarkIds(root)
    rows = {row: number for number, row in enumerate(root.iter(f"{W}tr"), 1)}
    for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
        pieces = tuple(_finish_paragraph(paragraph, state, bookmark_of))
        block = drop_attribute(paragraph, NAME)
        generated = drop_attribute(paragraph, BLOCK) is not None
        drop_attribute(paragraph, TAGGED)
        if generated:
            for attribute in _PARA_IDS:
                drop_attribute(paragraph, attribute)
        if block:
            marks.surround(paragraph, block)
        if pieces:
            row = next((rows[item] for item in paragraph.iterancestors(f"{W}tr")), None)
            place = f"paragraph {number}" if name == "body" else f"{name}, paragraph {number}"
            slots.append(
                Slot(
                    id=block or f"{name}_{number}",
                    place=place,
                    paragraphs=(pieces,),
                    group=f"{name}/row {row}" if row else "",
                )
            )
    finish_cells(root)
    for table in root.iter(f"{W}tbl"):
        _fit_grid(table)
    slots += _finish_descriptions(root, name, state)
    _finish_ids(root)
    return tuple(slots)


def _finish_descriptions(root: Element, name: str, state: Rendering) -> Iterator[Slot]:
    """The alternative texts that hold what tags gave."""
    for number, node in enumerate([item for item in root.iter() if drop_attribute(item, SPOKEN)], 1):
        for attribute in spoken_attributes(node):
            text = node.get(attribute, "")
            if not text:
                continue
            marked = [(part, origin) for part, origin in iter_marked(text, state.registry) if part]
            resolved = [(state.resolve(part, origin), origin) for part, origin in marked]
            node.set(attribute, "".join(part for part, _ in resolved))
            if attribute == "descr" or attribute.endswith("}val"):
                pieces = tuple(_piece(part, origin, in_field=False) for part, origin in resolved)
                place = f"{name}, alternative text {number}"
                yield Slot(id=f"{name}_alt_{number}", place=place, paragraphs=(pieces,))


def _finish_paragraph(
    paragraph: Element, state: Rendering, bookmark_of: Callable[[Any], str | None]
) -> Iterator[Piece]:
    field_depth = 0
    for run in [node for node in paragraph.iter(f"{W}r") if _paragraph_of(node) is paragraph]:
        for mark in run.findall(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            field_depth += (kind == "begin") - (kind == "end")
        in_field = field_depth > 0 or next(run.iterancestors(f"{W}fldSimple"), None) is not None
        link: Any = None
        written = ""
        for node in run.findall(f"{W}t"):
            plain = ""
            for text, origin in iter_marked(node.text or "", state.registry):
                resolved = state.resolve(text, origin)
                plain += resolved if origin is None else resolved.replace("\t", CELL_GAP)
                if resolved:
                    yield _piece(resolved.replace(LINE_FEED, "\n"), origin, in_field=in_field)
                link = link or (origin._link if origin is not None else None)
            _put_text(node, plain)
            written += plain
        if written:
            _set_language(run, state.language_tag, written)
        if link is not None and (target := bookmark_of(link)):
            _set_link(run, target)


def _piece(text: str, origin: Text | None, *, in_field: bool) -> Piece:
    return Piece(text=text, role=Role.PAGE) if in_field and origin is None else piece_of(text, origin)


def _paragraph_of(node: Element) -> Element | None:
    return next(node.iterancestors(f"{W}p"), None)


def _put_text(node: Element, text: str) -> None:
    """Write a text, with elements for line feeds and tabulators."""
    first, *rest = _CONTROL.split(text)
    node.text = first
    if text != text.strip():
        node.set(_SPACE, "preserve")
    at = node
    for sign, part in zip(rest[::2], rest[1::2], strict=True):
        control = etree.Element(f"{W}tab" if sign == "\t" else f"{W}br")
        at.addnext(control)
        following = etree.Element(f"{W}t")
        following.text = part
        following.set(_SPACE, "preserve")
        control.addnext(following)
        at = following


def _set_language(run: Element, language: str, text: str) -> None:
    """State the language; let quotation marks and dashes take the East Asian face beside Chinese."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    node = properties.find(f"{W}lang")
    if node is None:
        node = etree.Element(f"{W}lang")
        later = next((child for child in properties if child.tag in _AFTER_LANGUAGE), None)
        if later is not None:
            later.addprevious(node)
        else:
            properties.append(node)
    node.set(f"{W}val", "en-US")
    node.set(f"{W}eastAsia", language)
    if language.startswith("zh") and _holds_chinese_marks(text):
        fonts = properties.find(f"{W}rFonts")
        if fonts is None:
            fonts = etree.Element(f"{W}rFonts")
            style = properties.find(f"{W}rStyle")
            properties.insert(0 if style is None else 1, fonts)
        fonts.set(f"{W}hint", "eastAsia")


def _holds_chinese_marks(text: str) -> bool:
    marks = [sign in SHARED_MARKS for sign in text.strip()]
    return any(marks) and (all(marks) or any(map(is_wide, text)))


def _set_link(run: Element, bookmark: str) -> None:
    parent = run.getparent()
    assert parent is not None
    if parent.tag == f"{W}hyperlink":
        for name in list(parent.attrib):
            if str(name).endswith("}id"):
                del parent.attrib[name]
        parent.set(f"{W}anchor", bookmark)
        return
    link = etree.Element(f"{W}hyperlink")
    link.set(f"{W}anchor", bookmark)
    link.set(f"{W}history", "1")
    parent.replace(run, link)
    link.append(run)


class _BookmarkIds:
    """Sets bookmarks with ids that the part doesn't use yet; copies of the template's own marks lose theirs."""

    def __init__(self, root: Element) -> None:
        names: set[str] = set()
        taken = [0]
        for start in list(root.iter(f"{W}bookmarkStart")):
            name, number = start.get(f"{W}name", ""), start.get(f"{W}id", "")
            if name in names:
                parent = start.getparent()
                assert parent is not None
                end = next((n for n in start.itersiblings(f"{W}bookmarkEnd") if n.get(f"{W}id") == number), None)
                parent.remove(start)
                if end is not None:
                    parent.remove(end)
            names.add(name)
            taken.append(int(number) if number.isdigit() else 0)
        self._following = max(taken) + 1

    def surround(self, paragraph: Element, name: str) -> None:
        """Put the bookmark around all that the paragraph holds."""
        number = str(self._following)
        self._following += 1
        start, end = etree.Element(f"{W}bookmarkStart"), etree.Element(f"{W}bookmarkEnd")
        start.set(f"{W}id", number)
        start.set(f"{W}name", name)
        end.set(f"{W}id", number)
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else 1, start)
        paragraph.append(end)


def _fit_grid(table: Element) -> None:
    """Let the grid hold as many columns as the rows have cells, when cells were repeated or left out."""
    grid = table.find(f"{W}tblGrid")
    rows = [[cell for cell in row if cell.tag == f"{W}tc"] for row in table.iterchildren(f"{W}tr")]
    if grid is None or not rows:
        return
    count = max(sum(_span(cell) for cell in row) for row in rows)
    widths = [int(node.get(f"{W}w", 0)) for node in grid.findall(f"{W}gridCol")]
    if count == len(widths) or not count:
        return
    each = sum(widths) // count
    for node in list(grid):
        grid.remove(node)
    for _ in range(count):
        etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", str(each))
    for cell in (cell for row in rows for cell in row):
        width = cell.find(f"{W}tcPr/{W}tcW")
        if width is not None:
            width.set(f"{W}w", str(each * _span(cell)))
            width.set(f"{W}type", "dxa")


def _span(cell: Element) -> int:
    node = cell.find(f"{W}tcPr/{W}gridSpan")
    return int(node.get(f"{W}val", 1)) if node is not None else 1


def _finish_ids(root: Element) -> None:
    """Give drawings and content controls that loops copied ids of their own."""
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    for number, node in enumerate(root.iter(drawing), 1):
        node.set("id", str(number))
    seen: set[str] = set()
    for node in list(root.iter(f"{W}sdtPr")):
        identity = node.find(f"{W}id")
        if identity is not None and identity.get(f"{W}val", "") in seen:
            node.remove(identity)
        elif identity is not None:
            seen.add(identity.get(f"{W}val", ""))
