"""What is to be done as a table: step, owner, due, progress; and the check of a stated last day against the law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.deadline import Tested, check_limit
from scrutiny.language import day_words, html, is_english, say, say_html, say_number, strung, weekday_words
from scrutiny.link import Target
from scrutiny.model import Framework, WhenKind
from scrutiny.pages.axes import NO_LAST_DAY, SAME, Word, deadline_words, in_time, status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, counted, joined, outward
from scrutiny.pages.rows import Cell, TableRow
from scrutiny.pages.shown import ShownAction, action, trail_lines
from scrutiny.pages.titles import numbered
from scrutiny.pages.words import owner_words, place_words, role_link
from scrutiny.track import Tracked
from scrutiny.vocabulary import Delivery, Shape, Timeliness


@dataclass(frozen=True)
class Working:
    """How a stated last day was tested, ready to print."""

    question: str
    answer: str
    caption: str
    heads: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    notes: list[Markup]


@dataclass(frozen=True)
class Step:
    """A step with its four questions and, where its last day can be tested, the test."""

    action: ShownAction
    working: Working | None


@dataclass(frozen=True)
class Schedule:
    """A list of steps as a section of a page, ready to print."""

    anchor: str
    title: str
    note: Markup
    heads: tuple[str, ...]
    rows: list[TableRow]
    steps: list[Step]
    """Steps of which there is news, with their four questions."""
    workings: list[Working]


def schedule(
    edition: Edition,
    here: Here,
    told: list[Tracked],
    framework: Framework | None,
    heading: tuple[str, str],
    note: Markup | str = "",
) -> Schedule:
    """Return steps as a table under a ``heading`` (anchor and words).

    The steps of this page have their anchor in it, unless there is news of them: then the four questions have it.
    The steps of another record lead there.
    """
    anchor, title = heading
    own = here.url.rstrip("/")
    reasons = [_reason(each) for each in told if each.deadline.why_not]
    once = reasons[0] if len(set(reasons)) == 1 and len(reasons) > 1 else ""
    notes: list[Markup | str] = [note] if note else []
    if once:
        why = once.replace("it runs", "the limit runs")
        if len(reasons) == len(told):
            notes.append(say("No last day can be worked out: {why}.", why=why))
        else:
            notes.append(say("For {n} of them no last day can be worked out: {why}.", n=len(reasons), why=why))
    passed = sum(each.standing.timeliness is Timeliness.PASSED for each in told)
    if passed:
        notes.append(
            say_number(
                "{n} date has passed without news: the work may well have been done, but no paper held here says so.",
                "{n} dates have passed without news: the work may well have been done, but no paper held here says so.",
                passed,
            )
        )
    news = [each for each in told if each.news and each.target.id == own]
    return Schedule(
        anchor,
        title,
        strung(" ", notes),
        (say("Step"), say("Owner"), say("Due"), say("Progress")),
        [_row(edition, here, each, said_once=bool(once)) for each in told],
        [step(edition, here, each, framework) for each in news],
        [made for each in told if each not in news and (made := working(each, framework))],
    )


def _reason(tracked: Tracked) -> str:
    """Return why no last day can be worked out, without the length of the limit."""
    due = tracked.commitment.due
    if due.kind is WhenKind.RELATIVE and due.counted_from in {None, WhenKind.NOT_STATED.value}:
        return say("the day it runs from is not stated")
    return tracked.deadline.why_not


def _row(edition: Edition, here: Here, tracked: Tracked, *, said_once: bool) -> TableRow:
    commitment, target = tracked.commitment, tracked.target
    number = f"{commitment.number}. " if commitment.number else ""
    own = here.url.rstrip("/") == target.id
    is_finding = edition.register.inspection(target.id) is not None and commitment.action is None
    if is_finding or not own or tracked.news:
        said = html("{}{}", number, here.to(_told_at(tracked, own=own), commitment.text))
    else:
        said = html('<span id="{}">{}{}</span>', target.anchor, number, commitment.text)
    if own and not tracked.news and (soft := step_soft(edition, here, tracked)):
        said += html(' <span class="soft">{}</span>', soft)
    owner = owner_words(edition, here, target.id, commitment.owner, commitment.on_behalf_of)
    due = due_words(tracked, said_once=said_once) + differ(edition, here, target)
    return TableRow((said, owner, due, progress(tracked)))


def _told_at(tracked: Tracked, *, own: bool) -> Target:
    """Return where the news of a step stands: a finding's beside the finding, under an anchor of its own."""
    if own and tracked.commitment.action is None and tracked.news:
        return Target(tracked.target.id, f"news-{tracked.target.anchor}")
    return tracked.target


def step(edition: Edition, here: Here, tracked: Tracked, framework: Framework | None = None) -> Step:
    """Return a step with its four questions, its number before its words, and the test of its last day."""
    made = action(edition, here, tracked, step_soft(edition, here, tracked))
    number = f"{tracked.commitment.number}. " if tracked.commitment.number else ""
    anchor = _told_at(tracked, own=True).anchor
    trail = trail_lines(edition, here, tracked.target, gaps=False)
    shown = replace(made, anchor=anchor, title=number + made.title, trail=trail)
    return Step(shown, working(tracked, framework))


def step_soft(edition: Edition, here: Here, tracked: Tracked) -> Markup:
    """Say what a step waits for, to whom it goes, what is odd about it, and where it is stated."""
    stated, target = tracked.commitment.action, tracked.target
    if stated is None:
        return Markup()
    parts: list[Markup | str] = []
    known: list[Markup | str] = [
        here.to(other, numbered("step", other.anchor.rpartition("-")[2]))
        for other in edition.present(target.id, stated.depends_on)
    ]
    if known:
        parts.append(say_html("Waits for {steps}.", steps=joined(known)))
    if stated.condition:
        parts.append(f"{stated.condition.rstrip('.')}.")
    if stated.to:
        parts.append(
            say_html("Goes to the {whom}.", whom=role_link(edition, here, Address.read(target.id).authority, stated.to))
        )
    if stated.note:
        parts.append(f"{stated.note.rstrip('.')}.")
    place = place_words(edition.record(target.id), stated.at)
    if place:
        parts.append(f"({place})")
    return strung(" ", parts) + differ(edition, here, target)


def differ(edition: Edition, here: Here, target: Target) -> Markup:
    """Lead from a fact on which papers disagree to what each says; empty where they do not."""
    if not edition.links.relations.discrepancies.get(target):
        return Markup()
    return html(" ({})", here.link(say("the papers differ"), f"{target.id}/#disagree"))


def due_words(tracked: Tracked, *, said_once: bool = False) -> Markup:
    """Write when a step is due as stated, then softly its last day or the reason why there is none."""
    stated, last = deadline_words(tracked.deadline)
    due = escape(stated)
    if last in {SAME, NO_LAST_DAY} or (tracked.deadline.why_not and said_once):
        return due
    if tracked.deadline.last:
        return due + say_html(' <span class="soft">(to {day})</span>', day=last)
    return due + say_html('. <span class="soft">No last day: {why}</span>', why=tracked.deadline.why_not)


def progress(tracked: Tracked) -> Word:
    """Say in one status how far a step is, beside a column that shows its date."""
    now = tracked.standing
    if now.delivery is Delivery.NOT_RECORDED:
        if now.timeliness is Timeliness.PASSED:
            return Word(say("No progress recorded"), now.timeliness.shape, "warn")
        if now.timeliness in {Timeliness.DUE, Timeliness.DUE_SOON}:
            return in_time(tracked)
        return status_word(now.delivery)
    word = status_word(now.delivery)
    if now.timeliness is Timeliness.OVERDUE:
        late = in_time(tracked)
        return Word(late.word, late.shape, late.tone, f"{late.detail}; {word.word.lower()}")
    detail = say("on {day}", day=now.done_on) if now.delivery is Delivery.IMPLEMENTED and now.done_on else ""
    if now.timeliness is Timeliness.MET_LATE:
        detail += say(", {days} late", days=counted(now.days, "day"))
    return Word(word.word, word.shape, "", detail)


def working(tracked: Tracked, framework: Framework | None) -> Working | None:
    """Test a stated last day against the limit the law sets; None where nobody has said how to."""
    check = tracked.commitment.action.check if tracked.commitment.action else None
    stated = tracked.deadline.last
    if check is None or stated is None:
        return None
    tested = check_limit(check, stated)
    nth = _ordinal(check.working_days)
    agreeing = next((each for each in tested if each.difference == 0), None)
    known = {"days": check.working_days, "nth": nth, "last": f"{weekday_words(stated)} {day_words(stated)}"}
    if agreeing:
        answer = say(
            "Yes. The rule gives {days} working days. "
            "Counted from {day} ({event}), the {nth} is {last}, the date stated.",
            day=agreeing.counted_from,
            event=agreeing.event,
            **known,
        )
    else:
        answer = say(
            "No. The rule gives {days} working days. From no day known here is the {nth} {last}, the date stated.",
            **known,
        )
    rows: list[tuple[Cell, ...]] = [
        (f"{day_words(each.counted_from)}, {each.event}", day_words(each.last), _compared(each)) for each in tested
    ]
    return Working(
        say("Does {day} add up?", day=stated),
        answer,
        say("The {nth} working day, counted from each day that is known", nth=nth),
        (say("Counted from"), say("{nth} working day", nth=nth), say("Stated date")),
        rows,
        [_left_out(tested), _basis(check.basis, check.runs_from, framework)],
    )


def _compared(tested: Tested) -> Cell:
    if tested.difference == 0:
        return Word(say("Agrees"), Shape.SOLID)
    days = counted(abs(tested.difference), "day")
    return (
        say("Differs: {days} later", days=days) if tested.difference > 0 else say("Differs: {days} earlier", days=days)
    )


def _left_out(tested: Iterable[Tested]) -> Markup:
    days = sorted({day for each in tested for day in each.skipped})
    if not days:
        return say_html(
            "The first day is not counted; "
            "nor are Saturdays, Sundays and bank holidays, of which none fell in this time."
        )
    return say_html(
        "The first day is not counted; nor are Saturdays, Sundays, and the bank holidays of {days}.",
        days=joined([day_words(day) for day in days]),
    )


def _basis(basis: str, runs_from: str, framework: Framework | None) -> Markup:
    """Name the rule, linked where the framework of the inspection gives the address of the same law."""
    law = basis.partition(",")[0]
    url = framework.basis.url if framework and framework.basis and law in framework.basis.title else None
    rule = outward(basis, url)
    return say_html("The rule: {rule}. It counts from {event}.", rule=rule, event=runs_from.rstrip("."))


def _ordinal(number: int) -> str:
    if not is_english():
        return say("{number}th", number=number)
    teens = 10 <= number % 100 < 20  # noqa: PLR2004  11th, 12th and 13th
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
