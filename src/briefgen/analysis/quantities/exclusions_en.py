"""Why a number in English text may not be a headline figure: names, years, ordinals, codes. In order, first wins."""

import re
from functools import lru_cache
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.analysis.quantities.patterns_en import MONTH
from briefgen.analysis.quantities.reading import Exclusion, Place, Reading
from briefgen.content import QuantityKind
from briefgen.document import Language

_CONTEXT = 24
_LONGEST_NAME = 30


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    data: dict[str, Any] = language_data(Language.ENGLISH, "figures")["exclusions"]
    flags = {
        "label": re.IGNORECASE,
        "word_stop": re.IGNORECASE,
        "label in words": re.IGNORECASE,
        "time word": re.IGNORECASE,
    }
    return {name: re.compile(pattern, flags.get(name, 0)) for name, pattern in data.items()}


def _before(place: Place, reading: Reading) -> str:
    return place.view[max(0, reading.span.start - _CONTEXT) : reading.span.start]


def _after(place: Place, reading: Reading) -> str:
    return place.view[reading.span.end : reading.span.end + _CONTEXT]


def _written_in_digits(place: Place, reading: Reading) -> bool:
    return any(character.isdigit() for character in place.view[reading.number.start : reading.number.end])


def _is_bare(reading: Reading) -> bool:
    return reading.kind is QuantityKind.COUNT


def _is_name_in_marks(place: Place, reading: Reading) -> bool:
    name = place.names.around(reading.number)
    return name is not None and name.end - name.start <= _LONGEST_NAME and _is_bare(reading)


def _touches_letters(place: Place, reading: Reading) -> bool:
    before, after = _before(place, reading), _after(place, reading)
    if reading.kind is QuantityKind.MONEY:
        return False
    if _is_bare(reading) and re.match(r"\([a-z\d]{1,2}\)|-\d", after):  # 401(k), 501(c), 10b-5
        return True
    return bool(re.search(r"[A-Za-z_/][-.]?$|[\d][-:/.]$", before)) or bool(re.match(r"[A-Za-z_]", after))


def _is_lettered_name(place: Place, reading: Reading) -> bool:
    """List 3b, Annex 4m; Reno, NV 89501: digits with a letter behind a name, and the code of a place."""
    numeral, before = place.view[reading.number.start : reading.number.end], _before(place, reading)
    if not _is_bare(reading) or reading.span.start < reading.number.start:
        return False
    if re.fullmatch(r"\d{5}", numeral):
        return bool(_patterns()["post code"].search(before))
    return bool(re.fullmatch(r"\d{1,2}[a-z]", numeral) and _patterns()["lettered name"].search(before))


def _is_note_mark(place: Place, reading: Reading) -> bool:
    """The platform,11 a public site: the mark of a footnote, run together when a page was copied."""
    numeral = place.view[reading.number.start : reading.number.end]
    is_mark = _is_bare(reading) and bool(re.fullmatch(r"\d{1,3}", numeral)) and not _counts_several(reading)
    touches = place.view[max(0, reading.number.start - 2) : reading.number.start]
    return (
        is_mark and bool(_patterns()["before note"].search(touches)) and bool(re.match(r"\s|$", _after(place, reading)))
    )


def _is_label(place: Place, reading: Reading) -> bool:
    if not _is_bare(reading) or reading.scale:
        return False
    before = _before(place, reading)
    if re.search(r"[\[(]$", before) and re.match(r"[\])]", _after(place, reading)):
        return True
    if not _written_in_digits(place, reading):
        return bool(_patterns()["label in words"].search(before)) and not _counts_several(reading)
    label = _patterns()["label"].search(before)
    return label is not None and not (_counts_several(reading) and _patterns()["time word"].search(before))


def _counts_several(reading: Reading) -> bool:
    """Last week 12 people: a plural of its own behind the number."""
    noun = reading.unit.split()[-1:] or [""]
    return noun[0] in ("people", "children", "men", "women") or bool(re.search(r"[^su]s$", noun[0]))


def _is_label_from_to(place: Place, reading: Reading) -> bool:
    """Days one and four, pages 12 to 15, June 13 to 17."""
    if reading.kind is not QuantityKind.RANGE or reading.unit:
        return False
    before = _before(place, reading)
    return bool(_patterns()["label"].search(before)) or bool(re.search(rf"\b{MONTH} $", before))


def _is_day_of_month(place: Place, reading: Reading) -> bool:
    """April 5: the day behind the name of a month."""
    return (
        _is_bare(reading)
        and 0 < (reading.value or 0) <= 31
        and bool(re.search(rf"\b{MONTH} $", _before(place, reading)))
        and _written_in_digits(place, reading)
    )


def _is_name(place: Place, reading: Reading) -> bool:
    """iPhone 11, Boeing 787, 575 Wilbraham Road: digits beside a capitalised word, no counted plural behind."""
    if not _is_bare(reading) or reading.scale or not _written_in_digits(place, reading):
        return False
    numeral, before = place.view[reading.number.start : reading.number.end], _before(place, reading)
    if "," in numeral:  # Italy 143,600
        return False
    if re.search(r"\b[A-Z]{2,}[ -]$", before) and re.fullmatch(r"\d{4,9}", numeral):  # RTX 3080 cards, ISO 27001
        return True
    counted = reading.unit.endswith("s") and reading.unit.split()[-1][0].islower()
    after = _after(place, reading)
    behind_name = _patterns()["name"].search(before) and not re.search(r"(?:[.!?:]\s+|^)[A-Z][a-z]*\s$", before)
    if not counted and _VERSION_BEFORE.search(before):
        return True
    return not counted and (bool(behind_name) or bool(re.match(r"[ -][A-Z](?:[a-z]|\. [A-Z])", after)))


_VERSION_BEFORE = re.compile(r"[A-Z][\w-]* (?:\d[\d.]*(?: ?\*)*(?:, | and | or )){1,4}$")  # Linux 19, 18 and 16


def _is_name_in_words(place: Place, reading: Reading) -> bool:
    """The Kick Six, the Big Four: a capitalised word amid a sentence."""
    word = place.view[reading.number.start : reading.number.end]
    if reading.kind is QuantityKind.DURATION and word.istitle():  # the Tenth Five-Year Plan
        return bool(re.match(r" [A-Z]", _after(place, reading)))
    return (
        _is_bare(reading)
        and word.istitle()
        and bool(re.search(r"(?:\b[a-z]\w*,? |^)[A-Z][a-z]+[ -]$", _before(place, reading)))
    )


def _is_power_of_unit(place: Place, reading: Reading) -> bool:
    """GtCO2 eq yr −1, W m -2: the minus and digit behind a unit."""
    return _is_bare(reading) and reading.value in (-1, -2, -3) and bool(re.search(r"[a-z] $", _before(place, reading)))


def _is_far_year(place: Place, reading: Reading) -> bool:
    """By around 2100, after 2150: a year that the rule for years leaves alone."""
    numeral = place.view[reading.number.start : reading.number.end]
    if not _is_bare(reading) or reading.unit or not re.fullmatch(r"2[01]\d\d", numeral):
        return False
    before = place.view[max(0, reading.number.start - _CONTEXT) : reading.number.start]
    return bool(_patterns()["before year"].search(before))


def _is_confidence(place: Place, reading: Reading) -> bool:
    """95% CI, the 95 percent confidence level, P < 0.05: how sure a study is, not what it found."""
    if re.search(r"\d ?± ?$", place.view[max(0, reading.number.start - 4) : reading.number.start]):
        return True
    if re.match(r"[ -](?:CI|CrI|confidence|credible)\b", _after(place, reading)):
        return True
    before = place.view[max(0, reading.number.start - _CONTEXT) : reading.number.start]
    return bool(re.search(r"\b[Pp] ?[=<>≤≥] ?$|\bCI[:,]? ?[\[(]?$|confidence interval[:,]? ?[\[(]?$", before))


def _is_age(place: Place, reading: Reading) -> bool:
    """Maria Lopez, 25, said; aged 18; ages 5 to 11; 18 and over."""
    before, after = _before(place, reading), _after(place, reading)
    if reading.kind in (QuantityKind.RANGE, QuantityKind.COUNT) and re.search(
        r"\b(?:aged|ages|ages? of|ages are) (?:between )?$", before
    ):
        return True
    if not _is_bare(reading) or not 0 < (reading.value or 0) < 120 or reading.unit:
        return False
    if _patterns()["older"].search(place.view[reading.number.end : reading.span.end]):
        return True
    said = re.search(r"(?:\b(?:[Ss]?he|who|[A-Z][a-z]+) (?:is|was|turned|turns|will be)|\bnow|\bat) $", before)
    if said and _written_in_digits(place, reading) and re.match(r"[.,;)]| and | when | he | she |$", after):
        return True
    return bool(re.search(r"[a-z], $", before) and re.match(r",", after)) or bool(
        re.search(r"\b(?:aged?|ages) $", before)
    )


def _is_age_in_words(place: Place, reading: Reading) -> bool:  # noqa: ARG001  (the protocol's)
    """A 25-year-old driver."""
    return reading.unit.replace(" ", "-").endswith(("-old", "-olds"))


def _is_year_with_note(place: Place, reading: Reading) -> bool:
    """In 2012.9 and in 20138: a year with the mark of a footnote, run together when a page was copied."""
    numeral = place.view[reading.number.start : reading.number.end]
    if reading.unit or not _is_bare(reading) or not re.fullmatch(r"(?:19|20)\d\d\.?\d{1,2}", numeral):
        return False
    return bool(re.search(r"\b(?:in|of|from|since|to|and|for|by|end) $", _before(place, reading))) and bool(
        re.match(r"[.,;:]|\s*$|\n", _after(place, reading))
    )


def _is_compound(place: Place, reading: Reading) -> bool:
    """A six-speed gearbox, a four-cylinder engine, a three-year plan: the number describes a kind."""
    if reading.kind is QuantityKind.DURATION and reading.value is not None:
        text = place.view[reading.number.start : reading.span.end]
        return text.endswith(f"-{reading.unit}") and bool(re.match(r",? [a-z\d$]", _after(place, reading)))
    return _is_bare(reading) and bool(re.match(r"[-‐‑][A-Za-z]", _after(place, reading)))


def _is_section_number(place: Place, reading: Reading) -> bool:
    start = place.text[max(0, reading.span.start - 4) : reading.span.start]
    return (
        _is_bare(reading)
        and place.view[reading.number.start : reading.number.end].isdigit()
        and bool(re.search(r"(?:^|\n)\W{0,2}$|[.!?–—:;”\"’] $", start))
        and bool(re.match(r"[.)](?:\s|[A-Z“\"])", _after(place, reading)))
    )


def _is_pronoun(place: Place, reading: Reading) -> bool:
    """One who, no one, one of these: no count."""
    word = place.view[reading.number.start : reading.number.end].lower()
    if word not in ("one", "zero", "a", "an") or not _is_bare(reading):
        return False
    before = _before(place, reading).lower()
    if re.search(r"\b(?:no|any|every|each|the|this|that|which|some|another|last|next|number|day|is|was)\s$", before):
        return True
    after = _after(place, reading)
    return not (reading.unit or after.startswith(" of ")) or bool(_patterns()["word_stop"].match(after))


def _is_trivial(place: Place, reading: Reading) -> bool:
    """One of the largest, two plants: true, but no figure."""
    return _is_bare(reading) and place.view[reading.number.start : reading.number.end].lower() in _FEW


_FEW = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _is_law(place: Place, reading: Reading) -> bool:
    """31 U.S.C. 3357, 130 Stat. 546: where a law stands."""
    if not _is_bare(reading) or not _written_in_digits(place, reading):
        return False
    behind = place.view[reading.number.end : reading.number.end + _CONTEXT]
    before = place.view[max(0, reading.span.start - 2 * _CONTEXT) : reading.span.start]
    return bool(_patterns()["law"].match(behind)) or bool(_patterns()["law before"].search(before))


def _is_in_row(place: Place, reading: Reading) -> bool:
    """Group homes 15 18 6 10: a row of a table that became text, where no number says what it counts."""
    if not (_is_bare(reading) or reading.unit == "%") or not _written_in_digits(place, reading):
        return False
    end = reading.number.end if _is_bare(reading) else reading.span.end
    line = place.view.rfind("\n", 0, reading.span.start) + 1
    before = place.view[max(line, reading.number.start - 2 * _CONTEXT) : reading.number.start]
    after = place.view[end : end + 2 * _CONTEXT]
    beside = [match for match in (_ROW_BEFORE.search(before), _ROW_AFTER.match(after)) if match]
    return any(not _YEAR.fullmatch(cell) for match in beside for cell in match.group().split())


_CELL = r"[$€£]?[-–]?\d(?:[\d,.]*\d)?%?"
_ROW_BEFORE = re.compile(rf"(?:(?<=\s){_CELL} +)+$")
_ROW_AFTER = re.compile(rf"(?: +{_CELL}(?=\s|$))+")
_YEAR = re.compile(r"(?:19|20)\d\d[.,]?")


def _is_period(place: Place, reading: Reading) -> bool:
    """The three months ended June 30: when, and no measure."""
    return reading.kind is QuantityKind.DURATION and bool(_PERIOD.match(_after(place, reading)))


_PERIOD = re.compile(r" (?:period )?(?:then )?end(?:ed|ing)\b")


def _is_citation(place: Place, reading: Reading) -> bool:
    """[3,4,5,9-11], 2) in a list within a sentence: numbers of works cited and of members."""
    before = place.view[max(0, reading.span.start - 3 * _CONTEXT) : reading.span.start]
    after = place.view[reading.number.end : reading.number.end + 3 * _CONTEXT]
    if reading.kind not in (QuantityKind.COUNT, QuantityKind.RANGE):
        return False
    if _CITED_BEFORE.search(before) and _CITED_AFTER.match(after):
        return True
    return after.startswith(") ") and bool(re.search(r"[:;,] (?:and |or )?$", before)) and "(" not in before[-_CONTEXT:]


_CITED_BEFORE = re.compile(r"\[[\d,;–\s-]*$")
_CITED_AFTER = re.compile(r"[\d,;–\s-]*\]")


def _is_formula(place: Place, reading: Reading) -> bool:
    """$T_{pc}=156$, p < 0.05: a number among the signs of a formula."""
    is_compared = _is_bare(reading) and not reading.unit and place.view[reading.span.start] in "<>≤≥"
    if is_compared or _patterns()["before value"].search(
        place.view[max(0, reading.span.start - 2) : reading.span.start]
    ):
        return True
    line = place.view.rfind("\n", 0, reading.span.start) + 1
    around = place.view[max(line, reading.span.start - _CONTEXT) : reading.span.end + _CONTEXT]
    return bool(_FORMULA.search(around)) or place.view.startswith("$", reading.span.end)


_FORMULA = re.compile(r"\\[A-Za-z]{2,}|[_^]\{")


def _is_code(place: Place, reading: Reading) -> bool:
    numeral = place.view[reading.number.start : reading.number.end]
    return _is_bare(reading) and not reading.unit and numeral.isdigit() and len(numeral) >= 7


EXCLUSIONS = (
    Exclusion("name in quotation marks", _is_name_in_marks),
    Exclusion("code with letters", _touches_letters),
    Exclusion("code with letters", _is_lettered_name),
    Exclusion("footnote mark", _is_note_mark),
    Exclusion("number of a section, note or table", _is_section_number),
    Exclusion("number of a section, note or table", _is_citation),
    Exclusion("label", _is_label),
    Exclusion("label", _is_label_from_to),
    Exclusion("year", _is_far_year),
    Exclusion("code with letters", _is_power_of_unit),
    Exclusion("confidence", _is_confidence),
    Exclusion("date", _is_day_of_month),
    Exclusion("part of a name", _is_name),
    Exclusion("part of a name", _is_name_in_words),
    Exclusion("age", _is_age),
    Exclusion("age", _is_age_in_words),
    Exclusion("year", _is_year_with_note),
    Exclusion("kind of thing", _is_compound),
    Exclusion("no count", _is_pronoun),
    Exclusion("trivial count", _is_trivial),
    Exclusion("code", _is_code),
    Exclusion("article of a law", _is_law),
    Exclusion("row of a table", _is_in_row),
    Exclusion("time scope", _is_period),
    Exclusion("formula", _is_formula),
)
