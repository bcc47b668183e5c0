"""What a Word paragraph says of itself over its style, and how its characters look."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from briefgen.readers.docx_styles import (
    INDENT,
    VALUE,
    WORD,
    Style,
    Styles,
    child_value,
    indent_of,
    is_on,
    with_outline,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_STYLE = f"{WORD}pStyle"
_OUTLINE = f"{WORD}outlineLvl"
_ALIGNMENT = f"{WORD}jc"
_NUMBERING = f"{WORD}numPr"
_FRAME = f"{WORD}framePr"
_RUN = f"{WORD}rPr"
_CHARACTER = f"{WORD}rStyle"
_BOLD = f"{WORD}b"
_SIZE = f"{WORD}sz"
_FONTS = f"{WORD}rFonts"
_CHINESE_FONT = f"{WORD}eastAsia"
_LATIN_FONT = f"{WORD}ascii"


class Look(NamedTuple):
    """How characters look; `size` is in half points, `font` the one for Chinese where there is one."""

    is_bold: bool = False
    size: int | None = None
    is_centred: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A paragraph's style with what it says itself; `style_id` is None when its list is not that of its style."""

    style: Style
    style_id: str | None = None
    runs_into_next: bool = False


class Formats:
    """Reads the properties of paragraphs and runs. Many are equal, so that what was found is kept."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._found: dict[tuple[str | None, ...], Format] = {}

    def of(self, properties: "Element | None") -> Format:
        """The format of a paragraph with these properties."""
        said = {} if properties is None else {node.tag: node for node in properties}
        number = said.get(_NUMBERING)
        key = (
            _value(said.get(_STYLE)),
            _value(said.get(_OUTLINE)),
            _value(said.get(_ALIGNMENT)),
            None if number is None else child_value(number, "numId"),
            None if number is None else child_value(number, "ilvl"),
            _indent(said.get(INDENT)),
            "runs on" if _runs_into_next(said.get(_FRAME), said.get(_RUN)) else None,
        )
        known = self._found.get(key)
        if known is None:
            known = self._found[key] = self._read(*key)
        return known

    def _read(self, style_id: str | None, outline: str | None, alignment: str | None, *rest: str | None) -> Format:
        number, depth, indent, runs_on = rest
        style = self._styles.of(style_id)
        if outline is not None:
            style = with_outline(style, outline)
        if alignment is not None:
            style = replace(style, is_centred=alignment == "center")
        if number is not None or depth is not None:
            level = int(depth) if depth and depth.isdecimal() else style.number_level
            style = replace(style, number=number or style.number, number_level=level, indent=None)
        if indent is not None:
            style = replace(style, indent=int(indent))
        return Format(style=style, style_id=style_id if number is None else None, runs_into_next=runs_on is not None)

    def look(self, style: Style, runs: "Sequence[tuple[str, Element | None]]") -> Look:
        """How most characters of a paragraph look; bold only when all of them are."""
        looks = [(len(text), self._run_look(style, properties)) for text, properties in runs if not text.isspace()]
        if not looks:
            return Look(style.is_bold, style.size, style.is_centred, style.font)
        longest = max(looks, key=lambda look: look[0])[1]
        return longest._replace(is_bold=all(look.is_bold for _, look in looks)) if len(looks) > 1 else longest

    def _run_look(self, style: Style, properties: "Element | None") -> Look:
        if properties is None:
            return Look(style.is_bold, style.size, style.is_centred, style.font)
        said = {node.tag: node for node in properties}
        character = _value(said.get(_CHARACTER))
        bold, size, fonts = said.get(_BOLD), _value(said.get(_SIZE)), said.get(_FONTS)
        is_bold = style.is_bold or (character is not None and self._styles.of(character).is_bold)
        font = "" if fonts is None else fonts.get(_CHINESE_FONT, "") or fonts.get(_LATIN_FONT, "")
        return Look(
            is_bold if bold is None else is_on(bold.get(VALUE, "1")),
            int(size) if size and size.isdecimal() else style.size,
            style.is_centred,
            font or style.font,
        )


def _runs_into_next(frame: "Element | None", mark: "Element | None") -> bool:
    """Whether the mark after a paragraph was deleted, or the paragraph is only the large first letter of the next."""
    is_letter = frame is not None and frame.get(f"{WORD}dropCap", "none") != "none"
    return is_letter or (mark is not None and mark.find(f"{WORD}del") is not None)


def _indent(node: "Element | None") -> str | None:
    indent = indent_of(node)
    return None if indent is None else str(indent)


def _value(node: "Element | None") -> str | None:
    return None if node is None else node.get(VALUE)
