"""Known gaps: one list for each kind of thing the papers leave open. The page an officer works through.

A hand-written page opens it. Where there are more rows than a page can show, each list begins here and goes on, in
numbered pages, at ``data-quality/<list>/``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.model import CommitteeResponse, Inspection, Item, Plan, Record, When, WhenKind
from scrutiny.pages.edition import Edition, Tracked
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.rows import Part, is_long, parts, share
from scrutiny.pages.shown import Entry, Row, ShownDiscrepancy
from scrutiny.pages.tracker import owner_cell, said
from scrutiny.pages.words import deadline_words, place_words, title_of, when_words
from scrutiny.vocabulary import DiscrepancyState, Exhaustive, GradeState, Held, MinutesState, Missing, Verb

URL = "data-quality/"
"""The address of the page."""

ROWS = 150
"""Gaps on a page at most: a row is about 350 bytes, because it is a link and one line."""
FIRST = 80
"""Gaps on the first page where it cannot show all."""
YEARLESS = frozenset({WhenKind.EXACT, WhenKind.RANGE})


@dataclass(frozen=True)
class Known:
    """One thing left open: where it stands, what it is, and what can be said of it."""

    target: Target
    text: str
    about: Markup
    claims: tuple[Row, ...] = ()
    """What each paper says, where papers disagree."""


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


@dataclass(frozen=True)
class ShownKind:
    """One list, ready to print."""

    anchor: str
    title: str
    count: int
    note: str
    entries: list[Entry]
    disagreements: list[ShownDiscrepancy]
    """In place of entries, where papers disagree."""
    more: Markup


def known_gaps(edition: Edition) -> list[Kind]:
    """Return every kind of gap with what is known of it; kinds of which there is none are left out."""
    return [kind for kind in _kinds(edition) if kind.found]


def gaps_tail(edition: Edition, url: str, kinds: Sequence[Kind]) -> Page:
    """Return the lists that end the hand-written page of known gaps."""
    here = Here(url)
    limit = share([len(kind.found) for kind in kinds], ROWS, FIRST)
    lists = [_shown(edition, here, kind, kind.found, limit) for kind in kinds]
    contents = [Link(kind.words, f"#{kind.anchor}") for kind in kinds]
    return Page(
        url=url,
        title="Known gaps",
        template="gaps",
        shows={"title": "", "lead": "", "contents": contents, "kinds": lists, "pager": []},
    )


def gaps_pages(edition: Edition, kinds: Sequence[Kind]) -> Iterator[Page]:
    """Yield the numbered pages of every list, where the page of known gaps cannot show all of its rows."""
    if not is_long([len(kind.found) for kind in kinds], ROWS):
        return
    for kind in kinds:
        for part in parts(f"{URL}{kind.anchor}/", kind.found, ROWS):
            yield _part(edition, kind, part)


def _part(edition: Edition, kind: Kind, part: Part[Known]) -> Page:
    here, first = Here(part.url), f"{URL}{kind.anchor}/"
    title = f"Known gaps: {kind.title[:1].lower()}{kind.title[1:]}" + (
        f", page {part.number}" if part.number > 1 else ""
    )
    lead = f"{kind.words}. {kind.note}"
    return Page(
        url=part.url,
        title=title,
        template="gaps",
        shows={
            "title": title,
            "lead": lead,
            "contents": [],
            "kinds": [_shown(edition, here, kind, part.rows, len(part.rows))],
            "pager": part.pager(here, first),
        },
        description=lead,
        crumbs=(Link("Home", here.base), Link("Known gaps", here.href(URL))),
    )


def _shown(edition: Edition, here: Here, kind: Kind, found: Sequence[Known], limit: int) -> ShownKind:
    entries: list[Entry] = []
    disagreements: list[ShownDiscrepancy] = []
    for known in found[:limit]:
        title = title_of(edition, known.target.id)
        if known.claims:
            note = Markup("{}. {}").format(known.about, here.to(known.target, title))
            anchor = f"{kind.anchor}-{len(disagreements) + 1}"
            disagreements.append(ShownDiscrepancy(anchor, known.text, list(known.claims), note))
        else:
            # A gap of the whole record has the record's title for its words; any other names the record besides.
            parts_of = [known.about, Markup() if known.text == title else Markup("{}").format(title)]
            soft = Markup(". ").join(part for part in parts_of if part)
            entries.append(Entry(known.text, here.href(known.target.url), soft))
    more = Markup()
    if len(found) > limit:
        link = here.link(f"See all {len(found):,}", f"{URL}{kind.anchor}/")
        more = Markup("The first {} of {} are shown. {}").format(limit, f"{len(found):,}", link)
    return ShownKind(kind.anchor, kind.title, len(kind.found), kind.note, entries, disagreements, more)


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
        list(_of_records(edition, _papers)),
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
    for id_, record in edition.register.records.items():
        if not record.withdrawn and not edition.is_left_out(id_):
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
            yield Known(Target(by.id, "disagree"), discrepancy.title, Markup("{}").format(note), claims)


def _dates(id_: str, record: Record) -> Iterator[Known]:
    lines = [
        Markup("{}: {}").format(label, when_words(when, "not stated"))
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
    for tracked in _tracked(edition):
        if tracked.deadline.why_not:
            stated, why_not = deadline_words(tracked.deadline)
            yield _commitment(edition, tracked, Markup("{}. {}").format(stated, why_not))


def _owners(edition: Edition) -> Iterator[Known]:
    for tracked in _tracked(edition):
        owner = tracked.commitment.owner
        if not owner.is_recorded or owner.to_be_confirmed:
            yield _commitment(edition, tracked, owner_cell(edition, None, tracked))


def _inferred_deadlines(edition: Edition) -> Iterator[Known]:
    for tracked in _tracked(edition):
        if tracked.commitment.due.inferred:
            yield _commitment(edition, tracked, Markup("Due {}").format(when_words(tracked.commitment.due)))


def _tracked(edition: Edition) -> Iterator[Tracked]:
    return (tracked for tracked in edition.tracked if not edition.is_left_out(tracked.target.id))


def _commitment(edition: Edition, tracked: Tracked, about: Markup) -> Known:
    return Known(tracked.target, said(edition, tracked), about)


def _papers(id_: str, record: Record) -> Iterator[Known]:
    for source in record.sources:
        if source.held is not Held.FULL:
            note = f". {source.note.rstrip('.')}" if source.note else ""
            yield Known(
                Target(id_, f"source-{source.ref.lower()}"),
                source.title,
                Markup("{}{}").format(source.held.label, note),
            )


def _inferences(id_: str, record: Record) -> Iterator[Known]:
    for inference in record.inferred:
        yield Known(Target(id_, "missing"), inference.what, Markup("{}").format(inference.why.rstrip(".")))


def _gaps(id_: str, record: Record) -> Iterator[Known]:
    for gap in record.gaps:
        yield Known(Target(id_, "missing"), gap.what.rstrip("."), Markup())


def _incomplete(id_: str, record: Record) -> Iterator[Known]:
    lacks = list(_lacks(record))
    if lacks:
        text = "; ".join(lacks)
        yield Known(Target(id_), record.title, Markup("{}").format(text[:1].upper() + text[1:]))


def _lacks(record: Record) -> Iterator[str]:
    """Say what a record would need to be whole: the facts its kind always has."""
    dates = [label for label, when in _dates_of(record) if when is None or is_open(when)]
    yield from (f"{label[:1].lower()}{label[1:]}: date not stated" for label in dates)
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
            yield record.exhaustive.label[:1].lower() + record.exhaustive.label[1:] + " (findings)"
