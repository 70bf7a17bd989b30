"""What git says of the content folder: which commits touched which file, and the bytes of earlier versions.

Nothing but dates and contents is asked for: no message, author or branch ever enters the program. Whatever fails
(no git, no repository, an unknown commit) means that the history is not known, and is never an error.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TypeAlias

from scrutiny.load.text import LARGEST_FILE

SLOWEST = 120
"""Seconds after which git is taken not to answer. A repository of 10,000 records takes it one."""
MOST_READ = LARGEST_FILE + 1
"""Bytes of an earlier version that are read at most: enough to see that it is larger than a record may be."""
SETTINGS = {
    "log.showSignature": "false",
    "log.follow": "false",
    "log.showRoot": "true",
    "i18n.logOutputEncoding": "UTF-8",
    "core.quotePath": "false",
}
"""Settings of a repository or its user that would change what `git log` prints or how it walks."""
SURROUNDINGS = {"LC_ALL": "C", "TZ": "UTC"}
PLAIN_GIT = {
    "GIT_NO_REPLACE_OBJECTS": "1",  # a replaced commit is not what was published
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",  # a build asks nobody on the network
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
"""What git is told by variables, in place of those that a git hook runs with (GIT_DIR, GIT_INDEX_FILE and so on)."""
ORDINARY_FILES = ("100644", "100755")
"""The modes of files. Links and whole repositories within are no records."""

Touch: TypeAlias = tuple[int, str]
"""The number of a commit, and the name of the version that a file has from then on; empty where it is gone."""


@dataclass(frozen=True)
class Log:
    """The commits that touched the content folder, on the published branch."""

    seconds: tuple[int, ...]
    """The date of each commit in seconds since 1970, oldest commit first. The dates may go backwards."""
    touches: dict[str, list[Touch]]
    """By path below the content folder: the commits that touched the file, oldest first."""
    names: tuple[str, ...] = ()
    """The full name of each commit."""
    is_cut: bool = False
    """True where the first commit is only the oldest of a shallow clone: what was before it is not known."""


@dataclass(frozen=True)
class Repository:
    """A git repository in which the content folder has its place."""

    folder: Path
    """The folder where git is asked; the project's own, or any clone of it, bare ones too."""
    content: PurePosixPath
    """The content folder, from that folder."""

    def commit(self, name: str) -> str:
        """Return the full name of a commit, or nothing where there is none."""
        if not name or name.startswith("-"):
            return ""
        told = self._told("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return told.decode("ascii", "replace").strip() if told else ""

    def log(self, commit: str) -> Log | None:
        """Return the history of the content folder up to a commit; None where it is not known.

        Of a merge only the first parent is followed: it is what the published branch said until then, and what was
        merged was made public by the merge.
        """
        prefix = self._told("rev-parse", "--show-prefix")
        if prefix is None:
            return None
        place = PurePosixPath(os.fsdecode(prefix.removesuffix(b"\n"))) / self.content
        told = self._told(
            *("log", "-z", "--format=commit %H %ct", "--raw", "--no-abbrev", "--no-renames", "--first-parent", "-m"),
            *("--no-color", "--no-notes", "--no-decorate", "--no-mailmap", "--no-ext-diff", "--ignore-submodules=all"),
            *(commit, "--", f":(top,literal){place.as_posix()}"),
        )
        return None if told is None else _read_log(told, f"{place.as_posix()}/", self._boundary())

    def _boundary(self) -> frozenset[str]:
        """Return the commits at which a shallow clone ends; none of a whole one."""
        told = self._told("rev-parse", "--git-path", "shallow")
        if told is None:
            return frozenset()
        try:
            listed = (self.folder / os.fsdecode(told.removesuffix(b"\n"))).read_text("ascii", "replace")
        except OSError:
            return frozenset()
        return frozenset(listed.split())

    def _told(self, *words: str) -> bytes | None:
        """Return what git prints; None where it fails for whatever reason."""
        try:
            done = subprocess.run(  # noqa: S603  no shell, and no word that comes from a record
                self._command(*words),
                env=_variables(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SLOWEST,
                check=False,
            )
        except (OSError, ValueError, subprocess.SubprocessError):
            return None
        return done.stdout if done.returncode == 0 else None

    def _command(self, *words: str) -> list[str]:
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        return ["git", "--no-pager", "-C", str(self.folder), *settings, *words]

    @contextmanager
    def versions(self) -> Iterator[Versions]:
        """Open one `git cat-file` for as many versions as are asked for within the block."""
        try:
            running = subprocess.Popen(  # noqa: S603  as above
                self._command("cat-file", "--batch"),
                env=_variables(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, ValueError):
            yield Versions(None, None)
            return
        try:
            yield Versions(running.stdin, running.stdout)
        finally:
            for stream in (running.stdin, running.stdout):
                try:
                    if stream:
                        stream.close()
                except OSError:  # it ended before it was asked anything
                    pass
            running.wait()


class Versions:
    """The bytes of earlier versions, from one running git."""

    def __init__(self, asked: IO[bytes] | None, told: IO[bytes] | None) -> None:
        self._asked, self._told = asked, told

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a version by its name in git, of a very large one the first; None where git has none."""
        if self._asked is None or self._told is None:
            return None
        try:
            self._asked.write(f"{name}\n".encode("ascii"))
            self._asked.flush()
            head = self._told.readline().split()
            if len(head) != 3:  # noqa: PLR2004  its name, kind and size; or two words, the second "missing"
                return None
            size = int(head[2])
            raw = self._told.read(min(size, MOST_READ))
            left = size - len(raw) + 1  # with the line end after it
            while left and (passed := self._told.read(min(left, MOST_READ))):
                left -= len(passed)
        except (OSError, ValueError):
            self._asked = None
            return None
        return raw if head[1] == b"blob" and len(raw) == min(size, MOST_READ) else None


def version_name(raw: bytes, like: str) -> str:
    """Return the name git gives to these bytes, in a repository that has names such as ``like``."""
    hashed = hashlib.sha256 if len(like) == hashlib.sha256().digest_size * 2 else hashlib.sha1
    return hashed(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def _variables() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | SURROUNDINGS | PLAIN_GIT


def _read_log(told: bytes, prefix: str, boundary: frozenset[str]) -> Log | None:
    """Read `git log -z --raw`: of each commit its line, then for each file a line of names and modes, and its path."""
    found: list[tuple[str, int, list[tuple[str, str]]]] = []
    words = iter(told.split(b"\0"))
    try:
        for word in words:
            line = word.lstrip(b"\n").decode("ascii")
            if line.startswith(":"):
                _, mode, _, version, _ = line.split()
                path = os.fsdecode(next(words))
                kept = version if mode in ORDINARY_FILES else ""
                if path.startswith(prefix):
                    found[-1][2].append((path.removeprefix(prefix), kept))
            elif line:
                _, name, seconds = line.split()
                found.append((name, int(seconds), []))
    except (StopIteration, ValueError, IndexError):
        return None
    found.reverse()
    touches: defaultdict[str, list[Touch]] = defaultdict(list)
    for number, (_, _, files) in enumerate(found):
        for path, version in files:
            touches[path].append((number, version))
    is_cut = bool(found) and found[0][0] in boundary
    dates, names = tuple(seconds for _, seconds, _ in found), tuple(name for name, _, _ in found)
    return Log(dates, dict(touches), names, is_cut)
