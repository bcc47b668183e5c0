"""The streams and the environment of the process: what a terminal can show, and in which language."""

import locale
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import TextIO

from briefgen.cli.messages import LANGUAGES

_RED, _YELLOW, _PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[0m"
_WIPE = "\r\x1b[2K"


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """The language of messages: `--lang`, else the locale's, else English. A wrong `--lang` is left for the parser."""
    for index, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else None
        if argument == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        if value in LANGUAGES:
            return value
    stated = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), None)
    name = stated if stated is not None else locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


class Console:
    """Writes results to standard output, and everything else to standard error."""

    def __init__(self, *, quiet: bool = False, debug: bool = False) -> None:
        self._quiet = quiet
        self._debug = debug
        self._progressing = False
        for stream in (sys.stdout, sys.stderr):
            _make_safe(stream)

    def result(self, text: str) -> None:
        """What was asked for; a character that the stream can't hold is written as its code."""
        self._wipe()
        sys.stdout.write(f"{text}\n")

    def flush(self) -> None:
        """Let what was written be seen now, where nobody ends the process soon."""
        sys.stdout.flush()
        sys.stderr.flush()

    def status(self, text: str) -> None:
        """What was done, unless told to be quiet."""
        if not self._quiet:
            self.result(text)

    def note(self, text: str) -> None:
        """What a person may like to know, unless told to be quiet."""
        if not self._quiet:
            self._write(text, "")

    def warning(self, text: str) -> None:
        """What a person should look at."""
        if not self._quiet:
            self._write(text, _YELLOW)

    def error(self, text: str) -> None:
        """What went wrong."""
        self._write(text, _RED)

    def cause(self, error: BaseException | None, trace: str = "") -> None:
        """The traceback behind an error, or the one given as text, for whoever asked to see it."""
        if self._debug and (error is not None or trace):
            self._write((trace or "".join(traceback.format_exception(error))).rstrip(), "")

    def progress(self, text: str) -> None:
        """What is being done at this moment; only a terminal shows it, and the next line wipes it away."""
        if not self._quiet and sys.stderr.isatty():
            sys.stderr.write(f"{_WIPE}{text}")
            sys.stderr.flush()
            self._progressing = True

    def _write(self, text: str, colour: str) -> None:
        self._wipe()
        shown = f"{colour}{text}{_PLAIN}" if colour and _shows_colour(sys.stderr) else text
        try:
            sys.stderr.write(f"{shown}\n")
        except BrokenPipeError:  # nobody reads the messages on; the work and its exit code stay as they are
            leave_broken_pipe(sys.stderr)

    def _wipe(self) -> None:
        if self._progressing:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()
            self._progressing = False


def holds_unicode(stream: TextIO) -> bool:
    """Whether a stream can carry any character."""
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")


def leave_broken_pipe(stream: TextIO) -> None:
    """Nobody reads on: what is still buffered goes nowhere, so that the interpreter ends without a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())


def _make_safe(stream: TextIO) -> None:
    """A console of another code page gets an escape for what it can't show, instead of a UnicodeEncodeError."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _shows_colour(stream: TextIO) -> bool:
    """See no-color.org."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
