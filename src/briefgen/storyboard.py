"""What an output will hold: frames in order, each with the slots that were filled and the evidence of each piece.

Knows the content model's evidence; knows nothing of Jinja, of packages or of how a frame is written.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from briefgen.document import Evidence


class Role(StrEnum):
    """What vouches for a piece of text: the source's words, a person's or a model's words for them, the words of the
    edition before, the user's options, or one of the typed exceptions.
    """

    SOURCE = "source"
    EDITED = "edited"
    REWORDED = "reworded"
    FORMER = "former"
    GIVEN = "given"
    LABEL = "label"
    NUMBERING = "numbering"
    MARK = "mark"
    PAGE = "page"
    DATE = "date"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text with what vouches for it. `figure` is the id of the headline figure that it is a part of."""

    text: str
    role: Role
    evidence: tuple[Evidence, ...] = ()
    figure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One filled shape, cell or paragraph of the output.

    `id` is its stable name in the file (`bg_…`); `place` is where a person finds it (`slide 7, Detail 2`);
    `group` joins the slots of one card or row; `paragraphs` hold the text as pieces, breaks not included.
    `lines` are the lines of each paragraph as measured, empty where nothing was measured.
    """

    id: str
    place: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    group: str = ""
    lines: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The slot's text, paragraphs joined by line feeds."""
        return "\n".join("".join(piece.text for piece in paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartData:
    """The data of one native chart: categories and values in the order they are drawn, and the one to emphasise.

    `labels` are the values as the source writes them, for the data labels; `unit` is how they end, set smaller.
    """

    shape_id: str
    title: str
    categories: tuple[str, ...]
    values: tuple[Decimal, ...]
    labels: tuple[str, ...] = ()
    unit: str = ""
    emphasis: int | None = None


PICTURE_LINK = "picture:"
"""A relationship id in rendered XML that names a picture of the frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureData:
    """A picture of the source that a frame shows; `content_type` is a MIME type."""

    id: str
    content_type: str
    data: bytes = field(repr=False)

    @property
    def suffix(self) -> str:
        """The usual suffix of such a file, without its dot."""
        return self.content_type.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One output slide, or one part of the Word file.

    `id` is stable across builds while the same content comes from the same prototype. `prototype` is the
    template part's name inside its package. `xml` and `notes_xml` are that part as rendered, complete.
    """

    id: str
    prototype: str
    xml: bytes
    notes_prototype: str | None = None
    notes_xml: bytes | None = None
    hidden: bool = False
    slots: tuple[Slot, ...] = ()
    charts: tuple[ChartData, ...] = ()
    pictures: tuple[PictureData, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """Core properties of an output. `created` is ISO 8601 with seconds, in UTC."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: str = ""
    category: str = ""
    description: str = ""
    language: str = "zh-CN"
    identifier: str = ""
    created: str = "1980-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyboard:
    """An output before it is written: the template's package with these frames in the place of its prototypes."""

    template: bytes = field(repr=False)
    frames: tuple[Frame, ...]
    properties: Properties
    left_out: tuple[str, ...] = ()
