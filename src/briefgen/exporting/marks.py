"""Source marks in texts: runs of their own that hold a number in brackets, what explains them, and tables that list
them. Editors cut runs anew, so a mark may stand in several; what stands in a run with other words is no mark of ours.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.exporting.parts import find_all, local, remove
from briefgen.package import Element

_MARKS = re.compile(r"\s*(?:(?:〔\d{1,4}(?:[,，、–-]\d{1,4})*〕|\[\d{1,4}(?:[,，、–-]\d{1,4})*\])\s*)+")
_IN_TEXT = re.compile(r"\s*〔\d{1,4}(?:[,，、–-]\d{1,4})*〕")
_LEGEND = re.compile(r"\s*(?:〔n〕|\[n\])")
_BETWEEN = ("proofErr", "bookmarkStart", "bookmarkEnd")
"""What may stand between two runs of one mark."""
_MOST_RUNS = 12
_FEWEST_ROWS = 2


def drop_marks(root: Element) -> None:
    """Take out the runs that are marks or tell what a mark is, and marks in alternative texts."""
    for runs in list(_iter_runs(root)):
        for run in _find_marks(runs):
            remove(run)
    for element in root.iter():
        if (described := element.get("descr")) is not None:
            element.set("descr", _IN_TEXT.sub("", described))


def _iter_runs(root: Element) -> Iterator[list[Element]]:
    """The runs with text that follow each other."""
    for parent in {run.getparent(): None for run in find_all(root, "r")}:
        pieces = [child for child in parent if local(child) not in _BETWEEN] if parent is not None else []
        for is_text, group in groupby(pieces, lambda child: local(child) == "r" and bool(_text(child))):
            if is_text:
                yield list(group)


def _find_marks(runs: Sequence[Element]) -> Iterator[Element]:
    texts = [_text(run) for run in runs]
    if _LEGEND.match("".join(texts)):
        yield from runs
        return
    start = 0
    while start < len(runs):
        ends = range(min(len(runs), start + _MOST_RUNS), start, -1)
        end = next((end for end in ends if _MARKS.fullmatch("".join(texts[start:end]))), None)
        yield from runs[start:end] if end is not None else ()
        start = end or start + 1


def _text(run: Element) -> str:
    return "".join(part.text or "" for part in find_all(run, "t"))


def is_list_of_sources(table: Element) -> bool:
    """Whether the rows of a table begin with a mark alone in its cell: what the marks pointed at."""
    rows = find_all(table, "tr")
    marked = [row for row in rows if _begins_with_mark(row)]
    return len(marked) >= _FEWEST_ROWS or (len(rows) <= _FEWEST_ROWS and len(marked) == 1)


def _begins_with_mark(row: Element) -> bool:
    cells = [child for child in row if local(child) == "tc"]
    text = "".join(part.text or "" for part in find_all(cells[0], "t")) if cells else ""
    return bool(text.strip()) and _MARKS.fullmatch(text) is not None
