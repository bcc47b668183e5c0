"""Which of a template's own slides go into every deck: legal notes, contacts and thanks; the others are samples."""

import re

from briefgen.packs.layouts import OwnSlide

LONGEST_HEADING = 30
"""Characters of a text that can be a slide's heading."""

_WORDS = re.compile(
    r"disclaimer|legal notice|important notice|safe harbou?r|forward.looking|confidential|contact|thank|questions\?"
    r"|免责|法律声明|重要声明|保密|联系我们|联系方式|谢谢|感谢|致谢|敬请批评指正|请批评指正",
    re.IGNORECASE,
)


def kept_slides(slides: tuple[OwnSlide, ...], chosen: tuple[int, ...]) -> tuple[OwnSlide, ...]:
    """The slides to keep, in their order: those chosen by number, else those whose heading says what they are."""
    if chosen:
        return tuple(slide for slide in slides if slide.number in chosen)
    return tuple(slide for slide in slides[1:] if _is_boilerplate(slide))


def _is_boilerplate(slide: OwnSlide) -> bool:
    if slide.hidden or slide.has_empty_placeholder:
        return False
    return any(len(text) <= LONGEST_HEADING and _WORDS.search(text) for text in slide.texts)
