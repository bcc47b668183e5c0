"""Outputs that are in somebody's hands: open in an Office program, or saved while they were being built."""

from pathlib import Path

from briefgen.builder.outputs import read_output
from briefgen.errors import OutputError


def refuse_open(path: Path) -> None:
    """OutputError where an Office program has the file open: its next save would undo whatever is written now.

    Office and WPS put `~$NAME` beside it (Word leaves out the first letters of a long name), LibreOffice
    `.~lock.NAME#`.
    """
    name = path.name
    marks = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    mark = next((mark for mark in marks if path.with_name(mark).exists()), None)
    if mark is not None:
        raise OutputError(
            "the file is open in another program",
            where=str(path),
            remedy=f"close it there and build again; if nobody has it open, delete {mark}",
        )


def refuse_changed(path: Path, known: bytes | None) -> None:
    """OutputError where the file is no longer what it was when it was decided what to do with it."""
    if read_output(path) != known:
        raise OutputError(
            "the file was changed while it was being built", where=str(path), remedy="build again; nothing was changed"
        )
