"""Paragraphs and tables of the Word summary as WordprocessingML text.

Sizes are points, widths millimetres; look is in the styles (pack_styles), so little is written on runs.
"""

from collections.abc import Sequence
from html import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TWIPS_PER_MILLIMETRE = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * TWIPS_PER_MILLIMETRE)


def run(text: str, style: str = "") -> str:
    """A run in a character style; shared marks such as “ ” take the East Asian face."""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:r><w:rPr>{named}<w:rFonts w:hint="eastAsia"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'
    )


def tab() -> str:
    """A tab stop reached."""
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, *runs: str) -> str:
    """A paragraph in a style."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(runs)}</w:p>"


def line(style: str, text: str) -> str:
    """A paragraph of one run."""
    return paragraph(style, run(text))


def tag(text: str) -> str:
    """A paragraph that holds a tag alone and is gone in the output."""
    return line("", text)


def field(instruction: str, cached: str, style: str = "") -> str:
    """A field with its cached result, so that no program has to ask or compute before it shows one."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(cached, style)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def cell(width: float, content: str) -> str:
    """A table cell of a width in millimetres."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def row(cells: str, *, header: bool = False) -> str:
    """A row that no page break may split; a header row is repeated on each page."""
    marked = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{marked}</w:trPr>{cells}</w:tr>"


def table(style: str, widths: Sequence[float], rows: str, *, alternative: str = "") -> str:
    """A table as wide as its columns; `alternative` is its alternative text."""
    total = twips(sum(widths))
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    caption = f'<w:tblCaption w:val="{escape(alternative)}"/>' if alternative else ""
    look = '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
    look += ' w:noVBand="1"/>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{total}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{caption}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def tag_row(text: str, widths: Sequence[float]) -> str:
    """A row that holds a tag alone and is gone in the output."""
    first, *others = widths
    return row(cell(first, line("TableText", text)) + "".join(cell(width, paragraph("TableText")) for width in others))


def cells(widths: Sequence[float], contents: Sequence[str]) -> str:
    """Cells side by side."""
    return "".join(cell(width, content) for width, content in zip(widths, contents, strict=True))
