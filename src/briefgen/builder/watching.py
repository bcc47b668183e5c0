"""Tells when something changed that an output is made from; what it was, the build finds out itself, by contents.

Uses watchfiles (Rust's notify with a wheel for every system): the systems' own notices arrive within milliseconds and
cost nothing while nothing happens, where looking at every file each second would cost much in large folders. It is an
optional extra, since a build needs none of it.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from briefgen.builder.building import BuildRequest
from briefgen.builder.preparation import OPTIONS_FILE
from briefgen.builder.sources import SOURCES_FOLDER
from briefgen.config import PROTECTED_FILE
from briefgen.errors import UsageError

if TYPE_CHECKING:
    from watchfiles import Change

TEMPLATES_FOLDER = "templates"
SETTLE = 300
"""Milliseconds in which further changes are waited for: a file that is copied, or saved by renaming, makes several."""
_STEP = 100
_SLEEP = 250
"""Milliseconds between two looks whether to stop; so long the first build waits until everything is watched."""


def iter_changes(request: BuildRequest, stop: Event | None = None) -> Iterator[None]:
    """One item as soon as it watches, then one each time something changed, until `stop` is set or an interrupt.

    So no change is missed between a first build and the watching. The project's folder is what is watched, so that
    `seeds/` may vanish and come back. Raises UsageError where watchfiles is not installed, or a folder is not there.
    """
    try:
        from watchfiles import watch  # noqa: PLC0415  (an optional extra)
    except ImportError as error:
        raise UsageError(
            "watching needs the package watchfiles, which is not installed",
            remedy="install it: pip install 'briefgen[watch]'",
        ) from error
    watched = {_absolute(request.project), *(_absolute(path).parent for path in request.paths)}
    for folder in sorted(watched):
        if not folder.is_dir():
            raise UsageError("there is no such file or folder", where=str(folder), remedy="check the path")
    changes = watch(
        *sorted(watched),
        watch_filter=_Filter(request),
        debounce=SETTLE,
        step=_STEP,
        stop_event=stop,
        raise_interrupt=False,
        rust_timeout=_SLEEP,
        yield_on_timeout=True,
    )
    for turn, changed in enumerate(changes):
        if changed or turn == 0:
            yield


class _Filter:
    """Lets through what an output is made from."""

    def __init__(self, request: BuildRequest) -> None:
        project = _absolute(request.project)
        self._output = _absolute(request.output_folder)
        self._folders = (project / SOURCES_FOLDER, project / TEMPLATES_FOLDER, *map(_absolute, request.paths))
        self._files = (
            project / OPTIONS_FILE,
            project / PROTECTED_FILE,
            *(_absolute(path).with_suffix(".toml") for path in request.paths),
        )

    def __call__(self, _: "Change", name: str) -> bool:
        path = _absolute(Path(name))
        if path.name.startswith((".", "~$")) or path.is_relative_to(self._output):
            return False
        return path in self._files or any(path.is_relative_to(folder) for folder in self._folders)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (links are kept)
