"""How wide a text is and where its lines end, exactly as LibreOffice 7.4 sees it and close to PowerPoint and WPS.

LibreOffice lays text out on a device of 600 dots per inch: the size is rounded to whole pixels, so is every advance.
It kerns Latin pairs, puts 0.24 em between Chinese and Latin (of the size in front) and lets some marks hang out. Other
programs put nothing between and apply the squeezed marks of `typography`; `Paragraph` therefore also knows the
narrowest width that a text may have. Knows nothing of what makes a break good.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from unicodedata import category, east_asian_width

from briefgen.templating.faces import SizedFace, sized_face
from briefgen.templating.kinsoku import break_after_chinese, break_after_latin
from briefgen.templating.typography import full_width_marks, squeezed_marks

UNITS_PER_POINT = 2540 / 72  # lengths inside this module are hundredths of a millimetre, the unit of LibreOffice
UNITS_PER_PIXEL = 2540 / 600
SCRIPT_SPACE = 0.24  # em between Chinese and Latin
TOLERANCE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text of one formatting; `size` in points, offsets in code points of this run's text.

    `unbreakable` are half-open ranges that stay on one line; `boundaries` are the offsets where a word ends, None when
    nobody knows.
    """

    text: str
    size: float
    latin: str = "Arial"
    east_asian: str = "Microsoft YaHei"
    bold: bool = False
    unbreakable: tuple[tuple[int, int], ...] = ()
    boundaries: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Where each character begins and ends in one endless line, in hundredths of a millimetre."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Paragraph:
    """A measured text: `drawn` as LibreOffice draws it, `narrow` as the narrowest program may draw it."""

    text: str
    em: float
    drawn: Edges
    narrow: Edges
    latin: tuple[bool, ...]

    def wrap(self, width: float, *, start: int = 0, end: int | None = None, narrow: bool = False) -> tuple[int, ...]:
        """The offset behind each line of `text[start:end]` in a box of `width` points."""
        edges = self.narrow if narrow else self.drawn
        end = len(self.text) if end is None else end
        room = round(width * UNITS_PER_POINT) + TOLERANCE
        stops = []
        while start < end:
            start = self._line_end(edges, start, end, room)
            stops.append(start)
        return tuple(stops)

    def width(self, start: int, end: int, *, narrow: bool = False) -> float:
        """Points from the left edge of the first character to the right edge of the last one that is no space."""
        edges = self.narrow if narrow else self.drawn
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return (edges.ends[end - 1] - edges.starts[start]) / UNITS_PER_POINT if end > start else 0.0

    def _line_end(self, edges: Edges, start: int, end: int, room: float) -> int:
        full = bisect_right(edges.ends, edges.starts[start] + room, start, end)
        if full >= end:
            return end
        text = self.text
        if text[full] == " ":
            return full + 1
        if full <= start:
            return start + 1
        if self.latin[full - 1]:
            stop = break_after_latin(text, full, start)
        else:
            stop = break_after_chinese(text, full, end)
        if stop <= full and text[stop] == "。" and stop + 1 < len(text):
            stop += 1  # LibreOffice never begins a line with a full stop
        return stop if stop > start else full


def wrap(runs: Sequence[Run], width: float) -> tuple[tuple[int, int], ...]:
    """The lines of these runs, as half-open offsets in the joined text, in a box of `width` points."""
    stops = measure(tuple(runs)).wrap(width)
    return tuple(zip((0, *stops), stops, strict=False))


def advance(text: str, run: Run) -> float:
    """The width of a text in points when set like this run, on one line."""
    paragraph = measure((Run(text=text, size=run.size, latin=run.latin, east_asian=run.east_asian, bold=run.bold),))
    return paragraph.drawn.ends[-1] / UNITS_PER_POINT if text else 0.0


@lru_cache(maxsize=4096)
def measure(runs: tuple[Run, ...]) -> Paragraph:
    """Measure the joined text of some runs."""
    text = "".join(run.text for run in runs)
    scripts = _resolve_scripts(text)
    full_width = full_width_marks(text)
    squeezed = squeezed_marks(text, runs, full_width)
    widths: list[float] = []
    gaps: list[float] = []
    kerning: list[float] = []
    for run in runs:
        pixels = pixels_per_em(run.size)
        latin = sized_face(run.latin, bold=run.bold, pixels=pixels)
        chinese = sized_face(run.east_asian, bold=run.bold, pixels=pixels, east_asian=True)
        gap = SCRIPT_SPACE * run.size * UNITS_PER_POINT
        first = len(widths)
        for offset, character in enumerate(run.text, first):
            script = scripts[offset]
            face = latin if script == "L" and offset not in full_width else chinese
            widths.append(face[character] * UNITS_PER_PIXEL)
            following = scripts[offset + 1]
            gaps.append(gap if following != script else 0.0)
            kerning.append(_kern(face, text, offset) if script == following == "L" else 0.0)
    return Paragraph(
        text=text,
        em=max(((len(run.text), run.size) for run in runs), default=(0, 18.0))[1],
        drawn=_edges(widths, [gap + kern for gap, kern in zip(gaps, kerning, strict=True)]),
        narrow=_edges(widths, [_squeeze(offset in squeezed, width) for offset, width in enumerate(widths)]),
        latin=tuple(script == "L" for script in scripts[:-1]),
    )


def pixels_per_em(size: float) -> int:
    """A type size in points as whole pixels of the layout device."""
    return round(round(size * UNITS_PER_POINT) / UNITS_PER_PIXEL)


def _edges(widths: Sequence[float], spaces: Sequence[float]) -> Edges:
    starts = list(accumulate((width + space for width, space in zip(widths, spaces, strict=True)), initial=0.0))
    return Edges(starts=tuple(starts), ends=tuple(start + width for start, width in zip(starts, widths, strict=False)))


def _squeeze(squeezed: bool, width: float) -> float:
    return -width / 2 if squeezed else 0.0


def _kern(face: SizedFace, text: str, offset: int) -> float:
    return face.kerning.get(text[offset : offset + 2], 0) * UNITS_PER_PIXEL


def _resolve_scripts(text: str) -> str:
    """`C` Chinese or `L` Latin for each character, and one more at the end that repeats the last.

    Marks that belong to no script follow the character in front; at the very start they follow the first character
    that has a script, and stand apart (`W`) when that one is Chinese, as LibreOffice sets a space behind them then.
    """
    found = []
    last = ""
    for character in text:
        last = script_of(character) or last
        found.append(last)
    lead = found.count("")
    following = found[lead] if lead < len(found) else "C"
    joined = ("W" if following == "C" and lead < len(found) else following) * lead + "".join(found)
    return joined + joined[-1:] if joined else " "


@lru_cache(maxsize=8192)
def script_of(character: str) -> str:
    """`C`, `L`, or nothing for a character that takes the script of its neighbours."""
    if east_asian_width(character) in "WFH":
        return "C" if ord(character) >= 0x2E80 or category(character)[0] == "L" else ""
    if character in " \u00a0":
        return ""
    return "L" if ord(character) < 0x2000 else ""
