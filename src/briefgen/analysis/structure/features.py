"""What speaks for and against a line being a heading: named features, each true or not of a line among its lines.

Three kinds: of the line itself, of the lines around it, and of the lines made like it (one numbering style, one
decoration, one casing), because headings of a document look alike and stand apart regularly.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.analysis.structure.echoes import echoes_of
from briefgen.analysis.structure.lines import BODY_WIDTH, Line, typical_width

_WIDTHS = (3.5, 8.5, 13.5, 18.5, 25.5, 34.5, 48.5)
_WIDTH_NAMES = ("up to 3", "4-8", "9-13", "14-18", "19-25", "26-34", "35-48", "over 48")
_MANY = 3
_SAME_MARK = {"．": "."}
_NEAR_BY = 4  # lines to either side
_FAR = 20  # lines
_FARS = (2, 4, 8, 20)
_FAR_NAMES = ("no line", "few lines", "some lines", "many lines", "a long way")
_COUNTS = ("no paragraph", "one paragraph", "two paragraphs", "three paragraphs", "more paragraphs")
_ENDINGS = {"none": "open", "question": "asking", "call": "asking", "colon": "colon", "stop": "stopped"}
_CONTINUED = re.compile("[a-z，。、；：)）]|(?:的|为|和|及|与|并|而|使|了|等|是|或)(?![一二三四五六七八九十])")
_SIZE_ENDS = (9.0, 22.0, 36.0)  # wide characters
_SIZES = ("very short", "short", "of some length", "long")
_CASINGS = ("in capitals", "title case", "some capitals", "sentence case", "short words", "begins small")
_LOOKS = ("title case", "sentence case", "in capitals", "one word", "two even halves", "decorated", "sentence inside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The whole document as the features see it."""

    lines: Sequence[Line]  # without furniture, in order
    places: Mapping[int, int]  # index of a line -> its place in `lines`
    typical: float
    ends_share: float  # of the lines that are judged, those that end as a sentence
    body_share: float
    keys: Mapping[str, Sequence[int]]  # a line's words without spaces -> places
    runs: Sequence[tuple[int, int]]  # of each place: the unfinished short lines before and after it in one run
    kin: Mapping[tuple[str, ...], Sequence[int]]
    company: Mapping[tuple[str, ...], Sequence[str]]  # of each kin: how its lines stand


def describe_surroundings(lines: Sequence[Line]) -> Surroundings:
    """What the features of single lines need to know of all."""
    kept = [line for line in lines if "furniture" not in line.notes]
    keys: dict[str, list[int]] = defaultdict(list)
    kin: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, line in enumerate(kept):
        if line.is_candidate:
            keys[_key(line)].append(place)
            kin[kinship(line)].append(place)
    ends = sum(line.final in ("stop", "call", "question", "semicolon") for line in kept)
    return Surroundings(
        lines=kept,
        places={line.index: place for place, line in enumerate(kept)},
        typical=typical_width(kept),
        ends_share=ends / max(1, len(kept)),
        body_share=sum(line.is_body for line in kept) / max(1, len(kept)),
        keys=keys,
        runs=_runs(kept),
        kin=kin,
        company={kind: _company(kept, places) for kind, places in kin.items()},
    )


def kinship(line: Line) -> tuple[str, ...]:
    """What lines of one rank share: numbering style, else decoration, casing and whether they end with a mark."""
    if line.style:
        return (line.style, "" if line.final != "stop" else "stop", _number_mark(line))
    decoration = line.text.strip()[0] if "decorated" in line.notes else ""
    casing = next((n for n in ("in capitals", "title case", "two even halves") if n in line.notes), "")
    return ("", line.final, decoration, casing)


def _number_mark(line: Line) -> str:
    """What parts an Arabic number from the words: 1、 and 1. and (1) rank apart in one document."""
    number = line.text[: len(line.text) - len(line.words)].rstrip()
    return _SAME_MARK.get(number[-1:], number[-1:]) if line.style == "arabic" else ""


def features_of(line: Line, around: Surroundings) -> list[str]:
    """The names of the features that are true of a line."""
    place = around.places[line.index]
    return [*_own(line, around), *_neighbours(line, place, around), *_relatives(line, place, around)]


def _own(line: Line, around: Surroundings) -> list[str]:
    names = [
        f"ends with {line.final}" if line.final != "none" else "ends with no mark",
        f"width {_WIDTH_NAMES[bisect_right(_WIDTHS, line.width)]}",
        f"numbered {line.style}" if line.style else "not numbered",
        *(sorted(line.notes - {"no words", "one part"})),
    ]
    if line.width > 0.7 * around.typical:
        names.append("as long as the paragraphs")
    elif line.width < 0.25 * around.typical:
        names.append("much shorter than the paragraphs")
    size = _SIZES[bisect_right(_SIZE_ENDS, line.width)]
    names += [f"{note}, {size}" for note in _CASINGS if note in line.notes]
    names += [f"{line.style}, {size}"] if line.style else [f"ends with {line.final}, {size}"]
    if line.style and line.final == "none":
        names.append("numbered without final mark")
    if line.style and line.final == "stop":
        names.append("numbered with final stop")
    return names


def _neighbours(line: Line, place: int, around: Surroundings) -> list[str]:
    lines = around.lines
    following = lines[place + 1] if place + 1 < len(lines) else None
    second = lines[place + 2] if place + 2 < len(lines) else None
    before = lines[place - 1] if place else None
    return [
        _what_follows(line, following, second),
        _what_stands_above(line, before),
        *_standing(line, before, following),
        *_crowd(place, around),
        *_paragraphs_around(place, lines),
        *echoes_of(line, lines[max(0, place - 1) : place], lines[place + 1 : place + 3]),
    ]


def _paragraphs_around(place: int, lines: Sequence[Line]) -> list[str]:
    """How many paragraphs stand directly below and above."""
    return [
        f"{_COUNTS[_run_of_body(lines[place + 1 : place + len(_COUNTS)])]} below",
        f"{_COUNTS[_run_of_body(lines[max(0, place - len(_COUNTS) + 1) : place][::-1])]} above",
    ]


def _run_of_body(lines: Sequence[Line]) -> int:
    return next((n for n, line in enumerate(lines) if not line.is_body), len(lines))


def _what_follows(line: Line, following: Line | None, second: Line | None) -> str:
    if following is None:
        return "nothing follows"
    if following.width >= max(BODY_WIDTH, 1.2 * line.width):
        return "long text follows"
    if following.is_body:
        return "a sentence follows"
    if second is not None and second.is_body and following.final != "none":
        return "a short sentence and text follow"
    return _what_short_line_follows(line, following, second)


def _what_short_line_follows(line: Line, following: Line, second: Line | None) -> str:
    if kinship(following) == kinship(line):
        return "one of its kind follows"
    if following.style and following.style != line.style:
        return "a numbered line follows"
    return "a short line and text follow" if second is not None and second.is_body else "short lines follow"


def _what_stands_above(line: Line, before: Line | None) -> str:
    if before is None:
        return "first line"
    if before.final == "colon":
        return "after a colon"
    if before.is_body and before.final in ("stop", "call", "question", "semicolon"):
        return "after a finished sentence"
    if before.is_body:
        return "after a full line" if "full line" in before.notes else "after unfinished text"
    return "after one of its kind" if kinship(before) == kinship(line) else "after a short line"


def _standing(line: Line, before: Line | None, following: Line | None) -> list[str]:
    """Features of the line and its neighbours together."""
    ending = _ENDINGS.get(line.final, "marked")
    if following is None or not following.is_body:
        return [f"{ending}, above no text", *([f"{line.style}, above no text"] if line.style else [])]
    names = [f"{ending}, above text"]
    if line.style:
        names.append(f"{line.style}, above text")
    for note in _LOOKS:
        if note in line.notes:
            names.append(f"{note}, above text")
    if before is not None and before.is_body and line.width < 0.5 * min(before.width, following.width):
        names.append(f"{ending}, short between paragraphs")
    return names


def _crowd(place: int, around: Surroundings) -> list[str]:
    before, after = around.runs[place]
    if before + after >= 6:
        inside = "at the head of" if before == 0 else "at the end of" if after == 0 else "inside"
        return [f"{inside} a long run of short lines"]
    if before + after >= 3:
        inside = "at the head of" if before == 0 else "at the end of" if after == 0 else "inside"
        return [f"{inside} a run of short lines"]
    return []


def _relatives(line: Line, place: int, around: Surroundings) -> list[str]:
    names = []
    if line.style and place and around.lines[place - 1].style == line.style:
        above = around.lines[place - 1].final
        if above in ("semicolon", "pause"):
            names.append("goes on a list")
    if place + 1 < len(around.lines) and _CONTINUED.match(around.lines[place + 1].text):
        names.append("the line below goes on a sentence")
    same = around.keys[_key(line)]
    if len(same) > 1 and line.final != "question":  # several people are asked the same
        names.append("said again below" if place == same[0] else "said before")
        if len(same) >= _MANY:
            names.append("said many times")
    if line.style or "decorated" in line.notes or "in capitals" in line.notes:
        company = around.company[kinship(line)]
        names += company
        if line.style and line.final == "stop" and "sentence inside" not in line.notes:
            names.append(f"one sentence, {company[0]}")
    tenth = place * 10 // max(1, len(around.lines))
    if tenth == 0 and place < _MANY:
        names.append("near the top")
    if around.ends_share < 0.35:
        names.append("document of unfinished lines")
    if around.body_share < 0.3:
        names.append("document of short lines")
    elif around.body_share > 0.7:
        names.append("document of paragraphs")
    return names


def _company(lines: Sequence[Line], kin: Sequence[int]) -> list[str]:
    """How the lines of one kind stand: apart or one below the other, counting up, above text."""
    if len(kin) == 1:
        return ["only one of its kind"]
    pairs = list(pairwise(kin))
    apart = sum(b - a > 1 for a, b in pairs) / len(pairs)
    above = sum(place + 1 < len(lines) and lines[place + 1].is_body for place in kin) / len(kin)
    open_ended = sum(lines[place].final == "none" for place in kin) / len(kin)
    names = [
        "its kind stand apart" if apart > 0.8 else "its kind stand together" if apart < 0.35 else "its kind mix",
        "its kind stand above text" if above > 0.6 else "its kind stand above no text" if above < 0.25 else "",
        "its kind end without a mark" if open_ended > 0.8 else "",
    ]
    if lines[kin[0]].style:
        steps = sum(lines[b].number in (lines[a].number + 1, 1) for a, b in pairs)
        names.append("its numbers count up" if steps >= 0.75 * len(pairs) else "its numbers jump")
    return [name for name in names if name]


def second_features(scores: Mapping[int, float], around: Surroundings) -> dict[int, list[str]]:
    """Of each scored place, the features that use first scores: what neighbours and relatives were taken for."""
    found = {kind: sum(scores.get(place, 0.0) > 0 for place in places) for kind, places in around.kin.items()}
    distances = _distances(scores, len(around.lines))
    return {place: [*_second(place, scores, found, around), *_rhythm(place, scores, distances)] for place in scores}


def _distances(scores: Mapping[int, float], size: int) -> list[tuple[int, int]]:
    """Of each place, the lines since the last line that seems a heading and until the next one."""
    since, until = [_FAR] * size, [_FAR] * size
    for i in range(1, size):
        since[i] = 1 if scores.get(i - 1, 0.0) > 0 else min(_FAR, since[i - 1] + 1)
    for i in range(size - 2, -1, -1):
        until[i] = 1 if scores.get(i + 1, 0.0) > 0 else min(_FAR, until[i + 1] + 1)
    return list(zip(since, until, strict=True))


def _rhythm(place: int, scores: Mapping[int, float], distances: Sequence[tuple[int, int]]) -> list[str]:
    """Where the line stands in the sequence of what seem headings, and whether it is the likeliest one near by."""
    since, until = distances[place]
    rivals = [scores[i] for i in range(place - _NEAR_BY, place + _NEAR_BY + 1) if i != place and i in scores]
    names = [f"{_FAR_NAMES[bisect_right(_FARS, since)]} since the last heading"]
    names.append(f"{_FAR_NAMES[bisect_right(_FARS, until)]} until the next heading")
    if scores[place] > max(rivals, default=-9.0):
        names.append("likeliest of the lines near by")
    return names


def _second(
    place: int, scores: Mapping[int, float], found: Mapping[tuple[str, ...], int], around: Surroundings
) -> list[str]:
    line, names = around.lines[place], []
    if scores.get(place + 1, 0.0) > 0:
        above_text = place + 2 < len(around.lines) and around.lines[place + 2].is_body
        names.append(
            "a heading above text seems to follow" if above_text else "a heading above no text seems to follow"
        )
    if scores.get(place - 1, 0.0) > 0:
        names.append("a heading seems to stand above")
    kind = kinship(line)
    others = len(around.kin[kind]) - 1
    if others:
        share = (found[kind] - (scores[place] > 0)) / others
        much = "most" if share > 0.8 else "many" if share > 0.5 else "some" if share > 0.2 else "few"
        names.append(f"{much} of its kind seem headings")
        if line.style:
            names.append(f"{much} of its numbers seem headings")
    return names


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    short = [
        not line.is_body and line.is_candidate and line.final in ("none", "pause", "dots", "colon") for line in lines
    ]
    before, after = [0] * len(lines), [0] * len(lines)
    for i in range(1, len(lines)):
        before[i] = before[i - 1] + 1 if short[i - 1] else 0
    for i in range(len(lines) - 2, -1, -1):
        after[i] = after[i + 1] + 1 if short[i + 1] else 0
    return list(zip(before, after, strict=True))


def _key(line: Line) -> str:
    return "".join(line.words.split()).rstrip("0123456789.…·")
