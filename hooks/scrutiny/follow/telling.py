"""The full text of an entry, as HTML: a record or some of its parts, its news, its corrections.

In English, as all lists of the site are; what a record says stands in its own language and is marked so. Nothing in it
depends on the day of the build, such as "overdue": an entry changes only when the record does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from markupsafe import Markup, escape

from scrutiny.follow.site import Away
from scrutiny.language import html, strung
from scrutiny.link import Target, when_of
from scrutiny.link.relations import Told
from scrutiny.model import (
    Action,
    Finding,
    Inspection,
    Item,
    Meeting,
    Model,
    Motion,
    Point,
    Position,
    Question,
    Recommendation,
    Record,
    Resolution,
    Workstream,
)
from scrutiny.model.exempt import MayBeExempt
from scrutiny.model.source import Withdrawal
from scrutiny.pages.axes import status_word
from scrutiny.pages.decided import decided_nothing
from scrutiny.pages.edition import Edition
from scrutiny.pages.judgement import judgement_line
from scrutiny.pages.page import joined, outward
from scrutiny.pages.schedule import due_words
from scrutiny.pages.shown import named_parts, record_entry
from scrutiny.pages.strip import finding_counts
from scrutiny.pages.titles import in_language, target_words
from scrutiny.pages.words import (
    capital,
    exempt_words,
    inspection_when,
    iso_words,
    owner_words,
    sentence,
    short_when,
    when_words,
)
from scrutiny.track import Tracked
from scrutiny.vocabulary import Assurance, Delivery, Language, Missing, Response

_HEADINGS: dict[type[Model], str] = {
    Finding: "What inspectors found",
    Action: "To be done",
    Resolution: "Resolutions",
    Point: "What was reported",
    Question: "Questions and answers",
    Recommendation: "Recommendations put to it",
    Motion: "Motions and amendments",
    Workstream: "Parts of the plan",
    Position: "Answers",
}
"""What stands over the parts of each kind."""

_ONLY_SAID = (Point, Question, Recommendation)
"""Parts that decide nothing: they are counted, and told where they are what somebody follows."""

_SAID: dict[type[Model], Callable[[Any], Iterator[str | None]]] = {
    Finding: lambda part: iter((part.text, part.because, part.note)),
    Action: lambda part: iter((part.text, part.condition, part.note)),
    Resolution: lambda part: iter((part.text, part.meaning, part.note)),
    Point: lambda part: iter((f"{part.lead}. {part.text}" if part.lead else part.text,)),
    Question: lambda part: iter((part.asked, _answer(part))),
    Recommendation: lambda part: iter((part.text,)),
    Motion: lambda part: iter((part.text, part.outcome.label)),
    Workstream: lambda part: iter((part.title,)),
    Position: lambda part: iter((part.position.label, part.text)),
}
"""What each kind of part says."""


def _answer(question: Question) -> str:
    if question.exempt:
        return ""
    if not isinstance(question.answered, Missing):
        return question.answered
    return "No answer was given." if question.answered is Missing.NONE else "The answer is not stated."


def _told(text: str, language: Language) -> Markup | str:
    """Return a text of the record, its paragraphs on lines of their own, marked where it is not in English."""
    paragraphs = strung("<br>", [escape(paragraph) for paragraph in text.split("\n\n")])
    return in_language(paragraphs, language)


class Teller:
    """Tells what records of one edition say. Each part is put into words once for all entries it stands in."""

    def __init__(self, edition: Edition, away: Away) -> None:
        """Take the edition, and the place from which links lead to the site."""
        self.edition, self._away = edition, away
        self._parts: dict[Target, Markup] = {}
        self._openings: dict[str, Markup] = {}
        self._parted: dict[str, tuple[dict[str, Model | None], set[str]]] = {}

    def record(self, id_: str, anchors: frozenset[str] | None = None) -> Markup:
        """Return what a record says: of its parts those that are given, and no others.

        Without any given, those that tell what was found, decided, answered or is to be done.
        """
        record = self.edition.record(id_)
        known, set_by = self._known(id_)
        pieces = [self._opening(id_)]
        if anchors is None:
            if isinstance(record, Item) and (nothing := decided_nothing(record)):
                pieces.append(html("<p>{}</p>", nothing))
            told = [anchor for anchor in known if anchor in set_by or not isinstance(known[anchor], _ONLY_SAID)]
        else:
            pieces.append(
                html("<p>Only what belongs here; {} is on its page.</p>", self._away.link("all of it", f"{id_}/"))
            )
            told = [anchor for anchor in known if anchor in anchors]
        return strung("\n", (*pieces, *self._lists(id_, told)))

    def _opening(self, id_: str) -> Markup:
        """Return the summary of a record and a line of facts."""
        if id_ not in self._openings:
            record = self.edition.record(id_)
            facts = self._facts(id_, record)
            opening = html("<p>{}</p>", _told(record.summary, record.language))
            self._openings[id_] = opening + html("\n<p>{}.</p>", facts) if facts else opening
        return self._openings[id_]

    def _known(self, id_: str) -> tuple[dict[str, Model | None], set[str]]:
        """Return the parts of a record by anchor, and which of them set something to be done.

        Last stands a follow-up that the minutes promise by itself, which is no part.
        """
        if id_ not in self._parted:
            set_by = [tracked.target.anchor for tracked in self.edition.tracked_in.get(id_, ())]
            parts: dict[str, Model | None] = {**self.edition.record(id_).parts()}
            for anchor in set_by:
                parts.setdefault(anchor, None)
            self._parted[id_] = parts, set(set_by)
        return self._parted[id_]

    def parts(self, id_: str, anchors: Iterable[str]) -> Markup:
        """Return parts of a record."""
        return strung("\n", self._lists(id_, anchors))

    def _lists(self, id_: str, anchors: Iterable[str]) -> Iterator[Markup]:
        """Yield parts of a record, those of a kind as one list under its heading."""
        known, _ = self._known(id_)

        def heading(anchor: str) -> str:
            part = known.get(anchor)
            return _HEADINGS[type(part)] if part is not None else "Follow-up"

        for words, group in groupby(anchors, key=heading):
            rows = [self._part(Target(id_, anchor), known.get(anchor)) for anchor in group]
            yield html("<h3>{}</h3>\n<ul>\n{}\n</ul>", words, strung("\n", rows))

    def _part(self, target: Target, part: Model | None) -> Markup:
        """Return one part: what it is called, what it says, and what it sets to be done, by whom and by when."""
        if target not in self._parts:
            language = self.edition.record(target.id).language
            said = list(_SAID[type(part)](part)) if part is not None else []
            if isinstance(part, MayBeExempt) and (why := exempt_words(part)):
                said.append(why)
            texts = [_told(text, language) for text in said if text]
            texts += [self._to_do(tracked) for tracked in self.edition.tracked_at.get(target, ())]
            link = self._away.to(target, capital(target_words(self.edition, target)))
            self._parts[target] = html("<li>{}: {}</li>", link, strung("<br>", texts))
        return self._parts[target]

    def _to_do(self, tracked: Tracked) -> Markup:
        commitment, promised = tracked.commitment, tracked.commitment.follow_up
        owner = owner_words(self.edition, self._away, tracked.target.id, commitment.owner, commitment.on_behalf_of)
        what = html("To come back: {}. ", promised.expects.rstrip(".")) if promised else ""
        return html("{}Owner: {}. Due: {}.", what, owner, due_words(tracked))

    def _facts(self, id_: str, record: Record) -> Markup | str:
        if isinstance(record, Meeting):
            why = html(": {}", record.reason.rstrip(".")) if record.reason else ""
            return html("{}, {}{}", record.state.label, when_words(record.date, "date not stated"), why)
        if isinstance(record, Inspection):
            return strung(", ", filter(None, self._of_inspection(record)))
        return record_entry(self.edition, self._away, id_).soft

    def _of_inspection(self, inspection: Inspection) -> Iterator[str | Markup]:
        """Yield what sort it is, when it was, and what it judged; of one that papers expect, when they do."""
        yield inspection.kind.label
        if inspection.anticipated:
            yield f"expected {short_when(when_of(inspection)) or 'at a time not stated'}"
        else:
            yield inspection_when(inspection) or "date not stated"
        yield finding_counts(inspection)
        if any(judgement.grade for judgement in inspection.judgements):
            yield judgement_line(self.edition, inspection)

    def news(self, targets: list[Target], told: Told) -> Markup:
        """Return news: what it says, what it says of answer, progress and check, and what shows it."""
        update, language = told.update, self.edition.record(told.by.id).language
        about = named_parts(self.edition, self._away, targets)
        pieces = [
            html("<p>{}, {}: {}</p>", iso_words(update.on), update.by, _told(sentence(update.text), language)),
            html("<p>On {}.</p>", about),
        ]
        words = [
            status_word(value).word
            for value in (update.response, update.delivery, update.assurance)
            if value and value not in {Response.NOT_RECORDED, Delivery.NOT_RECORDED, Assurance.NONE}
        ]
        if words:
            pieces.append(html("<p>{}.</p>", "; ".join(words)))
        if update.stated:
            pieces.append(html("<p>In the words of the paper: “{}”.</p>", _told(update.stated, language)))
        if shown := [outward(each.title, each.url) for each in update.evidence]:
            pieces.append(html("<p>Shown by: {}.</p>", joined([*shown])))
        return strung("\n", pieces)

    def withdrawal(self, id_: str, gone: Withdrawal) -> Markup:
        """Return the notice that a record no longer counts, with the reason and what to read instead."""
        reason = _told(sentence(gone.reason), self.edition.record(id_).language)
        text = html("<p>Withdrawn on {}. {}</p>", iso_words(gone.on), reason)
        if instead := self.edition.present(id_, filter(None, (gone.replaced_by,))):
            text += html("\n<p>Read instead: {}.</p>", named_parts(self.edition, self._away, instead))
        return text

    def correction(self, id_: str, what: str) -> Markup:
        """Return a mistake that was put right, in the words of the officer who marked it."""
        record = self.edition.record(id_)
        said = _told(sentence(what), record.language)
        return html("<p>{}</p>\n<p>On {}.</p>", said, self._away.link(record.title, f"{id_}/"))
