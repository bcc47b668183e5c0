"""A zip of XML parts from an unknown sender: parts read one at a time, within limits, without entities or network.

Knows the container (ECMA-376 part 2: parts and relationships; also the plain zip of OFD) and nothing of what the
parts say. Part names have no leading slash and are found whatever their case, as Office does.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

MOST_ENTRIES = 20_000
LARGEST_PART = 150_000_000
LARGEST_TOTAL = 600_000_000
"""Unpacked bytes of one part and of all, beyond which a file is taken for a zip bomb."""
LARGEST_TREES = 100_000_000
"""Bytes of XML that are held as trees, which take five to ten times as much memory; streamed parts do not count."""
HIGHEST_RATIO = 400
_RATIO_MATTERS_FROM = 20_000_000  # a small part of repeated markup packs as well as a bomb does

# ISO/IEC 29500 strict files name the same things differently: http://purl.oclc.org/ooxml/WHAT/PART.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_SAVE_AGAIN = "open it in Office or WPS and save it again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """What one part says of another: `kind` is the last word of the type; `target` an address when `external`."""

    kind: str
    target: str
    external: bool = False


class Package:
    """The parts of one file. Every method raises ReadError when the file is broken or beyond the limits."""

    def __init__(self, data: bytes, *, path: str) -> None:
        self.path = path
        self._read_so_far = 0
        self._held_as_trees = 0
        _refuse_other_files(data, path)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise ReadError("the file is damaged or cut off", where=path, remedy=_SAVE_AGAIN) from error
        entries = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        self._refuse_bombs(entries)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            name = _key(entry.filename)
            if name in self._entries and name.endswith(".xml"):
                raise ReadError(f"the file holds '{entry.filename}' twice", where=path, remedy=_SAVE_AGAIN)
            self._entries[name] = entry

    def _refuse_bombs(self, entries: list[zipfile.ZipInfo]) -> None:
        swollen = any(
            entry.file_size > _RATIO_MATTERS_FROM and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size)
            for entry in entries
        )
        total = sum(entry.file_size for entry in entries)
        if swollen or len(entries) > MOST_ENTRIES or total > LARGEST_TOTAL:
            raise self._too_large()

    def _too_large(self) -> ReadError:
        return ReadError(
            "the file unpacks to far more than a document holds",
            where=self.path,
            remedy="check where it comes from, or split it",
        )

    def names(self) -> Iterator[str]:
        """The names of all parts, in the order of the zip."""
        return (entry.filename.replace("\\", "/").lstrip("/") for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._entries

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        entry = self._entries.get(_key(name))
        if entry is None:
            raise ReadError(f"the file lacks its part '{name}'", where=self.path, remedy=_SAVE_AGAIN)
        if entry.flag_bits & 0x1:
            raise ReadError("the file is protected by a password", where=self.path, remedy="save it without password")
        self._read_so_far += entry.file_size
        if entry.file_size > LARGEST_PART or self._read_so_far > LARGEST_TOTAL:
            raise self._too_large()
        try:
            return self._archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
            raise ReadError("the file is damaged or cut off", where=self.path, remedy=_SAVE_AGAIN) from error

    def xml(self, name: str) -> "Element":
        """The root of a part."""
        from lxml import etree  # noqa: PLC0415  (slow to import, needed for zipped formats only)

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        data = self.read(name)
        self._held_as_trees += len(data)
        if self._held_as_trees > LARGEST_TREES:
            raise self._too_large()
        try:
            root = etree.fromstring(_transitional(data), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._broken(name) from error
        self._refuse_document_type(root)
        return root

    def children(self, name: str, parents: tuple[str, ...], tags: tuple[str, ...]) -> Iterator["Element"]:
        """The children with these tags of the elements `parents` of a part in order, each dropped after use."""
        from lxml import etree  # noqa: PLC0415  (see above)

        events = etree.iterparse(
            io.BytesIO(_transitional(self.read(name))),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        first = True
        try:
            for _, element in events:
                if first:
                    self._refuse_document_type(element)
                    first = False
                above = element.getparent()
                if above is not None and above.tag in parents:
                    yield element
                    _drop(element)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._broken(name) from error

    def _refuse_document_type(self, root: "Element") -> None:
        # lxml-stubs do not know the document type
        if root.getroottree().docinfo.doctype:  # type: ignore[attr-defined]
            raise ReadError("the file declares a document type of its own", where=self.path, remedy=_SAVE_AGAIN)

    def _broken(self, name: str) -> ReadError:
        return ReadError(f"the part '{name}' of the file is broken", where=self.path, remedy=_SAVE_AGAIN)

    def relationships(self, part: str = "") -> dict[str, Relationship]:
        """The relationships of a part, of the package itself for an empty name; a broken or missing list is empty."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self:
            return {}
        found = {}
        for node in self.xml(name).iterchildren(f"{RELATIONSHIPS}Relationship"):
            external = node.get("TargetMode") == "External"
            target = node.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/" + folder, target.split("#")[0])).lstrip("/")
            kind = node.get("Type", "").rsplit("/", 1)[-1]
            found[node.get("Id", "")] = Relationship(kind=kind, target=target, external=external)
        return found

    def main_part(self) -> str:
        """The part that the package is about."""
        for item in self.relationships().values():
            if item.kind == "officeDocument" and item.target in self:
                return item.target
        raise ReadError("the file has no main part", where=self.path, remedy=_SAVE_AGAIN)

    def related(self, part: str, kind: str) -> str | None:
        """The first part that `part` has a relationship of this kind to, None when there is none in the file."""
        targets = (item.target for item in self.relationships(part).values() if item.kind == kind and not item.external)
        return next((target for target in targets if target in self), None)

    @cached_property
    def content_types(self) -> dict[str, str]:
        """What the parts are, by `/name` and by `.suffix`, all in small letters."""
        if "[Content_Types].xml" not in self:
            return {}
        found = {}
        for node in self.xml("[Content_Types].xml"):
            key = node.get("PartName") or "." + node.get("Extension", "")
            found[key.lower()] = node.get("ContentType", "")
        return found

    def content_type(self, name: str) -> str:
        """The content type of a part, empty when none is stated."""
        types = self.content_types
        return types.get("/" + name.lower()) or types.get(posixpath.splitext(name)[1].lower(), "")


def _refuse_other_files(data: bytes, path: str) -> None:
    if not data.strip():
        raise ReadError("the file is empty", where=path, remedy="put text in it or remove it")
    if not data.startswith(b"PK"):
        raise ReadError(
            "the file is not what its name says",
            where=path,
            remedy="give it the suffix of its format, or open it and save it as .docx",
        )


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _transitional(data: bytes) -> bytes:
    if b"purl.oclc.org" not in data[:20_000]:
        return data
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)


def _drop(element: "Element") -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
