"""Compiled templates, kept where Python keeps the compiled modules of the package, and in the same manner.

They are code, so they stand only where the code of the package itself stands, never in a project: whoever may write
there may change briefgen as well. Nothing depends on them but time: a file that is missing, broken, of other templates
or of another version is compiled again, and where the folder can't be written nothing is kept.
"""

import hashlib
import marshal
import secrets
import shutil
import sys
from contextlib import suppress
from functools import cache
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path
from types import CodeType

from briefgen.builder.signature import digest, tool

MOST_KEPT = 500
"""Files. Two packs take fewer than a hundred; beyond it the templates were changed often, and all begins anew."""

_DIGEST = hashlib.sha256().digest_size


class CompiledTemplates:
    """A folder with one file for each compiled text: a digest, and the code as Python marshals it."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder
        self._version = version

    def find(self, key: str) -> CodeType | None:
        """The code that was kept by this key and by this version, None where there is none that is whole."""
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        code = data[_DIGEST:]
        if hashlib.sha256(code).digest() != data[:_DIGEST]:
            return None
        found: CodeType = marshal.loads(code)
        return found

    def keep(self, key: str, code: CodeType) -> None:
        """Keep the code, unless Python was told to write no compiled files or the folder can't be written."""
        if sys.dont_write_bytecode:
            return
        path, data = self._path(key), marshal.dumps(code)
        temporary = path.with_suffix(f".{secrets.token_hex(4)}.tmp")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if sum(1 for _ in self._folder.iterdir()) >= MOST_KEPT:
                self.forget()
                self._folder.mkdir(exist_ok=True)
            temporary.write_bytes(hashlib.sha256(data).digest() + data)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()

    def forget(self) -> None:
        """Remove all that is kept."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _path(self, key: str) -> Path:
        return self._folder / digest(f"{self._version}\0{key}".encode())


@cache
def compiled_templates() -> CompiledTemplates:
    """Those of this briefgen, of its libraries and of this Python."""
    folder = Path(cache_from_source(__file__)).with_name("templates")
    return CompiledTemplates(folder, f"{sorted(tool().items())}{MAGIC_NUMBER.hex()}")
