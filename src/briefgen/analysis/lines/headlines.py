"""A headline that ran into the first sentence of its report, where a copied page has lost the break between them.

In “新桥建成通车今天（5月3日），新桥在东湖建成通车。” what stands before the date says what the sentence says again:
the sentence begins with its date.
"""

import re

from briefgen.analysis.text.segmenter import tagged_words
from briefgen.document import Document, Language, Span

_DATELINE = re.compile(
    r"(?<=[一-鿿\d”》])(?:(?:今天|昨天|前天|今日|昨日|今晚|昨晚)(?:上午|下午|晚)?(?:[（(]|\d{1,2}[时日])"
    r"|截至(?=\d|今年|目前|[上本]月)|(?<![一二三四五六七八九十百\d])日前，|近日，|记者(?:\d{1,2}日)?从|\d{1,2}月\d{1,2}日，)"
)
_LONGEST, _SHORTEST = 48, 8  # code points of a headline
_DATE_WORD = 2  # code points of 今天, 昨晚, 截至
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_REACH = 160  # code points of the report in which it is said again
_SAID_AGAIN = 0.5  # share of the headline's pairs of characters


def without_headline(document: Document, sentence: Span) -> Span:
    """The sentence from its date on, where what stands before it is said again behind it; else as it is."""
    if document.language is not Language.CHINESE:
        return sentence
    reach = min(sentence.end, sentence.start + _LONGEST)
    for match in _DATELINE.finditer(document.text, sentence.start + _SHORTEST, reach):
        start = _start(document.text, sentence.start, match)
        if start is None:
            continue
        headline = document.text[sentence.start : start]
        behind = document.text[start : start + _REACH]
        pairs = [headline[at : at + 2] for at in range(len(headline) - 1)]
        if "，" not in headline and sum(pair in behind for pair in pairs) >= _SAID_AGAIN * len(pairs):
            return Span(start, sentence.end)
    return sentence


def _start(text: str, start: int, date: re.Match[str]) -> int | None:
    """Where the report begins: at its date, or at the subject before it, with which the headline begins as well.

    None where the date stands between a subject and its verb and nothing is said twice.
    """
    headline = text[start : date.start()]
    subject = next((n for n in range(len(headline) // 2, 1, -1) if headline.endswith(headline[:n])), 0)
    if subject:
        return date.start() - subject
    if not date.group().startswith(("今", "昨", "前")):
        return date.start()
    behind = _BRACKETS.sub("", text[date.start() : date.start() + _LONGEST])
    following = next((tag for _, tag in tagged_words(behind[_DATE_WORD:])), "")
    return None if following.startswith(("v", "p", "d")) else date.start()
