import pytest

from briefgen.builder.dates import UNDATED, date_of_epoch, stated_date
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
    assert stated_date(stated) == expected


def test_an_epoch_is_seconds_since_1970():
    assert date_of_epoch("1700000000") == "2023-11-14T22:13:20Z"
    assert date_of_epoch(" ") is None


@pytest.mark.parametrize("epoch", ["today", "1e9", "9" * 30])
def test_an_epoch_that_is_none_is_refused(epoch):
    with pytest.raises(UsageError) as caught:
        date_of_epoch(epoch)
    assert caught.value.where == "SOURCE_DATE_EPOCH"
