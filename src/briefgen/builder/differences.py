"""What changed between two documents, two content models, or a document and its edition before."""

import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.builder.building import BuildRequest
from briefgen.builder.editions import EditionStore
from briefgen.builder.pipeline import Composition
from briefgen.builder.preparation import Prepared, Preparer
from briefgen.builder.sources import find_one_source
from briefgen.comparison import Comparison, Model, compare
from briefgen.errors import Diagnostic, ExitCode, ReadError, UsageError
from briefgen.processes import Limits
from briefgen.readers.confined import DEFAULT_LIMITS, ConfinedReader

MODEL_SUFFIX = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The changes from one named thing to another."""

    before: str
    now: str
    changes: Comparison

    @property
    def exit_code(self) -> ExitCode:
        """Changes are no failure."""
        return ExitCode.DONE

    def to_dict(self) -> dict[str, Any]:
        """The changes as plain data, as `briefgen diff --json` prints them."""
        return {"before": self.before, "now": self.now, **self.changes.to_dict()}


def compare_files(old: Path, new: Path, limits: Limits = DEFAULT_LIMITS) -> Difference:
    """What changed from one document or content model (.json) to another; ReadError for what is neither."""
    changes = compare(_read_model(old, limits), _read_model(new, limits))
    return Difference(before=str(old), now=str(new), changes=changes)


def compare_with_edition(request: BuildRequest, source: Path) -> Difference:
    """What a source says otherwise than its last edition, or what that said otherwise than the one before it, where it
    was made from this very source. UsageError when no such edition is known.
    """
    store = EditionStore(request.output_folder, _ignore)
    found = find_one_source(request.project, source)
    with closing(
        Preparer(request.project, request.options, store.manifest, request.reading, desk=store.desk())
    ) as preparer:
        return _compare(source, preparer.prepare(found), store)


def _compare(source: Path, prepared: Prepared, store: EditionStore) -> Difference:
    former = store.contents.read(prepared.former)
    if former is None:
        raise UsageError(
            "no edition is known to compare this with",
            where=str(source),
            remedy="build it, change it and ask again, or name two files: briefgen diff OLD NEW",
        )
    composition = Composition(
        lambda: prepared.content(prepared.manuscripts(), _ignore),
        options=prepared.options,
        pack=prepared.pack,
        epoch=prepared.epoch,
        report=_ignore,
    )
    changes = compare(former, Model(composition.content_data))
    return Difference(before=f"{source} ({prepared.former})", now=str(source), changes=changes)


def _read_model(path: Path, limits: Limits) -> Model:
    if path.is_dir():
        raise UsageError("this is a folder", where=str(path), remedy="name one document")
    if not path.exists():
        raise UsageError("there is no such file or folder", where=str(path), remedy="check the path")
    if path.suffix.lower() == MODEL_SUFFIX:
        try:
            return Model.checked(json.loads(path.read_bytes()), where=str(path))
        except (OSError, ValueError) as error:
            raise ReadError(
                "the content model can't be read", where=str(path), remedy="make one with: briefgen inspect FILE --json"
            ) from error
    from briefgen.analysis import analyze  # noqa: PLC0415  (not needed for models)

    with ConfinedReader(limits) as reader:
        return Model(analyze(reader.read(path)).to_dict())


def _ignore(_: Diagnostic) -> None:
    return
