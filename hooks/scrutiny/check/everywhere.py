"""What the rules must know of the whole content, also where only a part of it is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Self

from scrutiny.load.content import Loaded
from scrutiny.load.placed import SHARED
from scrutiny.load.survey import Survey
from scrutiny.model import Authority
from scrutiny.problem import Problem
from scrutiny.register import Shared


@dataclass(frozen=True)
class Everywhere:
    """What the rules ask of all councils together. Everything else of a record is asked of its unit alone."""

    ids: Collection[str]
    """Every id that a reference may mean, also of a record that could not be read; shared files by their path."""
    authorities: Mapping[str, Authority]
    """The authorities by name, but for those that could not be read."""
    shared: Shared
    unread: frozenset[str]
    """The shared files with a problem, such as ``themes.yml``: which names they hold nobody can tell.

    That its names are missing elsewhere only follows from the problems of the file.
    """

    @classmethod
    def of(cls, loaded: Loaded) -> Self:
        """Return what is to be known of a content that was read as a whole."""
        register = loaded.register
        return cls(loaded.documents, _authorities(loaded), register.shared, _unread(loaded.problems))

    @classmethod
    def surveyed(cls, survey: Survey, shared: Loaded) -> Self:
        """Return what is to be known of a content that is read unit by unit, from what its councils share."""
        return cls(survey.ids, _authorities(shared), shared.register.shared, _unread(shared.problems))

    @cached_property
    def words_of_names(self) -> frozenset[str]:
        """The words of all names of councils and bodies, in small letters."""
        names = [body.name for body in self.shared.bodies.values()]
        for authority in self.authorities.values():
            names += [authority.title, authority.short_name]
            names += [each.name for group in (authority.committees, authority.bodies) for each in group.values()]
        return frozenset(word for name in names for word in re.findall(r"[\w'’-]+", name.lower()))

    @property
    def digest(self) -> bytes:
        """A hash of all that the check of a good unit asks beyond the files of the unit and the shared ones.

        Whatever else is asked of other councils is asked for the words of a problem.
        """
        return blake2b("\n".join(sorted(self.words_of_names)).encode(), digest_size=16).digest()


def _authorities(loaded: Loaded) -> dict[str, Authority]:
    return {id_: each for id_, each in loaded.register.records.items() if isinstance(each, Authority)}


def _unread(problems: Collection[Problem]) -> frozenset[str]:
    files = {problem.place.file for problem in problems}
    return frozenset(name for name in SHARED for file in files if f"/{file}".endswith(f"/shared/{name}"))
