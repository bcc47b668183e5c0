"""The structure of a document whose headings markup or its setting names: what they leave open is filled in.

A numbered line among paragraphs is a heading where it goes
on with the numbers of marked headings, or where lines so numbered count up from 1 below a heading and stand above
text. One style of numbering has one level. Typed tables of contents, and the names and units of tables, are set aside.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from briefgen.analysis.structure.captions import with_captions
from briefgen.analysis.structure.contents import ends_with_page, find_contents
from briefgen.analysis.structure.levels import DEEPEST, find_levels, find_marked_levels, rank_of_number
from briefgen.analysis.structure.lines import Line, describe_lines, has_sentence_inside, rules_of
from briefgen.analysis.structure.marked_head import find_marked_head, take_subtitle
from briefgen.document import Block, BlockKind, Document

_WIDEST = 36.0  # wide characters of a line that may be a heading by its number
_WIDEST_NAME = 12.0  # wide characters of the heading of a table of contents
_ONE_LEVEL = ("chapter", "part", "ideographic", "bracketed")  # numbers that stand for one level in all of a document
_FEWEST_ALIKE = 3  # headings of one numbering from which on most of them tell the level of all


def from_markup(document: Document) -> tuple[Document, dict[int, str]]:
    """The document with its title, levels and captions, and why blocks that no markup names are what they are."""
    lines = describe_lines(document, noted=False)
    why = dict.fromkeys(_contents(document, lines), "table of contents")
    blocks = [
        replace(block, kind=BlockKind.FURNITURE, level=None) if index in why else block
        for index, block in enumerate(document.blocks)
    ]
    headings = [index for index, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    if not headings:
        return replace(document, blocks=with_captions(replace(document, blocks=tuple(blocks)))), why
    head = find_marked_head(replace(document, blocks=tuple(blocks)), lines, headings)
    title = head.title
    why |= head.aside
    for index in head.aside:
        blocks[index] = replace(blocks[index], kind=BlockKind.FURNITURE, level=None)
    subtitle = document.subtitle or take_subtitle(document, blocks, title)
    headings = [index for index in headings if blocks[index].kind is BlockKind.HEADING]
    levels = _nested({index: blocks[index].level or 1 for index in headings if blocks[index].span != title}, lines)
    numbered = _numbered_lines(blocks, lines, levels)
    why |= dict.fromkeys(numbered, "numbered like headings")
    levels = _one_level_each({**levels, **numbered}, lines)
    ranks = find_marked_levels(list(levels.values()))
    for index in headings:
        if index not in levels:
            blocks[index] = replace(blocks[index], kind=BlockKind.FURNITURE, level=None)
    for index, level in levels.items():
        blocks[index] = replace(blocks[index], kind=BlockKind.HEADING, level=ranks[level])
    for index in _names_of_tables(document, blocks):
        why[index] = "name or unit of the table below"
        blocks[index] = replace(blocks[index], kind=BlockKind.CAPTION, level=None)
    structured = replace(document, blocks=tuple(blocks), title=title, subtitle=subtitle)
    return replace(structured, blocks=with_captions(structured)), why


def _contents(document: Document, lines: Sequence[Line]) -> set[int]:
    """The lines of a typed table of contents and its heading."""
    pattern = rules_of(document.language).patterns["contents"]
    named = frozenset(line.index for line in lines if line.width < _WIDEST_NAME and pattern.match(line.text))
    found = find_contents([_as_entry(line) for line in lines], {}, announcing=named)
    below = document.blocks[1:]
    marked = {i for i in named if i < len(below) and below[i].kind is BlockKind.FURNITURE and below[i].marked_up}
    return found | marked | {i for i in named if i + 1 in found}


def _as_entry(line: Line) -> Line:
    """A line that ends with a page number as one that may stand in a table of contents, though set as headings are."""
    return replace(line, free=True) if ends_with_page(line.text) else line


def _nested(levels: Mapping[int, int], lines: Sequence[Line]) -> dict[int, int]:
    """The levels, nested by the numbers where markup gives all headings one level and their numbers several."""
    styles = {lines[index].style for index in levels} - {""}
    if len(set(levels.values())) > 1 or len(styles) < 2 or not all(lines[index].style for index in levels):
        return dict(levels)
    return find_levels(lines, sorted(levels))


def _numbered_lines(blocks: Sequence[Block], lines: Sequence[Line], marked: Mapping[int, int]) -> dict[int, int]:
    """The levels of the paragraphs that are headings by their numbers."""
    known = {style: level for style, level, _ in _usual_levels(marked, lines)}
    following = _following_numbers(lines)
    last: dict[str, int] = {}  # of each style, the number of the last heading
    found: dict[int, int] = {}
    for above, inside in _parts(len(blocks), marked):
        if above is not None and lines[above].style:
            last[rank_of_number(lines[above])] = lines[above].number
        waiting: dict[str, list[int]] = defaultdict(list)
        for index in inside:
            if _may_be_heading(blocks, lines, index):
                waiting[rank_of_number(lines[index])].append(index)
        base = marked[above] if above is not None else 0
        fresh = [style for style, own in waiting.items() if style not in known and _counts_up(blocks, lines, own)]
        for depth, style in enumerate(fresh, 1):
            found.update((index, min(base + depth, DEEPEST + 2)) for index in waiting[style])
        for style in filter(known.__contains__, waiting):
            for index in waiting[style]:
                number = lines[index].number
                if number == last.get(style, 0) + 1 if number > 1 else following[index] == 2:
                    found[index], last[style] = known[style], number
    return found


def _following_numbers(lines: Sequence[Line]) -> list[int]:
    """Of each line, the number of the next line of its style; 0 for none."""
    found, seen = [0] * len(lines), dict[str, int]()
    for line in reversed(lines):
        if line.style and line.number:
            style = rank_of_number(line)
            found[line.index], seen[style] = seen.get(style, 0), line.number
    return found


def _parts(size: int, marked: Mapping[int, int]) -> Iterator[tuple[int | None, range]]:
    """Each marked heading (None above the first) with the indexes of the blocks up to the next."""
    places = sorted(marked)
    for above, below in zip([None, *places], [*places, size], strict=True):
        yield above, range(0 if above is None else above + 1, below)


def _may_be_heading(blocks: Sequence[Block], lines: Sequence[Line], index: int) -> bool:
    """Whether a paragraph or item is short, numbered, ends open and stands above text or another heading."""
    line = lines[index]
    if blocks[index].kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or line.final != "none":
        return False
    if not line.style or line.width > _WIDEST or not line.number or has_sentence_inside(line):
        return False
    if index + 1 == len(blocks):
        return False
    below = blocks[index + 1]
    if below.kind is not BlockKind.PARAGRAPH:
        return below.kind is not BlockKind.FURNITURE
    return (
        lines[index + 1].is_body
        or lines[index + 1].final == "colon"
        or (bool(lines[index + 1].style) and rank_of_number(lines[index + 1]) != rank_of_number(line))
    )


def _counts_up(blocks: Sequence[Block], lines: Sequence[Line], own: Sequence[int]) -> bool:
    numbers = [lines[index].number for index in own]
    items = any(blocks[index].kind is BlockKind.LIST_ITEM for index in own)
    return len(own) > 1 and not items and numbers == list(range(1, len(own) + 1))


def _usual_levels(levels: Mapping[int, int], lines: Sequence[Line]) -> Iterator[tuple[str, int, Counter[int]]]:
    """Each numbering style of the headings with its most frequent level and how often it has which."""
    counts: dict[str, Counter[int]] = defaultdict(Counter)
    for index, level in levels.items():
        if lines[index].style:
            counts[rank_of_number(lines[index])][level] += 1
    for style, own in counts.items():
        yield style, max(own, key=lambda level: (own[level], -level)), own


def _one_level_each(levels: Mapping[int, int], lines: Sequence[Line]) -> dict[int, int]:
    """The levels, those of a numbering that nearly always has one made so throughout."""
    usual = {
        style: level
        for style, level, own in _usual_levels(levels, lines)
        if style in _ONE_LEVEL and own.total() >= _FEWEST_ALIKE and 3 * own[level] >= 2 * own.total()
    }
    return {index: usual.get(rank_of_number(lines[index]), level) for index, level in levels.items()}


def _names_of_tables(document: Document, blocks: Sequence[Block]) -> Iterator[int]:
    """The lines that give the unit of the table below, and the line without a number above such a line."""
    unit = rules_of(document.language).patterns["unit_line"]
    for index, (block, below) in enumerate(pairwise(blocks)):
        if below.kind is not BlockKind.TABLE or block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
            continue
        if not unit.match(document.quote(block.span)):
            continue
        yield index
        if index and _names_table(document, blocks[index - 1]):
            yield index - 1


def _names_table(document: Document, block: Block) -> bool:
    text = document.quote(block.span)
    rules = rules_of(document.language)
    numbered = any(pattern.match(text) for _, pattern in rules.numbering)
    return (
        block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        and len(text) <= _WIDEST
        and text[-1:] not in "。！？；：.!?;:，"
        and not numbered
    )
