"""A real scheduler with two workers on this machine; `pip install 'briefgen[cluster]'` makes these tests run."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import deadly
from briefgen.builder import BuildRequest, batch, build, signature
from briefgen.builder import cluster as cluster_builder
from briefgen.cli import run as run_command
from briefgen.errors import ExitCode
from optional import require
from projects import WATER, Project

PROGRAM = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, *[worker.pid for worker in cluster.workers.values()], flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[int]]]:
    """The scheduler's address and its workers' process ids."""
    require("distributed")
    program = tmp_path / "local_cluster.py"
    program.write_text(PROGRAM, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    process = subprocess.Popen(
        [sys.executable, str(program)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    try:
        address, *workers = process.stdout.readline().decode().split()
        yield address, [int(worker) for worker in workers]
    finally:
        process.communicate(b"")


def kill(process: int) -> None:
    with suppress(ProcessLookupError):  # a deadly document was quicker
        os.kill(process, signal.SIGKILL)


def build_there(tmp_path: Path, cluster: tuple[str, list[int]], documents: int) -> None:
    project = Project(tmp_path / "project")
    for number in range(documents):
        project.put(f"seeds/water-{number:03}.txt", WATER.replace("42公里", f"{42 + number}公里"))
    project.put("seeds/bad.txt", WATER)  # the first: what waits on its workers is not to fail with it
    address, workers = cluster
    outside = threading.Timer(0.2, kill, (workers[0],))
    outside.start()
    report = build(BuildRequest(project=project.folder, cluster=address))
    outside.join()
    assert [document.source for document in report.documents if document.error] == ["bad.txt"]
    assert report.exit_code is ExitCode.SOURCE
    assert len(project.outputs()) == documents * 2
    (project.folder / "seeds/bad.txt").unlink()
    again = build(BuildRequest(project=project.folder))
    assert {output.state for document in again.documents for output in document.outputs} == {"up to date"}


@pytest.mark.filterwarnings("default")
def test_a_cluster_builds_all_but_what_kills_its_workers(tmp_path: Path, cluster, monkeypatch):
    monkeypatch.setattr(batch, "build_one", deadly.build_or_die)
    build_there(tmp_path, cluster, documents=8)


@pytest.mark.proof
@pytest.mark.filterwarnings("default")
def test_a_cluster_builds_200_documents(tmp_path: Path, cluster, monkeypatch):
    monkeypatch.setattr(batch, "build_one", deadly.build_or_die)
    build_there(tmp_path, cluster, documents=200)


@pytest.mark.filterwarnings("default")
def test_a_cluster_without_workers_is_an_error_of_each_document(tmp_path: Path, cluster, monkeypatch):
    monkeypatch.setattr(cluster_builder, "LONELY", 1)
    address, _ = cluster
    from distributed import Client  # noqa: PLC0415  (an extra)

    with Client(address, set_as_default=False) as client:
        client.retire_workers(list(client.nthreads()))
    project = Project(tmp_path / "project")
    project.put("seeds/water.txt", WATER)
    (document,) = build(BuildRequest(project=project.folder, cluster=address)).documents
    assert "no worker is left" in str(document.error)


@pytest.mark.filterwarnings("default")
def test_workers_with_another_version_build_nothing_and_say_so(tmp_path: Path, cluster, monkeypatch):
    monkeypatch.setattr(batch, "tool", lambda: {**signature.tool(), "briefgen": "99.0"})
    address, _ = cluster
    project = Project(tmp_path / "project")
    project.put("seeds/water.txt", WATER)
    report = build(BuildRequest(project=project.folder, cluster=address))
    assert f"(briefgen {signature.tool()['briefgen']} / 99.0)" in str(report.documents[0].error)
    assert report.exit_code is ExitCode.USAGE
    assert project.outputs() == {}


@pytest.mark.filterwarnings("default")
def test_a_scheduler_that_is_not_there_is_one_error(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr(cluster_builder, "CONNECTING", 0.5)
    project = Project(tmp_path)
    project.put("seeds/water.txt", WATER)
    assert run_command(["--lang", "en", "build", "--project", str(tmp_path), "--cluster", "tcp://127.0.0.1:9"]) == 2
    assert "error: " in capsys.readouterr().err
