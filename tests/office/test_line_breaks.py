"""The measured line breaks beside LibreOffice's, in a deck of generated text boxes.

Chinese, English and mixed paragraphs from a word list of our own, many sizes, faces and widths; the deck goes through
LibreOffice to PDF and the lines are read back by their position. The faces that Windows brings are stood in for by
those the measuring was made with.
"""

import html
import random
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from briefgen.templating.breaking import Layout, lay_out
from briefgen.templating.measuring import Run, wrap
from briefgen.templating.typography import Segment, typeset
from office_tools import draw

pytestmark = pytest.mark.office

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDE_WIDTH, SLIDE_HEIGHT, MARGIN = 2000, 1400, 40  # points
NATURAL = Layout(lines=(), breaks=(), widths=(), overfull=False)
CHINESE_WORDS = (
    "发展 建设 工作 干部 群众 组织 经济 产业 改革 创新 服务 保障 项目 人才 队伍 基层 企业 技术 生态 环境 教育 "
    "安全 监督 制度 机制 能力 水平 质量 任务 重点 领域 市场 资金 政策 措施 成效 规划 会议 培训 考核 交流 合作 推动 "
    "促进 加强 提高 落实 深化 坚持 围绕 高质量发展 乡村振兴 数字经济 营商环境 的 和 与 在 为 对 以 并 将 了 是 及"
)
CHINESE = CHINESE_WORDS.split()
MARKS = ("，", "，", "、", "、", "；", "：", "。", "。")
NUMBERS = ("1100余个", "28.9万名", "3.5%", "2023年", "12,400户", "190.3万人次", "5月1日", "72个百分点", "85%")
LATIN = ("GDP", "AI", "5G", "Wi-Fi", "PM2.5", "R&D", "ISO9001")
ENGLISH_WORDS = (
    "the of and to in a is that for with growth revenue increased quarter market company well-known long-term policy "
    "government investment 3.5% 12,400 (approximately) $2.3 programme, and/or about however, results. “quoted text” "
    "don’t year-on-year 1,000 million infrastructure environmental responsibility energy"
)
ENGLISH = ENGLISH_WORDS.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    runs: tuple[Run, ...]
    width: float
    layout: Layout = NATURAL
    slide: int = 0
    left: float = 0
    top: float = 0

    @property
    def pitch(self) -> float:
        return max(run.size for run in self.runs) * 1.45

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def write_chinese(chance: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        kind = chance.random()
        words = "".join(chance.choices(CHINESE[:50], k=chance.randint(1, 3)))
        if kind < 0.68:
            text += chance.choice(CHINESE)
        elif kind < 0.80:
            text += chance.choice(MARKS)
        elif kind < 0.88:
            text += chance.choice(("“{}”", "《{}》", "（{}）", "“{}”，", "《{}》、", "——{}")).format(words)
        else:
            text += chance.choice(NUMBERS if kind < 0.96 else LATIN)
    return text.lstrip("".join(MARKS))


def write_paragraph(chance: random.Random) -> tuple[Run, ...]:
    faces = {
        "latin": chance.choice(("Arial", "Times New Roman")),
        "east_asian": chance.choice(("Microsoft YaHei", "SimSun")),
    }
    size, bold = chance.choice((11, 14, 16, 18, 20, 22, 28, 40, 52)), chance.random() < 0.25
    kind = chance.random()
    if kind < 0.25:
        words = " ".join(chance.choices(ENGLISH, k=chance.randint(12, 40)))
        return (Run(text=words, size=size, bold=bold, **faces),)
    first = Run(
        text=write_chinese(chance, chance.randint(20, 90)).rstrip("".join(MARKS)), size=size, bold=bold, **faces
    )
    if kind < 0.8:
        return (first,)
    if kind < 0.9:
        return (
            first,
            Run(text=f"〔{chance.randint(1, 40)}〕", size=11, **faces),
            Run(text="。", size=size, bold=bold, **faces),
        )
    return Run(text=str(chance.randint(10, 9999)), size=54, **faces), Run(text=" ", size=7, **faces), first


def generate_boxes(seed: int, count: int) -> list[Box]:
    chance = random.Random(seed)
    boxes = []
    while len(boxes) < count:
        runs = write_paragraph(chance)
        main = max(runs, key=lambda run: len(run.text)).size
        ems = chance.randint(10, 40) if chance.random() < 0.3 else chance.uniform(9, 42)
        width = min(max(round(main * ems, 2), 190), 900)
        if len(wrap(runs, width)) > 1:
            boxes.append(Box(runs=runs, width=width))
    return boxes


def place(boxes: Sequence[Box], lines_of: Callable[[Box], int]) -> list[Box]:
    """Columns of boxes, slide after slide."""
    placed = []
    slide, left, top, column = 1, MARGIN, MARGIN, 0.0
    for box in boxes:
        height = box.pitch * (lines_of(box) + 2)
        if top + height > SLIDE_HEIGHT - MARGIN:
            left, top, column = left + column + MARGIN * 2, MARGIN, 0.0
        if left + box.width > SLIDE_WIDTH - MARGIN * 2:
            slide, left, top, column = slide + 1, MARGIN, MARGIN, 0.0
        placed.append(Box(runs=box.runs, width=box.width, layout=box.layout, slide=slide, left=left, top=top))
        top, column = top + height, max(column, box.width)
    return placed


def write_deck(boxes: Sequence[Box], path: Path) -> None:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(SLIDE_WIDTH), Pt(SLIDE_HEIGHT)
    slides = [deck.slides.add_slide(deck.slide_layouts[6]) for _ in range(boxes[-1].slide)]
    for box in boxes:
        shape = slides[box.slide - 1].shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.pitch))
        body = shape._element.txBody
        for child in list(body):
            body.remove(child)
        body.append(_element('<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"><a:noAutofit/></a:bodyPr>'))
        runs = "".join(_run_xml(box.runs[segment.run], segment) for segment in typeset(box.runs, box.layout))
        spacing = f'<a:lnSpc><a:spcPts val="{round(box.pitch * 100)}"/></a:lnSpc>'
        body.append(_element(f'<a:p><a:pPr eaLnBrk="1" hangingPunct="1">{spacing}</a:pPr>{runs}</a:p>'))
    deck.save(str(path))


def _run_xml(run: Run, segment: Segment) -> str:
    look = f'lang="zh-CN" altLang="en-US" sz="{round(run.size * 100)}" b="{int(run.bold)}"'
    spacing = f' spc="{segment.spacing}"' if segment.spacing is not None else ""
    latin = run.east_asian if segment.full_width_quotes else run.latin
    faces = f'<a:latin typeface="{latin}"/><a:ea typeface="{run.east_asian}"/>'
    line_break = f"<a:br><a:rPr {look}/></a:br>" if segment.break_before else ""
    return f"{line_break}<a:r><a:rPr {look}{spacing}>{faces}</a:rPr><a:t>{html.escape(segment.text)}</a:t></a:r>"


def _element(xml: str) -> etree._Element:
    return etree.fromstring(re.sub(r"^<a:\w+", rf'\g<0> xmlns:a="{DRAWING}"', xml, count=1))


def read_lines(pdf: Path, boxes: Sequence[Box]) -> list[list[str]]:
    """The lines of each box without spaces, from the word positions of `pdftotext -bbox`."""
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    output = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    pages: list[list[tuple[float, float, str]]] = []
    for line in output.splitlines():
        if "<page " in line:
            pages.append([])
        word = re.search(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>', line)
        if word:
            middle = (float(word[2]) + float(word[4])) / 2
            pages[-1].append((float(word[1]), middle, html.unescape(word[5])))
    tops = {(box.slide, box.left, box.top) for box in boxes}
    return [_lines_of(box, pages[box.slide - 1], tops) for box in boxes]


def _lines_of(box: Box, words: list[tuple[float, float, str]], tops: set[tuple[int, float, float]]) -> list[str]:
    below = [top for slide, left, top in tops if (slide, left) == (box.slide, box.left) and top > box.top]
    bottom = min(below, default=SLIDE_HEIGHT)
    lines: dict[int, list[tuple[float, str]]] = {}
    for left, middle, text in words:
        if box.left - 20 <= left < box.left + box.width + 30 and box.top - 2 <= middle < bottom - 2:
            lines.setdefault(int((middle - box.top) // box.pitch), []).append((left, text))
    return ["".join(text for _, text in sorted(lines[number])) for number in sorted(lines)]


def measured_lines(box: Box, lines: Sequence[tuple[int, int]]) -> list[str]:
    return ["".join(box.text[start:end].split()) for start, end in lines]


def compare(boxes: Sequence[Box], measured: Callable[[Box], Sequence[tuple[int, int]]], work: Path) -> float:
    """The share of boxes whose lines are the same; prints the first that differ."""
    placed = place(boxes, lambda box: len(measured(box)))
    write_deck(placed, work / "boxes.pptx")
    drawn = read_lines(draw(work / "boxes.pptx", work), placed)
    wrong = []
    for box, real in zip(placed, drawn, strict=True):
        mine = measured_lines(box, measured(box))
        assert "".join(mine) == "".join(real), "the text was not read back whole"
        if mine != real:
            wrong.append(f"{box.width} pt, {box.runs[0].size} pt {box.runs[0].latin}\n  {mine}\n  {real}")
    print("\n".join(wrong[:10]))
    return 1 - len(wrong) / len(placed)


def test_text_that_wraps_by_itself_breaks_where_it_was_measured_to(tmp_path: Path):
    boxes = generate_boxes(seed=20, count=300)
    assert compare(boxes, lambda box: wrap(box.runs, box.width), tmp_path) >= 0.99


def test_laid_out_text_keeps_its_lines(tmp_path: Path):
    boxes = [
        Box(runs=box.runs, width=box.width, layout=lay_out(box.runs, box.width, balance=number % 4 == 0))
        for number, box in enumerate(generate_boxes(seed=21, count=300))
    ]
    assert compare(boxes, lambda box: box.layout.lines, tmp_path) >= 0.99
