import json
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

import jsonschema
import pytest

from briefgen import readers
from briefgen.content import (
    Approximation,
    Case,
    Change,
    Content,
    Event,
    FigureSource,
    HeadlineFigure,
    KeyPoint,
    Line,
    Picture,
    Quantity,
    QuantityKind,
    Quotation,
    Relation,
    RelationKind,
    Row,
    Section,
    Series,
    Status,
    Tabulation,
)
from briefgen.content_json import content_to_dict, schema_text
from briefgen.document import Document, Span

TEXT = "供水改造\n去年更新管网42公里，漏损率降至9.3%。\n“水清了。”张工说。\n年份\t户数\n2023\t1.2万\n"


def make_document() -> Document:
    return readers.read_text(TEXT, path="water.txt")


def line(document: Document, text: str) -> Line:
    start = document.text.index(text)
    return Line(text=text, evidence=(document.evidence(Span(start, start + len(text))),))


def quantity(document: Document, surface: str, **values: Any) -> Quantity:
    start = document.text.index(surface)
    span = Span(start, start + len(surface))
    return Quantity(surface=surface, span=span, number=span, rule="made-up", **values)


def make_content() -> Content:
    """A content model with something in every field."""
    document = make_document()
    length = quantity(document, "42公里", value=Decimal("42"), unit="公里", kind=QuantityKind.LENGTH)
    share = quantity(
        document, "9.3%", value=None, lower=Decimal("9.3"), upper=Decimal("1E+1"), approximation=Approximation.ABOUT
    )
    figure = HeadlineFigure(
        id="f1",
        quantity=length,
        number=line(document, "42"),
        unit_text=line(document, "公里"),
        subject=line(document, "管网"),
        action=line(document, "更新"),
        what=line(document, "更新管网"),
        time_scope=line(document, "去年"),
        status=Status.RESULT,
        source=FigureSource.BODY,
        change=Change.UP,
        salience=0.5,
        sentence=length.span,
        evidence=(document.evidence(length.span),),
    )
    point = KeyPoint(
        id="p1",
        lead=line(document, "供水改造"),
        heading=line(document, "供水改造"),
        text=line(document, "去年更新管网42公里"),
        wordings=(line(document, "去年更新管网42公里，漏损率降至9.3%"), line(document, "去年更新管网42公里")),
        plain=line(document, "更新管网"),
        detail=line(document, "去年更新管网42公里，漏损率降至9.3%。"),
        figures=("f1",),
        score=1.25,
        reasons=("position",),
    )
    child = Section(id="s1.1", title=None, level=2, span=Span(0, 4))
    section = Section(
        id="s1",
        title=line(document, "供水改造"),
        span=Span(0, len(document.text)),
        message=line(document, "去年更新管网42公里"),
        guide=line(document, "去年"),
        key_points=(point,),
        headline_figures=(figure,),
        relations=(Relation(kind=RelationKind.CHANGE, figures=("f1",), line=line(document, "漏损率降至9.3%")),),
        quotations=(Quotation(text=line(document, "水清了。"), speaker=line(document, "张工")),),
        timeline=(
            Event(
                date=line(document, "去年"),
                text=line(document, "更新管网42公里"),
                wordings=(line(document, "更新管网42公里"),),
                sentence=Span(5, 23),
            ),
        ),
        cases=(
            Case(
                id="c1",
                name=line(document, "张工"),
                text=line(document, "张工说"),
                detail=line(document, "“水清了。”张工说。"),
                figures=("f1",),
            ),
        ),
        tables=(Tabulation(id="t1", header=(line(document, "年份"),), rows=(Row(cells=(line(document, "2023"),)),)),),
        series=(
            Series(
                id="r1",
                title=line(document, "户数"),
                measure=line(document, "户数"),
                unit=None,
                categories=(line(document, "2023"),),
                values=(line(document, "1.2万"),),
                numbers=(Decimal("12000"),),
                over_time=True,
            ),
        ),
        pictures=(
            Picture(
                id="picture-1",
                content_type="image/png",
                alternative=None,
                caption=line(document, "张工说。"),
                evidence=line(document, "张工说。").evidence,
            ),
        ),
        children=(child,),
    )
    return Content(
        document=document,
        message=line(document, "去年更新管网42公里"),
        introduction=child,
        sections=(section,),
        outlook=None,
        captions=(line(document, "张工说。"),),
        quantities=(length, share),
        questions=("which?",),
    )


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return json.loads(json.dumps(make_content().to_dict(), ensure_ascii=False))


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json.loads(schema_text())


def test_the_schema_is_a_schema(schema):
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_model_is_valid_against_the_schema(data, schema):
    jsonschema.Draft202012Validator(schema).validate(data)


def test_the_schema_admits_no_field_that_it_does_not_name(schema):
    objects = [schema, *(part for part in schema["$defs"].values() if part.get("type") == "object")]
    assert all(part["additionalProperties"] is False for part in objects)
    assert all(sorted(part["required"]) == sorted(part["properties"]) for part in objects)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("sections", 0, "level"), 0),
        (("sections", 0, "headline_figures", 0, "value"), 42),
        (("sections", 0, "headline_figures", 0, "kind"), "weight"),
        (("sections", 0, "headline_figures", 0, "evidence"), []),
        (("sections", 0, "key_points", 0, "wordings"), []),
        (("quantities", 0, "approximation"), "roughly"),
        (("documents", 0, "extra"), "x"),
        (("schema_version",), "0"),
    ],
)
def test_the_schema_refuses_what_is_wrong(schema, path, value):
    broken = json.loads(json.dumps(make_content().to_dict()))
    at = broken
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(broken)


@pytest.mark.parametrize(
    ("name", "enumeration"),
    [
        ("approximation", Approximation),
        ("quantity_kind", QuantityKind),
        ("status", Status),
        ("figure_source", FigureSource),
        ("relation_kind", RelationKind),
    ],
)
def test_the_schema_lists_the_values_of_every_enumeration(schema, name, enumeration):
    assert schema["$defs"][name]["enum"] == [member.value for member in enumeration]


def test_changes_are_up_down_or_null(schema):
    assert schema["$defs"]["change"]["enum"] == ["up", "down", None]


def test_one_document_stands_at_the_top_as_well(data):
    assert data["documents"] == [data["document"]]
    assert data["text"] == data["document"]["text"] == make_document().text


def iter_quoted(data: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    if isinstance(data, dict):
        if isinstance(data.get("text"), str) and "evidence" in data:
            yield data["text"], data["evidence"]
        for value in data.values():
            yield from iter_quoted(value)
    elif isinstance(data, list):
        for value in data:
            yield from iter_quoted(value)


def test_every_quoted_text_is_found_at_its_evidence(data):
    quoted = list(iter_quoted({key: value for key, value in data.items() if key not in ("documents", "document")}))
    assert len(quoted) > 10
    for text, evidence in quoted:
        assert "".join(data["text"][item["start"] : item["end"]] for item in evidence) == text


def test_numbers_are_decimal_strings_without_exponents(data):
    assert [(item["value"], item["lower"], item["upper"]) for item in data["quantities"]] == [
        ("42", None, None),
        (None, "9.3", "10"),
    ]


def test_the_evidence_of_a_section_begins_with_its_heading(data):
    first = data["sections"][0]["evidence"][0]
    assert data["text"][first["start"] : first["end"]] == "供水改造"


def test_scopes_are_strings_or_null(data):
    figure = data["sections"][0]["headline_figures"][0]
    assert (figure["subject"], figure["action"], figure["time_scope"], figure["place_scope"]) == (
        "管网",
        "更新",
        "去年",
        None,
    )


WRITTEN_OTHERWISE = {
    "Content": {"document", "typography", "sentences", "withholds_sentences"},
    "HeadlineFigure": {"quantity", "unit_text", "sentence"},
    "KeyPoint": {"sentences"},
    "Quantity": {"span", "number"},
    "Section": {"span"},
}


@pytest.mark.parametrize(
    ("record", "definition"),
    [
        (Content, None),
        (Section, "section"),
        (KeyPoint, "key_point"),
        (HeadlineFigure, "headline_figure"),
        (Quantity, "quantity"),
        (Series, "series"),
        (Tabulation, "table"),
        (Picture, "picture"),
    ],
)
def test_every_field_of_the_model_is_written(schema, record, definition):
    names = {field.name for field in fields(record)} - WRITTEN_OTHERWISE.get(record.__name__, set())
    written = schema if definition is None else schema["$defs"][definition]
    assert names <= set(written["properties"])


def test_the_writer_is_reached_from_the_model():
    content = make_content()
    assert content.to_dict() == content_to_dict(content)
