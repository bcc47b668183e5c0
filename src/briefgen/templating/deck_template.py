"""A .pptx template made ready: all its slides one Jinja source, its loops and styles known.

Knows the presentation as a template; knows nothing of content.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from briefgen.errors import TemplateError
from briefgen.package import OFFICE, Parts, main_part, parse_xml, read_package, read_relationships
from briefgen.templating.environment import Sandbox, make_environment
from briefgen.templating.filters import FILTERS
from briefgen.templating.fitting import fit, fitting
from briefgen.templating.includes import Includes, Texts
from briefgen.templating.loops import FOR, Loop
from briefgen.templating.property_tags import property_chunks
from briefgen.templating.slide_reader import Prototype, SlideReader
from briefgen.templating.source import Codes, Compiled, Fragment, Fragments, assemble, compile_source
from briefgen.templating.state import HOOKS, KNOWN_NAMES
from briefgen.templating.styles import P, StyleBook, TextStyle

NOTES = "\U0010f024"
"""Stands between a slide's XML and that of its notes."""


@dataclass(slots=True)
class DeckTemplate:
    """The template of a deck, ready to be rendered any number of times."""

    file: str
    parts: Parts
    width: int
    height: int
    fragments: Fragments
    styles: dict[str, TextStyle]
    names: dict[str, str]
    loops: dict[str, Loop]
    prototypes: list[Prototype]
    environment: Sandbox
    compiled: Compiled
    codes: Codes | None

    def find_loop(self, name: str, slide: int) -> Loop:
        """The loop of that name: on this slide, else on the nearest after it, else on any."""
        named = [loop for loop in self.loops.values() if loop.name == name]
        if not named:
            known = ", ".join(sorted({loop.name for loop in self.loops.values()})) or "none"
            raise ValueError(f"no shape or table named '{name}' is repeated in this deck\nrepeated shapes: {known}")
        return min(named, key=lambda loop: (loop.slide < slide, abs(loop.slide - slide)))

    def row_template(self, loop: Loop) -> Compiled:
        """The template of one copy of a loop, to be measured."""
        if loop.compiled is None:
            opening = Fragment(f"{{% for {loop.target} in bg_items %}}", loop.where, loop.slide)
            closing = Fragment("{% endfor %}", loop.where, loop.slide)
            xml = "".join(etree.tostring(item, encoding="unicode", with_tail=False) for item in loop.elements)
            source = assemble(["<bg-root>", opening, xml, closing, "</bg-root>"], self.fragments)
            loop.compiled = compile_source(source, self.environment, self.file, codes=self.codes)
        return loop.compiled


def prepare_deck(data: bytes, file: str, texts: Texts = (), codes: Codes | None = None) -> DeckTemplate:
    """Read a template; `texts` are the files of its pack that it may include, `codes` keep what it compiles to.

    Raises TemplateError for what can't be used, with its place.
    """
    parts = read_package(data, name=file)
    main = main_part(parts, name=file)
    presentation = parse_xml(parts[main], where=f"{file}, {main}")
    if presentation.tag != f"{P}presentation":
        raise TemplateError("this is not a PowerPoint file", where=file, remedy="give a .pptx as the deck's template")
    size = presentation.find(f"{P}sldSz")
    book = StyleBook(parts, presentation)
    targets = {item.id: item.target for item in read_relationships(parts, main)}
    fragments = Fragments(file, Includes(dict(texts)))
    reader = SlideReader(parts, fragments, book, {}, {}, {})
    listed = presentation.findall(f"{P}sldIdLst/{P}sldId")
    slides = [targets.get(node.get(f"{{{OFFICE}}}id", ""), "") for node in listed]
    prototypes = [reader.read(number, part) for number, part in enumerate(slides, 1) if part in parts]
    if not prototypes:
        raise TemplateError("the template has no slides", where=file, remedy="add slides with tags to it")
    targets_bound = {loop.target for loop in reader.loops.values()}
    bound = {name.strip(" ()") for target in targets_bound for name in target.split(",")}
    environment = make_environment(
        {**FILTERS, "fit": fit, "fitting": fitting}, HOOKS, {*KNOWN_NAMES, *bound, *_bound_names(fragments)}
    )
    source = assemble([*_chunks(prototypes), *property_chunks(parts, fragments)], fragments)
    return DeckTemplate(
        file=file,
        parts=parts,
        width=int(size.get("cx", 0)) if size is not None else 12_192_000,
        height=int(size.get("cy", 0)) if size is not None else 6_858_000,
        fragments=fragments,
        styles=reader.styles,
        names=reader.names,
        loops=reader.loops,
        prototypes=prototypes,
        environment=environment,
        compiled=compile_source(source, environment, file, fragments.errors, codes),
        codes=codes,
    )


def _bound_names(fragments: Fragments) -> Iterator[str]:
    for fragment in fragments.items:
        match = FOR.search(fragment.tag) or re.search(r"\{%[-+]?\s*set\s+(\w+)", fragment.tag)
        if match:
            yield from (name.strip(" ()") for name in match[1].split(","))


def _chunks(prototypes: list[Prototype]) -> Iterator[str | Fragment]:
    for prototype in prototypes:
        where = f"slide {prototype.number}"
        yield from prototype.before
        yield Fragment(f"{{{{ bg_frame({prototype.number}) }}}}", where, prototype.number)
        yield etree.tostring(prototype.tree, encoding="unicode")
        yield NOTES
        if prototype.notes is not None:
            yield etree.tostring(prototype.notes, encoding="unicode")
        yield from prototype.after
