"""The gate: every planted fault must stop the build with its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen import gate
from briefgen.analysis import analyze
from briefgen.analysis.faithfulness.witness import call_witness
from briefgen.content import Content, HeadlineFigure, Line, Status
from briefgen.document import Span
from briefgen.errors import FaithfulnessError
from briefgen.readers import read, read_text
from briefgen.storyboard import Frame, Piece, Properties, Role, Slot, Storyboard

COUNTY = Path(__file__).parent / "cases" / "county-report.md"
TEXT = """水利工作报告
一、工程建设
全县水利部门统筹推进工程建设。力争到2028年建成水库5座，新增库容3000万立方米。完成投资3.2亿元，其中，省级补助1.1亿元。
没有发生重大事故。推动符合条件的水库应建尽建，选派巡查员1300余名、管护员2100名到水库工作。
印发《关于加强水库管理的意见》，青山水务公司坚持改革，投资2亿元建成水厂。受表彰的有原站长李大山、王小河、张青林。
二、今后打算
县水务局应当建立巡查制度，公布供水水质。
供水单位应当在24小时以内，通知用水户所在单位，但情况紧急的除外。
"""


@pytest.fixture(scope="module")
def content() -> Content:
    return analyze(read_text(TEXT, path="report.txt", language="zh"))


def piece(content: Content, *quoted: str, text: str | None = None, role: Role = Role.SOURCE) -> Piece:
    """A piece whose evidence are the places where the quoted fragments stand."""
    document = content.document
    spans = []
    position = 0
    for words in quoted:
        start = document.text.index(words, position)
        spans.append(Span(start, start + len(words)))
        position = start
    evidence = tuple(document.evidence(span) for span in spans)
    return Piece(text="".join(quoted) if text is None else text, role=role, evidence=evidence)


def board(*pieces: Piece, group: str = "") -> Storyboard:
    slot = Slot(id="bg_a", place="slide 4, Detail 2", paragraphs=(pieces,), group=group)
    return Storyboard(
        template=b"", frames=(Frame(id="f", prototype="p", xml=b"", slots=(slot,)),), properties=Properties(title="t")
    )


def faults(content: Content, *pieces: Piece, group: str = "") -> list[str]:
    return [
        fault.reason
        for fault in gate.find_storyboard_faults(content, board(*pieces, group=group), call_witness(content.document))
    ]


@pytest.mark.parametrize(
    "quoted",
    [
        ("全县水利部门统筹推进工程建设",),
        ("力争到2028年建成水库5座，新增库容3000万立方米",),
        ("完成投资3.2亿元，其中，省级补助1.1亿元",),
        ("没有发生重大事故",),
        ("印发《关于加强水库管理的意见》",),
        ("受表彰的有原站长李大山、王小河、张青林",),
        ("县水务局应当", "公布供水水质"),
    ],
)
def test_lines_that_are_the_source_by_deletion_pass(content, quoted):
    assert faults(content, piece(content, *quoted)) == []


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        (("完成投资3.2亿元",), "完成投资3.3亿元"),
        (("完成投资3.2亿元",), "完成投资3.2万元"),
        (("选派巡查员1300余名、管护员2100名到水库工作",), "选派巡查员2100名、管护员1300余名到水库工作"),
        (("没有发生重大事故",), "发生重大事故"),
        (("受表彰的有原站长李大山、王小河、张青林",), "受表彰的有原站长李大、王小河、张青林"),
        (("青山水务公司坚持改革",), "全县水利部门坚持改革"),
    ],
    ids=["digit", "unit", "swapped", "negation", "name", "subject"],
)
def test_a_text_that_differs_from_its_evidence_is_stopped(content, quoted, text):
    assert faults(content, piece(content, *quoted, text=text)) == ["differs from its evidence"]


@pytest.mark.parametrize(
    ("quoted", "reason"),
    [
        (("选派巡查员1300", "名"), "cuts"),
        (("建成水库5座，新增库容3000万立方米",), "leaves out “力争”"),
        (("新增库容3000万立方米",), "leaves out the clause that makes it an aim"),
        (("发生重大事故",), "leaves out “没有”"),
        (("符合条件的水库应建尽建",), "leaves out “推动”"),
        (("省级补助1.1亿元",), "leaves out “其中，”"),
        (("投资2亿元建成水厂",), "leaves out whose act it is"),
        (("公布供水水质",), "leaves out that it must or may be done"),
        (("县水务局", "公布供水水质"), "leaves out that it must or may be done"),
        (("印发《关于加强", "管理的意见》"), "cuts “《关于加强水库管理的意见》”"),
        (("受表彰的有原站长李大山、王小河",), "cuts"),
        (("新增库容3000万立方米", "完成投资"), "leaves out"),
    ],
    ids=[
        "qualifier",
        "aim",
        "governed",
        "negation",
        "push",
        "part",
        "actor",
        "duty",
        "duty of another",
        "title",
        "list",
        "clause",
    ],
)
def test_a_deletion_that_changes_what_is_said_is_stopped(content, quoted, reason):
    found = faults(content, piece(content, *quoted))
    assert any(reason in fault for fault in found), found


def row_faults(
    content: Content, shown: Piece, beside: Piece, groups: tuple[str, str] = ("event", "event")
) -> list[str]:
    """The faults of a piece that has another one in the next box of its row."""
    slots = tuple(
        Slot(id=f"bg_{name}", place=f"slide 4, {name}", paragraphs=((one,),), group=group)
        for name, one, group in (("date", beside, groups[0]), ("event", shown, groups[1]))
    )
    frame = Frame(id="f", prototype="p", xml=b"", slots=slots)
    storyboard = Storyboard(template=b"", frames=(frame,), properties=Properties(title="t"))
    found = gate.find_storyboard_faults(content, storyboard, call_witness(content.document))
    return [fault.reason for fault in found if fault.place == "slide 4, event"]


def test_what_a_line_leaves_out_the_next_box_of_its_row_may_show(content):
    shown = piece(content, "建成水库5座")
    assert any("leaves out “力争”" in fault for fault in faults(content, shown))
    assert row_faults(content, shown, piece(content, "力争到2028年")) == []


@pytest.mark.parametrize(
    ("beside", "groups"),
    [
        (("力争到2028年",), ("event", "another")),
        (("力争到2028年",), ("", "")),
        (("到2028年",), ("event", "event")),
        (("全县水利部门统筹推进工程建设",), ("event", "event")),
    ],
    ids=["another row", "no row", "a row without it", "another sentence"],
)
def test_what_no_box_of_its_row_shows_stops_a_line(content, beside, groups):
    found = row_faults(content, piece(content, "建成水库5座"), piece(content, *beside), groups)
    assert any("leaves out “力争”" in fault for fault in found), found


@pytest.mark.parametrize(
    ("quoted", "text"),
    [
        (("新增库容3000万立方米",), "新增库容4000万立方米"),
        (("新增库容3000万",), "新增库容3000万"),
        (("发生重大事故",), "发生重大事故"),
    ],
    ids=["digit", "unit", "negation"],
)
def test_a_row_excuses_nothing_that_a_line_changes_itself(content, quoted, text):
    aim = piece(content, "力争到2028年建成水库5座")
    assert row_faults(content, piece(content, *quoted, text=text), aim)


def test_final_marks_alone_may_be_dropped_one_or_several():
    content = analyze(read_text("水利工作报告\n群众问：水从哪里来？？？\n", path="report.txt", language="zh"))
    asked = piece(content, "群众问：水从哪里来？？？", text="群众问：水从哪里来？？")
    assert faults(content, asked) == []
    assert "differs from its evidence" in faults(content, replace(asked, text="群众问：水从哪里"))


def test_a_sentence_may_open_words_that_the_next_one_goes_on_with():
    text = "水利工作报告\n站长叮嘱大家：“水质是头等大事。巡查要天天做。‘千条线’都在这里。”大家点头。\n"
    content = analyze(read_text(text, path="report.txt", language="zh"))
    assert faults(content, piece(content, "站长叮嘱大家：“水质是头等大事。")) == []


def test_a_whole_sentence_in_pieces_keeps_its_duty(content):
    """As the appendix shows it, cut around its numbers."""
    assert (
        faults(
            content,
            *(
                piece(content, part)
                for part in ("供水单位应当在", "24小时", "以内，通知用水户所在单位，但情况紧急的除外。")
            ),
        )
        == []
    )


def test_parts_in_another_order_than_the_source_are_stopped(content):
    first = piece(content, "新增库容3000万立方米")
    second = piece(content, "力争到2028年建成水库5座")
    swapped = Piece(text=first.text + second.text, role=Role.SOURCE, evidence=first.evidence + second.evidence)
    assert "its parts are not in the order of the source" in faults(content, swapped)


def test_a_line_without_evidence_is_stopped(content):
    assert faults(content, Piece(text="全县工作再上台阶", role=Role.SOURCE)) == ["no evidence"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("完成率98%", Role.LABEL),
        ("三百万元", Role.LABEL),
        ("98.6", Role.NUMBERING),
        ("第98名", Role.PAGE),
        ("3.2亿元", Role.MARK),
    ],
)
def test_a_number_in_a_slot_that_is_not_typed_for_it_is_stopped(content, text, role):
    assert faults(content, Piece(text=text, role=role))


def test_a_bare_number_before_other_words_is_no_numbering(content):
    assert faults(content, Piece(text="98", role=Role.NUMBERING), Piece(text="%", role=Role.LABEL)) == [
        "is no numbering"
    ]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("目录", Role.LABEL),
        ("一、", Role.NUMBERING),
        ("（三）", Role.NUMBERING),
        ("二、（一）第2段", Role.NUMBERING),
        ("12", Role.PAGE),
        ("〔3〕〔4〕", Role.MARK),
    ],
)
def test_labels_numbering_marks_and_pages_pass_in_their_own_slots(content, text, role):
    assert faults(content, Piece(text=text, role=role)) == []


def card(figure: HeadlineFigure) -> tuple[Piece, ...]:
    parts = (figure.prefix, figure.number, figure.unit_text, figure.what, figure.time_scope)
    return tuple(
        Piece(text=line.text, role=Role.SOURCE, evidence=line.evidence, figure=figure.id) for line in parts if line
    )


@pytest.fixture(scope="module")
def county() -> Content:
    return analyze(read(COUNTY))


def test_every_card_of_a_real_analysis_passes(county):
    for figure in county.headline_figures():
        assert faults(county, *card(figure), group="g") == [], figure.quantity.surface


def test_every_line_of_a_real_analysis_passes(county):
    lines: list[Line] = []
    for section in (county.introduction, *county.sections):
        lines += [line for line in (section.title, section.message, section.headline, section.guide) if line]
        for point in section.key_points:
            lines += [line for line in (point.lead, point.heading, point.plain, *point.wordings, point.detail) if line]
    for line in lines:
        assert faults(county, Piece(text=line.text, role=Role.SOURCE, evidence=line.evidence)) == [], line.text


def test_the_clauses_of_an_outlook_pass_together_and_not_one_by_one(county):
    points = county.outlook.key_points
    pieces = [Piece(text=p.text.text, role=Role.SOURCE, evidence=p.text.evidence) for p in points]
    assert faults(county, *pieces) == []
    assert faults(county, pieces[-1])


def with_figure(content: Content, old: HeadlineFigure, new: HeadlineFigure) -> Content:
    sections = tuple(
        replace(
            section, headline_figures=tuple(new if figure is old else figure for figure in section.headline_figures)
        )
        for section in content.sections
    )
    return replace(content, sections=sections)


def test_a_figure_given_to_another_subject_is_stopped(county):
    first, second = [figure for figure in county.headline_figures() if figure.what][:2]
    swapped = replace(first, what=second.what)
    assert "another counted thing than its evidence" in faults(
        with_figure(county, first, swapped), *card(swapped), group="g"
    )


def test_a_figure_without_a_counted_thing_may_stand_in_its_clause(county):
    figure = next(figure for figure in county.headline_figures() if figure.what)
    bare = replace(figure, what=None)
    number = Piece(text=bare.number.text, role=Role.SOURCE, evidence=bare.number.evidence, figure=bare.id)
    reasons = faults(with_figure(county, figure, bare), number)
    assert "another counted thing than its evidence" not in reasons


def test_two_figures_on_one_card_are_stopped(county):
    first, second = [figure for figure in county.headline_figures() if figure.what][:2]
    mixed = (*card(first)[:2], *card(second)[2:])
    assert "stands with the number of another figure" in faults(county, *mixed, group="g")


def test_an_aim_on_a_card_as_a_result_is_stopped(county):
    aim = next(figure for figure in county.headline_figures() if figure.status is Status.TARGET)
    result = replace(aim, status=Status.RESULT)
    assert "a target shown as a result, or the reverse" in faults(
        with_figure(county, aim, result), *card(result), group="g"
    )


def test_the_error_names_the_place_and_the_text(content):
    with pytest.raises(FaithfulnessError) as caught:
        gate.check(content, board(piece(content, "发生重大事故")), call_witness(content.document), where="report.txt")
    assert "slide 4, Detail 2" in str(caught.value)
    assert "发生重大事故" in str(caught.value)
    assert "report.txt" in str(caught.value)


def test_a_number_ends_with_its_cell_whatever_unit_the_next_one_begins_with():
    table = "# 工期\n\n| 项目 | 工期 | 单位 |\n|---|---|---|\n| 管网 | 12 | 天 |\n| 泵站 | 30 | 天 |\n"
    document = read_text(table, path="a.md", language="zh")
    start = document.text.index("12")
    readings = call_witness(document).readings_of([Span(start, start + 2)])
    assert [span.slice(document.text) for reading in readings for span in reading.whole] == ["12"]
