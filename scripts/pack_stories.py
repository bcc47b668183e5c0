"""The prototypes of stories: matters told by date, and cases. Both packs draw them alike, each in its own styles."""

from collections.abc import Callable
from dataclasses import dataclass

from pack_shapes import Box, Canvas, Style, paragraph
from pack_tags import FOOTER_PART, TITLE_OF_PART, Slide, slide_title

TIMELINE_NOTES = (
    '{%slide for page in part.timeline | fit("Event", most=4) %}',
    "{%p for event in page %}",
    "{{ event.sentence }}{{ event | mark }}",
    "{%p endfor %}",
    "{%slide endfor %}",
)
CASE_NOTES = (
    '{%slide for page in part.cases | fit("CaseRow", most=3) %}',
    "{%p for case in page %}",
    "{{ case.name }}",
    "{{ case.detail }}{{ case.detail | mark }}",
    "{%p endfor %}",
    "{%slide endfor %}",
)
LINE = 3.42


@dataclass(frozen=True)
class Stories:
    """What the packs draw these slides in: styles, the colours of rule and dots, where titles stand."""

    date: Style
    words: Style
    name: Style
    caption: Style
    mark: Style | None
    rule: str
    line: str
    dot: str
    anchor: str
    close: Callable[[Canvas, str], None]

    def marked(self, item: str) -> tuple[tuple[str, Style], ...]:
        """The source mark of an item, in a pack that shows marks on slides."""
        return ((f"{{{{ {item} | mark }}}}", self.mark),) if self.mark else ()


def timeline(look: Stories) -> Slide:
    """One matter by its dates: four beside each other, or up to three in wider columns."""
    canvas = Canvas()
    _title(canvas, look, "timeline")
    canvas.rule("Line", Box(0.667, LINE, 12.00, 0), look.line, 1.0)
    for name, columns, which in (("Event", 4, ">"), ("WideEvent", 3, "<=")):
        pitch = 12.24 / columns
        canvas.rectangle(f"{name}-area", Box(0.667, 2.30, 12.24, 4.40), "")
        column = canvas.inner()
        column.dot("Dot", Box(0.667, LINE - 0.09, 0.18, 0.18), look.dot)
        # A long date, such as an English one, takes the smaller size.
        long = "event.date|length - event.date|select('in', '0123456789')|list|length * 0.4 > 8"
        for kind, style, when in (
            ("Date", look.date, f"not ({long})"),
            ("LongDate", Style(18, look.date.line, look.date.color, bold=look.date.bold), long),
        ):
            date = paragraph(("{{ event.date }}", style))
            column.text(kind, Box(0.667, 2.40, pitch - 0.24, 0.78), date, anchor="b", tag=f"{{%shape if {when} %}}")
        words = paragraph(("{{ event.text }}", look.words), *look.marked("event"))
        column.text("EventText", Box(0.667, 3.80, pitch - 0.24, 2.86), words)
        condition = f"{{%shape for event in page if page|length {which} 3 %}}"
        canvas.group(name, Box(0.667, 2.30, pitch, 4.40), condition, column)
    look.close(canvas, FOOTER_PART)
    return Slide("Timeline", canvas.shapes(), TIMELINE_NOTES)


def cases(look: Stories) -> Slide:
    """People, places and bodies told as examples: the name, and a line of the story."""
    canvas = Canvas()
    _title(canvas, look, "cases")
    canvas.rectangle("CaseRow-area", Box(0.667, 1.90, 0.20, 4.74), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 1.90, 12.00, 0), look.rule, tag="{%shape if not loop.first %}")
    name = paragraph(("{{ case.name }}", look.name))
    words = paragraph(("{{ case.text }}", look.words), *look.marked("case.text"))
    row.text("Case", Box(0.667, 1.90, 12.00, 1.58), name, words, anchor="ctr")
    canvas.group("CaseRow", Box(0.667, 1.90, 12.00, 1.58), "{%shape for case in page %}", row)
    look.close(canvas, FOOTER_PART)
    return Slide("Cases", canvas.shapes(), CASE_NOTES)


def _title(canvas: Canvas, look: Stories, label: str) -> None:
    title = slide_title(TITLE_OF_PART, "page.continuation", before=f"{{{{ labels.{label} }}}}{{{{ labels.colon }}}}")
    canvas.placeholder("Title", "title", None, body=title, anchor=look.anchor)
