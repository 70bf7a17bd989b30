"""The parts of a record that have an address, each with its id, its address and what is derived for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.link.meetings import promised_meeting
from scrutiny.link.relations import Reverse
from scrutiny.model import (
    Action,
    Finding,
    FollowUp,
    Inspection,
    Item,
    Judgement,
    Motion,
    Point,
    Position,
    Question,
    Recommendation,
    Record,
    Resolution,
    Workstream,
)
from scrutiny.open_data.api.derived_parts import (
    ActionDerived,
    Answer,
    FindingDerived,
    FollowUpDerived,
    JudgementDerived,
    PartDerived,
    PositionDerived,
    ResolutionDerived,
    ThemedDerived,
    Told,
    WorkstreamDerived,
)
from scrutiny.open_data.api.imprint import Imprint, Pointed, id_of
from scrutiny.open_data.api.standing import to_be_done
from scrutiny.pages import Edition
from scrutiny.pages.judgement import scale_of

DERIVED: Mapping[type[BaseModel], type[PartDerived]] = {
    Finding: FindingDerived,
    Action: ActionDerived,
    Resolution: ResolutionDerived,
    Point: ThemedDerived,
    Question: ThemedDerived,
    Recommendation: PartDerived,
    Motion: PartDerived,
    FollowUp: FollowUpDerived,
    Workstream: WorkstreamDerived,
    Position: PositionDerived,
}
"""The kinds of part that have an address, and the form of what is derived for each."""

NOT_SHOWN_ALONE = (Recommendation,)
"""Parts that a page shows only within others, a recommendation within the resolution it led to: they have no anchor."""

Written = dict[str, Any]
"""An object of the data: the fields of a model by their names in YAML, and what is added to them."""


def stated(model: BaseModel, *left_out: str) -> Written:
    """Return what a model states: its fields by their names in YAML; those that have no value are left out."""
    return {
        name: value
        for name in type(model).model_fields
        if name not in left_out and (value := getattr(model, name)) is not None
    }


@dataclass(frozen=True)
class Parts:
    """The parts of one record as data."""

    edition: Edition
    imprint: Imprint
    id: str
    """The record's id."""
    record: Record

    def part(self, anchor: str, part: BaseModel) -> Written:
        """Return a part with its id, its address and what is derived for it."""
        target = Target(self.id, anchor)
        shown_at = target.record if isinstance(part, NOT_SHOWN_ALONE) else target
        return {
            "id": id_of(target),
            "url": self.imprint.at(shown_at.url),
            **stated(part),
            "derived": self._derived(target, part),
        }

    def _derived(self, target: Target, part: BaseModel) -> PartDerived:
        relations, kind = self.edition.links.relations, DERIVED[type(part)]
        updates = (
            Told(carried_by=self.imprint.to(told.by), update=told.update) for told in relations.updates.get(target, ())
        )
        promised = self.edition.tracked_at.get(target, ())
        known: Written = {
            "updates": tuple(updates),
            "to_be_done": tuple(to_be_done(self.edition, self.imprint, tracked) for tracked in promised),
        }
        for name in kind.model_fields.keys() & self._reverses.keys():
            known[name] = self._pointed(self._reverses[name], target)
        if issubclass(kind, ThemedDerived):
            known["themes"] = getattr(part, "themes", ()) or self.record.themes
        return kind(**known | self._of_its_kind(target, part))

    @cached_property
    def _reverses(self) -> dict[str, Reverse]:
        relations = self.edition.links.relations
        names = ("answers", "answered_by", "taken_up_by", "also", "takes_up", "repeats", "repeated_by")
        return {name: getattr(relations, name) for name in names}

    def _pointed(self, reverse: Reverse, target: Target) -> tuple[Pointed, ...]:
        return tuple(map(self.imprint.to, reverse.get(target, ())))

    def _of_its_kind(self, target: Target, part: BaseModel) -> Written:
        """Return what is derived for one kind of part only."""
        if isinstance(part, Finding):
            return {"kind_label": part.kind.label}
        if isinstance(part, Resolution) and isinstance(self.record, Item):
            return {"verb": part.verb or self.record.resolutions.verb, "positions": self._answers(target)}
        if isinstance(part, Position):
            return {"resolution": self.imprint.to(Target(*Address.read(self.id).resolve(part.resolution)))}
        if isinstance(part, FollowUp) and isinstance(self.record, Item):
            meeting = promised_meeting(Address.read(self.id), self.record, target.anchor, part)
            known = meeting if meeting in self.edition.links.meetings else None
            return {"meeting": self.imprint.to(Target(known)) if known else None}
        return {}

    def _answers(self, target: Target) -> tuple[Answer, ...]:
        found = []
        for by, response, position in self.edition.links.relations.positions.get(target, ()):
            anchor = next(anchor for anchor, each in response.parts().items() if each is position)
            found.append(
                Answer(
                    carried_by=self.imprint.to(Target(by.id, anchor)),
                    by=response.by,
                    position=position.position,
                    position_label=position.position.label,
                    received=response.received,
                )
            )
        return tuple(found)

    def judgement(self, inspection: Inspection, judgement: Judgement) -> Written:
        """Return a judgement with its words."""
        shared = self.edition.register.shared
        framework = shared.frameworks.get(inspection.framework)
        domain = framework.domains.get(judgement.domain or "") if framework else None
        name, scale = scale_of(self.edition, inspection, judgement)
        grade = scale.grades.get(judgement.grade or "") if scale else None
        before = shared.scales.get(judgement.earlier_scale or name)
        earlier = before.grades.get(judgement.earlier or "") if before else None
        derived = JudgementDerived(
            domain_label=domain.label if domain else None,
            grade_label=grade.label if grade else None,
            scale=name or None,
            scale_title=scale.title if scale else None,
            no_grade_label=judgement.no_grade.label if judgement.no_grade else None,
            earlier_label=earlier.label if earlier else None,
        )
        return {**stated(judgement), "derived": derived}
