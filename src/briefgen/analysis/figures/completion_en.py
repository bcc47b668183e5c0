"""What makes a line of an English card whole: the noun said in full before, its time, and no number said twice."""

from collections.abc import Sequence

from briefgen.analysis.figures.items import FIGURE, Item
from briefgen.analysis.figures.phrases_en import is_noun, phrase_after
from briefgen.analysis.figures.statements_en import Items, english_words, fits_card
from briefgen.content import QuantityKind
from briefgen.document import Span


def noun_phrase(right: Sequence[Item]) -> Items:
    """The noun phrase that begins at once; empty before of and before words that only look like nouns."""
    if not right or right[0].tag in ("DET", "PRON") or right[0].text.lower() in english_words()["after"]:
        return ()
    return phrase_after(right)


def of_antecedent(items: Sequence[Item], told: Items, lent: Sequence[Item]) -> Items:
    """The programme, which [served] 900 households: said of what the relative clause hangs on."""
    is_relative = bool(items) and items[0].text.lower() in ("which", "who", "that") and told[0] not in lent
    if not is_relative or not lent:
        return told
    whole = said_of(lent, told)
    return whole if fits_card(whole) else told


def said_of(lent: Sequence[Item], told: Items) -> Items:
    """What is told, of what an earlier clause named; the space before it is its own, so that no comma parts the two."""
    first = told[0]
    return (*lent, first._replace(span=Span(first.span.start - 1, first.span.end), text=f" {first.text}"), *told[1:])


def with_whole_noun(line: Items, figure: Item, lent: Sequence[Item]) -> Items:
    """Lead service lines are removed: 6,150 [lines] were replaced: the noun as it was said in full before."""
    is_count = figure.quantity is not None and figure.quantity.kind is QuantityKind.COUNT
    if not is_count or not line or len(lent) < 2 or line[0].text != lent[-1].text or line[0] in lent:
        return line
    whole = (*lent, *line[1:])
    return whole if (len(line) < 2 or not is_noun(line[1])) and fits_card(whole) else line


def with_scope(items: Sequence[Item], bare: Sequence[Item], line: Items) -> Items:
    """Pipe installed [before 1960]: a statement of time stays where the last word of a line needs it."""
    needs = len(line) > 1 and line[-1].tag in ("VN", "VG") and is_noun(line[-2])
    if not needs or line[-1] not in items:
        return line
    end = start = items.index(line[-1]) + 1
    behind = items[end : end + 2]
    if len(behind) == 2 and behind[0].tag in ("ADP", "SCONJ") and behind[1] not in bare:
        end += 1
    while end < len(items) and items[end] not in bare and items[end].tag != FIGURE:
        end += 1
    return (*line, *items[start:end])


def without_number(line: Items, figure: Item) -> Items:
    """The programme trained [45,000] teachers: a plural that stands without its number as well."""
    if figure not in line or figure.quantity is None:
        return line
    at = line.index(figure)
    noun = noun_phrase(line[at + 1 :])
    if at and noun and line[at - 1].text.lower() in ("a", "an") and not _is_only_figure(line, figure):
        return line
    if at and noun and line[at - 1].text.lower() == "a" and noun[0].text[:1].lower() not in "aeiouh":
        return (*line[:at], *line[at + 1 :])  # approved a [5 percent] rate increase
    if figure.quantity.kind not in (QuantityKind.COUNT, QuantityKind.RANGE):
        return _without_measure(line, at)
    is_plural = bool(noun) and (noun[-1].text.endswith("s") or noun[-1].text.lower() in ("people", "children"))
    others = [item for item in line if item.tag == FIGURE and item != figure]
    is_negated = any(item.text.lower() in ("no", "not", "n't", "never") for item in line)
    if (
        not at
        or others
        or is_negated
        or not is_plural
        or line[at - 1].tag in ("DET", "ADP", "PRON")
        or _is_singular(line[:at])
    ):
        return line
    return (*line[:at], *line[at + 1 :])


def _is_only_figure(line: Items, figure: Item) -> bool:
    return not any(item.tag == FIGURE for item in line if item != figure)


def _without_measure(line: Items, at: int) -> Items:
    """The utility delivered [41 billion gallons of] treated water: what was measured stands without its measure."""
    behind = line[at + 1 :]
    noun = noun_phrase(behind[1:]) if behind and behind[0].text.lower() == "of" else ()
    verb = line[at - 1] if at else None
    quantity = line[at].quantity
    measured = quantity is not None and quantity.kind in _MEASURES and bool(quantity.unit)
    plain = verb is not None and verb.tag in ("V", "VN", "VG") and noun and measured and _is_only_figure(line, line[at])
    return (*line[:at], *behind[1:]) if plain else line


_MEASURES = frozenset(
    {QuantityKind.MASS, QuantityKind.LENGTH, QuantityKind.AREA, QuantityKind.ENERGY, QuantityKind.OTHER}
)


def _is_singular(before: Sequence[Item]) -> bool:
    """An additional [40,000] places."""
    return len(before) > 1 and before[-1].tag == "ADJ" and before[-2].text.lower() in ("a", "an")
