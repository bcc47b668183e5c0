"""Spans of the source that are whole or gone: quotations, documents, guiding clauses, formulas, names with posts, closed lists, numbers.

Found by form, with the patterns of the language's data; the same spans tell the typesetter where a line may not break.
"""

import re
from collections.abc import Sequence
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.analysis.segmenter import word_boundaries
from briefgen.content import Quantity, Typography
from briefgen.document import Document, Language, Span

_LONGEST_ON_ONE_LINE = 26  # code points: a longer expression can't be kept on one line anyway
_PAIRS = {"“": "”", "‘": "’", "《": "》", "「": "」", "『": "』", "（": "）", "(": ")"}
_CLAUSE_ENDS = "，。；：！？\n…"


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in language_data(language, "expressions")["patterns"].values())


def find_expressions(text: str, language: Language, protected: Sequence[str] = ()) -> tuple[Span, ...]:
    """Fixed expressions of the text, overlapping ones joined, in order."""
    spans = [Span(*match.span()) for pattern in _patterns(language) for match in pattern.finditer(text)]
    for expression in protected:
        spans.extend(Span(match.start(), match.end()) for match in re.finditer(re.escape(expression), text))
    return merge_spans(spans)


def find_closed_lists(text: str, span: Span, language: Language) -> tuple[Span, ...]:
    """Stretches of a sentence in which members stand side by side, from the clause mark before to the clause mark after.

    Only the stretch between the first and the last separator is known for certain; its members reach on to both sides
    as far as their own word, so the neighbours of the first and the last separator belong to the list as well.
    """
    separator = str(language_data(language, "expressions")["lists"]["separator"])
    lists = []
    if language is not Language.CHINESE:
        return ()
    for clause in re.finditer(rf"[^{_CLAUSE_ENDS}]+", text[span.start : span.end]):
        begin, end = span.start + clause.start(), span.start + clause.end()
        first, last = text.find(separator, begin, end), text.rfind(separator, begin, end)
        if first >= 0:
            lists.append(Span(max(begin, first - 1), min(end, last + 2)))
    return tuple(lists)


def merge_spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Overlapping spans joined, in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def describe_typography(document: Document, expressions: Sequence[Span], quantities: Sequence[Quantity]) -> Typography:
    """Word ends of the whole text, and the spans that a line may not cut."""
    short = [span for span in expressions if span.end - span.start <= _LONGEST_ON_ONE_LINE]
    inner = [
        part
        for span in expressions
        if span.end - span.start > _LONGEST_ON_ONE_LINE
        for part in _inner_expressions(document.text, span)
    ]
    numbers = [quantity.span for quantity in quantities]
    boundaries = word_boundaries(document.text) if document.language is Language.CHINESE else ()
    return Typography(boundaries=boundaries, unbreakable=merge_spans([*short, *inner, *numbers]))


def _inner_expressions(text: str, span: Span) -> list[Span]:
    """Short quotations inside an expression that is itself too long for a line."""
    parts = []
    for match in re.finditer(r"“[^“”]{1,24}”|《[^《》]{1,24}》|‘[^‘’]{1,24}’", text[span.start + 1 : span.end]):
        parts.append(Span(span.start + 1 + match.start(), span.start + 1 + match.end()))
    return parts
