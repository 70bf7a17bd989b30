"""The page of an improvement or action plan: its parts, its steps with the four questions, and who watches over it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.language import html, say, say_html, strung
from scrutiny.link import Target
from scrutiny.link.commitments import NOBODY
from scrutiny.model import Framework, Plan
from scrutiny.model.later import Workstream
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, Page, counted, joined
from scrutiny.pages.record import disagree, record_page
from scrutiny.pages.schedule import differ, step
from scrutiny.pages.shown import Row, theme_links, trail_lines
from scrutiny.pages.titles import marked_title
from scrutiny.pages.words import missing, owner_words, place_words, short_when, when_words


@dataclass(frozen=True)
class ShownPart:
    """One part of a plan, ready to print."""

    anchor: str
    title: str
    soft: Markup
    trail: list[Markup]


def plan_page(edition: Edition, id_: str, plan: Plan) -> Page:
    """Return the page of one plan."""
    here = Here(f"{id_}/")
    told = edition.tracked_in.get(id_, [])
    framework = _framework(edition, id_, plan)
    agreed = short_when(plan.agreed) if plan.agreed.first else ""
    return record_page(
        edition,
        id_,
        plan,
        template="plan",
        section="actions",
        kicker=say("Plan, agreed {day}", day=agreed) if agreed else say("Plan"),
        shows={
            "tasks": [step(edition, here, each, framework) for each in told],
            "tasks_note": say("{steps}, in the order of the source.", steps=counted(len(told), "step").capitalize()),
            "parts": [_part(edition, here, id_, plan, part) for part in plan.workstreams],
            "parts_note": _parts_note(edition, id_, plan),
            "parts_title": plan.workstreams_title,
            "facts": _facts(edition, here, id_, plan),
        },
        sections=(
            ("parts", plan.workstreams_title, "parts"),
            *((("tasks", say("What is to be done"), ""),) if told or not plan.workstreams else ()),
            disagree(),
        ),
    )


def _framework(edition: Edition, id_: str, plan: Plan) -> Framework | None:
    """Return the framework of the inspection a plan answers: its law is the one that sets the plan's last day."""
    for target in edition.present(id_, plan.about):
        inspection = edition.register.inspection(target.id)
        if inspection:
            return edition.register.shared.frameworks.get(inspection.framework)
    return None


def _part(edition: Edition, here: Here, id_: str, plan: Plan, part: Workstream) -> ShownPart:
    target = Target(id_, part.anchor)
    soft: list[Markup] = []
    if part.owner:
        soft.append(say_html("Owner: {owner}.", owner=owner_words(edition, here, id_, part.owner)))
    if part.themes:
        soft.append(say_html("Subjects: {subjects}.", subjects=theme_links(edition, here, part.themes)))
    if place := place_words(plan, part.at):
        soft.append(html("({})", place))
    answered = edition.links.relations.answered_by.get(target)
    trail = trail_lines(edition, here, target) if answered else []
    words = strung(" ", soft) + differ(edition, here, target)
    return ShownPart(target.anchor, f"{part.number}. {part.title}", words, trail)


def _parts_note(edition: Edition, id_: str, plan: Plan) -> str:
    answered = edition.links.relations.answered_by
    if any(answered.get(Target(id_, part.anchor)) for part in plan.workstreams):
        return ""
    return say("No resolution held here answers any of them.")


def _facts(edition: Edition, here: Here, id_: str, plan: Plan) -> list[Row]:
    about: list[Markup | str] = [
        here.to(target, marked_title(edition, target.id)) for target in edition.present(id_, plan.about)
    ]
    rows = [
        Row(say("Answers"), joined(about) if about else missing(say("Not stated"))),
        Row(say("Owner"), owner_words(edition, here, id_, plan.owner or NOBODY)),
        Row(say("Agreed"), when_words(plan.agreed)),
    ]
    if plan.sign_off_by:
        rows.append(Row(say("Signed off by"), "; ".join(plan.sign_off_by)))
    if plan.board:
        rows.append(Row(say("Board"), plan.board))
    rows += [Row(say("About the board"), fact) for fact in plan.board_facts]
    if plan.board_first_meeting:
        rows.append(Row(say("It first meets"), when_words(plan.board_first_meeting)))
    if plan.themes:
        rows.append(Row(say("Subjects"), theme_links(edition, here, plan.themes)))
    return rows
