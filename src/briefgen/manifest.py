"""The record of what was generated: which edition each output is, and which editions are kept. Touches no files."""

import json
from dataclasses import dataclass, field
from typing import Any

from briefgen.errors import OutputError

VERSION = 1


class BrokenManifest(Exception):  # noqa: N818  (it is no failure of a build: the builder starts a new manifest)
    """The manifest can't be read; what it held is found again from the outputs themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputRecord:
    """What stood in an output when it was last generated; `sha256` is of its bytes."""

    source: str
    signature: str
    edition: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRecord:
    """A kept edition: the output it was made for and the SHA-256 of its bytes."""

    output: str
    sha256: str


@dataclass(slots=True, kw_only=True)
class Manifest:
    """Outputs by path below the output folder, and editions by id, oldest first."""

    outputs: dict[str, OutputRecord] = field(default_factory=dict)
    editions: dict[str, EditionRecord] = field(default_factory=dict)

    def editions_of(self, output: str) -> list[str]:
        """The ids of an output's editions, oldest first."""
        return [edition for edition, record in self.editions.items() if record.output == output]


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, outputs by name, so that equal states are equal bytes."""
    state = {
        "version": VERSION,
        "outputs": {path: _fields(record) for path, record in sorted(manifest.outputs.items())},
        "editions": {edition: _fields(record) for edition, record in manifest.editions.items()},
    }
    return (json.dumps(state, ensure_ascii=False, indent=1) + "\n").encode()


def load_manifest(data: bytes, *, where: str) -> Manifest:
    """The manifest in a file's bytes.

    Raises BrokenManifest for anything that is none, and OutputError for one of a newer version, which is left alone.
    """
    try:
        state = json.loads(data)
        version = state["version"]
    except (ValueError, TypeError, KeyError) as error:
        raise BrokenManifest(where) from error
    if isinstance(version, int) and version > VERSION:
        raise OutputError(
            f"the build folder belongs to a newer briefgen (its state has version {version}, this one knows {VERSION})",
            where=where,
            remedy="update briefgen or choose another folder with --output; nothing was changed",
        )
    try:
        return Manifest(
            outputs={path: OutputRecord(**_texts(record)) for path, record in state["outputs"].items()},
            editions={edition: EditionRecord(**_texts(record)) for edition, record in state["editions"].items()},
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise BrokenManifest(where) from error


def _fields(record: OutputRecord | EditionRecord) -> dict[str, str]:
    return {name: getattr(record, name) for name in record.__slots__}


def _texts(record: Any) -> dict[str, str]:
    if not isinstance(record, dict) or not all(isinstance(value, str) for value in record.values()):
        raise TypeError(record)
    return record
