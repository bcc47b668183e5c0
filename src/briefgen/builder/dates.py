"""The one date that an output may carry: stated by the environment or by the document, never the clock's."""

import re
from datetime import UTC, datetime

from briefgen.errors import UsageError

UNDATED = "1980-01-01T00:00:00Z"

_STATED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?(?!\d)")


def date_of_epoch(epoch: str) -> str | None:
    """ISO 8601 in UTC for SOURCE_DATE_EPOCH, which is seconds since 1970 (reproducible-builds.org); None when not set.

    Raises UsageError when it is no such number.
    """
    if not epoch.strip():
        return None
    try:
        return _iso(datetime.fromtimestamp(int(epoch), tz=UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"'{epoch}' is no number of seconds", where="SOURCE_DATE_EPOCH", remedy="set it to one or unset it"
        ) from error


def stated_date(text: str) -> str:
    """ISO 8601 in UTC for a date that a document or its options state; 1980-01-01 for any other text."""
    match = _STATED.search(text)
    if match is None:
        return UNDATED
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    try:
        return _iso(datetime(year, month, day, tzinfo=UTC))
    except ValueError:
        return UNDATED


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
