"""What an output is made from, as one hash: equal signatures mean equal bytes, so there is nothing to do.

Contents only, never times or folders. What a step reads and what is hashed here are the same values.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from briefgen._version import __version__
from briefgen.config import Options
from briefgen.edits import Edits

# The libraries whose version can change a byte of an output.
_LIBRARIES = ("jinja2", "lxml", "markdown-it-py", "markupsafe", "pypdfium2", "python-docx", "python-pptx", "rjieba")
_OWN_FILES = (".py", ".toml", ".json", ".tsv", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything that one output is made from.

    `path` is the source's relative path (ids come from it), `output` the output's; `protected` are the
    expressions that may not be cut; `edits` are what a person decided about the lines; `epoch` is the date that the
    environment sets; `pack` holds the files of the template that this output is made with, by name.
    """

    source: bytes
    path: str
    output: str
    options: Options
    protected: tuple[str, ...]
    edits: Edits
    epoch: str | None
    pack: Mapping[str, bytes]


def sign(inputs: Inputs) -> str:
    """The signature of one output, as 64 hexadecimal digits."""
    parts = {
        "source": _digest(inputs.source),
        "path": inputs.path,
        "output": inputs.output,
        "options": asdict(inputs.options),
        "protected": inputs.protected,
        "edits": asdict(inputs.edits),
        "epoch": inputs.epoch,
        "pack": {name: _digest(data) for name, data in sorted(inputs.pack.items())},
        "tool": _tool(),
    }
    return _digest(json.dumps(parts, sort_keys=True).encode())


@cache
def _tool() -> dict[str, str]:
    """This version of briefgen, down to its files, and the libraries that shape what it writes."""
    own = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    for path in sorted(path for path in package.rglob("*") if path.suffix in _OWN_FILES):
        name = path.relative_to(package).as_posix()
        if not name.startswith("_templates/"):
            own.update(f"{name}\0{_digest(path.read_bytes())}\n".encode())
    libraries = {name: _version(name) for name in _LIBRARIES}
    return {"briefgen": __version__, "files": own.hexdigest(), "zlib": zlib.ZLIB_RUNTIME_VERSION, **libraries}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
