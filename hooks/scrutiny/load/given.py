"""Fields that hold a short name given elsewhere: what is written there is looked up, not made from a title.

``Housing Scrutiny Committee`` may stand in ``authority.yml`` as ``housing-scrutiny``; a name made from its words would
be a second slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from scrutiny.load.document import Document, Path
from scrutiny.load.found import at
from scrutiny.model import Authority
from scrutiny.problem import Problem
from scrutiny.register import Register

_AUTHORITY, _THEMES, _FRAMEWORKS = "authority.yml", "shared/themes.yml", "shared/frameworks.yml"
_BODIES, _OFFICES = "shared/bodies.yml", "shared/offices.yml"
GIVEN_IN = {
    **dict.fromkeys(("committee", "name", "to", "also_before", "successor"), _AUTHORITY),
    **dict.fromkeys(("owner", "roles", "on_behalf_of"), _AUTHORITY),
    **dict.fromkeys(("themes", "theme", "broader", "related"), _THEMES),
    "framework": _FRAMEWORKS,
    **dict.fromkeys(("body", "inspectorates"), _BODIES),
    "office": _OFFICES,
}
"""Field -> the file that gives the names it may hold."""
_OWNERS = frozenset(("owner", "roles", "on_behalf_of"))
_MADE_UP = re.compile(r"write it as (?:in )?[a-z0-9-]+")
BY_SHORT_NAME = re.compile(r"write the short name it has in [a-z/]+\.yml")
"""The part of such a cure that has no word of the record."""


def short_name_cure(cure: str, path: Path) -> str:
    """Put the file that gives the names in place of a name made from the text; other cures stay."""
    where = GIVEN_IN.get(_field(path))
    return _MADE_UP.sub(f"write the short name it has in {where}", cure, count=1) if where else cure


def with_short_names(
    problems: Iterable[Problem], documents: Mapping[str, Document], register: Register
) -> list[Problem]:
    """Return the problems, each such cure with the short name that is meant, or with one as an example."""
    of_file = {document.name: (id_, document) for id_, document in documents.items()}
    return [
        _looked_up(problem, *of_file[problem.place.file], register)
        if problem.rule == "bad-name" and BY_SHORT_NAME.match(problem.cure) and problem.place.file in of_file
        else problem
        for problem in problems
    ]


def _looked_up(problem: Problem, id_: str, document: Document, register: Register) -> Problem:
    path: Path = tuple(int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", problem.field))
    value = at(document.tree, path)
    known = dict(_known(_field(path), register, register.records.get(id_.partition("/")[0])))
    if not known or not isinstance(value, str):
        return problem
    said = _words(value)
    meant = [short for short, title in known.items() if said in (_words(title), _words(short))]
    more = f": {meant[0]}" if len(meant) == 1 else f", such as {next(iter(known))}"
    return replace(problem, cure=BY_SHORT_NAME.sub(lambda found: found[0] + more, problem.cure, count=1))


def _known(field: str, register: Register, authority: object) -> Iterator[tuple[str, str]]:
    """Yield the short names a field may hold, each with its name in full."""
    shared, where = register.shared, GIVEN_IN[field]
    if where == _THEMES:
        yield from ((short, theme.label) for short, theme in shared.themes.items())
    elif where == _FRAMEWORKS:
        yield from ((short, framework.title) for short, framework in shared.frameworks.items())
    elif where == _OFFICES:
        yield from ((short, office.title) for short, office in shared.offices.items())
    if isinstance(authority, Authority) and where == _AUTHORITY:
        if field in _OWNERS:
            yield from ((short, role.title) for short, role in authority.roles.items())
            yield from ((short, body.name) for short, body in authority.bodies.items())
        yield from ((short, committee.name) for short, committee in authority.committees.items())
    elif where == _BODIES:
        yield from ((short, body.name) for short, body in shared.bodies.items())


def _field(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub("[’'`]", "", text.casefold()))
