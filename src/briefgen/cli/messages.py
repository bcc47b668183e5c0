"""What is said to a person, in English or Chinese. English is the key; `zh.toml` beside this file has the Chinese.

The modules below the command line word their errors and diagnostics in English; here a finished English text finds
its Chinese through the pattern that it was made from.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

LANGUAGES = ("zh", "en")


class Messages:
    """The messages of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, text: str, *values: object) -> str:
        """A message of the command line itself, with its values filled in."""
        template = self._chinese.get(text, text)
        return template.format(*values) if values else template

    def view(self, text: str) -> str:
        """An error's or a diagnostic's finished text; one without a known pattern is given as it is."""
        if not text or not self._chinese:
            return text
        if text in self._chinese:
            return self._chinese[text]
        for pattern, template in self._patterns:
            if match := pattern.fullmatch(text):
                return template.format(*(self._chinese.get(value, value) for value in match.groups()))
        return text

    @cached_property
    def _chinese(self) -> Mapping[str, str]:
        if self.language != "zh":
            return {}
        return load_chinese()

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        """The messages that hold values, those with the most words of their own first."""
        texts = sorted((text for text in self._chinese if "{}" in text), key=len, reverse=True)
        return [(_pattern(text), self._chinese[text]) for text in texts]


def load_chinese() -> dict[str, str]:
    """English to Chinese, for all messages; `{}` stands for a value."""
    return tomllib.loads(Path(__file__).with_name("zh.toml").read_text(encoding="utf-8"))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, text.split("{}"))), re.DOTALL)
