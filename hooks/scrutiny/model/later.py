"""Records that come after: a meeting with facts of its own, a response, an improvement plan."""

from __future__ import annotations

from typing import ClassVar

from scrutiny.model.action import Action, HasActions, Owner
from scrutiny.model.base import Line, Model, Numbered, Reference, Slug, Text, example
from scrutiny.model.item import CommitteeAsStated
from scrutiny.model.record import NumberedLists, Record
from scrutiny.model.source import At
from scrutiny.model.when import When
from scrutiny.vocabulary import MeetingState, MinutesState, Response


class Meeting(Record):
    """A meeting that has facts of its own; others are derived from the items taken at them."""

    committee: CommitteeAsStated = example("cyps-scrutiny-panel")
    """The committee that met."""
    date: When = example("2018-03-08")
    """Its day."""
    state: MeetingState = example("held")
    """What is known of it."""
    minutes: MinutesState = example("not stated", default=MinutesState.NOT_STATED)
    """What is known of its minutes."""
    reason: Line | None = example("No reason is stated.", default=None)
    """Why it was not held or put off."""
    follows_up: tuple[Reference, ...] = example(["items/2025-hub#resolution-2"], default=())
    """The resolutions and actions it was to look at."""


class Position(Model):
    """What the recipient said of one resolution."""

    resolution: Reference = example("items/2025-hub#resolution-3")
    """The resolution answered."""
    position: Response = example("accepted in principle")
    """The answer."""
    text: Text | None = example("No money this year.", default=None)
    """The answer in words."""
    action: Action | None = example({"number": "1", "text": "…"}, default=None)
    """What the recipient undertakes to do."""
    at: At | None = example("minutes 9", default=None)
    """Where it is stated."""


class CommitteeResponse(Record):
    """The answer of a cabinet, partner or other recipient to a committee's resolutions."""

    to: tuple[Reference, ...] = example(["items/2025-hub"])
    """The committee items answered."""
    by: Line = example("the cabinet")
    """Who answers."""
    due: When = example("within 2 months", default=When(date="not stated"))
    """By when an answer was due; a legal limit runs only from a recorded notice."""
    notice_sent: When | None = example("2024-06-19", default=None)
    """When the notice that asks for an answer was sent, where recorded."""
    basis: Line | None = example("Local Government Act 2000, section 9FE", default=None)
    """The rule under which the answer was asked for."""
    received: When = example("2024-09-03", default=When(date="not stated"))
    """When it came."""
    positions: tuple[Position, ...] = example([{"resolution": "items/x#resolution-1", "position": "accepted"}])
    """The answer to each resolution."""

    def parts(self) -> dict[str, Model]:
        """Positions by anchor, ``position-n`` in the order of the record."""
        return {f"position-{number}": position for number, position in enumerate(self.positions, 1)}


class Workstream(Numbered):
    """One numbered part of an improvement plan."""

    anchor_word: ClassVar[str] = "workstream"

    number: Slug = example("4")
    """Its number in the plan; its address is ``#workstream-4``."""
    title: Line = example("Improving the front door and MASH arrangements")
    """What it is about."""
    owner: Owner | None = example("director-of-childrens-services", default=None)
    """Who leads it."""
    themes: tuple[Slug, ...] = example(["front-door"], default=())
    """Its subjects."""
    at: At | None = example("minutes 1", default=None)
    """Where it is stated."""


class Plan(Record, HasActions):
    """An improvement or action plan."""

    about: tuple[Reference, ...] = example(["inspections/undated-ilacs"], default=())
    """The inspections it answers."""
    owner: Owner | None = example("not recorded", default=None)
    """Who owns the plan."""
    agreed: When = example("not stated", default=When(date="not stated"))
    """When it was agreed."""
    sign_off_by: tuple[Line, ...] = example(["all partners"], default=())
    """Who has to sign it off."""
    board: Line | None = example("Improvement Board", default=None)
    """The board that watches over it."""
    board_facts: tuple[Line, ...] = example(["It includes front-line social workers."], default=())
    """What is stated about the board."""
    board_first_meeting: When | None = example("2 July", default=None)
    """When the board first meets."""
    workstreams: tuple[Workstream, ...] = example([{"number": "4", "title": "Front door"}], default=())
    """Its parts."""
    workstreams_title: Line = example("Pillars", default="Parts of the plan")
    """What the plan calls its parts."""

    def numbered_lists(self) -> NumberedLists:
        """Workstreams, then actions."""
        return ((("workstreams",), self.workstreams), (("actions",), self.actions))
