"""The resolutions: every one, by council and item, with what it does, what changed and what became of it.

Also those that set no action, and the items that decided nothing or whose minutes are not held. One page for all and
one for each council; where there are more rows than a page can show, the page for all lists the councils only and a
council's page goes on with numbered pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from scrutiny.link import Target
from scrutiny.model import Item, Resolution
from scrutiny.pages.axes import Word, in_time, status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.rows import Cell, TableRow, parts
from scrutiny.pages.shown import Entry, record_entry
from scrutiny.pages.tracker import Choice
from scrutiny.pages.words import capital, exempt_words, item_when, missing
from scrutiny.track import Tracked
from scrutiny.vocabulary import Change, Delivery, Effect, Missing, Timeliness

URL = "resolutions/"
"""The address of the page of all resolutions."""
ROWS = 50
"""Resolutions on a page at most: a row is about 900 bytes, because it has the text."""

HEADS = ("Resolution", "What it does", "From the recommendation", "Progress")
_MET = frozenset({Timeliness.MET_ON_TIME, Timeliness.MET_LATE, Timeliness.MET_UNDATED})


@dataclass(frozen=True)
class Passed:
    """One resolution and its item; an item that passed none stands here without one."""

    id: str
    item: Item
    resolution: Resolution | None

    @property
    def is_material(self) -> bool:
        """True where the committee changed the substance of what was recommended."""
        return self.resolution is not None and self.resolution.change is Change.MATERIAL


@dataclass(frozen=True)
class ShownCouncil:
    """The resolutions of one council, ready to print."""

    anchor: str
    name: str
    count: int
    rows: list[TableRow]


def resolutions_pages(edition: Edition) -> Iterator[Page]:
    """Yield the page of all resolutions, and those of each council."""
    councils = {name: passed for name, ids in edition.by_authority.items() if (passed := _passed(edition, ids))}
    yield _whole(edition, {name: passed for name, passed in councils.items() if name not in edition.left_out})
    for name, passed in councils.items():
        yield from _council(edition, name, passed)


def _passed(edition: Edition, ids: Iterable[str]) -> list[Passed]:
    """Return the resolutions in the order of items and minutes, then the items that have none."""
    decided: list[Passed] = []
    undecided: list[Passed] = []
    for id_ in ids:
        item = edition.register.item(id_)
        if item is None or item.withdrawn:
            continue
        decided += [Passed(id_, item, resolution) for resolution in item.resolutions.list]
        if not item.resolutions.list:
            undecided.append(Passed(id_, item, None))
    return decided + undecided


def _whole(edition: Edition, councils: dict[str, list[Passed]]) -> Page:
    here, title = Here(URL), "Resolutions: what committees decided"
    passed = [each for mine in councils.values() for each in mine]
    long = len(passed) > ROWS
    names = {name: edition.register.authority(name).short_name for name in councils}
    choices = [
        Choice(names[name], here.href(f"{URL}{name}/"), sum(each.resolution is not None for each in mine) or "")
        for name, mine in councils.items()
    ]
    listed = [Entry(names[name], here.href(f"{URL}{name}/"), _counts(mine)) for name, mine in councils.items()]
    shown = [_shown(edition, here, name, names[name], mine) for name, mine in councils.items()]
    return _page(
        here,
        title,
        f"{_counts(passed)} As at {edition.as_of_words}.",
        councils=[] if long else [council for council in shown if council.rows],
        listed=listed if long else [],
        choices=[] if long else choices,
        undecided=[] if long else _undecided(edition, here, passed),
        crumbs=(Link("Home", here.base),),
    )


def _council(edition: Edition, authority: str, passed: Sequence[Passed]) -> Iterator[Page]:
    name, url = edition.register.authority(authority).short_name, f"{URL}{authority}/"
    for part in parts(url, passed, ROWS):
        here = Here(part.url)
        page = f", page {part.number}" if part.number > 1 else ""
        shown = _shown(edition, here, authority, name, part.rows)
        yield _page(
            here,
            f"{name}: what committees decided{page}",
            f"{_counts(passed)} As at {edition.as_of_words}.",
            councils=[shown] if shown.rows else [],
            choices=[
                Choice("all councils", here.href(URL)),
                Choice(f"all records of {name}", here.href(f"{authority}/")),
            ],
            undecided=_undecided(edition, here, part.rows),
            pager=part.pager(here, url),
            crumbs=(Link("Home", here.base), Link("Resolutions", here.href(URL))),
        )


def _page(here: Here, title: str, lead: str, crumbs: tuple[Link, ...], **shows: object) -> Page:
    return Page(
        url=here.url,
        title=title,
        template="resolutions",
        shows={
            "title": title,
            "lead": lead,
            "heads": HEADS,
            "listed": [],
            "pager": [],
            "choices_lead": "Show only" if here.url == URL else "Show",
            **shows,
        },
        description=lead,
        crumbs=crumbs,
        section="resolutions",
    )


def _counts(passed: Sequence[Passed]) -> str:
    """Say how many resolutions, on how many items, how many changed in substance, and how many only note."""
    resolutions = [each for each in passed if each.resolution]
    items = len({each.id for each in resolutions})
    material = sum(each.is_material for each in resolutions)
    none = sum(each.resolution is not None and each.resolution.effect is Effect.NOTE for each in resolutions)
    if not resolutions:
        return "No resolution is recorded."
    said = f"{counted(len(resolutions), 'resolution')} on {counted(items, 'committee item')}."
    told = []
    if material:
        told.append(f"{material:,} {'was' if material == 1 else 'were'} changed in substance before being passed")
    if none:
        told.append(f"{none:,} only {'notes' if none == 1 else 'note'} and {'sets' if none == 1 else 'set'} no action")
    tail = "; ".join(told)
    return f"{said} {capital(tail)}." if tail else said


def _shown(edition: Edition, here: Here, authority: str, name: str, passed: Sequence[Passed]) -> ShownCouncil:
    decided = [each for each in passed if each.resolution]
    rows: list[TableRow] = []
    for id_, mine in groupby(decided, key=lambda each: each.id):
        listed = list(mine)
        item = listed[0].item
        heading = Markup('{} <span class="count">{}</span> <span class="soft">{}; {}</span>').format(
            here.to(Target(id_), item.title),
            len(listed),
            item.resolutions.verb.label.lower(),
            item_when(item),
        )
        rows += [
            TableRow((heading,), heading=True),
            *(_row(edition, here, each, each.resolution) for each in listed if each.resolution),
        ]
    return ShownCouncil(authority, name, len(decided), rows)


def _row(edition: Edition, here: Here, passed: Passed, resolution: Resolution) -> TableRow:
    text = resolution.text.rstrip(".")
    numbered = f"{resolution.number}. {text}" if resolution.number else text
    return TableRow(
        (
            here.to(_target(passed), numbered),
            exempt_words(resolution) or capital(resolution.effect.label),
            _changed(passed.item, resolution),
            _progress(edition, passed),
        )
    )


def _changed(item: Item, resolution: Resolution) -> Markup | str:
    if resolution.exempt:
        return missing("Not published")
    if resolution.change is Change.MATERIAL:
        return Markup("<b>{}</b>").format(resolution.change.label)
    if resolution.change:
        return resolution.change.label
    if resolution.recommended is Missing.NONE or item.recommendations:
        return "Not in the recommendations"
    return missing("Not stated")


def _progress(edition: Edition, passed: Passed) -> Cell:
    words: list[Word] = []
    for tracked in _tracked(edition, passed):
        words.append(in_time(tracked))
        standing = tracked.standing
        met = standing.delivery is Delivery.IMPLEMENTED and standing.timeliness in _MET
        if standing.delivery is not Delivery.NOT_RECORDED and not met:
            words.append(status_word(standing.delivery))
    different = tuple(dict.fromkeys(words))
    if different:
        return different if len(different) > 1 else different[0]
    if passed.resolution is not None and passed.resolution.exempt:
        return missing("Not published")
    notes = passed.resolution is not None and passed.resolution.effect is Effect.NOTE
    return "Sets no action" if notes else missing("No action is recorded")


def _tracked(edition: Edition, passed: Passed) -> Sequence[Tracked]:
    return edition.tracked_at.get(_target(passed), ())


def _target(passed: Passed) -> Target:
    return Target(passed.id, passed.resolution.anchor if passed.resolution else "")


def _undecided(edition: Edition, here: Here, passed: Iterable[Passed]) -> list[Entry]:
    return [record_entry(edition, here, each.id) for each in passed if each.resolution is None]
