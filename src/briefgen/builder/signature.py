"""What an output is made from, walked once for its hash and for the words that explain it.

Contents only, never times or folders: equal signatures mean equal bytes, so there is nothing to do. What a step reads
and what is hashed here are the same values.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from briefgen._version import __version__
from briefgen.config import Options
from briefgen.edits import Edits

# The libraries whose version can change a byte of an output.
_LIBRARIES = ("jinja2", "lxml", "markdown-it-py", "markupsafe", "pypdfium2", "python-docx", "python-pptx", "rjieba")
_OWN_FILES = (".py", ".toml", ".json", ".tsv", ".txt")

Group = Mapping[str, str]
"""Inputs of one kind: names, and values or digests of contents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """Everything that one output is made from.

    `path` is the source's relative path (ids come from it), `output` the output's; `protected` are the
    expressions that may not be cut; `edits` are what a person decided about the lines; `epoch` is the date that the
    environment sets; `pack` holds the digests of the template's files that this output is made with, by name;
    `words` are the writer's lines by the id of their point; `former` names the content model that its changes are
    told against, where they are.
    """

    source: str
    path: str
    output: str
    options: Options
    protected: tuple[str, ...]
    edits: Edits
    epoch: str | None
    pack: Group
    words: Mapping[str, str] = field(default_factory=dict)
    former: str = ""

    def groups(self) -> dict[str, Group]:
        """All inputs by group, each as text. Outputs share most groups, which are kept once by their digest."""
        options = {name: str(value) for name, value in asdict(self.options).items() if value not in ("", None)}
        return {
            "source": {self.path: self.source},
            "output": {"path": self.output},
            "option": options,
            "edit": {name: json.dumps(value, ensure_ascii=False) for name, value in asdict(self.edits).items()},
            "setting": {
                "protected.txt": "\n".join(self.protected),
                "SOURCE_DATE_EPOCH": self.epoch or "",
                "former": self.former,
                "writer": json.dumps(dict(self.words), ensure_ascii=False, sort_keys=True) if self.words else "",
            },
            "template": self.pack,
            "program": tool(),
        }


def sign(inputs: Inputs) -> str:
    """The signature of one output, as 64 hexadecimal digits."""
    return digest(json.dumps({name: digest_of_group(group) for name, group in inputs.groups().items()}).encode())


def digest_of_group(group: Group) -> str:
    """One group of inputs as a hash."""
    return digest(json.dumps(dict(group), sort_keys=True).encode())


@cache
def tool() -> Group:
    """This version of briefgen, down to its files, and the libraries that shape what it writes."""
    own = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    for path in sorted(path for path in package.rglob("*") if path.suffix in _OWN_FILES):
        name = path.relative_to(package).as_posix()
        if not name.startswith("_templates/"):
            own.update(f"{name}\0{digest(path.read_bytes())}\n".encode())
    libraries = {name: _version(name) for name in _LIBRARIES}
    return {"briefgen": __version__, "files": own.hexdigest(), "zlib": zlib.ZLIB_RUNTIME_VERSION, **libraries}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
