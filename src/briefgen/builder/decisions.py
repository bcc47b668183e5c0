"""What a person decides about a built file: whose version stands, which edition, whether builds may change it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from briefgen.builder.building import BuildRequest, conventions_of
from briefgen.builder.editions import STATE_FOLDER, EditionStore, named_edition
from briefgen.builder.locking import locked
from briefgen.builder.merging import MergeState, Versions, is_frozen, list_merge, list_path, merge_with_conventions
from briefgen.builder.occupied import refuse_open
from briefgen.builder.outputs import read_output, refuse_changed
from briefgen.builder.preparation import Preparer
from briefgen.builder.status import find_source
from briefgen.builder.writing import write_atomically
from briefgen.config import checked_day
from briefgen.errors import BriefgenError, UsageError
from briefgen.merge import CannotMerge, Conflict, Conventions, Merged

Waiting = Callable[[], None]


def _ignore(*_: object) -> None:
    return


class Settlement(StrEnum):
    """Whose version stands."""

    MINE = "mine"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVersion:
    """A version that can be brought back: its name, whether it is as generated, and when it was kept (local time)."""

    name: str
    path: Path
    is_edition: bool

    @property
    def kept_at(self) -> str:
        """The day and the minute; empty for one that is gone."""
        try:
            return datetime.fromtimestamp(self.path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
        except OSError:
            return ""


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file below an output folder: `output` is its path there."""

    path: Path
    folder: Path
    output: str

    @property
    def state(self) -> MergeState:
        """What merges keep."""
        return MergeState(self.folder)

    def store(self) -> EditionStore:
        """The editions."""
        return EditionStore(self.folder, _ignore)


def find_built(path: Path) -> BuiltFile:
    """A file that briefgen built, with the output folder that it stands in, or stood in; UsageError for any other."""
    absolute = path.absolute()
    for folder in absolute.parents:
        state = folder / STATE_FOLDER
        if state.is_dir() and not absolute.is_relative_to(state):
            built = BuiltFile(path, folder, absolute.relative_to(folder).as_posix())
            _check_known(built)
            return built
    _check_there(path)
    raise UsageError(
        "this file stands in no output folder of briefgen", where=str(path), remedy="name a file below build/"
    )


def _check_known(built: BuiltFile) -> None:
    if built.output in built.store().manifest.outputs:
        return
    _check_there(built.path)
    if named_edition(_read(built.path)) is None:
        raise UsageError(
            "briefgen did not build this file",
            where=str(built.path),
            remedy="name a .pptx or .docx file that it built; briefgen status lists them",
        )


def _check_there(path: Path) -> None:
    if path.is_dir():
        raise UsageError("this is a folder", where=str(path), remedy="name one .pptx or .docx file in it")
    if not path.exists():
        raise UsageError("there is no such file or folder", where=str(path), remedy="check the path")


@contextmanager
def _in_hand(path: Path, waiting: Waiting) -> Iterator[BuiltFile]:
    """A built file while no build and no Office program has it; raises OutputError."""
    built = find_built(path)
    with locked(built.folder / STATE_FOLDER, waiting=waiting):
        refuse_open(path)
        yield built


def resolve(
    path: Path, settlement: Settlement, *, slide: int | None = None, waiting: Waiting = _ignore
) -> tuple[Conflict, ...]:
    """Settle the open conflicts of a file, or of one slide; gives those that are left.

    Raises UsageError if there are none, OutputError for a file that can't be written or is open; `waiting` is called
    when a build has to end first, here and below.
    """
    from briefgen.merge.resolving import settle  # noqa: PLC0415  (the Office side is loaded when needed)

    with _in_hand(path, waiting) as built:
        conflicts = built.state.conflicts(built.output)
        chosen = tuple(conflict for conflict in conflicts if slide in (None, conflict.number))
        if not chosen:
            raise _nothing_to_settle(path, conflicts)
        left = tuple(conflict for conflict in conflicts if conflict not in chosen)
        data = _read(path)
        edition = built.store().read(named_edition(data) or "", built.output) if settlement is Settlement.NEW else None
        if settlement is Settlement.NEW and edition is None:
            raise UsageError(
                "the new edition is not kept any more", where=str(path), remedy="build again, then settle the conflicts"
            )
        try:
            result = settle(data, chosen, left, edition)
        except CannotMerge as error:
            raise UsageError(str(error), where=str(path), remedy="change the place by hand and use --mine") from error
        built.state.back_up(built.output, data)
        refuse_changed(path, data)
        write_atomically(path, result)
        built.state.set_conflicts(built.output, left)
        return left


def _nothing_to_settle(path: Path, conflicts: Sequence[Conflict]) -> UsageError:
    if not conflicts:
        return UsageError("there is no open conflict here", where=str(path), remedy="there is nothing to settle")
    slides = ", ".join(str(number) for number in sorted({conflict.number for conflict in conflicts}) if number)
    return UsageError(
        "there is no open conflict on this slide",
        where=str(path),
        remedy=f"leave --slide out, or give one of these (none in Word): {slides or '-'}",
    )


def list_versions(path: Path) -> tuple[KeptVersion, ...]:
    """The versions of a file that are kept: as it was before merges, and the editions as generated, oldest first."""
    built = find_built(path)
    store = built.store()
    backups = [KeptVersion(name=item.stem, path=item, is_edition=False) for item in built.state.backups(built.output)]
    editions = [
        KeptVersion(name=edition, path=store.edition_path(edition, built.output), is_edition=True)
        for edition in store.manifest.editions_of(built.output)
    ]
    return (*editions, *backups)


def restore(path: Path, name: str, *, waiting: Waiting = _ignore) -> KeptVersion:
    """Bring a kept version back; the file as it is now is kept first. UsageError for a name that is not kept."""
    with _in_hand(path, waiting) as built:
        version = next((version for version in list_versions(path) if version.name == name), None)
        data = read_output(version.path) if version is not None else None
        if version is None or data is None:
            raise UsageError(f"there is no kept version '{name}'", where=str(path), remedy="see: briefgen restore FILE")
        current = read_output(path)
        if current is not None:
            built.state.back_up(built.output, current)
        write_atomically(path, data)
        conflicts = () if version.is_edition else built.state.conflicts_in_backup(version.path)
        built.state.set_conflicts(built.output, conflicts)
        return version


def bring_back(request: BuildRequest, edited: Path) -> tuple[Path, Merged]:
    """Merge an edited copy from anywhere into its file in the output folder; gives that file and what was done.

    What stands there now, edited or not, is the newer version. Raises UsageError when the copy is not known here or
    can't be merged, OutputError as for `resolve`.
    """
    _check_there(edited)
    data = _read(edited)
    folder = request.output_folder
    output, base = _base_of(edited, data, folder)
    path = folder / output
    if path.exists() and edited.samefile(path):
        raise UsageError(
            "this is the file in the output folder itself",
            where=str(edited),
            remedy="briefgen build merges it; briefgen merge takes a copy from elsewhere",
        )
    with locked(folder / STATE_FOLDER, waiting=request.waiting):
        refuse_open(path)
        store = EditionStore(folder, _ignore)
        there = read_output(path)
        current = there or base
        versions = Versions(base=base, mine=data, new=current)
        try:
            merged = merge_with_conventions(versions, _conventions(request, output, store), output=output)
        except CannotMerge as error:
            raise UsageError(
                f"the two can't be merged ({error})", where=str(edited), remedy="take the changes over by hand"
            ) from error
        state = MergeState(folder)
        state.back_up(output, current)
        options = store.manifest.inputs_of(store.manifest.signature_of(named_edition(data) or "")).get("option", {})
        listed = list_merge(merged, path, classification=options.get("classification", ""), planned={})
        refuse_changed(path, there)
        state.set_conflicts(output, (*merged.conflicts, *_still_open(state.conflicts(output), merged)))
        write_atomically(list_path(path), listed)
        write_atomically(path, merged.data)
        return path, merged


def _still_open(pending: Sequence[Conflict], merged: Merged) -> Iterator[Conflict]:
    """The conflicts from before that this merge did not find again; the next build closes those that it settled."""
    found = {conflict.mine for conflict in merged.conflicts}
    return (conflict for conflict in pending if conflict.mine not in found)


def _base_of(edited: Path, data: bytes, folder: Path) -> tuple[str, bytes]:
    """The output that a copy was made of, and the edition that its person began with."""
    known = EditionStore(folder, _ignore).base_of(data)
    if known is not None:
        return known
    if named_edition(data) is None:
        raise UsageError(
            "briefgen did not build this file, or another program took its name for it away",
            where=str(edited),
            remedy="take the changes over by hand",
        )
    raise UsageError(
        "the edition that this file was made from is not kept here",
        where=str(edited),
        remedy="choose the folder that it was built in with --output",
    )


def _conventions(request: BuildRequest, output: str, store: EditionStore) -> Conventions:
    """Those of the pack that an output is made with; plain ones where its source is gone."""
    try:
        source, _ = find_source(replace(request, output=store.output), store.place_of(output), store)
        with closing(
            Preparer(request.project, request.options, store.manifest, request.reading, desk=store.desk())
        ) as preparer:
            return conventions_of(preparer.prepare(source).pack)
    except BriefgenError:
        return Conventions()


def freeze(path: Path, until: str | None, *, waiting: Waiting = _ignore) -> bool:
    """Let builds leave a file alone, until a day (ISO 8601) or for good (an empty text); None lets them change it.

    Gives whether they leave it alone today. Raises UsageError for a text that is no day, OutputError where the state
    can't be written.
    """
    built = find_built(path)
    day = checked_day(until, where="--until") if until else until
    with locked(built.folder / STATE_FOLDER, waiting=waiting):
        built.state.set_frozen(built.output, day)
    return is_frozen(built.state, built.output, None)


def _read(path: Path) -> bytes:
    data = read_output(path)
    if data is None:
        raise UsageError("there is no such file or folder", where=str(path), remedy="check the path")
    return data
