"""Which version of each record a preview shows while some files have problems.

The newest version of every file without a problem; of the others the last that was shown. What was never good is left
out, and so is whatever cannot stand without it: what remains passes every check, exactly as if it were all there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from logging import getLogger
from pathlib import Path, PurePosixPath

from scrutiny.address import AUTHORITY_NAME, FOLDERS, RESERVED
from scrutiny.check import check_content, problems_and_warnings
from scrutiny.load.content import Loaded, load_content
from scrutiny.load.placed import SHARED
from scrutiny.model.base import SLUG
from scrutiny.problem import Place, Problem, stopping
from scrutiny.register import Register, Shared

log = getLogger("mkdocs.hooks.scrutiny.preview")  # below "mkdocs", so that it is printed with the rest

OWN_FAULT = "own-fault"
"""The rule of a problem that is no fault of any file: the handbook does not explain it."""


@dataclass(frozen=True)
class View:
    """What a preview shows at one moment."""

    register: Register = field(default_factory=lambda: Register({}))
    """The records that are shown, without a problem among them; empty where nothing can stand."""
    problems: tuple[Problem, ...] = ()
    """What waits to be mended, in order of place."""
    bad: frozenset[str] = frozenset()
    """The ids of records whose file has a problem; their pages show it, whatever version other pages use."""
    left_out: frozenset[str] = frozenset()
    """The ids of good records that cannot be shown without a bad one."""
    warnings: tuple[Problem, ...] = ()
    """What somebody should look at; it keeps nothing from being shown."""


class Preview:
    """The looks at one content folder in the course of one session; each begins where the one before ended."""

    def __init__(self) -> None:
        self._last: Loaded | None = None
        """What was shown last: it passes every check."""
        self._read = Loaded()
        """What was read last, good or bad."""

    def look(self, folder: Path) -> View:
        """Read a content folder and decide what to show of it. Never raises: a fault of our own is a problem too."""
        try:
            return self._look(folder)
        except Exception as error:
            log.exception("The check of the record failed.")
            fault = Problem(
                Place(folder.name),
                "",
                f"the check itself failed ({type(error).__name__}), which is no mistake of yours",
                "undo the last change, and report it to those who look after this site",
                OWN_FAULT,
            )
            return View(self._last.register if self._last else Register({}), (fault,))

    def _look(self, folder: Path) -> View:
        loaded = self._read = load_content(folder, self._read)
        found = problems_and_warnings(loaded)
        problems, warnings = stopping(found), tuple(each for each in found if each.warning)
        if not problems:
            self._last = loaded
            return View(loaded.register, warnings=warnings)
        problems = self._told(loaded, problems)
        bad = _ids(problems)
        shared = self._shared(loaded.register.shared, bad & _SHARED_IDS.keys())
        shown = self._standing(loaded, bad, shared) if shared else None
        if shown and shown.register.records:
            self._last = shown
        records = shown.register.records if shown else {}
        known = {*loaded.documents, *loaded.register.records} - _SHARED_IDS.keys()
        return View(
            shown.register if shown else Register({}),
            tuple(problems),
            frozenset(bad - _SHARED_IDS.keys()),
            frozenset(known - bad - records.keys()),
            warnings,
        )

    def _told(self, loaded: Loaded, problems: list[Problem]) -> list[Problem]:
        """Leave out the problems that only follow from a file that could not be read, where its last version is known.

        A record that cannot be opened would be missed by all that refer to it; names of a shared list that cannot be
        read are looked up in its last version.
        """
        unread, last = _ids(loaded.problems), self._last
        shared = self._shared(loaded.register.shared, unread & _SHARED_IDS.keys())
        if not unread or last is None or shared is None:
            return problems
        known = {id_: last for id_ in unread if id_ in last.register.records}
        records = loaded.register.records | {id_: last.register.records[id_] for id_ in known}
        documents = last.documents | loaded.documents
        filled = Loaded(Register(dict(sorted(records.items())), shared), documents)
        own = (problem for problem in problems if id_of(problem.place.file) in {*unread, ""})
        rest = (problem for problem in check_content(filled) if id_of(problem.place.file) not in unread)
        return sorted({*own, *rest})

    def _shared(self, now: Shared, bad: set[str]) -> Shared | None:
        """Return the shared lists, the bad ones as they were last; None where one was never good."""
        if not bad:
            return now
        if self._last is None:
            return None
        last = self._last.register.shared
        return replace(now, **{name: getattr(last, name) for id_ in bad for name in _SHARED_IDS[id_]})

    def _standing(self, loaded: Loaded, bad: set[str], shared: Shared) -> Loaded | None:
        """Return the best that passes every check."""
        newest = _Choice({id_: loaded for id_ in loaded.register.records if id_ not in bad}, shared)
        last = self._last
        if last is None:
            return newest.reduced(None)
        kept = {id_: last for id_ in bad if id_ in last.register.records} | newest.chosen
        before = dict.fromkeys(last.register.records, last)
        # A file that is gone stays shown, because others may miss it; unless it only has another name now.
        for choice in (
            _Choice(before | kept, shared),
            _Choice(before | kept, last.register.shared),
            _Choice(kept, shared),
        ):
            if choice.chosen and choice.is_clean():
                return choice.loaded
        found = _Choice(before | kept, last.register.shared).reduced(last)
        return found if found and found.register.records.keys() >= before.keys() else last


class _Choice:
    """A version for each record, and the shared lists that go with them."""

    def __init__(self, chosen: dict[str, Loaded], shared: Shared) -> None:
        self.chosen = {id_: chosen[id_] for id_ in sorted(chosen) if id_.partition("/")[0] in chosen}
        """The reading from which each record is taken; none whose authority is missing."""
        self.shared = shared

    @property
    def loaded(self) -> Loaded:
        """The records as if they had been read together."""
        records = {id_: source.register.records[id_] for id_, source in self.chosen.items()}
        documents = {id_: source.documents[id_] for id_, source in self.chosen.items()}
        for source in self.chosen.values():  # one of them is enough: only the names of shared files are asked for
            documents |= {id_: source.documents[id_] for id_ in _SHARED_IDS if id_ in source.documents}
            break
        return Loaded(Register(records, self.shared), documents)

    def is_clean(self) -> bool:
        return not check_content(self.loaded)

    def reduced(self, last: Loaded | None) -> Loaded | None:
        """Exchange what fails for its last version, or leave it out, until the rest passes; None if it cannot."""
        choice = self
        while problems := check_content(choice.loaded):
            failing = _ids(problems) & choice.chosen.keys()
            if not failing:
                return None
            chosen = dict(choice.chosen)
            for id_ in failing:
                if last and chosen[id_] is not last and id_ in last.register.records:
                    chosen[id_] = last
                else:
                    del chosen[id_]
            choice = _Choice(chosen, self.shared)
        return choice.loaded


_SHARED_IDS = {
    f"shared/{file}": (file.removesuffix(".yml"), *(("scales",) if file == "frameworks.yml" else ())) for file in SHARED
}
"""Each shared file as documents name it, and what the register holds of it."""


def _ids(problems: Iterable[Problem]) -> set[str]:
    """Return the ids of the files that problems are in; a file that is no record's has none."""
    return {id_ for problem in problems if (id_ := id_of(problem.place.file))}


def id_of(file: str) -> str:
    """Return the id of the record, or of the shared list, that a problem's file holds; empty for any other file."""
    parts = PurePosixPath(file).parts[1:]  # the first is the content folder itself
    if len(parts) == 2 and (id_ := "/".join(parts)) in _SHARED_IDS:  # noqa: PLR2004  shared/<file>
        return id_
    authority, name = parts[0] if parts else "", parts[-1].removesuffix(".yml") if parts else ""
    if not (AUTHORITY_NAME.fullmatch(authority) and SLUG.fullmatch(name)) or authority in RESERVED:
        return ""
    if parts[1:] == ("authority.yml",):
        return authority
    is_record = len(parts) == 3 and parts[1] in FOLDERS and parts[2].endswith(".yml")  # noqa: PLR2004  authority/kind/file
    return f"{authority}/{parts[1]}/{name}" if is_record else ""
