"""`briefgen diff`: what changed, in words."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.console import Console
from briefgen.cli.json_output import print_json_result
from briefgen.cli.messages import Messages
from briefgen.cli.requests import make_request, request_options
from briefgen.errors import ExitCode

if TYPE_CHECKING:
    from briefgen.builder.differences import Difference
    from briefgen.comparison import Comparison, FigureChange, PointChange, SectionChange


def diff_command(messages: Messages) -> click.Command:
    """Tells what changed."""
    return click.Command(
        "diff",
        callback=lambda **settings: _diff(messages, **settings),
        help=messages.help["diff"],
        short_help=messages.say("Show what changed in figures, points and sections."),
        params=[
            click.Argument(["old"], type=click.Path(path_type=Path)),
            click.Argument(["new"], type=click.Path(path_type=Path), required=False),
            *request_options(messages),
            click.Option(["--json", "as_json"], is_flag=True, help=messages.say("Print the changes as JSON.")),
        ],
    )


def describe_changes(changes: "Comparison", messages: Messages) -> Iterator[str]:
    """The changes in lines, one each, or two where something was worded anew."""
    if not changes:
        yield messages.say("nothing changed")
    for heading, lines in (
        ("Figures", [_figure(change, messages) for change in changes.figures]),
        ("Points", [line for change in changes.points for line in _point(change, messages)]),
        ("Sections", [_section(change, messages) for change in changes.sections]),
    ):
        if lines:
            yield messages.say(heading)
            yield from (f"  {line}" for line in lines)


def _diff(messages: Messages, *, old: Path, new: Path | None, as_json: bool, **settings: Any) -> int:
    from briefgen.builder.differences import compare_files, compare_with_edition  # noqa: PLC0415

    def find() -> "Difference":
        request = make_request(settings)
        return compare_files(old, new, request.reading) if new else compare_with_edition(request, old)

    if as_json:
        return print_json_result(find)
    difference = find()
    console = Console()
    for line in describe_changes(difference.changes, messages):
        console.result(line)
    return int(ExitCode.DONE)


def _figure(change: "FigureChange", messages: Messages) -> str:
    match change.kind:
        case "added":
            return f"+ {change.now}  {change.what}".rstrip()
        case "removed":
            return f"- {change.before}  {change.what}".rstrip()
    note = messages.say("scope changed") if change.scope_changed else change.difference
    return f"~ {change.before} → {change.now}{f'  ({note})' if note else ''}  {change.what}".rstrip()


def _point(change: "PointChange", messages: Messages) -> Iterator[str]:
    if change.kind == "changed":
        yield f"~ {change.before}"
        yield f"  → {change.now}"
    elif change.kind == "added":
        yield f"+ {change.now}{_shown_before(change, messages, 'its sentence is not new')}"
    else:
        yield f"- {change.before}{_shown_before(change, messages, 'its sentence is still there')}"


def _shown_before(change: "PointChange", messages: Messages, text: str) -> str:
    return f"  ({messages.say(text)})" if change.in_both else ""


def _section(change: "SectionChange", messages: Messages) -> str:
    match change.kind:
        case "added":
            return f"+ {change.now}"
        case "removed":
            return f"- {change.before}"
        case "moved":
            return f"~ {change.now}  ({messages.say('moved')})"
    return f"~ {change.before} → {change.now}"
