import pytest

from briefgen.analysis.compression import describe_clauses, find_wordings, is_balanced
from briefgen.analysis.sentences import split_sentences
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


@pytest.mark.parametrize("text", ["“三个提升”", "印发《关于加强管理的意见》", "（一）"])
def test_balanced(text):
    assert is_balanced(text)


@pytest.mark.parametrize("text", ["“三个提升", "提升”", "《意见（试行》）"])
def test_unbalanced(text):
    assert not is_balanced(text)


def test_a_clause_inside_quotation_marks_is_not_cut():
    text = "建立“河长巡、警长查，群众督”机制，落实责任。"
    document = read_text(text, path="a.txt", language="zh")
    spans = [clause.span.slice(text) for clause in describe_clauses(document, Span(0, len(text)))]
    assert spans == ["建立“河长巡、警长查，群众督”机制，", "落实责任。"]
