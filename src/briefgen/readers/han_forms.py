"""Characters that a format put in the place of the ones that were written: radicals, compatibility forms, ligatures.

Only these are undone: NFKC of everything would also change full-width digits, circled numbers and units that the
author wrote.
"""

import unicodedata

# Unicode's EquivalentUnifiedIdeograph.txt for the radicals that have no decomposition (CJK Radicals Supplement);
# those that look like one whole character of simplified or traditional text.
_RADICALS = dict(
    zip(
        "⺁⺄⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺬⺭⺯⺰⺱⺲⺳⺵⺷⺹⺺⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乙冂刀刂卜㔾小小兀尣尢𡯁巳幺彑忄心扌攵旡月歺母民氵氺灬爫爫丬牛犭王疋示礻糹纟罓罒网罒羊耂肀肉臼艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠饣𩙿马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)
_BLOCKS = (
    range(0x2E80, 0x2FE0),  # radicals: supplement and Kangxi
    range(0xF900, 0xFB00),  # CJK compatibility ideographs
    range(0xFB00, 0xFB07),  # Latin ligatures
    range(0x2F800, 0x2FA20),  # CJK compatibility ideographs, supplement
)
_TABLE = {
    code: _RADICALS.get(chr(code)) or unicodedata.normalize("NFKC", chr(code)) for block in _BLOCKS for code in block
}


def with_usual_forms(text: str) -> str:
    """The text with the characters that people type: 行业 for ⾏业, office for oﬀice."""
    return text.translate(_TABLE)
