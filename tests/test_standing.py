import pytest

from briefgen.analysis import analyze
from briefgen.analysis.lines.compression import find_wordings
from briefgen.analysis.lines.cue_words import is_empty_talk
from briefgen.analysis.lines.paragraphs import describe_paragraphs
from briefgen.analysis.lines.standing import is_spoken, stands_alone
from briefgen.analysis.text.clauses import describe_clauses
from briefgen.analysis.text.sentences import split_sentences
from briefgen.document import Language, Span
from briefgen.readers import read_text


def wordings_of(text):
    document = read_text(text, path="a.txt", language="zh")
    sentence = split_sentences(document.text, Span(0, len(document.text)), document.language)[0]
    return [wording.text for wording in find_wordings(document, sentence, describe_clauses(document, sentence))]


@pytest.mark.parametrize(
    "text",
    [
        "全县新建水库12座",
        "登记机关发现虚假登记的，应当在公示期内核实其真实性",
        "周明远调到青山水厂后，他带头修好了老管网",
        "其他单位参照执行",
        "县里建成了青山水厂，这座水厂惠及群众1.2万人",
        "县里提出节水优先，这一理念赢得了群众支持",
        "及时抢修损坏的供水管网",
        "强调性的标识每季度更换",
        "一个月内完成管网改造",
        "供水量同比增长2.7%，年末全县蓄水5400万立方米",
    ],
)
def test_a_line_that_names_what_it_speaks_of_stands_alone(text):
    assert stands_alone(text, Language.CHINESE)


@pytest.mark.parametrize(
    "text",
    [
        "他带头修好了老管网",
        "这项工程惠及群众1.2万人",
        "游客不认识水车，她会耐心地讲解水车的由来",
        "其余四座水库一直未完工",
        "以及配套的管网和泵站",
        "我们也清醒认识到",
        "增长2.7%，年末全县蓄水5400万立方米",
        "对的，但一个水厂其实不一定只有一条管网对吧",
        "2002年3月19日 临江县人民政府令第36号公布",
        "注：红色为施工路段",
        "为全县产业发展提供了有力支撑",
        "各县一道努力，让这条满载希望的水渠焕发新光彩",
        "保障供水安全，制定本条例",
        "临江县水务局供图",
        "這項工程惠及民眾1.2萬人",
        "加之水厂对此不予认可，管网仍未修复",
        "强调水价不得上涨",
        "少数能达到二十吨",
        "更不用说管网的长度",
        "一个只管抢修的班组",
        "在此背景下，供水安全受到重视",
        "建成后将新增灌溉面积3万亩",
        "也可以向水厂反映",
        "青山乡也是如此，水价由村民商定",
        "指周明远2019年没有公开账目，应当辞职",
        "供水站及时制止了这些非法取水",
        "青山水厂 - 2026-03-06 (v1) 来源",
        "若水厂一直不能恢复供水",
        "[2]供水量为初步核算数据",
        "联系人：周老师，电话：0000-1234567",
        "接下来各乡镇汇报了供水情况",
        "指以节水为目标，统一调度的供水方式",
    ],
)
def test_a_line_that_points_at_what_it_leaves_out_does_not(text):
    assert not stands_alone(text, Language.CHINESE)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("登记机关可以将违规取水单位的名称，以及违规事实向社会公示。", "登记机关可以将违规取水单位的名称"),
        ("在本县设立和营业的供水企业，适用本条例。", "在本县设立和营业的供水企业"),
        ("申请设立供水合作社（联合社），还应当提交章程。", "申请设立供水合作社（联合社）"),
        ("全面修复老管网，是长期的艰巨任务。", "全面修复老管网"),
        ("水厂愿意以成本价两元一吨的清水，卖给学校。", "水厂愿意以成本价两元一吨的清水"),
        ("记者采访时水厂负责人表示，水价不会上涨。", "记者采访时水厂负责人表示"),
        ("检查中发现存在供水安全隐患，供水企业未及时消除的，县水务局可以约谈其负责人。", "检查中发现存在供水安全隐患"),
        ("今年有三项任务：改造管网，扩建水厂，整治河道。", "今年有三项任务：改造管网"),
        ("申请设立供水企业，除应当符合本条例外，还应当提交章程。", "申请设立供水企业"),
        ("供水企业未公示水质的程序，隐瞒水质结果的，由县水务局责令改正。", "供水企业未公示水质的程序"),
        ("为推动节水教育，引导群众节约用水，县水务局开展宣传。", "为推动节水教育，引导群众节约用水"),
        ("水务局对本条例规定应当由其检查的事项，依照有关规定检查。", "水务局对本条例规定应当由其检查的事项"),
        ("原因有两类：一是管网老化，漏损严重；二是水源不足。", "原因有两类：一是管网老化，漏损严重"),
    ],
)
def test_a_line_never_ends_before_what_it_has_begun(text, cut):
    found = wordings_of(text)
    assert cut not in found
    assert text.rstrip("。") in found


def test_who_stands_in_what_describes_a_noun_is_not_set_again():
    found = wordings_of("供水协会在巡查中发现的突出问题，由县水务局整理提出。")
    assert not any(line.startswith("供水协会由") for line in found)


def test_a_rule_keeps_the_case_for_which_it_holds():
    found = wordings_of("新水厂在投入使用前，建设单位应当申请水质检查。")
    assert found == ["新水厂在投入使用前，建设单位应当申请水质检查"]


def test_an_act_does_not_leave_its_purpose():
    found = wordings_of("为了规范供水管理，保障供水安全，提高供水质量。")
    assert not any(line.startswith(("保障", "提高")) for line in found)


@pytest.mark.parametrize("other", ["一方面要稳水价，另一方面要增投入。"])
def test_of_two_sides_a_line_has_both_or_none(other):
    assert all(("稳水价" in line) == ("另一方面" in line) for line in wordings_of(other))


def test_where_a_page_was_reported_does_not_open_a_line():
    found = wordings_of("新华社临江11月23日电（记者 周明远）11月23日，县长李青山在临江会见邻县代表团。")
    assert "11月23日，县长李青山在临江会见邻县代表团" in found
    assert not any("电（" in line for line in found)


def test_things_of_a_list_are_no_points():
    text = (
        "临江县供水条例\n第一章 总则\n供水企业按照下列等级管理：\n（一）一级水厂：一级供水员至二级供水员；\n"
        "（二）二级水厂：二级供水员至三级供水员。\n供水企业应当保障水质，水质不合格的不得供水。\n"
        "第二章 附则\n各级人民政府应当将供水设施建设纳入国民经济和社会发展规划，相关经费纳入本级预算。\n"
    )
    lines = [
        line.text
        for section in analyze(read_text(text)).all_sections()
        for line in (section.message, *(point.text for point in section.key_points))
        if line
    ]
    assert not any("一级供水员" in line for line in lines)


def test_items_that_lack_who_does_them_come_after_rules_that_name_somebody():
    rules = (
        "供水企业应当公布水价标准，接受社会监督。\n供水企业不得擅自停止供水，确需停水的应当提前公告。\n"
        "县水务局负责水源保护和水质监测工作。\n用户应当爱护供水设施，按时缴纳水费。\n"
        "镇人民政府协助县水务局做好节约用水宣传。\n"
    )
    text = (
        f"临江县供水条例\n第一章 供水\n{rules}供水企业应当履行下列职责：\n（一）及时抢修损坏的供水管网；\n"
        "（二）按照标准检测水质并向社会公布结果。\n"
        "第二章 附则\n各级人民政府应当将供水设施建设纳入国民经济和社会发展规划，相关经费纳入本级预算。\n"
    )
    section = analyze(read_text(text)).sections[0]
    lines = [line.text for line in (section.message, *(point.text for point in section.key_points)) if line]
    assert lines
    assert not any(line.startswith(("及时抢修", "按照标准")) for line in lines)


def test_two_rules_with_different_numbers_are_two_points():
    text = (
        "临江县付款办法\n第一章 付款\n机关、事业单位和企业从水厂采购清水，应当支付水费，不得拖欠水厂款项。\n"
        "机关、事业单位从水厂采购清水，应当自交付之日起30日内支付款项。\n"
        "大型企业从水厂采购清水，应当自交付之日起60日内支付款项。\n"
        "第二章 附则\n各级人民政府应当将供水设施建设纳入国民经济和社会发展规划，相关经费纳入本级预算。\n"
    )
    section = analyze(read_text(text)).sections[0]
    lines = [line.text for line in (section.message, *(point.text for point in section.key_points)) if line]
    assert any("30日" in line for line in lines)
    assert any("60日" in line for line in lines)


def test_what_somebody_wishes_has_the_subject_again():
    found = wordings_of("县政府高度重视供水合作，愿同邻县深化管网建设。")
    assert "愿同邻县深化管网建设" not in found
    assert "县政府愿同邻县深化管网建设" in found


def test_words_inside_a_quotation_are_no_line_of_the_text():
    text = (
        "水厂访谈\n一、改造\n负责人周明远很受鼓舞，“县里支持我们改造管网。未来我们将继续扩建水厂，服务更多群众。”\n"
        "全县已经改造老管网86公里，惠及群众1.2万人。\n"
        "二、打算\n落实各项任务，推动水利事业持续健康发展，让群众用上放心水。\n"
    )
    content = analyze(read_text(text, path="a.txt", language="zh"))
    lines = [point.text.text for section in content.all_sections() for point in section.key_points]
    assert not any("未来我们" in line for line in lines)
    assert any("86公里" in line for line in lines)


def test_a_transcript_loses_what_the_speaker_says_in_between():
    talk = "然后这个水厂的话其实我们去年就改造了对吧，就是说那个管网呢漏损就少了很多啊。" * 6
    assert is_spoken(talk, Language.CHINESE)
    assert not is_spoken("全县新建水库12座，加固堤防86.5公里。" * 6, Language.CHINESE)
    text = "水厂今年改造了管网对吧，漏损率下降了一半。" + talk
    assert any(line.startswith("水厂今年改造了管网，漏损率") for line in wordings_of(text))


def test_two_sections_never_have_the_same_message():
    body = "全县各级水利部门坚持节水优先，全面推进供水管网改造，让群众用上放心水。\n"
    text = f"水利工作报告\n一、工程建设\n{body}二、水厂管理\n{body}"
    messages = [section.message for section in analyze(read_text(text, path="a.txt", language="zh")).sections]
    assert sum(message is not None for message in messages) <= 1


def test_members_of_a_list_behind_a_colon_stand_with_all_the_others_or_not_at_all():
    text = "今年全县水利发展主要预期目标是：新建水库5座左右，整修堤防80公里以上，水质达标率保持在95%以上。"
    assert wordings_of(text) == [text.removesuffix("。")]


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("巡查站的一份报告显示，去年全县漏损率下降了两成。", "巡查站的一份报告显示"),
        ("从凌晨值守、抢修到入户登记，巡查员走遍了全县12个乡镇。", "从凌晨值守、抢修到入户登记"),
        ("没有了自来水做保障，他们就无法在山上长住。", "没有了自来水做保障"),
        ("按照统一标准，自动采集水位数据的仪器，这一设备被称为水位计。", "按照统一标准，自动采集水位数据的仪器"),
        ("泵站虽然修好了大门，但院墙仍未重建。", "泵站虽然修好了大门"),
        ("随着用水增加，加上老管网漏损，供水能力明显下降。", "随着用水增加，加上老管网漏损"),
        ("全县坚持规划先行，以开展学习教育为动力，超额完成了管网改造。", "全县坚持规划先行，以开展学习教育为动力"),
        ("在易涝地区，新建泵站，建设单位应当按照下列规定报批：", "在易涝地区，新建泵站"),
        ("周敏认为，往水管里塞几十张纸片，“理论上是不可能的，水表也转不动”。", "周敏认为，往水管里塞几十张纸片"),
        ("理解居民用水的变化，对供水公司的经营至关重要。", "理解居民用水的变化"),
        ("县长周敏3月5日主持召开全县供水会议，部署管网改造工作。", "部署管网改造工作"),
        ("我国第四代智能水泵在临江县首次试用，打破了对进口水泵的依赖。", "打破了对进口水泵的依赖"),
    ],
)
def test_no_line_ends_before_what_it_leads_to_or_loses_whose_act_it_is(text, torn):
    assert torn not in wordings_of(text)


def test_a_period_with_its_years_in_brackets_comes_with_the_number_it_dates():
    found = wordings_of("在“十四五”规划期间（2021—2025年），全县供水总量预计将超过15亿吨。")
    assert all("十四五" in line for line in found)


def test_what_is_said_of_the_future_keeps_the_word_that_says_so():
    assert all(line.startswith("未来") for line in wordings_of("未来，水厂成为全县供水的中心。"))


def test_thanks_are_no_point():
    said = said_of(
        "向驻县武警官兵，向所有关心供水事业的朋友，致以崇高敬意。东湖水库的大坝完成了防渗处理，水位恢复到设计高程。"
    )
    assert not any("武警官兵" in line for line in said)


def test_the_word_that_opens_another_is_no_end_of_a_subject():
    assert "普惠促进全县合作" not in wordings_of("普惠共享，促进全县合作。")


def test_a_rule_whose_case_opens_with_what_it_applies_to_is_whole():
    text = "适用简易程序安装的水表，经用户同意的，可以替代总表"
    assert text in wordings_of(f"{text}。")


def test_lines_that_only_rouse_are_empty_talk():
    document = read_text("临江县。", path="a.txt", language="zh")
    assert is_empty_talk(document, "开启治水新征程，我们要奋力推动宏伟蓝图变成现实")
    assert is_empty_talk(document, "今年是实施供水规划的开局之年")
    assert not is_empty_talk(document, "今年建成青山水厂，惠及群众1.2万人")


def test_in_a_transcript_lines_with_matter_go_before_talk():
    talk = "然后我觉得这个大家其实都知道对吧，就是那个什么。" * 12
    text = f"{talk}\n县里决定今年改造老城区的供水管网。\n{talk}\n水厂计划在六月底完成泵站设备的安装。"
    text += "\n你们会不会觉得水费贵？"
    document = read_text(text, path="a.txt", language="zh")
    assert is_spoken(document.text, Language.CHINESE)
    said = [point.text.text for section in analyze(document).all_sections() for point in section.key_points]
    assert not any(word in line for line in said for word in ("觉得", "你们"))


def test_traditional_clauses_lean_as_simplified_ones_do():
    text = "隨著用水增加，加上老管網漏損，供水能力明顯下降。"
    assert "隨著用水增加，加上老管網漏損" not in wordings_of(text)
    assert wordings_of("與此同時，縣政府新建水庫12座。")[0] == "縣政府新建水庫12座"


def test_many_people_are_a_subject_that_is_not_dropped():
    assert "為群眾服務、為百姓造福" not in wordings_of("越來越多的人加入志願服務隊伍，為群眾服務、為百姓造福。")
    assert "为群众服务、为百姓造福" not in wordings_of("越来越多的人加入志愿服务队伍，为群众服务、为百姓造福。")


def test_an_act_of_which_a_clause_says_what_it_is_needs_no_other_subject():
    found = wordings_of("水表功能长期存在，提供远程读数是新水表最大的改变。")
    assert "提供远程读数是新水表最大的改变" in found
    assert "水表功能提供远程读数是新水表最大的改变" not in found


@pytest.mark.parametrize("connective", ["此外", "与此同时", "但是", "因此", "随后", "不过"])
def test_a_bare_connective_goes_and_its_sentence_stays(connective):
    found = wordings_of(f"{connective}，县政府新建水库12座，改善了全县供水。")
    assert found[0] == "县政府新建水库12座，改善了全县供水"


def said_of(text):
    content = analyze(read_text(text, path="a.txt", language="zh"))
    sections = tuple(content.all_sections())
    lines = [line for section in sections for point in section.key_points for line in (*point.wordings, point.detail)]
    return [line.text for line in (*lines, *(section.message for section in sections)) if line is not None]


def test_a_pronoun_gives_way_to_the_one_name_before_it():
    opening = "周敏介绍了老城区供水管网的改造情况。"
    said = said_of(f"{opening}她建议把全部铸铁阀门换成球阀，并安排专人每周巡线一次。")
    assert "周敏建议把全部铸铁阀门换成球阀，并安排专人每周巡线一次" in said
    assert not any(line.startswith("她") for line in said)
    two = said_of(f"{opening}周敏和王强一起查看了现场。她建议把全部铸铁阀门换成球阀，并安排专人每周巡线一次。")
    assert not any("周敏建议" in line for line in two)


def test_that_somebody_spoke_is_no_point():
    said = said_of("周敏对管网改造提出了意见。东湖水库的大坝完成了防渗处理，汛期蓄水位恢复到设计高程。")
    assert "周敏对管网改造提出了意见" not in said


def test_a_duty_comes_with_every_act_that_it_holds_for():
    found = wordings_of("县水务局应当建立巡查制度，会同乡镇人民政府划定保护范围，公布监督电话。")
    assert "县水务局应当公布监督电话" in found
    assert not any(wording.startswith(("公布", "会同", "划定")) for wording in found)


def test_an_act_that_a_duty_only_leads_up_to_is_not_set_behind_another():
    found = wordings_of("建设单位应当在开工前，办理取水许可，缴纳水资源费。")
    assert not any(wording.startswith("建设单位应当缴纳") for wording in found)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("县人民政府应当会同黄河河务部门，制定调水方案。", "部门"),
        ("供水企业应当采取必要措施，防止水质恶化。", "措施"),
        ("水务局的数据表明，管网漏损正在减少。", "表明"),
        ("节水要靠改革，即通过水价、水权和水市场，推动用水方式转变。", "水市场"),
    ],
)
def test_no_line_ends_before_the_act_that_it_leads_to(text, cut):
    assert not any(wording.endswith(cut) for wording in wordings_of(text))


def test_numbers_dealt_out_to_two_things_stand_with_both():
    found = wordings_of("全县供水量73.4万吨，售水量60.8万吨，同比分别增长14.8%和21.8%。")
    assert not any(wording.startswith("售水量") and "分别" in wording for wording in found)
    assert any(wording.startswith("全县供水量") and "分别" in wording for wording in found)


def test_who_does_what_somebody_found_is_not_guessed():
    found = wordings_of("水务局接到举报，发现一名外来人员带领车队进入水源地，多次倾倒废水。")
    assert not any(wording.startswith("多次") for wording in found)


@pytest.mark.parametrize(
    "text",
    [
        "临江供水会议召开周明致辞新华社临江11月5日电（记者周青）供水会议5日在临江举行。",
        "新华社记者 周青 摄供水会议5日在临江举行。",
    ],
)
def test_what_ran_together_before_a_report_is_no_part_of_its_line(text):
    assert "供水会议5日在临江举行" in wordings_of(text)
    assert not any("新华社" in wording for wording in wordings_of(text))


def test_of_things_that_are_joined_a_line_has_all_and_what_is_said_of_them():
    found = wordings_of("水厂的收支，管网公司的收支，以及其他依法应当审计的收支，依照本办法接受审计监督。")
    assert found == ["水厂的收支，管网公司的收支，以及其他依法应当审计的收支，依照本办法接受审计监督"]


def test_articles_of_a_law_have_no_message_that_speaks_for_all():
    articles = "".join(
        f"第{number}条 县水务局应当每年检查{place}，公布检查结果。\n\n"
        for number, place in zip("一二三四", ("水源地", "供水管网", "净水设施", "二次供水水箱"), strict=True)
    )
    section = analyze(read_text(f"# 供水条例\n\n## 第一章 检查\n\n{articles}", path="a.md")).sections[0]
    assert section.message is None
    assert section.key_points


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("临江县愿同上游各县加强合作，落实调水协议，稳定水价。", "落实调水协议"),
        ("2024 年 8 月 30 日下午 2:30，水务局在临江召开会议。", "2024 年 8 月 30 日下午 2:30"),
        ("管网公司正通过技术创新和产能扩张，加快更换老旧管道。", "管网公司正通过技术创新和产能扩张"),
        (
            "法院对水务局提出的案件，应当及时立案；对水务局提出的建议，应当书面回复。",
            "对水务局提出的建议，应当书面回复",
        ),
    ],
)
def test_wishes_dates_means_and_duties_are_no_line_by_themselves(text, torn):
    assert torn not in wordings_of(text)


def test_a_line_has_no_mark_of_an_answer():
    assert wordings_of("A：只有临江水厂设有备用水源。") == ["只有临江水厂设有备用水源"]


def test_a_headline_that_ran_into_its_report_is_no_part_of_a_line():
    text = "青山新水厂建成投产今天（5月3日），设计日供水3万吨的青山新水厂在临江县建成投产，惠及群众12万人。"
    paragraph = paragraph_of(text)
    lines = [wording.text for wording in paragraph.wordings[paragraph.said[0]]]
    assert lines
    assert not any("投产今天" in line for line in lines)


def test_a_subject_before_its_date_is_no_headline():
    text = "县长周明远今天（5月3日）考察了青山水厂，要求管好老管网。"
    assert any(line.startswith("县长周明远今天") for line in wordings_of(text))
    assert paragraph_of(text).sentences[0].start == 0


def test_what_only_names_something_comes_with_what_is_told_of_it():
    text = "一款免费的水压记录软件，界面清爽，可以导出表格。"
    assert all(line.startswith("一款") for line in wordings_of(text))


def test_who_writes_a_column_is_no_line():
    assert paragraph_of("【周明远・水边闲话】专栏作者，关心农村供水，爱走老渠。").said == ()


def paragraph_of(text):
    document = read_text(text, path="a.txt", language="zh")
    return describe_paragraphs(document, document.blocks, prose=False)[0]


def test_what_is_done_every_month_is_a_line():
    assert "水厂运行情况每月调度一次" in wordings_of("水厂运行情况每月调度一次，检查结果按时公布。")


@pytest.mark.parametrize("text", ["按供水单位所在地分", "按用途分", "分产业看", "从区域看"])
def test_what_only_says_how_figures_are_parted_is_no_line(text):
    assert not stands_alone(text, Language.CHINESE)


@pytest.mark.parametrize(
    "text", ["按用途分，居民用水3万吨，工业用水2万吨", "按规定给予节水积分", "从区域看，山区供水增长较快"]
)
def test_a_parting_with_its_figures_is_a_line(text):
    assert stands_alone(text, Language.CHINESE)


@pytest.mark.parametrize(
    "text",
    [
        "促改革、惠民生各项工作",
        "各乡镇用水量见下表",
        "全县户数和人口如下",
        "分年用水量如图3-1所示",
        "补助标准详见附件2",
    ],
)
def test_what_only_points_at_a_table_is_no_line(text):
    assert not stands_alone(text, Language.CHINESE)


@pytest.mark.parametrize("text", ["见证了供水事业发展", "群众满意度由图变表"])
def test_words_that_look_like_pointing_are_lines(text):
    assert stands_alone(text, Language.CHINESE)
