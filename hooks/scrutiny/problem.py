"""A problem in a record: where it is, what is wrong, how to mend it.

Every stage reports in these words, so that an officer who is no programmer can mend a
file from the message alone, and an editor or a code host can jump to the place. All
problems of a run are collected and printed together; nothing stops at the first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import total_ordering

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

#: Below this share of equal letters a guess misleads more often than it helps.
NEAR_ENOUGH = 0.6

#: How a word says the opposite of the rest of it.
_NEGATED = re.compile(r"^(?:(?:not|no|non)[ _-]+|un|dis|in(?=[a-z]))")

#: Columns of a source line shown in an excerpt; a longer line is cut around the place.
WIDEST_EXCERPT = 96


@total_ordering
@dataclass(frozen=True, slots=True)
class Place:
    """Where in the public record something stands. Lines and columns count from 1."""

    file: str
    """Path of the file below the project folder, with forward slashes."""
    line: int | None = None
    """Line in the file, or None when the whole file or folder is meant."""
    column: int | None = None
    """Column in characters, or None when the whole line is meant."""

    def __str__(self) -> str:
        """Give the place as `file:line:column`, leaving out what is not known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)

    def __lt__(self, other: Place) -> bool:
        """Order by file, line and column; what concerns the whole comes first."""
        return self._rank() < other._rank()

    def _rank(self) -> tuple[str, int, int]:
        return self.file, self.line or 0, self.column or 0


@total_ordering
@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, in one place, with its cure."""

    place: Place
    field: str
    """Dotted name of the field, such as `findings[0].when`; empty when no field is meant."""
    what: str
    """What is wrong, naming the value that was found."""
    cure: str
    """How to mend it, as an instruction; empty when `what` already says it."""
    rule: str
    """Public name of the rule, such as `not-a-date`; the handbook explains each."""
    excerpt: str = ""
    """The line and a caret under the place (see `excerpt_of`), or empty.

    Whoever prints problems of withheld records must take the excerpt away first.
    """
    warning: bool = False
    """True where somebody should look, and nothing is stopped: the check cannot be sure."""

    def __str__(self) -> str:
        """Give the message on one line, as printed above the excerpt."""
        field = f"{self.field}: " if self.field else ""
        cure = f" — {self.cure}" if self.cure else ""
        kind = "warning: " if self.warning else ""
        return f"{self.place}: {kind}{field}{self.what}{cure} ({self.rule})"

    def __lt__(self, other: Problem) -> bool:
        """Order by place alone: at one place, sorting keeps the order in which the problems were found."""
        return self.place < other.place


def stopping(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that keep a site from being published: all but warnings."""
    return [problem for problem in problems if not problem.warning]


def report(problems: Iterable[Problem]) -> str:
    """Print all problems and warnings in order, each with its excerpt, and close with a count of each."""
    ordered = sorted(problems)
    if not ordered:
        return "no problems"
    printed = [f"{problem}\n{problem.excerpt}" if problem.excerpt else str(problem) for problem in ordered]
    return "\n".join([*printed, summed_up(ordered)])


def summed_up(problems: Collection[Problem]) -> str:
    """Count problems and warnings: ``2 problems in 1 file``, and that warnings do not stop publishing."""
    stops = stopping(problems)
    warnings = [problem for problem in problems if problem.warning]
    told = [_in_files(stops, "problem")] if stops or not warnings else []
    if warnings:
        do = "does" if len(warnings) == 1 else "do"
        told.append(f"{_in_files(warnings, 'warning')}, which {do} not stop publishing")
    return "; ".join(told)


def _in_files(problems: Collection[Problem], noun: str) -> str:
    return f"{counted(len(problems), noun)} in {counted(len({problem.place.file for problem in problems}), 'file')}"


def excerpt_of(text: str, line: int, column: int | None = None) -> str:
    """Show one line of a file with its number, and a caret under `column` if given.

    Characters that could hide or reorder text, or steer a terminal, are shown as
    U+FFFD, and spaces that only look like one as ␣, so that the caret stays under its
    place and the writer sees what to mend.
    """
    gutter = f"    {line} | "
    text = text.rstrip("\r\n")
    caret = None if column is None else column - 1
    # Cut first: a line may be as long as the file.
    start = max(0, min((caret or 0) - WIDEST_EXCERPT // 2, len(text) - WIDEST_EXCERPT))
    shown = "".join(_visible(character) for character in text[start : start + WIDEST_EXCERPT])
    if start:
        shown = "…" + shown[1:]
    if start + WIDEST_EXCERPT < len(text):
        shown = shown[:-1] + "…"
    printed = (gutter + shown).rstrip()
    if caret is None:
        return printed
    margin = " " * (len(gutter) - 2) + "| "
    return f"{printed}\n{margin}{' ' * (caret - start)}^"


def closest(word: str, known: Iterable[str], aliases: Mapping[str, str] | None = None) -> str | None:
    """Guess which of the `known` names was meant, or None when no guess is near enough.

    `aliases` names words that mean the same but are spelt otherwise (`due` for
    `deadline`); it is used only where the name it gives is among the known ones.
    """
    names = list(known)
    if aliases:
        meant = aliases.get(word) or aliases.get(word.casefold())
        if meant in names:
            return meant
    names = [name for name in names if not _is_opposite(word.casefold(), name.casefold())]
    found = process.extractOne(
        word.casefold(),
        [name.casefold() for name in names],
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=NEAR_ENOUGH,
    )
    return names[found[2]] if found else None


def _is_opposite(word: str, name: str) -> bool:
    """Tell whether one of two is the other with a "not" before it, misspelt or not: the opposite is never a guess."""
    alike = DamerauLevenshtein.normalized_similarity
    bare_word, bare_name = (_NEGATED.sub("", each, 1) for each in (word, name))
    return max(alike(bare_word, name), alike(word, bare_name)) > alike(word, name)


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return the cure for a name that is not known: the nearest of the ``known`` ones, or what to do ``otherwise``."""
    guess = closest(word, known)
    return f'did you mean "{guess}"?' if guess else otherwise


def counted(number: int, noun: str) -> str:
    """Write a number with its noun: ``1 file``, ``2,300 files``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if character == "\t":
        return " "
    if category == "Zs" and character != " ":
        return "␣"
    return "\ufffd" if category[0] == "C" or category in ("Zl", "Zp") else character
