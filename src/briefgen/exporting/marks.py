"""Source marks in texts: runs of their own that hold a number in brackets, and tables that list them."""

import re

from briefgen.exporting.parts import find_all, local, remove
from briefgen.package import Element

_MARKS = re.compile(r"\s*(?:(?:〔\d{1,4}(?:[,，、–-]\d{1,4})*〕|\[\d{1,4}(?:[,，、–-]\d{1,4})*\])\s*)+")
_IN_TEXT = re.compile(r"\s*〔\d{1,4}(?:[,，、–-]\d{1,4})*〕")
_FEWEST_ROWS = 2


def drop_marks(root: Element) -> None:
    """Take out the runs that are marks, and marks in alternative texts."""
    for run in find_all(root, "r"):
        text = "".join(part.text or "" for part in find_all(run, "t"))
        if text.strip() and _MARKS.fullmatch(text):
            remove(run)
    for element in root.iter():
        if (described := element.get("descr")) is not None:
            element.set("descr", _IN_TEXT.sub("", described))


def is_list_of_sources(table: Element) -> bool:
    """Whether the rows of a table begin with a mark alone in its cell: what the marks pointed at."""
    rows = find_all(table, "tr")
    marked = [row for row in rows if _begins_with_mark(row)]
    return len(marked) >= _FEWEST_ROWS or (len(rows) <= _FEWEST_ROWS and len(marked) == 1)


def _begins_with_mark(row: Element) -> bool:
    cells = [child for child in row if local(child) == "tc"]
    text = "".join(part.text or "" for part in find_all(cells[0], "t")) if cells else ""
    return bool(text.strip()) and _MARKS.fullmatch(text) is not None
