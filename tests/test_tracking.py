"""What changed in a Word file, as tracked changes: accepting all gives the new text, rejecting all the old one."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from briefgen.builder import BuildRequest, build
from briefgen.cli import run
from briefgen.merge import CannotMerge
from briefgen.merge.tracked_words import changed_stretches
from briefgen.merge.tracking import track_changes
from merge_sources import SOURCES, edition
from projects import WATER, Project, replace_in_package
from tracked_changes import settled

CHANGED = [name for name in SOURCES if name != "unchanged"]


@pytest.mark.parametrize("source", CHANGED)
def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old_one(source: str):
    for before, after in (("unchanged", source), (source, "unchanged")):
        old, new = edition(before).document, edition(after).document
        tracked = track_changes(old, new)
        assert settled(tracked, accept=True) == settled(new, accept=True)
        assert settled(tracked, accept=False) == settled(old, accept=True)


def test_what_did_not_change_is_not_marked():
    old = edition("unchanged").document
    assert _part(track_changes(old, old)).count(b"<w:ins ") == _part(track_changes(old, old)).count(b"<w:del ") == 0
    tracked = _part(track_changes(old, edition("unrelated change").document))
    assert 0 < tracked.count(b"<w:ins ") <= 12


@pytest.mark.parametrize(
    "old, new, changed",
    [
        ("新建水库12座，完成投资3.2亿元", "新建水库13座，完成投资3.2亿元", [("12", "13")]),
        ("losses fell to 9.3% of all water", "losses fell to 8.7% of all water", [("9.3", "8.7")]),
        ("统筹推进骨干工程建设", "统筹抓好骨干工程建设", [("推进", "抓好")]),
        ("一二三四五", "六七八九十", [("一二三四五", "六七八九十")]),
        ("新建水库12座", "去年新建水库12座", [("", "去年")]),
        ("同样的话", "同样的话", []),
        ("", "全新的话", [("", "全新的话")]),
    ],
)
def test_words_and_numbers_change_whole(old: str, new: str, changed: list[tuple[str, str]]):
    assert [(old[a:b], new[c:d]) for a, b, c, d in changed_stretches(old, new)] == changed


def test_tables_rows_breaks_and_looks_are_followed():
    before, after = docx.Document(), docx.Document()
    for document, rows in ((before, ["甲乡", "乙乡", "丙乡"]), (after, ["甲乡", "丙乡", "丁乡"])):
        document.add_paragraph("各乡情况")
        table = document.add_table(rows=0, cols=2)
        for row in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = row, f"{row}的说明\n第二行"
    before.add_table(rows=1, cols=3).cell(0, 0).text = "后来没有的表"
    before.add_paragraph("最后一段原来的话")
    line = after.add_paragraph("最后一段")
    line.add_run("加粗的").bold = True
    line.add_run("话\t尾")
    old, new = _saved(before), _saved(after)
    tracked = track_changes(old, new)
    assert settled(tracked, accept=True) == settled(new, accept=True)
    assert settled(tracked, accept=False) == settled(old, accept=True)


def test_a_file_with_tracked_changes_of_its_own_is_refused():
    old = edition("unchanged").document
    tracked = track_changes(old, edition("same slot changed").document)
    with pytest.raises(CannotMerge, match="tracked changes already"):
        track_changes(old, tracked)


def _part(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.put("seeds/water.txt", WATER)
    return project


def tracked_by_build(project: Project, capsys: pytest.CaptureFixture[str]) -> str:
    run(["build", "--track-changes", "--project", str(project.folder), "--lang", "en"])
    return "".join(capsys.readouterr())


def test_a_build_writes_what_changed_beside_the_word_file(project: Project, capsys: pytest.CaptureFixture[str]):
    assert "no older edition" in tracked_by_build(project, capsys)
    tracked = project.output / "water.tracked.docx"
    assert not tracked.exists()
    old = (project.output / "water.docx").read_bytes()
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    assert "water.tracked.docx" in tracked_by_build(project, capsys)
    assert settled(tracked.read_bytes(), accept=False) == settled(old, accept=True)
    assert settled(tracked.read_bytes(), accept=True) == settled(
        (project.output / "water.docx").read_bytes(), accept=True
    )
    before = tracked.read_bytes()
    tracked_by_build(project, capsys)
    assert tracked.read_bytes() == before


def test_an_edited_file_is_compared_with_what_it_was_before_the_merge(
    project: Project, capsys: pytest.CaptureFixture[str]
):
    build(BuildRequest(project=project.folder))
    path = project.output / "water.docx"
    replace_in_package(path, "清河县", "青河县")
    mine = path.read_bytes()
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    tracked_by_build(project, capsys)
    tracked = (project.output / "water.tracked.docx").read_bytes()
    assert settled(tracked, accept=False) == settled(mine, accept=True)
    assert "青河县" in "".join(settled(tracked, accept=True))


def test_tracked_changes_are_written_and_named_in_the_report_as_data(
    project: Project, capsys: pytest.CaptureFixture[str]
):
    build(BuildRequest(project=project.folder))
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    run(["build", "--project", str(project.folder), "--track-changes", "--json"])
    tracked = project.output / "water.tracked.docx"
    assert json.loads(capsys.readouterr().out)["written"] == [str(tracked)]
    assert tracked.exists()


def test_a_copy_that_somebody_worked_on_is_not_overwritten(project: Project, capsys: pytest.CaptureFixture[str]):
    build(BuildRequest(project=project.folder))
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    tracked_by_build(project, capsys)
    copy = project.output / "water.tracked.docx"
    replace_in_package(copy, "清河县", "青河县")
    worked_on = copy.read_bytes()
    project.put("seeds/water.txt", WATER.replace("42公里", "44公里"))
    assert "water.tracked2.docx" in tracked_by_build(project, capsys)
    assert copy.read_bytes() == worked_on


def test_charts_are_marked_only_where_their_numbers_changed(tmp_path: Path):
    row = "2021年、2022年、2023年{}分别为{}。"
    texts = [row.format("粮食产量", "31万吨、33万吨和34万吨"), row.format("财政收入", "12亿元、13亿元和14亿元")]
    files = []
    for changed in (texts, [texts[0], texts[1].replace("14亿元", "15亿元")]):
        project = Project(tmp_path / str(len(files)))
        project.put("seeds/report.txt", f"全县工作报告\n\n一、生产\n\n{changed[0]}\n\n二、收入\n\n{changed[1]}\n")
        build(BuildRequest(project=project.folder))
        files.append((project.output / "report.docx").read_bytes())
    document = docx.Document(io.BytesIO(track_changes(*files)))
    numbers = document.element.xpath("//wp:docPr/@id")
    assert len(numbers) == len(set(numbers)) == 3
    assert [node.get("descr")[-4:] for node in document.element.xpath("//w:ins//wp:docPr")] == ["15亿元"]
    assert [node.get("descr")[-4:] for node in document.element.xpath("//w:del//wp:docPr")] == ["14亿元"]
