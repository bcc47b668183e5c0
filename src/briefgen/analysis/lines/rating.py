"""What a line is worth in its section: a linear model over a few features, with learned weights.

The features say how close the line is to what the section says, where it stands, what it reports and how it is built;
the weights are data (`lang/*/rating.toml`, learned by `scripts/train_rating.py`). What makes a point matter on a slide
beside its words, its figures and its heading, is added here.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.compression import Wording, measure
from briefgen.analysis.lines.cue_words import is_claim, result_cues
from briefgen.analysis.lines.paragraphs import Paragraph
from briefgen.analysis.lines.ranking import Centroid, content_words
from briefgen.analysis.lines.standing import is_idle, is_spoken
from briefgen.analysis.lines.topics import is_topic
from briefgen.analysis.text.simplified import simplified
from briefgen.content import HeadlineFigure, Line
from briefgen.document import Document, Language, Span

_SPECIFIC = 0.3  # what it costs to be a case: that is not what a section says as a whole
_IDLE = 0.2  # what it costs a line of a transcript to be only talk
_SALIENCE, _FIGURES = 0.9, 0.1  # what the weightiest figure of a point and each further one are worth
_HEADING = 0.4  # what a run-in heading is worth
_NUMBER, _OPENING = (
    0.3,
    0.4,
)  # what a number that is no figure is worth, and what it is to open a text that is one section
_MOST_OF_IT = 0.8  # share of the text from which a section is all of it
_SEVERAL = 3  # paragraphs from which on their build can be told
_MOST_DIGITS = 2  # numbers that are counted in a line
_LETTERS_OF_A_WORD = {Language.CHINESE: 1, Language.ENGLISH: 6}  # with the space behind it
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Lengths of wordings in characters (Chinese) or words (English).

    `a_point` is how much of a text of `usual` length calls for one, `whole_list` the length up to which a list of
    figures that may only stand whole is a line. Below `thin` a line without figures is worth a place only where
    there are few.
    """

    longest: int
    default: int
    shorter: tuple[int, ...]
    fewest: int
    thin: int
    best: int
    a_point: int
    usual: int
    whole_list: int
    lead: range
    longest_lead: int


LENGTHS = {
    Language.CHINESE: Lengths(
        longest=84,
        default=57,
        shorter=(40, 28, 18),
        fewest=9,
        thin=16,
        best=36,
        a_point=160,
        usual=6000,
        whole_list=240,
        lead=range(4, 15),
        longest_lead=24,
    ),
    Language.ENGLISH: Lengths(
        longest=34,
        default=24,
        shorter=(19, 14, 9),
        fewest=4,
        thin=7,
        best=18,
        a_point=90,
        usual=4000,
        whole_list=34,
        lead=range(1, 6),
        longest_lead=8,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the points of one section are made from.

    `places` are the sentences' numbers from 0; `alone` says that the section is the whole text, `paper` that it says
    what somebody did or found, `topic_first` that its paragraphs open with a short sentence that the others unfold.
    """

    document: Document
    figures: tuple[HeadlineFigure, ...]
    centroid: Centroid
    lengths: Lengths
    places: Mapping[Span, int]
    alone: bool
    paper: bool
    topic_first: bool
    weights: Mapping[str, float]
    leaning: re.Pattern[str]
    oneself: re.Pattern[str]
    _ratings: dict[tuple[Span, ...], float] = field(default_factory=dict)


def describe_material(
    document: Document, paragraphs: Sequence[Paragraph], figures: Sequence[HeadlineFigure], centroid: Centroid
) -> Material:
    """What the points of these paragraphs are made from."""
    data = language_data(document.language, "rating")
    extent = paragraphs[-1].block.span.end - paragraphs[0].block.span.start if paragraphs else 0
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph.sentences]
    return Material(
        document=document,
        figures=tuple(figures),
        centroid=centroid,
        lengths=_lengths_of(document),
        places={sentence: place for place, sentence in enumerate(sentences)},
        alone=extent > _MOST_OF_IT * len(document.text),
        paper=any(is_claim(document, sentence.slice(document.text)) for sentence in sentences),
        topic_first=_is_topic_first(paragraphs),
        weights=data["weights"],
        leaning=re.compile(data["cues"]["leaning"]),
        oneself=re.compile(data["cues"]["oneself"]),
    )


def _lengths_of(document: Document) -> Lengths:
    """The lengths for a document: its points grow with the square root of its text.

    A short text is told nearly whole on a few slides, a line for each that it has room for; of a long one each section
    is told more briefly.
    """
    lengths = LENGTHS[document.language]
    share = len(document.text) / _LETTERS_OF_A_WORD[document.language] / lengths.usual
    return replace(lengths, a_point=max(lengths.default, round(lengths.a_point * math.sqrt(share))))


def rate_wording(material: Material, paragraph: Paragraph, wording: Wording) -> float:
    """What a wording is worth among those of its section."""
    rating = material._ratings.get(wording.fragments)
    if rating is None:
        rating = _rate(material, features_of(material, paragraph, wording))
        idle = is_idle(material.document.text, wording.text, material.document.language)
        rating = round(rating - (_SPECIFIC if wording.specific else 0.0) - (_IDLE if idle else 0.0), 6)
        material._ratings[wording.fragments] = rating
    return rating


def rate_line(material: Material, paragraphs: Sequence[Paragraph], line: Line) -> Line:
    """The line with what it is worth among those of its section."""
    fragments = tuple(evidence.span for evidence in line.evidence)
    paragraph = next(one for one in paragraphs if one.block.span.end > fragments[0].start)
    return replace(line, score=rate_wording(material, paragraph, _as_wording(material.document, paragraph, fragments)))


def rate_point(
    material: Material, line: Line, figures: Sequence[HeadlineFigure], *, has_heading: bool, opens: bool
) -> float:
    """What ranks a point in its section: the line that says it, its heading where it has one, figures and place.

    `opens` says that it is what the section says first: where that is the whole text, it is what the text is about.
    """
    whole = material.alone and not material.paper and not is_spoken(material.document.text, material.document.language)
    beside = _OPENING * (opens and whole) + _NUMBER * (not figures and bool(_DIGITS.search(line.text)))
    salience = max((figure.salience for figure in figures), default=0.0)
    weight = _SALIENCE * salience + _FIGURES * max(0, len(figures) - 1) + (_HEADING if has_heading else 0.0)
    return round(line.score + weight + beside, 4)


def features_of(material: Material, paragraph: Paragraph, wording: Wording) -> Iterator[tuple[str, float]]:
    """The features of a wording by name, each between 0 and 2; those that are 0 are left out."""
    document, lengths, length = material.document, material.lengths, wording.length
    place, last = material.places[wording.sentence], len(material.places) - 1
    opens = wording.sentence == paragraph.sentences[0] and not paragraph.inner
    whole = length >= measure(wording.sentence.slice(document.text), document.language) - 1
    claim = is_claim(document, wording.text)
    from_start, from_end = 1 / (1 + 0.35 * place), 0.3 / (1 + 0.5 * (last - place))
    named = {
        "closeness": material.centroid.score_words(wording.words),
        "density of content words": len(set(wording.words)) / max(1, length),
        "early": 1 / (1 + place),
        "late": place / max(1, last),
        "last": 1 / (1 + last - place),
        "early or last in news": max(from_start, from_end) if material.alone and not material.paper else 0.0,
        "opens a paragraph": opens,
        "opens a paragraph of a text that unfolds topics": opens and material.topic_first,
        "is a topic sentence": opens and whole and material.topic_first and length <= lengths.best,
        "names what a paper treated": is_topic(document, paragraph.clauses[wording.sentence], wording.fragments),
        "says what a paper did": claim,
        "says it early": claim / (1 + place),
        "reports results": result_cues(document, wording.text) / 2,
        "numbers": min(_MOST_DIGITS, len(_DIGITS.findall(wording.text))) / _MOST_DIGITS,
        "fills a line": min(1.0, length / lengths.best),
        "longer than a line": max(0.0, length / lengths.default - 1),
        "too short": length < lengths.fewest,
        "begins as its sentence": wording.fragments[0].start == wording.sentence.start,
        "ends as its sentence": wording.fragments[-1].end >= wording.sentence.end - 1,
        "leans on what came before": bool(material.leaning.match(simplified(wording.text))),
        "speaks of oneself": bool(material.oneself.search(simplified(wording.text))),
    }
    return ((name, float(value)) for name, value in named.items() if value)


def _rate(material: Material, features: Iterator[tuple[str, float]]) -> float:
    return sum(material.weights.get(name, 0.0) * value for name, value in features)


def _as_wording(document: Document, paragraph: Paragraph, fragments: tuple[Span, ...]) -> Wording:
    """A line as a wording of the sentence in which it begins."""
    text = "".join(fragment.slice(document.text) for fragment in fragments)
    sentence = next(one for one in paragraph.sentences if one.end > fragments[0].start)
    return Wording(
        fragments=fragments,
        text=text,
        length=measure(text, document.language),
        sentence=sentence,
        words=content_words(text, document.language),
    )


def _is_topic_first(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the paragraphs open with a short sentence that the others unfold, as reports do."""
    several = [paragraph.sentences for paragraph in paragraphs if len(paragraph.sentences) > 1]
    if len(several) < _SEVERAL or sum(map(len, several)) < 2.5 * len(several):
        return False
    first = median(sentences[0].end - sentences[0].start for sentences in several)
    rest = median(sentence.end - sentence.start for sentences in several for sentence in sentences[1:])
    return first < 0.75 * rest
