"""`briefgen template`: list, show, check and make template packs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.console import Console
from briefgen.cli.messages import Messages
from briefgen.cli.template_check import check_command
from briefgen.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from briefgen.packs.adopting import Adoption
    from briefgen.packs.layouts import OwnSlide

Wrap = Callable[[Callable[..., int], Messages], Callable[..., int]]


def template_group(messages: Messages, wrap: Wrap) -> click.Group:
    """The group with its commands; `wrap` gives a callback the messages."""
    say, texts = messages.say, messages.help
    project = click.Option(
        ["--project"],
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=Path(),
        help=say("The folder that holds seeds/, templates/ and briefgen.toml."),
    )
    name = click.Argument(["name"], default="briefing")
    file = click.Path(path_type=Path, dir_okay=False, exists=True)
    commands = (
        click.Command("list", callback=wrap(_list, messages), params=[project], help=texts["template list"],
                      short_help=say("List the template packs at hand.")),
        click.Command("show", callback=wrap(_show, messages), params=[name, project], help=texts["template show"],
                      short_help=say("Show a pack's slides, and the names that its tags may use.")),
        check_command(messages, wrap, project),
        click.Command(
            "new", callback=wrap(_new, messages), help=texts["template new"],
            short_help=say("Make a pack of a PowerPoint template."),
            params=[
                click.Argument(["name"]),
                click.Option(["--from", "source"], required=True, type=file, metavar="FILE",
                             help=say("The PowerPoint template (.potx or .pptx) to adopt.")),
                click.Option(["--word"], type=file, metavar="FILE",
                             help=say("A Word template (.dotx or .docx) whose styles, header and footer to use.")),
                click.Option(["--keep"], metavar="NUMBERS",
                             help=say("The template's own slides to keep in every deck, such as 3,9.")),
                project,
            ],
        ),
    )  # fmt: skip
    return click.Group(
        "template", commands={item.name or "": item for item in commands}, help=texts["template"],
        short_help=say("List, show, check and make template packs."), no_args_is_help=True,
    )  # fmt: skip


def _list(messages: Messages, *, project: Path) -> int:
    from briefgen.config import find_packs, shipped_templates  # noqa: PLC0415  (read when asked for)

    console = Console()
    for folder in find_packs(project):
        shipped = messages.say("(shipped)") if folder.parent == shipped_templates() else str(folder)
        outputs = " ".join(sorted(path.name for path in folder.iterdir() if path.suffix in (".pptx", ".docx")))
        console.result(f"{folder.name:<16}{outputs:<32}{shipped}")
    return int(ExitCode.DONE)


def _show(messages: Messages, *, name: str, project: Path) -> int:
    from briefgen.builder.pipeline import read_pack  # noqa: PLC0415
    from briefgen.config import find_pack  # noqa: PLC0415
    from briefgen.packs.describing import describe_names, describe_slides  # noqa: PLC0415

    console = Console()
    pack = read_pack(find_pack(name, project))
    for number, slide, repeated in describe_slides(pack.files):
        console.result(messages.say("slide {}  {}  {}", number, slide, ", ".join(repeated)).rstrip())
    console.result("")
    for line in describe_names(pack.settings):
        console.result(line)
    return int(ExitCode.DONE)


def _new(messages: Messages, *, name: str, source: Path, project: Path, **given: Any) -> int:
    from briefgen.builder.writing import write_atomically  # noqa: PLC0415
    from briefgen.config import find_pack  # noqa: PLC0415
    from briefgen.packs.adopting import adopt  # noqa: PLC0415

    folder = project / "templates" / name
    if Path(name).name != name or name.startswith("."):
        raise UsageError(f"'{name}' is no name for a pack", remedy="give one word without slashes, such as acme")
    if folder.exists():
        raise UsageError("there is such a pack already", where=str(folder), remedy="give another name, or remove it")
    shipped = {path.name: path.read_bytes() for path in find_pack("briefing", Path()).iterdir() if path.is_file()}
    made = adopt(source.read_bytes(), file=source.name, name=name, base=shipped, keep=_numbers(given["keep"]))
    files = {**made.files, **_word(given["word"], shipped)}
    for path, data in sorted(files.items()):
        write_atomically(folder / path, data)
    _report(messages, made, folder)
    return int(ExitCode.DONE)


def _word(word: Path | None, shipped: dict[str, bytes]) -> dict[str, bytes]:
    from briefgen.packs.word_adopting import DOCUMENT, adopt_word  # noqa: PLC0415

    if word is None:
        return {DOCUMENT: shipped[DOCUMENT]}
    return {DOCUMENT: adopt_word(word.read_bytes(), file=word.name, base=shipped[DOCUMENT])}


def _numbers(text: str | None) -> tuple[int, ...]:
    parts = [part.strip() for part in (text or "").replace("，", ",").split(",") if part.strip()]
    if not all(part.isdecimal() for part in parts):
        raise UsageError(f"'{text}' is no list of slide numbers", remedy="write numbers with commas, such as 3,9")
    return tuple(map(int, parts))


def _report(messages: Messages, made: "Adoption", folder: Path) -> None:
    say, console = messages.say, Console()
    console.result(say("made        {}", folder.as_posix()))
    words = {"cover": say("cover"), "section": say("section"), "content": say("content")}
    for role, layout in made.roles.listed():
        console.result(say("{} slides stand on the layout “{}”", words[role], layout.name))
    if made.roles.section is None:
        console.result(say("no layout opens a part: decks go without such slides"))
    if made.east_asian:
        console.result(say("the theme named no East Asian face: it is {} now", made.east_asian))
    if made.kept:
        console.result(say("kept in every deck: the template's slides {}", _listed(made.kept)))
    if made.left_out:
        console.result(say("left out as samples: its slides {} (--keep takes numbers)", _listed(made.left_out)))
    console.result(say("next: briefgen build --template {}", folder.name))


def _listed(slides: "tuple[OwnSlide, ...]") -> str:
    return ", ".join(str(slide.number) for slide in slides)
