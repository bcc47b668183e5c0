import pytest

from briefgen.builder.dates import UNDATED, creation_date
from briefgen.errors import UsageError


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-05-01", "2024-05-01T00:00:00Z"),
        ("2024年5月1日", "2024-05-01T00:00:00Z"),
        ("（2024年12月）", "2024-12-01T00:00:00Z"),
        ("2024/5/31 上午", "2024-05-31T00:00:00Z"),
        ("2024-05-01T10:00:00", "2024-05-01T00:00:00Z"),
        ("五月一日", UNDATED),
        ("2024年13月1日", UNDATED),
        ("2023-02-29", UNDATED),
        ("", UNDATED),
    ],
)
def test_a_stated_date_is_read_and_anything_else_is_no_date(stated, expected):
    assert creation_date({}, stated) == expected


def test_the_environment_wins():
    assert creation_date({"SOURCE_DATE_EPOCH": "1700000000"}, "2024-05-01") == "2023-11-14T22:13:20Z"


@pytest.mark.parametrize("epoch", ["today", "1e9", "9" * 30])
def test_an_epoch_that_is_none_is_refused(epoch):
    with pytest.raises(UsageError) as caught:
        creation_date({"SOURCE_DATE_EPOCH": epoch}, "")
    assert caught.value.where == "SOURCE_DATE_EPOCH"
