"""`briefgen template new`: a plain PowerPoint template becomes a pack, and its decks stay within the template."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument
from pptx import Presentation
from pptx.util import Emu, Pt

from briefgen.cli import run
from briefgen.config import shipped_templates
from briefgen.errors import TemplateError
from briefgen.packs.adopting import adopt
from briefgen.packs.layouts import read_source
from briefgen.packs.roles import choose_roles
from projects import Project

BASE = {path.name: path.read_bytes() for path in (shipped_templates() / "briefing").iterdir()}
REPORT = """# 某市工作报告

本报告总结全年工作，提出下一步安排。

## 一、产业发展

全市新增企业1200家，比上年增长12%。工业投资完成350亿元。园区建设稳步推进，重点项目陆续投产。

| 县区 | 新增企业 | 投资 |
|---|---|---|
| 东县 | 500家 | 150亿元 |
| 西县 | 400家 | 120亿元 |
| 南县 | 300家 | 80亿元 |

## 二、民生改善

城镇新增就业5.2万人。新建学校23所。改造老旧小区180个，惠及居民6万户。

## 三、生态保护

空气质量优良天数达到340天。造林12万亩。主要河流水质全部达标。
"""


def template(*, width: int = 12_192_000, height: int = 6_858_000, slides: tuple[tuple[int, str], ...] = ()) -> bytes:
    """python-pptx's own template at another size, with some slides: the layout's number and the title."""
    presentation = Presentation()
    was = presentation.slide_width, presentation.slide_height
    presentation.slide_width, presentation.slide_height = Emu(width), Emu(height)
    for holder in (presentation.slide_master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.find("{*}xfrm") is not None:
                shape.left, shape.width = (Emu(value * width // was[0]) for value in (shape.left, shape.width))
                shape.top, shape.height = (Emu(value * height // was[1]) for value in (shape.top, shape.height))
    for number, title in slides:
        slide = presentation.slides.add_slide(presentation.slide_layouts[number])
        for shape in slide.placeholders:
            shape.text_frame.text = title
    return saved(presentation)


def saved(presentation: Any) -> bytes:
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def adopted(project: Project, data: bytes, *arguments: str) -> int:
    path = project.folder / "acme.pptx"
    path.write_bytes(data)
    return run(["template", "new", "acme", "--from", str(path), "--project", str(project.folder), *arguments])


def built(project: Project) -> Any:
    assert run(["build", "--project", str(project.folder), "--template", "acme"]) == 0
    return Presentation(str(next(project.output.rglob("*.pptx"))))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.put("seeds/report.md", REPORT)
    return made


def all_text(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


class TestNewPack:
    @pytest.mark.parametrize("size", [(12_192_000, 6_858_000), (9_144_000, 6_858_000), (9_144_000, 5_143_500)])
    def test_a_deck_stands_on_the_layouts_of_the_template(self, project: Project, size: tuple[int, int]) -> None:
        assert adopted(project, template(width=size[0], height=size[1])) == 0
        deck = built(project)
        assert (deck.slide_width, deck.slide_height) == size
        names = {slide.slide_layout.name for slide in deck.slides}
        assert names <= {layout.name for layout in deck.slide_layouts}
        assert deck.slides[0].slide_layout.name == "Title Slide"
        assert any("城镇新增就业" in all_text(slide) for slide in deck.slides)

    def test_points_are_paragraphs_of_the_layouts_own_placeholder(self, project: Project) -> None:
        adopted(project, template())
        slide = next(slide for slide in built(project).slides if "城镇新增就业" in all_text(slide))
        body = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 1)
        assert "城镇新增就业" in body.text_frame.text
        assert body._element.spPr.find("{*}xfrm") is None

    def test_no_face_and_no_colour_but_those_of_the_theme(self, project: Project) -> None:
        adopted(project, template())
        for slide in built(project).slides:
            xml = slide.part.blob.decode()
            assert not re.findall(r"srgbClr|sysClr|prstClr", xml)
            assert set(re.findall(r'typeface="([^"]+)"', xml)) <= {"+mn-ea", "+mj-ea", "+mn-lt", "+mj-lt"}

    def test_it_has_tables_of_the_source_and_an_appendix(self, project: Project) -> None:
        adopted(project, template())
        deck = built(project)
        tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
        towns = [[cell.text for cell in table.iter_cells() if cell.text.endswith("县")] for table in tables]
        assert ["东县", "西县", "南县"] in towns
        assert deck.slides[-1]._element.get("show") == "0"

    def test_a_large_type_of_the_template_is_set_smaller_where_it_would_hold_little(self, project: Project) -> None:
        presentation = Presentation(io.BytesIO(template()))
        for shape in presentation.slide_layouts[1].placeholders:
            if shape.placeholder_format.idx == 1:
                shape.text_frame.paragraphs[0].font.size = Pt(60)
        adopted(project, saved(presentation))
        assert built(project)

    def test_it_can_be_opened_and_changed(self, project: Project) -> None:
        adopted(project, template())
        path = project.folder / "templates" / "acme" / "briefing.pptx"
        presentation = Presentation(str(path))
        assert [slide.has_notes_slide for slide in presentation.slides].count(False) == 0
        presentation.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.bold = True
        presentation.save(str(path))
        assert built(project)

    def test_the_same_template_gives_the_same_pack(self) -> None:
        made = [adopt(template(), file="a.potx", name="a", base=BASE).files for _ in range(2)]
        assert made[0] == made[1]

    def test_a_pack_is_never_overwritten(self, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
        adopted(project, template())
        assert adopted(project, template()) == 2
        assert "there is such a pack already" in capsys.readouterr().err

    def test_a_classification_stands_on_every_slide_and_in_the_notes(self, project: Project) -> None:
        adopted(project, template(slides=((0, "T"), (1, "Disclaimer"))))
        assert (
            run(["build", "--project", str(project.folder), "--template", "acme", "--classification", "内部资料"]) == 0
        )
        slides = list(Presentation(str(next(project.output.rglob("*.pptx")))).slides)
        assert all("内部资料" in all_text(slide) for slide in slides[:-1])
        assert all("内部资料" in slide.notes_slide.notes_text_frame.text for slide in slides)


class TestOwnSlides:
    slides = ((0, "Our template"), (1, "Sample"), (1, "Disclaimer"), (0, "Thank you"))

    def test_legal_notes_and_thanks_stay_and_samples_go(self, project: Project) -> None:
        adopted(project, template(slides=self.slides))
        texts = [all_text(slide) for slide in built(project).slides]
        assert not any("Sample" in text for text in texts)
        assert ["Disclaimer" in text or "Thank you" in text for text in texts][-2:] == [True, True]

    def test_slides_are_kept_by_number(self, project: Project) -> None:
        adopted(project, template(slides=self.slides), "--keep", "2")
        texts = [all_text(slide) for slide in built(project).slides]
        assert "Sample" in texts[-1]
        assert not any("Thank you" in text for text in texts)

    def test_a_kept_slide_may_hold_numbers(self, project: Project) -> None:
        adopted(project, template(slides=((0, "T"), (1, "Contact\n+86 10 1234 5678"))), "--keep", "2")
        assert "1234" in all_text(built(project).slides[-1])

    def test_a_number_that_is_none_of_its_slides_is_refused(self, project: Project) -> None:
        assert adopted(project, template(slides=self.slides), "--keep", "9") == 4


class TestRefusals:
    def test_a_template_without_a_text_area_is_refused_with_the_reason(self) -> None:
        presentation = Presentation(io.BytesIO(template()))
        for layout in presentation.slide_layouts:
            for shape in list(layout.placeholders):
                if shape.placeholder_format.idx in range(1, 10):
                    shape._element.getparent().remove(shape._element)
        with pytest.raises(TemplateError, match="no layout of the template has a title and a text area"):
            adopt(saved(presentation), file="a.potx", name="a", base=BASE)

    def test_a_word_file_is_no_powerpoint_template(self) -> None:
        with pytest.raises(TemplateError, match="this is not a PowerPoint file"):
            adopt(BASE["summary.docx"], file="a.potx", name="a", base=BASE)

    def test_a_broken_file_leaves_no_pack_behind(self, project: Project) -> None:
        assert adopted(project, b"no package") == 4
        assert not (project.folder / "templates" / "acme").exists()


class TestRoles:
    def test_layouts_are_chosen_by_their_placeholders_whatever_their_names(self) -> None:
        presentation = Presentation(io.BytesIO(template()))
        for number, layout in enumerate(presentation.slide_layouts):
            layout.name = f"Layout {number}"
        roles = choose_roles(read_source(saved(presentation), "a.pptx"))
        assert (roles.cover.name, roles.content.name) == ("Layout 0", "Layout 1")
        assert roles.section is not None and roles.section.name == "Layout 2"


def word_template() -> bytes:
    document = WordDocument()
    document.sections[0].header.paragraphs[0].text = "Acme Corporation"
    document.add_paragraph("A sample of the template")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_the_word_file_takes_styles_page_and_header_of_a_word_template(project: Project) -> None:
    path = project.folder / "letter.dotx"
    path.write_bytes(word_template())
    assert adopted(project, template(), "--word", str(path)) == 0
    built(project)
    document = WordDocument(str(next(project.output.rglob("*.docx"))))
    assert document.sections[0].header.paragraphs[0].text == "Acme Corporation"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "A sample of the template" not in texts
    used = set(re.findall(r'<w:pStyle w:val="([^"]+)"', document.element.xml))
    assert {"Title", "Heading1"} <= used <= {style.style_id for style in document.styles}
