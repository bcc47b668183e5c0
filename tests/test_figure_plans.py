"""Numbers under headings that announce work to come are targets, with or without a word of aim."""

from briefgen import analyze, read_text

_REPORT = """甲市政府工作报告

一、2031年工作回顾

全市改造老旧小区120个，新建公园31个，争取上级资金45亿元。

预计全年生产总值3200亿元。

二、2032年工作安排

（一）改善民生

改造老旧小区160个，新建公园25个。目前已建成充电桩800个，再建500个。

三、加强自身建设

培训干部3000人次。
"""

_NEWS = """甲市新区见闻

一、未来五年的目标

新建学校12所。

二、街头的变化

新增绿地35公顷。
"""


def _status(text):
    def figures(section):
        yield from section.headline_figures
        for child in section.children:
            yield from figures(child)

    content = analyze(read_text(text))
    parts = [part for part in (content.introduction, *content.sections, content.outlook) if part]
    return {figure.quantity.surface: figure.status.value for part in parts for figure in figures(part)}


def test_a_plan_lasts_to_the_end_of_a_report_that_reviewed_before():
    assert _status(_REPORT) == {
        "120个": "result",
        "31个": "result",
        "45亿元": "result",
        "3200亿元": "result",
        "160个": "target",
        "25个": "target",
        "800个": "result",
        "500个": "target",
        "3000人次": "target",
    }


def test_elsewhere_a_plan_ends_with_its_section():
    assert _status(_NEWS) == {"12所": "target", "35公顷": "result"}


def test_what_is_expected_is_an_aim_where_nothing_looks_back():
    assert _status("经济观察\n\n预计全年生产总值3200亿元。\n") == {"3200亿元": "target"}
