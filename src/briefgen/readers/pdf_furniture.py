"""What repeats from page to page or only numbers them: running heads, feet, page numbers."""

import re
from collections import Counter

from briefgen.readers.pdf_lines import Line
from briefgen.readers.pdf_page import Page

_MARGIN = 0.18  # share of the page's height, at the top and at the bottom, where running lines stand
_REACH = 3  # lines from the top and from the bottom
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:第?\s*\d{1,4}\s*[页頁]?(?:\s*[/／，,|共of]+\s*\d{1,4}\s*[页頁]?)?|page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|第\s*[一二三四五六七八九十百]{1,4}\s*[页頁]|[ivxlc]{1,6})[\W_]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+|[ivxlc]+$", re.IGNORECASE)


def without_furniture(pages: list[tuple[Page, list[Line]]]) -> list[list[Line]]:
    """The lines of each page without its running lines and number."""
    margins = [_in_margins(page, lines) for page, lines in pages]
    counts = Counter(key for marginal in margins for key in {_key(line) for line in marginal})
    least = max(2, 0.2 * len(pages))
    inner = [_inner(lines, marginal, counts, least) for (_, lines), marginal in zip(pages, margins, strict=True)]
    return inner if any(inner) else [lines for _, lines in pages]


def _inner(lines: list[Line], marginal: list[Line], counts: Counter[tuple[str, int]], least: float) -> list[Line]:
    """The lines without those that run, from the page's edges inwards up to the first that does not."""
    inner = list(lines)
    for end in (0, -1):
        while inner and any(inner[end] is line for line in marginal):
            line = inner[end]
            is_number = _PAGE_NUMBER.fullmatch(line.text) and line is lines[end]
            if counts[_key(line)] < least and not is_number:
                break
            inner.pop(end)
    return inner


def _in_margins(page: Page, lines: list[Line]) -> list[Line]:
    above = [line for line in lines[:_REACH] if line.base < _MARGIN * page.height]
    below = [line for line in lines[-_REACH:] if line.base > (1 - _MARGIN) * page.height]
    return above + below


def _key(line: Line) -> tuple[str, int]:
    """What makes two running lines the same: their words without numbers, and their height on the page."""
    return _DIGITS.sub("#", line.text.replace(" ", "")), round(line.base / 8)
