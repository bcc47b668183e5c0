"""The record of what was generated: which edition each output is, what it was made from, and which editions are kept.

Touches no files.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from briefgen.errors import OutputError

VERSION = 1
EDITION_DIGITS = 16
"""So many digits of a signature name the edition that it makes."""

Changes = tuple[tuple[str, str, Any], ...]
"""What became of a manifest's tables: table, key, and the record, or None where it was taken out."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What reading a source told, so that an unchanged one need not be read again.

    `place` is its path below the project, absolute outside it; `sha256` is of its bytes; `reader` is the digest of the
    program that read it; `front` are the options in its front matter, as JSON. `said` is the digest of all that its
    content model is made from; `content` is the model's name and `previous` that of the one before, which was made from
    something else; both are empty where there is none.
    """

    place: str
    sha256: str
    reader: str
    front: str
    said: str = ""
    content: str = ""
    previous: str = ""

    @property
    def contents(self) -> tuple[str, str]:
        """The names of both content models."""
        return (self.content, self.previous)


@dataclass(slots=True, kw_only=True)
class Manifest:
    """What is known of an output folder.

    Outputs by path below it; editions by id, oldest first; sources by relative path; the inputs behind each signature
    as digests of their groups, and the groups by digest, as names and values.
    """

    outputs: dict[str, OutputRecord] = field(default_factory=dict)
    editions: dict[str, EditionRecord] = field(default_factory=dict)
    sources: dict[str, SourceRecord] = field(default_factory=dict)
    inputs: dict[str, dict[str, str]] = field(default_factory=dict)
    groups: dict[str, dict[str, str]] = field(default_factory=dict)

    def editions_of(self, output: str) -> list[str]:
        """The ids of an output's editions, oldest first."""
        return [edition for edition, record in self.editions.items() if record.output == output]

    def inputs_of(self, signature: str) -> dict[str, dict[str, str]]:
        """The inputs behind a signature by group, as far as they are known."""
        known = self.inputs.get(signature, {})
        return {name: self.groups[digest] for name, digest in known.items() if digest in self.groups}

    def signature_of(self, edition: str) -> str:
        """The whole signature behind an edition's name; empty when it is not known."""
        return next((signature for signature in self.inputs if edition and signature.startswith(edition)), "")

    def copied(self) -> "Manifest":
        """The same records in tables of their own."""
        return Manifest(**{name: dict(getattr(self, name)) for name in _TABLES})

    def changes_since(self, before: "Manifest") -> Changes:
        """What was added to the tables, put in another record's place, or taken out."""
        found: list[tuple[str, str, Any]] = []
        for name in _TABLES:
            old, new = getattr(before, name), getattr(self, name)
            found += [(name, key, None) for key in old if key not in new]
            found += [(name, key, record) for key, record in new.items() if old.get(key) != record]
        return tuple(found)

    def apply(self, changes: Changes) -> None:
        """Make these changes; what is added becomes the newest."""
        for name, key, record in changes:
            table = getattr(self, name)
            table.pop(key, None)
            if record is not None:
                table[key] = record

    def drop_unused_inputs(self) -> None:
        """Forget the inputs that no output and no kept edition was made from."""
        used = {record.signature for record in self.outputs.values()}
        self.inputs = {
            signature: digests
            for signature, digests in self.inputs.items()
            if signature in used or signature[:EDITION_DIGITS] in self.editions
        }
        digests = {digest for group in self.inputs.values() for digest in group.values()}
        self.groups = {digest: group for digest, group in self.groups.items() if digest in digests}


_TABLES = tuple(table.name for table in fields(Manifest))


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, all but editions by name, so that equal states are equal bytes."""
    state = {
        "version": VERSION,
        "outputs": _sorted_fields(manifest.outputs),
        "editions": {edition: _fields(record) for edition, record in manifest.editions.items()},
        "sources": _sorted_fields(manifest.sources),
        "inputs": dict(sorted(manifest.inputs.items())),
        "groups": dict(sorted(manifest.groups.items())),
    }
    return (json.dumps(state, ensure_ascii=False) + "\n").encode()


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
            sources={path: SourceRecord(**_texts(record)) for path, record in state["sources"].items()},
            inputs={signature: _texts(digests) for signature, digests in state["inputs"].items()},
            groups={digest: _texts(group) for digest, group in state["groups"].items()},
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise BrokenManifest(where) from error


def _sorted_fields(records: Mapping[str, OutputRecord | SourceRecord]) -> dict[str, dict[str, str]]:
    return {path: _fields(record) for path, record in sorted(records.items())}


def _fields(record: OutputRecord | EditionRecord | SourceRecord) -> dict[str, str]:
    return {name: getattr(record, name) for name in record.__slots__}


def _texts(record: Any) -> dict[str, str]:
    if not isinstance(record, dict) or not all(isinstance(value, str) for value in record.values()):
        raise TypeError(record)
    return record
