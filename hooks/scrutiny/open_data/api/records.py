"""The file of one record: what its YAML states, by the same names, and under ``derived`` what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.address import Address
from scrutiny.check.walk import parts_of
from scrutiny.history import UNKNOWN
from scrutiny.link import Target
from scrutiny.link.meetings import meeting_of
from scrutiny.link.pointers import pointers_of
from scrutiny.model import CommitteeResponse, Inspection, Item, Plan, Record, When
from scrutiny.open_data.api.derived import (
    Dated,
    Dispute,
    InspectionDerived,
    ItemDerived,
    PlanDerived,
    RecordDerived,
    Reference,
    ResponseDerived,
)
from scrutiny.open_data.api.derived_parts import Titled
from scrutiny.open_data.api.imprint import Imprint, id_of
from scrutiny.open_data.api.parts import Parts, Written, stated
from scrutiny.open_data.api.standing import counted_days, owner
from scrutiny.pages import Edition
from scrutiny.pages.titles import title_of
from scrutiny.track import answered
from scrutiny.vocabulary import Missing

CHECKS_ONLY = ("visibility", "embargo", "exemption", "allow")
"""Fields that tell the checks and the staging what to do; no page shows them, and the data does not either."""


def kind_of(id_: str) -> str:
    """Return the kind of file that a record or meeting has: ``item``; ``authority`` for one without a folder."""
    return Address.read(id_).folder.removesuffix("s") or "authority"


def record_file(edition: Edition, imprint: Imprint, id_: str) -> Written:
    """Return the data of a record that is no meeting and no authority."""
    record = edition.register.records[id_]
    return {
        **headed(edition, imprint, id_),
        **stated_with_parts(edition, imprint, id_, record),
        "derived": _derived_of(edition, imprint, id_, record),
    }


def headed(edition: Edition, imprint: Imprint, id_: str) -> Written:
    """Return what every file of a record, meeting or authority begins with."""
    kind, invented = kind_of(id_), edition.authority_of(id_).invented
    target = imprint.to(Target(id_))
    return {
        "edition": imprint.edition(kind, invented=invented),
        "type": kind,
        "id": target.id,
        "url": target.url,
        "data": imprint.data(id_),
    }


def stated_with_parts(edition: Edition, imprint: Imprint, id_: str, record: Record) -> Written:
    """Return what a record states, its parts with their ids, addresses and what is derived for each."""
    parts, written = Parts(edition, imprint, id_, record), stated(record, *CHECKS_ONLY)
    if isinstance(record, Inspection):
        written["findings"] = [parts.part(each.anchor, each) for each in record.findings]
        written["judgements"] = [parts.judgement(record, each) for each in record.judgements]
    if isinstance(record, Item):
        written["resolutions"] = stated(record.resolutions)
        if record.follow_up:
            written["follow_up"] = parts.part("follow-up", record.follow_up)
    if isinstance(record, CommitteeResponse):
        written["positions"] = [parts.part(f"position-{n}", each) for n, each in enumerate(record.positions, 1)]
    for (*way, last), listed in record.numbered_lists():
        holder = written
        for name in way:
            holder = holder[name]
        holder[last] = [parts.part(each.anchor, each) for each in listed]
    return written


def _derived_of(edition: Edition, imprint: Imprint, id_: str, record: Record) -> RecordDerived:
    common, relations, target = derived_of_any(edition, imprint, id_, record), edition.links.relations, Target(id_)

    def read(name: str) -> Written:
        return {name: tuple(map(imprint.to, getattr(relations, name).get(target, ())))}

    if isinstance(record, Inspection):
        return InspectionDerived(**common | read("answered_by") | read("looked_at_by") | read("followed_by"))
    if isinstance(record, Item):
        return ItemDerived(
            **common | read("taken_up_by") | read("responses"),
            meeting=_meeting(edition, imprint, id_, record),
            committee=_committee(edition, imprint, id_, record),
        )
    if isinstance(record, Plan):
        return PlanDerived(**common | read("answered_by") | read("looked_at_by") | read("taken_up_by"))
    if isinstance(record, CommitteeResponse):
        came = answered(record, edition.as_of)
        return ResponseDerived(
            **common,
            last_day=came.deadline.last,
            why_no_last_day=came.deadline.why_not or None,
            timeliness=came.timeliness,
            timeliness_label=came.timeliness.label,
            days=counted_days(came.timeliness, came.days),
        )
    raise TypeError(f"{id_} is a record of a kind that has no file here")


def _meeting(edition: Edition, imprint: Imprint, id_: str, item: Item) -> Titled | None:
    meeting = meeting_of(Address.read(id_), item)
    return titled(edition, imprint, meeting) if meeting in edition.links.meetings else None


def _committee(edition: Edition, imprint: Imprint, id_: str, item: Item) -> Titled | None:
    name = item.committee.name
    return None if isinstance(name, Missing) else owner(edition, imprint, id_, name)


def titled(edition: Edition, imprint: Imprint, id_: str) -> Titled:
    """Return a record or meeting with its title."""
    target = Target(id_)
    return Titled(id=id_, url=imprint.at(target.url), title=title_of(edition, id_))


def derived_of_any(edition: Edition, imprint: Imprint, id_: str, record: Record | None) -> Written:
    """Return what is derived for any record or meeting, as ``RecordDerived`` has it."""
    authority, history = Address.read(id_).authority, edition.histories.get(id_, UNKNOWN)
    threads, target = edition.links.threads, Target(id_)
    return {
        "authority": titled(edition, imprint, authority),
        "first_public": history.published,
        "last_changed": history.modified,
        "first_day": threads.first_day(id_),
        "dates": tuple(_dates(record)) if record else (),
        "references": tuple(_references(imprint, id_, record)) if record else (),
        "thread": tuple(titled(edition, imprint, other) for other in threads.of(id_)),
        "replaces": tuple(map(imprint.to, edition.links.relations.replaces.get(target, ()))),
        "disputes": tuple(_disputes(edition, imprint, id_)),
    }


def _dates(record: Record) -> Iterator[Dated]:
    for when, path in parts_of(record):
        if isinstance(when, When) and not when.is_missing:
            at = "".join(f"/{step}" for step in path)
            yield Dated(at=at, kind=when.kind, words=when.words, first=when.first, last=when.last)


def _references(imprint: Imprint, id_: str, record: Record) -> Iterator[Reference]:
    for pointer in pointers_of(id_, record):
        yield Reference(by=id_of(pointer.by), field=pointer.field, to=imprint.to(pointer.to))


def _disputes(edition: Edition, imprint: Imprint, id_: str) -> Iterator[Dispute]:
    for each in edition.disagreements_in.get(id_, ()):
        if each.by.id != id_:
            about = Target(*Address.read(each.by.id).resolve(each.discrepancy.about))
            yield Dispute(
                carried_by=imprint.to(each.by),
                about=imprint.to(about),
                title=each.discrepancy.title,
                state=each.discrepancy.state,
                claims=each.discrepancy.claims,
            )
