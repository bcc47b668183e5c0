"""The commands about files that a person edited: merge, resolve, keep, restore, freeze."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from briefgen.cli.console import Console
from briefgen.cli.messages import Messages
from briefgen.cli.requests import place_options, tell_waiting
from briefgen.errors import ExitCode, UsageError

_LONGEST = 40
"""Characters of an edit that are shown."""


def merging_commands(messages: Messages) -> tuple[click.Command, ...]:
    """The commands, in the order in which they are listed."""
    say = messages.say
    file = click.Argument(["file"], type=click.Path(path_type=Path))
    return (
        click.Command(
            "merge",
            callback=partial(_merge, messages),
            help=messages.help["merge"],
            short_help=say("Bring an edited copy back into the build folder."),
            params=[click.Argument(["edited"], type=click.Path(path_type=Path)), *place_options(messages)],
        ),
        click.Command(
            "resolve",
            callback=partial(_resolve, messages),
            help=messages.help["resolve"],
            short_help=say("Settle what both you and the source changed."),
            params=[
                file,
                click.Option(["--slide"], type=int, help=say("Only what stands on this slide.")),
                click.Option(["--mine"], is_flag=True, help=say("Your version stands.")),
                click.Option(["--new"], is_flag=True, help=say("The new version stands.")),
            ],
        ),
        click.Command(
            "keep",
            callback=partial(_keep, messages),
            help=messages.help["keep"],
            short_help=say("Turn your edits in a file into entries of NAME.toml."),
            params=[file, place_options(messages)[0]],
        ),
        click.Command(
            "restore",
            callback=partial(_restore, messages),
            help=messages.help["restore"],
            short_help=say("List the kept versions of a file, or bring one back."),
            params=[file, click.Argument(["version"], required=False)],
        ),
        click.Command(
            "freeze",
            callback=partial(_freeze, messages),
            help=messages.help["freeze"],
            short_help=say("Let builds leave a file alone."),
            params=[
                file,
                click.Option(["--until"], metavar="DATE", help=say("The last day, such as 2026-03-31.")),
                click.Option(["--off"], is_flag=True, help=say("Let builds change it again.")),
            ],
        ),
    )


def _merge(messages: Messages, *, edited: Path, project: Path, output: Path | None) -> int:
    from briefgen.builder import BuildRequest  # noqa: PLC0415  (help must not wait for the builder)
    from briefgen.builder.decisions import bring_back  # noqa: PLC0415
    from briefgen.builder.merging import list_path  # noqa: PLC0415

    console = Console()
    request = BuildRequest(project=project, output=output, waiting=tell_waiting(messages, console))
    path, merged = bring_back(request, edited)
    console.result(messages.say("merged      {} into {}: see {}", edited, path, list_path(path)))
    return _report_conflicts(messages, path, merged.conflicts)


def _resolve(messages: Messages, *, file: Path, slide: int | None, mine: bool, new: bool) -> int:
    from briefgen.builder.decisions import Settlement, resolve  # noqa: PLC0415

    if mine == new:
        raise UsageError("it must be said whose version stands", where=str(file), remedy="give either --mine or --new")
    left = resolve(
        file, Settlement.MINE if mine else Settlement.NEW, slide=slide, waiting=tell_waiting(messages, Console())
    )
    Console().result(messages.say("settled     {}", file))
    return _report_conflicts(messages, file, left)


def _keep(messages: Messages, *, file: Path, project: Path) -> int:
    from briefgen.builder import BuildRequest  # noqa: PLC0415  (help must not wait for the builder)
    from briefgen.builder.keeping import keep  # noqa: PLC0415

    kept = keep(BuildRequest(project=project), file)
    console = Console()
    if kept.entries:
        console.result(
            messages.say("kept        {} edits of {} in {}; the next build follows", kept.entries, file, kept.path)
        )
    else:
        console.result(messages.say("there is no edit in {} that {} could hold", file, kept.path.name))
    for edit in kept.left:
        said = " → ".join(filter(None, (_short(edit.before), _short(edit.after))))
        place = messages.say("slide {}", edit.number) if edit.number else file.name
        console.warning(messages.say("left        {}: {} ({})", place, said, messages.view(edit.reason)))
    return int(ExitCode.DONE)


def _short(text: str) -> str:
    line = " ".join(text.replace("\v", "").split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _restore(messages: Messages, *, file: Path, version: str | None) -> int:
    from briefgen.builder.decisions import list_versions, restore  # noqa: PLC0415

    console = Console()
    if version is not None:
        restored = restore(file, version, waiting=tell_waiting(messages, Console()))
        console.result(messages.say("restored    {} as it was in {}", file, restored.name))
        return int(ExitCode.DONE)
    versions = list_versions(file)
    if not versions:
        console.result(messages.say("no versions of {} are kept", file))
    for item in versions:
        text = "{}  {}  as generated" if item.is_edition else "{}  {}  as it was before a merge"
        console.result(messages.say(text, f"{item.name:16}", item.kept_at))
    return int(ExitCode.DONE)


def _freeze(messages: Messages, *, file: Path, until: str | None, off: bool) -> int:
    from briefgen.builder.decisions import freeze  # noqa: PLC0415

    if off and until is not None:
        raise UsageError("--off and --until say the contrary", where=str(file), remedy="give one of the two")
    is_frozen = freeze(file, None if off else until or "", waiting=tell_waiting(messages, Console()))
    console = Console()
    if off or is_frozen:
        text = "thawed      {}" if off else "frozen      {}: builds leave it alone"
        console.result(messages.say(text, file))
    else:
        console.warning(messages.say("not frozen  {}: {} is over", file, until))
    return int(ExitCode.DONE)


def _report_conflicts(messages: Messages, path: Path, conflicts: Sequence[object]) -> int:
    if not conflicts:
        return int(ExitCode.DONE)
    Console().error(messages.say("conflict    {}: {} places were changed by both", path, len(conflicts)))
    return int(ExitCode.CONFLICT)
