"""Advance widths of type faces, as the tables in `fonts/` hold them; knows nothing of runs and lines.

A face is asked for by the name that a template uses; faces that were not measured get a stand-in that is rather too
wide than too narrow. Widths are whole device pixels at the size asked for, because LibreOffice measures so.
"""

import json
from functools import cache
from importlib.resources import files
from math import floor
from typing import Any, NamedTuple
from unicodedata import east_asian_width

# An unknown Latin face is taken to be Arial and a little more (Verdana is wider still, most faces are narrower).
UNKNOWN_LATIN = "liberation-sans"
UNKNOWN_LATIN_FACTOR = 1.08
UNKNOWN_EAST_ASIAN = "noto-sans-cjk-sc"


class _Face(NamedTuple):
    units: int
    advances: dict[str, int]
    kerning: dict[str, int]
    factor: float


class SizedFace(dict[str, int]):
    """Advance in pixels by character for one face at one size; characters are looked up when first met.

    `kerning` holds the pixels to add between two characters (nothing for most pairs); `long_dash` is the advance of two
    dashes, which the Chinese faces draw as one glyph.
    """

    def __init__(self, face: _Face, pixels: int) -> None:
        super().__init__()
        self._face = face
        self._pixels = pixels
        scale = pixels / face.units
        self.long_dash = self["⸺"] if "⸺" in face.advances else 2 * self["—"]
        self.kerning = {pair: floor(value * scale + 0.5) for pair, value in face.kerning.items()}

    def __missing__(self, character: str) -> int:
        face = self._face
        units = face.advances.get(character)
        if units is None:
            units = face.units if east_asian_width(character) in "WFA" else round(face.units * 0.6)
        advance = self[character] = floor(self._pixels * units * face.factor / face.units + 0.5)
        return advance


@cache
def sized_face(
    name: str, *, bold: bool, pixels: int, east_asian: bool = False, chinese_forms: bool = False
) -> SizedFace:
    """The advances of the face with this name at `pixels` per em; in Chinese text dashes have a form one em wide."""
    face = _load(name, bold, east_asian)
    if chinese_forms:
        face = face._replace(advances=face.advances | {"—": face.units, "⸺": 2 * face.units})
    return SizedFace(face, pixels)


def has_full_width_marks(name: str) -> bool:
    """Whether the punctuation of this face is known to be one em wide."""
    table = _table_for(name)
    return table is not None and bool(table["full_width_marks"])


@cache
def _load(name: str, bold: bool, east_asian: bool) -> _Face:
    table = _table_for(name)
    known = table is not None
    if table is None:
        table = _tables()[UNKNOWN_EAST_ASIAN if east_asian else UNKNOWN_LATIN]
    cut = table["bold" if bold else "regular"]
    advances = {
        chr(int(start, 16) + position): units
        for start, row in cut["advances"].items()
        for position, units in enumerate(row)
        if units is not None
    }
    factor = 1.0 if known or east_asian else UNKNOWN_LATIN_FACTOR
    return _Face(table["units_per_em"], advances, cut["kerning"] if known else {}, factor)


def _table_for(name: str) -> Any:
    return _names().get(name.casefold())


@cache
def _names() -> dict[str, Any]:
    return {name.casefold(): table for table in _tables().values() for name in table["stands_for"]}


@cache
def _tables() -> dict[str, Any]:
    folder = files("briefgen.templating") / "fonts"
    return {
        entry.name.removesuffix(".json"): json.loads(entry.read_text(encoding="utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".json")
    }
