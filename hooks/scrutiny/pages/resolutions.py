"""The resolutions: every one, by council and item, with what it does, what changed and what became of it.

Also those that set no action, and the items that decided nothing or whose minutes are not held. One page for all and
one for each council; where either has more rows than a page can show, it leads to pages by year and month (``parted``),
and the page for all to the councils too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.model import Item, Resolution
from scrutiny.pages.axes import Word, in_time, status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.listing import Listing, Section, by_record, council_pages, crumbs_of, leading_on
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.parted import Parting, parted
from scrutiny.pages.rows import BYTES, MANY, Cell, Choice, Headed, TableRow, under_headings, weight
from scrutiny.pages.shown import Entry, record_entry
from scrutiny.pages.words import capital, exempt_words, item_when, missing
from scrutiny.track import Tracked
from scrutiny.vocabulary import Change, Delivery, Effect, Missing, Timeliness

URL = "resolutions/"
"""The address of the page of all resolutions."""
BY_COUNCIL = f"{URL}by-council/"
"""The address of the list of councils, where they are too many for the page of all resolutions."""
ROWS = 50
"""Resolutions on a page at most: a row is about 900 bytes, because it has the text."""

Piece = Headed[TableRow, TableRow] | Entry
"""A resolution under the heading of its item, or an item that passed none."""

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
    yield from _whole(edition, {name: passed for name, passed in councils.items() if name not in edition.left_out})
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


def _whole(edition: Edition, councils: dict[str, list[Passed]]) -> Iterator[Page]:
    here, title = Here(URL), "Resolutions: what committees decided"
    passed = [each for mine in councils.values() for each in mine]
    lead = f"{_counts(passed)} As at {edition.as_of_words}."
    names = {name: edition.register.authority(name).short_name for name in councils}
    shown = (
        [_shown(edition, here, name, names[name], mine) for name, mine in councils.items()]
        if len(passed) <= ROWS
        else []
    )
    if len(passed) <= ROWS and weight(shown) <= BYTES:
        choices = [
            Choice(names[name], here.href(f"{URL}{name}/"), sum(each.resolution is not None for each in mine) or "")
            for name, mine in councils.items()
        ]
        yield _page(
            here,
            title,
            lead,
            councils=[council for council in shown if council.rows],
            choices=choices,
            undecided=_undecided(edition, here, passed),
            crumbs=crumbs_of(here, ()),
        )
        return
    told = {name: _counts(mine) for name, mine in councils.items()}
    if len(told) > MANY:
        yield from council_pages(edition, BY_COUNCIL, "Resolutions by council", ("Resolutions", URL), told)
        by_council = Section(
            "By council", "by-council", [], here.link(f"All {counted(len(told), 'council')}", BY_COUNCIL)
        )
    else:
        entries = [Entry(names[name], here.href(f"{URL}{name}/"), line) for name, line in told.items()]
        by_council = Section("By council", "by-council", entries)
    yield from _volumes(
        edition, Listing(URL, title, lead, "entry", [], "entries", section="resolutions"), passed, [by_council]
    )


def _council(edition: Edition, authority: str, passed: Sequence[Passed]) -> Iterator[Page]:
    name, url = edition.register.authority(authority).short_name, f"{URL}{authority}/"
    here, title = Here(url), f"{name}: what committees decided"
    lead = f"{_counts(passed)} As at {edition.as_of_words}."
    choices = [
        Choice("all councils", here.href(URL)),
        Choice(f"all records of {name}", here.href(f"{authority}/")),
    ]
    parents = (("Resolutions", URL),)
    if len(passed) <= ROWS and weight(shown := _shown(edition, here, authority, name, passed)) <= BYTES:
        yield _page(
            here,
            title,
            lead,
            councils=[shown] if shown.rows else [],
            choices=choices,
            undecided=_undecided(edition, here, passed),
            crumbs=crumbs_of(here, parents),
        )
        return
    listing = Listing(
        url,
        title,
        lead,
        "entry",
        [],
        "entries",
        section="resolutions",
        parents=parents,
        choices=lambda _: choices,
        choices_lead="Show",
    )
    yield from _volumes(edition, listing, passed, [])


def _volumes(edition: Edition, listing: Listing, passed: Sequence[Passed], sections: list[Section]) -> Iterator[Page]:
    """Yield a long list of resolutions in the pages of its parts."""

    def make(here: Here, each: Passed) -> Piece:
        if each.resolution is None:
            return record_entry(edition, here, each.id)
        return Headed(_heading(here, each, of_item[each.id]), _row(edition, here, each, each.resolution))

    of_item = Counter(each.id for each in passed)
    parting: Parting[Passed] = by_record(edition, lambda each: each.id, ROWS)
    for volume in parted(listing.url, passed, parting, make):
        here, title = Here(volume.url), volume.title(listing.title)
        parents = (*listing.parents, *(((listing.title, listing.url),) if volume.words else ()), *volume.above)
        if volume.url == listing.url:
            yield leading_on(listing, volume, sections)
        elif volume.below:
            yield leading_on(
                replace(listing, url=volume.url, title=title, lead="", parents=parents, choices=lambda _: []), volume
            )
        else:
            rows = under_headings([piece for piece in volume.rows if isinstance(piece, Headed)])
            shown = ShownCouncil("list", capital(volume.words), sum(not row.heading for row in rows), rows)
            yield _page(
                here,
                title,
                "",
                councils=[shown] if rows else [],
                choices=[],
                undecided=[piece for piece in volume.rows if isinstance(piece, Entry)],
                pager=volume.pager(here),
                crumbs=crumbs_of(here, parents),
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
    of_item = Counter(each.id for each in decided)
    pieces = [
        Headed(_heading(here, each, of_item[each.id]), _row(edition, here, each, each.resolution))
        for each in decided
        if each.resolution
    ]
    return ShownCouncil(authority, name, len(decided), under_headings(pieces))


def _heading(here: Here, passed: Passed, count: int) -> TableRow:
    item = passed.item
    words = f"{item.resolutions.verb.label.lower()}; {item_when(item)}"
    heading = html(
        '{} <span class="count">{}</span> <span class="soft">{}</span>',
        here.to(Target(passed.id), item.title),
        count,
        words,
    )
    return TableRow((heading,), heading=True)


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
        return html("<b>{}</b>", resolution.change.label)
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
