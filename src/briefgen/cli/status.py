"""`briefgen status` and `briefgen explain`: what a build would do, and why."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.console import Console
from briefgen.cli.json_output import print_json, print_json_result
from briefgen.cli.messages import Messages
from briefgen.cli.requests import make_request, paths_argument, request_options
from briefgen.cli.results import print_diagnostic, print_error, print_orphan
from briefgen.errors import ExitCode

if TYPE_CHECKING:
    from briefgen.builder.standing import Standing
    from briefgen.builder.status import Explanation, Status

STANDINGS = {
    "up to date": "up to date  {}",
    "missing": "to build    {}",
    "out of date": "to build    {}",
    "edited": "up to date  {} (edited by hand)",
    "frozen": "frozen      {} (left alone)",
    "edited and out of date": "to build    {} (edited by hand: your edits stay)",
}
_SHORT = 12


def status_command(messages: Messages) -> click.Command:
    """Tells what a build would do."""
    return click.Command(
        "status",
        callback=lambda quiet, as_json, **settings: show_status(
            messages, Console(quiet=quiet or as_json), as_json=as_json, **settings
        ),
        help=messages.help["status"],
        short_help=messages.say("Show what a build would do, and why."),
        params=[
            paths_argument(),
            *request_options(messages),
            click.Option(["--quiet", "-q"], is_flag=True, help=messages.say("Say nothing but errors.")),
            click.Option(["--json", "as_json"], is_flag=True, help=messages.say("Print the report as JSON.")),
        ],
    )


def explain_command(messages: Messages) -> click.Command:
    """Tells what one file is made from."""
    return click.Command(
        "explain",
        callback=lambda **settings: _explain(messages, **settings),
        help=messages.help["explain"],
        short_help=messages.say("Show what a file is made from, and what of it changed."),
        params=[
            click.Argument(["file"], type=click.Path(path_type=Path)),
            *request_options(messages),
            click.Option(["--json", "as_json"], is_flag=True, help=messages.say("Print the report as JSON.")),
        ],
    )


def show_status(messages: Messages, console: Console, *, as_json: bool, **settings: Any) -> int:
    """Say how each output stands; gives the exit code: 0, 8 where there is something to build, or an error's."""
    from briefgen.builder.status import find_status  # noqa: PLC0415  (help must not wait for it)

    if as_json:
        return print_json_result(lambda: find_status(make_request(settings)))
    status = find_status(make_request(settings))
    _print_status(status, console, messages)
    return int(status.exit_code)


def _print_status(status: "Status", console: Console, messages: Messages) -> None:
    for diagnostic in status.diagnostics:
        print_diagnostic(diagnostic, console, messages)
    for document in status.documents:
        for standing in document.outputs:
            _print_standing(standing, status.output, console, messages)
        if document.error is not None:
            print_error(document.error, console, messages)
    for orphan in status.orphans:
        print_orphan(orphan, status.output, console, messages)


def _print_standing(standing: "Standing", folder: str, console: Console, messages: Messages) -> None:
    text = messages.say(STANDINGS[standing.state], f"{folder}/{standing.path}")
    mark = "；" if messages.language == "zh" else "; "
    reasons = mark.join(messages.view(reason.message) for reason in standing.reasons)
    console.status(f"{text}: {reasons}" if reasons else text)
    if standing.conflicts:
        name = f"{folder}/{standing.path}"
        console.warning(messages.say("conflict    {}: {} places were changed by both", name, standing.conflicts))


def _explain(messages: Messages, *, file: Path, as_json: bool, **settings: Any) -> int:
    from briefgen.builder.status import explain  # noqa: PLC0415

    explanations = explain(make_request(settings), file)
    if as_json:
        print_json({"outputs": [explanation.to_dict() for explanation in explanations]})
        return int(ExitCode.DONE)
    console = Console()
    folder = str(settings["output"] or settings["project"] / "build")
    for explanation in explanations:
        _print_standing(explanation.standing, folder, console, messages)
        for line in _iter_inputs(explanation, messages):
            console.result(f"  {line}")
    return int(ExitCode.DONE)


def _iter_inputs(explanation: "Explanation", messages: Messages) -> Iterator[str]:
    """The edition and each input; one that changed with what it was."""
    standing = explanation.standing
    yield messages.say("edition     {}", standing.edition)
    if standing.base and standing.base != standing.edition:
        yield messages.say("the file is {}", standing.base)
    for group, inputs in explanation.now.items():
        before = explanation.before.get(group, {})
        for name in dict.fromkeys([*inputs, *before]):
            now, then = _shortened(inputs.get(name, "")), _shortened(before.get(name, ""))
            mark = f"  ({messages.say('was {}', then or '-')})" if explanation.before and now != then else ""
            yield f"{messages.say(group):12}{name}  {now or '-'}{mark}"


def _shortened(value: str) -> str:
    """A digest by its first digits; anything else as it is."""
    is_digest = len(value) == 64 and all(digit in "0123456789abcdef" for digit in value)
    return value[:_SHORT] if is_digest else value
