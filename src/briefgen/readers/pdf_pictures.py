"""Pictures of a PDF: which of them are content, their bytes, and where they stand among the paragraphs.

Content is what a reader would miss: neither small, nor under the text, nor at one place on page after page.
"""

import ctypes
import io
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from briefgen.readers.pdf_page import Box, Page, PagePicture
from briefgen.readers.pdf_paragraphs import Paragraph

_LEAST_WIDTH, _LEAST_HEIGHT = 90.0, 60.0  # pt; what is smaller is an icon or a seal
_MOST_OF_PAGE = 0.8  # share of the page's area: a larger picture is a scan or a ground
_MOST_GLYPHS = 12  # that stand on a picture; more are text on a ground
_REPEATED = 3  # pages with a picture at one place: it belongs to the design
_MOST_PICTURES = 60
_MOST_PIXELS = 24_000_000
_MOST_BYTES = 8_000_000  # of a picture as the file holds it
_JPEG = b"\xff\xd8\xff"
_NOTHING = ("", b"")


def find_content_pictures(pages: Sequence[Page]) -> list[tuple[Page, list[PagePicture]]]:
    """The pages that have pictures that are content, with these; of a file with very many the first ones."""
    places = Counter(place for page in pages for place in {_place(picture.box) for picture in page.pictures})
    found: list[tuple[Page, list[PagePicture]]] = []
    left = _MOST_PICTURES
    for page in pages:
        content = [
            picture
            for picture in page.pictures
            if _is_shown(picture.box, page)
            and places[_place(picture.box)] < _REPEATED
            and not _is_ground(picture.box, page)
        ][:left]
        left -= len(content)
        found += [(page, content)] if content else []
    return found


def _is_shown(box: Box, page: Page) -> bool:
    width = min(box.right, page.width) - max(box.left, 0)
    height = min(box.bottom, page.height) - max(box.top, 0)
    return (
        width >= _LEAST_WIDTH and height >= _LEAST_HEIGHT and width * height <= _MOST_OF_PAGE * page.width * page.height
    )


def _is_ground(box: Box, page: Page) -> bool:
    on_it = sum(
        box.left < glyph.left and glyph.right < box.right and box.top < glyph.base < box.bottom for glyph in page.glyphs
    )
    return on_it > _MOST_GLYPHS


def _place(box: Box) -> tuple[int, ...]:
    return tuple(round(side / 4) for side in (box.left, box.top, box.right, box.bottom))


def load_picture(thing: Any) -> tuple[str, bytes]:
    """MIME type and bytes of an image object: a JPEG as it is, anything else as PNG; empty where it can't be had."""
    raw = thing.raw
    metadata = pdfium.FPDF_IMAGEOBJ_METADATA()
    if not pdfium.FPDFImageObj_GetImageMetadata(raw, None, ctypes.byref(metadata)):
        return _NOTHING
    if not 0 < metadata.width * metadata.height <= _MOST_PIXELS:
        return _NOTHING
    size = pdfium.FPDFImageObj_GetImageDataRaw(raw, None, 0)
    if not 0 < size <= _MOST_BYTES:
        return _NOTHING
    if metadata.colorspace != pdfium.FPDF_COLORSPACE_DEVICECMYK:  # programs invert such JPEGs or do not know them
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFImageObj_GetImageDataRaw(raw, buffer, size)
        if buffer.raw.startswith(_JPEG):
            return "image/jpeg", buffer.raw
    return _as_png(thing)


def _as_png(thing: Any) -> tuple[str, bytes]:
    from pypdfium2 import PdfiumError  # noqa: PLC0415  (loaded already; named where it is caught)

    try:
        bitmap = thing.get_bitmap()
    except PdfiumError:
        return _NOTHING
    written = io.BytesIO()
    bitmap.to_pil().convert("RGB").save(written, "PNG")
    return "image/png", written.getvalue()


def place_pictures(pages: Sequence[Page], paragraphs: Sequence[Paragraph]) -> dict[int, list[tuple[Page, PagePicture]]]:
    """For each paragraph (by its place) the pictures that stand before it; a paragraph that runs on stays whole."""
    placed: dict[int, list[tuple[Page, PagePicture]]] = {}
    for page in pages:
        for picture in sorted(page.pictures, key=lambda picture: (picture.box.bottom, picture.box.left)):
            if picture.data:
                placed.setdefault(_place_of(picture.box, page, paragraphs), []).append((page, picture))
    return placed


def _place_of(box: Box, page: Page, paragraphs: Sequence[Paragraph]) -> int:
    after = 0
    for index, paragraph in enumerate(paragraphs):
        first = paragraph.first
        if first.page > page.number:
            return index
        beside = first.left < box.right and first.right > box.left
        if first.page == page.number and beside and first.base > box.bottom - 2:
            return index
        after = index + 1
    return after
