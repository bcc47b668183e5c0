"""Plain text: one paragraph a line, whatever the encoding of the file. What a line is, the structure step finds out."""

import codecs
import re
import unicodedata

from briefgen.document import BlockKind, Document, Language
from briefgen.errors import ReadError
from briefgen.readers.draft import Draft

SUFFIXES: tuple[str, ...] = (".txt",)

_LINE_END = re.compile("\r\n|\r|\n")
_CHARACTER = "[\u0080-\U0010ffff]"
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"%PDF-", "a PDF file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
)
_BROKEN_SHARE_OF_UTF8 = 0.1


def read(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """A document of one PARAGRAPH block for each line that is not blank; indents and blank lines are dropped."""
    draft = Draft(path)
    for number, line in enumerate(_LINE_END.split(decode(data, path=path)), start=1):
        for piece in line.splitlines():  # form feeds and Unicode line separators, which editors do not count
            draft.add(BlockKind.PARAGRAPH, piece, at=number)
    return draft.finish(language=language)


def decode(data: bytes, *, path: str) -> str:
    """The characters of a text file in UTF-8 (with or without a mark) or GB18030; ReadError for anything else."""
    if not data.strip():
        raise ReadError("the file is empty", where=path, remedy="put text in it or remove it")
    _refuse_binary(data, path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error, path)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _undecodable(path) from error
    if not _is_plausible(text):
        raise _undecodable(path)
    return text


def _refuse_binary(data: bytes, path: str) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(
                f"the file is {name}, not text",
                where=path,
                remedy="give it the suffix of its format or save it as text",
            )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ReadError("the file is UTF-16 text", where=path, remedy="save it as UTF-8")
    if b"\0" in data:
        raise ReadError("the file is binary, not text", where=path, remedy="save it as UTF-8 text")


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> None:
    """Damaged UTF-8 must not pass as GB18030, which reads almost any pair of bytes as some Han character."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= _BROKEN_SHARE_OF_UTF8 * len(re.findall(_CHARACTER, text)):
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"line {line} is not valid UTF-8", where=path, remedy="correct the line or save the file as UTF-8 again"
        ) from error


def _is_plausible(text: str) -> bool:
    """Whether GB18030 gave characters that people write: none unassigned or private, few of them control characters."""
    strange = sum(unicodedata.category(character) in ("Cn", "Co", "Cc") for character in set(text) - set("\t\r\n\f"))
    return strange == 0


def _undecodable(path: str) -> ReadError:
    return ReadError(
        "the encoding of the file is unknown (tried UTF-8 and GB18030)", where=path, remedy="save it as UTF-8"
    )
