"""The page of a committee item: what was decided, then whether it was followed up, then what was asked and told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.language import html, say, say_html, strung
from scrutiny.link import Gathering, Target
from scrutiny.link.meetings import meeting_of, promises
from scrutiny.model import FollowUp, Item, Motion, Point, Question
from scrutiny.pages.decided import (
    decided_note,
    decided_nothing,
    shown_resolution,
    unpassed,
    unpassed_title,
    vote_words,
)
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import is_promised
from scrutiny.pages.page import Here, Page, joined
from scrutiny.pages.record import disagree, record_page
from scrutiny.pages.shown import (
    Entry,
    Row,
    ShownAction,
    action,
    meeting_id,
    named_part,
    named_parts,
    theme_links,
    trail_lines,
)
from scrutiny.pages.titles import marked_title, numbered
from scrutiny.pages.words import (
    NO_PAPER,
    capital,
    committee_words,
    exempt_words,
    item_when,
    missing,
    owner_words,
    person_words,
    place_words,
    role_link,
    when_words,
)
from scrutiny.vocabulary import FollowUpState, MeetingState, Missing, PointKind


@dataclass(frozen=True)
class ShownPoint:
    """A point, ready to print."""

    anchor: str
    label: str
    lead: str
    text: str
    soft: Markup


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its answer, ready to print."""

    anchor: str
    asked: str
    answered: str
    soft: Markup


def item_page(edition: Edition, id_: str, item: Item) -> Page:
    """Return the page of one committee item."""
    here = Here(f"{id_}/")
    resolutions = [shown_resolution(edition, here, id_, item, resolution) for resolution in item.resolutions.list]
    return record_page(
        edition,
        id_,
        item,
        template="item",
        section="resolutions",
        kicker=say("Committee item, {day}", day=item_when(item)),
        shows={
            "decided_note": decided_note(edition, here, id_, item),
            "decided_nothing": decided_nothing(item),
            "resolutions": resolutions,
            "unpassed": unpassed(item),
            "unpassed_title": unpassed_title(item),
            "motions": [_motion(item, motion) for motion in item.motions],
            "facts": _facts(edition, here, id_, item),
            "follow_up": _follow_up(edition, here, id_, item),
            "no_follow_up": _no_follow_up(item),
            "questions": [_question(item, question) for question in item.questions],
            "points": [_point(edition, here, id_, item, point) for point in item.points],
            "point_actions": _point_actions(edition, here, id_, item),
        },
        sections=(
            ("decided", say("What the committee decided"), ""),
            disagree(),
            ("followed-up", say("Was it followed up?"), ""),
            ("promised", say("What was promised in discussion"), "point_actions"),
            ("asked", say("What members asked"), "questions"),
            ("told", say("What the committee was told"), "points"),
        ),
    )


def _motion(item: Item, motion: Motion) -> ShownPoint:
    soft = [motion.outcome.label]
    if motion.vote:
        soft.append(vote_words(motion.vote))
    if motion.moved_by:
        soft.append(say("moved by {who}", who=person_words(motion.moved_by)))
    if motion.seconded_by:
        soft.append(say("seconded by {who}", who=person_words(motion.seconded_by)))
    lead = say("Amendment") if motion.amends else say("Motion")
    place = place_words(item, motion.at)
    words = html("{}{}", "; ".join(soft), f" ({place})" if place else "")
    return ShownPoint(motion.anchor, motion.number or "1", lead, motion.text, words)


def _facts(edition: Edition, here: Here, id_: str, item: Item) -> list[Row]:
    address = Address.read(id_)
    meeting = meeting_of(address, item)
    day = when_words(item.meeting.date, say("Date not stated"))
    rows = [
        Row(say("Committee"), committee_words(edition, here, address.authority, item.committee), "committee"),
        Row(say("Meeting"), day + html(". {}", here.link(say("See the meeting"), f"{meeting}/")), "meeting"),
    ]
    if item.presented_by:
        rows.append(Row(say("Presented by"), "; ".join(person_words(person) for person in item.presented_by)))
    rows.append(Row(say("Kind"), item.kind.label))
    if item.number:
        rows.append(Row(say("Number on the agenda"), item.number))
    if item.heading:
        rows.append(Row(say("Heading in the agenda"), item.heading))
    if item.introduction:
        rows.append(Row(say("The agenda said"), item.introduction))
    if known := edition.present(id_, item.about):
        rows.append(Row(say("About"), joined([here.to(target, marked_title(edition, target.id)) for target in known])))
    if known := edition.present(id_, item.follows_up):
        rows.append(Row(say("Follows up"), named_parts(edition, here, known)))
    if item.themes:
        rows.append(Row(say("Subjects"), theme_links(edition, here, item.themes)))
    if item.also_before:
        names = [role_link(edition, here, address.authority, name) for name in item.also_before]
        rows.append(Row(say("Also before"), joined([*names])))
    return rows


def _follow_up(edition: Edition, here: Here, id_: str, item: Item) -> list[Entry]:
    """Say in order of days what later meetings took up or were to receive, each in one row with its items."""
    threads = edition.links.threads
    parts = [Target(id_, anchor) for anchor in ("", *item.parts(), "follow-up")]
    later = {meeting_id(edition, each) for part in parts for each in threads.follow_ups(part)}
    meetings = [meeting for each in later if (meeting := edition.meeting(each))]
    meetings.sort(key=lambda meeting: (threads.first_day(meeting.id) or datetime.date.max, meeting.id))
    shown = [_taken_up(edition, here, id_, meeting, parts) for meeting in meetings]
    for anchor, follow_up in promises(item):
        if follow_up.state is FollowUpState.UNSCHEDULED:
            stated = say("When, as stated: “{words}”.", words=follow_up.date.stated) if follow_up.date.stated else ""
            soft = " ".join(filter(None, (say("Welcomed, not promised: no meeting is named."), stated, follow_up.note)))
            shown.append(Entry(capital(follow_up.expects), "", soft, anchor if anchor == "follow-up" else ""))
    return shown


def _taken_up(edition: Edition, here: Here, id_: str, meeting: Gathering, parts: list[Target]) -> Entry:
    """Return one later meeting: whether it was held, which of its items took the matter up, what it was to receive."""
    relations = edition.links.relations
    later = {each.record for part in parts for each in relations.taken_up_by.get(part, ())}
    items = [each for each in meeting.items if each in later]
    said: list[Markup | str] = []
    if not is_promised(meeting):
        unknown = meeting.state is MeetingState.UNKNOWN
        said.append(missing(say("Whether it was held is not stated.")) if unknown else f"{meeting.state.label}.")
    if items:
        links = joined([here.to(each, marked_title(edition, each.id)) for each in items])
        said.append(say_html("Taken up by {records}.", records=links))
    elif meeting.items:
        said.append(missing(say("No item held here takes it up.")))
    to_come = is_promised(meeting) and not edition.is_past(meeting.date)
    what = "; ".join(expected.follow_up.expects for expected in meeting.expects if expected.by.id == id_)
    if what and to_come:
        said.append(say("It is to receive: {what}.", what=what))
    elif what:
        said.append(say("It was to receive: {what}.", what=what))
    if is_promised(meeting) and not to_come:
        said.append(missing(say(NO_PAPER)))
    return Entry(marked_title(edition, meeting.id), here.href(f"{meeting.id}/"), strung(" ", said))


def _no_follow_up(item: Item) -> str:
    """Say what is known of a later look when no meeting is named for one."""
    if any(promises(item)):
        return say("No meeting is named for what was promised; no paper that takes it up again is held here.")
    if any(part.exempt for part in (*item.points, *item.resolutions.list)):
        return say("No follow-up is recorded. Parts of this item are exempt, and may promise one.")
    return say("No follow-up is recorded. No paper that promises one or takes this up again is held here.")


def _question(item: Item, question: Question) -> ShownQuestion:
    if question.exempt:
        return ShownQuestion(question.anchor, exempt_words(question), question.exempt.summary, Markup())
    soft = []
    if question.by:
        soft.append(say("Asked by {who}.", who=person_words(question.by)))
    if question.answered_by:
        soft.append(say("Answered by {who}.", who=question.answered_by))
    place = place_words(item, question.at)
    words = " ".join(soft) + (f" ({place})" if place else "")
    answered = "" if isinstance(question.answered, Missing) else question.answered
    return ShownQuestion(question.anchor, question.asked, answered, escape(words.strip()))


def _point(edition: Edition, here: Here, id_: str, item: Item, point: Point) -> ShownPoint:
    soft: list[Markup | str] = []
    if point.kind not in {PointKind.CONTEXT, PointKind.PROGRESS}:
        soft.append(
            html("{}.", point.kind.meaning.rstrip(".") if point.kind is PointKind.OWN_VIEW else point.kind.label)
        )
    if point.by:
        soft.append(say("Said by {who}.", who=point.by))
    if point.owner:
        soft.append(say_html("A matter for {owner}.", owner=owner_words(edition, here, id_, point.owner)))
    if point.when:
        soft.append(say_html("When: {date}.", date=when_words(point.when)))
    if point.same_as:
        soft += [
            say_html("The same promise as {part}; counted once.", part=here.to(same, named_part(edition, here, same)))
            for same in edition.present(id_, [point.same_as])
        ]
    place = place_words(item, point.at)
    if place:
        soft.append(f"({place})")
    label = point.number if point.number.isalpha() else ""
    return ShownPoint(
        point.anchor,
        f"({label})" if label else "",
        f"{lead}." if (lead := exempt_words(point) or point.lead) else "",
        point.text,
        strung(" ", soft),
    )


def _point_actions(edition: Edition, here: Here, id_: str, item: Item) -> list[ShownAction]:
    """Return what was promised in discussion, outside any resolution."""
    anchors = [*(point.anchor for point in item.points), "follow-up"]
    shown = []
    for anchor in anchors:
        for tracked in edition.tracked_at.get(Target(id_, anchor), ()):
            letter = anchor.partition("-")[2]
            by = (
                here.to(tracked.target, numbered("point", letter)) if anchor != "follow-up" else say_html("the minutes")
            )
            made = action(edition, here, tracked, _undertaken(by, tracked.commitment.follow_up))
            own = anchor if anchor == "follow-up" else f"action-{anchor}"
            shown.append(replace(made, anchor=own, trail=trail_lines(edition, here, tracked.target, gaps=False)))
    return shown


def _undertaken(by: Markup, follow_up: FollowUp | None) -> Markup:
    """Say where something was promised and, for a later look, what is known of it."""
    if follow_up is None or follow_up.state is FollowUpState.PROMISED:
        said = say_html("Undertaken in {part}", part=by)
    else:
        said = say_html("{meaning} Stated in {part}", meaning=follow_up.state.meaning, part=by)
    return said + (html(". {}", follow_up.note) if follow_up and follow_up.note else "")
