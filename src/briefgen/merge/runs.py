"""New text in a paragraph that a person may have formatted: words keep the look that was given to them by hand.

Works on DrawingML and on WordprocessingML alike; a `Dialect` names the elements.
"""

import copy
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lxml import etree

from briefgen.merge.drawing import A, canonical
from briefgen.package import Element


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character with the run properties it is set in; `whole` is an element that is no text, such as a field."""

    text: str
    look: Element | None
    whole: Element | None = None

    @property
    def key(self) -> bytes:
        """The look in one spelling."""
        return _look_key(self.look)


def _look_key(look: Element | None) -> bytes:
    if look is None:
        return b""
    if look.get("dirty") or look.get("err"):
        look = copy.deepcopy(look)
        for name in {"dirty", "err", "smtClean"} & set(map(str, look.attrib)):
            del look.attrib[name]
    return canonical(look)


def read_glyphs(paragraph: Element) -> list[Glyph]:
    """The characters of a paragraph of a slide."""
    glyphs: list[Glyph] = []
    for child in paragraph:
        look = child.find(f"{A}rPr")
        if child.tag == f"{A}r":
            glyphs.extend(Glyph(character, look) for character in child.findtext(f"{A}t") or "")
        elif child.tag == f"{A}br":
            glyphs.append(Glyph("\v", look))
        elif child.tag not in (f"{A}pPr", f"{A}endParaRPr"):
            glyphs.append(Glyph("\ufffc", look, child))
    return glyphs


def write_glyphs(paragraph: Element, glyphs: Sequence[Glyph]) -> None:
    """Put characters in the place of a paragraph's own, runs of one look together."""
    for child in list(paragraph):
        if child.tag not in (f"{A}pPr", f"{A}endParaRPr"):
            paragraph.remove(child)
    end = paragraph.find(f"{A}endParaRPr")
    add: Callable[[Element], None] = paragraph.append if end is None else end.addprevious
    run: Element | None = None
    last: bytes | None = None
    for glyph in glyphs:
        if glyph.whole is not None:
            add(copy.deepcopy(glyph.whole))
            run = None
        elif glyph.text == "\v":
            add(_with_look(f"{A}br", glyph.look))
            run = None
        else:
            if run is None or glyph.key != last:
                run = _with_look(f"{A}r", glyph.look)
                etree.SubElement(run, f"{A}t").text = ""
                add(run)
            text = run[-1]
            text.text = (text.text or "") + glyph.text
            last = glyph.key


def _with_look(tag: str, look: Element | None) -> Element:
    node = etree.Element(tag, nsmap={"a": A[1:-1]})
    if look is not None:
        node.append(copy.deepcopy(look))
    return node


def looks_of(base: Sequence[Glyph], mine: Sequence[Glyph]) -> dict[bytes, Element | None]:
    """For each look of the base what the person's file mostly uses in its place; the two hold the same text."""
    seen: dict[bytes, Counter[bytes]] = {}
    by_key: dict[bytes, Element | None] = {}
    for one, other in zip(base, mine, strict=False):
        seen.setdefault(one.key, Counter())[other.key] += 1
        by_key.setdefault(other.key, other.look)
    return {key: by_key[counts.most_common(1)[0][0]] for key, counts in seen.items()}


def dress(
    new: Sequence[Glyph], base: Sequence[Glyph], mine: Sequence[Glyph], looks: Mapping[bytes, Element | None]
) -> list[Glyph]:
    """The new characters in the looks of the person's file.

    `mine` says what `base` says. A word that was given a look of its own by hand keeps it where it is still there.
    """
    dressed = [Glyph(glyph.text, looks[glyph.key], glyph.whole) if glyph.key in looks else glyph for glyph in new]
    if len(base) != len(mine):
        return dressed
    before, after = "".join(glyph.text for glyph in mine), "".join(glyph.text for glyph in new)
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            one, other = mine[block.a + offset], base[block.a + offset]
            if one.key != _look_key(looks.get(other.key)):
                glyph = dressed[block.b + offset]
                dressed[block.b + offset] = Glyph(glyph.text, one.look, glyph.whole)
    return dressed


def retype(glyphs: Sequence[Glyph], text: str) -> list[Glyph]:
    """The glyphs with another text: what stays keeps its look, what is new takes the look of what it replaces."""
    before = "".join(glyph.text for glyph in glyphs)
    result: list[Glyph] = []
    for tag, start, end, first, last in SequenceMatcher(None, before, text, autojunk=False).get_opcodes():
        if tag == "equal":
            result.extend(glyphs[start:end])
        elif first < last:
            model = glyphs[start] if start < len(glyphs) and end > start else glyphs[start - 1] if start else None
            model = model or (glyphs[0] if glyphs else None)
            result.extend(Glyph(character, model.look if model else None) for character in text[first:last])
    return result
