"""How Chinese punctuation is set: the runs that a measured text is written as.

Curly quotes, dashes, ellipses and the middle dot exist once in Unicode for Chinese and English; beside Chinese they
take the East Asian face, or they come out as narrow Latin glyphs. Of two neighbouring full-width marks the first gives
up its empty half by a negative spacing (PowerPoint and WPS do it; LibreOffice 7.4 ignores a spacing on a run of one
character). Nothing here depends on where lines end, only on where a break was asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from briefgen.templating.faces import has_full_width_marks

if TYPE_CHECKING:
    from briefgen.templating.breaking import Layout
    from briefgen.templating.measuring import Run

SHARED_MARKS = frozenset("“”‘’…—·")
OPENING = frozenset("“‘《（【〈「『〔〖｛［")
CLOSING = frozenset("，、。；：！？”’》）】〉」』〕〗｝］")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of a run to be written as a run of its own.

    `run` is the index of the run it comes from; `full_width_quotes` asks for the East Asian face as Latin face;
    `spacing` is `a:rPr/@spc` in hundredths of a point; `break_before` asks for a line break in front.
    """

    run: int
    text: str
    full_width_quotes: bool = False
    spacing: int | None = None
    break_before: bool = False


def typeset(runs: "Sequence[Run]", layout: "Layout") -> tuple[Segment, ...]:
    """The pieces to write for these runs, in order; spaces in front of a break are left out."""
    return tuple(_segments(tuple(runs), frozenset(layout.breaks)))


def full_width_marks(text: str) -> frozenset[int]:
    """Offsets of the marks that are set in the East Asian face: all shared ones of a text that has Chinese in it."""
    if text.isascii() or not any(map(is_wide, text)):
        return frozenset()
    return frozenset(
        offset for offset, mark in enumerate(text) if mark in SHARED_MARKS and not _is_apostrophe(text, offset)
    )


def squeezed_marks(text: str, runs: "Sequence[Run]", full_width: frozenset[int]) -> frozenset[int]:
    """Offsets of the marks that give up their empty half to the mark that follows."""
    pairs = [offset for offset in range(len(text) - 1) if _can_squeeze(text, offset, full_width)]
    if not pairs:
        return frozenset()
    owners = [run for run in runs for _ in run.text]
    return frozenset(
        offset
        for offset in pairs
        if owners[offset].size == owners[offset + 1].size
        and all(has_full_width_marks(run.east_asian) for run in owners[offset : offset + 2])
    )


@lru_cache(maxsize=8192)
def is_wide(character: str) -> bool:
    """Whether a character is always one em wide (Chinese characters and full-width punctuation)."""
    return east_asian_width(character) in "WF"


def _segments(runs: "tuple[Run, ...]", breaks: frozenset[int]) -> Iterator[Segment]:
    text = "".join(run.text for run in runs)
    full_width = full_width_marks(text)
    squeezed = squeezed_marks(text, runs, full_width) - {offset - 1 for offset in breaks}
    start = 0
    break_before = False
    for index, run in enumerate(runs):
        end = start + len(run.text)
        cuts = sorted(_cuts(start, end, breaks, full_width, squeezed))
        for left, right in pairwise(cuts):
            break_before = break_before or left in breaks
            piece = text[left:right].rstrip(" ") if right in breaks else text[left:right]
            if piece:
                yield Segment(
                    run=index,
                    text=piece,
                    full_width_quotes=left in full_width,
                    spacing=round(run.size * -50) if left in squeezed else None,
                    break_before=break_before,
                )
                break_before = False
        start = end


def _cuts(
    start: int, end: int, breaks: frozenset[int], full_width: frozenset[int], squeezed: frozenset[int]
) -> set[int]:
    """Where the run from `start` to `end` is cut: round every squeezed mark, round every stretch of shared marks."""
    cuts = {start, end} | {offset for offset in breaks if start < offset < end}
    for offset in range(start, end):
        if offset in squeezed:
            cuts |= {offset, offset + 1}
        elif offset > start and (offset in full_width) != (offset - 1 in full_width):
            cuts.add(offset)
    return cuts


def _can_squeeze(text: str, offset: int, full_width: frozenset[int]) -> bool:
    first, second = text[offset], text[offset + 1]
    fits = (first in CLOSING and second in CLOSING | OPENING) or (first in OPENING and second in OPENING)
    return fits and all(
        mark not in SHARED_MARKS or place in full_width for mark, place in ((first, offset), (second, offset + 1))
    )


def _is_apostrophe(text: str, offset: int) -> bool:
    neighbours = text[offset - 1 : offset] + text[offset + 1 : offset + 2]
    return text[offset] == "’" and len(neighbours) == 2 and neighbours.isascii() and neighbours.isalpha()
