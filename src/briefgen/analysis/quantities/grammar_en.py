"""All that the engine needs of English: the rules, the exclusions and the limits around a number."""

import re

from briefgen.analysis.quantities.exclusions_en import EXCLUSIONS
from briefgen.analysis.quantities.patterns_en import CURRENCY, alternatives, english_data, sources
from briefgen.analysis.quantities.reading import Enclosures, Exclusion, Place, Rule
from briefgen.analysis.quantities.rules_en import english_rules
from briefgen.content import Approximation
from briefgen.document import Span

_COMPARED = re.compile(r"\b(?:improvement|increase|gain|advantage|lead|rise|growth|premium|win|victory)s? $")

_MOVED = re.compile(  # the rate edged up to 4 percent
    r"\b(?:edged|crept|inched|ticked|moved|went|gone|climbed|rose|risen|jumped|picked|pushed|shot|drifted|was|is) $"
)


class EnglishGrammar:
    """The rules, exclusions and limits of English."""

    def __init__(self) -> None:
        numerals, _ = english_data()
        words = "|".join([*numerals["words"], *numerals["scales"], *numerals["fractions"], *numerals["multiples"]])
        measures = sources()["measure"]
        self.anchors = re.compile(
            rf"(?<![\w])(?:{CURRENCY} ?[-−(]?\.?\d|[-−](?=\.?\d|{CURRENCY} ?\.?\d)|\((?={CURRENCY} ?\d)"
            rf"|(?<!or )minus[ -](?=\d|{words}))|(?<![\d.])\.?\d"
            rf"|\b(?:an?[ -](?={words}|{measures})|(?:{words})(?:fold)?\b)",
            re.IGNORECASE,
        )
        self.rules: tuple[Rule, ...] = english_rules()
        self.exclusions: tuple[Exclusion, ...] = EXCLUSIONS
        before, after = numerals["qualifiers"]["before"], numerals["qualifiers"]["after"]
        self._before = {word: Approximation(name) for name, group in before.items() for word in group}
        self._after = {word.replace("\\", ""): Approximation(name) for name, group in after.items() for word in group}
        self._before_pattern = re.compile(rf"(?:^|(?<=[\s(,“\"]))(?:{alternatives(self._before)}) ?$", re.IGNORECASE)
        self._after_pattern = re.compile(rf"[ -]?({alternatives(self._after)})(?![\w])", re.IGNORECASE)
        self._names = re.compile(r"“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"")

    def place(self, text: str) -> Place:
        """The text with its view and its names."""
        view = text.translate({0xA0: " ", 0x202F: " ", 0x2009: " "})
        return Place(text, view, Enclosures([Span(*match.span()) for match in self._names.finditer(text)]))

    def qualifier_before(self, view: str, start: int) -> tuple[int, Approximation | None]:
        """Where a limit right before `start` begins, and what it says; (start, None) where there is none."""
        begin = max(0, start - 18)
        match = self._before_pattern.search(view[begin:start])
        if match is None:
            return start, None
        led = view[max(0, begin + match.start() - 24) : begin + match.start()]
        other = {"over": _COMPARED, "up to": _MOVED}.get(match.group().strip().lower())
        if other is not None and other.search(led):
            return start, None
        return begin + match.start(), self._before[match.group().strip().lower()]

    def qualifier_after(self, view: str, end: int) -> tuple[int, Approximation | None]:
        """Where a limit that stands right behind `end` ends, and what it says."""
        match = self._after_pattern.match(view, end)
        return (match.end(), self._after[match.group(1).lower()]) if match else (end, None)

    def skip(self, view: str, position: int) -> int:  # noqa: ARG002  (the protocol's; English numerals are words of their own)
        """No word of English hides a numeral."""
        return position
