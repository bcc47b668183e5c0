"""Which words of a clause belong to which of its numbers: shared ones stay with each, another number's own go."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefgen.analysis.figures.distribution_zh import states_row
from briefgen.analysis.figures.inheritance_zh import COMPARED
from briefgen.analysis.figures.items import FIGURE, GLOSS, MARK, NAME, Item, is_known_verb, is_place
from briefgen.analysis.figures.phrases_zh import (
    COORDINATORS,
    is_base,
    is_change,
    is_change_word,
    is_comparison,
    noun_phrase,
    trimmed,
    without_first,
    without_tail,
    words_of,
)
from briefgen.analysis.language_data import language_data
from briefgen.content import Approximation, QuantityKind
from briefgen.document import Language


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of a clause as one figure has them: shared or own words before it, own words behind it."""

    left: tuple[Item, ...]
    right: tuple[Item, ...]
    follows: bool  # the counted thing stands behind the number
    whole: tuple[Item, ...] = ()  # the statement with its numbers, where no shorter line would be true


def parts_of(items: Sequence[Item], figures: Sequence[int], order: int) -> Parts:
    """The words of a clause that belong to its number `order`; `figures` are the places of the numbers in `items`."""
    named = _named_in_row(items, figures[order])
    return Parts(named, (), follows=False) if named else _parts_in_clause(items, figures, order)


def _parts_in_clause(items: Sequence[Item], figures: Sequence[int], order: int) -> Parts:
    place = figures[order]
    left_edge = figures[order - 1] + 1 if order else 0
    right_edge = figures[order + 1] if order + 1 < len(figures) else len(items)
    own_left, own_right = tuple(items[left_edge:place]), tuple(items[place + 1 : right_edge])
    more = order + 1 < len(figures)
    follows = _counted_thing_follows(own_left, own_right, items[place], more)
    served = bool(own_left) and own_left[-1].text in ("为", "给", "对", "向", "帮") and more and follows
    if more and not served:
        own_right = _before_next(own_right, follows)
    elif more and not order:
        own_right = trimmed(own_right)
        return Parts(own_left, own_right, follows)
    follows = follows and any(item.text != "的" for item in own_right)
    own_right += _shared_kind(items, figures, order) if follows and more else ()
    if more and not follows and _lends_to_list(own_left, items, figures, order):
        lent = tuple(items[figures[order + 1] + 1 : figures[order + 2] if order + 2 < len(figures) else len(items)])
        lent = noun_phrase(lent)
        return Parts(own_left, lent, follows=bool(lent))
    if follows and (order or more):
        shared_predicate = _shared_predicate(items, figures, order)
        subject = noun_phrase(own_right)
        if (shared_predicate and len(subject) in (len(own_right), len(own_right))) or (shared_predicate and order):
            own_right = subject + shared_predicate
    if not order:
        return Parts(own_left, own_right if follows or not more else (), follows)
    if changed := _changed(items, figures, order):
        return Parts(changed, own_right, follows=False)
    coordinated = _after_previous(tuple(items[left_edge:place]), _follows_at(items, figures, order - 1))
    if coordinated is None:  # one statement with several numbers: keep all that stands before
        return Parts(tuple(items[:place]), own_right, follows)
    shared = _shared_words(items, figures, coordinated, follows)
    if not coordinated and own_right and is_change_word(own_right[0]):
        shared = without_tail(shared, "measure_verbs")  # 年增5%、连续5个月成长
    return Parts(shared + coordinated, own_right, follows)


def _named_in_row(items: Sequence[Item], place: int) -> tuple[Item, ...]:
    """营收前三名为甲（5亿元）、[乙（3亿元）]; 服装（上升7%）: a number in brackets with the name right before them."""
    start = place - 1
    while start > 0 and items[start].text not in ("（", "(") and items[start].tag != FIGURE:
        start -= 1
    closed = place + 1 < len(items) and items[place + 1].text in ("）", ")")
    if start < 1 or items[start].text not in ("（", "(") or not closed or not items[start - 1].is_noun():
        return ()
    ends = [at for at in range(start) if items[at].text in ("、", "和", "及", "为", "是", "：", "）", ")")]
    opened = [at for at in ends if items[at].text in ("为", "是")]
    head = without_tail(tuple(items[: opened[0]]), "copulas") if opened else ()
    while head and (head[-1].tag in ("m", "mq") or head[-1].text[0] == "前"):
        head = head[:-1]  # 营收[前三名]为
    name = tuple(items[ends[-1] + 1 if ends else 0 : start])
    within = tuple(items[start + 1 : place])
    whole_row = any(item.text in ("、", "）", ")") for item in items[place + 1 : place + 3]) or bool(ends)
    if not whole_row or not all(item.is_noun() for item in (*head, *name)):
        return ()
    return head + name + within


def inseparable(  # noqa: PLR0911  (one reason a line)
    items: Sequence[Item], figures: Sequence[int], order: int
) -> tuple[Item, ...]:
    """从A增加到B, 分别减少A和B, 按不低于A的幅度压减: what would be false or no sentence without its numbers."""
    place = figures[order]
    before = "".join(item.text for item in items[:place])
    if order + 1 < len(figures):
        gap = "".join(item.text for item in items[place + 1 : figures[order + 1]])
        if "、" not in gap and not _leads_to(items, figures, order + 1) and _clause_patterns()["from_to"].search(gap):
            return tuple(items[: figures[order + 1] + 1])
    if len(figures) > 1 and ("分别" in before or states_row(items, figures) or _is_of_both(items, figures)):
        return tuple(items)
    behind = items[place + 1].text if place + 1 < len(items) else ""
    quantity = items[place].quantity
    limits = quantity is not None and quantity.approximation is not Approximation.EXACT
    if limits and place and order + 1 < len(figures) and quantity is not None:
        named = tuple(items[place + 1 : figures[order + 1]])
        level = behind == "的" and items[place - 1].is_noun()
        kinds = bool(named) and named[0].is_noun() and len(noun_phrase(named)) == len(named)
        level |= quantity.kind is QuantityKind.MONEY and kinds
        if level and not _follows_at(items, figures, order + 1):
            return tuple(items[: figures[order + 1] + 1])  # 产值超千亿元的县达12个, 亿元以上项目300个
    if behind == "的" and (items[0].text == "占" or (place and items[place - 1].text == "占比")):
        return tuple(items)  # 占国土面积2/3的山区
    measure = place - 1
    while measure > 0 and items[measure].text in _ONLY:
        measure -= 1
    if (
        behind == "的"
        and place
        and (items[measure].text in words_of()["attributes"] or _MEASURE.search(items[measure].text))
    ):
        start = next((at for at in range(measure) if is_place(items[at])), measure)  # 全国首个
        return (*items[start : place + 2], *noun_phrase(tuple(items[place + 2 :])))  # 总投资40亿元的项目
    if behind == "的" and place and (items[place - 1].tag == "p" or items[place - 1].text in ("按", "以", "按照")):
        return tuple(items)
    return ()


_MEASURE = re.compile("总量$|总额$|产值$|收入$|吞吐量$|规模$|营收$|产量$")
_ONLY = ("仅", "只", "仅有", "只有", "已", "均", "都")


def _is_of_both(items: Sequence[Item], figures: Sequence[int]) -> bool:
    """城乡居民收入增长5%、8%: one word names two things that the numbers belong to, so neither stands alone."""
    both = any(item.text in ("城乡", "产销") for item in items[: figures[0]])
    return both and len(figures) == 2 and [item.text for item in items[figures[0] + 1 : figures[1]]] in (["、"], ["和"])


def _leads_to(items: Sequence[Item], figures: Sequence[int], order: int) -> bool:
    """收入下降5%至3亿元: by how much, then to what; not 从3亿元增至5亿元."""
    first, place = figures[order - 1], figures[order]
    gap = [item.text for item in items[first + 1 : place]]
    moved = first > 0 and is_change_word(items[first - 1])
    return gap in (["至"], ["到"]) and moved and not any(item.text in ("从", "由", "自") for item in items[:first])


def _changed(items: Sequence[Item], figures: Sequence[int], order: int) -> tuple[Item, ...]:
    """比重从A提高到[B]: what changed, and the change, without the number that it started from."""
    first, place = figures[order - 1], figures[order]
    gap = tuple(item for item in items[first + 1 : place] if item.text != "的")
    if _leads_to(items, figures, order):
        return (*items[:first], *gap)
    start = next((at for at in range(first - 1, -1, -1) if items[at].text in ("从", "由", "自")), None)
    of = start is None and first > 1 and items[first - 1].text == "的"
    if of and gap and is_change(gap) and is_base(items[first - 2]):  # 收入比上年的3亿元增长5%
        return (*items[: first - 2], *gap)
    base = next((at for at in range(first) if is_base(items[at])), None)
    if start is None and base is not None and gap and is_change(gap) and items[first - 1].text in words_of()["plans"]:
        return (*items[:base], *gap)  # 较预测数5亿元多出2亿元
    if start is None or not _clause_patterns()["from_to"].search("".join(item.text for item in gap)):
        return ()
    return (*items[:start], *gap)


def _lends_to_list(own_left: tuple[Item, ...], items: Sequence[Item], figures: Sequence[int], order: int) -> bool:
    """派出3批、210名医生: the number of rounds counts what the next number counts."""
    gap = [item.text for item in items[figures[order] + 1 : figures[order + 1]]]
    quantity = items[figures[order]].quantity
    following = items[figures[order + 1]].quantity
    rounds = quantity is not None and quantity.unit in words_of()["event_units"]
    shares = quantity is not None and following is not None and quantity.unit == following.unit == "%"
    if shares and gap == ["、"]:  # 70%、80%的资源
        return _follows_at(items, figures, order + 1)
    named = any(item.is_noun() for item in own_left[-1:])
    counts = quantity is not None and following is not None and quantity.kind is following.kind is QuantityKind.COUNT
    rounds |= counts and not gap  # 让3万户9万群众…
    return rounds and not named and gap in (["、"], ["，"], ["共"], []) and _follows_at(items, figures, order + 1)


@lru_cache(maxsize=1)
def _clause_patterns() -> dict[str, re.Pattern[str]]:
    data: dict[str, str] = language_data(Language.CHINESE, "figures")["clause"]
    return {name: re.compile(pattern) for name, pattern in data.items()}


def _follows_at(items: Sequence[Item], figures: Sequence[int], order: int) -> bool:
    left_edge = figures[order - 1] + 1 if order else 0
    right_edge = figures[order + 1] if order + 1 < len(figures) else len(items)
    left, right = tuple(items[left_edge : figures[order]]), tuple(items[figures[order] + 1 : right_edge])
    return _counted_thing_follows(left, right, items[figures[order]], order + 1 < len(figures))


def _counted_thing_follows(  # noqa: PLR0911, PLR0912  (one reason a line)
    left: tuple[Item, ...], right: tuple[Item, ...], figure: Item, more: bool
) -> bool:
    if not right or figure.quantity is None or right[0].text in COORDINATORS:
        return False
    first = right[0]
    if first.text in COMPARED:
        return False  # 与上年的5万人相比
    if first.text == "的":
        return len(right) > 1
    from_here = any(item.text in ("从", "由", "自") for item in left)
    if from_here and any(item.text in words_of()["measure_verbs"] for item in right[:2]):
        return False  # 从120人增加到400人
    before = [item for item in left if item.tag not in (MARK, GLOSS) or item.text == "、"]
    last = before[-1] if before else None
    counts = figure.quantity.kind is QuantityKind.COUNT
    pivot = any(item.text in words_of()["pivots"] for item in before)
    if counts and not more and pivot and first.is_noun() and any(item.is_verb() for item in right):
        return True  # 带动上下游300家企业形成集群
    if last is not None and last.text == "的":  # 市政府的26万元拨款, not 比去年的3亿元增长
        based = len(before) > 1 and is_base(before[-2])
        return (first.is_noun() or first.is_verb()) and not (based and is_change_word(first))
    named = last is not None and _binds(last) and first.tag in _NAMES_A_THING
    if counts and not more and named and len(noun_phrase(right)) == len(right):
        return True  # 推出高质量发展84项政策措施
    bound = last is not None and _binds(last) and len(before) > _PAIR
    if counts and not more and bound and len(right) == _PAIR and first.tag in ("v", "vn") and right[1].is_noun():
        return not is_known_verb(first)  # 实施优化营商环境21条升级举措
    if counts and not more and _is_list(before) and first.is_noun() and right[-1].is_noun():
        return not any(map(is_known_verb, right))  # 形成甲、乙、丙3条新能源装备制造产业链
    if last is not None and _binds(last) and not _is_governed(before):
        tied = more and not any(item.text in COORDINATORS for item in right)
        if counts and first.is_noun() and _does(right):
            return True  # 园区10户规上企业实现工业总产值22亿元
        return counts and first.is_noun() and not tied and not _is_counted(before)
    if first.tag == "a" and last is not None and last.is_verb() and right[1:] and right[1].is_noun():
        return True  # 输送90亿千瓦时稳定电力
    if first.is_noun():
        return counts or first.tag not in ("f", "l", "i", "a")
    if not (first.is_verb() or first.tag in ("m", "d")) or len(right) == 1:
        return False
    acts = last is not None and last.is_verb() and last.text not in words_of()["pivots"]
    if counts and acts and right[1].is_noun():
        return True  # 建成15家失能老人集中照料中心
    whole = figure.quantity.unit in words_of()["whole_units"] and (last is None or last.is_verb())
    if counts and not whole and figure.quantity.unit in ("名", "位") and _is_of_noun(right):
        return True  # 2000名身着红衣的市民
    return counts and not whole and (right[1].is_noun() or last is not None)


def _shared_kind(items: Sequence[Item], figures: Sequence[int], order: int) -> tuple[Item, ...]:
    """6个世界级、9个区域级产业集群: what the last of a row of levels states for all."""
    for later in range(order, len(figures)):
        end = figures[later + 1] if later + 1 < len(figures) else len(items)
        right = trimmed(tuple(items[figures[later] + 1 : end]))
        level = next((place for place, item in enumerate(right[:2]) if item.text.endswith("级")), None)
        if level is None:
            return ()
        if right[level + 1 :]:
            return noun_phrase(right[level + 1 :]) if later > order else ()
    return ()


def _does(right: tuple[Item, ...]) -> bool:
    """Whether a body stands there that does something: 规上企业实现…."""
    doer = noun_phrase(right)
    return (
        bool(doer) and bool(_BODY.search(doer[-1].text)) and any(map(is_known_verb, right[len(doer) : len(doer) + 1]))
    )


_BODY = re.compile("企业|公司|单位|机构|农户|商户|学校|医院|银行|个体户|合作社")


def _is_of_noun(right: tuple[Item, ...]) -> bool:
    return any(one.text == "的" and two.is_noun() for one, two in pairwise(right))


_NAMES_A_THING = ("n", "nz", "vn", "ns")  # tags that open a plain noun phrase


def _binds(item: Item) -> bool:
    """Whether a word right before the number can be what it counts: a noun that is no place, time or modifier."""
    return item.is_noun() and not is_place(item) and item.tag not in ("r", "f", "t", "a", "b", "l")


def _is_list(before: list[Item]) -> bool:
    """形成甲、乙、丙[3条新能源产业链]: members before the number, their kind behind it."""
    return len(before) > _PAIR and before[-2].text == "、"


_PAIR = 2


def _is_governed(before: list[Item]) -> bool:
    """通过分析[18种…], 改造危房、建设[70所…]: a verbal noun by itself has its object behind the number."""
    if before[-1].tag != "vn" or len(before) == 1:
        return before[-1].tag == "vn"
    return before[-2].tag == "p" or before[-2].is_verb() or before[-2].text in COORDINATORS


def _is_counted(before: list[Item]) -> bool:
    """Whether a verb and its object stand before the number, so that nothing more is expected behind it."""
    verbs = [
        place for place, item in enumerate(before) if item.is_verb() and item.text not in words_of()["measure_verbs"]
    ]
    return bool(verbs) and verbs[-1] < len(before) - 1 and before[verbs[-1] + 1].text != "的"


def _before_next(gap: tuple[Item, ...], follows: bool) -> tuple[Item, ...]:
    """The words between two numbers that belong to the first."""
    if gap and gap[-1].text in COORDINATORS:
        return gap[:-1]
    if gap and gap[0].text in COORDINATORS:
        return ()
    if follows:
        while len(gap) > 1 and gap[-1].text in ("中", "里", "有", "共有"):
            gap = gap[:-1]  # 31个行业中有18个增长
        cut = next((i for i in range(len(gap) - 1, 0, -1) if gap[i].text == "、"), None)
        if cut is not None:
            return gap[:cut]
        of = max((place for place, item in enumerate(gap[:-1]) if item.text == "的"), default=None)
        if gap[0].is_verb() and of is not None:
            return gap[: of + 1] + noun_phrase(gap[of + 1 :])  # 2000名[身着红衣的市民]参加10公里长跑
        return noun_phrase(gap) or gap[:1]
    return ()


def _after_previous(gap: tuple[Item, ...], previous_follows: bool) -> tuple[Item, ...] | None:
    """The words between two numbers that belong to the second, None where they tie both numbers together."""
    while gap and gap[0].tag == GLOSS:
        gap = gap[1:]
    bracket = max((place for place, item in enumerate(gap) if item.text in ("（", "(")), default=None)
    if bracket is not None and not any(item.text in ("）", ")") for item in gap[bracket:]):
        return gap[bracket + 1 :]
    if not gap or [item.text for item in gap] == ["或"]:  # 减少3亿元或5%
        return ()
    if gap[-1].text in COORDINATORS:
        return ()
    if gap[0].text in COORDINATORS:
        last = max(place for place, item in enumerate(gap) if item.text in COORDINATORS)
        return gap[last + 1 :] if is_change(gap[last + 1 :]) else gap[1:]  # 5万亿元、[居全国前列、]增长5%
    if previous_follows:
        cut = next((i for i in range(len(gap) - 1, 0, -1) if gap[i].text == "、"), None)
        if cut is not None:
            return gap[cut + 1 :]
    return None


def _shared_words(
    items: Sequence[Item], figures: Sequence[int], own: tuple[Item, ...], follows: bool
) -> tuple[Item, ...]:
    """Words before the first number of a row that hold for this one too: its verb, with what stands before the verb."""
    head = tuple(items[: figures[0]])
    if own and own[0].text == "累计" and is_change(own):  # 新增公园127座、累计达到1100座
        named = noun_phrase(tuple(items[figures[0] + 1 : figures[1]])) if _follows_at(items, figures, 0) else ()
        kept = without_tail(head, "measure_verbs")
        return tuple(item for item in kept if item.text not in _NEWLY) + trimmed(named)
    if follows and not own and _follows_at(items, figures, 0):
        return head
    if own and (is_change(own) or is_comparison(own)):
        return without_first(without_tail(head, "measure_verbs"))
    if not own and not follows and head and not _follows_at(items, figures, 0):
        return head  # 牛羊出栏增长5%、2%; 完成并购重组397起、1768亿元
    if own and head and head[0].text == "其中" and not any(item.is_verb() for item in head):
        return head[:1]
    return _shared_act(head, own) if own and head else ()


_NEWLY = ("新增", "新建", "新推出", "新设", "新设立", "新开", "新")  # what an amount that runs on no longer says


def _shared_act(head: tuple[Item, ...], own: tuple[Item, ...]) -> tuple[Item, ...]:
    """The act that opens a row, and what limits it: 累计完成造林8万亩、[累计完成]修复3万亩; 力争… [力争]…."""
    verbs = [place for place, item in enumerate(head) if item.is_verb() and not _is_light_position(head, place)]
    acts = not any(item.is_verb() for item in own)
    if acts and verbs and all(item.text in words_of()["limiters"] for item in head[: verbs[0]]):
        end = verbs[0] + 1
        while end < len(head) and (head[end].is_verb() or head[end].text in ("或", "和")):
            end += 1
        return head[:end] if end < len(head) else ()
    limits = head[0].text in words_of()["limiters"] and not is_place(head[0]) and head[0] not in own
    return head[:1] if limits else ()


def _is_light_position(head: tuple[Item, ...], place: int) -> bool:
    return place + 1 < len(head) and head[place + 1].text == "的"


def _shared_predicate(items: Sequence[Item], figures: Sequence[int], order: int) -> tuple[Item, ...]:
    """15名甲、7个乙获评“一”和“二”: the predicate of a row, with the name that belongs to this member of it."""
    row = [order]
    while row[0] and _joined(items, figures, row[0] - 1):
        row.insert(0, row[0] - 1)
    while row[-1] + 1 < len(figures) and _joined(items, figures, row[-1]):
        row.append(row[-1] + 1)
    last = tuple(items[figures[row[-1]] + 1 : figures[row[-1] + 1] if row[-1] + 1 < len(figures) else len(items)])
    predicate = last[len(noun_phrase(last)) :]
    if not predicate or not (predicate[0].is_verb() or predicate[0].tag in ("d", "p")):
        return ()
    if predicate[0].text in words_of()["nominal"] and predicate[1:] and predicate[1].is_noun():
        return ()  # 2家实验室、3家联合实验室: the verb is part of the name
    names = [item for item in predicate if item.tag == NAME]
    if (
        len(row) < 2
        or len(names) != len(row)
        or any(item.text in ("、", "和") for item in predicate if item.span.end < names[0].span.start)
    ):
        return predicate if len(row) > 1 and not names else ()
    own = names[row.index(order)]
    return (*(item for item in predicate if item.span.end <= names[0].span.start), own)


def _joined(items: Sequence[Item], figures: Sequence[int], order: int) -> bool:
    """Whether only a noun phrase and a 、 or 和 stand between a number and the next."""
    gap = tuple(items[figures[order] + 1 : figures[order + 1]])
    return len(gap) > 1 and gap[-1].text in COORDINATORS and len(noun_phrase(gap[:-1])) == len(gap) - 1
