"""Alternative texts of a Word template: tags in them, and pictures of the source in the place of the template's own."""

from collections.abc import Iterator

from briefgen.errors import TemplateError
from briefgen.package import DRAWING, OFFICE, WORD, Element
from briefgen.storyboard import PICTURE_LINK, PictureData, Piece, Slot
from briefgen.templating.lifting import drop_attribute, has_tags, split_tags
from briefgen.templating.pictures import fit_picture
from briefgen.templating.source import Fragments
from briefgen.templating.state import IMAGE_CLOSE, IMAGE_OPEN, Rendering
from briefgen.templating.styles import Rectangle
from briefgen.templating.text import iter_marked, piece_of

A, R, W = f"{{{DRAWING}}}", f"{{{OFFICE}}}", f"{{{WORD}}}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DRAWING_PROPERTIES = f"{WP}docPr"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
DESCRIBED = "bg-d"
"""Attribute of a drawing's properties whose alternative text holds tags."""


def lift_descriptions(tree: Element, where: str, fragments: Fragments) -> Iterator[Element]:
    """Lift the tags of alternative texts; gives the paragraphs that hold such drawings."""
    for number, properties in enumerate(tree.iter(DRAWING_PROPERTIES), 1):
        text = properties.get("descr", "")
        if not has_tags(text):
            continue
        place = f"{where}, drawing {number}, alternative text"
        written = ""
        for item in split_tags(text, f"{fragments.file}, {place}"):
            if not isinstance(item, str) and item.kind:
                raise TemplateError(f"{{%{item.kind} can't stand in an alternative text", where=place)
            written += item if isinstance(item, str) else fragments.token(item.text, place)
        properties.set("descr", written.strip())
        properties.set(DESCRIBED, "1")
        paragraph = next(properties.iterancestors(f"{W}p"), None)
        if paragraph is not None:
            yield paragraph


def finish_descriptions(
    root: Element, name: str, state: Rendering, file: str
) -> tuple[tuple[Slot, ...], tuple[PictureData, ...]]:
    """Write the alternative texts and put the source's pictures in; gives the slots and the pictures shown."""
    slots: list[Slot] = []
    pictures: dict[str, PictureData] = {}
    for number, properties in enumerate(root.iter(DRAWING_PROPERTIES), 1):
        if drop_attribute(properties, DESCRIBED) is None:
            continue
        place = f"{name}, drawing {number}"
        text = properties.get("descr", "")
        if IMAGE_OPEN in text:
            picture = state.images[int(text.split(IMAGE_OPEN)[1].split(IMAGE_CLOSE)[0])]
            _show(properties, picture._media.id, (picture.width, picture.height), f"{file}, {place}")
            media = picture._media
            pictures[media.id] = PictureData(id=media.id, content_type=media.content_type, data=media.data)
            words = picture.alternative or picture.caption
            pieces: tuple[Piece, ...] = (piece_of(str(words), words),)
        else:
            stretches = iter_marked(text, state.registry)
            resolved = ((state.resolve(part, origin), origin) for part, origin in stretches)
            pieces = tuple(piece_of(part, origin) for part, origin in resolved if part)
        said = "".join(piece.text for piece in pieces)
        for described in (properties, *_inner_properties(properties)):
            described.set("descr", said)
        if pieces:
            slots.append(Slot(id=f"{name}_drawing{number}", place=f"{place}, alternative text", paragraphs=(pieces,)))
    return tuple(slots), tuple(pictures.values())


def _inner_properties(properties: Element) -> Iterator[Element]:
    """The picture's own copy of its name and alternative text."""
    drawing = properties.getparent()
    if drawing is not None:
        yield from drawing.iter(f"{PIC}cNvPr")


def _show(properties: Element, media: str, size: tuple[int, int], where: str) -> None:
    """Show the picture in the drawing, no larger than the template's own stood there."""
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
        blip.remove(extension)
    inner = [node for node in drawing.iter(f"{A}ext") if node.get("cx")]
    for node in (extent, *inner):
        node.set("cx", str(fitted.width))
        node.set("cy", str(fitted.height))
