"""What each line of a source was taken for and why, for `briefgen inspect --why`."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from briefgen.cli.messages import Messages

_SHOWN = 40  # characters of a line that are shown
_REASONS = 8  # features that are shown, those of most weight first


def describe_structure(lines: Sequence[Mapping[str, Any]], messages: Messages) -> Iterator[str]:
    """Two lines for each block: place, kind, score and text; below, the reason or the features that made it."""
    yield messages.say("place, kind, score as a heading (one from 0 on), text; below: the features and their weights")
    for line in lines:
        kind = name_in(line["kind"], messages.language) + (f" {line['level']}" if line["level"] else "")
        score = f"{line['score']:+.2f}" if line["score"] is not None else "     "
        text = line["text"].replace("\n", " ")
        shown = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
        yield f"{_place(line):>5}  {kind}  {score}  {shown}"
        yield f"{'':7}{'; '.join(_reasons(line, messages.language))}".rstrip()


def _reasons(line: Mapping[str, Any], language: str) -> list[str]:
    why = [name_in(line["why"], language)] if line["why"] else []
    strongest = sorted(line["features"].items(), key=lambda feature: -abs(feature[1]))[:_REASONS]
    return why + [f"{name_in(name, language)} {weight:+.2f}" for name, weight in strongest]


def name_in(name: str, language: str) -> str:
    """The name of a feature or a kind; in Chinese put together from the names of its pieces."""
    if language != "zh":
        return name.replace("_", " ")
    names = _chinese_names()
    if name in names:
        return names[name]
    if ", " in name:
        return "，".join(name_in(piece, language) for piece in name.split(", "))
    start = next((start for start in names if start.endswith(" ") and name.startswith(start)), "")
    rest = name.removeprefix(start)
    return f"{names[start]}{names.get(rest, rest)}" if start else name


@cache
def _chinese_names() -> dict[str, str]:
    text = Path(__file__).with_name("structure_zh.toml").read_text(encoding="utf-8")
    return {name: str(chinese) for name, chinese in tomllib.loads(text).items()}


def _place(line: Mapping[str, Any]) -> str:
    own = line["line"] or line["paragraph"] or ""
    return f"{line['page']}:{own}" if line["page"] is not None else str(own)
