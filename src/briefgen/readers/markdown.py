"""Markdown (CommonMark with tables): markup becomes kinds of blocks, and none of it stays in the text.

Keys of cited works (Pandoc) and the tags of site generators (Liquid, Hugo) are markup too.

A soft line break is a hard wrap of the format and is undone. Front matter becomes metadata.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import TYPE_CHECKING

from briefgen.document import BlockKind, Document, Language
from briefgen.errors import ReadError
from briefgen.readers.draft import Draft, clean
from briefgen.readers.markdown_emphasis import read_emphasis_beside_han
from briefgen.readers.text import decode

if TYPE_CHECKING:
    from markdown_it.token import Token


_DEEPEST = 40  # levels of quotations, and of lists two each: the parser calls itself for each
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))")  # as YAML writes them between double quotes
_QUOTED = 2  # characters of an empty value between quotation marks
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)  # a comment without an end goes on to the last line
_CITATION = re.compile(
    r"[ \u00a0]?\[(?:[^\[\]@\n]{0,40}[ ;])?-?@[\w:./#$%&+?<>~;,@ -]{1,400}\]"
)  # [see @smith2019, p. 3; @lee2020]
_SITE_TAG = re.compile(r"\{%[^\n{}]*%\}|\{\{[^\n]{0,400}?\}\}")  # {% image "a.png" %}, {{< figure src="a.png" >}}
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FIGURE_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\s*\{:?\s*[#.][^{}]*\}\s*$")  # {#name .class}, as Pandoc and Hugo write them
_LONGEST_BOLD = {True: 40, False: 100}  # code points of a bold line that is a heading, by whether it is Chinese
_STANDS_OVER = ("paragraph_open", "bullet_list_open", "ordered_list_open", "table_open", "blockquote_open")
_SPACELESS = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u2018\u2019\u201c\u201d\U00020000-\U0003ffff]")


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """A document whose blocks come from markup; without a heading its paragraphs are left to the structure step."""
    text = re.sub("\r\n?", "\n", decode(data, path=path))
    draft = Draft(path)
    draft.metadata, body = _split_front_matter(text)
    tokens = _parse(body)
    _refuse_lost_text(tokens, path)
    _Walk(draft, tokens).run()
    return draft.finish(language=language)


def _parse(text: str) -> "list[Token]":
    from markdown_it import MarkdownIt  # noqa: PLC0415  (25 ms, needed for this format only)

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    read_emphasis_beside_han(parser)
    return parser.parse(text)


def _refuse_lost_text(tokens: "Sequence[Token]", path: str) -> None:
    """The parser drops without a word what stands deeper than it goes."""
    for token in tokens:
        if token.type in ("blockquote_open", "list_item_open") and token.level + 1 >= _DEEPEST:
            raise ReadError(
                f"line {_line(token)} is nested too deeply",
                where=path,
                remedy="use fewer levels of lists and quotations",
            )


def _split_front_matter(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """The fields of the front matter, and the text with as many blank lines in its place, so that line numbers hold."""
    match = _FRONT_MATTER.match(text) if _FENCE.match(text) else None
    if match is None:
        return (), text
    found = (_FIELD.match(line) for line in _folded(match[1] or ""))
    fields = tuple((field[1], _unquoted(clean(field[2]).strip())) for field in found if field)
    return fields, "\n" * match[0].count("\n") + text[match.end() :]


def _folded(front: str) -> list[str]:
    """The lines of front matter, a value that goes on over indented lines put on one line, as YAML folds it."""
    lines: list[str] = []
    for line in front.splitlines():
        field = _FIELD.match(lines[-1]) if lines else None
        goes_on = line[:1] in (" ", "\t") and field is not None and field[2].strip() not in ("", "|", ">", "|-", ">-")
        if not goes_on:
            lines.append(line)
        elif lines[-1].endswith("\\"):  # a double-quoted value says that no space stands at the break
            lines[-1] = lines[-1][:-1] + line.strip().removeprefix("\\")
        else:
            lines[-1] = f"{lines[-1]} {line.strip()}"
    return lines


def _unquoted(value: str) -> str:
    if len(value) < _QUOTED or value[0] != value[-1] or value[0] not in "'\"":
        return value
    inner = value[1:-1]
    return inner.replace("''", "'") if value[0] == "'" else " ".join(_ESCAPE.sub(_meant, inner).split())


def _meant(match: re.Match[str]) -> str:
    """What an escape of a double-quoted value stands for: a character by its number, a space, the sign itself."""
    if match[1]:
        character = chr(int(match[1], 16))
        return "" if "\ud800" <= character <= "\udfff" else clean(character)
    return " " if match[2] in "_ntN " else match[2]


class _Walk:
    """Goes through the tokens once and keeps what encloses the present one."""

    def __init__(self, draft: Draft, tokens: "list[Token]") -> None:
        self.draft = draft
        self.tokens = iter(tokens)
        self.has_headings = any(token.type == "heading_open" for token in tokens)
        self.bold = _bold_headings(tokens)
        self.above = 0  # level of the last heading that is marked up
        heads = [token.tag for token in tokens if token.type == "heading_open"]
        self.is_titled = heads[:1] == ["h1"] and heads.count("h1") == 1
        self.quotations = 0
        self.item_is_new = False
        self.items = 0
        self.level: int | None = None

    def run(self) -> None:
        for token in self.tokens:
            self._take(token)

    def _take(self, token: "Token") -> None:
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self.quotations += token.nesting
            case "list_item_open" | "list_item_close":
                self.items += token.nesting
                self.item_is_new = token.nesting > 0
            case "heading_open" | "heading_close":
                self.level = int(token.tag[1:]) if token.nesting > 0 else None
            case "inline":
                self._add_lines(token)
            case "table_open":
                self._add_table(token)
            case "fence" | "code_block":
                self._add_text(BlockKind.FURNITURE, token.content.splitlines(), _line(token))
            case "html_block":
                self._add_html(token)

    def _add_lines(self, token: "Token") -> None:
        children = token.children or []
        lines = list(_iter_lines(children))
        if _is_picture(children):
            self._add_text(BlockKind.PICTURE, lines, _line(token))
        elif self.level is not None:
            self.above = self.level
            self._add_heading(" ".join(lines), _line(token), self.level)
        elif id(token) in self.bold:
            self.draft.add(BlockKind.HEADING, " ".join(lines), at=_line(token), level=min(self.above + 1, 6))
        else:
            self._add_text(self._kind(), lines, _line(token))

    def _add_html(self, token: "Token") -> None:
        """Lines of text in HTML, those of a figure's caption as such."""
        for place, part in enumerate(_FIGURE_CAPTION.split(token.content)):
            lines = unescape(_TAG.sub("", _LINE_BREAK_TAG.sub("\n", part))).splitlines()
            self._add_text(BlockKind.CAPTION if place % 2 else BlockKind.PARAGRAPH, lines, _line(token))

    def _add_heading(self, text: str, line: int, level: int) -> None:
        text = _ATTRIBUTES.sub("", text)
        span = self.draft.add(BlockKind.HEADING, text, at=line, level=level, marked_up=True)
        if level == 1 and self.is_titled:
            self.draft.title = span

    def _kind(self) -> BlockKind:
        if self.quotations:
            return BlockKind.QUOTATION
        if self.items and self.item_is_new:
            self.item_is_new = False
            return BlockKind.LIST_ITEM
        return BlockKind.PARAGRAPH

    def _add_text(self, kind: BlockKind, lines: Iterable[str], line: int) -> None:
        marked_up = self.has_headings or kind is not BlockKind.PARAGRAPH
        for text in lines:
            level = self.items if kind is BlockKind.LIST_ITEM else None
            self.draft.add(kind, text, at=line, level=level, marked_up=marked_up)

    def _add_table(self, table: "Token") -> None:
        rows: list[list[str]] = []
        header_rows = 0
        for token in self.tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(" ".join(_cell_text(token)))
            elif token.type == "thead_close":
                header_rows = len(rows)
        self.draft.add_table(rows, at=_line(table), header_rows=header_rows)


def _cell_text(token: "Token") -> Iterator[str]:
    return (re.sub(r"\s+", " ", clean(line)).strip() for line in _iter_lines(token.children or []))


def _iter_lines(children: "Sequence[Token]") -> Iterator[str]:
    """The text of inline tokens, a new line only where the author broke it."""
    line = ""
    wrapped = False
    for child in children:
        if child.type == "hardbreak" or (child.type == "html_inline" and _LINE_BREAK_TAG.fullmatch(child.content)):
            yield line
            line = ""
        elif child.type == "softbreak":
            wrapped = True
        elif text := _text(child):
            line = _unwrapped(line, text) if wrapped else line + text
            wrapped = False
    yield line


def _text(token: "Token") -> str:
    if token.type == "image":
        return "".join(_iter_lines(token.children or []))
    if token.type == "code_inline":
        return token.content
    return _CITATION.sub("", _SITE_TAG.sub("", token.content)) if token.type == "text" else ""


def _unwrapped(line: str, text: str) -> str:
    """Joined where the file wrapped the line: no space between Chinese characters, one between words."""
    spaceless = _SPACELESS.match(line[-1:]) and _SPACELESS.match(text[:1])
    return f"{line.rstrip()}{text}" if spaceless else f"{line.rstrip()} {text.lstrip()}"


def _bold_headings(tokens: "Sequence[Token]") -> frozenset[int]:
    """The identities of the short paragraphs all in bold that stand over text, where they are not most paragraphs."""
    paragraphs = [
        (tokens[place + 1], tokens[place + 3] if place + 3 < len(tokens) else None)
        for place, token in enumerate(tokens)
        if token.type == "paragraph_open" and token.level == 0
    ]
    bold = [(inline, below) for inline, below in paragraphs if _is_bold_line(inline)]
    if len(bold) * 2 > len(paragraphs):
        return frozenset()
    return frozenset(id(inline) for inline, below in bold if below is not None and below.type in _STANDS_OVER)


def _is_bold_line(inline: "Token") -> bool:
    """Whether one line is all in bold, short and no sentence that is cut off or leads to what follows."""
    depth, plain = 0, False
    for child in inline.children or []:
        depth += child.nesting if child.type in ("strong_open", "strong_close") else 0
        plain = (
            plain or child.type in ("softbreak", "hardbreak", "image") or (not depth and bool(child.content.strip()))
        )
    lines = list(_iter_lines(inline.children or []))
    text = lines[0].strip() if len(lines) == 1 else ""
    longest = _LONGEST_BOLD[bool(_SPACELESS.search(text))]
    return not plain and 1 < len(text) <= longest and text[-1] not in "。；，：、;,:."


def _is_picture(children: "Sequence[Token]") -> bool:
    shown = [child for child in children if child.content.strip() or child.type == "image"]
    return bool(shown) and all(child.type == "image" for child in shown)


def _line(token: "Token") -> int:
    return token.map[0] + 1 if token.map else 1
