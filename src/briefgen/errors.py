"""What can go wrong, in the words of the domain; knows nothing of how it is shown.

Every error says what is wrong, where, and what to do. It is raised where it is found, chained with
`from`, and caught once, in the command line. What can be survived is a `Diagnostic` instead.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ExitCode(IntEnum):
    """What the process tells a scheduler; with several, the lowest of 3-7 wins."""

    DONE = 0
    USAGE = 2
    SOURCE = 3
    TEMPLATE = 4
    FAITHFULNESS = 5
    CONFLICT = 6
    OUTPUT = 7
    OUT_OF_DATE = 8
    INTERNAL = 70


class BriefgenError(Exception):
    """A failure with its place and its remedy.

    `message` says what is wrong, `where` names the file and the place in it, `remedy` says what to do.
    """

    exit_code = ExitCode.INTERNAL

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.message) if part)


class UsageError(BriefgenError):
    """The command or an option file asks for what does not exist."""

    exit_code = ExitCode.USAGE


class ReadError(BriefgenError):
    """A source can't be read; the other sources are still built."""

    exit_code = ExitCode.SOURCE


class TemplateError(BriefgenError):
    """A pack is missing, broken, or asks for an unknown name. `further` are errors found in the same look."""

    exit_code = ExitCode.TEMPLATE

    def __init__(
        self, message: str, *, where: str = "", remedy: str = "", further: "tuple[TemplateError, ...]" = ()
    ) -> None:
        super().__init__(message, where=where, remedy=remedy)
        self.further = further


class FaithfulnessError(BriefgenError):
    """A line would say what its own evidence does not."""

    exit_code = ExitCode.FAITHFULNESS


class OutputError(BriefgenError):
    """An output can't be written."""

    exit_code = ExitCode.OUTPUT


class Severity(StrEnum):
    """How much a diagnostic matters to the person who reads it."""

    NOTE = "note"
    WARNING = "warning"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Something survived that a person should know: a loss, a substitution, an open question."""

    code: str
    message: str
    where: str = ""
    severity: Severity = Severity.NOTE
