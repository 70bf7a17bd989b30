"""One file mended: every problem that has a single cure is cured, and nothing else is touched.

Each cure is tried on a copy, which is read anew; it stands only if its problem is gone, nothing worse came in its
place, and everything on other lines is read as before. So a cure that is wrong costs nothing but the try.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from scrutiny.load import read_document, validate
from scrutiny.load.foreign import foreign
from scrutiny.load.names import ALIASES
from scrutiny.mend.characters import CHARACTERS, sees_all
from scrutiny.mend.draft import Draft, decided_lines, draft_of, says_the_same, words
from scrutiny.mend.encoding import Opened, opened
from scrutiny.mend.lines import bullets, missing_space, no_record, odd_colon
from scrutiny.mend.quotes import quotation
from scrutiny.mend.tabs import without_tabs
from scrutiny.mend.words import name_of_field, value
from scrutiny.problem import Place, Problem
from scrutiny.write import Change

Cure = Callable[[Draft, Problem], Iterator[tuple[Change, ...]]]

KEEPING: tuple[Cure, ...] = (missing_space, quotation)
"""Cures after which every word is still there."""
REWRITING: tuple[Cure, ...] = (no_record, odd_colon, bullets)
"""Cures that put one sign for another, or take out a line that says nothing."""
ON_VALUES: tuple[Cure, ...] = (name_of_field, value)
"""Cures of what the model refuses: a name or a value written otherwise."""

NEVER = frozenset(
    {
        *("merge-conflict", "duplicate-name", "merge-key", "second-document", "too-deep", "file-too-large"),
        *(
            "text-too-long",
            "too-many-problems",
            "missing-name",
            "no-value",
            "empty-file",
            "comma-splits",
            "placeholder",
        ),
    }
)
"""Rules for which there is always more than one cure, or one that only the writer knows."""

_STILL_TO_MEND = frozenset(
    {"unknown-name", "not-one-of", "missing-name", "hash-in-value", "second-colon", "value-start"}
)
"""What may be wrong with a line after one of its slips is mended: a further slip that was hidden by the first."""
_MOST_STEPS = 400
_MOST_TRIES = 12


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing that was mended."""

    place: Place
    """Where, in the file as it was."""
    what: str
    """What it is now, in words."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a file."""

    before: str
    """Its text as it was, to show the difference; U+FFFD stands for a byte that is no letter."""
    text: str
    """Its text as it is now, with the line end LF."""
    raw: bytes
    """Its bytes as they are now; those it had where nothing was mended."""
    mends: tuple[Mend, ...]
    """What was mended, in order of place."""
    left: tuple[Problem, ...]
    """What reading still finds, at its place in the mended text."""


def mended(raw: bytes, name: str, model: type[BaseModel] | None) -> Mended:
    """Mend the bytes of the file ``name``, which should hold ``model``; never raises, and twice is the same as once."""
    start = None if foreign(raw) else opened(raw)
    if start is None:
        return _as_it_was(raw, name, model)
    first = draft_of(start.text, name, model)
    barred = decided_lines(start.text)
    for _ in range(_MOST_TRIES):
        steps = _Steps(barred)
        last = steps.settle(first)
        if steps.is_endless:
            return _as_it_was(raw, name, model)
        wrong = steps.quoted & {last.line_of(problem.place.line) for problem in last.values if _is_no_text(problem)}
        if not wrong - barred:
            break
        # What these lines were taken for, the model refuses: they are left as they were.
        barred |= wrong
    else:
        return _as_it_was(raw, name, model)
    if not start.mends and not steps.mends:
        return Mended(start.text, start.text, raw, (), tuple(last.problems))
    if not says_the_same(first, last, steps.touched):
        return _as_it_was(raw, name, model)
    return _result(start, last, steps, name)


def _result(start: Opened, last: Draft, steps: _Steps, name: str) -> Mended:
    whole = (Mend(Place(name), what) for what in start.mends)
    single = sorted(steps.mends, key=lambda mend: mend.place)
    return Mended(
        start.shown, last.text, start.as_bytes(last.text), (*whole, *dict.fromkeys(single)), tuple(last.problems)
    )


def _as_it_was(raw: bytes, name: str, model: type[BaseModel] | None) -> Mended:
    document = read_document(raw, name)
    problems = [*document.problems, *(validate(model, document, ALIASES)[1] if model else ())]
    text = raw.decode("utf-8", "replace")
    return Mended(text, text, raw, (), tuple(sorted(problems)))


class _Steps:
    """The mends made on the way from one draft to the next."""

    def __init__(self, barred: frozenset[int], *, with_tabs: bool = True) -> None:
        self.barred = barred
        """Lines that are left as they are."""
        self.with_tabs = with_tabs
        """False while a width for the tabs is tried: what is still a tab then stays one."""
        self.mends: list[Mend] = []
        self.touched: frozenset[int] = frozenset()
        self.quoted: frozenset[int] = frozenset()
        """Lines on which the model has to agree that they are text."""
        self.is_endless = False
        """Whether so much is wrong that mending was given up."""

    def settle(self, draft: Draft) -> Draft:
        """Mend until nothing is left that can be mended."""
        for _ in range(_MOST_STEPS):
            after = self._step(draft)
            if after is None:
                return draft
            draft = after
        self.is_endless = True
        return draft

    def _step(self, draft: Draft) -> Draft | None:
        rules = {problem.rule for problem in draft.document.problems}
        for rule, cure in CHARACTERS.items():
            changes = self._allowed(draft, cure(draft)) if rule in rules else ()
            if changes:
                after = draft.with_changes(changes)
                if says_the_same(draft, after, draft.touched(changes)):
                    return self._taken(draft, changes, after)
        if self.with_tabs and "tab-indentation" in rules:
            changes = without_tabs(draft, _Steps(self.barred, with_tabs=False).settle)
            if changes and not draft.touched(changes) & self.barred:
                return self._taken(draft, changes, draft.with_changes(changes))
        for problem in draft.problems:
            if problem.rule not in NEVER and problem.place.line and sees_all(draft, problem):
                cured = self._cured(draft, problem)
                if cured is not None:
                    return cured
        return None

    def _allowed(self, draft: Draft, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(change for change in changes if not draft.touched((change,)) & self.barred)

    def _cured(self, draft: Draft, problem: Problem) -> Draft | None:
        for cure in ON_VALUES if problem in draft.values else ():
            possible = [
                (changes, after)
                for changes in cure(draft, problem)
                if (after := self._tried(draft, problem, changes)) is not None
            ]
            if len({after.text for _, after in possible}) == 1:
                return self._taken(draft, *possible[0])
        for cure in (*KEEPING, *REWRITING):
            for changes in cure(draft, problem):
                mended_so = self._tried(draft, problem, changes, is_text=cure is quotation)
                if mended_so is not None and (cure in REWRITING or words(draft.text) == words(mended_so.text)):
                    if cure is quotation:
                        self.quoted |= draft.touched(changes)
                    return self._taken(draft, changes, mended_so)
        return None

    def _tried(
        self, draft: Draft, problem: Problem, changes: tuple[Change, ...], *, is_text: bool = False
    ) -> Draft | None:
        """Return the draft with the changes where they cure the problem and harm nothing.

        ``is_text`` says that a value was taken for a text, which its field then has to take for one too.
        """
        touched = draft.touched(changes)
        if not changes or touched & self.barred:
            return None
        after = draft.with_changes(changes)
        if not says_the_same(draft, after, touched):
            return None
        if is_text and problem.rule == "hash-in-value" and after.document.tree is None:
            # Only the model can tell a text from a word with a comment behind it.
            return None
        is_value = problem in draft.values
        before, now = _keys(draft), _keys(after)
        if (draft.line_of(problem.place.line), problem.rule) in now:
            return None
        line = max(touched)
        if not is_value and any(key[0] <= line for key in _keys(after, reading=True) - before):
            # The parser went no further than before, or worse.
            return None
        refused = {id(each) for each in after.values if is_text and _is_no_text(each)}
        for each in after.problems:
            where = after.line_of(each.place.line)
            if where in touched and (where, each.rule) not in before and (_is_worse(each) or id(each) in refused):
                return None
        return after

    def _taken(self, draft: Draft, changes: tuple[Change, ...], after: Draft) -> Draft:
        for change in changes:
            line = draft.text.count("\n", 0, change.start + (draft.text[change.start : change.start + 1] == "\n"))
            column = change.start - draft.text.rfind("\n", 0, change.start)
            self.mends.append(Mend(Place(draft.name, draft.origin[line], column), change.why))
        self.touched |= draft.touched(changes)
        return after


def _keys(draft: Draft, *, reading: bool = False) -> set[tuple[int, str]]:
    """Return what is wrong, by line of the file as it was and rule; ``reading`` leaves out what the model refuses."""
    problems = draft.document.problems if reading else draft.problems
    return {(draft.line_of(problem.place.line), problem.rule) for problem in problems}


def _is_worse(problem: Problem) -> bool:
    return problem.rule not in _STILL_TO_MEND


def _is_no_text(problem: Problem) -> bool:
    """Tell whether the model refuses a value, and not only its name."""
    return problem.rule not in {"unknown-name", "missing-name"}
