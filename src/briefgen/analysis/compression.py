"""Shorter wordings of a sentence by deletion only: which clauses may be kept without which.

A wording is a run of whole clauses, in the order of the source, before which the clause that states the period, and
the words that name the subject, may be set again from earlier in the sentence. Nothing inside a clause is touched
except connectives at its head. What a clause leans on (its subject, a modal verb, a contrast) comes with it or it goes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from briefgen.analysis.compression_en import find_english_parts
from briefgen.analysis.language_data import language_data
from briefgen.analysis.ranking import iter_content_words
from briefgen.analysis.segmenter import tagged_words
from briefgen.analysis.sentences import split_clauses, without_final_mark
from briefgen.content import Line
from briefgen.document import Document, Language, Span

_TIME_OPENING = re.compile(
    r"^(?:近[一二三四五六七八九十两几\d]+年|过去[一二三四五六七八九十两几\d]+年|\d{2,4}年|[“]?十[一二三四五]五|党的.{1,8}以来|今年|去年|目前|截至|截止"
    r"|到\d|每年|这些年|[一二三四五六七八九十两几]年来|[一-鿿]{2,12}(?:期间|以来|时期)|(?:在|自|从)[^，]{2,24}(?:中|期间|时期|以来|后|时|之际|过程中|阶段)$)"
)
_DATE = re.compile(
    r"^\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:(?:至|到|—|-|~)(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:底|末|初|以来|间)?$"
)
_ENDS_IN_NUMBER = re.compile(r"\d[\d.,]*[万亿余多]*[^\d，。]{0,3}$")
_FULL_WIDTH = re.compile(r"[“”‘’…—·\u2e80-\U0003ffff]")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’")
_BEFORE_MODIFIER = ("在", "从", "由", "自", "经", "曾", "被")
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|‘[^‘’]*’")
_LONG_ADJUNCT, _SHORT_ADJUNCT, _LONG_OPENING = 24, 10, 16  # code points
_LONGEST_SUBJECT = 16  # code points: a longer one can't be set again before another clause
_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "「": "」", "『": "』", "【": "】", "[": "]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause with its closing mark and what it leans on.

    `subject` is the span that names who acts, if stated; `restorable` says that its end is certain enough to set it
    again before another clause; `generic` that it is the body a briefing speaks for. `topical` clauses speak of what
    stands right before them; `open` ones can't end a line.
    """

    span: Span
    adjunct: bool = False
    dependent: bool = False
    modal: bool = False
    period: bool = False
    subject: Span | None = None
    restorable: bool = False
    generic: bool = False
    topical: bool = False
    open: bool = False
    final: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Fragments of one sentence that can stand as a line, with the text that they make, its length and content words.

    `specific`: it begins with a subject of its own that is not the body a briefing speaks for, as cases do.
    """

    fragments: tuple[Span, ...]
    text: str
    length: int
    sentence: Span
    words: tuple[str, ...] = ()
    specific: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cues:
    adjunct_openings: tuple[str, ...]
    adjunct_endings: tuple[str, ...]
    dependent: tuple[str, ...]
    short_endings: tuple[str, ...]
    filler: tuple[str, ...]
    verbs: tuple[str, ...]
    result: tuple[str, ...]
    modality: tuple[str, ...]
    generic: tuple[str, ...]
    predicates: tuple[str, ...]
    topical: tuple[str, ...]
    open_ending: re.Pattern[str]
    spoken: re.Pattern[str]
    studies: re.Pattern[str]
    topics: re.Pattern[str]


@cache
def _cues(language: Language) -> _Cues:
    data = language_data(language, "clauses")
    return _Cues(
        adjunct_openings=tuple(data["adjunct"]["openings"]),
        adjunct_endings=tuple(data["adjunct"]["endings"]),
        dependent=tuple(data["dependent"]["openings"]),
        short_endings=tuple(data["adjunct"]["short_endings"]),
        filler=tuple(data["filler"]["openings"]),
        verbs=tuple(data["verbs"]["openings"]),
        result=tuple(data["cues"]["result"]),
        modality=tuple(data["modality"]["words"]),
        generic=tuple(data["subject"]["generic"]),
        predicates=tuple(data["subject"]["followed_by"]),
        topical=tuple(data["open"]["topical"]),
        open_ending=re.compile(data["open"]["ending"]),
        spoken=re.compile(data["filler"]["spoken"]),
        studies=re.compile(data["studies"]["opening"]),
        topics=re.compile(data["studies"]["ending"]),
    )


def describe_clauses(document: Document, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence with what each leans on."""
    cues = _cues(document.language)
    clauses = [
        _describe_clause(document, span, index, cues)
        for index, span in enumerate(split_clauses(document.text, sentence, document.language))
    ]
    return tuple(
        replace(clause, dependent=True) if before is not None and before.adjunct and before.dependent else clause
        for before, clause in zip([None, *clauses], clauses, strict=False)
    )


def _describe_clause(document: Document, span: Span, index: int, cues: _Cues) -> Clause:
    words = without_final_mark(document.text, span).slice(document.text)
    subject = _subject(document, span, cues) if document.language is Language.CHINESE else None
    named = document.quote(subject)
    topic = bool(named) and len(named) >= len(words) and not _ENDS_IN_NUMBER.search(words)
    topic = topic or (document.language is Language.CHINESE and _is_modified_noun(words))
    adjunct = topic or _is_adjunct(words[len(named) :] if named else words, cues)
    adjunct = adjunct or bool(_DATE.match(words))
    period = adjunct and bool(_TIME_OPENING.match(words))
    return Clause(
        span=span,
        adjunct=adjunct,
        dependent=not period and (words.startswith(cues.dependent) or (index == 0 and words[:1] in "”’）")),
        modal=_is_modal(words, cues),
        period=period,
        subject=subject,
        restorable=bool(named) and _ends_surely(named, words[len(named) :], cues),
        generic=bool(named) and (any(cue in named for cue in cues.generic) or _is_place(named, words, cues)),
        topical=words.startswith(cues.topical),
        open=bool(cues.open_ending.search(words)),
        final=document.text[span.end - 1],
    )


def find_wordings(document: Document, sentence: Span, clauses: Sequence[Clause]) -> tuple[Wording, ...]:
    """Every run of clauses of the sentence that can stand alone, earlier and longer ones first."""
    text = sentence.slice(document.text)
    words = [(sentence.start + offset, word) for offset, word in iter_content_words(text, document.language)]
    english = document.language is Language.ENGLISH
    found = _parts_of_english(document, sentence) if english else _runs_of_clauses(document, sentence, clauses)
    return tuple(
        replace(
            wording,
            words=tuple(
                word for start, word in words if any(part.start <= start < part.end for part in wording.fragments)
            ),
        )
        for wording in found
    )


def _parts_of_english(document: Document, sentence: Span) -> Iterator[Wording]:
    for part in find_english_parts(document, sentence):
        wording = make_wording(document, (part,), sentence)
        if wording is not None:
            yield wording


def _runs_of_clauses(document: Document, sentence: Span, clauses: Sequence[Clause]) -> Iterator[Wording]:
    for first in range(len(clauses)):
        for last in range(len(clauses) - 1, first - 1, -1):
            fragments = _fragments(clauses, first, last)
            wording = make_wording(document, fragments, sentence) if fragments is not None else None
            if wording is not None:
                owner = next((clause for clause in clauses[first : last + 1] if not clause.adjunct), clauses[first])
                yield replace(wording, specific=owner.subject is not None and not owner.generic)
        topic = _studied(document, sentence, clauses[first].span)
        if topic is not None:
            yield topic


def _studied(document: Document, sentence: Span, clause: Span) -> Wording | None:
    """What a paper says that it studied, without the words that say so: the topic as a title would name it."""
    cues = _cues(document.language)
    words = without_final_mark(document.text, clause).slice(document.text)
    match = cues.studies.match(words)
    if match is None or not cues.topics.search(words):
        return None
    return make_wording(document, (Span(clause.start + match.end(), clause.end),), sentence)


def make_wording(document: Document, fragments: Sequence[Span], sentence: Span) -> Wording | None:
    """The wording that the fragments make, connectives and the final mark gone; None when unbalanced."""
    joined: list[Span] = []
    for fragment in _without_spoken(document, fragments):
        if joined and joined[-1].end == fragment.start:
            joined[-1] = Span(joined[-1].start, fragment.end)
        else:
            joined.append(fragment)
    if not joined:
        return None
    joined[0] = _without_filler(document, joined[0])
    joined[-1] = without_final_mark(document.text, joined[-1])
    if joined[-1].end <= joined[-1].start:
        return None
    text = "".join(fragment.slice(document.text) for fragment in joined)
    if not text or not is_balanced(text):
        return None
    return Wording(fragments=tuple(joined), text=text, length=measure(text, document.language), sentence=sentence)


def measure(text: str, language: Language) -> int:
    """Length of a text in characters (Chinese; two half-width ones count one) or words (English)."""
    if language is Language.ENGLISH:
        return len(text.split())
    return (len(text) + len(_FULL_WIDTH.findall(text))) // 2


def make_line(document: Document, fragments: Sequence[Span]) -> Line:
    """A line whose evidence are these fragments."""
    return Line(
        text="".join(fragment.slice(document.text) for fragment in fragments),
        evidence=tuple(document.evidence(fragment) for fragment in fragments),
    )


def is_balanced(text: str) -> bool:
    """Whether every opening mark is closed in order; an apostrophe behind a Latin letter closes nothing."""
    waiting: list[str] = []
    for character in _APOSTROPHE.sub("", text):
        if character in _PAIRS:
            waiting.append(_PAIRS[character])
        elif character in _PAIRS.values() and (not waiting or waiting.pop() != character):
            return False
    return not waiting


def _fragments(clauses: Sequence[Clause], first: int, last: int) -> tuple[Span, ...] | None:
    """The fragments of the clauses first..last with what they lean on, or None when they can't stand alone."""
    head, tail = clauses[first], clauses[last]
    if tail.adjunct or tail.open or tail.final in "：:" or head.dependent:
        return None
    if last + 1 < len(clauses) and tail.final not in "；;" and _turns(clauses[last + 1]):
        return None
    segment = _segment_start(clauses, first)
    before = clauses[segment:first]
    if any(clause.modal for clause in before):
        return None
    period = next((clause.span for clause in before if clause.period), None)
    subject = _needed_subject(before, head)
    if subject is _UNKNOWN:
        return None
    crosses = any(clause.final in "；;" for clause in clauses[first:last])
    if crosses and first != segment:  # half of one member of a list with the next one
        return None
    kept = tuple(clause.span for clause in clauses[first : last + 1])
    own_period = any(clause.period for clause in clauses[first : last + 1])
    lead = tuple(span for span in (None if own_period else period, subject) if span is not None)
    return (*lead, *kept)


_UNKNOWN = Span(-1, -1)


def _needed_subject(before: Sequence[Clause], head: Clause) -> Span | None:
    """The subject to set again: the nearest stated one, unless the clause has its own or a briefing speaks for it."""
    if head.subject is not None:
        return None
    if head.topical and before:
        return None if before[-1].generic else _UNKNOWN
    for clause in reversed(before):
        if clause.subject is not None:
            if clause.generic:
                return None
            short = clause.subject.end - clause.subject.start <= _LONGEST_SUBJECT
            return clause.subject if short and clause.restorable else _UNKNOWN
    return None


def _turns(clause: Clause) -> bool:
    """Whether the clause limits or turns the one before, so that the two may not be parted."""
    return clause.modal and clause.dependent


def _segment_start(clauses: Sequence[Clause], index: int) -> int:
    """Index of the first clause after the last semicolon before `index`."""
    return next((i + 1 for i in range(index - 1, -1, -1) if clauses[i].final in "；;"), 0)


def _is_adjunct(words: str, cues: _Cues) -> bool:
    opens = _opening(words, cues)
    if words.endswith(cues.adjunct_endings) and (len(words) <= _LONG_ADJUNCT or opens):
        return True
    if words.endswith(cues.short_endings) and (opens or (len(words) <= _SHORT_ADJUNCT and _ends_in_word(words, cues))):
        return True
    return bool(opens) and not _has_main_verb(words, opens, cues)


def _is_modified_noun(words: str) -> bool:
    """Whether a clause is one noun phrase whose only verb stands in what modifies it (在…中牺牲的…书记)."""
    opening = tagged_words(words[:8])[0][0] if words else ""
    head, _, noun = _QUOTED.sub("", words).rpartition("的")
    if not head or opening not in _BEFORE_MODIFIER:
        return False
    tags = [tag for _, tag in tagged_words(noun)]
    return bool(tags) and not any(tag.startswith(("v", "d", "p")) for tag in tags) and tags[-1].startswith(("n", "j"))


def _ends_in_word(words: str, cues: _Cues) -> bool:
    """Whether the ending is a word of its own: 年里 sets the scene, 公里 does not."""
    last_word = tagged_words(words)[-1][0]
    return last_word in cues.short_endings or words.endswith(("年", "月", "日"))


def _opening(words: str, cues: _Cues) -> str:
    """The preposition or verb that makes a clause set the scene; one character counts only as a word of its own."""
    opening = max((opening for opening in cues.adjunct_openings if words.startswith(opening)), key=len, default="")
    if len(opening) == 1 and tagged_words(words[:8])[0][0] != opening:
        return ""
    return opening


def _has_main_verb(words: str, opening: str, cues: _Cues) -> bool:
    """Whether a clause that opens like an adjunct carries a main verb of its own (运用…建立…, 在…开展…)."""
    rest = _QUOTED.sub("", words[len(opening) :])
    if len(opening) == 1:
        verbs = [word for word, tag in tagged_words(rest) if tag == "v" and len(word) > 1]
        return len(verbs) >= (1 if opening in "在以为" else 2) and not words.endswith(cues.adjunct_endings)
    return any(rest.find(verb, 4) >= 0 for verb in cues.result) and len(words) > _LONG_OPENING


def _is_modal(words: str, cues: _Cues) -> bool:
    """Whether a word of intent, duty or condition stands in the clause; 将 that only moves an object is none."""
    tagged = tagged_words(_QUOTED.sub("", words))
    moves_object = words.startswith("将") and not words.startswith(("将于", "将在", "将有", "将会", "将要", "将把"))
    return any(word in cues.modality and not (word == "将" and moves_object) for word, _ in tagged)


def _subject(document: Document, span: Span, cues: _Cues) -> Span | None:
    """The noun phrase before the first verb, None where the clause begins with its verb or an adjunct.

    A clause without any verb is a topic: the whole of it is the subject of what follows.
    """
    text = without_final_mark(document.text, span).slice(document.text)
    if text.startswith(cues.verbs) or _TIME_OPENING.match(text):
        return None
    end = span.start
    seen_noun = False
    depth = 0
    for word, tag in tagged_words(text):
        if depth == 0 and (tag in ("v", "vd", "vg", "d", "p", "ad") or (seen_noun and word in cues.verbs)):
            break
        depth += sum(word.count(mark) for mark in _PAIRS) - sum(word.count(mark) for mark in _PAIRS.values())
        seen_noun = seen_noun or tag.startswith(("n", "r", "j", "m", "l", "vn", "s"))
        end += len(word)
    return Span(span.start, end) if seen_noun and end - span.start > 1 else None


def _ends_surely(named: str, rest: str, cues: _Cues) -> bool:
    """Whether the subject ends in a noun and a verb or adverb that can't be read otherwise follows it."""
    last_word, tag = tagged_words(named)[-1]
    return len(last_word) > 1 and tag.startswith(("n", "j")) and rest.startswith(cues.predicates)


def _is_place(named: str, words: str, cues: _Cues) -> bool:
    """Whether a place acts by itself (贵州坚持…), not a body or person named after it (贵州遵义干部学院…)."""
    return words[len(named) :].startswith(cues.verbs) and all(tag in ("ns", "nt") for _, tag in tagged_words(named))


def _without_spoken(document: Document, fragments: Sequence[Span]) -> Iterator[Span]:
    """The fragments without the words with which a speaker only gains time (那么, 就是说, 对吧)."""
    spoken = _cues(document.language).spoken
    for fragment in fragments:
        match = spoken.match(fragment.slice(document.text))
        kept = Span(fragment.start + (match.end() if match else 0), fragment.end)
        if kept.end > kept.start:
            yield kept


def _without_filler(document: Document, span: Span) -> Span:
    """The span without a connective at its head."""
    words = span.slice(document.text)
    opening = next((opening for opening in _cues(document.language).filler if words.startswith(opening)), "")
    return Span(span.start + len(opening), span.end)
