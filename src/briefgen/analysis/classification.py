"""Classification and handling lines: which of them a document bears, and how high each is.

Only whole lines count, so that a report about secrecy is not taken for a secret one. The marks are those of the law on
keeping state secrets (绝密, 机密, 秘密, with ★ and a term; GB/T 9704-2012, 7.2.2), those that offices use, and English
ones; the data are in `lang/*/classification.toml`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.document import MARKING, BlockKind, Document, Language

SECRET = 2
"""From this rank on a line is a classification; below it only says how to handle the paper."""

_FIRST_LINES = 12
_LONGEST = 60  # code points of a line that is looked at
_SPACE = re.compile(r"\s+")
_DAYS = {"年": 365, "个月": 30, "天": 1}


def find_classification(document: Document) -> str:
    """The highest line of its kind that the text bears, as written but for white space in Chinese; empty for none."""
    marked = (value for key, value in document.metadata if key == MARKING)
    return highest((*marked, *_lines(document)))


def highest(lines: Iterable[str]) -> str:
    """The highest of some classification and handling lines, the first of equals; empty where there is none."""
    return max(filter(None, lines), key=_height, default="")


def rank(line: str) -> int:
    """How high a line is: 4 绝密, 3 机密, 2 秘密, 1 any other, 0 none."""
    return _height(line)[0] if line else 0


def _lines(document: Document) -> Iterator[str]:
    head = 0
    for block in document.blocks:
        for line in document.quote(block.span).splitlines():
            squeezed = _SPACE.sub("", line[:_LONGEST])
            if not squeezed:
                continue
            head += 1
            if len(line) > _LONGEST:
                continue
            near = head <= _FIRST_LINES or block.kind is BlockKind.FURNITURE
            for language in Language:
                starred, plain = _patterns(language)
                if starred.fullmatch(squeezed) or (near and plain.fullmatch(squeezed)):
                    yield _without_label(squeezed if language is Language.CHINESE else line.strip())


def _without_label(line: str) -> str:
    return re.sub(r"^(?:密级|[Cc]lassification)\s*[：:]\s*", "", line)


def _height(line: str) -> tuple[int, int]:
    """Rank, then term: one without a term lasts as the law says, longer than any that is written out."""
    squeezed = _SPACE.sub("", line)
    for language in Language:
        ranks = language_data(language, "classification")["rank"]
        for pattern in _patterns(language):
            if match := pattern.match(squeezed):
                mark = match.groupdict().get("mark")
                return (ranks[mark.lower()] if mark else ranks["handling"], _days(match.groupdict().get("term")))
    return (1, 0)


def _days(term: str | None) -> int:
    number = re.match(r"\d+", term or "")
    return int(number[0]) * _DAYS[(term or "")[number.end() :]] if number else 365 * 100


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = language_data(language, "classification")
    return re.compile(data["starred"]), re.compile(data["plain"])
