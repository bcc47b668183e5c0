"""`briefgen template check` and `briefgen preview`: what a pack can do and lacks, and how files look."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.console import Console
from briefgen.cli.messages import Messages
from briefgen.cli.results import print_diagnostic, print_error
from briefgen.errors import BriefgenError, Diagnostic, ExitCode, Severity, UsageError

if TYPE_CHECKING:
    from briefgen.builder.pipeline import Pack
    from briefgen.packs.checking import Health

Wrap = Callable[[Callable[..., int], Messages], Callable[..., int]]
_DRAWN = (".pptx", ".docx")


def check_command(messages: Messages, wrap: Wrap, project: click.Option) -> click.Command:
    """The command `template check`."""
    say = messages.say
    return click.Command(
        "check",
        callback=wrap(_check, messages),
        help=messages.help["template check"],
        short_help=say("Check a pack, or whether a deck keeps to it."),
        params=[
            click.Argument(["name"], default="briefing"),
            click.Option(
                ["--deck"],
                type=click.Path(path_type=Path, dir_okay=False, exists=True),
                metavar="FILE",
                help=say("A deck, edited or not, to hold against the pack's template."),
            ),
            click.Option(
                ["--picture"],
                type=click.Path(path_type=Path, dir_okay=False),
                metavar="FILE",
                help=say("Where to put a picture of the slides with the numbers of their slots (PNG)."),
            ),
            project,
        ],
    )


def preview_command(messages: Messages, wrap: Wrap) -> click.Command:
    """The command `preview`."""
    say = messages.say
    return click.Command(
        "preview",
        callback=wrap(_preview, messages),
        help=messages.help["preview"],
        short_help=say("Draw pictures of decks and Word files."),
        params=[
            click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path, dir_okay=False, exists=True)),
            click.Option(
                ["--project"],
                type=click.Path(path_type=Path, file_okay=False, exists=True),
                default=Path(),
                help=say("The folder that holds seeds/, templates/ and briefgen.toml."),
            ),
            click.Option(
                ["--output"],
                type=click.Path(path_type=Path, file_okay=False),
                metavar="FOLDER",
                help=say("The folder for the pictures (preview/ in the project if not given)."),
            ),
        ],
    )


def _check(messages: Messages, *, name: str, deck: Path | None, picture: Path | None, project: Path) -> int:
    from briefgen.builder.pipeline import read_pack  # noqa: PLC0415  (read when asked for)
    from briefgen.config import find_pack  # noqa: PLC0415
    from briefgen.packs.checking import check_pack  # noqa: PLC0415

    pack, console = read_pack(find_pack(name, project)), Console()
    if deck is not None:
        return _check_deck(messages, console, pack, deck)
    health = check_pack(pack.files, pack.settings)
    for error in health.errors:
        print_error(error, console, messages)
    for finding in health.findings:
        print_diagnostic(finding, console, messages)
    _print_slots(messages, console, health)
    if picture is not None and not health.errors:
        _draw_slots(pack, health, picture)
        console.result(messages.say("made        {}", picture.as_posix()))
    return int(ExitCode.TEMPLATE if health.errors else ExitCode.DONE)


def _check_deck(messages: Messages, console: Console, pack: "Pack", deck: Path) -> int:
    from briefgen.packs.checking import DECK  # noqa: PLC0415
    from briefgen.packs.deck_check import check_deck  # noqa: PLC0415

    findings = tuple(
        check_deck(deck.read_bytes(), file=deck.name, template=pack.files[DECK], template_file=f"{pack.name}/{DECK}")
    )
    for finding in findings:
        print_diagnostic(finding, console, messages)
    if findings:
        return int(ExitCode.TEMPLATE)
    console.result(messages.say("{} uses only the layouts, theme colours and theme fonts of {}", deck.name, pack.name))
    return int(ExitCode.DONE)


def _print_slots(messages: Messages, console: Console, health: "Health") -> None:
    slide = 0
    for slot in health.slots:
        if slot.slide != slide:
            slide = slot.slide
            console.result(messages.say("slide {}", slide))
        room = messages.say("{} × {} characters at {} pt", slot.lines, slot.characters, f"{slot.size:g}")
        console.result(f"  {slot.number:>3}  {slot.name:<20}{room}")


def _draw_slots(pack: "Pack", health: "Health", picture: Path) -> None:
    from briefgen.builder.writing import write_atomically  # noqa: PLC0415
    from briefgen.packs.checking import DECK  # noqa: PLC0415
    from briefgen.packs.numbering import draw_slots  # noqa: PLC0415

    write_atomically(picture, draw_slots(pack.files, DECK, health.slots))


def _preview(messages: Messages, *, files: tuple[Path, ...], project: Path, output: Path | None) -> int:
    from briefgen.builder.writing import write_atomically  # noqa: PLC0415
    from briefgen.packs.preview import draw, substituted_faces  # noqa: PLC0415

    console, folder = Console(), output or project / "preview"
    chosen = files or _outputs(project)
    unknown = [path for path in chosen if path.suffix.lower() not in _DRAWN]
    if unknown or not chosen:
        raise UsageError(
            "there is nothing to draw" if not chosen else "only .pptx and .docx files can be drawn",
            where=str(unknown[0]) if unknown else str(project / "build"),
            remedy="build first, or name a file" if not chosen else "give a deck or a Word file",
        )
    code = ExitCode.DONE
    for path in chosen:
        data = path.read_bytes()
        try:
            drawn = draw(data, file=path.name, substituted=substituted_faces(data, path.name))
        except BriefgenError as error:
            print_error(error, console, messages)
            code = error.exit_code
            continue
        target = folder / path.name
        for number, page in enumerate(drawn.pages, 1):
            write_atomically(target / f"page-{number:02}.png", page)
        write_atomically(target / "sheet.png", drawn.sheet)
        console.result(messages.say("drawn       {} ({} pages)", (target / "sheet.png").as_posix(), len(drawn.pages)))
        if drawn.substituted:
            message = f"drawn with other faces in the place of: {', '.join(drawn.substituted)}"
            found = Diagnostic(code="substituted", message=message, where=path.name, severity=Severity.WARNING)
            print_diagnostic(found, console, messages)
    return int(code)


def _outputs(project: Path) -> tuple[Path, ...]:
    """The decks and Word files of a project's `build/`."""
    root = project / "build"
    found = [path for path in sorted(root.rglob("*")) if path.suffix.lower() in _DRAWN]
    return tuple(path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts))
