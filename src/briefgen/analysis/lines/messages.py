"""What a part says in one line: the section's message, a title's length of it, the guiding clause, the outlook's lines.

Messages are sentences of the source by deletion, taken from the paragraphs that speak for the whole section (those
without a run-in heading, near its beginning, whose subject is the body that reports).
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from briefgen.analysis.figures.places import figures_within
from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.compression import Wording, find_wordings, make_line, make_wording, measure
from briefgen.analysis.lines.cue_words import is_empty_talk
from briefgen.analysis.lines.paragraphs import Paragraph, without_number
from briefgen.analysis.lines.points import point_id
from briefgen.analysis.lines.ranking import Centroid, content_words, similarity
from briefgen.analysis.lines.standing import is_idle
from briefgen.analysis.lines.topics import find_topics, is_topic
from briefgen.analysis.text.clauses import describe_clauses
from briefgen.analysis.text.sentences import split_clauses, without_final_mark
from briefgen.analysis.text.simplified import simplified
from briefgen.content import HeadlineFigure, KeyPoint, Line, Section
from briefgen.document import BlockKind, Document, Language, Span

_LONGEST = {Language.CHINESE: 54, Language.ENGLISH: 18}  # two lines of 28 characters, one em kept
_TITLE = {Language.CHINESE: 33, Language.ENGLISH: 12}
_SHORTEST = {Language.CHINESE: 12, Language.ENGLISH: 5}
_FORMULA_BONUS, _SUBJECT_BONUS, _CONCLUSION_BONUS, _TITLE_BONUS = 0.4, 0.15, 0.12, 0.3
_ANSWER, _OPENS = 0.3, 0.1  # what it is worth to speak of what the title names, and to open a paragraph
_SAYS_AGAIN = 0.8  # share of the title's words from which a message only says it again
_SEVERAL_ARTICLES = 2
_IDLE = 1.0  # what it costs a line of a transcript to be only talk


def find_message(
    document: Document,
    paragraphs: Sequence[Paragraph],
    figures: Sequence[HeadlineFigure],
    centroid: Centroid,
    title: str = "",
) -> Line | None:
    """The sentence that could stand for the section under this title, None where none is clear."""
    if _are_articles(document, paragraphs):
        return None
    heading = set(content_words(title, document.language)) if document.language is Language.CHINESE else set()
    overview = [paragraph for paragraph in paragraphs if paragraph.run_in is None] or list(paragraphs)
    if document.language is Language.ENGLISH:  # items of a list are seldom whole sentences
        overview = [one for one in overview if one.block.kind is not BlockKind.LIST_ITEM] or overview
    overview = [one for one in overview if not one.owned] or overview
    introduced = _find_introduced(document, paragraphs)
    overview = [one for one in overview if one.number not in introduced]
    total = len(paragraphs)
    rated = _rated(document, overview, figures, centroid, heading=heading, total=total)
    if not rated and document.language is Language.ENGLISH:  # where every sentence has a figure, the first one
        rated = _rated(document, overview, (), centroid, heading=heading, total=total)
        first = min((wording.sentence for _, wording in rated), default=None)
        rated = [item for item in rated if item[1].sentence == first]
    if not rated:
        return _run_in_message(document, [one for one in paragraphs if one.number not in introduced])
    best = max(rated, key=lambda item: (item[0], -item[1].fragments[0].start))[1]
    return make_line(document, best.fragments)


def _rated(  # noqa: PLR0913  (a section with all that says which of its lines speaks for it)
    document: Document,
    paragraphs: Sequence[Paragraph],
    figures: Sequence[HeadlineFigure],
    centroid: Centroid,
    *,
    heading: Collection[str],
    total: int,
) -> list[tuple[float, Wording]]:
    """What may be the message, with what it is worth: no wording that holds one of the `figures`."""
    rated = []
    for paragraph in paragraphs:
        numbers = [figure.quantity.span for figure in figures_within(figures, paragraph.block.span)]
        for sentence in paragraph.said:
            early = 1 - (paragraph.number - 1) / total
            speaks = any(clause.generic for clause in paragraph.clauses[sentence])
            titles = _titles(document, paragraph.wordings[sentence])
            wordings = [one for one in paragraph.wordings[sentence] if not _is_label(document, paragraph, one)]
            for wording in _speaking(document, wordings, numbers):
                titled = _has_title(wording, titles)
                beside = _SUBJECT_BONUS * speaks + _TITLE_BONUS * titled
                opens = total > 1 and sentence == paragraph.sentences[0]
                if document.language is Language.CHINESE:
                    beside += _ANSWER * _answers(heading, wording) + _OPENS * opens
                beside -= _IDLE * is_idle(document.text, wording.text, document.language)
                rated.append((_rate(document, wording, centroid, early) + beside, wording))
    return rated


def _are_articles(document: Document, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a section is made of articles (第一条 …) that stand side by side: none of them speaks for the others."""
    pattern = language_data(document.language, "clauses")["enumeration"].get("article")
    found = [one for one in paragraphs if pattern and re.match(pattern, document.quote(one.block.span))]
    return len(found) >= _SEVERAL_ARTICLES


def _find_introduced(document: Document, paragraphs: Sequence[Paragraph]) -> set[int]:
    """The numbers of the items of a list that a paragraph leads up to: none of them speaks for the others."""
    if document.language is Language.ENGLISH:
        return set()
    found: set[int] = set()
    led = False
    for paragraph in paragraphs:
        block = paragraph.block
        item = block.kind is BlockKind.LIST_ITEM or without_number(document, block.span) != block.span
        if item and led:
            found.add(paragraph.number)
        elif not item:
            led = block.span.slice(document.text).rstrip().endswith(("：", ":"))
    return found


def _answers(heading: Collection[str], wording: Wording) -> float:
    """How much of what the title names a wording speaks of, 0 to 1.

    One that says all of it again answers nothing, and one that says when only tells what happened then.
    """
    if any(character.isdigit() for character in wording.text):
        return 0.0
    shared = len(set(wording.words) & set(heading)) / max(1, len(heading))
    return shared if shared < _SAYS_AGAIN else 0.0


def message_of_parts(children: Sequence[Section]) -> Line | None:
    """What a part without text of its own says: the weightiest message of the parts below it."""
    messages = [child.message for child in children if child.message is not None]
    return max(messages, key=lambda line: (line.score, -line.evidence[0].span.start), default=None)


def shorten_to_title(document: Document, message: Line | None) -> Line | None:
    """The message in a title's length: the longest run of its own clauses within it, None where there is none.

    Of a message that only says what a paper treated it is the topic.
    """
    if message is None:
        return None
    spans = [evidence.span for evidence in message.evidence]
    sentence = Span(spans[0].start, spans[-1].end)
    fitting = _topics(document, sentence)
    if not fitting and measure(message.text, document.language) <= _TITLE[document.language]:
        return message
    found = fitting or find_wordings(document, sentence, describe_clauses(document, sentence))
    fitting = [wording for wording in found if _is_title(document, wording) and _is_within(wording, spans)]
    if not fitting:
        return None
    return make_line(
        document, max(fitting, key=lambda wording: (len(wording.text), -wording.fragments[0].start)).fragments
    )


def _topics(document: Document, sentence: Span) -> list[Wording]:
    """What the sentence names as what a paper treated, in a title's length."""
    if document.language is not Language.CHINESE:
        return []
    topics = (
        topic
        for clause in split_clauses(document.text, sentence, document.language)
        for topic in find_topics(document, clause)
    )
    found = (make_wording(document, topic, sentence) for topic in topics)
    return [wording for wording in found if wording is not None and _is_title(document, wording)]


def _titles(document: Document, wordings: Sequence[Wording]) -> list[Wording]:
    """The wordings of a title's length, by the place of their last fragment."""
    return sorted((wording for wording in wordings if _is_title(document, wording)), key=_last_start)


def _is_title(document: Document, wording: Wording) -> bool:
    return _SHORTEST[document.language] <= wording.length <= _TITLE[document.language]


def _has_title(wording: Wording, titles: Sequence[Wording]) -> bool:
    """Whether a message could be shown in a title's length: of the titles, one whose last fragment is in it is."""
    return any(
        _is_within(title, wording.fragments)
        for outer in wording.fragments
        for title in titles[
            bisect_left(titles, outer.start, key=_last_start) : bisect_left(titles, outer.end, key=_last_start)
        ]
    )


def _last_start(wording: Wording) -> int:
    return wording.fragments[-1].start


def _is_within(wording: Wording, spans: Sequence[Span]) -> bool:
    return all(any(outer.contains(inner) for outer in spans) for inner in wording.fragments)


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
        if groups and measure(joined.slice(document.text), document.language) <= _SHORTEST[document.language] + 2:
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
        if _concludes(document.language, closing.slice(document.text)):
            return make_line(document, (closing,))
    return find_message(document, introduction, (), centroid)


def _concludes(language: Language, text: str) -> bool:
    """Whether a closing clause has a message's length and no number: a number is a result, not what it comes to."""
    within = _SHORTEST[language] <= measure(text, language) <= _LONGEST[language]
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


def _is_label(document: Document, paragraph: Paragraph, wording: Wording) -> bool:
    """Whether a wording only names what a paper treated: a message asserts."""
    return is_topic(document, paragraph.clauses[wording.sentence], wording.fragments)


def _speaking(document: Document, wordings: Sequence[Wording], numbers: Sequence[Span]) -> Iterator[Wording]:
    """Wordings of a message's length without figures or decoration."""
    for wording in wordings:
        length = wording.length
        if not _SHORTEST[document.language] <= length <= _LONGEST[document.language] or is_empty_talk(
            document, wording.text
        ):
            continue
        if any(fragment.overlaps(number) for fragment in wording.fragments for number in numbers):
            continue
        yield wording


def _rate(document: Document, wording: Wording, centroid: Centroid, early: float) -> float:
    formulas = language_data(document.language, "clauses")["guide"]["formulas"]
    words = simplified(wording.text)
    said = sum(formula in words for formula in formulas)
    return round(
        centroid.score_words(wording.words)
        + _FORMULA_BONUS * said
        + 0.2 * early
        + 0.2 * min(1.0, wording.length / 30)
        + _CONCLUSION_BONUS * (wording.fragments[-1].end >= wording.sentence.end - 1),
        6,
    )


def _run_in_message(document: Document, paragraphs: Sequence[Paragraph]) -> Line | None:
    headings = [paragraph.run_in for paragraph in paragraphs if paragraph.run_in]
    run_in = next((one for one in headings if not is_empty_talk(document, one.slice(document.text))), None)
    if run_in and document.language is Language.ENGLISH and not find_wordings(document, run_in, ()):
        return None
    return make_line(document, (without_final_mark(document.text, run_in),)) if run_in else None


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
