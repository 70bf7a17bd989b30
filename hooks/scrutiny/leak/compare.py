"""Two built sites, byte for byte."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

AT_ONCE = 1024 * 1024


def differences(site_a: Path, site_b: Path) -> list[str]:
    """Return the files that only one of two sites has, or whose bytes differ, from the root of the site, in order.

    Raises OSError for a folder or file that cannot be read: what was not compared is not equal.
    """
    a, b = dict(_files(site_a)), dict(_files(site_b))
    only = a.keys() ^ b.keys()
    return sorted(only | {name for name in a.keys() & b.keys() if not _equal(a[name], b[name])})


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    """Yield everything below a folder that is no folder, and folders that are empty."""
    if not site.is_dir():
        raise NotADirectoryError(site)
    for path in site.rglob("*"):
        if path.is_symlink() or not path.is_dir() or not any(path.iterdir()):
            yield path.relative_to(site).as_posix(), path


def _equal(one: Path, two: Path) -> bool:
    if one.is_symlink() or two.is_symlink():
        return one.is_symlink() and two.is_symlink() and os.readlink(one) == os.readlink(two)  # noqa: PTH115
    if one.is_dir() or two.is_dir():
        return one.is_dir() and two.is_dir()
    if one.stat().st_size != two.stat().st_size:
        return False
    with one.open("rb") as left, two.open("rb") as right:
        while chunk := left.read(AT_ONCE):
            if chunk != right.read(AT_ONCE):
                return False
    return True
