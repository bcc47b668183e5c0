"""What the readers of several formats know of tables: what a header row looks like, and a cell as one line."""

import re

_NUMBER = re.compile(r"[-+±≈约]?[\d０-９][\d０-９,，.．\s]*\S{0,3}")
_SPACE = re.compile(r"\s+")


def count_header_rows(rows: list[list[str]]) -> int:
    """1 when the first row names what the rows below hold: it has no numbers and they do, or nobody repeats it."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    first, *body = rows
    named = [cell for cell in first if cell]
    if len(named) * 2 <= len(first) or any(_is_number(cell) for cell in named):
        return 0
    if any(_is_number(cell) for row in body for cell in row):
        return 1
    longest = max((len(cell) for row in body for cell in row), default=0)
    return int(all(len(cell) <= 20 for cell in named) and longest > max(map(len, named)))


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
