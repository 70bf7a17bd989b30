"""The rows of the tracker: one for each commitment, with what the record knows of it on one day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scrutiny.address import Address
from scrutiny.link import Commitment
from scrutiny.link.commitments import BRING
from scrutiny.link.relations import Target, Told
from scrutiny.model import Action, Finding, Item, Point, Resolution, Role, Update
from scrutiny.register import Register
from scrutiny.sheet.columns import Column, Tracker
from scrutiny.status import News
from scrutiny.track import Tracked
from scrutiny.vocabulary import Assurance, Delivery, Missing, Response

TAKES_NEWS = (Resolution, Action, Finding, Point)
"""The parts of a record that an update may be about and that can hold something to be done."""


@dataclass(frozen=True)
class Row:
    """One row: the texts of the columns that show the record, and what is needed to judge news of it."""

    target: Target
    """The part of a record that is to be done."""
    shown: dict[Column, str]
    """The text of every column that shows the record; a day as YYYY-MM-DD, empty where nothing is known."""
    before: dict[Column, frozenset[str]]
    """What columns of status and news showed at any time: an older sheet may still say so."""
    updates: tuple[Update, ...]
    """Its news so far."""
    takes_news: bool
    """False for a promised look beside an action, and for what a response undertakes: no update can be about them."""

    @property
    def reference(self) -> str:
        """The text of the column "Reference"."""
        return self.shown[Tracker.REFERENCE.value]


def rows_of(register: Register, tracked: Iterable[Tracked], authority: str = "", committee: str = "") -> list[Row]:
    """Return the row of every commitment, of one authority or of one committee where these are named."""
    listed = list(tracked)
    acted_on = {each.target for each in listed if each.commitment.action}
    rows = []
    for each in listed:
        address = Address.read(each.target.id)
        record = register.item(address.id)
        if authority not in {"", address.authority} or (committee and not (record and _is_of(record, committee))):
            continue
        beside = bool(each.commitment.follow_up) and each.target in acted_on
        rows.append(_row(register, each, beside=beside))
    return rows


def _is_of(item: Item, committee: str) -> bool:
    return committee in {item.committee.name, *item.also_before}


def _row(register: Register, tracked: Tracked, *, beside: bool) -> Row:
    commitment, standing = tracked.commitment, tracked.standing
    target, address = tracked.target, Address.read(tracked.target.id)
    item = register.item(target.id)
    # An action's words are those of its resolution already: the look promised beside it needs its own.
    promised = commitment.follow_up if beside else None
    latest = [piece for piece in tracked.news if standing.latest and piece.on <= standing.latest]
    evidence = _evidence(tracked.updates, latest[-1]) if latest else ("", "")
    shown = {
        Tracker.REFERENCE: f"{target.id}#{target.anchor}" + (", follow-up" if beside else ""),
        Tracker.WHAT: BRING.format(what=promised.expects) if promised else commitment.text,
        Tracker.COUNCIL: register.authority(address.authority).short_name,
        Tracker.COMMITTEE: _committee(register, address.authority, item) if item else "",
        Tracker.MEETING: item.meeting.date.words if item else "",
        Tracker.OWNER: _owner(register, address.authority, commitment),
        Tracker.DUE: tracked.deadline.stated,
        Tracker.LAST_DAY: _iso(tracked.deadline.last) or tracked.deadline.why_not,
        Tracker.TIMELINESS: standing.timeliness.label,
        Tracker.RESPONSE: standing.response.value,
        Tracker.DELIVERY: standing.delivery.value,
        Tracker.ASSURANCE: standing.assurance.value,
        Tracker.DATE: _iso(standing.latest),
        Tracker.DONE_ON: _iso(standing.done_on),
        Tracker.BY: latest[-1].by if latest else "",
        Tracker.NEWS: latest[-1].text if latest else "",
        Tracker.EVIDENCE: evidence[0],
        Tracker.EVIDENCE_ADDRESS: evidence[1],
    }
    texts = {column.value: text for column, text in shown.items()}
    updates = tuple(told.update for told in tracked.updates)
    takes_news = not beside and isinstance(register.part(*target), TAKES_NEWS)
    return Row(target, texts, _before(tracked, texts), updates, takes_news)


def _before(tracked: Tracked, now: dict[Column, str]) -> dict[Column, frozenset[str]]:
    """Return, for the columns that news changes, every text that was ever right."""
    news = tracked.news
    evidence = [_evidence(tracked.updates, piece) for piece in news]
    said: dict[Tracker, Sequence[str]] = {
        Tracker.RESPONSE: [Response.NOT_RECORDED, *(piece.response for piece in news if piece.response)],
        Tracker.DELIVERY: [Delivery.NOT_RECORDED, *(piece.delivery for piece in news if piece.delivery)],
        Tracker.ASSURANCE: [Assurance.NONE, *(piece.assurance for piece in news if piece.assurance)],
        Tracker.DATE: ["", *(_iso(piece.on) for piece in news)],
        Tracker.DONE_ON: ["", *(_iso(piece.done_on) for piece in news)],
        Tracker.BY: ["", *(piece.by for piece in news)],
        Tracker.NEWS: ["", *(piece.text for piece in news)],
        Tracker.EVIDENCE: ["", *(title for title, _ in evidence)],
        Tracker.EVIDENCE_ADDRESS: ["", *(url for _, url in evidence)],
    }
    return {column.value: frozenset({*map(str, texts), now[column.value]}) for column, texts in said.items()}


def _evidence(updates: Iterable[Told], piece: News) -> tuple[str, str]:
    """Return the titles and the addresses of a piece of news, each on a line of its own."""
    told = (each.update for each in updates)
    same = [each for each in told if (each.on, each.by, each.text) == (_iso(piece.on), piece.by, piece.text)]
    evidence = same[-1].evidence if same else ()
    titles = "\n".join(each.title for each in evidence)
    addresses = "\n".join("" if isinstance(each.url, Missing) else each.url for each in evidence)
    return titles, addresses.rstrip("\n")


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _committee(register: Register, authority: str, item: Item) -> str:
    named = item.committee
    return named.stated or "" if isinstance(named.name, Missing) else _title(register, authority, named.name)


def _owner(register: Register, authority: str, commitment: Commitment) -> str:
    """Write who is to do it in plain words."""
    return "; ".join(_owner_parts(register, authority, commitment)) or "Not recorded"


def _owner_parts(register: Register, authority: str, commitment: Commitment) -> Iterator[str]:
    owner = commitment.owner
    if owner.roles:
        titles = [_title(register, authority, name) for name in owner.roles]
        yield " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
    if owner.each:
        yield f"An owner in each {owner.each}"
    if owner.to_be_confirmed:
        yield f"To be confirmed, {owner.to_be_confirmed}"
    if owner.stated and not (owner.roles or owner.each):
        yield owner.stated
    if commitment.on_behalf_of:
        yield f"for {_title(register, authority, commitment.on_behalf_of)}"


def _title(register: Register, authority: str, name: str) -> str:
    found = register.owner(authority, name)
    if found is None:
        return name
    return found.title if isinstance(found, Role) else found.name
