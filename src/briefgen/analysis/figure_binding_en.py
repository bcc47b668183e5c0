"""What a figure of an English sentence counts: its subject, the action, and the line a card shows, by deletion only.

The line is the clause without the number where the number stands alone in it, and the clause as it is where it has
several: an English sentence seldom bears that one of two numbers is taken out.
"""

from collections.abc import Sequence
from functools import lru_cache

from briefgen.analysis.figure_items import FIGURE, MARK, Binding, Clause, Item, outside
from briefgen.analysis.language_data import language_data
from briefgen.content import QuantityKind
from briefgen.document import Language, Span

_LONGEST = 16  # words of the line below a number
_COUNTED = 6  # words of what is counted


def bind(clauses: Sequence[Clause], scopes: Sequence[Span]) -> dict[Span, Binding]:
    """The binding of every figure of a sentence, by its span. `scopes` are statements of time, which stand apart."""
    bindings: dict[Span, Binding] = {}
    previous: tuple[Item, ...] = ()
    for clause in clauses:
        items = outside(clause.items, scopes)
        figures = [place for place, item in enumerate(items) if item.tag == FIGURE]
        for order, place in enumerate(figures):
            start = figures[order - 1] + 1 if order else 0
            end = figures[order + 1] if order + 1 < len(figures) else len(items)
            subject = _subject(items[place], items[start:place], items[place + 1 : end]) or previous
            what = _what(items, place) if len(figures) == 1 else _trimmed(clause.items)
            bindings[items[place].span] = Binding(subject, (), what if 0 < len(what) <= _LONGEST else subject or what)
            previous = subject or previous
        if not figures:
            previous = _opening(items) or previous
    return bindings


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    return frozenset(language_data(Language.ENGLISH, "figures")["words"]["stops"])


@lru_cache(maxsize=1)
def _movers() -> frozenset[str]:
    return frozenset(language_data(Language.ENGLISH, "figures")["words"]["movers"])


def _what(items: tuple[Item, ...], place: int) -> tuple[Item, ...]:
    return _trimmed(items[:place] + items[place + 1 :])


def _trimmed(items: Sequence[Item]) -> tuple[Item, ...]:
    """Without the marks at its ends, and without a last preposition or article that has lost its number."""
    start, end = 0, len(items)
    while end > start and (
        items[end - 1].tag == MARK or (items[end - 1].text.lower() in _stops() and items[end - 1].tag != FIGURE)
    ):
        end -= 1
    while start < end and items[start].tag == MARK:
        start += 1
    return tuple(items[start:end])


def _subject(figure: Item, left: Sequence[Item], right: Sequence[Item]) -> tuple[Item, ...]:
    """What a figure is about, by the words around it, in this order.

    30% [of households]; 200 [new schools]; [sales] rose 12%; a 25% [tax]; a [turnover] of $3bn; else the noun before
    the verb, else what precedes the number.
    """
    of_what = _of_what(right)
    if of_what:
        return of_what
    is_count = figure.quantity is not None and figure.quantity.kind is QuantityKind.COUNT
    if is_count and figure.quantity is not None and figure.quantity.unit and (counted := _counted(right)):
        return counted
    if right and (described := _described(right)):
        return described
    if moved := _moved(left):
        return moved
    if left and left[-1].text.lower() in _worth() and (held := _last_phrase(left[:-1])) and _touches(held, left[:-1]):
        return held
    return bearer(left) or (_counted(right) if not left else ()) or _last_phrase(left)


def _moved(left: Sequence[Item]) -> tuple[Item, ...]:
    """The noun before the nearest verb of change that has one."""
    for place in range(len(left) - 1, 0, -1):
        if left[place].text.lower() in _movers() and (phrase := _last_phrase(left[:place])):
            return phrase
    return ()


def bearer(left: Sequence[Item]) -> tuple[Item, ...]:
    """Who or what has the number: the noun before the first verb of the words before it, empty where there is none."""
    verb = next((place for place in range(1, len(left)) if _is_verb(left, place)), None)
    return _last_phrase(left[:verb]) if verb else ()


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return frozenset(language_data(Language.ENGLISH, "figures")["words"]["verbs"])


@lru_cache(maxsize=1)
def _after() -> frozenset[str]:
    return frozenset(language_data(Language.ENGLISH, "figures")["words"]["after"])


@lru_cache(maxsize=1)
def _worth() -> frozenset[str]:
    return frozenset(language_data(Language.ENGLISH, "figures")["words"]["worth"])


def _is_verb(items: Sequence[Item], place: int) -> bool:
    """A word of the lists, or one that ends like a past tense behind a noun."""
    word = items[place].text.lower()
    if word in _movers() or word in _verbs():
        return items[place].text[0].islower()
    before = items[place - 1].text.lower()
    return word.endswith("ed") and len(word) > _SHORTEST_PAST and before not in _stops()


_SHORTEST_PAST = 4


def _opening(items: Sequence[Item]) -> tuple[Item, ...]:
    """The noun that opens a clause without a number: Energy, last year's worst sector, fell 2%."""
    return bearer(items) or _last_phrase(items[:_COUNTED])


def _of_what(right: Sequence[Item]) -> tuple[Item, ...]:
    """The noun behind of, its verb and what follows left out."""
    return _counted(right[1:]) if right and right[0].text.lower() == "of" else ()


def _described(right: Sequence[Item]) -> tuple[Item, ...]:
    """A 25% tax on cars: the noun right behind the number, where one follows at once."""
    first = right[0].text.lower()
    if right[0].tag == MARK or first in _stops() or first in _after() or _is_verb([right[0], *right], 1):
        return ()
    return _counted(right)


def _touches(phrase: Sequence[Item], left: Sequence[Item]) -> bool:
    """Whether the phrase stands at the end of the words, and is no verb."""
    return bool(left) and phrase[-1] == left[-1] and not _is_verb(left, len(left) - 1)


def _counted(right: Sequence[Item]) -> tuple[Item, ...]:
    taken: list[Item] = []
    for place, item in enumerate(right):
        word = item.text.lower()
        if item.tag == MARK or word in _movers() or (word in _stops() and word not in ("of", "the")):
            break
        if place and _is_verb(right, place):
            break
        taken.append(item)
    while taken and taken[-1].text.lower() in _stops():
        taken.pop()
    while taken and taken[0].text.lower() in _stops():
        taken.pop(0)
    return tuple(taken[:_COUNTED])


def _last_phrase(left: Sequence[Item]) -> tuple[Item, ...]:
    """The nouns nearest to the left, over the small words between."""
    end = len(left)
    while end and (left[end - 1].tag == MARK or left[end - 1].text.lower() in _stops()):
        end -= 1
    start = end
    while start and end - start < _COUNTED and _belongs(left, start - 1):
        start -= 1
    while start < end and (left[start].text.lower() in _stops() or _opens_as_verb(left[start])):
        start += 1
    return tuple(left[start:end])


def _opens_as_verb(item: Item) -> bool:
    """Fell, giving: a verb that opens a clause is no noun."""
    word = item.text
    return word.lower() in _movers() or (word[:1].islower() and (word in _verbs() or word.endswith("ing")))


def _belongs(left: Sequence[Item], place: int) -> bool:
    word = left[place].text.lower()
    if left[place].tag in (MARK, FIGURE) or (word in _stops() and word not in ("of", "the")):
        return False
    return not (place and _is_verb(left, place))
