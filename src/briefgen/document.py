"""A source as read: one fixed text, and what each stretch of it is. Knows nothing of formats or meaning.

Offsets are code points in `Document.text`, half-open. The text is what the reader made of the file and
is fixed from then on, so that a span found once is right for ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

MARKING = "marking"
"""The key in a document's metadata of a classification that the file bears outside its text, as in a running head."""


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

    def shifted(self, by: int) -> "Span":
        """The span as far on in another text."""
        return Span(self.start + by, self.end + by)

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

    `level` is from 1 a heading's, or how deep a list item stands: it is part of the last item above it with a lower
    one. Other kinds have none. `marked_up` says how sure the format itself was: True when the kind comes from markup
    (a Markdown `#`, a heading style), False when it is only a line of text that the structure step may reread.
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
    Several documents joined for one briefing are one document too: its `text` is theirs, one behind the other, and its
    `members` say where each begins.
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
    members: tuple["Member", ...] = ()

    def locate(self, span: Span) -> tuple["Document", Span]:
        """The document that a span is of, with the span in its own text: among several joined ones, a member."""
        for member in reversed(self.members):
            if span.start >= member.start:
                return member.document, span.shifted(-member.start)
        return self, span

    def evidence(self, span: Span) -> Evidence:
        """The evidence that names a span of this document."""
        return Evidence(self.id, span)

    def quote(self, span: Span | None) -> str:
        """The text of a span, empty for None."""
        return span.slice(self.text) if span else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of several joined documents, and where its text begins in theirs."""

    document: Document
    start: int

    def media_id(self, name: str) -> str:
        """The id that a picture of the member has in the joined document."""
        return f"{self.document.id}/{name}"


def join_documents(documents: Sequence[Document], *, id: str, path: str) -> Document:
    """The documents as one, with a blank line between their texts; it has no title of its own.

    The language is that of the first.
    """
    members: list[Member] = []
    start = 0
    for document in documents:
        members.append(Member(document=document, start=start))
        start += len(document.text) + len(_BETWEEN)
    return Document(
        id=id,
        path=path,
        text=_BETWEEN.join(document.text for document in documents),
        language=documents[0].language,
        blocks=tuple(_moved(block, member) for member in members for block in member.document.blocks),
        media=tuple(
            replace(media, id=member.media_id(media.id)) for member in members for media in member.document.media
        ),
        members=tuple(members),
    )


_BETWEEN = "\n\n"


def _moved(block: Block, member: Member) -> Block:
    """A block of a member with its spans in the joined text."""
    by = member.start
    table = block.table and replace(
        block.table, rows=tuple(tuple(cell.shifted(by) for cell in row) for row in block.table.rows)
    )
    media = block.media and member.media_id(block.media)
    return replace(block, span=block.span.shifted(by), table=table, media=media)
