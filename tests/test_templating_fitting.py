"""The `fit` filter: fewest pages, longest wordings, nothing lost."""

from dataclasses import replace
from typing import Any

import pytest
from pptx.util import Pt

from briefgen.content import Content, KeyPoint
from briefgen.document import Language
from briefgen.errors import Diagnostic
from briefgen.storyboard import Role
from builders import Deck, Draft, many_points, section
from test_templating_deck import compose, opened, texts

SENTENCE = "推动基层治理提质增效，持续改善群众生活，办好群众身边的每一件小事"


def rows(
    content: Content, *, height: float = 0.6, area: float = 3.0, width: float = 6.0, arguments: str = "",
    text: str = "{{ p.text }}", said: list[Diagnostic] | None = None,
) -> list[tuple[str, list[str]]]:  # fmt: skip
    """Title and row texts of each slide that the first section's points give."""
    deck = Deck()
    deck.slide("题")
    slide = deck.slide(
        "{{ s.title }}{{ page.continuation }}",
        [
            "{%slide for s in sections %}",
            f"{{%slide for page in s.key_points | fit('Row'{arguments}) %}}",
            "{{ page.number }}/{{ page.count }}",
            "{%slide endfor %}",
            "{%slide endfor %}",
        ],
    )
    slide.area("Row", (1, 2, 0.2, area))
    slide.text("Row", text, box=(1, 2, width, height), descr="{%shape for p in page %}")
    slides = list(opened(compose(deck, content, said)).slides)[1:]
    return [
        (slide.shapes.title.text, [text.replace("\x0b", "") for text in texts(slide)[1:] if text]) for slide in slides
    ]


def one_point(*wordings: str, **more: Any) -> Content:
    draft = Draft()
    return draft.content(section(draft, "s1", "题目", lambda text: {"key_points": (text.point(*wordings, **more),)}))


def test_the_longest_wording_that_fits_is_taken() -> None:
    content = one_point(SENTENCE + "，" + SENTENCE, SENTENCE, SENTENCE[:10])
    assert rows(content, height=0.7)[0][1] == [SENTENCE]


def test_forty_points_go_on_over_numbered_slides_in_order() -> None:
    draft = Draft()

    def fill(text: Draft) -> dict[str, Any]:
        return {"key_points": tuple(text.point(f"第{number}项工作稳步推进") for number in range(40))}

    pages = rows(draft.content(section(draft, "s1", "重点工作", fill)), height=0.5, area=3.0, arguments=", most=9")
    assert [title for title, _ in pages] == [
        "重点工作", "重点工作（续）", "重点工作（续2）", "重点工作（续3）", "重点工作（续4）",
    ]  # fmt: skip
    assert [len(shown) for _, shown in pages] == [8] * 5
    assert [text for _, shown in pages for text in shown] == [f"第{number}项工作稳步推进" for number in range(40)]


def test_items_are_spread_evenly() -> None:
    pages = rows(many_points(7, "办好民生实事"), height=1.0, area=3.0, arguments=", most=3")
    assert [len(shown) for _, shown in pages] == [3, 2, 2]


def test_copies_close_up_before_another_slide_is_taken() -> None:
    pages = rows(many_points(5, "办好民生实事"), height=1.0, area=3.0)
    assert [len(shown) for _, shown in pages] == [5]


def test_a_point_that_fits_no_row_gets_a_taller_one() -> None:
    content = one_point(SENTENCE * 2)
    assert rows(content, height=0.6, area=2.0)[0][1] == [SENTENCE * 2]


def test_a_long_text_takes_its_room_from_the_short_ones_beside_it() -> None:
    draft = Draft()

    def fill(text: Draft) -> dict[str, Any]:
        return {"key_points": (text.point("短句一条"), text.point(SENTENCE * 2), text.point("短句二条"))}

    content = draft.content(section(draft, "s1", "题目", fill))
    # Three rows of an inch would hold two lines each; the long text needs three, the others one.
    assert [len(shown) for _, shown in rows(content, height=1.0, area=2.0)] == [3]


def test_what_fits_nowhere_goes_to_the_notes_and_is_reported() -> None:
    said: list[Diagnostic] = []
    draft = Draft()

    def fill(text: Draft) -> dict[str, Any]:
        points: tuple[KeyPoint, ...] = (text.point("短句一条"), text.point(SENTENCE * 8), text.point("短句二条"))
        return {"key_points": points}

    content = draft.content(section(draft, "s1", "题目", fill))
    deck = Deck()
    slide = deck.slide(
        "题", ["{%slide for page in sections[0].key_points | fit('Row') %}", "备注", "{%slide endfor %}"]
    )
    slide.area("Row", (1, 2, 0.2, 1.5))
    slide.text("Row", "{{ p.text }}", box=(1, 2, 6, 0.5), descr="{%shape for p in page %}")
    board = compose(deck, content, said)
    shown = opened(board).slides[0]
    assert texts(shown)[1:] == ["短句一条", "短句二条"]
    assert shown.notes_slide.notes_text_frame.text == f"备注\n{SENTENCE * 8}"
    assert board.left_out == (SENTENCE * 8,)
    assert [(item.code, "slide 1, 'Row'" in item.where) for item in said] == [("left-to-notes", True)]
    notes = next(slot for slot in board.frames[0].slots if slot.id.endswith("notes"))
    assert notes.paragraphs[-1][0].role is Role.SOURCE


def test_what_would_have_been_the_only_row_goes_to_the_next_notes() -> None:
    deck = Deck()
    slide = deck.slide("题", ["{%slide for page in sections[0].key_points | fit('Row') %}", "{%slide endfor %}"])
    slide.area("Row", (1, 2, 0.2, 1))
    slide.text("Row", "{{ p.text }}", box=(1, 2, 6, 0.5), descr="{%shape for p in page %}")
    deck.slide("末", ["备注"])
    slides = opened(compose(deck, one_point(SENTENCE * 8))).slides
    assert [slide.shapes.title.text for slide in slides] == ["末"]
    assert slides[0].notes_slide.notes_text_frame.text == f"备注\n{SENTENCE * 8}"


def test_a_fixed_text_that_does_not_fit_goes_to_the_notes_too() -> None:
    said: list[Diagnostic] = []
    deck = Deck()
    deck.slide("题", ["备注"]).text("Message", "{{ sections[0].key_points[0].text }}", box=(1, 2, 4, 0.4))
    board = compose(deck, one_point(SENTENCE * 3), said)
    assert texts(opened(board).slides[0])[1:] == [""]
    assert opened(board).slides[0].notes_slide.notes_text_frame.text == f"备注\n{SENTENCE * 3}"
    assert [item.code for item in said] == ["text-too-long"]


def test_points_without_lead_and_conditions_inside_the_row() -> None:
    content = many_points(2, "办好民生实事")
    text = "{% if p.lead %}{{ p.lead }}：{% endif %}{{ p.text }}"
    assert rows(content, text=text)[0][1] == ["办好民生实事", "办好民生实事"]


def test_english_points_are_measured_too() -> None:
    text = "Expand the programme to every county and report on it twice a year in public"
    pages = rows(many_points(3, text, language=Language.ENGLISH), height=0.8, area=3.0)
    assert [(title, len(shown)) for title, shown in pages] == [("重点工作", 3)]


def test_outer_loop_variables_are_known_while_measuring() -> None:
    assert rows(many_points(1, "办好民生实事"), text="{{ s.title }}：{{ p.text }}")[0][1] == ["重点工作：办好民生实事"]


def test_measuring_uses_up_no_marks() -> None:
    pages = rows(many_points(2, "办好民生实事"), text="{{ p.text }}{{ p | mark }}")
    assert pages[0][1] == ["办好民生实事〔1〕", "办好民生实事〔2〕"]


def alternatives(title: str, *tags: tuple[str, int]) -> tuple[str, float]:
    """What a box for one line of 28 points shows of a section's title in these texts, and its size."""
    deck = Deck()
    slide = deck.slide("题", ["{%slide for s in sections %}", "{%slide endfor %}"])
    written = [part for tag in tags for part in (tag, ("{%p or %}", 10))][:-1]
    shape = slide.text("Heading", *(tag for tag, _ in written), box=(1, 2, 6, 0.6))
    for paragraph, (_, size) in zip(shape.text_frame.paragraphs, written, strict=True):
        paragraph.runs[0].font.size = Pt(size)
    content = (draft := Draft()).content(section(draft, "s1", title, lambda _: {}))
    frame = opened(compose(deck, content)).slides[0].shapes[1].text_frame
    (shown,) = frame.paragraphs
    return shown.text, shown.runs[0].font.size.pt


def test_of_alternatives_the_first_that_fits_is_shown() -> None:
    whole = "{{ s.title }}"
    assert alternatives("改造供水管网", (whole, 28), (whole, 20)) == ("改造供水管网", 28)
    assert alternatives("改造全县城乡老旧供水管网九十五公里", (whole, 28), (whole, 20))[1] == 20


def test_of_alternatives_one_that_breaks_a_word_is_passed_over_where_another_fits() -> None:
    def size_of(ends: tuple[int, ...]) -> float:
        deck = Deck()
        slide = deck.slide("题", ["{%slide for s in sections %}", "{%slide endfor %}"])
        shape = slide.text("Heading", "{{ s.title }}", "{%p or %}", "{{ s.title }}", box=(1, 2, 2.0, 1.4))
        for paragraph, size in zip(shape.text_frame.paragraphs, (28, 10, 14), strict=True):
            paragraph.runs[0].font.size = Pt(size)
        draft = Draft()
        content = draft.content(section(draft, "s1", "改造供水管网", lambda _: {}))
        start = content.sections[0].title.evidence[0].span.start
        known = replace(content.typography, boundaries=tuple(start + end for end in ends))
        frame = opened(compose(deck, replace(content, typography=known))).slides[0].shapes[1].text_frame
        return float(frame.paragraphs[0].runs[0].font.size.pt)

    assert size_of((3, 6)) == 28
    assert size_of((1, 6)) == 14


def test_of_alternatives_an_empty_one_is_passed_over() -> None:
    assert alternatives("改造供水管网", ("{{ options.unit }}", 28), ("{{ s.title }}", 20)) == ("改造供水管网", 20)


def test_a_text_that_fits_in_no_size_gives_way_to_its_first_clause() -> None:
    tags = ("{{ s.title }}", 28), ("{{ 2 | numbering('一、') }}{{ s.title | first_clause }}", 20)
    assert alternatives(f"推进“一网、一图，一体”建设，{SENTENCE}", *tags)[0] == "二、推进“一网、一图，一体”建设"


def test_while_rows_are_measured_the_alternative_that_needs_least_counts() -> None:
    draft = Draft()
    content = draft.content(
        section(draft, "s1", "题", lambda text: {"key_points": tuple(text.point(SENTENCE) for _ in range(4))})
    )
    deck = Deck()
    slide = deck.slide("题", ["{%slide for page in sections[0].key_points | fit('Row') %}", "{%slide endfor %}"])
    slide.area("Row", (1, 2, 0.2, 3.0))
    shape = slide.text(
        "Row", "{{ p.text }}", "{%p or %}", "{{ p.text }}", box=(1, 2, 6, 1.4), descr="{%shape for p in page %}"
    )
    for paragraph, size in zip(shape.text_frame.paragraphs, (28, 10, 14), strict=True):
        paragraph.runs[0].font.size = Pt(size)
    (made,) = opened(compose(deck, content)).slides
    rows_made = [shape for shape in made.shapes if shape.has_text_frame][1:]
    assert [shape.text_frame.paragraphs[0].runs[0].font.size.pt for shape in rows_made] == [14] * 4


def test_table_rows_are_paged_by_their_heights() -> None:
    deck = Deck()
    slide = deck.slide(
        "表{{ page.continuation }}",
        ["{%slide for page in sections[0].key_points | fit('Grid') %}", "{%slide endfor %}"],
    )
    slide.table("Grid", [["内容"], ["{%tr for p in page %}"], ["{{ p.text }}"], ["{%tr endfor %}"]], (1, 2, 6, 1))
    slide.area("Grid", (1, 2, 6, 3))
    slides = opened(compose(deck, many_points(9, SENTENCE))).slides
    tables = [next(shape for shape in slide.shapes if shape.has_table) for slide in slides]
    assert sum(len(table.table.rows) - 1 for table in tables) == 9
    assert all(table.top + table.height <= 5 * 914400 + 1 for table in tables)
    assert len({len(table.table.rows) for table in tables}) <= 2


class TestRail:
    def content(self, count: int) -> Content:
        draft = Draft()

        def fill(text: Draft) -> dict[str, Any]:
            figures = tuple(text.figure(str(10 + number), "个", f"建设站点{number}类") for number in range(count))
            points = tuple(
                text.point(f"建设一批站点{figure.id}共{10 + at}个，服务到家", plain="服务到家", figures=(figure,))
                for at, figure in enumerate(figures)
            )
            return {"key_points": points, "headline_figures": figures}

        return draft.content(section(draft, "s1", "题目", fill))

    def show(self, content: Content, arguments: str = "") -> list[list[str]]:
        deck = Deck()
        filter_ = f"fit('Row', most=4, rail='Figure'{arguments})"
        slide = deck.slide(
            "题{{ page.continuation }}",
            [f"{{%slide for page in sections[0].key_points | {filter_} %}}", "{%slide endfor %}"],
        )
        slide.area("Row", (1, 2, 0.2, 4))
        slide.text("Row", "{{ p.text }}", box=(1, 2, 6, 0.6), descr="{%shape for p in page %}")
        slide.area("Figure", (9, 2, 0.2, 4))
        slide.text("Figure", "{{ c.number }}{{ c.unit }}", box=(9, 2, 2, 0.6), descr="{%shape for c in page.figures %}")
        slide.area("Wide", (1, 2, 0.1, 4))
        slide.text("Wide", "宽{{ p.text }}", box=(1, 2, 11, 0.6), descr="{%shape for p in [] %}")
        return [texts(slide)[1:] for slide in opened(compose(deck, content)).slides]

    def test_figures_move_to_the_rail_and_their_points_say_it_without(self) -> None:
        assert self.show(self.content(2)) == [["服务到家", "服务到家", "10个", "11个"]]

    def test_no_rail_for_fewer_than_the_least(self) -> None:
        assert self.show(self.content(1)) == [["建设一批站点f1共10个，服务到家"]]

    def test_the_rail_takes_no_more_than_the_most(self) -> None:
        shown = self.show(self.content(4), ", rail_most=3")[0]
        assert shown[-3:] == ["10个", "11个", "12个"]
        assert shown[:4] == ["服务到家"] * 3 + ["建设一批站点f4共13个，服务到家"]

    def test_pages_without_a_rail_are_fitted_to_the_other_shape(self) -> None:
        assert self.show(self.content(5), ", otherwise='Wide', rail_least=3") == [
            ["服务到家", "服务到家", "服务到家", "10个", "11个", "12个"],
            ["建设一批站点f4共13个，服务到家", "建设一批站点f5共14个，服务到家"],
        ]

    def test_points_that_would_need_another_page_with_a_rail_stand_on_a_fuller_one(self) -> None:
        shown = self.show(self.content(9), ", otherwise='Wide', otherwise_most=5")
        assert [len(texts) for texts in shown] == [4 + 3, 5]


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_every_point_stands_on_exactly_one_slide(count: int) -> None:
    pages = rows(many_points(count, SENTENCE), height=0.7, area=2.5)
    assert sum(len(shown) for _, shown in pages) == count


def test_the_last_alternative_may_be_nothing() -> None:
    deck = Deck()
    shape = deck.slide("题").text("Foot", "{{ document.title }}", "{%p or %}", "", box=(1, 2, 1, 0.4))
    shape.text_frame.paragraphs[0].runs[0].font.size = Pt(20)
    content = (draft := Draft()).content(section(draft, "s1", "题", lambda _: {}))
    said: list[Diagnostic] = []
    assert [shape.name for shape in opened(compose(deck, content, said)).slides[0].shapes if "Foot" in shape.name] == []
    assert said == []


def test_notes_say_a_sentence_once() -> None:
    deck = Deck()
    twice = ["{%p for p in sections[0].key_points %}", "{{ p.detail }}{{ p.detail | mark }}", "{%p endfor %}"]
    deck.slide("题", ["一、{{ sections[0].key_points[0].detail }}", *twice, *twice])
    notes = opened(compose(deck, one_point(SENTENCE))).slides[0].notes_slide.notes_text_frame.text
    assert notes.count(SENTENCE) == 1
    assert notes.startswith("一、")
