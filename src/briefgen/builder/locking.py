"""One build at a time in one output folder. The lock goes with the processes that hold it, however they end."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from briefgen.errors import OutputError

LOCK_FILE = "lock"
LONGEST_WAIT = 300
"""Seconds that a build waits for another one."""

_STEP = 0.2


@contextmanager
def locked(folder: Path, *, waiting: Callable[[], None], longest: float = LONGEST_WAIT) -> Iterator[int]:
    """Hold the lock of an output folder; gives its file descriptor, for processes that are to hold it as well.

    `waiting` is called once when another build has it. Raises OutputError when the folder can't be written, or when the
    other build takes too long.
    """
    descriptor = _open(folder)
    try:
        _wait(descriptor, folder, waiting, longest)
        while not _stands(descriptor, folder / LOCK_FILE):  # who held it before removed the whole folder
            os.close(descriptor)
            descriptor = _open(folder)
            _wait(descriptor, folder, waiting, longest)
        yield descriptor
    finally:
        os.close(descriptor)


def _open(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OutputError(
            f"the build folder can't be written ({error.strerror})",
            where=str(folder),
            remedy="check its permissions, or choose another folder with --output; nothing was changed",
        ) from error


def _stands(descriptor: int, path: Path) -> bool:
    """Whether an open file is the one that stands at a path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _wait(descriptor: int, folder: Path, waiting: Callable[[], None], longest: float) -> None:
    pause = Event()
    for step in range(max(1, int(longest / _STEP))):
        if _take(descriptor):
            return
        if step == 0:
            waiting()
        pause.wait(_STEP)
    raise OutputError(
        "another briefgen is building into this folder",
        where=str(folder),
        remedy="wait until it is done, or choose another folder with --output; nothing was changed",
    )


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl

    _NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:  # some network drives have none; outputs are whole there all the same
                raise
        return True
