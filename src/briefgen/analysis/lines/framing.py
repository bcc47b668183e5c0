"""What frames a formal paper: its guiding clause, what its introduction concludes, and the lines of its outlook."""

import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.analysis.figures.places import figures_within
from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.compression import make_line, measure
from briefgen.analysis.lines.messages import LONGEST, SHORTEST, find_message
from briefgen.analysis.lines.paragraphs import Paragraph
from briefgen.analysis.lines.points import point_id
from briefgen.analysis.lines.ranking import Centroid, similarity
from briefgen.analysis.lines.standing import is_record
from briefgen.analysis.text.clauses import describe_clauses
from briefgen.analysis.text.sentences import without_final_mark
from briefgen.analysis.text.simplified import simplified
from briefgen.content import HeadlineFigure, KeyPoint, Line
from briefgen.document import Document, Language, Span


def find_guide(document: Document, paragraphs: Sequence[Paragraph]) -> Line | None:
    """The guiding clause of a formal introduction (以…为指导，深入…，全面…), whole, with its subject."""
    data = language_data(document.language, "clauses")["guide"]
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            if not re.search(data["anchor"], simplified(sentence.slice(document.text))):
                continue
            clauses = [clause.span for clause in describe_clauses(document, sentence)]
            last = next(
                i
                for i, clause in enumerate(clauses)
                if re.search(data["anchor"], simplified(clause.slice(document.text)))
            )
            while last + 1 < len(clauses) and _guides_on(clauses[last + 1].slice(document.text), data):
                last += 1
            return make_line(document, (without_final_mark(document.text, Span(sentence.start, clauses[last].end)),))
    return None


def find_introduction_points(
    document: Document, paragraphs: Sequence[Paragraph], guide: Line | None
) -> tuple[KeyPoint, ...]:
    """What the guiding sentence goes on to say after its guiding clause, clause groups in order."""
    if guide is None:
        return ()
    end = guide.evidence[-1].span.end
    sentence = next(s for paragraph in paragraphs for s in paragraph.sentences if s.start <= end <= s.end)
    rest = [clause for clause in describe_clauses(document, sentence) if clause.span.start >= end]
    groups: list[Span] = []
    for clause in rest:
        joined = Span(groups[-1].start, clause.span.end) if groups else clause.span
        if groups and measure(joined.slice(document.text), document.language) <= SHORTEST[document.language] + 2:
            groups[-1] = joined
        else:
            groups.append(clause.span)
    return tuple(_plain_point(document, without_final_mark(document.text, group), sentence) for group in groups)


def find_executive_message(document: Document, introduction: Sequence[Paragraph], centroid: Centroid) -> Line | None:
    """The introduction's own conclusion: the closing clause of its longest sentence, where that is a message."""
    sentences = [sentence for paragraph in introduction for sentence in paragraph.said]
    if not sentences:
        return None
    sentence = max(sentences, key=lambda span: (span.end - span.start, -span.start))
    clauses = describe_clauses(document, sentence)
    if (
        document.language is Language.CHINESE
        and len(clauses) > 1
        and not (clauses[-1].dependent or clauses[-1].adjunct)
    ):
        closing = without_final_mark(document.text, clauses[-1].span)
        words = closing.slice(document.text)
        if _concludes(document.language, words) and not is_record(words, document.language):
            return make_line(document, (closing,))
    return find_message(document, introduction, (), centroid)


def _concludes(language: Language, text: str) -> bool:
    """Whether a closing clause has a message's length and no number: a number is a result, not what it comes to."""
    within = SHORTEST[language] <= measure(text, language) <= LONGEST[language]
    return within and not any(character.isdigit() for character in text)


def find_outlook_lines(
    document: Document, paragraphs: Sequence[Paragraph], title: str
) -> tuple[Line | None, Line | None, tuple[KeyPoint, ...]]:
    """Kicker, message and lines of the outlook, one clause a line; the clause nearest to the title is the message."""
    cues = language_data(document.language, "structure")["outlook"]
    sentences = [s for paragraph in paragraphs for s in paragraph.sentences]
    ahead = next(
        (
            s
            for s in sentences
            if simplified(s.slice(document.text)).startswith(tuple(cues["openings"])) and s in _said(paragraphs)
        ),
        None,
    )
    chosen = [ahead] if ahead else list(_said(paragraphs))[:2]
    if document.language is Language.ENGLISH:
        lines = [_plain_point(document, without_final_mark(document.text, s), s) for s in _said(paragraphs)[:4]]
        return None, None, tuple(lines)
    clauses = [clause for sentence in chosen for clause in describe_clauses(document, sentence)]
    kicker = None
    if clauses and ahead and clauses[0].adjunct and len(clauses) > 1:
        kicker = make_line(document, (without_final_mark(document.text, clauses[0].span),))
        clauses = clauses[1:]
    spans = [without_final_mark(document.text, clause.span) for clause in clauses]
    message = max(
        spans,
        key=lambda span: (similarity(span.slice(document.text), title, document.language), -span.start),
        default=None,
    )
    if message is not None and similarity(message.slice(document.text), title, document.language) < 0.6:
        message = None
    spans = _merge_short(document, [span for span in spans if span != message])
    points = tuple(_plain_point(document, span, _sentence_of(span, chosen)) for span in spans[:5])
    return kicker, make_line(document, (message,)) if message else None, points


def _merge_short(document: Document, spans: Sequence[Span]) -> list[Span]:
    """A clause of a few characters joined with its neighbour, where the source has them side by side."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start - merged[-1].end <= 1 and measure(span.slice(document.text), document.language) < 6:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def _guides_on(clause: str, data: dict[str, str]) -> bool:
    words = simplified(clause)
    return bool(re.match(data["continues"], words) and re.search(data["content"], words))


def _said(paragraphs: Sequence[Paragraph]) -> list[Span]:
    return [sentence for paragraph in paragraphs for sentence in paragraph.said]


def _sentence_of(span: Span, sentences: Sequence[Span]) -> Span:
    return next(sentence for sentence in sentences if sentence.contains(span))


def _plain_point(document: Document, span: Span, sentence: Span) -> KeyPoint:
    text = make_line(document, (span,))
    return KeyPoint(
        id=point_id(sentence.slice(document.text) + text.text),
        lead=None,
        text=text,
        wordings=(text,),
        detail=make_line(document, (sentence,)),
        sentences=(sentence,),
    )


def with_figures(point: KeyPoint, figures: Sequence[HeadlineFigure]) -> KeyPoint:
    """The point with the ids of the figures that stand in its text."""
    held = figures_within(figures, *(part.span for part in point.text.evidence))
    return replace(point, figures=tuple(figure.id for figure in held))
