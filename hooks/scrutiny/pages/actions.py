"""The actions of all councils or of one, in groups by whether they were met in time, as rows under their records."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.pages.archive import Archive
from scrutiny.pages.commitment import due_cells, owner_cell, said
from scrutiny.pages.edition import Edition
from scrutiny.pages.line import HeadedLine, Line, Part
from scrutiny.pages.page import ANYWHERE, Here
from scrutiny.pages.rows import BYTES, FIRST, ROWS, Headed, TableRow, headed, weight, within
from scrutiny.pages.titles import title_of
from scrutiny.pages.volume import Parting
from scrutiny.track import Tracked
from scrutiny.vocabulary import Timeliness

URL = "actions/"
"""The address of the page of all actions."""

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


@dataclass(frozen=True, slots=True)
class Action:
    """What one council is to do, as every page shows it: addresses begin with ``ROOT``."""

    timeliness: Timeliness
    day: datetime.date | None
    """The day of its record, by which a long list is parted."""
    heading: Markup
    """The one cell of the heading under which it stands: its record."""
    row: TableRow


Of = TypeVar("Of")
Piece = Headed[TableRow, TableRow | Line]
"""An action under the heading of its record; that of a list of all councils is printed."""


def anchor_of(value: Timeliness) -> str:
    """Return the anchor of a group, also the last part of its page's address."""
    return value.name.lower().replace("_", "-")


@dataclass(frozen=True)
class Actions(Generic[Of]):
    """Actions on their way to their page: those of all councils as lines, or what one council is to do."""

    url: str
    council: str
    """The name of the one council; empty for all."""
    as_of_words: str
    groups: Mapping[Timeliness, Sequence[Of]]
    """By whether they were met in time; values that none has are left out."""
    make: Callable[[Here, Of], Piece]
    parting: Parting[Of]

    @property
    def counts(self) -> dict[Timeliness, int]:
        """How many actions each group has."""
        return {value: len(group) for value, group in self.groups.items()}

    @property
    def number(self) -> int:
        """How many actions there are."""
        return sum(self.counts.values())

    def url_of(self, value: Timeliness) -> str:
        """Return where all actions of a group are: its part of the page, or pages of its own where that is cut.

        A link that says how many there are leads here, so that its reader finds as many.
        """
        cut = value in self.groups and self.on_one_page() is None
        return f"{self.url}{anchor_of(value)}/" if cut else f"{self.url}#{anchor_of(value)}"

    def on_one_page(self) -> dict[Timeliness, list[Piece]] | None:
        """Return the rows of every group, or None where one page cannot show them all."""
        if self.number > ROWS:
            return None
        made = {value: self.rows(Here(self.url), group) for value, group in self.groups.items()}
        return made if weight(list(made.values())) <= BYTES - HEAD * len(made) else None

    def first_rows(self) -> dict[Timeliness, list[Piece]]:
        """Return the rows of a page that cannot show all: short groups whole, of long ones the first."""
        made = {}
        here, rows_left, bytes_left = Here(self.url), FIRST, BYTES - HEAD * len(self.groups)
        shortest_first = sorted(self.groups.items(), key=lambda each: len(each[1]))
        for left, (value, group) in zip(range(len(shortest_first), 0, -1), shortest_first, strict=True):
            first = group[: max(rows_left // left, 1)]
            made[value] = within((self.make(here, each) for each in first), bytes_left // left)
            rows_left -= len(made[value])
            bytes_left -= weight(made[value])
        return made

    def rows(self, here: Here, group: Sequence[Of]) -> list[Piece]:
        """Return actions as the page at ``here`` shows them."""
        return [self.make(here, each) for each in group]


def all_actions(archive: Archive) -> Actions[HeadedLine]:
    """Return the actions of all councils."""
    groups: defaultdict[Timeliness, list[HeadedLine]] = defaultdict(list)
    for line in archive.rows("actions"):
        groups[Timeliness[line.group]].append(line)
    parting = Parting[HeadedLine](lambda line: line.name, lambda line: line.day, ROWS)
    return Actions(URL, "", archive.edition.as_of_words, groups, headed, parting)


def actions_of(edition: Edition, name: str) -> Actions[Action]:
    """Return the actions of one council."""
    groups: defaultdict[Timeliness, list[Action]] = defaultdict(list)
    for action in _own(edition, name):
        groups[action.timeliness].append(action)
    short_name = edition.authorities[name].short_name
    parting = Parting[Action](lambda _: short_name, lambda action: action.day, ROWS)
    return Actions(f"{URL}{name}/", short_name, edition.as_of_words, groups, _under_heading, parting)


def _under_heading(here: Here, action: Action) -> Piece:
    return Headed(TableRow((action.heading,), heading=True).at(here), action.row.at(here))


def action_lines(edition: Edition, name: str) -> Iterator[HeadedLine]:
    """Yield the actions of a council, each in the group of its timeliness, under the heading of its record."""
    if name in edition.left_out:
        return
    for action in _own(edition, name):
        yield HeadedLine(
            authority=name,
            name=edition.authorities[name].short_name,
            day=action.day,
            html=Part("table", "table_row", (heads_of(action.timeliness), action.row)),
            weight=weight(action.row),
            group=action.timeliness.name,
            heading=action.heading,
        )


def heads_of(value: Timeliness) -> tuple[str, str, str, str]:
    """Return the heads of the table of one group."""
    last_head = "Why not" if value is Timeliness.CANNOT_COMPUTE else "Last day"
    return "To be done", "Owner", "Due, as stated", last_head


def _own(edition: Edition, name: str) -> Sequence[Action]:
    """Return the actions of a council, made once for its own pages and for the lists of all councils."""
    known: Sequence[Action] | None = edition.kept.get((_own, name))
    if known is None:
        known = edition.kept[_own, name] = list(_made(edition, name))
    return known


def _made(edition: Edition, name: str) -> Iterator[Action]:
    own = edition.tracked_of.get(name, ())
    of_record = Counter((tracked.target.id, tracked.standing.timeliness) for tracked in own)
    headings = {each: _heading(edition, each[0], number) for each, number in of_record.items()}
    for tracked in own:
        id_, value = tracked.target.id, tracked.standing.timeliness
        day = edition.links.threads.first_day(id_)
        yield Action(value, day, headings[id_, value], _row(edition, tracked))


def _heading(edition: Edition, id_: str, number: int) -> Markup:
    """Return the heading of a record in one group: its title, and how many of its actions are in that."""
    title = ANYWHERE.to(Target(id_), title_of(edition, id_))
    return html('{} <span class="count">{}</span>', title, number)


def _row(edition: Edition, tracked: Tracked) -> TableRow:
    what = ANYWHERE.to(tracked.target, said(edition, tracked))
    return TableRow((what, owner_cell(edition, ANYWHERE, tracked), *due_cells(ANYWHERE, tracked)))
