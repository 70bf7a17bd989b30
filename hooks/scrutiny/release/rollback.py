"""Going back to a release that readers have seen before: one link is switched, nothing is built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scrutiny.language.days import day_words
from scrutiny.ledger import Kind, Ledger
from scrutiny.release.addresses import checked_ledger, read_published
from scrutiny.release.folder import Folder, number_of, opened
from scrutiny.release.live import Live, mended_live, note_live, read_live
from scrutiny.release.lock import held
from scrutiny.release.manifest import ADDRESSES, SITE, Head, damage, read_manifest
from scrutiny.release.publishing import WAIT, ordinary_rights
from scrutiny.release.refused import Refused
from scrutiny.release.switch import prune, sweep, switch
from scrutiny.release.told import Tell, step

MOST_NAMED = 5
"""So many addresses are named; the rest are counted."""

GONE = frozenset({Kind.REMOVED, Kind.WITHDRAWN})
"""What the ledger says of a record that must not, or does not count any more."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One release that is kept."""

    head: Head
    is_live: bool
    was_live: bool
    """False for one that was finished and then never switched to, because the run was killed."""


def roll_back(
    to: Path, release: str, tell: Tell, *, now: datetime, wait: float = WAIT, even_withdrawn: bool = False
) -> Head:
    """Let readers see an earlier release again: the one named, by number or name, otherwise the one before.

    Raises Refused where there is none, where it is damaged, or where it shows what was withdrawn since then, unless
    ``even_withdrawn``. The ledger of addresses stays as it is.
    """
    with ordinary_rights():
        folder = opened(to)
        with held(folder, f"going back to an earlier release since {now:%H:%M}", wait, tell):
            sweep(folder)
            live = mended_live(folder, tell)
            target = _target(folder, live, release)
            manifest = read_manifest(folder, target)
            with step(tell, f"Comparing every file of {manifest.head.words} with its hash"):
                _refuse_damage(folder, target, damage(folder, manifest))
            gone = _gone_since(
                read_published(folder.releases / target / SITE / ADDRESSES),
                checked_ledger(folder.ledger, live.kept_ledger if live else None),
            )
            _warn_or_refuse(gone, tell, even_withdrawn=even_withdrawn)
            switch(folder, target)
            note_live(folder, live.was_live if live else (), manifest.head, live.release if live else "")
            return manifest.head


def kept_releases(to: Path) -> list[Kept]:
    """List the releases that are kept, oldest first; raise Refused where the folder is none of ours."""
    folder = opened(to)
    live, noted = folder.live_release(), read_live(folder)
    seen = set(noted.was_live if noted else ())
    return [
        Kept(read_manifest(folder, name).head, name == live, name in seen or name == live) for name in folder.kept()
    ]


def forget_earlier(to: Path, tell: Tell, *, now: datetime, wait: float = WAIT) -> int:
    """Delete every release but the one that is live, as after a redaction; return how many were deleted.

    Raises Refused where nothing is live, or where one could not be deleted.
    """
    with ordinary_rights():
        folder = opened(to)
        with held(folder, f"deleting earlier releases since {now:%H:%M}", wait, tell):
            sweep(folder)
            live = mended_live(folder, tell)
            linked = folder.live_release()
            if live is None or linked is None:
                raise Refused("Nothing is live, so nothing is deleted.")
            deleted = prune(folder, linked, [linked], tell, keep=1)
            note_live(folder, (), read_manifest(folder, linked).head, live.instead_of)
            if folder.kept() != [linked]:
                raise Refused("Not every earlier release could be deleted; the words that had to go are still there.")
            return len(deleted)


def _target(folder: Folder, live: Live | None, asked: str) -> str:
    """Return the name of the release that is meant."""
    if live is None:
        raise Refused("Nothing was published to this folder yet, so there is nothing to go back to.")
    kept, now = folder.kept(), live.release
    seen = [name for name in kept if name in live.was_live]
    if asked:
        meant = [name for name in kept if asked == name or (asked.isdecimal() and int(asked) == number_of(name))]
        if not meant:
            numbers = ", ".join(str(number_of(name)) for name in kept) or "none"
            raise Refused(f"There is no release {asked}. These are kept: {numbers}.")
        if meant[0] not in seen:
            raise Refused(f"Release {asked} was never live: the run that made it was stopped before. Choose another.")
        if meant[0] == folder.live_release():
            raise Refused(f"Release {asked} is live already.")
        return meant[0]
    earlier = [name for name in seen if number_of(name) < number_of(now)]
    if not earlier:
        raise Refused("No earlier release is kept, so there is nothing to go back to.")
    return earlier[-1]


def _refuse_damage(folder: Folder, release: str, damaged: list[str]) -> None:
    if damaged:
        more = f" and {len(damaged) - MOST_NAMED:,} more" if len(damaged) > MOST_NAMED else ""
        raise Refused(
            f"Release {number_of(release)} is damaged and cannot be shown: these files are not what they were when it "
            f"was made: {', '.join(damaged[:MOST_NAMED])}{more}. They lie in {folder.releases / release / SITE}."
        )


def _gone_since(then: Ledger, now: Ledger) -> list[str]:
    """Say of each address that the earlier release shows as good what became of it since."""
    return [
        f"{address} ({entry.state} on {day_words(entry.since)})"
        for address, entry in now.entries.items()
        if entry.state in GONE and (old := then.entries.get(address)) and old.stands and old.state is not entry.state
    ]


def _warn_or_refuse(gone: list[str], tell: Tell, *, even_withdrawn: bool) -> None:
    if not gone:
        return
    named = ", ".join(gone[:MOST_NAMED]) + (f" and {len(gone) - MOST_NAMED:,} more" if len(gone) > MOST_NAMED else "")
    if not even_withdrawn:
        raise Refused(
            f"That release still shows what was withdrawn since: {named}. Mend the record and publish instead. To show "
            "it all the same, add --even-withdrawn."
        )
    tell(f"Warning: readers see again what was withdrawn: {named}. Publish a mended record as soon as you can.")
