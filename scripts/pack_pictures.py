"""The prototype of pictures: up to two of a section beside each other, or one alone. Both packs draw it alike."""

import struct
import zlib

from pack_shapes import Box, Canvas, paragraph
from pack_stories import Stories
from pack_tags import FOOTER_PART, TITLE_OF_PART, Slide, slide_title

NOTES = (
    "{%slide if part.pictures %}",
    "{%p for picture in part.pictures %}",
    "{{ picture.caption or picture.alternative }}{{ picture | mark }}",
    "{%p endfor %}",
    "{%slide endif %}",
)
TOP, HEIGHT, CAPTION = 1.90, 3.86, 0.84


def pictures(look: Stories) -> Slide:
    """Pictures with their captions; more than two of a section are told in the notes."""
    canvas = Canvas()
    title = slide_title(TITLE_OF_PART, before="{{ labels.pictures }}{{ labels.colon }}")
    canvas.placeholder("Title", "title", None, body=title, anchor=look.anchor)
    for name, width, which in (("Photo", 5.88, ">"), ("WidePhoto", 12.00, "==")):
        box = Box(0.667, TOP, 12.00, HEIGHT + CAPTION)
        canvas.rectangle(f"{name}-area", box, "")
        column = canvas.inner()
        column.picture("Picture", Box(0.667, TOP, width, HEIGHT), "{{ picture | image }}")
        words = paragraph(("{{ picture.caption }}", look.caption), *look.marked("picture"), align="ctr")
        column.text("PictureCaption", Box(0.667, TOP + HEIGHT + 0.12, width, CAPTION - 0.12), words)
        condition = f"{{%shape for picture in part.pictures[:2] if part.pictures|length {which} 1 %}}"
        canvas.group(name, Box(0.667, TOP, width, HEIGHT + CAPTION), condition, column)
    look.close(canvas, FOOTER_PART)
    return Slide("Pictures", canvas.shapes(), NOTES, picture=True)


def placeholder_png() -> bytes:
    """A small grey picture that stands where the source's own will."""
    rows = b"".join(b"\0" + b"\xd9" * 8 for _ in range(6))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 8, 6, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    )
    written = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + written
