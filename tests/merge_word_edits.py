"""Kinds of edits that people make to a Word file, each with a test of whether it stands (see merge_deck_edits)."""

import copy
import io
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Pt, RGBColor
from lxml import etree

from merge_deck_edits import PIXEL, Edit, Test

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
POINT = "全县新建水库"
SECOND = "选聘巡查员"
EDITS: list[Edit] = []


def edit(name: str, *, looks: bool = False, anchor: str = POINT):
    def add(make: Callable[[Any], Test]) -> Callable[[Any], Test]:
        EDITS.append(Edit(name, make, looks, anchor))
        return make

    return add


def paragraph_text(node: Any) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def lines(document: Any) -> list[str]:
    return [paragraph_text(node) for node in document.element.body.iter(f"{W}p")]


def with_text(document: Any, text: str) -> Any:
    """The first paragraph of the body that holds a text, outside tables."""
    return next((item for item in document.paragraphs if text in item.text), None)


def said(*wanted: str) -> Test:
    return lambda document: all(any(text in line for line in lines(document)) for text in wanted)


def set_text(paragraph: Any, text: str) -> None:
    runs = paragraph.runs
    runs[0].text = text
    for run in runs[1:]:
        run._r.getparent().remove(run._r)


@edit("text of a point")
def _(document: Any) -> Test:
    set_text(with_text(document, POINT), "水库建设进度快于往年")
    return said("水库建设进度快于往年")


@edit("words added to a point")
def _(document: Any) -> Test:
    with_text(document, SECOND).add_run("（名单见附件）")
    return said("（名单见附件）")


@edit("heading reworded")
def _(document: Any) -> Test:
    set_text(with_text(document, "建好骨干工程"), "一、骨干工程")
    return lambda d: "一、骨干工程" in lines(d)


@edit("title reworded")
def _(document: Any) -> Test:
    set_text(document.paragraphs[0], "水利工作摘要（送审稿）")
    return said("水利工作摘要（送审稿）")


@edit("paragraph added")
def _(document: Any) -> Test:
    with_text(document, SECOND).insert_paragraph_before("会前补充：两座水库已完工。")
    return said("会前补充：两座水库已完工。")


@edit("paragraph added at the end")
def _(document: Any) -> Test:
    document.add_paragraph("以上请审阅。")
    return said("以上请审阅。")


@edit("heading added")
def _(document: Any) -> Test:
    heading = with_text(document, SECOND).insert_paragraph_before("补充情况")
    heading.style = document.styles["Heading 2"]
    return said("补充情况")


@edit("paragraph deleted")
def _(document: Any) -> Test:
    node = with_text(document, SECOND)._p
    node.getparent().remove(node)
    return lambda d: with_text(d, "选聘巡查员1300余名") is None


@edit("paragraph moved", looks=True)
def _(document: Any) -> Test:
    node = with_text(document, SECOND)._p
    with_text(document, POINT)._p.addprevious(node)

    def before(d: Any) -> bool:
        texts = [item.text for item in d.paragraphs]
        first = next(at for at, text in enumerate(texts) if "1300余名" in text)
        return first < next(at for at, text in enumerate(texts) if "86.5公里" in text)

    return before


@edit("table added")
def _(document: Any) -> Test:
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "手工表格"
    with_text(document, SECOND)._p.addnext(table._tbl)
    return said("手工表格")


@edit("picture added")
def _(document: Any) -> Test:
    document.add_paragraph().add_run().add_picture(io.BytesIO(PIXEL))
    return lambda d: len(d.inline_shapes) > 0


@edit("word in bold", looks=True)
def _(document: Any) -> Test:
    with_text(document, SECOND).runs[-1].bold = True
    return lambda d: any(run.bold for run in with_text(d, SECOND).runs)


@edit("word in red", looks=True)
def _(document: Any) -> Test:
    with_text(document, SECOND).runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)
    return lambda d: any(run.font.color.rgb == RGBColor(0xC0, 0, 0) for run in with_text(d, SECOND).runs)


@edit("paragraph centred", looks=True)
def _(document: Any) -> Test:
    with_text(document, SECOND).alignment = WD_ALIGN_PARAGRAPH.CENTER
    return lambda d: with_text(d, SECOND).alignment == WD_ALIGN_PARAGRAPH.CENTER


@edit("space before a paragraph", looks=True)
def _(document: Any) -> Test:
    with_text(document, SECOND).paragraph_format.space_before = Pt(18)
    return lambda d: with_text(d, SECOND).paragraph_format.space_before == Pt(18)


@edit("style changed", looks=True)
def _(document: Any) -> Test:
    document.styles["Heading 1"].font.size = Pt(23)
    return lambda d: d.styles["Heading 1"].font.size == Pt(23)


def tables(document: Any) -> list[Any]:
    return [table for table in document.tables if len(table.columns) > 1]


@edit("cell of a table")
def _(document: Any) -> Test:
    cell = next(c for t in tables(document) for row in t.rows for c in row.cells if "整改问题" in c.text)
    set_text(cell.paragraphs[0], "问题整改到位")
    return said("问题整改到位")


@edit("row added to a table")
def _(document: Any) -> Test:
    row = next(row for t in tables(document) for row in t.rows if any("整改问题" in c.text for c in row.cells))
    twin = copy.deepcopy(row._tr)
    row._tr.addnext(twin)
    for node in list(twin.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        node.getparent().remove(node)
    next(twin.iter(f"{W}t")).text = "77"
    texts = list(twin.iter(f"{W}t"))
    texts[-1].text = "手工加的一行"
    return said("手工加的一行")


@edit("row deleted from a table", anchor="培训管水员")
def _(document: Any) -> Test:
    row = next(row for t in tables(document) for row in t.rows if any("培训管水员" in c.text for c in row.cells))
    row._tr.getparent().remove(row._tr)
    return lambda d: not any("培训管水员" in cell.text for row in tables(d)[0].rows for cell in row.cells)


@edit("tracked insertion")
def _(document: Any) -> Test:
    paragraph = with_text(document, SECOND)._p
    xml = f'<w:ins xmlns:w="{W[1:-1]}" w:id="900" w:author="王"><w:r><w:t>（修订加入）</w:t></w:r></w:ins>'
    paragraph.append(etree.fromstring(xml))
    return lambda d: any("（修订加入）" in paragraph_text(node) for node in d.element.body.iter(f"{W}ins"))


@edit("tracked deletion")
def _(document: Any) -> Test:
    paragraph = with_text(document, SECOND)
    run = paragraph.runs[0]._r
    deleted = etree.fromstring(f'<w:del xmlns:w="{W[1:-1]}" w:id="901" w:author="王"/>')
    run.addprevious(deleted)
    deleted.append(run)
    for node in run.iter(f"{W}t"):
        node.tag = f"{W}delText"
    return lambda d: any(True for _ in d.element.body.iter(f"{W}delText"))


@edit("comment", looks=True)
def _(document: Any) -> Test:
    paragraph = with_text(document, SECOND)
    document.add_comment(paragraph.runs, text="请核对人数", author="王", initials="W")
    return lambda d: any("请核对人数" in comment.text for comment in d.comments)


@edit("footer text")
def _(document: Any) -> Test:
    document.sections[-1].footer.add_paragraph("内部讨论稿")
    return lambda d: any("内部讨论稿" in p.text for s in d.sections for p in s.footer.paragraphs)


@edit("margins", looks=True)
def _(document: Any) -> Test:
    document.sections[-1].left_margin = Pt(60)
    return lambda d: abs(d.sections[-1].left_margin - Pt(60)) < 1000


@edit("document properties", looks=True)
def _(document: Any) -> Test:
    document.core_properties.author = "王某某"
    return lambda d: d.core_properties.author == "王某某"


@edit("page break added", looks=True)
def _(document: Any) -> Test:
    with_text(document, SECOND).insert_paragraph_before("").add_run().add_break(WD_BREAK.PAGE)
    return lambda d: any(node.get(f"{W}type") == "page" for node in d.element.body.iter(f"{W}br"))


def open_document(data: bytes) -> Any:
    return Document(io.BytesIO(data))


def save_document(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
