"""Shapes of a slide as DrawingML text: text boxes, lines, groups, placeholders, tables.

All measures are inches, all type sizes points; a text box has no insets, no autofit and exact line spacing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
PAGE_FIELD = "{6A1C1C0E-5B52-4A5C-9E0B-3C2C5E0B7A01}"  # any GUID will do
INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'
LANGUAGE = 'lang="zh-CN" altLang="en-US"'


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide, in inches."""

    x: float
    y: float
    w: float
    h: float

    def xml(self, tag: str = "a:xfrm", *, group: bool = False) -> str:
        """The rectangle as a transform; a group's children use the slide's own coordinates."""
        offset = f'x="{emu(self.x)}" y="{emu(self.y)}"'
        extent = f'cx="{emu(self.w)}" cy="{emu(self.h)}"'
        child = f"<a:chOff {offset}/><a:chExt {extent}/>" if group else ""
        return f"<{tag}><a:off {offset}/><a:ext {extent}/>{child}</{tag}>"


@dataclass(frozen=True)
class Style:
    """How a run and its line look: size and exact line in points, a colour of the theme or a hex value.

    `faces` is the theme's pair of faces to use, `mj` or `mn`; empty leaves what is inherited.
    """

    size: float
    line: float
    color: str = "tx1"
    bold: bool = False
    faces: str = ""

    def tinted(self, color: str) -> "Style":
        """The same style in another colour."""
        return replace(self, color=color)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: runs of text with their styles; the line spacing is that of the paragraph, not of a run."""

    runs: tuple[tuple[str, Style], ...]
    line: float
    align: str = "l"
    after: float = 0.0


def emu(inches: float) -> int:
    """Inches in English Metric Units."""
    return round(inches * 914400)


def color_xml(color: str) -> str:
    """A colour: six hex digits stand for themselves, other names are the theme's."""
    is_hex = len(color) == 6 and all(digit in "0123456789ABCDEF" for digit in color)
    return f'<a:srgbClr val="{color}"/>' if is_hex else f'<a:schemeClr val="{color}"/>'


def faces_xml(faces: str) -> str:
    """The theme's faces of a role (`mj` titles, `mn` texts), or nothing for an empty name."""
    if not faces:
        return ""
    return f'<a:latin typeface="+{faces}-lt"/><a:ea typeface="+{faces}-ea"/><a:cs typeface="+{faces}-cs"/>'


def chinese_face_xml(faces: str) -> str:
    """The theme's Chinese face of a role; its Latin one is the same for titles and texts, and stays inherited."""
    return f'<a:ea typeface="+{faces}-ea"/>' if faces else ""


def fill_xml(color: str) -> str:
    """A solid fill, or none for an empty name."""
    return f"<a:solidFill>{color_xml(color)}</a:solidFill>" if color else "<a:noFill/>"


def stroke_xml(color: str, points: float) -> str:
    """A line of the given width, or none for an empty colour."""
    if not color:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{round(points * 12700)}">{fill_xml(color)}</a:ln>'


def paragraph(*runs: tuple[str, Style], align: str = "l", line: float | None = None, after: float = 0.0) -> Paragraph:
    """A paragraph whose exact line is that of its first run unless another is given."""
    return Paragraph(runs=runs, line=line or runs[0][1].line, align=align, after=after)


def paragraph_xml(part: Paragraph) -> str:
    """The paragraph with all its formatting written out, so that no editor has to inherit anything."""
    space = f'<a:spcAft><a:spcPts val="{round(part.after * 100)}"/></a:spcAft>'
    properties = (
        f'<a:pPr marL="0" indent="0" algn="{part.align}" eaLnBrk="1" hangingPunct="1">'
        f'<a:lnSpc><a:spcPts val="{round(part.line * 100)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{space}<a:buNone/></a:pPr>'
    )
    runs = "".join(
        f'<a:r><a:rPr {LANGUAGE} sz="{round(style.size * 100)}" b="{int(style.bold)}" dirty="0">'
        f"{fill_xml(style.color)}{chinese_face_xml(style.faces)}</a:rPr><a:t>{escape(text, quote=False)}</a:t></a:r>"
        for text, style in part.runs
    )
    return f"<a:p>{properties}{runs}</a:p>"


def inherited_xml(lines: Iterable[str]) -> str:
    """Paragraphs that take every format from their placeholder."""
    return "".join(
        f'<a:p><a:r><a:rPr {LANGUAGE} dirty="0"/><a:t>{escape(text, quote=False)}</a:t></a:r></a:p>' for text in lines
    )


def body_properties(anchor: str) -> str:
    """Text body settings that every box shares."""
    return f'<a:bodyPr wrap="square" {INSETS} rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'


class Canvas:
    """Collects the shapes of one slide in reading order and numbers them."""

    def __init__(self) -> None:
        self._shapes: list[str] = []
        self._next_id = 2

    def _identity(self, name: str, tag: str = "") -> str:
        description = f' descr="{escape(tag)}"' if tag else ""
        identity = f'<p:cNvPr id="{self._next_id}" name="{name}"{description}/>'
        self._next_id += 1
        return identity

    def text(self, name: str, box: Box, *parts: Paragraph, anchor: str = "t", tag: str = "") -> str:
        """A text box."""
        return self._keep(
            f'<p:sp><p:nvSpPr>{self._identity(name, tag)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
            f'<p:spPr>{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f"<p:txBody>{body_properties(anchor)}<a:lstStyle/>{''.join(map(paragraph_xml, parts))}</p:txBody></p:sp>"
        )

    def rectangle(self, name: str, box: Box, color: str, *, tag: str = "") -> str:
        """A filled rectangle without a line; without a colour it is an area that only holds copies."""
        return self._keep(
            f"<p:sp><p:nvSpPr>{self._identity(name, tag)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill_xml(color)}'
            f"{stroke_xml('', 0)}</p:spPr></p:sp>"
        )

    def dot(self, name: str, box: Box, color: str) -> str:
        """A filled circle."""
        return self._keep(
            f"<p:sp><p:nvSpPr>{self._identity(name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{box.xml()}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>{fill_xml(color)}'
            f"{stroke_xml('', 0)}</p:spPr></p:sp>"
        )

    def ring(self, name: str, box: Box, color: str) -> str:
        """An open circle."""
        return self._keep(
            f"<p:sp><p:nvSpPr>{self._identity(name)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f'<p:spPr>{box.xml()}<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom><a:noFill/>'
            f"{stroke_xml(color, 2.25)}</p:spPr></p:sp>"
        )

    def rule(self, name: str, box: Box, color: str = "accent6", points: float = 0.75, *, tag: str = "") -> str:
        """A straight line."""
        return self._keep(
            f"<p:cxnSp><p:nvCxnSpPr>{self._identity(name, tag)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
            f'<p:spPr>{box.xml()}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{stroke_xml(color, points)}</p:spPr>'
            "</p:cxnSp>"
        )

    def placeholder(  # noqa: PLR0913  (a placeholder is its name, kind and text, and rarely more)
        self,
        name: str,
        kind: str,
        index: int | None,
        *lines: str,
        body: str = "",
        tag: str = "",
        anchor: str = "",
        fill: str = "",
    ) -> str:
        """A placeholder that takes place and format from its layout; `body` replaces the plain paragraphs.

        `anchor` says again where the text stands, and `fill` what its ground is, for programs that do not look into the
        layout.
        """
        properties = f"<p:spPr>{fill_xml(fill)}</p:spPr>" if fill else "<p:spPr/>"
        settled = f' anchor="{anchor}"' if anchor else ""
        number = f' idx="{index}"' if index is not None else ""
        return self._keep(
            f'<p:sp><p:nvSpPr>{self._identity(name, tag)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}"{number}/></p:nvPr></p:nvSpPr>{properties}'
            f"<p:txBody><a:bodyPr {INSETS}{settled}/><a:lstStyle/>{body or inherited_xml(lines)}</p:txBody></p:sp>"
        )

    def layout_placeholder(  # noqa: PLR0913  (a placeholder is its name, kind, place, look and prompt)
        self,
        name: str,
        kind: str,
        index: int | None,
        box: Box,
        style: Style,
        *,
        prompt: str,
        anchor: str = "t",
        align: str = "l",
    ) -> str:
        """A placeholder of a layout or master with its own place and first-level format."""
        number = f' idx="{index}"' if index is not None else ""
        return self._keep(
            f'<p:sp><p:nvSpPr>{self._identity(name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}"{number}/></p:nvPr></p:nvSpPr>'
            f'<p:spPr>{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
            f"<p:txBody>{body_properties(anchor)}<a:lstStyle>{level_xml(1, style, align)}</a:lstStyle>"
            f"{prompt_xml(kind, prompt)}</p:txBody></p:sp>"
        )

    def layout_picture(self, name: str, index: int, box: Box) -> str:
        """The place of the slide's picture on a notes master."""
        line = stroke_xml("accent6", 0.75)
        geometry = f'{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>{line}'
        return self._picture(name, index, geometry)

    def picture_placeholder(self, name: str, index: int) -> str:
        """The slide's picture on its notes page."""
        return self._picture(name, index, "")

    def _picture(self, name: str, index: int, geometry: str) -> str:
        return self._keep(
            f"<p:sp><p:nvSpPr>{self._identity(name)}"
            '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="sldImg" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr>{geometry}</p:spPr></p:sp>'
        )

    def picture(self, name: str, box: Box, tag: str) -> str:
        """A picture that the source's own will replace; its slide relates to the sample as rId3."""
        return self._keep(
            f"<p:pic><p:nvPicPr>{self._identity(name, tag)}"
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            '<p:blipFill><a:blip r:embed="rId3"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr>{box.xml()}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

    def group(self, name: str, box: Box, tag: str, children: "Canvas") -> str:
        """A group whose children were drawn on a canvas of their own (see `inner`)."""
        self._next_id = children._next_id
        identity = self._identity(name, tag)
        return self._keep(
            f"<p:grpSp><p:nvGrpSpPr>{identity}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
            f"<p:grpSpPr>{box.xml(group=True)}</p:grpSpPr>{children.shapes()}</p:grpSp>"
        )

    def frame(self, name: str, box: Box, tag: str, uri: str, content: str) -> str:
        """A graphic frame, which holds a table or a chart."""
        return self._keep(
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._identity(name, tag)}"
            '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
            f'{box.xml("p:xfrm")}<a:graphic><a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic>'
            "</p:graphicFrame>"
        )

    def inner(self) -> "Canvas":
        """An empty canvas for the children of a group on this one."""
        child = Canvas()
        child._next_id = self._next_id
        return child

    def shapes(self) -> str:
        """The shapes so far."""
        return "".join(self._shapes)

    def _keep(self, shape: str) -> str:
        self._shapes.append(shape)
        return shape


def level_xml(level: int, style: Style, align: str = "l") -> str:
    """The format of one outline level of a placeholder."""
    return (
        f'<a:lvl{level}pPr marL="0" indent="0" algn="{align}" eaLnBrk="1" hangingPunct="1">'
        f'<a:lnSpc><a:spcPts val="{round(style.line * 100)}"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{round(style.size * 100)}" b="{int(style.bold)}">{fill_xml(style.color)}'
        f"{faces_xml(style.faces)}</a:defRPr>"
        f"</a:lvl{level}pPr>"
    )


def prompt_xml(kind: str, prompt: str) -> str:
    """What an empty placeholder shows; a slide number is a field."""
    if kind == "sldNum":
        return page_field(prompt)
    return inherited_xml([prompt])


def line_xml(texts: tuple[str, ...], line: float) -> str:
    """Paragraphs of a placeholder with their line spacing written out (LibreOffice does not inherit it in a footer)."""
    spacing = f'<a:pPr><a:lnSpc><a:spcPts val="{round(line * 100)}"/></a:lnSpc></a:pPr>'
    return inherited_xml(texts).replace("<a:p>", f"<a:p>{spacing}")


def page_field(shown: str = "‹#›") -> str:
    """A paragraph with the native field that shows the slide's number."""
    return f'<a:p><a:fld id="{PAGE_FIELD}" type="slidenum"><a:rPr {LANGUAGE}/><a:t>{shown}</a:t></a:fld></a:p>'


def tree_xml(shapes: str) -> str:
    """The shape tree of a slide, layout or master."""
    zero = '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
    return (
        '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr><a:xfrm>{zero}</a:xfrm></p:grpSpPr>{shapes}</p:spTree>"
    )
