"""One item of a committee's business: what it was told, asked, was recommended, and resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from scrutiny.model.action import Action, FollowUp, Owner
from scrutiny.model.base import Line, Model, Numbered, OrMissing, Reference, Slug, Text, example
from scrutiny.model.body import Person
from scrutiny.model.exempt import MayBeExempt
from scrutiny.model.record import NumberedLists, Record
from scrutiny.model.source import At
from scrutiny.model.when import When
from scrutiny.vocabulary import (
    Change,
    Effect,
    ItemKind,
    MeetingState,
    MinutesState,
    Missing,
    Outcome,
    PointKind,
    Verb,
)


class CommitteeAsStated(Model):
    """The committee of an item: its name in ``authority.yml``, or the words of a paper that does not name it."""

    name: OrMissing[Slug] = example("cyps-scrutiny-panel", "not stated")
    """The committee in ``authority.yml``, or ``not stated``."""
    stated: Line | None = example("the Committee", default=None)
    """What the paper calls it."""

    @model_validator(mode="before")
    @classmethod
    def _from_one_line(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class ItemMeeting(Model):
    """The meeting at which the item was taken."""

    date: When = example("2018-03-08", "not stated")
    """Its day, as stated."""
    record: Reference | None = example("meetings/2018-03-08-scrutiny", default=None)
    """The meeting's own record, where it has facts of its own."""
    state: MeetingState = example("held", default=MeetingState.HELD)
    """What is known of it."""
    minutes: MinutesState = example("not held", default=MinutesState.NOT_STATED)
    """What is known of its minutes."""

    @model_validator(mode="before")
    @classmethod
    def _from_one_line(cls, value: Any) -> Any:
        return {"date": value} if isinstance(value, str) else value


class Point(MayBeExempt):
    """Something the committee was told."""

    anchor_word: ClassVar[str] = "point"

    number: Slug = example("g", "3")
    """Its letter or number in the minutes, or its place in their order; part of its address, so never changed."""
    kind: PointKind = example("progress", default=PointKind.CONTEXT)
    """What sort of point it is."""
    lead: Line | None = example("Health", default=None)
    """One or two words that say what it is about."""
    text: Text = example("Health posts in the hub go from one part-time to one full-time.")
    """The point."""
    by: Line | None = example("the Strategic Director", default=None)
    """Who said it, as a role."""
    owner: Owner | None = example("clinical-commissioning-group", default=None)
    """Whose matter it is, where nothing is promised."""
    when: When | None = example("every fortnight", default=None)
    """When, where the point has a date of its own."""
    themes: tuple[Slug, ...] = example(["mash"], default=())
    """Its subjects."""
    action: Action | None = example({"owner": "not recorded"}, default=None)
    """What is to be done, where the point promises something."""
    follow_up: FollowUp | None = example({"expects": "an update"}, default=None)
    """A later look that it promises."""
    same_as: Reference | None = example("#resolution-1", default=None)
    """The resolution, action or point that promises the same thing, so that it counts once."""
    at: At | None = example("minutes g", default=None)
    """Where it is stated, where the number does not say."""


class Question(MayBeExempt):
    """What a member asked, and the answer."""

    anchor_word: ClassVar[str] = "question"
    told_in = "asked"
    neutral: ClassVar[Mapping[str, Any]] = {"answered": Missing.NOT_STATED}

    number: Slug = example("4")
    """Its place in the order of the minutes; part of its address."""
    asked: Text = example("Are thresholds right when children's cases are reviewed?")
    """The question."""
    answered: OrMissing[Text] = example("They are too low.", "not stated")
    """The answer; ``none`` where the minutes say that none was given."""
    by: Person | None = example(
        "A member", {"name": "Ada Example", "role": "Councillor", "public_role": "councillor"}, default=None
    )
    """Who asked; left out where the minutes do not say."""
    answered_by: Line | None = example("the Director", default=None)
    """Who answered, as a role."""
    themes: tuple[Slug, ...] = example(["thresholds"], default=())
    """Its subjects."""
    at: At | None = example("minutes comment 4", default=None)
    """Where it is stated."""


class Recommendation(MayBeExempt):
    """What officers put to the committee: the draft of a resolution."""

    anchor_word: ClassVar[str] = "recommendation"
    neutral: ClassVar[Mapping[str, Any]] = {"effect": Effect.OTHER}

    number: Slug | None = example("2", default=None)
    """Its number in the paper."""
    effect: Effect = example("schedule scrutiny")
    """What it would do."""
    text: Text = example("Look at the front door again at the next meeting, before the monitoring visit.")
    """The recommendation."""
    at: At | None = example("minutes recommended-2", default=None)
    """Where it is stated."""


class WordChange(Model):
    """One phrase that changed between recommendation and resolution, quoted from both."""

    was: Line | None = example("in advance of", default=None)
    """The phrase taken out; left out where words were only put in."""
    became: Line | None = example("with the findings of", default=None)
    """The phrase put in; left out where words were only taken out."""

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.was and not self.became:
            raise PydanticCustomError("no_value", "needs was, became or both — quote the phrase that changed")
        return self


Count = Annotated[int, Field(ge=0)]
"""How many members voted so."""


class Vote(Model):
    """How members voted. Numbers of votes; names only of councillors."""

    votes_for: OrMissing[Count] = example("7", default=Missing.NOT_STATED)
    """Votes in favour."""
    casting_vote: Line | None = example("The chair voted for.", default=None)
    """What a paper says of a casting vote."""
    named_abstained: tuple[Person, ...] = example(
        [{"name": "Ada Example", "role": "Councillor", "public_role": "councillor"}], default=()
    )
    """Councillors recorded as abstaining."""
    votes_against: OrMissing[Count] = example("2", default=Missing.NOT_STATED)
    """Votes against."""
    abstained: OrMissing[Count] = example("1", default=Missing.NOT_STATED)
    """Abstentions."""
    named_for: tuple[Person, ...] = example(
        [{"name": "Ada Example", "role": "Councillor", "public_role": "councillor"}], default=()
    )
    """Councillors recorded in favour."""
    named_against: tuple[Person, ...] = example(
        [{"name": "Ada Example", "role": "Councillor", "public_role": "councillor"}], default=()
    )
    """Councillors recorded against."""


class Motion(Numbered):
    """A motion or an amendment to one."""

    anchor_word: ClassVar[str] = "motion"

    number: Slug | None = example("1", default=None)
    """Its number; its address is ``#motion-1``."""
    text: Text = example("That the plan be published.")
    """What was moved."""
    moved_by: Person | None = example(
        {"role": "Member", "name": "Councillor A", "public_role": "councillor"}, default=None
    )
    """Who moved it."""
    seconded_by: Person | None = example({"role": "Member"}, default=None)
    """Who seconded it."""
    amends: Reference | None = example("#motion-1", default=None)
    """The motion it would amend."""
    outcome: Outcome = example("carried")
    """How it ended."""
    vote: Vote | None = example({"votes_for": "7"}, default=None)
    """How members voted."""
    at: At | None = example("minutes 20", default=None)
    """Where it is stated."""


class Resolution(MayBeExempt):
    """One numbered limb of what the committee decided."""

    anchor_word: ClassVar[str] = "resolution"
    neutral: ClassVar[Mapping[str, Any]] = {"effect": Effect.OTHER}

    number: Slug | None = example("2", default=None)
    """Its number in the minutes; may be left out for a single unnumbered one."""
    verb: Verb | None = example("noted", default=None)
    """Its own verb, where the list as a whole has another."""
    effect: Effect = example("schedule scrutiny")
    """What it does. One that only notes sets no action."""
    text: Text = example("Look at the front door again on 20 March, with the findings of the monitoring visit.")
    """The resolution."""
    recommended: OrMissing[Slug] = example("2", default=Missing.NOT_STATED)
    """The number of the recommendation it answers; ``none`` where it was not recommended."""
    change: Change | None = example("material", default=None)
    """How it differs from that recommendation."""
    changes: tuple[WordChange, ...] = example([{"was": "in advance of", "became": "with the findings of"}], default=())
    """The phrases that changed; each stands in the text of the recommendation or the resolution."""
    meaning: Line | None = example("The committee chose to look after the visit, with its findings.", default=None)
    """What a material change means, in a sentence."""
    responds_to: tuple[Reference, ...] = example(["inspections/2025-ilacs#improvement-2"], default=())
    """The findings, inspection or workstream it answers."""
    themes: tuple[Slug, ...] = example(["front-door"], default=())
    """Its subjects."""
    owner: Owner | None = example("director-of-childrens-services", default=None)
    """Who is to carry it out, where the list as a whole does not say."""
    action: Action | None = example({"due": "2026-12-31"}, default=None)
    """What is to be done."""
    follow_up: FollowUp | None = example({"expects": "the findings", "date": "2019-03-20"}, default=None)
    """The later look it promises."""
    vote: Vote | None = example({"votes_for": "7"}, default=None)
    """How members voted on it."""
    note: Line | None = example("“again” is spelt “again[st]” in the minutes.", default=None)
    """What a reader should know, such as a slip kept from the source."""
    at: At | None = example("minutes resolved-2", default=None)
    """Where it is stated."""

    @model_validator(mode="after")
    def _noting_sets_no_action(self) -> Self:
        if self.effect is Effect.NOTE and (self.action or self.follow_up):
            raise PydanticCustomError(
                "note_with_action",
                "a resolution that only notes sets no action and no follow-up — change effect, or delete it",
                {"at": ("action",) if self.action else ("follow_up",)},
            )
        return self


class Resolutions(Model):
    """Everything the committee decided on an item."""

    verb: Verb = example("resolved", "none recorded")
    """The verb of the minutes over the list."""
    stated: Line | None = example("RESOLVED that", default=None)
    """The words of the minutes, where they say more."""
    owner: Owner | None = example("interim-strategic-director", default=None)
    """Who owns the whole list, as an ACTION line does."""
    list: tuple[Resolution, ...] = example([{"number": "1", "effect": "note", "text": "…"}], default=())
    """The resolutions, in the order of the minutes."""
    note: Line | None = example("The slides were seen; the minutes are not held here.", default=None)
    """What a reader should know."""

    @model_validator(mode="after")
    def _verb_and_list_agree(self) -> Self:
        if self.list and self.verb in {Verb.NONE_RECORDED, Verb.NOT_HELD}:
            raise PydanticCustomError(
                "verb_without_list",
                "says that no decision is recorded, but there is a list — change the verb or delete the list",
                {"at": ("verb",)},
            )
        if not self.list and self.verb not in {Verb.NONE_RECORDED, Verb.NOT_HELD, Verb.LOST}:
            raise PydanticCustomError(
                "list_missing",
                "there is a verb and no list of resolutions — add list:, or say verb: none recorded",
                {"at": ("verb",)},
            )
        return self


class Item(Record):
    """One item of a committee's business."""

    kind: ItemKind = example("report")
    """What was put to the committee."""
    heading: Line | None = example("OFSTED UPDATE", default=None)
    """The heading in the agenda, where it differs from the title."""
    number: Line | None = example("7", default=None)
    """Its number on the agenda."""
    committee: CommitteeAsStated = example("cyps-scrutiny-panel", {"name": "not stated", "stated": "the Committee"})
    """The committee that took it."""
    meeting: ItemMeeting = example("2018-03-08", {"date": "not stated"})
    """The meeting at which it was taken."""
    about: tuple[Reference, ...] = example(["inspections/undated-ilacs"], default=())
    """The inspections and plans it looks at."""
    follows_up: tuple[Reference, ...] = example(["items/2025-hub#resolution-2"], default=())
    """Earlier resolutions, actions or items it takes up again."""
    also_before: tuple[Slug, ...] = example(["health-scrutiny"], default=())
    """Other committees a paper says looked at the same matter."""
    presented_by: tuple[Person, ...] = example([{"role": "Service Director"}], default=())
    """Who presented it."""
    introduction: Text | None = example("The panel will receive a presentation.", default=None)
    """What the agenda said beforehand; not part of the minutes."""
    points: tuple[Point, ...] = example([{"number": "a", "text": "…"}], default=())
    """What the committee was told."""
    questions: tuple[Question, ...] = example([{"number": "1", "asked": "…", "answered": "…"}], default=())
    """What members asked."""
    recommendations: tuple[Recommendation, ...] = example([{"effect": "note", "text": "…"}], default=())
    """What was put to the committee for decision."""
    motions: tuple[Motion, ...] = example([{"text": "…", "outcome": "carried"}], default=())
    """Motions and amendments."""
    resolutions: Resolutions = example({"verb": "none recorded"})
    """What it decided."""
    follow_up: FollowUp | None = example({"expects": "further updates", "state": "unscheduled"}, default=None)
    """A later look that the minutes promise outside any resolution."""

    def numbered_lists(self) -> NumberedLists:
        """Return the lists whose entries have addresses, resolutions first."""
        return (
            (("resolutions", "list"), self.resolutions.list),
            (("points",), self.points),
            (("questions",), self.questions),
            (("recommendations",), self.recommendations),
            (("motions",), self.motions),
        )
