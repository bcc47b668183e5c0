from briefgen.templating.breaking import Layout
from briefgen.templating.measuring import Run
from briefgen.templating.typography import Segment, typeset


def segments(*texts: str, breaks: tuple[int, ...] = (), size: float = 20, east_asian: str = "SimSun") -> list[Segment]:
    runs = tuple(Run(text=text, size=size, east_asian=east_asian) for text in texts)
    return list(typeset(runs, Layout(lines=(), breaks=breaks, widths=(), overfull=False)))


def texts(found: list[Segment]) -> list[str]:
    return [segment.text for segment in found]


def full_width(found: list[Segment]) -> str:
    return "".join(segment.text for segment in found if segment.full_width_quotes)


def squeezed(found: list[Segment]) -> list[tuple[str, int]]:
    return [(segment.text, segment.spacing) for segment in found if segment.spacing is not None]


def test_plain_text_is_one_segment():
    assert segments("推动高质量发展") == [Segment(run=0, text="推动高质量发展")]


def test_shared_marks_take_the_chinese_face_beside_chinese():
    found = segments("他说“好”——真的……‘是’·的")
    assert full_width(found) == "“”——……‘’·"
    assert "".join(texts(found)) == "他说“好”——真的……‘是’·的"


def test_english_keeps_its_quotation_marks():
    assert segments("He said “yes” — don’t") == [Segment(run=0, text="He said “yes” — don’t")]


def test_an_apostrophe_in_an_english_word_stays_latin():
    assert full_width(segments("按照Moody’s的“评级”")) == "“”"


def test_the_first_of_two_marks_gives_up_half_an_em():
    assert squeezed(segments("发展”，推动")) == [("”", -1000)]
    assert squeezed(segments("《规划》，“落实”“推动”（一）")) == [
        ("》", -1000),
        ("，", -1000),
        ("”", -1000),
        ("”", -1000),
    ]


def test_an_opening_mark_is_not_squeezed_against_a_closing_one():
    assert squeezed(segments("（）发展")) == []


def test_marks_of_an_unknown_face_are_left_alone():
    assert squeezed(segments("发展”，推动", east_asian="No Such Face")) == []


def test_marks_of_different_sizes_are_left_alone():
    runs = (Run(text="发展〔3〕", size=11), Run(text="。", size=18))
    assert squeezed(list(typeset(runs, Layout(lines=(), breaks=(), widths=(), overfull=False)))) == []


def test_a_pair_over_two_runs_is_squeezed_in_the_first():
    found = segments("推动”", "，发展")
    assert [(segment.run, segment.text, segment.spacing) for segment in found] == [
        (0, "推动", None),
        (0, "”", -1000),
        (1, "，发展", None),
    ]


def test_breaks_stand_in_front_of_their_segment_and_eat_the_space():
    found = segments("one two three", breaks=(8,))
    assert [(segment.text, segment.break_before) for segment in found] == [("one two", False), ("three", True)]


def test_a_break_between_runs_belongs_to_the_second():
    found = segments("推动，", "“发展”", breaks=(3,))
    assert [(segment.run, segment.text, segment.break_before, segment.spacing) for segment in found][:2] == [
        (0, "推动，", False, None),
        (1, "“", True, None),
    ]


def test_empty_runs_give_nothing():
    assert segments("", "") == []
