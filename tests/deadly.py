"""Calls for a process of ours that end it, swell it or keep it busy."""

import os
import signal
from pathlib import Path

from briefgen.builder import DocumentResult, batch
from briefgen.errors import ReadError
from briefgen.manifest import Changes

build_one = batch.build_one


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def swell() -> int:
    return len(bytearray(2_000_000_000))


def spin() -> None:
    while True:
        pass


def refuse() -> None:
    raise ReadError("no", where="here", remedy="none")


def chatter() -> str:
    print("this is no answer", flush=True)
    os.write(1, b"nor this")
    return "the answer"


def build_or_die(job: batch.Job, source) -> tuple[DocumentResult, Changes]:
    """Dies of `bad…`, and the first time of `unlucky…`."""
    name = Path(source.relative).name
    mark = source.path.with_suffix(".tried")
    if name.startswith("bad") or (name.startswith("unlucky") and not mark.exists()):
        mark.touch()
        die()
    return build_one(job, source)
