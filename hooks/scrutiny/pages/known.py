"""What the papers of one authority leave open: where they disagree, what they do not state, what editors inferred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from scrutiny.language import html, strung
from scrutiny.link import Target
from scrutiny.model import CommitteeResponse, Inspection, Item, Plan, Record, Source, When, WhenKind
from scrutiny.pages.axes import deadline_words
from scrutiny.pages.commitment import owner_cell, said
from scrutiny.pages.edition import Edition
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


def disagreements(edition: Edition, authority: str) -> Iterator[Known]:
    """Yield the points on which papers disagree, from the records that say so."""
    for by, discrepancy in edition.disagreements_told_by.get(authority, ()):
        record = edition.record(by.id)
        claims = tuple(Row(claim.says, place_words(record, claim.at)) for claim in discrepancy.claims)
        state = "Neither is chosen" if discrepancy.state is DiscrepancyState.OPEN else discrepancy.state.label
        note = f"{state}. {discrepancy.note.rstrip('.')}" if discrepancy.note else state
        yield Known(Target(by.id, "disagree"), discrepancy.title, escape(note), claims)


def dates(edition: Edition, authority: str) -> Iterator[Known]:
    """Yield the records that lack a date which their kind has."""
    for id_, record in _records(edition, authority):
        lines = [
            html("{}: {}", label, when_words(when, "not stated"))
            for label, when in _dates_of(record)
            if when is None or is_open(when)
        ]
        if lines:
            yield Known(Target(id_), record.title, strung(". ", [_without_stop(line) for line in lines]))


def _records(edition: Edition, authority: str) -> Iterator[tuple[str, Record]]:
    """Yield the records that counts show: that of the authority itself, then its others in the order of ids."""
    for id_ in (authority, *edition.by_authority.get(authority, ())):
        if record := edition.records_listed.get(id_):
            yield id_, record


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


def deadlines(edition: Edition, authority: str) -> Iterator[Known]:
    """Yield what has a limit of which the last day cannot be worked out."""
    for tracked in edition.tracked_of.get(authority, ()):
        if tracked.deadline.why_not:
            stated, why_not = deadline_words(tracked.deadline)
            yield _commitment(edition, tracked, html("{}. {}", stated, why_not))


def owners(edition: Edition, authority: str) -> Iterator[Known]:
    """Yield what nobody is known to have to do."""
    for tracked in edition.tracked_of.get(authority, ()):
        owner = tracked.commitment.owner
        if not owner.is_recorded or owner.to_be_confirmed:
            about = owner_cell(edition, None, tracked) if owner.to_be_confirmed else Markup()
            yield _commitment(edition, tracked, about)


def inferred_deadlines(edition: Edition, authority: str) -> Iterator[Known]:
    """Yield what has a deadline that the editor worked out."""
    for tracked in edition.tracked_of.get(authority, ()):
        if tracked.commitment.due.inferred:
            yield _commitment(edition, tracked, html("Due {}", when_words(tracked.commitment.due)))


def _commitment(edition: Edition, tracked: Tracked, about: Markup) -> Known:
    return Known(tracked.target, said(edition, tracked), about)


def papers(edition: Edition, authority: str) -> Iterator[Known]:
    """Yield each paper that is not held in full, once, with every record that names it."""
    named: defaultdict[str, list[tuple[str, Source]]] = defaultdict(list)
    for id_, record in _records(edition, authority):
        for source in record.sources:
            if source.held is not Held.FULL:
                named[source.title].append((id_, source))
    for title, told in named.items():
        labels = dict.fromkeys(source.held.label for _, source in told)
        notes = dict.fromkeys(source.note.rstrip(".") for _, source in told if source.note)
        first, *others = (Target(id_, f"source-{source.ref.lower()}") for id_, source in told)
        yield Known(first, title, escape(". ".join((*labels, *notes))), also=tuple(others))


def inferences(edition: Edition, authority: str) -> Iterator[Known]:
    """Yield what the editor of a record inferred."""
    for id_, record in _records(edition, authority):
        for inference in record.inferred:
            yield Known(Target(id_, "missing"), inference.what, escape(inference.why.rstrip(".")))


def gaps(edition: Edition, authority: str) -> Iterator[Known]:
    """Yield what records say that the papers do not give."""
    for id_, record in _records(edition, authority):
        for gap in record.gaps:
            yield Known(Target(id_, "missing"), gap.what.rstrip("."), Markup())


def incomplete(edition: Edition, authority: str) -> Iterator[Known]:
    """Yield the records that lack a fact which their kind always has."""
    for id_, record in _records(edition, authority):
        lacks = list(_lacks(record))
        if lacks:
            text = "; ".join(lacks)
            yield Known(Target(id_), record.title, escape(capital(text)))


def _lacks(record: Record) -> Iterator[str]:
    """Say what a record would need to be whole: the facts its kind always has."""
    undated = [label for label, when in _dates_of(record) if when is None or is_open(when)]
    yield from (f"{small(label)}: date not stated" for label in undated)
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
