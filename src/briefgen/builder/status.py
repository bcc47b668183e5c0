"""What a build would do and why. Nothing is rendered and nothing is written."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.builder.building import BuildRequest
from briefgen.builder.editions import EditionStore, edition_id
from briefgen.builder.orphans import find_orphans
from briefgen.builder.preparation import Prepared, Preparer, Target
from briefgen.builder.report import Orphan, diagnostic_to_dict, error_to_dict
from briefgen.builder.signature import Group
from briefgen.builder.sources import Source, find_one_source, find_sources
from briefgen.builder.standing import Standing, State, is_up_to_date, judge
from briefgen.errors import BriefgenError, Diagnostic, ExitCode, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentStatus:
    """How the outputs of one source stand; `error` says why that can't be told, as a build would."""

    source: str
    outputs: tuple[Standing, ...] = ()
    error: BriefgenError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """All documents in the order of their paths; `output` is the output folder."""

    output: str
    documents: tuple[DocumentStatus, ...]
    orphans: tuple[Orphan, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def exit_code(self) -> ExitCode:
        """OUT_OF_DATE where a build would do something, else the lowest code of what can't be told, else DONE."""
        if any(standing.is_pending for document in self.documents for standing in document.outputs):
            return ExitCode.OUT_OF_DATE
        return min((d.error.exit_code for d in self.documents if d.error), default=ExitCode.DONE)

    def to_dict(self) -> dict[str, Any]:
        """The status as plain data, as `briefgen status --json` prints it."""
        return {
            "exit_code": int(self.exit_code),
            "output": self.output,
            "documents": [_document(document) for document in self.documents],
            "orphans": [
                {"path": orphan.path, "source": orphan.source, "edited": orphan.edited} for orphan in self.orphans
            ],
            "diagnostics": [diagnostic_to_dict(diagnostic) for diagnostic in self.diagnostics],
        }


def _document(document: DocumentStatus) -> dict[str, Any]:
    return {
        "source": document.source,
        "outputs": [_output(standing) for standing in document.outputs],
        "error": error_to_dict(document.error) if document.error else None,
    }


def _output(standing: Standing) -> dict[str, Any]:
    return {
        "path": standing.path,
        "state": standing.state.value,
        "pending": standing.is_pending,
        "edition": standing.edition,
        "base": standing.base,
        "conflicts": standing.conflicts,
        "reasons": [{"code": reason.code, "message": reason.message} for reason in standing.reasons],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One output in full: how it stands, what it is to be made from, and what its file was made from."""

    source: str
    standing: Standing
    now: Mapping[str, Group]
    before: Mapping[str, Group]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain data."""
        groups = {
            name: {"now": dict(group), "before": dict(self.before.get(name, {}))} for name, group in self.now.items()
        }
        return {"source": self.source, **_output(self.standing), "inputs": groups}


def find_status(request: BuildRequest) -> Status:
    """How every document that was asked for stands; UsageError or OutputError for what concerns them all."""
    diagnostics: list[Diagnostic] = []
    sources = find_sources(request.project, request.paths, diagnostics.append)
    store = EditionStore(request.output_folder, diagnostics.append)
    with closing(
        Preparer(request.project, request.options, store.manifest, request.reading, desk=store.desk())
    ) as preparer:
        documents = tuple(_status(source, preparer, store) for source in sources)
    orphans = find_orphans(request.project, sources, store, complete=not request.paths)
    return Status(
        output=str(request.output_folder), documents=documents, orphans=orphans, diagnostics=tuple(diagnostics)
    )


def explain(request: BuildRequest, file: Path) -> tuple[Explanation, ...]:
    """The outputs of a source, or the one output, that `file` is; raises what a build of it would raise."""
    store = EditionStore(request.output_folder, lambda _: None)
    source, wanted = find_source(request, file, store)
    with closing(
        Preparer(request.project, request.options, store.manifest, request.reading, desk=store.desk())
    ) as preparer:
        prepared = preparer.prepare(source)
    return tuple(
        _explain(prepared, target, store)
        for target in prepared.targets
        if wanted is None or store.place_of(target.output) == wanted
    )


def _status(source: Source, preparer: Preparer, store: EditionStore) -> DocumentStatus:
    try:
        prepared = preparer.prepare(source)
        outputs = tuple(_standing(target, prepared, store) for target in prepared.targets)
    except BriefgenError as error:
        return DocumentStatus(source=source.relative, error=error)
    return DocumentStatus(source=source.relative, outputs=outputs)


def _standing(target: Target, prepared: Prepared, store: EditionStore) -> Standing:
    path = store.place_of(target.output)
    if is_up_to_date(target, path, store):
        edition = edition_id(target.signature)
        return Standing(path=target.output, state=State.UP_TO_DATE, edition=edition, base=edition)
    return judge(target, path, store, frozen_until=prepared.frozen_until)


def _explain(prepared: Prepared, target: Target, store: EditionStore) -> Explanation:
    standing = _standing(target, prepared, store)
    before = store.manifest.inputs_of(store.manifest.signature_of(standing.base or ""))
    return Explanation(source=prepared.source.relative, standing=standing, now=target.inputs.groups(), before=before)


def find_source(request: BuildRequest, file: Path, store: EditionStore) -> tuple[Source, Path | None]:
    """The source that a file is, or the one that made it with the output that it is."""
    output = request.output_folder.absolute()
    if file.absolute().is_relative_to(output):
        name = file.absolute().relative_to(output).as_posix()
        known = store.manifest.outputs.get(name)
        record = store.manifest.sources.get(known.source) if known else None
        if record is None:
            raise UsageError("this output is not known here", where=str(file), remedy="name its source instead")
        return find_one_source(request.project, request.project / record.place), store.place_of(name)
    return find_one_source(request.project, file), None
