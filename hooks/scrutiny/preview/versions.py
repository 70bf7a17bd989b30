"""Which version of each record a preview shows while some files have problems.

Councils that name each other are looked at together, and no others: a bad file keeps back nothing elsewhere, and an
edit is checked with its unit alone. Only where the lists that all share have changed and something is wrong, all are
looked at as one: there is one version of the lists for the whole site.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from logging import getLogger
from pathlib import Path

from scrutiny.check import Everywhere, all_problems, unit_problems
from scrutiny.load.content import Loaded
from scrutiny.load.survey import ContentChangedError, Survey, Unit
from scrutiny.preview.groups import groups_of, placed
from scrutiny.preview.places import SHARED_IDS, id_of, ids_of
from scrutiny.preview.reading import Reading, merged
from scrutiny.preview.standing import lists_without
from scrutiny.problem import Place, Problem, stopping
from scrutiny.register import Register, Shared

log = getLogger("mkdocs.hooks.scrutiny.preview")  # below "mkdocs", so that it is printed with the rest

OWN_FAULT = "own-fault"
"""The rule of a problem that is no fault of any file: the handbook does not explain it."""
TRIES = 5
"""How often a folder is read in which somebody is just writing; what is written later is seen by the next look."""


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
    units: tuple[Loaded, ...] = ()
    """The same records, those of councils apart that need nothing of each other."""
    survey: Survey = field(default_factory=lambda: Survey(Path(), {}, (), frozenset(), ()))
    """What the folder holds."""

    @property
    def shared(self) -> Loaded:
        """What councils share, in the versions that are shown: the lists, and the authorities themselves."""
        authorities = {id_: each for id_, each in self.register.records.items() if "/" not in id_}
        return Loaded(Register(authorities, self.register.shared))


class Preview:
    """The looks at one content folder in the course of one session; each begins where the one before ended."""

    def __init__(self) -> None:
        self._reading = Reading()
        self._checked: dict[Unit, tuple[Loaded, tuple[object, ...], list[Problem]]] = {}
        """The units in which nothing stops publishing: what was found in them, and what that rests on."""
        self._last: dict[Unit, Loaded] = {}
        """What was shown last, of councils that need each other together: it passes every check."""
        self._lists: Shared | None = None
        """The shared lists that go with it."""

    def look(self, folder: Path) -> View:
        """Read a content folder and decide what to show of it. Never raises: a fault of our own is a problem too."""
        try:
            for _ in range(TRIES - 1):
                with suppress(ContentChangedError):
                    return self._look(folder)
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
            return self._view([fault])

    def _view(self, problems: Sequence[Problem], ids: Collection[str] = (), warnings: Iterable[Problem] = ()) -> View:
        """Return what is shown now, with what waits; ``ids`` are those of all that is there."""
        register, bad = merged(self._last.values()).register, ids_of(problems) - SHARED_IDS.keys()
        left_out = frozenset(ids) - SHARED_IDS.keys() - bad - register.records.keys()
        return View(
            register,
            tuple(sorted(problems)),
            frozenset(bad),
            left_out,
            tuple(sorted(warnings)),
            tuple(self._last.values()),
            self._reading.surveyed,
        )

    def _look(self, folder: Path) -> View:
        shared = self._reading.begin(folder)
        survey = self._reading.surveyed
        of_all = all_problems(shared, Everywhere.surveyed(survey, shared), ())
        own = {problem for problem in stopping(of_all) if id_of(problem.place.file) in SHARED_IDS}
        lists = lists_without(ids_of(own), shared.register.shared, self._lists)
        if lists is not None:  # a list that cannot be read is as it was
            unread = ids_of(shared.problems) & SHARED_IDS.keys()
            meant = lists_without(unread, shared.register.shared, self._lists)
            shared = replace(shared, register=replace(shared.register, shared=meant or lists))
        everywhere = Everywhere.surveyed(survey, shared)
        if lists is not None:
            everywhere = replace(everywhere, unread=frozenset())
        units = self._reading.units(shared)
        found = self._found(units, everywhere)
        problems = {unit: stopping(each) for unit, each in found.items()}
        if lists is None:
            told_of = [*stopping(of_all), *chain.from_iterable(problems.values())]
        else:
            apart = [problem for problem in stopping(of_all) if problem not in own]
            is_new = bool(self._last) and not lists == self._lists == shared.register.shared
            whole = is_new and bool(own or apart or any(problems.values()))
            groups = groups_of(units, self._last, problems, whole=whole)
            astray = placed(apart, groups)
            told_of, self._last = [*own, *astray], {}
            for group in groups:
                if whole or group.problems or group.apart or (astray and group.has_lost_one):
                    shown, its_problems = group.shown(everywhere, lists)
                    self._last |= shown
                    told_of += its_problems
                else:
                    self._last |= group.units
            self._lists = next((each.register.shared for each in self._last.values()), lists)
        warnings = (each for each in chain(of_all, *found.values()) if each.warning)
        return self._view(told_of, survey.ids, warnings)

    def _found(self, units: Mapping[Unit, Loaded], everywhere: Everywhere) -> dict[Unit, list[Problem]]:
        """Return the problems and warnings of each unit; only one that is not as it was is checked."""
        rests_on = everywhere.digest, everywhere.unread
        found = {}
        for unit, loaded in units.items():
            known = self._checked.get(unit)
            if known is None or known[0] is not loaded or known[1] != rests_on:
                known = loaded, rests_on, unit_problems(loaded, everywhere)
            found[unit] = known
        # The words of a problem may rest on more, such as the names of records elsewhere.
        self._checked = {unit: known for unit, known in found.items() if not stopping(known[2])}
        return {unit: problems for unit, (_, _, problems) in found.items()}
