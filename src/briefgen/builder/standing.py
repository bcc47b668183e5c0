"""How an output stands to what it is to be made from, told from contents alone; nothing is rendered or written."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefgen.builder.editions import EditionStore, edition_id, named_edition, sha256
from briefgen.builder.merging import MergeState, is_frozen
from briefgen.builder.outputs import read_output
from briefgen.builder.preparation import Target
from briefgen.builder.reasons import explain_difference
from briefgen.errors import Diagnostic


class State(StrEnum):
    """What a build would find."""

    UP_TO_DATE = "up to date"
    MISSING = "missing"
    OUT_OF_DATE = "out of date"
    EDITED = "edited"  # by hand, and the edition that it was made from is the newest
    EDITED_AND_OUT_OF_DATE = "edited and out of date"
    FROZEN = "frozen"  # left alone until a day; the newest edition stands beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One output as it stands: the edition that it names, the one that it should be, and why they differ.

    `conflicts` is the number of places that both a person and the source changed, and that nobody has settled.
    """

    path: str
    state: State
    edition: str
    base: str | None
    reasons: tuple[Diagnostic, ...] = ()
    conflicts: int = 0

    @property
    def is_pending(self) -> bool:
        """Whether a build would do something about it."""
        return self.state in (State.MISSING, State.OUT_OF_DATE, State.EDITED_AND_OUT_OF_DATE)


def is_up_to_date(target: Target, path: Path, store: EditionStore) -> bool:
    """Whether the file is, byte for byte, what the manifest says was made from these very inputs.

    A new one beside it would be out of place, so then the question is left to the build. OutputError for a file that
    can't be read.
    """
    record = store.manifest.outputs.get(target.output)
    if record is None or record.signature != target.signature:
        return False
    data = read_output(path)
    return data is not None and record.sha256 == sha256(data) and not path.with_suffix(f".new{path.suffix}").exists()


def judge(target: Target, path: Path, store: EditionStore, *, frozen_until: str | None = None) -> Standing:
    """How an output stands; raises OutputError for a file that can't be read.

    `frozen_until` is what the source's settings say of freezing.
    """
    data = read_output(path)
    base = named_edition(data) if data is not None else None
    state, conflicts = State.MISSING, 0
    if data is not None:
        merges = MergeState(store.output)
        state = _state_of(target, data, store, frozen=is_frozen(merges, target.output, frozen_until))
        conflicts = len(merges.conflicts(target.output)) if state is State.EDITED else 0
    return Standing(
        path=target.output,
        state=state,
        edition=edition_id(target.signature),
        base=base,
        reasons=_reasons(target, state, base, store),
        conflicts=conflicts,
    )


def _state_of(target: Target, data: bytes, store: EditionStore, *, frozen: bool) -> State:
    """The state of an output that is there with these bytes."""
    edition = edition_id(target.signature)
    edited = not store.is_unedited(target.output, data)
    if edited and MergeState(store.output).is_followed(target.output, data, edition):
        return State.EDITED
    if named_edition(data) == edition:
        if not edited:
            return State.UP_TO_DATE
        return State.EDITED if frozen else State.EDITED_AND_OUT_OF_DATE
    if frozen:
        path = store.place_of(target.output)
        beside = read_output(path.with_suffix(f".new{path.suffix}"))
        if beside is not None and named_edition(beside) == edition:
            return State.FROZEN
    return State.EDITED_AND_OUT_OF_DATE if edited else State.OUT_OF_DATE


def _reasons(target: Target, state: State, base: str | None, store: EditionStore) -> tuple[Diagnostic, ...]:
    if state is State.MISSING:
        return _missing(target, store)
    if state not in (State.OUT_OF_DATE, State.EDITED_AND_OUT_OF_DATE):
        return ()
    if base == edition_id(target.signature):
        return (_EDITED,)
    before = store.manifest.inputs_of(store.manifest.signature_of(base or ""))
    return explain_difference(before, target.inputs.groups())


_EDITED = Diagnostic(code="edited", message="it was edited since the last build")


def _missing(target: Target, store: EditionStore) -> tuple[Diagnostic, ...]:
    if target.output in store.manifest.outputs:
        return (Diagnostic(code="missing", message="the file is gone"),)
    return (Diagnostic(code="never-built", message="it was never built"),)
