"""Rules no single model can see: between records, against the calendar, and between words and their marks.

Each family of rules is a module; all of them run over one walk of each record, and all problems are reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from scrutiny.check.addresses import Addresses
from scrutiny.check.chronology import Chronology
from scrutiny.check.circles import Circles
from scrutiny.check.contacts import Contacts
from scrutiny.check.evidence import Evidence
from scrutiny.check.grades import Grades
from scrutiny.check.numbering import Numbering
from scrutiny.check.offices import Offices
from scrutiny.check.references import References
from scrutiny.check.walk import walked
from scrutiny.check.withheld import unless_withheld
from scrutiny.check.wording import Wording
from scrutiny.load.content import Loaded, no_search_for_cycles
from scrutiny.load.text import MOST_PROBLEMS, too_many
from scrutiny.problem import Problem

__all__ = ["check_content"]

FAMILIES = (
    References,
    Offices,
    Grades,
    Addresses,
    Circles,
    Numbering,
    Chronology,
    Evidence,
    Wording,
    Contacts,
)
"""In the order in which several problems of one place are told."""


def check_content(loaded: Loaded) -> list[Problem]:
    """Return every problem of the content: those of reading, then those of every rule, in order of place.

    Rules between records run over what could be read, so that one run names as much as possible.
    """
    with no_search_for_cycles():
        return _check(loaded)


def _check(loaded: Loaded) -> list[Problem]:
    families = [family(loaded) for family in FAMILIES]
    found: list[list[Problem]] = [[] for _ in families]
    for record in walked(loaded):
        for family, problems in zip(families, found, strict=True):
            problems.extend(islice(family.of_record(record), MOST_PROBLEMS + 1))
    for family, problems in zip(families, found, strict=True):
        problems.extend(family.of_all())
    every = _first_of_each_file(chain(loaded.problems, *found))
    return sorted(dict.fromkeys(unless_withheld(every, loaded.documents.values())))


def _first_of_each_file(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield so many problems of a file as anyone will read; the rest would bury those of other files."""
    counts = Counter[str]()
    for problem in problems:
        file = problem.place.file
        counts[file] += 1
        if counts[file] <= MOST_PROBLEMS:
            yield problem
        elif counts[file] == MOST_PROBLEMS + 1:
            yield too_many(file)
