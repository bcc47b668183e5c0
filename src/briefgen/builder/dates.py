"""The one date that an output may carry: stated by the environment or by the document, never the clock's."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from briefgen.errors import UsageError

UNDATED = "1980-01-01T00:00:00Z"

_STATED = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?(?!\d)")


def creation_date(environment: Mapping[str, str], stated: str) -> str:
    """ISO 8601 in UTC: SOURCE_DATE_EPOCH, else the date that the document or its options state, else 1980-01-01.

    SOURCE_DATE_EPOCH is seconds since 1970 (reproducible-builds.org); UsageError when it is no such number.
    """
    epoch = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if epoch:
        return _from_epoch(epoch)
    match = _STATED.search(stated)
    if match is None:
        return UNDATED
    year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
    try:
        return _iso(datetime(year, month, day, tzinfo=UTC))
    except ValueError:
        return UNDATED


def _from_epoch(epoch: str) -> str:
    try:
        return _iso(datetime.fromtimestamp(int(epoch), tz=UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"'{epoch}' is no number of seconds", where="SOURCE_DATE_EPOCH", remedy="set it to one or unset it"
        ) from error


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
