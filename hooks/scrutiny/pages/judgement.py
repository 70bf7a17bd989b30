"""Judgements in words: the grade and its scale, or why there is none. Words of two scales are never compared."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.language import html, say, say_html, say_number, strung
from scrutiny.model import Inspection, Judgement, Scale
from scrutiny.pages.edition import Edition
from scrutiny.pages.words import missing, short_when


@dataclass(frozen=True)
class Judged:
    """One judgement, ready to print."""

    domain: str
    """The domain's name; "Overall" where a judgement is on the whole."""
    question: str
    """The question the domain answers, or empty."""
    words: Markup
    """The grade in quotation marks, or the reason why there is none."""
    scale: str
    """The scale's name, or empty."""
    earlier: str
    """The grade before, or empty."""
    earlier_scale: str
    """The name of the earlier grade's scale, where it is another: then the two are not compared. Otherwise empty."""
    statement: str
    """A quoted phrase of the inspectors, or empty."""
    as_of: str
    """When it was so, where stated apart."""
    judgement: Judgement


def judged(edition: Edition, inspection: Inspection) -> list[Judged]:
    """Return the judgements of an inspection in the order of the record."""
    return [_judged(edition, inspection, judgement) for judgement in inspection.judgements]


def scale_of(edition: Edition, inspection: Inspection, judgement: Judgement) -> tuple[str, Scale | None]:
    """Return the name and the scale of a judgement, given on it or by its framework."""
    shared = edition.register.shared
    framework = shared.frameworks.get(inspection.framework)
    name = judgement.scale or (framework.scale if framework else None) or ""
    return name, shared.scales.get(name)


def _judged(edition: Edition, inspection: Inspection, judgement: Judgement) -> Judged:
    framework = edition.register.shared.frameworks.get(inspection.framework)
    domain = framework.domains.get(judgement.domain or "") if framework else None
    name, scale = scale_of(edition, inspection, judgement)
    grade = scale.grades.get(judgement.grade or "") if scale else None
    before = edition.register.shared.scales.get(judgement.earlier_scale or name)
    earlier = before.grades.get(judgement.earlier or "") if before else None
    if grade:
        words = html("<b>“{}”</b>", grade.label)
    else:
        words = missing(judgement.no_grade.label if judgement.no_grade else say("Not stated"))
        if judgement.reason:
            words += f". {judgement.reason}"
    return Judged(
        domain.label if domain else say("Overall"),
        (domain.question or "") if domain else "",
        words,
        scale.title if scale and grade else "",
        earlier.label if earlier else "",
        before.title if before and earlier and judgement.earlier_scale not in {None, name} else "",
        judgement.statement or "",
        short_when(judgement.as_of),
        judgement,
    )


def judgement_line(edition: Edition, inspection: Inspection) -> Markup:
    """Say all judgements of an inspection in one line."""
    lines = []
    told = judged(edition, inspection)
    if len(told) > 1 and len({str(each.words) for each in told}) == 1 and told[0].judgement.grade:
        if len(told) == 2:  # noqa: PLR2004  two are both
            return say_html("{grade} in both areas", grade=told[0].words)
        return say_html("{grade} in all {number} areas", grade=told[0].words, number=len(told))
    for each in told:
        named = (
            html("{}: {}", each.domain, each.words) if len(told) > 1 or each.domain != say("Overall") else each.words
        )
        said = html(" (“{}”)", each.statement) if each.statement else Markup()
        lines.append(named + said)
    return strung("; ", lines)


def judgement_brief(edition: Edition, inspection: Inspection) -> Markup:
    """Say the first two grades of an inspection, for a line of a few words; how many more there are is counted."""
    told = [each for each in judged(edition, inspection) if each.judgement.grade]
    if len(told) <= 1 or len({str(each.words) for each in told}) == 1:
        return judgement_line(edition, inspection)
    lines = [html("{}: {}", each.domain, each.words) for each in told[:2]]
    return strung("; ", lines) + (
        say_number("; {n} more", "; {n} more", len(told) - 2) if len(told) > 2 else ""  # noqa: PLR2004
    )
