"""The rules that read a number in English, by name, in the order in which they are tried."""

import re
from decimal import Decimal
from typing import Any

from briefgen.analysis.numerals import EXACT, LONGEST
from briefgen.analysis.quantity_nouns_en import following_noun
from briefgen.analysis.quantity_patterns_en import (
    CURRENCY,
    DIGITS,
    MONTH,
    alternatives,
    english_data,
    kind_of,
    read_amount,
    sources,
)
from briefgen.analysis.quantity_reading import Place, Reading, Rule
from briefgen.content import QuantityKind
from briefgen.document import Span


def english_rules() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried."""
    s = sources()
    amount, plain, unit = s["amount"], s["plain"], s["unit"]
    to = r"(?: ?[-–—] ?| to | or | and )"  # and: behind between alone
    per = r"(?P<per> ?/ ?(?:h|s|km|kg|m|day|year|month|hour|sec)\b| per (?:\d{1,3}(?:,\d{3})+|1000?|thousand|hundred)(?: [a-z]+)?| (?:per|an?)[ -](?:[a-z]{4,10}ed )?(?:square (?:foot|metre|meter|mile|kilometre|kilometer)|sq\.? ?(?:m|ft|km)\b|capita|million|century|decade|game|passenger|student|pupil|employee|worker|acre|hectare|cent|pound|kilometre|kilometer|metre|meter|vote|adult|child|kWh|quarter|year|month|week|day|hour|minute|second|person|head|tonne|ton|barrel|litre|liter|gallon|mile|share|unit|ounce|night|household|kg|km)\b)?"  # noqa: E501  (one pattern)
    parts = alternatives(english_data()[0]["fractions"])
    return (
        _rule("code of many digits", rf"\d{{{LONGEST + 1},}}", _refused(QuantityKind.NAME, "code")),
        _rule(
            "ordinal",
            r"(?P<number>\d{1,4})(?:st|nd|rd|th)\b(?:[ -](?:century|anniversary|birthday))?",
            _refused(QuantityKind.ORDINAL, "ordinal"),
        ),
        _rule(
            "time of day",
            r"\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m\.|p\.m\.|AM|PM|GMT|o'clock)\b|\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?!\d)",  # noqa: E501  (one pattern)
            _refused(QuantityKind.DATE, "time of day"),
        ),
        _rule(
            "date with month",
            rf"\d{{1,2}} (?:of )?{MONTH}(?:,? \d{{4}})?\b|(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}",
            _refused(QuantityKind.DATE, "date"),
        ),
        _rule(
            "temperature in letters", r"(?P<sign>[-−])?(?P<number>\d{1,3}(?:\.\d)?)(?P<unit>[CF])(?![\w-])", _degrees
        ),
        _rule("pence", r"(?P<number>\d{1,2}(?:\.\d)?)(?P<unit>p)(?![\w-])", _pence),
        _rule(
            "mixed fraction",
            r"(?P<number>(?:\d{1,4} ?)?[½¼¾⅓⅔⅛⅜⅝⅞])(?:[ -]?(?P<unit>{unit}))?".replace("{unit}", unit),
            _mixed,
        ),
        _rule("ratio", r"(?P<number>(?P<part>\d{1,3})[/:](?P<whole>\d{1,3}))(?![\d/:]|\.\d)", _ratio),
        _rule("decade", r"(?:\d\d|')?\d0'?s\b", _refused(QuantityKind.DATE, "date")),
        _rule(
            "years from to",
            r"(?:1[5-9]|20)\d\d ?[-–—/] ?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d.,]\d|%)\b",
            _refused(QuantityKind.DATE, "date"),
        ),
        _rule(
            "score",
            r"\d{1,3}[-–]\d{1,3}(?=[ ,.;)]|$)(?! (?:%|per|years?|days?|months?|weeks?|hours?|minutes?|miles?|km|kg|mm|cm|m\b|feet|people))",  # noqa: E501  (one pattern)
            _refused(QuantityKind.NAME, "score"),
        ),
        _rule(
            "votes",
            r"(?P<number>\d{1,3}) to (?P<lower>\d{1,3})(?= ?[,.;)]|$)",
            _votes,
        ),
        _rule(
            "phone or code with hyphens",
            r"\d{1,4}(?:-\d{1,4}){2,}|\d{3,4}-\d{4,8}",
            _refused(QuantityKind.NAME, "code"),
        ),
        _rule(
            "scientific notation",
            rf"(?P<number>\d+(?:\.\d+)?(?: ?[×x] ?10\^?[-−]?\d{{1,3}}|[eE][-+]?\d{{1,3}}))(?: ?(?P<unit>{unit}))?",
            _scientific,
        ),
        _rule(
            "money from to",
            rf"(?P<unit>{CURRENCY}) ?(?P<number>(?:{DIGITS})(?: ?{s['scale']}\b|{s['suffix']})?){to}{CURRENCY}? ?(?P<upper>{amount})",  # noqa: E501  (one pattern)
            _money_range,
        ),
        _rule(
            "money",
            rf"(?P<unit>{CURRENCY}) ?(?P<sign>[-−])?(?P<number>(?:{DIGITS})(?:[ -]?{s['scale']}\b|{s['suffix']})?){per}",  # noqa: E501  (one pattern)
            _money,
        ),
        _rule(
            "money with the sign behind", rf"(?P<number>(?:{DIGITS})(?:{s['suffix']})?) ?(?P<unit>[€£]){per}", _money
        ),
        _rule(
            "one in five",
            rf"(?P<number>(?:(?P<part>one|two|three|four|nine|1|2|3|4|9)(?: out of| in) |(?P<share>{plain}) out of (?:every )?)(?P<whole>{plain}))(?! (?:%|percent|per cent|{unit}))",  # noqa: E501  (one pattern)
            _one_in,
        ),
        _rule(
            "fraction in words",
            rf"(?P<number>(?:(?P<count>(?:an?|one|two|three|four|five|seven|nine)[ -])(?P<part>{parts})|(?P<half>half(?![ -]an?[ -](?:dozen|hundred|thousand|million|billion|trillion)))))(?= of\b| the\b| its\b| their\b| as\b|[,;:)]|$|[ .](?!time|quarter|year|place|day|party|generation|world|round|half|season|week|month))",  # noqa: E501  (one pattern)
            _fraction,
        ),
        _rule(
            "range with unit",
            rf"(?P<number>{plain})(?: ?{unit})?{to}(?P<upper>{plain})(?: ?[-]?|-)(?P<unit>{unit}){per}",
            _range,
        ),
        _rule(
            "multiple",
            rf"(?P<number>{plain})(?P<unit>[ -]?(?:times\b|fold\b)|x\b)(?! (?:a|per|in|at|out|that|when)\b)",
            _multiple,
        ),
        _rule(
            "range",
            rf"(?P<number>{plain}){to}(?P<upper>{plain})(?! ?(?:{unit})|[\d%-]|\.\d)",
            _range_of_counts,
        ),
        _rule(
            "multiple in words",
            rf"(?P<number>{alternatives(english_data()[0]['multiples'])})\b(?= (?:the|that|as|its|their|in|to|from|last)\b)",  # noqa: E501  (one pattern)
            _multiple_word,
        ),
        _rule("millions as m", rf"(?P<number>(?:{DIGITS})m)(?= (?:[a-z]+ )?(?:people|[a-z]{{3,}}s)\b)", _count),
        _rule(
            "fold",
            r"(?i:(?P<number>two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred)(?P<unit>fold)\b)",
            _multiple,
        ),
        _rule(
            "number with unit",
            rf"(?P<sign>(?<![\w)])(?:[-−]|minus[ -]))?(?P<number>{plain})(?: |-)?(?P<unit>{unit}){per}",
            _with_unit,
        ),
        _rule(
            "number per number",
            rf"(?P<number>{amount})(?P<unit>(?: [a-z]+){{0,2}} per (?:{DIGITS}|thousand|hundred|million)(?: [a-z]+)?)",
            _per_number,
        ),
        _rule(
            "bare year",
            r"(?P<number>(?:1[5-9]|20)\d\d|(?:(?<=by )|(?<=in )|(?<=year )|(?<=until ))2[1-9]\d\d)(?![\d,.]\d|[\w%-])",
            _bare_year,
        ),
        _rule("count", rf"(?P<sign>(?<![\w)])(?:[-−](?=\d)|minus[ -]))?(?P<number>{amount})(?![\d])", _count),
    )


def _reading(match: re.Match[str], kind: QuantityKind, **fields: Any) -> Reading:
    number = match["number"]
    if "value" not in fields and "lower" not in fields:
        value = read_amount(number)
        fields["value"] = -value if value is not None and match.groupdict().get("sign") else value
    scale = re.search(r"[A-Za-z]+$", number) if number[0].isdigit() else None
    fields.setdefault("scale", scale.group() if scale else "")
    return Reading(span=Span(*match.span()), number=Span(*match.span("number")), kind=kind, **fields)


def _refused(kind: QuantityKind, reason: str) -> Any:
    def read(_: Place, match: re.Match[str]) -> Reading:
        span = Span(*match.span())
        digits = re.match(r"\d{1,4}", match.group())
        return Reading(
            span=span, number=span, kind=kind, reason=reason, value=Decimal(digits.group()) if digits else None
        )

    return read


def _degrees(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.OTHER, unit="°" + match["unit"])


def _ratio(place: Place, match: re.Match[str]) -> Reading | None:
    """3/4 of the seats is a share; 24/7 and 50/50 are none."""
    part, whole = Decimal(match["part"]), Decimal(match["whole"])
    if place.view.startswith((" of the ", " of all "), match.end()) and 0 < part < whole:
        return _reading(match, QuantityKind.SHARE, value=EXACT.divide(part, whole))
    return _reading(match, QuantityKind.NAME, value=part, reason="ratio")


def _pence(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.MONEY, unit="p")


_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875"}


def _mixed(_: Place, match: re.Match[str]) -> Reading:
    """2½ hours: the sign for a part behind the whole."""
    whole, sign = match["number"][:-1].strip(), match["number"][-1]
    thirds = {"⅓": 1, "⅔": 2}.get(sign)
    part = EXACT.divide(Decimal(thirds), Decimal(3)) if thirds else Decimal(_VULGAR[sign])
    unit = match["unit"] or ""
    return _reading(match, kind_of(unit) or QuantityKind.SHARE, value=EXACT.add(Decimal(whole or 0), part), unit=unit)


def _per_number(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.RATE, unit=match["unit"].strip())


def _votes(_: Place, match: re.Match[str]) -> Reading | None:
    """Passed 31 to 20: a count of votes, no range."""
    if int(match["number"]) <= int(match["lower"]):
        return None
    return _reading(match, QuantityKind.NAME, value=Decimal(match["number"]), reason="score")


def _money(_: Place, match: re.Match[str]) -> Reading:
    unit = match["unit"]
    per = match["per"] or ""
    return _reading(match, QuantityKind.MONEY, unit=unit + (" " + per.strip() if per else ""))


def _is_range(place: Place, match: re.Match[str]) -> bool:
    """Two numbers with and between them are a range behind between alone."""
    joint = place.view[match.end("number") : match.start("upper")]
    before = place.view[max(0, match.start() - 24) : match.start()]
    return " and " not in joint or bool(_BETWEEN.search(before))


_BETWEEN = re.compile(r"\bbetween (?:about |around |roughly |some )?$", re.IGNORECASE)


def _money_range(place: Place, match: re.Match[str]) -> Reading | None:
    if not _is_range(place, match):
        return None
    lower, upper = read_amount(match["number"]), read_amount(match["upper"])
    if lower is None or upper is None:
        return None
    digits = re.match(DIGITS, match["upper"])
    if digits and not re.search("[A-Za-z]", match["number"]):
        factor = upper / (Decimal(digits.group().replace(",", "")) or 1)
        lower *= factor if lower * factor < upper else 1
    return _as_range(match, lower, upper, match["unit"], QuantityKind.MONEY) if lower < upper else None


def _as_range(match: re.Match[str], lower: Decimal, upper: Decimal, unit: str, kind: QuantityKind) -> Reading:
    span = Span(match.start("number"), match.end("upper"))
    return Reading(span=Span(*match.span()), number=span, kind=kind, lower=lower, upper=upper, unit=unit)


def _range_of_counts(place: Place, match: re.Match[str]) -> Reading | None:
    """65 to 68; no years, and no list of two (three or four is a range, 3 or 4 may be labels)."""
    lower, upper = read_amount(match["number"]), read_amount(match["upper"])
    digits = match["number"][0].isdigit()
    joint = place.view[match.end("number") : match.start("upper")]
    if lower is None or upper is None or lower >= upper or not _is_range(place, match) or (digits and " or " in joint):
        return None
    if _YEAR.fullmatch(match["number"]) and _YEAR.fullmatch(match["upper"]):
        return None
    scale = re.search(r"[A-Za-z]+$", match["upper"])
    if digits and scale and not re.search("[A-Za-z]", match["number"]):
        lower = read_amount(match["number"] + " " + scale.group()) or lower
    noun = following_noun(place.view, match.end())
    return _as_range(match, lower, upper, noun, QuantityKind.RANGE)


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def _range(place: Place, match: re.Match[str]) -> Reading | None:
    if not _is_range(place, match):
        return None
    lower, upper = read_amount(match["number"]), read_amount(match["upper"])
    if lower is None or upper is None or lower >= upper:
        return None
    scale = re.search(r"[A-Za-z]+$", match["upper"])
    if scale and match["upper"][0].isdigit() and not re.search("[A-Za-z]", match["number"]):
        lower = read_amount(match["number"] + " " + scale.group()) or lower
    unit = match["unit"]
    return _as_range(match, lower, upper, unit, kind_of(unit) or QuantityKind.RANGE)


def _with_unit(_: Place, match: re.Match[str]) -> Reading:
    unit = match["unit"]
    per = (match["per"] or "").strip()
    kind = kind_of(unit) or QuantityKind.OTHER
    if unit.startswith(("percentage", "basis", "point", "pp")):
        kind = QuantityKind.CHANGE
    return _reading(match, kind if not per else QuantityKind.RATE, unit=unit + (" " + per if per else ""))


def _fraction(place: Place, match: re.Match[str]) -> Reading | None:
    if _HALF_OF_A_PERIOD.search(place.view[max(0, match.start() - 10) : match.start()]):
        return _reading(match, QuantityKind.DATE, value=Decimal("0.5"), reason="date")
    table = english_data()[0]["fractions"]
    name = (match["part"] or "half").lower()
    value = Decimal("0.5") if name == "half" else EXACT.divide(Decimal(1), Decimal(table[name]))
    count = match["count"]
    if count and count.strip(" -").lower() not in ("a", "an"):
        value = EXACT.multiply(value, read_amount(count.strip(" -")) or Decimal(1))
    return _reading(match, QuantityKind.SHARE, value=value)


_HALF_OF_A_PERIOD = re.compile(
    r"\b(?:first|second|latter|last|top|bottom|other|final|opening|better)[ -]$", re.IGNORECASE
)


def _one_in(_: Place, match: re.Match[str]) -> Reading | None:
    part, whole = read_amount(match["part"] or match["share"]), read_amount(match["whole"])
    if not part or not whole or part >= whole or _YEAR.fullmatch(match["whole"]):
        return None
    return _reading(match, QuantityKind.SHARE, value=EXACT.divide(part, whole))


def _multiple(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.CHANGE, unit=match["unit"].strip(" -"))


def _multiple_word(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.CHANGE, value=Decimal(english_data()[0]["multiples"][match["number"].lower()]))


def _count(place: Place, match: re.Match[str]) -> Reading | None:
    if read_amount(match["number"]) is None:
        return None
    limit = _LIMIT_BEHIND.match(place.view, match.end())
    noun = following_noun(place.view, limit.end() if limit else match.end())
    return _reading(match, QuantityKind.COUNT, unit=noun)


_LIMIT_BEHIND = re.compile(" or (?:more|fewer|less)(?= [a-z])")


def _bare_year(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.DATE, reason="year")


def _rule(name: str, pattern: str, read: Any) -> Rule:
    return Rule(name, re.compile(pattern, re.IGNORECASE if name in _ANY_CASE else 0), read)


_ANY_CASE = ("fraction in words", "one in five", "multiple in words", "ordinal", "share out of")


def _scientific(_: Place, match: re.Match[str]) -> Reading | None:
    parts = re.match(r"([\d.]+) ?(?:[×x] ?10\^?|[eE])([-+−−]?\d+)", match["number"])
    if parts is None:
        return None
    value = EXACT.scaleb(Decimal(parts.group(1)), int(parts.group(2).replace("−", "-")))
    unit = match["unit"] or ""
    return _reading(match, kind_of(unit) or QuantityKind.OTHER, value=value, unit=unit)
