"""The bytes of outputs: repeatable, legal, and with nothing left of the template's slides or a library's defaults."""

import io
import zipfile
from typing import Any

import docx as word_library
import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Pt

from briefgen import package
from briefgen.content import Content
from briefgen.renderers import docx, pptx
from briefgen.storyboard import Storyboard
from briefgen.templating import compose_deck, compose_document
from builders import Deck, Draft, options, pack, section, two_sections, word
from test_templating_deck import compose

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


SCHOOLS = "各县学校数，以乙县为多"


def chart_content(title: str = SCHOOLS, unit: str = "所") -> Content:
    draft = Draft()

    def fill(text: Draft) -> dict[str, Any]:
        return {"series": (text.series(title, unit, {"甲县": "12", "乙县": "30", "丙县": "8"}),)}

    return draft.content(section(draft, "s1", "教育", fill), title=title)


def chart_deck(arguments: str = "") -> Deck:
    deck = Deck()
    deck.slide("{{ s.title }}", ["{%slide for s in sections[0].series %}", "{%slide endfor %}"])
    deck.slide("题").chart("Chart", f"{{{{ sections[0].series[0] | chart{arguments} }}}}")
    deck.slide("题二").chart("Chart", "{{ sections[0].series[0] | chart(sort=true) }}")
    return deck


def parts(data: bytes) -> dict[str, bytes]:
    return package.read_package(data, name="test")


def sample() -> Storyboard:
    deck = Deck()
    deck.slide("{{ s.title }}", ["{%slide for s in sections %}", "{{ s.title }}", "{%slide endfor %}"])
    deck.slide("{{ options.unit }}").text("T", "{{ document.title }}")
    return compose(deck, two_sections(), unit="某单位", presenter="张三")


class TestPresentation:
    def test_two_renders_give_the_same_bytes(self) -> None:
        template = chart_deck().save()
        boards = [
            _compose(template, chart_content()),
            _compose(template, chart_content()),
        ]
        assert pptx.render(boards[0]) == pptx.render(boards[1]) == pptx.render(boards[0])

    def test_entries_have_one_date_and_a_fixed_order(self) -> None:
        with zipfile.ZipFile(io.BytesIO(pptx.render(sample()))) as archive:
            names = archive.namelist()
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
        assert names[2:] == sorted(names[2:])

    def test_every_part_is_reached_and_every_target_is_there(self) -> None:
        found = parts(pptx.render(sample()))
        reached = {"[Content_Types].xml", "_rels/.rels"}
        todo = [""]
        while todo:
            part = todo.pop()
            for item in package.read_relationships(found, part):
                assert item.external or item.target in found, (part, item)
                if item.target not in reached and not item.external:
                    reached |= {item.target, package.relationships_name(item.target)}
                    todo.append(item.target)
        assert set(found) <= reached

    def test_content_types_name_exactly_the_parts(self) -> None:
        found = parts(pptx.render(sample()))
        types = package.read_content_types(found)
        assert set(types.overrides) <= set(found)
        assert all(types.of(name) for name in found if name != "[Content_Types].xml")

    def test_shape_ids_and_names_are_unique_on_each_slide(self) -> None:
        for slide in Presentation(io.BytesIO(pptx.render(sample()))).slides:
            properties = list(slide._element.iter("{*}cNvPr"))
            assert len({node.get("id") for node in properties}) == len(properties)
            names = [node.get("name") for node in properties if node.get("name")]
            assert len(set(names)) == len(names)
            assert all(len(name) <= 40 for name in names)

    def test_properties_are_ours_alone(self) -> None:
        core = Presentation(io.BytesIO(pptx.render(sample()))).core_properties
        assert (core.title, core.author, core.language) == ("某市工作报告", "张三", "zh-CN")
        assert (core.last_modified_by, core.comments, core.keywords) == ("张三", "", "")
        assert core.created.year == 1980

    def test_notes_belong_to_their_slides(self) -> None:
        slides = Presentation(io.BytesIO(pptx.render(sample()))).slides
        assert [slide.notes_slide.notes_text_frame.text for slide in list(slides)[:2]] == ["民生改善", "政务服务"]
        assert slides[0].notes_slide.part.related_part is not None

    def test_unknown_parts_are_copied_as_they_are(self) -> None:
        template = parts(_two_slides())
        theme = next(name for name in template if "theme/theme1" in name)
        found = parts(pptx.render(_compose(package.write_package(template), two_sections())))
        assert found[theme] == template[theme]

    def test_the_templates_thumbnail_and_section_list_are_gone(self) -> None:
        found = parts(pptx.render(sample()))
        assert not any("thumbnail" in name for name in found)

    def test_runs_state_their_language(self) -> None:
        slide = Presentation(io.BytesIO(pptx.render(sample()))).slides[0]
        runs = list(slide._element.iter("{*}rPr"))
        assert runs
        assert {run.get("lang") for run in runs} == {"zh-CN"}

    def test_slide_numbers_hold_their_page(self) -> None:
        deck = Deck()
        deck.slide("一")
        shape = deck.slide("二").text("No", "x")
        paragraph = shape.text_frame.paragraphs[0]._p
        tag = paragraph.r_lst[0].tag.removesuffix("r")
        number = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
        field = etree.SubElement(paragraph, f"{tag}fld", id=number, type="slidenum")
        etree.SubElement(field, f"{tag}t").text = "‹#›"
        slide = Presentation(io.BytesIO(pptx.render(compose(deck, two_sections())))).slides[1]
        assert slide._element.find(".//{*}fld/{*}t").text == "2"


class TestCharts:
    def test_data_are_replaced_in_a_part_of_its_own(self) -> None:
        slides = Presentation(io.BytesIO(pptx.render(compose(chart_deck(), chart_content())))).slides
        first, second = (next(s.chart for s in slides[at].shapes if s.has_chart) for at in (1, 2))
        assert first.part.partname != second.part.partname
        assert list(first.plots[0].categories) == ["甲县", "乙县", "丙县"]
        assert list(first.plots[0].series[0].values) == [12, 30, 8]
        assert list(second.plots[0].categories) == ["乙县", "甲县", "丙县"]

    def test_the_workbook_holds_the_same_data(self) -> None:
        found = parts(pptx.render(compose(chart_deck(), chart_content())))
        books = sorted(name for name in found if name.endswith(".xlsx"))
        assert len(books) == 2
        assert sheet_values(found[books[0]])[1:] == [["甲县", "12"], ["乙县", "30"], ["丙县", "8"]]

    def test_axis_ids_are_positive_and_pair_up(self) -> None:
        found = parts(pptx.render(compose(chart_deck(), chart_content())))
        for name, data in found.items():
            if name.startswith("ppt/charts/chart"):
                root = etree.fromstring(data)
                ids = [int(node.get("val", "0")) for node in root.iter(f"{CHART}axId", f"{CHART}crossAx")]
                assert all(number > 0 for number in ids)
                assert all(ids.count(number) == 3 for number in ids)

    def test_the_alternative_text_states_the_finding(self) -> None:
        board = compose(chart_deck(), chart_content())
        slide = Presentation(io.BytesIO(pptx.render(board))).slides[1]
        shape = next(shape for shape in slide.shapes if shape.has_chart)
        assert shape._element[0][0].get("descr") == "各县学校数，以乙县为多：甲县12所；乙县30所；丙县8所"
        assert board.frames[1].charts[0].emphasis == 1
        assert board.frames[1].charts[0].labels == ("12所", "30所", "8所")

    @pytest.mark.parametrize(
        ("title", "unit", "labels"),
        [
            (SCHOOLS, "所", [["12", "所"], ["30", "所"], ["8", "所"]]),
            ("各县学校数（所）", "所", [["12"], ["30"], ["8"]]),  # the line above the chart says it once
            ("各县收入", "$ million", [["$12", " million"], ["$30", " million"], ["$8", " million"]]),
        ],
    )
    def test_a_label_is_the_number_with_a_smaller_unit(self, title: str, unit: str, labels: list[list[str]]) -> None:
        deck = Deck()
        plot = deck.slide("题").chart("Chart", "{{ sections[0].series[0] | chart }}").chart.plots[0]
        plot.series[0].data_labels.show_value = True
        plot.series[0].data_labels.font.size = Pt(28)
        slides = Presentation(io.BytesIO(pptx.render(compose(deck, chart_content(title, unit))))).slides
        plot = next(shape.chart for shape in slides[0].shapes if shape.has_chart).plots[0]
        runs = [point.data_label.text_frame.paragraphs[0].runs for point in plot.series[0].points]
        assert [[run.text for run in label] for label in runs] == labels
        assert {tuple(run.font.size.pt for run in label) for label in runs} == {(28, 16)[: len(labels[0])]}

    def test_chart_needs_a_series(self) -> None:
        deck = Deck()
        deck.slide("题").chart("Chart", "{{ document | chart }}")
        with pytest.raises(Exception, match="chart needs a series"):
            compose(deck, chart_content())


class TestWordPackage:
    def render(self) -> bytes:
        template = word("{{ document.title }}", header="{{ document.title }}")
        board = compose_document(
            template, content=two_sections(), options=options(unit="某单位"), pack=pack(), report=lambda _: None
        )
        return docx.render(board)

    def test_two_renders_give_the_same_bytes(self) -> None:
        assert self.render() == self.render()

    def test_properties_are_ours_alone(self) -> None:
        core = word_library.Document(io.BytesIO(self.render())).core_properties
        assert (core.title, core.author, core.comments) == ("某市工作报告", "某单位", "")

    def test_content_types_name_exactly_the_parts(self) -> None:
        found = parts(self.render())
        types = package.read_content_types(found)
        assert set(types.overrides) <= set(found)
        assert all(types.of(name) for name in found if name != "[Content_Types].xml")


def sheet_values(data: bytes) -> list[list[str]]:
    """The texts of a workbook's only sheet, row by row."""
    root = etree.fromstring(parts(data)["xl/worksheets/sheet1.xml"])
    return [["".join(cell.itertext()) for cell in row] for row in root.iter("{*}row")]


def _compose(template: bytes, content: Content) -> Storyboard:
    return compose_deck(template, content=content, options=options(), pack=pack(), report=lambda _: None)


def _two_slides() -> bytes:
    deck = Deck()
    deck.slide("{{ document.title }}")
    return deck.save()


def test_a_repeated_chart_has_a_part_for_each_copy() -> None:
    draft = Draft()

    def fill(text: Draft) -> dict[str, Any]:
        first = text.series("甲类", "所", {"一县": "1", "二县": "2"})
        second = text.series("乙类", "所", {"一县": "3", "二县": "4"})
        return {"series": (first, second)}

    deck = Deck()
    slide = deck.slide("题")
    slide.area("Chart", (1, 1, 8, 6))
    slide.chart("Chart", "{%shape for item in sections[0].series %}{{ item | chart }}")
    board = compose(deck, draft.content(section(draft, "s1", "教育", fill)))
    shown = [shape.chart for shape in Presentation(io.BytesIO(pptx.render(board))).slides[0].shapes if shape.has_chart]
    assert [list(chart.plots[0].series[0].values) for chart in shown] == [[1, 2], [3, 4]]
