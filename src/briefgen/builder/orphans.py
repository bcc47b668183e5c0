"""Outputs whose source is gone: found from the manifest, removed on request, and never when a person edited them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefgen.builder.editions import EditionStore
from briefgen.builder.outputs import read_output
from briefgen.builder.report import Orphan
from briefgen.builder.sources import Source
from briefgen.errors import OutputError


def find_orphans(
    project: Path, sources: Sequence[Source], store: EditionStore, *, complete: bool
) -> tuple[Orphan, ...]:
    """The orphans among the known outputs, by path.

    With `complete`, where `sources` are all there are below the sources' folder, also those whose source is still there
    but gives an output of another name, since a file of the same stem came or went.
    """
    current = {source.relative: source.output for source in sources}
    found = []
    for path, record in sorted(store.manifest.outputs.items()):
        known = store.manifest.sources.get(record.source)
        gone = known is not None and not (project / known.place).exists()
        renamed = complete and record.source in current and path.rpartition(".")[0] != current[record.source]
        if gone or renamed:
            data = read_output(store.place_of(path))
            if data is not None:
                edited = not store.is_unedited(path, data)
                found.append(Orphan(path=path, source=record.source, edited=edited))
    return tuple(found)


def prune(orphans: Sequence[Orphan], store: EditionStore) -> tuple[Orphan, ...]:
    """Remove the orphans that nobody edited, with what is known of them; OutputError when one can't be removed."""
    return tuple(orphan if orphan.edited else _remove(orphan, store) for orphan in orphans)


def _remove(orphan: Orphan, store: EditionStore) -> Orphan:
    path = store.place_of(orphan.path)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"the file can't be removed ({error.strerror})",
            where=str(path),
            remedy="close it in other programs, and check the folder's permissions",
        ) from error
    store.forget(orphan.path)
    return replace(orphan, removed=True)
