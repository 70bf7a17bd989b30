"""Take away every record that may not be published, before anything links, counts, indexes or shows it."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from scrutiny.model import Record
from scrutiny.register import Register
from scrutiny.vocabulary import Visibility

HOME_ZONE = ZoneInfo("Europe/London")
"""The zone in which days of the record begin and end."""


def publishable(register: Register, as_of: datetime) -> Register:
    """Return the register of what may be published at the instant ``as_of``.

    A withheld authority takes all its records with it. Whatever is not plainly public stays back.
    """
    shown = {id_: record for id_, record in register.records.items() if is_public(record, as_of)}
    return Register({id_: record for id_, record in shown.items() if id_.split("/")[0] in shown}, register.shared)


def is_public(record: Record, as_of: datetime) -> bool:
    """Tell whether a record may be published at an instant with a zone.

    An embargo ends at the beginning of its day in London, and only when somebody released the record.
    """
    if record.visibility is Visibility.PUBLIC:
        return True
    embargo = record.embargo
    if record.visibility is Visibility.EMBARGOED and embargo and embargo.released_by and embargo.until.last:
        return as_of >= datetime.combine(embargo.until.last, time.min, HOME_ZONE)
    return False
