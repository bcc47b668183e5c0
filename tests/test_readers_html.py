import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import readers
from briefgen.document import BlockKind, Document
from briefgen.errors import ReadError

HEADING, PARAGRAPH, LIST_ITEM, QUOTATION, TABLE, PICTURE, CAPTION, FOOTNOTE, FURNITURE = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.LIST_ITEM,
    BlockKind.QUOTATION,
    BlockKind.TABLE,
    BlockKind.PICTURE,
    BlockKind.CAPTION,
    BlockKind.FOOTNOTE,
    BlockKind.FURNITURE,
)
FIRST = "去年，全县新建供水管网42公里，漏损率由14.1%降至9.3%，受益居民3.6万人。"
SECOND = "今年，县里安排专项资金2.4亿元，改造老旧泵站18座，计划在10月底前全部完工。"
THIRD = "水务局表示，改造后的泵站统一接入监测平台，每15分钟上报一次压力和流量。"
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
NEWS = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>县城供水改造三年见效_示例县人民政府</title>
<meta name="description" content="x"></head><body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li></ul></div>
<div class="crumb">您所在的位置：<a href="/">首页</a> &gt; 要闻</div>
<div class="main"><h1>县城供水改造三年见效</h1>
<div class="info"><span>2024-03-05 10:20</span> <span>来源：示例日报</span> <span>作者：张三</span></div>
<div class="share"><a href="#">分享到微博</a></div>
<div class="TRS_Editor"><p>　　{FIRST}</p><p><strong>一、管网</strong></p><p>　　{SECOND}</p>
<p><strong>二、泵站</strong></p><p>　　{THIRD}</p><p>（责任编辑：李四）</p></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/1">某地召开会议研究部署工作</a></li></ul></div></div>
<div class="sidebar"><h3>热门新闻</h3><ul><li><a href="/2">另一条新闻的标题写在这里</a></li></ul></div>
<div class="comments"><p>网友甲：这条新闻写得很好，我们小区的水压确实比以前大了，感谢大家。</p></div>
<div class="footer">版权所有：示例县人民政府 备案号 12345</div>
<script>var x = "脚本里的文字";</script></body></html>"""


def read(text: str | bytes) -> Document:
    data = text.encode() if isinstance(text, str) else text
    return readers.read_bytes(data, path="a.html")


def blocks(body: str) -> list[tuple[BlockKind, str]]:
    """The blocks of an article that follow the two long paragraphs which make it one."""
    document = read(f"<html><body><article>{PARAGRAPHS}{body}</article></body></html>")
    return [(block.kind, document.quote(block.span)) for block in document.blocks][3:]


def test_the_article_is_kept_and_the_page_around_it_goes():
    document = read(NEWS)
    kept = [(block.kind, document.quote(block.span)) for block in document.blocks if block.kind is not FURNITURE]
    assert kept == [
        (HEADING, "县城供水改造三年见效"),
        (PARAGRAPH, FIRST),
        (HEADING, "一、管网"),
        (PARAGRAPH, SECOND),
        (HEADING, "二、泵站"),
        (PARAGRAPH, THIRD),
    ]
    for gone in ("首页", "分享", "相关阅读", "另一条新闻", "网友甲", "备案号", "脚本"):
        assert gone not in document.text


def test_what_the_page_says_of_itself_is_found():
    document = read(NEWS)
    assert document.quote(document.title) == "县城供水改造三年见效"
    assert document.quote(document.byline) == "作者：张三"
    assert document.quote(document.date) == "2024-03-05"
    furniture = [document.quote(block.span) for block in document.blocks if block.kind is FURNITURE]
    assert "来源：示例日报" in furniture
    assert "（责任编辑：李四）" in furniture


def test_meta_elements_serve_where_the_page_shows_nothing():
    head = """<title>Water works - Example Times</title><meta property="og:title" content="Water works">
    <meta name="author" content="Jane Doe"><meta property="article:published_time" content="2024-03-05T08:00:00Z">"""
    document = read(f"<html><head>{head}</head><body><div class=article>{PARAGRAPHS}</div></body></html>")
    assert document.quote(document.title) == "Water works"
    assert document.quote(document.byline) == "Jane Doe"
    assert document.quote(document.date) == "2024-03-05"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("供水改造三年见效_新闻中心_示例网", "供水改造三年见效"),
        ("供水改造三年见效-示例新闻网", "供水改造三年见效"),
        ("Water works | Example Times", "Water works"),
        ("供水改造三年见效", "供水改造三年见效"),
    ],
)
def test_the_site_is_no_part_of_the_title(title, expected):
    document = read(f"<html><head><title>{title}</title></head><body>{PARAGRAPHS}</body></html>")
    assert document.quote(document.title) == expected


def test_the_only_first_heading_that_words_the_title_anew_is_the_title():
    page = "<html><head><title>The hard sell for water | Town News</title></head><body><h1>{}</h1>" + PARAGRAPHS
    document = read(page.format("The long hard sell for water") + "</body></html>")
    assert document.quote(document.title) == "The long hard sell for water"
    document = read(page.format("Weather in the county") + "</body></html>")
    assert document.quote(document.title) == "The hard sell for water"


CASES = {
    "headings keep their kind": ("<h2>甲</h2><p>乙。</p>", [(HEADING, "甲"), (PARAGRAPH, "乙。")]),
    "inline elements do not part words": (
        "<p>供<b>水</b><span>管</span><a href=x>网</a>，wa<i>t</i>er</p>",
        [(PARAGRAPH, "供水管网，water")],
    ),
    "a line break parts paragraphs": ("<p>甲。<br>乙。<br/><br/>丙。</p>", [(PARAGRAPH, f"{t}。") for t in "甲乙丙"]),
    "a line break within a heading does not": (
        "<h2>供水<br>改造</h2><p>丙。</p>",
        [(HEADING, "供水改造"), (PARAGRAPH, "丙。")],
    ),
    "line ends of the file leave no space in Chinese": ("<p>供水\n  管网，\n更新</p>", [(PARAGRAPH, "供水管网，更新")]),
    "and one in English": ("<p>water\n   mains</p>", [(PARAGRAPH, "water mains")]),
    "lists, nested too": (
        "<ul><li>甲。<ul><li>乙。</li></ul></li><li><p>丙。</p><p>丁。</p></li></ul>",
        [(LIST_ITEM, "甲。"), (LIST_ITEM, "乙。"), (LIST_ITEM, "丙。"), (PARAGRAPH, "丁。")],
    ),
    "quotations": ("<blockquote><p>甲。</p></blockquote>", [(QUOTATION, "甲。")]),
    "pictures with their words, and captions": (
        "<figure><img src=a.png alt='管网示意图'><figcaption>图1 管网</figcaption></figure>",
        [(PICTURE, "管网示意图"), (CAPTION, "图1 管网")],
    ),
    "pictures without words are nothing to read": ("<p><img src=a.png alt='1.jpg'></p>", []),
    "hidden elements go": ("<p hidden>甲。</p><div style='display: none'>乙。</div><p>丙。</p>", [(PARAGRAPH, "丙。")]),
    "marks of notes go": ("<p>达到42公里<sup>[3]</sup>。</p>", [(PARAGRAPH, "达到42公里。")]),
    "other raised characters stay": ("<p>共8m<sup>2</sup>。</p>", [(PARAGRAPH, "共8m2。")]),
    "entities": ("<p>甲&nbsp;&amp;&#20057;</p>", [(PARAGRAPH, "甲 &乙")]),
    "unclosed elements": (
        "<p>甲。<p>乙。<ul><li>丙。<li>丁。</ul>",
        [*zip([PARAGRAPH] * 2 + [LIST_ITEM] * 2, ["甲。", "乙。", "丙。", "丁。"], strict=True)],
    ),
    "a layout table is no table": (
        "<table><tr><td><p>甲。</p><p>乙。</p></td></tr></table>",
        [(PARAGRAPH, "甲。"), (PARAGRAPH, "乙。")],
    ),
    "ruby keeps the text alone": ("<p><ruby>漢<rt>かん</rt></ruby>字。</p>", [(PARAGRAPH, "漢字。")]),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_elements_become_blocks(body, expected):
    assert blocks(body) == expected


def test_list_items_have_levels_and_none_is_passed_over():
    lists = "<ul><li><ul><li>甲。<ol><li>乙。</ol><li>丙。</ul></ul><p>又。</p><ul><li>丁。</ul>"
    document = read(f"<html><body><article>{PARAGRAPHS}<p>文。</p>{lists}</article></body></html>")
    levels = [(document.quote(block.span), block.level) for block in document.blocks][3:]
    assert levels == [("文。", None), ("甲。", 1), ("乙。", 2), ("丙。", 1), ("又。", None), ("丁。", 1)]


def table_of(body: str) -> tuple[list[list[str]], int, Document]:
    document = read(f"<html><body><article>{PARAGRAPHS}{body}</article></body></html>")
    block = next(block for block in document.blocks if block.table)
    assert block.table is not None
    return [[document.quote(cell) for cell in row] for row in block.table.rows], block.table.header_rows, document


def test_tables_keep_their_cells_and_header_rows():
    rows, header_rows, _ = table_of(
        "<table><thead><tr><th>地区</th><th>产值</th></tr></thead>"
        "<tr><td>甲<br>区</td><td>1</td></tr><tr><td>乙区</td></tr></table>"
    )
    assert rows == [["地区", "产值"], ["甲区", "1"], ["乙区", ""]]
    assert header_rows == 1


def test_merged_cells_hold_their_place():
    rows, header_rows, _ = table_of(
        "<table><tr><th rowspan=2>地区</th><th colspan=2>产值</th></tr><tr><th>上年</th><th>今年</th></tr>"
        "<tr><td>甲</td><td>1</td><td>2</td></tr></table>"
    )
    assert rows == [["地区", "产值", ""], ["", "上年", "今年"], ["甲", "1", "2"]]
    assert header_rows == 2


def test_a_row_of_one_cell_over_a_table_is_its_caption():
    rows, _, document = table_of(
        "<table><tr><td colspan=2>表1 产值</td></tr>"
        "<tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table>"
    )
    assert rows == [["甲", "1"], ["乙", "2"]]
    assert (CAPTION, "表1 产值") in [(block.kind, document.quote(block.span)) for block in document.blocks]


def test_a_table_of_absurd_spans_is_read_at_once():
    rows, _, _ = table_of(
        "<table><tr><th colspan=99999999 rowspan=99999999>甲</th><td>1</td></tr><tr><td>2</td></tr></table>"
    )
    assert len(rows[0]) <= 101


def test_pictures_in_the_page_arrive_with_their_bytes():
    data = b"\x89PNG\r\n\x1a\nnot really"
    source = f"data:image/png;base64,{base64.b64encode(data).decode()}"
    document = read(f"<html><body>{PARAGRAPHS}<img src='{source}' alt='示意图'></body></html>")
    picture = next(block for block in document.blocks if block.kind is PICTURE)
    assert [(media.id, media.content_type, media.data) for media in document.media] == [
        (picture.media, "image/png", data)
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "big5"])
@pytest.mark.parametrize(
    "declared", ["", "<meta charset={}>", '<meta http-equiv="Content-Type" content="text/html; charset={}">']
)
def test_the_encoding_is_found_declared_or_not(encoding, declared):
    text = "縣城供水改造完成，管網更新四十二公里，漏損率下降。" if encoding == "big5" else FIRST
    page = f"<html><head>{declared.format(encoding)}</head><body><p>{text}</p></body></html>"
    document = readers.read_bytes(page.encode(encoding), path="a.htm")
    assert document.text == text


def test_valid_utf_8_beats_a_wrong_declaration():
    page = f"<html><head><meta charset=gb2312></head><body><p>{FIRST}</p></body></html>"
    assert read(page).text == FIRST


def test_paragraphs_are_sure_only_where_the_page_has_headings():
    assert not any(block.marked_up for block in read(f"<body>{PARAGRAPHS}</body>").blocks)
    assert all(
        block.marked_up for block in read(f"<body><h2>供水</h2>{PARAGRAPHS}<h2>泵站</h2><p>{FIRST}</p></body>").blocks
    )


def test_bold_lines_are_headings_that_the_structure_step_may_reread():
    document = read(NEWS)
    bold = [block for block in document.blocks if document.quote(block.span) == "一、管网"]
    assert [(block.kind, block.level, block.marked_up) for block in bold] == [(HEADING, 2, False)]


def test_an_article_in_sections_is_kept_whole():
    body = "".join(f"<section id=s{n}><h2>部分{n}</h2><p>{FIRST}</p></section>" for n in range(5))
    document = read(f"<html><body><nav>导航</nav>{body}<footer>页脚</footer></body></html>")
    assert sum(block.kind is HEADING for block in document.blocks) == 5


def test_what_lies_behind_the_end_of_a_malformed_page_is_read():
    assert FIRST in read(f"<html><body><div>题</div></div></body></html><div class=content><p>{FIRST}</p></div>").text


def test_a_line_names_its_place_in_the_file():
    document = read(f"<html>\n<body>\n<p>{FIRST}</p>\n<p>{SECOND}</p>\n</body></html>")
    assert [block.locator.line for block in document.blocks] == [3, 4]


def test_no_entity_outside_the_page_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>{FIRST}&x;</p></body></html>'
    assert "geheim" not in read(page).text


def test_entities_that_grow_stay_small():
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    page = f'<!DOCTYPE html [<!ENTITY a0 "x">{bomb}]><html><body><p>{FIRST}&a11;</p></body></html>'
    assert len(read(page).text) < 5000


def nested(depth: int) -> str:
    return f"<html><body>{'<div>' * depth}<p>{FIRST}</p>{'</div>' * depth}</body></html>"


def test_deep_nesting_is_read():
    assert read(nested(1500)).text == FIRST


def test_nesting_without_end_is_refused():
    with pytest.raises(ReadError) as caught:
        read(nested(100_000))
    assert "nested" in caught.value.message


@pytest.mark.parametrize(
    "page", [b"", b"  \n", b"<html></html>", b"<html><body><script>x</script></body></html>", b"<!-- -->"]
)
def test_a_page_without_text_is_refused(page):
    with pytest.raises(ReadError) as caught:
        read(page)
    assert caught.value.where == "a.html"
    assert caught.value.remedy


def check_spans(document: Document) -> None:
    at = 0
    for block in document.blocks:
        assert at <= block.span.start <= block.span.end <= len(document.text)
        at = block.span.end
        for cell in (cell for row in block.table.rows for cell in row) if block.table else ():
            assert block.span.contains(cell)


TAGS = "p /p div /div table tr td th /table ul li h2 br b /b a /a body pre figure img".split(" ")  # noqa: SIM905


@given(st.lists(st.one_of(st.sampled_from(TAGS).map("<{}>".format), st.text(max_size=40)), max_size=60))
def test_any_markup_gives_a_document_or_a_read_error(pieces: list[str]):
    try:
        document = read("".join(pieces).encode("utf-8", "replace"))
    except ReadError:
        return
    check_spans(document)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes):
    try:
        document = read(b"<html><body>" + data)
    except ReadError:
        return
    check_spans(document)
