"""The last step: no line leaves the analysis that the gate would stop, and each begins as a line does.

A wording that fails is dropped for another one of its point, a point without any falls back to its whole sentence or is
gone, a figure whose card would mislead keeps its place in the model and loses the line that a card would show.
"""

from collections.abc import Sequence
from dataclasses import replace

from briefgen.analysis.faithfulness.rules import Surroundings, find_faults, find_figure_faults
from briefgen.analysis.faithfulness.witness import Witness, block_at
from briefgen.analysis.lines.compression import measure
from briefgen.analysis.lines.rating import LENGTHS
from briefgen.analysis.lines.standing import stands_alone
from briefgen.analysis.text.sentences import begin_with_capital
from briefgen.content import Author, Content, Event, HeadlineFigure, KeyPoint, Line, Quotation, Section
from briefgen.document import BlockKind, Language, Span


def hold_to_evidence(content: Content, witness: Witness) -> Content:
    """The content with every line that would not pass replaced by a safer one, or gone."""
    return replace(
        content,
        message=_kept(witness, content.message),
        introduction=_held(witness, content.introduction) if content.introduction else None,
        sections=tuple(_held(witness, section) for section in content.sections),
        outlook=_held(witness, content.outlook, together=True) if content.outlook else None,
    )


def _held(witness: Witness, section: Section, *, together: bool = False) -> Section:
    """`together`: the points are the clauses of one sentence and are shown as such."""
    shown = (section.span,) if together else ()
    return replace(
        section,
        title=_held_title(witness, section.title),
        message=_kept(witness, section.message, shown),
        headline=_kept(witness, section.headline, shown),
        guide=_kept(witness, section.guide),
        key_points=tuple(
            held for point in section.key_points if (held := _held_point(witness, point, shown)) is not None
        ),
        headline_figures=tuple(_held_figure(witness, figure) for figure in section.headline_figures),
        quotations=tuple(quotation for quotation in section.quotations if _is_safe(witness, quotation)),
        timeline=_held_timeline(witness, section.timeline),
        cases=tuple(case for case in section.cases if _passes(witness, case.name) and _passes(witness, case.text)),
        children=tuple(_held(witness, child) for child in section.children),
    )


def _held_title(witness: Witness, title: Line | None) -> Line | None:
    """The title; the whole line of its heading where what was taken off, its number, stands in a name with it."""
    if title is None or title.author is not Author.SOURCE or _passes(witness, title):
        return title
    document = witness.document
    start = title.evidence[0].span.start
    block = block_at(document, Span(start, start + 1))
    if document.language is Language.ENGLISH and block is not None and block.kind is not BlockKind.HEADING:
        return None  # a phrase of a sentence that was to title a topic
    return title if block is None else Line(text=document.quote(block.span), evidence=(document.evidence(block.span),))


def _held_point(witness: Witness, point: KeyPoint, shown: Sequence[Span]) -> KeyPoint | None:
    """The point in lines that pass; None where not even its whole sentence does, as when a source tears a list."""
    told = dict.fromkeys((point.text, *point.wordings, point.detail))  # each line once, whatever it stands for
    passing = [line for line in told if _passes(witness, line, shown)]
    text = next((line for line in passing if line is not point.detail or _is_short(witness, line)), None)
    if text is None:
        return None
    if text is point.detail and witness.document.language is Language.ENGLISH:  # a line on a slide has no full stop
        text = replace(text, text=text.text.removesuffix("."))
    wordings = tuple(line for line in point.wordings if line in passing)
    if text not in wordings:
        wordings = (text, *(line for line in wordings if len(line.text) < len(text.text)))
    return replace(
        point,
        text=_begun(witness, text),
        wordings=tuple(_begun(witness, line) for line in wordings),
        detail=_begun(witness, point.detail if point.detail in passing else text),
        lead=_kept(witness, point.lead),
        heading=_kept(witness, point.heading),
        plain=_kept(witness, point.plain),
    )


def _is_short(witness: Witness, line: Line) -> bool:
    """Whether a whole sentence is no longer than a line and says what it means by itself."""
    language = witness.document.language
    return measure(line.text, language) <= LENGTHS[language].longest and stands_alone(line.text, language)


def _is_safe(witness: Witness, quotation: Quotation) -> bool:
    """Whether words and speaker pass as they are shown, side by side."""
    if quotation.speaker is None:
        return False
    words, speaker = _spans(quotation.text), _spans(quotation.speaker)
    return not find_faults(witness, quotation.text.text, words, Surroundings(row=speaker)) and not find_faults(
        witness, quotation.speaker.text, speaker, Surroundings(row=words)
    )


def _held_timeline(witness: Witness, timeline: Sequence[Event]) -> tuple[Event, ...]:
    """The timeline with each event in the wordings that pass beside its date; none where an event has no wording."""
    events = []
    for event in timeline:
        date = _spans(event.date)
        wordings = tuple(
            line
            for line in event.wordings
            if not find_faults(witness, line.text, _spans(line), Surroundings(row=date))
            and not find_faults(witness, event.date.text, date, Surroundings(row=_spans(line)))
        )
        if not wordings:
            return ()
        wordings = tuple(_begun(witness, line) for line in wordings)
        events.append(replace(event, text=wordings[0], wordings=wordings))
    return tuple(events)


def _held_figure(witness: Witness, figure: HeadlineFigure) -> HeadlineFigure:
    parts = [line for line in (figure.prefix, figure.number, figure.unit_text, figure.what, figure.time_scope) if line]
    beside = [evidence.span for line in parts for evidence in line.evidence]
    around = Surroundings(card=beside)
    shown = (*parts, figure.place_scope) if figure.place_scope else parts  # a template may show the place, or not
    faults = [fault for line in shown for fault in find_faults(witness, line.text, _spans(line), around)]
    if faults or find_figure_faults(witness, figure):
        return replace(figure, what=None)
    return figure


def _kept(witness: Witness, line: Line | None, shown: Sequence[Span] = ()) -> Line | None:
    return _begun(witness, line) if line is not None and _passes(witness, line, shown) else None


def _begun(witness: Witness, line: Line) -> Line:
    """The line with a capital at its beginning, where its sentence began earlier: the only letter that is changed."""
    if line.author is not Author.SOURCE:
        return line
    return replace(line, text=begin_with_capital(line.text, witness.document.language))


def _passes(witness: Witness, line: Line, shown: Sequence[Span] = ()) -> bool:
    return not find_faults(witness, line.text, _spans(line), Surroundings(shown=shown))


def _spans(line: Line) -> list[Span]:
    return [evidence.span for evidence in line.evidence]
