"""Statements of English that hold a figure, and what every line of a card is held to: ends, names and width."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefgen.analysis.figures.items import FIGURE, GLOSS, MARK, Item
from briefgen.analysis.figures.phrases_en import is_noun, is_verb, phrase_after
from briefgen.analysis.figures.stretch_en import clause_of_figure
from briefgen.analysis.language_data import language_data
from briefgen.document import Language

LONGEST = 16  # words of a line
_WIDEST = 80  # characters: what a card holds in every pack
ENOUGH = 3  # words of a noun phrase that says by itself what is counted

Items = tuple[Item, ...]


@lru_cache(maxsize=1)
def english_words() -> dict[str, frozenset[str]]:
    """The lists of words by name; `limits` are those that may not be lost from a clause."""
    words: dict[str, list[str]] = language_data(Language.ENGLISH, "figures")["words"]
    limits: list[str] = language_data(Language.ENGLISH, "clauses")["limiters"]["words"]
    return {name: frozenset(group) for name, group in words.items()} | {"limits": frozenset(limits)}


def find_statements(items: Sequence[Item], figure: Item, subject: Sequence[Item]) -> Iterator[Items]:
    """The clause around the figure with its number, from its subject or its verb on, where it is short enough."""
    place = items.index(figure)
    start, end = clause_of_figure(items, place)
    limits = limits_of(items, figure)
    starts = _starts(items, start, place, subject)
    spans = [(first, last) for first in starts for last in _ends(items, place, end)]
    for first, last in [*spans, (0, end), (0, len(items))]:
        line = with_whole_names(items, trimmed(items[first:last]))
        if 1 < len(line) <= LONGEST and _is_whole(line) and limits <= set(line) and figure in line:
            yield line


def _starts(items: Sequence[Item], start: int, place: int, subject: Sequence[Item]) -> list[int]:
    """Where a statement may begin, best first: at another act of the subject, the clause, its subject, a verb."""
    said = english_words()["say"]
    verbs = [at for at in range(start, place) if is_verb(items[at]) and items[at].text.lower() not in said]
    free = [at for at in verbs if not at or items[at - 1].text.lower() != "to"]
    free = [at for at in free if items[at].tag != "VN" or (at and items[at - 1].tag in ("AUX", "CCONJ"))]
    free = [at for at in free if items[at].tag != "VG" or not _is_of_subject(items, at, place)]
    behind = [at for at in free if at and items[at - 1].tag == "CCONJ"]
    starts = [start, *behind, *free]
    starts += [
        at + 1 for at in range(start, place - 1) if items[at].text.lower() in said and items[at + 1].tag != "ADP"
    ]
    if subject and subject[0] in items[start:place]:
        at = items.index(subject[0])
        at = at - 1 if at > start and items[at - 1].tag == "DET" else at
        if not (at > start and (is_verb(items[at - 1]) or items[at - 1].tag == "ADP")):
            starts.insert(1, at)
    joint = [at for at in range(start + 1, place - 1) if items[at].tag == "CCONJ" and _goes_on(items, at, place)]
    return [at + 1 for at in joint[-1:]] + starts


def without_pronoun(line: Items) -> Items:
    """It [handled 60 million tons]; nothing where the verb says nothing without what the pronoun stands for."""
    if not line or line[0].text.lower() not in ("it", "they", "this", "these", "those", "he", "she", "which", "that"):
        return line
    rest = line[1:]
    return rest if line[0].tag == "PRON" and len(rest) > 1 and is_verb(rest[0]) and not opens_weakly(rest) else ()


def _is_of_subject(items: Sequence[Item], at: int, place: int) -> bool:
    """Spending of guests [visiting] fairs reached: a verb with a tense follows before the figure."""
    return any(item.tag in ("V", "AUX") for item in items[at + 1 : place])


def opens_weakly(line: Sequence[Item]) -> bool:
    """Was 777: a verb that says nothing without its subject."""
    return line[0].tag == "AUX" or (is_verb(line[0]) and line[0].text.lower() in english_words()["level"])


def _goes_on(items: Sequence[Item], at: int, place: int) -> bool:
    """Financed 320 km of roads and [connected 45,000 households]: another act of one subject, behind another number."""
    opens = next((item for item in items[at + 1 : place] if item.tag != "ADV"), None)
    return opens is not None and opens.tag in ("V", "VN", "VG") and any(item.tag == FIGURE for item in items[:at])


def _is_whole(line: Sequence[Item]) -> bool:
    nouns = [item for item in line if is_noun(item) and not says_little((item,))]
    if not nouns and not any(item.tag in ("V", "VN") for item in line):
        return False  # 2 percent more than in 2024, down from 4 hours, bringing the total to 900
    return any(is_verb(item) for item in line) or len(line) > ENOUGH


def _ends(items: Sequence[Item], place: int, end: int) -> list[int]:
    """Where a statement may end: as late as it can, else before a preposition behind the figure's own noun."""
    right = items[place + 1 : end]
    opened = 1 if right and right[0].text.lower() == "of" else 0
    noun = phrase_after([item for item in right[opened:] if item.tag != FIGURE] if opened else right)
    least = items.index(noun[-1]) + 1 if noun else place + 1
    leads = [at for at in range(end - 1, least - 1, -1) if items[at].tag == "ADP" or items[at].text == "to"]
    leads = [at for at in leads if items[at - 1].text.lower() not in english_words()["led on"]]  # came [from]
    return [
        end,
        *(at for at in leads if items[at].text != "of" or all(item.tag != FIGURE for item in items[at + 1 : at + 2])),
    ]


def limits_of(items: Sequence[Item], figure: Item) -> set[Item]:
    """The words of a clause that limit what it says of the figure, not what it says of a later one by the way."""
    place = items.index(figure) if figure in items else 0
    limits = {at for at, item in enumerate(items) if item.text.lower() in english_words()["limits"]}
    return {items[at] for at in limits if not _is_of_later(items, place, at)}


def _is_of_later(items: Sequence[Item], place: int, at: int) -> bool:
    """95 miles of main at an [estimated] cost of $184 million: limits the number behind it."""
    led = any(item.tag == "ADP" for item in items[place + 1 : at])
    behind = items[at + 1 : at + 4]
    return at > place and led and any(item.tag == FIGURE for item in behind)


def stands_as_card(line: Sequence[Item]) -> bool:
    """Whether a line says what a number is by itself: not the total, by 3 percent, down from 4 hours."""
    finite = any(item.tag in ("V", "AUX") for item in line)
    if line[0].text.lower() in ("not", "nor", "never"):
        return False  # not the sum of three thresholds
    empty = english_words()["extremes"] | english_words()["vague"]
    nouns = [item for item in line if is_noun(item) and item.text.lower() not in empty]
    leans = line[0].tag in ("ADP", "SCONJ", "VG", "ADV") and line[0].text.lower() != "of"
    if line[0].tag == "VG" and len(line) > 1 and is_noun(line[1]):
        leans = False  # operating revenue
    return finite or (bool(nouns) and not leans)


def with_whole_names(items: Sequence[Item], line: Items) -> Items:
    """The line with what its first and last name begin or end with: The Hong Kong | economy grew."""
    if not line or line[0] not in items or line[-1] not in items:  # lent by the clause before
        return line
    first, last = items.index(line[0]), items.index(line[-1])
    start, end = first, last + 1
    while (
        start
        and items[start].text[:1].isupper()
        and items[start - 1].text[:1].isupper()
        and items[start - 1].text.isalpha()
    ):
        start -= 1
    while (
        end < len(items)
        and items[end - 1].text[:1].isupper()
        and items[end].text[:1].isupper()
        and items[end].text.isalpha()
    ):
        end += 1
    return (*items[start:first], *line, *items[last + 1 : end])


def says_little(phrase: Sequence[Item]) -> bool:
    """A total, a low level, the form: of what, the phrase does not say."""
    word = phrase[-1].text.lower()
    is_bare = all(item.tag in ("ADJ", "DET") for item in phrase[:-1])
    return word in english_words()["extremes"] or (is_bare and word in english_words()["vague"])


def fits_card(line: Sequence[Item]) -> bool:
    """Whether a card has room for the line."""
    return len(line) <= LONGEST and sum(len(item.text) + 1 for item in line) <= _WIDEST + 1


def without_glosses(items: Sequence[Item], figure: Item) -> Items:
    """Without the brackets that hold other numbers: 15 million euros ($16 million)."""
    glosses: set[Item] = set()
    opening: int | None = None
    for at, item in enumerate(items):
        if item.text == "(":
            opening = at
        elif item.text == ")" and opening is not None:
            inside = items[opening : at + 1]
            if figure not in inside and any(one.tag == FIGURE for one in inside):
                glosses |= set(inside)
            opening = None
    return tuple(item for item in items if item not in glosses)


_JOINING = frozenset({"or", "and", "but", "since", "because", "while", "that", "which", "whereas"})


def trimmed(items: Sequence[Item]) -> Items:
    """Without the marks at its ends, and without a last preposition or article that has lost its number."""
    start, end = 0, len(items)
    while end > start and (
        items[end - 1].tag in (MARK, GLOSS) or items[end - 1].text.lower() in english_words()["stops"]
    ):
        if items[end - 1].text == ")" and any(item.tag == FIGURE for item in items[max(start, end - 3) : end]):
            break
        if items[end - 1].text.lower() in _MOVED and end - start > 1 and _bears_move(items[end - 2]):
            break
        end -= 1
    while start < end and (items[start].tag in (MARK, GLOSS) or items[start].text.lower() in _JOINING):
        start += 1
    line = tuple(items[start:end])
    opened = next((at for at in range(len(line)) if line[at].text == "(" and not _is_closed(line[at:])), None)
    return line if opened is None else trimmed(line[:opened])


_MOVED = frozenset({"up", "down"})


def _bears_move(item: Item) -> bool:
    """Oil [down] 2%, profit was [up] 3%: without it the number says nothing."""
    return is_noun(item) or item.tag == "AUX"


def _is_closed(items: Sequence[Item]) -> bool:
    return any(item.text == ")" for item in items)
