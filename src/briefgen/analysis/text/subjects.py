"""Who or what a clause speaks of: the noun phrase before its verb, and what kind of body that is."""

import re

from briefgen.analysis.text.clause_cues import ClauseCues
from briefgen.analysis.text.segmenter import tagged_words
from briefgen.document import Span

PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "「": "」", "『": "』", "【": "】", "[": "]"}
"""Opening marks with the marks that close them."""

QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|‘[^‘’]*’")
"""What stands in quotation marks: its verbs are not the clause's."""

TIME_OPENING = re.compile(
    r"^(?:近[一二三四五六七八九十两几\d]+年|(?:过去|未来)[一二三四五六七八九十两几\d]+年|\d{2,4}年|[“]?十[一二三四五]五|党的.{1,8}以来|今年|去年|目前|截至|截止|今后|届时|将来|下一步|明年|未来$"
    r"|到\d|每年|这些年|[一二三四五六七八九十两几]年来|[一-鿿]{2,12}(?:期间|以来|时期)|(?:在|自|从)[^，]{2,24}(?:中|期间|时期|以来|后|时|之际|过程中|阶段)(?:（[^（）]*）)?$)"
)
"""How a clause opens that states a period."""

_MARK = re.compile(f"[{re.escape(''.join((*PAIRS, *PAIRS.values())))}]")
_DETERMINER = "各级"
_BESIDE_GENERIC = 4  # characters of a generic subject beside the word that tells it: 全省[各党组织]


def find_subject(text: str, start: int, cues: ClauseCues) -> Span | None:
    """The noun phrase before the first verb, None where the clause begins with its verb or an adjunct.

    A clause without any verb is a topic: the whole of it is the subject of what follows. `start` is where its text
    stands.
    """
    if TIME_OPENING.match(text):
        return None
    if text.startswith((*cues.verbs, *cues.ordering)):
        return _act_as_subject(text, start)
    opening = next((len(cue) for cue in cues.quantities if text.startswith(cue)), 0)
    end = start + opening
    seen_noun = False
    depth = 0
    marked = _MARK.search(text)
    for word, tag in tagged_words(text[opening:]):
        if depth == 0 and (tag in ("v", "vd", "vg", "d", "p", "ad", "z") or (seen_noun and word in cues.no_subject)):
            break
        if marked:
            depth += sum(word.count(mark) for mark in PAIRS) - sum(word.count(mark) for mark in PAIRS.values())
        named_together = end == start + opening and tag == "f"  # 中美元首: two countries, read as a place and a unit
        seen_noun = seen_noun or named_together or tag.startswith(("n", "r", "j", "m", "l", "vn", "s", "eng"))
        end += len(word)
    return Span(start, end) if seen_noun and end - start > 1 else None


def _act_as_subject(text: str, start: int) -> Span | None:
    """An act of which a clause says what it is (加强基础研究是…的要求): what stands before its copula."""
    end = start
    for word, tag in tagged_words(QUOTED.sub(lambda quoted: "“" * len(quoted.group()), text)):
        if word == "是" and tag == "v":
            return Span(start, end)
        end += len(word)
    return None


def ends_surely(named: str, rest: str, cues: ClauseCues) -> bool:
    """Whether the subject ends in a noun and a verb or adverb that can't be read otherwise follows it."""
    last_word, tag = tagged_words(named)[-1]
    if not (len(last_word) > 1 and tag.startswith(("n", "j")) and rest.startswith(cues.predicates)):
        return False
    following = tagged_words(rest[:8])[0][0]  # 共 is a word of its own, the one that 共享 begins with is not
    return any(rest.startswith(cue) and (len(cue) > 1 or following == cue) for cue in cues.predicates)


def names_somebody(named: str) -> bool:
    """Whether a subject is somebody by name."""
    return any(tag.startswith("nr") for _, tag in tagged_words(named))


def speaks_for_all(named: str, words: str, cues: ClauseCues) -> bool:
    """Whether a subject is the body that a briefing speaks for, or the place, not somebody or something of it."""
    return not names_somebody(named) and (_is_generic(named, cues) or _is_place(named, words, cues))


def _is_generic(named: str, cues: ClauseCues) -> bool:
    """Whether a subject is the body that a briefing speaks for, not a thing of it (我国大科学装置建设)."""
    if named.endswith(_DETERMINER):  # 地方各级[审计机关]: who acts was read as a verb
        return False
    if not any(cue in named for cue in cues.generic) or named.endswith(cues.generic):
        return named.endswith(cues.generic)
    rest = named
    for cue in cues.generic:
        rest = rest.replace(cue, "")
    return len(rest) <= _BESIDE_GENERIC


def _is_place(named: str, words: str, cues: ClauseCues) -> bool:
    """Whether a place acts by itself (贵州坚持…), not a body or person named after it (贵州遵义干部学院…)."""
    return words[len(named) :].startswith(cues.verbs) and all(tag in ("ns", "nt") for _, tag in tagged_words(named))
