"""All councils of a build, made a few at a time in several processes, and the archive of what they hand over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from scrutiny.check import all_problems
from scrutiny.council import END, make
from scrutiny.ground import Ground
from scrutiny.ledger import Ledger, lost_records
from scrutiny.pages import Archive
from scrutiny.pages.addresses import addresses
from scrutiny.printing import Printed, in_processes
from scrutiny.problem import Problem
from scrutiny.register import Register
from scrutiny.shelf import Placed, Shelf
from scrutiny.stored import Stored


@dataclass(frozen=True)
class Councils:
    """The councils of a build, when their pages stand on the shelf."""

    places: Sequence[Placed]
    problems: Sequence[Problem]
    """Of all councils and of what they share, in order of place; warnings too."""
    archive: Archive
    """What they hand over; of no council where a problem stops publishing."""

    @property
    def printed(self) -> list[Printed]:
        """What is to be known of their pages."""
        return [line for each in self.places for line in each.made.printed]

    def lost(self, ledger: Ledger) -> list[Problem]:
        """Return a problem for each address that was published and that this build would lose."""
        kept_back = frozenset(chain.from_iterable(each.made.kept_back for each in self.places))
        return lost_records(ledger, addresses(self.archive), kept_back)


def make_councils(ground: Ground, shelf: Shelf, processes: int) -> Councils:
    """Make every council, or take it from the shelf.

    Raises what ``printing.in_processes`` raises.
    """
    ground.renderer.compile_all()
    units = ground.survey.units
    keys = {unit: ground.key(unit) for unit in units}
    found = {unit: shelf.kept(key) for unit, key in keys.items()}
    missing = [unit for unit in units if not found[unit]]
    tasks = [partial(shelf.placed, keys[unit], partial(make, unit, ground)) for unit in missing]
    found |= zip(missing, in_processes(tasks, min(processes, max(len(tasks), 1))), strict=True)
    places = [place for place in found.values() if place]
    problems = all_problems(ground.shared, ground.everywhere, [each.made.problems for each in places])
    guarded = sorted(problem for each in places for problem in each.made.guarded)
    return Councils(places, [*problems, *guarded], _archive(ground, places))


def _archive(ground: Ground, places: Sequence[Placed]) -> Archive:
    """Join what the councils hand over, in the order of their names."""
    files = {name: each.folder / f"{name}{END}" for each in places for name in each.made.authorities}
    extracts = {name: Stored(files[name]) for name in sorted(files)}
    records = {name: record for name, extract in extracts.items() for record in extract["authority"]}
    removed = dict(sorted(chain.from_iterable(each.made.removed.items() for each in places)))
    return Archive(ground.edition(Register(records, ground.shared.register.shared, removed)), extracts)
