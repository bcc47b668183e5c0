"""Headline figures, old against new. Numbers are subtracted only where both count the same thing in the same scope."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from briefgen.comparison.changes import ChangeKind, FigureChange
from briefgen.comparison.models import Item, Model, likeness, title_of
from briefgen.comparison.pairing import pair_alike, pair_equal

LEAST_ALIKE = 0.72
"""From this likeness on two sentences without their digits are taken for the same statement made anew."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"[\d.,，]+|[零〇一二三四五六七八九十百千]+")
_SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
_ENGLISH_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@dataclass(frozen=True, slots=True, eq=False)
class _Figure:
    """A figure with its model and section."""

    model: Model
    section: Item
    item: Item
    sentence: str

    @property
    def surface(self) -> str:
        return str(self.item["surface"])

    @property
    def what(self) -> str:
        return str(self.item["what"] or self.item["subject"] or "")

    @property
    def measure(self) -> tuple[str, str]:
        return (self.item["kind"], self.item["unit"])

    @property
    def scope(self) -> tuple[str, ...]:
        """What is counted, when, where, and whether it was reached.

        A time that names no year, or none at all, is one of the document's own date.
        """
        time = self.item["time_scope"] or ""
        date = "" if _YEAR.search(time) else self.model.date
        names = ("kind", "unit", "status", "subject", "action", "place_scope", "change")
        return (*(str(self.item[name] or "") for name in names), time, date)

    @property
    def value(self) -> Decimal | None:
        """The one exact value; None for a range or a limit."""
        exact = self.item["value"] is not None and self.item["approximation"] == "exact"
        return Decimal(self.item["value"]) if exact else None


def compare_figures(before: Model, now: Model) -> tuple[FigureChange, ...]:
    """The figures that changed, came or went; one that says the same of the same scope is no change."""
    old, new = list(_iter_figures(before)), list(_iter_figures(now))
    _, old, new = pair_equal(old, new, lambda figure: (figure.scope, figure.surface))
    pairs, old, new = pair_equal(old, new, lambda figure: (figure.scope, figure.what))
    alike, old, new = pair_alike(old, new, _likeness, least=LEAST_ALIKE)
    changed = {id(figure): (other, figure) for other, figure in (*pairs, *alike)}
    added = {id(figure) for figure in new}
    return (
        *(
            _added(figure) if id(figure) in added else _changed(*changed[id(figure)])
            for figure in _iter_in_order(now, [figure for _, figure in (*pairs, *alike)], new)
        ),
        *(_removed(figure) for figure in old),
    )


def _iter_figures(model: Model) -> Iterator[_Figure]:
    for section, item in model.items("headline_figures"):
        if item["same_as"] is None:
            yield _Figure(model, section, item, _DIGITS.sub("", model.sentence_of(item)))


def _iter_in_order(now: Model, changed: list[_Figure], added: list[_Figure]) -> list[_Figure]:
    order = {id(item): at for at, (_, item) in enumerate(now.items("headline_figures"))}
    return sorted((*changed, *added), key=lambda figure: order[id(figure.item)])


def _likeness(old: _Figure, new: _Figure) -> float:
    if old.measure != new.measure:
        return 0.0
    same = 0.1 if old.what and old.what == new.what else 0.0
    return likeness(old.sentence, new.sentence) + same


def _changed(old: _Figure, new: _Figure) -> FigureChange:
    scope_changed = old.scope != new.scope
    return FigureChange(
        kind=ChangeKind.CHANGED,
        id=str(new.item["id"]),
        section=title_of(new.section),
        what=new.what,
        before=old.surface,
        now=new.surface,
        difference="" if scope_changed else _difference(old, new),
        scope_changed=scope_changed,
    )


def _added(figure: _Figure) -> FigureChange:
    return FigureChange(
        kind=ChangeKind.ADDED,
        id=str(figure.item["id"]),
        section=title_of(figure.section),
        what=figure.what,
        now=figure.surface,
    )


def _removed(figure: _Figure) -> FigureChange:
    return FigureChange(
        kind=ChangeKind.REMOVED,
        id=str(figure.item["id"]),
        section=title_of(figure.section),
        what=figure.what,
        before=figure.surface,
    )


def _difference(old: _Figure, new: _Figure) -> str:
    """The difference as a text in the newer one's scale where both have it, else in whole units; empty for none."""
    if old.value is None or new.value is None or old.value == new.value:
        return ""
    scale = str(new.item["scale"]) if old.item["scale"] == new.item["scale"] else ""
    size = _SCALES.get(scale) or _ENGLISH_SCALES.get(scale.lower())
    if size is None:
        scale, size = "", 1
    amount = (new.value - old.value) / size
    sign = "+" if amount > 0 else "-"
    number = format(abs(amount).normalize(), ",f" if new.model.is_english else "f")
    if new.item["unit"] == "%":
        return f"{sign}{number}{' percentage points' if new.model.is_english else '个百分点'}"
    gap = " " if new.model.is_english else ""
    return f"{sign}{gap.join(filter(None, (number, scale, str(new.item['unit']))))}"
