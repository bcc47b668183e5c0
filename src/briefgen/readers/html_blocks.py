"""From the elements of an article to blocks: one walk that keeps what encloses the present text.

Inline elements never part words; `<br>` parts lines where the author broke them; line ends of the file are spaces, but
none between Chinese characters.
"""

import base64
import binascii
import re
from dataclasses import dataclass, field

from lxml import etree

from briefgen.document import BlockKind, Locator
from briefgen.readers.draft import Draft
from briefgen.readers.html_article import is_inline, words_of
from briefgen.readers.text_wraps import parted_at_indents

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong"))
_SPACE = re.compile(r"[ \t\r\f\v\xa0]*\n[ \t\r\n\f\v\xa0]*|[ \t\r\f\v\xa0]+")
_SPACELESS = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u2018\u2019\u201c\u201d\U00020000-\U0003ffff"
_WRAPPED = re.compile(f"(?<=[{_SPACELESS}])\n(?=[{_SPACELESS}])")
_DATA_PICTURE = re.compile(r"data:(image/[\w.+-]+);base64,", re.IGNORECASE)
_REFERENCE = re.compile(r"\[(?:\d+|[a-z]|edit|编辑|編輯|来源请求|citation needed)\]", re.IGNORECASE)
_NO_ALTERNATIVE = re.compile(r"(?:\w+\.(?:jpe?g|png|gif|webp|bmp)|image|img|图片|插图|photo|\d*)", re.IGNORECASE)
_NOTE_WORDS = frozenset(("footnote", "footnotes", "references", "reflist"))


@dataclass(slots=True)
class Piece:
    """One block to be, before the draft gets it."""

    kind: BlockKind
    text: str
    at: Locator
    level: int | None = None
    bold: bool = False
    rows: list[list[str]] = field(default_factory=list)
    header_rows: int = 0
    content_type: str = ""
    data: bytes = b""


def collect(roots: list[etree._Element]) -> list[Piece]:
    """The pieces of the article, in order."""
    walk = _Walk()
    for root in roots:
        walk.run(root)
    return walk.pieces


def line_of(element: etree._Element) -> int | None:
    """The line of the file on which an element begins."""
    line = element.sourceline
    return line if isinstance(line, int) else None


def plain_text(element: etree._Element) -> str:
    """The text of an element in one line."""
    if len(element) == 0:
        return _squeeze(element.text or "")
    return _squeeze("".join(_iter_text(element)))


def add_pieces(draft: Draft, pieces: list[Piece], *, sure: bool) -> None:
    """Give the pieces to a draft; `sure` says that paragraphs are no headings."""
    for piece in pieces:
        if piece.kind is BlockKind.TABLE:
            draft.add_table(piece.rows, at=piece.at, header_rows=piece.header_rows)
        elif piece.kind is BlockKind.PICTURE:
            draft.add_picture(piece.text, at=piece.at, content_type=piece.content_type, data=piece.data)
        else:
            marked_up = not piece.bold and (sure or piece.kind is not BlockKind.PARAGRAPH)
            draft.add(piece.kind, piece.text, at=piece.at, level=piece.level, marked_up=marked_up)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What encloses the present text: the kind that it gives, None for a paragraph, and how many list items."""

    tag: str
    kind: BlockKind | None = None
    level: int | None = None
    items: int = 0


_KINDS = {
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "pre": BlockKind.FURNITURE,
    "blockquote": BlockKind.QUOTATION,
}


def _around(element: etree._Element, outer: _Around) -> _Around:
    tag = str(element.tag)
    items = outer.items + (tag in ("li", "dd"))
    if tag in _HEADINGS:
        return _Around(tag=tag, kind=BlockKind.HEADING, level=_HEADINGS[tag], items=items)
    if tag in _KINDS:
        return _Around(tag=tag, kind=_KINDS[tag], items=items)
    if words_of(element) & _NOTE_WORDS:
        return _Around(tag=tag, kind=BlockKind.FOOTNOTE, items=items)
    return _Around(tag=tag, kind=outer.kind, level=outer.level, items=items)


class _Walk:
    """Goes through the events of a subtree; text gathers until a block ends."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.text: list[str] = []
        self.bold_text = 0
        self.plain = 0
        self.at = Locator()
        self.enclosing: list[_Around] = [_Around(tag="")]
        self.bold = 0
        self.item_is_new = False
        self.skipped: etree._Element | None = None

    def run(self, root: etree._Element) -> None:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if self.skipped is not None:
                if event == "end" and element is self.skipped:
                    self.skipped = None
                    if element is not root:
                        self._take(element.tail)
                continue
            if event == "start":
                self._start(element)
            else:
                self._end(element)
                if element is not root:
                    self._take(element.tail)
        self._flush()

    def _start(self, element: etree._Element) -> None:
        if element.tag == "br":
            self._break()
        elif element.tag == "img":
            self._picture(element)
        elif element.tag == "table" and is_data_table(element):
            self._flush()
            self._table(element)
            self.skipped = element
        elif element.tag == "sup" and _REFERENCE.fullmatch(plain_text(element)):
            self.skipped = element
        elif not is_inline(element):
            self._flush()
            self.enclosing.append(_around(element, self.enclosing[-1]))
            self.item_is_new = self.item_is_new or element.tag == "li"
            self.at = Locator(line=line_of(element))
        if element.tag in _BOLD:
            self.bold += 1
        if self.skipped is None:
            self._take(element.text)

    def _end(self, element: etree._Element) -> None:
        if element.tag in _BOLD:
            self.bold -= 1
        if not is_inline(element) and element.tag not in ("br", "img"):
            self._flush()
            if len(self.enclosing) > 1:
                self.enclosing.pop()

    def _take(self, text: str | None) -> None:
        if text:
            self.text.append(text)
            visible = len(text.strip())
            self.bold_text += visible if self.bold else 0
            self.plain += 0 if self.bold else visible

    def _break(self) -> None:
        if self.enclosing[-1].kind is BlockKind.HEADING:
            self.text.append("\n")
        else:
            self._flush()

    def _flush(self) -> None:
        texts = [text for part in parted_at_indents("".join(self.text)) if (text := _squeeze(part))]
        bold = self.bold_text > 0 and not self.plain
        self.text, self.bold_text, self.plain = [], 0, 0
        for text in texts:
            kind, level = self._kind()
            words = text.strip() if kind is BlockKind.FURNITURE else text
            self.pieces.append(
                Piece(kind=kind, text=words, at=self.at, level=level, bold=bold and kind is BlockKind.PARAGRAPH)
            )

    def _kind(self) -> tuple[BlockKind, int | None]:
        around = self.enclosing[-1]
        if around.kind is not None:
            return around.kind, around.level
        if self.item_is_new and around.items:
            self.item_is_new = False
            return BlockKind.LIST_ITEM, around.items
        return BlockKind.PARAGRAPH, None

    def _picture(self, element: etree._Element) -> None:
        alternative = _squeeze(element.get("alt") or "")
        alternative = "" if _NO_ALTERNATIVE.fullmatch(alternative) else alternative
        match = _DATA_PICTURE.match(element.get("src") or "")
        data = _decoded((element.get("src") or "")[match.end() :]) if match else b""
        if alternative or data:
            self.pieces.append(
                Piece(
                    kind=BlockKind.PICTURE,
                    text=alternative,
                    at=Locator(line=line_of(element)),
                    content_type=match[1].lower() if match and data else "",
                    data=data,
                )
            )

    def _table(self, table: etree._Element) -> None:
        at = Locator(line=line_of(table))
        caption = table.find("caption")
        if caption is not None:
            self.pieces.append(Piece(kind=BlockKind.CAPTION, text=plain_text(caption), at=at))
        rows, header_rows = _grid(table)
        while rows and header_rows != len(rows) and _is_caption(rows[0]) and len(rows) > 1:
            self.pieces.append(Piece(kind=BlockKind.CAPTION, text=rows.pop(0)[0], at=at))
            header_rows = max(0, header_rows - 1)
        if rows:
            self.pieces.append(Piece(kind=BlockKind.TABLE, text="", at=at, rows=rows, header_rows=header_rows))


def is_data_table(table: etree._Element) -> bool:
    """Whether a table holds data, not a layout: at least two columns of short cells and no table within it."""
    if table.get("role") in ("presentation", "none") or table.find(".//table") is not None:
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    rows = [[cell for cell in row if cell.tag == "td"] for row in table.iter("tr")]
    wide = [row for row in rows if len(row) > 1]
    if len(rows) < 2 or 2 * len(wide) < len(rows):
        return False
    lengths = [len(plain_text(cell)) for row in rows for cell in row]
    return max(lengths) <= 400 and sum(length > 0 for length in lengths) * 2 >= len(lengths)


def _grid(table: etree._Element) -> tuple[list[list[str]], int]:
    """The rows, all of one width, a merged cell's text in its first place; and the number of header rows."""
    grid: list[list[str]] = []
    held: dict[tuple[int, int], bool] = {}
    header_rows = 0
    for number, row in enumerate(_rows(table)):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        line: list[str] = []
        for cell in cells:
            while held.get((number, len(line))):
                line.append("")
            across, down = _merged(cell, "colspan"), _merged(cell, "rowspan")
            at = len(line)
            line.extend([plain_text(cell), *[""] * (across - 1)])
            held.update({(number + below, at + right): True for below in range(1, down) for right in range(across)})
        while held.get((number, len(line))):
            line.append("")
        in_head = row.getparent() is not None and row.getparent().tag == "thead"  # type: ignore[union-attr]
        if header_rows == number and cells and (in_head or all(cell.tag == "th" for cell in cells)):
            header_rows += 1
        grid.append(line)
    width = max((len(line) for line in grid), default=0)
    return [line + [""] * (width - len(line)) for line in grid], header_rows


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter("tr") if any(cell.tag in ("td", "th") for cell in row)]


def _merged(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() and len(value) < 5 else 1


def _is_caption(row: list[str]) -> bool:
    return len(row) > 1 and bool(row[0]) and not any(row[1:])


def _iter_text(element: etree._Element) -> list[str]:
    """The texts below an element, with a space where a block or a line break parts words."""
    found: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            found.append("\n" if each is not element and (each.tag == "br" or not is_inline(each)) else "")
            found.append(each.text or "")
        elif each is not element:
            found.append("" if is_inline(each) else "\n")
            found.append(each.tail or "")
    return found


def _squeeze(text: str) -> str:
    """White space as a browser shows it, without the space that a line end would leave between Chinese characters."""
    text = _SPACE.sub(lambda match: "\n" if "\n" in match[0] else " ", text).strip(" \n\u3000")
    return _WRAPPED.sub("", text).replace("\n", " ")


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(re.sub(r"\s+", "", text), validate=True)
    except (binascii.Error, ValueError):
        return b""
