"""The text of one Word paragraph as the page shows it, with what hangs on it: drawings, notes, how its runs look.

Inserted text is accepted and deleted text left out; of a field the result is read, never its code; hidden text,
comments and placeholders of empty form fields are not on the page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.readers.docx_styles import VALUE, WORD, is_on
from briefgen.readers.office_math import MATH, math_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE = f"{_COMPATIBILITY}AlternateContent"
CHOICE = f"{_COMPATIBILITY}Choice"
FALLBACK = f"{_COMPATIBILITY}Fallback"

_DROPPED = {
    WORD + name
    for name in [
        "pPr",
        "rPr",
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "commentReference",
        "annotationRef",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "lastRenderedPageBreak",
        "softHyphen",
        "footnoteRef",
        "endnoteRef",
        "sdtPr",
        "sdtEndPr",
        "rt",
        "rubyPr",
        "fldData",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
        "permEnd",
        "pgNum",
        "separator",
        "continuationSeparator",
        "customXmlPr",
    ]
}
_AS_TEXT = {
    f"{WORD}tab": "\t",
    f"{WORD}ptab": "\t",
    f"{WORD}cr": "\n",
    f"{WORD}noBreakHyphen": "-",
}
_RUN = f"{WORD}r"
_RUN_PROPERTIES = f"{WORD}rPr"
_TEXT = f"{WORD}t"
_HIDDEN = f"{WORD}vanish"
_FIELD = f"{WORD}fldChar"
_FIELD_CODE = f"{WORD}instrText"
_CONTROL = f"{WORD}sdt"
_BREAK = f"{WORD}br"
_SYMBOL = f"{WORD}sym"
_NESTED = {_RUN, f"{WORD}ruby", f"{WORD}rubyBase", f"{WORD}hyperlink"}
_MATH = {f"{MATH}oMath", f"{MATH}oMathPara"}
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_DRAWINGS = {f"{WORD}drawing", f"{WORD}pict", f"{WORD}object"}
_NOTES = {f"{WORD}footnoteReference": "footnote", f"{WORD}endnoteReference": "endnote"}
# Symbol fonts hold their characters at F020-F0FF; here those that carry meaning in a report.
_SYMBOLS = {
    "wingdings": {0xFC: "✓", 0xFE: "☑", 0xA8: "□", 0x6F: "□", 0xFB: "✗", 0xE0: "→", 0xAB: "★", 0xB6: "☆"},
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0xA3: "□", 0x4F: "✗"},
    "symbol": {
        0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB0: "°", 0x61: "α",
        0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xAE: "→",
    },
}  # fmt: skip


@dataclass(slots=True)
class Inline:
    """What one paragraph holds, in order. `looks` are pairs of a run's visible text and its properties."""

    pieces: list[str] = field(default_factory=list)
    looks: "list[tuple[str, Element | None]]" = field(default_factory=list)
    drawings: "list[Element]" = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    in_contents: bool = False

    @property
    def text(self) -> str:
        """The whole text; a line break of the author is a line feed."""
        return "".join(self.pieces)


@dataclass(slots=True)
class _Field:
    code: str = ""
    has_result: bool = False


class InlineReader:
    """Reads paragraph after paragraph; keeps the fields that are open, which may run over many."""

    def __init__(self) -> None:
        self._fields: list[_Field] = []

    def read(self, paragraph: "Element") -> Inline:
        """What a paragraph holds."""
        inline = Inline(in_contents=self._in_contents())
        self._walk(paragraph, inline)
        inline.in_contents = inline.in_contents or self._in_contents()
        # A field's code that no result follows in its own paragraph would swallow the rest of a damaged document.
        while self._fields and not self._fields[-1].has_result:
            self._fields.pop()
        return inline

    def _in_contents(self) -> bool:
        return bool(self._fields) and any(
            item.code.lstrip().upper().startswith("TOC") and item.has_result for item in self._fields
        )

    def _walk(self, parent: "Iterable[Element]", inline: Inline) -> None:
        for node in parent:
            tag = node.tag
            if tag == _RUN:
                self._run(node, inline)
            elif tag in _DROPPED:
                continue
            elif tag == ALTERNATE:
                self._alternate(node, inline)
            elif tag in _MATH:
                inline.pieces.append(math_text(node))
                inline.looks.append((inline.pieces[-1], None))
            elif tag == _CONTROL:
                self._content_control(node, inline)
            else:
                self._walk(node, inline)

    def _content_control(self, node: "Element", inline: Inline) -> None:
        placeholder = node.find(f"{WORD}sdtPr/{WORD}showingPlcHdr")
        content = node.find(f"{WORD}sdtContent")
        if content is not None and (placeholder is None or not is_on(placeholder.get(VALUE, "1"))):
            self._walk(content, inline)

    def _alternate(self, node: "Element", inline: Inline) -> None:
        """The newest form that says something; the fallback says the same for older programs."""
        for form in (*node.iterchildren(CHOICE), *node.iterchildren(FALLBACK)):
            before = len(inline.pieces), len(inline.drawings)
            self._run_children(form, inline, None)
            if (len(inline.pieces), len(inline.drawings)) != before:
                return

    def _run(self, run: "Element", inline: Inline) -> None:
        properties = run.find(_RUN_PROPERTIES)
        if properties is not None:
            hidden = properties.find(_HIDDEN)
            if hidden is not None and is_on(hidden.get(VALUE, "1")):
                return
        self._run_children(run, inline, properties)

    def _run_children(self, run: "Element", inline: Inline, properties: "Element | None") -> None:
        for node in run:
            tag = node.tag
            if tag == _TEXT:
                if node.text and self._is_shown():
                    text = node.text
                    if _PRIVATE.search(text):
                        text = _PRIVATE.sub(lambda match: _symbol_of(_font(properties), ord(match[0])), text)
                    inline.pieces.append(text)
                    inline.looks.append((text, properties))
            elif tag in _DROPPED:
                if tag == _FIELD_CODE and self._fields:
                    self._fields[-1].code += node.text or ""
            elif tag == _FIELD:
                self._field(node.get(f"{WORD}fldCharType", ""))
            elif tag in _DRAWINGS:
                inline.drawings.append(node)
            elif tag in _NOTES:
                inline.notes.append((_NOTES[tag], node.get(f"{WORD}id", "")))
            elif tag == ALTERNATE:
                self._alternate(node, inline)
            elif tag in _NESTED:
                self._walk(node, inline)
            elif self._is_shown():
                self._special(node, tag, inline)

    @staticmethod
    def _special(node: "Element", tag: str, inline: Inline) -> None:
        if tag in _AS_TEXT:
            inline.pieces.append(_AS_TEXT[tag])
        elif tag == _BREAK:
            if node.get(f"{WORD}type", "textWrapping") == "textWrapping":
                inline.pieces.append("\n")
        elif tag == _SYMBOL:
            inline.pieces.append(_symbol(node))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].has_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_shown(self) -> bool:
        return not self._fields or all(item.has_result for item in self._fields)


def _symbol(node: "Element") -> str:
    try:
        code = int(node.get(f"{WORD}char", ""), 16)
    except ValueError:
        return ""
    return _symbol_of(node.get(f"{WORD}font", ""), code)


def _symbol_of(font: str, code: int) -> str:
    """A character of a symbol font as one that all fonts have, empty where it carries no meaning."""
    known = _SYMBOLS.get(font.lower())
    if known is not None:
        return known.get(code & 0xFF, "")
    private = 0xE000 <= code <= 0xF8FF
    return "" if private or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF else chr(code)


def _font(properties: "Element | None") -> str:
    fonts = None if properties is None else properties.find(f"{WORD}rFonts")
    return "" if fonts is None else fonts.get(f"{WORD}ascii", "") or fonts.get(f"{WORD}hAnsi", "")
