"""Judging a merged deck: does an edit stand, does anything untouched say the old thing, is the package sound."""

import io
import posixpath
import re
import zipfile
from collections import Counter
from typing import Any

from lxml import etree

from briefgen.merge import Merged
from briefgen.merge.likeness import likeness
from merge_deck_edits import open_deck, shapes
from merge_word_edits import lines, open_document

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


MARK = re.compile(r"〔\d+〕|（续\d*）$")


def deck_texts(data: bytes) -> dict[str, tuple[str, ...]]:
    """The paragraphs of every box that we named, by name; source marks and endings are left out."""
    found: dict[str, tuple[str, ...]] = {}
    for slide in open_deck(data).slides:
        for shape in shapes(slide.shapes):
            if shape.name.startswith("bg_") and shape.shape_type != 6:
                texts = [MARK.sub("", _paragraph(node)).strip() for node in shape._element.iter(f"{A}p")]
                if shape.has_chart:
                    plot = shape.chart.plots[0]
                    texts = [*map(str, plot.categories), *map(str, plot.series[0].values)]
                found.setdefault(shape.name, tuple(texts))
    return found


def copied_names(data: bytes) -> set[str]:
    """The names of what a person copied: that stand more than once, and all on a slide that shares one with another."""
    slides = [
        [shape.name for shape in shapes(slide.shapes) if shape.name.startswith("bg_")]
        for slide in open_deck(data).slides
    ]
    counted = Counter(name for names in slides for name in names)
    copied = {name for name, count in counted.items() if count > 1}
    seen: set[str] = set()
    for names in slides:
        if seen.intersection(names):
            copied.update(names)
        seen.update(names)
    return copied


def _paragraph(node: Any) -> str:
    return "".join(child.text or "" for child in node.iter(f"{A}t") if child.getparent().get("type") != "slidenum")


def deck_stale(base: bytes, mine: bytes, new: bytes, merged: Merged) -> list[str]:
    """What the new edition says and the merged file does not, though nobody touched its like.

    Touched is a paragraph of the base that the edited file does not hold in its box. A new paragraph may be missing
    where it is a version of a touched one, in a box that both changed, and where the person deleted the box and
    does not show the text elsewhere. Page numbers and what is shorter than four characters are left out.
    """
    before, own, after, result = (deck_texts(data) for data in (base, mine, new, merged.data))
    shown = {text for texts in own.values() for text in texts}
    copied = copied_names(mine)
    deleted = [set(texts) for name, texts in before.items() if name not in own]
    touched = [text for name, texts in before.items() for text in texts if text not in own.get(name, ())]
    missing = [
        f"{name}: {text[:30]!r} is missing"
        for name, texts in after.items()
        for text in texts
        if len(text) >= 4
        and text not in result.get(name, ())
        and not any(likeness(text, other) >= 0.4 for other in touched)
        and not any(name == conflict.slot for conflict in merged.conflicts)
        and not (text not in shown and name not in own and (name in before or _is_mostly(texts, deleted)))
        and not any(text in own.get(other, ()) for other in copied)
    ]
    if any(not conflict.new for conflict in merged.conflicts):
        return missing  # a slide that the source dropped was kept whole, for what was written on it
    return missing + [
        f"{name}: {texts[0][:30]!r} is old"
        for name, texts in result.items()
        if name not in copied
        and name not in after
        and name in before
        and own.get(name) == before[name] == texts
        and any(texts)
    ]


def _is_mostly(texts: tuple[str, ...], others: list[set[str]]) -> bool:
    """Whether more than half of what a box says stands in one of others."""
    return any(2 * len(other.intersection(texts)) > len(set(texts)) for other in others)


def word_stale(base: bytes, mine: bytes, new: bytes, merged: Merged) -> list[str]:
    """The same for a Word file: paragraphs that are missing, and untouched ones that the new edition has no longer."""
    before, own, after, result = (
        [MARK.sub("", line).strip() for line in lines(open_document(data))] for data in (base, mine, new, merged.data)
    )
    touched = [text for text in before if text not in own]
    kept = " ".join(MARK.sub("", conflict.mine) for conflict in merged.conflicts)
    missing = [
        f"{text[:30]!r} is missing"
        for text in after
        if len(text) >= 4 and text not in result and not any(likeness(text, other) >= 0.4 for other in touched)
    ]
    old = [
        f"{text[:30]!r} is old"
        for text in result
        if len(text) >= 4 and text not in after and own.count(text) == before.count(text) > 0 and text not in kept
    ]
    return missing + old


def findings(data: bytes) -> list[str]:
    """What is wrong with the package itself: dead relationships, untyped parts, broken XML, double shape ids."""
    wrong = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if len({name.lower() for name in names}) != len(names):
            wrong.append("double names")
        types = etree.fromstring(archive.read("[Content_Types].xml"))
        defaults = {node.get("Extension").lower() for node in types if node.get("Extension")}
        overrides = {node.get("PartName").lstrip("/") for node in types if node.get("PartName")}
        wrong += [f"type of {name}" for name in overrides if name not in names]
        for name in names:
            if name != "[Content_Types].xml" and name not in overrides and name.rsplit(".", 1)[-1] not in defaults:
                wrong.append(f"no type: {name}")
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                if name.endswith(".rels"):
                    wrong += _dead(name, root, names)
                elif name.startswith("ppt/slides/"):
                    ids = [node.get("id") for node in root.iter() if str(node.tag).endswith("}cNvPr")]
                    if len(set(ids)) != len(ids):
                        wrong.append(f"double shape ids: {name}")
                    wrong += _unknown(name, root, archive)
    return wrong


def _dead(name: str, root: Any, names: list[str]) -> list[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    wrong = []
    for node in root.iter(RELATION):
        if node.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, node.get("Target"))).lstrip("/")
            if target not in names:
                wrong.append(f"{name}: {node.get('Target')} is missing")
    return wrong


def _unknown(name: str, root: Any, archive: zipfile.ZipFile) -> list[str]:
    rels = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"
    known = {node.get("Id") for node in etree.fromstring(archive.read(rels)).iter(RELATION)}
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    return [
        f"{name}: {value} leads nowhere"
        for node in root.iter()
        for key, value in node.attrib.items()
        if str(key).startswith(space) and value and value not in known
    ]


def holds(test: Any, data: bytes) -> bool:
    """Whether an edit of a deck stands in a file."""
    return holds_in(open_deck, test, data)


def holds_in(read: Any, test: Any, data: bytes) -> bool:
    """Whether an edit stands in a file; a test that finds nothing to look at has failed."""
    try:
        return bool(test(read(data)))
    except (AttributeError, KeyError, IndexError, StopIteration, ValueError):
        return False
