"""Texts that carry their provenance through a template, in band, and come out again as pieces.

A `Text` is a plain string to a template. Where it is written out, `__html__` wraps it in private-use
characters of plane 16 with a key into the registry, so that what vouches for it survives `~`, `join`,
macros and escaping. Knows nothing of slides or pages.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from markupsafe import Markup, escape

from briefgen.content import Author, Line
from briefgen.document import Evidence
from briefgen.storyboard import Piece, Role

MARK_OPEN, MARK_TEXT, MARK_CLOSE = "\U0010f010", "\U0010f011", "\U0010f012"
CELL_GAP = "\u3000"
"""What a tabulator in the source's text is shown as: the cells of a table row stand apart by a character's width."""
LINE_FEED = "\U0010f013"
"""Stands for a line feed of a value while the template's own line feeds are taken out."""

MARKED = re.compile(f"{MARK_OPEN}(\\d+){MARK_TEXT}([^{MARK_OPEN}{MARK_CLOSE}]*){MARK_CLOSE}")
_ROLES = {Author.SOURCE: Role.SOURCE, Author.PERSON: Role.EDITED, Author.MODEL: Role.REWORDED}
_UNSAFE = re.compile("[\U00100000-\U0010ffff\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without characters that XML forbids or that the engine keeps for itself."""
    return _UNSAFE.sub("", text)


class Text(str):
    """A string that remembers what vouches for it. Templates see a string, and `is_number`."""

    __slots__ = ("_figure", "_item", "_line", "_link", "_registry", "_role", "is_number")

    _registry: "Registry"
    _line: Line | None
    _role: Role
    _figure: str | None
    _item: Any
    _link: Any
    is_number: bool

    def __html__(self) -> str:
        """The text escaped, inside its marks."""
        if not self:
            return ""
        inner = escape(str.__str__(self)).replace("\n", LINE_FEED)
        return f"{MARK_OPEN}{self._registry.key(self)}{MARK_TEXT}{inner}{MARK_CLOSE}"

    def __add__(self, other: str) -> Markup:
        """Joined texts stay marked."""
        return Markup(self.__html__()) + other

    def __radd__(self, other: str) -> Markup:
        """Joined texts stay marked."""
        return escape(other) + self

    def join(self, texts: Iterable[str]) -> Markup:
        """Joined texts stay marked, also by Jinja's filter, which joins by a separator's own method."""
        return Markup(self.__html__()).join(texts)

    @property
    def _evidence(self) -> tuple[Evidence, ...]:
        return self._line.evidence if self._line else ()


def length_of(value: Any) -> int:
    """The items of a list, or the characters of a text as they are shown: joined texts hold marks and escapes."""
    return len(unescape(MARKED.sub(r"\2", str.__str__(value))) if isinstance(value, Markup) else value)


class Registry:
    """The texts of one rendering, found again by the key in their marks."""

    def __init__(self) -> None:
        self._texts: list[Text] = []
        self._keys: dict[int, int] = {}

    def text(self, value: str, role: Role, *, figure: str | None = None) -> Text:
        """A text that is not from a source."""
        return self._make(value, role, figure=figure)

    def line(self, line: Line | None, *, figure: str | None = None, number: bool = False) -> Text:
        """A text of the source; empty for None."""
        if line is None:
            return self._make("", Role.SOURCE)
        return self._make(line.text, _ROLES[line.author], line=line, figure=figure, number=number)

    def linked(self, text: Text, item: Any) -> Text:
        """The same text as a link to where the item is shown."""
        copy = self._make(str.__str__(text), text._role, line=text._line, figure=text._figure)
        copy._item, copy._link = text._item, item
        return copy

    def up_to(self, text: Text, end: int) -> Text:
        """The beginning of a text, vouched for by the same words of the source."""
        return self._make(str.__str__(text)[:end], text._role, line=text._line, figure=text._figure)

    def deferred(self, item: Any) -> Text:
        """A text that becomes the page number of the item once all pages are known."""
        text = self._make("88", Role.PAGE)
        text._item = item
        return text

    def _make(
        self, value: str, role: Role, *, line: Line | None = None, figure: str | None = None, number: bool = False
    ) -> Text:
        text = Text(clean(value))
        text._registry, text._line, text._role, text._figure = self, line, role, figure
        text._item = text._link = None
        text.is_number = number
        return text

    def key(self, text: Text) -> int:
        """The number that stands for the text in its marks."""
        found = self._keys.get(id(text))
        if found is None:
            found = self._keys[id(text)] = len(self._texts)
            self._texts.append(text)
        return found

    def find(self, key: int) -> Text:
        """The text that a mark names."""
        return self._texts[key]


def iter_marked(marked: str, registry: Registry) -> Iterator[tuple[str, Text | None]]:
    """The stretches of a rendered string, each with the text that it came from, None for the template's own."""
    end = 0
    for match in MARKED.finditer(marked):
        if match.start() > end:
            yield marked[end : match.start()], None
        yield match[2], registry.find(int(match[1]))
        end = match.end()
    if end < len(marked):
        yield marked[end:], None


def piece_of(text: str, origin: Text | None) -> Piece:
    """The piece that a stretch of output is: the template's own words are a label."""
    if origin is None:
        return Piece(text=text, role=Role.LABEL)
    return Piece(text=text, role=origin._role, evidence=origin._evidence, figure=origin._figure)
