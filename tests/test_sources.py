from pathlib import Path

import pytest

from briefgen.builder.sources import find_sources
from briefgen.errors import Diagnostic, UsageError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path


def put(project: Path, *names: str) -> None:
    for name in names:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def find(project: Path, *paths: str, said: list[Diagnostic] | None = None) -> list[tuple[str, str]]:
    report = (said if said is not None else []).append
    found = find_sources(project, [project / path for path in paths], report)
    return [(source.relative, source.output) for source in found]


def test_takes_every_known_type_below_seeds_in_the_order_of_paths(project: Path):
    put(project, "seeds/z.txt", "seeds/a/b.md", "seeds/a/a.TXT", "notes.txt")
    assert find(project) == [("a/a.TXT", "a/a"), ("a/b.md", "a/b"), ("z.txt", "z")]


def test_what_is_no_source_is_passed_over_with_one_diagnostic(project: Path):
    put(project, "seeds/a.txt", "seeds/a.toml", "seeds/~$a.txt", "seeds/.x.txt", "seeds/b/c.xyz", "seeds/.git/d.txt")
    said: list[Diagnostic] = []
    assert find(project, said=said) == [("a.txt", "a")]
    assert len(said) == 1
    assert said[0].message.startswith("3 files")
    assert "b/c.xyz" in said[0].message
    assert "a.toml" not in said[0].message


def test_equal_stems_keep_their_suffix(project: Path):
    put(project, "seeds/b.md", "seeds/B.txt", "seeds/c.md", "seeds/a/b.txt")
    assert dict(find(project)) == {"b.md": "b.md", "B.txt": "B.txt", "c.md": "c", "a/b.txt": "a/b"}


def test_the_name_of_an_output_does_not_depend_on_what_else_was_asked_for(project: Path):
    put(project, "seeds/b.md", "seeds/b.txt")
    assert find(project, "seeds/b.md") == [("b.md", "b.md")]


def test_named_files_and_folders_below_seeds_keep_their_relative_paths(project: Path):
    put(project, "seeds/a/b.txt", "seeds/a/c.txt", "seeds/d.txt")
    assert find(project, "seeds/a/b.txt") == [("a/b.txt", "a/b")]
    assert find(project, "seeds/a") == [("a/b.txt", "a/b"), ("a/c.txt", "a/c")]


def test_elsewhere_paths_are_relative_to_the_folder_named(project: Path):
    put(project, "other/a/b.txt", "other/c.txt", "seeds/x.txt")
    assert find(project, "other") == [("a/b.txt", "a/b"), ("c.txt", "c")]
    assert find(project, "other/a/b.txt") == [("b.txt", "b")]


def test_a_file_named_twice_is_built_once(project: Path):
    put(project, "seeds/a/b.txt")
    assert find(project, "seeds", "seeds/a/b.txt", "seeds/../seeds/a") == [("a/b.txt", "a/b")]


def test_a_named_file_of_an_unknown_type_is_taken_so_that_its_reader_can_refuse_it(project: Path):
    put(project, "a.xyz")
    assert find(project, "a.xyz") == [("a.xyz", "a")]


def test_two_sources_for_one_output_are_refused(project: Path):
    put(project, "one/b.txt", "two/b.txt")
    with pytest.raises(UsageError) as caught:
        find(project, "one/b.txt", "two/b.txt")
    assert "same files" in caught.value.message


@pytest.mark.parametrize("arguments", [(), ("missing.txt",), ("empty",)])
def test_nothing_to_build_is_a_usage_error_with_a_remedy(project: Path, arguments: tuple[str, ...]):
    (project / "empty").mkdir()
    with pytest.raises(UsageError) as caught:
        find(project, *arguments)
    assert caught.value.remedy


def test_a_link_to_a_folder_above_does_not_lead_in_circles(project: Path):
    put(project, "seeds/a/b.txt")
    try:
        (project / "seeds" / "a" / "loop").symlink_to(project / "seeds")
    except OSError:
        pytest.skip("this system has no symbolic links for us")
    assert find(project) == [("a/b.txt", "a/b")]


def test_a_sidecar_stands_beside_its_source(project: Path):
    put(project, "seeds/a/b.v2.txt")
    [source] = find_sources(project, [], lambda _: None)
    assert source.sidecar == project / "seeds" / "a" / "b.v2.toml"
    assert source.output == "a/b.v2"
