import pytest

from briefgen import readers
from briefgen.document import BlockKind, Document
from briefgen.errors import ReadError
from briefgen.readers.office_lines import rejoined
from office_sources import PIXEL, chart, package, relationships, root

HEADING, PARAGRAPH, LIST_ITEM, TABLE, PICTURE, CAPTION, FURNITURE = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE,
    BlockKind.PICTURE,
    BlockKind.CAPTION,
    BlockKind.FURNITURE,
)
Slide = tuple[str, str, dict[str, tuple[str, str]]]


def slide(shapes: str, layout: str = "obj", **targets: tuple[str, str]) -> Slide:
    return shapes, layout, targets


def deck(*slides: Slide | str, hidden: tuple[int, ...] = (), parts: dict[str, str | bytes] | None = None) -> bytes:
    listed, links, content = "", {}, dict(parts or {})
    for number, given in enumerate(slides, start=1):
        shapes, layout, targets = given if isinstance(given, tuple) else slide(given)
        listed += f'<p:sldId id="{255 + number}" r:id="s{number}"/>'
        links[f"s{number}"] = ("slide", f"slides/slide{number}.xml")
        show = 'show="0"' if number in hidden else ""
        content[f"ppt/slides/slide{number}.xml"] = root(
            "p:sld", f"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>", show
        )
        content[f"ppt/layouts/{layout}.xml"] = root("p:sldLayout", "", f'type="{layout}"')
        layouts = {"l": ("slideLayout", f"../layouts/{layout}.xml")}
        content[f"ppt/slides/_rels/slide{number}.xml.rels"] = relationships(layouts | targets)
    size = '<p:sldSz cx="1000" cy="1000"/>'
    content["ppt/presentation.xml"] = root("p:presentation", f"<p:sldIdLst>{listed}</p:sldIdLst>{size}")
    return package("ppt/presentation.xml", content, links)


def text(*paragraphs: str) -> str:
    return "".join(each if each.startswith("<") else f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in paragraphs)


def shape(*paragraphs: str, role: str | None = None, place: str = "") -> str:
    placeholder = "" if role is None else f'<p:ph type="{role}"/>' if role else '<p:ph idx="1"/>'
    body = f"<p:txBody>{text(*paragraphs)}</p:txBody>"
    return f"<p:sp><p:nvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>{body}</p:sp>"


def read(data: bytes) -> Document:
    return readers.read_bytes(data, path="a.pptx")


def blocks(data: bytes) -> list[tuple[BlockKind, str]]:
    document = read(data)
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_titles_are_headings_and_bodies_are_lists():
    first = shape("正文一", "正文二", role="") + shape("供水保障", role="title") + shape("说明文字")
    assert blocks(deck(first)) == [
        (HEADING, "供水保障"),
        (LIST_ITEM, "正文一"),
        (LIST_ITEM, "正文二"),
        (PARAGRAPH, "说明文字"),
    ]


def test_list_items_have_the_levels_of_their_paragraphs():
    lines = [f'<a:p><a:pPr lvl="{level}"/><a:r><a:t>{text}</a:t></a:r></a:p>' for level, text in enumerate("甲乙丙")]
    body = shape("题", role="title") + shape("".join([*lines, lines[1]]), role="")
    assert [block.level for block in read(deck(body)).blocks] == [1, 1, 2, 3, 2]


def test_blocks_have_the_numbers_of_their_slides_and_hidden_ones_are_left_out():
    document = read(deck(shape("甲", role="title"), shape("乙", role="title"), shape("丙", role="title"), hidden=(2,)))
    assert [(document.quote(b.span), b.locator.page) for b in document.blocks] == [("甲", 1), ("丙", 3)]


def test_a_title_slide_gives_title_and_series():
    cover = slide(shape("供水", role="ctrTitle") + shape("水务系列", role="subTitle"), "title")
    document = read(deck(cover, shape("甲", role="title")))
    assert (document.quote(document.title), document.quote(document.subtitle)) == ("供水", "水务系列")
    assert [block.kind for block in document.blocks] == [FURNITURE, FURNITURE, HEADING]


def test_section_slides_stand_above_the_others():
    document = read(deck(slide(shape("部分", role="title"), "secHead"), shape("页", role="title")))
    assert [block.level for block in document.blocks] == [1, 2]


def test_a_title_that_goes_on_over_slides_is_one_heading():
    pages = [shape("甲", role="title") + shape(each) for each in ("一段", "二段")]
    assert [each for _, each in blocks(deck(*pages))] == ["甲", "一段", "二段"]


def test_a_large_box_at_the_top_serves_as_title():
    large = shape(
        '<a:p><a:r><a:rPr sz="3200"/><a:t>甲</a:t></a:r><a:r><a:t>题</a:t></a:r></a:p>', place='<a:off x="0" y="9"/>'
    )
    small = shape('<a:p><a:r><a:rPr sz="1800"/><a:t>文</a:t></a:r></a:p>', place='<a:off x="0" y="400"/>')
    assert blocks(deck(small + large)) == [(HEADING, "甲题"), (PARAGRAPH, "文")]


def test_dates_footers_and_slide_numbers_are_left_out():
    furniture = "".join(shape("尾", role=role) for role in ("dt", "ftr", "sldNum"))
    assert blocks(deck(shape("文") + furniture)) == [(PARAGRAPH, "文")]


def test_numbers_and_line_breaks_are_read_as_shown():
    item = '<a:p><a:pPr><a:buAutoNum type="ea1ChsPeriod"/></a:pPr><a:r><a:t>项</a:t></a:r></a:p>'
    broken = "<a:p><a:r><a:t>上</a:t></a:r><a:br/><a:r><a:t>下</a:t></a:r></a:p>"
    assert blocks(deck(shape(item, item, broken))) == [
        (LIST_ITEM, "一. 项"),
        (LIST_ITEM, "二. 项"),
        (PARAGRAPH, "上"),
        (PARAGRAPH, "下"),
    ]


def test_groups_are_opened_and_of_alternatives_one_is_read():
    group = f"<p:grpSp>{shape('内')}</p:grpSp>"
    both = f"<mc:Choice>{shape('新')}</mc:Choice><mc:Fallback>{shape('旧')}</mc:Fallback>"
    assert [each for _, each in blocks(deck(f"{group}<mc:AlternateContent>{both}</mc:AlternateContent>"))] == [
        "内",
        "新",
    ]


def test_tables_keep_their_cells_and_stated_header():
    rows = "".join(
        "<a:tr>" + "".join(f"<a:tc><a:txBody>{text(cell)}</a:txBody></a:tc>" for cell in row) + "</a:tr>"
        for row in (("甲", "乙"), ("丙", "丁"))
    )
    frame = f'<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/>{rows}</a:tbl></p:graphicFrame>'
    document = read(deck(frame))
    found = document.blocks[0].table
    assert document.text == "甲\t乙\n丙\t丁"
    assert found is not None
    assert found.header_rows == 1


def test_charts_are_tables_and_diagrams_are_lists():
    graphics = (
        '<p:graphicFrame><c:chart r:id="c1"/></p:graphicFrame><p:graphicFrame><dgm:relIds r:dm="d1"/></p:graphicFrame>'
    )
    parts: dict[str, str | bytes] = {
        "ppt/charts/chart1.xml": chart("里程", ["2023年"], {"公里": [12]}),
        "ppt/diagrams/data1.xml": root("dgm:dataModel", f"<dgm:pt><dgm:t>{text('环节')}</dgm:t></dgm:pt>"),
    }
    links = {"c1": ("chart", "../charts/chart1.xml"), "d1": ("diagramData", "../diagrams/data1.xml")}
    found = blocks(deck((graphics, "obj", links), parts=parts))
    assert found == [(CAPTION, "里程"), (TABLE, "\t公里\n2023年\t12"), (LIST_ITEM, "环节")]


PICTURES = {
    "a large one": ("900", "", [PARAGRAPH, PICTURE]),
    "an icon": ("90", "", [PARAGRAPH]),
    "an icon with words": ("90", "泵站", [PARAGRAPH, PICTURE]),
}


@pytest.mark.parametrize(("width", "words", "kinds"), PICTURES.values(), ids=PICTURES.keys())
def test_pictures_are_kept_icons_are_not(width: str, words: str, kinds: list[BlockKind]):
    picture = (
        f'<p:pic><p:nvPicPr><p:cNvPr id="2" name="x" descr="{words}"/></p:nvPicPr><p:blipFill><a:blip r:embed="i1"/>'
        f'</p:blipFill><p:spPr><a:ext cx="{width}" cy="300"/></p:spPr></p:pic>'
    )
    data = deck(
        slide(shape("文") + picture, i1=("image", "../media/image1.png")), parts={"ppt/media/image1.png": PIXEL}
    )
    assert [block.kind for block in read(data).blocks] == kinds


def test_a_deck_without_text_is_refused():
    with pytest.raises(ReadError):
        read(deck(""))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("近五年来，选派干部到县直机关、\n乡镇挂职锻炼。", ["近五年来，选派干部到县直机关、乡镇挂职锻炼。"]),
        (
            "各级各部门坚持把群众用水放在心上不断\n提升服务水平",
            ["各级各部门坚持把群众用水放在心上不断提升服务水平"],
        ),
        ("项目名称\n建设单位", ["项目名称", "建设单位"]),
        (
            "各级各部门坚持把群众用水放在心上。\n提升服务水平",
            ["各级各部门坚持把群众用水放在心上。", "提升服务水平"],
        ),
    ],
)
def test_lines_broken_in_mid_sentence_are_joined(text: str, lines: list[str]):
    assert rejoined(text) == lines
