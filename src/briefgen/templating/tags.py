"""Tags as they stand in a text: found, healed of what Office typed into them, and told apart by their letter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.errors import TemplateError

_QUOTED = r"\"[^\"]*\"|'[^']*'|“[^“”\"]*[”\"]"
TAG = re.compile(rf"\{{\{{(?:{_QUOTED}|.)*?\}}\}}|\{{%(?:{_QUOTED}|.)*?%\}}|\{{\#.*?\#\}}", re.DOTALL)
_STRUCTURE = re.compile(r"\{%([-+]?)\s*(p|tr|tc|r|slide|shape)\s+(.*)$", re.DOTALL)
_LETTERED = re.compile(r"\{\{(?:p|tr|tc|r)\s+(?=\S)")
_COMMENT = re.compile(r"\{#(p|tr|tc|r|slide|shape)\s", re.DOTALL)
_DELIMITER = re.compile(r"\{\{|\{%|%\}|\}\}")
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "\u00a0": " "})
_CURLED = re.compile(f"[{''.join(map(chr, _STRAIGHT))}]")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as found: `kind` is empty, or the element that it is lifted to, and then `text` is without it."""

    kind: str
    text: str

    @property
    def word(self) -> str:
        """The statement's first word, empty for an expression."""
        match = re.match(r"\{%[-+]?\s*(\w+)", self.text)
        return match[1] if match else ""

    @property
    def opens(self) -> bool:
        """Whether the tag stands before what it is about."""
        return not self.word.startswith("end")


def read_tag(text: str) -> Tag:
    """A tag with its quotation marks straightened and its element letter taken off.

    `{{r x }}` and `{{p x }}` are the ways of docxtpl to write a formatted text; here the run's own format stays.
    """
    text = straighten(text)
    match = _STRUCTURE.match(text)
    if match:
        return Tag(match[2], f"{{% {match[3].removesuffix('-%}').removesuffix('%}')}%}}")
    comment = _COMMENT.match(text)
    if comment:
        return Tag(comment[1], "{# #}")
    if text.startswith("{%"):
        # The dashes of `{%-` and `-%}` join paragraphs; to Jinja they would mean white space.
        text = "{%" + text[2:-2].removeprefix("-").removesuffix("-") + "%}"
    return Tag("", _LETTERED.sub("{{ ", text))


def straighten(tag: str) -> str:
    """Quotation marks that Office curled become straight, but not inside a straight-quoted literal."""
    if not _CURLED.search(tag):
        return tag
    written, quote = [], ""
    for sign in tag:
        if quote:
            quote = "" if sign == quote else quote
            written.append(sign)
        elif sign in "\"'":
            quote = sign
            written.append(sign)
        elif sign in "“„‟”":
            # A literal that Office curled runs to the next double mark of any form.
            written.append('"')
        else:
            written.append(sign.translate(_STRAIGHT))
    return "".join(written)


def split_tags(text: str, where: str) -> Iterator[str | Tag]:
    """The plain stretches and tags of a text in order. Raises TemplateError for a tag that is not closed."""
    end = 0
    for match in TAG.finditer(text):
        if match.start() > end:
            yield _plain(text[end : match.start()], where)
        yield read_tag(match[0])
        end = match.end()
    if end < len(text):
        yield _plain(text[end:], where)


def _plain(text: str, where: str) -> str:
    stray = _DELIMITER.search(text)
    if stray:
        around = text[max(0, stray.start() - 10) : stray.end() + 20]
        raise TemplateError(
            f"'{stray[0]}' has no partner in the same paragraph, at {around!r}",
            where=where,
            remedy="keep each tag within one paragraph: {{ name }} or {% if name %}",
        )
    return text


def has_tags(text: str) -> bool:
    """Whether a text may hold a tag."""
    return any(sign in text for sign in ("{{", "{%", "{#", "%}", "}}", "{_", "_}"))
