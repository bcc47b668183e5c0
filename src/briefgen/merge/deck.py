"""A three-way merge of decks: the edition that a person began with, the person's file, and the new edition.

The person's package is the carrier: slides that nobody touched are replaced in it, others are merged shape by shape,
and what is not understood stays byte for byte.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.merge.carrier import Carrier, Package, mark_foreign
from briefgen.merge.changes import CannotMerge, Change, Conflict, Conventions, Kind, Merged, Side
from briefgen.merge.charts import ChartData, chart_of, chart_part, is_same_chart, renew_chart
from briefgen.merge.continuations import renew_titles
from briefgen.merge.deck_parts import DeckParts
from briefgen.merge.drawing import Shape, is_same, properties_of
from briefgen.merge.marks import Marks
from briefgen.merge.migration import Migration
from briefgen.merge.notebook import Desk, Notebook
from briefgen.merge.ordering import merge_order, moved_keys
from briefgen.merge.pending import carry_over
from briefgen.merge.properties import language_of, merge_properties
from briefgen.merge.references import (
    Row,
    find_agendas,
    links_of,
    renew_fields,
    renew_rows,
    renewed_links,
    restore_rows,
    stand_ins,
)
from briefgen.merge.remarks import add_remarks, drop_remarks
from briefgen.merge.safety import check_merged
from briefgen.merge.shapes import Pairs, match_by_content, match_by_name
from briefgen.merge.slide_merge import SlideMerge, is_touched, merge_text
from briefgen.merge.slides import Slide, layout_name, match_slides, notes_body, read_slides

Key = tuple[str, int]


def merge_deck(
    base: bytes, mine: bytes, new: bytes, conventions: Conventions, pending: Sequence[Conflict] = ()
) -> Merged:
    """The person's deck brought to the new edition; `pending` are its conflicts that nobody has settled.

    Raises CannotMerge or TemplateError; pure.
    """
    marks = Marks.of(conventions)
    old, fresh = Package(base, "base"), Carrier(new, "new")
    drop_remarks(fresh)  # a file that an earlier merge remarked on may be the newer one
    merged = _DeckMerge(base=old, mine=Carrier(mine, "mine"), new=fresh, marks=marks).merge(pending)
    check_merged(old, Package(mine, "mine"), merged.data, marks)
    return merged


@dataclass(slots=True, kw_only=True)
class _DeckMerge:
    base: Package
    mine: Carrier
    new: Package
    marks: Marks
    notes: Notebook = field(default_factory=Notebook)
    old_slides: list[Slide] = field(init=False)
    own_slides: list[Slide] = field(init=False)
    new_slides: list[Slide] = field(init=False)
    to_mine: dict[int, int] = field(init=False)
    to_new: dict[int, int] = field(init=False)
    shapes_mine: dict[int, Pairs] = field(default_factory=dict)
    shapes_new: dict[int, Pairs] = field(default_factory=dict)
    migrated: set[int] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)

    def merge(self, pending: Sequence[Conflict]) -> Merged:
        drop_remarks(self.mine)
        self.old_slides, self.new_slides = read_slides(self.base), read_slides(self.new)
        self.own_slides = read_slides(self.mine)
        if not self.own_slides:
            raise CannotMerge("the edited file has no slides")
        self._match_slides()
        self._restore_agendas()
        self._match_shapes()
        agendas = find_agendas(self.new, self.new_slides)
        if self.new.first(self.new.main, "commentAuthors") is not None:
            raise CannotMerge("the newer file holds comments, which only one of the two can keep")
        parts = DeckParts(self.base, self.mine, self.new)
        parts.check_size()
        for slide in self.new_slides:
            mark_foreign(slide.root)
            if slide.notes is not None:
                mark_foreign(slide.notes)
        self._migrate()
        order = self._order()
        result = [self._settle(key, parts) for key in order]
        self._list_removed(order)
        parts.list_slides([slide.part for slide in result])
        known = {
            self.new_slides[self.to_new[int(key[1])] if key[0] == "b" else key[1]].part: slide.part
            for key, slide in zip(order, result, strict=True)
            if key[0] == "n" or (key[0] == "b" and key[1] in self.to_new)
        }
        parts.resolve(stand_ins(self.new_slides, agendas, known, read_slides(self.mine)) | known)
        parts.take_looks()
        self._follow_order(agendas, known)
        merge_properties(self.base, self.mine, self.new)
        notes = self.notes
        carry_over(pending, notes.changes, notes.conflicts, plain=self.marks.plain, said=lambda slide: slide.text)
        numbers = {id(slide): number for number, slide in enumerate(result, 1)}
        conflicts = tuple(self._numbered_conflict(slide, entry, numbers) for slide, entry in self.notes.conflicts)
        language = language_of(self.new)
        add_remarks(self.mine, [slide.part for slide in result], conflicts, language)
        parts.drop_unreachable()
        changes = sorted(
            (self._numbered(slide, change, numbers) for slide, change in self.notes.changes),
            key=lambda change: (change.number == 0, change.number),
        )
        self.mine.rename({slide.part: f"ppt/slides/slide{number}.xml" for number, slide in enumerate(result, 1)})
        data = self.mine.write()
        return Merged(data=data, changes=tuple(changes), conflicts=conflicts, language=language)

    def _desk(self, slide: Slide) -> Desk:
        return Desk(slide=slide, marks=self.marks, notes=self.notes)

    def _numbered(self, slide: Slide, change: Change, numbers: dict[int, int]) -> Change:
        return replace(change, number=change.number or numbers.get(id(slide), 0))

    def _numbered_conflict(self, slide: Slide, conflict: Conflict, numbers: dict[int, int]) -> Conflict:
        return replace(conflict, number=numbers.get(id(slide), 0))

    def _match_slides(self) -> None:
        self.to_mine = match_slides(self.old_slides, self.own_slides)
        self.to_new = match_slides(self.old_slides, self.new_slides)

    def _restore_agendas(self) -> None:
        """What an earlier merge let follow the order of slides is no edit."""
        for at, rows in find_agendas(self.base, self.old_slides).items():
            if at in self.to_mine:
                place = self.to_mine[at]
                slides = self.old_slides[at], self.own_slides[place]
                self.links |= links_of(slides[1], self.mine)
                self.own_slides[place] = restore_rows(slides, rows, self.own_slides, self.to_mine.get, self.mine)

    def _match_shapes(self) -> None:
        for at, slide in enumerate(self.old_slides):
            if at in self.to_mine:
                self.shapes_mine[at] = match_by_name(slide, self.own_slides[self.to_mine[at]])
            if at in self.to_new:
                self.shapes_new[at] = match_by_content(slide, self.new_slides[self.to_new[at]])

    def _follow_order(self, agendas: Mapping[int, Sequence[Row]], known: Mapping[str, str]) -> None:
        """Let agendas, titles and page numbers follow the slides as they stand now; `known` has them by new parts."""
        merged = read_slides(self.mine)
        places = {slide.part: at for at, slide in enumerate(merged)}
        place_of = [places.get(known.get(slide.part, "")) for slide in self.new_slides]
        changes: list[Change] = []
        for at, rows in agendas.items():
            place = place_of[at]
            if place is not None:
                changes += renewed_links(rows, merged[place], self.links, self.mine)
                changes += renew_rows(rows, merged[place], place_of.__getitem__, merged, self.mine)
        changes += renew_titles(self.new_slides, merged, place_of, self.marks, self.mine)
        self.notes.changes += [(merged[change.number - 1], change) for change in changes]
        for slide in merged:
            renew_fields(self.mine, slide.part, slide.number)
            if slide.notes_part:
                renew_fields(self.mine, slide.notes_part, slide.number)

    def _migrate(self) -> None:
        migration = Migration(
            old=self.old_slides,
            new=self.new_slides,
            to_mine=self.shapes_mine,
            to_new=self.shapes_new,
            marks=self.marks,
            notes=self.notes,
            migrated=self.migrated,
        )
        migration.run()
        for at in [at for at in self.to_new if at not in self.to_mine]:
            if migration.revive(at, self.new_slides[self.to_new[at]]):
                del self.to_new[at]

    def _order(self) -> list[Key]:
        base: list[Key] = [("b", at) for at in range(len(self.old_slides))]
        back_mine = {right: left for left, right in self.to_mine.items()}
        back_new = {right: left for left, right in self.to_new.items()}
        mine: list[Key] = [("b", back_mine[at]) if at in back_mine else ("m", at) for at in range(len(self.own_slides))]
        new: list[Key] = [("b", back_new[at]) if at in back_new else ("n", at) for at in range(len(self.new_slides))]
        gone = {("b", at) for at in self.to_mine if at not in self.to_new and not self._is_worked_on(at)}
        for key in moved_keys(base, mine):
            if key not in gone:
                slide = self.own_slides[self.to_mine[key[1]]]
                self._desk(slide).change(Side.HAND, Kind.MOVED)
        return merge_order(base, mine, new, gone=frozenset(gone))

    def _is_worked_on(self, at: int) -> bool:
        """Whether a person changed anything on a slide that another slide does not say by now."""
        old, own = self.old_slides[at], self.own_slides[self.to_mine[at]]
        pairs = self.shapes_mine[at]
        known = {id(shape) for shape in pairs.values()}
        if any(id(leaf) not in known for leaf in own.leaves()):
            return True
        for leaf in old.leaves():
            here = pairs.get(id(leaf))
            if here is None or id(leaf) in self.migrated:
                continue
            if is_touched(leaf, here, self.marks) or chart_of(self.base, old, leaf) != chart_of(self.mine, own, here):
                return True
        return old.said_in_notes != own.said_in_notes

    def _settle(self, key: Key, parts: DeckParts) -> Slide:
        """One slide of the result."""
        kind, at = key
        if kind == "m":
            slide = self.own_slides[at]
            self._desk(slide).change(Side.HAND, Kind.ADDED, after=slide.title)
            return slide
        if kind == "n":
            return self._add(self.new_slides[at], parts)
        old, own = self.old_slides[at], self.own_slides[self.to_mine[at]]
        if at not in self.to_new:
            self._keep_orphan(at, old, own)
            return own
        fresh = self.new_slides[self.to_new[at]]
        if self._is_untouched(at, old, own):
            self._exchange(old, own, fresh, parts)
        else:
            self._merge_slide(at, old, own, fresh, parts)
        return own

    def _add(self, slide: Slide, parts: DeckParts) -> Slide:
        self._desk(slide).change(Side.SOURCE, Kind.ADDED, after=slide.title)
        added = replace(slide, part=parts.add_slide(slide), root=slide.root)
        self.notes.hand_over(slide, added)
        return added

    def _keep_orphan(self, at: int, old: Slide, own: Slide) -> None:
        pairs = self.shapes_mine[at]
        said = [
            (leaf.text, pairs[id(leaf)].text)
            for leaf in old.leaves()
            if id(leaf) in pairs and is_touched(leaf, pairs[id(leaf)], self.marks)
        ]
        before, after = said[0] if said else (old.title, own.title)
        self._desk(own).conflict(next(iter(sorted(own.names)), ""), before, after, "")

    def _is_untouched(self, at: int, old: Slide, own: Slide) -> bool:
        """Whether the part is as it was generated, so that all of it can be exchanged."""
        if self.base.parts[old.part] != self.mine.parts[own.part] and not is_same(old.root, own.root):
            return False
        if (old.notes is None) != (own.notes is None):
            return False
        if old.notes is not None and own.notes is not None and not is_same(old.notes, own.notes):
            return False
        if layout_name(self.base, old.layout) != layout_name(self.mine, own.layout):
            return False
        return all(
            is_same_chart((self.base, old, leaf), (self.mine, own, self.shapes_mine[at][id(leaf)]))
            for leaf in old.leaves()
            if leaf.chart_reference is not None and id(leaf) in self.shapes_mine[at]
        )

    def _exchange(self, old: Slide, own: Slide, fresh: Slide, parts: DeckParts) -> None:
        if _plain(self.marks, old.text) != _plain(self.marks, fresh.text):
            for before, after in _differing(old, fresh, self.shapes_new[old.number - 1]):
                if _plain(self.marks, before) != _plain(self.marks, after):
                    kind = Kind.TEXT if before and after else Kind.ADDED if after else Kind.DELETED
                    self._desk(own).change(Side.SOURCE, kind, before, after)
        self.notes.hand_over(fresh, own)
        parts.exchange(own, fresh)

    def _merge_slide(self, at: int, old: Slide, own: Slide, fresh: Slide, parts: DeckParts) -> None:
        self.notes.hand_over(fresh, own)
        self.mine.touch(own.part)
        SlideMerge(
            base=old,
            mine=own,
            new=fresh,
            to_mine=self.shapes_mine[at],
            to_new=self.shapes_new[at],
            desk=self._desk(own),
            charts=lambda shape, side: self._chart(shape, side, (old, own, fresh)),
            use_chart=self._use_chart,
            migrated=frozenset(self.migrated),
        ).merge()
        known = {id(shape) for shape in self.shapes_mine[at].values()}
        for leaf in own.leaves():
            if id(leaf) not in known:
                said = leaf.text or properties_of(leaf.node).get("name", "")
                self._desk(own).change(Side.HAND, Kind.ADDED, after=said)
        parts.note_source(own, fresh)
        self._merge_notes(old, own, fresh, parts)

    def _merge_notes(self, old: Slide, own: Slide, fresh: Slide, parts: DeckParts) -> None:
        if own.notes is None:
            if old.notes is None and fresh.notes is not None:
                parts.add_notes(own, fresh)
            return
        before, after = notes_body(old.notes), notes_body(fresh.notes)
        here = notes_body(own.notes)
        if before is None or after is None or here is None:
            return
        self.mine.touch(str(own.notes_part))
        book = Notebook()
        merge_text((before, here, after), Desk(slide=own, marks=self.marks, notes=book))
        self.notes.changes += [(slide, replace(change, kind=Kind.NOTES)) for slide, change in book.changes]
        self.notes.conflicts += book.conflicts

    def _chart(self, shape: Shape, side: str, slides: tuple[Slide, Slide, Slide]) -> ChartData | None:
        place = ("base", "mine", "new").index(side)
        package = (self.base, self.mine, self.new)[place]
        return chart_of(package, slides[place], shape)

    def _use_chart(self, mine: Shape, new: Shape, own: Slide) -> None:
        fresh = next(slide for slide in self.new_slides if any(shape is new for shape in slide.all()))
        renew_chart(self.mine, chart_part(self.mine, own, mine), self.new, chart_part(self.new, fresh, new))

    def _list_removed(self, order: list[Key]) -> None:
        placed = set(order)
        for at, slide in enumerate(self.old_slides):
            if ("b", at) in placed:
                continue
            side = Side.SOURCE if at in self.to_mine else Side.HAND
            after = ""
            if side is Side.HAND and at in self.to_new:
                fresh = self.new_slides[self.to_new[at]]
                after = fresh.title if _plain(self.marks, fresh.text) != _plain(self.marks, slide.text) else ""
            self.notes.changes.append(
                (slide, Change(side=side, kind=Kind.DELETED, title=slide.title, before=slide.title, after=after))
            )


def _plain(marks: Marks, text: str) -> str:
    return marks.plain(text).replace("\v", "")


def _differing(old: Slide, fresh: Slide, pairs: Pairs) -> list[tuple[str, str]]:
    """The texts of an exchanged slide that changed, as before and after."""
    known = set()
    found = []
    for leaf in old.leaves():
        other = pairs.get(id(leaf))
        known.add(id(other))
        after = other.text if other is not None else ""
        if leaf.text != after and (leaf.placeholder or ("",))[0] not in ("ftr", "sldNum", "dt"):
            found.append((leaf.text, after))
    found.extend(("", leaf.text) for leaf in fresh.leaves() if id(leaf) not in known and leaf.text)
    return found
