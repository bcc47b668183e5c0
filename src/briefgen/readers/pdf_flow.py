"""From the pages of a PDF to blocks: tables, lines, paragraphs and heads, one after the other."""

import re
from dataclasses import dataclass

from briefgen.document import BlockKind, Locator
from briefgen.readers.draft import Draft
from briefgen.readers.nesting import nested_level
from briefgen.readers.pdf_columns import find_columns
from briefgen.readers.pdf_furniture import without_furniture
from briefgen.readers.pdf_headings import Heads, find_heads, joined_title
from briefgen.readers.pdf_lines import Line, in_reading_order, read_lines
from briefgen.readers.pdf_page import Bookmark, Page, PagePicture
from briefgen.readers.pdf_paragraphs import Paragraph, bullet_length, make_paragraphs
from briefgen.readers.pdf_pictures import place_pictures
from briefgen.readers.pdf_tables import PageTable, find_tables

_NOTE = re.compile(r"^(?:[①-⑳*＊†‡]|\[\d{1,3}\]|〔\d{1,3}〕|\d{1,2})\s*(?=[^\s\d.、．])")
_SMALLER = 0.93  # of the body's size
_BYLINE = re.compile(r"^(?:作者|记者|撰稿|执笔|报告人|By\s+[A-Z])")
_DATE = re.compile(
    r"^[（(]?\s*(?:(?:19|20)\d\d|[二〇○零一九八七六五四三]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?\s*[）)]?$"
    r"|^(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}$"
    r"|^(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d$"
)
_DEEPER = 0.5  # of the size, by which a list item is set in below another
_REACH = 8  # paragraphs from the top in which byline and date are looked for


@dataclass(slots=True, kw_only=True)
class Flow:
    """What was read of a file, ready to be given to a draft."""

    paragraphs: list[Paragraph]
    tables: list[PageTable]
    heads: Heads
    pictures: dict[int, list[tuple[Page, PagePicture]]]

    def add_to(self, draft: Draft) -> None:
        """Add every paragraph, table and picture as a block."""
        body = self._body_size()
        sure = len(self.heads.sure) >= 2
        items: list[Paragraph] = []  # the list items that the next one may stand below
        for index, paragraph in enumerate(self.paragraphs):
            self._add_pictures(draft, index)
            at = Locator(page=paragraph.first.page, line=paragraph.first.number)
            if paragraph.first.table is not None:
                table = self.tables[paragraph.first.table]
                draft.add_table(table.rows, at=at, header_rows=table.header_rows)
            elif index == self.heads.title:
                self._add_title(draft, paragraph, at)
            elif index in self.heads.levels:
                level, marked_up = self.heads.levels[index], index in self.heads.sure
                draft.add(BlockKind.HEADING, paragraph.text, at=at, level=level, marked_up=marked_up)
            else:
                kind = self._kind(index, paragraph, body)
                text = paragraph.text[bullet_length(paragraph.text) :]
                level = None
                if kind is BlockKind.LIST_ITEM:
                    level = nested_level(items, paragraph, _is_below)
                elif kind is BlockKind.PARAGRAPH:
                    items.clear()
                marked_up = sure or kind is not BlockKind.PARAGRAPH
                span = draft.add(kind, text, at=at, level=level, marked_up=marked_up)
                if index < _REACH and _DATE.match(text):
                    draft.date = draft.date or span
                elif index < _REACH and _BYLINE.match(text):
                    draft.byline = draft.byline or span
        self._add_pictures(draft, len(self.paragraphs))

    def _add_pictures(self, draft: Draft, index: int) -> None:
        """Add the pictures that stand before a paragraph."""
        for page, picture in self.pictures.get(index, ()):
            at = Locator(page=page.number)
            draft.add_picture("", at=at, content_type=picture.content_type, data=picture.data)

    def _add_title(self, draft: Draft, paragraph: Paragraph, at: Locator) -> None:
        kind, level = (BlockKind.HEADING, 1) if self.heads.levels else (BlockKind.FURNITURE, None)
        draft.title = draft.add(kind, paragraph.text, at=at, level=level, marked_up=True)

    def _kind(self, index: int, paragraph: Paragraph, body: float) -> BlockKind:
        text = paragraph.text
        if index in self.heads.beside or paragraph.is_contents:
            return BlockKind.FURNITURE
        if paragraph.is_caption:
            return BlockKind.CAPTION
        if _NOTE.match(text) and paragraph.face.size <= _SMALLER * body and self._is_last_of_page(index):
            return BlockKind.FOOTNOTE
        return BlockKind.LIST_ITEM if bullet_length(text) else BlockKind.PARAGRAPH

    def _is_last_of_page(self, index: int) -> bool:
        """Whether only small text follows on the page or in its column."""
        paragraph = self.paragraphs[index]
        for other in self.paragraphs[index + 1 :]:
            if other.first.page != paragraph.first.page or other.first.column != paragraph.first.column:
                return True
            if other.face.size > paragraph.face.size + 0.3:
                return False
        return True

    def _body_size(self) -> float:
        counts: dict[float, int] = {}
        for paragraph in self.paragraphs:
            size = paragraph.face.size
            counts[size] = counts.get(size, 0) + len(paragraph.text)
        return max(counts, key=lambda size: counts[size], default=10.0)


def _is_below(item: Paragraph, other: Paragraph) -> bool:
    """Whether a list item is set in below another of its column; the column may go on on the next page."""
    in_column = item.first.column == other.first.column
    return in_column and item.first.left - other.first.left > _DEEPER * item.face.size


def read_flow(pages: list[Page], bookmarks: list[Bookmark]) -> Flow:
    """The paragraphs, tables and heads of all pages."""
    tables: list[PageTable] = []
    read: list[tuple[Page, list[Line]]] = []
    for page in pages:
        ruled, glyphs = find_tables(page)
        unruled, glyphs = find_columns(page, glyphs)
        found = [*ruled, *unruled]
        for table in found:
            table.line.table = len(tables)
            tables.append(table)
        lines = [*read_lines(page, glyphs), *(table.line for table in found)]
        read.append((page, sorted(lines, key=lambda line: (line.base, line.left))))
    ordered = [in_reading_order(lines) for lines in without_furniture(read)]
    paragraphs = joined_title(make_paragraphs(ordered, [page.width for page in pages]), bookmarks)
    return Flow(
        paragraphs=paragraphs,
        tables=tables,
        heads=find_heads(paragraphs, bookmarks),
        pictures=place_pictures(pages, paragraphs),
    )
