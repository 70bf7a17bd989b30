"""The last days of what is to be done, and of answers that are due, as events of a calendar."""

from __future__ import annotations

from scrutiny.follow.days import due_behind, last_day_of, why_no_day
from scrutiny.follow.event import Event, LeftOut, committee_of, named, owners_of, pages_of
from scrutiny.follow.identity import identity, lasting
from scrutiny.follow.public import last_changed, revisions
from scrutiny.model import CommitteeResponse, Item
from scrutiny.pages.edition import Edition
from scrutiny.pages.words import capital, opening, owner_words, when_words
from scrutiny.status import ENDED
from scrutiny.track import Tracked, answered
from scrutiny.vocabulary import Delivery


def deadline_event(edition: Edition, authority: str, tracked: Tracked) -> Event | LeftOut:
    """Return the last day of something that is to be done."""
    target, commitment, deadline = tracked.target, tracked.commitment, tracked.deadline
    council, what = edition.authorities[authority].short_name, capital(opening(commitment.text))
    if deadline.last is None:
        return LeftOut(*target, target.url, what, deadline.stated, deadline.why_not or why_no_day(commitment.due))
    due, stated_by = due_behind(edition, target, commitment.due)
    span = last_day_of(due, deadline.last)
    if isinstance(span, str):
        return LeftOut(*target, target.url, what, deadline.stated, span)
    owner = owner_words(edition, None, target.id, commitment.owner, commitment.on_behalf_of).striptags()
    how = f" ({deadline.how})" if deadline.how else ""
    done = tracked.standing.delivery
    told = (
        *([commitment.text] if capital(commitment.text.rstrip(".")) != what else []),
        f"Set by: {named(edition, target)}",
        f"Owner: {owner}",
        f"Due, as stated: {deadline.stated}{how}",
        *([f"Progress: {done.label}"] if done is not Delivery.NOT_RECORDED else []),
    )
    news = [piece for piece in tracked.news if piece.on <= edition.as_of]
    behind = [id_ for id_ in dict.fromkeys((target.id, stated_by)) if id_ in edition.register.records]
    return Event(
        identity("deadline", lasting(edition, target.id), target.anchor, "follow-up" if commitment.follow_up else ""),
        span,
        f"{'Done' if done is Delivery.IMPLEMENTED else done.label if done in ENDED else 'Due'}: {council}: {what}",
        told,
        target.url,
        "CANCELLED" if done in ENDED else "CONFIRMED",
        "Deadline",
        max((last_changed(edition, behind), *(piece.on for piece in news))),
        revisions(edition, behind) + len(news),
        pages_of(authority, _committees_of(edition, tracked), owners_of(tracked)),
    )


def _committees_of(edition: Edition, tracked: Tracked) -> set[str]:
    """Return the committees that set something to be done, or are to receive it."""
    commitment, item = tracked.commitment, edition.register.item(tracked.target.id)
    promise = commitment.follow_up or commitment.action
    to = {promise.to} if promise and promise.to else set()
    return to | (committee_of(item.committee.name) if item else set())


def answer_event(edition: Edition, authority: str, id_: str, response: CommitteeResponse) -> Event | LeftOut:
    """Return the last day of an answer to a committee."""
    deadline, url = answered(response, edition.as_of).deadline, f"{id_}/"
    what = f"answer of {response.by}"
    if deadline.last is None:
        return LeftOut(id_, "", url, capital(what), deadline.stated, deadline.why_not or why_no_day(response.due))
    span = last_day_of(response.due, deadline.last)
    if isinstance(span, str):
        return LeftOut(id_, "", url, capital(what), deadline.stated, span)
    came = when_words(response.received, "not stated").striptags()
    asked = [edition.record(target.id) for target in edition.present(id_, response.to)]
    committees = {name for item in asked if isinstance(item, Item) for name in committee_of(item.committee.name)}
    how = f" ({deadline.how})" if deadline.how else ""
    return Event(
        identity("answer", lasting(edition, id_)),
        span,
        f"{'Answered' if response.received.last else 'Due'}: {edition.authorities[authority].short_name}: {what}",
        (response.title, f"Due, as stated: {deadline.stated}{how}", f"Received: {came}"),
        url,
        "CONFIRMED",
        "Answer",
        last_changed(edition, [id_]),
        revisions(edition, [id_]),
        pages_of(authority, committees, set()),
    )
