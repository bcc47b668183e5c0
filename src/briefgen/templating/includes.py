"""Texts and macros that a pack's templates share: `{% include %}`, `{% import %}` and `{% from … import %}`.

The words of the file take the tag's place before the template is compiled, so that all that holds for a template's own
tags holds for them. Only files in the pack's folder are known, by their names; nothing is read here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from briefgen.errors import TemplateError
from briefgen.templating.environment import nearest
from briefgen.templating.tags import TAG, read_tag
from briefgen.templating.text import clean

SUFFIX = ".jinja"
"""How the names of the files end that templates may include."""

Texts = tuple[tuple[str, str], ...]
"""Names and texts of such files, in order."""

DEEPEST, LARGEST = 8, 100_000
"""Files that may include each other in a row, and characters that a tag may become."""

_WAYS = 'write {% include "name.jinja" %}, {% import "name.jinja" as name %} or {% from "name.jinja" import macro %}'
_WORD = re.compile(r"\{%[-+]?\s*(include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_QUOTED = r"\s*(?:\"([^\"]*)\"|'([^']*)')\s*"
_NAMES = r"[A-Za-z]\w*(?:\s+as\s+[A-Za-z]\w*)?"
_ENDS = {
    "include": re.compile(_QUOTED),
    "import": re.compile(rf"{_QUOTED}as\s+([A-Za-z]\w*)\s*"),
    "from": re.compile(rf"{_QUOTED}import\s+({_NAMES}(?:\s*,\s*{_NAMES})*)\s*"),
}
_MACRO = re.compile(r"\{%[-+]?\s*macro\s+([A-Za-z]\w*).*?\{%[-+]?\s*endmacro\b.*?%\}", re.DOTALL)
_LINE_END = re.compile(r"[ \t]*\r?\n\s*")


def texts_of(files: Mapping[str, bytes]) -> Texts:
    """The names and texts of a pack's files that its templates may include. Raises TemplateError for a broken one."""
    found = []
    for name in sorted(name for name in files if name.endswith(SUFFIX)):
        try:
            found.append((name, files[name].decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            raise TemplateError("the file is not UTF-8 text", where=name, remedy="save it as UTF-8") from error
    return tuple(found)


@dataclass(slots=True)
class Includes:
    """The files that the tags of one template may name; each is read once."""

    texts: Mapping[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)

    def expand(self, tag: str, where: str, above: tuple[str, ...] = ()) -> str:
        """What a tag stands for: itself, or the words of the file that it names. Raises TemplateError."""
        match = _WORD.fullmatch(tag.strip())
        if match is None:
            return tag
        found = _ENDS[match[1]].fullmatch(match[2])
        if found is None:
            raise TemplateError(f"this tag can't be read, in {tag.strip()}", where=where, remedy=_WAYS)
        name = found[1] or found[2] or ""
        if name not in self.texts:
            known = ", ".join(self.texts) or "none"
            remedy = nearest(name, self.texts) or f"files of the pack that end in {SUFFIX}: {known}"
            raise TemplateError(f"the pack has no file '{name}' to include", where=where, remedy=remedy)
        if name in above or len(above) == DEEPEST:
            raise TemplateError(f"'{name}' includes itself", where=where, remedy="take one of the include tags out")
        if name not in self.made:
            self.made[name] = self._read(self.texts[name], f"{where}, {name}", (*above, name))
        written = self.made[name]
        return written if match[1] == "include" else _imported(written, name, match[1], found[3], where)

    def _read(self, text: str, where: str, above: tuple[str, ...]) -> str:
        """The file as it stands in a template: its words escaped, the tags in it healed and looked up as well."""
        written, end, size = [], 0, 0
        for match in TAG.finditer(text):
            tag = read_tag(match[0])
            if tag.kind:
                raise TemplateError(
                    f"an included file has no {tag.kind}, in {match[0].strip()}",
                    where=where,
                    remedy="write such tags in the template, and texts and macros in the file",
                )
            written += [_words(text[end : match.start()]), self.expand(tag.text, where, above)]
            end = match.end()
            size += len(written[-2]) + len(written[-1])
            if size > LARGEST:
                break
        written.append(_words(text[end:]))
        if size + len(written[-1]) > LARGEST:
            raise TemplateError("too much to include", where=where, remedy="keep texts and macros in such files short")
        return "".join(written)


def _imported(written: str, name: str, word: str, wanted: str, where: str) -> str:
    """The macros of a file, without the words around them, under the names that a tag gives them."""
    macros = {match[1]: match[0] for match in _MACRO.finditer(written)}
    taken = "".join(macros.values())
    if word == "import":
        pairs = ", ".join(f"'{macro}': {macro}" for macro in macros)
        return f"{taken}{{% set {wanted} = {{{pairs}}} %}}"
    for part in wanted.split(","):
        macro, _, other = (piece.strip() for piece in part.partition(" as "))
        if macro not in macros:
            remedy = nearest(macro, macros) or f"macros of the file: {', '.join(macros) or 'none'}"
            raise TemplateError(f"'{name}' has no macro '{macro}'", where=where, remedy=remedy)
        taken += f"{{% set {other} = {macro} %}}" if other else ""
    return taken


def _words(text: str) -> str:
    """Words between tags: line ends are a space between Latin words, else nothing."""

    def joint(match: re.Match[str]) -> str:
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        return " " if before and after and before.isascii() and after.isascii() else ""

    return escape(clean(_LINE_END.sub(joint, text)), quote=False)
