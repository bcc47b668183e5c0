"""What the rules of English make of a match: value, range, unit and kind, or None where the rule does not hold."""

import re
from decimal import Decimal
from functools import cache
from typing import Any

from briefgen.analysis.quantities.nouns_en import following_noun
from briefgen.analysis.quantities.numerals import EXACT
from briefgen.analysis.quantities.patterns_en import CURRENCY, english_data, kind_of, read_amount, sources
from briefgen.analysis.quantities.reading import Place, Reading
from briefgen.content import Approximation, QuantityKind
from briefgen.document import Span


def reading_of(match: re.Match[str], kind: QuantityKind, **fields: Any) -> Reading:
    """A reading of the whole match; its value, if none is given, is that of the group `number`, less behind a sign."""
    number = match["number"]
    if "value" not in fields and "lower" not in fields:
        value = read_amount(number)
        fields["value"] = -value if value is not None and match.groupdict().get("sign") else value
    scale = re.search(r"[A-Za-z]+$", number) if number[0].isdigit() else None
    fields.setdefault("scale", scale.group() if scale else "")
    return Reading(span=Span(*match.span()), number=Span(*match.span("number")), kind=kind, **fields)


def refused(kind: QuantityKind, reason: str) -> Any:
    """A reader of what is found and typed, and never shown, for this reason."""

    def read(_: Place, match: re.Match[str]) -> Reading:
        span = Span(*match.span())
        digits = re.match(r"\d{1,4}", match.group())
        return Reading(
            span=span, number=span, kind=kind, reason=reason, value=Decimal(digits.group()) if digits else None
        )

    return read


def read_degrees(_: Place, match: re.Match[str]) -> Reading:
    """Ten degrees as 10C."""
    return reading_of(match, QuantityKind.OTHER, unit="°" + match["unit"])


def read_ratio(place: Place, match: re.Match[str]) -> Reading | None:
    """3/4 of the seats is a share; 24/7 and 50/50 are none."""
    part, whole = Decimal(match["part"]), Decimal(match["whole"])
    if place.view.startswith((" of the ", " of all "), match.end()) and 0 < part < whole:
        return reading_of(match, QuantityKind.SHARE, value=EXACT.divide(part, whole))
    return reading_of(match, QuantityKind.NAME, value=part, reason="ratio")


def read_feet(_: Place, match: re.Match[str]) -> Reading | None:
    """6'2", six-foot walls apart: feet with inches."""
    feet, inches = re.match(r"\d+", match["number"]), Decimal(match["inches"])
    if feet is None or inches >= _INCHES:
        return None
    value = EXACT.add(Decimal(feet.group()), EXACT.divide(inches, Decimal(_INCHES)))
    return reading_of(match, QuantityKind.LENGTH, value=value, unit="feet")


_INCHES = 12


def read_feet_alone(place: Place, match: re.Match[str]) -> Reading | None:
    """At 30' above the sea; what an earlier mark opened is closed here, and is no measure."""
    before = place.view[max(0, match.start() - _QUOTED) : match.start()]
    if _OPENING_MARK.search(before):
        return None
    return reading_of(match, QuantityKind.LENGTH, unit="feet")


_QUOTED = 100
_OPENING_MARK = re.compile(r"(?:^|[\s(])['‘′](?!\s)[^'’′]*$")


def read_digits_fraction(_: Place, match: re.Match[str]) -> Reading | None:
    """1/3 cup, 2 1/2 hours."""
    part, whole = Decimal(match["part"]), Decimal(match["whole"])
    value = EXACT.add(Decimal(match["count"] or 0), EXACT.divide(part, whole))
    unit = match["unit"]
    return reading_of(match, kind_of(unit) or QuantityKind.OTHER, value=value, unit=unit) if part < whole else None


_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875"}


def read_mixed(_: Place, match: re.Match[str]) -> Reading:
    """2½ hours: the sign for a part behind the whole."""
    whole, sign = match["number"][:-1].strip(), match["number"][-1]
    thirds = {"⅓": 1, "⅔": 2}.get(sign)
    part = EXACT.divide(Decimal(thirds), Decimal(3)) if thirds else Decimal(_VULGAR[sign])
    unit = match["unit"] or ""
    return reading_of(match, kind_of(unit) or QuantityKind.SHARE, value=EXACT.add(Decimal(whole or 0), part), unit=unit)


def read_per_number(_: Place, match: re.Match[str]) -> Reading:
    """Thirty per 100,000 people: a rate."""
    return reading_of(match, QuantityKind.RATE, unit=match["unit"].strip())


def read_score(place: Place, match: re.Match[str]) -> Reading | None:
    """Won 3-1: a score; 10-15 schools is a range, as numbers that grow before a plural are."""
    if int(match["first"]) < int(match["second"]) and following_noun(place.view, match.end()).endswith("s"):
        return None
    return reading_of(match, QuantityKind.NAME, value=Decimal(match["first"]), reason="score")


def read_votes(_: Place, match: re.Match[str]) -> Reading | None:
    """Passed 31 to 20: a count of votes, no range."""
    if int(match["number"]) <= int(match["lower"]):
        return None
    return reading_of(match, QuantityKind.NAME, value=Decimal(match["number"]), reason="score")


def is_range(place: Place, match: re.Match[str]) -> bool:
    """Two numbers with and between them are a range behind between alone; up 5% to 20 and from 5 to 7 are changes."""
    joint = place.view[match.end("number") : match.start("upper")]
    before = place.view[max(0, match.start() - 60) : match.start()]
    if joint == "-" and match["number"].lower().endswith("ty"):
        return False  # twenty-two point five is one number
    if " to " in joint and _MOVES_FROM.search(before) and not place.view.startswith(" to ", match.end()):
        return False
    unit = match.groupdict().get("unit") or "$"
    shares_unit = joint == " to " and not re.match(CURRENCY, unit)  # up 5 to 7 percent
    if " to " in joint and not shares_unit and _MOVES.search(before):
        return False
    return " and " not in joint or bool(_BETWEEN.search(before))


_MOVED = r"(?:up|down|rose|risen|rises?|rising|fell|falls?|fallen|falling|grew|grows?|grown|growing|gained|lost|added|shed|jumped|climbed|rallied|leapt|sank|crashed|rocketed|skidded|dropped|declined|slipped|slid|dipped|advanced|increase[sd]?|increasing|decrease[sd]?|decreasing|reduced|cut|raised|lowered|expanded|shrank|surged|plunged|plummeted|soared|tumbled|improved|went|goes|doubled|drop|decline|rise|growth|reduction|change[sd]?)"  # noqa: E501  (one pattern)
_MOVES_FROM = re.compile(rf"\b{_MOVED}\b[^.;!?]{{0,40}}\bfrom (?:about |around |some |nearly |up to )?$", re.IGNORECASE)
_MOVES = re.compile(rf"\b{_MOVED} (?:by |as much as |about |another |nearly |around |a further )*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:about |around |roughly |some )?$", re.IGNORECASE)


def as_range(match: re.Match[str], lower: Decimal, upper: Decimal, unit: str, kind: QuantityKind) -> Reading:
    """The two ends as one number with one unit."""
    span = Span(match.start("number"), match.end("upper"))
    return Reading(span=Span(*match.span()), number=span, kind=kind, lower=lower, upper=upper, unit=unit)


def read_range_of_counts(place: Place, match: re.Match[str]) -> Reading | None:
    """65 to 68; no years, and no list of two (three or four is a range, 3 or 4 may be labels)."""
    lower, upper = read_amount(match["number"]), read_amount(match["upper"])
    digits = match["number"][0].isdigit()
    joint = place.view[match.end("number") : match.start("upper")]
    if lower is None or upper is None or lower >= upper or not is_range(place, match):
        return None
    noun = following_noun(place.view, match.end())
    if digits and " or " in joint and not noun.endswith(("s", "people", "men", "women", "children")):
        return None
    if _YEAR.fullmatch(match["number"]) and _YEAR.fullmatch(match["upper"]):
        return None
    scale = re.search(r"[A-Za-z]+$", match["upper"])
    if digits and scale and not re.search("[A-Za-z]", match["number"]):
        lower = read_amount(match["number"] + " " + scale.group()) or lower
    return as_range(match, lower, upper, noun, QuantityKind.RANGE)


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def read_range(place: Place, match: re.Match[str]) -> Reading | None:
    """Five to seven with a unit, which may stand at both; a gain of 7 percent to 47 yuan is none."""
    if not is_range(place, match) or kind_of(match["first_unit"] or match["unit"]) is not kind_of(match["unit"]):
        return None
    lower, upper = read_amount(match["number"]), read_amount(match["upper"])
    if lower is None or upper is None:
        return None
    scale = re.search(r"[A-Za-z]+$", match["upper"])
    if scale and match["upper"][0].isdigit() and not re.search("[A-Za-z]", match["number"]):
        lower = read_amount(match["number"] + " " + scale.group()) or lower
    if match["sign"]:  # from -18 to -34 °C: the colder end is the lower one
        lower, upper = sorted((-lower, -upper if match["upper_sign"] else upper))
    if lower >= upper:
        return None
    unit = match["unit"]
    return as_range(match, lower, upper, unit, kind_of(unit) or QuantityKind.RANGE)


def read_with_unit(_: Place, match: re.Match[str]) -> Reading:
    """A number with its unit, and per what."""
    unit = match["unit"]
    per = (match.groupdict().get("per") or "").strip()
    kind = kind_of(unit) or QuantityKind.OTHER
    if unit.startswith(("percentage", "basis", "point", "pp")):
        kind = QuantityKind.CHANGE
    whole = unit + (per if per[:1] == "/" else " " + per if per else "")
    more = (
        {"approximation": Approximation.MORE_THAN, "limit": match["plus"].strip(" -")}
        if match.groupdict().get("plus")
        else {}
    )
    return reading_of(match, kind if not per else QuantityKind.RATE, unit=whole, **more)


def read_fraction(place: Place, match: re.Match[str]) -> Reading | None:
    """Half, a third, three-quarters: a share."""
    if _HALF_OF_A_PERIOD.search(place.view[max(0, match.start() - 10) : match.start()]):
        return reading_of(match, QuantityKind.DATE, value=Decimal("0.5"), reason="date")
    if match["part"] and _ONE_AND_ANOTHER.search(place.view[max(0, match.start() - 160) : match.start()]):
        return None
    return reading_of(match, QuantityKind.SHARE, value=_share_of(match["count"], match["part"] or "half"))


def read_one_of_unit(_: Place, match: re.Match[str]) -> Reading:
    """A gallon of beer: one, but no figure."""
    kind = kind_of(match["unit"]) or QuantityKind.OTHER
    return reading_of(match, kind, value=Decimal(1), unit=match["unit"], reason="article")


def _share_of(count: str | None, part: str) -> Decimal:
    table = english_data()[0]["fractions"]
    name = part.lower()
    value = Decimal("0.5") if name == "half" else EXACT.divide(Decimal(1), Decimal(table[name]))
    if count and count.strip(" -").lower() not in ("a", "an"):
        value = EXACT.multiply(value, read_amount(count.strip(" -")) or Decimal(1))
    return value


_ONE_AND_ANOTHER = re.compile(r"\b(?:another|a second)\b[^.!?]*$", re.IGNORECASE)  # a third is then the next of a row


def read_fraction_of_scale(place: Place, match: re.Match[str]) -> Reading:
    """A quarter of a million people."""
    share = _share_of(match["count"], match["part"])
    value = EXACT.multiply(share, read_amount("a " + match["scale"]) or Decimal(0))
    unit = match["unit"] or following_noun(place.view, match.end())
    return reading_of(match, kind_of(match["unit"] or "") or QuantityKind.COUNT, value=value, unit=unit)


def read_part_of_unit(place: Place, match: re.Match[str]) -> Reading | None:
    """Half a percentage point, a quarter of a mile; not the first half of something."""
    if _HALF_OF_A_PERIOD.search(place.view[max(0, match.start() - 10) : match.start()]):
        return None
    unit = match["unit"]
    if unit.endswith("s") and not match["count"]:
        return None
    value = _share_of(match["count"], match["easy"] or match["part"])
    kind = QuantityKind.CHANGE if unit.startswith(("percentage", "point")) else kind_of(unit)
    return reading_of(match, kind or QuantityKind.OTHER, value=value, unit=unit)


_HALF_OF_A_PERIOD = re.compile(
    r"\b(?:first|second|latter|last|top|bottom|other|final|opening|better)[ -]$", re.IGNORECASE
)


def read_one_in(_: Place, match: re.Match[str]) -> Reading | None:
    """One in five: a share."""
    part, whole = read_amount(match["part"] or match["share"]), read_amount(match["whole"])
    if not part or not whole or part >= whole or _YEAR.fullmatch(match["whole"]):
        return None
    return reading_of(match, QuantityKind.SHARE, value=EXACT.divide(part, whole))


def read_multiple(_: Place, match: re.Match[str]) -> Reading:
    """Three times, 3x, threefold."""
    return reading_of(match, QuantityKind.CHANGE, unit=match["unit"].strip(" -"))


def read_multiple_word(_: Place, match: re.Match[str]) -> Reading:
    """Twice, doubled."""
    return reading_of(
        match, QuantityKind.CHANGE, value=Decimal(english_data()[0]["multiples"][match["number"].lower()])
    )


def read_count(place: Place, match: re.Match[str]) -> Reading | None:
    """A number with the noun that it counts, if one follows."""
    if read_amount(match["number"]) is None:
        return None
    limit = _LIMIT_BEHIND.match(place.view, match.end())
    end = limit.end() if limit else match.end()
    measure = _measure_between().match(place.view, end)
    noun = following_noun(place.view, measure.end() if measure else end)
    return reading_of(match, QuantityKind.COUNT, unit=noun)


@cache
def _measure_between() -> re.Pattern[str]:
    """Eight million [250ml] bottles."""
    return re.compile(rf" \d+(?:\.\d+)?[ -]?{sources()['unit']}(?= [a-z]+s\b)")


_LIMIT_BEHIND = re.compile("(?: or (?:more|fewer|less|so)|[ -]plus|-odd|-strong)(?= [a-z])")


def read_bare_year(_: Place, match: re.Match[str]) -> Reading:
    """A year: no figure."""
    return reading_of(match, QuantityKind.DATE, reason="year")


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def read_scientific(_: Place, match: re.Match[str]) -> Reading | None:
    """6 × 10^24, 3e5, 10^3."""
    power = re.fullmatch(r"10\^?([-−]?\d+)", match["number"].translate(_RAISED))
    if power:
        value = EXACT.scaleb(Decimal(1), int(power.group(1).replace("−", "-")))
        unit = match["unit"] or ""
        return reading_of(match, kind_of(unit) or QuantityKind.OTHER, value=value, unit=unit)
    parts = re.match(r"([\d.]+) ?(?:[×x] ?(?:10|(?P<two>2))\^?|[eE])([-+−]?\d+)", match["number"].translate(_RAISED))
    if parts is None:
        return None
    first, exponent = Decimal(parts.group(1)), int(parts.group(3).replace("−", "-"))
    power_of_two = EXACT.power(Decimal(2), Decimal(exponent)) if parts["two"] else None
    value = EXACT.multiply(first, power_of_two) if power_of_two else EXACT.scaleb(first, exponent)
    unit = match["unit"] or ""
    return reading_of(match, kind_of(unit) or QuantityKind.OTHER, value=value, unit=unit)
