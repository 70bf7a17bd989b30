"""Which version of each record of some councils can be shown together while some of their files are bad.

The newest version of every file without a problem; of the others the last that was shown. What was never good is left
out, and so is whatever cannot stand without it: what remains passes every check, exactly as if it were all there is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from scrutiny.load.content import Loaded
from scrutiny.preview.places import SHARED_IDS, id_of, ids_of
from scrutiny.problem import Problem
from scrutiny.register import Register, Shared

Check: TypeAlias = Callable[[Loaded], list[Problem]]
"""Returns what keeps some councils from being published."""


def lists_without(bad: set[str], now: Shared, last: Shared | None) -> Shared | None:
    """Return the shared lists, the bad ones as they were last; None where one was never good."""
    if not bad:
        return now
    if last is None:
        return None
    return replace(now, **{name: getattr(last, name) for id_ in bad for name in SHARED_IDS[id_]})


def told(loaded: Loaded, problems: list[Problem], last: Loaded | None, check: Check) -> list[Problem]:
    """Leave out the problems that only follow from a file that could not be read, where its last version is known.

    A record that cannot be opened would be missed by all that refer to it.
    """
    unread = ids_of(loaded.problems)
    if not unread or last is None:
        return problems
    known = {id_ for id_ in unread if id_ in last.register.records}
    records = loaded.register.records | {id_: last.register.records[id_] for id_ in known}
    documents = {id_: last.documents[id_] for id_ in known} | loaded.documents
    filled = Loaded(Register(dict(sorted(records.items())), loaded.register.shared), documents)
    own = (problem for problem in problems if id_of(problem.place.file) in {*unread, ""})
    rest = (problem for problem in check(filled) if id_of(problem.place.file) not in unread)
    return sorted({*own, *rest})


def standing(loaded: Loaded, bad: set[str], lists: Shared, last: Loaded | None, check: Check) -> Loaded | None:
    """Return the best that passes every check; None where nothing does.

    ``bad`` are the records whose file has a problem, ``lists`` the shared lists to go by, and ``last`` is what was
    shown of these councils last: it passes.
    """
    newest = _Choice({id_: loaded for id_ in loaded.register.records if id_ not in bad}, lists, check)
    if last is None:
        return newest.reduced(None)
    kept = {id_: last for id_ in bad if id_ in last.register.records} | newest.chosen
    before = dict.fromkeys(last.register.records, last)
    # A file that is gone stays shown, because others may miss it; unless it only has another name now.
    for choice in (
        _Choice(before | kept, lists, check),
        _Choice(before | kept, last.register.shared, check),
        _Choice(kept, lists, check),
    ):
        if choice.chosen and choice.is_clean():
            return choice.loaded
    found = _Choice(before | kept, last.register.shared, check).reduced(last)
    return found if found and found.register.records.keys() >= before.keys() else last


class _Choice:
    """A version for each record, and the shared lists that go with them."""

    def __init__(self, chosen: dict[str, Loaded], lists: Shared, check: Check) -> None:
        self.chosen = {id_: chosen[id_] for id_ in sorted(chosen) if id_.partition("/")[0] in chosen}
        """The reading from which each record is taken; none whose authority is missing."""
        self._lists, self._check = lists, check

    @property
    def loaded(self) -> Loaded:
        """The records as if they had been read together."""
        records = {id_: source.register.records[id_] for id_, source in self.chosen.items()}
        documents = {id_: source.documents[id_] for id_, source in self.chosen.items()}
        return Loaded(Register(records, self._lists), documents)

    def is_clean(self) -> bool:
        return not self._check(self.loaded)

    def reduced(self, last: Loaded | None) -> Loaded | None:
        """Exchange what fails for its last version, or leave it out, until the rest passes; None if it cannot."""
        choice = self
        while problems := choice._check(choice.loaded):
            failing = ids_of(problems) & choice.chosen.keys()
            if not failing:
                return None
            chosen = dict(choice.chosen)
            for id_ in failing:
                if last and chosen[id_] is not last and id_ in last.register.records:
                    chosen[id_] = last
                else:
                    del chosen[id_]
            choice = _Choice(chosen, self._lists, self._check)
        return choice.loaded
