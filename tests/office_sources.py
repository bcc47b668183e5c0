"""Small Office and OFD files made of the XML that a test is about."""

import io
import zipfile
from collections.abc import Mapping

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE,
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "x": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "5e72c9a80000000049454e44ae426082"
)


def root(name: str, content: str, attributes: str = "") -> str:
    """A part's XML: one root element with all prefixes declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{name} {_DECLARED} {attributes}>{content}</{name}>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relationships(targets: Mapping[str, tuple[str, str]]) -> str:
    """A list of relationships: id -> (last word of the type, target)."""
    items = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{items}</Relationships>'


def package(main: str, parts: Mapping[str, str | bytes], targets: Mapping[str, tuple[str, str]]) -> bytes:
    """An Office file: `main` is its main part, `targets` are what that part refers to."""
    folder, _, base = main.rpartition("/")
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/></Types>',
            "_rels/.rels": relationships({"rId1": ("officeDocument", main)}),
            f"{folder}/_rels/{base}.rels": relationships(targets),
            **parts,
        }
    )


def docx(body: str, *, parts: Mapping[str, str | bytes] | None = None, **kinds: str) -> bytes:
    """A Word file with this body; a keyword such as `styles` gives the content of that part's root."""
    targets = {name: (name, f"{name}.xml") for name in kinds}
    targets |= {f"x{n}": (_kind(name), name.removeprefix("word/")) for n, name in enumerate(parts or {}, start=1)}
    content = {f"word/{name}.xml": root(f"w:{name}", inner) for name, inner in kinds.items()}
    main = root("w:document", f"<w:body>{body}</w:body>")
    return package("word/document.xml", {"word/document.xml": main, **content, **(parts or {})}, targets)


def _kind(name: str) -> str:
    return next(
        (kind for kind in ("image", "chart", "header", "footer", "diagramData", "aFChunk") if kind in name), "other"
    )


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A Word paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def styled(text: str, style: str) -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>')


def style(identifier: str, name: str, content: str = "", kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{identifier}"><w:name w:val="{name}"/>{content}</w:style>'


def table(*rows: str) -> str:
    """A Word table: rows of cells parted by |."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row.split("|")) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def chart(title: str, categories: list[str], series: Mapping[str, list[float]], code: str = "General") -> str:
    """The root of a chart part with cached values."""
    texts = "".join(f'<c:pt idx="{i}"><c:v>{text}</c:v></c:pt>' for i, text in enumerate(categories))
    columns = ""
    for name, values in series.items():
        points = "".join(f'<c:pt idx="{i}"><c:v>{value}</c:v></c:pt>' for i, value in enumerate(values))
        columns += (
            f"<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
            f"<c:cat><c:strRef><c:strCache>{texts}</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>"
            f"<c:formatCode>{code}</c:formatCode>{points}</c:numCache></c:numRef></c:val></c:ser>"
        )
    heading = f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{title}</a:t></a:r></a:p></c:rich></c:tx></c:title>"
    plot = f"<c:plotArea><c:barChart>{columns}</c:barChart></c:plotArea>"
    return root("c:chartSpace", f"<c:chart>{heading}{plot}</c:chart>")


def compound(stream: str) -> bytes:
    """An OLE2 file of which only the signature and the name of one stream are there."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1024, b"\0") + stream.encode("utf-16-le").ljust(128, b"\0")
