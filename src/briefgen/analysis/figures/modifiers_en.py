"""What hangs on the noun of an English card's line behind it, and how a line that is too long ends sooner."""

from collections.abc import Sequence

from briefgen.analysis.figures.items import FIGURE, MARK, Item
from briefgen.analysis.figures.phrases_en import end_of_list, phrase_after
from briefgen.analysis.figures.statements_en import LONGEST, Items, fits_card, trimmed


def modifiers(rest: Sequence[Item]) -> Items:
    """What hangs on a noun phrase behind it: prepositions with their nouns, a participle, a relative clause."""
    end = 0
    while end < len(rest) and end < LONGEST:
        item = rest[end]
        if item.tag == "ADP" and rest[end + 1 : end + 2] and rest[end + 1].text.lower().endswith("ing"):
            break  # bars nationals of 11 countries [from entering]
        if item.tag == "ADP" and (inner := phrase_after(rest[end + 1 :])):
            end = rest.index(inner[-1]) + 1
            end = end_of_list(rest, end)
            if item.text.lower() == "between" and rest[end : end + 1] and rest[end].text.lower() == "and":
                second = phrase_after(rest[end + 1 :])  # between the bureau [and its partners]
                end = rest.index(second[-1]) + 1 if second else end
        elif item.tag in ("VN", "VG") and end + 1 < len(rest):
            if len(rest) - end > LONGEST - 4:
                inner = _complement(rest[end + 1 :])
                end = rest.index(inner[-1]) + 1 if inner else end
                break
            end = len(rest)
        elif item.text == "to" and rest[end + 1 : end + 2] and rest[end + 1].tag == "V":
            inner = _complement(rest[end + 2 :])
            end = rest.index(inner[-1]) + 1 if inner else end
            break
        elif item.text.lower() in ("who", "that", "whose", "whom") and not end and len(rest) <= LONGEST - 4:
            end = len(rest)
        else:
            break
    return before_figure(rest[:end])


def _complement(rest: Sequence[Item]) -> Items:
    """What a participle or an infinitive is about: facing [the harbour], related to [roads]."""
    led = 1 if rest and rest[0].tag in ("ADP", "PART") else 0
    return phrase_after(rest[led:])


def shortened(line: Sequence[Item]) -> Items:
    """The line as far as it fits a card: cut before a preposition or a conjunction where it is longer."""
    if fits_card(line):
        return tuple(line)
    for at in range(len(line) - 1, 2, -1):
        if line[at].text.lower() in _COMPLETING:
            continue
        torn = any(item.text == "," for item in line[:at])  # a list that would lose its end
        torn = torn or _lacks_verb(line[:at])
        if line[at].tag in ("ADP", "CCONJ", MARK) and not torn and fits_card(line[:at]):
            return without_loose_end(line[:at])
    return ()


def _lacks_verb(line: Sequence[Item]) -> bool:
    """People who said that somebody at home [fell]: a clause whose verb is not in the line."""
    opened = max((at for at, item in enumerate(line) if item.text.lower() in _CLAUSES), default=None)
    return opened is not None and not any(item.tag in ("V", "AUX") for item in line[opened + 1 :])


_CLAUSES = frozenset({"that", "which", "who", "whether"})
_COMPLETING = frozenset(
    {"of", "whether", "that", "if", "how", "what", "to"}
)  # without what follows the verb says nothing


def without_loose_end(line: Sequence[Item]) -> Items:
    """A parent [aged]: what led to the words that were cut off."""
    while len(line) > 1 and line[-1].tag in ("VN", "VG", "ADV", "ADJ", "ADP") and line[-2].tag not in ("AUX", "ADV"):
        line = line[:-1]
    return tuple(line)


def before_figure(items: Sequence[Item]) -> Items:
    """The items before the first figure among them, as a line may end."""
    at = next((at for at, item in enumerate(items) if item.tag == FIGURE), len(items))
    return trimmed(items) if at == len(items) else without_loose_end(trimmed(items[:at]))
