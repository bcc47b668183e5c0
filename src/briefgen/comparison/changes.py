"""The records of what changed. A text is empty where that side has none."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    """What became of an item."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A headline figure whose number or scope changed.

    `id` is the figure's in the newer model, in the older one for what was removed. `what` is what it counts. `before`
    and `now` are as the sources write them. `difference` is a computed text with sign and unit (`+8公里`,
    `-1.2个百分点`), only where both have one exact value and the same scope. `scope_changed` says that the two
    do not count the same thing, or not in the same time or place.
    """

    kind: ChangeKind
    id: str
    section: str
    what: str
    before: str = ""
    now: str = ""
    difference: str = ""
    scope_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointChange:
    """A key point that came, went or was worded anew. `in_both` says that its sentence stands in both sources."""

    kind: ChangeKind
    id: str
    section: str
    before: str = ""
    now: str = ""
    in_both: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """A section that came, went, was moved or got another title. `id` is as in `FigureChange`."""

    kind: ChangeKind
    id: str
    before: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All changes between two models."""

    figures: tuple[FigureChange, ...] = ()
    points: tuple[PointChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.points or self.sections)

    def former_texts(self) -> frozenset[str]:
        """Every text of the older model that the changes hold."""
        texts = [change.before for change in self.figures]
        texts += [change.what for change in self.figures if change.kind is ChangeKind.REMOVED]
        texts += [change.before for change in self.points]
        texts += [change.before for change in self.sections]
        return frozenset(filter(None, texts))

    def to_dict(self) -> dict[str, Any]:
        """The changes as plain data."""
        return {
            "figures": [asdict(change) for change in self.figures],
            "points": [asdict(change) for change in self.points],
            "sections": [asdict(change) for change in self.sections],
        }
