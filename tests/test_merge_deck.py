"""Merging decks: what a person did stays, what nobody touched follows the source."""

import io
import re
import zipfile

import pytest

from briefgen.merge import CannotMerge, Change, Kind, Merged, Side
from briefgen.merge.deck import merge_deck
from briefgen.merge.echoes import Saying, find_echoes, replaced_words, sayings_of
from briefgen.merge.listing import describe
from merge_deck_edits import (
    EDITS,
    drop,
    drop_river,
    move,
    named,
    open_deck,
    order,
    points,
    save_deck,
    shape_with,
    shapes,
    slide_texts,
    slide_with,
    texts,
    type_text,
)
from merge_judging import deck_stale, findings, holds
from merge_sources import CONVENTIONS, SOURCES, edition

SAMPLE = [
    (edit.name, source)
    for number, edit in enumerate(EDITS)
    for place, source in enumerate(SOURCES)
    if (number * len(SOURCES) + place) % 61 == 0
]
"""Cells of the whole matrix (`pytest -m proof`), spread over edits and sources."""


def merge(mine: bytes, source: str) -> Merged:
    return merge_deck(edition("unchanged").deck, mine, edition(source).deck, CONVENTIONS)


@pytest.fixture
def deck():
    return open_deck(edition("unchanged").deck)


@pytest.mark.parametrize(("name", "source"), SAMPLE)
def test_an_edit_stands_and_the_rest_follows(name: str, source: str, deck):
    edit = next(item for item in EDITS if item.name == name)
    test = edit.make(deck)
    mine = save_deck(deck)
    merged = merge(mine, source)
    if not edit.looks_only or shape_with(open_deck(edition(source).deck), edit.anchor) is not None:
        assert holds(test, merged.data)
    assert deck_stale(edition("unchanged").deck, mine, edition(source).deck, merged) == []
    assert findings(merged.data) == []


def test_a_file_that_nobody_edited_becomes_the_new_edition():
    merged = merge(edition("unchanged").deck, "same slot changed")
    assert texts(open_deck(merged.data)) == texts(open_deck(edition("same slot changed").deck))
    assert not merged.conflicts
    assert {change.side for change in merged.changes} == {Side.SOURCE}


def test_the_same_merge_gives_the_same_bytes(deck):
    type_text(named(points(deck), "Detail_1"), "改过的一句")
    mine = save_deck(deck)
    assert merge(mine, "reordered").data == merge(mine, "reordered").data


def test_a_second_merge_finds_nothing_to_do(deck):
    type_text(named(points(deck), "Detail_2"), "改过的一句")
    merged = merge(save_deck(deck), "section added")
    new = edition("section added").deck
    again = merge_deck(new, merged.data, new, CONVENTIONS)
    assert texts(open_deck(again.data)) == texts(open_deck(merged.data))
    assert {change.side for change in again.changes} == {Side.HAND}


def test_a_merged_file_names_the_new_edition(deck):
    merged = open_deck(merge(save_deck(deck), "renamed").data)
    assert merged.core_properties.identifier == open_deck(edition("renamed").deck).core_properties.identifier


def test_what_both_changed_stays_the_persons_and_is_remarked(deck):
    type_text(named(points(deck), "Detail_1"), "全县新建水库12.5座")
    merged = merge(save_deck(deck), "same slot changed")
    (conflict,) = merged.conflicts
    assert conflict.mine == "全县新建水库12.5座"
    assert "新建水库13座" in conflict.new
    assert conflict.number == deck.slides.index(points(deck)) + 1
    again = merge_deck(edition("same slot changed").deck, merged.data, edition("same slot changed").deck, CONVENTIONS)
    assert b"ppt/comments/" in merged.data
    assert b"ppt/comments/" not in again.data


def test_a_word_in_red_stays_red_in_a_line_that_changes(deck):
    lead = named(points(deck), "Lead_1").text_frame.paragraphs[0]
    lead.runs[1].text, extra = "加快", lead.add_run()
    extra.text = "水库建设"
    extra.font.italic = True
    merged = open_deck(merge(save_deck(deck), "same slot changed").data)
    runs = shape_with(merged, "抓紧").text_frame.paragraphs[0].runs
    assert [run.text for run in runs if run.font.italic] == ["水库建设"]


def test_pages_of_the_agenda_follow_slides_that_were_deleted(deck):
    drop(deck, deck.slides.index(slide_with(deck, "Chart")))
    merged = open_deck(merge(save_deck(deck), "unrelated change").data)
    agenda = slide_with(merged, "Agenda")
    assert [named(agenda, f"Page_{number}").text_frame.text for number in (1, 2, 3)] == ["6", "8", "12"]


def test_the_agenda_drops_a_part_whose_slides_were_deleted(deck):
    drop_river(deck)
    merged = open_deck(merge(save_deck(deck), "unrelated change").data)
    shown = slide_texts(slide_with(merged, "Agenda"))
    assert "管好一江清水，守住生态底线" not in shown
    assert "服务乡村振兴，惠及万家灯火" in shown


def test_the_agenda_follows_the_order_of_moved_slides(deck):
    move(deck, deck.slides.index(slide_with(deck, "Closing")) - 1, 5)
    merged = open_deck(merge(save_deck(deck), "unrelated change").data)
    agenda = slide_with(merged, "Agenda")
    rows = {named(agenda, f"Item_{number}").text_frame.text: named(agenda, f"Page_{number}").text_frame.text
            for number in (1, 2, 3)}  # fmt: skip
    assert rows == {
        "建好骨干工程，筑牢供水根基": "7",
        "管好一江清水，守住生态底线": "10",
        "服务乡村振兴，惠及万家灯火": "6",
    }
    tops = {number: named(agenda, f"AgendaRow_{number}").top for number in (1, 2, 3)}
    assert tops[3] < tops[1] < tops[2]


def agenda_of(deck) -> list[tuple[str, str]]:
    """The rows that are shown, from above, each with its page."""
    slide = slide_with(deck, "Agenda")
    rows = [
        row for row in slide.shapes if "AgendaRow" in row.name and row._element.nvGrpSpPr.cNvPr.get("hidden") != "1"
    ]
    pieces = [
        {piece.name.split("_")[3]: piece for piece in shapes(row.shapes)} for row in sorted(rows, key=lambda r: r.top)
    ]
    assert len({row.top for row in rows}) == len(rows)
    return [(row["Item"].text_frame.text.split("，")[0], row["Page"].text_frame.text) for row in pieces]


def in_rounds(deck, *sources: str):
    """A deck merged with one state of the source after another; none may take for an edit what followed from others."""
    mine, before = save_deck(deck), "unchanged"
    for source in sources:
        merged = merge_deck(edition(before).deck, mine, edition(source).deck, CONVENTIONS)
        assert merged.conflicts == ()
        assert findings(merged.data) == []
        mine, before = merged.data, source
        yield open_deck(mine)


DAMS, RIVER, SAVING, RURAL = "建好骨干工程", "管好一江清水", "抓实节水改造", "服务乡村振兴"


def test_the_agenda_follows_deleted_slides_through_many_builds(deck):
    drop(deck, deck.slides.index(slide_with(deck, "Chart")))
    rounds = in_rounds(deck, "unrelated change", "section added", "reordered", "unchanged")
    assert [agenda_of(merged) for merged in rounds] == [
        [(DAMS, "6"), (RIVER, "8"), (RURAL, "12")],
        [(DAMS, "6"), (RIVER, "8"), (SAVING, "12"), (RURAL, "13")],
        [(RIVER, "6"), (DAMS, "10"), (RURAL, "12")],
        [(DAMS, "6"), (RIVER, "8"), (RURAL, "12")],
    ]


def test_the_agenda_follows_a_deleted_part_through_many_builds(deck):
    drop_river(deck)
    rounds = in_rounds(deck, "unrelated change", "section added", "unchanged")
    assert [agenda_of(merged) for merged in rounds] == [
        [(DAMS, "6"), (RURAL, "9")],
        [(DAMS, "6"), (SAVING, "9"), (RURAL, "10")],
        [(DAMS, "6"), (RURAL, "9")],
    ]


def test_the_agenda_follows_moved_slides_through_many_builds(deck):
    move(deck, deck.slides.index(slide_with(deck, "Closing")) - 1, 5)
    rounds = in_rounds(deck, "unrelated change", "section added", "unchanged")
    assert [agenda_of(merged) for merged in rounds] == [
        [(RURAL, "6"), (DAMS, "7"), (RIVER, "10")],
        [(RURAL, "6"), (DAMS, "7"), (RIVER, "10"), (SAVING, "14")],
        [(RURAL, "6"), (DAMS, "7"), (RIVER, "10")],
    ]


def test_the_agenda_leaves_out_a_part_while_all_its_slides_are_hidden(deck):
    for number in (9, 10, 11, 12):
        deck.slides[number - 1]._element.set("show", "0")
    (merged,) = in_rounds(deck, "unrelated change")
    assert agenda_of(merged) == [(DAMS, "6"), (RURAL, "13")]
    for slide in merged.slides:
        slide._element.attrib.pop("show", None)
    again = merge_deck(
        edition("unrelated change").deck, save_deck(merged), edition("unrelated change").deck, CONVENTIONS
    )
    assert agenda_of(open_deck(again.data)) == [(DAMS, "6"), (RIVER, "9"), (RURAL, "13")]


def test_the_first_page_that_is_left_has_the_bare_title(deck):
    drop(deck, deck.slides.index(slide_with(deck, "Appendix")))
    merged = open_deck(merge(save_deck(deck), "unrelated change").data)
    assert [name for name in order(merged) if name.startswith("附录")] == ["附录：原文出处"]


def test_a_deleted_page_comes_back_for_rows_that_stood_on_another(deck):
    drop(deck, deck.slides.index(slide_with(deck, "Appendix")))
    merged = open_deck(merge(save_deck(deck), "section removed").data)
    cells = [cell.text_frame.text for slide in merged.slides for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells]  # fmt: skip
    assert any("举办培训班" in cell for cell in cells)
    assert not any("引言第2段" in cell for cell in cells)


@pytest.mark.parametrize("source", ["section added", "section removed", "reordered"])
def test_slides_are_numbered_in_their_order(source: str, deck):
    type_text(named(points(deck), "Detail_1"), "改过的一句")
    with zipfile.ZipFile(io.BytesIO(merge(save_deck(deck), source).data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("ppt/slides/slide")]
        main, links = (
            archive.read(f"ppt/{name}").decode() for name in ("presentation.xml", "_rels/presentation.xml.rels")
        )
    targets = dict(re.findall(r'Id="(\w+)"[^>]*Target="(slides/slide\d+\.xml)"', links))
    order = [targets[name] for name in re.findall(r'<p:sldId [^>]*r:id="(\w+)"', main)]
    assert order == [f"slides/slide{number}.xml" for number in range(1, len(names) + 1)]


def test_a_moved_slide_keeps_its_name_apart_from_one_that_went(deck):
    move(deck, deck.slides.index(points(deck)), 1)
    merged = open_deck(merge(save_deck(deck), "section removed").data)
    assert "目录" not in order(merged)
    assert slide_texts(merged.slides[1])[0].startswith("全县水利部门统筹推进骨干工程建设")


def test_an_empty_paragraph_that_another_editor_gives_a_rule_is_no_edit(deck):
    for slide in deck.slides:
        for shape in shapes(slide.shapes):
            if shape._element.tag.endswith("}sp") and not shape.text_frame.text:
                shape.text_frame.paragraphs[0].alignment = None
    merged = merge(save_deck(deck), "section removed")
    assert merged.conflicts == ()


def test_another_slide_size_can_not_be_merged(deck):
    new = open_deck(edition("renamed").deck)
    new.slide_width = 9_144_000
    with pytest.raises(CannotMerge, match="another size"):
        merge_deck(edition("unchanged").deck, save_deck(deck), save_deck(new), CONVENTIONS)


def test_a_number_changed_by_hand_is_found_where_it_still_is_the_old_one(deck):
    box = named(points(deck), "Detail_2")
    type_text(box, box.text_frame.text.replace("\v", "").replace("1300余名", "1350余名"))
    merged = merge(save_deck(deck), "unchanged")
    echoes = find_echoes(merged, [*sayings_of(merged.data), *sayings_of(edition("unchanged").document, "county.docx")])
    assert {(echo.old, echo.new) for echo in echoes} == {("1300余名", "1350余名")}
    assert {echo.number for echo in echoes if not echo.file} >= {deck.slides.index(points(deck)) + 1}
    assert any(echo.file == "county.docx" for echo in echoes)
    assert "仍是旧说法的地方" in describe(merged, name="county.pptx", echoes=echoes)


def test_the_list_tells_both_sides_and_numbers_by_hand(deck):
    type_text(named(points(deck), "Detail_1"), "全县新建水库15座")
    merged = merge(save_deck(deck), "unrelated change")
    text = describe(merged, name="county.pptx")
    assert "您的改动，均已保留" in text
    assert "随原文更新的地方" in text
    assert "手工填写的数字，未经核对" in text
    assert len(text.splitlines()) < 60
    assert Kind.TEXT in {change.kind for change in merged.changes if change.side is Side.HAND}


def test_a_number_in_conflict_is_found_where_the_source_has_its_new_one(deck):
    type_text(named(points(deck), "Detail_1"), "全县新建水库15座")
    merged = merge(save_deck(deck), "same slot changed")
    assert any("13座" in conflict.new for conflict in merged.conflicts)
    echoes = find_echoes(merged, sayings_of(merged.data))
    assert ("13座", "15座") in {(echo.old, echo.new) for echo in echoes}


@pytest.mark.parametrize(
    "before, after, found",
    [
        ("2022年11月至2023年3月", "2022年底至2023年春", ("2022年11月至2023年3月", "2022年底至2023年春")),
        ("完成投资3.2亿元，新建水库12座", "完成投资3.5亿元，新建水库12座", ("3.2亿元", "3.5亿元")),
        ("losses fell to 9.3% of water", "losses fell to 8.7% of water", ("9.3%", "8.7%")),
        ("清河县供水", "青河县供水", ("清河县", "青河县")),
        (
            "the dam at Shaba holds water for the town",
            "the dam at Shaoba holds water for the town",
            ("Shaba", "Shaoba"),
        ),
        ("再建水库5座。", "再建水库6座。", ("5座", "6座")),
        ("推动水利高质量发展", "推动全县水利高质量发展", ("推动水利高质量发展", "推动全县水利高质量发展")),
    ],
)
def test_a_number_is_searched_with_its_unit_and_a_name_with_its_neighbours(before: str, after: str, found):
    change = Change(side=Side.HAND, kind=Kind.TEXT, before=before, after=after)
    assert list(replaced_words(change)) == [found]


@pytest.mark.parametrize(
    "old, new, said, found",
    [
        ("3.2亿元", "3.3亿元", "3.2 亿元", True),
        ("3.2亿元", "3.3亿元", "完成投资3.2亿", True),
        ("3.2亿元", "3.3亿元", "完成投资13.2亿元", False),
        ("3.2亿元", "3.3亿元", "用水3.2亿立方米", False),
        ("5座以", "6座以", "再建水库5座。", True),
        ("5座", "6座", "再建水库15座。", False),
        ("263", "275", "2023年 263", True),
        ("263", "275", "1263", False),
        ("9.3%", "8.7%", "losses of 9.3 % of water", True),
        ("Zhao", "Zhou", "said Zhao Min", True),
        ("推动水利高质量发展", "推动全县水利高质量发展", "推动全县水利高质量发展", False),
    ],
)
def test_what_was_changed_is_found_as_it_is_set_elsewhere(old: str, new: str, said: str, found: bool):
    change = Change(side=Side.HAND, kind=Kind.TEXT, before=old, after=new)
    merged = Merged(data=b"", changes=(change,), conflicts=(), language="zh")
    assert bool(find_echoes(merged, [Saying("", 1, said)])) is found
