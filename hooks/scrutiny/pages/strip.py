"""The thread in five steps, always these words in this order. It opens every record; a missing step says so."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.language import html, month_words, say, say_html, say_number, strung
from scrutiny.link import Target
from scrutiny.link.meetings import promises
from scrutiny.model import Inspection, Item, When, WhenKind
from scrutiny.pages.edition import Edition
from scrutiny.pages.judgement import judgement_brief
from scrutiny.pages.once import once
from scrutiny.pages.page import Here, counted
from scrutiny.pages.scope import Scope, scope_of
from scrutiny.pages.titles import title_of, without_authority
from scrutiny.pages.words import capital, committee_short, happened_when, missing, short_when
from scrutiny.vocabulary import Change, Delivery, FindingKind, FollowUpState, MeetingState, Shape, Timeliness, Verb


@dataclass(frozen=True)
class Step:
    """One of the five steps."""

    name: str
    shape: Shape
    text: Markup
    joined: bool
    """True where the way to the next step is recorded."""


def steps(edition: Edition, here: Here, id_: str) -> list[Step]:
    """Return the five steps as seen from one record or meeting."""
    scope = scope_of(edition, here, id_)
    told = [
        (say("Found"), *_found(scope, here)),
        (say("Decided"), *_decided(scope, here)),
        (say("To be done"), *_to_be_done(scope, here)),
        (say("Followed up"), *_followed_up(scope, here)),
        (say("Inspected again"), *_again(scope, here)),
    ]
    shapes = [shape for _, shape, _ in told] + [Shape.BROKEN]
    solid = {Shape.SOLID, Shape.HALF}
    return [
        Step(name, shape, text, joined=shape in solid and shapes[position + 1] is not Shape.BROKEN)
        for position, (name, shape, text) in enumerate(told)
    ]


def _found(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    if not scope.found:
        return Shape.BROKEN, say_html("No inspection is named")
    counted_, named = [], []
    for id_ in scope.found:
        inspection = scope.edition.register.inspection(id_)
        if inspection and (words := finding_counts(inspection)):
            counted_.append(here.link(words, f"{id_}/#found"))
        elif inspection and id_ != scope.id:
            named.append(here.link(short_name(scope.edition, inspection), f"{id_}/"))
    shape = _found_shape(scope)
    if not counted_ and not named:  # the page's own inspection: to name it would lead to itself
        waiting = shape is Shape.RING
        return shape, missing(say("Nothing is found there yet") if waiting else say("No finding is held here"))
    gap = Markup() if counted_ else html(". {}", missing(say("No finding is held here")))
    return shape, strung("; ", [*counted_, *named]) + gap


def _found_shape(scope: Scope) -> Shape:
    """Return a ring where papers only expect what is to find something; a broken one once its time is past."""
    if not all(scope.is_anticipated(id_) for id_ in scope.found):
        return Shape.SOLID
    return Shape.BROKEN if all(was_expected(scope.edition, id_) for id_ in scope.found) else Shape.RING


def was_expected(edition: Edition, id_: str, kind: str = "") -> str:
    """Say of an inspection which papers only expect that its time is past: "was expected in 2018"; else nothing.

    With ``kind`` the words begin with it: "Inspection was expected in 2018".
    """
    inspection = edition.register.inspection(id_)
    if inspection is None or not inspection.anticipated:
        return ""
    when = inspection.on_site if inspection.on_site.first else inspection.expected
    if when is None or not edition.is_past(when):
        return ""
    disputed = Target(id_, "on-site") in edition.links.relations.discrepancies
    if when.kind in {WhenKind.EXACT, WhenKind.RANGE} and not disputed:
        day = short_when(when)
        return say("{inspection} was expected on {day}", inspection=kind, day=day) if kind else _on(day)
    time = month(inspection) if disputed else short_when(when)
    return say("{inspection} was expected in {time}", inspection=kind, time=time) if kind else _in(time)


def _on(day: str) -> str:
    return say("was expected on {day}", day=day)


def _in(time: str) -> str:
    return say("was expected in {time}", time=time)


def finding_counts(inspection: Inspection) -> str:
    """Count the findings of an inspection by kind: "15 strengths, 31 areas for improvement"."""
    counts, kinds = [], [finding.kind for finding in inspection.findings]
    for kind in FindingKind:
        number = kinds.count(kind)
        if number and kind is not FindingKind.CONTEXT:
            counts.append(counted(number, kind.singular, kind.plural))
    return ", ".join(counts)


def short_name(edition: Edition, inspection: Inspection) -> str:
    """Name an inspection without its authority: "Ofsted's inspection of children's services"."""
    name = without_authority(inspection.title)
    framework = edition.register.shared.frameworks.get(inspection.framework)
    letters = f" ({framework.short})" if framework and framework.short else ""
    return capital(name) + ("" if letters.strip(" ()") in name else letters)


def resolution_counts(item: Item) -> str:
    """Count what an item decided: "4 resolutions, 1 changed in substance"; empty where nothing is recorded."""
    number = len(item.resolutions.list)
    changed = sum(resolution.change is Change.MATERIAL for resolution in item.resolutions.list)
    if not number:
        return ""
    counts = counted(number, "resolution")
    if not changed:
        return counts
    return say_number(
        "{resolutions}, {n} changed in substance",
        "{resolutions}, {n} changed in substance",
        changed,
        resolutions=counts,
    )


def _decided(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    parts, decided = [], False
    for id_ in scope.items:
        item = scope.edition.register.item(id_)
        if item is None:
            continue
        if counts := resolution_counts(item):
            decided = True
            day = f"{short_when(item.meeting.date)}: " if len(scope.items) > 1 and item.meeting.date.first else ""
            parts.append(capital(day) + here.link(counts, f"{id_}/#decided"))
        else:
            verb = item.resolutions.verb
            why = (
                say("No decision recorded. Minutes not held here")
                if verb is Verb.NOT_HELD
                else say("The minutes record no decision")
            )
            parts.append(here.link(why, f"{id_}/#decided"))
    if not parts:
        return Shape.BROKEN, say_html("No committee item is held here")
    return (Shape.SOLID if decided else Shape.BROKEN), strung("; ", parts)


def _to_be_done(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    tracked = scope.tracked
    if not tracked:
        return Shape.BROKEN, say_html("Nothing is recorded")
    done = sum(each.standing.delivery is Delivery.IMPLEMENTED for each in tracked)
    overdue = sum(each.standing.timeliness is Timeliness.OVERDUE for each in tracked)
    told = sum(each.standing.delivery is not Delivery.NOT_RECORDED for each in tracked)
    words = here.link(counted(len(tracked), "action"), tracked[0].target.url)
    tail = [say_number("{n} recorded as done", "{n} recorded as done", done)] if done else []
    tail += [say_number("{n} overdue", "{n} overdue", overdue)] if overdue else []
    if not told:
        return Shape.RING, words + say(". No progress recorded")
    shape = Shape.SOLID if done == len(tracked) else Shape.HALF
    return shape, words + (", " + ", ".join(tail) if tail else "")


def _followed_up(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    if not scope.follow_ups:
        items = ((id_, scope.edition.register.item(id_)) for id_ in scope.items)
        unnamed = next((id_ for id_, item in items if item and any(promises(item))), None)
        if unnamed:
            said = _promised_or_welcomed(scope, unnamed)
            return Shape.BROKEN, here.link(said, f"{unnamed}/#followed-up") + say("; no meeting is named")
        return Shape.BROKEN, say_html("No follow-up is recorded")
    held = [meeting for meeting in scope.follow_ups if meeting.items]
    missed = [meeting for meeting in scope.follow_ups if meeting.state is MeetingState.CANCELLED]
    promised = [meeting for meeting in scope.follow_ups if meeting not in held and meeting not in missed]
    parts = []
    if held:
        links = [here.link(short_when(meeting.date) or say("day not stated"), f"{meeting.id}/") for meeting in held]
        parts.append(say_html("Held {days}", days=strung(", ", links)))
    if missed:
        parts.append(say_html("{number} not held", number=here.link(str(len(missed)), f"{missed[0].id}/")))
    for meeting in promised:
        day = short_when(meeting.date) if meeting.date.first else ""
        past = scope.edition.is_past(meeting.date)
        words = _due(meeting.date, day, past=past) if day else say("promised for the next meeting")
        due = here.link(words if parts else capital(words), f"{meeting.id}/")
        parts.append(due + (say(". No record of that meeting here") if past else ""))
    if held:
        return Shape.SOLID, strung("; ", parts)
    past = any(scope.edition.is_past(meeting.date) for meeting in promised)
    return (Shape.BROKEN if past or not promised else Shape.RING), strung("; ", parts)


def _promised_or_welcomed(scope: Scope, id_: str) -> str:
    """Choose the word that an item knows for a later look of which no meeting is named."""
    item = scope.edition.register.item(id_)
    welcomed = {follow_up.state is FollowUpState.UNSCHEDULED for _, follow_up in (promises(item) if item else ())}
    if len(welcomed) > 1:
        return say("Promised or welcomed")
    return say("Welcomed") if True in welcomed else say("Promised")


def _due(when: When, day: str, *, past: bool) -> str:
    if when.kind in {WhenKind.EXACT, WhenKind.RANGE}:
        return say("was due on {day}", day=day) if past else say("due on {day}", day=day)
    return say("was due in {month}", month=day) if past else say("due in {month}", month=day)


def _again(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    if not scope.again:
        return Shape.BROKEN, say_html("No later inspection is held here")
    happened = not all(scope.is_anticipated(id_) for id_ in scope.again)
    missed = all(was_expected(scope.edition, id_) for id_ in scope.again)
    shape = Shape.SOLID if happened else Shape.BROKEN if missed else Shape.RING
    return shape, strung("; ", [_one_again(scope.edition, here, id_) for id_ in scope.again])


@once
def _one_again(edition: Edition, here: Here, id_: str) -> Markup:
    """Say of one later inspection when it was and what it judged, or when it was expected."""
    inspection = edition.register.inspection(id_)
    if inspection is None:
        return Markup()
    day = happened_when(inspection) or short_when(inspection.expected)
    kind = inspection.kind.label
    disputed = edition.links.relations.discrepancies.get(Target(id_, "on-site"))
    if past := was_expected(edition, id_, kind):
        text = here.link(past, f"{id_}/") + say("; no record of it here")
        return text + (say(". Two dates are given") if disputed else "")
    if disputed:
        return here.link(f"{kind}, {month(inspection)}", f"{id_}/") + say(". Two dates are given")
    name = kind if not inspection.anticipated else say("{inspection} expected", inspection=kind)
    text = here.link(name, f"{id_}/") + (f", {day}" if day else "")
    if any(judgement.grade for judgement in inspection.judgements):
        text += html(". {}", judgement_brief(edition, inspection))
    return text


def month(inspection: Inspection) -> str:
    """Write the month of an inspection whose days are disputed."""
    first = inspection.on_site.first
    return f"{month_words(first.month)} {first.year}" if first else say("date not stated")


def named_committee(edition: Edition, item_id: str) -> str:
    """Name the committee of an item in a sentence."""
    item = edition.register.item(item_id)
    return (
        committee_short(edition, Address.read(item_id).authority, item.committee)
        if item
        else title_of(edition, item_id)
    )
