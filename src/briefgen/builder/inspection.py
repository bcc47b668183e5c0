"""The content model that a build makes of one file or folder, for people and programs that only want to look."""

from collections.abc import Callable
from pathlib import Path

from briefgen.builder.analyzing import make_content
from briefgen.builder.manuscripts import read_manuscripts, read_settings
from briefgen.builder.sources import find_sources
from briefgen.content import Content
from briefgen.errors import Diagnostic, ReadError, UsageError
from briefgen.processes import Limits
from briefgen.readers.confined import DEFAULT_LIMITS, ConfinedReader


def inspect(path: Path, report: Callable[[Diagnostic], None], limits: Limits = DEFAULT_LIMITS) -> Content:
    """The content of a document with the edits that stand beside it, or of a folder that is one briefing.

    Raises ReadError and UsageError. Ids and paths in it are as below the file's own folder.
    """
    if not path.exists():
        raise ReadError("there is no such file or folder", where=str(path), remedy="check the path")
    sources = find_sources(path.parent, (path,), report)
    if len(sources) > 1 or (path.is_dir() and not sources[0].members):
        raise UsageError(
            "the folder holds several documents",
            where=str(path),
            remedy="name one of them, or put a _briefing.toml into the folder to make them one briefing",
        )
    source = sources[0]
    settings = read_settings(source)
    language = settings.options.get("language")
    with ConfinedReader(limits) as reader:
        manuscripts = read_manuscripts(source, settings, reader, language=str(language) if language else None)
    return make_content(source, manuscripts, settings.edits, report)
