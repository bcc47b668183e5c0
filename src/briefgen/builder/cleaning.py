"""Removes what briefgen keeps beside the outputs, and the outputs that nobody edited where that is asked for."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefgen.builder.building import BuildRequest
from briefgen.builder.editions import STATE_FOLDER, EditionStore
from briefgen.builder.locking import locked
from briefgen.builder.outputs import read_output
from briefgen.errors import OutputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What was removed, and the outputs that were left since a person edited them."""

    removed: tuple[Path, ...]
    left: tuple[Path, ...]


def clean(request: BuildRequest, *, outputs: bool) -> Cleaned:
    """Remove state, editions, backups and content models; with `outputs` also every output that nobody edited.

    OutputError when something can't be removed, or when another build is using the folder.
    """
    state = request.output_folder / STATE_FOLDER
    if not state.is_dir():
        return Cleaned(removed=(), left=())
    with locked(state, waiting=request.waiting):
        store = EditionStore(request.output_folder, lambda _: None) if outputs else None
        known = list(_iter_outputs(store)) if store else []
        ours = [path for path, is_ours in known if is_ours]
        for path in ours:
            _remove(path)
    try:
        shutil.rmtree(state)
    except OSError as error:
        raise _stuck(state, error) from error
    return Cleaned(removed=(*ours, state), left=tuple(path for path, is_ours in known if not is_ours))


def _iter_outputs(store: EditionStore) -> Iterator[tuple[Path, bool]]:
    """Every known output that is there, with the new ones beside it, and whether it is as generated."""
    for output in sorted(store.manifest.outputs):
        path = store.place_of(output)
        beside = sorted(path.parent.glob(f"{path.stem}.new*{path.suffix}")) if path.parent.is_dir() else []
        for file in (path, *beside):
            data = read_output(file)
            if data is not None:
                yield file, store.is_unedited(output, data)


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
