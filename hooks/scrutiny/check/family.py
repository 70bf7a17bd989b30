"""One family of rules: what it has to say of each record, and of all together."""

from __future__ import annotations

from collections.abc import Iterable

from scrutiny.check.everywhere import Everywhere
from scrutiny.check.walk import Walked
from scrutiny.load.content import Loaded
from scrutiny.model import Record
from scrutiny.problem import Problem


class Family:
    """Rules about one subject. Every record is shown to it once, in the order of the register, then it is asked.

    What was read may be all there is or one unit of it: authorities that mention each other.
    """

    def __init__(self, loaded: Loaded, everywhere: Everywhere) -> None:
        self.loaded, self.everywhere = loaded, everywhere

    def record(self, id_: str) -> Record | None:
        """Return a record that was read, or the authority of another council."""
        return self.loaded.register.records.get(id_) or self.everywhere.authorities.get(id_)

    def of_record(self, walked: Walked) -> Iterable[Problem]:  # noqa: ARG002  what the families use
        """Return the problems of one record, and remember what ``of_all`` needs."""
        return ()

    def of_all(self) -> Iterable[Problem]:
        """Return the problems that show only when every record has been seen."""
        return ()

    def of_shared(self) -> Iterable[Problem]:
        """Return the problems of the shared files."""
        return ()
