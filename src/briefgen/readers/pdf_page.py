"""The pages of a PDF as glyphs, ruled lines and pictures with their places. The only module that knows pdfium.

Places are in points from the top left of the page as it is shown; `top` grows downwards.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

MOST_PAGES = 3_000
_MOST_OBJECTS = 300_000  # on one page; a drawing made of more is no document
_MOST_GLYPHS = 8_000_000
_HYPHENS = frozenset("\x02\ufffe\xad")  # what pdfium gives for a hyphen at the end of a line
_BOLD_WEIGHT = 600
_BOLD_NAMES = (
    "bold",
    "black",
    "heavy",
    "semibold",
    "demi",
    "simhei",
    "heiti",
    "-hei",
    "黑体",
    "小标宋",
    "xiaobiaosong",
    "cmbx",
)
_DEEPEST = 3  # forms within forms
_RULE = 2.5  # pt: a rectangle that is thinner is drawn as a line


class TooLargeError(Exception):
    """The file holds more than a document does."""


class ProtectedError(Exception):
    """The file is locked by a password."""


class BrokenError(Exception):
    """The file is no PDF, or a damaged one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How a glyph is set: its size in points, weight, family name, and whether it is red as heads of papers are."""

    size: float
    bold: bool = False
    family: str = ""
    red: bool = False


@dataclass(slots=True)
class Glyph:
    """One character: its sides, the line on which it stands, and whether pdfium sees a gap of words before it."""

    character: str
    left: float
    right: float
    base: float
    face: Face
    parted: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; a rule is one without width or height."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True)
class PagePicture:
    """A picture on a page: its place, and its bytes where it is content (see `pdf_pictures`)."""

    box: Box
    content_type: str = ""
    data: bytes = b""


@dataclass(slots=True, kw_only=True)
class Page:
    """One page as shown; its pictures in the order in which they are drawn."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    pictures: list[PagePicture] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's outline: level from 1, page from 1."""

    title: str
    level: int
    page: int


def open_pages(data: bytes) -> tuple[list[Page], list[Bookmark]]:
    """All pages and the outline; raises ProtectedError, BrokenError or TooLargeError."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) or "password" in str(error).lower():
            raise ProtectedError from error
        raise BrokenError from error
    try:
        if len(document) > MOST_PAGES:
            raise TooLargeError
        pages = list(_iter_pages(document))
        _load_pictures(document, pages)
        return pages, list(_iter_bookmarks(document))
    finally:
        document.close()


def _iter_pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    left = _MOST_GLYPHS
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:  # a damaged page is passed over, the others are read
            continue
        try:
            if pdfium.FPDFPage_CountObjects(page.raw) > _MOST_OBJECTS:
                raise TooLargeError
            read = _Reading(page, number + 1)
            left -= len(read.page.glyphs)
            if left < 0:
                raise TooLargeError
            yield read.page
        finally:
            page.close()


def _load_pictures(document: pypdfium2.PdfDocument, pages: list[Page]) -> None:
    """Load the bytes of the pictures that are content."""
    from briefgen.readers.pdf_pictures import find_content_pictures, load_picture  # noqa: PLC0415  (they know pages)

    for page, wanted in find_content_pictures(pages):
        opened = document[page.number - 1]
        try:
            drawn = (thing for thing in _iter_drawn(opened) if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE)
            for picture, thing in zip(page.pictures, filter(_has_bounds, drawn), strict=False):
                if any(picture is each for each in wanted):
                    picture.content_type, picture.data = load_picture(thing)
        finally:
            opened.close()


def _iter_drawn(
    page: pypdfium2.PdfPage, form: pypdfium2.PdfObject | None = None, level: int = 1
) -> Iterator[pypdfium2.PdfObject]:
    """The paths and pictures of a page.

    Its text, which browsers print as an object for each letter, is passed over before pypdfium2 wraps it.
    """
    count, get = pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject
    if form is not None:
        count, get = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
    holder = page if form is None else form
    for index in range(count(holder)):
        raw = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(raw) if raw else pdfium.FPDF_PAGEOBJ_UNKNOWN
        if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            yield pypdfium2.PdfObject(raw, page=page, container=form)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and level < _DEEPEST:
            yield from _iter_drawn(page, pypdfium2.PdfObject(raw, page=page, container=form), level + 1)


def _has_bounds(thing: pypdfium2.PdfObject) -> bool:
    try:
        thing.get_bounds()
    except pypdfium2.PdfiumError:
        return False
    return True


def _iter_bookmarks(document: pypdfium2.PdfDocument) -> Iterator[Bookmark]:
    try:
        for entry in document.get_toc(max_depth=6):
            target = entry.get_dest()
            index = target.get_index() if target is not None else None
            title = " ".join(entry.get_title().split())
            if title and index is not None:
                yield Bookmark(title, entry.level + 1, index + 1)
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return


class _Reading:
    """Reads one page; keeps what pdfium says of each text object, since glyphs share them."""

    def __init__(self, page: pypdfium2.PdfPage, number: int) -> None:
        self.rotation = pdfium.FPDFPage_GetRotation(page.raw)
        box = page.get_cropbox()
        self.origin = (box[0], box[1])
        self.size = (box[2] - box[0], box[3] - box[1])
        width, height = self.size if self.rotation % 2 == 0 else self.size[::-1]
        self.page = Page(number=number, width=width, height=height)
        self.faces: dict[bytes, tuple[Face, bool]] = {}
        self.fonts: dict[bytes, tuple[str, bool]] = {}
        self.matrix = pdfium.FS_MATRIX()
        self.color = tuple(ctypes.c_uint() for _ in range(4))
        text = page.get_textpage()
        try:
            self._read_glyphs(text)
        finally:
            text.close()
        self._read_drawing(page)

    def _place(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page's own space as it is shown: turned, and measured from the top left."""
        width, height = self.size
        x0, y0, x1, y1 = left - self.origin[0], bottom - self.origin[1], right - self.origin[0], top - self.origin[1]
        match self.rotation:
            case 1:
                return Box(y0, x0, y1, x1)
            case 2:
                return Box(width - x1, y0, width - x0, y1)
            case 3:
                return Box(height - y1, width - x1, height - y0, width - x0)
        return Box(x0, height - y1, x1, height - y0)

    def _read_glyphs(self, text: pypdfium2.PdfTextPage) -> None:
        handle = text.raw
        rectangle = pdfium.FS_RECTF()
        pointer = ctypes.byref(rectangle)
        x, y = ctypes.c_double(), ctypes.c_double()
        origin = ctypes.byref(x), ctypes.byref(y)
        glyphs = self.page.glyphs
        zero, highest = self.origin[0], self.origin[1] + self.size[1]
        parted = False
        for index in range(pdfium.FPDFText_CountChars(handle)):
            code = pdfium.FPDFText_GetUnicode(handle, index)
            if code in (0, 10, 13) or code > 0x10FFFF or 0xDC00 <= code < 0xE000:
                continue
            character = chr(code)
            if code == 32 and pdfium.FPDFText_IsGenerated(handle, index) == 1:
                parted = True
                continue
            if 0xD800 <= code < 0xDC00:
                low = pdfium.FPDFText_GetUnicode(handle, index + 1)
                if not 0xDC00 <= low < 0xE000:
                    continue
                character = chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
            elif character in _HYPHENS:
                character = "-"
            if not pdfium.FPDFText_GetLooseCharBox(handle, index, pointer):
                continue
            face, upright = self._face(handle, index)
            if not upright:
                continue
            pdfium.FPDFText_GetCharOrigin(handle, index, *origin)
            if self.rotation:
                box = self._place(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
                left, right, base = box.left, box.right, self._place(x.value, y.value, x.value, y.value).bottom
            else:
                left, right, base = rectangle.left - zero, rectangle.right - zero, highest - y.value
            if right < 0 or base < 0 or left > self.page.width or base - face.size > self.page.height:
                continue
            glyphs.append(Glyph(character, left, right, base, face, parted))
            parted = False

    def _face(self, handle: object, index: int) -> tuple[Face, bool]:
        """The face of a glyph's text object, and whether it stands upright on the page as shown."""
        thing = pdfium.FPDFText_GetTextObject(handle, index)
        key = bytes(thing)  # the address
        found = self.faces.get(key)
        if found is None:
            found = self.faces[key] = self._new_face(handle, index, thing)
        return found

    def _new_face(self, handle: object, index: int, thing: object) -> tuple[Face, bool]:
        if not thing:
            return Face(size=round(pdfium.FPDFText_GetFontSize(handle, index) * 2) / 2), True
        matrix = self.matrix
        pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix))
        a, b = matrix.a, matrix.b
        size = pdfium.FPDFText_GetFontSize(handle, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        across, along = {0: (a, b), 1: (b, -a), 2: (-a, -b), 3: (-b, a)}[self.rotation]
        upright = across > 0 and abs(along) < 0.1 * across
        family, bold = self._font(thing)
        outlined = pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE  # how office programs make a bold of a plain font
        bold = bold or pdfium.FPDFTextObj_GetTextRenderMode(thing) == outlined
        return Face(size=round(size * 2) / 2, bold=bold, family=family, red=self._is_red(thing)), upright

    def _font(self, thing: object) -> tuple[str, bool]:
        """The family of a text object's font, and whether it is a bold one."""
        font = pdfium.FPDFTextObj_GetFont(thing)
        key = bytes(font)
        if key not in self.fonts:
            buffer = ctypes.create_string_buffer(128)
            length = pdfium.FPDFFont_GetBaseFontName(font, buffer, 128) if font else 0
            name = buffer.raw[: max(0, min(length, 128) - 1)].decode("utf-8", "replace").split("+")[-1]
            bold = bool(font) and pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
            bold = bold or any(part in name.lower() for part in _BOLD_NAMES)
            self.fonts[key] = (re.split("[-,]", name)[0], bold)
        return self.fonts[key]

    def _is_red(self, thing: object) -> bool:
        red, green, blue, _ = self.color
        known = pdfium.FPDFPageObj_GetFillColor(thing, *self.color)
        return bool(known) and red.value >= 150 and green.value < 90 and blue.value < 90

    def _read_drawing(self, page: pypdfium2.PdfPage) -> None:
        for thing in _iter_drawn(page):
            try:
                box = self._place(*thing.get_bounds())
            except pypdfium2.PdfiumError:
                continue
            if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.page.pictures.append(PagePicture(box))
            else:
                self.page.rules.extend(_rules(box))


def _rules(box: Box) -> Iterator[Box]:
    """The lines that a path draws: itself when it is thin, its four sides when it is a frame."""
    width, height = box.right - box.left, box.bottom - box.top
    if height <= _RULE < width:
        middle = (box.top + box.bottom) / 2
        yield Box(box.left, middle, box.right, middle)
    elif width <= _RULE < height:
        middle = (box.left + box.right) / 2
        yield Box(middle, box.top, middle, box.bottom)
    elif width > 8 and height > 8:
        yield Box(box.left, box.top, box.right, box.top)
        yield Box(box.left, box.bottom, box.right, box.bottom)
        yield Box(box.left, box.top, box.left, box.bottom)
        yield Box(box.right, box.top, box.right, box.bottom)
