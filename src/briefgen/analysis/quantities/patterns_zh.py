"""The pieces of pattern that the rules of Chinese share: numerals, signs, units. The words are data of the language."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.content import QuantityKind
from briefgen.document import Language

DIGITS = "零〇一二两三四五六七八九"
_SPOKEN = "零〇一二三四五六七八九"
# Looks ahead for two characters each: three make a table of all characters, which takes long to compile, in every rule.
MAGNITUDE = r"(?:十(?!字|佳)|百(?!分|货)(?!姓|合)|千(?!瓦|米|克|卡|帕|伏|赫|焦|字节|比特|人计划)|万(?!象|物)(?!科)|亿|兆(?!瓦|赫|帕|字节|焦|比特))"  # noqa: E501  (one pattern)
GAP = " {0,3}"
_GROUPED = r"(?:(?:\d{1,3}(?:,\d{3}){1,12}(?!\d)|\d{1,40})(?:\.\d{1,20})?|\.\d{1,20})"
ARABIC_NUMBER = (
    rf"{_GROUPED}(?:[kK](?![A-Za-z0-9])|(?:{GAP}[余多几]?{GAP}{MAGNITUDE}(?:{GAP}[余多几]?{MAGNITUDE}){{0,4}}"
    rf"(?:{GAP}零?(?:\d,\d{{3}}|\d{{1,4}})(?:{GAP}[余多几]?{MAGNITUDE}){{1,3}}){{0,5}}"
    r"(?:(?<=[万亿])(?:\d,\d{3}|\d{3,4})(?![\d,.年]))?))?"
)
HAN_NUMBER = (
    rf"(?:[{DIGITS}几数廿卅]|{MAGNITUDE})(?:{GAP}(?:[零〇一二三四五六七八九几]|两(?=[百千万亿])|{MAGNITUDE})){{0,38}}"
    rf"(?:(?:{GAP}点{GAP}[{_SPOKEN}\d]|\.[{_SPOKEN}])(?: ?[{_SPOKEN}\d]){{0,18}}(?:{MAGNITUDE}{{1,2}})?"
    rf"|(?:[余多]{MAGNITUDE}{{1,4}}))?"
)
NUMBER = rf"(?:{ARABIC_NUMBER}|{HAN_NUMBER})"
MORE = "[余多来几]?"
CURRENCY_BEFORE = "港币|人民币|新台币|台币|美金"  # 港币3亿元: its name stands before the number
SIGN = (
    r"(?:(?<![㐀-鿿])负|零下|(?<![\w)）%])-|(?<=[为是达至到由从约降率速幅])-"
    r"|(?<=[㐀-鿿])-(?=\d{1,4}(?:\.\d{1,4})?[%‰]))?"
)
TO = r"(?! {1,2}-[\d.]) {0,2}(?:--?|——?|–|~|～|至|到) {0,2}"


@lru_cache(maxsize=1)
def numeral_data() -> tuple[dict[str, Any], dict[str, Any]]:
    """The tables of numerals and of units."""
    return language_data(Language.CHINESE, "numerals"), language_data(Language.CHINESE, "units")


def alternatives(words: Iterable[str]) -> str:
    """A pattern of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def unit_kinds() -> dict[str, QuantityKind]:
    """The kind that each unit measures."""
    kinds = {
        "money": QuantityKind.MONEY,
        "share": QuantityKind.SHARE,
        "length": QuantityKind.LENGTH,
        "area": QuantityKind.AREA,
        "mass": QuantityKind.MASS,
        "energy": QuantityKind.ENERGY,
        "rate": QuantityKind.RATE,
        "duration": QuantityKind.DURATION,
        "age": QuantityKind.DURATION,
        "people": QuantityKind.COUNT,
        "classifier": QuantityKind.COUNT,
    }
    return {
        word: kinds.get(name, QuantityKind.OTHER)
        for name, table in reversed(numeral_data()[1].items())
        if "words" in table and name not in ("no_unit", "per")
        for word in table["words"]
    }


@lru_cache(maxsize=1)
def unit_pattern() -> str:
    """The pattern of a unit (group `unit`), guarded where words begin with one."""
    latin = [word for word in unit_kinds() if word.isascii() and word[0].isalpha()]
    others = [word for word in unit_kinds() if word not in latin]
    per = alternatives(numeral_data()[1]["per"]["words"])
    guards = numeral_data()[1]["not_before"]
    guarded = "|".join(
        re.escape(word) + (f"(?![{guards[word]}])" if word in guards else "")
        for word in sorted(others, key=lambda word: (-len(word), word))
    )
    one = rf"(?:{guarded}|(?:{alternatives(latin)})(?![A-Za-z0-9]))"
    return rf"(?P<unit>(?:{one})(?:(?: ?[/／] ?|每(?=秒|分钟|小时|平方公里))(?:{per})(?![A-Za-z]))?)"


def kind_of(unit: str) -> QuantityKind:
    """What a unit as matched measures."""
    if re.search("[/／]|.每", unit):
        return unit_kinds().get(unit, QuantityKind.RATE)
    return unit_kinds()[unit]
