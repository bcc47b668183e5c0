"""Which columns of a source table count as numbers."""

import pytest

from briefgen.templating.columns import numeric_columns


@pytest.mark.parametrize(
    ("column", "numeric"),
    [
        (["812.4", "1,002.3", "45"], True),
        (["8.2%", "—", "-0.5%"], True),
        (["$236.5", "(12)", "n/a"], True),
        (["31.2万元", "5个", "3至5个"], True),
        (["2025年11月", "2026年4月"], False),
        (["已上线", "试运行"], False),
        (["—", "", "/"], False),
        (["3", "第三季度"], False),
    ],
)
def test_a_column_of_numbers(column: list[str], numeric: bool):
    rows = [["甲", cell] for cell in column]
    assert (1 in numeric_columns(rows)) is numeric


def test_the_first_column_names_the_rows():
    assert numeric_columns([["2023", "5"], ["2024", "6"]]) == {1}


def test_rows_may_be_of_unequal_length():
    assert numeric_columns([["甲"], ["乙", "5"]]) == {1}
    assert numeric_columns([]) == frozenset()
