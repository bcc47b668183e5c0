"""Conflicts that nobody has settled stay open through later merges, which see no more than an edit there."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from briefgen.merge.changes import Change, Conflict, Kind, Side

Owner = TypeVar("Owner")
"""What an entry is about: a slide, a block."""


def carry_over(
    pending: Sequence[Conflict],
    changes: list[tuple[Owner, Change]],
    conflicts: list[tuple[Owner, Conflict]],
    *,
    plain: Callable[[str], str],
    said: Callable[[Owner], str],
) -> None:
    """Turn the changes by hand that are pending conflicts into conflicts again; what the source says now is their new.

    One whose words are not found any more was settled by hand. `plain` takes from a text what changes by itself,
    `said` gives all that an owner says.
    """

    def is_same(one: str, other: str) -> bool:
        return plain(one).split() == plain(other).split()

    open_now = [conflict.mine for _, conflict in conflicts]
    for conflict in pending:
        if any(is_same(conflict.mine, mine) for mine in open_now):
            continue
        by_hand = [entry for entry in changes if entry[1].side is Side.HAND]
        exact = [entry for entry in by_hand if entry[1].after and is_same(entry[1].after, conflict.mine)]
        words = plain(conflict.mine)
        within = [
            entry for entry in by_hand if entry[1].kind is Kind.ADDED and words and words in plain(said(entry[0]))
        ]
        for owner, change in [*exact, *within][:1]:
            changes.remove((owner, change))
            joined = change.joined
            stands, now = (joined.stands, joined.now) if joined is not None else (change.after, change.before)
            again = Conflict(
                slot=conflict.slot,
                title=change.title,
                base=conflict.base or change.before,
                mine=stands if exact else conflict.mine,
                new=now,
            )
            conflicts.append((owner, again))
