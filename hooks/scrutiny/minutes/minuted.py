"""One item, read: what was told, asked, recommended and decided, and what is to be done, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from scrutiny.minutes.actions import Task, is_action_line, tasks_of
from scrutiny.minutes.blocks import paragraphs
from scrutiny.minutes.decided import DECISION, Decided, take_decisions
from scrutiny.minutes.decision import opening
from scrutiny.minutes.ending import ends_open, lost_limb
from scrutiny.minutes.heading import Meeting, read_meeting
from scrutiny.minutes.item import Section, chosen
from scrutiny.minutes.labels import read_label
from scrutiny.minutes.limbs import Limb, is_cut
from scrutiny.minutes.paper import Paper, Passage, UnreadableError
from scrutiny.minutes.people import Privacy, is_contact_only
from scrutiny.minutes.posts import Known
from scrutiny.minutes.talk import Asked, Told, read_talk

LONGEST_ITEM = 100_000
"""Letters; the longest item of real minutes has about 40,000."""
MOST_PARAGRAPHS = 2_000
"""Paragraphs; the longest item of real minutes has about 300."""
_MINUTES = re.compile(r"(?:draft )?minutes\s*:?", re.IGNORECASE)
_TAIL = re.compile(
    (
        r"(?:supporting documents|background (?:papers|documents)|related documents"
        r"|attachments)\s*:?.{0,200}"
    ),
    re.IGNORECASE | re.DOTALL,
)
_FURNITURE = re.compile(
    (
        r"view (?:the )?(?:background|decision|agenda|directions|as html|reasons|minutes|additional"
        r"|full)\b.{0,80}|PDF [\d.]+ [KM]B|.{0,120}\bPDF [\d.,]+ [KM]B|link to document.{0,40}|back to"
        r" top"
    ),
    re.IGNORECASE,
)
_MEETING_OF = re.compile(r"meeting of .+(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_WHO_CAME = re.compile(r"[^.]{0,80}\b(?:in attendance|were present|attended)\b[^.]{0,80}:", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?:also )?(?:present|in attendance|apologies(?: for absence)?|attendance)\b\s*(?::|$)", re.IGNORECASE
)
_ACTIONS = re.compile(
    r"(?:(?:agreed|key|summary of|list of|follow[- ]up) )?actions?(?: ?/ ?[\w ]{3,50})?"
    r"(?: (?:points?|agreed|arising|required|summary|list|table|from (?:the|this) meeting))*\s*:?",
    re.IGNORECASE,
)
_AND_ALSO = re.compile(
    r"[,;]? and (?:also |further |it was )?(?=(?:RESOLVED|AGREED|NOTED|RECOMMENDED|ENDORSED"
    r"|APPROVED)\b)"
)
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
    others: int = 0
    """Other items in the paper."""


def read_item(paper: Paper, wanted: str | None, known: Known, privacy: Privacy) -> Minuted:
    """Read one item of a paper; raises ``UnreadableError`` where several could be meant."""
    blocks = paragraphs(paper)
    section, front, others = chosen(blocks, wanted)
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
    agenda, minutes, marked = _parted(section.passages)
    meeting = read_meeting(paper, front, section.passages, [])
    minuted = Minuted(section, meeting, left_out=list(paper.notes), others=len(others))
    agenda = _kept(agenda, minuted)
    minutes = _kept(minutes, minuted)
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


def _parted(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage], bool]:
    """Part what the agenda said beforehand from the minutes; all is minutes where nothing marks where they begin."""
    end = next((n for n, each in enumerate(passages) if _TAIL.fullmatch(each.text) and not each.label), len(passages))
    passages = [part for each in passages[:end] for part in _marker_apart(each)]
    marks = [
        n
        for n, each in enumerate(passages)
        if not each.label and (_MINUTES.fullmatch(each.text) or DECISION.fullmatch(each.text))
    ]
    if not any(_MINUTES.fullmatch(passages[n].text) for n in marks):
        return [], list(passages), False
    minutes = [each for each in passages[marks[0] :] if not _MINUTES.fullmatch(each.text)]
    return list(passages[: marks[0]]), minutes, True


def _marker_apart(passage: Passage) -> list[Passage]:
    """Part ``Minutes: The Chair welcomed …`` into the mark and the text."""
    found = re.match(r"minutes:\s+(?=[A-Z])", passage.text, re.IGNORECASE)
    if not found or passage.label:
        return [passage]
    return [replace(passage, text="Minutes:"), replace(passage, text=passage.text[found.end() :])]


def _rejoined(whole: Passage, parts: list[Passage]) -> list[Passage]:
    """Part ``NOTED the report and AGREED that …`` only where each part decides."""
    return parts if len(parts) > 1 and all(opening(part.text) for part in parts) else [whole]


def _kept(passages: Sequence[Passage], minuted: Minuted) -> list[Passage]:
    """Leave out contact lines and lists of who was there; mark ACTION lines."""
    kept: list[Passage] = []
    in_actions = in_people = False
    for each in passages:
        if _ACTIONS.fullmatch(each.text) and not each.is_action:
            in_actions = True
            continue
        alone = in_actions and not each.label and (not kept or not kept[-1].is_action) and not each.is_heading
        in_people = in_people and bool(each.label)
        in_actions = in_actions and (bool(each.label) or (alone and opening(each.text) is None))
        if in_actions and not each.is_action:
            kept.append(replace(each, is_action=True))
        elif _WHO_CAME.fullmatch(each.text):
            in_people = True
            minuted.left_out.append(f"{each.place}: who was present.")
        elif in_people and each.label:
            continue
        elif is_contact_only(each.text):
            minuted.left_out.append(f"{each.place}: a line with a way to reach somebody.")
        elif _FURNITURE.fullmatch(each.text) or (_MEETING_OF.match(each.text) and len(each.text) < 200):  # noqa: PLR2004
            continue
        elif _PRESENT.match(each.text):
            minuted.left_out.append(f"{each.place}: who was present.")
        else:
            action = not each.is_action and not each.is_heading and is_action_line(each.text)
            parts = (
                [each]
                if action or each.is_action
                else [replace(each, text=part) for part in _AND_ALSO.split(each.text)]
            )
            kept += [replace(each, is_action=True)] if action else _rejoined(each, parts)
    return kept


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
