"""Write the advance tables in `src/briefgen/templating/fonts/` from fonts with open licences.

Run by hand: `python scripts/make_font_widths.py` (needs fontTools, which the package itself does not). Each table
holds, for the regular and the bold cut, advances in font units by range of code points, and the kerning of Latin pairs.
Liberation and Carlito have the metrics of Arial, Times New Roman and Calibri; Noto CJK stands in for the Chinese faces.
"""

import json
from pathlib import Path
from string import ascii_letters, digits
from typing import Any

from fontTools.ttLib import TTCollection, TTFont

FONTS = Path("/usr/share/fonts")
OUT = Path(__file__).parents[1] / "src" / "briefgen" / "templating" / "fonts"
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x384, 0x3CE), (0x401, 0x451), (0x2010, 0x2044), (0x2070, 0x2089),
          (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF))  # fmt: skip
CJK_RANGES = (*RANGES[:-4], (0x2100, 0x27BF), (0x2E3A, 0x2E3A))
KERNED = ascii_letters + digits + ".,:;-'\"’‘“”/() "
SOURCES: dict[str, dict[str, Any]] = {
    "liberation-sans": {
        "regular": "truetype/liberation/LiberationSans-Regular.ttf",
        "bold": "truetype/liberation/LiberationSans-Bold.ttf",
        "stands_for": ["Liberation Sans", "Arial", "Helvetica"],
    },
    "liberation-serif": {
        "regular": "truetype/liberation/LiberationSerif-Regular.ttf",
        "bold": "truetype/liberation/LiberationSerif-Bold.ttf",
        "stands_for": ["Liberation Serif", "Times New Roman", "Times"],
    },
    "carlito": {
        "regular": "truetype/crosextra/Carlito-Regular.ttf",
        "bold": "truetype/crosextra/Carlito-Bold.ttf",
        "stands_for": ["Carlito", "Calibri"],
    },
    "noto-sans-cjk-sc": {
        "regular": "opentype/noto/NotoSansCJK-Regular.ttc",
        "bold": "opentype/noto/NotoSansCJK-Bold.ttc",
        "family": "Noto Sans CJK SC",
        "stands_for": ["Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "思源黑体", "Microsoft YaHei",
                       "Microsoft YaHei UI", "微软雅黑", "SimHei", "黑体", "方正黑体_GBK", "FZHei-B01"],
    },
    "noto-serif-cjk-sc": {
        "regular": "opentype/noto/NotoSerifCJK-Regular.ttc",
        "bold": "opentype/noto/NotoSerifCJK-Bold.ttc",
        "family": "Noto Serif CJK SC",
        "stands_for": ["Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体", "SimSun", "宋体",
                       "NSimSun", "新宋体", "FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "KaiTi", "楷体",
                       "KaiTi_GB2312", "楷体_GB2312", "STZhongsong", "华文中宋", "方正小标宋简体",
                       "方正小标宋_GBK", "方正仿宋_GBK", "方正楷体_GBK"],
    },
}  # fmt: skip


def open_font(path: str, family: str | None) -> TTFont:
    """The font file, or the member of a collection with this family name."""
    if family is None:
        return TTFont(FONTS / path)
    return next(font for font in TTCollection(FONTS / path).fonts if font["name"].getDebugName(1) == family)


def read_advances(font: TTFont, ranges: tuple[tuple[int, int], ...]) -> dict[str, list[int | None]]:
    """Advances by the first code point of each range; None where the font has no glyph."""
    glyphs, metrics = font.getBestCmap(), font["hmtx"]
    found = {}
    for start, end in ranges:
        row = [metrics[glyphs[point]][0] if point in glyphs else None for point in range(start, end + 1)]
        if any(row):
            found[f"{start:04X}"] = row
    return found


def read_kerning(font: TTFont) -> dict[str, int]:
    """Kerning of the Latin pairs, from `kern` or from the pair adjustments of `GPOS`."""
    glyphs = font.getBestCmap()
    names = {character: glyphs[ord(character)] for character in KERNED if ord(character) in glyphs}
    if "kern" in font:
        table = font["kern"].kernTables[0].kernTable
        pairs = {a + b: table.get((left, right), 0) for a, left in names.items() for b, right in names.items()}
    else:
        lookups = list(_pair_lookups(font))
        pairs = {a + b: _adjustment(lookups, left, right) for a, left in names.items() for b, right in names.items()}
    return {pair: value for pair, value in sorted(pairs.items()) if value}


def _pair_lookups(font: TTFont) -> Any:
    table = font["GPOS"].table
    wanted = {"latn", "DFLT"}
    indices = set()
    for script in table.ScriptList.ScriptRecord:
        if script.ScriptTag in wanted and script.Script.DefaultLangSys:
            for index in script.Script.DefaultLangSys.FeatureIndex:
                record = table.FeatureList.FeatureRecord[index]
                if record.FeatureTag == "kern":
                    indices.update(record.Feature.LookupListIndex)
    for index in sorted(indices):
        subtables = table.LookupList.Lookup[index].SubTable
        yield [getattr(subtable, "ExtSubTable", subtable) for subtable in subtables]


def _adjustment(lookups: Any, left: str, right: str) -> int:
    for subtables in lookups:
        for subtable in subtables:
            value = _subtable_value(subtable, left, right)
            if value is not None:
                return value
    return 0


def _subtable_value(subtable: Any, left: str, right: str) -> int | None:
    if not hasattr(subtable, "Coverage") or left not in subtable.Coverage.glyphs:
        return None
    if subtable.Format == 1:
        pairs = subtable.PairSet[subtable.Coverage.glyphs.index(left)].PairValueRecord
        record = next((pair for pair in pairs if pair.SecondGlyph == right), None)
        if record is None:
            return None
    else:
        first = subtable.ClassDef1.classDefs.get(left, 0)
        second = subtable.ClassDef2.classDefs.get(right, 0)
        record = subtable.Class1Record[first].Class2Record[second]
    return getattr(record.Value1, "XAdvance", 0) or 0


def main() -> None:
    """Write one JSON file per family."""
    for name, source in SOURCES.items():
        family = source.get("family")
        table: dict[str, Any] = {"stands_for": source["stands_for"], "full_width_marks": family is not None}
        for cut in ("regular", "bold"):
            font = open_font(source[cut], family)
            table["units_per_em"] = font["head"].unitsPerEm
            ranges = CJK_RANGES if family else RANGES
            table[cut] = {"advances": read_advances(font, ranges), "kerning": read_kerning(font)}
        text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
        (OUT / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
