"""Writes the copy of an output that is passed on."""

from collections.abc import Collection
from pathlib import Path

from briefgen.builder.writing import write_atomically
from briefgen.errors import OutputError, ReadError


def export(file: Path, to: Path | None, keep: Collection[str]) -> Path:
    """Write a copy of a .pptx or .docx without its traces but those to keep; gives its path.

    It goes beside the file as `NAME.export.pptx` where no other path is given. Nothing that is there already is
    overwritten, save such a copy. Raises ReadError, TemplateError, UsageError and OutputError.
    """
    from briefgen.exporting import Trace, export_copy  # noqa: PLC0415  (lxml)

    target = to or file.with_suffix(f".export{file.suffix}")
    if to is not None and to.exists():
        raise OutputError("there is a file of this name already", where=str(to), remedy="choose another name for --to")
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ReadError(f"the file can't be opened ({error.strerror})", where=str(file), remedy="check it") from error
    write_atomically(target, export_copy(data, {Trace(name) for name in keep}, name=file.name))
    return target
