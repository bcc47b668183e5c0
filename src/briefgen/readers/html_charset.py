"""The characters of a web page: what the file's mark, the page and the bytes themselves say of their encoding."""

import codecs
import re

from briefgen.errors import ReadError
from briefgen.readers.text import decode

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_REACH = 16_384  # bytes among which a page declares its encoding; the standard says 1024, saved pages come later
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# The WHATWG encoding standard reads these labels as their supersets, as browsers do.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252", "big5": "big5hkscs"}


def decode_page(data: bytes, *, path: str) -> str:
    """The text of a page: by its mark, as UTF-8 where it is that, as declared, else by a guess; ReadError if by none.

    Valid UTF-8 beats a declaration, because a saved page often keeps the declaration of the original.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared is not None and (text := _decoded(data, declared)) is not None:
        return text
    try:
        return decode(data, path=path)
    except ReadError:
        if declared is None:
            raise
        return data.decode(declared, "replace")


def _declared(data: bytes) -> str | None:
    """Python's name of the encoding that the page declares, None for none or one that is unknown."""
    match = _DECLARED.search(data[:_REACH])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        "".encode(name)
    except (LookupError, UnicodeError):
        return None
    return None if name.startswith("utf-16") else _SUPERSETS.get(name, name)


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text when hardly a byte contradicts the declaration: one damaged character must not hide a page."""
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return text if broken * 1000 <= len(text) else None
