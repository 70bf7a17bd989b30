"""The address ledger: whatever was published answers for ever, with its page, a way on, or the reason why it went."""

from scrutiny.ledger.event import Event, Kind, LedgerDamaged, What
from scrutiny.ledger.ledger import Entry, Ledger, Measure, is_continuation, measure, read_ledger
from scrutiny.ledger.lost import lost_records, removed_now
from scrutiny.ledger.standing import Standing, after

__all__ = [
    "Entry", "Event", "Kind", "Ledger", "LedgerDamaged", "Measure", "Standing", "What", "after", "is_continuation",
    "lost_records", "measure", "read_ledger", "removed_now",
]  # fmt: skip
