import pytest

from briefgen.templating.breaking import Layout
from briefgen.templating.measuring import Run, advance, measure, wrap
from briefgen.templating.typography import typeset


def run(text: str, size: float = 18, **settings: object) -> Run:
    return Run(text=text, size=size, **settings)  # type: ignore[arg-type]


def wrapped(text: str, width: float, **settings: object) -> list[str]:
    return [text[start:end] for start, end in wrap((run(text, **settings),), width)]


def test_a_chinese_character_is_one_em():
    assert advance("汉字汉字", run("")) == pytest.approx(72)


def test_latin_letters_have_the_widths_of_arial():
    assert advance("1234567890", run("")) == pytest.approx(99.6, abs=0.1)


def test_bold_and_other_faces_have_widths_of_their_own():
    assert advance("ab", run("", bold=True)) > advance("ab", run(""))
    assert advance("ab", run("", latin="Times New Roman")) < advance("ab", run(""))


def test_an_unknown_latin_face_is_measured_rather_too_wide():
    assert advance("wide enough", run("", latin="No Such Face")) > advance("wide enough", run(""))


def test_a_space_stands_between_chinese_and_latin():
    apart = advance("汉", run("")) + advance("AB", run(""))
    assert advance("汉AB", run("")) == pytest.approx(apart + 0.24 * 18, abs=0.05)


def test_latin_pairs_are_kerned():
    assert advance("AV", run("")) < advance("A", run("")) + advance("V", run(""))


def test_quotation_marks_are_one_em_beside_chinese_and_narrow_in_english():
    assert advance("汉“1”", run("")) > advance("汉1", run("")) + 30
    assert advance("“1”", run("")) < advance("1", run("")) + 13


def test_characters_without_a_width_of_their_own_follow_unicode():
    assert advance("𠀀", run("")) == pytest.approx(18)


def test_text_that_fits_is_one_line_and_no_text_is_no_line():
    assert wrapped("一二三四", 72) == ["一二三四"]
    assert wrap((run(""),), 72) == ()


def test_a_comma_hangs_out_of_the_line():
    assert wrapped("一二三四五六七八九十一，二三四", 200) == ["一二三四五六七八九十一，", "二三四"]


def test_closing_marks_that_do_not_hang_take_a_character_with_them():
    assert wrapped("一二三四五六七八九十一》二三四", 200) == ["一二三四五六七八九十", "一》二三四"]


def test_opening_marks_do_not_end_a_line():
    assert wrapped("一二三四五六七八九十《二三四》", 200) == ["一二三四五六七八九十", "《二三四》"]


def test_numbers_with_their_sign_and_latin_words_stay_whole():
    assert wrapped("一二三四五六七八九十3.55%的", 200) == ["一二三四五六七八九十", "3.55%的"]
    assert wrapped("一二三四五六七八九abcdef", 200) == ["一二三四五六七八九", "abcdef"]


def test_a_long_dash_is_not_divided():
    assert wrapped("一二三四五六七八九十——十一", 200) == ["一二三四五六七八九十", "——十一"]


def test_english_breaks_at_spaces_and_behind_hyphens_but_not_in_paths():
    text = "the well-known and/or state-of-the-art rule"
    assert wrapped(text, 100) == ["the well-", "known ", "and/or ", "state-of-the-", "art rule"]


def test_an_overlong_word_is_chopped():
    assert len(wrapped("a" * 40, 100)) > 1


def test_mixed_sizes_are_measured_run_by_run():
    runs = (run("12", 54), run(" ", 7), run("万人", 18))
    assert measure(runs).width(0, 5) == pytest.approx(advance("12", runs[0]) + 2 + 36 + 0.24 * 7, abs=0.3)


def test_what_is_measured_is_what_will_be_written():
    runs = (run("发展“新质”，推动《规划》，落实", unbreakable=()),)
    segments = typeset(runs, Layout(lines=(), breaks=(), widths=(), overfull=False))
    assert "".join(segment.text for segment in segments) == runs[0].text
    narrow, drawn = measure(runs).narrow, measure(runs).drawn
    squeezed = sum(segment.spacing is not None for segment in segments)
    assert (drawn.ends[-1] - narrow.ends[-1]) / (2540 / 72) == pytest.approx(squeezed * 9, abs=0.1)
