from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.templating.breaking import Layout, lay_out
from briefgen.templating.measuring import Run, wrap

EM = 18.0


def run(text: str, **settings: object) -> Run:
    return Run(text=text, size=EM, **settings)  # type: ignore[arg-type]


def lines(text: str, ems: float, *, balance: bool = False, **settings: object) -> list[str]:
    layout = lay_out((run(text, **settings),), ems * EM, balance=balance)
    return [text[start:end] for start, end in layout.lines]


def breaks(text: str, ems: float, *, balance: bool = False, **settings: object) -> list[str]:
    """The text cut at its explicit breaks only."""
    layout = lay_out((run(text, **settings),), ems * EM, balance=balance)
    edges = (0, *layout.breaks, len(text))
    return [text[start:end] for start, end in pairwise(edges)]


def test_a_text_that_fits_has_no_breaks():
    assert lay_out((run("推动高质量发展"),), 10 * EM) == Layout(
        lines=((0, 7),), breaks=(), widths=(7 * EM,), overfull=False
    )


def test_no_text_has_no_lines():
    assert lay_out((run(""),), 100).lines == ()


def test_a_line_ends_early_before_it_divides_a_name():
    name = "Use of Local Organizations"
    layout = lay_out((run(name, unbreakable=((7, len(name)),)),), 10.5 * EM)
    assert not layout.overfull
    assert [name[start:end] for start, end in layout.lines] == ["Use of ", "Local Organizations"]


def test_a_name_longer_than_its_line_breaks_between_words():
    name = "Use of Local Organizations"
    layout = lay_out((run(name, unbreakable=((0, len(name)),)),), 8 * EM)
    assert not layout.overfull
    assert [name[start:end] for start, end in layout.lines] == ["Use of Local ", "Organizations"]


def test_a_text_longer_than_any_box_is_still_measured():
    for balance in (False, True):
        assert len(lines("扎实推进各项工作，" * 900, 20, balance=balance)) >= 400


def test_text_wraps_by_itself_where_that_is_good():
    text = "全省各级组织部门持续推进基层组织建设工作不断完善各项制度机制"
    assert breaks(text, 20) == [text]


def test_a_quotation_that_fits_on_a_line_is_not_divided():
    text = "各级党组织教育引导党员干部准确把握和落实“两个重要部署”的要求"
    for ems in range(20, 25):
        assert any("“两个重要部署”" in line for line in lines(text, ems))


def test_a_document_title_is_not_divided():
    text = "印发并认真组织实施了有关部门共同研究制定的《关于改进工作的若干措施》和配套办法"
    for ems in range(18, 30):
        assert any("《关于改进工作的若干措施》" in line for line in lines(text, ems))


def test_a_number_keeps_its_unit_and_what_limits_it():
    text = "这些地方近年来累计选派驻村干部和第一书记约12.3万余名到基层一线开展工作"
    for ems in range(12, 30):
        assert any("12.3万余名" in line for line in lines(text, ems))


def test_given_spans_are_not_divided():
    text = "会上宣读了关于表彰省委组织部优秀干部的决定并对下一步工作作出安排"
    span = (text.index("省委"), text.index("的决定"))
    for ems in range(10, 26):
        assert any("省委组织部优秀干部" in line for line in lines(text, ems, unbreakable=(span,)))


def test_a_span_longer_than_the_line_is_divided_behind_a_comma_only():
    text = "推动教育、科技、人才、产业、金融、生态、民生、文化、法治、安全一体建设"
    found = lines(text, 14, unbreakable=((0, len(text)),))
    assert all(line.endswith("、") for line in found[:-1])
    assert not lay_out((run(text, unbreakable=((0, len(text)),)),), 14 * EM).overfull


def test_a_span_longer_than_the_line_without_a_comma_is_reported():
    assert lay_out((run("推" * 30, unbreakable=((0, 30),)),), 12 * EM).overfull


def test_the_last_line_has_three_characters():
    for length in range(20, 42):
        found = lines("全面落实各项重点任务要求推动基层治理体系建设取得更多更好的实际成果持续完善体制机制"[:length], 20)
        assert len(found) == 1 or len(found[-1]) >= 3
    assert len(lines("新时代全省组织工作综述", 10.6)[-1]) >= 3


def test_a_source_mark_does_not_count_among_the_characters_of_the_last_line():
    text = "全省各级组织部门推动基层组织建设各项工作取得成效〔12〕"
    for ems in range(20, 28):
        for line in lines(text, ems)[1:]:
            assert len(line.removesuffix("〔12〕")) >= 3


def test_a_lone_character_behind_a_comma_does_not_end_a_line():
    text = "不断优化人才引进和培养工作，各尽其能用好人才，让人才创新创业活力充分迸发"
    for ems in range(20, 30):
        assert not any(line.endswith("，让") for line in lines(text, ems))


def test_a_lone_character_in_front_of_a_comma_does_not_begin_a_line():
    text = "全市二十七万名在职党员到社区报到，物业党建联建工作进一步夯实"
    words = (2, 6, 7, 9, 11, 12, 14, 15, 16, 17, 19, 21, 23, 25, 28, 30)
    for ems in range(12, 20):
        assert not any(line.startswith("到，") for line in lines(text, ems, boundaries=words))


def test_a_line_that_ends_inside_a_word_is_known_to():
    whole, parted = ((run("推动发展高质量", boundaries=words),) for words in ((7,), (2, 4, 7)))
    assert lay_out(whole, 5 * EM).torn
    assert not lay_out(parted, 5 * EM).torn


def test_no_line_begins_with_an_opening_mark_where_it_can_be_helped():
    text = "各地认真学习贯彻会议精神和工作要求落实“三个一批”和“两项制度”的具体安排部署"
    for ems in range(16, 30):
        assert not any(line[0] in "“《（" for line in lines(text, ems)[1:])


def test_a_title_over_24_em_is_broken_into_even_lines():
    text = "以高质量组织工作服务保障全省经济社会高质量发展，奋力谱写新的篇章"
    boundaries = (1, 4, 6, 8, 10, 12, 14, 16, 18, 21, 23, 24, 26, 28, 29, 30, 32)
    assert breaks(text, 40, balance=True, boundaries=boundaries) == [
        "以高质量组织工作服务保障全省经济社会高质量发展，",
        "奋力谱写新的篇章",
    ]


def test_a_short_title_is_left_alone():
    assert breaks("凝心铸魂，政治建设走深走实", 30, balance=True) == ["凝心铸魂，政治建设走深走实"]


def test_known_words_are_not_divided_by_explicit_breaks():
    text = "深入推进新时代基层党组织标准化规范化建设行动计划实施方案落地见效"
    boundaries = (2, 4, 7, 9, 12, 15, 18, 20, 22, 24, 26, 28, 30, 32)
    for ems in range(18, 32):
        layout = lay_out((run(text, boundaries=boundaries),), ems * EM, balance=True)
        assert set(layout.breaks) <= set(boundaries)


def test_a_source_mark_stays_with_the_two_characters_before_it():
    runs = (run("选派干部到基层一线开展工作成效明显"), Run(text="〔12〕", size=11), run("。"))
    text = "".join(part.text for part in runs)
    for ems in range(8, 22):
        layout = lay_out(runs, ems * EM)
        assert any("明显〔12〕" in text[start:end] for start, end in layout.lines)


def test_english_breaks_at_spaces_only():
    text = "The government reported that revenue increased by 3.5% in the first quarter of this year"
    layout = lay_out((run(text),), 16 * EM, balance=True)
    assert layout.breaks and all(text[offset - 1] == " " for offset in layout.breaks)


def test_explicit_lines_leave_the_reserve_free():
    text = "以高质量组织工作服务保障全省经济社会高质量发展，奋力谱写新的篇章和新的答卷"
    for reserve in (0.5, 1.0, 2.0):
        layout = lay_out((run(text),), 26 * EM, reserve=reserve, balance=True)
        assert all(width <= (26 - reserve) * EM + 0.1 for width in layout.widths)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(alphabet="发展建设工作的和在，。、；“”《》（）—…123.%abc ", min_size=1, max_size=120),
    ems=st.integers(4, 40),
    balance=st.booleans(),
)
def test_any_text_is_laid_out_whole_and_in_order(text: str, ems: int, balance: bool):
    layout = lay_out((run(text),), ems * EM, balance=balance)
    assert "".join(text[start:end] for start, end in layout.lines) == text
    assert len(layout.widths) == len(layout.lines)
    ends = {end for _, end in layout.lines}
    assert set(layout.breaks) <= ends
    if not layout.breaks:
        assert layout.lines == wrap((run(text),), ems * EM)


def test_a_title_is_rather_broken_before_a_compound_name_than_inside_it():
    words = ["全省", "干部", "群众", "参加", "新时代", "学习", "大讲堂", "交流", "心得", "体会", "收获", "很多", "启发"]
    text = "".join(words)
    ends = tuple(len("".join(words[:count])) for count in range(1, len(words)))
    for ems in range(17, 26):
        assert not any(line.endswith("新时代学习") for line in lines(text, ems, balance=True, boundaries=ends))


def test_no_mark_hangs_over_the_edge_before_a_break():
    """LibreOffice sets an empty line behind such a mark."""
    text = "全县新建供水管网29公里，改造老旧管网112公里，新增便民服务站714个，设立“水管家”9名。"
    for width in range(round(20 * EM), round(32 * EM)):
        layout = lay_out((run(text),), width)
        for (_, end), line_width in zip(layout.lines, layout.widths, strict=True):
            assert end not in layout.breaks or line_width <= width - EM / 4
