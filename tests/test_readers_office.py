import os
import stat
import sys
from pathlib import Path

import pytest

from briefgen import readers
from briefgen.errors import ReadError
from briefgen.readers import office
from office_sources import compound, docx, paragraph

RTF = rb"{\rtf1\ansi {\b Supply} of water.\par Second paragraph.\par}"
posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program named soffice, alone on the search path beside the system's."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


@pytest.fixture
def result(tmp_path: Path) -> Path:
    path = tmp_path / "ready.docx"
    path.write_bytes(docx(paragraph("供水保障")))
    return path


COPY = 'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp "{}" "$2/source.docx"'


@posix
@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.docx"])
def test_an_old_word_file_is_converted_whatever_its_name(name: str, tmp_path: Path, result: Path, monkeypatch):
    install(tmp_path, monkeypatch, COPY.format(result))
    document = readers.read_bytes(compound("WordDocument"), path=name)
    assert (document.text, document.path) == ("供水保障", name)


@posix
def test_rich_text_named_doc_is_converted(tmp_path: Path, result: Path, monkeypatch):
    install(tmp_path, monkeypatch, COPY.format(result))
    assert readers.read_bytes(RTF, path="a.doc").text == "供水保障"


def test_a_new_file_with_an_old_name_needs_no_conversion():
    assert readers.read_bytes(docx(paragraph("供水")), path="a.wps").text == "供水"


def test_without_libreoffice_the_remedy_says_how_to_save(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(ReadError, match=r"'\.doc' need LibreOffice") as caught:
        readers.read_bytes(compound("WordDocument"), path="a.doc")
    assert caught.value.remedy.endswith("save it as .docx")


@posix
def test_a_conversion_that_fails_is_one_error(tmp_path: Path, monkeypatch):
    install(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(ReadError, match="can't convert"):
        readers.read_bytes(RTF, path="a.rtf")


@posix
def test_a_conversion_that_hangs_is_stopped(tmp_path: Path, monkeypatch):
    install(tmp_path, monkeypatch, "sleep 30")
    monkeypatch.setattr(office, "LONGEST", 0.2)
    with pytest.raises(ReadError, match="took more than"):
        readers.read_bytes(RTF, path="a.rtf")


@posix
def test_nothing_is_left_behind(tmp_path: Path, result: Path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    install(tmp_path, monkeypatch, COPY.format(result))
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    readers.read_bytes(RTF, path="a.rtf")
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"<a>1</a>", compound("Other"), b"a\0b"], ids=["empty", "xml", "ole", "binary"])
def test_what_is_no_office_file_is_refused(data: bytes):
    with pytest.raises(ReadError):
        readers.read_bytes(data, path="a.doc")


@pytest.mark.office
def test_libreoffice_converts_rich_text():
    assert readers.read_bytes(RTF, path="a.rtf").text == "Supply of water.\nSecond paragraph."
