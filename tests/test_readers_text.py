import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import readers
from briefgen.document import BlockKind, Document, Language
from briefgen.errors import ReadError

REPORT = "县城供水改造\n\n　　去年完成管网更新42公里。\r\n  \t 漏损率降至9.3%。  \r\n"
LINES = ["县城供水改造", "去年完成管网更新42公里。", "漏损率降至9.3%。"]


def quotes(document: Document) -> list[str]:
    return [document.quote(block.span) for block in document.blocks]


def read(data: bytes, name: str = "a.txt") -> Document:
    return readers.read_bytes(data, path=name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have names on POSIX systems only")
def test_a_pipe_a_device_or_a_folder_is_no_file_and_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "folder.txt").mkdir()
    for name in ("pipe.txt", "zero.txt", "folder.txt"):
        with pytest.raises(ReadError, match="not a file"):
            readers.read(tmp_path / name)


def test_a_file_too_large_for_memory_is_not_opened(tmp_path: Path):
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(readers.MOST_BYTES + 1)
    with pytest.raises(ReadError, match="larger than"):
        readers.read(tmp_path / "large.txt")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_reads_the_encodings_of_chinese_offices(encoding):
    assert quotes(read(REPORT.encode(encoding))) == LINES


TRADITIONAL = "縣城供水改造\n去年完成管網更新42公里，漏損率降至9.3%。\n"


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030", "utf-8", "utf-16-be"])
def test_reads_traditional_chinese_in_each_of_its_encodings(encoding):
    assert quotes(read(TRADITIONAL.encode(encoding))) == TRADITIONAL.split("\n")[:2]


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["我們的工作報告", "這是一個小的", "12.5%的人，在城鎮"])
def test_a_few_characters_are_enough_to_tell_encodings_apart(text, encoding):
    assert read(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_reads_english_in_utf_16(encoding):
    assert quotes(read("Mains were renewed.\r\nLosses fell.".encode(encoding))) == [
        "Mains were renewed.",
        "Losses fell.",
    ]


def test_a_long_text_is_judged_by_its_beginning_and_read_whole():
    text = "城镇新增就业的人数为一千二百人。\n" * 20_000
    assert len(read(text.encode("gb18030")).blocks) == 20_000


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_one_line_feed(end):
    document = read(end.join(["甲。", "", "乙。"]).encode())
    assert document.text == "甲。\n乙。"
    assert [block.locator.line for block in document.blocks] == [1, 3]


def test_blank_lines_and_indents_go_and_line_numbers_stay():
    document = read(REPORT.encode())
    assert document.text == "\n".join(LINES)
    assert [block.locator.line for block in document.blocks] == [1, 3, 4]
    assert {block.kind for block in document.blocks} == {BlockKind.PARAGRAPH}
    assert not any(block.marked_up for block in document.blocks)


def test_a_form_feed_parts_paragraphs_but_is_no_line_of_an_editor():
    document = read("甲\f乙\n丙".encode())
    assert quotes(document) == ["甲", "乙", "丙"]
    assert [block.locator.line for block in document.blocks] == [1, 1, 2]


def test_marks_that_nobody_sees_are_left_out():
    document = read("\u202e全年\u200e投入\u2066301\u2069万\u00ad元\u2060。".encode())
    assert quotes(document) == ["全年投入301万元。"]


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf", "　　\n\u200b".encode()])
def test_a_file_without_text_is_refused(data):
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.where == "a.txt"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"plain\0text", "binary"),
        (b"PK\x03\x04 and more", "ZIP"),
        (b"%PDF-1.7 ...", "PDF"),
        ("标题".encode("utf-16") + b"x", "UTF-16"),
        ("caf\u00e9 au lait, d\u00e9j\u00e0 vu".encode("latin-1"), "encoding"),
        (b"\x80\x81\xff\xfe\xfd" * 9, "encoding"),
        (("好的文本" * 20).encode() + b"\xff\n", "line 1 is not valid UTF-8"),
        (("第一行\n" * 3).encode() + "漏损率降至".encode()[:-1] + b"\n", "line 4 is not valid UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data, said):
    with pytest.raises(ReadError) as caught:
        read(data)
    assert said in caught.value.message


def test_control_and_marker_characters_never_reach_the_text():
    assert read("甲\x07乙\U0010fff0丙\U0010fffd丁\ufeff".encode()).text == "甲乙丙丁"


def test_private_characters_outside_the_marker_range_stay():
    assert read("甲\U0010ffef".encode()).text == "甲\U0010ffef"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("县城供水改造", Language.CHINESE),
        ("The GDP of 贵州 grew by 8 percent in the first half of the year.", Language.ENGLISH),
        ("推进5G、IPv6、AI应用", Language.CHINESE),
        ("12345", Language.ENGLISH),
    ],
)
def test_the_language_follows_the_share_of_han(text, language):
    assert readers.read_text(text).language is language


def test_a_stated_language_wins():
    assert readers.read_text("县城", language="en").language is Language.ENGLISH


def test_ids_are_stable_for_a_path_and_differ_between_paths():
    assert read(b"x", "a/b.txt").id == read(b"y", "a/b.txt").id
    assert len({read(b"x", name).id for name in ("a/b.txt", "b.txt", "b.md", "报告.txt", "通知.txt")}) == 5


def test_reads_a_file_and_names_it_by_its_relative_path(tmp_path: Path):
    path = tmp_path / "b.txt"
    path.write_bytes(REPORT.encode())
    assert readers.read(path, relative="a/b.txt").path == "a/b.txt"
    assert readers.read(path).path == "b.txt"


@pytest.mark.parametrize("name", ["missing.txt", "report.xyz", "folder.txt", "none"])
def test_what_can_not_be_opened_or_is_unknown_is_a_read_error(tmp_path: Path, name: str):
    (tmp_path / "report.xyz").write_text("x", encoding="utf-8")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(ReadError) as caught:
        readers.read(tmp_path / name)
    assert caught.value.where == name
    assert caught.value.remedy


def test_a_suffix_may_be_written_in_capitals():
    assert quotes(read("甲".encode(), "A.TXT")) == ["甲"]


def check_spans(document: Document) -> None:
    at = 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end <= len(document.text)
        at = block.span.end
        for cell in (cell for row in block.table.rows for cell in row) if block.table else ():
            assert block.span.contains(cell)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_any_bytes_give_a_document_or_a_read_error(data: bytes, name: str):
    try:
        document = readers.read_bytes(data, path=name)
    except ReadError:
        return
    check_spans(document)


@given(st.text(max_size=300), st.sampled_from(["a.txt", "a.md"]))
def test_any_text_gives_a_document_or_a_read_error(text: str, name: str):
    try:
        document = readers.read_text(text, path=name)
    except ReadError:
        return
    check_spans(document)


@pytest.mark.parametrize("path", sorted(Path("seeds").rglob("*.txt")), ids=lambda path: path.name)
def test_every_line_of_a_seed_is_a_block(path: Path):
    document = readers.read(path)
    written = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert quotes(document) == written
    assert document.language is Language.CHINESE


WRAPPED = """\
Mains were renewed in every district of the county, and the
losses of the network fell to nine per cent. The programme goes
on next year.

NEXT YEAR
Two stations are to be built on the northern bank, and the well-
tried pipes of the old town will be laid anew before the rains
begin. The waterworks hires twelve people.

 - Losses are measured every month by two teams, one of which
   works in the mountains
 - Repairs begin within a day
"""


def test_lines_that_a_margin_broke_are_joined_to_paragraphs():
    document = read(WRAPPED.encode())
    assert quotes(document) == [
        "Mains were renewed in every district of the county, and the losses of the network fell to nine per cent. "
        "The programme goes on next year.",
        "NEXT YEAR",
        "Two stations are to be built on the northern bank, and the well-tried pipes of the old town will be laid "
        "anew before the rains begin. The waterworks hires twelve people.",
        "- Losses are measured every month by two teams, one of which works in the mountains",
        "- Repairs begin within a day",
    ]
    assert [block.locator.line for block in document.blocks] == [1, 5, 6, 10, 12]


PARAGRAPH = [
    "去年全县完成管网更新四十二公里，新增供水能力12",
    "00吨，惠及群众5678人，漏损率降到了百分之九点三，",
    "比上年低两个百分点，各乡镇的水价保持不变。",
]


@pytest.mark.parametrize(("indent", "gap"), [("　　", ""), ("", "\n")])
def test_wrapped_chinese_is_joined_without_spaces_even_inside_a_number(indent, gap):
    first = PARAGRAPH[0].removeprefix("去年") if indent else PARAGRAPH[0]
    wrapped = "\n".join([indent + first, *PARAGRAPH[1:], gap])
    assert quotes(read((wrapped * 4).encode())) == [first + "".join(PARAGRAPH[1:])] * 4


def test_lines_of_verse_and_lists_stay_lines():
    text = "\n".join(["春水绕城过", "远山入画来", "一声渔笛里", "人在小桥边"] * 4)
    assert len(read(text.encode()).blocks) == 16


def test_a_title_or_heading_that_breaks_at_an_unfinished_word_is_one_line():
    chinese = "关于加快城乡供水\n一体化建设和\n节水改造的报告\n去年完成管网更新。\n\n"
    text = f"{chinese}Works of the East and\nthe North\nMains were renewed.\n"
    assert quotes(read(text.encode())) == [
        "关于加快城乡供水",
        "一体化建设和节水改造的报告",
        "去年完成管网更新。",
        "Works of the East and the North",
        "Mains were renewed.",
    ]


def test_a_sentence_that_goes_on_below_a_blank_line_is_one():
    text = "The utility renewed the oldest mains of the\n\nharbour district in spring.\n\nThe council paid for it.\n"
    document = readers.read_text(text, path="a.txt")
    assert document.text.splitlines() == [
        "The utility renewed the oldest mains of the harbour district in spring.",
        "The council paid for it.",
    ]


@pytest.mark.parametrize("indent", ["\u2003\u2003", "\u3000\u3000"])
def test_paragraphs_that_lost_their_line_ends_are_parted_at_their_indents(indent: str):
    text = f"去年完成管网更新42公里。{indent}漏损率降至9.3%。 {indent}供水\u3000稳定。"
    assert quotes(read(text.encode())) == ["去年完成管网更新42公里。", "漏损率降至9.3%。", "供水\u3000稳定。"]
