"""One family of rules: what it has to say of each record, and of all together."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePosixPath

from scrutiny.check.walk import Walked
from scrutiny.load.content import Loaded
from scrutiny.problem import Problem


class Family:
    """Rules about one subject. Every record is shown to it once, in the order of the register, then it is asked."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded

    @cached_property
    def unread(self) -> frozenset[str]:
        """The shared files that could not be read, such as ``themes.yml``: which names they hold nobody can tell.

        The file has problems of its own; that its names are missing elsewhere only follows from them.
        """
        places = (PurePosixPath(problem.place.file) for problem in self.loaded.problems)
        return frozenset(place.name for place in places if place.parent.name == "shared")

    def of_record(self, walked: Walked) -> Iterable[Problem]:  # noqa: ARG002  what the families use
        """Return the problems of one record, and remember what ``of_all`` needs."""
        return ()

    def of_all(self) -> Iterable[Problem]:
        """Return the problems that show only when every record has been seen, and those of the shared files."""
        return ()
