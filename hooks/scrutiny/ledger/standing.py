"""What the addresses of one build answer with, and the lines that it adds to the ledger."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from scrutiny.ledger.event import Event, Kind, LedgerDamaged, What
from scrutiny.ledger.ledger import Entry, Ledger, added_to
from scrutiny.ledger.lost import formers, id_at, page_of, removed_now
from scrutiny.ledger.staged import Staged


@dataclass
class Standing:
    """The addresses of one build, from the root of the site, each beginning and ending with a slash."""

    staged: Staged
    """What may be published; says which records moved, were withdrawn, or had to go."""
    pages: dict[str, What] = field(default_factory=dict)
    """Every address with a page of its own."""
    leads: dict[str, str] = field(default_factory=dict)
    """Pages written by hand that moved: the former address and the present one. Those of records are added."""

    def __post_init__(self) -> None:
        self.leads = formers(self.staged) | self.leads

    def moved(self, ledger: Ledger) -> dict[str, str]:
        """Return every address that leads on, sorted, with where to in one step; also those only the ledger knows."""
        known = {address for address, entry in ledger.entries.items() if entry.state is Kind.MOVED}
        gone = {page_of(id_) for id_ in removed_now(self.staged)}
        found = {}
        for address in sorted(known | self.leads.keys()):
            end = self._end(ledger, address)
            if end != address and address not in gone:
                found[address] = end
        return found

    def _end(self, ledger: Ledger, address: str) -> str:
        """Follow an address until a page, or until nothing leads on."""
        seen = {address}
        while address not in self.pages:
            entry = ledger.entries.get(address)
            further = self.leads.get(address) or (entry.says if entry and entry.state is Kind.MOVED else "")
            if not further or further in seen:
                break
            address = further
            seen.add(address)
        return address

    def removed(self, ledger: Ledger) -> dict[str, tuple[datetime.date, str]]:
        """Return every address of a record that had to go, sorted, with the day and the reason.

        ``removed.yml`` says both; where its line is missing, the ledger still knows.
        """
        found = {
            address: (entry.since, entry.says)
            for address, entry in ledger.entries.items()
            if entry.state is Kind.REMOVED and address not in self.leads
        }
        for id_, removal in removed_now(self.staged).items():
            found[page_of(id_)] = datetime.date.fromisoformat(removal.on), removal.reason
        return {address: found[address] for address in sorted(found) if address not in self.pages}

    def emptied(self, ledger: Ledger) -> list[str]:
        """Return every address, sorted, where a list stood and nothing answers any more."""
        answered = self.pages.keys() | self.moved(ledger).keys() | self.removed(ledger).keys()
        return sorted(ledger.entries.keys() - answered)

    def lost_texts(self, ledger: Ledger) -> list[str]:
        """Return every address of a page written by hand, sorted, that nothing answers for any more."""
        return [address for address in self.emptied(ledger) if ledger.entries[address].what is What.TEXT]


def after(ledger: Ledger, standing: Standing, on: datetime.date) -> str:
    """Return the lines that a build of the day ``on`` adds to the ledger, in a fixed order; none where all is the same.

    Raises ``LedgerDamaged`` if the ledger already knows of a later day.
    """
    if on < ledger.last_day:
        raise LedgerDamaged(
            f"The address ledger already tells of {ledger.last_day.isoformat()}, "
            f"and this build is of {on.isoformat()}: the clock went back, or the ledger belongs to another site."
        )
    events = [*_of_pages(ledger, standing, on), *_of_gone(ledger, standing, on)]
    events.sort(key=lambda event: event.rank)
    text = "".join(event.line() for event in events)
    added_to(ledger, events, text)  # what is written can be read again
    return text


def _of_pages(ledger: Ledger, standing: Standing, on: datetime.date) -> Iterator[Event]:
    """Yield what happened to the addresses that have a page of their own."""
    for address, what in standing.pages.items():
        entry, record = ledger.entries.get(address), standing.staged.records.get(id_at(address))
        reason = record.withdrawn.reason if record and record.withdrawn else ""
        if entry is None:
            yield Event(on, Kind.PUBLISHED, address, what)
        elif not entry.stands or (entry.state is Kind.WITHDRAWN and not reason):
            yield Event(on, Kind.RETURNED, address, _released_by(standing.staged, address))
        if reason and not _is(entry, Kind.WITHDRAWN, reason):
            yield Event(on, Kind.WITHDRAWN, address, reason)


def _of_gone(ledger: Ledger, standing: Standing, on: datetime.date) -> Iterator[Event]:
    """Yield what happened to the addresses that have none."""
    moved = standing.moved(ledger)
    removed = {address: reason for address, (_, reason) in standing.removed(ledger).items()}
    for state, what, says in ((Kind.MOVED, What.FORMER, moved), (Kind.REMOVED, What.RECORD, removed)):
        for address, text in says.items():
            entry = ledger.entries.get(address)
            if entry is None:
                yield Event(on, Kind.PUBLISHED, address, what)
            if not _is(entry, state, text):
                yield Event(on, state, address, text)
    for address in standing.emptied(ledger):
        if not _is(ledger.entries[address], Kind.EMPTIED, ""):
            yield Event(on, Kind.EMPTIED, address)


def _is(entry: Entry | None, state: Kind, says: str) -> bool:
    """Tell whether the ledger says so already."""
    return entry is not None and (entry.state, entry.says) == (state, says)


def _released_by(staged: Staged, address: str) -> str:
    """Return the role that made a removed record public again, or an empty text."""
    entries = staged.removed.get(id_at(address), ())
    last = entries[-1].public_again if entries else None
    return last.released_by if last else ""
