"""One matter, told twice: which figure is shown, and what a person should settle. The model keeps both."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from briefgen.content import Approximation, FigureSource, HeadlineFigure

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
        others = told.get(value, []) if figure.source is FigureSource.BODY else shown.get(sort, [])
        match = next((other for other in others if _is_same_matter(other, figure)), None)
        if match is None:
            shown.setdefault(sort, []).append(figure)
            told.setdefault(value, []).append(figure)
            continue
        same_as[figure.id] = match.id
        if match.quantity.surface != figure.quantity.surface:
            questions.append(_question(match, figure))
    return Merged(tuple(replace(figure, same_as=same_as.get(figure.id)) for figure in figures), tuple(questions))


def _is_same_matter(first: HeadlineFigure, second: HeadlineFigure) -> bool:
    one, two = first.quantity, second.quantity
    if one.unit != two.unit or one.kind is not two.kind or first.id == second.id:
        return False
    if (first.time_scope and second.time_scope) and first.time_scope.text != second.time_scope.text:
        return False
    if first.status is not second.status or first.change is not second.change:
        return False
    if one.value is None or two.value is None:
        return (one.lower, one.upper) == (two.lower, two.upper) and _alike(first, second)
    if one.value == two.value:
        return _alike(first, second)
    return first.source is not second.source and _covers(first, second) and _alike(first, second)


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
