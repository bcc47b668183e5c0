"""What a pack holds and what its tags may name, said for people who write templates."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from briefgen.config import PackSettings
from briefgen.templating import views
from briefgen.templating.deck_template import prepare_deck
from briefgen.templating.filters import FILTERS
from briefgen.templating.includes import texts_of
from briefgen.templating.state import SourceView

_OPTIONS = ("title", "subtitle", "unit", "presenter", "meeting", "date", "classification", "addressee")
_KINDS: tuple[tuple[str, type[Any], str], ...] = (
    ("document", views.DocumentView, "{{ document.title }}"),
    ("section", views.SectionView, "{%slide for section in sections %}"),
    ("point", views.PointView, '{%slide for page in section.key_points | fit("Row") %}'),
    ("card", views.CardView, '{%slide for page in figures | fit("Card") %}'),
    ("quotation", views.QuotationView, '{%slide for page in section.quotations | fit("Row") %}'),
    ("table", views.TableView, "{%slide for table in section.tables %}"),
    ("row", views.RowView, "{%tr for row in table.rows %}"),
    ("series", views.SeriesView, "{{ series | chart }}"),
    ("event", views.EventView, '{%slide for page in section.timeline | fit("Event") %}'),
    ("case", views.CaseView, '{%slide for page in section.cases | fit("Row") %}'),
    ("picture", views.PictureView, "{{ picture | image }}"),
    ("share", views.ShareView, "{{ share | chart(rest=labels.rest) }}"),
    ("change", views.FigureChangeView, '{%slide for page in changes.figures | fit("Row") %}'),
    ("source", SourceView, '{%slide for page in sources | fit("Sources") %}'),
)


def describe_slides(files: Mapping[str, bytes]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The prototypes of a pack's deck: number, name, and the shapes and tables that are repeated on them."""
    if "briefing.pptx" not in files:
        return
    deck = prepare_deck(files["briefing.pptx"], "briefing.pptx", texts_of(files))
    for prototype in deck.prototypes:
        named = [loop.name for loop in deck.loops.values() if loop.slide == prototype.number]
        yield prototype.number, prototype.name, tuple(dict.fromkeys(named))


def describe_names(settings: PackSettings) -> Iterator[str]:
    """The names that tags may use, a kind a line, each with an example."""
    for kind, view, example in _KINDS:
        yield f"{kind:<10}{example}"
        names = [item.name for item in fields(view) if not item.name.startswith("_")]
        yield f"          {' '.join(names)}"
    yield f"{'options':<10}{{{{ options.presenter }}}}"
    yield f"          {' '.join(_OPTIONS)}"
    yield f"{'labels':<10}{{{{ labels.agenda }}}}"
    yield f"          {' '.join(sorted({name for words in settings.labels.values() for name in words}))}"
    yield f"{'filters':<10}{{{{ section | numbering(labels.part) }}}}"
    yield f"          {' '.join(sorted((*FILTERS, 'fit')))}"
