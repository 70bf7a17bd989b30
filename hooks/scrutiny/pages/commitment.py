"""Something to be done as the cells of a row: what, who, by when as stated, and the last day or why there is none."""

from __future__ import annotations

from markupsafe import Markup, escape

from scrutiny.language import day_words, html, strung
from scrutiny.link.commitments import BRING
from scrutiny.pages.axes import NO_LAST_DAY, SAME, deadline_words, in_time, status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, joined
from scrutiny.pages.titles import target_words
from scrutiny.pages.words import capital, owner_words, small
from scrutiny.track import Tracked
from scrutiny.vocabulary import Delivery, FollowUpState, Timeliness

_WITH_DAYS = frozenset({Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.MET_LATE})
"""Groups whose rows differ in how many days are over or left."""


def said(edition: Edition, tracked: Tracked) -> str:
    """Return what is to be done, after the number the source gives it."""
    commitment = tracked.commitment
    text = commitment.text
    beside = edition.tracked_at[tracked.target]
    if commitment.follow_up and any(other.commitment.action for other in beside):
        # The action beside it has the resolution's words already; the promise of a later look needs its own.
        text = BRING.format(what=commitment.follow_up.expects)
    number = commitment.number
    if number and not number.startswith("the "):
        text = f"{number}. {text}" if number.isalnum() else f"{capital(number)}. {text}"
    return text.rstrip(".")


def owner_cell(edition: Edition, here: Here | None, tracked: Tracked) -> Markup:
    """Return the owner in words; for one still to be confirmed with what has to be done first, linked if ``here``."""
    commitment, id_ = tracked.commitment, tracked.target.id
    action = commitment.action
    words = owner_words(edition, None, id_, commitment.owner, commitment.on_behalf_of)
    if action and commitment.owner.to_be_confirmed and action.depends_on:
        named = [(each, target_words(edition, each)) for each in edition.present(id_, action.depends_on)]
        known = [here.to(each, words_) if here else escape(words_) for each, words_ in named]
        if known:
            words += html(" (depends on {})", joined([*known]))
    return words


def due_cells(here: Here, tracked: Tracked) -> tuple[Markup | str, Markup | str]:
    """Return a deadline twice: as stated, and as a last day or the reason for none, with what is known of it."""
    stated, last = deadline_words(tracked.deadline)
    commitment, standing = tracked.commitment, tracked.standing
    follow_up = commitment.follow_up
    if follow_up and commitment.due.is_missing and follow_up.state is FollowUpState.ON_WORK_PROGRAMME:
        stated, last = follow_up.state.label, "No day set: no meeting is named"
    known: list[Markup | str] = []
    if standing.timeliness in _WITH_DAYS:
        word = in_time(tracked)
        known.append(f"{small(word.word)}{'' if str(word.detail)[:1] == ',' else ' '}{word.detail}")
    if standing.delivery is not Delivery.NOT_RECORDED:
        known.append(_done(tracked))
    if commitment.action and commitment.action.check:
        known.append(here.to(tracked.target, "checked"))
    if last == SAME and not known:
        return stated, Markup('<span class="soft same">the same</span>')
    if last == SAME:
        last = stated
    elif last == NO_LAST_DAY:
        last = "No day set"
    return stated, strung("; ", [last, *known])


def _done(tracked: Tracked) -> str:
    standing = tracked.standing
    label = status_word(standing.delivery).word.lower()
    if standing.delivery is not Delivery.IMPLEMENTED:
        return label
    if standing.done_on is None:
        return "done, day not stated"
    return "done that day" if standing.done_on == tracked.deadline.last else f"done on {day_words(standing.done_on)}"
