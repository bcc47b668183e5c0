"""Key points of a section: one idea a point, in a paragraph's own words, with every figure that matters in a place.

For each paragraph: the figures that must be shown choose the clauses; without figures the clauses nearest to the
section's words do. A run-in heading becomes the lead. Sources: run-in leads and clause units were measured as the
levers on Chinese reports; the position weight follows the classic lead baseline.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from briefgen.analysis.compression import Wording, make_line, make_wording, measure
from briefgen.analysis.paragraphs import Paragraph, is_claim, is_empty_talk, result_cues
from briefgen.analysis.ranking import Centroid, similarity
from briefgen.analysis.sentences import without_final_mark
from briefgen.content import SHOWN_SALIENCE, HeadlineFigure, KeyPoint, Line
from briefgen.document import Document, Language, Span

MOST_POINTS = 7
_TOPIC = 0.4  # what it is worth to be the short sentence that opens a paragraph, where paragraphs open so
_CLAIM = 0.25  # what it is worth that a paper says what it did or found
_EARLY, _EARLY_ALONE = 0.1, 0.3  # what coming first is worth in a section, and in a text that is one section
_MOST_OF_IT = 0.8  # share of the text from which a section is all of it
_FEWEST_POINTS = 3
_SAME = 0.65  # share of characters from which two points say the same
_SAID_AGAIN = 0.5  # share of characters from which a point only repeats the section's message
_STRONG = 0.6  # salience of a figure that is shown even where its clause decorates
_CLOSE_ENOUGH = 0.15  # closeness to the section's words from which a wording without figures is worth its line


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Lengths of wordings in characters (Chinese) or words (English); `a_point` is how much text calls for one."""

    longest: int
    default: int
    shortest: int
    best: int
    a_point: int
    lead: range
    longest_lead: int


_LENGTHS = {
    Language.CHINESE: Lengths(
        longest=84, default=57, shortest=28, best=36, a_point=160, lead=range(4, 15), longest_lead=24
    ),
    Language.ENGLISH: Lengths(
        longest=34, default=24, shortest=14, best=18, a_point=90, lead=range(1, 6), longest_lead=8
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """What the points of one section are made from."""

    document: Document
    figures: tuple[HeadlineFigure, ...]
    centroid: Centroid
    lengths: Lengths
    extent: Span
    early: float
    topic_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What the points of a section are for: to add to what is `said` already, the message, in `most` points at most."""

    said: Line | None = None
    most: int = MOST_POINTS


def find_key_points(
    document: Document,
    paragraphs: Sequence[Paragraph],
    figures: Sequence[HeadlineFigure],
    centroid: Centroid,
    aim: Aim,
) -> tuple[KeyPoint, ...]:
    """The points of a section, in the order of the source."""
    said = aim.said
    if not paragraphs:
        return ()
    material = _Material(
        document=document,
        figures=tuple(figures),
        centroid=centroid,
        lengths=_LENGTHS[document.language],
        extent=(extent := Span(paragraphs[0].block.span.start, paragraphs[-1].block.span.end)),
        early=_EARLY_ALONE if extent.end - extent.start > _MOST_OF_IT * len(document.text) else _EARLY,
        topic_first=_is_topic_first(paragraphs),
    )
    by_paragraph = [_points_of(material, paragraph) for paragraph in paragraphs]
    firsts = {point.id for points in by_paragraph for point in points[:1]}
    points = [point for points in by_paragraph for point in points if not _says_again(point, said, document.language)]
    points = _without_repetitions(points, document.language)
    points += _further_points(material, paragraphs, points, said)
    ranked = sorted(points, key=lambda point: (point.id not in firsts, -point.score, point.sentences))
    chosen = ranked[: aim.most]  # every paragraph's first point before any paragraph's second one
    return tuple(sorted(chosen, key=lambda point: point.text.evidence[0].span))


def _is_topic(material: _Material, paragraph: Paragraph, sentence: Span) -> bool:
    """Whether a sentence opens its paragraph as the short one that the others unfold."""
    length = measure(sentence.slice(material.document.text), material.document.language)
    return material.topic_first and sentence == paragraph.sentences[0] and length <= material.lengths.best


def _is_topic_first(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs open with a short sentence that the others unfold, as reports do."""
    several = [paragraph.sentences for paragraph in paragraphs if len(paragraph.sentences) > 1]
    if len(several) < _FEWEST_POINTS or sum(map(len, several)) < 2.5 * len(several):
        return False
    first = median(sentences[0].end - sentences[0].start for sentences in several)
    rest = median(sentence.end - sentence.start for sentences in several for sentence in sentences[1:])
    return first < 0.75 * rest


def _further_points(
    material: _Material, paragraphs: Sequence[Paragraph], points: Sequence[KeyPoint], said: Line | None
) -> list[KeyPoint]:
    """More points from sentences not used yet, where the section is long for the points that its paragraphs gave."""
    language = material.document.language
    length = sum(measure(paragraph.block.span.slice(material.document.text), language) for paragraph in paragraphs)
    wanted = min(MOST_POINTS, max(_FEWEST_POINTS, length // material.lengths.a_point))
    found: list[KeyPoint] = []
    used = {sentence for point in points for sentence in point.sentences}
    while len(points) + len(found) < wanted:
        rated = [
            (_rate(material, paragraph, wording), wording, paragraph)
            for paragraph in paragraphs
            for sentence in paragraph.said
            if sentence not in used and (wording := _best_wording(material, paragraph, (sentence,)))
        ]
        if not rated:
            return found
        _, wording, paragraph = max(rated, key=lambda item: (item[0], -item[1].fragments[0].start))
        used.add(wording.sentence)
        point = _make_point(material, paragraph, [wording], others=[], first=False)
        again = any(_repeats(point, other, language) for other in (*points, *found))
        if not again and not _says_again(point, said, language):
            found.append(point)
    return found


def _says_again(point: KeyPoint, said: Line | None, language: Language) -> bool:
    if said is None or point.figures or point.heading:
        return False
    return similarity(point.text.text, said.text, language) >= _SAID_AGAIN


def point_id(text: str) -> str:
    """A stable id: it changes only with the words that the point was made from."""
    return "p" + hashlib.sha1(text.encode()).hexdigest()[:6]


def _points_of(material: _Material, paragraph: Paragraph) -> list[KeyPoint]:
    required = [
        figure
        for figure in material.figures
        if _is_required(figure) and paragraph.block.span.contains(figure.quantity.span)
    ]
    groups = _pack(material, paragraph, required) if required else []
    if not groups:
        best = _best_wording(material, paragraph, paragraph.said)
        groups = [[best]] if best else []
    return [
        _make_point(material, paragraph, group, others=[one for one in groups if one is not group], first=index == 0)
        for index, group in enumerate(groups)
    ]


def _is_required(figure: HeadlineFigure) -> bool:
    return figure.same_as is None and not figure.sensitive and figure.salience >= SHOWN_SALIENCE


def _pack(material: _Material, paragraph: Paragraph, required: Sequence[HeadlineFigure]) -> list[list[Wording]]:
    """The shortest wordings that carry the figures, in order, filled into lines of the default length."""
    groups: list[list[Wording]] = []
    for sentence in paragraph.said:
        spans = [figure.quantity.span for figure in required if sentence.contains(figure.quantity.span)]
        strong = any(figure.salience >= _STRONG for figure in required if sentence.contains(figure.quantity.span))
        wordings = [
            wording
            for wording in paragraph.wordings[sentence]
            if strong or not is_empty_talk(material.document, wording.text)
        ]
        for wording in _covering(material, wordings, spans):
            filled = groups[-1] + [wording] if groups else []
            if (
                filled
                and measure("。".join(part.text for part in filled), material.document.language)
                <= material.lengths.default
            ):
                groups[-1].append(wording)
            else:
                groups.append([wording])
    return groups


def _covering(material: _Material, wordings: Sequence[Wording], spans: Sequence[Span]) -> list[Wording]:
    """The fewest wordings of one sentence that hold all spans, each within the default length where possible."""
    covered: list[Wording] = []
    remaining = list(spans)
    while remaining:
        holding = [(wording, _held(wording, remaining)) for wording in wordings]
        longest = material.lengths.longest
        holding = [(w, held) for w, held in holding if remaining[0] in held and w.length <= longest]
        if not holding:
            remaining.pop(0)
            continue
        within = [item for item in holding if item[0].length <= material.lengths.default]
        wording, held = min(
            within or holding,
            key=lambda item: (
                -len(item[1]) if within else 0,
                item[0].length,
                item[0].fragments,
            ),
        )
        covered.append(wording)
        remaining = [span for span in remaining if span not in held]
    return covered


def _held(wording: Wording, spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if any(fragment.contains(span) for fragment in wording.fragments)]


def _best_wording(
    material: _Material,
    paragraph: Paragraph,
    sentences: Sequence[Span],
    *,
    without: Sequence[Span] = (),
    longest: int = 0,
) -> Wording | None:
    """The wording within the length that says most of the section; none that holds a span of `without`."""
    limit = longest or material.lengths.longest
    rated = [
        (_rate(material, paragraph, wording), wording)
        for sentence in sentences
        for wording in paragraph.wordings[sentence]
        if wording.length <= limit
        and not any(fragment.overlaps(span) for fragment in wording.fragments for span in without)
        and wording.length >= material.lengths.shortest // 3
        and not is_empty_talk(material.document, wording.text)
    ]
    return max(rated, key=lambda item: (item[0], -item[1].fragments[0].start))[1] if rated else None


def _rate(material: _Material, paragraph: Paragraph, wording: Wording) -> float:
    """Closeness to the section, earliness in the paragraph, results reported, and a length that fills its line."""
    length = wording.length
    place = (wording.fragments[0].start - paragraph.block.span.start) / max(
        1, paragraph.block.span.end - paragraph.block.span.start
    )
    fill = min(1.0, length / material.lengths.best)
    closeness = material.centroid.score_words(wording.words)
    specific = 0.15 if wording.specific else 0.0  # a case is not what a section says as a whole
    named = 0.2 if "《" in wording.text else 0.0  # a paper by its title is what readers look for
    too_long = 0.3 if length > material.lengths.default else 0.0
    cues = result_cues(material.document, wording.text)
    whole = wording.length >= measure(wording.sentence.slice(material.document.text), material.document.language) - 1
    topic = _TOPIC if whole and _is_topic(material, paragraph, wording.sentence) else 0.0
    topic += _CLAIM if is_claim(material.document, wording.text) else 0.0
    return round(topic + closeness + 0.25 * (1 - place) + 0.08 * cues + 0.3 * fill + named - too_long - specific, 6)


def _make_point(
    material: _Material,
    paragraph: Paragraph,
    group: Sequence[Wording],
    *,
    others: Sequence[Sequence[Wording]],
    first: bool,
) -> KeyPoint:
    """The point of a group of wordings; what the `others` of its paragraph say it does not say as well."""
    document = material.document
    text = _join(document, group)
    lead = _lead(material, paragraph, text) if first else None
    sentences = tuple(dict.fromkeys(wording.sentence for wording in group))
    quantities = [
        figure for figure in material.figures if any(part.span.contains(figure.quantity.span) for part in text.evidence)
    ]
    numbers = [
        figure.quantity.span for figure in material.figures if paragraph.block.span.contains(figure.quantity.span)
    ]
    plain = _plain_wording(material, paragraph, numbers, lead) if first and quantities else None
    reasons = [f"figures: {len(quantities)}"] * bool(quantities) + ["run-in heading"] * bool(first and paragraph.run_in)
    return KeyPoint(
        id=point_id("".join(sentence.slice(document.text) for sentence in sentences) + text.text),
        lead=lead,
        heading=make_line(document, (without_final_mark(document.text, paragraph.run_in),))
        if first and paragraph.run_in
        else None,
        text=text,
        wordings=_wordings(material, paragraph, group, text, _said_by(others)),
        plain=make_line(document, plain.fragments) if plain else None,
        detail=make_line(document, _whole(document, sentences)),
        figures=tuple(figure.id for figure in quantities),
        score=_score(material, paragraph, text, quantities, first=first),
        reasons=tuple(reasons),
        sentences=sentences,
    )


def _plain_wording(
    material: _Material, paragraph: Paragraph, numbers: Sequence[Span], lead: Line | None
) -> Wording | None:
    """What the paragraph says beside its figures; None where that is not close to the section's matter."""
    best = _best_wording(material, paragraph, paragraph.said, without=numbers, longest=material.lengths.default)
    if (
        best is None
        or material.centroid.score_words(best.words) < _CLOSE_ENOUGH
        or (lead is not None and lead.text in best.text)
    ):
        return None
    return best


def _join(document: Document, group: Sequence[Wording]) -> Line:
    """The wordings of a paragraph as one line, parted by the marks that part them in the source."""
    fragments: list[Span] = []
    for wording, following in zip(group, [*group[1:], None], strict=True):
        fragments += wording.fragments
        if following is not None:
            fragments += _mark_between(document, wording.fragments[-1].end, following.fragments[0].start)
    return make_line(document, fragments)


def _mark_between(document: Document, start: int, end: int) -> list[Span]:
    """The strongest mark between two wordings: a stop, else a semicolon, else a comma."""
    between = document.text[start:end]
    for mark in "。.；;，,":
        if mark in between:
            return [Span(start + between.index(mark), start + between.index(mark) + 1)]
    return []


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


def _wordings(
    material: _Material, paragraph: Paragraph, group: Sequence[Wording], text: Line, taken: Sequence[Span]
) -> tuple[Line, ...]:
    """Longest first: a longer wording that holds the default and nothing that is taken, the default, a short one."""
    document, lengths = material.document, material.lengths
    lines = [text]
    if len(group) == 1:
        longer = [
            wording
            for wording in paragraph.wordings[group[0].sentence]
            if measure(text.text, document.language) < wording.length <= lengths.longest
            and all(any(outer.contains(inner.span) for outer in wording.fragments) for inner in text.evidence)
            and not is_empty_talk(document, wording.text)
            and not any(fragment.overlaps(span) for fragment in wording.fragments for span in taken)
        ]
        if longer:
            lines.insert(
                0,
                make_line(
                    document,
                    max(longer, key=lambda wording: (_rate(material, paragraph, wording), wording.fragments)).fragments,
                ),
            )
    shorter = [
        wording
        for part in group
        for wording in paragraph.wordings[part.sentence]
        if wording.length <= lengths.shortest
        and all(any(outer.span.contains(inner) for outer in text.evidence) for inner in wording.fragments)
        and wording.text != text.text
    ]
    if shorter:
        lines.append(
            make_line(
                document,
                max(shorter, key=lambda wording: (_rate(material, paragraph, wording), wording.fragments)).fragments,
            )
        )
    return tuple(lines)


def _lead(material: _Material, paragraph: Paragraph, text: Line) -> Line | None:
    """The run-in heading in a lead's length, or the paragraph's first clause where it governs the line."""
    document, lengths = material.document, material.lengths
    sentence = paragraph.run_in or (paragraph.said[0] if paragraph.said else None)
    if sentence is None:
        return None
    clauses = paragraph.clauses[sentence]
    first = [clauses[0].span] if not clauses[0].adjunct and not clauses[0].modal else []
    if paragraph.run_in is None:
        if document.language is Language.ENGLISH:
            return None
        governs = clauses[0].subject is None and paragraph.sentences[0] == sentence and len(clauses) > 1
        return (
            _first_fitting(document, sentence, [(span, lengths.lead.stop - 1) for span in first], text)
            if governs
            else None
        )
    main = [clause.span for clause in clauses if not clause.adjunct and not clause.dependent]
    candidates = [(sentence, lengths.lead.stop - 1), *((span, lengths.lead.stop - 1) for span in first)]
    candidates += [(sentence, lengths.longest_lead), *((span, lengths.longest_lead) for span in main)]
    return _first_fitting(document, sentence, candidates, text)


def _first_fitting(
    document: Document, sentence: Span, candidates: Sequence[tuple[Span, int]], text: Line
) -> Line | None:
    """The first candidate that is no longer than its limit and not said by the line itself."""
    shortest = _LENGTHS[document.language].lead.start
    for span, limit in candidates:
        wording = make_wording(document, (without_final_mark(document.text, span),), sentence)
        if wording and shortest <= wording.length <= limit and wording.text not in text.text:
            return make_line(document, wording.fragments)
    return None


def _score(
    material: _Material, paragraph: Paragraph, text: Line, figures: Sequence[HeadlineFigure], *, first: bool
) -> float:
    """What ranks a point in its section: its figures, its heading, closeness to the section, and coming early."""
    start, end = material.extent
    place = (text.evidence[0].span.start - start) / max(1, end - start)
    salience = max((figure.salience for figure in figures), default=0.0)
    weight = 0.6 * salience + 0.1 * max(0, len(figures) - 1) + (0.4 if first and paragraph.run_in else 0.0)
    opens = text.evidence[0].span.start == paragraph.sentences[0].start
    weight += _TOPIC if first and opens and _is_topic(material, paragraph, paragraph.sentences[0]) else 0.0
    cues = result_cues(material.document, text.text)
    weight += _CLAIM if is_claim(material.document, text.text) else 0.0
    return round(material.centroid.score(text.text) + weight + material.early / (1 + 4 * place) + 0.04 * cues, 4)


def _without_repetitions(points: Sequence[KeyPoint], language: Language) -> list[KeyPoint]:
    """Of two points that say the same, the one with the higher score, so that each idea stands once."""
    kept: list[KeyPoint] = []
    for point in sorted(points, key=lambda item: (-item.score, item.sentences)):
        if not any(_repeats(point, other, language) for other in kept):
            kept.append(point)
    return kept


def _repeats(point: KeyPoint, other: KeyPoint, language: Language) -> bool:
    """Whether two points say the same; points with figures of their own never do."""
    if point.figures and other.figures and not set(point.figures) & set(other.figures):
        return False
    return similarity(point.text.text, other.text.text, language) >= _SAME


def with_ids_unique(points: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
    """The points, a second one of the same id numbered."""
    seen: dict[str, int] = {}
    unique = []
    for point in points:
        seen[point.id] = seen.get(point.id, 0) + 1
        unique.append(point if seen[point.id] == 1 else replace(point, id=f"{point.id}_{seen[point.id]}"))
    return tuple(unique)
