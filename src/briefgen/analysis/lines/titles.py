"""What a section's title asks of the line that speaks for it, and whether the title says it itself.

A title that names a review wants what was reached, one that names tasks what is asked; one that is itself an act
(完善管网，保障供水) says more than one measure of its section would. The words are data (`messages` in `clauses.toml`).
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from briefgen.analysis.figures.plans import announces_work
from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.compression import Wording
from briefgen.analysis.structure.blocks import numbering_of
from briefgen.analysis.text.segmenter import tagged_words
from briefgen.analysis.text.simplified import simplified
from briefgen.document import Language

_SAYS_AGAIN = 0.8  # share of the title's words from which a message only says it again
_SHORTEST_ACT = 8  # code points of a title that says what is done


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cues:
    weak: re.Pattern[str]
    names: re.Pattern[str]
    fitting: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@cache
def _cues(language: Language) -> _Cues:
    data = language_data(language, "clauses")["messages"]
    return _Cues(
        weak=re.compile(data["weak"]),
        names=re.compile(data["names"]),
        fitting=tuple((re.compile(one["title"]), re.compile(one["words"])) for one in data["fitting"]),
    )


def is_weak(text: str, language: Language) -> bool:
    """Whether a line never speaks for a section: it tells of the times, or of how a paper came about."""
    return bool(_cues(language).weak.search(simplified(text)))


def says_what_is_done(title: str, language: Language) -> bool:
    """Whether a title is an act: it begins with a verb and does not end in a name for what stands below it."""
    _, number = numbering_of(title, language)
    words = simplified(title[number:]).strip(" \u3000，。、.．")
    if language is not Language.CHINESE or len(words) < _SHORTEST_ACT or _cues(language).names.search(words):
        return False
    verbs = tuple(language_data(language, "clauses")["verbs"]["openings"])
    return words.startswith(verbs) or tagged_words(words)[0][1] in ("v", "vd", "ad")


def reads_as_done(title: str, text: str, language: Language) -> bool:
    """Whether a line of a plan would tell of something done if it stood in the place of the plan's title."""
    if not announces_work(title, language) or fits(title, text, language):
        return False
    aims = language_data(language, "clauses")["modality"]["words"]
    return not any(word in aims for word, _ in tagged_words(simplified(text)))


def fits(title: str, text: str, language: Language) -> bool:
    """Whether a line says what a section under such a title is about: results of a review, aims of a plan."""
    return any(
        one.search(simplified(title)) and words.search(simplified(text)) for one, words in _cues(language).fitting
    )


def answers(heading: Collection[str], wording: Wording) -> float:
    """How much of what the title names a wording speaks of, 0 to 1.

    One that says all of it again answers nothing, and one that says when only tells what happened then.
    """
    if any(character.isdigit() for character in wording.text):
        return 0.0
    shared = len(set(wording.words) & set(heading)) / max(1, len(heading))
    return shared if shared < _SAYS_AGAIN else 0.0
