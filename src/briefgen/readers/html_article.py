"""The article within a web page: the elements that hold its text, without navigation, sharing, related links, comments.

Works on the tree and on what elements are and are called; knows no site. The choice follows Readability (Arc90 2009,
continued by Mozilla): paragraphs lend their score to what encloses them, links take it away.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from briefgen.readers.html_names import ARTICLE_WORDS, FURNITURE_WORDS, INLINE, NEVER_TEXT, ROLES, SCORED

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_LONGEST_NAME = 3  # words of a class or id; longer ones are made of a heading's text

_MAIN = 0.4  # share of the running text that is never dropped for its name
_GAIN = 0.2  # share of its paragraphs that a wider element must add
_GAIN_IN_LINKS = 0.1  # share of links that what it adds may have
_REACH = 6  # levels up to which a paragraph speaks for what encloses it
_SHORTEST = 25  # weighted length of a paragraph that speaks for its surroundings (Readability's)
_COMMAS = ",，、；。"
_RELATED = re.compile(
    r"^\W*(?:相关(?:阅读|新闻|报道|链接|文章|推荐|资讯|专题|附件)|延伸阅读|推荐阅读|热门(?:推荐|文章|新闻)|猜你喜欢|更多(?:精彩|新闻|阅读)|"
    r"上一篇|下一篇|分享到|扫一扫|"
    r"related|read (?:more|next|also)|more (?:from|on|stories)|recommended|you (?:may|might) also|see also|share this|"
    r"most (?:read|popular)|trending)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Measure:
    """Of one element: weighted characters of its text, those in links, and its commas."""

    length: float = 0.0
    linked: float = 0.0
    commas: int = 0

    @property
    def link_density(self) -> float:
        return self.linked / self.length if self.length else 0.0


def find_article(body: etree._Element) -> list[etree._Element]:
    """The elements, in document order, whose text is the article; the tree is changed on the way."""
    _drop(body, [element for element in body.iter() if _is_no_text(element)])
    _drop_unless_main(body, _is_hidden)
    _drop_unless_main(body, _is_furniture)
    measures = _measures(body)
    roots = _with_siblings(_best(body, measures), measures)
    for root in roots:
        _drop_link_lists(root)
    return roots


def is_inline(element: etree._Element) -> bool:
    """Whether the element runs within a line."""
    return element.tag in INLINE


def plain(element: etree._Element) -> str:
    """All characters of an element, as they stand in the file."""
    return "".join(str(text) for text in element.itertext())


def words_of(element: etree._Element) -> set[str]:
    """The words of an element's class names and id, in small letters."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    words = {name.lower() for name in names}
    for name in names:
        parts = _WORD.findall(name)
        if len(parts) <= _LONGEST_NAME:
            words.update(part.lower() for part in parts)
    return words


def _is_no_text(element: etree._Element) -> bool:
    return not isinstance(element.tag, str) or element.tag in NEVER_TEXT or element.get("role", "") in ROLES


def _is_hidden(element: etree._Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDING.search(element.get("style") or ""))
    )


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in ("body", "html", "article", "main", "p", "td", "tr", "tbody", "table", "span", "a", *_HEADINGS):
        return False
    return element.tag == "footer" or bool(words_of(element) & FURNITURE_WORDS)


def _drop(body: etree._Element, elements: list[etree._Element]) -> None:
    """Remove elements and keep the text that follows them."""
    for element in elements:
        parent = element.getparent()
        if parent is None or element is body:
            continue
        if element.tail:
            before = element.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + element.tail
            else:
                parent.text = (parent.text or "") + element.tail
            element.tail = None
        parent.remove(element)


def _drop_unless_main(body: etree._Element, is_unwanted: Callable[[etree._Element], bool]) -> None:
    """Remove what looks unwanted, but never what holds the greater part of the page's running text."""
    unwanted = [element for element in body.iter() if is_unwanted(element)]
    if not unwanted:
        return
    measures = _measures(body)
    most = _MAIN * (measures[body].length - measures[body].linked)
    _drop(body, [each for each in unwanted if measures[each].length - measures[each].linked < most])


def _measures(body: etree._Element) -> dict[etree._Element, _Measure]:
    """The measure of every element, from the leaves up."""
    elements = list(body.iter())
    found = {element: _Measure() for element in elements}
    for element in reversed(elements):
        own = found[element]
        _count(own, element.text)
        if element.tag == "a" and element.get("href"):
            own.linked = own.length
        parent = found.get(element.getparent()) if element is not body else None  # type: ignore[arg-type]
        if parent is not None:
            parent.length += own.length
            parent.linked += own.linked
            parent.commas += own.commas
            _count(parent, element.tail)
    return found


def _count(measure: _Measure, text: str | None) -> None:
    if text and (text := " ".join(text.split())):
        measure.length += (len(text) + len(text.encode("utf-8", "replace"))) / 2  # a Chinese character counts two
        measure.commas += sum(map(text.count, _COMMAS))


def _best(body: etree._Element, measures: dict[etree._Element, _Measure]) -> etree._Element:
    """The element whose paragraphs speak most for it, widened to what encloses more of the same."""
    scores: dict[etree._Element, float] = {}
    wholes: dict[etree._Element, float] = {}
    for element, score in _iter_scored(body):
        wholes[element] = score
        for depth, ancestor in enumerate(islice(_ancestors(element, body), _REACH)):
            share = score / (1 if depth == 0 else 2 if depth == 1 else depth * 3)
            scores[ancestor] = scores.get(ancestor, 0.0) + share
    if not scores:
        return body
    final = {
        element: (score + min(_bonus(element), 25 if score >= 5 else score)) * (1 - measures[element].link_density)
        for element, score in scores.items()
    }
    best = max(final, key=lambda element: final[element])
    for element in reversed(list(body.iter())):
        parent = element.getparent()
        if parent is not None and element is not body and element in wholes:
            wholes[parent] = wholes.get(parent, 0.0) + wholes[element]
    return _widened(_common_ancestor(best, final, body), wholes, measures, body)


def _iter_scored(body: etree._Element) -> Iterator[tuple[etree._Element, float]]:
    """The elements whose own text is a paragraph, with its score: length and commas for it, links against it."""
    for element in body.iter(*SCORED):
        own = _own_measure(element)
        if own.length >= _SHORTEST and not _is_in_link(element):
            yield element, (1 + own.commas + min(own.length / 100, 3)) * (1 - own.link_density)


def _is_in_link(element: etree._Element) -> bool:
    return any(up.tag == "a" and up.get("href") for up in islice(element.iterancestors(), _REACH))


def _widened(
    best: etree._Element,
    wholes: dict[etree._Element, float],
    measures: dict[etree._Element, _Measure],
    body: etree._Element,
) -> etree._Element:
    """The highest element around the best that adds paragraphs and hardly a link: a page may part its article."""
    chosen = best
    for ancestor in _ancestors(best, body):
        gained = measures[ancestor].length - measures[chosen].length
        linked = measures[ancestor].linked - measures[chosen].linked
        more = wholes.get(ancestor, 0.0) - wholes.get(chosen, 0.0)
        if more >= _GAIN * wholes.get(chosen, 1.0) and linked <= _GAIN_IN_LINKS * gained:
            chosen = ancestor
        if ancestor is body:
            break
    return chosen


def _own_measure(element: etree._Element) -> _Measure:
    """The text that stands in the element itself or in inline elements of it."""
    own = _Measure()
    _count(own, element.text)
    for child in element:
        if child.tag in INLINE and element.tag not in INLINE:
            inner = plain(child) if child.tag != "br" else ""
            before = own.length
            _count(own, inner)
            if child.tag == "a" or child.find(".//a") is not None:
                own.linked += own.length - before
        _count(own, child.tail)
    return own


def _ancestors(element: etree._Element, body: etree._Element) -> Iterator[etree._Element]:
    if element is body or element.tag in ("div", "section", "article", "td", "main"):
        # Text directly in a container speaks for the container itself.
        yield element
    if element is not body:
        for ancestor in element.iterancestors():
            yield ancestor
            if ancestor is body:
                return


def _bonus(element: etree._Element) -> float:
    """What an element's name adds to its score; never more than its text does."""
    words = words_of(element)
    score = {"div": 5.0, "article": 15.0, "main": 10.0, "td": 3.0, "blockquote": 3.0, "pre": 3.0}.get(element.tag, 0.0)
    score -= 3.0 if element.tag in ("ol", "ul", "dl", "form", "li", "dd", "dt") else 0.0
    score += 25.0 if words & ARTICLE_WORDS else 0.0
    score -= 25.0 if words & FURNITURE_WORDS else 0.0
    return score + (40.0 if element.get("itemprop") == "articleBody" else 0.0)


def _common_ancestor(best: etree._Element, final: dict[etree._Element, float], body: etree._Element) -> etree._Element:
    """Where three others are nearly as good, the lowest element that encloses them and the best (Readability)."""
    others = [element for element, score in final.items() if score >= 0.75 * final[best] and element is not best]
    if len(others) >= 3:
        above = Counter(up for other in others for up in islice(other.iterancestors(), 4 * _REACH))
        best = next((up for up in islice(_ancestors(best, body), 4 * _REACH) if above[up] >= 3), best)
    score = final.get(best, 0.0)
    least = score / 3
    while best is not body and (parent := best.getparent()) is not None and parent is not body:
        if final.get(parent, 0.0) < least:
            break
        if final[parent] > score:
            return parent
        score = final[parent]
        break
    return best


def _with_siblings(best: etree._Element, measures: dict[etree._Element, _Measure]) -> list[etree._Element]:
    parent = best.getparent()
    if parent is None or best.tag == "body":
        return [best]
    return [child for child in parent if child is best or _belongs(child, best, measures)]


def _belongs(child: etree._Element, best: etree._Element, measures: dict[etree._Element, _Measure]) -> bool:
    """Whether a sibling of the best element carries more of the article."""
    measure = measures[child]
    if child.tag in _HEADINGS:
        return False
    alike = child.tag == best.tag and child.get("class") == best.get("class") and bool(best.get("class"))
    if alike:
        return measure.link_density < 0.3 and measure.length > 0
    if child.tag == "p":
        return (measure.length > 80 and measure.link_density < 0.25) or (
            0 < measure.length <= 80 and measure.linked == 0 and measure.commas > 0
        )
    return measure.commas >= max(10, 0.2 * measures[best].commas) and measure.link_density < 0.2


def _drop_link_lists(root: etree._Element) -> None:
    """Remove lists and boxes made of links, with the heading that announces them."""
    measures = _measures(root)
    dropped: list[etree._Element] = []
    for element in root.iter("ul", "ol", "div", "section", "table", "dl", "form", "p", "header", "h2", "h3", "h4"):
        measure = measures[element]
        if element is root or not measure.length or measure.link_density <= 0.5:
            continue
        rest = measure.length - measure.linked
        limit = 0.95 if element.tag in ("p", "table", *_HEADINGS) else 0.5
        if element.tag in _HEADINGS and not _RELATED.match(plain(element).strip()):
            continue
        if measure.link_density > limit and rest < 200:
            dropped.append(element)
            before = element.getprevious()
            if before is not None and _announces(before, measures):
                dropped.append(before)
    _drop(root, dropped)


def _announces(element: etree._Element, measures: dict[etree._Element, _Measure]) -> bool:
    text = plain(element).strip()
    return measures[element].length < 60 and (element.tag in _HEADINGS or bool(_RELATED.match(text)))
