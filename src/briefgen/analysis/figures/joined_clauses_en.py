"""Clauses of an English sentence joined where a comma parts no statements: names, lists, measures of a change."""

from collections.abc import Sequence
from itertools import pairwise

from briefgen.analysis.figures.items import FIGURE, MARK, Clause, Item
from briefgen.analysis.figures.phrases_en import is_noun, is_verb
from briefgen.analysis.figures.statements_en import english_words
from briefgen.document import Span


def joined_clauses(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses of a sentence, each with what only goes on with its names, its list or its measure."""
    return _with_measures(_with_lists(_with_whole_names(clauses)))


def _with_whole_names(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, those that only go on with a name joined: under the Roads[, Bridges, and Ports account]."""
    joined: list[Clause] = []
    for clause in clauses:
        last = joined[-1] if joined else None
        if last is not None and last.end_mark == "," and _goes_on_with_name(last.items, clause.items):
            comma = Span(last.span.end, last.span.end + 1)
            joined[-1] = Clause((*last.items, Item(comma, ",", MARK), *clause.items), clause.end_mark)
        else:
            joined.append(clause)
    return joined


def _with_lists(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, one with a figure joined to the list that it opens: spent $3m on roads[, parks, and trails]."""
    joined: list[Clause] = []
    at = 0
    while at < len(clauses):
        end = _end_of_members(clauses, at)
        whole = clauses[at]
        for member in clauses[at + 1 : end]:
            comma = Span(whole.span.end, whole.span.end + 1)
            whole = Clause((*whole.items, Item(comma, ",", MARK), *member.items), member.end_mark)
        joined.append(whole)
        at = max(end, at + 1)
    return joined


def _end_of_members(clauses: Sequence[Clause], start: int) -> int:
    """Behind the last member of the list that the clause at `start` opens: members without a verb or figure."""
    opening = clauses[start].items
    opens = clauses[start].end_mark == "," and (is_noun(opening[-1]) or opening[-1].tag == "ADJ")
    if not opens or not any(item.tag == FIGURE for item in opening):
        return start + 1
    for at in range(start + 1, min(len(clauses), start + _MOST_MEMBERS)):
        is_last = clauses[at].items[0].tag == "CCONJ"
        if not _is_member(clauses[at].items, is_last=is_last) or (is_last and at == start + 1):
            break
        if is_last:
            return at + 1
        if clauses[at].end_mark != ",":
            break
    return start + 1


def _is_member(items: Sequence[Item], *, is_last: bool) -> bool:
    told = any(item.tag == FIGURE or (item.tag in ("V", "AUX") and not is_last) for item in items)
    return not told and items[-1].span.end - items[0].span.start <= _LONGEST_MEMBER and not _finite(items)


def _finite(items: Sequence[Item]) -> bool:
    """Whether a verb with a tense stands in the items."""
    return any(item.tag in ("V", "AUX") and before.text.lower() != "to" for before, item in pairwise(items))


_MOST_MEMBERS, _LONGEST_MEMBER = 6, 60  # clauses of a list, characters of one


def _with_measures(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, those that only say by how much joined to what moved: expenses grew more slowly[, by 3 percent]."""
    joined: list[Clause] = []
    for clause in clauses:
        last = joined[-1] if joined else None
        opens = [item.tag if item.tag == FIGURE else item.text.lower() for item in clause.items[:2]]
        moved = last is not None and any(item.text.lower() in english_words()["changes"] for item in last.items)
        if (
            last
            and moved
            and opens in (["by", FIGURE], ["to", FIGURE])
            and not any(i.tag == FIGURE for i in last.items)
        ):
            comma = Span(last.span.end, last.span.end + 1)
            joined[-1] = Clause((*last.items, Item(comma, ",", MARK), *clause.items), clause.end_mark)
        else:
            joined.append(clause)
    return joined


def _goes_on_with_name(before: Sequence[Item], items: Sequence[Item]) -> bool:
    """A clause of names without a verb and a figure, behind a name that is not all of its clause."""
    name = items[1] if items[0].text in ("and", "&") and len(items) > 1 else items[0]
    behind_name = len(before) > 1 and before[-1].text[:1].isupper() and is_noun(before[-1])
    return (
        behind_name
        and name.text[:1].isupper()
        and is_noun(name)
        and any(item.tag == FIGURE for item in before)
        and not any(is_verb(item) or item.tag == FIGURE for item in items)
    )
