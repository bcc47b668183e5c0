"""The words of `words.toml`, by language."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def words_of(language: str) -> dict[str, str]:
    """The words for `zh` or `en`."""
    text = Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(text)[language]
    return words


def remark_of(mine: str, new: str, language: str) -> str:
    """The text of a comment that puts the new version beside the person's."""
    words = words_of(language)
    lines = (words["remark"], words["mine"] + _line(mine), words["new"] + (_line(new) or words["gone"]))
    return "\n".join(lines)


def _line(text: str) -> str:
    return " / ".join(text.replace("\v", "").splitlines())
