"""Whether a number of an English sentence is only what another one is measured against."""

from collections.abc import Sequence

from briefgen.analysis.figures.items import FIGURE, Item
from briefgen.analysis.figures.statements_en import english_words


def is_compared(items: Sequence[Item], place: int) -> bool:
    """Fell from [184] to 131, down from [4.6 hours], compared with [40], above the minimum of [180]."""
    left = [item for item in items[max(0, place - _FAR) : place] if item.tag not in ("DET", "ADV")]
    words = [item.text.lower() for item in left]
    if not words:
        return False
    if words[-1] == "from":
        return _is_moved(words[:-1]) or _goes_to_another(items, place)
    if words[-1] in ("than", "versus", "against") or words[-2:] in (["compared", "with"], ["compared", "to"]):
        return True
    return any(word in ("above", "below", "over", "under", "than") for word in words[-_FAR:]) and words[-1] == "of"


_FAR = 5  # words in which a comparison leads to its number


def _is_moved(words: Sequence[str]) -> bool:
    return any(word in ("up", "down", "compared") or word in english_words()["changes"] for word in words)


def _goes_to_another(items: Sequence[Item], place: int) -> bool:
    """From 184 in 2024 [to 131]."""
    at = next((at for at in range(place + 1, len(items)) if items[at].tag == FIGURE), None)
    return at is not None and items[at - 1].text.lower() == "to"
