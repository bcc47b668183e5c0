"""Tables of contents in bare text: a run of short lines most of which stand again below, in the same order."""

import re
from collections.abc import Mapping, Sequence

from briefgen.analysis.structure.lines import LONGEST_HEADING, Line

_LEAST = 3  # entries that make a table of contents
_REACH = 0.5  # the part of the document in which one that is announced may begin
_SHORTEST = 2  # characters before a page number
_NEAR = 15  # lines from the top within which one that is not announced begins
_PAGE = re.compile(r"[.·…\s　\t]*\d{1,4}$|[.·…]{2,}\s*\d*$")


def find_contents(
    lines: Sequence[Line], aside: Mapping[int, str], *, announcing: frozenset[int] = frozenset()
) -> set[int]:
    """The indexes of the lines of a table of contents, its heading among them.

    `announcing` are lines known to be the heading of one, beside those that the cues of the language tell.
    """
    last = {_key(line.words): line.index for line in lines if line.width <= LONGEST_HEADING}
    found: set[int] = set()
    run: list[int] = []
    for line in lines[: int(len(lines) * _REACH) + 1]:
        if _may_be_entry(line) and line.index not in aside:
            run.append(line.index)
        else:
            found |= _entries(lines, run, last, announcing)
            run = []
    return found | _entries(lines, run, last, announcing)


def ends_with_page(text: str) -> bool:
    """Whether a line ends with what may be the number of a page."""
    return bool(re.search(r"[\s.·…]\d{1,4}$", text))


def _may_be_entry(line: Line) -> bool:
    return line.free and line.width <= LONGEST_HEADING and (not line.is_body or line.final in ("none", "question"))


def _entries(
    lines: Sequence[Line], run: Sequence[int], last: Mapping[str, int], announcing: frozenset[int]
) -> set[int]:
    """The part of a run of short lines that stands again below, from its first to its last entry."""
    below = {i: last.get(_key(lines[i].words), i) for i in run}
    again = [i for i in run if below[i] > i]
    text_begins = min((below[i] for i in again), default=0)
    again = [i for i in again if i < text_begins]
    pages = _with_pages(lines, run)
    entries = again if len(again) >= _LEAST else pages if len(pages) >= 4 and len(pages) > 0.7 * len(run) else []
    if len(entries) < _LEAST:
        return set()
    inside = [i for i in run if entries[0] <= i <= entries[-1]]
    if len(entries) < 0.5 * len(inside):
        return set()
    top = entries[0] - 1
    announced = top in announcing or (top >= 0 and "opening" in lines[top].notes)
    if not announced and entries[0] > _NEAR:
        return set()
    return set(inside) | ({top} if announced else set())


def _with_pages(lines: Sequence[Line], run: Sequence[int]) -> list[int]:
    """The lines of a run that end with a page number; none where the numbers do not go up, as in rows of a table."""
    found = [(i, match) for i in run if (match := _PAGE.search(lines[i].text)) and match.start() >= _SHORTEST]
    numbers = [int(digits[0]) for _, match in found if (digits := re.search(r"\d+", match[0]))]
    return [i for i, _ in found] if numbers == sorted(numbers) else []


def _key(text: str) -> str:
    """A line's letters and digits without its page number, as they stand in a table of contents and again below."""
    return re.sub(r"[\W_]+", "", _PAGE.sub("", text)).lower()
