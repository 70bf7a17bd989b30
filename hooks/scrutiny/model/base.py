"""What all models share: strictness, and the few kinds of text a record may hold."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from scrutiny.vocabulary import Missing

LONGEST_LINE = 400
"""Characters in a text that stands on one line (titles, findings, labels)."""

LONGEST_MARKDOWN = 20_000
"""Characters in a text of small Markdown, whose reading takes longer with every sign it has."""

DEEPEST_MARKDOWN = 20
"""Brackets open at once, or lists and quotations inside each other: Markdown follows each into the next."""


class Model(BaseModel):
    """A part of a record: frozen, with no unknown names; the docstring under a field is its description."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def example(*examples: object, **settings: Any) -> Any:
    """Return a field that carries ``examples``, which editors and the handbook show."""
    return Field(examples=list(examples), **settings)


def no_value() -> PydanticCustomError:
    """Return the error for a name with nothing behind it."""
    return PydanticCustomError("no_value", "has no value — fill it in, or delete the line if it is optional")


def _line(text: str) -> str:
    if not text.strip():
        raise no_value()
    if "\n" in text or "\r" in text:
        raise PydanticCustomError("one_line", "must stand on one line — put longer text into notes")
    if len(text) > LONGEST_LINE:
        raise PydanticCustomError(
            "too_long",
            "is {length} characters long; the limit is {limit} — say it more shortly",
            {"length": len(text), "limit": LONGEST_LINE},
        )
    return text.strip()


def _text(text: str) -> str:
    if not text.strip():
        raise no_value()
    return text.strip()


_MARKS = re.compile(r"^(?:[ \t]|>|[-*+][ \t]|\d+\.[ \t])*", re.MULTILINE)
_BRACKETS = re.compile(r"[\[\]()]|\n[ \t]*\n")
_COLUMNS_A_LEVEL = 4


def _markdown(text: str) -> str:
    if len(text) > LONGEST_MARKDOWN:
        raise PydanticCustomError(
            "too_long",
            "is {length} characters long; the limit is {limit} — say it more shortly",
            {"length": len(text), "limit": LONGEST_MARKDOWN},
        )
    deepest = max(_brackets_open(text), *(_levels(marks[0]) for marks in _MARKS.finditer(text)))
    if deepest > DEEPEST_MARKDOWN:
        raise PydanticCustomError(
            "markdown_too_deep",
            "has brackets, lists or quotations {deepest} deep inside each other; the limit is {limit} — "
            "close brackets that are open, and write lists below each other",
            {"deepest": deepest, "limit": DEEPEST_MARKDOWN},
        )
    return text


def _levels(marks: str) -> int:
    """Count the lists and quotations that the signs at the beginning of a line may open."""
    return max(len(re.findall(r"[-*+>.]", marks)), len(marks.expandtabs(_COLUMNS_A_LEVEL)) // _COLUMNS_A_LEVEL)


def _brackets_open(text: str) -> int:
    """Count the brackets, square and round, that are open at once in a paragraph."""
    deepest = square = round_ = 0
    for sign in _BRACKETS.findall(text):
        if sign[0] == "\n":
            square = round_ = 0
        elif sign in "[]":
            square = max(0, square + (1 if sign == "[" else -1))
        else:
            round_ = max(0, round_ + (1 if sign == "(" else -1))
        deepest = max(deepest, square, round_)
    return deepest


SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a short name inside addresses looks like."""


@lru_cache(8192)  # the same few hundred names stand in every record: each is looked at, and kept, once
def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise PydanticCustomError(
            "bad_name", "{found} may have only small letters, digits and single hyphens", {"found": repr(text)}
        )
    return text


_REFERENCE = re.compile(r"(?:[a-z0-9-]+(?:/[a-z0-9-]+){0,2})?(?:#[a-z0-9-]+)?")


@lru_cache(8192)
def _reference(text: str) -> str:
    if not text or not _REFERENCE.fullmatch(text):
        raise PydanticCustomError(
            "bad_reference",
            "{found} is not a reference — write it like inspections/2019-jtai, or #resolution-2 in the same file",
            {"found": repr(text)},
        )
    return text


def _former(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]+(?:/[a-z0-9-]+){0,2}", text):
        raise PydanticCustomError(
            "bad_former_address",
            "{found} is not an address of this site — write it like northport/items/2024-old-name",
            {"found": repr(text)},
        )
    return text


def _address(text: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"'\\]+", text):
        raise PydanticCustomError(
            "bad_address",
            "{found} is not a web address that starts with https:// and has no spaces — paste the whole address",
            {"found": repr(text)},
        )
    return text


Kind = TypeVar("Kind")
OrMissing = Annotated[Missing | Kind, Field(union_mode="left_to_right")]
"""A value, or the word that says how it is missing: ``not stated``, ``none``, ``unknown``."""
Line = Annotated[str, AfterValidator(_line)]
"""Plain text on one line."""
Text = Annotated[str, AfterValidator(_text)]
"""Plain text of one or more paragraphs, parted by an empty line."""
SmallMarkdown = Annotated[Text, AfterValidator(_markdown)]
"""A text that may have a little Markdown: emphasis, lists, links to https:// addresses."""
Slug = Annotated[str, AfterValidator(_slug)]
"""A short name used inside addresses: small letters, digits, single hyphens."""
Reference = Annotated[str, AfterValidator(_reference)]
"""Another record or a part of one: ``inspections/2019-jtai``, ``#resolution-2``, ``bradford/items/x#point-3``."""
FormerAddress = Annotated[str, AfterValidator(_former)]
"""An earlier address of a record on this site: ``northport/items/2024-old-name``."""
WebAddress = Annotated[str, AfterValidator(_address)]
"""An address that starts with https://."""


class Numbered(Model):
    """A part of a record with an address of its own, made from its number."""

    anchor_word: ClassVar[str]
    """The first part of its anchor."""
    number: Slug | None = None
    """Its number; a single entry without one is number 1."""

    @property
    def anchor(self) -> str:
        """Its address on the page of its record: ``resolution-2``."""
        return f"{self.anchor_word}-{self.number or 1}"
