"""What a council has under a subject, as lines that it hands over: one for each section of the subject's page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, groupby

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.model import Finding, Point
from scrutiny.pages.axes import status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import line_at, tracked_entry
from scrutiny.pages.findings import Halves, ShownFinding
from scrutiny.pages.holdings import Subject
from scrutiny.pages.line import Line, Part
from scrutiny.pages.page import ANYWHERE, ROOT, Here, counted
from scrutiny.pages.rows import BYTES, ROWS, weight
from scrutiny.pages.section import Section
from scrutiny.pages.shown import Entry, record_entry
from scrutiny.pages.subjects import HALVES
from scrutiny.pages.titles import target_words, title_of
from scrutiny.pages.words import capital, inspection_when, opening
from scrutiny.vocabulary import Change, Delivery, FindingKind, Missing, PointKind

FOUND, BY_RECORD = "found", "by-record"
"""The groups of lines that stand in no section: findings; and records, of a council that has too much for one page."""
SECTIONS = {
    "resolutions": "What committees resolved",
    "open": "Still open",
    "asked": "What members asked",
    "told": "What committees were told",
    "plans": "Parts of plans",
    "records": "On the record",
}
"""The sections of a page by their anchors, which are the groups of their lines."""


def filed_under(subject: str) -> str:
    """Return the name of the table of a subject."""
    return f"filed/{subject}"


def filed_lines(edition: Edition, name: str, subject: str) -> list[Line]:
    """Return what a council has under a subject; of more than one page can show its records alone, newest first."""
    part = edition.subjects_of(name).get(subject, Subject())
    if part.size <= ROWS:
        shown = {FOUND: _groups(edition, part.findings), **_entries(edition, part)}
        lines = [_line(edition, name, group, own) for group, own in shown.items() if own]
        longer = len(Here(f"themes/{subject}/{name}/").base) - len(ROOT)
        if weight(sectioned(lines)) + longer * sum(map(_ways, chain(*shown.values()))) <= BYTES:
            return lines
    ids = sorted(part.records, key=edition.age)
    return [line_at(edition, id_, record_entry(edition, ANYWHERE, id_), BY_RECORD) for id_ in ids]


def sectioned(lines: Iterable[Line]) -> tuple[list[Line], list[Section]]:
    """Return the findings of several councils, and their other lines by section; sections without any are left out."""
    groups: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.group].append(line)
    return groups[FOUND], [Section(title, key, groups[key]) for key, title in SECTIONS.items() if key in groups]


def _line(edition: Edition, name: str, group: str, shown: Sequence[Halves | Entry]) -> Line:
    part = Part("findings", "halves", (shown,)) if group == FOUND else Part("records", "several", (shown,))
    council = edition.authorities[name].short_name
    return Line(authority=name, name=council, day=None, html=part, weight=sum(map(weight, shown)), group=group)


def _ways(shown: Halves | Entry) -> int:
    """Count the addresses in something ready to print."""
    if isinstance(shown, Entry):
        return f"{shown.href}{shown.soft}".count(ROOT)
    findings = (*shown.left, *shown.right, *shown.others)
    return sum(text.count(ROOT) for text in chain([shown.title], *([each.text, *each.links] for each in findings)))


def _groups(edition: Edition, findings: Sequence[tuple[Target, Finding]]) -> list[Halves | Entry]:
    """Return the findings of each inspection, strengths beside what is to improve."""
    made: list[Halves | Entry] = []
    for id_, own in groupby(findings, key=lambda each: each[0].id):
        found = list(own)
        inspection = edition.register.inspection(id_)
        day = inspection_when(inspection) if inspection else ""
        council = edition.authority_of(id_).short_name
        title = ANYWHERE.to(Target(id_), f"{council}, {day or 'date not stated'}")
        left = [_shown(edition, *each) for each in found if each[1].kind is FindingKind.STRENGTH]
        right = [_shown(edition, *each) for each in found if each[1].kind is FindingKind.IMPROVEMENT]
        others = [_shown(edition, *each) for each in found if each[1].kind not in HALVES]
        made.append(
            Halves(
                title,
                counted(len(left), "strength"),
                left,
                "No strength is listed under this subject.",
                f"{len(right)} to improve",
                right,
                "No area for improvement is listed under this subject.",
                others,
            )
        )
    return made


def _shown(edition: Edition, target: Target, finding: Finding) -> ShownFinding:
    answers = edition.links.relations.answered_by.get(target, ())
    links = [_answered(edition, answers)] if answers else []
    label = escape(finding.kind.label if finding.kind not in HALVES else "")
    address = Address.read(target.id)
    anchor = f"{address.authority}-{address.name}-{target.anchor}"
    return ShownFinding(
        finding.number, anchor, anchor.replace("-", " "), ANYWHERE.to(target, finding.text), label, links
    )


def _answered(edition: Edition, answers: Sequence[Target]) -> Markup:
    """Lead to the resolution that answers a finding; of several say how many, because the finding lists them."""
    if len(answers) > 1:
        return html("Answered by {}", counted(len(answers), "resolution"))
    words = f"{target_words(edition, answers[0])} of {title_of(edition, answers[0].id)}"
    return html("Answered by {}", ANYWHERE.to(answers[0], words))


def _entries(edition: Edition, subject: Subject) -> dict[str, list[Halves | Entry]]:
    """Return what stands in each section."""
    return {
        "resolutions": [
            _entry(
                edition,
                target,
                opening(resolution.text),
                capital(resolution.effect.label),
                "Changed in substance" if resolution.change is Change.MATERIAL else "",
            )
            for target, resolution in subject.resolutions
        ],
        "open": [tracked_entry(edition, ANYWHERE, each) for each in subject.open],
        "asked": [
            _entry(
                edition,
                target,
                opening(question.asked),
                "No answer is recorded" if isinstance(question.answered, Missing) else "",
            )
            for target, question in subject.questions
        ],
        "told": [
            _entry(edition, target, (f"{point.lead}: " if point.lead else "") + opening(point.text), _kind(point))
            for target, point in subject.points
        ],
        "plans": [_entry(edition, target, part.title) for target, part in subject.parts_of_plans],
        "records": [record_entry(edition, ANYWHERE, id_) for id_ in subject.records],
    }


def _entry(edition: Edition, target: Target, text: str, *soft: str) -> Entry:
    where = f"{edition.authority_of(target.id).short_name}, {target_words(edition, target)}"
    tracked = edition.tracked_at.get(target, ())
    status = None
    if tracked:
        standing = tracked[0].standing
        unknown = standing.delivery is Delivery.NOT_RECORDED
        status = status_word(standing.timeliness if unknown else standing.delivery)
    return Entry(text, ANYWHERE.href(target.url), ". ".join(filter(None, (where, *soft))), status=status)


def _kind(point: Point) -> str:
    """Say what sort of point it is, where that adds something."""
    return "" if point.kind in {PointKind.CONTEXT, PointKind.PROGRESS} else point.kind.label
