"""What a native chart shows and how its alternative text says it."""

import re
from collections.abc import Iterator

from briefgen.storyboard import ChartData
from briefgen.templating.text import Text
from briefgen.templating.views import SeriesView, ShareView


def chart_of(series: SeriesView | ShareView, shape: str, *, sort: bool, rest: str = "") -> ChartData:
    """The data of a chart: in the source's order, or the largest first when sorted and not over time.

    Of a share the part, and what is left of the whole, which is called `rest`.
    """
    if isinstance(series, ShareView):
        part, whole = series._numbers
        return ChartData(
            shape_id=shape,
            title=str(series.clause),
            categories=(str(series.part.what), rest),
            values=(part, whole - part),
            labels=(),
            emphasis=None,
        )
    order = _order(series, sort=sort)
    categories = tuple(str(series.categories[at]) for at in order)
    title = str(series.title)
    named = [place for place, category in enumerate(categories) if category and category in title]
    return ChartData(
        shape_id=shape,
        title=title,
        categories=categories,
        values=tuple(series._series.numbers[at] for at in order),
        labels=tuple("".join(_label(series, at)) for at in order),
        unit=_unit(series),
        emphasis=named[0] if len(named) == 1 else None,
    )


def finding_of(series: SeriesView | ShareView, language: str, *, sort: bool) -> Iterator[tuple[str, Text | None]]:
    """The finding in words, each with the text that it is: the title, then each category with its value and unit; of a
    share the clause and ratio. None stands for words of the engine.
    """
    colon, stop = ("：", "；") if language == "zh" else (": ", "; ")
    if isinstance(series, ShareView):
        yield str(series.clause), series.clause
        yield colon, None
        yield str(series.formula), series.formula
        return
    if series.title:
        yield str(series.title), series.title
        yield colon, None
    for number, at in enumerate(_order(series, sort=sort)):
        if number:
            yield stop, None
        yield str(series.categories[at]), series.categories[at]
        if language != "zh" or series.categories[at][-1:].isascii():
            yield " ", None
        for part in _value(series, at):
            yield str(part), part


def _order(series: SeriesView, *, sort: bool) -> list[int]:
    numbers = series._series.numbers
    order = list(range(len(numbers)))
    return sorted(order, key=lambda at: -numbers[at]) if sort and not series.over_time else order


def _value(series: SeriesView, at: int) -> tuple[Text, ...]:
    """The value as written, with the unit unless it stands there already: its currency before it, the rest behind."""
    value, before, after = series.values[at], series._currency, series._unit
    if value.endswith(str(after)) and value.startswith(str(before)):
        return (value,)
    return tuple(part for part in (before, value, after) if part)


def _label(series: SeriesView, at: int) -> tuple[Text, ...]:
    """The same for a data label, which leaves out a unit that the measure above the chart states."""
    return (series.values[at],) if _states_unit(series) else _value(series, at)


def _unit(series: SeriesView) -> str:
    """How the labels end."""
    return "" if _states_unit(series) else str(series._unit)


def _states_unit(series: SeriesView) -> bool:
    """Whether the measure ends with its unit, in brackets or behind a comma; that 户数 holds 户 states none."""
    unit = re.escape(str(series.unit))
    return bool(series.unit) and bool(re.search(rf"[（(\[：:,，] ?{unit}\s*(?:[）)\]]|$)", str(series.measure)))
