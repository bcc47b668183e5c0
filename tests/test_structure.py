from briefgen.analysis.sections import describe_parts
from briefgen.analysis.structure import recover
from briefgen.document import BlockKind
from briefgen.readers import read_text

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
