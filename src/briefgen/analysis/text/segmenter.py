"""Words with tags, behind one interface: rjieba where it is installed, else a small segmenter of our own.

Tags are those of the ICTCLAS set that jieba uses: n noun, v verb, vn verbal noun, m number, q measure word,
p preposition, d adverb, c conjunction, u particle, f place word, r pronoun, t time, a adjective, x punctuation.
Both are loaded at first use.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import accumulate, pairwise
from typing import Protocol

from briefgen.analysis.language_data import language_data
from briefgen.analysis.text.simplified import simplified
from briefgen.document import Language

Word = tuple[str, str]  # the word as written, and its tag


_COMPOUND = 4  # characters of an adverb and its verb at least
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}日(?=报[到道名])")  # 8月31日报到 tells of no 日报
_SHORT = 120  # characters of a text whose words are remembered


class Segmenter(Protocol):
    """Cuts a text into words; joined, the words are the text."""

    def tag(self, text: str) -> Sequence[Word]:
        """The words of the text, each with its tag, in order."""

    def has_word(self, word: str) -> bool:
        """Whether its lexicon has this word."""


def tagged_words(text: str) -> tuple[Word, ...]:
    """The words of the text, each with its tag, in order; joined, they are the text."""
    return _known_words(text) if len(text) <= _SHORT else _words(text)


@lru_cache(maxsize=4096)
def _known_words(text: str) -> tuple[Word, ...]:
    """Clauses are read several times: by what writes lines, by what rates them, and by the gate."""
    return _words(text)


def _words(text: str) -> tuple[Word, ...]:
    plain = simplified(text)
    ends = [match.end() for match in _DAY.finditer(plain)]
    words = tuple(
        word
        for start, end in pairwise((0, *ends, len(plain)))
        if end > start
        for word in _segmenter().tag(plain[start:end])
    )
    if len("".join([word for word, _ in words])) != len(text):  # a library that drops a character can give no offsets
        words = tuple(_small_segmenter().tag(plain))
    words = _parted(words)
    return words if plain == text else tuple(_as_written(text, words))


def _parted(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words, cut in two where a lexicon takes a verb with its adverb or its object for a name or a set phrase."""
    parted: list[Word] = []
    for pair in words:
        if len(pair[0]) >= _COMPOUND and not pair[1].startswith("v"):
            parted += _parts(pair[0]) or (pair,)
        else:
            parted.append(pair)
    return tuple(parted)


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[Word, ...]:
    """The two words that a compound is made of, empty where it is one."""
    lexicon = language_data(Language.CHINESE, "words")
    adverb, verb = (
        max(filter(word.startswith, lexicon[name]), key=len, default="") for name in ("adverbs", "governing")
    )
    rest = _segmenter().tag(word[len(adverb or verb) :]) if adverb or verb else ()
    if len(rest) != 1:
        return ()
    ((ending, tag),) = rest
    if adverb:
        return ((adverb, "d"), (ending, "v")) if tag.startswith("v") or ending in lexicon["tags"]["v"] else ()
    return (verb, "v"), (ending, tag)


def _as_written(text: str, words: Sequence[Word]) -> Iterator[Word]:
    """The words with the characters of the text, which the lexicons know in their simplified form alone."""
    start = 0
    for word, tag in words:
        yield text[start : start + len(word)], tag
        start += len(word)


def word_boundaries(text: str) -> tuple[int, ...]:
    """The offsets at which a word ends, ascending, the end of the text among them.

    Two characters that were read as words of their own, and that the lexicon knows as one word (报到), are one.
    """
    words = [word for word, _ in tagged_words(text)]
    ends = accumulate(map(len, words))
    return tuple(
        end
        for end, word, following in zip(ends, words, [*words[1:], ""], strict=False)
        if not _is_one_word(word, following)
    )


def _is_one_word(word: str, following: str) -> bool:
    return len(word) == 1 == len(following) and _segmenter().has_word(simplified(word + following))


@lru_cache(maxsize=1)
def _segmenter() -> Segmenter:
    try:
        library: Segmenter = import_module("rjieba")
    except ImportError:  # no wheel for this platform
        return _small_segmenter()
    return library


@lru_cache(maxsize=1)
def _small_segmenter() -> "LexiconSegmenter":
    return LexiconSegmenter(language_data(Language.CHINESE, "words")["tags"])


class LexiconSegmenter:
    """Longest match in a small lexicon; what the lexicon lacks is cut into pairs and taken for nouns."""

    _RUNS = re.compile(r"[㐀-鿿豈-﫿]+|[A-Za-z]+(?:['’][A-Za-z]+)*|[0-9０-９]+(?:[.．][0-9０-９]+)?|\s+|.", re.DOTALL)

    def __init__(self, lexicon: dict[str, list[str]]) -> None:
        self._tags = {word: tag for tag, words in lexicon.items() for word in words}
        self._longest = max(map(len, self._tags))

    def tag(self, text: str) -> Sequence[Word]:
        """The words of the text, each with its tag, in order."""
        words: list[Word] = []
        for match in self._RUNS.finditer(text):
            run = match.group()
            if "㐀" <= run[0] <= "﫿":
                words.extend(self._tag_han(run))
            elif run[0].isdigit():
                words.append((run, "m"))
            else:
                words.append((run, "eng" if run[0].isalpha() else "x"))
        return words

    def has_word(self, word: str) -> bool:
        """Whether the lexicon has this word."""
        return word in self._tags

    def _tag_han(self, run: str) -> list[Word]:
        words: list[Word] = []
        start = unknown = 0
        while start < len(run):
            length = self._known_length(run, start)
            if length:
                words.extend(self._pairs(run[unknown:start]))
                word = run[start : start + length]
                words.append((word, self._tags[word]))
                unknown = start + length
            start += length or 1
        words.extend(self._pairs(run[unknown:]))
        return words

    def _known_length(self, run: str, start: int) -> int:
        return next(
            (
                size
                for size in range(min(self._longest, len(run) - start), 0, -1)
                if run[start : start + size] in self._tags
            ),
            0,
        )

    @staticmethod
    def _pairs(run: str) -> list[Word]:
        return [(run[index : index + 2], "n") for index in range(0, len(run), 2)]
