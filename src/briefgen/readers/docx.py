"""Word files (.docx, .docm and the templates .dotx, .dotm): styles become kinds of blocks, macros are never looked at.

Read from the XML itself, since what python-docx calls the text of a paragraph lacks inserted text, content controls,
text boxes, fields and generated numbers. Headers and footers are left out, but for a classification.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.document import MARKING, BlockKind, Document, Language, Locator
from briefgen.readers import html, webarchive
from briefgen.readers.charts import Chart
from briefgen.readers.docx_body import BODY_TAGS, BodyReader, Item, Paragraph, Placed, TableItem
from briefgen.readers.docx_headings import heading_levels
from briefgen.readers.docx_numbering import Numbering
from briefgen.readers.docx_styles import WORD, Role, Styles
from briefgen.readers.draft import Draft
from briefgen.readers.drawings import DrawingReader, Picture
from briefgen.readers.nesting import nested_level
from briefgen.readers.office_lines import one_line
from briefgen.readers.package import Package
from briefgen.readers.recognition import recognize

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


_CLASSIFICATION = re.compile(
    r"(?:绝密|機密|机密|秘密|絕密)\s*[★☆]\s*(?:\d{1,2}\s*(?:年|个月|天)|长期)?|(?:绝密|机密|秘密)(?=\s*$)"
)
_LONGEST_HEADING = 200  # characters; a longer one is a paragraph that took a heading's style by mistake
_DEEPER = 120  # twips (6 pt) by which an item of another list is set in below one
_KINDS = {
    Role.CAPTION: BlockKind.CAPTION,
    Role.QUOTATION: BlockKind.QUOTATION,
    Role.LIST: BlockKind.LIST_ITEM,
    Role.CONTENTS: BlockKind.FURNITURE,
    Role.NOTE: BlockKind.FOOTNOTE,
    Role.SUBTITLE: BlockKind.FURNITURE,
    Role.BYLINE: BlockKind.FURNITURE,
    Role.DATE: BlockKind.FURNITURE,
}


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """A document whose blocks come from styles, outline levels and lists; bare paragraphs are left to structure."""
    package = Package(data, path=path)
    main = package.main_part()
    styles = Styles(_root(package, main, "styles"))
    numbering = Numbering(_root(package, main, "numbering"), styles)
    body = BodyReader(styles, numbering, DrawingReader(package))
    items = list(body.items(package.children(main, (f"{WORD}body",), BODY_TAGS), main))
    page = None if items else _embedded_page(package, main)
    if page is not None:
        return html.read(page, path=path, language=language)
    writer = _Writer(Draft(path), items)
    writer.write()
    writer.write_notes(_notes(package, main, body))
    writer.draft.metadata = _classification(package, main)
    return writer.draft.finish(language=language)


def _embedded_page(package: Package, main: str) -> bytes | None:
    """The web page that a file without text of its own wraps, as programs export it for Word to open."""
    part = package.related(main, "aFChunk")
    if part is None:
        return None
    data = package.read(part)
    kind = recognize(data, path=package.path)
    return webarchive.find_page(data) if kind == ".mht" else data if kind == ".html" else None


def _root(package: Package, main: str, kind: str) -> "Element | None":
    part = package.related(main, kind)
    return None if part is None else package.xml(part)


def _notes(package: Package, main: str, body: BodyReader) -> Iterator[Item]:
    """The footnotes and endnotes that the text refers to, in order of their marks."""
    roots = {kind: (package.related(main, f"{kind}s"), f"{WORD}{kind}") for kind in ("footnote", "endnote")}
    found = {}
    for kind, (part, tag) in roots.items():
        if part is not None:
            nodes = package.xml(part).iterchildren(tag)
            found[kind] = part, {node.get(f"{WORD}id", ""): node for node in nodes}
    for kind, identifier in tuple(dict.fromkeys(body.notes)):
        part, nodes_by_id = found.get(kind, ("", {}))
        if identifier in nodes_by_id:
            yield from body.items(nodes_by_id[identifier], part)


def _classification(package: Package, main: str) -> tuple[tuple[str, str], ...]:
    """The classification that a header or footer states."""
    for item in package.relationships(main).values():
        if item.kind in ("header", "footer") and item.target in package:
            for paragraph in package.xml(item.target).iter(f"{WORD}p"):
                text = "".join(node.text or "" for node in paragraph.iter(f"{WORD}t"))
                match = _CLASSIFICATION.search(text.strip())
                if match:
                    return ((MARKING, re.sub(r"\s", "", match[0])),)
    return ()


class _Writer:
    """Turns items into blocks; knows what the whole document looks like."""

    def __init__(self, draft: Draft, items: list[Item]) -> None:
        self.draft = draft
        self._items = _with_titles_joined(items)
        paragraphs = [item for item in self._items if isinstance(item, Paragraph)]
        roles = Counter(paragraph.style.role for paragraph in paragraphs)
        self._deeper = 1 if roles[Role.TITLE] > 1 else 0
        has_headings = any(_is_heading(paragraph) for paragraph in paragraphs)
        self._looks = {} if has_headings else heading_levels(paragraphs)
        self._has_headings = has_headings or bool(self._looks)
        self._list: list[Paragraph] = []  # the items that the next one may stand below

    def write(self) -> None:
        for item in self._items:
            match item:
                case Paragraph():
                    self._paragraph(item)
                case TableItem():
                    at = Locator(paragraph=item.place or None)
                    self.draft.add_table(item.rows, at=at, header_rows=item.header_rows)
                case Placed():
                    self._placed(item)

    def write_notes(self, items: Iterable[Item]) -> None:
        for item in items:
            match item:
                case Paragraph():
                    at = Locator(paragraph=item.place)
                    self.draft.add(BlockKind.FOOTNOTE, one_line(item.text), at=at, marked_up=True)
                case TableItem():
                    at = Locator(paragraph=item.place or None)
                    self.draft.add_table(item.rows, at=at, header_rows=item.header_rows)
                case Placed():
                    self._placed(item)

    def _placed(self, item: Placed) -> None:
        at = Locator(paragraph=item.place or None)
        match item.what:
            case Picture() as picture:
                self.draft.add_picture(picture.text, at=at, content_type=picture.content_type, data=picture.data)
            case Chart() as chart:
                self.draft.add(BlockKind.CAPTION, chart.title, at=at, marked_up=True)
                self.draft.add_table(chart.rows, at=at, header_rows=1)

    def _paragraph(self, item: Paragraph) -> None:
        at = Locator(paragraph=item.place)
        number = item.number.text if item.number else ""
        if _is_heading(item) or item.place in self._looks:
            level = self._looks.get(item.place) or item.style.level or 1
            level += self._deeper
            self.draft.add(BlockKind.HEADING, number + one_line(item.text), at=at, level=level, marked_up=True)
            self._list.clear()
        elif item.style.role is Role.TITLE:
            self._title(item, at)
        else:
            self._lines(item, number, at)

    def _title(self, item: Paragraph, at: Locator) -> None:
        """The first title is the document's; later ones head its parts."""
        kind, level = (BlockKind.FURNITURE, None) if self.draft.title is None else (BlockKind.HEADING, 1)
        span = self.draft.add(kind, one_line(item.text), at=at, level=level, marked_up=True)
        self.draft.title = self.draft.title or span

    def _lines(self, item: Paragraph, number: str, at: Locator) -> None:
        """A paragraph in lines where its author broke it; they share its place."""
        kind = self._kind(item)
        marked_up = self._has_headings or kind is not BlockKind.PARAGRAPH
        level = nested_level(self._list, item, _is_below) if kind is BlockKind.LIST_ITEM else None
        for line in item.text.split("\n"):
            text = number + line.replace("\t", " ")
            span = self.draft.add(kind, text, at=at, level=level, marked_up=marked_up)
            if span is None:
                continue
            number = ""
            match item.style.role:
                case Role.SUBTITLE:
                    self.draft.subtitle = self.draft.subtitle or span
                case Role.BYLINE:
                    self.draft.byline = self.draft.byline or span
                case Role.DATE:
                    self.draft.date = self.draft.date or span
            if kind is BlockKind.LIST_ITEM:
                kind, level = BlockKind.PARAGRAPH, None

    def _kind(self, item: Paragraph) -> BlockKind:
        if item.in_contents:
            return BlockKind.FURNITURE
        kind = _KINDS.get(item.style.role)
        if kind is not None:
            return kind
        is_listed = item.number is not None and not item.number.is_structural
        return BlockKind.LIST_ITEM if is_listed else BlockKind.PARAGRAPH


def _is_below(item: Paragraph, other: Paragraph) -> bool:
    """Whether a list item stands below another: in one list by its level, else by how far in it is set."""
    if item.style.number is not None and item.style.number == other.style.number:
        return item.style.number_level > other.style.number_level
    return _indent(item) >= _indent(other) + _DEEPER


def _indent(item: Paragraph) -> int:
    given = item.number.indent if item.number else 0
    return given if item.style.indent is None else item.style.indent


def _is_heading(item: Paragraph) -> bool:
    return item.style.role is Role.HEADING and not item.in_contents and len(item.text) <= _LONGEST_HEADING


def _with_titles_joined(items: list[Item]) -> list[Item]:
    """The items, a title that was set in several paragraphs made one."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if (
            isinstance(item, Paragraph)
            and isinstance(before, Paragraph)
            and item.style.role is before.style.role is Role.TITLE
        ):
            joined[-1] = replace(before, text=f"{before.text}\n{item.text}")
        else:
            joined.append(item)
    return joined
