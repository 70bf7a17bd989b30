"""The ledger as a whole: every address that was ever published, and what it answers with."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from scrutiny.ledger.event import Event, Kind, LedgerDamaged, What, read_event


@dataclass(frozen=True, slots=True)
class Entry:
    """One address, after every event that concerns it."""

    what: What
    """What stood there first."""
    first: datetime.date
    """The day on which it was first published."""
    state: Kind
    """What happened to it last: ``published`` and ``returned`` mean that its page stands there."""
    since: datetime.date
    """The day of that."""
    says: str = ""
    """Where it leads, or why it went."""

    @property
    def stands(self) -> bool:
        """True where the page itself answers, even one that says that the record no longer counts."""
        return self.state in {Kind.PUBLISHED, Kind.RETURNED, Kind.WITHDRAWN}


@dataclass(frozen=True)
class Ledger:
    """Every address that was ever published."""

    text: str = ""
    """The ledger as written."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """Each address with what became of it, in the order in which they were first published."""
    last_day: datetime.date = datetime.date.min
    """The day of the last event; the first day of the calendar where there is none."""

    def leads_to(self, address: str) -> str:
        """Follow an address from one move to the next; return where that ends, which may be the address itself."""
        return list(_way(self.entries, address))[-1]


@dataclass(frozen=True, slots=True)
class Measure:
    """By which a later reader knows that nothing was taken out of the ledger."""

    length: int
    """Bytes in UTF-8."""
    sha256: str
    """Their SHA-256, in small letters."""


def measure(text: str) -> Measure:
    """Measure a ledger as it stands now, to be kept apart from it."""
    raw = text.encode()
    return Measure(len(raw), hashlib.sha256(raw).hexdigest())


def is_continuation(before: Measure, now: str) -> bool:
    """Tell whether a ledger begins with all that it was when it was measured: lines were added, none lost."""
    raw = now.encode()
    if hashlib.sha256(raw[: before.length]).hexdigest() != before.sha256:
        return False
    return before.length in {0, len(raw)} or raw[before.length - 1 : before.length] == b"\n"


def read_ledger(text: str, before: Measure | None = None) -> Ledger:
    """Read a ledger; an empty one is that of a site that was never published.

    Raises ``LedgerDamaged`` with a sentence for a ledger that is not whole, says what cannot be, or, where its earlier
    state was measured, has lost a line of it.
    """
    if before and not is_continuation(before, text):
        raise LedgerDamaged(
            "The address ledger has lost lines or was changed since the last publication: "
            "it is only ever added to. Put back the copy that is published with the site, addresses.jsonl."
        )
    lines = text.split("\n")
    if lines.pop():
        raise LedgerDamaged(f"The address ledger is cut off in line {len(lines) + 1}: its last line does not end.")
    return added_to(Ledger(), (read_event(line, number) for number, line in enumerate(lines, 1)), text)


def added_to(ledger: Ledger, events: Iterable[Event], text: str) -> Ledger:
    """Return a ledger after further events, whose lines are ``text``; raise ``LedgerDamaged`` if one cannot be."""
    entries, day = dict(ledger.entries), ledger.last_day
    for number, event in enumerate(events, ledger.text.count("\n") + 1):
        if fault := _fault(event, entries, day):
            raise LedgerDamaged(f"The address ledger is damaged in line {number}: {fault}.")
        known, day = entries.get(event.address), event.on
        if known is None:
            entries[event.address] = Entry(What(event.says), event.on, event.kind, event.on)
        else:
            entries[event.address] = replace(known, state=event.kind, since=event.on, says=event.says)
    return Ledger(ledger.text + text, entries, day)


def _fault(event: Event, entries: dict[str, Entry], last: datetime.date) -> str:
    """Say why an event cannot follow those before it; return an empty text where it can."""
    known = entries.get(event.address)
    if event.on < last:
        return f"its day is before that of the line above, {last.isoformat()}"
    if event.kind is Kind.PUBLISHED:
        return f"{event.address} was published for the first time before" if known else ""
    if known is None:
        return f"{event.address} was {event.kind}, but never published"
    if event.kind is Kind.MOVED and event.says not in entries:
        return f"{event.address} leads to {event.says}, which was never published"
    if event.kind is Kind.MOVED and event.address in _way(entries, event.says):
        return f"{event.address} leads back to itself"
    if event.kind is Kind.RETURNED and known.state in {Kind.PUBLISHED, Kind.RETURNED}:
        return f"{event.address} came back, but was never gone"
    return ""


def _way(entries: dict[str, Entry], address: str) -> Iterator[str]:
    """Yield an address, and each to which it leads; that ends, because no ledger has a circle."""
    yield address
    while (entry := entries.get(address)) and entry.state is Kind.MOVED:
        address = entry.says
        yield address
