"""Headline figures of tables: names of row and column, units from brackets and captions, periods, and the gate."""

from decimal import Decimal

import pytest

from briefgen.analysis import analyze
from briefgen.analysis.faithfulness.rules import find_faults
from briefgen.analysis.faithfulness.safety import hold_to_evidence
from briefgen.analysis.faithfulness.witness import call_witness
from briefgen.analysis.figures.tables import SMALL_TABLE, find_table_figures
from briefgen.content import SHOWN_SALIENCE, Change, FigureSource, HeadlineFigure, Status
from briefgen.document import BlockKind, Document, Language
from briefgen.readers.draft import Draft

_PARAGRAPH = BlockKind.PARAGRAPH


def document(*rows: str, above: str = "", header_rows: int = 1, language: Language = Language.CHINESE) -> Document:
    """A table with ` | ` between cells, below a line of text."""
    draft = Draft("table.md")
    if above:
        draft.add(_PARAGRAPH, above, at=1)
    draft.add_table([row.split(" | ") for row in rows], at=2, header_rows=header_rows)
    return draft.finish(language=language)


def card(figure: HeadlineFigure) -> tuple[str, str, str, str]:
    lines = (figure.number, figure.unit_text, figure.what, figure.time_scope)
    number, unit, what, time = (line.text if line else "" for line in lines)
    return number, unit, what, time


def cards(*rows: str, **more: object) -> list[tuple[str, str, str, str]]:
    return [card(figure) for figure in find_table_figures(document(*rows, **more))]


def test_row_and_column_name_what_is_counted_and_the_header_gives_the_unit():
    assert cards("地区 | 学校（所） | 投入（万元）", "甲县 | 12 | 3,400") == [
        ("12", "所", "甲县学校", ""),
        ("3,400", "万元", "甲县投入", ""),
    ]


def test_a_year_above_a_column_is_a_period_and_the_row_gives_the_unit():
    assert cards("指标 | 2021年 | 2022年", "粮食产量（万吨） | 81 | 82.5") == [
        ("81", "万吨", "粮食产量", "2021年"),
        ("82.5", "万吨", "粮食产量", "2022年"),
    ]


def test_years_down_the_side_are_periods():
    assert cards("年份 | 植树（亩）", "2021年 | 500") == [("500", "亩", "植树", "2021年")]


def test_a_name_over_several_columns_is_that_of_each():
    found = cards(
        "类别 |  学校（所） |  | 学生（万人） | ",
        " | 2022年 | 2023年 | 2022年 | 2023年",
        "小学 | 31 | 30 | 2.1 | 2.2",
        header_rows=2,
    )
    assert found == [
        ("31", "所", "小学学校", "2022年"),
        ("30", "所", "小学学校", "2023年"),
        ("2.1", "万人", "小学学生", "2022年"),
        ("2.2", "万人", "小学学生", "2023年"),
    ]


def test_the_line_above_gives_unit_and_period():
    found = find_table_figures(document("项目 | 金额", "道路 | 300", above="表2 2022年支出（单位：万元）"))
    assert [card(figure) for figure in found] == [("300", "万元", "道路金额", "2022年")]
    assert found[0].quantity.value == Decimal(3_000_000)
    assert found[0].quantity.unit == "元"


def test_of_several_units_above_each_number_has_that_of_its_kind():
    rows = ("乡镇 | 工业增加值 | 增速 | 户数 | 人口", "东河镇 | 12045 | 6.3 | 5045 | 16300")
    assert cards(*rows, above="单位：万元，%，户、人") == [
        ("12045", "万元", "东河镇工业增加值", ""),
        ("6.3", "%", "东河镇工业增加值增速", ""),
        ("5045", "户", "东河镇户数", ""),
        ("16300", "人", "东河镇人口", ""),
    ]


def test_a_unit_of_several_above_passes_the_gate_on_a_chart():
    rows = ("乡镇 | 户数 | 人口数", "甲镇 | 5045 | 16300", "乙镇 | 3830 | 11200", "丙乡 | 2320 | 7700")
    content = analyze(document(*rows, above="单位：户、人"))
    units = [series.unit for section in content.all_sections() for series in section.series if series.unit]
    assert [unit.text for unit in units] == ["户", "人"]
    witness = call_witness(content.document)
    assert not any(find_faults(witness, unit.text, [unit.evidence[0].span]) for unit in units)


def test_what_no_name_asks_for_has_none_of_several_units():
    assert cards("乡镇 | 水库", "东河镇 | 12", above="单位：座、万立方米") == [("12", "", "东河镇水库", "")]
    assert cards("指标 | 绝对数 | 比上年增长", "生产总值 | 312.5 | 5.2", above="单位：亿元、%") == [
        ("312.5", "亿元", "生产总值", ""),
        ("5.2", "%", "生产总值比上年增长", ""),
    ]


def test_a_rate_takes_no_unit_of_amounts():
    assert cards("乡镇 | 产值 | 增速", "东河镇 | 120 | 6.3", above="单位：万元") == [
        ("120", "万元", "东河镇产值", ""),
        ("6.3", "", "东河镇产值增速", ""),
    ]


def test_a_column_of_units_gives_each_row_its_own():
    rows = ("指标 | 单位 | 数值", "公路 | 公里 | 420", "入学率 | % | 99.1")
    assert cards(*rows, above="单位：万元") == [("420", "公里", "公路", ""), ("99.1", "%", "入学率", "")]


def test_a_cell_with_its_own_unit_keeps_it():
    assert cards("名称 | 情况", "覆盖率 | 95%", "培训 | 近300人次") == [
        ("95", "%", "覆盖率情况", ""),
        ("300", "人次", "培训情况", ""),
    ]


def test_what_is_part_of_a_row_names_that_row_too():
    assert [what for _, _, what, _ in cards("指标 | 总数（个）", "企业 | 90", "其中：新办 | 12")] == [
        "企业总数",
        "企业其中：新办总数",
    ]


def test_two_rows_of_headers_are_a_path():
    rows = ("地区 | 农村 | 农村", "地区 | 户数（户） | 人口（人）", "甲乡 | 210 | 800")
    assert [what for _, _, what, _ in cards(*rows, header_rows=2)] == ["甲乡农村户数", "甲乡农村人口"]


@pytest.mark.parametrize(
    "rows",
    [
        ("序号 | 单位名称", "1 | 甲中学"),
        ("排名 | 县 | 年份", "1 | 甲县 | 2021"),
        ("名称 | 电话", "办公室 | 01234567"),
        ("名称 | 说明", "培训 | 先后办班3期，共200人"),
        ("名称 | 数值", "培训 | —"),
    ],
)
def test_serial_numbers_years_codes_and_sentences_are_no_figures(rows):
    assert cards(*rows) == []


def test_a_growth_below_nothing_is_a_fall():
    up, down = find_table_figures(document("指标 | 比上年增长（%）", "产值 | 5.1", "出口 | -2.4"))
    assert (up.change, down.change) == (Change.UP, Change.DOWN)


def test_a_column_of_aims_gives_targets():
    reached, aim = find_table_figures(document("指标 | 完成数（个） | 目标（个）", "新建学校 | 5 | 8"))
    assert (reached.status, aim.status) == (Status.RESULT, Status.TARGET)


def test_of_a_large_table_only_totals_may_be_shown():
    rows = [f"{name}县 | {count}00" for name, count in zip("甲乙丙丁戊己庚", range(11, 18), strict=True)]
    assert len(rows) > SMALL_TABLE
    found = find_table_figures(document("地区 | 投入（万元）", *rows, "合计 | 9800"))
    assert [figure.salience >= SHOWN_SALIENCE for figure in found] == [False] * len(rows) + [True]


def test_english_names_are_set_apart_and_units_are_read_from_the_caption():
    above = "Budget (in millions of dollars)"
    found = find_table_figures(document("Department | 2022", "Health | 120.5", above=above, language=Language.ENGLISH))
    assert [card(figure) for figure in found] == [("120.5", "millions of dollars", "Health", "2022")]
    assert found[0].quantity.value == Decimal(120_500_000)
    two = document("Department | Staff", "Health | 12", language=Language.ENGLISH)
    assert cards_of(two) == ["Health Staff"]


def cards_of(source: Document) -> list[str]:
    return [figure.what.text for figure in find_table_figures(source) if figure.what]


def test_the_same_number_in_the_text_is_the_one_shown_and_raises_no_question():
    draft = Draft("report.md")
    draft.add(_PARAGRAPH, "2022年，全市粮食产量82.5万吨。", at=1)
    draft.add_table([["指标", "2022年"], ["粮食产量（万吨）", "82.5"]], at=2, header_rows=1)
    content = analyze(draft.finish(language=Language.CHINESE))
    body, table = content.headline_figures()
    assert (body.source, table.source) == (FigureSource.BODY, FigureSource.TABLE)
    assert (table.same_as, content.questions) == (body.id, ())


def test_cards_of_tables_pass_the_gate_and_false_ones_lose_their_line():
    content = analyze(document("地区 | 学校（所） | 投入（万元）", "甲县 | 12 | 3,400", "乙县 | 15 | 2,100"))
    assert all(figure.what for figure in content.headline_figures())
    assert hold_to_evidence(content, call_witness(content.document)) == content


def test_each_of_thousands_of_cells_gives_a_figure():
    rows = [[f"第{index}村", *(f"{index}{column}7" for column in range(8))] for index in range(1, 400)]
    draft = Draft("table.md")
    draft.add_table([["村", *(f"指标{c}（个）" for c in "甲乙丙丁戊己庚辛")], *rows], at=1, header_rows=1)
    assert len(find_table_figures(draft.finish(language=Language.CHINESE))) == 399 * 8


def test_cells_that_hold_sentences_give_figures_as_paragraphs_do():
    table = document(
        "工作 | 完成情况 | 投资（万元）",
        "教育 | 新建学校5所，新增学位3200个。 | 4500",
        "交通 | 力争年内建成农村公路85公里，惠及群众2.3万人。 | 8600",
        above="重点工作",
    )
    content = analyze(table)
    parts = [part for part in (content.introduction, *content.sections) if part is not None]
    figures = [figure for part in parts for figure in part.headline_figures]
    told = {figure.quantity.surface: figure.what.text for figure in figures if figure.what}
    assert told["3200个"] == "新增学位"
    assert told["4500"] == "教育投资"
    assert told["8600"] == "交通投资"
    assert {figure.quantity.surface for figure in figures if figure.status is Status.TARGET} == {"85公里", "2.3万人"}


def english(*rows: str, **more: object) -> list[tuple[str, str, str, str]]:
    return cards(*rows, language=Language.ENGLISH, **more)


def test_brackets_are_a_minus_in_the_cells_of_english_accounts():
    found = find_table_figures(
        document(
            "Item | 2023", "Net income | (88)", above="Results (in millions of dollars)", language=Language.ENGLISH
        )
    )
    assert [card(figure) for figure in found] == [("(88)", "millions of dollars", "Net income", "2023")]
    assert found[0].quantity.value == Decimal(-88_000_000)


def test_a_currency_in_the_cell_takes_the_scale_above_but_not_what_is_told_per_share():
    above = "Statements of income (in millions, except per share data)"
    rows = ("Item | 2023", "Revenue | $ 118,548", "Dividends per share | $3.00")
    found = find_table_figures(document(*rows, above=above, language=Language.ENGLISH))
    assert [figure.quantity.value for figure in found] == [Decimal(118_548_000_000), Decimal("3")]


def test_a_unit_behind_a_comma_and_a_plus_are_read():
    assert english("Country | Growth, %", "France | +2.0") == [("+2.0", "%", "France Growth", "")]


def test_a_header_left_out_over_the_columns_that_it_spans_holds_for_them():
    rows = (
        "Country | Q2 2024 |  | Q2 2023 | ",
        " | Arrivals | Growth (%) | Arrivals | Growth (%)",
        "France | 403 | 2.0 | 395 | 0.5",
    )
    assert english(*rows, header_rows=2) == [
        ("403", "", "France Arrivals", "Q2 2024"),
        ("2.0", "%", "France Arrivals Growth", "Q2 2024"),
        ("395", "", "France Arrivals", "Q2 2023"),
        ("0.5", "%", "France Arrivals Growth", "Q2 2023"),
    ]


def test_a_period_in_the_brackets_of_a_header_is_one_and_a_target_is_known_by_its_header():
    found = find_table_figures(
        document("Indicator | Baseline (2019) | Target (2025)", "Roads (km) | 10 | 1,200", language=Language.ENGLISH)
    )
    assert [card(figure) for figure in found] == [
        ("10", "km", "Roads Baseline", "2019"),
        ("1,200", "km", "Roads Target", "2025"),
    ]
    assert [figure.status for figure in found] == [Status.RESULT, Status.TARGET]


def test_a_year_without_a_word_names_the_period_of_its_row():
    assert english("Year | Amount (US$ million)", "2020 | 45.2") == [("45.2", "million", "Amount", "2020")]


def test_rooms_versions_and_phones_are_no_figures():
    assert english("Name | Phone | Room | Version", "Ann Lee | 555-1234 | 204 | 3.1") == []


def test_the_sign_of_a_currency_in_a_unit_stands_before_the_number():
    rows = ("($ million) | 2023 | 2024", "Operating revenue | 212.4 | 221.8")
    figure = find_table_figures(document(*rows, language=Language.ENGLISH))[0]
    assert figure.prefix is not None
    assert (figure.prefix.text, *card(figure)) == ("$", "212.4", "million", "Operating revenue", "2023")
