"""The rules that read a number in English, by name. The words are data: lang/en/numerals.toml and units.toml."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.analysis.numerals import EXACT, LONGEST
from briefgen.analysis.quantity_exclusions_en import EXCLUSIONS
from briefgen.analysis.quantity_reading import Enclosures, Place, Reading, Rule
from briefgen.content import Approximation, QuantityKind
from briefgen.document import Language, Span

_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,40})(?:\.\d{1,20})?|\.\d{1,20}"
_CURRENCY = r"(?:(?:US|A|AU|C|CA|HK|NZ|S|R|NT|Z) ?\$|\$|£|€|¥|₹|(?<![A-Za-z])(?:EUR|AUD|USD|GBP|CNY|RMB|JPY|CHF|CAD|HKD|SGD|INR|KRW|RM|Rs\.?|PS)(?= ?\d))"


@lru_cache(maxsize=1)
def _data() -> tuple[dict[str, Any], dict[str, Any]]:
    return language_data(Language.ENGLISH, "numerals"), language_data(Language.ENGLISH, "units")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, QuantityKind]:
    names = {kind.value: kind for kind in QuantityKind}
    return {word: names.get(name, QuantityKind.OTHER) for name, table in reversed(_data()[1].items()) for word in table["words"]}


@lru_cache(maxsize=1)
def _sources() -> dict[str, str]:
    """The pieces of pattern that the rules share."""
    numerals, _ = _data()
    word = rf"(?:{_alternatives(numerals['words'])})"
    scale = rf"(?i:(?:{_alternatives(numerals['scales'])})s?)"
    small = rf"(?:{word}(?:[ -]{word})?)"
    words = rf"(?i:(?:{small}|an?(?= {scale}))(?:[ -](?:and )?(?:{scale}|{small})){{0,8}}\b)"
    symbols = [unit for unit in _kinds() if not unit[0].isalpha()]
    letters = [unit for unit in _kinds() if unit[0].isalpha()]
    unit = rf"(?:{_alternatives(symbols)}|(?:{_alternatives(letters)})(?![\w]))"
    suffix = rf"(?:{_alternatives(numerals['suffixes'])})(?![\w])"
    return {
        "scale": scale,
        "words": words,
        "suffix": suffix,
        "amount": rf"(?:(?:{_DIGITS})(?:[ -]?{scale}\b|{suffix}| (?:B|bn|mn|mln|tn)(?![\w]))?|{words})",
        "plain": rf"(?:(?:{_DIGITS})(?:[ -]?{scale}\b)?|{words})",
        "unit": unit,
    }


def read_amount(text: str) -> Decimal | None:
    """The value of a number in digits or words with its scale, None where it is none."""
    numerals, _ = _data()
    match = re.match(_DIGITS, text)
    if match:
        value = Decimal(match.group().replace(",", ""))
        rest = text[match.end() :].strip(" -")
        factor = numerals["suffixes"].get(rest) or numerals["scales"].get(rest.lower().rstrip("s")) or 1
        return EXACT.multiply(value, Decimal(factor))
    total = section = Decimal(0)
    for word in re.findall("[a-z]+", text.lower()):
        if word in numerals["words"]:
            section += numerals["words"][word]
        elif word in ("a", "an"):
            section += 1
        elif word.rstrip("s") in numerals["scales"]:
            factor = Decimal(numerals["scales"][word.rstrip("s")])
            if factor == 100:
                section = (section or Decimal(1)) * factor
            else:
                total, section = EXACT.add(total, EXACT.multiply(section or Decimal(1), factor)), Decimal(0)
        elif word != "and":
            return None
    return EXACT.add(total, section)


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
        return Reading(span=span, number=span, kind=kind, reason=reason, value=Decimal(digits.group()) if digits else None)

    return read


def _money(_: Place, match: re.Match[str]) -> Reading:
    unit = match["unit"]
    per = match["per"] or ""
    return _reading(match, QuantityKind.MONEY, unit=unit + (" " + per.strip() if per else ""))


def _money_range(_: Place, match: re.Match[str]) -> Reading | None:
    lower, upper = read_amount(match["number"]), read_amount(match["upper"])
    if lower is None or upper is None:
        return None
    if not re.search("[A-Za-z]", match["number"]):
        factor = upper / (Decimal(re.match(_DIGITS, match["upper"]).group().replace(",", "")) or 1)  # type: ignore[union-attr]
        lower *= factor if lower * factor < upper else 1
    return _as_range(match, lower, upper, match["unit"], QuantityKind.MONEY) if lower < upper else None


def _as_range(match: re.Match[str], lower: Decimal, upper: Decimal, unit: str, kind: QuantityKind) -> Reading:
    span = Span(match.start("number"), match.end("upper"))
    return Reading(span=Span(*match.span()), number=span, kind=kind, lower=lower, upper=upper, unit=unit)


def _range(_: Place, match: re.Match[str]) -> Reading | None:
    lower, upper = read_amount(match["number"]), read_amount(match["upper"])
    if lower is None or upper is None or lower >= upper:
        return None
    scale = re.search(r"[A-Za-z]+$", match["upper"])
    if scale and match["upper"][0].isdigit() and not re.search("[A-Za-z]", match["number"]):
        lower = read_amount(match["number"] + " " + scale.group()) or lower
    unit = match["unit"]
    return _as_range(match, lower, upper, unit, _kinds().get(unit, QuantityKind.RANGE))


def _with_unit(_: Place, match: re.Match[str]) -> Reading:
    unit = match["unit"]
    per = (match["per"] or "").strip()
    kind = _kinds()[unit]
    if unit.startswith(("percentage", "basis", "point", "pp")):
        kind = QuantityKind.CHANGE
    return _reading(match, kind if not per else QuantityKind.RATE, unit=unit + (" " + per if per else ""))


def _fraction(_: Place, match: re.Match[str]) -> Reading | None:
    table = _data()[0]["fractions"]
    name = (match["part"] or "half").lower()
    value = Decimal("0.5") if name == "half" else EXACT.divide(Decimal(1), Decimal(table[name]))
    count = match["count"]
    if count and count.strip(" -").lower() not in ("a", "an"):
        value = EXACT.multiply(value, read_amount(count.strip(" -")) or Decimal(1))
    return _reading(match, QuantityKind.SHARE, value=value)


def _one_in(_: Place, match: re.Match[str]) -> Reading | None:
    part, whole = read_amount(match["part"]), read_amount(match["whole"])
    if not part or not whole or part >= whole:
        return None
    return _reading(match, QuantityKind.SHARE, value=EXACT.divide(part, whole))


def _multiple(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.CHANGE, unit=match["unit"].strip(" -"))


def _multiple_word(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.CHANGE, value=Decimal(_data()[0]["multiples"][match["number"].lower()]))


def _count(place: Place, match: re.Match[str]) -> Reading | None:
    if read_amount(match["number"]) is None:
        return None
    noun = following_noun(place.view, match.end())
    reading = _reading(match, QuantityKind.COUNT, unit=noun)
    return reading


def following_noun(view: str, end: int) -> str:
    """The words that a count counts: up to the first plural among the next four, else the next word."""
    stops = frozenset(language_data(Language.ENGLISH, "figures")["words"]["stops"])
    words: list[str] = []
    at = end
    pattern = re.compile(r"[ -]([A-Za-z][\w’'-]*)")
    while len(words) < 4 and (match := pattern.match(view, at)):
        word = match.group(1)
        if word.lower() in stops:
            break
        words.append(word)
        at = match.end()
        if re.search(r"[^s']s$|people$|men$|women$|children$", word) and not word.lower().endswith(("ous", "ss", "us")):
            return " ".join(words)
    return words[0] if words else ""


def _bare_year(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.DATE, reason="year")


def _rule(name: str, pattern: str, read: Any) -> Rule:
    return Rule(name, re.compile(pattern, re.IGNORECASE if name in _ANY_CASE else 0), read)


_ANY_CASE = ("fraction in words", "one in five", "multiple in words", "ordinal", "share out of")


def _rules() -> tuple[Rule, ...]:
    s = _sources()
    amount, plain, unit = s["amount"], s["plain"], s["unit"]
    dash = r" ?(?:-|–|—|to|through) ?"
    to = r"(?: ?[-–—] ?| to | or )"
    per = r"(?P<per> ?/ ?(?:h|s|km|kg|m|day|year|month|hour|sec)\b| (?:per|an?) (?:square foot|square metre|capita|year|month|week|day|hour|minute|second|person|head|tonne|ton|barrel|litre|liter|gallon|mile|share|unit|ounce|night|household|kg|km)\b)?"
    parts = _alternatives(_data()[0]["fractions"])
    return (
        _rule("code of many digits", rf"\d{{{LONGEST + 1},}}", _refused(QuantityKind.NAME, "code")),
        _rule("ordinal", r"(?P<number>\d{1,4})(?:st|nd|rd|th)\b(?:[ -](?:century|anniversary|birthday))?", _refused(QuantityKind.ORDINAL, "ordinal")),
        _rule("time of day", r"\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m\.|p\.m\.|AM|PM|GMT|o'clock)\b|\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?!\d)", _refused(QuantityKind.DATE, "time of day")),
        _rule("date with month", rf"\d{{1,2}} (?:of )?{_MONTH}(?:,? \d{{4}})?\b|(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}", _refused(QuantityKind.DATE, "date")),
        _rule("decade", r"(?:\d{3}|')?\d0'?s\b", _refused(QuantityKind.DATE, "date")),
        _rule("years from to", r"(?:1[5-9]|20)\d\d ?[-–—/] ?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d.,]\d|%)\b", _refused(QuantityKind.DATE, "date")),
        _rule("score", r"\d{1,3}[-–]\d{1,3}(?=[ ,.;)]|$)(?! (?:%|per|years?|days?|months?|weeks?|hours?|minutes?|miles?|km|kg|mm|cm|m\b|feet|people))", _refused(QuantityKind.NAME, "score")),
        _rule("phone or code with hyphens", r"\d{1,4}(?:-\d{1,4}){2,}|\d{3,4}-\d{4,8}", _refused(QuantityKind.NAME, "code")),
        _rule("scientific notation", r"(?P<number>\d+(?:\.\d+)?(?: ?[×x] ?10\^?[-−−]?\d{1,3}|[eE][-+]?\d{1,3}))", _scientific),
        _rule("money from to", rf"(?P<unit>{_CURRENCY}) ?(?P<number>(?:{_DIGITS})(?: ?{s['scale']}\b|{s['suffix']})?){to}{_CURRENCY}? ?(?P<upper>{amount})", _money_range),
        _rule("money", rf"(?P<unit>{_CURRENCY}) ?(?P<number>(?:{_DIGITS})(?:[ -]?{s['scale']}\b|{s['suffix']})?){per}", _money),
        _rule("one in five", rf"(?P<number>(?P<part>one|two|three|four|nine|1|2|3|4|9)(?: out of| in) (?P<whole>{plain}))(?! (?:%|percent|per cent|{unit}))", _one_in),
        _rule("fraction in words", rf"(?P<number>(?:(?P<count>(?:an?|one|two|three|four|five|seven|nine)[ -])(?P<part>{parts})|(?P<half>half)))(?= of\b| the\b| its\b| their\b| as\b|[ ,.](?!time|quarter|year|place|day|party|generation|world|round|half|season|week|month))", _fraction),
        _rule("range with unit", rf"(?P<number>{plain})(?: ?{unit})?{to}(?P<upper>{plain})(?: ?[-]?|-)(?P<unit>{unit}){per}", _range_with_per),
        _rule("multiple", rf"(?P<number>{plain})(?P<unit>[ -]?(?:times\b|fold\b)|x\b)(?! (?:a|per|in|at|out|that|when)\b)", _multiple),
        _rule("multiple in words", rf"(?P<number>{_alternatives(_data()[0]['multiples'])})\b(?= (?:the|that|as|its|their|in|to|from|last)\b)", _multiple_word),
        _rule("number with unit", rf"(?P<sign>(?<![\w)])(?:[-−]|minus[ -]))?(?P<number>{plain})(?: |-)?(?P<unit>{unit}){per}", _with_unit),
        _rule("bare year", r"(?P<number>(?:1[5-9]|20)\d\d)(?![\d,.]\d|[\w%-])", _bare_year),
        _rule("count", rf"(?P<sign>(?<![\w)])(?:[-−](?=\d)|minus[ -]))?(?P<number>{amount})(?![\d])", _count),
    )


def _range_with_per(place: Place, match: re.Match[str]) -> Reading | None:
    return _range(place, match)


def _scientific(_: Place, match: re.Match[str]) -> Reading | None:
    parts = re.match(r"([\d.]+) ?(?:[×x] ?10\^?|[eE])([-+−−]?\d+)", match["number"])
    if parts is None:
        return None
    value = EXACT.scaleb(Decimal(parts.group(1)), int(parts.group(2).replace("−", "-")))
    return _reading(match, QuantityKind.OTHER, value=value)


class EnglishGrammar:
    """The rules, exclusions and limits of English."""

    def __init__(self) -> None:
        numerals, _ = _data()
        words = "|".join([*numerals["words"], *numerals["scales"], *numerals["fractions"], *numerals["multiples"]])
        self.anchors = re.compile(rf"(?<![\w])(?:{_CURRENCY} ?\.?\d|[-−](?=\.?\d)|minus[ -](?=\d))|(?<![\d.])\.?\d|\b(?:an? (?={words})|(?:{words})\b)", re.IGNORECASE)
        self.rules = _rules()
        self.exclusions = EXCLUSIONS
        before, after = numerals["qualifiers"]["before"], numerals["qualifiers"]["after"]
        self._before = {word: Approximation(name) for name, group in before.items() for word in group}
        self._after = {word.replace("\\", ""): Approximation(name) for name, group in after.items() for word in group}
        self._before_pattern = re.compile(rf"(?:^|(?<=[\s(,“\"]))(?:{_alternatives(self._before)}) ?$", re.IGNORECASE)
        self._after_pattern = re.compile(rf" ?({_alternatives(self._after)})(?![\w])", re.IGNORECASE)
        self._money = re.compile(_CURRENCY)
        self._names = re.compile(r"“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"")

    def place(self, text: str) -> Place:
        """The text with its view and its names."""
        view = text.translate({0xA0: " ", 0x202F: " ", 0x2009: " "})
        return Place(text, view, Enclosures([Span(*match.span()) for match in self._names.finditer(text)]))

    def qualifier_before(self, view: str, start: int) -> tuple[int, Approximation | None]:
        """Where a limit that stands right before `start` begins, and what it says; (start, None) where there is none."""
        begin = max(0, start - 18)
        match = self._before_pattern.search(view[begin:start])
        if match is None:
            return start, None
        return begin + match.start(), self._before[match.group().strip().lower()]

    def qualifier_after(self, view: str, end: int) -> tuple[int, Approximation | None]:
        """Where a limit that stands right behind `end` ends, and what it says."""
        match = self._after_pattern.match(view, end)
        return (match.end(), self._after[match.group(1).lower()]) if match else (end, None)

    def skip(self, view: str, position: int) -> int:  # noqa: ARG002  (the protocol's; English numerals are words of their own)
        """No word of English hides a numeral."""
        return position
