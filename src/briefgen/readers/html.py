"""Web pages: the article with its headings, lists, tables and captions; what surrounds it on the page goes.

Nothing is fetched and no entity outside the file is read. What a page says of itself (title, byline, source, date)
stands before the article.
"""

import re

from briefgen.document import BlockKind, Document, Language, Locator
from briefgen.errors import ReadError
from briefgen.readers.draft import Draft, clean
from briefgen.readers.html_charset import decode_page

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """A document of the article in a page; paragraphs are sure only where the article has headings."""
    from briefgen.readers.html_page import NestedTooDeeplyError, read_page  # noqa: PLC0415  (lxml: 30 ms, needed for this format only)

    if not data.strip():
        raise ReadError("the file is empty", where=path, remedy="put text in it or remove it")
    text = clean(_XML_DECLARATION.sub("", decode_page(data, path=path)))
    try:
        page = read_page(text)
    except NestedTooDeeplyError as error:
        raise ReadError(
            "the page is nested too deeply",
            where=path,
            remedy="open it in a browser and copy its text into a .docx file",
        ) from error
    if page is None:
        raise ReadError("the file holds no text", where=path, remedy="check that it is the right file")
    draft = Draft(path)
    kind, level = (BlockKind.HEADING, 1) if page.has_headings else (BlockKind.FURNITURE, None)
    draft.title = draft.add(kind, page.title, at=Locator(line=page.title_line), level=level, marked_up=True)
    for name, line in page.particulars:
        span = draft.add(BlockKind.FURNITURE, line, at=Locator(line=page.title_line), marked_up=True)
        if name == "byline":
            draft.byline = span
        elif name == "date":
            draft.date = span
    page.add_to(draft)
    return draft.finish(language=language)
