"""What the readers of several formats know of tables: what a header row looks like, and a cell as one line."""

import re

_NUMBER = re.compile(r"[-+±≈约]?[\d０-９][\d０-９,，.．\s]*\S{0,3}")
_SPACE = re.compile(r"\s+")


_MOST_HEADER_ROWS = 3


def count_header_rows(rows: list[list[str]]) -> int:
    """How many rows from the top name what the rows below hold: those before the first number.

    A table without numbers has a header row when all its cells are short and filled, and some below are longer.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    before = next((at for at, row in enumerate(rows) if any(map(_is_number, row))), len(rows))
    if 0 < before <= _MOST_HEADER_ROWS and before < len(rows):
        named = sum(any(row[column] for row in rows[:before]) for column in range(len(rows[0])))
        return before if named * 2 > len(rows[0]) and _is_dense(rows[before - 1]) else 0
    first, *body = rows
    longest = max(len(cell) for row in body for cell in row)
    short = all(0 < len(cell) <= 20 for cell in first)
    return int(before == len(rows) and short and longest > max(map(len, first)))


def _is_dense(row: list[str]) -> bool:
    """Whether a row has more than one cell: a line alone above a table is its title."""
    return sum(map(bool, row)) > 1


def cell_line(text: str) -> str:
    """The text of a cell without tabs and line feeds, which set cells and rows apart."""
    return _SPACE.sub(" ", text).strip()


def without_empty_edges(rows: list[list[str]]) -> list[list[str]]:
    """The rows made equally long, without rows that hold nothing and without columns that do."""
    kept = [row for row in rows if any(row)]
    width = max(map(len, kept), default=0)
    kept = [row + [""] * (width - len(row)) for row in kept]
    columns = [column for column in range(width) if any(row[column] for row in kept)]
    return [[row[column] for column in columns] for row in kept]


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and not re.fullmatch(r"(?:19|20)\d\d\s*年?度?", cell)
