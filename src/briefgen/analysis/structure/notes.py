"""Footnotes that stand among the paragraphs, as where a text was copied from the pages of a report.

A note opens with its bare number (`7 Audit Office, Roads and Bridges`). Notes are told by their numbers, which go up
through the whole document, and by citing: most of a report's own numbered paragraphs cite nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.document import Block, BlockKind, Document, Language

_FEWEST = 3  # notes of a document that has any
_SPARSE = 12  # numbers that may be missing between two notes: they stood in tables, or a page was left out
_MOST = 0.4  # part of the text that its notes may be
_CITING_PART = 0.4  # part of the notes that cite


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(language_data(Language.ENGLISH, "structure")["notes"][name])


def with_notes(document: Document) -> Document:
    """The document with its footnotes, and the notes below its tables, found among the paragraphs."""
    if document.language is not Language.ENGLISH:
        return document
    found = {*_footnotes(document), *_notes_of_tables(document)}
    if not found:
        return document
    blocks = (
        replace(block, kind=BlockKind.FOOTNOTE, level=None) if block in found else block for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def _notes_of_tables(document: Document) -> list[Block]:
    free = (block for block in document.blocks if block.kind is BlockKind.PARAGRAPH)
    return [block for block in free if _pattern("below a table").match(document.text, block.span.start, block.span.end)]


def _footnotes(document: Document) -> Sequence[Block]:
    notes = _run(document)
    texts = [block.span.slice(document.text) for block in notes]
    citing = sum(bool(_pattern("citing").search(text)) for text in texts)
    few = len(notes) < _FEWEST or citing < _CITING_PART * len(notes)
    return () if few or sum(map(len, texts)) > _MOST * len(document.text) else notes


def _run(document: Document) -> Sequence[Block]:
    """The paragraphs that open with a bare number, each higher than the one before."""
    run: list[Block] = []
    last = 0
    for block in document.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            continue
        match = _pattern("numbered").match(block.span.slice(document.text))
        number = int(match.group(1)) if match else 0
        if last < number <= last + _SPARSE:
            run.append(block)
            last = number
    return run
