"""Reading within limits: what may swell or crash its library is read in a process of its own, which may die of it.

Any PDF is, since a few kilobytes of it can unpack to gigabytes; other files are where they are large: the packages of
Office are held to a ratio when they are unpacked (`package`), and old formats go through LibreOffice, which is a
process with limits already.
"""

from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from briefgen import readers
from briefgen.document import Document, Language
from briefgen.errors import ReadError
from briefgen.processes import Child, DiedError, Limits, OutOfMemoryError, TooSlowError

LARGE = 2_000_000
"""Bytes from which a file of any format is read in a process of its own."""
DEFAULT_LIMITS = Limits(memory=1_000_000_000, seconds=10)

_MEGABYTE = 1_000_000
_HEAD = 1024


class ConfinedReader:
    """Reads documents; the process that it may need is started once and serves until `close`."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._child = Child(limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        self._child.close()

    def read(self, path: Path) -> Document:
        """The document in a file, as `readers.read` gives it."""
        return self.read_bytes(readers.open_file(path, path.name), path=path.name)

    def read_bytes(self, data: bytes, *, path: str, language: Language | None = None) -> Document:
        """The document in a file's bytes; ReadError also where reading it took too much memory or time."""
        if not _is_confined(data, path):
            return readers.read_bytes(data, path=path, language=language)
        try:
            return self._child.call(readers.read_bytes, data, path=path, language=language)
        except OutOfMemoryError as error:
            raise ReadError(
                f"reading the file takes more than {self._limits.memory // _MEGABYTE} MB of memory",
                where=path,
                remedy="it may be damaged or made to do harm; if you trust it, allow more with --max-memory",
            ) from error
        except TooSlowError as error:
            raise ReadError(
                f"reading the file takes more than {self._limits.seconds:g} seconds",
                where=path,
                remedy="it may be damaged or made to do harm; if you trust it, allow more with --max-seconds",
            ) from error
        except DiedError as error:
            raise ReadError(
                f"reading the file crashed its program ({error})",
                where=path,
                remedy="it may be damaged or too large: open it in its own program and save it again, "
                "or allow more with --max-memory",
            ) from error


def _is_confined(data: bytes, path: str) -> bool:
    if PurePosixPath(path).suffix.lower() in readers.READERS["office"]:
        return False
    return len(data) > LARGE or b"%PDF-" in data[:_HEAD]
