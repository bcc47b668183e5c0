"""The text of a shape of DrawingML (ECMA-376 part 1, 21.1.2): paragraphs as lines, with the numbers before them."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.readers.docx_text import ALTERNATE, CHOICE, FALLBACK
from briefgen.readers.office_math import MATH, math_text
from briefgen.readers.office_numbers import written
from briefgen.readers.package import DRAWING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SCHEME = re.compile(r"(.+?)(Period|ParenR|ParenBoth|Plain|Minus)")
_COUNTS = {
    "arabic": "decimal",
    "arabicDb": "decimalFullWidth",
    "alphaUc": "upperLetter",
    "alphaLc": "lowerLetter",
    "romanUc": "upperRoman",
    "romanLc": "lowerRoman",
    "ea1Chs": "chineseCounting",
    "ea1Cht": "taiwaneseCounting",
    "ea1JpnChsDb": "chineseCounting",
    "circleNumDb": "decimalEnclosedCircle",
    "circleNumWdBlack": "decimalEnclosedCircle",
    "circleNumWdWhite": "decimalEnclosedCircle",
}
_MARKS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}", "Minus": "{}-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph: `is_item` when it says that it has a bullet or number, `is_plain` when it says that it has none.

    `level` is how deep it stands in its shape, from 1.
    """

    text: str
    is_item: bool = False
    is_plain: bool = False
    level: int = 1


def shape_lines(node: "Element") -> list[Line]:
    """The paragraphs of a shape or cell that have text."""
    body = next((child for child in node if child.tag.endswith("}txBody")), None)
    if body is None:
        return []
    counts: dict[int, int] = {}
    lines = (_line(paragraph, counts) for paragraph in body.iterchildren(f"{DRAWING}p"))
    return [line for line in lines if line is not None]


def _line(paragraph: "Element", counts: dict[int, int]) -> Line | None:
    text = _text(paragraph)
    properties = paragraph.find(f"{DRAWING}pPr")
    if not text.strip():
        return None
    if properties is None:
        counts.clear()
        return Line(text=text)
    number = properties.find(f"{DRAWING}buAutoNum")
    level = int(properties.get("lvl", "0")) if properties.get("lvl", "0").isdecimal() else 0
    for deeper in [at for at in counts if at > level or (at == level and number is None)]:
        del counts[deeper]
    if number is None:
        is_item = properties.find(f"{DRAWING}buChar") is not None or properties.find(f"{DRAWING}buBlip") is not None
        is_plain = properties.find(f"{DRAWING}buNone") is not None
        return Line(text=text, is_item=is_item, is_plain=is_plain, level=level + 1)
    start = number.get("startAt", "1")
    counts[level] = counts[level] + 1 if level in counts else int(start) if start.isdecimal() else 1
    return Line(text=_numbered(counts[level], number.get("type", "")) + text, is_item=True, level=level + 1)


def _numbered(count: int, scheme: str) -> str:
    match = _SCHEME.fullmatch(scheme)
    if match is None:
        return ""
    return _MARKS[match[2]].format(written(count, _COUNTS.get(match[1], "decimal"))) + " "


def _text(paragraph: "Element") -> str:
    pieces = []
    for node in paragraph:
        if node.tag == f"{DRAWING}r" or (node.tag == f"{DRAWING}fld" and node.get("type") != "slidenum"):
            pieces.append((node.findtext(f"{DRAWING}t") or "").replace("\v", "\n"))
        elif node.tag == f"{DRAWING}br":
            pieces.append("\n")
        elif node.tag == ALTERNATE:
            pieces.append(_alternative(node))
        elif node.tag.endswith("}m"):
            pieces.append(math_text(node))
    return "".join(pieces)


def _alternative(node: "Element") -> str:
    for form in (CHOICE, FALLBACK):
        texts = [text for part in node.iterchildren(form) for text in (_equations(part) or _text(part),)]
        if any(texts):
            return "".join(texts)
    return ""


def _equations(node: "Element") -> str:
    return "".join(math_text(child) for child in node.iter(f"{MATH}oMath"))
