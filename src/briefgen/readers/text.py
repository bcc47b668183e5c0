"""Plain text, whatever the encoding of the file: one paragraph a line, hard wraps undone. What a line is, the structure
step finds out."""

import codecs
import re

from briefgen.document import BlockKind, Document, Language
from briefgen.errors import ReadError
from briefgen.readers.draft import Draft
from briefgen.readers.encodings import guess_encoding, is_plausible
from briefgen.readers.text_wraps import lines_of, unwrapped

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
    """A document of one PARAGRAPH block for each line that is not blank; indents and blank lines are dropped.

    Lines that a margin broke are one block, at the first line's number.
    """
    draft = Draft(path)
    lines = _LINE_END.split(decode(data, path=path))
    # Form feeds and Unicode line separators part lines that editors do not count.
    for line in unwrapped([piece for number, text in enumerate(lines, 1) for piece in lines_of(text, number)]):
        draft.add(BlockKind.PARAGRAPH, line.text, at=line.number)
    return draft.finish(language=language)


def decode(data: bytes, *, path: str) -> str:
    """The characters of a text in UTF-8, UTF-16 (with or without a mark), GB18030 or Big5; ReadError for others."""
    if not data.strip():
        raise ReadError("the file is empty", where=path, remedy="put text in it or remove it")
    _refuse_other_formats(data, path)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_marked(data, path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error, path)
    else:
        if "\0" not in text:
            return text
    encoding = guess_encoding(data)
    if encoding is not None:
        return data.decode(encoding, "replace")
    if b"\0" in data:
        raise ReadError("the file is binary, not text", where=path, remedy="save it as UTF-8 text")
    return _decode_short(data, path)


def _decode_marked(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ReadError("the file is not valid UTF-16", where=path, remedy="save it as UTF-8") from error


def _decode_short(data: bytes, path: str) -> str:
    """Text of too few or too rare characters for a guess is in the encoding of the country's systems."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _undecodable(path) from error
    if not is_plausible(text):
        raise _undecodable(path)
    return text


def _refuse_other_formats(data: bytes, path: str) -> None:
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError(
                f"the file is {name}, not text",
                where=path,
                remedy="give it the suffix of its format or save it as text",
            )


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> None:
    """Damaged UTF-8 must not pass as GB18030, which reads almost any pair of bytes as some Han character."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= _BROKEN_SHARE_OF_UTF8 * len(re.findall(_CHARACTER, text)):
        line = data.count(b"\n", 0, error.start) + 1
        raise ReadError(
            f"line {line} is not valid UTF-8", where=path, remedy="correct the line or save the file as UTF-8 again"
        ) from error


def _undecodable(path: str) -> ReadError:
    return ReadError(
        "the encoding of the file is unknown (tried UTF-8, UTF-16, GB18030 and Big5)",
        where=path,
        remedy="save it as UTF-8",
    )
