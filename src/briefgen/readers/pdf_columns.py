"""Tables without rules: rows one below the other that each hold a label and numbers, set in columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from briefgen.readers.pdf_lines import Line, make_line, pieces_of, rows_of
from briefgen.readers.pdf_page import Box, Glyph, Page
from briefgen.readers.pdf_tables import PageTable, make_table

_VALUE = re.compile(r"[(（]?[-+−–]?\d[\d,.，]*\s*[%％‰]?[)）]?[*†]?|[-–—…/]{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d[年E]?")
_SPREAD = re.compile(r"(#?[一-鿿])\s+([一-鿿])")  # 粮　食, set as wide as longer words are
_LEADERS = re.compile(r"[.…·․‥]{4,}")
_PAGE_NUMBER = re.compile(r"\d{1,4}")
_LONGEST_UNIT = 8  # code points of a cell beside the numbers
_LONGEST_NAME = 24  # code points of a column's head
_LONGEST_LABEL = 40  # code points
_WIDEST_LABEL = 0.45  # of the page's width; wider ones are a column of prose beside numbers
_FEWEST_ROWS = 3  # with numbers
_WIDEST_LEADING = 3.2  # of the size, between the rows of one table
_SAME_ROW = 0.9  # of the size, by which a label and its number may be set higher and lower
_MOST_HEADS = 2
_CLOSE = 0.6  # of the size, within which labels that fill their column end


class _Row(NamedTuple):
    """The pieces of one height on the page, from left to right, and their glyphs."""

    pieces: list[Line]
    glyphs: list[Glyph]

    @property
    def base(self) -> float:
        return self.pieces[0].base

    @property
    def size(self) -> float:
        return self.pieces[0].face.size

    @property
    def is_data(self) -> bool:
        """Whether it is a label, or a number, with further cells of which at least half are numbers."""
        cells = self.pieces[1:]
        numbers = sum(_is_value(piece) for piece in cells)
        short = all(_is_value(piece) or len(piece.text) <= _LONGEST_UNIT for piece in cells)
        labelled = len(self.pieces[0].text) <= _LONGEST_LABEL and not _LEADERS.search(self.pieces[0].text)
        return bool(cells) and short and 2 * numbers >= len(cells) and labelled and _is_value(cells[-1])

    @property
    def is_alone(self) -> bool:
        """Whether it is one label, as of a group of rows, or one number."""
        text = self.pieces[0].text
        return len(self.pieces) == 1 and (_is_value(self.pieces[0]) or _is_name(text))

    @property
    def is_head(self) -> bool:
        """Whether it names columns."""
        names = [piece.text for piece in self.pieces]
        return len(names) > 1 and all(map(_is_name, names)) and not any(map(_is_value, self.pieces))


def find_columns(page: Page, glyphs: list[Glyph]) -> tuple[list[PageTable], list[Glyph]]:
    """The tables that a page sets without rules among these glyphs, and the glyphs that stand in none."""
    found: list[PageTable] = []
    rows = _with_halves_joined(list(_rows(page, glyphs)))
    rest = glyphs
    for heads, body in _runs(rows):
        table, rest = _table(page, heads, body, rest)
        found.extend([table] if table else [])
    return found, rest


def _rows(page: Page, glyphs: list[Glyph]) -> Iterator[_Row]:
    for row in rows_of(glyphs):
        pieces: list[Line] = []
        for piece in (make_line(piece, page.number) for piece in pieces_of(row)):
            spread = _SPREAD.fullmatch(piece.text)
            if pieces and _is_spread(pieces[-1], piece):
                pieces[-1] = replace(pieces[-1], text=pieces[-1].text + piece.text, right=piece.right)
            elif piece.text:
                pieces.append(replace(piece, text=spread[1] + spread[2]) if spread else piece)
        if pieces:
            yield _Row(pieces, row)


def _is_spread(left: Line, right: Line) -> bool:
    """Whether two pieces are a word of two characters set as wide as longer ones are: 粮　食."""
    return all(len(piece.text.lstrip("#")) == 1 and piece.is_han for piece in (left, right))


def _with_halves_joined(rows: list[_Row]) -> list[_Row]:
    """The rows, a label and the number beside it made one where one of them is set a little higher."""
    joined: list[_Row] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last is not None and len(last.pieces) == len(row.pieces) == 1 and _is_one(last, row):
            pieces = sorted([*last.pieces, *row.pieces], key=lambda piece: piece.left)
            joined[-1] = _Row(pieces, [*last.glyphs, *row.glyphs])
        else:
            joined.append(row)
    return joined


def _is_one(last: _Row, row: _Row) -> bool:
    near = row.base - last.base < _SAME_ROW * min(last.size, row.size)
    left, right = sorted((last.pieces[0], row.pieces[0]), key=lambda piece: piece.left)
    return near and left.right < right.left and _is_value(right) and not _is_value(left)


def _runs(rows: Sequence[_Row]) -> Iterator[tuple[list[_Row], list[_Row]]]:
    """Rows of numbers that follow each other, with the rows above that name their columns."""
    at = 0
    while at < len(rows):
        if not rows[at].is_data:
            at += 1
            continue
        end = at + 1
        while end < len(rows) and _goes_on(rows, end):
            end += 1
        while not rows[end - 1].is_data:
            end -= 1
        first = at
        while first and at - first < _MOST_HEADS and rows[first - 1].is_head and _is_near(rows[first - 1], rows[first]):
            first -= 1
        if sum(row.is_data for row in rows[at:end]) >= _FEWEST_ROWS:
            yield list(rows[first:at]), list(rows[at:end])
        at = end


def _goes_on(rows: Sequence[_Row], at: int) -> bool:
    if not _is_near(rows[at - 1], rows[at]):
        return False
    return rows[at].is_data or (rows[at].is_alone and rows[at - 1].is_data)


def _is_near(above: _Row, below: _Row) -> bool:
    return below.base - above.base <= _WIDEST_LEADING * max(above.size, below.size)


def _table(
    page: Page, heads: list[_Row], body: list[_Row], glyphs: list[Glyph]
) -> tuple[PageTable | None, list[Glyph]]:
    labels = [row.pieces[0] for row in body if row.is_data and not _is_value(row.pieces[0])]
    sides = _sides([piece for row in body if row.is_data for piece in row.pieces[1:]])
    if len(labels) < _FEWEST_ROWS or _is_prose(labels, page) or _is_contents(body):
        return None, glyphs
    everything = [*heads, *body]
    rows = [_cells(row, sides) for row in everything]
    inside = [glyph for row in everything for glyph in row.glyphs]
    pieces = [piece for row in everything for piece in row.pieces]
    box = Box(
        min(piece.left for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.bottom for piece in pieces),
    )
    table, rest = make_table(page, box, rows, inside, glyphs)
    header_rows = len(heads) or int(all(_YEAR.fullmatch(piece.text) for piece in body[0].pieces[1:]))
    return (replace(table, header_rows=header_rows) if table else None), rest


def _sides(pieces: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns beside the labels: the places where pieces stand below each other."""
    sides: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if sides and piece.left < sides[-1][1]:
            sides[-1] = (sides[-1][0], max(sides[-1][1], piece.right))
        else:
            sides.append((piece.left, piece.right))
    return sides


def _cells(row: _Row, sides: Sequence[tuple[float, float]]) -> list[str]:
    cells = [""] * (len(sides) + 1)
    for number, piece in enumerate(row.pieces):
        is_label = number == 0 and not (_is_value(piece) and piece.right > sides[0][0])
        middle = (piece.left + piece.right) / 2
        nearest = min(range(len(sides)), key=lambda at: abs(middle - sum(sides[at]) / 2))
        at = 0 if is_label else nearest + 1
        cells[at] = f"{cells[at]} {piece.text}".strip()
    return cells


def _is_prose(labels: Sequence[Line], page: Page) -> bool:
    """Whether the labels are lines of a column of prose: wide, or mostly full to one side."""
    widths = sorted(label.right - label.left for label in labels)
    ends = sorted(label.right for label in labels)
    middle = ends[len(ends) // 2]
    full = sum(abs(end - middle) < _CLOSE * labels[0].face.size for end in ends) > 0.6 * len(ends)
    typical = widths[len(widths) // 2]
    return typical > _WIDEST_LABEL * page.width or (full and typical > 0.5 * _WIDEST_LABEL * page.width)


def _is_contents(body: Sequence[_Row]) -> bool:
    """Whether the only numbers are those of pages: whole, small, and never falling."""
    last = [row.pieces[-1].text for row in body if row.is_data]
    if any(len(row.pieces) > 2 for row in body) or not all(map(_PAGE_NUMBER.fullmatch, last)):
        return False
    return all(int(a) <= int(b) for a, b in pairwise(last))


def _is_value(piece: Line) -> bool:
    return bool(_VALUE.fullmatch(piece.text))


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and text[-1] not in "。；，.;,"
