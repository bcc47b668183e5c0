"""PowerPoint templates end to end: tags, loops, conditions, provenance."""

import io
from typing import Any

import pytest
from pptx import Presentation

from briefgen.content import Content
from briefgen.errors import Diagnostic, TemplateError
from briefgen.renderers import pptx as renderer
from briefgen.storyboard import Piece, Role, Storyboard
from briefgen.templating import compose_deck
from builders import Deck, Draft, options, pack, section, two_sections


def compose(deck: Deck, content: Content, said: list[Diagnostic] | None = None, **given: Any) -> Storyboard:
    report = (said if said is not None else []).append
    return compose_deck(deck.save(), content=content, options=options(**given), pack=pack(), report=report)


def opened(board: Storyboard) -> Any:
    return Presentation(io.BytesIO(renderer.render(board)))


def texts(slide: Any) -> list[str]:
    def walk(shapes: Any) -> Any:
        for shape in shapes:
            if shape.shape_type == 6:
                yield from walk(shape.shapes)
            elif shape.has_text_frame:
                yield shape.text_frame.text

    return list(walk(slide.shapes))


def pieces(board: Storyboard) -> list[Piece]:
    return [
        piece for frame in board.frames for slot in frame.slots for paragraph in slot.paragraphs for piece in paragraph
    ]


def split_runs(shape: Any, *parts: str) -> None:
    paragraph = shape.text_frame.paragraphs[0]
    for run in list(paragraph.runs):
        run._r.getparent().remove(run._r)
    for part in parts:
        paragraph.add_run().text = part


class TestTags:
    def test_a_tag_split_over_runs_is_healed(self) -> None:
        deck = Deck()
        split_runs(deck.slide("x").text("T"), "题：{", "{ docu", "ment.title }", "} 完")
        assert "题：某市工作报告 完" in texts(opened(compose(deck, two_sections())).slides[0])

    def test_quotation_marks_that_office_curled_are_straightened(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{{ sections[1] | numbering(“一、”) }}{{ ‘好’ }}")
        assert "二、好" in texts(opened(compose(deck, two_sections())).slides[0])

    def test_chinese_quotation_marks_inside_a_straight_literal_stay(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", '{{ "“好”" }}')
        assert "“好”" in texts(opened(compose(deck, two_sections())).slides[0])

    def test_comments_and_inline_conditions(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{# nothing #}{% if sections %}有{% else %}无{% endif %}")
        assert "有" in texts(opened(compose(deck, two_sections())).slides[0])

    def test_raw_writes_delimiters(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{% raw %}{{ x }}{% endraw %}")
        assert "{{ x }}" in texts(opened(compose(deck, two_sections())).slides[0])

    def test_a_paragraph_tag_repeats_its_paragraphs(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{%p for s in sections %}", "{{ s.title }}", "{%p endfor %}", box=(1, 2, 8, 3))
        assert "民生改善\n政务服务" in texts(opened(compose(deck, two_sections())).slides[0])

    def test_a_run_tag_takes_its_run_away(self) -> None:
        deck = Deck()
        split_runs(deck.slide("x").text("T"), "{%r if sections %}", "有", "{%r endif %}", "。")
        assert "有。" in texts(opened(compose(deck, two_sections())).slides[0])

    def test_text_is_escaped_and_not_read_as_markup(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{{ options.unit }}")
        assert "R&D <b>" in texts(opened(compose(deck, two_sections(), unit="R&D <b>")).slides[0])

    def test_private_use_characters_of_an_option_are_no_tokens(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{{ options.unit }}")
        assert "甲" in texts(opened(compose(deck, two_sections(), unit="\U0010f0000\U0010f001甲\x00")).slides[0])[-1]

    def test_formatting_of_the_run_is_kept(self) -> None:
        deck = Deck()
        shape = deck.slide("x").text("T", "{{ document.title }}", size=31)
        shape.text_frame.paragraphs[0].runs[0].font.bold = True
        run = opened(compose(deck, two_sections())).slides[0].shapes[1].text_frame.paragraphs[0].runs[0]
        assert (run.font.size.pt, run.font.bold) == (31, True)


class TestSlides:
    def test_a_loop_over_one_slide(self) -> None:
        deck = Deck()
        deck.slide("{{ s.title }}", ["{%slide for s in sections %}", "{{ s.title }}的说明", "{%slide endfor %}"])
        slides = opened(compose(deck, two_sections())).slides
        assert [slide.shapes.title.text for slide in slides] == ["民生改善", "政务服务"]
        assert slides[1].notes_slide.notes_text_frame.text == "政务服务的说明"

    def test_a_loop_over_several_slides(self) -> None:
        deck = Deck()
        deck.slide("目录")
        deck.slide("{{ s.title }}", ["{%slide for s in sections %}"])
        deck.slide("{{ p.lead }}", ["{%slide for p in s.key_points %}", "{%slide endfor %}"])
        deck.slide("小结", ["{%slide endfor %}"])
        titles = [slide.shapes.title.text for slide in opened(compose(deck, two_sections())).slides]
        assert titles == ["目录", "民生改善", "教育", "交通", "小结", "政务服务", "信访", "公开", "小结"]

    def test_a_slide_under_a_false_condition_is_gone_with_its_parts(self) -> None:
        deck = Deck()
        deck.slide("一")
        deck.slide("二", ["{%slide if outlook %}", "{%slide endif %}"]).chart("C", "")
        data = renderer.render(compose(deck, two_sections()))
        presentation = Presentation(io.BytesIO(data))
        assert len(presentation.slides) == 1
        assert not any("chart" in str(part.partname) for part in presentation.part.package.iter_parts())

    def test_no_slide_left_is_an_error(self) -> None:
        deck = Deck()
        deck.slide("二", ["{%slide if outlook %}", "{%slide endif %}"])
        with pytest.raises(TemplateError, match="no slide is left"):
            compose(deck, two_sections())

    def test_page_numbers_are_known_before_their_slides(self) -> None:
        deck = Deck()
        deck.slide("目录").text("T", "{%p for s in sections %}", "{{ s.title }} {{ s | page }}", "{%p endfor %}",
                                box=(1, 2, 8, 3))  # fmt: skip
        deck.slide("{{ s.title }}", ["{%slide for s in sections %}"])
        deck.slide("详情", ["{%slide endfor %}"])
        board = compose(deck, two_sections())
        assert "民生改善 2\n政务服务 4" in texts(opened(board).slides[0])
        assert [piece.text for piece in pieces(board) if piece.role is Role.PAGE] == ["2", "4"]

    def test_a_link_leads_to_the_slide_of_its_item(self) -> None:
        deck = Deck()
        deck.slide("目录").text("T", "{{ sections[1].title | link(sections[1]) }}")
        deck.slide("{{ s.title }}", ["{%slide for s in sections %}", "{%slide endfor %}"])
        slides = opened(compose(deck, two_sections())).slides
        run = slides[0].shapes[1].text_frame.paragraphs[0].runs[0]
        link = run._r.rPr.find("{*}hlinkClick")
        target = slides[0].part.related_part(link.get(f"{{{link.nsmap['r']}}}id"))
        assert target is slides[2].part

    def test_hidden_slides_stay_hidden(self) -> None:
        deck = Deck()
        deck.slide("一")
        deck.slide("二").slide._element.set("show", "0")
        board = compose(deck, two_sections())
        assert [frame.hidden for frame in board.frames] == [False, True]

    def test_frames_are_named_by_prototype_and_item(self) -> None:
        deck = Deck()
        deck.slide("{{ s.title }}", ["{%slide for s in sections %}", "{%slide endfor %}"], name="Opener")
        assert [frame.id for frame in compose(deck, two_sections()).frames] == ["Opener_s1", "Opener_s2"]


class TestShapes:
    def loop(self, descr: str, area: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> Any:
        deck = Deck()
        slide = deck.slide("x")
        slide.area("Row", area)
        slide.text("Row", "{{ p.text }}", box=box, descr=descr)
        content = two_sections()
        return [shape for shape in opened(compose(deck, content)).slides[0].shapes if "Row" in shape.name]

    def test_copies_are_set_down_the_area_at_their_own_size(self) -> None:
        shapes = self.loop("{%shape for p in sections[0].key_points %}", (1, 2, 0.2, 4), (1, 2, 8, 1))
        assert [round(shape.top / 914400, 2) for shape in shapes] == [2, 3]

    def test_copies_close_up_when_the_area_is_short(self) -> None:
        shapes = self.loop("{%shape for p in sections[0].key_points %}", (1, 2, 0.2, 1.2), (1, 2, 8, 1))
        assert [round(shape.top / 914400, 2) for shape in shapes] == [2, 2.6]
        assert [round(shape.height / 914400, 2) for shape in shapes] == [0.6, 0.6]

    def test_copies_across_keep_the_columns_of_a_full_row(self) -> None:
        shapes = self.loop("{%shape for p in sections[0].key_points %}", (1, 2, 12, 1), (1, 2, 3, 1))
        assert [round(shape.left / 914400, 2) for shape in shapes] == [1, 4]

    def test_the_area_is_gone(self) -> None:
        shapes = self.loop("{%shape for p in sections[0].key_points %}", (1, 2, 0.2, 4), (1, 2, 8, 1))
        assert [shape.name for shape in shapes] == ["bg_Title_Only_Row_1", "bg_Title_Only_Row_2"]

    def test_the_tag_may_stand_in_the_shapes_own_text(self) -> None:
        deck = Deck()
        slide = deck.slide("x")
        slide.area("Row", (1, 2, 0.2, 4))
        slide.text("Row", "{%shape for p in sections[0].key_points %}", "{{ p.lead }}")
        assert texts(opened(compose(deck, two_sections())).slides[0])[1:] == ["教育", "交通"]

    def test_a_grid_of_groups_in_groups(self) -> None:
        deck = Deck()
        slide = deck.slide("x")
        slide.area("CardRow", (1, 2, 0.2, 4))
        outer = slide.group("CardRow", "{%shape for row in cards|batch(2) %}")
        slide.area("Card", (1, 2, 8, 0.2), parent=outer)
        inner = slide.group("Card", "{%shape for card in row %}", parent=outer)
        slide.text("Number", "{{ card.lead }}", box=(1, 2, 4, 1), parent=inner)
        slide.text("Only", "首", box=(1, 3, 4, 0.5), descr="{%shape if loop.first %}", parent=inner)
        deck.presentation.slides[
            0
        ].notes_slide.notes_text_frame.text = (
            "{%slide set cards = sections[0].key_points + sections[1].key_points[:1] %}"
        )
        board = compose(deck, two_sections())
        groups = [shape for shape in opened(board).slides[0].shapes if shape.shape_type == 6]
        assert [[round(card.left / 914400, 1) for card in row.shapes] for row in groups] == [[1, 5], [1]]
        assert [round(row.shapes[0].top / 914400, 1) for row in groups] == [2, 3.5]
        assert texts(opened(board).slides[0])[1:] == ["教育", "首", "交通", "信访", "首"]

    def test_a_shape_without_an_area_is_an_error(self) -> None:
        deck = Deck()
        deck.slide("x").text("Row", "{{ p.text }}", descr="{%shape for p in sections %}")
        with pytest.raises(TemplateError, match="'Row-area'") as caught:
            compose(deck, two_sections())
        assert caught.value.where == "briefing.pptx, slide 1, 'Row'"


class TestEmptySlots:
    def test_a_shape_that_renders_empty_vanishes_and_a_static_one_stays(self) -> None:
        deck = Deck()
        slide = deck.slide("x")
        slide.text("Unit", "{{ options.unit }}")
        slide.text("Static", "")
        names = [shape.name for shape in opened(compose(deck, two_sections())).slides[0].shapes]
        assert names == ["bg_Title_Only_Title_1", "bg_Title_Only_Static"]

    def test_an_empty_paragraph_goes_and_the_others_stay(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "{{ options.unit }}", "{{ document.title }}")
        assert "某市工作报告" in texts(opened(compose(deck, two_sections())).slides[0])

    def test_an_empty_title_keeps_its_placeholder(self) -> None:
        deck = Deck()
        deck.slide("{{ options.unit }}")
        assert opened(compose(deck, two_sections())).slides[0].shapes.title is not None

    def test_every_slide_holds_a_shape_that_is_no_placeholder(self) -> None:
        deck = Deck()
        deck.slide("x")
        slide = opened(compose(deck, two_sections())).slides[0]
        assert any(not shape.is_placeholder and shape.name.startswith("bg_") for shape in slide.shapes)


class TestTables:
    def test_rows_are_repeated_with_their_cells(self) -> None:
        deck = Deck()
        rows = [["要点", "内容"], ["{%tr for p in sections[0].key_points %}", ""], ["{{ p.lead }}", "{{ p.text }}"],
                ["{%tr endfor %}", ""]]  # fmt: skip
        deck.slide("x").table("Points", rows)
        board = compose(deck, two_sections())
        table = next(shape for shape in opened(board).slides[0].shapes if shape.has_table).table
        found = [[cell.text for cell in row.cells] for row in table.rows]
        assert found == [["要点", "内容"], ["教育", "建成学校三十所"], ["交通", "新开公交线路五条"]]
        slots = {slot.id: slot for slot in board.frames[0].slots}
        assert slots["bg_Title_Only_Points_r2c2"].paragraphs[0][0].role is Role.SOURCE

    def test_a_dropped_column_gives_its_width_to_the_widest(self) -> None:
        deck = Deck()
        deck.slide("x").table("Points", [["甲", "{%tc if outlook %}", "乙", "{%tc endif %}"]])
        table = next(s for s in opened(compose(deck, two_sections())).slides[0].shapes if s.has_table).table
        assert len(table.columns) == 1
        assert round(sum(column.width for column in table.columns) / 914400) == 10


class TestMarks:
    def test_marks_count_in_order_of_first_use_and_sources_follow(self) -> None:
        deck = Deck()
        deck.slide("x").text("A", "{{ sections[1].key_points[0] | mark }}{{ sections[0].key_points[0] | mark }}")
        deck.slide("y").text("B", "{{ sections[1].key_points[0] | mark }}")
        deck.slide("附录").text(
            "S", "{%p for s in sources %}", "{{ s.mark }} {{ s.place }} {{ s.sentence }}", "{%p endfor %}",
            box=(1, 2, 8, 4),
        )  # fmt: skip
        board = compose(deck, two_sections())
        slides = opened(board).slides
        assert [texts(slide)[1] for slide in slides] == [
            "〔1〕〔2〕",
            "〔1〕",
            "〔1〕 二、第1段 信访。办理群众来信\n〔2〕 一、第1段 教育。建成学校三十所",
        ]

    def test_a_pack_without_marks_writes_none(self) -> None:
        deck = Deck()
        deck.slide("x").text("A", "{{ sections[1].key_points[0] | mark }}")
        board = compose_deck(
            deck.save(), content=two_sections(), options=options(), pack=pack(marks={}), report=lambda _: None
        )
        assert texts(opened(board).slides[0]) == ["x", ""]


class TestProvenance:
    def test_each_role_comes_out_with_its_evidence(self) -> None:
        deck = Deck()
        slide = deck.slide("{{ labels.figures }}", ["{{ sections[0].key_points[0].detail }}"])
        slide.text("Mixed", "题：{{ sections[0] | numbering('一、') }}{{ sections[0].title }} {{ 3 }}")
        slide.text("Given", "{{ options.unit }}")
        slide.text("Mark", "{{ sections[0].key_points[0] | mark }}")
        content = two_sections()
        board = compose(deck, content, unit="某单位")
        found = {(piece.text, piece.role) for piece in pieces(board)}
        assert {
            ("主要数字", Role.LABEL), ("题：", Role.LABEL), ("一、", Role.NUMBERING), ("民生改善", Role.SOURCE),
            ("3", Role.NUMBERING), ("某单位", Role.GIVEN), ("〔1〕", Role.MARK), ("建成学校三十所", Role.SOURCE),
        } <= found  # fmt: skip
        for piece in pieces(board):
            if piece.role is Role.SOURCE:
                assert "".join(e.span.slice(content.document.text) for e in piece.evidence) == piece.text

    def test_it_survives_joining_macros_and_set(self) -> None:
        deck = Deck()
        deck.slide("x").text(
            "T",
            "{% macro say(s) %}[{{ s.title }}]{% endmacro %}"
            "{% set both = sections[0].title ~ '与' ~ sections[1].title %}"
            "{{ both }}{{ say(sections[0]) }}{{ sections | map(attribute='title') | join('、') }}",
        )
        found = [(p.text, p.role) for p in pieces(compose(deck, two_sections()))]
        assert found[1:] == [
            ("民生改善", Role.SOURCE), ("与", Role.LABEL), ("政务服务", Role.SOURCE), ("[", Role.LABEL),
            ("民生改善", Role.SOURCE), ("]", Role.LABEL), ("民生改善", Role.SOURCE), ("、", Role.LABEL),
            ("政务服务", Role.SOURCE),
        ]  # fmt: skip

    def test_cards_carry_their_figure(self) -> None:
        draft = Draft()
        content = draft.content(
            section(draft, "s1", "数字", lambda text: {"headline_figures": (text.figure("45", "万人次", "培训干部"),)})
        )
        deck = Deck()
        deck.slide("x").text("N", "{{ figures[0].number }} {{ figures[0].unit }}", "{{ figures[0].what }}")
        board = compose(deck, content)
        assert {piece.figure for piece in pieces(board) if piece.role is Role.SOURCE} == {"f1"}

    def test_two_figures_of_one_sentence_stand_on_one_card(self) -> None:
        draft = Draft()

        def fill(text: Draft) -> dict[str, Any]:
            first = text.figure("24130", "个", "全省网格")
            second = text.figure("17263", "个", "建立党组织")
            clause = text.line("全省网格24130个", "建立党组织17263个")
            return {"headline_figures": (first, second), "relations": (text.pair(first, second, clause),)}

        content = draft.content(section(draft, "s1", "数字", fill))
        deck = Deck()
        deck.slide("x").text(
            "N", "{{ figures|length }}：{% for part in figures[0].parts %}"
            "{% if part.is_number %}<{{ part }}>{% else %}{{ part }}{% endif %}{% endfor %}", box=(1, 2, 8, 3),
        )  # fmt: skip
        assert "1：全省网格<24130>个建立党组织<17263>个" in texts(opened(compose(deck, content)).slides[0])

    def test_alternative_texts_are_slots_too(self) -> None:
        deck = Deck()
        deck.slide("x").text("T", "文", descr="{{ document.title }}")
        board = compose(deck, two_sections())
        slot = next(slot for slot in board.frames[0].slots if slot.id.endswith("_alt"))
        assert (slot.text, slot.paragraphs[0][0].role) == ("某市工作报告", Role.SOURCE)


class TestErrors:
    def fail(self, *paragraphs: str, notes: tuple[str, ...] = ()) -> TemplateError:
        deck = Deck()
        deck.slide("题")
        deck.slide("x", notes).text("Body", *paragraphs)
        with pytest.raises(TemplateError) as caught:
            compose(deck, two_sections())
        return caught.value

    def test_an_unknown_name_is_named_with_the_nearest(self) -> None:
        error = self.fail("正文", "{{ sectoins }}")
        assert error.where == "briefing.pptx, slide 2, 'Body', paragraph 2"
        assert "'sectoins'" in error.message
        assert error.remedy == "did you mean 'sections'?"

    def test_an_unknown_attribute_is_named_with_the_nearest(self) -> None:
        error = self.fail("{% for s in sections %}{{ s.titel }}{% endfor %}")
        assert "a section has no 'titel'" in error.message
        assert error.remedy == "did you mean 'title'?"

    def test_a_syntax_error_shows_its_tag(self) -> None:
        error = self.fail("{{ sections[ }}")
        assert error.where == "briefing.pptx, slide 2, 'Body', paragraph 1"
        assert "{{ sections[ }}" in error.message

    @pytest.mark.parametrize(
        ("tags", "message"),
        [
            (("{%p for s in sections %}", "x"), "'for' is never closed"),
            (("{%p endfor %}",), "'endfor' closes nothing"),
            (("{%p if sections %}", "{%p endfor %}"), "'endfor' stands where 'endif' must come"),
            (("{{ sections",), "has no partner"),
        ],
    )
    def test_unbalanced_tags_are_found_where_they_stand(self, tags: tuple[str, ...], message: str) -> None:
        error = self.fail(*tags)
        assert message in error.message
        assert "slide 2, 'Body'" in error.where

    def test_an_unknown_filter_is_named_with_the_nearest(self) -> None:
        error = self.fail("{{ sections | lenght }}")
        assert error.remedy == "did you mean 'length'?"

    def test_an_error_inside_fit_names_the_repeated_shape(self) -> None:
        deck = Deck()
        slide = deck.slide("x", ["{%slide for page in sections[0].key_points | fit('Row') %}", "{%slide endfor %}"])
        slide.area("Row", (1, 2, 0.2, 4))
        slide.text("Row", "{{ p.txet }}", descr="{%shape for p in page %}")
        with pytest.raises(TemplateError) as caught:
            compose(deck, two_sections())
        assert caught.value.where == "briefing.pptx, slide 1, 'Row', paragraph 1"

    def test_fit_names_the_shapes_that_there_are(self) -> None:
        error = self.fail("x", notes=("{%slide for page in sections | fit('Raw') %}", "{%slide endfor %}"))
        assert "no shape or table named 'Raw'" in error.message
        assert error.remedy == "repeated shapes: none"

    def test_a_list_is_no_text(self) -> None:
        assert "is not a text" in self.fail("{{ sections }}").message

    def test_a_slide_tag_outside_the_notes_is_refused(self) -> None:
        assert "{%slide can't stand here" in self.fail("{%slide for s in sections %}").message

    def test_a_file_that_is_no_package_is_refused(self) -> None:
        with pytest.raises(TemplateError, match="not a readable Office file"):
            compose_deck(b"hello", content=two_sections(), options=options(), pack=pack(), report=lambda _: None)


class TestSandbox:
    @pytest.mark.parametrize(
        "attack",
        [
            "{{ sections.__class__.__mro__ }}",
            "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
            "{{ ''.__class__ }}",
            "{{ document._x }}",
            "{{ bg_state.registry }}",
            "{{ range(100000000) | list }}",
            "{{ 'x' * 100000000 }}",
            "{{ 2 ** 100000000 }}",
            "{{ '%0100000000d' % 1 }}",
            "{{ ''.format(1) }}",
            "{{ 'x'.ljust(100000000) }}",
            "{{ lipsum.__globals__ }}",
            "{{ sections[0] | attr('__class__') }}",
            "{% include 'x' %}",
            "{% set ns = namespace() %}{{ ns.__init__.__globals__ }}",
        ],
    )
    def test_attacks_end_in_an_error(self, attack: str) -> None:
        deck = Deck()
        deck.slide("x").text("T", attack)
        with pytest.raises(TemplateError):
            compose(deck, two_sections())


class TestTypography:
    def runs(self, text: str, *, width: float = 8) -> Any:
        draft = Draft()
        content = draft.content(section(draft, "s1", "题", lambda d: {"key_points": (d.point(text),)}))
        deck = Deck()
        deck.slide("x").text("T", "{{ sections[0].key_points[0].text }}", box=(1, 2, width, 1), size=20)
        return opened(compose(deck, content)).slides[0].shapes[1]

    def test_quotation_marks_take_the_east_asian_face(self) -> None:
        shape = self.runs("用好“金钥匙”")
        faces = {
            run._r.text: [node.get("typeface") for node in run._r.iter("{*}latin")]
            for run in shape.text_frame.paragraphs[0].runs
        }
        assert faces == {"用好": [], "“": ["+mn-ea"], "金钥匙": [], "”": ["+mn-ea"]}

    def test_an_opening_mark_hangs_out_by_half_an_em(self) -> None:
        shape = self.runs("《意见》印发实施")
        properties = shape.text_frame.paragraphs[0]._p.pPr
        assert (properties.get("marL"), properties.get("indent")) == ("127000", "-127000")
        assert (shape.left, shape.width) == (914400 - 127000, 8 * 914400 + 127000)

    def test_paragraphs_ask_for_east_asian_line_rules(self) -> None:
        properties = self.runs("用好政策").text_frame.paragraphs[0]._p.pPr
        assert (properties.get("eaLnBrk"), properties.get("hangingPunct")) == ("1", "1")
