"""Tables of what is to be done: actions with their owners, promised follow-ups, and the news of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scrutiny.address import Address
from scrutiny.link.meetings import promised_meeting, promises
from scrutiny.model import Action, Evidence, FollowUp, Item, Owner, Record, Update
from scrutiny.open_data.api.standing import counted_days
from scrutiny.open_data.tables.columns import (
    ADDRESS,
    AUTHORITY,
    BOOLEAN,
    DAY,
    INTEGER,
    PLACE,
    TEXT,
    WITHDRAWN,
    AnyColumn,
    dated,
    labelled,
    meaning_of,
    of_record,
    or_missing,
    plain,
    span,
    stated,
    worked_out,
)
from scrutiny.open_data.tables.table import Column, Entry, Reference, Scope, Table, committee_id, part_id
from scrutiny.pages.words import owner_words
from scrutiny.track import Tracked

BESIDE = ", follow-up"
"""What is added to the id of a promised look that stands beside an action, as the sheet of actions does."""


def _part(meaning: str) -> AnyColumn:
    return Column("part", TEXT, meaning, lambda entry: part_id(entry.target), "parts", is_required=True)


def _actions(scope: Scope) -> Iterator[Entry[Tracked]]:
    for entry in scope.of(Record):
        for tracked in scope.edition.tracked_in.get(entry.id, ()):
            yield entry.within(tracked, tracked.target.anchor)


def _action_owners(scope: Scope) -> Iterator[Entry[tuple[str, str, str]]]:
    for entry in _actions(scope):
        commitment = entry.part.commitment
        for name in dict.fromkeys(commitment.owner.roles):
            yield entry.within((_id(entry), name, "owner"))
        if commitment.on_behalf_of:
            yield entry.within((_id(entry), commitment.on_behalf_of, "on behalf of"))


def _follow_ups(scope: Scope) -> Iterator[Entry[FollowUp]]:
    for entry in scope.of(Item):
        yield from (entry.within(follow_up, anchor) for anchor, follow_up in promises(entry.part))


def _updates(scope: Scope) -> Iterator[Entry[Update]]:
    for entry in scope.of(Record):
        for place, update in enumerate(entry.part.updates, 1):
            yield entry.within(update, place=place)


def _evidence(scope: Scope) -> Iterator[Entry[tuple[int, Evidence]]]:
    for entry in _updates(scope):
        for place, evidence in enumerate(entry.part.evidence, 1):
            yield entry.within((place, evidence), place=entry.place)


def _is_beside(entry: Entry[Tracked]) -> bool:
    """Tell a promised look of a part that sets an action too."""
    others = entry.edition.tracked_at[entry.target]
    return entry.part.commitment.follow_up is not None and any(other.commitment.action for other in others)


def _id(entry: Entry[Tracked]) -> str:
    return part_id(entry.target) + (BESIDE if _is_beside(entry) else "")


def _kind(entry: Entry[Tracked]) -> str:
    commitment = entry.part.commitment
    return "action" if commitment.action else "follow-up" if commitment.follow_up else "time limit"


def _of_action(field: str) -> AnyColumn:
    def read(entry: Entry[Tracked]) -> Any:
        action = entry.part.commitment.action
        return plain(getattr(action, field)) if action else None

    return Column(field, TEXT, meaning_of(Action, field), read)


def _to(entry: Entry[Tracked]) -> str | None:
    promise = entry.part.commitment.action or entry.part.commitment.follow_up
    return committee_id(entry.authority, promise.to) if promise and promise.to else None


def _owner(entry: Entry[Tracked]) -> str:
    commitment = entry.part.commitment
    words = owner_words(entry.edition, None, entry.id, commitment.owner, commitment.on_behalf_of)
    return words.striptags()


def _standing(field: str) -> Callable[[Entry[Tracked]], Any]:
    return lambda entry: getattr(entry.part.standing, field)


def _label(field: str) -> Callable[[Entry[Tracked]], str]:
    return lambda entry: getattr(entry.part.standing, field).label


def _meeting(entry: Entry[FollowUp]) -> str | None:
    item = entry.edition.register.item(entry.id)
    id_ = promised_meeting(Address.read(entry.id), item, entry.anchor, entry.part) if item else None
    return id_ if id_ in entry.edition.links.meetings else None


def _counted_as(entry: Entry[FollowUp]) -> str | None:
    """Return the id of the action as which a follow-up counts; one that names no meeting and is welcomed is none."""
    told = entry.edition.tracked_at.get(entry.target, ())
    own = (each for each in told if each.commitment.follow_up is entry.part)
    return next((_id(entry.within(each)) for each in own), None)


ACTIONS = Table(
    "actions",
    "Something a paper says is to be done: an action, a promised follow-up, or a finding with a time limit. "
    "As many rows as this site counts actions.",
    ("id",),
    (
        Column(
            "id",
            TEXT,
            "Its id: that of the part that sets it; a follow-up beside an action has “, follow-up” after it.",
            _id,
        ),
        _part("The part of a record that sets it."),
        of_record("record", "parts", "The record that sets it."),
        AUTHORITY,
        ADDRESS,
        Column("kind", TEXT, "An action, a follow-up, or a time limit.", _kind),
        Column("text", TEXT, "What is to be done.", lambda entry: entry.part.commitment.text),
        Column("owner", TEXT, "Who is to do it, in words.", _owner),
        Column("owner_stated", TEXT, meaning_of(Owner, "stated"), lambda entry: entry.part.commitment.owner.stated),
        Column("to", TEXT, meaning_of(Action, "to"), _to, "committees"),
        *dated("due", meaning_of(Action, "due"), lambda entry: entry.part.commitment.due),
        *map(_of_action, ("condition", "note", "at")),
        worked_out("last_day", "The last day, where it can be worked out.", lambda e: e.part.deadline.last, DAY),
        worked_out(
            "last_day_how", "How the last day was worked out, where that is not plain.", lambda e: e.part.deadline.how
        ),
        worked_out(
            "no_last_day", "Why there is no last day although a limit was set.", lambda e: e.part.deadline.why_not
        ),
        worked_out("timeliness", "Whether it is in time, as at the day of the data.", _standing("timeliness")),
        worked_out("timeliness_label", "The words that pages print for derived_timeliness.", _label("timeliness")),
        worked_out(
            "days",
            "Days overdue, late or left, as derived_timeliness says; empty where none count.",
            lambda e: counted_days(e.part.standing.timeliness, e.part.standing.days),
            INTEGER,
        ),
        worked_out("response", "The latest recorded answer.", _standing("response")),
        worked_out("delivery", "The latest recorded word on how far the work is.", _standing("delivery")),
        worked_out("assurance", "The latest recorded check.", _standing("assurance")),
        worked_out("done_on", "The day the work was done, where that is recorded.", _standing("done_on"), DAY),
        worked_out("latest_news", "The day of the latest news.", _standing("latest"), DAY),
        worked_out("is_open", "True for what is neither done nor ended.", lambda e: e.part.is_open, BOOLEAN),
    ),
    _actions,
)

ACTION_OWNERS = Table(
    "action_owners",
    "A role, body or committee that is to do something, or for whom it is done.",
    ("action", "owner", "capacity"),
    (
        Column("action", TEXT, "The action.", lambda entry: entry.part[0], "actions"),
        Column("owner", TEXT, "The role, body or committee.", lambda entry: entry.owner(entry.part[1]), "owners"),
        Column(
            "capacity", TEXT, "“owner”, or “on behalf of” where the owner acts for it.", lambda entry: entry.part[2]
        ),
    ),
    _action_owners,
)

FOLLOW_UPS = Table(
    "follow_ups",
    "A later look that a paper promises.",
    ("part",),
    (
        _part("The part of an item that promises it."),
        of_record("item", "items", "The item."),
        AUTHORITY,
        WITHDRAWN,
        ADDRESS,
        *stated(FollowUp, "expects"),
        Column(
            "to",
            TEXT,
            meaning_of(FollowUp, "to"),
            lambda entry: committee_id(entry.authority, entry.part.to) if entry.part.to else None,
            "committees",
        ),
        *dated("date", meaning_of(FollowUp, "date"), lambda entry: entry.part.date),
        *labelled(FollowUp, "state"),
        *stated(FollowUp, "note", "at"),
        *span("date", lambda entry: entry.part.date),
        worked_out("meeting", "The meeting that it names.", _meeting, refers_to="meetings"),
        worked_out("action", "The action as which it counts, where it does.", _counted_as, refers_to="actions"),
    ),
    _follow_ups,
)

UPDATES = Table(
    "updates",
    "News of something that was to be done.",
    ("record", "number"),
    (
        of_record("record", "parts", "The record that carries the news."),
        PLACE,
        AUTHORITY,
        WITHDRAWN,
        Column("about", TEXT, meaning_of(Update, "about"), lambda entry: entry.present(entry.part.about), "parts"),
        *stated(Update, "on", type=DAY),
        *stated(Update, "by", "text", "stated"),
        *labelled(Update, "response"),
        *labelled(Update, "delivery"),
        *stated(Update, "done_on", type=DAY),
        *labelled(Update, "assurance"),
    ),
    _updates,
)

EVIDENCE = Table(
    "evidence",
    "What shows that an update is true.",
    ("record", "update_number", "number"),
    (
        of_record("record", "parts", "The record that carries the update."),
        Column("update_number", INTEGER, "The number of the update.", lambda entry: entry.place),
        Column("number", INTEGER, "Its place in the update, from 1.", lambda entry: entry.part[0]),
        *stated(Evidence, "title", of=lambda entry: entry.part[1]),
        *or_missing("url", meaning_of(Evidence, "url"), lambda entry: entry.part[1].url),
    ),
    _evidence,
    (Reference(("record", "update_number"), "updates"),),
)
