import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.analysis import analyze
from briefgen.analysis.structure.blocks import explain, recover
from briefgen.analysis.structure.sections import BY_TOPIC, describe_parts
from briefgen.document import Block, BlockKind, Document, Language, Span
from briefgen.readers import read_text

CORPUS = tomllib.loads((Path(__file__).parent / "corpora" / "structure.toml").read_text(encoding="utf-8"))["case"]
ENGLISH = (
    "The council repaired roads and bridges across the county last year, and every village now has a crew that "
    "answers calls within a day. Work goes on in the north."
)

LONG = (
    "全县各级部门坚持以群众需要为出发点，持续改善道路、供水和通信条件，建立健全长效管护机制，"
    "安排专人巡查，发现问题及时处理，确保设施长期发挥作用。"
)
FEATURE = f"""临江水利建设综述
让清水流进千家万户｜临江水利建设综述
多年来，临江县把水利作为头等大事。{LONG}
引水上山，解决吃水难题
{LONG}{LONG}
临江县青山镇持续改善供水条件，村民用上了自来水。
{LONG}{LONG}
管护到位，守住一江清流
水是生命之源。
{LONG}
{LONG}
{LONG}
面向未来，全县将继续落实治水部署，为发展提供水利保障。
江水轩
"""


def structure_of(text):
    return recover(read_text(text, path="feature.txt"))


def texts(document, kind):
    return [block.span.slice(document.text) for block in document.blocks if block.kind is kind]


def test_title_and_series_stand_on_either_side_of_the_bar_and_the_repeated_first_line_goes():
    document = structure_of(FEATURE)
    assert document.quote(document.title) == "让清水流进千家万户"
    assert document.quote(document.subtitle) == "临江水利建设综述"
    assert "临江水利建设综述" in texts(document, BlockKind.FURNITURE)


def test_bare_headings_are_found_also_above_a_short_opening_sentence():
    assert texts(structure_of(FEATURE), BlockKind.HEADING) == ["引水上山，解决吃水难题", "管护到位，守住一江清流"]


def test_the_last_short_line_is_the_byline():
    document = structure_of(FEATURE)
    assert document.quote(document.byline) == "江水轩"


def test_a_caption_between_long_paragraphs_is_told_from_the_body():
    document = structure_of(FEATURE.replace("村民用上了自来水。", "全县各级部门坚持以群众需要为出发点。"))
    assert texts(document, BlockKind.CAPTION) == ["临江县青山镇持续改善供水条件，全县各级部门坚持以群众需要为出发点。"]


def test_a_marked_caption_is_known_by_its_mark():
    document = structure_of(FEATURE.replace("村民用上了自来水。", "村民用上了自来水。张平摄"))
    assert texts(document, BlockKind.CAPTION) == ["临江县青山镇持续改善供水条件，村民用上了自来水。张平摄"]


def test_introduction_and_outlook_are_parts_without_a_title():
    parts = describe_parts(structure_of(FEATURE))
    assert parts.introduction is not None and parts.introduction.title is None
    assert parts.outlook is not None and parts.outlook.title is None
    assert len(parts.sections) == 2


def test_numbered_headings_nest_by_their_style():
    text = f"""工作报告
一、去年工作
（一）道路建设
{LONG}
（二）供水建设
{LONG}
二、今年安排
{LONG}
"""
    document = structure_of(text)
    levels = [
        (block.span.slice(document.text), block.level) for block in document.blocks if block.kind is BlockKind.HEADING
    ]
    assert levels == [("一、去年工作", 1), ("（一）道路建设", 2), ("（二）供水建设", 2), ("二、今年安排", 1)]


def test_a_section_title_leaves_its_number_out():
    parts = describe_parts(structure_of(f"工作报告\n一、去年工作\n{LONG}\n二、今年安排\n{LONG}\n"))
    document = structure_of(f"工作报告\n一、去年工作\n{LONG}\n二、今年安排\n{LONG}\n")
    assert [document.quote(section.title) for section in parts.sections] == ["去年工作", "今年安排"]


def test_a_document_without_headings_is_one_section():
    parts = describe_parts(structure_of(f"{LONG}\n{LONG}\n"))
    assert len(parts.sections) == 1 and parts.sections[0].title is None


def test_recovering_twice_changes_nothing():
    once = structure_of(FEATURE)
    assert recover(once) == once


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case["name"])
def test_a_bare_text_is_taken_for_what_it_is(case):
    document = structure_of(case["text"].replace("{P}", LONG).replace("{E}", ENGLISH))
    found = {name: document.quote(getattr(document, name)) for name in ("title", "subtitle", "byline", "date")}
    assert found == {**found, **{name: case[name] for name in found if name in case}}
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    assert [f"{block.level} {document.quote(block.span)}" for block in headings] == case["headings"]
    assert set(case.get("captions", ())) <= set(texts(document, BlockKind.CAPTION))
    assert set(case.get("furniture", ())) <= set(texts(document, BlockKind.FURNITURE))
    assert set(case.get("body", ())) <= set(texts(document, BlockKind.PARAGRAPH))


def test_a_title_leaves_stars_and_broken_numbers_out():
    text = f"**调研报告**\n**一、基本情况**\n{LONG}\n**二、存在问题**\n{LONG}\n"
    document = structure_of(text)
    assert [document.quote(part.title) for part in describe_parts(document).sections] == ["基本情况", "存在问题"]


def test_only_the_title_is_marked_up_and_the_headings_are_found_below_it():
    bare = read_text(FEATURE.split("\n", 1)[1], path="feature.txt")
    marked = (replace(bare.blocks[0], kind=BlockKind.HEADING, level=1, marked_up=True), *bare.blocks[1:])
    document = recover(replace(bare, blocks=marked))
    assert document.title == bare.blocks[0].span
    assert texts(document, BlockKind.HEADING) == ["引水上山，解决吃水难题", "管护到位，守住一江清流"]


def test_every_judgement_has_its_reason():
    judgements = explain(read_text(FEATURE, path="feature.txt"))
    assert len(judgements) == len(structure_of(FEATURE).blocks)
    for judgement in judgements:
        assert judgement.why or judgement.score is not None
        if judgement.block.kind is BlockKind.HEADING:
            assert judgement.score > 0
            assert dict(judgement.reasons)["ends with no mark"] > 0


TOPICS = (
    "水厂的供水管网改造完成，供水水质合格，水厂职工检修管网，居民用水有保障。",
    "学校新建教学楼，教师培训学生课程，学生在学校操场上课，教师备课。",
    "果园种植苹果，果农采摘苹果装箱，苹果销往外地，果园收入增加。",
)


def told_at_length(topics: tuple[str, ...], times: int = 36) -> str:
    return "\n".join("\n".join([topic] * times) for topic in topics)


def test_a_text_without_headings_gets_sections_by_topic_titled_from_its_own_words():
    document = structure_of(told_at_length(TOPICS))
    parts = describe_parts(document)
    assert parts.by_topic
    assert len(parts.sections) == 3
    for part, topic in zip(parts.sections, TOPICS, strict=True):
        assert document.quote(part.title).rstrip("。") in topic
    assert BY_TOPIC in analyze(document).questions


def test_a_stray_question_does_not_keep_a_transcript_from_its_topics():
    lines = told_at_length(TOPICS).split("\n")
    lines.insert(40, "对吧？那您当时是怎么想的呢？")
    document = structure_of("\n".join(lines))
    assert texts(document, BlockKind.HEADING) == []
    assert describe_parts(document).by_topic


def test_one_long_paragraph_is_cut_between_sentences():
    document = structure_of("".join(topic * 36 for topic in TOPICS))
    parts = describe_parts(document)
    assert parts.by_topic
    assert len(parts.sections) == 3
    assert all(document.quote(block.span).endswith("。") for part in parts.sections for block in part.blocks)
    assert parts.sections[-1].span.end == len(document.text)


def test_a_short_text_is_not_cut_by_topic():
    parts = describe_parts(structure_of("\n".join(TOPICS)))
    assert not parts.by_topic


def test_a_wrapped_text_has_no_headings_in_its_lines():
    lines = [LONG[at : at + 36] for at in range(0, len(LONG), 36)] * 6
    assert texts(structure_of("\n".join(lines)), BlockKind.HEADING) == []


def test_what_markup_names_is_believed():
    text = "标题\n正文一段。\n小节\n正文两段。"
    spans = [Span(0, 2), Span(3, 8), Span(9, 11), Span(12, 17)]
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)
    levels = (1, None, 3, None)
    blocks = tuple(
        Block(kind=kind, span=span, level=level, marked_up=True)
        for kind, span, level in zip(kinds, spans, levels, strict=True)
    )
    document = recover(Document(id="d", path="d.md", text=text, language=Language.CHINESE, blocks=blocks))
    assert document.quote(document.title) == "标题"
    assert [(block.kind, block.level) for block in document.blocks][2] == (BlockKind.HEADING, 1)


def test_of_too_many_lines_none_is_judged():
    lines = [Block(kind=BlockKind.PARAGRAPH, span=Span(2 * i, 2 * i + 1)) for i in range(200_001)]
    document = Document(id="d", path="a.txt", text="一\n" * 200_001, language=Language.CHINESE, blocks=tuple(lines))
    assert recover(document) == document
    assert explain(document)[-1].why == "one of too many lines"


def test_the_board_above_the_last_date_signs_the_text():
    lines = ["供水公司关于调价的公告", LONG, LONG, "清河县供水股份有限公司董事会", "2024年5月7日"]
    document = structure_of("\n".join(lines))
    assert texts(document, BlockKind.FURNITURE) == [lines[0], *lines[3:]]


def test_greetings_and_closings_of_a_letter_are_no_headings():
    document = structure_of("\n".join(["转正申请", "尊敬的领导：", "您好！", LONG, LONG, "此致", "敬礼！"]))
    assert texts(document, BlockKind.HEADING) == []


def test_a_line_of_a_body_and_a_date_is_no_title():
    document = structure_of("\n".join(["清河县统计局2024年5月7日", LONG, LONG]))
    assert document.title is None
