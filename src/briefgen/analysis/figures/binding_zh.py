"""What a figure of a Chinese sentence counts: its subject, the action, and the line a card shows, by deletion only.

The line below a number is its clause without the number: what is shared by several numbers of a clause stays with each,
what belongs to another number goes. Then only what is safe to drop goes, and only as far as the line is too long.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.analysis.figures.clauses_zh import periods_of, predicates, prepared, theme_of
from briefgen.analysis.figures.distribution_zh import deal
from briefgen.analysis.figures.inheritance_zh import FROM, converts, inherit, is_phrase, topic, without_years
from briefgen.analysis.figures.items import FIGURE, MARK, Binding, Clause, Item, is_known_verb
from briefgen.analysis.figures.parts_zh import Parts, inseparable, parts_of
from briefgen.analysis.figures.phrases_zh import (
    COORDINATORS,
    has_limiter,
    is_base,
    is_change,
    is_change_word,
    is_measure,
    last_verbs,
    main_verbs,
    noun_phrase,
    trimmed,
    without_base,
    without_bound,
    without_connectives,
    without_dimension,
    without_lead,
    without_listed,
    without_members,
    without_tail,
    words_of,
)
from briefgen.analysis.figures.shortening_zh import CARD_LENGTH, shorten
from briefgen.content import QuantityKind
from briefgen.document import Span


def bind(clauses: Sequence[Clause], scopes: Sequence[Span]) -> dict[Span, Binding]:
    """The binding of every figure of a sentence, by its span. `scopes` are statements of time, which stand apart."""
    clauses = [part for clause in clauses for part in predicates(clause)]
    bindings: dict[Span, Binding] = {}
    told: list[Binding] = []
    previous: Binding | None = None
    counted = ""
    theme: tuple[Item, ...] = ()
    last: Clause | None = None
    for index, clause in enumerate(clauses):
        items = prepared(clause, scopes)
        figures = [place for place, item in enumerate(items) if item.tag == FIGURE]
        if not figures and index and clauses[index - 1].end_mark in "；;":
            previous = None
        if not figures:
            theme = theme_of(items) or theme
        earlier, last = last, Clause(items, clause.end_mark) if items else None
        periods, is_range = periods_of(clause, clauses[index - 1] if index else None, scopes)
        if dealt := deal(items, figures, told, topic(earlier), periods):
            if is_range:  # the years between the first and the last stand nowhere: those numbers keep the statement
                between = [items[place].span for place in figures[1:-1]]
                dealt |= {span: replace(dealt[span], what=clause.items, restates=True) for span in between}
            bindings |= dealt
            told.extend(dealt.values())
            previous = None
            figures = []
        for order, place in enumerate(figures):
            whole = _with_scopes(inseparable(items, figures, order), clause)
            parts = replace(parts_of(items, figures, order), whole=whole)
            named = topic(earlier)  # 价格指数与上年持平，涨幅收窄…: no longer of what stood before the semicolon
            lends = told and _names_nothing(parts) and not (named and named[0].is_noun())
            before = previous or (told[-1] if lends else None)
            if _unit_of(items[place]) in _BODIES and any(item.text == "其中" for item in parts.left):
                before = None  # 在校学生2.95万人，其中高中9所: no part of the students
            binding = _bind_one(parts, items[place], earlier, before, opens=not order)
            if binding.what and all(item.text in words_of()["effects"] for item in binding.what):
                binding = replace(binding, what=_doing(previous, earlier) + binding.what)
            unit = _unit_of(items[place])
            if previous is not None:
                binding = _with_thing(binding, previous, is_counted_alike=bool(unit) and unit == counted)
                binding = binding if order else _with_whose(binding, previous)
            binding = _with_theme(binding, theme, items[place])
            counted = unit
            bindings[items[place].span] = binding
            previous = binding if binding.subject else previous
            told.append(binding)
        if clause.end_mark in "；;":
            previous = None
    return bindings


def _with_thing(binding: Binding, previous: Binding, *, is_counted_alike: bool) -> Binding:
    """新建学校5所，改扩建12所; 项目开工9个、竣工7个: an act by itself is done to what the number before counts."""
    acts = bool(binding.subject) and all(map(is_known_verb, binding.subject))
    if not acts or all(map(_is_verbal, previous.subject)):
        return binding
    if not is_counted_alike and binding.subject[0].text != "实现":
        return binding
    subject = _without_acts(previous.subject)
    return Binding(subject, binding.subject, subject + (binding.what or binding.subject))


def _with_whose(binding: Binding, previous: Binding) -> Binding:
    """全国期货市场累计成交量5亿手，[全国期货市场]累计成交额…: whose it is, where two measures open with one word."""
    first = binding.what[0] if binding.what else None
    if first is None or first.text not in _MEANS:
        return binding
    at = next((place for place, item in enumerate(previous.what) if item.text == first.text), 0)
    whose = previous.what[:at]
    if not whose or not all(item.is_noun() for item in whose):
        return binding
    return replace(binding, subject=whose + binding.subject, what=whose + binding.what)


_MEANS = ("累计", "人均", "户均", "亩均")


def _with_theme(binding: Binding, theme: tuple[Item, ...], figure: Item) -> Binding:
    """存款方面，甲行增长5%: [存款]甲行增长."""
    counts = figure.quantity is not None and figure.quantity.kind is QuantityKind.COUNT
    if not theme or counts or any(is_measure(item) or item in theme for item in binding.what):
        return binding
    return replace(binding, subject=theme + binding.subject, what=theme + binding.what)


_BODIES = ("所", "家", "座")  # units of institutions


def _names_nothing(parts: Parts) -> bool:
    """Whether a number behind a semicolon only says how the one before moved (；两年平均增长2%) or what it comes to."""
    return converts(parts.left) or (not parts.right and is_change(without_years(parts.left)))


def _doing(previous: Binding | None, earlier: Clause | None) -> tuple[Item, ...]:
    """实施分区供水，[影响]86万户: what does it, where the words of a number only name an effect."""
    if previous is not None:
        return previous.what if previous.what and any(not item.is_verb() for item in previous.what) else ()
    if earlier is None or any(item.tag == FIGURE for item in earlier.items):
        return ()
    told = without_connectives(earlier.items)
    return told if sum(len(item.text) for item in told) <= CARD_LENGTH else ()


def _is_verbal(item: Item) -> bool:
    """Whether a word is a verb or names an act (立案, 审查)."""
    return item.is_verb() or item.tag == "vn"


def _without_acts(subject: tuple[Item, ...]) -> tuple[Item, ...]:
    end = len(subject)
    while end > 1 and is_known_verb(subject[end - 1]):
        end -= 1
    return subject[:end]


def _with_scopes(whole: tuple[Item, ...], clause: Clause) -> tuple[Item, ...]:
    """A statement that is kept whole, with its times: 从2007年的3亿元上升到2012年的7亿元."""
    if not whole:
        return ()
    return tuple(item for item in clause.items if whole[0].span.start <= item.span.start <= whole[-1].span.start)


def _unit_of(figure: Item) -> str:
    return figure.quantity.unit if figure.quantity is not None else ""


def _bind_one(parts: Parts, figure: Item, earlier: Clause | None, previous: Binding | None, *, opens: bool) -> Binding:
    """`opens`: the figure is the first of its clause, so that the clause before may say what it is of."""
    left = without_connectives(parts.left)
    if _opens_part(earlier):
        left = earlier.items + left if earlier else left
    binding = (
        _bind_following(left, parts.right, figure)
        if parts.follows
        else _bind_preceding(left, parts.right, earlier if opens or previous is None else None, previous)
    )
    if parts.left[-1:] and parts.left[-1].text == "占" and _is_setting(earlier) and earlier and binding.what:
        binding = replace(binding, what=earlier.items + binding.what)  # 总销货价值中，网上销售占7%
    what = binding.what or binding.subject
    binding = replace(binding, subject=binding.subject or what, what=what)
    if not parts.whole:
        return binding
    whole = without_connectives(parts.whole)
    opens = whole[0].text in FROM or is_change(whole[:1])
    if opens and binding.subject and binding.subject[-1].span.end <= whole[0].span.start:
        whole = binding.subject + whole  # 规模逐年扩大，从120人增加到400人
    ends_behind = (
        whole[-1].tag == FIGURE and whole[-1] is not figure
    )  # 由1亿增加到3亿: the second number is the one to show
    return replace(binding, what=whole, restates=binding.restates or ends_behind)


def _is_setting(clause: Clause | None) -> bool:
    """出口产品中: a clause that only says of what the next tells a share."""
    if clause is None or clause.items[-1].text not in ("中", "当中", "之中"):
        return False
    return len(clause.items) > 1 and not any(item.tag == FIGURE or item.is_verb() for item in clause.items)


_KEEPS_UP = (
    "实现",
    "保持",
    "居",
    "位居",
    "稳居",
    "排名",
    "位列",
    "正增长",
    "增长",
    "成长",
    "上升",
    "下降",
    "上涨",
    "下跌",
    "回升",
)


def _opens_part(earlier: Clause | None) -> bool:
    return earlier is not None and len(earlier.items) == 1 and earlier.items[0].text == "其中"


def _bind_following(left: tuple[Item, ...], right: tuple[Item, ...], figure: Item) -> Binding:
    """190.3万名党员全员轮训: what is counted stands behind the number."""
    if right[0].text == "的" and len(right) > 1:
        right = right[1:]
        left = without_dimension(left)
    if (
        right[0].is_verb()
        and figure.quantity is not None
        and figure.quantity.unit in words_of()["event_units"]
        and len(right) > 1
    ):
        return Binding(right[1:], right[:1], shorten(without_bound(left), right, ()))  # 分6期举办轮训班
    subject = _counted_phrase(left, right)
    predicate = right[len(subject) :]
    if left and left[-1].text in _THERE_ARE and (predicate or subject[0].is_verb()):
        left = left[:-1]  # 有18个行业增长
        left = left[:-1] if left and left[-1].text in _STILL else left
    action = last_verbs(left) or main_verbs(left) or tuple(item for item in predicate if item.is_verb())[:1]
    predicate = _without_other_subject(predicate)
    if left and left[-1].text in words_of()["light_verbs"] and not has_limiter(left) and not _has_modal(left):
        left = ()
    left = without_listed(without_members(without_bound(left)))
    return Binding(subject, action, shorten(left, subject, trimmed(predicate)))


_STILL = ("仍", "还", "尚", "也", "仍然")  # what stands before 有 and goes with it
_THERE_ARE = ("有", "共有", "已有", "现有", "另有")


def _has_modal(items: tuple[Item, ...]) -> bool:
    return any(item.text in words_of()["modals"] for item in items)


def _counted_phrase(left: tuple[Item, ...], right: tuple[Item, ...]) -> tuple[Item, ...]:
    """The noun phrase behind the number, with the verbs that are part of it: 特困人员集中供养中心, 支持甲的文件."""
    of = max((place for place, item in enumerate(right[:-1]) if item.text == "的"), default=0)
    if right[0].is_verb() and of:
        return right[: of + 1] + noun_phrase(right[of + 1 :])
    phrase = noun_phrase(right)
    rest = right[len(phrase) :]
    verbs = [item for item in left if item.tag not in ("ul", "uj", "u")][-1:]
    governed = bool(verbs) and verbs[0].is_verb() and verbs[0].text not in words_of()["pivots"]
    if governed and rest and right[-1].is_noun() and all(_is_inside_noun(item) for item in rest):
        return right
    return phrase or _up_to_preposition(right)


def _is_inside_noun(item: Item) -> bool:
    return item.is_noun() or (item.tag in ("v", "vn", "ad") and not is_known_verb(item))


def _up_to_preposition(right: tuple[Item, ...]) -> tuple[Item, ...]:
    end = next(
        (
            place
            for place, item in enumerate(right)
            if place and (item.tag == "p" or item.text in ("到", "在", "赴", "向"))
        ),
        2,
    )
    return right[:end]


def _without_other_subject(predicate: tuple[Item, ...]) -> tuple[Item, ...]:
    """20个团和[一大批人才]正帮扶…: a second subject goes, since the number is not of it."""
    if (
        len(predicate) < 2
        or predicate[0].text not in ("和", "与", "及", "以及", "、")
        or predicate[1].tag not in ("m", "mq")
    ):
        return predicate
    return predicate[1 + len(noun_phrase(predicate[1:])) :]


def _bind_preceding(
    left: tuple[Item, ...], right: tuple[Item, ...], earlier: Clause | None, previous: Binding | None
) -> Binding:
    """培训基层干部45万人次: what is counted stands before the number."""
    if not left and right and right[0].tag != MARK and right[0].text not in COORDINATORS:
        if earlier and earlier.end_mark in "：:" and not any(item.is_verb() for item in earlier.items):
            return Binding(earlier.items, (), earlier.items + trimmed(right))  # 检测结果：7104人为阳性
        if previous and right[0].text in _KEEPS_UP:
            return Binding(previous.subject, right[:1], previous.subject + trimmed(right))  # 连续16个月实现正增长
        return Binding((), tuple(item for item in right[:1] if item.is_verb()), trimmed(right))  # 5700多万人受益
    if left and is_change(left[:-1]) and left[-1].text == "的":
        left = left[:-1]  # 比去年的3亿元
    if inherited := inherit(left, right, earlier, previous):
        return inherited
    kept = trimmed(without_bound(without_tail(left, "copulas")))
    owner = _owner(kept, earlier)
    if len(kept) > 1 and is_base(kept[-1]) and left[-1].text == "的":
        kept = trimmed(kept[:-1])  # 增速比上年的6%回落2个百分点
    subject, verbs = _subject_before(kept, changes=len(without_tail(kept, "measure_verbs")) < len(left))
    follow = right if right and right[0].tag != MARK and (right[0].is_verb() or right[0].tag in ("d", "p")) else ()
    return Binding(owner or subject or kept, verbs, shorten(owner + kept, (), trimmed(follow)))


def _owner(kept: tuple[Item, ...], earlier: Clause | None) -> tuple[Item, ...]:
    """新能源汽车销量，首次超过汽车总销量的50%: what the clause before names, where this one opens with an act."""
    if not kept or earlier is None or earlier.end_mark != "，" or not is_phrase(earlier.items):
        return ()
    named = without_connectives(earlier.items)
    opens = kept[0].text in _FIRST or (is_change_word(kept[0]) and not is_known_verb(kept[0]))
    short = sum(len(item.text) for item in named) <= _LONGEST_OWNER
    told = any(item.tag == FIGURE for item in named)
    noun = named and named[-1].tag[:1] == "n" and named[0].tag != "p"
    return named if opens and short and noun and not told else ()


_FIRST = ("首次", "已", "已经", "再次", "持续", "连续", "均", "平均")
_LONGEST_OWNER = 20


def _is_named_by_verb(phrase: tuple[Item, ...]) -> bool:
    """快递业务总量, 具有资质的企业: a verb that only names a kind of measure or thing, no act with its object."""
    if not phrase or any(is_known_verb(item) for item in phrase):
        return False
    return bool(_MEASURE.search(phrase[-1].text)) or (phrase[0].is_verb() and any(item.text == "的" for item in phrase))


_MEASURE = re.compile("[率额量数值]$|面积|收入|支出|余额|出栏|存栏|比重|占比|[出进]口$")


def _subject_before(kept: tuple[Item, ...], *, changes: bool) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The subject of words that state what is counted, and its verbs; `changes`: they end in how the number moved."""
    phrase = without_tail(kept, "measure_verbs")
    verbs = () if _is_named_by_verb(phrase) else main_verbs(kept)
    if changes:  # 报销比例达…, 利润增长…: what stands before the measure verb is the subject
        verbs = phrase[:1] if len(phrase) > 1 and is_known_verb(phrase[0]) and phrase[1].is_noun() else ()
    if verbs:
        subject = without_base(tuple(item for item in phrase if item.span.start >= verbs[-1].span.end))
    else:
        while len(phrase) > 1 and phrase[0].text in words_of()["modals"]:
            phrase = phrase[1:]
        subject, verbs = without_base(phrase), kept[kept.index(phrase[-1]) + 1 :] if phrase else kept
        if len(phrase) > 1 and is_change_word(phrase[0]) and phrase[1].is_noun():
            subject, verbs = phrase[1:], phrase[:1]  # 降低成本30%
        numbers = [place for place, item in enumerate(phrase) if item.tag == FIGURE]
        if numbers and not any(item.text in FROM for item in phrase):
            subject = noun_phrase(without_lead(phrase[numbers[-1] + 1 :])) or subject  # 带动500户农民增收2万元
    if len(subject) == 1 and subject[0].text in words_of()["attributes"]:
        subject = phrase  # 政府采购占比
    return without_lead(subject), verbs
