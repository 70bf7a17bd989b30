"""Putting a finished release in the place of the one that is live, and clearing away what is no longer needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from scrutiny.release import disk
from scrutiny.release.folder import Folder
from scrutiny.release.told import Tell

KEPT = 5
"""So many releases are kept, for a rollback; the one that is live always."""


def switch(folder: Folder, release: str) -> None:
    """Let readers see a release, in one step."""
    disk.point(folder.live, f"{folder.releases.name}/{release}")


def sweep(folder: Folder) -> None:
    """Clear away what killed runs have left. Only the holder of the lock may do so."""
    for name in sorted(folder.work.iterdir()):
        if name.is_dir() and not name.is_symlink():
            disk.remove_tree(name)
        else:
            disk.forget(name)


@contextmanager
def swept(folder: Folder) -> Iterator[None]:
    """Clear away the work when it is done, however it ended: it holds what is withheld.

    What cannot be deleted now is deleted by the next run.
    """
    try:
        yield
    finally:
        with suppress(OSError):
            sweep(folder)


def prune(folder: Folder, live: str, was_live: list[str], tell: Tell, *, keep: int = KEPT) -> list[str]:
    """Delete all but the newest releases, and those that nobody has ever seen; return the names of the deleted.

    One that cannot be deleted is told of, and tried again by the next run: the release that is live is good without.
    """
    kept = folder.kept()
    seen = [name for name in kept if name in was_live]
    gone = [name for name in kept if name != live and name not in seen[max(0, len(seen) - keep) :]]
    deleted = []
    for name in gone:
        try:
            # Half a release must never stand among whole ones.
            disk.move(folder.releases / name, folder.work / name)
            disk.remove_tree(folder.work / name)
        except OSError as error:
            tell(f"The old release {name} could not be deleted ({error.strerror}); the next run tries again.")
        else:
            deleted.append(name)
    return deleted
