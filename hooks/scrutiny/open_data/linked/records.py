"""A record, meeting or authority as linked data: what it is, what it rests on, and what belongs to it."""

from __future__ import annotations

from typing import Any

from scrutiny.address import Address
from scrutiny.link import Gathering, Target
from scrutiny.link.meetings import meeting_of
from scrutiny.model import Authority, CommitteeResponse, Inspection, Item, Plan, Record, WhenKind
from scrutiny.open_data.api.imprint import Imprint
from scrutiny.open_data.api.standing import owner
from scrutiny.open_data.linked.parts import LinkedParts, Node
from scrutiny.pages import Edition
from scrutiny.pages.titles import meeting_title
from scrutiny.vocabulary import Language, MeetingState, Missing

LANGUAGES = {Language.ENGLISH: "en-GB", Language.WELSH: "cy"}
"""The languages of records by their codes (BCP 47), as pages give them."""

_TYPES: dict[type[Record], list[str]] = {
    Authority: ["GovernmentOrganization", "oparl:Body", "org:Organization"],
    Inspection: ["Report", "scrutiny:Inspection"],
    Item: ["CreativeWork", "oparl:AgendaItem"],
    Plan: ["CreativeWork", "scrutiny:Plan"],
    CommitteeResponse: ["CreativeWork", "scrutiny:Response"],
}

_STATES = {
    MeetingState.SCHEDULED: "https://schema.org/EventScheduled",
    MeetingState.CANCELLED: "https://schema.org/EventCancelled",
    MeetingState.POSTPONED: "https://schema.org/EventPostponed",
}
"""What is known of a meeting, where schema.org has a word for it."""


_NOTHING: tuple[object, ...] = (None, "", [])
"""What stands for a property that has no value; False and 0 are values."""


def linked_data(edition: Edition, imprint: Imprint, id_: str) -> Node | None:
    """Return a record, meeting or authority as linked data, without the context; None for any other id."""
    linked = LinkedParts(edition, imprint, id_)
    if meeting := edition.meeting(id_):
        return filled(_head(linked, meeting_title(edition, meeting), "subjectOf") | _meeting(linked, meeting))
    record = edition.register.records.get(id_)
    if record is None:
        return None
    if isinstance(record, Authority):
        return filled(_head(linked, record.title, "subjectOf") | _authority(linked, record))
    return filled(_head(linked, record.title, "encoding") | _record(linked, record) | linked.of(record))


def filled(node: Node) -> Node:
    """Leave out what has no value."""
    return {
        name: _filled(value) if isinstance(value, list | dict) else value
        for name, value in node.items()
        if value not in _NOTHING
    }


def _filled(value: list[Any] | Node) -> list[Any] | Node:
    if isinstance(value, dict):
        return filled(value)
    return [_filled(each) if isinstance(each, dict) else each for each in value]


def _head(linked: LinkedParts, name: str, to_data: str) -> Node:
    """Return what anything begins with; ``to_data`` is the property that leads to its file of the data."""
    authority = Address.read(linked.id).authority
    data = {
        "@type": "DataDownload",
        "encodingFormat": "application/json",
        "contentUrl": linked.imprint.data(linked.id),
    }
    return {
        "@id": linked.url(Target(linked.id)),
        "name": name,
        "identifier": linked.id,
        "scrutiny:authority": linked.url(Target(authority)) if linked.id != authority else None,
        "scrutiny:invented": linked.edition.authorities[authority].invented or None,
        to_data: data,
    }


def _record(linked: LinkedParts, record: Record) -> Node:
    themes = linked.edition.register.shared.themes
    return {
        "@type": _TYPES[type(record)],
        "description": record.summary,
        "inLanguage": LANGUAGES[record.language],
        "creativeWorkStatus": "Withdrawn" if record.withdrawn else None,
        "about": [{"@type": "DefinedTerm", "name": themes[each].label} for each in record.themes if each in themes],
        "isBasedOn": [
            {
                "@type": "CreativeWork",
                "name": source.title,
                "url": None if isinstance(source.url, Missing) else source.url,
            }
            for source in record.sources
        ],
        **_of_its_kind(linked, record),
    }


def _of_its_kind(linked: LinkedParts, record: Record) -> Node:
    relations, own = linked.edition.links.relations, Target(linked.id)
    if isinstance(record, Inspection):
        first, last, published = record.on_site.first, record.on_site.last, record.published
        return {
            "scrutiny:kind": record.kind.value,
            "scrutiny:inspectorate": [
                {"@type": "Organization", "name": each.recorded} for each in record.inspectorates
            ],
            "temporalCoverage": f"{first}/{last}" if first and last else None,
            "datePublished": str(published.last) if published.kind is WhenKind.EXACT and published.last else None,
            "scrutiny:follows": linked.present(record.follows),
            "scrutiny:answered_by": linked.urls(relations.answered_by.get(own, ())),
        }
    if isinstance(record, Item):
        meeting = meeting_of(Address.read(linked.id), record)
        return {
            "scrutiny:kind": record.kind.value,
            "oparl:number": record.number,
            "oparl:result": record.resolutions.verb.label,
            "oparl:meeting": linked.url(Target(meeting)) if meeting in linked.edition.links.meetings else None,
            "scrutiny:follows_up": linked.present(record.follows_up),
            "hasPart": [
                {"@id": linked.url(Target(linked.id, each.anchor)), "@type": "opengov:Motion", "text": each.text}
                for each in record.motions
            ],
        }
    if isinstance(record, Plan):
        return {"scrutiny:answered_by": linked.urls(relations.answered_by.get(own, ()))}
    return {"scrutiny:answers": linked.present(record.to)} if isinstance(record, CommitteeResponse) else {}


def _meeting(linked: LinkedParts, meeting: Gathering) -> Node:
    name = meeting.committee.name
    committee = None if isinstance(name, Missing) else owner(linked.edition, linked.imprint, linked.id, name)
    return {
        "@type": ["Event", "oparl:Meeting"],
        "startDate": str(meeting.day) if meeting.day else None,
        "eventStatus": _STATES.get(meeting.state),
        "oparl:cancelled": True if meeting.state is MeetingState.CANCELLED else None,
        "organizer": _committee(committee.url, committee.title) if committee else None,
        "oparl:agendaItem": linked.urls(meeting.items),
        "scrutiny:expects": linked.urls(each.by for each in meeting.expects),
    }


def _committee(url: str, name: str) -> Node:
    return {"@id": url, "@type": ["Organization", "oparl:Organization"], "name": name}


def _authority(linked: LinkedParts, authority: Authority) -> Node:
    def at(folder: str, name: str) -> str:
        return linked.url(Target(f"{linked.id}/{folder}/{name}"))

    code = None if isinstance(authority.gss, Missing) else authority.gss
    return {
        "@type": _TYPES[Authority],
        "alternateName": authority.short_name if authority.short_name != authority.title else None,
        "identifier": {"@type": "PropertyValue", "propertyID": code.register_name, "value": code.code}
        if code
        else linked.id,
        "subOrganization": [
            _committee(at("committees", name), committee.name) for name, committee in authority.committees.items()
        ],
        "org:hasPost": [
            {"@id": at("roles", name), "@type": "org:Post", "name": role.title}
            for name, role in authority.roles.items()
        ],
    }
