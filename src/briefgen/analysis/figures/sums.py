"""Sums that the text states and that do not come out: questions for a person, never corrections.

Two claims are checked, with exact numbers of one unit alone: that parts called so (其中) are no more than their whole,
and that the rows of a table come to the row that is called their total. Nothing computed here is shown as a figure.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from briefgen.analysis.figures.table_grid import Cell
from briefgen.content import Approximation, Change, FigureSource, HeadlineFigure, Quantity, QuantityKind
from briefgen.document import Document, Language, Span

_PART = {Language.CHINESE: re.compile("其中[，,：:]?"), Language.ENGLISH: re.compile(r"\bof (?:which|whom)\b")}
_NO_SUM = re.compile(
    r"率|比重|增长|增速|增幅|同比|环比|人均|平均|均价|单价|指数|average|rate|share|%|per ", re.IGNORECASE
)
_FEWEST_PARTS = 2


def questions_on_parts(document: Document, figures: Sequence[HeadlineFigure]) -> tuple[str, ...]:
    """A question for each sentence whose parts, named behind 其中, are together more than the whole before it."""
    questions = []
    told = [figure for figure in figures if figure.source is not FigureSource.TABLE]
    for sentence, group in groupby(told, key=lambda figure: figure.sentence):
        found = parts_of(document, list(group))
        if found is None:
            continue
        whole, parts = found[0].quantity, found[1]
        total = sum_of(parts)
        if whole.value is not None and total > whole.value:
            questions.append(_worded(document.language, document.quote(sentence), whole.surface, total, whole.unit))
    return tuple(questions)


def parts_of(
    document: Document, figures: Sequence[HeadlineFigure]
) -> tuple[HeadlineFigure, tuple[HeadlineFigure, ...]] | None:
    """A whole and two or more parts named behind 其中, all exact and of one unit, among the figures of a sentence."""
    if not figures:
        return None
    sentence = figures[0].sentence
    mark = _PART[document.language].search(document.text, sentence.start, sentence.end)
    before = [figure for figure in figures if mark is not None and figure.quantity.span.end <= mark.start()]
    if mark is None or not before or not _is_exact(before[-1].quantity):
        return None
    whole = before[-1]
    if whole.change is not Change.NONE and whole.quantity.kind in (QuantityKind.SHARE, QuantityKind.CHANGE):
        return None  # 增长16.5%，其中甲、乙分别增长47.8%、52.3%: rates of growth come to no sum
    end = next(
        (at for at in range(mark.end(), sentence.end) if document.text[at] in "，,；;。" and at > mark.end()),
        sentence.end,
    )
    parts = tuple(
        figure
        for figure in figures
        if mark.end() <= figure.quantity.span.start < end and _is_of(figure.quantity, whole.quantity)
    )
    return (whole, parts) if len(parts) >= _FEWEST_PARTS else None


def sum_of(figures: Sequence[HeadlineFigure]) -> Decimal:
    """The sum of the figures' values."""
    return sum((figure.quantity.value or Decimal(0) for figure in figures), Decimal(0))


def _is_of(part: Quantity, whole: Quantity) -> bool:
    return _is_exact(part) and (part.unit, part.kind) == (whole.unit, whole.kind)


def _is_exact(quantity: Quantity) -> bool:
    return quantity.value is not None and quantity.approximation is Approximation.EXACT and bool(quantity.unit)


def questions_on_totals(document: Document, cells: Sequence[tuple[Cell, Quantity]]) -> tuple[str, ...]:
    """A question for each column of a table whose rows do not come to the one row that is called their total."""
    rows: dict[Span, bool] = {}
    for cell, _ in cells:
        rows[cell.row] = rows.get(cell.row, True) and cell.is_total
    total_rows = [row for row, is_total in rows.items() if is_total]
    return tuple(_bad_totals(document, cells, total_rows[0], len(rows))) if len(total_rows) == 1 else ()


def _bad_totals(
    document: Document, cells: Sequence[tuple[Cell, Quantity]], total_row: Span, rows: int
) -> Iterator[str]:
    columns: dict[tuple[tuple[Span, ...], Span | None, str], list[tuple[Cell, Quantity]]] = {}
    for cell, quantity in cells:
        columns.setdefault((cell.columns, cell.period, quantity.unit), []).append((cell, quantity))
    for (names, _, unit), column in columns.items():
        totals = [quantity for cell, quantity in column if cell.row == total_row]
        parts = [quantity for cell, quantity in column if cell.row != total_row and len(cell.rows) == 1]
        words = "".join(name.slice(document.text) for name in names)
        if len(totals) != 1 or len(column) != rows or len(parts) != rows - 1 or len(parts) < _FEWEST_PARTS:
            continue
        if _NO_SUM.search(words + unit) or not _adds_up_by_kind(totals[0], parts):
            continue
        total, stated = sum((part.value or Decimal(0) for part in parts), Decimal(0)), totals[0].value or Decimal(0)
        if abs(total - stated) > _slack([totals[0], *parts]) and not _is_nested(stated, parts):
            yield _worded(document.language, f"{words} {totals[0].surface}".strip(), totals[0].surface, total, unit)


def _is_nested(stated: Decimal, parts: Sequence[Quantity]) -> bool:
    """Whether the rows come to their total once two or more below one are its parts, though no mark says so.

    A row's parts are together no more than the row; which rows are parts is not decided, only that it can be so.
    """
    values = [part.value or Decimal(0) for part in parts]
    if len(values) > _MOST_ROWS or any(value < 0 for value in values):
        return False
    reached: list[set[Decimal]] = [set() for _ in range(len(values) + 1)]
    reached[0].add(Decimal(0))
    for place, value in enumerate(values):
        sums = {before + value for before in reached[place] if before + value <= stated}
        if len(sums) > _MOST_SUMS:
            return False
        below, end = Decimal(0), place + 1
        while end <= len(values) and below <= value:
            if end - place - 1 != 1:  # one row alone below another is none of its parts
                reached[end] |= sums
            if end == len(values):
                break
            below, end = below + values[end], end + 1
    return stated in reached[len(values)]


_MOST_ROWS, _MOST_SUMS = 60, 4000


def _adds_up_by_kind(total: Quantity, parts: Sequence[Quantity]) -> bool:
    return all(part.value is not None and part.kind is total.kind for part in parts)


def _slack(quantities: Sequence[Quantity]) -> Decimal:
    """What rounding may cost: half of the last digit, in the full value, for each number."""
    slack = Decimal(0)
    for quantity in quantities:
        digits = re.search(r"\d[\d,]*(?:\.(\d+))?", quantity.surface)
        decimals = len(digits.group(1) or "") if digits else 0
        shown = Decimal((digits.group().replace(",", "") if digits else "") or 1)
        factor = (quantity.value or Decimal(1)) / shown if shown else Decimal(1)
        slack += abs(factor) * Decimal(10) ** -decimals / 2
    return slack if any("." in quantity.surface for quantity in quantities) else Decimal(0)


def _worded(language: Language, place: str, stated: str, total: Decimal, unit: str) -> str:
    shown = f"{total.normalize():f}{unit}"
    if language is Language.CHINESE:
        return f"“{place}”：各部分相加为{shown}，与{stated}不符，请核对。"
    return f'"{place}": the parts come to {shown}, not to {stated}: please check.'
