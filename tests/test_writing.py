import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.builder import writing
from briefgen.builder.writing import write_atomically
from briefgen.errors import OutputError


def test_writes_into_a_new_folder_and_over_an_old_file(tmp_path: Path):
    path = tmp_path / "a" / "b.pptx"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [file.name for file in path.parent.iterdir()] == ["b.pptx"]


def test_a_long_name_is_no_hindrance(tmp_path: Path):
    path = tmp_path / ("长" * 80 + ".pptx")
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


def test_new_files_have_the_permissions_of_others(tmp_path: Path):
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    write_atomically(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt(), MemoryError()])
def test_a_failure_at_the_last_moment_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, failure):
    path = tmp_path / "b.pptx"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise failure

    monkeypatch.setattr(writing.os, "fsync", fail)
    with pytest.raises(OutputError if isinstance(failure, OSError) else type(failure)):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["b.pptx"]


def test_a_folder_in_the_way_is_an_output_error(tmp_path: Path):
    (tmp_path / "b.pptx").mkdir()
    with pytest.raises(OutputError) as caught:
        write_atomically(tmp_path / "b.pptx", b"new")
    assert caught.value.remedy
    assert [file.name for file in tmp_path.iterdir()] == ["b.pptx"]


def test_a_file_in_the_place_of_the_folder_is_an_output_error(tmp_path: Path):
    (tmp_path / "build").write_bytes(b"")
    with pytest.raises(OutputError):
        write_atomically(tmp_path / "build" / "b.pptx", b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_a_killed_process_leaves_the_old_file(tmp_path: Path):
    path = tmp_path / "b.pptx"
    path.write_bytes(b"old")
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from briefgen.builder import writing\n"
        "writing.os.fsync = lambda _: os.kill(os.getpid(), 9)\n"
        "writing.write_atomically(Path(sys.argv[1]), b'new')\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], check=False, env=os.environ)
    assert done.returncode == -9
    assert path.read_bytes() == b"old"
