"""Puts a new edition in its place, merges it into a file that a person has changed, or puts it beside that."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path, PurePosixPath

from briefgen.builder.editions import EditionStore, edition_id, named_edition, sha256
from briefgen.builder.merging import MergeState, Report, Versions, is_frozen, list_merge, list_path, merge_versions
from briefgen.builder.occupied import find_mark
from briefgen.builder.report import OutputResult, OutputState
from briefgen.builder.writing import write_atomically
from briefgen.errors import OutputError
from briefgen.manifest import OutputRecord
from briefgen.merge import Conventions, Kind, Merged

_PLAIN = Conventions()


def _ignore(_: object) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEdition:
    """An edition that may have to be made: `render` gives its bytes as the edition whose id it is given.

    `anew` asks for it to be made even where it was made before.
    `frozen_until` is what the source's settings say of freezing, `classification` the document's; `conventions` are
    the pack's, for a merge; `report` is told why there could be none.
    """

    source: str
    output: str
    signature: str
    render: Callable[[str], bytes]
    anew: bool = False
    frozen_until: str | None = None
    classification: str = ""
    conventions: Conventions = _PLAIN
    report: Report = _ignore

    @property
    def id(self) -> str:
        """The edition's name."""
        return edition_id(self.signature)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What is to happen to one output: `data` goes to `path`, or nothing is written where there are none.

    With `merged`, `data` is the edition to keep, `mine` the file as it was, and the merged bytes go to `path`; a merged
    file that is merely listed stays as it is. `followed` are the bytes of a person's file that need nothing
    more until somebody edits it or its source changes. `lost` is the edition that a person's file was made from, made
    again since the state did not have it any more.
    """

    new: NewEdition
    result: OutputResult
    path: Path
    data: bytes | None = None
    merged: Merged | None = None
    mine: bytes = b""
    followed: bytes | None = None
    lost: bytes | None = None

    @property
    def written(self) -> bytes | None:
        """What the file at `path` is to hold; None where it stays as it is."""
        if self.merged is None:
            return self.data
        return self.merged.data if self.result.state is OutputState.MERGED else None


def plan_edition(new: NewEdition, path: Path, store: EditionStore) -> Placement:
    """Decide about one output and render it if need be; nothing is written. Raises whatever rendering raises."""
    current = read_output(path)
    if current is None:
        return _replacement(new, path, store)
    if is_frozen(MergeState(store.output), new.output, new.frozen_until):
        return _plan_frozen(new, path, store, current)
    if store.is_unedited(new.output, current):
        if new.anew or named_edition(current) != new.id:
            return _replacement(new, path, store)
        return Placement(new=new, result=_result(new, OutputState.UP_TO_DATE), path=path)
    return _plan_edited(new, path, store, current)


def commit(placement: Placement, store: EditionStore, planned: Mapping[Path, bytes]) -> OutputResult:
    """Carry out what was planned; raises OutputError. `planned` are all files that the document's outputs get."""
    new, result, data = placement.new, placement.result, placement.data
    if placement.lost is not None:
        store.keep(new.id, new.output, placement.lost)
        store.record(new.output, _record(new, placement.lost))
    if placement.merged is not None:
        _commit_merge(placement, placement.merged, store, planned)
    elif data is not None:
        store.keep(new.id, new.output, data)
        write_atomically(placement.path, data)
        if result.state is OutputState.BUILT or new.output not in store.manifest.outputs:
            store.record(new.output, _record(new, data))
    if placement.followed is not None:
        MergeState(store.output).set_followed(new.output, placement.followed, new.id)
    if result.state in (OutputState.BUILT, OutputState.UP_TO_DATE):
        list_path(placement.path).unlink(missing_ok=True)
        MergeState(store.output).set_conflicts(new.output, ())
    if result.state in (OutputState.BUILT, OutputState.UP_TO_DATE, OutputState.MERGED):
        _drop_beside(placement.path, new.output, store)
    return result


def _replacement(new: NewEdition, path: Path, store: EditionStore) -> Placement:
    return Placement(new=new, result=_result(new, OutputState.BUILT), path=path, data=_bytes_of(new, store))


def _commit_merge(placement: Placement, merged: Merged, store: EditionStore, planned: Mapping[Path, bytes]) -> None:
    """The file as it was and what is known of the merge are kept before the file is replaced."""
    new, state, written = placement.new, MergeState(store.output), placement.written
    if placement.data is not None:
        store.keep(new.id, new.output, placement.data)
    if written is not None:
        state.back_up(new.output, placement.mine)
    state.set_conflicts(new.output, merged.conflicts)
    if placement.result.listed is not None:
        listed = list_merge(merged, placement.path, classification=new.classification, planned=planned)
        write_atomically(list_path(placement.path), listed)
    if written is not None:
        write_atomically(placement.path, written)


def _plan_edited(new: NewEdition, path: Path, store: EditionStore, mine: bytes) -> Placement:
    """Merge the new edition into a person's file, unless it says what the file's base said; else put it beside."""
    base, state = named_edition(mine), MergeState(store.output)
    pending = state.conflicts(new.output)
    if state.is_followed(new.output, mine, new.id):
        return Placement(new=new, result=_result(new, OutputState.KEPT, conflicts=len(pending)), path=path)
    old = store.read(base, new.output) if base is not None else None
    if old is None and base == new.id:
        return _plan_lost(new, path, store, mine)
    if base is not None and _says_the_same(new, store, base):
        return _plan_following(new, path, store, mine, old)
    data = _bytes_of(new, store)
    if old is not None:
        versions = Versions(base=old, mine=mine, new=data, pending=pending)
        merged = merge_versions(versions, new.conventions, output=new.output, report=new.report)
        if merged is not None:
            result = _result(new, OutputState.MERGED, listed=_listed(new, path), conflicts=len(merged.conflicts))
            return Placement(
                new=new, result=result, path=path, data=data, merged=merged, mine=mine, followed=merged.data
            )
    beside, current = next(_iter_free(path, new.output, store))
    result = _result(new, OutputState.BESIDE, beside=str(PurePosixPath(new.output).with_name(beside.name)))
    return Placement(new=new, result=result, path=beside, data=None if current == data else data)


def _plan_lost(new: NewEdition, path: Path, store: EditionStore, current: bytes) -> Placement:
    """The state of the build folder was lost, but the file names this very edition: it is made and kept again."""
    data = new.render(new.id)
    if data == current:
        return Placement(new=new, result=_result(new, OutputState.BUILT), path=path, data=data)
    return replace(_plan_following(new, path, store, current, data), lost=data)


def _plan_following(new: NewEdition, path: Path, store: EditionStore, mine: bytes, old: bytes | None) -> Placement:
    """Where the source says nothing new to a person's file, only what follows from the edits is done, once: agenda and
    continued titles take the order of the slides, and the list tells where the old words still stand.
    """
    pending = MergeState(store.output).conflicts(new.output)
    kept = Placement(new=new, result=_result(new, OutputState.KEPT, conflicts=len(pending)), path=path)
    if find_mark(path) is not None:
        return kept
    versions = Versions(base=old, mine=mine, new=old, pending=pending) if old is not None else None
    merged = merge_versions(versions, new.conventions, output=new.output, report=_ignore) if versions else None
    if merged is None:
        return replace(kept, followed=mine)
    follows = any(change.kind is Kind.REFERENCES for change in merged.changes) or len(merged.conflicts) != len(pending)
    listed = _listed(new, path) if merged.changes or merged.conflicts else None
    state_now = OutputState.MERGED if follows else OutputState.KEPT
    result = _result(new, state_now, listed=listed, conflicts=len(merged.conflicts))
    followed = merged.data if follows else mine
    return Placement(new=new, result=result, path=path, merged=merged, mine=mine, followed=followed)


def _listed(new: NewEdition, path: Path) -> str:
    return str(PurePosixPath(new.output).with_name(list_path(path).name))


def _plan_frozen(new: NewEdition, path: Path, store: EditionStore, current: bytes) -> Placement:
    """Leave a frozen file alone; what is new stands beside it."""
    base = named_edition(current)
    if base is not None and _says_the_same(new, store, base):
        return Placement(new=new, result=_result(new, OutputState.FROZEN), path=path)
    data = _bytes_of(new, store)
    beside, there = next(_iter_free(path, new.output, store))
    result = _result(new, OutputState.FROZEN, beside=str(PurePosixPath(new.output).with_name(beside.name)))
    return Placement(new=new, result=result, path=beside, data=None if there == data else data)


def _says_the_same(new: NewEdition, store: EditionStore, base: str) -> bool:
    if base == new.id:
        return True
    old = store.read(base, new.output)
    return old is not None and new.render(base) == old


def _bytes_of(new: NewEdition, store: EditionStore) -> bytes:
    """The edition as kept, if it was made before, else made now: equal signatures give equal bytes."""
    kept = None if new.anew else store.read(new.id, new.output)
    return kept or new.render(new.id)


def _iter_free(path: Path, output: str, store: EditionStore) -> Iterator[tuple[Path, bytes | None]]:
    """The names for a file beside another that are free or hold an edition of ours that nobody changed."""
    for beside in _iter_beside(path):
        current = read_output(beside)
        if current is None or store.is_unedited(output, current):
            yield beside, current


def _iter_beside(path: Path) -> Iterator[Path]:
    numbered = (f"new-{number}" for number in count(2))
    return (path.with_name(f"{path.stem}.{part}{path.suffix}") for part in chain(["new"], numbered))


def _drop_beside(path: Path, output: str, store: EditionStore) -> None:
    """A new one beside a file that is up to date again would only mislead; it is dropped if nobody changed it."""
    beside = next(_iter_beside(path))
    current = read_output(beside)
    if current is not None and store.is_unedited(output, current):
        beside.unlink(missing_ok=True)


def read_output(path: Path) -> bytes | None:
    """The bytes of an output, None when there is none; OutputError when it can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(
            f"the output can't be read ({error.strerror})", where=str(path), remedy="move it away or check it"
        ) from error


def refuse_changed(path: Path, known: bytes | None) -> None:
    """OutputError where the file is no longer what it was when it was decided what to do with it."""
    if read_output(path) != known:
        raise OutputError("the file was changed meanwhile", where=str(path), remedy="try again; nothing was changed")


def _record(new: NewEdition, data: bytes) -> OutputRecord:
    return OutputRecord(source=new.source, signature=new.signature, edition=new.id, sha256=sha256(data))


def _result(
    new: NewEdition, state: OutputState, *, beside: str | None = None, listed: str | None = None, conflicts: int = 0
) -> OutputResult:
    return OutputResult(path=new.output, state=state, edition=new.id, beside=beside, listed=listed, conflicts=conflicts)
