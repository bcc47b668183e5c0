"""The words and patterns that tell what a clause is (`clauses.toml`), read once for a language."""

import re
from dataclasses import dataclass
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.document import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCues:
    """What clauses of a language are told by; tuples are openings or endings, sets are whole words."""

    adjunct_openings: tuple[str, ...]
    adjunct_endings: tuple[str, ...]
    dependent: tuple[str, ...]
    independent: tuple[str, ...]
    short_endings: tuple[str, ...]
    verbs: tuple[str, ...]
    events: tuple[str, ...]
    result: tuple[str, ...]
    modality: frozenset[str]
    generic: tuple[str, ...]
    predicates: tuple[str, ...]
    no_subject: frozenset[str]
    topical: tuple[str, ...]
    open_ending: re.Pattern[str]
    continuing: re.Pattern[str]
    presenting: frozenset[str]
    resuming: tuple[str, ...]
    indefinite: tuple[str, ...]
    from_to: re.Pattern[str]
    purposes: tuple[str, ...]
    serving: re.Pattern[str]
    speech: re.Pattern[str]
    says: re.Pattern[str]
    paired: re.Pattern[str]
    defining: tuple[str, ...]
    ordering: tuple[str, ...]
    obliging: tuple[str, ...]
    embedding: re.Pattern[str]
    quantities: tuple[str, ...]
    connectives: frozenset[str]


@cache
def clause_cues(language: Language) -> ClauseCues:
    """The cues of a language."""
    data = language_data(language, "clauses")
    return ClauseCues(
        adjunct_openings=tuple(data["adjunct"]["openings"]),
        adjunct_endings=tuple(data["adjunct"]["endings"]),
        dependent=tuple(data["dependent"]["openings"]),
        independent=tuple(data["dependent"]["exceptions"]),
        short_endings=tuple(data["adjunct"]["short_endings"]),
        verbs=tuple(data["verbs"]["openings"]),
        events=tuple(data["verbs"]["events"]),
        result=tuple(data["cues"]["result"]),
        modality=frozenset(data["modality"]["words"]),
        generic=tuple(data["subject"]["generic"]),
        predicates=tuple(data["subject"]["followed_by"]),
        no_subject=frozenset((*data["verbs"]["openings"], *data["subject"]["followed_by"])),
        topical=tuple(data["open"]["topical"]),
        open_ending=re.compile(data["open"]["ending"]),
        continuing=re.compile(data["open"]["continuing"]),
        presenting=frozenset(data["open"]["presenting"]),
        resuming=tuple(data["open"]["resuming"]),
        indefinite=tuple(data["open"]["indefinite"]),
        from_to=re.compile(data["adjunct"]["from_to"]),
        purposes=tuple(data["open"]["purposes"]),
        serving=re.compile(data["open"]["serving"]),
        speech=re.compile(data["open"]["speech"]),
        paired=re.compile(data["open"]["paired"]),
        says=re.compile(data["open"]["says"]),
        defining=tuple(data["open"]["defining"]),
        ordering=tuple(data["open"]["ordering"]),
        obliging=tuple(data["open"]["obliging"]),
        embedding=re.compile(data["open"]["embedding"]),
        quantities=tuple(data["open"]["quantities"]),
        connectives=frozenset(opening.rstrip("，, ") for opening in data["filler"]["openings"]),
    )
