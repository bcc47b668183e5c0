"""Readers: one for each format, each giving the same `Document`. Add a format by adding its module to `READERS`.

The entry points here open files; a reader itself is given bytes. What a format needs in libraries is imported
when a file of that format is read.
"""

from pathlib import Path, PurePosixPath
from typing import Protocol

from briefgen.document import Document, Language
from briefgen.errors import ReadError
from briefgen.readers import docx, html, markdown, ofd, office, pdf, presentation, spreadsheet, text, webarchive
from briefgen.readers.recognition import recognize


class Reader(Protocol):
    """A module that reads one format."""

    SUFFIXES: tuple[str, ...]

    def read(self, data: bytes, *, path: str, language: Language | None = None) -> Document:
        """The document in a file's bytes, ReadError when there is none; `path` is relative, for ids and messages."""


READERS: tuple[Reader, ...] = (text, markdown, html, pdf, docx, presentation, spreadsheet, ofd, office, webarchive)
SUFFIXES: tuple[str, ...] = tuple(suffix for reader in READERS for suffix in reader.SUFFIXES)


def read(path: Path, *, relative: str | None = None) -> Document:
    """The document in a file; `relative` is its path below the sources, the file's name when not given.

    Raises ReadError for a file that is missing, empty, not of a known format, or not readable as that format.
    """
    name = relative or path.name
    _find_reader(name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"the file can't be opened ({error.strerror})", where=name, remedy="check it") from error
    return read_bytes(data, path=name)


def read_bytes(data: bytes, *, path: str, language: Language | None = None) -> Document:
    """The same for the bytes of a file that were read already."""
    return _reader_of(data, path).read(data, path=path, language=language)


def read_text(text: str, *, path: str = "text.txt", language: str | None = None) -> Document:
    """The document in a text; the suffix of `path` says whether it is plain text or Markdown."""
    data = text.encode("utf-8", "replace")
    return _find_reader(path).read(data, path=path, language=Language(language) if language else None)


def _reader_of(data: bytes, path: str) -> Reader:
    """The reader for what the bytes are, where the name says otherwise; text is read as its name says."""
    named = _find_reader(path)
    found = None if named in (text, markdown) else recognize(data, path=path)
    return named if found is None or found in named.SUFFIXES else _find_reader(f"{path}{found}")


def _find_reader(path: str) -> Reader:
    suffix = PurePosixPath(path).suffix.lower()
    for reader in READERS:
        if suffix in reader.SUFFIXES:
            return reader
    raise ReadError(
        f"files of the type '{suffix}' can't be read", where=path, remedy=f"known types: {' '.join(SUFFIXES)}"
    )
