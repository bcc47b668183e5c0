"""The line below the number of an English card: what a person would write there, words of the sentence in their order.

Read together with the number each line is English: a noun phrase (14 | receipts for the year), a share of something
(67 percent | of residents support the plan), what the number measures ($4.5 million | net income; 12% | Sales rose),
what was done with it ($3bn | spent on roads). Where none of these is true without the number, or where a word that
limits the clause (not, may, most) would be lost, it is the statement with its number.
"""

from collections.abc import Sequence

from briefgen.analysis.figures.completion_en import (
    noun_phrase,
    of_antecedent,
    said_of,
    with_scope,
    with_whole_noun,
    without_number,
)
from briefgen.analysis.figures.items import FIGURE, MARK, Item
from briefgen.analysis.figures.modifiers_en import before_figure, modifiers, shortened
from briefgen.analysis.figures.phrases_en import is_noun, is_verb, phrase_after
from briefgen.analysis.figures.statements_en import (
    ENOUGH,
    Items,
    english_words,
    find_statements,
    fits_card,
    limits_of,
    opens_weakly,
    says_little,
    trimmed,
    with_whole_names,
    without_glosses,
    without_pronoun,
)
from briefgen.analysis.figures.stretch_en import clause_of_figure
from briefgen.content import QuantityKind


def line_of(
    items: Sequence[Item], bare: Sequence[Item], figure: Item, subject: Sequence[Item], lent: Sequence[Item] = ()
) -> Items:
    """The line of a figure of the clause `items`; empty where the words say too little.

    `bare` are the items without statements of time, `subject` is what the figure counts, `lent` what the clause before
    speaks of.
    """
    bare = _without_antecedent(bare)
    bare = _without_brackets(_without_periods(without_glosses(bare, figure), figure), figure)
    subject = () if _is_of_other(bare, subject) else subject
    place = bare.index(figure)
    start, end = clause_of_figure(bare, place)
    left, right = bare[start:place], bare[place + 1 : end]
    if not left and any(is_noun(item) for item in bare[end:]):
        subject = ()  # 9 per cent or [$4 billion] higher than planned: more is said of it behind
    verbs = [at for at, item in enumerate(left) if is_verb(item) and item not in subject]
    verb = verbs[-1] if verbs else None
    line = (
        _predicate(left, right, verb)
        or _amount_of(figure, right)
        or _counted(figure, left, right, verb)
        or _measured(left, right, verb, subject)
        or _done(left, right, verb)
    )
    if (
        len(line) == 1 and line[0].text.lower() in english_words()["moves"]
    ):  # net income was $456 million, up, a [5%] increase
        line = (*lent, *line) if lent and sum(item.tag != MARK for item in bare) <= ENOUGH else ()
    if line and lent and items[0].text.lower() == "of" and items[0] not in bare and line[0].tag in ("V", "AUX"):
        line = said_of(lent, line)
    line = with_whole_noun(with_whole_names(items, with_scope(items, bare, trimmed(line))), figure, lent)
    says_enough = len(line) > 1 or figure.quantity is None or figure.quantity.kind is not QuantityKind.COUNT
    if line and says_enough and limits_of(items, figure) <= set(line):
        return line
    statements = [
        told
        for one in find_statements(without_glosses(items, figure), figure, subject)
        if (told := without_pronoun(one))
    ]
    told = next(
        (one for one in statements if fits_card(one) and not opens_weakly(one)), statements[0] if statements else ()
    )
    plain = without_number(told, figure)
    told = told if _says_only_that(plain, items) else plain  # received [49] responses
    if told and line and not says_enough:
        told = _without_scope(told, bare)
        return of_antecedent(items, told, lent) if figure not in told else line
    return _between_scopes(told, bare) or _of(right) or line


def _between_scopes(line: Items, bare: Sequence[Item]) -> Items:
    """A statement without the time at its ends, which stands on the card beside it: [today] it set $3m apart."""
    start = 0
    while start < len(line) and line[start] not in bare:
        start += 1
    within = line[start:]
    shorter = trimmed(_without_scope(within, bare)) if within else ()
    return shorter if len(shorter) > ENOUGH and all(item in bare for item in shorter) else line


def _says_only_that(line: Items, items: Sequence[Item]) -> bool:
    """A verb that says no more than that there are some, and a noun, of nothing that stands before."""
    is_relative = items[0].text.lower() in ("which", "who", "that")
    return 0 < len(line) <= 2 and line[0].text.lower() in english_words()["bland"] and not is_relative


def _without_scope(line: Items, bare: Sequence[Item]) -> Items:
    """Without a statement of time at its end, which stands on the card beside it."""
    end = len(line)
    while end > 1 and line[end - 1] not in bare:
        end -= 1
    return line[:end]


def _without_antecedent(items: Sequence[Item]) -> Items:
    """412 breaks, [of which] 268 occurred: the number opens its clause."""
    words = [item.text.lower() for item in items[:2]]
    return tuple(items[2:]) if words in (["of", "which"], ["of", "whom"]) else tuple(items)


def _of(right: Sequence[Item]) -> Items:
    """A share without its bearer: half | of all cases in the city."""
    return shortened(before_figure(right)) if right and right[0].text.lower() == "of" else ()


def _is_of_other(items: Sequence[Item], subject: Sequence[Item]) -> bool:
    """From 45 percent of [GDP] to 62 percent: what belongs to another number."""
    at = items.index(subject[0]) if subject and subject[0] in items else 0
    while at and items[at - 1].tag == "DET":
        at -= 1
    return at > 1 and items[at - 1].text.lower() == "of" and items[at - 2].tag == FIGURE


def _without_brackets(items: Sequence[Item], figure: Item) -> Items:
    """The figure's own brackets are no words: 666 (56 percent) of the actions."""
    at = items.index(figure)
    around = {at - 1: "(", at + 1: ")"}
    if any(not 0 <= place < len(items) or items[place].text != mark for place, mark in around.items()):
        return tuple(items)
    return tuple(item for place, item in enumerate(items) if place not in around)


def _without_periods(items: Sequence[Item], figure: Item) -> Items:
    """Without the lengths of time that a statement of time leaves behind: over the last [three weeks]."""
    return tuple(
        item
        for item in items
        if item == figure or item.quantity is None or item.quantity.kind is not QuantityKind.DURATION
    )


def _predicate(left: Sequence[Item], right: Sequence[Item], verb: int | None) -> Items:
    """67 percent | of residents support the plan; 7,844 | have died: the number opens its clause."""
    if not right or verb is not None or _stands_in_phrase(left) or (left and is_noun(left[-1])):
        return ()
    if right[0].text.lower() == "of" or right[0].tag in ("V", "AUX"):
        return shortened(before_figure(right))
    return ()


def _stands_in_phrase(left: Sequence[Item]) -> bool:
    """Among the [20]: a preposition before the number, so that it is not what the clause is about."""
    while left and left[-1].tag in ("DET", "ADJ", "ADV", "PRON"):
        left = left[:-1]
    return bool(left) and (left[-1].tag in ("ADP", "CCONJ", "PART") or is_noun(left[-1]))


def _amount_of(figure: Item, right: Sequence[Item]) -> Items:
    """$2 million | grant funding to clinics: an amount of money in something that is counted in money."""
    is_money = figure.quantity is not None and figure.quantity.kind is QuantityKind.MONEY
    if not is_money or not right or right[0].text.lower() != "in":
        return ()
    phrase = phrase_after(right[1:])
    head = next((item for item in phrase if item.text.lower() in english_words()["amounts"]), None)
    if head is None or right[1].tag == "DET":
        return ()
    noun = phrase[: phrase.index(head) + 1]
    return shortened((*noun, *modifiers(right[right.index(head) + 1 :])))


_NEAR = 3  # characters that may stand between a number and its noun: more was a statement of time


def _counted(figure: Item, left: Sequence[Item], right: Sequence[Item], verb: int | None) -> Items:
    """12 | new schools in the north; 15 | senators voted against the bill."""
    phrase = noun_phrase(right)
    if not phrase or figure.quantity is None or phrase[0].span.start - figure.span.end > _NEAR:
        return ()
    rest = right[right.index(phrase[-1]) + 1 :]
    if verb is None and not _stands_in_phrase(left) and any(item.tag in ("V", "AUX") for item in rest):
        predicate = before_figure(rest)
        if any(is_verb(item) for item in predicate):
            return shortened((*phrase, *predicate))
    whole = (*phrase, *modifiers(rest))
    if verb is None:
        return shortened(whole)
    if any(item.tag == "ADP" for item in left[verb + 1 :]):
        return shortened(whole) if len(whole) > 1 else ()  # operates in [12] countries
    says_more = len(whole) >= ENOUGH or any(item.tag in ("VG", "VN", "ADJ") for item in whole)
    opens = not any(map(is_noun, left[:verb])) and (verb < 2 or len(whole) > 1)
    is_count = figure.quantity.kind in (QuantityKind.COUNT, QuantityKind.RANGE)
    if _is_bland(left, verb) and (says_more or not is_count or opens):
        return shortened(whole)
    return ()


def _is_bland(left: Sequence[Item], verb: int) -> bool:
    """Has, reported, includes: verbs that say no more than that there are so many, in their plain forms only."""
    around = [item.text.lower() for item in left[max(0, verb - 3) : verb]]
    return left[verb].text.lower() in english_words()["bland"] and "to" not in around


def _measured(left: Sequence[Item], right: Sequence[Item], verb: int | None, subject: Sequence[Item]) -> Items:
    """$4.5 million | net income; 57 per cent | the sector's contribution; 12% | Sales rose in Europe."""
    if left and left[-1].text.lower() == "to" and not any(is_noun(item) or is_verb(item) for item in left):
        return tuple(subject)  # Revenue slipped 7.1 percent, to [$8.1 billion]
    opens_share = bool(right) and right[0].text.lower() == "of"
    if right and right[0].text.lower() in ("more", "less", "higher", "lower", "fewer"):
        return ()  # 2 percent more than in 2024: of what, the words before say
    if not opens_share and subject and subject[0] not in left and all(_is_level_word(item) for item in left):
        return () if any(is_noun(item) or item.tag == FIGURE for item in right) else tuple(subject)
    if opens_share or not left:
        return ()
    if verb is None or not subject or subject[0] not in left or left.index(subject[0]) > verb:
        return _beside(left, right, verb, subject)
    return _of_verb(left[left.index(subject[-1]) + 1 :], right, subject)


def _of_verb(between: Sequence[Item], right: Sequence[Item], subject: Sequence[Item]) -> Items:
    """What a verb between its subject and the number makes of the two: the thing itself, or how it moved."""
    if between and between[-1].text.lower() == "from" and _moves_plainly(between[:-1]):
        return tuple(subject)  # outages fell from [184] to 131
    if between and between[0].text.lower() in ("who", "that", "which", "whose"):
        return ()  # the penalties for [people] who refuse
    return _level(between, subject) or _moved(between, right, subject)


def _moves_plainly(between: Sequence[Item]) -> bool:
    """Fell, has risen: nothing but the change itself."""
    return bool(between) and all(
        item.tag in ("AUX", "ADV") or item.text.lower() in english_words()["changes"] for item in between
    )


def _is_level_word(item: Item) -> bool:
    """Will be, was about: words that lead from a subject in the clause before to its number."""
    return item.tag in ("AUX", "ADV") or item.text.lower() in english_words()["level"]


def _beside(left: Sequence[Item], right: Sequence[Item], verb: int | None, subject: Sequence[Item]) -> Items:
    """An estimated net worth of [$186bn]; bringing the number of people out of work to [5 million]."""
    if verb is not None and left[-1].text.lower() == "to" and left[verb].text.lower() in english_words()["bring"]:
        brought = tuple(left[verb + 1 : -1])
        return () if not brought or says_little(brought) else brought
    if not subject or subject[0] not in left or subject[-1] not in left or says_little(subject):
        return ()
    between = left[left.index(subject[-1]) + 1 :]
    words = {item.text.lower() for item in between}
    if words & _COMPARING or "by" in words:
        return ()
    if verb is not None and any(item.tag == FIGURE for item in left[verb : left.index(subject[0])]):
        return ()  # the Dow rose 1% and the Nasdaq [2%]: the verb that is left out says what happened
    is_object = (
        verb is not None
        and left.index(subject[0]) - verb <= ENOUGH
        and words & {"by", "to", "for", "with", "at", "in", "on"}
    )
    is_near = len(between) <= ENOUGH and all(item.tag in ("ADP", "ADV", "DET", MARK) for item in between)
    moved = tuple(item for item in between if item.text.lower() in ("up", "down"))  # Brent crude [down] 2%
    if not is_near or is_object:
        return ()
    whole = shortened((*subject, *modifiers(right))) if words == {"of"} else ()  # investments of $4m [in roads]
    return whole or (*subject, *moved)


_COMPARING = frozenset({"than", "over", "against", "versus", "from"})


def _level(between: Sequence[Item], subject: Sequence[Item]) -> Items:
    """Was, stood at, totaled, rose 9% to: the number is the thing itself."""
    words = [item.text.lower() for item in between]
    if says_little(subject) or any(item.tag == "CCONJ" for item in between):
        return ()
    if words[-1] == "to" and any(word in english_words()["changes"] for word in words):
        return tuple(subject)
    verbs = [item for item in between if is_verb(item)]
    plain = all(item.tag == "AUX" or item.text.lower() in english_words()["level"] for item in verbs)
    rest = all(is_verb(item) or item.tag in ("ADV", "ADP", "DET", MARK) for item in between)
    return tuple(subject) if verbs and plain and rest else ()


def _moved(between: Sequence[Item], right: Sequence[Item], subject: Sequence[Item]) -> Items:
    """12% | Sales rose in Europe."""
    if any(item.tag == "CCONJ" for item in between):
        return ()
    mover = next((at for at, item in enumerate(between) if item.text.lower() in english_words()["changes"]), None)
    behind = between[mover + 1 :] if mover is not None else ()
    if mover is None or any(is_noun(item) or is_verb(item) or item.tag == FIGURE for item in behind):
        return ()
    opens = bool(right) and right[0].text.lower() in ("in", "for", "among", "over", "during", "on", "compared", "from")
    return (*subject, *between[: mover + 1], *(modifiers(right) if opens else ()))


def _done(left: Sequence[Item], right: Sequence[Item], verb: int | None) -> Items:
    """$3bn | spent on roads; 43 million euros | to acquire a painting."""
    if (
        verb is None
        or not right
        or any(item.tag not in ("DET", "ADV", "PART") and item.text not in _PARTICLES for item in left[verb + 1 :])
    ):
        return ()
    word = right[0].text.lower()
    if left[verb].text.lower() in english_words()["level"]:
        return ()
    if word == "to" and len(right) > 1 and right[1].tag in ("V", "AUX"):
        return shortened(before_figure(right))
    is_past = left[verb].tag in ("V", "VN") and left[verb].text.lower().endswith(("ed", "nt", "en", "id", "st"))
    if right[0].tag != "ADP" or word == "of" or not is_past or left[verb].text.lower() in english_words()["changes"]:
        return ()
    return shortened((left[verb], *before_figure(right)))


_PARTICLES = frozenset({"up", "out", "off", "aside", "back"})
