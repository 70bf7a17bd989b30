"""Tables of what all authorities share: subjects, frameworks of inspection, scales of grades, inspectorates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from scrutiny.model import Body, Framework, Theme
from scrutiny.model.shared import Domain, Grade
from scrutiny.open_data.tables.columns import BOOLEAN, INTEGER, TEXT, labelled, meaning_of, plain, stated
from scrutiny.open_data.tables.table import Column, Scope, Table


class Named(NamedTuple):
    """Something of a shared file, by its name there."""

    name: str
    part: Any
    inside: str = ""
    """The name of the framework or scale it is a part of."""
    place: int = 0
    """Its place there, from 1."""


def _themes(scope: Scope) -> Iterator[Named]:
    return (Named(*each) for each in scope.edition.register.shared.themes.items())


def _bodies(scope: Scope) -> Iterator[Named]:
    return (Named(*each) for each in scope.edition.register.shared.bodies.items())


def _frameworks(scope: Scope) -> Iterator[Named]:
    return (Named(*each) for each in scope.edition.register.shared.frameworks.items())


def _domains(scope: Scope) -> Iterator[Named]:
    for framework in _frameworks(scope):
        for place, (name, domain) in enumerate(framework.part.domains.items(), 1):
            yield Named(name, domain, framework.name, place)


def _scales(scope: Scope) -> Iterator[Named]:
    return (Named(*each) for each in scope.edition.register.shared.scales.items())


def _grades(scope: Scope) -> Iterator[Named]:
    for scale in _scales(scope):
        for place, (name, grade) in enumerate(scale.part.grades.items(), 1):
            yield Named(name, grade, scale.name, place)


def _name(meaning: str, refers_to: str = "") -> Column[Named]:
    return Column("name", TEXT, meaning, lambda each: each.name, refers_to)


def _pointing(model: type[BaseModel], field: str, refers_to: str) -> Column[Named]:
    return Column(field, TEXT, meaning_of(model, field), lambda each: plain(getattr(each.part, field)), refers_to)


THEMES = Table(
    "themes",
    "A subject.",
    ("name",),
    (
        _name("The name by which records give it."),
        *stated(Theme, "label", "definition"),
        _pointing(Theme, "broader", "themes"),
    ),
    _themes,
    is_shared=True,
)

BODIES = Table(
    "bodies",
    "An inspectorate or another body that is no single authority's.",
    ("name",),
    (
        _name("The name by which records give it."),
        Column("title", TEXT, meaning_of(Body, "name"), lambda each: each.part.name),
        *labelled(Body, "kind"),
        *stated(Body, "other_names", "nation", "note"),
    ),
    _bodies,
    is_shared=True,
)

FRAMEWORKS = Table(
    "frameworks",
    "The rules under which inspectors come.",
    ("name",),
    (
        _name("The name by which records give it."),
        *stated(Framework, "title", "short"),
        *stated(Framework, "graded", type=BOOLEAN),
        _pointing(Framework, "scale", "scales"),
        *stated(Framework, "verified", type=BOOLEAN),
    ),
    _frameworks,
    is_shared=True,
)

DOMAINS = Table(
    "domains",
    "One of the areas that a framework judges.",
    ("framework", "name"),
    (
        Column("framework", TEXT, "The framework.", lambda each: each.inside, "frameworks"),
        _name("Its name within the framework."),
        Column("number", INTEGER, "Its place in the framework, from 1.", lambda each: each.place),
        *stated(Domain, "label", "part_of", "question"),
    ),
    _domains,
    is_shared=True,
)

SCALES = Table(
    "scales",
    "An ordered list of grades. Words of two scales are never compared, even when they are the same.",
    ("name",),
    (
        _name("The name by which records give it."),
        Column("title", TEXT, "What the scale is called here.", lambda each: each.part.title),
    ),
    _scales,
    is_shared=True,
)

GRADES = Table(
    "grades",
    "One word of a scale.",
    ("scale", "name"),
    (
        Column("scale", TEXT, "The scale.", lambda each: each.inside, "scales"),
        _name("Its name within the scale."),
        Column("number", INTEGER, "Its place in the scale, the best first, from 1.", lambda each: each.place),
        *stated(Grade, "label", "note"),
    ),
    _grades,
    is_shared=True,
)
