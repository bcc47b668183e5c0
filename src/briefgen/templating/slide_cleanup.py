"""What every rendered slide needs at the end: legal tables and groups, unique ids, page numbers, no engine marks.

Knows DrawingML; knows nothing of text or content.
"""

from copy import deepcopy

from lxml import etree

from briefgen.package import Element
from briefgen.templating.demand import count_repeats, share_columns
from briefgen.templating.geometry import AREA, COPY, SHAPES
from briefgen.templating.lifting import TAGGED
from briefgen.templating.slide_reader import COLUMN, DESCRIBED, KEY
from briefgen.templating.styles import A, P


def fit_columns(table: Element) -> tuple[int, ...]:
    """Let the table's grid hold just the columns that its rows have, lost and repeated ones.

    What a lost column was wide goes to the widest; repeated cells share the width of their column. Gives the widths
    by the column numbers of the template.
    """
    grid = table.find(f"{A}tblGrid")
    assert grid is not None
    columns = grid.findall(f"{A}gridCol")
    widths = [int(item.get("w", 0)) for item in columns]
    cells = [cell for row in table.findall(f"{A}tr") for cell in row.findall(f"{A}tc")]
    used: set[int] = set()
    for cell in cells:
        column = int(cell.get(COLUMN, 0))
        used.update(range(column, column + int(cell.get("gridSpan", 1))))
    lost = [number for number in range(len(columns)) if number not in used]
    if lost and used:
        widest = max(used & set(range(len(columns))), key=lambda number: widths[number])
        widths[widest] += sum(widths[number] for number in lost)
        columns[widest].set("w", str(widths[widest]))
        for number in lost:
            grid.remove(columns[number])
            widths[number] = 0
    rows = table.findall(f"{A}tr")
    shared = share_columns(rows, tuple(widths))
    for number, times in count_repeats(rows).items():
        if times > 1:
            columns[number].set("w", str(shared[number]))
            for _ in range(times - 1):
                columns[number].addnext(deepcopy(columns[number]))
    return shared


def remove(shape: Element) -> None:
    """Take a shape off its slide."""
    parent = shape.getparent()
    if parent is not None:
        parent.remove(shape)


def remove_empty_groups(root: Element) -> None:
    """Take off the groups whose pieces are all gone."""
    for group in reversed(list(root.iter(f"{P}grpSp"))):
        if not any(child.tag in SHAPES for child in group):
            remove(group)


def keep_one_own_shape(root: Element, name: str) -> None:
    """See that the slide holds a shape that is no placeholder: only such names survive other editors."""
    tree = root.find(f"{P}cSld/{P}spTree")
    if tree is None or any(child.tag in SHAPES and child.find(f".//{P}nvPr/{P}ph") is None for child in tree):
        return
    shape = etree.SubElement(tree, f"{P}sp")
    outer = etree.SubElement(shape, f"{P}nvSpPr")
    etree.SubElement(outer, f"{P}cNvPr", id="0", name=name, hidden="1")
    etree.SubElement(outer, f"{P}cNvSpPr")
    etree.SubElement(outer, f"{P}nvPr")
    form = etree.SubElement(etree.SubElement(shape, f"{P}spPr"), f"{A}xfrm")
    etree.SubElement(form, f"{A}off", x="0", y="0")
    etree.SubElement(form, f"{A}ext", cx="0", cy="0")
    geometry = etree.SubElement(shape[1], f"{A}prstGeom", prst="rect")
    etree.SubElement(geometry, f"{A}avLst")
    extension = tree.find(f"{P}extLst")
    if extension is not None:
        tree.append(extension)


def finish_fields(root: Element, page: int) -> None:
    """Give slide-number fields the page's number as their cached text."""
    for node in root.iter(f"{A}fld"):
        text = node.find(f"{A}t")
        if node.get("type") == "slidenum" and text is not None:
            text.text = str(page)


def finish_ids(root: Element) -> None:
    """Make shape ids unique; the first to hold one keeps it, so that animations still find it."""
    taken: set[str] = set()
    again: list[Element] = []
    for node in root.iter(f"{P}cNvPr"):
        number = node.get("id", "")
        if number in taken or not number.isdigit() or number == "0":
            again.append(node)
        taken.add(number)
    following = max((int(number) for number in taken if number.isdigit()), default=1) + 1
    for node in again:
        node.set("id", str(following))
        following += 1
        taken.add(str(following - 1))
    timing = root.find(f"{P}timing")
    if timing is not None and any(node.get("spid") not in taken for node in timing.iter(f"{P}spTgt")):
        root.remove(timing)


_OURS = (KEY, COPY, COLUMN, DESCRIBED, AREA, TAGGED, "bg-n")


def strip(root: Element) -> None:
    """Take the engine's own attributes out."""
    etree.strip_attributes(root, *_OURS)
