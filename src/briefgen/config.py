"""What a person may set: the options of a document and the settings of a template pack, checked key by key.

Knows the keys and their types; knows nothing of command lines or of how an option changes an output. The
caller reads the files and passes their bytes on.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from briefgen.errors import TemplateError, UsageError

SETTINGS_FILE = "template.toml"
PROTECTED_FILE = "protected.txt"
LANGUAGES = ("zh", "en")

TYPE_NAMES = {str: "text in quotation marks", bool: "true or false", float: "a number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person may set for one document; an empty text leaves its slot out."""

    template: str = "briefing"
    language: str | None = None
    title: str = ""
    subtitle: str = ""
    unit: str = ""
    presenter: str = ""
    meeting: str = ""
    date: str = ""
    classification: str = ""
    addressee: str = ""
    faces: str = ""
    derived: bool = False
    changes: bool = False
    writer: bool = False


OPTION_NAMES = tuple(option.name for option in fields(Options))
_SWITCHES = frozenset(option.name for option in fields(Options) if option.type is bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSettings:
    """What `template.toml` says.

    `labels` maps a language to its labels by name, `marks` a language to the pattern of a source mark (`〔{}〕`),
    `continued` a language to the endings of a second and of a later page (`（续）`, `（续{}）`), `fonts` a face to
    its fallbacks, `faces` a profile to its table of faces in the place of the template's. `reserve_em` is the width in
    em kept free at the end of each measured line. `options` are the pack's own defaults.
    """

    name: str
    languages: tuple[str, ...] = LANGUAGES
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    continued: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    fonts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faces: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    reserve_em: float = 1.0
    options: Mapping[str, str | bool] = field(default_factory=dict)


def read_options(data: bytes, *, where: str) -> dict[str, str | bool]:
    """The options that a TOML file sets; UsageError for broken TOML, an unknown key or a wrong type."""
    return check_options(parse_toml(data, where=where, error=UsageError), where=where)


def check_options(table: Mapping[str, Any], *, where: str, also_known: tuple[str, ...] = ()) -> dict[str, str | bool]:
    """The same for a table that was read already; dates of TOML become ISO text.

    `also_known` are keys that the file may hold besides, for the message about an unknown one.
    """
    checked: dict[str, str | bool] = {}
    for key, value in table.items():
        if key not in OPTION_NAMES:
            raise UsageError(f"unknown option '{key}'", where=where, remedy=nearest(key, (*OPTION_NAMES, *also_known)))
        checked[key] = _checked_option(key, value, where)
    return checked


def front_matter_options(metadata: tuple[tuple[str, str], ...], *, where: str) -> dict[str, str | bool]:
    """The options among a document's front matter; keys of other tools are passed over.

    A document can't ask for the writer: what it says goes nowhere unless its person wants it.
    """
    switches = {"true": True, "yes": True, "false": False, "no": False}
    table: dict[str, Any] = {key: value for key, value in metadata if key in OPTION_NAMES and value and key != "writer"}
    for name in _SWITCHES.intersection(table):
        table[name] = switches.get(str(table[name]).lower(), table[name])
    return check_options(table, where=where)


def merge_options(*layers: Mapping[str, str | bool]) -> Options:
    """The options of layers given from the weakest to the strongest."""
    merged: dict[str, Any] = {}
    for layer in layers:
        merged.update(layer)
    return Options(**merged)


def read_protected(data: bytes, *, where: str) -> tuple[str, ...]:
    """The expressions of a `protected.txt`, one a line; empty lines and lines that begin with # are passed over."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as cause:
        raise UsageError("the file is not UTF-8 text", where=where, remedy="save it as UTF-8") from cause
    return tuple(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#"))


def find_pack(name: str, project: Path) -> Path:
    """The folder of a pack: the project's own first, then a path, then the shipped ones; TemplateError if none."""
    candidates = (project / "templates" / name, project / name, Path(name), shipped_templates() / name)
    for candidate in candidates:
        if (candidate / SETTINGS_FILE).is_file():
            return candidate
    known = sorted({path.parent.name for path in _iter_settings(project)})
    raise TemplateError(
        f"there is no template pack '{name}'",
        where=str(project / "templates"),
        remedy=f"packs at hand: {', '.join(known) or '-'}",
    )


def find_packs(project: Path) -> tuple[Path, ...]:
    """The folders of all packs at hand, the project's own first; a shipped one of the same name is hidden by it."""
    found: dict[str, Path] = {}
    for path in sorted(_iter_settings(project), key=lambda path: shipped_templates() in path.parents):
        found.setdefault(path.parent.name, path.parent)
    return tuple(found.values())


def shipped_templates() -> Path:
    """The folder of the packs that come with briefgen: package data in a wheel, the checkout's when editable."""
    package = Path(__file__).resolve().parent
    packed = package / "_templates"
    return packed if packed.is_dir() else package.parents[1] / "templates"


def load_pack_settings(data: bytes, name: str) -> PackSettings:
    """What a pack's `template.toml` says; TemplateError for broken TOML, an unknown key or a wrong type."""
    where = f"{name}/{SETTINGS_FILE}"
    table = parse_toml(data, where=where, error=TemplateError)
    known = tuple(setting.name for setting in fields(PackSettings))
    for key in table:
        if key not in known:
            raise TemplateError(f"unknown setting '{key}'", where=where, remedy=nearest(key, known))
    shape = _Shape(where)
    try:
        own = check_options(shape.table(table, "options"), where=where)
    except UsageError as error:
        raise TemplateError(error.message, where=where, remedy=error.remedy) from error
    return PackSettings(
        name=shape.value(table, "name", str, name),
        languages=shape.texts(table.get("languages", list(LANGUAGES)), "languages"),
        labels={code: shape.text_table(table["labels"], code) for code in shape.table(table, "labels")},
        marks=shape.text_table(table, "marks"),
        continued={code: shape.pair(pair, f"continued.{code}") for code, pair in shape.items(table, "continued")},
        fonts={face: shape.texts(names, f"fonts.{face}") for face, names in shape.items(table, "fonts")},
        faces={profile: shape.text_table(table["faces"], profile) for profile in shape.table(table, "faces")},
        reserve_em=float(shape.value(table, "reserve_em", float, 1.0)),
        options=own,
    )


@dataclass(frozen=True, slots=True)
class _Shape:
    """Reads settings out of a TOML table and says where one has the wrong shape."""

    where: str

    def table(self, parent: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = parent.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(key, "a table")
        return value

    def items(self, parent: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
        return list(self.table(parent, key).items())

    def text_table(self, parent: Mapping[str, Any], key: str) -> Mapping[str, str]:
        table = self.table(parent, key)
        if not all(isinstance(value, str) for value in table.values()):
            raise self._wrong(key, "a table of texts")
        return dict(table)

    def texts(self, value: Any, key: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def pair(self, value: Any, key: str) -> tuple[str, str]:
        texts = self.texts(value, key)
        if len(texts) != 2:
            raise self._wrong(key, "a list of two texts")
        return (texts[0], texts[1])

    def value(self, parent: Mapping[str, Any], key: str, kind: type, default: Any) -> Any:
        value = parent.get(key, default)
        accepted = (int, float) if kind is float else kind
        if not isinstance(value, accepted) or (kind is float and isinstance(value, bool)):
            raise self._wrong(key, TYPE_NAMES[kind])
        return value

    def _wrong(self, key: str, wanted: str) -> TemplateError:
        return TemplateError(f"'{key}' must be {wanted}", where=self.where, remedy="correct the setting")


def _checked_option(key: str, value: Any, where: str) -> str | bool:
    if isinstance(value, date | datetime):
        value = value.isoformat()
    wanted = bool if key in _SWITCHES else str
    if not isinstance(value, wanted):
        raise UsageError(f"'{key}' must be {TYPE_NAMES[wanted]}", where=where, remedy="correct the option")
    if key == "language":
        return _checked_language(str(value), where)
    return value.strip() if isinstance(value, str) else value


def checked_day(value: Any, *, where: str) -> str:
    """A day as ISO 8601 text; UsageError for what is none. TOML's own dates count as well as texts."""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise UsageError(f"'{value}' is no date", where=where, remedy="write it as 2026-03-31") from error


def _checked_language(value: str, where: str) -> str:
    language = value.strip().lower().replace("_", "-").partition("-")[0]
    if language not in LANGUAGES:
        raise UsageError(f"unknown language '{value}'", where=where, remedy="write zh or en")
    return language


def parse_toml(data: bytes, *, where: str, error: type[UsageError] | type[TemplateError]) -> dict[str, Any]:
    """What a TOML file says; raises the error for one that is broken or not UTF-8."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as cause:
        raise error("the file is not UTF-8 text", where=where, remedy="save it as UTF-8") from cause
    except tomllib.TOMLDecodeError as cause:
        raise error(f"not valid TOML: {cause}", where=where, remedy="correct the line") from cause


def nearest(key: str, known: tuple[str, ...]) -> str:
    """The remedy for an unknown key: the known one that is spelled most alike, else all of them."""
    from difflib import get_close_matches  # noqa: PLC0415  (needed by the one bad key only)

    close = get_close_matches(key, known, n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else f"known are: {', '.join(known)}"


def _iter_settings(project: Path) -> list[Path]:
    return [*project.glob(f"templates/*/{SETTINGS_FILE}"), *shipped_templates().glob(f"*/{SETTINGS_FILE}")]
