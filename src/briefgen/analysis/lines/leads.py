"""The lead of a point: the bold few words that govern its line."""

import re
from collections.abc import Sequence

from briefgen.analysis.lines.compression import Wording, make_line, make_wording
from briefgen.analysis.lines.cue_words import is_empty_talk
from briefgen.analysis.lines.paragraphs import Paragraph, is_of_somebody
from briefgen.analysis.lines.rating import LENGTHS, Material
from briefgen.analysis.lines.standing import stands_alone
from briefgen.analysis.text.sentences import without_final_mark
from briefgen.content import Line
from briefgen.document import BlockKind, Document, Language, Span

_SHORTEST_HEADING = 4  # characters
_DIGIT = re.compile(r"\d")


def find_lead(material: Material, paragraph: Paragraph, text: Line) -> Line | None:
    """The run-in heading in a lead's length, or the paragraph's first clause where it governs the line."""
    document, lengths = material.document, material.lengths
    sentence = paragraph.run_in or (paragraph.said[0] if paragraph.said else None)
    if sentence is None:
        return None
    clauses = paragraph.clauses[sentence]
    block = paragraph.block
    listed = paragraph.run_in is not None and (
        block.kind is BlockKind.LIST_ITEM or paragraph.run_in.start > block.span.start
    )
    leaning = len(clauses) == 1 and clauses[0].adjunct and not listed
    if leaning or _DIGIT.search(clauses[0].span.slice(document.text)):
        return None
    opens = clauses[0].adjunct or clauses[0].modal or clauses[0].open
    first = [] if opens or (len(clauses) > 1 and clauses[1].continuing) else [clauses[0].span]
    if paragraph.run_in is None:
        if document.language is Language.ENGLISH:
            return None
        governs = clauses[0].subject is None and paragraph.sentences[0] == sentence and len(clauses) > 1
        return (
            _first_fitting(document, sentence, [(span, lengths.lead.stop - 1) for span in first], text)
            if governs
            else None
        )
    main = [clause.span for clause in clauses if not (clause.adjunct or clause.dependent or clause.open)]
    candidates = [(sentence, lengths.lead.stop - 1), *((span, lengths.lead.stop - 1) for span in first)]
    candidates += [(sentence, lengths.longest_lead), *((span, lengths.longest_lead) for span in main)]
    return _first_fitting(document, sentence, candidates, text)


def _governs(document: Document, wording: Wording) -> bool:
    """Whether words may stand bold before a line: they say what to do or how it is, and lean on nothing."""
    stands = stands_alone(wording.text, document.language) and not is_empty_talk(document, wording.text)
    return stands and (document.language is Language.ENGLISH or not is_of_somebody(wording.text))


def _first_fitting(
    document: Document, sentence: Span, candidates: Sequence[tuple[Span, int]], text: Line
) -> Line | None:
    """The first candidate that is no longer than its limit and not said by the line itself."""
    for span, limit in candidates:
        headed = span == sentence and document.language is Language.CHINESE  # a heading is one, however short
        shortest = _SHORTEST_HEADING if headed else LENGTHS[document.language].lead.start
        wording = make_wording(document, (without_final_mark(document.text, span),), sentence)
        if (
            wording
            and shortest <= wording.length <= limit
            and wording.text not in text.text
            and _governs(document, wording)
        ):
            return make_line(document, wording.fragments)
    return None
