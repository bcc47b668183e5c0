"""What a number of a Chinese clause takes over from what was told before it: 价值30亿元, 高于全国2个百分点, 达到….

A clause that only says how a number moved, how it stands to another, or which aspect is meant, is of the subject that
the clause before states, else of that of the number before.
"""

import re
from dataclasses import replace

from briefgen.analysis.figures.items import FIGURE, Binding, Clause, Item, is_known_verb
from briefgen.analysis.figures.phrases_zh import (
    is_base,
    is_change,
    is_change_word,
    is_comparison,
    is_measure,
    noun_phrase,
    trimmed,
    without_base,
    without_connectives,
    without_first,
    without_lead,
    without_tail,
    words_of,
)

FROM = ("从", "由", "自")


def inherit(
    left: tuple[Item, ...], right: tuple[Item, ...], earlier: Clause | None, previous: Binding | None
) -> Binding | None:
    """The binding of a number whose own words (`left`, `right`) name nothing, None where they do."""
    if len(left) > 1 and left[0].text in _NEARLY and left[1].text == "占":
        left = left[1:]
    if taken := _base_alone(left, right, previous) or (_restated(left, previous) if previous else None):
        return taken
    if made := _made(left, earlier):
        return made
    if previous and not own_topic(earlier) and (aspect := _aspect(left, previous)):
        acts = bool(right) and right[0].is_verb()
        return replace(aspect, what=aspect.what + trimmed(right)) if acts else aspect  # 增速连续9个月居全国前列
    start = next((place for place, item in enumerate(left) if item.text not in words_of()["modals"]), 0)
    opens_with_base = bool(left) and left[start].text in (*FROM, "比", "较") and any(map(is_change_word, left))
    opens_with_base |= bool(left) and left[start].text in FROM and left[-1].text == "的" and previous is None
    opens_with_base |= len(left) > 1 and is_change_word(left[0]) and left[1].text in ("到", "至")
    if not (not left or is_change(without_years(left)) or is_comparison(left) or opens_with_base):
        return None
    inherited = own_topic(earlier) or (_named_by(previous) if previous else topic(earlier))
    if opens_with_base and not inherited:
        inherited = without_base(trimmed(left))
    tail = without_tail(left, "copulas")
    if len(tail) == 1 and is_base(tail[0]):
        tail = ()
    acts = bool(right) and (right[0].is_verb() or right[0].text in ("为", "是", "由"))
    act = trimmed(right) if acts else ()  # 885名学生参加考试，有561人考取本科; 其中56项为首创
    if not inherited:
        return Binding((), tail, tail + right)
    return Binding(inherited, tail or act[:1], inherited + tail + act)


def _restated(left: tuple[Item, ...], previous: Binding) -> Binding | None:
    """A part or share of what the number before counts, or that number in another measure."""
    if divided := _division(left, previous):
        return divided
    if len(left) == 1 and left[0].text in words_of()["restated"]:
        return replace(previous, restates=True)  # 减少138亿元，即4.1%
    if left and left[0].text == "占" and previous.subject:
        kept = trimmed(without_tail(left, "copulas"))
        return Binding(previous.subject + kept, kept[:1], previous.subject + kept)
    if converts(left):
        return Binding(previous.subject, (), previous.subject, restates=True)  # 人均2.7万元，按年末汇率折合3800美元
    if len(left) > 1 and left[0].text in ("完成", "为") and left[1].text in words_of()["plans"]:
        kept = trimmed(without_tail(left, "copulas"))
        return Binding(previous.subject, kept, previous.subject + kept)  # 投资完成246亿元，完成年度计划82%
    return None


def _base_alone(left: tuple[Item, ...], right: tuple[Item, ...], previous: Binding | None) -> Binding | None:
    """常住人口与上次普查的72万人相比，增加…; 较预测数5亿元多出…: what the change behind it is measured from."""
    if right[:1] and right[0].text in COMPARED:
        start = max((place for place, item in enumerate(left) if _opens_base(item)), default=None)
        named = trimmed(without_lead(left[:start])) if start else ()
        if named and all(item.is_noun() for item in named):
            return Binding(named, (), named, restates=True)
    if previous and len(left) > 1 and is_base(left[0]) and left[-1].text in words_of()["plans"]:
        if any(map(is_change_word, left)):
            return None
        return Binding(previous.subject, (), previous.subject + left[1:], restates=True)
    return None


def _opens_base(item: Item) -> bool:
    return item.text in ("与", "同", "和", "较") or (item.tag == "p" and item.text[0] in "与同较")


COMPARED = ("相比", "相比较", "比较", "相较")


def _division(left: tuple[Item, ...], previous: Binding) -> Binding | None:
    """恩格尔系数30%，其中城镇为29%，农村为32%: the two parts of what the number before is of."""
    said = without_tail(without_tail(left, "copulas"), "measure_verbs")
    own = [item for item in said if item.text not in ("其中", "，")]
    parts = any(item.text == "其中" for item in (*said, *previous.what))
    persons = bool(previous.subject) and any(item.text in _PERSONS for item in previous.subject)
    if parts and persons and own and all(item.is_noun() for item in own) and _BODY.search(own[-1].text):
        pass  # 专任教师8229人，其中普通中学2741人、小学3057人
    elif len(own) != 1 or own[0].text not in words_of()["divisions"] or said[-1] is not own[0]:
        return None
    owner = previous.subject
    mark = next((place for place, item in enumerate(owner) if place and item.text == "其中"), len(owner))
    owner = owner[:mark]
    while len(owner) > 1 and (owner[-1].text in words_of()["divisions"] or owner[-1].text == "其中"):
        owner = owner[:-1]
    moved = trimmed(without_tail(left[len(said) :], "copulas"))
    return Binding(owner + said, moved, owner + said + moved) if owner and owner[-1] not in said else None


_PERSONS = ("专任教师", "教师", "在校生", "在校学生", "学生", "教职工", "从业人员", "床位", "卫生技术人员")
_NEARLY = ("约", "大约", "仅", "只")


def converts(left: tuple[Item, ...]) -> bool:
    """Whether the words only say so: 按汇率折合: the number before in another currency or measure."""
    words = words_of()["converted"]
    last = without_tail(left, "copulas")[-1:] or left[-1:]
    return bool(last) and last[0].text in words and (len(left) <= 2 or left[0].tag == "p" or left[0].text == "按")


def _named_by(previous: Binding) -> tuple[Item, ...]:
    """What a number counts; where that is only an act (新增17人确诊), the act without how the number moved."""
    shares = [place for place, item in enumerate(previous.subject) if place and item.text == "占"]
    share = next((place for place in shares if previous.subject[place - 1].text != "应"), None)
    if share is not None:
        return previous.subject[:share]  # 内地旅客占整体八成，达228万人次
    if any(not is_known_verb(item) for item in previous.subject):
        return without_first(previous.subject)
    return tuple(item for item in previous.what if not is_change((item,)) and item.text != "新增") or previous.subject


def _aspect(left: tuple[Item, ...], previous: Binding) -> Binding | None:
    """进口芯片40亿块，价值30亿元; 占比提升至54%: an aspect of what the number before counts."""
    said = trimmed(without_tail(left, "copulas"))
    if len(said) > 1 and is_base(said[-1]):
        said = said[:-1]
    aspect = without_tail(said, "measure_verbs")
    rate, told_rate = _rate(aspect), _rate(previous.subject)
    if rate and rate == len(aspect) and 0 < told_rate < len(previous.subject):
        owner = previous.subject[:-told_rate]  # 乡镇通达率为99%、通畅率达94%
        return Binding(owner + aspect, said[len(aspect) :], owner + said)
    belongs = aspect == said and len(aspect) == 1 and aspect[0].text in words_of()["belongings"]
    if len(said) == _ACT_AND_OBJECT and said[0].text in ("完成", "实现") and said[1].text in words_of()["attributes"]:
        return Binding(previous.what + said, (), previous.what + said) if _is_body(previous) else None
    if len(aspect) != 1 or not (belongs or aspect[0].text in words_of()["attributes"]):
        return None
    owner = previous.subject
    of_owner = words_of()["belongings" if belongs else "attributes"]
    while len(owner) > 1 and (owner[-1].text in of_owner or _AREA.search(owner[-1].text)):
        owner = owner[:-1]  # 总产量300吨，产值增长18%; 播种面积20万亩，总产量9万吨
    while belongs and len(owner) > 1 and owner[-1].text in ("数", "起数", "总数"):
        owner = owner[:-1]  # 道路交通事故数9起，死亡人数3人
    if belongs and not _BODY.search(owner[-1].text if owner else ""):
        return None
    return Binding(owner + aspect, said[len(aspect) :], owner + said)


def without_years(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """[两年]平均增长, [经修订后]增至: over what years or after what a number moved says nothing of what it is of."""
    after = next((place for place, item in enumerate(left[:5]) if item.text == "后"), None)
    if after is not None and left[0].text in ("经", "经过"):
        return left[after + 1 :]
    return left[1:] if left[1:] and left[0].tag in ("m", "mq") and left[0].text.endswith("年") else left


def _rate(items: tuple[Item, ...]) -> int:
    """How many words at the end name a rate: 通达率, 通畅 + 率."""
    last = items[-1].text if items else ""
    return 0 if not last.endswith("率") else 1 if len(last) > 1 else min(2, len(items))


def _made(left: tuple[Item, ...], earlier: Clause | None) -> Binding | None:
    """完成主体工程，投资1亿元: an aspect of what the clause before, without a number, says was done."""
    said = trimmed(without_tail(left, "copulas"))
    if len(said) != 1 or said[0].text not in words_of()["attributes"] or earlier is None or len(earlier.items) < 2:
        return None
    thing = earlier.items[1:]
    if not is_known_verb(earlier.items[0]) or not all(item.is_noun() for item in thing):
        return None
    return Binding(thing + said, (), thing + said)


def _is_body(binding: Binding) -> bool:
    """Whether what was counted is an institution or a body: 房地产开发企业17户，[完成投资]8亿元."""
    return bool(binding.subject) and bool(_BODY.search(binding.subject[-1].text))


_ACT_AND_OBJECT = 2
_AREA = re.compile("(?:播种|种植|养殖|收获)面积$")
_BODY = re.compile(
    "[校院园所厂社团场站馆]$|中心|企业|公司|机构|[高初中]中|服务业$|中学|小学|大学|教育|幼儿园|合作社|事故$|火灾$|灾害$"
)


def own_topic(earlier: Clause | None) -> tuple[Item, ...]:
    """What the clause before states of a subject of its own: 贸易逆差创新高，达到…."""
    if earlier is None:
        return ()
    if _is_measure_alone(earlier):
        return earlier.items
    if not any(item.is_verb() for item in earlier.items):
        return ()
    first = without_lead(without_connectives(earlier.items))[:1]
    if first and first[0].text in words_of()["attributes"]:
        return ()  # 规模创新高，同比增长…: of what was told before
    opens = first and first[0].is_noun() and first[0].tag not in ("r", "t", "f", "a", "l", "i", "b")
    led = earlier.items[0].tag == "p" and earlier.items[0].text not in ("由此", "由")  # 按可比价格计算, 受需求拉动
    return topic(earlier) if not led and (opens or any(item.text == "的" for item in earlier.items[:6])) else ()


def _is_measure_alone(clause: Clause) -> bool:
    """零售业总销货价值的修订估计，较去年同月上升…: a clause that is only the name of a measure."""
    items = clause.items
    named = clause.end_mark == "，" and len(items) > 1 and items[-1].is_noun() and items[0].tag not in ("p", "c", "d")
    named = named and not any(item.tag == FIGURE for item in items) and is_phrase(items)
    return named and (items[-1].text in words_of()["attributes"] or is_measure(items[-1]))


def is_phrase(items: tuple[Item, ...]) -> bool:
    """Whether a clause is only a noun phrase: 列车运行时间, 甲至乙的列车运行时间."""
    if not any(item.is_verb() for item in items):
        return True
    acts = any(is_known_verb(item) or item.tag in ("d", "ul") for item in items)
    return not acts and items[-1].is_noun() and not items[-1].is_verb() and any(item.text == "的" for item in items)


def topic(earlier: Clause | None) -> tuple[Item, ...]:
    """What the clause before speaks of, where it has no number: the noun phrase that it is, or that it opens with."""
    if earlier is None or any(item.tag == FIGURE for item in earlier.items) or earlier.end_mark in "；;":
        return ()
    if is_phrase(earlier.items):
        return tuple(earlier.items)
    opening = without_lead(without_connectives(tuple(earlier.items)))
    phrase = noun_phrase(opening)
    of = next((place for place, item in enumerate(opening[:6]) if item.text == "的"), None)
    if not phrase and of is not None:  # 由此产生的贸易逆差创新高
        phrase = opening[: of + 1] + noun_phrase(opening[of + 1 :])
    while phrase and phrase[-1].tag == "m":
        phrase = phrase[:-1]
    has_verb = any(item.is_verb() for item in opening[len(phrase) :])
    return phrase if phrase and phrase[-1].is_noun() and has_verb else ()
