"""What a figure of a Chinese sentence counts: its subject, the action, and the line a card shows, by deletion only.

The line below a number is its clause without the number: what is shared by several numbers of a clause stays with each,
what belongs to another number goes. Then only what is safe to drop goes, and only as far as the line is too long.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from briefgen.analysis.figure_items import FIGURE, GLOSS, MARK, NAME, Clause, Item, is_known_verb, is_place
from briefgen.analysis.language_data import language_data
from briefgen.content import QuantityKind
from briefgen.document import Language, Span

CARD_LENGTH = 19  # characters that the line below a number may have before it is shortened

_COORDINATORS = ("、", "和", "及", "以及", "与", "，")


@dataclass(frozen=True, slots=True)
class Binding:
    """The items that say what a figure counts, each tuple in the order of the source."""

    subject: tuple[Item, ...] = ()
    action: tuple[Item, ...] = ()
    what: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parts:
    """The words of a clause as one figure has them: shared or own words before it, own words behind it."""

    left: tuple[Item, ...]
    right: tuple[Item, ...]
    follows: bool  # the counted thing stands behind the number
    whole: tuple[Item, ...] = ()  # the statement with its numbers, where no shorter line would be true


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    data: dict[str, Any] = language_data(Language.CHINESE, "figures")
    return {name: frozenset(words) for name, words in data["words"].items()}


def bind(clauses: Sequence[Clause], scopes: Sequence[Span]) -> dict[Span, Binding]:
    """The binding of every figure of a sentence, by its span. `scopes` are statements of time, which stand apart."""
    bindings: dict[Span, Binding] = {}
    previous: Binding | None = None
    for index, clause in enumerate(clauses):
        items = tuple(item for item in clause.items if item.tag == FIGURE or not any(scope.contains(item.span) or _is_stub(item, scope) for scope in scopes))
        figures = [place for place, item in enumerate(items) if item.tag == FIGURE]
        if not figures and index and clauses[index - 1].end_mark in "；;":
            previous = None
        earlier = clauses[index - 1] if index else None
        for order in range(len(figures)):
            parts = replace(_parts(items, figures, order), whole=_inseparable(items, figures, order))
            binding = _bind_one(parts, items[figures[order]], earlier, previous)
            if not binding.subject:
                binding = replace(binding, subject=binding.what)
            bindings[items[figures[order]].span] = binding
            previous = binding if binding.subject else previous
        if clause.end_mark in "；;":
            previous = None
    return bindings


def _is_stub(item: Item, scope: Span) -> bool:
    """A preposition that only opened the scope (在…期间)."""
    return item.text in ("在", "于", "自", "从", "到") and item.span.end == scope.start


def _parts(items: Sequence[Item], figures: Sequence[int], order: int) -> _Parts:
    place = figures[order]
    left_edge = figures[order - 1] + 1 if order else 0
    right_edge = figures[order + 1] if order + 1 < len(figures) else len(items)
    own_left, own_right = tuple(items[left_edge:place]), tuple(items[place + 1 : right_edge])
    more = order + 1 < len(figures)
    follows = _counted_thing_follows(own_left, own_right, items[place], more)
    if more:
        own_right = _before_next(own_right, follows)
    follows = follows and bool(own_right)
    if follows and (order or more):
        shared_predicate = _shared_predicate(items, figures, order)
        subject = _noun_phrase(own_right)
        if shared_predicate and len(subject) in (len(own_right), len(own_right)) or shared_predicate and order:
            own_right = subject + shared_predicate
    if not order:
        return _Parts(own_left, own_right if follows or not more else (), follows)
    coordinated = _after_previous(tuple(items[left_edge:place]), _follows_at(items, figures, order - 1))
    if coordinated is None:  # one statement with several numbers: keep all that stands before
        return _Parts(tuple(items[:place]), own_right, follows)
    shared = _shared_words(items, figures, coordinated, follows)
    return _Parts(shared + coordinated, own_right, follows)


def _inseparable(items: Sequence[Item], figures: Sequence[int], order: int) -> tuple[Item, ...]:
    """从A增加到B, 分别减少A和B, 按不低于A的幅度压减: what would be false or no sentence without its numbers."""
    place = figures[order]
    before = "".join(item.text for item in items[:place])
    if order + 1 < len(figures):
        gap = "".join(item.text for item in items[place + 1 : figures[order + 1]])
        if _clause_patterns()["from_to"].search(gap):
            return tuple(items[: figures[order + 1] + 1])
    if "分别" in before and len(figures) > 1:
        return tuple(items)
    behind = items[place + 1].text if place + 1 < len(items) else ""
    if behind == "的" and place and (items[place - 1].tag == "p" or items[place - 1].text in ("按", "以", "按照")):
        return tuple(items)
    return ()


@lru_cache(maxsize=1)
def _clause_patterns() -> dict[str, re.Pattern[str]]:
    data: dict[str, str] = language_data(Language.CHINESE, "figures")["clause"]
    return {name: re.compile(pattern) for name, pattern in data.items()}


def _follows_at(items: Sequence[Item], figures: Sequence[int], order: int) -> bool:
    left_edge = figures[order - 1] + 1 if order else 0
    right_edge = figures[order + 1] if order + 1 < len(figures) else len(items)
    left, right = tuple(items[left_edge : figures[order]]), tuple(items[figures[order] + 1 : right_edge])
    return _counted_thing_follows(left, right, items[figures[order]], order + 1 < len(figures))


def _counted_thing_follows(left: tuple[Item, ...], right: tuple[Item, ...], figure: Item, more: bool) -> bool:
    if not right or figure.quantity is None or right[0].text in _COORDINATORS:
        return False
    first = right[0]
    if first.text == "的":
        return len(right) > 1
    before = [item for item in left if item.tag not in (MARK, GLOSS) or item.text == "、"]
    last = before[-1] if before else None
    counts = figure.quantity.kind is QuantityKind.COUNT
    if last is not None and last.text == "的":  # 市政府的26万元拨款
        return first.is_noun() or first.is_verb()
    if last is not None and _binds(last):
        tied = more and not any(item.text in _COORDINATORS for item in right)
        return counts and first.is_noun() and not tied and not _is_counted(before)
    if first.is_noun():
        return counts or first.tag not in ("f", "l", "i", "a")
    if not (first.is_verb() or first.tag in ("m", "d")) or len(right) == 1:
        return False
    whole = figure.quantity.unit in _words()["whole_units"] and (last is None or last.is_verb())
    return counts and not whole and (right[1].is_noun() or last is not None)


def _binds(item: Item) -> bool:
    """Whether a word right before the number can be what it counts: a noun that is no place, time or modifier."""
    return item.is_noun() and not is_place(item) and item.tag not in ("r", "f", "t", "a", "b", "l")


def _is_counted(before: list[Item]) -> bool:
    """Whether a verb and its object stand before the number, so that nothing more is expected behind it."""
    verbs = [place for place, item in enumerate(before) if item.is_verb() and item.text not in _words()["measure_verbs"]]
    return bool(verbs) and verbs[-1] < len(before) - 1 and before[verbs[-1] + 1].text != "的"


def _before_next(gap: tuple[Item, ...], follows: bool) -> tuple[Item, ...]:
    """The words between two numbers that belong to the first."""
    if gap and gap[-1].text in _COORDINATORS:
        return gap[:-1]
    if gap and gap[0].text in _COORDINATORS:
        return ()
    if follows:
        cut = next((i for i in range(len(gap) - 1, 0, -1) if gap[i].text == "、"), None)
        if cut is not None:
            return gap[:cut]
        return _noun_phrase(gap) or gap[:1]
    return ()


def _after_previous(gap: tuple[Item, ...], previous_follows: bool) -> tuple[Item, ...] | None:
    """The words between two numbers that belong to the second, None where they tie both numbers together."""
    if not gap:
        return ()
    if gap[-1].text in _COORDINATORS:
        return ()
    if gap[0].text in _COORDINATORS:
        return gap[1:]
    if previous_follows:
        cut = next((i for i in range(len(gap) - 1, 0, -1) if gap[i].text == "、"), None)
        if cut is not None:
            return gap[cut + 1 :]
    return None


def _shared_words(items: Sequence[Item], figures: Sequence[int], own: tuple[Item, ...], follows: bool) -> tuple[Item, ...]:
    """Words before the first number of a row that hold for this one too: its verb, with what stands before the verb."""
    head = tuple(items[: figures[0]])
    if follows and not own and _follows_at(items, figures, 0):
        return head
    if own and _is_change(own):
        return _without_tail(head, "measure_verbs")
    if own and not any(item.is_verb() for item in own):
        verbs = [place for place, item in enumerate(head) if item.is_verb() and not _is_light_position(head, place)]
        if verbs and verbs[0] == 0:
            end = 1
            while end < len(head) and (head[end].is_verb() or head[end].text in ("或", "和")):
                end += 1
            return head[:end] if end < len(head) else ()
    return ()


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
    predicate = last[len(_noun_phrase(last)) :]
    names = [item for item in predicate if item.tag == NAME]
    if len(row) < 2 or len(names) != len(row) or any(item.text in ("、", "和") for item in predicate if item.span.end < names[0].span.start):
        return predicate if len(row) > 1 and not names else ()
    own = names[row.index(order)]
    return tuple(item for item in predicate if item.span.end <= names[0].span.start) + (own,)


def _joined(items: Sequence[Item], figures: Sequence[int], order: int) -> bool:
    """Whether only a noun phrase and a 、 or 和 stand between a number and the next."""
    gap = tuple(items[figures[order] + 1 : figures[order + 1]])
    return len(gap) > 1 and gap[-1].text in _COORDINATORS and len(_noun_phrase(gap[:-1])) == len(gap) - 1


def _is_change(own: tuple[Item, ...]) -> bool:
    return bool(own) and all(item.text in _words()["measure_verbs"] or item.tag in ("p", "d") for item in own)


def _bind_one(parts: _Parts, figure: Item, earlier: Clause | None, previous: Binding | None) -> Binding:
    left = _without_connectives(parts.left)
    if _opens_part(earlier):
        left = earlier.items + left if earlier else left
    binding = _bind_following(left, parts.right, figure) if parts.follows else _bind_preceding(left, parts.right, earlier, previous)
    return replace(binding, what=_without_connectives(parts.whole)) if parts.whole else binding


def _opens_part(earlier: Clause | None) -> bool:
    return earlier is not None and len(earlier.items) == 1 and earlier.items[0].text == "其中"


def _bind_following(left: tuple[Item, ...], right: tuple[Item, ...], figure: Item) -> Binding:
    """190.3万名党员全员轮训: what is counted stands behind the number."""
    if right[0].text == "的":
        right = right[1:]
        left = _without_dimension(left)
    if right[0].is_verb() and figure.quantity is not None and figure.quantity.unit in _words()["event_units"] and len(right) > 1:
        return Binding(right[1:], right[:1], _shorten(_without_bound(left), right, ()))  # 分6期举办轮训班
    subject = _noun_phrase(right) or _up_to_preposition(right)
    predicate = right[len(subject) :]
    action = _last_verbs(left) or _main_verbs(left) or tuple(item for item in predicate if item.is_verb())[:1]
    predicate = _without_other_subject(predicate)
    if left and left[-1].text in _words()["light_verbs"] and not _has_limiter(left):
        left = ()
    left = _without_members(_without_bound(left))
    return Binding(subject, action, _shorten(left, subject, _trimmed(predicate)))


def _up_to_preposition(right: tuple[Item, ...]) -> tuple[Item, ...]:
    end = next((place for place, item in enumerate(right) if place and (item.tag == "p" or item.text in ("到", "在", "赴", "向"))), 2)
    return right[:end]


def _without_other_subject(predicate: tuple[Item, ...]) -> tuple[Item, ...]:
    """20个团和[一大批人才]正帮扶…: a second subject goes, since the number is not of it."""
    if len(predicate) < 2 or predicate[0].text not in ("和", "与", "及", "以及", "、") or predicate[1].tag not in ("m", "mq"):
        return predicate
    return predicate[1 + len(_noun_phrase(predicate[1:])) :]


def _without_members(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """甲、乙、丙等5个点: the members named before the number go, their kind stands behind it."""
    if not left or left[-1].text != "等":
        return left
    verbs = [place for place, item in enumerate(left) if is_known_verb(item) and place + 1 < len(left) and left[place + 1].text != "的"]
    return left[: verbs[0] + 1] if verbs and not any(item.text == "、" for item in left[: verbs[0]]) else ()


def _without_bound(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """分 [6期]: a word that only holds the number."""
    return left[:-1] if left and left[-1].text in ("分", "以", "按") else left


def _bind_preceding(left: tuple[Item, ...], right: tuple[Item, ...], earlier: Clause | None, previous: Binding | None) -> Binding:
    """培训基层干部45万人次: what is counted stands before the number."""
    if not left and right and right[0].tag != MARK and right[0].text not in _COORDINATORS:
        return Binding((), tuple(item for item in right[:1] if item.is_verb()), _trimmed(right))  # 5700多万人受益
    if not left or _is_change(left):
        inherited = previous.subject if previous else _topic(earlier)
        tail = _without_tail(left, "copulas")
        if not inherited:
            return Binding((), tail, tail + right)
        return Binding(inherited, tail, inherited + tail)
    kept = _trimmed(_without_bound(_without_tail(left, "copulas")))
    phrase = _without_tail(kept, "measure_verbs")
    verbs = _main_verbs(kept)
    if len(phrase) < len(left):  # 报销比例达…, 利润增长…: what stands before the measure verb is the subject
        verbs = phrase[:1] if len(phrase) > 1 and is_known_verb(phrase[0]) and phrase[1].is_noun() else ()
    if verbs:
        subject = tuple(item for item in phrase if item.span.start >= verbs[-1].span.end)
    else:
        subject, verbs = _without_base(phrase), kept[len(phrase) :]
    subject = _without_lead(subject)
    follow = right if right and not right[0].tag == MARK and (right[0].is_verb() or right[0].tag in ("d", "p")) else ()
    return Binding(subject or kept, verbs, _shorten(kept, (), _trimmed(follow)))


def _without_base(phrase: tuple[Item, ...]) -> tuple[Item, ...]:
    """报销比例由50%提高到: the subject ends before the number that the change starts from."""
    cut = next((place for place, item in enumerate(phrase) if place and (item.tag == FIGURE or item.text in ("由", "从"))), len(phrase))
    return phrase[:cut]


def _topic(earlier: Clause | None) -> tuple[Item, ...]:
    """The clause before, where it is only a noun phrase that the number speaks of."""
    if earlier is None or any(item.tag == FIGURE or item.is_verb() for item in earlier.items) or earlier.end_mark in "；;":
        return ()
    return tuple(earlier.items)


def _main_verbs(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """The first run of verbs with an object behind it."""
    for place in range(len(left)):
        if not _is_action(left, place):
            continue
        end = place + 1
        while end < len(left) and (_is_action(left, end) or left[end].text == "或"):
            end += 1
        if end < len(left) and (left[end].is_noun() or left[end].is_verb() or left[end].tag in (GLOSS, "m", "p")) and not _opens_phrase(left, place):
            return left[place:end]
    return ()


def _is_action(left: tuple[Item, ...], place: int) -> bool:
    item = left[place]
    following = left[place + 1].text if place + 1 < len(left) else ""
    if following in ("、", "的", "等") or item.text in _words()["measure_verbs"]:
        return False
    opening = all(other.tag == "d" or other.text in _words()["measure_verbs"] for other in left[:place])
    return item.is_verb() or item.tag == "vn" and opening


def _last_verbs(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """The run of verbs at the end: the act whose object stands behind the number."""
    start = len(left)
    while start and (left[start - 1].is_verb() or left[start - 1].text == "或"):
        start -= 1
    return left[start:]


def _opens_phrase(left: tuple[Item, ...], place: int) -> bool:
    """The verb stands in a phrase that ends in 的 further on (对全球经济增长的贡献率)."""
    return place > 0 and any(item.tag == "p" for item in left[:place]) and any(item.text == "的" for item in left[place:])


def _noun_phrase(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The longest noun phrase at the start: nouns with their modifiers, lists and names, up to the verb."""
    end = seen = 0
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        if item.tag in (NAME, GLOSS) or item.is_noun():
            seen += item.tag not in ("f", "b", "a")
        elif item.tag == "m":
            pass
        elif item.text in ("、", "和", "及", "与", "以及", "等", "的", "或"):
            if following is None or not (following.is_noun() or following.text == "等" or _opens_noun(items, place + 1)):
                if item.text != "等":
                    break
        elif item.is_verb() and following is not None and following.is_noun() and not seen:
            pass  # a verb that opens the phrase modifies its noun
        elif place and items[place - 1].text in ("和", "、", "或", "与", "及") and _opens_noun(items, place):
            pass
        else:
            break
        end = place + 1
    return items[:end]


def _opens_noun(items: tuple[Item, ...], place: int) -> bool:
    """A verb in a row of nouns: it modifies the noun behind it, or is itself a member (教育、医疗)."""
    if not items[place].is_verb():
        return False
    following = items[place + 1] if place + 1 < len(items) else None
    return following is not None and (following.is_noun() or following.text in ("、", "等", "和"))


def _without_connectives(items: tuple[Item, ...]) -> tuple[Item, ...]:
    start = 0
    while start < len(items) and (items[start].text in _words()["connectives"] or items[start].tag == MARK and items[start].text in "、，—"):
        start += 1
    return items[start:]


def _without_tail(items: tuple[Item, ...], name: str) -> tuple[Item, ...]:
    end = len(items)
    while end and (items[end - 1].text in _words()[name] or (name == "measure_verbs" and items[end - 1].tag in ("p", "d"))):
        end -= 1
    return items[:end]


def _without_lead(items: tuple[Item, ...]) -> tuple[Item, ...]:
    start = 0
    while start < len(items) - 1 and (items[start].tag in ("d", "p", "c", "u", "uj", "ul") or items[start].text == "其中"):
        start += 1
    return items[start:]


def _without_dimension(left: tuple[Item, ...]) -> tuple[Item, ...]:
    """凿出一条长 [9400米] 的…: the dimension and its measure word go with the 的."""
    if not left or left[-1].text not in _words()["dimensions"]:
        return left
    end = len(left) - 1
    while end and (left[end - 1].tag in ("m", "q", "mq") or left[end - 1].text.startswith("一")):
        end -= 1
    return left[:end]


def _trimmed(items: tuple[Item, ...]) -> tuple[Item, ...]:
    start, end = 0, len(items)
    while end > start and (items[end - 1].text in ("的", "、", "，", "：", ":", "—", "·", "和", "及", "与", "（", "(") or items[end - 1].text.isspace()):
        end -= 1
    while start < end and items[start].tag == MARK and items[start].text not in "“‘《「『（(":
        start += 1
    return items[start:end]


def _has_limiter(items: tuple[Item, ...]) -> bool:
    return any(item.text in _words()["limiters"] for item in items)


def _length(*parts: Sequence[Item]) -> int:
    return sum(len(item.text) for part in parts for item in part)


def _shorten(left: tuple[Item, ...], subject: tuple[Item, ...], predicate: tuple[Item, ...]) -> tuple[Item, ...]:
    """The line, shortened step by step only while it is too long for a card."""
    for step in (_drop_list_of_places, _drop_open_list, _drop_setting, _drop_trailing_phrase, _drop_adverbs, _drop_leading_place, _drop_long_predicate):
        if _length(left, subject, predicate) <= CARD_LENGTH:
            break
        left, subject, predicate = step(left, subject, predicate)
    return left + subject + predicate


_Line = tuple[tuple[Item, ...], tuple[Item, ...], tuple[Item, ...]]


def _drop_list_of_places(left: tuple[Item, ...], subject: tuple[Item, ...], predicate: tuple[Item, ...]) -> _Line:
    """干部到A、B、C等挂职锻炼: the phrase goes whole where the act that it places stays."""
    if not predicate or predicate[0].text not in ("到", "赴", "在", "向", "深入", "前往"):
        return left, subject, predicate
    cut = max((place for place, item in enumerate(predicate) if item.text == "等"), default=-1)
    rest = predicate[cut + 1 :]
    if cut < 0 or not rest or not (rest[0].is_verb() or rest[0].tag in ("l", "vn")):
        return left, subject, predicate
    return left, subject, rest


def _drop_open_list(left: tuple[Item, ...], subject: tuple[Item, ...], predicate: tuple[Item, ...]) -> _Line:
    """建设A、B、C等各类平台: examples before 等 go, their kind stays."""
    for part in (left, subject):
        cut = max((place for place, item in enumerate(part) if item.text == "等"), default=-1)
        if cut < 0 or cut + 1 >= len(part) or not any(item.text == "、" for item in part[:cut]):
            continue
        verbs = _main_verbs(part) if part is left else ()
        start = part.index(verbs[-1]) + 1 if verbs and verbs[-1] in part[:cut] else (0 if part is subject else -1)
        if start < 0:
            continue
        kept = part[:start] + part[cut + 1 :]
        return (kept, subject, predicate) if part is left else (left, kept, predicate)
    return left, subject, predicate


def _drop_setting(left: tuple[Item, ...], subject: tuple[Item, ...], predicate: tuple[Item, ...]) -> _Line:
    """在…中, 通过…: a phrase at the start of the clause that ends in a place word."""
    if left and left[0].text in ("在", "通过", "按照", "围绕", "依托", "针对") and not _has_limiter(left[:1]):
        cut = next((place for place, item in enumerate(left) if item.tag == "f" and item.text in ("中", "上", "下", "内")), None)
        if cut is not None and cut + 1 < len(left):
            return left[cut + 1 :], subject, predicate
    return left, subject, predicate


def _drop_adverbs(left: tuple[Item, ...], subject: tuple[Item, ...], predicate: tuple[Item, ...]) -> _Line:
    return tuple(item for item in left if item.text not in _words()["droppable"]), subject, predicate


def _drop_leading_place(left: tuple[Item, ...], subject: tuple[Item, ...], predicate: tuple[Item, ...]) -> _Line:
    """我省完成…, 全省…: the place goes to the line of scopes."""
    start = 0
    while start < len(left) and is_place(left[start]):
        start += 1
    if start and start < len(left) and left[start].text not in ("的", "、", "和"):
        return left[start:], subject, predicate
    return left, subject, predicate


def _drop_trailing_phrase(left: tuple[Item, ...], subject: tuple[Item, ...], predicate: tuple[Item, ...]) -> _Line:
    """选派…[在希望的田野上接续奋斗]: where the verb stands before the number, a phrase of place or manner behind it may go."""
    if _main_verbs(left + subject[:1]) and predicate and predicate[0].text in ("在", "到", "为", "向", "赴", "以", "对", "深入"):
        return left, subject, ()
    return left, subject, predicate


def _drop_long_predicate(left: tuple[Item, ...], subject: tuple[Item, ...], predicate: tuple[Item, ...]) -> _Line:
    """A predicate that alone would fill two lines: the counted thing says enough."""
    if subject and _length(predicate) > CARD_LENGTH:
        return left, subject, ()
    return left, subject, predicate
