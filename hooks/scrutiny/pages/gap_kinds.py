"""The kinds of known gaps: what each is called, how it is found, and what a council hands over of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from scrutiny.language import html, strung
from scrutiny.pages import known
from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import line_at
from scrutiny.pages.known import Known
from scrutiny.pages.line import NUMBER, Line, NumberedLine, Part
from scrutiny.pages.page import ANYWHERE, counted
from scrutiny.pages.record import ShownDiscrepancy
from scrutiny.pages.rows import weight
from scrutiny.pages.shown import Entry
from scrutiny.pages.titles import title_of

Finder = Callable[[Edition, str], Iterator[Known]]
"""Yields what one authority leaves open."""


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of gap."""

    anchor: str
    title: str
    note: str
    noun: str
    plural: str
    found: Mapping[str, Finder]
    """What finds it, by the table of the lines that a council hands over of it, in the order in which these stand."""

    def words(self, number: int) -> str:
        """Return how many there are: "2 points on which papers disagree"."""
        return counted(number, self.noun, self.plural)

    def lines(self, archive: Archive) -> Iterator[Line]:
        """Yield the gaps of this kind of all councils."""
        return chain.from_iterable(archive.rows(table) for table in self.found)


KINDS = (
    Kind(
        "disagree",
        "Papers disagree",
        "Every claim is kept; none is chosen in silence.",
        "point on which papers disagree",
        "points on which papers disagree",
        {"disagreements": known.disagreements},
    ),
    Kind(
        "dates",
        "Dates not stated",
        "Nothing is filled in from outside the papers.",
        "record with a date not stated",
        "records with a date not stated",
        {"dates-not-stated": known.dates},
    ),
    Kind(
        "deadlines",
        "Deadlines that cannot be computed",
        "A limit was set, and the papers do not give what is needed to work out its last day.",
        "deadline that cannot be computed",
        "deadlines that cannot be computed",
        {"deadlines-not-computed": known.deadlines},
    ),
    Kind(
        "papers",
        "Papers not held",
        "The records name these papers; this site has not seen them, or not in full.",
        "paper not held in full",
        "papers not held in full",
        {"papers-not-held": known.papers},
    ),
    Kind(
        "owners",
        "Owners not recorded",
        "No paper held here says who is to do it, or its owner was still to be confirmed.",
        "action without an owner",
        "actions without an owner",
        {"owners-not-recorded": known.owners},
    ),
    Kind(
        "inferred",
        "Inferred by the editor",
        "Worked out, not stated; each with the reason.",
        "inference",
        "inferences",
        {"inferences": known.inferences, "inferred-deadlines": known.inferred_deadlines},
    ),
    Kind(
        "gaps",
        "Other gaps in the papers",
        "What a reader would look for and the papers do not give.",
        "other gap",
        "other gaps",
        {"other-gaps": known.gaps},
    ),
    Kind(
        "incomplete",
        "Incomplete records",
        "What each record would need to be whole.",
        "incomplete record",
        "incomplete records",
        {"incomplete-records": known.incomplete},
    ),
)
"""Every kind, in the order of the page of known gaps."""


# What a council hands over


def gap_counts(edition: Edition, name: str) -> Iterator[tuple[str, int]]:
    """Yield how much of each kind a council leaves open, by the anchor of the kind."""
    if name not in edition.left_out:
        for kind in KINDS:
            yield kind.anchor, sum(1 for find in kind.found.values() for _ in find(edition, name))


def gap_lines(edition: Edition, name: str, find: Finder) -> Iterator[Line]:
    """Yield what a council leaves open."""
    if name not in edition.left_out:
        for each in find(edition, name):
            yield _disagreement(edition, name, each) if each.claims else _gap(edition, each)


def _gap(edition: Edition, gap: Known) -> Line:
    title = title_of(edition, gap.target.id)
    # A gap of the whole record has the record's title for its words; any other names the record besides.
    named = [] if gap.text == title else [html("{}", title)]
    named += [ANYWHERE.to(each, title_of(edition, each.id)) for each in gap.also]
    parts_of = [gap.about, strung("; ", named)]
    told = strung(". ", [part for part in parts_of if part])
    return line_at(edition, gap.target.id, Entry(gap.text, ANYWHERE.href(gap.target.url), told))


def _disagreement(edition: Edition, name: str, gap: Known) -> Line:
    note = html("{}. {}", gap.about, ANYWHERE.to(gap.target, title_of(edition, gap.target.id)))
    return NumberedLine(
        authority=name,
        name=edition.authorities[name].short_name,
        day=edition.links.threads.first_day(gap.target.id),
        html=Part("discrepancy", "discrepancy", (gap.text, gap.claims, note, f"disagree-{NUMBER}")),
        weight=weight(ShownDiscrepancy("", gap.text, list(gap.claims), note)),
    )


# The kinds of all councils


def gaps_known(archive: Archive) -> dict[Kind, int]:
    """Return how much all councils leave open of each kind; kinds of which there is none are left out."""
    numbers: Counter[str] = Counter()
    for anchor, number in archive.rows("gap-counts"):
        numbers[anchor] += number
    return {kind: numbers[kind.anchor] for kind in KINDS if numbers[kind.anchor]}
