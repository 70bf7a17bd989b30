"""The actions: everything that was to be done, by whom and by when, from what is least known to what is done.

One page for all, one for each council, and where either has more rows than a page can show, pages for each of its
groups, by year and month of the record that sets the actions (``parted``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.pages.actions import ORDER, URL, Actions, Of, Piece, actions_of, all_actions, anchor_of, heads_of
from scrutiny.pages.archive import Archive
from scrutiny.pages.axes import Word, status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.listing import Listing, Parents, council_pages, crumbs_of, leading_on
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.parted import parted
from scrutiny.pages.rows import MANY, ROWS, Choice, TableRow, fits, under_headings
from scrutiny.pages.words import capital, small
from scrutiny.vocabulary import Timeliness

BY_COUNCIL = f"{URL}by-council/"
"""The address of the list of councils, where they are too many for the page of all actions."""
OPEN_URL = f"{URL}open/"
"""The address of the list of open actions."""
DONE_URL = f"{URL}done/"
"""The address of the list of actions that a paper says are done."""
QUIET_URL = f"{URL}no-news/"
"""The address of the list of open actions without news for six months."""

BAR = 12
"""The width of the longest bar, in units of the chart's drawing."""


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
    """The actions of one value of timeliness, ready to print."""

    anchor: str
    word: Word
    count: int
    meaning: str
    heads: tuple[str, str, str, str]
    rows: Sequence[TableRow | Markup]
    more: Markup | str
    """Where the rows are that are not shown; empty where all are."""


def tracker_pages(archive: Archive) -> Iterator[Page]:
    """Yield the page of the actions of all councils, and those of its groups."""
    actions, here = all_actions(archive), Here(URL)
    listed = sorted(Counter(line.authority for group in actions.groups.values() for line in group).items())
    authorities = archive.edition.authorities
    if len(listed) > MANY:
        ways = [Choice("by council", here.href(BY_COUNCIL), f"{len(listed):,}")]
        told = {name: counted(number, "action") for name, number in listed}
        yield from council_pages(archive.edition, BY_COUNCIL, "Actions by council", ("Actions", URL), told)
    else:
        ways = [
            Choice(authorities[name].short_name, here.href(f"{URL}{name}/"), f"{number:,}") for name, number in listed
        ]
    title = "Actions: who was to do what, by when"
    yield from _pages(actions, title, [*other_lists(here), *ways], (Link("Home", here.base),))


def council_tracker(edition: Edition, name: str) -> Iterator[Page]:
    """Yield the page of the actions of one council, and those of its groups; none where it has no action."""
    actions = actions_of(edition, name)
    here, council = Here(actions.url), actions.council
    choices = [Choice("all councils", here.href(URL)), Choice(f"all records of {council}", here.href(f"{name}/"))]
    crumbs = (Link("Home", here.base), Link("Actions", here.href(URL)))
    if actions.number:
        yield from _pages(actions, f"{council}: who was to do what, by when", choices, crumbs)


def bars(here: Here, counts: Mapping[Timeliness, int], url: str) -> list[Bar]:
    """Return the chart of some actions, each bar leading to its group on the page at ``url``."""
    longest = max(counts.values(), default=0)
    shown = []
    for value in ORDER:
        if number := counts.get(value):
            word = status_word(value)
            href = here.href(f"{url}#{anchor_of(value)}")
            shown.append(Bar(word.word, word.shape, word.tone, number, href, round(BAR * number / longest, 2)))
    return shown


def other_lists(here: Here) -> list[Choice]:
    """Return the ways to the lists of actions that are not parted by status: what is open, done, or without news."""
    lists = (("open", OPEN_URL), ("done", DONE_URL), ("no news for six months", QUIET_URL))
    return [Choice(words, here.href(url)) for words, url in lists if url != here.url]


def _pages(actions: Actions[Any], title: str, choices: list[Choice], crumbs: tuple[Link, ...]) -> Iterator[Page]:
    """Yield the page of all groups, and where it cannot show them whole the pages of each."""
    here, groups = Here(actions.url), actions.groups
    whole = actions.on_one_page()
    made = actions.first_rows() if whole is None else whole
    lead = _lead(actions)
    yield Page(
        url=here.url,
        title=title,
        template="tracker",
        shows={
            "title": title,
            "lead": lead,
            "bars": bars(here, actions.counts, here.url),
            "chart_caption": f"{counted(actions.number, 'action')}, by whether the last day was kept",
            "method": here.link("How statuses are decided", "about/method/"),
            "choices_lead": "Show" if actions.council else "Show only",
            "choices": choices,
            "groups": [_group(here, value, len(groups[value]), made[value]) for value in ORDER if value in groups],
            "pager": [],
        },
        description=lead,
        crumbs=crumbs,
        section="actions",
    )
    for value, group in groups.items():
        if whole is None and (not actions.council or len(group) > len(made[value])):
            yield from _of_group(actions, value, group)


def _of_group(actions: Actions[Of], value: Timeliness, group: Sequence[Of]) -> Iterator[Page]:
    """Yield the pages of one group."""
    url, word = f"{actions.url}{anchor_of(value)}/", status_word(value)
    name = actions.council
    title = f"{name}: actions, {small(word.word)}" if name else f"Actions, {small(word.word)}"
    whose = f" of {name}" if name else ""
    parents = (("Actions", URL), *(((name, actions.url),) if name else ()))

    def lead(number: int) -> str:
        return f"{counted(number, 'action')}{whose} in this group. As at {actions.as_of_words}."

    def table(here: Here, own: str, rows: Sequence[Piece], pager: list[Link], parents: Parents) -> Page:
        return Page(
            url=here.url,
            title=own,
            template="tracker",
            shows={
                "title": own,
                "lead": lead(len(rows)),
                "bars": [],
                "chart_caption": "",
                "method": here.link("How statuses are decided", "about/method/"),
                "choices_lead": "Show",
                "choices": [Choice(f"all actions{whose}", here.href(actions.url))],
                "groups": [_shown(value, len(rows), rows)],
                "pager": pager,
            },
            description=lead(len(rows)),
            crumbs=crumbs_of(here, parents),
            section="actions",
        )

    if len(group) <= ROWS and fits(made := actions.rows(Here(url), group)):
        yield table(Here(url), title, made, [], parents)
        return

    for volume in parted(url, group, actions.parting, actions.make):
        here = Here(volume.url)
        own = volume.title(title)
        up = (*parents, *(((capital(small(word.word)), url),) if volume.url != url else ()), *volume.above)
        if volume.below:
            told = f"{value.meaning} Parted by the day of the record that sets them. As at {actions.as_of_words}."
            listing = Listing(volume.url, own, told, "action", [], section="actions", parents=up)
            yield leading_on(listing, volume)
        else:
            yield table(here, own, volume.rows, volume.pager(here), up)


def _lead(actions: Actions[Any]) -> str:
    """Say the number that matters in one sentence: how many have a last day that passed without news."""
    passed, overdue = (actions.counts.get(value, 0) for value in (Timeliness.PASSED, Timeliness.OVERDUE))
    told = []
    if passed:
        told.append(f"for {passed:,} of them the last day has passed and nothing more is recorded")
    if overdue:
        told.append(f"{overdue:,} {'is' if overdue == 1 else 'are'} overdue")
    says = "; ".join(told) or "no last day has passed without news"
    set_by = "set by inspections, plans and committees"
    return f"{counted(actions.number, 'action')} {set_by}. {capital(says)}. As at {actions.as_of_words}."


def _group(here: Here, value: Timeliness, number: int, rows: Sequence[Piece]) -> ShownGroup:
    if len(rows) == number:
        return _shown(value, number, rows)
    link = here.link(f"See all {number:,}", f"{here.url}{anchor_of(value)}/")
    return _shown(value, number, rows, html("The first {} of {} are shown. {}", len(rows), f"{number:,}", link))


def _shown(value: Timeliness, count: int, rows: Sequence[Piece], more: Markup | str = "") -> ShownGroup:
    return ShownGroup(
        anchor_of(value), status_word(value), count, value.meaning, heads_of(value), under_headings(rows), more
    )
