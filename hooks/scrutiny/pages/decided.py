"""What a committee decided on an item: each resolution, how it differs from the recommendation, and its vote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.compare import Comparison, compare, wording_only
from scrutiny.language import html, say, say_html, say_number
from scrutiny.link import Target
from scrutiny.model import Item, Recommendation, Resolution, Vote, WhenKind
from scrutiny.pages.axes import NO_LAST_DAY, SAME, deadline_words, in_time, status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, counted
from scrutiny.pages.shown import Row, ShownAction, action, theme_links, trail_lines
from scrutiny.pages.titles import numbered
from scrutiny.pages.words import capital, exempt_words, owner_words, role_link, when_words
from scrutiny.track import Tracked
from scrutiny.vocabulary import Change, Delivery, Effect, Missing, Verb, Words

_SAYS_WHY = frozenset({WhenKind.CONDITIONAL, WhenKind.RECURRING})
"""Deadlines whose own words are the reason why no last day can be computed: "once all partners have agreed"."""


@dataclass(frozen=True)
class ShownComparison:
    """Both wordings with what the change means."""

    left: tuple[object, ...]
    right: tuple[object, ...]
    note: Markup


@dataclass(frozen=True)
class ShownResolution:
    """A resolution, ready to print."""

    anchor: str
    number_label: str
    does: str
    changed: bool
    text: Markup
    how: Markup
    comparison: ShownComparison | None
    rows: list[Row]
    trail: list[Markup]
    actions: list[ShownAction]


def decided_note(edition: Edition, here: Here, id_: str, item: Item) -> Markup:
    """Say how many resolutions there are, in whose words, with which verb and whose they are as a whole."""
    number = len(item.resolutions.list)
    if not number:
        return Markup()
    whose = say("as minuted") if item.words is Words.AS_MINUTED else say("in this site's words")
    compared = any(each.change in {Change.EDITORIAL, Change.MATERIAL} for each in item.resolutions.list)
    if compared and item.words is not Words.AS_MINUTED:
        whose += say("; the phrases compared are the papers' own")
    note = html("{}, {}.", counted(number, "resolution").capitalize(), whose)
    if item.resolutions.stated or item.resolutions.verb is not Verb.RESOLVED:
        note += say_html(
            " The verb of the minutes is “{verb}”.", verb=item.resolutions.stated or item.resolutions.verb.label
        )
    if item.resolutions.owner:
        owner = owner_words(edition, here, id_, item.resolutions.owner)
        note += say_html(" The list as a whole is owned by: {owner}.", owner=owner)
    if item.resolutions.note:
        note += html(" {}", item.resolutions.note)
    return note


def decided_nothing(item: Item) -> str:
    """Say why there is no resolution; empty where there is one."""
    if item.resolutions.list:
        return ""
    if item.resolutions.verb is Verb.NOT_HELD:
        said = say("No decision recorded. The minutes are not held here, so a decision may exist.")
    else:
        said = say("The minutes record no decision.")
    return f"{said} {item.resolutions.note}" if item.resolutions.note else said


def shown_resolution(edition: Edition, here: Here, id_: str, item: Item, resolution: Resolution) -> ShownResolution:
    """Return a resolution with its change from the recommendation, its rows and its trail."""
    target = Target(id_, resolution.anchor)
    comparison, how = _how(item, resolution)
    if not resolution.number:
        how += say_html(" It has no number in the minutes.")
    if resolution.verb:
        how += say_html(" Its own verb in the minutes: “{verb}”.", verb=resolution.verb.label)
    told = bool(edition.links.relations.updates.get(target))
    rows = [] if told else [row for each in edition.tracked_at.get(target, ()) for row in _due_rows(each)]
    return ShownResolution(
        target.anchor,
        capital(numbered("resolution", resolution.number) if resolution.number else say("the resolution")),
        exempt_words(resolution) or resolution.effect.label,
        resolution.change is Change.MATERIAL,
        Markup() if comparison else _marked_text(item, resolution),
        how,
        comparison,
        rows + _resolution_rows(edition, here, id_, resolution, with_owner=not told),  # the action below has it
        trail_lines(edition, here, target, gaps=not resolution.exempt),
        _actions(edition, here, target) if told else [],
    )


def _due_rows(tracked: Tracked) -> Iterator[Row]:
    """Say in two or three rows when something is due and whether anything is known of it."""
    stated, last = deadline_words(tracked.deadline)
    due = escape(stated)
    if tracked.commitment.due.inferred and last != NO_LAST_DAY:
        due = when_words(tracked.commitment.due)
    elif tracked.deadline.why_not:  # which "In time?" gives
        later = tracked.commitment.due.to_be_confirmed
        due += html(" ({})", say("{what} is still to be agreed", what=later)) if later else Markup()
    elif last not in {SAME, NO_LAST_DAY}:
        due = html("{} ({})", stated, last)
    if tracked.commitment.follow_up:
        yield Row(say("To receive"), tracked.commitment.follow_up.expects)
    elif tracked.commitment.action and tracked.commitment.action.text:
        yield Row(say("To be done"), tracked.commitment.text)
    yield Row(say("Due"), due)
    if tracked.standing.delivery is not Delivery.NOT_RECORDED:
        yield Row(say("Done?"), status_word(tracked.standing.delivery))
    word = in_time(tracked)
    if tracked.deadline.why_not and tracked.commitment.due.kind in _SAYS_WHY:
        word = replace(word, detail="")  # "Due" has the words
    yield Row(say("In time?"), word)


def _resolution_rows(edition: Edition, here: Here, id_: str, resolution: Resolution, *, with_owner: bool) -> list[Row]:
    target = Target(id_, resolution.anchor)
    rows = [
        Row(
            say("Answer"),
            say_html(
                "{answer}, by {who}", answer=answer.position.position.label, who=here.to(answer.by, answer.response.by)
            ),
        )
        for answer in edition.links.relations.positions.get(target, ())
    ]
    owner = (resolution.action.owner if resolution.action else None) or resolution.owner
    if owner and with_owner:
        on_behalf_of = resolution.action.on_behalf_of if resolution.action else None
        rows.append(Row(say("Owner"), owner_words(edition, here, id_, owner, on_behalf_of)))
    if resolution.action and resolution.action.to:
        rows.append(Row(say("To"), role_link(edition, here, Address.read(id_).authority, resolution.action.to)))
    if resolution.vote:
        rows.append(Row(say("Vote"), vote_words(resolution.vote)))
    if resolution.themes:
        rows.append(Row(say("Subjects"), theme_links(edition, here, resolution.themes)))
    notes = [resolution.note, resolution.action.note if resolution.action else None]
    if said := " ".join(note for note in notes if note):
        rows.append(Row(say("Note"), said))
    return rows


def _actions(edition: Edition, here: Here, target: Target) -> list[ShownAction]:
    """Return what a resolution set to be done, where there is news of it: four questions and the updates."""
    return [
        replace(action(edition, here, tracked), anchor=f"action-{target.anchor}-{position}")
        for position, tracked in enumerate(edition.tracked_at.get(target, ()), 1)
    ]


def _how(item: Item, resolution: Resolution) -> tuple[ShownComparison | None, Markup]:
    """Say how a resolution stands to its recommendation; compare the two where the change is material."""
    draft = _draft(item, resolution)
    if resolution.exempt:
        return None, Markup()
    if draft and draft.exempt:
        return None, say_html("The recommendation that it answers is exempt.")
    sets_none = say_html(" It sets no action.") if resolution.effect is Effect.NOTE else Markup()
    if draft is None:
        if resolution.recommended is Missing.NONE or item.recommendations:
            return None, say_html("Not in the recommendations.") + sets_none
        return None, sets_none
    if resolution.change is Change.MATERIAL:
        made = compare(draft, resolution, as_minuted=item.words is Words.AS_MINUTED)
        note = say_html(
            "<b>Changed in substance.</b> {meaning} Words taken out are struck through; words put in are underlined.",
            meaning=resolution.meaning or "",
        )
        return ShownComparison(made.left, made.right, note), Markup()
    if resolution.change is Change.EDITORIAL:
        return None, say_html("Wording only: {changes}.", changes=wording_only(resolution.changes)) + sets_none
    return None, say_html("Passed as recommended.") + sets_none


def _draft(item: Item, resolution: Resolution) -> Recommendation | None:
    """Return the recommendation that a resolution answers."""
    return next((each for each in item.recommendations if (each.number or "1") == resolution.recommended), None)


def _marked_text(item: Item, resolution: Resolution) -> Markup:
    """Return the text of a resolution with the words an editorial change put in underlined."""
    draft = _draft(item, resolution)
    if draft is None or resolution.change is not Change.EDITORIAL:
        return _paragraphs(resolution.text)
    made: Comparison = compare(draft, resolution, as_minuted=item.words is Words.AS_MINUTED)
    return Markup().join(
        html("<ins>{}</ins>", segment.text) if segment.kind == "in" else segment.text for segment in made.right
    )


def _paragraphs(text: str) -> Markup:
    """Return plain text as paragraphs, parted where the text has an empty line."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    if len(parts) == 1:
        return escape(parts[0])
    return Markup().join(html("<p>{}</p>", part) for part in parts)


def unpassed(item: Item) -> list[Row]:
    """Return the recommendations that no resolution answers."""
    if not item.resolutions.list:
        return [_draft_row(draft) for draft in item.recommendations]
    passed = {resolution.recommended for resolution in item.resolutions.list}
    return [_draft_row(draft) for draft in item.recommendations if (draft.number or "1") not in passed]


def unpassed_title(item: Item) -> str:
    """Return the heading over them: whether they were passed cannot be known where a resolution is exempt."""
    if any(resolution.exempt for resolution in item.resolutions.list):
        return say("Other recommendations")
    return say("Recommended but not passed")


def _draft_row(draft: Recommendation) -> Row:
    exempt = exempt_words(draft)
    return Row(
        capital(numbered("recommendation", draft.number or "1")), f"{exempt}. {draft.text}" if exempt else draft.text
    )


def vote_words(vote: Vote) -> str:
    """Write a vote: "7 for, 2 against, 1 abstained", with the names where recorded."""
    counts = [
        say_number(f"{{n}} {word}", f"{{n}} {word}", number)
        for number, word in ((vote.votes_for, "for"), (vote.votes_against, "against"), (vote.abstained, "abstained"))
        if not isinstance(number, Missing)
    ]
    words = ", ".join(counts) or say("Numbers not stated")
    named = (
        (say("For"), vote.named_for),
        (say("Against"), vote.named_against),
        (say("Abstained"), vote.named_abstained),
    )
    for label, people in named:
        if people:
            words += f". {label}: " + ", ".join(person.name or person.role for person in people)
    if vote.casting_vote:
        words += f". {vote.casting_vote.rstrip('.')}"
    return words
