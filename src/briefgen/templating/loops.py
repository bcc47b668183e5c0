"""The loops of a slide: shapes, rows of tables and paragraphs of a text that tags repeat.

Knows lifted XML; knows nothing of what is looped over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.package import Element
from briefgen.templating.source import Compiled, Fragment, Fragments
from briefgen.templating.styles import A, Rectangle, TextStyle

FOR = re.compile(r"\{%[-+]?\s*for\s+(.+?)\s+in\s", re.DOTALL)


@dataclass(slots=True)
class Loop:
    """A shape that is repeated, or the rows of a table that are; `fit` measures its texts.

    `own` is the repeated shape's rectangle, `area` that of the empty shape behind; for a table `own` is the table's
    and `fixed` the height of the rows that are not repeated. For the paragraphs of a text `own` is the text's shape,
    `fixed` the number of paragraphs that are not repeated, and `style` how they are set.
    """

    target: str
    elements: list[Element]
    own: Rectangle
    area: Rectangle
    key: str = ""
    name: str = ""
    slide: int = 0
    where: str = ""
    outer: "Loop | None" = None
    is_table: bool = False
    fixed: int = 0
    columns: tuple[int, ...] = ()
    style: TextStyle | None = None
    compiled: Compiled | None = None


def paragraph_loop(body: Element, fragments: Fragments, style: TextStyle, place: Rectangle | None) -> Loop | None:
    """The outermost loop over paragraphs, where the text of a shape holds just one: `fit` spreads its items."""
    depth = 0
    targets: list[str] = []
    inside: list[Element] = []
    for child in body:
        fragment = fragments.of_node(child)
        opening = FOR.match(fragment.tag) if fragment is not None else None
        depth -= fragment is not None and "endfor" in fragment.tag
        if depth > 0:
            inside.append(child)
        elif opening is not None:
            targets.append(opening[1])
        depth += opening is not None
    own = place or style.rectangle
    if len(targets) != 1 or own is None:
        return None
    fixed = sum(1 for item in body.findall(f"{A}p") if item not in inside)
    return Loop(target=targets[0], elements=inside, own=own, area=own, fixed=fixed, style=style)


def row_loops(table: Element, fragments: Fragments, own: Rectangle) -> Iterator[Loop]:
    """The loops over rows of a table, inner ones first; their area is that of the table until it is known."""
    columns = tuple(int(item.get("w", 0)) for item in table.findall(f"{A}tblGrid/{A}gridCol"))
    opened: list[tuple[Fragment, list[Element]]] = []
    for child in table:
        fragment = fragments.of_node(child)
        if fragment is not None and FOR.match(fragment.tag):
            opened.append((fragment, []))
            continue
        if fragment is not None and "endfor" in fragment.tag and opened:
            start, rows = opened.pop()
            match = FOR.match(start.tag)
            inside = sum(int(row.get("h", 0)) for row in rows if row.tag == f"{A}tr")
            fixed = sum(int(row.get("h", 0)) for row in table.findall(f"{A}tr")) - inside
            yield Loop(
                target=match[1] if match else "row", elements=rows, own=own, area=own, is_table=True, fixed=fixed,
                columns=columns,
            )  # fmt: skip
            continue
        for _, rows in opened:
            rows.append(child)
