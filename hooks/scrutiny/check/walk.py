"""Walk the parts of a record with the path of each, as problems name it."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from scrutiny.load import Path


def walk(value: BaseModel, path: Path = ()) -> Iterator[tuple[BaseModel, Path]]:
    """Yield every model within ``value``, itself first, in the order of the file, with its path: ``("findings", 3)``.

    Every rule walks every record, so this reads the fields where pydantic keeps them and passes texts by.
    """
    waiting: list[tuple[object, Path]] = [(value, path)]
    while waiting:
        here, way = waiting.pop()
        children: list[tuple[object, Path]]
        if isinstance(here, BaseModel):
            yield here, way
            children = [(child, (*way, name)) for name, child in vars(here).items() if isinstance(child, _HOLDERS)]
        elif isinstance(here, tuple):
            children = [(child, (*way, n)) for n, child in enumerate(here) if isinstance(child, _HOLDERS)]
        elif isinstance(here, dict):
            children = [(child, (*way, name)) for name, child in here.items() if isinstance(child, _HOLDERS)]
        else:
            continue
        children.reverse()
        waiting.extend(children)


_HOLDERS = (BaseModel, tuple, dict)
