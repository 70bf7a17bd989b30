"""A former address is neither a present one nor claimed twice."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.address import RESERVED
from scrutiny.check.everywhere import Everywhere
from scrutiny.check.family import Family
from scrutiny.check.walk import Walked
from scrutiny.load.content import Loaded
from scrutiny.problem import Problem
from scrutiny.vocabulary import Visibility


class Addresses(Family):
    """A problem for every former address that leads, or would lead, somewhere else."""

    def __init__(self, loaded: Loaded, everywhere: Everywhere) -> None:
        super().__init__(loaded, everywhere)
        self.claimed: dict[str, str] = {}
        """Every former address so far, with the record it leads to."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at each former address of a record."""
        document = walked.document
        for position, former in enumerate(walked.record.formerly):
            path = ("formerly", position)
            if former.partition("/")[0] in RESERVED:
                yield document.problem(
                    path, f'"{former}" is an address of the site itself', "delete the line", "address-in-use"
                )
            elif former in self.everywhere.ids:
                yield document.problem(
                    path, f'"{former}" is the address of a record', "delete the line", "address-in-use"
                )
            elif self._is_kept_back(council := former.partition("/")[0], walked.address.authority):
                what = f'"{former}" would tell readers of {council}, which is not public'
                yield document.problem(path, what, f"delete the line, or wait until {council} is", "address-in-use")
            elif former in self.claimed:
                what = f'"{former}" redirects to {self.claimed[former]} already'
                yield document.problem(path, what, "keep one of the two", "address-in-use")
            self.claimed[former] = walked.address.id

    def _is_kept_back(self, council: str, own: str) -> bool:
        """Tell whether another council than a record's own is here, and not for everybody to see."""
        record = self.everywhere.authorities.get(council)
        return council != own and record is not None and record.visibility is not Visibility.PUBLIC
