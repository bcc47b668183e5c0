"""Sums that the text states and that do not come out."""

import pytest

from briefgen import read_text
from briefgen.analysis import analyze
from briefgen.document import BlockKind, Language
from briefgen.readers.draft import Draft


def _questions(text):
    return analyze(read_text(text)).questions


@pytest.mark.parametrize(
    "text",
    [
        "全年新建学校30所，其中小学18所、中学20所。",
        "The trust runs 30 clinics, of which 18 clinics are rural and 20 clinics are urban.",
    ],
)
def test_parts_that_are_more_than_their_whole_are_asked_about(text):
    (question,) = _questions(text)
    assert "38" in question
    assert "30" in question


@pytest.mark.parametrize(
    "text",
    [
        "全年新建学校30所，其中小学18所、中学12所。",
        "全年新建学校30所，其中小学18所。",
        "全年新建学校约30所，其中小学18所、中学20所。",
        "全年新建学校30所，其中小学18所；新建医院20家。",
        "全年投资30亿元，其中教育增长18%、医疗增长20%。",
        "游客总花费增长16.5%，其中入境游客数量、花费分别增长47.8%、52.3%。",
    ],
)
def test_sums_that_may_be_true_raise_no_question(text):
    assert _questions(text) == ()


def _table(*rows):
    draft = Draft("table.md")
    draft.add(BlockKind.PARAGRAPH, "表1 各县情况", at=1)
    draft.add_table([row.split(" | ") for row in rows], at=2, header_rows=1)
    return analyze(draft.finish(language=Language.CHINESE))


def test_a_total_that_its_rows_do_not_come_to_is_asked_about():
    content = _table(
        "地区 | 投资（万元） | 项目（个） | 增长（%）",
        "东县 | 1200 | 14 | 5.1",
        "西县 | 800 | 9 | 3.2",
        "合计 | 2100 | 23 | 4.3",
    )
    (question,) = content.questions
    assert "2100" in question
    assert "20000000元" in question


def test_rounding_is_no_wrong_sum():
    content = _table("地区 | 投资（亿元）", "东县 | 1.24", "西县 | 0.83", "南县 | 2.11", "合计 | 4.19")
    assert content.questions == ()


def test_rows_that_are_parts_of_the_row_above_are_not_added_twice():
    content = _table(
        "行业 | 投资（万元）",
        "合计 | 1500",
        "工业 | 900",
        "采矿业 | 310",
        "制造业 | 420",
        "服务业 | 600",
        "教育 | 250",
        "卫生 | 190",
    )
    assert content.questions == ()


def test_a_limit_named_with_another_number_of_the_row_is_no_loss():
    content = analyze(read_text("新建省级以上验证中心5家、中试基地10家、孵化器6家。"))
    figures = [*(content.introduction.headline_figures if content.introduction else ())]
    figures += [figure for section in content.sections for figure in section.headline_figures]
    assert [figure.what.text for figure in figures if figure.what] == [
        "新建省级以上验证中心",
        "新建中试基地",
        "新建孵化器",
    ]
