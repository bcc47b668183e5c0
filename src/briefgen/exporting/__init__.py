"""A copy of an output to pass on: what was meant for the maker alone is left out.

Works on the parts of a package, whoever edited it last; knows nothing of editions, templates or slides of a kind.
"""

from collections.abc import Collection
from enum import StrEnum

from briefgen.errors import UsageError
from briefgen.exporting.parts import Copy
from briefgen.package import main_part, read_content_types, read_package, write_content_types, write_package

__all__ = ["Trace", "export_copy"]


class Trace(StrEnum):
    """What a copy is made without, each of which may be kept."""

    NOTES = "notes"
    COMMENTS = "comments"
    HIDDEN = "hidden"
    MARKS = "marks"
    IDS = "ids"
    AUTHOR = "author"


def export_copy(data: bytes, keep: Collection[Trace], *, name: str) -> bytes:
    """The .pptx or .docx without these traces; TemplateError for no package, UsageError for one of another kind."""
    copy = Copy(read_package(data, name=name))
    main = main_part(copy.parts, name=name)
    from briefgen.exporting import deck, properties, word  # noqa: PLC0415  (they work on what this one opened)

    if main.startswith("ppt/"):
        deck.strip(copy, main, keep)
    elif main.startswith("word/"):
        word.strip(copy, main, keep)
    else:
        raise UsageError("only .pptx and .docx files can be passed on", where=name, remedy="name a file of build/")
    properties.strip(copy, keep)
    types = read_content_types(copy.parts)
    parts = copy.finished()
    parts["[Content_Types].xml"] = write_content_types(types, parts)
    return write_package(parts)
