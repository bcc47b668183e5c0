"""Whether a deck keeps to its template: its masters, layouts and themes, and only theme colours and faces on slides.

Works on any deck, also one that a person edited; what the template's own slides say themselves is allowed.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from briefgen.errors import Diagnostic, Severity
from briefgen.package import Element, Parts, main_part, parse_xml, read_relationships
from briefgen.packs.checking import masters_of, read_deck
from briefgen.templating.slide_reader import take_fixed
from briefgen.templating.styles import A, P

_OWN_COLORS = (f"{A}srgbClr", f"{A}scrgbClr", f"{A}hslClr", f"{A}prstClr", f"{A}sysClr")


def check_deck(data: bytes, *, file: str, template: bytes, template_file: str) -> Iterator[Diagnostic]:
    """What in the deck is not of the template. Raises TemplateError for a file that is no deck."""
    deck, base = read_deck(data, file), read_deck(template, template_file)
    known = {_print_of(base, part): part for part in _designs(base, template_file)}
    allowed = _own_marks(base, template_file)
    fixed = _fixed_texts(base, template_file)
    for part in _designs(deck, file):
        if _print_of(deck, part) not in known:
            message = f"{_said(deck, part)} is not one of the template, or was changed"
            yield Diagnostic(code="design", message=message, where=file, severity=Severity.WARNING)
    for number, part in enumerate(_slides(deck, file), 1):
        root = parse_xml(deck[part], where=part)
        if _text_of(root) in fixed:
            continue
        where = f"{file}, slide {number}"
        for mark, said in _marks(root):
            if mark not in allowed:
                yield Diagnostic(code="own-look", message=said, where=where, severity=Severity.WARNING)


def _designs(parts: Parts, file: str) -> Iterator[str]:
    """Masters, their layouts and themes that slides stand on, or may."""
    for master in masters_of(parts, file):
        yield master
        yield from (item.target for item in read_relationships(parts, master) if item.tail in ("slideLayout", "theme"))


def _slides(parts: Parts, file: str) -> list[str]:
    main = main_part(parts, name=file)
    targets = {item.id: item.target for item in read_relationships(parts, main)}
    listed = parse_xml(parts[main], where=file).findall(f"{P}sldIdLst/{P}sldId")
    return [targets[name] for node in listed if (name := _relation(node)) in targets]


def _relation(node: Element) -> str:
    return next((str(value) for name, value in node.attrib.items() if str(name).endswith("}id")), "")


def _print_of(parts: Parts, part: str) -> str:
    """A print of what a part says, whatever a program that saved it did to ids, white space and extensions."""
    root = parse_xml(parts[part], where=part)
    for extension in list(root.iter(f"{A}extLst", f"{P}extLst")):
        parent = extension.getparent()
        if parent is not None:
            parent.remove(extension)
    words = []
    for node in root.iter():
        if isinstance(node.tag, str):
            kept = sorted((str(name), value) for name, value in node.attrib.items() if _tells(str(name)))
            words.append(f"{node.tag}{kept}{(node.text or '').strip()}")
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _tells(name: str) -> bool:
    """Whether an attribute is about the look: ids, and what editors note for themselves, are not."""
    local = name.rpartition("}")[2]
    return local not in ("id", "embed", "link", "dirty", "err", "smtClean", "userDrawn", "preserve", "noProof", "lang")


def _said(parts: Parts, part: str) -> str:
    root = parse_xml(parts[part], where=part)
    common = root.find(f"{P}cSld")
    name = (common.get("name") if common is not None else None) or root.get("name") or part.rsplit("/", 1)[-1]
    kind = {"sldLayout": "the layout", "sldMaster": "the master"}.get(str(etree.QName(root).localname), "the theme")
    return f"{kind} “{name}”"


def _marks(root: Element) -> Iterator[tuple[str, str]]:
    """Colours and faces that are stated outright: a key, and what to say of them."""
    for node in root.iter(*_OWN_COLORS):
        value = node.get("lastClr") or node.get("val", "")
        yield f"color {value}", f"the colour #{value} is not of the theme, in {_shape(node)}"
    for node in root.iter(f"{A}latin", f"{A}ea", f"{A}cs"):
        face = node.get("typeface", "")
        if face and not face.startswith("+"):
            yield f"face {face}", f"the face {face} is not of the theme, in {_shape(node)}"


def _shape(node: Element) -> str:
    for above in node.iterancestors():
        properties = above[0].find(f"{P}cNvPr") if len(above) else None
        if properties is not None:
            return f"'{properties.get('name', '')}'"
    return "the slide"


def _own_marks(parts: Mapping[str, bytes], file: str) -> set[str]:
    """Colours and faces that masters, layouts and themes of the template state themselves."""
    found: set[str] = set()
    for part in _designs(dict(parts), file):
        root = parse_xml(parts[part], where=part)
        found.update(key for key, _ in _marks(root))
    return found


def _fixed_texts(parts: Parts, file: str) -> set[str]:
    """The texts of the template's own slides that go into every deck."""
    found = set()
    for part in _slides(parts, file):
        notes = next((item.target for item in read_relationships(parts, part) if item.tail == "notesSlide"), "")
        if notes in parts and take_fixed(parse_xml(parts[notes], where=notes)):
            found.add(_text_of(parse_xml(parts[part], where=part)))
    return found


def _text_of(root: Element) -> str:
    return re.sub(r"\s", "", "".join(node.text or "" for node in root.iter(f"{A}t")))
