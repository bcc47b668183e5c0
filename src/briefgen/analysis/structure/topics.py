"""Sections of a text without headings: cut where its words change, each titled by one of its own clauses.

The cut is the one that a model of one word distribution a section finds most likely (Utiyama and Isahara, "A
statistical model for domain-independent text segmentation", ACL 2001), on at most 48 pieces, so that the cost stays
linear. A title is a clause as it stands, in English a noun phrase, chosen by words that the section has and the
others have not.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from briefgen.analysis.lines.ranking import content_words
from briefgen.analysis.structure.lines import rules_of, width_of
from briefgen.analysis.structure.topic_phrases_en import find_phrases
from briefgen.analysis.text.sentences import split_clauses, split_sentences, trim, without_final_mark
from briefgen.document import Block, BlockKind, Document, Language, Span

LEAST_TEXT = 3000.0  # wide characters from which on a text is cut; a shorter one makes a section of seven points
MOST_SECTIONS = 7
_SECTION_WIDTH = 1000.0  # wide characters that make a section by themselves
_SECTION_BLOCKS = 5  # paragraphs that make one
_LONG_BLOCK = 800.0  # wider paragraphs are opened: they are cut between sentences
_PIECES = 48
_WORDS_A_PIECE = 90
_PRIOR = 10.0  # of a further section, times the log of the words: on joined transcripts 7 of 10 seams are found
_TITLE_WIDTHS = (6.0, 20.0)
_TITLE_SENTENCES = 40  # sentences of a section in which its title is looked for
_FURTHER_DOWN = 0.01  # what each sentence costs
_CLAUSE_START = re.compile(
    r"^(?:(?:但是?|而且?|因此|所以|同时|此外|另外|其中|比如说?|例如|那么|然后|就是说?|首先|其次|最后|因为|其实|如果说?|再说|包括"
    r"|还是|我(?:觉得|想|认为)|对吧|第[一二三四五]个?就?(?=[^一二三四五六七八九十\d])|那个|那(?=我|你|其|就)|and\b|but\b|so\b|also\b|then\b)[，,\s]*)+"
)
_CHATTER = re.compile(
    "其实|比如说|这么一|对吧|是吧|好不好|我觉得|就是说|然后|那个|这个|这种|这样|什么|我们|你|他|您|一下|一些|东西|谢谢|大家|老师|呃|嗯|啊|呢|嘛|吧|了$"
)
_LEANING = re.compile(
    "^(?:可以|可能|一定|应该|应当|会|能|要|去|来|开始|一直|已经|正在|毕竟|即使|为什么|谁|看到|提到|让|再|还|只|很|更|最|也|都|又|有一|到|从|尤其|甚至|当|反而|由于|似乎|某|认为|一块|正好|今天|考虑|把|在)"
)


def find_topics(document: Document, blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """The blocks in sections by topic; one section where the text is too short or keeps to one topic."""
    pieces = _opened(document, blocks)
    widths = [width_of(block.span.slice(document.text)) for block in pieces]
    if sum(widths) < LEAST_TEXT:
        return (tuple(blocks),)
    groups = _grouped(widths)
    counts = [_words(document, pieces[start:end]) for start, end in groups]
    if not any(counts):  # nothing but marks or numbers
        return (tuple(blocks),)
    enough = [[sum(widths[a:b]), b - a] for a, b in groups]
    cuts = _best_cuts(counts, enough)
    if len(cuts) < 2:
        return (tuple(blocks),)
    bounds = [groups[first][0] for first in cuts] + [len(pieces)]
    return tuple(tuple(pieces[a:b]) for a, b in pairwise(bounds))


def find_topic_titles(document: Document, sections: Sequence[Sequence[Block]]) -> tuple[Span | None, ...]:
    """A clause or phrase of each section that says what it is about; no two alike."""
    counts = [_words(document, blocks) for blocks in sections]
    spread = Counter(word for words in counts for word in words)
    titles: list[Span | None] = []
    for blocks, words in zip(sections, counts, strict=True):
        weights = {word: math.log1p(n) * math.log(1 + len(sections) / spread[word]) for word, n in words.items()}
        said = {document.quote(title) for title in titles}
        titles.append(_best_clause(document, blocks, weights, said))
    return tuple(titles)


def _opened(document: Document, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, very long paragraphs cut between sentences."""
    pieces = []
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH and width_of(block.span.slice(document.text)) > _LONG_BLOCK:
            pieces += _cut_paragraph(document, block)
        else:
            pieces.append(block)
    return pieces


def _cut_paragraph(document: Document, block: Block) -> list[Block]:
    """A long paragraph as blocks of whole sentences of about a fifth of a section each."""
    sentences = split_sentences(document.text, block.span, document.language)
    pieces: list[Span] = []
    for sentence in sentences:
        last = pieces[-1] if pieces else None
        if last is not None and width_of(document.text[last.start : last.end]) < _SECTION_WIDTH / _SECTION_BLOCKS:
            pieces[-1] = Span(last.start, sentence.end)
        else:
            pieces.append(sentence)
    return [replace(block, span=span) for span in pieces] or [block]


def _grouped(widths: Sequence[float]) -> list[tuple[int, int]]:
    """At most _PIECES runs of neighbouring pieces, of about one width."""
    share = sum(widths) / _PIECES
    groups, start, width = [], 0, 0.0
    for i, own in enumerate(widths):
        width += own
        if width >= share or i == len(widths) - 1:
            groups.append((start, i + 1))
            start, width = i + 1, 0.0
    return groups


def _words(document: Document, blocks: Sequence[Block]) -> Counter[str]:
    words = Counter(
        word for block in blocks for word in content_words(block.span.slice(document.text), document.language)
    )
    return Counter(dict(words.most_common(_WORDS_A_PIECE)))


def _best_cuts(counts: Sequence[Counter[str]], enough: Sequence[Sequence[float]]) -> list[int]:
    """The first pieces of the sections of the likeliest cut (by dynamic programming over the pieces)."""
    size = len(counts)
    vocabulary = len({word for words in counts for word in words})
    prior = _PRIOR * math.log(max(2, sum(sum(words.values()) for words in counts)))
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(math.inf, 0)] * MOST_SECTIONS]
    best += [[(math.inf, 0)] * (MOST_SECTIONS + 1) for _ in range(size)]
    for start in range(size):
        costs = _costs_from(start, counts, vocabulary)
        for end in range(start + 1, size + 1):
            if not _is_enough(enough[start:end]):
                continue
            for sections in range(1, MOST_SECTIONS + 1):
                cost = best[start][sections - 1][0] + costs[end - start - 1] + prior
                if cost < best[end][sections][0]:
                    best[end][sections] = (cost, start)
    number = min(range(1, MOST_SECTIONS + 1), key=lambda sections: best[size][sections][0])
    cuts, end = [], size
    while number and math.isfinite(best[end][number][0]):
        end, number = best[end][number][1], number - 1
        cuts.append(end)
    return cuts[::-1]


def _costs_from(start: int, counts: Sequence[Counter[str]], vocabulary: int) -> list[float]:
    """The cost in nats of a section from `start` to each later piece under one smoothed distribution of words."""
    seen: Counter[str] = Counter()
    costs, total, told = [], 0, 0.0
    for words in counts[start:]:
        for word, n in words.items():
            before = seen[word]
            told += (before + n) * math.log(before + n + 1) - before * math.log(before + 1)
            seen[word] = before + n
            total += n
        costs.append(total * math.log(total + vocabulary) - told)
    return costs


def _is_enough(pieces: Sequence[Sequence[float]]) -> bool:
    return sum(width for width, _ in pieces) >= _SECTION_WIDTH or sum(n for _, n in pieces) >= _SECTION_BLOCKS


def _best_clause(document: Document, blocks: Sequence[Block], weights: dict[str, float], said: set[str]) -> Span | None:
    found: list[tuple[float, int, Span]] = []
    sentences = [
        sentence
        for block in blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        for sentence in split_sentences(document.text, block.span, document.language)
    ][:_TITLE_SENTENCES]
    for place, sentence in enumerate(sentences):
        for clause in _offered(document, sentence):
            text = clause.slice(document.text)
            if text and text not in said:
                found.append((_worth(text, weights, document.language) - _FURTHER_DOWN * place, -clause.start, clause))
    return max(found)[2] if found else None


def _offered(document: Document, sentence: Span) -> Iterable[Span]:
    """What of a sentence may be a title: Chinese clauses stand alone, of English ones the noun phrases do."""
    return find_phrases(document, sentence) if document.language is Language.ENGLISH else _clauses(document, sentence)


def _clauses(document: Document, sentence: Span) -> list[Span]:
    """The clauses of a sentence that could stand alone, without connecting word and final mark."""
    pieces = []
    for clause in split_clauses(document.text, sentence, document.language):
        start, end = without_final_mark(document.text, trim(document.text, clause))
        opening = _CLAUSE_START.match(document.text[start:end])
        pieces.append(trim(document.text, Span(start + (opening.end() if opening else 0), end)))
    return [piece for piece in pieces if piece.end > piece.start]


def _worth(text: str, weights: dict[str, float], language: Language) -> float:
    """How well a clause stands as a title: the weight of its words for its width, less what speaks against it."""
    words = set(content_words(text, language))
    width = width_of(text)
    least, most = _TITLE_WIDTHS if language is Language.CHINESE else (_TITLE_WIDTHS[0], 1.3 * _TITLE_WIDTHS[1])
    worth = sum(weights.get(word, 0.0) for word in words) / (2 + len(words))
    worth -= 0.15 * max(0.0, least - width) + 0.08 * max(0.0, width - most)
    patterns = rules_of(language).patterns
    if patterns["fragment"].match(text) or patterns["speech"].search(text) or patterns["unfinished"].search(text):
        worth -= 0.8
    if language is Language.CHINESE:
        worth -= 0.4 * len(_CHATTER.findall(text)) + (0.5 if _LEANING.match(text) else 0.0)
    if re.search(r"\d", text) or any(mark in text for mark in '“”"「」？?！!'):
        worth -= 0.5
    return round(worth, 6)
