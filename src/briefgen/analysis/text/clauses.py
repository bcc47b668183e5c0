"""The clauses of a sentence and what each leans on: a scene, the clause before it, a condition, a subject.

Told by tags of a segmenter and cue words (`clauses.toml`). What writes lines and what judges them read clauses alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefgen.analysis.text.clause_cues import ClauseCues, clause_cues
from briefgen.analysis.text.segmenter import tagged_words
from briefgen.analysis.text.sentences import split_clauses, without_final_mark
from briefgen.analysis.text.simplified import simplified
from briefgen.analysis.text.subjects import (
    QUOTED,
    TIME_OPENING,
    ends_surely,
    find_subject,
    names_somebody,
    speaks_for_all,
)
from briefgen.document import Document, Language, Span

_DATE = re.compile(
    r"^\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:(?:至|到|—|-|~)(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?:底|末|初|以来|间)?$"
    r"|^(?:新华社.{2,20}?电\s*(?:（[^（）]*）)?)?\s*(?:当地时间)?\d{1,2}(?:月\d{1,2})?日(?:上午|下午|晚间?|凌晨|中午|傍晚)?$"
    r"|^(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:上午|下午|晚间?|晚上|凌晨|中午|傍晚|早上)?(?:\d{1,2}(?:[:：]\d{2}|[时点](?:\d{1,2}分|半)?))?(?:许|左右)?$"
)
_ENDS_IN_NUMBER = re.compile(r"[一二两三四五六七八九十][次遍轮回]$|\d[\d.,]*[万亿余多]*[^\d，。]{0,3}(?:\s|$)")
_BEFORE_MODIFIER = ("在", "从", "由", "自", "经", "曾", "被")
_MOVERS = ("对", "将", "把", "以", "用", "由", "向")
_DEALS = re.compile("^[^、和与及]{0,8}分别")
_JOINS = ("以及", "及其他", "和其他", "或者其他")
_BOUNDING, _BOUNDS = ("在", "对", "对于"), ("以外", "之外", "范围内", "范围之内")
_PREDICATES = ("v", "a", "i", "l", "z")
_LONGEST_TERM = 10  # characters of a term in quotation marks; what is longer is a statement
_LONG_ADJUNCT, _SHORT_ADJUNCT, _LONG_OPENING = 24, 10, 16  # code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause with its closing mark and what it leans on.

    `subject` is the span that names who acts, if stated; `restorable` says that its end is certain enough to set it
    again before another clause; `generic` that it is the body a briefing speaks for. `topical` clauses speak of what
    stands right before them; `open` ones can't end a line, `continuing` ones say on what the one before has begun.
    `verbal`: it opens with a verb or an adverb known as such; `presenting`: it says that something is there, of which
    the next clause may speak; `condition`: it ends as the case of a rule does (…的，);
    `resuming`: it takes up the noun that the one before it names (这一技术被称为…); `quoting`: it is a quotation;
    `person`: its subject is somebody by name; `duty`: it says what somebody must or may do; `purpose`: what it is for;
    `obliging`: the word that says so holds for what follows it too (应当会同…，制定…); `obliged` is the subject with
    that word right behind it. `embedding`: who acts stands in what somebody found or heard (发现某人…); `dealing`: it
    deals out numbers to things that stand before it (分别增长…); `joining`: it is the last of the things that it joins;
    `indefinite`: it only names something (一款…的工具，) of which the rest of the sentence tells.
    """

    span: Span
    adjunct: bool = False
    dependent: bool = False
    modal: bool = False
    period: bool = False
    subject: Span | None = None
    restorable: bool = False
    generic: bool = False
    topical: bool = False
    open: bool = False
    continuing: bool = False
    verbal: bool = False
    presenting: bool = False
    resuming: bool = False
    quoting: bool = False
    condition: bool = False
    duty: bool = False
    obliging: bool = False
    obliged: Span | None = None
    embedding: bool = False
    purpose: bool = False
    person: bool = False
    label: bool = False
    nominal: bool = False
    paired: bool = False
    dealing: bool = False
    joining: bool = False
    ordering: bool = False
    indefinite: bool = False
    defines: bool = False
    final: str = ""


def describe_clauses(document: Document, sentence: Span) -> tuple[Clause, ...]:
    """The clauses of a sentence with what each leans on."""
    return _described(document.text, document.language, sentence)


@lru_cache(maxsize=8192)
def _described(text: str, language: Language, sentence: Span) -> tuple[Clause, ...]:
    """What writes lines and what judges them ask for the same sentences."""
    cues = clause_cues(language)
    clauses = [
        _describe_clause(text, language, span, index, cues)
        for index, span in enumerate(split_clauses(text, sentence, language))
    ]
    return tuple(
        replace(clause, dependent=True) if before is not None and before.adjunct and before.dependent else clause
        for before, clause in zip([None, *clauses], clauses, strict=False)
    )


def _describe_clause(text: str, language: Language, span: Span, index: int, cues: ClauseCues) -> Clause:
    chinese = language is Language.CHINESE
    words = simplified(without_final_mark(text, span).slice(text))
    said = {word for word, _ in tagged_words(words)}
    subject = find_subject(words, span.start, cues) if chinese else None
    named = words[: subject.end - span.start] if subject else ""
    topic = bool(named) and len(named) >= len(words) and not _ENDS_IN_NUMBER.search(words)
    topic = topic or (chinese and (_is_modified_noun(words) or _is_verbless(words, cues)))
    adjunct = topic or _is_adjunct(words[len(named) :] if named else words, cues)
    joins = words in cues.connectives  # 因此， goes from a line with nothing lost
    adjunct = adjunct or joins or bool(_DATE.match(words.replace(" ", "")))
    period = adjunct and bool(TIME_OPENING.match(words))
    return Clause(
        span=span,
        adjunct=adjunct,
        dependent=not (period or joins) and _is_dependent(words, cues, first=index == 0),
        modal=_is_modal(words, cues) or (chinese and _governs(words, cues)),
        period=period,
        subject=subject,
        restorable=bool(named) and ends_surely(named, words[len(named) :], cues),
        generic=bool(named) and speaks_for_all(named, words, cues),
        topical=words.startswith(cues.topical),
        open=bool(cues.open_ending.search(words)) or (chinese and _waits(words)),
        continuing=bool(cues.continuing.match(words)),
        verbal=words.startswith(cues.verbs),
        presenting=not cues.presenting.isdisjoint(said),
        resuming=words.startswith(cues.resuming),
        quoting=words.startswith("“") and words.endswith("”") and len(words) > _LONGEST_TERM,
        condition=words.endswith("的") and "是" not in words,
        duty=not said.isdisjoint(cues.ordering),
        obliging=chinese and not said.isdisjoint(cues.obliging),
        obliged=_obliged(words, named, subject, cues),
        embedding=bool(cues.embedding.search(words)),
        purpose=adjunct and words.startswith(cues.purposes),
        person=bool(named) and names_somebody(named),
        nominal=chinese and _ends_in_noun_phrase(words, cues),
        paired=bool(cues.paired.search(words)),
        joining=words.startswith(_JOINS),
        dealing=_DEALS.search(words) is not None,
        ordering=words.startswith(cues.ordering),
        indefinite=topic and words.startswith(cues.indefinite),
        defines=any(word in words for word in cues.defining),
        label=index == 0 and text[span.end - 1] in "：:" and not cues.speech.search(words),
        final=text[span.end - 1],
    )


def _obliged(words: str, named: str, subject: Span | None, cues: ClauseCues) -> Span | None:
    """The subject of a clause and the word right behind it that says what it must or may do, where an act follows.

    None where the clause only says when, where or with whom: what comes next is not a second act, but the first.
    """
    word = next((word for word in cues.obliging if words.startswith(word, len(named))), None)
    if subject is None or word is None:
        return None
    rest = words[len(named) + len(word) :]
    if not rest or _is_adjunct(rest, cues) or cues.open_ending.search(rest) or _waits(rest):
        return None
    return Span(subject.start, subject.end + len(word))


def segment_start(clauses: Sequence[Clause], index: int) -> int:
    """Index of the first clause after the last semicolon or label before `index`: none before it governs this one."""
    ends = (i + 1 for i in range(index - 1, -1, -1) if clauses[i].final in "；;" or clauses[i].label)
    return next(ends, 0)


def _is_adjunct(words: str, cues: ClauseCues) -> bool:
    opens = _opening(words, cues)
    if opens in _BOUNDING and words.endswith(_BOUNDS):
        return True
    if opens == "从" and cues.from_to.match(words):
        return True
    if opens == "作为" or (opens == "除" and words.endswith("外")) or (opens == "为" and _is_purpose(words, cues)):
        return True
    if words.endswith(cues.adjunct_endings) and (len(words) <= _LONG_ADJUNCT or opens):
        return True
    if words.endswith(cues.short_endings) and (opens or (len(words) <= _SHORT_ADJUNCT and _ends_in_word(words, cues))):
        return True
    return bool(opens) and not _has_main_verb(words, opens, cues)


def _is_purpose(words: str, cues: ClauseCues) -> bool:
    """Whether a clause only says what for: 为 and an act (为推动…), not what it serves (为…提供…)."""
    acts = any(tag.startswith(("v", "d")) for _, tag in tagged_words(words)[1:2])
    return acts and not cues.serving.search(words)


def _is_modified_noun(words: str) -> bool:
    """Whether a clause is one noun phrase whose only verb stands in what modifies it (在…中牺牲的…书记)."""
    head, _, noun = QUOTED.sub("", words).rpartition("的")
    if not head or not words.startswith(_BEFORE_MODIFIER) or tagged_words(words[:8])[0][0] not in _BEFORE_MODIFIER:
        return False
    tags = [tag for _, tag in tagged_words(noun)]
    return bool(tags) and not any(tag.startswith(("v", "d", "p")) for tag in tags) and tags[-1].startswith(("n", "j"))


def _is_verbless(words: str, cues: ClauseCues) -> bool:
    """Whether nothing in a clause could be its predicate: no verb, adjective, set phrase or number at its end."""
    if words.startswith((*cues.verbs, *cues.ordering)) or _ENDS_IN_NUMBER.search(words):
        return False
    return not any(
        tag.startswith(("v", "a", "z", "i", "l")) or word in cues.events for word, tag in tagged_words(words)
    )


def _ends_in_word(words: str, cues: ClauseCues) -> bool:
    """Whether the ending is a word of its own: 年里 sets the scene, 公里 does not."""
    last_word = tagged_words(words)[-1][0]
    return last_word in cues.short_endings or words.endswith(("年", "月", "日", "日前"))


def _waits(words: str) -> bool:
    """Whether what a clause says of an object is still to come: after 对, 将 or 以 only what describes a noun."""
    tagged = tagged_words(QUOTED.sub("", words))
    places = [i for i, (word, tag) in enumerate(tagged) if word in _MOVERS and tag in ("p", "d", "v")]
    if not places or "为" in words[words.rindex(tagged[places[-1]][0]) :]:
        return False
    rest = tagged[places[-1] + 1 :]
    if not rest or not rest[-1][1].startswith("n"):
        return False
    opened = not any(tag in _PREDICATES for _, tag in tagged[: places[0]])
    if opened and tagged[places[0]][0] == "对" and _is_described_noun(tagged[places[0] + 1 :]):
        return True
    before = tagged[: places[-1]]
    head = max((i for i, (word, _) in enumerate(rest) if word == "的"), default=-1)
    described = [tag in _PREDICATES for _, tag in rest[: head + 1]]
    verbs = [tag in _PREDICATES for _, tag in rest[head + 1 :]]
    if sum(verbs) > (1 if head >= 0 else 0):
        return False
    if not any(described):
        return True
    return sum(described) == 1 and described[0] and not any(tag in _PREDICATES for _, tag in before)


def _is_described_noun(tagged: Sequence[tuple[str, str]]) -> bool:
    """Whether words end in 的 and a noun without a verb."""
    head = max((i for i, (word, _) in enumerate(tagged) if word == "的"), default=-1)
    return head > 0 and not any(tag in _PREDICATES for _, tag in tagged[head + 1 :])


def _opening(words: str, cues: ClauseCues) -> str:
    """The preposition or verb that makes a clause set the scene; one character counts only as a word of its own."""
    if not words.startswith(cues.adjunct_openings):
        return ""
    opening = max((opening for opening in cues.adjunct_openings if words.startswith(opening)), key=len, default="")
    if len(opening) == 1 and tagged_words(words[:8])[0][0] != opening:
        return ""
    return opening


def _has_main_verb(words: str, opening: str, cues: ClauseCues) -> bool:
    """Whether a clause that opens like an adjunct carries a main verb of its own (运用…建立…, 在…开展…)."""
    rest = QUOTED.sub("", words[len(opening) :])
    if len(opening) == 1:
        verbs = [word for word, tag in tagged_words(rest) if len(word) > 1 and (tag == "v" or word in cues.events)]
        return len(verbs) >= (1 if opening in "在以为" else 2) and not words.endswith(cues.adjunct_endings)
    reports = any(rest.find(verb, 4) >= 0 for verb in cues.result) and len(words) > _LONG_OPENING
    return reports and not _ends_in_noun_phrase(words, cues)


def _is_modal(words: str, cues: ClauseCues) -> bool:
    """Whether a word of intent, duty or condition stands in the clause; 将 that only moves an object is none."""
    tagged = tagged_words(QUOTED.sub("", words))
    moves_object = words.startswith("将") and not words.startswith(("将于", "将在", "将有", "将会", "将要", "将把"))
    return any(word in cues.modality and not (word == "将" and moves_object) for word, _ in tagged)


def _is_dependent(words: str, cues: ClauseCues, *, first: bool) -> bool:
    """Whether a clause needs the one before it."""
    if first and words[:1] in "”’）":
        return True
    return words.startswith(cues.dependent) and not words.startswith(cues.independent)


def _governs(words: str, cues: ClauseCues) -> bool:
    """Whether a clause names the case for which the ones after it hold (违反规定的), or who says them (某人表示)."""
    return (words.endswith("的") and "是" not in words) or bool(cues.says.search(words))


def _ends_in_noun_phrase(words: str, cues: ClauseCues) -> bool:
    """Whether a clause may be a noun with what modifies it: no modal verb, and no verb behind the last 的."""
    _, mark, noun = QUOTED.sub("", words).rpartition("的")
    if not mark or not noun or any(word in words for word in cues.topical if len(word) > 1):
        return False
    return not any(tag.startswith(("v", "d")) and tag != "vn" for _, tag in tagged_words(noun))
