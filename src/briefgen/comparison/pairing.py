"""Which item of the newer model is which of the older one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")


def pair_equal(
    before: Sequence[T], now: Sequence[T], key: Callable[[T], Hashable]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """The pairs with equal keys, in the order of `now`, and what is left of either; doubles are paired in turn."""
    waiting: dict[Hashable, list[T]] = defaultdict(list)
    for item in before:
        waiting[key(item)].append(item)
    pairs, added = [], []
    for item in now:
        if others := waiting.get(key(item)):
            pairs.append((others.pop(0), item))
        else:
            added.append(item)
    paired = {id(old) for old, _ in pairs}
    return pairs, [item for item in before if id(item) not in paired], added


def pair_alike(
    before: Sequence[T], now: Sequence[T], likeness: Callable[[T, T], float], *, least: float
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """The pairs that are at least so much alike, the most alike first chosen; the lists as `pair_equal` gives them."""
    scored = [
        (-score, new_at, old_at)
        for new_at, new in enumerate(now)
        for old_at, old in enumerate(before)
        if (score := likeness(old, new)) >= least
    ]
    chosen: dict[int, int] = {}
    for _, new_at, old_at in sorted(scored):
        if new_at not in chosen and old_at not in chosen.values():
            chosen[new_at] = old_at
    pairs = [(before[chosen[at]], item) for at, item in enumerate(now) if at in chosen]
    taken = set(chosen.values())
    return (
        pairs,
        [item for at, item in enumerate(before) if at not in taken],
        [item for at, item in enumerate(now) if at not in chosen],
    )
