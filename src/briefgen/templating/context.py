"""From the content model to the names that a template sees, each item made once.

Knows the content model; knows nothing of slides, pages or XML.
"""

from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from briefgen.config import Options, PackSettings
from briefgen.content import (
    SHOWN_SALIENCE,
    Case,
    Content,
    Event,
    FigureSource,
    HeadlineFigure,
    KeyPoint,
    Line,
    Picture,
    Quotation,
    Relation,
    RelationKind,
    Section,
    Series,
    Status,
    Tabulation,
    told_sections,
)
from briefgen.document import Span
from briefgen.storyboard import Role
from briefgen.templating.clauses import split_currency, split_numbers, split_surfaces
from briefgen.templating.columns import numeric_columns
from briefgen.templating.pictures import size_of
from briefgen.templating.shares import view_shares
from briefgen.templating.text import Registry, Text
from briefgen.templating.views import (
    CardView,
    CaseView,
    DocumentView,
    EventView,
    Names,
    PictureView,
    PointView,
    QuotationView,
    RowView,
    SectionView,
    SeriesView,
    TableView,
)

_ON_ONE_CARD = (RelationKind.PART_OF_WHOLE, RelationKind.CHANGE)
"""Relations of two numbers that stand as one statement."""


@dataclass(slots=True)
class Views:
    """Makes the views of one content, each once."""

    content: Content
    registry: Registry
    cards: dict[str, CardView] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    worthy: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        relations: dict[str, Relation] = {}
        for section in self.content.all_sections():
            for relation in section.relations:
                # A figure shares one card: of a whole and its parts, the first part with the whole.
                if relation.kind in _ON_ONE_CARD and not any(name in relations for name in relation.figures):
                    relations |= dict.fromkeys(relation.figures, relation)
        figures = {figure.id: figure for figure in self.content.headline_figures()}
        charted = _charted(self.content)
        self.worthy = frozenset(
            figure.id
            for figure in figures.values()
            if _is_worth_a_card(figure) and (figure.pinned or figure.quantity.number.start not in charted)
        )
        self.worthy -= _said_by_others(figures, self.worthy - relations.keys())
        for figure in figures.values():
            pair = relations.get(figure.id)
            if figure.same_as in figures:
                self.targets[figure.id] = str(figure.same_as)
            elif pair and pair.figures[0] in figures and pair.figures[1] == figure.id:
                self.targets[figure.id] = pair.figures[0]
        for figure in figures.values():
            self.cards[figure.id] = self._card(figure, relations.get(figure.id), figures)

    def names(self, options: Options, pack: PackSettings, language: str) -> dict[str, Any]:
        """The names that stand at the top of a template."""
        content, registry = self.content, self.registry
        document = content.document
        labels = {name: registry.text(text, Role.LABEL) for name, text in pack.labels.get(language, {}).items()}
        given = {
            name: registry.text(str(getattr(options, name)), Role.GIVEN)
            for name in ("title", "subtitle", "unit", "presenter", "meeting", "date", "classification", "addressee")
        }
        top = told_sections(content.sections)
        return {
            "document": DocumentView(
                title=self._span(document.title),
                subtitle=self._span(document.subtitle),
                byline=self._span(document.byline),
                date=self._span(document.date),
                name=registry.text(PurePosixPath(document.path).stem, Role.GIVEN),
            ),
            "options": Names("set of options", given),
            "labels": Names("set of labels", labels),
            "language": language,
            "derived": options.derived,
            "message": registry.line(content.message),
            "introduction": self._section(content.introduction, 0) if content.introduction else "",
            "sections": [self._section(section, index) for index, section in enumerate(top, 1)],
            "outlook": self._section(content.outlook, len(top) + 1) if content.outlook else "",
            "figures": self._listed(self.content.headline_figures()),
        }

    def sentences_of(self, item: Any) -> tuple[Span, ...]:
        """The spans of the source sentences behind an item or a text."""
        if isinstance(item, Text):
            spans = [self.sentence_around(evidence.span) for evidence in item._evidence]
            return tuple(dict.fromkeys(spans))
        return tuple(getattr(item, "_sentences", ()))

    def sentence_around(self, span: Span) -> Span:
        """The sentence that a span begins in; the span itself outside all of them."""
        sentences = self.content.sentences
        at = bisect_right(sentences, span.start, key=lambda sentence: sentence.start)
        return sentences[at - 1] if at and sentences[at - 1].end > span.start else span

    def line_of(self, span: Span) -> Line:
        """The source's own words at a span."""
        document = self.content.document
        return Line(text=span.slice(document.text), evidence=(document.evidence(span),))

    def sentence_at(self, span: Span) -> Line | None:
        """A whole sentence of the source, for notes and sources; None where none may be shown."""
        return None if self.content.withholds_sentences else self.line_of(span)

    def cards_in(self, sentence: Span) -> tuple[CardView, ...]:
        """The cards whose number stands in a sentence and that say what it counts."""
        return tuple(card for card in self.cards.values() if card.what and sentence in card._sentences)

    def parts_of(self, sentence: Span) -> tuple[Text, ...]:
        """A sentence in pieces: its words, and the numbers of its figures with their units."""
        line = self.sentence_at(sentence)
        cards = {card.id for card in self.cards_in(sentence)}
        figures = [figure for figure in self.content.headline_figures() if figure.id in cards]
        return tuple(split_surfaces(line, figures, self.registry, self.content.document.text)) if line else ()

    def _span(self, span: Span | None) -> Text:
        return self.registry.line(self.line_of(span) if span else None)

    def _listed(self, figures: Iterable[HeadlineFigure]) -> tuple[CardView, ...]:
        shown = [
            self.cards[figure.id] for figure in figures if figure.id not in self.targets and figure.id in self.worthy
        ]
        return tuple(sorted(dict.fromkeys(shown), key=lambda card: (card._rank == 0, card._rank, -card._salience)))

    def _cards_of(self, ids: Iterable[str]) -> tuple[CardView, ...]:
        found: dict[str, CardView] = {}
        for name in ids:
            target = self.targets.get(name, name)
            target = self.targets.get(target, target)
            card = self.cards.get(target)
            if card and target in self.worthy:
                found.setdefault(target, card)
        return tuple(found.values())

    def _card(
        self, figure: HeadlineFigure, relation: Relation | None, figures: Mapping[str, HeadlineFigure]
    ) -> CardView:
        registry, line = self.registry, self.registry.line
        clause = relation.line if relation and relation.figures[0] == figure.id and not figure.reworded else None
        related = [figures[name] for name in relation.figures if name in figures] if relation else []
        return CardView(
            id=figure.id,
            prefix=line(figure.prefix, figure=figure.id),
            number=line(figure.number, figure=figure.id, number=True),
            unit=line(figure.unit_text, figure=figure.id),
            what=line(figure.reworded or figure.what, figure=figure.id),
            time=line(figure.time_scope, figure=figure.id),
            when=registry.text(figure.resolved_time, Role.DERIVED),
            place=line(figure.place_scope, figure=figure.id),
            subject=line(figure.subject, figure=figure.id),
            surface=line(self.line_of(figure.quantity.span), figure=figure.id),
            sentence=line(self.sentence_at(figure.sentence)),
            clause=line(clause, figure=figure.id),
            parts=tuple(split_numbers(clause, related, registry, self.content.document.text)) if clause else (),
            sensitive=figure.sensitive,
            is_target=figure.status is Status.TARGET,
            is_pinned=figure.pinned,
            from_caption=figure.source is FigureSource.CAPTION,
            _sentences=(figure.sentence,),
            _rank=figure.rank,
            _salience=figure.salience,
        )

    def _section(self, section: Section, index: int) -> SectionView:
        line = self.registry.line
        figures = self._listed(section.headline_figures)
        said = [evidence.span for point in section.key_points for evidence in point.text.evidence]
        numbers = {figure.id: figure.quantity.number for figure in section.headline_figures}
        message, title = line(section.message), line(section.title)
        other_figures = tuple(card for card in figures if not any(s.contains(numbers[card.id]) for s in said))
        cases = section.cases if len(section.cases) > 1 else ()  # one alone is told among the points
        told = {event.sentence for event in section.timeline}
        told |= {sentence for case in cases for sentence in case.sentences}
        drawn = {evidence.span for series in section.series for value in series.values for evidence in value.evidence}
        return SectionView(
            id=section.id,
            index=index,
            level=section.level,
            is_brief=_is_brief(section, figures, other_figures),
            title=title,
            message=message,
            headline=line(section.headline),
            guide=line(section.guide),
            kicker=line(section.kicker),
            key_points=tuple(
                self._point(point, n, told, title, index) for n, point in enumerate(section.key_points, 1)
            ),
            figures=figures,
            other_figures=other_figures,
            quotations=tuple(self._quotation(section, number, q) for number, q in enumerate(section.quotations, 1)),
            timeline=tuple(self._event(section, number, event) for number, event in enumerate(section.timeline, 1)),
            cases=tuple(self._case(case, number) for number, case in enumerate(cases, 1)),
            tables=tuple(self._table(table, number, drawn) for number, table in enumerate(section.tables, 1)),
            series=tuple(self._series(series, number) for number, series in enumerate(section.series, 1)),
            shares=tuple(view_shares(section, self.cards, self.registry)),
            pictures=tuple(self._pictures(section.pictures)),
            children=tuple(self._section(replace(part, children=()), n) for n, part in enumerate(section.parts, 1)),
            _sentences=self.sentences_of(message),
        )

    def _pictures(self, pictures: Iterable[Picture]) -> Iterator[PictureView]:
        """Those that an Office program shows and that have words; a picture without words says nothing on a slide."""
        told = [picture for picture in pictures if picture.caption or picture.alternative]
        media = {item.id: item for item in self.content.document.media} if told else {}
        shown = [(picture, size) for picture in told if (size := size_of(media[picture.id]))]
        for index, (picture, (width, height)) in enumerate(shown, 1):
            yield PictureView(
                id=picture.id,
                index=index,
                caption=self.registry.line(picture.caption),
                alternative=self.registry.line(picture.alternative),
                width=width,
                height=height,
                _media=media[picture.id],
                _sentences=tuple(dict.fromkeys(self.sentence_around(item.span) for item in picture.evidence)),
            )

    def _point(
        self, point: KeyPoint, index: int, told: Container[Span], section: Text, section_index: int
    ) -> PointView:
        line = self.registry.line
        text = line(point.text)
        sentences = point.sentences or self.sentences_of(text)
        return PointView(
            id=point.id,
            index=index,
            section=section,
            section_index=section_index,
            lead=line(point.lead),
            heading=line(point.heading),
            counted=point.heading is not None and point.counted,
            text=text,
            detail=line(point.detail),
            figures=self._cards_of(point.figures),
            told=bool(sentences) and all(sentence in told for sentence in sentences),
            _sentences=sentences,
            _wordings=tuple(line(wording) for wording in point.wordings) or (text,),
            _plain=line(point.plain),
        )

    def _quotation(self, section: Section, index: int, quotation: Quotation) -> QuotationView:
        text = self.registry.line(quotation.text)
        speaker = self.registry.line(quotation.speaker)
        name = f"{section.id}q{index}"
        return QuotationView(id=name, index=index, text=text, speaker=speaker, _sentences=self.sentences_of(text))

    def _event(self, section: Section, index: int, event: Event) -> EventView:
        line = self.registry.line
        return EventView(
            id=f"{section.id}e{index}",
            index=index,
            date=line(event.date),
            text=line(event.text),
            sentence=line(self.line_of(event.sentence)),
            _sentences=(event.sentence,),
            _wordings=tuple(line(wording) for wording in event.wordings) or (line(event.text),),
        )

    def _case(self, case: Case, index: int) -> CaseView:
        line = self.registry.line
        text = line(case.text)
        return CaseView(
            id=case.id,
            index=index,
            name=line(case.name),
            text=text,
            detail=line(case.detail),
            figures=self._cards_of(case.figures),
            _sentences=case.sentences or self.sentences_of(text),
        )

    def _table(self, table: Tabulation, index: int, drawn: Collection[Span]) -> TableView:
        line = self.registry.line
        told = [cell for row in table.rows for cell in row.cells[1:] if cell.text.strip()]
        numeric = numeric_columns([[cell.text for cell in row.cells] for row in table.rows])

        def cells(listed: Sequence[Line]) -> tuple[Text, ...]:
            return tuple(line(cell, number=column in numeric) for column, cell in enumerate(listed))

        rows = tuple(
            RowView(id=f"{table.id}r{number}", index=number, cells=cells(row.cells))
            for number, row in enumerate(table.rows, 1)
        )
        caption, unit, header = line(table.caption), line(table.unit), cells(table.header)
        sentences = self.sentences_of(caption)
        return TableView(
            id=table.id,
            index=index,
            is_charted=bool(told) and all(e.span in drawn for cell in told for e in cell.evidence),
            caption=caption,
            unit=unit,
            header=header,
            rows=rows,
            _sentences=sentences,
        )

    def _series(self, series: Series, index: int) -> SeriesView:
        line = self.registry.line
        title = line(series.title)
        values = tuple(line(value, number=True) for value in series.values)
        currency, unit = split_currency(series.unit, self.content.document.text)
        return SeriesView(
            id=series.id,
            index=index,
            title=title,
            measure=line(series.measure),
            unit=line(series.unit),
            categories=tuple(line(category) for category in series.categories),
            values=values,
            over_time=series.over_time,
            _series=series,
            _currency=line(currency),
            _unit=line(unit),
            _sentences=self.sentences_of(values[0]) if values else (),
        )


def _is_brief(section: Section, figures: Sequence[CardView], other_figures: Sequence[CardView]) -> bool:
    """A part of one or two points, few enough figures to stand in them, and nothing else to show."""
    more = (section.children, section.tables, section.series, section.pictures, section.timeline, section.cases)
    points = len(section.key_points)
    return not any(more) and len(other_figures) <= 1 and (points == 1 or (points == 2 and len(figures) <= 1))


def _said_by_others(figures: Mapping[str, HeadlineFigure], worthy: frozenset[str]) -> frozenset[str]:
    """The figures whose number stands in the words of another one's card (42个部门 in 归集42个部门的数据), by id."""
    places = {figures[name].quantity.number.start: name for name in worthy if not figures[name].pinned}
    lines = ((name, figures[name].what) for name in worthy)
    spans = ((name, evidence.span) for name, line in lines if line is not None for evidence in line.evidence)
    held = {(other, name) for name, span in spans for at, other in places.items() if span.start <= at < span.end}
    return frozenset(other for other, name in held if other != name and (name, other) not in held)


def _charted(content: Content) -> frozenset[int]:
    """The places of numbers that a chart over time shows, but for the latest: cards would say the row again."""
    over_time = (series for section in content.all_sections() for series in section.series if series.over_time)
    spans = (evidence.span for series in over_time for value in series.values[:-1] for evidence in value.evidence)
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _is_worth_a_card(figure: HeadlineFigure) -> bool:
    """Whether a figure may stand alone: it says what it counts, was reached, and a person wants it or it matters."""
    says = figure.reworded is not None or figure.what is not None
    matters = figure.salience >= SHOWN_SALIENCE and not figure.sensitive
    return says and figure.status is not Status.TARGET and (figure.pinned or matters)
