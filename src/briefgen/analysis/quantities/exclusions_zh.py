"""Why a number in Chinese text may not be a headline figure: names, years, codes, idioms. The first wins."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.analysis.quantities.reading import Exclusion, Place, Reading
from briefgen.content import Approximation, QuantityKind
from briefgen.document import Language

_LONGEST_NAME = 18  # characters of a quotation, marks included, that is still a name and not somebody's words
_CONTEXT = 14


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    data: dict[str, Any] = language_data(Language.CHINESE, "figures")["exclusions"]
    no_unit = language_data(Language.CHINESE, "units")["no_unit"]["words"]
    patterns = {name: re.compile(pattern) for name, pattern in data.items()}
    return patterns | {"no unit": re.compile("|".join(sorted(map(re.escape, no_unit), key=len, reverse=True)))}


def _before(place: Place, reading: Reading) -> str:
    return place.view[max(0, reading.span.start - _CONTEXT) : reading.span.start]


def _after(place: Place, reading: Reading) -> str:
    return place.view[reading.span.end : reading.span.end + _CONTEXT]


def _numeral(place: Place, reading: Reading) -> str:
    return place.view[reading.number.start : reading.number.end]


def _has_digits(place: Place, reading: Reading) -> bool:
    return any(character.isdigit() for character in place.view[reading.span.start : reading.span.end])


def _is_name_in_marks(place: Place, reading: Reading) -> bool:
    name = place.names.around(reading.number)
    if name is None:
        return False
    return place.text[name.start] == "《" or name.end - name.start <= _LONGEST_NAME


def _touches_letters(place: Place, reading: Reading) -> bool:
    before, after = place.view[max(0, reading.span.start - 2) : reading.span.start], _after(place, reading)[:1]
    if reading.scale and re.match("[a-z]{4,}", place.view[reading.span.end : reading.span.end + 4]):
        return False  # 40万followers
    if re.search("[㐀-鿿]$", reading.unit):
        after = ""  # 20枚P-7: the unit stands between
    return (bool(re.search(r"[A-Za-z][-.·]?$", before)) and reading.unit not in ("$", "€")) or bool(
        re.match(r"[A-Za-z_]", after) or (reading.unit == "%" and re.match(r"[0-9]", after))
    )


def _is_mark(place: Place, reading: Reading) -> bool:
    """A section number, a footnote mark, a label such as 图1 or 附件3."""
    before, after = _before(place, reading), _after(place, reading)
    if re.search(r"\d[.．×]$", before):  # 1.2.3节, 7×24小时
        return True
    if reading.unit:
        return False
    if re.search(r"[（(\[【〔]$", before) and re.match(r"[）)\]】〕]", after):
        return True
    if re.search(r"(?:^|\n)[ 　]*$", place.text[max(0, reading.span.start - 4) : reading.span.start]) and re.match(
        r"[.、．)）]", after
    ):
        return True
    return bool(_patterns()["label"].search(before))


def _is_code(place: Place, reading: Reading) -> bool:
    article = reading.unit in ("条", "條", "款", "章", "节", "節")
    if article and _patterns()["article before"].search(_before(place, reading)):
        return True  # 教会法典419条
    if article and re.match("立法(?!建议|意见|项目|计划)", _after(place, reading)):
        return True  # 23条立法
    if reading.unit == "班" and _numeral(place, reading).isdigit() and (reading.value or 0) >= 100:
        return True  # 行政管理专业2301班
    if reading.upper is not None and reading.unit in ("期", "卷", "页", "章", "集", "回", "辑"):
        return not re.search("[共约达]$", _before(place, reading))  # 282至348期连载: which, not how many
    if reading.unit or reading.scale:
        return False
    numeral = _numeral(place, reading)
    return (len(numeral) >= 5 and numeral.isdigit()) or bool(_patterns()["code"].search(_before(place, reading)))


def _is_time_scope(place: Place, reading: Reading) -> bool:
    """近五年来, 未来3年, 2年间: the time in which something happened, no figure of its own."""
    if reading.kind is not QuantityKind.DURATION:
        return False
    whole = _before(place, reading) + place.view[reading.span.start : reading.number.start]
    return bool(_patterns()["scope before"].search(whole)) or bool(
        _patterns()["scope after"].match(_after(place, reading))
    )


def _is_plain_duration(place: Place, reading: Reading) -> bool:
    """A number of years is a figure only where the source makes a point of it (连续11年, 历时36年)."""
    if reading.kind is not QuantityKind.DURATION or not reading.unit.startswith(("年", "载", "学年")):
        return False
    whole = _before(place, reading) + place.view[reading.span.start : reading.number.start]
    return not _patterns()["duration cue"].search(whole) or not _has_digits(place, reading)


def _is_small_numeral(place: Place, reading: Reading) -> bool:
    """Chinese numerals count only where they state an amount: shares, hundreds and more, or a limit."""
    if _has_digits(place, reading) or reading.kind in (QuantityKind.SHARE, QuantityKind.CHANGE):
        return reading.kind is QuantityKind.CHANGE and reading.unit == "倍" and (reading.value or Decimal(0)) >= 100
    numeral, value = _numeral(place, reading), reading.upper or reading.value or Decimal(0)
    if reading.lower == 0:  # 从零到百万元: a figure of speech
        return True
    lasting = reading.kind is QuantityKind.DURATION and "连" in place.view[reading.span.start : reading.number.start]
    limited = lasting or reading.approximation is not Approximation.EXACT  # 连续二十五个月成长
    if value < 20 or (value < 100 and not limited):
        return True
    if re.fullmatch("[一两][百千万]+", numeral) and reading.kind is QuantityKind.COUNT and not limited:
        return reading.unit not in ("人", "人次", "户", "名", "家")  # 一百个理由: a way to say many
    if numeral[0] in "十百千万亿" and not re.match("十[一二三四五六七八九][万亿]", numeral):
        return not limited
    return not reading.unit and not re.search("[万亿]", numeral)


def _is_vague(place: Place, reading: Reading) -> bool:
    if _numeral(place, reading) == "一半":  # a share where it is limited or reached: 近一半, 减少一半
        exact = reading.approximation is Approximation.EXACT
        return exact and not _patterns()["share before"].search(_before(place, reading))
    return bool(re.match(r"[几数](?!据)", _numeral(place, reading))) or bool(
        re.match(r"(?:十|百|千|万)?几", _numeral(place, reading))
    )


def _has_no_unit(place: Place, reading: Reading) -> bool:
    if reading.unit or reading.kind is QuantityKind.SHARE:
        return False
    after = _after(place, reading)
    if _patterns()["no unit"].match(after):
        return True
    if "." in _numeral(place, reading) and _patterns()["index before"].search(_before(place, reading)):
        return False  # 城乡居民收入比降至2.31
    return not re.search("[万亿千百兆]", _numeral(place, reading) + reading.scale) or (
        not re.match("[㐀-鿿“的]", after or "，") and not reading.scale
    )


def _is_age(place: Place, reading: Reading) -> bool:
    """How old somebody is, or the limit of a class (60岁以上人口); a life expectancy is a figure."""
    before = place.view[max(0, reading.span.start - 2 * _CONTEXT) : reading.span.start]
    return reading.unit in ("岁", "周岁", "歲", "周歲") and not _patterns()["age cue"].search(before)


def _is_rank(place: Place, reading: Reading) -> bool:
    """前100名的学生: where a list ends, not how many there are."""
    before = _before(place, reading) + place.view[reading.span.start : reading.number.start]
    return reading.unit in ("名", "位", "强", "強") and bool(
        re.search("(?<![目此之以年日会])前$|[列居]$|排名$", before)
    )


def _is_rate_base(place: Place, reading: Reading) -> bool:
    """7.2兑1美元, 每5个中有1个: what a rate is stated for."""
    before = _before(place, reading)
    if _patterns()["each of"].search(before) and reading.kind is QuantityKind.COUNT and _has_digits(place, reading):
        return True
    one = _patterns()["rate base"].search(before) or _patterns()["one of each"].search(before)
    return reading.value == 1 and bool(one or _patterns()["rate for"].match(_after(place, reading)))


def _is_penalty(place: Place, reading: Reading) -> bool:
    """处10万元以上50万元以下罚款, 不足1万元的，处…: what a law threatens and when, nothing that happened."""
    limits = (Approximation.AT_LEAST, Approximation.AT_MOST, Approximation.LESS_THAN, Approximation.MORE_THAN)
    return reading.approximation in limits and bool(_patterns()["penalty"].match(_after(place, reading)))


def _is_limit_of_class(place: Place, reading: Reading) -> bool:
    """500万元以上项目, 增幅在30%以上的有7个: what belongs to a class, not how much there is of anything."""
    limit = place.view[reading.span.end - 2 : reading.span.end]
    if limit not in ("以上", "以下", "以内") or (reading.kind is QuantityKind.COUNT and reading.unit != "人"):
        return False
    if "口径" in place.view[max(0, reading.span.start - 2 * _CONTEXT) : reading.span.start]:
        return True  # 统计口径为年收入500万元及以上的企业
    if re.match(r"的有[约近]?\d", _after(place, reading)):
        return True
    return reading.kind is not QuantityKind.SHARE and bool(_patterns()["class"].match(_after(place, reading)))


_PHYSICAL = (QuantityKind.ENERGY, QuantityKind.LENGTH, QuantityKind.MASS)


def _is_size_in_name(place: Place, reading: Reading) -> bool:  # noqa: PLR0911  (one reason a line)
    """甲公司10万吨铝材项目, 330千伏线路: the size is part of what the thing is called."""
    if reading.unit in ("千伏", "伏", "kV", "V"):
        return True
    if reading.unit in ("米", "厘米", "毫米") and re.match("[长高宽厚深]的|口径", _after(place, reading)):
        return True  # 50米长的墙
    if reading.unit in ("纳米", "微米", "nm", "μm"):
        return not _patterns()["measures before"].search(_before(place, reading))
    if _patterns()["size before"].search(_before(place, reading)) and re.match("[㐀-鿿]", _after(place, reading)):
        return reading.kind is QuantityKind.MONEY  # 首个300亿元园区
    if reading.kind in _PHYSICAL and _patterns()["counted before"].search(_before(place, reading)):
        return bool(re.match("[㐀-鿿]", _after(place, reading)))  # 4台30万千瓦机组
    if reading.unit == "公里" and _patterns()["speed before"].search(_before(place, reading)):
        return bool(_patterns()["named by speed"].match(_after(place, reading)))
    if reading.kind is QuantityKind.MONEY and _patterns()["price class"].match(_after(place, reading)):
        return True
    sized = reading.kind in (QuantityKind.MASS, QuantityKind.ENERGY, QuantityKind.LENGTH)
    return (
        sized
        and bool(_patterns()["named by size"].match(_after(place, reading)))
        and not _patterns()["act before"].search(_before(place, reading))
    )


def _is_in_row(place: Place, reading: Reading) -> bool:
    """0.73% 2.83% -74.20%: numbers side by side in what was a table."""
    before, after = place.view[max(0, reading.span.start - 6) : reading.span.start], _after(place, reading)
    return bool(_patterns()["cell before"].search(before) or _patterns()["cell after"].match(after))


def _is_service_time(place: Place, reading: Reading) -> bool:
    return reading.kind is QuantityKind.DURATION and bool(_patterns()["service"].match(_after(place, reading)))


def _matches_after(name: str) -> Any:
    return lambda place, reading: bool(_patterns()[name].match(_after(place, reading)))


def _is_list_counter(place: Place, reading: Reading) -> bool:
    small = (reading.value or Decimal(0)) <= 12
    return (
        small and bool(reading.unit) and bool(_patterns()["list counter"].match(reading.unit + _after(place, reading)))
    )


def _is_deictic(place: Place, reading: Reading) -> bool:
    return (reading.value or Decimal(0)) < 20 and bool(_patterns()["deictic"].search(_before(place, reading)))


EXCLUSIONS = (
    Exclusion("name in quotation marks", _is_name_in_marks),
    Exclusion("code with letters", _touches_letters),
    Exclusion("number of a section, note or table", _is_mark),
    Exclusion("code", _is_code),
    Exclusion("row of a table", _is_in_row),
    Exclusion("time scope", _is_time_scope),
    Exclusion("duration", _is_plain_duration),
    Exclusion("vague", _is_vague),
    Exclusion("small Chinese numeral", _is_small_numeral),
    Exclusion("no unit", _has_no_unit),
    Exclusion("age", _is_age),
    Exclusion("rank", _is_rank),
    Exclusion("base of a rate", _is_rate_base),
    Exclusion("penalty", _is_penalty),
    Exclusion("size in a name", _is_size_in_name),
    Exclusion("limit of a class", _is_limit_of_class),
    Exclusion("hours of a service", _is_service_time),
    Exclusion("part of a name", _matches_after("name after")),
    Exclusion("counts a list", _is_list_counter),
    Exclusion("refers back", _is_deictic),
)
