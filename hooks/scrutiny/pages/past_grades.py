"""The judgements of one authority over time, oldest first.

Words of two scales are never compared, and no arrow is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.model import Inspection, Scale
from scrutiny.pages.edition import Edition
from scrutiny.pages.judgement import Judged, judged, scale_of
from scrutiny.pages.page import Here, counted
from scrutiny.pages.rows import TableRow
from scrutiny.pages.strip import was_expected
from scrutiny.pages.titles import without_authority
from scrutiny.pages.words import capital, inspection_when, missing, short_when, small
from scrutiny.vocabulary import GradeState, Missing

HEADS = ("What was judged", "Judgement")
LATEST = 25
"""Inspections shown at most, the latest: the judgements of others stand on their own pages."""
NO_FRAMEWORK: dict[str, str] = {Missing.NOT_STATED: "framework not stated", Missing.UNKNOWN: "framework not known"}
OTHER_SCALE = "on another scale; the two cannot be compared"


@dataclass(frozen=True)
class Graded:
    """A grade with what is needed to set it beside a later one."""

    when: str
    day: date
    domain: str
    label: str
    scale: str
    known_scale: bool
    """False where the papers do not say which scale it is, so that no other grade is known to be on the same."""


def note(edition: Edition, ids: Iterable[str]) -> str:
    """Say how the table is to be read, and when it leaves inspections out."""
    said = "Oldest first. Grades are words of one scale; words of two scales are not compared."
    left_out = len(_held(edition, ids)) - LATEST
    return f"{said} {counted(left_out, 'earlier inspection')} left out." if left_out > 0 else said


def _held(edition: Edition, ids: Iterable[str]) -> list[tuple[str, Inspection]]:
    """Return the inspections that took place and still count, oldest first."""
    threads = edition.links.threads
    inspections = [
        (id_, inspection)
        for id_ in ids
        if (inspection := edition.register.inspection(id_)) and not inspection.anticipated and not inspection.withdrawn
    ]
    return sorted(inspections, key=lambda each: (threads.first_day(each[0]) or date.max, each[0]))


def past_grades(edition: Edition, here: Here, ids: Iterable[str]) -> list[TableRow]:
    """Return the judgements of the latest of some inspections as rows of a table, under a heading for each."""
    inspections = _held(edition, ids)[-LATEST:]
    rows: list[TableRow] = []
    before: list[Graded] = []
    for id_, inspection in inspections:
        rows.append(TableRow((_heading(edition, here, id_, inspection),), heading=True))
        rows += _rows(edition, id_, inspection, before)
        before += _graded(edition, id_, inspection)
    return rows


def _heading(edition: Edition, here: Here, id_: str, inspection: Inspection) -> Markup:
    """Name an inspection by its day, its title and the letters of its framework; nothing twice."""
    framework = edition.register.shared.frameworks.get(inspection.framework)
    day = was_expected(edition, id_) or inspection_when(inspection)
    title = without_authority(inspection.title)
    words = here.to(Target(id_), capital(title))
    if not day:
        words = html("{}: {}", missing("Date not stated"), words)
    elif day not in title:
        words = html("{}: {}", capital(day), words)
    under = (framework.short or framework.title) if framework else NO_FRAMEWORK.get(inspection.framework, "")
    return words if not under or under in title else words + html(' <span class="soft">({})</span>', under)


def _rows(edition: Edition, id_: str, inspection: Inspection, before: list[Graded]) -> Iterator[TableRow]:
    told = judged(edition, inspection)
    # What is the same of every judgement is said once, under the first.
    scales, reporters = {each.scale for each in told}, {each.judgement.attributed_to for each in told}
    if not told:
        framework = edition.register.shared.frameworks.get(inspection.framework)
        by_design = framework is not None and framework.verified and not framework.graded
        none = GradeState.BY_DESIGN if by_design else GradeState.NOT_STATED
        yield TableRow(("Overall", missing(none.label)))
    for number, each in enumerate(told):
        words = each.words
        if each.statement and each.statement not in words:
            words += html(". In the inspectors' words: “{}”", each.statement)
        if each.as_of and each.as_of != inspection_when(inspection):
            words += html(", {}", each.as_of)
        if each.judgement.attributed_to and (number == 0 or len(reporters) > 1):
            words += html(", according to {}", each.judgement.attributed_to)
        scale = f"On {small(each.scale)}" if each.scale.startswith("a ") else each.scale
        lines = [scale if number == 0 or len(scales) > 1 else ""]
        lines.append(_before(edition, id_, inspection, each, before))
        words += Markup().join(html('<div class="soft">{}.</div>', line) for line in lines if line)
        yield TableRow((each.domain, words))


def _graded(edition: Edition, id_: str, inspection: Inspection) -> Iterator[Graded]:
    day = edition.links.threads.first_day(id_)
    for each in judged(edition, inspection):
        name, scale = scale_of(edition, inspection, each.judgement)
        label = _label(scale, each.judgement.grade)
        if day and label:
            when = each.as_of or inspection_when(inspection)
            yield Graded(when, day, each.domain, label, name, bool(scale and scale.basis))


def _label(scale: Scale | None, grade: str | None) -> str:
    return scale.grades[grade].label if scale and grade in scale.grades else ""


def _before(edition: Edition, id_: str, inspection: Inspection, each: Judged, before: list[Graded]) -> str:
    """Set a grade beside the one before it: that of the same paper, of the same area, or else of any area."""
    name, scale = scale_of(edition, inspection, each.judgement)
    if each.judgement.earlier:
        other = each.judgement.earlier_scale or name
        label = _label(edition.register.shared.scales.get(other), each.judgement.earlier)
        when = short_when(each.judgement.earlier_as_of)
        return _compared(label, when, same=other == name, known=True)
    day = edition.links.threads.first_day(id_)
    if not each.judgement.grade or day is None:
        return ""
    earlier = [grade for grade in before if grade.day < day]
    same_area = [grade for grade in earlier if grade.domain == each.domain]
    if same_area:
        last = same_area[-1]
        known = last.known_scale and bool(scale and scale.basis)
        return _compared(last.label, last.when, same=last.scale == name, known=known)
    if earlier and earlier[-1].scale != name:
        last = earlier[-1]
        return f"Before, {last.when}, {small(last.domain)}: “{last.label}”, {OTHER_SCALE}"
    return ""


def _compared(label: str, when: str, *, same: bool, known: bool) -> str:
    day = f"Before, {when}: " if when else "Before: "
    if not same:
        return f"{day}“{label}”, {OTHER_SCALE}"
    return f"{day}“{label}”, " + ("on the same scale" if known else "whether on the same scale is not stated")
