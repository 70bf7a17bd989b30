"""The page of a subject: what inspectors found about it, council by council, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.filed import BY_RECORD, FOUND, filed_under, sectioned
from scrutiny.pages.line import Line, joined_lines, together
from scrutiny.pages.listing import Listing, council_pages, listing_pages
from scrutiny.pages.page import Here, Link, Page, counted, joined
from scrutiny.pages.rows import BYTES, MANY, ROWS, weight
from scrutiny.pages.section import Group, Section
from scrutiny.pages.shown import Entry, Row, theme_links
from scrutiny.pages.subjects import Counts, council_counts
from scrutiny.pages.tags import search_within

NOTE = "What names no subject of its own stands under the subjects of its record."


def theme_pages(archive: Archive, name: str) -> Iterator[Page]:
    """Yield the page of a subject; one with more than ``ROWS`` entries leads to a page for each council."""
    edition, table, url = archive.edition, filed_under(name), f"themes/{name}/"
    told = council_counts(archive, name)
    if Counts.sum(told.values()).size <= ROWS:
        every = [line.make(Here(url)) for line in archive.rows(table)]
        if not _is_by_record(every) and weight(sectioned(every)) <= BYTES:
            yield _page(edition, Here(url), name, told, "", *sectioned(every))
            return
    yield from _overview(edition, name, told, url)
    for authority, counts in told.items():
        own, lines = f"{url}{authority}/", archive.extracts[authority][table]
        if _is_by_record(lines):
            yield from _by_record(edition, name, lines, own, authority)
        else:
            yield _page(edition, Here(own), name, {authority: counts}, authority, *sectioned(lines))


def _is_by_record(lines: Sequence[Line]) -> bool:
    """Tell whether a council has too much for a page of its own, and so for one with others."""
    return any(line.group == BY_RECORD for line in lines)


def _overview(edition: Edition, name: str, told: Mapping[str, Counts], url: str) -> Iterator[Page]:
    here = Here(url)
    if len(told) > MANY:
        label = edition.register.shared.themes[name].label
        by_council = f"{url}by-council/"
        lines = {authority: counts.words for authority, counts in told.items()}
        yield from council_pages(edition, by_council, f"{label}: by council", (label, url), lines)
        way = here.link(f"All {counted(len(told), 'council')}", by_council)
        section = Section("By council", "councils", [], way)
    else:
        entries = [
            Entry(edition.authorities[authority].short_name, here.href(f"{url}{authority}/"), counts.words)
            for authority, counts in told.items()
        ]
        section = Section("By council", "councils", entries)
    yield _page(edition, here, name, told, "", [], [section])


def _by_record(edition: Edition, name: str, lines: Sequence[Line], url: str, authority: str) -> Iterator[Page]:
    """Yield the records of one council with the counts of what they hold, where their parts are too many to show."""
    theme, council = edition.register.shared.themes[name], edition.authorities[authority].short_name
    yield from listing_pages(
        edition,
        Listing(
            url,
            f"{theme.label}: {council}",
            theme.definition,
            "record",
            [Group("", "list", lines)],
            kicker="Subject",
            section="subjects",
            parents=(("Subjects", "themes/"), (theme.label, f"themes/{name}/")),
        ),
    )


def _page(
    edition: Edition,
    here: Here,
    name: str,
    told: Mapping[str, Counts],
    authority: str,
    found: list[Line],
    sections: list[Section],
) -> Page:
    theme, counts = edition.register.shared.themes[name], Counts.sum(told.values())
    title = theme.label + (f": {edition.authorities[authority].short_name}" if authority else "")
    nothing = "" if counts.findings else "No finding held here is about this subject."
    head = [Row("What inspectors found", "", FOUND)] if found or nothing else []
    parents = [Link("Home", here.base), Link("Subjects", here.href("themes/"))]
    if authority:
        parents.append(Link(theme.label, here.href(f"themes/{name}/")))
    return Page(
        url=here.url,
        title=title,
        template="theme",
        shows={
            "title": title,
            "kicker": "Subject",
            "lead": theme.definition,
            "number_words": counts.words,
            "found": joined_lines(found),
            "nothing_found": nothing,
            "sections": [replace(each, entries=together(each.entries)) for each in sections],
            "facts": _facts(edition, here, name, told),
            "note": NOTE,
            "on_this_page": [*head, *(Row(each.title, "", each.anchor) for each in sections)],
        },
        kicker="Subject",
        description=theme.definition,
        crumbs=tuple(parents),
        section="subjects",
    )


def _facts(edition: Edition, here: Here, name: str, told: Mapping[str, Counts]) -> list[Row]:
    themes, terms = edition.register.shared.themes, edition.register.shared.terms
    theme = themes[name]
    rows = []
    if theme.broader:
        rows.append(Row("Part of", theme_links(edition, here, [theme.broader])))
    narrower = [other for other, each in themes.items() if each.broader == name]
    if narrower:
        rows.append(Row("Its parts", theme_links(edition, here, narrower)))
    related = dict.fromkeys((*theme.related, *(other for other, each in themes.items() if name in each.related)))
    if related:
        rows.append(Row("See also", theme_links(edition, here, related)))
    councils = [authority for authority, counts in told.items() if counts.councils]
    if len(councils) <= MANY:
        links = [here.link(edition.authorities[each].short_name, f"{each}/") for each in councils]
        rows += [Row("Councils", joined([*links]))] if links else []
    words = [here.link(term.term, f"glossary/#{key}") for key, term in terms.items() if term.theme == name]
    if words:
        rows.append(Row("Words used", joined([*words])))
    if told:
        rows.append(search_within(here, "Search within this subject", ("subject", theme.label)))
    return rows
