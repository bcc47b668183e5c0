"""What the rules of Chinese make of a match: value, range, unit and kind, or None where the rule does not hold."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from briefgen.analysis.quantities.numerals import EXACT, read_numeral
from briefgen.analysis.quantities.patterns_zh import kind_of
from briefgen.analysis.quantities.reading import Place, Reading
from briefgen.content import Approximation, QuantityKind
from briefgen.document import Span


def _reading(match: re.Match[str], kind: QuantityKind, **fields: Any) -> Reading:
    """The reading of a match whose group `number` holds the numeral."""
    numeral = match["number"]
    limit = re.search("[余多几来]", numeral + (match.groupdict().get("more") or ""))
    value = fields.pop("value", None)
    if value is None and "lower" not in fields:
        value = _signed(match, read_numeral(numeral))
    return Reading(
        span=Span(*match.span()),
        number=Span(*match.span("number")),
        kind=kind,
        value=value,
        scale="".join(re.findall("[十百千万亿兆]", numeral)) if numeral[0].isdigit() else "",
        limit=limit.group() if limit else "",
        approximation=Approximation.MORE_THAN if limit else Approximation.EXACT,
        **fields,
    )


def _signed(match: re.Match[str], value: Decimal | None) -> Decimal | None:
    return -value if value is not None and match.groupdict().get("sign") else value


def _digits_span(match: re.Match[str]) -> Span:
    """The digits of the number without their magnitude: what a card sets large."""
    start, end = match.span("number")
    digits = re.match(r"[\d,.]+", match["number"])
    return Span(start, start + digits.end()) if digits else Span(start, end)


def refused(kind: QuantityKind, reason: str) -> Any:
    """A reader of what is found and typed, and never shown, for this reason."""

    def read(_: Place, match: re.Match[str]) -> Reading:
        span = Span(*match.span())
        return Reading(span=span, number=span, kind=kind, reason=reason)

    return read


def read_year(_: Place, match: re.Match[str]) -> Reading:
    """A date: the value is its first number."""
    span = Span(*match.span())
    digits = match["year"]
    value = Decimal(digits) if digits.isdigit() else read_numeral(digits)
    return Reading(span=span, number=Span(*match.span("year")), kind=QuantityKind.DATE, value=value, reason="date")


def read_age(_: Place, match: re.Match[str]) -> Reading:
    """A decade, a century, a class: 80年代, 21世纪."""
    return _reading(match, QuantityKind.DATE, unit=match["unit"], reason="date")


def read_ordinal(_: Place, match: re.Match[str]) -> Reading:
    """第5: a place in an order."""
    return _reading(match, QuantityKind.ORDINAL, reason="ordinal")


def read_ordinals(place: Place, match: re.Match[str]) -> Reading | None:
    """第3和第5之间."""
    reading = read_bare_range(place, match)
    return replace(reading, kind=QuantityKind.ORDINAL, reason="ordinal") if reading else None


def read_parts(_: Place, match: re.Match[str]) -> Reading | None:
    """百分之五, 三分之一, 一又二分之一: percent for 百分之, else the plain fraction."""
    base = read_numeral(match["base"])
    value = read_numeral(match["number"])
    if not base or value is None:
        return None
    if match["base"].strip() == "百":
        return _reading(match, QuantityKind.SHARE, unit="%", value=_signed(match, value))
    fraction = EXACT.divide(value, base)
    if match["negative"]:
        fraction = -fraction
    if match["whole"]:
        fraction = EXACT.add(read_numeral(match["whole"]) or Decimal(0), fraction)
    return _reading(match, QuantityKind.SHARE, value=_signed(match, fraction))


def read_percent(_: Place, match: re.Match[str]) -> Reading:
    """5%, 3‰, 2个百分点."""
    unit = match["unit"]
    kind = QuantityKind.CHANGE if "点" in unit else QuantityKind.SHARE
    reading = _reading(match, kind, unit=re.sub(r"\s", "", unit))
    return _with_number(reading, _digits_span(match))


def read_tenths(_: Place, match: re.Match[str]) -> Reading | None:
    """九成, 三成半, 6.5折, 七二折: tenths are given as percent."""
    numeral = match["number"].replace(" ", "")
    if match["unit"] == "折" and re.fullmatch("十|百|千|万", numeral):
        return None
    if match["unit"] == "折" and re.fullmatch(r"[一二三四五六七八九]{2}|\d{2}", numeral) and numeral != "10":
        value = read_numeral(numeral)
    else:
        value = read_numeral(numeral)
        value = None if value is None else value * 10
    if value is None or value > 100:
        return None
    tail = match["tail"]
    if tail:
        value += 5 if tail == "半" else read_numeral(tail) or 0
    return _reading(match, QuantityKind.SHARE, unit="%", value=value)


def read_range(place: Place, match: re.Match[str]) -> Reading | None:
    """5至8家, 5%—8%: two ends with one unit."""
    lower, upper = read_numeral(match["number"]), read_numeral(match["upper"])
    if lower is None or upper is None:
        return None
    if match["lower_unit"] is None:
        magnitudes = re.search("[十百千万亿兆]+$", match["upper"])
        if magnitudes and not re.search("[百千万亿兆]", match["number"]):
            scaled = EXACT.multiply(lower, read_numeral("一" + magnitudes.group()) or Decimal(1))
            lower = scaled if scaled < upper else lower
    kind = kind_of(match["unit"])
    if lower >= upper or (match["lower_unit"] and kind_of(match["lower_unit"]) is not kind):
        return None  # 增长35.7%至35.9亿元: a change and where it led, no range
    if match["lower_unit"] and _leads_to(place, match, upper > lower * _WIDEST_RANGE):
        return None
    reading = _reading(
        match, QuantityKind.RANGE if kind is QuantityKind.COUNT else kind, lower=lower, upper=upper, unit=match["unit"]
    )
    return _with_number(reading, Span(match.start("number"), match.end("upper")))


_WIDEST_RANGE = 3  # its ends; beyond, 减少3间至27间 says what was left


def _leads_to(place: Place, match: re.Match[str], wide: bool) -> bool:
    """下降4.3个百分点至68.3%, 减少3间至27间: by how much, and to what."""
    units_differ = ("点" in match["lower_unit"]) != ("点" in match["unit"])
    return units_differ or (wide and bool(_CHANGE_BEFORE.search(place.view, 0, match.start())))


_CHANGE_BEFORE = re.compile("(?:增加|减少|增长|下降|上升|提高|降低|扩大|缩小|回落|上涨|下跌|增|减|升|降)了?$")


def read_bare_range(_: Place, match: re.Match[str]) -> Reading | None:
    """3至5, without a unit."""
    lower, upper = _signed(match, read_numeral(match["number"])), read_numeral(match["upper"])
    if lower is None or upper is None or lower >= upper:
        return None
    span = Span(match.start("number"), match.end("upper"))
    return Reading(span=Span(*match.span()), number=span, kind=QuantityKind.RANGE, lower=lower, upper=upper)


def read_multiple(_: Place, match: re.Match[str]) -> Reading:
    """3倍."""
    return _with_number(_reading(match, QuantityKind.CHANGE, unit=match["unit"]), _digits_span(match))


def read_doubling(_: Place, match: re.Match[str]) -> Reading:
    """翻一番."""
    numeral = match["number"]
    value = read_numeral(numeral) if numeral else Decimal(1)
    span = Span(*match.span())
    return Reading(span=span, number=span, kind=QuantityKind.CHANGE, value=value, unit="番")


def read_signed_money(_: Place, match: re.Match[str]) -> Reading:
    """$5: the sign is the unit."""
    return _with_number(_reading(match, QuantityKind.MONEY, unit=match["unit"]), _digits_span(match))


def read_named_money(_: Place, match: re.Match[str]) -> Reading:
    """港币3亿元: the unit is the currency."""
    unit = {"人民币": "元", "港币": "港元", "美金": "美元"}.get(match["currency"], "新台币")
    return _with_number(_reading(match, QuantityKind.MONEY, unit=unit), _digits_span(match))


def read_coins(_: Place, match: re.Match[str]) -> Reading | None:
    """五元三毛, 50元6角三分, 两美元又三美分: one sum in the larger unit."""
    value = read_numeral(match["number"])
    tenths, hundredths = match["tenths"], match["hundredths"]
    if value is None or not (tenths or hundredths):
        return None
    for part, weight in ((tenths, "0.1"), (hundredths, "0.01")):
        if part:
            value += (read_numeral(part) or Decimal(0)) * Decimal(weight)
    return _reading(match, QuantityKind.MONEY, unit=match["unit"], value=value)


def read_points(place: Place, match: re.Match[str]) -> Reading | None:
    """恒生指数21397点: below a hundred it is a time, an item or a place."""
    value = read_numeral(match["number"])
    if value is None or value < _FEWEST_POINTS:
        return None
    unit = place.text[match.start("unit") : match.end("unit")]
    return _with_number(_reading(match, QuantityKind.OTHER, unit=unit), _digits_span(match))


_FEWEST_POINTS = 100


def read_half_more(_: Place, match: re.Match[str]) -> Reading | None:
    """3年半."""
    value = read_numeral(match["number"])
    if value is None:
        return None
    return _reading(match, kind_of(match["unit"]), unit=match["unit"], value=value + Decimal("0.5"))


def read_with_unit(place: Place, match: re.Match[str]) -> Reading | None:
    """The plain case: a number with its unit."""
    unit = place.text[match.start("unit") : match.end("unit")]
    kind = kind_of(match["unit"])
    if unit == "人口":  # of the population: the unit is 人
        unit = "人"
    reading = _reading(match, kind, unit=unit)
    return _with_number(reading, _digits_span(match))


def read_bare(_: Place, match: re.Match[str]) -> Reading | None:
    """A number without a unit."""
    if read_numeral(match["number"]) is None:
        return None
    return _with_number(_reading(match, QuantityKind.COUNT), _digits_span(match))


def read_power(_: Place, match: re.Match[str]) -> Reading:
    """10^5, 1e5: a formula."""
    base, exponent = Decimal(match["base"]), int(match["exponent"])
    value = EXACT.scaleb(base, exponent) if match["sign_of_power"] in "eE" else EXACT.power(base, exponent)
    span = Span(*match.span())
    return Reading(span=span, number=span, kind=QuantityKind.OTHER, value=_signed(match, value), reason="formula")


def _with_number(reading: Reading, number: Span) -> Reading:
    return replace(reading, number=number)
