"""The actions: everything that was to be done, by whom and by when, from what is least known to what is done.

One page for all, one for each council, and where either has more rows than a page can show, numbered pages for each
of its groups (the rule is in ``rows``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.pages.axes import Word, status_word
from scrutiny.pages.commitment import due_cells, owner_cell, said
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.rows import Part, TableRow, is_long, parts, share
from scrutiny.pages.titles import title_of
from scrutiny.pages.words import capital, small
from scrutiny.track import Tracked
from scrutiny.vocabulary import Timeliness

URL = "actions/"
"""The address of the page of all actions."""
OPEN_URL = f"{URL}open/"
"""The address of the list of open actions."""
DONE_URL = f"{URL}done/"
"""The address of the list of actions that a paper says are done."""
QUIET_URL = f"{URL}no-news/"
"""The address of the list of open actions without news for six months."""

ORDER = (
    Timeliness.PASSED,
    Timeliness.OVERDUE,
    Timeliness.DUE_SOON,
    Timeliness.DUE,
    Timeliness.CANNOT_COMPUTE,
    Timeliness.NO_DEADLINE,
    Timeliness.MET_UNDATED,
    Timeliness.MET_LATE,
    Timeliness.MET_ON_TIME,
    Timeliness.CLOSED,
)
"""The order of the groups: from what is least known to what is done or ended."""

BAR = 12
"""The width of the longest bar, in units of the chart's drawing."""

Grouped = Mapping[Timeliness, Sequence[Tracked]]


@dataclass(frozen=True)
class Bar:
    """One row of a chart."""

    label: str
    shape: str
    tone: str
    count: int
    href: str
    width: float


@dataclass(frozen=True)
class ShownGroup:
    """The commitments of one value of timeliness, ready to print."""

    anchor: str
    word: Word
    count: int
    meaning: str
    heads: tuple[str, str, str, str]
    rows: list[TableRow]
    more: Markup
    """Where the rows are that are not shown; empty where all are."""


@dataclass(frozen=True)
class Choice:
    """A link to a narrower list, and how many rows it has."""

    text: str
    href: str
    count: int | str = ""


def tracker_pages(edition: Edition) -> Iterator[Page]:
    """Yield the page of all actions, and those of each council."""
    councils: defaultdict[str, list[Tracked]] = defaultdict(list)
    for tracked in edition.tracked:
        councils[Address.read(tracked.target.id).authority].append(tracked)
    yield from _whole(edition, councils)
    for authority, mine in councils.items():
        yield from _council(edition, authority, mine)


def bars(here: Here, groups: Grouped, url: str) -> list[Bar]:
    """Return the chart of some commitments, each bar leading to its group on the page at ``url``."""
    longest = max((len(rows) for rows in groups.values()), default=0)
    shown = []
    for value in ORDER:
        if rows := groups.get(value):
            word = status_word(value)
            href = here.href(f"{url}#{anchor_of(value)}")
            shown.append(Bar(word.word, word.shape, word.tone, len(rows), href, round(BAR * len(rows) / longest, 2)))
    return shown


def group_url(edition: Edition, value: Timeliness) -> str:
    """Return where all commitments of a group are: its part of the page of all, or pages of its own where that is cut.

    A link that says how many there are leads here, so that its reader finds as many.
    """
    groups = edition.by_timeliness
    cut = is_long([len(rows) for rows in groups.values()]) and value in groups
    return f"{URL}{anchor_of(value)}/" if cut else f"{URL}#{anchor_of(value)}"


def other_lists(here: Here) -> list[Choice]:
    """Return the ways to the lists of actions that are not parted by status: what is open, done, or without news."""
    lists = (("open", OPEN_URL), ("done", DONE_URL), ("no news for six months", QUIET_URL))
    return [Choice(words, here.href(url)) for words, url in lists if url != here.url]


def anchor_of(value: Timeliness) -> str:
    """Return the anchor of a group, also the last part of its page's address."""
    return value.name.lower().replace("_", "-")


def _whole(edition: Edition, councils: Mapping[str, Sequence[Tracked]]) -> Iterator[Page]:
    here, title = Here(URL), "Actions: who was to do what, by when"
    choices = [
        *other_lists(here),
        *(
            Choice(edition.register.authority(name).short_name, here.href(f"{URL}{name}/"), len(mine))
            for name, mine in councils.items()
            if name not in edition.left_out
        ),
    ]
    groups = edition.by_timeliness
    yield _page(edition, here, title, groups, _all_of(here, groups), choices, (Link("Home", here.base),))
    yield from _parts(edition, "", here.url, groups)


def _all_of(here: Here, groups: Grouped) -> dict[Timeliness, Markup]:
    """Return, for each group of a page, the link to all of it."""
    return {
        value: here.link(f"See all {len(rows):,}", f"{here.url}{anchor_of(value)}/") for value, rows in groups.items()
    }


def _parts(edition: Edition, name: str, url: str, groups: Grouped) -> Iterator[Page]:
    """Yield the numbered pages of each group of the page at ``url``, where that page cannot show all rows."""
    if is_long([len(rows) for rows in groups.values()]):
        for value, rows in groups.items():
            first = f"{url}{anchor_of(value)}/"
            for part in parts(first, rows):
                yield _part(edition, name, value, part, first)


def _council(edition: Edition, authority: str, mine: Sequence[Tracked]) -> Iterator[Page]:
    name, url = edition.register.authority(authority).short_name, f"{URL}{authority}/"
    here, title = Here(url), f"{name}: who was to do what, by when"
    groups: defaultdict[Timeliness, list[Tracked]] = defaultdict(list)
    for tracked in mine:
        groups[tracked.standing.timeliness].append(tracked)
    choices = [
        Choice("all councils", here.href(URL), sum(map(len, edition.by_timeliness.values()))),
        Choice(f"all records of {name}", here.href(f"{authority}/")),
    ]
    crumbs = (Link("Home", here.base), Link("Actions", here.href(URL)))
    yield _page(edition, here, title, groups, _all_of(here, groups), choices, crumbs)
    yield from _parts(edition, name, url, groups)


def _page(
    edition: Edition,
    here: Here,
    title: str,
    groups: Grouped,
    more: Mapping[Timeliness, Markup],
    choices: list[Choice],
    crumbs: tuple[Link, ...],
) -> Page:
    limit = share([len(rows) for rows in groups.values()])
    shown = [_group(edition, here, value, groups[value], limit, more[value]) for value in ORDER if groups.get(value)]
    lead = _lead(edition, groups)
    return Page(
        url=here.url,
        title=title,
        template="tracker",
        shows={
            "title": title,
            "lead": lead,
            "bars": bars(here, groups, here.url),
            "chart_caption": f"{counted(sum(map(len, groups.values())), 'action')}, by whether the last day was kept",
            "method": here.link("How statuses are decided", "about/method/"),
            "choices_lead": "Show only" if here.url == URL else "Show",
            "choices": choices,
            "groups": shown,
            "pager": [],
        },
        description=lead,
        crumbs=crumbs,
        section="actions",
    )


def _part(edition: Edition, name: str, value: Timeliness, part: Part[Tracked], first: str) -> Page:
    """Return one numbered page of one group, of a council or where ``name`` is empty of all."""
    here, word = Here(part.url), status_word(value)
    page = f", page {part.number}" if part.number > 1 else ""
    title = f"{name}: actions, {small(word.word)}{page}" if name else f"Actions, {small(word.word)}{page}"
    of = f", page {part.number} of {part.of}" if part.of > 1 else ""
    whose = f" of {name}" if name else ""
    lead = f"{counted(part.total, 'action')}{whose} in this group{of}. As at {edition.as_of_words}."
    above = first.removesuffix(f"{anchor_of(value)}/")
    crumbs = [Link("Home", here.base), Link("Actions", here.href(URL))]
    return Page(
        url=part.url,
        title=title,
        template="tracker",
        shows={
            "title": title,
            "lead": lead,
            "bars": [],
            "chart_caption": "",
            "method": here.link("How statuses are decided", "about/method/"),
            "choices_lead": "Show",
            "choices": [Choice(f"all actions{whose}", here.href(above))],
            "groups": [_group(edition, here, value, part.rows, len(part.rows), Markup(), part.total)],
            "pager": part.pager(here, first),
        },
        description=lead,
        crumbs=(*crumbs, Link(name, here.href(above))) if name else tuple(crumbs),
        section="actions",
    )


def _lead(edition: Edition, groups: Grouped) -> str:
    """Say the number that matters in one sentence: how many have a last day that passed without news."""
    number = sum(map(len, groups.values()))
    passed, overdue = len(groups.get(Timeliness.PASSED, ())), len(groups.get(Timeliness.OVERDUE, ()))
    told = []
    if passed:
        told.append(f"for {passed:,} of them the last day has passed and nothing more is recorded")
    if overdue:
        told.append(f"{overdue:,} {'is' if overdue == 1 else 'are'} overdue")
    says = "; ".join(told) or "no last day has passed without news"
    set_by = "set by inspections, plans and committees"
    return f"{counted(number, 'action')} {set_by}. {capital(says)}. As at {edition.as_of_words}."


def _group(
    edition: Edition, here: Here, value: Timeliness, group: Sequence[Tracked], limit: int, more: Markup, total: int = 0
) -> ShownGroup:
    last_head = "Why not" if value is Timeliness.CANNOT_COMPUTE else "Last day"
    of_record = Counter(tracked.target.id for tracked in group)
    rows = []
    for id_, mine in groupby(group[:limit], key=lambda tracked: tracked.target.id):
        listed = [_row(edition, here, tracked) for tracked in mine]
        heading = Markup('{} <span class="count">{}</span>').format(
            here.to(Target(id_), title_of(edition, id_)), of_record[id_]
        )
        rows += [TableRow((heading,), heading=True), *listed]
    left = len(group) - limit
    rest = Markup("The first {} of {} are shown. {}").format(limit, f"{len(group):,}", more) if left > 0 else Markup()
    heads = ("To be done", "Owner", "Due, as stated", last_head)
    return ShownGroup(anchor_of(value), status_word(value), total or len(group), value.meaning, heads, rows, rest)


def _row(edition: Edition, here: Here, tracked: Tracked) -> TableRow:
    stated, last = due_cells(here, tracked)
    return TableRow((here.to(tracked.target, said(edition, tracked)), owner_cell(edition, here, tracked), stated, last))
