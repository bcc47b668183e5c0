"""Lines that a program set apart only to fit them in, as in titles and boxes, made one."""

import re

_SPACELESS = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")


def one_line(text: str) -> str:
    """The lines of a text as one: no space between Chinese characters, one between words."""
    lines = [line.replace("\t", " ").strip() for line in text.split("\n") if line.strip()]
    whole = lines[0] if lines else ""
    for line in lines[1:]:
        spaceless = _SPACELESS.match(whole[-1]) and _SPACELESS.match(line[0])
        whole += line if spaceless else f" {line}"
    return whole
