"""All documents of one build: what is up to date is passed over, the others are built one by one or side by side.

Several documents are built in processes of their own, within limits; one that dies costs its document. Only this
process holds the state of the build folder: the others give back what they add to it.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from queue import SimpleQueue

from briefgen.builder.building import BuildRequest, DocumentBuilder
from briefgen.builder.editions import STATE_FOLDER, EditionStore
from briefgen.builder.locking import locked
from briefgen.builder.orphans import find_orphans, prune
from briefgen.builder.preparation import Preparer
from briefgen.builder.report import BuildReport, DocumentResult, Orphan
from briefgen.builder.signature import tool
from briefgen.builder.sources import Source, find_sources
from briefgen.errors import Diagnostic, ReadError, UsageError
from briefgen.manifest import Changes
from briefgen.processes import Child, ChildError, DiedError, Limits, OutOfMemoryError, TooSlowError

ATTEMPTS = 2
"""A document whose process died is tried once more: what kills one may have come from outside."""
WHOLE = (2, 60)
"""So many times the memory and the time that reading may take may a whole document take."""

_MEGABYTE = 1_000_000


def build(request: BuildRequest) -> BuildReport:
    """Build every document that was asked for.

    Failures of one document are in the report; UsageError or OutputError is raised for what concerns them all.
    """
    diagnostics: list[Diagnostic] = []
    sources = find_sources(request.project, request.paths, diagnostics.append)
    state = _State(request, diagnostics.append)
    results = dict(state.iter_up_to_date(sources))
    if len(results) < len(sources) or request.prune:
        with (
            locked(request.output_folder / STATE_FOLDER, waiting=request.waiting) as lock,
            closing(_State(request, diagnostics.append)) as state,  # anew: another build may have changed it
        ):
            state.store.sweep()
            results = dict(state.iter_up_to_date(sources))
            try:
                results |= _build_all([source for source in sources if source not in results], state, lock)
                orphans = state.find_orphans(sources)
                if request.prune:
                    orphans = prune(orphans, state.store)
            finally:
                state.store.save()
    else:
        orphans = state.find_orphans(sources)
    return BuildReport(
        output=str(request.output_folder),
        documents=tuple(results[source] for source in sources),
        orphans=orphans,
        diagnostics=tuple(dict.fromkeys(diagnostics)),
    )


class _State:
    """What is known of the build folder and of the project, as read at one moment."""

    def __init__(self, request: BuildRequest, report: Callable[[Diagnostic], None]) -> None:
        self.request = request
        self.store = EditionStore(request.output_folder, report)
        desk = self.store.desk(asks=True)
        self._preparer = Preparer(request.project, request.options, self.store.manifest, request.reading, desk=desk)
        self.builder = DocumentBuilder(request, self._preparer, self.store)

    def close(self) -> None:
        """End the process that documents were read in."""
        self._preparer.close()

    def iter_up_to_date(self, sources: Sequence[Source]) -> Iterator[tuple[Source, DocumentResult]]:
        """The documents that need nothing; what can't be told yet is left out."""
        for source in () if self.request.force else sources:
            result = self.builder.recall(source)
            if result is not None:
                yield source, result

    def find_orphans(self, sources: Sequence[Source]) -> tuple[Orphan, ...]:
        """The outputs whose source is gone."""
        return find_orphans(self.request.project, sources, self.store, complete=not self.request.paths)


def _build_all(sources: Sequence[Source], state: _State, lock: int) -> dict[Source, DocumentResult]:
    if state.request.cluster:
        return _build_far_away(sources, state)
    jobs = _count_jobs(state.request.jobs, len(sources))
    if jobs:
        return _build_side_by_side(sources, state, jobs, lock)
    results = {}
    for number, source in enumerate(sources, 1):
        state.request.progress(source.relative, number, len(sources))
        results[source] = state.builder.build(source)
    return results


def _count_jobs(asked: int | None, documents: int) -> int:
    """How many processes; none where one document is to be built and nobody asked."""
    if asked is None:
        return 0 if documents < 2 else min(os.cpu_count() or 1, documents)
    return min(asked, documents)


def _build_side_by_side(sources: Sequence[Source], state: _State, jobs: int, lock: int) -> dict[Source, DocumentResult]:
    """Every process holds the lock as well, so that no other build begins while one works on without its parent."""
    request = state.request
    job = _job(request)
    limits = request.reading * WHOLE
    with closing(_Children(jobs, limits, lock)) as children, ThreadPoolExecutor(jobs) as threads:

        def run(number: int, source: Source) -> tuple[DocumentResult, Changes]:
            child = children.waiting.get()
            try:
                request.progress(source.relative, number, len(sources))
                return _build_in(child, job, source, limits)
            finally:
                children.waiting.put(child)

        futures: dict[Source, Future[tuple[DocumentResult, Changes]]] = {}
        for number, source in enumerate(sources, 1):
            futures[source] = threads.submit(run, number, source)
        try:
            done = {source: future.result() for source, future in futures.items()}
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            for child in children.everyone:
                child.stop()
            raise
        finally:
            for future in futures.values():
                if future.done() and not future.cancelled() and future.exception() is None:
                    state.store.manifest.apply(future.result()[1])
    return {source: result for source, (result, _) in done.items()}


def _build_far_away(sources: Sequence[Source], state: _State) -> dict[Source, DocumentResult]:
    from briefgen.builder.cluster import build_on_cluster  # noqa: PLC0415  (few builds need it)

    built = build_on_cluster(state.request.cluster, sources, build_one, _job(state.request))
    for _, changes in built.values():
        state.store.manifest.apply(changes)
    return {source: result for source, (result, _) in built.items()}


class _Children:
    """Processes waiting for work; all end with the block."""

    def __init__(self, jobs: int, limits: Limits, lock: int) -> None:
        self.everyone = [Child(limits, kept_open=(lock,)) for _ in range(jobs)]
        self.waiting: SimpleQueue[Child] = SimpleQueue()
        for child in self.everyone:
            self.waiting.put(child)

    def close(self) -> None:
        for child in self.everyone:
            child.close()


def _build_in(child: Child, job: "Job", source: Source, limits: Limits) -> tuple[DocumentResult, Changes]:
    """Build a document in another process; its end under the work is the document's error."""
    error: ChildError = DiedError()
    for _ in range(ATTEMPTS):
        try:
            return child.call(build_one, job, source)
        except DiedError as died:
            error = died
        except ChildError as other:
            error = other
            break
    failure = ReadError(_describe(error, limits), where=source.relative, remedy=_REMEDY)
    return DocumentResult(source=source.relative, error=failure), ()


_REMEDY = "build it alone to see more; --max-memory and --max-seconds allow more"


def _describe(error: ChildError, limits: Limits) -> str:
    match error:
        case OutOfMemoryError():
            return f"the document takes more than {limits.memory // _MEGABYTE} MB of memory"
        case TooSlowError():
            return f"the document takes more than {limits.seconds:g} seconds"
    return f"the document made its process end ({error})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a process has to know of a build, the same for all documents; `program` is what the outputs are made by."""

    project: Path
    output: Path
    options: tuple[tuple[str, str | bool], ...]
    force: bool
    reading: Limits
    text: int
    program: tuple[tuple[str, str], ...]


def _job(request: BuildRequest) -> Job:
    return Job(
        project=request.project.absolute(),
        output=request.output_folder.absolute(),
        options=tuple(sorted(request.options.items())),
        force=request.force,
        reading=request.reading,
        text=request.text,
        program=tuple(sorted(tool().items())),
    )


def build_one(job: Job, source: Source) -> tuple[DocumentResult, Changes]:
    """Build one document in this process; gives what it adds to the manifest as well, and saves nothing itself."""
    if different := _differing_programs(job):
        failure = UsageError(
            f"the worker has another briefgen, or other libraries ({different})",
            where=source.relative,
            remedy="install on every worker what is installed here",
        )
        return DocumentResult(source=source.relative, error=failure), ()
    builder, store = _builder(job)
    before = store.manifest.copied()
    result = builder.build(source)
    return _portable(result), store.manifest.changes_since(before)


def _differing_programs(job: Job) -> str:
    """The programs of this process that are not those of the build, with both versions."""
    wanted, here = dict(job.program), tool()
    differing = [name for name in sorted({*wanted, *here}) if wanted.get(name) != here.get(name)]
    return ", ".join(f"{name} {here.get(name, '-')[:12]} / {wanted.get(name, '-')[:12]}" for name in differing)


@lru_cache(maxsize=1)
def _builder(job: Job) -> tuple[DocumentBuilder, EditionStore]:
    """What the documents of one build share in this process."""
    request = BuildRequest(
        project=job.project,
        output=job.output,
        options=dict(job.options),
        force=job.force,
        reading=job.reading,
        text=job.text,
    )
    store = EditionStore(job.output, lambda _: None)
    desk = store.desk(asks=True)
    preparer = Preparer(job.project, request.options, store.manifest, job.reading, desk=desk)
    return DocumentBuilder(request, preparer, store), store


def _portable(result: DocumentResult) -> DocumentResult:
    """The result with the cause of its error as text, which pickling would lose."""
    cause = result.error.__cause__ if result.error else None
    if cause is None:
        return result
    import traceback  # noqa: PLC0415  (for internal errors only)

    return replace(result, trace="".join(traceback.format_exception(cause)))
