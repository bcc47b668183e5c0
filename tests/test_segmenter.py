import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.analysis.language_data import language_data
from briefgen.analysis.text import segmenter
from briefgen.analysis.text.segmenter import LexiconSegmenter, tagged_words, word_boundaries
from briefgen.document import Language


@pytest.fixture
def small():
    return LexiconSegmenter(language_data(Language.CHINESE, "words")["tags"])


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text(st.sampled_from("全省新发展党员和干部1.2万名，。 \n“”abc"), max_size=60))
def test_words_joined_are_the_text(text):
    assert "".join(word for word, _ in tagged_words(text)) == text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text(st.sampled_from("全省新发展党员和干部1.2万名，。 \n“”abc"), max_size=60))
def test_words_of_the_small_segmenter_joined_are_the_text(text):
    small = LexiconSegmenter(language_data(Language.CHINESE, "words")["tags"])
    assert "".join(word for word, _ in small.tag(text)) == text


def test_boundaries_ascend_to_the_end_of_the_text():
    text = "持续推进基层治理"
    boundaries = word_boundaries(text)
    assert list(boundaries) == sorted(set(boundaries))
    assert boundaries[-1] == len(text)


def test_no_word_ends_inside_a_word_that_was_read_as_two_characters():
    text = "干部到水厂报到"
    assert len(text) - 1 not in word_boundaries(text)


def test_a_day_is_no_part_of_the_word_behind_it():
    assert ("日报", "n") not in tagged_words("新生8月31日报到注册")


def test_an_empty_text_has_no_boundaries():
    assert word_boundaries("") == ()


def test_the_small_segmenter_takes_the_longest_word(small):
    assert small.tag("选派第一书记")[:2] == [("选派", "v"), ("第一书记", "n")]


def test_the_small_segmenter_pairs_what_it_does_not_know(small):
    assert small.tag("琉璃在") == [("琉璃", "n"), ("在", "p")]


def test_the_small_segmenter_serves_where_no_other_is_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "rjieba", None)
    segmenter._segmenter.cache_clear()
    segmenter._known_words.cache_clear()
    try:
        assert tagged_words("全省党员") == (("全省", "n"), ("党员", "n"))
    finally:
        segmenter._segmenter.cache_clear()
        segmenter._known_words.cache_clear()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("大力发展绿色产业", (("大力", "d"), ("发展", "v"))),
        ("全面提高效能", (("全面", "d"), ("提高", "v"))),
        ("保持稳定", (("保持", "v"), ("稳定", "a"))),
        ("积极分子", (("积极分子", "n"),)),
    ],
)
def test_a_verb_stands_apart_from_what_a_lexicon_joins_to_it(text, words):
    assert tagged_words(text)[: len(words)] == words
