"""Web archives (.mht, which browsers save and systems export as .doc): the page in them, read as HTML."""

from briefgen.document import Document, Language
from briefgen.errors import ReadError
from briefgen.readers import html


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """The document in the first page of the archive; ReadError when it holds none."""
    page = find_page(data)
    if page is None:
        raise ReadError(
            "the web archive holds no page", where=path, remedy="open it in Word or WPS and save it as .docx"
        )
    return html.read(page, path=path, language=language)


def find_page(data: bytes) -> bytes | None:
    """The bytes of the first page, with its encoding stated in front where the archive states it."""
    import email  # noqa: PLC0415  (10 ms, needed for this format only)
    import email.policy  # noqa: PLC0415
    from email.message import EmailMessage  # noqa: PLC0415

    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(part, EmailMessage):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                charset = part.get_content_charset() or ""
                stated = f'<meta charset="{charset}">'.encode("ascii", "ignore") if charset else b""
                return stated + content
    return None
