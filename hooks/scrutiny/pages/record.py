"""What the pages of all records share: head, thread, where papers disagree, timeline, and what closes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.language import html, say, say_html, strung
from scrutiny.link import Target
from scrutiny.model import Record
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, Page
from scrutiny.pages.past import days, past
from scrutiny.pages.shown import Entry, Row, crumbs
from scrutiny.pages.strip import steps
from scrutiny.pages.tags import tags
from scrutiny.pages.timeline import timeline
from scrutiny.pages.titles import in_language, marked_title
from scrutiny.pages.words import capital, iso_words, place_words, short_when
from scrutiny.vocabulary import DiscrepancyState, Held, Missing, Words

OUR_WORDS = "The facts are the papers'; the words are this site's. Short phrases in quotation marks are quoted."
"""Says whose words a record is in."""

SectionName = tuple[str, str, str]
"""A section of a page: anchor, heading, and the keys of what it shows with spaces between (none: always there)."""


def disagree() -> SectionName:
    """Return the section on contradictions."""
    return "disagree", say("Where the papers disagree"), "discrepancies"


def closing_sections() -> tuple[SectionName, ...]:
    """Return the sections that close every record."""
    return (
        ("thread", say("What happened, in order"), "timeline"),
        ("missing", say("What is missing"), "gaps inferred"),
        ("background", say("Background"), "background"),
        ("notes", say("Notes"), "notes"),
        ("sources", say("Sources"), ""),
        ("alike", say("Find more like this"), "tags"),
        ("history", say("History of this page"), "past past_note"),
    )


@dataclass(frozen=True)
class ShownDiscrepancy:
    """A contradiction, ready to print."""

    anchor: str
    title: str
    claims: list[Row]
    note: str


def record_page(
    edition: Edition,
    id_: str,
    record: Record | None,
    *,
    template: str,
    section: str,
    kicker: str,
    shows: Mapping[str, object],
    sections: tuple[SectionName, ...],
    title: str = "",
    summary: str = "",
) -> Page:
    """Return the page of a record; of a meeting without one, whose ``title`` and ``summary`` then have to be given.

    ``shows`` and ``sections`` are what only pages of its kind have, beside what closes every record.
    """
    here = Here(f"{id_}/")
    title, summary = title or (record.title if record else ""), summary or (record.summary if record else "")
    every: dict[str, object] = {
        "title": in_language(title, record.language) if record else title,
        "summary": html("{}{}", in_language(summary, record.language) if record else summary, _also_in(record)),
        "kicker": kicker,
        "withdrawn": _withdrawn_notice(edition, here, id_, record),
        "steps": steps(edition, here, id_),
        "discrepancies": discrepancies(edition, here, id_),
        "timeline": timeline(edition, here, id_),
        **(closing(record) if record else {}),
        "tags": tags(edition, here, id_),
        **past(edition, id_, record),
        **shows,
    }
    every["on_this_page"] = contents(every, *sections, *closing_sections())
    return Page(
        url=here.url,
        title=title,
        template=template,
        shows=every,
        kicker=kicker,
        description=summary,
        crumbs=crumbs(edition, here, id_),
        section=section,
        source=Address.read(id_).path if record else "",
        **days(edition, id_),
        noindex=record is not None and record.withdrawn is not None,
    )


def _also_in(record: Record | None) -> Markup:
    """Return title and summary in a second language, where a record has them."""
    if record is None or record.also_in is None:
        return Markup()
    other = record.also_in
    return html('<br><span lang="{}"><b>{}</b> {}</span>', other.language.value, other.title, other.summary)


def contents(shows: Mapping[str, object], *sections: SectionName) -> list[Row]:
    """Return the "On this page" list: every section that has something to show."""
    return [
        Row(text, text, anchor)
        for anchor, text, key in sections
        if not key or any(shows.get(name) for name in key.split())
    ]


def discrepancies(edition: Edition, here: Here, id_: str) -> list[ShownDiscrepancy]:
    """Return the contradictions written in a record or about it, wherever they are written."""
    shown = []
    for position, (by, discrepancy) in enumerate(edition.disagreements_in.get(id_, ()), 1):
        where = edition.record(by.id)
        claims = [
            Row(claim.says, escape(place_words(where, claim.at)) + _in(edition, here, by, id_))
            for claim in discrepancy.claims
        ]
        note = (
            say("Neither is chosen.") if discrepancy.state is DiscrepancyState.OPEN else f"{discrepancy.state.label}."
        )
        if discrepancy.note:
            note = f"{note} {discrepancy.note}"
        shown.append(ShownDiscrepancy(f"disagreement-{position}", discrepancy.title, claims, note))
    return shown


def _in(edition: Edition, here: Here, by: Target, id_: str) -> Markup:
    return Markup() if by.id == id_ else say_html(" of {record}", record=here.to(by, marked_title(edition, by.id)))


def sources(record: Record) -> list[Entry]:
    """Return the papers a record rests on, each with what is held of it."""
    shown = []
    for source in record.sources:
        soft = []
        if source.publisher:
            soft.append(source.publisher)
        if source.held is not Held.FULL:
            soft.append(source.held.label)
        if source.is_copy:
            soft.append(say("the copy used is on somebody else's site"))
        if isinstance(source.url, Missing):
            soft.append(say("address not stated"))
        if source.dated:
            soft.append(say("dated {day}", day=short_when(source.dated)))
        if source.replaces:
            replaced = next((each.title for each in record.sources if each.ref == source.replaces), source.replaces)
            soft.append(say("replaces “{paper}”", paper=replaced))
        if source.note:
            soft.append(source.note.rstrip("."))
        words = [escape(capital(part)) for part in soft]
        if source.archive:
            words.append(html('<a href="{}">{}</a>', source.archive, say("Copy in a web archive")))
        href = "" if isinstance(source.url, Missing) else source.url
        line = strung(". ", words)
        shown.append(Entry(source.title, href, line + "." if line else "", f"source-{source.ref.lower()}"))
    return shown


def closing(record: Record) -> dict[str, object]:
    """Return what closes every record: its papers, its gaps, what was inferred, background and notes."""
    return {
        "sources": sources(record),
        "gaps": [gap.what for gap in record.gaps],
        "whose_words": say("The words are the minutes' own.") if record.words is Words.AS_MINUTED else say(OUR_WORDS),
        "inferred": [(each.what, each.why) for each in record.inferred],
        "background": record.background or "",
        "notes": record.notes or "",
    }


def _withdrawn_notice(edition: Edition, here: Here, id_: str, record: Record | None) -> Markup:
    """Say when and why a record was withdrawn, and what to read instead; empty for one that stands."""
    if record is None or record.withdrawn is None:
        return Markup()
    day, reason = record.withdrawn.on, record.withdrawn.reason.rstrip(".")
    text = say_html("<b>Withdrawn on {day}.</b> {reason}.", day=iso_words(day), reason=reason)
    if record.withdrawn.replaced_by:
        for other in edition.present(id_, [record.withdrawn.replaced_by]):
            text += say_html(" Read instead: {record}", record=here.to(other, marked_title(edition, other.id)))
    return text
