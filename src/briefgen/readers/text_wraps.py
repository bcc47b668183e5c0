"""Hard wraps of plain text: lines that a program broke at a margin are joined again to the paragraphs they were.

A line is full when the word that begins the next one (in Chinese the character) would not have fitted on it. Where
most lines that have a line directly below are full, and most full ones break off inside a sentence, the text is
wrapped. Then a full line goes on in the next, unless that one is indented deeper or begins an item. In any text two
short lines are one where the upper ends with a word that needs another, as titles and headings are broken; and two
lines are one where no line may end or begin in Chinese (behind 《, before ，).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_MARGINS = range(28, 141)  # columns between which a margin lies; a Han character takes two
_LEAST = 5  # lines with a line directly below that tell of a margin
_FULL_SHARE = 0.55  # of them are full in a wrapped text
_BROKEN_SHARE = 0.6  # of the full ones end inside a sentence
_TOLERANCE = 2  # columns that the rules for the ends of Chinese lines may leave empty
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]")
_SET_APART = re.compile("[\u4e00-\u9fff] [A-Za-z0-9]")
_SET_CLOSE = re.compile("[\u4e00-\u9fff][A-Za-z0-9]")
_SAMPLE = 4000  # lines that tell how the rest is set
_HYPHEN = re.compile(r"\w[-‐]$")
_ENDS = re.compile(r"[。！？；：.!?;:…][”’」』）)\"']*$")
_ITEM = re.compile(
    r"[-*•·●◆■▪◦✓➢—]\s*\S|[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[)）.、．]\s*\S|第[一二三四五六七八九十百\d]{1,5}[章节篇编条]|>"
)
_LONGEST_HALF = 70  # code points of each half of a heading over two lines
_UNFINISHED = re.compile(
    r"[一-鿿](?:之|与|與|和|及|暨|以及|关于|關於|、|——)$"
    r"|\w (?i:of|and|or|the|for|to|into|with|from|by|than|has|have|its|their|our)$"
)
_OPENING = "《「『【〔（“"
_NEVER_FIRST = "》」』】〕）”，。；、！？："
_ORDINAL = re.compile("[一二三四五六七八九十]{1,3}(?:是|要)")
_FULL_ENOUGH = 30  # code points of a line that a sentence runs on from
_PAPER = re.compile("^.{0,12}(?:通知|意见|报告|决定|批复|公告|通告|办法|规定|请示|纪要|说明|方案)$")
_LOST_LINE_END = re.compile("(?<=[。！？”：])[ ]*[\u3000\u2003\u00a0]{2,}[ ]*(?=[^\\s\u3000])")
_SET_IN_COLUMNS = re.compile(r"\S(?:\t|[ ]{3,})\S|[|│┃]")


class Line(NamedTuple):
    """A line of the file that is not blank: its number from 1, its text without indent, its indent in columns."""

    number: int
    text: str
    indent: int


def unwrapped(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those of one paragraph joined if the text is wrapped, those of one heading in any text."""
    margin = _find_margin(lines[:_SAMPLE])
    spaced = margin is not None and _is_spaced(lines)
    if not lines:
        return
    whole, last = lines[0], lines[0]
    for line in lines[1:]:
        wrapped = margin is not None and _goes_on(last, line, margin)
        if wrapped or _is_torn(last, line) or _is_broken_off(last, line) or _is_inside(last, line):
            whole = whole._replace(text=_joined(whole.text, line.text, spaced=spaced))
        else:
            yield whole
            whole = line
        last = line
    yield whole


def parted_at_indents(text: str) -> list[str]:
    """The paragraphs of a text that lost its line ends but kept their indents: two wide blanks after a stop."""
    return _LOST_LINE_END.split(text)


def lines_of(text: str, number: int) -> Iterator[Line]:
    """The line as one or, where form feeds or indents of lost line ends part it, several; none where it is blank."""
    for piece in (part for whole in text.splitlines() for part in parted_at_indents(whole)):
        stripped = piece.strip()
        if stripped:
            indent = width_of(piece[: len(piece) - len(piece.lstrip())].expandtabs()) if piece[0].isspace() else 0
            yield Line(number, stripped, indent)


def width_of(text: str) -> int:
    """The width in columns."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _find_margin(lines: Sequence[Line]) -> int | None:
    """The column at which the lines were broken; None where they were not."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.number - a.number <= 1 and not _parts(a, b)]
    widths = sorted(_end(a) for a, _ in pairs)
    if len(widths) < _LEAST:
        return None
    margin = widths[int(0.95 * (len(widths) - 1))]
    if margin not in _MARGINS:
        return None
    full = [a for a, b in pairs if _is_full(a, b, margin)]
    broken = sum(_ENDS.search(line.text) is None for line in full)
    wrapped = len(full) >= max(_LEAST - 1, _FULL_SHARE * len(pairs)) and broken >= _BROKEN_SHARE * len(full)
    return margin if wrapped else None


def _goes_on(line: Line, below: Line, margin: int) -> bool:
    return below.number - line.number <= 1 and not _parts(line, below) and _is_full(line, below, margin)


def _is_torn(line: Line, below: Line) -> bool:
    """Whether a sentence goes on below a blank line, as where every line or page was set apart: `an open` / `valve`."""
    inside = (
        len(line.text) >= _FULL_ENOUGH
        and (line.text[-1].isalnum() or line.text[-1] in ",-")
        and line.text[-1].isascii()
    )
    goes_on = re.match("[a-z]+(?:[ ,;.]|$)", below.text) is not None
    return inside and goes_on and below.number - line.number == 2 and not _parts(line, below)


def _is_inside(line: Line, below: Line) -> bool:
    """Whether lines part where no Chinese line can: a link's words, or a number in bold, had a line of their own."""
    near = below.number - line.number == 1
    opened = line.text[-1] in _OPENING or _ORDINAL.fullmatch(line.text)
    return near and bool(opened or below.text[0] in _NEVER_FIRST) and _SET_IN_COLUMNS.search(line.text[:400]) is None


def _is_broken_off(line: Line, below: Line) -> bool:
    """Whether two short lines are one title or heading: the upper ends with a word that needs another."""
    if len(line.text) > _LONGEST_HALF or len(below.text) > _LONGEST_HALF or below.number - line.number != 1:
        return False
    names_paper = line.text.endswith("的") and _PAPER.search(below.text)
    unfinished = _UNFINISHED.search(line.text) or names_paper
    return bool(unfinished) and not _ENDS.search(below.text) and not _parts(line, below) and line.text not in below.text


def _parts(line: Line, below: Line) -> bool:
    """Whether the lower line begins something new whatever the width of the upper one."""
    if _SET_IN_COLUMNS.search(line.text[:400]) or _SET_IN_COLUMNS.search(below.text[:400]):
        return True
    begins = _ITEM.match(below.text) is not None
    deeper = below.indent >= line.indent + 2 and not _ITEM.match(line.text)
    return deeper or (begins and (_ENDS.search(line.text) is not None or not below.text[0].isalnum()))


def _is_full(line: Line, below: Line, margin: int) -> bool:
    """Whether what begins the lower line would not have fitted on the upper one."""
    if _WIDE.match(below.text):
        return _end(line) + 2 + _TOLERANCE > margin
    word = below.text.split(None, 1)[0]
    return _end(line) + 1 + min(width_of(word), margin // 3) > margin


def _end(line: Line) -> int:
    return line.indent + (width_of(line.text) if len(line.text) <= _MARGINS.stop else _MARGINS.stop)


def _is_spaced(lines: Sequence[Line]) -> bool:
    """Whether the text sets Latin words and numbers apart from the Chinese characters around them."""
    text = "\n".join(line.text for line in lines[:_SAMPLE])
    return len(_SET_APART.findall(text)) > len(_SET_CLOSE.findall(text))


def _joined(text: str, below: str, *, spaced: bool) -> str:
    """Without a space in Chinese, inside a number and behind a hyphen; with one between words."""
    before, after = text[-1], below[0]
    if _HYPHEN.search(text):
        return text + below
    if _WIDE.match(before) or _WIDE.match(after):
        apart = spaced and _SET_APART.search(f"{before} {after}{after} {before}")
        return f"{text} {below}" if apart else text + below
    return text + below if _is_in_number(before, after) and _WIDE.search(text) else f"{text} {below}"


def _is_in_number(before: str, after: str) -> bool:
    return (before.isdigit() or before in ".,") and (after.isdigit() or after in ".,%")
