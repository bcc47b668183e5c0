"""No document costs more than as much prose does: the work grows with the length of the text and no faster.

Work is counted in calls, not in seconds, so that a busy machine makes no difference.
"""

import sys
from collections.abc import Callable

import pytest

from briefgen import analyze, read_text
from briefgen.analysis.structure.blocks import recover
from briefgen.document import Document
from briefgen.readers import markdown

SHAPES = {
    "numbers in one sentence": lambda n: "全省共有" + "、".join(f"{i}名学员" for i in range(n)) + "。",
    "clauses of one sentence": lambda n: "，".join(f"推进项目{i}建设" for i in range(n)) + "。",
    "members of a list": lambda n: "；".join(f"推进项目{i}建设" for i in range(n)) + "。",
    "headings": lambda n: "\n".join(f"一、推进项目{i}建设" for i in range(n)),
    "digits": lambda n: "1," * n,
    "one number again and again": lambda n: "\n".join(f"第{i}组完成率达到100%。" for i in range(n)),
    "numbers in English": lambda n: "The state had " + ", ".join(f"{i} workers" for i in range(n)) + ".",
}
LENGTH = 300  # parts of a text
LINEAR = 3.2  # twice the parts may take so many times the calls; what is in square proportion takes four times


def calls_of(document: Document, work: Callable[[Document], object] = analyze) -> int:
    """How many calls some work on a document takes, its analysis if nothing else is named."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work(document)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_the_work_grows_with_the_text_and_no_faster(shape):
    half, whole = (read_text(SHAPES[shape](length)) for length in (LENGTH, 2 * LENGTH))
    analyze(half)  # patterns are compiled and words loaded
    assert calls_of(whole) < LINEAR * calls_of(half)


def test_a_table_of_many_rows_is_read_in_one_view_of_its_text():
    def document(rows: int) -> Document:
        lines = "\n".join(f"| 第{i}组 | {i} | 完成 |" for i in range(rows))
        text = f"# 完成情况\n\n| 名称 | 数量（个） | 说明 |\n|---|---|---|\n{lines}\n"
        return markdown.read(text.encode(), path="table.md", language=None)

    analyze(document(50))
    assert calls_of(document(2 * LENGTH)) < LINEAR * calls_of(document(LENGTH))


def test_headings_are_not_compared_with_all_others():
    def document(headings: int) -> Document:
        source = "".join(f"**小标题{at}**\n\n这里是正文。\n\n" for at in range(headings))
        return markdown.read(source.encode(), path="bold.md", language=None)

    recover(document(LENGTH))
    assert calls_of(document(4 * LENGTH), recover) < LINEAR * calls_of(document(2 * LENGTH), recover)


@pytest.mark.parametrize(
    "text", ["7" * 9000, "。" * 9000, "…" * 9000, "的" * 9000, "“" * 9000], ids=lambda text: text[0]
)
def test_a_text_without_a_word_has_a_model(text):
    assert analyze(read_text(text)).document.text
