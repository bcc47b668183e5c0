"""The whole way on the document in seeds/: what its deck and its Word file must show."""

import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from pptx import Presentation

from briefgen.analysis import analyze
from briefgen.builder import BuildRequest, build
from briefgen.content import Content, FigureSource
from briefgen.readers import read
from projects import CHECKOUT

NAME = "guizhou-organization-work"
HEADINGS = (
    "凝心铸魂，政治建设走深走实",
    "选优配强，锻造过硬干部队伍",
    "固本强基，基层党建提质增效",
    "打造高地，人才活力充分迸发",
)
# Number as written, what it counts, and the period that the source states for it.
FIGURES = (
    ("2.3万名", "领导干部", "2022年11月至2023年3月"),
    ("190.3万名", "党员", "2022年11月至2023年3月"),
    ("10万人次以上", "培训", "每年"),
    ("84万人次", "扶贫干部", ""),
    ("45万人次", "基层干部", "近三年来"),
    ("1600余名", "干部", "近五年来"),
    ("3200余名", "选调生", "近五年来"),
    ("1.69万人", "公务员", "近五年来"),
    ("1.7万个", "村（社区）", "2021年底"),
    ("20万名", "第一书记和驻村干部", "脱贫攻坚期间"),
    ("3万余名", "驻村第一书记和工作队员", ""),
    ("3.2万名", "第一书记和驻村干部", ""),
    ("1万余支", "工作队", ""),
    ("24130个", "网格", ""),
    ("17263个", "党组织", ""),
    ("27.9万名", "在职党员", ""),
    ("1.06万名", "党组织书记", ""),
    ("7670名", "党建指导员", ""),
    ("105个", "行业党委", ""),
    ("209个", "流动党员党支部", ""),
    ("289745名", "党员", "近五年来"),
    ("500余人", "人才", "近5年"),
    ("31名", "本土人才", ""),
    ("1100余个", "平台", ""),
    ("60余个", "国家级平台载体", ""),
    ("14万余人", "人才", ""),
    ("15.23万人", "高技能人才", ""),
    ("1万余套", "人才公寓", ""),
    ("100个", "青年人才驿站", ""),
)


CAPTIONS = (
    "贵州深入实施习近平新时代中国特色社会主义思想教育培训计划",
    "贵州坚持把党性教育作为年轻干部的必修课",
    "贵州重视选派年轻干部到基层历练",
    "为巩固拓展脱贫攻坚成果，全面推进乡村振兴，贵州持续选派",
    "贵州抢抓东西部扶贫协作机遇",
    "贵阳市观山湖区金元社区全面推进",
    "贵州坚持将党员货车司机管理",
    "“七一勋章”获得者、时代楷模、贵州省遵义市",
    "贵州深入实施新时代人才强省战略，奋力打造",
)
DOCUMENTS = [*sorted((CHECKOUT / "seeds").glob("*.*")), *sorted((CHECKOUT / "tests" / "cases").glob("*.*"))]


@pytest.fixture(scope="module")
def content() -> Content:
    return analyze(read(CHECKOUT / "seeds" / f"{NAME}.txt"))


def test_title_series_byline_and_sections_are_found(content):
    document = content.document
    assert document.quote(document.title) == "以高质量组织工作服务保障高质量发展"
    assert document.quote(document.subtitle) == "新时代贵州组织工作综述"
    assert document.quote(document.byline) == "贵组轩"
    assert tuple(section.title.text for section in content.sections) == HEADINGS
    assert content.introduction is not None and content.introduction.title is None
    assert content.outlook is not None and content.outlook.title is None


def test_captions_are_captions_and_their_figures_are_kept_as_such(content):
    assert len(content.captions) == len(CAPTIONS)
    assert all(line.text.startswith(start) for line, start in zip(content.captions, CAPTIONS, strict=True))
    sources = {figure.quantity.surface: figure.source for figure in content.headline_figures()}
    assert sources["3.2万名"] is FigureSource.CAPTION
    assert sources["3万余名"] is FigureSource.BODY
    said = "".join(line.text for s in content.all_sections() for p in s.key_points for line in (*p.wordings, p.detail))
    assert not any(start in said for start in CAPTIONS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_quoted_text_is_found_at_its_evidence(path):
    model = analyze(read(path)).to_dict()
    texts = {document["id"]: document["text"] for document in model["documents"]}
    checked = 0
    for quoted, evidence in quotations(model):
        found = "".join(texts[one["document"]][one["start"] : one["end"]] for one in evidence)
        assert found == quoted
        checked += 1
    assert checked > 20


def quotations(node):
    """Every text of the model that carries evidence, with it."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str) and isinstance(node.get("evidence"), list) and "lead" not in node:
            yield node["text"], node["evidence"]
        if isinstance(node.get("surface"), str) and "headline" in node:
            yield node["surface"], node["evidence"]
        for value in node.values():
            yield from quotations(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotations(value)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("sample")
    shutil.copytree(CHECKOUT / "seeds", project / "seeds")
    report = build(BuildRequest(project=project))
    assert [document.error for document in report.documents if document.error] == []
    return project / "build"


@pytest.fixture(scope="module")
def deck(built):
    return Presentation(str(built / f"{NAME}.pptx"))


def texts_of(shapes):
    """The paragraphs of every shape, groups and tables opened, breaks taken out."""
    for shape in shapes:
        if shape.shape_type == 6:  # a group
            yield from texts_of(shape.shapes)
        elif shape.has_text_frame:
            yield from (paragraph.text.replace("\v", "") for paragraph in shape.text_frame.paragraphs)
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell.text.replace("\v", "") for row in shape.table.rows for cell in row.cells)


def slides_before_the_appendix(deck):
    slides = []
    for slide in deck.slides:
        if slide.shapes.title.text_frame.text.startswith("附录"):
            return slides
        slides.append(slide)
    return slides


def test_the_deck_has_a_presentable_length(deck):
    assert 14 <= len(slides_before_the_appendix(deck)) <= 26


def test_every_slide_has_a_title_of_its_own_and_notes(deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert all(slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip() for slide in deck.slides)


def test_the_figures_that_matter_stand_on_slides_with_what_they_count_and_their_period(deck):
    boards = ["".join(texts_of(slide.shapes)).replace(" ", "") for slide in slides_before_the_appendix(deck)]
    shown = [
        number
        for number, counted, period in FIGURES
        if any(number in board and counted in board and period in board for board in boards)
    ]
    assert len(shown) >= 26, sorted({number for number, _, _ in FIGURES} - set(shown))


def test_headings_stand_in_the_agenda_in_their_order(deck):
    agenda = "".join(texts_of(deck.slides[1].shapes))
    assert [agenda.index(heading) for heading in HEADINGS] == sorted(agenda.index(heading) for heading in HEADINGS)


def test_the_guiding_clause_is_whole_on_the_first_content_slide_and_in_words_first_paragraph(deck, built):
    guide = (
        "坚持以习近平新时代中国特色社会主义思想为指导，深入学习贯彻习近平总书记关于党的建设的重要思想，"
        "全面践行新时代党的建设总要求和新时代党的组织路线"
    )
    assert guide in "".join(texts_of(deck.slides[2].shapes))
    document = docx.Document(str(built / f"{NAME}.docx"))
    first = "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    assert guide in first[:600]


def test_no_line_of_a_slide_begins_with_a_closing_mark(deck):
    for slide in deck.slides:
        for text in texts_of(slide.shapes):
            assert not re.match(r"[，。、；：！？”’）》]", text), text


def test_word_has_real_headings_and_no_library_defaults(built):
    document = docx.Document(str(built / f"{NAME}.docx"))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [heading.split("、", 1)[1] for heading in headings[:4]] == list(HEADINGS)
    properties = document.core_properties
    assert properties.title == "以高质量组织工作服务保障高质量发展"
    assert "python" not in (properties.comments or "").lower() + (properties.author or "").lower()


def test_packages_hold_nothing_of_the_clock(built):
    for path in (built / f"{NAME}.pptx", built / f"{NAME}.docx"):
        with zipfile.ZipFile(path) as package:
            assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
