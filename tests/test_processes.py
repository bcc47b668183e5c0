import sys
import zlib
from pathlib import Path

import pytest

import deadly
from briefgen.builder import BuildReport, BuildRequest, batch, build
from briefgen.errors import ExitCode, ReadError
from briefgen.processes import Child, DiedError, Limits, OutOfMemoryError, TooSlowError
from briefgen.readers.confined import ConfinedReader
from projects import ROADS, WATER, Project

LIMITS = Limits(memory=1_000_000_000, seconds=10)
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")


def make_pdf(*stream: bytes) -> bytes:
    """A PDF of one page whose content is these pieces, unpacked by its filter."""
    packer = zlib.compressobj(1)
    packed = b"".join([*map(packer.compress, stream), packer.flush()])
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )
    return body + end


def test_a_call_gives_or_raises_what_the_function_does():
    with Child(LIMITS) as child:
        assert child.call(len, "four") == 4
        with pytest.raises(ReadError) as caught:
            child.call(deadly.refuse)
        assert (caught.value.message, caught.value.where, caught.value.remedy) == ("no", "here", "none")
        assert child.call(deadly.chatter) == "the answer"


def test_a_process_that_dies_costs_its_call_only():
    with Child(LIMITS) as child:
        with pytest.raises(DiedError, match="signal 9"):
            child.call(deadly.die)
        assert child.call(len, "four") == 4


@ON_LINUX
def test_a_call_that_needs_too_much_memory_is_told_so():
    with Child(LIMITS) as child:
        with pytest.raises(OutOfMemoryError):
            child.call(deadly.swell)
        assert child.call(len, "four") == 4


def test_a_call_that_takes_too_long_is_ended():
    with Child(Limits(memory=LIMITS.memory, seconds=1)) as child:
        with pytest.raises(TooSlowError):
            child.call(deadly.spin)
        assert child.call(len, "four") == 4


def test_a_pdf_is_read_in_its_own_process_as_it_is_in_this_one():
    data = make_pdf(b"BT /F 12 Tf 72 700 Td (A line of plain text.) Tj ET")
    with ConfinedReader() as reader:
        assert "A line of plain text." in reader.read_bytes(data, path="a.pdf").text


@ON_LINUX
def test_a_pdf_that_unpacks_to_gigabytes_is_one_error():
    bomb = make_pdf(b"BT /F 12 Tf 72 700 Td (A) Tj ET ", *[b"(A) Tj " * 100_000] * 2_000)
    with ConfinedReader() as reader, pytest.raises(ReadError) as caught:
        reader.read_bytes(bomb, path="bomb.pdf")
    assert "bomb.pdf" in str(caught.value)
    assert "--max-" in caught.value.remedy


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    for number in range(4):
        made.put(f"seeds/{number}.txt", WATER.replace("42公里", f"{42 + number}公里"))
    return made


def run(project: Project, **more) -> BuildReport:
    return build(BuildRequest(project=project.folder, **more))


def test_any_number_of_processes_gives_the_same_files_and_the_same_report(project: Project, tmp_path: Path):
    project.put("seeds/a/empty.txt", "")
    reports = [run(project, output=tmp_path / f"out{jobs}", jobs=jobs) for jobs in (0, 1, 3)]
    told = [report.to_dict()["documents"] for report in reports]
    assert told[0] == told[1] == told[2]
    trees = [
        {
            path.relative_to(report.output): path.read_bytes()
            for path in Path(report.output).rglob("*.*")
            if path.is_file()
        }
        for report in reports
    ]
    assert trees[0] == trees[1] == trees[2]
    assert (
        run(project, output=tmp_path / "out3", jobs=0).to_dict()["documents"][1]["outputs"][0]["state"] == "up to date"
    )


def test_a_document_that_kills_its_process_does_not_stop_the_others(project: Project, monkeypatch):
    project.put("seeds/bad.txt", ROADS)
    project.put("seeds/unlucky.txt", ROADS)
    monkeypatch.setattr(batch, "build_one", deadly.build_or_die)
    begun = []
    report = run(project, jobs=2, progress=lambda *said: begun.append(said))
    assert [document.source for document in report.documents] == sorted(d.source for d in report.documents)
    errors = {document.source: document.error for document in report.documents if document.error}
    assert list(errors) == ["bad.txt"]
    assert "signal 9" in str(errors["bad.txt"])
    assert report.exit_code is ExitCode.SOURCE
    assert len(project.outputs()) == 10
    assert sorted(begun) == [
        (name, number, 6) for number, name in enumerate(sorted(d.source for d in report.documents), 1)
    ]


def test_an_interrupt_ends_all_processes_and_keeps_what_is_done(project: Project):
    def stop(_: str, number: int, __: int) -> None:
        if number == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(project, jobs=2, progress=stop)
    assert {document.error for document in run(project, jobs=2).documents} == {None}
    assert len(project.outputs()) == 8


def test_too_much_text_is_refused_unless_allowed(project: Project):
    project.put("seeds/long.txt", WATER * 3)
    report = run(project, text=len(WATER.encode()) * 2)
    (error,) = [document.error for document in report.documents if document.error]
    assert isinstance(error, ReadError)
    assert "--max-text" in error.remedy
    assert len(project.outputs()) == 8
    assert run(project).exit_code is ExitCode.DONE
