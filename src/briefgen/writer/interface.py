"""What a writer is asked and what it may do: one line in, one line out, or a failure that is survived."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from briefgen.document import Language


class WriterFailure(Exception):  # noqa: N818  (it is no failure of a build: the source's own line stays)
    """The writer gave no answer; the text says why. `final`: asking on is no use."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingTask:
    """A line to word anew, the source's sentences that it is made from, and the most code points it may have."""

    line: str
    sentences: str
    language: Language
    limit: int


@dataclass(frozen=True, slots=True)
class Answers:
    """The lines that were taken from a writer, by the id of their key point. `complete`: it answered for all."""

    taken: Mapping[str, str]
    complete: bool = True


class Writer(Protocol):
    """Words one line anew."""

    def reword(self, task: WritingTask) -> str:
        """The new line, as the writer gave it; raises WriterFailure."""
