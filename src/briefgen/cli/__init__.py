"""The command line: the only place that reads arguments, prints and exits. No traceback ever reaches a user."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from briefgen.cli.commands import create_command
from briefgen.cli.console import Console, choose_language, leave_broken_pipe
from briefgen.cli.messages import Messages
from briefgen.cli.results import print_error
from briefgen.errors import BriefgenError, ExitCode

_INTERRUPTED = 130
_ALLOCATIONS = 10_000
"""Objects made before cycles among them are looked for: Python's own 700 cost a twentieth of a build."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `briefgen` and leave the process with its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(_ALLOCATIONS)
    code = run(arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        leave_broken_pipe(sys.stdout)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command; every failure becomes one message and an exit code."""
    messages = Messages(choose_language(arguments, os.environ))
    debug = "--debug" in arguments
    try:
        command = create_command(messages, debug=debug)
        return int(command.main(list(arguments), prog_name="briefgen", standalone_mode=False) or ExitCode.DONE)
    except BrokenPipeError:
        leave_broken_pipe(sys.stdout)
        return ExitCode.DONE
    except (click.Abort, KeyboardInterrupt):
        Console().error(messages.say("interrupted; no output is half-written"))
        return _INTERRUPTED
    except Exception as error:
        if debug and not isinstance(error, BriefgenError | click.ClickException):
            raise
        return _explain(error, messages)


def _explain(error: Exception, messages: Messages) -> int:
    match error:
        case click.exceptions.NoArgsIsHelpError():
            Console().result(error.format_message())
            return ExitCode.DONE
        case click.ClickException():
            return _refuse_usage(error, messages)
        case BriefgenError():
            print_error(error, Console(), messages)
            return error.exit_code
    print_error(_internal(error), Console(), messages)
    return ExitCode.INTERNAL


def _refuse_usage(error: click.ClickException, messages: Messages) -> int:
    context = error.ctx if isinstance(error, click.UsageError) else None
    console = Console()
    console.error(f"{messages.say('error')}: {messages.view(error.format_message())}")
    console.error(f"  {messages.say('see: {} --help', context.command_path if context else 'briefgen')}")
    return ExitCode.USAGE


def _internal(error: Exception) -> BriefgenError:
    return BriefgenError(
        f"internal error: {type(error).__name__}: {error}",
        remedy="please report it, with the output of the same command and --debug",
    )
