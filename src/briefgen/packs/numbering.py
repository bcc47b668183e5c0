"""A pack's deck with the number of each slot in the slot, to be drawn: what a person points at when words fail."""

from collections.abc import Mapping

from lxml import etree

from briefgen.package import Element, parse_xml, read_package, serialize_xml, write_package
from briefgen.packs import shapes
from briefgen.packs.fonts import faces_used, missing_here
from briefgen.packs.preview import draw
from briefgen.packs.shapes import Line
from briefgen.packs.slots import DeckSlot
from briefgen.templating.deck_template import DeckTemplate, prepare_deck
from briefgen.templating.includes import texts_of
from briefgen.templating.lifting import drop_attribute
from briefgen.templating.styles import A, P, Rectangle
from briefgen.templating.tags import has_tags

_SIDE = 320_000
_INK = '<a:solidFill><a:srgbClr val="B00020"/></a:solidFill>'


def draw_slots(files: Mapping[str, bytes], file: str, slots: tuple[DeckSlot, ...]) -> bytes:
    """A picture of all slides with the numbers of their slots, as PNG. Raises OutputError without LibreOffice."""
    data = files[file]
    deck = prepare_deck(data, file, texts_of(files))
    names = {prototype.number: prototype.name for prototype in deck.prototypes}
    numbered = numbered_deck(data, deck, slots)
    return draw(numbered, file=file, substituted=missing_here(faces_used(deck.parts)), labels=names).sheet


def numbered_deck(data: bytes, deck: DeckTemplate, slots: tuple[DeckSlot, ...]) -> bytes:
    """The deck with a frame around each slot and its number in the corner."""
    parts = read_package(data, name=deck.file)
    for prototype in deck.prototypes:
        root = parse_xml(parts[prototype.part], where=prototype.part)
        tree = root.find(f"{P}cSld/{P}spTree")
        assert tree is not None
        drop_attribute(root, "show")
        _clear_tags(root)
        for slot in slots:
            if slot.slide == prototype.number and slot.rectangle is not None:
                for xml in _marked(slot, slot.rectangle):
                    tree.append(xml)
        parts[prototype.part] = serialize_xml(root)
    return write_package(parts)


def _clear_tags(root: Element) -> None:
    """Tags are longer than what they stand for: without them the picture shows the places."""
    for body in root.iter(f"{P}txBody", f"{A}txBody"):
        if has_tags("".join(node.text or "" for node in body.iter(f"{A}t"))):
            for node in body.iter(f"{A}t"):
                node.text = ""


def _marked(slot: DeckSlot, place: Rectangle) -> list[Element]:
    corner = Rectangle(place.x + 40_000, place.y, max(place.width, 6 * _SIDE), _SIDE)
    number = Line(text=f"{slot.number} {slot.name}", size=14, bold=True, color=_INK, exact=True)
    frame = shapes.text_box(f"frame {slot.number}", place, (Line(text=""),)).replace(
        "<a:noFill/></p:spPr>", f'<a:noFill/><a:ln w="9525">{_INK}</a:ln></p:spPr>'
    )
    written = [frame, shapes.text_box(f"number {slot.number}", corner, (number,))]
    unique = [text.replace('id="0"', f'id="{90_000 + 2 * slot.number + at}"') for at, text in enumerate(written)]
    return [etree.fromstring(text.replace("<p:sp>", f"<p:sp {shapes.NAMESPACES}>", 1)) for text in unique]
