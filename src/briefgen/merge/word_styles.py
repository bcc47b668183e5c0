"""Styles by their names: another editor may give a style another id, but calls it the same."""

import copy

from briefgen.merge.carrier import Carrier, Package
from briefgen.merge.word_text import W
from briefgen.package import Element

_REFERENCES = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle"))


class Styles:
    """The styles of the new edition in the person's file; one that is missing there is brought."""

    def __init__(self, mine: Carrier, new: Package) -> None:
        self._mine = mine
        self._part = mine.first(mine.main, "styles")
        source = new.first(new.main, "styles")
        self._new = _by_id(new.tree(source)) if source else {}
        self._known = {_name(style): key for key, style in _by_id(mine.tree(self._part)).items()} if self._part else {}

    def adapt(self, block: Element) -> Element:
        """A copy of a block of the new edition that names the person's styles."""
        twin = copy.deepcopy(block)
        for node in twin.iter(*_REFERENCES):
            node.set(f"{W}val", self._id(node.get(f"{W}val", "")))
        return twin

    def _id(self, wanted: str) -> str:
        style = self._new.get(wanted)
        if style is None or self._part is None:
            return wanted
        name = _name(style)
        if name not in self._known:
            root = self._mine.touch(self._part)
            taken = set(_by_id(root))
            fresh = next(f"{wanted}{end}" for end in ("", *map(str, range(2, 99))) if f"{wanted}{end}" not in taken)
            self._known[name] = fresh
            brought = copy.deepcopy(style)
            brought.set(f"{W}styleId", fresh)
            root.append(brought)
            for link in ("basedOn", "next", "link"):
                node = brought.find(f"{W}{link}")
                if node is not None:
                    node.set(f"{W}val", self._id(node.get(f"{W}val", "")))
        return self._known[name]


def _by_id(root: Element) -> dict[str, Element]:
    return {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}


def _name(style: Element) -> str:
    node = style.find(f"{W}name")
    return (node.get(f"{W}val", "") if node is not None else "").lower()
