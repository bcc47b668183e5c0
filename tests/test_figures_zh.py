"""What Chinese figures count, when and against what: Hong Kong and Taiwan usage, changes with where they led, rows."""

import pytest

from briefgen.analysis.figures.headline import find_relations
from briefgen.content import Status
from figure_texts import document_of, figures_of, text_of


def _told(text):
    return [(figure.quantity.surface, text_of(figure.what), text_of(figure.time_scope)) for figure in figures_of(text)]


def test_numerals_with_a_point_and_months_in_words():
    assert _told("財政部門昨公布十一月出口五四〇．五億元、年增三十四．一％；前十月進口四三〇七億元。") == [
        ("五四〇．五億元", "出口", "十一月"),
        ("三十四．一％", "出口年增", "十一月"),
        ("四三〇七億元", "進口", "前十月"),
    ]


def test_a_base_in_brackets_has_the_thing_before_and_its_own_time():
    assert _told("每股盈利為港幣0.6元（二零二四年：港幣1.1元）。") == [
        ("港幣0.6元", "每股盈利", None),
        ("港幣1.1元", "每股盈利", "二零二四年"),
    ]


def test_a_base_and_a_change_said_twice_are_of_the_subject_before():
    assert _told("股東應佔盈利為港幣三十億元，較去年同期之港幣五十億元，減少港幣二十億元或40%。") == [
        ("港幣三十億元", "股東應佔盈利", None),
        ("港幣五十億元", "股東應佔盈利", "去年同期"),
        ("港幣二十億元", "股東應佔盈利減少", None),
        ("40%", "股東應佔盈利減少", None),
    ]


def test_bases_and_changes_of_a_row_are_dealt_out():
    text = "2021財年收入及盈利分別為300百萬港元及80百萬港元，較上年度之400百萬港元及100百萬港元分別減少25%及20%。"
    assert _told(text)[2:] == [
        ("400百萬港元", "收入", "上年度"),
        ("100百萬港元", "盈利", "上年度"),
        ("25%", "收入減少", "2021財年"),
        ("20%", "盈利減少", "2021財年"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("收入同比下降40.0%至1.5亿元。", [("40.0%", "收入同比下降"), ("1.5亿元", "收入同比下降至")]),
        ("毛利率下降4.3个百分点至68.3%。", [("4.3个百分点", "毛利率下降"), ("68.3%", "毛利率下降至")]),
        ("门店减少3间至27间。", [("3间", "门店减少"), ("27间", "门店减少至")]),
        ("今年票价为20元至30元。", [("20元至30元", "票价")]),
        ("出口、进口各增长31%、28%。", [("31%", "出口增长"), ("28%", "进口增长")]),
        (
            "第二、第三产业占生产总值的比重分别回落2.1和1.6个百分点。",
            [("2.1", "第二产业占生产总值的比重回落"), ("1.6个百分点", "第三产业占生产总值的比重回落")],
        ),
        (
            "“甲标准”、“甲品牌”分别新增12项和44项，累计分别达到64项和288项。",
            [
                ("12项", "“甲标准”新增"),
                ("44项", "“甲品牌”新增"),
                ("64项", "“甲标准”累计"),
                ("288项", "“甲品牌”累计"),
            ],
        ),
        (
            "全市刑事案件数、交通事故数分别下降13.5%、8.6%。",
            [("13.5%", "全市刑事案件数下降"), ("8.6%", "全市交通事故数下降")],
        ),
        (
            "总部企业、研发中心分别从71家、48家增加到107家、63家。",
            [
                ("71家", "总部企业、研发中心分别从71家、48家增加到107家、63家"),
                ("48家", "总部企业、研发中心分别从71家、48家增加到107家、63家"),
                ("107家", "总部企业增加到"),
                ("63家", "研发中心增加到"),
            ],
        ),
        ("成为全国首个经济总量突破5万亿元的城市。", [("突破5万亿元", "全国首个经济总量突破5万亿元的城市")]),
        ("新增公园127座，累计达到1100座。", [("127座", "新增公园"), ("1100座", "公园累计")]),
        (
            "示范区新推出7项制度成果、累计达到161项。",
            [("7项", "示范区新推出制度成果"), ("161项", "示范区推出制度成果累计")],
        ),
        ("平均执法人员仅2.3名。", [("仅2.3名", "平均执法人员")]),
        ("共检查企业4326家次。", [("4326家次", "共检查企业")]),
        ("仍有9个部门未完成编制。", [("9个", "部门未完成编制")]),
        ("实施分区供水，影响约86万户。", [("约86万户", "实施分区供水影响")]),
        ("改造老旧小区30个，惠及3万人。", [("30个", "改造老旧小区"), ("3万人", "改造老旧小区惠及")]),
        (
            "全市发生生产安全事故37起，死亡21人，同比分别下降15.9%和19.2%。",
            [
                ("37起", "全市发生生产安全事故"),
                ("21人", "全市发生生产安全事故死亡"),
                ("15.9%", "生产安全事故下降"),
                ("19.2%", "死亡下降"),
            ],
        ),
        ("机场旅客吞吐量突破200万人次大关。", [("突破200万人次", "机场旅客吞吐量")]),
        ("对日本出口112亿美元，增长14%。", [("112亿美元", "对日本出口"), ("14%", "对日本出口增长")]),
        ("单位产值能耗-3.3%。", [("-3.3%", "单位产值能耗")]),
        ("签约507个项目，节约3000万元。", [("507个", "签约项目"), ("3000万元", "节约")]),
        ("人口仅1370人的小山村通了公路。", [("仅1370人", "人口仅1370人的小山村")]),
        (
            "人均生产总值47654元，按可比价格计算，增长2%；按年均汇率折算为6908美元。",
            [("47654元", "人均生产总值"), ("2%", "人均生产总值增长"), ("6908美元", "人均生产总值")],
        ),
    ],
)
def test_the_counted_thing(text, told):
    assert [(surface, what) for surface, what, _ in _told(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "成为全市首个300亿元园区。",
        "签约亿元以上项目一批。",
        "时速350公里的南环高铁通车。",
        "加权平均收益率 0.73% 2.83% -74.20%",
        "按平均汇率6.8985折算。",
        "完成1%人口抽样调查。",
    ],
)
def test_sizes_limits_and_cells_of_a_lost_table_are_nofigures_of(text):
    assert _told(text) == []


def test_what_is_expected_is_no_result():
    assert figures_of("今年出口有机会突破300亿元。")[0].status is Status.TARGET
    assert figures_of("预估十二月出口30亿元。")[0].status is Status.TARGET


def test_the_whole_weighs_more_than_its_parts_and_than_what_is_only_large():
    output, part, guests = figures_of(
        "全市地区生产总值617.5亿元。其中，第一产业增加值371.1亿元。接待国内游客4.16亿人次。"
    )
    assert output.salience > guests.salience > part.salience


def test_a_share_is_of_the_amount_and_not_of_its_growth():
    text = "对日本出口112亿元，同比增长14%，占同期出口总额的6%。"
    figures = figures_of(text)
    related = [relation.figures for relation in find_relations(document_of(text), figures)]
    assert (figures[1].id, figures[2].id) not in related


def test_a_time_before_which_something_is_to_be_done_is_whole_and_an_aim():
    (figure,) = figures_of("主管部門計畫在2030年前投入150億元。")
    assert (text_of(figure.what), text_of(figure.time_scope)) == ("主管部門計畫投入", "2030年前")
    assert figure.status is Status.TARGET


def test_the_fall_of_what_is_sensitive_is_sensitive():
    assert all(figure.sensitive for figure in figures_of("发生事故37起，死亡21人，分别下降15.9%和19.2%。"))
