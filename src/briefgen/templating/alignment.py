"""Where each character of a line stands in its document, and so where the line may and may not break.

Knows the rule by which a line's text comes from its fragments; knows nothing of widths.
"""

from bisect import bisect_left, bisect_right

from briefgen.content import Line, Typography

_SAME = {"“": "‘", "”": "’", "‘": "“", "’": "”"}


def align(line: Line, text: str) -> tuple[int, ...]:
    """The offset in the document (whose text is `text`) of each character of the line's text.

    The line is its fragments joined, but for stops and commas dropped and inner quotation marks made outer ones.
    """
    offsets = [offset for evidence in line.evidence for offset in range(evidence.span.start, evidence.span.end)]
    if len(offsets) == len(line.text):
        return tuple(offsets)
    aligned: list[int] = []
    at = 0
    for sign in line.text:
        found = at
        while found < len(offsets) and text[offsets[found]] != sign and _SAME.get(text[offsets[found]]) != sign:
            found += 1
        if found == len(offsets):
            aligned.append(aligned[-1] + 1 if aligned else 0)
            continue
        aligned.append(offsets[found])
        at = found + 1
    return tuple(aligned)


def breaking_of(
    line: Line, typography: Typography, text: str
) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Offsets in the line's text where a word ends, and the spans that may not be cut."""
    offsets = align(line, text)
    ends = typography.boundaries
    boundaries = []
    for at in range(1, len(offsets)):
        here = bisect_left(ends, offsets[at])
        if offsets[at] != offsets[at - 1] + 1 or (here < len(ends) and ends[here] == offsets[at]):
            boundaries.append(at)
    spans = []
    if offsets:
        at = bisect_right(typography.unbreakable, min(offsets), key=lambda span: span.start) - 1
        for span in typography.unbreakable[max(0, at - 8) :]:
            if span.start > max(offsets):
                break
            inside = [place for place, offset in enumerate(offsets) if span.start <= offset < span.end]
            if len(inside) > 1 and inside[-1] - inside[0] == len(inside) - 1:
                spans.append((inside[0], inside[-1] + 1))
    return tuple(boundaries), tuple(spans)
