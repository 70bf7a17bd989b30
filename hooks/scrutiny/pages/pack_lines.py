"""The lines of a committee's pack: what is open, what is awaited, where papers disagree, what was told lately."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from scrutiny.language import day_words, html
from scrutiny.link import Target
from scrutiny.model import CommitteeResponse
from scrutiny.pages.actions import ORDER, anchor_of
from scrutiny.pages.axes import NO_LAST_DAY, SAME, Word, asks_for_an_answer, deadline_words, status_word
from scrutiny.pages.commitment import due_cells, owner_cell, said
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here
from scrutiny.pages.rows import Cell, TableRow
from scrutiny.pages.scope import Scope
from scrutiny.pages.shown import record_entry
from scrutiny.pages.titles import title_of
from scrutiny.pages.words import capital, missing, opening, place_words
from scrutiny.status import News
from scrutiny.track import Tracked, answered
from scrutiny.vocabulary import Delivery, DiscrepancyState, Response, Timeliness

Make = Callable[[Here], TableRow]

OPEN_ORDER = (Timeliness.OVERDUE, *(value for value in ORDER if value is not Timeliness.OVERDUE))
"""The order of the open actions of a pack: what a paper shows unfinished after its day comes first."""
TOLD_OF = "In plans and letters this committee was told of"
"""The heading over what others set, in records that an item of the committee is about."""


@dataclass(frozen=True)
class Line:
    """One line of a pack, made once the page that shows it is known."""

    record: str
    """The record whose title heads the lines that follow; empty for a line that needs none."""
    make: Make


@dataclass(frozen=True)
class Block:
    """One list of a pack."""

    anchor: str
    title: Word | str
    """A status, or words."""
    heads: tuple[str, ...]
    lines: Sequence[Line]
    note: str = ""
    above: str = ""
    """The heading over this and the lists that follow it with the same words; empty where its own is the highest."""


def promised(edition: Edition, found: Sequence[Tracked]) -> Block:
    """Return what is still to come to the committee, each with its status."""

    def make(tracked: Tracked) -> Make:
        def row(here: Here) -> TableRow:
            stated, last = due_cells(here, tracked)
            return TableRow(
                (_asked(edition, here, tracked), owner_cell(edition, here, tracked), stated, last, _status(tracked))
            )

        return row

    return Block(
        "promised",
        "To come to this committee",
        ("To come", "Owner", "Due, as stated", "Last day", "Status"),
        [Line(tracked.target.id, make(tracked)) for tracked in found],
    )


def _status(tracked: Tracked) -> Cell:
    """Return where it stands in words; the days and the reasons stand in the column before."""
    now, delivery = status_word(tracked.standing.timeliness), tracked.standing.delivery
    return now if delivery is Delivery.NOT_RECORDED else (now, status_word(delivery))


def open_blocks(edition: Edition, found: Iterable[Tracked], above: str = "") -> Iterator[Block]:
    """Yield the open actions, a list for each status, what is overdue first; ``above`` heads all of them."""
    by_status: defaultdict[str, list[Tracked]] = defaultdict(list)
    for tracked in found:
        by_status[tracked.standing.timeliness].append(tracked)
    for value in OPEN_ORDER:
        if mine := by_status.get(value):
            yield Block(
                f"told-{anchor_of(value)}" if above else anchor_of(value),
                status_word(value),
                ("To be done", "Owner", "Due, as stated", "Last day", "Latest news"),
                [Line(tracked.target.id, _open_line(edition, tracked)) for tracked in mine],
                value.meaning,
                above,
            )


def told_of(edition: Edition, items: Iterable[str]) -> list[Tracked]:
    """Return what the plans, inspections and other records set that some items are about.

    Where an item is about one part of a record, only what that part sets counts.
    """
    found: dict[int, Tracked] = {}
    for id_ in items:
        item = edition.register.item(id_)
        for about in edition.present(id_, item.about) if item else ():
            if edition.record(about.id).withdrawn:
                continue
            set_there = edition.tracked_at.get(about, ()) if about.anchor else edition.tracked_in.get(about.id, ())
            found |= {id(tracked): tracked for tracked in set_there}
    return list(found.values())


def _open_line(edition: Edition, tracked: Tracked) -> Make:
    def row(here: Here) -> TableRow:
        stated, last = due_cells(here, tracked)
        asked, owner = _asked(edition, here, tracked), owner_cell(edition, here, tracked)
        return TableRow((asked, owner, stated, last, _latest(edition, tracked)))

    return row


def _asked(edition: Edition, here: Here, tracked: Tracked) -> Markup:
    """Return what is to be done in short, after the number the source gives it, leading to the whole."""
    number = tracked.commitment.number
    text = said(edition, tracked)
    before = text.partition(". ")[0] + ". " if number and text.lower().startswith(f"{number.lower()}. ") else ""
    return here.to(tracked.target, before + opening(text.removeprefix(before)))


def _latest(edition: Edition, tracked: Tracked) -> Markup:
    """Return the latest news of a commitment: day, who says it, what."""
    known = [piece for piece in tracked.news if piece.on <= edition.as_of]
    if not known:
        return missing("None recorded")
    return html("{}, {}: {}", day_words(known[-1].on), known[-1].by, _told(known[-1]))


def _told(piece: News) -> str:
    """Return what a piece of news says: the answer in a word, where it is one, then its first sentence."""
    answer = piece.response.label if piece.response and piece.response is not Response.NOT_RECORDED else ""
    return ". ".join(filter(None, (answer, opening(piece.text))))


def answers(edition: Edition, items: Sequence[str], found: Iterable[Tracked]) -> Block:
    """Return the answers that are awaited: responses that did not come, then resolutions without an answer."""
    lines = []
    for id_ in items:
        for by in edition.links.relations.responses.get(Target(id_), ()):
            response = edition.record(by.id)
            if isinstance(response, CommitteeResponse) and response.received.last is None:
                lines.append(Line(id_, _awaited(edition, by, response)))
    lines += [Line(each.target.id, _unanswered(edition, each)) for each in found if _waits(each)]
    return Block("answers", "Answers awaited or not recorded", ("Asked for", "Answer"), lines)


def _waits(tracked: Tracked) -> bool:
    """Tell whether a resolution set an action of which no answer is recorded."""
    return asks_for_an_answer(tracked) and tracked.standing.response in {Response.AWAITED, Response.NOT_RECORDED}


def _awaited(edition: Edition, by: Target, response: CommitteeResponse) -> Make:
    def row(here: Here) -> TableRow:
        state = answered(response, edition.as_of)
        word = status_word(state.timeliness)
        stated, last = deadline_words(state.deadline)
        due = html(". Due: {}", stated)
        if last not in {SAME, NO_LAST_DAY}:
            due += html(" ({})", last)
        return TableRow((here.to(by, f"Answer of {response.by}"), Word(word.word, word.shape, word.tone, due)))

    return row


def _unanswered(edition: Edition, tracked: Tracked) -> Make:
    word = status_word(tracked.standing.response)
    return lambda here: TableRow((_asked(edition, here, tracked), word))


def disagreements(edition: Edition, ids: Iterable[str]) -> Block:
    """Return the points on which papers disagree and nobody has said which is right, in or about some records."""
    lines, seen = [], set()
    for id_ in ids:
        for by, discrepancy in edition.disagreements_in.get(id_, ()):
            if discrepancy.state is DiscrepancyState.OPEN and (by, discrepancy.title) not in seen:
                seen.add((by, discrepancy.title))
                record = edition.record(by.id)
                claims = "; ".join(f"{claim.says} ({place_words(record, claim.at)})" for claim in discrepancy.claims)
                lines.append(Line(by.id, _disagreement(by, discrepancy.title, claims)))
    return Block("disagree", "Where the papers disagree", ("About", "What each says"), lines, "None is chosen.")


def _disagreement(by: Target, title: str, claims: str) -> Make:
    return lambda here: TableRow((here.to(Target(by.id, "disagree"), title), claims))


def in_hand(edition: Edition, items: Iterable[str], meetings: Iterable[str]) -> list[str]:
    """Return the records a committee has in hand: its items and meetings, and what its items are about."""
    about = []
    for id_ in items:
        item = edition.register.item(id_)
        about += [target.id for target in edition.present(id_, item.about)] if item else []
    return list(dict.fromkeys((*items, *meetings, *about)))


def since(edition: Edition, day: datetime.date, items: Sequence[str], tracked: Iterable[Tracked]) -> Block:
    """Return what was told after a day: news of what the committee set or was promised, and later inspections."""
    found: list[tuple[datetime.date, Line]] = []
    for each in tracked:
        found += [
            (piece.on, Line("", _news(edition, each, piece))) for piece in each.news if day < piece.on <= edition.as_of
        ]
    for id_ in dict.fromkeys(later for item in items for later in Scope(edition, item).again):
        on = edition.links.threads.first_day(id_)
        inspection = edition.register.inspection(id_)
        if on and inspection and not inspection.anticipated and day < on <= edition.as_of:
            found.append((on, Line("", _inspected(edition, id_, on))))
    found.sort(key=lambda each: each[0])
    return Block(
        "since", f"Since the last meeting, {day_words(day)}", ("About", "Day", "News"), [line for _, line in found]
    )


def _news(edition: Edition, tracked: Tracked, piece: News) -> Make:
    def row(here: Here) -> TableRow:
        return TableRow((_asked(edition, here, tracked), day_words(piece.on), f"{capital(piece.by)}: {_told(piece)}"))

    return row


def _inspected(edition: Edition, id_: str, on: datetime.date) -> Make:
    def row(here: Here) -> TableRow:
        soft = escape(record_entry(edition, here, id_).soft)
        return TableRow((here.to(Target(id_), title_of(edition, id_)), day_words(on), soft))

    return row
