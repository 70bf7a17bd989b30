"""Councils that need each other, now or in what was shown last: of these one version is shown, whatever is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from scrutiny.check import Everywhere, unit_problems
from scrutiny.load.content import Loaded
from scrutiny.load.survey import Unit
from scrutiny.model import Authority
from scrutiny.preview.places import SHARED_IDS, folder_of, ids_of
from scrutiny.preview.reading import merged, parted
from scrutiny.preview.standing import standing, told
from scrutiny.problem import Problem, stopping
from scrutiny.register import Register, Shared


@dataclass
class Group:
    """Some councils: what was read of them, what was shown of them last, and what is wrong."""

    parts: tuple[Unit, ...]
    """Of which none needs another."""
    units: dict[Unit, Loaded] = field(default_factory=dict)
    last: dict[Unit, Loaded] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    apart: list[Problem] = field(default_factory=list)
    """Those of files that are out of place, and so in no unit."""

    @property
    def has_lost_one(self) -> bool:
        """Tell whether a council that was shown is not there any more."""
        return not set(chain.from_iterable(self.last)) <= set(chain.from_iterable(self.units))

    def shown(self, everywhere: Everywhere, lists: Shared) -> tuple[dict[Unit, Loaded], list[Problem]]:
        """Return what is shown of it, and the problems to tell of; ``lists`` are the shared ones to go by."""
        now = merged(self.units.values()) if self.units else Loaded(Register({}, lists))
        now.problems += self.apart
        last = merged(self.last.values()) if self.last else None
        check = partial(_stopping, everywhere=everywhere, names=frozenset(chain.from_iterable(self.parts)))
        problems = told(now, sorted({*self.problems, *self.apart}), last, check)
        best = standing(now, ids_of(problems) - SHARED_IDS.keys(), lists, last, check)
        return parted(best, self.parts) if best else {}, problems


def groups_of(
    units: Mapping[Unit, Loaded], last: Mapping[Unit, Loaded], problems: Mapping[Unit, list[Problem]], *, whole: bool
) -> list[Group]:
    """Return the groups of what was read and shown last, with the problems of their units; ``whole`` is one of all."""
    parts = _together([*units, *last])
    groups = [Group(tuple(parts))] if whole else [Group((part,)) for part in parts]
    of = {name: group for group in groups for part in group.parts for name in part}
    for unit, loaded in units.items():
        of[unit[0]].units[unit] = loaded
        of[unit[0]].problems += problems[unit]
    for unit, loaded in last.items():
        of[unit[0]].last[unit] = loaded
    return groups


def placed(problems: Iterable[Problem], groups: Iterable[Group]) -> list[Problem]:
    """Give each problem of a file out of place to the group whose folder it is in; return those of no group."""
    of = {name: group for group in groups for part in group.parts for name in part}
    astray = []
    for problem in problems:
        if group := of.get(folder_of(problem.place.file)):
            group.apart.append(problem)
        else:
            astray.append(problem)
    return astray


def _stopping(loaded: Loaded, everywhere: Everywhere, names: frozenset[str]) -> list[Problem]:
    """Return what stops some councils from being published, called ``names``, when all others are as they are."""
    elsewhere = (id_ for id_ in everywhere.ids if id_.partition("/")[0] not in names)
    own = {id_: each for id_, each in loaded.register.records.items() if isinstance(each, Authority)}
    others = {name: each for name, each in everywhere.authorities.items() if name not in names}
    ids, shared = dict.fromkeys(sorted([*elsewhere, *loaded.documents])), loaded.register.shared
    return stopping(unit_problems(loaded, replace(everywhere, ids=ids, authorities=others | own, shared=shared)))


def _together(units: Iterable[Unit]) -> list[Unit]:
    """Return units that have an authority in common as one, in the order of names."""
    found: dict[str, Unit] = {}
    for unit in units:
        joined = tuple(sorted({*unit, *chain.from_iterable(found.get(name, ()) for name in unit)}))
        found |= dict.fromkeys(joined, joined)
    return sorted(dict.fromkeys(found.values()))
