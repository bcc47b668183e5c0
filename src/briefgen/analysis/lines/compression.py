"""Shorter wordings of a sentence by deletion only: which clauses may be kept without which.

A wording is a run of whole clauses, in the order of the source, before which the clause that states the period, and
the words that name the subject, may be set again from earlier in the sentence. Nothing inside a clause is touched
except connectives at its head. What a clause leans on (its subject, a modal verb, a contrast) comes with it or it goes.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.compression_en import find_english_parts, without_references
from briefgen.analysis.lines.ranking import find_content_words
from briefgen.analysis.lines.runs import opens_list, runs_from
from briefgen.analysis.lines.standing import is_spoken
from briefgen.analysis.lines.topics import find_topics
from briefgen.analysis.text.clauses import Clause
from briefgen.analysis.text.sentences import without_final_mark
from briefgen.analysis.text.simplified import simplified
from briefgen.analysis.text.subjects import PAIRS
from briefgen.content import Line
from briefgen.document import Document, Language, Span

_HAN = re.compile(r"[㐀-鿿]")
_HALF_WIDTH = re.compile(r"[^“”‘’…—·\u2e80-\U0003ffff]")
_MARKS = re.compile("[" + re.escape("".join((*PAIRS, *PAIRS.values()))) + "]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
_WORD_END = re.compile(r"(?<=[A-Za-z0-9])’")
_COUNTS = (("一是", "二是"), ("其一", "其二"), ("一方面", "另一方面"), ("第一，", "第二，"))
_OPENED_COUNT = re.compile("[：:](?:一是|其一|第一，|首先)")
_FEWEST_MEMBERS = 3  # clauses behind a colon from which on they are a list
_HEAD = 4  # code points that a connective at the head of a sentence takes
_MOST_CLAUSES, _STRETCH = 60, 12  # a sentence of more clauses is no prose: it is read in stretches of some


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Fragments of one sentence that can stand as a line, with the text that they make, its length and content words.

    `specific`: it begins with a subject of its own that is not the body a briefing speaks for, as cases do. `listing`:
    it is a whole sentence whose colon opens a list of clauses, none of which may stand without the others.
    """

    fragments: tuple[Span, ...]
    text: str
    length: int
    sentence: Span
    words: tuple[str, ...] = ()
    specific: bool = False
    listing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cues:
    filler: tuple[str, ...]
    leaning: tuple[str, ...]
    spoken: re.Pattern[str]
    between: re.Pattern[str]
    trailing: re.Pattern[str]


@cache
def _cues(language: Language) -> _Cues:
    data = language_data(language, "clauses")
    return _Cues(
        filler=tuple(data["filler"]["openings"]),
        leaning=tuple(data["filler"]["leaning"]),
        spoken=re.compile(data["filler"]["spoken"]),
        between=re.compile(data["filler"]["between"]),
        trailing=re.compile(data["filler"]["trailing"]),
    )


def find_wordings(document: Document, sentence: Span, clauses: Sequence[Clause]) -> tuple[Wording, ...]:
    """Every run of clauses of the sentence that can stand alone, earlier and longer ones first."""
    whole = sentence.slice(document.text)
    words = [(sentence.start + offset, word) for offset, word in find_content_words(whole, document.language)]
    starts = [start for start, _ in words]
    offered: Iterable[tuple[tuple[Span, ...], bool]]
    if document.language is Language.ENGLISH:
        parts = find_english_parts(document, sentence)
        offered = ((without_references(document, part), False) for part in parts)
    else:
        offered = _runs_of_clauses(document, clauses)
    settled = ((_settled(document, fragments), specific) for fragments, specific in offered)
    listing = any(opens_list(clause) for clause in clauses[:-_FEWEST_MEMBERS])
    return tuple(
        Wording(
            fragments=fragments,
            text=text,
            length=measure(text, document.language),
            sentence=sentence,
            words=tuple(
                word
                for part in fragments
                for _, word in words[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
            ),
            specific=specific,
            listing=listing and fragments[-1].end >= clauses[-1].span.end - 1,
        )
        for (fragments, text), specific in settled
        if text and not _is_half_a_count(text, whole)
    )


def _runs_of_clauses(document: Document, clauses: Sequence[Clause]) -> Iterator[tuple[tuple[Span, ...], bool]]:
    """The fragments of every run that can stand alone, and whether it begins with a subject of its own."""
    if len(clauses) > _MOST_CLAUSES:
        for start in range(0, len(clauses), _STRETCH):
            yield from _runs_of_clauses(document, clauses[start : start + _STRETCH])
        return
    for first in range(len(clauses)):
        for last, fragments in runs_from(clauses, first):
            owner = next((clause for clause in clauses[first : last + 1] if not clause.adjunct), clauses[first])
            yield fragments, owner.subject is not None and not owner.generic
        if not clauses[first].person:
            yield from ((topic, False) for topic in find_topics(document, clauses[first].span))


def make_wording(document: Document, fragments: Sequence[Span], sentence: Span) -> Wording | None:
    """The wording that the fragments make, connectives and the final mark gone; None when unbalanced."""
    settled, text = _settled(document, fragments)
    if not text:
        return None
    return Wording(fragments=settled, text=text, length=measure(text, document.language), sentence=sentence)


_NONE: tuple[tuple[Span, ...], str] = (), ""


def _settled(document: Document, fragments: Sequence[Span]) -> tuple[tuple[Span, ...], str]:
    """The fragments without connectives and the final mark, and their text; empty where they can't be a line."""
    joined: list[Span] = []
    for fragment in _without_between(document, _without_spoken(document, fragments)):
        if joined and joined[-1].end == fragment.start:
            joined[-1] = Span(joined[-1].start, fragment.end)
        else:
            joined.append(fragment)
    if not joined:
        return _NONE
    opening = joined[0]
    joined[0] = _without_filler(document, opening)
    if joined[0] != opening and simplified(joined[0].slice(document.text)).startswith(_cues(document.language).leaning):
        return _NONE
    last = _without_trailing(document, joined[-1])
    joined[-1] = Span(joined[-1].start, last.end) if len(joined) > 1 else last  # it keeps the space before it
    if len(joined) > 1 and joined[-1].end <= joined[-1].start:  # nothing but the stop stood behind what was left out
        joined = [*joined[:-2], _without_trailing(document, joined[-2])]
    if joined[-1].end <= joined[-1].start:
        return _NONE
    text = "".join([fragment.slice(document.text) for fragment in joined])
    if not is_balanced(text) or (document.language is Language.CHINESE and not _HAN.search(text)):
        return _NONE
    return tuple(joined), text


def _is_half_a_count(text: str, sentence: str) -> bool:
    """Whether a line has one of two things that its sentence counts (一是…；二是…), and not the other.

    So it does where it opens a list (三点：一是…) of which the others stand in the next sentences.
    """
    return (bool(_OPENED_COUNT.search(text)) and "二" not in text) or any(
        other in sentence and one in sentence.replace(other, "") and (one in text.replace(other, "")) != (other in text)
        for one, other in _COUNTS
    )


def is_whole(wording: Wording) -> bool:
    """Whether a wording is its sentence from the first clause to the last."""
    first, last = wording.fragments[0], wording.fragments[-1]
    return first.start <= wording.sentence.start + _HEAD and last.end >= wording.sentence.end - 1


def measure(text: str, language: Language) -> int:
    """Length of a text in characters (Chinese; two half-width ones count one) or words (English)."""
    if language is Language.ENGLISH:
        return len(text.split())
    return (2 * len(text) - len(_HALF_WIDTH.findall(text))) // 2


def make_line(document: Document, fragments: Sequence[Span]) -> Line:
    """A line whose evidence are these fragments."""
    return Line(
        text="".join(fragment.slice(document.text) for fragment in fragments),
        evidence=tuple(document.evidence(fragment) for fragment in fragments),
    )


def is_balanced(text: str) -> bool:
    """Whether every opening mark is closed in order.

    An apostrophe inside a Latin word closes nothing, and one at its end only what waits for it.
    """
    if text.count('"') % 2:
        return False
    waiting: list[str] = []
    for match in _MARKS.finditer(_APOSTROPHE.sub("", text) if "’" in text else text):
        mark = match.group()
        if mark in PAIRS:
            waiting.append(PAIRS[mark])
        elif waiting and waiting[-1] == mark:
            waiting.pop()
        elif not _WORD_END.match(match.string, match.start()):
            return False
    return not waiting


def _without_spoken(document: Document, fragments: Sequence[Span]) -> Iterator[Span]:
    """The fragments without the words with which a speaker only gains time (那么, 就是说, 对吧)."""
    spoken = _cues(document.language).spoken
    for fragment in fragments:
        match = spoken.match(simplified(fragment.slice(document.text)))
        kept = Span(fragment.start + match.end(), fragment.end) if match else fragment
        if kept.end > kept.start:
            yield kept


def _without_between(document: Document, fragments: Iterator[Span]) -> Iterator[Span]:
    """The fragments of a spoken text without what the speaker says in between (对吧, 然后, 那个)."""
    if not is_spoken(document.text, document.language):
        yield from fragments
        return
    between = _cues(document.language).between
    for fragment in fragments:
        start = fragment.start
        for match in between.finditer(document.text, fragment.start, fragment.end):
            if match.start() > start:
                yield Span(start, match.start())
            start = match.end()
        if fragment.end > start:
            yield Span(start, fragment.end)


def _without_trailing(document: Document, span: Span) -> Span:
    """The span without its final mark and the marks of a source that a page or a report hangs behind a sentence."""
    span = without_final_mark(document.text, span)
    match = _cues(document.language).trailing.search(span.slice(document.text))
    return without_final_mark(document.text, Span(span.start, span.start + match.start())) if match else span


def _without_filler(document: Document, span: Span) -> Span:
    """The span without a connective at its head."""
    words = simplified(span.slice(document.text))
    filler = _cues(document.language).filler
    if not words.startswith(filler):
        return span
    opening = next(opening for opening in filler if words.startswith(opening))
    return Span(span.start + len(opening), span.end)
