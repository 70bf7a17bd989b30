"""The one place where the clock is read. Everything else is told for which instant it works."""

from __future__ import annotations

import datetime
import os

from scrutiny.stage import HOME_ZONE


def as_of() -> datetime.datetime:
    """Return the instant for which the record is shown, in London: SOURCE_DATE_EPOCH where set, otherwise now.

    Raises ValueError where the variable is no number of seconds, or one beyond the calendar
    (https://reproducible-builds.org/specs/source-date-epoch/).
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.datetime.now(HOME_ZONE)
    try:
        return datetime.datetime.fromtimestamp(int(epoch), HOME_ZONE)
    except (OverflowError, OSError) as error:
        raise ValueError(f"SOURCE_DATE_EPOCH={epoch} is beyond the calendar") from error
