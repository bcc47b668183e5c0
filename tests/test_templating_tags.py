"""The tags that docxtpl users know, in Word and PowerPoint, beyond loops and values."""

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from briefgen.errors import TemplateError
from builders import Deck, describe, two_sections, word
from test_templating_deck import compose as compose_deck
from test_templating_deck import opened as opened_deck
from test_templating_deck import texts
from test_templating_word import compose, opened, paragraphs


def table_of(file: bytes) -> Any:
    return opened(compose(file)).tables[0]


def attribute(cell: Any, name: str, value: str = "val") -> str | None:
    node = cell._tc.find(f".//{qn(f'w:{name}')}")
    return node.get(qn(f"w:{value}")) if node is not None else None


class TestWordCells:
    def test_a_background_is_given_by_a_tag(self) -> None:
        cell = table_of(word([["{% cellbg 'FF0000' %}{{ language }}", "x"]])).cell(0, 0)
        assert (attribute(cell, "shd", "fill"), cell.text) == ("FF0000", "zh")

    def test_a_cell_spans_columns(self) -> None:
        table = table_of(word([["{% colspan sections|length %}all", "x"]]))
        assert attribute(table.rows[0].cells[0], "gridSpan") == "2"

    def test_cells_of_a_row_loop_merge_down_and_say_their_text_once(self) -> None:
        rows = [
            ["{%tr for s in sections %}", ""],
            ["{% vm %}{{ document.title }}", "{{ s.title }}"],
            ["{%tr endfor %}", ""],
        ]
        xml = table_of(word(rows))._tbl.xml
        assert xml.count('<w:vMerge w:val="restart"/>') == 1
        assert xml.count('<w:vMerge w:val="continue"/>') == 1
        assert xml.count("某市工作报告") == 1

    def test_cells_of_a_cell_loop_merge_across(self) -> None:
        rows = [
            ["{%tc for s in sections %}", "{% hm %}head", "{%tc endfor %}"],
            ["{%tc for s in sections %}", "{{ s.title }}", "{%tc endfor %}"],
        ]
        table = table_of(word(rows))
        assert [len(row._tr.findall(qn("w:tc"))) for row in table.rows] == [1, 2]
        assert attribute(table.rows[0].cells[0], "gridSpan") == "2"

    def test_a_cell_tag_outside_a_cell_is_an_error(self) -> None:
        with pytest.raises(TemplateError, match="about a table cell"):
            compose(word("{% vm %}"))


class TestWordText:
    def test_delimiters_are_escaped_as_docxtpl_users_write_them(self) -> None:
        assert paragraphs(compose(word("{_{ x }_} {_% y %_}"))) == ["{{ x }} {% y %}"]

    def test_letters_before_a_value_are_passed_over(self) -> None:
        assert paragraphs(compose(word("{{r document.title }}"))) == ["某市工作报告"]

    def test_a_comment_with_a_letter_takes_its_element_away(self) -> None:
        found = opened(compose(word("a", "{#p gone #}", "b", [["{#tr gone #}", ""], ["c", "d"]])))
        assert [paragraph.text for paragraph in found.paragraphs] == ["a", "b"]
        assert len(found.tables[0].rows) == 1

    def test_paragraphs_are_joined_by_dashes(self) -> None:
        lines = ("One", "{%- if sections -%}", " and two", "{%- endif -%}", " and three")
        assert paragraphs(compose(word(*lines))) == ["One and two and three"]

    def test_a_run_tag_leaves_the_words_beside_it(self) -> None:
        assert paragraphs(compose(word("{%r if sections %}{{ language }}WORDS{%r endif %}"))) == ["zhWORDS"]

    def test_tabulators_of_a_value_become_tabulators(self) -> None:
        file = opened(compose(word("{{ 'a\tb' }}")))
        assert file.paragraphs[0]._p.find(f".//{qn('w:tab')}") is not None

    def test_control_characters_never_break_the_file(self) -> None:
        assert paragraphs(compose(word("{{ 'a\\x07\\x0cb' }}"))) == ["ab"]


class TestPlaces:
    def file(self) -> Any:
        return docx.Document(io.BytesIO(word("{{ language }}")))

    def saved(self, file: Any) -> bytes:
        stream = io.BytesIO()
        file.save(stream)
        return stream.getvalue()

    def test_tags_in_header_and_footer(self) -> None:
        file = self.file()
        file.sections[0].header.paragraphs[0].text = "{{ document.title }}"
        file.sections[0].footer.paragraphs[0].text = "{% if sections %}{{ labels.agenda }}{% endif %}"
        found = opened(compose(self.saved(file)))
        assert found.sections[0].header.paragraphs[0].text == "某市工作报告"
        assert found.sections[0].footer.paragraphs[0].text == "目录"

    def test_tags_in_document_properties(self) -> None:
        file = self.file()
        file.core_properties.keywords = "{{ language }}, {% for s in sections %}{{ s.title }};{% endfor %}"
        file.core_properties.title = "Own: {{ document.title }}"
        found = opened(compose(self.saved(file))).core_properties
        assert (found.title, found.keywords) == ("Own: 某市工作报告", "zh, 民生改善;政务服务;")

    def test_properties_without_tags_are_the_templates_own_and_go_nowhere(self) -> None:
        file = self.file()
        file.core_properties.keywords = "secret"
        assert opened(compose(self.saved(file))).core_properties.keywords == ""

    def test_tags_in_document_properties_of_a_deck(self) -> None:
        deck = Deck()
        deck.presentation.core_properties.category = "{{ language }}"
        deck.slide("x").text("T", "{{ document.title }}")
        assert opened_deck(compose_deck(deck, two_sections())).core_properties.category == "zh"

    def test_tags_in_alternative_texts_in_word(self) -> None:
        file = self.file()
        picture = io.BytesIO(PIXEL)
        file.paragraphs[0].add_run().add_picture(picture)
        next(file.element.body.iter("{*}docPr")).set("descr", "About {{ document.title }}")
        board = compose(self.saved(file))
        found = opened(board)
        assert next(found.element.body.iter("{*}docPr")).get("descr") == "About 某市工作报告"
        assert any("某市工作报告" in slot.text for frame in board.frames for slot in frame.slots)

    def test_tags_in_the_text_of_a_link(self) -> None:
        file = self.file()
        paragraph = file.paragraphs[0]
        link = paragraph._p.makeelement(qn("w:hyperlink"), {qn("w:anchor"): "there"})
        link.append(paragraph.runs[0]._r)
        paragraph._p.append(link)
        found = opened(compose(self.saved(file)))
        assert "".join(node.text or "" for node in found.element.body.iter(qn("w:t"))) == "zh"


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63f8cfc0f01f000500"
    "01ff89993d1d0000000049454e44ae426082"
)


class TestSlideCells:
    def slide_table(self, rows: list[list[str]]) -> Any:
        deck = Deck()
        deck.slide("x").table("T", rows)
        slide = opened_deck(compose_deck(deck, two_sections())).slides[0]
        return next(shape.table for shape in slide.shapes if shape.has_table)

    def test_backgrounds_and_merges_on_slides(self) -> None:
        rows = [["head", "x"], ["{%tr for s in sections %}", ""],
                ["{% vm %}{% cellbg '00B050' %}{{ language }}", "{{ s.title }}"], ["{%tr endfor %}", ""]]  # fmt: skip
        table = self.slide_table(rows)
        assert table.cell(1, 0).is_merge_origin
        assert table.cell(2, 0).is_spanned
        assert "00B050" in table._tbl.xml

    def test_a_cell_spans_columns_on_slides(self) -> None:
        table = self.slide_table([["{% colspan 2 %}head", "x"], ["a", "b"]])
        assert table.cell(0, 0).is_merge_origin
        assert table.cell(0, 0).span_width == 2


def test_paragraphs_are_joined_on_slides_too() -> None:
    deck = Deck()
    deck.slide("x").text("T", "One", "{%- if sections -%}", " and two", "{%- endif %}")
    assert "One and two" in texts(opened_deck(compose_deck(deck, two_sections())).slides[0])


def test_alternative_texts_of_groups_and_charts_hold_values() -> None:
    deck = Deck()
    shape = deck.slide("x").text("T", "{{ language }}")
    describe(shape, "About {{ document.title }}")
    slide = opened_deck(compose_deck(deck, two_sections())).slides[0]
    assert any("About 某市工作报告" in (item._element[0][0].get("descr") or "") for item in slide.shapes)
