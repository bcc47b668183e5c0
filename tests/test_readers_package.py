"""The container that the zipped formats share: limits, odd names, and files damaged at random."""

import io
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen import readers
from briefgen.document import Document
from briefgen.errors import ReadError
from briefgen.readers import package
from briefgen.readers.package import Package
from office_sources import PIXEL, chart, docx, paragraph, relationships, style, styled, table, zipped
from test_readers_ofd import line, ofd
from test_readers_presentation import deck, shape
from test_readers_spreadsheet import TABLE_ROWS, book, sheet

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
LISTED = paragraph("项", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', '<w:sz w:val="24"/>')
FILES = {
    ".docx": docx(
        styled("一、供水", "1") + LISTED + table("地区|里程", "甲|12"),
        styles=style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        numbering=NUMBERING,
        parts={"word/media/image1.png": PIXEL, "word/charts/chart2.xml": chart("图", ["甲"], {"乙": [1]})},
    ),
    ".pptx": deck(shape("供水", role="title") + shape("正文", role=""), shape("甲")),
    ".xlsx": book(供水=sheet(*TABLE_ROWS, before='<s:cols><s:col min="3" max="4" hidden="1"/></s:cols>')),
    ".ofd": ofd(line("供水", 25, 40, steps="5 g 2 5"), line("管网", 25, 40)),
}
VALUES = (b"", b"-1", b"99999999999999999999", b"x", b"1.5", b"nan", "１".encode(), b"1e400", b"../../x")


@st.composite
def damaged(draw: Callable) -> tuple[str, bytes]:
    """A file with a few attribute values changed, elements taken out or doubled, or its end cut off."""
    suffix = draw(st.sampled_from(sorted(FILES)))
    parts = Package(FILES[suffix], path="a")
    content = {name: parts.read(name) for name in parts.names()}
    for _ in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from(sorted(content)))
        found = list(re.finditer(rb'(?<==")[^"]*(?=")|<[\w:]+[^<>]*/>|(?<=>)[^<>]+(?=<)', content[name]))
        if found:
            at = draw(st.sampled_from(found))
            new = draw(st.sampled_from((*VALUES, at[0] * 2)))
            content[name] = content[name][: at.start()] + new + content[name][at.end() :]
    data = zipped(content)
    return suffix, data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_a_damaged_file_gives_a_document_or_one_error(case: tuple[str, bytes]):
    suffix, data = case
    try:
        document = readers.read_bytes(data, path=f"a{suffix}")
    except ReadError as error:
        assert error.remedy
    else:
        hold_spans(document)


@pytest.mark.parametrize("suffix", FILES)
def test_spans_are_in_the_text_in_order_and_apart(suffix: str):
    hold_spans(readers.read_bytes(FILES[suffix], path=f"a{suffix}"))


def hold_spans(document: Document) -> None:
    spans = [block.span for block in document.blocks]
    assert all(0 <= span.start <= span.end <= len(document.text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_parts_are_found_whatever_case_or_slash_their_names_have():
    parts = Package(zipped({"Word\\Document.XML": "<a/>"}), path="a")
    assert "/word/document.xml" in parts
    assert parts.read("word/document.xml") == b"<a/>"


def test_a_part_that_is_there_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = _twice("word/document.xml")
    with pytest.raises(ReadError, match="twice"):
        Package(data, path="a")


def _twice(name: str) -> bytes:
    data = zipped({name: "<a/>"})
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, "<b/>")
    return buffer.getvalue()


LIMITS = {
    "entries": ("MOST_ENTRIES", 1, {"a": "1", "b": "2"}),
    "the unpacked whole": ("LARGEST_TOTAL", 10, {"a": "1" * 9, "b": "2" * 9}),
}


@pytest.mark.parametrize(("name", "limit", "parts"), LIMITS.values(), ids=LIMITS.keys())
def test_limits_hold_before_anything_is_unpacked(name: str, limit: int, parts: dict[str, str], monkeypatch):
    monkeypatch.setattr(package, name, limit)
    with pytest.raises(ReadError, match="far more"):
        Package(zipped(parts), path="a")


def test_one_part_may_not_be_larger_than_its_limit(monkeypatch):
    monkeypatch.setattr(package, "LARGEST_PART", 5)
    parts = Package(zipped({"a.xml": "<a>123</a>"}), path="a")
    with pytest.raises(ReadError, match="far more"):
        parts.read("a.xml")


def test_what_is_held_in_memory_has_its_own_limit(monkeypatch):
    monkeypatch.setattr(package, "LARGEST_TREES", 20)
    parts = Package(zipped({"a.xml": "<a>123</a>", "b.xml": "<a>123456</a>"}), path="a")
    assert parts.xml("a.xml").text == "123"
    with pytest.raises(ReadError, match="far more"):
        parts.xml("b.xml")


def test_what_is_outside_the_file_is_no_part_of_it():
    links = relationships({"r": ("image", "https://example.org/a.png")})
    found = Package(zipped({"word/_rels/d.xml.rels": links}), path="a").relationships("word/d.xml")
    assert found["r"].external
    assert Package(zipped({"a": "1"}), path="a").related("a", "image") is None
