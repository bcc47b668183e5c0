"""The pieces of pattern that the rules of English share, and the reading of a number in digits or words."""

import math
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.analysis.quantities.numerals import EXACT
from briefgen.content import QuantityKind
from briefgen.document import Language

MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"  # noqa: E501  (one pattern)
# 1,234.5; 1'234; 10 000, with spaces as several style guides ask; .5
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:['’]\d{3})+(?!\d)|\d{1,3}(?: \d{3})+(?![\d,]|\.\d|-\d)|\d{1,40})(?:\.\d{1,20})?|\.\d{1,20}"  # noqa: E501  (one pattern)
CURRENCY = r"(?:(?:(?:US|AU|CA|HK|NZ|NT) ?|[ACSRZ])\$|\$|£|€|¥|₹|(?<![A-Za-z])Y=(?=\d)|(?<![A-Za-z])(?:EUR|AUD|USD|GBP|CNY|RMB|JPY|CHF|CAD|HKD|SGD|INR|KRW|NOK|SEK|DKK|ZAR|BRL|RM|Rs\.?|Tk\.?|PS)(?= ?\d))"  # noqa: E501  (one pattern)


_SHORTEST_WORD = 4  # letters of a unit that may be written in capitals
_AND_A_PART = re.compile(
    r"(?P<whole>.+?)[ -]and[ -](?:a|one)[ -](?P<part>half|quarter|third)(?P<scale>[ -][a-z]+)?", re.IGNORECASE
)
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": EXACT.divide(Decimal(1), Decimal(3))}


@lru_cache(maxsize=1)
def english_data() -> tuple[dict[str, Any], dict[str, Any]]:
    """The tables of numerals and of units."""
    return language_data(Language.ENGLISH, "numerals"), language_data(Language.ENGLISH, "units")


def alternatives(words: Iterable[str]) -> str:
    """A pattern of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def unit_kinds() -> dict[str, QuantityKind]:
    """The kind that each unit measures."""
    names = {kind.value: kind for kind in QuantityKind}
    return {
        word: names.get(name, QuantityKind.OTHER)
        for name, table in reversed(english_data()[1].items())
        for word in table["words"]
    }


def kind_of(unit: str) -> QuantityKind | None:
    """The kind that a unit measures, whatever its case; None where it is none."""
    kinds = unit_kinds()
    return kinds.get(unit) or kinds.get(unit.lower())


@lru_cache(maxsize=1)
def sources() -> dict[str, str]:
    """The pieces of pattern that the rules share."""
    numerals, _ = english_data()
    word = rf"(?:{alternatives(numerals['words'])})"
    scale = rf"(?i:(?:{alternatives(numerals['scales'])})s?)"
    part = r"(?:[ -]and[ -](?:a|one)[ -](?:half|quarter|third)\b)"
    decimal = rf"(?: point(?: {word})+)"
    words = (
        rf"(?i:half[ -]an?[ -]{scale}\b"
        rf"|(?:{word}(?:[ -]{word})?{decimal}?{part}?|an?(?= {scale}))"
        rf"(?:[ -](?:and )?(?:{scale}|{word})){{0,12}}\b(?:{decimal}\b|{part})?)"
    )
    symbols = [unit for unit in unit_kinds() if not unit[0].isalpha()]
    words_of_units = [unit for unit in unit_kinds() if unit[0].isalpha() and len(unit) >= _SHORTEST_WORD]
    letters = [unit for unit in unit_kinds() if unit[0].isalpha() and len(unit) < _SHORTEST_WORD]
    unit = (
        rf"(?:{alternatives(symbols)}|(?i:{alternatives(words_of_units)})(?![\w])|(?:{alternatives(letters)})(?![\w]))"
    )
    spaced = r"| (?:B|bn|mn|mln|tn)(?![\w])"
    suffix = rf"(?:{alternatives(numerals['suffixes'])})(?![\w])"
    return {
        "scale": scale,
        "word": word,
        "words": words,
        "suffix": suffix + spaced,
        "amount": rf"(?:(?:{DIGITS})(?i:{part})?(?:\+?[ -]?{scale}\b|{suffix}{spaced})?|{words})",
        "plain": rf"(?:(?:{DIGITS})(?i:{part})?(?:[ -]?{scale}\b)?|{words})",
        "unit": unit,
        "error": rf" ?(?:±|\+/?[-−]) ?(?:{DIGITS})",  # how sure a measure is: 10 ± 2 metres
        "measure": rf"(?:{alternatives(_measures())})\b",
    }


def _measures() -> list[str]:
    """The units of which an article counts one: a gallon, an acre."""
    tables = english_data()[1]
    return [
        word
        for kind in ("length", "area", "mass", "volume", "data")
        for word in tables[kind]["words"]
        if word.isalpha() and len(word) >= _SHORTEST_WORD and word not in ("foot", "yard") and not word.endswith("s")
    ]


def read_amount(text: str) -> Decimal | None:
    """The value of a number in digits or words with its scale, None where it is none."""
    numerals, _ = english_data()
    if parts := _AND_A_PART.fullmatch(text):
        whole = EXACT.add(read_amount(parts["whole"]) or Decimal(0), _PARTS[parts["part"].lower()])
        return EXACT.multiply(
            whole, Decimal(numerals["scales"].get((parts["scale"] or "").strip(" -").lower().rstrip("s"), 1))
        )
    match = re.match(DIGITS, text)
    if match:
        value = Decimal(re.sub("[,'’ ]", "", match.group()))
        rest = text[match.end() :].strip(" -+")
        factor = numerals["suffixes"].get(rest) or numerals["scales"].get(rest.lower().rstrip("s")) or 1
        return EXACT.multiply(value, Decimal(factor))
    if half := re.fullmatch(r"half[ -]an?[ -]([a-z]+)", text, re.IGNORECASE):
        return EXACT.multiply(Decimal("0.5"), Decimal(numerals["scales"].get(half.group(1).lower(), 0))) or None
    whole_part, point, behind = text.lower().partition(" point ")
    if point:
        return _read_decimal(whole_part, behind.replace("-", " ").split())
    total = section = Decimal(0)
    for word in re.findall("[a-z]+", text.lower()):
        if word in numerals["words"]:
            section += numerals["words"][word]
        elif word in ("a", "an"):
            section += 1
        elif word.rstrip("s") in numerals["scales"]:
            factor = Decimal(numerals["scales"][word.rstrip("s")])
            if factor <= 100:  # two dozen thousand, three hundred thousand
                section = (section or Decimal(1)) * factor
            else:
                total, section = EXACT.add(total, EXACT.multiply(section or Decimal(1), factor)), Decimal(0)
        elif word != "and":
            return None
    return EXACT.add(total, section)


def _read_decimal(whole: str, behind: Sequence[str]) -> Decimal | None:
    """Two point seven five million: digits by their names, then perhaps a scale."""
    numerals, _ = english_data()
    digits = [str(numerals["words"][word]) for word in behind if word in numerals["words"]]
    value = Decimal(f"{read_amount(whole) or 0}.{''.join(digits)}") if digits else None
    scales = [numerals["scales"][word.rstrip("s")] for word in behind if word.rstrip("s") in numerals["scales"]]
    return None if value is None else EXACT.multiply(value, Decimal(math.prod(scales)))
