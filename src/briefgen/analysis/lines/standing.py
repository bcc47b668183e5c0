"""Whether a line stands alone: it points at nothing before it, waits for nothing behind it, and is nobody's chatter.

Told by form from the words of the line itself; the patterns are data (`standing` in `lang/*/clauses.toml`). What a
clause needs of its neighbours is told where lines are made (`compression`).
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.standing_en import points_back
from briefgen.analysis.text.segmenter import tagged_words
from briefgen.analysis.text.simplified import simplified, with_full_marks
from briefgen.document import Language

_CHATTER = 2  # words of chatter from which a line is talk, not a statement
_FEWEST_WORDS = 4  # content words of a line of a transcript
_SPOKEN = 0.03  # words of chatter a character from which a text is a transcript
_CLAUSE_ENDS = "，；：,;:"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cues:
    opening: re.Pattern[str]
    deixis: re.Pattern[str]
    pointing: re.Pattern[str]
    resumed: re.Pattern[str]
    pronoun: re.Pattern[str]
    record: re.Pattern[str]
    chatter: re.Pattern[str]
    idle: re.Pattern[str]
    address: re.Pattern[str]


@cache
def _cues(language: Language) -> _Cues | None:
    data = language_data(language, "clauses").get("standing")
    return _Cues(**{name: re.compile(pattern) for name, pattern in data.items()}) if data else None


@lru_cache(maxsize=4)
def is_spoken(text: str, language: Language) -> bool:
    """Whether a whole text was spoken freely and written down as it was said."""
    cues = _cues(language)
    return cues is not None and len(cues.chatter.findall(text)) > _SPOKEN * len(text)


def is_addressed(text: str, language: Language) -> bool:
    """Whether words of a transcript speak to the hearers, ask them, or only lead the talk on."""
    cues = _cues(language)
    return cues is not None and bool(cues.address.search(simplified(text)))


def is_idle(spoken: str, text: str, language: Language) -> bool:
    """Whether a line of a `spoken` text is only talk: about the speaker, to the hearers, or with little in it."""
    cues = _cues(language)
    if cues is None or not is_spoken(spoken, language):
        return False
    words = [word for word, tag in tagged_words(text) if len(word) > 1 and tag.startswith(("n", "v", "a", "j", "eng"))]
    return len(words) < _FEWEST_WORDS or bool(cues.idle.search(simplified(text)))


def is_record(text: str, language: Language) -> bool:
    """Whether the line only files, points at or names something (见下表, 联系电话：…, 防风险各项工作)."""
    cues = _cues(language)
    return cues is not None and bool(cues.record.search(with_full_marks(simplified(text))))


def stands_alone(text: str, language: Language) -> bool:
    """Whether the line can be read without the text around it, as far as its own words tell."""
    cues = _cues(language)
    if cues is None:
        return not points_back(text)
    text = with_full_marks(simplified(text))
    return not (
        cues.opening.match(text)
        or cues.deixis.search(text)
        or cues.record.search(text)
        or len(cues.chatter.findall(text)) >= _CHATTER
        or _names_nobody(text, cues)
        or _points_at_nothing(text, cues)
    )


def _points_at_nothing(text: str, cues: _Cues) -> bool:
    """Whether a thing is pointed at (这条铁路) that the line has not named; what sums up needs a clause before it."""
    pointed = cues.pointing.search(text)
    if pointed is None:
        return False
    before, after = text[: pointed.start()], text[pointed.end() :]
    if cues.resumed.match(after):
        return not any(mark in before for mark in _CLAUSE_ENDS)
    words = [(word, tag) for word, tag in tagged_words(after[:16]) if len(word) > 1]
    noun = next((word for word, tag in words if tag.startswith(("n", "j"))), "".join([word for word, _ in words]))
    return "”" not in before and "》" not in before and noun[-2:] not in before


def _names_nobody(text: str, cues: _Cues) -> bool:
    """Whether a person's pronoun stands in the line before anybody is named in a clause of it."""
    pronoun = cues.pronoun.search(text)
    if pronoun is None:
        return False
    before = text[: pronoun.start()]
    if not any(mark in before for mark in _CLAUSE_ENDS):
        return True
    return not any(tag.startswith("nr") or word.endswith(("者", "员")) for word, tag in tagged_words(before))
