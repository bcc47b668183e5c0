"""The rules that read a number in Chinese, by name. The words are data: lang/zh/numerals.toml and units.toml."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.analysis.numerals import EXACT, LONGEST, read_numeral
from briefgen.analysis.quantity_exclusions_zh import EXCLUSIONS
from briefgen.analysis.quantity_reading import Enclosures, Place, Reading, Rule
from briefgen.content import Approximation, QuantityKind
from briefgen.document import Language, Span

_HAN = "零〇一二两三四五六七八九"
_SPOKEN = "零〇一二三四五六七八九"
_MAGNITUDE = r"(?:十(?!字|佳)|百(?!分|货|姓|合)|千(?!瓦|米|克|卡|帕|伏|赫|焦|字节|比特|人计划)|万(?!象|物|科)|亿|兆(?!瓦|赫|帕|字节|焦|比特))"
_GAP = " {0,3}"
_DIGITS = r"(?:(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,40})(?:\.\d{1,20})?|\.\d{1,20})"
_ARABIC = (
    rf"{_DIGITS}(?:[kK](?![A-Za-z0-9])|(?:{_GAP}[余多几]?{_GAP}{_MAGNITUDE}(?:{_GAP}[余多几]?{_MAGNITUDE})*"
    rf"(?:{_GAP}零?\d{{1,4}}(?:{_GAP}{_MAGNITUDE})+)*))?"
)
_CHINESE = (
    rf"(?:[{_HAN}几数廿卅]|{_MAGNITUDE})(?:{_GAP}(?:[零〇一二三四五六七八九几]|两(?=[百千万亿])|{_MAGNITUDE})){{0,38}}"
    rf"(?:{_GAP}点{_GAP}[{_SPOKEN}\d](?: ?[{_SPOKEN}\d]){{0,18}}|(?:[余多]{_MAGNITUDE}+))?"
)
_NUMBER = rf"(?:{_ARABIC}|{_CHINESE})"
_MORE = "[余多来]?"
_SIGN = r"(?:(?<![㐀-鿿])负|(?<![\w)）%])-)?"
_TO = r" {0,2}(?:--?|——?|–|~|～|至|到) {0,2}"


@lru_cache(maxsize=1)
def _data() -> tuple[dict[str, Any], dict[str, Any]]:
    return language_data(Language.CHINESE, "numerals"), language_data(Language.CHINESE, "units")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, QuantityKind]:
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
        for name, table in reversed(_data()[1].items())
        if "words" in table and name not in ("no_unit", "per")
        for word in table["words"]
    }


@lru_cache(maxsize=1)
def _unit_pattern() -> str:
    latin = [word for word in _kinds() if word.isascii() and word[0].isalpha()]
    others = [word for word in _kinds() if word not in latin]
    per = _alternatives(_data()[1]["per"]["words"])
    guards = _data()[1]["not_before"]
    guarded = "|".join(
        re.escape(word) + (f"(?![{guards[word]}])" if word in guards else "") for word in sorted(others, key=lambda word: (-len(word), word))
    )
    one = rf"(?:{guarded}|(?:{_alternatives(latin)})(?![A-Za-z0-9]))"
    return rf"(?P<unit>(?:{one})(?: ?[/／] ?(?:{per})(?![A-Za-z]))?)"


def _kind_of(unit: str) -> QuantityKind:
    if "/" in unit or "／" in unit:
        return _kinds().get(unit, QuantityKind.RATE)
    return _kinds()[unit]


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


def _refused(kind: QuantityKind, reason: str) -> Any:
    def read(_: Place, match: re.Match[str]) -> Reading:
        span = Span(*match.span())
        return Reading(span=span, number=span, kind=kind, reason=reason)

    return read


def _year(_: Place, match: re.Match[str]) -> Reading:
    span = Span(*match.span())
    digits = match["year"]
    value = Decimal(digits) if digits.isdigit() else read_numeral(digits)
    return Reading(span=span, number=Span(*match.span("year")), kind=QuantityKind.DATE, value=value, reason="date")


def _age(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.DATE, unit=match["unit"], reason="date")


def _ordinal(_: Place, match: re.Match[str]) -> Reading:
    return _reading(match, QuantityKind.ORDINAL, reason="ordinal")


def _parts(_: Place, match: re.Match[str]) -> Reading | None:
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


def _percent(_: Place, match: re.Match[str]) -> Reading:
    unit = match["unit"]
    kind = QuantityKind.CHANGE if "点" in unit else QuantityKind.SHARE
    reading = _reading(match, kind, unit=re.sub(r"\s", "", unit))
    return _with_number(reading, _digits_span(match))


def _tenths(_: Place, match: re.Match[str]) -> Reading | None:
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


def _range(_: Place, match: re.Match[str]) -> Reading | None:
    lower, upper = read_numeral(match["number"]), read_numeral(match["upper"])
    if lower is None or upper is None:
        return None
    if match["lower_unit"] is None:
        magnitudes = re.search("[十百千万亿兆]+$", match["upper"])
        if magnitudes and not re.search("[百千万亿兆]", match["number"]):
            scaled = EXACT.multiply(lower, read_numeral("一" + magnitudes.group()) or Decimal(1))
            lower = scaled if scaled < upper else lower
    if lower >= upper:
        return None
    kind = _kind_of(match["unit"])
    reading = _reading(match, QuantityKind.RANGE if kind is QuantityKind.COUNT else kind, lower=lower, upper=upper, unit=match["unit"])
    return _with_number(reading, Span(match.start("number"), match.end("upper")))


def _bare_range(_: Place, match: re.Match[str]) -> Reading | None:
    lower, upper = _signed(match, read_numeral(match["number"])), read_numeral(match["upper"])
    if lower is None or upper is None or lower >= upper:
        return None
    span = Span(match.start("number"), match.end("upper"))
    return Reading(span=Span(*match.span()), number=span, kind=QuantityKind.RANGE, lower=lower, upper=upper)


def _multiple(_: Place, match: re.Match[str]) -> Reading:
    return _with_number(_reading(match, QuantityKind.CHANGE, unit=match["unit"]), _digits_span(match))


def _doubling(_: Place, match: re.Match[str]) -> Reading:
    numeral = match["number"]
    value = read_numeral(numeral) if numeral else Decimal(1)
    span = Span(*match.span())
    return Reading(span=span, number=span, kind=QuantityKind.CHANGE, value=value, unit="番")


def _signed_money(_: Place, match: re.Match[str]) -> Reading:
    return _with_number(_reading(match, QuantityKind.MONEY, unit=match["unit"]), _digits_span(match))


def _coins(_: Place, match: re.Match[str]) -> Reading | None:
    """五元三毛, 50元6角三分, 两美元又三美分: one sum in the larger unit."""
    value = read_numeral(match["number"])
    tenths, hundredths = match["tenths"], match["hundredths"]
    if value is None or not (tenths or hundredths):
        return None
    for part, weight in ((tenths, "0.1"), (hundredths, "0.01")):
        if part:
            value += (read_numeral(part) or Decimal(0)) * Decimal(weight)
    return _reading(match, QuantityKind.MONEY, unit=match["unit"], value=value)


def _half_more(_: Place, match: re.Match[str]) -> Reading | None:
    value = read_numeral(match["number"])
    if value is None:
        return None
    return _reading(match, _kind_of(match["unit"]), unit=match["unit"], value=value + Decimal("0.5"))


def _with_unit(place: Place, match: re.Match[str]) -> Reading | None:
    unit = place.text[match.start("unit") : match.end("unit")]
    kind = _kind_of(match["unit"])
    if unit == "人口":  # of the population: the unit is 人
        unit = "人"
    reading = _reading(match, kind, unit=unit)
    return _with_number(reading, _digits_span(match))


def _bare(_: Place, match: re.Match[str]) -> Reading | None:
    if read_numeral(match["number"]) is None:
        return None
    return _with_number(_reading(match, QuantityKind.COUNT), _digits_span(match))


def _power(_: Place, match: re.Match[str]) -> Reading:
    base, exponent = Decimal(match["base"]), int(match["exponent"])
    value = EXACT.scaleb(base, exponent) if match["sign_of_power"] in "eE" else EXACT.power(base, exponent)
    span = Span(*match.span())
    return Reading(span=span, number=span, kind=QuantityKind.OTHER, value=_signed(match, value), reason="formula")


def _with_number(reading: Reading, number: Span) -> Reading:
    from dataclasses import replace  # noqa: PLC0415

    return replace(reading, number=number)


def _rule(name: str, pattern: str, read: Any) -> Rule:
    return Rule(name, re.compile(pattern), read)


def _named(group: str, pattern: str = _NUMBER) -> str:
    return f"(?P<{group}>{pattern})"


def _rules() -> tuple[Rule, ...]:
    unit = _unit_pattern()
    lower_unit = unit.replace("(?P<unit>", "(?P<lower_unit>")
    currency = _alternatives(word for word, kind in _kinds().items() if kind is QuantityKind.MONEY)
    number = _named("number")
    sign = f"(?P<sign>{_SIGN})"
    year = rf"(?:\d{{3,4}}|[零〇一二三四五六七八九]{{4}})"
    return (
        _rule("code of many digits", rf"\d{{{LONGEST + 1},}}", _refused(QuantityKind.NAME, "code")),
        _rule("phone or code with hyphens", r"\d{3,4}-\d{7,8}(?!\d)|\d{1,4}(?:-\d{1,4}){2,}|1\d{10}(?!\d)", _refused(QuantityKind.NAME, "code")),
        _rule("date of year, month and day", rf"(?P<year>{year}) ?年(?:度|代)?(?: ?\d{{1,2}} ?月(?:份| ?\d{{1,2}} ?[日号])?)?", _year),
        _rule("date of month and day", r"(?P<year>\d{1,2}|[一二三四五六七八九十]{1,3}) ?月(?! ?[大龄])(?:份| ?(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号])?", _year),
        _rule("date of numbers", r"(?P<year>(?:19|20)\d\d)[-./]\d{1,2}[-./]\d{1,2}", _year),
        _rule("bare year", r"(?P<year>(?:19|20)\d\d)(?=[-–—~至到](?:(?:19|20)\d\d|\d\d)(?:[年)）]|$)|财年|财政年)", _year),
        _rule("day of the month", r"(?P<year>\d{1,2}) ?[日号](?!元|圆|均|产|供|处|线|楼|本|常|间|益|前期)", _year),
        _rule("decade, century or class", rf"(?P<number>{_NUMBER}) ?(?P<unit>世纪|年代|后(?=[^来续面者期，。、；]|$)|年级|周年)", _age),
        _rule("time of day", r"\d{1,2}[::]\d{2}(?:[::]\d{2})?(?!\d)|\d{1,2}时(?:\d{1,2}分)?(?![装间段代期])", _refused(QuantityKind.DATE, "time of day")),
        _rule("ordinal", rf"第 ?(?P<number>{_NUMBER})", _ordinal),
        _rule("power", r"(?P<sign>(?:负|-)?)(?P<base>\d{1,12}(?:\.\d{1,12})?)(?P<sign_of_power>[eE^])(?P<exponent>[+-]?\d{1,3})(?![\w])", _power),
        _rule("mixed digits and fraction", r"(?P<whole>\d{1,4}) (?P<number>\d{1,4})/(?P<base>\d{1,4})(?P<negative>)(?P<sign>)(?![\d/])", _parts),
        _rule("digits as a fraction", r"(?P<whole>)(?P<number>\d{1,4})/(?P<base>\d{1,4})(?P<negative>)(?P<sign>)(?![\d/])", _parts),
        _rule(
            "parts of a whole",
            rf"{sign}(?:(?P<whole>{_NUMBER}){_GAP}又{_GAP})?(?P<base>{_ARABIC}|(?:{_CHINESE})?百|{_CHINESE}|[千万]万?){_GAP}分{_GAP}之{_GAP}(?P<negative>负?){number}",
            _parts,
        ),
        _rule("percent", rf"{sign}{number}{_MORE} {{0,4}}(?P<unit>%|‰|个 {{0,2}}百 {{0,2}}分 {{0,2}}点|百分点|个基点|基点)", _percent),
        _rule("tenths", rf"{number} {{0,2}}(?P<unit>成|折)(?P<tail> {{0,3}}[半一二三四五六七八九](?![个名家项年])|)(?![立员为功果长绩熟本就都交品效像份规见群行百套因分叠扣磨旧合腾射])", _tenths),
        _rule("range with one unit", rf"{number}{_MORE}(?P<lower_unit>{lower_unit.split('>', 1)[1]}?{_TO}{_named('upper')}{_MORE} ?{unit}", _range),
        _rule("interval between two", rf"{sign}{number} ?[和与跟到至] ?{_named('upper')} ?之?间", _bare_range),
        _rule("doubling", r"翻(?:了|两?)?(?P<number>[\d一两二三四五六]?)番", _doubling),
        _rule("multiple", rf"{number}{_MORE}(?P<unit>倍)(?!增|频|感|受|数|率|道)", _multiple),
        _rule("sign of a currency", rf"(?P<unit>US\$|HK\$|￥|¥|\$|€|£) ?{number}", _signed_money),
        _rule(
            "money with smaller coins",
            rf"{number} ?(?P<unit>{currency})又?(?:(?P<tenths>{_NUMBER})(?:角|毛)(?:钱)?)?(?:(?P<hundredths>{_NUMBER})(?:分钱|分|美分|日本銭|便士|欧分))?(?!之)",
            _coins,
        ),
        _rule("half a unit more", rf"{number}{unit}半(?![数径天导场个])", _half_more),
        _rule("number with unit", rf"{sign}{number}(?P<more>{_MORE}) {{0,2}}{unit}", _with_unit),
        _rule("range", rf"{sign}{number}{_TO}{_named('upper')}(?![\d.])", _bare_range),
        _rule("bare number", rf"{sign}{number}(?P<more>[余多]?)", _bare),
    )


class ChineseGrammar:
    """The rules, exclusions and limits of Chinese, simplified and traditional."""

    def __init__(self) -> None:
        numerals, _ = _data()
        variants, formal = numerals["variants"], numerals["formal"]
        wide = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *map(ord, "％．～－＋＾／"))}
        plain = {wide_space: " " for wide_space in "\u3000\u00a0\u2002\u2003\u2009\t"}
        self._plain = str.maketrans(dict(zip(variants["from"], variants["to"], strict=True)) | plain) | wide
        self._formal = str.maketrans(formal["from"], formal["to"])
        self._formal_run = re.compile(rf"[{formal['from']}{_HAN}十百千万亿兆](?:[{formal['from']}{_HAN}十百千万亿兆 点又分之])*")
        self._grouping = re.compile(r"(?<=[0-9])，(?=\d{3}(?!\d))")
        self._names = re.compile(r"“[^“”\n]{1,24}”|‘[^‘’\n]{1,24}’|「[^「」\n]{1,24}」|『[^『』\n]{1,24}』|《[^《》\n]{1,80}》|\"[^\"\n]{1,24}\"")
        self.anchors = re.compile(rf"(?<!\d)\.(?=\d)|[\d{_HAN}十百千万亿几数廿卅第翻￥¥$€£负]|(?<![\w)）%])-(?=\.?\d)|(?:US|HK)\$")
        self.rules = _rules()
        self.exclusions = EXCLUSIONS
        self._words = self._words_by_numeral(numerals["words"]["not_numbers"])
        before, after = numerals["qualifiers"]["before"], numerals["qualifiers"]["after"]
        self._before = {word: Approximation(name) for name, words in before.items() for word in words}
        self._before_scale = {word: Approximation(name) for name, words in numerals["qualifiers"]["scale"].items() for word in words}
        self._after = {word: Approximation(name) for name, words in after.items() for word in words}
        self._after_pattern = re.compile(rf" ?({_alternatives(self._after)})(?!海|网|升|课|班|级|层|述|游)")
        self._longest_before = max(map(len, self._before))

    def place(self, text: str) -> Place:
        """The text with its view and its names."""
        view = text.translate(self._plain)
        view = self._formal_run.sub(self._as_plain_numeral, view)
        view = self._grouping.sub(",", view) if re.search("[０-９]，", text) else view
        return Place(text, view, Enclosures([Span(*match.span()) for match in self._names.finditer(text)]))

    def qualifier_before(self, view: str, start: int) -> tuple[int, Approximation | None]:
        """Where a limit that stands right before `start` begins, and what it says; (start, None) where there is none."""
        at = start - 1 if view[start - 1 : start] == " " else start
        for length in range(self._longest_before, 0, -1):
            word = view[max(0, at - length) : at]
            if len(word) == length and word in self._before:
                return at - length, self._before[word]
        scale = view[at - 1 : at]
        if scale in self._before_scale and re.match("[百千万亿]", view[start : start + 1]):
            return at - 1, self._before_scale[scale]
        return start, None

    def qualifier_after(self, view: str, end: int) -> tuple[int, Approximation | None]:
        """Where a limit that stands right behind `end` ends, and what it says."""
        match = self._after_pattern.match(view, end)
        return (match.end(), self._after[match.group(1)]) if match else (end, None)

    def skip(self, view: str, position: int) -> int:
        """The end of a word that holds a numeral and no number, or `position`."""
        for offset, word in self._words.get(view[position], ()):
            if view.startswith(word, position - offset) and position >= offset:
                return position - offset + len(word)
        return position

    def _as_plain_numeral(self, match: re.Match[str]) -> str:
        run = match.group()
        return run.translate(self._formal) if len(run.strip()) > 1 else run

    @staticmethod
    def _words_by_numeral(words: Iterable[str]) -> dict[str, tuple[tuple[int, str], ...]]:
        """For each numeral character, the words that hold it with its place in them, longest first."""
        table: dict[str, list[tuple[int, str]]] = {}
        for word in sorted(words, key=len, reverse=True):
            for offset, character in enumerate(word):
                if character in _HAN + "十百千万亿几数":
                    table.setdefault(character, []).append((offset, word))
        return {character: tuple(entries) for character, entries in table.items()}
