"""Merging Word files: what a person did stays, what nobody touched follows the source."""

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from briefgen.merge import Kind, Merged, Side
from briefgen.merge.word import merge_document
from merge_judging import findings, holds_in
from merge_sources import CONVENTIONS, SOURCES, edition
from merge_word_edits import EDITS, SECOND, lines, open_document, save_document, set_text, with_text

SAMPLE = [
    (edit.name, source)
    for number, edit in enumerate(EDITS)
    for place, source in enumerate(SOURCES)
    if (number * len(SOURCES) + place) % 23 == 0
]


def merge(mine: bytes, source: str) -> Merged:
    return merge_document(edition("unchanged").document, mine, edition(source).document, CONVENTIONS)


@pytest.fixture
def document():
    return open_document(edition("unchanged").document)


@pytest.mark.parametrize(("name", "source"), SAMPLE)
def test_an_edit_stands_and_the_package_is_sound(name: str, source: str, document):
    edit = next(item for item in EDITS if item.name == name)
    test = edit.make(document)
    merged = merge(save_document(document), source)
    if not edit.looks_only or any(edit.anchor in line for line in lines(open_document(edition(source).document))):
        assert holds_in(open_document, test, merged.data)
    assert findings(merged.data) == []


@pytest.mark.parametrize("source", SOURCES)
def test_a_file_that_nobody_edited_becomes_the_new_edition(source: str):
    merged = merge(edition("unchanged").document, source)
    assert lines(open_document(merged.data)) == lines(open_document(edition(source).document))
    assert not merged.conflicts


def test_source_marks_follow_in_a_paragraph_that_was_reworded(document):
    paragraph = with_text(document, SECOND)
    paragraph.runs[0].text = f"补充说明：{paragraph.runs[0].text}"
    merged = open_document(merge(save_document(document), "section removed").data)
    new = open_document(edition("section removed").document)
    assert with_text(merged, SECOND).text == f"补充说明：{with_text(new, SECOND).text}"


def test_what_both_changed_stays_the_persons_and_is_remarked(document):
    set_text(with_text(document, "全县新建水库12座"), "全县新建水库12.5座。")
    merged = merge(save_document(document), "same slot changed")
    assert [conflict.mine for conflict in merged.conflicts] == ["全县新建水库12.5座。"]
    result = open_document(merged.data)
    assert with_text(result, "12.5座") is not None
    assert ["新建水库13座" in comment.text for comment in result.comments] == [True]
    new = edition("same slot changed").document
    again = merge_document(new, merged.data, new, CONVENTIONS)
    assert not list(open_document(again.data).comments)
    assert {change.side for change in again.changes} == {Side.HAND}


def test_bookmarks_and_links_stay_whole(document):
    with_text(document, SECOND).insert_paragraph_before("补充一段。")
    merged = open_document(merge(save_document(document), "section added").data)
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    names = [node.get(f"{space}name") for node in merged.element.body.iter(f"{space}bookmarkStart")]
    assert len(set(names)) == len(names)
    anchors = {node.get(f"{space}anchor") for node in merged.element.body.iter(f"{space}hyperlink")}
    assert anchors <= {*names, None}


def test_the_same_merge_gives_the_same_bytes(document):
    with_text(document, SECOND).add_run("（补）")
    mine = save_document(document)
    assert merge(mine, "reordered").data == merge(mine, "reordered").data


def with_contents(data: bytes) -> bytes:
    """A Word file with a row for each heading behind its title, which is a link to it."""
    opened = open_document(data)
    title = opened.paragraphs[0]._p
    for heading in reversed([item for item in opened.paragraphs if item.style.name == "Heading 1"]):
        name = heading._p.find(qn("w:bookmarkStart")).get(qn("w:name"))
        row = OxmlElement("w:p")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), name)
        run = OxmlElement("w:r")
        run.text = heading.text
        link.append(run)
        row.append(link)
        title.addnext(row)
    return save_document(opened)


def contents(data: bytes) -> list[str]:
    rows = open_document(data).element.body.iter(qn("w:hyperlink"))
    return ["".join(node.text for node in row.iter(qn("w:t"))) for row in rows]


def section_of(opened, word: str) -> list:
    """The blocks of a part, from its heading on."""
    heading = next(item for item in opened.paragraphs if item.style.name == "Heading 1" and word in item.text)
    blocks = [heading._p]
    while (following := blocks[-1].getnext()).find(
        f"{qn('w:pPr')}/{qn('w:pStyle')}[@{qn('w:val')}='Heading1']"
    ) is None:
        blocks.append(following)
    return blocks


@pytest.mark.parametrize("source", ["unchanged", "unrelated change"])
def test_the_row_of_a_heading_that_was_deleted_goes_from_the_contents(source: str):
    base, new = (with_contents(edition(name).document) for name in ("unchanged", source))
    opened = open_document(base)
    for block in section_of(opened, "管好一江清水"):
        block.getparent().remove(block)
    merged = merge_document(base, save_document(opened), new, CONVENTIONS)
    assert contents(merged.data) == [row for row in contents(base) if "管好一江清水" not in row]
    assert [change.before for change in merged.changes if change.kind is Kind.REFERENCES] == [
        "二、管好一江清水，守住生态底线"
    ]
    again = merge_document(new, merged.data, new, CONVENTIONS)
    assert again.data == merged.data or contents(again.data) == contents(merged.data)


def test_rows_of_the_contents_follow_headings_that_were_moved():
    base = with_contents(edition("unchanged").document)
    opened = open_document(base)
    blocks = section_of(opened, "服务乡村振兴")
    first = section_of(opened, "建好骨干工程")[0]
    for block in blocks:
        first.addprevious(block)
    merged = merge_document(base, save_document(opened), base, CONVENTIONS)
    rows = contents(base)
    assert contents(merged.data) == [rows[2], *rows[:2], *rows[3:]]


def test_contents_of_a_file_whose_headings_nobody_touched_stay():
    base = with_contents(edition("unchanged").document)
    opened = open_document(base)
    opened.paragraphs[-1].add_run("补充")
    merged = merge_document(base, save_document(opened), with_contents(edition("reordered").document), CONVENTIONS)
    assert contents(merged.data) == contents(with_contents(edition("reordered").document))
    assert not [change for change in merged.changes if change.kind is Kind.REFERENCES]
