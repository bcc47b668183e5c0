"""Which rows and columns of a table of several columns become charts, and what its latest year is worth."""

import pytest

from briefgen.analysis import analyze
from briefgen.content import SHOWN_SALIENCE
from briefgen.document import BlockKind, Language
from briefgen.readers.draft import Draft


def _content(*rows, above=()):
    draft = Draft("table.md")
    for at, text in enumerate(above, 1):
        draft.add(BlockKind.CAPTION, text, at=at)
    draft.add_table([row.split(" | ") for row in rows], at=9, header_rows=1)
    return analyze(draft.finish(language=Language.CHINESE))


def _series(*rows, above=()):
    found = (series for section in _content(*rows, above=above).all_sections() for series in section.series)
    return [
        (
            series.measure.text,
            series.unit.text if series.unit else "",
            [category.text for category in series.categories],
            [str(number) for number in series.numbers],
            series.over_time,
        )
        for series in found
    ]


YEARS = (
    "指标 | 2021 | 2022 | 2023",
    "工业增加值 | 812.4 | 880.1 | 934.6",
    "其中：高技术制造业 | 120.3 | 151.2 | 180.7",
    "利润总额 | 66.2 | 71.5 | 64.8",
    "出口交货值 | 45.1 | 52.6 | 58.8",
)
ABOVE = ("2021—2023年全市规模以上工业主要指标", "单位：亿元")


def test_the_first_rows_through_years_are_charts_with_the_unit_above():
    years = ["2021", "2022", "2023"]
    assert _series(*YEARS, above=ABOVE) == [
        ("工业增加值", "亿元", years, ["812.4", "880.1", "934.6"], True),
        ("利润总额", "亿元", years, ["66.2", "71.5", "64.8"], True),
    ]


def test_the_line_above_the_unit_is_the_name_of_the_table():
    tables = [table for section in _content(*YEARS, above=ABOVE).all_sections() for table in section.tables]
    assert [table.caption.text for table in tables if table.caption] == [ABOVE[0]]
    assert [table.unit.text for table in tables if table.unit] == [ABOVE[1]]


def test_the_number_of_a_table_is_no_part_of_its_name():
    def caption(text):
        tables = [table for section in _content(*YEARS, above=(text,)).all_sections() for table in section.tables]
        return tables[0].caption.text

    assert caption("表1 2023年主要指标") == caption("附表2-1：2023年主要指标") == "2023年主要指标"
    assert caption("表2各县产值") == "各县产值"
    assert caption("表彰情况") == "表彰情况"
    assert caption("表2023年产值") == "表2023年产值"


def test_of_things_side_by_side_none_is_a_card():
    figures = _content("乡镇 | 户数（户）", "甲镇 | 5045", "乙镇 | 3830", "丙乡 | 2320").headline_figures()
    assert [figure.salience < SHOWN_SALIENCE for figure in figures] == [True] * 3


def test_a_bare_rate_is_no_chart():
    rows = ("年份 | 产值 | 增速", "2021 | 31.5 | 8.2", "2022 | 36.1 | 7.4", "2023 | 39 | 9.1")
    assert [measure for measure, *_ in _series(*rows, above=("单位：亿元、%",))] == ["产值"]


def test_the_latest_year_of_each_row_is_worth_a_card():
    figures = _content(*YEARS, above=ABOVE).headline_figures()
    worth = [(figure.what.text, figure.time_scope.text) for figure in figures if figure.salience >= SHOWN_SALIENCE]
    assert worth == [("工业增加值", "2023"), ("利润总额", "2023"), ("出口交货值", "2023")]


def test_years_down_the_side_are_a_chart():
    assert _series("年份 | 植树（亩） | 投入（万元）", "2021年 | 500 | 30", "2022年 | 620 | 35", "2023年 | 700 | 41")[
        0
    ] == (
        "植树（亩）",
        "亩",
        ["2021年", "2022年", "2023年"],
        ["500", "620", "700"],
        True,
    )


def test_things_of_one_kind_are_bars_without_their_total():
    rows = (
        "县区 | 产值（亿元） | 增速（%）",
        "甲县 | 31.5 | 8.2",
        "乙县 | 26.1 | 7.4",
        "丙县 | 19 | 9.1",
        "合计 | 76.6 | 8.1",
    )
    assert _series(*rows) == [("产值（亿元）", "亿元", ["甲县", "乙县", "丙县"], ["31.5", "26.1", "19"], False)]


@pytest.mark.parametrize(
    "rows",
    [
        ("指标 | 绝对数（亿元） | 增速（%）", "生产总值 | 617 | 5.2", "第一产业 | 37 | 2.6", "第二产业 | 339 | 4.5"),
        ("县区 | 产值（亿元） | 增速（%）", "甲县 | 近31 | 8.2", "乙县 | 26.1 | 7.4", "丙县 | 19 | 9.1"),
        ("县区 | 死亡（人） | 事故（起）", "甲县 | 3 | 8", "乙县 | 2 | 7", "丙县 | 1 | 9"),
        ("县区 | 产值 | 增速", "甲县 | 31.5 | 8.2", "乙县 | 26.1 | 7.4", "丙县 | 19 | 9.1"),
    ],
)
def test_indicators_limits_what_is_sensitive_and_what_has_no_unit_are_no_bars(rows):
    assert _series(*rows) == []


def test_a_table_of_two_columns_is_a_chart_that_can_be_read():
    rows = [f"第{at}水厂 | {at + 40}" for at in range(1, 9)]
    assert len(_series("水厂 | 供水量（万吨）", *rows)) == 1
    assert _series("水厂 | 供水量（万吨）", *rows, "第9水厂 | 49") == []


def test_what_falls_below_nought_is_no_chart():
    assert _series("水厂 | 比上年增长（%）", "东厂 | 11.2", "西厂 | -2.0", "南厂 | 5.3") == []
    assert _series("水厂 | 2022年（万元） | 2023年（万元） | 2024年（万元）", "利润 | 31 | -26 | 8") == []


def test_parts_of_the_row_above_have_no_bars_beside_it():
    assert _series("类别 | 增速", "工业 | 5", "在总计中：轻工业 | 3", "重工业 | 7") == []
    assert _series("类别 | 指数", "食品 | 99.2", "#粮食 | 101.9", "#鲜菜 | 91.9", "衣着 | 100.4") == []
