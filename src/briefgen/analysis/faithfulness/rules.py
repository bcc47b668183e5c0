"""Whether a line says what its own evidence says: the rules that every output line is held to.

A line is made by deletion, so its fragments joined must be its text; and what was deleted may not change what is
said. Each rule is a function that yields the reasons why a line fails. The rules read the document's text anew
and believe nothing that the analysis noted about the line.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from briefgen.analysis.faithfulness.witness import Reading, Witness
from briefgen.analysis.figures.table_grid import one_of
from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.compression import is_balanced
from briefgen.analysis.lines.topics import is_topic
from briefgen.analysis.quantities.engine import find_quantities
from briefgen.analysis.text.clauses import Clause, segment_start
from briefgen.analysis.text.segmenter import tagged_words
from briefgen.analysis.text.sentences import begin_with_capital
from briefgen.analysis.text.simplified import simplified
from briefgen.content import HeadlineFigure
from briefgen.document import Document, Language, Span

_MARKS = "，。；：！？、,;:.!?…"
_ENGLISH_WORD = re.compile(r"[A-Za-z'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a line, as spans of the source.

    `card` are the other parts of one figure's card, `beside` what stands in the same box, `row` what stands in the
    other boxes of its row, such as the date of an event: what the line leaves out they may hold. `shown` is what the
    whole slide shows: a clause that governs the line is not lost where all clauses from it to the line stand there.
    """

    card: Sequence[Span] = ()
    beside: Sequence[Span] = ()
    row: Sequence[Span] = ()
    shown: Sequence[Span] = ()


ALONE = Surroundings()


def find_faults(
    witness: Witness, text: str, fragments: Sequence[Span], around: Surroundings = ALONE
) -> tuple[str, ...]:
    """Why a line may not stand."""
    if not fragments:
        return ("no evidence",)
    if around.card and witness.table_parts.issuperset(fragments):
        return _table_faults(witness.document, text, fragments)
    if not _is_joined(witness.document, text, fragments):
        return ("differs from its evidence",)
    readings = witness.readings_of(fragments)
    faults = [*_unordered(fragments)]
    if not around.beside:
        faults += _unbalanced(witness.document, text, readings)
    kept = sorted({*fragments, *around.card, *around.beside, *around.row})
    for reading in readings:
        inside = [span for span in kept if span.overlaps(reading.sentence)]
        own = [span for span in fragments if span.overlaps(reading.sentence)]
        faults += _cut_expressions(witness.document, reading, own, inside, card=bool(around.card))
        faults += _lost_limiters(witness.document, reading, own, inside, card=bool(around.card))
        if not around.card:
            faults += _lost_government(witness.document, reading, own, (*around.beside, *around.row, *around.shown))
    return tuple(dict.fromkeys(faults))


def find_figure_faults(witness: Witness, figure: HeadlineFigure) -> tuple[str, ...]:
    """Whether a headline figure is what its place in the text says: the same number, unit, counted thing and scope.

    One without a counted thing has no card, and stands only in clauses that say themselves what they count.
    """
    fresh = witness.figures.get(figure.quantity.span)
    if fresh is None:
        return ("no such figure at its evidence",)
    pairs = (
        ("limit", fresh.prefix, figure.prefix),
        ("number", fresh.number, figure.number),
        ("unit", fresh.unit_text, figure.unit_text),
        ("counted thing", fresh.what if figure.what else None, figure.what),
        ("time scope", fresh.time_scope, figure.time_scope),
        ("place scope", fresh.place_scope, figure.place_scope),
    )
    faults = [f"another {name} than its evidence" for name, one, other in pairs if one != other]
    if fresh.status is not figure.status:
        faults.append("a target shown as a result, or the reverse")
    if fresh.quantity.value != figure.quantity.value:
        faults.append("another value than its evidence")
    return tuple(faults)


def states_number(text: str, language: Language) -> bool:
    """Whether a label states a number, which only typed slots may."""
    return any(character.isdigit() for character in text) or any(q.headline for q in find_quantities(text, language))


def _is_joined(document: Document, text: str, fragments: Sequence[Span]) -> bool:
    """Whether a text is its fragments joined, but for final marks, the kind of quotation marks and a first capital."""
    joined = "".join(fragment.slice(document.text) for fragment in fragments)
    plain = _with_outer_quotes(text)
    candidates = map(_with_outer_quotes, (joined, begin_with_capital(joined, document.language)))
    return any(whole.startswith(plain) and not whole[len(plain) :].strip(_MARKS) for whole in candidates)


def _with_outer_quotes(text: str) -> str:
    return text.replace("‘", "“").replace("’", "”")


def _table_faults(document: Document, text: str, fragments: Sequence[Span]) -> tuple[str, ...]:
    """A line of a table's card: whole cells or the whole of a bracket, in any order, a space between them or nothing.

    That they belong together is judged by the whole card (`find_figure_faults`).
    """
    parts = [fragment.slice(document.text) for fragment in fragments]
    return () if text in ("".join(parts), " ".join(parts)) else ("differs from its evidence",)


def _unordered(fragments: Sequence[Span]) -> Iterator[str]:
    if any(after.start < before.end for before, after in pairwise(fragments)):
        yield "its parts are not in the order of the source"


def _unbalanced(document: Document, text: str, readings: Sequence[Reading]) -> Iterator[str]:
    """A mark without its pair, where the source sentence has the pair."""
    if not is_balanced(text) and all(is_balanced(reading.sentence.slice(document.text)) for reading in readings):
        yield "a bracket or quotation mark without its pair"


def _cut_expressions(
    document: Document, reading: Reading, own: Sequence[Span], kept: Sequence[Span], *, card: bool
) -> Iterator[str]:
    """Fixed expressions, numbers with unit and qualifier, and closed lists are whole or gone, as far as their sentence
    holds them: what somebody says may go on behind it.

    Not so on a card a list that 分别 deals out: each number has its own member, which the whole card is judged by; nor
    somebody's words, which are clauses with their numbers and no name.
    """
    edges = _edges(own, kept)
    for span in reading.whole:
        goes_on = document.text[span.start] in _OPENS_SPEECH
        cut = any(span.start < edge < span.end and not (goes_on and edge in reading.sentence) for edge in edges)
        if cut and _is_list_of_units(document, span):
            continue  # 单位：户、人: each number of the table has its own
        if cut and not (card and (_is_dealt_out(document.text, span) or _is_speech(document.text, span))):
            yield f"cuts “{span.slice(document.text)}”"


def _is_dealt_out(text: str, span: Span) -> bool:
    if "、" not in span.slice(text):
        return False
    end = next((place for place in range(span.end, len(text)) if text[place] in "，；。\n"), len(text))
    return bool(re.search("分[别別]", text[span.end : end]))


def _is_list_of_units(document: Document, span: Span) -> bool:
    return all(one_of(part, document.language) for part in span.slice(document.text).split("、"))


def _is_speech(text: str, span: Span) -> bool:
    words = span.slice(text)
    return words[0] in _OPENS_SPEECH and bool(_SPOKEN_CLAUSE.search(words)) and any(map(str.isdigit, words))


_OPENS_SPEECH = '“「『‘"'
_SPOKEN_CLAUSE = re.compile("[，。！？；]")


def _edges(own: Sequence[Span], kept: Sequence[Span]) -> list[int]:
    """Places where something kept meets something deleted: ends of fragments that no other kept fragment continues."""
    starts, ends = {span.start for span in kept}, {span.end for span in kept}
    return [span.start for span in own if span.start not in ends] + [span.end for span in own if span.end not in starts]


def _lost_limiters(
    document: Document, reading: Reading, own: Sequence[Span], kept: Sequence[Span], *, card: bool
) -> Iterator[str]:
    """In a clause of which a part is kept, no limiter or negation may be among what was deleted.

    Not lost are: what belongs to another number of the clause (its 以上 or 余), an 等 whose list went with it, and the
    rest of a clause of which only the subject was set again before another clause. On a card the clause of its number
    is what counts; the scope may be inherited from another one.
    """
    numbers = reading.numbers
    for clause in (reading.clauses[index] for index in _shown_places(document, reading.clauses, own)):
        if card and not any(clause.span.contains(part) and _touched(reading.counts, part) for part in kept):
            continue
        shown = {number for part in kept for number in _touched(numbers, part)}
        for gap in _gaps(clause.span, kept):
            for start, word in _limiters_in(gap.slice(document.text), document.language):
                place = Span(gap.start + start, gap.start + start + len(word))
                if (word == "等" and start) or (card and word in _REACHED):
                    continue
                if card and _is_of_other_number(document.text, place, (numbers, shown), kept):
                    continue
                if not any(gap.contains(number) for number in _touched(numbers, Span(place.start, place.start + 1))):
                    yield f"leaves out “{word}”"


def _touched(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of disjoint, ordered spans that share a character with a span."""
    first = bisect_right(spans, span.start, key=_end)
    return spans[first : max(first, bisect_left(spans, span.end, key=_start))]


def _is_of_other_number(text: str, word: Span, counted: tuple[Sequence[Span], set[Span]], kept: Sequence[Span]) -> bool:
    """Whether a limiter goes with another number of the clause, or with what is said beside the card's number.

    `counted` are the numbers of the sentence and those among them that are shown.
    增加70万亿元、[年均]增长6%; 达65%、居[全国]前列; 6个[全国]项目和2个省级项目; 收入[累计]超2万亿元、较上年增长6%.
    """
    numbers, shown = counted
    behind = [number for number in shown if number.end <= word.start]
    if behind and not any(number.start >= word.end for number in shown):
        if any(mark in text[max(behind).end : word.start] for mark in "、，"):
            return True
        return _is_left_out(numbers[bisect_left(numbers, word.start, key=_start) :], shown, word, kept)
    near = numbers[bisect_left(numbers, word.end, key=_start) : bisect_right(numbers, word.end + _NEAR, key=_start)]
    if not shown.issuperset(near):
        return True
    if word.slice(text) in _BEHIND:  # 新建省级以上中心5家、基地10家: it limits what is named before the other number
        return _is_left_out(numbers[bisect_left(numbers, word.end, key=_start) :], shown, word, kept)
    own = min((part.start for part in kept if part.start >= word.end), default=word.end)
    earlier = reversed(numbers[: bisect_right(numbers, word.start, key=_end)])
    before = next((number for number in earlier if number not in shown), None)
    between = before is None or any(part.start >= before.end and part.end <= word.start for part in kept)
    return not between and any(mark in text[word.end : own] for mark in "、和及与")


_MONTH = "May"  # no limiter: written small it is one
_BEHIND = ("以上", "以下", "以内")


def _is_left_out(behind: Sequence[Span], shown: set[Span], word: Span, kept: Sequence[Span]) -> bool:
    """Whether the first number behind a word is not shown, and nothing from the word to its end."""
    return (
        bool(behind)
        and behind[0] not in shown
        and all(part.end <= word.start or part.start >= behind[0].end for part in kept)
    )


_REACHED = ("已",)  # on a card a number that is no target is reached, said or not
_NEAR = 2  # characters between a limiter and the number that it belongs to: 累计超


def _shown_places(document: Document, clauses: Sequence[Clause], own: Sequence[Span]) -> list[int]:
    """The places of the clauses that fragments show for their own sake."""
    first = bisect_right(clauses, min(own).start, key=lambda clause: clause.span.end)
    last = bisect_left(clauses, max(map(_end, own)), key=lambda clause: clause.span.start)
    return [index for index in range(first, last) if _shows_words(document, clauses[index], own)]


def _shows_words(document: Document, clause: Clause, own: Sequence[Span]) -> bool:
    """Whether a clause is shown for its own sake: more of it than its mark or the subject lent to another clause."""
    parts = [Span(max(part.start, clause.span.start), min(part.end, clause.span.end)) for part in own]
    parts = [part for part in parts if part.end > part.start]
    lender = clause.obliged or clause.subject
    lent = lender is not None and all(lender.contains(part) for part in parts)
    return not lent and any(part.slice(document.text).strip(_MARKS) for part in parts)


def _lost_government(
    document: Document, reading: Reading, own: Sequence[Span], also_shown: Sequence[Span]
) -> Iterator[str]:
    """A clause kept without the modal clause that governs it, or without the subject it belongs to."""
    clauses = reading.clauses
    if is_topic(document, clauses, own):  # a name states no act: nothing governs it
        return
    kept = _shown_places(document, clauses, own)
    for index in kept:
        clause, before = clauses[index], _governing(clauses, index)
        shown = index  # from here on every clause before it is shown
        while shown and any(clauses[shown - 1].span.overlaps(fragment) for fragment in (*own, *also_shown)):
            shown -= 1
        present = [i >= shown or i in kept for i, _ in before]
        if before and before[-1][1].adjunct and before[-1][1].dependent and not present[-1]:
            yield f"leaves out “{before[-1][1].span.slice(document.text)}”"
        if any(other.modal and not there for (_, other), there in zip(before, present, strict=True)):
            yield "leaves out the clause that makes it an aim, a duty or a condition"
        lent = [any(other.span.overlaps(fragment) for fragment in own) for _, other in before]
        if clause.subject is None and not clause.duty and not _is_bound(before, kept, (*own, *also_shown)):
            yield "leaves out that it must or may be done"
        if clause.subject is None and index and not any((*present, *lent)):
            owner = next((other for _, other in reversed(before) if other.subject is not None), None)
            if owner is not None and not owner.generic:
                yield f"leaves out whose act it is (“{document.quote(owner.subject)}”)"


def _is_bound(before: Sequence[tuple[int, Clause]], kept: Sequence[int], shown: Sequence[Span]) -> bool:
    """Whether the nearest clause that says what must or may be done is shown, or its subject with the word for it."""
    place, obliging = next(((place, clause) for place, clause in reversed(before) if clause.obliging), (0, None))
    if obliging is None or place in kept:
        return True
    needed = obliging.obliged or obliging.span
    return not _gaps(needed, shown)


def _governing(clauses: Sequence[Clause], index: int) -> list[tuple[int, Clause]]:
    """The clauses before one that may govern it."""
    return [(i, clauses[i]) for i in range(segment_start(clauses, index), index)]


def _gaps(clause: Span, kept: Sequence[Span]) -> list[Span]:
    """What of a clause is in none of the kept fragments."""
    gaps = []
    position = clause.start
    for span in sorted(kept):
        if span.end <= clause.start or span.start >= clause.end:
            continue
        if span.start > position:
            gaps.append(Span(position, span.start))
        position = max(position, span.end)
    if position < clause.end:
        gaps.append(Span(position, clause.end))
    return gaps


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end


@lru_cache(maxsize=4096)
def _limiters_in(text: str, language: Language) -> tuple[tuple[int, str], ...]:
    """The limiters and negations among the words of a text with the offsets at which they start."""
    limiters, anywhere = _limiters(language)
    plain = simplified(text) if language is Language.CHINESE else text
    if not anywhere.search(plain):
        return ()
    if language is Language.ENGLISH:
        found = [(match.start(), match.group()) for match in _ENGLISH_WORD.finditer(text)]
        words = [(start, word if word == _MONTH else word.lower()) for start, word in found]
    else:
        tagged = [word for word, _ in tagged_words(plain)]
        words = list(zip(accumulate(map(len, tagged), initial=0), tagged, strict=False))
    return tuple((start, word) for start, word in words if word in limiters)


@cache
def _limiters(language: Language) -> tuple[frozenset[str], re.Pattern[str]]:
    """The words, and a pattern that finds whether a text holds their characters at all."""
    words = language_data(language, "clauses")["limiters"]["words"]
    return frozenset(words), re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
