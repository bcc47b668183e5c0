"""A source as read: one fixed text, and what each stretch of it is. Knows nothing of formats or meaning.

Offsets are code points in `Document.text`, half-open. The text is what the reader made of the file and
is fixed from then on, so that a span found once is right for ever.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    """The language that rules, labels and typography follow."""

    CHINESE = "zh"
    ENGLISH = "en"


class BlockKind(StrEnum):
    """What a block is to a reader of the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    TABLE = "table"
    PICTURE = "picture"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"


class Span(NamedTuple):
    """Half-open range of code points in one document's text."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        """The characters of the span."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Evidence(NamedTuple):
    """Where a quoted text stands: the document's id and a span in its text."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where a person finds a block in the file: a line from 1, and a page or a paragraph where the format has them."""

    line: int | None = None
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells, each cell the span of its text (empty cells are empty spans); `header_rows` from the top."""

    rows: tuple[tuple[Span, ...], ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture of the source: `content_type` is a MIME type, `data` are the bytes as the file holds them."""

    id: str
    content_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the text of one kind.

    `level` is a heading's level from 1. `marked_up` says how sure the format itself was: True when the kind comes from
    markup (a Markdown `#`, a heading style), False when it is only a line of text that the structure step may reread.
    A picture's span is its alternative text (empty where it has none), `media` the id of its bytes.
    """

    kind: BlockKind
    span: Span
    locator: Locator = field(default_factory=Locator)
    level: int | None = None
    marked_up: bool = False
    table: Table | None = None
    media: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source as read. `id` is stable for a path; `path` is relative, with forward slashes.

    `title`, `subtitle` (the series), `byline` and `date` are spans in `text`, None where the source has none.
    """

    id: str
    path: str
    text: str
    language: Language
    blocks: tuple[Block, ...]
    title: Span | None = None
    subtitle: Span | None = None
    byline: Span | None = None
    date: Span | None = None
    metadata: tuple[tuple[str, str], ...] = ()
    media: tuple[Media, ...] = ()

    def evidence(self, span: Span) -> Evidence:
        """The evidence that names a span of this document."""
        return Evidence(self.id, span)

    def quote(self, span: Span | None) -> str:
        """The text of a span, empty for None."""
        return span.slice(self.text) if span else ""

    def title_of(self, span: Span | None) -> str:
        """The words of a title or heading; those that it has on several lines as one."""
        if span is None:
            return ""
        title = ""
        for line in span.slice(self.text).split("\n"):
            parted = title[-1:].isascii() and title[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()
            title += f" {line}" if parted else line
        return title

    def lines_of(self, span: Span) -> tuple[Span, ...]:
        """The stretches of a span that stand on lines of their own."""
        lines, start = [], span.start
        for line in span.slice(self.text).split("\n"):
            lines.append(Span(start, start + len(line)))
            start += len(line) + 1
        return tuple(line for line in lines if line.end > line.start)
