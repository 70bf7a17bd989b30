"""The page of an authority: inspections and items, its judgements over time, then every other list of its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from scrutiny.language import html, strung
from scrutiny.model import Authority, Code
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import Listed, listed_committee, listed_meeting, listed_owner, listed_record
from scrutiny.pages.listing import Listing, whole_of
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.past import days, past
from scrutiny.pages.past_grades import HEADS, note, past_grades
from scrutiny.pages.record import closing, contents, discrepancies
from scrutiny.pages.section import Group, Section, first_of
from scrutiny.pages.shown import Entry, Row
from scrutiny.pages.tags import search_within
from scrutiny.pages.words import missing
from scrutiny.track import Tracked
from scrutiny.vocabulary import FindingKind, Missing

SECTIONS = (
    ("inspections", "Inspections", "inspection", "No inspection is held here."),
    ("items", "Committee items", "committee item", "No committee item is held here."),
    ("plans", "Plans", "plan", ""),
    ("responses", "Responses", "response", ""),
    ("meetings", "Meetings", "meeting", "No paper held here speaks of a meeting."),
    ("committees", "Committees", "committee", "No paper held here names a committee."),
    ("roles", "Roles and bodies", "role or body", "No paper held here says who is to do anything."),
)
"""The lists of an authority: anchor and folder, title, what is counted, and what stands in place of an empty list.

One without such a sentence is left out where it is empty."""
FIRST = ("inspections", "items")
"""The lists a reader comes for; they stand before the table of grades."""
PLURALS = {"roles": "roles and bodies"}


def authority_pages(edition: Edition, name: str, authority: Authority) -> Iterator[Page]:
    """Yield the page of an authority, then the whole of each list of which that page shows only the first entries."""
    lists = {folder: _listed(edition, name, authority, folder) for folder, *_ in SECTIONS}
    yield _page(edition, name, authority, lists)
    for folder, title, noun, _ in SECTIONS:
        yield from whole_of(
            edition,
            Listing(
                f"{name}/{folder}/",
                f"{title} of {authority.short_name}",
                "Newest first; those without a day stand last." if folder not in {"committees", "roles"} else "",
                noun,
                [Group("", "list", lists[folder])],
                plural=PLURALS.get(folder, ""),
                section="meetings" if folder == "meetings" else "inspections" if folder == "inspections" else "",
                parents=((authority.short_name, f"{name}/"),),
                by_letter=folder in {"committees", "roles"},
            ),
        )


def _page(edition: Edition, name: str, authority: Authority, lists: dict[str, Sequence[Listed]]) -> Page:
    here = Here(f"{name}/")
    sections = [
        first_of(
            here, Group(title, folder, lists[folder], empty=empty), f"{name}/{folder}/", noun, PLURALS.get(folder, "")
        )
        for folder, title, noun, empty in SECTIONS
        if lists[folder] or empty
    ]
    _say_unnamed(edition, name, sections)
    first, rest = ([section for section in sections if (section.anchor in FIRST) is wanted] for wanted in (True, False))
    shows: dict[str, object] = {
        "title": authority.title,
        "kicker": authority.kind.label,
        "summary": authority.summary,
        "standing": _standing(edition, here, name),
        "number_words": _counts(lists),
        "history": past_grades(edition, here, edition.ids.get((name, "inspections"), [])),
        "history_heads": HEADS,
        "history_note": note(edition, edition.ids.get((name, "inspections"), [])),
        "first": first,
        "sections": rest,
        "facts": _facts(edition, here, name, authority),
        "about": authority.about or "",
        "discrepancies": discrepancies(edition, here, name),
        **closing(authority),
        **past(edition, name, authority),
    }
    shows["on_this_page"] = [
        *(Row(section.title, "", section.anchor) for section in first),
        *contents(shows, ("judgements", "What inspectors judged", "")),
        *(Row(section.title, "", section.anchor) for section in rest),
        *contents(shows, ("missing", "What is missing", "gaps inferred"), ("notes", "Notes", "notes")),
        *contents(shows, ("history", "History of this page", "past past_note")),
    ]
    return Page(
        url=here.url,
        title=authority.title,
        template="authority",
        shows=shows,
        kicker=authority.kind.label,
        description=authority.summary,
        crumbs=(Link("Home", here.base), Link("Councils", here.href("authorities/"))),
        source=f"{name}/authority.yml",
        **days(edition, name),
    )


def _listed(edition: Edition, name: str, authority: Authority, folder: str) -> Sequence[Listed]:
    if folder == "meetings":
        return [listed_meeting(edition, id_) for id_ in edition.ids.get((name, folder), ())]
    if folder == "committees":
        return [listed_committee(edition, name, committee) for committee in authority.committees]
    if folder == "roles":
        return [listed_owner(edition, name, owner) for owner in edition.owners.get(name, ())]
    return [listed_record(edition, id_) for id_ in edition.ids.get((name, folder), ())]


def _say_unnamed(edition: Edition, name: str, sections: list[Section]) -> None:
    """Say among the committees how much was before one that the papers do not name."""
    business = edition.business.get((name, ""))
    if business is None:
        return
    items = [item for id_ in business.items if (item := edition.register.item(id_))]
    called = list(dict.fromkeys(item.committee.stated for item in items if item.committee.stated))
    counts = [
        counted(len(items), "item") if items else "",
        counted(len(business.meetings), "meeting") if business.meetings else "",
    ]
    line = ", ".join(filter(None, counts))
    if called:
        line += ". The papers say " + " and ".join(f"“{words}”" for words in called)
    place = next(place for place, section in enumerate(sections) if section.anchor == "committees")
    entries = [*sections[place].entries, Entry("A committee not named in the papers", "", line)]
    sections[place] = replace(sections[place], entries=entries)


def _counts(lists: dict[str, Sequence[Listed]]) -> str:
    counts = [
        counted(len(lists[folder]), noun)
        for folder, _, noun, _ in SECTIONS
        if lists[folder] and folder not in {"committees", "roles"}
    ]
    return ", ".join(counts) + "." if counts else ""


def _standing(edition: Edition, here: Here, name: str) -> Markup:
    """Say how many actions are open and what inspectors found, each number leading to what it counts."""
    tracked = _tracked(edition, name)
    open_ = sum(each.is_open for each in tracked)
    told: list[Markup] = []
    if tracked:
        told.append(here.link(f"{open_:,} of {counted(len(tracked), 'action')} still open", f"actions/{name}/"))
    found: Counter[FindingKind] = Counter()
    inspected = []
    for id_ in edition.ids.get((name, "inspections"), ()):
        inspection = edition.register.inspection(id_)
        if inspection and not inspection.withdrawn and inspection.findings:
            found.update(finding.kind for finding in inspection.findings if finding.kind is not FindingKind.CONTEXT)
            inspected.append(id_)
    if words := ", ".join(counted(found[kind], kind.singular, kind.plural) for kind in FindingKind if found[kind]):
        told.append(here.link(words, f"{inspected[0]}/#found" if len(inspected) == 1 else f"{name}/#inspections"))
    return html("{}.", strung("; ", told)) if told else Markup()


def _tracked(edition: Edition, name: str) -> list[Tracked]:
    return [each for id_ in _own_ids(edition, name) for each in edition.tracked_in.get(id_, ())]


def _facts(edition: Edition, here: Here, name: str, authority: Authority) -> list[Row]:
    gss = authority.gss
    code: Markup | str = missing("Not known") if gss is Missing.UNKNOWN else missing("Not stated")
    if isinstance(gss, Code):
        code = f"{gss.code}, {gss.register_name}"
    elif gss is Missing.NONE:
        code = "It has none"
    rows = []
    if authority.nation:
        rows.append(Row("Nation", authority.nation))
    if not _tracked(edition, name):
        rows.append(Row("Still open", missing("No action is recorded")))
    if not edition.is_left_out(name):
        rows.append(search_within(here, "Search within this council", ("council", authority.short_name)))
    rows.append(Row("Code", code))
    return rows


def _own_ids(edition: Edition, name: str) -> Iterator[str]:
    for folder in ("inspections", "items", "plans", "responses"):
        yield from edition.ids.get((name, folder), ())
