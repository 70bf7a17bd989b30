"""What inspectors judged, on the page of their inspection: a table, or one fact where there is one judgement."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.language import html, say, say_html, strung
from scrutiny.model import Inspection
from scrutiny.pages.edition import Edition
from scrutiny.pages.judgement import Judged, judged, judgement_line
from scrutiny.pages.page import Here
from scrutiny.pages.rows import TableRow
from scrutiny.pages.words import capital, inline, missing, place_words, short_when


@dataclass(frozen=True)
class Grades:
    """The judgements as a table, ready to print."""

    note: str
    heads: tuple[str, ...]
    rows: list[TableRow]


def grades(edition: Edition, inspection: Inspection) -> Grades | None:
    """Return the judgements as a table; None where one fact beside the page says it all."""
    told = judged(edition, inspection)
    if len(told) < 2:  # noqa: PLR2004  one row is no table
        return None
    scales = {each.scale for each in told if each.scale}
    said = []
    if len(scales) == 1:
        said.append(say("The scale: {scale}.", scale=next(iter(scales))))
    whose = {each.judgement.attributed_to for each in told}
    if len(whose) == 1 and (one := whose.pop()):
        said.append(say("According to {whom}.", whom=one))
    stated_at = {each.judgement.at for each in told}
    if len(stated_at) == 1 and (place := place_words(inspection, next(iter(stated_at)))):
        said.append(f"({capital(place)})")
    before = any(each.earlier for each in told)
    heads = (say("Area"), say("Judgement"), *((say("Before"),) if before else ()))
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
    soft = [say("within “{area}”", area=within.label)] if within else []
    soft += [told.question] if told.question else []
    area = html("{}{}", told.domain, _below("; ".join(soft)))
    place = place_words(inspection, told.judgement.at) if name_place else ""
    notes = [f"“{told.statement}”"] if told.statement else []
    notes += [say("Scale: {scale}.", scale=told.scale)] if told.scale and name_scale else []
    notes += [say("As of {day}", day=told.as_of)] if told.as_of else []
    notes += [f"({place})"] if place else []
    cells: list[Markup] = [area, told.words + _below(" ".join(notes))]
    if before:
        cells.append(_before(told))
    return TableRow(tuple(cells))


def _before(told: Judged) -> Markup:
    if not told.earlier:
        return missing(say("Not stated"))
    when = short_when(told.judgement.earlier_as_of)
    words = html("“{}”", told.earlier) + (f", {when}" if when else "")
    if told.earlier_scale:
        return words + _below(say("on another scale ({scale}); the two cannot be compared", scale=told.earlier_scale))
    return words + _below(say("on the same scale"))


def _below(text: str) -> Markup:
    return html('<div class="soft">{}</div>', text) if text else Markup()


def grade_in_brief(edition: Edition, here: Here, inspection: Inspection) -> Markup:
    """Say the first judgement, or all where they are the same, and lead to the table."""
    told, whole = judged(edition, inspection), judgement_line(edition, inspection)
    more = here.link(say("all judgements"), f"{here.url}#grade")
    if len({str(each.words) for each in told}) == 1:
        return html("{} ({})", whole, more)
    return html("{}: {} ({})", told[0].domain, told[0].words, more)


def grade_fact(edition: Edition, inspection: Inspection) -> Markup:
    """Say the one judgement on the whole, with its scale, its words, its date and who reports it."""
    told = judged(edition, inspection)
    if not told:
        return missing(say("Not stated"))
    one = told[0]
    said = [html("{}: {}", one.domain, one.words) if one.judgement.domain else one.words]
    if one.question:
        said[0] += say_html(" (the question: {question})", question=one.question.rstrip("?") + "?")
    if one.scale:
        said.append(say_html("On {scale}", scale=inline(one.scale)))
    if one.earlier:
        other = say(" on another scale; the two cannot be compared") if one.earlier_scale else ""
        said.append(say_html("Before: “{grade}”", grade=one.earlier) + other)
    if one.statement:
        said.append(say_html("In quoted words: “{words}”", words=one.statement))
    if one.as_of:
        said.append(say_html("As of {day}", day=one.as_of))
    if one.judgement.attributed_to:
        said.append(say_html("According to {whom}", whom=one.judgement.attributed_to))
    place = place_words(inspection, one.judgement.at)
    return strung(". ", said) + (f" ({place})" if place else "")
