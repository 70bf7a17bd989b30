"""What a release is: from which commit and for which instant it was made, by what, and the hash of every file of it.

The manifest is the last file that is written. A folder without one is no release.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from scrutiny.language.days import day_words
from scrutiny.ledger import Measure
from scrutiny.release import disk
from scrutiny.release.folder import Folder, number_of
from scrutiny.release.refused import Refused
from scrutiny.stage import HOME_ZONE
from scrutiny.verify import numbers

MANIFEST = "manifest.json"
SITE = "site"
ADDRESSES = "addresses.jsonl"
"""The ledger of addresses as it goes out with the site."""

LOCKED = "requirements.txt"
"""Names every dependency of a build with its one version."""

PINNED = re.compile(r"(?m)^(?P<name>[A-Za-z0-9][\w.-]*)==")


class Written(BaseModel):
    """What is kept in a file; one that holds anything else is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Counts(Written):
    """How large a site is."""

    records: int
    """Records of the public record in it."""
    pages: int
    """Files that end in ``.html``."""
    files: int
    """All files."""
    bytes: int
    """Their sizes together."""
    documents: int
    """What can be found by the search."""
    index: int
    """Bytes of its index."""


class Head(Written):
    """What is said about a release without listing its files."""

    release: str
    """Its name, such as ``0007-1a2b3c4d``."""
    commit: str
    committed: AwareDatetime
    """When the commit was made, as it says itself."""
    as_of: AwareDatetime
    """The instant for which the site was built."""
    counts: Counts
    ledger: Measure
    """The ledger of addresses as it went out with the site."""
    history_was_rewritten: bool = False
    """Whether the commit was let pass although it does not follow the one that was live, as after a redaction."""

    @property
    def words(self) -> str:
        """Name the release to a reader: ``release 7 of 3 May 2026``."""
        return f"release {number_of(self.release)} of {day_words(self.as_of.astimezone(HOME_ZONE).date())}"


class File(Written):
    """One file of a site."""

    bytes: int
    sha256: str


class Manifest(Written):
    """The whole of what is known about a release."""

    format: Literal[1] = 1
    head: Head
    python: str
    packages: dict[str, str]
    """Each locked dependency and the version that was there; empty text where it was not."""
    records: list[str]
    """The ids of the records that it shows."""
    files: dict[str, File]
    """Every file of the site, by its path."""


def sealed(site: Path) -> dict[str, File]:
    """Give every file of a site its rights and its hash, and wait until it is on the disk.

    Raises Refused for what is neither a file nor a folder.
    """
    listed = {}
    for path in _walked(site):
        if path.is_dir():
            disk.set_mode(path, disk.FOLDER_MODE)
        else:
            disk.set_mode(path, disk.FILE_MODE)
            listed[path.relative_to(site).as_posix()] = _hashed(path)
        disk.sync(path)
    return listed


def site_counts(site: Path, files: Mapping[str, File], records: int) -> Counts:
    """Count what a site holds; ``files`` are all of it."""
    return Counts(records=records, files=len(files), **numbers(site))


def locked_versions(project: Path) -> dict[str, str]:
    """Return the version that is installed of each dependency that the project locks."""
    lock = project / LOCKED
    names = PINNED.findall(lock.read_text("utf-8")) if lock.is_file() else []
    return {name: _version(name) for name in sorted(names)}


def python_version() -> str:
    """Return the version of the Python that builds."""
    return f"{platform.python_implementation()} {platform.python_version()}"


def write_manifest(release: Path, manifest: Manifest) -> None:
    """Write the manifest beside the site. From now on the folder is a release."""
    disk.write_new(release / MANIFEST, manifest.model_dump_json(indent=1).encode() + b"\n")
    disk.sync(release)


def read_manifest(folder: Folder, release: str) -> Manifest:
    """Return the manifest of a release; raise Refused where it cannot be read, or is that of another one."""
    path = folder.releases / release / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise Refused(f"{path} is missing or damaged, so nothing is known about that release.") from error
    if manifest.head.release != release:
        raise Refused(f"{path} is that of another release, {manifest.head.release}.")
    return manifest


def damage(folder: Folder, manifest: Manifest) -> list[str]:
    """Name each file of a release that is not what it was when it was made."""
    site = folder.releases / manifest.head.release / SITE
    if not site.is_dir():
        return [SITE]
    present = {path.relative_to(site).as_posix(): path for path in _walked(site) if not path.is_dir()}
    unlike = {name for name in present.keys() & manifest.files if _hashed(present[name]) != manifest.files[name]}
    return sorted(unlike | (present.keys() ^ manifest.files.keys()))


def _walked(site: Path) -> Iterator[Path]:
    """Yield all in a folder, contents before the folder that holds them, and the folder itself last."""
    for entry in sorted(os.scandir(site), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _walked(Path(entry.path))
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
        else:
            raise Refused(f"{entry.path} is neither a file nor a folder; no site has such a thing.")
    yield site


def _hashed(path: Path) -> File:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return File(bytes=file.tell(), sha256=digest)


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
