"""The content model: what a document says, in lines that each point at the words they were made from.

Knows the document's text and nothing of slides, pages or files.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from briefgen.document import Document, Evidence, Span

SCHEMA_VERSION = "1"
SHOWN_SALIENCE = 0.35
"""From this salience on a headline figure is worth a place on a slide."""


class Approximation(StrEnum):
    """How the source limits a number: 近/约, 以上, 余/多/超, 以下, 不足."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"


class QuantityKind(StrEnum):
    """What sort of thing a number measures."""

    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    LENGTH = "length"
    AREA = "area"
    MASS = "mass"
    ENERGY = "energy"
    DURATION = "duration"
    CHANGE = "change"
    RATE = "rate"
    RANGE = "range"
    ORDINAL = "ordinal"
    DATE = "date"
    NAME = "name"
    OTHER = "other"


class Status(StrEnum):
    """Whether the source reports a number as reached or only aims at it."""

    RESULT = "result"
    TARGET = "target"


class FigureSource(StrEnum):
    """The kind of text that a figure stands in."""

    BODY = "body"
    CAPTION = "caption"
    TABLE = "table"
    QUOTATION = "quotation"


class Change(StrEnum):
    """The direction that the source states for a number."""

    UP = "up"
    DOWN = "down"
    NONE = ""


class RelationKind(StrEnum):
    """How the text itself relates figures."""

    PART_OF_WHOLE = "part-of-whole"
    CHANGE = "change"
    GROWTH = "growth"
    SERIES = "series"
    BREAKDOWN = "breakdown"
    RANKING = "ranking"
    TARGET = "target"


class Author(StrEnum):
    """Who worded a line: the source, a person in `NAME.toml`, or a language model."""

    SOURCE = "source"
    PERSON = "person"
    MODEL = "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text made from the source by deletion: the fragments, in the order of the source, that joined give `text`.

    The only characters that joining may change: a trailing stop or comma is dropped, and inner quotation
    marks become outer ones when their outer pair is gone.
    A line of another `author` is in words of their own; its evidence are the fragments of the line in whose stead it
    stands, and `faults` say what of it the sentences of these fragments do not bear out. `score` rates a wording of a
    point among those of its section.
    """

    text: str
    evidence: tuple[Evidence, ...]
    author: Author = Author.SOURCE
    faults: tuple[str, ...] = ()
    score: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as the source writes it.

    `value` is the full number (万 and 亿 multiplied out; 9.3% is 9.3), None for a range, which has `lower` and
    `upper`. `surface` is the slice at `span`, from the leading qualifier to the unit. `unit` has no multiplier.
    `qualifier` is the limit as written (余, 以上, nearly).
    `number` is the span of the digits alone, for setting them large. `headline` is False where the number may
    never be shown as a figure, and then `reason` says why.
    """

    value: Decimal | None
    lower: Decimal | None = None
    upper: Decimal | None = None
    surface: str
    unit: str = ""
    scale: str = ""
    approximation: Approximation = Approximation.EXACT
    qualifier: str = ""
    kind: QuantityKind = QuantityKind.COUNT
    span: Span
    number: Span
    rule: str
    headline: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineFigure:
    """A quantity with what it counts, as it would stand on a card. Lines are empty-text where the source says nothing.

    `prefix`, `number` and `unit_text` are the parts of the surface as displayed (`超过`, `190.3` and `万名`); joined
    they are the surface, spaces included.
    `what` is the line below the number: subject and action in the source's own words and order; `reworded` is shown
    in its stead where a person worded it anew. `pinned` by a person: it is shown though it is sensitive or matters
    little; `rank` is its place among those that a person put in order, from 1, and 0 for all others.
    `same_as` is the id of the figure that is shown in this one's stead. `resolved_time` is what a relative time scope
    (今年) means by the date that the document or a person states; empty where it is none or no date is stated.
    """

    id: str
    quantity: Quantity
    number: Line
    prefix: Line | None = None
    unit_text: Line | None
    subject: Line | None
    action: Line | None
    what: Line | None
    time_scope: Line | None = None
    resolved_time: str = ""
    place_scope: Line | None = None
    status: Status = Status.RESULT
    source: FigureSource = FigureSource.BODY
    change: Change = Change.NONE
    salience: float = 0.0
    same_as: str | None = None
    sensitive: bool = False
    reworded: Line | None = None
    pinned: bool = False
    rank: int = 0
    sentence: Span
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A value computed exactly of figures, with its formula. A share is a percentage, to one decimal."""

    value: Decimal
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Figures that the text itself relates; `line` is the clause that does so, whole."""

    kind: RelationKind
    figures: tuple[str, ...]
    line: Line
    derived: Derived | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """One idea of a section.

    `lead` is the bold few words, or None where the source has none that govern the line; `heading` is the run-in
    heading that it was taken from, whole, `counted` unless the source counts others. `wordings` say the same point at
    several lengths, longest first; `text` is the default one. `plain` is a wording without figures, for use beside a
    card that shows them. `detail` is one or two full sentences, for notes and Word. `sentences` are the spans the point
    was made from. `pinned` by a person: it is a point whatever else the section says.
    """

    id: str
    lead: Line | None
    heading: Line | None = None
    counted: bool = True
    text: Line
    wordings: tuple[Line, ...]
    plain: Line | None = None
    detail: Line
    figures: tuple[str, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Somebody's words with the words that name the speaker."""

    text: Line
    speaker: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened at one date of a matter that the source tells by date.

    `date` is as the source writes it; `text` and `wordings` (longest first) leave it out and stand beside it.
    """

    date: Line
    text: Line
    wordings: tuple[Line, ...]
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A person, a place or a body whose story the source tells as an example.

    `name` is how the source names it, post included; `text` a line of its story, `detail` one or two full sentences.
    """

    id: str
    name: Line
    text: Line
    detail: Line
    figures: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of material that the source itself sets side by side (a table or a list of fields)."""

    cells: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabulation:
    """A source table: header cells, rows, the caption above it, and the line there that states its units."""

    id: str
    header: tuple[Line, ...]
    rows: tuple[Row, ...]
    caption: Line | None = None
    unit: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Values of one head noun that the source sets side by side, exact, in source order.

    `measure` is what the source calls them, with the unit in brackets where it has one; `unit` is that unit alone.
    """

    id: str
    title: Line
    measure: Line
    unit: Line | None
    categories: tuple[Line, ...]
    values: tuple[Line, ...]
    numbers: tuple[Decimal, ...]
    over_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the source. `id` is that of its bytes in `Document.media`; `content_type` a MIME type.

    `alternative` is what its author says that it shows, `caption` the line that stands beside it; None where the
    source has none. The evidence is where these words stand, empty where there are none.
    """

    id: str
    content_type: str
    alternative: Line | None
    caption: Line | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the document. `title` is None for the introduction and the outlook.

    `message` is its assertion, `headline` the same in a title's length; `guide` is the guiding clause of a formal
    introduction, whole; `kicker` is the phrase with which an outlook opens. `timeline` holds three dated events or
    more of one matter, else nothing.
    """

    id: str
    title: Line | None
    level: int = 1
    span: Span
    message: Line | None = None
    headline: Line | None = None
    guide: Line | None = None
    kicker: Line | None = None
    key_points: tuple[KeyPoint, ...] = ()
    headline_figures: tuple[HeadlineFigure, ...] = ()
    relations: tuple[Relation, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    timeline: tuple[Event, ...] = ()
    cases: tuple[Case, ...] = ()
    tables: tuple[Tabulation, ...] = ()
    series: tuple[Series, ...] = ()
    pictures: tuple[Picture, ...] = ()
    children: tuple["Section", ...] = ()

    def walk(self) -> Iterator["Section"]:
        """This section and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def has_matter(self) -> bool:
        """Whether anything of its own stands below its title."""
        lists = (self.key_points, self.headline_figures, self.quotations, self.timeline, self.cases, self.tables)
        return any((self.message, self.guide, *lists, self.series, self.pictures))

    @property
    def parts(self) -> tuple["Section", ...]:
        """What outputs show below it: all with matter of their own, the deeper ones in a row with the others."""
        below = (section for child in self.children for section in child.walk())
        return tuple(section for section in below if section.has_matter)


def told_sections(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The sections that outputs show: all but bare headings; all where there is nothing else."""
    return tuple(section for section in sections if section.has_matter or section.parts) or tuple(sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """What the words of a text demand of its lines: offsets at which a line may end, and spans it may not cut.

    `boundaries` are ends of words, ascending; `unbreakable` are fixed expressions, names and numbers with units.
    """

    boundaries: tuple[int, ...] = ()
    unbreakable: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a document says. `message` is the executive message; `questions` are for a person to settle.

    `sentences` are those of the whole text, in order, headings and captions among them. `withholds_sentences`: no
    output may show them whole, because the document is classified.
    """

    document: Document
    message: Line | None
    introduction: Section | None
    sections: tuple[Section, ...]
    outlook: Section | None
    captions: tuple[Line, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    questions: tuple[str, ...] = ()
    sentences: tuple[Span, ...] = ()
    typography: Typography = field(default_factory=Typography)
    withholds_sentences: bool = False

    def all_sections(self) -> Iterator[Section]:
        """Introduction, sections with their children, and outlook, in the order of the document."""
        for top in (self.introduction, *self.sections, self.outlook):
            if top is not None:
                yield from top.walk()

    def map_sections(self, change: Callable[[Section], Section]) -> "Content":
        """The content with each section changed, children before the section that holds them."""

        def changed(section: Section) -> Section:
            return change(replace(section, children=tuple(map(changed, section.children))))

        return replace(
            self,
            introduction=changed(self.introduction) if self.introduction else None,
            sections=tuple(map(changed, self.sections)),
            outlook=changed(self.outlook) if self.outlook else None,
        )

    def headline_figures(self) -> Iterator[HeadlineFigure]:
        """Every headline figure in the order of the document."""
        for section in self.all_sections():
            yield from section.headline_figures

    def to_dict(self) -> dict[str, Any]:
        """The model as plain data, as `briefgen inspect --json` prints it (see content.schema.json)."""
        from briefgen.content_json import content_to_dict  # noqa: PLC0415  (the writer is needed by inspection only)

        return content_to_dict(self)
