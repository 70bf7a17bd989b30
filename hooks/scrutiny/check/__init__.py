"""Rules no single model can see: between records, against the calendar, and between words and their marks.

Each family of rules is a module; all of them run over one walk of each record, and all problems are reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from scrutiny.check.addresses import Addresses
from scrutiny.check.chronology import Chronology
from scrutiny.check.circles import Circles
from scrutiny.check.everywhere import Everywhere
from scrutiny.check.evidence import Evidence
from scrutiny.check.grades import Grades
from scrutiny.check.numbering import Numbering
from scrutiny.check.offices import Offices
from scrutiny.check.personal import Personal, without_personal
from scrutiny.check.references import References
from scrutiny.check.removals import Gone
from scrutiny.check.repository import withheld_in_public
from scrutiny.check.walk import walked
from scrutiny.check.withheld import unless_withheld
from scrutiny.check.wording import Wording
from scrutiny.load.content import Loaded, no_search_for_cycles
from scrutiny.load.text import MOST_PROBLEMS, too_many
from scrutiny.problem import Problem, stopping

__all__ = [
    "Everywhere",
    "all_problems",
    "check_content",
    "problems_and_warnings",
    "unit_problems",
    "withheld_in_public",
]

FAMILIES = (
    References,
    Offices,
    Grades,
    Addresses,
    Gone,
    Circles,
    Numbering,
    Chronology,
    Evidence,
    Wording,
    Personal,
)
"""In the order in which several problems of one place are told."""


def check_content(loaded: Loaded) -> list[Problem]:
    """Return every problem of the content: those of reading, then those of every rule, in order of place.

    Rules between records run over what could be read, so that one run names as much as possible. Each problem stops
    publishing; warnings are not among them.
    """
    return stopping(problems_and_warnings(loaded))


def problems_and_warnings(loaded: Loaded) -> list[Problem]:
    """Return every problem of the content, and every warning: what somebody should look at, and which stops nothing."""
    with no_search_for_cycles():
        return _check(loaded, Everywhere.of(loaded), with_shared=True)


def unit_problems(unit: Loaded, everywhere: Everywhere) -> list[Problem]:
    """Return the problems and warnings of one unit of the content."""
    with no_search_for_cycles():
        return _check(unit, everywhere, with_shared=False)


def all_problems(shared: Loaded, everywhere: Everywhere, of_units: Iterable[Iterable[Problem]]) -> list[Problem]:
    """Return the problems and warnings of all units, with those of what no unit holds.

    They are those of the content read as a whole, in the same order.
    """
    own = replace(shared, register=replace(shared.register, records={}))  # each authority is in its unit
    with no_search_for_cycles():
        return sorted(chain(_check(own, everywhere, with_shared=True), *of_units))


def _check(loaded: Loaded, everywhere: Everywhere, *, with_shared: bool) -> list[Problem]:
    families = [family(loaded, everywhere) for family in FAMILIES]
    found: list[list[Problem]] = [[] for _ in families]
    for record in walked(loaded):
        for family, problems in zip(families, found, strict=True):
            problems.extend(islice(family.of_record(record), MOST_PROBLEMS + 1))
    for family, problems in zip(families, found, strict=True):
        problems.extend(family.of_all())
        if with_shared:
            problems.extend(family.of_shared())
    documents = loaded.documents.values()
    every = without_personal(_first_of_each_file(chain(loaded.problems, *found)), documents)
    return sorted(dict.fromkeys(unless_withheld(every, documents)))


def _first_of_each_file(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield so many problems of a file as anyone will read, and so many warnings; more would bury those of others."""
    counts = Counter[tuple[str, bool]]()
    for problem in problems:
        file = problem.place.file
        counts[file, problem.warning] += 1
        if counts[file, problem.warning] <= MOST_PROBLEMS:
            yield problem
        elif counts[file, problem.warning] == MOST_PROBLEMS + 1:
            yield replace(too_many(file), warning=problem.warning)
