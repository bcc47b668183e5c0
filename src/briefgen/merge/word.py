"""A three-way merge of Word files, block by block: paragraphs, tables by rows, cells as blocks again.

The person's package is the carrier. Blocks are found by our bookmarks, then by what they say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefgen.merge.bodies import normal
from briefgen.merge.carrier import Carrier, Package, mark_foreign, names_used
from briefgen.merge.changes import CannotMerge, Change, Conflict, Conventions, Joined, Kind, Merged, Side
from briefgen.merge.drawing import canonical
from briefgen.merge.marks import Marks
from briefgen.merge.ordering import merge_order, moved_keys
from briefgen.merge.pending import carry_over
from briefgen.merge.properties import language_of, merge_properties
from briefgen.merge.runs import Glyph, dress, looks_of
from briefgen.merge.safety import check_merged
from briefgen.merge.word_blocks import blocks_of, furniture_of, match_blocks
from briefgen.merge.word_bookmarks import Renaming, number_bookmarks
from briefgen.merge.word_contents import follow_headings
from briefgen.merge.word_remarks import add_remarks, drop_remarks
from briefgen.merge.word_styles import Styles
from briefgen.merge.word_text import (
    W,
    block_text,
    bookmarks_of,
    is_plain,
    paragraph_text,
    read_glyphs,
    replace_pieces,
    without_traces,
    write_glyphs,
)
from briefgen.package import Element

Three = tuple[Element, Element, Element]
"""Of the base, of the person's file (changed in place), and of the new edition."""

_LOOKS = ("styles", "theme", "fontTable", "numbering", "settings")


def merge_document(
    base: bytes, mine: bytes, new: bytes, conventions: Conventions, pending: Sequence[Conflict] = ()
) -> Merged:
    """The person's Word file brought to the new edition; `pending` are its conflicts that nobody has settled.

    Raises CannotMerge or TemplateError; pure.
    """
    marks = Marks.of(conventions)
    old, fresh = Package(base, "base"), Carrier(new, "new")
    drop_remarks(fresh)  # a file that an earlier merge remarked on may be the newer one
    merged = _WordMerge(base=old, mine=Carrier(mine, "mine"), new=fresh, marks=marks).merge(pending)
    check_merged(old, Package(mine, "mine"), merged.data, marks)
    return merged


@dataclass(slots=True, kw_only=True)
class _WordMerge:
    base: Package
    mine: Carrier
    new: Package
    marks: Marks
    changes: list[tuple[Element, Change]] = field(default_factory=list)
    conflicts: list[tuple[Element, Conflict]] = field(default_factory=list)
    renaming: Renaming = field(default_factory=Renaming)
    styles: Styles = field(init=False)

    def merge(self, pending: Sequence[Conflict]) -> Merged:
        drop_remarks(self.mine)
        roots = tuple(package.tree(package.main) for package in (self.base, self.mine, self.new))
        bodies = [root.find(f"{W}body") for root in roots]
        if bodies[0] is None or bodies[1] is None or bodies[2] is None:
            raise CannotMerge("a file has no body")
        if next(roots[2].iter(f"{W}footnoteReference", f"{W}endnoteReference"), None) is not None:
            raise CannotMerge("the template sets footnotes")
        if self.new.first(self.new.main, "comments") is not None:
            raise CannotMerge("the newer file holds comments, which only one of the two can keep")
        self.styles = Styles(self.mine, self.new)
        self.mine.touch(self.mine.main)
        reached, used = self.mine.reached(), names_used(roots[1])
        mark_foreign(roots[2])
        self._merge_blocks((bodies[0], bodies[1], bodies[2]))
        self.mine.resolve(self.mine.main, self.new, self.new.main, {})
        self._merge_furniture(bodies)
        self.renaming.apply(roots[1])
        for done in follow_headings(roots[1], roots[2]):
            self._change(Side.HAND, Kind.REFERENCES, done.row, done.before, done.after)
        number_bookmarks(roots[1])
        self._take_looks()
        merge_properties(self.base, self.mine, self.new)
        language = language_of(self.new)
        carry_over(pending, self.changes, self.conflicts, plain=self.marks.plain, said=block_text)
        placed = [(block, conflict) for block, conflict in self.conflicts if _root(block) is roots[1]]
        add_remarks(self.mine, placed, language)
        self.mine.drop_unused(self.mine.main, used)
        self.mine.keep_reached(reached)
        conflicts = tuple(conflict for _, conflict in self.conflicts)
        changes = tuple(change for _, change in self.changes)
        return Merged(data=self.mine.write(), changes=changes, conflicts=conflicts, language=language)

    def _merge_blocks(self, containers: Three) -> None:
        self._merge_level(containers[1], [blocks_of(container) for container in containers])

    def _merge_level(self, container: Element, level: Sequence[Sequence[Element]]) -> None:
        """Merge blocks, or rows, that stand in one container; `level` has those of the three files."""
        old, own, fresh = level
        to_mine, to_new = match_blocks(old, own), match_blocks(old, fresh)
        base_keys = [("b", at) for at in range(len(old))]
        mine_keys, new_keys = _keys(len(own), to_mine, "m"), _keys(len(fresh), to_new, "n")
        nodes = dict(zip(mine_keys, own, strict=True))
        gone = set()
        for key, block in zip(base_keys, old, strict=True):
            here, there = to_mine.get(key[1]), to_new.get(key[1])
            if here is None:
                self._note(Side.HAND, Kind.DELETED, block)
            elif there is not None:
                nodes[key] = self._merge_block((block, own[here], fresh[there]))
            elif _said(block) == _said(own[here]):
                gone.add(key)
                self._note(Side.SOURCE, Kind.DELETED, own[here])
            else:
                self._conflict(own[here], block_text(block), block_text(own[here]), "")
        for key, block in zip(new_keys, fresh, strict=True):
            if key[0] == "n":
                nodes[key] = self.styles.adapt(block)
                self._note(Side.SOURCE, Kind.ADDED, block)
        for key in mine_keys:
            if key[0] == "m":
                self._note(Side.HAND, Kind.ADDED, nodes[key])
        for key in moved_keys(base_keys, mine_keys):
            self._note(Side.HAND, Kind.MOVED, nodes[key])
        order = merge_order(base_keys, mine_keys, new_keys, gone=frozenset(gone))
        _put(container, own, [nodes[key] for key in order])

    def _merge_block(self, blocks: Three) -> Element:
        """Merge one block; gives what stands in its place."""
        base, mine, new = blocks
        self.renaming.add(mine, base, new)
        if without_traces(base) == without_traces(mine):
            before, after = block_text(base), block_text(new)
            if self._plain(before) != self._plain(after):
                self._change(Side.SOURCE, Kind.TEXT if base.tag == f"{W}p" else Kind.TABLE, mine, before, after)
            return self.styles.adapt(new)
        if base.tag == mine.tag == new.tag == f"{W}tbl":
            self._merge_level(mine, [table.findall(f"{W}tr") for table in blocks])
        elif base.tag == mine.tag == new.tag == f"{W}tr":
            self._merge_row(blocks)
        elif base.tag == mine.tag == new.tag == f"{W}p":
            self._merge_paragraph(blocks)
        elif _said(base) != _said(new):
            self._conflict(mine, block_text(base), block_text(mine), block_text(new))
        return mine

    def _merge_row(self, rows: Three) -> None:
        cells = [row.findall(f"{W}tc") for row in rows]
        if len({len(part) for part in cells}) > 1:
            if _said(rows[0]) != _said(rows[2]):
                self._conflict(rows[1], *(block_text(rows[at]) for at in (0, 1, 2)))
            return
        for base, mine, new in zip(*cells, strict=True):
            self._merge_blocks((base, mine, new))

    def _merge_paragraph(self, blocks: Three) -> None:
        base, mine, new = blocks
        before, own, after = map(paragraph_text, blocks)
        if before.rstrip() == own.rstrip():
            if before != after or not _same_settings(base, new):
                self._update(blocks)
                if self._plain(before) != self._plain(after):
                    self._change(Side.SOURCE, Kind.TEXT, mine, own, after)
            return
        if normal((own,)) == normal((after,)):
            return
        if (agreed := self.marks.agreed((own,), (after,))) is not None:
            self._renumber(mine, own, agreed[0])
            return
        if self.marks.renumber((own,), (before,), (after,)) is not None:
            self._renumber(mine, before, after)
            joined = Joined(paragraph_text(mine), after)
            self._change(Side.HAND, Kind.TEXT, mine, before, own)
            self.changes[-1] = (mine, replace(self.changes[-1][1], joined=joined))
        elif before == after:
            self._change(Side.HAND, Kind.TEXT, mine, before, own)
        else:
            self._conflict(mine, before, own, after)

    def _renumber(self, mine: Element, before: str, after: str) -> None:
        assert self.marks.mark is not None
        pairs = zip(self.marks.mark.findall(before), self.marks.mark.findall(after), strict=True)
        replace_pieces(mine, [(old, fresh) for old, fresh in pairs if old != fresh])

    def _update(self, blocks: Three) -> None:
        """A paragraph that says what its base said says what the new one says, in the person's looks."""
        base, mine, new = blocks
        fresh = self.styles.adapt(new)
        if not is_plain(mine) or not is_plain(fresh):
            if paragraph_text(mine) != paragraph_text(fresh):
                self._conflict(mine, paragraph_text(base), paragraph_text(mine), paragraph_text(new))
            return
        old, own = read_glyphs(base), read_glyphs(mine)
        looks = looks_of(old, own) if len(old) == len(own) else {}
        # A look of the new edition is known by the base's name for it; one that is not known comes with its style.
        glyphs = [
            Glyph(plain.text, plain.look if plain.key in looks else adapted.look, adapted.whole)
            for plain, adapted in zip(read_glyphs(new), read_glyphs(fresh), strict=True)
        ]
        write_glyphs(mine, dress(glyphs, old, own, looks))

    def _merge_furniture(self, bodies: Sequence[Element | None]) -> None:
        """Headers and footers, by what the last section calls them."""
        parts = [
            furniture_of(package, body) for package, body in zip((self.base, self.mine, self.new), bodies, strict=True)
        ]
        for key in sorted(set(parts[0]) & set(parts[1]) & set(parts[2])):
            base, new = self.base.tree(parts[0][key]), self.new.tree(parts[2][key])
            if without_traces(base) == without_traces(new):
                continue
            root = self.mine.touch(parts[1][key])
            mark_foreign(new)
            self._merge_blocks((base, root, new))
            self.mine.resolve(parts[1][key], self.new, parts[2][key], {})
            number_bookmarks(root)

    def _take_looks(self) -> None:
        """Styles and themes that the person left alone follow the template."""
        for tail in _LOOKS:
            parts = [package.first(package.main, tail) for package in (self.base, self.mine, self.new)]
            if None in parts:
                continue
            old, own, fresh = (
                package.tree(str(part)) for package, part in zip((self.base, self.mine, self.new), parts, strict=True)
            )
            if canonical(old) == canonical(own) != canonical(fresh):
                self.mine.put(str(parts[1]), fresh, self.mine.types.of(str(parts[1])))

    def _plain(self, text: str) -> str:
        return self.marks.plain(text)

    def _note(self, side: Side, kind: Kind, block: Element) -> None:
        """Note that a whole block came, went or moved; one without text is not worth a word."""
        text = block_text(block)
        if text:
            before, after = (text, "") if kind is Kind.DELETED else ("", text)
            self._change(side, Kind.TABLE if block.tag == f"{W}tr" else kind, block, before, after)

    def _change(self, side: Side, kind: Kind, block: Element, before: str = "", after: str = "") -> None:
        entry = Change(side=side, kind=kind, title=_heading_of(block), before=before, after=after)
        self.changes.append((block, entry))

    def _conflict(self, block: Element, base: str, mine: str, new: str) -> None:
        slot = next(iter(bookmarks_of(block)), "")
        title = _heading_of(block)
        self.conflicts.append((block, Conflict(slot=slot, title=title, base=base, mine=mine, new=new)))


def _put(container: Element, old: Sequence[Element], new: Sequence[Element]) -> None:
    """Set blocks in the place of others; a cell keeps a paragraph at its end."""
    at = container.index(old[0]) if old else _first_place(container)
    for block in old:
        container.remove(block)
    for offset, block in enumerate(new):
        container.insert(at + offset, block)
    if container.tag == f"{W}tc" and (len(container) == 0 or container[-1].tag != f"{W}p"):
        container.append(container.makeelement(f"{W}p"))


def _first_place(container: Element) -> int:
    return 1 if len(container) and container[0].tag in (f"{W}tcPr", f"{W}tblPr") else 0


def _keys(count: int, pairs: dict[int, int], side: str) -> list[tuple[str, int]]:
    back = {right: left for left, right in pairs.items()}
    return [("b", back[at]) if at in back else (side, at) for at in range(count)]


def _said(block: Element) -> tuple[str, ...]:
    return normal(tuple(paragraph_text(paragraph) for paragraph in block.iter(f"{W}p")))


def _same_settings(base: Element, new: Element) -> bool:
    return without_traces(base) == without_traces(new)


def _heading_of(block: Element) -> str:
    """The text of the nearest heading at or above a block."""
    node: Element | None = block
    while node is not None and (parent := node.getparent()) is not None and parent.tag != f"{W}body":
        node = parent
    while node is not None:
        style = node.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val", "").lower().startswith(("heading", "title")):
            return paragraph_text(node)
        node = node.getprevious()
    return ""


def _root(block: Element) -> Element:
    found = block
    while (parent := found.getparent()) is not None:
        found = parent
    return found
