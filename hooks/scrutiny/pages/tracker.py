"""The actions: everything that was to be done, by whom and by when, from what is least known to what is done.

One page for all, one for each council, and where either has more rows than a page can show, pages for each of its
groups, by year and month of the record that sets the actions (``parted``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.pages.axes import Word, status_word
from scrutiny.pages.commitment import due_cells, owner_cell, said
from scrutiny.pages.edition import Edition
from scrutiny.pages.listing import Listing, Parents, by_record, council_pages, crumbs_of, leading_on
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.parted import Parting, parted
from scrutiny.pages.rows import BYTES, FIRST, MANY, ROWS, Choice, Headed, TableRow, under_headings, weight, within
from scrutiny.pages.titles import title_of
from scrutiny.pages.words import capital, small
from scrutiny.track import Tracked
from scrutiny.vocabulary import Timeliness

URL = "actions/"
"""The address of the page of all actions."""
BY_COUNCIL = f"{URL}by-council/"
"""The address of the list of councils, where they are too many for the page of all actions."""
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

HEAD = 1_000
"""What a group weighs beside its rows: its bar in the chart, its heading and meaning, and the head of its table."""
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
    more: Markup | str
    """Where the rows are that are not shown; empty where all are."""


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
    cut = value in groups and _rows_of_all(edition, Here(URL), groups) is None
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
    listed = {name: len(mine) for name, mine in councils.items() if name not in edition.left_out}
    if len(listed) > MANY:
        ways = [Choice("by council", here.href(BY_COUNCIL), f"{len(listed):,}")]
        told = {name: counted(number, "action") for name, number in listed.items()}
        yield from council_pages(edition, BY_COUNCIL, "Actions by council", ("Actions", URL), told)
    else:
        ways = [
            Choice(edition.authorities[name].short_name, here.href(f"{URL}{name}/"), f"{listed[name]:,}")
            for name in listed
        ]
    groups = edition.by_timeliness
    yield from _pages(edition, "", here, title, groups, [*other_lists(here), *ways], (Link("Home", here.base),))


def _council(edition: Edition, authority: str, mine: Sequence[Tracked]) -> Iterator[Page]:
    name, url = edition.register.authority(authority).short_name, f"{URL}{authority}/"
    here, title = Here(url), f"{name}: who was to do what, by when"
    groups: defaultdict[Timeliness, list[Tracked]] = defaultdict(list)
    for tracked in mine:
        groups[tracked.standing.timeliness].append(tracked)
    choices = [
        Choice("all councils", here.href(URL), f"{sum(map(len, edition.by_timeliness.values())):,}"),
        Choice(f"all records of {name}", here.href(f"{authority}/")),
    ]
    crumbs = (Link("Home", here.base), Link("Actions", here.href(URL)))
    yield from _pages(edition, name, here, title, groups, choices, crumbs)


def _pages(
    edition: Edition,
    name: str,
    here: Here,
    title: str,
    groups: Grouped,
    choices: list[Choice],
    crumbs: tuple[Link, ...],
) -> Iterator[Page]:
    """Yield the page of all groups, and where it cannot show them whole the pages of each; ``name`` is a council's."""
    made = _rows_of_all(edition, here, groups)
    whole = made is not None
    if made is None:
        made = _first_rows(edition, here, groups)
    shown = [_group(here, value, groups[value], made[value]) for value in ORDER if groups.get(value)]
    lead = _lead(edition, groups)
    yield Page(
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
    for value, rows in groups.items():
        if not whole and (not name or len(rows) > _shown_of(made[value])):
            yield from _of_group(edition, name, here.url, value, rows)


def _shown_of(rows: Sequence[TableRow]) -> int:
    return sum(not row.heading for row in rows)


def _rows_of_all(edition: Edition, here: Here, groups: Grouped) -> dict[Timeliness, list[TableRow]] | None:
    """Return the rows of every group, or None where one page cannot show them all."""
    if sum(map(len, groups.values())) > ROWS:
        return None
    made = {value: _rows(edition, here, rows) for value, rows in groups.items()}
    return made if weight(list(made.values())) <= BYTES - HEAD * len(groups) else None


def _first_rows(edition: Edition, here: Here, groups: Grouped) -> dict[Timeliness, list[TableRow]]:
    """Return the rows of the groups of a page that cannot show all: short groups whole, of long ones the first."""
    made = {}
    rows_left, bytes_left = FIRST, BYTES - HEAD * len(groups)
    shortest_first = sorted(groups.items(), key=lambda each: len(each[1]))
    for left, (value, rows) in zip(range(len(groups), 0, -1), shortest_first, strict=True):
        make = _making(edition, rows)
        first = rows[: max(rows_left // left, 1)]
        made[value] = under_headings(within((make(here, tracked) for tracked in first), bytes_left // left))
        rows_left -= _shown_of(made[value])
        bytes_left -= weight(made[value])
    return made


def _of_group(edition: Edition, name: str, above: str, value: Timeliness, rows: Sequence[Tracked]) -> Iterator[Page]:
    """Yield the pages of one group, of a council or where ``name`` is empty of all."""
    url, word = f"{above}{anchor_of(value)}/", status_word(value)
    title = f"{name}: actions, {small(word.word)}" if name else f"Actions, {small(word.word)}"
    whose = f" of {name}" if name else ""
    parents = (("Actions", URL), *(((name, above),) if name else ()))

    def lead(number: int) -> str:
        return f"{counted(number, 'action')}{whose} in this group. As at {edition.as_of_words}."

    def table(here: Here, own: str, rows: list[TableRow], count: int, pager: list[Link], parents: Parents) -> Page:
        return Page(
            url=here.url,
            title=own,
            template="tracker",
            shows={
                "title": own,
                "lead": lead(count),
                "bars": [],
                "chart_caption": "",
                "method": here.link("How statuses are decided", "about/method/"),
                "choices_lead": "Show",
                "choices": [Choice(f"all actions{whose}", here.href(above))],
                "groups": [_shown(value, count, rows)],
                "pager": pager,
            },
            description=lead(count),
            crumbs=crumbs_of(here, parents),
            section="actions",
        )

    if len(rows) <= ROWS and weight(made := _rows(edition, Here(url), rows)) <= BYTES:
        yield table(Here(url), title, made, len(rows), [], parents)
        return

    parting: Parting[Tracked] = by_record(edition, lambda tracked: tracked.target.id, ROWS)
    for volume in parted(url, rows, parting, _making(edition, rows)):
        here = Here(volume.url)
        own = volume.title(title)
        up = (*parents, *(((capital(small(word.word)), url),) if volume.url != url else ()), *volume.above)
        if volume.below:
            told = f"{value.meaning} Parted by the day of the record that sets them. As at {edition.as_of_words}."
            listing = Listing(volume.url, own, told, "action", [], section="actions", parents=up)
            yield leading_on(listing, volume)
        else:
            yield table(here, own, under_headings(volume.rows), volume.count, volume.pager(here), up)


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


def _group(here: Here, value: Timeliness, group: Sequence[Tracked], rows: list[TableRow]) -> ShownGroup:
    first = _shown_of(rows)
    if first == len(group):
        return _shown(value, first, rows)
    link = here.link(f"See all {len(group):,}", f"{here.url}{anchor_of(value)}/")
    return _shown(value, len(group), rows, html("The first {} of {} are shown. {}", first, f"{len(group):,}", link))


def _shown(value: Timeliness, count: int, rows: list[TableRow], more: Markup | str = "") -> ShownGroup:
    last_head = "Why not" if value is Timeliness.CANNOT_COMPUTE else "Last day"
    heads = ("To be done", "Owner", "Due, as stated", last_head)
    return ShownGroup(anchor_of(value), status_word(value), count, value.meaning, heads, rows, more)


def _rows(edition: Edition, here: Here, group: Sequence[Tracked]) -> list[TableRow]:
    make = _making(edition, group)
    return under_headings([make(here, tracked) for tracked in group])


def _making(edition: Edition, group: Sequence[Tracked]) -> Callable[[Here, Tracked], Headed[TableRow, TableRow]]:
    """Return what makes of a commitment its row, after the heading of its record with the count of the record's."""
    of_record = Counter(tracked.target.id for tracked in group)

    def make(here: Here, tracked: Tracked) -> Headed[TableRow, TableRow]:
        id_ = tracked.target.id
        title = here.to(Target(id_), title_of(edition, id_))
        heading = html('{} <span class="count">{}</span>', title, of_record[id_])
        return Headed(TableRow((heading,), heading=True), _row(edition, here, tracked))

    return make


def _row(edition: Edition, here: Here, tracked: Tracked) -> TableRow:
    stated, last = due_cells(here, tracked)
    return TableRow((here.to(tracked.target, said(edition, tracked)), owner_cell(edition, here, tracked), stated, last))
