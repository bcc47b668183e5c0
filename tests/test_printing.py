"""Outputs on paper: PDF beside them, and a handout in grey."""

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from briefgen.cli import main
from briefgen.packs import printing
from briefgen.packs.printing import draw_handout
from projects import WATER, Project


def deck_of(*colors: str) -> bytes:
    pages = [Image.new("RGB", (1280, 720), color) for color in colors]
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:])
    return written.getvalue()


def test_a_handout_has_two_slides_a_sheet_in_shades_of_grey() -> None:
    handout = draw_handout(deck_of("red", "navy", "white"))
    document = pypdfium2.PdfDocument(handout)
    assert len(document) == 2
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)  # A4
    sheet = document[0].render(scale=1).to_pil().convert("RGB")
    assert all(red == green == blue for _, (red, green, blue) in sheet.getcolors(100_000))
    upper, lower = sheet.getpixel((300, 180)), sheet.getpixel((300, 430))
    assert upper[0] > lower[0] + 30  # red and navy differ in lightness


def test_a_handout_is_the_same_on_each_run() -> None:
    assert draw_handout(deck_of("red")) == draw_handout(deck_of("red"))


def test_without_libreoffice_the_outputs_are_there_and_the_message_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(printing, "find_program", lambda: None)
    project = Project(tmp_path)
    project.put("seeds/water.txt", WATER)
    with pytest.raises(SystemExit) as ended:
        main(["build", "--project", str(tmp_path), "--pdf", "--lang", "en"])
    assert ended.value.code == 7
    said = capsys.readouterr()
    assert "LibreOffice" in said.err
    assert "Traceback" not in said.err
    assert (project.output / "water.pptx").is_file()
    assert not list(project.output.glob("*.pdf"))
