"""One change, everywhere: where else a file still says what a person changed in one place.

A number counts with the words behind it, a name with its neighbours, so that a single changed sign finds only its like.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from briefgen.merge.carrier import Package
from briefgen.merge.changes import Change, Kind, Merged, Side
from briefgen.merge.charts import read_chart
from briefgen.merge.drawing import A, paragraph_text
from briefgen.merge.slides import read_slides
from briefgen.merge.word_text import W
from briefgen.merge.word_text import paragraph_text as word_paragraph_text

_WORDED = frozenset({Kind.TEXT, Kind.NOTES, Kind.TABLE, Kind.CHART})
_WORD_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_CHINESE = "\u4e00-\u9fff"
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*\s?[%％‰]?[{_CHINESE}]{{0,2}}")
_NUMBER_PARTS = re.compile(r"(\d[\d.,]*)([%％‰]?)(.*)")
_SPACES = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_TOKENS = re.compile(r"[A-Za-z]+|.", re.DOTALL)
_LEAST, _LEAST_NUMBER, _MOST = 3, 2, 40
"""Characters of what is searched: shorter ones stand everywhere, longer ones are a new sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """A place that still says `old` where a person wrote `new` elsewhere.

    `file` is empty for the merged file itself, else the name of its twin; `number` is a slide's, 0 in Word.
    """

    file: str
    number: int
    old: str
    new: str
    text: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A paragraph, or the data of a chart, with the file and the number of its slide as in an Echo."""

    file: str
    number: int
    text: str


def find_echoes(merged: Merged, sayings: Sequence[Saying]) -> tuple[Echo, ...]:
    """The places in a deck, or in its Word twin, that still hold what was changed by hand."""
    echoes: dict[Echo, None] = {}
    for old, new in dict.fromkeys(_iter_replaced(merged)):
        said, said_anew = _pattern(old), _pattern(new)
        for saying in sayings:
            text = _squeezed(saying.text)
            if said.search(text) and not said_anew.search(text):
                echoes[Echo(file=saying.file, number=saying.number, old=old, new=new, text=saying.text)] = None
    return tuple(echoes)


def _iter_replaced(merged: Merged) -> Iterator[tuple[str, str]]:
    for change in merged.changes:
        yield from replaced_words(change)
    # Where both changed the same, the other places say by now what the source says; what only the source changed
    # nobody wrote by hand.
    for conflict in merged.conflicts:
        change = Change(side=Side.HAND, kind=Kind.TEXT, before=conflict.new, after=conflict.mine)
        began = _squeezed(conflict.base)
        yield from (pair for pair in replaced_words(change) if not _pattern(pair[1]).search(began))


def _pattern(old: str) -> re.Pattern[str]:
    """What finds words in a text without spaces: a number is whole, and ends where another's unit ends early."""
    number = _NUMBER_PARTS.fullmatch(_squeezed(old))
    if number is None:
        return re.compile(re.escape(_squeezed(old)))
    digits, share, unit = number.groups()
    behind = re.escape(unit) if len(unit) < 2 else f"{re.escape(unit[0])}(?:{re.escape(unit[1:])}|(?![{_CHINESE}]))"
    ends = "" if share or unit else r"(?![\d%％‰]|[.,]\d)"
    return re.compile(rf"(?<!\d)(?<!\d[.,]){re.escape(digits)}{share}{behind}{ends}")


def _squeezed(text: str) -> str:
    """A text without spaces, but for those between two words of letters."""
    return _SPACES.sub("", text)


def replaced_words(change: Change) -> Iterator[tuple[str, str]]:
    """What a person replaced by what: numbers with what they count, and names."""
    if change.side is not Side.HAND or change.kind not in _WORDED or not change.before or not change.after:
        return
    before, after = (text.replace("\v", "") for text in (change.before, change.after))
    done: set[tuple[str, str]] = set()
    for tag, start, end, first, last in _differences(before, after):
        old, new = _number_pair((before, start, end), (after, first, last))
        if old is None or new is None:
            if tag != "replace":
                old, new = before, after  # words came or went: only the whole of a title or a short line is searched
            elif any(character.isdigit() for character in before[start:end]):
                old, new = before, after  # a number that became words: only the whole of a short text is searched
            else:
                old, new = _widened(before, start, end), _widened(after, first, last)
        least = _LEAST_NUMBER if old[0].isdigit() else _LEAST
        if old != new and least <= len(old) <= _MOST and new and (old, new) not in done:
            done.add((old, new))
            yield old, new


def _differences(before: str, after: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Where two texts differ, words of letters whole: what happened, start and end in the one and in the other."""
    texts = [_TOKENS.findall(text) for text in (before, after)]
    starts = [[0, *accumulate(map(len, tokens))] for tokens in texts]
    for tag, start, end, first, last in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        if tag != "equal":
            yield tag, starts[0][start], starts[0][end], starts[1][first], starts[1][last]


_Place = tuple[str, int, int]
"""A text with start and end of a piece of it."""


def _number_pair(before: _Place, after: _Place) -> tuple[str, str] | tuple[None, None]:
    """The numbers that two pieces touch, where one stands in the other's place."""
    old, new = _number_at(*before), _number_at(*after)
    if old is None or new is None or before[1] - old.start() != after[1] - new.start():
        return None, None
    return old[0].strip(), new[0].strip()


def _number_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The number that touches a place, with the words behind it."""
    for match in _NUMBER.finditer(text):
        if match.start() <= start <= match.end() and end <= match.end():
            return match
    return None


def _widened(text: str, start: int, end: int) -> str:
    """A piece with a neighbour on each side, until it is long enough to be found; no mark of punctuation is crossed."""
    while end - start < _LEAST:
        before = start
        if start > 0 and text[start - 1].isalnum():
            start -= 1
        if end - start < _LEAST and end < len(text) and text[end].isalnum():
            end += 1
        elif before == start:
            break
    return text[start:end]


def sayings_of(data: bytes, file: str = "") -> list[Saying]:
    """What a deck or a Word file says, by paragraphs."""
    package = Package(data, "file")
    if package.main.startswith("word/"):
        parts = [part for part in sorted(package.parts) if _WORD_PARTS.fullmatch(part)]
        return [
            Saying(file, 0, word_paragraph_text(node)) for part in parts for node in package.tree(part).iter(f"{W}p")
        ]
    found = []
    for slide in read_slides(package):
        for root in (slide.root, slide.notes):
            paragraphs = root.iter(f"{A}p") if root is not None else ()
            found += [Saying(file, slide.number, paragraph_text(node).replace("\v", "")) for node in paragraphs]
        for item in package.related(slide.part).values():
            if item.tail == "chart" and item.target in package.parts:
                found.append(Saying(file, slide.number, read_chart(package.tree(item.target)).text))
    return found
