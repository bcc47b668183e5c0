"""OFD, the fixed-layout format of Chinese offices (GB/T 33190-2016): its pages' text put into lines and paragraphs.

A page holds pieces of text at places in millimetres and knows no paragraphs. Pieces at one height make a line; lines
go on in the next one where they fill the width and no indent begins there. Page numbers, running heads and the
templates below the pages (red heads, rules) are left out; a template's text is read when the pages have none.
"""

import math
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.document import BlockKind, Document, Language, Locator
from briefgen.errors import ReadError
from briefgen.readers.draft import Draft
from briefgen.readers.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


_ROOT = "OFD.xml"
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_EDGE = 0.1  # of the page's height, at the top and bottom, where running heads and page numbers stand
_REPEATED = 3  # pages from which on the same line at the edge is a running head
_FULL = 2.5  # characters by which a line may fall short of the width and still be full
_INDENT = 1.2  # characters by which a line begins further right than others, and so begins a paragraph
_GAP = 1.9  # line heights from which on a gap parts paragraphs
_SPACE = 0.6  # characters of white between two pieces that is a space in Western text
_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_MOST_PRIVATE = 0.1  # of the characters; fonts cut to what a file needs may number their signs as they like
_DEFAULT_PAGE = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Text at a place: left edge, baseline and size in millimetres."""

    x: float
    y: float
    end: float
    size: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _LineOfText:
    x: float
    y: float
    end: float
    size: float
    text: str
    page: int
    height: float


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """A document of bare paragraphs with the pages on which they begin; ReadError where the pages are only pictures."""
    package = Package(data, path=path)
    lines = [line for part in _documents(package) for line in _document_lines(package, part)]
    _refuse_coded_text(lines, path)
    draft = Draft(path)
    for text, page in _paragraphs(_without_edges(lines)):
        draft.add(BlockKind.PARAGRAPH, text, at=Locator(page=page))
    return draft.finish(language=language)


def _refuse_coded_text(lines: list[_LineOfText], path: str) -> None:
    text = "".join(line.text for line in lines)
    if not text:
        raise ReadError(
            "the pages hold no text, only pictures", where=path, remedy="recognize the text with OCR and save that"
        )
    if len(_PRIVATE.findall(text)) > _MOST_PRIVATE * len(text):
        raise ReadError(
            "the text is written in codes of its own fonts",
            where=path,
            remedy="recognize the text with OCR and save that",
        )


def _documents(package: Package) -> Iterator[str]:
    for node in package.xml(_ROOT).iter("{*}DocRoot"):
        name = (node.text or "").strip().lstrip("/")
        if name in package:
            yield name


def _document_lines(package: Package, part: str) -> Iterator[_LineOfText]:
    root = package.xml(part)
    folder = posixpath.dirname(part)
    area = _box(next(root.iter("{*}PhysicalBox"), None), _DEFAULT_PAGE)
    templates = {node.get("ID", ""): node.get("BaseLoc", "") for node in root.iter("{*}TemplatePage")}
    pages = [node.get("BaseLoc", "") for node in root.iter("{*}Page") if node.get("BaseLoc")]
    found = False
    for number, location in enumerate(pages, start=1):
        page = _part(package, folder, location)
        if page is not None:
            for line in _page_lines(page, number, area):
                found = True
                yield line
    for location in () if found else templates.values():
        page = _part(package, folder, location)
        if page is not None:
            yield from _page_lines(page, 1, area)


def _part(package: Package, folder: str, location: str) -> "Element | None":
    for name in (posixpath.normpath(posixpath.join(folder, location)), location.lstrip("/")):
        if location and name in package:
            return package.xml(name)
    return None


def _page_lines(page: "Element", number: int, area: tuple[float, float, float, float]) -> Iterator[_LineOfText]:
    """The lines of a page from top to bottom: pieces on one height from left to right."""
    box = _box(next(page.iter("{*}PhysicalBox"), None), area)
    pieces = sorted(_pieces(page), key=lambda piece: (piece.y, piece.x))
    rows: list[list[_Piece]] = []
    for piece in pieces:
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece.x)
        size = max(row, key=lambda piece: len(piece.text)).size
        place = (row[0].y - box[1]) / (box[3] or 1.0)
        end = max(piece.end for piece in row)
        yield _LineOfText(x=row[0].x, y=row[0].y, end=end, size=size, text=_joined(row), page=number, height=place)


def _joined(row: list[_Piece]) -> str:
    text = ""
    end = 0.0
    for piece in row:
        apart = piece.x - end > _SPACE * piece.size
        western = _WORD.match(text[-1:]) and _WORD.match(piece.text[:1])
        gap = " " if text and apart and (western or piece.x - end > 2 * piece.size) else ""
        text += gap + piece.text
        end = piece.end
    return text


def _pieces(page: "Element") -> Iterator[_Piece]:
    for node in page.iter("{*}TextObject"):
        if node.get("Visible") == "false":
            continue
        left, top, width, _ = _box(node, (0.0, 0.0, 0.0, 0.0), "Boundary")
        matrix = _numbers(node.get("CTM", "")) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        size = (_numbers(node.get("Size", "")) or [3.7])[0] * (abs(matrix[3]) or abs(matrix[1]) or 1.0)
        for code in node.iter("{*}TextCode"):
            text = code.text or ""
            if not text.strip():
                continue
            x, y = ((_numbers(code.get(name, "")) or [0.0])[0] for name in ("X", "Y"))
            if len(matrix) == 6:
                x, y = matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]
            advance = sum(_deltas(code.get("DeltaX", ""))[: len(text) - 1]) * abs(matrix[0] or 1.0)
            end = left + x + (advance + size if advance else min(width or len(text) * size, len(text) * size))
            yield _Piece(x=left + x, y=top + y, end=end, size=size, text=text)


def _deltas(value: str) -> list[float]:
    """The steps between characters; `g 3 4.5` stands for 4.5 three times (GB/T 33190, 11.3)."""
    words = value.split()
    steps: list[float] = []
    at = 0
    while at < len(words):
        if words[at] == "g" and at + 2 < len(words) and words[at + 1].isdecimal():
            steps += (_numbers(words[at + 2]) or [0.0]) * min(int(words[at + 1]), 10_000)
            at += 3
        else:
            steps += _numbers(words[at])
            at += 1
    return steps


def _without_edges(lines: list[_LineOfText]) -> list[_LineOfText]:
    """The lines without page numbers and running heads."""
    edge = [line for line in lines if not _EDGE < line.height < 1 - _EDGE]
    repeated = Counter(re.sub(r"\d+", "#", line.text) for line in edge)
    furniture = {
        id(line)
        for line in edge
        if _PAGE_NUMBER.fullmatch(line.text) or repeated[re.sub(r"\d+", "#", line.text)] >= _REPEATED
    }
    return [line for line in lines if id(line) not in furniture]


def _paragraphs(lines: Iterable[_LineOfText]) -> Iterator[tuple[str, int]]:
    """The lines joined to paragraphs, with the page on which each begins."""
    lines = list(lines)
    if not lines:
        return
    left = Counter(round(line.x) for line in lines).most_common(1)[0][0]
    right = max((line.end for line in lines if len(line.text) > 10), default=math.inf)
    text, page = lines[0].text, lines[0].page
    for before, line in pairwise(lines):
        if _goes_on(before, line, left, right):
            western = _WORD.match(text[-1:]) and _WORD.match(line.text[:1])
            text += (" " if western else "") + line.text.strip()
        else:
            yield text, page
            text, page = line.text, line.page
    yield text, page


def _goes_on(before: _LineOfText, line: _LineOfText, left: float, right: float) -> bool:
    same_look = abs(before.size - line.size) < 0.2 * before.size
    is_full = before.end > right - _FULL * before.size
    is_indented = line.x > min(left, before.x) + _INDENT * line.size
    is_close = line.page != before.page or line.y - before.y < _GAP * line.size * 1.5
    return same_look and is_full and not is_indented and is_close


def _box(
    node: "Element | None", default: tuple[float, float, float, float], attribute: str = ""
) -> tuple[float, float, float, float]:
    if node is None:
        return default
    numbers = _numbers((node.get(attribute, "") if attribute else node.text) or "")
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else default


def _numbers(value: str) -> list[float]:
    try:
        numbers = [float(word) for word in value.split()]
    except ValueError:
        return []
    return numbers if all(map(math.isfinite, numbers)) else []
