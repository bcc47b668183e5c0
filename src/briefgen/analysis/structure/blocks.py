"""What each block of a document is: title, series, byline, headings with levels, captions, furniture.

Blocks whose kind comes from markup are believed. Bare lines are judged by a scored model (`structure.model`): every
feature of a line adds its weight, and a line above 0 is a heading. `explain` tells each line's kind with the score and
the features that made it. The cues and the weights are data of the language; nothing here knows a document.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.analysis.structure.captions import with_captions
from briefgen.analysis.structure.contents import find_contents
from briefgen.analysis.structure.head import Head, find_head
from briefgen.analysis.structure.joins import with_numbers_joined
from briefgen.analysis.structure.levels import find_levels
from briefgen.analysis.structure.lines import Line, describe_lines, numbering_of, rules_of
from briefgen.analysis.structure.marked_head import TITLE_REACH, take_subtitle
from briefgen.analysis.structure.markup import from_markup
from briefgen.analysis.structure.model import Score, score_lines
from briefgen.analysis.structure.notes import with_notes
from briefgen.analysis.structure.paragraph_numbers import with_numbers, without_numbers
from briefgen.analysis.structure.particulars import without_particulars
from briefgen.analysis.structure.table_rows import find_table_rows
from briefgen.document import Block, BlockKind, Document

__all__ = ["Judgement", "explain", "numbering_of", "recover"]

_MOST_LINES = 100_000  # more are a list or a log: nobody's headings, and seconds to judge
_LEAST_UNDER_TITLE = 2  # headings that must be found below the only line that is marked up
_WIDEST_SECTION = 3000.0  # wide characters a heading below which sentences may be headings without numbers
_MOST_NAMES = 4  # lines below a label of makers
_LONGEST_NAME = 20.0  # wide characters
_STRAY = "a sentence almost alone in a long text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a block was taken for, and why: the score as a heading and the features with their weights.

    `why` is the reason of a kind that no score decides (part of the head, page furniture, markup); `score` is None
    where a line could not be a heading.
    """

    block: Block
    why: str
    score: float | None
    reasons: tuple[tuple[str, float], ...]

    def to_dict(self, document: Document) -> dict[str, object]:
        """The judgement as plain data."""
        place = self.block.locator
        return {
            "line": place.line,
            "page": place.page,
            "paragraph": place.paragraph,
            "kind": self.block.kind.value,
            "level": self.block.level,
            "why": self.why,
            "score": self.score,
            "features": dict(self.reasons),
            "text": document.quote(self.block.span),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A bare text as judged: its head, the lines set aside with why, and the score of the others."""

    head: Head
    aside: Mapping[int, str]
    scores: Mapping[int, Score]
    lines: tuple[Line, ...]


def recover(document: Document) -> Document:
    """The document with its blocks' kinds, heading levels, title, series and byline found."""
    document = with_notes(document)
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    if len(document.blocks) > _MOST_LINES and not headings:
        return document
    document, numbers = without_numbers(document)
    found = _recovered(document, headings)
    return without_particulars(replace(found, blocks=with_numbers(found.blocks, numbers)))


def _recovered(document: Document, headings: Sequence[Block]) -> Document:
    if headings:
        return _under_marked_title(document, headings) or from_markup(document)[0]
    joined = with_numbers_joined(document)
    return _from_lines(joined, _read(joined))


def _under_marked_title(document: Document, headings: Sequence[Block]) -> Document | None:
    """Where only the title is marked up, the headings are looked for among the lines; None where there are none."""
    title = headings[0]
    place = document.blocks.index(title)
    if len(headings) > 1 or place > TITLE_REACH or document.title not in (None, title.span):
        return None
    blocks = list(document.blocks)
    blocks[place] = replace(title, kind=BlockKind.FURNITURE, level=None)
    subtitle = document.subtitle or take_subtitle(document, blocks, title.span)
    bare = replace(document, blocks=tuple(blocks), title=title.span, subtitle=subtitle)
    found = _from_lines(bare, _read(bare))
    marked = sum(block.kind is BlockKind.HEADING for block in found.blocks)
    return found if marked >= _LEAST_UNDER_TITLE else None


def explain(document: Document) -> tuple[Judgement, ...]:
    """The judgement of every block of a document as its reader gave it."""
    document = with_notes(document)
    if len(document.blocks) > _MOST_LINES and not _has_headings(document):
        many = "one of too many lines"
        return tuple(Judgement(block=block, why=many, score=None, reasons=()) for block in document.blocks)
    document, numbers = without_numbers(document)
    judgements = {id(judgement.block): judgement for judgement in _explained(document)}
    blocks = with_numbers([judgement.block for judgement in judgements.values()], numbers)
    return tuple(
        judgements.get(id(block)) or Judgement(block=block, why="number of a paragraph", score=None, reasons=())
        for block in blocks
    )


def _has_headings(document: Document) -> bool:
    return any(block.kind is BlockKind.HEADING for block in document.blocks)


def _explained(document: Document) -> Iterator[Judgement]:
    if _has_headings(document):
        structured, why = from_markup(document)
        for index, block in enumerate(structured.blocks):
            yield Judgement(block=block, why=why.get(index, "marked up"), score=None, reasons=())
        return
    document = with_numbers_joined(document)
    reading = _read(document)
    for index, block in enumerate(_from_lines(document, reading).blocks):
        yield _judgement(index, block, reading)


def _judgement(index: int, block: Block, reading: _Reading) -> Judgement:
    score = reading.scores.get(index)
    if block.kind is BlockKind.CAPTION and reading.lines[index].free:
        marked = "caption mark" in reading.lines[index].notes
        why = "caption by its mark" if marked else "caption by how it stands among longer paragraphs"
        return Judgement(block=block, why=why, score=score.value if score else None, reasons=())
    if index in reading.aside:
        reasons = reading.head.title_reasons if reading.aside[index] == "title" else ()
        return Judgement(block=block, why=reading.aside[index], score=None, reasons=reasons)
    if score is None:
        why = "too long for a heading" if reading.lines[index].free else "marked up"
        return Judgement(block=block, why=why, score=None, reasons=())
    return Judgement(block=block, why="", score=score.value, reasons=score.reasons)


def lines_to_judge(document: Document) -> list[Line]:
    """The lines of a bare text that are neither head, tail, page furniture nor table of contents."""
    lines = describe_lines(document)
    _, aside = _set_aside(document, lines)
    return _judged(lines, aside)


def _judged(lines: tuple[Line, ...], aside: Mapping[int, str]) -> list[Line]:
    return [line for line in lines if line.index not in aside and "caption mark" not in line.notes]


def _read(document: Document) -> _Reading:
    lines = describe_lines(document)
    head, aside = _set_aside(document, lines)
    scores = _without_strays(score_lines(_judged(lines, aside), document.language), lines)
    repeated = _repeated(scores, lines)
    aside |= dict.fromkeys(repeated, "running head")
    scores = {index: score for index, score in scores.items() if index not in repeated}
    return _Reading(head=head, aside=aside, scores=scores, lines=lines)


def _without_strays(scores: Mapping[int, Score], lines: Sequence[Line]) -> Mapping[int, Score]:
    """The scores, less where the only headings of a long text are a few bare sentences, as in a transcript."""
    found = [index for index, score in scores.items() if score.value > 0]
    room = sum(line.width for line in lines) / max(1, len(found))
    if room < _WIDEST_SECTION or any(lines[index].style or lines[index].final == "none" for index in found):
        return scores
    return {index: score.less(_STRAY) if index in found else score for index, score in scores.items()}


def _repeated(scores: Mapping[int, Score], lines: Sequence[Line]) -> set[int]:
    """The lines that seem headings and say the heading above them again, as the heads of pages do.

    Of two directly one below the other the lower is the heading: the upper is the head of the page where it begins.
    """
    found, kept = set(), None
    for index in sorted(index for index, score in scores.items() if score.value > 0):
        if kept is not None and lines[index].text == lines[kept].text:
            found.add(kept if index == kept + 1 else index)
            kept = index if index == kept + 1 else kept
        else:
            kept = index
    return found


def _set_aside(document: Document, lines: tuple[Line, ...]) -> tuple[Head, dict[int, str]]:
    """The head, and the lines that are no text with why."""
    head = find_head(document, lines, rules_of(document.language))
    aside = dict(head.lines)
    for line in lines:
        if "furniture" in line.notes:
            aside.setdefault(line.index, _furniture_name(line))
    cell = rules_of(document.language).patterns["table_cell"]
    for index in find_table_rows(lines, cell):
        aside.setdefault(index, "row of a table")
    aside.update((index, "byline") for index in _names_below_labels(lines, head))
    aside.update((index, "table of contents") for index in find_contents(lines, aside))
    aside.update((index, "running head") for index in _running_heads(lines, aside))
    return head, aside


def _names_below_labels(lines: Sequence[Line], head: Head) -> set[int]:
    """The short lines below a label of makers that ends with a colon: their names."""
    found: set[int] = set()
    for label in lines:
        if "byline" not in label.notes or label.final != "colon" or label.index in head.lines:
            continue
        for line in lines[label.index + 1 : label.index + 1 + _MOST_NAMES]:
            if (
                not line.is_candidate
                or line.is_body
                or line.style
                or line.final != "none"
                or line.width > _LONGEST_NAME
            ):
                break
            found.add(line.index)
    return found


def _running_heads(lines: Sequence[Line], aside: Mapping[int, str]) -> set[int]:
    """The lines that say a chapter's heading again with no other chapter between, as the heads of its pages do."""
    found, chapter = set(), ""
    for line in lines:
        if line.index in aside or line.style != "chapter" or not line.is_candidate:
            continue
        words = "".join(line.text.split()).lower()
        if words == chapter:
            found.add(line.index)
        chapter = words
    return found


def _furniture_name(line: Line) -> str:
    return next((name for name in ("byline", "date", "salutation") if name in line.notes), "page furniture")


def _from_lines(document: Document, reading: _Reading) -> Document:
    blocks = list(document.blocks)
    for index in reading.aside:
        if blocks[index].kind is BlockKind.PARAGRAPH:
            blocks[index] = replace(blocks[index], kind=BlockKind.FURNITURE)
    headings = [index for index, score in reading.scores.items() if score.value > 0]
    head = reading.head
    title = document.title or head.title
    if title is None and _is_title(reading, headings):
        title = blocks[headings[0]].span
        blocks[headings[0]] = replace(blocks[headings[0]], kind=BlockKind.FURNITURE)
        headings = headings[1:]
    for index, level in find_levels(reading.lines, headings).items():
        blocks[index] = replace(blocks[index], kind=BlockKind.HEADING, level=level)
    structured = replace(
        document,
        blocks=tuple(blocks),
        title=title,
        subtitle=document.subtitle or head.subtitle,
        byline=document.byline or head.byline,
        date=document.date or head.date,
    )
    return replace(structured, blocks=with_captions(structured))


def _is_title(reading: _Reading, headings: Sequence[int]) -> bool:
    """Whether the first heading of a text without a title stands above all other lines and is no usual part."""
    if len(headings) < 2 or any(index not in reading.aside for index in range(headings[0])):
        return False
    first = reading.lines[headings[0]]
    return not first.style and not first.notes & {"opening", "closing"}
