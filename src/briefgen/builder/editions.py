"""The editions as generated, kept so that a person's edits can be told from our own text, and the manifest of them."""

import hashlib
import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from briefgen.builder.contents import ContentStore
from briefgen.builder.replies import WriterDesk
from briefgen.builder.signature import Inputs, digest_of_group
from briefgen.builder.writing import LEFTOVERS, write_atomically
from briefgen.errors import Diagnostic, OutputError, Severity
from briefgen.manifest import (
    EDITION_DIGITS,
    BrokenManifest,
    EditionRecord,
    Manifest,
    OutputRecord,
    dump_manifest,
    load_manifest,
)

STATE_FOLDER = ".briefgen"
KEPT_EDITIONS = 10
IDENTIFIER_PREFIX = "briefgen:"

_CORE_PROPERTIES = "docProps/core.xml"
_CORE_PROPERTIES_LIMIT = 1_000_000
_IDENTIFIER = re.compile(rb"identifier[^>]*>\s*" + IDENTIFIER_PREFIX.encode() + rb"([0-9a-f]{16})\s*<")


def edition_id(signature: str) -> str:
    """The short name of the edition that a signature makes."""
    return signature[:EDITION_DIGITS]


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def named_edition(package: bytes) -> str | None:
    """The edition that a .pptx or .docx names in its core properties; None when it names none or is no package."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive, archive.open(_CORE_PROPERTIES) as part:
            match = _IDENTIFIER.search(part.read(_CORE_PROPERTIES_LIMIT))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, RuntimeError, NotImplementedError):
        return None
    return match[1].decode() if match else None


class EditionStore:
    """The state below one output folder, `output`."""

    def __init__(self, output: Path, report: Callable[[Diagnostic], None]) -> None:
        self.output = output
        self._editions = output / STATE_FOLDER / "editions"
        self._path = output / STATE_FOLDER / "manifest.json"
        self.contents = ContentStore(output / STATE_FOLDER)
        self._saved = b""
        self.manifest = self._load(report)

    def desk(self, *, asks: bool = False) -> WriterDesk:
        """Whom to ask for lines, with the replies that are kept here; `asks`: those that are missing are asked for."""
        return WriterDesk(self.output / STATE_FOLDER, os.environ, asks)

    def is_unedited(self, output: str, data: bytes) -> bool:
        """Whether a file's bytes are an edition of this output, as generated."""
        record = self.manifest.outputs.get(output)
        if record is not None and record.sha256 == sha256(data):
            return True
        edition = named_edition(data)
        return edition is not None and self.read(edition, output) == data

    def read(self, edition: str, output: str) -> bytes | None:
        """The bytes of a kept edition; None when it is gone or is not what was kept."""
        try:
            data = self.edition_path(edition, output).read_bytes()
        except OSError:
            return None
        record = self.manifest.editions.get(edition)
        intact = record is None or record.sha256 == sha256(data)
        return data if intact and named_edition(data) == edition else None

    def base_of(self, data: bytes) -> tuple[str, bytes] | None:
        """The output that a file is, or is a copy of, and the edition that it was made from; None where it is gone."""
        edition = named_edition(data) or ""
        record = self.manifest.editions.get(edition)
        base = self.read(edition, record.output) if record is not None else None
        return None if record is None or base is None else (record.output, base)

    def keep(self, edition: str, output: str, data: bytes) -> None:
        """Keep an edition; it becomes the newest."""
        write_atomically(self.edition_path(edition, output), data)
        self.manifest.editions.pop(edition, None)
        self.manifest.editions[edition] = EditionRecord(output=output, sha256=sha256(data))

    def record(self, output: str, record: OutputRecord) -> None:
        """Note what an output was generated as."""
        self.manifest.outputs[output] = record

    def place_of(self, output: str) -> Path:
        """Where an output stands."""
        return self.output / output

    def forget(self, output: str) -> None:
        """Drop what is known of an output that was removed, its editions and its empty folders."""
        record = self.manifest.outputs.pop(output)
        for edition in self.manifest.editions_of(output):
            self._drop(edition, output)
        if all(other.source != record.source for other in self.manifest.outputs.values()):
            self.manifest.sources.pop(record.source, None)
        for folder in PurePosixPath(output).parents:
            if folder.name:
                _remove_if_empty(self.output / folder)

    def record_found(self, output: str, source: str, signature: str) -> None:
        """Note an output that is up to date though the manifest, which may be lost, does not say so."""
        if output not in self.manifest.outputs:
            data = self.place_of(output).read_bytes()
            edition = edition_id(signature)
            self.record(output, OutputRecord(source=source, signature=signature, edition=edition, sha256=sha256(data)))

    def sweep(self) -> None:
        """Remove what writing left behind where a process was killed under it; only who holds the lock may."""
        folders = {self.place_of(output).parent for output in self.manifest.outputs} | {self.output}
        for folder in folders:
            _remove_leftovers(folder.glob(LEFTOVERS))
        _remove_leftovers((self.output / STATE_FOLDER).rglob(LEFTOVERS))

    def record_inputs(self, signature: str, inputs: Inputs) -> None:
        """Note what an edition is made from, for whoever asks later why it is out of date."""
        digests = {name: (digest_of_group(group), group) for name, group in inputs.groups().items()}
        self.manifest.inputs[signature] = {name: digest for name, (digest, _) in digests.items()}
        self.manifest.groups.update((digest, dict(group)) for digest, group in digests.values())

    def save(self) -> None:
        """Write the manifest when it changed, and drop editions that are old and that no known file names."""
        self._take_up_unknown()
        self._prune()
        self.manifest.drop_unused_inputs()
        data = dump_manifest(self.manifest)
        if data != self._saved:
            write_atomically(self._path, data)
            self.contents.drop_all_but({name for record in self.manifest.sources.values() for name in record.contents})
            self._saved = data

    def _load(self, report: Callable[[Diagnostic], None]) -> Manifest:
        try:
            self._saved = self._path.read_bytes()
        except FileNotFoundError:
            return Manifest()
        except NotADirectoryError as error:
            raise OutputError(
                "there is a file where the output folder should be",
                where=str(self.output),
                remedy="move it away, or choose another folder with --output",
            ) from error
        except OSError as error:
            raise OutputError(
                f"the state of the build folder can't be read ({error.strerror})",
                where=str(self._path),
                remedy="check its permissions; nothing was changed",
            ) from error
        try:
            return load_manifest(self._saved, where=str(self._path))
        except BrokenManifest:
            report(
                Diagnostic(
                    code="broken-manifest",
                    message="the manifest is broken; editions are known from the files themselves, "
                    "and a build writes it anew",
                    where=str(self._path),
                    severity=Severity.WARNING,
                )
            )
            return Manifest()

    def _take_up_unknown(self) -> None:
        """Record the kept editions that the manifest lacks, since a build was killed or the manifest lost, as older
        than all others where a file still names them; the rest is of no use to anybody and goes.
        """
        unknown = {path.name: path for path in _iter_folder(self._editions) if path.name not in self.manifest.editions}
        found: dict[str, EditionRecord] = {}
        for path in sorted(self.output.rglob("*")) if unknown else ():
            edition = "" if STATE_FOLDER in path.relative_to(self.output).parts else _named_in_file(path) or ""
            for kept in _iter_folder(unknown[edition]) if edition in unknown else ():
                output = path.with_name(kept.name).relative_to(self.output).as_posix()
                found[edition] = EditionRecord(output=output, sha256=sha256(kept.read_bytes()))
        self.manifest.editions = found | self.manifest.editions
        for edition in unknown.keys() - found.keys():
            shutil.rmtree(unknown[edition], ignore_errors=True)

    def _prune(self) -> None:
        for output in {record.output for record in self.manifest.editions.values()}:
            old = self.manifest.editions_of(output)[:-KEPT_EDITIONS]
            for edition in sorted(set(old) - self._named_by_files(output) if old else ()):
                self._drop(edition, output)

    def _drop(self, edition: str, output: str) -> None:
        del self.manifest.editions[edition]
        path = self.edition_path(edition, output)
        path.unlink(missing_ok=True)
        _remove_if_empty(path.parent)

    def _named_by_files(self, output: str) -> set[str]:
        """The editions that the output, or a file beside it of a like name, says it was made from."""
        path = self.output / output
        return set(filter(None, map(_named_in_file, path.parent.glob(f"{_escaped(path.stem)}*{path.suffix}"))))

    def edition_path(self, edition: str, output: str) -> Path:
        """Where the bytes of an edition are kept: by the name of the output that it was made for, which may have been
        renamed to this one since.
        """
        record = self.manifest.editions.get(edition)
        return self._editions / edition / PurePosixPath(record.output if record is not None else output).name


def _named_in_file(path: Path) -> str | None:
    try:
        return named_edition(path.read_bytes())
    except OSError:
        return None


def _iter_folder(folder: Path) -> Iterator[Path]:
    """What is in a folder; nothing where it is none."""
    with suppress(OSError):
        yield from folder.iterdir()


def _remove_leftovers(paths: Iterable[Path]) -> None:
    for path in list(paths):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _remove_if_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return


def _escaped(stem: str) -> str:
    return "".join(f"[{character}]" if character in "*?[" else character for character in stem)
