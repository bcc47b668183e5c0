"""分别: deals the numbers of a row out to the things that are named before them, each its own.

城镇、农村居民收入分别增长5%和7% says two things; where as many things are named as numbers given, each number has its
own, with the words that all share. Where they differ in number the statement stays whole.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefgen.analysis.figures.items import NAME, Binding, Item
from briefgen.analysis.figures.phrases_zh import (
    is_base,
    is_change,
    trimmed,
    without_connectives,
    without_tail,
    words_of,
)
from briefgen.document import Span

_BETWEEN = ("、", "和", "及", "以及", "与")


def deal(  # noqa: PLR0911, PLR0912  (one reason a line)
    items: Sequence[Item], figures: Sequence[int], told: Sequence[Binding], topic: tuple[Item, ...], periods: int
) -> dict[Span, Binding]:
    """The binding of each number of a clause with 分别; empty where it can't be told. `told` are those before it,
    `topic` what the clause before speaks of where it has no number, `periods` how many statements of time it has.
    """
    mark = next((place for place, item in enumerate(items) if _deals_out(items, place)), None)
    if mark is None and len(figures) > 1 and states_row(items, figures):
        mark = figures[0] - 1  # 甲、乙、丙的比重为…、…和…
    if mark is None and len(figures) > 1 and is_change(tuple(items[: figures[0]])):
        mark = -1  # the row before was dealt out: 比上年增长29%和39%
    opening = without_connectives(tuple(items[: figures[0]])) if mark is None and len(figures) > 1 else ()
    if len(opening) == 1 and opening[0].text in words_of()["attributes"] and len(told) >= len(figures):
        return _deal_aspect(items, figures, told, opening)  # 且增长率34.9%、22.6%
    if mark is not None and len(figures) >= _TWICE:
        if figures[0] < mark:
            return _deal_bases(items, figures, told, mark)
        if items[mark + 1].text in ("从", "由", "自"):
            return _deal_changes(items, figures, mark)
    if mark is None or len(figures) < 2 or figures[0] < mark or not _is_row(items, figures):
        return {}
    if any(item.is_noun() for item in items[figures[-1] + 1 :]):
        return {}
    verb = tuple(items[mark + 1 : figures[0]])
    own = any(item.is_noun() and item.text not in words_of()["measure_verbs"] for item in items[: max(mark, 0)])
    named = _members(without_connectives(tuple(items[:mark])), len(figures)) if own else []
    if len(named) == 1 and periods == len(figures):
        named *= periods
    if not named and topic and not own:
        named = _members(topic, len(figures))
    if not named and not own and len(told) >= len(figures):
        named = [_told(binding) for binding in told[-len(figures) :]]
        verb = tuple(item for item in items[: max(mark, 0)] if item.text in _RUNNING) + verb
        if len(set(named)) < len(figures):
            return {}
    if len(named) != len(figures) or not all(named):
        return {}
    named = [without_tail(subject, "measure_verbs") or subject for subject in named]
    return {
        items[place].span: Binding(subject, verb, trimmed(subject + without_tail(verb, "copulas")))
        for place, subject in zip(figures, named, strict=True)
    }


def _told(binding: Binding) -> tuple[Item, ...]:
    """What a number of the row before counts; with its act where that has an object (公路建设完成投资)."""
    end = binding.subject[-1].span.end if binding.subject else 0
    behind = [item for item in binding.what if item.span.start >= end]
    objects = [item for item in behind if item.is_noun() and item.text not in words_of()["measure_verbs"]]
    return binding.what if objects and behind[0].is_verb() else binding.subject


def _deal_bases(
    items: Sequence[Item], figures: Sequence[int], told: Sequence[Binding], mark: int
) -> dict[Span, Binding]:
    """较上年度的3亿元及2亿元分别减少5%及6%: of the row told before, the numbers of the year before and the changes."""
    bases, changes = [at for at in figures if at < mark], [at for at in figures if at > mark]
    named = [binding.subject for binding in told[-len(bases) :]]
    verb = tuple(items[mark + 1 : changes[0]]) if changes else ()
    rows = _is_row(items, bases) and _is_row(items, changes) and is_change(verb) and is_base(items[0])
    if not rows or not len(bases) == len(changes) == len(set(named)):
        return {}
    dealt = {
        items[at].span: Binding(subject, (), subject, restates=True) for at, subject in zip(bases, named, strict=True)
    }
    moved = zip(changes, named, strict=True)
    return dealt | {items[at].span: Binding(subject, verb, subject + verb) for at, subject in moved}


def _deal_aspect(
    items: Sequence[Item], figures: Sequence[int], told: Sequence[Binding], aspect: tuple[Item, ...]
) -> dict[Span, Binding]:
    """出口4亿元、进口3亿元，增长率5%、6%: an aspect of each of the row told before."""
    named = [binding.subject for binding in told[-len(figures) :]]
    if not _is_row(items, figures) or len(set(named)) < len(figures) or items[figures[-1] + 1 :]:
        return {}
    row = zip(figures, named, strict=True)
    return {items[at].span: Binding(subject + aspect, (), subject + aspect) for at, subject in row}


def _deal_changes(items: Sequence[Item], figures: Sequence[int], mark: int) -> dict[Span, Binding]:
    """甲、乙分别从7家、4家增加到10家、6家: each with where it led; where each began is said by the whole."""
    count = len(figures) // 2
    before, after = figures[:count], figures[count:]
    change = tuple(items[before[-1] + 1 : after[0]])
    named = _members(without_connectives(tuple(items[:mark])), count)
    if len(named) != len(after) or not (is_change(change) and _is_row(items, before) and _is_row(items, after)):
        return {}
    whole = tuple(items)
    began = zip(before, named, strict=True)
    dealt = {items[at].span: Binding(subject, (), whole, restates=True) for at, subject in began}
    led = zip(after, named, strict=True)
    return dealt | {items[at].span: Binding(subject, change, subject + change) for at, subject in led}


_RUNNING = ("累计", "预计", "力争", "计划")  # what limits a row that names nothing itself: 累计分别达到64项和288项


def _deals_out(items: Sequence[Item], place: int) -> bool:
    """分别; 各 before a change: 出口、进口各增31%、28%."""
    text = items[place].text
    return text.startswith("分别") or (text == "各" and is_change(tuple(items[place + 1 : place + 2])))


def states_row(items: Sequence[Item], figures: Sequence[int]) -> bool:
    """Whether a clause without 分别 names as many things as it has numbers: 甲、乙、丙的比重为5%、3%和2%."""
    left = items[: figures[0]]
    things = sum(item.text in _BETWEEN for item in left) + 1
    return bool(left) and left[-1].text in _COPULAS and _is_row(items, figures) and things == len(figures) > _PAIR


_COPULAS = ("为", "是", "达", "达到")
_TWICE = 4  # numbers of two rows of at least two
_PAIR = 2  # of two things with two numbers the words alone do not say that each has one


def _is_row(items: Sequence[Item], figures: Sequence[int]) -> bool:
    return all(
        [item.text for item in items[first + 1 : second]] in [[word] for word in _BETWEEN]
        for first, second in pairwise(figures)
    )


def _members(left: tuple[Item, ...], count: int) -> list[tuple[Item, ...]]:
    """The things in a list, each with what the last one shares with all: 城镇居民收入, 农村居民收入."""
    if not any(item.is_noun() for item in left):
        return []
    members = next((cut for cut in _cuts(left) if len(cut) == count), _cut_at(left, _BETWEEN))
    if len(members) > 1 and all(_is_ordinal(member) for member in members[:-1]) and _is_ordinal(members[-1][:1]):
        return [member + members[-1][1:] for member in members[:-1]] + members[-1:]  # 第二、第三产业比重
    if len(members) > 1 and len(members[-1]) == 1 and (kind := _OTHER.get(members[-1][0].text)):
        return [*members[:-1], _of_kind(members[-2], kind) + members[-1]]  # 一般公共预算收入和支出
    if any(all(item.tag in ("m", "mq") and item.text != "岁" for item in member) for member in members):
        return []  # 第一、二、三产业: the numerals say nothing apart
    shared = _shared_tail(members)
    if shared is None:
        return []
    while shared and shared[0].text in ("及", "以上", "以下"):
        shared = shared[1:]  # 0—17岁、60岁[及以上]户籍人口
    head = _shared_head(members) if shared and shared[0].text == "的" else _led_by(members)
    return [
        (head if place else ()) + member + (shared if place + 1 < len(members) else ())
        for place, member in enumerate(members)
    ]


_OTHER = {"支出": "收入", "进口": "出口", "出口": "进口", "销量": "产量", "死亡率": "出生率"}


def _of_kind(member: tuple[Item, ...], kind: str) -> tuple[Item, ...]:
    """What stands before the kind in the member named before: 一般公共预算[收入]."""
    last = member[-1]
    if not last.text.endswith(kind):
        return ()
    start = last.text[: -len(kind)]
    cut = (Item(Span(last.span.start, last.span.start + len(start)), start, "n"),) if start else ()
    return member[:-1] + cut


def _is_ordinal(member: tuple[Item, ...]) -> bool:
    return len(member) == 1 and member[0].text.startswith("第")


def _cuts(left: tuple[Item, ...]) -> Iterator[list[tuple[Item, ...]]]:
    """The ways to cut a list whose members hold an 和 of their own (木材和竹制品业、酒和茶制造业)."""
    yield _cut_at(left, _BETWEEN)
    yield _cut_at(left, ("、",))
    kind = left[-1].text[-1]
    members: list[tuple[Item, ...]] = [()]
    for item in left:
        if item.text == "、" or (item.text in _BETWEEN and members[-1] and members[-1][-1].text.endswith(kind)):
            members.append(())
        else:
            members[-1] += (item,)
    yield [member for member in members if member]


def _cut_at(left: tuple[Item, ...], marks: Sequence[str]) -> list[tuple[Item, ...]]:
    members: list[tuple[Item, ...]] = [()]
    for item in left:
        if item.text in marks:
            members.append(())
        else:
            members[-1] += (item,)
    return [member for member in members if member]  # between two years that went, a mark alone


def _shared_head(members: Sequence[tuple[Item, ...]]) -> tuple[Item, ...]:
    """财政[用于]科技、教育的支出: what the first member states and all share, up to its verb."""
    first = members[0]
    verb = max((place for place, item in enumerate(first[:-1]) if item.is_verb() or item.tag == "p"), default=None)
    return () if verb is None else first[: verb + 1]


def _led_by(members: Sequence[tuple[Item, ...]]) -> tuple[Item, ...]:
    """获得补助的城镇居民、农村居民: what stands before 的 in the first is meant of all that end alike."""
    first, others = members[0], members[1:]
    of = next((place for place, item in enumerate(first) if item.text == "的"), None)
    alike = all(other and other[-1].text == first[-1].text for other in others)
    plain = not any(item.text == "的" for other in others for item in other)
    return first[: of + 1] if of is not None and others and alike and plain else ()


def _shared_tail(members: Sequence[tuple[Item, ...]]) -> tuple[Item, ...] | None:
    """What only the last member states and all share, None where the list does not say where it begins."""
    last, others = members[-1], members[:-1]
    if not others:
        return ()
    of = next((place for place, item in enumerate(last) if place and item.text == "的"), None)
    if of is not None:
        return () if any(item.text == "的" for member in others for item in member) else last[of:]
    if not others[0]:
        return ()
    parallel = next((place for place, item in enumerate(last[:-1]) if item.text == others[0][-1].text), None)
    if parallel is not None:
        return last[parallel + 1 :]
    return _said_last(last, others)


def _said_last(last: tuple[Item, ...], others: Sequence[tuple[Item, ...]]) -> tuple[Item, ...] | None:
    """What ends the last member and is meant of all: 行业增加值, 出口."""
    single = all(len(member) == 1 for member in others) and len(last) > 1
    if (single or last[0].tag == NAME) and last[0].is_noun():
        return last[1:]
    said = next((item.text for item in reversed(last) if item.is_noun()), "")
    if not _MEASURE.search(said) or _MEASURE.search(others[0][-1].text):
        return ()
    kind = next((place for place, item in enumerate(last) if place and item.text in _KINDS), None)
    if kind is None and len(last) > 1 and last[-2].text.endswith("业") and _MEASURE.search(last[-1].text):
        return last[-1:]  # 信息传输、租赁和商务服务业[增加值]
    if kind is None and len(last) > _PAIR:
        return None  # 小微企业、民营企业贷款增速: what of it is shared can't be told
    return last[kind:] if kind else last[1:]


_MEASURE = re.compile("[率额量数值入出资速积产度款价收重支比]$|比例|规模|水平|消费|人口|[进出]口$")
_KINDS = ("行业", "产业", "领域", "居民", "地区", "企业")
