"""The record's models, one module a noun: the one definition behind checks, schemas and the handbook."""

from scrutiny.model.action import Action, CountedFrom, DeadlineCheck, FollowUp, Owner
from scrutiny.model.base import Model
from scrutiny.model.body import Authority, Body, Code, Committee, Person, Role
from scrutiny.model.exempt import Exemption, ExemptPart, MayBeExempt
from scrutiny.model.inspection import Finding, Inspection, Judgement, Moment, Stage
from scrutiny.model.item import (
    Item,
    Motion,
    Point,
    Question,
    Recommendation,
    Resolution,
    Resolutions,
    Vote,
    WordChange,
)
from scrutiny.model.later import CommitteeResponse, Meeting, Plan, Position, Workstream
from scrutiny.model.origin import Origin
from scrutiny.model.record import Record
from scrutiny.model.removed import PublicAgain, Removal, Removals
from scrutiny.model.shared import Bodies, Framework, Frameworks, Office, Offices, Scale, Term, Terms, Theme, Themes
from scrutiny.model.source import Discrepancy, Evidence, Inference, Source, Update
from scrutiny.model.when import When, WhenKind

__all__ = [
    "Action", "Authority", "Bodies", "Body", "Code", "Committee", "CommitteeResponse", "CountedFrom",
    "DeadlineCheck", "Discrepancy", "Evidence", "ExemptPart", "Exemption", "Finding", "FollowUp", "Framework",
    "Frameworks", "Inference", "Inspection", "Item", "Judgement", "MayBeExempt", "Meeting", "Model", "Moment",
    "Motion", "Office", "Offices", "Origin", "Owner", "Person", "Plan", "Point", "Position", "PublicAgain", "Question",
    "Recommendation", "Record", "Removal", "Removals", "Resolution", "Resolutions", "Role", "Scale", "Source",
    "Stage", "Term", "Terms", "Theme", "Themes", "Update", "Vote", "When", "WhenKind", "WordChange", "Workstream",
]  # fmt: skip
