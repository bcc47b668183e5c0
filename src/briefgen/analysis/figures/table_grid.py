"""A source table as a grid: which cells name a row or a column, which hold a number, and where units and periods stand.

Knows spans of cells and the words in them; makes no figures. Every part that it gives is a whole cell, a cell without
the brackets that hold its unit, what stands in such brackets, or a unit or period named in the line above the table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.analysis.quantities.engine import find_quantities
from briefgen.analysis.text.sentences import trim
from briefgen.content import Quantity, QuantityKind
from briefgen.document import Block, BlockKind, Document, Language, Span, Table

_BRACKETED = re.compile(r"[（(\[](?P<inside>[^（()）\[\]]{1,24})[）)\]]$")
_BEHIND_COMMA = re.compile(r", ?(?P<inside>[^,，（()）]{1,16})$")  # Growth, %
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMERIC = re.compile(r"[-−－+]?(?:\d{1,3}(?:[,，  ]\d{3})+|\d{1,15})(?:\.\d{1,10})?")
_HOLDS_NUMBER = re.compile(r"\D{0,8}\d")
_ENGLISH_UNIT = re.compile(
    r"(?P<currency>(?:[A-Z]{1,3} ?)?[$£€¥])? ?(?P<scale>(?i:(?:thousand|million|billion|trillion)s?|mn?|bn?|k)\b)?"
    r"(?: of)? ?(?P<counted>[A-Za-z][A-Za-z ]{1,20})?"
)
_PART_OF_LIST = re.compile("[^、，,]+")
_RATES = ("%", "％", "‰", "个百分点")
_LONGEST_CAPTION = 80  # code points


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a header names it, and a quantity of one of it, from which value and kind are taken."""

    span: Span
    one: Quantity


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a number: its row, its words, and the names that lead to it.

    `says_what`: row or column name what is measured, and not only who or when.
    """

    row: Span
    text: Span
    rows: tuple[Span, ...]
    columns: tuple[Span, ...]
    unit: Unit | None
    period: Span | None
    is_total: bool
    says_what: bool


def _is_measure(unit: Unit) -> bool:
    return unit.one.kind is not QuantityKind.COUNT or bool(unit.one.scale)


class Grid:
    """One table block of a document with the lines right above it."""

    def __init__(self, document: Document, block: Block, above: Sequence[Block]) -> None:
        assert block.table is not None
        self._document = document
        self._text = document.text
        self._words = table_words(document.language)
        self._rows = [tuple(trim(self._text, cell) for cell in row) for row in block.table.rows]
        headers = block.table.header_rows
        self._headers = _filled(self._rows[:headers])
        self._body = self._rows[headers:]
        self._caption = [line.span for line in above if self._is_caption(line)]

    def cells(self) -> Iterator[Cell]:
        """The cells with numbers that state something, row by row."""
        columns = self._columns()
        has_units = any(column.is_unit for column in columns)
        units_above, period_above = () if has_units else self._units_above(), self._period_above()
        parent: tuple[Span, ...] = ()
        for row in self._body:
            first = next((i for i in range(1, len(row)) if self._is_number(row[i]) and not columns[i].is_serial), None)
            if first is None:
                continue
            named = [i for i in range(first) if self._is_name(row[i])]
            names = tuple(row[i] for i in named if not columns[i].is_unit)
            if names and not self._matches("part", names[0]):
                parent = names
            elif names and parent:
                names = (parent[-1], *names)
            own_unit = next((self._unit(row[i]) for i in range(len(row)) if columns[i].is_unit), None)
            bracketed = next((unit for name in reversed(names) if (unit := self._bracketed(name))), None)
            periods = (self._bare(name) for name in names if self._is_period(name))
            years = (row[i] for i in range(first) if columns[i].is_serial and self._is_year(row[i]))
            period = next(periods, None) or next(years, None)
            is_total = any(self._matches("total", name) for name in names)
            is_exempt = any(self._matches("exempt", name) for name in names)
            bare = tuple(self._bare(name) for name in names if not self._is_period(name))
            for index in range(first, len(row)):
                column = columns[index]
                if column.is_serial or not self._is_number(row[index]):
                    continue
                unit = column.unit or bracketed or own_unit
                if unit is None and not is_exempt:
                    unit = self._unit_of((*names, *(column.names or column.generic)), units_above)
                yield Cell(
                    row=Span(row[0].start, row[-1].end),
                    text=row[index],
                    rows=bare,
                    columns=column.names or (() if bare else column.generic),
                    unit=unit,
                    period=column.period or period or period_above,
                    is_total=is_total or column.is_total,
                    says_what=bool(column.names or bracketed or own_unit),
                )

    def _columns(self) -> list["_Column"]:
        """The columns in order; a bare 增速 has before it the name of the column that it tells the growth of."""
        columns: list[_Column] = []
        grown: _Column | None = None
        for index in range(max(map(len, self._rows), default=0)):
            column = self._column(index)
            is_bare = len(column.names) == 1 and self._matches("bare rate", column.names[0])
            if is_bare and grown is not None and grown.period == column.period:
                column = replace(column, names=(*grown.names, *column.names))
            elif index > 0 and not is_bare:
                grown = column if column.names and not column.is_unit and not column.is_serial else None
            columns.append(column)
        return columns

    def _column(self, index: int) -> "_Column":
        path = [row[index] for row in self._headers if index < len(row) and self._says(row[index])]
        path = [cell for at, cell in enumerate(path) if cell not in path[:at]]
        told = [bare for cell in path if not self._is_period(cell) and self._says(bare := self._bare(cell))]
        names = [bare for bare in told if not self._matches("generic", bare)]
        return _Column(
            names=_without_repeats(self._text, names),
            generic=_without_repeats(self._text, told),
            unit=next((unit for cell in reversed(path) if (unit := self._bracketed(cell))), None),
            period=next((period for cell in reversed(path) if (period := self._period(cell))), None),
            is_serial=any(self._matches("serial", cell) for cell in path),
            is_unit=any(self._matches("unit", cell) for cell in path),
            is_total=any(self._matches("total", cell) for cell in path),
        )

    def _says(self, cell: Span) -> bool:
        return cell.end > cell.start

    def _is_name(self, cell: Span) -> bool:
        words = cell.slice(self._text)
        is_word = any(character.isalpha() for character in words) and not _NUMERIC.fullmatch(words)
        return is_word and not holds_prose(words, self._document.language)

    def _is_year(self, cell: Span) -> bool:
        return bool(_YEAR.fullmatch(cell.slice(self._text)))

    def _is_number(self, cell: Span) -> bool:
        words = cell.slice(self._text)
        if holds_prose(words, self._document.language):
            return False
        return bool(_NUMERIC.fullmatch(words)) or (bool(_HOLDS_NUMBER.match(words)) and not self._is_period(cell))

    def _matches(self, name: str, cell: Span) -> bool:
        return bool(self._words[name].search(cell.slice(self._text)))

    def _is_period(self, cell: Span) -> bool:
        return bool(self._words["period"].fullmatch(self._bare(cell).slice(self._text)))

    def _bare(self, cell: Span) -> Span:
        """The cell without the brackets at its end that hold its unit."""
        match = self._addition(cell)
        if match is None or (self._bracketed(cell) is None and self._bracketed_period(cell) is None):
            return cell
        return trim(self._text, Span(cell.start, cell.start + match.start()))

    def _addition(self, cell: Span) -> re.Match[str] | None:
        """What stands at the end of a cell in brackets or behind a comma."""
        words = cell.slice(self._text)
        return _BRACKETED.search(words) or _BEHIND_COMMA.search(words)

    def _bracketed(self, cell: Span) -> Unit | None:
        match = self._addition(cell)
        if match is None:
            return None
        unit = self._unit(Span(cell.start + match.start("inside"), cell.start + match.end("inside")))
        return unit if unit and (_is_measure(unit) or match.re is _BRACKETED) else None

    def _period(self, cell: Span) -> Span | None:
        """The period that a header is, or that its brackets hold: 2023, Target (2025)."""
        return self._bare(cell) if self._is_period(cell) else self._bracketed_period(cell)

    def _bracketed_period(self, cell: Span) -> Span | None:
        match = _BRACKETED.search(cell.slice(self._text))
        if match is None or match.start() == 0 or not self._words["period"].fullmatch(match["inside"]):
            return None
        return Span(cell.start + match.start("inside"), cell.start + match.end("inside"))

    def _unit(self, span: Span) -> Unit | None:
        """The unit that a stretch names, None where it is no unit."""
        lead = self._words["unit lead"].match(span.slice(self._text))
        span = trim(self._text, Span(span.start + (lead.end() if lead else 0), span.end))
        one = one_of(span.slice(self._text), self._document.language)
        return Unit(span, one) if one else None

    def _units_above(self) -> tuple[Unit | None, ...]:
        """The units that the corner or the lines above name: 单位：亿元、%; None for what is no unit."""
        corner = [row[0] for row in self._headers[:1] if row]
        if corner and (unit := self._bracketed(corner[0])) and _is_measure(unit):
            return (unit,)  # 指标（万元）, not 县（区）
        for span in (*corner, *self._caption):
            for match in self._words["unit above"].finditer(self._text, span.start, span.end):
                parts = _PART_OF_LIST.finditer(self._text, *match.span(1))
                units = tuple(self._unit(trim(self._text, Span(*part.span()))) for part in parts)
                if any(units):
                    return units
        return ()

    def _unit_of(self, names: Sequence[Span], units: Sequence[Unit | None]) -> Unit | None:
        """The unit among those above the table that the names of a cell ask for, None where they leave it open.

        A rate has a unit of rates: 增速 in a table in 万元 is no money. Of several units money is that of 产值 or 收入,
        and what is counted stands in its name: 户数 in 户.
        """
        is_rate = any(self._matches("rate", name) for name in names)
        if is_rate or len(units) > 1:
            units = [unit for unit in units if unit is None or (unit.one.unit in _RATES) == is_rate]
        if len(units) > 1:
            is_money = any(self._matches("money", name) for name in names)
            words = "".join(name.slice(self._text) for name in names)
            known = [unit for unit in units if unit is not None]
            units = [
                unit
                for unit in known
                if (unit.one.kind is QuantityKind.MONEY if is_money else unit.one.unit and unit.one.unit in words)
            ]
        return units[0] if len(units) == 1 else None

    def _period_above(self) -> Span | None:
        for span in self._caption:
            if match := self._words["period"].search(self._text, span.start, span.end):
                return trim(self._text, Span(*match.span()))
        return None

    def _is_caption(self, block: Block) -> bool:
        text = block.span.slice(self._text)
        title = self._document.title
        is_title = block.kind is BlockKind.FURNITURE and title is not None and block.span.contains(title)
        kinds = (BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.HEADING)
        if len(text) > _LONGEST_CAPTION or not (block.kind in kinds or is_title):
            return False
        return (
            block.kind is not BlockKind.PARAGRAPH
            or text[-1:] not in "。！？.!?"
            or bool(self._words["unit above"].search(text))
        )


def _filled(headers: Sequence[Sequence[Span]]) -> list[tuple[Span, ...]]:
    """The rows of the header, where a name that spans columns is left out in all but the first of them.

    Only above a row that parts the spanned columns, and never the corner.
    """
    filled = []
    for at, row in enumerate(headers):
        below = headers[at + 1] if at + 1 < len(headers) else ()
        whole = list(row)
        for index in range(2, len(whole)):
            is_parted = index < len(below) and below[index].end > below[index].start
            if whole[index].end == whole[index].start and is_parted:
                whole[index] = whole[index - 1]
        filled.append(tuple(whole))
    return filled


def holds_prose(words: str, language: Language) -> bool:
    """Whether a cell holds sentences, whose numbers are read as those of paragraphs are."""
    bare = _ANY_BRACKETS.sub("", words)
    return len(bare) >= _SHORTEST_PROSE and bool(_CLAUSE_MARK[language].search(bare))


_SHORTEST_PROSE = 12  # characters
_CLAUSE_MARK = {Language.CHINESE: re.compile("[，；。]"), Language.ENGLISH: re.compile(r"[a-z)][.;](?: |$)")}
_ANY_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")


@dataclass(frozen=True, slots=True)
class _Column:
    names: tuple[Span, ...]
    generic: tuple[Span, ...]  # names that only say that there is a number, among them: Amount
    unit: Unit | None
    period: Span | None
    is_serial: bool
    is_unit: bool
    is_total: bool


def corner_of(document: Document, table: Table) -> Span | None:
    """The cell that says of what kind the rows are (县区); None where they are a list of indicators."""
    corner = table.rows[0][0]
    text = "".join(corner.slice(document.text).split())
    return corner if text and not _INDICATORS.fullmatch(text) else None


_INDICATORS = re.compile(
    r"[^（(]{0,4}(?:指标|项目|名称|科目|内容|事项|类别|序号)[^（(]{0,3}(?:[（(].*)?|[（(].*|.{0,6}单位.*|items?|indicators?",
    re.I,
)


def one_of(unit: str, language: Language) -> Quantity | None:
    """The quantity of one of a unit (万元: 10,000 元), None where the words are no unit."""
    if not unit or any(character.isdigit() for character in unit):
        return None
    phrases = [f"1{unit}", f"1 {unit}"]
    if match := _ENGLISH_UNIT.fullmatch(unit):
        currency, scale, counted = (part or "" for part in match.group("currency", "scale", "counted"))
        phrases.append(" ".join(filter(None, (f"{currency}1", scale.removesuffix("s"), counted))))
        phrases.append(" ".join(filter(None, (f"{currency}1{scale}", counted))))  # $m
    for phrase in phrases:
        found = find_quantities(phrase, language)
        if len(found) == 1 and found[0].span == Span(0, len(phrase)) and (found[0].unit or found[0].scale):
            return found[0]
    return None


@cache
def table_words(language: Language) -> dict[str, re.Pattern[str]]:
    """The patterns of a language for names, units and periods of tables, by name."""
    data: dict[str, Any] = language_data(language, "figures")["table"]
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in data.items()}


def _without_repeats(text: str, names: Sequence[Span]) -> tuple[Span, ...]:
    """Each name once: readers repeat a merged header in every row that it spans."""
    told: dict[str, Span] = {}
    for name in names:
        told.setdefault(name.slice(text), name)
    return tuple(told.values())
