"""What a part says in one line: the section's message, and a title's length of it.

Messages are sentences of the source by deletion, taken from the paragraphs that speak for the whole section (those
without a run-in heading, near its beginning, whose subject is the body that reports).
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from briefgen.analysis.figures.places import figures_within
from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.compression import Wording, find_wordings, make_line, make_wording, measure
from briefgen.analysis.lines.cue_words import is_empty_talk
from briefgen.analysis.lines.paragraphs import Paragraph, is_finished, without_number
from briefgen.analysis.lines.ranking import Centroid, content_words
from briefgen.analysis.lines.standing import is_idle, stands_alone
from briefgen.analysis.lines.titles import answers, fits, is_weak, reads_as_done, says_what_is_done
from briefgen.analysis.lines.topics import find_topics, is_topic
from briefgen.analysis.text.clauses import describe_clauses
from briefgen.analysis.text.sentences import split_clauses, without_final_mark
from briefgen.analysis.text.simplified import simplified
from briefgen.content import HeadlineFigure, Line, Section
from briefgen.document import BlockKind, Document, Language, Span

LONGEST = {Language.CHINESE: 54, Language.ENGLISH: 18}  # two lines of 28 characters, one em kept
_TITLE = {Language.CHINESE: 33, Language.ENGLISH: 12}
SHORTEST = {Language.CHINESE: 12, Language.ENGLISH: 5}
_FORMULA_BONUS, _SUBJECT_BONUS, _CONCLUSION_BONUS, _TITLE_BONUS = 0.4, 0.15, 0.12, 0.3
_ANSWER, _FITS, _OPENS = 0.3, 0.3, 0.1  # what it is worth to speak of what the title names, and to open a paragraph
_QUOTED = 0.6  # what it costs an English line to be somebody's words
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
    paragraphs = [one for one in paragraphs if not one.headed]
    if not paragraphs or _are_articles(document, paragraphs) or _are_measures(paragraphs):
        return None
    heading = set(content_words(title, document.language)) if document.language is Language.CHINESE else set()
    overview = [paragraph for paragraph in paragraphs if paragraph.run_in is None] or list(paragraphs)
    if document.language is Language.ENGLISH:  # items of a list are seldom whole sentences
        prose = [one for one in overview if one.block.kind is not BlockKind.LIST_ITEM]
        overview = prose or [one for one in overview if is_finished(document, one.block)]
    overview = [one for one in overview if not one.owned] or overview
    introduced = _find_introduced(document, paragraphs)
    overview = [one for one in overview if one.number not in introduced]
    total = len(paragraphs)
    rated = _rated(document, overview, figures, centroid, title=title, heading=heading, total=total)
    if not rated and document.language is Language.ENGLISH:  # where every sentence has a figure, the first one
        rated = _rated(document, overview, (), centroid, title=title, heading=heading, total=total)
        first = min((wording.sentence for _, wording in rated), default=None)
        rated = [item for item in rated if item[1].sentence == first]
    if says_what_is_done(title, document.language):  # no line but the one that opens the section says it better
        opening = _opening(paragraphs)
        rated = [item for item in rated if item[1].sentence in opening or _formulas(document, item[1])]
        if not rated:
            return None
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
    title: str,
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
                    beside += _ANSWER * answers(heading, wording) + _OPENS * opens
                    beside += _FITS * fits(title, wording.text, document.language)
                    beside -= _FITS * reads_as_done(title, wording.text, document.language)
                else:
                    beside -= _QUOTED * wording.text.startswith(('"', "“"))
                beside -= _IDLE * is_idle(document.text, wording.text, document.language)
                rated.append((_rate(document, wording, centroid, early) + beside, wording))
    return rated


def _are_articles(document: Document, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a section is made of articles (第一条 …) that stand side by side: none of them speaks for the others."""
    pattern = language_data(document.language, "clauses")["enumeration"].get("article")
    found = [one for one in paragraphs if pattern and re.match(pattern, document.quote(one.block.span))]
    return len(found) >= _SEVERAL_ARTICLES


def _are_measures(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a section is nothing but a list of which each item has its heading: none speaks for the others."""
    return len(paragraphs) > 1 and all(one.run_in and one.block.kind is BlockKind.LIST_ITEM for one in paragraphs)


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
            led = block.span.slice(document.text).rstrip().endswith(("：", ":", "如下。"))
    return found


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
    fitting = [
        wording
        for wording in found
        if _is_title(document, wording)
        and _is_within(wording, spans)
        and (document.language is Language.ENGLISH or stands_alone(wording.text, document.language))
    ]
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
    return SHORTEST[document.language] <= wording.length <= _TITLE[document.language]


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


def _is_label(document: Document, paragraph: Paragraph, wording: Wording) -> bool:
    """Whether a wording only names what a paper treated: a message asserts."""
    return is_topic(document, paragraph.clauses[wording.sentence], wording.fragments)


def _speaking(document: Document, wordings: Sequence[Wording], numbers: Sequence[Span]) -> Iterator[Wording]:
    """Wordings of a message's length without figures or decoration."""
    for wording in wordings:
        length = wording.length
        if (
            not SHORTEST[document.language] <= length <= LONGEST[document.language]
            or is_empty_talk(document, wording.text)
            or is_weak(wording.text, document.language)
        ):
            continue
        if any(fragment.overlaps(number) for fragment in wording.fragments for number in numbers):
            continue
        yield wording


def _opening(paragraphs: Sequence[Paragraph]) -> tuple[Span, ...]:
    """What opens a section: all before its first paragraph with a heading of its own, or the first sentence."""
    before = list(takewhile(lambda paragraph: paragraph.run_in is None, paragraphs))
    if len(before) < len(paragraphs):
        return tuple(sentence for paragraph in before for sentence in paragraph.said)
    return before[0].sentences[:1]


def _formulas(document: Document, wording: Wording) -> int:
    """How many of the formulas that rank first in their section a wording has."""
    words = simplified(wording.text)
    return sum(formula in words for formula in language_data(document.language, "clauses")["guide"]["formulas"])


def _rate(document: Document, wording: Wording, centroid: Centroid, early: float) -> float:
    return round(
        centroid.score_words(wording.words)
        + _FORMULA_BONUS * _formulas(document, wording)
        + 0.2 * early
        + 0.2 * min(1.0, wording.length / 30)
        + _CONCLUSION_BONUS * (wording.fragments[-1].end >= wording.sentence.end - 1),
        6,
    )


def _run_in_message(document: Document, paragraphs: Sequence[Paragraph]) -> Line | None:
    items = BlockKind.LIST_ITEM  # one measure of several
    headings = [one.run_in for one in paragraphs if one.run_in and one.block.kind is not items]
    run_in = next((one for one in headings if not is_empty_talk(document, one.slice(document.text))), None)
    if run_in and document.language is Language.ENGLISH and not find_wordings(document, run_in, ()):
        return None
    return make_line(document, (without_final_mark(document.text, run_in),)) if run_in else None
