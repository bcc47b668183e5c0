"""What a figure of an English sentence counts: its subject, the action, and the line a card shows, by deletion only.

The words carry parts of speech (`tagger_en`). What a number is about is, in this order: what stands behind it (30% of
households, 200 new schools, a 25% tax on cars), what it is put beside (a turnover of $3bn), and what the verb before it
speaks of (sales rose 12%; the firm cut costs by 3%). The line is the clause without the number where the number
stands alone in it, and the clause as it is where it has several: an English sentence seldom bears that one of two goes.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from briefgen.analysis.figures.comparisons_en import is_compared
from briefgen.analysis.figures.corrections_en import corrected_tags
from briefgen.analysis.figures.items import FIGURE, MARK, Binding, Clause, Item, outside
from briefgen.analysis.figures.joined_clauses_en import joined_clauses
from briefgen.analysis.figures.lines_en import line_of
from briefgen.analysis.figures.phrases_en import (
    Context,
    is_noun,
    is_verb,
    object_before,
    opening_phrase,
    phrase_after,
    phrase_before,
    subject_of_verb,
    whole_subject,
)
from briefgen.analysis.figures.statements_en import english_words, says_little, stands_as_card, trimmed, without_pronoun
from briefgen.content import QuantityKind
from briefgen.document import Span

_RELATIVES = frozenset({"which", "that", "who", "whom"})
_NEAR = 3  # characters between a number and the noun behind it
_LONGEST = 16  # words of the line below a number


def bind(clauses: Sequence[Clause], scopes: Sequence[Span]) -> dict[Span, Binding]:
    """The binding of every figure of a sentence, by its span. `scopes` are statements of time, which stand apart."""
    bindings: dict[Span, Binding] = {}
    context = Context()
    for clause in joined_clauses(clauses):
        whole = corrected_tags(clause.items)
        items = _outside(whole, scopes)
        figures = [place for place, item in enumerate(items) if item.tag == FIGURE]
        before: int | None = None
        for order, place in enumerate(figures):
            if before is not None and _restates(items, before, place):
                bindings[items[place].span] = replace(bindings[items[before].span], restates=True)
                continue
            end = figures[order + 1] if order + 1 < len(figures) else len(items)
            shared = (
                bindings[items[before].span].subject if before is not None and _ties(items[before + 1 : place]) else ()
            )
            ahead = context.subject if not place and _is_count(items[place]) else ()
            subject = (
                _behind(items, place, end) or shared or ahead or _passed(items, place) or _ahead(items[:place], context)
            )
            is_relative = any(item.text.lower() in _RELATIVES for item in whole[:2])
            lent = context.nearest if is_relative else context.subject
            what = line_of(whole, items, items[place], subject, lent) or without_pronoun(_rest(items, place, figures))
            if not 0 < len(what) <= _LONGEST:
                is_phrase = len(subject) > 1 or (subject and subject[0].span.start > items[place].span.start)
                what = subject if is_phrase and subject[0] in items else ()
            what = what if what and stands_as_card(what) else ()
            bindings[items[place].span] = Binding(
                subject, _action(what, subject), what, restates=is_compared(items, place)
            )
            context = Context(bearer(items[:place], context) or subject or context.subject, context.nearest)
            before = place
        context = Context(
            (opening_phrase(items) if not figures and not _is_aside(items, context) else ()) or context.subject,
            phrase_before(items) or context.nearest,
        )
    return bindings


def _action(what: Sequence[Item], subject: Sequence[Item]) -> tuple[Item, ...]:
    """What the line says beside its subject, where it has a verb: (the ministry) [requested for the harbour]."""
    if not any(item.tag in ("V", "VG", "VN") for item in what):
        return ()
    return tuple(item for item in what if item not in subject and item.tag not in (FIGURE, MARK))


def _is_aside(items: Sequence[Item], context: Context) -> bool:
    """Spending on schools, [the largest part of the budget], will be: no verb, and a subject stands before it."""
    return bool(context.subject) and not any(item.tag in ("V", "AUX") for item in items)


def _restates(items: Sequence[Item], before: int, place: int) -> bool:
    """15 million euros ([$16 million]): in brackets right behind an amount or measure of the same kind."""
    one, other = items[before].quantity, items[place].quantity
    if one is None or other is None or one.kind is not other.kind or one.kind in _NOT_RESTATED:
        return False
    behind = items[place + 1 : place + 2]
    return place - before == 2 and items[place - 1].text == "(" and bool(behind) and behind[0].text == ")"


_NOT_RESTATED = (QuantityKind.COUNT, QuantityKind.SHARE, QuantityKind.CHANGE)


def _outside(items: Sequence[Item], scopes: Sequence[Span]) -> tuple[Item, ...]:
    """The items without the statements of time and the preposition that leads to one."""
    kept = outside(items, scopes)
    starts = {scope.start for scope in scopes}
    led = {one for one, other in pairwise(items) if one.text.lower() in _LEADING and other.span.start in starts}
    return tuple(item for item in kept if item not in led)


_LEADING = frozenset({"in", "for", "during", "over", "on", "at", "by"})


def _ties(between: Sequence[Item]) -> bool:
    """Up 9.4% to $84, 7,199 yuan ($1,062): nothing but small words stands between two numbers of one thing."""
    return all(item.tag in ("ADP", "ADV", MARK) for item in between)


def _rest(items: tuple[Item, ...], place: int, figures: Sequence[int]) -> tuple[Item, ...]:
    """The clause without the number where it is alone and ends the clause, else the clause as it is."""
    if len(figures) > 1 or (place and items[place + 1 :] and not phrase_after(items[place + 1 :])):
        return trimmed(items)
    start = place - 1 if place and items[place - 1].text.lower() in ("a", "an") else place  # a $6bn rise in costs
    return trimmed((*items[:start], *items[place + 1 :]))


def _is_count(item: Item) -> bool:
    return item.quantity is not None and item.quantity.kind is QuantityKind.COUNT


def _behind(items: Sequence[Item], place: int, end: int) -> tuple[Item, ...]:
    """What stands behind the figure at `place` and says what it counts; from `end` on the words are the next one's."""
    figure, right = items[place], items[place + 1 : end]
    glossed = items[place + 1 : place + 4]
    if [item.text if item.tag != FIGURE else FIGURE for item in glossed] == ["(", FIGURE, ")"]:  # 8 miles (13 km) of
        right = items[place + 4 :]
    if right and right[0].text.lower() == "of":
        rest = list(items[items.index(right[0]) + 1 :])
        while rest and rest[0].tag in ("DET", FIGURE):  # 18 (60%) of the 30 nominees
            rest.pop(0)
        if whole := phrase_after(rest):
            return whole
    if right and right[0].text.lower() != "of" and right[0].span.start - figure.span.end > _NEAR:
        return ()  # $85 billion [in 2020] annual savings: what stood between was a statement of time
    quantity = figure.quantity
    is_bare = quantity is not None and quantity.kind is QuantityKind.COUNT and not quantity.unit
    signed = place and items[place - 1].text in ("+", "-", "−")
    if is_bare or signed or (right and right[0].text.lower() in english_words()["after"]):
        return ()
    phrase = phrase_after(right)
    return () if phrase and phrase[-1].text.lower() in english_words()["spells"] else phrase


def _passed(items: Sequence[Item], place: int) -> tuple[Item, ...]:
    """Visitors to the island [exceeded 50 million]: the verb is the limit of the figure, all before it its subject."""
    is_own = place and is_noun(items[place - 1]) and items[place].text.lower().startswith(("exceed", "surpass"))
    return whole_subject(items[:place], place) if is_own else ()


def _ahead(left: Sequence[Item], context: Context) -> tuple[Item, ...]:
    return _beside(left) or bearer(left, context) or context.subject


def _beside(left: Sequence[Item]) -> tuple[Item, ...]:
    """A turnover of $3bn; base price: $59; shares up 4%; Dow +0.2%: the noun that the number is put beside."""
    at = len(left)
    while at and (left[at - 1].tag in ("ADV", "DET") or left[at - 1].text.lower() in ("up", "down")):
        at -= 1
    if not at:
        return ()
    last = left[at - 1]
    if (last.text.lower() in english_words()["worth"] or last.text in _SIGNS) and at > 1 and is_noun(left[at - 2]):
        phrase = phrase_before(left[: at - 1])
        return () if phrase and says_little(phrase) else phrase
    moved = at < len(left) and left[at].text.lower() in ("up", "down")
    told = _start_of_gap(left[:at])
    beside = is_noun(last) and (moved or not any(is_verb(item) for item in left[told:at]))
    return phrase_before(left[told:at]) if beside else ()


def _start_of_gap(left: Sequence[Item]) -> int:
    """The Dow rose 1% and [the Nasdaq] 2%: where a verb is left out, behind another number; 0 where none is."""
    last = next((at for at in range(len(left) - 1, -1, -1) if left[at].tag == FIGURE), None)
    if last is None or last + 2 >= len(left):
        return 0
    gap = left[last + 1 :]
    noun = gap[1:] if gap[0].tag == "CCONJ" else gap
    names = all(is_noun(item) or item.tag in ("DET", "ADJ", "PRON") for item in noun)
    opens = noun[0].tag == "DET" or noun[0].text[:1].isupper()
    return last + 1 if noun and names and opens and left[last].quantity is not None else 0


_SIGNS = frozenset({"(", "=", "-", "–", "+"})


def bearer(left: Sequence[Item], context: Context) -> tuple[Item, ...]:
    """What the nearest verb before a number speaks of: its object where one stands between, else its subject."""
    verb = next((place for place in range(len(left) - 1, -1, -1) if is_verb(left[place])), None)
    if verb is not None:
        return object_before(left, verb) or subject_of_verb(left, verb, context)
    if any(item.tag == FIGURE for item in left):
        return context.subject
    if left and left[-1].text.lower() in _RELATIVES:
        return context.nearest  # 412 breaks, of which [268] occurred
    return phrase_before(left) or (context.nearest if not left else ())
