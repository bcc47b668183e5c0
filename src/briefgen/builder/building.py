"""Builds document after document; a bad one does not stop the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from briefgen.builder.analyzing import make_content
from briefgen.builder.editions import EditionStore, edition_id
from briefgen.builder.orphans import find_orphans, prune
from briefgen.builder.outputs import NewEdition, commit, plan_edition
from briefgen.builder.pipeline import Composition, Pack
from briefgen.builder.preparation import Prepared, Preparer
from briefgen.builder.report import BuildReport, DocumentResult, OutputResult, OutputState
from briefgen.builder.secrecy import is_secret
from briefgen.builder.sources import Source, find_sources
from briefgen.builder.standing import is_up_to_date
from briefgen.comparison import Comparison
from briefgen.errors import BriefgenError, Diagnostic
from briefgen.merge import Conventions

OUTPUT_FOLDER = "build"


def _ignore(_: str) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. `options` are the strongest layer; `progress` is told each source before it is built.

    `force` makes also what is up to date; `prune` removes outputs whose source is gone, unless edited by hand.
    """

    project: Path
    paths: tuple[Path, ...] = ()
    output: Path | None = None
    options: Mapping[str, str | bool] = field(default_factory=dict)
    force: bool = False
    prune: bool = False
    progress: Callable[[str], None] = _ignore

    @property
    def output_folder(self) -> Path:
        """Where the outputs go."""
        return self.output or self.project / OUTPUT_FOLDER


def build(request: BuildRequest) -> BuildReport:
    """Build every document that was asked for.

    Failures of one document are in the report; UsageError or OutputError is raised for what concerns them all.
    """
    diagnostics: list[Diagnostic] = []
    sources = find_sources(request.project, request.paths, diagnostics.append)
    store = EditionStore(request.output_folder, diagnostics.append)
    preparer = Preparer(request.project, request.options, store.manifest)
    builder = DocumentBuilder(request, preparer, store)
    documents = []
    try:
        for source in sources:
            request.progress(source.relative)
            documents.append(builder.build(source))
        orphans = find_orphans(request.project, sources, store, complete=not request.paths)
        if request.prune:
            orphans = prune(orphans, store)
    finally:
        store.save()
    return BuildReport(
        output=str(request.output_folder),
        documents=tuple(documents),
        orphans=orphans,
        diagnostics=tuple(diagnostics),
    )


class DocumentBuilder:
    """Builds one document after another into one output folder."""

    def __init__(self, request: BuildRequest, preparer: Preparer, store: EditionStore) -> None:
        self._request = request
        self._preparer = preparer
        self._store = store
        self._output = request.output_folder

    def build(self, source: Source) -> DocumentResult:
        """Build one document; whatever fails in it is its own result."""
        diagnostics: list[Diagnostic] = []
        outputs: list[OutputResult] = []
        changes: Comparison | None = None
        failure: BriefgenError | None = None
        try:
            prepared = self._preparer.prepare(source)
            if not self._finds_all_done(prepared, outputs):
                changes = self._build(prepared, outputs, diagnostics.append)
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
            source=source.relative,
            outputs=tuple(outputs),
            changes=changes,
            diagnostics=_each_once(diagnostics),
            error=failure,
        )

    def _finds_all_done(self, prepared: Prepared, outputs: list[OutputResult]) -> bool:
        done = not self._request.force and all(
            is_up_to_date(target, self._output / target.output, self._store) for target in prepared.targets
        )
        if done:
            outputs.extend(
                OutputResult(path=target.output, state=OutputState.UP_TO_DATE, edition=edition_id(target.signature))
                for target in prepared.targets
            )
        return done

    def _build(
        self, prepared: Prepared, outputs: list[OutputResult], report: Callable[[Diagnostic], None]
    ) -> Comparison | None:
        """All outputs of a document are rendered and checked before the first is written; gives what changed in it."""
        composition = Composition(
            lambda: make_content(
                prepared.source,
                prepared.manuscripts(),
                prepared.edits,
                report,
                protected=prepared.pack.protected,
            ),
            options=prepared.options,
            pack=prepared.pack,
            epoch=prepared.epoch,
            former=self._store.contents.read(prepared.former),
            report=report,
        )
        placements = []
        for target in prepared.targets:
            new = NewEdition(
                source=prepared.source.relative,
                output=target.output,
                signature=target.signature,
                render=partial(composition.render, target.suffix, where=target.output),
                anew=self._request.force,
                conventions=_conventions(prepared.pack),
                report=report,
            )
            placements.append(plan_edition(new, self._output / target.output, self._store))
        for target, placement in zip(prepared.targets, placements, strict=True):
            outputs.append(commit(placement, self._store))
            self._store.record_inputs(target.signature, target.inputs)
        return self._remember(prepared, composition)

    def _remember(self, prepared: Prepared, composition: Composition) -> Comparison | None:
        """Note what was read and said; gives what changed where that is not what was said before."""
        sources = self._store.manifest.sources
        known = sources.get(prepared.source.relative)
        if known is not None and known.said == prepared.record.said:
            sources[prepared.source.relative] = replace(prepared.record, content=known.content, previous=known.previous)
            return None
        secret = is_secret(prepared.options.classification)  # the model holds the whole text
        content = "" if secret else self._store.contents.keep(composition.content_data)
        sources[prepared.source.relative] = replace(prepared.record, content=content, previous=prepared.former)
        return composition.changes


def _conventions(pack: Pack) -> Conventions:
    settings = pack.settings
    return Conventions(marks=tuple(settings.marks.values()), continued=tuple(settings.continued.values()))


def _each_once(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without those that say the same of a later place, such as one footer on every slide."""
    first = {(diagnostic.code, diagnostic.message): diagnostic for diagnostic in reversed(diagnostics)}
    return tuple(diagnostic for diagnostic in diagnostics if first[diagnostic.code, diagnostic.message] is diagnostic)
