"""Phrases of Chinese clauses: nouns, the verb with its object, and ends that carry no meaning on a card."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from briefgen.analysis.figures.items import FIGURE, GLOSS, MARK, NAME, Item, is_known_verb
from briefgen.analysis.language_data import language_data
from briefgen.document import Language

COORDINATORS = ("、", "和", "及", "以及", "与", "，")


@lru_cache(maxsize=1)
def words_of() -> dict[str, frozenset[str]]:
    """The word lists of the language by name (figures.toml)."""
    data: dict[str, Any] = language_data(Language.CHINESE, "figures")
    return {name: frozenset(words) for name, words in data["words"].items()}


def noun_phrase(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The longest noun phrase at the start: nouns with their modifiers, lists and names, up to the verb."""
    end = seen = 0
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        if item.tag in (NAME, GLOSS) or item.is_noun():
            seen += item.tag not in ("f", "b", "a")
        elif item.tag == "m" or (item.text == "级" and place):
            pass
        elif item.text in ("、", "和", "及", "与", "以及", "等", "的", "或"):
            goes_on = following is not None and (
                following.is_noun() or following.text == "等" or _opens_noun(items, place + 1)
            )
            if not goes_on and item.text != "等":
                break
        elif item.is_verb() and following is not None and following.is_noun() and (not seen or _goes_on(items, place)):
            pass  # a verb that opens the phrase, or has the clause's own verb after it, modifies its noun
        elif place and items[place - 1].text in ("和", "、", "或", "与", "及") and _opens_noun(items, place):
            pass
        else:
            break
        end = place + 1
    return items[:end]


def _goes_on(items: tuple[Item, ...], place: int) -> bool:
    """农业转移人口…在城镇落户: behind the verb and its noun the clause has a verb of its own."""
    rest = items[place + 2 :]
    modifies = len(items[place].text) > 1 and not is_known_verb(items[place])
    return modifies and any(item.tag == "p" or is_known_verb(item) for item in rest)


def _opens_noun(items: tuple[Item, ...], place: int) -> bool:
    """A verb in a row of nouns: it modifies the noun behind it, or is itself a member (教育、医疗)."""
    if not items[place].is_verb():
        return False
    following = items[place + 1] if place + 1 < len(items) else None
    return following is not None and (following.is_noun() or following.text in ("、", "等", "和"))


def main_verbs(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """The last run of verbs with an object behind it that the language's list knows, else the first run with one."""
    runs = list(_verbs_with_objects(left))
    known = [run for run in runs if any(is_known_verb(item) for item in run) and not _is_inside_name(left, run)]
    return known[-1] if known else (runs[0] if runs else ())


def _is_inside_name(left: tuple[Item, ...], run: tuple[Item, ...]) -> bool:
    """成立蓝莓[种植]合作社: a verb between two nouns that names a kind."""
    place = left.index(run[0])
    return len(run) == 1 and run[0].text in words_of()["nominal"] and place > 0 and left[place - 1].is_noun()


def _verbs_with_objects(left: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    place = -1
    while (place := place + 1) < len(left):
        if not _is_action(left, place):
            continue
        end = place + 1
        while end < len(left) and (_is_action(left, end) or left[end].text == "或"):
            end += 1
        if (
            end < len(left)
            and (left[end].is_noun() or left[end].is_verb() or left[end].tag in (GLOSS, "m", "p"))
            and not _opens_phrase(left, place)
        ):
            yield left[place:end]
            place = end - 1
        elif end == len(left) and is_known_verb(left[place]) and place and left[place - 1].tag == "d":
            yield left[place : place + 1]  # 共接收信访举报, 共处分: the act, and verbs as what it is done to
            return


def _is_action(left: tuple[Item, ...], place: int) -> bool:
    item = left[place]
    if place and left[place - 1].text in ("累计", "共", "已", "先后") and item.tag == "vn":
        return place + 1 < len(left) and left[place + 1].is_noun()
    following = left[place + 1].text if place + 1 < len(left) else ""
    if (
        (place and left[place - 1].text == "的")
        or following in ("、", "的", "等")
        or item.text in words_of()["modals"]
        or item.text in words_of()["measure_verbs"]
    ):
        return False
    if item.is_verb() or item.tag != "vn":
        return item.is_verb()
    before = islice(left, place)  # no slice: a clause may be long, and most of its words are no gerunds
    return all(other.tag == "d" or other.text in words_of()["measure_verbs"] for other in before)


def _opens_phrase(left: tuple[Item, ...], place: int) -> bool:
    """The verb stands in a phrase that ends in 的 further on (对全球经济增长的贡献率)."""
    return (
        place > 0 and any(item.tag == "p" for item in left[:place]) and any(item.text == "的" for item in left[place:])
    )


def last_verbs(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """The run of verbs at the end: the act whose object stands behind the number."""
    start = len(left)
    while start and (left[start - 1].is_verb() or left[start - 1].text == "或"):
        start -= 1
    return left[start:]


def is_change(own: tuple[Item, ...]) -> bool:
    """Whether the words only say how a number changed (比上年增长)."""
    return bool(own) and all(item.text in words_of()["measure_verbs"] or item.tag in ("p", "d") for item in own)


def is_comparison(own: tuple[Item, ...]) -> bool:
    """Whether the words only say how a number stands to another (高于全国, 比全省平均水平高)."""
    if len(own) < 2:
        return False
    compared = words_of()["compared"]
    inner = own[1:-1] if is_base(own[0]) else own[1:]
    opens = own[0].text in words_of()["comparisons"] or (is_base(own[0]) and own[-1].text in compared)
    acts = (place for place, item in enumerate(inner) if item.is_verb() and item.text not in compared)
    return opens and all(place + 1 < len(inner) and inner[place + 1].is_noun() for place in acts)  # 比修订预算减少


def is_base(item: Item) -> bool:
    """Whether the word opens what a number is compared with (比, 较上年)."""
    return item.text in ("比", "较") or (item.tag == "p" and item.text[0] in "比较")


def is_change_word(item: Item) -> bool:
    """Whether the word says that a number moved."""
    return item.text in words_of()["measure_verbs"] and item.is_verb()


def is_measure(item: Item) -> bool:
    """Whether a word names something that is measured (增速, 出口, 存款余额)."""
    return bool(_MEASURE.search(item.text))


_MEASURE = re.compile(
    "[率额量数值速价]$|[占同环]?比$(?<!同比)(?<!环比)|收入|支出|规模|余额|利润|水平|[出进]口$|投资$|存款|贷款"
)


def has_limiter(items: tuple[Item, ...]) -> bool:
    """Whether a word stands there that limits what is said (力争, 其中) and may not be lost."""
    return any(item.text in words_of()["limiters"] for item in items)


def without_connectives(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Without conjunctions and marks at the start."""
    start = 0
    while start < len(items) and (
        (items[start].text in words_of()["connectives"] and not _belongs(items[start:]))
        or (items[start].tag == MARK and items[start].text in "、，—")
    ):
        start += 1
    return items[start:]


def without_first(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """总值首次突破700亿元、增长5%: what was so for the first time is not said of the next number."""
    return items[:-1] if len(items) > 1 and items[-1].text in ("首次", "首度", "再次") else items


def _belongs(items: tuple[Item, ...]) -> bool:
    """每百元收入中的成本, 对日本出口: the word belongs to what the number is of."""
    following = items[1] if len(items) > 1 else None
    if following is None or items[0].text not in ("每", "对"):
        return False
    if items[0].text == "每":
        return following.tag in ("m", "mq")
    return any(item.text in _TRADE for item in items[2:7])


_TRADE = ("出口", "进口", "进出口", "投资", "贸易", "出口额", "进口额")


def without_tail(items: tuple[Item, ...], name: str) -> tuple[Item, ...]:
    """Without the words of a list at the end."""
    end = len(items)
    while end and (
        (items[end - 1].text in words_of()[name] and not (name == "copulas" and _ends_change(items[:end])))
        or (name == "measure_verbs" and items[end - 1].tag in ("p", "d"))
    ):
        end -= 1
    if 0 < end < len(items) and (items[end - 1].text, items[end].text) == ("高", "达"):
        end -= 1  # 增幅[高达]149%
    return items[:end]


def _ends_change(items: tuple[Item, ...]) -> bool:
    """由12%降[至]7%: the word that completes a verb of change stays with it."""
    return (
        len(items) > 1
        and items[-1].text in ("至", "到")
        and (items[-2].is_verb() or items[-2].text in words_of()["measure_verbs"])
    )


def without_lead(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Without adverbs, prepositions and particles at the start."""
    start = 0
    while start < len(items) - 1 and (
        (
            items[start].tag in ("d", "p", "c", "u", "uj", "ul")
            and items[start].text != "全部"
            and not _belongs(items[start:])
        )
        or items[start].text == "其中"
    ):
        start += 1
    return items[start:]


def without_bound(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """分 [6期]: a word that only holds the number."""
    return left[:-1] if left and left[-1].text in ("分", "以", "按") else left


def without_dimension(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """凿出一条长 [9400米] 的…: the dimension and its measure word go with the 的."""
    if not left or left[-1].text not in words_of()["dimensions"]:
        return left
    end = len(left) - 1
    while end and (left[end - 1].tag in ("m", "q", "mq") or left[end - 1].text.startswith("一")):
        end -= 1
    return left[:end]


def without_members(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """甲、乙、丙等5个点: the members named before the number go, their kind stands behind it."""
    if not left or left[-1].text != "等":
        return left
    verbs = [
        place
        for place, item in enumerate(left)
        if is_known_verb(item)
        and place + 1 < len(left)
        and left[place + 1].text != "的"
        and not _is_inside_name(left, left[place : place + 1])
    ]
    if verbs and not any(item.text == "、" for item in left[: verbs[0]]):
        return left[: verbs[0] + 1]
    return left[:1] if has_limiter(left[:1]) else ()


def without_listed(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """建成了一个中心、[12个站]: what the list names before goes, the verb stays."""
    if not left or left[-1].text not in ("、", "和", "及", "以及"):
        return left
    verb = max((place for place, item in enumerate(left) if is_known_verb(item)), default=None)
    named = left[:-1]
    if verb is None and left[-1].text in ("及", "以及") and all(item.is_noun() for item in named):
        return named[:-1]  # 甲公司总部及[千余名员工]: of whom, not what is listed beside it
    if verb is None or any(item.text == "的" for item in left[verb:]):
        return left
    return left[: verb + 1] + tuple(item for item in left[verb + 1 : verb + 2] if item.text == "了")


def without_base(phrase: tuple[Item, ...]) -> tuple[Item, ...]:
    """报销比例由50%提高到, 收入比2015年: the subject ends before what the change is measured from."""
    cut = next(
        (
            place
            for place, item in enumerate(phrase)
            if place
            and (
                item.tag == FIGURE
                or item.text in ("由", "从", "比", "较")
                or (item.tag == "p" and item.text[0] in "比较")
            )
        ),
        len(phrase),
    )
    return phrase[:cut]


def trimmed(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Without marks and coordinators at the ends, and without a quotation mark whose pair is not there."""
    start, end = 0, len(items)
    while end > start and (
        items[end - 1].text in ("的", "、", "，", "：", ":", "—", "·", "和", "及", "与", "（", "(")
        or items[end - 1].text.isspace()
    ):
        end -= 1
    while start < end and items[start].tag == MARK and not _is_closed(items[start:end]):
        start += 1
    return items[start:end]


_PAIRS = dict(zip("“‘《「『（(", "”’》」』）)", strict=True))


def _is_closed(items: tuple[Item, ...]) -> bool:
    closing = _PAIRS.get(items[0].text)
    return closing is not None and any(item.text == closing for item in items)
