"""Traditional characters as simplified ones, for matching only: as long as the text, so that places stay."""

import re
from functools import cache

from briefgen.analysis.language_data import language_data
from briefgen.document import Language


def simplified(text: str) -> str:
    """The text in simplified characters, each in its place; what is simplified already stays the same."""
    return text.translate(character_table()) if _traditional().search(text) else text


def with_full_marks(text: str) -> str:
    """The text with full-width commas, colons and semicolons where half-width ones stand beside Chinese words."""
    return _HALF_MARK.sub(lambda match: _FULL_MARK[match.group()], text) if _HALF_MARK.search(text) else text


_HALF_MARK = re.compile(r"(?<=[㐀-鿿”》）)%])[,;:](?! )|[,;:](?=[㐀-鿿“《（])")
_FULL_MARK = {",": "，", ";": "；", ":": "："}


@cache
def _traditional() -> re.Pattern[str]:
    """Any traditional character: few texts have one, and to look for one is cheaper than to replace each by itself."""
    return re.compile(f"[{re.escape(''.join(map(chr, character_table())))}]")


@cache
def character_table() -> dict[int, str]:
    """The simplified form by the code point of the traditional one."""
    data = language_data(Language.CHINESE, "traditional")
    return {ord(old): new for old, new in zip(data["traditional"], data["simplified"], strict=True)}
