"""The Word file of a pack made of a Word template: its styles, page, headers and footers, with our tagged paragraphs.

Styles are matched by the names that Word gives its built-in ones in every language; what has no match takes the
template's style for running text.
"""

from copy import deepcopy

from lxml import etree

from briefgen.errors import TemplateError
from briefgen.package import (
    WORD,
    Element,
    Parts,
    main_part,
    parse_xml,
    read_content_types,
    read_package,
    read_relationships,
    serialize_xml,
    write_content_types,
    write_package,
    write_relationships,
)
from briefgen.renderers.properties import drop_unreachable

DOCUMENT = "summary.docx"
W = f"{{{WORD}}}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_BUILT_IN = {
    "Title": ("title",), "Subtitle": ("subtitle",), "Heading1": ("heading 1",), "Heading2": ("heading 2", "heading 1"),
    "Heading3": ("heading 3", "heading 2", "heading 1"), "Body": ("body text",), "Caption": ("caption",),
    "SummaryHead": ("heading 2", "heading 1"),
}  # fmt: skip
"""The names of the template's styles that take the place of ours, the best first."""

_FORMATS = ("spacing", "ind", "jc", "pBdr", "shd", "tabs", "framePr")
_BOLD = frozenset({"TableHead", "SummaryHead"})


def adopt_word(data: bytes, *, file: str, base: bytes) -> bytes:
    """The .docx of a pack. Raises TemplateError where the template is no Word file."""
    parts = read_package(data, name=file)
    main = main_part(parts, name=file)
    root = parse_xml(parts[main], where=file)
    body = root.find(f"{W}body")
    if root.tag != f"{W}document" or body is None:
        raise TemplateError("this is not a Word file", where=file, remedy="give a .dotx or .docx")
    styles = _Styles(parts, main)
    page = body.find(f"{W}sectPr")
    for child in list(body):
        body.remove(child)
    given = read_package(base, name=DOCUMENT)
    tagged = parse_xml(given[main_part(given, name=DOCUMENT)], where=DOCUMENT).find(f"{W}body")
    assert tagged is not None
    for child in tagged:
        if child.tag != f"{W}sectPr":
            body.append(_restyled(deepcopy(child), styles))
    if page is not None:
        body.append(page)
    parts[main] = serialize_xml(root)
    types = read_content_types(parts)
    types.overrides[main] = _MAIN
    parts["_rels/.rels"] = write_relationships("", [item for item in read_relationships(parts, "") if _is_main(item)])
    drop_unreachable(parts)
    parts["[Content_Types].xml"] = write_content_types(types, parts)
    return write_package(parts)


def _is_main(item: object) -> bool:
    return getattr(item, "tail", "") == "officeDocument"


class _Styles:
    """The template's styles by the names that Word gives them."""

    def __init__(self, parts: Parts, main: str) -> None:
        target = next((item.target for item in read_relationships(parts, main) if item.tail == "styles"), "")
        self._ids: dict[tuple[str, str], str] = {}
        self._default = ""
        for node in parse_xml(parts[target], where=target).iter(f"{W}style") if target in parts else ():
            name, kind = node.find(f"{W}name"), node.get(f"{W}type", "")
            if name is not None:
                self._ids[kind, name.get(f"{W}val", "").lower()] = node.get(f"{W}styleId", "")
            if kind == "paragraph" and node.get(f"{W}default") in ("1", "true"):
                self._default = node.get(f"{W}styleId", "")

    def paragraph(self, ours: str) -> str:
        """The id of the style that takes the place of one of ours, empty for the default."""
        found = (self._ids.get(("paragraph", name), "") for name in _BUILT_IN.get(ours, ()))
        return next(filter(None, found), self._default)

    @property
    def table(self) -> str:
        """The id of the style for tables with lines."""
        return self._ids.get(("table", "table grid"), "")


def _restyled(node: Element, styles: _Styles) -> Element:
    for paragraph in node.iter(f"{W}p"):
        _restyle_paragraph(paragraph, styles)
    for table in node.iter(f"{W}tbl"):
        _restyle_table(table, styles)
    return node


def _restyle_paragraph(paragraph: Element, styles: _Styles) -> None:
    properties = paragraph.find(f"{W}pPr")
    ours = ""
    if properties is not None:
        mark = properties.find(f"{W}pStyle")
        ours = mark.get(f"{W}val", "") if mark is not None else ""
        wanted = styles.paragraph(ours)
        if mark is not None and wanted:
            mark.set(f"{W}val", wanted)
        elif mark is not None:
            properties.remove(mark)
        for name in (*_FORMATS, "rPr"):
            for child in properties.findall(f"{W}{name}"):
                properties.remove(child)
    for run in paragraph.iter(f"{W}r"):
        own = run.find(f"{W}rPr")
        if own is not None:
            run.remove(own)
        if ours in _BOLD:
            run.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{WORD}"><w:b/></w:rPr>'))


def _restyle_table(table: Element, styles: _Styles) -> None:
    """As wide as the text, in the template's style for tables; no fills and lines of ours."""
    properties = table.find(f"{W}tblPr")
    if properties is not None:
        for child in list(properties):
            if child.tag not in (f"{W}tblCaption", f"{W}tblDescription", f"{W}tblLook"):
                properties.remove(child)
        first = [etree.Element(f"{W}tblStyle")] if styles.table else []
        for node in first:
            node.set(f"{W}val", styles.table)
        width = etree.Element(f"{W}tblW")
        width.set(f"{W}w", "5000")
        width.set(f"{W}type", "pct")
        for at, node in enumerate([*first, width]):
            properties.insert(at, node)
    for cell in table.iter(f"{W}tcPr"):
        for name in ("shd", "tcBorders", "tcMar"):
            for child in cell.findall(f"{W}{name}"):
                cell.remove(child)
