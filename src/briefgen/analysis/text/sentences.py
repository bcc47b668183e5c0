"""Where sentences and clauses end, in Chinese and English. Spans only: no text is copied or changed.

Chinese: a sentence ends at 。！？ or …… with the closing marks behind it; a closing quotation mark ends the
sentence only where the stop stands inside it and no comma or 的 carries on. English: a stop ends the sentence
unless it belongs to an abbreviation, an initial or a decimal number.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from briefgen.document import Language, Span

STOPS = "。！？!?"
CLOSERS = "”’」』）)】》]"
OPENERS = "“‘「『（(【《["
CLAUSE_STOPS = "，；：,;:"

_CARRIES_ON = "，、；：,;）)的等和与"
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|Fig|Figs|Eq|Sec|No|Nos|Dr|Mr|Mrs|Ms|Prof|Gen|Sen|Rep|St|Inc|Co|Corp|Ltd|Pub|Jr|Sr|pp|vol|approx"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|U\.N|a\.m|p\.m)|\b[A-Z])\.$"
)
# A stop before white space; one with the mark of a note (transactions.12 The); a line's end; a stop that lost its
# space (`10,000.This proposal`).
_ENGLISH_END = re.compile(
    r"[.!?…]+[\"'”’)\]]*(?=\s|$)|(?<=[a-z])[.!?]\d{1,3}(?=\s+[A-Z])|\n|[。！？][”’）]*"
    r"|(?<=[a-z0-9)%])\.(?!(?:Gov|Com|Org|Net|Edu|Info|Mil)\b)(?=[A-Z][a-z]{2}|(?:It|In|We|On|At|By|To|As|If|Up|A|I)\s)"
)
_SMALL_WORD = re.compile(r"(?:a|[a-z]{2,})(?:['’-][A-Za-z]+)*(?=[,;:.!?)]?(?:\s|$))")
_MAY_END = re.compile(rf"[\n.{STOPS}…]")  # where a Chinese sentence may end: all else is passed over
_OF_CLAUSES = re.compile(rf"[{re.escape(OPENERS + CLOSERS + CLAUSE_STOPS)}]")
_LONGEST = 1500  # code points: what has no stop for longer is no sentence; cut, it costs no more than as much prose
_CUTS = (re.compile("[；;\\n]"), re.compile("[，,：:、]"), re.compile(r"\s"))  # where it is cut, the best first
_FINAL_MARKS = STOPS + CLAUSE_STOPS + ".、…⋯"
_ABBREVIATION_REACH = 12  # characters to look back for an abbreviation: keeps the splitter linear


def split_sentences(text: str, span: Span, language: Language) -> tuple[Span, ...]:
    """Sentences inside `span`, trimmed of white space, in order and disjoint."""
    ends = _chinese_ends(text, span) if language is Language.CHINESE else _english_ends(text, span)
    sentences = []
    for start, end in pairwise((span.start, *ends, span.end)):
        for part in _within_length(text, start, end):
            trimmed = trim(text, part)
            if trimmed.end > trimmed.start:
                sentences.append(trimmed)
    return tuple(sentences)


def _within_length(text: str, start: int, end: int) -> Iterator[Span]:
    """What stands between two stops, cut where it is too long for a sentence."""
    while end - start > _LONGEST:
        reach = start + _LONGEST
        found = (max((mark.end() for mark in marks.finditer(text, start, reach)), default=start) for marks in _CUTS)
        cut = next((place for place in found if place > start), reach)
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


@lru_cache(maxsize=1024)
def split_clauses(text: str, sentence: Span, language: Language) -> tuple[Span, ...]:
    """Clauses of a sentence, each with its closing mark: cut at commas, semicolons and colons outside quotations.

    A full-width quotation that is itself the sentence is opened, so that its clauses are seen. Each figure of a
    sentence asks for them again.
    """
    start, end = sentence
    clauses = []
    depth = 0
    whole = text[start] in OPENERS and _closes_at_end(text, sentence)
    begin = start
    for match in _OF_CLAUSES.finditer(text, start, end):
        character, index = match.group(), match.start()
        if character in OPENERS:
            depth += 1
        elif character in CLOSERS:
            depth = max(0, depth - 1)
        elif depth <= (1 if whole else 0) and not _inside_number(text, index, language):
            clauses.append(Span(begin, index + 1))
            begin = index + 1
    if begin < end:
        clauses.append(Span(begin, end))
    trimmed = (trim(text, clause) for clause in clauses)
    return tuple(clause for clause in trimmed if clause.end > clause.start)


def trim(text: str, span: Span) -> Span:
    """The span without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return span if (start, end) == span else Span(start, end)


def without_final_mark(text: str, span: Span) -> Span:
    """The span without the stop, comma or semicolon that ends it; closing quotation marks and brackets stay."""
    trimmed = trim(text, span)
    start, end = trimmed
    while end > start and text[end - 1] in _FINAL_MARKS:
        end -= 1
    return trimmed if end == trimmed.end else Span(start, end)


def begin_with_capital(text: str, language: Language) -> str:
    """The text as a line that begins with it is set: in English its first word with a capital.

    Words that are written in a way of their own (iPhone, mRNA, x), addresses and file names stay as they are.
    """
    if language is Language.ENGLISH and _SMALL_WORD.match(text):
        return text[0].upper() + text[1:]
    return text


def _chinese_ends(text: str, span: Span) -> list[int]:
    ends = []
    position = span.start
    for match in _MAY_END.finditer(text, span.start, span.end):
        character, index = match.group(), match.start()
        if index < position:
            continue
        if character == "\n":
            ends.append(index + 1)
        elif (
            character in STOPS
            or (character == "…" and text[index - 1 : index] == "…")
            or _is_half_width_stop(text, index)
        ):
            end = index + 1
            while end < span.end and text[end] in STOPS + "…":
                end += 1
            closed = end
            while closed < span.end and text[closed] in CLOSERS:
                closed += 1
            carries_on = closed < span.end and text[closed] in _CARRIES_ON
            if not carries_on and not (
                character == "…" and closed == end and closed < span.end and text[closed] in "“‘"
            ):
                ends.append(closed)
            position = closed
    return ends


def _is_half_width_stop(text: str, index: int) -> bool:
    """A half-width stop between Chinese characters, as in abstracts typed on an English keyboard."""
    if text[index] != ".":
        return False
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return (_is_han(before) or before in tuple("%)）”")) and (not after or _is_han(after) or after == "\n")


def _english_ends(text: str, span: Span) -> list[int]:
    ends = []
    for match in _ENGLISH_END.finditer(text, span.start, span.end):
        mark = match.group()
        if mark.startswith("."):
            head = text[max(span.start, match.start() - _ABBREVIATION_REACH) : match.start() + 1]
            after = text[match.end() : match.end() + 2].strip()[:1]
            set_apart = text[match.start() - 1 : match.start()] == " "  # tokenised text: a stop is a stop
            if _ABBREVIATION.search(head) or (after.islower() and not set_apart):
                continue
        elif mark[-1] in "\"'”’" and text[match.end() : match.end() + 2].strip()[:1].islower():  # “why not?” he asked
            continue
        ends.append(match.end())
    return ends


def _inside_number(text: str, index: int, language: Language) -> bool:
    """A comma or colon between digits (1,234 or 9:30), or, in English, a comma that only groups digits."""
    if text[index] not in ",:，：":
        return False
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    if text[index] in "，：" and language is Language.CHINESE:
        return False
    return before.isdigit() and after.isdigit()


def _closes_at_end(text: str, sentence: Span) -> bool:
    """Whether the bracket or quotation mark that opens the sentence closes only at its end."""
    depth = 0
    for index in range(sentence.start, sentence.end):
        if text[index] in OPENERS:
            depth += 1
        elif text[index] in CLOSERS:
            depth -= 1
            if depth == 0:
                return index >= sentence.end - 2
    return False


def _is_han(character: str) -> bool:
    return bool(character) and "㐀" <= character <= "鿿"
