"""Builds of a file that a person edited while its source says nothing new: what follows from the edits is done once."""

from pathlib import Path

from pptx import Presentation

from briefgen.builder import BuildRequest, OutputState, build
from merge_sources import COUNTY
from projects import WATER, Project, replace_in_package


def test_what_follows_from_edits_alone_is_done_once_and_listed(tmp_path: Path):
    project = Project(tmp_path)
    project.put("seeds/county.md", COUNTY)
    build(BuildRequest(project=project.folder))
    path = project.output / "county.pptx"
    deck = Presentation(str(path))
    slides = deck.slides._sldIdLst
    gone = next(at for at, slide in enumerate(deck.slides) if any("_Chart_" in shape.name for shape in slide.shapes))
    deck.part.drop_rel(slides[gone].rId)
    slides.remove(slides[gone])
    deck.save(str(path))
    before = path.read_bytes()
    states = [
        {output.path: (output.state, output.listed) for output in document.outputs}["county.pptx"]
        for _ in range(2)
        for document in build(BuildRequest(project=project.folder)).documents
    ]
    assert states == [(OutputState.MERGED, "county.pptx.changes.txt"), (OutputState.KEPT, None)]
    assert "随实际次序调整 “9, 13” → “8, 12”" in path.with_name("county.pptx.changes.txt").read_text("utf-8-sig")
    assert (project.output / ".briefgen/backup/county.pptx/0001.pptx").read_bytes() == before


def test_an_edit_is_searched_in_the_twin_though_the_source_says_nothing_new(tmp_path: Path):
    project = Project(tmp_path)
    project.put("seeds/water.txt", WATER)
    build(BuildRequest(project=project.folder))
    path = project.output / "water.pptx"
    replace_in_package(path, "42公里", "45公里")
    mine = path.read_bytes()
    (document,) = build(BuildRequest(project=project.folder)).documents
    assert document.outputs[0].state is OutputState.KEPT
    assert path.read_bytes() == mine
    listed = path.with_name(str(document.outputs[0].listed)).read_text("utf-8-sig")
    assert "- water.docx：“42公里” (“45公里”)" in listed
    assert "：45公里" in listed


def test_the_twin_is_searched_as_the_same_build_leaves_it(tmp_path: Path):
    project = Project(tmp_path)
    project.put("seeds/water.txt", WATER)
    build(BuildRequest(project=project.folder))
    path = project.output / "water.pptx"
    replace_in_package(path, "42公里", "45公里")
    replace_in_package(path, "18个", "20个")
    project.put("seeds/water.txt", WATER.replace("42公里", "43公里").replace("全县建成水质监测点18个，", ""))
    build(BuildRequest(project=project.folder))
    listed = path.with_name("water.pptx.changes.txt").read_text("utf-8-sig")
    assert "- water.docx：“43公里” (“45公里”)" in listed
    assert "- water.docx：“18个" not in listed


def leaves(container):
    for shape in container:
        if shape.shape_type == 6:
            yield from leaves(shape.shapes)
        else:
            yield shape


def link_the_agenda(pack: Path) -> None:
    """Let the rows of the agenda be links, and no page numbers."""
    path = pack / "briefing.pptx"
    deck = Presentation(str(path))
    for shape in list(leaves(deck.slides[1].shapes)):
        if shape.name in ("Item", "LongItem"):
            shape.text_frame.paragraphs[0].runs[0].text = "{{ section.title | link(section) }}"
        elif shape.name == "Page":
            shape._element.getparent().remove(shape._element)
    deck.save(str(path))


def linked(path: Path) -> list[tuple[str, str]]:
    """The rows of the agenda from above, each with the title of the slide that it leads to."""
    deck = Presentation(str(path))
    agenda = deck.slides[1]
    shown = {slide.part.partname for slide in deck.slides}
    found = []
    for shape in leaves(agenda.shapes):
        for link in shape._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}hlinkClick"):
            target = agenda.part.related_part(link.get(f"{{{link.nsmap['r']}}}id"))
            assert target.partname in shown
            row = shape._element.getparent().grpSpPr.xfrm.off.y
            found.append((row, shape.text_frame.text, target.slide.shapes.title.text_frame.text.replace("\v", "")))
    assert len({row for row, _, _ in found}) == len(found)
    return [(text, title) for _, text, title in sorted(found)]


def test_links_of_an_agenda_without_page_numbers_follow_the_slides(tmp_path: Path):
    project = Project(tmp_path)
    link_the_agenda(project.own_pack())
    project.put("seeds/county.md", COUNTY)
    build(BuildRequest(project=project.folder))
    path = project.output / "county.pptx"
    dams, river, rural = linked(path)
    assert river == ("管好一江清水，守住生态底线", "管好一江清水，守住生态底线")
    deck = Presentation(str(path))
    slides = deck.slides._sldIdLst
    opener = next(at for at, slide in enumerate(deck.slides) if slide.shapes.title.text_frame.text == river[1])
    deck.part.drop_rel(slides[opener].rId)
    slides.remove(slides[opener])
    deck.save(str(path))
    for text in (COUNTY, COUNTY.replace("18期", "19期")):
        project.put("seeds/county.md", text)
        build(BuildRequest(project=project.folder))
        assert linked(path) == [dams, (river[0], "全县坚持上下游共治，推动水质持续改善"), rural]


def test_what_only_the_source_changed_in_a_disputed_line_is_no_change_by_hand(tmp_path: Path):
    project = Project(tmp_path)
    project.put("seeds/water.txt", WATER)
    build(BuildRequest(project=project.folder))
    path = project.output / "water.pptx"
    replace_in_package(path, "42公里", "45公里")
    changed = WATER.replace("42公里", "43公里").replace("1.2万户", "1.3万户")
    for number in (18, 19):  # the second time the conflict is an old one
        project.put("seeds/water.txt", changed.replace("18个", f"{number}个"))
        build(BuildRequest(project=project.folder))
        listed = path.with_name("water.pptx.changes.txt").read_text("utf-8-sig")
        assert "- water.docx：“43公里” (“45公里”)" in listed
        assert "(“1.2万户”)" not in listed
        assert "1.2万户" not in listed.partition("手工填写的数字")[2]
