"""`briefgen schedule`: prints a unit that builds a project every day. It installs nothing."""

import re
import shlex
import sys
import tomllib
from pathlib import Path
from typing import Any

import click

from briefgen.cli.console import Console
from briefgen.cli.messages import Messages
from briefgen.cli.requests import place_options
from briefgen.errors import ExitCode, UsageError

KINDS = ("systemd", "cron", "windows", "github")

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_HOLE = re.compile(r"(?<!\$)\{(\w+)\}")


def schedule_command(messages: Messages) -> click.Command:
    """Prints a unit for a scheduler."""
    return click.Command(
        "schedule",
        callback=lambda **settings: _schedule(messages, **settings),
        help=messages.help["schedule"],
        short_help=messages.say("Print a unit that builds this project every day."),
        params=[
            click.Argument(["kind"], type=click.Choice(KINDS)),
            click.Option(
                ["--at"], metavar="HH:MM", default="02:30", show_default=True, help=messages.say("The time of day.")
            ),
            *place_options(messages),
        ],
    )


def describe_schedule(kind: str, project: Path, output: Path | None, at: str, language: str) -> tuple[str, str]:
    """The unit and how it is used; UsageError for what is no time of day."""
    match = _TIME.fullmatch(at.strip())
    if match is None:
        raise UsageError(f"'{at}' is no time of day", where="--at", remedy="write it as 02:30")
    folder = project.absolute()
    values = {
        "project": folder.as_posix() if kind != "windows" else str(folder),
        "name": "briefgen-" + (re.sub(r"\W+", "-", folder.name).strip("-") or "project"),
        "hour": f"{int(match[1]):02}",
        "minute": match[2],
        "command": _command(kind, output),
    }
    quoted = {**values, "project": _folder(kind, values["project"])}
    texts = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return _filled(texts["units"][kind], quoted), _filled(texts[language][kind], values)


def _schedule(messages: Messages, *, kind: str, at: str, project: Path, output: Path | None) -> int:
    unit, use = describe_schedule(kind, project, output, at, messages.language)
    console = Console()
    comment = "REM" if kind == "windows" else "#"
    for line in use.strip().splitlines():
        console.result(f"{comment} {line}".rstrip())
    console.result("")
    console.result(unit.strip())
    return int(ExitCode.DONE)


def _command(kind: str, output: Path | None) -> str:
    """This very Python, whatever the scheduler's search path is."""
    words = [sys.executable, "-m", "briefgen", "build", "--quiet"]
    words += ["--output", str(output.absolute())] if output else []
    if kind == "windows":
        return " ".join(f'\\"{word}\\"' if " " in word or "\\" in word else word for word in words)
    return " ".join(_quoted(kind, word) for word in words)


def _quoted(kind: str, word: str) -> str:
    """A word of a command as the scheduler reads it: % means something of its own to cron, % and $ to systemd."""
    match kind:
        case "cron":
            return shlex.quote(word).replace("%", r"\%")
        case "systemd":
            word = _doubled(word).replace("$", "$$")
            return '"' + word.replace('"', '\\"') + '"' if re.search(r"[\s\"';]", word) else word
    return word


def _folder(kind: str, folder: str) -> str:
    """The project in the place where the unit names it: systemd takes the rest of the line as it is."""
    return _doubled(folder) if kind == "systemd" else _quoted(kind, folder)


def _doubled(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "%%")


def _filled(text: str, values: dict[str, Any]) -> str:
    return _HOLE.sub(lambda hole: str(values[hole[1]]), text)
