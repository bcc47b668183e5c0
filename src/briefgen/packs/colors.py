"""The colours of a template: a text's own, its ground's, and the contrast between them (WCAG 2.2, 1.4.3).

Knows theme, colour map and solid fills; a ground that is a picture or a gradient has no colour here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from briefgen.package import Element, parse_xml, read_relationships
from briefgen.templating.styles import A, P, Rectangle, rectangle_of

TEXT = "tx1"
ENOUGH = 4.5
ENOUGH_LARGE = 3.0
"""Ratios that text needs, and text from 18 points on."""

COVERED = 0.3
"""Share of a text's place from which what lies below it is taken for its ground."""

_ROLES = (
    "bg1",
    "tx1",
    "bg2",
    "tx2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)


@dataclass(frozen=True, slots=True)
class Palette:
    """The theme's colours as six hexadecimal digits, by the names that slides use."""

    colors: Mapping[str, str]

    def resolve(self, fill: Element | None) -> str | None:
        """The colour of a solid fill, None where it is no plain colour."""
        node = next(iter(fill), None) if fill is not None else None
        if node is None:
            return None
        value = str(node.get("lastClr") or node.get("val", ""))
        base = self.colors.get(value, "") if node.tag == f"{A}schemeClr" else value
        return _changed(base, node) if base and len(base) == 6 else None


def read_palette(parts: Mapping[str, bytes], master: str) -> Palette:
    """The palette of a master: its theme through its colour map."""
    theme = next((item.target for item in read_relationships(parts, master) if item.tail == "theme"), "")
    if theme not in parts or master not in parts:
        return Palette({})
    scheme: dict[str, str] = {}
    for node in parse_xml(parts[theme], where=theme).iter(f"{A}clrScheme"):
        for child in node:
            color = next(iter(child), None)
            if color is not None:
                scheme[str(etree.QName(child).localname)] = str(color.get("lastClr") or color.get("val", ""))
        break
    mapping = parse_xml(parts[master], where=master).find(f"{P}clrMap")
    named = {role: scheme.get(mapping.get(role, role), "") for role in _ROLES} if mapping is not None else {}
    return Palette({**scheme, **named})


def text_fill(
    parts: Mapping[str, bytes], chain: tuple[str, str], kind: str, index: str | None, depth: int = 0
) -> Element | None:
    """The fill of a placeholder's text at an outline depth, as the chain of layout and master says it."""
    path = f"{A}lvl{depth + 1}pPr/{A}defRPr/{A}solidFill"
    for number, where in enumerate(chain):
        root = parse_xml(parts[where], where=where)
        shape = _find(root, kind, index if number == 0 else None)
        found = shape.find(f"{P}txBody/{A}lstStyle/{path}") if shape is not None else None
        if found is not None:
            return found
    style = "titleStyle" if kind in ("title", "ctrTitle") else "bodyStyle"
    return parse_xml(parts[chain[-1]], where=chain[-1]).find(f"{P}txStyles/{P}{style}/{path}")


def theme_fill(fill: Element | None) -> str:
    """A text fill as XML, where it is a theme colour; else the theme's colour for text."""
    node = next(iter(fill), None) if fill is not None else None
    if node is None or node.tag != f"{A}schemeClr" or len(node):
        return f'<a:solidFill><a:schemeClr val="{TEXT}"/></a:solidFill>'
    return f'<a:solidFill><a:schemeClr val="{node.get("val", TEXT)}"/></a:solidFill>'


def ground(parts: Mapping[str, bytes], chain: Iterable[str], palette: Palette) -> str | None:
    """The colour behind the slides of a chain of parts, the nearest first; None where it is no plain colour."""
    for part in chain:
        node = parse_xml(parts[part], where=part).find(f"{P}cSld/{P}bg")
        if node is None:
            continue
        fill = node.find(f"{P}bgPr/{A}solidFill")
        reference = node.find(f"{P}bgRef")
        if reference is not None and reference.get("idx") in ("1001", "0", "1000"):
            return palette.resolve(reference)
        return palette.resolve(fill)
    return palette.colors.get("bg1")


def painted_below(
    parts: Mapping[str, bytes], chain: tuple[str, str], palette: Palette, place: Rectangle, own: tuple[str, str | None]
) -> str | None:
    """The colour of what layout and master paint below a text at a place; empty for a picture, None for nothing.

    `own` are the kind and the index of the text's placeholder, which may be painted itself.
    """
    for where in chain:
        root = parse_xml(parts[where], where=where)
        tree = root.find(f"{P}cSld/{P}spTree")
        placeholder = _find(root, own[0], own[1] if where == chain[0] else None)
        for shape in reversed(list(tree)) if tree is not None else ():
            if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None and shape is not placeholder:
                continue
            found = place if shape is placeholder else rectangle_of(shape)
            if found is None or _share(place, found) < COVERED:
                continue
            if shape.tag in (f"{P}pic", f"{P}grpSp", f"{P}graphicFrame"):
                return ""
            properties = shape.find(f"{P}spPr")
            if properties is None or properties.find(f"{A}noFill") is not None:
                continue
            if properties.find(f"{A}solidFill") is not None:
                return palette.resolve(properties.find(f"{A}solidFill")) or ""
            if shape is not placeholder or any(node.tag.endswith("Fill") for node in properties):
                return ""
        if root.get("showMasterSp") in ("0", "false"):
            break
    return None


def _share(place: Rectangle, other: Rectangle) -> float:
    """The share of a place that another rectangle covers."""
    width = min(place.x + place.width, other.x + other.width) - max(place.x, other.x)
    height = min(place.y + place.height, other.y + other.height) - max(place.y, other.y)
    whole = place.width * place.height
    return max(0, width) * max(0, height) / whole if whole else 0.0


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, from 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _find(root: Element, kind: str, index: str | None) -> Element | None:
    marks = list(root.iter(f"{P}ph"))
    chosen = next((mark for mark in marks if index is not None and mark.get("idx") == index), None)
    if chosen is None:
        kinds = {"ctrTitle": ("ctrTitle", "title"), "title": ("title", "ctrTitle"), "subTitle": ("subTitle", "body")}
        wanted = kinds.get(kind, (kind, "body"))
        chosen = next((mark for name in wanted for mark in marks if mark.get("type") == name), None)
    return next((node for node in chosen.iterancestors() if node.tag == f"{P}sp"), None) if chosen is not None else None


def _changed(color: str, node: Element) -> str:
    """The colour with its tints and shades, near enough for a contrast."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    for child in node:
        name, value = etree.QName(child).localname, child.get("val", "")
        if not value.lstrip("-").isdigit():
            continue
        share = int(value) / 100_000
        if name in ("lumMod", "shade"):
            channels = [channel * share for channel in channels]
        elif name == "lumOff":
            channels = [min(1.0, channel + share) for channel in channels]
        elif name == "tint":
            channels = [channel * share + 1 - share for channel in channels]
    return "".join(f"{round(channel * 255):02X}" for channel in channels)


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
