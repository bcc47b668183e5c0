"""An equation of Office (OMML, ECMA-376 part 1, 22.1) as one line of text."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def math_text(node: "Element") -> str:
    """The equation written in a line: (a)/(b), x^2, x_1, √(x), Σ_(i=1)^n."""
    tag = node.tag.rpartition("}")[2]
    match tag:
        case "t":
            text = node.text or ""
        case "f":
            text = f"{_bracketed(node, 'num')}/{_bracketed(node, 'den')}"
        case "sSup" | "sSub" | "sSubSup" | "nary":
            text = _scripts(node, tag)
        case "rad":
            text = f"{_part(node, 'deg')}√({_part(node, 'e')})"
        case "d":
            text = _delimited(node)
        case _:
            text = "" if tag.endswith("Pr") else "".join(math_text(child) for child in node)
    return text


def _scripts(node: "Element", tag: str) -> str:
    sub, sup = _bracketed(node, "sub"), _bracketed(node, "sup")
    scripts = (f"_{sub}" if sub else "") + (f"^{sup}" if sup else "")
    if tag == "nary":
        sign = node.find(f"{MATH}naryPr/{MATH}chr")
        return (sign.get(f"{MATH}val", "") if sign is not None else "∫") + scripts + _part(node, "e")
    return _part(node, "e") + scripts


def _delimited(node: "Element") -> str:
    marks = {"begChr": "(", "endChr": ")", "sepChr": "|"}
    for name in marks:
        mark = node.find(f"{MATH}dPr/{MATH}{name}")
        if mark is not None:
            marks[name] = mark.get(f"{MATH}val", "")
    inner = marks["sepChr"].join(math_text(part) for part in node.iterchildren(f"{MATH}e"))
    return marks["begChr"] + inner + marks["endChr"]


def _part(node: "Element", name: str) -> str:
    part = node.find(MATH + name)
    return "" if part is None else "".join(math_text(child) for child in part)


def _bracketed(node: "Element", name: str) -> str:
    text = _part(node, name)
    return f"({text})" if len(text) > 1 else text
