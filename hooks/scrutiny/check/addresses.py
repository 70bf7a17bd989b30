"""A former address is neither a present one nor claimed twice."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.address import RESERVED
from scrutiny.load.content import Loaded
from scrutiny.problem import Problem


def check_addresses(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for every former address that leads, or would lead, somewhere else."""
    claimed: dict[str, str] = {}
    for id_, record in loaded.register.records.items():
        for position, former in enumerate(record.formerly):
            document, path = loaded.documents[id_], ("formerly", position)
            if former.partition("/")[0] in RESERVED:
                yield document.problem(
                    path, f'"{former}" is an address of the site itself', "delete the line", "address-in-use"
                )
            elif former in loaded.documents:
                yield document.problem(
                    path, f'"{former}" is the address of a record', "delete the line", "address-in-use"
                )
            elif former in claimed:
                yield document.problem(
                    path, f'"{former}" redirects to {claimed[former]} already', "keep one of the two", "address-in-use"
                )
            claimed[former] = id_
