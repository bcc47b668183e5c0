"""What a template's author is told: every broken tag at once, each with its place, its words and the nearest name."""

import pytest

from briefgen.cli import run
from briefgen.errors import TemplateError
from builders import Deck, two_sections, word
from projects import WATER, Project
from test_templating_deck import compose as compose_deck
from test_templating_word import compose


def failed(*paragraphs: str) -> list[TemplateError]:
    with pytest.raises(TemplateError) as caught:
        compose(word(*paragraphs))
    return [caught.value, *caught.value.further]


def test_all_unknown_names_of_a_file_are_told_at_once() -> None:
    found = failed("标题 {{ document.titel }}", "{% if false %}{{ sectons }}{% endif %}", "{{ options.presentr }}")
    assert [error.where for error in found] == [f"summary.docx, paragraph {number}" for number in (1, 2, 3)]
    assert [error.remedy for error in found] == [
        f"did you mean '{name}'?" for name in ("title", "sections", "presenter")
    ]


def test_an_error_quotes_the_tag_and_the_words_beside_it() -> None:
    error = failed("汇报人： {{ options.presentr }} 同志")[0]
    assert "{{ options.presentr }}" in error.message
    assert "汇报人： 同志" in error.message


def test_syntax_errors_balance_and_unknown_filters_are_told_together() -> None:
    found = failed("{{ a + }}", "{{ language | uper }}", "{% endif %}", "open {{ tag")
    said = " ".join(error.message for error in found)
    assert len(found) == 4
    assert "No filter named 'uper'" in said
    assert "'endif' closes nothing" in said
    assert "has no partner" in said
    assert next(error for error in found if "uper" in error.message).remedy == "did you mean 'upper'?"


def test_each_tag_that_is_never_closed_is_told() -> None:
    found = failed("{% if sections %}", "{% for s in sections %}")
    assert {error.message.split(",")[0] for error in found} == {"'if' is never closed", "'for' is never closed"}


def test_errors_of_a_deck_name_slide_shape_and_paragraph() -> None:
    deck = Deck()
    deck.slide("x").text("Lead", "a", "{{ message.foo( }}")
    deck.slide("y", notes=("{%slide for s in sections %}",)).text("T", "{{ s.titel }}")
    with pytest.raises(TemplateError) as caught:
        compose_deck(deck, two_sections())
    places = [error.where for error in (caught.value, *caught.value.further)]
    assert "briefing.pptx, slide 1, 'Lead', paragraph 2" in places
    assert "briefing.pptx, notes of slide 2" in places


def test_a_filter_that_fails_is_told_with_its_tag() -> None:
    error = failed("{{ language | numbering('一、') }}")[0]
    assert "numbering needs an item" in error.message
    assert "paragraph 1" in error.where


def test_the_command_line_prints_them_all_and_writes_nothing(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    project = Project(tmp_path)
    project.put("seeds/water.txt", WATER)
    folder = project.own_pack()
    (folder / "briefing.pptx").unlink()
    (folder / "summary.docx").write_bytes(word("{{ documnt.title }}", "{{ sections | lenght }}"))
    assert run(["build", "--project", str(tmp_path), "--lang", "en"]) == 4
    said = capsys.readouterr().err
    assert "lenght" in said
    assert not project.output.exists() or not any(project.output.rglob("*.docx"))
