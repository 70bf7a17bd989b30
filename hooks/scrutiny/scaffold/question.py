"""What is asked of whoever begins a record: the questions as data, and what an answer is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

Group: TypeAlias = Mapping[str, str]
"""An answer of several parts, such as a paper: its title, kind and web address, each by the name of its question."""
Answer: TypeAlias = "str | Group"
Answers: TypeAlias = Mapping[str, tuple[Answer, ...]]
"""What was answered, by the name of the question; a question without an answer is not in it."""


class Form(Enum):
    """What sort of answer a question wants."""

    LINE = "words on one line"
    TEXT = "words"
    DATE = "a date"
    ADDRESS = "a web address"
    NUMBER = "a number or letter"
    CHOICE = "one of a list"
    GROUP = "several parts"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list."""

    value: str
    """What stands in the file."""
    label: str
    """What a person reads."""
    note: str = ""
    """What it means, where the label does not say it all."""
    also: tuple[str, ...] = ()
    """Other names by which it may be called."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Its name with dashes before it is its option on the command line."""

    name: str
    ask: str
    """The question, in plain words."""
    help: str
    """More about it, for whoever answers “?”."""
    form: Form = Form.LINE
    needed: bool = False
    """True where the file cannot be without an answer."""
    several: bool = False
    """True where it may be answered more than once."""
    choices: tuple[Choice, ...] = ()
    """The answers of a list."""
    free: bool = False
    """True where words that are not on the list are taken as they are."""
    parts: tuple[Question, ...] = ()
    """The questions of an answer of several parts."""
    otherwise: str = "leave it out"
    """What leaving it out means."""
    written: str = "TEXT"
    """How an answer is written as an option, for help."""
    only_if: Callable[[Answers], bool] = lambda _: True
    """Tells from the answers so far whether the question makes sense."""
    only: str = ""
    """When that is, in words."""

    @property
    def option(self) -> str:
        """Its option on the command line: ``--on-site``."""
        return f"--{self.name}"


class WrongAnswerError(Exception):
    """An answer that cannot stand in the file; the message says why, and how to give one that can."""


def first(answers: Answers, name: str) -> str:
    """Return the answer to a question that is answered in words, or ``""``."""
    given = answers.get(name, ())
    return given[0] if given and isinstance(given[0], str) else ""


def words(answers: Answers, name: str) -> list[str]:
    """Return all answers in words to a question."""
    return [each for each in answers.get(name, ()) if isinstance(each, str)]


def groups(answers: Answers, name: str) -> list[Group]:
    """Return all answers of several parts to a question."""
    return [each for each in answers.get(name, ()) if not isinstance(each, str)]
