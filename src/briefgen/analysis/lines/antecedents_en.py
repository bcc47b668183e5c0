"""Whether an English line speaks of somebody or something that only the text around it names: the team, them, she.

Told by form: a pronoun of a person needs a name or a word for a person before it in the line, they and them a plural;
a subject of two words (The team decided) needs a thing that the text keeps speaking of, or one that is known to all.
"""

import re
from collections import Counter
from functools import cache, lru_cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.text.tagger_en import tag_words
from briefgen.document import Document, Language

_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
_SHORT = 2500  # characters of an abstract or a note: what the thing is stands close by
_OFTEN = 4  # times that a text says the team, so that its readers know which
_OPENING = re.compile(r"The ([a-z-]+)(?:['’]s)?(?=[\s,])")
_SAID = re.compile(r"\b[Tt]he ([a-z-]+)")


@cache
def _data() -> dict[str, str]:
    data: dict[str, str] = language_data(Language.ENGLISH, "clauses")["antecedents"]
    return data


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_data()[name])


@lru_cache(maxsize=4)
def _said(text: str) -> Counter[str]:
    return Counter(_SAID.findall(text))


def opens_unnamed(document: Document, line: str) -> bool:
    """Whether the subject of a line is a mere noun with an article, and the text seldom speaks of that thing."""
    match = _OPENING.match(line)
    if match is None:
        return False
    if line[match.end() :].startswith((" added ", " also said ")):
        return True
    if match.group(1) in _data()["known"]:
        return False
    if len(document.text) < _SHORT:
        return False
    noun = match.group(1)
    title = document.title.slice(document.text).lower() if document.title else ""
    if _said(document.text)[noun] >= _OFTEN or noun in title:
        return False
    words = _WORD.findall(line)[:4]
    tags = tag_words(words)
    follows = words[2].lower() == "also" or tags[2] in ("V", "AUX")
    return tags[1] == "NOUN" and (follows or match.group().endswith(("'s", "’s")))


def names_nobody(line: str) -> bool:
    """Whether a pronoun stands in the line for somebody whom no word before it names."""
    for match in _pattern("pronoun").finditer(line):
        before = line[: match.start()]
        one = match.lastgroup == "one"
        if not _pattern("person" if one else "plural").search(before):
            return True
    return False
