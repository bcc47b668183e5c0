"""What both shipped packs promise alike, seen in what a build makes of them."""

import zlib
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.slide import Slide

from briefgen.builder import BuildRequest, build
from briefgen.templating.script import is_traditional
from projects import WATER, Project

PACKS = ("briefing", "gongwen")
STORIES = (Path(__file__).parent / "cases" / "stories.md").read_bytes()
TRADITIONAL = """# 清河縣供水工作總結

## 主要工作

去年更新供水管網42公里，漏損率降至9.3%，惠及群眾1.2萬戶。全縣建成水質監測點18個，水質合格率達到99.5%。

## 民生改善

推行網上辦理，辦理業務3600餘件，群眾滿意度明顯提高。培訓工作人員260名。

## 下一步打算

力爭再更新供水管網50公里，着力解決偏遠鄉村用水問題。
""".encode()
LONG_COUNTED = b"""# The valley

## Money

Spending on the elderly rose from $3.8 billion to $5.4 billion. The bridges cost $2 million. 42 bridges were repaired.
The council opened 11 roads. It trained 180 inspectors.
The council spent $9 million on the allowance for maintaining a dependent parent or grandparent aged between
fifty-five and fifty-nine who has lived in the valley for a very long time without any other help from relatives.

## People

Accidents fell to 9. The grant covered 60% of the cost.

## Works

The crews closed 7 tunnels. The gardeners planted 300 trees.
"""


def built(folder: Path, source: bytes, pack: str) -> tuple[Presentation, Document]:
    project = Project(folder)
    project.put("seeds/report.md", source)
    report = build(BuildRequest(project=folder, options={"template": pack}))
    assert report.exit_code == 0, report
    return Presentation(str(project.output / "report.pptx")), Document(str(project.output / "report.docx"))


def text_of(slide: Slide) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def everything(slide: Slide) -> str:
    groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    pieces = [piece for group in groups for piece in group.shapes if piece.has_text_frame]
    return "\n".join(piece.text_frame.text.replace("\v", "") for piece in pieces)


@pytest.mark.parametrize("pack", PACKS)
def test_a_text_in_traditional_characters_gets_traditional_labels(tmp_path: Path, pack: str) -> None:
    deck, summary = built(tmp_path, TRADITIONAL, pack)
    titles = [slide.shapes.title.text.replace("\u3000", "") for slide in deck.slides]
    assert "目錄" in titles
    assert any(title.startswith("附錄") for title in titles)
    written = "\n".join([*map(text_of, deck.slides), *(part.text for part in summary.paragraphs)])
    assert not any(word in written for word in ("录", "数字", "总体", "续"))
    runs = [run for shape in deck.slides[1].placeholders for run in shape.text_frame.paragraphs[0].runs]
    tags = {run._r.rPr.get("lang") for run in runs}
    assert tags == {"zh-TW"}


def test_scripts_are_told_by_the_characters_that_only_one_has() -> None:
    assert is_traditional(TRADITIONAL.decode())
    assert not is_traditional(WATER)
    assert not is_traditional("Bridges of the valley")


@pytest.mark.parametrize("pack", PACKS)
def test_six_main_figures_stand_on_one_slide_though_some_fit_no_card(tmp_path: Path, pack: str) -> None:
    deck, _ = built(tmp_path, LONG_COUNTED, pack)
    cards = [slide for slide in deck.slides if slide.shapes.title.text == "Key figures"]
    assert len(cards) == 1
    rows = [row for row in cards[0].shapes if row.shape_type == MSO_SHAPE_TYPE.GROUP]
    numbers = [card for row in rows for card in row.shapes if card.shape_type == MSO_SHAPE_TYPE.GROUP]
    assert len(numbers) == 6


@pytest.mark.parametrize("pack", PACKS)
def test_boxes_of_a_layout_do_not_lie_on_each_other(pack: str) -> None:
    root = Path(__file__).resolve().parent.parent
    deck = Presentation(str(root / "templates" / pack / "briefing.pptx"))
    for layout in deck.slide_layouts:
        for one, other in combinations(layout.placeholders, 2):
            apart = (
                one.left >= other.left + other.width
                or other.left >= one.left + one.width
                or one.top >= other.top + other.height
                or other.top >= one.top + one.height
            )
            assert apart, (layout.name, one.name, other.name)


@pytest.mark.parametrize("pack", PACKS)
def test_a_matter_told_by_date_and_a_case_have_slides_of_their_own(tmp_path: Path, pack: str) -> None:
    deck, _ = built(tmp_path, STORIES, pack)
    slides = {slide.shapes.title.text: slide for slide in deck.slides}
    words = everything(slides["进程：建设历程"]).split("\n")
    assert [word for word in words if "年" in word] == ["2016年3月", "2018年", "2021年11月", "2024年5月12日"]
    assert any("大桥建成通车" in word for word in words)
    assert "典型事例：富民产业" in slides
    # What these slides tell is not said once more in the points.
    assert sum("主体工程开工建设" in everything(slide) for slide in slides.values()) == 1


@pytest.mark.parametrize("pack", PACKS)
def test_values_of_a_subsection_have_their_chart(tmp_path: Path, pack: str) -> None:
    deck, _ = built(tmp_path, STORIES, pack)
    assert [shape.name for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def pictured(folder: Path, pack: str) -> Presentation:
    document = Document()
    document.add_heading("清河县文旅发展情况", 0)
    document.add_heading("景区建设", 1)
    document.add_paragraph("全县建成景区12个，接待游客86万人次，实现旅游收入4.3亿元。推进景区道路改造，新建停车场6处。")
    for number, (width, height) in enumerate([(900, 600), (500, 800), (40, 40)], 1):
        document.add_picture(BytesIO(png(width, height)))
        document.add_paragraph(f"图{number} 景区照片")
    path = folder / "source.docx"
    document.save(str(path))
    project = Project(folder)
    project.put("seeds/report.docx", path.read_bytes())
    report = build(BuildRequest(project=folder, options={"template": pack}))
    assert report.exit_code == 0, report
    return Presentation(str(project.output / "report.pptx"))


def png(width: int, height: int) -> bytes:
    """The smallest image of a size: one grey, a bit a pixel."""
    rows = b"".join(b"\0" + bytes(-(-width // 8)) for _ in range(height))

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("pack", PACKS)
def test_pictures_stand_with_their_captions_in_their_own_proportions(tmp_path: Path, pack: str) -> None:
    deck = pictured(tmp_path, pack)
    slide = next(slide for slide in deck.slides if slide.shapes.title.text == "图片：景区建设")
    groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
    shown = [piece for group in groups for piece in group.shapes if piece.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert [picture.image.size for picture in shown] == [(900, 600), (500, 800)]  # the third is told in the notes
    for picture in shown:
        width, height = picture.image.size
        kept = (
            (1 - picture.crop_left - picture.crop_right) * width,
            (1 - picture.crop_top - picture.crop_bottom) * height,
        )
        assert picture.width / picture.height == pytest.approx(kept[0] / kept[1], rel=0.001)
        assert min(kept[0] / width, kept[1] / height) >= 0.88
    described = [picture._element.nvPicPr.cNvPr.get("descr") for picture in shown]
    assert described == ["图1 景区照片", "图2 景区照片"]
    assert "图1 景区照片" in everything(slide)
