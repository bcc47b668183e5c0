"""What cue words say of a wording: that it only decorates or greets, is what a paper claims, or reports results.

The words and patterns are data (`cues` in `lang/*/clauses.toml`).
"""

import re
from functools import cache, lru_cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.text.simplified import simplified
from briefgen.document import Document, Language

_ROUSING = 2  # words that rouse from which on a line says nothing else


@cache
def cue_pattern(language: Language, name: str) -> re.Pattern[str]:
    """One pattern for the cue words, the cue pattern, or the named patterns (without case, verbose), of this name."""
    cues = language_data(language, "clauses")["cues"][name]
    if isinstance(cues, dict):
        return re.compile("(?xi)" + "|".join(f"(?:{pattern})" for pattern in cues.values()))
    return re.compile(("|".join(map(re.escape, cues)) or "(?!)") if isinstance(cues, list) else cues)


def is_empty_talk(document: Document, text: str) -> bool:
    """Whether a wording only decorates, greets or thanks: it holds words that the language's data name as such."""
    return _is_empty(text, document.language)


@lru_cache(maxsize=4096)
def _is_empty(text: str, language: Language) -> bool:
    """A wording is looked at again for each line that it might make."""
    text = simplified(text)
    if cue_pattern(language, "empty").search(text) or cue_pattern(language, "courtesy").search(text):
        return True
    return len(cue_pattern(language, "rousing").findall(text)) >= _ROUSING


def is_claim(document: Document, text: str) -> bool:
    """Whether a paper says in these words what it did or found."""
    return bool(cue_pattern(document.language, "claims").search(simplified(text)))


def result_cues(document: Document, text: str) -> int:
    """How many words in the text report what came of the work, at most two."""
    return min(2, len(set(cue_pattern(document.language, "result").findall(simplified(text)))))
