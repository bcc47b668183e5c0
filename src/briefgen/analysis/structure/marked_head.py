"""The head of a text whose headings markup names: its title where no markup says it, and what frames it.

The title is the only first heading of the highest level; else the first heading where all others of its level are
numbered and it is not; else what the title of a bare text is: the likeliest of the short lines above the headings.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefgen.analysis.structure.head import find_head
from briefgen.analysis.structure.lines import BODY_WIDTH, Line, Rules, describe_lines, rules_of, width_of
from briefgen.document import Block, BlockKind, Document, Span

TITLE_REACH = 6  # blocks from the top among which the title of a marked-up text stands
_COUNTED = ("ideographic", "bracketed", "decimal", "arabic", "arabic in brackets", "letter", "roman")
_FEWEST_NUMBERED = 2  # headings of the first one's level
_WIDEST_FRAME = 36.0  # wide characters
_SENTENCE_ENDS = "。！？；：.;:"
_PARTS = ("opening", "closing", "contents")  # what the usual parts of a paper are called
_NO_TEXT = (BlockKind.FURNITURE, BlockKind.PICTURE, BlockKind.CAPTION)
_FRAMING = ("byline", "date", "salutation", "furniture")
_NOT_BELOW = (*_NO_TEXT, BlockKind.HEADING, BlockKind.FOOTNOTE)
_KEPT_AS_TEXT = ("signature", "tail")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedHead:
    """The title, and the blocks that are set aside with why."""

    title: Span | None
    aside: Mapping[int, str] = field(default_factory=dict)


def find_marked_head(document: Document, lines: Sequence[Line], headings: Sequence[int]) -> MarkedHead:
    """The head of a document, `headings` being the indexes of its marked headings."""
    rules = rules_of(document.language)
    aside = dict(_framing_headings(document, lines, headings, rules))
    headings = [index for index in headings if index not in aside]
    if document.title or not headings:
        return MarkedHead(title=document.title, aside=aside)
    first = headings[0]
    if _is_alone_on_top(document.blocks, lines, headings) or _is_above_numbers(document.blocks, lines, headings, rules):
        return MarkedHead(title=document.blocks[first].span, aside=aside)
    stacked = _stacked_on_top(document.blocks, lines, headings, rules)
    if stacked:
        above = dict.fromkeys((index for index in stacked[1:]), "head")
        return MarkedHead(title=document.blocks[stacked[0]].span, aside=aside | above)
    abstract = _abstract_below(document.blocks, lines, headings, rules)
    if abstract is not None:
        return MarkedHead(title=document.blocks[first].span, aside=aside | dict.fromkeys(abstract, "byline"))
    title, framing = _title_above(document, first, rules)
    return MarkedHead(title=title, aside=aside | framing)


def take_subtitle(document: Document, blocks: list[Block], title: Span | None) -> Span | None:
    """The words after the dash of the line below the title (`——…`), which becomes furniture; None without one."""
    place = next((index for index, block in enumerate(blocks) if title and block.span == title), len(blocks))
    if place + 1 >= len(blocks):
        return None
    below = blocks[place + 1]
    text = document.quote(below.span)
    dash = rules_of(document.language).patterns["dash_subtitle"].match(text)
    named = below.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    if not named or dash is None or dash.end() == len(text) or width_of(text) >= BODY_WIDTH:
        return None
    if text[-1] in _SENTENCE_ENDS:
        return None
    blocks[place + 1] = replace(below, kind=BlockKind.FURNITURE, level=None)
    return Span(below.span.start + dash.end(), below.span.end)


def _framing_headings(
    document: Document, lines: Sequence[Line], headings: Sequence[int], rules: Rules
) -> Iterator[tuple[int, str]]:
    """The headings that only frame the text, with why: dates above it, and what its setting alone makes one."""
    text_begins = next((line.index for line in lines if line.is_body), 0)
    texts = [index for index, block in enumerate(document.blocks) if block.kind not in _NOT_BELOW]
    repeated = Counter(line.text for line in lines)
    as_heading = Counter(lines[index].text for index in headings)
    for index in headings:
        text = lines[index].text
        if document.blocks[index].marked_up:
            if index < text_begins and rules.patterns["date"].search(text):
                yield index, "date"
            continue
        found = next((cue for cue in _FRAMING if rules.patterns[cue].search(text)), None)
        if found and lines[index].width <= _WIDEST_FRAME:
            yield index, found
        elif index > text_begins and rules.patterns["dash_subtitle"].match(text):
            yield index, "names whose words stand near"
        elif repeated[text] > as_heading[text]:
            yield index, "said again as text"
        elif not texts or texts[-1] < index:
            yield index, "stands above no text"
        elif len(headings) == 1 and index < text_begins and index <= texts[0]:
            yield index, "the only one, above all text"


def _is_alone_on_top(blocks: Sequence[Block], lines: Sequence[Line], headings: Sequence[int]) -> bool:
    """Whether the first heading is the only one of the highest level, stands near the top and counts nothing."""
    first = headings[0]
    top = min(blocks[index].level or 1 for index in headings)
    alone = sum(blocks[index].level == top for index in headings) == 1
    near = alone and blocks[first].level == top and first <= TITLE_REACH and len(headings) > 1
    return near and lines[first].style not in _COUNTED


def _stacked_on_top(blocks: Sequence[Block], lines: Sequence[Line], headings: Sequence[int], rules: Rules) -> list[int]:
    """The headings of the highest level where all stand together on top, as lines of a cover do; the title first."""
    top = min(blocks[index].level or 1 for index in headings)
    tops = [index for index in headings if (blocks[index].level or 1) == top]
    between = [block.kind for block in blocks[tops[0] : tops[-1] + 1] if block.kind not in _NO_TEXT]
    stacked = len(tops) > 1 and tops[-1] <= TITLE_REACH and set(between) == {BlockKind.HEADING}
    if not stacked or len(tops) == len(headings) or any(lines[index].style for index in tops):
        return []
    named = [index for index in tops if rules.patterns["paper"].search(lines[index].text)]
    other = [index for index in tops if not rules.patterns["body_name"].search(lines[index].text)]
    title = (named or other or tops)[0]
    return [title, *(index for index in tops if index != title)]


def _is_above_numbers(blocks: Sequence[Block], lines: Sequence[Line], headings: Sequence[int], rules: Rules) -> bool:
    """Whether the first heading has no number, all others of its level have one, and it stands over no text."""
    first = headings[0]
    text = lines[first].text
    if lines[first].style or any(rules.patterns[name].match(text) for name in _PARTS):
        return False
    others = [index for index in headings[1:] if (blocks[index].level or 1) == (blocks[first].level or 1)]
    if len(others) < _FEWEST_NUMBERED or not all(lines[index].style for index in others):
        return False
    above = [block for block in blocks[:first] if block.kind not in _NO_TEXT]
    below = next((block.kind for block in blocks[first + 1 :] if block.kind not in _NO_TEXT), None)
    return len(above) <= TITLE_REACH and below is BlockKind.HEADING


def _abstract_below(
    blocks: Sequence[Block], lines: Sequence[Line], headings: Sequence[int], rules: Rules
) -> range | None:
    """The lines between the first heading and the abstract that stands below it before the next; None without one.

    Programs that turn a page into Markdown give a paper's title the level of its parts.
    """
    first, second = headings[0], headings[1] if len(headings) > 1 else len(blocks)
    if first > 0 or lines[first].style or any(rules.patterns[name].match(lines[first].text) for name in _PARTS):
        return None
    for index in range(first + 1, min(second + 1, first + 1 + TITLE_REACH, len(blocks))):
        if rules.patterns["abstract"].match(lines[index].text):
            return range(first + 1, index)
        if lines[index].is_body and lines[index].final in ("stop", "call", "question"):
            return None
    return None


def _title_above(document: Document, first: int, rules: Rules) -> tuple[Span | None, dict[int, str]]:
    """The title among the lines above the first heading, and which of them frame it."""
    kept = [index for index in range(first) if document.blocks[index].kind not in _NO_TEXT]
    above = replace(document, blocks=tuple(document.blocks[index] for index in kept))
    head = find_head(above, describe_lines(above), rules)
    if head.title is None:
        return None, {}
    framing = {kept[place]: why for place, why in head.lines.items() if why not in _KEPT_AS_TEXT}
    return head.title, framing
