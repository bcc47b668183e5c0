"""Write an Office package from named parts so that the same parts always give the same bytes.

Knows zip files, content types and relationships; knows nothing of slides or paragraphs.
"""

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip entry can carry


@dataclass
class Package:
    """Parts by name (no leading slash), each with its content type, and the relationships between them."""

    parts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    links: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def add(self, name: str, content_type: str, body: str | bytes) -> None:
        """Add a part; text gets the XML declaration."""
        data = body if isinstance(body, bytes) else (XML_HEAD + body).encode("utf-8")
        self.parts[name] = (content_type, data)

    def link(self, source: str, target: str, kind: str) -> str:
        """Relate a part (or "" for the package) to another; gives the relationship's id, rId1 first."""
        links = self.links.setdefault(source, [])
        identifier = f"rId{len(links) + 1}"
        links.append((identifier, kind if "/" in kind else f"{RELATIONSHIPS}/{kind}", target))
        return identifier

    def to_bytes(self) -> bytes:
        """The zip file: content types first, then relationships and parts in the order of their names."""
        files = {name: data for name, (_, data) in self.parts.items()}
        for source in self.links:
            folder, base = posixpath.split(source)
            files[posixpath.join(folder, "_rels", f"{base}.rels")] = self._relationships(source)
        order = ["[Content_Types].xml", *sorted(files)]
        files["[Content_Types].xml"] = self._content_types()
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in order:
                entry = zipfile.ZipInfo(name, FIXED_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                archive.writestr(entry, files[name])
        return stream.getvalue()

    def _relationships(self, source: str) -> bytes:
        folder = posixpath.dirname(source)
        rows = "".join(
            f'<Relationship Id="{identifier}" Type={quoteattr(kind)}'
            f" Target={quoteattr(posixpath.relpath(target, folder or '.') if source else target)}/>"
            for identifier, kind, target in self.links[source]
        )
        return f'{XML_HEAD}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{rows}</Relationships>'.encode()

    def _content_types(self) -> bytes:
        rows = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        rows += '<Default Extension="xml" ContentType="application/xml"/>'
        rows += "".join(
            f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>"
            for name, (kind, _) in sorted(self.parts.items())
        )
        types = "http://schemas.openxmlformats.org/package/2006/content-types"
        return f'{XML_HEAD}<Types xmlns="{types}">{rows}</Types>'.encode()


def add_properties(package: Package, *, title: str, application: str) -> None:
    """Add core and extended properties; nothing in them depends on the clock or on a person."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>briefgen</dc:creator><dc:language>zh-CN</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
    )
    package.add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", core)
    package.add(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>{application}</Application></Properties>",
    )
    package.link("", "docProps/core.xml", f"{PACKAGE_RELATIONSHIPS}/metadata/core-properties")
    package.link("", "docProps/app.xml", "extended-properties")
