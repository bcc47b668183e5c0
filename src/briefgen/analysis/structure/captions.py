"""Captions in running text: by the marks they carry, or, where a page lost its pictures, by how they stand.

Captions without a mark repeat what stands around them, name place or person anew, and are short among long
paragraphs: the last must hold and one of the others.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.analysis.structure.lines import numbering_of, rules_of, width_of
from briefgen.analysis.text.segmenter import tagged_words
from briefgen.analysis.text.sentences import split_sentences
from briefgen.document import Block, BlockKind, Document, Language

LONGEST_MARKED = 160  # wide characters of a caption that its mark tells
_CAPTION_LENGTH = range(28, 113)  # code points of one without a mark
_FEATURE_PARAGRAPH = 60  # code points: half of what is no short line is longer in a feature
_LEAST_NEIGHBOUR = 60  # code points of the paragraphs on either side
_TIMES_SHORTER = 3.8  # than both neighbours together
_LONGEST_LABEL = 20  # code points
_MARK_OF_BODY = re.compile("^(?:第[一二三四五六七八九十]+[，,、]|[一二三四五六七八九十]+[是、]|[（(]|——|[-•●])")
_WIDEST_BESIDE_CREDIT = 60  # wide characters
_LONGEST_BESIDE_CREDIT = 140  # code points
_SENTENCE_ENDS = "。！？；：.!?;:…"
_OPENERS = '“"‘「'
_CLOSERS = "”\"’'」）)】]* "
_SHORTEST_REPEATED = 3  # code points
_LARGEST_SHARE = 0.3  # of a document's blocks
_NO_NEIGHBOURS = (BlockKind.HEADING, BlockKind.FURNITURE)


def with_captions(document: Document) -> tuple[Block, ...]:
    """The blocks, those paragraphs that are captions marked as such."""
    texts = [block.span.slice(document.text) for block in document.blocks]
    patterns = rules_of(document.language).patterns
    marked, named = patterns["caption"], patterns["table_name"]
    found = {
        i
        for i, block in enumerate(document.blocks)
        if (block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.HEADING and not block.marked_up))
        and width_of(texts[i][:LONGEST_MARKED]) < LONGEST_MARKED
        and marked.search(texts[i])
    }
    found |= {i for i in range(len(texts)) if _is_beside_credit(document, i, texts)} - found
    found |= {i for i in range(len(texts) - 1) if _heads_table(document.blocks[i : i + 2]) and named.match(texts[i])}
    found |= {i for i in range(1, len(texts)) if _repeats_picture(document.blocks[i - 1 : i + 1], texts[i - 1 : i + 1])}
    if _is_feature(document, texts):
        unmarked = {
            i
            for i in range(len(texts))
            if i not in found and (_is_unmarked(document, i, texts) or _is_label(document, i, texts))
        }
        if len(unmarked) <= _LARGEST_SHARE * len(texts):
            found |= unmarked
    return tuple(
        replace(block, kind=BlockKind.CAPTION, level=None) if i in found else block
        for i, block in enumerate(document.blocks)
    )


def _heads_table(pair: Sequence[Block]) -> bool:
    """Whether a heading stands directly over a table: set in bold, the name of a table looks like one."""
    return pair[0].kind is BlockKind.HEADING and pair[1].kind is BlockKind.TABLE


def _repeats_picture(pair: Sequence[Block], texts: Sequence[str]) -> bool:
    """Whether a line that no markup names says below a picture only what its alternative text says, too."""
    picture, line = pair
    if picture.kind is not BlockKind.PICTURE or line.marked_up:
        return False
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING)
    said, again = (" ".join(text.split()) for text in texts)
    return line.kind in kinds and len(again) >= _SHORTEST_REPEATED and again in said


def _is_beside_credit(document: Document, index: int, texts: Sequence[str]) -> bool:
    """A line that is no sentence directly above or below the line that names whose picture it was.

    Directly above, also a sentence that shows and does not tell: a scene stands in the present tense.
    """
    patterns = rules_of(document.language).patterns
    credit = patterns["credit"]
    text = texts[index]
    if document.blocks[index].kind is not BlockKind.PARAGRAPH or len(text) > _LONGEST_BESIDE_CREDIT:
        return False
    if width_of(text) >= _WIDEST_BESIDE_CREDIT or numbering_of(text, document.language)[0] or credit.search(text):
        return False
    above, below = (texts[i] if 0 <= i < len(texts) else "" for i in (index - 1, index + 1))
    if text[:1] in _OPENERS or not any(credit.search(line) for line in (above, below)):
        return False
    if text.rstrip(_CLOSERS)[-1:] not in _SENTENCE_ENDS:
        return True
    return bool(credit.search(below)) and text.endswith(".") and not patterns["told"].search(text)


def _is_feature(document: Document, texts: Sequence[str]) -> bool:
    """Whether captions without marks are to be expected: Chinese press, long paragraphs, headings without numbers."""
    if document.language is not Language.CHINESE or any(block.marked_up for block in document.blocks):
        return False
    headings = [text for block, text in zip(document.blocks, texts, strict=True) if block.kind is BlockKind.HEADING]
    body = sorted(
        len(text)
        for block, text in zip(document.blocks, texts, strict=True)
        if block.kind is BlockKind.PARAGRAPH and len(text) >= _CAPTION_LENGTH.start
    )
    numbered = any(numbering_of(text, document.language)[0] for text in headings)
    return bool(body) and not numbered and body[len(body) // 2] >= _FEATURE_PARAGRAPH


def _is_unmarked(document: Document, index: int, texts: Sequence[str]) -> bool:
    """Set apart between longer paragraphs, and with a subject named anew or words that the neighbours say."""
    text = texts[index]
    if (
        document.blocks[index].kind is not BlockKind.PARAGRAPH
        or len(text) not in _CAPTION_LENGTH
        or text[-1] not in "。！？"
    ):
        return False
    around = range(max(0, index - 2), min(len(texts), index + 3))
    before, after = index - 1, index + 1
    if before < 0 or after >= len(texts) or any(document.blocks[i].kind in _NO_NEIGHBOURS for i in (before, after)):
        return False
    if _MARK_OF_BODY.search(text[:12]) or rules_of(document.language).patterns["speech"].search(text):
        return False
    lengths = [len(texts[before]), len(texts[after])]
    if min(lengths) < _LEAST_NEIGHBOUR or sum(lengths) < _TIMES_SHORTER * len(text):
        return False
    if len(split_sentences(document.text, document.blocks[index].span, document.language)) > 2:
        return False
    neighbours = [texts[i] for i in around if i != index and document.blocks[i].kind is not BlockKind.HEADING]
    return _names_subject(text) or _repeats(text, neighbours)


def _is_label(document: Document, index: int, texts: Sequence[str]) -> bool:
    """A name of what a picture showed: a few words with a full stop and no verb, between paragraphs."""
    text = texts[index]
    if (
        document.blocks[index].kind is not BlockKind.PARAGRAPH
        or not 3 <= len(text) <= _LONGEST_LABEL
        or text[-1] not in "。）"
    ):
        return False
    sides = [texts[i] for i in (index - 1, index + 1) if 0 <= i < len(texts)]
    if len(sides) < 2 or min(map(len, sides)) < _CAPTION_LENGTH.start or "，" in text:
        return False
    if text[-1] == "）":
        return text[0] == "（"
    return not any(tag.startswith(("v", "a", "r", "i", "d")) for _, tag in tagged_words(text[:-1]))


def _names_subject(text: str) -> bool:
    """Whether the first clauses name a place, body or person as if nothing had been said before."""
    words = tagged_words(text[:60])
    if not words or words[0][1].startswith(("t", "m", "r", "c", "f")) or words[0][0] in ("在", "从", "当", "自"):
        return False
    head = words[:12] if words[0][1].startswith(("p", "x", "w")) or words[0][0] in "“为" else words[:2]
    return any(tag in ("ns", "nt", "nr", "nrt") and len(word) > 1 for word, tag in head)


def _repeats(text: str, neighbours: Sequence[str]) -> bool:
    """Whether a tenth of the line stands word for word next to it, or four tenths of its pairs of characters do."""
    han = re.sub(r"[^一-鿿]", "", text)
    pairs = {han[i : i + 2] for i in range(len(han) - 1)}
    said = {pair for line in neighbours for pair in pairs if pair in line}
    longest = max((_longest_common(text, line) for line in neighbours), default=0)
    return longest >= 10 or len(said) >= 0.4 * max(1, len(pairs))


def _longest_common(short: str, long: str) -> int:
    """Length of the longest run of characters of `short` that stands in `long`."""
    best = 0
    for start in range(len(short)):
        while start + best < len(short) and short[start : start + best + 1] in long:
            best += 1
    return best
