"""What depends on the order of slides: page numbers in the agenda, the agenda's rows, endings of continued titles.

A page number is a box that holds nothing but the number of a slide, beside a text that stands on that slide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.merge.bodies import set_texts
from briefgen.merge.carrier import Carrier
from briefgen.merge.changes import Change, Kind, Side
from briefgen.merge.drawing import A, P, Shape, form_of, paragraph_text, properties_of, same_place
from briefgen.merge.marks import Marks
from briefgen.merge.slides import Slide

_TITLES = ("title", "ctrTitle")


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A box with the number of a slide: the shape, the row that it stands in, the index of the slide."""

    shape: Shape
    row: Shape
    target: int


def find_page_numbers(slides: Sequence[Slide], slide: Slide) -> list[PageNumber]:
    """The page numbers on a slide of an edition as generated."""
    found = []
    for shape in slide.leaves():
        text, row = shape.text.strip(), shape.parent
        if row is None or not text.isdecimal() or not 1 <= int(text) <= len(slides):
            continue
        said = _squeezed(slides[int(text) - 1].text)
        mates = [_squeezed(mate.text) for mate in row.leaves() if mate is not shape]
        if any(len(mate) > 1 and mate in said for mate in mates):
            found.append(PageNumber(shape, row, int(text) - 1))
    return found


def renew_references(
    new: Sequence[Slide], merged: Sequence[Slide], known: Mapping[str, str], marks: Marks, carrier: Carrier
) -> list[Change]:
    """Let page numbers and titles follow the merged deck; `known` has its parts by those of the new edition."""
    places = {slide.part: at for at, slide in enumerate(merged)}
    place_of = [places.get(known.get(slide.part, "")) for slide in new]
    changes: list[Change] = []
    for at, slide in enumerate(new):
        place = place_of[at]
        numbers = find_page_numbers(new, slide)
        if place is not None and numbers:
            changes.extend(_renew_agenda(numbers, merged, place, place_of, carrier))
    changes.extend(_renew_titles(new, merged, place_of, marks, carrier))
    for number, slide in enumerate(merged, 1):
        _renew_fields(carrier, slide.part, number)
        if slide.notes_part:
            _renew_fields(carrier, slide.notes_part, number)
    return changes


def _renew_agenda(
    numbers: list[PageNumber], merged: Sequence[Slide], place: int, place_of: Sequence[int | None], carrier: Carrier
) -> Iterator[Change]:
    slide = merged[place]
    by_name = {shape.name: shape for shape in reversed(list(slide.all()))}
    rows: list[tuple[int, Shape, Shape]] = []
    lost: list[Shape] = []
    targets = sorted(number.target for number in numbers)
    for number in numbers:
        row, box = by_name.get(number.row.name), by_name.get(number.shape.name)
        if row is None or box is None or not (box.text.strip().isdecimal() or not box.text.strip()):
            continue
        end = min((target for target in targets if target > number.target), default=number.target + 1)
        page = _first_shown(place_of[number.target : end], merged)
        if page is None:
            lost.append(row)
            continue
        body = box.node.find(f"{P}txBody")
        if body is not None and box.text.strip() != str(page + 1):
            carrier.touch(slide.part)
            set_texts(body, (str(page + 1),))
        rows.append((page, row, number.row))
    if lost and rows:
        carrier.touch(slide.part)
        for row in lost:
            yield Change(
                side=Side.HAND, kind=Kind.REFERENCES, number=place + 1, title=slide.title, before=_words(row), after=""
            )
            parent = row.node.getparent()
            if parent is not None:
                parent.remove(row.node)
    in_order = [page for page, _, _ in rows] == sorted(page for page, _, _ in rows)
    at_home = all(same_place(row.box, fresh.box) for _, row, fresh in rows)
    if (lost or not in_order) and at_home and rows and all(row.is_group for _, row, _ in rows):
        boxes = sorted((fresh.box for _, _, fresh in rows if fresh.box), key=lambda box: (box[1], box[0]))
        boxes = sorted({*boxes, *(row.box for row in lost if row.box)}, key=lambda box: (box[1], box[0]))
        carrier.touch(slide.part)
        for (_, row, _), place_ in zip(sorted(rows, key=lambda entry: entry[0]), boxes, strict=False):
            form = form_of(row.node)
            node = form.find(f"{A}off") if form is not None else None
            if node is not None:
                node.set("x", str(round(place_[0])))
                node.set("y", str(round(place_[1])))


def _first_shown(places: Sequence[int | None], merged: Sequence[Slide]) -> int | None:
    here = [place for place in places if place is not None]
    shown = [place for place in here if not merged[place].hidden]
    return min(shown or here, default=None)


def _renew_titles(
    new: Sequence[Slide], merged: Sequence[Slide], place_of: Sequence[int | None], marks: Marks, carrier: Carrier
) -> Iterator[Change]:
    """The first page of a chain bears the bare title, whichever pages a person took away or moved."""
    for chain in _chains(new, marks):
        shown = sorted(place for at in chain if (place := place_of[at]) is not None and not merged[place].hidden)
        for count, place in enumerate(shown):
            slide = merged[place]
            title = next((leaf for leaf in slide.leaves() if (leaf.placeholder or ("",))[0] in _TITLES), None)
            body = title.node.find(f"{P}txBody") if title is not None else None
            if title is None or body is None or not title.texts:
                continue
            last = title.texts[-1]
            wanted = marks.root(last) + marks.ending_of(count, new[chain[1]].title)
            if _squeezed(marks.root(title.text)) != _squeezed(marks.root(new[chain[0]].title)) or wanted == last:
                continue
            carrier.touch(slide.part)
            paragraphs = body.findall(f"{A}p")
            set_texts(body, (*(paragraph_text(item) for item in paragraphs[:-1]), wanted))
            yield Change(
                side=Side.HAND, kind=Kind.REFERENCES, number=place + 1, title=slide.title, before=last, after=wanted
            )


def _chains(slides: Sequence[Slide], marks: Marks) -> list[list[int]]:
    chains: list[list[int]] = []
    if marks.ending is None:
        return []
    for at, slide in enumerate(slides):
        continues = marks.root(slide.title) != slide.title
        if continues and chains and marks.root(slides[chains[-1][0]].title) == marks.root(slide.title):
            chains[-1].append(at)
        else:
            chains.append([at])
    return [chain for chain in chains if len(chain) > 1]


def _renew_fields(carrier: Carrier, part: str, number: int) -> None:
    """What a slide-number field shows until an Office program counts anew."""
    for node in carrier.tree(part).iter(f"{A}fld"):
        text = node.find(f"{A}t")
        shown = text.text or "" if text is not None else ""
        if node.get("type") == "slidenum" and text is not None and shown.isdecimal() and shown != str(number):
            carrier.touch(part)
            text.text = str(number)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _words(row: Shape) -> str:
    texts = (leaf.text for leaf in row.leaves())
    return max(texts, key=len, default="") or properties_of(row.node).get("name", "")
