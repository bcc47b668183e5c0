"""What all prototype slides share: the tags that come again, class line and footers, numbers with units."""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from pack_design import CLASS_INDEX, FOOTER, FOOTER_INDEX, GAP, PAGE_INDEX, SECTION_FOOTER_INDEX
from pack_shapes import LANGUAGE, Canvas, Paragraph, Style, line_xml, page_field, paragraph

LINE_OF_TITLE = 1.33  # of the size

OR = "{%p or %}"
"""Between alternatives: the first one that fits is shown."""

CLASSIFICATION = "{{ options.classification }}"


SECTION_NUMBER = "{{ section | numbering(labels.part) }}"
# Two characters; the numbers after ten have three, whose last would hang out of its box at the size of the others.
SHORT_NUMBER = "{% if section.index <= 10 %}" + SECTION_NUMBER + "{% endif %}"


IF_PARTS = "{%shape if sections|length > 1 %}"


# Points with a heading of the source are numbered; where none has one, all are. A lone number is none.
COUNTED = "point.id in counted and counted|length > 1"


POINT_NUMBER = "{{ (counted.index(point.id) + 1) | numbering(pattern) }}"


NUMBERED = "{% if " + COUNTED + " %}" + POINT_NUMBER + "{{ labels.gap }}{% endif %}"


# What one line of the footer holds: the series, else the title, else its first clause, else nothing.
FOOTER_DOCUMENT = (
    "{{ document.subtitle or options.title or document.title }}",
    OR,
    "{{ options.title or document.title }}",
    OR,
    "{{ (options.title or document.title) | first_clause }}",
    OR,
    "",
)


SECTION_NUMBERED = "{% if sections|length > 1 %}" + SECTION_NUMBER + "{{ labels.gap }}{% endif %}"


SECTION_LINE = SECTION_NUMBERED + "{{ section.title }}"


# The heading that a slide belongs to, as much of it as one line holds.
SECTION_FIRST = SECTION_NUMBERED + "{{ section.title | first_clause }}"
FOOTER_SECTION = (
    SECTION_LINE,
    OR,
    SECTION_FIRST,
    OR,
    SECTION_NUMBERED,
)
_CHILD = "{{ part | numbering(labels.point) }}{{ labels.gap }}"
_OF_CHILD = "{% if part.id != section.id %}"
# The same within a part of a section: both headings, else that of the part.
FOOTER_PART = (
    SECTION_LINE + _OF_CHILD + "{{ labels.space }}" + _CHILD + "{{ part.title }}{% endif %}",
    OR,
    _OF_CHILD + _CHILD + "{{ part.title }}{% else %}" + SECTION_FIRST + "{% endif %}",
    OR,
    _OF_CHILD + _CHILD + "{{ part.title | first_clause }}{% else %}" + SECTION_NUMBERED + "{% endif %}",
    OR,
    SECTION_NUMBERED,
)


# What a row of the summary holds under a heading: the message, else a shorter one, else the first point.
_FITS_ROW = '{}|length <= (120 if language == "en" else 70)'
_FIRST_POINT = "section.key_points[0].text"
SHORT_MESSAGE = (
    "{% if section.message and " + _FITS_ROW.format("section.message") + " %}{{ section.message }}"
    "{% elif section.headline %}{{ section.headline }}"
    "{% elif section.key_points and " + _FITS_ROW.format(_FIRST_POINT) + " %}{{ " + _FIRST_POINT + " }}{% endif %}"
)


# The rows of the summary: all sections where one has a message, so that none is missing in their numbers; else those
# with a figure, unless a section has points. One alone whose message is the title of its points would say that twice.
SUMMARY_ROWS = (
    '{%slide set messages = sections | selectattr("message") | list %}',
    '{%slide set counting = sections | selectattr("figures") | list %}',
    '{%slide set pointed = sections | selectattr("key_points") | list %}',
    "{%slide set saying = sections if messages else ([] if pointed else counting) %}",
    "{%slide set alone = sections[0] if sections|length == 1 and sections[0].key_points else none %}",
    '{%slide set titled = alone and alone.headline and alone.headline|length <= (70 if language == "en" else 37) %}',
    # One row of several parts is no summary.
    "{%slide set saying = [] if titled or (saying|length == 1 and sections|length > 1) else saying %}",
)
# What the summary's speaker reads of the sections of a page; closes the loop over its pages.
SUMMARY_NOTES = (
    "{%p for section in page %}",
    SECTION_LINE,
    "{{ section.message }}{{ section.message | mark }}",
    "{%p for card in section.figures[:1] %}",
    "{{ card.sentence }}{{ card | mark }}",
    "{%p endfor %}",
    "{%p endfor %}",
    "{%slide endfor %}",
)
# Where a heading is so long that a row does not hold what its section says as well.
HEADING_ALONE = ("{{ section.title }}", "{{ section.title | first_clause }}", "")


# Two lines of 28 characters, one kept free in each.
_FITS_OPENER = '{}|length <= (92 if language == "en" else 52)'
_SAID_THERE = "section.key_points[0].text"
# The only point of a section with parts, where no message takes the place: then it needs no slide of its own.
SPOKEN = (
    "{%slide set spoken = opened and section.children and not section.message and section.key_points|length == 1"
    f" and {_FITS_OPENER.format(_SAID_THERE)} %}}"
)
_SPOKEN_THERE = f"{{% if spoken %}}{{{{ {_SAID_THERE} }}}}{{% endif %}}"
_SHORT_ENOUGH = "{% if " + _FITS_OPENER.format("section.message") + " %}{{ section.message }}{% endif %}"
# The message, else the same in a title's length, else nothing; a point that is said here alone stays.
OPENER_MESSAGE = (_SPOKEN_THERE + _SHORT_ENOUGH, OR, "{{ section.headline }}", OR, _SPOKEN_THERE)


# When a figure holds, with what that means by the date that the source states: 今年（2024年）.
TIME = "{{ card.time }}{% if card.when %}{{ labels.bracket_open }}{{ card.when }}{{ labels.bracket_close }}{% endif %}"


# Of a longer table a Word file shows the beginning, and says so.
MOST_WORD_ROWS, EXCERPT_ROWS = 60, 20
_IS_LONG = f"table.rows|length > {MOST_WORD_ROWS}"
WORD_ROWS = f"{{%tr for row in (table.rows[:{EXCERPT_ROWS}] if {_IS_LONG} else table.rows) %}}"
WORD_EXCERPT = f"{{% if {_IS_LONG} %}}{{{{ labels.excerpt }}}}{{% endif %}}"


BYLINE = (
    "{% if document.byline and document.byline|length <= 40 %}"
    "{{ labels.byline }}{{ document.byline }}{{ labels.stop }}{% endif %}"
)


# The full sentences of a page's points in its notes.
DETAILS = ("{%p for point in page %}", "{{ point.detail }}{{ point.detail | mark }}", "{%p endfor %}")


# A page without rows is an empty list, which knows no continuation.
CONTINUED = '{%slide set continued = page.continuation if page.continuation is defined else "" %}'


@dataclass(frozen=True)
class Slide:
    """One prototype: its layout, its shapes and the paragraphs of its notes (tags first, then words)."""

    layout: str
    shapes: str
    notes: tuple[str, ...]
    chart: str = ""
    picture: bool = False
    hidden: bool = False


def furniture(canvas: Canvas, section: str | tuple[str, ...] | None, *, line: float = FOOTER.line) -> None:
    """Class line and footers, last in reading order."""
    canvas.placeholder("Class", "body", CLASS_INDEX, CLASSIFICATION)
    canvas.placeholder("FooterDoc", "ftr", FOOTER_INDEX, body=line_xml(FOOTER_DOCUMENT, line))
    if section is not None:
        said = (section,) if isinstance(section, str) else section
        canvas.placeholder("FooterSection", "body", SECTION_FOOTER_INDEX, *said)
    canvas.placeholder("PageNo", "sldNum", PAGE_INDEX, body=page_field())


def number_line(card: str, style: Style, unit_size: float, *, align: str = "l") -> Paragraph:
    """The limit before the number, number and unit, with narrow spaces between."""
    unit = Style(unit_size, style.line, style.color)
    return paragraph(
        (f"{{{{ {card}.prefix }}}}", unit),
        (f"{{% if {card}.prefix %}} {{% endif %}}", GAP),
        (f"{{{{ {card}.number }}}}", style),
        (" ", GAP),
        (f"{{{{ {card}.unit }}}}", unit),
        align=align,
    )


def sized(*alternatives: tuple[str, float], line: float = 0) -> str:
    """A placeholder's paragraphs, each with its size: the first that fits is shown."""
    return f"<a:p><a:r><a:rPr {LANGUAGE}/><a:t>{OR}</a:t></a:r></a:p>".join(
        f'<a:p><a:pPr><a:lnSpc><a:spcPts val="{round(line or points * LINE_OF_TITLE) * 100}"/></a:lnSpc></a:pPr>'
        f'<a:r><a:rPr {LANGUAGE} sz="{round(points * 100)}" dirty="0"/><a:t>{escape(tag)}</a:t></a:r></a:p>'
        for tag, points in alternatives
    )


# What a part is called; a text that is one part without a heading, by its own title.
TITLE_OF_PART = "(part.title or document.title or document.name)"


def slide_title(name: str, *after: str, before: str = "") -> str:
    """A slide's title: in two lines at 28 or 24 points, in three at 18, else up to its first clause's end.

    `before` and `after` are tags and expressions around the name.
    """
    whole, short = (
        before + "".join(f"{{{{ {part} }}}}" for part in (said, *after)) for said in (name, f"{name} | first_clause")
    )
    return sized((whole, 28), (whole, 24), (whole, 18), (short, 24), (short, 18))


def display_title(name: str, *sizes: float) -> str:
    """The same for the title of a cover or of a section."""
    tag, short = f"{{{{ {name} }}}}", f"{{{{ {name} | first_clause }}}}"
    return sized(*((tag, size) for size in sizes), (short, sizes[-2]), (short, sizes[-1]))
