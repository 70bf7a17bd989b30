"""One at a time: whoever publishes or rolls back holds the lock of the folder until the end."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from scrutiny.release.folder import Folder
from scrutiny.release.refused import Refused
from scrutiny.release.told import Tell

PAUSE = 0.1
"""Seconds between two attempts."""


@contextmanager
def held(folder: Folder, doing: str, wait: float, tell: Tell) -> Iterator[int]:
    """Hold the lock while the block runs; ``doing`` is what others are told about it.

    Gives the file handle of the lock. A child that inherits it keeps the lock when this process is killed, so that
    nobody sweeps a folder into which a build still writes. Raises Refused where another one holds the lock for more
    than ``wait`` seconds.
    """
    if os.name != "posix":
        raise Refused("Publishing needs Linux or macOS: this system has no links that can be switched in one step.")
    import fcntl  # noqa: PLC0415  Windows has none

    handle = os.open(folder.lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        until, waits = time.monotonic() + wait, False
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise Refused(f"{_holder(handle)} is still at work in {folder.path}. Try again later.") from None
                if not waits:
                    tell(f"Waiting for {_holder(handle)}, at most {wait:.0f} s")
                    waits = True
                time.sleep(PAUSE)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"process {os.getpid()}, {doing}\n".encode(), 0)
        yield handle
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    """Say who wrote into the lock; a build whose publisher was killed still holds it in the publisher's name."""
    said = os.pread(handle, 500, 0).decode("utf-8", "replace").strip()
    return said or "another publisher"
