"""Which of the two Chinese scripts a text is written in, and what a pack says in it."""

from collections import Counter
from dataclasses import replace

from briefgen.config import PackSettings

TRADITIONAL = "zh-Hant"
"""The table of `template.toml` whose entries win in a text in traditional characters."""

# Frequent characters that only one of the scripts has, in the same order.
_SIMPLIFIED = (
    "这个们国来说时会为过对学发经还进产后动现开业问实场应关战统设电军"
    "无从团员报间长书组约务请钱证达计总华认农万级东区运写结给兴"
)
_ONLY_TRADITIONAL = (
    "這個們國來說時會為過對學發經還進產後動現開業問實場應關戰統設電軍"
    "無從團員報間長書組約務請錢證達計總華認農萬級東區運寫結給興"
)


def is_traditional(text: str) -> bool:
    """Whether more of a text's characters stand in traditional writing alone than in simplified writing alone."""
    found = Counter(text)
    return sum(found[one] for one in _ONLY_TRADITIONAL) > sum(found[one] for one in _SIMPLIFIED)


def in_script(pack: PackSettings, text: str) -> PackSettings:
    """The pack with its words for the script that a text is written in."""
    if TRADITIONAL not in (pack.labels.keys() | pack.continued.keys()) or not is_traditional(text):
        return pack
    labels = {**pack.labels, "zh": {**pack.labels.get("zh", {}), **pack.labels.get(TRADITIONAL, {})}}
    endings = pack.continued.get(TRADITIONAL)
    continued = {**pack.continued, "zh": endings} if endings else pack.continued
    return replace(pack, labels=labels, continued=continued)
