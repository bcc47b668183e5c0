"""The contents of a Word file, rows that are links to its headings, follow the headings as a person left them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefgen.merge.word_text import OWN, W, bookmarks_of, paragraph_text
from briefgen.package import Element


@dataclass(frozen=True, slots=True)
class Followed:
    """What was done to rows: one that was taken out, with its text, or one that stands elsewhere now."""

    row: Element
    before: str
    after: str


def follow_headings(root: Element, new: Element) -> Iterator[Followed]:
    """Take out the rows whose heading is gone, and set the others in the order of their headings.

    Only rows that the new edition (`new`) has too are touched; gives what was done.
    """
    places = {
        name: place
        for place, paragraph in enumerate(root.iter(f"{W}p"))
        if paragraph_text(paragraph).strip()
        for name in bookmarks_of(paragraph)
    }
    ours = {(anchor, paragraph_text(row)) for row, anchor in _iter_rows(new)}
    rows = [(row, anchor) for row, anchor in _iter_rows(root) if (anchor, paragraph_text(row)) in ours]
    left = [(row, places[anchor]) for row, anchor in rows if anchor in places]
    yield from _in_order(left)
    for row, anchor in rows:
        parent = row.getparent()
        if anchor not in places and parent is not None:
            parent.remove(row)
            yield Followed(row, paragraph_text(row), "")


def _iter_rows(root: Element) -> Iterator[tuple[Element, str]]:
    """The paragraphs that are nothing but a link to one of our bookmarks, each with its name."""
    for paragraph in root.iter(f"{W}p"):
        links = paragraph.findall(f"{W}hyperlink")
        anchors = {link.get(f"{W}anchor", "") for link in links}
        said = "".join(map(paragraph_text, links))
        if len(anchors) == 1 and said and said == paragraph_text(paragraph):
            (anchor,) = anchors
            if anchor.startswith(OWN):
                yield paragraph, anchor


def _in_order(rows: list[tuple[Element, int]]) -> Iterator[Followed]:
    """Set rows that stand in one container into the order of their headings; the places of the rows stay."""
    containers = dict.fromkeys(row.getparent() for row, _ in rows)
    for container in containers:
        here = [(row, place) for row, place in rows if row.getparent() is container]
        if container is None or all(one < two for (_, one), (_, two) in pairwise(here)):
            continue
        slots = [container.index(row) for row, _ in here]
        ordered = [row for row, _ in sorted(here, key=lambda entry: entry[1])]
        for row in ordered:
            container.remove(row)
        for slot, row in zip(slots, ordered, strict=True):
            container.insert(slot, row)
        yield Followed(ordered[0], "", paragraph_text(ordered[0]))
