"""The order of things that a person and a new edition have both put in order."""

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def merge_order(base: Sequence[Key], mine: Sequence[Key], new: Sequence[Key], *, gone: frozenset[Key]) -> list[Key]:
    """The keys of both in one order; a key names the same thing in all three.

    The new order counts. What the person moved or added, and what the new edition no longer has, stands behind what
    it stands behind in the person's order. Left out are `gone` and what the person deleted (in base, not in mine).
    """
    hand = frozenset(moved_keys(base, mine))
    known, kept, was = set(mine), set(new), set(base)
    order = [key for key in new if key not in gone and key not in hand and (key in known or key not in was)]
    placed = set(order)
    before: Key | None = None
    last = max((at for at, key in enumerate(mine) if key in placed), default=-1)
    for at, key in enumerate(mine):
        if key in gone:
            continue
        if key not in placed:
            assert key in hand or key not in was or key not in kept
            order.insert(len(order) if at > last else order.index(before) + 1 if before is not None else 0, key)
            placed.add(key)
        before = key
    return order


def moved_keys(base: Sequence[Key], mine: Sequence[Key]) -> list[Key]:
    """The fewest keys whose moves explain the other order: those outside the longest run that kept its order."""
    places = {key: at for at, key in enumerate(base)}
    common = [key for key in mine if key in places]
    kept = {common[at] for at in _longest_increasing([places[key] for key in common])}
    return [key for key in common if key not in kept]


def _longest_increasing(values: Sequence[int]) -> list[int]:
    """Indices of a longest increasing subsequence (Fredman 1975)."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, value in enumerate(values):
        place = bisect_left(tails, value)
        previous.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            ends.append(at)
        else:
            tails[place], ends[place] = value, at
    found: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(at)
        at = previous[at]
    return found[::-1]


def merge_lines(base: Sequence[Key], mine: Sequence[Key], new: Sequence[Key]) -> list[Key] | None:
    """The lines with the changes of both sides; None where both changed the same ones."""
    edits: list[tuple[int, int, Sequence[Key]]] = []
    for side in (mine, new):
        matcher = SequenceMatcher(None, base, side, autojunk=False)
        for tag, start, end, first, last in matcher.get_opcodes():
            if tag != "equal" and (start, end, side[first:last]) not in edits:
                edits.append((start, end, side[first:last]))
    edits.sort(key=lambda edit: (edit[0], edit[1]))
    result: list[Key] = []
    at = 0
    for start, end, lines in edits:
        if start < at:
            return None
        result.extend(base[at:start])
        result.extend(lines)
        at = end
    result.extend(base[at:])
    return result
