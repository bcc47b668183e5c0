"""A pack made of a PowerPoint template: its masters and layouts as they are, prototype slides with tags on them.

Knows packages and the chosen prototypes; reads and writes no file. Words, charts and notes pages come from a base
pack, which the caller gives.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from briefgen.config import SETTINGS_FILE
from briefgen.errors import TemplateError
from briefgen.package import (
    OFFICE,
    Element,
    Parts,
    Relationship,
    main_part,
    parse_xml,
    read_content_types,
    read_package,
    read_relationships,
    relationships_name,
    serialize_xml,
    write_content_types,
    write_package,
    write_relationships,
)
from briefgen.packs.boilerplate import kept_slides
from briefgen.packs.colors import text_fill, theme_fill
from briefgen.packs.layouts import OwnSlide, Source, read_source
from briefgen.packs.prototypes import Prototype, Writer, plain_depth_of
from briefgen.packs.roles import Roles, body_of, choose_roles
from briefgen.packs.shapes import notes
from briefgen.renderers.properties import drop_unreachable
from briefgen.templating.styles import A, P

DECK = "briefing.pptx"
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_SLIDE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
_NOTES = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_DROPPED = frozenset({"slide", "vbaProject", "commentAuthors", "authors", "handoutMaster", "customXml", "font"})
_ACCENT = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
_FIXED = "{%slide fixed %}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What was made: the files of the pack by name, the layouts chosen, and what became of the template's slides."""

    files: Mapping[str, bytes]
    source: Source
    roles: Roles
    kept: tuple[OwnSlide, ...]
    left_out: tuple[OwnSlide, ...]
    east_asian: str


def adopt(data: bytes, *, file: str, name: str, base: Mapping[str, bytes], keep: tuple[int, ...] = ()) -> Adoption:
    """Make a pack of the template `file`. `base` are the files of the pack whose words, charts and notes it takes.

    Raises TemplateError with the reason where the template can't be adopted.
    """
    source = read_source(data, file)
    known = [slide.number for slide in source.slides]
    unknown = [number for number in keep if number not in known]
    if unknown:
        raise TemplateError(f"the template has no slide {unknown[0]}", where=file, remedy=f"it has {len(known)} slides")
    roles = choose_roles(source)
    east_asian = _name_east_asian_face(source, roles)
    kept = kept_slides(source.slides, keep)
    work = _Work(source, read_package(base[DECK], name=DECK), _writer(source, roles))
    files = {DECK: work.write(kept), SETTINGS_FILE: _settings(base[SETTINGS_FILE], name, file).encode()}
    left_out = tuple(slide for slide in source.slides if slide not in kept)
    return Adoption(files=files, source=source, roles=roles, kept=kept, left_out=left_out, east_asian=east_asian)


def _writer(source: Source, roles: Roles) -> Writer:
    layout, body, depth = roles.content, body_of(roles.content), plain_depth_of(roles)
    fill = text_fill(source.parts, (layout.part, layout.master), body.kind, body.index, depth)
    titles = {
        item.part: theme_fill(text_fill(source.parts, (item.part, item.master), item.title.kind, item.title.index))
        for _, item in roles.listed()
        if item.title is not None
    }
    return Writer(
        roles=roles, color=theme_fill(fill), accent=_ACCENT, plain_depth=depth,
        width=source.width, height=source.height, titles=titles,
    )  # fmt: skip


def _name_east_asian_face(source: Source, roles: Roles) -> str:
    """Give a theme without an East Asian face the one that it names for Chinese itself, else 微软雅黑; what was set."""
    given = ""
    for master in {layout.master: None for _, layout in roles.listed()}:
        theme = source.related(master, "theme")
        if theme is None or theme.target not in source.parts:
            continue
        root = parse_xml(source.parts[theme.target], where=theme.target)
        for part in ("majorFont", "minorFont"):
            node = root.find(f".//{A}{part}")
            face = node.find(f"{A}ea") if node is not None else None
            if node is None or face is None or face.get("typeface"):
                continue
            own = next((item for item in node.findall(f"{A}font") if item.get("script") == "Hans"), None)
            given = own.get("typeface", "") if own is not None else ""
            given = given or "微软雅黑"
            face.set("typeface", given)
        source.parts[theme.target] = serialize_xml(root)
    return given


def _settings(base: bytes, name: str, file: str) -> str:
    text = base.decode("utf-8-sig")
    text = re.sub(r"\A#.*\n", f"# Made of {file} by `briefgen template new`. See docs/templates.md.\n", text)
    return re.sub(r'(?m)^name = ".*"$', f'name = "{name}"', text, count=1)


class _Work:
    """One package in the making."""

    def __init__(self, source: Source, base: Parts, writer: Writer) -> None:
        self.source, self.base, self.writer = source, base, writer
        self.parts: Parts = dict(source.parts)
        self.types = read_content_types(source.parts)
        self.notes_master = ""
        self.listed: list[str] = []

    def write(self, kept: tuple[OwnSlide, ...]) -> bytes:
        self._forget_slides(kept)
        self._find_notes_master()
        for prototype in self.writer.prototypes():
            self._add(prototype)
        for slide in kept:
            self._keep(slide)
        self._list()
        self._drop_properties()
        drop_unreachable(self.parts)
        self.parts["[Content_Types].xml"] = write_content_types(self.types, self.parts)
        return write_package(self.parts)

    def _forget_slides(self, kept: tuple[OwnSlide, ...]) -> None:
        stays = {slide.part for slide in kept}
        for slide in self.source.slides:
            notes_page = self.source.related(slide.part, "notesSlide")
            gone = [] if slide.part in stays else [slide.part]
            gone += [notes_page.target] if notes_page is not None else []
            for part in gone:
                self.parts.pop(part, None)
                self.parts.pop(relationships_name(part), None)

    def _find_notes_master(self) -> None:
        own = self.source.related(self.source.main, "notesMaster")
        if own is not None and own.target in self.parts:
            self.notes_master = own.target
            return
        found = next(
            item.target for item in read_relationships(self.base, main_part(self.base, name=DECK))
            if item.tail == "notesMaster"
        )  # fmt: skip
        theme = next(item.target for item in read_relationships(self.base, found) if item.tail == "theme")
        self.notes_master, own_theme = self._free("ppt/notesMasters/notesMaster"), self._free("ppt/theme/theme")
        types = read_content_types(self.base)
        self._put(own_theme, self.base[theme], types.of(theme))
        related = [Relationship(id="rId1", kind=f"{OFFICE}/theme", target=own_theme)]
        self._put(self.notes_master, self.base[found], types.of(found), related)

    def _add(self, prototype: Prototype) -> None:
        part = self._free("ppt/slides/slide")
        related = [Relationship(id="rId1", kind=f"{OFFICE}/slideLayout", target=prototype.layout.part)]
        if prototype.chart:
            target = self._add_chart(prototype.chart)
            related.append(Relationship(id="rId9", kind=f"{OFFICE}/chart", target=target))
        related.append(self._add_notes(part, prototype.notes))
        self._put(part, prototype.xml.encode(), _SLIDE, related)
        self.listed.append(part)

    def _keep(self, slide: OwnSlide) -> None:
        related = [
            item for item in read_relationships(self.source.parts, slide.part)
            if item.tail not in ("notesSlide", "comments", "tags", "slide")
        ]  # fmt: skip
        related.append(self._add_notes(slide.part, (_FIXED,)))
        root = parse_xml(self.parts[slide.part], where=slide.part)
        _drop_references(root, {item.id for item in related})
        self._put(slide.part, serialize_xml(root), _SLIDE, related)
        self.listed.append(slide.part)

    def _add_notes(self, slide: str, lines: tuple[str, ...]) -> Relationship:
        master = parse_xml(self.parts[self.notes_master], where=self.notes_master)
        index = next((mark.get("idx") for mark in master.iter(f"{P}ph") if mark.get("type") == "body"), None)
        part = self._free("ppt/notesSlides/notesSlide")
        related = [
            Relationship(id="rId1", kind=f"{OFFICE}/notesMaster", target=self.notes_master),
            Relationship(id="rId2", kind=f"{OFFICE}/slide", target=slide),
        ]
        self._put(part, notes(lines, index).encode(), _NOTES, related)
        return Relationship(id="rIdNotes", kind=f"{OFFICE}/notesSlide", target=part)

    def _add_chart(self, name: str) -> str:
        """The base pack's chart with the template's first accent, its text colour and smaller type."""
        found = f"ppt/charts/chart{name}.xml"
        book = next(item.target for item in read_relationships(self.base, found) if item.tail == "package")
        text = self.base[found].decode()
        pale = '<a:schemeClr val="accent1"><a:lumMod val="60000"/><a:lumOff val="40000"/></a:schemeClr>'
        color = re.sub(r"</?a:solidFill>", "", self.writer.color)
        for old, new in (
            ('<a:schemeClr val="accent3"/>', pale),
            ('<a:schemeClr val="accent5"/>', color),
            ('<a:schemeClr val="tx1"/>', color),
            ('sz="2800"', 'sz="1600"'),
            ('sz="1800"', 'sz="1400"'),
        ):
            text = text.replace(old, new)
        part, workbook = self._free("ppt/charts/chart"), self._free("ppt/embeddings/workbook", "xlsx")
        self._put(workbook, self.base[book], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        self._put(part, text.encode(), _CHART, [Relationship(id="rId1", kind=f"{OFFICE}/package", target=workbook)])
        return part

    def _list(self) -> None:
        main = self.source.main
        root = parse_xml(self.parts[main], where=main)
        related = [item for item in read_relationships(self.source.parts, main) if item.tail not in _DROPPED]
        if not any(item.tail == "notesMaster" for item in related):
            name = "rIdNotesMaster"
            related.append(Relationship(id=name, kind=f"{OFFICE}/notesMaster", target=self.notes_master))
            listed = etree.Element(f"{P}notesMasterIdLst")
            etree.SubElement(listed, f"{P}notesMasterId").set(f"{{{OFFICE}}}id", name)
            masters = root.find(f"{P}sldMasterIdLst")
            assert masters is not None
            masters.addnext(listed)
        for tag in ("sldIdLst", "custShowLst", "embeddedFontLst", "handoutMasterIdLst", "custDataLst"):
            for node in root.findall(f"{P}{tag}"):
                root.remove(node)
        for extension in root.findall(f"{P}extLst"):
            # Sections and guides name slides that are gone.
            root.remove(extension)
        slides = etree.Element(f"{P}sldIdLst")
        before = root.find(f"{P}notesMasterIdLst")
        assert before is not None
        before.addnext(slides)
        for number, part in enumerate(self.listed):
            node = etree.SubElement(slides, f"{P}sldId", id=str(256 + number))
            node.set(f"{{{OFFICE}}}id", f"rIdSlide{number + 1}")
            related.append(Relationship(id=f"rIdSlide{number + 1}", kind=f"{OFFICE}/slide", target=part))
        self._put(main, serialize_xml(root), _MAIN, related)

    def _drop_properties(self) -> None:
        kept = [item for item in read_relationships(self.parts, "") if item.tail == "officeDocument"]
        self.parts["_rels/.rels"] = write_relationships("", kept)

    def _free(self, stem: str, suffix: str = "xml") -> str:
        return next(name for number in range(1, 10_000) if (name := f"{stem}{number}.{suffix}") not in self.parts)

    def _put(self, part: str, data: bytes, kind: str, related: list[Relationship] | None = None) -> None:
        self.parts[part] = data
        self.types.overrides[part] = kind
        if related is not None:
            self.parts[relationships_name(part)] = write_relationships(part, related)


def _drop_references(root: Element, known: set[str]) -> None:
    """Take out what refers to a part that stays behind, such as another slide."""
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            continue
        broken = [name for name in node.attrib if str(name).startswith(f"{{{OFFICE}}}") and node.get(name)]
        parent = node.getparent()
        if any(node.get(name) not in known for name in broken) and parent is not None:
            parent.remove(node)
