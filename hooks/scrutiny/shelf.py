"""Where councils stand when they are made: a folder of one build, or one that keeps them for the next.

The place of a council is called by all that its pages are made of: the bytes of its files and of those it shares with
others, the settings, the day, what git knows of it, and the program. So what has changed is made anew, without anybody
asking what the change touches. The folder may be deleted at any time. It holds what is published and nothing else.

It belongs to one build at a time; another one meanwhile does without. What was damaged since is made anew.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from scrutiny.council import PAGES, Made

MADE = "made"
"""The file that says what was made. It is written last: a place without it is not whole."""
LOCK = "lock"
"""The file by which one build holds the folder."""


class Stamp(NamedTuple):
    """How a file was left, by which one that was changed since is known."""

    path: str
    """From the folder of the place."""
    size: int
    changed: int
    """In nanoseconds."""

    @classmethod
    def of(cls, place: Path, path: str) -> Stamp:
        """Stamp a file."""
        state = os.stat(f"{place}/{path}")  # noqa: PTH116  thousands of them
        return cls(path, state.st_size, state.st_mtime_ns)


@dataclass(frozen=True)
class Placed:
    """The councils of one unit where they stand."""

    made: Made
    folder: Path
    stamps: Sequence[Stamp] = ()
    """Of every file there; none where the folder is of one build alone."""


class Shelf:
    """The places of councils."""

    def __init__(self, aside: Path, cache: Path | None = None) -> None:
        """Take a folder of this build alone, and the one that keeps councils for later builds, where there is one."""
        shutil.rmtree(aside, ignore_errors=True)  # that of a build which was killed
        self._aside = aside
        self._begins_site = not aside.parent.exists()
        self._lock = _held(cache) if cache else None
        self._folder = cache if cache and self._lock is not None else aside
        self._folder.mkdir(parents=True, exist_ok=True)

    @property
    def _lasts(self) -> bool:
        return self._folder != self._aside

    def kept(self, key: str) -> Placed | None:
        """Return the councils of a unit that an earlier build made; None where none did, or a file is not as it was."""
        place = self._folder / key
        if not self._lasts:
            return None
        try:
            sealed = (place / MADE).read_bytes()
            if sealed != _sealed(key, content := sealed[blake2b.MAX_DIGEST_SIZE :]):
                return None
            made, stamps = pickle.loads(content)  # noqa: S301  as `stored` says
            is_whole = all(Stamp.of(place, stamp.path) == stamp for stamp in stamps)
        except OSError:
            return None
        return Placed(made, place, stamps) if is_whole else None

    def placed(self, key: str, make: Callable[[Path], Made]) -> Placed:
        """Make the councils of a unit; where a problem stops publishing there is no place."""
        part = self._folder / f"{key}.{os.getpid()}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        made = make(part)
        if not made.authorities:
            shutil.rmtree(part)
            return Placed(made, part)
        stamps = [*_stamps(part)] if self._lasts else []
        if self._lasts and made.may_be_kept:
            (part / MADE).write_bytes(_sealed(key, pickle.dumps((made, stamps), pickle.HIGHEST_PROTOCOL)))
        place = self._folder / key
        shutil.rmtree(place, ignore_errors=True)
        part.rename(place)
        return Placed(made, place, stamps)

    def apart(self) -> Path:
        """Give an empty folder for the files of all councils, which are put into the site with those of each."""
        folder = self._of_all
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    @property
    def _of_all(self) -> Path:
        return self._aside / "of-all"

    def put(self, places: Sequence[Placed], site: Path) -> None:
        """Put the pages of all councils into the site, without another copy where the file system can do so."""
        for each in places:
            if self._lasts:
                _link(each, site)
            elif each.made.authorities:
                _move(each.folder / PAGES, site)
        if self._of_all.exists():
            _move(self._of_all, site)

    def sweep(self, places: Sequence[Placed]) -> None:
        """Take away what is of this build alone, and what it left unused where councils last; end with them.

        Where it has no place, because it came to nothing, all stays that lasts.
        """
        shutil.rmtree(self._aside, ignore_errors=True)
        if self._begins_site:
            with suppress(OSError):  # it holds the site, unless the build came to nothing
                self._aside.parent.rmdir()
        if self._lock is None:
            return
        used = {LOCK, *(each.folder.name for each in places if each.made.may_be_kept)}
        for folder in self._folder.iterdir() if places else ():
            if folder.name not in used:
                shutil.rmtree(folder, ignore_errors=True)
        os.close(self._lock)
        self._lock, self._folder = None, self._aside


def _held(folder: Path) -> int | None:
    """Hold a folder until the handle is closed, also by the end of the process; None where another build holds it.

    A process that was forked holds it too, so that nobody sweeps while it still writes though its build was killed.
    """
    try:
        import fcntl  # noqa: PLC0415  Windows has none: there nothing is kept
    except ImportError:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _sealed(key: str, content: bytes) -> bytes:
    """Return a content behind its hash, which is that of one place alone."""
    return blake2b(key.encode() + content).digest() + content


def _stamps(place: Path) -> Iterator[Stamp]:
    """Stamp every file of a place."""
    for folder, _, names in os.walk(place):
        for name in names:
            yield Stamp.of(place, f"{folder}/{name}"[len(f"{place}/") :])


def _link(placed: Placed, site: Path) -> None:
    """Let the site have the same files; on another file system, copies of them."""
    paths = [stamp.path[len(PAGES) :] for stamp in placed.stamps if stamp.path.startswith(f"{PAGES}/")]
    for folder in sorted({path.rpartition("/")[0] for path in paths}):
        os.makedirs(f"{site}{folder}", exist_ok=True)  # noqa: PTH103
    for path in paths:
        source, target = f"{placed.folder}/{PAGES}{path}", f"{site}{path}"
        try:
            os.link(source, target)
        except FileExistsError:  # in a site that was not emptied; never written into, because it may be our own file
            os.unlink(target)  # noqa: PTH108
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)


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
