"""What a person decides about a built file: whose version stands, which edition, whether builds may change it."""

import re
import shutil
from pathlib import Path

import pytest

from briefgen.builder import BuildRequest, OutputState, build
from briefgen.builder.decisions import Settlement, bring_back, freeze, list_versions, resolve, restore
from briefgen.builder.status import find_status
from briefgen.cli import run
from briefgen.errors import ExitCode, OutputError, UsageError
from projects import WATER, Project, replace_in_package, rewrite_package, texts_of


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.put("seeds/water.txt", WATER)
    run_build(project)
    return project


def run_build(project: Project):
    return build(BuildRequest(project=project.folder))


def state(project: Project, name: str) -> OutputState:
    report = run_build(project)
    return next(output.state for document in report.documents for output in document.outputs if output.path == name)


def make_conflict(project: Project, name: str) -> Path:
    """A line that a person and the source both changed, merged."""
    path = project.output / name
    replace_in_package(path, "42公里", "42.5公里")
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    assert run_build(project).exit_code is ExitCode.CONFLICT
    assert "42.5公里" in said(path)
    return path


def said(path: Path) -> str:
    return texts_of(path).replace(" ", "")


@pytest.mark.parametrize("name", ["water.pptx", "water.docx"])
def test_a_conflict_stays_open_until_it_is_settled(project: Project, name: str):
    path = make_conflict(project, name)
    changed = WATER.replace("42公里", "43公里").replace("3600余件", "3700余件")
    project.put("seeds/water.txt", changed)
    report = run_build(project)
    assert report.exit_code is ExitCode.CONFLICT
    assert "3700余件" in said(path)
    assert run_build(project).exit_code is ExitCode.CONFLICT
    assert b"comments" in path.read_bytes()
    assert resolve(path, Settlement.NEW) == ()
    assert "42.5公里" not in said(path)
    assert "3600余件" not in said(path)
    assert run_build(project).exit_code is ExitCode.DONE


def test_an_open_conflict_stands_in_the_status(project: Project, capsys: pytest.CaptureFixture[str]):
    make_conflict(project, "water.pptx")
    assert run(["status", "--project", str(project.folder), "--lang", "en"]) == ExitCode.DONE
    assert "water.pptx: 5 places were changed by both" in capsys.readouterr().err


def test_a_number_in_conflict_is_listed_as_by_hand(project: Project):
    path = make_conflict(project, "water.pptx")
    listed = path.with_name("water.pptx.changes.txt").read_text("utf-8-sig")
    assert "42.5公里" in listed.partition("手工填写的数字，未经核对")[2]


def test_a_project_whose_state_was_deleted_merges_again_after_the_next_build(project: Project):
    path = project.output / "water.pptx"
    replace_in_package(path, "42公里", "42.5公里")
    shutil.rmtree(project.output / ".briefgen")
    assert state(project, "water.pptx") is OutputState.KEPT
    project.put("seeds/water.txt", WATER.replace("3600余件", "3700余件"))
    assert state(project, "water.pptx") is OutputState.MERGED
    assert "42.5公里" in said(path)
    assert "3700余件" in said(path)


@pytest.mark.parametrize("name", ["water.pptx", "water.docx"])
def test_a_conflict_that_a_person_settled_in_the_file_is_closed(project: Project, name: str):
    path = make_conflict(project, name)
    replace_in_package(path, "42.5公里", "43公里")
    assert run_build(project).exit_code is ExitCode.DONE
    assert b"comments" not in path.read_bytes()


@pytest.mark.parametrize("name", ["water.pptx", "water.docx"])
def test_mine_takes_the_comment_away_and_ends_the_conflict(project: Project, name: str):
    path = make_conflict(project, name)
    assert resolve(path, Settlement.MINE) == ()
    assert "42.5公里" in said(path)
    assert b"comments" not in path.read_bytes()
    assert run_build(project).exit_code is ExitCode.DONE


@pytest.mark.parametrize("name", ["water.pptx", "water.docx"])
def test_new_puts_the_sources_words_in_the_place_of_mine(project: Project, name: str):
    path = make_conflict(project, name)
    assert resolve(path, Settlement.NEW) == ()
    assert "42.5公里" not in said(path)
    assert "43公里" in said(path)
    assert run_build(project).exit_code is ExitCode.DONE


def test_without_a_conflict_there_is_nothing_to_settle(project: Project):
    with pytest.raises(UsageError, match="no open conflict"):
        resolve(project.output / "water.pptx", Settlement.MINE)
    with pytest.raises(UsageError, match="no output folder"):
        resolve(project.folder / "seeds" / "water.txt", Settlement.MINE)


def test_the_file_before_a_merge_can_be_brought_back(project: Project):
    path = project.output / "water.pptx"
    replace_in_package(path, "清河县", "青河县")
    before = path.read_bytes()
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    run_build(project)
    merged = path.read_bytes()
    backup = [version for version in list_versions(path) if not version.is_edition]
    assert [version.name for version in backup] == ["0001"]
    restore(path, "0001")
    assert path.read_bytes() == before
    restore(path, "0002")
    assert path.read_bytes() == merged
    with pytest.raises(UsageError, match="no kept version"):
        restore(path, "9999")


@pytest.mark.parametrize("name", ["water.pptx", "water.docx"])
def test_a_version_that_is_brought_back_has_the_conflicts_that_were_open_in_it(project: Project, name: str):
    path = make_conflict(project, name)
    resolve(path, Settlement.MINE)
    restore(path, [version for version in list_versions(path) if not version.is_edition][-1].name)
    assert run_build(project).exit_code is ExitCode.CONFLICT
    restore(path, [version for version in list_versions(path) if not version.is_edition][-1].name)
    assert run_build(project).exit_code is ExitCode.DONE, "settled again in the version kept by bringing the other back"


@pytest.mark.parametrize("name", ["water.pptx", "water.docx"])
def test_a_copy_that_comes_back_leaves_conflicts_open(project: Project, tmp_path: Path, name: str):
    path = make_conflict(project, name)
    copy = tmp_path / name
    copy.write_bytes(path.read_bytes())
    replace_in_package(copy, "3600余件", "三千六百余件")
    bring_back(BuildRequest(project=project.folder), copy)
    assert run_build(project).exit_code is ExitCode.CONFLICT
    assert "三千六百余件" in said(path)


def test_backups_are_bounded(project: Project):
    path = project.output / "water.pptx"
    for number in range(13):
        replace_in_package(path, "清河县", "青河县") if not number else None
        project.put("seeds/water.txt", WATER.replace("42公里", f"{50 + number}公里"))
        run_build(project)
    assert len([version for version in list_versions(path) if not version.is_edition]) == 10


def test_a_frozen_file_is_left_alone_and_the_new_one_put_beside_it(project: Project):
    path = project.output / "water.pptx"
    before = path.read_bytes()
    freeze(path, "2999-01-01")
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    assert state(project, "water.pptx") is OutputState.FROZEN
    assert run_build(project).exit_code is ExitCode.DONE
    assert path.read_bytes() == before
    assert "43公里" in said(project.output / "water.new.pptx")
    freeze(path, None)
    assert state(project, "water.pptx") is OutputState.BUILT


@pytest.mark.parametrize("entry", ["freeze = 2999-01-01", 'freeze = "2999-01-01"', "freeze = true"])
def test_the_file_beside_a_source_freezes_its_outputs(project: Project, entry: str):
    before = project.outputs()
    project.put("seeds/water.toml", f"{entry}\n")
    assert state(project, "water.pptx") is OutputState.UP_TO_DATE  # freezing changes nothing that is shown
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    assert find_status(BuildRequest(project=project.folder)).exit_code is ExitCode.OUT_OF_DATE
    assert {state(project, name) for name in ("water.pptx", "water.docx")} == {OutputState.FROZEN}
    assert {name: data for name, data in project.outputs().items() if name in before} == before
    assert find_status(BuildRequest(project=project.folder)).exit_code is ExitCode.DONE
    project.put("seeds/water.toml", "freeze = 2001-01-01\n")
    assert state(project, "water.pptx") is OutputState.BUILT
    assert not (project.output / "water.new.pptx").exists()


def test_a_freeze_that_is_no_day_is_refused(project: Project):
    project.put("seeds/water.toml", 'freeze = "soon"\n')
    (document,) = run_build(project).documents
    assert document.error is not None
    assert "'soon' is no date" in document.error.message


def test_a_day_that_is_over_freezes_nothing(project: Project):
    freeze(project.output / "water.pptx", "2001-01-01")
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    assert state(project, "water.pptx") is OutputState.BUILT


def test_an_edited_copy_comes_back_from_anywhere(project: Project, tmp_path: Path):
    copy = tmp_path / "final.pptx"
    copy.write_bytes((project.output / "water.pptx").read_bytes())
    replace_in_package(copy, "清河县", "青河县")
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    run_build(project)
    path, merged = bring_back(BuildRequest(project=project.folder), copy)
    assert path == project.output / "water.pptx"
    assert "青河县" in said(path)
    assert "43公里" in said(path)
    assert not merged.conflicts


def test_a_copy_of_another_project_is_refused(project: Project, tmp_path: Path):
    other = tmp_path / "other.pptx"
    other.write_bytes(b"PK")
    with pytest.raises(UsageError, match="did not build this file"):
        bring_back(BuildRequest(project=project.folder), other)
    shutil.copy(project.output / "water.pptx", other)
    rename_edition(other)
    with pytest.raises(UsageError, match="not kept here"):
        bring_back(BuildRequest(project=project.folder), other)
    with pytest.raises(UsageError, match="itself"):
        bring_back(BuildRequest(project=project.folder), project.output / "water.pptx")


def rename_edition(path: Path) -> None:
    """Let a file name an edition that nobody made."""
    rewrite_package(path, lambda _, data: re.sub(rb"briefgen:[0-9a-f]{16}", b"briefgen:" + b"0" * 16, data))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("build/none.pptx", "no such file"),
        ("build", "no output folder|is a folder"),
        ("build/notes.txt", "did not build this file"),
        ("build/.briefgen/manifest.json", "no output folder"),
        ("seeds/water.txt", "no output folder"),
    ],
)
def test_decisions_are_taken_about_built_files_alone(project: Project, name: str, said: str):
    project.put("build/notes.txt", "my own")
    path = project.folder / name
    for decide in (lambda: freeze(path, ""), lambda: restore(path, "0001"), lambda: resolve(path, Settlement.MINE)):
        with pytest.raises(UsageError, match=said):
            decide()


def test_a_file_that_was_deleted_can_be_brought_back(project: Project):
    path = project.output / "water.pptx"
    before = path.read_bytes()
    (version,) = list_versions(path)
    path.unlink()
    restore(path, version.name)
    assert path.read_bytes() == before


def test_nothing_is_decided_about_a_file_that_is_open(project: Project):
    path = make_conflict(project, "water.pptx")
    before = path.read_bytes()
    mark = project.put("build/~$water.pptx", "")
    for decide in (lambda: resolve(path, Settlement.MINE), lambda: restore(path, "0001")):
        with pytest.raises(OutputError, match="open in another program"):
            decide()
    assert path.read_bytes() == before
    mark.unlink()
    assert resolve(path, Settlement.MINE) == ()


def test_a_slide_without_a_conflict_is_refused_with_those_that_have_one(project: Project):
    path = make_conflict(project, "water.pptx")
    with pytest.raises(UsageError, match="no open conflict on this slide") as caught:
        resolve(path, Settlement.MINE, slide=99)
    assert "4" in caught.value.remedy


def test_a_day_that_is_over_is_said_to_freeze_nothing(project: Project, capsys: pytest.CaptureFixture[str]):
    path = str(project.output / "water.pptx")
    assert run(["freeze", path, "--until", "2001-01-01", "--lang", "en"]) == ExitCode.DONE
    assert "2001-01-01 is over" in capsys.readouterr().err
    assert run(["freeze", path, "--until", "2999-01-01", "--off", "--lang", "en"]) == ExitCode.USAGE


def test_the_commands_tell_what_they_did(project: Project, capsys: pytest.CaptureFixture[str]):
    path = make_conflict(project, "water.pptx")
    assert run(["resolve", str(path), "--lang", "en"]) == ExitCode.USAGE
    assert run(["resolve", str(path), "--mine", "--slide", "99", "--lang", "en"]) == ExitCode.USAGE
    assert run(["resolve", str(path), "--mine", "--lang", "en"]) == ExitCode.DONE
    assert run(["restore", str(path), "--lang", "en"]) == ExitCode.DONE
    assert run(["restore", str(path), "0001", "--lang", "en"]) == ExitCode.DONE
    assert run(["freeze", str(path), "--until", "tomorrow", "--lang", "en"]) == ExitCode.USAGE
    assert run(["freeze", str(path), "--lang", "zh"]) == ExitCode.DONE
    assert run(["freeze", str(path), "--off", "--lang", "zh"]) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "settled" in shown
    assert re.search(r"0001 +\d{4}-\d\d-\d\d \d\d:\d\d  as it was before a merge", shown)
    assert "已冻结" in shown


def test_edits_go_on_in_outputs_that_were_renamed_with_their_source(project: Project):
    replace_in_package(project.output / "water.pptx", "42公里", "42.5公里")
    run_build(project)
    (project.folder / "seeds/water.txt").unlink()
    project.put("seeds/supply.txt", WATER.replace("3600余件", "3700余件"))
    for suffix in (".pptx", ".docx"):
        (project.output / f"water{suffix}").rename(project.output / f"supply{suffix}")
    (document,) = run_build(project).documents
    assert [output.state for output in document.outputs] == [OutputState.MERGED, OutputState.BUILT]
    assert "42.5公里" in said(project.output / "supply.pptx")
    assert "3700余件" in said(project.output / "supply.pptx")


def test_an_edited_file_without_its_state_is_reported_when_its_source_is_gone(project: Project):
    replace_in_package(project.output / "water.pptx", "42公里", "42.5公里")
    shutil.rmtree(project.output / ".briefgen")
    project.put("seeds/water.txt", WATER.replace("3600余件", "3700余件"))
    assert state(project, "water.pptx") is OutputState.BESIDE
    project.put("seeds/roads.txt", WATER)
    (project.folder / "seeds/water.txt").unlink()
    assert [(orphan.path, orphan.edited) for orphan in run_build(project).orphans] == [
        ("water.docx", True),
        ("water.pptx", True),
    ]
