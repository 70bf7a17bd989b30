"""Every change on the disk that a release depends on, each safe against a power cut at any moment.

The rest of the package changes nothing on a disk but through here, so that a test can let the n-th operation fail.
All functions raise OSError where the disk refuses.
"""

# The operations of the system itself, each of which a test can let fail.
# ruff: noqa: PTH101, PTH102, PTH104, PTH105, PTH106, PTH108, PTH112, PTH114, PTH116, PTH118, PTH211

from __future__ import annotations

import os
from pathlib import Path

FILE_MODE = 0o644
"""What every file of a release may be: written by its owner, read by all. The web server is another user."""

FOLDER_MODE = 0o755
"""The same for folders."""

OWN_MODE = 0o700
"""What a folder may be that holds what is withheld: nobody but its owner enters it."""


def make_folder(path: Path, mode: int = FOLDER_MODE) -> None:
    """Make a folder in one that is there; raise FileExistsError where something of that name is."""
    os.mkdir(path, mode)
    set_mode(path, mode)  # whatever the umask


def have_folder(path: Path, mode: int = FOLDER_MODE) -> None:
    """Make a folder unless it is there, and give it its rights."""
    if os.path.isdir(path):
        set_mode(path, mode)
    else:
        make_folder(path, mode)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet; it is on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, FILE_MODE)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def write_over(path: Path, content: bytes) -> None:
    """Put a file in the place of another: a reader, and whoever comes after a power cut, meets the old or the new."""
    fresh = path.with_name(f".{path.name}.new")
    forget(fresh)
    write_new(fresh, content)
    os.replace(fresh, path)
    sync(path.parent)


def point(link: Path, target: str) -> None:
    """Let a symbolic link lead to ``target``, in one step: there is no moment at which it leads nowhere."""
    fresh = link.with_name(f".{link.name}.new")
    forget(fresh)
    os.symlink(target, fresh)
    os.replace(fresh, link)
    sync(link.parent)


def move(old: Path, new: Path) -> None:
    """Give a file or folder another place on the same disk, in one step."""
    os.rename(old, new)
    sync(new.parent)


def sync(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on the disk itself."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def set_mode(path: Path, mode: int) -> None:
    """Give a file or folder the rights it should have, where it has others."""
    if os.stat(path).st_mode & 0o7777 != mode:
        os.chmod(path, mode)


def forget(path: Path) -> None:
    """Delete a file or link, if it is there."""
    if os.path.lexists(path):
        os.unlink(path)


def remove_tree(path: Path) -> None:
    """Delete a folder and all in it; links in it are deleted, never followed."""
    for folder, folders, files in os.walk(path, topdown=False):
        for name in files:
            os.unlink(os.path.join(folder, name))
        for name in folders:
            inside = os.path.join(folder, name)
            if os.path.islink(inside):
                os.unlink(inside)
            else:
                os.rmdir(inside)
    os.rmdir(path)
