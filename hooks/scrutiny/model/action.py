"""What is to be done: who, what, by when; and the follow-up that is to look at it."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import model_validator

from scrutiny.model.base import Line, Model, Numbered, Reference, Slug, example
from scrutiny.model.source import At
from scrutiny.model.when import IsoDay, When
from scrutiny.vocabulary import FollowUpState


class Owner(Model):
    """Who is to do it. One line (a role's or body's name, or ``not recorded``), or a group."""

    roles: tuple[Slug, ...] = example(["director-of-childrens-services"], default=())
    """Roles or bodies of the authority; several own it jointly."""
    each: Line | None = example("partner agency", default=None)
    """"Each ...": somebody in each of several bodies whom no paper names."""
    to_be_confirmed: Line | None = example("once the governance arrangements are agreed", default=None)
    """The owner is still to be named; when, or on what it depends."""
    stated: Line | None = example("Owner identified in each partner agency", default=None)
    """The words of the source, where they say more."""

    @model_validator(mode="before")
    @classmethod
    def _from_one_line(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {} if value == "not recorded" else {"roles": [value]}
        return {"roles": value} if isinstance(value, list) else value

    @property
    def is_recorded(self) -> bool:
        """False where no paper says who is to do it."""
        return bool(self.roles or self.each or self.to_be_confirmed or self.stated)


class CountedFrom(Model):
    """A day from which a legal limit may run."""

    date: IsoDay = example("2018-01-30")
    """The day; it is not itself counted."""
    event: Line = example("letter published")
    """What happened on it."""


class DeadlineCheck(Model):
    """A test of a stated last day against the limit the law sets. It never replaces the stated day."""

    working_days: int = example("70", gt=0)
    """The limit in working days."""
    basis: Line = example("SI 2015/1792, regulation 4")
    """The rule that sets it."""
    runs_from: Line = example("receipt; the day of receipt is not stated")
    """What the rule counts from, and what is uncertain about it."""
    counted_from: tuple[CountedFrom, ...] = example([{"date": "2018-01-30", "event": "published"}], min_length=1)
    """The days it may be counted from."""


class Action(Numbered):
    """Something a paper says is to be done."""

    anchor_word: ClassVar[str] = "action"

    number: Slug | None = example("3", default=None)
    """Its number in the source, or in order of the source. Needed in a list; never changed."""
    text: Line | None = example("Put a decision-maker from health in the hub.", default=None)
    """What is to be done. May be left out where the resolution or point says it already."""
    owner: Owner | None = example("director-of-childrens-services", "not recorded", default=None)
    """Who is to do it; ``not recorded`` when no paper says. Left out: the owner of the whole list."""
    to: Slug | None = example("children-scrutiny", default=None)
    """The committee that is to receive it."""
    on_behalf_of: Slug | None = example("safeguarding-partnership", default=None)
    """For whom the owner acts."""
    due: When = example("2018-05-11", "within 3 months", default=When(date="not stated"))
    """By when, as stated; ``none`` when a paper says that no date is set."""
    depends_on: tuple[Reference, ...] = example(["#action-3"], default=())
    """What has to be done first."""
    condition: Line | None = example("checked by each agency first", default=None)
    """What has to be true first, in words."""
    check: DeadlineCheck | None = example(
        {
            "working_days": "70",
            "basis": "SI 2015/1792, regulation 4",
            "runs_from": "receipt",
            "counted_from": [{"date": "2018-01-30", "event": "letter published"}],
        },
        default=None,
    )
    """A test of the stated last day against the law."""
    note: Line | None = example("The columns of the slide run together here.", default=None)
    """What a reader should know about it."""
    at: At | None = example("slides 12", default=None)
    """Where it is stated."""


class FollowUp(Model):
    """A later look that a paper promises: what is to come, to which body, when."""

    expects: Line = example("the findings of the monitoring visit")
    """What the meeting is to receive."""
    to: Slug | None = example("corporate-parenting-board", default=None)
    """The committee, where it is another than the one that decided."""
    date: When = example("2019-03-20", "next meeting", default=When(date="not stated"))
    """When, as stated."""
    state: FollowUpState = example("promised", default=FollowUpState.PROMISED)
    """What is known of it."""
    note: Line | None = example("Cancelled; no reason is stated.", default=None)
    """What a reader should know."""
    at: At | None = example("minutes k", default=None)
    """Where it is stated."""


class HasActions(Model):
    """A record with a numbered list of actions of its own."""

    actions: tuple[Action, ...] = example([{"number": "1", "text": "Publish the letter."}], default=())
    """What is to be done, in the order of the source."""
