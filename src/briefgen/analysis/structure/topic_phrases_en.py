"""Phrases of an English text that can title a section: its noun phrases, as they stand, told by parts of speech."""

import re
from collections.abc import Iterator
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.text.tagger_en import NOUNS, tag_words
from briefgen.document import Document, Language, Span

_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_MODIFIERS = NOUNS | {"ADJ"}
_FEWEST, _MOST = 2, 6  # words of a title
_TIES = ("of", "in", "for", "and")


@cache
def _limiting() -> frozenset[str]:
    data = language_data(Language.ENGLISH, "clauses")
    return frozenset([*data["modality"]["words"], *data["limiters"]["words"]])


def find_phrases(document: Document, sentence: Span) -> Iterator[Span]:
    """The noun phrases of a sentence, each alone and with what is tied to it: housing starts, purchases of bonds."""
    words = list(_WORD.finditer(document.text, sentence.start, sentence.end))
    if any(word.group().lower() in _limiting() for word in words):
        return  # out of a sentence that denies or limits a phrase would be taken for what it does not say
    tags = tag_words([word.group() for word in words])
    runs = list(_runs(words, tags))
    for number, (first, last) in enumerate(runs):
        yield from _titled(words, first, last)
        if number + 1 < len(runs):
            following, end = runs[number + 1]
            if following == last + 1 and words[last].group() in _TIES:
                yield from _titled(words, first, end)


def _runs(words: list[re.Match[str]], tags: list[str]) -> Iterator[tuple[int, int]]:
    """From where to where words are modifiers and nouns, up to the last noun."""
    start = 0
    for at in range(len(words) + 1):
        if at < len(words) and tags[at] in _MODIFIERS and words[at].group().replace("-", "").isalpha():
            continue  # no number, and no owner whose name would begin the title
        end = at
        while end > start and tags[end - 1] not in NOUNS:
            end -= 1
        if end > start:
            yield start, end
        start = at + 1


def _titled(words: list[re.Match[str]], first: int, last: int) -> Iterator[Span]:
    if _FEWEST <= last - first <= _MOST and not _cuts_name(words, first, last):
        yield Span(words[first].start(), words[last - 1].end())


def _cuts_name(words: list[re.Match[str]], first: int, last: int) -> bool:
    """Whether a phrase begins or ends within a name, or is nothing but one: (the Bank of) New York."""
    capitals = [word.group()[0].isupper() for word in words]
    if all(capitals[first:last]):
        return True
    before = any(capitals[max(0, first - _NEAR) : first]) and capitals[first]
    return before or (capitals[last - 1] and any(capitals[last : last + _NEAR]))


_NEAR = 2  # words beside a phrase: the name goes on behind of
