"""The shipped pack `briefing`: what its files promise to a designer who opens them and to the engine."""

import io
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from pptx import Presentation

from briefgen.config import load_pack_settings

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "templates" / "briefing"
DECK, SUMMARY = PACK / "briefing.pptx", PACK / "summary.docx"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SLIDES = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = re.compile(r"\{%-?\s*(?:p |tr |tc |r |slide |shape )?\s*(\w+)(.*?)%\}")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def trees(path: Path, pattern: str) -> dict[str, etree._Element]:
    return {name: etree.fromstring(data) for name, data in parts(path).items() if re.fullmatch(pattern, name)}


def texts(tree: etree._Element, paragraph: str, text: str) -> list[str]:
    return ["".join(node.text or "" for node in one.iter(text)) for one in tree.iter(paragraph)]


@pytest.fixture(scope="module")
def settings() -> dict:
    return tomllib.loads((PACK / "template.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def slides() -> dict[str, etree._Element]:
    return trees(DECK, r"ppt/slides/slide\d+\.xml")


@pytest.fixture(scope="module")
def layouts() -> dict[str, etree._Element]:
    return trees(DECK, r"ppt/slideLayouts/slideLayout\d+\.xml")


def made_by_script(folder: Path) -> dict[str, bytes]:
    code = "import pathlib, sys, make_briefing_pack as pack;pack.PACK = pathlib.Path(sys.argv[1]); pack.main()"
    subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        check=True,
        cwd=ROOT / "scripts",
        env={"PYTHONPATH": str(ROOT / "scripts")},
    )
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_what_the_script_makes(tmp_path):
    made = made_by_script(tmp_path)
    assert sorted(made) == ["briefing.pptx", "summary.docx"]
    for path in (DECK, SUMMARY):
        with zipfile.ZipFile(io.BytesIO(made[path.name])) as archive:
            fresh = {name: archive.read(name) for name in archive.namelist()}
        assert fresh == parts(path), f"{path.name} is out of date: run scripts/make_briefing_pack.py"


def test_script_makes_the_same_bytes_twice(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    second.mkdir()
    assert made_by_script(first) == made_by_script(second)


def test_python_pptx_opens_the_deck():
    deck = Presentation(str(DECK))
    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
    assert all(slide.has_notes_slide for slide in deck.slides)
    assert len({layout.name for layout in deck.slide_layouts}) == len(deck.slide_layouts) == 17


def test_python_docx_opens_the_summary():
    document = Document(str(SUMMARY))
    names = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2"} <= names
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert round(section.page_width.mm), round(section.page_height.mm) == (210, 297)


@pytest.mark.parametrize("path", [DECK, SUMMARY])
def test_nothing_of_a_library_is_left_over(path):
    everything = b"".join(parts(path).values())
    for word in (
        b"python-pptx",
        b"python-docx",
        b"Steve Canny",
        b"Calibri",
        b"Cambria",
        b"stylesWithEffects",
        b"Office Theme",
    ):
        assert word not in everything
    core = parts(path)["docProps/core.xml"].decode()
    assert "<dc:creator>briefgen</dc:creator>" in core and "1980-01-01" in core
    assert b"p:style>" not in everything


def test_theme_names_both_faces():
    for name in ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml"):
        theme = etree.fromstring(parts(DECK)[name])
        for role in ("majorFont", "minorFont"):
            font = theme.find(f".//{DRAWING}{role}")
            assert font.find(f"{DRAWING}latin").get("typeface") == "Arial"
            assert font.find(f"{DRAWING}ea").get("typeface") == "微软雅黑"


def test_every_layout_has_a_title_and_named_placeholders(layouts):
    for name, layout in layouts.items():
        kinds = {}
        for shape in layout.iter(f"{SLIDES}sp"):
            holder = shape.find(f".//{SLIDES}ph")
            if holder is not None:
                kinds[shape.find(f".//{SLIDES}cNvPr").get("name")] = (holder.get("type"), holder.get("idx"))
        assert kinds["Title"][0] in ("title", "ctrTitle"), name
        assert kinds["Class"] == ("body", "20"), name
        assert all(kinds), name


def test_every_placeholder_of_a_slide_exists_in_its_layout(slides, layouts):
    links = parts(DECK)
    for name, slide in slides.items():
        rels = links[name.replace("slides/", "slides/_rels/") + ".rels"].decode()
        layout = layouts["ppt/slideLayouts/" + re.search(r"slideLayout\d+\.xml", rels)[0]]
        offered = {(one.get("type"), one.get("idx")) for one in layout.iter(f"{SLIDES}ph")}
        assert {(one.get("type"), one.get("idx")) for one in slide.iter(f"{SLIDES}ph")} <= offered, name


def test_text_boxes_have_no_insets_no_autofit_and_exact_lines(slides, layouts):
    for name, tree in {**slides, **layouts}.items():
        for shape in tree.iter(f"{SLIDES}sp"):
            body = shape.find(f"{SLIDES}txBody")
            if body is None or (name in slides and shape.find(f".//{SLIDES}ph") is not None):
                continue
            properties = body.find(f"{DRAWING}bodyPr")
            assert properties.find(f"{DRAWING}noAutofit") is not None, name
            assert {properties.get(side) for side in ("lIns", "tIns", "rIns", "bIns")} == {"0"}, name
            spacings = list(body.iter(f"{DRAWING}lnSpc"))
            assert spacings and all(one.find(f"{DRAWING}spcPts") is not None for one in spacings), name
    assert b"normAutofit" not in b"".join(parts(DECK).values())
    assert b"spAutoFit" not in b"".join(parts(DECK).values())


def test_no_text_is_smaller_than_the_design_allows(slides):
    for name, slide in slides.items():
        for run in slide.iter(f"{DRAWING}r"):
            size = run.find(f"{DRAWING}rPr").get("sz")
            text = run.find(f"{DRAWING}t").text or ""
            if size is None or int(size) >= 1400:
                continue
            is_mark = "mark" in text and int(size) == 1100
            is_gap = not text.strip() and int(size) == 1000
            is_tag = "{%" in text or not text
            assert is_mark or is_gap or is_tag, (name, text, size)


def test_runs_name_their_languages(slides):
    for slide in slides.values():
        for properties in slide.iter(f"{DRAWING}rPr"):
            assert (properties.get("lang"), properties.get("altLang")) == ("zh-CN", "en-US")


def test_shapes_that_are_fitted_have_names_of_their_own(slides):
    named = {}
    for name, slide in slides.items():
        for shape in slide.iter(f"{SLIDES}cNvPr"):
            if shape.get("descr", "").startswith("{%shape for"):
                named.setdefault(shape.get("name"), []).append(name)
    assert named and all(len(places) == 1 for places in named.values()), named
    areas = {shape.get("name") for slide in slides.values() for shape in slide.iter(f"{SLIDES}cNvPr")}
    assert {f"{name}-area" for name in named} <= areas


def test_every_area_is_long_in_the_direction_of_its_copies(slides):
    down = {
        "AgendaRow",
        "GuideRow",
        "SummaryRow",
        "HighSummaryRow",
        "CardRow",
        "SectionCardRow",
        "SectionFigure",
        "RailPoint",
        "RailFigure",
        "PointRow",
    }
    down |= {"ClosingRow", "OverviewRow", "CaseRow", "SharedSection", "SharedPart"}
    for slide in slides.values():
        for shape in slide.iter(f"{SLIDES}sp"):
            name = shape.find(f".//{SLIDES}cNvPr").get("name")
            if name.endswith("-area"):
                extent = shape.find(f".//{DRAWING}ext")
                is_down = int(extent.get("cy")) > int(extent.get("cx"))
                assert is_down == (name.removesuffix("-area") in down), name


def iter_tags(path: Path):
    if path == DECK:
        for number in range(1, len(trees(DECK, r"ppt/slides/slide\d+\.xml")) + 1):
            notes = etree.fromstring(parts(DECK)[f"ppt/notesSlides/notesSlide{number}.xml"])
            for text in texts(notes, f"{DRAWING}p", f"{DRAWING}t"):
                yield from TAG.findall(text)
    else:
        body = etree.fromstring(parts(SUMMARY)["word/document.xml"])
        for text in texts(body, f"{WORD}p", f"{WORD}t"):
            yield from TAG.findall(text)


@pytest.mark.parametrize("path", [DECK, SUMMARY])
def test_tags_are_balanced(path):
    opened = []
    for word, _ in iter_tags(path):
        if word in ("for", "if"):
            opened.append(word)
        elif word in ("endfor", "endif"):
            assert opened.pop() == word[3:]
    assert opened == []


def test_labels_are_the_same_in_both_languages_and_all_used(settings):
    labels = settings["labels"]
    assert settings["languages"] == ["zh", "en"]
    assert set(labels["zh"]) == set(labels["en"]) > set(labels["zh-Hant"])
    everything = " ".join(data.decode("utf-8", "replace") for path in (DECK, SUMMARY) for data in parts(path).values())
    used = set(re.findall(r"labels\.(\w+)", everything))
    assert used | {"original", "reworded", "reworded_by_model"} == set(labels["zh"])  # the last are the engine's


def test_labels_hold_no_number_but_the_numbering_patterns(settings):
    for language, labels in settings["labels"].items():
        for name, text in labels.items():
            if name not in ("part", "point", "item"):
                assert not re.search(r"[0-9０-９]", text), (language, name)


def test_packs_settings_are_read_without_complaint():
    pack = load_pack_settings((PACK / "template.toml").read_bytes(), "briefing")
    assert pack.name == "briefing"
    assert pack.marks == {"zh": "〔{}〕", "en": "[{}]"}
    assert pack.continued["zh"] == ("（续）", "（续{}）")


def test_summary_names_faces_in_all_four_slots():
    styles = etree.fromstring(parts(SUMMARY)["word/styles.xml"])
    fonts = styles.find(f".//{WORD}rPrDefault//{WORD}rFonts")
    assert {key.split("}")[1]: value for key, value in fonts.attrib.items()} == {
        "ascii": "Arial", "hAnsi": "Arial", "eastAsia": "微软雅黑", "cs": "Arial",
    }  # fmt: skip
    everything = b"".join(parts(SUMMARY).values())
    assert not re.search(rb"w:(ascii|hAnsi|eastAsia|cs)Theme=", everything)


def test_every_style_of_the_summary_is_used():
    body = b"".join(data for name, data in parts(SUMMARY).items() if re.match(r"word/(document|header|footer)", name))
    styles = etree.fromstring(parts(SUMMARY)["word/styles.xml"])
    own = [style for style in styles.iter(f"{WORD}style") if style.get(f"{WORD}default") is None]
    unused = [s.get(f"{WORD}styleId") for s in own if f'w:val="{s.get(f"{WORD}styleId")}"'.encode() not in body]
    assert unused == []


def test_summary_follows_chinese_line_rules():
    files = parts(SUMMARY)
    assert b'characterSpacingControl w:val="compressPunctuation"' in files["word/settings.xml"]
    assert b"<w:kinsoku/>" in files["word/styles.xml"] and b"<w:widowControl/>" in files["word/styles.xml"]
    assert b"<w:titlePg/>" in files["word/document.xml"]


def test_rows_of_the_summary_stay_whole_and_headers_repeat():
    body = etree.fromstring(parts(SUMMARY)["word/document.xml"])
    rows = list(body.iter(f"{WORD}tr"))
    assert all(row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows)
    for table in body.iter(f"{WORD}tbl"):
        if table.find(f".//{WORD}tblStyle").get(f"{WORD}val") == "Lines":
            assert table.find(f"{WORD}tr/{WORD}trPr/{WORD}tblHeader") is not None
