"""Which paragraphs of a page layout are headings, and the title: by size, weight, face, and the file's own outline."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from briefgen.readers.pdf_page import Bookmark, Face
from briefgen.readers.pdf_paragraphs import Paragraph, bullet_length

_LARGER = 1.12  # of the body's size
_DISPLAY = 1.35  # of the body's size: a title so large may be longer
_LONGEST = {True: 60, False: 120}  # code points of a heading, by whether it is Chinese
_HEAD_FACES = re.compile(r"hei|kai|黑|楷|xiaobiaosong|小标宋|sans|gothic|arial|helvetica", re.IGNORECASE)
_NUMBERINGS = tuple(
    re.compile(pattern)
    for pattern in (
        r"第[一二三四五六七八九十百\d]{1,4}[章编篇部]",
        r"第[一二三四五六七八九十百\d]{1,4}节",
        r"[一二三四五六七八九十]{1,3}、",
        r"[（(][一二三四五六七八九十]{1,3}[）)]",
        r"\d{1,2}[.．、](?!\d)|\d{1,2}\s+(?=[A-Z])",
        r"\d{1,2}\.\d{1,2}(?!\.?\d)",
        r"\d{1,2}\.\d{1,2}\.\d{1,2}",
    )
)
_MARKS_OF_HEADINGS = "●■◆"  # the hollow ones are boxes to tick
_ENDS_SENTENCE = "。；;，,、:："
_ENDS_TEXT = "。；;.!?！？"
_MOST_LINES = 4
_MOST_IN_HEADINGS = 0.35  # share of the letters; beyond it the bold lines are emphasis, or the text a list
_ORGAN = re.compile(r"(?:文件|公报|公告|通报|令|函|纪要|简报)$")
_PAPER_NUMBER = re.compile(r"^\S{1,12}[〔\[［(（]\s*(?:19|20)\d\d\s*[〕\]］)）]\s*第?\s*\d+\s*号")
_NO_HEADING = re.compile(
    r"^[（(]?(?:计量)?单位\s*[：:]"  # of the table below
    r"|^\S+@\S+\.\w+$|^(?:https?://|www\.)\S+$"
    r"|^(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月](?:\s*\d{1,2}\s*日?)?)?$"
    r"|^(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d$"
)
_NAMES = re.compile(
    r"(?:[A-Z][\w.’'-]*(?:\s*[,&]\s*|\s+and\s+|\s+)){1,8}[A-Z][\w.’'-]*[*†]?|[一-鿿]{2,4}(?:[\s　、]+[一-鿿]{2,4}){0,5}"
)
_USUAL_PART = re.compile(
    r"(?i:abstract|summary|executive summary|introduction|overview|contents|key \w+)|摘要|引言|前言|概述|目录|导语"
)
_SMALLER = 0.97  # of the body's size: so is set what stands below the names of authors
_CLOSE = 1.7  # of its size: lines of a title stand no farther apart
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The levels of heading paragraphs by index, those that are sure, the index of the title's paragraph, and those
    beside it that belong to the head of the paper: its organ and number above, author and date below.
    """

    levels: dict[int, int]
    sure: frozenset[int]
    title: int | None
    beside: frozenset[int]


def find_heads(paragraphs: list[Paragraph], bookmarks: list[Bookmark]) -> Heads:
    """Headings with levels from 1, the title, and the lines above the title that belong to the paper's head."""
    texts = [index for index, paragraph in enumerate(paragraphs) if paragraph.first.table is None]
    body = _body_face(paragraphs)
    marked = _from_outline(paragraphs, bookmarks)
    candidates = {
        index: reason
        for index in texts
        if (reason := _reason(paragraphs, index, body)) and not paragraphs[index].is_contents
    }
    title = _find_title(paragraphs, candidates, body)
    beside = _beside_title(paragraphs, title, candidates, marked) | _authors(paragraphs, title, marked, body)
    found = {index for index in {*candidates, *marked} if index != title and index not in beside}
    letters = sum(len(paragraphs[index].text) for index in texts)
    if sum(len(paragraphs[index].text) for index in found) > _MOST_IN_HEADINGS * letters:
        found = {index for index in found if index in marked or candidates.get(index) == "size"}
    levels = _levels(paragraphs, sorted(found), marked)
    sure = frozenset(index for index in found if index in marked or candidates.get(index) in ("size", "number"))
    return Heads(levels=levels, sure=sure, title=title, beside=beside)


def joined_title(paragraphs: list[Paragraph], bookmarks: list[Bookmark]) -> list[Paragraph]:
    """The paragraphs, those lines that stand close below the title and are set like it being part of it."""
    title = find_heads(paragraphs, bookmarks).title
    if title is None:
        return paragraphs
    end = title + 1
    while end < len(paragraphs) and _goes_on(paragraphs[end - 1], paragraphs[end]):
        end += 1
    parts = paragraphs[title:end]
    blank = "" if parts[0].first.is_han else " "
    whole = replace(
        parts[0], lines=[line for part in parts for line in part.lines], text=blank.join(part.text for part in parts)
    )
    return [*paragraphs[:title], whole, *paragraphs[end:]]


def _goes_on(upper: Paragraph, lower: Paragraph) -> bool:
    """Whether a line of the title goes on in the paragraph below."""
    last, first = upper.lines[-1], lower.first
    alike = abs(last.face.size - first.face.size) < 0.3 and last.face.bold == first.face.bold
    near = last.page == first.page and first.table is None and 0 < first.base - last.base <= _CLOSE * last.face.size
    return alike and near and upper.text[-1:] not in _ENDS_TEXT and not _is_numbered(lower)


def _is_numbered(paragraph: Paragraph) -> bool:
    return any(pattern.match(paragraph.text) for pattern in _NUMBERINGS)


def _body_face(paragraphs: list[Paragraph]) -> Face:
    counts: Counter[Face] = Counter()
    for paragraph in paragraphs:
        for line in paragraph.lines:
            for face, count in line.faces.items():
                counts[face] += count
    return counts.most_common(1)[0][0] if counts else Face(size=10.0)


def _from_outline(paragraphs: list[Paragraph], bookmarks: list[Bookmark]) -> dict[int, int]:
    """The paragraphs that the file's outline names, with its levels."""
    wanted = {(mark.page, _key(mark.title)): mark.level for mark in bookmarks}
    found: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        key = _key(paragraph.text)
        for page in (paragraph.first.page, paragraph.first.page - 1):
            level = wanted.get((page, key)) or wanted.get((page, re.sub(r"^[\d.]+", "", key)))
            if key and level and index not in found and _may_be_named(paragraph):
                found[index] = level
    return found


def _may_be_named(paragraph: Paragraph) -> bool:
    """Whether the outline may name a paragraph: some programs put whole sentences and labels of tables in it."""
    return (
        not paragraph.is_contents
        and paragraph.text[-1:] not in _ENDS_SENTENCE
        and not _NO_HEADING.match(paragraph.text)
    )


def _key(text: str) -> str:
    return re.sub(r"[\s.．]+", "", text).lower()


def _reason(paragraphs: list[Paragraph], index: int, body: Face) -> str:
    """Why a paragraph may be a heading: size, number, bold or face; empty when it can't be one."""
    paragraph = paragraphs[index]
    text, face = paragraph.text, paragraph.face
    chinese = paragraph.first.is_han
    longest = _LONGEST[chinese] * (2 if face.size >= _DISPLAY * body.size else 1)
    if len(text) > longest or text[-1:] in _ENDS_SENTENCE or not _LETTER.search(text) or _NO_HEADING.match(text):
        return ""
    is_item = bool(bullet_length(text)) and text[0] not in _MARKS_OF_HEADINGS
    if len(paragraph.lines) > _MOST_LINES or paragraph.is_caption or is_item:
        return ""
    numbered = _is_numbered(paragraph)
    bold = face.bold and not body.bold
    other = face.family != body.family and bool(_HEAD_FACES.search(face.family)) and not _HEAD_FACES.search(body.family)
    whole = all(each.bold == face.bold for line in paragraph.lines for each in line.faces)
    if face.size >= _LARGER * body.size:
        return "size"
    if face.size < 0.95 * body.size or not whole:
        return ""
    if numbered and (bold or other):
        return "number"
    follows = index + 1 < len(paragraphs)
    return ("bold" if bold else "face") if (bold or other) and follows and not paragraph.text.endswith(".") else ""


def _find_title(paragraphs: list[Paragraph], candidates: dict[int, str], body: Face) -> int | None:
    """The largest lines of the first page that are neither the issuing organ's name nor a number of the paper."""
    first = min((paragraph.first.page for paragraph in paragraphs), default=1)
    early = [
        index
        for index, reason in candidates.items()
        if paragraphs[index].first.page <= first + 1
        and (reason == "size" or (paragraphs[index].centred and reason in ("bold", "face")))
        and not _is_organ(paragraphs[index])
        and not _PAPER_NUMBER.match(paragraphs[index].text)
        and not _is_numbered(paragraphs[index])
        and not _has_text_above(paragraphs, index)
    ]
    on_first = [index for index in early if paragraphs[index].first.page == first]
    pool = on_first or early
    if not pool:
        return None
    size = max(paragraphs[index].face.size for index in pool)
    title = min(index for index in pool if paragraphs[index].face.size >= 0.98 * size)
    alike = sum(abs(paragraphs[index].face.size - size) < 0.3 for index in candidates)
    return title if alike <= 2 or paragraphs[title].centred or size > 1.5 * body.size else None


def _has_text_above(paragraphs: list[Paragraph], index: int) -> bool:
    """Whether a table or running text stands above a line, which a title can't have."""
    return any(
        paragraph.first.table is not None
        or len(paragraph.lines) > _MOST_LINES
        or (len(paragraph.text) > _LONGEST[paragraph.first.is_han] and paragraph.text[-1:] in _ENDS_TEXT)
        for paragraph in paragraphs[:index]
    )


def _beside_title(
    paragraphs: list[Paragraph], title: int | None, candidates: dict[int, str], marked: dict[int, int]
) -> frozenset[int]:
    """What stands above the title, and the large lines right below it that no number or outline makes headings."""
    if title is None:
        return frozenset()
    found = set(range(title))
    for index in range(title + 1, min(title + 6, len(paragraphs))):
        numbered = _is_numbered(paragraphs[index])
        follows = index + 1 < len(paragraphs) and (index + 1 in candidates or paragraphs[index + 1].centred)
        if index not in candidates or index in marked or numbered or not (paragraphs[index].centred or follows):
            break
        if paragraphs[index].face.bold and not follows:
            break
        found.add(index)
    return frozenset(found)


def _authors(paragraphs: list[Paragraph], title: int | None, marked: dict[int, int], body: Face) -> frozenset[int]:
    """The lines below the title that look like names, above the abstract or what is set smaller than the body."""
    if title is None:
        return frozenset()
    end = title + 1
    while end < len(paragraphs) and end not in marked and _is_names(paragraphs[end].text):
        end += 1
    below = paragraphs[end] if end < len(paragraphs) else None
    found = below is not None and (below.face.size < _SMALLER * body.size or _USUAL_PART.match(below.text))
    return frozenset(range(title + 1, end) if found else ())


def _is_names(text: str) -> bool:
    return bool(_NAMES.fullmatch(text)) and not _USUAL_PART.fullmatch(text)


def _is_organ(paragraph: Paragraph) -> bool:
    """Whether a line is the red head of an official paper."""
    text = paragraph.text.replace(" ", "")
    return paragraph.face.red or (paragraph.face.size >= 24 and len(text) <= 30 and text.endswith(("文件", "公报")))


def _levels(paragraphs: list[Paragraph], found: list[int], marked: dict[int, int]) -> dict[int, int]:
    """Levels by the outline, else by size, then by kind of numbering, then by weight: the larger the higher."""
    if marked and len(marked) >= 0.6 * len(found):
        deepest = max(marked.values())
        return {index: marked.get(index, min(deepest + 1, 6)) for index in found}
    ranks: dict[tuple[float, int, bool], int] = {}
    keys = {index: _rank(paragraphs[index]) for index in found}
    for key in sorted(set(keys.values()), key=lambda key: (-key[0], key[1], not key[2])):
        ranks[key] = min(len(ranks) + 1, 6)
    return {index: ranks[key] for index, key in keys.items()}


def _rank(paragraph: Paragraph) -> tuple[float, int, bool]:
    text = paragraph.text
    kind = next((number for number, pattern in enumerate(_NUMBERINGS) if pattern.match(text)), len(_NUMBERINGS))
    return paragraph.face.size, kind, paragraph.face.bold
