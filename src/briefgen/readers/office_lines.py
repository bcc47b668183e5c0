"""Lines that a program set apart only to fit them in, as in titles and boxes, made one."""

import re

_SPACELESS = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")
_FULL_LINE = 15  # characters: shorter lines without a mark are labels
_GOES_ON = ("，", "、", ",", "（", "“", "《")
_ENDS = ("。", "；", "！", "？", "：", ".", ";", "!", "?", ":", "”")


def one_line(text: str) -> str:
    """The lines of a text as one: no space between Chinese characters, one between words."""
    lines = [line.replace("\t", " ").strip() for line in text.split("\n") if line.strip()]
    whole = lines[0] if lines else ""
    for line in lines[1:]:
        spaceless = _SPACELESS.match(whole[-1]) and _SPACELESS.match(line[0])
        whole += line if spaceless else f" {line}"
    return whole


def rejoined(text: str) -> list[str]:
    """The lines of a text, those made one that were broken in mid-sentence: behind a comma, or when full."""
    whole: list[str] = []
    for line in text.split("\n"):
        before = whole[-1].rstrip() if whole else ""
        if before.endswith(_GOES_ON) or (len(before) >= _FULL_LINE and not before.endswith(_ENDS)):
            whole[-1] = one_line(f"{before}\n{line}")
        else:
            whole.append(line)
    return whole
