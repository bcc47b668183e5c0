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
from unicodedata import category, east_asian_width

from briefgen.templating.faces import SizedFace, sized_face
from briefgen.templating.kinsoku import break_after_chinese, break_after_latin
from briefgen.templating.typography import full_width_marks, squeezed_marks

UNITS_PER_POINT = 2540 / 72  # lengths inside this module are hundredths of a millimetre, the unit of LibreOffice
UNITS_PER_PIXEL = 2540 / 600
SCRIPT_SPACE = 0.24  # em between Chinese and Latin
LONG_DASH = "——"


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edges:
    """Where each character begins and ends in one endless line, in hundredths of a millimetre.

    A line measures its first portion (stretch of one formatting) anew, from the pixels in front of each character;
    `portion_ends` tells for each character where its portion ends.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    pixels: tuple[int, ...]
    portion_ends: tuple[int, ...]

    def fit(self, start: int, end: int, room: int) -> int:
        """The first offset from `start` on whose character does not fit into `room`, `end` when all do."""
        last = min(self.portion_ends[start], end) - 1
        # What the rest of the first portion gains or loses by being rounded from this line's start.
        rest = self.ends[last] - self.starts[start]
        shift = self._rounded(start, last, rest) - rest
        full = bisect_right(self.ends, self.starts[start] + room - shift, start, end)
        if full > last:
            return full
        while full <= last and self._rounded(start, full, self.ends[full] - self.starts[start]) <= room:
            full += 1
        while full > start and self._rounded(start, full - 1, self.ends[full - 1] - self.starts[start]) > room:
            full -= 1
        return full

    def _rounded(self, start: int, offset: int, otherwise: int) -> int:
        """The distance to the end of `offset` in the portion of `start`, rounded once; a squeeze is left as it is."""
        pixels = self.pixels[offset + 1] - self.pixels[start]
        exact = round(pixels * UNITS_PER_PIXEL)
        return exact if abs(exact - otherwise) <= 1 else otherwise


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Paragraph:
    """A measured text: `drawn` as LibreOffice draws it, `narrow` as the narrowest program may draw it."""

    text: str
    em: float
    drawn: Edges
    narrow: Edges
    latin: tuple[bool, ...]

    def wrap(self, width: float) -> tuple[int, ...]:
        """The offset behind each line in a box of `width` points, as LibreOffice wraps it."""
        return Wrapping(self, width).stops()

    def width(self, start: int, end: int, *, narrow: bool = False) -> float:
        """Points from the left edge of the first character to the right edge of the last one that is no space."""
        edges = self.narrow if narrow else self.drawn
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return (edges.ends[end - 1] - edges.starts[start]) / UNITS_PER_POINT if end > start else 0.0


class Wrapping:
    """How a paragraph wraps in one box, from any place on; each line is searched once.

    `narrow` takes the narrowest widths instead of LibreOffice's.
    """

    def __init__(self, paragraph: Paragraph, width: float, *, narrow: bool = False) -> None:
        self._text = paragraph.text
        self._latin = paragraph.latin
        self._edges = paragraph.narrow if narrow else paragraph.drawn
        self._room = round(width * UNITS_PER_POINT)
        self._found: dict[int, tuple[int, int]] = {}

    def stops(self, start: int = 0, end: int | None = None) -> tuple[int, ...]:
        """The offset behind each line of `text[start:end]`."""
        end = len(self._text) if end is None else end
        stops = []
        while start < end:
            line = self._found.get(start)
            if line is None:
                line = self._found[start] = self._find_line(start)
            full, stop = line
            start = end if full >= end else min(stop, end)
            stops.append(start)
        return tuple(stops)

    def _find_line(self, start: int) -> tuple[int, int]:
        """The first offset that does not fit on the line, and the offset where the line ends therefore."""
        text = self._text
        full = self._edges.fit(start, len(text), self._room)
        if full >= len(text):
            return full, full
        if text[full] == " ":
            return full, full + 1
        if full <= start:
            return full, start + 1
        find_break = break_after_latin if self._latin[full - 1] else break_after_chinese
        stop = find_break(text, full, start)
        if stop <= full and text[stop] == "。" and stop + 1 < len(text):
            stop += 1  # LibreOffice never begins a line with a full stop
        return full, stop if stop > start else full


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
    drawn, narrow = _Ruler(), _Ruler()
    first = 0
    for run in runs:
        portion_start = first
        for offset in range(first, first + len(run.text)):
            following = offset + 1
            if following < first + len(run.text) and (
                scripts[offset] == scripts[following]
                and (offset in full_width) == (following in full_width)
                and (offset in squeezed) == (following in squeezed)
            ):
                continue
            portion = text[portion_start:following]
            face = _face_of(run, scripts[offset], offset in full_width)
            squeeze = round(run.size * UNITS_PER_POINT / 2) if offset in squeezed else 0
            gap = int(SCRIPT_SPACE * run.size * UNITS_PER_POINT) if scripts[offset] != scripts[following] else 0
            drawn.add(portion, face, kerned=scripts[offset] == "L", squeeze=squeeze, behind=gap)
            narrow.add(portion, face, kerned=False, squeeze=squeeze, behind=-squeeze)
            portion_start = following
        first += len(run.text)
    return Paragraph(
        text=text,
        em=max(((len(run.text), run.size) for run in runs), default=(0, 18.0))[1],
        drawn=drawn.edges(),
        narrow=narrow.edges(),
        latin=tuple(script == "L" for script in scripts[:-1]),
    )


def _face_of(run: Run, script: str, full_width: bool) -> SizedFace:
    pixels = pixels_per_em(run.size)
    if script == "L" and not full_width:
        return sized_face(run.latin, bold=run.bold, pixels=pixels)
    return sized_face(run.east_asian, bold=run.bold, pixels=pixels, east_asian=True, chinese_forms=script != "L")


class _Ruler:
    """Sets portions of one formatting one behind the other, rounding as LibreOffice does: once for each edge."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._pixels: list[int] = [0]
        self._portion_ends: list[int] = []
        self._position = 0

    def add(self, portion: str, face: SizedFace, *, kerned: bool, squeeze: int, behind: int) -> None:
        """Put a portion down; a squeeze acts between its characters, `behind` after the last one."""
        position, base = self._position, self._pixels[-1]
        end = position
        pixels = 0
        last = len(portion) - 1
        for number, character in enumerate(portion):
            self._starts.append(end)
            pair = portion[number : number + 2]
            if pair == LONG_DASH:
                pixels += face.long_dash  # one glyph, whose width belongs to the first half
            elif portion[number - 1 : number + 1] != LONG_DASH:
                pixels += face[character]
            if kerned:
                pixels += face.kerning.get(pair, 0)
            end = position + round(pixels * UNITS_PER_PIXEL) - squeeze * min(number + 1, last)
            self._ends.append(end)
            self._pixels.append(base + pixels)
        self._portion_ends += [len(self._ends)] * len(portion)
        self._position = end + behind

    def edges(self) -> Edges:
        """What was put down."""
        return Edges(
            starts=tuple(self._starts),
            ends=tuple(self._ends),
            pixels=tuple(self._pixels),
            portion_ends=tuple(self._portion_ends),
        )


def pixels_per_em(size: float) -> int:
    """A type size in points as whole pixels of the layout device."""
    return round(round(size * UNITS_PER_POINT) / UNITS_PER_PIXEL)


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
