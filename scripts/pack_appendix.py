"""The appendix of both packs: the source sentences behind all marks, with their places, their figures in bold."""

from collections.abc import Callable
from dataclasses import dataclass

from pack_shapes import Box, Canvas, Style, paragraph
from pack_tables import Column, table_frame
from pack_tags import BYLINE, Slide

MOST_SOURCES = 60
NOTE = "{{ labels.place_note }}{% if long %}{{ labels.others_note }}{% endif %}"


@dataclass(frozen=True)
class Appendix:
    """What a pack draws it in; hidden in a deck whose slides bear no marks."""

    box: Box
    head: Style
    cell: Style
    strong: Style
    mark: Style
    scope: Style
    close: Callable[[Canvas, str], None]
    anchor: str = ""
    hidden: bool = False


def appendix(look: Appendix) -> Slide:
    """A row a sentence: its mark, its place and its words, with its figures in bold."""
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, "{{ labels.appendix_title }}{{ page.continuation }}", anchor=look.anchor)
    # Numbers stand out, so that what a slide counts is found in its sentence.
    words = paragraph(
        ("{%r for part in source.parts %}", look.cell),
        ("{%r if part.is_number %}", look.cell),
        ("{{ part }}", look.strong),
        ("{%r else %}", look.cell),
        ("{{ part }}", look.cell),
        ("{%r endif %}", look.cell),
        ("{%r endfor %}", look.cell),
    )
    # The sentences' width lies between whole numbers of characters and digits: at one, rounding decides the line.
    columns = tuple(
        Column(width, (paragraph((f"{{{{ labels.{label} }}}}", look.head)),), (cell,))
        for width, label, cell in (
            (0.80, "mark", paragraph(("{{ source.mark }}", look.mark))),
            (2.155, "place", paragraph(("{{ source.place }}", look.cell))),
            (9.045, "sentence", words),
        )
    )
    box = look.box
    canvas.rectangle("Sources-area", box, "")
    table_frame(
        canvas,
        "Sources",
        Box(box.x, box.y, box.w, 1.04),
        columns,
        alternative="{{ labels.appendix_title }} {% for source in page %}{{ source.mark }}{% endfor %}",
        loop="source in page",
        row_height=0.34,
        header_height=0.36,
        margin=0.04,
    )
    canvas.text("Note", Box(0.667, 6.50, 12.00, 0.30), paragraph((NOTE + BYLINE, look.scope)))
    look.close(canvas, "{{ labels.appendix }}")
    return Slide(
        "Appendix",
        canvas.shapes(),
        (
            # In a long deck the sentences without a figure stand in the notes of their slides alone.
            f"{{%slide set long = sources|length > {MOST_SOURCES} %}}",
            '{%slide set listed = sources | selectattr("figures") | list if long else sources %}',
            '{%slide for page in listed | fit("Sources") %}',
            "{%p for source in page %}",
            "{{ source.mark }}{{ source.place }}",
            "{%p endfor %}",
            "{%slide endfor %}",
        ),
        hidden=look.hidden,
    )
