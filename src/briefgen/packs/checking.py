"""The doctor of a pack: what is wrong with its templates, what they can't show, and what may look different elsewhere.

Knows tags, slots, faces and colours; needs no document and changes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.config import PackSettings
from briefgen.errors import Diagnostic, Severity, TemplateError
from briefgen.package import Parts, main_part, parse_xml, read_package, read_relationships
from briefgen.packs.colors import ENOUGH, ENOUGH_LARGE, contrast, ground, painted_below, read_palette, text_fill
from briefgen.packs.fonts import faces_used, missing_here, systems_without
from briefgen.packs.slots import DeckSlot, iter_slots
from briefgen.templating.deck_template import DeckTemplate, prepare_deck
from briefgen.templating.includes import texts_of
from briefgen.templating.names_check import unknown_errors
from briefgen.templating.source import Compiled
from briefgen.templating.styles import A, P, rectangle_of
from briefgen.templating.word_template import prepare_word

DECK, DOCUMENT = "briefing.pptx", "summary.docx"
SMALLEST = 12.0
"""Points below which text on a slide is called small."""

_LARGE = 18.0

_SERVED = {
    "key_points": "key points", "tables": "tables", "series": "charts", "figures": "headline figures",
    "introduction": "the introduction", "outlook": "the outlook", "children": "sections below sections",
    "message": "messages", "sources": "the sources of the marks",
}  # fmt: skip
"""What a document may hold, by the name that a template shows it with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What the doctor found, and the slots of the deck."""

    findings: tuple[Diagnostic, ...]
    slots: tuple[DeckSlot, ...]
    errors: tuple[TemplateError, ...]


def check_pack(files: Mapping[str, bytes], settings: PackSettings) -> Health:
    """Check the templates of a pack."""
    findings: list[Diagnostic] = []
    errors: list[TemplateError] = []
    slots: tuple[DeckSlot, ...] = ()
    labels = frozenset(name for words in settings.labels.values() for name in words)
    if DECK in files:
        try:
            deck = prepare_deck(files[DECK], DECK, texts_of(files))
            errors += unknown_errors(deck.compiled, labels)
            slots = tuple(iter_slots(deck))
            findings += _check_deck(deck, slots, settings)
        except TemplateError as error:
            errors.append(error)
    if DOCUMENT in files:
        try:
            errors += unknown_errors(prepare_word(files[DOCUMENT], DOCUMENT, texts_of(files)).compiled, labels)
        except TemplateError as error:
            errors.append(error)
    findings += _unequal_labels(settings)
    return Health(findings=tuple(findings), slots=slots, errors=tuple(errors))


def _check_deck(deck: DeckTemplate, slots: tuple[DeckSlot, ...], settings: PackSettings) -> Iterator[Diagnostic]:
    yield from _unserved(deck.compiled, settings)
    yield from _once(item for slot in slots for item in _check_slot(slot))
    yield from _contrasts(deck)
    yield from _missing_faces(deck.parts, settings)


def _unserved(compiled: Compiled, settings: PackSettings) -> Iterator[Diagnostic]:
    said = "\n".join(fragment.written for line in compiled.source.lines for fragment in line)
    for name, kind in _SERVED.items():
        if name == "sources" and not settings.marks:
            continue
        if not re.search(rf"\b{name}\b", said):
            message = f"no slide shows {kind}: what a document has of them is left out"
            yield Diagnostic(code="not-served", message=message, where=DECK, severity=Severity.WARNING)


def _once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What several slides share is said of the first of them."""
    seen: set[tuple[str, str]] = set()
    for item in found:
        key = (item.message, item.where.rsplit(", ", 1)[-1])
        if key not in seen:
            seen.add(key)
            yield item


def _check_slot(slot: DeckSlot) -> Iterator[Diagnostic]:
    where = f"{DECK}, slide {slot.slide}, {slot.name}"
    if not slot.filled:
        message = "the placeholder is empty and no tag fills it: it shows as a prompt"
        yield Diagnostic(code="not-filled", message=message, where=where, severity=Severity.WARNING)
    elif slot.rectangle is not None and slot.lines < 1:
        message = f"the box is lower than one line at {slot.size:g} pt"
        yield Diagnostic(code="too-low", message=message, where=where, severity=Severity.WARNING)
    elif slot.size < SMALLEST and slot.placeholder not in ("ftr", "sldNum", "dt"):
        message = f"the type is small: {slot.size:g} pt"
        yield Diagnostic(code="small-type", message=message, where=where, severity=Severity.NOTE)


def _contrasts(deck: DeckTemplate) -> Iterator[Diagnostic]:
    """Text of placeholders against the plain ground of their slide, each layout once."""
    seen: set[tuple[str, str, str | None]] = set()
    for prototype in deck.prototypes:
        layout = next((i.target for i in read_relationships(deck.parts, prototype.part) if i.tail == "slideLayout"), "")
        master = next((i.target for i in read_relationships(deck.parts, layout) if i.tail == "slideMaster"), "")
        if prototype.fixed or layout not in deck.parts or master not in deck.parts:
            continue
        palette = read_palette(deck.parts, master)
        plain = ground(deck.parts, (prototype.part, layout, master), palette)
        for mark in prototype.tree.iter(f"{P}ph"):
            kind, index = mark.get("type") or "obj", mark.get("idx")
            shape = next(node for node in mark.iterancestors() if node.tag in (f"{P}sp", f"{P}pic", f"{P}graphicFrame"))
            key = shape.get("bg-k", "")
            if (layout, kind, index) in seen or kind in ("ftr", "sldNum", "dt") or key not in deck.styles:
                continue
            seen.add((layout, kind, index))
            color = palette.resolve(text_fill(deck.parts, (layout, master), kind, index))
            place = rectangle_of(shape) or deck.styles[key].rectangle
            painted = palette.resolve(shape.find(f"{P}spPr/{A}solidFill"))
            if painted is None and place is not None:
                painted = painted_below(deck.parts, (layout, master), palette, place, (kind, index))
            behind = plain if painted is None else painted
            if color is None or not behind:
                continue
            size = deck.styles[key].levels[0].size or 18.0
            ratio, least = contrast(color, behind), ENOUGH_LARGE if size >= _LARGE else ENOUGH
            if ratio < least:
                message = f"text #{color} on #{behind} has a contrast of {ratio:.1f}, under {least:g}"
                where = f"{DECK}, slide {prototype.number}, {deck.names[key]}"
                yield Diagnostic(code="contrast", message=message, where=where, severity=Severity.WARNING)


def _missing_faces(parts: Parts, settings: PackSettings) -> Iterator[Diagnostic]:
    used = faces_used(parts)
    here = missing_here(used)
    for face in used:
        systems = list(systems_without(face))
        if face in here:
            systems.insert(0, "this computer")
        if systems:
            fallbacks = settings.fonts.get(face, ())
            message = "; ".join([f"the face {face} is not on: {systems[0]}", *systems[1:]])
            message += f"; it may be shown as {', '.join(fallbacks)}" if fallbacks else ""
            yield Diagnostic(code="face-missing", message=message, where=DECK)


def _unequal_labels(settings: PackSettings) -> Iterator[Diagnostic]:
    names = {language: set(words) for language, words in settings.labels.items()}
    for language in settings.languages:
        for other, words in names.items():
            lacking = sorted(words - names.get(language, set()))
            if lacking:
                message = f"the label '{lacking[0]}' stands under {other} and not under {language}"
                yield Diagnostic(code="label", message=message, where="template.toml", severity=Severity.WARNING)


def masters_of(parts: Parts, file: str) -> tuple[str, ...]:
    """The slide masters of a deck."""
    main = main_part(parts, name=file)
    return tuple(item.target for item in read_relationships(parts, main) if item.tail == "slideMaster")


def read_deck(data: bytes, file: str) -> Parts:
    """A deck's parts. Raises TemplateError for any other file."""
    parts = read_package(data, name=file)
    root = parse_xml(parts[main_part(parts, name=file)], where=file)
    if root.tag != f"{P}presentation":
        raise TemplateError("this is not a PowerPoint file", where=file, remedy="give a .pptx")
    return parts
