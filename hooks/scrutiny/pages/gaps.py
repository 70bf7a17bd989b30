"""Known gaps: one list for each kind of thing the papers leave open. The page an officer works through.

A hand-written page opens it. Where there are more rows than a page can show, each list begins here and goes on, in
numbered pages, at ``data-quality/<list>/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.pages.edition import Edition
from scrutiny.pages.known import Kind, Known
from scrutiny.pages.page import Here, Link, Page
from scrutiny.pages.record import ShownDiscrepancy
from scrutiny.pages.rows import ROWS as TABLE_ROWS
from scrutiny.pages.rows import Part, is_long, parts, share
from scrutiny.pages.shown import Entry
from scrutiny.pages.titles import title_of
from scrutiny.pages.words import small

URL = "data-quality/"
"""The address of the page."""

ROWS = 150
"""Gaps on a page at most: a row is about 350 bytes, because it is a link and one line."""
FIRST = 80
"""Gaps on the first page where it cannot show all."""


@dataclass(frozen=True)
class ShownKind:
    """One list, ready to print."""

    anchor: str
    title: str
    count: int
    note: str
    entries: list[Entry]
    disagreements: list[ShownDiscrepancy]
    """In place of entries, where papers disagree."""
    more: Markup


def gaps_tail(edition: Edition, url: str, kinds: Sequence[Kind]) -> Page:
    """Return the lists that end the hand-written page of known gaps."""
    here = Here(url)
    limit = share([len(kind.found) for kind in kinds], ROWS, FIRST)
    lists = [_shown(edition, here, kind, kind.found, limit) for kind in kinds]
    contents = [Link(kind.words, f"#{kind.anchor}") for kind in kinds]
    return Page(
        url=url,
        title="Known gaps",
        template="gaps",
        shows={"title": "", "lead": "", "contents": contents, "kinds": lists, "pager": []},
    )


def gaps_pages(edition: Edition, kinds: Sequence[Kind]) -> Iterator[Page]:
    """Yield the numbered pages of every list, where the page of known gaps cannot show all of its rows."""
    if not is_long([len(kind.found) for kind in kinds], ROWS):
        return
    for kind in kinds:
        # A disagreement has its claims besides, so it is as long as a row of a table.
        size = TABLE_ROWS if kind.found[0].claims else ROWS
        for part in parts(f"{URL}{kind.anchor}/", kind.found, size):
            yield _part(edition, kind, part)


def _part(edition: Edition, kind: Kind, part: Part[Known]) -> Page:
    here, first = Here(part.url), f"{URL}{kind.anchor}/"
    title = f"Known gaps: {small(kind.title)}" + (f", page {part.number}" if part.number > 1 else "")
    lead = f"{kind.words}. {kind.note}"
    return Page(
        url=part.url,
        title=title,
        template="gaps",
        shows={
            "title": title,
            "lead": lead,
            "contents": [],
            "kinds": [_shown(edition, here, kind, part.rows, len(part.rows))],
            "pager": part.pager(here, first),
        },
        description=lead,
        crumbs=(Link("Home", here.base), Link("Known gaps", here.href(URL))),
    )


def _shown(edition: Edition, here: Here, kind: Kind, found: Sequence[Known], limit: int) -> ShownKind:
    entries: list[Entry] = []
    disagreements: list[ShownDiscrepancy] = []
    for known in found[:limit]:
        title = title_of(edition, known.target.id)
        if known.claims:
            note = Markup("{}. {}").format(known.about, here.to(known.target, title))
            anchor = f"{kind.anchor}-{len(disagreements) + 1}"
            disagreements.append(ShownDiscrepancy(anchor, known.text, list(known.claims), note))
        else:
            # A gap of the whole record has the record's title for its words; any other names the record besides.
            named = [] if known.text == title else [Markup("{}").format(title)]
            named += [here.to(each, title_of(edition, each.id)) for each in known.also]
            parts_of = [known.about, Markup("; ").join(named)]
            soft = Markup(". ").join(part for part in parts_of if part)
            entries.append(Entry(known.text, here.href(known.target.url), soft))
    more = Markup()
    if len(found) > limit:
        link = here.link(f"See all {len(found):,}", f"{URL}{kind.anchor}/")
        more = Markup("The first {} of {} are shown. {}").format(limit, f"{len(found):,}", link)
    return ShownKind(kind.anchor, kind.title, len(kind.found), kind.note, entries, disagreements, more)
