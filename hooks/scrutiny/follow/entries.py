"""What there is to tell of a record: that it is public, and later its new parts, its news, its corrections.

One entry is one thing that happened, as somebody would put it in a letter: an inspection with all its findings is one,
and not sixty. Where only some parts belong to what one follows, such as a subject, the entry holds those alone and has
an identity of its own.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from scrutiny.follow.identity import identity, lasting
from scrutiny.follow.public import Shown, history_of, news_shown, parts_added, record_shown
from scrutiny.follow.site import Away
from scrutiny.follow.telling import Teller
from scrutiny.language import ENGLISH
from scrutiny.link import Target
from scrutiny.link.relations import Told
from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Plan, Record
from scrutiny.model.source import Withdrawal
from scrutiny.pages.edition import Edition
from scrutiny.pages.titles import target_words
from scrutiny.vocabulary import Language

Anchors = frozenset[str] | None
"""The parts of a record that belong to what one follows; None for the whole record."""

KINDS: dict[type[Record], tuple[str, str]] = {
    Inspection: ("inspection", "Inspection"),
    Item: ("item", "Committee item"),
    Plan: ("plan", "Plan"),
    CommitteeResponse: ("response", "Answer to a committee"),
    Meeting: ("meeting", "Meeting"),
}
"""What an entry of each kind of record is called, for whoever sorts entries: a word that stays, and one to read."""
ADDED, NEWS = ("added", "Added"), ("news", "News")
CORRECTED, WITHDRAWN = ("corrected", "Corrected"), ("withdrawn", "Withdrawn")
_LATER = (ADDED, NEWS, CORRECTED, WITHDRAWN)
"""What happens to a record after it was published."""


class Entry(NamedTuple):
    """One thing that happened."""

    identity: str
    kind: tuple[str, str]
    url: str
    """The page that tells it, from the root of the site, with an anchor where it is a part of one."""
    title: str
    language: str
    """The language of the title (BCP 47)."""
    published: datetime.date | None
    updated: datetime.date
    happened: str
    """The day that the papers give, as ISO 8601; empty where they give none."""
    themes: tuple[str, ...]
    text: Markup


class Entries:
    """The entries of the records of one edition. What the entries of one record have in common is made once."""

    def __init__(self, edition: Edition, away: Away) -> None:
        """Take the edition, and the place from which links lead to the site."""
        self._edition, self._teller = edition, Teller(edition, away)
        self._later: dict[str, list[tuple[Anchors, Entry]]] = {}

    def of(self, id_: str, anchors: Anchors = None, within: str = "") -> Iterator[Entry]:
        """Yield the entries of a record, or of some parts of it.

        ``within`` is the address of what one follows, and part of the identity of an entry that holds only parts. What
        has no day is left out (see ``public``), and so is what is still to come.
        """
        if id_ not in self._later:
            gone = self._edition.record(id_).withdrawn
            self._later[id_] = list(self._withdrawn(id_, gone) if gone else self._told_later(id_))
        if not self._edition.record(id_).withdrawn:
            scope = () if anchors is None else (within,)
            yield from self._published(id_, anchors, scope)
            yield from self._added(id_, anchors, scope)
        for about, entry in self._later[id_]:
            if about is None or anchors is None or not anchors.isdisjoint(about):
                yield entry

    def _entry(
        self, id_: str, kind: tuple[str, str], known_by: tuple[str, ...], shown: Shown, text: Markup, **other: str
    ) -> Entry:
        """Return an entry of a record: without other words, one that leads to its page, at the time of its papers."""
        record, paper = self._edition.record(id_), self._edition.links.threads.first_day(id_)
        title = other.get("title", f"{kind[1]}: {record.title}")
        is_own = title == record.title and record.language is not Language.ENGLISH
        return Entry(
            identity(kind[0] if kind in _LATER else "record", *known_by),
            kind,
            other.get("url", f"{id_}/"),
            title,
            record.language.value if is_own else ENGLISH,
            shown.published,
            shown.updated,
            other.get("happened", paper.isoformat() if paper else ""),
            record.themes,
            text,
        )

    def _published(self, id_: str, anchors: Anchors, scope: tuple[str, ...]) -> Iterator[Entry]:
        record = self._edition.record(id_)
        if shown := record_shown(self._edition, id_):
            known_by, text = (lasting(self._edition, id_), *scope), self._teller.record(id_, anchors)
            yield self._entry(id_, KINDS[type(record)], known_by, shown, text, title=record.title)

    def _added(self, id_: str, anchors: Anchors, scope: tuple[str, ...]) -> Iterator[Entry]:
        known = self._edition.record(id_).parts().keys() if anchors is None else anchors
        for day in history_of(self._edition, id_).days:
            if parts := [anchor for anchor in parts_added(day) if anchor in known]:
                known_by = (lasting(self._edition, id_), day.day.isoformat(), *scope)
                text, shown = self._teller.parts(id_, parts), Shown(day.day, day.day)
                yield self._entry(id_, ADDED, known_by, shown, text, url=Target(id_, parts[0]).url)

    def _told_later(self, id_: str) -> Iterator[tuple[Anchors, Entry]]:
        yield from self._news(id_)
        yield from ((None, entry) for entry in self._corrected(id_))

    def _news(self, id_: str) -> Iterator[tuple[Anchors, Entry]]:
        """Yield the news about a record, each with the parts it is about.

        What is told of several parts alike, in its words and in what it says of answer, progress and check, is one
        entry, the same for whoever follows one of them only.
        """
        edition, title = self._edition, self._edition.record(id_).title
        told: defaultdict[Told, list[Target]] = defaultdict(list)
        for target, piece in edition.updates_in.get(id_, ()):
            told[piece._replace(update=piece.update.model_copy(update={"about": ""}))].append(target)
        numbers: Counter[tuple[str, ...]] = Counter()
        for piece, targets in told.items():
            by, on = piece.by, piece.update.on
            words = (lasting(edition, by.id), on, lasting(edition, id_), targets[0].anchor)
            numbers[words] += 1
            shown = news_shown(edition, by.id, on)
            if shown.updated <= edition.as_of:
                part = f", {target_words(edition, targets[0])}" if targets[0].anchor else ""
                other = {"title": f"News: {title}{part}", "url": targets[0].url, "happened": on}
                text = self._teller.news(targets, piece)
                known_by = (*words, str(numbers[words]))
                yield (
                    frozenset(target.anchor for target in targets),
                    self._entry(id_, NEWS, known_by, shown, text, **other),
                )

    def _corrected(self, id_: str) -> Iterator[Entry]:
        numbers: Counter[str] = Counter()
        for correction in self._edition.record(id_).corrected:
            numbers[correction.on] += 1
            if shown := self._on_day(id_, correction.on):
                known_by = (lasting(self._edition, id_), correction.on, str(numbers[correction.on]))
                text = self._teller.correction(id_, correction.what)
                yield self._entry(id_, CORRECTED, known_by, shown, text, happened=correction.on)

    def _withdrawn(self, id_: str, gone: Withdrawal) -> Iterator[tuple[Anchors, Entry]]:
        if shown := self._on_day(id_, gone.on):
            known_by, text = (lasting(self._edition, id_),), self._teller.withdrawal(id_, gone)
            yield None, self._entry(id_, WITHDRAWN, known_by, shown, text, happened=gone.on)

    def _on_day(self, id_: str, on: str) -> Shown | None:
        """Return since when something with a day of its own has been public; None while that is still to come."""
        day, published = datetime.date.fromisoformat(on), history_of(self._edition, id_).published
        first = max(day, published or day)
        return Shown(first, first) if first <= self._edition.as_of else None
