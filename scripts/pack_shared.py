"""The prototypes of short parts that share a slide, each in a row with its heading. Both packs draw them alike.

A part of one or two lines has no slide of its own where the part before or after it is as short.
"""

from pack_shapes import Box, Canvas, paragraph
from pack_stories import Stories
from pack_tags import DETAILS, FOOTER_SECTION, SECTION_LINE, Slide, slide_title

# Two lines of a title; longer names of parts give way to the first.
_FIT = '|length <= (96 if language == "en" else 52)'
NAMES = 'page | map(attribute="section") | unique | join(labels.semicolon)'
# Which parts this page shows, for the agenda and for links.
BOUND = (
    '{%p set ids = page | map(attribute="id") | list %}',
    "{%p for part in PARTS if part.key_points and part.key_points[0].id in ids %}",
    "{{ part | here }}",
    "{%p endfor %}",
)


def shared_sections(look: Stories) -> Slide:
    """Opens the loop over runs of sections; short sections one below the other."""
    return _slide(
        look,
        "SharedSection",
        "labels.part",
        "{{ labels.overview }}",
        (
            "{%slide set used = namespace(headings=[heading] if heading is defined else []) %}",
            '{%slide for run in sections | runs("is_brief") %}',
            "{%slide set shared = run[0].is_brief and run|length > 1 %}",
            '{%slide set rows = run | sum(attribute="key_points", start=()) if shared else [] %}',
            '{%slide for page in rows | fit("SharedSection", most=4) %}',
            f"{{%slide set names = {NAMES} %}}",
            f"{{%slide set heading = names if names{_FIT} else labels.parts ~ labels.colon ~ page[0].section %}}",
            *(line.replace("PARTS", "run") for line in BOUND),
            *DETAILS,
            "{%slide endfor %}",
        ),
    )


def shared_parts(look: Stories) -> Slide:
    """Opens the loop over runs of a section's parts; short parts one below the other."""
    number = "section | numbering(labels.part)"
    return _slide(
        look,
        "SharedPart",
        "labels.point",
        FOOTER_SECTION,
        (
            '{%slide for parts in ([section] + section.children|list) | runs("is_brief") %}',
            "{%slide set together = parts[0].is_brief and parts|length > 1 %}",
            '{%slide set rows = parts | sum(attribute="key_points", start=()) if together else [] %}',
            '{%slide for page in rows | fit("SharedPart", most=4) %}',
            f"{{%slide set whole = {number} ~ labels.gap ~ section.title if sections|length > 1 else section.title %}}",
            "{%slide set key = [true, section.index, section.title] %}",
            f"{{%slide set heading = whole ~ labels.colon ~ ({NAMES}) if key in used.headings else whole %}}",
            "{%slide set used.headings = used.headings + ([key] if page.number == page.count else []) %}",
            SECTION_LINE,
            *(line.replace("PARTS", "parts") for line in BOUND),
            *DETAILS,
            "{%slide endfor %}",
        ),
    )


def _slide(look: Stories, name: str, pattern: str, footer: str, notes: tuple[str, ...]) -> Slide:
    canvas = Canvas()
    canvas.placeholder("Title", "title", None, body=slide_title("heading", "page.continuation"), anchor=look.anchor)
    canvas.rectangle(f"{name}-area", Box(0.667, 1.90, 0.20, 4.74), "")
    row = canvas.inner()
    row.rule("Rule", Box(0.667, 1.90, 12.00, 0), look.rule, tag="{%shape if not loop.first %}")
    number = f"{{{{ point.section_index | numbering({pattern}) }}}}{{{{ labels.gap }}}}"
    heading = paragraph((number, look.name.tinted(look.dot)), ("{{ point.section }}", look.name))
    lead = "{% if point.lead %}{{ point.lead }}{{ labels.colon }}{% endif %}"
    words = paragraph((lead, look.name), ("{{ point.text }}", look.words), *look.marked("point.text"))
    for shape, parts, which in (("Row", (heading, words), ""), ("NextRow", (words,), "not ")):
        first = f"{{%shape if {which}(point.index == 1 or loop.first) %}}"
        row.text(shape, Box(0.667, 1.90, 12.00, 1.50), *parts, anchor="ctr", tag=first)
    canvas.group(name, Box(0.667, 1.90, 12.00, 1.50), "{%shape for point in page %}", row)
    look.close(canvas, footer)
    return Slide("Points", canvas.shapes(), notes)
