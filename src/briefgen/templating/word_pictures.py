"""Pictures of the source in a Word file, in the place of the template's own."""

from briefgen.errors import TemplateError
from briefgen.package import DRAWING, OFFICE, Element
from briefgen.storyboard import PICTURE_LINK, PictureData
from briefgen.templating.pictures import fit_picture
from briefgen.templating.state import IMAGE_CLOSE, IMAGE_OPEN, Rendering
from briefgen.templating.styles import Rectangle
from briefgen.templating.text import MARK_CLOSE, MARK_OPEN, MARK_TEXT

A, R = f"{{{DRAWING}}}", f"{{{OFFICE}}}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def show_pictures(root: Element, state: Rendering, where: str) -> tuple[PictureData, ...]:
    """Put the pictures that alternative texts ask for in place, their words in the alternative text; gives them."""
    shown: dict[str, PictureData] = {}
    for properties in root.iter(f"{WP}docPr"):
        text = properties.get("descr", "")
        if IMAGE_OPEN not in text:
            continue
        picture = state.images[int(text.split(IMAGE_OPEN)[1].split(IMAGE_CLOSE)[0])]
        media = picture._media
        _show(properties, media.id, (picture.width, picture.height), where)
        shown[media.id] = PictureData(id=media.id, content_type=media.content_type, data=media.data)
        words = picture.alternative or picture.caption
        properties.set("descr", f"{MARK_OPEN}{state.registry.key(words)}{MARK_TEXT}{words}{MARK_CLOSE}")
    return tuple(shown.values())


def _show(properties: Element, media: str, size: tuple[int, int], where: str) -> None:
    """Show the picture in the drawing, as large as fits where the template's own stands."""
    drawing = properties.getparent()
    extent = drawing.find(f"{WP}extent") if drawing is not None else None
    blip = next(drawing.iter(f"{A}blip"), None) if drawing is not None else None
    if drawing is None or extent is None or blip is None:
        raise TemplateError(
            "the tag of a picture stands in a shape that is none",
            where=where,
            remedy="insert a picture, and put the tag in its alternative text",
        )
    room = Rectangle(0, 0, int(extent.get("cx", 0)), int(extent.get("cy", 0)))
    fitted, _ = fit_picture(room, size, crop=False)
    blip.set(f"{R}embed", f"{PICTURE_LINK}{media}")
    for extension in blip.findall(f"{A}extLst"):
        blip.remove(extension)  # a vector twin of the template's own picture
    for node in (extent, *(node for node in drawing.iter(f"{A}ext") if node.get("cx"))):
        node.set("cx", str(fitted.width))
        node.set("cy", str(fitted.height))
