from dataclasses import replace

import pytest

from briefgen import readers
from briefgen.analysis.structure.blocks import explain, recover
from briefgen.analysis.tables import find_tables
from briefgen.document import BlockKind, Document

LONG = (
    "全县各级部门坚持以群众需要为出发点，持续改善道路、供水和通信条件，建立健全长效管护机制，"
    "安排专人巡查，发现问题及时处理，确保设施长期发挥作用。"
)
ENGLISH = "The council repaired roads and bridges across the county last year, and every village now has a crew."


def markdown(text: str) -> Document:
    return recover(readers.read_text(text.replace("{P}", LONG).replace("{E}", ENGLISH), path="a.md"))


def outline(document: Document) -> list[str]:
    return [
        f"{block.level} {document.quote(block.span)}" for block in document.blocks if block.kind is BlockKind.HEADING
    ]


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [document.quote(block.span) for block in document.blocks if block.kind is kind]


def test_numbered_lines_below_marked_headings_are_headings_one_level_lower():
    document = markdown("# 供水工作\n\n## 基本情况\n\n{P}\n\n## 主要做法\n\n一、建管网\n\n{P}\n\n二、管水质\n\n{P}\n")
    assert outline(document) == ["1 基本情况", "1 主要做法", "2 一、建管网", "2 二、管水质"]


def test_a_numbered_line_goes_on_with_the_numbers_of_marked_headings():
    document = markdown("# 供水工作\n\n## 一、建管网\n\n{P}\n\n二、管水质\n\n{P}\n\n## 三、问需求\n\n{P}\n")
    assert outline(document) == ["1 一、建管网", "1 二、管水质", "1 三、问需求"]
    reasons = [
        judgement.why
        for judgement in explain(
            readers.read_text(f"# 题\n\n## 一、甲乙\n\n{LONG}\n\n二、丙丁\n\n{LONG}\n", path="a.md")
        )
    ]
    assert "numbered like headings" in reasons


def test_lines_that_are_numbered_as_a_list_stay_text():
    document = markdown(
        "# 供水工作\n\n## 基本情况\n\n{P}\n\n（1）管网\n\n（2）泵站\n\n（3）水厂\n\n## 主要做法\n\n{P}\n"
    )
    assert outline(document) == ["1 基本情况", "1 主要做法"]


def test_lettered_english_headings_below_a_marked_one():
    document = markdown(
        "# Handbook\n\n## Introduction\n\nA. PURPOSE\n\n{E}\n\nB. ROLE OF THE OFFICE\n\n{E}\n\n## Duties\n\n{E}\n"
    )
    assert outline(document) == ["1 Introduction", "2 A. PURPOSE", "2 B. ROLE OF THE OFFICE", "1 Duties"]


def test_one_numbering_has_one_level():
    document = markdown(
        "# 题目\n\n## 一、甲\n\n### （一）子\n\n{P}\n\n### （二）丑\n\n{P}\n\n## 二、乙\n\n#### （一）寅\n\n{P}\n"
    )
    assert [line for line in outline(document) if "（" in line] == ["2 （一）子", "2 （二）丑", "2 （一）寅"]


def test_a_typed_table_of_contents_goes_from_a_marked_document_too():
    document = markdown(
        "# 供水工作\n\n## 目录\n\n基本情况 1\n\n主要做法 3\n\n下步打算 8\n\n"
        "## 基本情况\n\n{P}\n\n## 主要做法\n\n{P}\n\n## 下步打算\n\n{P}\n"
    )
    assert outline(document) == ["1 基本情况", "1 主要做法", "1 下步打算"]
    assert {"目录", "主要做法 3"} <= set(texts(document, BlockKind.FURNITURE))


def test_the_name_and_the_unit_of_a_table_are_captions():
    document = markdown(
        "# 供水工作\n\n## 结算情况\n\n{P}\n\n各厂结算情况\n\n单位：万元\n\n"
        "| 厂 | 金额 |\n|---|---|\n| 甲 | 1 |\n\n## 打算\n\n{P}\n"
    )
    assert texts(document, BlockKind.CAPTION) == ["各厂结算情况", "单位：万元"]


def test_bold_lines_of_markdown_are_headings_below_the_marked_one():
    document = markdown(
        "# 供水工作\n\n## 主要做法\n\n**管网改造提速**\n\n{P}\n\n**水质检测加密**\n\n{P}\n\n{P}\n\n## 打算\n\n{P}\n"
    )
    assert outline(document) == ["1 主要做法", "2 管网改造提速", "2 水质检测加密", "1 打算"]


def test_bold_lines_alone_nest_by_their_numbers():
    document = markdown(
        "**一、做法**\n\n**（一）管网**\n\n{P}\n\n**（二）水质**\n\n{P}\n\n{P}\n\n{P}\n\n**二、打算**\n\n{P}\n"
    )
    assert outline(document) == ["1 一、做法", "2 （一）管网", "2 （二）水质", "1 二、打算"]


def test_bold_sentences_and_leads_stay_text():
    document = markdown("# 供水工作\n\n## 做法\n\n**管网改造提速。**\n\n{P}\n\n**管网：**{P}\n\n## 打算\n\n{P}\n")
    assert outline(document) == ["1 做法", "1 打算"]


def test_the_line_behind_a_dash_below_the_title_is_the_subtitle():
    for text in (
        "# 深化供水改革\n\n——清河县的做法\n\n## 一、建管网\n\n{P}\n\n## 二、管水质\n\n{P}\n",
        "# 深化供水改革\n\n## ——清河县的做法\n\n## 一、建管网\n\n{P}\n\n## 二、管水质\n\n{P}\n",
        "# 深化供水改革\n\n——清河县的做法\n\n一、建管网\n\n{P}\n\n二、管水质\n\n{P}\n",
    ):
        document = markdown(text)
        assert document.quote(document.subtitle) == "清河县的做法"
        assert outline(document) == ["1 一、建管网", "1 二、管水质"]


def test_a_numbered_name_of_a_table_that_is_set_like_a_heading_is_its_caption():
    document = markdown(
        "# 公报\n\n## 一、综合\n\n{P}\n\n**表1供水情况**\n\n|甲|乙|\n|-|-|\n|1|2|\n\n## 二、农业\n\n{P}\n"
    )
    assert texts(document, BlockKind.CAPTION) == ["表1供水情况"]
    assert outline(document) == ["1 一、综合", "1 二、农业"]


def test_a_line_below_a_picture_that_says_what_its_alternative_text_says_is_its_caption():
    document = markdown("{P}\n\n![清河新水站](a.png)\n\n清河新水站\n\n{P}\n")
    assert texts(document, BlockKind.CAPTION) == ["清河新水站"] and not outline(document)


def test_a_sentence_behind_a_dash_below_the_title_stays_text():
    document = markdown("# 深化供水改革\n\n——这里没有路。\n\n## 建管网\n\n{P}\n\n## 管水质\n\n{P}\n")
    assert document.subtitle is None and "——这里没有路。" in texts(document, BlockKind.PARAGRAPH)


def test_headings_with_page_numbers_that_stand_again_below_are_a_table_of_contents():
    entries = "".join(f"### {name} {page}\n\n" for page, name in enumerate(("Aims", "Works", "Outlook"), 3))
    parts = "".join(f"## {name}\n\n{{E}}\n\n" for name in ("Aims", "Works", "Outlook"))
    document = markdown(f"# Report\n\n## Content\n\n{entries}{parts}")
    assert outline(document) == ["1 Aims", "1 Works", "1 Outlook"]


def test_an_item_of_a_list_that_goes_on_with_the_numbers_of_headings_above_text_is_one():
    read = readers.read_text(
        f"# Report\n\n## 1. Aims\n\n{ENGLISH}\n\n## 2. Works\n\n{ENGLISH}\n\n3\\. Outlook\n\n{ENGLISH}\n", path="a.md"
    )
    listed = [
        replace(block, kind=BlockKind.LIST_ITEM) if read.quote(block.span) == "3. Outlook" else block
        for block in read.blocks
    ]
    document = recover(replace(read, blocks=tuple(listed)))
    assert outline(document) == ["1 1. Aims", "1 2. Works", "1 3. Outlook"]


def test_items_of_a_list_below_a_heading_stay_items():
    document = markdown("# Report\n\n## Aims\n\n1. Roads\n2. Bridges\n\n{E}\n\n## Works\n\n{E}\n")
    assert outline(document) == ["1 Aims", "1 Works"]


def test_the_first_heading_without_a_number_over_numbered_ones_is_the_title():
    document = markdown("# 供水工作报告\n\n# 一、建管网\n\n{P}\n\n# 二、管水质\n\n{P}\n")
    assert document.quote(document.title) == "供水工作报告"
    assert outline(document) == ["1 一、建管网", "1 二、管水质"]


def test_a_first_heading_over_text_is_no_title():
    document = markdown("# 引言\n\n{P}\n\n# 一、建管网\n\n{P}\n\n# 二、管水质\n\n{P}\n")
    assert outline(document) == ["1 引言", "1 一、建管网", "1 二、管水质"]


def test_a_short_line_above_the_marked_headings_is_the_title():
    document = markdown("供水工作总结\n\n{P}\n\n## 建管网\n\n{P}\n\n## 管水质\n\n{P}\n")
    assert document.quote(document.title) == "供水工作总结"
    assert texts(document, BlockKind.FURNITURE) == ["供水工作总结"]


def test_particulars_above_the_headings_are_no_title():
    lines = "采访记录\n\n时间：2022年1月12日下午\n\n采访对象：县志办副主任王小明\n\n"
    document = markdown(lines + "## 建管网\n\n{P}\n\n## 管水质\n\n{P}\n")
    assert document.quote(document.title) == "采访记录"


def test_a_date_on_the_cover_is_no_heading():
    document = markdown("# Water\n\n## December 2016\n\n## Pipes\n\n{E}\n\n## Pumps\n\n{E}\n")
    assert outline(document) == ["1 Pipes", "1 Pumps"]


def test_bold_lines_that_only_frame_the_text_are_no_headings():
    document = markdown(
        "# 题目\n\n**新报记者 王小明**\n\n{P}\n\n**管网建成**\n\n{P}\n\n**水质变好**\n\n{P}\n\n**水务局**\n"
    )
    assert outline(document) == ["1 管网建成", "1 水质变好"]


@pytest.mark.parametrize(
    ("below", "subtitle", "byline", "date"),
    [
        ("——市教育局  2025年12月", None, "市教育局", "2025年12月"),
        ("——2025年12月3日", None, None, "2025年12月3日"),
        ("——县水务局", None, "县水务局", None),
        ("——来自三个县的报告", "来自三个县的报告", None, None),
        ("——构建水利新格局", "构建水利新格局", None, None),
    ],
)
def test_a_body_and_a_date_below_the_title_are_byline_and_date(
    below: str, subtitle: str | None, byline: str | None, date: str | None
):
    document = markdown(f"# 乡村教育总结\n\n{below}\n\n## 建管网\n\n{{P}}\n\n## 管水质\n\n{{P}}\n")
    found = (document.subtitle, document.byline, document.date)
    assert tuple(None if span is None else document.quote(span) for span in found) == (subtitle, byline, date)


@pytest.mark.parametrize("above", ["全县供水情况\n\n单位：公里", "单位：公里\n\n全县供水情况"])
def test_the_caption_of_a_table_is_its_name_and_not_its_unit(above: str):
    rows = "| 县区 | 新建 | 改造 |\n|-|-|-|\n| 城东 | 1 | 2 |\n| 城西 | 3 | 4 |\n"
    document = markdown(f"# 供水\n\n## 管网\n\n{{P}}\n\n{above}\n\n{rows}\n")
    (table,) = find_tables(document, document.blocks)
    assert table.caption is not None
    assert table.caption.text == "全县供水情况"


def test_a_first_heading_above_an_abstract_is_the_title_and_the_lines_between_name_the_authors():
    document = markdown("# 供水研究\n\n王小明（县水务局）\n\n摘要：{P}\n\n# 引言\n\n{P}\n\n# 管网\n\n{P}\n")
    assert document.quote(document.title) == "供水研究"
    assert outline(document) == ["1 引言", "1 管网"]
    assert "王小明（县水务局）" in texts(document, BlockKind.FURNITURE)


def test_the_poet_below_a_poem_set_in_bold_is_no_heading():
    document = markdown("# 题目\n\n{P}\n\n**读书**\n\n**——（宋）陆游**\n\n{P}\n\n**种树**\n\n{P}\n")
    assert outline(document) == ["1 读书", "1 种树"]


def test_of_headings_that_stand_together_on_the_cover_one_is_the_title():
    document = markdown("# 清河县供水学院\n\n# 年度工作报告\n\n## 建管网\n\n{P}\n\n## 管水质\n\n{P}\n")
    assert document.quote(document.title) == "年度工作报告"
    assert outline(document) == ["1 建管网", "1 管水质"]


def test_a_code_is_no_title():
    document = markdown("W2JJW-4KYDP-2YMKW\n\n{P}\n\n## 建管网\n\n{P}\n\n## 管水质\n\n{P}\n")
    assert document.title is None
