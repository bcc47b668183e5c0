"""A line below the title that only says who issued the paper and when: byline and date, no series."""

import re
from dataclasses import replace

from briefgen.analysis.structure.lines import Rules, rules_of
from briefgen.document import Document, Span

_BLANK = re.compile(r"[\s　,，·|｜/／（(]+")
_EDGES = " 　,，·|｜/／（()）"


def without_particulars(document: Document) -> Document:
    """The document, its series taken for byline and date where it is a body's name, a date, or both."""
    if document.subtitle is None:
        return document
    rules = rules_of(document.language)
    issuer, date = _parted(document, document.subtitle, rules)
    is_body = issuer is not None and bool(rules.patterns["body_name"].search(document.quote(issuer)))
    if (issuer is not None and not is_body) or (issuer is None and date is None):
        return document
    return replace(document, subtitle=None, byline=document.byline or issuer, date=document.date or date)


def _parted(document: Document, span: Span, rules: Rules) -> tuple[Span | None, Span | None]:
    """What stands before the date that ends a line, and the date; None for what is not there."""
    text = document.quote(span)
    for start in [0, *(match.end() for match in _BLANK.finditer(text))]:
        if rules.patterns["date"].match(text[start:].rstrip(_EDGES)):
            return _trimmed(document, span.start, span.start + start), _trimmed(document, span.start + start, span.end)
    return _trimmed(document, *span), None


def _trimmed(document: Document, start: int, end: int) -> Span | None:
    """The span without blanks and brackets at its ends, None where nothing is left."""
    while start < end and document.text[start] in _EDGES:
        start += 1
    while end > start and document.text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if end > start else None
