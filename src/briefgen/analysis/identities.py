"""Ids that are unique over a whole document and stay while the words they come from stay.

An id is a hash of words; where two items have the same words, the later one takes a number. So an id that stands in a
person's `NAME.toml` names one item, and the same item after the rest of the document has changed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from briefgen.content import Content, HeadlineFigure, Section


class _Names:
    """Gives each id once."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def take(self, name: str) -> str:
        """The id itself the first time, then `ID_2`, `ID_3` …"""
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}_{self._seen[name]}"


def with_unique_figure_ids(figures: Sequence[HeadlineFigure]) -> list[HeadlineFigure]:
    """The figures with unique ids, before anything refers to them."""
    names = _Names()
    return [replace(figure, id=names.take(figure.id)) for figure in figures]


def with_unique_ids(content: Content) -> Content:
    """The content with unique ids of sections, key points, cases, tables and series, in the order of the document."""
    names = _Names()

    def named(section: Section) -> Section:
        return replace(
            section,
            id=names.take(section.id),
            key_points=tuple(replace(point, id=names.take(point.id)) for point in section.key_points),
            cases=tuple(replace(case, id=names.take(case.id)) for case in section.cases),
            tables=tuple(replace(table, id=names.take(table.id)) for table in section.tables),
            series=tuple(replace(series, id=names.take(series.id)) for series in section.series),
            children=tuple(map(named, section.children)),
        )

    return replace(
        content,
        introduction=named(content.introduction) if content.introduction else None,
        sections=tuple(map(named, content.sections)),
        outlook=named(content.outlook) if content.outlook else None,
    )
