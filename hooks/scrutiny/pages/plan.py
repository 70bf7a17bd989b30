"""The page of an improvement or action plan: its parts, its steps with the four questions, and who watches over it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.link.commitments import NOBODY
from scrutiny.model import Framework, Plan
from scrutiny.model.later import Workstream
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, Page, counted, joined
from scrutiny.pages.schedule import differ, step
from scrutiny.pages.shown import (
    CLOSING,
    Row,
    contents,
    crumbs,
    discrepancies,
    sources,
    tail,
    theme_links,
    trail_lines,
    withdrawn_notice,
)
from scrutiny.pages.strip import steps
from scrutiny.pages.timeline import timeline
from scrutiny.pages.words import missing, owner_words, place_words, short_when, title_of, when_words


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
    shows: dict[str, object] = {
        "title": plan.title,
        "summary": plan.summary,
        "kicker": f"Plan, agreed {agreed}" if agreed else "Plan",
        "withdrawn": withdrawn_notice(edition, here, id_, plan),
        "steps": steps(edition, here, id_),
        "tasks": [step(edition, here, each, framework) for each in told],
        "tasks_note": f"{counted(len(told), 'step').capitalize()}, in the order of the source.",
        "parts": [_part(edition, here, id_, plan, part) for part in plan.workstreams],
        "parts_note": _parts_note(edition, id_, plan),
        "parts_title": plan.workstreams_title,
        "facts": _facts(edition, here, id_, plan),
        "discrepancies": discrepancies(edition, here, id_),
        "timeline": timeline(edition, here, id_),
        "sources": sources(plan),
        **tail(plan),
    }
    shows["on_this_page"] = contents(
        shows,
        ("parts", plan.workstreams_title, "parts"),
        *((("tasks", "What is to be done", ""),) if told or not plan.workstreams else ()),
        ("disagree", "Where the papers disagree", "discrepancies"),
        *CLOSING,
    )
    return Page(
        url=here.url,
        title=plan.title,
        template="plan",
        shows=shows,
        kicker=str(shows["kicker"]),
        description=plan.summary,
        crumbs=crumbs(edition, here, id_),
        section="actions",
        source=Address.read(id_).path,
        noindex=plan.withdrawn is not None,
        invented=edition.authority_of(id_).invented,
    )


def _about(edition: Edition, id_: str, plan: Plan) -> list[Target]:
    """Return the inspections a plan answers, as far as they are in the register."""
    targets = (Target(*Address.read(id_).resolve(reference)) for reference in plan.about)
    return [target for target in targets if target.id in edition.register.records]


def _framework(edition: Edition, id_: str, plan: Plan) -> Framework | None:
    """Return the framework of the inspection a plan answers: its law is the one that sets the plan's last day."""
    for target in _about(edition, id_, plan):
        inspection = edition.register.inspection(target.id)
        if inspection:
            return edition.register.shared.frameworks.get(inspection.framework)
    return None


def _part(edition: Edition, here: Here, id_: str, plan: Plan, part: Workstream) -> ShownPart:
    target = Target(id_, f"workstream-{part.number}")
    soft: list[Markup] = []
    if part.owner:
        soft.append(Markup("Owner: {}.").format(owner_words(edition, here, id_, part.owner)))
    if part.themes:
        soft.append(Markup("Subjects: {}.").format(theme_links(edition, here, part.themes)))
    if place := place_words(plan, part.at):
        soft.append(Markup("({})").format(place))
    answered = edition.links.relations.answered_by.get(target)
    trail = trail_lines(edition, here, target) if answered else []
    words = Markup(" ").join(soft) + differ(edition, here, target)
    return ShownPart(target.anchor, f"{part.number}. {part.title}", words, trail)


def _parts_note(edition: Edition, id_: str, plan: Plan) -> str:
    answered = edition.links.relations.answered_by
    if any(answered.get(Target(id_, f"workstream-{part.number}")) for part in plan.workstreams):
        return ""
    return "No resolution held here answers any of them."


def _facts(edition: Edition, here: Here, id_: str, plan: Plan) -> list[Row]:
    about: list[Markup | str] = [here.to(target, title_of(edition, target.id)) for target in _about(edition, id_, plan)]
    rows = [
        Row("Answers", joined(about) if about else missing("Not stated")),
        Row("Owner", owner_words(edition, here, id_, plan.owner or NOBODY)),
        Row("Agreed", when_words(plan.agreed)),
    ]
    if plan.sign_off_by:
        rows.append(Row("Signed off by", "; ".join(plan.sign_off_by)))
    if plan.board:
        rows.append(Row("Board", plan.board))
    rows += [Row("About the board", fact) for fact in plan.board_facts]
    if plan.board_first_meeting:
        rows.append(Row("It first meets", when_words(plan.board_first_meeting)))
    if plan.themes:
        rows.append(Row("Subjects", theme_links(edition, here, plan.themes)))
    return rows
