"""Saving a record: a new file never replaces one, and an old one is replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


class AlreadyThereError(Exception):
    """A file of that name exists; it is left as it is."""


def save_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet, and the folders above it; raise ``AlreadyThereError`` if it does.

    Raises OSError where it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise AlreadyThereError(path) from error


def save_over(path: Path, content: bytes) -> None:
    """Replace a file whole, keeping its permissions: a crash leaves the old file or the new one.

    Raises OSError where that cannot be done, also for a file that is marked as not to be written.
    """
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(path.stat().st_mode & 0o7777)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
