"""Word templates end to end: tags, tables, headers, bookmarks, provenance."""

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from briefgen.content import Content
from briefgen.errors import TemplateError
from briefgen.renderers.docx import render
from briefgen.storyboard import Role, Storyboard
from briefgen.templating import compose_document
from builders import Deck, Draft, options, pack, section, two_sections, word


def compose(template: bytes, content: Content | None = None, **given: Any) -> Storyboard:
    shown = content or two_sections()
    return compose_document(template, content=shown, options=options(**given), pack=pack(), report=lambda _: None)


def opened(board: Storyboard) -> Any:
    return docx.Document(io.BytesIO(render(board)))


def paragraphs(board: Storyboard) -> list[str]:
    return [paragraph.text for paragraph in opened(board).paragraphs]


def test_a_tag_split_over_runs_keeps_the_first_runs_formatting() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph()
    for text in ("题：{", "{ document", ".title }", "}。"):
        paragraph.add_run(text)
    paragraph.runs[1].bold = True
    stream = io.BytesIO()
    file.save(stream)
    found = opened(compose(stream.getvalue())).paragraphs[0]
    assert found.text == "题：某市工作报告。"
    assert [run.text for run in found.runs if not run.bold] == ["题：某市工作报告", "。"]


def test_paragraph_loops_and_conditions() -> None:
    template = word(
        "{%p for s in sections %}", "# {{ s | numbering('一、') }}{{ s.title }}", "{%p for p in s.key_points %}",
        "{{ p.text }}{{ p | mark }}", "{%p endfor %}",
        "{%p if s.quotations %}", "引语", "{%p endif %}", "{%p endfor %}",
    )  # fmt: skip
    assert paragraphs(compose(template)) == [
        "一、民生改善", "建成学校三十所〔1〕", "新开公交线路五条〔2〕",
        "二、政务服务", "办理群众来信〔3〕", "发布信息〔4〕",
    ]  # fmt: skip


def test_alternatives_are_refused_since_nothing_is_measured() -> None:
    with pytest.raises(TemplateError, match="no box") as raised:
        compose(word("{{ document.title }}", "{%p or %}", "短"))
    assert "paragraph 2" in raised.value.where


def test_table_rows_and_cells() -> None:
    template = word(
        [["要点", "内容"], ["{%tr for p in sections[0].key_points %}", ""], ["{{ p.lead }}", "{{ p.text }}"],
         ["{%tr endfor %}", ""]],
        [["{%tc for s in sections %}", "{{ s.title }}", "{%tc endfor %}"]],
    )  # fmt: skip
    first, second = opened(compose(template)).tables
    assert [[cell.text for cell in row.cells] for row in first.rows] == [
        ["要点", "内容"], ["教育", "建成学校三十所"], ["交通", "新开公交线路五条"],
    ]  # fmt: skip
    assert [cell.text for cell in second.rows[0].cells] == ["民生改善", "政务服务"]
    assert len(second._tbl.tblGrid.findall(qn("w:gridCol"))) == 2


def test_a_cell_whose_text_vanished_keeps_a_paragraph() -> None:
    template = word([["{{ options.unit }}", "甲"]])
    table = opened(compose(template)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["", "甲"]


def test_headers_are_rendered_too() -> None:
    board = compose(word("正文", header="{{ document.title }}"))
    assert opened(board).sections[0].header.paragraphs[0].text == "某市工作报告"
    assert "header" in {frame.id.rstrip("0123456789") for frame in board.frames}


def test_empty_paragraphs_vanish_and_static_ones_stay() -> None:
    assert paragraphs(compose(word("甲", "{{ options.unit }}", "", "乙"))) == ["甲", "", "乙"]


def test_text_is_escaped() -> None:
    assert paragraphs(compose(word("{{ options.unit }}"), unit="R&D <b>")) == ["R&D <b>"]


def test_generated_blocks_carry_bookmarks_named_by_item() -> None:
    template = word("{%p for p in sections[0].key_points %}", "{{ p.text }}", "{%p endfor %}", "静止")
    board = compose(template)
    body = opened(board).element.body
    names = [node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))]
    assert names == ["bg_p1_p_text", "bg_p2_p_text"]
    ids = [node.get(qn("w:id")) for node in body.iter(qn("w:bookmarkStart"))]
    assert len(set(ids)) == len(ids)
    assert [slot.id for slot in board.frames[0].slots] == [*names, "body_3"]


def test_bookmark_names_stay_within_forty_characters() -> None:
    long = "{{ sections[0].key_points[0].text ~ sections[0].key_points[1].text }}"
    board = compose(word(long, long))
    names = [slot.id for slot in board.frames[0].slots]
    assert len(set(names)) == 2
    assert all(len(name) <= 40 and name.startswith("bg_") for name in names)


def test_links_lead_to_the_heading_of_their_item() -> None:
    template = word(
        "{%p for s in sections %}", "{{ s.title | link(s) }}", "{%p endfor %}",
        "{%p for s in sections %}", "# {{ s.title }}", "{%p endfor %}",
    )  # fmt: skip
    body = opened(compose(template)).element.body
    anchors = [node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))]
    headings = [node.getparent() for node in body.iter(qn("w:bookmarkStart")) if node.get(qn("w:name")) in anchors]
    assert len(anchors) == 2
    assert all(node.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") is not None for node in headings)


def test_languages_and_the_hint_for_chinese_quotation_marks() -> None:
    draft = Draft()
    content = draft.content(
        section(draft, "s1", "题", lambda text: {"key_points": (text.point("用好“金钥匙”打开局面"), text.point("AB"))})
    )
    found = opened(
        compose(word("{{ sections[0].key_points[0].text }}", "{{ sections[0].key_points[1].text }}"), content)
    )
    first, second = (paragraph.runs[0]._r.rPr for paragraph in found.paragraphs)
    assert first.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    assert first.find(qn("w:rFonts")).get(qn("w:hint")) == "eastAsia"
    assert second.find(qn("w:rFonts")) is None


def test_pieces_carry_roles_and_evidence() -> None:
    board = compose(word("单位：{{ options.unit }}，{{ sections[0].title }}"), unit="某单位")
    assert [(piece.text, piece.role) for piece in board.frames[0].slots[0].paragraphs[0]] == [
        ("单位：", Role.LABEL), ("某单位", Role.GIVEN), ("，", Role.LABEL), ("民生改善", Role.SOURCE),
    ]  # fmt: skip


def test_errors_name_the_paragraph_and_the_tag() -> None:
    with pytest.raises(TemplateError) as caught:
        compose(word("甲", "{{ documnet.title }}"))
    assert caught.value.where == "summary.docx, paragraph 2"
    assert caught.value.remedy == "did you mean 'document'?"


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("{%slide for s in sections %}", "{%slide can't stand here"),
        ("{%tr for s in sections %}", "outside a table row"),
    ],
)
def test_tags_in_the_wrong_place_are_refused(tag: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        compose(word(tag))


def test_a_deck_is_no_word_template() -> None:
    with pytest.raises(TemplateError, match="not a Word file"):
        compose(Deck().save())
