"""Which stretches of an English sentence can stand as a line.

A sentence loses the connective that joins it to what came before (However, As a result), and may lose an opening that
only leads up to it (In this paper) and closing parts that only add to it (which …, with …, while …). What is left
begins with a subject, never in mid-thought, and is no shorter than a few words. Told by cue words, which are data.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.antecedents_en import names_nobody, opens_unnamed
from briefgen.analysis.text.tagger_en import tag_words
from briefgen.document import Document, Language, Span

_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_FEWEST_WORDS = 6  # of a sentence that lost something
_FINITE = ("V", "AUX")
_NO_SENTENCE = ("to", "that", "which", "who")
_NEAR = 4  # characters between a block and the next one; words at the head of a sentence
_LONG_WORD, _TITLED = 4, 0.8  # letters of a word that a title sets with a capital, and the share of such words
_ROW = re.compile(
    r"(?:\s[$€£]?\d[\d,.]*%?){3}(?=\s|$)|(?:\S {2,}\S.*?){3}"
)  # numbers side by side: a row of a table that became text
# Both pipes and, between May and: cut before the second of two; it appears [based on].
_HALF = re.compile(r"\b(?:both|between)\b(?!.*\band\b)|\beither\b(?!.*\bor\b)|\bneither\b(?!.*\bnor\b)")
_BY_MEANS = re.compile(r",?\s?(?:by|using|via|based|through|with|from)\b")
_NAMED_ACT = re.compile(r"[A-Z][a-z]+ing\s")
_CLAUSE_OF_ACT = re.compile(r"\b(?:before|after|when|while|where|that|which|who|if|because|as|so|until|once)\b|\(")
_BARE_CLASS = re.compile(r"\b(?:is|are|was|were|be|become|becomes|became|remains?)\s(?:\w+ly\s)?(?:an?|the|one)\s\w+$")
_SUBORDINATE = re.compile(
    r"(?:As|When|While|If|Although|Though|Because|Since|After|Before|Once|Until|Unless|Whereas)\s[a-z]*"
)
_CAPITALS_WITHIN = 1000  # characters in which a text that writes capitals has one


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cues:
    connectives: re.Pattern[str]
    openings: re.Pattern[str]
    leaning: re.Pattern[str]
    closings: re.Pattern[str]
    references: re.Pattern[str]
    no_heading: re.Pattern[str]
    means: re.Pattern[str]
    tails: re.Pattern[str]
    closed: re.Pattern[str]
    verbs: re.Pattern[str]
    tasks: re.Pattern[str]


@cache
def _cues() -> _Cues:
    data = language_data(Language.ENGLISH, "clauses")["parts"]
    return _Cues(
        connectives=re.compile(data["connectives"]),
        openings=re.compile(data["openings"]),
        leaning=re.compile(data["leaning"]),
        closings=re.compile(data["closings"]),
        references=re.compile(data["references"]),
        no_heading=re.compile(data["no_heading"]),
        means=re.compile(data["means"]),
        tails=re.compile(data["tails"]),
        closed=re.compile(data["closed"]),
        verbs=re.compile(data["verbs"]),
        tasks=re.compile(data["tasks"]),
    )


def find_english_parts(document: Document, sentence: Span) -> Iterator[Span]:
    """The sentence and shorter parts of it, each once; none where it begins in mid-thought."""
    text = sentence.slice(document.text)
    cues = _cues()
    has_capitals = any(map(str.isupper, document.text[:_CAPITALS_WITHIN]))
    if text[:1].islower() and has_capitals:
        return
    if text.endswith(":") or not _has_verb(text, cues) or _goes_on(document.text, sentence) or _ROW.search(text):
        return  # what only leads up to a list, a heading or a row, or a torn one
    if _is_title(text) or _lacks_subject(text):
        return
    numbered = any(map(str.isdigit, text))  # what a number holds for may stand anywhere in its sentence
    tails = () if numbered or cues.closed.search(text) else cues.tails.finditer(text)
    closings = [match for match in (*cues.closings.finditer(text), *tails) if not _resumes(text, match.end())]
    ends = sorted({len(text), _list_free(text), *(match.start() for match in closings)}, reverse=True)
    for start in _starts(text, cues, numbered=numbered):
        if cues.leaning.match(text[start:]) or opens_unnamed(document, text[start:]):
            continue
        for end in ends:
            whole = end == len(text)
            if end <= start or (has_capitals and names_nobody(text[start:end])):
                continue
            if whole or (_is_sentence(text[start:end], cues) and not _hangs(text, start, end)):
                yield Span(sentence.start + start, sentence.start + end)


def _is_title(text: str) -> bool:
    """Whether nearly all longer words have capitals: Improving the Delivery of Services and Reducing the Burden."""
    words = [word for word in text.split() if len(word) >= _LONG_WORD and word[0].isalpha()]
    return len(words) >= _FEWEST_WORDS and sum(word[0].isupper() for word in words) >= _TITLED * len(words)


def _lacks_subject(text: str) -> bool:
    """Whether a note leaves out who it speaks of: Sees a need for better systems."""
    first = _WORD.match(text)
    if first is None or not re.fullmatch(r"[A-Z][a-z]+[^su]s", first.group()):
        return False
    words = _WORD.findall(text)
    tags = tag_words(words)
    if words[1:2] == ["to"] and not any(
        tag in _FINITE for before, tag in zip(words[1:], tags[2:], strict=False) if before != "to"
    ):
        return True  # Plans to widen the road: a mere name
    return tags[:2] == ["V", "DET"]


def _is_sentence(part: str, cues: _Cues) -> bool:
    """Whether what is left of a sentence is one, and no mere name of a class (is currently an entity)."""
    main = part[part.rfind(", ") + 1 :] if _SUBORDINATE.match(part) else part  # As it grew, the cost of roads [rose]
    main = main[main.rfind("; ") + 1 :]  # Prices fell; both the rate and the index [rose]
    return len(part.split()) >= _FEWEST_WORDS and _has_verb(main, cues) and not _BARE_CLASS.search(part)


def _resumes(text: str, start: int) -> bool:
    """Whether the sentence goes on behind a part set apart by commas: data, such as maps, [available to all]."""
    at = text.rfind(", ", start)
    following = _WORD.findall(text[at + 2 :])[:_NEAR] if at > start else []
    return bool(following) and tag_words(following)[0] in ("V", "AUX", "ADJ")


def _hangs(text: str, start: int, end: int) -> bool:
    """Whether a part ends in words that led to what was cut: is determined [by], a rule applied [across], mostly."""
    words = _WORD.findall(text[start:end])
    tags = tag_words(words)
    if tags[-1] == "AUX" or words[-1].lower() in ("to", "not"):
        return True
    if tags[-1] == "ADV" and (words[-1].endswith("ly") or words[-1] in ("even", "especially", "just", "only")):
        return True
    if tags[-1] == "VN" and tags[-2] in ("NOUN", "PROPN"):
        return True
    if (tags[-1] == "V" and tags[-2] == "PRON") or _HALF.search(text[start:end]):
        return True
    passive = tags[-1] in ("VN", "V", "ADJ") and tags[-2] in ("AUX", "ADV", "VN")
    return passive and bool(_BY_MEANS.match(text, end))


def _goes_on(text: str, sentence: Span) -> bool:
    """Whether a sentence without a stop goes on in the next block, as torn paragraphs do."""
    following = text[sentence.end : sentence.end + _NEAR].lstrip()
    return (
        text[sentence.end - 1].isalnum()
        and "\n" in text[sentence.end : sentence.end + _NEAR]
        and following[:1].islower()
    )


def can_head(text: str) -> bool:
    """Whether a short sentence at the head of a paragraph can stand above it as its heading."""
    cues = _cues()
    states = text.endswith(".") and cues.verbs.search(text)  # The council will review progress: a statement
    return not (text[:1].islower() or states or cues.no_heading.match(text) or cues.leaning.match(text))


def without_connective(document: Document, sentence: Span) -> Span:
    """The sentence without what joins it to the one before, and without the mark or number that stands before it."""
    return Span(sentence.start + _behind(sentence.slice(document.text), 0, _cues().connectives), sentence.end)


def without_references(document: Document, part: Span) -> tuple[Span, ...]:
    """The part without the references in brackets that stand in it, as what is left of it."""
    fragments = []
    start = part.start
    for match in _cues().references.finditer(document.text, part.start, part.end):
        if match.start() > start:
            fragments.append(Span(start, match.start()))
        start = match.end()
    return (*fragments, Span(start, part.end)) if start < part.end else tuple(fragments)


def _has_verb(text: str, cues: _Cues) -> bool:
    """Whether a stretch is a sentence at all, and no heading, row of a table or reference.

    A verb behind `to`, or in a clause that only says which one is meant, makes none, nor does one in a clause of an act
    that is only named (Testing the pumps before the mains are opened).
    """
    if _NAMED_ACT.match(text):
        text = _CLAUSE_OF_ACT.split(text, maxsplit=1)[0]
    if cues.verbs.search(text) or cues.tasks.match(text):
        return True
    words = _WORD.findall(text)
    tagged = zip(("", *words), tag_words(words), strict=False)
    return any(tag in _FINITE and before.lower() not in _NO_SENTENCE for before, tag in tagged)


def _list_free(text: str) -> int:
    """Where a semicolon parts two sentences; -1 where it parts the members of a list behind a colon."""
    end = text.find("; ")
    return -1 if ":" in text[: max(0, end)] else end


def _starts(text: str, cues: _Cues, *, numbered: bool) -> Iterator[int]:
    """Where a line may begin: behind connectives, and behind each opening that may be left out."""
    start = _behind(text, 0, cues.connectives)
    yield start
    while match := cues.openings.match(text, start) or (not numbered and cues.means.match(text, start)):
        start = _behind(text, match.end(), cues.connectives)
        yield start


def _behind(text: str, start: int, words: re.Pattern[str]) -> int:
    while match := words.match(text[start:]):
        start += match.end()
    return start
