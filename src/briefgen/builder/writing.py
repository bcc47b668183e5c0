"""Writing files so that each is whole or absent, whenever the process ends."""

import os
import secrets
from pathlib import Path

from briefgen.errors import OutputError

LEFTOVERS = ".*.[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f].tmp"
"""The names of temporary files, as a pattern: one stays behind where the process is killed while it writes."""


def write_atomically(path: Path, data: bytes) -> None:
    """Put the bytes into a temporary file of the same folder, then rename it; OutputError when that fails.

    The old file stays as it was until the new one is complete on disk. The temporary file is removed whatever
    happens, an interrupt included.
    """
    temporary = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_through(temporary, data)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(
            f"the file can't be written ({error.strerror or error})",
            where=str(path),
            remedy="close it in other programs, and check the folder's permissions and the free space",
        ) from error


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
