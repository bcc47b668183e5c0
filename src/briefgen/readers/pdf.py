"""PDF: what stands on the pages, read as a person reads it. Text is taken from the file's characters, never recognised.

Running heads, page numbers and what stands aslant (watermarks) go; hard wraps and hyphens are undone.
"""

import re
from typing import TYPE_CHECKING

from briefgen.document import Document, Language
from briefgen.errors import ReadError
from briefgen.readers.draft import Draft

if TYPE_CHECKING:
    from briefgen.readers.pdf_page import Bookmark, Page


_FEWEST_CHARACTERS = 8  # on a page with a picture; fewer are a stamp or a page number on a scan
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x1f]")
_MOST_UNREADABLE = 0.3


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """A document whose headings, tables and notes are found by their setting; ReadError for a scan or a locked file."""
    pages, bookmarks = _open(data, path)
    from briefgen.readers.pdf_flow import read_flow  # noqa: PLC0415  (only where pdfium is there)

    draft = Draft(path)
    read_flow(pages, bookmarks).add_to(draft)
    return draft.finish(language=language)


def _open(data: bytes, path: str) -> "tuple[list[Page], list[Bookmark]]":
    try:
        from briefgen.readers import pdf_page  # noqa: PLC0415  (50 ms, needed for this format only)
    except ImportError as error:
        raise ReadError(
            "PDF can't be read on this machine", where=path, remedy="install pypdfium2 or save the file as .docx"
        ) from error
    if not data.strip():
        raise ReadError("the file is empty", where=path, remedy="put text in it or remove it")
    if b"%PDF-" not in data[:1024]:
        raise ReadError("the file is not a PDF", where=path, remedy="give it the suffix of its format")
    try:
        pages, bookmarks = pdf_page.open_pages(data)
    except pdf_page.ProtectedError as error:
        raise ReadError("the file is protected by a password", where=path, remedy="save it without password") from error
    except pdf_page.BrokenError as error:
        raise ReadError(
            "the PDF is damaged", where=path, remedy="open it in a PDF program and save it again, or ask for it anew"
        ) from error
    except pdf_page.TooLargeError as error:
        raise ReadError("the PDF is too large", where=path, remedy="take out the pages that are needed") from error
    _refuse_unreadable(pages, path)
    return pages, bookmarks


def _refuse_unreadable(pages: "list[Page]", path: str) -> None:
    """A scan has pictures in the place of text; some files have text whose fonts do not say which characters it is."""
    texts = ["".join(glyph.character for glyph in page.glyphs) for page in pages]
    pictured = any(page.pictures for page in pages)
    if all(len(text.strip()) < (_FEWEST_CHARACTERS if pictured else 1) for text in texts):
        if pictured:
            raise ReadError(
                "the pages are pictures without text (a scan)",
                where=path,
                remedy="let a program recognise the text (OCR) and save it as .docx or as a PDF with text",
            )
        raise ReadError("the file holds no text", where=path, remedy="check that it is the right file")
    whole = "".join(texts)
    if len(_UNREADABLE.findall(whole)) > _MOST_UNREADABLE * len(whole):
        raise ReadError(
            "the fonts of the file do not say which characters its text is made of",
            where=path,
            remedy="save it as .docx, or let a program recognise the text (OCR)",
        )
