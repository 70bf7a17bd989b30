"""A quick look at every file of a content folder, before any is read: its bytes, and which authorities belong together.

Records of one authority may name those of another. Authorities that do so, one way or the other, are one *unit*: what
is read, checked and linked together. Whatever a record of a unit names is in the unit, so nothing is missed when one
unit after the other is read instead of all at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypeAlias

from scrutiny.load.mentions import Mentioned, Mentions, mentioned
from scrutiny.load.placed import SHARED_FOLDER, Placed, placed_files
from scrutiny.load.reader import read_document
from scrutiny.problem import Problem

Unit: TypeAlias = tuple[str, ...]
"""Authorities that mention each other, in the order of their names."""


class ContentChangedError(Exception):
    """A file is another than when it was surveyed: somebody wrote it in between."""


def hash_of(raw: bytes) -> bytes:
    """Return the hash of the bytes of a file."""
    return blake2b(raw, digest_size=16).digest()


class Seen(NamedTuple):
    """What a look at one file has shown."""

    mentioned: Mentioned
    may_be_timed: bool
    """True where it may have an embargo."""


@dataclass(frozen=True)
class Survey:
    """What a content folder holds at one moment."""

    folder: Path
    files: Mapping[str, Mapping[str, bytes]]
    """By authority, and for ``shared``: the hash of each file that belongs there, by its id, in sorted order.

    The id of a file that is no record is its path. The hash of one that cannot be opened is empty.
    """
    units: tuple[Unit, ...]
    """In the order of the names of their first authorities; none where there is no record at all."""
    timed: frozenset[str]
    """The authorities with an embargo, of which more may be published at a later hour."""
    problems: tuple[Problem, ...]
    """Files and folders that are out of place, or cannot be looked at."""
    seen: Mapping[tuple[type, bytes], Seen] = field(default_factory=dict, repr=False)
    """What was seen in each file, by what it holds and the hash of its bytes."""

    @cached_property
    def ids(self) -> Mapping[str, None]:
        """The id of every record with a file that can be opened, and the path of every shared file, in sorted order."""
        return dict.fromkeys(
            id_
            for folder, files in self.files.items()
            for id_, digest in files.items()
            if digest and (folder == SHARED_FOLDER or _is_record(id_))
        )

    def digest(self, unit: Unit) -> bytes:
        """Return the hash of a unit: of its files and of the shared ones, with their paths."""
        found = blake2b(digest_size=16)
        for name in (SHARED_FOLDER, *unit):
            for id_, digest in self.files.get(name, {}).items():
                found.update(b"%s\0%s\0" % (id_.encode(), digest.hex().encode()))
        return found.digest()


def survey(folder: Path, before: Survey | None = None) -> Survey:
    """Look at every file below ``folder``. Never raises: what cannot be opened is a problem when it is read.

    What an earlier survey, ``before``, has seen in equal bytes is not sought in them again.
    """
    files: dict[str, dict[str, bytes]] = {}
    problems: list[Problem] = []
    timed: set[str] = set()
    mentions = Mentions()
    known, seen = before.seen if before else {}, dict[tuple[type, bytes], Seen]()
    for file in placed_files(folder, problems):
        try:
            with open(file.path, "rb") as opened:  # noqa: PTH123  ten thousand of them: half the time of a Path
                raw = opened.read()
        except OSError:
            raw = None
        digest = b"" if raw is None else hash_of(raw)
        files.setdefault(file.authority, {})[file.id] = digest
        if file.authority != SHARED_FOLDER:
            key = file.kind, digest
            seen[key] = known.get(key) or _look(file, raw or b"")
            mentions.add(file.authority, seen[key].mentioned)
            if seen[key].may_be_timed:
                timed.add(file.authority)
    has_records = any(_is_record(id_) for held in files.values() for id_ in held)
    units = mentions.units() if has_records else ()
    return Survey(folder, files, units, frozenset(timed), tuple(problems), seen)


def _look(file: Placed, raw: bytes) -> Seen:
    return Seen(mentioned(file.kind, raw), _may_be_timed(raw))


def _may_be_timed(raw: bytes) -> bool:
    """Tell whether a file may have an embargo; behind a backslash any letter may be hidden."""
    return b"embargo" in raw or (b"\\" in raw and "embargo" in (read_document(raw, "").tree or {}))


def _is_record(id_: str) -> bool:
    return not id_.endswith(".yml")
