"""Outputs as LibreOffice draws them: every file opens, every shown slide is a page, and no text leaves its page."""

import re
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from office_tools import find_tool

pytestmark = pytest.mark.office

WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
SLIDES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@pytest.fixture(scope="session")
def pages(outputs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of every output, as poppler's XHTML with the box of each word."""
    place = tmp_path_factory.mktemp("pdf")
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = [find_tool("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(place)]
    drawn = {}
    for output in outputs:
        subprocess.run([*command, str(output)], check=True, capture_output=True, timeout=180)
        pdf = place / f"{output.stem}.pdf"
        assert pdf.is_file(), f"LibreOffice does not open {output.name}"
        layout = [find_tool("pdftotext"), "-bbox", str(pdf), "-"]
        said = subprocess.run(layout, check=True, capture_output=True, text=True, encoding="utf-8", timeout=60).stdout
        drawn[output.name] = said.split("<page ")[1:]
        pdf.unlink()
    return drawn


def shown_slides(deck: Path) -> list[str]:
    """The parts of the slides that are not hidden."""
    with zipfile.ZipFile(deck) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        return [name for name in names if ElementTree.fromstring(archive.read(name)).get("show") != "0"]


def test_every_file_opens_and_has_words(pages: dict[str, list[str]], outputs: list[Path]):
    assert set(pages) == {output.name for output in outputs}
    assert all(WORD.search(page) for drawn in pages.values() for page in drawn)


def test_every_shown_slide_is_one_page(pages: dict[str, list[str]], outputs: list[Path]):
    decks = [output for output in outputs if output.suffix == ".pptx"]
    assert decks
    for deck in decks:
        assert len(pages[deck.name]) == len(shown_slides(deck)), deck.name


def test_no_word_leaves_its_page(pages: dict[str, list[str]]):
    outside = []
    for name, drawn in pages.items():
        for number, page in enumerate(drawn, start=1):
            size = PAGE.match(f"<page {page}")
            assert size is not None
            width, height = float(size[1]), float(size[2])
            for left, top, right, bottom in (map(float, box) for box in WORD.findall(page)):
                if left < -1 or top < -1 or right > width + 1 or bottom > height + 1:
                    outside.append(f"{name}, page {number}: {left} {top} {right} {bottom}")
    assert outside == []
