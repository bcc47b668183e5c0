"""What the styles of a Word file say of a paragraph: its part in the document, its numbering, how it looks.

A style takes from the style that it is based on whatever it does not say itself (ECMA-376 part 1, 17.7).
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{WORD}val"
INDENT = f"{WORD}ind"
BODY_LEVEL = 9
"""The outline level that says "body text"; 0 to 8 are the levels of headings."""
_DEEPEST_STYLE = 20  # Word allows a chain of styles of about this length; a ring of them must end too


class Role(StrEnum):
    """The part that a style gives to its paragraphs."""

    BODY = "body"
    HEADING = "heading"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    QUOTATION = "quotation"
    LIST = "list"
    CONTENTS = "contents"
    NOTE = "note"


_HEADING = re.compile(
    r"(?:heading|标题|標題|見出し|제목|überschrift|titre|título|titolo|заголовок|kop|rubrik|nagłówek|nadpis|otsikko)"
    r"\s*([1-9])(?!\d)(?:\s*(?:char|字符))?"
)
# Names as stored: Word stores the English name of a built-in style whatever its language; others store what they show.
_ROLES = (
    (Role.CONTENTS, re.compile(r"toc.*|目录.*|目錄.*|contents.*|table of (?:contents|figures)|index \d|图表目录")),
    (Role.TITLE, re.compile(r"title|标题|標題|文档标题|公文标题|titel|titre|título|主标题|大标题")),
    (Role.SUBTITLE, re.compile(r"subtitle|副标题|副標題|untertitel|sous-titre|subtítulo")),
    (Role.BYLINE, re.compile(r"author|作者|署名")),
    (Role.DATE, re.compile(r"date|日期")),
    (
        Role.CAPTION,
        re.compile(r"(?:.* )?caption|题注|題註|图题|表题|图注|表注|图名|表名|beschriftung|légende|图表标题"),
    ),
    (Role.QUOTATION, re.compile(r"(?:intense )?quote|引用|明显引用|block ?text|block quot(?:e|ation)|quotations?")),
    (Role.LIST, re.compile(r"list (?:bullet|number)(?: \d)?|列表(?:项目符号|编号)(?: \d)?")),
    (Role.NOTE, re.compile(r"(?:foot|end)note text|脚注文本|尾注文本")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style with what it takes from others.

    `size` is in half points, `indent` of the text's left side in twips; `level` is a heading's from 1.
    """

    role: Role = Role.BODY
    level: int | None = None
    number: str | None = None
    number_level: int = 0
    indent: int | None = None
    is_bold: bool = False
    size: int | None = None
    is_centred: bool = False
    font: str = ""


class Styles:
    """The styles of one file by id."""

    def __init__(self, root: "Element | None") -> None:
        self._nodes: dict[str, Element] = {}
        self._found: dict[str, Style] = {}
        self.default_id = ""
        self._base = Style()
        for node in () if root is None else root.iterchildren(f"{WORD}style"):
            identifier = node.get(f"{WORD}styleId", "")
            self._nodes[identifier] = node
            if node.get(f"{WORD}type") == "paragraph" and is_on(node.get(f"{WORD}default", "0")):
                self.default_id = identifier
        defaults = None if root is None else root.find(f"{WORD}docDefaults/{WORD}rPrDefault")
        if defaults is not None:
            self._base = _looks(defaults, self._base)

    def of(self, identifier: str | None) -> Style:
        """The style with this id; the default paragraph style for None, an unknown one counts as that too."""
        key = identifier if identifier in self._nodes else self.default_id
        return self._resolve(key or "", 0)

    def _resolve(self, identifier: str, depth: int) -> Style:
        known = self._found.get(identifier)
        if known is not None:
            return known
        node = self._nodes.get(identifier)
        if node is None or depth > _DEEPEST_STYLE:
            return self._base
        parent = child_value(node, "basedOn")
        style = _own(node, self._resolve(parent, depth + 1) if parent else self._base)
        self._found[identifier] = style
        return style


def _own(node: "Element", parent: Style) -> Style:
    """A style: what it says itself over what its parent says."""
    style = _looks(node, parent)
    name = (child_value(node, "name") or "").strip().lower()
    heading = _HEADING.fullmatch(name)
    role = next((role for role, pattern in _ROLES if pattern.fullmatch(name)), None)
    if heading:
        style = replace(style, role=Role.HEADING, level=int(heading[1]))
    elif role:
        style = replace(style, role=role, level=None)
    properties = node.find(f"{WORD}pPr")
    if properties is None:
        return style
    level = child_value(properties, "outlineLvl")
    if level is not None and not heading and role is None:
        style = with_outline(style, level)
    indent = indent_of(properties.find(INDENT))
    return replace(style, indent=style.indent if indent is None else indent, **_numbering(properties, style))


def with_outline(style: Style, level: str) -> Style:
    """The style with an outline level: 0 to 8 make a heading of body text, 9 makes body text of a heading."""
    number = int(level) if level.isdecimal() else BODY_LEVEL
    if number >= BODY_LEVEL:
        return replace(style, role=Role.BODY, level=None) if style.role is Role.HEADING else style
    return replace(style, role=Role.HEADING, level=number + 1) if style.role in (Role.BODY, Role.HEADING) else style


def _numbering(properties: "Element", style: Style) -> dict[str, Any]:
    node = properties.find(f"{WORD}numPr")
    if node is None:
        return {}
    number = child_value(node, "numId")
    level = child_value(node, "ilvl")
    return {
        "number": style.number if number is None else number,
        "number_level": int(level) if level and level.isdecimal() else style.number_level,
    }


def _looks(node: "Element", parent: Style) -> Style:
    style = parent
    run = node.find(f"{WORD}rPr")
    if run is not None:
        style = with_run(style, run)
    alignment = child_value(node, f"pPr/{WORD}jc")
    return style if alignment is None else replace(style, is_centred=alignment == "center")


def with_run(style: Style, run: "Element") -> Style:
    """The style with a run's own properties over it."""
    bold = run.find(f"{WORD}b")
    size = child_value(run, "sz")
    fonts = run.find(f"{WORD}rFonts")
    font = "" if fonts is None else fonts.get(f"{WORD}eastAsia", "") or fonts.get(f"{WORD}ascii", "")
    return replace(
        style,
        is_bold=style.is_bold if bold is None else is_on(bold.get(VALUE, "1")),
        size=int(size) if size and size.isdecimal() else style.size,
        font=font or style.font,
    )


def indent_of(node: "Element | None") -> int | None:
    """How far in the left side of the text stands, in twips; None where nothing is said."""
    said = "" if node is None else node.get(f"{WORD}left") or node.get(f"{WORD}start") or ""
    return int(said) if said.lstrip("-").isdecimal() else None


def child_value(node: "Element", path: str) -> str | None:
    """The w:val of a child element, None when either is missing."""
    child = node.find(WORD + path)
    return None if child is None else child.get(VALUE)


def is_on(value: str) -> bool:
    """Whether a switch (ST_OnOff) is on."""
    return value.lower() not in ("0", "false", "off", "none")
