"""Nested lists: a short item with items below it is what these have in common, and so their heading."""

from collections.abc import Sequence

from briefgen.document import Block, BlockKind, Document, Language, Span

_LONGEST_HEAD = {Language.CHINESE: 20, Language.ENGLISH: 40}  # code points
_ENDS_SENTENCE = ("。", "！", "？", ".", "!", "?", "；", ";")


def find_list_heads(document: Document, blocks: Sequence[Block]) -> dict[int, Span]:
    """The short item above each item of a nested list, by the item's place among the blocks.

    An item that says a sentence of its own heads nothing: it is told itself.
    """
    heads: dict[int, Span] = {}
    above: list[Block] = []
    for place, block in enumerate(blocks):
        if block.kind is not BlockKind.LIST_ITEM or block.level is None:
            above.clear()
            continue
        above = [item for item in above if (item.level or 0) < block.level]
        if above and is_list_head(document, above[-1]):
            heads[place] = above[-1].span
        above.append(block)
    return heads


def is_list_head(document: Document, item: Block) -> bool:
    """Whether an item is so short, and so little of a sentence, that it can head the items below it."""
    text = item.span.slice(document.text).strip()
    return len(text) <= _LONGEST_HEAD[document.language] and not text.endswith(_ENDS_SENTENCE)
