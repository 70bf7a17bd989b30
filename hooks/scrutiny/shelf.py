"""Where councils stand when they are made: a folder of one build, or one that keeps them for the next.

The place of a council is called by all that its pages are made of: the bytes of its files and of those it shares with
others, the settings, the day, what git knows of it, and the program. So what has changed is made anew, without anybody
asking what the change touches. The folder may be deleted at any time. It holds what is published and nothing else,
besides the warnings of a council of which nothing is withheld.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from scrutiny.council import PAGES, Made

MADE = "made"
"""The file that says what was made. It is written last: a place without it is not whole."""


class Stamp(NamedTuple):
    """How a file was left, by which one that was changed since is known."""

    path: str
    """From the folder of the pages."""
    size: int
    changed: int
    """In nanoseconds."""

    @classmethod
    def of(cls, pages: Path, path: str) -> Stamp:
        """Stamp a file."""
        state = os.stat(f"{pages}/{path}")  # noqa: PTH116  thousands of them
        return cls(path, state.st_size, state.st_mtime_ns)


@dataclass(frozen=True)
class Placed:
    """The councils of one unit where they stand."""

    made: Made
    folder: Path
    stamps: Sequence[Stamp] = ()


class Shelf:
    """The places of councils in one folder."""

    def __init__(self, folder: Path, *, lasts: bool) -> None:
        """Take a folder; one that ``lasts`` keeps what is in it for later builds."""
        self._folder, self._lasts = folder, lasts
        folder.mkdir(parents=True, exist_ok=True)

    def placed(self, key: str, make: Callable[[Path], Made]) -> Placed:
        """Return the councils of a unit, made before or now; where a problem stops publishing there is no place."""
        folder = self._folder / key
        if self._lasts and (kept := _kept(folder)):
            return kept
        part = self._folder / f"{key}.{os.getpid()}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        made = make(part)
        if not made.authorities:
            shutil.rmtree(part)
            return Placed(made, part)
        stamps = [*_stamps(part / PAGES)] if self._lasts else []
        if made.may_be_kept:
            (part / MADE).write_bytes(pickle.dumps((made, stamps), pickle.HIGHEST_PROTOCOL))
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
        return Placed(made, folder, stamps)

    def apart(self) -> Path:
        """Give an empty folder for the files of all councils, which are put into the site with those of each."""
        folder = self._of_all
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    @property
    def _of_all(self) -> Path:
        return self._folder / f"of-all.{os.getpid()}.part"

    def put(self, places: Sequence[Placed], site: Path) -> None:
        """Put the pages of all councils into the site, without another copy where the file system can do so."""
        for each in places:
            if self._lasts:
                _link(each, site)
            else:
                _move(each.folder / PAGES, site)
        if self._of_all.exists():
            _move(self._of_all, site)

    def sweep(self, places: Sequence[Placed]) -> None:
        """Take away what no council of this build stands on, and all of a folder that does not last."""
        if not self._lasts:
            shutil.rmtree(self._folder)
            return
        used = {each.folder.name for each in places}
        for folder in self._folder.iterdir():
            if folder.name not in used:
                shutil.rmtree(folder, ignore_errors=True)


def _stamps(pages: Path) -> Iterator[Stamp]:
    """Stamp every file of a place."""
    for folder, _, names in os.walk(pages):
        for name in names:
            yield Stamp.of(pages, f"{folder}/{name}"[len(f"{pages}/") :])


def _kept(folder: Path) -> Placed | None:
    """Return what stands at a place; None where it is not whole, or a page was changed since."""
    try:
        made, stamps = pickle.loads((folder / MADE).read_bytes())  # noqa: S301  as `stored` says
        if all(Stamp.of(folder / PAGES, stamp.path) == stamp for stamp in stamps):
            return Placed(made, folder, stamps)
    except (OSError, EOFError, pickle.UnpicklingError):
        pass
    return None


def _link(placed: Placed, site: Path) -> None:
    """Let the site have the same files; on another file system, copies of them."""
    pages = placed.folder / PAGES
    for folder in sorted({stamp.path.rpartition("/")[0] for stamp in placed.stamps}):
        os.makedirs(f"{site}/{folder}", exist_ok=True)  # noqa: PTH103
    for stamp in placed.stamps:
        try:
            os.link(f"{pages}/{stamp.path}", f"{site}/{stamp.path}")
        except OSError:
            shutil.copy2(f"{pages}/{stamp.path}", f"{site}/{stamp.path}")


def _move(pages: Path, site: Path) -> None:
    """Move folders to where there is none of their name, and others by what is in them."""
    for source, target in _moves(pages, site):
        source.rename(target)


def _moves(folder: Path, into: Path) -> Iterator[tuple[Path, Path]]:
    into.mkdir(parents=True, exist_ok=True)
    for each in sorted(folder.iterdir()):
        target = into / each.name
        if each.is_dir() and target.exists():
            yield from _moves(each, target)
        else:
            yield each, target
