"""`briefgen build --pdf` and `--handout`: what was built, drawn for paper beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.packs.printing import draw_handout, draw_pdf

if TYPE_CHECKING:
    from briefgen.builder import BuildReport

DECK = ".pptx"


def print_on_paper(report: "BuildReport", *, pdf: bool, handout: bool) -> Iterator[Path]:
    """Write NAME.pptx.pdf, NAME.docx.pdf and NAME.handout.pdf of every output; gives each path as it is written.

    Raises OutputError where no LibreOffice is found, and for a file that it can't draw.
    """
    from briefgen.builder.writing import write_atomically  # noqa: PLC0415  (help must not wait for it)

    for document in report.documents:
        for output in document.outputs:
            path = Path(report.output) / output.path
            is_deck = path.suffix == DECK
            if not path.is_file() or not (pdf or is_deck):
                continue
            drawn = draw_pdf(path.read_bytes(), file=path.name)
            if pdf:
                target = path.with_name(f"{path.name}.pdf")
                write_atomically(target, drawn)
                yield target
            if handout and is_deck:
                target = path.with_name(f"{path.stem}.handout.pdf")
                write_atomically(target, draw_handout(drawn))
                yield target
