"""Known gaps: one list for each kind of thing the papers leave open. The page an officer works through.

A hand-written page opens it. Where there are more rows than a page can show, each list begins here, and is whole at
``data-quality/<list>/``, by year and month of the records (``parted``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.pages.edition import Edition
from scrutiny.pages.known import Kind, Known
from scrutiny.pages.listing import Listing, by_record, crumbs_of, leading_on
from scrutiny.pages.page import Here, Link, Page
from scrutiny.pages.parted import Parting, parted
from scrutiny.pages.record import ShownDiscrepancy
from scrutiny.pages.rows import BYTES, share, weight, within
from scrutiny.pages.rows import ROWS as TABLE_ROWS
from scrutiny.pages.shown import Entry
from scrutiny.pages.titles import title_of
from scrutiny.pages.words import small

URL = "data-quality/"
"""The address of the page."""

ROWS = 150
"""Gaps on a page at most: a row is about 350 bytes, because it is a link and one line."""
FIRST = 80
"""Gaps on the first page where it cannot show all."""

PARENTS = (("Known gaps", URL),)

Made = Entry | ShownDiscrepancy


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
    more: Markup | str


def gaps_tail(edition: Edition, url: str, kinds: Sequence[Kind]) -> Page:
    """Return the lists that end the hand-written page of known gaps."""
    here = Here(url)
    made = _rows_of_all(edition, kinds)
    if made is None:
        limit = share(len(kinds), FIRST)
        made = [
            within((_made(edition, here, known) for known in kind.found[:limit]), BYTES // len(kinds)) for kind in kinds
        ]
    lists = [_shown(here, kind, own, len(kind.found)) for kind, own in zip(kinds, made, strict=True)]
    contents = [Link(kind.words, f"#{kind.anchor}") for kind in kinds]
    return Page(
        url=url,
        title="Known gaps",
        template="gaps",
        shows={"title": "", "lead": "", "contents": contents, "kinds": lists, "pager": []},
    )


def gaps_pages(edition: Edition, kinds: Sequence[Kind]) -> Iterator[Page]:
    """Yield the pages of every list, where the page of known gaps cannot show all of its rows."""
    if _rows_of_all(edition, kinds) is None:
        for kind in kinds:
            yield from _pages(edition, kind)


def _rows_of_all(edition: Edition, kinds: Sequence[Kind]) -> list[list[Made]] | None:
    """Return the rows of every list, or None where the page of known gaps cannot show them all."""
    if sum(len(kind.found) for kind in kinds) > ROWS:
        return None
    made = [[_made(edition, Here(URL), known) for known in kind.found] for kind in kinds]
    return made if weight(made) <= BYTES else None


def _pages(edition: Edition, kind: Kind) -> Iterator[Page]:
    url, title, lead = f"{URL}{kind.anchor}/", f"Known gaps: {small(kind.title)}", f"{kind.words}. {kind.note}"
    # A disagreement has its claims besides, so it is as long as a row of a table.
    rows = TABLE_ROWS if kind.found[0].claims else ROWS
    here = Here(url)
    made = [_made(edition, here, known) for known in kind.found] if len(kind.found) <= rows else []
    if made and weight(made) <= BYTES:
        yield _page(here, kind, title, lead, made, [], crumbs_of(here, PARENTS))
        return
    parting: Parting[Known] = by_record(edition, lambda known: known.target.id, rows)
    for volume in parted(url, kind.found, parting, lambda here, known: _made(edition, here, known)):
        here, own = Here(volume.url), volume.title(title)
        parents = (*PARENTS, *(((kind.title, url),) if volume.words else ()), *volume.above)
        if volume.below:
            yield leading_on(Listing(volume.url, own, kind.note, kind.noun, [], kind.plural, parents=parents), volume)
        else:
            yield _page(here, kind, own, kind.note, volume.rows, volume.pager(here), crumbs_of(here, parents))


def _page(
    here: Here,
    kind: Kind,
    title: str,
    lead: str,
    made: Sequence[Made],
    pager: Sequence[Link],
    crumbs: tuple[Link, ...],
) -> Page:
    return Page(
        url=here.url,
        title=title,
        template="gaps",
        shows={
            "title": title,
            "lead": lead,
            "contents": [],
            "kinds": [_shown(here, kind, made, len(made))],
            "pager": pager,
        },
        description=lead,
        crumbs=crumbs,
    )


def _made(edition: Edition, here: Here, known: Known) -> Made:
    title = title_of(edition, known.target.id)
    if known.claims:
        note = html("{}. {}", known.about, here.to(known.target, title))
        return ShownDiscrepancy("", known.text, list(known.claims), note)
    # A gap of the whole record has the record's title for its words; any other names the record besides.
    named = [] if known.text == title else [html("{}", title)]
    named += [here.to(each, title_of(edition, each.id)) for each in known.also]
    parts_of = [known.about, Markup("; ").join(named)]
    return Entry(known.text, here.href(known.target.url), Markup(". ").join(part for part in parts_of if part))


def _shown(here: Here, kind: Kind, made: Sequence[Made], count: int) -> ShownKind:
    """Return a list of so many, of which some are made, with the way to all of it where these are not all."""
    entries = [each for each in made if isinstance(each, Entry)]
    disagreements = [
        replace(each, anchor=f"{kind.anchor}-{number}")
        for number, each in enumerate((each for each in made if isinstance(each, ShownDiscrepancy)), 1)
    ]
    more: Markup | str = ""
    if len(made) < count:
        link = here.link(f"See all {count:,}", f"{URL}{kind.anchor}/")
        more = html("The first {} of {} are shown. {}", len(made), f"{count:,}", link)
    return ShownKind(kind.anchor, kind.title, count, kind.note, entries, disagreements, more)
