import pytest

from briefgen import readers
from briefgen.document import BlockKind, Document
from briefgen.errors import ReadError

HEADING, PARAGRAPH, LIST_ITEM, QUOTATION, TABLE, PICTURE, FURNITURE = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.QUOTATION,
    BlockKind.TABLE,
    BlockKind.PICTURE,
    BlockKind.FURNITURE,
)


def read(text: str) -> Document:
    return readers.read_text(text, path="a.md")


def blocks(text: str) -> list[tuple[BlockKind, str]]:
    document = read(text)
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


CASES = {
    "names after a heading are no text of it": ("## 甲 {#a .b}\n", [(HEADING, "甲")]),
    "the caption of a figure in HTML": (
        "<figure><img src='a.png'>\n<figcaption>水厂外景</figcaption></figure>\n",
        [(BlockKind.CAPTION, "水厂外景")],
    ),
    "headings of both styles": ("# 甲\n## 乙 ##\n丙\n---\n", [(HEADING, "甲"), (HEADING, "乙"), (HEADING, "丙")]),
    "emphasis, code, links and escapes leave their text": (
        r"**加粗**与*斜体*、`码`、[链接](http://example.org)、\*星\*、&amp;",
        [(PARAGRAPH, "加粗与斜体、码、链接、*星*、&")],
    ),
    "bold beside Chinese needs no blank": (
        "**重点：**抓水质，深化**“一网通”**改革，3*4*5",
        [(PARAGRAPH, "重点：抓水质，深化“一网通”改革，345")],
    ),
    "asterisks that enclose nothing stay": (
        "水价 2 * 3 * 4 元，甲 ** 乙",
        [(PARAGRAPH, "水价 2 * 3 * 4 元，甲 ** 乙")],
    ),
    "a hard wrap of Chinese leaves no space": ("供水\n管网，\n更新", [(PARAGRAPH, "供水管网，更新")]),
    "a hard wrap of English leaves one": ("water\nmains", [(PARAGRAPH, "water mains")]),
    "a hard wrap between the two leaves one": ("更新\nmains", [(PARAGRAPH, "更新 mains")]),
    "a line break of the author parts paragraphs": ("甲  \n乙<br>丙", [(PARAGRAPH, t) for t in "甲乙丙"]),
    "lists, also nested and with more paragraphs": (
        "- 甲\n  - 乙\n\n    丙\n1. 丁\n",
        [(LIST_ITEM, "甲"), (LIST_ITEM, "乙"), (PARAGRAPH, "丙"), (LIST_ITEM, "丁")],
    ),
    "a quotation": ("> 甲\n> 乙\n\n丙", [(QUOTATION, "甲乙"), (PARAGRAPH, "丙")]),
    "a picture has its caption's text": ("![管网 **图**](a.png)", [(PICTURE, "管网 图")]),
    "a picture without words is nothing to read": ("甲\n\n![](a.png)", [(PARAGRAPH, "甲")]),
    "code is furniture": ("甲\n```\nx = 1\n```", [(PARAGRAPH, "甲"), (FURNITURE, "x = 1")]),
    "HTML leaves its text": ("<div>甲&lt;乙</div>\n<!-- 注 -->", [(PARAGRAPH, "甲<乙")]),
    "numbering that the author wrote stays": ("一、甲\n\n（一）乙", [(PARAGRAPH, "一、甲"), (PARAGRAPH, "（一）乙")]),
    "a table": ("|甲|乙|\n|-|-|\n|1|**2**|", [(TABLE, "甲\t乙\n1\t2")]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_markup_becomes_kinds_and_leaves_the_text(text, expected):
    assert blocks(text) == expected


def test_list_items_have_levels():
    document = read("- 甲\n  - 乙\n\n    又\n  - 丙\n    1. 丁\n- 戊\n\n# 题\n\n> - 引\n\n- 己\n")
    levels = {document.quote(block.span): block.level for block in document.blocks}
    assert levels == dict(zip("甲乙又丙丁戊题引己", (1, 2, None, 2, 3, 1, 1, None, 1), strict=True))


def test_headings_have_levels_and_blocks_have_lines():
    document = read("# 甲\n\n文\n\n### 乙\n")
    assert [(block.level, block.locator.line) for block in document.blocks] == [(1, 1), (None, 3), (3, 5)]


def test_a_single_first_heading_of_level_one_is_the_title():
    document = read("# 甲\n## 乙\n文")
    assert document.quote(document.title) == "甲"


@pytest.mark.parametrize("text", ["# 甲\n文\n# 乙\n文", "## 甲\n# 乙\n文", "文"])
def test_several_first_levels_are_no_title(text):
    assert read(text).title is None


def test_a_heading_of_marks_alone_is_no_heading_and_no_title():
    document = read("# [\n\n甲乙丙\n\n## 丁\n")
    assert document.title is None
    assert [block.kind for block in document.blocks] == [PARAGRAPH, PARAGRAPH, HEADING]


def test_paragraphs_are_sure_only_where_the_file_has_headings():
    assert [block.marked_up for block in read("# 甲\n文").blocks] == [True, True]
    assert [block.marked_up for block in read("一、甲\n\n文").blocks] == [False, False]


def test_front_matter_is_metadata_and_lines_are_counted_through_it():
    document = read("---\ntitle: '供水'\nunit:   水务局\ntags: [a, b]\n- x\n---\n\n# 甲\n")
    assert document.metadata == (("title", "供水"), ("unit", "水务局"), ("tags", "[a, b]"))
    assert document.blocks[0].locator.line == 8
    assert document.text == "甲"


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("'Harbour: The Council''s Plan for\n  the Mains'", "Harbour: The Council's Plan for the Mains"),
        ('"The\\_Plan for\\\n  \\ the \\u4e00 \\"Mains\\""', 'The Plan for the 一 "Mains"'),
        ("The Plan for\n  the Mains", "The Plan for the Mains"),
    ],
)
def test_a_value_of_front_matter_may_go_on_over_lines(value, title):
    document = read(f"---\ntitle: {value}\ntags:\n  - water\n---\n\nThe pumps run.\n")
    assert dict(document.metadata)["title"] == title


def test_a_rule_at_the_start_is_no_front_matter():
    document = read("---\n\n甲：乙\n")
    assert document.metadata == ()
    assert document.text == "甲：乙"


def test_table_cells_point_at_their_text():
    document = read("前文\n\n|甲|乙|\n|-|-|\n|1||\n")
    table = document.blocks[-1].table
    assert table is not None
    assert table.header_rows == 1
    assert [[document.quote(cell) for cell in row] for row in table.rows] == [["甲", "乙"], ["1", ""]]


def test_markdown_without_text_is_refused():
    with pytest.raises(ReadError):
        read("---\ntitle: x\n---\n")


def test_citation_keys_and_tags_of_site_generators_are_markup():
    text = '# Water\n\n{% image "a.png" "A valve" %}\n\nLosses [see @lee19, p. 3; @doi:10.1/x] fell. Ask [a@b.org].\n'
    document = readers.read_text(text, path="a.md")
    assert document.text == "Water\nLosses fell. Ask [a@b.org]."


def test_deep_lists_and_quotations_are_whole():
    assert read("- " * 18 + "深处\n\n尾").text == "深处\n尾"
    assert read("> " * 38 + "深处\n\n尾").text == "深处\n尾"


@pytest.mark.parametrize("text", ["- " * 20 + "深处", "> " * 40 + "深处", "> " * 100_000 + "深处"])
def test_what_is_nested_too_deeply_is_refused_and_not_lost(text: str):
    with pytest.raises(ReadError, match="line 3 is nested too deeply"):
        read(f"前文\n\n{text}\n\n尾")
