"""From lines to paragraphs: hard wraps and hyphens of the page are undone, what the author parted stays apart."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from briefgen.readers.pdf_lines import Line
from briefgen.readers.pdf_page import Face

_FINAL = "。！？.!?；;：:”」』）)"
_BULLET = re.compile(r"^(?:[•‧∙‣●○■□▪◆◇➢►▶✓·※\uf06c\uf0b7\uf0d8\uf06e\uf075]|[-–—](?=\s))\s*")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十百零\d]{1,4}[章节条编篇部]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|\d{1,2}[.、．)）](?!\d)\s*|[①-⑳]|[一二三四五六七八九十]是)"
)
_CAPTION = re.compile(
    r"^(?:附?[图表圖]|Figure|Fig\.|Table|Chart|Exhibit)\s*"
    r"(?:[A-Z]?\d+(?:[-.．—–]\d+)*|[一二三四五六七八九十]{1,3})(?:[\s:：.、　]|$)"
    r"|^[图表]\s*\d+(?:[-.．—–]\d+)*(?=[一-鿿])(?![是中里的和与])"
)
_LONGEST_CAPTION = {True: 60, False: 300}  # code points, by whether it is Chinese
_HEAD_NUMBER = re.compile(r"\d{1,2}\s+[A-Z]")
_LEADERS = re.compile(r"(?:[.…·․‥]\s*){4,}\s*[\divxlcIVXLC]{1,4}$")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u2018\u2019\u201c\u201d\u2014\u2026\U00020000-\U0003ffff]")
_DISPLAY = 1.35  # of the usual size: lines so large that follow each other closely are one heading
_WIDEST_LEADING = 2.4  # of the size: what stands farther apart is no running text
_NEARLY_FULL = 0.88  # of the column's width
_FEWEST_FULL = 0.35  # share of a column's lines that are nearly full
_WIDER_LEADING = 1.3  # of the usual distance of lines: a wider one parts paragraphs


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """Lines that are one paragraph, or the place of a table."""

    lines: list[Line]
    text: str = ""
    centred: bool = False
    marks: list[str] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """The line where it begins."""
        return self.lines[0]

    @property
    def face(self) -> Face:
        """The face of most of its letters."""
        counts: dict[Face, int] = {}
        for line in self.lines:
            for face, count in line.faces.items():
                counts[face] = counts.get(face, 0) + count
        return max(counts, key=lambda face: counts[face], default=self.first.face)

    @property
    def is_caption(self) -> bool:
        """Whether it names a figure or table by its number and is no sentence about it."""
        longest = _LONGEST_CAPTION[self.first.is_han]
        return bool(_CAPTION.match(self.text)) and len(self.text) <= longest and self.text[-1:] != "。"

    @property
    def is_contents(self) -> bool:
        """Whether it is an entry of a table of contents."""
        return all(_LEADERS.search(line.text) for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Measure:
    """Of a column: its sides, the usual distance of its lines as a share of their size, and their size."""

    left: float
    right: float
    leading: float
    size: float


def make_paragraphs(pages: Sequence[Sequence[Line]], widths: Sequence[float]) -> list[Paragraph]:
    """The paragraphs of all pages (of given widths in pt), those that run over a column or a page as one."""
    paragraphs: list[Paragraph] = []
    words = _Words(pages)
    for lines, width in zip(pages, widths, strict=True):
        measures = _with_margin(_measures(lines), lines, width)
        for line in lines:
            last = paragraphs[-1] if paragraphs else None
            if last is not None and _continues(last, line, measures):
                _append(last, line, words)
            else:
                paragraphs.append(
                    Paragraph(lines=[line], text=line.text, centred=_is_centred(line, measures), marks=[*line.marks])
                )
    return paragraphs


def _measures(lines: Sequence[Line]) -> dict[int, _Measure]:
    """The measures of each column of one page."""
    found: dict[int, _Measure] = {}
    for column in {line.column for line in lines}:
        own = [line for line in lines if line.column == column and line.table is None]
        if not own:
            continue
        weights = [len(line.text) for line in own]
        usual = max(own, key=lambda line: len(line.text)).face.size
        body = [line for line in own if abs(line.face.size - usual) < 0.6] or own
        distances = [
            (after.base - before.base) / max(after.face.size, 1)
            for before, after in pairwise(body)
            if 0 < after.base - before.base < 4 * max(after.face.size, 1)
        ]
        rights = sorted(line.right for line, weight in zip(own, weights, strict=True) if weight > 4) or [own[0].right]
        found[column] = _Measure(
            left=_usual_left(body),
            right=rights[int(0.95 * (len(rights) - 1))],
            leading=min(statistics.median_low(distances), _WIDEST_LEADING) if distances else 1.4,
            size=usual,
        )
    return found


def _with_margin(measures: dict[int, _Measure], lines: Sequence[Line], width: float) -> dict[int, _Measure]:
    """The measures, a page's only column as wide as equal margins make it where its lines do not show its side."""
    if set(measures) != {0}:
        return measures
    measure = measures[0]
    full = measure.left + _NEARLY_FULL * (measure.right - measure.left)
    if len(lines) > 3 and sum(line.right >= full for line in lines) >= _FEWEST_FULL * len(lines):
        return measures
    return {0: replace(measure, right=max(measure.right, 0.9 * (width - measure.left)))}


def _usual_left(lines: Sequence[Line]) -> float:
    """The left side of the column: the leftmost that more than one line shares."""
    counts: dict[int, int] = {}
    for line in lines:
        counts[round(line.left)] = counts.get(round(line.left), 0) + 1
    shared = [left for left, count in counts.items() if count >= max(2, 0.1 * len(lines))]
    return float(min(shared, default=min((round(line.left) for line in lines), default=0)))


def _is_centred(line: Line, measures: dict[int, _Measure]) -> bool:
    measure = measures.get(line.column)
    if measure is None:
        return False
    before, after = line.left - measure.left, measure.right - line.right
    return min(before, after) > 0.6 * line.face.size and abs(before - after) < max(
        0.2 * (before + after), line.face.size
    )


def _continues(paragraph: Paragraph, line: Line, measures: dict[int, _Measure]) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = paragraph.lines[-1]
    measure = measures.get(line.column)
    if measure is None or _is_apart(last, line):
        return False
    if last.page != line.page or last.column != line.column or line.base < last.base:
        return _runs_over(paragraph, line, measure)
    if line.base - last.base > _WIDER_LEADING * measure.leading * line.face.size + 0.5:
        return False
    if line.face.size > _DISPLAY * measure.size:
        return True
    if paragraph.centred:
        return _is_centred(line, measures)
    return not _is_indented(paragraph, line, measure) and _is_full(last, line, measure)


def _is_apart(last: Line, line: Line) -> bool:
    """Whether two lines can't be one paragraph by what they are, wherever they stand."""
    if line.table is not None or last.table is not None or _is_own(line) or _LEADERS.search(last.text):
        return True
    return abs(line.face.size - last.face.size) > 0.12 * last.face.size or not _same_weight(last, line)


def _is_indented(paragraph: Paragraph, line: Line, measure: _Measure) -> bool:
    """Whether the line begins a paragraph by its indent; a line may hang from the number of the one above it."""
    em, first = line.face.size, paragraph.first
    second = len(paragraph.lines) == 1
    hangs = second and (_is_own(first) or _is_numbered_head(first, line)) and line.left - first.left > 0.5 * em
    if line.left - measure.left <= 1.2 * em or hangs:
        return False
    # Two lines in a row that begin with the same indent are two paragraphs.
    return line.left - paragraph.lines[-1].left > 0.8 * em or (
        second and line.left - first.left > -0.5 * em and line.is_han
    )


def _is_own(line: Line) -> bool:
    """Whether the line begins with what only a new paragraph begins with."""
    return bool(_BULLET.match(line.text) or _NUMBERING.match(line.text))


def _is_numbered_head(first: Line, line: Line) -> bool:
    """Whether two bold lines are a heading whose number stands before a blank alone: 2 Results / of the survey."""
    return bool(_HEAD_NUMBER.match(first.text)) and all(face.bold for face in {*first.faces, *line.faces})


def _same_weight(last: Line, line: Line) -> bool:
    """Bold lines over plain ones are two things, a bold lead within a paragraph is one."""
    weights = {face.bold for face in last.faces}, {face.bold for face in line.faces}
    return weights[0] == weights[1] or {True, False} in weights


def _is_full(last: Line, line: Line, measure: _Measure) -> bool:
    """Whether the last line ended because the column did: what comes next would not have fitted on it."""
    room = measure.right - last.right
    if line.is_han:
        return room < 2.2 * line.face.size
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) * (len(word) + 1) / max(len(line.text), 1)
    return room < width + 0.5 * line.face.size or (
        last.text[-1:] not in _FINAL and room < 0.25 * (measure.right - measure.left)
    )


def _runs_over(paragraph: Paragraph, line: Line, measure: _Measure) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    last = paragraph.lines[-1]
    if paragraph.centred or last.text[-1:] in "。！？.!?：:" or line.left - measure.left > 1.2 * line.face.size:
        return False
    return len(paragraph.text) > 12 and (line.is_han or last.text[-1:] not in _FINAL)


def _append(paragraph: Paragraph, line: Line, words: "_Words") -> None:
    before = paragraph.text
    if _HAN.match(before[-1:]) and _HAN.match(line.text[:1]):
        paragraph.text = before + line.text
    elif before.endswith("-") and before[-2:-1].isalpha() and line.text[:1].islower():
        paragraph.text = _without_hyphen(before, line.text, words)
    elif _HAN.match(before[-1:]) or _HAN.match(line.text[:1]):
        paragraph.text = before + line.text
    else:
        paragraph.text = f"{before} {line.text}"
    paragraph.lines.append(line)
    paragraph.marks.extend(line.marks)


def _without_hyphen(before: str, after: str, words: "_Words") -> str:
    """The word that a line end parted; the hyphen stays where the text has both parts as words, but not the whole."""
    return (before if words.keeps_hyphen(before, after) else before[:-1]) + after


class _Words:
    """The Latin words that stand within lines, and whether this text parts words with a hyphen at line ends."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        self.known: set[str] = set()
        for lines in pages:
            parted = False
            for line in lines:
                words = _WORD.findall(line.text.lower())
                first, parted = int(parted), line.text.endswith("-")
                self.known.update(words[first : len(words) - parted])
        self.parts_words = self._parts_words(pages)

    def _parts_words(self, pages: Sequence[Sequence[Line]]) -> bool:
        ends = [
            self._judge(last.text, line.text)
            for lines in pages
            for last, line in pairwise(lines)
            if last.text.endswith("-") and line.text[:1].islower()
        ]
        return ends.count(True) >= ends.count(False)

    def _judge(self, before: str, after: str) -> bool | None:
        """Whether the hyphen is only the line end's; None when the text does not show it."""
        head = (_WORD.findall(before[:-1].lower()) or [""])[-1]
        tail = (_WORD.findall(after.lower()) or [""])[0]
        if head + tail in self.known:
            return True
        if f"{head}-{tail}" in self.known or (head in self.known and tail in self.known):
            return False
        return None

    def keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether a hyphen at the end of a line was the author's."""
        judged = self._judge(before, after)
        return not (self.parts_words if judged is None else judged)


def bullet_length(text: str) -> int:
    """Characters of the mark that makes a line a list item, with the space after it; 0 for none."""
    match = _BULLET.match(text)
    return match.end() if match else 0
