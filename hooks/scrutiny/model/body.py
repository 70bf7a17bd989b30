"""Bodies and people: the authority, its committees, its roles, and the partner bodies it works with."""

from __future__ import annotations

from typing import Any, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from scrutiny.model.base import Line, Model, OrMissing, Slug, Text, example
from scrutiny.model.mailbox import Mailbox
from scrutiny.model.origin import Origin
from scrutiny.model.record import Record
from scrutiny.model.source import At
from scrutiny.model.when import When
from scrutiny.vocabulary import BodyKind, CommitteeKind, PublicRole


class Person(Model):
    """Somebody who took part, as a role; a name only with a public role that allows it."""

    role: Line = example("Service Director for Children, Young People and Families")
    """The role as the paper gives it."""
    name: Line | None = example("Councillor Ada Example", default=None)
    """The name, only of councillors and senior or statutory officers."""
    public_role: PublicRole | None = example("councillor", default=None)
    """Why the name may be published."""
    at: At | None = example("minutes intro", default=None)
    """Where the paper says so."""

    @model_validator(mode="before")
    @classmethod
    def _from_one_line(cls, value: Any) -> Any:
        return {"role": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _a_name_needs_a_public_role(self) -> Self:
        if self.name and not self.public_role:
            raise PydanticCustomError(
                "name_without_public_role",
                "a person may be named only in a public role — add public_role: councillor, senior officer or "
                "statutory officer, or delete the name and keep the role",
                {"at": ("name",)},
            )
        return self


class Committee(Model):
    """A body that takes decisions: a scrutiny committee, cabinet, council, fire authority or partnership board."""

    name: Line = example("Education and Children's Social Care Overview and Scrutiny Committee")
    """Its name."""
    kind: CommitteeKind = example("scrutiny", default=CommitteeKind.NOT_STATED)
    """What sort of deciding body it is."""
    other_names: tuple[Line, ...] = example(["Education Panel"], default=())
    """Names it had before or is also known by; its address never changes."""
    successor: Slug | None = example("children-scrutiny", default=None)
    """The committee that took its place."""
    note: Line | None = example("Named only as the body that is to receive the plan.", default=None)
    """What a reader should know."""


class Role(Model):
    """A post. People appear as their role."""

    title: Line = example("Director of Children's Services")
    """The title of the post, in full."""
    short: Line | None = example("DCS", default=None)
    """The letters a paper uses for it."""
    interim: bool = example("yes", default=False)
    """True when a paper calls the holder interim."""
    seconded_from: Line | None = example("Northwick Children's Trust", default=None)
    """The body the holder is on loan from."""
    held: When | None = example("2019", default=None)
    """When the post was held, where stated."""
    office: Slug | None = example("director-of-childrens-services", default=None)
    """The office that the post is, from ``offices.yml``: councils give one office different titles."""
    office_because: Line | None = example("The slides use the letters DCS.", default=None)
    """Why the editor takes the post for that office, where no paper says so."""
    note: Line | None = example("The slides give the letters only.", default=None)
    """What a reader should know."""


class Body(Model):
    """An inspectorate, partner or partnership."""

    name: Line = example("Ofsted")
    """Its name."""
    kind: BodyKind = example("inspectorate")
    """What sort of body it is."""
    other_names: tuple[Line, ...] = example(["Police Inspectorate"], default=())
    """Other names papers use."""
    nation: Line | None = example("Wales", default=None)
    """The nation it works in, where it is not all of them."""
    dissolved: When | None = example("2022-07-01", default=None)
    """When it ended."""
    successor: Line | None = example("Integrated Care Board", default=None)
    """What took its place."""
    note: Line | None = example("Abolished by the Children and Social Work Act 2017.", default=None)
    """What a reader should know."""
    source: Line | None = example("Office for National Statistics, code list", default=None)
    """Where a fact about the body that no paper of the record gives comes from."""


class Code(Model):
    """A code of a body in a public register."""

    code: Line = example("E08000032")
    """The code."""
    register_name: Line = example("ONS register of geographic codes")
    """The register that gives it."""


class Authority(Record):
    """A council, fire authority or other body whose scrutiny is recorded. Title: its name."""

    short_name: Line = example("Bath and North East Somerset")
    """The name used in lists and breadcrumbs."""
    kind: BodyKind = example("council", default=BodyKind.COUNCIL)
    """What sort of body it is."""
    invented: bool = example("yes", default=False)
    """True for an authority made up as an example or for tests; its pages say so."""
    nation: Line | None = example("Wales", default=None)
    """The nation whose law applies, where it is not England."""
    gss: OrMissing[Code] = example({"code": "E08000032", "register_name": "ONS register of geographic codes"})
    """Its code in the Office for National Statistics' register."""
    committees: dict[Slug, Committee] = example({"children": {"name": "Children's Panel"}}, default={})
    """Its deciding bodies."""
    roles: dict[Slug, Role] = example({"director": {"title": "Director"}}, default={})
    """Posts that own something or speak."""
    bodies: dict[Slug, Body] = example({"ccg": {"name": "CCG", "kind": "partner"}}, default={})
    """Partner bodies that own something."""
    corrections: Mailbox | None = example("scrutiny@northport.example", default=None)
    """The mailbox of an office to which mistakes on its pages are reported; without one, that of this site."""
    about: Text | None = example("A unitary council.", default=None)
    """What a reader should know of the authority."""
    origin: Origin | None = example(
        {
            "site": "https://scrutiny.northport.example/",
            "as_of": "2026-05-03",
            "commit": "4f2a9c",
            "licence": "Open Government Licence v3.0",
            "files": "0" * 64,
        },
        default=None,
    )
    """The site that keeps its record, where this one only shows it. ``scrutiny federate`` writes it."""

    @model_validator(mode="after")
    def _owners_have_one_name(self) -> Self:
        for name in self.roles.keys() & self.bodies.keys():
            raise PydanticCustomError(
                "name_twice",
                "{name} is both a role and a body — rename one of them",
                {"name": name, "at": ("bodies", name)},
            )
        return self
