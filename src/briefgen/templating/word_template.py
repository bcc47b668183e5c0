"""A .docx template made ready: tags healed and lifted in body, headers, footers and notes; one Jinja source.

Knows WordprocessingML parts as a template has them; knows nothing of content.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from briefgen.errors import TemplateError
from briefgen.package import WORD, Element, Parts, main_part, parse_xml, read_package, read_relationships
from briefgen.templating.environment import make_environment
from briefgen.templating.filters import FILTERS
from briefgen.templating.includes import Includes, Texts
from briefgen.templating.lifting import WORDML, Lifter, join_paragraphs, own_texts, paragraph_text
from briefgen.templating.naming import word_of
from briefgen.templating.property_tags import property_chunks
from briefgen.templating.source import Codes, Compiled, Fragment, Fragments, assemble, compile_source
from briefgen.templating.state import HOOKS, KNOWN_NAMES
from briefgen.templating.tags import TAG, has_tags, split_tags

W = f"{{{WORD}}}"
BLOCK = "bg-b"
"""Attribute of a generated paragraph: the number of its binding."""

STYLE_LEVELS = 10
"""How far a style's ancestors are followed."""

SPOKEN = "bg-spoken"
"""Attribute of a picture or shape whose alternative text holds tags."""

_SPOKEN = ("descr", "title", "alt")
_STORIES = ("footnotes", "endnotes", "header", "footer")
_STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)(?:\s+(\w+))?")


@dataclass(frozen=True, slots=True)
class Story:
    """One part with text: the body, a header, a footer, the notes."""

    number: int
    part: str
    name: str
    tree: Element


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """The template of a Word file, ready to be rendered any number of times.

    `slugs` say for each generated paragraph of the template what it holds; `headings` are the heading styles' ids.
    """

    file: str
    parts: Parts
    stories: tuple[Story, ...]
    slugs: tuple[str, ...]
    headings: frozenset[str]
    compiled: Compiled


def prepare_word(data: bytes, file: str, texts: Texts = (), codes: Codes | None = None) -> WordTemplate:
    """Read a template; `texts` are the files of its pack that it may include, `codes` keep what it compiles to.

    Raises TemplateError for what can't be used, with its place.
    """
    parts = read_package(data, name=file)
    main = main_part(parts, name=file)
    body = parse_xml(parts[main], where=f"{file}, {main}")
    if body.tag != f"{W}document":
        raise TemplateError("this is not a Word file", where=file, remedy="give a .docx as the summary's template")
    fragments = Fragments(file, Includes(dict(texts)))
    slugs: list[str] = []
    stories = []
    for number, (part, name) in enumerate(_story_parts(parts, main)):
        tree = body if part == main else parse_xml(parts[part], where=f"{file}, {name}")
        _lift_story(tree, name, fragments, slugs)
        stories.append(Story(number, part, name, tree))
    bound = {name for item in fragments.items for name in _bound(item.tag)}
    environment = make_environment(FILTERS, HOOKS, {*KNOWN_NAMES, *bound})
    source = assemble([*_chunks(stories), *property_chunks(parts, fragments)], fragments)
    return WordTemplate(
        file=file,
        parts=parts,
        stories=tuple(stories),
        slugs=tuple(slugs),
        headings=_heading_styles(parts, main),
        compiled=compile_source(source, environment, file, fragments.errors, codes),
    )


def _story_parts(parts: Parts, main: str) -> Iterator[tuple[str, str]]:
    yield main, "body"
    related = read_relationships(parts, main)
    for kind in _STORIES:
        for target in dict.fromkeys(item.target for item in related if item.tail == kind and item.target in parts):
            yield target, target.rsplit("/", 1)[-1].removesuffix(".xml")


def _chunks(stories: list[Story]) -> Iterator[str | Fragment]:
    for story in stories:
        yield Fragment(f"{{{{ bg_frame({story.number}) }}}}", story.name, 0)
        yield etree.tostring(story.tree, encoding="unicode")


def _lift_story(tree: Element, name: str, fragments: Fragments, slugs: list[str]) -> None:
    lifter = Lifter(dialect=WORDML, fragments=fragments)
    join_paragraphs(tree, WORDML)
    described = list(_lift_descriptions(tree, name, fragments))
    for number, paragraph in enumerate(list(tree.iter(f"{W}p")), 1):
        if paragraph.getroottree().getroot() is not tree or not own_texts(paragraph, WORDML):
            continue
        text = paragraph_text(paragraph, WORDML)
        where = f"{name}, paragraph {number}" if name != "body" else f"paragraph {number}"
        lifter.lift(paragraph, where)
        if has_tags(text) and paragraph.getparent() is not None:
            _mark_block(paragraph, _slug(text), where, fragments, slugs)
    for paragraph in described:
        if not paragraph.get(BLOCK):
            _mark_block(paragraph, "picture", name, fragments, slugs)
    depth = 0
    for node in tree.iter():
        fragment = fragments.of_node(node)
        if fragment is not None:
            match = _STATEMENT.match(fragment.tag)
            word = match[1] if match else ""
            depth += (word == "for") - (word == "endfor")
        elif depth > 0 and node.tag == f"{W}p" and not node.get(BLOCK) and own_texts(node, WORDML):
            _mark_block(node, word_of(paragraph_text(node, WORDML))[:12], name, fragments, slugs)


def spoken_attributes(node: Element) -> tuple[str, ...]:
    """The attributes of an element that hold alternative texts; a table has them in elements of their own."""
    if node.tag in (f"{W}tblCaption", f"{W}tblDescription"):
        return (f"{W}val",)
    return _SPOKEN if isinstance(node.tag, str) else ()


def _lift_descriptions(tree: Element, name: str, fragments: Fragments) -> Iterator[Element]:
    """Lift the tags in alternative texts of pictures and shapes; gives the paragraphs that hold such drawings."""
    for node in tree.iter():
        for attribute in spoken_attributes(node):
            text = node.get(attribute, "")
            if not has_tags(text):
                continue
            where = f"{name}, alternative text"
            parts = split_tags(text, f"{fragments.file}, {where}")
            written = (part if isinstance(part, str) else fragments.token(part.text, where) for part in parts)
            node.set(attribute, "".join(written))
            node.set(SPOKEN, "1")
            yield from list(node.iterancestors(f"{W}p"))[:1]


def _mark_block(paragraph: Element, slug: str, where: str, fragments: Fragments, slugs: list[str]) -> None:
    paragraph.set(BLOCK, fragments.token(f"{{{{ bg_block({len(slugs)}) }}}}", where))
    slugs.append(slug)


def _slug(text: str) -> str:
    """What a paragraph holds, by its first plain expression: `{{ p | mark }}{{ p.detail }}` is `p_detail`."""
    expressions = [match[0][2:-2] for match in TAG.finditer(text) if match[0].startswith("{{")]
    plain = [expression for expression in expressions if "|" not in expression]
    return word_of((plain or expressions or ["text"])[0].split("|")[0])


def _bound(tag: str) -> Iterator[str]:
    match = re.search(r"\{%[-+]?\s*(?:for\s+(.+?)\s+in\s|set\s+(\w+))", tag, re.DOTALL)
    if match:
        yield from (name.strip(" ()") for name in (match[1] or match[2]).split(","))


def _heading_styles(parts: Parts, main: str) -> frozenset[str]:
    """Ids of the paragraph styles that stand in the outline, by themselves or by what they are based on."""
    target = next((item.target for item in read_relationships(parts, main) if item.tail == "styles"), "")
    if target not in parts:
        return frozenset()
    styles = {node.get(f"{W}styleId", ""): node for node in parse_xml(parts[target], where=target).iter(f"{W}style")}
    found = set()
    for name in styles:
        current: str | None = name
        for _ in range(STYLE_LEVELS):
            node = styles.get(current or "")
            if node is None:
                break
            if node.find(f"{W}pPr/{W}outlineLvl") is not None:
                found.add(name)
                break
            based = node.find(f"{W}basedOn")
            current = based.get(f"{W}val") if based is not None else None
    return frozenset(found)
