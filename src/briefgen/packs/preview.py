"""Pictures of a deck or a Word file: one a page, and a contact sheet, drawn by a LibreOffice on this computer.

Faces that this computer has not are named on the sheet: pages that use them look different elsewhere.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.package import read_package
from briefgen.packs.fonts import faces_used, installed_faces, missing_here
from briefgen.packs.printing import draw_pdf

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont, ImageFont

WIDTH, SMALL = 1280, 480
"""Pixels across of a page and of its picture on the sheet."""

COLUMNS, GAP, STRIP = 4, 16, 26
_CHINESE = ("noto sans cjk sc", "微软雅黑", "microsoft yahei", "pingfang sc", "simsun", "wenquanyi zen hei", "arial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The pages as PNG, the contact sheet, and the faces that were substituted."""

    pages: tuple[bytes, ...]
    sheet: bytes
    substituted: tuple[str, ...]


def draw(data: bytes, *, file: str, substituted: Sequence[str], labels: Mapping[int, str] | None = None) -> Preview:
    """Draw a file. `labels` are words below the pages' pictures. Raises OutputError without LibreOffice."""
    pages = _pages(draw_pdf(data, file=file))
    sheet = _sheet(pages, substituted, labels or {})
    return Preview(pages=tuple(map(_png, pages)), sheet=_png(sheet), substituted=tuple(substituted))


def substituted_faces(data: bytes, file: str) -> tuple[str, ...]:
    """The faces that a deck or Word file asks for and this computer has not."""
    parts = read_package(data, name=file)
    return missing_here(faces_used(parts))


def _pages(pdf: bytes) -> list["Image"]:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415  (heavy, and needed for pictures only)

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=WIDTH / page.get_width()).to_pil() for page in document]
    finally:
        document.close()


def _sheet(pages: Sequence["Image"], substituted: Sequence[str], labels: Mapping[int, str]) -> "Image":
    from PIL import Image, ImageDraw  # noqa: PLC0415

    columns = min(COLUMNS, max(1, len(pages)))
    height = max(round(page.height * SMALL / page.width) for page in pages)
    rows = -(-len(pages) // columns)
    foot = STRIP + 8 if substituted else 0
    size = (columns * (SMALL + GAP) + GAP, rows * (height + STRIP + GAP) + GAP + foot)
    sheet = Image.new("RGB", size, "#E6E6E6")
    pen, font = ImageDraw.Draw(sheet), _font()
    for number, page in enumerate(pages, 1):
        x = GAP + (number - 1) % columns * (SMALL + GAP)
        y = GAP + (number - 1) // columns * (height + STRIP + GAP)
        sheet.paste(page.resize((SMALL, round(page.height * SMALL / page.width))), (x, y))
        words = " · ".join(filter(None, (str(number), labels.get(number, ""))))
        pen.text((x, y + height + 4), words, fill="#333333", font=font)
    if substituted:
        pen.text((GAP, size[1] - foot), f"≠ {', '.join(substituted)}", fill="#B00020", font=font)
    return sheet


def _font() -> "FreeTypeFont | ImageFont":
    from PIL import ImageFont  # noqa: PLC0415

    installed = installed_faces()
    path = next((installed[name] for name in _CHINESE if name in installed), None)
    return ImageFont.truetype(str(path), 16) if path is not None else ImageFont.load_default()


def _png(image: "Image") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=False)
    return buffer.getvalue()
