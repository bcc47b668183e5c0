"""Key points, old against new, by the sentences that they were made from."""

from dataclasses import dataclass

from briefgen.comparison.changes import ChangeKind, PointChange
from briefgen.comparison.models import Item, Model, likeness, title_of
from briefgen.comparison.pairing import pair_alike, pair_equal

LEAST_ALIKE = 0.6
"""From this likeness of their sentences on two points are one that was worded anew."""


@dataclass(frozen=True, slots=True, eq=False)
class _Point:
    section: Item
    item: Item

    @property
    def text(self) -> str:
        return str(self.item["text"])

    @property
    def sentences(self) -> str:
        return str(self.item["detail"]["text"]) if self.item["detail"] else self.text


def compare_points(before: Model, now: Model) -> tuple[PointChange, ...]:
    """The points whose sentences changed, came or went; another wording of the same sentence is no change."""
    old, new = _points(before), _points(now)
    _, old, new = pair_equal(old, new, lambda point: point.sentences)
    pairs, old, new = pair_alike(
        old, new, lambda one, other: likeness(one.sentences, other.sentences), least=LEAST_ALIKE
    )
    former = {id(point): other for other, point in pairs}
    order = {id(item): at for at, (_, item) in enumerate(now.items("key_points"))}
    shown = sorted((*(point for _, point in pairs), *new), key=lambda point: order[id(point.item)])
    return (
        *(_changed(former.get(id(point)), point, before) for point in shown),
        *(
            PointChange(
                kind=ChangeKind.REMOVED,
                id=str(point.item["id"]),
                section=title_of(point.section),
                before=point.text,
                in_both=point.sentences in now.text,
            )
            for point in old
        ),
    )


def _points(model: Model) -> list[_Point]:
    return [_Point(section, item) for section, item in model.items("key_points")]


def _changed(old: _Point | None, new: _Point, before: Model) -> PointChange:
    """The texts that are shown, or the sentences behind them where only those differ."""
    differs = old is None or old.text != new.text
    return PointChange(
        kind=ChangeKind.CHANGED if old else ChangeKind.ADDED,
        id=str(new.item["id"]),
        section=title_of(new.section),
        before=(old.text if differs else old.sentences) if old else "",
        now=new.text if differs else new.sentences,
        in_both=old is None and new.sentences in before.text,
    )
