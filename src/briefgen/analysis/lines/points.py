"""Key points of a section: one idea a point, in a paragraph's own words, with every figure that matters in a place.

For each paragraph: the figures that must be shown choose the clauses; without figures the clauses nearest to the
section's words do. A run-in heading becomes the lead. Sources: run-in leads and clause units were measured as the
levers on Chinese reports; the position weight follows the classic lead baseline.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.analysis.figures.places import figures_within
from briefgen.analysis.lines.compression import Wording, make_line, measure
from briefgen.analysis.lines.compression_en import without_connective, without_references
from briefgen.analysis.lines.enumeration import find_enumeration
from briefgen.analysis.lines.leads import find_lead
from briefgen.analysis.lines.paragraphs import Paragraph
from briefgen.analysis.lines.ranking import similarity
from briefgen.analysis.lines.rating import Material, rate_line, rate_point, rate_wording
from briefgen.analysis.lines.standing import is_idle
from briefgen.analysis.lines.topics import is_topic
from briefgen.analysis.lines.wordings import (
    best_wording,
    find_lengths,
    join_wordings,
    pack_figures,
    plain_wording,
)
from briefgen.analysis.text.sentences import without_final_mark
from briefgen.content import SHOWN_SALIENCE, HeadlineFigure, KeyPoint, Line
from briefgen.document import Document, Language, Span

MOST_POINTS = 7
_FEWEST_POINTS = 3
_MOST_LISTED = 16  # points of a section that the source lists, with what else must be said of it
_MOST_OF_LONG = 40  # points of a section as long as a report
_A_FURTHER = 800  # characters or words of such a section that call for a point beside those of its list
_LONG_PARAGRAPH = 2.0  # paragraphs that call for so many points each say more than they are asked for
_ROW = "a list that is whole or gone"
_TOPIC = "what a paper treated"
_WORTH_A_PLACE = 0.4  # share of the middle score from which a point has a place beyond the usual number
_OWNED = 1.0  # what it costs an item that its introduction alone names who does it
_TOLD = 0.9  # share of words from which a line tells again what a line of another section told
_SAME = 0.65  # share of characters from which two points say the same
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SAID_AGAIN = 0.5  # share of characters from which a point only repeats the section's message


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What the points of a section are for: to add to what is `said` already, the message.

    At most `most` points, but for a section so long that it calls for more.
    """

    said: Line | None = None
    most: int = MOST_POINTS


def find_key_points(material: Material, paragraphs: Sequence[Paragraph], aim: Aim) -> tuple[KeyPoint, ...]:
    """The points of a section, in the order of the source."""
    document = material.document
    by_paragraph = [_points_of(material, paragraph, aim.said) for paragraph in paragraphs]
    wanted = _wanted(material, paragraphs, by_paragraph)
    used = {sentence for points in by_paragraph for point in points for sentence in point.sentences}
    further = _further_points(material, paragraphs, used, wanted)
    firsts = {
        max(points, key=lambda point: point.score).id
        for paragraph, points in zip(paragraphs, by_paragraph, strict=True)
        if points and not paragraph.owned
    }
    offered = [point for points in by_paragraph for point in points] + further
    if _are_long(material, paragraphs):
        firsts |= _best_of_stretches(material, offered)
    offered = [
        _beside(point, aim.said, document.language)
        for point in offered
        if not _says_again(point, aim.said, document.language)
    ]
    most = min(_room(material, paragraphs, aim.most), wanted)
    enumeration = find_enumeration(document, paragraphs)
    listed = {
        max(points, key=lambda point: point.score).id
        for paragraph, points in zip(paragraphs, by_paragraph, strict=True)
        if points and paragraph.number in enumeration.listed and aim.most == MOST_POINTS
    }
    if listed:
        telling = sum(any(point.figures and point.id not in listed for point in points) for points in by_paragraph)
        beside = max(telling, _length_of(document, paragraphs) // _A_FURTHER)
        most = max(most, min(max(_MOST_LISTED, most), len(listed) + beside))
    listed |= {point.id for point in offered if _ROW in point.reasons}
    missing = max(most, _FEWEST_POINTS)  # of the paragraphs' best points: of those worth less none is chosen then
    kept = []
    for point in _without_repetitions(offered, document.language):
        kept.append(point)
        missing -= point.id in firsts and not _is_thin(material, point)
        if not missing and listed <= {one.id for one in kept}:
            break
    full = [point for point in kept if not _is_thin(material, point)]
    kept = full if len(full) >= _FEWEST_POINTS else kept
    ranked = sorted(
        kept,
        key=lambda point: (point.id not in listed, point.id not in firsts, -point.score, point.sentences),
    )
    chosen = _worth_it(ranked[:most])  # what the source lists, then every paragraph's best point before its second one
    chosen = [_beside_others(point, chosen, document.language) for point in chosen]
    chosen = _numbered_as_counted(chosen, [p for p in paragraphs if p.number in enumeration.counted])
    return tuple(_headed_once(sorted(chosen, key=lambda point: point.text.evidence[0].span)))


def _worth_it(ranked: Sequence[KeyPoint]) -> list[KeyPoint]:
    """The points, best first, those beyond the usual number only where they are worth about what the others are."""
    if len(ranked) <= MOST_POINTS:
        return list(ranked)
    least = _WORTH_A_PLACE * sorted(point.score for point in ranked)[len(ranked) // 2]
    return [*ranked[:MOST_POINTS], *(point for point in ranked[MOST_POINTS:] if point.score >= least)]


def _headed_once(points: Sequence[KeyPoint]) -> Iterator[KeyPoint]:
    """The points in order, of those that share the heading of a nested list only the first with it."""
    above: Line | None = None
    for point in points:
        shared = point.heading is not None and above is not None and point.heading.evidence == above.evidence
        above = point.heading
        yield replace(point, lead=None, heading=None) if shared else point


def _best_of_stretches(material: Material, points: Sequence[KeyPoint]) -> set[str]:
    """The ids of the best point of each stretch of a text whose paragraphs are lost: none is from its opening only."""
    stretches: dict[int, KeyPoint] = {}
    for point in points:
        stretch = point.sentences[0].start // material.lengths.a_point
        if stretch not in stretches or point.score > stretches[stretch].score:
            stretches[stretch] = point
    return {point.id for point in stretches.values()}


def _numbered_as_counted(points: Sequence[KeyPoint], counted: Sequence[Paragraph]) -> list[KeyPoint]:
    """The points of a section that the source counts, counted where it counts.

    Where a counted paragraph is missing, or has no heading, the numbers would not be the source's: none is counted.
    """
    if not counted:
        return list(points)
    places = [paragraph.block.span for paragraph in counted]
    headed = {
        point.id for point in points if point.heading and any(place.contains(point.sentences[0]) for place in places)
    }
    whole = len(headed) == len(places)
    return [replace(point, counted=whole and point.id in headed) for point in points]


def _wanted(material: Material, paragraphs: Sequence[Paragraph], by_paragraph: Sequence[Sequence[KeyPoint]]) -> int:
    """How many points a section calls for: those of its paragraphs, and more where it is long for them."""
    room = _room(material, paragraphs, MOST_POINTS)
    return min(room, max(_FEWEST_POINTS, sum(map(len, by_paragraph)), _called_for(material, paragraphs)))


def _room(material: Material, paragraphs: Sequence[Paragraph], usual: int) -> int:
    """The most points that a section may have: the `usual` number, more where it is long."""
    return max(usual, min(_MOST_OF_LONG, _called_for(material, paragraphs)))


def _called_for(material: Material, paragraphs: Sequence[Paragraph]) -> int:
    """How many points the text of a section calls for by its length."""
    return _length_of(material.document, paragraphs) // material.lengths.a_point


def _are_long(material: Material, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether paragraphs run together, or are as long as if they did, so that each says more than one thing."""
    telling = [paragraph for paragraph in paragraphs if any(paragraph.wordings.values())]
    return _length_of(material.document, telling) > _LONG_PARAGRAPH * material.lengths.a_point * len(telling)


def _length_of(document: Document, paragraphs: Sequence[Paragraph]) -> int:
    return sum(measure(paragraph.block.span.slice(document.text), document.language) for paragraph in paragraphs)


def _further_points(
    material: Material, paragraphs: Sequence[Paragraph], used: set[Span], wanted: int
) -> list[KeyPoint]:
    """Points of the best sentences not used yet, more than are wanted: the best of all are kept in the end."""
    rated = [
        (rate_wording(material, paragraph, wording), -wording.fragments[0].start, wording, paragraph)
        for paragraph in paragraphs
        for sentence in paragraph.said
        if sentence not in used and (wording := best_wording(material, paragraph, (sentence,)))
    ]
    best = sorted(rated, key=lambda item: item[:2], reverse=True)[: 2 * wanted]  # some say again what is said
    return [_make_point(material, paragraph, [wording], others=[], first=False) for _, _, wording, paragraph in best]


def _beside(point: KeyPoint, said: Line | None, language: Language) -> KeyPoint:
    """The point, without wordings that would only say the message again."""
    if said is None:
        return point
    plain = point.plain if point.plain and similarity(point.plain.text, said.text, language) < _SAID_AGAIN else None
    if point.figures:
        return replace(point, plain=plain)
    own = [line for line in point.wordings if similarity(line.text, said.text, language) < _SAID_AGAIN]
    return replace(point, plain=plain, wordings=tuple(own or point.wordings))


def _beside_others(point: KeyPoint, points: Sequence[KeyPoint], language: Language) -> KeyPoint:
    """The point, without a plain wording that says what another point says."""
    plain = point.plain
    others = [other.text.text for other in points if other is not point]
    if plain is None or not any(similarity(plain.text, text, language) >= _SAID_AGAIN for text in others):
        return point
    return replace(point, plain=None)


def _is_thin(material: Material, point: KeyPoint) -> bool:
    """Whether a point is a few words that neither a figure nor a heading makes worth a line, or only talk."""
    if is_idle(material.document.text, point.text.text, material.document.language):
        return True
    length = measure(point.text.text, material.document.language)
    plain = not (point.figures or point.heading or _TOPIC in point.reasons)
    return plain and length < material.lengths.thin


def _says_again(point: KeyPoint, said: Line | None, language: Language) -> bool:
    if said is None or point.heading or not _numbers(point.text.text) <= _numbers(said.text):
        return False
    if point.figures:  # the message of a section full of figures holds some itself
        return point.text.text == said.text
    return similarity(point.text.text, said.text, language) >= (_TOLD if _TOPIC in point.reasons else _SAID_AGAIN)


def point_id(text: str) -> str:
    """A stable id: it changes only with the words that the point was made from."""
    return "p" + hashlib.sha1(text.encode()).hexdigest()[:6]


def _points_of(material: Material, paragraph: Paragraph, said: Line | None) -> list[KeyPoint]:
    required = [
        figure
        for figure in figures_within(material.figures, paragraph.block.span)
        if _is_required(figure) or (figure.same_as is None and _is_listed(paragraph, figure))
    ]
    groups = pack_figures(material, paragraph, required) if required else []
    if not groups:
        taken = [evidence.span for evidence in said.evidence] if said else []
        best = best_wording(material, paragraph, paragraph.said, without=taken)
        best = best or best_wording(material, paragraph, paragraph.said)
        groups = [[best]] if best else []
    return [
        _make_point(material, paragraph, group, others=[one for one in groups if one is not group], first=index == 0)
        for index, group in enumerate(groups)
    ]


def _is_required(figure: HeadlineFigure) -> bool:
    return figure.same_as is None and not figure.sensitive and figure.salience >= SHOWN_SALIENCE


def _is_listed(paragraph: Paragraph, figure: HeadlineFigure) -> bool:
    """Whether a figure stands in a list of figures that its sentence opens with a colon: targets, shown all or not."""
    return any(wording.listing for wording in paragraph.wordings.get(figure.sentence, ()))


def _make_point(
    material: Material,
    paragraph: Paragraph,
    group: Sequence[Wording],
    *,
    others: Sequence[Sequence[Wording]],
    first: bool,
) -> KeyPoint:
    """The point of a group of wordings; what the `others` of its paragraph say it does not say as well."""
    document = material.document
    text = join_wordings(material, paragraph, group)
    lead = find_lead(material, paragraph, text) if first else None
    sentences = tuple(dict.fromkeys(wording.sentence for wording in group))
    quantities = figures_within(material.figures, *(part.span for part in text.evidence))
    numbers = [figure.quantity.span for figure in figures_within(material.figures, paragraph.block.span)]
    plain = plain_wording(material, paragraph, numbers, lead) if first and quantities else None
    row = any(wording.listing for wording in group)
    topic = is_topic(document, paragraph.clauses[sentences[0]], [part.span for part in text.evidence])
    reasons = (
        [_ROW] * row
        + [_TOPIC] * topic
        + [f"figures: {len(quantities)}"] * bool(quantities)
        + ["run-in heading"] * bool(first and paragraph.run_in)
    )
    heading = None
    if first and paragraph.run_in and not paragraph.inner:
        whole = make_line(document, (without_final_mark(document.text, paragraph.run_in),))
        heading = rate_line(material, (paragraph,), whole)
    return KeyPoint(
        id=point_id("".join(sentence.slice(document.text) for sentence in sentences) + text.text),
        lead=lead,
        heading=heading,
        text=text,
        wordings=find_lengths(material, paragraph, group, text, _said_by(others)),
        plain=make_line(document, plain.fragments) if plain else None,
        detail=make_line(document, _named(group) or _full_sentences(document, sentences)),
        figures=tuple(figure.id for figure in quantities),
        score=rate_point(
            material,
            heading or text,
            quantities,
            has_heading=bool(first and paragraph.run_in) or row,
            opens=_opens(material, sentences),
        )
        - _OWNED * paragraph.owned,
        reasons=tuple(reasons),
        sentences=sentences,
    )


def _named(group: Sequence[Wording]) -> tuple[Span, ...]:
    """The one sentence of a point whose pronoun gave way to a name, with that name; nothing where none did."""
    first = group[0]
    if len(group) > 1 or first.fragments[0].end > first.sentence.start:
        return ()
    return (first.fragments[0], Span(first.fragments[1].start, first.sentence.end))


def _full_sentences(document: Document, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """At most two sentences for notes and Word; English ones without the word that joins them to what came before."""
    if document.language is Language.CHINESE:
        return _whole(document, sentences)
    parts = [without_references(document, without_connective(document, sentence)) for sentence in sentences[:2]]
    spaced: list[Span] = []
    for part in parts:
        at = spaced[-1].end if spaced else 0
        spaced += [Span(at, at + 1)] if spaced and document.text.startswith(" ", at) else []
        spaced += part
    return tuple(spaced)


def _opens(material: Material, sentences: Sequence[Span]) -> bool:
    return any(material.places[sentence] == 0 for sentence in sentences)


def _whole(document: Document, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """At most two full sentences, side by side ones joined."""
    chosen = list(sentences[:2])
    if (
        len(chosen) == 2
        and document.text[chosen[0].end : chosen[1].start].strip() == ""
        and chosen[0].end >= chosen[1].start - 1
    ):
        return (Span(chosen[0].start, chosen[1].end),) if chosen[0].end == chosen[1].start else tuple(chosen)
    return tuple(chosen)


def _said_by(groups: Sequence[Sequence[Wording]]) -> list[Span]:
    return [wording.fragments[-1] for group in groups for wording in group]


def _without_repetitions(points: Sequence[KeyPoint], language: Language) -> Iterator[KeyPoint]:
    """The best first; of two points that say the same, the one with the higher score, so that each idea stands once."""
    kept: list[KeyPoint] = []
    for point in sorted(points, key=lambda item: (-item.score, item.sentences)):
        if not any(_repeats(point, other, language) for other in kept):
            kept.append(point)
            yield point


def is_told(text: str, told: Sequence[str], language: Language) -> bool:
    """Whether one of the lines that are told already says the same, its numbers among it."""
    return any(similarity(text, other, language) >= _TOLD and _numbers(text) <= _numbers(other) for other in told)


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def _repeats(point: KeyPoint, other: KeyPoint, language: Language) -> bool:
    """Whether a point says what another one does; one with figures or numbers of its own never does."""
    if point.figures and other.figures and not set(point.figures) & set(other.figures):
        return False
    if not _numbers(point.text.text) <= _numbers(other.text.text):
        return False
    return similarity(point.text.text, other.text.text, language) >= _SAME
