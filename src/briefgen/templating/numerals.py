"""Numbering in the patterns of a Chinese or English outline: 一、 （一） 1. (1) a. I."""

import re
from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_SAMPLE = re.compile(r"[一1aAIi]")


def number_by(pattern: str, number: int) -> str:
    """The number written as the pattern's own first numeral is: `（一）` and 3 give `（三）`.

    Raises ValueError when the pattern holds no numeral to follow, or the number is not positive.
    """
    match = _SAMPLE.search(pattern)
    if match is None:
        raise ValueError(f"the numbering pattern {pattern!r} holds none of 一 1 a A I i")
    if number < 1:
        raise ValueError(f"numbering starts at 1, not at {number}")
    return pattern[: match.start()] + _WRITERS[match[0]](number) + pattern[match.end() :]


def chinese(number: int) -> str:
    """A number below 100 as an outline counts, larger ones in Arabic digits."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def _letter(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _capital(number: int) -> str:
    return _letter(number).upper()


def _roman(number: int) -> str:
    written = ""
    for value, sign in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        count, number = divmod(number, value)
        written += sign * count
    return written


def _small_roman(number: int) -> str:
    return _roman(number).lower()


_WRITERS: dict[str, Callable[[int], str]] = {
    "一": chinese,
    "1": str,
    "a": _letter,
    "A": _capital,
    "I": _roman,
    "i": _small_roman,
}
