"""What a new state of the record would do to addresses that were published, and may not.

Called before a build, and on a push without one: it needs the ledger and the staged register, nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from scrutiny.address import Address
from scrutiny.language import day_words
from scrutiny.ledger.event import Kind, What
from scrutiny.ledger.ledger import Entry, Ledger
from scrutiny.ledger.staged import Staged
from scrutiny.model import Removal
from scrutiny.problem import Place, Problem

LEDGER = Place("url-ledger")
"""Where such a problem is: in no line of a file, but between the record and what was published before."""


def lost_records(ledger: Ledger, staged: Staged, withheld: Collection[str] = ()) -> list[Problem]:
    """Return a problem for each published address that the staged record loses, or uses again, without a word.

    ``staged`` holds what may be published, and in ``removed`` what ``removed.yml`` says; ``withheld`` are the ids of
    the records that are kept back.
    """
    found = [*_gone(ledger, staged), *_used_again(ledger, staged), *_never_published(ledger, staged, withheld)]
    return sorted(found, key=lambda problem: problem.what)


def removed_now(staged: Staged) -> dict[str, Removal]:
    """Return by id the records that are removed, and not public again."""
    return {id_: each[-1] for id_, each in staged.removed.items() if each[-1].public_again is None}


def page_of(id_: str) -> str:
    """Return the address of a record as the ledger writes it."""
    return f"/{id_}/"


def id_at(address: str) -> str:
    """Return the id of the record at an address of the ledger."""
    return address.strip("/")


def formers(staged: Staged) -> dict[str, str]:
    """Return every address that leads on, with the address of the record that names it under ``formerly:``."""
    return {page_of(former): page_of(id_) for id_, record in staged.records.items() for former in record.formerly}


def _gone(ledger: Ledger, staged: Staged) -> Iterator[Problem]:
    """Tell each record whose page would be missing."""
    leads, removed = formers(staged), removed_now(staged)
    for address, entry in ledger.entries.items():
        id_ = id_at(address)
        if entry.what is not What.RECORD or not entry.stands or address in leads:
            continue
        if id_ not in staged.records and id_ not in removed:
            path = Address.read(id_)
            name = f"{path.folder}/{path.name}" if path.folder else path.authority
            yield Problem(
                LEDGER,
                "",
                f"{address} was published on {day_words(entry.first)} and is gone",
                f"bring content/{path.path} back as a public record, with withdrawn: if it no longer counts; "
                f"or, if the file has a new name, write “formerly: [{id_}]” into it; or, if the words have to go, "
                f"write “record: {name}” with the day and the reason into content/{path.authority}/removed.yml",
                "address-lost",
            )


def _used_again(ledger: Ledger, staged: Staged) -> Iterator[Problem]:
    """Tell each address that stood for a record which went, and would now stand for a record again."""
    leads = formers(staged)
    for address, entry in ledger.entries.items():
        id_ = id_at(address)
        record = staged.records.get(id_)
        if entry.what not in {What.RECORD, What.FORMER} or (record is None and address not in leads):
            continue
        if entry.state is Kind.MOVED and record is not None:
            now = ledger.leads_to(address)
            if id_at(now) not in staged.records and leads.get(now) == address:
                continue  # moved back: the later address leads here
            yield _reused(address, f"has led to {now} since {day_words(entry.since)} and now stands for a record again")
        elif entry.state is Kind.REMOVED and not _is_meant(id_, entry, staged):
            yield _reused(address, f"was withdrawn on {day_words(entry.since)} and is in use again")
        elif entry.state is Kind.WITHDRAWN and record and not record.withdrawn and not _is_meant(id_, entry, staged):
            path = Address.read(id_)
            yield Problem(
                LEDGER,
                "",
                f"{address} was published as withdrawn on {day_words(entry.since)} and counts again",
                f"put withdrawn: back; or, if it is meant, say so in content/{path.authority}/removed.yml: the record, "
                "the day and the reason of the withdrawal, and public_again: with the day and released_by",
                "public-again",
            )


def _is_meant(id_: str, entry: Entry, staged: Staged) -> bool:
    """Tell whether ``removed.yml`` says that a record is public again, after it went for the last time."""
    entries = staged.removed.get(id_, ())
    last = entries[-1].public_again if entries else None
    return last is not None and last.on >= entry.since.isoformat()


def _reused(address: str, what: str) -> Problem:
    authority = Address.read(id_at(address)).authority
    return Problem(
        LEDGER,
        "",
        f"{address} {what}",
        "an address never stands for another record, so give the new file another name; or, if it is the same record, "
        f"public again on purpose, add public_again: to its entry in content/{authority}/removed.yml",
        "address-reused",
    )


def _never_published(ledger: Ledger, staged: Staged, withheld: Collection[str]) -> Iterator[Problem]:
    """Tell each removed record that nobody can have seen.

    A ledger that only begins cannot know, and believes what is said; but not of a record that is here and kept back.
    """
    for id_ in staged.removed:
        if page_of(id_) not in ledger.entries and (ledger.entries or id_ in withheld):
            yield Problem(
                LEDGER,
                "",
                f"{page_of(id_)} was never published, but removed.yml of {Address.read(id_).authority} names it",
                "delete the entry, because it would make the name of the record public; or check its spelling",
                "removed-unknown",
            )
