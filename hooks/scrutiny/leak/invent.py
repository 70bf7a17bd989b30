"""Made-up values for every field of a model, so that a field added to a model is filled by itself.

Texts are made-up words. Names and references are looked up, so that a canary hangs on public records as a real one
would: were it not kept back, it would show on their pages.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from functools import cache
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from scrutiny.check.pointing import Pointing, pointing
from scrutiny.model import Authority, Committee, Finding, Item, Judgement, Record, Removal, Resolution, When
from scrutiny.model.allowed import Allowed
from scrutiny.model.item import WordChange
from scrutiny.model.source import Embargo, Source
from scrutiny.register import Register
from scrutiny.vocabulary import Missing
from scrutiny.write import Written

START = "zqxjv"
"""How every made-up word begins."""

LETTERS = "bcdfghklmnprtw"
"""What goes on: no vowel, no s, no figure, so that no search index takes an ending off or parts the word."""

DAY = "2099-03-02"
"""The day of everything: after whatever a canary hangs on, as the checks want."""

NUMBER = "0300 123 0456"
"""What each record holds and allows, so that the reason for allowing it is a text too. From the guide to fields."""

FAR_OFF, LONG_PAST = "2099", "2001"
"""The years of an embargo that has not ended, as late as one may be, and of one that has."""

Path = tuple[str | int, ...]

LEFT_OUT: dict[type[BaseModel], frozenset[str]] = {
    Record: frozenset({"visibility", "language", "words"}),
    Judgement: frozenset({"domain", "grade", "scale", "earlier", "earlier_scale"}),
    Finding: frozenset({"domain"}),
    Committee: frozenset({"successor"}),
    Removal: frozenset({"see", "public_again"}),
    Source: frozenset({"replaces"}),
    When: frozenset({"counted_from", "next", "through"}),
}
"""Fields that go only with certain others, or repeat what stands elsewhere. None of them is free text."""

STATED_DAYS = frozenset({"meeting", "on_site", "published", "received"})
"""Groups whose date is a day, which puts the record into lists; all other dates are conditions, made of words."""


def invented_word(*seed: object) -> str:
    """Return the made-up word that belongs to something; equal seeds give equal words."""
    number, letters = int.from_bytes(hashlib.sha256(repr(seed).encode()).digest()[:8], "big"), ""
    for _ in range(7):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return START + letters


class Invention:
    """Everything made up for one record."""

    def __init__(
        self, id_: str, ids: Mapping[type[Record], str], seen: Register, authority: Authority | None, year: str = ""
    ) -> None:
        """Begin a record; ``ids`` are those made up together with it, ``year`` that in which its embargo ends."""
        self.id, self.ids, self.seen, self.authority, self.year = id_, ids, seen, authority, year
        self.ref = invented_word(id_, "ref")

    def phrase(self, *path: str | int) -> str:
        """Return the text of a field: the name of the record's source, then six words of its own.

        With the source in front any text is also a place in that source.
        """
        return " ".join([self.ref, *(invented_word(self.id, path, number) for number in range(6))])

    def group(self, kind: type[BaseModel], path: Path, left_out: Collection[str] = ()) -> dict[str, Written]:
        """Return values for the fields of a model at a place in the record."""
        fields = {each.field: each for each in pointing(kind)}
        never = frozenset[str]().union(left_out, *(names for of, names in LEFT_OUT.items() if issubclass(kind, of)))
        if kind is Embargo and self.year == LONG_PAST:
            never |= {name for name in kind.model_fields if name.startswith("released")}
        tree: dict[str, Written] = {}
        for name, field in kind.model_fields.items():
            if name in never:
                continue
            here = (*path, name)
            value = self._settled(kind, here)
            if value is None and name in fields:
                value = self._pointed(fields[name], field)
            elif value is None:
                value = self._value(field.rebuild_annotation(), here, field)
            if value:
                tree[name] = value
        return tree

    def _settled(self, kind: type[BaseModel], path: Path) -> Written | None:
        """Return what a field must hold for the record to be in order; None where anything will do."""
        name = path[-1]
        if name == "notes" and issubclass(kind, Record):
            return f"{self.phrase(*path)} {NUMBER}"
        if kind is Allowed and name == "text":
            return NUMBER
        if kind is Removal and name == "record":
            return f"items/undated-{invented_word(self.id, path)}"
        if kind is Source and name == "ref":
            return self.ref
        if kind is Embargo and name == "until":
            return re.sub(r"\d{4}", self.year, str(_example(kind.model_fields[name])), count=1)
        if kind is When and name == "date":
            stated = STATED_DAYS.intersection(path) or path == ("date", "date")
            return DAY if stated else f"once {self.phrase(*path)}"
        pairs = {
            (Resolution, "recommended"): invented_word(self.id, ("recommendations", 0, "number")),
            (Resolution, "change"): "material",
            (WordChange, "was"): self.phrase("recommendations", 0, "text"),
            (WordChange, "became"): self.phrase(*path[:-3], "text"),
        }
        return next((value for (of, field), value in pairs.items() if kind is of and name == field), None)

    def _pointed(self, pointer: Pointing, field: FieldInfo) -> Written:
        """Return names or references for a field, to public records and to canaries; nothing where there are none."""
        found: list[str] = []
        if pointer.names and self.authority:
            found = list(pointer.names(self.seen, self.authority))[:1]
        elif pointer.wanted:
            found = [*self._public(pointer.wanted), *self._siblings(pointer.wanted)]
        if tuple in _origins(field.annotation):
            return found
        return found[0] if found else "not stated" if field.is_required() else ""

    def _public(self, wanted: tuple[type[BaseModel], ...]) -> Iterator[str]:
        """Yield a public record or part of one of the kinds, of the same authority where it has one."""
        near = self.id.split("/")[0]
        for id_, record in sorted(self.seen.records.items(), key=lambda each: each[0].split("/")[0] != near):
            for anchor, part in ({"": record} | record.parts()).items():
                if isinstance(part, wanted) and not isinstance(part, Authority):
                    yield f"{id_}#{anchor}" if anchor else id_
                    return

    def _siblings(self, wanted: tuple[type[BaseModel], ...]) -> Iterator[str]:
        """Yield a canary of one of the kinds, another than this one so that nothing goes in a circle."""
        for kind, id_ in self.ids.items():
            if id_ != self.id and issubclass(kind, wanted):
                yield id_
                return
        item = self.ids.get(Item, self.id)
        if item != self.id and issubclass(Resolution, wanted):
            yield f"{item}#resolution-{invented_word(item, ('resolutions', 'list', 0, 'number'))}"

    def _value(self, annotation: Any, path: Path, field: FieldInfo) -> Written:
        """Return a value of some type."""
        bare, origin = _bare(annotation), get_origin(_bare(annotation))
        if origin is tuple:
            number = max((getattr(each, "min_length", 1) for each in field.metadata), default=1)
            return [self._value(get_args(bare)[0], (*path, place), field) for place in range(number)]
        if origin is dict:
            name = invented_word(self.id, path, "name")
            return {name: self._value(get_args(bare)[1], (*path, name), field)}
        if isinstance(bare, type) and issubclass(bare, BaseModel):
            return self.group(bare, path)
        choices = [each for each in get_args(bare) if each not in {NoneType, Missing}]
        if choices and origin is not None:
            return self._value(choices[0], path, field)
        if isinstance(bare, type) and issubclass(bare, Enum | bool | int):
            return str(_example(field)) if field.is_required() or not issubclass(bare, bool) else ""
        return self._text(annotation, path, field)

    def _text(self, annotation: Any, path: Path, field: FieldInfo) -> str:
        """Return the first form of made-up words that a text may have, or its example where it may have none."""
        word = invented_word(self.id, path)
        forms = (self.phrase(*path), word, f"https://{word}.example/{word}", f"scrutiny@{word}.example", DAY)
        for form in forms:
            if _may_hold(annotation, form):
                return form
        return str(_example(field))


def _example(field: FieldInfo) -> object:
    return (field.examples or [""])[0]


def _bare(annotation: Any) -> Any:
    """Return a type without what is annotated to it."""
    return _bare(get_args(annotation)[0]) if get_origin(annotation) is Annotated else annotation


def _origins(annotation: Any) -> set[Any]:
    return {get_origin(_bare(annotation)), *(get_origin(each) for each in get_args(_bare(annotation)))}


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


def _may_hold(annotation: Any, text: str) -> bool:
    try:
        _adapter(annotation).validate_python(text)
    except ValidationError:
        return False
    return True
