"""The rules that read a number in English, by name, in the order in which they are tried."""

import re
from typing import Any

from briefgen.analysis.quantities.numerals import LONGEST
from briefgen.analysis.quantities.patterns_en import CURRENCY, DIGITS, MONTH, alternatives, english_data, sources
from briefgen.analysis.quantities.reading import Rule
from briefgen.analysis.quantities.readings_en import (
    read_bare_year,
    read_count,
    read_degrees,
    read_digits_fraction,
    read_feet,
    read_feet_alone,
    read_fraction,
    read_fraction_of_scale,
    read_mixed,
    read_multiple,
    read_multiple_word,
    read_one_in,
    read_one_of_unit,
    read_part_of_unit,
    read_per_number,
    read_range,
    read_range_of_counts,
    read_ratio,
    read_scientific,
    read_score,
    read_votes,
    read_with_unit,
    refused,
)
from briefgen.analysis.quantities.readings_money_en import (
    read_money,
    read_money_in_brackets,
    read_money_lost,
    read_money_range,
    read_pence,
)
from briefgen.content import QuantityKind

_CLOCK = r"\d{1,2}(?:[:.]\d{2})?"


def english_rules() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried."""
    s = sources()
    amount, plain, unit = s["amount"], s["plain"], s["unit"]
    to = r"(?: ?[-–—] ?| to | or | and )"  # and: behind between alone
    per = r"(?P<per> ?/ ?(?:hr?|s|sec|min|day|week|month|mo|year|yr|hour|km|kg|lb|ton|tonne|litre|liter|l|gallon|gal|barrel|bbl|share|person|capita|sq\.? ?ft|sq\.? ?m|m[²2³3]?|MWh|kWh)\b| per (?:\d{1,3}(?:,\d{3})+|1000?|thousand|hundred)(?: [a-z]+)?|[ -](?:per|an?)[ -](?:[a-z]{4,10}ed )?(?:square (?:foot|metre|meter|mile|kilometre|kilometer)|sq\.? ?(?:m|ft|km)\b|capita|million|century|decade|game|gram|milligram|passenger|student|pupil|employee|worker|acre|hectare|cent|pound|kilometre|kilometer|metre|meter|vote|adult|child|kWh|quarter|year|month|week|day|hour|minute|second|person|head|tonne|ton|barrel|litre|liter|gallon|mile|share|unit|ounce|night|household|kg|km)\b(?! (?:earlier|ago|later|before|after|prior)\b))?"  # noqa: E501  (one pattern)
    parts = alternatives(english_data()[0]["fractions"])
    return (
        _rule("code of many digits", rf"\d{{{LONGEST + 1},}}", refused(QuantityKind.NAME, "code")),
        _rule(
            "ordinal",
            r"(?P<number>\d{1,4}) ?(?:st|nd|rd|th)\b(?:[ -](?:century|anniversary|birthday))?",
            refused(QuantityKind.ORDINAL, "ordinal"),
        ),
        _rule(
            "time of day",
            rf"{_CLOCK}(?: ?(?:-|–|to|and|until) ?{_CLOCK})?(?: ?(?:[ap]m|[AP]M|GMT|o'clock)\b| ?[ap]\.m\.| ?[AP]\.M\.)|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?(?!\d)",  # noqa: E501  (one pattern)
            refused(QuantityKind.DATE, "time of day"),
        ),
        _rule(
            "date with month",
            rf"\d{{1,2}}(?: ?(?:-|–|to|and) ?\d{{1,2}})? (?:of )?{MONTH}(?:,? \d{{4}})?\b|(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}",  # noqa: E501  (one pattern)
            refused(QuantityKind.DATE, "date"),
        ),
        _rule(
            "feet and inches",
            r"(?P<number>\d{1,2}(?:['′] ?|-f(?:oo|ee)t-| ?f(?:ee|oo)?t,? (?:and )?)(?P<inches>\d{1,2}))(?:[\"″]|''|[ -]?in(?:ch(?:es)?)?\b)?(?![\w'’-])",  # noqa: E501  (one pattern)
            read_feet,
        ),
        _rule("feet by their mark", r"(?P<number>\d{1,5})(?P<unit>['′])(?![\w'’])", read_feet_alone),
        _rule(
            "temperature in letters",
            r"(?P<sign>[-−])?(?P<number>\d{1,3}(?:\.\d)?)(?P<unit>[CF])(?![\w-])",
            read_degrees,
        ),
        _rule(
            "pence",
            r"(?P<number>(?!(?:240|360|480|720|1080|1440|2160)p)\d{1,4}(?:\.\d{1,2})?)(?P<unit>p)(?![\w-])",
            read_pence,
        ),
        _rule(
            "mixed fraction",
            r"(?P<number>(?:\d{1,4} ?)?[½¼¾⅓⅔⅛⅜⅝⅞])(?:[ -]?(?P<unit>{unit}))?".replace("{unit}", unit),
            read_mixed,
        ),
        _rule(
            "fraction in digits",
            rf"(?P<number>(?:(?P<count>\d{{1,3}})[ -])?(?P<part>\d{{1,2}})/(?P<whole>[2-9]|1[026]))(?:[ -](?:of an? )?(?P<unit>{unit}))(?![\d/])",  # noqa: E501  (one pattern)
            read_digits_fraction,
        ),
        _rule("ratio", r"(?P<number>(?P<part>\d{1,3})[/:](?P<whole>\d{1,3}))(?![\d/:]|\.\d)", read_ratio),
        _rule("decade", r"(?:\d\d|')?\d0'?s\b", refused(QuantityKind.DATE, "date")),
        _rule(
            "years from to",
            r"(?:1[5-9]|20)\d\d ?[-–—/] ?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d.,]\d|%)\b",
            refused(QuantityKind.DATE, "date"),
        ),
        _rule(
            "score",
            rf"(?P<number>(?P<first>\d{{1,3}})[-–](?P<second>\d{{1,3}}))(?=[ ,.;)]|$)(?! ?(?:{unit}|per\b|people\b))",
            read_score,
        ),
        _rule(
            "votes",
            r"(?P<number>\d{1,3}) to (?P<lower>\d{1,3})(?= ?[,.;)](?!\d)|$)",
            read_votes,
        ),
        _rule(
            "phone or code with hyphens",
            r"\d{1,4}(?:-\d{1,4}){2,}|\d{3,4}-\d{4,8}|0\d{2,4}(?: \d{2,8}){1,4}(?![\d,.]\d)",
            refused(QuantityKind.NAME, "code"),
        ),
        _rule(
            "scientific notation",
            rf"(?P<number>\d+(?:\.\d+)?(?: ?[×x] ?(?:10|2(?=\^))(?:(?:\^[-−]?|[-−])\d{{1,3}}|⁻?[⁰¹²³⁴-⁹]{{1,3}})|(?<=\b10)(?:\^[-−]?\d{{1,3}}|⁻?[⁰¹²³⁴-⁹]{{1,3}})|[eE][-+]?\d{{1,3}}))(?: ?(?P<unit>{unit}))?",  # noqa: E501  (one pattern)
            read_scientific,
        ),
        _rule(
            "size",
            rf"(?:{DIGITS}) ?(?:{unit} ?)?[x×] ?(?:{DIGITS})(?: ?[x×] ?(?:{DIGITS}))?(?: ?{unit})?(?![\w^])",
            refused(QuantityKind.NAME, "size"),
        ),
        _rule(
            "money from to",
            rf"(?P<unit>{CURRENCY}) ?(?P<number>(?:{DIGITS})(?: ?{s['scale']}\b|{s['suffix']})?){to}{CURRENCY}? ?(?P<upper>{amount})",  # noqa: E501  (one pattern)
            read_money_range,
        ),
        _rule(
            "money lost",
            rf"(?P<unit>{CURRENCY}) ?\((?P<number>{DIGITS})\)(?P<scale>[ -]?{s['scale']}\b)?",
            read_money_lost,
        ),
        _rule(
            "money in brackets",
            rf"\((?P<unit>{CURRENCY}) ?(?P<number>{DIGITS})(?P<scale>[ -]?{s['scale']}\b)?\)",
            read_money_in_brackets,
        ),
        _rule(
            "money",
            rf"(?P<minus>(?<![\w)\]%])[-−])?(?P<unit>{CURRENCY}) ?(?P<sign>[-−])?(?P<number>(?:{DIGITS})(?:\+?[ -]?{s['scale']}\b|{s['suffix']})?){per}",  # noqa: E501  (one pattern)
            read_money,
        ),
        _rule(
            "money with the sign behind",
            rf"(?P<number>(?:{DIGITS})(?:{s['suffix']})?) ?(?P<unit>[€£]){per}",
            read_money,
        ),
        _rule(
            "unit of the next",
            rf"(?P<number>{plain})-(?= (?:or|and|to) (?:{plain})-(?P<unit>{unit}))",
            read_with_unit,
        ),
        _rule(
            "fraction of a scale",
            rf"(?P<number>(?:(?P<count>an?|one|two|three)[ -])?(?P<part>{parts}) of an? (?P<scale>million|billion|trillion))\b(?: (?P<unit>{unit}))?",  # noqa: E501  (one pattern)
            read_fraction_of_scale,
        ),
        _rule(
            "part of a unit",
            rf"(?P<number>(?:(?P<count>an?|one|two|three)[ -])?(?:(?P<easy>half|quarters?)(?: of)?|(?P<part>{parts}) of)(?: an?|-an?)?)[ -](?P<unit>{unit})",  # noqa: E501  (one pattern)
            read_part_of_unit,
        ),
        _rule(
            "one in five",
            rf"(?P<number>(?:(?P<part>one|two|three|four|nine|1|2|3|4|9)(?: out of | in |-in-)|(?P<share>{plain}) out of (?:every )?)(?P<whole>{plain}))(?! (?:%|percent|per cent|{unit}))",  # noqa: E501  (one pattern)
            read_one_in,
        ),
        _rule(
            "fraction in words",
            rf"(?P<number>(?:(?P<count>(?:an?|one|two|three|four|five|seven|nine)[ -])(?P<part>{parts})|(?P<half>half(?![ -]an?[ -](?:dozen|hundred|thousand|million|billion|trillion)))))(?= of\b| the\b| its\b| their\b| as\b|[,;:)]|$|[ .](?!time|quarter|year|place|day|party|generation|world|round|half|season|week|month))",  # noqa: E501  (one pattern)
            read_fraction,
        ),
        _rule(
            "range with unit",
            rf"(?P<sign>(?<![\w)])[-−])?(?P<number>{plain})(?: ?(?P<first_unit>{unit}))?{to}(?P<upper_sign>(?<=[\s–—])[-−])?(?P<upper>{plain})(?: ?[-]?|-)(?P<unit>{unit}){per}",  # noqa: E501  (one pattern)
            read_range,
        ),
        _rule(
            "multiple",
            rf"(?P<number>{plain})(?P<unit>[ -]?(?:times\b|fold\b)|x\b)(?! (?:a|per|in|at|out|that|when)\b)",
            read_multiple,
        ),
        _rule(
            "range",
            rf"(?P<number>{plain}){to}(?P<upper>{plain})(?! ?(?:{unit})|[\d%-]|\.\d)",
            read_range_of_counts,
        ),
        _rule(
            "multiple in words",
            rf"(?P<number>{alternatives(english_data()[0]['multiples'])})\b(?= (?:the|that|as|its|their|in|to|from|last)\b)",  # noqa: E501  (one pattern)
            read_multiple_word,
        ),
        _rule("millions as m", rf"(?P<number>(?:{DIGITS})m)(?= (?:[a-z]+ )?(?:people|[a-z]{{3,}}s)\b)", read_count),
        _rule(
            "fold",
            r"(?i:(?P<number>two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred)(?P<unit>fold)\b)",
            read_multiple,
        ),
        _rule(
            "number with unit",
            rf"(?P<sign>(?<![\w)])(?:[-−]|(?<!or )minus[ -]))?(?P<number>{amount})(?! point {s['word']}\b)(?P<error>{s['error']})?(?P<plus>\+|[ -]plus|-odd)?(?: |-)?(?P<unit>{unit}){per}",  # noqa: E501  (one pattern)
            read_with_unit,
        ),
        _rule(
            "article with unit",
            rf"(?P<number>[Aa]n?)[ -](?P<unit>{s['measure']})",
            read_one_of_unit,
        ),
        _rule(
            "number per number",
            rf"(?P<number>{amount})(?P<unit>(?: [a-z]+){{0,2}} per (?:{DIGITS}|thousand|hundred|million)(?: [a-z]+)?)",
            read_per_number,
        ),
        _rule(
            "bare year",
            r"(?P<number>(?:1[5-9]|20)\d\d|(?:(?<=by )|(?<=in )|(?<=year )|(?<=until ))2[1-9]\d\d)(?![\d,.]\d|[\w%-])",
            read_bare_year,
        ),
        _rule(
            "count", rf"(?P<sign>(?<![\w)])(?:[-−](?=\d)|(?<!or )minus[ -]))?(?P<number>{amount})(?![\d])", read_count
        ),
    )


def _rule(name: str, pattern: str, read: Any) -> Rule:
    return Rule(name, pattern, read, flags=re.IGNORECASE if name in _ANY_CASE else 0)


_ANY_CASE = ("fraction in words", "one in five", "multiple in words", "ordinal", "share out of")
