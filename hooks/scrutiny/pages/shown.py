"""The small things that many pages show: crumbs, facts, sources, discrepancies, commitments, lists of records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.language import html, say, say_html, strung
from scrutiny.link import Commitment, Target
from scrutiny.link.commitments import BRING
from scrutiny.link.meetings import meeting_of
from scrutiny.link.thread import Trail
from scrutiny.model import CommitteeResponse, Inspection, Item, Model, Plan
from scrutiny.pages.axes import Word, four_questions
from scrutiny.pages.edition import Edition
from scrutiny.pages.judgement import judgement_line
from scrutiny.pages.once import once
from scrutiny.pages.page import Here, Link, counted, joined, outward
from scrutiny.pages.scope import Scope, scope_of
from scrutiny.pages.strip import finding_counts, resolution_counts, was_expected
from scrutiny.pages.titles import in_language, marked_title, numbered, target_words
from scrutiny.pages.words import capital, inspection_when, iso_words, item_when, missing, owner_words, short_when
from scrutiny.track import Tracked
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

    text: Markup | str
    href: str
    soft: Markup | str = ""
    anchor: str = ""
    status: Word | None = None

    @property
    def title(self) -> Markup | str:
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
    none: str = ""
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
    parents = [Link(say("Home"), here.base), Link(authority.short_name, here.href(f"{address.authority}/"))]
    if address.folder:
        anchor = f"{address.authority}/#{address.folder}"
        parents.append(Link(say(FOLDER_WORDS[address.folder]), here.href(anchor)))
    return tuple(parents)


def theme_links(edition: Edition, here: Here, names: Iterable[str]) -> Markup:
    """Return themes as links to their pages."""
    themes = edition.register.shared.themes
    return joined([_theme_link(edition, here, name) for name in names if name in themes])


@once
def _theme_link(edition: Edition, here: Here, name: str) -> Markup:
    return here.link(edition.register.shared.themes[name].label, f"themes/{name}/")


def action(edition: Edition, here: Here, tracked: Tracked, soft: Markup | str = "") -> ShownAction:
    """Return a commitment with its four questions and its news."""
    commitment = tracked.commitment
    owner = owner_words(edition, here, tracked.target.id, commitment.owner, commitment.on_behalf_of)
    line = say_html("Owner: {owner}", owner=owner) + (html(". {}", soft) if soft else "")
    questions = [Row(label, value) for label, value in four_questions(tracked)]
    # Where nothing is recorded of its progress, the questions have said so.
    none = "" if tracked.standing.delivery is Delivery.NOT_RECORDED else say("No update has been recorded.")
    return ShownAction(
        tracked.target.anchor, commitment_words(commitment), line, questions, _news(edition, here, tracked), none
    )


def commitment_words(commitment: Commitment) -> str:
    """Return what is to be done; the words made for a promised look are said in the language of the page."""
    what = commitment.follow_up.expects if commitment.follow_up else ""
    return say(BRING, what=what) if what and commitment.text == BRING.format(what=what) else commitment.text


def _news(edition: Edition, here: Here, tracked: Tracked) -> list[ShownUpdate]:
    shown = []
    for by, update in tracked.updates:
        evidence = joined([outward(each.title, each.url) for each in update.evidence])
        told_in = here.to(by, marked_title(edition, by.id)) if not here.is_at(f"{by.id}/") else Markup()
        shown.append(ShownUpdate(iso_words(update.on), update.by, update.text, evidence, told_in))
    return shown


@once
def record_entry(edition: Edition, here: Here, id_: str) -> Entry:
    """Return a record as a link and one line of counts, the same on every list."""
    record = edition.record(id_)
    parts: list[Markup | str] = []
    if isinstance(record, Inspection):
        parts = [_kind_and_when(edition, id_, record), finding_counts(record)]
        if any(judgement.grade for judgement in record.judgements):
            parts.append(judgement_line(edition, record))
    elif isinstance(record, Item):
        decided = resolution_counts(record) or record.resolutions.verb.label.lower()
        asked = counted(len(record.questions), "question") if record.questions else ""
        parts = [record.kind.label, item_when(record), decided, asked]
    elif isinstance(record, Plan):
        parts = [say("Plan"), counted(len(record.actions), "step") if record.actions else ""]
        parts.append(counted(len(record.workstreams), "part") if record.workstreams else "")
    elif isinstance(record, CommitteeResponse):
        received = short_when(record.received)
        parts = [
            say("Answer of {by}", by=record.by),
            say("received {day}", day=received) if received else say("day of receipt not stated"),
            say("to {resolutions}", resolutions=counted(len(record.positions), "resolution")),
        ]
    if record.withdrawn:
        parts.append(say("withdrawn"))
    line = strung(", ", [part for part in parts if part])
    return Entry(in_language(record.title, record.language), here.href(f"{id_}/"), capital(line))


def _kind_and_when(edition: Edition, id_: str, inspection: Inspection) -> str:
    if past := was_expected(edition, id_, inspection.kind.label):
        return past + say("; no record of it here")
    when = inspection_when(inspection)
    gap = say("expected, date not stated") if inspection.anticipated else say("date not stated")
    return f"{inspection.kind.label}, {when or gap}"


def trail_lines(edition: Edition, here: Here, target: Target, *, gaps: bool = True) -> list[Markup]:
    """Return the chain of one finding, resolution or action as short lines, both ways.

    What the thread strip of the page says for all its parts is not said again: a line stands only where it differs.
    What is missing is said, unless ``gaps`` is off because the page says it once for a whole list.
    """
    trail = edition.links.threads.trail(target)
    strip = scope_of(edition, here, here.url.rstrip("/"))
    lines = []
    found, plans = _found_and_plans(edition, trail, target)
    if found and set(found) != {Target(id_) for id_ in strip.found}:
        lines.append(say_html("Found: {parts}", parts=named_parts(edition, here, found)))
    if plans and target in edition.links.relations.answers:  # else only the whole record is about them, and says so
        lines.append(say_html("About: {parts}", parts=named_parts(edition, here, plans)))
    decided = [each for each in trail.decided if each != target]
    if decided:
        lines.append(say_html("Decided: {parts}", parts=named_parts(edition, here, decided)))
    done = [each for each in trail.to_be_done if each != target]
    if done:
        lines.append(say_html("To be done: {parts}", parts=named_parts(edition, here, done)))
    meetings = {meeting_id(edition, each) for each in trail.followed_up}
    if meetings and meetings != {meeting.id for meeting in strip.follow_ups}:
        lines.append(say_html("Followed up: {parts}", parts=named_parts(edition, here, trail.followed_up)))
    elif trail.to_be_done and not meetings and strip.follow_ups and gaps:
        lines.append(say_html("Followed up: {parts}", parts=missing(say("no follow-up is recorded"))))
    # An inspection that is itself what was found is not named again as a later one.
    again = [each for each in trail.inspected_again if each.id not in {found.id for found in trail.found}]
    if again and {each.id for each in again} != set(strip.again):
        lines.append(say_html("Inspected again: {parts}", parts=named_parts(edition, here, again)))
    return lines


def _found_and_plans(edition: Edition, trail: Trail, target: Target) -> tuple[list[Target], list[Target]]:
    """Part what a trail begins with: where something was found, and the plans, in which nothing was."""
    other = [each for each in trail.found if each != target]
    plans = [each for each in other if isinstance(edition.record(each.id), Plan)]
    expected = {id_ for id_ in {each.id for each in other} if Scope(edition, id_).is_anticipated(id_)}
    return [each for each in other if each not in plans and each.id not in expected], plans


def meeting_id(edition: Edition, target: Target) -> str:
    """Return the meeting a later item was taken at; a meeting itself is that meeting."""
    item = edition.register.item(target.id)
    return meeting_of(Address.read(target.id), item) if item else target.id


def named_parts(edition: Edition, here: Here, targets: Iterable[Target]) -> Markup:
    """Name parts as links, several resolutions of one other record together: "resolutions 2 and 4 of Bradford: ..."."""
    named: list[Markup | str] = []
    for (id_, resolved), group in groupby(targets, key=lambda each: (each.id, each.anchor.startswith("resolution-"))):
        own = list(group)
        words = [target_words(edition, target) for target in own]
        if len(own) > 1 and resolved and not here.is_at(f"{id_}/"):
            links = numbered_links(here, own, words)
            named.append(say_html("{part} of {record}", part=links, record=marked_title(edition, id_)))
        else:
            named += [here.to(target, named_part(edition, here, target)) for target in own]
    return joined(named)


def numbered_links(here: Here, targets: list[Target], words: list[str]) -> Markup:
    """Write several resolutions as links: "resolutions 1, 2 and 3"."""
    numbers = [word.rpartition(" ")[2] for word in words]
    links: list[Markup | str] = [
        html('<a href="{}" aria-label="{}">{}</a>', here.href(target.url), word, number)
        for target, word, number in zip(targets, words, numbers, strict=True)
    ]
    return say_html("resolutions {numbers}", numbers=joined(links))


def named_part(edition: Edition, here: Here, target: Target) -> Markup | str:
    """Name a part, with its record where that is another page: "resolution 2, Bradford: ..."."""
    words = target_words(edition, target)
    part: Model | None = edition.register.part(*target) if target.anchor else None
    text = getattr(part, "text", None) or getattr(part, "title", None)
    if target.anchor and not here.is_at(f"{target.id}/"):
        if target.anchor.startswith("workstream-"):  # the plan is named
            words = numbered("part", target.anchor.rpartition("-")[2])
        title = marked_title(edition, target.id)
        # Words without a mark stay text: whoever shows them escapes them.
        said = say_html if isinstance(title, Markup) else say
        return said("{part} of {record}", part=words, record=title)
    if not target.anchor:
        return marked_title(edition, target.id)
    if text and target.anchor.startswith(("improvement", "strength", "workstream")):
        return f"{words} ({text})"
    return words
