"""A summary of a given length: which key points, in which of their wordings."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefgen.analysis.lines.ranking import similarity
from briefgen.content import Content, KeyPoint, Line, Section
from briefgen.document import Language

_TOLERANCE = 115  # per cent
_REPEATED = 0.8  # what a line loses for words that a chosen one has: Carbonell and Goldstein 1998
_SHARE_OF_HEADS = 0.5  # of what the chosen are worth, below which a line only fills room beside headings
_SEVERAL = 3  # headings that say most of a summary
_BESIDE = 0.4  # share of what a point is worth beside its words (its figures, its heading) that counts in a summary


def summarize(content: Content, *, limit: int) -> tuple[Line, ...]:
    """The best points that fit into the limit, in the order of the document.

    `limit` counts characters of Chinese or words of English; 15 % over it is allowed. There is always one line if
    there is a key point: the shortest, where none is short enough.
    """
    offers = [offer for section in content.all_sections() for offer in _offers(section)]
    language = content.document.language
    room = limit * _TOLERANCE // 100
    shortest = min(offers, key=lambda offer: (measure(offer.line.text, language), -offer.worth), default=None)
    offers = [one for one in offers if measure(one.line.text, language) <= room] or ([shortest] if shortest else [])
    chosen: list[_Offer] = []
    rated = [(offer, 0.0) for offer in offers]  # beside how much of its words a chosen line has
    while rated:
        best, repeated = max(rated, key=lambda pair: pair[0].worth - _REPEATED * pair[1])
        if _is_headed(chosen) and best.worth - _REPEATED * repeated < _SHARE_OF_HEADS * _mean(chosen):
            break
        chosen.append(best)
        room -= measure(best.line.text, language)
        rated = [
            (one, max(before, similarity(one.line.text, best.line.text, language)))
            for one, before in rated
            if one.idea != best.idea and measure(one.line.text, language) <= room
        ]
    return tuple(offer.line for offer in sorted(chosen, key=lambda offer: offer.line.evidence[0].span.start))


def measure(text: str, language: Language) -> int:
    """The length that a reader would count: characters other than white space, or words, lone marks not among them."""
    words = text.split()
    if language is Language.ENGLISH:
        return sum(any(character.isalnum() for character in word) for word in words)
    return sum(map(len, words))


class _Offer(NamedTuple):
    """One wording of an idea, a point or a section's message, with what it is worth; `heads` says a run-in heading."""

    idea: str
    line: Line
    worth: float
    heads: bool = False


def _is_headed(offers: Sequence[_Offer]) -> bool:
    """Whether the source's own headings say most of it: several, so that no short sentence of a talk passes for one."""
    heads = sum(offer.heads for offer in offers)
    return heads >= _SEVERAL and 2 * heads > len(offers)


def _mean(offers: Sequence[_Offer]) -> float:
    return sum(offer.worth for offer in offers) / len(offers)


def _offers(section: Section) -> Iterator[_Offer]:
    """The section's points and its message in all wordings; a point counts for more than its words by its figures."""
    headed = any(point.heading for point in section.key_points)  # then the headings say what the section says
    for line in (section.headline, section.message):
        if line is not None and not headed:
            yield _Offer(section.id, line, line.score)
    for point in section.key_points:
        beside = point.score - (point.heading or point.text).score
        for line in _wordings(point):
            yield _Offer(point.id, line, line.score + _BESIDE * beside, heads=point.heading is not None)


def _wordings(point: KeyPoint) -> tuple[Line, ...]:
    """The wordings that a slide may show; a point's heading says it shortest."""
    if point.heading:
        return (point.heading,)
    return point.wordings or (point.text,)
