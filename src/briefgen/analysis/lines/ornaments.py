"""What only sounds or belongs to a page, and so gives no line: aphorisms, scenery, nobody's words, who writes.

Told by form: two halves of one measure, classical particles, a copula that says what something is, nothing but words
in quotation marks.
"""

import re
from collections.abc import Sequence

from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.cue_words import cue_pattern
from briefgen.analysis.text.sentences import split_clauses, without_final_mark
from briefgen.analysis.text.simplified import simplified
from briefgen.document import Block, Document, Language, Span

_DIGIT = re.compile(r"[0-9０-９]")


def is_ornament(document: Document, sentence: Span) -> bool:
    """Whether a sentence is an aphorism, scenery or a definition, and so no point."""
    if document.language is Language.ENGLISH:
        return sentence.slice(document.text).endswith("?")
    data = language_data(document.language, "clauses")["aphorism"]
    words = simplified(without_final_mark(document.text, sentence).slice(document.text))
    if sentence.slice(document.text).endswith(("？", "?")):
        return True
    if re.search(data["thanks"], words):
        return True
    if _DIGIT.search(words):
        return False
    clauses = [
        without_final_mark(document.text, clause).slice(document.text)
        for clause in split_clauses(document.text, sentence, document.language)
    ]
    return (
        words.startswith(tuple(data["openings"]))
        or bool(re.match(data["copula"], words))
        or _is_mirrored(clauses)
        or (
            len(clauses) <= 3
            and len(words) <= 24
            and any(particle in clause for clause in clauses[:2] for particle in data["particles"][:3])
            and _even(clauses)
        )
    )


def _is_mirrored(clauses: Sequence[str]) -> bool:
    """Two or three short clauses of one length that share characters at the same places from either end."""
    if not 2 <= len(clauses) <= 4 or any(len(clause) > 14 for clause in clauses):
        return False
    first, second = clauses[0], clauses[1]
    if abs(len(first) - len(second)) > 1:
        return False
    from_start = sum(a == b for a, b in zip(first, second, strict=False))
    from_end = sum(a == b for a, b in zip(reversed(first), reversed(second), strict=False))
    return max(from_start, from_end) >= 2


def _even(clauses: Sequence[str]) -> bool:
    return len(clauses) >= 2 and abs(len(clauses[0]) - len(clauses[1])) <= 2


def is_somebodys(document: Document, sentence: Span) -> bool:
    """Whether a sentence is nothing but words in quotation marks: nobody's statement for a briefing."""
    text = without_final_mark(document.text, sentence).slice(document.text)
    return (text[:1] in '“"「' and text[-1:] in '”"」…') or (
        text[:1] in "“「" and not any(mark in text for mark in "”」")
    )


def introduces_author(document: Document, block: Block) -> bool:
    """Whether a paragraph says who writes: a name and the name of a column in lenticular brackets open it."""
    return bool(cue_pattern(document.language, "author").match(block.span.slice(document.text)))


def trails_off(document: Document, sentence: Span) -> bool:
    """Whether a sentence ends in dots: at the head of a paragraph it paints a scene."""
    return sentence.slice(document.text).endswith(("……", "..."))
