"""From the XML that Office saved to XML with tags in their places: healed, and lifted to their elements.

Works the same on DrawingML and WordprocessingML; a `Dialect` says which elements are paragraph, run, row and
cell. Knows nothing of slides, shapes or content.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from briefgen.errors import TemplateError
from briefgen.package import DRAWING, WORD, Element
from briefgen.templating.cells import read_directive
from briefgen.templating.source import Fragments
from briefgen.templating.tags import TAG, Tag, has_tags, split_tags

TAGGED = "bg-t"
"""Attribute of a paragraph that holds tags; its value numbers the paragraph in the template."""

ALTERNATIVE = "bg-or"
"""Attribute of an empty paragraph of a slide's text: what stands behind it is for where that before it does not fit."""

_END_OF_PARAGRAPH = f"{{{DRAWING}}}endParaRPr"

LONGEST_BESIDE = 30
"""Characters of the words around a tag that an error quotes."""

EMPTIED = "bg-emptied"
"""Attribute of a run of which nothing is left; a stray format otherwise."""

_ESCAPED_OR_SIGN = re.compile(r"\{_\{|\}_\}|\{_%|%_\}|.", re.DOTALL)
"""A delimiter that is meant as text, `{_{`, or any one character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The element names of one markup language, in Clark notation."""

    paragraph: str
    run: str
    text: str
    row: str
    cell: str
    properties: str


DRAWINGML = Dialect(
    paragraph=f"{{{DRAWING}}}p", run=f"{{{DRAWING}}}r", text=f"{{{DRAWING}}}t", row=f"{{{DRAWING}}}tr",
    cell=f"{{{DRAWING}}}tc", properties=f"{{{DRAWING}}}rPr",
)  # fmt: skip
WORDML = Dialect(
    paragraph=f"{{{WORD}}}p", run=f"{{{WORD}}}r", text=f"{{{WORD}}}t", row=f"{{{WORD}}}tr",
    cell=f"{{{WORD}}}tc", properties=f"{{{WORD}}}rPr",
)  # fmt: skip


def own_texts(paragraph: Element, dialect: Dialect) -> list[Element]:
    """The text elements of a paragraph, without those of paragraphs inside it (text boxes in Word)."""
    return [node for node in paragraph.iter(dialect.text) if _owner(node, dialect) is paragraph]


def _owner(node: Element, dialect: Dialect) -> Element | None:
    parent = node.getparent()
    while parent is not None and parent.tag != dialect.paragraph:
        parent = parent.getparent()
    return parent


def join_paragraphs(root: Element, dialect: Dialect) -> None:
    """Join paragraphs as their tags ask: `{%-` at the start with the one before, `-%}` at the end with the next."""
    for paragraph in list(root.iter(dialect.paragraph)):
        if paragraph.getparent() is None:
            continue
        _drop_breaks(paragraph, dialect)
        text = paragraph_text(paragraph, dialect).strip()
        before, after = paragraph.getprevious(), paragraph.getnext()
        if text.endswith("-%}") and after is not None and after.tag == dialect.paragraph:
            # What was joined may end with a dash as well: the list of paragraphs is in order, so it comes later.
            _append_runs(after, paragraph, at_start=True, dialect=dialect)
        elif text.startswith("{%-") and before is not None and before.tag == dialect.paragraph:
            _append_runs(before, paragraph, at_start=False, dialect=dialect)


def _drop_breaks(paragraph: Element, dialect: Dialect) -> None:
    """Take out the line breaks beside such tags."""
    kind = f"{dialect.run[:-1]}br"
    inside = [node for node in paragraph.iter(dialect.text, kind) if node.tag == kind or (node.text or "").strip()]
    for before, node in pairwise(inside):
        if before.tag == kind and (node.text or "").lstrip().startswith("{%-"):
            replace_by(before, [])
    for node, after in pairwise(inside):
        parent = after.getparent()
        if after.tag == kind and parent is not None and (node.text or "").rstrip().endswith("-%}"):
            parent.remove(after)


def _append_runs(target: Element, source: Element, *, at_start: bool, dialect: Dialect) -> None:
    moved = [child for child in source if child.tag not in (f"{dialect.paragraph}Pr", _END_OF_PARAGRAPH)]
    if at_start:
        properties = target.find(f"{dialect.paragraph}Pr")
        at = 0 if properties is None else 1
        for offset, child in enumerate(moved):
            target.insert(at + offset, child)
    else:
        end = target.find(_END_OF_PARAGRAPH)
        for child in moved:
            if end is not None:
                end.addprevious(child)
            else:
                target.append(child)
    replace_by(source, [])


def paragraph_text(paragraph: Element, dialect: Dialect) -> str:
    """The paragraph's own text, runs joined."""
    return "".join(node.text or "" for node in own_texts(paragraph, dialect))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifter:
    """Lifts the tags of one slide or part.

    `kinds` are the tags that the caller places itself: `slide` in notes, `shape` on slides.
    """

    dialect: Dialect
    fragments: Fragments
    slide: int = 0
    kinds: tuple[str, ...] = ()

    def lift(self, paragraph: Element, where: str) -> list[Tag]:
        """Lift a paragraph's tags; an error in them is noted with the others of the file."""
        try:
            return self._lift(paragraph, where)
        except TemplateError as error:
            self.fragments.errors.append(error)
            return []

    def _lift(self, paragraph: Element, where: str) -> list[Tag]:
        """Replace a paragraph's tags by tokens and nodes; gives back the tags that the caller places itself.

        The paragraph of a {%p, the row of a {%tr, the cell of a {%tc and the run of a {%r are gone afterwards.
        """
        texts = own_texts(paragraph, self.dialect)
        whole = "".join(node.text or "" for node in texts)
        if not has_tags(whole):
            return []
        lifted: list[tuple[Element, Tag]] = []
        behind: set[int] = set()
        position = 0
        rewritten = dict.fromkeys(texts, "")
        owners = [node for node in texts for _ in node.text or ""]
        beside = " ".join(TAG.sub(" ", whole).split())[:LONGEST_BESIDE]
        for item in split_tags(whole, f"{self.fragments.file}, {where}"):
            if isinstance(item, str):
                for part in _ESCAPED_OR_SIGN.findall(item):
                    rewritten[owners[position]] += part.replace("_", "") if len(part) > 1 else part
                    position += len(part)
                continue
            owner = owners[position]
            directive = read_directive(item.text)
            if directive is not None:
                self._direct(paragraph, item, directive, where)
            elif item.kind:
                if rewritten[owner].strip():
                    behind.add(len(lifted))
                lifted.append((owner, item))
            else:
                rewritten[owner] += self.fragments.token(item.text, where, self.slide, beside)
            position += _source_length(whole, position)
        for node, text in rewritten.items():
            self._put_text(node, text)
        paragraph.set(TAGGED, "1")
        self._place(paragraph, lifted, behind, where)
        return [tag for _, tag in lifted if tag.kind in self.kinds]

    def _direct(self, paragraph: Element, tag: Tag, directive: tuple[str, str], where: str) -> None:
        """Note a tag about its cell in the cell."""
        cell = ancestor(paragraph, self.dialect.cell)
        if cell is None:
            raise TemplateError(
                f"this tag is about a table cell and stands outside one, in {tag.text}",
                where=f"{self.fragments.file}, {where}",
                remedy="write it in a cell of a table",
            )
        cell.set(directive[0], self.fragments.token(directive[1], where, self.slide))

    def node(self, tag: Tag, where: str) -> Element:
        """A node that stands for a tag between elements."""
        return self.fragments.node(tag.text, where, self.slide)

    def _put_text(self, node: Element, text: str) -> None:
        had_text, node.text = bool(node.text), text
        if self.dialect is WORDML and text:
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run = node.getparent()
        if text or not had_text or run is None or run.tag != self.dialect.run:
            return
        if all(child.tag in (self.dialect.properties, self.dialect.text) and not child.text for child in run):
            run.set(EMPTIED, "1")

    def _place(self, paragraph: Element, lifted: list[tuple[Element, Tag]], behind: set[int], where: str) -> None:
        """Put the lifted tags in their places; those numbered in `behind` have text before them in their run."""
        is_replaced = self._replace(paragraph, lifted, where)
        last: dict[Element, Element] = {}
        for number, (owner, tag) in enumerate(lifted):
            if tag.kind == "r" and not is_replaced:
                run = ancestor(owner, self.dialect.run)
                assert run is not None
                node = self.node(tag, where)
                if number in behind:
                    last.get(run, run).addnext(node)
                    last[run] = node
                else:
                    run.addprevious(node)
                if not any(child.text for child in run.iter(self.dialect.text)):
                    run.set(EMPTIED, "1")
            elif tag.kind in ("slide", "shape") and tag.kind not in self.kinds:
                raise TemplateError(
                    f"{{%{tag.kind} can't stand here, in {tag.text}",
                    where=f"{self.fragments.file}, {where}",
                    remedy=f"write it in {'the speaker notes' if tag.kind == 'slide' else 'a shape of a slide'}",
                )
        for run in [node for node in paragraph.iter(self.dialect.run) if node.get(EMPTIED)]:
            replace_by(run, [])

    def _replace(self, paragraph: Element, lifted: list[tuple[Element, Tag]], where: str) -> bool:
        """Put the tags of rows, cells or paragraphs in the place of the widest; tells whether there were any."""
        for kind, element, name in (
            ("tr", self.dialect.row, "table row"),
            ("tc", self.dialect.cell, "table cell"),
            ("p", self.dialect.paragraph, "paragraph"),
        ):
            tags = [tag for _, tag in lifted if tag.kind == kind]
            if not tags:
                continue
            replaced = ancestor(paragraph, element)
            if replaced is None:
                raise TemplateError(
                    f"{{%{kind} stands outside a {name}, in {tags[0].text}",
                    where=f"{self.fragments.file}, {where}",
                    remedy="use {%p there",
                )
            replace_by(replaced, [self._stand_in(tag, where) for tag in tags])
            return True
        return False

    def _stand_in(self, tag: Tag, where: str) -> Element:
        """What stands for a row's, cell's or paragraph's tag: a node, or the bar between two alternatives."""
        if (tag.kind, tag.word) != ("p", "or"):
            return self.node(tag, where)
        if self.dialect is WORDML:
            raise TemplateError(
                "a text in Word has no box that it must fit, in {%p or %}",
                where=f"{self.fragments.file}, {where}",
                remedy="choose by a condition: {%p if … %}",
            )
        return etree.Element(self.dialect.paragraph, {ALTERNATIVE: "1"})


def _source_length(whole: str, position: int) -> int:
    match = TAG.match(whole, position)
    assert match is not None
    return len(match[0])


def ancestor(node: Element, tag: str) -> Element | None:
    """The node itself or the nearest element above it of that name."""
    found: Element | None = node
    while found is not None and found.tag != tag:
        found = found.getparent()
    return found


def drop_attribute(node: Element, name: str) -> str | None:
    """Take an attribute off an element; gives its value, None when there was none."""
    value = node.get(name)
    if value is not None:
        del node.attrib[name]
    return value


def replace_by(node: Element, others: list[Element]) -> None:
    """Put nodes in the place of an element."""
    parent = node.getparent()
    assert parent is not None
    at = parent.index(node)
    parent.remove(node)
    for offset, other in enumerate(others):
        parent.insert(at + offset, other)
