import re
import zipfile
from pathlib import Path

import docx
import pptx
import pytest

from briefgen.builder import BuildRequest, OutputState, build
from briefgen.cli import run as run_command
from projects import CHARTED, ROADS, WATER, Project, replace_in_package, rewrite_package, texts_of

MARK = re.compile(r"〔[\dn]+〕|〔")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.put("seeds/water.txt", WATER)
    build(BuildRequest(project=tmp_path, options={"presenter": "王某", "unit": "水务局"}))
    return made


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def everything(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if ".xml" in name)


def export(project: Project, name: str, *arguments: str) -> Path:
    path = project.output / name
    assert run_command(["export", str(path), *arguments]) == 0
    return path.with_suffix(f".export{path.suffix}")


def test_a_deck_to_pass_on_has_no_traces(project: Project):
    deck = pptx.Presentation(str(project.output / "water.pptx"))
    slides = len(deck.slides)
    listed = [s for s in deck.slides if any(h.has_table and MARK.match(h.table.cell(1, 0).text) for h in s.shapes)]
    copy = export(project, "water.pptx")
    again = pptx.Presentation(str(copy))
    assert len(again.slides) == slides - len(listed) > 0
    assert listed
    assert not any(slide.has_notes_slide for slide in again.slides)
    assert not any("notesSlide" in name for name in names(copy))
    text = everything(copy)
    assert not MARK.search(text)
    assert 'name="bg_' not in text
    assert "briefgen:" not in text
    assert again.core_properties.author == ""
    assert "42公里" in texts_of(copy).replace(" ", "")


def test_a_word_file_to_pass_on_has_no_traces(project: Project):
    project.put("seeds/charted.md", WATER + CHARTED)
    build(BuildRequest(project=project.folder))
    assert any("chart" in name for name in names(project.output / "charted.docx"))
    copy = export(project, "charted.docx")
    document = docx.Document(str(copy))
    text = everything(copy)
    assert not MARK.search(re.sub(r"<w:noLineBreaksBefore [^>]*>", "", text))  # which names the bracket itself
    assert "bg_" not in text
    assert "briefgen" not in text.lower()
    looks = {style.style_id for style in document.styles}
    used = re.findall(r'<w:[prt](?:bl)?Style w:val="([^"]*)"', text)
    assert set(used) <= looks
    assert document.core_properties.author == ""
    assert "42公里" in texts_of(copy).replace(" ", "")
    assert not [p.text for p in document.paragraphs if "附录" in p.text]


@pytest.mark.parametrize("name", ["water.pptx", "water.docx"])
def test_marks_go_however_an_editor_cut_their_runs(project: Project, name: str):
    def cut(_: str, data: bytes) -> bytes:
        mark = "(〔)(\\d+|n)(〕[^<]*)".encode()
        run = rb"(<([aw]):r>(?:(?!</[aw]:r>).)*?<[aw]:t[^>]*>)" + mark + rb"(</[aw]:t></[aw]:r>)"
        return re.sub(run, rb"\1\3\6\1\4\6\1\5\6", data)

    rewrite_package(project.output / name, cut)
    assert "〔</" in everything(project.output / name)
    replace_in_package(project.output / name, "42公里", "42公里（清水〔2023〕5号）")
    assert set(re.findall("〔.*?〕", texts_of(export(project, name)))) == {"〔2023〕"}


@pytest.mark.parametrize(
    ("kept", "there"),
    [("notes", "notesSlide"), ("marks", "〔1〕"), ("ids", "bg_"), ("author", "王某</dc:creator>")],
)
def test_each_trace_may_be_kept(project: Project, kept: str, there: str):
    copy = export(project, "water.pptx", "--keep", kept)
    assert there in everything(copy) + " ".join(names(copy))
    pptx.Presentation(str(copy))


def test_hidden_slides_go_and_links_to_them(project: Project):
    path = project.output / "water.pptx"
    slides = len(pptx.Presentation(str(path)).slides)
    hide = re.compile(rb"<p:sld ")
    rewrite_package(
        path,
        lambda name, data: hide.sub(b'<p:sld show="0" ', data, count=1) if name == "ppt/slides/slide3.xml" else data,
    )
    kept = pptx.Presentation(str(export(project, "water.pptx", "--keep", "hidden", "--keep", "marks")))
    assert len(kept.slides) == slides
    gone = pptx.Presentation(str(export(project, "water.pptx", "--keep", "marks")))
    assert len(gone.slides) == slides - 1


def test_a_copy_is_not_written_over_another_file(project: Project, capsys):
    other = project.put("mine.pptx", "x")
    assert run_command(["export", str(project.output / "water.pptx"), "--to", str(other)]) == 7
    assert other.read_text(encoding="utf-8") == "x"
    assert run_command(["export", str(other)]) == 4
    assert run_command(["export", str(project.folder / "nothing.pptx")]) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_cleaning_removes_the_state_and_leaves_the_outputs(project: Project):
    before = project.outputs()
    assert run_command(["clean", "--project", str(project.folder)]) == 0
    assert project.outputs() == before
    assert not (project.output / ".briefgen").exists()
    report = build(BuildRequest(project=project.folder, options={"presenter": "王某", "unit": "水务局"}))
    assert {o.state for d in report.documents for o in d.outputs} == {OutputState.BUILT}
    assert project.outputs() == before
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    report = build(BuildRequest(project=project.folder, options={"presenter": "王某", "unit": "水务局"}))
    assert {o.state for d in report.documents for o in d.outputs} == {OutputState.BUILT}


def test_cleaning_outputs_leaves_the_edited(project: Project, capsys):
    project.put("seeds/roads.txt", ROADS)
    build(BuildRequest(project=project.folder))
    replace_in_package(project.output / "roads.docx", "清河县", "青河县")
    assert run_command(["clean", "--outputs", "--project", str(project.folder)]) == 0
    assert list(project.outputs()) == ["roads.docx"]
    assert "roads.docx" in capsys.readouterr().err
    assert run_command(["clean", "--project", str(project.folder)]) == 0


def test_cleaning_outputs_takes_what_builds_wrote_beside_them(project: Project):
    project.put("seeds/a/roads.txt", ROADS)
    arguments = ["--project", str(project.folder)]
    run_command(["build", "--quiet", *arguments])
    replace_in_package(project.output / "water.pptx", "清河县", "青河县")
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里"))
    run_command(["build", "--quiet", "--track-changes", *arguments])
    beside = {"water.pptx.changes.txt", "water.tracked.docx"}
    assert beside < set(project.outputs())
    project.put("build/water.tracked2.docx", "looked through by hand")
    assert run_command(["clean", "--outputs", *arguments]) == 0
    assert set(project.outputs()) == {"water.pptx", "water.tracked2.docx"}
    assert not (project.output / "a").exists()


def test_a_copy_is_of_the_same_kind(project: Project, tmp_path: Path):
    path = str(project.output / "water.pptx")
    assert run_command(["export", path, "--to", str(tmp_path / "copy.docx")]) == 2
    assert not (tmp_path / "copy.docx").exists()
    assert run_command(["export", str(project.put("notes.txt", "x"))]) == 2
