"""Tables that ruled lines make clear: a grid of cells, or rows between horizontal rules alone."""

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.readers.pdf_lines import Line, make_line, pieces_of, rows_of
from briefgen.readers.pdf_page import Box, Glyph, Page

_NEAR = 3.0  # pt within which two rules meet or are one
_MOST_RULES = 2_000  # on a page; a drawing has more
_MOST_CELLS = 4_000
_LONGEST_CELL = 400  # characters; a longer one is a text in a frame
_NUMBER = re.compile(r"^[-+−]?[\d,.，]+\s*[%％‰]?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """The texts of a table's cells, all rows of one width, and where it stands."""

    box: Box
    rows: list[list[str]]
    header_rows: int
    line: Line


def find_tables(page: Page) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page, and the glyphs that stand in none."""
    if not page.glyphs or not 3 <= len(page.rules) <= _MOST_RULES:
        return [], page.glyphs
    across = _joined([rule for rule in page.rules if rule.top == rule.bottom], lying=True)
    down = _joined([rule for rule in page.rules if rule.left == rule.right], lying=False)
    found: list[PageTable] = []
    rest = page.glyphs
    for lying, standing in _grids(across, down):
        table, rest = _grid_table(page, lying, standing, rest)
        found.extend([table] if table else [])
    for rules in _stacks([rule for rule in across if not any(_inside(rule, table.box) for table in found)]):
        table, rest = _open_table(page, rules, rest)
        found.extend([table] if table else [])
    return found, rest


def _joined(rules: list[Box], *, lying: bool) -> list[Box]:
    """Rules with those joined that continue or repeat each other."""
    if not lying:
        turned = _joined([Box(rule.top, rule.left, rule.bottom, rule.right) for rule in rules], lying=True)
        return [Box(rule.top, rule.left, rule.bottom, rule.right) for rule in turned]
    joined: list[Box] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.top / _NEAR), rule.left)):
        last = joined[-1] if joined else None
        if last and abs(last.top - rule.top) <= _NEAR and rule.left <= last.right + _NEAR:
            joined[-1] = Box(last.left, last.top, max(last.right, rule.right), last.top)
        else:
            joined.append(rule)
    return joined


def _grids(across: list[Box], down: list[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Groups of rules that cross each other, each as its horizontal and its vertical ones."""
    groups: list[tuple[list[Box], list[Box]]] = []
    for rule in across:
        crossing = [other for other in down if _cross(rule, other)]
        if not crossing:
            continue
        merged: tuple[list[Box], list[Box]] = ([rule], crossing)
        apart = []
        for group in groups:
            if any(other in group[1] for other in crossing):
                merged = (group[0] + merged[0], group[1] + [each for each in merged[1] if each not in group[1]])
            else:
                apart.append(group)
        groups = [*apart, merged]
    return groups


def _cross(lying: Box, standing: Box) -> bool:
    return (
        lying.left - _NEAR <= standing.left <= lying.right + _NEAR
        and standing.top - _NEAR <= lying.top <= standing.bottom + _NEAR
    )


def _inside(rule: Box, box: Box) -> bool:
    return (
        box.left - _NEAR <= rule.left
        and rule.right <= box.right + _NEAR
        and box.top - _NEAR <= rule.top <= box.bottom + _NEAR
    )


def _grid_table(
    page: Page, across: list[Box], down: list[Box], glyphs: list[Glyph]
) -> tuple[PageTable | None, list[Glyph]]:
    tops = _distinct(rule.top for rule in across)
    sides = _distinct(rule.left for rule in down)
    if len(tops) < 3 or len(sides) < 3 or len(tops) * len(sides) > _MOST_CELLS:
        return None, glyphs
    box = Box(sides[0], tops[0], sides[-1], tops[-1])
    inside = [glyph for glyph in glyphs if _holds(box, glyph)]
    cells: dict[tuple[int, int], list[Glyph]] = {}
    owners = _owners(tops, sides, across, down)
    for glyph in inside:
        row = bisect.bisect_right(tops, glyph.base - 0.3 * glyph.face.size) - 1
        column = bisect.bisect_right(sides, (glyph.left + glyph.right) / 2) - 1
        if 0 <= row < len(tops) - 1 and 0 <= column < len(sides) - 1:
            cells.setdefault(owners[row, column], []).append(glyph)
    rows = [
        [_cell_text(cells.get((row, column), []), page.number) for column in range(len(sides) - 1)]
        for row in range(len(tops) - 1)
    ]
    return make_table(page, box, rows, inside, glyphs)


def _owners(
    tops: list[float], sides: list[float], across: list[Box], down: list[Box]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid the first place of its cell: where no rule parts two, they are one."""
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(tops) - 1):
        for column in range(len(sides) - 1):
            middle_x = (sides[column] + sides[column + 1]) / 2
            middle_y = (tops[row] + tops[row + 1]) / 2
            owner = (row, column)
            if column and not any(
                abs(rule.left - sides[column]) <= _NEAR and rule.top <= middle_y <= rule.bottom for rule in down
            ):
                owner = owners[row, column - 1]
            elif row and not any(
                abs(rule.top - tops[row]) <= _NEAR and rule.left <= middle_x <= rule.right for rule in across
            ):
                owner = owners[row - 1, column]
            owners[row, column] = owner
    return owners


def _distinct(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _stacks(across: list[Box]) -> list[list[Box]]:
    """Three or more horizontal rules of one width, one above the other."""
    stacks: list[list[Box]] = []
    for rule in sorted(across, key=lambda rule: rule.top):
        for stack in stacks:
            if abs(stack[-1].left - rule.left) < 6 and abs(stack[-1].right - rule.right) < 6:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= 3]


def _open_table(page: Page, rules: list[Box], glyphs: list[Glyph]) -> tuple[PageTable | None, list[Glyph]]:
    """A table without vertical rules: columns where the pieces of its lines stand below each other."""
    box = Box(rules[0].left, rules[0].top, rules[-1].right, rules[-1].top)
    inside = [glyph for glyph in glyphs if _holds(box, glyph)]
    lines = [[make_line(piece, page.number) for piece in pieces_of(row)] for row in rows_of(inside)]
    lines = [[piece for piece in line if piece.text] for line in lines]
    sides: list[list[float]] = []
    for piece in sorted((piece for line in lines for piece in line), key=lambda piece: piece.left):
        if sides and piece.left < sides[-1][1]:
            sides[-1][1] = max(sides[-1][1], piece.right)
        else:
            sides.append([piece.left, piece.right])
    wide = sum(len(line) > 1 for line in lines)
    if len(sides) < 2 or len(lines) < 2 or wide < 0.6 * len(lines):
        return None, glyphs
    rows = [[""] * len(sides) for _ in lines]
    for row, line in zip(rows, lines, strict=True):
        for piece in line:
            column = next(i for i, side in enumerate(sides) if side[0] <= piece.left < side[1])
            row[column] = f"{row[column]} {piece.text}".strip()
    return make_table(page, box, rows, inside, glyphs)


def make_table(
    page: Page, box: Box, rows: list[list[str]], inside: list[Glyph], glyphs: list[Glyph]
) -> tuple[PageTable | None, list[Glyph]]:
    """The table of these rows, and the other glyphs; None where they are too few or too long for one."""
    rows = [row for row in rows if any(row)]
    columns = [index for index in range(len(rows[0]) if rows else 0) if any(row[index] for row in rows)]
    rows = [[row[index] for index in columns] for row in rows]
    filled = sum(bool(cell) for row in rows for cell in row)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    if len(rows) < 2 or len(columns) < 2 or filled < 4 or longest > _LONGEST_CELL:
        return None, glyphs
    taken = {id(glyph) for glyph in inside}
    first = min(inside, key=lambda glyph: glyph.base)
    line = make_line([first], page.number)
    line.left, line.right, line.base = box.left, box.right, box.top + line.face.size
    line.text = "\ufffc"
    rest = [glyph for glyph in glyphs if id(glyph) not in taken]
    return PageTable(box=box, rows=rows, header_rows=_header_rows(rows), line=line), rest


def _header_rows(rows: list[list[str]]) -> int:
    """One where the first row names the columns: no number in it, but numbers or text below every name."""
    first = [cell for cell in rows[0] if cell]
    names = len(first) >= max(1, len(rows[0]) - 1) and not any(_NUMBER.match(cell) for cell in first)
    return 1 if names and len(rows) > 1 else 0


def _holds(box: Box, glyph: Glyph) -> bool:
    middle = (glyph.left + glyph.right) / 2
    return box.left <= middle <= box.right and box.top <= glyph.base - 0.3 * glyph.face.size <= box.bottom


def _cell_text(glyphs: list[Glyph], page: int) -> str:
    """The lines of a cell as one, without a space where Chinese is wrapped."""
    lines = [make_line(row, page) for row in rows_of(glyphs)]
    text = ""
    for line in lines:
        text = f"{text}{line.text}" if not text or line.is_han else f"{text} {line.text}"
    return text.replace("\t", " ").strip()
