"""Kinds of edits that people make to a deck, each with a test of whether it still stands in a file.

An edit is made on a deck as generated. Its test is asked of the edited file first (another editor may have dropped the
edit itself), then of the merged one. `anchor` is the text beside which the edit stands: where the source has dropped
that text, an edit of mere looks may go with it; an edit of words may not.
"""

import copy
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.util import Emu, Inches, Pt

Test = Callable[[Any], bool]
LEAD = "加快水库建设"
DETAIL = "近三年来，全县新建水库"
SECTION = "全县水利部门统筹"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6338c0c0000002"
    "4400c1938c68220000000049454e44ae426082"
)


@dataclass(frozen=True)
class Edit:
    """A kind of edit: `make` changes a deck and gives the test."""

    name: str
    make: Callable[[Any], Test]
    looks_only: bool = False
    anchor: str = DETAIL


EDITS: list[Edit] = []


def edit(name: str, *, looks: bool = False, anchor: str = DETAIL):
    def add(make: Callable[[Any], Test]) -> Callable[[Any], Test]:
        EDITS.append(Edit(name, make, looks, anchor))
        return make

    return add


def shapes(container: Any) -> Iterator[Any]:
    for shape in container:
        yield shape
        if shape.shape_type == 6:
            yield from shapes(shape.shapes)


def texts(deck: Any) -> list[str]:
    return [
        "".join(node.text or "" for node in paragraph.iter(f"{A}t"))
        for slide in deck.slides
        for paragraph in slide.element.iter(f"{A}p")
    ]


def notes(deck: Any) -> str:
    return "\n".join(s.notes_slide.notes_text_frame.text for s in deck.slides if s.has_notes_slide)


def slide_with(deck: Any, name: str, number: int = 0) -> Any:
    found = [slide for slide in deck.slides if any(f"bg_{name}_" in shape.name for shape in shapes(slide.shapes))]
    return found[number]


def named(slide: Any, end: str) -> Any:
    return next(shape for shape in shapes(slide.shapes) if shape.name.endswith(end))


def shape_with(deck: Any, text: str) -> Any:
    for slide in deck.slides:
        for shape in shapes(slide.shapes):
            if shape.has_text_frame and text in shape.text_frame.text.replace("\v", ""):
                return shape
    return None


def said(*wanted: str) -> Test:
    return lambda deck: all(any(text in line for line in texts(deck)) for text in wanted)


def unsaid(*gone: str) -> Test:
    return lambda deck: not any(text in line for line in texts(deck) for text in gone)


def type_text(shape: Any, text: str, paragraph: int = 0) -> None:
    runs = shape.text_frame.paragraphs[paragraph].runs
    runs[0].text = text
    for run in runs[1:]:
        run._r.getparent().remove(run._r)
    for node in shape.text_frame.paragraphs[paragraph]._p.findall(f"{A}br"):
        node.getparent().remove(node)


def points(deck: Any) -> Any:
    return slide_with(deck, "Points", 0)


def typed(name: str, where: Callable[[Any], Any], text: str, paragraph: int = 0, *, anchor: str = DETAIL) -> None:
    def make(deck: Any) -> Test:
        type_text(where(deck), text, paragraph)
        return said(text)

    EDITS.append(Edit(name, make, anchor=anchor))


typed("text of a point", lambda d: named(points(d), "Detail_1"), "水库建设进度快于往年，质量过硬")
typed("lead of a point", lambda d: named(points(d), "Lead_1"), "水库先行")
typed("number of a point by hand", lambda d: named(points(d), "Detail_1"), "全县新建水库15座")
typed("title of a slide", lambda d: points(d).shapes.title, "骨干工程全面提速")
typed("title of the cover", lambda d: d.slides[0].shapes.title, "水利工作汇报")
typed("agenda item", lambda d: named(slide_with(d, "Agenda"), "Item_1"), "骨干工程")
typed("summary item, first line", lambda d: named(slide_with(d, "Summary"), "Item_1"), "建好骨干工程！", 0)
typed("summary item, second line", lambda d: named(slide_with(d, "Summary"), "Item_1"), "供水网络基本成形", 1)
typed("number on a card", lambda d: named(slide_with(d, "Figures"), "HeroNumber_1_1"), "3.3 亿元")
typed("words on a card", lambda d: named(slide_with(d, "Figures"), "What_1_2"), "群众受益")
typed("guiding line", lambda d: named(slide_with(d, "Guide"), "Line_1"), "制度更全，短板更短")
typed("closing line", lambda d: named(slide_with(d, "Closing"), "Line_2"), "守护一方碧水")
typed("footer", lambda d: named(points(d), "FooterSection"), "骨干工程专题")
typed("note under the chart", lambda d: named(slide_with(d, "Chart"), "Note"), "数据来源：县水利局")
typed("words on a lower card", lambda d: named(slide_with(d, "Figures"), "What_2_2"), "问题整改", anchor="整改问题")
typed("second point", lambda d: named(points(d), "Detail_2"), "巡查队伍常年在岗", anchor="选聘巡查员")


@edit("words in the middle of a point")
def _(deck: Any) -> Test:
    run = named(points(deck), "Detail_1").text_frame.paragraphs[0].runs[0]
    run.text = run.text.replace("全县新建", "全县高质量新建")
    return said("高质量新建")


@edit("a paragraph more in a point")
def _(deck: Any) -> Test:
    named(points(deck), "Detail_1").text_frame.add_paragraph().text = "另有两座在建"
    return said("另有两座在建")


@edit("text of a point emptied")
def _(deck: Any) -> Test:
    named(points(deck), "Detail_2").text_frame.clear()
    return unsaid("选聘巡查员1300余名。力争")


@edit("line break by hand")
def _(deck: Any) -> Test:
    named(points(deck), "Detail_2").text_frame.paragraphs[0].add_line_break()
    named(points(deck), "Detail_2").text_frame.paragraphs[0].add_run().text = "（见附图）"
    return said("（见附图）")


@edit("a word in bold", looks=True)
def _(deck: Any) -> Test:
    named(points(deck), "Detail_1").text_frame.paragraphs[0].runs[0].font.bold = True
    return lambda d: any(run.font.bold for run in shape_with(d, DETAIL).text_frame.paragraphs[0].runs)


@edit("a word in red", looks=True)
def _(deck: Any) -> Test:
    named(points(deck), "Detail_1").text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)
    return lambda d: b'"c00000"' in etree.tostring(shape_with(d, DETAIL)._element).lower()


@edit("a larger size", looks=True)
def _(deck: Any) -> Test:
    for run in named(points(deck), "Lead_1").text_frame.paragraphs[0].runs:
        run.font.size = Pt(33)
    return lambda d: any(r.font.size == Pt(33) for r in shape_with(d, "水库建设").text_frame.paragraphs[0].runs)


@edit("a paragraph centred", looks=True)
def _(deck: Any) -> Test:
    named(points(deck), "Lead_1").text_frame.paragraphs[0]._p.get_or_add_pPr().set("algn", "ctr")
    return lambda d: shape_with(d, "水库建设").text_frame.paragraphs[0]._p.pPr.get("algn") == "ctr"


def placed(name: str, end: str, change: Callable[[Any], None], value: Callable[[Any], int]) -> None:
    def make(deck: Any) -> Test:
        shape = named(points(deck), end)
        change(shape)
        wanted = value(shape)
        return lambda d: any(abs(value(s) - wanted) < 3000 for s in [shape_with(d, DETAIL)] if s is not None)

    EDITS.append(Edit(name, make, looks_only=True))


def _set(attribute: str, by: int) -> Callable[[Any], None]:
    return lambda shape: setattr(shape, attribute, getattr(shape, attribute) + by)


placed("box moved across", "Detail_1", _set("left", 300_000), lambda s: s.left)
placed("box moved down", "Detail_1", _set("top", -90_000), lambda s: s.top)
placed("box made wider", "Detail_1", _set("width", -500_000), lambda s: s.width)
placed("box made higher", "Detail_1", _set("height", 120_000), lambda s: s.height)


def absolute_left(shape: Any) -> int:
    group = shape._element.getparent()
    left = float(shape.left)
    while group is not None and group.tag == f"{P}grpSp":
        form = group.find(f"{P}grpSpPr/{A}xfrm")
        off, ext, ch_off, ch_ext = (form.find(f"{A}{name}") for name in ("off", "ext", "chOff", "chExt"))
        scale = int(ext.get("cx")) / int(ch_ext.get("cx"))
        left = int(off.get("x")) + (left - int(ch_off.get("x"))) * scale
        group = group.getparent()
    return round(left)


@edit("row moved as a group", looks=True)
def _(deck: Any) -> Test:
    group = named(points(deck), "PointRow_1")
    group.left += 250_000
    wanted = absolute_left(named(points(deck), "Detail_1"))
    return lambda d: abs(absolute_left(shape_with(d, DETAIL)) - wanted) < 3000


@edit("title box moved", looks=True, anchor=SECTION)
def _(deck: Any) -> Test:
    title = points(deck).shapes.title
    left, top, width, height = title.left, title.top, title.width, title.height
    title.left, title.top, title.width, title.height = left + 150_000, top, width, height

    def stands(d: Any) -> bool:
        titles = [slide.shapes.title for slide in d.slides if slide.shapes.title is not None]
        return any(t.text_frame.text.startswith(SECTION) and abs(t.left - left - 150_000) < 3000 for t in titles)

    return stands


@edit("box deleted")
def _(deck: Any) -> Test:
    remove(named(points(deck), "Detail_2"))
    return unsaid("选聘巡查员1300余名。力争")


@edit("row deleted")
def _(deck: Any) -> Test:
    remove(named(points(deck), "PointRow_2"))
    return lambda d: shape_with(d, "落实巡查责任") is None


@edit("card deleted")
def _(deck: Any) -> Test:
    remove(named(slide_with(deck, "Figures"), "Card_2_1"))
    return lambda d: not any("选聘巡查员〔" in line for line in figures_texts(d))


def figures_texts(deck: Any) -> list[str]:
    slide = slide_with(deck, "Figures")
    return [shape.text_frame.text for shape in shapes(slide.shapes) if shape.has_text_frame]


@edit("guiding line deleted", anchor="健全制度")
def _(deck: Any) -> Test:
    remove(named(slide_with(deck, "Guide"), "GuideRow_2"))
    return unsaid("推动水利保障能力明显提升〔")


def remove(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)


@edit("text box added")
def _(deck: Any) -> Test:
    box = points(deck).shapes.add_textbox(Inches(1), Inches(6), Inches(3), Inches(0.4))
    box.text_frame.text = "请现场核对"
    return said("请现场核对")


@edit("picture added")
def _(deck: Any) -> Test:
    points(deck).shapes.add_picture(io.BytesIO(PIXEL), Inches(9), Inches(5), Inches(1), Inches(1)).name = "照片"
    return lambda d: any(s.shape_type == 13 and s.image.blob for slide in d.slides for s in shapes(slide.shapes))


@edit("arrow added")
def _(deck: Any) -> Test:
    points(deck).shapes.add_shape(13, Inches(9), Inches(1), Inches(1), Inches(0.5)).name = "箭头"
    return lambda d: any(s.name == "箭头" for slide in d.slides for s in shapes(slide.shapes))


@edit("connector added")
def _(deck: Any) -> Test:
    points(deck).shapes.add_connector(1, Emu(0), Emu(0), Inches(2), Inches(2)).name = "连线"
    return lambda d: any(s.name == "连线" for slide in d.slides for s in shapes(slide.shapes))


@edit("table added")
def _(deck: Any) -> Test:
    frame = points(deck).shapes.add_table(2, 2, Inches(1), Inches(5), Inches(4), Inches(1))
    frame.table.cell(0, 0).text = "手工表格"
    return said("手工表格")


@edit("chart added")
def _(deck: Any) -> Test:
    data = CategoryChartData()
    data.categories = ["甲", "乙"]
    data.add_series("手工", (1, 2))
    points(deck).shapes.add_chart(51, Inches(8), Inches(5), Inches(2), Inches(1), data)
    return lambda d: any(
        s.has_chart and tuple(s.chart.plots[0].categories) == ("甲", "乙")
        for slide in d.slides
        for s in shapes(slide.shapes)
        if s.shape_type == 3
    )


@edit("box filled with colour", looks=True)
def _(deck: Any) -> Test:
    box = named(points(deck), "Detail_1")
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor(0xFF, 0xF2, 0xCC)
    return lambda d: b'"fff2cc"' in etree.tostring(shape_with(d, DETAIL)._element).lower()


@edit("box with an outline", looks=True)
def _(deck: Any) -> Test:
    named(points(deck), "Detail_1").line.color.rgb = RGBColor(0x11, 0x22, 0x99)
    return lambda d: b'"112299"' in etree.tostring(shape_with(d, DETAIL)._element).lower()


@edit("box turned", looks=True)
def _(deck: Any) -> Test:
    named(points(deck), "Detail_1").rotation = 5
    return lambda d: abs(shape_with(d, DETAIL).rotation - 5) < 0.1


@edit("row ungrouped", looks=True)
def _(deck: Any) -> Test:
    group = named(points(deck), "PointRow_1")._element
    for child in list(group):
        if child.tag in (f"{P}sp", f"{P}cxnSp"):
            group.addprevious(child)
    group.getparent().remove(group)
    return lambda d: shape_with(d, DETAIL)._element.getparent().tag == f"{P}spTree"


@edit("box copied on its slide")
def _(deck: Any) -> Test:
    box = named(points(deck), "Detail_1")
    twin = copy.deepcopy(box._element)
    box._element.getparent().append(twin)
    twin.nvSpPr.cNvPr.set("id", "9001")
    next(node for node in twin.iter(f"{A}t")).text = "复制出来的一段"
    return said("复制出来的一段")


@edit("link on a word", looks=True)
def _(deck: Any) -> Test:
    named(points(deck), "Lead_1").text_frame.paragraphs[0].runs[0].hyperlink.address = "https://example.org/a"
    return lambda d: any(
        rel.is_external and rel.target_ref.startswith("https://example.org")
        for slide in d.slides
        for rel in slide.part.rels.values()
    )


@edit("alternative text", looks=True)
def _(deck: Any) -> Test:
    named(slide_with(deck, "Chart"), "Columns")._element.nvGraphicFramePr.cNvPr.set("descr", "手工写的说明")
    return lambda d: any("手工写的说明" in etree.tostring(s.element, encoding="unicode") for s in d.slides)


def order(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text if slide.shapes.title is not None else "" for slide in deck.slides]


def blank(deck: Any, text: str) -> Any:
    slide = deck.slides.add_slide(points(deck).slide_layout)
    box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(6), Inches(1))
    box.text_frame.text = text
    return slide


def move(deck: Any, old: int, new: int) -> None:
    listed = deck.slides._sldIdLst
    node = list(listed)[old]
    listed.remove(node)
    listed.insert(new if new >= 0 else len(listed), node)


def place_of(deck: Any, text: str) -> int:
    for number, slide in enumerate(deck.slides):
        if any(text in line for line in slide_texts(slide)):
            return number
    return -1


def slide_texts(slide: Any) -> list[str]:
    return [s.text_frame.text.replace("\v", "") for s in shapes(slide.shapes) if s.has_text_frame]


@edit("slide added at the end")
def _(deck: Any) -> Test:
    blank(deck, "谢谢各位领导")
    return lambda d: place_of(d, "谢谢各位领导") == len(d.slides) - 1


@edit("slide added in the middle")
def _(deck: Any) -> Test:
    blank(deck, "插播一页情况说明")
    move(deck, len(deck.slides) - 1, deck.slides.index(points(deck)) + 1)
    return lambda d: place_of(d, "插播一页情况说明") == place_of(d, DETAIL) + 1 or place_of(d, DETAIL) < 0


def drop(deck: Any, number: int) -> None:
    node = list(deck.slides._sldIdLst)[number]
    deck.part.drop_rel(node.rId)
    deck.slides._sldIdLst.remove(node)


def drop_river(deck: Any) -> None:
    """All slides of one section."""
    for title in (
        "考核断面（个）",
        "表：管好一江清水，守住生态底线",
        "全县坚持上下游共治，推动水质持续改善",
        "管好一江清水，守住生态底线",
    ):
        drop(deck, [name.replace("\v", "") for name in order(deck)].index(title))


@edit("slide of points deleted")
def _(deck: Any) -> Test:
    drop(deck, deck.slides.index(points(deck)))
    return unsaid("选聘巡查员1300余名。力争")


@edit("agenda deleted")
def _(deck: Any) -> Test:
    drop(deck, deck.slides.index(slide_with(deck, "Agenda")))
    return lambda d: "目录" not in order(d)


@edit("chart slide deleted")
def _(deck: Any) -> Test:
    drop(deck, deck.slides.index(slide_with(deck, "Chart")))
    return unsaid("建成站点（个）")


@edit("first page of the appendix deleted")
def _(deck: Any) -> Test:
    drop(deck, deck.slides.index(slide_with(deck, "Appendix")))
    return lambda d: not any("引言第2段" in text for text in cell_texts(d))


@edit("section deleted", anchor="整改问题")
def _(deck: Any) -> Test:
    drop_river(deck)
    return lambda d: shape_with(d, "没有发生重大水污染事件") is None


@edit("slide moved to the front")
def _(deck: Any) -> Test:
    move(deck, deck.slides.index(points(deck)), 1)
    return lambda d: place_of(d, DETAIL) in (1, -1)


@edit("slide moved to the end")
def _(deck: Any) -> Test:
    move(deck, deck.slides.index(points(deck)), -1)
    return lambda d: place_of(d, DETAIL) in (len(d.slides) - 1, -1)


@edit("slide hidden", looks=True)
def _(deck: Any) -> Test:
    points(deck).element.set("show", "0")
    return lambda d: d.slides[place_of(d, DETAIL)].element.get("show") == "0"


@edit("slide copied")
def _(deck: Any) -> Test:
    source = points(deck)
    twin = deck.slides.add_slide(source.slide_layout)
    for shape in list(twin.shapes):
        remove(shape)
    for shape in source.shapes:
        twin.shapes._spTree.append(copy.deepcopy(shape._element))
    type_text(named(twin, "Detail_1"), "复制页上改写的一句")
    return said("复制页上改写的一句")


@edit("slide with another layout", looks=True)
def _(deck: Any) -> Test:
    slide, layout = points(deck), slide_with(deck, "Table").slide_layout
    relation = next(rel for rel in slide.part.rels.values() if rel.reltype.endswith("/slideLayout"))
    relation._target = layout.part
    wanted = layout.name
    return lambda d: d.slides[place_of(d, DETAIL)].slide_layout.name == wanted


@edit("background of a slide", looks=True)
def _(deck: Any) -> Test:
    fill = points(deck).background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0xEE, 0xF7, 0xEE)
    return lambda d: b'"eef7ee"' in etree.tostring(d.slides[place_of(d, DETAIL)].element).lower()


@edit("master changed", looks=True)
def _(deck: Any) -> Test:
    deck.slide_masters[0].background.fill.solid()
    deck.slide_masters[0].background.fill.fore_color.rgb = RGBColor(0xFA, 0xFA, 0xF0)
    return lambda d: any(b'"fafaf0"' in etree.tostring(m.element).lower() for m in d.slide_masters)


@edit("layout changed", looks=True)
def _(deck: Any) -> Test:
    layout = points(deck).slide_layout
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = RGBColor(0xF0, 0xF0, 0xFA)
    return lambda d: b'"f0f0fa"' in etree.tostring(d.slides[place_of(d, DETAIL)].slide_layout.element).lower()


@edit("theme colour changed", looks=True)
def _(deck: Any) -> Test:
    part = next(r.target_part for r in deck.slide_masters[0].part.rels.values() if r.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    root.find(f".//{A}accent1/*").set("val", "AB1234")
    part._blob = etree.tostring(root)
    return lambda d: any(
        b"ab1234" in rel.target_part.blob.lower()
        for master in d.slide_masters
        for rel in master.part.rels.values()
        if rel.reltype.endswith("/theme")
    )


@edit("notes reworded")
def _(deck: Any) -> Test:
    type_text_frame(points(deck).notes_slide.notes_text_frame, 0, "先讲背景，再讲数字")
    return lambda d: "先讲背景，再讲数字" in notes(d)


def type_text_frame(frame: Any, paragraph: int, text: str) -> None:
    runs = frame.paragraphs[paragraph].runs
    runs[0].text = text
    for run in runs[1:]:
        run._r.getparent().remove(run._r)


@edit("notes added to")
def _(deck: Any) -> Test:
    points(deck).notes_slide.notes_text_frame.add_paragraph().text = "此处停顿，等提问"
    return lambda d: "此处停顿，等提问" in notes(d)


@edit("notes emptied", looks=True)
def _(deck: Any) -> Test:
    points(deck).notes_slide.notes_text_frame.text = ""
    return lambda d: not d.slides[place_of(d, DETAIL)].notes_slide.notes_text_frame.text.strip()


@edit("notes of the closing", anchor="面向未来")
def _(deck: Any) -> Test:
    slide_with(deck, "Closing").notes_slide.notes_text_frame.text = "收尾要短"
    return lambda d: "收尾要短" in notes(d)


def source_table(deck: Any) -> Any:
    return named(slide_with(deck, "Table"), "SourceTable").table


def cell_texts(deck: Any) -> list[str]:
    return [
        cell.text_frame.text
        for slide in deck.slides
        for shape in shapes(slide.shapes)
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]


@edit("cell of a table", anchor="柳河")
def _(deck: Any) -> Test:
    source_table(deck).cell(2, 2).text_frame.paragraphs[0].runs[0].text = "住建局牵头"
    return lambda d: any("住建局牵头" in text for text in cell_texts(d))


@edit("cell of the row that changes", anchor="柳河")
def _(deck: Any) -> Test:
    source_table(deck).cell(1, 2).text_frame.paragraphs[0].runs[0].text = "水利局牵头"
    return lambda d: any("水利局牵头" in text for text in cell_texts(d))


@edit("same cell as the source", anchor="柳河")
def _(deck: Any) -> Test:
    source_table(deck).cell(1, 1).text_frame.paragraphs[0].runs[0].text = "9"
    return lambda d: "9" in cell_texts(d)


@edit("row added to a table", anchor="柳河")
def _(deck: Any) -> Test:
    rows = source_table(deck)._tbl.findall(f"{A}tr")
    twin = copy.deepcopy(rows[-1])
    rows[-1].addnext(twin)
    next(twin.iter(f"{A}t")).text = "东沟"
    return lambda d: any("东沟" in text for text in cell_texts(d))


@edit("row deleted from a table", anchor="柳河")
def _(deck: Any) -> Test:
    rows = source_table(deck)._tbl.findall(f"{A}tr")
    rows[3].getparent().remove(rows[3])
    return lambda d: not any("西沟" in text for text in cell_texts(d))


@edit("cell filled with colour", looks=True, anchor="柳河")
def _(deck: Any) -> Test:
    cell = source_table(deck).cell(2, 0)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor(0xDD, 0xEE, 0xFF)
    return lambda d: any(b'"ddeeff"' in etree.tostring(s.element).lower() for s in d.slides)


@edit("column made wider", looks=True, anchor="柳河")
def _(deck: Any) -> Test:
    column = source_table(deck).columns[0]
    column.width += 400_000
    wanted = column.width
    return lambda d: any(
        abs(s.table.columns[0].width - wanted) < 3000 for slide in d.slides for s in shapes(slide.shapes) if s.has_table
    )


@edit("cell of the appendix", anchor="结语")
def _(deck: Any) -> Test:
    named(slide_with(deck, "Appendix", 0), "Sources").table.cell(1, 2).text_frame.paragraphs[0].runs[0].text = "原话略"
    return lambda d: any("原话略" in text for text in cell_texts(d))


def charts_of(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in shapes(slide.shapes) if shape.has_chart]


@edit("chart data")
def _(deck: Any) -> Test:
    data = CategoryChartData()
    data.categories = ["2021年", "2022年", "2023年", "2024年"]
    data.add_series("建成站点（个）", (210, 248, 263, 333))
    charts_of(deck)[0].replace_data(data)
    return lambda d: any(333 in tuple(chart.plots[0].series[0].values) for chart in charts_of(d))


@edit("colour of the bars", looks=True, anchor="建成供水站点")
def _(deck: Any) -> Test:
    fill = charts_of(deck)[0].plots[0].series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x12, 0x99, 0x77)
    return lambda d: any(b'"129977"' in etree.tostring(chart._chartSpace).lower() for chart in charts_of(d))


@edit("chart moved", looks=True, anchor="建成供水站点")
def _(deck: Any) -> Test:
    frame = named(slide_with(deck, "Chart"), "Columns")
    frame.left += 200_000
    wanted = frame.left
    return lambda d: any(abs(s.left - wanted) < 3000 for slide in d.slides for s in shapes(slide.shapes) if s.has_chart)


@edit("comment", looks=True)
def _(deck: Any) -> Test:
    from pptx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415
    from pptx.opc.package import Part  # noqa: PLC0415
    from pptx.opc.packuri import PackURI  # noqa: PLC0415

    space = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    authors = (
        f'<p:cmAuthorLst {space}><p:cmAuthor id="0" name="王" initials="W" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'
    )
    comments = (
        f'<p:cmLst {space}><p:cm authorId="0" dt="2026-01-01T00:00:00" idx="1"><p:pos x="0" y="0"/>'
        "<p:text>这里再核一次</p:text></p:cm></p:cmLst>"
    )
    base = "application/vnd.openxmlformats-officedocument.presentationml."
    for owner, name, kind, relation, xml in (
        (deck.part, "/ppt/commentAuthors.xml", "commentAuthors", RELATIONSHIP_TYPE.COMMENT_AUTHORS, authors),
        (points(deck).part, "/ppt/comments/comment1.xml", "comments", RELATIONSHIP_TYPE.COMMENTS, comments),
    ):
        part = Part(PackURI(name), f"{base}{kind}+xml", deck.part.package, xml.encode())
        owner.relate_to(part, relation)
    return lambda d: any("这里再核一次" in part.blob.decode() for part in comment_parts(d))


def comment_parts(deck: Any) -> Iterator[Any]:
    for slide in deck.slides:
        for rel in slide.part.rels.values():
            if rel.reltype.endswith("/comments"):
                yield rel.target_part


@edit("transition", looks=True)
def _(deck: Any) -> Test:
    node = etree.fromstring(f'<p:transition xmlns:p="{P[1:-1]}" spd="fast"><p:fade/></p:transition>')
    points(deck).element.insert(list(points(deck).element).index(points(deck).element.find(f"{P}clrMapOvr")) + 1, node)
    return lambda d: b"fade" in etree.tostring(d.slides[place_of(d, DETAIL)].element)


ANIMATION = f"""<p:timing xmlns:p="{P[1:-1]}"><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never"
nodeType="tmRoot"><p:childTnLst><p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">
<p:childTnLst><p:par><p:cTn id="3" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst>
<p:par><p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:par><p:cTn id="5"
presetID="1" presetClass="entr" presetSubtype="0" fill="hold" grpId="0" nodeType="clickEffect"><p:stCondLst><p:cond
delay="0"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr><p:cTn id="6" dur="1" fill="hold"><p:stCondLst><p:cond
delay="0"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="SHAPE"/></p:tgtEl><p:attrNameLst><p:attrName>style.visibility
</p:attrName></p:attrNameLst></p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>
</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn><p:prevCondLst><p:cond evt="onPrev"
delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst><p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl>
<p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"""


@edit("animation", looks=True)
def _(deck: Any) -> Test:
    slide = points(deck)
    number = named(slide, "Detail_1").shape_id
    xml = ANIMATION.replace("SHAPE", str(number))
    slide.element.append(etree.fromstring(xml))

    def still(d: Any) -> bool:
        shape = shape_with(d, DETAIL)
        slide_element = d.slides[place_of(d, DETAIL)].element
        return any(node.get("spid") == str(shape.shape_id) for node in slide_element.iter(f"{P}spTgt"))

    return still


@edit("document properties", looks=True)
def _(deck: Any) -> Test:
    deck.core_properties.author = "王某某"
    deck.core_properties.keywords = "水利"
    return lambda d: d.core_properties.author == "王某某" and d.core_properties.keywords == "水利"


@edit("title of the document", looks=True)
def _(deck: Any) -> Test:
    deck.core_properties.title = "手工标题"
    return lambda d: d.core_properties.title == "手工标题"


@edit("sections of the deck", looks=True)
def _(deck: Any) -> Test:
    ids = [node.get("id") for node in deck.slides._sldIdLst]
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    listed = [
        f'<p14:section name="{name}" id="{{11111111-1111-4111-8111-11111111111{at}}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{number}"/>' for number in part)
        + "</p14:sldIdLst></p14:section>"
        for at, (name, part) in enumerate((("开头", ids[:5]), ("正文", ids[5:])))
    ]
    xml = (
        f'<p:extLst xmlns:p="{P[1:-1]}"><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
        f'<p14:sectionLst xmlns:p14="{space}">{"".join(listed)}</p14:sectionLst></p:ext></p:extLst>'
    )
    root = deck.part._element
    root.append(etree.fromstring(xml))

    def whole(d: Any) -> bool:
        named_ids = [node.get("id") for node in d.part._element.iter(f"{{{space}}}sldId")]
        return sorted(named_ids) == sorted(node.get("id") for node in d.slides._sldIdLst) != []

    return whole


@edit("two edits on two slides")
def _(deck: Any) -> Test:
    type_text(named(points(deck), "Lead_2"), "巡查到位")
    type_text(named(slide_with(deck, "Closing"), "Line_1"), "部署落到实处")
    return said("巡查到位", "部署落到实处")


@edit("slide moved and reworded")
def _(deck: Any) -> Test:
    type_text(named(points(deck), "Detail_1"), "移到前面并改写")
    move(deck, deck.slides.index(points(deck)), 2)
    return lambda d: place_of(d, "移到前面并改写") == place_of(d, "健全制度") - 1


def open_deck(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def save_deck(deck: Any) -> bytes:
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()
