"""Our comments in a deck: one for each conflict, in the form that every PowerPoint and LibreOffice reads."""

from collections.abc import Sequence

from lxml import etree

from briefgen.merge.carrier import Carrier
from briefgen.merge.changes import Conflict
from briefgen.merge.drawing import P
from briefgen.merge.words import remark_of
from briefgen.package import OFFICE, PRESENTATION, Element

AUTHOR = "briefgen"

_AUTHORS_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.commentAuthors+xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
_THREADED = "http://schemas.microsoft.com/office/2018/10/relationships/"
_STEP = 300
"""Distance of one comment's sign from the next, in eighths of a point."""


def add_remarks(deck: Carrier, slides: Sequence[str], conflicts: Sequence[Conflict], language: str) -> bool:
    """Comment each conflict on its slide. A deck with threaded comments takes no old ones: False, and none is added."""
    if any(item.kind.startswith(_THREADED) for item in deck.links(deck.main)):
        return False
    placed = [conflict for conflict in conflicts if 0 < conflict.number <= len(slides)]
    if not placed:
        return True
    author = _author(deck)
    for conflict in placed:
        _add(deck, slides[conflict.number - 1], author, remark_of(conflict.mine, conflict.new, language))
    return True


def drop_remarks(deck: Carrier) -> None:
    """Take out what an earlier merge remarked."""
    part = deck.first(deck.main, "commentAuthors")
    if part is None:
        return
    ours = {node.get("id") for node in deck.tree(part).iter(f"{P}cmAuthor") if node.get("name") == AUTHOR}
    for name in sorted(name for name in deck.parts if name.startswith("ppt/slides/slide")):
        comments = deck.first(name, "comments")
        if comments is None:
            continue
        root = deck.tree(comments)
        dropped = [node for node in root.iter(f"{P}cm") if node.get("authorId") in ours]
        for node in dropped:
            deck.touch(comments).remove(node)
        if dropped and len(root) == 0:
            for item in list(deck.links(name)):
                if item.target == comments:
                    deck.unlink(name, item.id)
            deck.remove(comments)
    remaining = {
        node.get("authorId")
        for name in deck.parts
        if name.startswith("ppt/comments/")
        for node in deck.tree(name).iter(f"{P}cm")
    }
    for node in list(deck.tree(part)):
        if node.get("id") in ours and node.get("id") not in remaining:
            deck.touch(part).remove(node)
    if len(deck.tree(part)) == 0:
        for item in list(deck.links(deck.main)):
            if item.target == part:
                deck.unlink(deck.main, item.id)
        deck.remove(part)


def _author(deck: Carrier) -> Element:
    part = deck.first(deck.main, "commentAuthors")
    if part is None:
        part = "ppt/commentAuthors.xml"
        root = etree.Element(f"{P}cmAuthorLst", nsmap={"p": PRESENTATION})
        deck.put(part, root, _AUTHORS_TYPE, [])
        deck.link(deck.main, f"{OFFICE}/commentAuthors", part)
    root = deck.touch(part)
    taken = [int(node.get("id", 0)) for node in root]
    return etree.SubElement(
        root,
        f"{P}cmAuthor",
        id=str(max(taken, default=-1) + 1),
        name=AUTHOR,
        initials="bg",
        lastIdx="0",
        clrIdx=str(len(taken) % 8),
    )


def _add(deck: Carrier, slide: str, author: Element, text: str) -> None:
    part = deck.first(slide, "comments")
    if part is None:
        part = deck.fresh("ppt/comments/comment1.xml")
        root = etree.Element(f"{P}cmLst", nsmap={"p": PRESENTATION})
        deck.put(part, root, _COMMENTS_TYPE, [])
        deck.link(slide, f"{OFFICE}/comments", part)
    root = deck.touch(part)
    number = int(author.get("lastIdx", 0)) + 1
    author.set("lastIdx", str(number))
    node = etree.SubElement(root, f"{P}cm", authorId=author.get("id", "0"), idx=str(number))
    etree.SubElement(node, f"{P}pos", x="10", y=str(10 + _STEP * (len(root) - 1)))
    etree.SubElement(node, f"{P}text").text = text
