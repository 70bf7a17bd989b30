"""The small things that many pages show: crumbs, facts, sources, discrepancies, commitments, lists of records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.model import CommitteeResponse, Inspection, Item, Model, Plan
from scrutiny.pages.edition import Edition
from scrutiny.pages.judgement import judgement_line
from scrutiny.pages.page import Here, Link, counted, joined, outward
from scrutiny.pages.strip import finding_counts, resolution_counts
from scrutiny.pages.tracked import Tracked
from scrutiny.pages.words import (
    Word,
    capital,
    four_questions,
    inspection_when,
    iso_words,
    item_when,
    missing,
    owner_words,
    short_when,
    target_words,
    title_of,
)
from scrutiny.vocabulary import Delivery

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
class ShownAction:
    """A commitment, ready to print: the four questions and the news, or the sentence ``none`` in their place."""

    anchor: str
    title: str
    soft: Markup
    questions: list[Row]
    updates: list[ShownUpdate] = field(default_factory=list)
    none: str = "No update has been recorded."
    trail: list[Markup] = field(default_factory=list)
    """Its chain, both ways, where what stands around it does not show it."""


@dataclass(frozen=True)
class ShownUpdate:
    """One piece of news, ready to print."""

    date: str
    by: str
    text: str
    evidence: Markup
    told_in: Markup
    """The record it was told in, where that is another page."""


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


def action(edition: Edition, here: Here, tracked: Tracked, soft: Markup | str = "") -> ShownAction:
    """Return a commitment with its four questions and its news."""
    commitment = tracked.commitment
    owner = owner_words(edition, here, tracked.target.id, commitment.owner, commitment.on_behalf_of)
    line = Markup("Owner: {}").format(owner) + (Markup(". {}").format(soft) if soft else "")
    questions = [Row(label, value) for label, value in four_questions(tracked)]
    # Where nothing is recorded of its progress, the questions have said so.
    none = "" if tracked.standing.delivery is Delivery.NOT_RECORDED else "No update has been recorded."
    return ShownAction(tracked.target.anchor, commitment.text, line, questions, _news(edition, here, tracked), none)


def _news(edition: Edition, here: Here, tracked: Tracked) -> list[ShownUpdate]:
    shown = []
    for by, update in tracked.updates:
        evidence = joined([outward(each.title, each.url) for each in update.evidence])
        told_in = here.to(by, title_of(edition, by.id)) if by.id != here.url.rstrip("/") else Markup()
        shown.append(ShownUpdate(iso_words(update.on), update.by, update.text, evidence, told_in))
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
    return Entry(record.title, here.href(f"{id_}/"), capital(line))


def _when_or_gap(inspection: Inspection) -> str:
    when = inspection_when(inspection)
    return when or ("expected, date not stated" if inspection.anticipated else "date not stated")


def trail_lines(edition: Edition, here: Here, target: Target, *, gaps: bool = True) -> list[Markup]:
    """Return the chain of one finding, resolution or action as short lines, both ways.

    What is missing is said, unless ``gaps`` is off because the page says it once for a whole list.
    """
    trail = edition.links.threads.trail(target)
    lines = []
    found = [each for each in trail.found if each != target]
    if found:
        lines.append(Markup("Found: {}").format(named_parts(edition, here, found)))
    decided = [each for each in trail.decided if each != target]
    if decided:
        lines.append(Markup("Decided: {}").format(named_parts(edition, here, decided)))
    done = [each for each in trail.to_be_done if each != target]
    if done:
        lines.append(Markup("To be done: {}").format(named_parts(edition, here, done)))
    if trail.followed_up:
        lines.append(Markup("Followed up: {}").format(named_parts(edition, here, trail.followed_up)))
    elif trail.to_be_done and gaps:
        lines.append(Markup("Followed up: {}").format(missing("no follow-up is recorded")))
    # An inspection that is itself what was found is not named again as a later one.
    again = [each for each in trail.inspected_again if each.id not in {found.id for found in trail.found}]
    if again:
        lines.append(Markup("Inspected again: {}").format(named_parts(edition, here, again)))
    return lines


def named_parts(edition: Edition, here: Here, targets: Iterable[Target]) -> Markup:
    """Name parts as links, several resolutions of one other record together: "resolutions 2 and 4 of Bradford: ..."."""
    named: list[Markup | str] = []
    for (id_, numbered), group in groupby(targets, key=lambda each: (each.id, each.anchor.startswith("resolution-"))):
        own = list(group)
        words = [target_words(edition, target) for target in own]
        if len(own) > 1 and numbered and id_ != here.url.rstrip("/"):
            links = numbered_links(here, own, words)
            named.append(Markup("{} of {}").format(links, title_of(edition, id_)))
        else:
            named += [here.to(target, named_part(edition, here, target)) for target in own]
    return joined(named)


def numbered_links(here: Here, targets: list[Target], words: list[str]) -> Markup:
    """Write several resolutions as links: "resolutions 1, 2 and 3"."""
    numbers = [word.rpartition(" ")[2] for word in words]
    links: list[Markup | str] = [
        Markup('<a href="{}" aria-label="{}">{}</a>').format(here.href(target.url), word, number)
        for target, word, number in zip(targets, words, numbers, strict=True)
    ]
    return "resolutions " + joined(links)


def named_part(edition: Edition, here: Here, target: Target) -> str:
    """Name a part, with its record where that is another page: "resolution 2, Bradford: ..."."""
    words = target_words(edition, target)
    part: Model | None = edition.register.part(*target) if target.anchor else None
    text = getattr(part, "text", None) or getattr(part, "title", None)
    if target.anchor and target.id != here.url.rstrip("/"):
        words = words.removesuffix(" of the plan")  # the plan is named
        return f"{words} of {title_of(edition, target.id)}"
    if text and target.anchor.startswith(("improvement", "strength", "workstream")):
        return f"{words} ({text})"
    return words
