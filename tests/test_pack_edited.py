"""A pack that people edited in PowerPoint: the output follows, and no code has to."""

import re
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from briefgen.builder import BuildRequest, build
from projects import Project

COUNTY = (Path(__file__).parent / "cases" / "county-report.md").read_bytes()


def build_deck(project: Project):
    project.put("seeds/county.md", COUNTY)
    report = build(BuildRequest(project=project.folder))
    assert [document.error for document in report.documents if document.error] == []
    return Presentation(str(project.output / "county.pptx"))


def titles(deck) -> list[str]:
    return [slide.shapes.title.text_frame.text.replace("\v", "") for slide in deck.slides]


def slide_with(deck, layout: str):
    return next(slide for slide in deck.slides if slide.slide_layout.name == layout)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory):
    return build_deck(Project(tmp_path_factory.mktemp("plain")))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory):
    project = Project(tmp_path_factory.mktemp("edited"))
    pack = project.own_pack()
    template = Presentation(str(pack / "briefing.pptx"))
    layouts, order = [slide.slide_layout.name for slide in template.slides], list(template.slides._sldIdLst)
    order[layouts.index("Summary")].addprevious(order[layouts.index("Figures")])
    shown = slide_with(template, "Figures")
    shown.element.cSld.set("name", "Numbers first")
    for shape in shown.shapes:
        if shape.name in ("CardRow", "CardRow-area"):
            shape.top += Inches(0.3)
    template.save(str(pack / "briefing.pptx"))
    settings = pack / "template.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('figures = "主要数字"', 'figures = "关键数据"'), encoding="utf-8"
    )
    return build_deck(project)


def test_slides_follow_the_order_of_the_template(plain, edited):
    before, after = titles(plain), titles(edited)
    summary = next(index for index, slide in enumerate(plain.slides) if slide.slide_layout.name == "Summary")
    assert before[summary + 1] == "主要数字"
    assert after[summary : summary + 2] == ["关键数据", before[summary]]


def test_a_label_follows_the_packs_words(plain, edited):
    assert not any("主要数字" in title for title in titles(edited))
    assert any("关键数据" in title for title in titles(edited))
    assert len(titles(plain)) == len(titles(edited))


def test_a_box_follows_the_place_it_was_moved_to(plain, edited):
    def top_of_first_row(deck) -> int:
        groups = [shape for shape in slide_with(deck, "Figures").shapes if shape.shape_type == 6]
        return min(group.top for group in groups)

    assert abs(top_of_first_row(edited) - top_of_first_row(plain) - Inches(0.3)) < Inches(0.02)


def test_a_renamed_slide_changes_nothing_else(plain, edited):
    def words(deck) -> list[str]:
        cards = slide_with(deck, "Figures")
        return sorted(
            re.sub(r"〔\d+〕", "", piece.text_frame.text)  # marks are numbered in the order of the slides
            for row in cards.shapes
            if row.shape_type == 6
            for card in row.shapes
            if card.shape_type == 6
            for piece in card.shapes
            if piece.has_text_frame
        )

    assert words(plain) and words(edited) == words(plain)
