"""Stable names: what a person's edits are found by again in a later build."""

import hashlib
import re

LONGEST = 40
_OTHER = re.compile(r"[^A-Za-z0-9]+")


def word_of(text: str) -> str:
    """A text as one word of a name; texts without Latin letters or digits become a short hash."""
    word = _OTHER.sub("_", text).strip("_")
    if word or not text:
        return word
    return "x" + hashlib.sha256(text.encode()).hexdigest()[:6]


def join_words(*words: str) -> str:
    """Words joined by underscores, empty ones left out."""
    return "_".join(word for word in words if word)


def shorten(name: str, longest: int = LONGEST) -> str:
    """The name within so many characters; a longer one ends in a hash of all of it."""
    if len(name) <= longest:
        return name
    tail = hashlib.sha256(name.encode()).hexdigest()[:6]
    return f"{name[: longest - 7].rstrip('_')}_{tail}"


class Uniquely:
    """Gives each name once; a name asked for again gets a running number."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def name(self, *words: str) -> str:
        """The joined words, shortened, with `_2`, `_3` where that is taken."""
        base = shorten(join_words(*words))
        name, number = base, 1
        while name.lower() in self._given:
            number += 1
            name = shorten(f"{join_words(*words)}_{number}")
        self._given.add(name.lower())
        return name
