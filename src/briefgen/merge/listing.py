"""The one-page list of what a merge did, in the language of the file, by slide."""

import re
from collections.abc import Sequence
from itertools import groupby
from posixpath import commonprefix

from briefgen.merge.changes import Change, Conflict, Kind, Merged, Side
from briefgen.merge.echoes import Echo
from briefgen.merge.words import words_of

_LONGEST = 60
_LEAD = 12
"""Characters of a long text that are shown before the place where it was changed."""
_MOST = 40
"""Lines of each part of the list; it is meant for one page."""


def describe(merged: Merged, *, name: str, echoes: Sequence[Echo] = (), classification: str = "") -> str:
    """The list as text: what both changed, what stays as written by hand, what still says the old, what is new.

    It quotes the document, so it bears the classification of that.
    """
    words = words_of(merged.language)
    lines = [*filter(None, (classification,)), words["heading"].format(name), ""]
    lines += _part(words["conflicts"], _conflict_lines(merged.conflicts, words))
    lines += _part(words["echoes"], [_echo_line(echo, name, words) for echo in echoes], words["more"])
    for side, heading in ((Side.HAND, words["hand"]), (Side.SOURCE, words["source"])):
        changes = [change for change in merged.changes if change.side is side]
        lines += _part(heading, _lines(changes, words), words["more"])
    lines += _part(words["unverified"], _number_lines(merged, words), words["more"])
    return "\n".join(lines).rstrip() + "\n"


def _part(heading: str, lines: Sequence[str], more: str = "") -> list[str]:
    if not lines:
        return []
    shown = list(lines) if not more else list(lines[:_MOST])
    rest = [more.format(len(lines) - len(shown))] if len(lines) > len(shown) else []
    return [heading, *shown, *rest, ""]


def _conflict_lines(conflicts: Sequence[Conflict], words: dict[str, str]) -> list[str]:
    lines = []
    for conflict in conflicts:
        lines.append(f"- {_place(conflict.number, conflict.title, words)}")
        mine, new = _difference(conflict.mine, conflict.new)
        lines.append(f"    {words['mine']}{mine}")
        lines.append(f"    {words['new']}{new or words['gone']}")
    return lines


def _echo_line(echo: Echo, name: str, words: dict[str, str]) -> str:
    place = " ".join(filter(None, (echo.file, _place(echo.number, "", words)))) or name
    said = f"{words['open']}{echo.old}{words['close']} ({words['open']}{echo.new}{words['close']})"
    return f"- {place}{words['colon']}{said}{words['colon']}{_short(echo.text)}"


def _lines(changes: Sequence[Change], words: dict[str, str]) -> list[str]:
    """A line a change; many of one kind on one slide become one line."""
    lines = []
    for (number, title), group in groupby(changes, key=lambda change: (change.number, change.title)):
        entries = list(dict.fromkeys(_entry(change, words) for change in group))
        lines += [f"- {_place(number, title, words)}{words['colon']}{entry}" for entry in entries]
    return lines


def _entry(change: Change, words: dict[str, str]) -> str:
    before, after = _difference(change.before, change.after)
    what = words[change.kind.value]
    if change.kind is Kind.DELETED and change.before == change.title:
        return f"{what} → {after}" if after else what
    if before and after:
        return f"{what} {words['open']}{before}{words['close']} → {words['open']}{after}{words['close']}"
    said = after or before
    return f"{what} {words['open']}{said}{words['close']}" if said else what


def _number_lines(merged: Merged, words: dict[str, str]) -> list[str]:
    """The numbers that a person wrote where they were not, with what stands behind them."""
    by_hand = [change for change in merged.changes if change.side is Side.HAND and change.kind in _WRITTEN]
    places = [(change.number, change.title, change.before, change.after) for change in by_hand]
    places += [(entry.number, entry.title, entry.base + " " + entry.new, entry.mine) for entry in merged.conflicts]
    lines: dict[str, None] = {}
    for number, title, before, after in places:
        known = {match[0] for match in _NUMBER.finditer(before)}
        found = [match for match in _NUMBER.finditer(after) if match[0] not in known]
        written = words["and"].join(dict.fromkeys(match[0] + _unit_behind(match) for match in found))
        if written:
            lines[f"- {_place(number, title, words)}{words['colon']}{written}"] = None
    return list(lines)


def _unit_behind(match: re.Match[str]) -> str:
    unit = _UNIT.match(match.string, match.end())
    return unit[0] if unit else ""


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNIT = re.compile(r"\s?[%％‰]|[\u4e00-\u9fff]{1,2}")
_WRITTEN = frozenset({Kind.TEXT, Kind.NOTES, Kind.TABLE, Kind.CHART, Kind.ADDED})


def _difference(before: str, after: str) -> tuple[str, str]:
    """Two texts in short, each from a little before the first place where they differ."""
    one, other = _line(before), _line(after)
    if not one or not other:
        return _cut(one), _cut(other)
    same = len(commonprefix((one, other)))
    start = max(0, same - _LEAD) if max(len(one), len(other)) > _LONGEST else 0
    begins = "…" if start else ""
    return begins + _cut(one[start:]), begins + _cut(other[start:])


def _place(number: int, title: str, words: dict[str, str]) -> str:
    slide = words["slide"].format(number) if number else ""
    return " ".join(filter(None, (slide, _short(title))))


def _short(text: str) -> str:
    return _cut(_line(text))


def _line(text: str) -> str:
    return " / ".join(filter(None, (part.strip() for part in text.replace("\v", "").splitlines())))


def _cut(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
