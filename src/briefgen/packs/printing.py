"""Outputs on paper: a file as PDF, and a grey handout of a deck, drawn by a LibreOffice on this computer."""

import io

from briefgen.errors import OutputError
from briefgen.readers.office import convert, find_program

PAGE = (1240, 1754)
"""Pixels of a sheet of A4 at 150 dots per inch."""
MARGIN, GAP, EACH = 90, 60, 2


def find_drawing_program(file: str) -> str:
    """The LibreOffice that draws; OutputError where this computer has none."""
    program = find_program()
    if program is None:
        raise OutputError(
            "pictures are drawn by LibreOffice, which is not on this computer",
            where=file,
            remedy="install it from libreoffice.org or your system's packages (Debian: apt install "
            "libreoffice-impress-nogui), or open the file in PowerPoint or WPS",
        )
    return program


def draw_pdf(data: bytes, *, file: str) -> bytes:
    """The pages of a deck or a Word file as PDF; hidden slides are no pages."""
    return convert(find_drawing_program(file), data, file[file.rfind(".") :].lower(), ".pdf", file)


def draw_handout(pdf: bytes) -> bytes:
    """The pages of a deck in shades of grey, two on a sheet of A4, as PDF; without the clock."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415  (heavy, and needed for paper only)
    from PIL import Image  # noqa: PLC0415

    width = PAGE[0] - 2 * MARGIN
    pages = [
        page.render(scale=width / page.get_width(), grayscale=True).to_pil().convert("L")
        for page in pypdfium2.PdfDocument(pdf)
    ]
    sheets = []
    for start in range(0, len(pages), EACH):
        sheet = Image.new("L", PAGE, 255)
        top = MARGIN
        for page in pages[start : start + EACH]:
            sheet.paste(117, (MARGIN - 1, top - 1, MARGIN + page.width + 1, top + page.height + 1))
            sheet.paste(page, (MARGIN, top))
            top += page.height + GAP
        sheets.append(sheet)
    written = io.BytesIO()
    first, *others = sheets
    first.save(written, "PDF", save_all=True, append_images=others, resolution=150, creationDate=None, modDate=None)
    return written.getvalue()
