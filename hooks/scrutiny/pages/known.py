"""What the papers leave open, kind by kind: where they disagree, what they do not state, what the editor inferred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.model import CommitteeResponse, Inspection, Item, Plan, Record, Source, When, WhenKind
from scrutiny.pages.axes import deadline_words
from scrutiny.pages.commitment import owner_cell, said
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import counted
from scrutiny.pages.shown import Row
from scrutiny.pages.words import capital, place_words, small, when_words
from scrutiny.track import Tracked
from scrutiny.vocabulary import DiscrepancyState, Exhaustive, GradeState, Held, MinutesState, Missing, Verb

YEARLESS = frozenset({WhenKind.EXACT, WhenKind.RANGE})


@dataclass(frozen=True)
class Known:
    """One thing left open: where it stands, what it is, and what can be said of it."""

    target: Target
    text: str
    about: Markup
    claims: tuple[Row, ...] = ()
    """What each paper says, where papers disagree."""
    also: tuple[Target, ...] = ()
    """Where else the same thing stands, in other records of the same authority."""


@dataclass(frozen=True)
class Kind:
    """One kind of gap, with all that is known of it."""

    anchor: str
    title: str
    note: str
    noun: str
    plural: str
    found: Sequence[Known]

    @property
    def words(self) -> str:
        """How many there are: "2 points on which papers disagree"."""
        return counted(len(self.found), self.noun, self.plural)


@lru_cache(maxsize=1)
def known_gaps(edition: Edition) -> list[Kind]:
    """Return every kind of gap with what is known of it; kinds of which there is none are left out.

    Home, the page of known gaps and its further pages all ask; it is worked out once for an edition.
    """
    return [kind for kind in _kinds(edition) if kind.found]


def _kinds(edition: Edition) -> Iterator[Kind]:
    yield Kind(
        "disagree",
        "Papers disagree",
        "Every claim is kept; none is chosen in silence.",
        "point on which papers disagree",
        "points on which papers disagree",
        list(_disagreements(edition)),
    )
    yield Kind(
        "dates",
        "Dates not stated",
        "Nothing is filled in from outside the papers.",
        "record with a date not stated",
        "records with a date not stated",
        list(_of_records(edition, _dates)),
    )
    yield Kind(
        "deadlines",
        "Deadlines that cannot be computed",
        "A limit was set, and the papers do not give what is needed to work out its last day.",
        "deadline that cannot be computed",
        "deadlines that cannot be computed",
        list(_deadlines(edition)),
    )
    yield Kind(
        "papers",
        "Papers not held",
        "The records name these papers; this site has not seen them, or not in full.",
        "paper not held in full",
        "papers not held in full",
        list(_papers(edition)),
    )
    yield Kind(
        "owners",
        "Owners not recorded",
        "No paper held here says who is to do it, or its owner was still to be confirmed.",
        "action without an owner",
        "actions without an owner",
        list(_owners(edition)),
    )
    yield Kind(
        "inferred",
        "Inferred by the editor",
        "Worked out, not stated; each with the reason.",
        "inference",
        "inferences",
        [*_of_records(edition, _inferences), *_inferred_deadlines(edition)],
    )
    yield Kind(
        "gaps",
        "Other gaps in the papers",
        "What a reader would look for and the papers do not give.",
        "other gap",
        "other gaps",
        list(_of_records(edition, _gaps)),
    )
    yield Kind(
        "incomplete",
        "Incomplete records",
        "What each record would need to be whole.",
        "incomplete record",
        "incomplete records",
        list(_of_records(edition, _incomplete)),
    )


def _of_records(edition: Edition, find: Callable[[str, Record], Iterator[Known]]) -> Iterator[Known]:
    for id_, record in edition.records_listed.items():
        yield from find(id_, record)


def _disagreements(edition: Edition) -> Iterator[Known]:
    for told in edition.links.relations.discrepancies.values():
        for by, discrepancy in told:
            if edition.is_left_out(by.id):
                continue
            record = edition.record(by.id)
            claims = tuple(Row(claim.says, place_words(record, claim.at)) for claim in discrepancy.claims)
            state = "Neither is chosen" if discrepancy.state is DiscrepancyState.OPEN else discrepancy.state.label
            note = f"{state}. {discrepancy.note.rstrip('.')}" if discrepancy.note else state
            yield Known(Target(by.id, "disagree"), discrepancy.title, escape(note), claims)


def _dates(id_: str, record: Record) -> Iterator[Known]:
    lines = [
        html("{}: {}", label, when_words(when, "not stated"))
        for label, when in _dates_of(record)
        if when is None or is_open(when)
    ]
    if lines:
        yield Known(Target(id_), record.title, Markup(". ").join(_without_stop(line) for line in lines))


def _dates_of(record: Record) -> list[tuple[str, When | None]]:
    if isinstance(record, Item):
        return [("Meeting", record.meeting.date)]
    if isinstance(record, Inspection) and record.anticipated:
        return [("Expected", record.expected or record.on_site)]
    if isinstance(record, Inspection):
        return [("On site", record.on_site), ("Published", record.published)]
    if isinstance(record, Plan):
        return [("Agreed", record.agreed)]
    return [("Received", record.received)] if isinstance(record, CommitteeResponse) else []


def is_open(when: When) -> bool:
    """Tell whether a date is not stated, or stated without its year."""
    return when.kind is WhenKind.NOT_STATED or (when.kind in YEARLESS and when.first is None)


def _without_stop(line: Markup) -> Markup:
    return Markup(line.rstrip("."))  # noqa: S704  a full stop taken off what is markup already


def _deadlines(edition: Edition) -> Iterator[Known]:
    for tracked in edition.tracked_listed:
        if tracked.deadline.why_not:
            stated, why_not = deadline_words(tracked.deadline)
            yield _commitment(edition, tracked, html("{}. {}", stated, why_not))


def _owners(edition: Edition) -> Iterator[Known]:
    for tracked in edition.tracked_listed:
        owner = tracked.commitment.owner
        if not owner.is_recorded or owner.to_be_confirmed:
            about = owner_cell(edition, None, tracked) if owner.to_be_confirmed else Markup()
            yield _commitment(edition, tracked, about)


def _inferred_deadlines(edition: Edition) -> Iterator[Known]:
    for tracked in edition.tracked_listed:
        if tracked.commitment.due.inferred:
            yield _commitment(edition, tracked, html("Due {}", when_words(tracked.commitment.due)))


def _commitment(edition: Edition, tracked: Tracked, about: Markup) -> Known:
    return Known(tracked.target, said(edition, tracked), about)


def _papers(edition: Edition) -> Iterator[Known]:
    """Yield each paper of an authority that is not held in full, once, with every record that names it."""
    named: defaultdict[tuple[str, str], list[tuple[str, Source]]] = defaultdict(list)
    for id_, record in edition.records_listed.items():
        for source in record.sources:
            if source.held is not Held.FULL:
                named[id_.partition("/")[0], source.title].append((id_, source))
    for (_, title), told in named.items():
        labels = dict.fromkeys(source.held.label for _, source in told)
        notes = dict.fromkeys(source.note.rstrip(".") for _, source in told if source.note)
        first, *others = (Target(id_, f"source-{source.ref.lower()}") for id_, source in told)
        yield Known(first, title, escape(". ".join((*labels, *notes))), also=tuple(others))


def _inferences(id_: str, record: Record) -> Iterator[Known]:
    for inference in record.inferred:
        yield Known(Target(id_, "missing"), inference.what, escape(inference.why.rstrip(".")))


def _gaps(id_: str, record: Record) -> Iterator[Known]:
    for gap in record.gaps:
        yield Known(Target(id_, "missing"), gap.what.rstrip("."), Markup())


def _incomplete(id_: str, record: Record) -> Iterator[Known]:
    lacks = list(_lacks(record))
    if lacks:
        text = "; ".join(lacks)
        yield Known(Target(id_), record.title, escape(capital(text)))


def _lacks(record: Record) -> Iterator[str]:
    """Say what a record would need to be whole: the facts its kind always has."""
    dates = [label for label, when in _dates_of(record) if when is None or is_open(when)]
    yield from (f"{small(label)}: date not stated" for label in dates)
    if isinstance(record, Item):
        if isinstance(record.committee.name, Missing):
            yield "the committee is not named"
        if MinutesState.NOT_HELD is record.meeting.minutes or record.resolutions.verb is Verb.NOT_HELD:
            yield "the minutes are not held here"
    if isinstance(record, Inspection) and not record.anticipated:
        if isinstance(record.framework, Missing):
            yield "the framework is not stated"
        if any(judgement.no_grade is GradeState.NOT_STATED for judgement in record.judgements):
            yield "a grade is not stated"
        if record.findings and record.exhaustive is not Exhaustive.YES:
            some = record.exhaustive is Exhaustive.NO
            yield "only some findings are listed" if some else "whether all findings are listed is not stated"
