"""The small parts of the engine: healing, numbering, marks, places, geometry, names."""

import pytest
from lxml import etree

from briefgen.content import Line, Typography
from briefgen.document import Evidence, Span
from briefgen.errors import TemplateError
from briefgen.storyboard import Role
from briefgen.templating.alignment import align, breaking_of
from briefgen.templating.geometry import columns_of, flatten_groups, pitch_of
from briefgen.templating.naming import Uniquely, shorten, word_of
from briefgen.templating.numerals import number_by
from briefgen.templating.places import describe_place
from briefgen.templating.spreading import row_heights
from briefgen.templating.styles import Rectangle, rectangle_of
from briefgen.templating.tags import Tag, read_tag, split_tags, straighten
from briefgen.templating.text import Registry, clean, iter_marked, length_of, piece_of
from builders import two_sections

INCH = 914_400
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def inches(x: float, y: float, width: float, height: float) -> Rectangle:
    return Rectangle(*(round(value * INCH) for value in (x, y, width, height)))


class TestNumerals:
    @pytest.mark.parametrize(
        ("pattern", "number", "written"),
        [
            ("一、", 1, "一、"), ("一、", 10, "十、"), ("（一）", 12, "（十二）"), ("一、", 20, "二十、"),
            ("一、", 35, "三十五、"), ("1.", 12, "12."), ("(1)", 3, "(3)"), ("a)", 27, "aa)"), ("A", 2, "B"),
            ("I.", 14, "XIV."), ("i", 9, "ix"), ("第一部分", 4, "第四部分"),
        ],
    )  # fmt: skip
    def test_a_number_follows_the_pattern(self, pattern: str, number: int, written: str) -> None:
        assert number_by(pattern, number) == written

    def test_a_pattern_without_numeral_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="holds none of"):
            number_by("第x部分", 1)


class TestTags:
    @pytest.mark.parametrize(
        ("tag", "kind", "text"),
        [
            ("{%p for x in y %}", "p", "{% for x in y %}"),
            ("{%tr endfor %}", "tr", "{% endfor %}"),
            ("{%- slide if a %}", "slide", "{% if a %}"),
            ("{% set p = 1 %}", "", "{% set p = 1 %}"),
            ("{{ p }}", "", "{{ p }}"),
        ],
    )
    def test_the_element_letter_is_taken_off(self, tag: str, kind: str, text: str) -> None:
        assert read_tag(tag) == Tag(kind, text)

    def test_closing_delimiters_inside_a_literal_do_not_close(self) -> None:
        assert list(split_tags("a{{ '}}' }}b", "")) == ["a", Tag("", "{{ '}}' }}"), "b"]

    @pytest.mark.parametrize("text", ["{{ a", "a }}", "{% if", "a %}"])
    def test_a_delimiter_without_partner_is_an_error(self, text: str) -> None:
        with pytest.raises(TemplateError, match="has no partner"):
            list(split_tags(text, "slide 1"))

    def test_quotation_marks_are_straightened_but_not_in_straight_literals(self) -> None:
        assert straighten('{{ f(“a”, ‘b’, "“c”") }}') == '{{ f("a", \'b\', "“c”") }}'


class TestMarks:
    def test_joined_texts_are_as_long_as_they_look(self) -> None:
        registry = Registry()
        joined = registry.text("甲<乙", Role.LABEL) + registry.text("丙&丁", Role.LABEL)
        assert length_of(joined) == 6
        assert length_of("甲<乙") == 3
        assert length_of([joined]) == 1

    def test_a_text_comes_out_with_its_origin(self) -> None:
        registry = Registry()
        line = Line(text="甲<乙", evidence=(Evidence("d", Span(0, 3)),))
        marked = f"前{registry.line(line).__html__()}后"
        pieces = [piece_of(text, origin) for text, origin in iter_marked(marked, registry)]
        assert [(piece.text, piece.role) for piece in pieces] == [
            ("前", Role.LABEL), ("甲&lt;乙", Role.SOURCE), ("后", Role.LABEL),
        ]  # fmt: skip
        assert pieces[1].evidence == line.evidence

    def test_adding_keeps_the_marks(self) -> None:
        registry = Registry()
        text = registry.text("甲", Role.GIVEN)
        assert [origin is not None for _, origin in iter_marked("前" + text + "后", registry)] == [False, True, False]

    def test_joining_by_a_label_keeps_the_marks(self) -> None:
        registry = Registry()
        texts = [registry.text("甲", Role.SOURCE), registry.text("乙", Role.SOURCE)]
        joined = registry.text("；", Role.LABEL).join(texts)
        roles = [piece_of(text, origin).role for text, origin in iter_marked(joined, registry)]
        assert roles == [Role.SOURCE, Role.LABEL, Role.SOURCE]

    def test_an_empty_text_leaves_nothing(self) -> None:
        assert Registry().line(None).__html__() == ""

    def test_what_xml_forbids_is_cleaned_away(self) -> None:
        assert clean("甲\x00\x1b\U0010f010乙") == "甲乙"


class TestAlignment:
    TEXT = "各地推动“‘三变’改革，成效明显。”"

    def line(self, text: str, *spans: tuple[int, int]) -> Line:
        return Line(text=text, evidence=tuple(Evidence("d", Span(*span)) for span in spans))

    def test_fragments_are_joined_in_order(self) -> None:
        assert align(self.line("各地改革", (0, 2), (9, 11)), self.TEXT) == (0, 1, 9, 10)

    def test_a_dropped_comma_and_outer_quotation_marks(self) -> None:
        line = self.line("“三变”改革成效", (5, 14))
        assert align(line, self.TEXT) == (5, 6, 7, 8, 9, 10, 12, 13)

    def test_words_and_fixed_expressions_are_found_in_the_line(self) -> None:
        typography = Typography(boundaries=(2, 4, 11, 14), unbreakable=(Span(5, 9), Span(30, 40)))
        line = self.line("推动改革", (2, 4), (9, 11))
        assert breaking_of(line, typography, self.TEXT) == ((2,), ())
        whole = self.line(self.TEXT[:11], (0, 11))
        assert breaking_of(whole, typography, self.TEXT) == ((2, 4), ((5, 9),))


class TestGeometry:
    def test_down_the_area_at_the_own_size_until_it_is_full(self) -> None:
        own, area = inches(1, 2, 8, 1), inches(1, 2, 0.2, 4)
        assert pitch_of(own, area, 3).step == INCH
        assert pitch_of(own, area, 5).step == pytest.approx(0.8 * INCH)
        assert pitch_of(own, area, 5).scale == pytest.approx(0.8)

    def test_across_the_columns_stay_when_a_row_is_not_full(self) -> None:
        own, area = inches(1, 2, 3.84, 1), inches(1, 2, 12.24, 1)
        assert columns_of(own, area) == 3
        assert [pitch_of(own, area, count).step / INCH for count in (1, 2, 3)] == pytest.approx([4.08] * 3)
        assert pitch_of(own, area, 4).step / INCH == pytest.approx(3.06)
        assert pitch_of(own, area, 4).scale == pytest.approx(3.06 / 3.84)

    def test_a_row_that_needs_more_takes_it_from_the_others(self) -> None:
        assert row_heights([0.3, 0.3, 0.3], 3.0) == [1.0, 1.0, 1.0]
        assert row_heights([0.3, 1.5, 0.3], 4.0) == [1.0, 1.5, 1.0]
        assert row_heights([0.3, 1.5, 0.3], 3.0) == pytest.approx([0.75, 1.5, 0.75])
        assert row_heights([0.9, 1.5, 0.3], 3.0) == pytest.approx([0.9, 1.5, 0.6])

    def test_scaled_groups_take_the_slides_coordinates(self) -> None:
        xml = f"""<p:grpSp xmlns:p="{P}" xmlns:a="{A}"><p:nvGrpSpPr/><p:grpSpPr><a:xfrm><a:off x="100" y="100"/>
        <a:ext cx="200" cy="100"/><a:chOff x="0" y="0"/><a:chExt cx="400" cy="200"/></a:xfrm></p:grpSpPr>
        <p:sp><p:nvSpPr/><p:spPr><a:xfrm><a:off x="40" y="20"/><a:ext cx="80" cy="40"/></a:xfrm></p:spPr></p:sp>
        </p:grpSp>"""
        group = etree.fromstring(xml)
        flatten_groups(group)
        assert rectangle_of(group[2]) == Rectangle(120, 110, 40, 20)
        assert rectangle_of(group) == Rectangle(100, 100, 200, 100)


class TestNames:
    def test_names_are_words_and_chinese_ones_a_hash(self) -> None:
        assert word_of("Rail Figure-1") == "Rail_Figure_1"
        assert word_of("标题") == word_of("标题") != word_of("正文")

    def test_long_names_end_in_a_hash_of_all(self) -> None:
        long, other = "bg_" + "a" * 60, "bg_" + "a" * 60 + "b"
        assert len(shorten(long)) == 40
        assert shorten(long) != shorten(other)

    def test_names_are_given_once_whatever_their_case(self) -> None:
        unique = Uniquely()
        assert [unique.name("bg", "A"), unique.name("bg", "a"), unique.name("bg", "A")] == ["bg_A", "bg_a_2", "bg_A_3"]


def test_places_count_the_paragraphs_below_a_heading() -> None:
    content = two_sections()
    at = content.document.text.index("发布信息")
    assert describe_place(content, Span(at, at + 4), "zh", {}) == "二、第2段"
    assert describe_place(content, Span(at, at + 4), "en", {}) == "2\u00a0¶\u00a02"
    assert describe_place(content, Span(at, at + 4), "zh", {"place_part": "第一部分"}) == "第二部分第2段"
