"""The data of a native chart: written into the template's chart part, and into the workbook behind it.

The template's formatting stays; only categories, values, labels and the emphasised point follow the data. The
workbook is written by hand because libraries put the clock into it.
"""

import copy
from dataclasses import replace

from lxml import etree

from briefgen.package import (
    CHART,
    DRAWING,
    OFFICE,
    ContentTypes,
    Element,
    Parts,
    parse_xml,
    read_relationships,
    relationships_name,
    serialize_xml,
    write_package,
    write_relationships,
)
from briefgen.storyboard import ChartData

A, C, R = f"{{{DRAWING}}}", f"{{{CHART}}}", f"{{{OFFICE}}}"

_SHEET_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


_UNIT_SIZE = 1600
"""The size of a label's unit in hundredths of a point, beside numbers that are larger."""

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_OWN = ("package", "chartStyle", "chartColorStyle", "chartUserShapes")
"""What a chart leads to and does not share with its copies."""


def copy_chart(
    template: Parts, part: str, *, into: tuple[Parts, ContentTypes], data: ChartData | None, number: int
) -> str:
    """Put a copy of a template's chart into a package, as its chart of that number, with the data; gives its name."""
    parts, types = into
    folder = part.rpartition("/")[0]
    name = f"{folder}/chart{number}.xml"
    root = parse_xml(template[part], where=part)
    related = []
    for item in read_relationships(template, part):
        target = item.target
        if not item.external and item.tail in _OWN:
            target = _copy_beside(template, item.target, parts, types, number)
        related.append(replace(item, target=target))
    fill_chart(root, data, number)
    external = root.find(f"{C}externalData")
    if data is not None and external is not None:
        book = next((item.target for item in related if item.id == external.get(f"{R}id")), None)
        if book in parts:
            parts[book] = write_workbook(data)
    parts[name] = serialize_xml(root)
    types.overrides[name] = CHART_TYPE
    if related:
        parts[relationships_name(name)] = write_relationships(name, related)
    else:
        parts.pop(relationships_name(name), None)
    return name


def _copy_beside(template: Parts, part: str, parts: Parts, types: ContentTypes, number: int) -> str:
    folder, _, base = part.rpartition("/")
    stem, _, extension = base.rpartition(".")
    name = f"{folder}/{stem.rstrip('0123456789')}-bg{number}.{extension}"
    parts[name] = template[part]
    if part in types.overrides:
        types.overrides[name] = types.overrides[part]
    return name


def fill_chart(root: Element, data: ChartData | None, number: int) -> None:
    """Replace the data of a chart's first series; axis ids become positive (ECMA-376 wants unsigned ones)."""
    _renumber_axes(root, number)
    if data is None:
        return
    series = list(root.iter(f"{C}ser"))
    for extra in series[1:]:
        parent = extra.getparent()
        assert parent is not None
        parent.remove(extra)
    if series:
        _fill_series(series[0], data)


def write_workbook(data: ChartData) -> bytes:
    """A workbook of one sheet: categories in column A, values in column B, the title above the values."""
    rows = [("", data.title), *zip(data.categories, data.values, strict=True)]
    sheet = etree.Element(f"{{{_SHEET_MAIN}}}worksheet", nsmap={None: _SHEET_MAIN})  # type: ignore[dict-item]
    body = etree.SubElement(sheet, f"{{{_SHEET_MAIN}}}sheetData")
    for number, (category, value) in enumerate(rows, 1):
        row = etree.SubElement(body, f"{{{_SHEET_MAIN}}}row", r=str(number))
        _add_text(row, f"A{number}", str(category))
        if number == 1:
            _add_text(row, "B1", str(value))
        else:
            cell = etree.SubElement(row, f"{{{_SHEET_MAIN}}}c", r=f"B{number}")
            etree.SubElement(cell, f"{{{_SHEET_MAIN}}}v").text = _plain(value)
    sheet_xml = _HEAD + etree.tostring(sheet, encoding="unicode")
    return write_package({**_BOOK, "xl/worksheets/sheet1.xml": sheet_xml.encode()})


def _plain(value: object) -> str:
    return f"{value:f}"


def _add_text(row: Element, place: str, text: str) -> None:
    if text:
        cell = etree.SubElement(row, f"{{{_SHEET_MAIN}}}c", r=place, t="inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{{{_SHEET_MAIN}}}is"), f"{{{_SHEET_MAIN}}}t").text = text


def _renumber_axes(root: Element, number: int) -> None:
    named = dict.fromkeys(node.get("val", "") for node in root.iter(f"{C}axId"))
    numbers = {old: str(number * 1000 + place) for place, old in enumerate(named, 1)}
    for node in root.iter(f"{C}axId", f"{C}crossAx"):
        node.set("val", numbers.get(node.get("val", ""), node.get("val", "")))


def _fill_series(series: Element, data: ChartData) -> None:
    last = len(data.values) + 1
    text = series.find(f"{C}tx")
    if text is not None:
        _replace(text, _string_reference("Sheet1!$B$1", (data.title,)))
    _replace(_child(series, "cat"), _string_reference(f"Sheet1!$A$2:$A${last}", data.categories))
    _replace(_child(series, "val"), _number_reference(f"Sheet1!$B$2:$B${last}", data))
    _move_emphasis(series, data.emphasis)
    labels = series.find(f"{C}dLbls")
    if labels is not None and data.labels:
        _fill_labels(labels, data)


def _child(series: Element, name: str) -> Element:
    found = series.find(f"{C}{name}")
    if found is None:
        found = etree.Element(f"{C}{name}")
        after = [child for child in series if child.tag in (f"{C}smooth", f"{C}shape", f"{C}extLst", f"{C}val")]
        (after[0].addprevious if after else series.append)(found)
    return found


def _replace(node: Element, content: Element) -> None:
    for child in list(node):
        node.remove(child)
    node.append(content)


def _string_reference(formula: str, texts: tuple[str, ...]) -> Element:
    reference = etree.Element(f"{C}strRef")
    etree.SubElement(reference, f"{C}f").text = formula
    _add_points(etree.SubElement(reference, f"{C}strCache"), texts)
    return reference


def _number_reference(formula: str, data: ChartData) -> Element:
    reference = etree.Element(f"{C}numRef")
    etree.SubElement(reference, f"{C}f").text = formula
    cache = etree.SubElement(reference, f"{C}numCache")
    etree.SubElement(cache, f"{C}formatCode").text = "General"
    _add_points(cache, tuple(_plain(value) for value in data.values))
    return reference


def _add_points(cache: Element, texts: tuple[str, ...]) -> None:
    etree.SubElement(cache, f"{C}ptCount", val=str(len(texts)))
    for number, text in enumerate(texts):
        point = etree.SubElement(cache, f"{C}pt", idx=str(number))
        etree.SubElement(point, f"{C}v").text = text


def _move_emphasis(series: Element, emphasis: int | None) -> None:
    """The template's first single point shows how the emphasised one looks; it moves, or goes. In a ring or a pie each
    point has a look of its own, which stays.
    """
    parent = series.getparent()
    if parent is not None and parent.tag in (f"{C}doughnutChart", f"{C}pieChart"):
        return
    points = series.findall(f"{C}dPt")
    for extra in points if emphasis is None else points[1:]:
        series.remove(extra)
    if points and emphasis is not None:
        index = points[0].find(f"{C}idx")
        if index is not None:
            index.set("val", str(emphasis))


def _fill_labels(labels: Element, data: ChartData) -> None:
    """Let each data label say the value as the source writes it, in the template's label format."""
    for old in labels.findall(f"{C}dLbl"):
        labels.remove(old)
    run = labels.find(f"{C}txPr/{A}p/{A}pPr/{A}defRPr")
    body = labels.find(f"{C}txPr/{A}bodyPr")
    shown = [
        copy.deepcopy(node)
        for name in (
            "dLblPos",
            "showLegendKey",
            "showVal",
            "showCatName",
            "showSerName",
            "showPercent",
            "showBubbleSize",
        )
        if (node := labels.find(f"{C}{name}")) is not None
    ]
    for number, text in enumerate(data.labels):
        label = etree.Element(f"{C}dLbl")
        etree.SubElement(label, f"{C}idx", val=str(number))
        etree.SubElement(label, f"{C}layout")
        rich = etree.SubElement(etree.SubElement(label, f"{C}tx"), f"{C}rich")
        rich.append(copy.deepcopy(body) if body is not None else etree.Element(f"{A}bodyPr"))
        paragraph = etree.SubElement(rich, f"{A}p")
        number_end = len(text.removesuffix(data.unit))
        _add_run(paragraph, text[:number_end], run)
        if number_end < len(text):
            _add_run(paragraph, text[number_end:], run, largest=_UNIT_SIZE)
        label.extend(copy.deepcopy(node) for node in shown)
        labels.insert(number, label)


def _add_run(paragraph: Element, text: str, look: Element | None, *, largest: int | None = None) -> None:
    written = etree.SubElement(paragraph, f"{A}r")
    properties = etree.SubElement(written, f"{A}rPr")
    if look is not None:
        properties.attrib.update(look.attrib)
        if largest is not None and int(look.get("sz", 0)) > largest:
            properties.set("sz", str(largest))
        properties.extend(copy.deepcopy(child) for child in look)
    etree.SubElement(written, f"{A}t").text = text


_BOOK = {
    "[Content_Types].xml": (
        _HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    ).encode(),
    "_rels/.rels": (
        _HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ).encode(),
    "xl/workbook.xml": (
        _HEAD + f'<workbook xmlns="{_SHEET_MAIN}" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ).encode(),
    "xl/_rels/workbook.xml.rels": (
        _HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>'
    ).encode(),
}
