"""Questions at a terminal: one at a time, numbered answers, help at “?”, and why an answer cannot stand."""

from __future__ import annotations

import contextlib
import shutil
import textwrap
from collections.abc import Callable, Iterator

import click

from scrutiny.scaffold import Answer, Choice, Form, Question, WrongAnswerError, read_answer

with contextlib.suppress(ImportError):  # Windows edits lines by itself
    # Arrow keys move within an answer, and lines that are pasted together stay one answer.
    import readline  # noqa: F401

Complaint = Callable[[tuple[Answer, ...]], str]
"""Says why the file could not hold these answers; empty where it can."""

MOST_ON_LINES = 14
"""Choices that stand one on a line, each with its meaning; more are set in columns."""

_HINTS = {
    Form.CHOICE: "a number from the list, or the name",
    Form.DATE: "a date, such as 12 March 2026",
    Form.ADDRESS: "the address, from https:// on",
    Form.NUMBER: "such as 1, or a",
}


def ask(question: Question, complaint: Complaint) -> tuple[Answer, ...]:
    """Ask until the answer can stand; return no answers where it is left out. Raises Abort at Ctrl-C."""
    _show(question)
    if question.form is Form.GROUP:
        return _ask_groups(question, complaint)
    while True:
        try:
            answers = tuple(_answers(question, _typed(question)))
        except WrongAnswerError as wrong:
            click.echo(_paragraph(str(wrong)))
            continue
        if not (why := complaint(answers)):
            return answers
        click.echo(_paragraph(why))


def ask_one(words: str, more: str, choices: tuple[Choice, ...]) -> str:
    """Ask for one of a list that has to be known before the questions about the record; ``more`` is told at “?”."""
    question = Question("", words, more, Form.CHOICE, needed=True, choices=choices)
    return str(ask(question, lambda _: "")[0])


def ask_name(free: str, read: Callable[[str], str]) -> str:
    """Ask for the name of the file; ``read`` raises ``WrongAnswerError`` for one that cannot be."""
    click.echo()
    click.secho("What shall the file be called?", bold=True)
    click.echo(_paragraph("The name becomes the address of the page and never changes."))
    while True:
        given = click.prompt(f"Name (Enter: {free})", default="", show_default=False, prompt_suffix=" > ")
        if given.strip() == "?":
            click.echo(_paragraph("A year if a paper states it, otherwise undated; then a few words with hyphens."))
            continue
        try:
            return read(given.strip() or free)
        except WrongAnswerError as wrong:
            click.echo(_paragraph(str(wrong)))


def _ask_groups(question: Question, complaint: Complaint) -> tuple[Answer, ...]:
    """Ask for several answers of several parts, one after another, until the first part is left out."""
    groups: tuple[Answer, ...] = ()
    while True:
        group: dict[str, str] = {}
        for part in question.parts:
            is_first = part is question.parts[0]
            if not is_first and part.choices:
                _list_choices(part)
            if value := _ask_part(part, end=("no more" if groups else "none") if is_first else ""):
                group[part.name] = value
            elif is_first:
                return groups
        if why := complaint((*groups, group)):
            click.echo(_paragraph(f"{why}. Enter this one again."))
        else:
            groups = (*groups, group)


def _ask_part(part: Question, end: str) -> str:
    """Ask for one part; ``end`` says what leaving it out means where that is no mistake."""
    hint = f"Enter: {end}" if end else "" if part.needed else "Enter: none"
    while True:
        given = _prompt(f"  {part.ask}", hint)
        if given == "?":
            click.echo(_paragraph(part.help, 4))
        elif not given and (end or not part.needed):
            return ""
        elif given:
            try:
                return str(read_answer(part, _by_number(part, given)))
            except WrongAnswerError as wrong:
                click.echo(_paragraph(str(wrong), 4))


def _typed(question: Question) -> str:
    """Return what is typed at a question, once it is neither “?” nor missing though needed."""
    kind = _HINTS.get(question.form, "")
    if question.form is Form.CHOICE and question.several:
        kind = "numbers or names from the list, with commas between"
    skip = "" if question.needed else f"Enter: {question.otherwise}"
    while True:
        given = _prompt("", "; ".join(part for part in (kind, skip, "?: help") if part))
        if given == "?":
            click.echo(_paragraph(question.help))
        elif given or not question.needed:
            return given
        else:
            click.echo(_paragraph("The file needs this one."))


def _prompt(ask: str, hint: str) -> str:
    shown = " ".join(part for part in (ask, f"({hint})" if hint else "") if part)
    given: str = click.prompt(shown, default="", show_default=False, prompt_suffix=" > ")
    return given.strip()


def _answers(question: Question, given: str) -> Iterator[Answer]:
    """Read what was typed at a question, one or several answers; nothing where it was left out."""
    pieces = given.split(",") if question.several and question.form is Form.CHOICE else [given]
    for piece in pieces:
        if piece.strip():
            yield read_answer(question, _by_number(question, piece.strip()), _is_meant)


def _is_meant(day: str) -> bool:
    return click.confirm(f"  {day}?", default=True)


def _by_number(question: Question, given: str) -> str:
    """Return the choice with a number; other words as they are."""
    if question.choices and given.isdecimal():
        number = int(given)
        if not 1 <= number <= len(question.choices):
            raise WrongAnswerError(f"There is no number {given} — take one from 1 to {len(question.choices)}")
        return question.choices[number - 1].value
    return given


def _show(question: Question) -> None:
    click.echo()
    click.secho(question.ask, bold=True)
    if question.choices:
        _list_choices(question)


def _list_choices(question: Question) -> None:
    """Number the choices: one on a line with its meaning, or in columns where there are many."""
    shown = [f"{number:>3}  {choice.label}" for number, choice in enumerate(question.choices, 1)]
    if len(shown) <= MOST_ON_LINES:
        for line, choice in zip(shown, question.choices, strict=True):
            note = f" – {choice.note}" if choice.note else ""
            click.echo(_wrapped(f"{line}{note}", "     "))
        return
    wide = max(map(len, shown)) + 2
    columns = max(1, _columns() // wide)
    rows = -(-len(shown) // columns)
    for row in range(rows):
        click.echo("".join(each.ljust(wide) for each in shown[row::rows]).rstrip())


def _paragraph(text: str, inset: int = 2) -> str:
    lead = " " * inset
    return lead + _wrapped(text, lead, lead)


def _wrapped(text: str, later: str, first: str = "") -> str:
    return textwrap.fill(
        text, _columns() - len(first), subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )


def _columns() -> int:
    return min(100, max(40, shutil.get_terminal_size().columns))
