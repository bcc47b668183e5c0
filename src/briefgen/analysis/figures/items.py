"""A sentence as a row of items: words with tags, its figures, and names in marks as one item each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from briefgen.analysis.language_data import language_data
from briefgen.analysis.text.segmenter import tagged_words
from briefgen.analysis.text.tagger_en import tag_words
from briefgen.content import Quantity
from briefgen.document import Language, Span

FIGURE, NAME, GLOSS, MARK, NOTE = "Q", "N", "P", "x", "note"  # tags of our own beside the segmenter's

_ENCLOSED = re.compile(
    r"“[^“”\n]{1,40}”(?:“[^“”\n]{1,40}”)*|《[^《》\n]{1,80}》|‘[^‘’\n]{1,40}’|「[^「」\n]{1,40}」|（[^（）\n]{1,40}）|\([^()\n]{1,40}\)"
)
_NOTE = re.compile(r"[\[［〔]\d{1,3}[\]］〕]|[①-⑳]")
_HAN = re.compile("[㐀-鿿]")
_DATE = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d$")
_CLAUSE_ENDS = "，；：。！？!?;:,\n"


class Item(NamedTuple):
    """A word, name, gloss or figure of a sentence, with its place in the document."""

    span: Span
    text: str
    tag: str
    quantity: Quantity | None = None

    def is_noun(self) -> bool:
        """Whether the item can stand in a noun phrase by itself."""
        return (
            self.tag == NAME
            or self.tag[:1] in ("n", "b", "j", "s", "z", "a", "l", "t", "i")
            or self.tag in ("vn", "an", "eng", "f", "r", "nrt")
        )

    def is_verb(self) -> bool:
        """Whether the item is a verb."""
        return self.tag in ("v", "vg", "vd")


@dataclass(frozen=True, slots=True)
class Clause:
    """The items of one clause, without the mark that ends it, and that mark."""

    items: tuple[Item, ...]
    end_mark: str

    @property
    def span(self) -> Span:
        """From the first item to the last."""
        return Span(self.items[0].span.start, self.items[-1].span.end)


@dataclass(frozen=True, slots=True)
class Binding:
    """The items that say what a figure counts, each tuple in the order of the source."""

    subject: tuple[Item, ...] = ()
    action: tuple[Item, ...] = ()
    what: tuple[Item, ...] = ()
    restates: bool = (
        False  # no number of its own weight: the one before in another measure, or what a change starts from
    )


def outside(items: Sequence[Item], scopes: Sequence[Span]) -> tuple[Item, ...]:
    """The items without the statements of time; a word that a statement cuts keeps what stands outside of it."""
    kept = []
    for item in items:
        cut = next((scope for scope in scopes if scope.overlaps(item.span)), None)
        if cut is None or item.tag == FIGURE:
            kept.append(item)
        elif cut.start <= item.span.start and cut.end < item.span.end:
            length = item.span.end - cut.end
            kept.append(Item(Span(cut.end, item.span.end), item.text[-length:], item.tag))
    return tuple(kept)


@lru_cache(maxsize=1)
def _corrections() -> dict[str, str]:
    data: dict[str, Any] = language_data(Language.CHINESE, "figures")["tags"]
    return {word: "n" if tag == "place" else tag for tag, words in data.items() for word in words}


def is_known_verb(item: Item) -> bool:
    """Whether the language's own list, not only the segmenter, calls the word a verb."""
    return _corrections().get(item.text) == "v"


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(language_data(Language.CHINESE, "figures")["tags"]["place"])


def is_place(item: Item) -> bool:
    """Whether the item names a place or a whole (全省, 我国, 贵州)."""
    return item.text in _places() or item.tag == "ns"


def read_clauses(text: str, sentence: Span, figures: Sequence[Quantity]) -> tuple[Clause, ...]:
    """The clauses of a sentence; `figures` are the headline quantities in it, in order."""
    clauses: list[Clause] = []
    items: list[Item] = []
    for item in _items(text, sentence, figures):
        if item.tag == MARK and item.text in _CLAUSE_ENDS:
            if item.text == "," and _DATE.search(text, max(sentence.start, item.span.start - 14), item.span.end + 5):
                continue  # December 31, 2004
            if items:
                clauses.append(Clause(tuple(items), item.text))
                items = []
        elif not item.text.isspace():
            items.append(item)
    if items:
        clauses.append(Clause(tuple(items), ""))
    return tuple(clauses)


def _items(text: str, sentence: Span, figures: Sequence[Quantity]) -> list[Item]:
    """The row of items. The text between fixed pieces is segmented by itself, so that no word runs into a number."""
    fixed = [Item(figure.span, figure.surface, FIGURE, figure) for figure in figures]
    for match in _ENCLOSED.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span())
        if not any(span.overlaps(item.span) for item in fixed):
            fixed.append(Item(span, match.group(), GLOSS if match.group()[0] in "（(" else NAME))
    if _HAN.search(text, sentence.start, sentence.end):  # a note's mark is no word of what is told
        notes = (Span(*match.span()) for match in _NOTE.finditer(text, sentence.start, sentence.end))
        fixed += [Item(span, "", NOTE) for span in notes if not any(span.overlaps(item.span) for item in fixed)]
    items: list[Item] = []
    position = sentence.start
    for piece in sorted(fixed):
        items.extend(_words(text, position, piece.span.start))
        if piece.tag != NOTE:
            items.append(piece)
        position = piece.span.end
    items.extend(_words(text, position, sentence.end))
    return _with_english_tags(items)


def _with_english_tags(items: list[Item]) -> list[Item]:
    """The words of an English sentence with their parts of speech; marks, names and figures keep their tags."""
    if not any(item.tag == "eng" for item in items) or any(item.tag not in _OF_ENGLISH for item in items):
        return items
    places = [place for place, item in enumerate(items) if not item.text.isspace()]
    words = ["1" if items[place].tag == FIGURE else items[place].text for place in places]
    for place, tag in zip(places, tag_words(words), strict=True):
        if items[place].tag == "eng":
            items[place] = items[place]._replace(tag=tag)
    return items


_OF_ENGLISH = frozenset({"eng", MARK, FIGURE, NAME, GLOSS})


def _words(text: str, start: int, end: int) -> list[Item]:
    """The words between two fixed pieces; what the language lists as whole is one word, the rest is segmented."""
    items: list[Item] = []
    position = start
    for match in _whole().finditer(text, start, end):
        items.extend(_segmented(text, position, match.start()))
        items.append(
            Item(Span(*match.span()), match.group(), {"base": "p", "per": "d"}.get(match.lastgroup or "", "n"))
        )
        position = match.end()
    items.extend(_segmented(text, position, end))
    return items


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    data: dict[str, Any] = language_data(Language.CHINESE, "figures")["whole"]
    nouns = "|".join(sorted(data["n"], key=len, reverse=True))
    pattern = f"(?P<base>{data['base']})|{data['measures']}|{nouns}|(?P<per>{data['per']})"
    first = "".join(sorted(set(re.findall("(?<![㐀-鿿])[㐀-鿿]", pattern))))  # a quick no where none of these stands
    return re.compile(f"(?=[{first}])(?:{pattern})")


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    words: list[str] = language_data(Language.CHINESE, "figures")["words"]["measure_verbs"]
    return frozenset(word for word in words if len(word) == 2)


def _cut(word: str, tag: str) -> list[tuple[str, str]]:  # noqa: PLR0911  (one reason a line)
    """A word as the segmenter gives it, cut where it joined two: 培养教育, 价格上涨, 率控制."""
    corrections = _corrections()
    if word in corrections:
        return [(word, corrections[word])]
    if len(word) == 4 and corrections.get(word[:2]) == "v":
        return [(word[:2], "v"), (word[2:], "n")]
    if len(word) == 4 and word[2:] == "居民":  # 城镇和农村居民
        return [(word[:2], "n"), (word[2:], "n")]
    if len(word) == 2 and word[0] in "数率量额" and word[1] in "为达超近约":
        return [(word[0], "n"), (word[1], "v")]
    if len(word) == 4 and word[0] == "第" and word[2:] == "产业":  # 第二、第三产业
        return [(word[:2], "m"), (word[2:], "n")]
    if word[0] == "占" and len(word) > 2 and tag[:1] in "ns":  # 占全疆装机
        return [("占", "v"), (word[1:], "ns")]
    if word == "之":  # 去年同期之3亿元: as 的
        return [("的", "uj")]
    if len(word) > 2 and word[-2:] in _endings() and word not in _endings():
        return [(word[:-2], "n"), (word[-2:], "v")]
    return [(word, tag)]


def _segmented(text: str, start: int, end: int) -> list[Item]:
    if start >= end:
        return []
    items: list[Item] = []
    for word, tag in _tagged(text[start:end]):
        for piece, piece_tag in _cut(word, tag):
            items.append(Item(Span(start, start + len(piece)), piece, piece_tag))
            start += len(piece)
    return items


def _tagged(text: str) -> Sequence[tuple[str, str]]:
    """Chinese needs a segmenter; a text of Latin letters is cut at its spaces and marks."""
    if any("㐀" <= character <= "鿿" for character in text):
        return tagged_words(text)
    return [(word, "eng" if word[0].isalnum() else "x") for word in _ENGLISH_WORD.findall(text)]


# An abbreviation keeps its stop: Harbour Inc. [fell].
_ENGLISH_WORD = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Jr|Sr|St|Gov|Sen|Rep|Gen)\.(?=[ ,])|[^\W_]+(?:['’.&-][^\W_]+)*|\s+|."
)
