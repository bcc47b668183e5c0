"""From the rendered XML of a slide to a finished frame: copies set, empty slots gone, text laid out, names given.

Knows slides as rendered; decides nothing about content and knows nothing of the package that it goes into.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from briefgen.errors import TemplateError
from briefgen.package import Element, parse_xml, serialize_xml
from briefgen.storyboard import ChartData, Frame, PictureData, Piece, Role, Slot
from briefgen.templating.cells import finish_cells
from briefgen.templating.chart_data import chart_of, finding_of
from briefgen.templating.deck_template import NOTES, DeckTemplate
from briefgen.templating.demand import capacity_of, measure_cell
from briefgen.templating.geometry import COPY, SHAPES, arrange
from briefgen.templating.lifting import TAGGED
from briefgen.templating.naming import Uniquely, word_of
from briefgen.templating.pages import Page
from briefgen.templating.paragraphs import TALL_LINES, TITLES, Box, Paragraph, read_box
from briefgen.templating.pictures import fill_picture
from briefgen.templating.runs import hang_opening_marks, set_language, write_box
from briefgen.templating.slide_cleanup import (
    finish_fields,
    finish_ids,
    fit_columns,
    keep_one_own_shape,
    remove,
    remove_empty_groups,
    strip,
)
from briefgen.templating.slide_reader import DESCRIBED, KEY, Prototype, place_shape
from briefgen.templating.speaker_notes import drop_repeated
from briefgen.templating.state import CHART_CLOSE, CHART_OPEN, IMAGE_CLOSE, IMAGE_OPEN, Rendering, item_key
from briefgen.templating.styles import EMU, A, Level, Levels, P, Rectangle, TextStyle, rectangle_of
from briefgen.templating.text import iter_marked, piece_of

REWORDED = {Role.EDITED: "reworded", Role.REWORDED: "reworded_by_model"}
"""The labels that mark in the notes whose words a line is."""


@dataclass(slots=True)
class Finisher:
    """Finishes the frames of one rendered deck."""

    deck: DeckTemplate
    state: Rendering
    frame_ids: list[str]

    def finish(self, index: int, rendered: str) -> Frame:
        """The frame that one piece of the rendered deck is."""
        return _FrameWork(self, index).finish(rendered)

    def frame_of(self, item: Any) -> str | None:
        """The id of the first frame that shows an item."""
        page = self.state.pages.get(item_key(item))
        return self.frame_ids[page - 1] if page else None

    def height_of(self, loop: str, copy: str) -> float | None:
        """The height that a copy of a loop was fitted with, as a multiple of its own; None where all are the same."""
        if not copy.isdigit():
            return None
        scope = self.state.copies[int(copy)].scope
        pages = [value for value in scope.values() if isinstance(value, Page) and value._loop == loop]
        heights = (page._height_of(value) for page in pages for value in scope.values())
        return next((height for height in heights if height is not None), None)


@dataclass(slots=True)
class _FrameWork:
    """The work on one frame."""

    finisher: Finisher
    index: int
    names: Uniquely = field(default_factory=Uniquely)
    slots: list[Slot] = field(default_factory=list)
    charts: list[ChartData] = field(default_factory=list)
    pictures: dict[str, PictureData] = field(default_factory=dict)
    moved: list[tuple[Piece, ...]] = field(default_factory=list)

    @property
    def state(self) -> Rendering:
        return self.finisher.state

    @property
    def deck(self) -> DeckTemplate:
        return self.finisher.deck

    @property
    def id(self) -> str:
        return self.finisher.frame_ids[self.index]

    @property
    def page(self) -> int:
        return self.index + 1

    def finish(self, rendered: str) -> Frame:
        prototype = self._prototype()
        where = f"{self.deck.file}, slide {prototype.number}"
        slide_xml, _, notes_xml = rendered.partition(NOTES)
        root = self._parse(slide_xml, where)
        finish_fields(root, self.page)
        if not prototype.fixed:
            arrange(root, self.finisher.height_of)
            finish_cells(root)
            for shape in [item for item in root.iter() if item.tag in SHAPES]:
                self._finish_shape(shape)
            remove_empty_groups(root)
        keep_one_own_shape(root, self.names.name("bg", self.id, "frame"))
        finish_ids(root)
        notes = self._finish_notes(notes_xml, where) if prototype.notes is not None else None
        strip(root)
        return Frame(
            id=self.id,
            prototype=prototype.part,
            xml=serialize_xml(root),
            notes_prototype=prototype.notes_part,
            notes_xml=notes,
            hidden=root.get("show") in ("0", "false"),
            slots=tuple(self.slots),
            charts=tuple(self.charts),
            pictures=tuple(self.pictures.values()),
        )

    def _prototype(self) -> Prototype:
        number = self.state.frames[self.index].number
        return next(item for item in self.deck.prototypes if item.number == number)

    def _parse(self, xml: str, where: str) -> Element:
        return parse_xml(xml, where=where)

    def _finish_shape(self, shape: Element) -> None:
        properties = shape[0].find(f"{P}cNvPr")
        if shape.getroottree().getroot().tag not in (f"{P}sld", f"{P}notes") or properties is None:
            return
        numbers = [item.get("bg-n", "") for item in [shape, *shape.iterancestors()][::-1] if item.get("bg-n")]
        spoken = properties.get("name", "") + (f" {'.'.join(numbers)}" if numbers else "")
        name = self.names.name("bg", self.id, word_of(properties.get("name", "")), *numbers)
        properties.set("name", name)
        place = f"slide {self.page}, {spoken}"
        group = self._group(shape)
        body = shape.find(f"{P}txBody")
        if body is not None and not self._finish_text(shape, body, name, place, group):
            return
        table = shape.find(f".//{A}tbl") if shape.tag == f"{P}graphicFrame" else None
        if table is not None:
            self._finish_table(shape, table, name, place)
        self._finish_description(shape, properties, name, place, group)

    def _group(self, shape: Element) -> str:
        number = next((item.get(COPY) for item in [shape, *shape.iterancestors()] if item.get(COPY)), None)
        return f"{self.id}/{number}" if number is not None else ""

    def _finish_text(self, shape: Element, body: Element, name: str, place: str, group: str) -> bool:
        """Lay out and write a shape's text; False when the shape is gone because nothing stands in it."""
        style = self.deck.styles.get(shape.get(KEY, ""), TextStyle(levels=Levels()))
        tagged = any(node.get(TAGGED) for node in body.findall(f"{A}p"))
        rectangle = rectangle_of(shape) or style.rectangle
        box = read_box(body, style, rectangle if tagged else None, self.state)
        if box.is_empty and tagged and style.placeholder not in TITLES:
            remove(shape)
            return False
        if tagged and rectangle is not None and box.overflows(style):
            self._report(box, place)
            if style.placeholder not in TITLES and self._is_source(box):
                self._move_out(shape)
                return False
        hang = hang_opening_marks(box) if tagged and rectangle is not None and self.state.language == "zh" else 0
        write_box(box, self.state.language_tag, self.finisher.frame_of)
        if rectangle is not None and tagged:
            height = rectangle.height
            if style.body.grows:
                height = max(height, round(box.needed * EMU) + style.body.top + style.body.bottom)
            if hang or height != rectangle.height:
                place_shape(shape, Rectangle(rectangle.x - hang, rectangle.y, rectangle.width + hang, height))
        self._add_slot(name, place, box, group)
        return True

    def _is_source(self, box: Box) -> bool:
        return any(
            piece.role is Role.SOURCE or piece.role in REWORDED
            for paragraph in box.paragraphs
            for piece in paragraph.pieces
        )

    def _report(self, box: Box, place: str) -> None:
        message = f"a text does not fit: {box.text!r}; it {capacity_of(box)}"
        self.state.note("text-too-long", message, f"{self.deck.file}, {place}")

    def _move_out(self, shape: Element) -> None:
        """Take a text that does not fit to the notes, with the whole card or row that it belongs to."""
        owner = next((item for item in [shape, *shape.iterancestors()] if item.get(COPY)), shape)
        done = {slot.id: slot for slot in self.slots}
        names = set()
        for piece in owner.iter(f"{P}sp"):
            name, body = _name_of(piece), piece.find(f"{P}txBody")
            names.add(name)
            if name in done:
                paragraphs = list(done[name].paragraphs)
            elif body is not None:
                box = read_box(body, self.deck.styles[piece.get(KEY, "")], None, self.state)
                paragraphs = [tuple(paragraph.pieces) for paragraph in box.paragraphs]
            else:
                continue
            for pieces in paragraphs:
                text = "".join(item.text for item in pieces)
                if text.strip():
                    self.moved.append(pieces)
                    self.state.left_out.append(text)
        self.slots = [slot for slot in self.slots if slot.id not in names]
        remove(owner)

    def _finish_table(self, shape: Element, table: Element, name: str, place: str) -> None:
        columns = fit_columns(table)
        total = 0
        for number, row in enumerate(table.findall(f"{A}tr"), 1):
            height = int(row.get("h", 0))
            group = f"{name}/{number}"
            for count, cell in enumerate(row.findall(f"{A}tc"), 1):
                box, needed = measure_cell(cell, self.deck, columns, self.state)
                write_box(box, self.state.language_tag, self.finisher.frame_of)
                height = max(height, round(needed))
                if box.text:
                    self._add_slot(f"{name}_r{number}c{count}", f"{place}, row {number}, cell {count}", box, group)
            row.set("h", str(height))
            total += height
        extent = shape.find(f"{P}xfrm/{A}ext")
        if extent is not None:
            # The frame's own height says what the rows may grow to where lines are drawn taller; rows say the rest.
            extent.set("cy", str(round(total * TALL_LINES)))
        rectangle = rectangle_of(shape)
        if rectangle is not None and rectangle.y + rectangle.height > self.deck.height:
            self.state.note("table-too-high", "the table is higher than the slide", f"{self.deck.file}, {place}")

    def _finish_description(self, shape: Element, properties: Element, name: str, place: str, group: str) -> None:
        text = properties.get("descr", "")
        if not shape.get(DESCRIBED):
            return
        if CHART_OPEN in text:
            number = int(text.split(CHART_OPEN)[1].split(CHART_CLOSE)[0])
            series, sort, rest = self.state.charts[number]
            chart = chart_of(series, name, sort=sort, rest=rest)
            self.charts.append(chart)
            pieces = tuple(
                piece_of(text, origin) for text, origin in finding_of(series, self.state.language, sort=sort)
            )
            self._add_pieces(f"{name}_chart", f"{place}, chart", (pieces,), group)
        elif IMAGE_OPEN in text:
            picture = self.state.images[int(text.split(IMAGE_OPEN)[1].split(IMAGE_CLOSE)[0])]
            media = picture._media
            if not fill_picture(shape, media.id, (picture.width, picture.height)):
                raise TemplateError(
                    "the tag of a picture stands in a shape that is none",
                    where=f"{self.deck.file}, {place}",
                    remedy="insert a picture, and put the tag in its alternative text",
                )
            self.pictures[media.id] = PictureData(id=media.id, content_type=media.content_type, data=media.data)
            words = picture.alternative or picture.caption
            pieces = (piece_of(str(words), words),)
            self._add_pieces(f"{name}_alt", f"{place}, alternative text", (pieces,), group)
        else:
            stretches = iter_marked(text, self.state.registry)
            resolved = ((self.state.resolve(part, origin), origin) for part, origin in stretches)
            pieces = tuple(piece_of(part, origin) for part, origin in resolved if part)
            self._add_pieces(f"{name}_alt", f"{place}, alternative text", (pieces,), group)
        properties.set("descr", "".join(piece.text for piece in pieces))

    def _finish_notes(self, xml: str, where: str) -> bytes:
        root = self._parse(xml, f"{where}, notes")
        body_box: tuple[Element, str] | None = None
        for shape in [item for item in root.iter() if item.tag in SHAPES]:
            properties, body = shape[0].find(f"{P}cNvPr"), shape.find(f"{P}txBody")
            if body is None or properties is None:
                continue
            style = self.deck.styles[shape.get(KEY, "")]
            box = read_box(body, style, None, self.state)
            drop_repeated(box)
            write_box(box, self.state.language_tag, self.finisher.frame_of)
            if style.placeholder == "body" and body_box is None:
                name = self.names.name("bg", self.id, "notes")
                properties.set("name", name)
                body_box = (body, name)
                self._append_left_out(body, box)
                self._append_reworded(body, box)
            else:
                name = self.names.name("bg", self.id, "notes", word_of(properties.get("name", "")))
            if box.text.strip():
                self._add_slot(name, f"notes of slide {self.page}", box, "")
        finish_fields(root, self.page)
        finish_ids(root)
        strip(root)
        return serialize_xml(root)

    def _append_left_out(self, body: Element, box: Box) -> None:
        """Write below the notes what found no place on the slide."""
        last = len(self.state.frames) - 1
        lost = [item for at, item in self.state.homeless if min(at, last) == self.index]
        for value in self.state.frames[self.index].scope.values():
            if isinstance(value, Page):
                lost += value._left_out
        losses = self.moved + [(piece_of(str(text), text),) for item in lost if (text := _said_by(item))]
        for pieces in losses:
            whose = REWORDED.get(pieces[0].role)
            self._append_note(body, box, (self.state.label(whose), *pieces) if whose else pieces)

    def _append_reworded(self, body: Element, box: Box) -> None:
        """Write below the notes which lines of the slide are a person's or a model's, with the source's sentences."""
        pieces = [piece for slot in self.slots for paragraph in slot.paragraphs for piece in paragraph]
        for piece in dict.fromkeys(piece for piece in pieces if piece.role in REWORDED):
            self._append_note(body, box, (self.state.label(REWORDED[piece.role]), piece))
            spans = dict.fromkeys(self.state.views.sentence_around(evidence.span) for evidence in piece.evidence)
            for text in filter(None, map(self.state.registry.line, map(self.state.views.sentence_at, spans))):
                self._append_note(body, box, (self.state.label("original"), piece_of(str(text), text)))

    def _append_note(self, body: Element, box: Box, pieces: tuple[Piece, ...]) -> None:
        node = etree.SubElement(body, f"{A}p")
        run = etree.SubElement(node, f"{A}r")
        etree.SubElement(run, f"{A}t").text = "".join(piece.text for piece in pieces)
        set_language(node, self.state.language_tag)
        box.paragraphs.append(_plain_paragraph(node, pieces))

    def _add_slot(self, name: str, place: str, box: Box, group: str) -> None:
        paragraphs = tuple(tuple(paragraph.pieces) for paragraph in box.paragraphs)
        if any(paragraphs):
            lines = tuple(paragraph.measured_lines() for paragraph in box.paragraphs)
            self.slots.append(Slot(id=name, place=place, paragraphs=paragraphs, group=group, lines=lines))

    def _add_pieces(self, name: str, place: str, paragraphs: Sequence[tuple[Piece, ...]], group: str) -> None:
        if any(paragraphs):
            self.slots.append(Slot(id=name, place=place, paragraphs=tuple(paragraphs), group=group))


def _name_of(shape: Element) -> str:
    properties = shape[0].find(f"{P}cNvPr")
    return properties.get("name", "") if properties is not None else ""


def _said_by(item: Any) -> Any:
    return next(
        (text for name in ("detail", "text", "sentence", "message", "title") if (text := getattr(item, name, ""))), ""
    )


def _plain_paragraph(node: Element, pieces: tuple[Piece, ...]) -> Paragraph:
    return Paragraph(node, Level(), [], list(pieces))
