from pathlib import Path

import pytest

from briefgen.analysis import analyze
from briefgen.content import Section
from briefgen.readers import read, read_text

COUNTY = Path(__file__).parent / "cases" / "county-report.md"


@pytest.fixture(scope="module")
def county():
    return analyze(read(COUNTY))


def section_of(body: str) -> Section:
    plans = "坚持改革，落实各项任务，推动水利事业持续健康发展，让群众用上放心水。"
    text = f"水利工作报告\n一、工程建设\n{body}\n二、今后打算\n{plans}\n"
    return analyze(read_text(text, path="report.txt", language="zh")).sections[0]


def test_a_run_in_heading_becomes_the_lead_and_stays_whole_as_heading(county):
    point = county.sections[0].key_points[0]
    assert point.lead.text == "突出重点，加快水库建设"
    assert point.heading.text == "突出重点，加快水库建设"


def test_a_long_run_in_heading_lends_its_first_clause_to_the_lead():
    section = section_of(
        "精准科学选人用人，树立重实干重实绩重担当的用人导向。坚持把政治标准放在首位，注重在一线发现和使用干部。"
    )
    assert section.key_points[0].lead.text == "精准科学选人用人"
    assert section.key_points[0].heading.text == "精准科学选人用人，树立重实干重实绩重担当的用人导向"


def test_figures_that_matter_stand_in_the_default_text(county):
    shown = {figure for section in county.sections for point in section.key_points for figure in point.figures}
    surfaces = {figure.quantity.surface for figure in county.headline_figures() if figure.id in shown}
    assert {"12座", "3.2亿元", "1300余名", "28万名", "4200人次"} <= surfaces


def test_the_period_of_a_figure_stands_with_it(county):
    text = county.sections[0].key_points[0].text.text
    assert text.startswith("近三年来，")
    assert "12座" in text


def test_wordings_run_from_the_longest_to_the_shortest_and_hold_the_default(county):
    for section in county.sections:
        for point in section.key_points:
            lengths = [len(line.text) for line in point.wordings]
            assert lengths == sorted(lengths, reverse=True)
            assert point.text in point.wordings


def test_points_keep_the_order_of_the_source(county):
    for section in county.all_sections():
        starts = [point.text.evidence[0].span.start for point in section.key_points]
        assert starts == sorted(starts)


def test_aphorisms_and_scenery_become_no_points():
    section = section_of(
        "水过留痕，雁过留声。\n一座座新坝，一道道清渠。全县新建水库12座，加固堤防86.5公里，为群众撑起了安全屏障。"
    )
    assert all("水过留痕" not in point.text.text and "一座座" not in point.text.text for point in section.key_points)


def test_words_that_only_open_a_speech_become_no_line():
    text = (
        "政府工作报告\n各位代表：\n现在，我代表县人民政府，向大会报告政府工作，请予审议。\n"
        "一、去年工作回顾\n一年来，我们落实各项部署，主要做了以下工作：\n全县新建水库12座，完成投资3.2亿元，惠及群众1.2万人。\n"
        "二、今年工作安排\n全力抓好骨干工程建设，再新建水库5座，让更多群众喝上放心水。\n"
    )
    content = analyze(read_text(text, path="report.txt", language="zh"))
    assert [section.title.text for section in content.sections] == ["去年工作回顾", "今年工作安排"]
    lines = [content.message, *(content.introduction.key_points if content.introduction else ())]
    lines += [line for section in content.sections for line in (section.message, *section.key_points)]
    said = " ".join((line.text.text if hasattr(line, "lead") else line.text) for line in lines if line)
    assert "报告政府工作" not in said
    assert "以下工作" not in said
    assert "12座" in said


def test_unattributed_words_become_no_point():
    section = section_of(
        "“路修好了，货就出得去，大家都高兴。”全县新建水库12座，加固堤防86.5公里，为群众撑起了安全屏障。"
    )
    assert not any("货就出得去" in point.text.text for point in section.key_points)


def test_a_list_that_the_source_tears_becomes_no_point():
    torn = "近五年来，全县选派1600余名干部到县直机关和部委、"
    section = section_of(f"{torn}\n经济发达地区等挂职锻炼。\n全县新建水库12座，完成投资3.2亿元。")
    said = [line.text for point in section.key_points for line in (*point.wordings, point.text, point.detail)]
    assert "全县新建水库12座，完成投资3.2亿元" in said
    assert not any(torn.startswith(text.rstrip("、")) for text in said)


def test_an_aim_stays_an_aim(county):
    lines = [line.text for s in county.sections for p in s.key_points for line in (*p.wordings, p.detail)]
    assert all("力争" in line for line in lines if "5座" in line)


def test_at_most_seven_points():
    body = "\n".join(
        f"抓好第{word}项，落实责任到人。全县第{word}类水库完成加固{n}座，投入资金{n}00万元，保障了下游安全。"
        for n, word in enumerate("一二三四五六七八九", 11)
    )
    assert len(section_of(body).key_points) == 7


def test_a_section_as_long_as_a_report_has_more_points():
    filler = "各乡镇抓好管护，把巡查、保洁、检修的责任落到每一个村组和每一名管护人员，确保群众用水有人管、有人修。"
    body = "\n".join(
        f"抓好第{word}项，落实责任到人。全县第{word}类水库完成加固{n}座，投入资金{n}00万元，保障了下游。{filler * 8}"
        for n, word in enumerate("一二三四五六七八九", 11)
    )
    assert len(section_of(body).key_points) == 9


def test_points_grow_more_slowly_than_the_text():
    def told(towns: int) -> int:
        lines = "".join(
            f"第{town}镇新建水库{town}座，完成投资{town}00万元，{town * 30}户群众用上自来水，灌溉农田{town * 7}公顷。"
            "管护人员按时巡查，发现问题当天上报，由县里统一安排维修，费用列入当年预算。"
            for town in range(11, 11 + towns)
        )
        content = analyze(read_text(f"水利建设见成效\n{lines}\n", path="news.txt", language="zh"))
        return sum(len(section.key_points) for section in content.all_sections())

    short, long = told(12), told(96)  # 1,000 and 8,000 characters
    assert 8 <= short <= 14
    assert 2 * short < long < 6 * short


def test_targets_behind_a_colon_are_one_whole_point():
    targets = (
        "今年全县发展主要预期目标是：地区生产总值增长5%左右，水利投资增长8%以上，粮食总产量稳定在45万吨以上，"
        "城镇新增就业1.2万人，居民人均可支配收入增长6%左右，用水总量控制在3.5亿立方米以内，水质达标率保持在95%以上。"
    )
    section = section_of(
        f"今年是打基础的关键一年，各级各部门要抓好落实。\n{targets}\n巡查制度进一步健全，管护责任得到落实。"
    )
    lines = [line.text for point in section.key_points for line in (*point.wordings, point.text)]
    assert targets.removesuffix("。") in lines
    assert not any("城镇新增就业" in line and "地区生产总值" not in line for line in lines)


def test_points_of_a_text_in_one_block_come_from_all_of_it():
    facts = [
        "县里去年建成了青山水厂，三个乡镇从此喝上了过滤水，水费仍按原来的标准收取",
        "白石泵站更换了全部电机，夏收时节的抽水时间缩短了一半，周边稻田不再为灌溉发愁",
        "东湖水库的大坝完成了防渗处理，汛期蓄水位恢复到设计高程，下游村庄解除了警报",
        "南坡渠道清除了多年的淤泥，渠尾的果园第一次按时灌上了水，果农为此补栽了新苗",
        "西岭水塔改用太阳能供电，山上的学校和卫生室全天有水，值班人员也减少了两名",
        "北门管网换上了球墨铸铁管，老城区的爆管次数明显减少，抢修队转为每周定期巡线",
        "长滩堤防种植了护坡草皮，雨季冲刷得到控制，附近居民在堤顶修起了散步的小路",
        "大坝电站安装了远程监测设备，调度员在县城就能启闭机组，枯水期的发电更加平稳",
    ]
    text = "。".join(facts) + "。"
    content = analyze(read_text(text, path="a.txt", language="zh"))
    said = " ".join(point.text.text for section in content.all_sections() for point in section.key_points)
    assert any(fact[:4] in said for fact in facts[5:])


def test_ids_change_only_with_the_words_they_name():
    one = section_of("全县新建水库12座，加固堤防86.5公里，为群众撑起了安全屏障。")
    more = section_of(
        "全县新建水库12座，加固堤防86.5公里，为群众撑起了安全屏障。\n选聘巡查员1300余名，建立巡查制度，落实管护责任。"
    )
    assert one.key_points[0].id == more.key_points[0].id
    assert one.id == more.id


def test_the_guiding_clause_is_whole_and_the_rest_of_its_sentence_follows(county):
    introduction = county.introduction
    assert introduction.guide.text == ("近年来，临江县各级水利部门坚持以节水优先方针为指导，全面落实新时代治水决策部署")
    assert [point.text.text for point in introduction.key_points] == ["健全制度，补齐短板", "推动水利保障能力明显提升"]


def test_the_executive_message_is_the_conclusion_of_the_introduction(county):
    assert county.message.text == "为全县产业发展提供了有力支撑"


def test_the_outlook_has_its_opening_words_and_one_clause_a_line(county):
    outlook = county.outlook
    assert outlook.kicker.text == "面向未来"
    assert outlook.key_points[0].text.text == "全县水利系统将深入落实新时代治水决策部署"


def test_messages_are_the_source_by_deletion(county):
    text = county.document.text
    for section in county.all_sections():
        for line in filter(None, (section.message, section.headline)):
            assert "".join(evidence.span.slice(text) for evidence in line.evidence) == line.text


def test_a_column_of_years_becomes_a_series_and_a_mixed_table_stays_a_table(county):
    series = county.sections[0].series
    assert [line.text for line in series[0].categories] == ["2021年", "2022年", "2023年", "2024年"]
    assert series[0].over_time
    assert county.sections[1].tables[0].header[2].text == "责任单位"


def test_english_points_are_whole_sentences():
    text = (
        "# Water report\n\n## What we did\n\nThe county built 12 reservoirs in three years. "
        "It repaired 86 km of dykes, which had been neglected.\n\n"
        "Crews trained 4,200 wardens. The wardens now inspect every site each week.\n\n"
        "## What comes next\n\nWe plan to build five more reservoirs by 2028. Funding is not yet approved.\n"
    )
    content = analyze(read_text(text, path="report.md", language="en"))
    for section in content.sections:
        for point in section.key_points:
            assert point.text.text[0].isupper()
            assert "which had been" not in point.text.text or point.text.text.endswith("neglected")


def test_a_plain_wording_never_repeats_the_message():
    text = (
        "供水改造工作报告\n一、管网改造\n"
        "去年全县新建和改造供水管网42公里，漏损率由14.1%降到9.3%，3.6万名居民受益。"
        "各乡镇把老旧泵站纳入统一监测，每十五分钟上报一次压力，发现异常当天处置。\n"
        "今年安排专项资金2.4亿元，计划再改造泵站18座，并把农村小水厂并入城区管网，确保年底前完成全部任务。\n"
        "二、水质监测\n各水厂每天检测水质，结果当天向社会公布，群众可以随时查询。\n"
    )
    section = analyze(read_text(text)).sections[0]
    assert section.message is not None
    plain = [point.plain.text for point in section.key_points if point.plain]
    assert not any(line in section.message.text or section.message.text in line for line in plain)


def test_items_that_their_introduction_forbids_become_no_points():
    text = (
        "清河县供水条例\n第一章 用水\n用水单位应当爱护供水设施，发现漏损及时报告供水企业。\n"
        "任何单位和个人不得有下列行为：\n（一）擅自拆除、移动公共供水设施；\n（二）从公共供水管网上直接装泵抽水。\n"
        "供水企业应当履行下列职责：\n（一）按照标准检测水质并向社会公布结果；\n（二）及时抢修损坏的供水管网。\n"
        "第二章 附则\n各级人民政府应当将供水设施建设纳入国民经济和社会发展规划，相关经费纳入本级预算。\n"
    )
    section = analyze(read_text(text)).sections[0]
    lines = [point.text.text for point in section.key_points]
    assert not any("拆除" in line or "装泵" in line for line in lines)
    assert any("抢修" in line for line in lines)


TASKS = (
    "大力推进工业强县。实施重点产业链培育行动，支持企业技术改造，推动传统产业加快升级。",
    "深入实施乡村振兴。巩固拓展脱贫攻坚成果，发展特色产业，带动农民持续增收。",
    "着力扩大有效投资。加快水库和公路建设，做好项目前期工作，强化要素保障。",
    "坚定不移深化改革。优化营商环境，精简审批事项，激发各类经营主体活力。",
    "扩大高水平开放。加强区域合作，引进重点企业，推动外贸稳中提质。",
    "加强生态文明建设。打好污染防治攻坚战，推进河湖治理，守护好一江清水。",
    "切实保障和改善民生。办好人民满意的教育，健全社会保障体系，促进高质量就业。",
    "加快建设平安县城。压实安全生产责任，化解矛盾纠纷，完善社会治安防控体系。",
    "全面提高行政效能。转变政府职能，改进工作作风，提升依法行政水平。",
)


def test_a_list_that_the_source_counts_is_whole_and_keeps_its_numbers():
    numbered = [f"（{number}）{task}" for number, task in zip("一二三四五六七八九", TASKS, strict=True)]
    between = "积极扩大有效就业。今年安排专项资金2000万元，新增城镇就业3200人，多渠道促进农民工就近就业。"
    body = "\n".join(["我们要紧紧抓住主要矛盾，扎实做好各项工作。", *numbered[:3], between, *numbered[3:]])
    section = section_of(body)
    headings = [point.heading.text for point in section.key_points if point.counted]
    assert headings == [task.split("。")[0] for task in TASKS]
    assert any("3200人" in point.text.text for point in section.key_points)  # beside the list, without a number
    assert section.message.text == "我们要紧紧抓住主要矛盾，扎实做好各项工作"


def test_headings_are_not_counted_where_a_counted_paragraph_has_none():
    numbered = [f"（{number}）{task}" for number, task in zip("一二三四", TASKS[:4], strict=True)]
    numbered[2] = "（三）今年1月以来，全县加快水库和公路建设。项目前期工作扎实，要素保障有力。"
    section = section_of("\n".join(["我们要紧紧抓住主要矛盾，扎实做好各项工作。", *numbered]))
    assert len(section.key_points) == 4
    assert not any(point.counted for point in section.key_points)
    assert any(point.lead for point in section.key_points)


def test_items_of_one_sentence_are_no_skeleton_of_a_section():
    items = [f"（{number}）{task.split('。')[1]}。" for number, task in zip("一二三四五六七八九", TASKS, strict=True)]
    assert len(section_of("\n".join(items)).key_points) <= 7


def test_a_message_is_no_mere_scene_and_says_what_the_led_do():
    section = section_of(
        "面对异常复杂的形势和艰巨繁重的改革发展稳定任务，县委带领全县各族人民，克服内部困难，加快水库建设。\n"
        "水库建设完成投资3.2亿元，新建泵站12座，灌溉条件明显改善。"
    )
    assert not section.message.text.endswith(("任务", "人民"))


def test_the_number_of_a_listed_paragraph_is_no_part_of_its_heading():
    tasks = [f"{number}是{task}" for number, task in zip("一二三四", TASKS[:4], strict=True)]
    section = section_of("\n".join(["我们要紧紧抓住主要矛盾，扎实做好各项工作。", *tasks]))
    assert [point.heading.text for point in section.key_points] == [task.split("。")[0] for task in TASKS[:4]]


def test_no_wording_of_a_point_says_the_message_again():
    section = section_of(
        "全县水利部门始终坚持治水为民，把水库建设作为头等大事，全面加强工程建设管护工作，着力保障城乡群众饮水安全。\n"
        "在建设中，完成投资3.2亿元，新建泵站12座，灌溉条件明显改善。\n"
        "在管护中，建立管护队伍，落实管护经费，推动管护责任到人到岗。"
    )
    repeated = section.message.text.split("，")[-1]
    assert not any(repeated in line.text for point in section.key_points for line in point.wordings)


def test_a_list_within_one_block_is_told_item_by_item():
    text = (
        "全县供水工作会议在临江召开。会议部署了三项工作：一是保护饮用水源。划定一级保护区十二处，清理排污口。"
        "二是改造老旧管网。更换铸铁管道，安装分区计量设备。三是提升应急能力。储备抢修物资，组建专业队伍。"
        "会后与会人员参观了青山水厂。\n各乡镇汇报了供水情况，提出了下一步打算。\n"
    )
    points = [
        point for section in analyze(read_text(text, path="a.txt")).all_sections() for point in section.key_points
    ]
    assert [point.lead.text for point in points if point.lead][:3] == ["保护饮用水源", "改造老旧管网", "提升应急能力"]
    assert not any(point.lead and "参观" in point.text.text for point in points)


def test_long_paragraphs_have_several_points_however_many_there_are():
    sentences = [
        f"第{number}水厂去年完成了水源、泵房和管网的全面改造，供水更加稳定可靠。" for number in "一二三四五六七八九十"
    ]
    one = "".join(sentences)
    apart = "".join(sentences[:5]) + "\n" + "".join(sentences[5:]) + "\n责任编辑：周青\n"
    count = [
        sum(len(section.key_points) for section in analyze(read_text(text, path="a.txt")).all_sections())
        for text in (one, apart)
    ]
    assert count[1] >= count[0]


def test_no_item_of_a_list_that_is_led_up_to_is_the_message():
    items = ["水务局在六月底前完成管网普查", "财政局在七月底前落实改造资金", "供水公司在年底前制定抢修预案"]
    numbered = "".join(f"{number}. {item}。\n" for number, item in enumerate(items, 1))
    document = read_text(f"# 供水会议纪要\n\n## 下一步工作\n\n会议议定以下事项：\n\n{numbered}", path="a.md")
    section = analyze(document).sections[0]
    assert section.message is None
    assert [point.text.text for point in section.key_points] == items


def test_a_section_whose_point_says_the_message_again_stands_under_its_heading():
    text = (
        "一、供水进展\n会议指出，改造项目自2025年9月启动以来，总体进展顺利，已完成投资1.36亿元，占总投资的54%。"
        "全县12个水厂中，7个已经完成改造。\n二、存在问题\n部分水厂人手不足，抢修不及时。\n"
    )
    section = analyze(read_text(text, path="a.txt")).sections[0]
    assert section.message is not None
    assert any(section.message.text in point.text.text for point in section.key_points)
    assert section.headline is None


def section_under(title: str, body: str) -> Section:
    plans = "坚持改革，落实各项任务，推动水利事业持续健康发展，让群众用上放心水。"
    text = f"水利工作报告\n一、{title}\n{body}\n二、今后打算\n{plans}\n"
    return analyze(read_text(text, path="report.txt", language="zh")).sections[0]


_MEASURES = (
    "改造老旧管网。优化管网改造补助政策，进一步完善补助标准。推进城乡供水一体化试点，健全管护机制。\n"
    "守护饮用水源。深化水源保护专项行动，加强支流治理。建设沿河湿地修复带，改善水源环境。"
)


def test_a_title_that_is_an_act_has_no_measure_as_its_message():
    assert section_under("完善供水网络，保障群众饮水", _MEASURES).message is None
    assert section_under("全县供水工作", _MEASURES).message is not None


def test_what_opens_a_section_whose_title_is_an_act_may_speak_for_it():
    opening = "全县水利部门统筹推进供水工程，让城乡居民同网同价。"
    section = section_under("完善供水网络，保障群众饮水", f"{opening}\n{_MEASURES}")
    assert section.message.text == opening.rstrip("。")


def test_a_review_is_spoken_for_by_what_was_reached():
    body = (
        "当前，水利发展的外部环境深刻变化，各种风险挑战明显增多。\n"
        "一年来，各级水利部门协同发力、攻坚克难，供水保障能力建设迈出坚实步伐。\n"
        "各级部门编制了全县供水保障规划纲要（草案），提请本次大会审议。"
    )
    assert section_under("去年工作回顾", body).message.text.endswith("迈出坚实步伐")


def test_figures_of_clauses_that_lean_on_each_other_share_one_point():
    body = "全县供水工程投资12.5亿元，其中管网改造投资3.4亿元，泵站投资2.1亿元，分别增长4.5%和6.8%，惠及群众26万人。"
    texts = [point.text.text for point in section_of(body).key_points]
    assert all(one == other or one not in other for one in texts for other in texts)


def test_items_of_a_notice_keep_their_headings_alike():
    body = (
        "为确保供水平稳有序，现将有关事项通知如下。\n"
        "1. 按时供水。各水厂9月1日恢复供水，8月31日检修完毕。\n"
        "2. 严格规范收费。各水厂不得收取任何开户费、改造费。\n"
        "3. 抓好安全排查。8月25日前完成管网、泵站全面排查，发现隐患86处。\n"
    )
    section = section_of(body)
    assert section.message is None
    assert [point.lead.text for point in section.key_points] == ["按时供水", "严格规范收费", "抓好安全排查"]


def test_what_belongs_to_a_sum_before_it_does_not_stand_alone():
    section = section_of("主题服务上线42项，覆盖全部街道。\n\n其中新生儿出生、企业开办等18项实现全程网办。\n")
    assert [point.text.text for point in section.key_points] == ["主题服务上线42项，覆盖全部街道"]


def test_few_points_that_say_the_message_again_stand_under_their_heading():
    section = section_of("深入推进专项整治三年行动，完成老旧燃气管网改造120公里，事故起数和死亡人数实现双下降。")
    assert section.message is not None
    assert section.headline is None


def test_a_heading_set_wide_loses_its_gaps():
    grain, industry = "全县粮食总产量4.6万吨，增长1%。", "全县工业增加值40亿元，增长13%。"
    text = f"某县公报\n一、农　业\n{grain}\n二、工 业\n{industry}\n三、交　通\n全县公路通车里程900公里。\n"
    content = analyze(read_text(text, path="report.txt", language="zh"))
    assert [section.title.text for section in content.sections] == ["农业", "工业", "交通"]


def test_no_message_ends_with_what_it_is_compared_with():
    body = "今年全县供水结构为25:30:45，与上年比，农业用水占比上升3.8个百分点，工业用水占比回落2.1个百分点。"
    section = section_of(body)
    lines = [section.message, *(point.text for point in section.key_points)]
    assert not any(line.text.endswith("与上年比") for line in lines if line)
