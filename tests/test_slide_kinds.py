"""Every kind of slide that the design names, chosen by its rule, in both packs; and none that stands nearly empty."""

from pathlib import Path

import docx
import pytest
from pptx import Presentation
from pptx.slide import Slide

from briefgen.builder import BuildRequest, build
from projects import Project

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PACKS = ("briefing", "gongwen")
FIRST = """# 青河县供水工作报告

## 工程建设

2023年，全县新建供水管网301公里。全年培训技术人员52万人次。全县620个服务点实现全覆盖。投入惠民资金3.1亿元。

在全县24130个网格建立管护小组17263个，推动服务在网格升级。

## 服务群众

县水务局新建便民服务站45个，办理群众诉求3200件。

## 保障安全

全县水质监测点增加到87个，抽检水样1560份。落实“河长制”，健全应急预案。
"""
SECOND = (
    FIRST.replace("301公里", "345公里")
    .replace("52万人次", "48万人次")
    .replace("诉求3200件。", "诉求3200件。开通服务热线7条。")
)


def slides_of(folder: Path, source: str, pack: str, *, before: str = "", **options: object) -> list[Slide]:
    project = Project(folder)
    for text in filter(None, (before, source)):
        project.put("seeds/report.md", text)
        report = build(BuildRequest(project=project.folder, options={"template": pack, **options}))
        assert report.documents[0].error is None
    return list(Presentation(str(project.output / "report.pptx")).slides)


def kinds(slides: list[Slide]) -> list[str]:
    return [slide.slide_layout.name for slide in slides]


def titles(slides: list[Slide]) -> list[str]:
    return [slide.shapes.title.text_frame.text.replace("\v", "") for slide in slides if slide.shapes.title is not None]


def words(slide: Slide) -> str:
    """The paragraphs of a slide, those of groups and tables too."""
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(f"{DRAWING}t"))
        for paragraph in slide.element.iter(f"{DRAWING}p")
    )


@pytest.mark.parametrize("pack", PACKS)
def test_changes_are_shown_when_they_are_asked_for(tmp_path: Path, pack: str):
    slides = slides_of(tmp_path, SECOND, pack, before=FIRST, changes=True)
    shown = [words(slide) for slide in slides if slide.slide_layout.name == "Changes"]
    assert "301公里" in shown[0]
    assert "345" in shown[0]
    assert "▲ 增加" in shown[0]
    assert "▼ 减少" in shown[0]
    assert "新增" in shown[0]
    assert "44" not in shown[0]  # computed
    assert "全年培训技术人员48万人次" in shown[-1]


@pytest.mark.parametrize("pack", PACKS)
def test_without_changes_nothing_is_said_of_the_edition_before(tmp_path: Path, pack: str):
    assert "Changes" not in kinds(slides_of(tmp_path, SECOND, pack, before=FIRST))


def test_differences_are_computed_only_where_asked_for_and_never_in_gongwen(tmp_path: Path):
    for pack, said in (("briefing", "▲ 44公里"), ("gongwen", "▲ 增加")):
        slides = slides_of(tmp_path / pack, SECOND, pack, before=FIRST, changes=True, derived=True)
        assert said in next(words(slide) for slide in slides if slide.slide_layout.name == "Changes")


def test_a_part_of_a_whole_is_a_ring_when_derived_values_are_asked_for(tmp_path: Path):
    slides = slides_of(tmp_path, FIRST, "briefing", derived=True)
    ring = next(slide for slide in slides if slide.slide_layout.name == "PartOfWhole")
    assert "推算：17263 ÷ 24130 = 71.5%" in words(ring)
    chart = next(shape.chart for shape in ring.shapes if shape.has_chart)
    assert list(chart.plots[0].categories)[1] == "其余"
    assert list(chart.plots[0].series[0].values) == [17263, 24130 - 17263]


@pytest.mark.parametrize(("pack", "options"), [("briefing", {}), ("gongwen", {"derived": True})])
def test_no_ratio_is_computed_else(tmp_path: Path, pack: str, options: dict[str, object]):
    slides = slides_of(tmp_path, FIRST, pack, **options)
    assert "PartOfWhole" not in kinds(slides)
    assert not any("71.5" in words(slide) for slide in slides)


@pytest.mark.parametrize(
    "sentence",
    [
        "全县24130余个网格建立管护小组17263个。",
        "全县24130个网格建立管护小组17263支。",
        "力争全县24130个网格建立管护小组17263个。",
    ],
)
def test_what_is_not_exact_or_not_alike_or_not_yet_reached_has_no_ratio(tmp_path: Path, sentence: str):
    source = FIRST.replace("在全县24130个网格建立管护小组17263个，推动服务在网格升级。", sentence)
    assert "PartOfWhole" not in kinds(slides_of(tmp_path, source, "briefing", derived=True))


@pytest.mark.parametrize("pack", PACKS)
def test_short_sections_share_a_slide_and_the_agenda_knows_it(tmp_path: Path, pack: str):
    slides = slides_of(tmp_path, FIRST, pack)
    shared = titles(slides).index("服务群众；保障安全")
    assert "二、服务群众" in words(slides[shared])
    assert "三、保障安全" in words(slides[shared])
    agenda = next(slide for slide in slides if slide.slide_layout.name == "Agenda")
    pages = [text for text in words(agenda).splitlines() if text.isdigit()]
    assert pages.count(str(shared + 1)) == 2


@pytest.mark.parametrize("pack", PACKS)
def test_a_figure_alone_has_no_slide_and_a_section_of_one_slide_no_opener(tmp_path: Path, pack: str):
    slides = slides_of(tmp_path, FIRST, pack)
    assert "Section" not in kinds(slides)
    assert not any(title.startswith("主要数字：") for title in titles(slides))


@pytest.mark.parametrize("pack", PACKS)
def test_no_two_slides_have_the_same_title(tmp_path: Path, pack: str):
    message = "全县坚持上下游共治，推动水质持续改善。"
    source = "# 报告\n\n" + "\n\n".join(
        f"## {name}\n\n{message}\n\n{name}新建站点{at}1个。\n\n{name}办理诉求{at}2件。\n\n{name}修建道路{at}3公里。"
        for at, name in enumerate(("东山镇", "西河镇", "南坪镇"), 2)
    )
    found = titles(slides_of(tmp_path, source, pack))
    assert len(found) == len(set(found))


def test_a_document_without_a_title_bears_the_name_of_its_file(tmp_path: Path):
    source = FIRST.split("\n", 1)[1]
    assert titles(slides_of(tmp_path, source, "briefing"))[0]


@pytest.mark.parametrize("pack", PACKS)
def test_more_than_eight_points_in_time_are_a_line(tmp_path: Path, pack: str):
    rows = "\n".join(f"| {2010 + n}年 | {120 + 7 * n} |" for n in range(11))
    source = f"# 供水报告\n\n## 建设情况\n\n各年建成站点情况如下：\n\n| 年份 | 建成站点（个） |\n|---|---:|\n{rows}\n"
    slides = slides_of(tmp_path, source, pack)
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    assert [chart.chart_type.name for chart in charts] == ["LINE_MARKERS"]
    assert "Table" not in kinds(slides)


@pytest.mark.parametrize("pack", PACKS)
def test_a_table_with_a_column_that_no_chart_shows_stays_a_slide(tmp_path: Path, pack: str):
    rows = "\n".join(f"| {2016 + n}年 | {120 + 7 * n} | 已核查 |" for n in range(5))
    header = "| 年份 | 建成站点（个） | 核查 |\n|---|---:|---|"
    source = f"# 供水报告\n\n## 建设情况\n\n各年建成站点情况如下：\n\n{header}\n{rows}\n"
    assert "Table" in kinds(slides_of(tmp_path, source, pack))


@pytest.mark.parametrize("pack", PACKS)
def test_a_card_tells_what_a_relative_time_means_where_the_source_states_its_date(tmp_path: Path, pack: str):
    source = FIRST.replace("全年培训", "去年培训").replace("投入惠民", "今年投入惠民")
    dated = "---\ndate: 2025-03-06\n---\n" + source
    for text, told in ((dated, True), (source, False)):
        shown = "\n".join(map(words, slides_of(tmp_path, text, pack)))
        assert ("去年（2024年）" in shown, "今年（2025年）" in shown) == (told, told)


@pytest.mark.parametrize("pack", PACKS)
def test_the_units_above_a_table_stand_on_its_slide_and_in_its_document(tmp_path: Path, pack: str):
    unit = "单位：户、立方米"
    rows = "| 东山村 | 312 | 4100 | 已核查 |\n| 西河村 | 405 | 5230 | 已核查 |"
    table = f"| 村 | 户数 | 用水 | 核查 |\n|---|---:|---:|---|\n{rows}"
    first = f"## 用水情况\n\n各村用水情况\n\n{unit}\n\n{table}"
    source = f"# 供水报告\n\n{first}\n\n## 建设情况\n\n全年新建水厂3座。\n\n{table}\n"
    tables = [slide for slide in slides_of(tmp_path, source, pack) if slide.slide_layout.name == "Table"]
    assert [unit in words(slide) for slide in tables] == [True, False]
    (file,) = tmp_path.rglob("build/report.docx")
    assert [item.text for item in docx.Document(str(file)).paragraphs].count(unit) == 1


@pytest.mark.parametrize("pack", PACKS)
def test_a_number_of_three_numerals_has_room_on_one_line(tmp_path: Path, pack: str):
    what = ("改造小区", "新建公园", "开通公交", "整治河道", "修缮校舍", "培训医师")
    points = "\n\n".join(
        f"**{what[n % 6]}第{n}批。**全年{what[n % 6]}{n + 12}处，惠及群众{n + 3}万人，年底前完成验收。"
        for n in range(120)
    )
    deck = slides_of(tmp_path, f"# 重点工作\n\n## 任务完成情况\n\n{points}\n", pack)
    shapes = [piece for slide in deck for group in slide.shapes if group.shape_type == 6 for piece in group.shapes]
    numbers = [piece for piece in shapes if "LongestNo" in piece.name]
    assert numbers[0].text_frame.text == "（二十一）"
    for number in numbers:
        size = number.text_frame.paragraphs[0].runs[0].font.size
        assert len(number.text_frame.text) * size <= number.width


def tabled(rows: int) -> str:
    listed = "\n".join(f"| 第{number}村 | {1000 + number} | 已完成 |" for number in range(rows))
    return (
        "# 村情简报\n\n## 一、人口情况\n\n全市人口继续增长。\n\n### （一）各村人口\n\n各村人口统计如下。\n\n"
        f"| 村 | 人口（人） | 核查 |\n|---|---|---|\n{listed}\n"
    )


@pytest.mark.parametrize("pack", PACKS)
def test_a_long_table_is_an_excerpt_and_the_notes_say_so(tmp_path: Path, pack: str):
    def tables(rows: int) -> list[Slide]:
        slides = slides_of(tmp_path / str(rows), tabled(rows), pack)
        return [slide for slide in slides if slide.slide_layout.name == "Table"]

    assert not any("节选" in words(slide) for slide in tables(12))
    (shown,) = tables(80)
    assert titles([shown]) == ["表：各村人口（节选）"]
    notes = shown.notes_slide.notes_text_frame.text
    assert "第1村：人口（人）　1001" in notes
    assert notes.endswith("其余各行见原文。")
    (file,) = (tmp_path / "80").rglob("build/report.docx")
    (table,) = (table for table in docx.Document(str(file)).tables if table.cell(0, 0).text == "村")
    assert len(table.rows) == 21


@pytest.mark.parametrize("pack", PACKS)
def test_a_footer_names_the_heading_of_a_part(tmp_path: Path, pack: str):
    source = (
        "# 全市乡镇名录\n\n## 一、乡镇基本情况\n\n全市共有乡镇七十五个，今年新增道路120公里。\n\n"
        "### （一）老旧小区改造\n\n"
        "改造老旧小区56个，惠及居民2.3万户。完成投资3.4亿元。新增停车位1200个。\n\n"
        "| 乡镇 | 人口（人） | 核查 |\n|---|---|---|\n| 东乡 | 1001 | 已完成 |\n| 西乡 | 1002 | 已完成 |\n"
    )
    assert any("乡镇基本情况　（一）老旧小区改造" in words(slide) for slide in slides_of(tmp_path, source, pack))


@pytest.mark.parametrize("pack", PACKS)
def test_a_table_without_a_header_has_no_row_without_cells(tmp_path: Path, pack: str):
    rows = "".join(f"<tr><td>{name}</td><td>王某</td><td>每月巡查</td></tr>" for name in ("东乡", "西乡", "南乡"))
    text = "全县各乡镇按时安排值班，确保群众来访有人接待、来电有人接听。"
    project = Project(tmp_path)
    project.put("seeds/report.html", f"<h1>值班安排</h1><h2>安排</h2><p>{text}</p><table>{rows}</table><p>{text}</p>")
    build(BuildRequest(project=project.folder, options={"template": pack}))
    deck = Presentation(str(project.output / "report.pptx"))
    (table,) = (s.table for slide in deck.slides for s in slide.shapes if s.has_table and "东乡" in words(slide))
    assert [len(row.cells) for row in table.rows] == [3, 3, 3]
    assert not table.first_row
    file = docx.Document(str(project.output / "report.docx"))
    (source,) = (table for table in file.tables if "东乡" in table.cell(0, 0).text)
    assert [len(row.cells) for row in source.rows] == [3, 3, 3]


def test_a_heading_too_long_for_a_row_of_the_summary_stands_there_alone(tmp_path: Path):
    long = (
        "各乡镇、各部门、各单位和各供水企业应当加强沟通联系，为全县供水工作的开展提供必要的支持和保障，并按时报告情况"
    )
    told = (
        "全县水利部门坚持建管并重，供水保障能力不断增强，群众用水安全得到保障。\n\n"
        "供水企业按月检查管网，发现漏损及时修复，并向县水务局报告修复情况。\n\n"
        "各乡镇落实管护责任，做好水源地巡查，保证水质安全。\n\n"
    )
    source = f"# 供水工作\n\n## {long}\n\n{told}## 二、水源保护\n\n{told.replace('全县', '全市')}"
    slides = slides_of(tmp_path, source, "briefing")
    (summary,) = (slide for slide in slides if slide.slide_layout.name == "Summary")
    assert long in words(summary)
    assert "水源保护" in words(summary)


@pytest.mark.parametrize("pack", PACKS)
def test_a_heading_with_nothing_but_a_chart_below_it_is_the_title_of_the_chart(pack, tmp_path):
    rows = "".join(f"| {year}年 | {share} |\n" for year, share in ((2021, 82.1), (2022, 89.5), (2023, 95.3)))
    table = "| 年份 | 网上可办率（%） |\n| --- | --- |\n" + rows
    source = FIRST + "\n### 办件情况\n\n全年办件3200件。\n\n### 网上可办率逐年提升\n\n" + table
    slide = next(slide for slide in slides_of(tmp_path, source, pack) if any(shape.has_chart for shape in slide.shapes))
    assert titles([slide]) == ["网上可办率逐年提升"]
    assert "网上可办率（%）" in words(slide)
