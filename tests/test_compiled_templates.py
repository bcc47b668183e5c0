"""Compiled templates are kept between runs, and nothing but time depends on them."""

from pathlib import Path
from types import CodeType

import pytest

from briefgen.builder.compiled_templates import MOST_KEPT, CompiledTemplates
from briefgen.errors import TemplateError
from briefgen.storyboard import Frame
from briefgen.templating import compose_deck
from builders import Deck, options, pack, two_sections


class Counting(CompiledTemplates):
    """A keeper that knows how many texts had to be compiled."""

    def __init__(self, folder: Path, version: str = "1") -> None:
        super().__init__(folder, version)
        self.compiled = 0

    def keep(self, key: str, code: CodeType) -> None:
        self.compiled += 1
        super().keep(key, code)


@pytest.fixture(autouse=True)
def _written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python writes compiled files here, whatever it was told outside."""
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def template(words: str = "{{ section.title }}") -> bytes:
    deck = Deck()
    loop = "{%slide for section in sections %}{%slide for page in section.key_points | fit('Row') %}"
    slide = deck.slide("Part", notes=(loop, "{%slide endfor %}{%slide endfor %}"))
    slide.text("Body", words)
    slide.text("Row", "{{ p.text }}", box=(1, 2, 6, 0.5), descr="{%shape for p in page %}")
    slide.area("Row", (1, 2, 6, 4))
    return deck.save()


def compose(keeper: CompiledTemplates, data: bytes) -> tuple[Frame, ...]:
    """The slides; the template's own bytes, which hold the time, are left out."""
    board = compose_deck(
        data, content=two_sections(), options=options(), pack=pack(), report=lambda _: None, codes=keeper
    )
    return board.frames


def test_a_second_run_compiles_nothing_and_gives_the_same(tmp_path: Path) -> None:
    first, second = Counting(tmp_path), Counting(tmp_path)
    assert compose(first, template()) == compose(second, template())
    assert first.compiled > 1
    assert second.compiled == 0


def test_a_changed_template_is_effective_at_once(tmp_path: Path) -> None:
    before, after = (compose(Counting(tmp_path), template(words)) for words in ("{{ section.title }}", "新字"))
    assert "新字".encode() not in before[0].xml
    assert "新字".encode() in after[0].xml


def test_another_version_compiles_anew(tmp_path: Path) -> None:
    compose(Counting(tmp_path, "1"), template())
    other = Counting(tmp_path, "2")
    compose(other, template())
    assert other.compiled > 1


@pytest.mark.parametrize("broken", [b"", b"not code", b"\0" * 4000])
def test_what_is_broken_is_compiled_anew_and_mended(tmp_path: Path, broken: bytes) -> None:
    sound = compose(Counting(tmp_path), template())
    for path in tmp_path.iterdir():
        path.write_bytes(broken)
    mending, third = Counting(tmp_path), Counting(tmp_path)
    assert compose(mending, template()) == compose(third, template()) == sound
    assert (mending.compiled > 1, third.compiled) == (True, 0)


def test_an_error_in_a_kept_template_has_the_same_place(tmp_path: Path) -> None:
    said = []
    for _ in range(2):
        with pytest.raises(TemplateError) as caught:
            compose(Counting(tmp_path), template("{{ section.titel }}"))
        said.append((caught.value.message, caught.value.where, caught.value.remedy))
    assert said[0] == said[1]
    assert "slide 1" in said[0][1]


def test_a_broken_tag_is_told_every_time_and_never_kept(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(TemplateError):
            compose(Counting(tmp_path), template("{% endif %}"))
    assert not list(tmp_path.iterdir())


def test_where_python_writes_no_compiled_files_none_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    compose(Counting(tmp_path / "none"), template())
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_made_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert compose(Counting(tmp_path / "file"), template()) == compose(Counting(tmp_path), template())


def test_a_full_folder_begins_anew(tmp_path: Path) -> None:
    for number in range(MOST_KEPT):
        (tmp_path / str(number)).write_bytes(b"")
    keeper = Counting(tmp_path)
    compose(keeper, template())
    assert len(list(tmp_path.iterdir())) == keeper.compiled
