from dataclasses import replace

import pytest

from briefgen.content import Content, KeyPoint, Line, Section
from briefgen.document import Document, Evidence, Language, Span
from briefgen.summary import measure, summarize


def words(text: str, place: int = 0) -> Line:
    return Line(text=text, evidence=(Evidence("d", Span(place, place + len(text))),))


def make_content(*points: tuple[float, str, str], language: Language = Language.CHINESE) -> Content:
    """Points given as score, default wording and shorter wording."""
    document = Document(id="d", path="d.txt", text="x", language=language, blocks=())
    made = tuple(
        KeyPoint(
            id=str(number),
            lead=None,
            text=words(text, number),
            wordings=(words(text + " 更长的说法" * 99, number), words(text, number), words(short, number)),
            detail=words(text, number),
            score=score,
        )
        for number, (score, text, short) in enumerate(points)
    )
    section = Section(id="s", title=None, span=Span(0, 1), key_points=made)
    return Content(document=document, message=None, introduction=None, sections=(section,), outlook=None)


def texts(content: Content, limit: int) -> list[str]:
    return [line.text for line in summarize(content, limit=limit)]


CONTENT = make_content((1.0, "甲甲甲甲甲甲", "甲甲"), (3.0, "乙乙乙乙乙乙", "乙乙"), (2.0, "丙丙丙丙丙丙", "丙丙"))


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (100, ["甲甲甲甲甲甲", "乙乙乙乙乙乙", "丙丙丙丙丙丙"]),
        (12, ["乙乙乙乙乙乙", "丙丙丙丙丙丙"]),
        (8, ["乙乙乙乙乙乙", "丙丙"]),
        (2, ["乙乙"]),
        (1, ["乙乙"]),
    ],
)
def test_the_best_points_that_fit_in_the_order_of_the_document(limit, expected):
    assert texts(CONTENT, limit) == expected


def test_fifteen_percent_more_are_allowed():
    assert texts(make_content((1.0, "甲" * 115, "甲甲")), 100) == ["甲" * 115]
    assert texts(make_content((1.0, "甲" * 116, "甲甲")), 100) == ["甲甲"]


def test_english_is_measured_in_words():
    assert measure("The pipes were  renewed.", Language.ENGLISH) == 4
    content = make_content((1.0, "one two three", "one"), language=Language.ENGLISH)
    assert texts(content, 3) == ["one two three"]
    assert texts(content, 2) == ["one"]


def test_white_space_of_chinese_does_not_count():
    assert measure("供水 改造", Language.CHINESE) == 4


def test_the_shortest_line_stands_alone_where_none_is_short_enough():
    assert texts(make_content((1.0, "甲甲甲甲", "甲甲甲"), (3.0, "乙乙乙乙乙", "乙乙乙乙")), 2) == ["甲甲甲"]


def test_the_best_line_is_not_chosen_over_the_limit():
    assert texts(make_content((1.0, "甲甲", "甲"), (3.0, "乙乙乙乙", "乙乙乙"), (2.0, "丙丙", "丙")), 2) == ["丙丙"]


def test_a_line_gives_way_to_one_that_does_not_repeat_what_is_said():
    same, other = "水厂改造全部完成", "供水管网漏损下降"
    content = make_content((1.3, same, same), (1.2, same + "了", same + "了"), (1.0, other, other))
    assert texts(content, 17) == [same, other]


def test_the_message_of_a_section_is_one_of_the_lines():
    content = make_content((1.0, "甲甲甲甲", "甲甲"))
    section = replace(content.sections[0], message=replace(words("句句句", 9), score=5.0))
    assert texts(replace(content, sections=(section,)), 3) == ["句句句"]


def test_without_points_there_is_no_summary():
    assert texts(make_content(), 100) == []


def test_headings_are_not_filled_up_with_lines_worth_far_less():
    content = make_content((1.0, "甲甲甲甲甲甲", "甲甲"), (1.0, "乙乙乙乙乙乙", "乙乙"), (1.0, "丙丙丙丙丙丙", "丙丙"))
    section = content.sections[0]
    headed = [
        replace(point, heading=replace(words(f"{point.text.text[0]}项抓好", place), score=1.0))
        for place, point in enumerate(section.key_points)
    ]
    filler = replace(headed[0], id="filler", heading=None, text=words("丁丁丁丁丁丁", 9), score=0.2)
    filler = replace(filler, wordings=(replace(filler.text, score=0.2),))
    section = replace(section, key_points=(*headed, filler))
    assert texts(replace(content, sections=(section,)), 60) == ["甲项抓好", "乙项抓好", "丙项抓好"]
