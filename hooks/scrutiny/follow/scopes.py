"""What can be followed: a council, a committee, a role, an inspection, a subject; and which parts of which records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scrutiny.follow.entries import Anchors
from scrutiny.link import Target
from scrutiny.model import Inspection
from scrutiny.pages import holdings
from scrutiny.pages.edition import Edition
from scrutiny.pages.words import role_title


class Scope(NamedTuple):
    """What one feed follows."""

    url: str
    """The page it goes with, from the root of the site."""
    title: str
    parts: Mapping[str, Anchors]
    """By record, the parts that belong to it; None for the whole record."""
    has_calendar: bool = True
    """False for an inspection, which has no meetings of its own."""


def scopes_of(edition: Edition, authority: str) -> Iterator[Scope]:
    """Yield what can be followed of one council: it, its committees, its roles, its inspections."""
    council, ids = edition.authorities[authority], edition.by_authority.get(authority, ())
    yield Scope(f"{authority}/", council.short_name, dict.fromkeys(ids))
    for name, committee in council.committees.items():
        url = f"{authority}/committees/{name}/"
        yield Scope(url, f"{council.short_name}: {committee.name}", _of_committee(edition, authority, name))
    for name in edition.owners.get(authority, ()):
        title = f"{council.short_name}: {role_title(edition, authority, name)}"
        yield Scope(f"{authority}/roles/{name}/", title, _of_role(edition, authority, name))
    for id_ in ids:
        record = edition.record(id_)
        if isinstance(record, Inspection):
            yield Scope(f"{id_}/", record.title, _of_thread(edition, id_), has_calendar=False)


def theme_parts(edition: Edition, authority: str) -> dict[str, dict[str, Anchors]]:
    """Return what one council has under each subject: by subject and record, the parts."""
    records = {id_: edition.record(id_) for id_ in edition.by_authority.get(authority, ())}
    tracked = [each for id_ in records for each in edition.tracked_in.get(id_, ())]
    return {
        name: _joined(subject.records, (target for target in _targets(subject)))
        for name, subject in holdings.subjects(edition.register, records, tracked).items()
        if subject.records
    }


def _targets(subject: holdings.Subject) -> Iterator[Target]:
    for name in ("findings", "resolutions", "points", "questions", "parts_of_plans"):
        yield from (target for target, _ in getattr(subject, name))
    yield from (tracked.target for tracked in subject.tracked)


def _of_committee(edition: Edition, authority: str, name: str) -> dict[str, Anchors]:
    """The items before it, its meetings that have a record, answers to it, and what other papers promise it."""
    business = edition.business.get((authority, name), holdings.Business())
    items = [*business.items, *business.also]
    answers = [answer.id for id_ in items for answer in edition.links.relations.responses.get(Target(id_), ())]
    own = [id_ for id_ in (*items, *business.meetings, *answers) if id_ in edition.register.records]
    return _joined((), (tracked.target for tracked in business.promised)) | dict.fromkeys(own)


def _of_role(edition: Edition, authority: str, name: str) -> dict[str, Anchors]:
    """What it owns or is done for it, and the whole of what it presented."""
    owned = (tracked.target for tracked in edition.owned.get((authority, name), ()))
    return _joined((), owned) | dict.fromkeys(edition.presented.get((authority, name), ()))


def _of_thread(edition: Edition, id_: str) -> dict[str, Anchors]:
    """An inspection with what came of it, up to the inspections that followed: one who follows it awaits an answer."""
    later, records = edition.links.threads.later, edition.register.records
    found, waiting = {id_: None}, [id_]
    while waiting:
        for other in sorted(later.get(waiting.pop(), ())):
            if other not in found:
                found[other] = None
                if edition.register.inspection(other) is None:
                    waiting.append(other)
    return {other: None for other in found if other in records}


def _joined(whole: Iterable[str], targets: Iterable[Target]) -> dict[str, Anchors]:
    """Return parts by record, in order; records without any of their parts stand with none."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for id_ in whole:
        found[id_] = set()
    for target in targets:
        found[target.id].add(target.anchor)
    return {id_: frozenset(anchors) for id_, anchors in found.items()}
