import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefgen.builder.editions import EditionStore, named_edition, sha256
from briefgen.builder.outputs import NewEdition, commit, plan_edition
from briefgen.builder.report import OutputResult, OutputState
from office_packages import make_package

OUTPUT = "a/b.pptx"


@dataclass
class Workplace:
    """A build folder, and a document whose text can change; counts how often an edition is rendered."""

    folder: Path
    text: str = "first"
    version: int = 1
    rendered: list[str] = field(default_factory=list)

    @property
    def path(self) -> Path:
        return self.folder / OUTPUT

    def beside(self, name: str = "b.new.pptx") -> Path:
        return self.path.with_name(name)

    def build(self) -> OutputResult:
        store = EditionStore(self.folder, lambda _: None)
        signature = sha256(f"{self.text} {self.version}".encode())
        new = NewEdition(source="a/b.txt", output=OUTPUT, signature=signature, render=self.render)
        result = commit(plan_edition(new, self.path, store), store, {})
        store.save()
        return result

    def render(self, edition: str) -> bytes:
        self.rendered.append(edition)
        return make_package(edition, self.text)

    def edit(self, text: str = "by hand") -> bytes:
        data = make_package(named_edition(self.path.read_bytes()) or "", text)
        self.path.write_bytes(data)
        return data


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path / "build")


def test_a_first_build_writes_the_output_and_keeps_the_edition(place: Workplace):
    result = place.build()
    assert result.state is OutputState.BUILT
    kept = place.folder / ".briefgen" / "editions" / result.edition / "b.pptx"
    assert kept.read_bytes() == place.path.read_bytes()


def test_a_second_build_renders_nothing(place: Workplace):
    place.build()
    assert place.build().state is OutputState.UP_TO_DATE
    assert len(place.rendered) == 1


def test_a_change_replaces_an_output_that_nobody_edited(place: Workplace):
    place.build()
    place.text = "second"
    assert place.build().state is OutputState.BUILT
    assert b"second" in place.path.read_bytes()


def test_an_output_that_was_deleted_comes_back_without_rendering(place: Workplace):
    place.build()
    before = place.path.read_bytes()
    place.path.unlink()
    assert place.build().state is OutputState.BUILT
    assert place.path.read_bytes() == before
    assert len(place.rendered) == 1


def test_an_edited_output_is_never_overwritten(place: Workplace):
    place.build()
    mine = place.edit()
    place.text = "second"
    result = place.build()
    assert result.state is OutputState.BESIDE
    assert result.beside == "a/b.new.pptx"
    assert place.path.read_bytes() == mine
    assert b"second" in place.beside().read_bytes()


def test_an_edited_output_stays_alone_while_there_is_nothing_new(place: Workplace):
    place.build()
    mine = place.edit()
    assert place.build().state is OutputState.KEPT
    assert place.path.read_bytes() == mine
    assert not place.beside().exists()


def test_a_new_version_that_says_the_same_puts_nothing_beside(place: Workplace):
    place.build()
    place.edit()
    place.version = 2
    assert place.build().state is OutputState.KEPT
    assert not place.beside().exists()
    before = len(place.rendered)
    assert place.build().state is OutputState.KEPT
    assert len(place.rendered) == before


def test_building_again_leaves_the_one_beside_as_it_is(place: Workplace):
    place.build()
    place.edit()
    place.text = "second"
    place.build()
    before = place.beside().stat().st_ino
    rendered = len(place.rendered)
    assert place.build().state is OutputState.BESIDE
    assert place.beside().stat().st_ino == before
    assert len(place.rendered) <= rendered + 1


def test_the_one_beside_follows_the_source(place: Workplace):
    place.build()
    place.edit()
    for text in ("second", "third"):
        place.text = text
        place.build()
    assert b"third" in place.beside().read_bytes()
    assert not place.beside("b.new-2.pptx").exists()


def test_one_beside_that_was_edited_too_is_not_overwritten_either(place: Workplace):
    place.build()
    place.edit()
    place.text = "second"
    place.build()
    place.beside().write_bytes(b"my own notes")
    place.text = "third"
    result = place.build()
    assert result.beside == "a/b.new-2.pptx"
    assert place.beside().read_bytes() == b"my own notes"


def test_a_file_that_we_never_made_counts_as_edited(place: Workplace):
    place.path.parent.mkdir(parents=True)
    place.path.write_bytes(b"somebody's deck")
    assert place.build().state is OutputState.BESIDE
    assert place.path.read_bytes() == b"somebody's deck"


def test_an_output_whose_state_is_gone_counts_as_edited(place: Workplace):
    place.build()
    before = place.path.read_bytes()
    for path in sorted((place.folder / ".briefgen").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    place.text = "second"
    assert place.build().state is OutputState.BESIDE
    assert place.path.read_bytes() == before


def test_the_edition_of_an_edited_output_is_kept_again_when_the_state_was_lost(place: Workplace):
    edition = place.build().edition
    base = place.path.read_bytes()
    mine = place.edit()
    shutil.rmtree(place.folder / ".briefgen")
    assert place.build().state is OutputState.KEPT
    assert place.path.read_bytes() == mine
    assert (place.folder / ".briefgen" / "editions" / edition / "b.pptx").read_bytes() == base


def test_an_older_edition_put_back_by_hand_is_not_an_edit(place: Workplace):
    place.build()
    first = place.path.read_bytes()
    place.text = "second"
    place.build()
    place.path.write_bytes(first)
    assert place.build().state is OutputState.BUILT
    assert b"second" in place.path.read_bytes()


def test_the_base_is_the_edition_named_in_the_file_not_the_last_one(place: Workplace):
    place.build()
    mine = place.edit()
    place.text = "second"
    place.build()
    place.text = "first"
    assert place.build().state is OutputState.KEPT
    assert place.path.read_bytes() == mine


def test_a_new_one_beside_goes_when_the_output_is_ours_again(place: Workplace):
    place.build()
    place.edit()
    place.text = "second"
    place.build()
    place.beside().replace(place.path)
    assert place.build().state is OutputState.UP_TO_DATE
    place.edit()
    place.text = "third"
    place.build()
    place.path.unlink()
    assert place.build().state is OutputState.BUILT
    assert not place.beside().exists()


def test_a_failing_render_leaves_everything_as_it_was(place: Workplace):
    place.build()
    before = place.path.read_bytes()
    place.text = "second"

    def fail(_: str) -> bytes:
        raise ValueError("no")

    place.render = fail  # type: ignore[method-assign]
    with pytest.raises(ValueError, match="no"):
        place.build()
    assert place.path.read_bytes() == before
    assert [path.name for path in place.path.parent.iterdir()] == ["b.pptx"]
