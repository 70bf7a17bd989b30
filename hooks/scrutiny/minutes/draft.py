"""A read item as a draft record: every value with the place it comes from, and a list of what could not be told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from scrutiny.minutes.minuted import Minuted
from scrutiny.minutes.outcome import outcome_tree
from scrutiny.minutes.paper import Paper
from scrutiny.minutes.people import Privacy
from scrutiny.minutes.posts import Known
from scrutiny.minutes.presented import kind_of, presenters
from scrutiny.minutes.talk import Asked, Told
from scrutiny.minutes.told import points, questions
from scrutiny.model import Authority
from scrutiny.model.record import TO_BE_WRITTEN
from scrutiny.scaffold.name import slug
from scrutiny.write import Noted, Written, readable, record_text

_LINE = 400
_SKIPPED = frozenset(
    ["the", "of", "a", "an", "and", "in", "on", "to", "for", "at", "by", "with", "from", "as", "or", "is"]
)
_WORDS_IN_NAME = 6
_MOTION = re.compile(
    r"\b(?:motion|amendment|proposition)\b|\b(?:moved|proposed) by\b|\bput to the vote\b"
    r"|\bseconded\b|\b[Cc]arried (?:by|unanimously|nem)\b"
)


@dataclass
class Draft:
    """A draft record, ready to be saved."""

    text: str
    name: str
    """The name of its file, without folder: ``undated-damp-homes.yml``."""
    counts: dict[str, int]
    """How many of each thing were found, in the words of a report."""
    missing: list[str] = field(default_factory=list)
    """What could not be told, in the order of the handbook's steps."""


def make_draft(paper: Paper, minuted: Minuted, privacy: Privacy, known: Known, authority: Authority | None) -> Draft:
    """Write a read item as a draft."""
    writing = _Writing(paper, minuted, privacy, known, authority)
    tree = writing.tree()
    missing = writing.missing()
    head = [
        "A draft made from minutes by `scrutiny import`. It is not published while it says visibility: draft.",
        "Compare every value with the paper: comments say where most of them come from. No fact comes from elsewhere.",
        "",
        "Still to be done, in the order of the handbook:",
        *(f"- {each}" for each in missing),
    ]
    heading = _short(writing.heading) or _short(
        next((each.text for each in minuted.talk if isinstance(each, Told)), "")
    )
    year = minuted.meeting.date[:4] if minuted.meeting.date else "undated"
    counts = {
        "points": sum(isinstance(each, Told) for each in minuted.talk),
        "questions": sum(isinstance(each, Asked) for each in minuted.talk),
        "recommendations": len(minuted.recommendations),
        "resolutions": sum(len(each.limbs) for each in minuted.decisions),
    }
    return Draft(record_text(tree, head), f"{year}-{heading or 'item'}.yml", counts, missing)


def _short(text: str) -> str:
    """Make the words of a file name from a heading."""
    words = slug(text).split("-")
    telling = [word for word in words if word not in _SKIPPED] or words
    return "-".join(telling[:_WORDS_IN_NAME])[:70].strip("-")


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LINE else line[: _LINE - 1].rstrip() + "…"


class _Writing:
    """One draft being written; collects what could not be told as it goes."""

    def __init__(
        self, paper: Paper, minuted: Minuted, privacy: Privacy, known: Known, authority: Authority | None
    ) -> None:
        self.paper, self.minuted, self.privacy, self.known, self.authority = paper, minuted, privacy, known, authority
        heading = readable(privacy.without_contacts(minuted.section.heading, minuted.section.place))
        self.heading = _one_line(heading)
        self.about_meeting: list[str] = []
        self.about_decisions: list[str] = []
        self.about_gaps: list[str] = []

    def _text(self, text: str, place: str) -> str:
        """A text as a record may hold it, without contact details and names."""
        clean = readable(self.privacy.without(text, place)).replace("\t", " ")
        return "\n".join(line.strip() for line in clean.split("\n") if line.strip())

    def _line(self, text: str, place: str) -> str:
        return _one_line(self._text(text, place))

    def tree(self) -> dict[str, Written]:
        minuted = self.minuted
        told = [each for each in minuted.talk if isinstance(each, Told)]
        asked = [each for each in minuted.talk if isinstance(each, Asked)]
        outcome = outcome_tree(minuted, self.known, self._text, self._line)
        self.about_decisions = outcome.notes
        name = self.authority.short_name if self.authority else ""
        title = (
            f"{name}: {self.heading}"
            if name and self.heading
            else self.heading or f"{name}: item without a heading".lstrip(": ")
        )
        tree: dict[str, Written] = {
            "title": Noted(
                _one_line(title),
                above=[
                    f"The heading of the item ({minuted.section.place}); write subject and year."
                    if self.heading
                    else "The paper gives no heading: write a title."
                ],
            ),
            "visibility": "draft",
            "summary": Noted(TO_BE_WRITTEN, above=["Two or three sentences for somebody who reads nothing else."]),
            "words": Noted(
                "as minuted",
                above=[
                    "The texts below are the words of the minutes. Only a council that publishes its own minutes here",
                    "keeps them; otherwise put every text into your own words, and write: words: ours",
                ],
            ),
            "kind": self._kind(),
            "heading": self.heading,
            "number": self._line(minuted.section.number, minuted.section.place),
            "committee": self._committee(),
            "meeting": self._meeting(),
            "sources": [
                {
                    "ref": "minutes",
                    "title": "Minutes",
                    "kind": "minutes" if minuted.has_minutes else "agenda",
                    "url": self.paper.address or "not stated",
                    "held": "partial" if minuted.stops else "",
                }
            ],
            "presented_by": presenters(minuted.section, self.privacy, self._line),
            "introduction": self._introduction(),
            "points": [*points(told, self._text, self._line), *outcome.action_points],
            "questions": questions(asked, self._text, self._line),
            "recommendations": outcome.recommendations,
            "resolutions": outcome.resolutions,
        }
        if gaps := self._gaps():
            tree["gaps"] = gaps
        return tree

    def _kind(self) -> Written:
        if (kind := kind_of(self.minuted)) is not None:
            return kind
        self.about_meeting.append("kind: whether it was a report, a presentation or something else could not be told.")
        return Noted(
            "other", above=["Could not be told: report, verbal update, presentation, motion, petition or other."]
        )

    def _committee(self) -> Written:
        meeting = self.minuted.meeting
        words = self._line(meeting.committee or meeting.called, meeting.committee_place)
        if not meeting.committee:
            self.about_meeting.append("committee: the paper does not name the committee in its head.")
            group: dict[str, Written] = {"name": "not stated", "stated": words}
            return Noted(group, above=["The paper does not name it before the item."])
        match = self.known.committee(meeting.committee)
        if match is None:
            self.about_meeting.append(
                f"committee: “{words}” is not in authority.yml. Add it there, then write its short name."
            )
            return Noted(
                {"name": "not stated", "stated": words},
                above=[f"From {meeting.committee_place}; not in authority.yml yet."],
            )
        if not match.is_exact:
            return Noted(
                match.slug, above=[f"Guessed: {meeting.committee_place} says “{words}”, authority.yml “{match.name}”."]
            )
        return Noted(match.slug, above=[f"From {meeting.committee_place}: {words}"])

    def _meeting(self) -> Written:
        meeting = self.minuted.meeting
        if meeting.date:
            return Noted(meeting.date, above=[f"From {meeting.date_place}: {readable(meeting.date_words)}"])
        if meeting.other_dates:
            self.about_meeting.append(
                "meeting: several days stand in the head of the paper, so none was taken: "
                + ", ".join(map(readable, meeting.other_dates))
                + "."
            )
        else:
            self.about_meeting.append("meeting: its day is not stated before the item. If no paper says, leave it so.")
        return "not stated"

    def _introduction(self) -> Written:
        text = "\n\n".join(self._text(each.text, each.place) for each in self.minuted.introduction if each.text.strip())
        return Noted(text, above=[f"What the agenda said, from {self.minuted.introduction[0].place}."]) if text else ""

    def _gaps(self) -> list[Written]:
        gaps: list[Written] = []
        if self.minuted.stops:
            gaps.append({"what": "The copy of the minutes held here stops in mid-sentence; what follows is not known."})
        return gaps

    def missing(self) -> list[str]:
        """Return what could not be told, in the order of the handbook's steps."""
        minuted = self.minuted
        steps = ["summary: write it."]
        if not self.heading:
            steps.insert(0, "title: the paper gives no heading of the item.")
        if not self.paper.address:
            steps.append("sources: the address of the paper on the web; `not stated` if it has none.")
        steps += self.about_meeting + self.about_decisions
        if minuted.unsure:
            steps.append(
                "resolutions: these places sound like a decision and were left in the discussion: "
                + ", ".join(minuted.unsure)
                + "."
            )
        moved = [each.place for each in minuted.talk if isinstance(each, Told) and _MOTION.search(each.text)]
        if moved:
            steps.append(
                f"motions: a motion or a vote stands at {', '.join(dict.fromkeys(moved))}. "
                "Write it under motions: with its outcome; where a motion was carried, it is a decision."
            )
        if any(not each.answered for each in minuted.talk if isinstance(each, Asked)):
            steps.append("questions: an answer `not stated` was not found; the next paragraph may hold it.")
        if minuted.stops:
            steps.append(f"gaps: the text stops in mid-sentence ({minuted.stops}). Look for the rest of the paper.")
        if minuted.may_go_on:
            where = f"the last one ({minuted.may_go_on}) ends without a full stop"
            steps.append(f"resolutions: {where}; look whether the paper goes on.")
        if self.privacy.places:
            steps.append(
                "people: a telephone number or e-mail address was left out at " + ", ".join(self.privacy.places) + "."
            )
        if self.privacy.names:
            steps.append("people: a name without a public role was left out at " + ", ".join(self.privacy.names) + ".")
        steps.append("people: look for other names, and for anything by which a child or a family could be known.")
        steps += [f"left out: {readable(each)}" for each in dict.fromkeys(minuted.left_out)]
        steps.append("links: about, follows_up, responds_to and themes are yours to write.")
        return [" ".join(self.privacy.without_contacts(each, "").split()) for each in steps]
