"""Builds document after document; a bad one does not stop the others."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from briefgen.builder.dates import date_of_epoch
from briefgen.builder.editions import EditionStore
from briefgen.builder.outputs import NewEdition, commit, plan_edition
from briefgen.builder.pipeline import Composition, Pack, read_document, read_pack
from briefgen.builder.report import BuildReport, DocumentResult, OutputResult
from briefgen.builder.signature import Inputs, sign
from briefgen.builder.sources import Source, find_sources
from briefgen.config import (
    PROTECTED_FILE,
    Options,
    find_pack,
    front_matter_options,
    merge_options,
    read_options,
    read_protected,
)
from briefgen.document import Document
from briefgen.edits import read_sidecar
from briefgen.errors import BriefgenError, Diagnostic, ReadError

OUTPUT_FOLDER = "build"
OPTIONS_FILE = "briefgen.toml"


def _ignore(_: str) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. `options` are the strongest layer; `progress` is told each source before it is built."""

    project: Path
    paths: tuple[Path, ...] = ()
    output: Path | None = None
    options: Mapping[str, str | bool] = field(default_factory=dict)
    progress: Callable[[str], None] = _ignore


def build(request: BuildRequest) -> BuildReport:
    """Build every document that was asked for.

    Failures of one document are in the report; UsageError or OutputError is raised for what concerns them all.
    """
    diagnostics: list[Diagnostic] = []
    sources = find_sources(request.project, request.paths, diagnostics.append)
    output = request.output or request.project / OUTPUT_FOLDER
    project = _Project(request, EditionStore(output, diagnostics.append), output)
    documents = []
    try:
        for source in sources:
            request.progress(source.relative)
            documents.append(project.build(source))
    finally:
        project.store.save()
    return BuildReport(output=str(output), documents=tuple(documents), diagnostics=tuple(diagnostics))


def _each_once(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without those that say the same of a later place, such as one footer on every slide."""
    first = {(diagnostic.code, diagnostic.message): diagnostic for diagnostic in reversed(diagnostics)}
    return tuple(diagnostic for diagnostic in diagnostics if first[diagnostic.code, diagnostic.message] is diagnostic)


class _Project:
    """What the documents of one build share."""

    def __init__(self, request: BuildRequest, store: EditionStore, output: Path) -> None:
        self.store = store
        self._output = output
        self._folder = request.project
        self._options = _read_layer(request.project / OPTIONS_FILE, OPTIONS_FILE)
        self._protected = read_protected(_read_setting(request.project / PROTECTED_FILE), where=PROTECTED_FILE)
        self._strongest = request.options
        self._epoch = date_of_epoch(os.environ.get("SOURCE_DATE_EPOCH", ""))
        self._packs: dict[str, Pack] = {}

    def build(self, source: Source) -> DocumentResult:
        """Build one document; whatever fails in it is its own result."""
        diagnostics: list[Diagnostic] = []
        outputs: list[OutputResult] = []
        failure: BriefgenError | None = None
        try:
            self._build(source, outputs, diagnostics.append)
        except BriefgenError as error:
            failure = error
        except Exception as error:
            failure = BriefgenError(
                f"internal error: {type(error).__name__}: {error}",
                where=source.relative,
                remedy="please report it, with the output of the same command and --debug",
            )
            failure.__cause__ = error
        return DocumentResult(
            source=source.relative, outputs=tuple(outputs), diagnostics=_each_once(diagnostics), error=failure
        )

    def _build(self, source: Source, outputs: list[OutputResult], report: Callable[[Diagnostic], None]) -> None:
        """All outputs of a document are rendered and checked before the first is written."""
        data = _read_source(source)
        sidecar = read_sidecar(_read_setting(source.sidecar), where=source.sidecar.name)
        document, options, pack = self._prepare(source, data, sidecar.options)
        composition = Composition(
            document, options=options, pack=pack, edits=sidecar.edits, epoch=self._epoch, report=report
        )
        placements = []
        for suffix in pack.suffixes():
            output = f"{source.output}{suffix}"
            inputs = Inputs(
                source=data,
                path=source.relative,
                output=output,
                options=options,
                protected=pack.protected,
                edits=sidecar.edits,
                epoch=self._epoch,
                pack=pack.files_for(suffix),
            )
            new = NewEdition(
                source=source.relative,
                output=output,
                signature=sign(inputs),
                render=partial(composition.render, suffix, where=output),
            )
            placements.append(plan_edition(new, self._output / output, self.store))
        outputs.extend(commit(placement, self.store) for placement in placements)

    def _prepare(self, source: Source, data: bytes, own: Mapping[str, str | bool]) -> tuple[Document, Options, Pack]:
        """The document, and its options from all layers, with the pack that they name."""
        document = read_document(data, relative=source.relative, language=None)
        layers = (
            self._options,
            front_matter_options(document.metadata, where=source.relative),
            own,
            self._strongest,
        )
        pack = self._pack(merge_options(*layers).template)
        options = replace(merge_options(pack.settings.options, *layers), template=pack.name)
        if options.language:
            document = read_document(data, relative=source.relative, language=options.language)
        return document, options, pack

    def _pack(self, name: str) -> Pack:
        if name not in self._packs:
            pack = read_pack(find_pack(name, self._folder))
            self._packs[name] = replace(pack, protected=(*self._protected, *pack.protected))
        return self._packs[name]


def _read_source(source: Source) -> bytes:
    try:
        return source.path.read_bytes()
    except OSError as error:
        raise ReadError(
            f"the file can't be opened ({error.strerror})", where=source.relative, remedy="check its permissions"
        ) from error


def _read_layer(path: Path, where: str) -> dict[str, str | bool]:
    return read_options(_read_setting(path), where=where)


def _read_setting(path: Path) -> bytes:
    """What a settings file holds; nothing when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise ReadError(
            f"the options can't be read ({error.strerror})", where=path.name, remedy="check the file"
        ) from error
