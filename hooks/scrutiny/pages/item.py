"""The page of a committee item: what was decided, then whether it was followed up, then what was asked and told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.compare import Comparison, compare, wording_only
from scrutiny.link import Target
from scrutiny.link.meetings import meeting_of, promises
from scrutiny.model import FollowUp, Item, Motion, Point, Question, Resolution, Vote
from scrutiny.pages.edition import Edition, Tracked
from scrutiny.pages.page import Here, Page, counted, joined
from scrutiny.pages.shown import (
    CLOSING,
    Entry,
    Row,
    ShownAction,
    action,
    contents,
    crumbs,
    discrepancies,
    named_part,
    sources,
    tail,
    theme_links,
    trail_lines,
    withdrawn_notice,
)
from scrutiny.pages.strip import steps
from scrutiny.pages.timeline import timeline
from scrutiny.pages.words import (
    axis,
    capital,
    committee_words,
    deadline_words,
    in_time,
    item_when,
    owner_words,
    person_words,
    place_words,
    role_link,
    title_of,
    when_words,
)
from scrutiny.vocabulary import Change, Delivery, Effect, FollowUpState, Missing, PointKind, Verb, Words


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


@dataclass(frozen=True)
class ShownPoint:
    """A point, ready to print."""

    anchor: str
    label: str
    lead: str
    text: str
    soft: Markup


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its answer, ready to print."""

    anchor: str
    asked: str
    answered: str
    by: str
    soft: Markup


def item_page(edition: Edition, id_: str, item: Item) -> Page:
    """Return the page of one committee item."""
    here = Here(f"{id_}/")
    resolutions = [_resolution(edition, here, id_, item, resolution) for resolution in item.resolutions.list]
    shows: dict[str, object] = {
        "title": item.title,
        "summary": item.summary,
        "kicker": f"Committee item, {item_when(item)}",
        "withdrawn": withdrawn_notice(edition, here, id_, item),
        "steps": steps(edition, here, id_),
        "decided_note": _decided_note(edition, here, id_, item),
        "decided_nothing": _decided_nothing(item),
        "resolutions": resolutions,
        "unpassed": _unpassed(item),
        "motions": [_motion(item, n, motion) for n, motion in enumerate(item.motions, 1)],
        "facts": _facts(edition, here, id_, item),
        "discrepancies": discrepancies(edition, here, id_),
        "timeline": timeline(edition, here, id_),
        "follow_up": _follow_up(edition, here, id_, item),
        "no_follow_up": _no_follow_up(item),
        "questions": [_question(item, question) for question in item.questions],
        "points": [_point(edition, here, id_, item, point) for point in item.points],
        "point_actions": _point_actions(edition, here, id_, item),
        "sources": sources(item),
        **tail(item),
    }
    shows["on_this_page"] = contents(
        shows,
        ("decided", "What the committee decided", ""),
        ("disagree", "Where the papers disagree", "discrepancies"),
        ("followed-up", "Was it followed up?", ""),
        ("promised", "What was promised in discussion", "point_actions"),
        ("asked", "What members asked", "questions"),
        ("told", "What the committee was told", "points"),
        *CLOSING,
    )
    return Page(
        url=here.url,
        title=item.title,
        template="item",
        shows=shows,
        kicker=str(shows["kicker"]),
        description=item.summary,
        crumbs=crumbs(edition, here, id_),
        section="resolutions",
        source=Address.read(id_).path,
        noindex=item.withdrawn is not None,
    )


def _decided_note(edition: Edition, here: Here, id_: str, item: Item) -> Markup:
    number = len(item.resolutions.list)
    if not number:
        return Markup()
    whose = (
        "as minuted"
        if item.words is Words.AS_MINUTED
        else "in this site's words; the phrases compared are the papers' own"
    )
    note = Markup("{}, {}.").format(counted(number, "resolution").capitalize(), whose)
    if item.resolutions.stated or item.resolutions.verb is not Verb.RESOLVED:
        note += Markup(" The verb of the minutes is “{}”.").format(
            item.resolutions.stated or item.resolutions.verb.label
        )
    if item.resolutions.owner:
        owner = owner_words(edition, here, id_, item.resolutions.owner)
        note += Markup(" The list as a whole is owned by: {}.").format(owner)
    if item.resolutions.note:
        note += Markup(" {}").format(item.resolutions.note)
    return note


def _decided_nothing(item: Item) -> str:
    if item.resolutions.list:
        return ""
    if item.resolutions.verb is Verb.NOT_HELD:
        said = "No decision recorded. The minutes are not held here, so a decision may exist."
    else:
        said = "The minutes record no decision."
    return f"{said} {item.resolutions.note}" if item.resolutions.note else said


def _resolution(edition: Edition, here: Here, id_: str, item: Item, resolution: Resolution) -> ShownResolution:
    target = Target(id_, f"resolution-{resolution.number or 1}")
    comparison, how = _how(item, resolution)
    if not resolution.number:
        how += Markup(" It has no number in the minutes.")
    if resolution.verb:
        how += Markup(" Its own verb in the minutes: “{}”.").format(resolution.verb.label)
    told = bool(edition.links.relations.updates.get(target))
    rows = [] if told else [row for each in edition.tracked_at.get(target, ()) for row in _due_rows(each)]
    return ShownResolution(
        target.anchor,
        f"Resolution {resolution.number}" if resolution.number else "The resolution",
        resolution.effect.label,
        resolution.change is Change.MATERIAL,
        Markup() if comparison else _marked_text(item, resolution),
        how,
        comparison,
        rows + _resolution_rows(edition, here, id_, resolution),
        trail_lines(edition, here, target),
        _actions(edition, here, target) if told else [],
    )


def _due_rows(tracked: Tracked) -> Iterator[Row]:
    """Say in two or three rows when something is due and whether anything is known of it."""
    stated, last = deadline_words(tracked.deadline)
    due = Markup("{}").format(stated)
    if tracked.commitment.due.inferred and last != "None":
        due = when_words(tracked.commitment.due)
    elif last not in {"the same", "None"}:
        due = Markup("{} ({})").format(stated, last)
    if tracked.commitment.follow_up:
        yield Row("To receive", tracked.commitment.follow_up.expects)
    elif tracked.commitment.action and tracked.commitment.action.text:
        yield Row("To be done", tracked.commitment.text)
    yield Row("Due", due)
    if tracked.standing.delivery is not Delivery.NOT_RECORDED:
        yield Row("Done?", axis(tracked.standing.delivery))
    yield Row("In time?", in_time(tracked))


def _resolution_rows(edition: Edition, here: Here, id_: str, resolution: Resolution) -> list[Row]:
    target = Target(id_, f"resolution-{resolution.number or 1}")
    rows = [
        Row("Answer", Markup("{}, {}").format(answer.position.position.label, here.to(answer.by, answer.response.by)))
        for answer in edition.links.relations.positions.get(target, ())
    ]
    owner = (resolution.action.owner if resolution.action else None) or resolution.owner
    if owner:
        on_behalf_of = resolution.action.on_behalf_of if resolution.action else None
        rows.append(Row("Owner", owner_words(edition, here, id_, owner, on_behalf_of)))
    if resolution.action and resolution.action.to:
        rows.append(Row("To", role_link(edition, here, Address.read(id_).authority, resolution.action.to)))
    if resolution.vote:
        rows.append(Row("Vote", vote_words(resolution.vote)))
    if resolution.themes:
        rows.append(Row("Subjects", theme_links(edition, here, resolution.themes)))
    notes = [resolution.note, resolution.action.note if resolution.action else None]
    rows += [Row("Note", note) for note in notes if note]
    return rows


def _actions(edition: Edition, here: Here, target: Target) -> list[ShownAction]:
    """Return what a resolution set to be done, where there is news of it: four questions and the updates."""
    return [
        replace(action(edition, here, tracked), anchor=f"action-{target.anchor}-{position}")
        for position, tracked in enumerate(edition.tracked_at.get(target, ()), 1)
    ]


def _how(item: Item, resolution: Resolution) -> tuple[ShownComparison | None, Markup]:
    """Say how a resolution stands to its recommendation; compare the two where the change is material."""
    draft = next((each for each in item.recommendations if (each.number or "1") == resolution.recommended), None)
    sets_none = Markup(" It sets no action.") if resolution.effect is Effect.NOTE else Markup()
    if draft is None:
        if resolution.recommended is Missing.NONE or item.recommendations:
            return None, Markup("Not in the recommendations.") + sets_none
        return None, sets_none
    if resolution.change is Change.MATERIAL:
        made = compare(draft, resolution, as_minuted=item.words is Words.AS_MINUTED)
        note = Markup(
            "<b>Changed in substance.</b> {} Words taken out are struck through; words put in are underlined."
        ).format(resolution.meaning or "")
        return ShownComparison(made.left, made.right, note), Markup()
    if resolution.change is Change.EDITORIAL:
        return None, Markup("Wording only: {}.").format(wording_only(resolution.changes)) + sets_none
    return None, Markup("Passed as recommended.") + sets_none


def _marked_text(item: Item, resolution: Resolution) -> Markup:
    """Return the text of a resolution with the words an editorial change put in underlined."""
    draft = next((each for each in item.recommendations if (each.number or "1") == resolution.recommended), None)
    if draft is None or resolution.change is not Change.EDITORIAL:
        return paragraphs(resolution.text)
    made: Comparison = compare(draft, resolution, as_minuted=item.words is Words.AS_MINUTED)
    return Markup().join(
        Markup("<ins>{}</ins>").format(segment.text) if segment.kind == "in" else segment.text for segment in made.right
    )


def paragraphs(text: str) -> Markup:
    """Return plain text as paragraphs, parted where the text has an empty line."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    if len(parts) == 1:
        return Markup("{}").format(parts[0])
    return Markup().join(Markup("<p>{}</p>").format(part) for part in parts)


def _unpassed(item: Item) -> list[Row]:
    """Return the recommendations that no resolution answers."""
    if not item.resolutions.list:
        return [Row(f"Recommendation {draft.number or 1}", draft.text) for draft in item.recommendations]
    passed = {resolution.recommended for resolution in item.resolutions.list}
    return [
        Row(f"Recommendation {draft.number or 1}", draft.text)
        for draft in item.recommendations
        if (draft.number or "1") not in passed
    ]


def vote_words(vote: Vote) -> str:
    """Write a vote: "7 for, 2 against, 1 abstained", with the names where recorded."""
    counts = [
        f"{number} {word}"
        for number, word in ((vote.votes_for, "for"), (vote.votes_against, "against"), (vote.abstained, "abstained"))
        if not isinstance(number, Missing)
    ]
    words = ", ".join(counts) or "Numbers not stated"
    named = (("For", vote.named_for), ("Against", vote.named_against), ("Abstained", vote.named_abstained))
    for label, people in named:
        if people:
            words += f". {label}: " + ", ".join(person.name or person.role for person in people)
    if vote.casting_vote:
        words += f". {vote.casting_vote.rstrip('.')}"
    return words


def _motion(item: Item, position: int, motion: Motion) -> ShownPoint:
    soft = [motion.outcome.label]
    if motion.vote:
        soft.append(vote_words(motion.vote))
    if motion.moved_by:
        soft.append(f"moved by {person_words(motion.moved_by)}")
    if motion.seconded_by:
        soft.append(f"seconded by {person_words(motion.seconded_by)}")
    number = motion.number or str(position)
    lead = "Amendment" if motion.amends else "Motion"
    place = place_words(item, motion.at)
    words = Markup("{}{}").format("; ".join(soft), f" ({place})" if place else "")
    return ShownPoint(f"motion-{number}", number, lead, motion.text, words)


def _facts(edition: Edition, here: Here, id_: str, item: Item) -> list[Row]:
    address = Address.read(id_)
    meeting = meeting_of(address, item)
    day = when_words(item.meeting.date, "Date not stated")
    rows = [
        Row("Committee", committee_words(edition, here, address.authority, item.committee), "committee"),
        Row("Meeting", day + Markup(". {}").format(here.link("The meeting", f"{meeting}/")), "meeting"),
    ]
    if item.presented_by:
        rows.append(Row("Presented by", "; ".join(person_words(person) for person in item.presented_by)))
    rows.append(Row("Kind", item.kind.label))
    if item.heading:
        rows.append(Row("Heading in the agenda", item.heading))
    if item.introduction:
        rows.append(Row("The agenda said", item.introduction))
    about = [Target(*address.resolve(reference)) for reference in item.about]
    known = [target for target in about if target.id in edition.register.records]
    if known:
        rows.append(Row("About", joined([here.to(target, title_of(edition, target.id)) for target in known])))
    follows = [Target(*address.resolve(reference)) for reference in item.follows_up]
    known = [target for target in follows if edition.register.part(*target)]
    if known:
        rows.append(Row("Follows up", joined([here.to(t, named_part(edition, here, t)) for t in known])))
    if item.themes:
        rows.append(Row("Subjects", theme_links(edition, here, item.themes)))
    if item.also_before:
        names = [role_link(edition, here, address.authority, name) for name in item.also_before]
        rows.append(Row("Also before", joined([*names])))
    return rows


def _follow_up(edition: Edition, here: Here, id_: str, item: Item) -> list[Entry]:
    """Say, promise by promise, what a later meeting was to receive and what is known of it."""
    shown = []
    parts = [Target(id_, anchor) for anchor in (*item.parts(), "follow-up")]
    for target in (Target(id_), *parts):
        for later in edition.links.threads.follow_ups(target):
            meeting = edition.meeting(later.id)
            soft: str | Markup = ""
            if meeting:
                expects = [expected.follow_up.expects for expected in meeting.expects if expected.by.id == id_]
                soft = "It was to receive: " + "; ".join(expects) + "."
            entry = Entry(title_of(edition, later.id), here.href(f"{later.id}/"), soft)
            if entry not in shown:
                shown.append(entry)
    for anchor, follow_up in promises(item):
        if follow_up.state is FollowUpState.UNSCHEDULED:
            stated = f"When, as stated: “{follow_up.date.stated}”." if follow_up.date.stated else ""
            soft = " ".join(filter(None, ("Welcomed, not promised: no meeting is named.", stated, follow_up.note)))
            shown.append(Entry(capital(follow_up.expects), "", soft, anchor if anchor == "follow-up" else ""))
    return shown


def _no_follow_up(item: Item) -> str:
    """Say what is known of a later look when no meeting is named for one."""
    if any(promises(item)):
        return "No meeting is named for what was promised or welcomed; no paper that takes it up again is held here."
    return "No follow-up is recorded. No paper that promises one or takes this up again is held here."


def _question(item: Item, question: Question) -> ShownQuestion:
    soft = []
    if question.by:
        soft.append(f"Asked by {person_words(question.by)}.")
    if question.answered_by:
        soft.append(f"Answered by {question.answered_by}.")
    place = place_words(item, question.at)
    words = " ".join(soft) + (f" ({place})" if place else "")
    answered = "" if isinstance(question.answered, Missing) else question.answered
    return ShownQuestion(
        f"question-{question.number}", question.asked, answered, "", Markup("{}").format(words.strip())
    )


def _point(edition: Edition, here: Here, id_: str, item: Item, point: Point) -> ShownPoint:
    soft: list[Markup | str] = []
    if point.kind not in {PointKind.CONTEXT, PointKind.PROGRESS}:
        soft.append(
            Markup("{}.").format(
                point.kind.meaning.rstrip(".") if point.kind is PointKind.OWN_VIEW else point.kind.label
            )
        )
    if point.by:
        soft.append(f"Said by {point.by}.")
    if point.owner:
        soft.append(Markup("A matter for {}.").format(owner_words(edition, here, id_, point.owner)))
    if point.when:
        soft.append(Markup("When: {}.").format(when_words(point.when)))
    if point.same_as:
        same = Target(*Address.read(id_).resolve(point.same_as))
        if edition.register.part(*same):
            soft.append(
                Markup("The same promise as {}; counted once.").format(here.to(same, named_part(edition, here, same)))
            )
    place = place_words(item, point.at)
    if place:
        soft.append(f"({place})")
    label = point.number if point.number.isalpha() else ""
    return ShownPoint(
        f"point-{point.number}",
        f"({label})" if label else "",
        f"{point.lead}." if point.lead else "",
        point.text,
        Markup(" ").join(soft),
    )


def _point_actions(edition: Edition, here: Here, id_: str, item: Item) -> list[ShownAction]:
    """Return what was promised in discussion, outside any resolution."""
    anchors = [f"point-{point.number}" for point in item.points] + ["follow-up"]
    shown = []
    for anchor in anchors:
        for tracked in edition.tracked_at.get(Target(id_, anchor), ()):
            letter = anchor.partition("-")[2]
            by = here.to(tracked.target, f"point {letter}") if anchor != "follow-up" else Markup("the minutes")
            made = action(edition, here, tracked, _undertaken(by, tracked.commitment.follow_up))
            shown.append(replace(made, anchor=anchor if anchor == "follow-up" else f"action-{anchor}"))
    return shown


def _undertaken(by: Markup, follow_up: FollowUp | None) -> Markup:
    """Say where something was promised and, for a later look, what is known of it."""
    if follow_up is None or follow_up.state is FollowUpState.PROMISED:
        said = Markup("Undertaken in {}").format(by)
    else:
        said = Markup("{} Stated in {}").format(f"{follow_up.state.meaning}", by)
    return said + (Markup(". {}").format(follow_up.note) if follow_up and follow_up.note else "")
