"""Walk the parts of a record with the path of each, as problems name it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from scrutiny.load import Path


def walk(value: object, path: Path = ()) -> Iterator[tuple[BaseModel, Path]]:
    """Yield every model within ``value``, itself first, with its path: ``("findings", 3)``."""
    if isinstance(value, BaseModel):
        yield value, path
        for name in type(value).model_fields:
            child = getattr(value, name)
            if isinstance(child, BaseModel | tuple | dict):
                yield from walk(child, (*path, name))
    elif isinstance(value, tuple):
        for position, child in enumerate(value):
            yield from walk(child, (*path, position))
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from walk(child, (*path, name))
