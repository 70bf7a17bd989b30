"""Everything a record points at exists, and is of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import BaseModel

from scrutiny.address import FACT_ANCHORS
from scrutiny.check.everywhere import Everywhere
from scrutiny.check.family import Family
from scrutiny.check.pointing import HELD_IN, WHERE, WORDS, Names, Pointing, pointing
from scrutiny.check.walk import Walked
from scrutiny.load import Path
from scrutiny.load.content import Loaded
from scrutiny.model import Authority, Model, Theme
from scrutiny.problem import Problem, closest, did_you_mean
from scrutiny.vocabulary import Missing


def _each(value: object, path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the names in a field that holds one or several, each with its path."""
    several = isinstance(value, tuple)
    for position, one in enumerate(value if isinstance(value, tuple) else (value,)):
        if isinstance(one, str) and not isinstance(one, Missing):
            yield one, (*path, position) if several else path


class References(Family):
    """A problem for every reference and name that leads nowhere, or to the wrong kind."""

    def __init__(self, loaded: Loaded, everywhere: Everywhere) -> None:
        super().__init__(loaded, everywhere)
        # Records of one authority stand together in the register, and point mostly at each other.
        self.parts = lru_cache(256)(self._parts)
        self.names = lru_cache(64)(self._names)

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at everything a record points at."""
        check = _OfRecord(self, walked)
        for model, path in walked.parts:
            for each in pointing(type(model)):
                if value := vars(model)[each.field]:
                    yield from check.field(each, value, path)
        yield from _replaced_sources(walked)

    def of_shared(self) -> Iterator[Problem]:
        """Look at the shared files."""
        return _shared_names(self.loaded, self.everywhere.unread)

    def _parts(self, id_: str) -> dict[str, Model]:
        record = self.record(id_)
        return record.parts() if record else {}

    def _names(self, id_: str, names: Names) -> dict[str, None] | None:
        """The names an authority may use, in order; None where a file of theirs is not read, a problem of its own."""
        if HELD_IN.get(names) in self.everywhere.unread:
            return None
        authority = self.loaded.register.records.get(id_)
        return dict.fromkeys(names(self.loaded.register, authority)) if isinstance(authority, Authority) else None


class _OfRecord:
    """The references of one record."""

    def __init__(self, family: References, walked: Walked) -> None:
        self.family, self.address, self.document = family, walked.address, walked.document

    def field(self, each: Pointing, value: object, path: Path) -> Iterable[Problem]:
        field, wanted, names = each
        found: list[Problem] = []
        if wanted:
            for one, place in _each(value, (*path, field)):
                found.extend(self.reference(one, place, wanted))
        if names and (known := self.family.names(self.address.authority, names)) is not None:
            if known.keys() >= (set(value) if isinstance(value, tuple) else {value}):
                return found
            for one, place in _each(value, (*path, field)):
                if one not in known:
                    found.append(self.unknown(one, place, field, known))
        return found

    def problem(self, path: Path, what: str, cure: str, rule: str) -> Problem:
        return self.document.problem(path, what, cure, rule)

    def reference(self, text: str, path: Path, wanted: tuple[type[BaseModel], ...]) -> Iterator[Problem]:
        id_, anchor = self.address.resolve(text)
        record = self.family.record(id_)
        if record is None:
            if id_ not in self.family.everywhere.ids:  # a file that could not be read has its own problems
                guess = closest(id_, self.family.everywhere.ids)
                shown = guess.removeprefix(f"{self.address.authority}/") if guess else ""
                cure = f'did you mean "{shown}"?' if guess else "write the path of its file, without content/ and .yml"
                yield self.problem(path, f'no record "{id_}"', cure, "unknown-reference")
            return
        if anchor in FACT_ANCHORS and BaseModel in wanted:
            return
        found = self.family.parts(id_).get(anchor) if anchor else record
        if found is None:
            parts = list(self.family.parts(id_))
            guess = closest(anchor, parts)
            cure = (
                f'did you mean "#{guess}"?' if guess else "it has " + (", ".join(f"#{p}" for p in parts) or "no parts")
            )
            yield self.problem(path, f'{id_} has no part "#{anchor}"', cure, "unknown-part")
        elif not isinstance(found, wanted):
            kinds = " or ".join(WORDS[kind] for kind in wanted if kind in WORDS)
            yield self.problem(
                path, f'"{text}" is {WORDS.get(type(found), "something else")}', f"{kinds} is wanted here", "wrong-kind"
            )
        elif id_ == self.address.id and not anchor:
            yield self.problem(path, "the record points at itself", "name the other record", "points-at-itself")

    def unknown(self, text: str, path: Path, field: str, known: Iterable[str]) -> Problem:
        where = WHERE.get(field, f"content/{self.address.authority}/authority.yml")
        cure = did_you_mean(text, known, f"add it to {where}, or use one of the names there")
        return self.problem(path, f'"{text}" is not in {where}', cure, "unknown-name")


def _replaced_sources(walked: Walked) -> Iterator[Problem]:
    """A paper that corrects or replaces another names a paper of the same record."""
    sources = walked.record.sources
    for position, source in enumerate(sources):
        if not source.replaces:
            continue
        others = [other.ref for other in sources if other.ref != source.ref]
        if source.replaces not in others:
            cure = did_you_mean(source.replaces, others, "give the ref of another paper of this record")
            path = ("sources", position, "replaces")
            yield walked.document.problem(path, f'no paper "{source.replaces}"', cure, "unknown-source")


def _shared_names(loaded: Loaded, unread: frozenset[str]) -> Iterator[Problem]:
    """Names within ``content/shared/`` that lead nowhere; ``unread`` are the files of which nothing is known."""
    shared = loaded.register.shared
    lists: tuple[tuple[str, dict[str, object], tuple[str, ...], str, Iterable[str]], ...] = (
        ("frameworks", dict(shared.frameworks), ("scale",), "frameworks", shared.scales),
        ("frameworks", dict(shared.frameworks), ("inspectorates",), "bodies", shared.bodies),
        ("themes", dict(shared.themes), ("broader", "related"), "themes", shared.themes),
        ("terms", dict(shared.terms), ("theme",), "themes", shared.themes),
    )
    for group, entries, fields, held_in, known in lists:
        if f"{held_in}.yml" in unread:
            continue
        for name, entry in entries.items():
            for field in fields:
                value = getattr(entry, field)
                for one in value if isinstance(value, tuple) else (value,) if value else ():
                    own = isinstance(entry, Theme) and one == name
                    if one not in known or own:
                        others = [each for each in known if each != name]
                        yield loaded.documents[f"shared/{group}.yml"].problem(
                            (group, name, field),
                            f'"{one}" leads back to itself' if own else f'"{one}" is not known',
                            "delete the line" if own else did_you_mean(one, others, "add it, or correct the name"),
                            "unknown-name",
                        )
