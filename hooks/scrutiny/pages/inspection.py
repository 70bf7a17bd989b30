"""The page of an inspection: what inspectors found, what they judged, how it ran, and what was to be done."""

from __future__ import annotations

from markupsafe import Markup, escape

from scrutiny.language import html, say, say_html, say_number
from scrutiny.link import Target
from scrutiny.model import Framework, Inspection, Plan, Stage
from scrutiny.pages.edition import Edition
from scrutiny.pages.findings import found_note, groups, places
from scrutiny.pages.grades import grade_fact, grade_in_brief, grades
from scrutiny.pages.page import Here, Page, counted, joined
from scrutiny.pages.record import disagree, record_page
from scrutiny.pages.rows import FIRST
from scrutiny.pages.schedule import Schedule, differ, schedule
from scrutiny.pages.shown import Row, theme_links, trail_lines
from scrutiny.pages.strip import month, was_expected
from scrutiny.pages.timeline import Event
from scrutiny.pages.titles import marked_title, without_authority
from scrutiny.pages.words import (
    capital,
    happened_when,
    inline,
    inspection_when,
    missing,
    place_words,
    sentence,
    short_when,
    when_words,
)
from scrutiny.vocabulary import Missing, Shape


def inspection_page(edition: Edition, id_: str, inspection: Inspection) -> Page:
    """Return the page of one inspection, visit or review."""
    here = Here(f"{id_}/")
    table = grades(edition, inspection)
    schedules = _schedules(edition, here, id_, inspection)
    return record_page(
        edition,
        id_,
        inspection,
        template="inspection",
        section="inspections",
        kicker=_kicker(edition, id_, inspection),
        shows={
            "groups": groups(edition, here, id_, inspection),
            "found_note": found_note(edition, here, id_, inspection),
            "found_nothing": _found_nothing(inspection),
            "trail": [] if inspection.findings else trail_lines(edition, here, Target(id_)),
            "places": places(inspection),
            "grades": table,
            "facts": _facts(edition, here, id_, inspection, in_table=table is not None),
            "stages": [_stage(edition, inspection, stage) for stage in inspection.stages],
            "stages_note": _common_place(inspection),
            "schedules": schedules,
            "more": [_fact_row(inspection, position) for position in range(len(inspection.facts))],
        },
        sections=(
            ("found", say("What inspectors found"), ""),
            ("grade", say("What they judged"), "grades"),
            ("ran", say("How it ran"), "stages"),
            *((each.anchor, each.title, "") for each in schedules),
            ("more", say("More about it"), "more"),
            disagree(),
        ),
    )


def _kicker(edition: Edition, id_: str, inspection: Inspection) -> str:
    when, disputed = inspection_when(inspection), edition.links.relations.discrepancies.get(Target(id_, "on-site"))
    says_expected = when and not disputed and not happened_when(inspection)
    when = month(inspection) if disputed else when or say("date not stated")
    if past := was_expected(edition, id_, inspection.kind.label):
        return past
    if inspection.anticipated and not says_expected:
        when = say("expected, {day}", day=when)
    return f"{inspection.kind.label}, {when}"


def _found_nothing(inspection: Inspection) -> str:
    if inspection.findings:
        return ""
    if inspection.anticipated:
        return say("No finding is held here. The papers only expect this inspection.")
    return say("No finding is held here.")


def _soft(text: str) -> Markup:
    return html(' <span class="soft">{}</span>', text) if text else Markup()


def _facts(edition: Edition, here: Here, id_: str, inspection: Inspection, *, in_table: bool) -> list[Row]:
    def row(label: str, value: Markup | str, anchor: str = "") -> Row:
        about = differ(edition, here, Target(id_, anchor)) if anchor else Markup()
        return Row(label, escape(value) + about, anchor)

    kind = inspection.kind.label
    if inspection.ordinal:
        kind = say("{inspection}, number {number}", inspection=kind, number=inspection.ordinal)
    rows = [
        row(say("Kind"), kind),
        row(say("On site"), when_words(inspection.on_site, say("Days not stated")), "on-site"),
    ]
    rows.append(row(say("Published"), when_words(inspection.published), "published"))
    if inspection.anticipated and not inspection.on_site.first:
        rows.append(row(say("Expected"), when_words(inspection.expected, say("Day not stated"))))
    if in_table:
        rows.append(row(say("Grade"), grade_in_brief(edition, here, inspection)))
    else:
        rows.append(row(say("Grade"), grade_fact(edition, inspection), "grade"))
    bodies = "; ".join(inspection.bodies_inspected) or missing(say("Not stated"))
    rows.append(row(say("Inspected"), bodies))
    rows.append(row(say("Inspectors"), _inspectors(edition, inspection)))
    if inspection.ages:
        rows.append(row(say("Ages"), inspection.ages))
    rows.append(
        row(say("Topic"), capital(inspection.topic) if inspection.topic else missing(say("Not stated")), "topic")
    )
    rows.append(row(say("Framework"), _framework(edition, inspection), "framework"))
    if inspection.themes:
        rows.append(row(say("Subjects"), theme_links(edition, here, inspection.themes)))
    if known := edition.present(id_, inspection.follows):
        rows.append(row(say("Follows"), joined([here.to(each, marked_title(edition, each.id)) for each in known])))
    return rows


def _inspectors(edition: Edition, inspection: Inspection) -> Markup:
    """Name the inspectors as recorded, and the body each was matched with where that has another name."""
    if not inspection.inspectorates:
        return missing(say("Not stated"))
    named = []
    for each in inspection.inspectorates:
        body = edition.register.shared.bodies.get(each.body)
        said = escape(capital(each.recorded))
        if isinstance(each.body, Missing):
            said += say(" (which body this is, is not known)")
        elif body and body.name.casefold() != each.recorded.casefold():
            said += say(" ({body}, matched by the editor)", body=body.name)
        named.append(said)
    if len(named) == 1:
        return named[0]
    return Markup().join(html("<div>{}</div>", said) for said in named)


def _framework(edition: Edition, inspection: Inspection) -> Markup:
    if isinstance(inspection.framework, Missing):
        return missing(inspection.framework.label)
    framework = edition.register.shared.frameworks.get(inspection.framework)
    if framework is None:
        return escape(inspection.framework)
    short = f" ({framework.short})" if framework.short else ""
    return html("{}{}", framework.title, short)


def _stage(edition: Edition, inspection: Inspection, stage: Stage) -> Event:
    """Return a stage as an event; a last day that has passed without news has the mark of what is not known."""
    soft: list[str] = []
    if stage.actor:
        soft.append(say("By {who}.", who=inline(stage.actor)))
    for moment in stage.includes:
        when = short_when(moment.when)
        soft.append(sentence(f"{moment.text}, {when}" if when else moment.text))
    if stage.note:
        soft.append(stage.note)
    place = place_words(inspection, stage.at)
    if place and not _common_place(inspection):
        soft.append(f"({place})")
    shape = Shape.SOLID
    if stage.is_deadline:
        shape = Shape.BROKEN if edition.is_past(stage.when) else Shape.RING
    day = capital(short_when(stage.when)) or missing(say("Date not stated"))
    text = html('<span class="soft">{}</span>', " ".join(soft)) if soft else Markup()
    return Event(day, shape, stage.text, text, joined=not stage.is_deadline, anchor=f"stage-{stage.number}")


def _common_place(inspection: Inspection) -> str:
    """Name the one place at which all stages are stated; empty where there are several."""
    found = {stage.at for stage in inspection.stages}
    at = found.pop() if len(found) == 1 else None
    return say("From {place}.", place=place_words(inspection, at)) if at else ""


def _fact_row(inspection: Inspection, position: int) -> Row:
    fact = inspection.facts[position]
    place, when = place_words(inspection, fact.at), short_when(fact.date)
    soft = ", ".join(part for part in (when, place) if part)
    return Row(fact.label, html("{}{}", fact.value, _soft(f"({soft})" if soft else "")))


def _schedules(edition: Edition, here: Here, id_: str, inspection: Inspection) -> list[Schedule]:
    """Return what is to be done: what inspectors set a limit for, what was undertaken, and the steps of plans."""
    framework: Framework | None = edition.register.shared.frameworks.get(inspection.framework)
    told = edition.tracked_in.get(id_, [])
    made: list[Schedule] = []
    if limits := [each for each in told if each.commitment.action is None]:
        heading = ("limits", say("What has to be put right, and by when"))
        made.append(schedule(edition, here, limits, framework, heading))
    if own := [each for each in told if each.commitment.action]:
        heading = ("actions", inspection.actions_title or say("What is to be done"))
        made.append(schedule(edition, here, own, framework, heading))
    later = edition.links.relations.looked_at_by.get(Target(id_), ())
    plans = [(t.id, plan) for t in later if isinstance(plan := edition.record(t.id), Plan) and not plan.withdrawn]
    sizes = [len(edition.tracked_in.get(plan_id, ())) for plan_id, _ in plans]
    most = max(sizes, default=0) if sum(sizes) <= FIRST else max(1, FIRST // len(sizes))
    for number, (plan_id, plan) in enumerate(plans, 1):
        anchor = "plan" if number == 1 else f"plan-{number}"
        made.append(_plan(edition, here, plan_id, plan, (framework, anchor, most)))
    return made


def _plan(edition: Edition, here: Here, id_: str, plan: Plan, section: tuple[Framework | None, str, int]) -> Schedule:
    """Return a plan about the inspection: up to ``most`` steps as a table, or where none is held, what is known."""
    framework, anchor, most = section
    told = edition.tracked_in.get(id_, [])
    title = without_authority(plan.title)
    link = here.link(say("The page of the plan"), f"{id_}/")
    if told:
        note = say_html(
            "{steps}. {page} has all that is known of each.", steps=counted(len(told), "step").capitalize(), page=link
        )
        if len(told) > most:
            note += say_number(" The first one stands here.", " The first {n} stand here.", most)
            told = told[:most]
        return schedule(edition, here, told, framework, (anchor, capital(title)), note)
    if plan.workstreams:
        parts = say_number("{n} part is named", "{n} parts are named", len(plan.workstreams))
    else:
        parts = say("none of its parts is named")
    named = say_html("No step of it is held here, and {parts}. {page} has what is known.", parts=parts, page=link)
    return Schedule(anchor, capital(title), named, (), [], [], [])
