"""How deep a list item stands: under the items before it that are still open. What "below" means, each format says."""

from collections.abc import Callable
from typing import TypeVar

_Item = TypeVar("_Item")


def nested_level(opened: list[_Item], item: _Item, is_below: Callable[[_Item, _Item], bool]) -> int:
    """The level of an item, from 1, which is then the last of the `opened` ones; those that it is not below are closed.

    So no level is passed over: an item set three steps in below one set one step in is of level 2, and so is the next.
    """
    while opened and not is_below(item, opened[-1]):
        opened.pop()
    opened.append(item)
    return len(opened)
