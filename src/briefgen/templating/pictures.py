"""Pictures of the source in the place of a template's picture: which an Office program shows, and how they fit."""

from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from briefgen.document import Media
from briefgen.package import OFFICE, Element
from briefgen.storyboard import PICTURE_LINK
from briefgen.templating.slide_reader import place_shape
from briefgen.templating.styles import A, P, Rectangle, rectangle_of

R = f"{{{OFFICE}}}"
_SHOWN = frozenset(f"image/{kind}" for kind in ("png", "jpeg", "gif", "bmp", "tiff"))
MOST_CROPPED = 0.12
"""Share of a picture's width or height that may be cut off so that it fills its place; beyond it stands whole."""

_WHOLE = 100_000  # what a crop is counted in


@dataclass(frozen=True, slots=True)
class Crop:
    """Shares of a picture's width and height that are cut off at each of two opposite sides."""

    sides: float = 0.0
    ends: float = 0.0


def size_of(media: Media) -> tuple[int, int] | None:
    """Width and height in pixels; None for what an Office program does not show or nobody can read."""
    if media.content_type not in _SHOWN:
        return None
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  (only sources with pictures)

    try:
        with Image.open(BytesIO(media.data)) as image:
            width, height = image.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return (width, height) if width > 0 and height > 0 else None


def fit_picture(place: Rectangle, size: tuple[int, int], *, crop: bool = True) -> tuple[Rectangle, Crop]:
    """Where a picture stands in its place: it fills it where little is cut off, else it stands whole in the middle."""
    ratio = (size[0] / size[1]) / (place.width / place.height)
    if crop and ratio >= 1 and 1 - 1 / ratio <= MOST_CROPPED:
        return place, Crop(sides=(1 - 1 / ratio) / 2)
    if crop and ratio < 1 and 1 - ratio <= MOST_CROPPED:
        return place, Crop(ends=(1 - ratio) / 2)
    width = place.width if ratio >= 1 else round(place.width * ratio)
    height = place.height if ratio < 1 else round(place.height / ratio)
    left, top = place.x + (place.width - width) // 2, place.y + (place.height - height) // 2
    return Rectangle(left, top, width, height), Crop()


def fill_picture(shape: Element, media: str, size: tuple[int, int]) -> bool:
    """Show the picture in a slide's `p:pic`; False where the shape is none or has no place of its own."""
    fill, place = shape.find(f"{P}blipFill"), rectangle_of(shape)
    blip = fill.find(f"{A}blip") if fill is not None else None
    if fill is None or blip is None or place is None or not place.width or not place.height:
        return False
    rectangle, crop = fit_picture(place, size)
    place_shape(shape, rectangle)
    blip.set(f"{R}embed", f"{PICTURE_LINK}{media}")
    for extension in blip.findall(f"{A}extLst"):
        blip.remove(extension)  # a vector twin of the template's own picture
    for old in fill.findall(f"{A}srcRect"):
        fill.remove(old)
    if crop != Crop():
        cut = etree.Element(f"{A}srcRect")
        for names, share in ((("l", "r"), crop.sides), (("t", "b"), crop.ends)):
            if share:
                for name in names:
                    cut.set(name, str(round(share * _WHOLE)))
        blip.addnext(cut)
    return True
