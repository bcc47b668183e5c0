"""The slides of a deck as a merge sees them, and which of two decks' slides are the same one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from posixpath import commonprefix

from briefgen.merge.carrier import Package
from briefgen.merge.drawing import OWN, Box, P, R, Shape, read_shapes
from briefgen.merge.likeness import likeness
from briefgen.package import Element

ALIKE = 0.4
"""Share of common pairs of characters from which two slides without a common name are versions of one."""
_FURNITURE = frozenset({"ftr", "sldNum", "dt", "hdr"})
_TITLES = ("title", "ctrTitle")


@dataclass(slots=True, kw_only=True, eq=False)
class Slide:
    """A slide: its place in the deck from 1, its part, its tree and shapes, its notes. `prefix` begins its names."""

    number: int
    part: str
    root: Element
    shapes: list[Shape]
    notes_part: str | None
    notes: Element | None
    layout: str | None
    names: frozenset[str] = frozenset()
    prefix: str = ""
    text: str = ""
    title: str = ""
    inherited: dict[tuple[str, str], Box] = field(default_factory=dict)

    @property
    def hidden(self) -> bool:
        """Whether a show passes it over."""
        return self.root.get("show") in ("0", "false")

    @property
    def said_in_notes(self) -> tuple[str, ...]:
        """The paragraphs of its notes, without spaces at their ends."""
        body = notes_body(self.notes)
        return tuple(text.rstrip() for text in body.texts) if body is not None else ()

    def leaves(self) -> list[Shape]:
        """All shapes that are no groups."""
        return [leaf for shape in self.shapes for leaf in shape.leaves()]

    def all(self) -> Iterator[Shape]:
        """All shapes, groups before what they hold."""
        for shape in self.shapes:
            yield from shape.all()

    def box_of(self, shape: Shape) -> Box | None:
        """Where a shape stands, its own word or the layout's."""
        if shape.box is not None or shape.placeholder is None:
            return shape.box
        kind, number = shape.placeholder
        return self.inherited.get((kind, number)) or self.inherited.get((kind, ""))


def notes_body(notes: Element | None) -> Shape | None:
    """The box of a page of notes that holds them; None where there is none."""
    shapes = read_shapes(notes) if notes is not None else []
    return next((shape for shape in shapes if (shape.placeholder or ("",))[0] == "body"), None)


def read_slides(package: Package) -> list[Slide]:
    """The slides in their order."""
    related = package.related(package.main)
    listed = package.tree(package.main).find(f"{P}sldIdLst")
    slides: list[Slide] = []
    for node in listed if listed is not None else ():
        item = related.get(node.get(f"{R}id", ""))
        if item is not None and item.target in package.parts:
            slides.append(read_slide(package, item.target, len(slides) + 1))
    return slides


def read_slide(package: Package, part: str, number: int) -> Slide:
    """One slide with what belongs to it."""
    root = package.tree(part)
    shapes = read_shapes(root)
    notes = package.first(part, "notesSlide")
    layout = package.first(part, "slideLayout")
    slide = Slide(
        number=number,
        part=part,
        root=root,
        shapes=shapes,
        notes_part=notes,
        notes=package.tree(notes) if notes else None,
        layout=layout,
        inherited=_inherited(package, layout) if layout else {},
    )
    own = [shape for shape in slide.all() if shape.name.startswith(OWN)]
    slide.names = frozenset(shape.name for shape in own)
    slide.prefix = commonprefix(sorted(slide.names)).rpartition("_")[0] + "_"
    said = [leaf for leaf in slide.leaves() if leaf.placeholder is None or leaf.placeholder[0] not in _FURNITURE]
    slide.text = "\n".join(filter(None, (leaf.text for leaf in said)))
    slide.title = next(
        (leaf.text for leaf in said if leaf.placeholder and leaf.placeholder[0] in _TITLES and leaf.text),
        next((leaf.text for leaf in said if leaf.text), ""),
    ).replace("\v", "")
    return slide


def _inherited(package: Package, layout: str) -> dict[tuple[str, str], Box]:
    """Where the placeholders of a layout stand, by type and index, and by type alone."""
    boxes: dict[tuple[str, str], Box] = {}
    master = package.first(layout, "slideMaster")
    for part in filter(None, (master, layout)):
        for shape in read_shapes(package.tree(part)):
            if shape.placeholder is not None and shape.box is not None:
                boxes[shape.placeholder] = shape.box
                boxes[shape.placeholder[0], ""] = shape.box
        for kind, number in [key for key in boxes if key[1]]:
            boxes.setdefault((kind, ""), boxes[kind, number])
    for shape in read_shapes(package.tree(layout)):
        if shape.placeholder is not None and shape.box is None and (shape.placeholder[0], "") in boxes:
            boxes[shape.placeholder] = boxes[shape.placeholder[0], ""]
    return boxes


def layout_name(package: Package, layout: str | None) -> str:
    """What a layout is called."""
    found = package.tree(layout).find(f"{P}cSld") if layout else None
    return found.get("name", "") if found is not None else ""


def match_slides(left: Sequence[Slide], right: Sequence[Slide]) -> dict[int, int]:
    """Indices of slides to those of the other deck: by common names of shapes, then by likeness of their text.

    Where two slides of the other deck hold the names of one, the first is meant; the second is a copy of it.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    owners: dict[str, list[int]] = {}
    for at, slide in enumerate(right):
        for name in slide.names:
            owners.setdefault(name, []).append(at)
    for at, slide in enumerate(left):
        shared: dict[int, int] = {}
        for name in slide.names:
            for other in owners.get(name, ()):
                shared[other] = shared.get(other, 0) + 1
        free = [other for other in shared if other not in taken]
        # A copy holds about as many of the names as its original, so the first with at least half of them is meant.
        most = max((shared[other] for other in free), default=0)
        chosen = min((other for other in free if 2 * shared[other] >= most), default=None)
        if chosen is not None:
            pairs[at] = chosen
            taken.add(chosen)
    scores = []
    for at, slide in enumerate(left):
        for other, candidate in enumerate(right):
            if at not in pairs and other not in taken and slide.text and candidate.text:
                score = likeness(slide.text, candidate.text)
                if score >= ALIKE:
                    scores.append((-score, abs(at - other), at, other))
    for _, _, at, other in sorted(scores):
        if at not in pairs and other not in taken:
            pairs[at] = other
            taken.add(other)
    return pairs
