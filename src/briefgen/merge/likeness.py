"""How alike texts are, and which of two rows of texts belong together."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

ALIKE = 0.5
"""Share of common pairs of characters from which two texts are taken for versions of one."""


def likeness(left: str, right: str) -> float:
    """The Dice coefficient of the texts' pairs of characters, 0 to 1 (Dice 1945); equal texts give 1."""
    if left == right:
        return 1.0
    first, second = Counter(pairwise(left)), Counter(pairwise(right))
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 0.0


def pair_up(left: Sequence[str], right: Sequence[str], *, least: float = ALIKE) -> dict[int, int]:
    """Indices of the left texts to those of the right: equal ones first, then the most alike; empty ones never."""
    pairs: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for at, text in enumerate(right):
        places.setdefault(text, []).append(at)
    for at, text in enumerate(left):
        same = places.get(text) if text else None
        if same:
            nearest = min(same, key=lambda place: abs(place - at))
            same.remove(nearest)
            pairs[at] = nearest
    taken = set(pairs.values())
    scores = [
        (-score, abs(one - other), one, other)
        for one, text in enumerate(left)
        if one not in pairs and text
        for other, candidate in enumerate(right)
        if other not in taken and candidate and (score := likeness(text, candidate)) >= least
    ]
    for _, _, one, other in sorted(scores):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs
