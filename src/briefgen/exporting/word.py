"""A Word file without comments, hidden text, source marks and our bookmarks. It has no notes of a speaker."""

import re
from collections.abc import Collection

from briefgen.exporting.marks import drop_marks, is_list_of_sources
from briefgen.exporting.parts import Copy, find_all, local, remove
from briefgen.package import WORD, Element

_W = f"{{{WORD}}}"
_OURS = "bg_"
_OUR_STYLES = re.compile("^briefgen", re.IGNORECASE)
_STYLE_NAMES = ("name", "aliases", "basedOn", "next", "link", "pStyle", "rStyle", "tblStyle")
_COMMENT_ELEMENTS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_NOBODY = "-"
_MOST_WORDS = 2
"""So many paragraphs about a list of sources may stand on either side of it and go with it."""


def strip(copy: Copy, main: str, keep: Collection[str]) -> None:
    """Take the traces out of a Word file's parts."""
    if "comments" not in keep:
        copy.drop_related(main, lambda relation: "comment" in relation.tail.lower() or relation.tail == "people")
    for part in copy.find_xml("word"):
        root = copy.tree(part)
        if "comments" not in keep:
            _drop(root, *_COMMENT_ELEMENTS)
        if "hidden" not in keep:
            _drop_hidden(root)
        if "marks" not in keep:
            for table in find_all(root, "tbl"):
                if is_list_of_sources(table):
                    _drop_with_heading(table)
            drop_marks(root)
        if "ids" not in keep:
            _rename_bookmarks(root)
            _rename_drawings(root)
            _rename_styles(root)
        if "author" not in keep:
            _drop_authors(root)


def _drop(root: Element, *names: str) -> None:
    for element in find_all(root, *names):
        remove(element)


def _drop_hidden(root: Element) -> None:
    for mark in find_all(root, "vanish"):
        properties = mark.getparent()
        run = properties.getparent() if properties is not None else None
        if run is not None and local(run) == "r" and mark.get(f"{_W}val") not in ("0", "false"):
            remove(run)


def _drop_with_heading(table: Element) -> None:
    """The table, and its heading where nothing is left below that but a word or two about the table."""
    before, after = _few_until(table, back=True), _few_until(table, back=False)
    remove(table)
    if before and after is not None and _is_heading(before[-1]):
        for paragraph in (*before, *after):
            remove(paragraph)


def _few_until(table: Element, *, back: bool) -> list[Element] | None:
    """The paragraphs from the table back to its heading, that one included, or on to the next one or the end, without
    it; None where something else or too much stands there.
    """
    found: list[Element] = []
    for element in table.itersiblings(preceding=back):
        if not back and (local(element) == "sectPr" or _is_heading(element)):
            return found
        if local(element) != "p" or len(found) > _MOST_WORDS:
            return None
        found.append(element)
        if back and _is_heading(element):
            return found
    return None if back else found


def _is_heading(element: Element) -> bool:
    styles = [style.get(f"{_W}val") or "" for style in find_all(element, "pStyle")]
    return local(element) == "p" and any(style.lower().startswith("heading") for style in styles)


def _rename_bookmarks(root: Element) -> None:
    """Bookmarks that something links to get plain names; the others go."""
    linked = {node.get(f"{_W}anchor") for node in find_all(root, "hyperlink")}
    linked |= {word for node in find_all(root, "instrText") for word in (node.text or "").split()}
    names: dict[str, str] = {}
    gone = set()
    for node in find_all(root, "bookmarkStart"):
        name = node.get(f"{_W}name") or ""
        if not name.startswith(_OURS):
            continue
        if name in linked:
            names[name] = f"place{len(names) + 1}"
            node.set(f"{_W}name", names[name])
        else:
            gone.add(node.get(f"{_W}id"))
            remove(node)
    for node in find_all(root, "bookmarkEnd"):
        if node.get(f"{_W}id") in gone:
            remove(node)
    for node in find_all(root, "hyperlink"):
        if (anchor := node.get(f"{_W}anchor")) in names:
            node.set(f"{_W}anchor", names[anchor])
    for node in find_all(root, "instrText"):
        node.text = " ".join(names.get(word, word) for word in (node.text or "").split(" "))


def _rename_drawings(root: Element) -> None:
    for node in find_all(root, "docPr", "cNvPr"):
        if (node.get("name") or "").startswith(_OURS):
            node.set("name", f"{local(node)} {node.get('id')}")


def _rename_styles(root: Element) -> None:
    """Our styles keep their looks under plain names."""
    for node in find_all(root, "style", *_STYLE_NAMES):
        key = f"{_W}styleId" if local(node) == "style" else f"{_W}val"
        if (name := node.get(key)) is not None:
            node.set(key, _OUR_STYLES.sub("Text", name))


def _drop_authors(root: Element) -> None:
    for element in root.iter():
        if element.get(f"{_W}author") is not None:
            element.set(f"{_W}author", _NOBODY)
            for name in (f"{_W}date", f"{_W}initials"):
                if name in element.attrib:
                    del element.attrib[name]
