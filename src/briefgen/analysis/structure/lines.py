"""The lines of a document as facts that need no judgement: width, numbering, final mark, casing, what they match.

Widths are in wide characters: a Han character is 1, a Latin one 0.45, so that one scale serves both languages.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.document import BlockKind, Document, Language

LONGEST_HEADING = 72.0  # wide characters; wider lines are never judged
BODY_WIDTH = 40.0  # from here on a line is body whatever it ends with
_SENTENCE_WIDTH = 18.0  # a shorter line with a full stop may still be a heading
_NARROW = 0.45
_RANKED = ("chapter", "part", "ideographic", "bracketed", "roman")  # a short sentence so numbered is no body
_LEAST_WRAPPED = 12  # lines from which on a common width tells of hard wraps
_NARROWEST_MARGIN = 14.0
_FULL = 0.85  # of the margin
_CLOSERS = "”’」』）)】》\"' 　*_¶#"
_STOPS = {"。": "stop", "．": "stop", ".": "stop", "｡": "stop"}
_MARKS = {
    **_STOPS, "！": "call", "!": "call", "？": "question", "?": "question", "：": "colon", ":": "colon",
    "，": "pause", ",": "pause", "、": "pause", "；": "semicolon", ";": "semicolon", "…": "dots",
}  # fmt: skip
_INNER = re.compile(r"[。！？；](?=.)|[.!?;](?=\s+[A-Z“\"(\[])")
_DECORATION = re.compile(
    r"^(?:\*\*.+\*\*|__.+__|【.+】|\[.+\]|[/／|｜★☆◆◇■□●○▶►※#＃✦✨🌟]\s*.+|[“\"「].+[”\"」]|<.+>|《.+》)$"
)
_SETEXT = re.compile(r"^(?:={3,}|-{3,}|_{3,}|\*{3,}|~{3,}|—{3,}|━{3,})$")
_LIST_MARK = re.compile(r"^[-•·●◆■▪◦✓√➢➤]\s*\S|^\*\s")
_BRACKETED = re.compile(r"^[（(][^（）()]+[）)][。.]?$")
_NUMBERED = (BlockKind.HEADING, BlockKind.LIST_ITEM)
_DIGITS = re.compile(r"\d")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S+\.\w|\.(?:com|org|gov|cn)\b")
_VALUE = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The compiled cues of one language."""

    numbering: tuple[tuple[str, re.Pattern[str]], ...]
    counting: tuple[tuple[str, re.Pattern[str]], ...]
    patterns: dict[str, re.Pattern[str]]
    wording: tuple[tuple[str, re.Pattern[str]], ...]
    chinese: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. `free` says that the structure step may judge it, `notes` which cues of the language it matches."""

    index: int
    text: str
    width: float
    final: str
    style: str
    number: int
    words: str
    notes: frozenset[str]
    free: bool

    @property
    def is_body(self) -> bool:
        """Whether it reads as running text: long, or a sentence of some length that ends as one."""
        return self.width >= BODY_WIDTH or (
            self.final in ("stop", "call", "question", "semicolon") and self.width >= 18
        )

    @property
    def is_candidate(self) -> bool:
        """Whether it may be a heading at all."""
        return self.free and self.width <= LONGEST_HEADING and "furniture" not in self.notes


@cache
def rules_of(language: Language) -> Rules:
    """The compiled cues of a language."""
    data: dict[str, Any] = language_data(language, "structure")
    forms = {group[0]: group[1:] for group in data.get("forms", {}).get("characters", "").split()}

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(in_all_forms(pattern, forms))

    return Rules(
        numbering=tuple((rule["name"], compiled(rule["pattern"])) for rule in data["numbering"]),
        counting=tuple((rule["name"], compiled(rule["pattern"])) for rule in data["counting"]),
        patterns={name: compiled(pattern) for name, pattern in data["patterns"].items()},
        wording=tuple((name, compiled(pattern)) for name, pattern in data["wording"].items()),
        chinese=language is Language.CHINESE,
    )


def in_all_forms(pattern: str, forms: Mapping[str, str]) -> str:
    """The regular expression with each character that has further forms (traditional ones) matched in all of them."""
    pieces, in_class, escaped = [], False, False
    for character in pattern:
        if escaped or character not in forms:
            pieces.append(character)
        else:
            pieces.append(character + forms[character] if in_class else f"[{character}{forms[character]}]")
        if not escaped and character in "[]":
            in_class = character == "["
        escaped = character == "\\" and not escaped
    return "".join(pieces)


def numbering_of(text: str, language: Language) -> tuple[str, int]:
    """The numbering style of a heading (empty when it has none) and the length of the number in characters."""
    return _match(text, rules_of(language).numbering)


def _match(text: str, patterns: Sequence[tuple[str, re.Pattern[str]]]) -> tuple[str, int]:
    for name, pattern in patterns:
        match = pattern.match(text)
        if match:
            return name, match.end()
    return "", 0


def width_of(text: str) -> float:
    """The width in wide characters."""
    wide = (len(text.encode("utf-8", "replace")) - len(text)) // 2
    return min(wide, len(text)) + _NARROW * max(0, len(text) - wide)


def describe_lines(document: Document, *, noted: bool = True) -> tuple[Line, ...]:
    """The facts of every block's text; only paragraphs are free to be judged as something else.

    `noted=False` leaves out which cues of the language they match, which costs most.
    """
    rules = rules_of(document.language)
    lines = [
        _describe(index, block.span.slice(document.text), block.kind, rules, noted=noted)
        for index, block in enumerate(document.blocks)
    ]
    if not noted:
        return tuple(lines)
    for line, below in pairwise(lines):
        if "rule" in below.notes and line.is_candidate and 0.5 <= len(below.text) / len(line.text) <= 2:
            lines[line.index] = replace(line, notes=line.notes | {"underlined"})
    return tuple(_with_full_lines(_with_captions_near(lines)))


def _with_captions_near(lines: list[Line]) -> list[Line]:
    """Marks the lines directly above and below a caption: pictures' names come together."""
    near = {index for line in lines if "caption mark" in line.notes for index in (line.index - 1, line.index + 1)}
    return [
        replace(line, notes=line.notes | {"beside a caption"})
        if line.index in near and line.is_candidate and "caption mark" not in line.notes
        else line
        for line in lines
    ]


def _with_full_lines(lines: list[Line]) -> list[Line]:
    """Marks the full lines of a text whose paragraphs are broken at one width: they are no headings but body."""
    widths = sorted(line.width for line in lines if line.free)
    if len(widths) < _LEAST_WRAPPED:
        return lines
    margin = widths[int(len(widths) * 0.95)]
    full = sum(_FULL * margin <= width <= 1.05 * margin for width in widths)
    if not (_NARROWEST_MARGIN <= margin <= LONGEST_HEADING and full > 0.4 * len(widths)):
        return lines
    return [
        replace(line, notes=line.notes | {"full line"}) if line.free and line.width >= _FULL * margin else line
        for line in lines
    ]


def has_sentence_inside(line: Line) -> bool:
    """Whether a sentence ends within the line."""
    return bool(_INNER.search(line.words))


def _describe(index: int, text: str, kind: BlockKind, rules: Rules, *, noted: bool) -> Line:
    free = kind is BlockKind.PARAGRAPH
    width = width_of(text) if len(text) < 400 else float(len(text))
    core = text[-12:].rstrip(_CLOSERS)
    final = _MARKS.get(core[-1:], "none")
    bare = text.removeprefix("**")
    named = (*rules.numbering, *rules.counting) if free else rules.numbering if kind in _NUMBERED else ()
    style, number = _match(bare, named)
    number += len(text) - len(bare) if style else 0
    words = text[number:] if number < len(text) else text
    noted = noted and free and width <= LONGEST_HEADING * 2
    notes = _notes(text, words, width, rules) if noted else frozenset[str]()
    return Line(
        index=index, text=text, width=width, final=final, style=style, number=_value(text[:number]),
        words=words, notes=notes, free=free,
    )  # fmt: skip


def _notes(text: str, words: str, width: float, rules: Rules) -> frozenset[str]:
    patterns = rules.patterns
    notes = []
    for name in ("byline", "date", "salutation"):
        if patterns[name].match(text):
            notes += [name, "furniture"]
    if patterns["furniture"].search(text):
        notes.append("furniture")
    if _SETEXT.match(text):
        notes += ["rule", "furniture"]
    if patterns["caption"].search(text):
        notes.append("caption mark")
    if width <= LONGEST_HEADING:
        notes += [name for name in ("dash_subtitle", "fragment", "date_inside") if patterns[name].match(text)]
        notes += [name for name in ("closing", "opening", "annex") if patterns[name].match(text.strip(" ：:"))]
        notes += _shape_notes(text, words, rules)
    return frozenset(notes)


def _shape_notes(text: str, words: str, rules: Rules) -> list[str]:
    notes = [name for name, pattern in rules.wording if pattern.search(words)]
    part = rules.patterns["part_name"].search(words.rstrip("：: "))
    if part:
        notes.append("is the name of a part" if part.start() == 0 else "ends with the name of a part")
    if _INNER.search(words):
        notes.append("sentence inside")
    if _DECORATION.match(text) and not (text[-1] in '”"」' and text[-2:-1] in "。！？….!?,，"):
        notes.append("decorated")
    if _BRACKETED.match(text):
        notes.append("in brackets")
    if _LIST_MARK.match(text):
        notes.append("list mark")
    if _ADDRESS.search(text):
        notes.append("address")
    digits = len(_DIGITS.findall(words))
    if digits * 2 > len(words.replace(" ", "")):
        notes.append("mostly digits")
    if rules.chinese:
        notes.append(_evenness(words))
        if text.isascii():
            notes.append("no Chinese")
    else:
        notes.append(_casing(words))
    return notes


def _evenness(text: str) -> str:
    """Whether a line is made of two halves of one measure, as headings of features are."""
    halves = [half for half in re.split(r"[，,\s　、；:：—]+", text.strip('“”"「」/ *#')) if half]
    if len(halves) == 2 and abs(len(halves[0]) - len(halves[1])) <= 1 and 3 <= len(halves[0]) <= 14:
        return "two even halves"
    return "two parts" if len(halves) == 2 else "several parts" if len(halves) > 2 else "one part"


def _casing(text: str) -> str:
    words = [word for word in re.findall(r"[A-Za-z][A-Za-z'’]*", text) if len(word) > 1]
    if not words:
        return "no words"
    if all(word.isupper() for word in words) and sum(map(len, words)) > 3:
        return "in capitals"
    first = re.search(r"[A-Za-z]", text)
    if first and first[0].islower():
        return "begins small"
    major = [word for word in words[1:] if len(word) > 3]
    if len(words) == 1:
        return "one word"
    if not major:
        return "short words"
    share = sum(word[0].isupper() for word in major) / len(major)
    return "title case" if share >= 0.75 else "some capitals" if share >= 0.3 else "sentence case"


def _value(number: str) -> int:
    """The value of the last number in a heading's numbering, 0 when it has none that is understood."""
    if not number:
        return 0
    digits = re.findall(r"\d+", number)
    if digits:
        return int(digits[-1])
    circled = re.search("[①-⑳]", number)
    if circled:
        return ord(circled[0]) - ord("①") + 1
    numerals = re.search("[一二三四五六七八九十百零〇]+", number)
    if numerals:
        return _ideographic(numerals[0])
    roman = re.match(r"\s*([IVX]+)[.)]", number)
    if roman:
        return _roman(roman[1])
    letter = re.match(r"\(?([A-Za-z])[.)]", number)
    return ord(letter[1].lower()) - ord("a") + 1 if letter else 0


def _ideographic(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _VALUE[character]
    return total + digit


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[character] for character in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def typical_width(lines: Sequence[Line]) -> float:
    """The median width of what reads as body, in wide characters."""
    widths = sorted(line.width for line in lines if line.is_body)
    return widths[len(widths) // 2] if widths else 60.0
