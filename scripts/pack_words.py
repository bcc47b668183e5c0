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
EMU_PER_MILLIMETRE = 36_000
PICTURE_HEIGHT = 70.0
"""The most that a picture of the source takes of a page, in millimetres."""

PICTURE_ID = "rId1"
"""The relationship of the document to the sample picture: the first that is made."""


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


def paragraph(style: str, *runs: str, keep: bool = False) -> str:
    """A paragraph in a style; `keep` it on the page of what follows."""
    kept = "<w:keepNext/>" if keep else ""
    named = f'<w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(runs)}</w:p>"


def line(style: str, text: str, *, keep: bool = False) -> str:
    """A paragraph of one run."""
    return paragraph(style, run(text), keep=keep)


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


def pictures(owner: str, width: float, style: str, mark: str = "") -> tuple[str, ...]:
    """The pictures of a part, no wider than `width`, each above its caption in the given style."""
    number = 1 if owner == "section" else 2  # a document counts its drawings
    size = f'cx="{round(width * EMU_PER_MILLIMETRE)}" cy="{round(PICTURE_HEIGHT * EMU_PER_MILLIMETRE)}"'
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    picture = (
        f'<pic:pic xmlns:pic="{drawing}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="Picture"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{PICTURE_ID}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    inline = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{drawing}/wordprocessingDrawing"'
        ' distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="Picture {number}" descr="{{{{ picture | image }}}}"/>'
        f'<a:graphic xmlns:a="{drawing}/main"><a:graphicData uri="{drawing}/picture">{picture}</a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    # Exact line spacing would cut the picture off at the height of a line.
    centred = '<w:ind w:firstLine="0"/><w:jc w:val="center"/>'
    space = '<w:keepNext/><w:spacing w:before="120" w:after="60" w:line="240" w:lineRule="auto"/>'
    caption = f'<w:pPr><w:pStyle w:val="{style}"/>{centred}</w:pPr>{run("{{ picture.caption }}")}{mark}'
    return (
        tag(f"{{%p for picture in {owner}.pictures %}}"),
        f"<w:p><w:pPr>{space}{centred}</w:pPr>{inline}</w:p>",
        f"<w:p>{caption}</w:p>",
        tag("{%p endfor %}"),
    )
