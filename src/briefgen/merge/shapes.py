"""Which shape of one slide is which of another: by name, by placeholder, by text, by place; rows by what they say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from briefgen.merge.drawing import Box, Shape
from briefgen.merge.likeness import likeness, pair_up
from briefgen.merge.slides import Slide

Pairs = dict[int, Shape]
"""Shapes of the other slide by the `id()` of those of the first."""

_ALIKE = 0.5
_LEAST_TEXT = 4


def match_by_name(base: Slide, mine: Slide) -> Pairs:
    """The shapes of a slide as generated to those that a person's file holds in their place."""
    pairs: Pairs = {}
    taken: set[int] = set()
    shapes, others = list(base.all()), list(mine.all())
    by_name: dict[str, list[Shape]] = {}
    for other in others:
        by_name.setdefault(other.name, []).append(other)

    def join(shape: Shape, other: Shape) -> None:
        pairs[id(shape)] = other
        taken.add(id(other))

    for shape in shapes:
        found = [o for o in by_name.get(shape.name, ()) if id(o) not in taken and o.node.tag == shape.node.tag]
        if found and shape.name:
            join(shape, found[0])
    tests: tuple[Callable[[Shape, Shape], bool], ...] = (
        lambda one, two: one.placeholder == two.placeholder and _same_text(one, two),
        lambda one, two: _kind(one) == _kind(two) and _kind(one) in ("title", "ctrTitle", "subTitle", "sldNum", "ftr"),
        lambda one, two: _kind(one) == _kind(two) != "" and _same_text(one, two),
        lambda one, two: _kind(one) != "" and _kind(two) != "" and likeness(one.text, two.text) >= _ALIKE,
        lambda one, two: _kind(one) != "" and _kind(two) != "" and _near(base.box_of(one), mine.box_of(two)),
        lambda one, two: not _is_named(two) and _same_text(one, two) and bool(one.text),
        lambda one, two: not _is_named(two) and likeness(one.text, two.text) >= _ALIKE and bool(one.text),
    )
    for test in tests:
        for shape in shapes:
            if id(shape) in pairs or shape.is_group:
                continue
            for other in others:
                free = id(other) not in taken and other.node.tag == shape.node.tag and not _is_named(other)
                if free and test(shape, other):
                    join(shape, other)
                    break
    return pairs


def match_by_content(base: Slide, new: Slide) -> Pairs:
    """The shapes of two editions of a slide: single ones by name, copies of a row by what they say."""
    pairs: Pairs = {}
    _Level(base.prefix, new.prefix, pairs).match(base.shapes, new.shapes)
    return pairs


def match_leftover(base: Sequence[Shape], new: Sequence[Shape]) -> Pairs:
    """Rows or boxes that stand on another slide in the new edition: by what they say."""
    pairs: Pairs = {}
    found = pair_up([shape.text for shape in base], [shape.text for shape in new], least=0.6)
    for one, other in found.items():
        if len(base[one].text) >= _LEAST_TEXT:
            pairs[id(base[one])] = new[other]
            _match_last_words(base[one].children, new[other].children, pairs)
    return pairs


def _match_last_words(base: Sequence[Shape], new: Sequence[Shape], pairs: Pairs) -> None:
    """The pieces of two rows by the last word of their names."""
    by_word = {shape.stem.rpartition("_")[2]: shape for shape in new}
    for shape in base:
        other = by_word.get(shape.stem.rpartition("_")[2])
        if other is not None:
            pairs[id(shape)] = other
            _match_last_words(shape.children, other.children, pairs)


@dataclass(frozen=True, slots=True)
class _Level:
    """Matches shapes that stand in the same group; `before` and `after` begin the names on the two slides."""

    before: str
    after: str
    pairs: Pairs

    def match(self, base: Sequence[Shape], new: Sequence[Shape]) -> None:
        left, right = _families(base, self.before), _families(new, self.after)
        for stem in [stem for stem in left if stem in right]:
            old, fresh = left.pop(stem), right.pop(stem)
            if any(child.children for shape in old for child in shape.children):
                # Rows of cards: a card may move to another row, so cards are matched over all rows.
                for one, other in zip(old, fresh, strict=False):
                    self.pairs[id(one)] = other
                self.match(_children(old), _children(fresh))
                continue
            for one, other in _align(old, fresh):
                self._join(one, other)
        rest, others = list(chain(*left.values())), list(chain(*right.values()))
        for at, place in pair_up([shape.text for shape in rest], [shape.text for shape in others]).items():
            self._join(rest[at], others[place])

    def _join(self, one: Shape, other: Shape) -> None:
        self.pairs[id(one)] = other
        self.match(one.children, other.children)


def _families(shapes: Sequence[Shape], prefix: str) -> dict[str, list[Shape]]:
    families: dict[str, list[Shape]] = {}
    for shape in shapes:
        families.setdefault(shape.stem.removeprefix(prefix), []).append(shape)
    return families


def _children(shapes: Sequence[Shape]) -> list[Shape]:
    return [child for shape in shapes for child in shape.children]


def _align(old: Sequence[Shape], fresh: Sequence[Shape]) -> list[tuple[Shape, Shape]]:
    if len(old) == 1 and len(fresh) == 1:
        return [(old[0], fresh[0])]
    found = pair_up([shape.text for shape in old], [shape.text for shape in fresh])
    joined = [(old[one], fresh[other]) for one, other in found.items()]
    free = [shape for place, shape in enumerate(old) if place not in found]
    open_ = [shape for place, shape in enumerate(fresh) if place not in set(found.values())]
    by_name = {shape.name: shape for shape in open_}
    for shape in free:
        other = by_name.get(shape.name)
        if other is not None:
            joined.append((shape, other))
    return joined


def _kind(shape: Shape) -> str:
    return shape.placeholder[0] if shape.placeholder else ""


def _is_named(shape: Shape) -> bool:
    return shape.name.startswith("bg_")


def _same_text(one: Shape, two: Shape) -> bool:
    return one.texts == two.texts


def _near(one: Box | None, two: Box | None) -> bool:
    if one is None or two is None:
        return False
    return abs(one[0] - two[0]) + abs(one[1] - two[1]) < 200_000
