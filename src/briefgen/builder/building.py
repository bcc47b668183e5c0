"""Builds document after document; a bad one does not stop the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.builder.editions import EditionStore, edition_id
from briefgen.builder.occupied import refuse_open
from briefgen.builder.outputs import NewEdition, commit, plan_edition, read_output, refuse_changed
from briefgen.builder.pipeline import Composition, Pack
from briefgen.builder.preparation import Prepared, Preparer
from briefgen.builder.report import DocumentResult, OutputResult, OutputState
from briefgen.builder.secrecy import is_secret
from briefgen.builder.sources import Source
from briefgen.builder.standing import is_up_to_date
from briefgen.errors import BriefgenError, Diagnostic, ReadError
from briefgen.merge import Conventions
from briefgen.processes import Limits
from briefgen.readers.confined import DEFAULT_LIMITS

if TYPE_CHECKING:
    from briefgen.comparison import Comparison
    from briefgen.content import Content

OUTPUT_FOLDER = "build"
_MEGABYTE = 1_000_000


LARGEST_TEXT = 3_000_000
"""Bytes of text (UTF-8) beyond which nobody wants one briefing."""


def _ignore(*_: object) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRequest:
    """What to build. `options` are the strongest layer.

    `force` makes also what is up to date; `prune` removes outputs whose source is gone, unless edited by hand.
    `jobs` is the number of processes: None for as many as there are cores, where there is more than one document; 0 for
    none but this one. `cluster` is the address of a dask scheduler whose workers build instead.
    `reading` limits the reading of one file, `text` the bytes of its text.
    `progress` is told each document that is begun, its number and how many there are; `waiting` is called when another
    build has to end first.
    """

    project: Path
    paths: tuple[Path, ...] = ()
    output: Path | None = None
    options: Mapping[str, str | bool] = field(default_factory=dict)
    force: bool = False
    prune: bool = False
    jobs: int | None = None
    cluster: str = ""
    reading: Limits = DEFAULT_LIMITS
    text: int = LARGEST_TEXT
    progress: Callable[[str, int, int], None] = _ignore
    waiting: Callable[[], None] = _ignore

    @property
    def output_folder(self) -> Path:
        """Where the outputs go."""
        return self.output or self.project / OUTPUT_FOLDER


class DocumentBuilder:
    """Builds one document after another into one output folder."""

    def __init__(self, request: BuildRequest, preparer: Preparer, store: EditionStore) -> None:
        self._request = request
        self._preparer = preparer
        self._store = store
        self._output = request.output_folder

    def recall(self, source: Source) -> DocumentResult | None:
        """The result where all is known to be up to date without reading the document; else None."""
        try:
            prepared = self._preparer.recall(source)
            outputs: list[OutputResult] = []
            if prepared is None or not self._finds_all_done(prepared, outputs):
                return None
        except BriefgenError:
            return None  # the build itself will say it
        return DocumentResult(source=source.relative, outputs=tuple(outputs))

    def build(self, source: Source) -> DocumentResult:
        """Build one document; whatever fails in it is its own result."""
        diagnostics: list[Diagnostic] = []
        outputs: list[OutputResult] = []
        changes: Comparison | None = None
        failure: BriefgenError | None = None
        try:
            prepared = self._preparer.prepare(source)
            diagnostics += prepared.notes
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
    ) -> "Comparison | None":
        """All outputs of a document are rendered and checked before the first is written; gives what changed in it."""
        composition = Composition(
            lambda: self._analyze(prepared, report),
            options=prepared.options,
            pack=prepared.pack,
            epoch=prepared.epoch,
            former=self._store.contents.read(prepared.former),
            report=report,
        )
        placements = []
        found = {target.output: read_output(self._output / target.output) for target in prepared.targets}
        for target in prepared.targets:
            new = NewEdition(
                source=prepared.source.relative,
                output=target.output,
                signature=target.signature,
                render=partial(composition.render, target.suffix, where=target.output),
                anew=self._request.force,
                frozen_until=prepared.frozen_until,
                classification=prepared.options.classification,
                conventions=conventions_of(prepared.pack),
                report=report,
            )
            placements.append(plan_edition(new, self._output / target.output, self._store))
        for target, placement in zip(prepared.targets, placements, strict=True):
            if placement.written is not None:
                refuse_open(placement.path)
                refuse_changed(self._output / target.output, found[target.output])
        planned = {item.path: item.written for item in placements if item.written is not None}
        for target, placement in zip(prepared.targets, placements, strict=True):
            outputs.append(commit(placement, self._store, planned))
            if placement.result.state is OutputState.UP_TO_DATE:
                self._store.record_found(target.output, prepared.source.relative, target.signature)
            self._store.record_inputs(target.signature, target.inputs)
        return self._remember(prepared, composition)

    def _analyze(self, prepared: Prepared, report: Callable[[Diagnostic], None]) -> "Content":
        manuscripts = prepared.manuscripts()
        size = sum(len(manuscript.document.text.encode("utf-8", "replace")) for manuscript in manuscripts)
        if size > self._request.text:
            raise ReadError(
                f"the document has {size / _MEGABYTE:.1f} MB of text; one briefing is made of at most "
                f"{self._request.text / _MEGABYTE:.1f} MB",
                where=prepared.source.relative,
                remedy="split it, or allow more with --max-text",
            )
        return prepared.content(manuscripts, report)

    def _remember(self, prepared: Prepared, composition: Composition) -> "Comparison | None":
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


def conventions_of(pack: Pack) -> Conventions:
    """What a merge has to know of a pack."""
    settings = pack.settings
    return Conventions(marks=tuple(settings.marks.values()), continued=tuple(settings.continued.values()))


def _each_once(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without those that say the same of a later place, such as one footer on every slide."""
    first = {(diagnostic.code, diagnostic.message): diagnostic for diagnostic in reversed(diagnostics)}
    return tuple(diagnostic for diagnostic in diagnostics if first[diagnostic.code, diagnostic.message] is diagnostic)
