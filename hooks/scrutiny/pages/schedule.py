"""What is to be done as a table: step, owner, due, progress; and the check of a stated last day against the law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.deadline import Tested, check_limit
from scrutiny.link import Target
from scrutiny.model import Framework, in_words
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, counted, joined, outward
from scrutiny.pages.rows import Cell, TableRow
from scrutiny.pages.shown import ShownAction, action, trail_lines
from scrutiny.pages.tracked import Tracked
from scrutiny.pages.words import (
    Word,
    deadline_words,
    in_time,
    owner_words,
    place_words,
    role_link,
    status_word,
)
from scrutiny.vocabulary import Delivery, Shape, Timeliness

HEADS = ("Step", "Owner", "Due", "Progress")
"""The columns of a table of steps."""


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
        of = "No" if len(reasons) == len(told) else f"For {len(reasons):,} of them no"
        notes.append(f"{of} last day can be worked out: {once.replace('it runs', 'the limit runs')}.")
    passed = sum(each.standing.timeliness is Timeliness.PASSED for each in told)
    if passed:
        said = "1 date has passed without news" if passed == 1 else f"{passed:,} dates have passed without news"
        notes.append(f"{said}: the work may well have been done, but no paper held here says so.")
    news = [each for each in told if each.news and each.target.id == own]
    return Schedule(
        anchor,
        title,
        Markup(" ").join(notes),
        HEADS,
        [_row(edition, here, each, said_once=bool(once)) for each in told],
        [step(edition, here, each, framework) for each in news],
        [made for each in told if each not in news and (made := working(each, framework))],
    )


def _reason(tracked: Tracked) -> str:
    """Return why no last day can be worked out, without the length of the limit."""
    return tracked.deadline.why_not.rpartition(", but ")[2]


def _row(edition: Edition, here: Here, tracked: Tracked, *, said_once: bool) -> TableRow:
    commitment, target = tracked.commitment, tracked.target
    number = f"{commitment.number}. " if commitment.number else ""
    own = here.url.rstrip("/") == target.id
    is_finding = edition.register.inspection(target.id) is not None and commitment.action is None
    if is_finding or not own or tracked.news:
        said = Markup("{}{}").format(number, here.to(_told_at(tracked, own=own), commitment.text))
    else:
        said = Markup('<span id="{}">{}{}</span>').format(target.anchor, number, commitment.text)
    if own and not tracked.news and (soft := step_soft(edition, here, tracked)):
        said += Markup(' <span class="soft">{}</span>').format(soft)
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
        here.to(other, f"step {other.anchor.rpartition('-')[2]}")
        for other in edition.present(target.id, stated.depends_on)
    ]
    if known:
        parts.append(Markup("Waits for {}.").format(joined(known)))
    if stated.condition:
        parts.append(f"{stated.condition.rstrip('.')}.")
    if stated.to:
        parts.append(
            Markup("Goes to the {}.").format(role_link(edition, here, Address.read(target.id).authority, stated.to))
        )
    if stated.note:
        parts.append(f"{stated.note.rstrip('.')}.")
    place = place_words(edition.record(target.id), stated.at)
    if place:
        parts.append(f"({place})")
    return Markup(" ").join(parts) + differ(edition, here, target)


def differ(edition: Edition, here: Here, target: Target) -> Markup:
    """Lead from a fact on which papers disagree to what each says; empty where they do not."""
    if not edition.links.relations.discrepancies.get(target):
        return Markup()
    return Markup(" ({})").format(here.link("the papers differ", f"{target.id}/#disagree"))


def due_words(tracked: Tracked, *, said_once: bool = False) -> Markup:
    """Write when a step is due as stated, then softly its last day or the reason why there is none."""
    stated, last = deadline_words(tracked.deadline)
    due = Markup("{}").format(stated)
    if last in {"the same", "None"} or (tracked.deadline.why_not and said_once):
        return due
    if tracked.deadline.last:
        return due + Markup(' <span class="soft">(to {})</span>').format(last)
    return due + Markup('. <span class="soft">No last day: {}</span>').format(tracked.deadline.why_not)


def progress(tracked: Tracked) -> Word:
    """Say in one status how far a step is, beside a column that shows its date."""
    now = tracked.standing
    if now.delivery is Delivery.NOT_RECORDED:
        if now.timeliness is Timeliness.PASSED:
            return Word("No progress recorded", now.timeliness.shape, "warn")
        if now.timeliness in {Timeliness.DUE, Timeliness.DUE_SOON}:
            return in_time(tracked)
        return status_word(now.delivery)
    word = status_word(now.delivery)
    if now.timeliness is Timeliness.OVERDUE:
        late = in_time(tracked)
        return Word(late.word, late.shape, late.tone, f"{late.detail}; {word.word.lower()}")
    detail = f"on {in_words(now.done_on)}" if now.delivery is Delivery.IMPLEMENTED and now.done_on else ""
    if now.timeliness is Timeliness.MET_LATE:
        detail += f", {counted(now.days, 'day')} late"
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
    gives = f"The rule gives {check.working_days} working days."
    if agreeing:
        answer = (
            f"Yes. {gives} Counted from {in_words(agreeing.counted_from)} ({agreeing.event}), the {nth} is "
            f"{stated:%A} {in_words(stated)}, the date stated."
        )
    else:
        answer = f"No. {gives} From no day known here is the {nth} {stated:%A} {in_words(stated)}, the date stated."
    rows: list[tuple[Cell, ...]] = [
        (f"{in_words(each.counted_from)}, {each.event}", in_words(each.last), _compared(each)) for each in tested
    ]
    return Working(
        f"Does {in_words(stated)} add up?",
        answer,
        f"The {nth} working day, counted from each day that is known",
        ("Counted from", f"{nth} working day", "Stated date"),
        rows,
        [_left_out(tested), _basis(check.basis, check.runs_from, framework)],
    )


def _compared(tested: Tested) -> Cell:
    if tested.difference == 0:
        return Word("Agrees", Shape.SOLID)
    way = "later" if tested.difference > 0 else "earlier"
    return f"Differs: {counted(abs(tested.difference), 'day')} {way}"


def _left_out(tested: Iterable[Tested]) -> Markup:
    days = sorted({day for each in tested for day in each.skipped})
    said = Markup("The first day is not counted; nor are Saturdays, Sundays")
    if not days:
        return said + " and bank holidays, of which none fell in this time."
    return said + Markup(", and the bank holidays of {}.").format(joined([in_words(day) for day in days]))


def _basis(basis: str, runs_from: str, framework: Framework | None) -> Markup:
    """Name the rule, linked where the framework of the inspection gives the address of the same law."""
    law = basis.partition(",")[0]
    url = framework.basis.url if framework and framework.basis and law in framework.basis.title else None
    rule = outward(basis, url)
    return Markup("The rule: {}. It counts from {}.").format(rule, runs_from.rstrip("."))


def _ordinal(number: int) -> str:
    teens = 10 <= number % 100 < 20  # noqa: PLR2004  11th, 12th and 13th
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
