"""The paragraphs that the source itself lists: 一是 … 六是, （一） … （十）, 1. … 5., a run of dashes.

A list is whole or it misleads: a briefing that shows seven of ten numbered tasks, counted anew, gives them wrong
numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.analysis.lines.counting import counting_styles, value_of
from briefgen.analysis.lines.paragraphs import Paragraph
from briefgen.document import Document

_FEWEST, _MOST = 3, 12  # paragraphs of a list: two are no list, more than a dozen are no skeleton of a briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    """The listed paragraphs, by their numbers; `counted` are those of the list that the source counts."""

    listed: frozenset[int] = frozenset()
    counted: frozenset[int] = frozenset()


def find_enumeration(document: Document, paragraphs: Sequence[Paragraph]) -> Enumeration:
    """The lists that a section is made of: the counted one that reaches furthest, and what stands beside it."""
    counted: list[list[int]] = []
    dashed: list[list[int]] = []
    for style in counting_styles(document.language):
        marked = [
            (paragraph.number, found)
            for paragraph in paragraphs
            if (found := style.match(document.text, paragraph.block.span.start, paragraph.block.span.end))
        ]
        if style.groups:
            values = [value_of(found.group(1)) for _, found in marked]
            if values == list(range(1, len(marked) + 1)):
                counted.append([place for place, _ in marked])
        elif marked:
            dashed += _runs([place for place, _ in marked])
    fitting = [places for places in counted if _is_skeleton(places, paragraphs)]
    main = max(fitting, key=lambda places: (places[-1] - places[0], -places[0]), default=[])
    beside = [
        places
        for places in (*fitting, *dashed)
        if _is_skeleton(places, paragraphs) and (not main or places[-1] < main[0] or places[0] > main[-1])
    ]
    listed = frozenset(main).union(*beside)
    return Enumeration(listed=listed, counted=frozenset(main))


def before_enumeration(document: Document, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs that open a section before its lists: what they say is said of all that is listed."""
    first = min(find_enumeration(document, paragraphs).listed, default=0)
    return [paragraph for paragraph in paragraphs if paragraph.number < first]


def _is_skeleton(places: Sequence[int], paragraphs: Sequence[Paragraph]) -> bool:
    """Whether listed paragraphs carry a section: more than two, most of more than one sentence."""
    told = sum(len(paragraphs[place - 1].sentences) > 1 for place in places)
    return _FEWEST <= len(places) <= _MOST and 2 * told > len(places)


def _runs(places: Sequence[int]) -> list[list[int]]:
    """The places in runs without a gap."""
    runs = [[places[0]]]
    for one, following in pairwise(places):
        if following == one + 1:
            runs[-1].append(following)
        else:
            runs.append([following])
    return runs
