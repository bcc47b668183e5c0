"""Native tables of the deck and the table style that draws their lines."""

from dataclasses import dataclass

from pack_design import INK, INK2, RULE
from pack_shapes import Box, Canvas, Paragraph, Style, emu, fill_xml, paragraph, paragraph_xml

TABLE_STYLE = "{8B0E6C54-1C1E-4D0E-9C5B-6F3A1D2B7C10}"  # our own; any GUID will do
TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
TAG = Style(10, 13, INK2)  # rows and cells that hold a tag alone; they are gone in the output


@dataclass(frozen=True)
class Column:
    """A column's width in inches, its heading and the paragraphs of its cell; a column of tags alone has `tags`."""

    width: float
    head: tuple[Paragraph, ...]
    cell: tuple[Paragraph, ...]


def table_frame(  # noqa: PLR0913  (a table is its name, place, columns, loop and alternative text)
    canvas: Canvas, name: str, box: Box, columns: tuple[Column, ...], *, alternative: str, loop: str, row_height: float,
    header_height: float = 0.40, margin: float = 0.06,
) -> None:  # fmt: skip
    """A table with a header row and one row that is repeated."""
    grid = "".join(f'<a:gridCol w="{emu(column.width)}"/>' for column in columns)
    header = row_xml(header_height, tuple(column.head for column in columns), margin)
    rows = (
        tag_row(f"{{%tr for {loop} %}}", len(columns)),
        row_xml(row_height, tuple(column.cell for column in columns), margin),
        tag_row("{%tr endfor %}", len(columns)),
    )
    content = (
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{TABLE_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{grid}</a:tblGrid>{header}{''.join(rows)}</a:tbl>"
    )
    canvas.frame(name, box, alternative, TABLE_URI, content)


def by_kind(text: str, style: Style) -> tuple[Paragraph, ...]:
    """A cell's text, to the right in a column of numbers."""
    return (
        paragraph(("{%p if cell.is_number %}", TAG)),
        paragraph((text, style), align="r"),
        paragraph(("{%p else %}", TAG)),
        paragraph((text, style)),
        paragraph(("{%p endif %}", TAG)),
    )


def unit_line(canvas: Canvas, box: Box, style: Style) -> None:
    """The line of the source above its table that states the units."""
    words = paragraph(("{{ table.unit }}", style), align="r")
    canvas.text("Unit", box, words, tag="{%shape if table.unit %}")


def tag_row(tag: str, columns: int) -> str:
    """A row that holds nothing but a tag."""
    cells = ((paragraph((tag, TAG)),), *(((paragraph(("", TAG)),),) * (columns - 1)))
    return row_xml(0.20, cells)


def row_xml(height: float, cells: tuple[tuple[Paragraph, ...], ...], margin: float = 0.06) -> str:
    """A table row; `margin` is that above and below the text of a cell, in inches."""
    margins = f'marL="0" marR="{emu(0.16)}" marT="{emu(margin)}" marB="{emu(margin)}"'
    body = "".join(
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{''.join(map(paragraph_xml, cell))}</a:txBody>"
        f'<a:tcPr {margins} anchor="ctr"/></a:tc>'
        for cell in cells
    )
    return f'<a:tr h="{emu(height)}">{body}</a:tr>'


def table_styles_xml(name: str = "briefing", color: str = INK, *, topped: bool = True) -> str:
    """The deck's table style: strong lines (above and) below, hairlines between, no fills, no vertical lines."""
    strong, middle, hair = _border(color, 1.5), _border(color, 0.75), _border(RULE, 0.75)
    none = "<a:ln><a:noFill/></a:ln>"
    top = strong if topped else none
    sides = f"<a:left>{none}</a:left><a:right>{none}</a:right>"
    namespace = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    text = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
    return (
        f'<a:tblStyleLst {namespace} def="{TABLE_STYLE}">'
        f'<a:tblStyle styleId="{TABLE_STYLE}" styleName="{name}">'
        f'<a:wholeTbl><a:tcTxStyle>{text}<a:schemeClr val="{INK2}"/></a:tcTxStyle><a:tcStyle><a:tcBdr>{sides}'
        f"<a:top>{top}</a:top><a:bottom>{strong}</a:bottom><a:insideH>{hair}</a:insideH>"
        f"<a:insideV>{none}</a:insideV></a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle></a:wholeTbl>"
        f'<a:firstRow><a:tcTxStyle b="on">{text}<a:schemeClr val="{INK2}"/></a:tcTxStyle><a:tcStyle>'
        f"<a:tcBdr><a:bottom>{middle}</a:bottom></a:tcBdr></a:tcStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
    )


def _border(color: str, points: float) -> str:
    return f'<a:ln w="{round(points * 12700)}" cmpd="sng">{fill_xml(color)}</a:ln>'
