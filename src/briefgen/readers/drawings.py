"""What stands in a drawing of Office, whatever the program: pictures, charts, diagrams."""

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.errors import ReadError
from briefgen.readers.charts import Chart, read_chart
from briefgen.readers.package import DRAWING, OFFICE, Package, Relationship

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LARGEST_PICTURE = 30_000_000
LARGEST_PICTURES = 150_000_000
"""Bytes of one picture and of all; beyond it a picture keeps its place and words only."""

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_CHART_EXTENDED = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_VML_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_PICTURE_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".bmp": "image/bmp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".svg": "image/svg+xml",
    ".emf": "image/x-emf",
    ".wmf": "image/x-wmf",
    ".webp": "image/webp",
}
_NOTHING = ("", b"")
# Programs fill in the file's name or a guess of their own where the author described nothing.
_NO_DESCRIPTION = re.compile(
    r"(?:图片|图像|圖片|picture|image|img|pic|graphic|shape|object|screenshot|屏幕截图|微信图片|mmexport)?[\s_\-\d.()（）]*"
    r"(?:\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp))?"
    r"|[^\s]*[\\/][^\s]*|\S+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)|https?://\S*",
    re.IGNORECASE,
)
_MACHINE_NOTE = re.compile(
    r"\s*(?:(?:描述|说明)已自动生成|已自动生成(?:说明|描述)|ai 生成的内容可能不正确。?"
    r"|description automatically generated(?: with \w+ confidence)?|ai-generated content may be incorrect\.?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: what its author says it shows (may be empty) and its bytes (empty when they are not in the file)."""

    text: str
    content_type: str = ""
    data: bytes = b""


class DrawingReader:
    """Finds what the drawings of one part refer to."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relationships: dict[str, dict[str, Relationship]] = {}
        self._media: dict[str, tuple[str, bytes]] = {}
        self._size = 0

    def pictures(self, node: "Element", part: str) -> list[Picture]:
        """The pictures anywhere below an element of a part."""
        found = []
        for blip in node.iter(f"{DRAWING}blip", _VML_IMAGE):
            identifier = blip.get(f"{OFFICE}embed") or blip.get(f"{OFFICE}id") or ""
            content_type, data = self._load(self._target(part, identifier))
            found.append(Picture(text=described(node, blip), content_type=content_type, data=data))
        return found

    def charts(self, node: "Element", part: str) -> list[Chart]:
        """The charts anywhere below an element of a part, those whose data can't be read left out."""
        found = []
        for reference in node.iter(_CHART, _CHART_EXTENDED):
            target = self._target(part, reference.get(f"{OFFICE}id", ""))
            if target is not None:
                chart = read_chart(self._package.xml(target))
                if chart is not None:
                    found.append(chart)
        return found

    def diagram_lines(self, node: "Element", part: str) -> list[str]:
        """The texts of the diagrams (SmartArt) below an element, in the order of their data."""
        lines = []
        for reference in node.iter(f"{_DIAGRAM}relIds"):
            target = self._target(part, reference.get(f"{OFFICE}dm", ""))
            if target is not None:
                for body in self._package.xml(target).iter(f"{_DIAGRAM}t"):
                    for paragraph in body.iter(f"{DRAWING}p"):
                        lines.append("".join(text.text or "" for text in paragraph.iter(f"{DRAWING}t")))
        return [line for line in lines if line.strip()]

    def _target(self, part: str, identifier: str) -> str | None:
        if part not in self._relationships:
            self._relationships[part] = self._package.relationships(part)
        found = self._relationships[part].get(identifier)
        return found.target if found and not found.external and found.target in self._package else None

    def _load(self, target: str | None) -> tuple[str, bytes]:
        if target is None:
            return _NOTHING
        if target not in self._media:
            self._media[target] = self._read(target)
        return self._media[target]

    def _read(self, target: str) -> tuple[str, bytes]:
        suffix = posixpath.splitext(target)[1].lower()
        kind = _PICTURE_TYPES.get(suffix) or self._package.content_type(target)
        if not kind.startswith("image/"):
            return _NOTHING
        try:
            data = self._package.read(target)
        except ReadError:
            return _NOTHING  # a damaged picture is no reason to refuse the text around it
        self._size += len(data)
        too_large = len(data) > LARGEST_PICTURE or self._size > LARGEST_PICTURES
        return _NOTHING if too_large or not data else (kind, data)


def described(node: "Element", near: "Element | None" = None) -> str:
    """The alternative text of a picture: that of the nearest element that has one, without what programs fill in."""
    above = [] if near is None else list(near.iterancestors())
    named = (child for level in above for child in level if child.tag.endswith(("}cNvPr", "}docPr")))
    for properties in (*named, *node.iter("{*}docPr", "{*}cNvPr", "{urn:schemas-microsoft-com:vml}shape")):
        text = properties.get("descr") or properties.get("alt") or properties.get("title") or ""
        text = _MACHINE_NOTE.sub("", text).strip(" \t\n,，:：")
        if text and not _NO_DESCRIPTION.fullmatch(text):
            return text
    return ""
