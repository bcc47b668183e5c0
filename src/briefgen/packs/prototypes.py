"""The prototype slides of an adopted template: which kinds there are, and the tags that fill them.

Knows the chosen layouts and the names that templates see; knows nothing of packages. The words are those of
`labels`, the places and sizes those of the layouts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.packs import shapes
from briefgen.packs.cards import card_grid
from briefgen.packs.layouts import Layout, Placeholder
from briefgen.packs.roles import Roles, body_of
from briefgen.packs.shapes import Line
from briefgen.packs.sizing import SMALLEST_TEXT, Step, lines_of, per_line, text_size, title_steps
from briefgen.templating.styles import Rectangle

_NUMBER = "{% if sections|length > 1 %}{{ section | numbering(labels.part) }}{{ labels.gap }}{% endif %}"
_CONTINUED = '{%slide set continued = page.continuation if page.continuation is defined else "" %}'
_SHORT = "{% set short = document.subtitle or options.title or document.title %}"
_MOST_TABLE_SLIDES = 4
"""A table of more is shown by its first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prototype:
    """One slide of the pack: its XML, the paragraphs of its notes, and the chart that it shows."""

    name: str
    layout: Layout
    xml: str
    notes: tuple[str, ...]
    chart: str = ""


def plain_depth_of(roles: Roles) -> int:
    """The level of running text: the second where the first is set as a heading, in bold or much larger."""
    first, second = (body_of(roles.content).style.levels[depth] for depth in (0, 1))
    return int(bool(first.bold) or (first.size or 18.0) >= 1.4 * (second.size or 18.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes the prototypes of one template.

    `color` is the fill of its running text, `accent` that of rules, `titles` those of the titles by layout;
    `plain_depth` is the outline level of running text. `width` and `height` are the slide's.
    """

    roles: Roles
    color: str
    accent: str
    plain_depth: int
    width: int
    height: int
    titles: Mapping[str, str]

    def prototypes(self) -> Iterator[Prototype]:
        """All kinds in the order of a deck; what stands after the last is the template's own."""
        yield self._cover()
        yield self._agenda()
        yield self._overview()
        yield self._summary()
        yield self._figures()
        if self.roles.section is not None:
            yield self._section(self.roles.section)
        yield self._points()
        yield self._chart("Bars", "chart(sort=true)", "{%slide for series in section.series %}", over_time=False)
        yield self._chart("Columns", "chart", "", over_time=True)
        yield self._table()
        yield self._closing()
        yield self._appendix()

    @property
    def _body(self) -> Placeholder:
        return body_of(self.roles.content)

    def _cover(self) -> Prototype:
        layout = self.roles.cover
        written = self._title(layout, "heading")
        places = sorted(
            (item for item in layout.texts if item is not layout.title and per_line(item, 12) >= 8),
            key=lambda item: (item.kind != "subTitle", item.rectangle.y, item.rectangle.x),
        )
        given = (
            "{% if options.unit %}{{ labels.unit }}{{ options.unit }}{% endif %}",
            "{% if options.presenter %}{{ labels.presenter }}{{ options.presenter }}{% endif %}",
            "{{ options.meeting }}",
            "{{ options.date or document.date }}",
        )
        texts = [("{{ series }}", *given)] if len(places) == 1 else [("{{ series }}",), given]
        for place, lines in zip(places, texts, strict=False):
            size = text_size(place, lines=min(len(lines), 3), characters=14)
            listed = tuple(Line(text=text, size=size, bullet=False) for text in lines)
            written += shapes.placeholder("Subtitle" if place is places[0] else "Given", place, listed)
        written += self._classification(layout)
        notes = (
            "{%slide set heading = options.title or document.title or document.name %}",
            "{%slide set series = options.subtitle or document.subtitle %}",
            "{{ message }}{{ message | mark }}",
            "{% if document.byline %}{{ labels.byline }}{{ document.byline }}{% endif %}",
        )
        return Prototype(name="Cover", layout=layout, xml=shapes.slide("Cover", written), notes=notes)

    def _agenda(self) -> Prototype:
        rows = (Line(text="{%p for section in page %}"), self._plain(_NUMBER + "{{ section.title }}"), _END)
        return self._content(
            "Agenda", ("labels.agenda", "page.continuation"), rows,
            ("{%slide if sections|length >= 3 %}", self._pages("sections", 1)),
            ("{%slide endfor %}", "{%slide endif %}"),
            ("{%p for section in page %}", _NUMBER + "{{ section.title }}", "{%p endfor %}"),
        )  # fmt: skip

    def _overview(self) -> Prototype:
        return self._content(
            "Overview", ("labels.overview", "page.continuation"), self._points_rows(),
            ("{%slide if introduction %}", self._pages("introduction.key_points")),
            ("{%slide endfor %}", "{%slide endif %}"), _DETAILS,
        )  # fmt: skip

    def _summary(self) -> Prototype:
        short = min(4 * per_line(self._body, self._size(1)), 70)
        said = f'section.message|length <= ({round(short * 1.8)} if language == "en" else {short})'
        rows = (
            Line(text="{%p for section in page %}"),
            Line(text=_NUMBER + "{{ section.title }}", bold=True, size=self._set(0), bullet=False),
            self._plain(
                f"{{% if {said} %}}{{{{ section.message }}}}{{{{ section.message | mark }}}}{{% endif %}}", depth=1
            ),
            _END,
        )
        return self._content(
            "Summary", ("labels.summary", "page.continuation"), rows,
            (self._pages("sections"),), ("{%slide endfor %}",),
            ("{%p for section in page %}", _NUMBER + "{{ section.title }}",
             "{{ section.message }}{{ section.message | mark }}", "{%p endfor %}"),
        )  # fmt: skip

    def _section(self, layout: Layout) -> Prototype:
        written = self._title(layout, "named")
        places = [item for item in layout.texts if item is not layout.title and per_line(item, 12) >= 10]
        if places:
            place = places[0]
            size = text_size(place, lines=3, characters=17, least=14)
            used = size or place.style.levels[0].size or 18.0
            held = max(0, int(lines_of(place, used) * per_line(place, used) * 0.85))
            said = f'section.message|length <= ({round(held * 1.8)} if language == "en" else {held})'
            text = f"{{% if {said} %}}{{{{ section.message }}}}{{% endif %}}"
            written += shapes.placeholder("Message", place, (Line(text=text, size=size, bullet=False),))
        opening = (
            "{%slide for section in sections %}",
            "{%slide set named = section.title %}",
            "{%slide set several = section.key_points|length > 3 or section.children %}",
            "{%slide if sections|length >= 3 and several %}",
        )
        notes = (*opening, _NUMBER + "{{ section.title }}", "{{ section.message }}{{ section.message | mark }}")
        written += self._furniture(layout)
        return Prototype(
            name="Section", layout=layout, xml=shapes.slide("Section", written), notes=(*notes, "{%slide endif %}")
        )

    def _points(self) -> Prototype:
        opening = [] if self.roles.section is not None else ["{%slide for section in sections %}"]
        steps = title_steps(self._title_place)
        short = f'({round(steps[0].chinese * 1.5)} if language == "en" else {round(steps[0].chinese * 0.85)})'
        opening += [
            "{%slide for part in [section] + section.children|list %}",
            '{%slide set number = (section | numbering(labels.part)) ~ labels.gap if sections|length > 1 else "" %}',
            f"{{%slide set brief = part.headline and (number ~ part.headline)|length <= {short} %}}",
            "{%slide set heading = part.headline if brief else part.title %}",
            self._pages("part.key_points"),
        ]
        rows = self._points_rows()
        return self._content(
            "Points", ("number", "heading", "page.continuation"), rows, tuple(opening),
            ("{%slide endfor %}", "{%slide endfor %}"), _DETAILS,
        )  # fmt: skip

    def _figures(self) -> Prototype:
        layout = self.roles.content
        columns, cards = card_grid(self._body.rectangle, self.color, self.accent)
        written = self._title(layout, "labels.figures", "page.continuation") + cards + self._furniture(layout)
        notes = (
            "{%slide if figures|length >= 4 %}",
            f'{{%slide for page in figures[:{2 * columns}] | fit("Card", most={2 * columns}) %}}',
            "{%p for card in page %}", "{{ card.sentence }}{{ card | mark }}", "{%p endfor %}",
            "{%slide endfor %}", "{%slide endif %}",
        )  # fmt: skip
        return Prototype(name="Figures", layout=layout, xml=shapes.slide("Figures", written), notes=notes)

    def _chart(self, name: str, filters: str, opening: str, *, over_time: bool) -> Prototype:
        layout, place = self.roles.content, self._body.rectangle
        strip = 330_000
        inner = Rectangle(place.x, place.y + strip, place.width, place.height - 2 * strip)
        foot = Rectangle(place.x, place.y + place.height - strip, place.width, strip)
        written = (
            self._title(layout, "series.title")
            + shapes.text_box(
                "Measure", Rectangle(place.x, place.y, place.width, strip), self._small("{{ series.measure }}")
            )
            + shapes.chart(name, inner, f"{{{{ series | {filters} }}}}")
            + shapes.text_box("Source", foot, self._small("{{ labels.source }}{{ series | mark }}"), anchor="b")
            + self._furniture(layout)
        )
        condition = "{%slide if series.over_time %}" if over_time else "{%slide if not series.over_time %}"
        opened = (opening,) if opening else ()
        ends = ("{%slide endif %}", *(("{%slide endfor %}",) if over_time else ()))
        words = (_NUMBER + "{{ section.title }}", "{{ series.title }}{{ series | mark }}")
        notes = (*opened, condition, *words, *ends)
        return Prototype(name=name, layout=layout, xml=shapes.slide("Chart", written), notes=notes, chart=name)

    def _table(self) -> Prototype:
        size = self._table_size()
        head, cell = self._cell("{{ cell }}", size, bold=True), self._cell("{{ cell }}", size)
        blank = self._cell("", size)
        rows = (
            (self._cell("{%tc for cell in table.header %}", size), head, self._cell("{%tc endfor %}", size)),
            (self._cell("{%tr for row in page %}", size), blank, blank),
            (self._cell("{%tc for cell in row.cells %}", size), cell, self._cell("{%tc endfor %}", size)),
            (self._cell("{%tr endfor %}", size), blank, blank),
        )
        return self._with_table(
            "Table",
            ("(table.caption or labels.table ~ labels.colon ~ (section.title or document.title or document.name))",
             "(labels.excerpt if excerpt else page.continuation)"),
            "{{ table.caption or section.title }}", (4, 92, 4), rows,
            ("{%slide for table in section.tables %}", '{%slide set pages = table.rows[:60] | fit("Table") %}',
             f"{{%slide set excerpt = table.rows|length > 60 or pages|length > {_MOST_TABLE_SLIDES} %}}",
             "{%slide for page in (pages[:1] if excerpt else pages) %}",
             _NUMBER + "{{ section.title }}", "{{ table.caption }}{{ table | mark }}",
             "{% if excerpt %}{{ labels.excerpt_note }}{% endif %}",
             "{%slide endfor %}", "{%slide endfor %}", "{%slide endfor %}"),
        )  # fmt: skip

    def _appendix(self) -> Prototype:
        size = max(SMALLEST_TEXT, self._table_size() - 2)
        rows = (
            tuple(self._cell(f"{{{{ labels.{name} }}}}", size, bold=True) for name in ("mark", "place", "sentence")),
            (self._cell("{%tr for source in page %}", size), self._cell("", size), self._cell("", size)),
            tuple(self._cell(f"{{{{ source.{name} }}}}", size) for name in ("mark", "place", "sentence")),
            (self._cell("{%tr endfor %}", size), self._cell("", size), self._cell("", size)),
        )
        return self._with_table(
            "Appendix", ("labels.appendix_title", "page.continuation"),
            "{{ labels.appendix_title }} {% for source in page %}{{ source.mark }}{% endfor %}", (10, 18, 72), rows,
            ('{%slide for page in sources | fit("Appendix") %}', "{%p for source in page %}",
             "{{ source.mark }}{{ source.place }}", "{%p endfor %}", "{%slide endfor %}"),
        )  # fmt: skip

    def _closing(self) -> Prototype:
        heading = "{%slide set closing = outlook.kicker or labels.outlook %}"
        return self._content(
            "Closing", ("closing", "continued"), self._points_rows(),
            ("{%slide if outlook %}", heading,
             self._pages("outlook.key_points"), _CONTINUED),
            ("{%slide endfor %}", "{%slide endif %}"), _DETAILS,
        )  # fmt: skip

    def _content(  # noqa: PLR0913, PLR0917  (what differs between the kinds that are a title and a text)
        self, name: str, title: tuple[str, ...], rows: tuple[Line, ...], opening: tuple[str, ...],
        closing: tuple[str, ...], words: tuple[str, ...],
    ) -> Prototype:  # fmt: skip
        layout = self.roles.content
        written = self._title(layout, *title) + shapes.placeholder("Body", self._body, rows) + self._furniture(layout)
        return Prototype(name=name, layout=layout, xml=shapes.slide(name, written), notes=(*opening, *words, *closing))

    def _with_table(  # noqa: PLR0913, PLR0917  (what differs between the two kinds with a table)
        self, name: str, title: tuple[str, ...], about: str, shares: tuple[int, ...],
        rows: tuple[tuple[Line, ...], ...], notes: tuple[str, ...],
    ) -> Prototype:  # fmt: skip
        layout, place = self.roles.content, self._body.rectangle
        widths = tuple(place.width * share // sum(shares) for share in shares)
        own = Rectangle(place.x, place.y, place.width, place.height // 3)
        written = (
            self._title(layout, *title)
            + shapes.area(name, place)
            + shapes.table(name, own, about, widths, rows)
            + self._furniture(layout)
        )
        hidden = name == "Appendix"
        return Prototype(name=name, layout=layout, xml=shapes.slide(name, written, hidden=hidden), notes=notes)

    def _title(self, layout: Layout, *parts: str) -> str:
        place = layout.title
        assert place is not None
        tag, whole = "".join(f"{{{{ {part} }}}}" for part in parts), f"({' ~ '.join(parts)})|length"
        return shapes.placeholder("Title", place, tuple(_stepped(tag, whole, title_steps(place))))

    @property
    def _title_place(self) -> Placeholder:
        title = self.roles.content.title
        assert title is not None
        return title

    def _furniture(self, layout: Layout) -> str:
        """Footer and page number, where the layout has places for them."""
        written = ""
        footer, page = layout.find("ftr"), layout.find("sldNum")
        if footer is not None:
            size = footer.style.levels[0].size or 12.0
            held = per_line(footer, size) if lines_of(footer, size) else 0
            fits = f'<= ({round(held * 1.8)} if language == "en" else {held})'
            text = f"{_SHORT}{{% if short|length {fits} %}}{{{{ short }}}}{{% endif %}}"
            written += shapes.placeholder("Footer", footer, (Line(text=text),)) if held >= 6 else ""
        if page is not None:
            written += shapes.placeholder("Page", page, field=shapes.PAGE_NUMBER)
        return written + self._classification(layout)

    def _classification(self, layout: Layout) -> str:
        """A line at the upper edge, gone where nothing is given: a classification stands on every slide or on none."""
        place = Rectangle(self.width // 2, self.height // 100, self.width // 2 - self.width // 60, 230_000)
        color = self.titles.get(layout.part, self.color)
        line = Line(text=shapes.CLASSIFICATION, size=SMALLEST_TEXT, align="r", color=color, exact=True)
        return shapes.text_box("Class", place, (line,))

    def _points_rows(self) -> tuple[Line, ...]:
        """Key points: the lead in bold with its text a level below, or the text alone."""
        said = "{{ point.text }}{{ point.text | mark }}"
        return (
            Line(text="{%p for point in page %}"),
            Line(text="{%p if point.lead %}"),
            Line(text="{{ point.lead }}", bold=True, size=self._set(0)),
            Line(text=said, depth=1, size=self._set(1)),
            Line(text="{%p else %}"),
            Line(text=said, depth=self.plain_depth, size=self._set(self.plain_depth)),
            Line(text="{%p endif %}"),
            _END,
        )

    def _plain(self, text: str, depth: int = 0) -> Line:
        return Line(text=text, depth=depth, size=self._set(depth), bullet=depth > 0)

    def _set(self, depth: int) -> float | None:
        """The size to state for a level, None for the template's own."""
        first = text_size(self._body, lines=9, characters=24, least=16.0)
        if depth == 0 or first is None:
            return first if depth == 0 else text_size(self._body, lines=9, characters=20, depth=1)
        own = self._body.style.levels[1].size or first
        return max(SMALLEST_TEXT, min(own, first - 2))

    def _size(self, depth: int) -> float:
        return self._set(depth) or self._body.style.levels[depth].size or 18.0

    def _pages(self, items: str, lines: int = 2) -> str:
        """The loop over the pages that some items need in the text."""
        return f'{{%slide for page in {items} | fit("Body", most={self._most(lines)}) %}}'

    def _most(self, lines: int) -> int:
        """How many items of so many lines a page holds at most, so that pages are not crowded."""
        return max(3, min(8 if lines == 1 else 5, lines_of(self._body, self._size(0))))

    def _table_size(self) -> float:
        return max(SMALLEST_TEXT, min(16.0, self._size(0)))

    def _cell(self, text: str, size: float, *, bold: bool = False) -> Line:
        return Line(text=text, size=size, bold=bold, color=self.color, exact=True)

    def _small(self, text: str) -> tuple[Line, ...]:
        return (Line(text=text, size=max(SMALLEST_TEXT, min(14.0, self._size(0) - 2)), color=self.color, exact=True),)


_END = Line(text="{%p endfor %}")
_DETAILS = ("{%p for point in page %}", "{{ point.detail }}{{ point.detail | mark }}", "{%p endfor %}")


def _stepped(tag: str, whole: str, steps: tuple[Step, ...]) -> Iterator[Line]:
    """A title's paragraphs, one a size: the one whose room the text asks for stays."""
    before = ""
    for number, step in enumerate(steps):
        fits = f'{whole} <= ({step.english} if language == "en" else {step.chinese})'
        last = number == len(steps) - 1
        condition = " and ".join(part for part in (before, "" if last else fits) if part)
        yield Line(text=f"{{% if {condition} %}}{tag}{{% endif %}}" if condition else tag, size=step.size)
        before = f"not {fits}"
