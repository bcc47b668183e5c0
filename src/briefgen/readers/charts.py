"""The data of a native chart (DrawingML charts, ECMA-376 part 1, 21.2): categories and series as rows of a table."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.readers.number_formats import shown
from briefgen.readers.package import DRAWING
from briefgen.readers.tables import cell_line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_MOST_POINTS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as text: its title (may be empty) and rows of which the first names the series."""

    title: str
    rows: list[list[str]]


def read_chart(root: "Element") -> Chart | None:
    """The chart in a chart part, None when it keeps no values."""
    columns: list[tuple[str, dict[int, str]]] = []
    categories: dict[int, str] = {}
    for series in root.iter(f"{_CHART}ser"):
        for name in ("cat", "xVal"):
            node = series.find(_CHART + name)
            if node is not None and not categories:
                categories = _points(node)
        for name in ("val", "yVal", "bubbleSize"):
            node = series.find(_CHART + name)
            values = {} if node is None else _points(node)
            if values:
                columns.append((_series_name(series), values))
    if not columns:
        return None
    indexes = sorted({*categories, *(index for _, values in columns for index in values)})[:_MOST_POINTS]
    rows = [["", *(name for name, _ in columns)]]
    rows += [[categories.get(i, str(i + 1)), *(values.get(i, "") for _, values in columns)] for i in indexes]
    return Chart(title=_title(root), rows=rows)


def _points(node: "Element") -> dict[int, str]:
    """The cached values by index; of categories in several levels the innermost first."""
    levels = list(node.iter(f"{_CHART}lvl")) or [node]
    found: dict[int, str] = {}
    for cache in levels[:1]:
        general = next((code.text or "" for code in cache.iter(f"{_CHART}formatCode")), "")
        for point in cache.iter(f"{_CHART}pt"):
            value = point.findtext(f"{_CHART}v") or ""
            index = point.get("idx", "")
            if index.isdecimal():
                code = point.get("formatCode", general)
                found[int(index)] = cell_line(_number(value, code))
    return found


def _number(value: str, code: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    return shown(number, code) if code and math.isfinite(number) else value


def _series_name(series: "Element") -> str:
    name = series.find(f"{_CHART}tx")
    return "" if name is None else cell_line(" ".join(node.text or "" for node in name.iter(f"{_CHART}v")))


def _title(root: "Element") -> str:
    title = root.find(f"{_CHART}chart/{_CHART}title/{_CHART}tx")
    if title is None:
        return ""
    texts = list(title.iter(f"{DRAWING}t")) or list(title.iter(f"{_CHART}v"))
    return cell_line("".join(node.text or "" for node in texts))
