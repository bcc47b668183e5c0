"""Results as JSON on standard output."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from briefgen.cli.console import Console, holds_unicode
from briefgen.errors import BriefgenError, ExitCode


class Result(Protocol):
    """What a command found or did."""

    @property
    def exit_code(self) -> ExitCode:
        """What the process ends with."""

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data."""


R = TypeVar("R", bound=Result)


def print_json(data: dict[str, Any]) -> None:
    """JSON that any reader of the stream gets right, whatever the stream's encoding."""
    Console().result(json.dumps(data, ensure_ascii=not holds_unicode(sys.stdout), indent=2))


def print_json_result(find: Callable[[], R], write: Callable[[R], Iterable[tuple[str, Path]]] | None = None) -> int:
    """A result, or the error that ended it, as JSON; gives the exit code.

    `write` writes further files; the JSON lists them, and an error in it stands beside the result.
    """
    from briefgen.builder.report import error_to_dict  # noqa: PLC0415  (the builder is loaded when it works)

    data: dict[str, Any] = {"documents": []}
    failure: BriefgenError | None = None
    code = ExitCode.DONE
    try:
        result = find()
        code, data = result.exit_code, result.to_dict()
        if write is not None:
            written = data["written"] = []
            for _, path in write(result):
                written.append(str(path))
    except BriefgenError as error:
        failure, code = error, code or error.exit_code
    print_json({**data, "exit_code": int(code), "error": error_to_dict(failure) if failure else None})
    return int(code)
