"""From a storyboard to the bytes of a .docx: rendered parts in the place of the template's, properties set anew.

Pure and byte-reproducible; decides nothing about content. Every other part is copied as it is.
"""

from briefgen.package import (
    DRAWING,
    OFFICE,
    ContentTypes,
    Parts,
    Relationship,
    main_part,
    parse_xml,
    read_content_types,
    read_package,
    read_relationships,
    relationships_name,
    serialize_xml,
    write_content_types,
    write_package,
    write_relationships,
)
from briefgen.renderers.properties import drop_unreachable, replace_properties
from briefgen.storyboard import PICTURE_LINK, Frame, Storyboard

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def render(storyboard: Storyboard) -> bytes:
    """The package of the storyboard's parts."""
    parts = read_package(storyboard.template, name="template")
    types = read_content_types(parts)
    for frame in storyboard.frames:
        parts[frame.prototype] = frame.xml
        if frame.pictures:
            _add_pictures(frame, parts, types)
        _drop_unused_pictures(frame.prototype, parts)
    types.overrides[main_part(parts, name="template")] = _MAIN
    types.overrides.update(replace_properties(parts, storyboard.properties))
    drop_unreachable(parts)
    parts["[Content_Types].xml"] = write_content_types(types, parts)
    return write_package(parts)


def _add_pictures(frame: Frame, parts: Parts, types: ContentTypes) -> None:
    """Put the frame's pictures into the package and relate its part to them."""
    related = list(read_relationships(parts, frame.prototype))
    root = parse_xml(frame.xml, where=frame.prototype)
    names: dict[str, str] = {}
    for picture in frame.pictures:
        target = f"word/media/{picture.id}.{picture.suffix}"
        parts[target] = picture.data
        types.defaults[picture.suffix] = picture.content_type
        names[picture.id] = f"bg{len(names) + 1}"
        related.append(Relationship(id=names[picture.id], kind=f"{OFFICE}/image", target=target, external=False))
    embed = f"{{{OFFICE}}}embed"
    for blip in root.iter(f"{{{DRAWING}}}blip"):
        link = blip.get(embed, "")
        if link.startswith(PICTURE_LINK):
            blip.set(embed, names[link.removeprefix(PICTURE_LINK)])
    parts[frame.prototype] = serialize_xml(root)
    parts[relationships_name(frame.prototype)] = write_relationships(frame.prototype, related)


def _drop_unused_pictures(part: str, parts: Parts) -> None:
    """Forget the relationships to pictures of the template that stand in nothing that was rendered."""
    related = read_relationships(parts, part)
    kept = [item for item in related if item.tail != "image" or f'"{item.id}"'.encode() in parts[part]]
    if len(kept) < len(related):
        parts[relationships_name(part)] = write_relationships(part, kept)
