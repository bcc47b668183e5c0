"""The documents of one build on the workers of a dask cluster, one task each. An optional extra.

The workers see the project under the same path (a shared drive) and have the same briefgen. Only this process holds the
state of the build folder, as with processes of its own (`batch`).
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from briefgen.builder.report import DocumentResult
from briefgen.builder.sources import Source
from briefgen.errors import ReadError, UsageError
from briefgen.manifest import Changes

ATTEMPTS = 2
"""So many workers may a document cost: what kills one may have come from outside."""

Built = tuple[DocumentResult, Changes]


def build_on_cluster(
    address: str, sources: Sequence[Source], build_one: Callable[[Any, Source], Built], job: object
) -> dict[Source, Built]:
    """What `build_one(job, source)` gives for each source, in their order; one that kills its workers is an error.

    Raises UsageError where dask's client is not installed or the scheduler can't be reached.
    """
    try:
        distributed = import_module("distributed")  # an optional extra, without types and slow to import
    except ImportError as error:
        raise UsageError(
            "--cluster needs the package distributed, which is not installed",
            remedy="install it: pip install 'briefgen[cluster]'",
        ) from error
    try:
        client = distributed.Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"the scheduler can't be reached ({type(error).__name__})",
            where=address,
            remedy="check the address, as tcp://HOST:8786, and that it runs",
        ) from error
    with client:
        tasks = {source: client.submit(build_one, job, source, pure=False, retries=ATTEMPTS - 1) for source in sources}
        return {source: _result(source, task) for source, task in tasks.items()}


def _result(source: Source, task: Any) -> Built:
    try:
        built: Built = task.result()
    except Exception as error:  # whatever became of the worker is this document's error
        failure = ReadError(
            f"the document had no answer from the cluster ({type(error).__name__})",
            where=source.relative,
            remedy="build it alone, without --cluster, to see more",
        )
        return DocumentResult(source=source.relative, error=failure), ()
    return built
