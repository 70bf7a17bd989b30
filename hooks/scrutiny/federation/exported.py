"""The records of an export as files of a content: what each states, and nothing of what was derived from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from scrutiny.address import FOLDERS, Address
from scrutiny.check.pointing import pointing
from scrutiny.check.walk import parts_of
from scrutiny.federation.copies import Copy, RefusedError
from scrutiny.load.placed import SHARED
from scrutiny.model import Authority, Model, Origin, Record, Removals
from scrutiny.open_data.api.imprint import data_path

Tree = dict[str, Any]
"""An object of the data, as JSON has it."""
SharedModels = Mapping[str, Model]
"""The shared files of an export, by their names in a content."""

_HEAD = frozenset({"edition", "type", "data", "id", "url", "derived"})
"""What a file of the data has besides what its record states."""
_EDITION = ("version", "as_of", "commit", "licence")
"""What all files of an edition say of it alike."""
_GROUPS = ("committees", "roles", "bodies")
"""The parts of an authority, each with an id and an address."""


@dataclass(frozen=True)
class Exported:
    """The records of a copy."""

    copy: Copy

    def file(self, path: str) -> Tree:
        """Read a file of the data; it has to be of the edition that the list of files names."""
        with _of_the_data(path):
            tree: Tree = json.loads(self.copy.read(path))
            told = {name: tree["edition"][name] for name in _EDITION}
        if told != self._edition:
            raise RefusedError(f"{path} is of another edition than the list of files.")
        return tree

    @cached_property
    def _edition(self) -> Tree:
        """What every file says of its edition."""
        told = self.copy.manifest.edition.model_dump(mode="json")
        return {name: told[name] for name in _EDITION}

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """The authorities it speaks for, by name."""
        return {name: _model(Authority, name, self.authority(name)) for name in self.copy.export.authorities}

    def authority(self, name: str) -> Tree:
        """Return what the file of an authority states."""
        tree = self._record(name, "authority")
        with _of_the_data(data_path(name)):
            if "origin" in tree:
                keeper = tree["origin"].get("site", "the site that does")
                raise RefusedError(f"It does not keep the record of {name} itself: take it from {keeper}.")
            for group in _GROUPS:
                for part in tree.get(group, {}).values():
                    part.pop("id", None)
                    part.pop("url", None)
        return tree

    def origin(self, name: str) -> Origin:
        """Return where the record of an authority is kept."""
        url, edition = str(self.file(data_path(name)).get("url", "")), self.copy.manifest.edition
        tree = {
            "as_of": edition.as_of.isoformat(),
            "commit": edition.commit,
            "licence": edition.licence,
            "files": self.copy.sha256,
        }
        if url.startswith("https://"):
            tree["site"] = url.removesuffix(f"{name}/")
        origin: Origin = _model(Origin, name, tree)
        return origin

    def ids(self, authority: str) -> Iterator[str]:
        """Yield the id of the authority itself, and of each of its records; not of meetings that have none."""
        yield authority
        for id_ in self.copy.ids[authority]:
            if not (id_.split("/")[1] == "meetings" and "title" not in self.file(data_path(id_))):
                yield id_

    def tree(self, id_: str) -> Tree:
        """Return what a record states."""
        address = Address.read(id_)
        return self._record(id_, address.folder.removesuffix("s")) if address.folder else self.authority(id_)

    def record(self, id_: str) -> Record:
        """Return a record."""
        address = Address.read(id_)
        if not address.folder:
            return self.authorities[id_]
        record: Record = _model(FOLDERS[address.folder], id_, self.tree(id_))
        return record

    def leaving(self) -> dict[str, frozenset[tuple[str, str]]]:
        """Return for each record that refers to another authority what it refers to: ids and anchors."""
        found = {}
        for authority in self.copy.export.authorities:
            for id_ in self.ids(authority):
                address = Address.read(id_)
                ways = (address.resolve(reference) for reference in references(self.record(id_)))
                if outward := frozenset(way for way in ways if way[0].partition("/")[0] != authority):
                    found[id_] = outward
        return found

    def removed(self, authority: str) -> Tree:
        """Return what ``removed.yml`` of an authority says; nothing where no record had to go."""
        lines = []
        for path in self.copy.pages_of(f"{authority}/withdrawn"):
            file = self.file(path)
            with _of_the_data(path):
                for entry in file.get("entries", ()):
                    if entry.get("what") == "removed":
                        see = entry.get("see") or {}
                        own = str(entry["id"]).removeprefix(f"{authority}/")
                        line = {"record": own, "on": entry["on"], "reason": entry["reason"], "see": see.get("id", "")}
                        lines.append({name: value for name, value in line.items() if value})
        tree: Tree = {"removed": lines} if lines else {}
        if tree:
            _model(Removals, f"{authority}/withdrawn", tree)
        return tree

    def shared(self) -> dict[str, Model]:
        """Return the shared files by their names in a content."""
        found: dict[str, Model] = {}
        for name, model in SHARED.items():
            file = self.file(data_path(f"shared/{name.removesuffix('.yml')}"))
            tree = {key: value for key, value in file.items() if key not in _HEAD}
            found[name] = _model(model, f"shared/{name}", tree)
        return found

    def _record(self, id_: str, kind: str) -> Tree:
        path = data_path(id_)
        file = self.file(path)
        if file.get("id") != id_ or file.get("type") != kind:
            raise RefusedError(f"{path} is not the file of {id_}.")
        with _of_the_data(path):
            tree = {key: bare(value) for key, value in file.items() if key not in _HEAD}
        # What is exported is public; that the file says so is for the checks and is not exported.
        return {"title": tree.get("title", ""), "visibility": "public", **tree}


@contextmanager
def _of_the_data(path: str) -> Iterator[None]:
    """Refuse an export with a file in which something is of another shape than in ours: a text, say, for a list."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise RefusedError(f"{path} is no file of the data.") from error


def bare(value: Any) -> Any:
    """Return a value without what the data adds to it: ids, addresses, what is derived, texts that are empty."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    if not isinstance(value, dict):
        return value
    added = {"id", "url", "derived"} if "derived" in value else set()
    return {key: bare(each) for key, each in value.items() if key not in added and each != ""}


def references(record: Record) -> Iterator[str]:
    """Yield every reference of a record to another record or a part of one, as it is written."""
    for part in parts_of(record):
        for field, wanted, _ in pointing(type(part.model)):
            value = getattr(part.model, field) if wanted else None
            yield from value if isinstance(value, tuple) else (value,) if value else ()


def _model(model: Any, id_: str, tree: Tree) -> Any:
    try:
        return model.model_validate(tree)
    except (ValidationError, RecursionError) as error:
        first = error.errors(include_url=False)[0] if isinstance(error, ValidationError) else None
        where = ".".join(str(step) for step in first["loc"]) if first else "it"
        raise RefusedError(f"{id_}: {where} {first['msg'] if first else 'is too deep'}.") from error
