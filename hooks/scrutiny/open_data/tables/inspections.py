"""Tables of inspections: how they ran, what they judged and what they found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scrutiny.model import Finding, Inspection, Judgement, Stage
from scrutiny.model.source import Fact, RecordedAs
from scrutiny.open_data.tables.columns import (
    AUTHORITY,
    BOOLEAN,
    INTEGER,
    PLACE,
    WITHDRAWN,
    dated,
    exempt_paragraph,
    labelled,
    meaning_of,
    of_record,
    or_missing,
    part_columns,
    record_columns,
    span,
    stated,
    worked_out,
)
from scrutiny.open_data.tables.table import Entry, Reference, Scope, Table
from scrutiny.pages.judgement import scale_of
from scrutiny.search.facets import answers_to


def _inspectorates(scope: Scope) -> Iterator[Entry[RecordedAs]]:
    for entry in scope.of(Inspection):
        for place, body in enumerate(entry.part.inspectorates, 1):
            yield entry.within(body, place=place)


def _stages(scope: Scope) -> Iterator[Entry[Stage]]:
    for entry in scope.of(Inspection):
        for place, stage in enumerate(entry.part.stages, 1):
            yield entry.within(stage, place=place)


def _facts(scope: Scope) -> Iterator[Entry[Fact]]:
    for entry in scope.of(Inspection):
        for place, fact in enumerate(entry.part.facts, 1):
            yield entry.within(fact, place=place)


def _judgements(scope: Scope) -> Iterator[Entry[Judgement]]:
    for entry in scope.of(Inspection):
        for place, judgement in enumerate(entry.part.judgements, 1):
            yield entry.within(judgement, place=place)


def _findings(scope: Scope) -> Iterator[Entry[Finding]]:
    for entry in scope.of(Inspection):
        yield from (entry.within(finding, finding.anchor) for finding in entry.part.findings)


def _framework(entry: Entry[Judgement]) -> str | None:
    inspection = entry.edition.register.inspection(entry.id)
    return (
        inspection.framework
        if inspection and inspection.framework in entry.edition.register.shared.frameworks
        else None
    )


def _domain(entry: Entry[Judgement]) -> str | None:
    framework = entry.edition.register.shared.frameworks.get(_framework(entry) or "")
    return framework.domains[entry.part.domain].label if framework and entry.part.domain in framework.domains else None


def _scale(entry: Entry[Judgement]) -> str | None:
    inspection = entry.edition.register.inspection(entry.id)
    name, scale = scale_of(entry.edition, inspection, entry.part) if inspection else ("", None)
    return name if scale else None


def _earlier_scale(entry: Entry[Judgement]) -> str | None:
    name = entry.part.earlier_scale or _scale(entry)
    return name if _grade(entry, entry.part.earlier, name) else None


def _grade(entry: Entry[Judgement], name: str | None, of: str | None) -> str | None:
    scale = entry.edition.register.shared.scales.get(of or "")
    return scale.grades[name].label if scale and name in scale.grades else None


def _answered(entry: Entry[Finding]) -> str | None:
    return next(iter(answers_to(entry.edition, entry.target, entry.part).get("answered", ())), None)


INSPECTIONS = Table(
    "inspections",
    "An inspection, visit or review.",
    ("id",),
    (
        *record_columns(Inspection),
        *labelled(Inspection, "kind"),
        *stated(Inspection, "ordinal", type=INTEGER),
        *stated(Inspection, "anticipated", type=BOOLEAN),
        *or_missing(
            "framework",
            meaning_of(Inspection, "framework"),
            lambda entry: entry.part.framework,
            refers_to="frameworks",
        ),
        *stated(Inspection, "topic", "ages", "bodies_inspected"),
        *dated("on_site", meaning_of(Inspection, "on_site"), lambda entry: entry.part.on_site),
        *dated("published", meaning_of(Inspection, "published"), lambda entry: entry.part.published),
        *dated("expected", meaning_of(Inspection, "expected"), lambda entry: entry.part.expected),
        *stated(Inspection, "exhaustive"),
        *span("on_site", lambda entry: entry.part.on_site),
        *span("published", lambda entry: entry.part.published),
        *span("expected", lambda entry: entry.part.expected),
    ),
    lambda scope: scope.of(Inspection),
)

INSPECTORATES = Table(
    "inspectorates",
    "A body that inspected, as a paper names it.",
    ("inspection", "number"),
    (
        of_record("inspection", "inspections", "The inspection."),
        PLACE,
        *stated(RecordedAs, "recorded"),
        *or_missing("body", meaning_of(RecordedAs, "body"), lambda entry: entry.part.body, refers_to="bodies"),
    ),
    _inspectorates,
)

STAGES = Table(
    "stages",
    "One step of how an inspection ran.",
    ("inspection", "place"),
    (
        of_record("inspection", "inspections", "The inspection."),
        replace(PLACE, name="place"),
        *stated(Stage, "number", "text", "actor"),
        *dated("when", meaning_of(Stage, "when"), lambda entry: entry.part.when),
        *stated(Stage, "is_deadline", type=BOOLEAN),
        *stated(Stage, "note", "at"),
        *span("when", lambda entry: entry.part.when),
    ),
    _stages,
)

FACTS = Table(
    "facts",
    "A labelled fact of an inspection.",
    ("inspection", "number"),
    (
        of_record("inspection", "inspections", "The inspection."),
        PLACE,
        *stated(Fact, "label", "value", "at"),
        *dated("date", meaning_of(Fact, "date"), lambda entry: entry.part.date),
    ),
    _facts,
)

JUDGEMENTS = Table(
    "judgements",
    "What inspectors judged one domain to be: a grade, or the reason why there is none.",
    ("inspection", "number"),
    (
        of_record("inspection", "inspections", "The inspection."),
        PLACE,
        AUTHORITY,
        WITHDRAWN,
        *stated(Judgement, "domain", "grade"),
        *labelled(Judgement, "no_grade"),
        *stated(Judgement, "reason", "statement", "earlier"),
        *dated("earlier_as_of", meaning_of(Judgement, "earlier_as_of"), lambda entry: entry.part.earlier_as_of),
        *dated("as_of", meaning_of(Judgement, "as_of"), lambda entry: entry.part.as_of),
        *stated(Judgement, "attributed_to", "at"),
        worked_out("framework", "The framework that has the domain.", _framework, refers_to="frameworks"),
        worked_out("domain_label", "The name of the domain; empty for a judgement on the whole.", _domain),
        worked_out("scale", "The scale of the grade: its own, or that of the framework.", _scale, refers_to="scales"),
        worked_out(
            "grade_label", "The grade as pages print it.", lambda entry: _grade(entry, entry.part.grade, _scale(entry))
        ),
        worked_out(
            "earlier_scale",
            "The scale of the earlier grade. Where it is another, the two are never compared.",
            _earlier_scale,
            refers_to="scales",
        ),
        worked_out(
            "earlier_label",
            "The earlier grade as pages print it.",
            lambda entry: _grade(entry, entry.part.earlier, _earlier_scale(entry)),
        ),
    ),
    _judgements,
    (
        Reference(("derived_framework", "domain"), "domains"),
        Reference(("derived_scale", "grade"), "grades"),
        Reference(("derived_earlier_scale", "earlier"), "grades"),
    ),
)

FINDINGS = Table(
    "findings",
    "One thing inspectors found.",
    ("id",),
    (
        *part_columns("inspection", "inspections"),
        *labelled(Finding, "kind"),
        *stated(Finding, "text", "domain"),
        *labelled(Finding, "applies_to"),
        *stated(Finding, "subject", "attributed_to", "because"),
        *dated("time_limit", meaning_of(Finding, "time_limit"), lambda entry: entry.part.time_limit),
        exempt_paragraph(),
        *stated(Finding, "note", "at"),
        worked_out(
            "answered",
            "Whether a resolution held here answers it; empty for a strength, a fact for context "
            "and what was not judged, which ask for no answer.",
            _answered,
        ),
    ),
    _findings,
)
