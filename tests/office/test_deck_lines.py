"""The lines of a whole deck as measured, beside those that LibreOffice draws; and no text outside its slide's boxes."""

import html
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen import readers, templating
from briefgen.analysis import analyze
from briefgen.config import Options, load_pack_settings
from briefgen.renderers import pptx
from briefgen.storyboard import Slot, Storyboard
from office_tools import draw
from projects import CHECKOUT

pytestmark = pytest.mark.office

WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>')
SAME_LINE = 6.0  # points between the middles of words of one line: a small mark beside a large word


@dataclass(frozen=True, slots=True)
class Page:
    """The characters of a page in the order in which they are drawn, shape by shape, each with its height."""

    text: str
    heights: tuple[float, ...]


def compose(source: Path) -> Storyboard:
    pack = CHECKOUT / "templates" / "briefing"
    return templating.compose_deck(
        (pack / "briefing.pptx").read_bytes(),
        content=analyze(readers.read(source)),
        options=Options(),
        pack=load_pack_settings((pack / "template.toml").read_bytes(), "briefing"),
        report=lambda _: None,
    )


def read_pages(pdf: Path) -> list[Page]:
    command = ["pdftotext", "-raw", "-bbox", str(pdf), "-"]
    output = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    pages = []
    for part in output.split("<page ")[1:]:
        words = [
            (html.unescape(text), (float(top) + float(bottom)) / 2) for _, top, _, bottom, text in WORD.findall(part)
        ]
        text = "".join(word for word, _ in words)
        pages.append(Page(text, tuple(height for word, height in words for _ in word)))
    return pages


def differs(page: Page, lines: list[str]) -> bool:
    """Whether these lines are not drawn as lines anywhere on the page."""
    paragraph = "".join(lines)
    at = page.text.find(paragraph)
    while at >= 0:
        if is_drawn(page, at, lines):
            return False
        at = page.text.find(paragraph, at + 1)
    return True


def is_drawn(page: Page, at: int, lines: list[str]) -> bool:
    """Whether each line, from a place in the page's text on, is level and stands below the one before."""
    previous = None
    for line in lines:
        heights = page.heights[at : at + len(line)]
        if max(heights) - min(heights) > SAME_LINE or (previous is not None and min(heights) - previous < SAME_LINE):
            return False
        previous, at = max(heights), at + len(line)
    return True


def boxes_of_lines(slots: tuple[Slot, ...]) -> list[tuple[str, list[str]]]:
    """The paragraphs that take two lines or more, with their lines without spaces."""
    return [
        (slot.place, ["".join(line.split()) for line in paragraph])
        for slot in slots
        for paragraph in slot.lines
        if len(paragraph) > 1
    ]


@pytest.mark.parametrize(
    "source",
    [*sorted((CHECKOUT / "seeds").glob("*.txt")), *sorted((CHECKOUT / "tests/cases").glob("*.md"))],
    ids=lambda path: path.stem,
)
def test_the_lines_of_the_deck_are_those_that_were_measured(source: Path, tmp_path: Path):
    story = compose(source)
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(pptx.render(story))
    pages = read_pages(draw(deck, tmp_path))
    assert len(pages) == len(story.frames)
    boxes = [
        (page, place, lines)
        for frame, page in zip(story.frames, pages, strict=True)
        for place, lines in boxes_of_lines(frame.slots)
    ]
    wrong = [f"{place}: {lines}" for page, place, lines in boxes if differs(page, lines)]
    print(f"{len(boxes) - len(wrong)} of {len(boxes)} paragraphs of two lines or more agree")
    assert len(boxes) >= 5  # enough to be worth comparing; places in the appendix keep to one line
    assert len(wrong) <= len(boxes) * 0.01, "\n".join(wrong)
