"""The parts of a document that say what is to be done, and those that look back, by their headings.

Under 工作安排 a number is a target without a word of aim; under 工作回顾 what is expected (预计) is no aim, but an
estimate of a year that is all but over.

Only headings are read. What reviews and plans in one heading (发展成就和目标任务) is left to its sentences, as is
all that stands under no heading. English documents have no such parts here.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.document import Block, BlockKind, Document, Language, Span

_LONGEST = 40  # characters of a heading that names a part


class Tense(StrEnum):
    """Which way the part of a document looks that a sentence stands in."""

    PLAN = "plan"
    REVIEW = "review"
    OPEN = "open"


def read_tenses(document: Document) -> Callable[[Span], Tense]:
    """Tells the tense of a sentence, by the headings of its document."""
    planned, reviewed = planned_parts(document), reviewed_parts(document)

    def tense_of(sentence: Span) -> Tense:
        if any(part.contains(sentence) for part in planned):
            return Tense.PLAN
        return Tense.REVIEW if any(part.contains(sentence) for part in reviewed) else Tense.OPEN

    return tense_of


def reviewed_parts(document: Document) -> tuple[Span, ...]:
    """The stretches under headings that look back, each up to the next heading of its level, in order."""
    if document.members:
        return _of_members(document, reviewed_parts)
    if document.language is not Language.CHINESE:
        return ()
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    found: list[Span] = []
    for place, heading in enumerate(headings):
        text = document.quote(heading.span)
        looks_back = len(text) <= _LONGEST and bool(_patterns()["review"].search(text))
        if looks_back and not _announces(text, after_review=True) and not _patterns()["plan"].search(text):
            found.append(Span(heading.span.end, _end_of(document, headings[place:])))
    return tuple(found)


def planned_parts(document: Document) -> tuple[Span, ...]:
    """The stretches under headings that announce work to come, in order.

    Where the document reviewed its work before, as a report to an assembly does, all that follows is still the plan;
    else a stretch ends with the next heading of its level.
    """
    if document.members:
        return _of_members(document, planned_parts)
    if document.language is not Language.CHINESE:
        return ()
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    found: list[Span] = []
    reviewed = False
    for place, heading in enumerate(headings):
        text = document.quote(heading.span)
        looks_back = len(text) <= _LONGEST and bool(_patterns()["review"].search(text))
        if found and found[-1].contains(heading.span):
            if not looks_back or _announces(text, after_review=True):
                continue
            found[-1] = Span(found[-1].start, heading.span.start)
        if looks_back:
            reviewed = True
        elif _announces(text, after_review=reviewed):
            end = len(document.text) if reviewed else _end_of(document, headings[place:])
            found.append(Span(heading.span.end, end))
    return tuple(found)


def _of_members(document: Document, find: Callable[[Document], tuple[Span, ...]]) -> tuple[Span, ...]:
    """The parts of several joined documents: each has a review and a plan of its own."""
    return tuple(part.shifted(member.start) for member in document.members for part in find(member.document))


def reports(text: str, start: int, end: int) -> bool:
    """Whether words of a planned part before a number say what was reached all the same: 目前已建成…, not 再建…."""
    said = [match.end() for match in _patterns()["reported"].finditer(text, start, end)]
    return bool(said) and not _patterns()["again"].search(text, said[-1], end)


def announces_work(title: str, language: Language) -> bool:
    """Whether a heading says that what stands below it is still to be done; nothing of English ones is known."""
    return language is Language.CHINESE and _announces(title, after_review=True)


def _announces(text: str, *, after_review: bool) -> bool:
    patterns = _patterns()
    if len(text) > _LONGEST or patterns["review"].search(text):
        return False
    return bool(patterns["plan"].search(text) or (after_review and patterns["work"].search(text)))


def _end_of(document: Document, headings: list[Block]) -> int:
    level = headings[0].level or 1
    following = (block.span.start for block in headings[1:] if (block.level or 1) <= level)
    return next(following, len(document.text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data: dict[str, Any] = language_data(Language.CHINESE, "figures")["plans"]
    return {name: re.compile(pattern) for name, pattern in data.items()}
