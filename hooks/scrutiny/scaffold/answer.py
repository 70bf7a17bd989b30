"""An answer as given, at a terminal or as an option, read: it can stand in the file, or it is explained why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from pydantic import TypeAdapter, ValidationError

from scrutiny.model.base import Line, Slug, Text, WebAddress
from scrutiny.problem import closest
from scrutiny.scaffold.dates import day_in_words, read_date
from scrutiny.scaffold.question import Answer, Choice, Form, Question, WrongAnswerError
from scrutiny.vocabulary import Missing
from scrutiny.write import readable

_KINDS = {form: TypeAdapter[str](kind) for form, kind in ((Form.LINE, Line), (Form.TEXT, Text), (Form.NUMBER, Slug))}
_ADDRESS = TypeAdapter[str](WebAddress)

# What stands for bytes that are no letter in the encoding of the terminal, in a typed answer and in an option; and
# the sign with which an arrow key begins.
_LOST = re.compile("[\ufffd\ud800-\udfff\x1b]")

MOST_NAMED = 40
"""Names that are listed in a message; more would bury what it says."""


def read_answer(question: Question, given: str, is_right: Callable[[str], bool] | None = None) -> Answer:
    """Read one answer. Raises ``WrongAnswerError`` where it cannot stand in the file.

    ``is_right`` is asked whether figures such as 12/03/2026 mean the day that it is told; without it they are refused.
    """
    if _LOST.search(given):
        raise WrongAnswerError("A letter was lost, or a key gave none — type it again; the terminal has to use UTF-8")
    text = readable(given).strip()
    if question.form is Form.GROUP:
        return _group(question, text)
    if question.form is Form.CHOICE:
        return _choice(question, text)
    if question.form is Form.DATE:
        return _date(text, is_right)
    if question.form is Form.ADDRESS:
        return text if text == Missing.NOT_STATED else _held_to(_ADDRESS, text)
    if question.form is Form.NUMBER:
        text = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return _held_to(_KINDS[question.form], text)


def _held_to(kind: TypeAdapter[str], text: str) -> str:
    """Hold an answer to a kind of text of the record; what is wrong is said in the words of the checks."""
    try:
        return kind.validate_python(text)
    except ValidationError as error:
        message = error.errors(include_url=False)[0]["msg"]
        raise WrongAnswerError(message if message.startswith("'") else f"The answer {message}") from None


def _date(text: str, is_right: Callable[[str], bool] | None) -> str:
    read = read_date(text)
    if not read.instead:
        return read.written
    meant = day_in_words(read.written)
    if is_right is None:
        other = "" if read.instead == read.written else f", or {read.instead} for {day_in_words(read.instead)}"
        raise WrongAnswerError(f"'{text}' can be read in two ways — write {read.written} for {meant}{other}")
    if is_right(meant):
        return read.written
    raise WrongAnswerError("Then write the month as a word, for example: 12 March 2026")


def _choice(question: Question, text: str) -> str:
    """Find a choice by its value, its label or another of its names, in small or large letters."""
    names = {name.casefold(): choice for choice in reversed(question.choices) for name in _names(choice)}
    if found := names.get(text.casefold()):
        return found.value
    if question.free and text:
        return _held_to(_KINDS[Form.LINE], text)
    guess = closest(text, names)
    listed = listed_names(choice.value for choice in question.choices)
    meant = f'did you mean "{names[guess].value}"? There are' if guess else "there are"
    more = "" if guess else f". {question.help.rstrip('.')}"
    raise WrongAnswerError(f'"{text}" is not on the list — {meant}: {listed or "none"}{more}')


def _names(choice: Choice) -> tuple[str, ...]:
    return (choice.value, choice.label, *choice.also)


def listed_names(names: Iterable[str]) -> str:
    """List names in a sentence, and say how many are left out where there are very many."""
    every = list(names)
    more = len(every) - MOST_NAMED
    return ", ".join(every[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _group(question: Question, text: str) -> dict[str, str]:
    """Read ``Minutes, item 6|minutes|https://…``: the parts in the order of the questions; the widest may have a |."""
    pieces = text.split("|")
    parts = question.parts
    if spare := max(0, len(pieces) - len(parts)):
        widest = next(n for n, part in enumerate(parts) if part.form in {Form.LINE, Form.TEXT})
        pieces[widest : widest + spare + 1] = ["|".join(pieces[widest : widest + spare + 1])]
    if len(parts) > len(pieces) and pieces[-1].lstrip().startswith("https://"):
        # A web address is known wherever it stands, so that what is before it may be left out.
        pieces[len(pieces) - 1 : -1] = [""] * (len(parts) - len(pieces))
    pieces = [piece.strip() for piece in pieces]
    group: dict[str, str] = {}
    for part, piece in zip(parts, [*pieces, *[""] * (len(parts) - len(pieces))], strict=True):
        value = piece or (_told_by(part, pieces[0]) if part.form is Form.CHOICE else "")
        if value:
            read = read_answer(part, value)
            group[part.name] = read if isinstance(read, str) else ""
        elif part.needed:
            choices = f" Take one of: {listed_names(each.value for each in part.choices)}." if part.choices else ""
            raise WrongAnswerError(
                f'"{text}" does not say: {part.ask} — write it like {question.written.strip()}.{choices}'
            )
    return group


def _told_by(part: Question, title: str) -> str:
    """Return the one choice whose word stands in a title, such as minutes in “Minutes, item 6”; ``""`` if unclear."""
    words = set(re.findall(r"\w+", title.casefold()))
    found = [choice.value for choice in part.choices if choice.value in words]
    return found[0] if len(found) == 1 else ""
