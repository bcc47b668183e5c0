import json
from pathlib import Path

import pytest

from briefgen.builder import BuildReport, BuildRequest, OutputState, build
from briefgen.builder import signature as signature_module
from briefgen.builder.standing import State
from briefgen.builder.status import Status, explain, find_status
from briefgen.cli import run as run_command
from briefgen.errors import ExitCode, ReadError, UsageError
from projects import ROADS, WATER, Project, replace_in_package


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    made.put("seeds/water.txt", WATER)
    return made


def request(project: Project, **more) -> BuildRequest:
    return BuildRequest(project=project.folder, **more)


def status(project: Project, **more) -> Status:
    return find_status(request(project, **more))


def standings(found: Status) -> dict[str, tuple[State, tuple[str, ...]]]:
    return {
        standing.path: (standing.state, tuple(reason.message for reason in standing.reasons))
        for document in found.documents
        for standing in document.outputs
    }


def built(report: BuildReport) -> set[str]:
    return {o.path for document in report.documents for o in document.outputs if o.state is OutputState.BUILT}


def test_what_was_never_built_is_said_and_nothing_is_written(project: Project):
    found = status(project)
    assert found.exit_code is ExitCode.OUT_OF_DATE
    assert standings(found) == {
        "water.pptx": (State.MISSING, ("it was never built",)),
        "water.docx": (State.MISSING, ("it was never built",)),
    }
    assert not project.output.exists()


def test_after_a_build_there_is_nothing_to_do(project: Project):
    build(request(project))
    assert status(project).exit_code is ExitCode.DONE
    assert {state for state, _ in standings(status(project)).values()} == {State.UP_TO_DATE}


def test_a_document_that_was_read_before_is_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch):
    project.put("seeds/roads.md", f"---\npresenter: 王某\n---\n# {ROADS}")
    build(request(project))

    def refuse(*_, **__) -> None:
        raise AssertionError("it was read again")

    monkeypatch.setattr("briefgen.readers.read_bytes", refuse)
    assert built(build(request(project))) == set()
    assert status(project).exit_code is ExitCode.DONE


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        (lambda p: p.put("seeds/water.txt", WATER.replace("42", "43")), ("the source changed",)),
        (lambda p: p.put("briefgen.toml", 'unit = "甲"'), ("option 'unit' is now '甲'",)),
        (lambda p: p.put("seeds/water.toml", 'unit = "甲"'), ("option 'unit' is now '甲'",)),
        (lambda p: p.put("protected.txt", "漏损率"), ("the protected expressions changed",)),
        (
            lambda p: replace_in_package(p.folder / "templates/briefing/briefing.pptx", "document.title", "message"),
            ("the template's file briefing.pptx changed",),
        ),
        (
            lambda p: p.put("templates/briefing/note.txt", "x"),
            ("the template has a new file note.txt",),
        ),
        (lambda p: (p.output / "water.pptx").unlink(), ("the file is gone",)),
    ],
    ids=["source", "option", "sidecar", "protected", "template", "file", "gone"],
)
def test_whatever_changed_is_the_reason_and_then_built(project: Project, change, reasons):
    project.own_pack()
    build(request(project))
    change(project)
    found = status(project)
    assert found.exit_code is ExitCode.OUT_OF_DATE
    assert standings(found)["water.pptx"][1] == reasons
    pending = {path for path, (state, _) in standings(found).items() if state is not State.UP_TO_DATE}
    assert built(build(request(project))) == pending
    assert status(project).exit_code is ExitCode.DONE


def test_an_option_that_went_is_a_reason_too(project: Project):
    build(request(project, options={"unit": "甲"}))
    assert standings(status(project))["water.docx"][1] == ("option 'unit' is no longer set; it was '甲'",)
    assert standings(status(project, options={"unit": "乙"}))["water.docx"][1] == (
        "option 'unit' was '甲', is now '乙'",
    )


def test_another_version_rebuilds_all(project: Project, monkeypatch: pytest.MonkeyPatch):
    build(request(project))
    before = dict(signature_module.tool())
    signature_module.tool.cache_clear()
    monkeypatch.setattr(signature_module, "__version__", "99.0")
    try:
        found = standings(status(project))
    finally:
        signature_module.tool.cache_clear()
    assert found["water.pptx"] == (State.OUT_OF_DATE, (f"version {before['briefgen']} of briefgen is now 99.0",))


def test_an_edited_file_is_said_to_be_edited(project: Project):
    build(request(project))
    replace_in_package(project.output / "water.pptx", "清河县", "青河县")
    edited = (State.EDITED_AND_OUT_OF_DATE, ("it was edited since the last build",))
    assert standings(status(project))["water.pptx"] == edited
    assert built(build(request(project))) == set()
    assert standings(status(project))["water.pptx"] == (State.EDITED, ())
    assert status(project).exit_code is ExitCode.DONE
    project.put("seeds/water.txt", WATER.replace("42", "43"))
    assert standings(status(project))["water.pptx"] == (State.EDITED_AND_OUT_OF_DATE, ("the source changed",))


def test_a_build_that_says_nothing_new_to_an_edited_file_leaves_nothing_to_do(project: Project):
    build(request(project))
    replace_in_package(project.output / "water.pptx", "清河县", "青河县")
    project.put("protected.txt", "漏损率")  # makes another edition, of the same words
    (document,) = build(request(project)).documents
    assert document.outputs[0].state is OutputState.KEPT
    assert standings(status(project))["water.pptx"] == (State.EDITED, ())
    assert status(project).exit_code is ExitCode.DONE


def test_a_source_that_can_not_be_read_has_its_own_exit_code(project: Project):
    build(request(project))
    project.put("seeds/empty.txt", "")
    found = status(project)
    assert isinstance(found.documents[0].error, ReadError)
    assert found.exit_code is ExitCode.SOURCE


def test_forcing_builds_again_and_leaves_edited_files(project: Project):
    build(request(project))
    replace_in_package(project.output / "water.pptx", "清河县", "青河县")
    mine = (project.output / "water.pptx").read_bytes()
    assert built(build(request(project, force=True))) == {"water.docx"}
    assert (project.output / "water.pptx").read_bytes() == mine


def test_outputs_without_a_source_are_reported_and_pruned_unless_edited(project: Project):
    project.put("seeds/a/roads.txt", ROADS)
    build(request(project))
    (project.folder / "seeds/a/roads.txt").unlink()
    replace_in_package(project.output / "a/roads.docx", "清河县", "青河县")
    for report in (build(request(project)), status(project)):
        assert [(o.path, o.edited, o.removed) for o in report.orphans] == [
            ("a/roads.docx", True, False),
            ("a/roads.pptx", False, False),
        ]
    report = build(request(project, prune=True))
    assert [(o.path, o.removed) for o in report.orphans] == [("a/roads.docx", False), ("a/roads.pptx", True)]
    assert set(project.outputs()) == {"water.pptx", "water.docx", "a/roads.docx"}
    assert [o.path for o in build(request(project)).orphans] == ["a/roads.docx"]


def test_a_twin_that_came_makes_the_outputs_of_the_old_name_orphans(project: Project):
    build(request(project))
    project.put("seeds/water.md", f"# {ROADS}")
    report = build(request(project, prune=True))
    assert [o.path for o in report.orphans if o.removed] == ["water.docx", "water.pptx"]
    assert len(project.outputs()) == 4


def test_building_one_file_calls_no_other_output_an_orphan(project: Project, tmp_path: Path):
    project.put("seeds/roads.txt", ROADS)
    elsewhere = tmp_path / "notes.txt"
    elsewhere.write_text(WATER, encoding="utf-8")
    build(request(project, paths=(elsewhere,)))
    assert build(request(project)).orphans == ()
    assert build(request(project, paths=(project.folder / "seeds/roads.txt",))).orphans == ()


def test_an_output_and_its_source_have_the_same_explanation(project: Project):
    build(request(project))
    project.put("seeds/water.txt", WATER.replace("42", "43"))
    by_source = explain(request(project), project.folder / "seeds/water.txt")
    (by_output,) = explain(request(project), project.output / "water.docx")
    assert [e.standing.path for e in by_source] == ["water.pptx", "water.docx"]
    assert by_source[1] == by_output
    assert by_output.now["source"] != by_output.before["source"]
    assert by_output.now["template"] == by_output.before["template"]
    with pytest.raises(UsageError):
        explain(request(project), project.output / "unknown.docx")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_commands_say_it_in_words_and_as_data(project: Project, language, capsys):
    place = ["--project", str(project.folder), "--lang", language]
    assert run_command(["build", "--check", *place]) == 8
    assert run_command(["build", "--quiet", *place]) == 0
    assert run_command(["build", "--check", *place]) == 0
    project.put("seeds/water.txt", WATER.replace("42", "43"))
    capsys.readouterr()
    assert run_command(["status", *place, "--presenter", "王某"]) == 8
    said = capsys.readouterr().out
    assert {"en": "the source changed; option 'presenter' is now '王某'", "zh": "材料变了；选项“presenter”现为“王某”"}[
        language
    ] in said
    assert run_command(["status", *place, "--json"]) == 8
    assert json.loads(capsys.readouterr().out)["documents"][0]["outputs"][0]["pending"] is True
    assert run_command(["explain", str(project.output / "water.pptx"), *place]) == 0
    assert "water.txt" in capsys.readouterr().out
