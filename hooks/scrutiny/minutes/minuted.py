"""One item, read: what was told, asked, recommended and decided, and what is to be done, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scrutiny.minutes.actions import Task, tasks_of
from scrutiny.minutes.blocks import paragraphs
from scrutiny.minutes.decided import Decided, take_decisions
from scrutiny.minutes.decision import opening
from scrutiny.minutes.ending import ends_open, lost_limb
from scrutiny.minutes.heading import Meeting, read_meeting
from scrutiny.minutes.item import Section, chosen
from scrutiny.minutes.labels import read_label
from scrutiny.minutes.limbs import Limb, is_cut
from scrutiny.minutes.paper import Paper, Passage, UnreadableError
from scrutiny.minutes.parted import parted, without_furniture
from scrutiny.minutes.people import Privacy
from scrutiny.minutes.posts import Known
from scrutiny.minutes.talk import Asked, Told, read_talk

LONGEST_ITEM = 100_000
"""Letters; the longest item of real minutes has about 40,000."""
MOST_PARAGRAPHS = 2_000
"""Paragraphs; the longest item of real minutes has about 300."""
_TALKS = re.compile(
    (
        r"\b(?:committee|panel|board|members?|councillors?|chair|noted|reported|considered|received"
        r"|thanked|asked|advised|explained|said|presented|discussed|partners|circulated|resolved|agreed|proposed)\b"
    ),
    re.IGNORECASE,
)


@dataclass(slots=True)
class Minuted:
    """Everything read of one item."""

    section: Section
    meeting: Meeting
    introduction: list[Passage] = field(default_factory=list)
    talk: list[Asked | Told] = field(default_factory=list)
    recommendations: list[Limb] = field(default_factory=list)
    decisions: list[Decided] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    """Set in the discussion."""
    stops: str = ""
    """Where the text stops in mid-sentence; empty where it is whole."""
    lost_limb: str = ""
    """The number or place of a limb that stops in mid-sentence."""
    may_go_on: str = ""
    """Where the last resolution ends without a full stop, and may go on in what is not held."""
    has_minutes: bool = True
    """False where the paper is only an agenda, so that a decision may exist elsewhere."""
    unsure: list[str] = field(default_factory=list)
    """Sentences that sound like decisions and were not taken for any: their places."""
    left_out: list[str] = field(default_factory=list)
    """What was left out on purpose, in sentences."""


def read_item(paper: Paper, wanted: str | None, known: Known, privacy: Privacy) -> Minuted:
    """Read one item of a paper; raises ``UnreadableError`` where several could be meant."""
    blocks = paragraphs(paper)
    section, front, _ = chosen(blocks, wanted)
    if sum(len(each.text) for each in section.passages) > LONGEST_ITEM:
        raise UnreadableError(
            "the item is far longer than one item of minutes — copy only what belongs to it into a file"
        )
    if len(section.passages) > MOST_PARAGRAPHS:
        raise UnreadableError(
            f"this is too long for one item: {len(section.passages):,} paragraphs — "
            "copy only what belongs to it into a file"
        )
    is_last = bool(blocks) and bool(section.passages) and section.passages[-1] is blocks[-1]
    privacy.learn(each.text for each in blocks)
    agenda, minutes, marked = parted(section.passages)
    meeting = read_meeting(paper, front, section.passages, [])
    minuted = Minuted(section, meeting, left_out=list(paper.notes))
    agenda = without_furniture(agenda, minuted.left_out)
    minutes = without_furniture(minutes, minuted.left_out)
    before = take_decisions(agenda, meeting.committee, is_agenda=True)
    stops = is_last and ends_open(section.passages)
    taken = take_decisions(minutes, meeting.committee, is_agenda=False, stops=stops)
    talk = taken.talk
    minuted.introduction = before.talk
    minuted.recommendations = before.recommendations + taken.recommendations
    minuted.decisions, minuted.unsure = taken.decisions, taken.unsure
    minuted.left_out += [f"{place}: the minutes of an earlier meeting were confirmed." for place in taken.confirmed]
    if is_last:
        _note_cut(minutes, talk, minuted, is_open=stops)
    minuted.talk = read_talk(talk)
    minuted.has_minutes = marked or bool(minuted.decisions) or any(_TALKS.search(each.text) for each in talk)
    for decided in minuted.decisions:
        _tasks(decided, known)
    given = {each for decided in minuted.decisions for limb in decided.limbs for each in limb.actions}
    loose = tasks_of([each for each in minutes if each.is_action and each not in given], known)
    numbered = _by_number(minuted.decisions)
    minuted.tasks = [task for task in loose if not _given_to_limb(task, numbered)]
    if not meeting.committee:
        subjects = [f"{each.opening.stated} {limb.text}" for each in minuted.decisions for limb in each.limbs]
        minuted.meeting = read_meeting(paper, front, section.passages, subjects)
    return minuted


def _note_cut(minutes: Sequence[Passage], talk: Sequence[Passage], minuted: Minuted, *, is_open: bool) -> None:
    """See whether the paper stops in mid-sentence: then the last limb is not taken, and no outcome is told."""
    if not minutes:
        minuted.stops = minuted.section.passages[-1].place if is_open else ""
        return
    last = minutes[-1]
    decided = minuted.decisions[-1] if minuted.decisions else None
    if decided is not None and (is_open or decided.end == len(minutes)):
        if (limb := lost_limb(decided, minutes, is_open=is_open)) is not None:
            decided.limbs.pop()
            minuted.lost_limb = limb.label or limb.place
            minuted.stops = limb.place
            if not decided.limbs:
                minuted.decisions.pop()
            return
        if decided.end == len(minutes):
            if is_open and not last.is_action:
                minuted.may_go_on = last.place
            return
    if minuted.recommendations and not talk and is_cut(minuted.recommendations[-1].text):
        minuted.lost_limb = minuted.stops = minuted.recommendations.pop().place
        return
    found = opening(last.text)
    if found is not None and (not found.rest or is_cut(found.rest)):
        minuted.stops = last.place
        return
    prose = [each.text for each in talk[:-1] if len(each.text) > 60 and not each.label]  # noqa: PLR2004
    ended = sum(text.rstrip().endswith((".", "?", "!", "”", ")", ":")) for text in prose)
    unfinished = len(last.text) > 60 and last.text.rstrip()[-1:].isalnum() and ended > len(prose) / 2  # noqa: PLR2004
    if (talk and talk[-1] is last and (is_cut(last.text) or unfinished)) or (is_open and not minuted.decisions):
        minuted.stops = last.place


def _tasks(decided: Decided, known: Known) -> None:
    """Give each ACTION line to the limb it stands in, to the limbs whose numbers it gives, or to the whole list."""
    own = [n for n, limb in enumerate(decided.limbs) if any(each.is_action for each in limb.actions)]
    numbered: dict[str, list[int]] = {}
    for n, limb in enumerate(decided.limbs):
        if label := read_label(limb.label):
            numbered.setdefault(label.slug, []).append(n)
    for n, limb in enumerate(decided.limbs):
        for action, task in ((each, task) for each in limb.actions for task in tasks_of([each], known)):
            named = sorted(m for slug in set(task.numbers) for m in numbered.get(slug, []))
            if named:
                for m in named:
                    decided.limb_tasks.setdefault(m, []).append(task)
            elif not action.is_action or len(own) > 1:
                decided.limb_tasks.setdefault(n, []).append(task)
            else:
                decided.tasks.append(task)


def _by_number(decisions: Sequence[Decided]) -> dict[str, list[tuple[Decided, int]]]:
    """Return the limbs of every decision by their numbers."""
    numbered: dict[str, list[tuple[Decided, int]]] = {}
    for decided in decisions:
        for n, limb in enumerate(decided.limbs):
            if label := read_label(limb.label):
                numbered.setdefault(label.slug, []).append((decided, n))
    return numbered


def _given_to_limb(task: Task, numbered: Mapping[str, list[tuple[Decided, int]]]) -> bool:
    """Give a row of a table of actions to the limb whose number it names, where only one decision has that number."""
    named = [each for slug in dict.fromkeys(task.numbers) for each in numbered.get(slug, [])]
    if len(named) != len(task.numbers):
        return False
    for decided, n in named:
        decided.limb_tasks.setdefault(n, []).append(task)
    return bool(named)
