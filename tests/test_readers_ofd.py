import pytest

from briefgen import readers
from briefgen.document import Document
from briefgen.errors import ReadError
from office_sources import zipped

NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def line(text: str, x: float, y: float, size: float = 5, steps: str = "") -> str:
    step = f' DeltaX="{steps}"' if steps else ""
    code = f'<ofd:TextCode X="0" Y="{size}"{step}>{text}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{x} {y} 160 {size}" Size="{size}">{code}</ofd:TextObject>'


def ofd(*pages: str) -> bytes:
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    parts = {
        "OFD.xml": f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NAMESPACE}><ofd:CommonData>{area}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    for number, page in enumerate(pages):
        content = f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>"
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = content
    return zipped(parts)


def read(data: bytes) -> Document:
    return readers.read_bytes(data, path="a.ofd")


def texts(*pages: str) -> list[str]:
    document = read(ofd(*pages))
    return [document.quote(block.span) for block in document.blocks]


FULL = "供水管网更新改造加快推进漏损率继续下降群众用水更有保障城乡供水一"  # 32 characters of 5 mm


def test_lines_that_fill_the_width_go_on_and_indents_begin_paragraphs():
    page = line(FULL[:30], 35, 40) + line("体化。", 25, 48) + line(FULL[:30], 35, 56) + line("完。", 25, 64)
    assert texts(page) == [FULL[:30] + "体化。", FULL[:30] + "完。"]


def test_pieces_are_put_in_order_of_their_places():
    assert texts(line("下", 25, 80) + line("右", 60, 40) + line("左", 25, 40)) == ["左 右", "下"]


def test_pieces_that_touch_make_one_word():
    assert texts(line("供水", 25, 40, steps="5") + line("保障", 35, 40)) == ["供水保障"]


def test_a_larger_line_is_a_paragraph_of_its_own():
    assert texts(line(FULL[:20], 25, 40, size=8) + line("文。", 35, 52)) == [FULL[:20], "文。"]


def test_page_numbers_and_running_heads_are_left_out():
    pages = [line("供水工作汇报", 80, 10) + line(f"第{n}段。", 35, 60) + line(f"— {n} —", 100, 285) for n in (1, 2, 3)]
    assert texts(*pages) == ["第1段。", "第2段。", "第3段。"]


def test_a_paragraph_goes_on_over_a_page_and_has_the_page_where_it_begins():
    document = read(ofd(line(FULL[:30], 35, 260), line("体化。", 25, 40) + line("乙。", 35, 48)))
    assert [(document.quote(b.span), b.locator.page) for b in document.blocks] == [
        (FULL[:30] + "体化。", 1),
        ("乙。", 2),
    ]


def test_pages_of_pictures_are_refused():
    with pytest.raises(ReadError, match="only pictures"):
        read(ofd('<ofd:ImageObject Boundary="0 0 210 297"/>'))


def test_text_in_codes_of_its_own_fonts_is_refused():
    with pytest.raises(ReadError, match="own fonts"):
        read(ofd(line("\ue11e\ue236\ue28a\ue0c0浏览", 25, 40)))


def test_a_file_without_its_root_is_refused():
    with pytest.raises(ReadError, match="OFD"):
        read(zipped({"ofd.xml.txt": "x"}))
