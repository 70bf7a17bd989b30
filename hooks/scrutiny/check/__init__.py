"""Rules no single model can see: between records, against the calendar, and between words and their marks.

Each family is a module of generators that yield problems; all of them run, and all problems are reported.
"""

from __future__ import annotations

from scrutiny.check.addresses import check_addresses
from scrutiny.check.chronology import check_chronology
from scrutiny.check.circles import check_circles
from scrutiny.check.contacts import check_contacts
from scrutiny.check.evidence import check_evidence
from scrutiny.check.grades import check_grades
from scrutiny.check.numbering import check_numbering
from scrutiny.check.offices import check_offices
from scrutiny.check.references import check_references
from scrutiny.check.withheld import is_meant_public, masked
from scrutiny.check.wording import check_wording
from scrutiny.load.content import Loaded
from scrutiny.problem import Problem

__all__ = ["check_content"]

FAMILIES = (
    check_references,
    check_offices,
    check_grades,
    check_addresses,
    check_circles,
    check_numbering,
    check_chronology,
    check_evidence,
    check_wording,
    check_contacts,
)


def check_content(loaded: Loaded) -> list[Problem]:
    """Return every problem of the content: those of reading, then those of every rule, in order of place.

    Rules between records run over what could be read, so that one run names as much as possible.
    """
    problems = list(loaded.problems)
    for family in FAMILIES:
        problems.extend(family(loaded))
    withheld = {each.name: each for each in loaded.documents.values() if not is_meant_public(each)}
    told = (masked(each, withheld[each.place.file]) if each.place.file in withheld else each for each in problems)
    return sorted(dict.fromkeys(told))
