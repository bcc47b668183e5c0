"""Where LibreOffice 7.4 may end a line: its rules for Chinese and a working part of Unicode line breaking for the rest.

A position behind a Chinese character follows the mainland Chinese sets of forbidden and hanging characters; one behind
a Latin character follows UAX #14. Both were measured in PPTX text boxes, they are not guesses. Word division
(hyphenation) is not known here.
"""

from functools import lru_cache
from unicodedata import category, east_asian_width

HANGING = frozenset("!,.:;?、。！，．：；？")
NOT_AT_START = HANGING | frozenset("\"')-]}¢·―‖’”•′々〉》」』】〕〗〞）｜｝～￠ˇˉ")
NOT_AT_END = frozenset("$([{£¥'‘“‵〈《「『【〔〖〝（［｛￡￥")

# Line breaking classes of UAX #14 for what is no letter; characters that are not listed are AL, or ID when wide.
_CLASSES = {
    "OP": "([{¡¿‚„‘“" + "〈《「『【〔〖〝（［｛",
    "CL": ")]}、。，．〉》」』】〕〗〞）］｝",
    "EX": "!?！？",
    "IS": ",.:;",
    "SY": "/\\",
    "QU": "\"'«»‹›",
    "NS": "：；々〆・゛゜ゝゞー",
    "PR": "$+£¤¥±№−￥",
    "PO": "%¢‰′″‵℃℉％￠",
    "HY": "-",
    "BA": "|\t­‐‒–",
    "BB": "´",
    "B2": "—",
    "IN": "…‥",
    "GL": "\u00a0\u2011\u2060",
    "SP": " ",
}
_BY_CHARACTER = {character: name for name, characters in _CLASSES.items() for character in characters}
_BY_CHARACTER.update(dict.fromkeys("“”‘’", "QU"))
_NEVER_BEFORE = frozenset(("CL", "EX", "IS", "SY"))
_GLUED_BEFORE = frozenset(("QU", "BA", "HY", "NS"))
# Pairs that stay together (rules LB 22 to LB 30), left class to right classes.
_GLUED = {
    "AL": frozenset(("AL", "NU", "IN", "PR", "OP")),
    "NU": frozenset(("AL", "NU", "IN", "PR", "PO", "OP")),
    "ID": frozenset(("IN", "PO")),
    "PR": frozenset(("AL", "NU", "ID")),
    "PO": frozenset(("AL", "NU")),
    "CL": frozenset(("AL", "NU")),
    "IS": frozenset(("AL", "NU")),
    "IN": frozenset(("IN",)),
    "B2": frozenset(("B2",)),
}
_GLUED_IN_NUMBERS = {
    "CL": frozenset(("PR", "PO")),
    "IS": frozenset(("NU", "PR", "PO")),
    "SY": frozenset(("NU", "PR", "PO")),
}
_LONG_PATH = 66  # LibreOffice keeps words with slashes whole up to here


def break_after_chinese(text: str, position: int, start: int) -> int:
    """The break for a line that is full at `position`, behind a Chinese character; may be one behind it (hanging)."""
    if text[position] in HANGING:
        position += 1
        if position == len(text):
            return position
    while position > start and (text[position] in NOT_AT_START or text[position - 1] in NOT_AT_END):
        position -= 1
    return position


def break_after_latin(text: str, position: int, start: int) -> int:
    """The last break at or before `position`, `start` when there is none.

    A line does not end behind a slash: the whole path goes to the next line, unless it is long. What comes out may be
    in front of `start`, when the last space is.
    """
    if can_break(text, position) and text[position - 1] != "/":
        return position
    position -= 1
    while position > start and not can_break(text, position):
        position -= 1
    if position > start and text[position - 1] == "/":
        space = text.rfind(" ", max(0, position - _LONG_PATH), position)
        return space + 1 if space >= 0 else position
    return position


def can_break(text: str, position: int) -> bool:
    """Whether a break is allowed between the characters on both sides of `position`."""
    left, right = line_class(text[position - 1]), line_class(text[position])
    if right == "SP" or right in _NEVER_BEFORE or right == "GL":
        return False
    if left == "SP":
        before = text[:position].rstrip(" ")
        last = line_class(before[-1]) if before else "SP"
        return last != "OP" and (last, right) not in (("B2", "B2"), ("CL", "NS"))
    if left in ("OP", "QU", "GL", "BB") or right in _GLUED_BEFORE or right in _GLUED.get(left, ()):
        return False
    return not (right in _GLUED_IN_NUMBERS.get(left, ()) and _is_number_end(text, position - 1))


@lru_cache(maxsize=8192)
def line_class(character: str) -> str:
    """The line breaking class of UAX #14, with the classes that behave alike here drawn together."""
    name = _BY_CHARACTER.get(character)
    if name is None:
        kind = category(character)
        if kind == "Nd" and east_asian_width(character) != "F":
            name = "NU"
        elif east_asian_width(character) in "WF":
            name = "ID"
        else:
            name = "AL"
    return name


def _is_number_end(text: str, offset: int) -> bool:
    """Whether the mark at `offset` follows a number (rule LB 25)."""
    if line_class(text[offset]) == "CL":
        offset -= 1
    while offset >= 0 and line_class(text[offset]) in ("IS", "SY"):
        offset -= 1
    return offset >= 0 and line_class(text[offset]) == "NU"
