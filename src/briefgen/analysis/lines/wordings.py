"""The wordings of a point: those that carry its figures, those without, and the same at several lengths.

Chooses among the wordings that a paragraph offers; makes none of its own.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from briefgen.analysis.figures.places import figures_within
from briefgen.analysis.lines.compression import Wording, is_whole, make_line, measure
from briefgen.analysis.lines.cue_words import is_empty_talk
from briefgen.analysis.lines.paragraphs import Paragraph
from briefgen.analysis.lines.rating import Material, rate_line, rate_wording
from briefgen.content import HeadlineFigure, Line
from briefgen.document import Document, Language, Span

_STRONG = 0.6  # salience of a figure that is shown even where its clause decorates
_FULLER = 0.3  # what a line is worth that fills its room
_WHOLE = 0.3  # what it is worth to be the whole of a sentence
_LEANS = 0.3  # what it costs to begin with a word that points back
_CLOSE_ENOUGH = 0.15  # closeness to the section's words from which a wording without figures is worth its line


def pack_figures(material: Material, paragraph: Paragraph, required: Sequence[HeadlineFigure]) -> list[list[Wording]]:
    """The shortest wordings that carry the figures, in order, filled into lines of the default length."""
    groups: list[list[Wording]] = []
    for sentence in paragraph.said:
        spans = [figure.quantity.span for figure in required if sentence.contains(figure.quantity.span)]
        strong = any(figure.salience >= _STRONG for figure in required if sentence.contains(figure.quantity.span))
        wordings = [
            wording
            for wording in paragraph.wordings[sentence]
            if _says_enough(material, paragraph, wording)
            and (strong or not is_empty_talk(material.document, wording.text))
        ]
        for wording in _covering(material, wordings, spans):
            filled = groups[-1] + [wording] if groups else []
            if (
                filled
                and _can_join(material.document, groups[-1][-1], wording)
                and measure("。".join(part.text for part in filled), material.document.language)
                <= material.lengths.default
            ):
                groups[-1].append(wording)
            else:
                groups.append([wording])
    return groups


def _says_enough(material: Material, paragraph: Paragraph, wording: Wording) -> bool:
    """Whether a wording is long enough for a line: what stands whole below its heading always is."""
    return wording.length >= material.lengths.fewest or (paragraph.run_in is not None and is_whole(wording))


def _covering(material: Material, wordings: Sequence[Wording], spans: Sequence[Span]) -> list[Wording]:
    """The fewest wordings of one sentence that hold all spans, each within the default length where possible."""
    holding: dict[Span, list[tuple[Wording, set[Span]]]] = {span: [] for span in spans}
    for wording in wordings if spans else ():
        held = _held(wording, spans)
        for span in held:
            holding[span].append((wording, held))
    covered: list[Wording] = []
    told: set[Span] = set()
    for span in spans:
        lines = [(w, held) for w, held in holding[span] if w.length <= _longest(material, w, held - told)]
        if span in told or not lines:
            continue
        within = [item for item in lines if item[0].length <= material.lengths.default]
        wording, held = min(
            within or lines,
            key=lambda item: (
                -len(item[1] - told) if within else 0,
                not (within and is_whole(item[0])),
                item[0].length,
                item[0].fragments,
            ),
        )
        covered.append(wording)
        told |= held
    return covered


def _longest(material: Material, wording: Wording, held: Collection[Span]) -> int:
    """The length up to which a wording is a line: a list of figures that is whole or gone may take a row of its own."""
    return material.lengths.whole_list if wording.listing and len(held) > 1 else material.lengths.longest


def _held(wording: Wording, spans: Sequence[Span]) -> set[Span]:
    """Those of the spans, which are in order, that stand in a wording."""
    return {
        span
        for fragment in wording.fragments
        for span in spans[bisect_left(spans, (fragment.start,)) : bisect_left(spans, (fragment.end,))]
        if span.end <= fragment.end
    }


def best_wording(
    material: Material,
    paragraph: Paragraph,
    sentences: Sequence[Span],
    *,
    without: Sequence[Span] = (),
    longest: int = 0,
) -> Wording | None:
    """The wording within the length that says most of the section; none that holds a span of `without`.

    A slide has room for two lines: of wordings that are worth about the same it shows the fuller one.
    """
    limit = longest or material.lengths.longest
    rated = [
        (rate_wording(material, paragraph, wording) + _beside_rating(material, wording), wording)
        for sentence in sentences
        for wording in paragraph.wordings[sentence]
        if wording.length <= limit
        and not any(fragment.overlaps(span) for fragment in wording.fragments for span in without)
        and _says_enough(material, paragraph, wording)
        and not is_empty_talk(material.document, wording.text)
    ]
    return max(rated, key=lambda item: (item[0], -item[1].fragments[0].start))[1] if rated else None


def _beside_rating(material: Material, wording: Wording) -> float:
    """What counts on a slide beside the rating: to fill the room, and not to lean on what stands before."""
    leans = _LEANS if material.leaning.match(wording.text) else 0.0
    whole = (_WHOLE if wording.length <= material.lengths.default else _WHOLE / 2) if is_whole(wording) else 0.0
    return _FULLER * min(1.0, wording.length / material.lengths.default) + whole - leans


def plain_wording(
    material: Material, paragraph: Paragraph, numbers: Sequence[Span], lead: Line | None
) -> Wording | None:
    """What the paragraph says beside its figures; None where that is not close to the section's matter, or a case."""
    best = best_wording(material, paragraph, paragraph.said, without=numbers, longest=material.lengths.default)
    if (
        best is None
        or best.specific
        or material.centroid.score_words(best.words) < _CLOSE_ENOUGH
        or (lead is not None and lead.text in best.text)
    ):
        return None
    return best


def join_wordings(material: Material, paragraph: Paragraph, group: Sequence[Wording]) -> Line:
    """The wordings of a paragraph as one line, parted by the marks that part them in the source."""
    document = material.document
    fragments: list[Span] = []
    for wording, following in zip(group, [*group[1:], None], strict=True):
        fragments += wording.fragments
        if following is not None:
            fragments += _mark_between(document, wording.fragments[-1].end, following.fragments[0].start)
    return rate_line(material, (paragraph,), make_line(document, fragments))


def _can_join(document: Document, wording: Wording, following: Wording) -> bool:
    """Whether a mark parts two wordings, with a space behind it where the language sets one."""
    mark = _mark_between(document, wording.fragments[-1].end, following.fragments[0].start)
    return document.language is Language.CHINESE or (bool(mark) and mark[0].end - mark[0].start > 1)


def _mark_between(document: Document, start: int, end: int) -> list[Span]:
    """The strongest mark between two wordings: a stop, else a semicolon, else a comma; with the space behind it."""
    between = document.text[start:end]
    for mark in "。.；;，,":
        if mark in between:
            at = start + between.index(mark)
            spaced = document.language is Language.ENGLISH and document.text.startswith(" ", at + 1)
            return [Span(at, at + 1 + spaced)]
    return []


def find_lengths(
    material: Material, paragraph: Paragraph, group: Sequence[Wording], text: Line, taken: Sequence[Span]
) -> tuple[Line, ...]:
    """Longest first: a longer wording that holds the default and nothing that is taken, the default, shorter ones."""
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
            lines.insert(0, _best_line(material, paragraph, longer))
    return (*lines, *_shorter_lines(material, paragraph, group, text))


def _shorter_lines(material: Material, paragraph: Paragraph, group: Sequence[Wording], text: Line) -> Iterator[Line]:
    """The best line of each shorter length: a part of the default where that carries figures, else of its sentences."""
    document = material.document
    spans = [evidence.span for evidence in text.evidence]
    carries = bool(figures_within(material.figures, *spans))
    offered = [
        wording
        for part in group
        for wording in paragraph.wordings[part.sentence]
        if not carries or all(any(outer.contains(inner) for outer in spans) for inner in wording.fragments)
    ]
    room = measure(text.text, document.language)
    for limit in material.lengths.shorter:
        fitting = [w for w in offered if w.length <= limit and w.length < room and not is_empty_talk(document, w.text)]
        if fitting:
            line = _best_line(material, paragraph, fitting)
            room = measure(line.text, document.language)
            yield line


def _best_line(material: Material, paragraph: Paragraph, wordings: Sequence[Wording]) -> Line:
    best = max(wordings, key=lambda wording: (rate_wording(material, paragraph, wording), wording.fragments))
    return rate_line(material, (paragraph,), make_line(material.document, best.fragments))
