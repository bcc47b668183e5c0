import pytest

from briefgen import readers
from briefgen.analysis.structure.blocks import recover
from briefgen.document import MARKING, BlockKind, Document
from briefgen.errors import ReadError
from office_sources import (
    NAMES,
    PIXEL,
    chart,
    compound,
    docx,
    paragraph,
    relationships,
    root,
    style,
    styled,
    table,
    zipped,
)

HEADING, PARAGRAPH, LIST_ITEM, TABLE, PICTURE, CAPTION, FOOTNOTE, FURNITURE, QUOTATION = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE,
    BlockKind.PICTURE,
    BlockKind.CAPTION,
    BlockKind.FOOTNOTE,
    BlockKind.FURNITURE,
    BlockKind.QUOTATION,
)
HEADINGS = style("1", "heading 1") + style("2", "heading 2")


def read(data: bytes) -> Document:
    return readers.read_bytes(data, path="a.docx")


def blocks(data: bytes) -> list[tuple[BlockKind, str]]:
    document = read(data)
    return [(block.kind, document.quote(block.span)) for block in document.blocks]


def texts(body: str, **kinds: str) -> list[str]:
    return [text for _, text in blocks(docx(body, **kinds))]


def numbered(text: str, number: int = 1, level: int = 0, run: str = "") -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>', run)


def level(index: int, kind: str, text: str, more: str = "") -> str:
    form = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}">{form}{more}</w:lvl>'


def lists(*levels: str, more: str = "") -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f'{abstract}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'


RUNS = {
    "inserted text is accepted": ("<w:r><w:t>供水</w:t></w:r><w:ins><w:r><w:t>管网</w:t></w:r></w:ins>", "供水管网"),
    "deleted and moved-away text is dropped": (
        "<w:r><w:t>供水</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo>",
        "供水来",
    ),
    "hidden text is not on the page": (
        "<w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>",
        "甲",
    ),
    "a link leaves its text": ('<w:hyperlink r:id="x"><w:r><w:t>链接</w:t></w:r></w:hyperlink>', "链接"),
    "a content control is opened": ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
    "the placeholder of an empty one is no text": (
        "<w:r><w:t>单位：</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>点此输入</w:t>"
        "</w:r></w:sdtContent></w:sdt>",
        "单位：",
    ),
    "of a field the result is read": (
        '<w:r><w:t>共</w:t><w:fldChar w:fldCharType="begin"/><w:instrText>= 1 + 2</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>3</w:t><w:fldChar w:fldCharType="end"/><w:t>项</w:t></w:r>',
        "共3项",
    ),
    "a field inside the code of a field is no text": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText><w:fldChar w:fldCharType="begin"/>'
        '<w:fldChar w:fldCharType="separate"/><w:t>内</w:t><w:fldChar w:fldCharType="end"/>'
        '<w:fldChar w:fldCharType="separate"/><w:t>外</w:t><w:fldChar w:fldCharType="end"/></w:r>',
        "外",
    ),
    "soft hyphens go, hard ones stay": (
        "<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>",
        "ab-c",
    ),
    "symbols become characters": ('<w:r><w:t>达标</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "达标✓"),
    "reading aids are left out": (
        "<w:r><w:ruby><w:rt><w:r><w:t>gōng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>供</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "供",
    ),
    "an equation is text": (
        "<m:oMath><m:r><m:t>v=</m:t></m:r><m:f><m:num><m:r><m:t>s</m:t></m:r></m:num><m:den><m:r><m:t>2t</m:t></m:r>"
        "</m:den></m:f></m:oMath>",
        "v=s/(2t)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("runs", "expected"), RUNS.values(), ids=RUNS.keys())
def test_a_paragraph_reads_as_the_page_shows_it(runs: str, expected: str):
    assert texts(f"<w:p>{runs}</w:p>") == [expected]


STYLES = {
    "Word's own": (style("a", "heading 2"), HEADING, 2),
    "in Chinese": (style("a", "标题 2"), HEADING, 2),
    "based on a heading": (style("h", "heading 3") + style("a", "正文小标题", '<w:basedOn w:val="h"/>'), HEADING, 3),
    "with an outline level": (style("a", "章名", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'), HEADING, 1),
    "back to body text": (
        style("h", "heading 3") + style("a", "注意", '<w:basedOn w:val="h"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>'),
        PARAGRAPH,
        None,
    ),
    "based on itself": (style("a", "圈", '<w:basedOn w:val="a"/>'), PARAGRAPH, None),
    "a caption": (style("a", "caption"), CAPTION, None),
    "a quotation": (style("a", "引用"), QUOTATION, None),
    "contents": (style("a", "toc 1"), FURNITURE, None),
    "a style that the file lacks": ("", PARAGRAPH, None),
}


@pytest.mark.parametrize(("styles", "kind", "depth"), STYLES.values(), ids=STYLES.keys())
def test_styles_say_what_a_paragraph_is(styles: str, kind: BlockKind, depth: int | None):
    block = read(docx(styled("供水保障", "a"), styles=styles)).blocks[0]
    assert (block.kind, block.level) == (kind, depth)


def test_the_outline_level_of_a_paragraph_makes_a_heading():
    block = read(docx(paragraph("供水保障", '<w:outlineLvl w:val="1"/>'))).blocks[0]
    assert (block.kind, block.level, block.marked_up) == (HEADING, 2, True)


def test_title_and_subtitle_styles_give_title_and_series():
    styles = style("t", "Title") + style("s", "Subtitle") + HEADINGS
    document = read(
        docx(
            styled("供水", "t") + styled("工作汇报", "t") + styled("水务系列", "s") + styled("一、甲", "1"),
            styles=styles,
        )
    )
    assert document.quote(document.title) == "供水工作汇报"
    assert document.quote(document.subtitle) == "水务系列"
    assert [block.kind for block in document.blocks] == [FURNITURE, FURNITURE, HEADING]


def test_paragraphs_are_sure_only_where_the_file_has_headings():
    assert [b.marked_up for b in read(docx(styled("甲", "1") + paragraph("乙"), styles=HEADINGS)).blocks] == [
        True,
        True,
    ]
    assert [b.marked_up for b in read(docx(paragraph("一、甲") + paragraph("乙"))).blocks] == [False, False]


def test_numbers_of_headings_are_their_text():
    styles = style("1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "2", "heading 2", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    numbering = lists(
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
    )  # fmt: skip
    body = styled("甲", "1") + styled("乙", "2") + styled("丙", "2") + styled("丁", "1") + styled("戊", "2")
    assert texts(body, styles=styles, numbering=numbering) == ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]


FORMATS = {
    "decimal": ("decimal", "%1.", ["1. 甲", "2. 甲"]),
    "letters": ("upperLetter", "%1)", ["A) 甲", "B) 甲"]),
    "roman": ("lowerRoman", "(%1)", ["(i) 甲", "(ii) 甲"]),
    "circles": ("decimalEnclosedCircle", "%1", ["① 甲", "② 甲"]),
    "chapters": ("chineseCountingThousand", "第%1章", ["第一章甲", "第二章甲"]),
    "stems": ("ideographTraditional", "%1、", ["甲、甲", "乙、甲"]),
    "bullets": ("bullet", "\uf0b7", ["甲", "甲"]),
}


@pytest.mark.parametrize(("kind", "text", "expected"), FORMATS.values(), ids=FORMATS.keys())
def test_numbers_are_written_in_their_format(kind: str, text: str, expected: list[str]):
    assert texts(numbered("甲") * 2, numbering=lists(level(0, kind, text))) == expected


def test_levels_restart_below_a_higher_one_and_count_on_between_uses():
    numbering = lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    body = (
        numbered("a") + numbered("b", 1, 1) + paragraph("x") + numbered("c", 1, 1) + numbered("d") + numbered("e", 1, 1)
    )
    assert texts(body, numbering=numbering) == ["1. a", "1.1 b", "x", "1.2 c", "2. d", "2.1 e"]


def levels_of(body: str, **kinds: str) -> list[int | None]:
    return [block.level for block in read(docx(body, **kinds)).blocks]


def test_list_items_have_levels_in_one_list_by_its_own():
    numbering = lists(*(level(depth, "bullet", "•") for depth in range(3)))
    body = numbered("a") + numbered("b", 1, 2) + paragraph("又") + numbered("c", 1, 2) + numbered("d", 1, 1)
    assert levels_of(body + numbered("e"), numbering=numbering) == [1, 2, None, 2, 2, 1]


def test_list_items_have_levels_in_several_lists_by_their_indents():
    set_in = (
        '<w:abstractNum w:abstractNumId="9">{}</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    )
    bullets = level(0, "bullet", "•", '<w:pPr><w:ind w:left="840" w:hanging="420"/></w:pPr>')
    numbering = lists(level(0, "decimal", "%1.", '<w:pPr><w:ind w:left="420"/></w:pPr>'), more=set_in.format(bullets))
    flat = paragraph("d", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:ind w:left="420"/>')
    body = numbered("a") + numbered("b", 2) + numbered("c") + flat
    assert levels_of(body, numbering=numbering) == [1, 2, 1, 1]


def test_styles_of_lists_have_levels_by_their_indents():
    styles = style("1", "List Bullet") + style("2", "List Bullet 2", '<w:pPr><w:ind w:left="643"/></w:pPr>')
    assert levels_of(styled("a", "1") + styled("b", "2") + styled("c", "1"), styles=styles) == [1, 2, 1]


def test_a_list_used_anew_restarts_only_where_it_says_so():
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    anew = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )  # fmt: skip
    numbering = lists(level(0, "decimal", "%1."), more=again + anew)
    body = numbered("a") + numbered("b", 2) + numbered("c", 3) + numbered("d", 3)
    assert texts(body, numbering=numbering) == ["1. a", "2. b", "1. c", "2. d"]


def test_empty_paragraphs_are_counted_and_number_zero_is_no_list():
    numbering = lists(level(0, "decimal", "%1."))
    assert texts(numbered("a") + numbered("") + numbered("b") + numbered("c", 0), numbering=numbering) == [
        "1. a",
        "3. b",
        "c",
    ]


def test_an_empty_paragraph_that_holds_a_section_break_is_not_counted():
    numbering = lists(level(0, "chineseCounting", "%1、"))
    broken = numbered("").replace("</w:numPr>", "</w:numPr><w:sectPr/>")
    assert texts(broken + numbered("甲") + numbered("乙"), numbering=numbering) == ["一、甲", "二、乙"]


def test_chinese_numbers_leave_a_bare_paragraph_to_the_structure_step():
    numbering = lists(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2."))
    kinds = [kind for kind, _ in blocks(docx(numbered("甲") + numbered("乙", 1, 1), numbering=numbering))]
    assert kinds == [PARAGRAPH, LIST_ITEM]


def test_headings_that_only_look_so_are_found_where_the_look_is_used_throughout():
    body = "管网更新改造加快推进，新建改造供水管网，漏损率继续下降，城乡供水一体化取得进展，群众用水更有保障。" * 2
    bold, large = "<w:b/>", '<w:b/><w:sz w:val="44"/>'
    document = read(
        docx(
            paragraph("供水工作汇报", '<w:jc w:val="center"/>', large)
            + "".join(
                paragraph(f"{number}、{name}", "", bold) + paragraph(body) * 3 for number, name in ("一甲", "二乙")
            )
        )
    )
    found = recover(document)
    assert found.quote(found.title) == "供水工作汇报"
    assert [found.quote(b.span) for b in found.blocks if b.kind is HEADING] == ["一、甲", "二、乙"]


def test_looks_are_not_believed_where_numbered_lines_lack_them():
    body = paragraph("管网更新改造加快推进，新建改造供水管网，漏损率继续下降。" * 2) * 3
    mixed = (
        paragraph("一、甲", "", "<w:b/>")
        + body
        + paragraph("（一）乙")
        + body
        + paragraph("二、丙", "", "<w:b/>")
        + body
    )
    assert HEADING not in {kind for kind, _ in blocks(docx(mixed))}


def test_a_line_break_of_the_author_parts_paragraphs_and_joins_headings():
    lines = "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"
    heading = f'<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>{lines}</w:p>'
    assert texts(f"{heading}<w:p>{lines}</w:p>", styles=HEADINGS) == ["甲乙", "甲", "乙"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    assert texts(paragraph("供水", "<w:rPr><w:del/></w:rPr>") + paragraph("管网")) == ["供水管网"]


def test_tables_have_cells_headers_and_their_merged_places_empty():
    merged = (
        '<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("表头")
        + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + paragraph("甲") + "</w:tc><w:tc>"
        + paragraph("1") + paragraph("2") + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>"
        + paragraph("3") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    document = read(docx(merged))
    found = document.blocks[0].table
    assert found is not None
    assert found.header_rows == 1
    assert [[document.quote(cell) for cell in row] for row in found.rows] == [["表头", ""], ["甲", "1 2"], ["", "3"]]


def test_a_first_row_without_numbers_names_the_columns():
    found = read(docx(table("地区|里程", "甲|12"))).blocks[0].table
    assert found is not None
    assert found.header_rows == 1


def test_text_in_very_many_tables_is_not_lost():
    deep = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("里面") + "</w:tc></w:tr></w:tbl>" * 60
    assert "里面" in readers.read_bytes(docx(deep), path="a.docx").text


def test_a_nested_table_is_text_of_its_cell_and_a_table_of_one_column_is_a_frame():
    inner = table("甲|乙")
    assert blocks(docx(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc><w:tc>{paragraph('丙')}</w:tc></w:tr></w:tbl>")) == [
        (TABLE, "甲 乙\t丙")
    ]
    assert blocks(docx(table("甲", "乙"))) == [(PARAGRAPH, "甲"), (PARAGRAPH, "乙")]


def test_generated_numbers_fill_the_cells_of_a_table():
    row = f"<w:tr><w:tc>{numbered('')}</w:tc><w:tc>{paragraph('甲')}</w:tc></w:tr>"
    assert texts(f"<w:tbl>{row * 2}</w:tbl>", numbering=lists(level(0, "decimal", "%1"))) == ["1\t甲\n2\t甲"]


def test_a_text_box_follows_its_paragraph_and_is_read_once():
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    drawing = f"<w:drawing><wp:inline><a:graphic><wps:txbx>{box}</wps:txbx></a:graphic></wp:inline></w:drawing>"
    old = f"<w:pict><v:textbox>{box}</v:textbox></w:pict>"
    both = f"<mc:Choice Requires='wps'>{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    either = f"<mc:AlternateContent>{both}</mc:AlternateContent>"
    assert texts(f"<w:p><w:r><w:t>前</w:t>{either}</w:r></w:p>{paragraph('后')}") == ["前", "框", "后"]


def test_footnotes_stand_at_the_end_in_order_of_their_marks():
    notes = (
        f'<w:footnote w:id="7">{paragraph("注七")}</w:footnote><w:footnote w:id="2">{paragraph("注二")}</w:footnote>'
    )
    marks = '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="7"/></w:r>'
    found = blocks(docx(f"<w:p><w:r><w:t>文</w:t></w:r>{marks}</w:p>{paragraph('尾')}", footnotes=notes))
    assert found == [(PARAGRAPH, "文"), (PARAGRAPH, "尾"), (FOOTNOTE, "注二"), (FOOTNOTE, "注七")]


def drawn(content: str) -> str:
    return f"<w:p><w:r><w:drawing><wp:inline>{content}</wp:inline></w:drawing></w:r></w:p>"


def picture(description: str, target: str = "x1") -> str:
    fill = f'<pic:pic><pic:blipFill><a:blip r:embed="{target}"/></pic:blipFill></pic:pic>'
    return drawn(f'<wp:docPr id="1" name="图片 1" descr="{description}"/><a:graphic>{fill}</a:graphic>')


def test_a_picture_has_its_bytes_and_what_its_author_says():
    styles = style("c", "caption")
    body = picture("新建的泵站") + styled("图1 泵站", "c")
    document = read(docx(body, styles=styles, parts={"word/media/image1.png": PIXEL}))
    found = document.blocks[0]
    assert (found.kind, document.quote(found.span), document.blocks[1].kind) == (PICTURE, "新建的泵站", CAPTION)
    assert [(each.id, each.content_type, each.data) for each in document.media] == [(found.media, "image/png", PIXEL)]


@pytest.mark.parametrize("filled_in", ["图片 3", "IMG_2031.jpg", r"C:\照片\1.png", "描述已自动生成"])
def test_what_programs_fill_in_is_no_description(filled_in: str):
    document = read(docx(paragraph("甲") + picture(filled_in), parts={"word/media/image1.png": PIXEL}))
    assert document.quote(document.blocks[1].span) == ""


def test_a_picture_lower_than_a_line_is_an_icon():
    body = picture("").replace("<wp:docPr", '<wp:extent cx="200000" cy="200000"/><wp:docPr')
    assert blocks(docx(paragraph("甲") + body, parts={"word/media/image1.png": PIXEL})) == [(PARAGRAPH, "甲")]


def test_a_linked_picture_that_is_not_in_the_file_keeps_its_description():
    assert blocks(docx(paragraph("甲") + picture("泵站", "missing"))) == [(PARAGRAPH, "甲"), (PICTURE, "泵站")]


def test_a_chart_is_a_table_of_its_data():
    body = drawn('<a:graphic><c:chart r:id="x1"/></a:graphic>')
    part = chart("漏损率", ["2023年", "2024年"], {"漏损率": [0.095, 0.087]}, "0.0%")
    found = blocks(docx(body, parts={"word/charts/chart1.xml": part}))
    assert found == [(CAPTION, "漏损率"), (TABLE, "\t漏损率\n2023年\t9.5%\n2024年\t8.7%")]


def test_contents_made_by_a_field_are_furniture():
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>一、甲</w:t></w:r>'
    )
    end = '<w:r><w:t>二、乙</w:t><w:fldChar w:fldCharType="end"/></w:r>'
    assert [kind for kind, _ in blocks(docx(f"<w:p>{begin}</w:p><w:p>{end}</w:p>{paragraph('文')}"))] == [
        FURNITURE,
        FURNITURE,
        PARAGRAPH,
    ]


def test_a_field_that_never_ends_swallows_nothing():
    broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF</w:instrText></w:r></w:p>'
    assert texts(broken + paragraph("甲")) == ["甲"]


def test_headers_are_dropped_but_for_a_classification():
    header = root("w:hdr", paragraph("机密★1年") + paragraph("内部刊物"))
    document = read(docx(paragraph("甲"), parts={"word/header1.xml": header}))
    assert document.text == "甲"
    assert document.metadata == ((MARKING, "机密★1年"),)


def test_a_strict_file_reads_like_a_transitional_one():
    strict = root("w:document", f"<w:body>{styled('甲', '1')}</w:body>").replace(
        NAMES["w"], "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    links = relationships({"rId1": ("officeDocument", "word/document.xml")})
    links = links.replace(f"{NAMES['r']}/officeDocument", kind)
    assert blocks(zipped({"_rels/.rels": links, "word/document.xml": strict})) == [(PARAGRAPH, "甲")]


def test_blocks_have_the_numbers_of_their_paragraphs():
    document = read(docx(paragraph("甲") + "<w:p/>" + table("a|b", "c|d") + paragraph("乙")))
    assert [block.locator.paragraph for block in document.blocks] == [1, 1, 2]


def many_entities() -> bytes:
    body = f"<w:body>{paragraph('&b;')}</w:body>"
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    return zipped(
        {
            "_rels/.rels": relationships({"r": ("officeDocument", "word/document.xml")}),
            "word/document.xml": f'{bomb}<w:document xmlns:w="{NAMES["w"]}">{body}</w:document>',
        }
    )


HOSTILE = {
    "empty": b"",
    "cut off": docx(paragraph("甲"))[:-30],
    "entities": many_entities(),
    "no main part": zipped({"word/other.xml": "<a/>"}),
    "broken XML": zipped(
        {"_rels/.rels": relationships({"r": ("officeDocument", "word/d.xml")}), "word/d.xml": "<w:document>"}
    ),
    "a zip bomb": docx(paragraph("0" * 30_000_000)),
    "nothing in it": docx("<w:p/>"),
    "too deep": docx("<w:ins>" * 400 + paragraph("甲") + "</w:ins>" * 400),
    "protected by a password": compound("EncryptedPackage"),
    "a web archive without a page": b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx",
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_document_is_refused_with_a_remedy(data: bytes):
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.where == "a.docx"
    assert caught.value.remedy


def test_a_web_page_named_docx_is_read_as_what_it_is():
    page = "<html><body><h1>供水</h1><p>管网更新改造加快推进，漏损率继续下降。</p></body></html>"
    assert "漏损率" in read(page.encode()).text


ARCHIVE = (
    "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    "<html><body><h1>=E4=BE=9B=E6=B0=B4</h1><p>=E7=AE=A1=E7=BD=91 is long enough to be text.</p></body></html>\n--b--\n"
)


def test_a_web_archive_named_doc_is_read():
    assert read(ARCHIVE.encode()).text == "供水\n管网 is long enough to be text."


def test_a_file_that_only_wraps_a_web_page_is_that_page():
    data = docx('<w:altChunk r:id="x1"/>', parts={"word/aFChunk.mht": ARCHIVE})
    assert read(data).text == "供水\n管网 is long enough to be text."


def test_plain_text_named_docx_is_read_as_what_it_is():
    assert read("供水\n管网".encode("gb18030")).text == "供水\n管网"


def test_macros_are_not_looked_at():
    data = docx(paragraph("甲"), parts={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 AutoOpen"})
    assert readers.read_bytes(data, path="a.docm").text == "甲"
