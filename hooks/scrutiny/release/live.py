"""What is live: the link decides, ``state/live.json`` says the same where the releases themselves are not kept.

A run may be killed between switching the link and writing this down. The next one mends that from the manifest of the
release to which the link leads.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError

from scrutiny.ledger import Measure
from scrutiny.release import disk
from scrutiny.release.addresses import checked_ledger, grow_ledger, ledger_measure, read_bytes
from scrutiny.release.folder import Folder, number_of
from scrutiny.release.manifest import ADDRESSES, SITE, Head, read_manifest
from scrutiny.release.refused import Refused
from scrutiny.release.told import Tell

STATE = "live.json"
"""The file in ``state/``."""


class Live(Head):
    """The release that is live, and what else the next run has to know."""

    kept_ledger: Measure
    """The ledger in ``state/``, which never shrinks. That of the site is the shorter one after a rollback."""
    was_live: list[str]
    """The releases that readers have seen, oldest first: only to those does a rollback lead."""
    instead_of: str = ""
    """The release that was taken back by hand in favour of this one; empty after publishing."""

    @property
    def last_number(self) -> int:
        """The highest number of a release that readers have seen."""
        return max(map(number_of, [*self.was_live, self.release]))


def read_live(folder: Folder) -> Live | None:
    """Return what was written down; None where nothing was. Raises Refused where it is damaged."""
    path = folder.state / STATE
    text = read_bytes(path)
    if text is None:
        return None
    try:
        return Live.model_validate_json(text)
    except ValidationError as error:
        raise Refused(
            f"{path} is damaged, so it is not known what was published last. Put back the copy from your backup, or "
            "from the history of the branch on which it is kept. On a server of your own you may delete it instead: "
            "it is made anew from the release that is live."
        ) from error


def note_live(folder: Folder, was_live: Iterable[str], head: Head, instead_of: str = "") -> Live:
    """Let the ledger beside the releases grow, and write down that ``head`` is live.

    ``was_live`` are the releases that readers saw before, ``instead_of`` the one from which somebody went back.
    """
    grow_ledger(folder.ledger, folder.releases / head.release / SITE / ADDRESSES)
    kept = set(folder.kept())
    live = Live(
        **{name: getattr(head, name) for name in Head.model_fields},
        kept_ledger=ledger_measure(folder.ledger),
        was_live=[*(name for name in was_live if name in kept and name != head.release), head.release],
        instead_of=instead_of,
    )
    disk.write_over(folder.state / STATE, live.model_dump_json(indent=1).encode() + b"\n")
    return live


def mended_live(folder: Folder, tell: Tell) -> Live | None:
    """Return what is live, after writing down what a killed run could not; None where nothing was ever published.

    Raises Refused where the ledger of addresses is not what it was, or files are damaged.
    """
    noted = read_live(folder)
    checked_ledger(folder.ledger, noted.kept_ledger if noted else None)
    linked = folder.live_release()
    if linked is None or (noted and noted.release == linked):
        return noted
    head = read_manifest(folder, linked).head
    tell(f"The last run was stopped before it could note that {head.words} is live; it is noted now.")
    # A killed rollback leads back to a release that was live before.
    taken_back = noted.release if noted and linked in noted.was_live else ""
    # Where nothing is noted any more, every release up to the one that is live is taken to have been so.
    known = noted.was_live if noted else [name for name in folder.kept() if number_of(name) < number_of(linked)]
    return note_live(folder, known, head, taken_back)
