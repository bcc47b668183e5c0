"""Killed, crowded, full, shut: whatever happens to a build, outputs are whole and nothing of a person's is lost."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from briefgen.builder import BuildReport, BuildRequest, OutputState, build, building
from briefgen.builder.editions import named_edition
from briefgen.builder.locking import locked
from briefgen.errors import ExitCode, OutputError
from projects import ROADS, WATER, Project, replace_in_package, texts_of

BUILD = [sys.executable, "-m", "briefgen", "build", "--lang", "en"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    made.put("seeds/water.txt", WATER)
    made.put("seeds/roads.txt", ROADS)
    return made


def run(project: Project, **more) -> BuildReport:
    return build(BuildRequest(project=project.folder, jobs=0, **more))


def whole(project: Project) -> bool:
    """Every output is a whole package that names its edition, and no temporary file passes for one."""
    return all(named_edition(data) for name, data in project.outputs().items() if name.endswith((".pptx", ".docx")))


def kill_builds(project: Project, times: int, seed: int) -> None:
    """Change a source, start a build, kill it at any moment; then look, and let one build finish."""
    chance = random.Random(seed)
    run(project)
    edited = [project.output / "water.pptx", project.output / "water.docx"]
    for path in edited:
        replace_in_package(path, "清河县", "青河县")
    for number in range(times):
        project.put("seeds/roads.txt", ROADS.replace("120公里", f"{200 + number}公里"))
        project.put("seeds/water.txt", WATER.replace("18个", f"{20 + number}个"))
        command = [*BUILD, "--quiet", "--jobs", str(chance.choice([1, 2]))]
        process = subprocess.Popen(command, cwd=project.folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.05, 2.5))
        process.kill()
        process.wait()
        assert whole(project)
        assert all("青河县" in texts_of(path) for path in edited)
    report = run(project)
    assert {document.error for document in report.documents} == {None}
    assert f"{199 + times}公里" in texts_of(project.output / "roads.pptx").replace(" ", "")
    assert all("青河县" in texts_of(path) for path in edited)
    assert all(f"{19 + times}个" in texts_of(path).replace(" ", "") for path in edited)
    assert not [path for path in project.output.rglob("*.tmp") if ".briefgen" not in path.parts]
    states = {output.state for document in run(project).documents for output in document.outputs}
    assert states <= {OutputState.UP_TO_DATE, OutputState.KEPT, OutputState.BESIDE}


def test_a_build_that_is_killed_tears_nothing(project: Project):
    kill_builds(project, times=8, seed=1)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(10))
def test_builds_that_are_killed_at_300_moments_tear_nothing(project: Project, seed: int):
    kill_builds(project, times=30, seed=seed)


def test_what_a_killed_process_left_behind_is_removed(project: Project):
    run(project)
    left = project.put("build/.water.pptx.0123abcd.tmp", "half")
    mine = project.put("build/.mine.tmp", "kept")
    run(project, force=True)
    assert not left.exists()
    assert mine.exists()


def test_a_lost_manifest_costs_one_look_at_each_document(project: Project):
    run(project)
    (project.output / ".briefgen/manifest.json").unlink()
    states = {output.state for document in run(project).documents for output in document.outputs}
    assert states == {OutputState.UP_TO_DATE}
    manifest = json.loads((project.output / ".briefgen/manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["outputs"]) == {"water.pptx", "water.docx", "roads.pptx", "roads.docx"}


def test_two_builds_at_once_wait_for_each_other(project: Project):
    builds = [
        subprocess.Popen([*BUILD, "--json"], cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    told = [json.loads(process.communicate()[0]) for process in builds]
    states = sorted(output["state"] for one in told for document in one["documents"] for output in document["outputs"])
    assert [one["exit_code"] for one in told] == [0, 0]
    assert states == ["built"] * 4 + ["up to date"] * 4
    assert whole(project)


def test_a_build_that_waits_too_long_says_who_is_in_the_way(tmp_path: Path):
    said: list[str] = []
    with (
        locked(tmp_path / "state", waiting=lambda: said.append("first")),
        pytest.raises(OutputError, match="another briefgen"),
        locked(tmp_path / "state", waiting=lambda: said.append("second"), longest=0.3),
    ):
        pass
    assert said == ["second"]
    with locked(tmp_path / "state", waiting=lambda: said.append("third")):
        pass
    assert said == ["second"]


def test_a_lock_whose_folder_was_removed_by_its_holder_is_taken_anew(tmp_path: Path):
    state = tmp_path / "state"
    waits = threading.Event()
    held = threading.Event()
    done = threading.Event()

    def wait_and_hold() -> None:
        with locked(state, waiting=waits.set):
            held.set()
            done.wait(60)

    with locked(state, waiting=lambda: None):
        second = threading.Thread(target=wait_and_hold)
        second.start()
        assert waits.wait(60)
        shutil.rmtree(state)
    assert held.wait(60)
    with (
        pytest.raises(OutputError, match="another briefgen"),
        locked(state, waiting=lambda: None, longest=0.3),
    ):
        pass
    done.set()
    second.join()


@pytest.mark.parametrize("mark", ["~$water.pptx", "~$ter.pptx", ".~lock.water.pptx#"])
def test_an_output_that_is_open_in_office_is_left_alone(project: Project, mark: str):
    run(project)
    before = project.outputs()
    project.put(f"build/{mark}", "x")
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    report = run(project)
    (error,) = [document.error for document in report.documents if document.error]
    assert isinstance(error, OutputError)
    assert mark in error.remedy
    assert report.exit_code is ExitCode.OUTPUT
    assert {name: data for name, data in project.outputs().items() if name in before} == before
    (project.output / mark).unlink()
    assert run(project).exit_code is ExitCode.DONE


def test_a_file_that_is_saved_during_the_build_is_not_overwritten(project: Project, monkeypatch):
    run(project)
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    plan = building.plan_edition

    def save_meanwhile(new, path, store):
        placement = plan(new, path, store)
        if new.output == "water.docx":
            replace_in_package(project.output / "water.pptx", "清河县", "青河县")
        return placement

    monkeypatch.setattr(building, "plan_edition", save_meanwhile)
    report = run(project)
    assert [type(document.error) for document in report.documents if document.error] == [OutputError]
    assert "青河县" in texts_of(project.output / "water.pptx")
    assert "43公里" not in texts_of(project.output / "water.docx").replace(" ", "")


def limited(size: int):
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    return limit


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("size", [100, 5_000, 20_000])
def test_a_full_disk_is_one_clear_error_and_nothing_is_lost(project: Project, size: int):
    run(project)
    before = project.outputs()
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    done = subprocess.run(
        [*BUILD, "--jobs", "1"], cwd=project.folder, capture_output=True, check=False, preexec_fn=limited(size)
    )
    assert done.returncode == 7
    assert b"Traceback" not in done.stderr
    assert b"free space" in done.stderr
    assert project.outputs().keys() == before.keys()
    assert whole(project)
    assert project.outputs()["water.pptx"] == before["water.pptx"]
    assert run(project).exit_code is ExitCode.DONE
    assert "43公里" in texts_of(project.output / "water.pptx").replace(" ", "")


NOBODY = 65534


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to become nobody")
@pytest.mark.parametrize(("shut", "mode"), [("build", 0o555), ("build/.briefgen", 0o000), ("build/.briefgen", 0o555)])
def test_a_folder_that_may_not_be_read_or_written_is_one_clear_error(shut: str, mode: int):
    folder = Path(tempfile.mkdtemp(prefix="briefgen-test-"))
    project = Project(folder)
    project.put("seeds/water.txt", WATER)
    run(project)
    before = project.outputs()
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    folder.chmod(0o755)
    (folder / shut).chmod(mode)
    os.seteuid(NOBODY)
    try:
        with pytest.raises(OutputError) as caught:
            run(project)
    finally:
        os.seteuid(0)
        (folder / shut).chmod(0o755)
        after = project.outputs()
        shutil.rmtree(folder)
    assert "permissions" in caught.value.remedy
    assert after == before


def test_a_file_in_the_place_of_the_output_folder_is_one_clear_error(project: Project):
    project.put("build", "x")
    with pytest.raises(OutputError, match="a file where the output folder should be"):
        run(project)
    assert project.output.read_bytes() == b"x"


def test_an_up_to_date_project_needs_no_right_to_write(project: Project):
    run(project)
    before = sorted((path, path.stat().st_mtime_ns) for path in project.output.rglob("*"))
    assert run(project).exit_code is ExitCode.DONE
    assert sorted((path, path.stat().st_mtime_ns) for path in project.output.rglob("*")) == before
