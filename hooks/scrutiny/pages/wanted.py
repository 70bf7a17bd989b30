"""What a field of a record wants, in words, read off its model: "a list; each: a reference"."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from markupsafe import Markup, escape
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scrutiny.language import html, strung
from scrutiny.model import When
from scrutiny.model.base import FormerAddress, Line, Reference, Slug, Text, WebAddress
from scrutiny.model.mailbox import Mailbox
from scrutiny.model.source import At
from scrutiny.model.when import IsoDay
from scrutiny.vocabulary import ClosedList, Missing

Group: TypeAlias = type[BaseModel]
"""A model: in a file, a group of ``name: value`` lines."""

Explained: TypeAlias = type[BaseModel] | type[ClosedList]
"""A model or closed list: what the handbook explains."""

LinkTo: TypeAlias = Callable[[Explained, str], Markup]
"""Makes words lead to where a model or closed list is explained."""

MOST_VALUES = 4
"""Values of a closed list that are named in the sentence; a longer list is linked only."""

TEXTS: dict[Any, str] = {
    get_args(kind)[-1]: words
    for kind, words in {
        Line: "text on one line",
        Text: "text of any length",
        Slug: "a short name or number",
        Reference: "a reference",
        FormerAddress: "an earlier address",
        WebAddress: "a web address",
        Mailbox: "an e-mail address of an office",
        At: "a place in a source: its ref, then where",
        IsoDay: "a day, as 2026-05-31",
    }.items()
}
"""The kinds of text, each known by the last validator of its definition."""


def wanted(group: Group, name: str, link_to: LinkTo) -> Markup:
    """Say what to write in a field of a group."""
    if (group, name) == (When, "date"):
        return Markup("a date in one of the forms of the handbook")
    field = group.model_fields[name]
    words = _words(field.annotation, tuple(field.metadata), link_to)
    least = next((note.min_length for note in field.metadata if hasattr(note, "min_length")), 0)
    return words + (html("; at least {} of them", least) if least else Markup())


def needed(group: Group, name: str) -> bool:
    """Tell whether a field must be given."""
    return group.model_fields[name].is_required()


def inner_groups(field: FieldInfo) -> list[Group]:
    """Return the models that a field may hold."""
    return [kind for kind in _kinds(field.annotation) if issubclass(kind, BaseModel)]


def lists_in(field: FieldInfo) -> list[type[ClosedList]]:
    """Return the closed lists from which a field may take its value."""
    return [kind for kind in _kinds(field.annotation) if issubclass(kind, ClosedList)]


def _kinds(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from _kinds(argument)


def _words(annotation: Any, notes: tuple[Any, ...], link_to: LinkTo) -> Markup:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _words(arguments[0], (*notes, *arguments[1:]), link_to)
    if origin in (Union, types.UnionType):
        return _either(arguments, notes, link_to)
    if origin is tuple:
        return html("a list; each: {}", _words(arguments[0], (), link_to))
    if origin is dict:
        return html("names, each with {}", _words(arguments[1], (), link_to))
    if issubclass(annotation, ClosedList):
        return _one_of(annotation, link_to)
    if issubclass(annotation, BaseModel):
        group = link_to(annotation, "a group")
        return html("one line, or {}", group) if hasattr(annotation, "_from_one_line") else group
    if annotation is bool:
        return html("{} or {}", code("yes"), code("no"))
    if annotation is int:
        return Markup("a whole number")
    return escape(next((TEXTS[note] for note in reversed(notes) if _is_text(note)), "text"))


def _is_text(note: Any) -> bool:
    try:
        return note in TEXTS
    except TypeError:  # a note that has no hash describes no kind of text
        return False


def _either(arguments: tuple[Any, ...], notes: tuple[Any, ...], link_to: LinkTo) -> Markup:
    """Say what a value may be, and last the words for a value that is missing."""
    given = [each for each in arguments if each not in (types.NoneType, Missing)]
    words = strung(", or ", [_words(each, notes, link_to) for each in given])
    return words + html(", or {}", _one_of(Missing, link_to)) if Missing in arguments else words


def _one_of(values: type[ClosedList], link_to: LinkTo) -> Markup:
    if len(values) > MOST_VALUES:
        return link_to(values, f"one of {len(values)} values")
    named = [code(value.value) for value in values]
    return html("{}: {}", link_to(values, "one of"), strung(", ", named))


def code(text: str) -> Markup:
    """Show text as it stands in a file."""
    return html("<code>{}</code>", text)


def with_code(text: str) -> Markup:
    """Turn a docstring into a line of text: what stands between double backticks is shown as in a file."""
    parts = re.split(r"``(.+?)``", " ".join(text.split()))
    return Markup().join(code(part) if place % 2 else escape(part) for place, part in enumerate(parts))


def in_file(value: Any) -> str:
    """Write an example as it would stand in a file, on one line."""
    return _flow(value) if isinstance(value, dict | list) else str(value)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    text = str(value)
    return f'"{text}"' if re.search(r"[\[\]{},#]|: |^['\"&*!|>%@`-]", text) else text
