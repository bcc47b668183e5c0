"""The commands and their help. Built for one language, so that help and messages agree."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen._version import __version__
from briefgen.cli.console import Console
from briefgen.cli.differences import diff_command
from briefgen.cli.handing_on import clean_command, export_command
from briefgen.cli.json_output import print_json, print_json_result
from briefgen.cli.merging import merging_commands
from briefgen.cli.messages import LANGUAGES, Messages
from briefgen.cli.requests import (
    MEGABYTE,
    limit_options,
    make_limits,
    make_request,
    paths_argument,
    request_options,
    size_options,
    tell_waiting,
)
from briefgen.cli.results import print_diagnostic, print_report
from briefgen.cli.schedule import schedule_command
from briefgen.cli.status import explain_command, show_status, status_command
from briefgen.cli.template_check import preview_command
from briefgen.cli.template_commands import template_group
from briefgen.cli.watch import watch_command
from briefgen.errors import ExitCode

if TYPE_CHECKING:
    from briefgen.builder import BuildReport
    from briefgen.processes import Limits


def create_command(messages: Messages, *, debug: bool = False) -> click.Group:
    """`briefgen` with all its commands; `debug` lets the traceback of an internal error through."""
    say = messages.say
    group = click.Group(
        name="briefgen",
        help=messages.help["group"],
        no_args_is_help=True,
        context_settings={"max_content_width": 100},
    )
    group.params.append(_eager_flag(["--version"], _print_version, say("Show the version and exit.")))
    for command in (
        _build_command(messages, debug),
        status_command(messages),
        explain_command(messages),
        diff_command(messages),
        *merging_commands(messages),
        watch_command(messages),
        schedule_command(messages),
        clean_command(messages),
        export_command(messages),
        _inspect_command(messages),
        template_group(messages, _callback),
        preview_command(messages, _callback),
        _schema_command(messages),
    ):
        group.add_command(command)
    for command in _iter_commands(group):
        command.add_help_option = False
        command.params.extend(_common_options(messages))
        command.context_class = _context_class(messages)
    return group


def _iter_commands(command: click.Command) -> Iterator[click.Command]:
    """The command itself and all below it."""
    yield command
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _iter_commands(inner)


def _build_command(messages: Messages, debug: bool) -> click.Command:
    say = messages.say
    return click.Command(
        "build",
        callback=_callback(partial(_build, debug=debug), messages),
        help=messages.help["build"],
        short_help=say("Build the briefing and the summary of each document."),
        params=[
            paths_argument(),
            *request_options(messages),
            *size_options(messages),
            click.Option(["--check"], is_flag=True, help=say("Only say whether a build is needed: exit code 0 or 8.")),
            click.Option(["--force"], is_flag=True, help=say("Build also what is up to date.")),
            click.Option(
                ["--prune"], is_flag=True, help=say("Remove outputs whose source is gone, unless edited by hand.")
            ),
            click.Option(
                ["--track-changes"],
                is_flag=True,
                help=say("Also write NAME.tracked.docx: what changed in each Word file, as tracked changes."),
            ),
            click.Option(["--pdf"], is_flag=True, help=say("Also draw each output as PDF (needs LibreOffice).")),
            click.Option(
                ["--handout"],
                is_flag=True,
                help=say("Also draw each deck in grey, two slides a page, as PDF (needs LibreOffice)."),
            ),
            click.Option(["--quiet", "-q"], is_flag=True, help=say("Say nothing but errors.")),
            click.Option(["--json", "as_json"], is_flag=True, help=say("Print the report as JSON.")),
        ],
    )


def _inspect_command(messages: Messages) -> click.Command:
    return click.Command(
        "inspect",
        callback=_callback(_inspect, messages),
        help=messages.help["inspect"],
        short_help=messages.say("Show what was understood of a document."),
        params=[
            click.Argument(["file"], type=click.Path(path_type=Path)),
            click.Option(
                ["--figures"],
                is_flag=True,
                help=messages.say("Print every number with its rule, scope and sentence, and why others were refused."),
            ),
            click.Option(
                ["--why"],
                is_flag=True,
                help=messages.say("Print what each line was taken for, with its score and features."),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=messages.say("Print the content model as JSON.")),
            *limit_options(messages),
        ],
    )


def _schema_command(messages: Messages) -> click.Command:
    return click.Command(
        "schema",
        callback=_callback(_schema, messages),
        help=messages.help["schema"],
        short_help=messages.say("Print the JSON Schema of the content model."),
    )


def _common_options(messages: Messages) -> list[click.Parameter]:
    """Options of every command; both are read before the commands exist, and stand here to be known and explained."""
    return [
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            expose_value=False,
            help=messages.say("The language of messages (the locale's if not given)."),
        ),
        click.Option(
            ["--debug"], is_flag=True, expose_value=False, help=messages.say("Show where an internal error happened.")
        ),
        _eager_flag(["--help", "-h"], _print_help, messages.say("Show this message and exit.")),
    ]


def _build(messages: Messages, *, quiet: bool, as_json: bool, debug: bool, check: bool, **settings: Any) -> int:
    from briefgen.builder import build  # noqa: PLC0415  (help and version must not wait for the stages)

    console = Console(quiet=quiet or as_json, debug=debug)
    if check:
        return show_status(messages, console, as_json=as_json, **settings)
    request = make_request(
        settings,
        force=settings["force"],
        prune=settings["prune"],
        jobs=settings["jobs"],
        cluster=settings["cluster"],
        text=int(settings["max_text"] * MEGABYTE),
        progress=lambda source, number, total: console.progress(_progress(messages, source, number, total)),
        waiting=tell_waiting(messages, console),
    )
    if as_json:
        return print_json_result(lambda: build(request), lambda report: _extras(report, settings, messages, console))
    report = build(request)
    print_report(report, console, messages)
    for text, path in _extras(report, settings, messages, console):
        console.status(messages.say(text, str(path)))
    return int(report.exit_code)


def _extras(
    report: "BuildReport", settings: Mapping[str, Any], messages: Messages, console: Console
) -> Iterator[tuple[str, Path]]:
    """Write what was asked for beside the outputs; gives each path as it is written, with what to say of it."""
    if settings["track_changes"]:
        from briefgen.builder.tracking import write_tracked  # noqa: PLC0415  (few builds ask for it)

        for path in write_tracked(report, lambda diagnostic: print_diagnostic(diagnostic, console, messages)):
            yield "written     {}", path
    if settings["pdf"] or settings["handout"]:
        from briefgen.cli.paper import print_on_paper  # noqa: PLC0415  (loads what draws)

        for path in print_on_paper(report, pdf=settings["pdf"], handout=settings["handout"]):
            yield "drawn       {}", path


def _progress(messages: Messages, source: str, number: int, total: int) -> str:
    if total == 1:
        return messages.say("building {} …", source)
    return messages.say("building {} … ({} of {})", source, number, total)


def _inspect(messages: Messages, *, file: Path, figures: bool, why: bool, as_json: bool, **settings: Any) -> int:
    limits = make_limits(settings)
    if why:
        return _explain(messages, file, limits, as_json=as_json)
    from briefgen.builder.inspection import inspect  # noqa: PLC0415
    from briefgen.cli.figure_list import describe_figures, figures_to_dict  # noqa: PLC0415
    from briefgen.cli.outline import describe  # noqa: PLC0415

    console = Console()
    content = inspect(file, lambda diagnostic: print_diagnostic(diagnostic, console, messages), limits)
    if as_json:
        print_json(figures_to_dict(content) if figures else content.to_dict())
    else:
        for line in describe_figures(content, messages) if figures else describe(content, messages):
            console.result(line)
    return int(ExitCode.DONE)


def _explain(messages: Messages, file: Path, limits: "Limits", *, as_json: bool) -> int:
    from briefgen import api  # noqa: PLC0415
    from briefgen.cli.structure_list import describe_structure  # noqa: PLC0415

    lines = api.explain(file, limits=limits)
    if as_json:
        print_json({"lines": lines})
    else:
        console = Console()
        for line in describe_structure(lines, messages):
            console.result(line)
    return int(ExitCode.DONE)


def _schema(_: Messages) -> int:
    from briefgen.content_json import schema_text  # noqa: PLC0415

    Console().result(schema_text().rstrip())
    return int(ExitCode.DONE)


def _eager_flag(names: list[str], action: Callable[[click.Context], None], text: str) -> click.Option:
    """A flag that does its work and ends the command before anything else is looked at."""

    def act(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            action(context)
            context.exit()

    return click.Option(names, is_flag=True, expose_value=False, is_eager=True, callback=act, help=text)


def _print_version(_: click.Context) -> None:
    Console().result(f"briefgen {__version__}")


def _print_help(context: click.Context) -> None:
    Console().result(context.get_help())


def _callback(function: Callable[..., int], messages: Messages) -> Callable[..., int]:
    return lambda **values: function(messages, **values)


def _context_class(messages: Messages) -> type[click.Context]:
    """Click's own words in help (Usage, Options, …) go through our messages as well."""

    class Formatter(click.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or f"{messages.say('Usage:')} ")

        def write_heading(self, heading: str) -> None:
            super().write_heading(messages.say(heading))

    class Context(click.Context):
        formatter_class = Formatter

    return Context
