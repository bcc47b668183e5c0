"""Speaker notes say each sentence once, though several texts of their slide come from it.

Knows read paragraphs; knows nothing of slides.
"""

from collections.abc import Sequence

from briefgen.storyboard import Role
from briefgen.templating.lifting import TAGGED
from briefgen.templating.paragraphs import Box, Paragraph

SHORTEST_REPEATED = 10
"""Characters from which on a paragraph of speaker notes is looked for in the others: headings may stand again."""


def drop_repeated(box: Box) -> None:
    """Take out the paragraphs of speaker notes that another one says too: a sentence may stand behind many texts."""
    kept: list[Paragraph] = []
    for paragraph in box.paragraphs:
        if _is_in_any(paragraph, kept):
            _remove(paragraph)
            continue
        for shorter in [other for other in kept if _is_in_any(other, [paragraph])]:
            kept.remove(shorter)
            _remove(shorter)
        kept.append(paragraph)
    box.paragraphs[:] = kept


def _is_in_any(paragraph: Paragraph, others: Sequence[Paragraph]) -> bool:
    words = _words_of(paragraph)
    if len(words) < SHORTEST_REPEATED or not paragraph.element.get(TAGGED):
        return False
    return any(words in _words_of(other) for other in others)


def _words_of(paragraph: Paragraph) -> str:
    """The words of a paragraph without its source marks and its last stop."""
    return "".join(piece.text for piece in paragraph.pieces if piece.role is not Role.MARK).rstrip("。.")


def _remove(paragraph: Paragraph) -> None:
    parent = paragraph.element.getparent()
    assert parent is not None
    parent.remove(paragraph.element)
