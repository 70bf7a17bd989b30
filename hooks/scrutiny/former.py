"""What answers at addresses that have no page any more: a way on, a notice, and the ledger of all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scrutiny.ledger import Ledger, Standing, What, after
from scrutiny.pages import Archive, Page, owned
from scrutiny.pages.addresses import addresses
from scrutiny.pages.tombstone import MARK, tombstones
from scrutiny.printing import Printed


class LostTextError(Exception):
    """A page written by hand was published and is gone; the message has a line for each, with its cure."""


@dataclass(frozen=True)
class Former:
    """What a build writes for addresses that were published before."""

    notices: Sequence[Page]
    """The pages of what was withdrawn or is empty now."""
    files: Mapping[str, str]
    """Text by the path of its file, from the root of the site: pages that lead on, marks, and the ledger."""
    moved: Mapping[str, str]
    """Where each address that leads on leads, both beginning and ending with a slash."""


def former_addresses(
    archive: Archive,
    known: Ledger | None,
    written: tuple[Sequence[str], Mapping[str, str]],
    printed: Sequence[Printed],
    redirect: Callable[[str, str], str],
) -> Former:
    """Return what a build writes for former addresses, and for the ledger ``known``; None for a site without one.

    ``written`` are the addresses of the pages written by hand, and where their former ones lead; ``redirect`` makes
    the page that leads from one address, without slashes, to another. Raises LostTextError, and
    LedgerDamaged where the ledger already knows of a later day.
    """
    ledger, held = known or Ledger(), addresses(archive)
    standing = Standing(held, dict.fromkeys(written[0], What.TEXT), dict(written[1]))
    standing.pages |= {f"/{line.url}": What.RECORD if line.is_record else What.LIST for line in printed}
    if lost := standing.lost_texts(ledger):
        cure = "name it under formerly: at the head of the page in docs/ that takes its place"
        raise LostTextError("\n".join(f"url-ledger: {address} was published and is gone — {cure}" for address in lost))
    moved = standing.moved(ledger)
    files = {
        f"{former.strip('/')}/index.html": redirect(former.strip("/"), address.removeprefix("/"))
        for former, address in moved.items()
    }
    records = {id_: record.title for id_, record in held.records.items()}
    titles = {line.url: line.title for line in printed}
    notices = [*owned(archive.edition, tombstones(archive.edition, ledger, standing, records, titles))]
    for address, (day, _) in standing.removed(ledger).items():
        files[f"{address[1:]}{MARK}"] = f"removed {day.isoformat()}\n"
    if known is not None:
        files["addresses.jsonl"] = ledger.text + after(ledger, standing, archive.edition.as_of)
    return Former(notices, files, moved)
