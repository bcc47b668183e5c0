"""Tags of English words that the tagger mistakes beside numbers: what moves or takes an amount is a verb."""

import re
from collections.abc import Sequence

from briefgen.analysis.figures.items import FIGURE, MARK, Item
from briefgen.analysis.figures.phrases_en import is_noun
from briefgen.analysis.figures.statements_en import english_words
from briefgen.analysis.text.tagger_en import NOUNS


def corrected_tags(items: Sequence[Item]) -> tuple[Item, ...]:
    """Months and days are no subject (on 9 May); what moves a number is a verb, save behind an article."""
    corrected: list[Item] = []
    for place, item in enumerate(items):
        word = item.text.lower()
        last = corrected[-1].tag if corrected else "DET"
        if word in english_words()["calendar"]:
            corrected.append(item._replace(tag="ADV"))
        elif word == "accounts" and not _is_followed(items, place, "for"):  # 12,000 customer accounts
            corrected.append(item._replace(tag="NOUN"))
        elif (
            word in english_words()["movers"] and item.tag in _MISTAKEN and last not in ("DET", "ADJ", "ADP", "PRON")
        ) or (word in english_words()["intends"] and last in NOUNS and _is_followed(items, place, "to")):
            corrected.append(item._replace(tag="V"))
        elif _is_verb_before_number(items, place, corrected):
            corrected[-1] = corrected[-1]._replace(tag="NOUN") if corrected[-1].tag == "ADJ" else corrected[-1]
            corrected.append(item._replace(tag="V"))
        elif item.tag == "V" and last in (*NOUNS, "ADJ") and _is_plural_subject(items, place):
            corrected.append(item._replace(tag="NOUN"))
        elif item.tag == "NUM" and last == "PROPN" and not _YEAR.fullmatch(word):  # the S&P 500
            corrected.append(item._replace(tag="PROPN"))
        else:
            corrected.append(item)
    if (
        len(corrected) > 1
        and corrected[1].text.lower() in english_words()["movers"]
        and _is_mistaken_name(corrected[0])
    ):
        corrected[0] = corrected[0]._replace(tag="PROPN")
    return tuple(corrected)


def _is_mistaken_name(item: Item) -> bool:
    """[Healthcare] dropped 2%: a capitalised word before the verb of its clause, whatever it looked like."""
    return item.text[:1].isupper() and item.tag in ("V", "VN", "VG", "ADV", "ADJ", "X", "INTJ")


def _is_followed(items: Sequence[Item], place: int, word: str) -> bool:
    return [item.text.lower() for item in items[place + 1 : place + 2]] == [word]


def _is_plural_subject(items: Sequence[Item], place: int) -> bool:
    """Merchandise [exports] to the US fell: a verb follows that nothing else could be the subject of."""
    if not items[place].text.endswith("s") or items[place + 1 : place + 2] == () or items[place + 1].tag != "ADP":
        return False
    for item in items[place + 1 :]:
        if item.tag in ("CCONJ", "SCONJ", "PRON", MARK, FIGURE):
            return False
        if item.tag in ("V", "AUX") or item.text.lower() in english_words()["movers"]:
            return True
    return False


_MISTAKEN = NOUNS | {"ADV", "ADJ", "NUM"}


def _is_verb_before_number(items: Sequence[Item], place: int, before: Sequence[Item]) -> bool:
    """The fund [spent] $5 million, Unemployment [fell] to 4%, saw exports [decrease] to $5bn: taken for a noun."""
    item, word = items[place], items[place].text.lower()
    if item.tag not in _MISTAKEN or not before or not (is_noun(before[-1]) or len(before) == 1):
        return False
    behind = items[place + 1 : place + 3]
    if word in english_words()["changes"] and behind and behind[0].text.lower() in ("to", "by", "from"):
        seen = any(one.text.lower() in _SEEING for one in before)
        return (word.endswith(("ell", "ose", "ew", "ed")) and len(before) == 1) or seen
    is_bare = not any(one.tag in ("V", "AUX") for one in before)
    return is_bare and word in english_words()["takers"] and bool(behind) and behind[0].tag == FIGURE


_SEEING = frozenset({"see", "sees", "saw", "seen", "seeing", "make", "makes", "made", "help", "helps", "helped", "let"})
_YEAR = re.compile(r"(?:19|20)\d\d")
