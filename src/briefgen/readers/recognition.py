"""What a file is by its bytes, whatever its name says: offices rename files, and systems export web pages as .doc."""

import io
import re
import zipfile

from briefgen.errors import ReadError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENTRY = 128  # bytes of an entry of the directory, which begins with its name ([MS-CFB] 2.6.1)
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("PowerPoint Document", ".ppt"),
)
_MAIN_PARTS = (("word/", ".docx"), ("ppt/", ".pptx"), ("xl/", ".xlsx"), ("ofd.xml", ".ofd"))
_PAGE = rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b"
_ARCHIVE = rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,12}MIME-Version:"
_HEADS = (
    (".mht", re.compile(_ARCHIVE, re.IGNORECASE)),
    (".rtf", re.compile(rb"\s*\{\\rtf")),
    (".pdf", re.compile(rb".{0,1000}%PDF-", re.DOTALL)),
    (".doc", re.compile(rb".*<(?:w:wordDocument|pkg:package)\b", re.DOTALL)),  # a Word file as one XML part
    (".html", re.compile(_PAGE, re.IGNORECASE | re.DOTALL)),
)
_NO_TEXT = re.compile(rb"\A\s*[<{\[]|[\x00-\x08\x0e-\x1f]")  # markup of another kind, or bytes that no text has
_HEAD = 4096


def recognize(data: bytes, *, path: str) -> str | None:
    """The suffix that a file should have, None when its bytes do not tell; ReadError for what nobody can read."""
    if data.startswith(_OLE):
        return _recognize_ole(data, path)
    if data.startswith(b"PK\x03\x04"):
        return _recognize_zip(data)
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    found = next((suffix for suffix, pattern in _HEADS if pattern.match(head)), None)
    return found or (".txt" if head.strip() and not _NO_TEXT.search(head) else None)


def _recognize_ole(data: bytes, path: str) -> str | None:
    for name, suffix in _OLE_STREAMS:
        if _has_stream(data, name):
            if suffix == "encrypted":
                raise ReadError("the file is protected by a password", where=path, remedy="save it without password")
            return suffix
    return None


def _has_stream(data: bytes, name: str) -> bool:
    """Whether the directory names this stream; case does not count there."""
    entry = re.compile(re.escape((name + "\0").encode("utf-16-le")), re.IGNORECASE)
    return any(match.start() % _OLE_ENTRY == 0 for match in entry.finditer(data))


def _recognize_zip(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    found = [suffix for start, suffix in _MAIN_PARTS if any(name.startswith(start) for name in names)]
    return found[0] if found else None
