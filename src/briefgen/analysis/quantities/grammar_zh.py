"""All that the engine needs of Chinese, simplified and traditional: view, rules, limits, words to pass over."""

import re
from collections.abc import Iterable

from briefgen.analysis.language_data import language_data
from briefgen.analysis.quantities.exclusions_zh import EXCLUSIONS
from briefgen.analysis.quantities.patterns_zh import CURRENCY_BEFORE, DIGITS, alternatives
from briefgen.analysis.quantities.reading import Enclosures, Exclusion, Place, Rule
from briefgen.analysis.quantities.rules_zh import chinese_rules
from briefgen.analysis.text.simplified import character_table
from briefgen.content import Approximation
from briefgen.document import Language, Span

_STEPS = frozenset("迈登跨踏跃站走")


class ChineseGrammar:
    """The rules, exclusions and limits of Chinese, simplified and traditional."""

    def __init__(self) -> None:
        numerals = language_data(Language.CHINESE, "numerals")
        variants, formal = numerals["variants"], numerals["formal"]
        wide = {
            code: code - 0xFEE0
            for code in (
                *range(0xFF10, 0xFF1A),
                *range(0xFF21, 0xFF3B),
                *range(0xFF41, 0xFF5B),
                *map(ord, "％．～－＋＾／"),
            )
        }
        plain = dict.fromkeys("\u3000\xa0\u2002\u2003\u2009", " ")
        self._plain = (
            character_table() | str.maketrans(dict(zip(variants["from"], variants["to"], strict=True)) | plain) | wide
        )
        self._formal = str.maketrans(formal["from"], formal["to"])
        self._formal_run = re.compile(
            rf"[{formal['from']}{DIGITS}十百千万亿兆](?:[{formal['from']}{DIGITS}十百千万亿兆 点又分之])*"
        )
        self._grouping = re.compile(r"(?<=[0-9])，(?=\d{3}(?!\d))")
        self._names = re.compile(
            r"“[^“”\n]{1,24}”|‘[^‘’\n]{1,24}’|「[^「」\n]{1,24}」|『[^『』\n]{1,24}』|《[^《》\n]{1,80}》|\"[^\"\n]{1,24}\""
        )
        self._magnitudes = frozenset("十百千万亿")
        self.anchors = re.compile(
            rf"(?<!\d)\.(?=\d)|[\d{DIGITS}十百千万亿几数廿卅第翻￥¥$€£负]|(?:(?<![\w)）%])|(?<=[为是达至到由从约降率速幅]))-(?=\.?\d)|(?<=[㐀-鿿])-(?=\d[\d.]{{0,8}}[%‰])|(?:US|HK)\$"
            rf"|(?:{CURRENCY_BEFORE})(?= ?[\d{DIGITS}十百千万])|比(?= ?[\d{DIGITS}十百千万])"
        )
        self.rules: tuple[Rule, ...] = chinese_rules()
        self.exclusions: tuple[Exclusion, ...] = EXCLUSIONS
        self._words = self._words_by_numeral(numerals["words"]["not_numbers"])
        before, after = numerals["qualifiers"]["before"], numerals["qualifiers"]["after"]
        self._before = {word: Approximation(name) for name, words in before.items() for word in words}
        self._before_scale = {
            word: Approximation(name) for name, words in numerals["qualifiers"]["scale"].items() for word in words
        }
        self._after = {word: Approximation(name) for name, words in after.items() for word in words}
        self._after_pattern = re.compile(
            rf" ?({alternatives(self._after)})(?!海|网|升|课|班|级|层|述|游|(?<=多)[出于])"
        )
        self._joined = {word: re.compile(pattern) for word, pattern in numerals["qualifiers"]["joined"].items()}
        self._longest_before = max(map(len, self._before))

    def place(self, text: str) -> Place:
        """The text with its view and its names."""
        view = text.translate(self._plain)
        view = self._formal_run.sub(self._as_plain_numeral, view)
        view = self._grouping.sub(",", view) if re.search("[０-９]，", text) else view
        return Place(text, view, Enclosures([Span(*match.span()) for match in self._names.finditer(text)]))

    def qualifier_before(self, view: str, start: int) -> tuple[int, Approximation | None]:
        """Where a limit right before `start` begins, and what it says; (start, None) where there is none."""
        at = start - 1 if view[start - 1 : start] == " " else start
        for length in range(self._longest_before, 0, -1):
            word = view[max(0, at - length) : at]
            if len(word) == length and word in self._before and not self._is_part_of_word(view, at - length, word):
                return at - length, self._before[word]
        scale = view[at - 1 : at]
        steps = view[at - 2 : at - 1] in _STEPS  # 迈上万亿元台阶
        if scale in self._before_scale and not steps and re.match("[百千万亿]", view[start : start + 1]):
            return at - 1, self._before_scale[scale]
        return start, None

    def qualifier_after(self, view: str, end: int) -> tuple[int, Approximation | None]:
        """Where a limit that stands right behind `end` ends, and what it says."""
        match = self._after_pattern.match(view, end)
        return (match.end(), self._after[match.group(1)]) if match else (end, None)

    def skip(self, view: str, position: int) -> int:
        """The end of a word that holds a numeral and no number, or `position`."""
        for offset, word in self._words.get(view[position], ()):
            end = position - offset + len(word)
            if position < offset or not view.startswith(word, position - offset):
                continue
            goes_on = offset == len(word) - 1 and view[end : end + 1] in self._magnitudes
            if goes_on and view[end - 2] != "唯":  # 同 + 一百多个, but 唯一 + 百万人口大县: no 唯 without its 一
                continue
            if view[end : end + 1] == "〇" and self._is_numeral(word):  # 六一〇亿
                continue
            if view[end : end + 1] == "又" and self._is_numeral(word):  # 十一又四分之一
                continue
            return end
        return position

    def _is_part_of_word(self, view: str, start: int, limit: str) -> bool:
        """签约507个, 出超30亿元: a limit of one character that ends a word."""
        pattern = self._joined.get(limit)
        return pattern is not None and pattern.search(view, max(0, start - 3), start) is not None

    def _is_numeral(self, word: str) -> bool:
        return all(character in DIGITS or character in self._magnitudes for character in word)

    def _as_plain_numeral(self, match: re.Match[str]) -> str:
        run = match.group()
        return run.translate(self._formal) if len(run.strip()) > 1 else run

    @staticmethod
    def _words_by_numeral(words: Iterable[str]) -> dict[str, tuple[tuple[int, str], ...]]:
        """For each numeral character, the words that hold it with its place in them, longest first."""
        table: dict[str, list[tuple[int, str]]] = {}
        for word in sorted(words, key=len, reverse=True):
            for offset, character in enumerate(word):
                if character in DIGITS + "十百千万亿几数":
                    table.setdefault(character, []).append((offset, word))
        return {character: tuple(entries) for character, entries in table.items()}
