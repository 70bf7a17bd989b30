"""An inspection, visit or review: how it ran, what it judged, what it found."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from scrutiny.model.action import HasActions, Owner
from scrutiny.model.base import Line, Model, OrMissing, Reference, Slug, example
from scrutiny.model.exempt import MayBeExempt
from scrutiny.model.record import NumberedLists, Record
from scrutiny.model.source import At, Fact, RecordedAs
from scrutiny.model.when import When
from scrutiny.vocabulary import AppliesTo, Exhaustive, FindingKind, GradeState, InspectionKind, Missing

NOT_STATED = When(date="not stated")


class Moment(Model):
    """Something that happened within a stage."""

    text: Line = example("Inspectors on site")
    """What happened."""
    when: When = example("2017-12-04 to 2017-12-08")
    """When."""


class Stage(Model):
    """One step of how an inspection ran."""

    number: Slug = example("3")
    """Its place in the order."""
    text: Line = example("Letter sent to partners to check its facts")
    """What happens in it."""
    when: When = example("2018-01-03", default=NOT_STATED)
    """When, as stated."""
    actor: Line | None = example("The inspectors", default=None)
    """Who does it."""
    is_deadline: bool = example("yes", default=False)
    """True for a last day rather than something that happened."""
    includes: tuple[Moment, ...] = example([{"text": "On site", "when": "2017-12-04 to 2017-12-08"}], default=())
    """What happened within it."""
    note: Line | None = example("Whether it was sent is not recorded here.", default=None)
    """What a reader should know."""
    at: At | None = example("slides 5", default=None)
    """Where it is stated."""


class Judgement(Model):
    """What inspectors judged one domain to be: a grade, or the reason why there is none."""

    domain: Slug | None = example("help-and-protection", default=None)
    """The domain of the framework; left out for a judgement on the whole."""
    grade: Slug | None = example("good", default=None)
    """The grade, a word of the framework's scale."""
    scale: Slug | None = example("ofsted-2013", default=None)
    """The scale, where the framework does not give it."""
    no_grade: GradeState | None = example("not stated", default=None)
    """Why there is no grade. Exactly one of ``grade`` and ``no_grade`` is given."""
    reason: Line | None = example("The plans were not yet in place.", default=None)
    """The reason in words, where a paper gives one."""
    statement: Line | None = example("considerable progress", default=None)
    """A short phrase of the inspectors, quoted."""
    earlier: Slug | None = example("requires-improvement", default=None)
    """The grade at the inspection before, where the same paper gives it."""
    earlier_scale: Slug | None = example("ofsted-2013", default=None)
    """The scale of the earlier grade, where it is another: then the two are never compared."""
    earlier_as_of: When | None = example("2021", default=None)
    """When the earlier grade was given, where stated."""
    as_of: When | None = example("2016-01", default=None)
    """When it was so, where stated apart from the inspection's dates."""
    attributed_to: Line | None = example("the presentation", default=None)
    """Who reports the judgement, where the letter itself is not held."""
    at: At | None = example("minutes 1", default=None)
    """Where it is stated."""

    @model_validator(mode="after")
    def _grade_or_reason(self) -> Self:
        if (self.grade is None) == (self.no_grade is None):
            raise PydanticCustomError(
                "grade_or_reason",
                "needs either grade or no_grade — give the grade, or say why there is none, for example: "
                "no_grade: not stated",
            )
        return self


class Finding(MayBeExempt):
    """One thing inspectors found."""

    left = ("number", "kind", "exempt")

    number: Slug = example("6")
    """Its number among findings of its kind, in the order of the source; part of its address, so never changed."""
    kind: FindingKind = example("area for improvement")
    """What it says."""
    text: Line = example("Engagement with parents")
    """The finding."""
    themes: tuple[Slug, ...] = example(["voice-of-the-child"], default=())
    """Its subjects; the first one groups it on the page."""
    domain: Slug | None = example("help-and-protection", default=None)
    """The domain of the framework it belongs to."""
    applies_to: AppliesTo = example("local authority", default=AppliesTo.UNKNOWN)
    """Whom it is about."""
    subject: Line | None = example("youth offending team", default=None)
    """The team or body it names."""
    attributed_to: Line | None = example("the officers' presentation", default=None)
    """Who says so, where it is not the inspectorate."""
    because: Line | None = example("not yet in place", default=None)
    """Why it was not judged, for ``not evaluated``."""
    time_limit: When | None = example("within 3 months", default=None)
    """By when it has to be put right, where the source sets a limit: then it is something to be done."""
    owner: Owner | None = example("not recorded", default=None)
    """Who is to put it right."""
    also: tuple[Reference, ...] = example(["#strength-2"], default=())
    """The same topic elsewhere, as strength and improvement at once. Written once; shown on both."""
    takes_up: tuple[Reference, ...] = example(["northport/inspections/2021-ilacs#improvement-4"], default=())
    """Earlier findings it speaks of again as put right or changed."""
    repeats: tuple[Reference, ...] = example(["northport/inspections/2021-ilacs#improvement-4"], default=())
    """Earlier findings it raises again."""
    note: Line | None = example("Stands twice on the slides.", default=None)
    """What a reader should know."""
    at: At | None = example("slides 9", default=None)
    """Where it is stated."""

    @property
    def anchor(self) -> str:
        """Its address on the page: ``improvement-6``."""
        return f"{self.kind.anchor}-{self.number}"


class Inspection(Record, HasActions):
    """One inspection, visit or review."""

    kind: InspectionKind = example("joint")
    """What sort of inspection it is."""
    ordinal: Annotated[int, "1 for the first"] | None = example("1", default=None)
    """Its number in a series, such as the first monitoring visit."""
    anticipated: bool = example("yes", default=False)
    """True while papers only expect it."""
    framework: OrMissing[Slug] = example("jtai", default=Missing.NOT_STATED)
    """The framework, from ``content/shared/frameworks.yml``."""
    inspectorates: tuple[RecordedAs, ...] = example(["Ofsted"], default=())
    """Who inspected, as recorded."""
    bodies_inspected: tuple[Line, ...] = example(["Local authority"], default=())
    """Who was inspected; empty where not stated."""
    topic: Line | None = example("children's mental health services", default=None)
    """What it was about, as stated."""
    ages: Line | None = example("10 to 15", default=None)
    """The ages of the children concerned, in years."""
    on_site: When = example("2019-11-18 to 2019-11-22", default=NOT_STATED)
    """The days on which inspectors were there."""
    published: When = example("2018-01-30", default=NOT_STATED)
    """When the letter or report was published."""
    expected: When | None = example("2018", default=None)
    """When papers expect it, for an anticipated inspection."""
    facts: tuple[Fact, ...] = example([{"label": "Cases audited together", "value": "7"}], default=())
    """Other facts, in the order of the source."""
    stages: tuple[Stage, ...] = example([{"number": "1", "text": "Notification"}], default=())
    """How it ran."""
    judgements: tuple[Judgement, ...] = example([{"domain": "overall", "grade": "good"}], default=())
    """What it judged."""
    exhaustive: Exhaustive = example("no", default=Exhaustive.NOT_STATED)
    """Whether the papers list every finding."""
    findings: tuple[Finding, ...] = example([{"number": "1", "kind": "strength", "text": "…"}], default=())
    """What it found, in the order of the source."""
    listed_in: Line | None = example("in the order of the slides", default=None)
    """Whose order and numbering the findings have, for the line above them."""
    actions_title: Line | None = example("The action plan: ten steps", default=None)
    """The heading over its actions."""
    follows: tuple[Reference, ...] = example(["inspections/undated-ilacs"], default=())
    """Earlier inspections it follows; written on the later one only."""
    about: tuple[Reference, ...] = example(["plans/2018-jtai-action-plan"], default=())
    """Plans it is concerned with."""

    def numbered_lists(self) -> NumberedLists:
        """Actions; findings are numbered by kind."""
        return ((("actions",), self.actions),)

    def parts(self) -> dict[str, Model]:
        """Findings, then actions, by anchor."""
        return {finding.anchor: finding for finding in self.findings} | super().parts()
