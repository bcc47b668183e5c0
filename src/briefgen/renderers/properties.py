"""Document properties of an output: what the storyboard says, and nothing of a template or a library."""

from lxml import etree

from briefgen.package import (
    OFFICE,
    Parts,
    Relationship,
    read_relationships,
    relationships_name,
    serialize_xml,
    write_relationships,
)
from briefgen.storyboard import Properties

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DUBLIN = "http://purl.org/dc/elements/1.1/"
TERMS = "http://purl.org/dc/terms/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"

_REPLACED = frozenset({"core-properties", "extended-properties", "thumbnail", "custom-properties"})


def replace_properties(parts: Parts, properties: Properties) -> dict[str, str]:
    """Write core and extended properties anew and drop the template's picture; gives the parts' content types."""
    kept = [item for item in read_relationships(parts, "") if item.tail not in _REPLACED]
    for item in read_relationships(parts, ""):
        if item.tail in _REPLACED:
            parts.pop(item.target, None)
    parts["docProps/core.xml"] = write_core(properties)
    neutral = etree.Element(f"{{{EXTENDED}}}Properties", nsmap={None: EXTENDED})  # type: ignore[dict-item]
    parts["docProps/app.xml"] = serialize_xml(neutral)
    taken = {item.id for item in kept}
    for kind, target in ((CORE_KIND, "docProps/core.xml"), (f"{OFFICE}/extended-properties", "docProps/app.xml")):
        name = next(f"rId{number}" for number in range(1, 1000) if f"rId{number}" not in taken)
        taken.add(name)
        kept.append(Relationship(id=name, kind=kind, target=target))
    parts["_rels/.rels"] = write_relationships("", kept)
    return {"docProps/core.xml": CORE_TYPE, "docProps/app.xml": EXTENDED_TYPE}


def write_core(properties: Properties) -> bytes:
    """The core properties; what is empty is left out."""
    root = etree.Element(
        f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DUBLIN, "dcterms": TERMS, "xsi": INSTANCE}
    )
    for space, name, text in (
        (DUBLIN, "title", properties.title),
        (DUBLIN, "subject", properties.subject),
        (DUBLIN, "creator", properties.author),
        (CORE, "keywords", properties.keywords),
        (DUBLIN, "description", properties.description),
        (CORE, "lastModifiedBy", properties.author),
        (DUBLIN, "language", properties.language),
        (DUBLIN, "identifier", properties.identifier),
        (CORE, "category", properties.category),
    ):
        if text:
            etree.SubElement(root, f"{{{space}}}{name}").text = text
    for name in ("created", "modified"):
        node = etree.SubElement(root, f"{{{TERMS}}}{name}")
        node.set(f"{{{INSTANCE}}}type", "dcterms:W3CDTF")
        node.text = properties.created
    return serialize_xml(root)


def drop_unreachable(parts: Parts) -> None:
    """Remove the parts that no relationship leads to."""
    reached, todo = {"[Content_Types].xml"}, [""]
    while todo:
        part = todo.pop()
        name = relationships_name(part)
        if name in parts:
            reached.add(name)
        for item in read_relationships(parts, part):
            if not item.external and item.target in parts and item.target not in reached:
                reached.add(item.target)
                todo.append(item.target)
    for name in set(parts) - reached:
        del parts[name]
