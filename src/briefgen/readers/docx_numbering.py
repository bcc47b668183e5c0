"""The numbers that Word writes before paragraphs: lists, levels, restarts (ECMA-376 part 1, 17.9).

Word stores no number, only how to count. Counts belong to the abstract list, so that several uses of it run on, until
one of them overrides its start.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.readers.docx_styles import INDENT, WORD, Styles, child_value, indent_of
from briefgen.readers.office_numbers import is_chinese, written

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PLACE = re.compile("%([1-9])")
_CHAPTER = re.compile(r"第%[1-9]|%[1-9][章节篇条、]|%[1-9]\W%[1-9]")
_FULL_WIDTH_END = re.compile("[、，．。：）】〕》章节篇条款编部]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The number of a paragraph as shown, empty for a bullet; `is_structural` when such numbers head parts.

    `indent` is that which its list gives the text's left side, in twips.
    """

    text: str
    is_structural: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    restart: int | None = None
    is_legal: bool = False
    suffix: str = "tab"
    paragraph_style: str | None = None
    indent: int = 0


class Numbering:
    """Counts through one document; `next` has to be called for its paragraphs in order."""

    def __init__(self, root: "Element | None", styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, Element] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            for node in root.iterchildren(f"{WORD}abstractNum"):
                self._abstract[node.get(f"{WORD}abstractNumId", "")] = node
            for node in root.iterchildren(f"{WORD}num"):
                self._numbers[node.get(f"{WORD}numId", "")] = node

    def next(self, number: str, level: int, style_id: str | None) -> Number | None:
        """The number of the next paragraph of a list, None when the list is unknown."""
        levels = self._levels_of(number)
        if style_id is not None:
            level = next((at for at, found in levels.items() if found.paragraph_style == style_id), level)
        if level not in levels:
            return None
        counts = self._count(number, level, levels)
        here = levels[level]
        text = _PLACE.sub(lambda match: self._place(int(match[1]) - 1, counts, levels, here), here.text)
        if here.style == "bullet":
            return Number(text="", indent=here.indent)
        text = text.strip()
        gap = "" if here.suffix == "nothing" or not text or _FULL_WIDTH_END.search(text) else " "
        is_structural = is_chinese(here.style) or bool(_CHAPTER.search(here.text))
        return Number(text=text + gap, is_structural=is_structural, indent=here.indent)

    def _place(self, level: int, counts: dict[int, int], levels: dict[int, _Level], here: _Level) -> str:
        found = levels.get(level, _Level())
        style = "decimal" if here.is_legal and found.style != "decimalZero" else found.style
        return written(counts.get(level, found.start), style)

    def _count(self, number: str, level: int, levels: dict[int, _Level]) -> dict[int, int]:
        counts = self._counts.setdefault(self._abstract_id(number), {})
        override = self._override(number, level)
        start = levels[level].start
        for higher in range(level):
            if higher not in counts and higher in levels:
                counts[higher] = levels[higher].start  # Word counts a level that was passed over as used
        if override is not None and (number, level) not in self._started:
            self._started.add((number, level))
            counts[level] = override
        else:
            counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [at for at in counts if at > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or (restart and level < restart):
                del counts[deeper]
        return counts

    def _abstract_id(self, number: str) -> str:
        node = self._numbers.get(number)
        return "" if node is None else child_value(node, "abstractNumId") or ""

    def _override(self, number: str, level: int) -> int | None:
        for node in self._numbers[number].iterchildren(f"{WORD}lvlOverride"):
            if node.get(f"{WORD}ilvl") == str(level):
                return _int(child_value(node, "startOverride"))
        return None

    def _levels_of(self, number: str) -> dict[int, _Level]:
        known = self._levels.get(number)
        if known is not None:
            return known
        self._levels[number] = {}  # a list that is defined by way of itself ends here
        node = self._numbers.get(number)
        if node is None:
            return {}
        levels = self._abstract_levels(self._abstract.get(self._abstract_id(number)))
        for override in node.iterchildren(f"{WORD}lvlOverride"):
            own = override.find(f"{WORD}lvl")
            if own is not None:
                levels[_int(override.get(f"{WORD}ilvl")) or 0] = _read_level(own)
        self._levels[number] = levels
        return levels

    def _abstract_levels(self, node: "Element | None") -> dict[int, _Level]:
        if node is None:
            return {}
        link = child_value(node, "numStyleLink")
        if link is not None:
            return dict(self._levels_of(self._styles.of(link).number or ""))
        return {_int(level.get(f"{WORD}ilvl")) or 0: _read_level(level) for level in node.iterchildren(f"{WORD}lvl")}


def _read_level(node: "Element") -> _Level:
    start = _int(child_value(node, "start"))
    return _Level(
        start=1 if start is None else start,
        style=child_value(node, "numFmt") or "decimal",
        text=child_value(node, "lvlText") or "",
        restart=_int(child_value(node, "lvlRestart")),
        is_legal=node.find(f"{WORD}isLgl") is not None,
        suffix=child_value(node, "suff") or "tab",
        paragraph_style=child_value(node, "pStyle"),
        indent=indent_of(node.find(f"{WORD}pPr/{INDENT}")) or 0,
    )


def _int(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdecimal() else None
