"""Files of a pack that its templates include: words, macros, and what is refused."""

import io
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from briefgen.builder import BuildRequest, build
from briefgen.errors import TemplateError
from briefgen.renderers import pptx
from briefgen.templating import compose_deck, compose_document
from briefgen.templating.includes import texts_of
from builders import Deck, options, pack, two_sections, word


def deck_with(tag: str, files: dict[str, str], *notes: str) -> str:
    """The text of a box that holds the tag, in a pack with these files."""
    deck = Deck()
    deck.slide("题", list(notes)).text("T", tag)
    board = compose_deck(deck.save(), **given(), texts=texts_of({name: text.encode() for name, text in files.items()}))
    return Presentation(io.BytesIO(pptx.render(board))).slides[0].shapes[1].text_frame.text


def given() -> dict[str, Any]:
    return {"content": two_sections(), "options": options(unit="R&D"), "pack": pack(), "report": lambda _: None}


def refused(tag: str, files: dict[str, str]) -> TemplateError:
    with pytest.raises(TemplateError) as raised:
        deck_with(tag, files)
    return raised.value


def test_the_words_of_a_file_stand_in_the_tags_place() -> None:
    assert deck_with("甲{% include 'a.jinja' %}丙", {"a.jinja": "乙"}) == "甲乙丙"


def test_tags_in_the_file_see_the_names_around_them() -> None:
    text = deck_with("{% for s in sections %}{% include 'a.jinja' %}{% endfor %}", {"a.jinja": "{{ s.title }}；"})
    assert text == "民生改善；政务服务；"


def test_words_of_a_file_are_text_and_no_markup() -> None:
    assert deck_with("{% include 'a.jinja' %}", {"a.jinja": "<b>A&B</b> {{ options.unit }}"}) == "<b>A&B</b> R&D"


def test_line_ends_are_spaces_between_latin_words_alone() -> None:
    assert deck_with("{% include 'a.jinja' %}", {"a.jinja": "one\n  two\n三\n四\n"}) == "one two三四"


def test_macros_are_imported_under_a_name_and_by_name() -> None:
    files = {"m.jinja": "not shown {% macro twice(text) %}{{ text }}、{{ text }}{% endmacro %}"}
    assert deck_with("{% import 'm.jinja' as m %}{{ m.twice(sections[0].title) }}", files) == "民生改善、民生改善"
    assert deck_with("{% from 'm.jinja' import twice as two %}{{ two('甲') }}", files) == "甲、甲"
    notes = "{%slide import “m.jinja” as m %}"
    assert deck_with("{{ m.twice('甲') }}", files, notes) == "甲、甲"


def test_files_include_each_other_but_not_in_a_circle() -> None:
    assert deck_with("{% include 'a.jinja' %}", {"a.jinja": "一{% include 'b.jinja' %}", "b.jinja": "二"}) == "一二"
    error = refused(
        "{% include 'a.jinja' %}", {"a.jinja": "{% include 'b.jinja' %}", "b.jinja": "{% include 'a.jinja' %}"}
    )
    assert "includes itself" in error.message
    assert "slide 1" in error.where and "b.jinja" in error.where


def test_a_file_that_the_pack_has_not_is_refused_with_the_nearest() -> None:
    error = refused("{% include 'abuot.jinja' %}", {"about.jinja": "x"})
    assert error.remedy == "did you mean 'about.jinja'?"
    assert "'T', paragraph 1" in error.where


@pytest.mark.parametrize("name", ["/etc/passwd", "../other/a.jinja", "template.toml", "options.unit"])
def test_nothing_outside_the_pack_is_read(name: str) -> None:
    assert "has no file" in refused(f"{{% include '{name}' %}}", {}).message


@pytest.mark.parametrize("tag", ["{% include name %}", "{% import 'a.jinja' %}", "{% from 'a.jinja' import * %}"])
def test_a_tag_that_names_no_file_is_refused(tag: str) -> None:
    assert "can't be read" in refused(tag, {"a.jinja": "x"}).message


def test_an_unknown_macro_and_a_paragraph_tag_in_a_file_are_refused() -> None:
    assert (
        "no macro 'lien'"
        in refused("{% from 'a.jinja' import lien %}", {"a.jinja": "{% macro line() %}{% endmacro %}"}).message
    )
    assert "has no p" in refused("{% include 'a.jinja' %}", {"a.jinja": "{%p if x %}"}).message


def test_errors_inside_a_file_name_the_tag_that_includes_it() -> None:
    error = refused("{% include 'a.jinja' %}", {"a.jinja": "{{ sectoins }}"})
    assert "{% include 'a.jinja' %}" in error.message
    assert error.remedy == "did you mean 'sections'?"


def test_files_that_double_each_other_are_bounded() -> None:
    files = {f"f{number}.jinja": f"{{% include 'f{number + 1}.jinja' %}}" * 500 for number in range(6)}
    assert (
        refused("{% include 'f0.jinja' %}", {**files, "f6.jinja": "很长的文字" * 500}).message == "too much to include"
    )


def test_what_a_file_says_is_sandboxed() -> None:
    assert "_" in refused("{% include 'a.jinja' %}", {"a.jinja": "{{ ''.__class__ }}"}).message


def test_word_files_include_too() -> None:
    board = compose_document(word("甲{% include 'a.jinja' %}"), **given(), texts=(("a.jinja", "{{ document.title }}"),))
    assert "甲某市工作报告" in board.frames[0].slots[0].text


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(TemplateError, match="not UTF-8"):
        texts_of({"a.jinja": b"\xff\xfe\x00"})


def test_a_changed_file_rebuilds(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "own"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text('name = "own"\n', encoding="utf-8")
    deck = Deck()
    deck.slide("{{ document.title or document.name }}{% include 'a.jinja' %}")
    (folder / "briefing.pptx").write_bytes(deck.save())
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "r.md").write_text("# 报告\n\n## 一、水务\n\n全县改造供水管网95公里。\n", encoding="utf-8")
    (tmp_path / "briefgen.toml").write_text('template = "own"\n', encoding="utf-8")
    for words in ("（甲）", "（乙）"):
        (folder / "a.jinja").write_text(words, encoding="utf-8")
        build(BuildRequest(project=tmp_path))
        shown = Presentation(str(tmp_path / "build" / "r.pptx")).slides[0].shapes.title.text_frame.text
        assert shown.endswith(words)
