"""The noun phrase behind an English number: what a count counts, by the parts of speech of the words around it."""

import re
from collections.abc import Sequence
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.text.tagger_en import NOUNS, tag_words
from briefgen.document import Language


def following_noun(view: str, end: int) -> str:
    """The noun phrase that a count counts: modifiers and nouns as far as they stand together, at most five words."""
    start = end + (view[end : end + 1] == "+")
    before = _WORD.findall(view[max(0, end - _LEFT) : end])[-_WORDS_BEFORE:]
    behind: list[re.Match[str]] = []
    at = start
    while len(behind) < _WORDS_BEHIND and (match := _NEXT_WORD.match(view, at)):
        behind.append(match)
        at = match.end()
    if not behind:
        return ""
    words = [match.group(1) for match in behind]
    tags = tag_words([*before, "1", *words, *_WORD.findall(view[at : at + 1])])[len(before) + 1 :]
    first = next((place for place, word in enumerate(words) if word.lower() not in _MORE), len(words))
    last = first if _compares(words, first) else _end_of_phrase(words, tags, first)
    return view[behind[first].start(1) : behind[last - 1].end(1)] if last > first else ""


def _end_of_phrase(words: Sequence[str], tags: Sequence[str], first: int) -> int:
    """Behind the last noun of the run from `first`; a plural closes it, so that no verb is taken for a noun."""
    last = first
    for place in range(first, len(words)):
        if tags[place] in NOUNS:
            last = place + 1
            if tags[place] == "NOUN" and _PLURAL.search(words[place]):
                break
        elif tags[place] not in ("ADJ", "VN", "X") and not _is_between(tags, place):
            break
    return last


def _compares(words: Sequence[str], first: int) -> bool:
    """25k cheaper than others: a word that looks like a noun and only compares."""
    return words[first : first + 1] != [] and words[first].lower() in _after() and words[first + 1 : first + 2] in _THAN


_THAN: tuple[list[str], ...] = ([], ["than"])


@cache
def _after() -> frozenset[str]:
    words: list[str] = language_data(Language.ENGLISH, "figures")["words"]["after"]
    return frozenset(words)


def _is_between(tags: Sequence[str], place: int) -> bool:
    """Digital and physical sales; gaming consoles: a word that the noun behind it needs."""
    if not 0 <= place < len(tags) - 1:
        return False
    if tags[place] == "VG":
        return tags[place + 1] in NOUNS
    pair = (tags[place - 1], tags[place + 1]) if place and tags[place] == "CCONJ" else ()
    return pair == ("ADJ", "ADJ") or (pair == ("PROPN", "PROPN") and tags[place + 2 : place + 3] == ["NOUN"])


_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*|[^\s\w]")
_NEXT_WORD = re.compile(r"[ -]([A-Za-z][\w’'-]*)")
_PLURAL = re.compile(r"[^su’']s$|people$|men$|children$")
_MORE = frozenset({"more", "other", "additional", "further", "extra", "new"})
_LEFT, _WORDS_BEFORE, _WORDS_BEHIND = 40, 4, 5
