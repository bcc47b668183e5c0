"""Tags about a table cell: `{% cellbg color %}`, `{% colspan n %}`, `{% vm %}` and `{% hm %}`, in Word and PowerPoint.

While lifting, each becomes an attribute of its cell; after rendering, shading and merges as the markup language has
them. `vm` merges the cell with those of the other rounds of its row loop, `hm` with those of its cell loop.
"""

import re

from lxml import etree

from briefgen.package import DRAWING, WORD, Element
from briefgen.templating.text import MARKED

A, W = f"{{{DRAWING}}}", f"{{{WORD}}}"
BACKGROUND, SPAN, DOWN, ACROSS = "bg-fill", "bg-span", "bg-down", "bg-across"
_ATTRIBUTES = (BACKGROUND, SPAN, DOWN, ACROSS)
_EXPRESSIONS = {
    "cellbg": (BACKGROUND, "{{{{ {} }}}}"),
    "colspan": (SPAN, "{{{{ {} }}}}"),
    "vm": (DOWN, "{{{{ loop.first|int }}}}"),
    "hm": (ACROSS, "{{{{ loop.length if loop.first else 0 }}}}"),
}
_DIRECTIVE = re.compile(r"\{%[-+]?\s*(cellbg|colspan|vm|hm)\b(.*?)[-+]?%\}", re.DOTALL)
_COLOR = re.compile(r"#?([0-9A-Fa-f]{6})")


def read_directive(tag: str) -> tuple[str, str] | None:
    """The attribute that a tag about its cell becomes, and the tag that gives its value; None for any other tag."""
    match = _DIRECTIVE.fullmatch(tag)
    if match is None:
        return None
    attribute, pattern = _EXPRESSIONS[match[1]]
    return attribute, pattern.format(match[2].strip())


def span_of(cell: Element) -> int:
    """How many columns a rendered cell of a slide's table spans, before or after its merges are made."""
    if cell.get(SPAN) is not None:
        return _number(MARKED.sub(r"\2", cell.get(SPAN, "")).strip()) or 1
    return int(cell.get("gridSpan", 1))


def finish_cells(root: Element) -> None:
    """Turn the attributes of rendered cells into shading and merges, and take out rows whose cells are all gone."""
    for row in list(root.iter(f"{A}tr", f"{W}tr")):
        if next(row.iter(f"{A}tc", f"{W}tc"), None) is None:
            _drop_row(row)
    if not any(node.get(name) is not None for node in root.iter(f"{A}tc", f"{W}tc") for name in _ATTRIBUTES):
        return
    for table in root.iter(f"{A}tbl"):
        _finish_drawing(table)
    for table in root.iter(f"{W}tbl"):
        _finish_word(table)


def _drop_row(row: Element) -> None:
    """Office programs open no table with such a row; one that has lost its first row has no heading either."""
    table = row.getparent()
    assert table is not None
    properties = table.find(f"{A}tblPr")
    first = row.getprevious() is table.find(f"{A}tblGrid")
    if first and properties is not None and properties.get("firstRow") is not None:
        del properties.attrib["firstRow"]
    table.remove(row)


def _take(cell: Element, name: str) -> str | None:
    value = cell.get(name)
    if value is None:
        return None
    del cell.attrib[name]
    return MARKED.sub(r"\2", value).strip()


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None


def _finish_word(table: Element) -> None:
    for cell in list(table.iter(f"{W}tc")):
        if next(cell.iterancestors(f"{W}tbl")) is not table:
            continue
        across = _number(_take(cell, ACROSS))
        if across == 0:
            parent = cell.getparent()
            assert parent is not None
            parent.remove(cell)
            continue
        span = _number(_take(cell, SPAN)) or 1
        if across or span > 1:
            old = cell.find(f"{W}tcPr/{W}gridSpan")
            own = int(old.get(f"{W}val", 1)) if old is not None and span == 1 else 1
            _property(cell, "gridSpan").set(f"{W}val", str(own * span * (across or 1)))
        down = _take(cell, DOWN)
        if down is not None:
            _property(cell, "vMerge").set(f"{W}val", "restart" if down == "1" else "continue")
            if down != "1":
                _clear(cell, f"{W}p", f"{W}pPr")
        color = _COLOR.fullmatch(_take(cell, BACKGROUND) or "")
        if color:
            shading = _property(cell, "shd")
            for name, value in (("val", "clear"), ("color", "auto"), ("fill", color[1].upper())):
                shading.set(f"{W}{name}", value)


_ORDER = (
    "cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
    "tcFitText", "vAlign", "hideMark",
)  # fmt: skip
"""The order of a cell's properties (ECMA-376 part 1, 17.4.69)."""


def _property(cell: Element, name: str) -> Element:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    found = properties.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        before = {f"{W}{other}" for other in _ORDER[: _ORDER.index(name)]}
        properties.insert(sum(child.tag in before for child in properties), found)
    return found


def _clear(cell: Element, paragraph: str, properties: str) -> None:
    """Leave one paragraph without text."""
    paragraphs = list(cell.iter(paragraph))
    for extra in paragraphs[1:]:
        parent = extra.getparent()
        if parent is not None:
            parent.remove(extra)
    for first in paragraphs[:1]:
        for child in [node for node in first if node.tag != properties]:
            first.remove(child)


def _finish_drawing(table: Element) -> None:
    rows = [row.findall(f"{A}tc") for row in table.findall(f"{A}tr")]
    open_cells: dict[int, Element] = {}
    for row in rows:
        for column, cell in enumerate(row):
            _finish_drawing_cell(row, column, cell)
            down = _take(cell, DOWN)
            if down == "1":
                open_cells[column] = cell
            elif down is not None and column in open_cells:
                first = open_cells[column]
                first.set("rowSpan", str(int(first.get("rowSpan", 1)) + 1))
                cell.set("vMerge", "1")
                _clear(cell, f"{A}p", f"{A}pPr")


def _finish_drawing_cell(row: list[Element], column: int, cell: Element) -> None:
    across = _number(_take(cell, ACROSS))
    span = _number(_take(cell, SPAN)) or 1
    if across == 0:
        cell.set("hMerge", "1")
        _clear(cell, f"{A}p", f"{A}pPr")
    elif across or span > 1:
        count = min((across or 1) * span, len(row) - column)
        cell.set("gridSpan", str(count))
        for other in row[column + 1 : column + count]:
            other.set("hMerge", "1")
            _clear(other, f"{A}p", f"{A}pPr")
    color = _COLOR.fullmatch(_take(cell, BACKGROUND) or "")
    if color:
        _fill(cell, color[1].upper())


def _fill(cell: Element, color: str) -> None:
    properties = cell.find(f"{A}tcPr")
    if properties is None:
        properties = etree.SubElement(cell, f"{A}tcPr")
    for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"):
        for old in properties.findall(f"{A}{name}"):
            properties.remove(old)
    borders = sum(str(child.tag).startswith(f"{A}ln") for child in properties)
    fill = etree.Element(f"{A}solidFill")
    etree.SubElement(fill, f"{A}srgbClr", val=color)
    properties.insert(borders, fill)
