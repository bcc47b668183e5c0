"""A count written in the number formats of Word (ECMA-376 part 1, 17.18.59) and PowerPoint (20.1.10.61)."""

_DIGITS = "〇一二三四五六七八九"
_FORMAL = ("零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), "万")
_COUNTED = ("零一二三四五六七八九", ("", "十", "百", "千"), "万")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_COUNTING = (
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
    "ideographLegalTraditional",
)  # fmt: skip
_SERIES = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
_ENCLOSED = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def is_chinese(style: str) -> bool:
    """Whether counts in this format are written in Han characters."""
    return style.startswith(("chinese", "japanese", "taiwanese", "ideograph"))


def written(value: int, style: str) -> str:
    """The count as shown, a plain decimal for a format that is not known."""
    if style in ("none", "bullet") or value < 0:
        return ""
    if style in _COUNTING or style == "chineseLegalSimplified":
        return _chinese(value, _COUNTED if style in _COUNTING else _FORMAL)
    if style in _ENCLOSED and 1 <= value <= _ENCLOSED[style][1]:
        return chr(ord(_ENCLOSED[style][0]) + value - 1)
    if style in _SERIES and 1 <= value <= len(_SERIES[style]):
        return _SERIES[style][value - 1]
    if style == "ordinal":
        return f"{value}{'th' if value % 100 // 10 == 1 else _ORDINALS.get(value % 10, 'th')}"
    return _western(value, style)


def _western(value: int, style: str) -> str:
    match style:
        case "upperRoman" | "lowerRoman" if 0 < value < 4000:
            return _roman(value) if style == "upperRoman" else _roman(value).lower()
        case "upperLetter" | "lowerLetter" if value > 0:
            letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letter if style == "upperLetter" else letter.lower()
        case "decimalZero":
            return f"{value:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(value).translate(_WIDE)
        case "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital":
            return "".join(_DIGITS[int(digit)] for digit in str(value))
    return str(value)


def _chinese(value: int, written_with: tuple[str, tuple[str, ...], str]) -> str:
    """A count up to 99,999,999 in Chinese; 10 to 19 begin with ten alone."""
    digits, places, myriad = written_with
    if value == 0:
        return digits[0]
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        gap = digits[0] if 0 < low < 1000 else ""
        return _chinese(high, written_with) + myriad + gap + (_chinese(low, written_with) if low else "")
    text = ""
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            text += digits[digit] + places[place]
        elif text and not text.endswith(digits[0]) and value % 10**place:
            text += digits[0]
    return text[1:] if text.startswith(_COUNTED[0][1] + _COUNTED[1][1]) else text


def _roman(value: int) -> str:
    text = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        text += letters * count
    return text
