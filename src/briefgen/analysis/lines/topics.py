"""What a paper says that it treated, without the words that say so: the topic as a title would name it.

`本文研究了X`, `提出一种基于Y的X`, `对X进行了分析` name their topic X in words that stand alone. Told by form; the words
are data (`studies` in `lang/zh/clauses.toml`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.text.clauses import Clause
from briefgen.analysis.text.segmenter import tagged_words
from briefgen.analysis.text.sentences import without_final_mark
from briefgen.analysis.text.simplified import simplified
from briefgen.document import Document, Language, Span

_ABSTRACT = 1500  # code points of a text below which it may be an abstract
_MOST_BLOCKS = 6  # lines of an abstract: aim, material, methods, results, conclusion, key words
_FEWEST = 6  # code points of a topic
_NAMES = ("n", "vn", "an", "j")  # tags of the last word of a name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cues:
    genre: re.Pattern[str]
    named: re.Pattern[str]
    done: re.Pattern[str]
    bare: re.Pattern[str]
    about: re.Pattern[str]
    means: re.Pattern[str]
    gloss: re.Pattern[str]
    ending: re.Pattern[str]


@cache
def _cues() -> _Cues:
    data = dict(language_data(Language.CHINESE, "clauses")["studies"])
    verbs = data.pop("verbs")
    return _Cues(**{name: re.compile(pattern.replace("VERBS", verbs)) for name, pattern in data.items()})


def find_topics(document: Document, clause: Span) -> Iterator[tuple[Span, ...]]:
    """The topic that a clause names and shorter names of it, each as fragments of the clause."""
    text = without_final_mark(document.text, clause).slice(document.text)
    words = simplified(text)
    about = _cues().about.match(words) if is_abstract(document.text) else None
    if about is not None:
        yield tuple(Span(clause.start + about.start(group), clause.start + about.end(group)) for group in (1, 2))
        return
    start = _behind_opening(document.text, words)
    if start is None or len(words) - start < _FEWEST or not _is_name(words[start:]):
        return
    means = _cues().means.match(words, start)
    for begin in (start, means.end()) if means else (start,):
        whole = Span(clause.start + begin, clause.start + len(text))
        yield (whole,)
        parts = _without_glosses(document.text, whole)
        if len(parts) > 1:
            yield parts


def is_topic(document: Document, clauses: Sequence[Clause], fragments: Sequence[Span]) -> bool:
    """Whether a line of these fragments names the topic of one of these clauses: then it states nothing."""
    if document.language is not Language.CHINESE:
        return False
    clause = next((one.span for one in clauses if one.span.end > fragments[0].start), None)
    if clause is None or fragments[0].start <= clause.start or fragments[-1].end > clause.end:
        return False
    return any(topic[0].start == fragments[0].start for topic in find_topics(document, clause))


@lru_cache(maxsize=4)
def is_abstract(text: str) -> bool:
    """Whether a whole text is the abstract of a paper."""
    short = len(text) < _ABSTRACT and len(text.split("\n")) <= _MOST_BLOCKS
    return short and _cues().genre.search(simplified(text)) is not None


def _behind_opening(text: str, words: str) -> int | None:
    """Where the topic begins in a clause of the text; None where it names none."""
    cues = _cues()
    openings = (cues.named, cues.done, cues.bare) if is_abstract(text) else (cues.named,)
    return next((match.end() for opening in openings if (match := opening.match(words))), None)


def _is_name(words: str) -> bool:
    """Whether words name a matter and state nothing."""
    return bool(_cues().ending.search(words)) or tagged_words(words)[-1][1].startswith(_NAMES)


def _without_glosses(text: str, span: Span) -> tuple[Span, ...]:
    """The span without abbreviations in brackets, as what is left of it."""
    parts = []
    start = span.start
    for match in _cues().gloss.finditer(text, span.start, span.end):
        parts.append(Span(start, match.start()))
        start = match.end()
    return tuple(part for part in (*parts, Span(start, span.end)) if part.end > part.start)
