"""Our comments in a Word file: one at each paragraph that both changed."""

from collections.abc import Sequence

from lxml import etree

from briefgen.merge.carrier import Carrier
from briefgen.merge.changes import Conflict
from briefgen.merge.remarks import AUTHOR
from briefgen.merge.word_text import W
from briefgen.merge.words import remark_of
from briefgen.package import OFFICE, WORD, Element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MARKS = tuple(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))


def add_remarks(document: Carrier, placed: Sequence[tuple[Element, Conflict]], language: str) -> None:
    """Comment each conflict at its block in the tree of the main part."""
    if not placed:
        return
    part = document.first(document.main, "comments")
    if part is None:
        part = "word/comments.xml"
        if part in document.parts:
            part = document.fresh(part)
        document.put(part, etree.Element(f"{W}comments", nsmap={"w": WORD}), _TYPE, [])
        document.link(document.main, f"{OFFICE}/comments", part)
    root = document.touch(part)
    following = max((int(node.get(f"{W}id", 0)) for node in root), default=-1) + 1
    for number, (block, conflict) in enumerate(placed, following):
        paragraph = block if block.tag == f"{W}p" else next(block.iter(f"{W}p"), None)
        if paragraph is None:
            continue
        comment = etree.SubElement(root, f"{W}comment")
        comment.set(f"{W}id", str(number))
        comment.set(f"{W}author", AUTHOR)
        comment.set(f"{W}initials", "bg")
        for line in remark_of(conflict.mine, conflict.new, language).splitlines():
            run = etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r")
            etree.SubElement(run, f"{W}t").text = line
        _anchor(paragraph, str(number))


def _anchor(paragraph: Element, number: str) -> None:
    start, end = etree.Element(f"{W}commentRangeStart"), etree.Element(f"{W}commentRangeEnd")
    for node in (start, end):
        node.set(f"{W}id", number)
    settings = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if settings is None else 1, start)
    paragraph.append(end)
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}commentReference").set(f"{W}id", number)


def drop_remarks(document: Carrier) -> None:
    """Take out what an earlier merge remarked."""
    part = document.first(document.main, "comments")
    if part is None:
        return
    ours = [node for node in document.tree(part) if node.get(f"{W}author") == AUTHOR]
    if not ours:
        return
    numbers = {node.get(f"{W}id") for node in ours}
    for node in ours:
        document.touch(part).remove(node)
    for node in list(document.touch(document.main).iter(*_MARKS)):
        if node.get(f"{W}id") not in numbers:
            continue
        owner = node.getparent()
        if owner is None:
            continue
        owner.remove(node)
        parent = owner.getparent()
        if owner.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in owner) and parent is not None:
            parent.remove(owner)
    if len(document.tree(part)) == 0:
        for item in list(document.links(document.main)):
            if item.target == part:
                document.unlink(document.main, item.id)
        document.remove(part)
