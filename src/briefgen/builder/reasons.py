"""Why an output is out of date, in words: its inputs now against those that it was made from."""

from collections.abc import Iterator, Mapping

from briefgen.builder.signature import Group
from briefgen.errors import Diagnostic

NOT_RECORDED = Diagnostic(code="not-recorded", message="what it was made from is not recorded")


def explain_difference(before: Mapping[str, Group], now: Mapping[str, Group]) -> tuple[Diagnostic, ...]:
    """A reason for each input that differs, in the order of the groups; one that says so when nothing is recorded."""
    if not before:
        return (NOT_RECORDED,)
    return tuple(reason for group in now for reason in _differences(group, before.get(group, {}), now[group]))


def _differences(group: str, before: Group, now: Group) -> Iterator[Diagnostic]:
    for name in dict.fromkeys([*now, *before]):
        old, new = before.get(name, ""), now.get(name, "")
        if old != new:
            yield Diagnostic(code=f"{group}-changed", message=_word(group, name, old, new), where="")


def _word(group: str, name: str, old: str, new: str) -> str:
    match group:
        case "source":
            return "the source changed"
        case "option":
            return _word_option(name, old, new)
        case "edit":
            return f"the edits of {name} beside the source changed"
        case "template":
            return _word_file(name, old, new)
        case "program":
            return (
                "briefgen's own files changed"
                if name == "files"
                else f"version {old or '-'} of {name} is now {new or '-'}"
            )
    settings = {
        "protected.txt": "the protected expressions changed",
        "writer": "the writer's lines changed",
        "former": "the edition that its changes are told against is another",
    }
    return settings.get(name) or f"{name} was '{old}', is now '{new}'"


def _word_option(name: str, old: str, new: str) -> str:
    if not old:
        return f"option '{name}' is now '{new}'"
    if not new:
        return f"option '{name}' is no longer set; it was '{old}'"
    return f"option '{name}' was '{old}', is now '{new}'"


def _word_file(name: str, old: str, new: str) -> str:
    if not old:
        return f"the template has a new file {name}"
    if not new:
        return f"the template's file {name} is gone"
    return f"the template's file {name} changed"
