"""Whether an English line points at something before it that it does not name: these recommendations, such cases."""

import re
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.text.tagger_en import NOUNS, tag_words
from briefgen.document import Language

_POSSESSIVE = re.compile(r"\w+(?:['’]s|s['’])(?!\w)")  # workers' compensation names no workers
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_STEM = 4  # letters by which a thing named before is known again: agency, agencies


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(language_data(Language.ENGLISH, "clauses")["standing_en"][name])


def points_back(line: str) -> bool:
    """Whether the line speaks of this or these things, and no word before them says which."""
    return any(_is_unnamed(line, match) for match in _pattern("pointing").finditer(line)) or _points_with_that(line)


@cache
def _saying() -> frozenset[str]:
    words: list[str] = language_data(Language.ENGLISH, "figures")["words"]["say"]
    return frozenset(words)


def _points_with_that(line: str) -> bool:
    """Anywhere within that zone: that before a noun which the line has not named, and no clause that it opens."""
    if " that " not in line:
        return False
    words = _WORD.findall(line)
    tags = tag_words(words)
    for place in range(1, len(words) - 1):
        if words[place] != "that" or tags[place + 1] not in NOUNS:
            continue
        says = words[place - 1].lower() in _saying()
        opens = says or tags[place - 1] != "V" or any(tag in ("V", "AUX") for tag in tags[place + 2 :])
        stem = words[place + 1][:_STEM].lower()
        if (tags[place] == "DET" or not opens) and not any(word.lower().startswith(stem) for word in words[:place]):
            return True
    return False


def _is_unnamed(line: str, match: re.Match[str]) -> bool:
    if _pattern("own").match(line, match.end()):
        return False
    words = _pattern("thing").match(line, match.end())
    before = _POSSESSIVE.sub("", line[: match.start()].lower())
    if words is None:
        return True
    return not any(word[:_STEM].lower() in before for word in words.group().split() if len(word) >= _STEM)
