"""A number of a spreadsheet as its format shows it (ECMA-376 part 1, 18.8.31), as far as reports use such formats.

Percent, thousands, decimals, literal text, dates and times, negative and zero sections. Fractions and colours
are not followed: the number is then written plainly.
"""

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);(#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The formats that files name by number only (18.8.30, those of Chinese included); 14 in the order of ISO 8601."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<date>AM/PM|上午/下午|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?|aaaa?)"
    r"|(?P<digits>[0#?][0#?,.]*(?:[eE][+-]0+)?)|(?P<general>General|G/通用格式)|(?P<plain>.)",
    re.DOTALL,
)
_ELAPSED = re.compile(r"[hHmMsS]+")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_TO_1899_12_30 = 693_899  # from 1 March of year 0, the zero day of the spreadsheet calendar
_DAYS_FROM_1900_TO_1904 = 1462
_LAST_DAY = 2_958_466
_SYSTEM_DATE = re.compile(r"\[\$-F(?:800|400)\][^;]*", re.IGNORECASE)  # "as the computer is set up"
_PRECISE = Context(prec=700)  # the largest float has 309 digits, a format at most 255 characters


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """The number as the format shows it; written plainly where the format is General or not known."""
    if not math.isfinite(value):
        return str(value)
    sections = _sections(code)
    section, signed = _choose(sections, value)
    if any(name == "date" for name, _ in section):
        days = value + (_DAYS_FROM_1900_TO_1904 if since_1904 else 0)
        return _date(days, section) if 0 <= days < _LAST_DAY else plain(value)
    if any(name == "plain" and text == "/" for name, text in section):
        return plain(value)
    return _numeric(value if signed else abs(value), section).strip()


def plain(value: float) -> str:
    """A number without a format, as cells of format General show it: at most 11 digits, no exponent for usual sizes."""
    if value == int(value) and abs(value) < 1e18:
        return str(int(value))
    text = f"{value:.11g}"
    return f"{value:.15f}".rstrip("0") if "e" in text and 1e-9 < abs(value) < 1 else text


_Section = tuple[tuple[str, str], ...]


@cache
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(_SYSTEM_DATE.sub("yyyy-mm-dd", code[:255])):
        name = match.lastgroup or "space"
        text = match[name] if match.lastgroup else ""
        if name == "plain" and text == ";":
            sections.append([])
        elif name == "bracket" and _ELAPSED.fullmatch(text):
            sections[-1].append(("date", f"[{text[0].lower()}]"))
        elif name == "bracket" and text.startswith("$"):
            sections[-1].append(("quoted", text[1:].split("-")[0]))
        elif name not in ("bracket", "space"):
            sections[-1].append((name, text))
    return tuple(tuple(section) for section in sections)


def _choose(sections: tuple[_Section, ...], value: float) -> tuple[_Section, bool]:
    """The section for a value, and whether its own sign is still to be written."""
    if value < 0 and len(sections) > 1:
        return sections[1], False
    if value == 0 and len(sections) > 2:
        return sections[2], True
    return sections[0], True


def _numeric(value: float, section: _Section) -> str:
    if not any(name in ("digits", "general") for name, _ in section):
        texts = "".join(text for _, text in section if text != "@")
        return texts or plain(value)
    percents = sum(text.count("%") for name, text in section if name == "plain")
    sign, value = ("-" if value < 0 else ""), abs(value) * 100**percents
    parts, done = [], False
    for name, text in section:
        if name == "general" or (name == "digits" and not done):
            parts.append(plain(value) if name == "general" else _digits(value, text))
            done = True
        elif name != "digits":
            parts.append(text)
    body = "".join(parts)
    return sign + body if re.search("[1-9]", body) else body


def _digits(value: float, pattern: str) -> str:
    mantissa, exponent, _ = re.split(r"([eE][+-]0+|$)", pattern, maxsplit=1)
    scaled = value / 1000 ** (len(mantissa) - len(mantissa.rstrip(",")))
    whole, _, fraction = mantissa.rstrip(",").partition(".")
    least = fraction.count("0") + fraction.count("?")
    if exponent:
        return f"{scaled:.{len(fraction)}E}"
    rounded = Decimal(repr(scaled)).quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP, _PRECISE)
    text = f"{rounded:{',' if ',' in whole else ''}f}"
    for _ in range(len(fraction) - least):
        text = text.removesuffix("0")
    text = text.removesuffix(".") if least == 0 else text
    integer, dot, rest = text.partition(".")
    return integer.rjust(whole.count("0"), "0") + dot + rest


def _date(days: float, section: _Section) -> str:
    year, month, day, seconds = _calendar(days)
    tokens = [text.lower() if name == "date" else "" for name, text in section]
    twelve = any("/" in token for token in tokens)
    parts = []
    for index, (name, text) in enumerate(section):
        if name != "date":
            parts.append(text if text != "@" else "")
        elif tokens[index].startswith("m") and _is_minute(tokens, index):
            parts.append(str(seconds // 60 % 60).rjust(len(text), "0"))
        else:
            parts.append(_date_part(tokens[index], (year, month, day, seconds), days, twelve=twelve))
    return "".join(parts).strip()


def _date_part(token: str, when: tuple[int, int, int, int], days: float, *, twelve: bool) -> str:
    year, month, day, seconds = when
    hour = seconds // 3600
    width = len(token.partition(".")[0])
    if token[0] == "[":
        return str(int(days * {"h": 24, "m": 1440, "s": 86400}[token[1]] + 1e-6))
    if "/" in token:
        return ("下午" if hour >= 12 else "上午") if token[0] == "上" else ("PM" if hour >= 12 else "AM")
    if token[0] == "y":
        return str(year) if width > 2 else f"{year % 100:02d}"
    if width > 2:  # names of months; those of days are no part of a report's date
        return _MONTHS[month - 1] if token[0] == "m" else ""
    numbers = {"m": month, "d": day, "h": (hour - 1) % 12 + 1 if twelve else hour, "s": seconds % 60}
    return str(numbers.get(token[0], "")).rjust(width, "0")


def _is_minute(tokens: list[str], index: int) -> bool:
    """Whether an m counts minutes: it follows hours or comes before seconds."""
    before = next((token for token in reversed(tokens[:index]) if token), "")
    after = next((token for token in tokens[index + 1 :] if token), "")
    return before.startswith(("h", "[h")) or after.startswith("s")


def _calendar(days: float) -> tuple[int, int, int, int]:
    """Year, month, day and second of the day. Days are counted so that 60 would be 29 February 1900, as in Lotus."""
    total = round(days * 86400)
    whole, seconds = divmod(total, 86400)
    number = whole + _DAYS_TO_1899_12_30 + (1 if whole < 60 else 0)
    era, of_era = divmod(number, 146_097)  # Hinnant, "chrono-compatible low-level date algorithms", days from civil
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146_096) // 365
    day_of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year, month, day_of_year - (153 * shifted + 2) // 5 + 1, seconds
