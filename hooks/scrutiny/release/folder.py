"""The folder of the releases, and what must be true of it before anything is written into it.

::

    DIR/.scrutiny-releases            the marker: this folder is ours
    DIR/lock                          held by the one who publishes
    DIR/state/ledger.jsonl            every address ever published
    DIR/state/live.json               what is live, for the order of commits and the clock
    DIR/releases/0007-1a2b3c4d/site/  what a web server sends; beside it manifest.json
    DIR/live                          a link to the release that readers see
    DIR/work/                         the release that is being made
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from scrutiny.release import disk
from scrutiny.release.refused import Refused

MARKER = ".scrutiny-releases"
"""The file by which a folder of releases is known."""

MARKED = b"This folder is kept by the command scrutiny publish. Change nothing in it by hand.\n"

MAY_COME_FIRST = frozenset({"state"})
"""What may lie in a new folder: hosts that keep nothing between two runs bring back the state alone."""

NAME = re.compile(r"(?P<number>[0-9]{4,})-[0-9a-f]{8}")
"""What a release is called: its number, and the beginning of the name of its commit."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of releases."""

    path: Path
    """Absolute, and without links."""

    @property
    def lock(self) -> Path:
        """The file that is locked."""
        return self.path / "lock"

    @property
    def state(self) -> Path:
        """What outlives every release."""
        return self.path / "state"

    @property
    def ledger(self) -> Path:
        """Every address ever published; missing before the first release."""
        return self.state / "ledger.jsonl"

    @property
    def releases(self) -> Path:
        """The releases that are kept."""
        return self.path / "releases"

    @property
    def live(self) -> Path:
        """The link to the release that readers see."""
        return self.path / "live"

    @property
    def work(self) -> Path:
        """Where a release is made."""
        return self.path / "work"

    def kept(self) -> list[str]:
        """Name the releases that are there, oldest first."""
        if not self.releases.is_dir():
            return []
        found = [entry.name for entry in self.releases.iterdir() if NAME.fullmatch(entry.name)]
        return sorted(found, key=number_of)

    def live_release(self) -> str | None:
        """Name the release that ``live`` leads to; None where the link is missing, or its release is.

        Raises Refused where ``live`` is no link, or leads elsewhere: somebody else made it.
        """
        if not os.path.lexists(self.live):
            return None
        if not self.live.is_symlink():
            raise Refused(
                f"{self.live} is a file or folder and not the link that this command makes. Somebody put it there: "
                "move it away, then publish again."
            )
        place = self.path / self.live.readlink()
        release = place.parent.resolve() / place.name
        if release.parent != self.releases or not NAME.fullmatch(release.name) or release.is_symlink():
            raise Refused(
                f"{self.live} leads to {place}, which is no release of {self.path}. Somebody else made the link: "
                "remove it, then publish again."
            )
        return release.name if release.is_dir() else None


def number_of(release: str) -> int:
    """Return the number in the name of a release; releases are counted from 1. Raises ValueError for another name."""
    if not (found := NAME.fullmatch(release)):
        raise ValueError(release)
    return int(found["number"])


def claimed(path: Path, *, outside: Path) -> Folder:
    """Return the folder of the releases, made and marked if need be.

    Raises Refused where it is not ours, belongs to another user, or lies in the folder ``outside`` of the repository.
    """
    folder = Folder(path.resolve())
    if folder.path.is_relative_to(outside.resolve()):
        raise Refused(f"{folder.path} lies in the repository {outside}. Choose a folder outside it for the releases.")
    if not folder.path.exists():
        if not folder.path.parent.is_dir():
            raise Refused(f"There is no folder {folder.path.parent} in which {folder.path.name} could be made.")
        disk.make_folder(folder.path)
    if not folder.path.is_dir():
        raise Refused(f"{folder.path} is not a folder.")
    _check_owner(folder.path)
    if not (folder.path / MARKER).is_file():
        if others := sorted({entry.name for entry in folder.path.iterdir()} - MAY_COME_FIRST):
            raise Refused(
                f"{folder.path} holds other things, such as {others[0]!r}, and is no folder of releases. "
                "Name an empty folder, or a new one."
            )
        _mark(folder.path / MARKER)
    for part in (folder.state, folder.releases, folder.work):
        if part.is_symlink():
            raise Refused(f"{part} is a link. Put the folder itself there, then publish again.")
        # While a site is made, its snapshot holds what is withheld.
        disk.have_folder(part, disk.OWN_MODE if part == folder.work else disk.FOLDER_MODE)
    return folder


def opened(path: Path) -> Folder:
    """Return a folder of releases that is there already; raise Refused where it is none, or another user's."""
    folder = Folder(path.resolve())
    if not (folder.path / MARKER).is_file():
        raise Refused(f"{folder.path} is no folder of releases: nothing was ever published to it.")
    _check_owner(folder.path)
    return folder


def _mark(marker: Path) -> None:
    try:
        disk.write_new(marker, MARKED)
    except FileExistsError:  # two began at the same moment
        return


def _check_owner(path: Path) -> None:
    """Refuse to work as another user: what this one leaves behind, the owner could not change any more."""
    owner, me = path.stat().st_uid, os.geteuid()
    if owner != me:
        raise Refused(
            f"{path} belongs to the user {_user(owner)}, and this command runs as {_user(me)}. "
            f"Run it as {_user(owner)}."
        )
    if not os.access(path, os.W_OK | os.X_OK):
        raise Refused(f"{path} cannot be written to. Give its owner the right to write, then publish again.")


def _user(number: int) -> str:
    import pwd  # noqa: PLC0415  Windows has none, and must be able to import this

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
