"""A person's file and a new edition made one: the call of the merge, and what the build folder keeps of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from briefgen.builder.editions import STATE_FOLDER, sha256
from briefgen.builder.writing import write_atomically
from briefgen.errors import BriefgenError, Diagnostic, Severity
from briefgen.merge import CannotMerge, Conflict, Conventions, Merged

KEPT_BACKUPS = 10
LIST_SUFFIX = ".changes.txt"
TWINS = (".pptx", ".docx")

Report = Callable[[Diagnostic], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The three versions of one output: the edition that a person began with, the person's, and the new one.

    `pending` are the conflicts of the person's version that nobody has settled.
    """

    base: bytes
    mine: bytes
    new: bytes
    pending: tuple[Conflict, ...] = ()


def merge_versions(versions: Versions, conventions: Conventions, *, output: str, report: Report) -> Merged | None:
    """The merged file; None, with the reason reported, where merging could lose something."""
    try:
        return merge_with_conventions(versions, conventions, output=output)
    except CannotMerge as error:
        reason = str(error)
    except BriefgenError as error:
        reason = error.message
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
    report(
        Diagnostic(
            code="not-merged",
            message=f"the edited file could not be merged ({reason}); the new one is put beside it",
            where=output,
            severity=Severity.WARNING,
        )
    )
    return None


def merge_with_conventions(versions: Versions, conventions: Conventions, *, output: str) -> Merged:
    """The merged file; raises CannotMerge."""
    if PurePosixPath(output).suffix == ".docx":
        from briefgen.merge.word import merge_document  # noqa: PLC0415  (only edited files need either)

        return merge_document(versions.base, versions.mine, versions.new, conventions, versions.pending)
    from briefgen.merge.deck import merge_deck  # noqa: PLC0415

    return merge_deck(versions.base, versions.mine, versions.new, conventions, versions.pending)


@dataclass(frozen=True, slots=True)
class MergeState:
    """What is kept of merges below one output folder: files as they were before, and open conflicts."""

    output: Path

    def back_up(self, output: str, data: bytes) -> Path:
        """Keep a file as it was, with the conflicts that are open in it; of each output the last few are kept."""
        folder = self._folder("backup", output)
        numbers = self._numbers(folder)
        path = numbers.get(max(numbers, default=0))
        if path is None or path.read_bytes() != data:
            path = folder / f"{max(numbers, default=0) + 1:04}{PurePosixPath(output).suffix}"
            write_atomically(path, data)
        _write_conflicts(_beside(path), self.conflicts(output))
        for _, old in sorted((numbers | {int(path.stem): path}).items())[:-KEPT_BACKUPS]:
            old.unlink(missing_ok=True)
            _beside(old).unlink(missing_ok=True)
        return path

    def conflicts_in_backup(self, path: Path) -> tuple[Conflict, ...]:
        """The conflicts that were open in a kept file."""
        return _read_conflicts(_beside(path))

    def backups(self, output: str) -> list[Path]:
        """The kept files of an output, oldest first."""
        return [path for _, path in sorted(self._numbers(self._folder("backup", output)).items())]

    def set_conflicts(self, output: str, conflicts: tuple[Conflict, ...]) -> None:
        """Note the open conflicts of an output; none takes the note away."""
        _write_conflicts(_beside(self._folder("conflicts", output)), conflicts)

    def conflicts(self, output: str) -> tuple[Conflict, ...]:
        """The open conflicts of an output."""
        return _read_conflicts(_beside(self._folder("conflicts", output)))

    def frozen_until(self, output: str) -> str | None:
        """The last day on which builds leave an output alone, empty for good; None where they don't."""
        return self._read_frozen().get(output)

    def set_frozen(self, output: str, until: str | None) -> None:
        """Freeze an output until a day, for good with an empty text; None thaws it."""
        frozen = self._read_frozen()
        frozen.pop(output, None)
        if until is not None:
            frozen[output] = until
        self._write_record("frozen", frozen)

    def tracked(self, output: str) -> list[str]:
        """The SHA-256 of the copies with tracked changes that were written of an output, oldest first."""
        return str(self._read_record("tracked").get(output, "")).split()

    def add_tracked(self, output: str, sha256: str) -> None:
        """Note a copy with tracked changes, so that it is known again as long as nobody works on it."""
        known = [*dict.fromkeys((*self.tracked(output), sha256))][-KEPT_BACKUPS:]
        self._write_record("tracked", {**self._read_record("tracked"), output: " ".join(known)})

    def is_followed(self, output: str, data: bytes, edition: str) -> bool:
        """Whether a person's file with these bytes needs nothing more of an edition."""
        return self._read_record("followed").get(output) == f"{sha256(data)} {edition}"

    def set_followed(self, output: str, data: bytes, edition: str) -> None:
        """Note that a person's file has all of an edition, and that what follows from the edits in it is done."""
        self._write_record("followed", {**self._read_record("followed"), output: f"{sha256(data)} {edition}"})

    def _read_frozen(self) -> dict[str, str]:
        return {output: str(until) for output, until in self._read_record("frozen").items()}

    def _read_record(self, name: str) -> dict[str, object]:
        try:
            record = json.loads((self.output / STATE_FOLDER / f"{name}.json").read_bytes())
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}

    def _write_record(self, name: str, record: Mapping[str, object]) -> None:
        text = json.dumps(dict(sorted(record.items())), ensure_ascii=False, indent=1)
        write_atomically(self.output / STATE_FOLDER / f"{name}.json", f"{text}\n".encode())

    def _folder(self, kind: str, output: str) -> Path:
        return self.output / STATE_FOLDER / kind / output

    def _numbers(self, folder: Path) -> dict[int, Path]:
        try:
            return {int(path.stem): path for path in folder.iterdir() if path.stem.isdecimal()}
        except OSError:
            return {}


def _beside(path: Path) -> Path:
    """The file of what is noted of a file."""
    return path.with_name(path.name + ".json")


def _read_conflicts(path: Path) -> tuple[Conflict, ...]:
    try:
        return tuple(Conflict(**entry) for entry in json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return ()


def _write_conflicts(path: Path, conflicts: Sequence[Conflict]) -> None:
    if conflicts:
        entries = [asdict(conflict) for conflict in conflicts]
        write_atomically(path, (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode())
    else:
        path.unlink(missing_ok=True)


def is_frozen(state: MergeState, output: str, until: str | None) -> bool:
    """Whether an output is to be left alone today: by `until`, which a source's settings say, or by an order for it.

    Nothing else asks what day it is, and no byte of an output depends on it.
    """
    today = date.today().isoformat()
    return any(day is not None and (not day or today <= day) for day in (until, state.frozen_until(output)))


def list_path(path: Path) -> Path:
    """Where the list of a merge's changes stands: beside the file."""
    return path.with_name(path.name + LIST_SUFFIX)


def list_merge(merged: Merged, path: Path, *, classification: str, planned: Mapping[Path, bytes]) -> bytes:
    """The list of a merge into the file at a path; its twin beside it is searched for what was changed.

    `planned` are the files that the same build is about to write: a twin is searched as it will be.
    """
    from briefgen.merge.echoes import find_echoes, sayings_of  # noqa: PLC0415  (only merges need it)
    from briefgen.merge.listing import describe  # noqa: PLC0415

    sayings = sayings_of(merged.data)
    for twin in (path.with_suffix(suffix) for suffix in TWINS if suffix != path.suffix):
        try:
            sayings += sayings_of(planned.get(twin) or twin.read_bytes(), twin.name)
        except (OSError, BriefgenError):
            continue
    text = describe(merged, name=path.name, echoes=find_echoes(merged, sayings), classification=classification)
    return text.encode("utf-8-sig")
