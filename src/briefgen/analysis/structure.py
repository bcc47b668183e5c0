"""What each block of a document is: title, series, byline, headings with levels, captions, furniture.

Blocks whose kind comes from markup are believed. Bare lines are judged by a small scored model: every feature
adds or takes its weight (`HEADING_WEIGHTS`), and a line is a heading from `HEADING_THRESHOLD` on. The cues are
data of the language; nothing here knows a document.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.analysis.segmenter import tagged_words
from briefgen.analysis.sentences import split_sentences
from briefgen.document import Block, BlockKind, Document, Language, Span

HEADING_THRESHOLD = 2.5
HEADING_WEIGHTS = {
    "numbered": 2.0,
    "no final mark": 1.0,
    "final stop": -3.0,
    "heading length": 1.0,
    "too long": -4.0,
    "longer text follows": 1.5,
    "another heading follows": 0.5,
    "first word is small": -1.0,
    "title case": 0.5,
    "in capitals": 1.0,
    "furniture": -6.0,
    "last line": -4.0,
    "mostly digits": -4.0,
}

_FINAL_MARKS = "。！？；：，、…!?;:,"
_CAPTION_LENGTH = range(28, 113)
_TITLE_REACH = 6  # lines from the top among which the title is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """The compiled cues of one language."""

    numbering: tuple[tuple[str, re.Pattern[str]], ...]
    patterns: dict[str, re.Pattern[str]]
    heading_length: range
    short: int


@cache
def _rules(language: Language) -> _Rules:
    data: dict[str, Any] = language_data(language, "structure")
    chinese = language is Language.CHINESE
    return _Rules(
        numbering=tuple((rule["name"], re.compile(rule["pattern"])) for rule in data["numbering"]),
        patterns={name: re.compile(pattern) for name, pattern in data["patterns"].items()},
        heading_length=range(2, 41) if chinese else range(2, 91),
        short=12 if chinese else 30,
    )


def recover(document: Document) -> Document:
    """The document with its blocks' kinds, heading levels, title, series and byline found."""
    if any(block.kind is BlockKind.HEADING for block in document.blocks):
        return _from_markup(document)
    return _from_lines(document)


def numbering_of(text: str, language: Language) -> tuple[str, int]:
    """The numbering style of a heading (empty when it has none) and the length of the number in characters."""
    for name, pattern in _rules(language).numbering:
        match = pattern.match(text)
        if match:
            return name, match.end()
    return "", 0


def _from_markup(document: Document) -> Document:
    """Headings are marked: the only first heading of its level is the title, the others close ranks below it."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    top = min(block.level or 1 for block in headings)
    first = headings[0]
    title = document.title
    is_title = title is None and first.level == top and sum(block.level == top for block in headings) == 1
    if is_title and document.blocks.index(first) <= _TITLE_REACH and len(headings) > 1:
        title = first.span
    ranks = sorted({block.level or 1 for block in headings if block.span != title})
    blocks = tuple(
        block
        if block.kind is not BlockKind.HEADING
        else replace(block, kind=BlockKind.FURNITURE, level=None)
        if block.span == title
        else replace(block, level=ranks.index(block.level or 1) + 1)
        for block in document.blocks
    )
    return replace(document, blocks=_with_captions(replace(document, blocks=blocks)), title=title)


def _from_lines(document: Document) -> Document:
    rules = _rules(document.language)
    blocks = list(document.blocks)
    texts = [block.span.slice(document.text) for block in blocks]
    title, subtitle, head = _find_title(document, blocks, texts, rules)
    byline, tail = _find_byline(blocks, texts, head, rules)
    date = next(
        (blocks[i].span for i in (*range(head), *range(tail, len(blocks))) if rules.patterns["date"].match(texts[i])),
        None,
    )
    furniture = set(range(head)) | set(range(tail, len(blocks)))
    furniture |= {
        i for i, text in enumerate(texts) if blocks[i].kind is BlockKind.PARAGRAPH and _is_furniture(text, rules)
    }
    heading = {
        i: _heading_score(i, texts, rules)
        for i in range(head, tail)
        if blocks[i].kind is BlockKind.PARAGRAPH and i not in furniture
    }
    levels = _levels([i for i, (score, _) in heading.items() if score >= HEADING_THRESHOLD], texts, document.language)
    for index in furniture:
        blocks[index] = replace(blocks[index], kind=BlockKind.FURNITURE)
    for index, level in levels.items():
        blocks[index] = replace(blocks[index], kind=BlockKind.HEADING, level=level)
    structured = replace(
        document, blocks=tuple(blocks), title=document.title or title, subtitle=document.subtitle or subtitle
    )
    structured = replace(structured, byline=document.byline or byline, date=document.date or date)
    return replace(structured, blocks=_with_captions(structured))


def _find_title(
    document: Document, blocks: Sequence[Block], texts: Sequence[str], rules: _Rules
) -> tuple[Span | None, Span | None, int]:
    """Title and series as spans, and the number of lines that belong to the head."""
    for index, text in enumerate(texts[:_TITLE_REACH]):
        if _is_furniture(text, rules):
            continue
        if len(text) > rules.heading_length.stop * 2 or blocks[index].kind is not BlockKind.PARAGRAPH:
            return None, None, index
        separator = rules.patterns["kicker_separator"].search(text)
        if separator:
            start = blocks[index].span.start
            title = _trimmed(document.text, Span(start, start + separator.start()))
            return title, _trimmed(document.text, Span(start + separator.end(), blocks[index].span.end)), index + 1
        if _repeated_below(text, texts[index + 1 : index + 3], rules):
            continue
        if text[-1:] in _FINAL_MARKS and text[-1:] not in "！？!?…":
            return None, None, index
        return blocks[index].span, *_subtitle_below(document, blocks, texts, index, rules)
    return None, None, 0


def _subtitle_below(
    document: Document, blocks: Sequence[Block], texts: Sequence[str], index: int, rules: _Rules
) -> tuple[Span | None, int]:
    """A line that begins with a dash below the title, and the number of lines of the head up to there."""
    head = index + 1
    subtitle = None
    while head < len(texts) and head <= _TITLE_REACH:
        text = texts[head]
        dash = rules.patterns["dash_subtitle"].match(text)
        if dash and subtitle is None and len(text) <= rules.heading_length.stop:
            subtitle = _trimmed(document.text, Span(blocks[head].span.start + dash.end(), blocks[head].span.end))
        elif not (_is_furniture(text, rules) or text in texts[index] or texts[index] in text):
            break
        head += 1
    return subtitle, head


def _repeated_below(text: str, below: Sequence[str], rules: _Rules) -> bool:
    """Whether a first line is only the series or a repetition of the title line that follows it."""
    return any(
        (line != text and text in line and rules.patterns["kicker_separator"].search(line)) or line == text
        for line in below
    )


def _find_byline(blocks: Sequence[Block], texts: Sequence[str], head: int, rules: _Rules) -> tuple[Span | None, int]:
    """The byline's span (in the head or at the end) and the index at which the tail begins."""
    tail = len(texts)
    byline = next((blocks[i].span for i in range(head) if rules.patterns["byline"].match(texts[i])), None)
    while tail > head + 1:
        text = texts[tail - 1]
        is_signature = (
            bool(rules.patterns["signature"].match(text))
            and len(text) <= rules.short
            and blocks[tail - 1].kind is BlockKind.PARAGRAPH
        )
        if not (
            rules.patterns["byline"].match(text)
            or rules.patterns["date"].match(text)
            or _is_furniture(text, rules)
            or is_signature
        ):
            break
        if byline is None and (is_signature or rules.patterns["byline"].match(text)):
            byline = blocks[tail - 1].span
        tail -= 1
    return byline, tail


def _is_furniture(text: str, rules: _Rules) -> bool:
    return any(
        rules.patterns[name].search(text) if name == "furniture" else rules.patterns[name].match(text)
        for name in ("furniture", "byline", "date", "salutation")
    )


def _heading_score(index: int, texts: Sequence[str], rules: _Rules) -> tuple[float, tuple[str, ...]]:
    """The score of one line as a heading and the features that made it."""
    text = texts[index]
    following = texts[index + 1] if index + 1 < len(texts) else ""
    number = next((match.end() for _, pattern in rules.numbering if (match := pattern.match(text))), 0)
    words = text[number:]
    features = []
    if number:
        features.append("numbered")
    features.append("final stop" if text[-1:] in _FINAL_MARKS or text.endswith(".") else "no final mark")
    features.append("heading length" if len(text) in rules.heading_length else "too long")
    if _text_follows(index, texts):
        features.append("longer text follows")
    elif 0 < len(following) < rules.heading_length.stop and following[-1:] not in _FINAL_MARKS + ".":
        features.append("another heading follows")
    if index == len(texts) - 1:
        features.append("last line")
    if rules.patterns["caption"].search(text) or rules.patterns["dash_subtitle"].match(text):
        features.append("furniture")
    if sum(character.isdigit() for character in words) * 2 > len(words):
        features.append("mostly digits")
    if words.isupper() and words.isascii():
        features.append("in capitals")
    elif words[:1].islower():
        features.append("first word is small")
    elif words.isascii() and sum(word[:1].isupper() for word in words.split()) * 2 > len(words.split()):
        features.append("title case")
    return sum(HEADING_WEIGHTS[feature] for feature in features), tuple(features)


def _text_follows(index: int, texts: Sequence[str]) -> bool:
    """Whether a paragraph follows at once, or a short sentence and then a paragraph."""
    needed = max(45, 1.2 * len(texts[index]))
    below = texts[index + 1 : index + 3]
    if below and len(below[0]) > needed:
        return True
    return len(below) == 2 and below[0][-1:] in _FINAL_MARKS and len(below[1]) > needed


def _levels(indexes: Sequence[int], texts: Sequence[str], language: Language) -> dict[int, int]:
    """Levels by nesting: a style not yet open goes one deeper, an open one closes what is below it."""
    levels = {}
    open_styles: list[str] = []
    for index in indexes:
        style, _ = numbering_of(texts[index], language)
        if style in open_styles:
            del open_styles[open_styles.index(style) + 1 :]
        else:
            open_styles.append(style)
        levels[index] = len(open_styles)
    return levels


def _with_captions(document: Document) -> tuple[Block, ...]:
    """The blocks, those paragraphs that are captions marked as such."""
    return tuple(
        replace(block, kind=BlockKind.CAPTION)
        if block.kind is BlockKind.PARAGRAPH and _is_caption(document, index)
        else block
        for index, block in enumerate(document.blocks)
    )


def _is_caption(document: Document, index: int) -> bool:
    """Two of three signals: set apart between longer paragraphs, a subject named anew, words that the neighbours say.

    Captions that a page lost its pictures to carry no mark. They repeat what stands around them, name place or person
    anew, and are short among long paragraphs (measured on a feature with nine of them: all found, nothing else taken).
    """
    text = document.blocks[index].span.slice(document.text)
    if _rules(document.language).patterns["caption"].search(text):
        return True
    if document.language is not Language.CHINESE or len(text) not in _CAPTION_LENGTH or text[-1:] not in "。！？":
        return False
    around = [
        block
        for i in (index - 2, index - 1, index + 1, index + 2)
        if 0 <= i < len(document.blocks)
        for block in (document.blocks[i],)
    ]
    before, after = (document.blocks[i] if 0 <= i < len(document.blocks) else None for i in (index - 1, index + 1))
    if (
        not (before and after)
        or BlockKind.HEADING in (before.kind, after.kind)
        or BlockKind.FURNITURE in (before.kind, after.kind)
    ):
        return False
    if len(split_sentences(document.text, document.blocks[index].span, document.language)) > 2:
        return False
    neighbours = [block.span.slice(document.text) for block in around if block.kind is not BlockKind.HEADING]
    lengths = [len(block.span.slice(document.text)) for block in (before, after)]
    set_apart = min(lengths) >= 60 and sum(lengths) >= 3.2 * len(text)
    signals = (set_apart, _names_subject(text), _repeats(text, neighbours))
    return sum(signals) >= 2


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


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
