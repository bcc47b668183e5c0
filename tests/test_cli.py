import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen
from briefgen.cli import run
from briefgen.cli.console import choose_language
from briefgen.errors import ExitCode
from projects import CHECKOUT, WATER, Project

SLOW = ("jinja2", "lxml", "pptx", "docx", "rjieba", "markdown_it")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return Project(tmp_path)


def start(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the real program in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIO"))}
    command = [sys.executable, "-m", "briefgen", *arguments]
    return subprocess.run(command, cwd=cwd, env={**kept, **environment}, capture_output=True, check=False)


def test_help_teaches_with_examples_in_both_languages(capsys):
    for language, words in (("en", ("Examples:", "briefgen build", "Options")), ("zh", ("示例：", "用法：", "选项"))):
        assert run(["--lang", language, "--help"]) == 0
        said = capsys.readouterr().out
        assert all(word in said for word in words)


@pytest.mark.parametrize("command", ["build", "inspect", "schema"])
def test_every_command_has_help(command, capsys):
    assert run([command, "--help"]) == 0
    assert f"briefgen {command}" in capsys.readouterr().out


def test_without_arguments_there_is_help(capsys):
    assert run([]) == 0
    assert "Examples:" in capsys.readouterr().out


def test_the_version_is_the_packages(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"briefgen {briefgen.__version__}\n"


def test_help_loads_none_of_the_slow_libraries(tmp_path: Path):
    program = (
        "import sys\nfrom briefgen.cli import run\nrun(['build', '--help'])\n"
        f"print('LOADED', [name for name in {SLOW!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "LOADED []"


def test_importing_the_package_loads_nothing_of_it():
    program = "import sys, briefgen; print(sorted(name for name in sys.modules if name.startswith('briefgen')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "['briefgen', 'briefgen._version']"


def test_the_public_names_are_there_and_no_others():
    assert callable(briefgen.read)
    assert set(briefgen.__all__) == set(dir(briefgen))
    with pytest.raises(AttributeError):
        briefgen.unknown  # noqa: B018


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ([], {"LC_MESSAGES": "zh_TW", "LANG": "de_DE"}, "zh"),
        ([], {"LANG": "C"}, "en"),
        (["--lang", "zh"], {"LANG": "C"}, "zh"),
        (["build", "--lang=en"], {"LANG": "zh_CN"}, "en"),
        (["--lang", "fr"], {"LANG": "zh_CN"}, "zh"),
        (["--lang"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_messages_follow_the_option_and_then_the_locale(arguments, environment, language):
    assert choose_language(arguments, environment) == language


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "--nonsense"], "--nonsense"),
        (["nonsense"], "nonsense"),
        (["build", "--lang", "fr"], "fr"),
        (["build", "--project", "nowhere"], "nowhere"),
        (["build", "nowhere.txt"], "nowhere.txt"),
        (["build"], "seeds"),
        (["inspect"], "FILE"),
    ],
)
@pytest.mark.usefixtures("project")
def test_wrong_use_is_one_message_on_standard_error_and_exit_code_2(arguments, said, capsys):
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: ")
    assert said in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--jobs", "0"],
        ["build", "--jobs", "many"],
        ["build", "--max-seconds", "long"],
        ["build", "--max-text", "0"],
        ["resolve", "build/a.pptx", "--mine", "--slide", "one"],
        ["schedule", "sometimes"],
        ["export", "build/a.pptx", "--keep", "all"],
    ],
)
def test_a_wrong_value_is_told_in_chinese(arguments, capsys):
    assert run(["--lang", "zh", *arguments]) == 2
    first = capsys.readouterr().err.splitlines()[0]
    assert "的值不对：" in first
    assert not re.search("is not|not a", first)


@pytest.mark.usefixtures("project")
def test_a_document_that_is_not_there_has_no_difference(capsys):
    assert run(["diff", "water.txt", "water"]) == 2
    assert "there is no such file or folder" in capsys.readouterr().err


def test_a_source_that_can_not_be_read_is_exit_code_3_with_place_and_remedy(project, capsys):
    project.put("empty.txt", "")
    assert run(["inspect", "empty.txt"]) == 3
    assert capsys.readouterr().err.splitlines() == [
        "error: empty.txt: the file is empty",
        "  put text in it or remove it",
    ]
    assert run(["--lang", "zh", "inspect", "empty.txt"]) == 3
    assert capsys.readouterr().err.splitlines()[0] == "错误: empty.txt: 文件是空的"


def test_build_says_what_it_did_and_nothing_when_quiet(project, capsys):
    project.put("seeds/water.txt", WATER)
    assert run(["build"]) == 0
    said = capsys.readouterr()
    assert [line.split() for line in said.out.splitlines()] == [
        ["built", f"build/water{x}"] for x in (".pptx", ".docx")
    ]
    assert "\x1b" not in said.out + said.err
    assert run(["build", "--quiet"]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


def test_options_of_the_command_line_reach_the_build(project, capsys):
    project.put("seeds/water.txt", WATER)
    assert run(["build", "--unit", "水务局", "--output", "out", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["output"] == "out"
    assert (project.folder / "out" / "water.pptx").is_file()


def test_the_report_as_json_is_the_only_thing_on_standard_output(project, capsys):
    project.put("seeds/empty.txt", "")
    assert run(["build", "--json"]) == 3
    data = json.loads(capsys.readouterr().out)
    assert data["documents"][0]["error"]["exit_code"] == 3
    assert data["error"] is None


@pytest.mark.usefixtures("project")
def test_a_failure_of_the_whole_build_is_json_as_well(capsys):
    assert run(["build", "--json"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert data["exit_code"] == 2
    assert "seeds" in data["error"]["message"]


def test_the_outline_shows_sections_points_and_figures(project, capsys):
    project.put("water.txt", WATER)
    assert run(["inspect", "water.txt"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("清河县供水工作总结\n")
    for shown in ("主要工作", "# 42公里"):
        assert shown in said


def test_the_list_of_figures_says_how_each_was_read_and_why_others_were_not(project, capsys):
    project.put("water.txt", WATER)
    assert run(["--lang", "zh", "inspect", "water.txt", "--figures"]) == 0
    said = capsys.readouterr().out
    for shown in ("# 42公里", "规则: number with unit; body", "原句: ", "不采用的数字"):
        assert shown in said


def test_the_list_of_figures_as_data_holds_sentences_and_reasons(project, capsys):
    project.put("water.txt", WATER)
    assert run(["inspect", "water.txt", "--figures", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    figure = next(figure for figure in data["figures"] if figure["surface"] == "42公里")
    assert (figure["rule"], "42公里" in figure["sentence"]) == ("number with unit", True)
    assert all(entry["reason"] and entry["surface"] in entry["sentence"] for entry in data["rejected"])


def test_an_internal_error_is_one_message_with_exit_code_70(project, capsys, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr("briefgen.readers.read_bytes", fail)
    project.put("water.txt", WATER)
    assert run(["inspect", "water.txt"]) == 70
    said = capsys.readouterr().err
    assert "ZeroDivisionError: planted" in said
    assert "--debug" in said
    assert "Traceback" not in said
    with pytest.raises(ZeroDivisionError):
        run(["inspect", "water.txt", "--debug"])


@pytest.mark.parametrize("encoding", ["cp936", "ascii", "utf-8", "latin-1"])
def test_every_stream_encoding_is_survived(tmp_path: Path, encoding: str):
    project = Project(tmp_path)
    project.put("清河🏞.txt", WATER)
    done = start("--lang", "zh", "inspect", "清河🏞.txt", cwd=tmp_path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    missing = start("--lang", "zh", "inspect", "没有🏞.txt", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert missing.returncode == 3
    assert b"Traceback" not in missing.stderr


@pytest.mark.parametrize("encoding", ["cp936", "ascii", "utf-8"])
def test_json_can_be_read_whatever_the_stream(tmp_path: Path, encoding: str):
    Project(tmp_path).put("water.txt", WATER)
    done = start("inspect", "water.txt", "--json", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout.decode(encoding))["document"]["title"] == "清河县供水工作总结"


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path):
    Project(tmp_path).put("water.txt", WATER * 200)
    command = [sys.executable, "-m", "briefgen", "inspect", "water.txt", "--json"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_the_exit_code_stays_where_nobody_reads_the_messages(tmp_path: Path):
    Project(tmp_path).put("seeds/empty.txt", "")
    ends, closed = os.pipe()
    os.close(ends)
    command = [sys.executable, "-m", "briefgen", "build"]
    done = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=closed, check=False)
    os.close(closed)
    assert done.returncode == ExitCode.SOURCE


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal of POSIX")
@pytest.mark.parametrize("colourless", [False, True])
def test_a_terminal_sees_progress_and_colour_unless_it_declines(tmp_path: Path, colourless: bool):
    import pty  # noqa: PLC0415  (POSIX only)

    project = Project(tmp_path)
    project.put("seeds/empty.txt", "")
    mine, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1" if colourless else ""}
    command = [sys.executable, "-m", "briefgen", "build"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while process.poll() is None or not shown.endswith(b"\n"):
            try:
                shown += os.read(mine, 4096)
            except OSError:
                break
    os.close(mine)
    assert "building empty.txt …".encode() in shown
    assert shown.index(b"building") < shown.index(b"\r\x1b[2K", shown.index(b"building")) < shown.index(b"error:")
    assert (b"\x1b[31m" in shown) is not colourless


def test_the_installed_command_is_the_module(tmp_path: Path):
    done = start("--version", cwd=tmp_path)
    assert done.stdout.decode().strip() == f"briefgen {briefgen.__version__}"


def test_the_schema_is_printed(capsys):
    assert run(["schema"]) == 0
    written = (CHECKOUT / "src" / "briefgen" / "content.schema.json").read_text(encoding="utf-8")
    assert json.loads(capsys.readouterr().out) == json.loads(written)
