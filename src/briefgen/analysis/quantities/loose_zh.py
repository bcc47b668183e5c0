"""Numbers as Chinese says them loosely, by named rules: 三四百家, 1个亿, 近一半, 百分之五到百分之八."""

import re
from decimal import Decimal

from briefgen.analysis.quantities.numerals import EXACT, read_numeral
from briefgen.analysis.quantities.patterns_zh import HAN_NUMBER, MAGNITUDE, NUMBER, kind_of, unit_pattern
from briefgen.analysis.quantities.reading import Place, Reading, Rule
from briefgen.content import Approximation, QuantityKind
from briefgen.document import Span

_NUMERALS = "一二三四五六七八九"


def loose_rules() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried, before those of plain numbers."""
    unit = unit_pattern()
    return (
        Rule(
            "two neighbours",
            rf"(?<![{_NUMERALS}零〇点])(?P<ten>十?)(?P<low>[一二两三四五六七八])(?P<high>[{_NUMERALS[1:]}])"
            rf"(?P<scale>{MAGNITUDE}{{0,3}})(?P<more>[余多]?)(?![{_NUMERALS}零〇十])(?:{unit})?",
            _neighbours,
        ),
        Rule(
            "whole hundred millions",
            rf"(?P<number>{NUMBER}) ?个(?P<more>[多余]?)(?P<scale>万亿|亿|千万|百万)"
            r"(?!元(?:级|以上|规模)|千瓦|吨|亩|斤|立方|平方|公里)(?P<unit>元)?",
            _whole_scales,
            frozenset("个"),
        ),
        Rule("half", "(?P<number>一半)", _half, frozenset("半")),
        Rule(
            "compared with",
            rf"比 ?(?P<number>{NUMBER}) ?(?:{unit})? ?(?P<side>[大高多长重低小少短轻])"
            r"(?:一些|一点|些)?(?=[，,。；、;\s]|$)",
            _compared,
            frozenset("比"),
        ),
        Rule(
            "percent from to",
            rf"百分之(?P<low>{HAN_NUMBER})(?:到|至|—|-|～)百分之(?P<high>{HAN_NUMBER})",
            _percents,
            frozenset("分"),
        ),
    )


def _neighbours(_: Place, match: re.Match[str]) -> Reading | None:
    """两三百家: from 200 to 300. Two numerals side by side, each the next of the one before."""
    low, high = match["low"].replace("两", "二"), match["high"]
    if _NUMERALS.index(high) != _NUMERALS.index(low) + 1 or not (match["scale"] or match["unit"]):
        return None
    lower, upper = (read_numeral(match["ten"] + digit + match["scale"]) for digit in (low, high))
    span, number = Span(*match.span()), Span(match.start(), match.end("scale"))
    unit = match["unit"] or ""
    kind = kind_of(unit) if unit else QuantityKind.COUNT
    kind = QuantityKind.RANGE if kind is QuantityKind.COUNT else kind
    return Reading(span=span, number=number, kind=kind, lower=lower, upper=upper, unit=unit)


def _whole_scales(place: Place, match: re.Match[str]) -> Reading | None:
    """3个多亿: the hundred million counted like a thing; 4个万亿元台阶 counts the steps that were taken."""
    count, scale = read_numeral(match["number"]), read_numeral("一" + match["scale"])
    if count is None or scale is None or count >= _MANY:
        return None  # 1.2万个亿元以上项目 counts projects
    more = match["more"]
    counts_steps = re.match("级|台阶|大关|关口", place.view[match.end() : match.end() + 2])
    return Reading(
        span=Span(*match.span()),
        number=Span(match.start(), match.end("scale")),
        kind=QuantityKind.MONEY if match["unit"] else QuantityKind.COUNT,
        value=EXACT.multiply(count, scale),
        unit=match["unit"] or "",
        scale=match["scale"],
        limit=more,
        approximation=Approximation.MORE_THAN if more else Approximation.EXACT,
        reason="counts steps" if counts_steps else "",
    )


def _compared(_: Place, match: re.Match[str]) -> Reading | None:
    """比30大: a limit below; 比170低: one above."""
    value = read_numeral(match["number"])
    if value is None:
        return None
    unit = match["unit"] or ""
    return Reading(
        span=Span(*match.span()),
        number=Span(*match.span("number")),
        kind=kind_of(unit) if unit else QuantityKind.COUNT,
        value=value,
        unit=unit,
        approximation=Approximation.MORE_THAN if match["side"] in "大高多长重" else Approximation.LESS_THAN,
    )


_MANY = 1000  # that many hundred millions nobody counts one by one


def _half(_: Place, match: re.Match[str]) -> Reading:
    span = Span(*match.span())
    return Reading(span=span, number=span, kind=QuantityKind.SHARE, value=Decimal("0.5"))


def _percents(_: Place, match: re.Match[str]) -> Reading | None:
    lower, upper = read_numeral(match["low"]), read_numeral(match["high"])
    if lower is None or upper is None or lower >= upper:
        return None
    span = Span(*match.span())
    return Reading(span=span, number=span, kind=QuantityKind.SHARE, lower=lower, upper=upper, unit="%")
