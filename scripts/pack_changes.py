"""The prototypes of what changed since the edition before: figures then and now, and points. Both packs draw them."""

from collections.abc import Callable
from dataclasses import dataclass

from pack_shapes import Box, Canvas, Paragraph, Style, paragraph
from pack_tables import Column, table_frame
from pack_tags import Slide, number_line

# What both editions say comes first; many changes end in the notes.
MOST_ROWS = 10
FIGURES = (
    "{%slide if changes %}",
    '{%slide set compared = changes.figures | selectattr("what") | rejectattr("is_added") | rejectattr("is_removed")'
    " | list %}",
    '{%slide set come = changes.figures | selectattr("what") | selectattr("is_added") | list %}',
    '{%slide set gone = changes.figures | selectattr("what") | selectattr("is_removed") | list %}',
    f"{{%slide set shown = (compared + come + gone)[:{MOST_ROWS}] %}}",
    '{%slide for page in shown | fit("FigureChange", most=MOST) %}',
    "{%p for row in page %}",
    "{{ row.figure.sentence if row.figure else row.before }}{{ row.figure | mark }}",
    "{%p endfor %}",
    f"{{%p for row in (compared + come + gone)[{MOST_ROWS}:] if page.number == page.count %}}",
    "{{ row.what }}{{ labels.colon }}{{ row.before }}{% if row.before and row.now %} → {% endif %}{{ row.now }}",
    "{%p endfor %}",
    "{%slide endfor %}",
    "{%slide endif %}",
)
POINTS = (
    "{%slide if changes %}",
    f'{{%slide for page in changes.points[:{MOST_ROWS}] | fit("PointChange", most=MOST) %}}',
    "{%p for row in page %}",
    "{{ row.before }}{% if row.before and row.now %} → {% endif %}{{ row.now }}{{ row.now | mark }}",
    "{%p endfor %}",
    f"{{%p for row in changes.points[{MOST_ROWS}:] if page.number == page.count %}}",
    "{{ row.before }}{% if row.before and row.now %} → {% endif %}{{ row.now }}",
    "{%p endfor %}",
    "{%slide endfor %}",
    "{%slide endif %}",
)


@dataclass(frozen=True)
class Changes:
    """What the packs draw these slides in; `difference` says whether derived values may stand there when asked for."""

    head: Style
    words: Style
    scope: Style
    old: Style
    new: Style
    unit_size: float
    change: Style
    mark: Style | None
    most: int
    row_height: float
    anchor: str
    difference: bool
    close: Callable[[Canvas, str], None]


def figure_changes(look: Changes) -> Slide:
    """Headline figures of the edition before and of this one, and what became of them."""
    canvas = Canvas()
    title = "{{ labels.changes }}{{ page.continuation }}"
    canvas.placeholder("Title", "title", None, title, anchor=look.anchor)
    mark = (("{{ row.figure | mark }}", look.mark),) if look.mark else ()
    columns = (
        _column(
            look,
            4.08,
            "indicator",
            paragraph(("{{ row.what }}", look.words), *mark),
            paragraph(("{{ row.figure.time if row.figure else '' }}", look.scope)),
        ),
        _column(look, 2.04, "before", paragraph(("{{ row.before or '—' }}", look.old), align="r"), align="r"),
        Column(0.98, (paragraph(("", look.head)),), (paragraph(("→", look.scope), align="ctr"),)),
        _column(
            look,
            2.90,
            "now",
            paragraph(("{%p if row.figure %}", look.old)),
            number_line("row.figure", look.new, look.unit_size),
            paragraph(("{%p else %}", look.old)),
            paragraph(("—", look.old)),
            paragraph(("{%p endif %}", look.old)),
        ),
        _column(look, 2.00, "change", *_change(look), align="r"),
    )
    canvas.rectangle("FigureChange-area", Box(0.667, 1.90, 12.00, 4.52), "")
    table_frame(
        canvas,
        "FigureChange",
        Box(0.667, 1.90, 12.00, 1.26),
        columns,
        alternative="{{ labels.changes }}",
        loop="row in page",
        row_height=look.row_height,
        header_height=0.40,
    )
    note = "{{ labels.scope_note }}"
    if look.difference:
        note = "{% if derived %}{{ labels.difference_note }}{% else %}{{ labels.scope_note }}{% endif %}"
    canvas.text("Note", Box(0.667, 6.46, 12.00, 0.34), paragraph((note, look.scope)))
    look.close(canvas, "{{ labels.figures }}")
    return Slide("Changes", canvas.shapes(), _notes(FIGURES, look))


def point_changes(look: Changes) -> Slide:
    """Key points that came, went or are worded anew."""
    canvas = Canvas()
    title = "{{ labels.changed_points }}{{ page.continuation }}"
    canvas.placeholder("Title", "title", None, title, anchor=look.anchor)
    kinds = "labels.added if row.is_added else labels.removed if row.is_removed else labels.reworded_since"
    mark = (("{{ row.now | mark }}", look.mark),) if look.mark else ()
    columns = (
        _column(look, 1.60, "change", paragraph((f"{{{{ {kinds} }}}}", look.change))),
        _column(look, 2.80, "section", paragraph(("{{ row.section }}", look.scope))),
        _column(look, 7.60, "point_text", paragraph(("{{ row.now or row.before }}", look.words), *mark)),
    )
    canvas.rectangle("PointChange-area", Box(0.667, 2.00, 12.00, 4.64), "")
    table_frame(
        canvas,
        "PointChange",
        Box(0.667, 2.00, 12.00, 1.26),
        columns,
        alternative="{{ labels.changed_points }}",
        loop="row in page",
        row_height=look.row_height,
        header_height=0.46,
    )
    look.close(canvas, "{{ labels.overview }}")
    return Slide("Changes", canvas.shapes(), _notes(POINTS, look))


def _notes(lines: tuple[str, ...], look: Changes) -> tuple[str, ...]:
    return tuple(line.replace("MOST", str(look.most)) for line in lines)


def _column(look: Changes, width: float, label: str, *cell: Paragraph, align: str = "l") -> Column:
    return Column(width, (paragraph((f"{{{{ labels.{label} }}}}", look.head), align=align),), cell)


def _change(look: Changes) -> tuple[Paragraph, ...]:
    """▲, ▼ or ＝ with its word, or with the difference where derived values are asked for."""
    plain = Style(look.change.size, look.change.line, look.change.color)
    up, down, by = "row.is_up", "row.is_down", "derived" if look.difference else ""
    rows = [
        ("row.is_added", "{{ labels.added }}", look.change),
        ("row.is_removed", "{{ labels.removed }}", plain),
        ("row.scope_changed", "{{ labels.scope_changed }}", plain),
    ]
    for sign, which, word in (("▲", up, "increased"), ("▼", down, "decreased")):
        if by:
            rows.append((f"{which} and {by}", sign + " {{ row.by }}", look.change))
        rows.append((which, sign + " {{ labels." + word + " }}", look.change))
    lines = []
    for at, (condition, words, style) in enumerate(rows):
        lines.append(paragraph((f"{{%p {'el' if at else ''}if {condition} %}}", style)))
        lines.append(paragraph((words, style), align="r"))
    return (*lines, paragraph(("{%p endif %}", plain)))
