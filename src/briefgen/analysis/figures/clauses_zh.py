"""A Chinese clause before its numbers are bound: without what says nothing of what they count.

Who made a number known, the words that only open a statement of time or close a limit, and the praise behind a number
go; a second predicate becomes a clause of its own.
"""

from collections.abc import Sequence

from briefgen.analysis.figures.items import FIGURE, MARK, Clause, Item, outside
from briefgen.analysis.figures.phrases_zh import is_change, is_measure
from briefgen.analysis.figures.scopes import years_in
from briefgen.content import Approximation
from briefgen.document import Span


def prepared(clause: Clause, scopes: Sequence[Span]) -> tuple[Item, ...]:
    """The items of a clause that may say what its numbers count; `scopes` are statements of time, which stand apart."""
    items = _without_setting(_without_stubs(outside(clause.items, scopes), scopes))
    if items[1:] and items[0].text == "的":
        items = items[1:]  # 2014至15年度的开支
    items = _without_turns(_without_praise(_without_thresholds(_without_report(items, scopes))))
    if items[2:] and items[0].text == "其次":
        items = items[2:] if items[1].text in ("为", "是") else items[1:]  # 其次为服装，上升5%
    return items


def predicates(clause: Clause) -> tuple[Clause, ...]:
    """生产总值跨上新台阶、达3万亿元: a second predicate of one subject stands as a clause of its own."""
    items = clause.items
    first = next((place for place, item in enumerate(items) if item.tag == FIGURE), 0)
    cut = next(
        (
            place
            for place in range(first - 1, 1, -1)
            if items[place].text == "、" and (is_change(items[place + 1 : place + 2]) or _is_limited(items[place + 1]))
        ),
        None,
    )
    if cut is None or not any(item.is_verb() for item in items[1:cut]):
        return (clause,)
    return Clause(items[:cut], "、"), Clause(items[cut + 1 :], clause.end_mark)


def _is_limited(item: Item) -> bool:
    return item.quantity is not None and item.quantity.approximation is not Approximation.EXACT


def periods_of(clause: Clause, before: Clause | None, scopes: Sequence[Span]) -> tuple[int, bool]:
    """How many periods a clause states, or that `before` it is, and whether as a range of years (2016年—2018年)."""
    own = [scope for scope in scopes if clause.span.contains(scope)]
    if not own and before is not None and all(item.tag == MARK for item in outside(before.items, scopes)):
        clause, own = before, [scope for scope in scopes if before.span.contains(scope)]
    words = "".join(item.text for item in clause.items if own and own[0].contains(item.span))
    years = years_in(words) if len(own) == 1 else 0
    return years or len(own), bool(years)


def theme_of(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """存款方面，甲行增长5%: the measure that a clause without a number names for all that follow it in the sentence."""
    named = items[:-1] if items[1:] and items[-1].text == "方面" and not any(item.tag == "p" for item in items) else ()
    return named if named and is_measure(named[-1]) else ()


def _without_praise(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """甲省增长6%[为最快]: that it is the most says nothing of what the number counts."""
    last = max((place for place, item in enumerate(items) if item.tag == FIGURE), default=len(items))
    behind = items[last + 1 :]
    praises = behind and behind[0].text in ("为", "是") and any("最" in item.text for item in behind)
    return items[: last + 1] if praises else items


def _without_turns(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """服装[则]下跌5%: words that only turn from one to the next."""
    return tuple(item for item in items if item.text not in ("则", "亦") or item.tag == "n")


def _without_thresholds(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """突破200万[大关]: the word that closes the limit says nothing of what is counted; not so in 跨上3万亿元台阶."""
    return tuple(
        item
        for place, item in enumerate(items)
        if not (place and item.text in _CLOSES and items[place - 1].tag == FIGURE and _is_limited(items[place - 1]))
    )


def _without_report(items: tuple[Item, ...], scopes: Sequence[Span]) -> tuple[Item, ...]:
    """财政部昨公布[十一月]出口额…: who made the number known goes, where a time parts it from what is counted."""
    for place, item in enumerate(items[:-1]):
        following = items[place + 1]
        parted = any(item.span.end <= scope.start and scope.end <= following.span.start for scope in scopes)
        if item.text in _MAKES_KNOWN and parted and following.tag != FIGURE:
            return items[place + 1 :]
    return items


_MAKES_KNOWN = (
    "公布",
    "发布",
    "概估",
    "估计",
    "披露",
    "显示",
    "表示",
    "指出",
    "宣布",
    "介绍",
    "获悉",
    "称",
    "说",
    "透露",
    "公告",
)
_CLOSES = ("大关", "关口")


def _without_stubs(items: Sequence[Item], scopes: Sequence[Span]) -> tuple[Item, ...]:
    """Without a preposition that only opened a statement of time (在…期间); it stays in 从2007年的3亿元上升到…."""
    opened = {scope.start: scope.end for scope in scopes}
    starts = {item.span.start: item.text for item in items}
    return tuple(
        item
        for item in items
        if item.text not in ("在", "于", "自", "从", "到", "至")
        or item.span.end not in opened
        or starts.get(opened[item.span.end], "")[:1] in _BASED
    )


def _without_setting(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """[在]接受检测的1.3万人[中]: a clause that only says of whom the next tells, without the words that make it so."""
    if not items[1:] or items[-1].text not in _AMONG or not any(item.tag == FIGURE for item in items):
        return items
    return items[1:-1] if items[0].text in ("在", "从") and items[2:] else items[:-1]


_BASED = (*"的约近超0123456789",)  # 从2007年的3亿元, 从上半年5%: the time is that of the number behind it
_AMONG = ("中", "当中", "之中", "里面")
