"""The files of one commit, as they are in git: whatever changes while a site is built, its content does not.

The files are taken from git one by one, and not with ``git archive``, which leaves out or rewrites files where a
``.gitattributes`` says so.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scrutiny.release import disk
from scrutiny.release.refused import Refused
from scrutiny.release.repository import Repository, git

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes that one file may have. The record is text, and the largest picture or font of a site is far below."""

LARGEST = 1024 * 1024 * 1024
"""Bytes that all files of a commit may have together."""

ORDINARY = frozenset({"100644", "100755", "100664"})
"""How git marks an ordinary file. The third is from its first years."""

UNUSUAL = {"120000": "a symbolic link", "160000": "a submodule"}

MOST_NAMED = 5
"""So many faults are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a commit."""

    mode: str
    blob: str
    size: int | None
    """Bytes; None for a submodule."""
    name: bytes
    """Its path from the top of the repository, which git keeps as bytes."""

    @property
    def shown(self) -> str:
        """The path as it can be printed: whatever is no plain letter is written as a number."""
        text = self.name.decode("utf-8", "backslashreplace")
        return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)


def entries(repository: Repository, commit: str) -> list[Entry]:
    """List the files of a commit, in the order of git.

    Raises Refused, naming them, where one is not an ordinary file of ordinary size with an ordinary name.
    """
    found = []
    for line in repository.read("ls-tree", "-r", "-z", "-l", "--full-tree", commit).split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, _, blob, size = facts.decode("ascii").split()
        found.append(Entry(mode, blob, int(size) if size.isdigit() else None, name))
    faults = [f"{entry.shown} {fault}" for entry in found if (fault := _fault(entry))]
    if faults:
        more = f"; and {len(faults) - MOST_NAMED} more" if len(faults) > MOST_NAMED else ""
        raise Refused(f"The commit holds what no site is built from: {'; '.join(faults[:MOST_NAMED])}{more}.")
    if (total := sum(entry.size or 0 for entry in found)) > LARGEST:
        raise Refused(f"The files of the commit have {megabytes(total)} MB together; {megabytes(LARGEST)} MB may be.")
    return found


def export(repository: Path, commit: str, folder: Path) -> None:
    """Write the files of a commit into an empty folder; raise Refused for what is no ordinary file."""
    source = Repository(repository)
    write_files(source, entries(source, commit), folder)


def write_files(repository: Repository, files: list[Entry], folder: Path) -> None:
    """Write the listed files into an empty folder; raise Refused where git cannot give one."""
    made = {folder}
    for entry, content in _contents(repository, files):
        place = folder / entry.name.decode("utf-8")
        for above in reversed(place.relative_to(folder).parents[:-1]):
            if (inside := folder / above) not in made:
                disk.make_folder(inside)
                made.add(inside)
        place.write_bytes(content)


def _contents(repository: Repository, files: list[Entry]) -> Iterator[tuple[Entry, bytes]]:
    """Yield each file with its bytes, from one run of git for all of them."""
    with subprocess.Popen(  # noqa: S603  no shell
        git(repository.path, "cat-file", "--batch"),
        env=repository.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as running:
        asked, answers = running.stdin, running.stdout
        if asked is None or answers is None:
            raise AssertionError("both are pipes")
        try:
            for entry in files:
                yield entry, _content(entry, asked, answers)
        except BrokenPipeError:
            raise Refused("git ended before it had given every file of the commit.") from None
        finally:
            running.kill()


def _content(entry: Entry, asked: IO[bytes], answers: IO[bytes]) -> bytes:
    asked.write(f"{entry.blob}\n".encode("ascii"))
    asked.flush()
    head = answers.readline().split()
    if len(head) != 3 or head[1] != b"blob":  # noqa: PLR2004  name, kind and size
        raise Refused(f"git cannot read {entry.shown}: the repository is damaged or not complete.")
    content = answers.read(int(head[2]))
    answers.read(1)  # the end of the line
    if len(content) != entry.size:
        raise Refused(f"git cannot read {entry.shown} to its end: the repository is damaged.")
    return content


def _fault(entry: Entry) -> str:
    """Say what makes a file unfit; nothing where it is fit."""
    if entry.mode not in ORDINARY:
        return f"is {UNUSUAL.get(entry.mode, 'not an ordinary file')}"
    if entry.size is None:
        return "cannot be read by git: the repository is damaged or not complete"
    if entry.size > LARGEST_FILE:
        return f"has {megabytes(entry.size)} MB; {megabytes(LARGEST_FILE)} MB may be"
    try:
        name = entry.name.decode("utf-8")
    except UnicodeDecodeError:
        return "has a name that is not in UTF-8"
    if not name.isprintable():
        return "has a control character in its name"
    parts = name.split("/")
    if name.startswith("/") or {"", ".", ".."}.intersection(parts) or ".git" in {part.casefold() for part in parts}:
        return "has a path that leads out of the project"
    return ""


def megabytes(size: int) -> str:
    """Write a number of bytes in whole megabytes, rounded up."""
    return f"{-(-size // 1_000_000):,}"
