"""Results as JSON on standard output."""

import json
import sys
from collections.abc import Callable
from typing import Any, Protocol

from briefgen.cli.console import Console, holds_unicode
from briefgen.errors import BriefgenError, ExitCode


class Result(Protocol):
    """What a command found or did."""

    @property
    def exit_code(self) -> ExitCode:
        """What the process ends with."""

    def to_dict(self) -> dict[str, Any]:
        """The result as plain data."""


def print_json(data: dict[str, Any]) -> None:
    """JSON that any reader of the stream gets right, whatever the stream's encoding."""
    Console().result(json.dumps(data, ensure_ascii=not holds_unicode(sys.stdout), indent=2))


def print_json_result(find: Callable[[], Result]) -> int:
    """A result, or the error that ended it, as JSON; gives the exit code."""
    from briefgen.builder.report import error_to_dict  # noqa: PLC0415  (the builder is loaded when it works)

    try:
        result = find()
    except BriefgenError as error:
        print_json({"exit_code": int(error.exit_code), "error": error_to_dict(error), "documents": []})
        return int(error.exit_code)
    print_json({**result.to_dict(), "error": None})
    return int(result.exit_code)
