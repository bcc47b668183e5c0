import pytest

from briefgen.analysis.lines.compression import find_wordings, is_balanced
from briefgen.analysis.text.clauses import describe_clauses
from briefgen.analysis.text.sentences import split_sentences
from briefgen.document import Span
from briefgen.readers import read_text


def wordings_of(text):
    document = read_text(text, path="a.txt", language="zh")
    sentence = split_sentences(document.text, Span(0, len(document.text)), document.language)[0]
    return [wording.text for wording in find_wordings(document, sentence, describe_clauses(document, sentence))]


def test_every_wording_is_the_source_by_deletion():
    text = "近三年来，全县水利部门坚持节水优先，新建水库12座，加固堤防86.5公里。"
    for wording in wordings_of(text):
        rest = iter(text)
        assert all(character in rest for character in wording)


def test_the_period_comes_with_a_later_clause():
    assert "近三年来，加固堤防86.5公里" in wordings_of("近三年来，全县新建水库12座，加固堤防86.5公里。")


def test_an_aim_is_never_shorn_of_the_word_that_makes_it_one():
    found = wordings_of("力争到2028年建成水库5座，新增库容3000万立方米。")
    assert found
    assert all("力争" in wording for wording in found)


def test_a_clause_that_leans_on_the_one_before_never_opens_a_line():
    found = wordings_of("全县新建水库12座，其中大型水库2座，并加固堤防86公里。")
    assert not any(wording.startswith(("其中", "并")) for wording in found)


def test_a_line_never_ends_in_a_clause_that_only_sets_the_scene():
    assert not any(wording.endswith("为主题") for wording in wordings_of("全县开展培训，以节水为主题，惠及群众。"))


def test_the_subject_of_another_is_set_again_or_its_act_stays_out():
    found = wordings_of("青山水务公司坚持改革，投资2亿元建成水厂。")
    assert not any(wording.startswith("投资") for wording in found)


def test_a_connective_at_the_head_goes():
    assert "新建水库12座" in wordings_of("同时，新建水库12座。")


@pytest.mark.parametrize(
    "text",
    [
        "“三个提升”",
        "印发《关于加强管理的意见》",
        "（一）",
        "the mayor ‘welcomes’ it",
        "the dogs’ owners",
        "It’s ‘open’",
    ],
)
def test_balanced(text):
    assert is_balanced(text)


@pytest.mark.parametrize("text", ["“三个提升", "提升”", "《意见（试行》）", "the mayor ‘welcomes it"])
def test_unbalanced(text):
    assert not is_balanced(text)


def test_a_clause_inside_quotation_marks_is_not_cut():
    text = "建立“河长巡、警长查，群众督”机制，落实责任。"
    document = read_text(text, path="a.txt", language="zh")
    spans = [clause.span.slice(text) for clause in describe_clauses(document, Span(0, len(text)))]
    assert spans == ["建立“河长巡、警长查，群众督”机制，", "落实责任。"]


def test_a_case_is_never_kept_without_its_condition():
    found = wordings_of("违反本办法规定，擅自取水的，由县水务局责令停止，可以并处一万元以下罚款。")
    assert found
    assert all("擅自取水的" in wording for wording in found)


def test_cases_of_one_condition_stay_with_it():
    found = wordings_of("擅自取水的，由县水务局责令改正；情节严重的，吊销取水许可证。")
    assert not any(wording.startswith("情节严重") for wording in found)


def test_an_exception_is_never_dropped():
    found = wordings_of("未经批准的工程不得开工，但抢险需要的，可以先行施工。")
    assert all("但抢险需要的" in wording for wording in found)


def test_a_definition_is_whole():
    found = wordings_of("供水单位，是指自来水公司；水厂；乡镇供水站。")
    assert found == ["供水单位，是指自来水公司；水厂；乡镇供水站"]


def test_a_topic_is_not_shown_without_what_is_said_of_it():
    found = wordings_of("经水务局认定的检验机构，方可出具报告。")
    assert all("方可出具报告" in wording for wording in found)


def test_a_label_before_a_colon_lends_no_subject():
    found = wordings_of("市场环境持续优化：深化各项改革，激发主体活力。")
    assert not any(wording.startswith("市场环境激发") for wording in found)


def test_names_of_sites_behind_a_sentence_go():
    assert wordings_of("全县新建水库12座 sina chinadaily。") == ["全县新建水库12座"]
    assert wordings_of("全县新建水库12座[3]。") == ["全县新建水库12座"]


def test_words_that_only_gain_time_go():
    assert "我们今年把水厂建好了" in wordings_of("那么，我们今年把水厂建好了，对吧。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("However, the pipes were renewed in all villages.", "the pipes were renewed in all villages"),
        ("To address these issues, the county renewed all of its pipes.", "the county renewed all of its pipes"),
        (
            "In this report, we show that leaks fell by half in two years.",
            "we show that leaks fell by half in two years",
        ),
        (
            "The county renewed all of its pipes, which had been laid in 1960.",
            "The county renewed all of its pipes",
        ),
    ],
)
def test_english_openings_and_closings_may_go(text, expected):
    assert expected in english_wordings_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "However, they cannot be combined with the old ones.",
        "Group home (private) 15 18 6 10",
        "It was renewed last year by the county.",
    ],
)
def test_english_lines_that_lean_or_have_no_verb_are_none(text):
    assert english_wordings_of(text) == []


def test_an_english_list_behind_a_colon_is_whole():
    text = "The county has two aims: (a) to renew its pipes; (b) to train its staff."
    assert all("(b)" in wording for wording in english_wordings_of(text))


def english_wordings_of(text):
    document = read_text(text, path="a.txt", language="en")
    sentence = split_sentences(document.text, Span(0, len(document.text)), document.language)[0]
    return [wording.text for wording in find_wordings(document, sentence, describe_clauses(document, sentence))]
