"""The XML of the shapes that an adopted template's slides are made of. Lengths are EMU, sizes points.

States no face and no colour but those of the theme.
"""

from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from briefgen.package import DRAWING, OFFICE, PRESENTATION
from briefgen.packs.layouts import Placeholder
from briefgen.templating.styles import Rectangle

NAMESPACES = f'xmlns:a="{DRAWING}" xmlns:r="{OFFICE}" xmlns:p="{PRESENTATION}"'
LANGUAGE = 'lang="zh-CN" altLang="en-US"'
PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style without lines and fills that every program knows."""

LINE = 1.3
"""Distance of exact lines, as a multiple of the size: the tallest Chinese faces ask for as much."""

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_HAIRLINE = 9525


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph with its tags: outline depth from 0; a size only where it differs from the inherited one.

    `exact` sets lines at a fixed distance, for text outside placeholders; `single` at the type's own, where the
    template's lines would cut Chinese characters; `color` is the XML of a fill.
    """

    text: str
    depth: int = 0
    size: float | None = None
    bold: bool = False
    bullet: bool = True
    color: str = ""
    align: str = ""
    exact: bool = False
    single: bool = False


def paragraph(line: Line) -> str:
    """An `a:p`."""
    attributes = f' lvl="{line.depth}"' if line.depth else ""
    attributes += f' algn="{line.align}"' if line.align else ""
    inner = ""
    if line.exact and line.size is not None:
        inner += f'<a:lnSpc><a:spcPts val="{round(line.size * LINE * 100)}"/></a:lnSpc>'
        inner += '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
    elif line.size is not None or line.single:
        inner += '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
    if not line.bullet:
        attributes = f' marL="0" indent="0"{attributes}'
        inner += "<a:buNone/>"
    properties = f"<a:pPr{attributes}>{inner}</a:pPr>" if attributes or inner else ""
    if not line.text:
        return f"<a:p>{properties}<a:endParaRPr {LANGUAGE}/></a:p>"
    return f"<a:p>{properties}{run(line.text, size=line.size, bold=line.bold, color=line.color)}</a:p>"


def run(text: str, *, size: float | None = None, bold: bool = False, color: str = "") -> str:
    """An `a:r`."""
    written = f' sz="{round(size * 100)}"' if size is not None else ""
    written += ' b="1"' if bold else ""
    properties = f"<a:rPr {LANGUAGE}{written}>{color}</a:rPr>" if color else f"<a:rPr {LANGUAGE}{written}/>"
    return f"<a:r>{properties}<a:t>{escape(text)}</a:t></a:r>"


def placeholder(name: str, place: Placeholder, lines: tuple[Line, ...] = (), *, field: str = "") -> str:
    """A placeholder of the layout with text; where it stands, is inherited."""
    kind = f' type="{place.kind}"' if place.kind != "obj" else ""
    index = f' idx="{place.index}"' if place.index is not None else ""
    body = place.style.body
    # A shape that grows with its text, or does not wrap it, holds what was measured only when it does neither.
    fixed = '<a:bodyPr wrap="square"><a:noAutofit/></a:bodyPr>' if body.grows or not body.wraps else "<a:bodyPr/>"
    cramped = place.style.levels[0].line_ratio is not None and place.style.levels[0].line_ratio < 1.0
    content = field or "".join(paragraph(replace(line, single=line.single or cramped)) for line in lines)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name={quoteattr(name)}/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{kind}{index}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody>{fixed}<a:lstStyle/>{content}"
        "</p:txBody></p:sp>"
    )


CLASSIFICATION = "{{ options.classification }}"

PAGE_NUMBER = (
    f'<a:p><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:rPr {LANGUAGE}/>'
    f"<a:t>‹#›</a:t></a:fld><a:endParaRPr {LANGUAGE}/></a:p>"
)
"""The paragraph with the slide's number."""


def text_box(name: str, place: Rectangle, lines: tuple[Line, ...], *, anchor: str = "t") -> str:
    """A text box without insets, outline and autofit."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name={quoteattr(name)}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{transform(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/>'
        f"</a:bodyPr><a:lstStyle/>{''.join(map(paragraph, lines))}</p:txBody></p:sp>"
    )


def rule(name: str, place: Rectangle, color: str, width: int = 12_700) -> str:
    """A straight line."""
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="0" name={quoteattr(name)}/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
        f'<p:spPr>{transform(place)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="{width}">{color}</a:ln>'
        "</p:spPr></p:cxnSp>"
    )


def area(name: str, place: Rectangle) -> str:
    """The empty shape that says where the copies of a repeated shape may stand."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="0" name={quoteattr(name + "-area")}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{transform(place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr {LANGUAGE}/></a:p></p:txBody></p:sp>"
    )


def group(name: str, place: Rectangle, loop: str, content: str) -> str:
    """A group that a tag in its alternative text repeats."""
    inner = transform(place, outer="a:xfrm", inner=True)
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="0" name={quoteattr(name)} descr={quoteattr(loop)}/><p:cNvGrpSpPr/>'
        f"<p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{inner}</p:grpSpPr>{content}</p:grpSp>"
    )


def chart(name: str, place: Rectangle, tag: str) -> str:
    """The frame of a native chart; `tag` gives its data."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="0" name={quoteattr(name)} descr={quoteattr(tag)}/>'
        f"<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>{transform(place, outer='p:xfrm')}<a:graphic>"
        f'<a:graphicData uri="{_CHART}"><c:chart xmlns:c="{_CHART}" r:id="rId9"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def table(name: str, place: Rectangle, tag: str, widths: tuple[int, ...], rows: tuple[tuple[Line, ...], ...]) -> str:
    """A table whose first row is its header; `tag` says what it is about."""
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="0" name={quoteattr(name)} descr={quoteattr(tag)}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{transform(place, outer="p:xfrm")}<a:graphic><a:graphicData uri="{_TABLE}"><a:tbl>'
        f'<a:tblPr firstRow="1"><a:tableStyleId>{PLAIN_TABLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>'
        f"{''.join(_row(row, header=number == 0) for number, row in enumerate(rows))}</a:tbl></a:graphicData>"
        "</a:graphic></p:graphicFrame>"
    )


def _row(cells: tuple[Line, ...], *, header: bool) -> str:
    tallest = max((line.size or 14.0) for line in cells)
    color = next((line.color for line in cells if line.color), '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>')
    border = f'<a:lnB w="{_HAIRLINE * (2 if header else 1)}">{color}</a:lnB>'
    written = "".join(
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph(line)}</a:txBody>"
        f"<a:tcPr>{border}<a:noFill/></a:tcPr></a:tc>"
        for line in cells
    )
    return f'<a:tr h="{round(tallest * 1.6 * 12_700)}">{written}</a:tr>'


def transform(place: Rectangle, *, outer: str = "a:xfrm", inner: bool = False) -> str:
    """Where a shape stands; a group says the same of what is in it."""
    child = f'<a:chOff x="{place.x}" y="{place.y}"/><a:chExt cx="{place.width}" cy="{place.height}"/>' if inner else ""
    return (
        f'<{outer}><a:off x="{place.x}" y="{place.y}"/><a:ext cx="{place.width}" cy="{place.height}"/>{child}</{outer}>'
    )


def slide(name: str, shapes: str, *, hidden: bool = False) -> str:
    """A whole slide."""
    show = ' show="0"' if hidden else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:sld {NAMESPACES}{show}>'
        f"<p:cSld name={quoteattr(name)}>"
        f"{_tree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def notes(lines: tuple[str, ...], index: str | None) -> str:
    """A notes page with the tags and the words of a slide."""
    mark = f' idx="{index}"' if index is not None else ""
    body = "".join(paragraph(Line(text=line)) for line in (CLASSIFICATION, *lines))
    shapes = (
        '<p:sp><p:nvSpPr><p:cNvPr id="0" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        '<p:sp><p:nvSpPr><p:cNvPr id="0" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="body"{mark}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{body}'
        "</p:txBody></p:sp>"
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<p:notes {NAMESPACES}><p:cSld>{_tree(shapes)}'
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _tree(shapes: str) -> str:
    head = (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
    )
    number = 1
    numbered: list[str] = []
    for piece in shapes.split('<p:cNvPr id="0"'):
        if numbered:
            number += 1
            numbered.append(f'<p:cNvPr id="{number}"')
        numbered.append(piece)
    return f"{head}{''.join(numbered)}</p:spTree>"
