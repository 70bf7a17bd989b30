"""The decisions and recommendations among the paragraphs of an item, and the talk that is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from scrutiny.minutes.actions import Task
from scrutiny.minutes.decision import is_heading, opening
from scrutiny.minutes.effect import own_verb
from scrutiny.minutes.labels import read_label
from scrutiny.minutes.limbs import Limb, cut_limbs
from scrutiny.minutes.motions import carried_motion
from scrutiny.minutes.opening import Opening, confirms_minutes
from scrutiny.minutes.paper import Passage
from scrutiny.minutes.posts import plain
from scrutiny.minutes.words import BODY, VERB, VERBS, is_ours
from scrutiny.vocabulary import Verb

DECISION = re.compile(r"decisions?(?: (?:made|taken))?\s*:?", re.IGNORECASE)
"""The heading over a decision on the page of an item."""
CLOSING = re.compile(
    r"(?:the meeting (?:ended|closed|finished|rose)|meeting closed|chair\w*\s*$|signed|date\b"
    r"|reasons?\b|alternatives?\b|other options|voting\b|"
    r"\(?note\b|the (?:chair\w*|committee|panel|board) thanked|\(?councillor\w* .{0,80} (?:left"
    r"|abstained|dissent)|next meeting)",
    re.IGNORECASE,
)
"""What may stand behind the last decision of an item."""
_OTHER_BODY = re.compile(
    r"(?:The |the )?(?:Full )?(?P<body>Cabinet|Executive|Council)\b(?! (?:Sub-)?Committee| Board|"
    r" Panel)"
)
_BODY_ONLY = re.compile(rf"(?:(?:Following|After|Having)\b[^.:]{{0,160}}, )?(?:[Tt]he )?{BODY}\s*(?::\s*[-–—]?|[-–—]+)")
_VERB_FIRST = re.compile(rf"(?:{VERB})\b", re.IGNORECASE)
_DID = re.compile(
    r"(?:also |further )?(?:[a-z]+(?:ed|ought)|[A-Z]+ED)\b|(?:asks|requests|welcomes|supports|thanks|invites)\b",
    re.IGNORECASE,
)
_TRIVIAL = re.compile(
    (
        r"(?:following|after|having|on being|upon|in conclusion|and|the motion|moved by).{0,120}"
        r"|.{0,25}"
    ),
    re.IGNORECASE | re.DOTALL,
)
_AGREED = re.compile(
    r"(?:^|(?<=[.;] ))[Ii]t was (?:also |further |then |therefore )?(?:agreed|resolved|decided) (?:that|to)\b"
)
"""Sentences of a discussion that an officer should look at: they may be decisions."""
_A_SENTENCE = 40
"""Letters; anything longer among the talk is more than a mark or a name."""


@dataclass(slots=True)
class Decided:
    """One decision: the words that open it, its limbs, and the tasks behind them."""

    opening: Opening
    limbs: list[Limb]
    place: str
    tasks: list[Task] = field(default_factory=list)
    """For all limbs."""
    limb_tasks: dict[int, list[Task]] = field(default_factory=dict)
    """For one limb, by its position."""
    position: int = 0
    end: int = 0


def _opening(passages: Sequence[Passage], position: int, committee: str) -> Opening | None:
    """Read the opening words of a paragraph, also ``The Committee:-`` over limbs that each begin with a verb."""
    passage = passages[position]
    after = passages[position + 1] if position + 1 < len(passages) else None
    if _BODY_ONLY.fullmatch(passage.text) and (verb := _verb_of_list(passages[position + 1 :])):
        return Opening(verb, passage.text.rstrip(" :–—-"), "")
    found = opening(passage.text)
    if found is not None and after and not found.rest and (found.is_recommendation or is_heading(passage.text)):
        inner = _opening(passages, position + 1, committee) if not after.label else None
        if inner is not None and not inner.is_recommendation:
            # The word Decision only stands over what opens by itself.
            return None
    if found is None or found.is_recommendation:
        return found
    if position and is_heading(passages[position - 1].text):
        found = replace(found, is_formal=True)
    # What the Cabinet or a board of the hospital agreed is told to a scrutiny committee; it is no decision of theirs.
    other = _OTHER_BODY.match(found.stated)
    if other and other["body"].casefold() not in committee.casefold() and (committee or not found.is_formal):
        return None
    return found if found.is_formal or is_ours(found.body, committee) else None


def _verb_of_list(passages: Sequence[Passage]) -> Verb | None:
    """Return the first verb of a list whose every entry begins with what the committee did; None for other lists."""
    entries = list(takewhile(lambda each: each.label or each.is_action, passages))
    texts = [each.text for each in entries if not each.is_action and each.level == entries[0].level]
    if not texts or not all(_DID.match(text) or _VERB_FIRST.match(text) for text in texts):
        return None
    return next((VERBS[found[0].casefold()] for text in texts if (found := _VERB_FIRST.match(text))), None)


def take_decisions(passages: Sequence[Passage], committee: str, *, is_agenda: bool, stops: bool = False) -> Taken:
    """Part decisions and recommendations from the talk.

    ``is_agenda`` for what stands before the minutes; ``stops`` where they end in mid-sentence, so that nothing is known
    to be the last word on the item.
    """
    openings = {
        n: found
        for n, each in enumerate(passages)
        if not each.is_action and (found := _opening(passages, n, committee)) is not None
    }
    formal = any(each.is_formal and not each.is_recommendation for each in openings.values())
    if not is_agenda and not formal and (motion := carried_motion(passages)):
        openings[motion.position] = motion.opening
    taking = _Taking(passages, openings, is_agenda=is_agenda)
    if stops:
        taking.last_talk = len(passages)
    position = 0
    while position < len(passages):
        position = taking.take(position)
    taking.taken.decisions = _without_doubles(taking.taken.decisions)
    return taking.taken


@dataclass
class Taken:
    """The paragraphs of an item, parted."""

    talk: list[Passage] = field(default_factory=list)
    decisions: list[Decided] = field(default_factory=list)
    recommendations: list[Limb] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    """Where words sound like a decision and were left in the talk."""
    confirmed: list[str] = field(default_factory=list)
    """Where the minutes of an earlier meeting were confirmed."""


def _may_end(passage: Passage) -> bool:
    """Tell what may stand behind the decision at the end of an item: actions, lists, the names of those who left."""
    return bool(passage.is_action or CLOSING.match(passage.text) or read_label(passage.label))


class _Taking:
    """The walk over the paragraphs of an item."""

    def __init__(self, passages: Sequence[Passage], openings: dict[int, Opening], *, is_agenda: bool) -> None:
        self.passages, self.openings, self.is_agenda = passages, openings, is_agenda
        self.formal = not is_agenda and any(each.is_formal and not each.is_recommendation for each in openings.values())
        self.taken = Taken()
        self.last_talk = max(
            (n for n, each in enumerate(passages) if n not in openings and not _may_end(each)), default=-1
        )

    def take(self, position: int) -> int:
        """Take one paragraph, or a decision with its limbs; return the position after it."""
        passage, found = self.passages[position], self.openings.get(position)
        if found is None or not self._counts(found, position):
            if (found is not None and not found.is_formal) or (not self.is_agenda and _AGREED.search(passage.text)):
                self.taken.unsure.append(passage.place)
            if not passage.is_action and not DECISION.fullmatch(passage.text):
                self.taken.talk.append(passage)
            return position + 1
        after = self.passages[position + 1].text if position + 1 < len(self.passages) else ""
        if confirms_minutes(passage.text if found.rest else f"{passage.text} {after}"):
            self.taken.confirmed.append(passage.place)
            return position + 1
        return self._decision(found, position)

    def _decision(self, found: Opening, position: int) -> int:
        passage = self.passages[position]
        limbs, count = cut_limbs(found.rest, passage.place, self.passages[position + 1 :])
        if not limbs and found.verb is Verb.NOTED and not found.is_recommendation:
            limbs = [Limb(passage.text, passage.place)]
        if not found.verb_is_stated and len(limbs) == 1 and (own := own_verb(limbs[0].text)):
            # Under "Decision" the limb itself may say what was done: "Deferred to ...".
            found = replace(found, verb=own, verb_is_stated=True)
        end = position + 1 + count
        while end < len(self.passages) and self.passages[end].is_action:
            (limbs[-1].actions if limbs else []).append(self.passages[end])
            end += 1
        if not limbs:
            self.taken.unsure.append(passage.place)
        if found.is_recommendation or self.is_agenda or self._is_draft(found, end):
            self.taken.recommendations += limbs
        else:
            self.taken.decisions.append(Decided(found, limbs, passage.place, position=position, end=end))
        if found.before and not _TRIVIAL.fullmatch(found.before):
            self.taken.talk.append(replace(passage, text=found.before))
        return end

    def _counts(self, found: Opening, position: int) -> bool:
        """Tell whether opening words are taken: formal ones are, others only where the item ends in them."""
        if found.is_recommendation:
            return True
        if self.is_agenda:
            return found.is_formal and found.verb is Verb.RECOMMENDED
        if found.is_formal:
            return True
        if self.formal or self.passages[position].label == "•":
            return False
        return position > self.last_talk

    def _is_draft(self, found: Opening, end: int) -> bool:
        """Tell a recommendation put to the committee from one it made: nothing is decided after it, and talk before."""
        if found.verb is not Verb.RECOMMENDED or found.is_to_others:
            return False
        later = any(
            n >= end and each.is_formal and each.verb not in {Verb.RECOMMENDED, Verb.NOTED}
            for n, each in self.openings.items()
        )
        return later or not any(len(each.text) > _A_SENTENCE for each in self.taken.talk)


def _without_doubles(decisions: Sequence[Decided]) -> list[Decided]:
    """Keep the later of two prints of one decision, as pages have under "Decision" and again under "Minutes"."""
    kept: list[Decided] = []
    seen: set[tuple[str, ...]] = set()
    for each in reversed(decisions):
        texts = tuple(plain(limb.text) for limb in each.limbs)
        if texts and texts not in seen:
            seen.add(texts)
            kept.append(each)
    return kept[::-1]
