"""Everything a record points at exists, and is of the right kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from scrutiny.address import FACT_ANCHORS, Address
from scrutiny.check.walk import walk
from scrutiny.load import Path
from scrutiny.load.content import Loaded
from scrutiny.model import (
    Action,
    Authority,
    Committee,
    CommitteeResponse,
    Discrepancy,
    Finding,
    FollowUp,
    Inspection,
    Item,
    Meeting,
    Motion,
    Owner,
    Plan,
    Point,
    Position,
    Question,
    Record,
    Resolution,
    Role,
    Theme,
    Update,
    When,
    Workstream,
)
from scrutiny.model.item import CommitteeAsStated, ItemMeeting
from scrutiny.model.source import RecordedAs, Withdrawal
from scrutiny.problem import Problem, closest, did_you_mean
from scrutiny.register import Register
from scrutiny.vocabulary import Missing

WANTED: dict[tuple[type[BaseModel], str], tuple[type[BaseModel], ...]] = {
    (Inspection, "about"): (Plan, Inspection),
    (Inspection, "follows"): (Inspection,),
    (Plan, "about"): (Inspection,),
    (Item, "about"): (Inspection, Plan),
    (Item, "follows_up"): (Item, Resolution, Action, Point, Plan, Finding, Workstream),
    (Meeting, "follows_up"): (Item, Resolution, Action, Point, Plan),
    (ItemMeeting, "record"): (Meeting,),
    (CommitteeResponse, "to"): (Item,),
    (Position, "resolution"): (Resolution,),
    (Resolution, "responds_to"): (Finding, Inspection, Plan, Workstream, Action),
    (Finding, "also"): (Finding,),
    (Finding, "repeats"): (Finding,),
    (Finding, "takes_up"): (Finding,),
    (Motion, "amends"): (Motion,),
    (When, "through"): (Resolution, Point, Meeting),
    (Action, "depends_on"): (Action, Resolution),
    (Point, "same_as"): (Resolution, Action, Point),
    (Update, "about"): (Resolution, Action, Finding, Point, Item, Plan, Inspection),
    (Withdrawal, "replaced_by"): (Record,),
    (Discrepancy, "about"): (Record, BaseModel),
}
"""Field -> the kinds of record or part it may point at."""

WORDS: dict[type[BaseModel], str] = {
    Action: "an action",
    Authority: "an authority",
    CommitteeResponse: "a response",
    Finding: "a finding",
    Inspection: "an inspection",
    Item: "a committee item",
    Meeting: "a meeting",
    Motion: "a motion",
    Plan: "a plan",
    Point: "a point",
    Record: "a record",
    Resolution: "a resolution",
    Workstream: "a part of a plan",
}
"""What a kind is called in a message."""


def _owners(register: Register, authority: Authority) -> list[str]:
    return [*authority.roles, *authority.bodies, *register.shared.bodies, *authority.committees]


NAMED: dict[tuple[type[BaseModel], str], Callable[[Register, Authority], Iterable[str]]] = {
    (Record, "themes"): lambda register, _: register.shared.themes,
    (Finding, "themes"): lambda register, _: register.shared.themes,
    (Question, "themes"): lambda register, _: register.shared.themes,
    (Committee, "successor"): lambda _, authority: authority.committees,
    (Point, "themes"): lambda register, _: register.shared.themes,
    (Resolution, "themes"): lambda register, _: register.shared.themes,
    (Workstream, "themes"): lambda register, _: register.shared.themes,
    (Inspection, "framework"): lambda register, _: register.shared.frameworks,
    (RecordedAs, "body"): lambda register, _: register.shared.bodies,
    (Role, "office"): lambda register, _: register.shared.offices,
    (CommitteeAsStated, "name"): lambda _, authority: authority.committees,
    (FollowUp, "to"): lambda _, authority: authority.committees,
    (Item, "also_before"): lambda _, authority: authority.committees,
    (Owner, "roles"): _owners,
    (Action, "to"): lambda _, authority: authority.committees,
    (Action, "on_behalf_of"): _owners,
}
"""Field -> the names it may hold."""

WHERE = {
    "themes": "content/shared/themes.yml",
    "framework": "content/shared/frameworks.yml",
    "body": "content/shared/bodies.yml",
    "office": "content/shared/offices.yml",
}


def _each(value: object, path: Path) -> Iterator[tuple[str, Path]]:
    """Yield the names in a field that holds one or several, each with its path."""
    several = isinstance(value, tuple)
    for position, one in enumerate(value if isinstance(value, tuple) else (value,)):
        if isinstance(one, str) and not isinstance(one, Missing):
            yield one, (*path, position) if several else path


def check_references(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for every reference and name that leads nowhere, or to the wrong kind."""
    for id_, record in loaded.register.records.items():
        check = _Check(loaded, Address.read(id_))
        for part, path in walk(record):
            yield from check.part(part, path)
    yield from _replaced_sources(loaded)
    yield from _shared_names(loaded)


@dataclass(frozen=True)
class _Check:
    """The references of one record."""

    loaded: Loaded
    address: Address

    def problem(self, path: Path, what: str, cure: str, rule: str) -> Problem:
        return self.loaded.documents[self.address.id].problem(path, what, cure, rule)

    def part(self, part: BaseModel, path: Path) -> Iterator[Problem]:
        for base in type(part).__mro__:
            for field in getattr(base, "model_fields", ()):
                value = getattr(part, field, None)
                for one, place in _each(value, (*path, field)):
                    if (base, field) in WANTED:
                        yield from self.reference(one, place, WANTED[base, field])
                    if (base, field) in NAMED and self.address.authority in self.loaded.register.records:
                        known = list(NAMED[base, field](self.loaded.register, self.authority))
                        yield from self.name(one, place, field, known)

    @property
    def authority(self) -> Authority:
        return self.loaded.register.authority(self.address.authority)

    def reference(self, text: str, path: Path, wanted: tuple[type[BaseModel], ...]) -> Iterator[Problem]:
        id_, anchor = self.address.resolve(text)
        if id_ not in self.loaded.register.records:
            if id_ not in self.loaded.documents:  # a file that could not be read has its own problems
                guess = closest(id_, self.loaded.documents)
                shown = guess.removeprefix(f"{self.address.authority}/") if guess else ""
                cure = f'did you mean "{shown}"?' if guess else "write the path of its file, without content/ and .yml"
                yield self.problem(path, f'no record "{id_}"', cure, "unknown-reference")
            return
        if anchor in FACT_ANCHORS and BaseModel in wanted:
            return
        found = self.loaded.register.part(id_, anchor)
        if found is None:
            parts = list(self.loaded.register.records[id_].parts())
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

    def name(self, text: str, path: Path, field: str, known: list[str]) -> Iterator[Problem]:
        if text in known:
            return
        where = WHERE.get(field, f"content/{self.address.authority}/authority.yml")
        cure = did_you_mean(text, known, f"add it to {where}, or use one of the names there")
        yield self.problem(path, f'"{text}" is not in {where}', cure, "unknown-name")


def _replaced_sources(loaded: Loaded) -> Iterator[Problem]:
    """A paper that corrects or replaces another names a paper of the same record."""
    for id_, record in loaded.register.records.items():
        refs = [source.ref for source in record.sources]
        for position, source in enumerate(record.sources):
            others = [ref for ref in refs if ref != source.ref]
            if source.replaces and source.replaces not in others:
                cure = did_you_mean(source.replaces, others, "give the ref of another paper of this record")
                path = ("sources", position, "replaces")
                yield loaded.documents[id_].problem(path, f'no paper "{source.replaces}"', cure, "unknown-source")


def _shared_names(loaded: Loaded) -> Iterator[Problem]:
    """Names within ``content/shared/`` that lead nowhere."""
    shared = loaded.register.shared
    lists: tuple[tuple[str, dict[str, object], str, tuple[str, ...], Iterable[str]], ...] = (
        ("frameworks.yml", dict(shared.frameworks), "frameworks", ("scale",), shared.scales),
        ("frameworks.yml", dict(shared.frameworks), "frameworks", ("inspectorates",), shared.bodies),
        ("themes.yml", dict(shared.themes), "themes", ("broader", "related"), shared.themes),
        ("terms.yml", dict(shared.terms), "terms", ("theme",), shared.themes),
    )
    for file, entries, group, fields, known in lists:
        for name, entry in entries.items():
            for field in fields:
                value = getattr(entry, field)
                for one in value if isinstance(value, tuple) else (value,) if value else ():
                    own = isinstance(entry, Theme) and one == name
                    if one not in known or own:
                        others = [each for each in known if each != name]
                        yield loaded.documents[f"shared/{file}"].problem(
                            (group, name, field),
                            f'"{one}" leads back to itself' if own else f'"{one}" is not known',
                            "delete the line" if own else did_you_mean(one, others, "add it, or correct the name"),
                            "unknown-name",
                        )
