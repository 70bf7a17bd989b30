"""The small things that many pages show: crumbs, facts, sources, discrepancies, commitments, lists of records."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.model import CommitteeResponse, Inspection, Item, Model, Plan, Record, in_words
from scrutiny.pages.edition import Edition, Tracked
from scrutiny.pages.judgement import judgement_line
from scrutiny.pages.page import Here, Link, counted, joined
from scrutiny.pages.strip import finding_counts, resolution_counts
from scrutiny.pages.words import (
    Word,
    four_questions,
    inspection_when,
    item_when,
    missing,
    owner_words,
    place_words,
    short_when,
    target_words,
    title_of,
)
from scrutiny.vocabulary import DiscrepancyState, Held, Missing, Words

OUR_WORDS = "The facts are the papers'; the words are this site's. Short phrases in quotation marks are quoted."
"""Says whose words a record is in."""

FOLDER_WORDS = {
    "inspections": "Inspections",
    "items": "Committee items",
    "meetings": "Meetings",
    "plans": "Plans",
    "responses": "Responses",
    "committees": "Committees",
    "roles": "Roles",
}


@dataclass(frozen=True)
class Row:
    """A label and its value."""

    label: str
    value: Markup | str | Word
    anchor: str = ""

    @property
    def text(self) -> str:
        """The label, as lists of links call it."""
        return self.label

    @property
    def says(self) -> str:
        """The label, as a claim calls it."""
        return self.label

    @property
    def place(self) -> Markup | str | Word:
        """The value, as a claim calls it."""
        return self.value


@dataclass(frozen=True)
class Entry:
    """A link to a record and one soft line about it, with a status where it has one; without ``href`` words alone."""

    text: str
    href: str
    soft: Markup | str = ""
    anchor: str = ""
    status: Word | None = None

    @property
    def title(self) -> str:
        """The words of the link, as a source calls them."""
        return self.text


@dataclass(frozen=True)
class ShownDiscrepancy:
    """A contradiction, ready to print."""

    anchor: str
    title: str
    claims: list[Row]
    note: str


@dataclass(frozen=True)
class ShownAction:
    """A commitment, ready to print: the four questions and the news."""

    anchor: str
    title: str
    soft: Markup
    questions: list[Row]
    updates: list[ShownUpdate] = field(default_factory=list)
    none: str = "No update has been recorded."


@dataclass(frozen=True)
class ShownUpdate:
    """One piece of news, ready to print."""

    date: str
    by: str
    text: str
    evidence: Markup


def crumbs(edition: Edition, here: Here, id_: str) -> tuple[Link, ...]:
    """Return the parents of a record: Home, its authority, and the list it stands in."""
    address = Address.read(id_)
    authority = edition.register.authority(address.authority)
    parents = [Link("Home", here.base), Link(authority.short_name, here.href(f"{address.authority}/"))]
    if address.folder:
        anchor = f"{address.authority}/#{address.folder}"
        parents.append(Link(FOLDER_WORDS[address.folder], here.href(anchor)))
    return tuple(parents)


def theme_links(edition: Edition, here: Here, names: Iterable[str]) -> Markup:
    """Return themes as links to their pages."""
    themes = edition.register.shared.themes
    return joined([here.link(themes[name].label, f"themes/{name}/") for name in names if name in themes])


def sources(record: Record) -> list[Entry]:
    """Return the papers a record rests on, each with what is held of it."""
    shown = []
    for source in record.sources:
        soft = []
        if source.publisher:
            soft.append(source.publisher)
        if source.held is not Held.FULL:
            soft.append(source.held.label)
        if source.is_copy:
            soft.append("the copy used is on somebody else's site")
        if isinstance(source.url, Missing):
            soft.append("address not stated")
        if source.note:
            soft.append(source.note.rstrip("."))
        href = "" if isinstance(source.url, Missing) else source.url
        line = ". ".join(part[:1].upper() + part[1:] for part in soft)
        shown.append(Entry(source.title, href, f"{line}." if line else "", f"source-{source.ref.lower()}"))
    return shown


def discrepancies(edition: Edition, here: Here, id_: str) -> list[ShownDiscrepancy]:
    """Return the contradictions written in a record or about it, wherever they are written."""
    shown = []
    for position, (by, discrepancy) in enumerate(edition.disagreements_in.get(id_, ()), 1):
        where = edition.record(by.id)
        claims = [
            Row(claim.says, Markup("{}").format(place_words(where, claim.at)) + _in(edition, here, by, id_))
            for claim in discrepancy.claims
        ]
        note = "Neither is chosen." if discrepancy.state is DiscrepancyState.OPEN else f"{discrepancy.state.label}."
        if discrepancy.note:
            note = f"{note} {discrepancy.note}"
        shown.append(ShownDiscrepancy(f"disagreement-{position}", discrepancy.title, claims, note))
    return shown


def _in(edition: Edition, here: Here, by: Target, id_: str) -> Markup:
    return Markup() if by.id == id_ else Markup(" of {}").format(here.to(by, title_of(edition, by.id)))


def action(edition: Edition, here: Here, tracked: Tracked, soft: Markup | str = "") -> ShownAction:
    """Return a commitment with its four questions and its news."""
    commitment = tracked.commitment
    on_behalf_of = commitment.action.on_behalf_of if commitment.action else None
    owner = owner_words(edition, here, tracked.target.id, commitment.owner, on_behalf_of)
    line = Markup("Owner: {}").format(owner) + (Markup(". {}").format(soft) if soft else "")
    questions = [Row(label, value) for label, value in four_questions(tracked)]
    return ShownAction(tracked.target.anchor, commitment.text, line, questions, _news(edition, here, tracked))


def _news(edition: Edition, here: Here, tracked: Tracked) -> list[ShownUpdate]:
    shown = []
    for by, update in tracked.updates:
        evidence = joined(
            [
                Markup('<a href="{}">{}</a>').format(each.url, each.title)
                if not isinstance(each.url, Missing)
                else Markup("{}").format(each.title)
                for each in update.evidence
            ]
        )
        if by.id != here.url.rstrip("/"):
            evidence += (Markup(" ") if evidence else Markup()) + Markup("({})").format(
                here.to(by, title_of(edition, by.id))
            )
        shown.append(ShownUpdate(_iso_words(update.on), update.by, update.text, evidence))
    return shown


def record_entry(edition: Edition, here: Here, id_: str) -> Entry:
    """Return a record as a link and one line of counts, the same on every list."""
    record = edition.record(id_)
    parts: list[Markup | str] = []
    if isinstance(record, Inspection):
        parts = [record.kind.label, _when_or_gap(record), finding_counts(record)]
        if any(judgement.grade for judgement in record.judgements):
            parts.append(judgement_line(edition, record))
    elif isinstance(record, Item):
        decided = resolution_counts(record) or record.resolutions.verb.label.lower()
        asked = counted(len(record.questions), "question") if record.questions else ""
        parts = [record.kind.label, item_when(record), decided, asked]
    elif isinstance(record, Plan):
        parts = ["Plan", counted(len(record.actions), "step") if record.actions else ""]
        parts.append(counted(len(record.workstreams), "part") if record.workstreams else "")
    elif isinstance(record, CommitteeResponse):
        received = short_when(record.received)
        parts = [
            f"Answer of {record.by}",
            f"received {received}" if received else "day of receipt not stated",
            f"to {counted(len(record.positions), 'resolution')}",
        ]
    if record.withdrawn:
        parts.append("withdrawn")
    line = Markup(", ").join(part for part in parts if part)
    return Entry(record.title, here.href(f"{id_}/"), line[:1].upper() + line[1:])


def _when_or_gap(inspection: Inspection) -> str:
    when = inspection_when(inspection)
    return when or ("expected, date not stated" if inspection.anticipated else "date not stated")


def trail_lines(edition: Edition, here: Here, target: Target) -> list[Markup]:
    """Return the chain of one finding, resolution or action as short lines, both ways; what is missing is said."""
    trail = edition.links.threads.trail(target)
    lines = []
    found = [each for each in trail.found if each != target]
    if found:
        lines.append(Markup("Found: {}").format(_named(edition, here, found)))
    decided = [each for each in trail.decided if each != target]
    if decided:
        lines.append(Markup("Decided: {}").format(_named(edition, here, decided)))
    done = [each for each in trail.to_be_done if each != target]
    if done:
        lines.append(Markup("To be done: {}").format(_named(edition, here, done)))
    if trail.followed_up:
        lines.append(Markup("Followed up: {}").format(_named(edition, here, trail.followed_up)))
    elif trail.to_be_done:
        lines.append(Markup("Followed up: {}").format(missing("no follow-up is recorded")))
    if trail.inspected_again:
        lines.append(Markup("Inspected again: {}").format(_named(edition, here, trail.inspected_again)))
    return lines


def _named(edition: Edition, here: Here, targets: Iterable[Target]) -> Markup:
    return joined([here.to(target, named_part(edition, here, target)) for target in targets])


def named_part(edition: Edition, here: Here, target: Target) -> str:
    """Name a part, with its record where that is another page: "resolution 2, Bradford: ..."."""
    words = target_words(edition, target)
    part: Model | None = edition.register.part(*target) if target.anchor else None
    text = getattr(part, "text", None) or getattr(part, "title", None)
    if target.anchor and target.id != here.url.rstrip("/"):
        return f"{words} of {title_of(edition, target.id)}"
    if text and target.anchor.startswith(("improvement", "strength", "workstream")):
        return f"{words} ({text})"
    return words


def tail(record: Record) -> dict[str, object]:
    """Return what closes every record: gaps, what was inferred, background, notes, the notice of a withdrawal."""
    return {
        "gaps": [gap.what for gap in record.gaps],
        "whose_words": "The words are the minutes' own." if record.words is Words.AS_MINUTED else OUR_WORDS,
        "inferred": [(each.what, each.why) for each in record.inferred],
        "background": record.background or "",
        "notes": record.notes or "",
    }


def contents(shows: dict[str, object], *sections: tuple[str, str, str]) -> list[Row]:
    """Return the "On this page" list: anchor and heading of every section (anchor, heading, key) that has something.

    A section whose key is empty is always there.
    """
    return [Row(text, text, anchor) for anchor, text, key in sections if not key or shows.get(key)]


CLOSING = (
    ("thread", "What happened, in order", "timeline"),
    ("missing", "What is missing", "gaps"),
    ("background", "Background", "background"),
    ("notes", "Notes", "notes"),
    ("sources", "Sources", ""),
)
"""The sections that close every record, for ``contents``."""


def withdrawn_notice(edition: Edition, here: Here, id_: str, record: Record) -> Markup:
    """Say when and why a record was withdrawn, and what to read instead; empty for one that stands."""
    if record.withdrawn is None:
        return Markup()
    day, reason = record.withdrawn.on, record.withdrawn.reason.rstrip(".")
    text = Markup("<b>Withdrawn on {}.</b> {}.").format(_iso_words(day), reason)
    if record.withdrawn.replaced_by:
        other = Target(*Address.read(id_).resolve(record.withdrawn.replaced_by))
        if other.id in edition.register.records:
            text += Markup(" Read instead: {}").format(here.to(other, title_of(edition, other.id)))
    return text


def _iso_words(day: str) -> str:
    return in_words(datetime.date.fromisoformat(day))
