"""What a figure of an English sentence counts: its subject, the action, and the line a card shows, by deletion only.

The line is the clause without the number where the number stands alone in it, and the clause as it is where it has
several: an English sentence seldom bears that one of two numbers is taken out.
"""

from collections.abc import Sequence
from functools import lru_cache

from briefgen.analysis.figure_items import FIGURE, MARK, Binding, Clause, Item, outside
from briefgen.analysis.language_data import language_data
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
            subject = _subject(items[start:place], items[place + 1 : end]) or previous
            what = _what(items, place) if len(figures) == 1 else _trimmed(clause.items)
            bindings[items[place].span] = Binding(subject, (), what if 0 < len(what) <= _LONGEST else subject or what)
            previous = subject or previous
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


def _subject(left: Sequence[Item], right: Sequence[Item]) -> tuple[Item, ...]:
    """Sales rose [12%]: the noun before the verb of change; else what follows the number, else what precedes it."""
    mover = next((place for place, item in enumerate(left) if item.text.lower() in _movers()), None)
    if mover:
        return _last_phrase(left[:mover])
    return _counted(right) or _last_phrase(left)


def _counted(right: Sequence[Item]) -> tuple[Item, ...]:
    taken: list[Item] = []
    for item in right:
        word = item.text.lower()
        if item.tag == MARK or word in _movers() or (word in _stops() and word not in ("of", "the")):
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
    while (
        start
        and end - start < _COUNTED
        and left[start - 1].tag != MARK
        and (left[start - 1].text.lower() not in _stops() or left[start - 1].text.lower() in ("of", "the"))
    ):
        start -= 1
    while start < end and left[start].text.lower() in _stops():
        start += 1
    return tuple(left[start:end])
