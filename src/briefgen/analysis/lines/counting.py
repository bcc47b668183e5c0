"""How a text counts: the marks at the head of what it lists, and blocks in which a whole list runs on as sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from briefgen.analysis.language_data import language_data
from briefgen.analysis.quantities.numerals import read_numeral
from briefgen.analysis.text.sentences import split_sentences, trim
from briefgen.document import Block, BlockKind, Document, Language, Span

_FEWEST = 3  # sentences that count from one on: two may be the sides of one point


def split_where_counted(document: Document, block: Block) -> Iterator[Block]:
    """The block, or its parts where its sentences count (一是…。二是…。三是…。): each is a paragraph of its own."""
    starts = _counted(document, block.span) if _may_count(document, block) else []
    for start, end in pairwise((block.span.start, *starts, block.span.end)):
        part = trim(document.text, Span(start, end))
        if part.end > part.start:
            yield block if part == block.span else replace(block, span=part)


def _may_count(document: Document, block: Block) -> bool:
    return document.language is Language.CHINESE and block.kind is BlockKind.PARAGRAPH


def _counted(document: Document, span: Span) -> list[int]:
    """Where the parts begin of a text whose sentences count from one on, and where what follows them does."""
    sentences = split_sentences(document.text, span, document.language)
    for style in counting_styles(document.language):
        if not style.groups:
            continue
        heads = [style.match(document.text, *sentence) for sentence in sentences]
        places = [index for index, head in enumerate(heads) if head]
        values = [value_of(head.group(1)) for head in heads if head]
        starts = [sentences[index].start for index in places]
        if values[:1] == [2]:
            first = next(_behind_colons(document, style, sentences[: places[0]]), None)
            if first is not None:
                starts, values, places = [first[1], *starts], [1, *values], [first[0], *places]
        if len(values) >= _FEWEST and values == list(range(1, len(values) + 1)):
            last = places[-1] + max(after - before for before, after in pairwise(places))
            return [*starts, *(sentence.start for sentence in sentences[last : last + 1])]
    return []


def _behind_colons(document: Document, style: re.Pattern[str], sentences: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Which sentences lead up to the first of a list behind a colon, the last first, and where that begins."""
    for index in range(len(sentences) - 1, -1, -1):
        colon = document.text.find("：", *sentences[index])
        head = style.match(document.text, colon + 1, sentences[index].end) if colon >= 0 else None
        if head is not None and value_of(head.group(1)) == 1:
            yield index, head.start()


def value_of(numeral: str) -> int | None:
    """The number that a numeral, in digits, in characters or as an English ordinal, stands for."""
    if not numeral.isascii() or numeral.isdigit():
        value = read_numeral(numeral)
        return None if value is None else int(value)
    words: list[str] = language_data(Language.ENGLISH, "clauses")["enumeration"]["ordinals"]
    return words.index(numeral.lower()) + 1


@cache
def counting_styles(language: Language) -> tuple[re.Pattern[str], ...]:
    """The marks at the head of what is listed; a group, where there is one, holds its number."""
    return tuple(map(re.compile, language_data(language, "clauses")["enumeration"]["styles"]))
