"""How much a figure would matter to a listener, 0 to 1: people, money and shares, the specific over the round."""

import math
import re

from briefgen.content import SHOWN_SALIENCE, FigureSource, Line, Quantity, QuantityKind

_KIND = {
    QuantityKind.MONEY: 0.34,
    QuantityKind.SHARE: 0.3,
    QuantityKind.COUNT: 0.26,
    QuantityKind.CHANGE: 0.26,
    QuantityKind.AREA: 0.22,
    QuantityKind.MASS: 0.22,
    QuantityKind.LENGTH: 0.2,
    QuantityKind.ENERGY: 0.2,
    QuantityKind.RANGE: 0.16,
    QuantityKind.RATE: 0.16,
    QuantityKind.DURATION: 0.04,
}
_PEOPLE = re.compile(r"人|名|位|户|people|persons|jobs|households|students|members|workers|users", re.IGNORECASE)
_GENERIC = re.compile(r"[个项条次期件]|times?$")
_LEADING = 0.2  # what every report of its kind is asked for first: output, budget, income, sales
_BEHIND = 0.75  # what is left of the weight of a part (其中…) and of what is only so much (仅…): others come first
QUIET = 0.3  # of what is in the model, and on no card
_SOURCE = {FigureSource.CAPTION: -0.25, FigureSource.QUOTATION: -0.1}


def salience(  # noqa: PLR0913  (one sign of weight an argument)
    quantity: Quantity,
    source: FigureSource,
    *,
    what: Line | None,
    is_dated: bool,
    is_record: bool,
    is_leading: bool = False,
    is_behind: bool = False,
) -> float:
    """The weight of a figure for a slide; the signs are added and the sum is held between 0 and 1."""
    value = quantity.value if quantity.value is not None else quantity.upper
    score = _KIND.get(quantity.kind, 0.12)
    if quantity.kind in (QuantityKind.COUNT, QuantityKind.MONEY) and value:
        score += 0.05 * min(7.0, max(0.0, math.log10(max(1.0, min(1e30, abs(float(value)))))))
    score += 0.14 if _PEOPLE.search(quantity.unit) else 0.0
    score += 0.02 * min(4, len(re.sub(r"\D", "", quantity.surface).rstrip("0")))  # 289745 says more than 30万
    score += 0.06 if is_dated else 0.0
    score += 0.06 if is_record else 0.0
    score += _LEADING if is_leading else 0.0
    score -= 0.05 if _GENERIC.fullmatch(quantity.unit) and value is not None and value < 20 else 0.0
    score -= 0.2 if what is None else 0.0
    if is_behind and score > SHOWN_SALIENCE:  # behind the others, yet shown
        score = max(SHOWN_SALIENCE, score * _BEHIND)
    return round(min(1.0, max(0.0, score + _SOURCE.get(source, 0.0))), 4)
