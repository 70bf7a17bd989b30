"""The pack of a committee for its next meeting: everything open, on one page to print.

A pack holds what a committee, and any committee whose place it took, set and was promised: each open commitment once,
then what is open in the plans and letters that its items are about, the answers awaited, the points on which papers
disagree, and what was told since the last meeting.

A line is about 700 bytes of HTML and a page stays under 60 KB. So a pack of at most ``LINES`` lines is one page; a
longer one is cut into numbered parts of as many lines, through all of its lists in their order, and says so.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from scrutiny.language import day_words
from scrutiny.link import Gathering, Target
from scrutiny.model import Committee
from scrutiny.pages.axes import Word
from scrutiny.pages.edition import Edition
from scrutiny.pages.holdings import Business
from scrutiny.pages.pack_lines import (
    TOLD_OF,
    Block,
    Line,
    answers,
    disagreements,
    in_hand,
    open_blocks,
    promised,
    since,
    told_of,
)
from scrutiny.pages.page import Here, Link, Page, counted, joined
from scrutiny.pages.rows import Part, TableRow, parts
from scrutiny.pages.shown import Row, crumbs
from scrutiny.pages.titles import title_of
from scrutiny.pages.words import missing
from scrutiny.vocabulary import MeetingState

LINES = 60
"""Lines of a pack that one page holds."""


@dataclass(frozen=True)
class ShownBlock:
    """One list of a pack, or the part of it that stands on a page, ready to print."""

    above: str
    """The heading over this and the lists that follow it with the same words; empty where its own is the highest."""
    anchor: str
    title: Word | str
    count: str
    note: str
    caption: str
    heads: tuple[str, ...]
    rows: list[TableRow]


@dataclass(frozen=True)
class Meetings:
    """The last meeting held and the next one known of, as far as papers give their day."""

    last: Gathering | None
    next: Gathering | None


def pack_url(authority: str, name: str) -> str:
    """Return the address of a committee's pack."""
    return f"{authority}/committees/{name}/pack/"


def pack_pages(edition: Edition, authority: str, name: str, committee: Committee) -> Iterator[Page]:
    """Yield the pack of a committee: one page, or its numbered parts."""
    names = [name, *_before(edition, authority, name)]
    whole = _together([edition.business.get((authority, each), Business()) for each in names])
    meetings = _meetings(edition, whole.meetings)
    blocks = [block for block in _blocks(edition, whole, meetings) if block.lines]
    nothing_set = _nothing_set(edition, whole)
    url = pack_url(authority, name)
    flat = [(block, line) for block in blocks for line in block.lines]
    for part in parts(url, flat, LINES):
        yield _page(edition, authority, (name, committee), part, _lead(blocks, part, nothing_set), meetings, names[1:])


def _before(edition: Edition, authority: str, name: str) -> list[str]:
    """Return the committees whose place a committee took, those whose place they took included."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        after = waiting.pop()
        for each, committee in edition.authorities[authority].committees.items():
            if committee.successor == after and each != name and each not in found:
                found[each] = None
                waiting.append(each)
    return list(found)


def _together(several: Sequence[Business]) -> Business:
    if len(several) == 1:
        return several[0]
    return Business(
        [id_ for each in several for id_ in each.items],
        [id_ for each in several for id_ in each.meetings],
        [id_ for each in several for id_ in each.also],
        [tracked for each in several for tracked in each.promised],
    )


def _meetings(edition: Edition, ids: Sequence[str]) -> Meetings:
    """Find the last meeting that was held and the first that is still to come, among those with a day."""
    held: list[tuple[datetime.date, str]] = []
    to_come: list[tuple[datetime.date, str]] = []
    for id_ in ids:
        meeting = edition.links.meetings[id_]
        if meeting.day is None:
            continue
        if meeting.day <= edition.as_of and (meeting.items or meeting.state is MeetingState.HELD):
            held.append((meeting.day, id_))
        if meeting.day >= edition.as_of and meeting.state in {MeetingState.PROMISED, MeetingState.SCHEDULED}:
            to_come.append((meeting.day, id_))
    return Meetings(
        edition.meeting(max(held)[1]) if held else None,
        edition.meeting(min(to_come)[1]) if to_come else None,
    )


def _blocks(edition: Edition, business: Business, meetings: Meetings) -> Iterator[Block]:
    items = [id_ for id_ in business.items if not edition.record(id_).withdrawn]
    set_here = [tracked for id_ in items for tracked in edition.tracked_in.get(id_, ())]
    its_own = {id(tracked) for tracked in business.promised}
    yield from open_blocks(edition, [each for each in set_here if each.is_open and id(each) not in its_own])
    yield promised(edition, [tracked for tracked in business.promised if tracked.is_open])
    known = its_own | {id(tracked) for tracked in set_here}
    told = [tracked for tracked in told_of(edition, items) if id(tracked) not in known]
    yield from open_blocks(edition, [tracked for tracked in told if tracked.is_open], TOLD_OF)
    yield answers(edition, items, [tracked for tracked in set_here if tracked.is_open])
    yield disagreements(edition, in_hand(edition, items, business.meetings))
    if meetings.last and meetings.last.day:
        every = [*(tracked for tracked in set_here if id(tracked) not in its_own), *business.promised, *told]
        yield since(edition, meetings.last.day, items, every)


def _page(
    edition: Edition,
    authority: str,
    of: tuple[str, Committee],
    part: Part[tuple[Block, Line]],
    lead: str,
    meetings: Meetings,
    before: Sequence[str],
) -> Page:
    here, (name, committee) = Here(part.url), of
    council = edition.authorities[authority].short_name
    title = f"{council}: {committee.name}, pack for the next meeting"
    if part.number > 1:
        title += f", part {part.number} of {part.of}"
    above = f"{authority}/committees/{name}"
    first = pack_url(authority, name)
    return Page(
        url=part.url,
        title=title,
        template="pack",
        shows={
            "title": title,
            "kicker": f"{committee.kind.label}. As at {edition.as_of_words}",
            "lead": lead,
            "facts": _facts(edition, here, authority, name, meetings, before),
            "blocks": [_shown(edition, here, block, lines) for block, lines in _on(part)],
            "pager": part.pager(here, first),
        },
        kicker=committee.kind.label,
        description=f"Everything open for the {committee.name} of {council}, as at {edition.as_of_words}.",
        crumbs=(*crumbs(edition, here, above), Link(committee.name, here.href(f"{above}/"))),
        section="meetings",
    )


def _on(part: Part[tuple[Block, Line]]) -> Iterator[tuple[Block, list[Line]]]:
    """Yield the lists of a part of a pack, each with those of its lines that stand there."""
    for _, both in groupby(part.rows, key=lambda pair: pair[0].anchor):
        own = list(both)
        yield own[0][0], [line for _, line in own]


def _shown(edition: Edition, here: Here, block: Block, lines: Sequence[Line]) -> ShownBlock:
    rows = []
    for id_, mine in groupby(lines, key=lambda line: line.record):
        if id_:
            rows.append(TableRow((here.to(Target(id_), title_of(edition, id_)),), heading=True))
        rows += [line.make(here) for line in mine]
    total = len(block.lines)
    count = f"{total:,}" if len(lines) == total else f"{len(lines):,} of {total:,}"
    caption = block.title if isinstance(block.title, str) else block.title.word
    return ShownBlock(block.above, block.anchor, block.title, count, block.note, caption, block.heads, rows)


def _nothing_set(edition: Edition, business: Business) -> str:
    """Say what is known where nothing that the committee set is open; empty where something is."""
    items = [id_ for id_ in business.items if not edition.record(id_).withdrawn]
    set_here = [tracked for id_ in items for tracked in edition.tracked_in.get(id_, ())]
    if any(tracked.is_open for tracked in set_here):
        return ""
    if set_here:
        return f"Nothing that this committee set is open, as far as papers held here say, as at {edition.as_of_words}."
    if any(item.resolutions.list for id_ in items if (item := edition.register.item(id_))):
        return "Papers held here show no action that this committee set."
    return "No paper held here says what this committee set."


def _lead(blocks: Sequence[Block], part: Part[tuple[Block, Line]], nothing_set: str) -> str:
    """Say in a few sentences what the pack holds, and where nothing of the committee's own is open, that it is so."""
    number = Counter({block.anchor: len(block.lines) for block in blocks if isinstance(block.title, str)})
    set_here = sum(len(block.lines) for block in blocks if isinstance(block.title, Word) and not block.above)
    in_plans = sum(len(block.lines) for block in blocks if block.above)
    told: list[Markup | str] = [
        words
        for words, there in (
            (counted(set_here, "open action"), set_here),
            (f"{counted(number['promised'], 'thing')} still to come to it", number["promised"]),
            (f"{counted(in_plans, 'open action')} in plans or letters it was told of", in_plans),
            (f"{counted(number['answers'], 'answer')} awaited or not recorded", number["answers"]),
            (f"{counted(number['disagree'], 'point')} on which papers disagree", number["disagree"]),
            (f"{counted(number['since'], 'piece')} of news since its last meeting", number["since"]),
        )
        if there
    ]
    sentences = [nothing_set, f"{joined(told)}." if told else ""]
    if set_here or in_plans or number["promised"]:
        sentences.append("Where no progress is recorded, the work may still have been done: no paper held here says.")
    if part.of > 1:
        sentences.append(f"The pack is in {part.of} parts; this is part {part.number}.")
    return " ".join(filter(None, sentences))


def _facts(
    edition: Edition, here: Here, authority: str, name: str, meetings: Meetings, before: Sequence[str]
) -> list[Row]:
    committees = edition.authorities[authority].committees

    def committee(each: str) -> Markup:
        return here.link(committees[each].name, f"{authority}/committees/{each}/")

    rows = [
        Row("Committee", committee(name)),
        Row("Next meeting", _meeting(here, meetings.next, "No paper held here names its day")),
        Row("Last meeting", _meeting(here, meetings.last, "None with a day is held here")),
    ]
    if before:
        rows.append(Row("Covers also", joined([committee(each) for each in before])))
    successor = committees[name].successor
    if successor in committees:
        rows.append(Row("Now", here.link(f"{committees[successor].name}, its pack", pack_url(authority, successor))))
    return rows


def _meeting(here: Here, meeting: Gathering | None, nothing: str) -> Markup:
    return here.link(day_words(meeting.day), f"{meeting.id}/") if meeting and meeting.day else missing(nothing)
