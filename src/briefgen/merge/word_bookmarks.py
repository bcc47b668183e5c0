"""Our bookmarks in a merged Word file: they take the new edition's names, and each name and number stands once."""

from dataclasses import dataclass, field

from briefgen.merge.word_text import W, bookmarks_of
from briefgen.package import Element


@dataclass(slots=True)
class Renaming:
    """Names of the base and what the new edition calls the same block."""

    _names: dict[str, str] = field(default_factory=dict)

    def add(self, mine: Element, base: Element, new: Element) -> None:
        """Note the names of one paragraph in the three files."""
        if mine.tag != f"{W}p":
            return
        old, fresh = bookmarks_of(base), bookmarks_of(new)
        if len(old) == 1 and len(fresh) == 1 and old != fresh:
            self._names[old[0]] = fresh[0]

    def apply(self, root: Element) -> None:
        """Rename bookmarks, and the links and fields that name them."""
        present = set(bookmarks_of(root))
        names = {old: new for old, new in self._names.items() if old in present and new not in present}
        for node in root.iter(f"{W}bookmarkStart"):
            name = node.get(f"{W}name", "")
            node.set(f"{W}name", names.get(name, name))
        for node in root.iter(f"{W}hyperlink"):
            anchor = node.get(f"{W}anchor", "")
            if anchor in names:
                node.set(f"{W}anchor", names[anchor])
        for node in root.iter(f"{W}instrText"):
            words = (node.text or "").split(" ")
            node.text = " ".join(names.get(word, word) for word in words)


def number_bookmarks(root: Element) -> None:
    """Give each pair of start and end a number of its own; of two bookmarks of one name the first stays."""
    seen: set[str] = set()
    open_: dict[str, str | None] = {}
    following = 0
    for node in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        number = node.get(f"{W}id", "")
        if node.tag == f"{W}bookmarkStart":
            name = node.get(f"{W}name", "")
            following += 1
            open_[number] = str(following) if name not in seen else None
            seen.add(name)
        fresh = open_.get(number)
        if fresh is None:
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
        else:
            node.set(f"{W}id", fresh)
