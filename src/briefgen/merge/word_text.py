"""Paragraphs of a Word file as a merge sees them: their text, their characters with looks, our bookmarks in them."""

import copy
from collections.abc import Iterator, Sequence

from lxml import etree

from briefgen.merge.drawing import FIELD, canonical
from briefgen.merge.runs import Glyph
from briefgen.package import WORD, Element

W = f"{{{WORD}}}"
OWN = "bg_"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEPT = frozenset(f"{W}{name}" for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr"))
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\v", f"{W}cr": "\v", f"{W}noBreakHyphen": "\u2011"}
_NOTHING = ("lastRenderedPageBreak", "rPr")


def paragraph_text(paragraph: Element) -> str:
    """The text that a reader sees: what is inserted with tracking counts, what is deleted does not."""
    pieces = []
    for node in paragraph.iter(f"{W}t", *_SIGNS):
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif (parent := node.getparent()) is not None and parent.tag == f"{W}r":
            pieces.append(_SIGNS[str(node.tag)])
    return "".join(pieces)


def block_text(block: Element) -> str:
    """The text of a paragraph, or of all paragraphs in a table or another block."""
    if block.tag == f"{W}p":
        return paragraph_text(block)
    return "\n".join(filter(None, map(paragraph_text, block.iter(f"{W}p"))))


def bookmarks_of(block: Element) -> list[str]:
    """The names of our bookmarks in a block."""
    return [name for node in block.iter(f"{W}bookmarkStart") if (name := node.get(f"{W}name", "")).startswith(OWN)]


def is_plain(paragraph: Element) -> bool:
    """Whether a paragraph holds nothing but runs and our marks, so that its text can be set anew."""
    return all(child.tag in _KEPT or child.tag == f"{W}r" for child in paragraph)


def read_glyphs(paragraph: Element) -> list[Glyph]:
    """The characters of a plain paragraph; what is no text is a run of its own."""
    return list(_glyphs(paragraph))


def _glyphs(paragraph: Element) -> Iterator[Glyph]:
    for run in paragraph.findall(f"{W}r"):
        look = run.find(f"{W}rPr")
        for child in run:
            name = etree.QName(child).localname
            if child.tag == f"{W}t":
                for character in child.text or "":
                    yield Glyph(character, look)
            elif name not in _NOTHING:
                whole = run.makeelement(f"{W}r")
                if look is not None:
                    whole.append(copy.deepcopy(look))
                whole.append(copy.deepcopy(child))
                yield Glyph(_SIGNS.get(str(child.tag), FIELD), look, whole)


def write_glyphs(paragraph: Element, glyphs: Sequence[Glyph]) -> None:
    """Put characters in the place of a plain paragraph's own, inside its first bookmark if it has one."""
    for node in [*paragraph.findall(f"{W}r"), *paragraph.findall(f"{W}proofErr")]:
        paragraph.remove(node)
    starts = paragraph.findall(f"{W}bookmarkStart")
    settings = paragraph.find(f"{W}pPr")
    at = paragraph.index(starts[-1]) + 1 if starts else paragraph.index(settings) + 1 if settings is not None else 0
    run: Element | None = None
    last: bytes | None = None
    for glyph in glyphs:
        if glyph.whole is not None:
            paragraph.insert(at, copy.deepcopy(glyph.whole))
            at += 1
            run = None
            continue
        if run is None or glyph.key != last:
            run = paragraph.makeelement(f"{W}r")
            if glyph.look is not None:
                run.append(copy.deepcopy(glyph.look))
            etree.SubElement(run, f"{W}t").set(_SPACE, "preserve")
            run[-1].text = ""
            paragraph.insert(at, run)
            at += 1
        run[-1].text = (run[-1].text or "") + glyph.text
        last = glyph.key


def replace_pieces(paragraph: Element, pieces: Sequence[tuple[str, str]]) -> None:
    """Replace pieces of text, in their order, wherever runs cut them; looks stay."""
    nodes = list(paragraph.iter(f"{W}t"))
    text = "".join(node.text or "" for node in nodes)
    at = 0
    for old, new in pieces:
        start = text.find(old, at)
        if start < 0:
            continue
        _replace_at(nodes, start, start + len(old), new)
        text = text[:start] + new + text[start + len(old) :]
        at = start + len(new)


def _replace_at(nodes: Sequence[Element], start: int, end: int, new: str) -> None:
    place = 0
    for node in nodes:
        own = node.text or ""
        first, last = max(start - place, 0), min(end - place, len(own))
        if first < last:
            node.text = own[:first] + new + own[last:]
            new = ""
        place += len(own)


def without_traces(block: Element) -> bytes:
    """A block in one spelling, without what Word notes of its editing sessions and without bookmarks' numbers."""
    twin = copy.deepcopy(block)
    for node in list(twin.iter()):
        if node.tag in (f"{W}proofErr", f"{W}lastRenderedPageBreak"):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
            continue
        for name in list(node.attrib):
            if "rsid" in str(name) or str(name).endswith(("}paraId", "}textId")):
                del node.attrib[name]
        if node.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            node.set(f"{W}id", "")
    return canonical(twin)
