"""The lists of one authority: its records by kind, its findings and resolutions, what is to be done, what is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from scrutiny.address import Address
from scrutiny.history import UNKNOWN
from scrutiny.link import Target
from scrutiny.model import CommitteeResponse, Inspection, Item, Plan, Record
from scrutiny.open_data.api.derived_parts import Titled
from scrutiny.open_data.api.imprint import Imprint, Pointed, id_of
from scrutiny.open_data.api.listed import (
    Entry,
    Gone,
    ListedAction,
    ListedFinding,
    ListedRecord,
    ListedResolution,
    Listing,
)
from scrutiny.open_data.api.parts import Written
from scrutiny.open_data.api.records import titled
from scrutiny.open_data.api.standing import to_be_done
from scrutiny.pages import Edition
from scrutiny.pages.titles import title_of
from scrutiny.pages.words import inspection_when, short_when

Kind = TypeVar("Kind", bound=Record)

PAGE = 200
"""Entries on one page of a list at most."""


def standing_records(edition: Edition, authority: str) -> Iterator[tuple[str, Record]]:
    """Yield the records of an authority that still count, in the order of their ids."""
    for id_ in edition.by_authority.get(authority, ()):
        record = edition.register.records[id_]
        if not record.withdrawn:
            yield id_, record


def _records(
    kind: type[Kind], when: Callable[[Kind], str]
) -> Callable[[Edition, Imprint, str], Iterator[ListedRecord]]:
    """Return what yields the records of one kind; ``when`` says the date of each in words."""

    def listed(edition: Edition, imprint: Imprint, authority: str) -> Iterator[ListedRecord]:
        for id_, record in standing_records(edition, authority):
            if isinstance(record, kind):
                yield _listed(edition, imprint, id_, record, when(record))

    return listed


def _listed(edition: Edition, imprint: Imprint, id_: str, record: Record | None, when: str) -> ListedRecord:
    return ListedRecord(
        id=id_,
        url=imprint.at(Target(id_).url),
        data=imprint.data(id_),
        title=title_of(edition, id_),
        summary=record.summary if record else None,
        when=when,
        first_day=edition.links.threads.first_day(id_),
        last_changed=edition.histories.get(id_, UNKNOWN).modified,
        themes=record.themes if record else (),
    )


def _meetings(edition: Edition, imprint: Imprint, authority: str) -> Iterator[ListedRecord]:
    for meeting in edition.meetings_of.get(authority, ()):
        if not (meeting.record and meeting.record.withdrawn):
            yield _listed(edition, imprint, meeting.id, meeting.record, short_when(meeting.date))


def _findings(edition: Edition, imprint: Imprint, authority: str) -> Iterator[ListedFinding]:
    answered_by = edition.links.relations.answered_by
    for id_, record in standing_records(edition, authority):
        for finding in record.findings if isinstance(record, Inspection) else ():
            target = Target(id_, finding.anchor)
            yield ListedFinding(
                **_part(edition, imprint, target),
                kind=finding.kind,
                text=finding.text,
                is_exempt=finding.exempt is not None,
                themes=finding.themes or record.themes,
                answered_by=tuple(map(imprint.to, answered_by.get(target, ()))),
            )


def _resolutions(edition: Edition, imprint: Imprint, authority: str) -> Iterator[ListedResolution]:
    for id_, record in standing_records(edition, authority):
        if not isinstance(record, Item):
            continue
        for resolution in record.resolutions.list:
            yield ListedResolution(
                **_part(edition, imprint, Target(id_, resolution.anchor)),
                verb=resolution.verb or record.resolutions.verb,
                effect=resolution.effect,
                text=resolution.text,
                is_exempt=resolution.exempt is not None,
                themes=resolution.themes or record.themes,
            )


def _actions(edition: Edition, imprint: Imprint, authority: str) -> Iterator[ListedAction]:
    for id_, _ in standing_records(edition, authority):
        for tracked in edition.tracked_in.get(id_, ()):
            told = to_be_done(edition, imprint, tracked)
            yield ListedAction(**_part(edition, imprint, tracked.target), **dict(told))


def _part(edition: Edition, imprint: Imprint, target: Target) -> Written:
    """Return what every part in a list begins with."""
    to = imprint.to(target)
    return {
        "id": to.id,
        "url": to.url,
        "record": titled(edition, imprint, target.id),
        "data": imprint.data(target.id),
    }


def _gone(edition: Edition, imprint: Imprint, authority: str) -> Iterator[Gone]:
    """Yield the withdrawn records, whose pages stay, then those that had to go and did not come back."""
    for id_ in (authority, *edition.by_authority.get(authority, ())):
        if withdrawn := edition.register.records[id_].withdrawn:
            see = _way_on(edition, imprint, id_, withdrawn.replaced_by)
            yield _gone_entry(imprint, id_, see, what="withdrawn", on=withdrawn.on, reason=withdrawn.reason)
    for id_, removals in edition.register.removed.items():
        if Address.read(id_).authority == authority and id_ not in edition.register.records:
            last = removals[-1]
            see = _way_on(edition, imprint, id_, last.see)
            yield _gone_entry(imprint, id_, see, what="removed", on=last.on, reason=last.reason)


def _way_on(edition: Edition, imprint: Imprint, id_: str, reference: str | None) -> Pointed | None:
    return next(map(imprint.to, edition.present(id_, [reference] if reference else [])), None)


def _gone_entry(imprint: Imprint, id_: str, see: Pointed | None, **told: str) -> Gone:
    target = Target(id_)
    return Gone.model_validate({"id": id_of(target), "url": imprint.at(target.url), "see": see, **told})


class OneList(NamedTuple):
    """A list that every authority has."""

    form: type[Pointed]
    """The form of its entries."""
    entries: Callable[[Edition, Imprint, str], Iterator[Pointed]]
    """Yields the entries of an authority."""


LISTS: Mapping[str, OneList] = {
    "inspections": OneList(ListedRecord, _records(Inspection, inspection_when)),
    "items": OneList(ListedRecord, _records(Item, lambda item: short_when(item.meeting.date))),
    "meetings": OneList(ListedRecord, _meetings),
    "plans": OneList(ListedRecord, _records(Plan, lambda plan: short_when(plan.agreed))),
    "responses": OneList(ListedRecord, _records(CommitteeResponse, lambda response: short_when(response.received))),
    "findings": OneList(ListedFinding, _findings),
    "resolutions": OneList(ListedResolution, _resolutions),
    "actions": OneList(ListedAction, _actions),
    "withdrawn": OneList(Gone, _gone),
}
"""The lists of an authority by name, in the order of ``Totals``."""


def pages_of(
    imprint: Imprint, name: str, entries: Iterable[Entry], authority: Titled | None = None, *, invented: bool = False
) -> Iterator[Listing[Entry]]:
    """Yield the pages of a list, one also of an empty one; no more than a page and an entry is held at a time."""
    waiting, number, page = iter(entries), 1, list[Entry]()
    first = f"{authority.id}/{name}" if authority else name

    def page_id(number: int) -> str:
        return f"{first}/page-{number}" if number > 1 else first

    while True:
        following = next(waiting, None)
        if following is not None and len(page) < PAGE:
            page.append(following)
            continue
        yield Listing(
            edition=imprint.edition(f"list-of-{name}", invented=invented),
            id=page_id(number),
            data=imprint.data(page_id(number)),
            of=name,
            authority=authority,
            page=number,
            first=imprint.data(first),
            previous=imprint.data(page_id(number - 1)) if number > 1 else None,
            next=imprint.data(page_id(number + 1)) if following is not None else None,
            entries=tuple(page),
        )
        if following is None:
            return
        number, page = number + 1, [following]
