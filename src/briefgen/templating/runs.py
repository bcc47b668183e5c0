"""Paragraphs written as laid out: breaks, faces, squeezed marks, languages, links, hanging opening marks.

Works on DrawingML; measures nothing and knows nothing of loops or frames.
"""

import copy
from collections.abc import Sequence
from typing import Any

from lxml import etree

from briefgen.package import OFFICE, Element
from briefgen.templating.breaking import Layout
from briefgen.templating.lifting import TAGGED, drop_attribute
from briefgen.templating.measuring import measure
from briefgen.templating.paragraphs import Box, Paragraph, Stretch
from briefgen.templating.styles import EMU, A
from briefgen.templating.typography import OPENING, SHARED_MARKS, full_width_marks, typeset


def write_box(box: Box, language: str, frame_of: Any) -> None:
    """Write the paragraphs as laid out; `frame_of` gives the frame id that a linked item is shown on.

    `language` is a tag such as `zh-CN`.
    """
    for paragraph in box.paragraphs:
        if paragraph.has_field:
            _strip_marks(paragraph)
        else:
            _write_paragraph(paragraph, frame_of)
        set_language(paragraph.element, language)
        drop_attribute(paragraph.element, TAGGED)


def _strip_marks(paragraph: Paragraph) -> None:
    runs = iter([run for stretch in paragraph.stretches for run in stretch.runs])
    elements = [element for stretch in paragraph.stretches for element in stretch.elements]
    for element in paragraph.element.findall(f"{A}r"):
        text = "".join(next(runs).text for owner in elements if owner is element)
        node = element.find(f"{A}t")
        if node is not None:
            node.text = text


def _write_paragraph(paragraph: Paragraph, frame_of: Any) -> None:
    node = paragraph.element
    properties, end = node.find(f"{A}pPr"), node.find(f"{A}endParaRPr")
    breaks = node.findall(f"{A}br")
    last = paragraph.stretches[-1].elements or [item for s in paragraph.stretches for item in s.elements]
    for child in list(node):
        if child is not properties and child is not end:
            node.remove(child)
    written: list[Element] = []
    for number, stretch in enumerate(paragraph.stretches):
        if number:
            written.append(breaks[number - 1] if number <= len(breaks) else _break(stretch, last))
        written += _write_stretch(stretch, frame_of)
    at = 1 if properties is not None else 0
    for offset, child in enumerate(written):
        node.insert(at + offset, child)
    if paragraph.text:
        if properties is None:
            properties = etree.Element(f"{A}pPr")
            node.insert(0, properties)
        properties.set("eaLnBrk", "1")
        properties.set("hangingPunct", "1")
    elif end is None and last:
        # An emptied paragraph keeps the height of the text that stood there.
        _add_end(node, last[-1].find(f"{A}rPr"))


def _add_end(node: Element, properties: Element | None) -> None:
    end = etree.SubElement(node, f"{A}endParaRPr")
    if properties is not None:
        for name, value in properties.attrib.items():
            end.set(name, value)


def _break(stretch: Stretch, fallback: Sequence[Element]) -> Element:
    node = etree.Element(f"{A}br")
    owner = next(iter(stretch.elements or fallback), None)
    properties = owner.find(f"{A}rPr") if owner is not None else None
    if properties is not None:
        node.append(copy.deepcopy(properties))
    return node


def _write_stretch(stretch: Stretch, frame_of: Any) -> list[Element]:
    if not stretch.runs:
        return []
    layout = stretch.layout or Layout(lines=((0, len(stretch.text)),), breaks=(), widths=(0.0,), overfull=False)
    written = []
    for segment in typeset(stretch.runs, layout):
        source = stretch.elements[segment.run].find(f"{A}rPr")
        properties = copy.deepcopy(source) if source is not None else etree.Element(f"{A}rPr")
        if segment.break_before:
            written.append(etree.Element(f"{A}br"))
            written[-1].append(copy.deepcopy(properties))
        if segment.full_width_quotes:
            _set_latin(properties, stretch.faces[segment.run])
        if segment.spacing is not None:
            properties.set("spc", str(segment.spacing))
        if stretch.links[segment.run] is not None:
            _set_link(properties, frame_of(stretch.links[segment.run]))
        run = etree.Element(f"{A}r")
        run.append(properties)
        etree.SubElement(run, f"{A}t").text = segment.text
        written.append(run)
    return written


_BEFORE_LATIN = frozenset(
    f"{A}{name}"
    for name in [
        "ln",
        "noFill",
        "solidFill",
        "gradFill",
        "blipFill",
        "pattFill",
        "grpFill",
        "effectLst",
        "effectDag",
        "highlight",
        "uLnTx",
        "uLn",
        "uFillTx",
        "uFill",
    ]
)


def _set_latin(properties: Element, face: str) -> None:
    """Let the shared marks of a run take the East Asian face."""
    latin = properties.find(f"{A}latin")
    if latin is None:
        latin = etree.Element(f"{A}latin")
        at = sum(1 for child in properties if child.tag in _BEFORE_LATIN)
        properties.insert(at, latin)
    for name in list(latin.attrib):
        del latin.attrib[name]
    latin.set("typeface", face)


def _set_link(properties: Element, frame: str | None) -> None:
    """Make a run jump to a frame; the renderer turns the frame's id into a relationship."""
    old = properties.find(f"{A}hlinkClick")
    if frame is None:
        if old is not None:
            properties.remove(old)
        return
    node = old if old is not None else etree.Element(f"{A}hlinkClick")
    node.set(f"{{{OFFICE}}}id", f"frame:{frame}")
    node.set("action", "ppaction://hlinksldjump")
    if old is None:
        later = [child for child in properties if child.tag in (f"{A}hlinkMouseOver", f"{A}rtl", f"{A}extLst")]
        if later:
            later[0].addprevious(node)
        else:
            properties.append(node)


def set_language(paragraph: Element, language: str) -> None:
    """State the language of all runs of a paragraph, as a tag such as `zh-CN`."""
    for run in paragraph:
        if run.tag in (f"{A}r", f"{A}fld", f"{A}br"):
            properties = run.find(f"{A}rPr")
            if properties is None:
                properties = etree.Element(f"{A}rPr")
                run.insert(0, properties)
        elif run.tag == f"{A}endParaRPr":
            properties = run
        else:
            continue
        properties.set("lang", language)
        if language.startswith("zh"):
            properties.set("altLang", "en-US")
        else:
            drop_attribute(properties, "altLang")


def hang_opening_marks(box: Box) -> int:
    """Let an opening “ 《 （ at the start of a paragraph hang out by half an em, so that it looks like no indent.

    Gives the EMU by which the box must begin further left; 0 where nothing hangs.
    """
    hanging = [paragraph for paragraph in box.paragraphs if _begins_with_mark(paragraph)]
    if not hanging or any(paragraph.level.margin or paragraph.level.indent for paragraph in box.paragraphs):
        return 0
    half = round(max(paragraph.stretches[0].runs[0].size for paragraph in hanging) / 2 * EMU)
    for paragraph in box.paragraphs:
        properties = paragraph.element.find(f"{A}pPr")
        if properties is None:
            properties = etree.Element(f"{A}pPr")
            paragraph.element.insert(0, properties)
        properties.set("marL", str(half))
        properties.set("indent", str(-half) if paragraph in hanging else "0")
    for paragraph in hanging:
        _keep_first_line(paragraph.stretches[0], box.width + half / EMU)
    return half


def _begins_with_mark(paragraph: Paragraph) -> bool:
    stretch = paragraph.stretches[0]
    text = stretch.text
    if not text or text[0] not in OPENING or paragraph.has_field or paragraph.level.align not in (None, "l", "just"):
        return False
    return text[0] not in SHARED_MARKS or 0 in full_width_marks(text)


def _keep_first_line(stretch: Stretch, width: float) -> None:
    """Write the first line's end as a break where the room gained by hanging would move it."""
    layout = stretch.layout
    if layout is None or len(layout.lines) < 2:
        return
    end = layout.lines[0][1]
    if end not in layout.breaks and measure(tuple(stretch.runs)).wrap(width)[0] != end:
        breaks = tuple(sorted({*layout.breaks, end}))
        stretch.layout = Layout(lines=layout.lines, breaks=breaks, widths=layout.widths, overfull=layout.overfull)
