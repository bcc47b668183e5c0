import json
from pathlib import Path

import jsonschema
import pptx
import pytest

from briefgen.builder import BuildReport, BuildRequest, build
from briefgen.builder.inspection import inspect
from briefgen.content_json import schema_text
from briefgen.errors import Diagnostic, ReadError, UsageError
from projects import ROADS, WATER, Project, texts_of

NOTE = "县里的公园去年改造完成，新增绿地12公顷，市民普遍满意。\n园林部门每天安排80人养护，全年补植树木3600株。\n"
OUTLOOK = """# 教育工作总结

今年以来，全县教育事业稳步发展。新建学校3所，新增学位2400个。

## 主要成绩

义务教育巩固率达到98.6%，比上年提高1.2个百分点。乡村教师补贴人均增加600元。

教师培训覆盖1.1万人次，骨干教师增加到420名。

下一步，我们将继续扩大优质学位供给，让孩子们在家门口上好学。到明年底，力争再新增学位1500个。
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "project")
    made.put("seeds/year/_briefing.toml", 'title = "清河县全年工作"\nunit = "县政府办公室"\norder = ["water.txt"]\n')
    made.put("seeds/year/roads.txt", ROADS)
    made.put("seeds/year/water.txt", WATER)
    made.put("seeds/year/more/education.md", OUTLOOK)
    made.put("seeds/year/note.txt", NOTE)
    made.put("seeds/other.txt", ROADS)
    return made


def run(project: Project, **request) -> BuildReport:
    return build(BuildRequest(project=project.folder, **request))


def test_a_folder_with_the_file_makes_one_deck_and_one_summary_and_other_files_their_own(project: Project):
    report = run(project)
    assert [document.error for document in report.documents] == [None, None]
    assert set(project.outputs()) == {"other.pptx", "other.docx", "year.pptx", "year.docx"}
    for name in ("year.pptx", "year.docx"):
        text = texts_of(project.output / name)
        assert "清河县全年工作" in text
        parts = ["清河县供水工作总结", "教育工作总结", "清河县道路建设情况"]
        assert all(part in text for part in parts)
        assert "42公里" in text.replace(" ", "")
        assert "120公里" in text.replace(" ", "")
    body = texts_of(project.output / "year.docx")
    places = [body.index(part) for part in parts]
    assert places == sorted(places)
    assert "县政府办公室" in texts_of(project.output / "year.pptx")


def test_every_line_names_the_document_that_it_is_from(project: Project):
    data = json.loads(json.dumps(inspect(project.folder / "seeds" / "year", print).to_dict(), ensure_ascii=False))
    jsonschema.Draft202012Validator(json.loads(schema_text())).validate(data)
    texts = {document["id"]: document["text"] for document in data["documents"]}
    paths = [document["path"] for document in data["documents"]]
    assert paths == ["year/water.txt", "year/more/education.md", "year/note.txt", "year/roads.txt"]
    assert data["document"] is None
    assert data["text"] is None
    assert len(data["sections"]) == len(paths)
    seen = set()
    for section, document in zip(data["sections"], data["documents"], strict=True):
        stack, points = [section], []
        while stack:
            part = stack.pop()
            stack += part["children"]
            points += part["key_points"]
            assert {evidence["document"] for evidence in part["evidence"]} == {document["id"]}
        assert points
        for point in points:
            assert {item["document"] for item in point["evidence"]} == {document["id"]}
            quoted = "".join(texts[item["document"]][item["start"] : item["end"]] for item in point["evidence"])
            assert quoted == point["text"]
            seen.add(point["id"])
    assert len(seen) == sum(len(list(walk(section, "key_points"))) for section in data["sections"])


def walk(section: dict, name: str):
    yield from section[name]
    for child in section["children"]:
        yield from walk(child, name)


def test_what_looks_ahead_stays_with_its_document(project: Project):
    run(project)
    assert "到明年底，力争再新增学位1500个" in texts_of(project.output / "year.docx")


def test_a_document_without_a_title_is_headed_by_its_name_or_by_its_sidecar(project: Project):
    run(project)
    assert "note" in texts_of(project.output / "year.pptx")
    project.put("seeds/year/note.toml", 'title = "公园建设"\n')
    run(project)
    assert "公园建设" in texts_of(project.output / "year.pptx")


def test_edits_stand_beside_each_document_or_in_the_file_of_the_folder(project: Project):
    project.put("seeds/year/water.toml", '[points.reword]\n"漏损率降至9.3%" = "管网漏损率已降到9.3%"\n')
    text = (project.folder / "seeds/year/_briefing.toml").read_text(encoding="utf-8")
    project.put("seeds/year/_briefing.toml", f'{text}\n[points]\ndrop = ["客运站3个"]\n[figures]\npin = ["危桥6座"]\n')
    told: list[Diagnostic] = []
    content = inspect(project.folder / "seeds" / "year", told.append)
    lines = [point.text.text for section in content.all_sections() for point in section.key_points]
    assert "管网漏损率已降到9.3%" in lines
    assert not any("客运站3个" in line for line in lines)
    assert told == []
    assert [document.error for document in run(project).documents] == [None, None]


def test_a_second_build_does_nothing_and_a_change_of_one_document_builds_the_briefing_again(project: Project):
    run(project)
    states = [output.state.value for document in run(project).documents for output in document.outputs]
    assert states == ["up to date"] * 4
    project.put("seeds/year/note.txt", NOTE.replace("80人", "90人"))
    report = run(project)
    assert [output.state.value for output in report.documents[1].outputs] == ["built", "built"]


def test_one_document_of_the_folder_can_be_built_alone(project: Project):
    run(project, paths=(project.folder / "seeds/year/water.txt",))
    assert set(project.outputs()) == {"year/water.pptx", "year/water.docx"}


def test_the_folder_is_called_like_its_briefing_where_that_has_no_title(project: Project):
    project.put("seeds/year/_briefing.toml", "")
    run(project)
    assert texts_of(project.output / "year.docx").startswith("year")


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ('order = ["watr.txt"]\n', "'watr.txt' in order is no document of the folder", "water.txt"),
        ('order = "water.txt"\n', "'order' must be a list of texts", "name the files"),
        ('ordr = ["water.txt"]\n', "unknown option 'ordr'", "order"),
        ("title = \n", "not valid TOML", "correct the line"),
    ],
)
def test_a_bad_file_is_one_clear_error_and_the_others_are_built(project: Project, text, message, remedy):
    project.put("seeds/year/_briefing.toml", text)
    report = run(project)
    error = report.documents[1].error
    assert isinstance(error, UsageError)
    assert message in error.message
    assert remedy in error.remedy
    assert report.documents[0].error is None


def test_documents_in_two_languages_are_refused(project: Project):
    project.put("seeds/year/english.txt", "Water supply in 2023\n\nThe office replaced 42 km of pipes last year.\n")
    error = run(project).documents[1].error
    assert isinstance(error, UsageError)
    assert "two languages" in error.message


def test_one_unreadable_document_stops_its_briefing_alone(project: Project):
    project.put("seeds/year/empty.txt", "")
    report = run(project)
    assert isinstance(report.documents[1].error, ReadError)
    assert report.documents[1].error.where == "year/empty.txt"
    assert report.documents[0].error is None


def test_an_empty_folder_and_a_briefing_in_a_briefing_are_refused(project: Project):
    project.put("seeds/year/more/_briefing.toml", "")
    with pytest.raises(UsageError, match="can't hold another one"):
        run(project)
    project.put("seeds/void/_briefing.toml", "")
    (project.folder / "seeds/year/more/_briefing.toml").unlink()
    with pytest.raises(UsageError, match="holds no document"):
        run(project)


def test_inspect_of_a_folder_of_several_documents_says_what_to_do(project: Project):
    (project.folder / "seeds/year/_briefing.toml").unlink()
    with pytest.raises(UsageError, match="several documents") as caught:
        inspect(project.folder / "seeds" / "year", print)
    assert "_briefing.toml" in caught.value.remedy


FRONT = """---
title: 清河县供水工作汇报
unit: 水务局
presenter: 王某某
date: 2024年5月1日
meeting: 季度例会
classification: 会后收回
template: gongwen
language: zh
---
"""


def test_front_matter_gives_all_options_and_the_sidecar_wins(tmp_path: Path):
    project = Project(tmp_path)
    project.put("seeds/water.md", f"{FRONT}\n# {WATER}")
    assert run(project).documents[0].error is None
    cover = texts_of(project.output / "water.pptx")
    for text in ("清河县供水工作汇报", "水务局", "王某某", "2024年5月1日", "季度例会", "会后收回"):
        assert text in cover
    project.put("seeds/water.toml", 'presenter = "李某某"\ntemplate = "briefing"\nclassification = "内部资料"\n')
    assert run(project).documents[0].error is None
    cover = texts_of(project.output / "water.pptx")
    assert "李某某" in cover
    assert "内部资料" in cover
    assert "会后收回" not in cover


def test_relative_times_stay_as_they_are_written(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    project = Project(tmp_path)
    project.put("seeds/water.txt", WATER.replace("去年更新", "今年更新"))
    project.put("seeds/water.toml", 'date = "2024年5月1日"\n')
    run(project)
    for name in ("water.pptx", "water.docx"):
        text = texts_of(project.output / name)
        assert "今年" in text
        assert "2023" not in text


def test_what_a_document_only_plans_does_not_speak_for_it(tmp_path: Path):
    project = Project(tmp_path / "plans")
    project.put("seeds/year/_briefing.toml", 'title = "清河县全年工作"\n')
    project.put(
        "seeds/year/data.md", "# 数据工作情况\n\n## 总体进展\n\n全县归集数据36.8亿条，同比增长45.2%。\n\n" + PLANS
    )
    project.put("seeds/year/roads.txt", ROADS)
    run(project)
    title, text = "下一步打算", "建设县级公共数据授权运营平台"
    slides = list(pptx.Presentation(str(project.output / "year.pptx")).slides)
    summary = next(slide for slide in slides if slide.shapes.title is not None and "提要" in slide.shapes.title.text)
    assert "36.8亿条" in words_of(summary)
    assert text not in words_of(summary)
    shown = [slide for slide in slides if text in words_of(slide) and "附录" not in words_of(slide)]
    assert shown
    assert all(title in slide.shapes.title.text for slide in shown)


PLANS = """## 下一步打算

建设县级公共数据授权运营平台。力争2026年底前高频事项全部掌上可办。年内培训基层人员2000人次。
"""


def words_of(slide) -> str:
    return "".join("".join(node.itertext()) for node in slide.element.iter("{*}t")).replace(" ", "")
