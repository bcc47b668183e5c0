"""The Jinja source of a whole file, and the way back from one of its lines to a place in the template.

The XML between tags does not stand in the source: each stretch is one private-use token, put back after
rendering. So nothing of it can be mistaken for a tag, and a source line is a paragraph. Knows Jinja's
compiler; knows nothing of what the XML says.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import CodeType, TracebackType
from typing import Any, Protocol

from jinja2 import Template
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from lxml import etree

from briefgen.errors import TemplateError
from briefgen.package import Element
from briefgen.templating.environment import Sandbox, nearest
from briefgen.templating.includes import Includes
from briefgen.templating.scoping import Bounds, pass_scope

MOST_ERRORS = 19
"""Errors told beside the first one."""

LARGEST_OUTPUT = 20_000_000
"""Characters of source tokens and values that one rendering may give."""

LARGEST_XML = 200_000_000
"""Characters of XML that one rendering may give."""

TAG_OPEN, TAG_CLOSE = "\U0010f000", "\U0010f001"
STATIC_OPEN, STATIC_CLOSE = "\U0010f002", "\U0010f003"
_TOKEN = re.compile(f"{TAG_OPEN}(\\d+){TAG_CLOSE}|<\\?bg (\\d+)\\?>")
_STATIC = re.compile(f"{STATIC_OPEN}(\\d+){STATIC_CLOSE}")


@dataclass(frozen=True, slots=True)
class Fragment:
    """One tag: its text for Jinja, where it stands, the number of its slide, and the words beside it."""

    tag: str
    where: str
    slide: int
    beside: str = ""
    included: str = ""

    @property
    def written(self) -> str:
        """What Jinja reads: the tag, or the words of the file that it includes."""
        return self.included or self.tag


@dataclass(slots=True)
class Fragments:
    """All tags of a file, numbered as they are found, the files that they may include, and the errors in them."""

    file: str
    includes: Includes = field(default_factory=Includes)
    items: list[Fragment] = field(default_factory=list)
    errors: list[TemplateError] = field(default_factory=list)

    def token(self, tag: str, where: str, slide: int = 0, beside: str = "") -> str:
        """Text that stands for the tag inside a text or an attribute; `beside` are the words around it."""
        return f"{TAG_OPEN}{self._add(tag, where, slide, beside)}{TAG_CLOSE}"

    def node(self, tag: str, where: str, slide: int = 0) -> Element:
        """A node that stands for the tag between elements."""
        return etree.ProcessingInstruction("bg", str(self._add(tag, where, slide)))

    def of_node(self, node: Element) -> Fragment | None:
        """The tag that a node stands for, None for any other node."""
        if isinstance(node, etree._ProcessingInstruction) and node.target == "bg":
            return self.items[int(node.text or 0)]
        return None

    def _add(self, tag: str, where: str, slide: int, beside: str = "") -> int:
        self.items.append(self.make(tag, where, slide, beside))
        return len(self.items) - 1

    def make(self, tag: str, where: str, slide: int = 0, beside: str = "") -> Fragment:
        """A tag of the file with what it includes; an error in that is noted with the others."""
        try:
            written = self.includes.expand(tag, f"{self.file}, {where}")
        except TemplateError as error:
            self.errors.append(error)
            written = "{# #}"
        return Fragment(tag, where, slide, beside, written if written != tag else "")


@dataclass(frozen=True, slots=True)
class Source:
    """A source ready to compile: one line a place; `lines[n-1]` are the fragments of line n."""

    text: str
    statics: tuple[str, ...]
    lines: tuple[tuple[Fragment, ...], ...]

    @property
    def slides(self) -> tuple[int, ...]:
        """The number of the slide that each line stands on, 0 for none."""
        return tuple(line[0].slide if line else 0 for line in self.lines)


def assemble(chunks: Iterable[str | Fragment], fragments: Fragments) -> Source:
    """The source of XML texts (with tokens in them) and tags in order."""
    statics: list[str] = []
    lines: list[list[Fragment]] = [[]]
    written: list[str] = []

    def add_tag(fragment: Fragment) -> None:
        if lines[-1] and lines[-1][-1].where != fragment.where:
            lines.append([])
            written.append("\n")
        lines[-1].append(fragment)
        for _ in range(fragment.written.count("\n")):
            lines.append([fragment])
        written.append(fragment.written)

    for chunk in chunks:
        if isinstance(chunk, Fragment):
            add_tag(chunk)
            continue
        end = 0
        for match in _TOKEN.finditer(chunk):
            _add_static(chunk[end : match.start()], statics, written)
            add_tag(fragments.items[int(match[1] or match[2])])
            end = match.end()
        _add_static(chunk[end:], statics, written)
    return Source("".join(written), tuple(statics), tuple(tuple(line) for line in lines))


def _add_static(xml: str, statics: list[str], written: list[str]) -> None:
    if xml:
        written.append(f"{STATIC_OPEN}{len(statics)}{STATIC_CLOSE}")
        statics.append(xml)


class Codes(Protocol):
    """Keeps what sources were compiled to, from one run to the next; a keeper that forgets costs time only."""

    def find(self, key: str) -> CodeType | None:
        """What was kept by this key."""

    def keep(self, key: str, code: CodeType) -> None:
        """Keep it for another run."""

    def __hash__(self) -> int:
        """By identity: templates are prepared once for each keeper."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A source with its compiled template."""

    source: Source
    template: Template
    file: str
    environment: Sandbox

    def render(self, names: Mapping[str, Any]) -> str:
        """The XML that the source gives with these names. Raises TemplateError with the place of a failure."""
        chunks: list[str] = []
        size = 0
        try:
            for chunk in self.template.root_render_func(self.template.new_context(dict(names))):
                size += len(chunk)
                if size > LARGEST_OUTPUT:
                    raise SecurityError("the template writes too much")
                chunks.append(chunk)
        except TemplateError:
            raise
        except Exception as error:
            raise self._explain(error) from error
        statics, written = self.source.statics, "".join(chunks).replace("\n", "")
        if sum(len(statics[int(match[1])]) for match in _STATIC.finditer(written)) > LARGEST_XML:
            raise TemplateError("the template writes too much", where=self.file, remedy="use fewer nested loops")
        return _STATIC.sub(lambda match: statics[int(match[1])], written)

    def _explain(self, error: Exception) -> TemplateError:
        line = _line_of(error.__traceback__, self.template)
        return explain(error, self.source.lines[line - 1] if line else (), self.file)


def compile_source(
    source: Source, environment: Sandbox, file: str, errors: Sequence[TemplateError] = (), codes: Codes | None = None
) -> Compiled:
    """Compile once. Raises TemplateError for a broken tag, with its place; all that are found stand in one error.

    `errors` are those found before, while the tags were read; `codes` may know the source from an earlier run.
    """
    found = [*errors, *check_balance(source, file)]
    key = _key_of(source)
    code = codes.find(key) if codes is not None and not found else None
    if code is None:
        code = _compile(source, environment, file, found)
        if codes is not None:
            codes.keep(key, code)
    return Compiled(source, Template.from_code(environment, code, environment.make_globals(None)), file, environment)


def _key_of(source: Source) -> str:
    """All that shapes the code of a source but the engine: its text, and the slides that `fit` is told."""
    return hashlib.sha256(f"{source.slides}{source.text}".encode()).hexdigest()


def _compile(source: Source, environment: Sandbox, file: str, found: Sequence[TemplateError]) -> CodeType:
    try:
        tree = Bounds().visit(environment.parse(source.text))
        pass_scope(tree, (), source.slides)
        code: CodeType = environment.compile(tree, filename="<template>")
    except TemplateSyntaxError as error:
        # Jinja stops at the first: now each tag is looked at by itself.
        first = _syntax_error(error, source.lines[min(error.lineno, len(source.lines)) - 1], environment, file)
        raise join_errors([*found, *check_tags(source, environment, file)] or [first]) from error
    except (RecursionError, SyntaxError, MemoryError) as error:
        raise TemplateError("the tags are nested too deeply", where=file, remedy="use fewer nested loops") from error
    if found:
        raise join_errors(found)
    return code


def join_errors(errors: Sequence[TemplateError]) -> TemplateError:
    """One error that carries all of them, each place once and the first in front."""
    kept: dict[tuple[str, str], TemplateError] = {}
    for error in (inner for outer in errors for inner in (outer, *outer.further)):
        kept.setdefault((error.where, error.message), error)
    first, *others = kept.values()
    return TemplateError(first.message, where=first.where, remedy=first.remedy, further=tuple(others[:MOST_ERRORS]))


def check_tags(source: Source, environment: Sandbox, file: str) -> Iterator[TemplateError]:
    """The tags that Jinja can't read, or whose filters don't exist, each looked at by itself."""
    for fragment in dict.fromkeys(item for line in source.lines for item in line):
        match = _TAG.fullmatch(fragment.tag.strip())
        word = match[1] if match else ""
        if word in _CLOSERS or word in ("else", "raw", "endraw"):
            continue
        text = fragment.written
        if word == "elif":
            text = f"{{% if true %}}{text}{{% endif %}}"
        elif f"end{word}" in _CLOSERS and not _sets_at_once(word, match[2] if match else ""):
            text = f"{text}{{% end{word} %}}"
        try:
            tree = environment.parse(text)
            environment.compile(tree, filename="<tag>")
        except TemplateSyntaxError as error:
            yield _syntax_error(error, (fragment,), environment, file)
        except (RecursionError, SyntaxError, MemoryError):
            yield template_error("the tags are nested too deeply", (fragment,), file, "use fewer nested loops")


def _sets_at_once(word: str, rest: str) -> bool:
    return word == "set" and "=" in rest


def _syntax_error(
    error: TemplateSyntaxError, found: Sequence[Fragment], environment: Sandbox, file: str
) -> TemplateError:
    message = (error.message or "the tag can't be read").rstrip(".")
    hint = ""
    if message.startswith("No filter named"):
        hint = nearest(message.split("'")[1], environment.filters)
    return template_error(message, found, file, hint)


def explain(error: Exception, found: Sequence[Fragment], file: str) -> TemplateError:
    """The error as a template author reads it."""
    message, _, remedy = str(error).partition("\n")
    if isinstance(error, SecurityError):
        message, remedy = message or "this is not allowed", "templates may only use the names listed in the guide"
    elif not isinstance(error, UndefinedError):
        message = f"the tag failed: {message or type(error).__name__}"
    return template_error(message, found, file, remedy)


def template_error(message: str, found: Sequence[Fragment], file: str, remedy: str) -> TemplateError:
    """An error in one of the tags of a place: the one that holds what the message quotes."""
    named = message.split("'")[1] if message.count("'") >= 2 else ""
    fragment = next((item for item in found if named and named in item.written), found[0] if found else None)
    if fragment is None:
        return TemplateError(message, where=file, remedy=remedy or "check the tags of the template")
    place = f"{file}, {fragment.where}"
    if fragment.beside:
        said = f"{message}, in {fragment.tag.strip()} beside “{fragment.beside}”"
        return TemplateError(said, where=place, remedy=remedy or "correct the tag")
    return TemplateError(f"{message}, in {fragment.tag.strip()}", where=place, remedy=remedy or "correct the tag")


def _line_of(traceback: TracebackType | None, template: Template) -> int:
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_globals.get("blocks") is template.blocks:
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return line


_TAG = re.compile(r"\{%[-+]?\s*(\w+)(.*?)[-+]?%\}", re.DOTALL)
_CLOSERS = {f"end{word}": word for word in ("for", "if", "macro", "call", "filter", "with", "set", "autoescape")}


def check_balance(source: Source, file: str) -> Iterator[TemplateError]:
    """The tags that are not opened and closed in order; Jinja itself could only name the end of the file."""
    opened: list[tuple[str, Fragment]] = []
    unique = {id(item): item for line in source.lines for item in line}
    for fragment in unique.values():
        for match in _TAG.finditer(fragment.written):
            word, rest = match[1], match[2]
            if word in _CLOSERS:
                yield from _close(word, fragment, opened, file)
            elif f"end{word}" in _CLOSERS and not _sets_at_once(word, rest):
                opened.append((word, fragment))
    for word, fragment in opened:
        yield template_error(f"'{word}' is never closed", (fragment,), file, f"write an 'end{word}' after it")


def _close(word: str, fragment: Fragment, opened: list[tuple[str, Fragment]], file: str) -> Iterator[TemplateError]:
    if not opened:
        yield template_error(f"'{word}' closes nothing", (fragment,), file, "remove it, or open it before")
        return
    if opened[-1][0] != _CLOSERS[word]:
        inner, place = opened[-1]
        remedy = f"close the '{inner}' of {place.where} first"
        yield template_error(f"'{word}' stands where 'end{inner}' must come", (fragment,), file, remedy)
        if not any(name == _CLOSERS[word] for name, _ in opened):
            return
        while opened[-1][0] != _CLOSERS[word]:
            opened.pop()
    opened.pop()
