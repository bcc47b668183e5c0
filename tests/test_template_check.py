"""`briefgen template check`, `--deck` and `briefgen preview`: what a pack lacks, and decks that left it."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor

from briefgen.cli import run
from briefgen.config import load_pack_settings, shipped_templates
from briefgen.packs.checking import Health, check_pack
from briefgen.packs.colors import contrast
from briefgen.packs.preview import substituted_faces
from briefgen.readers import office
from builders import Deck
from projects import Project
from test_template_new import REPORT, adopted, built, template

SETTINGS = 'name = "own"\nlanguages = ["zh"]\n[labels.zh]\nagenda = "目录"\n'


def check(deck: Deck, settings: str = SETTINGS) -> Health:
    return check_pack({"briefing.pptx": deck.save()}, load_pack_settings(settings.encode(), "own"))


def codes(health: Health) -> set[str]:
    return {finding.code for finding in health.findings}


class TestPack:
    def test_the_shipped_packs_have_no_errors_and_no_warnings(self) -> None:
        for name in ("briefing", "gongwen"):
            folder = shipped_templates() / name
            files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
            health = check_pack(files, load_pack_settings(files["template.toml"], name))
            assert not health.errors
            assert {item.severity.value for item in health.findings} <= {"note"}

    def test_unknown_names_are_found_in_branches_that_no_document_reaches(self) -> None:
        deck = Deck()
        deck.slide("x", notes=("{%slide for part in sections %}", "{%slide endfor %}")).text(
            "T", "{% if false %}{{ part.titel }}{{ labels.agend }}{{ optons.unit }}{% endif %}"
        )
        found = [f"{error.message} {error.remedy}" for error in check(deck).errors]
        assert len(found) == 3
        assert any("a section has no 'titel'" in text and "'title'" in text for text in found)
        assert any("no 'agend'" in text and "'agenda'" in text for text in found)
        assert any("'optons' is not known" in text and "'options'" in text for text in found)

    def test_names_are_followed_through_loops_filters_and_pages(self) -> None:
        deck = Deck()
        slide = deck.slide("x", notes=('{%slide for page in sections[0].key_points | fit("T", most=3) %}',
                                       "{%slide endfor %}"))  # fmt: skip
        slide.text("T", "{%p for point in page %}", "{{ point.txt }}", "{%p endfor %}", box=(1, 2, 8, 3))
        slide.text("U", "{{ (sections | first).figures[0].unit }}{{ page.figures | map(attribute='id') | list }}")
        assert [error.message for error in check(deck).errors] == ["a key point has no 'txt', in {{ point.txt }}"]

    def test_what_no_slide_shows_is_said(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{{ document.title }}")
        said = [finding.message for finding in check(deck).findings if finding.code == "not-served"]
        assert any("tables" in text for text in said)
        assert not any("sources" in text for text in said)

    def test_a_placeholder_that_nothing_fills_is_named(self) -> None:
        deck = Deck()
        slide = deck.presentation.slides.add_slide(deck.presentation.slide_layouts[1])
        slide.shapes.title.text = "{{ document.title }}"
        assert "not-filled" in codes(check(deck))

    def test_pale_text_on_a_pale_ground_is_named(self) -> None:
        deck = Deck()
        slide = deck.presentation.slides.add_slide(deck.presentation.slide_layouts[1])
        slide.shapes.title.text = "{{ document.title }}"
        slide.placeholders[1].text = "{{ message }}"
        slide.placeholders[1].fill.solid()
        slide.placeholders[1].fill.fore_color.rgb = RGBColor(0x10, 0x10, 0x10)
        assert "contrast" in codes(check(deck))

    def test_labels_that_one_language_lacks_are_named(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{{ document.title }}")
        settings = 'languages = ["zh", "en"]\n[labels.zh]\na = "甲"\nb = "乙"\n[labels.en]\na = "A"\n'
        assert "label" in codes(check(deck, settings))

    def test_slots_are_numbered_with_their_room(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{{ document.title }}", box=(1, 1, 8, 2))
        slot = next(slot for slot in check(deck).slots if slot.name == "T")
        assert slot.lines >= 4
        assert 25 <= slot.characters <= 32


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.put("seeds/report.md", REPORT)
    adopted(made, template(slides=((0, "T"), (1, "Disclaimer"))))
    built(made)
    return made


def held_against_template(project: Project, change: Any) -> int:
    path = next(project.output.rglob("*.pptx"))
    presentation = Presentation(str(path))
    change(presentation)
    presentation.save(str(path))
    return run(["template", "check", "acme", "--project", str(project.folder), "--deck", str(path)])


class TestDeck:
    def test_a_deck_saved_by_another_program_keeps_to_its_template(self, project: Project) -> None:
        assert held_against_template(project, lambda _: None) == 0

    def test_words_typed_by_hand_change_nothing(self, project: Project) -> None:
        def change(presentation: Any) -> None:
            presentation.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].text = "另一标题"

        assert held_against_template(project, change) == 0

    def test_a_colour_that_is_none_of_the_themes_is_named(
        self, project: Project, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def change(presentation: Any) -> None:
            run = presentation.slides[0].shapes.title.text_frame.paragraphs[0].runs[0]
            run.font.color.rgb = RGBColor(0x12, 0x34, 0x56)
            run.font.name = "Comic Sans MS"

        assert held_against_template(project, change) == 4
        said = capsys.readouterr().err
        assert "#123456" in said
        assert "Comic Sans MS" in said

    def test_a_changed_layout_is_named(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        def change(presentation: Any) -> None:
            presentation.slide_layouts[1].placeholders[1].left += 900_000

        assert held_against_template(project, change) == 4
        assert "Title and Content" in capsys.readouterr().err


class TestPreview:
    def test_it_says_what_to_install_where_there_is_no_libreoffice(
        self, project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(shutil, "which", lambda _: None)
        monkeypatch.setattr(office, "_PLACES", ())
        assert run(["preview", "--project", str(project.folder)]) == 7
        assert "LibreOffice" in capsys.readouterr().err

    def test_nothing_to_draw_is_an_error(self, tmp_path: Path) -> None:
        assert run(["preview", "--project", str(tmp_path)]) == 2

    def test_faces_that_the_computer_has_not_are_found(self) -> None:
        presentation = Presentation()
        slide = presentation.slides.add_slide(presentation.slide_layouts[0])
        slide.shapes.title.text = "x"
        slide.shapes.title.text_frame.paragraphs[0].runs[0].font.name = "No Such Face"
        buffer = io.BytesIO()
        presentation.save(buffer)
        assert "No Such Face" in substituted_faces(buffer.getvalue(), "x.pptx")


@pytest.mark.office
def test_pictures_of_pages_and_of_slots_are_drawn(project: Project) -> None:
    assert run(["preview", "--project", str(project.folder)]) == 0
    drawn = project.folder / "preview" / "report.pptx"
    assert (drawn / "sheet.png").read_bytes().startswith(b"\x89PNG")
    assert (drawn / "page-01.png").exists()
    picture = project.folder / "slots.png"
    arguments = ["template", "check", "acme", "--project", str(project.folder), "--picture", str(picture)]
    assert run(arguments) == 0
    assert picture.read_bytes().startswith(b"\x89PNG")
