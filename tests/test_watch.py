"""Whole processes: `briefgen watch` as people use it, and what `briefgen schedule` prints, run as the schedulers do."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefgen.builder import BuildRequest
from briefgen.builder.watching import iter_changes
from briefgen.cli import run as run_command
from briefgen.cli.schedule import describe_schedule
from briefgen.errors import UsageError
from optional import require
from projects import ROADS, WATER, Project, texts_of

PATIENCE = 60
"""Seconds; on a busy machine a build may take long, and nothing here measures time."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "a project, 100%")
    made.put("seeds/water.txt", WATER)
    return made


@pytest.fixture
def watching(project: Project) -> Iterator[subprocess.Popen[bytes]]:
    require("watchfiles")
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it, children included
    command = [sys.executable, "-m", "briefgen", "--lang", "en", "watch"]
    process = subprocess.Popen(command, cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(true: Callable[[], bool]) -> None:
    for _ in range(PATIENCE * 10):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it never happened")


def says(project: Project, name: str, text: str) -> bool:
    path = project.output / name
    return path.exists() and text in texts_of(path).replace(" ", "")


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts of POSIX")
def test_watching_follows_saves_renames_and_folders_that_come_back(project: Project, watching):
    wait_for(lambda: says(project, "water.docx", "42公里"))
    saved = project.put("seeds/.water.txt.swp", WATER.replace("42公里", "43公里"))
    saved.rename(project.folder / "seeds/water.txt")
    wait_for(lambda: says(project, "water.docx", "43公里"))

    half = (project.folder / "seeds/roads.md").open("wb")
    half.write(b"\xff\xfe")
    half.flush()
    time.sleep(1)
    half.seek(0)
    half.write(f"# {ROADS}".encode())
    half.close()
    wait_for(lambda: says(project, "roads.docx", "120公里"))

    shutil.rmtree(project.folder / "seeds")
    time.sleep(1)
    project.put("seeds/water.txt", WATER.replace("42公里", "44公里"))
    wait_for(lambda: says(project, "water.docx", "44公里"))

    watching.send_signal(signal.SIGINT)
    said = watching.communicate(timeout=PATIENCE)[0]
    assert watching.returncode == 0
    assert b"Traceback" not in said
    assert b"no longer watching" in said


def test_a_path_in_a_folder_that_is_not_there_is_refused(project: Project):
    require("watchfiles")
    with pytest.raises(UsageError, match="no such file or folder"):
        next(iter_changes(BuildRequest(project=project.folder, paths=(project.folder / "no/where.txt",))))


def test_what_is_saved_during_the_first_build_is_told_after_it(project: Project):
    require("watchfiles")
    stop = threading.Event()
    too_long = threading.Timer(PATIENCE, stop.set)
    too_long.start()
    changes = iter_changes(BuildRequest(project=project.folder), stop)
    try:
        next(changes)
        project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
        assert next(changes, "nothing") is None
    finally:
        too_long.cancel()
        changes.close()


def command_of_service(unit: str) -> tuple[str, list[str]]:
    """The folder and the words of the command, as systemd reads them."""
    lines = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))
    words = [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(lines["ExecStart"])]
    return lines["WorkingDirectory"].replace("%%", "%"), words


def test_the_printed_cron_line_builds(project: Project, tmp_path: Path):
    unit, use = describe_schedule("cron", project.folder, None, "6:05", "en")
    minute, hour, *stars, command = unit.strip().split(" ", 5)
    assert (minute, hour, stars) == ("05", "06", ["*", "*", "*"])
    command = command.replace(r"\%", "%")  # what cron makes of it before it calls sh
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)
    assert (project.output / "water.pptx").exists()
    assert "crontab -e" in use


def test_the_printed_unit_of_systemd_builds(project: Project):
    output = project.folder / 'finished 100% "$x"'
    unit, _ = describe_schedule("systemd", project.folder, output, "02:30", "zh")
    folder, words = command_of_service(unit)
    subprocess.run(words, cwd=folder, check=True, env={"PATH": os.environ["PATH"], **python_path()})
    assert (output / "water.pptx").exists()
    assert "OnCalendar=*-*-* 02:30:00" in unit


def python_path() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_takes_the_unit(project: Project, tmp_path: Path):
    unit, _ = describe_schedule("systemd", project.folder, None, "02:30", "en")
    service, timer = unit.split("# ~/.config")[1:]
    for name, text in (("x.service", service), ("x.timer", timer)):
        (tmp_path / name).write_text(text.split("\n", 1)[1], encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", tmp_path / "x.service"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_workflow_of_github_has_its_steps(project: Project):
    unit, _ = describe_schedule("github", project.folder, None, "02:30", "en")
    steps = [line.partition("run: ")[2] for line in unit.splitlines() if "- run: " in line]
    assert steps == ["pip install briefgen", "briefgen build"]
    assert '- cron: "30 02 * * *"' in unit
    assert "${{ github.run_id }}" in unit


@pytest.mark.parametrize("kind", ["systemd", "cron", "windows", "github"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_is_printed_with_its_use(project: Project, kind: str, language: str, capsys):
    assert run_command(["--lang", language, "schedule", kind, "--project", str(project.folder), "--at", "23:59"]) == 0
    said = capsys.readouterr().out
    assert "59" in said
    assert "briefgen" in said
    assert not set(said) & {"{"} or kind == "github"


@pytest.mark.parametrize("at", ["25:00", "2", "", "12:60"])
def test_what_is_no_time_of_day_is_refused(at: str):
    with pytest.raises(UsageError):
        describe_schedule("cron", Path(), None, at, "en")
