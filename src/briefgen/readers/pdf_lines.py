"""From glyphs to lines of text in reading order: words by their gaps, columns by the white space between them."""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.readers.han_forms import with_usual_forms
from briefgen.readers.pdf_page import Face, Glyph, Page

_HAN = re.compile(
    "[\u2e80-\u2fdf\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_WORD_GAP = 0.16  # em: a wider gap parts Latin words
_LEAST_GAP = 0.04  # em: one so wide does where pdfium sees a gap, too: an f reaches far into the space behind it
_HAN_GAP = 0.9  # em: a wider gap parts Chinese phrases
_PIECE_GAP = 1.4  # em: a wider gap parts what stands on one line in two columns
_LEAST_GUTTER = 0.6  # em
_FEWEST_PARTED = 6  # rows through which a gutter runs
_FEWEST_ALIGNED = 0.5  # share of those rows that go on at the same place behind it
_SAME_BASE = 0.35  # em by which glyphs of one line may stand higher or lower
_RAISED = 0.75  # of the line's size: smaller and raised glyphs are marks of notes
_FEWEST_LINES = 3  # in each column
_POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FULL = 0.75  # share of the column's width that a line of prose fills
_MOST_SPANNING = 0.34  # share of lines that may reach across the gutter


@dataclass(slots=True, kw_only=True)
class Line:
    """One line of one column, `number` from 1 down the page."""

    text: str
    left: float
    right: float
    base: float
    face: Face
    page: int
    number: int = 0
    column: int = 0
    marks: tuple[str, ...] = ()
    table: int | None = None
    faces: dict[Face, int] = field(default_factory=dict)

    @property
    def top(self) -> float:
        """The upper side of its letters."""
        return self.base - 0.88 * self.face.size

    @property
    def bottom(self) -> float:
        """The lower side of its letters."""
        return self.base + 0.12 * self.face.size

    @property
    def is_han(self) -> bool:
        """Whether Chinese characters prevail."""
        return 2 * len(_HAN.findall(self.text)) >= len(self.text.replace(" ", ""))


def read_lines(page: Page, glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that the glyphs of a page form, from top to bottom."""
    rows = list(rows_of(glyphs))
    gutters = _gutters(rows)
    lines = [make_line(piece, page.number) for row in rows for piece in pieces_of(row, gutters)]
    lines = sorted((line for line in lines if line.text), key=lambda line: (line.base, line.left))
    for number, line in enumerate(lines, start=1):
        line.number = number
    return lines


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines of a page, column by column where it has columns of prose; the rest of a row is one line again."""
    ordered: list[Line] = []
    for line in _in_order(lines, 0):
        last = ordered[-1] if ordered else None
        if last is not None and _is_one_row(last, line):
            _join(last, line)
        else:
            ordered.append(line)
    return ordered


def _is_one_row(last: Line, line: Line) -> bool:
    apart = abs(last.base - line.base) > _SAME_BASE * min(last.face.size, line.face.size)
    tables = last.table is not None or line.table is not None
    return not apart and not tables and last.column == line.column and line.left >= last.right


def _join(last: Line, line: Line) -> None:
    last.text = f"{last.text} {line.text}"
    last.right = line.right
    last.marks += line.marks
    for face, count in line.faces.items():
        last.faces[face] = last.faces.get(face, 0) + count
    last.face = max(last.faces, key=lambda face: (last.faces[face], face.size))


def rows_of(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs of one height on the page, from top to bottom; each row from left to right."""
    waiting = sorted(glyphs, key=lambda glyph: glyph.base)
    row: list[Glyph] = []
    base = size = 0.0
    for glyph in waiting:
        if row and glyph.base - base > _SAME_BASE * max(min(size, glyph.face.size), 3):
            yield _once(row)
            row = []
        if not row or glyph.face.size >= size:
            base, size = glyph.base, glyph.face.size
        row.append(glyph)
    if row:
        yield _once(row)


def _once(row: list[Glyph]) -> list[Glyph]:
    """The row without characters that are printed twice to look bold.

    Two f at one place are the ligature ﬀ, and two dashes may be one long glyph.
    """
    kept: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.left):
        if any(
            glyph.character == other.character
            and glyph.character != "f"
            and glyph.character.isalnum()
            and abs(glyph.left - other.left) < 0.2 * max(glyph.face.size, 1)
            for other in kept[-2:]
        ):
            continue
        kept.append(glyph)
    return kept


def _gutters(rows: list[list[Glyph]]) -> tuple[float, ...]:
    """Where one gap lies above the other through most of the page, and what follows begins at one place."""
    gaps = [gap for row in rows for gap in _gaps(row)]
    found: list[float] = []
    for at in sorted({round(sum(gap) / 2) for gap in gaps}):
        ends = Counter(round(end / 2) for start, end in gaps if start < at < end)
        parted = ends.total()
        beside = sum(row[0].left < at < row[-1].right for row in rows)
        aligned = ends.most_common(1)[0][1] if ends else 0
        if parted >= max(_FEWEST_PARTED, (1 - _MOST_SPANNING) * beside) and aligned >= _FEWEST_ALIGNED * parted:
            found.append(float(at))
    return tuple(found)


def _gaps(row: list[Glyph]) -> Iterator[tuple[float, float]]:
    """The gaps of a row that are wider than most spaces."""
    shown = [glyph for glyph in row if not glyph.character.isspace()]
    for before, after in pairwise(shown):
        if after.left - before.right > _LEAST_GUTTER * max(after.face.size, 1):
            yield before.right, after.left


def pieces_of(row: list[Glyph], gutters: tuple[float, ...] = ()) -> Iterator[list[Glyph]]:
    """A row parted where the gap is too wide for a space between words, or where a gutter runs through it."""
    widest = 4.0 if _is_spread(row) or gutters else _PIECE_GAP
    piece: list[Glyph] = []
    right = 0.0
    for glyph in row:
        blank = glyph.character.isspace()
        em = max(glyph.face.size, 1)
        gap = glyph.left - right
        parted = gap > widest * em
        parted = parted or (gap > _LEAST_GUTTER * em and any(right < at < glyph.left for at in gutters))
        if piece and not blank and parted:
            yield piece
            piece = []
        if not blank or piece:
            piece.append(glyph)
        if not blank:
            right = max(right, glyph.right) if piece[:-1] else glyph.right
    if piece:
        yield piece


def _is_spread(row: list[Glyph]) -> bool:
    """Whether a line is set with wide gaps between single Chinese characters, as titles are."""
    shown = [glyph for glyph in row if not glyph.character.isspace()]
    gaps = [(after.left - before.right) / max(after.face.size, 1) for before, after in pairwise(shown)]
    han = sum(bool(_HAN.match(glyph.character)) for glyph in shown)
    return (
        3 <= len(shown) <= 30
        and han >= 0.8 * len(shown)
        and min(gaps, default=0) > 0.25
        and max(gaps) < 2 * min(gaps) + 1
    )


def make_line(glyphs: list[Glyph], page: int) -> Line:
    """A line of glyphs that stand from left to right."""
    faces: dict[Face, int] = {}
    for glyph in glyphs:
        if not glyph.character.isspace():
            faces[glyph.face] = faces.get(glyph.face, 0) + 1
    face = max(faces, key=lambda each: (faces[each], each.size), default=glyphs[0].face)
    base = statistics.median(glyph.base for glyph in glyphs if glyph.face.size >= _RAISED * face.size)
    text, marks = _text(glyphs, face, base)
    return Line(
        text=with_usual_forms(text),
        left=min(glyph.left for glyph in glyphs),
        right=max(glyph.right for glyph in glyphs),
        base=base,
        face=face,
        page=page,
        marks=marks,
        faces=faces,
    )


def _text(glyphs: list[Glyph], face: Face, base: float) -> tuple[str, tuple[str, ...]]:
    """The characters with spaces where the gaps show them, and the raised marks of notes that stood among them."""
    spread = _is_spread(glyphs)
    parts: list[str] = []
    marks: list[str] = []
    right: float | None = None
    space = False
    for glyph in glyphs:
        if glyph.character.isspace():
            space = True
            continue
        is_small = glyph.face.size <= _RAISED * face.size and base - glyph.base > 0.15 * face.size
        if is_small and glyph.character.isdigit() and parts and parts[-1].isascii() and parts[-1].isalnum():
            parts.append(glyph.character.translate(_POWERS))
            right = glyph.right
            continue
        if is_small and (glyph.character.isdigit() or glyph.character in "①②③④⑤⑥⑦⑧⑨⑩*[]"):
            marks.append(glyph.character)
            right = glyph.right
            continue
        gap = 0.0 if right is None else (glyph.left - right) / max(glyph.face.size, 1)
        if parts and not spread and (space or gap > _LEAST_GAP) and _is_space(parts[-1], glyph, gap, space):
            parts.append(" ")
        parts.append(glyph.character)
        right = glyph.right
        space = False
    return "".join(parts).strip(), tuple(marks)


def _is_space(before: str, after: Glyph, gap: float, written: bool) -> bool:
    """Whether a gap is a space: between Chinese characters only a wide one, beside one a written one or a clear one."""
    han = bool(_HAN.match(before)) + bool(_HAN.match(after.character))
    if han == 2:
        return gap > _HAN_GAP or (written and gap > 0.2)
    if han == 1:
        return written and gap > 0.1
    return written or gap > (_LEAST_GAP if after.parted else _WORD_GAP)


def _in_order(lines: list[Line], column: int) -> Iterator[Line]:
    """The lines of a region: in bands between lines that span it, each band by its columns."""
    gutter = _find_gutter(lines) if column < 4 else None
    if gutter is None:
        for line in sorted(lines, key=lambda line: (round(line.base / 2), line.left)):
            line.column = column
            yield line
        return
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: line.base):
        if line.left < gutter - 1 and line.right > gutter + 1:
            yield from _columns(band, gutter, column)
            band = []
            line.column = column
            yield line
        else:
            band.append(line)
    yield from _columns(band, gutter, column)


def _columns(band: list[Line], gutter: float, column: int) -> Iterator[Line]:
    yield from _in_order([line for line in band if line.right <= gutter + 1], column + 1)
    yield from _in_order([line for line in band if line.right > gutter + 1], column + 2)


def _find_gutter(lines: list[Line], *, nested: bool = False) -> float | None:
    """The middle of the white space that parts two columns of prose, None where there is one column."""
    if len(lines) < 2 * _FEWEST_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float] | None = None
    for at in sorted({round(line.left, 0) for line in lines}):
        if not left + 0.2 * (right - left) < at < right - 0.15 * (right - left):
            continue
        before = [line for line in lines if line.right < at]
        after = [line for line in lines if line.left >= at - 1]
        spanning = len(lines) - len(before) - len(after)
        if spanning > _MOST_SPANNING * len(lines) or min(len(before), len(after)) < _FEWEST_LINES:
            continue
        if not _are_columns((before, left, at), (after, at, right), nested=nested):
            continue
        if best is None or spanning < best[0]:
            best = (spanning, (max(line.right for line in before) + min(line.left for line in after)) / 2)
    return best[1] if best else None


def _are_columns(one: tuple[list[Line], float, float], other: tuple[list[Line], float, float], *, nested: bool) -> bool:
    """Whether lines between a left and a right are a column of prose, and those beside it another or, in turn, two."""
    if not _is_prose(*one):
        one, other = other, one
    return _is_prose(*one) and (_is_prose(*other) or (not nested and _find_gutter(other[0], nested=True) is not None))


def _is_prose(lines: list[Line], left: float, right: float) -> bool:
    """Whether many of the lines fill the column: cells of a table do not."""
    full = sum(line.right - line.left >= _FULL * (right - left) for line in lines)
    return full >= 0.4 * len(lines)
