"""The ledger of addresses beside the releases: it only ever grows, and a release that has lost a line is refused."""

from __future__ import annotations

from pathlib import Path

from scrutiny.ledger import Ledger, LedgerDamaged, Measure, is_continuation, measure, read_ledger
from scrutiny.release import disk
from scrutiny.release.refused import Refused

CURE = (
    "Put back the copy from your backup, from the history of the branch on which it is kept, or the file "
    "addresses.jsonl of the site that is live."
)


def read_bytes(path: Path) -> bytes | None:
    """Return what a file holds; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def ledger_text(path: Path) -> str:
    """Return a ledger as written; empty where there is none. Raises Refused for what is no text."""
    try:
        return (read_bytes(path) or b"").decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"The ledger of addresses, {path}, is damaged: it is no text in UTF-8. {CURE}") from None


def ledger_measure(path: Path) -> Measure:
    """Return by what a ledger is known again."""
    return measure(ledger_text(path))


def checked_ledger(path: Path, known: Measure | None) -> Ledger:
    """Return the ledger beside the releases.

    Raises Refused where it is gone or damaged, or does not begin with what it was when something was published last.
    """
    text = ledger_text(path)
    if known and known.length and not path.exists():
        raise Refused(f"The ledger of addresses, {path}, is gone. {CURE}")
    if known and not is_continuation(known, text):
        raise Refused(f"The ledger of addresses, {path}, was changed or cut short since the last release. {CURE}")
    return read_published(path)


def read_published(path: Path) -> Ledger:
    """Return a ledger by itself; raise Refused where it is damaged, as by a merge that was not finished."""
    try:
        return read_ledger(ledger_text(path))
    except LedgerDamaged as error:
        raise Refused(f"{error} It is {path}. {CURE}") from error


def check_growth(path: Path, site: Path) -> None:
    """Raise Refused unless the ledger in a new site is the one beside the releases with lines added to its end."""
    if not is_continuation(ledger_measure(path), ledger_text(site)):
        raise Refused(
            f"The new site has lost addresses that were published before: its {site.name} does not begin with {path}. "
            "This is a fault of the program; tell whoever looks after it."
        )
    read_published(site)


def grow_ledger(path: Path, site: Path) -> None:
    """Let the ledger beside the releases grow to the one of the site that is live; it never shrinks.

    After a rollback the one of the site is the shorter, and nothing is changed. Raises Refused where neither begins
    with the other.
    """
    old, new = ledger_text(path), ledger_text(site)
    if is_continuation(measure(old), new):
        if new != old:
            disk.write_over(path, new.encode())
    elif not is_continuation(measure(new), old):
        raise Refused(f"The ledger of addresses, {path}, and that of the site that is live do not agree. {CURE}")
