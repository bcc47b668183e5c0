import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from briefgen import readers
from briefgen.document import BlockKind, Document
from briefgen.errors import ReadError
from briefgen.readers.han_forms import with_usual_forms
from briefgen.readers.pdf_lines import make_line
from briefgen.readers.pdf_page import Face, Glyph

HEADING, PARAGRAPH, LIST_ITEM, TABLE, CAPTION, FOOTNOTE, FURNITURE = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE,
    BlockKind.CAPTION,
    BlockKind.FOOTNOTE,
    BlockKind.FURNITURE,
)
WIDTH, HEIGHT = A4
SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))
WORDS = [
    "The",
    "county",
    "renewed",
    "forty",
    "kilometres",
    "of",
    "water",
    "mains",
    "last",
    "year",
    "and",
    "lost",
    "less",
    "water",
    "than",
    "in",
    "any",
    "year",
    "before",
    "it",
    "because",
    "the",
    "old",
    "pumps",
    "were",
    "replaced",
    "and",
    "every",
    "valve",
    "was",
    "checked",
    "twice",
    "by",
    "the",
    "crews",
    "of",
    "the",
    "works",
]


class Sheet:
    """Sets lines on pages from the top down."""

    def __init__(self, **options: object) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=A4, **options)
        self.y = HEIGHT - 100

    def line(self, text: str, *, x: float = 90, size: float = 12, font: str = SONG, gap: float = 1.5) -> "Sheet":
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, text)
        self.y -= gap * size
        return self

    def centred(self, text: str, *, size: float, font: str = SONG) -> "Sheet":
        self.canvas.setFont(font, size)
        self.canvas.drawCentredString(WIDTH / 2, self.y, text)
        self.y -= 1.8 * size
        return self

    def paragraph(self, text: str, *, indent: bool = True) -> "Sheet":
        """Chinese text set as in reports: 33 characters a line, the first line two characters in."""
        first = 31 if indent else 33
        self.line(text[:first], x=90 + (24 if indent else 0))
        for at in range(first, len(text), 33):
            self.line(text[at : at + 33])
        return self

    def page(self) -> "Sheet":
        self.canvas.showPage()
        self.y = HEIGHT - 100
        return self

    def data(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def read(data: bytes) -> Document:
    return readers.read_bytes(data, path="a.pdf")


def blocks(sheet: Sheet) -> list[tuple[BlockKind, str]]:
    document = read(sheet.data())
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


LONG = "去年以来全县新建和改造供水管网四十二公里漏损率由百分之十四点一降到百分之九点三受益居民达到三点六万人" * 2 + "。"
OTHER = "今年县里安排专项资金二点四亿元用于改造老旧泵站十八座并把它们统一接入监测平台每十五分钟上报一次压力" * 2 + "。"


def test_hard_wraps_of_chinese_are_undone_without_a_space():
    assert blocks(Sheet().paragraph(LONG).paragraph(OTHER)) == [(PARAGRAPH, LONG), (PARAGRAPH, OTHER)]


def test_hard_wraps_and_hyphens_of_english_are_undone():
    sheet = Sheet()
    for text in (
        "The county renewed forty kilometres of water mains in the year of the pro-",
        "gramme and lost less water.",
    ):
        sheet.line(text, font="Helvetica")
    assert blocks(sheet) == [
        (
            PARAGRAPH,
            "The county renewed forty kilometres of water mains in the year of the programme and lost less water.",
        )
    ]


def test_a_hyphen_that_the_author_wrote_stays():
    sheet = Sheet()
    for text in (
        "It was a well known plan for the short run and each part of it was made to be re-",
        "used, and reused in the plan of the next year, which was long, for the short-",
        "term run, and for the next one; a term is a year.",
    ):
        sheet.line(text, font="Helvetica")
    text = read(sheet.data()).text
    assert "short-term" in text
    assert "be reused, and reused" in text


def test_larger_lines_are_headings_and_the_largest_is_the_title():
    sheet = Sheet().centred("县城供水改造报告", size=22)
    sheet.line("一、管网", size=16).paragraph(LONG).line("（一）泵站", size=14).paragraph(OTHER).line(
        "二、资金", size=16
    )
    document = read(sheet.paragraph(LONG).data())
    assert document.quote(document.title) == "县城供水改造报告"
    found = [
        (document.quote(block.span), block.level, block.marked_up) for block in document.blocks if block.kind is HEADING
    ]
    assert found[1:] == [("一、管网", 1, True), ("（一）泵站", 2, True), ("二、资金", 1, True)]


def test_bold_lines_are_headings():
    sheet = Sheet()
    for heading in ("Water mains", "Pumping stations"):
        sheet.line(heading, font="Helvetica-Bold", gap=2)
        sheet.line(" ".join(WORDS[:16]), font="Helvetica").line(" ".join(WORDS[16:]) + ".", font="Helvetica", gap=2.5)
    assert [text for kind, text in blocks(sheet) if kind is HEADING] == ["Water mains", "Pumping stations"]


def test_a_plain_text_of_one_size_has_no_headings():
    document = read(Sheet().line("一、管网").paragraph(LONG).data())
    assert [block.kind for block in document.blocks] == [PARAGRAPH, PARAGRAPH]
    assert not any(block.marked_up for block in document.blocks)


def test_the_outline_of_the_file_makes_headings():
    sheet = Sheet()
    for key, heading in enumerate(("管网", "泵站")):
        sheet.canvas.bookmarkPage(str(key))
        sheet.canvas.addOutlineEntry(heading, str(key), level=0)
        sheet.line(heading).paragraph(LONG)
    assert [text for kind, text in blocks(sheet) if kind is HEADING] == ["管网", "泵站"]


def test_a_sentence_or_a_unit_that_the_outline_names_is_no_heading():
    sheet = Sheet()
    for key, named in enumerate(("管网", "全年新建管网四十二公里，总投资二点四亿元。", "单位：万元")):
        sheet.canvas.bookmarkPage(str(key))
        sheet.canvas.addOutlineEntry(named, str(key), level=0)
        sheet.line(named).paragraph(LONG)
    assert [text for kind, text in blocks(sheet) if kind is HEADING] == ["管网"]


def test_lines_of_one_size_close_below_the_title_are_part_of_it():
    sheet = Sheet()
    for text in ("Water Supply of the County and", "What It Costs the Villages"):
        sheet.line(text, size=18, font="Helvetica-Bold", gap=1.2)
    sheet.line("Jane M. Miller and Peter Weaver", size=14, font="Helvetica", gap=2)
    sheet.line("County Waterworks, Riverside", size=9, font="Helvetica", gap=3)
    for heading in ("Introduction", "Costs"):
        sheet.line(heading, size=14, font="Helvetica-Bold", gap=2)
        for _ in range(4):
            sheet.line("The county renewed forty kilometres of water mains in the year of the", font="Helvetica")
        sheet.line("programme.", font="Helvetica", gap=3)
    document = read(sheet.data())
    assert document.quote(document.title) == "Water Supply of the County and What It Costs the Villages"
    found = [document.quote(block.span) for block in document.blocks if block.kind is HEADING]
    assert found[1:] == ["Introduction", "Costs"]
    names = next(block for block in document.blocks if document.quote(block.span).startswith("Jane"))
    assert names.kind is FURNITURE


def test_no_text_above_a_large_line_is_lost_as_the_head_of_a_title():
    sheet = Sheet().paragraph(LONG).paragraph(OTHER).line("管网", size=20).paragraph(LONG)
    assert blocks(sheet)[0] == (PARAGRAPH, LONG)


def test_large_captions_addresses_and_dates_are_no_headings():
    sheet = Sheet().centred("供水工作情况", size=24).line("2024年3月5日", size=16).line("water@example.org", size=16)
    sheet.line("一、管网", size=16).paragraph(LONG).line("表7.5停车区用地", size=16).paragraph(LONG).line(
        "二、泵站", size=16
    )
    sheet.paragraph(LONG)
    found = blocks(sheet)
    assert [text for kind, text in found if kind is HEADING] == ["供水工作情况", "一、管网", "二、泵站"]
    assert (CAPTION, "表7.5停车区用地") in found


def test_running_heads_and_page_numbers_go():
    sheet = Sheet()
    for number in range(1, 5):
        sheet.canvas.setFont(SONG, 9)
        sheet.canvas.drawString(90, HEIGHT - 50, "示例县水务局 工作报告")
        sheet.canvas.drawCentredString(WIDTH / 2, 40, f"— {number} —")
        sheet.paragraph("甲乙丙丁"[number - 1] + LONG).page()
    assert blocks(sheet) == [(PARAGRAPH, first + LONG) for first in "甲乙丙丁"]


def test_a_line_alone_on_its_page_is_no_running_head():
    sheet = Sheet()
    for _ in range(3):
        sheet.line("供水改造。").page()
    assert blocks(sheet) == [(PARAGRAPH, "供水改造。")] * 3


def test_a_drawing_of_many_lines_is_no_table_and_costs_little():
    sheet = Sheet().paragraph(LONG)
    for at in range(0, 550, 2):
        sheet.canvas.line(at, 100, at, 600)
        sheet.canvas.line(10, 100 + at, 500, 100 + at)
    assert (PARAGRAPH, LONG) in blocks(sheet)


def test_a_paragraph_goes_on_over_a_page():
    sheet = Sheet().paragraph(LONG[:64]).page().paragraph(LONG[64:], indent=False)
    assert blocks(sheet) == [(PARAGRAPH, LONG)]


def test_columns_are_read_one_after_the_other():
    sheet = Sheet().centred("两栏", size=20)
    top = sheet.y
    for x, text in ((60, LONG + OTHER), (310, OTHER + LONG)):
        sheet.y = top
        for at in range(0, len(text), 19):
            sheet.line(text[at : at + 19], x=x)
    assert "".join(text for _, text in blocks(sheet)) == "两栏" + LONG + OTHER + OTHER + LONG


def test_three_columns_are_read_one_after_the_other():
    sheet = Sheet()
    top = sheet.y
    texts = [LONG + OTHER, OTHER + LONG, LONG + LONG]
    for x, text in zip((40, 220, 400), texts, strict=True):
        sheet.y = top
        for at in range(0, len(text), 16):
            sheet.line(text[at : at + 16], x=x, size=10)
    assert "".join(text for _, text in blocks(sheet)) == "".join(texts)


def test_columns_of_justified_english_with_a_narrow_gutter():
    sheet = Sheet()
    for x in (70, 302):
        sheet.y = HEIGHT - 100
        for row in range(14):
            words = [WORDS[(row * 5 + place) % len(WORDS)] for place in range(6)]
            free = 224 - sum(pdfmetrics.stringWidth(word, "Helvetica", 10) for word in words)
            at = float(x)
            for word in words:
                sheet.canvas.setFont("Helvetica", 10)
                sheet.canvas.drawString(at, sheet.y, word)
                at += pdfmetrics.stringWidth(word, "Helvetica", 10) + free / 5
            sheet.y -= 13
    text = " ".join(text for _, text in blocks(sheet))
    expected = " ".join(WORDS[(row * 5 + place) % len(WORDS)] for row in range(14) for place in range(6))
    assert text == f"{expected} {expected}"


def test_the_head_of_an_official_paper():
    sheet = Sheet()
    sheet.canvas.setFillColorRGB(0.85, 0, 0)
    sheet.centred("示例县人民政府文件", size=36)
    sheet.canvas.setFillColorRGB(0, 0, 0)
    sheet.centred("示政发〔2024〕5号", size=16).centred("关于推进供水改造工作的通知", size=22)
    sheet.line("各乡镇人民政府：").paragraph(LONG)
    document = read(sheet.data())
    assert document.quote(document.title) == "关于推进供水改造工作的通知"
    above = [document.quote(block.span) for block in document.blocks if block.kind is FURNITURE]
    assert above[:2] == ["示例县人民政府文件", "示政发〔2024〕5号"]


def test_letters_set_apart_are_one_word():
    sheet = Sheet()
    for place, character in enumerate("工作报告"):
        sheet.canvas.setFont(SONG, 20)
        sheet.canvas.drawString(150 + 60 * place, sheet.y, character)
    sheet.y -= 40
    assert blocks(sheet.paragraph(LONG))[0][1] == "工作报告"


def draw_table(sheet: Sheet, rows: list[list[str]], *, standing: bool) -> None:
    top = sheet.y
    sides = [90.0, 190.0, 290.0, 390.0]
    for number in range(len(rows) + 1):
        if standing or number in (0, 1, len(rows)):
            sheet.canvas.line(sides[0], top - 24 * number, sides[-1], top - 24 * number)
    for side in sides if standing else []:
        sheet.canvas.line(side, top, side, top - 24 * len(rows))
    sheet.canvas.setFont(SONG, 12)
    for number, row in enumerate(rows):
        for side, cell in zip(sides, row, strict=False):
            sheet.canvas.drawString(side + 6, top - 24 * number - 16, cell)
    sheet.y = top - 24 * len(rows) - 30


@pytest.mark.parametrize("standing", [True, False], ids=["ruled on all sides", "ruled above and below"])
def test_tables_that_rules_make_clear(standing):
    rows = [["地区", "产值", "增长"], ["甲区", "12.5", "3.1"], ["乙区", "8.4", "2.2"]]
    sheet = Sheet().paragraph(LONG).line("表1 各区产值")
    draw_table(sheet, rows, standing=standing)
    document = read(sheet.paragraph(OTHER).data())
    assert [block.kind for block in document.blocks] == [PARAGRAPH, CAPTION, TABLE, PARAGRAPH]
    table = document.blocks[2].table
    assert table is not None
    assert [[document.quote(cell) for cell in row] for row in table.rows] == rows
    assert table.header_rows == 1
    assert document.blocks[2].locator.page == 1


def test_cells_without_a_rule_between_them_are_one():
    sheet = Sheet().paragraph(LONG)
    top = sheet.y
    for y in (top, top - 24, top - 48):
        sheet.canvas.line(90, y, 390, y)
    for x in (90, 390):
        sheet.canvas.line(x, top, x, top - 48)
    sheet.canvas.line(240, top - 24, 240, top - 48)
    sheet.canvas.line(190, top, 190, top - 48)
    sheet.canvas.setFont(SONG, 12)
    for x, y, text in ((96, 16, "项目"), (196, 16, "合并的表头"), (96, 40, "甲"), (196, 40, "1"), (246, 40, "2")):
        sheet.canvas.drawString(x, top - y, text)
    document = read(sheet.data())
    table = document.blocks[-1].table
    assert table is not None
    assert [[document.quote(cell) for cell in row] for row in table.rows] == [
        ["项目", "合并的表头", ""],
        ["甲", "1", "2"],
    ]


def draw_columns(sheet: Sheet, *rows: str) -> Sheet:
    """Rows of cells parted by |, each in a column of its own, without rules."""
    for row in rows:
        at = sheet.y
        for number, cell in enumerate(row.split("|")):
            sheet.y = at
            sheet.line(cell, x=90 + (0, 150, 230, 320)[number])
    return sheet


def test_rows_of_labels_and_numbers_without_rules_are_a_table():
    sheet = draw_columns(
        Sheet().paragraph(LONG),
        *("产品名称|单位|产量|增长（%）", "钢材|吨|1577693|48.8", "粮  食|吨|26073|-3.3", "其中：软糖"),
        *("小麦粉|吨|2296205", "食用油|吨|222763|-1.9"),
    )
    document = read(sheet.paragraph(LONG).data())
    assert [block.kind for block in document.blocks] == [PARAGRAPH, TABLE, PARAGRAPH]
    table = document.blocks[1].table
    assert table is not None
    assert table.header_rows == 1
    assert [[document.quote(cell) for cell in row] for row in table.rows] == [
        ["产品名称", "单位", "产量", "增长（%）"],
        ["钢材", "吨", "1577693", "48.8"],
        ["粮食", "吨", "26073", "-3.3"],
        ["其中：软糖", "", "", ""],
        ["小麦粉", "吨", "2296205", ""],
        ["食用油", "吨", "222763", "-1.9"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("第一章 管网|3", "第二章 泵站|17", "第三章 资金|17", "第四章 保障|21"),
        ("改造老旧管网|抓好水质", "更新泵站设备|保障供水", "安排专项资金|加强监管"),
        ("漏损率|9.3%", "水价|2.1"),
    ],
    ids=["contents", "words in two columns", "two rows"],
)
def test_other_lines_in_columns_are_none(rows: tuple[str, ...]):
    document = read(draw_columns(Sheet().paragraph(LONG), *rows).data())
    assert TABLE not in [block.kind for block in document.blocks]


def test_list_marks_go_and_numbers_stay():
    assert blocks(Sheet().line("• 改造管网。").line("• 更新泵站。").line("1. 安排资金。")) == [
        (LIST_ITEM, "改造管网。"),
        (LIST_ITEM, "更新泵站。"),
        (PARAGRAPH, "1. 安排资金。"),
    ]


def test_list_items_set_in_have_deeper_levels():
    sheet = Sheet().line("• 改造管网。").line("• 其中老城区。", x=115).line("• 其中新城区。", x=115)
    document = read(sheet.line("• 更新泵站。").paragraph(LONG).line("• 安排资金。", x=115).data())
    items = [block.level for block in document.blocks if block.kind is LIST_ITEM]
    assert items == [1, 2, 2, 1, 1]


def test_notes_at_the_foot_are_notes_and_their_marks_go():
    sheet = Sheet().paragraph(LONG).line("漏损率降至9.3%", gap=0)
    sheet.canvas.setFont(SONG, 7)
    sheet.canvas.drawString(90 + pdfmetrics.stringWidth("漏损率降至9.3%", SONG, 12) + 1, sheet.y + 5, "1")
    sheet.y = 120
    sheet.line("1 按住房城乡建设部口径。", size=9)
    found = blocks(sheet)
    assert (PARAGRAPH, "漏损率降至9.3%") in found
    assert found[-1] == (FOOTNOTE, "1 按住房城乡建设部口径。")


def test_what_stands_aslant_is_no_text():
    sheet = Sheet().paragraph(LONG)
    sheet.canvas.saveState()
    sheet.canvas.rotate(40)
    sheet.canvas.setFont(SONG, 60)
    sheet.canvas.drawString(300, 100, "内部资料")
    sheet.canvas.restoreState()
    assert blocks(sheet) == [(PARAGRAPH, LONG)]


def test_a_page_that_is_turned_is_read_as_shown():
    sheet = Sheet()
    sheet.canvas.setPageRotation(90)
    sheet.canvas.rotate(90)
    sheet.canvas.setFont(SONG, 12)
    sheet.canvas.drawString(100, -100, "第一行的文字写在这里。")
    sheet.canvas.drawString(100, -140, "第二行的文字写在这里。")
    assert [text for _, text in blocks(sheet)] == ["第一行的文字写在这里。", "第二行的文字写在这里。"]


def test_a_block_names_its_page_and_line():
    document = read(Sheet().paragraph(LONG).page().line("第二页的一段。").line("又是一段。").data())
    assert [(block.locator.page, block.locator.line) for block in document.blocks] == [(1, 1), (2, 1), (2, 2)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("⾏业⼈⼝⽂旅", "行业人口文旅"),
        ("⻅⻋⻓⻔⻘⻚⻛⻝⻢⻣⻥⻦⻩⻬⻮⻰⺠⺟⻄⻁", "见车长门青页风食马骨鱼鸟黄齐齿龙民母西虎"),
        ("\uf9d1\uf914", "六樂"),
        ("o\ufb03ce", "office"),
        ("１２％①㎡Ⅷ（）", "１２％①㎡Ⅷ（）"),
    ],
)
def test_only_forms_that_the_format_put_in_are_undone(given, expected):
    assert with_usual_forms(given) == expected


def scan() -> bytes:
    from PIL import Image  # noqa: PLC0415
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415  (for this file only)

    sheet = Sheet()
    sheet.canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)
    return sheet.data()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a scan": (scan, "scan"),
    "an empty page": (lambda: Sheet().page().data(), "no text"),
    "a locked file": (lambda: Sheet(encrypt=StandardEncryption("geheim")).line("甲").data(), "password"),
    "a cut file": (lambda: Sheet().paragraph(LONG).data()[:300], "damaged"),
    "a broken file": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9, "damaged"),
    "an empty file": (lambda: b"", "empty"),
}


@pytest.mark.parametrize(("make", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_can_not_be_read_is_one_error_that_says_what_to_do(make, said):
    with pytest.raises(ReadError) as caught:
        read(make())
    assert said in caught.value.message
    assert caught.value.where == "a.pdf"
    assert caught.value.remedy


def test_a_file_that_is_locked_against_changes_only_is_read():
    assert LONG in read(Sheet(encrypt=StandardEncryption("", ownerPassword="x")).paragraph(LONG).data()).text


SAMPLE = (
    Sheet()
    .centred("县城供水改造报告", size=22)
    .line("一、管网", size=16)
    .paragraph(LONG)
    .page()
    .paragraph(OTHER)
    .data()
)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)), max_size=20), st.integers(0, len(SAMPLE))
)
def test_any_damage_gives_a_document_or_a_read_error(changes: list[tuple[int, int]], end: int):
    data = bytearray(SAMPLE)
    for at, value in changes:
        data[at] = value
    try:
        document = read(bytes(data[: end or None]))
    except ReadError:
        return
    at = 0
    for block in document.blocks:
        assert at <= block.span.start <= block.span.end <= len(document.text)
        at = block.span.end


def picture(shade: int = 120) -> Any:
    from PIL import Image  # noqa: PLC0415
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415  (for this file only)

    return ImageReader(Image.new("RGB", (160, 90), (shade, 40, 90)))


def kinds_of(sheet: Sheet) -> list[tuple[BlockKind, str]]:
    return [(kind, text[:6]) for kind, text in blocks(sheet)]


def test_a_picture_stands_before_its_caption_and_has_its_bytes():
    sheet = Sheet().paragraph(LONG)
    sheet.canvas.drawImage(picture(), 120, sheet.y - 170, 320, 170)
    sheet.y -= 195
    sheet.line("图1 改造后的泵站", x=200, size=10).paragraph(OTHER)
    document = read(sheet.data())
    assert [block.kind for block in document.blocks] == [PARAGRAPH, BlockKind.PICTURE, BlockKind.CAPTION, PARAGRAPH]
    assert [media.content_type for media in document.media] == ["image/png"]
    assert document.media[0].data.startswith(b"\x89PNG")
    assert document.blocks[1].locator.page == 1


def test_a_paragraph_around_a_picture_stays_whole():
    sheet = Sheet()
    sheet.canvas.drawImage(picture(), 120, 700, 320, 100)
    sheet.y = 660
    sheet.paragraph(LONG).page().paragraph(OTHER)
    assert kinds_of(sheet) == [(BlockKind.PICTURE, ""), (PARAGRAPH, LONG[:6]), (PARAGRAPH, OTHER[:6])]


def test_icons_grounds_and_pictures_of_the_design_are_left_out():
    sheet = Sheet()
    for number in range(3):
        sheet.canvas.drawImage(picture(), 60, 780, 120, 60)  # the same place on each page
        sheet.canvas.drawImage(picture(30 + number), 500, 60, 40, 40)  # small
        sheet.canvas.drawImage(picture(60 + number), 80, 300 + number, 440, 500)  # under the text
        sheet.paragraph(LONG).page()
    assert [kind for kind, _ in blocks(sheet)] == [PARAGRAPH] * 3


@pytest.mark.parametrize(("parted", "expected"), [(True, "of it"), (False, "ofit")])
def test_a_narrow_gap_parts_words_where_the_library_sees_one_too(parted: bool, expected: str):
    sides = [("o", 0, 5, False), ("f", 5, 9.2, False), ("i", 10, 12, parted), ("t", 12, 15, False)]
    face = Face(size=10)
    glyphs = [Glyph(character, left, right, 100, face, gap) for character, left, right, gap in sides]
    assert make_line(glyphs, 1).text == expected
