"""Commitments: everything a paper says is to be done, from whichever part of a record says it.

An action, a promised follow-up and a finding with a time limit are all commitments. Each promise counts
once: a point that says ``same_as`` leaves the promise to the part it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scrutiny.link.relations import Target
from scrutiny.model import Action, CommitteeResponse, FollowUp, Inspection, Item, Owner, Plan, Position, Record, When
from scrutiny.register import Register
from scrutiny.vocabulary import FollowUpState

BRING = "Bring {what} to the committee."
"""The words of a promised look for which the paper has none."""

NOBODY = Owner()
"""The owner of a commitment for which no paper names one."""


@dataclass(frozen=True)
class Commitment:
    """Something a paper says is to be done."""

    target: Target
    """Where it stands."""
    number: str
    """How the source counts it: "2", "resolution 3", "point f"; empty where it does not."""
    text: str
    """What is to be done."""
    owner: Owner
    """Who is to do it."""
    due: When
    """By when, as stated."""
    action: Action | None = None
    """The action, where it is one."""
    follow_up: FollowUp | None = None
    """The follow-up, where it is one."""

    @property
    def on_behalf_of(self) -> str | None:
        """For whom the owner acts, where a paper says so."""
        return self.action.on_behalf_of if self.action else None


def commitments_of(id_: str, record: Record) -> Iterator[Commitment]:
    """Yield the commitments of one record, in the order of the source; a withdrawn record makes none."""
    if record.withdrawn:
        return
    if isinstance(record, Inspection):
        for finding in record.findings:
            if finding.time_limit:
                target, owner = Target(id_, finding.anchor), finding.owner or NOBODY
                yield Commitment(target, "", finding.text, owner, finding.time_limit)
    if isinstance(record, Inspection | Plan):
        for action in record.actions:
            yield _of_action(Target(id_, action.anchor), action.number or "1", action, "", NOBODY)
    if isinstance(record, Item):
        yield from _of_item(id_, record)
    if isinstance(record, CommitteeResponse):
        yield from _of_response(id_, record)


def _of_response(id_: str, response: CommitteeResponse) -> Iterator[Commitment]:
    for anchor, part in response.parts().items():
        if isinstance(part, Position) and part.action:
            yield _of_action(Target(id_, anchor), "", part.action, part.text or "", NOBODY)


def _of_item(id_: str, item: Item) -> Iterator[Commitment]:
    common = item.resolutions.owner or NOBODY
    for resolution in item.resolutions.list:
        target, owner = Target(id_, resolution.anchor), resolution.owner or common
        label = f"resolution {resolution.number}" if resolution.number else "the resolution"
        if resolution.action:
            yield _of_action(target, label, resolution.action, resolution.text, owner)
        if resolution.follow_up and _is_promised(resolution.follow_up):
            said = "" if resolution.action else resolution.text
            yield _of_follow_up(target, label, resolution.follow_up, said, owner)
    for point in item.points:
        if point.same_as:
            continue
        target, label = Target(id_, point.anchor), f"point {point.number}"
        if point.action:
            yield _of_action(target, label, point.action, point.text, point.owner or NOBODY)
        if point.follow_up and _is_promised(point.follow_up):
            yield _of_follow_up(target, label, point.follow_up, "", point.owner or NOBODY)
    if item.follow_up and _is_promised(item.follow_up):
        yield _of_follow_up(Target(id_, "follow-up"), "", item.follow_up, "", NOBODY)


def _of_action(target: Target, number: str, action: Action, said: str, owner: Owner) -> Commitment:
    return Commitment(target, number, action.text or said, action.owner or owner, action.due, action=action)


def _is_promised(follow_up: FollowUp) -> bool:
    """Further news that is welcomed, without a meeting, is no promise."""
    return follow_up.state is not FollowUpState.UNSCHEDULED


def _of_follow_up(target: Target, number: str, follow_up: FollowUp, said: str, owner: Owner) -> Commitment:
    text = said or BRING.format(what=follow_up.expects)
    return Commitment(target, number, text, owner, follow_up.date, follow_up=follow_up)


def all_commitments(register: Register) -> tuple[Commitment, ...]:
    """Return every commitment of the register, in the order of records and sources."""
    return tuple(commitment for id_, record in register.records.items() for commitment in commitments_of(id_, record))
