"""What a figure of an English sentence counts: its subject, the action, and the line a card shows, by deletion only."""

from collections.abc import Sequence

from briefgen.analysis.figure_binding_zh import Binding
from briefgen.analysis.figure_items import FIGURE, MARK, Clause, Item
from briefgen.analysis.language_data import language_data
from briefgen.document import Language, Span

_LONGEST = 14  # words of the line below a number


def bind(clauses: Sequence[Clause], scopes: Sequence[Span]) -> dict[Span, Binding]:
    """The binding of every figure of a sentence, by its span. `scopes` are statements of time, which stand apart."""
    bindings: dict[Span, Binding] = {}
    previous: tuple[Item, ...] = ()
    for clause in clauses:
        items = tuple(item for item in clause.items if item.tag == FIGURE or not any(scope.contains(item.span) for scope in scopes))
        figures = [place for place, item in enumerate(items) if item.tag == FIGURE]
        for order, place in enumerate(figures):
            left = items[figures[order - 1] + 1 if order else 0 : place]
            right = items[place + 1 : figures[order + 1] if order + 1 < len(figures) else len(items)]
            subject = _counted(right) or _doer(left) or previous
            what = (left + right) if len(left) + len(right) <= _LONGEST else (right if _counted(right) else left)[-_LONGEST:]
            bindings[items[place].span] = Binding(subject, (), tuple(what) or subject)
            previous = subject or previous
    return bindings


def _stops() -> frozenset[str]:
    return frozenset(language_data(Language.ENGLISH, "figures")["words"]["stops"])


def _counted(right: Sequence[Item]) -> tuple[Item, ...]:
    taken: list[Item] = []
    for item in right:
        if item.tag == MARK or item.text.lower() in _stops() - {"of", "the"}:
            break
        taken.append(item)
    while taken and taken[-1].text.lower() in _stops():
        taken.pop()
    return tuple(taken[:6])


def _doer(left: Sequence[Item]) -> tuple[Item, ...]:
    taken: list[Item] = []
    for item in left:
        if item.tag == MARK:
            break
        if item.text.lower() in _stops() and taken:
            break
        if item.text.lower() not in _stops():
            taken.append(item)
    return tuple(taken[:5])
