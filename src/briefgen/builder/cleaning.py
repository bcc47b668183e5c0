"""Removes what briefgen keeps beside the outputs, and the outputs that nobody edited where that is asked for."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from briefgen.builder.building import BuildRequest
from briefgen.builder.compiled_templates import compiled_templates
from briefgen.builder.editions import STATE_FOLDER, EditionStore, sha256
from briefgen.builder.locking import LOCK_FILE, locked
from briefgen.builder.merging import MergeState, list_path
from briefgen.builder.occupied import refuse_open
from briefgen.builder.outputs import read_output
from briefgen.errors import OutputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What was removed, and the outputs that were left since a person edited them."""

    removed: tuple[Path, ...]
    left: tuple[Path, ...]


def clean(request: BuildRequest, *, outputs: bool) -> Cleaned:
    """Remove state, editions, backups, content models and compiled templates; with `outputs` also every output that
    nobody edited, with what builds wrote beside it, and the lists of changes of those that are left.

    OutputError when something can't be removed or is open, or when another build is using the folder.
    """
    compiled_templates().forget()
    state = request.output_folder / STATE_FOLDER
    if not state.is_dir():
        return Cleaned(removed=(), left=())
    with locked(state, waiting=request.waiting):
        store = EditionStore(request.output_folder, lambda _: None)
        known = list(_iter_outputs(store)) if outputs else []
        ours = [path for path, is_ours in known if is_ours]
        for path in ours:
            refuse_open(path)
        for path in ours:
            _remove(path)
        for folder in sorted({path.parent for path in ours}, reverse=True):
            _remove_empty(folder, request.output_folder)
        _remove_state(state)
    return Cleaned(removed=(*ours, state), left=tuple(path for path, is_ours in known if not is_ours))


def _remove_state(state: Path) -> None:
    """Remove the state while its lock is held, so that no build that waits for it loses what it writes there."""
    lock = state / LOCK_FILE
    try:
        for path in state.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path != lock:
                path.unlink()
        if sys.platform != "win32":  # which removes no file that is open: there an empty lock stays
            lock.unlink(missing_ok=True)
            state.rmdir()
    except OSError as error:
        raise _stuck(state, error) from error


def _iter_outputs(store: EditionStore) -> Iterator[tuple[Path, bool]]:
    """Every known output that is there, with what stands beside it, and whether nobody edited it."""
    merges = MergeState(store.output)
    for output in sorted(store.manifest.outputs):
        path = store.place_of(output)
        if not path.parent.is_dir():
            continue
        stem = escape(path.stem)
        for file in (path, *sorted(path.parent.glob(f"{stem}.new*{path.suffix}"))):
            data = read_output(file)
            if data is not None:
                yield file, store.is_unedited(output, data)
        tracked = merges.tracked(output)
        for file in sorted(path.parent.glob(f"{stem}.tracked*{path.suffix}")):
            yield file, sha256(read_output(file) or b"") in tracked
        if list_path(path).exists():
            yield list_path(path), True


def _remove_empty(folder: Path, top: Path) -> None:
    """Remove a folder below the output folder, and those above it, as far as they are empty."""
    while folder != top and folder.is_relative_to(top):
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _stuck(path, error) from error


def _stuck(path: Path, error: OSError) -> OutputError:
    return OutputError(
        f"the file can't be removed ({error.strerror})",
        where=str(path),
        remedy="close it in other programs, and check the folder's permissions",
    )
