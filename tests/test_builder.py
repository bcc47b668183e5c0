import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import briefgen
from briefgen.builder import BuildReport, BuildRequest, OutputState, build
from briefgen.builder.editions import named_edition
from briefgen.errors import BriefgenError, ExitCode, OutputError, ReadError, TemplateError, UsageError
from projects import CHECKOUT, ROADS, WATER, Project, replace_in_package, rewrite_package, texts_of


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    made.put("seeds/water.txt", WATER)
    return made


def run(project: Project, **request) -> BuildReport:
    return build(BuildRequest(project=project.folder, **request))


def states(report: BuildReport) -> dict[str, OutputState]:
    return {output.path: output.state for document in report.documents for output in document.outputs}


def errors(report: BuildReport) -> dict[str, BriefgenError]:
    return {document.source: document.error for document in report.documents if document.error}


def test_a_document_gives_a_deck_and_a_summary_that_name_their_editions(project: Project):
    report = run(project)
    assert states(report) == {"water.pptx": OutputState.BUILT, "water.docx": OutputState.BUILT}
    assert report.exit_code is ExitCode.DONE
    editions = {output.path: output.edition for output in report.documents[0].outputs}
    assert {name: named_edition(data) for name, data in project.outputs().items()} == editions


def test_figures_and_titles_reach_both_files(project: Project):
    run(project)
    for name in ("water.pptx", "water.docx"):
        text = texts_of(project.output / name)
        assert "清河县供水工作总结" in text
        assert "42公里" in text.replace(" ", "")


def test_folders_below_seeds_are_kept_and_every_type_is_built(project: Project):
    project.put("seeds/a/道路.md", f"# {ROADS}")
    assert set(states(run(project))) == {"a/道路.pptx", "a/道路.docx", "water.pptx", "water.docx"}
    assert set(project.outputs()) == {"a/道路.pptx", "a/道路.docx", "water.pptx", "water.docx"}


def test_a_second_build_changes_nothing(project: Project):
    run(project)
    before = {path: path.stat().st_ino for path in project.output.rglob("*")}
    os.utime(project.folder / "seeds" / "water.txt", (1, 1))
    report = run(project)
    assert set(states(report).values()) == {OutputState.UP_TO_DATE}
    assert {path: path.stat().st_ino for path in project.output.rglob("*")} == before


def test_one_changed_source_rebuilds_its_own_outputs_only(project: Project):
    project.put("seeds/roads.txt", ROADS)
    run(project)
    project.put("seeds/roads.txt", ROADS.replace("120公里", "130公里"))
    built = {path for path, state in states(run(project)).items() if state is OutputState.BUILT}
    assert built == {"roads.pptx", "roads.docx"}
    assert "130公里" in texts_of(project.output / "roads.pptx").replace(" ", "")


def test_a_changed_template_rebuilds_what_is_made_with_it(project: Project):
    pack = project.own_pack()
    run(project)
    rewrite_package(pack / "briefing.pptx", lambda _, data: data)
    assert states(run(project)) == {"water.pptx": OutputState.BUILT, "water.docx": OutputState.UP_TO_DATE}


def test_builds_in_other_folders_at_other_times_give_the_same_bytes(tmp_path: Path):
    results = []
    for number, seed in enumerate(["0", "1"]):
        project = Project(tmp_path / f"place-{number}" / ("deep" * number or "flat"))
        source = project.put("seeds/a/water.txt", WATER)
        os.utime(source, (number * 10**9, number * 10**9))
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": ["UTC", "Asia/Shanghai"][number]}
        environment.pop("SOURCE_DATE_EPOCH", None)
        command = [sys.executable, "-m", "briefgen", "build", "--quiet"]
        subprocess.run(command, cwd=project.folder, env=environment, check=True)
        results.append(project.outputs())
    assert set(results[0]) == {"a/water.pptx", "a/water.docx"}
    assert results[0] == results[1]


def test_the_dates_of_an_output_come_from_options_or_the_environment(project: Project, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def created() -> bytes:
        with zipfile.ZipFile(project.output / "water.pptx") as archive:
            return archive.read("docProps/core.xml")

    run(project)
    assert b"1980-01-01T00:00:00Z" in created()
    project.put("seeds/water.txt", WATER.replace("总结\n", "总结\n（2023年12月20日）\n"))
    run(project)
    assert b"2023-12-20T00:00:00Z" in created()
    run(project, options={"date": "2024年5月1日"})
    assert b"2024-05-01T00:00:00Z" in created()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    run(project)
    assert b"2023-11-14T22:13:20Z" in created()


def test_options_come_from_every_layer_and_the_nearest_wins(project: Project):
    project.put("briefgen.toml", 'unit = "单位甲"\nmeeting = "会议甲"\npresenter = "汇报人甲"\n')
    project.put("seeds/roads.md", f"---\nmeeting: 会议乙\npresenter: 汇报人乙\n---\n# {ROADS}")
    project.put("seeds/roads.toml", 'presenter = "汇报人丙"\n')
    run(project, options={"classification": "内部资料"})
    text = texts_of(project.output / "roads.pptx")
    for shown in ("单位甲", "会议乙", "汇报人丙", "内部资料"):
        assert shown in text
    for hidden in ("会议甲", "汇报人甲", "汇报人乙"):
        assert hidden not in text
    assert "会议甲" in texts_of(project.output / "water.pptx")


def test_a_bad_document_does_not_stop_the_others(project: Project):
    project.put("seeds/empty.txt", "")
    project.put("seeds/picture.txt", b"\x89PNG\r\n\x1a\n\0\0")
    report = run(project)
    assert {source: type(error) for source, error in errors(report).items()} == {
        "empty.txt": ReadError,
        "picture.txt": ReadError,
    }
    assert set(project.outputs()) == {"water.pptx", "water.docx"}
    assert report.exit_code is ExitCode.SOURCE


def test_a_named_file_of_an_unknown_type_fails_alone(project: Project):
    other = project.put("notes.xyz", "x")
    report = run(project, paths=(other, project.folder / "seeds"))
    assert isinstance(errors(report)["notes.xyz"], ReadError)
    assert "water.pptx" in project.outputs()


@pytest.mark.parametrize("place", ["protected.txt", "templates/own/protected.txt"])
def test_protected_expressions_are_whole_or_gone(project: Project, place: str):
    shutil.copytree(CHECKOUT / "templates" / "briefing", project.folder / "templates" / "own")
    more = "，新建加压泵站7座，改造老旧水表2.6万只，城乡供水一体化率提高到88.5%，群众用水更加放心。"
    project.put("seeds/water.txt", WATER.replace("，惠及群众1.2万户。", more).replace("一是更新管网。", ""))
    run(project, options={"template": "own"})
    before = texts_of(project.output / "water.pptx").replace(" ", "")
    expression = "去年更新供水管网42公里，漏损率降至9.3%"
    assert "漏损率降至9.3%" in before.replace(expression, "")

    project.put(place, f"# 不可拆开的说法\n{expression}\n")
    assert set(states(run(project, options={"template": "own"})).values()) == {OutputState.BUILT}
    after = texts_of(project.output / "water.pptx").replace(" ", "")
    assert expression in after
    assert "漏损率降至9.3%" not in after.replace(expression, "")


def test_a_protected_list_that_is_no_text_is_named(project: Project):
    project.put("protected.txt", b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="UTF-8") as caught:
        run(project)
    assert caught.value.where == "protected.txt"


def test_each_cell_of_a_source_table_stands_by_itself(project: Project):
    rows = "| 东山镇，计划 | 建成水厂 |\n| 西河镇每年 | 首次、累计完成 |\n| 南坪镇 | 力争完工 |"
    project.put(
        "seeds/water.md", f"# 供水情况\n\n## 分镇进展\n\n全县供水能力稳步提升。\n\n| 乡镇 | 进展 |\n|---|---|\n{rows}\n"
    )
    (project.folder / "seeds" / "water.txt").unlink()
    assert run(project).exit_code is ExitCode.DONE
    assert "力争完工" in texts_of(project.output / "water.docx")


def test_a_wrong_option_beside_a_source_fails_that_source_alone(project: Project):
    project.put("seeds/roads.txt", ROADS)
    project.put("seeds/roads.toml", 'presentr = "x"')
    report = run(project)
    error = errors(report)["roads.txt"]
    assert isinstance(error, UsageError)
    assert error.where == "roads.toml"
    assert "presenter" in error.remedy
    assert "water.pptx" in project.outputs()
    assert report.exit_code is ExitCode.USAGE


def test_a_wrong_option_of_the_project_stops_everything(project: Project):
    project.put("briefgen.toml", "derived = 'yes'")
    with pytest.raises(UsageError):
        run(project)
    assert not project.output.exists() or not project.outputs()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("document.title", "document.titel", "titel"),
        ("document.title", "nowhere", "nowhere"),
        ("{{ section.headline }}", "{{ section.headline | }}", ""),
    ],
    ids=["undefined attribute", "undefined name", "broken tag"],
)
def test_a_fault_in_a_template_is_said_with_its_place_and_nothing_is_written(project, old, new, said):
    replace_in_package(project.own_pack() / "briefing.pptx", old, new)
    report = run(project)
    error = errors(report)["water.txt"]
    assert isinstance(error, TemplateError)
    assert "briefing.pptx" in error.where
    assert "slide" in error.where
    assert said in str(error)
    assert error.remedy
    assert project.outputs() == {}
    assert report.exit_code is ExitCode.TEMPLATE


def test_a_missing_pack_is_a_template_error_that_names_those_at_hand(project: Project):
    error = errors(run(project, options={"template": "nowhere"}))["water.txt"]
    assert isinstance(error, TemplateError)
    assert "briefing" in error.remedy


def test_an_empty_pack_is_a_template_error(project: Project):
    project.put("templates/mine/template.toml", "")
    assert isinstance(errors(run(project, options={"template": "mine"}))["water.txt"], TemplateError)


def test_an_edited_deck_is_merged_with_the_new_edition(project: Project):
    run(project)
    deck = project.output / "water.pptx"
    rewrite_package(deck, lambda _, data: data.replace("清河县".encode(), "青河县".encode()))
    mine = deck.read_bytes()
    assert run(project).exit_code is ExitCode.DONE
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    report = run(project)
    assert states(report) == {"water.pptx": OutputState.MERGED, "water.docx": OutputState.BUILT}
    assert report.exit_code is ExitCode.DONE
    merged = texts_of(deck).replace(" ", "")
    assert "青河县" in merged
    assert "43公里" in merged
    assert "42公里" not in merged
    assert "青河县" in (project.output / "water.pptx.changes.txt").read_text(encoding="utf-8")
    assert (project.output / ".briefgen" / "backup" / "water.pptx" / "0001.pptx").read_bytes() == mine
    assert run(project).exit_code is ExitCode.DONE
    assert not (project.output / "water.new.pptx").exists()


def test_a_line_that_both_changed_stays_the_persons_with_the_new_one_in_a_comment(project: Project):
    run(project)
    deck = project.output / "water.pptx"
    replace_in_package(deck, "42公里", "42.5公里")
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    report = run(project)
    assert report.exit_code is ExitCode.CONFLICT
    assert "42.5公里" in texts_of(deck).replace(" ", "")
    with zipfile.ZipFile(deck) as archive:
        remarks = "".join(archive.read(name).decode() for name in archive.namelist() if "comments/" in name)
    assert "43公里" in remarks
    assert run(project).exit_code is ExitCode.CONFLICT


def test_an_edited_deck_that_can_not_be_merged_is_kept_and_the_new_one_put_beside_it(project: Project):
    run(project)
    deck = project.output / "water.pptx"
    rewrite_package(deck, lambda name, data: b"<broken" if name == "ppt/slides/slide2.xml" else data)
    mine = deck.read_bytes()
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    report = run(project)
    assert report.exit_code is ExitCode.CONFLICT
    assert deck.read_bytes() == mine
    assert "43公里" in texts_of(project.output / "water.new.pptx").replace(" ", "")
    assert "not-merged" in {diagnostic.code for document in report.documents for diagnostic in document.diagnostics}


def test_an_output_that_can_not_be_written_fails_alone_and_leaves_no_trace(project: Project):
    project.put("seeds/roads.txt", ROADS)
    (project.output / "roads.pptx").mkdir(parents=True)
    report = run(project)
    assert isinstance(errors(report)["roads.txt"], OutputError)
    assert set(project.outputs()) == {"water.pptx", "water.docx"}
    assert report.exit_code is ExitCode.OUTPUT


def test_an_output_folder_that_is_a_file_is_an_output_error(project: Project):
    project.put("build", "x")
    with pytest.raises(OutputError):
        run(project)


def test_an_interrupt_leaves_whole_files_only_and_a_state_that_knows_them(project: Project):
    project.put("seeds/zebra.txt", ROADS)

    def stop(source: str, *_: int) -> None:
        if source == "zebra.txt":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(project, progress=stop, jobs=0)
    assert set(project.outputs()) == {"water.pptx", "water.docx"}
    assert states(run(project))["water.pptx"] is OutputState.UP_TO_DATE


def test_state_of_a_newer_version_stops_the_build_and_stays(project: Project):
    state = project.put("build/.briefgen/manifest.json", '{"version": 99}')
    with pytest.raises(OutputError):
        run(project)
    assert state.read_text(encoding="utf-8") == '{"version": 99}'
    assert project.outputs() == {}


def test_equal_stems_are_built_side_by_side(project: Project):
    project.put("seeds/water.md", f"# {ROADS}")
    assert set(states(run(project))) == {"water.md.pptx", "water.md.docx", "water.txt.pptx", "water.txt.docx"}


def test_another_output_folder_may_be_chosen(project: Project, tmp_path: Path):
    report = briefgen.build(project.folder, output=tmp_path / "out")
    assert report.exit_code is ExitCode.DONE
    assert (tmp_path / "out" / "water.pptx").is_file()
    assert not project.output.exists()


def test_the_report_as_data_has_all(project: Project):
    project.put("seeds/empty.txt", "")
    data = run(project).to_dict()
    assert data["exit_code"] == 3
    assert [document["source"] for document in data["documents"]] == ["empty.txt", "water.txt"]
    assert data["documents"][0]["error"]["where"] == "empty.txt"
    assert data["documents"][1]["outputs"][0]["state"] == "built"


def test_the_seeds_of_this_checkout_are_built_without_a_complaint(tmp_path: Path):
    report = build(BuildRequest(project=CHECKOUT, output=tmp_path / "build"))
    assert report.exit_code is ExitCode.DONE
    assert errors(report) == {}
