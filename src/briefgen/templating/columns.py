"""Which columns of a source table hold numbers: a template sets them to the right.

Knows texts alone.
"""

import re
from collections.abc import Sequence

_NUMBER = re.compile(
    r"[(（]?[-+−±≈约<>≤≥]?\s*[$€£¥￥]?\s*[-+−]?\d[\d,，.\s]*(?:[-–~～至/:：]\s*[-+−]?\d[\d,.]*)?\s*"
    r"(?:%|％|‰|°C|℃|[\u4e00-\u9fff]{1,3}|[A-Za-z]{1,4})?[)）]?[*†]?"
)
_NOTHING = frozenset(["", "-", "–", "—", "——", "…", "/", "…", "n/a", "N/A", "NA", "无"])


def numeric_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns, from 0, whose cells are numbers, with a unit or not, or say that there is none.

    The first column names the rows, whatever stands there.
    """
    width = max(map(len, rows), default=0)
    return frozenset(
        column
        for column in range(1, width)
        if (cells := [row[column].strip() for row in rows if column < len(row)])
        and any(cell not in _NOTHING for cell in cells)
        and all(cell in _NOTHING or _NUMBER.fullmatch(cell) for cell in cells)
    )
