"""A person's file and a new edition made one: the call of the merge, and what the build folder keeps of it."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from briefgen.builder.editions import STATE_FOLDER
from briefgen.builder.writing import write_atomically
from briefgen.errors import BriefgenError, Diagnostic, Severity
from briefgen.merge import CannotMerge, Conflict, Conventions, Merged

KEPT_BACKUPS = 10
LIST_SUFFIX = ".changes.txt"

Report = Callable[[Diagnostic], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The three versions of one output: the edition that a person began with, the person's, and the new one."""

    base: bytes
    mine: bytes
    new: bytes


def merge_versions(versions: Versions, conventions: Conventions, *, output: str, report: Report) -> Merged | None:
    """The merged file; None, with the reason reported, where merging could lose something."""
    try:
        return _merge(versions, conventions, output)
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


def _merge(versions: Versions, conventions: Conventions, output: str) -> Merged:
    if PurePosixPath(output).suffix != ".pptx":
        raise CannotMerge("files of this kind are not merged")
    from briefgen.merge.deck import merge_deck  # noqa: PLC0415  (only edited files need it)

    return merge_deck(versions.base, versions.mine, versions.new, conventions)


@dataclass(frozen=True, slots=True)
class MergeState:
    """What is kept of merges below one output folder: files as they were before, and open conflicts."""

    output: Path

    def back_up(self, output: str, data: bytes) -> Path:
        """Keep a file as it was; of each output the last few are kept."""
        folder = self._folder("backup", output)
        numbers = self._numbers(folder)
        path = folder / f"{max(numbers, default=0) + 1:04}{PurePosixPath(output).suffix}"
        last = numbers.get(max(numbers, default=0))
        if last is not None and last.read_bytes() == data:
            return last
        write_atomically(path, data)
        for number in sorted(numbers)[: max(0, len(numbers) + 1 - KEPT_BACKUPS)]:
            numbers[number].unlink(missing_ok=True)
        return path

    def backups(self, output: str) -> list[Path]:
        """The kept files of an output, oldest first."""
        return [path for _, path in sorted(self._numbers(self._folder("backup", output)).items())]

    def set_conflicts(self, output: str, conflicts: tuple[Conflict, ...]) -> None:
        """Note the open conflicts of an output; none takes the note away."""
        path = self._folder("conflicts", output).with_suffix(PurePosixPath(output).suffix + ".json")
        if conflicts:
            entries = [asdict(conflict) for conflict in conflicts]
            write_atomically(path, (json.dumps(entries, ensure_ascii=False, indent=1) + "\n").encode())
        else:
            path.unlink(missing_ok=True)

    def conflicts(self, output: str) -> tuple[Conflict, ...]:
        """The open conflicts of an output."""
        path = self._folder("conflicts", output).with_suffix(PurePosixPath(output).suffix + ".json")
        try:
            return tuple(Conflict(**entry) for entry in json.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError):
            return ()

    def _folder(self, kind: str, output: str) -> Path:
        return self.output / STATE_FOLDER / kind / output

    def _numbers(self, folder: Path) -> dict[int, Path]:
        try:
            return {int(path.stem): path for path in folder.iterdir() if path.stem.isdecimal()}
        except OSError:
            return {}


def list_path(path: Path) -> Path:
    """Where the list of a merge's changes stands: beside the file."""
    return path.with_name(path.name + LIST_SUFFIX)
