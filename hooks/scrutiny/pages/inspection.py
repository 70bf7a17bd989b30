"""The page of an inspection: what inspectors found, what they judged, how it ran, and what was to be done."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.model import Framework, Inspection, Plan, Stage
from scrutiny.pages.edition import Edition
from scrutiny.pages.findings import found_note, groups, places
from scrutiny.pages.judgement import Judged, judged, judgement_line
from scrutiny.pages.page import Here, Page, counted, joined
from scrutiny.pages.rows import FIRST, TableRow
from scrutiny.pages.schedule import Schedule, differ, inline, schedule, sentence
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
from scrutiny.pages.strip import month, steps
from scrutiny.pages.timeline import Entry, timeline
from scrutiny.pages.words import capital, inspection_when, missing, place_words, short_when, title_of, when_words
from scrutiny.vocabulary import Missing, Shape


@dataclass(frozen=True)
class Grades:
    """The judgements as a table, ready to print."""

    note: str
    heads: tuple[str, ...]
    rows: list[TableRow]


def inspection_page(edition: Edition, id_: str, inspection: Inspection) -> Page:
    """Return the page of one inspection, visit or review."""
    here = Here(f"{id_}/")
    grades = _grades(edition, inspection)
    schedules = _schedules(edition, here, id_, inspection)
    shows: dict[str, object] = {
        "title": inspection.title,
        "summary": inspection.summary,
        "kicker": _kicker(edition, id_, inspection),
        "withdrawn": withdrawn_notice(edition, here, id_, inspection),
        "steps": steps(edition, here, id_),
        "groups": groups(edition, here, id_, inspection),
        "found_note": found_note(edition, here, id_, inspection),
        "found_nothing": _found_nothing(inspection),
        "trail": [] if inspection.findings else trail_lines(edition, here, Target(id_)),
        "places": places(inspection),
        "grades": grades,
        "facts": _facts(edition, here, id_, inspection, in_table=grades is not None),
        "stages": [_stage(edition, inspection, stage) for stage in inspection.stages],
        "stages_note": _common_place(inspection),
        "schedules": schedules,
        "more": [_fact_row(inspection, position) for position in range(len(inspection.facts))],
        "discrepancies": discrepancies(edition, here, id_),
        "timeline": timeline(edition, here, id_),
        "sources": sources(inspection),
        **tail(inspection),
    }
    shows["on_this_page"] = contents(
        shows,
        ("found", "What inspectors found", ""),
        ("grade", "What they judged", "grades"),
        ("ran", "How it ran", "stages"),
        *((each.anchor, each.title, "") for each in schedules),
        ("more", "More about it", "more"),
        ("disagree", "Where the papers disagree", "discrepancies"),
        *CLOSING,
    )
    return Page(
        url=here.url,
        title=inspection.title,
        template="inspection",
        shows=shows,
        kicker=str(shows["kicker"]),
        description=inspection.summary,
        crumbs=crumbs(edition, here, id_),
        section="inspections",
        source=Address.read(id_).path,
        noindex=inspection.withdrawn is not None,
        invented=edition.authority_of(id_).invented,
    )


def _kicker(edition: Edition, id_: str, inspection: Inspection) -> str:
    when = inspection_when(inspection) or "date not stated"
    if edition.links.relations.discrepancies.get(Target(id_, "on-site")):
        when = month(inspection)
    if inspection.anticipated and not when.startswith("expected"):
        when = f"expected, {when}"
    return f"{inspection.kind.label}, {when}"


def _found_nothing(inspection: Inspection) -> str:
    if inspection.findings:
        return ""
    if inspection.anticipated:
        return "No finding is held here. The papers only expect this inspection."
    return "No finding is held here."


def _grades(edition: Edition, inspection: Inspection) -> Grades | None:
    """Return the judgements as a table; None where one fact beside the page says it all."""
    told = judged(edition, inspection)
    if len(told) < 2:  # noqa: PLR2004  one row is no table
        return None
    scales = {each.scale for each in told if each.scale}
    said = []
    if len(scales) == 1:
        said.append(f"The scale: {next(iter(scales))}.")
    whose = {each.judgement.attributed_to for each in told}
    if len(whose) == 1 and (one := whose.pop()):
        said.append(f"According to {one}.")
    stated_at = {each.judgement.at for each in told}
    if len(stated_at) == 1 and (place := place_words(inspection, next(iter(stated_at)))):
        said.append(f"({capital(place)})")
    before = any(each.earlier for each in told)
    heads = ("Area", "Judgement", "Before") if before else ("Area", "Judgement")
    rows = [
        _grade_row(edition, inspection, each, named=(len(scales) > 1, len(stated_at) > 1), before=before)
        for each in told
    ]
    return Grades(" ".join(said), heads, rows)


def _grade_row(
    edition: Edition, inspection: Inspection, told: Judged, *, named: tuple[bool, bool], before: bool
) -> TableRow:
    """Return one judgement; ``named`` tells whether its scale and its place differ from those of others."""
    name_scale, name_place = named
    framework = edition.register.shared.frameworks.get(inspection.framework)
    domain = framework.domains.get(told.judgement.domain or "") if framework else None
    within = framework.domains.get(domain.part_of or "") if framework and domain else None
    soft = [f"within “{within.label}”"] if within else []
    soft += [told.question] if told.question else []
    area = Markup("{}{}").format(told.domain, _below("; ".join(soft)))
    place = place_words(inspection, told.judgement.at) if name_place else ""
    notes = [f"“{told.statement}”"] if told.statement else []
    notes += [f"Scale: {told.scale}."] if told.scale and name_scale else []
    notes += [f"As of {told.as_of}"] if told.as_of else []
    notes += [f"({place})"] if place else []
    cells: list[Markup] = [area, told.words + _below(" ".join(notes))]
    if before:
        cells.append(_before(told))
    return TableRow(tuple(cells))


def _before(told: Judged) -> Markup:
    if not told.earlier:
        return missing("Not stated")
    when = short_when(told.judgement.earlier_as_of)
    words = Markup("“{}”").format(told.earlier) + (f", {when}" if when else "")
    if told.earlier_scale:
        return words + _below(f"on another scale ({told.earlier_scale}); the two cannot be compared")
    return words + _below("on the same scale")


def _soft(text: str) -> Markup:
    return Markup(' <span class="soft">{}</span>').format(text) if text else Markup()


def _below(text: str) -> Markup:
    return Markup('<div class="soft">{}</div>').format(text) if text else Markup()


def _facts(edition: Edition, here: Here, id_: str, inspection: Inspection, *, in_table: bool) -> list[Row]:
    def row(label: str, value: Markup | str, anchor: str = "") -> Row:
        about = differ(edition, here, Target(id_, anchor)) if anchor else Markup()
        return Row(label, Markup("{}").format(value) + about, anchor)

    kind = inspection.kind.label + (f", number {inspection.ordinal}" if inspection.ordinal else "")
    rows = [row("Kind", kind), row("On site", when_words(inspection.on_site, "Days not stated"), "on-site")]
    rows.append(row("Published", when_words(inspection.published), "published"))
    if inspection.anticipated and not inspection.on_site.first:
        rows.append(row("Expected", when_words(inspection.expected, "Day not stated")))
    if in_table:
        rows.append(row("Grade", _grade_in_brief(edition, here, inspection)))
    else:
        rows.append(row("Grade", _grade_fact(edition, inspection), "grade"))
    bodies = "; ".join(inspection.bodies_inspected) or missing("Not stated")
    rows.append(row("Inspected", bodies))
    rows.append(row("Inspectors", _inspectors(edition, inspection)))
    if inspection.ages:
        rows.append(row("Ages", inspection.ages))
    rows.append(row("Topic", capital(inspection.topic) if inspection.topic else missing("Not stated"), "topic"))
    rows.append(row("Framework", _framework(edition, inspection), "framework"))
    if inspection.themes:
        rows.append(row("Subjects", theme_links(edition, here, inspection.themes)))
    earlier = [Target(*Address.read(id_).resolve(reference)) for reference in inspection.follows]
    known = [target for target in earlier if target.id in edition.register.records]
    if known:
        rows.append(row("Follows", joined([here.to(each, title_of(edition, each.id)) for each in known])))
    return rows


def _grade_in_brief(edition: Edition, here: Here, inspection: Inspection) -> Markup:
    """Say the first judgement, or all where they are the same, and lead to the table."""
    told, whole = judged(edition, inspection), judgement_line(edition, inspection)
    more = here.link("all judgements", f"{here.url}#grade")
    if len({str(each.words) for each in told}) == 1:
        return Markup("{} ({})").format(whole, more)
    return Markup("{}: {} ({})").format(told[0].domain, told[0].words, more)


def _inspectors(edition: Edition, inspection: Inspection) -> Markup:
    """Name the inspectors as recorded, and the body each was matched with where that has another name."""
    if not inspection.inspectorates:
        return missing("Not stated")
    named = []
    for each in inspection.inspectorates:
        body = edition.register.shared.bodies.get(each.body)
        said = Markup("{}").format(each.recorded)
        if isinstance(each.body, Missing):
            said += " (which body this is, is not known)"
        elif body and body.name.casefold() != each.recorded.casefold():
            said += f" ({body.name}, matched by the editor)"
        named.append(said)
    if len(named) == 1:
        return named[0]
    return Markup().join(Markup("<div>{}</div>").format(said) for said in named)


def _framework(edition: Edition, inspection: Inspection) -> Markup:
    if isinstance(inspection.framework, Missing):
        return missing(inspection.framework.label)
    framework = edition.register.shared.frameworks.get(inspection.framework)
    if framework is None:
        return Markup("{}").format(inspection.framework)
    short = f" ({framework.short})" if framework.short else ""
    return Markup("{}{}").format(framework.title, short)


def _grade_fact(edition: Edition, inspection: Inspection) -> Markup:
    """Say the one judgement on the whole, with its scale, its words, its date and who reports it."""
    told = judged(edition, inspection)
    if not told:
        return missing("Not stated")
    one = told[0]
    said = [Markup("{}: {}").format(one.domain, one.words) if one.judgement.domain else one.words]
    if one.question:
        said.append(Markup("The question: {}").format(one.question.rstrip("?") + "?"))
    if one.scale:
        said.append(Markup("On {}").format(inline(one.scale)))
    if one.earlier:
        other = " on another scale; the two cannot be compared" if one.earlier_scale else ""
        said.append(Markup("Before: “{}”{}").format(one.earlier, other))
    if one.statement:
        said.append(Markup("In quoted words: “{}”").format(one.statement))
    if one.as_of:
        said.append(Markup("As of {}").format(one.as_of))
    if one.judgement.attributed_to:
        said.append(Markup("According to {}").format(one.judgement.attributed_to))
    place = place_words(inspection, one.judgement.at)
    return Markup(". ").join(said) + (f" ({place})" if place else "")


def _stage(edition: Edition, inspection: Inspection, stage: Stage) -> Entry:
    """Return a stage as an event; a last day that has passed without news has the mark of what is not known."""
    soft: list[str] = []
    if stage.actor:
        soft.append(f"By {inline(stage.actor)}.")
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
        shape = Shape.BROKEN if stage.when.last and stage.when.last < edition.as_of else Shape.RING
    day = capital(short_when(stage.when)) or missing("Date not stated")
    text = Markup('<span class="soft">{}</span>').format(" ".join(soft)) if soft else Markup()
    return Entry(day, shape, stage.text, text, joined=not stage.is_deadline, anchor=f"stage-{stage.number}")


def _common_place(inspection: Inspection) -> str:
    """Name the one place at which all stages are stated; empty where there are several."""
    found = {stage.at for stage in inspection.stages}
    at = found.pop() if len(found) == 1 else None
    return f"From {place_words(inspection, at)}." if at else ""


def _fact_row(inspection: Inspection, position: int) -> Row:
    fact = inspection.facts[position]
    place, when = place_words(inspection, fact.at), short_when(fact.date)
    soft = ", ".join(part for part in (when, place) if part)
    return Row(fact.label, Markup("{}{}").format(fact.value, _soft(f"({soft})" if soft else "")))


def _schedules(edition: Edition, here: Here, id_: str, inspection: Inspection) -> list[Schedule]:
    """Return what is to be done: what inspectors set a limit for, what was undertaken, and the steps of plans."""
    framework: Framework | None = edition.register.shared.frameworks.get(inspection.framework)
    told = edition.tracked_in.get(id_, [])
    made: list[Schedule] = []
    if limits := [each for each in told if each.commitment.action is None]:
        heading = ("limits", "What has to be put right, and by when")
        made.append(schedule(edition, here, limits, framework, heading))
    if own := [each for each in told if each.commitment.action]:
        heading = ("actions", inspection.actions_title or "What is to be done")
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
    title = plan.title.partition(": ")[2] or plan.title
    link = here.link("The page of the plan", f"{id_}/")
    if told:
        note = Markup("{}. {} has all that is known of each.").format(counted(len(told), "step").capitalize(), link)
        if len(told) > most:
            note += " The first one stands here." if most == 1 else f" The first {most} stand here."
            told = told[:most]
        return schedule(edition, here, told, framework, (anchor, capital(title)), note)
    parts = counted(len(plan.workstreams), "part") if plan.workstreams else "none of its parts"
    named = Markup("No step of it is held here, and {} named. {} has what is known.").format(
        parts + (" is" if len(plan.workstreams) < 2 else " are"),  # noqa: PLR2004  one part, several parts
        link,
    )
    return Schedule(anchor, capital(title), named, (), [], [], [])
