"""The versions of each record, read from git: where the pure rules and the repository meet."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from scrutiny.address import FOLDERS, Address
from scrutiny.history.days import believed
from scrutiny.history.events import UNKNOWN, History, history_of, with_corrections
from scrutiny.history.repository import Log, Repository, Versions, version_name
from scrutiny.history.states import OPEN, Gate, State, Version, gate, states, was_public
from scrutiny.load import read_document, validate
from scrutiny.load.content import no_search_for_cycles
from scrutiny.model import Authority, Record
from scrutiny.register import Register
from scrutiny.stage import HOME_ZONE

MOST_KEPT = 200
"""Earlier versions that a preview keeps as read from one build to the next."""


class Touched(NamedTuple):
    """A commit that touched the file of a record."""

    since: datetime.datetime
    id: str
    """The id of the file's path at that time."""
    version: str
    """The name of its content in git; empty where the commit took the file away."""


@dataclass
class Past:
    """What is known of the past. A preview keeps one through its session, so that git is asked once a commit."""

    is_sure: bool = True
    """False once something was told that may be told otherwise of the same commit on the same day."""
    _commit: tuple[Repository, str] | None = None
    _log: Log | None = None
    _touched: tuple[Log, dict[str, int]] | None = None
    _read: dict[tuple[str, str], Record | None] = field(default_factory=dict)

    def commit(self, repository: Repository | None, name: str) -> str:
        """Return the full name of a commit; empty where none is known."""
        return repository.commit(name) if repository else ""

    def log(self, repository: Repository, name: str) -> Log | None:
        """Return the history of the content folder up to a commit; None where it is not known."""
        commit = name if self._commit == (repository, name) else repository.commit(name)
        if not commit:
            return None
        if self._commit != (repository, commit):
            self._commit, self._log = (repository, commit), repository.log(commit)
        return self._log

    def last_commit(self, repository: Repository | None, name: str, authorities: Collection[str]) -> str:
        """Return the name of the last commit that changed a file of some authorities; empty where none is known."""
        log = self.log(repository, name) if repository else None
        if log is None:
            return ""
        numbers = (self._last_touched(log)[each] for each in authorities if each in self._last_touched(log))
        return max(((number, log.names[number]) for number in numbers), default=(0, ""))[1]

    def _last_touched(self, log: Log) -> dict[str, int]:
        """Return the number of the last commit that changed a file of each authority."""
        if self._touched is None or self._touched[0] is not log:
            last: dict[str, int] = {}
            for path, touches in log.touches.items():
                authority = path.partition("/")[0]
                last[authority] = max(last.get(authority, 0), touches[-1][0])
            self._touched = log, last
        return self._touched[1]

    def told_of(self, repository: Repository | None, name: str, as_of: datetime.datetime) -> dict[str, list[str]]:
        """Return by authority what git says of its files: what changes whenever its public history may.

        Under the empty name stands what is said of all: whether anything is known, and where a shallow clone begins.
        """
        log = self.log(repository, name) if repository else None
        if log is None:
            return {"": ["nothing is known"]}
        dates = believed(log.seconds, int(as_of.timestamp()))
        told: defaultdict[str, list[str]] = defaultdict(list)
        told[""].append(f"from {dates[0] if log.is_cut and dates else 'the beginning'}")
        for path, touches in sorted(log.touches.items()):
            told[path.partition("/")[0]].append(f"{path} {[(dates[number], each) for number, each in touches]}")
        return dict(told)

    def read(self, id_: str, version: str, versions: Versions) -> tuple[Record | None, bool]:
        """Return a version as a record, None where it is none; and whether its bytes are there."""
        if (id_, version) in self._read:
            return self._read[id_, version], True
        raw = versions.read(version)
        if raw is None:
            self.is_sure = False  # git may be given it later
            return None, False
        record, _ = validate(_kind(id_), read_document(raw, Address.read(id_).path))
        if len(self._read) >= MOST_KEPT:
            del self._read[next(iter(self._read))]
        self._read[id_, version] = record
        return record, True


def public_history(
    register: Register,
    public: Register,
    content: Path,
    repository: Repository | None,
    commit: str,
    as_of: datetime.datetime,
    past: Past | None = None,
) -> Mapping[str, History]:
    """Return the public history of every record of a staged register, by id. Never fails: it says what is not known.

    ``register`` is the one before it was staged, as read from the files in ``content``; both are those of ``commit``,
    or in a preview newer. Nothing is told of a record that no commit holds yet.
    """
    past = past or Past()
    log = past.log(repository, commit) if repository else None
    if log is None or repository is None:
        day = as_of.date()
        return {
            id_: History(with_corrections((), record.corrected, day), is_whole=False) if record.corrected else UNKNOWN
            for id_, record in public.records.items()
        }
    with repository.versions() as versions, no_search_for_cycles():
        telling = _Telling(register, public, content, log, versions, past, as_of)
        return {id_: telling.history(id_) for id_ in public.records}


class _Telling:
    """One build's look at the past."""

    def __init__(
        self,
        register: Register,
        public: Register,
        content: Path,
        log: Log,
        versions: Versions,
        past: Past,
        as_of: datetime.datetime,
    ) -> None:
        self._register, self._public, self._content = register, public, content
        self._log, self._versions, self._past, self._as_of = log, versions, past, as_of
        dates = believed(log.seconds, int(as_of.timestamp()))
        self._dates = tuple(datetime.datetime.fromtimestamp(each, HOME_ZONE) for each in dates)
        self._gates: dict[str, Gate] = {}
        self._states: dict[str, tuple[State, ...]] = {}
        """Of the records to which pages that changed lead: what readers saw of them, as far as it was asked for."""
        self._is_missing = False
        """True where git has not all bytes of the versions last asked for."""

    def history(self, id_: str) -> History:
        """Return the public history of one record."""
        record = self._public.records[id_]
        known = {id_, *record.formerly}

        def is_shown(other: str, on: datetime.date) -> bool:
            return other in known or (other in self._public.records and self._was_public(other, on))

        self._is_missing = False
        made = history_of(
            states(self._of(self._touched(id_, record.formerly)), self._gate, is_shown, self._as_of),
            record.corrected,
            self._as_of.date(),
            self._dates[0] if self._log.is_cut else None,
        )
        return History(made.days, is_whole=False) if self._is_missing else made

    def _was_public(self, id_: str, on: datetime.date) -> bool:
        """Tell whether a record that is public today was so at the end of a day."""
        if id_ not in self._states:
            was_missing = self._is_missing
            touched = self._touched(id_, self._public.records[id_].formerly)
            self._states[id_] = tuple(states(self._of(touched), self._gate, lambda *_: False, self._as_of))
            self._is_missing = was_missing  # it is another page of which not all is known
        return was_public(self._states[id_], on)

    def _gate(self, id_: str) -> Gate:
        """Return when the authority of a record was public."""
        authority, _, rest = id_.partition("/")
        if not rest:
            return OPEN
        if authority not in self._gates:
            self._gates[authority] = gate(self._of(self._touched(authority)), self._as_of)
        return self._gates[authority]

    def _touched(self, id_: str, formerly: tuple[str, ...] = ()) -> list[Touched]:
        """Return the commits that touched a record, oldest first; before its path began, those of its former paths."""
        own = self._log.touches.get(Address.read(id_).path, ())
        began = own[0][0] if own else len(self._dates)
        found = [(number, bool(version), id_, version) for number, version in own]
        for former in formerly:
            if own and _is_record(former):
                touches = self._log.touches.get(Address.read(former).path, ())
                found += [(number, bool(each), former, each) for number, each in touches if number < began]
        return [Touched(self._dates[number], path, version) for number, _, path, version in sorted(found)]

    def _of(self, touched: list[Touched]) -> Iterator[Version]:
        """Yield the versions of a record, of each day only the last that can be read: the page stood until then."""
        for _, of_day in groupby(touched, key=lambda each: each.since.date()):
            for each in reversed(list(of_day)):
                record = self._record(each) if each.version else None
                if record is not None or not each.version:
                    yield Version(each.id, each.since, record)
                    break

    def _record(self, touched: Touched) -> Record | None:
        """Return a version as a record: that of the register where the file is the same, otherwise read from git."""
        now = self._register.records.get(touched.id)
        if now is not None and self._is_now(touched):
            return now
        record, is_there = self._past.read(touched.id, touched.version, self._versions)
        self._is_missing = self._is_missing or not is_there
        if record and record.embargo and record.embargo.ends.astimezone(HOME_ZONE).date() == self._as_of.date():
            self._past.is_sure = False  # what is told depends on the hour, though no file of today may say so
        return record

    def _is_now(self, touched: Touched) -> bool:
        try:
            with open(f"{self._content}/{Address.read(touched.id).path}", "rb") as file:  # noqa: PTH123  thousands of them
                raw = file.read()
        except OSError:
            return False
        return version_name(raw, touched.version) == touched.version


def _is_record(id_: str) -> bool:
    """Tell whether an earlier address is one that a file can have had."""
    parts = id_.split("/")
    return len(parts) == 1 or (len(parts) == 3 and parts[1] in FOLDERS)  # noqa: PLR2004  authority/folder/name


def _kind(id_: str) -> type[Record]:
    address = Address.read(id_)
    return FOLDERS[address.folder] if address.folder else Authority
