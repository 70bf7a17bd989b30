"""Commitments as data: who is to do what by when, and where it stands on the four axes."""

from __future__ import annotations

from scrutiny.address import Address
from scrutiny.link import Commitment, Target
from scrutiny.model import Committee
from scrutiny.open_data.api.derived_parts import Titled, ToBeDone
from scrutiny.open_data.api.imprint import Imprint
from scrutiny.pages import Edition
from scrutiny.pages.words import role_title
from scrutiny.search.facets import owners_of
from scrutiny.track import Tracked
from scrutiny.vocabulary import Timeliness

COUNTED = frozenset(
    {Timeliness.OVERDUE, Timeliness.PASSED, Timeliness.DUE_SOON, Timeliness.DUE, Timeliness.MET_LATE},
)
"""The values of the fourth axis that come with a number of days."""


def to_be_done(edition: Edition, imprint: Imprint, tracked: Tracked) -> ToBeDone:
    """Return a commitment as data."""
    commitment, deadline, standing = tracked.commitment, tracked.deadline, tracked.standing
    owners = dict.fromkeys(filter(None, (*commitment.owner.roles, commitment.on_behalf_of)))
    return ToBeDone(
        what=what_of(commitment),
        text=commitment.text,
        owners=tuple(owner(edition, imprint, tracked.target.id, name) for name in owners),
        owner_words=tuple(owners_of(edition, tracked)),
        due_words=deadline.stated,
        last_day=deadline.last,
        how=deadline.how or None,
        why_no_last_day=deadline.why_not or None,
        response=standing.response,
        response_label=standing.response.label,
        delivery=standing.delivery,
        delivery_label=standing.delivery.label,
        assurance=standing.assurance,
        assurance_label=standing.assurance.label,
        timeliness=standing.timeliness,
        timeliness_label=standing.timeliness.label,
        days=counted_days(standing.timeliness, standing.days),
        done_on=standing.done_on,
        latest_news=standing.latest,
        is_open=tracked.is_open,
    )


def what_of(commitment: Commitment) -> str:
    """Say which promise of its part a commitment is."""
    if commitment.action:
        return "action"
    return "follow-up" if commitment.follow_up else "time limit"


def counted_days(timeliness: Timeliness, days: int) -> int | None:
    """Return the days that go with a value of the fourth axis; None where none can be counted."""
    return days if timeliness in COUNTED else None


def owner(edition: Edition, imprint: Imprint, id_: str, name: str) -> Titled:
    """Return the role, body or committee that ``name`` means in a record, with the address of its page."""
    authority = Address.read(id_).authority
    is_committee = isinstance(edition.register.owner(authority, name), Committee)
    target = Target(f"{authority}/{'committees' if is_committee else 'roles'}/{name}")
    title = role_title(edition, authority, name)
    return Titled(id=target.id, url=imprint.at(target.url), title=title)
