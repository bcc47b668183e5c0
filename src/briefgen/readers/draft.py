"""The text of a document while a reader makes it: blocks are added in order and their spans follow.

Knows what every format shares (identity, language, characters that no output can hold); knows no format.
"""

import hashlib
import operator
import re
from pathlib import PurePosixPath

from briefgen.document import Block, BlockKind, Document, Language, Locator, Media, Span, Table
from briefgen.errors import ReadError
from briefgen.readers.nesting import nested_level

# Control characters are not allowed in XML 1.0 (section 2.2); U+10FFF0..U+10FFFD mark provenance inside rendered
# templates; zero-width space, soft hyphen, word joiner and byte-order mark are invisible and would split words and
# numbers; marks of direction would turn the digits of a line round.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufffe\uffff\ud800-\udfff\U0010fff0-\U0010fffd]"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_HAN_SHARE_OF_CHINESE = 0.2


class Draft:
    """Collects the blocks of one document."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.metadata: tuple[tuple[str, str], ...] = ()
        self.title: Span | None = None
        self.subtitle: Span | None = None
        self.byline: Span | None = None
        self.date: Span | None = None
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._media: dict[str, Media] = {}
        self._items: list[int] = []  # the levels of the list items that the next one may stand below

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        at: int | Locator,
        level: int | None = None,
        marked_up: bool = False,
    ) -> Span | None:
        """Append a block of one line and give its span; a text of white space alone is no block.

        What is set as a heading and holds only marks is a line of text.
        A list item's `level` is the depth that the format gives it (1 when None), and becomes its place below the items
        above it that are still open; a heading or a table closes all.
        `at` is the line of the file, or a locator where the format has pages or paragraphs.
        """
        text = " ".join(clean(text).split("\n")).strip()
        if not text:
            return None
        if kind is BlockKind.HEADING and not _has_words(text):
            kind, level, marked_up = BlockKind.PARAGRAPH, None, False
        if kind is BlockKind.LIST_ITEM:
            level = nested_level(self._items, level or 1, operator.gt)
        elif kind is BlockKind.HEADING:
            self._items.clear()
        span = self._append(text)
        self._blocks.append(
            Block(kind=kind, span=span, locator=_locator(at), level=level, marked_up=marked_up),
        )
        return span

    def add_picture(self, text: str, *, at: Locator, content_type: str = "", data: bytes = b"") -> None:
        """Append a picture: its alternative text, and its bytes where the file holds them (equal bytes once)."""
        text = " ".join(clean(text).split())
        if not text and not data:
            return
        name = f"picture-{hashlib.sha256(data).hexdigest()[:12]}" if data else None
        if name:
            self._media.setdefault(name, Media(id=name, content_type=content_type, data=data))
        span = self._append(text)
        self._blocks.append(Block(kind=BlockKind.PICTURE, span=span, locator=at, marked_up=True, media=name))

    def add_table(self, rows: list[list[str]], *, at: int | Locator, header_rows: int) -> None:
        """Append a table: cells set apart by tabs, rows by line feeds."""
        rows = [[" ".join(clean(text).split()) for text in row] for row in rows]
        start = self._length + 1 if self._parts else 0
        cells: list[tuple[Span, ...]] = []
        for row in rows:
            spans = []
            for text in row:
                spans.append(Span(start, start + len(text)))
                start += len(text) + 1
            cells.append(tuple(spans))
        text = "\n".join("\t".join(row) for row in rows)
        if text.strip():
            span = self._append(text)
            table = Table(rows=tuple(cells), header_rows=header_rows)
            block = Block(kind=BlockKind.TABLE, span=span, locator=_locator(at), marked_up=True, table=table)
            self._blocks.append(block)
            self._items.clear()

    def finish(self, *, language: Language | None = None) -> Document:
        """The document; ReadError when it has no text."""
        if not any(self._parts):
            raise ReadError("the file holds no text", where=self.path, remedy="check that it is the right file")
        text = "\n".join(self._parts)
        return Document(
            id=document_id(self.path),
            path=self.path,
            text=text,
            language=language or detect_language(text),
            blocks=tuple(self._blocks),
            title=self.title if self.title and _has_words(self.title.slice(text)) else None,
            subtitle=self.subtitle,
            byline=self.byline,
            date=self.date,
            metadata=self.metadata,
            media=tuple(self._media.values()),
        )

    def _append(self, text: str) -> Span:
        start = self._length + 1 if self._parts else 0
        self._parts.append(text)
        self._length = start + len(text)
        return Span(start, self._length)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _locator(at: int | Locator) -> Locator:
    return Locator(line=at) if isinstance(at, int) else at


def clean(text: str) -> str:
    """The text without the characters that no output can hold."""
    return _UNWANTED.sub("", text)


def document_id(path: str) -> str:
    """A readable id that stays the same for a relative path: the ASCII part of its name and a short hash of it all."""
    stem = re.sub("[^a-z0-9]+", "-", PurePosixPath(path).stem.lower()).strip("-")[:24].strip("-")
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{stem}-{digest}" if stem else digest


def detect_language(text: str) -> Language:
    """Chinese when at least a fifth of the letters are Han characters, else English."""
    han = len(_HAN.findall(text))
    latin = len(_LATIN.findall(text))
    return Language.CHINESE if han and han >= _HAN_SHARE_OF_CHINESE * (han + latin) else Language.ENGLISH
