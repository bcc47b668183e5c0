"""A web page as a tree: its article, and what it says of itself in meta elements, headings and the lines below them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise, zip_longest

from lxml import etree

from briefgen.document import BlockKind
from briefgen.readers.draft import Draft
from briefgen.readers.html_article import find_article
from briefgen.readers.html_blocks import Piece, add_pieces, collect, line_of, plain_text

_SAID_ANEW = 0.8  # of the pairs of letters of a title
_TITLE_NAMES = ("articletitle", "og:title", "twitter:title", "dc.title", "citation_title", "headline")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "citation_author", "byl", "parsely-author")
_DATE_NAMES = ("pubdate", "article:published_time", "publishdate", "dc.date", "date", "citation_publication_date")
_SOURCE_NAMES = ("contentsource", "source", "mediaid")

_SITE = re.compile(r"\s*(?:[_|｜\u2013\u2014]|\s-|--|-(?=[^-]*(?:网|新闻|政府|频道|日报|\.com|\.cn)))\s*")
_DATE = re.compile(
    r"(?:19|20)\d\d\s*(?:年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2})"
    r"|(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d",
)
_END = (
    r"(?=\s{2,}|[|｜（(【\[]|(?:19|20)\d\d[-年/]|$"
    r"|来源|作者|编辑|责编|责任编辑|字号|字体|时间|发布|浏览|点击|打印|分享|我要|举报)"
)
_SOURCE = re.compile(r"(?:信息|文章|稿件)?(?:来源|來源)\s*[:：]\s*(\S.{0,30}?)" + _END)
_AUTHOR = re.compile(
    r"((?:本报|本刊|本网)?(?:作者|记者|記者|通讯员|撰文|文字|文)\s*[:：|｜/／]\s*\S.{0,30}?)"
    + _END
    + r"|^(By\s+[A-Z][\w.'-]+(?:\s+(?:and\s+|,\s*)?[A-Z][\w.'-]+){0,6})"
)
_NAME = re.compile(r"(?=.*[^\W\d_])[^/@<>]{2,60}")
_LONGEST_LINE = 160  # characters of a line that states date, source and byline
_LONGEST_BOLD_HEADING = {True: 40, False: 90}  # code points, by whether the line is Chinese
_HAN = re.compile("[\u4e00-\u9fff]")
_CAPTION = re.compile(r"[摄攝]\s*[）)]?$|^图[为：]|^[▲△▼↑←→]|供图[）)]?$|资料图")
_TAIL = re.compile(
    r"^[\W_]*(?:责任编辑|責任編輯|责编|编辑|審核|审核|校对|值班编辑|来源|來源|原标题|本文来源|声明|免责声明|版权声明|扫一扫|分享到|打印|"
    r"关闭窗口|上一篇|下一篇|【字体|字号)\s*[:：】]?.{0,60}$"
    r"|^(?:您|你)?(?:所在|现在|当前)的?位置|^[\W_]*(?:首页|Home)\s*[>»›/]|^[+＋]?\d{1,2}$|^(?:图集|大图|打印|收藏|分享|评论)$"
)
_RELATED = re.compile(
    r"[\W_]*(?:相关(?:阅读|新闻|报道|链接|文章|推荐|资讯)|延伸阅读|推荐阅读|热门(?:推荐|文章|新闻|评论)|猜你喜欢|最新(?:评论|文章)|网友评论|"
    r"related (?:articles?|stories|posts|content|links|news)|read (?:more|next)|more (?:from|stories).{0,30}|"
    r"recommended(?: for you)?|you (?:may|might) also like|comments|leave a (?:comment|reply)|share this.{0,20})[\W_]*",
    re.IGNORECASE,
)
_MOST_AFTER_EDITORS = 0.6  # where the line of the editors ends the article just above
_NEAR = 3  # pieces
_MOST_AFTER_RELATED = 0.3  # share of the text that may follow a line such as 相关阅读 and be left out with it


class NestedTooDeeplyError(Exception):
    """The page has more levels than libxml2 reads (2048); what lies deeper would be lost."""


@dataclass(slots=True, kw_only=True)
class Page:
    """What was found: `particulars` are pairs of a name (byline, source or date) and its line."""

    title: str
    title_line: int | None
    particulars: tuple[tuple[str, str], ...]
    pieces: list[Piece]

    @property
    def has_headings(self) -> bool:
        """Whether the article has a heading below its title."""
        return any(piece.kind is BlockKind.HEADING for piece in self.pieces)

    def add_to(self, draft: Draft) -> None:
        """Give the article's blocks to a draft."""
        sure = any(piece.kind is BlockKind.HEADING and not piece.bold for piece in self.pieces)
        add_pieces(draft, self.pieces, sure=sure)


def read_page(text: str) -> Page | None:
    """The article of a page and its particulars; None for a page without an element. Raises NestedTooDeeplyError."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, recover=True, huge_tree=True
    )
    tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any("depth" in entry.message for entry in parser.error_log):
        raise NestedTooDeeplyError
    body = _whole_body(tree) if tree is not None else None
    if tree is None or body is None:
        return None
    metas = _metas(tree)
    title, line = _find_title(tree, metas)
    particulars = _find_particulars(body, metas, title)
    pieces = _without_related(_without_title(collect(find_article(body)), title))
    _mark_furniture(pieces)
    _mark_bold_headings(pieces)
    return Page(title=title, title_line=line, particulars=particulars, pieces=pieces)


def _whole_body(tree: etree._Element) -> etree._Element | None:
    """The body with what a malformed page has left beside it."""
    body = tree.find("body")
    if body is None:
        return None
    beside = [each for each in tree if each is not body and each.tag != "head"]
    for element in [*beside, *tree.itersiblings("html", "body", "div")]:  # libxml2 gives it a root of its own
        body.append(element)
    return body


def _metas(tree: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _find_title(tree: etree._Element, metas: dict[str, str]) -> tuple[str, int | None]:
    """The heading that the page's own title confirms, else the only first heading, else the title without the site."""
    element = tree.find(".//head/title")
    whole = plain_text(element) if element is not None else ""
    stated = [text for text in (_first(metas, _TITLE_NAMES), whole) if text]
    heads = [(plain_text(each), each) for each in tree.iter("h1", "h2", "h3") if not _in_furniture(each)]
    confirmed = [
        (text, each)
        for text, each in heads
        if len(_key(text)) >= 4 and any(_key(text) in _key(title) for title in stated)
    ]
    if confirmed:
        text, each = max(confirmed, key=lambda pair: (pair[1].tag == "h1", len(pair[0])))
        return text, line_of(each)
    title = _first(metas, _TITLE_NAMES[:1]) or _without_site(stated[0] if stated else "")
    firsts = [(text, each) for text, each in heads if each.tag == "h1" and text]
    if firsts and (not title or (len(firsts) == 1 and _is_worded_anew(firsts[0][0], title))):
        return firsts[0][0], line_of(firsts[0][1])
    return title, line_of(element) if element is not None else None


def _is_worded_anew(heading: str, title: str) -> bool:
    """Whether a heading says nearly all that the page's own title says: papers word the two apart."""
    said, meant = ({"".join(pair) for pair in pairwise(_key(text))} for text in (heading, title))
    return bool(meant) and len(said & meant) >= _SAID_ANEW * len(meant) and len(said) <= 2 * len(meant)


def _in_furniture(element: etree._Element) -> bool:
    return next(element.iterancestors("nav", "aside", "footer"), None) is not None


def _without_site(title: str) -> str:
    parts = [part for part in _SITE.split(title) if part and part.strip()]
    if not parts:
        return title
    return parts[0].strip() if len(_key(parts[0])) >= 6 or len(parts) == 1 else max(parts, key=len).strip()


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _find_particulars(body: etree._Element, metas: dict[str, str], title: str) -> tuple[tuple[str, str], ...]:
    """Byline, source and date: from the lines below the title, else from the page's meta elements."""
    byline = source = date = ""
    for line in _iter_lines_below(body, title):
        date = date or (match[0] if (match := _DATE.search(line)) else "")
        source = source or (match[0].strip() if (match := _SOURCE.search(line)) else "")
        byline = byline or (match[0].strip() if (match := _AUTHOR.search(line)) else "")
    author = _first(metas, _AUTHOR_NAMES)
    byline = byline or (author if _NAME.fullmatch(author) else "")
    source = source or _first(metas, _SOURCE_NAMES)
    stated = _DATE.search(_first(metas, _DATE_NAMES))
    date = date or (stated[0] if stated else "")
    found = (("byline", byline), ("source", source), ("date", date))
    return tuple((name, line) for name, line in found if line and len(line) <= _LONGEST_LINE)


def _iter_lines_below(body: etree._Element, title: str) -> Iterator[str]:
    """The short lines near the title's last heading: there pages put date, source and byline."""
    key = _key(title)
    if not key:
        return
    heads = [each for each in body.iter("h1", "h2", "h3", "div", "p", "td") if _key(_short_text(each)) == key]
    if not heads:
        return
    around = list(islice(heads[-1].itersiblings(), 8))
    for ancestor in islice(heads[-1].iterancestors(), 3):
        around.extend(islice(ancestor.itersiblings(), 3))
    for element in around:
        for each in islice(chain([element], element.iter("div", "p", "span", "td", "li", "time", "em")), 25):
            if each.tag not in ("script", "style") and (line := _short_text(each)):
                yield line


def _short_text(element: etree._Element) -> str:
    """The text of an element in one line, empty when it is long."""
    length = 0
    for text in element.itertext():
        length += len(str(text).strip())
        if length > _LONGEST_LINE:
            return ""
    return plain_text(element)


def _without_title(pieces: list[Piece], title: str) -> list[Piece]:
    """The pieces without the title's own line, which stands before them."""
    key = _key(title)
    return [
        piece
        for number, piece in enumerate(pieces)
        if not key or number > 6 or _key(piece.text) != key or piece.kind is BlockKind.TABLE
    ]


def _without_related(pieces: list[Piece]) -> list[Piece]:
    """The pieces up to a line that announces other articles, where only a little follows it, or editors stand above."""
    whole = sum(len(piece.text) for piece in pieces)
    rest = 0
    for number in range(len(pieces) - 1, 0, -1):
        rest += len(pieces[number].text)
        if rest > _MOST_AFTER_EDITORS * whole:
            break
        signed = any(_TAIL.match(piece.text) for piece in pieces[max(0, number - _NEAR) : number])
        if _RELATED.fullmatch(pieces[number].text) and (signed or rest <= _MOST_AFTER_RELATED * whole):
            return _without_related(pieces[:number])
    return pieces


def _mark_furniture(pieces: list[Piece]) -> None:
    """Lines of the page's making: date and source above the text; editors, declarations and links below it."""
    for number, piece in enumerate(pieces):
        if piece.kind is not BlockKind.PARAGRAPH or len(piece.text) > _LONGEST_LINE:
            continue
        above = number < 6 and (_SOURCE.search(piece.text) or _DATE.match(piece.text)) and piece.text[-1] not in "。.！"
        if above or _TAIL.match(piece.text):
            piece.kind, piece.bold = BlockKind.FURNITURE, False


def _mark_bold_headings(pieces: list[Piece]) -> None:
    """Short bold lines that stand over plain text are headings, one level below those that the page marks."""
    plain = sum(piece.kind is BlockKind.PARAGRAPH and not piece.bold for piece in pieces)
    bold = [piece for piece in pieces if piece.bold]
    level = 1
    for piece, below in zip_longest(pieces, pieces[1:]):
        if piece.kind is BlockKind.HEADING:
            level = piece.level or level
        elif piece.bold:
            stands_over = below is not None and below.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
            if len(bold) <= plain and stands_over and _is_heading_line(piece.text):
                piece.kind, piece.level = BlockKind.HEADING, min(level + 1, 6)
            else:
                piece.bold = False


def _is_heading_line(text: str) -> bool:
    chinese = bool(_HAN.search(text))
    return len(text) <= _LONGEST_BOLD_HEADING[chinese] and text[-1] not in "。；，：、;,:" and not _CAPTION.search(text)
