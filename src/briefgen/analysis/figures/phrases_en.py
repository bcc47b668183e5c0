"""Phrases of English sentences whose words carry parts of speech: the noun phrase, the subject and object of a verb."""

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.analysis.figures.items import FIGURE, GLOSS, MARK, Item
from briefgen.analysis.text.tagger_en import NOUNS

_LONGEST = 7  # words of a phrase
_JOINS = frozenset({"of", "on", "for", "in"})  # what ties a second noun to the first
_MODIFIERS = frozenset({"ADJ", "VN", "NUM", "X"}) | NOUNS
_RELATIVES = frozenset({"which", "that", "who", "whose", "whom"})


_LEADING_UP = frozenset({"as", "despite", "following"})


class Context(NamedTuple):
    """What the clauses before speak of, and the noun that stood last in them, which a relative clause is about."""

    subject: tuple[Item, ...] = ()
    nearest: tuple[Item, ...] = ()


def is_noun(item: Item) -> bool:
    """Whether the word is a noun or a name."""
    return item.tag in NOUNS


def is_verb(item: Item) -> bool:
    """Whether the word is a verb in any form, auxiliaries among them."""
    return item.tag in ("V", "VG", "VN", "AUX")


def phrase_before(left: Sequence[Item]) -> tuple[Item, ...]:
    """The noun phrase that the words end with, over what is no noun at their end."""
    end = len(left)
    while end and not is_noun(left[end - 1]):
        if left[end - 1].tag == FIGURE:
            return ()
        end -= 1
    start = _start_of_core(left, end)
    while start > 1 and left[start - 1].tag == "DET" and left[start - 2].text.lower() == "of":
        inner = _start_of_core(left, start - 2)
        if inner == start - 2 or end - inner > _LONGEST:
            break
        start = inner
    while start > 1 and left[start - 1].text.lower() in ("of", "per") and is_noun(left[start - 2]):
        inner = _start_of_core(left, start - 1)
        if end - inner > _LONGEST:
            break
        start = inner
    return tuple(left[start:end])


def _start_of_core(left: Sequence[Item], end: int) -> int:
    start = end
    while (
        start
        and end - start < _LONGEST
        and (left[start - 1].tag in _MODIFIERS or _is_name_mark(left, start - 1) or _is_participle(left, start - 1))
    ):
        start -= 1
    while start < end and (left[start].tag == MARK or left[start].tag == "NUM"):
        start += 1
    return start


def _is_participle(items: Sequence[Item], place: int) -> bool:
    """Operating income, the city's operating budget: the form with -ing that opens a noun phrase."""
    if items[place].tag != "VG":
        return False
    before = items[place - 1] if place else None
    return before is None or before.tag in ("DET", "ADJ", "PRON") or before.text.endswith(("'s", "’s"))


def _is_name_mark(items: Sequence[Item], place: int) -> bool:
    """The sign inside a name or compound: S&P, research-and-development."""
    return (
        0 < place < len(items) - 1
        and items[place].text in ("&", "/")
        and is_noun(items[place - 1])
        and is_noun(items[place + 1])
    )


def phrase_after(right: Sequence[Item]) -> tuple[Item, ...]:
    """The noun phrase that begins at once, with what of, on, for or in ties to it; empty where none does."""
    start = 0
    while start < len(right) and right[start].tag in ("DET", "PRON") and right[start].text.lower() not in _RELATIVES:
        start += 1
    if start and right[start - 1].tag == "PRON" and (start == len(right) or not _opens(right[start])):
        return ()
    end = _end_of_core(right, start)
    if end == start:
        return ()
    while end + 1 < len(right) and right[end].text.lower() in _JOINS:
        begin = end + 1
        while begin < len(right) and right[begin].tag == "DET":
            begin += 1
        inner = _end_of_core(right, begin)
        if inner == begin or inner - start > _LONGEST:
            break
        end = inner
    return tuple(right[start:end])


def end_of_list(right: Sequence[Item], end: int) -> int:
    """Where the list ends that goes on behind a phrase (roads[, parks, and trails]); `end` itself where none does."""
    at = end
    while at + 1 < len(right) and right[at].text == ",":
        joined = right[at + 1].tag == "CCONJ"
        member = phrase_after(right[at + 1 + joined :]) or _describing(right[at + 1 : at + 3])
        if not member:
            return end
        at = right.index(member[-1]) + 1
        if joined:
            return at
    return end


def _describing(items: Sequence[Item]) -> tuple[Item, ...]:
    """To public, [private], and charitable bodies."""
    return tuple(items[:1]) if [item.tag for item in items] == ["ADJ", MARK] else ()


def _opens(item: Item) -> bool:
    return item.tag in _MODIFIERS


def _end_of_core(right: Sequence[Item], start: int) -> int:
    """Where the run of modifiers and nouns from `start` ends, behind its last noun; `start` where it has none."""
    end = at = start
    while at < len(right) and at - start < _LONGEST:
        item = right[at]
        if is_noun(item):
            end = at + 1
        elif item.text[0].isdigit() and item.tag != FIGURE and at > start and right[at - 1].tag == "PROPN":
            end = at + 1  # FY 2032, List 3b
        elif item.tag == "CCONJ" and at and joins_modifiers(right, at):
            pass
        elif item.tag in ("VN", "VG"):
            if end > start:
                break
        elif item.tag not in ("ADJ", "X") and not _is_name_mark(right, at):
            break
        at += 1
    return end


def joins_modifiers(right: Sequence[Item], at: int) -> bool:
    """Large and small firms, Kia and Hyundai vehicles: what stands on both sides describes the noun behind."""
    tags = [item.tag for item in right[at - 1 : at + 3]]
    return tags[:1] + tags[2:3] == ["ADJ", "ADJ"] or tags[:1] + tags[2:] == ["PROPN", "PROPN", "NOUN"]


def object_before(left: Sequence[Item], verb: int) -> tuple[Item, ...]:
    """The firm cut [costs] by 3%: the object of the verb, where a preposition leads from it to the number."""
    if left[-1].tag != "ADP" or left[verb].tag == "AUX":
        return ()
    start = verb + 1
    while start < len(left) and left[start].tag == "ADV":
        start += 1
    return phrase_after(left[start:-1])


def subject_of_verb(left: Sequence[Item], verb: int, context: Context) -> tuple[Item, ...]:
    """What the verb at `verb` is said of, looking to its left; empty behind a pronoun."""
    at = verb
    while at:
        item = left[at - 1]
        earlier = _verb_before(left, at - 1)
        if item.tag in ("AUX", "ADV", "PART", "NUM", "ADJ") or (is_verb(item) and item.tag != "VG"):
            at -= 1
        elif item.tag == "PRON" and at > 1 and left[at - 2].tag == "ADP":
            at -= 2
        elif item.tag == GLOSS:
            at -= 1
        elif item.text == ")" and (opening := _opening(left, at - 1)):  # Harbour Inc. [(HBR)] fell
            at = opening
        elif item.tag in ("ADP", "DET") and at == verb:  # what stood here was a statement of time
            at -= 1
            verb -= 1
        elif item.tag == "CCONJ":
            return phrase_before(left[: at - 1]) if earlier is None else subject_of_verb(left, earlier, context)
        elif item.text.lower() in _RELATIVES:
            return phrase_before(left[: at - 1]) or context.nearest
        elif item.tag == "PRON":
            return _plural_before(left[: at - 1]) if item.text.lower() == "they" else ()
        elif is_noun(item):
            return whole_subject(left, at)
        else:
            return context.subject if earlier is None else subject_of_verb(left, earlier, context)
    return context.subject


def _plural_before(left: Sequence[Item]) -> tuple[Item, ...]:
    """[The shares] surged and they were up 5%: the nearest plural before the pronoun in its clause."""
    plural = (at for at in range(len(left), 0, -1) if left[at - 1].tag == "NOUN" and left[at - 1].text.endswith("s"))
    end = next(plural, 0)
    return phrase_before(left[:end])


def _opening(left: Sequence[Item], closing: int) -> int | None:
    """Where the bracket opens that closes at `closing`; None at the head of the clause or where it does not."""
    return next((at for at in range(closing - 1, 0, -1) if left[at].text == "("), None)


def _verb_before(left: Sequence[Item], end: int) -> int | None:
    return next((place for place in range(end - 1, -1, -1) if left[place].tag in ("V", "AUX")), None)


def whole_subject(left: Sequence[Item], end: int) -> tuple[Item, ...]:
    """The phrase before the verb with all that it hangs on: earnings per share on a basis; too long, its head alone."""
    phrase = phrase_before(left[:end])
    head = phrase
    while True:
        start = left.index(head[0])
        while start and left[start - 1].tag in ("DET", "NUM"):
            start -= 1  # the sum of [three] thresholds
        before = start
        while before and (left[before - 1].tag in ("ADP", "VG", "VN") or left[before - 1].text == "to"):
            before -= 1  # nominees [confirmed during] the term, visitors [to] the island
        if (
            before == left.index(head[0]) > 1 and left[start - 1].tag == "CCONJ" and is_noun(left[start - 2])
        ):  # [fairs and] exhibitions
            before -= 1
        if before == start or not before or not is_noun(left[before - 1]):
            break
        head = phrase_before(left[:before])
    if head == phrase:
        return phrase
    whole = tuple(left[left.index(head[0]) : end])
    return whole if len(whole) <= _LONGEST else head


def opening_phrase(items: Sequence[Item]) -> tuple[Item, ...]:
    """What a clause without a number speaks of: the subject of its first verb, else its last noun phrase."""
    verb = next((place for place, item in enumerate(items) if item.tag in ("V", "AUX")), None)
    if verb is None:
        leads = bool(items) and items[0].text.lower() in _LEADING_UP
        return () if leads else phrase_after(items) or phrase_before(items)
    return subject_of_verb(items, verb, Context()) if verb else ()
