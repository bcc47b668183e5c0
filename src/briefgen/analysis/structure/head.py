"""The head and the tail of a bare text: title, series, byline, date, and the lines that only frame the page.

The title is looked for among the short lines above the first paragraph, each with a score of what speaks for it.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from briefgen.analysis.structure.lines import Line, Rules
from briefgen.document import BlockKind, Document, Span

TITLE_THRESHOLD = 0.0
_REACH = 14  # lines from the top among which the title is looked for
_SHORT_TITLE = 5.0  # wide characters
_LONGEST_TITLE = 80.0  # wide characters
_LONGEST_ASKED = 50.0  # of a title that ends as a sentence
_WHOLE_ADDRESS = re.compile(r"https?:|www\.|\S@\S+\.\w|^\S+$")
_LARGEST_TAIL = 0.15  # of the width of all lines may stand below the end of the text
_LEAST_TAIL = 150.0  # wide characters that may in any case, of a text that is mostly above
_LONGEST_TAIL_SHARE = 0.4
_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*日)?")
_CODE = re.compile(r"(?=.*\d)[A-Z\d-]{8,}")
_ENDS_WITH_DATE = re.compile(r"\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*日)?$")
_SAID_AGAIN = 40  # lines below in which a title may be said again
_MANY_RIVALS = 4
_COUNTS_IN_TITLES = ("named number", "bare number", "asked")  # styles that a title may begin with
_LABELS = frozenset({"begins with a label", "is a label with a number"})
_FRAMING_NOTES = frozenset({"date", "byline", "salutation", "date_inside"})
_ENDINGS = ("none", "question", "call", "dots")
_TITLE_WEIGHTS = {
    "stands first": 1.0,
    "each line further down": -0.25,
    "longest of the head": 1.0,
    "series after a bar": 2.5,
    "dash line below": 2.5,
    "date, byline or salutation below": 1.0,
    "said again": 1.0,
    "ends unfinished": -2.0,
    "goes on from the line above": -4.0,
    "goes on in the line below": 3.5,
    "only part of a line below": -3.0,
    "kind of paper named": 1.5,
    "long enough": 1.0,
    "short": -0.5,
    "very short": -1.5,
    "numbered": -4.0,
    "name of a usual part": -4.0,
    "begins as a fragment": -1.5,
    "begins small": -1.5,
    "only digits or Latin": -2.0,
    "in a run of short lines": -1.5,
    "label and value": -3.0,
    "date at the end": -3.0,
    "only the name of a body": -2.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What frames the text: spans of title, series, byline and date; the indexes of all framing lines with why."""

    title: Span | None = None
    subtitle: Span | None = None
    byline: Span | None = None
    date: Span | None = None
    lines: dict[int, str] = field(default_factory=dict)
    title_reasons: tuple[tuple[str, float], ...] = ()


def find_head(document: Document, lines: Sequence[Line], rules: Rules) -> Head:
    """Title, series, byline and date of a bare text, and the lines of its head and tail."""
    framing: dict[int, str] = {}
    top = _top(lines)
    scored = [(sum(weight for _, weight in why), -i, why) for i, why in _candidates(lines, top, rules)]
    title = subtitle = None
    reasons: tuple[tuple[str, float], ...] = ()
    if scored and max(scored)[0] > TITLE_THRESHOLD:
        _, place, reasons = max(scored)
        title, subtitle = _title_at(document, lines, -place, rules, framing)
        for i in range(-place):
            framing[i] = "above the title"
        subtitle = _below_title(document, lines, -place, rules, framing) or subtitle
        framing.update((i, "head") for i in _between(lines, max(framing) + 1))
    framed = {i for i, block in enumerate(document.blocks) if block.kind is BlockKind.FURNITURE}
    tail = _tail(lines, rules, max(framing, default=-1) + 1, framing, framed)
    return Head(
        title=title or _original_title(document, lines, rules),
        subtitle=subtitle,
        byline=_span_of(document, lines, framing, "byline", tail),
        date=_span_of(document, lines, framing, "date", tail),
        lines=framing,
        title_reasons=reasons,
    )


def _original_title(document: Document, lines: Sequence[Line], rules: Rules) -> Span | None:
    """The title that a reprint names as that of the original."""
    for line in lines[:_REACH]:
        match = rules.patterns["original_title"].match(line.text) if line.free else None
        if match and match["title"].strip():
            start = document.blocks[line.index].span.start
            return trimmed(document.text, Span(start + match.start("title"), start + match.end("title")))
    return None


def _top(lines: Sequence[Line]) -> int:
    """The number of lines above the first that reads as body."""
    for i, line in enumerate(lines[:_REACH]):
        if "opening" in line.notes or (i and line.style and not _could_be_title(line)):
            return i
        if not line.free or (line.is_body and "furniture" not in line.notes and not _could_be_title(line)):
            return i
    return min(_REACH, len(lines))


def _could_be_title(line: Line) -> bool:
    return (
        line.width <= _LONGEST_TITLE
        and (line.final in _ENDINGS[:1] or (line.final in _ENDINGS and line.width < _LONGEST_ASKED))
        and not line.notes & {"furniture", "caption mark", "dash_subtitle", "date_inside", "list mark", "rule"}
        and not ("address" in line.notes and _WHOLE_ADDRESS.search(line.text))
        and not ("sentence inside" in line.notes and "。" in line.text)
        and not _CODE.fullmatch(line.text)
    )


def _candidates(lines: Sequence[Line], top: int, rules: Rules) -> list[tuple[int, tuple[tuple[str, float], ...]]]:
    found = []
    for i in range(top):
        if _could_be_title(lines[i]):
            names = _title_features(lines, i, top, rules)
            further = sum(1 for line in lines[:i] if "furniture" not in line.notes)
            weights = [(name, _TITLE_WEIGHTS[name]) for name in names]
            weights.append(("each line further down", _TITLE_WEIGHTS["each line further down"] * further))
            found.append((i, tuple(weights)))
    return found


def _title_features(lines: Sequence[Line], i: int, top: int, rules: Rules) -> list[str]:
    line = lines[i]
    below = lines[i + 1 : top + 1]
    longer = [other for other in below[:3] if other.text != line.text and _could_be_title(other)]
    rivals = [other for other in below if _is_rival(line, other)]
    bars = list(rules.patterns["kicker_separator"].finditer(line.text))
    rivals_of_head = [other for other in lines[:top] if _could_be_title(other) and not other.style]
    rivals_of_head.append(line)
    again = [other.text for other in below if other.text == line.text] or [
        other.text for other in lines[i + 4 :][:_SAID_AGAIN] if line.text in other.text
    ]
    found = {
        "stands first": all("furniture" in other.notes for other in lines[:i]),
        "longest of the head": line.width >= max(other.width for other in rivals_of_head),
        "series after a bar": len(bars) == 1 and 0 < bars[0].start() < len(line.text) - 1,
        "dash line below": bool(below and "dash_subtitle" in below[0].notes),
        "date, byline or salutation below": any(other.notes & _FRAMING_NOTES for other in below[:3]),
        "said again": bool(again),
        "ends unfinished": bool(rules.patterns["unfinished"].search(line.text)),
        "goes on from the line above": i > 0 and _breaks_into(lines[i - 1], line, rules),
        "goes on in the line below": bool(below) and _breaks_into(line, below[0], rules),
        "only part of a line below": any(line.text in other.text for other in longer),
        "kind of paper named": bool(rules.patterns["paper"].search(line.text)),
        "long enough": line.width >= 2 * _SHORT_TITLE,
        "short": _SHORT_TITLE / 2 <= line.width < _SHORT_TITLE,
        "very short": line.width < _SHORT_TITLE / 2,
        "numbered": bool(line.style) and line.style not in _COUNTS_IN_TITLES,
        "name of a usual part": bool(line.notes & {"opening", "closing"}),
        "begins as a fragment": "fragment" in line.notes,
        "begins small": "begins small" in line.notes,
        "only digits or Latin": "mostly digits" in line.notes or (rules.chinese and line.text.isascii()),
        "in a run of short lines": rules.chinese and line.final == "none" and len(rivals) >= _MANY_RIVALS,
        "label and value": bool(rules.patterns["label"].match(line.text)) or _is_one_of_labels(lines[:top], i),
        "only the name of a body": bool(rules.patterns["body_name"].search(line.text)),
        "date at the end": bool(_ENDS_WITH_DATE.search(line.text)),
    }
    return [name for name, holds in found.items() if holds]


def _is_one_of_labels(head: Sequence[Line], i: int) -> bool:
    """Whether a line names a thing before a colon, as one above it does: particulars of the paper, not its title."""
    return bool(head[i].notes & _LABELS) and any(line.notes & _LABELS for line in head[:i])


def _is_rival(line: Line, other: Line) -> bool:
    """Whether a line below is as much a title as this one: where many are, the text is a list or a poem."""
    return _could_be_title(other) and not other.style and other.width > 0.6 * line.width


def _title_at(
    document: Document, lines: Sequence[Line], i: int, rules: Rules, framing: dict[int, str]
) -> tuple[Span | None, Span | None]:
    """The title that line `i` holds, parted from its series, joined with the line that it breaks into."""
    span = document.blocks[i].span
    framing[i] = "title"
    bar = rules.patterns["kicker_separator"].search(lines[i].text)
    if bar and bar.start() > 0 and bar.end() < len(lines[i].text):
        left = trimmed(document.text, Span(span.start, span.start + bar.start()))
        right = trimmed(document.text, Span(span.start + bar.end(), span.end))
        swap = left and right and left.end - left.start < right.end - right.start and left.end - left.start <= 8
        return (right, left) if swap else (left, right)
    following = lines[i + 1] if i + 1 < len(lines) else None
    if following and _breaks_into(lines[i], following, rules):
        # A span may not run over a line's end: marks of provenance are set in one paragraph. The line that names the
        # paper stands for the title.
        framing[i + 1] = "title, second line"
        named = rules.patterns["paper"].search(following.text) and not rules.patterns["paper"].search(lines[i].text)
        return (document.blocks[i + 1].span, None) if named else (span, None)
    return _without_stars(document.text, span), None


def _breaks_into(line: Line, following: Line, rules: Rules) -> bool:
    """Whether a title goes on in the next line: it breaks at a word that needs another, or lacks what that names."""
    if not _could_be_title(following) or following.style or line.width < 6 or line.final != "none":
        return False
    if rules.patterns["unfinished"].search(line.text):
        return True
    paper = rules.patterns["paper"]
    return bool(
        rules.patterns["subject_of_paper"].match(line.text)
        and not paper.search(line.text)
        and paper.search(following.text)
    )


def _below_title(
    document: Document, lines: Sequence[Line], i: int, rules: Rules, framing: dict[int, str]
) -> Span | None:
    """The series below the title, and the lines up to the text that only frame it."""
    subtitle = None
    title = lines[i].text
    at = max(framing) + 1
    while at < len(lines) and at <= i + 10 and lines[at].free:
        line = lines[at]
        dash = rules.patterns["dash_subtitle"].match(line.text)
        if dash and subtitle is None and not line.is_body:
            subtitle = trimmed(
                document.text, Span(document.blocks[at].span.start + dash.end(), document.blocks[at].span.end)
            )
            framing[at] = "series"
        elif "furniture" in line.notes:
            framing[at] = next((n for n in ("byline", "date", "salutation") if n in line.notes), "page furniture")
        elif _could_be_title(line) and (line.text in title or title in line.text) and line.width > 3:
            framing[at] = "title again"
        elif rules.patterns["speaker"].match(line.text) or (
            "date_inside" in line.notes and line.final in ("none", "colon")
        ):
            framing[at] = "speaker or occasion"
        else:
            break
        at += 1
    return subtitle


def _between(lines: Sequence[Line], start: int) -> range:
    """The lines from `start` to the last line of page furniture that stands above the first paragraph."""
    last = start - 1
    for i in range(start, min(len(lines), start + _REACH)):
        if lines[i].is_body or not lines[i].free or lines[i].style or "underlined" in lines[i].notes:
            break
        if "furniture" in lines[i].notes:
            last = i
    return range(start, last + 1)


def _end_mark(lines: Sequence[Line], rules: Rules) -> int:
    """The index of the first mark that ends a text, below which hardly any of its words stand."""
    total = sum(line.width for line in lines)
    below = 0.0
    found = len(lines)
    for i in range(len(lines) - 1, 0, -1):
        below += lines[i].width
        if below > max(_LARGEST_TAIL * total, _LEAST_TAIL) or below > _LONGEST_TAIL_SHARE * total or not lines[i].free:
            break
        if rules.patterns["end_mark"].match(lines[i].text):
            found = i
    return found


def _tail(lines: Sequence[Line], rules: Rules, head: int, framing: dict[int, str], framed: Set[int]) -> int:
    """The index from which on there is no text: bylines, signature, licence, related articles.

    `framed` are the lines that the reader knew as page furniture.
    """
    tail = max(_end_mark(lines, rules), head + 1)
    framed = framed | {line.index for line in lines if "furniture" in line.notes}
    signatures: set[int] = set()
    while tail > head + 1:
        line = lines[tail - 1]
        above = lines[tail - 2]
        if tail - 1 not in framed:
            signs = line.free and not line.style and "closing" not in line.notes
            if not (signs and rules.patterns["signature"].match(line.text) and (above.is_body or tail - 2 in framed)):
                break
            signatures.add(tail - 1)
        tail -= 1
    tail = min(tail, len(lines))
    if framed.isdisjoint(range(tail, len(lines))) and len(lines) - tail > 2:
        tail = len(lines)  # many short lines are a list or a poem, not signatures
    for i in range(tail, len(lines)):
        name = next((name for name in ("byline", "date") if name in lines[i].notes), "tail")
        framing[i] = "signature" if i in signatures else name
    return tail


def _span_of(document: Document, lines: Sequence[Line], framing: dict[int, str], name: str, tail: int) -> Span | None:
    for i in sorted(framing):
        says = "http" not in lines[i].text and lines[i].final != "colon"  # a label may have nothing behind it
        if (framing[i] == name or name in lines[i].notes) and says:
            return _after_label(document, i) if name == "date" else document.blocks[i].span
    if name == "byline":
        signed = [i for i in range(tail, len(lines)) if framing[i] == "signature"]
        return document.blocks[signed[0]].span if signed else None
    return None


def _after_label(document: Document, i: int) -> Span:
    """A date without the words around it."""
    start, end = document.blocks[i].span
    alone = _DATE.search(document.text[start:end])
    if alone:
        return Span(start + alone.start(), start + alone.end())
    first = next((at for at in range(start, end) if document.text[at].isdigit()), start)
    return Span(first if re.search("[：:]", document.text[start:first]) else start, end)


def _without_stars(text: str, span: Span) -> Span | None:
    while span.end - span.start > 4 and text[span.start : span.start + 2] == "**" == text[span.end - 2 : span.end]:
        span = Span(span.start + 2, span.end - 2)
    return trimmed(text, span)


def trimmed(text: str, span: Span) -> Span | None:
    """The span without the blanks at its ends, None where nothing is left."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
