"""One matter, told twice: which figure is shown, and what a person should settle. The model keeps both."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from briefgen.content import SHOWN_SALIENCE, Approximation, FigureSource, HeadlineFigure, QuantityKind

_YEAR = re.compile(r"(?:19|20)\d\d")
_LOOKED_AT = 500  # figures of one value that one is compared with: a book of nothing but 100% takes no longer
_ALIKE = 0.6  # share of characters (pairs of words in English) that two subjects must have in common
_RANK = {FigureSource.BODY: 0, FigureSource.TABLE: 1, FigureSource.QUOTATION: 2, FigureSource.CAPTION: 3}


class Merged(NamedTuple):
    """The figures with `same_as` set, in the same order, and the questions that differing places raise."""

    figures: tuple[HeadlineFigure, ...]
    questions: tuple[str, ...]


def merge_duplicates(figures: Sequence[HeadlineFigure]) -> Merged:
    """Points each repeated figure at the one to show: body before caption, else the first.

    Where two places give one matter different numbers or words (3万余名 here, 3.2万名 there), the body's is shown and a
    question quotes both.
    """
    shown: dict[tuple[str, str], list[HeadlineFigure]] = {}
    told: dict[tuple[str, str, str], list[HeadlineFigure]] = {}  # by value: keeps a long report linear
    same_as: dict[str, str] = {}
    questions: list[str] = []
    for figure in sorted(figures, key=lambda figure: _RANK[figure.source]):
        quantity = figure.quantity
        sort = (quantity.unit, quantity.kind.value)
        value = (*sort, f"{quantity.value}|{quantity.lower}|{quantity.upper}")
        if figure.subject is None and figure.source is not FigureSource.TABLE:
            continue  # what it counts is not said: no other place can be about the same
        apart = figure.source in (FigureSource.BODY, FigureSource.TABLE)
        others = told.get(value, []) if apart else shown.get(sort, [])
        match = next((other for other in others[:_LOOKED_AT] if _is_same_matter(other, figure)), None)
        if match is None:
            shown.setdefault(sort, []).append(figure)
            told.setdefault(value, []).append(figure)
            continue
        same_as[figure.id] = match.id
        if _differs(match, figure) or _is_worded_otherwise(match, figure):
            questions.append(_question(match, figure))
    merged = (replace(figure, same_as=same_as.get(figure.id)) for figure in figures)
    return Merged(tuple(_without_rivals(merged)), tuple(questions))


def _without_rivals(figures: Iterable[HeadlineFigure]) -> Iterator[HeadlineFigure]:
    """Of different numbers on one and the same line, none of them with a period, only the first is for a slide."""
    told: dict[tuple[str, str, str, str], str] = {}
    for figure in figures:
        place = figure.place_scope.text if figure.place_scope else ""
        if figure.what is None or figure.time_scope is not None or figure.source is not FigureSource.BODY:
            yield figure
            continue
        line = (figure.what.text, place, figure.quantity.unit, figure.status.value)
        first = told.setdefault(line, figure.quantity.surface)
        rivals = first != figure.quantity.surface and figure.same_as is None
        yield replace(figure, salience=min(figure.salience, _UNSHOWN)) if rivals else figure


_UNSHOWN = round(SHOWN_SALIENCE - 0.01, 4)


def _is_same_matter(first: HeadlineFigure, second: HeadlineFigure) -> bool:
    one, two = first.quantity, second.quantity
    if first.id == second.id or not _comparable(first, second):
        return False
    if first.source is second.source is FigureSource.TABLE:
        return _words(first) == _words(second)
    if one.value is None or two.value is None:
        return (one.lower, one.upper) == (two.lower, two.upper) and _alike(first, second)
    if one.value == two.value and _is_required(first) != _is_required(second):
        return False  # 不少于3个 is asked for, 3个 is what there is
    if one.value == two.value:
        return _limit(first) * _limit(second) >= 0 and _alike(first, second)
    return first.source is not second.source and _covers(first, second) and _alike(first, second)


def _limit(figure: HeadlineFigure) -> int:
    """1 for a lower limit, -1 for an upper one: 5万元以上 and 不足5万元 are two matters."""
    return {
        Approximation.MORE_THAN: 1,
        Approximation.AT_LEAST: 1,
        Approximation.LESS_THAN: -1,
        Approximation.AT_MOST: -1,
    }.get(figure.quantity.approximation, 0)


def _is_required(figure: HeadlineFigure) -> bool:
    return figure.quantity.approximation in (Approximation.AT_LEAST, Approximation.AT_MOST)


def _comparable(first: HeadlineFigure, second: HeadlineFigure) -> bool:
    one, two = first.quantity, second.quantity
    return (
        (one.unit, one.kind) == (two.unit, two.kind)
        and (first.status, first.change) == (second.status, second.change)
        and _same_time(first, second)
    )


def _differs(shown: HeadlineFigure, other: HeadlineFigure) -> bool:
    """Whether a person should look: not where one number is only written in two ways (约5%, 5%左右).

    Of a rate only where both say of which time: a year's result and the next one's aim are often alike.
    """
    one, two = shown.quantity, other.quantity
    if one.kind in (QuantityKind.SHARE, QuantityKind.CHANGE) and (shown.time_scope is None or other.time_scope is None):
        return False
    return (one.value, one.approximation) != (two.value, two.approximation)


def _is_worded_otherwise(shown: HeadlineFigure, other: HeadlineFigure) -> bool:
    """One specific number of a thing that has two names (乡村致富带头人, 农村致富带头人), neither a shorter form."""
    digits = re.sub(r"\D", "", shown.quantity.surface).strip("0")
    if len(digits) < _SPECIFIC or shown.subject is None or other.subject is None:
        return False
    if FigureSource.TABLE in (shown.source, other.source) or not shown.quantity.unit or shown.quantity.unit == "%":
        return False
    one, two = _pieces(shown.subject.text), _pieces(other.subject.text)
    return not (one <= two or two <= one)


_SPECIFIC = 3  # digits of a number that no second thing has by chance


def _same_time(first: HeadlineFigure, second: HeadlineFigure) -> bool:
    """Unknown times may be any; a table names years where a sentence says 全年, so there only years must agree."""
    if first.time_scope is None or second.time_scope is None or first.time_scope.text == second.time_scope.text:
        return True
    if FigureSource.TABLE not in (first.source, second.source):
        return False
    years = [_YEAR.findall(figure.time_scope.text) for figure in (first, second) if figure.time_scope]
    return not all(years) or years[0] == years[1]


def _words(figure: HeadlineFigure) -> list[str]:
    return [line.text if line else "" for line in (figure.what, figure.time_scope)]


def _covers(first: HeadlineFigure, second: HeadlineFigure) -> bool:
    """Whether the vaguer of two numbers may mean the other: 3万余 and 3.2万."""
    for vague, exact in ((first.quantity, second.quantity), (second.quantity, first.quantity)):
        if vague.value is None or exact.value is None or not vague.value:
            continue
        step = Decimal(10) ** vague.value.normalize().as_tuple().exponent  # type: ignore[operator]
        if (
            vague.approximation in (Approximation.MORE_THAN, Approximation.AT_LEAST)
            and vague.value <= exact.value < vague.value + step
        ):
            return True
        if vague.approximation is Approximation.ABOUT and abs(vague.value - exact.value) <= step / 2:
            return True
    return False


def _alike(first: HeadlineFigure, second: HeadlineFigure) -> bool:
    if first.subject is None or second.subject is None:
        return False
    one, two = _pieces(first.subject.text), _pieces(second.subject.text)
    if first.quantity.kind in (QuantityKind.SHARE, QuantityKind.CHANGE) and not first.subject.text.isascii():
        listed = any("、" in figure.subject.text for figure in (first, second) if figure.subject)
        return bool(one and two) and (one <= two or two <= one) and not listed  # 5% is the rate of many things
    return bool(one and two) and 2 * len(one & two) / (len(one) + len(two)) >= _ALIKE


def _pieces(text: str) -> frozenset[str]:
    return frozenset(text.lower().split()) if text.isascii() else frozenset(text)


def _question(shown: HeadlineFigure, other: HeadlineFigure) -> str:
    one, two = (
        f"{figure.quantity.surface} {figure.subject.text if figure.subject else ''}".strip()
        for figure in (shown, other)
    )
    if any("㐀" <= character <= "鿿" for character in one):
        places = f"“{one.replace(' ', '')}”与“{two.replace(' ', '')}”（{_PLACES_ZH[other.source]}）"
        return f"{places}说的似为一事，数字或表述不一，请核对。"
    return f'"{one}" and "{two}" ({other.source.value}) seem to be about the same thing, but differ: please check.'


_PLACES_ZH = {
    FigureSource.BODY: "正文",
    FigureSource.CAPTION: "图片说明",
    FigureSource.TABLE: "表格",
    FigureSource.QUOTATION: "引语",
}
