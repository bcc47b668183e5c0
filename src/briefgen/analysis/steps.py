"""The steps from a document to its content model, in their order.

structure -> parts -> what a witness finds in the text (sentences, quantities, figures) -> points and messages
-> typography -> safety.
Each step is a function of what came before; none looks at a later one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.analysis.faithfulness.safety import hold_to_evidence
from briefgen.analysis.faithfulness.witness import Witness, block_at, call_witness
from briefgen.analysis.figures.headline import find_relations, merge_duplicates
from briefgen.analysis.figures.places import figures_within
from briefgen.analysis.figures.relative_times import with_resolved_times
from briefgen.analysis.figures.series import find_told_series
from briefgen.analysis.figures.sums import questions_on_parts, questions_on_totals
from briefgen.analysis.figures.tables import numbers_of_tables
from briefgen.analysis.identities import with_unique_figure_ids, with_unique_ids
from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.compression import make_line
from briefgen.analysis.lines.cue_words import is_empty_talk
from briefgen.analysis.lines.enumeration import before_enumeration
from briefgen.analysis.lines.framing import (
    find_executive_message,
    find_guide,
    find_introduction_points,
    find_outlook_lines,
    with_figures,
)
from briefgen.analysis.lines.messages import find_message, message_of_parts, shorten_to_title
from briefgen.analysis.lines.paragraphs import Paragraph, describe_paragraphs, is_prose, without_number
from briefgen.analysis.lines.points import MOST_POINTS, Aim, find_key_points, is_told
from briefgen.analysis.lines.ranking import Centroid, describe_centroid, similarity
from briefgen.analysis.lines.rating import describe_material, rate_line
from briefgen.analysis.lines.titles import reads_as_done
from briefgen.analysis.pictures import find_pictures
from briefgen.analysis.stories.cases import find_cases
from briefgen.analysis.stories.quotations import find_quotations
from briefgen.analysis.stories.timelines import find_timeline
from briefgen.analysis.structure.blocks import recover
from briefgen.analysis.structure.sections import BY_TOPIC, Part, describe_parts
from briefgen.analysis.tables import find_series, find_tables
from briefgen.analysis.text.expressions import describe_typography
from briefgen.analysis.text.sentences import begin_with_capital, split_clauses, split_sentences
from briefgen.content import Content, HeadlineFigure, KeyPoint, Line, Relation, Section
from briefgen.document import BlockKind, Document, Language, Span

_LETTERS = re.compile("[A-Za-z]{2}")  # a block without is a cell of a page: a number that nothing names
_SAME_MESSAGE = 0.8  # share of characters from which two messages say the same
_DECORATED = 0.6  # what a figure's salience keeps where its clause decorates
_FEW_POINTS = 2  # of a slide that has room for all their words
_FEWEST_POINTS, _POINTS_OF_ALL = 3, 60  # of one section among many, and of the whole document as a guide
_FIGURE_BLOCKS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION, BlockKind.CAPTION, BlockKind.TABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Findings:
    """What the document-wide steps found, for the steps of one section."""

    document: Document
    figures: tuple[HeadlineFigure, ...]
    relations: tuple[Relation, ...]
    most_points: int
    prose: bool

    def paragraphs_of(self, part: Part) -> tuple[Paragraph, ...]:
        """The paragraphs of a part, its children's left to them."""
        return describe_paragraphs(self.document, part.blocks, prose=self.prose)


def analyze(document: Document, *, protected: Sequence[str] = (), date: str = "", spare_date: str = "") -> Content:
    """The content model of a document. `protected` are expressions that may not be cut, beside those found by form.

    `date` is one that a person states for the document, before its own; `spare_date` one for the briefing, after it.
    """
    document = recover(document)
    parts = describe_parts(document)
    witness = call_witness(document, protected)
    told = _told(witness)
    found = with_unique_figure_ids(sorted((*told, *witness.tabulated), key=lambda figure: figure.quantity.span))
    figures, questions = merge_duplicates(found)
    questions += questions_on_parts(document, told)
    questions += tuple(q for cells in numbers_of_tables(document) for q in questions_on_totals(document, cells))
    figures = tuple(_weighed(document, figure) for figure in figures)
    findings = _Findings(
        document=document,
        figures=figures,
        relations=find_relations(document, figures),
        most_points=_most_points(parts.sections),
        prose=is_prose(document),
    )
    opening = findings.paragraphs_of(parts.introduction) if parts.introduction else ()
    message = _executive_message(findings, opening)
    content = Content(
        document=document,
        message=message,
        introduction=_introduction(findings, parts.introduction, opening, message),
        sections=_with_own_messages([_section(findings, part) for part in parts.sections], document.language),
        outlook=_outlook(findings, parts.outlook),
        captions=tuple(
            make_line(document, (block.span,)) for block in document.blocks if block.kind is BlockKind.CAPTION
        ),
        quantities=witness.quantities,
        questions=(*questions, BY_TOPIC) if parts.by_topic else questions,
        sentences=_all_sentences(document),
        typography=describe_typography(document, witness.expressions, witness.quantities),
    )
    return with_unique_ids(hold_to_evidence(with_resolved_times(content, date, spare_date), witness))


def _weighed(document: Document, figure: HeadlineFigure) -> HeadlineFigure:
    """A figure in a clause that decorates (纷纷点赞) counts for less."""
    clauses = split_clauses(document.text, figure.sentence, document.language)
    own = next((clause for clause in clauses if clause.overlaps(figure.quantity.span)), figure.sentence)
    decorates = is_empty_talk(document, own.slice(document.text))
    return replace(figure, salience=round(figure.salience * _DECORATED, 4)) if decorates else figure


def _most_points(parts: Sequence[Part]) -> int:
    """Points for each section: fewer where there are many, so that a briefing of a book is no book."""
    return max(_FEWEST_POINTS, min(MOST_POINTS, _POINTS_OF_ALL // max(1, _count(parts))))


def _count(parts: Sequence[Part]) -> int:
    return sum(1 + _count(part.children) for part in parts)


def _told(witness: Witness) -> list[HeadlineFigure]:
    """The figures of running text and of prose in tables: those of headings are said again below."""
    document = witness.document
    blocks = ((block_at(document, figure.sentence), figure) for figure in witness.told)
    found = [(block, figure) for block, figure in blocks if block is not None and block.kind in _FIGURE_BLOCKS]
    if document.language is not Language.ENGLISH:
        return [figure for _, figure in found]
    return [figure for block, figure in found if _LETTERS.search(document.quote(block.span))]


def _all_sentences(document: Document) -> tuple[Span, ...]:
    return tuple(
        sentence
        for block in document.blocks
        for sentence in split_sentences(document.text, without_number(document, block.span), document.language)
    )


def _title(document: Document, span: Span) -> Line:
    """The heading as it stands, one that was set wide (农　业) without its gaps.

    One that was found within a sentence begins with a capital where it is English.
    """
    if _SET_WIDE.fullmatch(span.slice(document.text)):
        places = (place for place in range(span.start, span.end) if not document.text[place].isspace())
        return make_line(document, [Span(place, place + 1) for place in places])
    line = make_line(document, (span,))
    within = document.text[max(0, span.start - 1) : span.start] == " "
    return replace(line, text=begin_with_capital(line.text, document.language)) if within else line


_SET_WIDE = re.compile(r"[㐀-鿿](?:[ \u3000\xa0]{1,6}[㐀-鿿]){1,3}")


def _section(findings: _Findings, part: Part, *, apart: bool = False) -> Section:
    document = findings.document
    apart = apart or _is_apart(document, part)
    shown = replace(part, blocks=()) if apart else part
    paragraphs = findings.paragraphs_of(shown)
    figures = _figures_in(findings, shown)
    relations = _relations_of(findings, figures)
    centroid = _centroid(findings, paragraphs)
    material = describe_material(document, paragraphs, figures, centroid)
    opening = before_enumeration(document, paragraphs)
    message = (
        find_message(document, opening or paragraphs, figures, centroid, document.quote(part.title))
        if paragraphs
        else None
    )
    most = findings.most_points
    points = find_key_points(material, paragraphs, Aim(said=message, most=most))
    if not points and message is not None:  # the message is all there is: it stands as the point
        message, points = None, find_key_points(material, paragraphs, Aim(most=most))
    message = rate_line(material, paragraphs, message) if message else None
    told = message is not None and _is_told(message, points)
    # What is listed or planned, and what a point below says again, stands under its heading.
    headline = shorten_to_title(document, message) if not (opening or told) else None
    if headline and part.title and reads_as_done(document.quote(part.title), headline.text, document.language):
        headline = None
    return Section(
        id=part.id,
        title=_title(document, part.title) if part.title else None,
        level=part.level,
        span=part.span,
        message=message,
        headline=rate_line(material, paragraphs, headline) if headline else None,
        key_points=tuple(points),
        headline_figures=figures,
        relations=relations,
        quotations=find_quotations(document, shown.blocks),
        timeline=find_timeline(document, paragraphs),
        cases=find_cases(document, paragraphs, figures),
        tables=find_tables(document, shown.blocks),
        series=(*find_series(document, shown.blocks), *find_told_series(document, relations, figures)),
        pictures=find_pictures(document, shown.blocks),
        children=tuple(_section(findings, child, apart=apart) for child in part.children),
    )


def _is_told(message: Line, points: Sequence[KeyPoint]) -> bool:
    """Whether a point says the message again; where points are few, they are shown in their longest wordings."""
    if any(message.text in point.text.text for point in points):
        return True
    shown = [wording for point in points for wording in point.wordings] if len(points) <= _FEW_POINTS else []
    return any(
        all(any(whole.span.contains(piece.span) for whole in wording.evidence) for piece in message.evidence)
        for wording in shown
    )


def _is_apart(document: Document, part: Part) -> bool:
    """Whether a part tells nothing of the document's matter: references, addresses, thanks."""
    title = document.quote(part.title) if part.title else ""
    length = sum(block.span.end - block.span.start for block in part.blocks)
    apart = language_data(document.language, "clauses")["sections"]["apart"]
    return 2 * length < len(document.text) and bool(re.fullmatch(apart, title))


def _with_own_messages(sections: Sequence[Section], language: Language) -> tuple[Section, ...]:
    """The sections, a message that an earlier one has said left to that one.

    An English part without text of its own says what the parts below it say, and none makes a point again that an
    earlier one has made, as where a report tells its summary once more below, unless it has no others.
    """
    said: list[str] = []
    points: list[str] = []  # of English sections

    def own(section: Section) -> Section:
        line = section.message
        again = line is not None and any(similarity(line.text, other, language) >= _SAME_MESSAGE for other in said)
        if again or (line is not None and is_told(line.text, points, language)):
            section = replace(section, message=None, headline=None)
        elif line is not None:
            said.append(line.text)
        if language is Language.ENGLISH:
            new = tuple(point for point in section.key_points if not is_told(point.text.text, points, language))
            section = replace(section, key_points=new or section.key_points)
            points.extend(point.text.text for point in section.key_points)
        section = replace(section, children=tuple(own(child) for child in section.children))
        if language is Language.ENGLISH and not section.has_matter:
            section = replace(section, message=message_of_parts(section.children))
        return section

    return tuple(own(section) for section in sections)


def _introduction(
    findings: _Findings, part: Part | None, paragraphs: Sequence[Paragraph], executive: Line | None
) -> Section | None:
    """The introduction; what the executive message says already is not said again as a point."""
    if part is None:
        return None
    document = findings.document
    centroid = _centroid(findings, paragraphs)
    figures = _figures_in(findings, part)
    guide = find_guide(document, paragraphs)
    material = describe_material(document, paragraphs, figures, centroid)
    message = find_message(document, paragraphs, figures, centroid)
    points = find_introduction_points(document, paragraphs, guide) or find_key_points(
        material, paragraphs, Aim(said=message)
    )
    points = tuple(
        point
        for point in points
        if executive is None or not (point.text.text in executive.text or executive.text in point.text.text)
    )
    return Section(
        id=part.id,
        title=None,
        span=part.span,
        message=message,
        headline=shorten_to_title(document, message),
        guide=guide,
        key_points=tuple(with_figures(point, figures) for point in points),
        headline_figures=figures,
        relations=_relations_of(findings, figures),
        quotations=find_quotations(document, part.blocks),
        timeline=find_timeline(document, paragraphs),
        cases=find_cases(document, paragraphs, figures),
        pictures=find_pictures(document, part.blocks),
    )


def _outlook(findings: _Findings, part: Part | None) -> Section | None:
    if part is None:
        return None
    document = findings.document
    paragraphs = findings.paragraphs_of(part)
    kicker, message, points = find_outlook_lines(document, paragraphs, document.quote(document.title))
    figures = _figures_in(findings, part)
    return Section(
        id=part.id,
        title=None,
        span=part.span,
        message=message,
        headline=shorten_to_title(document, message),
        kicker=kicker,
        key_points=tuple(with_figures(point, figures) for point in points),
        headline_figures=figures,
        relations=_relations_of(findings, figures),
    )


def _executive_message(findings: _Findings, opening: Sequence[Paragraph]) -> Line | None:
    return find_executive_message(findings.document, opening, _centroid(findings, opening)) if opening else None


def _centroid(findings: _Findings, paragraphs: Sequence[Paragraph]) -> Centroid:
    document = findings.document
    sentences = [sentence.slice(document.text) for paragraph in paragraphs for sentence in paragraph.sentences]
    return describe_centroid(sentences, document.language)


def _figures_in(findings: _Findings, part: Part) -> tuple[HeadlineFigure, ...]:
    """The figures of the part's own blocks, its children's left to them."""
    return tuple(figures_within(findings.figures, *(block.span for block in part.blocks)))


def _relations_of(findings: _Findings, figures: Sequence[HeadlineFigure]) -> tuple[Relation, ...]:
    ids = {figure.id for figure in figures}
    return tuple(relation for relation in findings.relations if ids.issuperset(relation.figures))
