"""The rules that read a number in Chinese, by name, in the order in which they are tried."""

from typing import Any

from briefgen.analysis.quantities.loose_zh import loose_rules
from briefgen.analysis.quantities.numerals import LONGEST
from briefgen.analysis.quantities.patterns_zh import (
    ARABIC_NUMBER,
    CURRENCY_BEFORE,
    DIGITS,
    GAP,
    HAN_NUMBER,
    MORE,
    NUMBER,
    SIGN,
    TO,
    alternatives,
    unit_kinds,
    unit_pattern,
)
from briefgen.analysis.quantities.reading import Rule
from briefgen.analysis.quantities.readings_zh import (
    read_age,
    read_bare,
    read_bare_range,
    read_coins,
    read_doubling,
    read_half_more,
    read_multiple,
    read_named_money,
    read_ordinal,
    read_ordinals,
    read_parts,
    read_percent,
    read_points,
    read_power,
    read_range,
    read_signed_money,
    read_tenths,
    read_with_unit,
    read_year,
    refused,
)
from briefgen.content import QuantityKind


def chinese_rules() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried."""
    unit = unit_pattern()
    lower_unit = unit.replace("(?P<unit>", "(?P<lower_unit>")
    currency = alternatives(word for word, kind in unit_kinds().items() if kind is QuantityKind.MONEY)
    number = _named("number")
    sign = f"(?P<sign>{SIGN})"
    year = r"(?:\d{3,4}|[零〇一二三四五六七八九]{4})"
    return (
        _rule("code of many digits", rf"[\d{DIGITS}十百千万亿]{{{LONGEST + 1},}}", refused(QuantityKind.NAME, "code")),
        _rule(
            "formula in marks",  # $65.7\\%$, as mathematical markup writes it
            r"\$(?=[^$\n㐀-鿿]{0,80}[\\{^%_])[^$\n㐀-鿿]{1,80}\$(?!\d)",
            refused(QuantityKind.OTHER, "formula"),
        ),
        _rule(
            "name with letters",
            r"(?<=PM)(?:2\.5|10)(?!\d)|\d{1,2}[kK](?=拍|视|超|高清|画|分辨|显|屏|影|直播|修复|电视)",
            refused(QuantityKind.NAME, "code with letters"),
        ),
        _rule("date of numbers", r"(?P<year>(?:19|20)\d\d)[-./]\d{1,2}[-./]\d{1,2}", read_year),
        _rule(
            "phone or code with hyphens",
            r"\d{3,4}-\d{7,8}(?!\d)|\d{1,4}(?:-\d{1,4}){2,}|1\d{10}(?!\d)",
            refused(QuantityKind.NAME, "code"),
        ),
        _rule(
            "date of year, month and day",
            rf"(?P<year>{year}) ?年(?:度|代)?(?: ?\d{{1,2}} ?月(?:份| ?\d{{1,2}} ?[日号])?)?",
            read_year,
        ),
        _rule(
            "days of a month",
            r"(?:\d{1,2} ?月 ?)?(?P<year>\d{1,2}) ?(?:至|到|--?|—|–|~|～) ?\d{1,2} ?[日号](?![元圆均产供处线楼本机常])",
            read_year,
        ),
        _rule(
            "date of month and day",
            r"(?P<year>\d{1,2}|[一二三四五六七八九十]{1,3}) ?月(?! ?[大龄])(?:份| ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号])?",  # noqa: E501  (one pattern)
            read_year,
        ),
        _rule(
            "bare year",
            r"(?P<year>(?:19|20)\d\d)(?=[-–—~至到](?:(?:19|20)\d\d|\d\d)(?:[年)）]|$)|财年|财政年)",
            read_year,
        ),
        _rule("day of the month", r"(?P<year>\d{1,2}) ?[日号](?!元|圆|均|产|供|处|线|楼|本|常|间|益|前期)", read_year),
        _rule(
            "decade, century or class",
            rf"(?P<number>{NUMBER}) ?(?P<unit>世纪|年代|后(?=[^来续面者期，。、；]|$)|年级|周年)",
            read_age,
        ),
        _rule(
            "time of day",
            r"\d{1,2}[::]\d{2}(?:[::]\d{2})?(?!\d)|\d{1,2}时(?:\d{1,2}分)?(?![装间段代期])|\d{1,2}点(?:\d{1,2}分|半|整|钟)",
            refused(QuantityKind.DATE, "time of day"),
        ),
        _rule("interval between ordinals", rf"第{number}[和与到至]第{_named('upper')}之?间", read_ordinals),
        _rule("ordinal", rf"第 ?(?P<number>{NUMBER})", read_ordinal),
        _rule(
            "power",
            r"(?P<sign>(?:负|-)?)(?P<base>\d{1,12}(?:\.\d{1,12})?)(?P<sign_of_power>[eE^])(?P<exponent>[+-]?\d{1,3})(?![\w])",
            read_power,
        ),
        _rule(
            "mixed digits and fraction",
            r"(?P<whole>\d{1,4}) (?P<number>\d{1,4})/(?P<base>\d{1,4})(?P<negative>)(?P<sign>)(?![\d/])",
            read_parts,
        ),
        _rule(
            "digits as a fraction",
            r"(?P<whole>)(?P<number>\d{1,4})/(?P<base>\d{1,4})(?P<negative>)(?P<sign>)(?![\d/])",
            read_parts,
        ),
        *loose_rules(),
        _rule(
            "parts of a whole",
            rf"{sign}(?:(?P<whole>{NUMBER}){GAP}又{GAP})?(?P<base>{ARABIC_NUMBER}|(?:{HAN_NUMBER})?百|{HAN_NUMBER}|[千万]万?){GAP}分{GAP}之{GAP}(?P<negative>负?){number}",
            read_parts,
        ),
        _rule(
            "range with one unit",
            rf"{number}{MORE}(?P<lower_unit>{lower_unit.split('>', 1)[1]}?{TO}{_named('upper')}{MORE} ?{unit}",
            read_range,
        ),
        _rule(
            "percent",
            rf"{sign}{number}{MORE} {{0,4}}(?P<unit>%|‰|个 {{0,2}}百 {{0,2}}分 {{0,2}}点|百分点|个基点|基点)",
            read_percent,
        ),
        _rule(
            "tenths",
            rf"{number} {{0,2}}(?P<unit>成|折)(?P<tail> {{0,3}}[半一二三四五六七八九](?![个名家项年])|)(?![立员为功果长绩熟本就都交品效像份规见群行百套因分叠扣磨旧合腾射算])",  # noqa: E501  (one pattern)
            read_tenths,
        ),
        _rule("tenths that are", rf"(?<=[，、中有约近超逾]){number}(?P<unit>成)(?P<tail>)(?=[为是])", read_tenths),
        _rule("interval between two", rf"{sign}{number} ?[和与跟到至] ?{_named('upper')} ?之?间", read_bare_range),
        _rule("doubling", r"翻了?(?P<number>[\d一两二三四五六]?)番", read_doubling),
        _rule("multiple", rf"{number}{MORE}(?P<unit>倍)(?!增|频|感|受|数|率|道)", read_multiple),
        _rule("sign of a currency", rf"(?P<unit>US\$|HK\$|￥|¥|\$|€|£) ?{number}", read_signed_money),
        _rule(
            "name of a currency", rf"(?P<currency>{CURRENCY_BEFORE}) ?{number}(?P<more>{MORE}) ?元", read_named_money
        ),
        _rule(
            "money with smaller coins",
            rf"{number} ?(?P<unit>{currency})又?(?:(?P<tenths>{NUMBER})(?:角|毛)(?:钱)?)?(?:(?P<hundredths>{NUMBER})(?:分钱|分|美分|日本銭|便士|欧分))?(?!之)",  # noqa: E501  (one pattern)
            read_coins,
        ),
        _rule(
            "points of an index", rf"{sign}(?P<number>{ARABIC_NUMBER}) ?(?P<unit>点子?)(?![钟半整名击多])", read_points
        ),
        _rule("half a unit more", rf"{number}{unit}半(?![数径天导场个])", read_half_more),
        _rule("number with unit", rf"{sign}{number}(?P<more>{MORE}) {{0,2}}{unit}", read_with_unit),
        _rule("range", rf"{sign}{number}{TO}{_named('upper')}(?![\d.])", read_bare_range),
        _rule("bare number", rf"{sign}{number}(?P<more>[余多]?)", read_bare),
    )


# Characters of which one stands in every match of a rule: what keeps long rows of digits cheap.
_NEEDS = {
    "formula in marks": "$",
    "phone or code with hyphens": "-1",
    "date of year, month and day": "年",
    "days of a month": "日号",
    "date of month and day": "月",
    "date of numbers": "-./",
    "bare year": "-–—~至到财",
    "day of the month": "日号",
    "decade, century or class": "世年后周",
    "time of day": ":时点",
    "ordinal": "第",
    "interval between ordinals": "间",
    "power": "eE^",
    "mixed digits and fraction": "/",
    "digits as a fraction": "/",
    "parts of a whole": "分",
    "percent": "%‰点",
    "tenths": "成折",
    "tenths that are": "成",
    "range with one unit": "-–—~～至到",
    "interval between two": "间",
    "doubling": "番",
    "multiple": "倍",
    "sign of a currency": "￥¥$€£",
    "name of a currency": "币金",
    "money with smaller coins": "角毛分銭便",
    "points of an index": "点",
    "half a unit more": "半",
    "range": "-–—~～至到",
}


def _rule(name: str, pattern: str, read: Any) -> Rule:
    return Rule(name, pattern, read, frozenset(_NEEDS.get(name, "")))


def _named(group: str, pattern: str = NUMBER) -> str:
    return f"(?P<{group}>{pattern})"
