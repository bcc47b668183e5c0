"""The text of one box: what nobody touched follows the new edition, paragraph by paragraph, in the person's look."""

import copy
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from briefgen.merge.drawing import BREAK, A, canonical, paragraph_text
from briefgen.merge.likeness import pair_up
from briefgen.merge.ordering import merge_lines
from briefgen.merge.runs import Glyph, dress, looks_of, read_glyphs, retype, write_glyphs
from briefgen.package import Element


def update_body(mine: Element, base: Element, new: Element) -> None:
    """Let a text box that says what its base said say what the new one says."""
    _take_unless_styled(mine, base, new, "bodyPr")
    _take_unless_styled(mine, base, new, "lstStyle")
    old, own, fresh = (body.findall(f"{A}p") for body in (base, mine, new))
    looks = _looks(old, own)
    if len(old) == len(fresh):
        pairs = {number: number for number in range(len(fresh))}
    else:
        forward = pair_up([paragraph_text(item) for item in old], [paragraph_text(item) for item in fresh])
        pairs = {right: left for left, right in forward.items()}
    paragraphs = []
    for number, paragraph in enumerate(fresh):
        place = pairs.get(number)
        result = copy.deepcopy(paragraph)
        base_glyphs = mine_glyphs = []
        if place is not None and place < min(len(old), len(own)):
            _keep_styled(result, old[place], own[place])
            base_glyphs, mine_glyphs = read_glyphs(old[place]), read_glyphs(own[place])
        elif own:
            _keep_styled(result, old[0], own[0])
        write_glyphs(result, dress(read_glyphs(paragraph), base_glyphs, mine_glyphs, looks))
        paragraphs.append(result)
    _replace_paragraphs(mine, paragraphs)


def merge_paragraphs(mine: Element, base: Element, new: Element) -> bool:
    """Merge a box in which both changed paragraphs; False, and nothing done, where they changed the same one."""
    old, own, fresh = (body.findall(f"{A}p") for body in (base, mine, new))
    before, lines, after = ([paragraph_text(item) for item in items] for items in (old, own, fresh))
    merged = merge_lines(before, lines, after)
    if merged is None:
        return False
    looks = _looks(*_common(old, own))
    result = []
    for tag, start, end, first, last in SequenceMatcher(None, lines, merged, autojunk=False).get_opcodes():
        if tag == "equal":
            result.extend(own[start:end])
            continue
        for text in merged[first:last]:
            paragraph = copy.deepcopy(fresh[after.index(text)] if text in after else old[before.index(text)])
            write_glyphs(paragraph, dress(read_glyphs(paragraph), [], [], looks))
            result.append(paragraph)
    _replace_paragraphs(mine, result)
    return True


def set_texts(body: Element, texts: Sequence[str]) -> None:
    """Other texts in the same paragraphs, in their looks; further ones look like the last."""
    paragraphs = body.findall(f"{A}p")
    while len(paragraphs) < len(texts):
        extra = copy.deepcopy(paragraphs[-1])
        paragraphs[-1].addnext(extra)
        paragraphs.append(extra)
    for paragraph in paragraphs[max(1, len(texts)) :]:
        body.remove(paragraph)
    for paragraph, text in zip(paragraphs, texts or [""], strict=False):
        if paragraph_text(paragraph) != text:
            write_glyphs(paragraph, retype(read_glyphs(paragraph), text))


def normal(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts without line breaks, with one space for several and none at the ends: what is compared."""
    return tuple(re.sub(r"\s+", " ", text.replace(BREAK, "")).strip() for text in texts)


def _looks(base: Sequence[Element], mine: Sequence[Element]) -> dict[bytes, Element | None]:
    before: list[Glyph] = []
    after: list[Glyph] = []
    for one, other in zip(base, mine, strict=False):
        first, second = read_glyphs(one), read_glyphs(other)
        if len(first) == len(second):
            before.extend(first)
            after.extend(second)
    return looks_of(before, after)


def _common(base: Sequence[Element], mine: Sequence[Element]) -> tuple[list[Element], list[Element]]:
    pairs = pair_up([paragraph_text(item) for item in base], [paragraph_text(item) for item in mine], least=1.0)
    return [base[one] for one in pairs], [mine[other] for other in pairs.values()]


def _keep_styled(result: Element, base: Element, mine: Element) -> None:
    """A paragraph's settings: the new ones, but the person's where the person's file sets other ones than the base."""
    old, own, fresh = (item.find(f"{A}pPr") for item in (base, mine, result))
    if _key(old) == _key(own):
        return
    if fresh is not None:
        result.remove(fresh)
    if own is not None:
        result.insert(0, copy.deepcopy(own))


def _take_unless_styled(mine: Element, base: Element, new: Element, name: str) -> None:
    own, old, fresh = (item.find(f"{A}{name}") for item in (mine, base, new))
    if own is not None and fresh is not None and _key(own) == _key(old):
        mine.replace(own, copy.deepcopy(fresh))


def _key(node: Element | None) -> bytes:
    return canonical(node) if node is not None else b""


def _replace_paragraphs(body: Element, paragraphs: Sequence[Element]) -> None:
    for old in body.findall(f"{A}p"):
        body.remove(old)
    body.extend(paragraphs)
