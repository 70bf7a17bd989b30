"""Walk a record once for all rules: its parts with the path of each, as problems name it, and their texts.

What the fields of a class may hold is read from its annotations once, so that no record is searched for what
cannot be in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from scrutiny.address import Address
from scrutiny.load import Document, Path
from scrutiny.load.content import Loaded
from scrutiny.model import Record
from scrutiny.model.held import part_fields, text_fields


class Part(NamedTuple):
    """A model within a record, and its path: ``("findings", 3)``."""

    model: BaseModel
    path: Path


class Walked(NamedTuple):
    """One record as all rules see it."""

    address: Address
    record: Record
    document: Document
    parts: list[Part]
    """Every model within the record, the record itself first, in the order of the file."""


class Text(NamedTuple):
    """A text within a record; its path is put together only for a problem."""

    text: str
    part: Part
    field: str
    position: int | None
    """Its place in a list of texts."""

    @property
    def path(self) -> Path:
        """Its place in the file."""
        return (*self.part.path, self.field) if self.position is None else (*self.part.path, self.field, self.position)


def walked(loaded: Loaded) -> Iterator[Walked]:
    """Walk every record that could be read, in the order of the register."""
    for id_, record in loaded.register.records.items():
        yield Walked(Address.read(id_), record, loaded.documents[id_], parts_of(record))


def parts_of(record: BaseModel) -> list[Part]:
    """Every model within ``record``, itself first, in the order of the file."""
    found: list[Part] = []
    _gather(record, (), found)
    return found


def parts_below(value: object, path: Path) -> list[Part]:
    """Every model within a value that stands at ``path``, such as the themes of a shared file."""
    found: list[Part] = []
    _gather(value, path, found)
    return found


def texts_of(parts: Iterable[Part], *signs: str) -> Iterator[Text]:
    """Yield every text of some parts in which one of the signs stands, those in lists one by one; all for ``""``."""
    for part in parts:
        values = vars(part.model)
        for field in text_fields(type(part.model)):
            if not (value := values[field]):  # most are left out of the file
                continue
            if type(value) is str:
                for sign in signs:
                    if sign in value:
                        yield Text(value, part, field, None)
                        break
            elif type(value) is tuple:
                for position, one in enumerate(value):
                    if isinstance(one, str) and any(sign in one for sign in signs):
                        yield Text(one, part, field, position)


def _gather(value: object, path: Path, found: list[Part]) -> None:
    if isinstance(value, tuple):
        for position, child in enumerate(value):
            _gather(child, (*path, position), found)
    elif isinstance(value, dict):
        for name, child in value.items():
            _gather(child, (*path, name), found)
    elif isinstance(value, BaseModel):
        found.append(Part(value, path))
        values = vars(value)
        for name in part_fields(type(value)):
            if child := values[name]:  # most are left out of the file: None, or an empty list
                _gather(child, (*path, name), found)


@cache
def fields_among(kind: type[BaseModel], names: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that a class has of some; most classes have none of those a rule looks for."""
    return tuple(name for name in names if name in kind.model_fields)
