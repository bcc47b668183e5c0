"""What a wording and a point are worth in their section: the weights in one place.

Closeness to the section's words, coming early, figures, results and claims, a length that fills its line;
less for cases and for what is too long. A text that is one section leans on its beginning, as news does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from briefgen.analysis.compression import Wording, measure
from briefgen.analysis.paragraphs import Paragraph, is_claim, result_cues
from briefgen.analysis.ranking import Centroid
from briefgen.content import HeadlineFigure, Line
from briefgen.document import Document, Language, Span

_TOPIC = 0.4  # what it is worth to be the short sentence that opens a paragraph, where paragraphs open so
_CLAIM = 0.25  # what it is worth that a paper says what it did or found
_EARLY, _EARLY_ALONE = 0.1, 0.3  # what coming first is worth in a section, and in a text that is one section
_MOST_OF_IT = 0.8  # share of the text from which a section is all of it
_SEVERAL = 3  # paragraphs from which on their build can be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Lengths of wordings in characters (Chinese) or words (English); `a_point` is how much text calls for one."""

    longest: int
    default: int
    shorter: tuple[int, ...]
    fewest: int
    best: int
    a_point: int
    lead: range
    longest_lead: int


LENGTHS = {
    Language.CHINESE: Lengths(
        longest=84, default=57, shorter=(40, 28, 18), fewest=9, best=36, a_point=160, lead=range(4, 15), longest_lead=24
    ),
    Language.ENGLISH: Lengths(
        longest=34, default=24, shorter=(19, 14, 9), fewest=4, best=18, a_point=90, lead=range(1, 6), longest_lead=8
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the points of one section are made from."""

    document: Document
    figures: tuple[HeadlineFigure, ...]
    centroid: Centroid
    lengths: Lengths
    extent: Span
    early: float
    topic_first: bool


def describe_material(
    document: Document, paragraphs: Sequence[Paragraph], figures: Sequence[HeadlineFigure], centroid: Centroid
) -> Material:
    """What the points of these paragraphs are made from; there must be one at least."""
    extent = Span(paragraphs[0].block.span.start, paragraphs[-1].block.span.end)
    alone = extent.end - extent.start > _MOST_OF_IT * len(document.text)
    return Material(
        document=document,
        figures=tuple(figures),
        centroid=centroid,
        lengths=LENGTHS[document.language],
        extent=extent,
        early=_EARLY_ALONE if alone else _EARLY,
        topic_first=_is_topic_first(paragraphs),
    )


def rate_wording(material: Material, paragraph: Paragraph, wording: Wording) -> float:
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


def rate_point(
    material: Material, paragraph: Paragraph, text: Line, figures: Sequence[HeadlineFigure], *, first: bool
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


def _is_topic(material: Material, paragraph: Paragraph, sentence: Span) -> bool:
    """Whether a sentence opens its paragraph as the short one that the others unfold."""
    length = measure(sentence.slice(material.document.text), material.document.language)
    return material.topic_first and sentence == paragraph.sentences[0] and length <= material.lengths.best


def _is_topic_first(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs open with a short sentence that the others unfold, as reports do."""
    several = [paragraph.sentences for paragraph in paragraphs if len(paragraph.sentences) > 1]
    if len(several) < _SEVERAL or sum(map(len, several)) < 2.5 * len(several):
        return False
    first = median(sentences[0].end - sentences[0].start for sentences in several)
    rest = median(sentence.end - sentence.start for sentences in several for sentence in sentences[1:])
    return first < 0.75 * rest
