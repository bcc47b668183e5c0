"""Put the deck together: theme, master, layouts, prototype slides with notes, and charts."""

from collections.abc import Callable
from dataclasses import dataclass

from pack_chart import CHART_TYPE, WORKBOOK_TYPE, workbook_bytes
from pack_design import SCOPE, Layout, Theme, color_map_xml, ground_xml, layout_xml, theme_xml
from pack_package import Package, add_properties
from pack_pictures import placeholder_png
from pack_shapes import NAMESPACES, Box, Canvas, Style, level_xml, page_field, tree_xml
from pack_tags import CLASSIFICATION, Slide

OFFICE = "application/vnd.openxmlformats-officedocument"
PLACEHOLDER_PICTURE = "ppt/media/picture.png"
PRESENTATION = f"{OFFICE}.presentationml"
NOTES_TEXT = Style(12, 18, "tx1")


@dataclass(frozen=True)
class Design:
    """What makes one pack's deck: its theme, layouts and prototypes, and the parts that hold its type scale.

    `master` gives the master for the list of layouts, `chart` a chart of a kind (`Bars`, `Columns`).
    """

    theme: Theme
    layouts: tuple[Layout, ...]
    slides: tuple[Slide, ...]
    master: Callable[[str], str]
    chart: Callable[[str], str]
    table_styles: str
    default_text: str


def build_deck(design: Design) -> bytes:
    """The template deck as the bytes of a .pptx file."""
    package = Package()
    package.link("", "ppt/presentation.xml", "officeDocument")
    add_properties(package, title=design.theme.name, application="Microsoft Office PowerPoint")
    _add_look(package, design)
    _add_notes_master(package, design.theme)
    for number, slide in enumerate(design.slides, start=1):
        _add_slide(package, number, slide, design)
    _add_presentation(package, design)
    return package.to_bytes()


def _add_look(package: Package, design: Design) -> None:
    master = "ppt/slideMasters/slideMaster1.xml"
    entries = ""
    for number, layout in enumerate(design.layouts, start=1):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        package.add(name, f"{PRESENTATION}.slideLayout+xml", layout_xml(layout))
        package.link(name, master, "slideMaster")
        entries += f'<p:sldLayoutId id="{2147483648 + number}" r:id="{package.link(master, name, "slideLayout")}"/>'
    package.link(master, "ppt/theme/theme1.xml", "theme")
    package.add(master, f"{PRESENTATION}.slideMaster+xml", design.master(entries))
    package.add("ppt/theme/theme1.xml", f"{OFFICE}.theme+xml", theme_xml(design.theme))
    package.add("ppt/tableStyles.xml", f"{PRESENTATION}.tableStyles+xml", design.table_styles)
    package.add("ppt/presProps.xml", f"{PRESENTATION}.presProps+xml", f"<p:presentationPr {NAMESPACES}/>")
    package.add("ppt/viewProps.xml", f"{PRESENTATION}.viewProps+xml", f"<p:viewPr {NAMESPACES}/>")


def _add_notes_master(package: Package, theme: Theme) -> None:
    name = "ppt/notesMasters/notesMaster1.xml"
    canvas = Canvas()
    box = Box(0.75, 0.40, 6.00, 0.30)
    canvas.layout_placeholder("Class", "hdr", 1, box, SCOPE, prompt="Class", align="r")
    canvas.layout_picture("Slide", 2, Box(0.75, 0.90, 6.00, 3.375))
    canvas.layout_placeholder("Notes", "body", 3, Box(0.75, 4.60, 6.00, 4.60), NOTES_TEXT, prompt="Notes")
    canvas.layout_placeholder("PageNo", "sldNum", 5, Box(5.25, 9.40, 1.50, 0.30), SCOPE, prompt="‹#›", align="r")
    body = (
        f"<p:notesMaster {NAMESPACES}><p:cSld>{ground_xml('bg1')}{tree_xml(canvas.shapes())}</p:cSld>"
        f'{color_map_xml()}<p:hf ftr="0" dt="0"/><p:notesStyle>{level_xml(1, NOTES_TEXT)}</p:notesStyle>'
        "</p:notesMaster>"
    )
    package.add(name, f"{PRESENTATION}.notesMaster+xml", body)
    package.add("ppt/theme/theme2.xml", f"{OFFICE}.theme+xml", theme_xml(theme))
    package.link(name, "ppt/theme/theme2.xml", "theme")


def _add_slide(package: Package, number: int, slide: Slide, design: Design) -> None:
    name, notes = f"ppt/slides/slide{number}.xml", f"ppt/notesSlides/notesSlide{number}.xml"
    layout = 1 + next(index for index, one in enumerate(design.layouts) if one.name == slide.layout)
    package.link(name, f"ppt/slideLayouts/slideLayout{layout}.xml", "slideLayout")
    package.link(name, notes, "notesSlide")
    if slide.chart:
        _add_chart(package, name, slide.chart, design.chart)
    if slide.picture:
        package.add(PLACEHOLDER_PICTURE, "image/png", placeholder_png())
        package.link(name, PLACEHOLDER_PICTURE, "image")
    hidden = ' show="0"' if slide.hidden else ""
    body = (
        f"<p:sld {NAMESPACES}{hidden}><p:cSld>{tree_xml(slide.shapes)}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )
    package.add(name, f"{PRESENTATION}.slide+xml", body)
    package.link(notes, "ppt/notesMasters/notesMaster1.xml", "notesMaster")
    package.link(notes, name, "slide")
    package.add(notes, f"{PRESENTATION}.notesSlide+xml", notes_xml(slide.notes))


def notes_xml(lines: tuple[str, ...]) -> str:
    """The speaker notes of a slide: the class line, the slide's picture, the text and the page number."""
    canvas = Canvas()
    canvas.placeholder("Class", "hdr", 1, CLASSIFICATION)
    canvas.picture_placeholder("Slide", 2)
    canvas.placeholder("Notes", "body", 3, *lines)
    canvas.placeholder("PageNo", "sldNum", 5, body=page_field())
    return (
        f"<p:notes {NAMESPACES}><p:cSld>{tree_xml(canvas.shapes())}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _add_chart(package: Package, slide: str, kind: str, chart: Callable[[str], str]) -> None:
    part, workbook = f"ppt/charts/chart{kind}.xml", f"ppt/embeddings/chart{kind}.xlsx"
    package.add(part, CHART_TYPE, chart(kind))
    package.add(workbook, WORKBOOK_TYPE, workbook_bytes())
    package.link(part, workbook, "package")
    package.link(slide, part, "chart")


def _add_presentation(package: Package, design: Design) -> None:
    name = "ppt/presentation.xml"
    master = package.link(name, "ppt/slideMasters/slideMaster1.xml", "slideMaster")
    notes = package.link(name, "ppt/notesMasters/notesMaster1.xml", "notesMaster")
    entries = "".join(
        f'<p:sldId id="{255 + number}" r:id="{package.link(name, f"ppt/slides/slide{number}.xml", "slide")}"/>'
        for number in range(1, len(design.slides) + 1)
    )
    for part, kind in (("presProps", "presProps"), ("viewProps", "viewProps"), ("tableStyles", "tableStyles")):
        package.link(name, f"ppt/{part}.xml", kind)
    package.link(name, "ppt/theme/theme1.xml", "theme")
    body = (
        f'<p:presentation {NAMESPACES} saveSubsetFonts="1">'
        f'<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="{master}"/></p:sldMasterIdLst>'
        f'<p:notesMasterIdLst><p:notesMasterId r:id="{notes}"/></p:notesMasterIdLst>'
        f'<p:sldIdLst>{entries}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/>'
        f'<p:notesSz cx="6858000" cy="9144000"/>{design.default_text}</p:presentation>'
    )
    package.add(name, f"{PRESENTATION}.presentation.main+xml", body)
