"""The data of a native chart: read from its part, and put into the chart of a person's file, whose look stays."""

import copy
from dataclasses import dataclass

from briefgen.merge.drawing import C
from briefgen.package import Element


@dataclass(frozen=True, slots=True)
class ChartData:
    """Series by name, each with its categories and values as written."""

    series: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]

    @property
    def text(self) -> str:
        """The data in a line."""
        return "; ".join(
            f"{name} ".lstrip() + ", ".join(f"{one}: {two}" for one, two in zip(categories, values, strict=False))
            for name, categories, values in self.series
        )


def read_chart(root: Element) -> ChartData:
    """The data as the chart's part holds them."""
    return ChartData(
        tuple(
            ("".join(_texts(series, "tx")), _texts(series, "cat"), tuple(map(_number, _texts(series, "val"))))
            for series in root.iter(f"{C}ser")
        )
    )


def _texts(series: Element, name: str) -> tuple[str, ...]:
    node = series.find(f"{C}{name}")
    return tuple(value.text or "" for value in node.iter(f"{C}v")) if node is not None else ()


def _number(text: str) -> str:
    """A value in one spelling: other editors write 12.0 for 12."""
    try:
        return f"{float(text):.10g}"
    except ValueError:
        return text


def copy_data(mine: Element, new: Element) -> bool:
    """Put the new data into the person's chart; False where the two hold different numbers of series."""
    own, fresh = list(mine.iter(f"{C}ser")), list(new.iter(f"{C}ser"))
    if len(own) != len(fresh):
        return False
    for target, source in zip(own, fresh, strict=True):
        for name in ("tx", "cat", "val"):
            old, node = target.find(f"{C}{name}"), source.find(f"{C}{name}")
            if old is not None and node is not None:
                target.replace(old, copy.deepcopy(node))
        labels, others = target.find(f"{C}dLbls"), source.find(f"{C}dLbls")
        if labels is not None and others is not None:
            target.replace(labels, copy.deepcopy(others))
    return True
