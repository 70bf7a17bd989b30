"""The earlier commits of a push: what may be in no repository stays readable there, although the last has it out."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from scrutiny.check import check_content, withheld_in_public
from scrutiny.commands.repository import Push, Repository
from scrutiny.load.content import load_content
from scrutiny.load.settings import read_settings, repository_of
from scrutiny.problem import Problem

IN_NO_COMMIT = frozenset(
    {
        *("contact-detail", "number-of-a-person", "full-postcode", "date-of-birth", "never-allowed"),
        *("mailbox-of-a-person", "withheld-in-public", "confidential"),
    }
)
"""The rules whose breach no further commit mends, because the words stay in the one before."""

CONTEXT = ("authority.yml", "shared")
"""What a record cannot be read without: its council, and the lists that all share."""


def in_earlier_commits(repository: Repository, push: Push, last: Path) -> list[Problem]:
    """Return what the earlier commits of a push hold that may be in no commit.

    ``last`` is a folder with the files of the last commit, which is known to be in order. A file that cannot be read
    in an earlier commit tells nothing. Raises UnreadableSettingsError where ``mkdocs.yml`` cannot be read.
    """
    readable_by = repository_of(read_settings(last, os.environ).repository, os.environ)
    found: dict[Problem, None] = {}
    for files in zip_longest(*_versions(repository, push).values()):
        with tempfile.TemporaryDirectory(prefix="scrutiny-") as made:
            folder = Path(made)
            _copy_context(last / "content", folder / "content")
            names = {name: repository.git("cat-file", "blob", blob) for name, blob in filter(None, files)}
            for name, text in names.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(text)
            loaded = load_content(folder / "content")
            every = (*check_content(loaded), *withheld_in_public(loaded, readable_by))
            found |= dict.fromkeys(one for one in every if one.rule in IN_NO_COMMIT and one.place.file in names)
    return sorted(found)


def _versions(repository: Repository, push: Push) -> dict[str, list[tuple[str, str]]]:
    """Return by path the versions of each file of the record that a push brings and its last commit has not."""
    last = {line.split()[2] for line in repository.git("ls-tree", "-r", "-z", push.new).split(b"\0") if line}
    found: dict[str, list[tuple[str, str]]] = {}
    for line in repository.git("rev-list", "--objects", push.new, f"^{push.old}").splitlines():
        blob, _, name = line.partition(b" ")
        if name.startswith(b"content/") and name.endswith(b".yml") and blob not in last:
            path = os.fsdecode(name)
            found.setdefault(path, []).append((path, blob.decode("ascii")))
    return found


def _copy_context(content: Path, to: Path) -> None:
    for part in _context(content):
        place = to / part.relative_to(content)
        if part.is_dir():
            shutil.copytree(part, place)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(part, place)


def _context(content: Path) -> Iterator[Path]:
    council, shared = CONTEXT
    yield from content.glob(f"*/{council}")
    if (content / shared).is_dir():
        yield content / shared
