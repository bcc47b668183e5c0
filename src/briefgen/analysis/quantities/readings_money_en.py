"""What the rules of English make of a match that is an amount of money."""

import re
from decimal import Decimal

from briefgen.analysis.quantities.patterns_en import DIGITS, read_amount
from briefgen.analysis.quantities.reading import Place, Reading
from briefgen.analysis.quantities.readings_en import as_range, is_range, reading_of
from briefgen.content import QuantityKind


def read_pence(_: Place, match: re.Match[str]) -> Reading:
    """Fifty pence as 50p."""
    return reading_of(match, QuantityKind.MONEY, unit="p")


def read_money(_: Place, match: re.Match[str]) -> Reading | None:
    """An amount with its currency, and what it is paid for; -$3 is less than nothing, as $-3 is."""
    unit = match["unit"]
    per = match["per"] or ""
    value = read_amount(match["number"])
    lost = any(match.groupdict().get(sign) for sign in ("minus", "sign"))
    if value is None:
        return None
    return reading_of(
        match,
        QuantityKind.MONEY,
        value=-value if lost else value,
        unit=unit + (" " + per.strip(" -").replace("-", " ") if per else ""),
    )


def read_money_lost(_: Place, match: re.Match[str]) -> Reading | None:
    """$(0.29), $(12) million: brackets for a minus, as accounts write it."""
    value = read_amount(match["number"] + (match["scale"] or ""))
    if value is None:
        return None
    return reading_of(match, QuantityKind.MONEY, value=-value, unit=match["unit"], scale=(match["scale"] or "").strip())


def read_money_in_brackets(place: Place, match: re.Match[str]) -> Reading | None:
    """A net loss of ($1.2 million): brackets where the sentence needs the amount are a minus; a gloss has none."""
    if not _NEEDS_AMOUNT.search(place.view[max(0, match.start() - 12) : match.start()]):
        return None
    return read_money_lost(place, match)


_NEEDS_AMOUNT = re.compile(r"\b(?:is|are|was|were|of|to|at|by|totaled|totalled) $")


def read_money_range(place: Place, match: re.Match[str]) -> Reading | None:
    """$5-7m: the lower end takes the scale of the upper."""
    if not is_range(place, match):
        return None
    lower, upper = read_amount(match["number"]), read_amount(match["upper"])
    if lower is None or upper is None:
        return None
    digits = re.match(DIGITS, match["upper"])
    if digits and not re.search("[A-Za-z]", match["number"]):
        factor = upper / (Decimal(digits.group().replace(",", "")) or 1)
        lower *= factor if lower * factor < upper else 1
    return as_range(match, lower, upper, match["unit"], QuantityKind.MONEY) if lower < upper else None
