from pathlib import Path

import pytest

from briefgen.builder.editions import KEPT_EDITIONS, EditionStore, named_edition, sha256
from briefgen.errors import Diagnostic, OutputError, Severity
from briefgen.manifest import OutputRecord
from office_packages import make_package


def edition(number: int) -> str:
    return f"{number:016x}"


@pytest.fixture
def said() -> list[Diagnostic]:
    return []


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "build"


def test_a_package_names_its_edition():
    assert named_edition(make_package(edition(1))) == edition(1)


@pytest.mark.parametrize("data", [b"", b"no zip", make_package("not-hexadecimal"), make_package(edition(1))[:60]])
def test_what_names_none_gives_none(data):
    assert named_edition(data) is None


def test_a_kept_edition_is_known_again(output: Path, said: list[Diagnostic]):
    store = EditionStore(output, said.append)
    data = make_package(edition(1))
    store.keep(edition(1), "a/b.pptx", data)
    store.save()
    again = EditionStore(output, said.append)
    assert again.read(edition(1), "a/b.pptx") == data
    assert again.is_unedited("a/b.pptx", data)
    assert not again.is_unedited("a/b.pptx", make_package(edition(1), "changed"))
    assert not again.is_unedited("a/b.pptx", make_package(edition(2)))
    assert said == []


def test_a_kept_edition_that_was_tampered_with_is_not_believed(output: Path, said: list[Diagnostic]):
    store = EditionStore(output, said.append)
    store.keep(edition(1), "b.pptx", make_package(edition(1)))
    kept = output / ".briefgen" / "editions" / edition(1) / "b.pptx"
    kept.write_bytes(make_package(edition(1), "tampered"))
    assert store.read(edition(1), "b.pptx") is None
    assert not store.is_unedited("b.pptx", make_package(edition(1), "tampered"))


def test_without_its_kept_file_the_recorded_bytes_still_count(output: Path, said: list[Diagnostic]):
    store = EditionStore(output, said.append)
    data = make_package(edition(1))
    store.record("b.pptx", OutputRecord(source="b.txt", signature="s", edition=edition(1), sha256=sha256(data)))
    assert store.is_unedited("b.pptx", data)
    assert not store.is_unedited("c.pptx", data)


def test_a_broken_manifest_is_replaced_and_said(output: Path, said: list[Diagnostic]):
    store = EditionStore(output, said.append)
    data = make_package(edition(1))
    store.keep(edition(1), "b.pptx", data)
    store.save()
    manifest = output / ".briefgen" / "manifest.json"
    manifest.write_bytes(b"{ broken")
    again = EditionStore(output, said.append)
    assert [diagnostic.severity for diagnostic in said] == [Severity.WARNING]
    assert again.is_unedited("b.pptx", data), "the kept edition speaks for itself"
    again.save()
    EditionStore(output, said.append)
    assert len(said) == 1


def test_a_newer_manifest_is_left_as_it_is(output: Path, said: list[Diagnostic]):
    manifest = output / ".briefgen" / "manifest.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text('{"version": 99}', encoding="utf-8")
    with pytest.raises(OutputError):
        EditionStore(output, said.append)
    assert manifest.read_text(encoding="utf-8") == '{"version": 99}'


def test_nothing_is_written_when_nothing_changed(output: Path, said: list[Diagnostic]):
    store = EditionStore(output, said.append)
    store.keep(edition(1), "b.pptx", make_package(edition(1)))
    store.save()
    manifest = output / ".briefgen" / "manifest.json"
    before = manifest.stat().st_ino
    again = EditionStore(output, said.append)
    again.save()
    assert manifest.stat().st_ino == before


def test_old_editions_go_unless_a_file_names_them(output: Path, said: list[Diagnostic]):
    store = EditionStore(output, said.append)
    output.mkdir()
    (output / "b[1].pptx").write_bytes(make_package(edition(2), "edited by hand"))
    for number in range(1, KEPT_EDITIONS + 4):
        store.keep(edition(number), "b[1].pptx", make_package(edition(number)))
        store.keep(edition(100 + number), "other.pptx", make_package(edition(100 + number)))
    store.save()
    kept = set(store.manifest.editions_of("b[1].pptx"))
    assert kept == {edition(2), *(edition(number) for number in range(4, KEPT_EDITIONS + 4))}
    assert len(store.manifest.editions_of("other.pptx")) == KEPT_EDITIONS
    folders = {path.name for path in (output / ".briefgen" / "editions").iterdir()}
    assert folders == set(store.manifest.editions)


def test_editions_that_the_record_does_not_know_are_taken_up_or_go(output: Path, said: list[Diagnostic]):
    lost = EditionStore(output, said.append)
    for number in (1, 2, 3):
        lost.keep(edition(number), "a/b.pptx", make_package(edition(number)))
    lost.keep(edition(4), "gone.pptx", make_package(edition(4)))
    (output / "a").mkdir()
    (output / "a" / "b.pptx").write_bytes(make_package(edition(2), "edited by hand"))
    (output / "a" / "b.new.pptx").write_bytes(make_package(edition(3)))
    store = EditionStore(output, said.append)
    store.keep(edition(5), "other.pptx", make_package(edition(5)))
    store.save()
    assert set(store.manifest.editions_of("a/b.pptx")) == {edition(2), edition(3)}
    assert list(store.manifest.editions)[-1] == edition(5), "what was unknown is older"
    assert {path.name for path in (output / ".briefgen" / "editions").iterdir()} == set(store.manifest.editions)
    assert EditionStore(output, said.append).base_of(make_package(edition(2), "a copy")) is not None
