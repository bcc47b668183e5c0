"""The part of an English clause that speaks of one figure: between the words that open and close other statements."""

from collections.abc import Sequence
from functools import lru_cache

from briefgen.analysis.figures.items import FIGURE, MARK, Item
from briefgen.analysis.figures.phrases_en import is_noun, is_verb, joins_modifiers
from briefgen.analysis.language_data import language_data
from briefgen.document import Language

_RELATIVES = frozenset({"which", "that", "who", "whose", "whom", "where"})
_SUBORDINATES = frozenset(
    {
        "that",
        "so",
        "until",
        "once",
        "because",
        "if",
        "when",
        "while",
        "although",
        "though",
        "whereas",
        "whether",
        "unless",
        "since",
        "as",
    }
)
_BEGINNINGS = frozenset({"DET", "ADJ", "NUM", "VN", "X", "PROPN", "NOUN", "PRON", FIGURE})
_DASHES = frozenset({"-", "–", "—", "(", ")"})


@lru_cache(maxsize=1)
def _saying() -> frozenset[str]:
    return frozenset(language_data(Language.ENGLISH, "figures")["words"]["say"])


def clause_of_figure(items: Sequence[Item], place: int) -> tuple[int, int]:
    """From where to where the items are about the figure at `place`."""
    start = place
    while start and not _opens(items, start - 1, place):
        start -= 1
    end = place + 1
    while end < len(items) and not _closes(items, end) and not _returns(items, start, place, end):
        end += 1
    return start, end


def _returns(items: Sequence[Item], start: int, place: int, at: int) -> bool:
    """A storm that destroyed 40 homes [has] killed: the verb that the noun before the relative clause has."""
    if not start or items[start - 1].text.lower() not in _RELATIVES or items[at].tag not in ("V", "AUX"):
        return False
    told = any(item.tag in ("V", "AUX") for item in items[start:place])
    return told and is_noun(items[at - 1]) and at > place + 1


def _opens(items: Sequence[Item], at: int, place: int) -> bool:
    """Whether what stands at `at` parts the words behind it, up to the figure, from those before it."""
    item, word = items[at], items[at].text.lower()
    if item.tag == MARK:
        return word in _DASHES
    if word in _RELATIVES and _finite_verbs(items[at + 1 : place]) > 1:
        return False  # the penalties for those who refuse are to rise to [£10,000]
    if word in _RELATIVES | _SUBORDINATES:
        return item.tag not in ("DET", "ADP", "ADV") or word in ("if", "because", "when", "where")
    if item.tag == "CCONJ":  # of fairs [and] exhibitions reached: no verb before, so that nouns are tied
        return _has_subject(items[at + 1 : place]) and any(other.tag in ("V", "AUX") for other in items[:at])
    return word in _saying() and is_verb(item) and _has_clause(items[at + 1 :])


def _finite_verbs(items: Sequence[Item]) -> int:
    """How many verbs with a tense there are that no conjunction ties together."""
    count = 0
    inside = False
    for at, item in enumerate(items):
        is_finite = item.tag in ("V", "AUX") and not (at and items[at - 1].text.lower() == "to")
        count += is_finite and not inside
        inside = is_finite or (inside and item.tag in ("VN", "VG", "ADV", "PART", "CCONJ"))
    return count


def _has_subject(items: Sequence[Item]) -> bool:
    """And [exports] fell: a noun before the first verb."""
    verb = next((at for at, item in enumerate(items) if item.tag in ("V", "AUX")), None)
    return verb is not None and any(is_noun(item) or item.tag == "PRON" for item in items[:verb])


def _has_clause(items: Sequence[Item]) -> bool:
    """Said [the rate was 5%]: a noun follows and its verb."""
    if not items or items[0].tag not in _BEGINNINGS:
        return False
    return any(item.tag in ("V", "AUX") for item in items[1:])


def _closes(items: Sequence[Item], at: int) -> bool:
    item, word = items[at], items[at].text.lower()
    behind = items[at + 1 :]
    if item.tag == MARK:
        return word in _DASHES
    if word in _SUBORDINATES:
        if word == "that" and at and items[at - 1].text.lower() in _saying():
            return False  # states reported that
        return word not in ("as", "since", "that") or any(other.tag in ("V", "AUX") for other in behind)
    if word in ("which", "where") and item.tag != "DET":
        return True
    return item.tag == "CCONJ" and not (at and joins_modifiers(items, at)) and _begins_clause(behind)


def _begins_clause(items: Sequence[Item]) -> bool:
    """And [exports fell], and [established to], and [4,000 jobs]: not and [benefits for injured workers]."""
    if items and items[0].tag in ("V", "VN", "AUX"):
        return True
    if any(item.tag == FIGURE for item in items):
        return True
    verb = next((at for at, item in enumerate(items) if item.tag in ("V", "AUX")), None)
    return verb is not None and not any(item.tag in ("ADP", MARK) for item in items[:verb])
