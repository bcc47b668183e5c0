"""A process of ours that answers calls within limits of memory and time, so that what kills it costs one call.

It is the same Python with the same modules. A call is a function of a module and its arguments; they go there and the
answer comes back as pickles between our own processes. Knows nothing of what the functions do.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from math import ceil
from threading import Timer
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 3
"""So many times its processor time may a call take on a busy machine."""

_PROGRAM = "import sys; from briefgen.processes import serve; serve(int(sys.argv[1]), float(sys.argv[2]))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one process may use: bytes of memory, and seconds of processor time for one call.

    Memory is limited where the system can do it (Linux; not macOS and Windows), time everywhere.
    """

    memory: int
    seconds: float

    def __mul__(self, factor: tuple[int, int]) -> "Limits":
        """So many times the memory and the time."""
        return Limits(memory=self.memory * factor[0], seconds=self.seconds * factor[1])


class ChildError(Exception):
    """A call that had no answer."""


class DiedError(ChildError):
    """The process ended under the call; the text says how."""


class TooSlowError(ChildError):
    """The call took longer than it may."""


class OutOfMemoryError(ChildError):
    """The call needed more memory than it may have."""


class Child:
    """One process, started with its first call, and anew with the first one after it died.

    `kept_open` are file descriptors that it holds as long as it lives (POSIX).
    """

    def __init__(self, limits: Limits, *, kept_open: tuple[int, ...] = ()) -> None:
        self._limits = limits
        self._kept_open = kept_open
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def call(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What the function gives or raises there; ChildError when there was no answer."""
        if self._stopped:
            raise DiedError
        process = self._process = self._process or self._start()
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            process.kill()

        timer = Timer(self._limits.seconds * PATIENCE, stop)
        timer.daemon = True
        timer.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            pickle.dump((function, arguments, named), process.stdin)
            process.stdin.flush()
            succeeded, answer = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            raise self._bury(is_late=bool(late)) from error
        finally:
            timer.cancel()
        if not succeeded:
            raise answer
        return answer  # type: ignore[no-any-return]

    def stop(self) -> None:
        """Let the call that another thread may be in have no answer, nor any call after it."""
        self._stopped = True
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """End the process, whatever it is doing; no thread may be in a call."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError):
                process.communicate()

    def _start(self) -> "subprocess.Popen[bytes]":
        """Start it apart from the terminal, so that Ctrl-C reaches our process alone, which then ends this one."""
        paths = os.pathsep.join(path for path in sys.path if path)
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM, str(self._limits.memory), str(self._limits.seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,
            pass_fds=self._kept_open if os.name == "posix" else (),
        )

    def _bury(self, *, is_late: bool) -> ChildError:
        process, self._process = self._process, None
        assert process is not None
        process.kill()
        process.communicate()
        code = process.returncode
        if is_late or code in _TIME_IS_UP:
            return TooSlowError()
        return DiedError(f"signal {-code}" if code < 0 else f"exit code {code}")


def serve(memory: int, seconds: float) -> None:
    """Answer the calls on standard input until it ends. What a library prints goes to nobody."""
    _limit_memory(memory)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        while True:
            try:
                function, arguments, named = pickle.load(sys.stdin.buffer)
            except EOFError:
                return
            _limit_time(seconds)
            pickle.dump(_answer(function, arguments, named), answers)
            answers.flush()


def _answer(function: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments, **named)
    except MemoryError:
        return False, OutOfMemoryError()
    except Exception as error:
        return False, error


if sys.platform == "win32":
    _TIME_IS_UP: tuple[int, ...] = ()

    def _limit_memory(_: int) -> None:
        return

    def _limit_time(_: float) -> None:
        return

else:
    import resource
    import signal

    _TIME_IS_UP = (-signal.SIGXCPU,)

    def _limit_memory(size: int) -> None:
        with suppress(ValueError, OSError):  # macOS has the limit and does not take it
            resource.setrlimit(resource.RLIMIT_AS, (size, size))

    def _limit_time(seconds: float) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        allowed = ceil(used.ru_utime + used.ru_stime + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
