"""How much a stretch of text says of its section: closeness to the section's and the title's words.

A centroid of tf-idf weights (Radev et al. 2004, MEAD) over content words; sums in a fixed order, rounded, so that
the same text always ranks the same.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.analysis.segmenter import tagged_words
from briefgen.document import Language

_CONTENT_TAGS = ("n", "v", "a", "j", "l", "i", "eng")
_STOP_WORDS = frozenset(
    [
        "的",
        "了",
        "是",
        "在",
        "和",
        "与",
        "及",
        "对",
        "等",
        "为",
        "以",
        "把",
        "被",
        "让",
        "使",
        "有",
        "不",
        "也",
        "都",
        "一",
        "个",
        "上",
        "下",
        "中",
        "进一步",
        "不断",
        "切实",
        "扎实",
        "深入",
        "全面",
        "持续",
        "认真",
        "积极",
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "for",
        "in",
        "on",
        "to",
        "with",
        "by",
        "from",
        "at",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "we",
        "our",
        "which",
    ]
)
_WORDS = re.compile(r"[A-Za-z][A-Za-z'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Centroid:
    """Weights of the words of a section, and of its title."""

    weights: dict[str, float]
    norm: float
    language: Language

    def score(self, text: str) -> float:
        """Closeness of a stretch of text, 0 to 1."""
        return self.score_words(content_words(text, self.language))

    def score_words(self, content: Sequence[str]) -> float:
        """Closeness of a stretch of text given by its content words, 0 to 1."""
        words = Counter(content)
        if not words or not self.norm:
            return 0.0
        dot = sum(count * self.weights.get(word, 0.0) for word, count in sorted(words.items()))
        length = math.sqrt(sum(count * count for _, count in sorted(words.items())))
        return round(dot / (length * self.norm), 6)


def content_words(text: str, language: Language) -> tuple[str, ...]:
    """The words that carry meaning, in order."""
    return tuple(word for _, word in iter_content_words(text, language))


def iter_content_words(text: str, language: Language) -> Iterator[tuple[int, str]]:
    """The words that carry meaning, each with its offset in the text."""
    if language is Language.ENGLISH:
        for match in _WORDS.finditer(text):
            if match.group().lower() not in _STOP_WORDS:
                yield match.start(), match.group().lower()
        return
    offset = 0
    for word, tag in tagged_words(text):
        if len(word) > 1 and tag.startswith(_CONTENT_TAGS) and word not in _STOP_WORDS:
            yield offset, word
        offset += len(word)


def describe_centroid(sentences: Sequence[str], title: str, background: Sequence[str], language: Language) -> Centroid:
    """The centroid of a section's sentences; `background` are all sentences of the document, for the idf."""
    document_frequency: Counter[str] = Counter()
    for sentence in background:
        document_frequency.update(set(content_words(sentence, language)))
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(content_words(sentence, language))
    for word in content_words(title, language):
        counts[word] += 2
    total = max(1, len(background))
    weights = {
        word: round((1 + math.log(count)) * math.log(1 + total / (1 + document_frequency[word])), 6)
        for word, count in sorted(counts.items())
    }
    return Centroid(
        weights=weights,
        norm=math.sqrt(sum(weight * weight for _, weight in sorted(weights.items()))),
        language=language,
    )


def similarity(one: str, other: str, language: Language) -> float:
    """Share of the shorter text's pairs of characters (Chinese) or words (English) that the other has, 0 to 1."""
    a, b = _features(one, language), _features(other, language)
    if not a or not b:
        return 0.0
    return len(a & b) / min(len(a), len(b))


def _features(text: str, language: Language) -> set[str]:
    if language is Language.ENGLISH:
        return set(content_words(text, language))
    han = re.sub(r"[^一-鿿0-9]", "", text)
    return {han[i : i + 2] for i in range(len(han) - 1)}
