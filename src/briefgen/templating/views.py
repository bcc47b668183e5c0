"""What a template sees of the content: records of texts, each text with its provenance.

Names with an underscore are the engine's own; no template can reach them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from briefgen.content import Series
from briefgen.document import Media, Span
from briefgen.templating.text import Text


class Names:
    """Texts by name, for `labels.NAME` and `options.NAME`."""

    kind_name = "list of names"

    def __init__(self, kind_name: str, texts: Mapping[str, Text]) -> None:
        self.kind_name = kind_name
        self.__dict__.update(texts)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DocumentView:
    """What the source says of itself."""

    kind_name = "document"
    title: Text
    subtitle: Text
    byline: Text
    date: Text
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CardView:
    """A headline figure as it stands on a card."""

    kind_name = "figure"
    id: str
    index: int = 0
    prefix: Text
    number: Text
    unit: Text
    what: Text
    time: Text
    when: Text
    place: Text
    subject: Text
    surface: Text
    sentence: Text
    clause: Text
    parts: tuple[Text, ...]
    sensitive: bool
    is_target: bool
    is_pinned: bool
    from_caption: bool
    _sentences: tuple[Span, ...]
    _rank: int
    _salience: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PointView:
    """A key point in one of its wordings; `told` says that the timeline or a case of its section tells it too.

    `section` is the title of its section, and `section_index` that section's place among its siblings; the headings of
    those `counted` are numbered.
    """

    kind_name = "key point"
    id: str
    index: int
    section: Text
    section_index: int
    lead: Text
    heading: Text
    counted: bool
    text: Text
    detail: Text
    figures: tuple[CardView, ...]
    told: bool
    _sentences: tuple[Span, ...]
    _wordings: tuple[Text, ...]
    _plain: Text

    def _at(self, wording: Text) -> "PointView":
        return replace(self, text=wording)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuotationView:
    """Somebody's words and who spoke them."""

    kind_name = "quotation"
    id: str
    index: int
    text: Text
    speaker: Text
    _sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventView:
    """What happened at one date of a matter told by date, in one of its wordings."""

    kind_name = "event"
    id: str
    index: int
    date: Text
    text: Text
    sentence: Text
    _sentences: tuple[Span, ...]
    _wordings: tuple[Text, ...]

    def _at(self, wording: Text) -> "EventView":
        return replace(self, text=wording)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CaseView:
    """A person, a place or a body whose story the source tells as an example."""

    kind_name = "case"
    id: str
    index: int
    name: Text
    text: Text
    detail: Text
    figures: tuple[CardView, ...]
    _sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RowView:
    """One row of a source table."""

    kind_name = "table row"
    id: str
    index: int
    cells: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableView:
    """A source table; `is_charted` says that every number of it stands in a chart of its section."""

    kind_name = "table"
    id: str
    index: int
    is_charted: bool
    caption: Text
    unit: Text
    header: tuple[Text, ...]
    rows: tuple[RowView, ...]
    _sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeriesView:
    """Values that the source sets side by side."""

    kind_name = "series"
    id: str
    index: int
    title: Text
    measure: Text
    unit: Text
    categories: tuple[Text, ...]
    values: tuple[Text, ...]
    over_time: bool
    _series: Series
    _currency: Text
    _unit: Text
    _sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ShareView:
    """Two figures of one clause, the one a part of the other, with their computed ratio and how it was computed."""

    kind_name = "share"
    id: str
    index: int
    clause: Text
    part: CardView
    whole: CardView
    ratio: Text
    formula: Text
    _numbers: tuple[Decimal, Decimal]
    _sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PictureView:
    """A picture of the source that has words: a caption, or what its author says that it shows."""

    kind_name = "picture"
    id: str
    index: int
    caption: Text
    alternative: Text
    width: int
    height: int
    _media: Media
    _sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SectionView:
    """A part of the document; `is_brief` says that a page of its own would stand nearly empty."""

    kind_name = "section"
    id: str
    index: int
    level: int
    is_brief: bool
    title: Text
    message: Text
    headline: Text
    guide: Text
    kicker: Text
    key_points: tuple[PointView, ...]
    figures: tuple[CardView, ...]
    other_figures: tuple[CardView, ...]
    quotations: tuple[QuotationView, ...]
    timeline: tuple[EventView, ...]
    cases: tuple[CaseView, ...]
    tables: tuple[TableView, ...]
    series: tuple[SeriesView, ...]
    shares: tuple[ShareView, ...]
    pictures: tuple[PictureView, ...]
    children: tuple["SectionView", ...]
    _sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FigureChangeView:
    """A headline figure, then and now; `figure` is that of now, and `by` is the difference without its sign."""

    kind_name = "figure change"
    id: str
    index: int
    is_added: bool
    is_removed: bool
    scope_changed: bool
    is_up: bool
    is_down: bool
    section: Text
    what: Text
    before: Text
    now: Text
    figure: "CardView | Text"
    difference: Text
    by: Text
    _sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PointChangeView:
    """A key point, then and now."""

    kind_name = "point change"
    id: str
    index: int
    is_added: bool
    is_removed: bool
    section: Text
    before: Text
    now: Text
    _sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SectionChangeView:
    """A section, then and now."""

    kind_name = "section change"
    id: str
    index: int
    is_added: bool
    is_removed: bool
    is_moved: bool
    before: Text
    now: Text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChangesView:
    """All that changed."""

    kind_name = "list of changes"
    figures: tuple[FigureChangeView, ...]
    points: tuple[PointChangeView, ...]
    sections: tuple[SectionChangeView, ...]
