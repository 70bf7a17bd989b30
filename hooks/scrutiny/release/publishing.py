"""Publishing from the first step to the last: this is the table of contents.

Until the link ``live`` is switched, nothing that readers see has been touched; after it, all is new.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from scrutiny.language.days import day_words
from scrutiny.release import disk
from scrutiny.release.addresses import check_growth, ledger_measure
from scrutiny.release.build import Job
from scrutiny.release.folder import Folder, claimed, number_of
from scrutiny.release.live import Live, mended_live, note_live
from scrutiny.release.lock import held
from scrutiny.release.making import Made, Make, make_site
from scrutiny.release.manifest import (
    ADDRESSES,
    SITE,
    Counts,
    Head,
    Manifest,
    locked_versions,
    python_version,
    sealed,
    site_counts,
    write_manifest,
)
from scrutiny.release.refused import Refused
from scrutiny.release.repository import Order, Repository, repository_at
from scrutiny.release.size import unusual_size
from scrutiny.release.snapshot import Entry, entries, megabytes, write_files
from scrutiny.release.switch import prune, sweep, swept, switch
from scrutiny.release.told import Tell, step
from scrutiny.stage import HOME_ZONE

WAIT = 600.0
"""Seconds for which a second publisher waits for the first."""

ROOM = 3
"""Free room wanted, as a multiple of the release that is live: two builds, and what else is written meanwhile."""

ROOM_AT_FIRST = 100_000_000
"""Bytes that must be free where there is no release to go by."""

COMMIT_AHEAD = timedelta(hours=1)
"""How far the clock of whoever made the commit may be ahead of this one."""

CLOCK_AHEAD = timedelta(minutes=5)
"""How far the instant of a site may be ahead of the clock: more would end an embargo early."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks to be published."""

    to: Path
    """The folder of the releases."""
    repository: Path
    commit: str
    """A commit, or what stands for one: ``HEAD``, a branch, a tag."""
    as_of: datetime
    """The instant for which the site is built."""
    now: datetime
    """What the clock says."""
    wait: float = WAIT
    """Seconds to wait for another publisher."""
    accept_size: bool = False
    """Whether a site of an unusual size is right."""
    history_was_rewritten: bool = False
    """Whether a commit that does not follow the one that is live is right, as after a redaction."""


def publish_release(request: Request, tell: Tell, make: Make = make_site) -> Head:
    """Publish a commit, and return what is live now.

    Raises Refused where that must not be, BuildFailed where MkDocs fails, OSError where the disk does. What readers
    see was changed only if the link ``live`` leads to the new release.
    """
    with ordinary_rights():
        repository = repository_at(request.repository)
        commit = repository.commit(request.commit)
        if changed := repository.uncommitted():
            tell(f"Files changed and not committed: {changed:,}. They are not published; commit {commit[:8]} is.")
        folder = claimed(request.to, outside=repository.path)
        with held(folder, f"publishing commit {commit[:8]} since {_moment(request.now)}", request.wait, tell) as lock:
            sweep(folder)
            live = mended_live(folder, tell)
            _check_order(repository, commit, live, request)
            _check_clock(repository.committed(commit), live, request)
            files = entries(repository, commit)
            _check_room(folder, files, live)
            with swept(folder):
                work = _new_work(folder)
                with step(tell, f"Taking the files of commit {commit[:8]}"):
                    write_files(repository, files, work / "snapshot")
                job = Job(repository.path, commit, request.as_of, folder.ledger, lock)
                made = make(work / "snapshot", work, job, tell)
                with step(tell, "Writing the release"):
                    head = _finished(folder, repository, commit, made, live, request)
                switch(folder, head.release)
                live = note_live(folder, live.was_live if live else (), head)
                prune(folder, head.release, live.was_live, tell)
            return head


def _check_order(repository: Repository, commit: str, live: Live | None, request: Request) -> None:
    """Refuse a commit that does not follow the one that is live: what came between would be lost without a word."""
    if live is None or request.history_was_rewritten:
        return
    order = repository.order(commit, live.commit)
    if order in {Order.SAME, Order.NEWER}:
        return
    this, that = f"Commit {commit[:8]}", f"{live.commit[:8]}, which is live"
    told = {
        Order.OLDER: f"{this} is older than {that}. To go back on purpose, use the command rollback.",
        Order.APART: (
            f"{this} does not follow {that}: each has changes that the other lacks. Somebody may have pushed by force. "
            "Merge the two, or, if history was rewritten on purpose, add --history-was-rewritten."
        ),
        Order.MISSING: (
            f"This repository has no commit {that}. It is another repository, or its history was rewritten; if that "
            "was done on purpose, add --history-was-rewritten."
        ),
        Order.UNKNOWN: (
            f"{this} cannot be compared with {that}: this is a shallow clone, which lacks earlier commits. Fetch them "
            "with git fetch --unshallow (in a workflow: fetch-depth: 0)."
        ),
    }
    raise Refused(told[order])


def _check_clock(committed: datetime, live: Live | None, request: Request) -> None:
    """Refuse an instant that cannot be right: embargoes and deadlines depend on it."""
    as_of = request.as_of
    if as_of > request.now + CLOCK_AHEAD:
        raise Refused(
            f"{_moment(as_of)} is in the future: the clock says {_moment(request.now)}. A site for a day to come would "
            "show what is still under embargo."
        )
    if live and as_of < live.as_of:
        raise Refused(
            f"The clock went back: the site that is live was built for {_moment(live.as_of)}, and this one would be "
            f"for {_moment(as_of)}. Set the clock of this machine right."
        )
    if as_of < committed - COMMIT_AHEAD:
        raise Refused(
            f"The commit was made at {_moment(committed)}, which is after {_moment(as_of)}, the time for which the "
            "site would be built. Either the clock of this machine is slow, or that of whoever made the commit is fast."
        )


def _check_room(folder: Folder, files: list[Entry], live: Live | None) -> None:
    """Refuse to begin where the disk would be full before the end."""
    wanted = sum(entry.size or 0 for entry in files) + (ROOM * live.counts.bytes if live else ROOM_AT_FIRST)
    there = shutil.disk_usage(folder.path).free
    if there < wanted:
        raise Refused(
            f"There is too little room on the disk of {folder.path}: {megabytes(wanted)} MB are needed and "
            f"{there // 1_000_000:,} MB are there."
        )


def _new_work(folder: Folder) -> Path:
    work = folder.work / "new"
    disk.make_folder(work)
    disk.make_folder(work / "snapshot")
    return work


def _finished(
    folder: Folder, repository: Repository, commit: str, made: Made, live: Live | None, request: Request
) -> Head:
    """Make a release of a site and set it among the others; return what it is."""
    check_growth(folder.ledger, made.site / ADDRESSES)
    files = sealed(made.site)
    counts = site_counts(made.site, files, len(made.records))
    _check_size(counts, live, accept=request.accept_size)
    name = f"{_next_number(folder, live):04}-{commit[:8]}"
    head = Head(
        release=name,
        commit=commit,
        committed=repository.committed(commit),
        as_of=request.as_of,
        counts=counts,
        ledger=ledger_measure(made.site / ADDRESSES),
        history_was_rewritten=request.history_was_rewritten,
    )
    snapshot = made.site.parent / "snapshot"
    manifest = Manifest(
        head=head,
        python=python_version(),
        packages=locked_versions(snapshot),
        records=list(made.records),
        files=files,
    )
    release = folder.work / name
    disk.make_folder(release)
    disk.move(made.site, release / SITE)
    write_manifest(release, manifest)
    disk.move(release, folder.releases / name)
    return head


def _check_size(counts: Counts, live: Live | None, *, accept: bool) -> None:
    if not counts.pages:
        raise Refused("The build made no page: refusing to publish an empty site.")
    if live and not accept and (unusual := unusual_size(live.counts, counts)):
        raise Refused(
            f"The new site would be of an unusual size: {unusual}. If that is right, publish again with --accept-size."
        )


def _next_number(folder: Folder, live: Live | None) -> int:
    """Return a number that no release has had: also one that was made and never switched to has used up its own."""
    return max([live.last_number if live else 0, *map(number_of, folder.kept())]) + 1


@contextmanager
def ordinary_rights() -> Iterator[None]:
    """Let whatever is made be readable by all, as a web server needs it, whatever the user has set."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


def _moment(instant: datetime) -> str:
    here = instant.astimezone(HOME_ZONE)
    return f"{here:%H:%M} on {day_words(here.date())}"
