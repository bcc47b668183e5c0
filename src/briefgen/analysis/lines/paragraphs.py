"""A paragraph as material for points: its run-in heading, the sentences that may become a line, and their wordings.

What only sounds (`ornaments`), is torn, or stands in a list or a quotation that only its whole explains gives none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice, takewhile
from typing import Any

from briefgen.analysis.language_data import language_data
from briefgen.analysis.lines.compression import Wording, find_wordings, is_whole, make_wording, measure
from briefgen.analysis.lines.compression_en import can_head
from briefgen.analysis.lines.counting import split_where_counted
from briefgen.analysis.lines.headlines import without_headline
from briefgen.analysis.lines.lists import find_list_heads
from briefgen.analysis.lines.ornaments import introduces_author, is_ornament, is_somebodys, trails_off
from briefgen.analysis.lines.persons import find_antecedents, name_instead
from briefgen.analysis.lines.standing import is_addressed, is_spoken, stands_alone
from briefgen.analysis.structure.blocks import numbering_of
from briefgen.analysis.text.clauses import Clause, describe_clauses
from briefgen.analysis.text.segmenter import tagged_words
from briefgen.analysis.text.sentences import split_sentences, without_final_mark
from briefgen.analysis.text.simplified import simplified
from briefgen.document import Block, BlockKind, Document, Language, Span

_LONGEST_RUN_IN = 30  # code points of a run-in heading
_PARAGRAPH_NUMBER = re.compile(
    r"\d{1,3}[.)、．]\s*(?=[^\d\s])|\d{1,3}\s+(?=[A-Z][a-z])|[一二三四五六七八九十]{1,2}(?:是|要)(?!否|求|紧)"
    r"|第[一二三四五六七八九十]{1,3}[，、]"
)
_NAMED_NUMBER = re.compile(r"[A-Z][a-z]+\s")
_MARKS = ("•", "·", "●", "■", "▪")
_MEMBER = re.compile(r";(?: and| or)?\s*$")  # how an English list goes on to its next member
_FINAL = tuple('。！？!?.…；;：:”’）)」』"')
_SHORT_LINE = {Language.CHINESE: 24, Language.ENGLISH: 9}  # characters or words
_SEVERAL = 3  # blocks that end as sentences do, from which on one that does not is torn
_DIGIT = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block with its sentences: `run_in` is the heading run into it, `said` what may become a line.

    `headed`: it is an item of a nested list, and `run_in` is the item above it, which it shares with its siblings.
    `clauses` and `wordings` hold those of every sentence, read once. `owned`: it is an item whose introduction names
    who it is about (供水企业应当履行下列职责：), and it does not. `inner`: it is a sentence of a block that counts its
    sentences, with what follows it, and so opens no block.
    """

    block: Block
    number: int
    sentences: tuple[Span, ...]
    run_in: Span | None
    said: tuple[Span, ...]
    clauses: Mapping[Span, tuple[Clause, ...]]
    wordings: Mapping[Span, tuple[Wording, ...]]
    headed: bool = False
    owned: bool = False
    inner: bool = False


@cache
def _data(language: Language) -> dict[str, Any]:
    return language_data(language, "clauses")


def is_prose(document: Document) -> bool:
    """Whether several blocks of a document end as sentences do: then one that does not is torn."""
    return len(list(islice((block for block in document.blocks if is_finished(document, block)), _SEVERAL))) == _SEVERAL


def describe_paragraphs(document: Document, blocks: Sequence[Block], *, prose: bool) -> tuple[Paragraph, ...]:
    """The paragraphs of a section, numbered from 1; captions and furniture are not counted. `prose`: see `is_prose`."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
    body = [part for block in blocks if block.kind in kinds for part in split_where_counted(document, block)]
    opened = {block.span.start for block in blocks}
    data = _data(document.language)
    governed = _find_governed(document, body, data["cues"]["governing"])
    owned = _find_governed(document, body, data["cues"]["owning"])
    heads = find_list_heads(document, body)
    heading = set(heads.values())
    described = (
        _describe(
            document,
            block,
            number,
            torn=number in governed or (prose and is_torn(document, block)) or block.span in heading,
            inner=block.span.start not in opened,
            head=heads.get(number - 1),
        )
        for number, block in enumerate(body, 1)
    )
    return tuple(replace(one, owned=one.number in owned and not _names_subject(one)) for one in described)


def _names_subject(paragraph: Paragraph) -> bool:
    return any(clause.subject for clause in paragraph.clauses[paragraph.sentences[0]])


def _find_governed(document: Document, body: Sequence[Block], pattern: str) -> set[int]:
    """The numbers of the items whose introduction matches: it forbids them, say, and alone they say the contrary."""
    governing = re.compile(pattern)
    found: set[int] = set()
    governed = marked = False
    for number, block in enumerate(body, 1):
        text = block.span.slice(document.text)
        listed = bool(_MEMBER.search(text)) and document.language is Language.ENGLISH
        plain = without_number(document, block.span) == block.span and block.kind is not BlockKind.LIST_ITEM
        if marked or listed or not plain:
            found |= {number} if governed else set()
        else:
            governed = False
        marked = listed or text.strip() in _MARKS  # of a list whose marks stand in paragraphs of their own
        last = split_sentences(document.text, block.span, document.language)[-1:]
        if text.rstrip().endswith(("：", ":")):
            governed = any(governing.search(simplified(sentence.slice(document.text))) for sentence in last)
    return found


def is_finished(document: Document, block: Block) -> bool:
    """Whether a block ends as a sentence does."""
    return block.span.slice(document.text).rstrip().endswith(_FINAL)


def is_torn(document: Document, block: Block) -> bool:
    """Whether a block is a short line that does not end as a sentence does: verse, a row, a piece of a poster."""
    short = measure(block.span.slice(document.text), document.language) < _SHORT_LINE[document.language]
    return block.kind is BlockKind.PARAGRAPH and short and not is_finished(document, block)


def _breaks_off(document: Document, block: Block, sentences: Sequence[Span]) -> bool:
    """Whether an English paragraph of several sentences ends in one without a stop: a page or a note cut it."""
    several = document.language is Language.ENGLISH and len(sentences) > 1 and block.kind is BlockKind.PARAGRAPH
    return several and not is_finished(document, block)


def _describe(  # noqa: PLR0913  (a block with all that its neighbours say of it)
    document: Document, block: Block, number: int, *, torn: bool, inner: bool, head: Span | None
) -> Paragraph:
    unnumbered = without_number(document, block.span)
    sentences = tuple(
        without_headline(document, sentence)
        for sentence in split_sentences(document.text, unnumbered, document.language)
    )
    listed = unnumbered != block.span or block.kind is BlockKind.LIST_ITEM
    may_head = len(sentences) > 1 and (listed or not inner)  # what only follows a list within a block has no heading
    run_in = sentences[0] if may_head and is_run_in(document, sentences[0], listed=listed) else None
    headed = run_in is None and head is not None
    quoted = _find_inside_quotations(document, block, sentences)
    said = tuple(
        sentence
        for sentence in sentences
        if sentence != run_in
        and sentence not in quoted
        and not (torn or introduces_author(document, block))
        and not is_ornament(document, sentence)
        and not is_somebodys(document, sentence)
        and not (sentence == sentences[0] and trails_off(document, sentence))
        and not (sentence == sentences[-1] and _breaks_off(document, block, sentences))
    )
    clauses = {sentence: describe_clauses(document, sentence) for sentence in sentences}
    if headed and head is not None:
        run_in = without_number(document, head)
        clauses[run_in] = describe_clauses(document, run_in)
    said = tuple(sentence for sentence in said if not _is_item(document, block, clauses[sentence]))
    before = dict(zip(sentences, (None, *sentences), strict=False))
    named = find_antecedents(document, sentences, clauses)
    wordings = {
        sentence: _wordings_alone(
            document,
            sentence,
            clauses[sentence],
            named.get(sentence),
            _speaks_on(before[sentence], sentence, clauses),
        )
        for sentence in said
    }
    if run_in and listed and said:
        wordings[said[0]] = _with_whole_sentence(document, said[0], wordings[said[0]])
    return Paragraph(
        block=block,
        number=number,
        sentences=sentences,
        run_in=run_in,
        said=said,
        clauses=clauses,
        wordings=wordings,
        headed=headed,
        inner=inner,
    )


def _with_whole_sentence(document: Document, sentence: Span, wordings: tuple[Wording, ...]) -> tuple[Wording, ...]:
    """The wordings of an item's first sentence below its heading, which says what it is about: it may stand whole."""
    if document.language is Language.ENGLISH or any(map(is_whole, wordings)):
        return wordings
    whole = make_wording(document, (sentence,), sentence)
    return (whole, *wordings) if whole and stands_alone(whole.text, document.language) else wordings


def _wordings_alone(
    document: Document, sentence: Span, clauses: tuple[Clause, ...], named: Span | None, speaks_on: bool
) -> tuple[Wording, ...]:
    if named is not None:
        found = name_instead(document, sentence, clauses, named)
    elif speaks_on:
        return ()
    else:
        found = find_wordings(document, sentence, clauses)
    spoken = is_spoken(document.text, document.language)
    return tuple(
        wording
        for wording in found
        if stands_alone(wording.text, document.language)
        and not (spoken and is_addressed(wording.text, document.language))
    )


def _is_item(document: Document, block: Block, clauses: Sequence[Clause]) -> bool:
    """Whether a sentence is one thing of a list: a number before it, and neither an act nor a rule of its own."""
    if without_number(document, block.span) == block.span and block.kind is not BlockKind.LIST_ITEM:
        return False
    acts = tagged_words(clauses[0].span.slice(document.text))[0][1].startswith(("v", "d", "ad"))
    if acts or clauses[0].verbal or any(clause.duty for clause in clauses):
        return False
    listed = clauses[-1].final in "；;"
    return listed or (len(clauses) == 1 and (clauses[0].nominal or clauses[0].adjunct))


def _speaks_on(before: Span | None, sentence: Span, clauses: Mapping[Span, tuple[Clause, ...]]) -> bool:
    """Whether a sentence names nobody and the one before it speaks of somebody by name: it is about that person."""
    if before is None or any(clause.subject is not None for clause in clauses[sentence]):
        return False
    named = [clause for clause in clauses[before] if clause.subject is not None]
    return bool(named) and named[-1].person


def without_number(document: Document, span: Span) -> Span:
    """The block without the dash or number that it begins with: numbers of the source are not those of a briefing."""
    text = span.slice(document.text)
    dashes = len(text) - len(text.lstrip("—–-•·●◆■▪ \u3000"))
    _, number = numbering_of(text[dashes:], document.language)
    if number and _NAMED_NUMBER.match(text, dashes) and text[dashes + number - 1].isalnum():
        return span  # Section 8(c) of the Act provides
    if not number:
        numbered = _PARAGRAPH_NUMBER.match(text, dashes)
        number = len(numbered.group()) if numbered else 0
    return Span(min(span.end, span.start + dashes + number), span.end)


def is_run_in(document: Document, sentence: Span, *, listed: bool = False) -> bool:
    """Whether the first sentence of a paragraph is its heading: short, assertive, without a number, and no aphorism.

    One that is `listed`, with a number or a dash, need have no verb.
    """
    text = sentence.slice(document.text)
    if document.language is Language.ENGLISH:
        return len(text.split()) <= 8 and text.endswith((".", ":")) and not _DIGIT.search(text) and can_head(text)
    words = simplified(without_final_mark(document.text, sentence).slice(document.text))
    return (
        len(words) <= _LONGEST_RUN_IN
        and text[-1:] in "。："
        and not _DIGIT.search(words)
        and words[:1] not in "“‘"
        and not is_ornament(document, sentence)
        and (listed or words.startswith(_verbs()) or any(tag.startswith("v") for _, tag in tagged_words(words)))
        and not is_of_somebody(words)
        and not re.match(r"^(?:[一-鿿]{2,8}年来|那|今年|去年|会议|会上|同志们|据|不得不)|.{0,3}[这此该]", words)
    )


@cache
def _verbs() -> tuple[str, ...]:
    """First words that are verbs or adverbs whatever a tagger makes of them."""
    return tuple(_data(Language.CHINESE)["verbs"]["openings"])


def is_of_somebody(words: str) -> bool:
    """Whether words speak of somebody by name: a name stands before their first verb."""
    before = takewhile(lambda word: not word[1].startswith("v"), tagged_words(words))
    return any(tag.startswith("nr") for _, tag in before)


def _find_inside_quotations(document: Document, block: Block, sentences: Sequence[Span]) -> set[Span]:
    """The sentences that begin inside a quotation that their paragraph, or the mark before it, has opened."""
    if document.text[max(0, block.span.start - 8) : block.span.start].rstrip().endswith(("“", "「", "『")):
        return set(sentences)
    found: set[Span] = set()
    opened = dict.fromkeys(("“”", "「」", "『』"), 0)
    position = block.span.start
    for sentence in sentences:
        between = document.text[position : sentence.start]
        for marks in opened:
            opened[marks] += between.count(marks[0]) - between.count(marks[1])
        if any(count > 0 for count in opened.values()):
            found.add(sentence)
        position = sentence.start
    return found
