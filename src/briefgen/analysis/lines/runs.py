"""Which runs of a sentence's clauses can stand alone as a line, and what is set again before them.

What a clause leans on (its subject, a modal verb, a duty, a contrast) comes with it or it goes.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from briefgen.analysis.text.clauses import Clause, segment_start
from briefgen.document import Span

_LONGEST_RUN = 480  # code points: no line is as long, not even a list in half-width characters
_LONGEST_SUBJECT = 16  # code points: a longer one can't be set again before another clause
_LONGEST_OBLIGED = 26  # one with 应当 behind it is sure to be whole
_UNKNOWN = Span(-1, -1)


def runs_from(clauses: Sequence[Clause], first: int) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """The last clause and the fragments, with what they lean on, of every run from a clause on that can stand alone."""
    segment = segment_start(clauses, first)
    before = clauses[segment:first]
    subject = _needed_subject(before, clauses[first]) if _can_begin(clauses, segment, first) else _UNKNOWN
    if subject is _UNKNOWN:
        return
    owned = subject is None and any(clause.subject is not None for clause in clauses[:segment])
    period = next((clause.span for clause in before if clause.period), None)
    reach = clauses[first].span.start + _LONGEST_RUN
    for last in range(bisect_right(clauses, reach, key=lambda clause: clause.span.end) - 1, first - 1, -1):
        if owned and _is_duty_of_another(clauses[first : last + 1]):
            continue
        crosses = first != segment and any(clause.final in "；;" for clause in clauses[first:last])
        if (
            crosses or _deals_out_half(clauses, segment, first, last) or not _can_end(clauses, first, last)
        ):  # half of one member of a list with the next one
            continue
        kept = [clause.span for clause in clauses[first : last + 1]]
        own_period = any(clause.period for clause in clauses[first : last + 1])
        lead = [span for span in (None if own_period else period, subject) if span is not None]
        yield last, (*lead, *kept)


def _can_begin(clauses: Sequence[Clause], segment: int, first: int) -> bool:
    """Whether a line may begin with a clause: nothing that stands before it is needed but its subject."""
    head, before = clauses[first], clauses[segment:first]
    if head.dependent or any(clause.modal or clause.indefinite for clause in before):
        return False
    if before and (_says_on(head, before) or (before[0].dependent and not before[0].adjunct)):  # 是他，撑起了…
        return False
    if head.ordering and not any(clause.subject for clause in before):
        return False
    governed = clauses[:segment]  # cases of one condition, members of one definition
    if any(opens_list(clause) for clause in clauses[:first]):
        return False
    return not any((clause.modal and clause.open) or clause.defines for clause in governed)


def _is_duty_of_another(run: Sequence[Clause]) -> bool:
    """Whether a member of a list says what must be done, and only what opens the list says who must (…；对…，应当…)."""
    return any(clause.duty for clause in run) and not any(clause.subject is not None for clause in run)


def _deals_out_half(clauses: Sequence[Clause], segment: int, first: int, last: int) -> bool:
    """Whether a run deals out (分别) numbers of, or joins (以及), things of which some stand before it."""
    run, before = clauses[first : last + 1], clauses[segment:first]
    if any(clause.joining for clause in run):
        return any(not clause.period for clause in before)
    return any(clause.dealing for clause in run) and any(not clause.adjunct for clause in before)


def opens_list(clause: Clause) -> bool:
    """Whether what stands behind the colon of a clause is only true with it: targets, measures, what somebody said."""
    return clause.final in "：:" and not (clause.label or clause.modal)


def _says_on(head: Clause, before: Sequence[Clause]) -> bool:
    """Whether a clause says on what stands before it: a rule of its case, an act of its purpose, more of one thing."""
    if head.continuing or (before[-1].adjunct and not before[-1].period and head.duty):
        return True
    return head.subject is None and (before[-1].presenting or any(clause.purpose for clause in before))


def _can_end(clauses: Sequence[Clause], first: int, last: int) -> bool:
    """Whether a line may end with a clause: it opens nothing, and nothing behind it limits it or says on."""
    tail = clauses[last]
    if tail.adjunct or tail.open or tail.final in "：:":
        return False
    if last + 1 == len(clauses):
        return True
    if any(opens_list(clause) for clause in clauses[first:last]):  # one member of what the colon opens
        return False
    if tail.paired or any(clause.defines for clause in clauses[segment_start(clauses, first) : last + 1]):
        return False
    following = clauses[last + 1]
    if following.quoting or (tail.final not in "；;" and _is_only_begun(clauses, first, last)):
        return False
    turns = following.modal and following.dependent and tail.final not in "；;"
    return not turns and not (tail.nominal and following.topical)


def _is_only_begun(clauses: Sequence[Clause], first: int, last: int) -> bool:
    """Whether what stands behind a clause says on what it has begun: its predicate, the rest of a case, the act."""
    if clauses[last + 1].final in "：:" and last + 2 == len(clauses):  # all of the sentence leads up to a list
        return True
    rest = list(takewhile(lambda clause: clause.final not in "；;", clauses[last + 1 : -1])) or [clauses[last + 1]]
    act = next((clause for clause in clauses[last + 1 :] if not clause.adjunct), None)
    if (act is not None and act.continuing) or clauses[last + 1].continuing or any(clause.condition for clause in rest):
        return True
    if clauses[last].joining and clauses[last + 1].subject is None and not clauses[last + 1].dependent:
        return True  # 各部门的收支，企业的收支，以及其他收支，应当…: what is said of all of them
    run = clauses[first : last + 1]
    purpose = any(clause.purpose for clause in run) and not any(clause.subject for clause in run if not clause.purpose)
    return purpose or _is_only_named(clauses[last], clauses[last + 1])


def _is_only_named(tail: Clause, following: Clause) -> bool:
    """Whether the tail may be no more than a noun of which only the next clause says something."""
    if tail.nominal and following.resuming:
        return True
    if not tail.nominal or (following.subject is not None and not following.adjunct):
        return False
    return (tail.subject is not None or tail.dependent) and not following.verbal


def _needed_subject(before: Sequence[Clause], head: Clause) -> Span | None:
    """The subject to set again: the nearest stated one, unless the clause has its own or a briefing speaks for it."""
    if head.subject is not None:
        return None
    if head.topical and before:
        return None if before[-1].generic else _UNKNOWN
    for clause in reversed(before):
        if clause.obliging or clause.embedding or clause.subject is not None:
            return _lent(clause, head)
    return None


def _lent(clause: Clause, head: Clause) -> Span | None:
    """What the nearest clause that says who acts, or that they must, lends to one that says neither."""
    if clause.obliging:
        return _within(None if head.duty else clause.obliged, _LONGEST_OBLIGED)
    if clause.embedding:
        return _UNKNOWN
    if clause.generic and not head.ordering:
        return None
    if clause.nominal:  # its subject may stand in what describes the noun: 委员会发现的问题
        return _UNKNOWN
    return _within(clause.subject if clause.restorable else None, _LONGEST_SUBJECT)


def _within(subject: Span | None, longest: int) -> Span:
    return subject if subject is not None and subject.end - subject.start <= longest else _UNKNOWN
