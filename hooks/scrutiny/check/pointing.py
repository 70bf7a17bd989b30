"""Which fields point at something, and at what: records and parts by reference, shared things by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import chain
from typing import NamedTuple, TypeAlias

from pydantic import BaseModel

from scrutiny.model import (
    Action,
    Authority,
    Committee,
    CommitteeResponse,
    Discrepancy,
    Finding,
    FollowUp,
    Inspection,
    Item,
    Meeting,
    Motion,
    Owner,
    Plan,
    Point,
    Position,
    Question,
    Record,
    Resolution,
    Role,
    Update,
    When,
    Workstream,
)
from scrutiny.model.item import CommitteeAsStated, ItemMeeting
from scrutiny.model.source import RecordedAs, Withdrawal
from scrutiny.register import Register

WANTED: dict[tuple[type[BaseModel], str], tuple[type[BaseModel], ...]] = {
    (Inspection, "about"): (Plan, Inspection),
    (Inspection, "follows"): (Inspection,),
    (Plan, "about"): (Inspection,),
    (Item, "about"): (Inspection, Plan),
    (Item, "follows_up"): (Item, Resolution, Action, Point, Plan, Finding, Workstream),
    (Meeting, "follows_up"): (Item, Resolution, Action, Point, Plan),
    (ItemMeeting, "record"): (Meeting,),
    (CommitteeResponse, "to"): (Item,),
    (Position, "resolution"): (Resolution,),
    (Resolution, "responds_to"): (Finding, Inspection, Plan, Workstream, Action),
    (Finding, "also"): (Finding,),
    (Finding, "repeats"): (Finding,),
    (Finding, "takes_up"): (Finding,),
    (Motion, "amends"): (Motion,),
    (When, "through"): (Resolution, Point, Meeting),
    (Action, "depends_on"): (Action, Resolution),
    (Point, "same_as"): (Resolution, Action, Point),
    (Update, "about"): (Resolution, Action, Finding, Point, Item, Plan, Inspection),
    (Withdrawal, "replaced_by"): (Record,),
    (Discrepancy, "about"): (Record, BaseModel),
}
"""Field -> the kinds of record or part it may point at."""

WORDS: dict[type[BaseModel], str] = {
    Action: "an action",
    Authority: "an authority",
    CommitteeResponse: "a response",
    Finding: "a finding",
    Inspection: "an inspection",
    Item: "a committee item",
    Meeting: "a meeting",
    Motion: "a motion",
    Plan: "a plan",
    Point: "a point",
    Record: "a record",
    Resolution: "a resolution",
    Workstream: "a part of a plan",
}
"""What a kind is called in a message."""


Names: TypeAlias = Callable[[Register, Authority], Iterable[str]]
"""Where the names that a field may hold are found."""


def _themes(register: Register, _: Authority) -> Iterable[str]:
    return register.shared.themes


def _frameworks(register: Register, _: Authority) -> Iterable[str]:
    return register.shared.frameworks


def _bodies(register: Register, _: Authority) -> Iterable[str]:
    return register.shared.bodies


def _offices(register: Register, _: Authority) -> Iterable[str]:
    return register.shared.offices


def _committees(_: Register, authority: Authority) -> Iterable[str]:
    return authority.committees


def _owners(register: Register, authority: Authority) -> Iterable[str]:
    return chain(authority.roles, authority.bodies, register.shared.bodies, authority.committees)


NAMED: dict[tuple[type[BaseModel], str], Names] = {
    (Record, "themes"): _themes,
    (Finding, "themes"): _themes,
    (Question, "themes"): _themes,
    (Committee, "successor"): _committees,
    (Point, "themes"): _themes,
    (Resolution, "themes"): _themes,
    (Workstream, "themes"): _themes,
    (Inspection, "framework"): _frameworks,
    (RecordedAs, "body"): _bodies,
    (Role, "office"): _offices,
    (CommitteeAsStated, "name"): _committees,
    (FollowUp, "to"): _committees,
    (Item, "also_before"): _committees,
    (Owner, "roles"): _owners,
    (Action, "to"): _committees,
    (Action, "on_behalf_of"): _owners,
}
"""Field -> the names it may hold."""

HELD_IN: dict[Names, str] = {
    _themes: "themes.yml",
    _frameworks: "frameworks.yml",
    _bodies: "bodies.yml",
    _offices: "offices.yml",
    _owners: "bodies.yml",
}
"""The shared file from which some or all of the names are."""

WHERE = {
    "themes": "content/shared/themes.yml",
    "framework": "content/shared/frameworks.yml",
    "body": "content/shared/bodies.yml",
    "office": "content/shared/offices.yml",
}


class Pointing(NamedTuple):
    """A field that holds references or names, as a class has it."""

    field: str
    wanted: tuple[type[BaseModel], ...] | None
    """The kinds of record or part a reference may point at."""
    names: Names | None
    """The names it may hold."""


@cache
def pointing(kind: type[BaseModel]) -> tuple[Pointing, ...]:
    """The fields of a class that hold references or names; most classes have few."""
    fields = [(base, field) for base in kind.__mro__ for field in getattr(base, "model_fields", ())]
    return tuple(
        Pointing(field, WANTED.get((base, field)), NAMED.get((base, field)))
        for base, field in fields
        if (base, field) in WANTED or (base, field) in NAMED
    )
