"""Recommendations, resolutions and actions of a read item as parts of a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from scrutiny.minutes.actions import Task
from scrutiny.minutes.dated import Dated
from scrutiny.minutes.decided import Decided
from scrutiny.minutes.duties import due_dates, is_for_meeting, limb_owners
from scrutiny.minutes.effect import effect_of, own_verb
from scrutiny.minutes.limbs import Limb
from scrutiny.minutes.minuted import Minuted
from scrutiny.minutes.posts import Known
from scrutiny.minutes.recommended import Recommended, found_at
from scrutiny.minutes.told import LEFT_OUT, Clean
from scrutiny.minutes.unique import numbers_of
from scrutiny.vocabulary import Effect, Verb
from scrutiny.write import Noted, Written


@dataclass
class Outcome:
    """What a record says of the outcome."""

    recommendations: list[Written] = field(default_factory=list)
    resolutions: Written = ""
    action_points: list[Written] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What could not be told of it."""


def outcome_tree(minuted: Minuted, known: Known, text: Clean, line: Clean) -> Outcome:
    """Write recommendations, resolutions and actions; ``text`` and ``line`` make words fit for a record."""
    return _Outcomes(minuted, known, text, line).written()


class _Outcomes:
    def __init__(self, minuted: Minuted, known: Known, text: Clean, line: Clean) -> None:
        self.minuted, self.known, self.text, self.line = minuted, known, text, line
        self.outcome = Outcome()
        self.unknown: list[str] = []
        self.recommended = Recommended(minuted.recommendations, text, line)

    def written(self) -> Outcome:
        self.outcome.recommendations = self.recommended.written()
        self.outcome.resolutions = self._resolutions()
        self.outcome.action_points = self._action_points()
        if self.recommended.like:
            self.outcome.notes.append(
                f"recommended: {', '.join(self.recommended.like)}: like the recommendation of the same number; "
                "say whether it answers it and how it changed."
            )
        if self.unknown:
            self.outcome.notes.append(
                "owner: not in authority.yml, so the words stand under `stated`: "
                + "; ".join(dict.fromkeys(self.unknown))
                + ". Add the post to authority.yml, then write its short name."
            )
        return self.outcome

    def _resolutions(self) -> Written:
        decisions = self.minuted.decisions
        if not decisions:
            return self._none()
        main = max(decisions, key=lambda each: (each.opening.verb is not Verb.NOTED, -each.position))
        limbs = [(decided, n, limb) for decided in decisions for n, limb in enumerate(decided.limbs)]
        numbers = numbers_of([limb.label for _, _, limb in limbs], between="further-")
        listed: list[Written] = []
        for number, (decided, n, limb) in zip(numbers, limbs, strict=True):
            shown = number if limb.label or len(limbs) > 1 else ""
            listed.append(
                self._resolution(shown, limb, decided, main, decided.limb_tasks.get(n, []), only=len(limbs) == 1)
            )
        group: dict[str, Written] = {
            "verb": Noted(main.opening.verb.value, above=[self._verb_from(main)]),
            "stated": self.line(main.opening.stated, main.place),
        }
        tasks = [task for decided in decisions for task in decided.tasks if not self._is_apart(task, decided)]
        owners = [owner for task in tasks for owner in task.owners]
        if owners:
            group["owner"] = Noted(
                self._owner(owners, tasks[0].place), above=[f"the ACTION line, {tasks[0].place}: for the whole list"]
            )
        self._note_tasks(tasks, only=len(limbs) == 1)
        group["list"] = listed
        if self.minuted.lost_limb:
            self.outcome.notes.append(
                f"resolutions: the one at {self.minuted.stops} stops in mid-sentence and was left out."
            )
        return group

    def _verb_from(self, decided: Decided) -> str:
        if not decided.opening.verb_is_stated:
            self.outcome.notes.append(
                f"verb: {decided.place} says “{decided.opening.stated}” and gives no verb; check it."
            )
            return f"{decided.place} says only “{self.line(decided.opening.stated, decided.place)}”: check the verb"
        formal = (
            "" if decided.opening.is_formal else "; guessed, because the item ends in it: check that it was a decision"
        )
        return f"{decided.place}{formal}"

    def _none(self) -> Written:
        minuted = self.minuted
        if minuted.stops:
            self.outcome.notes.append(
                "resolutions: the text stops before the outcome, so it is not recorded here. A decision may"
                " exist in the full minutes."
            )
            why = f"The text stops in mid-sentence ({minuted.stops}): what was decided is not held here."
            return {"verb": Noted("not held", above=[why])}
        if not minuted.has_minutes:
            self.outcome.notes.append(
                "resolutions: the paper holds no minutes of the item. A decision may exist elsewhere."
            )
            return {"verb": Noted("not held", above=["The paper is an agenda or slides, not minutes."])}
        self.outcome.notes.append(
            "resolutions: no decision was found. Look once more: if there is none, `none recorded` is right."
        )
        return {"verb": Noted("none recorded", above=["No words of a decision were found in the minutes."])}

    def _resolution(
        self, number: str, limb: Limb, decided: Decided, main: Decided, tasks: Sequence[Task], *, only: bool
    ) -> Written:
        verb = decided.opening.verb
        own = own_verb(limb.text) if verb is not Verb.RECOMMENDED else None
        effect = effect_of(limb.text, own or verb)
        own = own or (verb if decided is not main else None)
        group: dict[str, Written] = {"number": number}
        if own is not None and own is not main.opening.verb:
            group["verb"] = own.value
        listed = [task for task in decided.tasks if not self._is_apart(task, decided)] if only else []
        tasked = [task for task in (*tasks, *listed) if task.text or task.due]
        owners = [owner for task in tasks for owner in task.owners] or limb_owners(limb.text)
        dates = due_dates(limb.text)
        if effect is Effect.NOTE and tasked:
            effect = Effect.OTHER
        group["effect"] = Noted(effect.value, above=["guessed from its words"])
        group["text"] = self.text(limb.text, limb.place) or LEFT_OUT
        group |= self.recommended.pairing(limb)
        if effect is Effect.NOTE:
            dates = []
        if owners:
            group["owner"] = Noted(
                self._owner(owners, limb.place),
                above=[f"named in {tasks[0].place if tasks and tasks[0].owners else limb.place}"],
            )
        for task in tasks:
            if task.names_a_person:
                self._person(task)
        self._dates(group, limb, dates, tasked)
        return Noted(group, above=[found_at(limb, self.line, number)])

    def _dates(self, group: dict[str, Written], limb: Limb, dates: Sequence[Dated], tasked: Sequence[Task]) -> None:
        """Give a limb its action and its follow-up: a day of a meeting is one, any other day the other."""
        meeting = next((each for each in dates if is_for_meeting(limb.text, each)), None)
        plain_day = next((each for each in dates if each is not meeting), None)
        said = next((task.due for task in tasked if task.due), None)
        if said is not None and meeting is not None and is_for_meeting(said.stated, said):
            # The line says again which meeting it is for.
            said = None
        due = plain_day if said is None or (plain_day and said.date == plain_day.date) else said
        action: dict[str, Written] = {}
        if words := [task.text for task in tasked if task.text]:
            action["text"] = self.line("; ".join(words), limb.place)
        if due is not None:
            action["due"] = self._when(due, limb.place)
        if action:
            group["action"] = action
        if meeting is not None:
            group["follow_up"] = {
                "expects": Noted(
                    self.line(limb.text, limb.place),
                    above=["the whole limb: shorten it to what the meeting is to receive"],
                ),
                "date": self._when(meeting, limb.place),
            }
        left = [each.stated for each in dates if each is not meeting and each is not due]
        if left:
            self.outcome.notes.append(f"dates: {limb.place} has more than could be placed: {', '.join(left)}.")

    def _when(self, dated: Dated, place: str) -> Written:
        stated = self.line(dated.stated, place)
        plain_words = dated.date == stated
        group: dict[str, Written] = {"date": self.line(dated.date, place)}
        if not plain_words:
            group["stated"] = stated
        if dated.inferred:
            group["inferred"] = dated.inferred
        return group["date"] if plain_words else group

    def _owner(self, owners: Sequence[str], place: str) -> Written:
        """Write owners by their names in ``authority.yml``; the words of the minutes for those not there."""
        owners = list(dict.fromkeys(owners))
        matches = [(owner, self.known.owner(owner)) for owner in owners]
        slugs = list(dict.fromkeys(match.slug for _, match in matches if match))
        strange = [self.line(owner, place) for owner, match in matches if match is None]
        guessed = [f"{owner} → {match.name}" for owner, match in matches if match and not match.is_exact]
        self.unknown += [f"{each} ({place})" for each in strange]
        if guessed:
            self.outcome.notes.append(f"owner: guessed at {place}: {'; '.join(guessed)}.")
        if not strange:
            return slugs[0] if len(slugs) == 1 else slugs
        stated = "; ".join(self.line(owner, place) for owner in owners)
        return {"roles": slugs, "stated": self.line(stated, place)} if slugs else {"stated": self.line(stated, place)}

    def _is_apart(self, task: Task, decided: Decided) -> bool:
        """Tell whether a task is an action of its own beside the resolutions, and not what one of them says."""
        limbs = sum(len(each.limbs) for each in self.minuted.decisions)
        return bool(task.text) and (limbs > 1 or len(decided.tasks) > 1)

    def _note_tasks(self, tasks: Sequence[Task], *, only: bool) -> None:
        for task in tasks:
            if task.names_a_person:
                self._person(task)
            if not only and task.due:
                due = self.line(task.due.stated, task.place)
                self.outcome.notes.append(
                    f"due: {task.place} gives the whole list “{due}”; write it with each resolution."
                )

    def _person(self, task: Task) -> None:
        self.outcome.notes.append(f"owner: {task.place} names a person without a post. Write the post, not the name.")

    def _action_points(self) -> list[Written]:
        """Write the actions set in the discussion, each as a point of its own."""
        written: list[Written] = []
        decisions = self.minuted.decisions
        more = [task for decided in decisions for task in decided.tasks if self._is_apart(task, decided)]
        for number, task in enumerate([*self.minuted.tasks, *more], start=1):
            if task.names_a_person:
                self._person(task)
            if not task.text and not task.owners:
                continue
            words = task.text or "; ".join(task.owners)
            action: dict[str, Written] = {
                "owner": self._owner(task.owners, task.place) if task.owners else "not recorded",
                "due": self._when(task.due, task.place) if task.due else "not stated",
            }
            point: dict[str, Written] = {
                "number": f"action-{number}",
                "kind": "commitment",
                "text": self.text(words, task.place) or LEFT_OUT,
                "action": action,
            }
            written.append(Noted(point, above=[f"the ACTION line, {task.place}"]))
        return written
