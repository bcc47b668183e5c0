"""A deck as LibreOffice draws it: the characters of each page with their ink, beside the boxes of the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt

from briefgen.storyboard import Frame, Slot

TOLERANCE = 1.0
"""Points by which ink may pass an edge."""
SAME_LINE = 6.0
"""Points between the middles of characters of one line: a small mark beside a large word."""
HANGING = frozenset("，。、；：！？）》」』”’】")


@dataclass(frozen=True, slots=True)
class Ink:
    """One character where it is drawn, in points from the page's top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    middle: float  # of the line: that of the face, not of the glyph


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with the slots of a page: those that overflow, and the paragraphs whose lines differ."""

    overflows: tuple[str, ...]
    others: tuple[str, ...]
    compared: int
    unseen: tuple[str, ...]


def read_pages(pdf: Path) -> list[list[Ink]]:
    """The characters of each page in the order in which they are drawn, without spaces."""
    document = pypdfium2.PdfDocument(pdf)
    return [list(_characters(page)) for page in document]


def _characters(page: pypdfium2.PdfPage) -> Iterator[Ink]:
    height = page.get_height()
    text = page.get_textpage()
    for index in range(text.count_chars()):
        character = chr(pypdfium2.raw.FPDFText_GetUnicode(text, index))
        character = "-" if character in ("\x02", "\ufffe") else character  # at the end of a line
        if character.isspace() or ord(character) < 32:
            continue
        left, bottom, right, top = text.get_charbox(index)
        if right > left and top > bottom:
            _, lower, _, upper = text.get_charbox(index, loose=True)
            yield Ink(character, left, height - top, right, height - bottom, height - (lower + upper) / 2)


def compare(frame: Frame, slide: object, page: Sequence[Ink], stretch: float) -> Findings:
    """Hold each slot's measured lines, and its box, against what is drawn; `stretch` makes lines higher."""
    drawn = "".join(ink.text for ink in page)
    boxes = {shape.name: shape for shape in _shapes(slide)}
    broken = dict(_broken_paragraphs(boxes))
    overflows, others, unseen, compared, cursor = [], [], [], 0, 0
    for slot in frame.slots:
        shape = boxes.get(slot.id)
        found: list[Ink] = []
        for number, lines in enumerate(slot.lines):
            wanted = ["".join(line.split()) for line in lines]
            inks = _find("".join(wanted), drawn, page, cursor, shape)
            if inks is None:
                unseen.append(f"{slot.place}: {lines}")
                continue
            cursor = max(cursor, inks.stop)
            found += page[inks]
            if len(wanted) > 1 and number not in broken.get(slot.id, ()):
                compared += 1
                if not _in_lines(page[inks], wanted):
                    others.append(f"{slot.place}: {lines}")
        if shape is not None and found and (edges := _passed(shape, found, stretch)):
            overflows.append(f"{slot.place}: {edges}: {slot.text[:40]!r}")
    overflows += _tables(frame.slots, boxes, page, stretch)
    return Findings(tuple(overflows), tuple(others), compared, tuple(unseen))


def _find(text: str, drawn: str, page: Sequence[Ink], cursor: int, shape: object | None) -> slice | None:
    """Where a text is drawn; of several places the one nearest to its box, then the next one. None where nowhere."""
    places, at = [], drawn.find(text)
    while at >= 0 and len(places) < 50:
        places.append(at)
        at = drawn.find(text, at + 1)
    if not places or not text:
        return None if text else slice(cursor, cursor)
    if shape is None or shape.left is None:  # type: ignore[attr-defined]
        best = next((place for place in places if place >= cursor), places[0])
    else:
        best = min(places, key=lambda place: (_distance(shape, page[place]), place < cursor, place))
    return slice(best, best + len(text))


def _distance(shape: object, ink: Ink) -> float:
    """How far a character is from a box, 0 within it, in points."""
    left, top = shape.left / Pt(1), shape.top / Pt(1)  # type: ignore[attr-defined]
    right, bottom = left + shape.width / Pt(1), top + shape.height / Pt(1)  # type: ignore[attr-defined]
    return max(left - ink.left, ink.left - right, 0.0) + max(top - ink.top, ink.top - bottom, 0.0)


def _shapes(tree: object) -> Iterator[object]:
    """The shapes of a slide; groups of ours use the slide's own coordinates."""
    for shape in tree.shapes:  # type: ignore[attr-defined]
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _shapes(shape)


def _broken_paragraphs(boxes: dict[str, object]) -> Iterator[tuple[str, set[int]]]:
    """By slot, the paragraphs that hold a break of their own: that their lines agree says nothing of the measuring."""
    for name, shape in boxes.items():
        frames = {}
        if getattr(shape, "has_table", False):
            rows = enumerate(shape.table.rows, 1)  # type: ignore[attr-defined]
            frames = {f"{name}_r{row}c{column}": cell.text_frame for row, line in rows
                      for column, cell in enumerate(line.cells, 1)}  # fmt: skip
        elif getattr(shape, "has_text_frame", False):
            frames = {name: shape.text_frame}  # type: ignore[attr-defined]
        for slot, frame in frames.items():
            yield slot, {number for number, part in enumerate(frame.paragraphs) if "\v" in part.text}


def _in_lines(inks: Sequence[Ink], lines: Sequence[str]) -> bool:
    """Whether each line is level and stands below the one before."""
    at, previous = 0, None
    for line in lines:
        middles = [ink.middle for ink in inks[at : at + len(line)]]
        at += len(line)
        if not middles:
            continue
        size = max(ink.bottom - ink.top for ink in inks)
        if max(middles) - min(middles) > max(SAME_LINE, size * 0.5):
            return False
        middle = sum(middles) / len(middles)
        if previous is not None and middle - previous < SAME_LINE:
            return False
        previous = middle
    return True


def _passed(shape: object, inks: Sequence[Ink], stretch: float) -> str:
    """By how many points the ink passes the edges of its box."""
    if shape.left is None:  # type: ignore[attr-defined]
        return ""
    left, top, width, height = (
        value / Pt(1)
        for value in (shape.left, shape.top, shape.width, shape.height)  # type: ignore[attr-defined]
    )
    upper, lower = min(ink.top for ink in inks), max(ink.bottom for ink in inks)
    right = max((ink.left + ink.right) / 2 if ink.text in HANGING else ink.right for ink in inks)
    more = (lower - upper) * (stretch - 1)
    anchor = shape.text_frame.vertical_anchor  # type: ignore[attr-defined]
    share = {MSO_ANCHOR.MIDDLE: 0.5, MSO_ANCHOR.BOTTOM: 1.0}.get(anchor, 0.0)
    past = {
        "top": top - (upper - more * share),
        "bottom": lower + more * (1 - share) - top - height,
        "left": left - min(ink.left for ink in inks),
        "right": right - left - width,
    }
    return ", ".join(f"{edge} {by:.1f}" for edge, by in past.items() if by > max(TOLERANCE, 0.02 * height))


def _tables(slots: Sequence[Slot], boxes: dict[str, object], page: Sequence[Ink], stretch: float) -> Iterator[str]:
    """Tables that grew past the height that the file states, or whose lines would leave the page."""
    for name, shape in boxes.items():
        if not getattr(shape, "has_table", False):
            continue
        cells = [slot for slot in slots if slot.id.startswith(f"{name}_r")]
        if not cells:
            continue
        text = "".join("".join(cells[-1].text.split()))
        drawn = "".join(ink.text for ink in page)
        at = drawn.rfind(text)
        top = shape.top / Pt(1)  # type: ignore[attr-defined]
        stated = sum(row.height for row in shape.table.rows) / Pt(1)  # type: ignore[attr-defined]
        if at >= 0 and text:
            lower = max(ink.bottom for ink in page[at : at + len(text)])
            if (lower - top) * stretch > max(stated * max(1.0, stretch), shape.height / Pt(1)) + TOLERANCE:  # type: ignore[attr-defined]
                yield f"{name}: the table grew by {lower - top - stated:.1f}"


def open_deck(path: Path) -> list[object]:
    """The shown slides of a deck."""
    return [slide for slide in Presentation(str(path)).slides if slide._element.get("show") != "0"]
