"""Sections, old against new: by title, else by titles or points that are alike; moved is what left the order."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from briefgen.comparison.changes import ChangeKind, SectionChange
from briefgen.comparison.models import Item, Model, likeness, title_of
from briefgen.comparison.pairing import pair_alike, pair_equal

LEAST_ALIKE = 0.6

_NUMBERING = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百\d]+[章节篇部分]+|[（(]?[一二三四五六七八九十百\d]+(?:\.\d+)*[）)、.．]?)\s*"
)


def compare_sections(before: Model, now: Model) -> tuple[SectionChange, ...]:
    """The sections that came, went, were moved or named anew; a new number before the same title is no change."""
    old, new = _titled(before), _titled(now)
    order = [id(section) for section in old]
    pairs, old, new = pair_equal(old, new, _bare_title)
    alike, old, new = pair_alike(old, new, _likeness, least=LEAST_ALIKE)
    former = {id(section): other for other, section in (*pairs, *alike)}
    matched = [section for section in _titled(now) if id(section) in former]
    positions = [order.index(id(former[id(section)])) for section in matched]
    stayed = {id(matched[at]) for at in _longest_rising(positions)}
    changes = []
    for section in _titled(now):
        other = former.get(id(section))
        if other is None:
            changes.append(SectionChange(kind=ChangeKind.ADDED, id=section["id"], now=title_of(section)))
        elif id(section) not in stayed:
            changes.append(_pair(ChangeKind.MOVED, other, section))
        elif _bare_title(other) != _bare_title(section):
            changes.append(_pair(ChangeKind.CHANGED, other, section))
    gone = (SectionChange(kind=ChangeKind.REMOVED, id=section["id"], before=title_of(section)) for section in old)
    return (*changes, *gone)


def _titled(model: Model) -> list[Item]:
    return [section for section in model.sections() if title_of(section)]


def _bare_title(section: Item) -> str:
    """The title without its number, which changes when a section before it comes or goes."""
    return _NUMBERING.sub("", title_of(section)) or title_of(section)


def _likeness(old: Item, new: Item) -> float:
    said = ["".join(point["text"] for point in section["key_points"]) for section in (old, new)]
    return max(likeness(_bare_title(old), _bare_title(new)), likeness(*said) if all(said) else 0.0)


def _pair(kind: ChangeKind, old: Item, new: Item) -> SectionChange:
    return SectionChange(kind=kind, id=new["id"], before=title_of(old), now=title_of(new))


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest rising subsequence (patience sorting, Fredman 1975)."""
    tails: list[int] = []
    places: list[int] = []
    previous: list[int] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(tails, number)
        previous.append(places[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [number]
        places[pile : pile + 1] = [at]
    found = []
    at = places[-1] if places else -1
    while at >= 0:
        found.append(at)
        at = previous[at]
    return found[::-1]
