import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.analysis.figures.headline import find_relations, merge_duplicates
from briefgen.analysis.quantities.engine import find_quantities
from briefgen.content import SHOWN_SALIENCE, Change, QuantityKind, RelationKind, Status
from briefgen.document import Language
from figure_texts import document_of, figures_of, text_of


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("全市组织抓好4.6万名社区工作者全员培训。", "社区工作者全员培训"),
        ("培训乡村医生1.2万人次。", "培训乡村医生"),
        ("全县五级联动共招录辅警1180人。", "全县五级联动共招录辅警"),
        ("8.3万名在职职工到社区登记。", "在职职工到社区登记"),
        ("择优选派2万余名农技人员和志愿者在广阔的田野上奔忙劳作。", "择优选派农技人员和志愿者"),
        ("建成或在建保障房9000余套。", "建成或在建保障房"),
        ("培养文化、旅游等重点行业人才6万余人。", "培养文化、旅游等重点行业人才"),
        ("累计建设博物馆、图书馆、文化馆、美术馆、非遗工坊等市级、县级各类场馆860余个。", "累计建设市级、县级各类场馆"),
        ("打造40个市级“职工之家驿站”。", "打造市级“职工之家驿站”"),
        ("首次以市委名义表彰20名全市“最美教师”和10个“最美教师团队”。", "首次以市委名义表彰全市“最美教师”"),
        ("规模以上工业增加值增长6.1%。", "规模以上工业增加值增长"),
        ("在崖壁上凿出一条长7200米的“连心渠”。", "在崖壁上凿出“连心渠”"),
    ],
)
def test_the_line_of_a_card_is_the_clause_without_its_number(text, what):
    figure = figures_of(text)[0]
    assert text_of(figure.what) == what


def test_a_card_shows_the_number_and_the_rest_of_its_surface():
    figure = figures_of("近五年来，选派2.4万余名干部驻村。")[0]
    assert (figure.number.text, figure.unit_text.text) == ("2.4", "万余名")


def test_the_act_before_a_row_of_numbers_holds_for_each():
    figures = figures_of("力争引进百名以上领军人才、千名以上青年博士。")
    assert [figure.what.text for figure in figures] == ["力争引进领军人才", "力争引进青年博士"]


def test_each_number_of_a_row_has_its_own_thing():
    figures = figures_of("推广节水灌溉设备300多万台、高效水泵1.5万台。")
    assert [figure.subject.text for figure in figures] == ["节水灌溉设备", "高效水泵"]


def test_a_change_without_a_subject_takes_the_one_before():
    figures = figures_of("全市地区生产总值4200亿元，比上年增长5.8%。")
    assert figures[1].what.text == "全市地区生产总值比上年增长"
    assert figures[1].change is Change.UP


def test_numbers_that_only_make_sense_together_stay_together():
    figures = figures_of("失业率从6.2%下降到5.1%。")
    assert figures[0].what.text == "失业率从6.2%下降到5.1%"


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("近三年来，培训教师1.1万人次，新建校舍300间。", ["近三年来", "近三年来"]),
        ("2021年底，完成620个村换届。", ["2021年底"]),
        ("汛期期间，转移群众3200人；在重建中，安置群众800人。", ["汛期期间", None]),
        ("去年，招录民警400人，320名教师获得表彰。", ["去年", None]),
        ("招录民警400人。", [None]),
        ("比去年增加400人。", [None]),
        ("2020年3月至2021年6月，举办培训班40期。", ["2020年3月至2021年6月"]),
    ],
)
def test_a_time_is_lent_no_further_than_the_author_lends_it(text, scopes):
    assert [text_of(figure.time_scope) for figure in figures_of(text)] == scopes


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("力争到明年底建成公寓5000套，引进博士300名。", [Status.TARGET, Status.TARGET]),
        ("今年的预期目标是：新增就业9万人；脱贫人口增收8%。", [Status.TARGET, Status.TARGET]),
        ("拟新建学校12所。", [Status.TARGET]),
        ("建成学校12所。", [Status.RESULT]),
        ("实施“百校提升计划”，建成学校12所。", [Status.RESULT]),
        ("力争再建学校12所；已建成医院3家。", [Status.TARGET, Status.RESULT]),
    ],
)
def test_an_aim_never_reads_as_a_result(text, statuses):
    assert [figure.status for figure in figures_of(text)] == statuses


def test_half_width_marks_part_as_full_width_ones_do():
    half, full = ("2031年,全县产粮3200吨,产油900吨;造林500亩。", "2031年，全县产粮3200吨，产油900吨；造林500亩。")
    times = [[figure.time_scope and figure.time_scope.text for figure in figures_of(text)] for text in (half, full)]
    assert times[0] == times[1]
    assert (times[0][0], times[0][-1]) == ("2031年", None)


def test_no_number_begins_within_the_only_one():
    found = find_quantities("我县是全省唯一百万亩粮食大县。", Language.CHINESE)
    assert [quantity.surface for quantity in found] == ["百万亩"]


def test_a_number_whose_unit_stands_behind_another_is_on_no_card():
    first, second = figures_of("甲产业、乙产业占比分别回落2.16和1.66个百分点。")
    assert (first.quantity.unit, first.unit_text) == ("个百分点", None)
    assert first.salience < second.salience
    assert second.unit_text


def test_what_is_only_so_much_stands_behind_what_was_reached():
    reached, only = figures_of("全县有社工3200人。全县仅有社工3200人。")
    assert SHOWN_SALIENCE <= only.salience < reached.salience
    assert figures_of("覆盖的不仅有社工3200人。")[0].salience == reached.salience
    told, little = figures_of("It trained 3,200 workers. It trained only 3,200 workers.", Language.ENGLISH)
    assert SHOWN_SALIENCE <= little.salience < told.salience


def test_deaths_and_discipline_are_sensitive():
    assert figures_of("全年立案查处案件320件。")[0].sensitive
    assert not figures_of("全年办结实事320件。")[0].sensitive


def test_an_id_survives_changes_elsewhere_in_the_document():
    (alone,) = figures_of("培训干部45万人次。")
    (_, moved) = figures_of("选派教师300名。培训干部45万人次。")
    assert alone.id == moved.id


def test_a_repeated_sentence_has_ids_of_its_own():
    figures = figures_of("培训干部45万人次。\n培训干部45万人次。")
    assert len({figure.id for figure in figures}) == 2


def test_people_and_large_numbers_weigh_more_than_small_counts():
    many, few = figures_of("培训干部45.2万人次。举办活动3次。")
    assert 0 <= few.salience < many.salience <= 1


def test_a_caption_weighs_less_than_the_body():
    body = figures_of("培训干部45万人次。")[0]
    caption = figures_of("培训干部45万人次。", captions=("培训干部45万人次。",))[0]
    assert caption.salience < body.salience


def test_the_same_figure_is_shown_once():
    figures, questions = merge_duplicates(figures_of("培训基层干部45万人次。\n培训基层干部45万人次。"))
    assert [figure.same_as for figure in figures] == [None, figures[0].id]
    assert questions == ()


@pytest.mark.parametrize(
    "text",
    ["预计增长约5%。\n预计增长5%左右。", "货值金额不足5万元的，责令改正。\n货值金额5万元以上的，责令改正。"],
    ids=["one number in two ways", "two sides of a limit"],
)
def test_no_question_is_asked_where_nothing_differs(text: str):
    assert merge_duplicates(figures_of(text)).questions == ()


def test_the_body_is_shown_where_a_caption_differs_and_a_person_is_asked():
    caption = "全市选派2.2万名驻村工作队员。"
    figures, questions = merge_duplicates(figures_of(f"{caption}\n选派2万余名驻村工作队员。", captions=(caption,)))
    assert [figure.same_as for figure in figures] == [figures[1].id, None]
    assert len(questions) == 1
    assert "2.2万名" in questions[0]
    assert "2万余名" in questions[0]


def test_the_same_number_of_other_things_is_no_duplicate():
    figures, _ = merge_duplicates(figures_of("培训教师300名。招录警察300名。"))
    assert [figure.same_as for figure in figures] == [None, None]


def test_two_numbers_of_one_statement_are_a_relation_with_the_whole_clause():
    document = document_of("在城市，全市3200个小区建立物业党支部2100个，服务居民。")
    (relation,) = find_relations(document, figures_of(document.text))
    assert relation.kind is RelationKind.PART_OF_WHOLE
    assert relation.line.text == "全市3200个小区建立物业党支部2100个"


def test_a_part_that_is_called_so_is_a_relation():
    document = document_of("建成平台800个，其中，国家级平台60个。")
    (relation,) = find_relations(document, figures_of(document.text))
    assert relation.kind is RelationKind.PART_OF_WHOLE


def test_from_and_to_are_a_change():
    document = document_of("城镇化率从48%提高到53%。")
    (relation,) = find_relations(document, figures_of(document.text))
    assert relation.kind is RelationKind.CHANGE


@pytest.mark.parametrize(
    ("text", "kind", "figures", "line"),
    [
        (
            "全县收入312亿元，比上年增长6.3%，干劲更足。",
            "growth",
            ["312亿元", "6.3%"],
            "全县收入312亿元，比上年增长6.3%",
        ),
        ("财政收入52亿元，同比下降4.5%。", "growth", ["52亿元", "4.5%"], "财政收入52亿元，同比下降4.5%"),
        ("工业增加值增长9.1%，位居全省第一位。", "ranking", ["9.1%"], "工业增加值增长9.1%，位居全省第一位"),
        (
            "全年计划投资120亿元，实际完成96亿元。",
            "target",
            ["120亿元", "96亿元"],
            "全年计划投资120亿元，实际完成96亿元",
        ),
        (
            "新增就业8500人，完成年度目标任务的106%。",
            "target",
            ["8500人", "106%"],
            "新增就业8500人，完成年度目标任务的106%",
        ),
        (
            "共有党员300名，其中男180名、女120名。",
            "breakdown",
            ["300名", "180名", "120名"],
            "共有党员300名，其中男180名、女120名",
        ),
    ],
)
def test_what_a_sentence_relates(text: str, kind: str, figures: list[str], line: str):
    document = document_of(text)
    found = figures_of(text)
    surfaces = {figure.id: figure.quantity.surface for figure in found}
    relations = {relation.kind.value: relation for relation in find_relations(document, found)}
    assert [surfaces[name] for name in relations[kind].figures] == figures
    assert relations[kind].line.text == line


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("共有党员300名，其中男180名、女110名。", "breakdown"),  # does not come to the whole
        ("共有党员300余名，其中男180名、女120名。", "breakdown"),  # the whole is not exact
        ("粮食产量30万吨；我县经济总量居全省第3位。", "ranking"),  # of another matter
        ("财政收入52亿元，其中税收增长4.5%。", "growth"),  # of a part
    ],
)
def test_what_a_sentence_does_not_relate(text: str, kind: str):
    document = document_of(text)
    assert kind not in {relation.kind.value for relation in find_relations(document, figures_of(text))}


@pytest.mark.parametrize(
    ("text", "kind", "value", "formula"),
    [
        ("全市3200个小区建立物业党支部2100个。", "part-of-whole", "65.6", "2100 ÷ 3200 = 65.6%"),
        ("城镇化率从48.2%提高到53%。", "change", "4.8", "53 − 48.2 = 4.8"),
        ("粮食产量从30万吨提高到33.5万吨。", "change", "35000", "33.5万 − 30万 = 3.5万"),
        ("出口额由2019年的30亿元增加到2021年的38亿元。", "change", "800000000", "38亿 − 30亿 = 8亿"),
        ("共有党员300名，其中男180名、女120名。", "breakdown", "300", "180 + 120 = 300"),
        ("全年计划投资120亿元，实际完成96亿元。", "target", "80.0", "96亿 ÷ 120亿 = 80.0%"),
        ("2021年、2022年、2023年粮食产量分别为31万吨、33万吨和34万吨。", "series", "30000", "34万 − 31万 = 3万"),
    ],
)
def test_what_can_be_computed_has_its_formula(text: str, kind: str, value: str, formula: str):
    relations = {relation.kind.value: relation for relation in find_relations(document_of(text), figures_of(text))}
    derived = relations[kind].derived
    assert derived is not None
    assert (f"{derived.value:f}", derived.formula) == (value, formula)


@pytest.mark.parametrize(
    "text",
    ["全市3200余个小区建立物业党支部2100个。", "粮食产量从近30万吨提高到33万吨。", "全县收入312亿元，比上年增长6.3%。"],
)
def test_nothing_is_computed_of_what_is_not_exact_and_alike(text: str):
    relations = find_relations(document_of(text), figures_of(text))
    assert relations
    assert not any(relation.derived for relation in relations)


def test_english_relates_in_its_own_order():
    text = "Revenue rose 5 percent to $3.2 billion. It spent $96 million, or 80 percent of its annual budget."
    document = document_of(text, Language.ENGLISH)
    relations = find_relations(document, figures_of(text, Language.ENGLISH))
    assert [relation.kind.value for relation in relations] == ["growth", "target"]


def test_what_was_reached_is_no_target():
    planned, reached = figures_of("年度目标为新增就业8000人，实际新增就业8500人。")
    assert (planned.status, reached.status) == (Status.TARGET, Status.RESULT)


def test_a_row_of_counts_is_no_relation():
    document = document_of("新建学校5所、医院3家。")
    assert find_relations(document, figures_of(document.text)) == ()


def _cards():
    corpus = tomllib.loads((Path(__file__).parent / "corpora" / "cards_en.toml").read_text(encoding="utf-8"))
    return [pytest.param(card.pop("text"), card) for card in corpus["card"]]


@pytest.mark.parametrize(("text", "lines"), _cards())
def test_an_english_card_reads_as_a_person_would_write_it(text, lines):
    told = {figure.quantity.surface: figure.what.text for figure in figures_of(text, Language.ENGLISH) if figure.what}
    assert {surface: told.get(surface) for surface in lines} == lines


def test_an_english_card_reads_as_a_line():
    (figure,) = figures_of("The programme trained about 45,000 teachers across the country.", Language.ENGLISH)
    assert figure.what.text == "The programme trained teachers across the country"
    assert (figure.prefix.text, figure.number.text) == ("about ", "45,000")
    assert figure.quantity.value == Decimal(45000)


def test_english_scope_change_and_aim():
    (rise,) = figures_of("Revenue rose 12 percent in 2019.", Language.ENGLISH)
    assert (rise.subject.text, rise.time_scope.text, rise.change) == ("Revenue", "2019", Change.UP)
    (aim,) = figures_of("The agency plans to build 1,200 km of roads.", Language.ENGLISH)
    assert aim.status is Status.TARGET


@pytest.mark.parametrize(
    "text",
    [
        "More than 4,000 jobs in the sector and 6,000 jobs overall will be lost if the council fails to act.",
        "1,200 households will receive new pumps.",
        "The board is proposing to approve $3 million in new loans.",
        "The request calls for an investment of $42 million.",
        "The deal could raise $42 million.",
        "Revenue is predicted to reach $42 million.",
    ],
)
def test_what_an_english_sentence_says_will_or_would_be_is_no_result(text):
    assert {figure.status for figure in figures_of(text, Language.ENGLISH)} == {Status.TARGET}


_CHINESE = st.lists(
    st.sampled_from(
        [
            "全省",
            "选派",
            "300名",
            "党员",
            "，",
            "。",
            "；",
            "、",
            "和",
            "近五年来",
            "其中",
            "增长",
            "5%",
            "从",
            "到",
            "的",
            "等",
            "“三会”",
            "（县）",
            "力争",
            "\n",
            " ",
            "2万余户",
            "2021年",
            "2022年",
            "其中",
            "占",
            "实现",
            "两三百",
            "1个亿",
            "要",
            "可",
            "增收",
            "建设",
            "比上年",
            "学校",
            "在",
            "分别",
            "100元",
        ]
    ),
    max_size=25,
).map("".join)
_ENGLISH = st.lists(
    st.sampled_from(
        [
            "The town ",
            "rose ",
            "by ",
            "12% ",
            "to ",
            "$3 million ",
            ", ",
            ". ",
            "in 2019 ",
            "300 people ",
            "and ",
            "half of ",
            "the ",
            "fell ",
            "\n",
        ]
    ),
    max_size=20,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(_CHINESE | _ENGLISH | st.text(max_size=60), st.sampled_from(list(Language)))
def test_every_line_is_made_of_exact_fragments_in_their_order(text, language):
    for figure in figures_of(text, language):
        lines = (
            figure.prefix,
            figure.number,
            figure.unit_text,
            figure.subject,
            figure.action,
            figure.what,
            figure.time_scope,
            figure.place_scope,
        )
        for line in filter(None, lines):
            spans = [evidence.span for evidence in line.evidence]
            assert line.text == "".join(span.slice(text) for span in spans)
            assert spans == sorted(spans)
            assert line.text.strip()
        shown = "".join(line.text for line in (figure.prefix, figure.number, figure.unit_text) if line)
        assert shown == figure.quantity.surface
        assert 0 <= figure.salience <= 1


@settings(max_examples=100, deadline=None)
@given(_CHINESE, st.sampled_from(list(Language)))
def test_merging_again_changes_nothing(text, language):
    merged = merge_duplicates(figures_of(text, language))
    assert merge_duplicates(merged.figures).figures == merged.figures


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Net income of the group slipped 4%.", "Net income of the group"),
        ("The ministry lowered subsidies by $30 million.", "subsidies"),
        ("The council, which employs 1,200 people, spent $40m.", "council"),
        ("A 15% levy on plastic bags is planned.", "levy on plastic bags"),
        ("The trust reported a deficit of £2.4m.", "deficit"),
        ("Output is expected to rise by 6% and to reach 9 million tonnes.", "Output"),
        ("Copper rose 3% to $9,000 a tonne.", "Copper"),
        ("The river fell to 3.5 metres on 4 May and to 2.9 metres on 9 June.", "river"),
    ],
)
def test_an_english_figure_is_of_what_its_sentence_says(text, subject):
    figures = figures_of(text, Language.ENGLISH)
    money_or_change = [figure for figure in figures if figure.quantity.kind is not QuantityKind.COUNT]
    assert {figure.subject.text for figure in money_or_change} == {subject}


def _subjects(text):
    return [text_of(figure.subject) for figure in figures_of(text)]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("城镇、农村居民收入3万元。", ["城镇、农村居民收入"]),
        ("全市外贸出口额、进口额分别增长5.1%、3.2%。", ["出口额", "进口额"]),
        ("小学和初中的在校生分别达到3.1万人和1.2万人。", ["小学的在校生", "初中的在校生"]),
        ("医院总数、床位总数分别为72家、2100张。", ["医院总数", "床位总数"]),
        ("粮食总产81万吨，油料总产5万吨，分别增长2.1%和6.3%。", ["粮食总产", "油料总产", "粮食总产", "油料总产"]),
    ],
)
def test_respectively_deals_each_number_its_own_subject(text, subjects):
    found = [subject.removeprefix("全市").removeprefix("外贸") for subject in _subjects(text)]
    assert found == subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "第二产业增加值120亿元，占全市生产总值的比重为31%。",
            ["第二产业增加值", "第二产业增加值占全市生产总值的比重"],
        ),
        ("年末全县常住人口32万人，比上年末增加2000人。", ["全县常住人口", "全县常住人口"]),
        ("选派规模逐年扩大，从120人增加到第三批的400人。", ["选派规模", "选派规模"]),
        ("先后派出3批、210名医生到村巡诊。", ["医生", "医生"]),
        ("引进项目资金6.5亿元（人民币）、引进硕士以上人才210名。", ["项目资金", "硕士以上人才"]),
        ("建成了残疾人集中照护中心、12个康复站。", ["康复站"]),
        ("出台26个支持民营企业融资的政策文件。", ["支持民营企业融资的政策文件"]),
        ("全市建成15家失能老人集中照料中心。", ["失能老人集中照料中心"]),
        ("对口支援工作累计救助困难学生8000名。", ["困难学生"]),
        ("居民消费价格比上年下降0.3%。", ["居民消费价格"]),
        ("一般公共预算收入比2015年翻了一番。", ["一般公共预算收入"]),
    ],
)
def test_what_is_counted_is_the_whole_phrase_and_no_verb(text, subjects):
    assert _subjects(text) == subjects


def test_traditional_text_is_read_as_simplified_and_shown_as_written():
    (figure,) = figures_of("全縣新增就業人員1萬2,083人，創歷年新高。")
    assert figure.quantity.value == Decimal(12083)
    assert text_of(figure.what) == "全縣新增就業人員"


def test_a_part_of_the_sentence_before_keeps_its_period():
    whole, part, other = figures_of("2021年全市生产总值860亿元。其中，第一产业增加值92亿元；民营经济增加值410亿元。")
    assert [text_of(figure.time_scope) for figure in (whole, part, other)] == ["2021年", "2021年", None]


def test_an_act_upon_the_same_things_counts_them_again():
    assert _subjects("新建学校5所，改扩建12所。") == ["学校", "学校"]
    assert _subjects("新建学校5所，投资3000万元。")[0] == "学校"


def test_one_number_of_a_thing_with_two_names_is_asked_about():
    _, questions = merge_duplicates(figures_of("培训农村致富带头人3260名。全县共培训乡村致富带头人3260名。"))
    assert len(questions) == 1
    _, none = merge_duplicates(figures_of("培训农村致富带头人3260名。全县共培训致富带头人3260名。"))
    assert none == ()


@pytest.mark.parametrize(
    "text",
    [
        "规模以上工业增加值增长5%以上，服务业增加值增长5%左右。",
        "工业投资、民间投资增长6%左右。民间投资增长6%。",
        "地区生产总值增长5%左右。地区生产总值增长5%以上。",
    ],
)
def test_rates_of_several_things_raise_no_question(text):
    assert merge_duplicates(figures_of(text)).questions == ()


def test_shares_side_by_side_state_their_unit_once():
    figures = figures_of("小微企业、民营企业贷款增速分别高4.2和0.7个百分点。")
    assert [(figure.quantity.value, figure.quantity.unit) for figure in figures] == [
        (Decimal("4.2"), "个百分点"),
        (Decimal("0.7"), "个百分点"),
    ]


def test_a_period_says_more_than_a_yearly_mean():
    (figure,) = figures_of("今后五年，城镇居民收入年均增长6%。")
    assert figure.time_scope.text == "今后五年"


def test_a_change_between_years_keeps_them():
    first, second = figures_of("货运量从2007年的3亿吨增加到2012年的7亿吨。")
    assert first.what.text == "货运量从2007年的3亿吨增加到2012年的7亿吨"
    assert second.what.text == "货运量增加到"
    assert (first.time_scope.text, second.time_scope.text) == ("2007年", "2012年")


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("新建学校5所、改造危房300间，奖补标准提高到每人每年240元。", ["学校", "危房", "奖补标准"]),
        ("小微企业、民营企业贷款增速分别为4%和7%。", ["小微企业、民营企业贷款增速"] * 2),
        ("共接收举报620件，处分45人（其中党纪处分38人）。", ["举报", "处分", "党纪处分"]),
        ("带动500户农民增收2万元。", ["农民", "农民"]),
        ("中药材种植面积达3万亩。", ["中药材种植面积"]),
        ("新模型准确率为90%，较旧模型提高3个百分点。", ["新模型准确率", "新模型准确率"]),
    ],
)
def test_what_is_counted_in_reports_press_and_papers(text, subjects):
    assert _subjects(text) == subjects


def test_a_list_of_a_sensitive_matter_stays_sensitive():
    assert all(figure.sensitive for figure in figures_of("处分厅级干部4人，处级干部18人。"))


def test_months_of_a_year_are_one_period():
    (figure,) = figures_of("2024年1—9月外贸出口额增长5%。")
    assert figure.time_scope.text == "2024年1—9月"


def test_a_row_of_years_deals_each_number_its_own():
    figures = figures_of("2021年、2022年、2023年粮食产量分别为31万吨、33万吨和34万吨。")
    assert [figure.time_scope.text for figure in figures] == ["2021年", "2022年", "2023年"]
    assert {figure.what.text for figure in figures} == {"粮食产量"}
    figures = figures_of("粮食产量2021年、2022年分别增长2%和3%。")
    assert [figure.time_scope.text for figure in figures] == ["2021年", "2022年"]


def test_numbers_of_one_thing_over_years_are_a_series():
    document = document_of("2021年、2022年、2023年粮食产量分别为31万吨、33万吨和34万吨。")
    (relation,) = find_relations(document, figures_of(document.text))
    assert relation.kind is RelationKind.SERIES
    assert len(relation.figures) == 3


def test_a_row_behind_a_row_is_dealt_out_as_well():
    subjects = _subjects("财政用于教育、卫生的支出分别为5亿元和3亿元，比上年增长9%和6%。")
    assert subjects == ["财政用于教育的支出", "财政用于卫生的支出"] * 2
